"""Pages go into a library by `add`, are read again by `reread`, and the command line asks it."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord import How, Library, add, reread
from onrecord.cli import app
from onrecord.commands.library import pace_of
from tests.support import fake_reader
from tests.support.fake_reader import FakeReader

EXAMPLES = Path(__file__).parents[2] / "examples"
DUMP = EXAMPLES / "dump-portal.txt"
BARE = How(model=False)


@pytest.fixture
def fake(use_reader):
    use_reader(FakeReader)


def run(*args):
    return CliRunner().invoke(app, [str(one) for one in args])


def test_adding_reads_each_page_once(library):
    first = add(library, [DUMP], how=BARE)
    assert first.known == 0
    assert first.report.articles.total() == library.counts()["articles"] > 1
    second = add(library, [DUMP], how=BARE)
    assert second.known == 1
    assert second.report.articles.total() == 0
    assert second.sentence() == "0 pages added, 0 stories. 1 page was there already."


def test_what_is_kept_is_what_reading_gives(library):
    add(library, [EXAMPLES], how=BARE)
    kept = {one.article.id: one.article for one in library.records()}
    assert kept == {one.id: one for one in onrecord.read(EXAMPLES)}


def test_a_run_tells_only_of_what_is_on_disk(library):
    told = []
    add(library, [EXAMPLES], how=BARE, tell=lambda x: told.append((x, library.counts())))
    assert all(x.report.articles.total() <= kept["articles"] for x, kept in told)
    last, kept = told[-1]
    assert last.report.articles.total() == kept["articles"]
    assert len(told) > 5


def test_a_run_that_was_stopped_goes_on(library):
    class StopError(Exception):
        pass

    def stop(added):
        if added.n_inputs == 3:
            raise StopError

    with pytest.raises(StopError):
        add(library, [EXAMPLES], how=BARE, tell=stop)
    n_pages = library.counts()["pages"]
    assert n_pages >= 3  # those that came as fast as the third are kept with it
    assert add(library, [EXAMPLES], how=BARE).known == n_pages
    assert library.counts()["articles"] == len(onrecord.read(EXAMPLES))


def test_several_processes_add_the_same(tmp_path):
    with Library.open(tmp_path / "a.db") as one, Library.open(tmp_path / "b.db") as two:
        add(one, [EXAMPLES], how=BARE)
        add(two, [EXAMPLES], how=How(model=False, jobs=2))
        assert list(one.records()) == list(two.records())


def test_what_is_no_page_is_kept_as_rejected(library, tmp_path):
    (tmp_path / "empty.html").write_bytes(b"")
    added = add(library, [tmp_path, tmp_path / "gone.html"], how=BARE)
    assert added.report.rejected.total() == 2
    assert {one.reason for one in library.rejected().found} == {"empty", "not found"}


@pytest.mark.usefixtures("fake")
def test_reading_again_follows_the_weights(library, monkeypatch):
    add(library, [DUMP])
    before = {one.id: one.content for one in library.said(limit=1000).found}
    assert before
    same = reread(library)
    assert (same.known, same.report.pages) == (1, 0)

    def read_otherwise(article):
        return replace(read_one(article), weights="reader other")

    read_one = fake_reader.read_one
    monkeypatch.setattr(fake_reader, "read_one", read_otherwise)
    assert reread(library).report.pages == 1
    assert {one.id: one.content for one in library.said(limit=1000).found} == before
    assert {stamp[3] for stamp in library.stamps()} == {"reader other"}
    assert reread(library).known == 1
    assert reread(library, everything=True).report.pages == 1
    assert library.check() == []


@pytest.mark.usefixtures("fake")
def test_pages_added_without_the_model_are_read_by_reread(library):
    add(library, [DUMP], how=BARE)
    assert library.said().total == 0
    assert reread(library).report.pages == 1
    assert library.said().total > 0


@pytest.fixture
def filled(tmp_path, fake):
    path = tmp_path / "a.db"
    ran = run("add", EXAMPLES, "--library", path)
    assert ran.exit_code == 0
    assert "stories" in ran.stderr
    return path


def test_every_question_has_words_json_and_csv(filled):
    for question in (["search", "ferry"], ["said"], ["timeline", "the*"], ["rejected"]):
        for shape in ([], ["--json"], ["--csv"]):
            ran = run(*question, *shape, "--library", filled, "--limit", "2")
            assert ran.exit_code == 0, ran.output
            assert "found" in ran.stderr
            if question[0] in {"search", "said"}:
                assert ran.stdout


def test_json_and_csv_say_the_same(filled):
    asked = ("said", "--library", filled, "--limit", "5")
    lines = [json.loads(line) for line in run(*asked, "--json").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--csv").stdout)))
    assert [one["id"] for one in lines] == [row["id"] for row in rows]
    assert [one["evidence"][0]["span"]["start"] for one in lines] == [
        int(row["start"]) for row in rows
    ]


def test_a_path_that_is_not_there_is_told_by_name(tmp_path):
    library = tmp_path / "a.db"
    page = EXAMPLES / "gallery.html"
    ran = run("add", tmp_path / "nowhere", page, "--no-model", "--library", library)
    assert f"onrecord: {tmp_path / 'nowhere'}: no such file or folder" in ran.stderr
    assert (ran.exit_code, "1 page added" in ran.stderr) == (1, True)


def test_words_of_a_search_may_be_given_apart(filled):
    whole = run("search", 'ferry "night pay"', "--library", filled)
    apart = run("search", "ferry", "night pay", "--library", filled)
    assert whole.stdout == apart.stdout
    assert whole.stdout.strip()


def test_a_search_shows_who_says_what_it_was_asked_for(filled):
    found = map(json.loads, run("said", "--json", "--library", filled).stdout.splitlines())
    one = next(x for x in found if x["speaker"] and x["source"]["headline"])
    fields = f'speaker:"{one["speaker"]}" manner:"{one["manner"]}"'
    for words in ("", f'"{one["source"]["headline"]}"'):
        shown = run("search", f"{words} {fields}", "--library", filled).stdout
        assert f"\n  {one['speaker']} {one['manner']}: " in shown
        assert bool(words) == (f"{one['source']['headline']}\n" in shown)


@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        (["search", "ferry speaker:"], 2, "at character 15: speaker: needs a word"),
        (["said", "--since", "2025", "--until", "2024"], 2, "--since: '2025' is after '2024'"),
        (["search", 'ferry "vote'], 2, "at character 7"),
        (["said", "--by", " "], 2, "give a name"),
        (["said", "--manner", "shouts"], 2, "is none of says"),
        (["said", "--since", "soon"], 2, "--since: 'soon' is no date"),
        (["said", "--by", "s*"], 2, "--by: 's*' begins too many words"),
        (["said", "--checked", "x"], 2, "is none of not verified, verified"),
        (["said", "--limit", "0"], 2, "it must be greater than or equal to 1"),
        (["story", "zebra"], 1, "Stories with the word “zebra”: nothing found"),
        (["party", "show", "Zebra"], 1, "nobody is named Zebra"),
        (["compare"], 2, "An article's id, a speaker, an outlet."),
        (["search", "a", "--json", "--csv"], 2, "either --csv or --json"),
        (["timeline", "?"], 2, "no word"),
    ],
)
def test_a_mistake_is_one_line(filled, question, code, words):
    ran = run(*question, "--library", filled)
    assert ran.exit_code == code
    assert words in ran.stderr
    assert not ran.stdout


def test_who_asks_for_somebody_that_does_not_speak_is_told_who_does(filled, tmp_path):
    ran = run("said", "--by", "Nobody", "--library", filled)
    assert ran.exit_code == 0
    assert not ran.stdout
    assert "nothing found" in ran.stderr
    assert "Nobody of that name speaks; who does: " in ran.stderr
    known = ran.stderr.split("who does: ")[1].split(",")[0]
    some = run("said", "--by", known, "--about", "nothingatall", "--library", filled)
    assert "who does" not in some.stderr
    Library.open(tmp_path / "empty.db").close()
    none = run("said", "--by", "Nobody", "--library", tmp_path / "empty.db")
    assert "Nobody of that name speaks, nor anybody else." in none.stderr


def test_no_feeds_are_said_to_be_none(filled):
    ran = run("feeds", "--library", filled)
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "`onrecord fetch ADDRESS`" in ran.stderr


def test_a_library_that_is_not_there_is_one_line(tmp_path):
    ran = run("search", "ferry", "--library", tmp_path / "none.db")
    assert ran.exit_code == 1
    assert "`onrecord add` makes one" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "asked", [("search", "speaker:("), ("said", "--since", "May"), ("timeline", "*")]
)
def test_a_question_that_cannot_be_understood_is_wrong_usage(filled, asked):
    ran = run(*asked, "--library", filled)
    assert ran.exit_code == 2
    assert len(ran.stderr.splitlines()) == 1


def test_reading_again_says_what_was_left_as_it_was(filled):
    ran = run("reread", "--library", filled)
    assert "read again" in ran.stderr
    assert "added" not in ran.stderr


def test_options_without_effect_are_refused(tmp_path):
    for option in ("--vectors", "--threads=2"):
        ran = run("add", DUMP, "--no-model", option, "--library", tmp_path / "a.db")
        assert ran.exit_code == 2
        assert "runs no model" in ran.stderr


def test_rejections_end_with_1_and_are_named(tmp_path):
    (tmp_path / "empty.html").write_bytes(b"")
    ran = run("add", tmp_path / "empty.html", "--no-model", "--library", tmp_path / "a.db")
    assert ran.exit_code == 1
    assert "`onrecord rejected` lists them" in ran.stderr
    assert "empty.html" in run("rejected", "--library", tmp_path / "a.db").stdout


def test_the_pace_of_a_run_is_said():
    assert pace_of(10, None, 2.0) == "5.0 pages/s"
    assert pace_of(10, 110, 2.0) == "5.0 pages/s, 20 s left"
    assert pace_of(10, 1510, 2.0) == "5.0 pages/s, 5 min left"
    assert pace_of(10, 100_010, 2.0) == "5.0 pages/s, 5.6 h left"
    assert pace_of(0, 10, 0.0) == "0.0 pages/s"


def test_help_needs_no_sqlalchemy():
    asked = "import sys, onrecord.cli; print('sqlalchemy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
