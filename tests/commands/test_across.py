"""The commands that show and correct what stands between articles."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from onrecord import Library, LibraryError
from onrecord.cli import app
from onrecord.joining import join
from tests.support.library_joins import FERRY, NAMES, TEXT, fill, told


def run(*args, **env):
    return CliRunner().invoke(app, [str(one) for one in args], env=env)


@pytest.fixture
def path(tmp_path):
    speaks = (("Adjoa Sarfo", "I saw the fog"),)
    text = TEXT + "\nAdjoa Sarfo said: “I saw the fog”."
    pages = [
        told("one", text, NAMES, vector=FERRY, statements=speaks, url="https://a.example/1",
             published="2024-03-05"),
        told("two", text, NAMES, vector=FERRY, statements=speaks, url="https://b.example/1",
             published="2024-03-06"),
        told("new", text.replace("214", "216"), NAMES, vector=FERRY, url="https://a.example/1",
             published="2024-03-05", captured="2024-03-07"),
    ]  # fmt: skip
    with Library.open(tmp_path / "a.db") as library:
        fill(library, pages)
    return tmp_path / "a.db"


def test_whoever_needs_it_joins_what_waits(path):
    ran = run("stories", "--library", path)
    assert ran.exit_code == 0
    assert "1 Ferry Queen Abla aground off Tema" in ran.stdout
    assert "2024-03-05 to 2024-03-06, 3 articles, 1 source" in ran.stdout
    assert "Stories: 1 found." in ran.stderr
    with Library.open(path) as library:
        assert library.waiting() == 0
    assert "0 articles joined" in run("join", "--library", path).stderr
    assert "3 articles joined" in run("join", "--all", "--library", path).stderr


def test_a_story_is_shown_with_why_and_from_whom(path):
    shown = run("story", "1", "--library", path).stdout
    for words in ("joined because: both name", "Independent sources", "Copies", "same as [one]"):
        assert words in shown
    found = json.loads(run("story", "1", "--json", "--library", path).stdout)
    assert [one["source"]["article_id"] for one in found["parts"]] == ["one", "new", "two"]
    rows = list(csv.DictReader(io.StringIO(run("story", "1", "--csv", "--library", path).stdout)))
    assert [one["same_as"] for one in rows] == ["", "one", "one"]
    missing = run("story", "7", "--library", path)
    assert missing.exit_code == 1
    assert "there is no story 7: `onrecord stories` lists them" in missing.stderr


def test_revisions_say_what_changed_and_the_words(path):
    shown = run("revisions", "new", "--library", path).stdout
    assert "figure: '214' became '216'" in shown
    assert "214 → 216" in shown
    for shape in ("--json", "--csv"):
        ran = run("revisions", shape, "--library", path)
        assert "214" in ran.stdout
        assert "Revisions: 1 found." in ran.stderr


def test_every_list_has_words_json_and_csv(path):
    run("party", "hide", "3", "--library", path, "--who", "a tester")
    for question in ("stories", "parties", "revisions", "corrections"):
        for shape in ([], ["--json"], ["--csv"]):
            ran = run(question, *shape, "--library", path, "--limit", "1")
            assert ran.exit_code == 0, ran.output
            assert ran.stdout
            assert "found" in ran.stderr
    for shape in ([], ["--json"], ["--csv"]):
        ran = run("party", "show", "1", *shape, "--library", path)
        assert "Sarfo" in ran.stdout
    assert run("parties", "--kind", "place", "--library", path).stdout.startswith("2 Tema, place")


@pytest.mark.parametrize("hours", [("07:40+00:00", "16:20+00:00"), ("17:30+09:00", "08:35+00:00")])
def test_a_story_is_told_in_the_order_of_publication(tmp_path, hours):
    early, late = (f"2024-03-05T{one}" for one in hours)
    pages = [
        told(id_, TEXT.replace("214", n) + f"\nAdjoa Sarfo said: “I saw {n}”.", NAMES,
             vector=FERRY, published=at, url=f"https://{id_}.example/1",
             statements=(("Adjoa Sarfo", f"I saw {n}"),))
        for id_, n, at in (("late", "214", late), ("early", "230", early), ("none", "190", None))
    ]  # fmt: skip
    where = tmp_path / "a.db"
    with Library.open(where) as library:
        fill(library, pages)
        join(library)
        story = library.story(1)
        order = [one.source.article_id for one in story.parts]
        assert order == ["early", "late", "none"]
        assert story.story.source.article_id == "early"
        assert story.parts[0].because[0] == "the first to tell of it"
        assert not any("the first to tell of it" in one.because for one in story.parts[1:])
        assert [x for one in story.sources for x in one.articles] == order
        said = library.timeline("Adjoa Sarfo").found
        assert [one.source.article_id for one in said] == order


def test_a_story_is_called_by_its_first_headline_and_an_article_without_by_its_words(tmp_path):
    some = []
    for id_, hour, has_headline in (("message", "07", False), ("page", "09", True)):
        page, record = told(
            id_, TEXT, NAMES, vector=FERRY,
            published=f"2024-03-05T{hour}:00+00:00", url=f"https://{id_}.example/1",
        )  # fmt: skip
        article = record.article
        article = article if has_headline else replace(article, headline=None)
        some.append((page, replace(record, article=article)))
    with Library.open(tmp_path / "a.db") as library:
        fill(library, some)
        join(library)
        (story,) = library.stories().found
        assert (story.source.article_id, story.source.headline) == ("message", None)
        assert story.source.title == TEXT.partition("\n")[0]
        assert story.title == some[1][1].article.headline.value
    result = run("stories", "--library", tmp_path / "a.db")
    assert "no headline" not in result.stdout


def test_corrections_are_made_listed_and_undone(path, tmp_path):
    made = run("party", "rename", "2", "Captain  Sarfo", "--library", path, "--who", "A. Tester")
    assert made.exit_code == 0, made.output
    (id_,) = re.findall(r"corrected, as (c\w{8}):", made.stderr)
    assert "Captain Sarfo" in run("parties", "--library", path).stdout
    listed = run("corrections", "--library", path).stdout
    assert id_ in listed
    assert "A. Tester" in listed
    lines = run("corrections", "--json", "--library", path).stdout
    (tmp_path / "kept.jsonl").write_text(lines)
    again = run("corrections", "--import", tmp_path / "kept.jsonl", "--library", path)
    assert "0 of 1 corrections are new" in again.stderr
    assert run("party", "undo", id_, "--library", path).exit_code == 0
    assert "Captain Sarfo" not in run("parties", "--library", path).stdout
    twice = run("party", "undo", id_, "--library", path, "--who", "another")
    assert twice.exit_code == 1
    assert "is undone already" in twice.stderr


def test_a_statement_is_fixed(path):
    first = json.loads(run("said", "--json", "--library", path).stdout.splitlines()[0])
    ran = run("statement", "fix", first["id"], "--speaker", "Kofi Boateng", "--library", path)
    assert ran.exit_code == 0, ran.output
    assert "Kofi Boateng says: I saw the fog" in run("said", "--library", path).stdout
    assert first["id"] in run("said", "--library", path).stdout
    (id_,) = re.findall(r"corrected, as (c\w{8}):", ran.stderr)
    back = run("statement", "undo", id_, "--library", path)
    assert re.search(r"`onrecord statement undo c\w{8}` takes it back", back.stderr)


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["statement", "fix", "x:1-2"], 2, "say what is wrong"),
        (["statement", "fix", "x:1-2", "--manner", "shouts"], 2, "is none of says"),
        (["statement", "fix", "x:1-2", "--none", "--speaker", "A"], 2, "--speaker says who"),
        (["statement", "fix", "x:1-2", "--not-a-statement", "--none"], 2, "combined with other"),
        (["statement", "fix", "x:1-2", "--none"], 1, "there is no statement x:1-2"),
        (["statement", "undo", "c0"], 1, "there is no correction c0"),
        (["revisions", "nope"], 1, "there is no article nope here"),
        (["party", "show", "99"], 1, "there is no party 99"),
        (["party", "merge", "1", "99"], 1, "there is no party 99"),
        (["party", "merge", "1", "1"], 1, "one party already"),
        (["party", "split", "1", "nowhere"], 1, "nobody in these articles"),
        (["party", "rename", "1", " "], 2, "give a name"),
        (["parties", "--kind", "ship"], 2, "is none of"),
        (["stories", 'ferry "vote'], 2, "at character 7"),
        (["stories", "--since", "soon"], 2, "is no date"),
    ],
)
def test_a_mistake_is_one_line(path, args, code, words):
    ran = run(*args, "--library", path)
    assert ran.exit_code == code, ran.output
    assert words in ran.stderr
    assert not ran.stdout


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"correction": {}}', '{"correction": {"id": 1}}', "\x00"]
)
def test_a_file_of_something_else_is_no_file_of_corrections(path, tmp_path, line):
    (tmp_path / "other.jsonl").write_text(f"\n{line}\n")
    ran = run("corrections", "--import", tmp_path / "other.jsonl", "--library", path)
    assert ran.exit_code == 1
    assert "line 2: not a correction" in ran.stderr
    assert "Traceback" not in ran.output


def test_a_library_that_cannot_be_written_is_shown_as_it_is(path, monkeypatch):
    def refuse(_):
        raise LibraryError("it cannot be written")

    monkeypatch.setattr("onrecord.library.database.connection.Database.writing", refuse)
    ran = run("stories", "--library", path)
    assert ran.exit_code == 0
    assert "it cannot be written; 3 articles are not joined" in ran.stderr
    assert "Stories: nothing found." in ran.stderr


def test_what_a_page_chose_cannot_steer_a_terminal(tmp_path):
    nasty = "Ferry \x1b[31m red\x07 aground off Tema"
    with Library.open(tmp_path / "a.db") as library:
        fill(library, [told("one", TEXT.replace("Ferry Queen Abla", nasty), NAMES, vector=FERRY)])
    for args in (["stories"], ["story", "1"], ["parties"]):
        assert "\x1b" not in run(*args, "--library", tmp_path / "a.db").stdout
