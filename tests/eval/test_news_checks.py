"""How checks are counted that are told of news of others."""

import json
from dataclasses import replace
from itertools import repeat

import pytest

from eval import gold
from eval.blank import READING
from eval.news_checks import NEWS, JudgedClause, JudgedText, count_told
from onrecord.record import Check, Span, Verification, Words
from tests.support.built_words import bare_reading
from training.statements import news_rows

TEXT = (
    "The dam is safe, Ada Quist said. The water board did not respond to a request for comment. "
    "Its records show four cracks. The valley has few visitors in May."
)


def at(words):
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


ASKED = "The water board did not respond"
SHOWN = "Its records show four cracks"
QUIET = "The valley has few visitors"


def judged(words, outcome, *, is_unclear=False):
    return JudgedClause(span=at(words), outcome=outcome, is_unclear=is_unclear)


def text_with(*clauses):
    return JudgedText(gold.article_of("dam", TEXT, repeat("paragraph")), clauses)


def reading(*checks):
    return replace(READING, checks=checks)


def told(words, outcome, *statements):
    return Check(
        by=None, by_name=None, outcome=outcome, span=at(words), statements=statements, how=""
    )


NEWSPAPER = text_with(
    judged(ASKED, "not verified"), judged(SHOWN, None, is_unclear=True), judged(QUIET, None)
)


@pytest.mark.parametrize(
    ("checks", "row"),
    [
        ((), (0, 0, 1)),
        ((told("did not respond", "not verified", "s1"),), (1, 1, 1)),
        ((told("did not respond", "contradicted", "s1"),), (0, 1, 1)),  # another outcome
        ((told("did not respond", "not verified"),), (0, 0, 1)),  # of no statement
        ((told(SHOWN, "contradicted", "s1"),), (0, 0, 1)),  # unclear: it counts nowhere
        ((told(QUIET, "contradicted", "s1"),), (0, 1, 1)),
        ((told("The dam is safe", "verified", "s1"),), (0, 1, 1)),  # nobody held it for one
        (
            (told("water board", "not verified", "s1"), told("respond", "not verified", "s1")),
            (1, 2, 1),  # one check is found once
        ),
    ],
)
def test_a_check_is_right_where_a_clause_was_judged_so(checks, row):
    assert count_told(NEWSPAPER, reading(*checks)) == row


def test_every_judged_clause_is_a_place_with_an_outcome_or_none():
    lines = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    places = [(line["text"], *line["span"]) for line in lines]
    assert len({*places}) == len(places)
    assert all(start < end for _, start, end in places)
    outcomes = {line.get("outcome") for line in lines}
    assert outcomes == {None, "unclear", "not verified", "verified", "contradicted"}


def test_news_teaches_what_was_judged_and_leaves_out_what_is_unclear():
    words, starts = TEXT.replace(".", " .").replace(",", " ,").split(), []
    for word in words:
        starts.append(TEXT.index(word, starts[-1] + 1 if starts else 0))
    every = len(words)
    parsed = Words(
        starts=tuple(starts), ends=tuple(s + len(w) for s, w in zip(starts, words, strict=True)),
        tags=("NOUN",) * every, lemmas=tuple(words), heads=(-1,) * every,
        relations=("dep",) * every, sentences=(0,) * every, certainties=(0.0,) * every,
    )  # fmt: skip
    found = tuple(
        Verification(span=at(part), outcome="not verified", covers=(), score=0.6)
        for part in (ASKED, SHOWN, QUIET)
    )
    read = replace(bare_reading(parsed), verifications=found)
    assert [right for _, right in news_rows(NEWSPAPER, read, "check")] == [True, False]
    assert [right for _, right in news_rows(NEWSPAPER, read, "outcome")] == [True, False, False]
