"""What happened, in a terminal: in order, by whose account; and journeys."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from onrecord import Argument, Event, Itinerary, Record, Span, Stop
from onrecord.view import Look, show
from onrecord.view.events import EVENTS, _accounts, _is_written_large, tellers_of
from tests.support.built_words import built, syntax_of
from tests.support.by_hand import make_article, make_reading, span_of

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(record, *, width=80, **look):
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, force_terminal=False)
    show(console, record, Look(**look))
    return out.getvalue()


def event(article, trigger, *arguments, number=1, status="happened", told_by=None):
    return Event(
        id=f"e{number}",
        kind="REJECT",
        move=None,
        trigger=span_of(article, trigger),
        arguments=tuple(
            Argument(role=role, span=span_of(article, words)) for role, words in arguments
        ),
        amounts=(),
        status=status,
        told_by=told_by,
        why=(),
        score=0.9,
    )


def record_with(*events, itineraries=(), day="2023-09-12"):
    article = make_article()
    reading = make_reading(article)
    times = [replace(one, value=day) for one in reading.times]
    reading = replace(reading, times=tuple(times), events=events, itineraries=itineraries)
    return Record(article=article, reading=reading)


@pytest.fixture
def past(article):
    return event(article, "put off", ("actor", "harbour council"), ("time", "Tuesday"))


def test_a_timeline_says_when_what_and_on_whose_account(past):
    text = shown(record_with(replace(past, told_by="s1")))
    (line,) = (line for line in text.splitlines() if "2023-09-12" in line and "put off" in line)
    assert "harbour council put off" in line
    assert "reject" not in text
    assert "· according to a clerk" in text
    assert "· reject" in shown(record_with(past), why=True)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-SP", "spring 2024"),
        ("2024-SU", "summer 2024"),
        ("2024-FA", "autumn 2024"),
        ("2024-WI", "winter 2024"),
        ("2024-Q2", "2024-Q2"),
        ("2024-05", "2024-05"),
        ("197", "1970s"),
        ("19", "1900s"),
    ],
)
def test_a_season_is_in_words_and_a_decade_is_no_year(past, value, words):
    (line,) = (
        one
        for one in shown(record_with(past, day=value)).splitlines()
        if one.endswith("harbour council put off")
    )
    assert line.split("  ")[1] == words


def test_what_did_not_happen_says_so(past):
    assert "· denied" in shown(record_with(replace(past, status="denied")))


def test_what_may_be_is_said_to_be_possible_whatever_its_words(article):
    could = event(article, "could", status="possible")
    assert "· possible" in shown(record_with(could))


def test_what_is_thought_likely_need_not_be_said_to_be_possible(past):
    record = record_with(replace(past, status="possible", told_by="s1"))
    guessing = tuple(
        replace(one, manner="speculates", certainty="probable") for one in record.reading.statements
    )
    text = shown(replace(record, reading=replace(record.reading, statements=guessing)))
    assert re.search(r"harbour council put off · thought likely by a clerk$", text, re.M)


def test_a_denial_is_not_said_twice(past):
    record = record_with(replace(past, status="denied", told_by="s1"))
    denying = tuple(replace(one, manner="denies") for one in record.reading.statements)
    record = replace(record, reading=replace(record.reading, statements=denying))
    text = shown(record)
    assert "· denied by a clerk" in text
    assert "· denied ·" not in text


def test_what_was_done_is_not_denied_by_those_who_deny_what_it_says(past):
    record = record_with(replace(past, told_by="s1"))
    denying = tuple(replace(one, manner="denies") for one in record.reading.statements)
    record = replace(record, reading=replace(record.reading, statements=denying))
    assert re.search(r"harbour council put off$", shown(record), re.M)


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        ("probable", "thought likely by the mayor"),
        ("possible", "thought possible by the mayor"),
        ("unlikely", "thought unlikely by the mayor"),
    ],
)
def test_how_likely_somebody_thinks_it_is_said(certainty, words):
    (one, *_) = make_reading(make_article()).statements
    guess = replace(one, manner="speculates", certainty=certainty)
    assert _accounts([guess], {guess.id: "the mayor"}, "possible") == words


def test_a_teller_keeps_the_capital_that_a_sentence_has_too():
    assert _is_written_large("Many European leaders went.", "European")
    assert not _is_written_large("European leaders went. Others stayed.", "European")


@pytest.mark.parametrize(("is_name", "name"), [(True, "Baltic Ferries"), (False, "baltic Ferries")])
def test_a_teller_keeps_the_capital_of_a_name(is_name, name):
    parsed = built("Baltic/ADJ/amod/1 Ferries/NOUN/nsubj/2 said/VERB/root/-1 so/ADV/advmod/2")
    article, reading = replace(make_article(), text=parsed.text), make_reading(make_article())
    source = Span(start=0, end=len("Baltic Ferries"))
    said = replace(reading.statements[0], id="s1", speaker_name=None, source=(source,))
    mention = replace(reading.mentions[0], span=source, kind="organisation")
    reading = replace(
        reading,
        words=syntax_of(parsed, parsed.words),
        statements=(said,),
        mentions=(mention,) if is_name else (),
    )
    assert tellers_of(article, reading) == {"s1": name}


def test_those_who_tell_it_alike_are_named_together(past):
    record = record_with(replace(past, told_by="s1"))
    rows = _accounts(
        [replace(record.reading.statements[0], id=one) for one in ("s1", "s2")],
        {"s1": "Mara Lind", "s2": "two sailors"},
        "happened",
    )
    assert rows == "according to Mara Lind and two sailors"


def test_what_is_ahead_comes_last(article, past):
    ahead = event(article, "follow", ("time", "Tuesday"), number=2, status="planned")
    text = shown(record_with(replace(ahead, id="e1"), replace(past, id="e2")))
    assert text.rindex("put off\n") < text.index("follow · planned")


def test_events_without_a_time_are_counted_and_shown_in_full(article, past):
    other = event(article, "follow", number=2)
    assert "1 more event: --full" in shown(record_with(past, other))
    assert "more event" not in shown(record_with(past, other), full=True)


def test_no_more_than_the_first_are_shown(past):
    spans = [Span(start=k, end=k + 3) for k in range(EVENTS + 5)]
    who = [replace(past.arguments[0], span=span) for span in spans]
    many = [
        replace(past, id=f"e{k + 1}", arguments=(one, past.arguments[1]))
        for k, one in enumerate(who)
    ]
    assert "5 more events" in shown(record_with(*many))


def test_a_journey_is_a_line_of_places(article):
    stops = tuple(
        Stop(
            place=span_of(article, place),
            move=move,
            time=None,
            status=status,
            told_by=None,
            event="e1",
        )
        for place, move, status in (("TEMA", "leaves", "happened"), ("Ghana", "arrives", "planned"))
    )
    journey = Itinerary(actor=None, name="the \x1b[31mferry", stops=stops)
    text = shown(record_with(itineraries=(journey,)))
    assert "TEMA (leaves) → Ghana (arrives, planned)" in text
    assert not CONTROL.search(text)


@given(st.integers(20, 120))
def test_a_timeline_fits_any_terminal(width):
    article = make_article()
    one = event(article, "put off", ("actor", "harbour council"), ("time", "Tuesday"))
    text = shown(record_with(one), width=width)
    assert max(map(len, text.splitlines())) <= max(width, 20)
