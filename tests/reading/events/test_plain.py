"""What is news of no kind: what speaks for it, and that chances are chances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Reader
from onrecord.reading.events import plain
from onrecord.reading.events.assembly import weighed_plain
from tests.support.short_stories import dated

numbers = st.floats(min_value=-8, max_value=8)


@given(st.dictionaries(st.sampled_from(sorted(plain.weights())), numbers, max_size=12))
def test_a_chance_is_one(evidence):
    assert 0 <= plain.chance(evidence) <= 1


@pytest.fixture(scope="module")
def reader():
    return Reader()


def evidence_of(reader, text, word):
    article, reading = dated(reader, text)
    found = weighed_plain(article, reading)
    return next(
        known for event, known in found if article.text[event.trigger.start :].startswith(word)
    )


def test_what_a_verb_is_and_stands_beside_speaks_for_it(reader):
    found = evidence_of(reader, "The museum lost two paintings on Friday.", "lost")
    assert {
        "past",
        "as root",
        "object",
        "subject the",
        "time",
        "dated",
        "means lose",
    } <= found.keys()
    assert found.keys().isdisjoint({"future", "told", "you", "habit", "asked"})


def test_what_is_to_come_and_who_tells_of_it_is_known(reader):
    found = evidence_of(reader, "The firm will brighten the hall, Ann Berg said.", "brighten")
    assert {"future", "told", "told by one who says"} <= found.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Ann Berg has accused Kisumu of hiding the report.",  # that is a statement
        "Naliaka Works is a banned group.",
    ],
)
def test_words_of_saying_and_qualities_are_never_weighed(reader, text):
    article, reading = dated(reader, text)
    words = {
        article.text[e.trigger.start : e.trigger.end]
        for e, known in weighed_plain(article, reading)
        if known
    }
    assert words.isdisjoint({"accused", "banned"})
