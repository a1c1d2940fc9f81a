"""Agencies, wire copies, independent sources."""

from dataclasses import replace

import pytest

from eval.gold import article_of
from onrecord.link.duplicates import compare
from onrecord.link.suppliers import independent_sources
from onrecord.link.wires import agency_key, credit_of
from onrecord.record import Found, Supplier, Where
from tests.support.link_stories import LINES, OTHER

THIRD = (
    "Farmers in the valley began to dig up their vines this week because the price fell again.",
    "The cooperative offers less for a ton of grapes than it costs to bring them to its gate.",
)


def fact(value):
    return Found(value=value, how="test", where=Where(layer="markup"))


def article(name, lines, *, authors=(), **facts):
    made = article_of(name, "\n".join(("Title", *lines)), ["headline", *["paragraph"] * len(lines)])
    found = {key: fact(value) for key, value in facts.items()}
    return replace(made, authors=tuple(map(fact, authors)), **found)


@pytest.mark.parametrize(
    ("lines", "name", "whole"),
    [
        (("OBAN, Scotland (Harbour Wire) — The ferry stopped.",), "Harbour Wire", True),
        (("It stopped.", "This story was first published by Harbour Wire."), "Harbour Wire", True),
        (("The ferry stopped.", "This article was originally published by hwa."), "hwa", True),
        (("The ferry stopped.", "With inputs from HWA"), "HWA", False),
        (("The ferry stopped.", "Additional reporting by Harbour Wire."), "Harbour Wire", False),
    ],
)  # fmt: skip
def test_the_text_credits_an_agency(lines, name, whole):
    found = credit_of(article("a", lines))
    assert (found.agency, found.whole) == (name, whole)


@pytest.mark.parametrize(
    "lines",
    [
        ("OBAN — The ferry stopped, Harbour Wire reported.",),
        ("The ferry (built 1988) stopped — again.",),
        ("The Harbour Board (HB) — the port's owner — said nothing.",),
        ("This story was published by nobody.",),
        (),
    ],
)
def test_an_agency_that_the_story_tells_of_is_no_credit(lines):
    assert credit_of(article("a", lines)) is None


def test_an_author_that_is_a_body_of_news_is_the_agency():
    assert credit_of(article("a", LINES, authors=["Harbour News Agency"])).whole
    assert credit_of(article("a", LINES, authors=["Jane Roe"])) is None


def test_spellings_of_an_agency_share_a_key():
    assert agency_key("The Harbour Press") == agency_key("HP")
    assert agency_key("Danub news agency") == agency_key("Danub")


def test_a_copy_of_an_agencys_story_is_a_wire_copy_even_without_the_credit():
    wire, bare = article("a", LINES, agency="Harbour Wire"), article("b", LINES[:4])
    assert compare(wire, bare).agency == "Harbour Wire"
    assert compare(bare, wire).agency == "Harbour Wire"
    assert compare(bare, article("c", LINES)).agency is None


def test_an_agency_counts_once_and_so_does_an_outlet():
    kept = [
        article("a", LINES, agency="Harbour Press", url="https://one.example/a"),
        article("b", LINES[:4], url="https://two.example/b"),  # its credit is gone
        article("c", OTHER, agency="HP", url="https://three.example/c"),
        article("d", THIRD, url="https://www.two.example/d"),
    ]
    assert independent_sources(kept) == (
        Supplier(name="Harbour Press", kind="agency", articles=tuple(x.id for x in kept[:3])),
        Supplier(name="two.example", kind="outlet", articles=(kept[3].id,)),
    )


def test_copies_without_an_agency_count_for_the_outlet_that_was_first():
    kept = [
        article("a", LINES, url="https://late.example/a", published="2025-01-03"),
        article("b", LINES, url="https://first.example/b", published="2025-01-02"),
    ]
    (found,) = independent_sources(kept)
    assert (found.name, found.articles) == ("first.example", tuple(x.id for x in kept))


def test_inputs_from_an_agency_do_not_make_a_story_the_agencys():
    own = article("a", (*THIRD, "With inputs from HP"), url="https://one.example/a")
    assert independent_sources([own])[0].name == "one.example"


def test_articles_of_nowhere_are_each_their_own():
    kept = [article("a", LINES), article("b", OTHER)]
    assert [x.kind for x in independent_sources(kept)] == ["unknown", "unknown"]
    assert independent_sources([]) == ()
