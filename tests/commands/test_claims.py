"""The commands that ask who agrees and who disputes, and the accounts that a page is shown with."""

import json
from dataclasses import replace
from html import unescape
from io import StringIO

import pytest
from rich.console import Console
from typer.testing import CliRunner

from onrecord import Library
from onrecord.cli import app
from onrecord.joining.accounts import accounts_of, compared
from onrecord.link.claims.claiming import claims_of
from onrecord.link.claims.numbers.series import series_of
from onrecord.record import Relation, StatementRef
from onrecord.serve.handlers import stories
from onrecord.serve.shown import accounts as served
from onrecord.serve.shown.charts import marks_of
from onrecord.view.accounts import Told, accounts, detail, listed
from tests.link.claims.test_claims import HALDEN
from tests.link.claims.test_claims import told as said_by
from tests.support.library_joins import FERRY, NAMES, fill, told
from tests.support.served_site import fill as fill_site
from tests.support.served_site import make_client

TEXT = "\n".join(
    (
        "Ferry Queen Abla aground off Tema",
        "The ferry Queen Abla ran aground off Tema on Tuesday.",
        "Adjoa Sarfo said: “the engine failed before dawn off the pier, and 12 people were hurt”.",
    )
)
LATER = TEXT.replace("12 people", "14 people").replace("ran aground", "was lost")
SAID = "the engine failed before dawn off the pier, and 12 people were hurt"


def run(*args, **env):
    return CliRunner().invoke(app, [str(one) for one in args], env=env)


@pytest.fixture
def path(tmp_path):
    pages = [
        told("one", TEXT, NAMES, vector=FERRY, statements=(("Adjoa Sarfo", SAID),),
             url="https://a.example/1", published="2024-03-05"),
        told("two", LATER, NAMES, vector=FERRY,
             statements=(("Adjoa Sarfo", SAID.replace("12", "14")),),
             url="https://b.example/1", published="2024-03-06"),
    ]  # fmt: skip
    with Library.open(tmp_path / "a.db") as library:
        fill(library, pages)
    return tmp_path / "a.db"


def test_the_claims_of_a_story_are_numbered_and_each_can_be_asked_for(path):
    shown = run("claims", "1", "--full", "--library", path)
    assert shown.exit_code == 0, shown.output
    assert "1.1" in shown.stdout
    one = run("claim", "1.1", "--library", path).stdout
    assert "Adjoa Sarfo" in one
    found = [
        json.loads(x)
        for x in run("claims", "1", "--json", "--library", path).stdout.split("\n")
        if x
    ]
    assert found[0]["number"] == "1.1"
    evidence = found[0]["statements"][0]
    span = evidence["spans"][0]
    assert TEXT[span["start"] : span["end"]] == evidence["text"]


def test_claims_as_json_tell_copies_and_whose_statement_is_whose(tmp_path):
    pages = [
        told(name, TEXT, NAMES, vector=FERRY, statements=(("Adjoa Sarfo", SAID),),
             url=f"https://{name}.example/1", published=f"2024-03-0{number}")
        for number, name in enumerate(("one", "two"), start=5)
    ]  # fmt: skip
    with Library.open(tmp_path / "a.db") as library:
        fill(library, pages)
    shown = run("claims", "1", "--json", "--library", tmp_path / "a.db").stdout
    (claim,) = map(json.loads, shown.splitlines())
    first, copy = claim["statements"]
    assert [first["same_as"], copy["same_as"]] == [None, first["article_id"]]
    assert [first["outlet"], copy["outlet"]] == ["one.example", "two.example"]
    (source,) = claim["sources"]
    assert source["statements"] == [first["id"], copy["id"]]


def test_figures_are_given_over_time_with_who_says_so(path):
    shown = run("figures", "ferry", "--library", path)
    assert shown.exit_code == 0, shown.output
    rows = [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert "when figure who in" in rows
    assert "2024-03-05 12 Adjoa Sarfo [1] a.example" in rows
    assert "2024-03-06 14 Adjoa Sarfo [2] b.example" in rows
    assert "[2] Ferry Queen Abla aground off Tema [two]" in rows
    narrow = run("figures", "ferry", "--library", path, COLUMNS="40").stdout
    assert "a.example" not in narrow
    assert max(map(len, narrow.splitlines())) <= 40
    found = json.loads(run("figures", "ferry", "--json", "--library", path).stdout.split("\n")[0])
    assert [point["value"] for point in found["points"]] == [12.0, 14.0]


def test_words_name_a_story_as_its_number_does(path):
    for command in ("claims", "story", "figures"):
        by_number, by_words = (
            run(command, *given, "--library", path) for given in (["1"], ["aground", "Tema"])
        )
        assert by_number.exit_code == 0, by_number.output
        assert by_words.stdout == by_number.stdout
        nothing = run(command, "volcano", "--library", path)
        assert nothing.exit_code == 1
        assert "nothing found. `onrecord stories` lists them" in nothing.output


def test_no_line_of_claims_ends_with_blanks(path):
    for command in (("claims", "1", "--full"), ("claim", "1.1"), ("compare", "one", "two")):
        lines = run(*command, "--library", path).stdout.splitlines()
        assert lines
        assert all(line == line.rstrip() for line in lines)


def test_a_party_is_shown_by_number_and_by_name(path):
    number = json.loads(run("parties", "Sarfo", "--json", "--library", path).stdout)["number"]
    shown = run("party", "Sarfo", "--library", path)
    assert shown.exit_code == 0, shown.output
    assert "Adjoa Sarfo" in shown.stdout
    assert run("party", number, "--library", path).stdout == shown.stdout
    assert "nobody is named Nobody" in run("party", "Nobody", "--library", path).output
    mistyped = run("party", "Adjoa Sarvo", "--library", path)
    assert (mistyped.exit_code, "do you mean Adjoa Sarfo?" in mistyped.output) == (1, True)


def test_the_part_of_a_name_that_finds_something_is_named(path):
    empty = run("timeline", "Esi Sarfo", "--library", path)
    assert empty.exit_code == 0
    assert "“Sarfo” alone finds" in empty.output


def test_who_follows_nothing_is_told_so(path):
    assert "you follow nothing yet" in run("follow", "list", "--library", path).output


def test_two_articles_are_compared_and_so_are_two_names(path):
    assert run("compare", "one", "two", "--library", path).exit_code == 0


@pytest.mark.parametrize("sides", [("Nobody Here", "Adjoa Sarfo"), ("Adjoa Sarfo", "Nobody Here")])
def test_who_is_not_in_the_library_is_named(path, sides):
    nobody = run("compare", *sides, "--library", path)
    assert nobody.exit_code == 1
    assert "nobody named Nobody Here is in the library" in nobody.stderr


def test_what_is_compared_keeps_the_numbers_of_its_story():
    story = accounts_of(
        [
            said_by("a", [("Ada Roe", "says", "Schools will stay open in May")]),
            said_by("b", [("Mira Halden", "says", HALDEN)], "2025-03-13"),
            said_by("c", [("Olof Brant", "denies", HALDEN)], "2025-03-14"),
        ],
        story=7,
    )
    numbers = {one.id: number for number, one in story.numbered}
    kept = compared(story, "Mira Halden", "Olof Brant").numbered
    assert [number for number, _ in kept] == [2, 3]
    assert all(numbers[one.id] == number for number, one in kept)


def test_what_is_only_denied_is_shown_as_denied():
    story = accounts_of([said_by("a", [("Olof Brant", "denies", HALDEN)])], story=7)
    records = {one.article.id: one for one in story.records}
    assert f"denies {HALDEN}" in _listed(Told(records, story.account, story=7))


def _listed(told_):
    console = Console(width=200)
    with console.capture() as printed:
        for part in listed(told_, full=True):
            console.print(part)
    return printed.get()


def test_the_words_of_a_denial_are_not_shown_as_said_where_another_says_it_in_his_own():
    records = [
        said_by("a", [("Olof Brant", "denies", "the hall was shut on Monday")]),
        said_by("b", [("Mira Halden", "says", "the hall was open on Monday")], "2025-03-13"),
    ]
    account = claims_of(records)
    (claim,) = account.claims
    account = replace(account, claims=(replace(claim, wording=claim.statements[0]),))
    text = _listed(Told({one.article.id: one for one in records}, account))
    assert "denies the hall was shut" in text


@pytest.mark.parametrize(("number", "is_shown"), [("Dozens of", True), ("30", False)])
def test_figures_are_set_side_by_side_only_where_they_differ(number, is_shown):
    lines = [("Mira Halden", "says", f"{number} pupils of the school fell ill")]
    other = [("Jonas Rehn", "says", "300 pupils of the school fell ill")]
    vague = [("Jonas Rehn", "says", "Dozens of pupils of the school fell ill")]
    text = shown([said_by("one", lines), said_by("two", other if is_shown else vague)])
    assert ("figures" in text) == is_shown


def test_how_a_check_came_out_is_said_once_of_a_claim():
    claim = said_by("one", [("Mira Halden", "says", HALDEN)], checks=[("confirmed", 1, None)])
    assert shown([claim]).count("confirmed") == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("claims", "9"), "there is no story 9"),
        (("claim", "1.99"), "story 1 has"),
        (("claim", "3"), "give the numbers"),
        (("claim", "x"), "No such command"),
    ],
)
def test_a_mistake_is_one_line(path, command, words):
    ran = run(*command, "--library", path)
    assert ran.exit_code != 0
    assert words in ran.output
    assert "Traceback" not in ran.output


def shown(records):
    told_ = Told({r.article.id: r for r in records}, claims_of(records), series_of(records))
    console = Console(width=90, highlight=False)
    with console.capture() as captured:
        for part in accounts(told_, full=False):
            console.print(part)
    return captured.get()


def test_accounts_show_who_denies_what_and_who_could_not_check_it():
    claim = said_by("one", [("Mira Halden", "says", HALDEN)],
                    checks=[("not verified", 1, "Radio Kattegat")])  # fmt: skip
    denial = said_by("two", [("Jonas Rehn", "denies", HALDEN)], "2025-03-13")
    text = shown([claim, denial])
    for words in ("accounts", "denied", "Mira Halden", "Jonas Rehn", "not verified by Radio"):
        assert words in text


def test_what_nobody_could_verify_is_said_once_of_a_claim():
    checks = [("not verified", 1, None), ("not verified", 1, None)]
    text = shown([said_by("one", [("Mira Halden", "says", HALDEN)], checks=checks)])
    assert text.count("not verified") == 1


def test_a_dispute_is_shown_once_with_what_is_denied():
    claim = said_by("one", [("Mira Halden", "says", HALDEN)])
    denial = said_by("two", [("Jonas Rehn", "denies", HALDEN)], "2025-03-13")
    text = shown([claim, denial])
    assert text.count("(denies): ") == 1
    assert "Mira Halden, since 2025-03-12" in text
    assert "↳ Jonas Rehn, 2025-03-13 (denies): " in text
    assert "contested" not in text


RIVALS = said_by(
    "one",
    [
        ("Ann Roe", "says", "Guards drove off the raid on the harbour"),
        ("Ida Kolb", "says", "The raid on the harbour set a fuel depot on fire"),
        ("Ann Roe", "declines", "any fuel depot"),
    ],
    refers={3: ("s2",)},
)


def test_who_says_nothing_of_what_others_say_has_an_account_beside_theirs():
    text = shown([RIVALS])
    assert "Ann Roe · says nothing of ‘any fuel depot’" in text
    assert text.index("drove off") < text.index("Ida Kolb") < text.index("fuel depot on fire")


def test_who_only_asks_has_no_account_beside_which_another_is_silent():
    asked = "whether the raid on the harbour set a fuel depot on fire"
    rivals = said_by(
        "one",
        [
            ("Ann Roe", "says", "Guards drove off the raid on the harbour"),
            ("Ida Kolb", "says", asked),
            ("Ann Roe", "declines", "any fuel depot"),
        ],
        refers={3: ("s2",)},
    )
    assert "says nothing of" not in shown([rivals])


def test_rival_accounts_stand_side_by_side_on_the_page_of_a_story(tmp_path, monkeypatch):
    compared_ = served.accounts_of([RIVALS])
    monkeypatch.setattr(stories, "compared", lambda *_: compared_)
    with Library.open(tmp_path / "a.db") as library, make_client(library) as client:
        fill_site(library)
        page = unescape(client.get("/stories/1/accounts").text)
    told = ("drove off", "says nothing of", "any fuel depot", "Ida Kolb", "fuel depot on fire")
    places = [page.index(words) for words in told]
    assert places == sorted(places)
    assert "Nobody disputes" not in page


def test_who_declines_and_has_no_account_of_his_own_is_no_rival():
    lines = [
        ("Ida Kolb", "says", "The raid on the harbour set a fuel depot on fire"),
        ("Ann Roe", "declines", "any fuel depot"),
    ]
    assert shown([said_by("one", lines, refers={2: ("s1",)})]) == ""


def test_a_page_cannot_command_the_terminal_through_its_accounts():
    bad = "Jonas \x1b[31mRehn"
    claim = said_by("one", [("Mira Halden", "says", HALDEN)])
    denial = said_by("two", [(bad, "denies", HALDEN)], "2025-03-13")
    assert "\x1b[31mRehn" not in shown([claim, denial])


def test_a_story_of_which_nothing_is_disputed_has_no_accounts():
    assert shown([said_by("one", [("Mira Halden", "says", HALDEN)])]) == ""


def test_accounts_of_articles_are_the_same_in_any_order():
    records = [
        said_by("one", [("Mira Halden", "says", HALDEN)]),
        said_by("two", [("Jonas Rehn", "denies", HALDEN)], "2025-03-13"),
    ]
    forth, back = accounts_of(records), accounts_of(records[::-1])
    assert (forth.account, forth.series) == (back.account, back.series)


KILLED = [
    said_by("one", [("Mira Halden", "says", "Twelve people were killed in the fire in Halden")]),
    said_by(
        "two",
        [
            ("Jonas Rehn", "denies", "twelve people were killed in the fire in Halden"),
            ("Jonas Rehn", "says", "Seven people were killed in the fire in Halden"),
        ],
        "2025-03-13",
    ),
]


def test_a_figure_that_somebody_denies_is_not_shown_as_one_that_he_gives():
    text = " ".join(shown(KILLED).split())
    assert "twelve (Jonas Rehn denies, 2025-03-13)" in text
    assert "Seven (Jonas Rehn, 2025-03-13)" in text
    (figures,) = served.accounts_of(KILLED).figures
    assert [one.unsaid for one in figures.figures] == [None, "denies", None]
    assert len(marks_of(figures)) == len(figures.figures) - 1


def test_a_figure_given_twice_in_an_article_is_one_row_of_its_page():
    again = ("Mira Halden", "says", "Later twelve people were said to be killed in the fire")
    first = ("Mira Halden", "says", "On Monday twelve people were killed in the fire in Halden")
    records = [said_by("one", [first, again]), KILLED[1]]
    rows = [x for one in served.accounts_of(records).figures for x in one.figures]
    halden = [x for x in rows if x.by == "Mira Halden"]
    assert [x.words for x in halden] == ["twelve"]


def test_a_timeline_says_who_says_what_in_the_order_of_a_sentence(path):
    text = run("timeline", "Sarfo", "--library", path).stdout
    assert "Adjoa Sarfo says: the engine failed" in " ".join(text.split())


def test_a_timeline_says_each_day_and_each_article_once(path):
    lines = run("timeline", "Sarfo", "--library", path).stdout.splitlines()
    assert [line for line in lines if line.startswith("2024")] == ["2024-03-05", "2024-03-06"]
    assert "of the article" not in " ".join(lines)
    sources = [line for line in lines if "[one]" in line or "[two]" in line]
    assert len(sources) == 2
    assert not any("2024" in line for line in sources)


def test_a_claim_tells_each_of_its_relations_once_and_what_speaks_against_it_first(path):
    with Library.open(path) as library:
        fill(library, [told("three", TEXT, NAMES, statements=(("Tema", SAID),))])
        records = {id_: library.record(id_) for id_ in ("one", "two", "three")}
    one, two, three = (StatementRef(article_id=id_, statement="s1") for id_ in records)
    account = claims_of(list(records.values()))
    claim = replace(account.claims[0], wording=one, statements=(one, two))
    other = replace(account.claims[0], id="other", wording=three, statements=(three,))
    related = [
        Relation(one=three, other=said, kind=kind, score=0.9, reason="in words")
        for kind in ("supports", "disputes")
        for said in (one, two)
    ]
    account = replace(account, claims=(claim, other), relations=tuple(related))
    out = Console(file=StringIO(), width=200)
    for line in detail(Told(records, account), claim, "1.1"):
        out.print(line)
    acts = [line.split("↳")[0].strip() for line in out.file.getvalue().splitlines() if "↳" in line]
    assert acts == ["disputes", "supports (by the other)"]
