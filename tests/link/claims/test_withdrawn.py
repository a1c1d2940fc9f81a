"""Claims that are taken back, corrected or checked: by whom, and which of his."""

from dataclasses import replace

import pytest

from onrecord.link.claims.claiming import claims_of
from onrecord.link.claims.compared.gists import gists_of
from onrecord.link.claims.related.withdrawing import taken_back
from onrecord.link.claims.terms.mistakes import admits
from tests.link.claims.test_claims import one_of, said, told

CLAIM = "The tram drivers broke the window of the depot"
OTHER = "The trams will run again on Monday"


def state_of(record, *more, number=1):
    return one_of(claims_of([record, *more]), said(record, number)).state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("“I was wrong about the window,”", "withdrawn"),
        ("his earlier statement about the tram drivers had been false", "withdrawn"),
        ("he no longer believed that drivers had broken the window", "withdrawn"),
        ("he withdrew what he had said about the tram drivers", "withdrawn"),
        ("he was wrong about the weather", "uncontested"),
        ("the window has been mended", "uncontested"),
    ],
)
def test_who_takes_a_claim_back_says_so_in_many_words(words, state):
    first = told("a", [("Ole Harms", "says", CLAIM), ("Ole Harms", "says", OTHER)])
    later = told("b", [("Ole Harms", "says", words)], "2025-03-14")
    assert state_of(first, later) == state
    assert state_of(first, later, number=2) == "uncontested"


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("the number of trams was wrong", True),
        ("his word about the depot had been a mistake", True),
        ("the depot was named by mistake", True),
        ("we got it wrong", True),
        ("we spoke too soon", True),
        ("this is our chance to correct a wrong", False),
        ("the drivers had done nothing wrong", False),
        ("something was wrong with the brakes", False),
        ("the picture gives a mistaken impression of the depot", False),
        ("the tram came from the wrong side", False),
    ],
)
def test_a_mistake_is_what_is_said_to_be_one(words, is_one):
    assert admits(words) == is_one


def test_nobody_takes_back_what_another_said():
    first = told("a", [("Ida Kolb", "says", CLAIM)])
    later = told("b", [("Ole Harms", "says", "“I was wrong about the window,”")], "2025-03-14")
    assert state_of(first, later) != "withdrawn"


def test_a_denial_is_taken_back_where_there_is_one():
    lines = [("Ole Harms", "denies", "a window was broken"), ("Ole Harms", "says", OTHER)]
    first = told("a", lines)
    later = told("b", [("Ole Harms", "says", "he withdrew his denial")], "2025-03-14")
    assert state_of(first, later) == "withdrawn"
    assert state_of(first, later, number=2) == "uncontested"


def test_a_number_that_its_speaker_corrects_is_withdrawn():
    first = told("a", [("Ole Harms", "says", "Eleven sailors drowned off Turku")])
    later = "Nine sailors, not eleven, drowned off Turku"
    assert state_of(first, told("b", [("Ole Harms", "says", later)], "2025-03-14")) == "withdrawn"
    assert state_of(first, told("b", [("Ida Kolb", "says", later)], "2025-03-14")) == "contested"


@pytest.mark.parametrize(("who", "state"), [("Ole Harms", "uncontested"), ("Ida Kolb", "denied")])
def test_nobody_contests_himself(who, state):
    first = told("a", [("Ole Harms", "says", CLAIM)])
    assert state_of(first, told("b", [(who, "denies", CLAIM)], "2025-03-14")) == state


def test_only_what_was_said_before_is_taken_back():
    later = told("b", [("Ole Harms", "says", CLAIM)], "2025-03-14")
    back = told("a", [("Ole Harms", "says", "“I was wrong about the window,”")])
    gists = sorted((one for r in (back, later) for one in gists_of(r)), key=lambda one: one.place)
    assert list(taken_back(gists)) == []


@pytest.mark.parametrize(
    ("found", "checked"),
    [
        ("Film shows that schoolboys broke the window.", True),
        ("The fire service looked at the claim and found it false.", True),
        ("Film shows two dogs in a park.", False),
    ],
)
def test_a_check_is_of_what_it_has_words_of(found, checked):
    record = told("a", [("Ole Harms", "says", CLAIM)], checks=[("contradicted", 1, "Film")])
    text = f"{record.article.text}\n{found}"
    (check,) = record.reading.checks
    start = len(record.article.text) + 1
    check = replace(check, span=replace(check.span, start=start, end=start + 4))
    one = replace(
        record,
        article=replace(record.article, text=text),
        reading=replace(record.reading, checks=(check,)),
    )
    assert (state_of(one) == "checked") is checked


def test_who_says_a_thing_does_not_check_it():
    record = told("a", [("Ole Harms", "says", CLAIM)], checks=[("verified", 1, "Ole Harms")])
    (one,) = record.reading.statements
    (check,) = record.reading.checks
    mine = replace(record.reading, checks=(replace(check, span=one.source[0]),))
    claim = one_of(claims_of([replace(record, reading=mine)]), said(record, 1))
    assert claim.checks == ()
