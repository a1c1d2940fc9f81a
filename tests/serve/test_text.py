"""Pure parts of the server: segments, cards, dates in words, tokens, citations."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from onrecord.commands.timelines import print_timeline
from onrecord.library.answers import Entry, Source
from onrecord.record import Check, Record, Span
from onrecord.serve.shown.cards import FAMILIES, LEGEND, Wanted, cards, distinct
from onrecord.serve.shown.happened import rows_of
from onrecord.serve.shown.layers import marks_of
from onrecord.serve.shown.segments import Mark, segments
from onrecord.serve.shown.story_text import story_text
from onrecord.serve.shown.when import ago, in_words
from onrecord.serve.site import web_address, with_query
from onrecord.serve.tokens import Tokens, is_session, new_session
from tests.support.by_hand import make_article, make_reading, span_of

NOW = datetime(2024, 9, 17, 15, 16, tzinfo=UTC)
LENGTH = 40
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(lambda x: x[0] != x[1])
MARKS = st.lists(
    SPANS.map(lambda x: Mark(span=Span(start=min(x), end=max(x)), kind="content", of=str(x)))
)


@given(MARKS, SPANS)
def test_segments_give_the_text_back_and_each_place_its_marks(marks, bounds):
    within = Span(start=min(bounds), end=max(bounds))
    found = segments(within, marks)
    places = [at for one in found for at in range(one.span.start, one.span.end)]
    assert places == list(range(within.start, within.end))
    for one in found:
        for at in range(one.span.start, one.span.end):
            covering = [x for x in marks if x.span.start <= at < x.span.end]
            assert sorted(x.of for x in one.marks) == sorted(x.of for x in covering)


@given(MARKS)
def test_the_innermost_mark_comes_last(marks):
    for one in segments(Span(start=0, end=LENGTH), marks):
        sizes = [mark.span.end - mark.span.start for mark in one.marks]
        assert sizes == sorted(sizes, reverse=True)


@given(MARKS)
def test_there_are_no_more_segments_than_ends_of_marks(marks):
    assert len(segments(Span(start=0, end=LENGTH), marks)) <= 2 * len(marks) + 1


@pytest.fixture
def record():
    article = make_article()
    return Record(article=article, reading=make_reading(article))


def laid_out(record, wanted=None, layers=()):
    return story_text(record, wanted or Wanted(), layers, now=NOW)


def test_the_page_prints_every_word_of_every_block(record):
    story = laid_out(record, layers=("times", "places", "events"))
    rows = [story.headline, *story.highlights, *story.body]
    captions = [one.caption for one in story.pictures if one.caption]
    printed = ["".join(piece.text for piece in row.pieces) for row in [*rows, *captions] if row]
    text = record.article.text
    blocks = [text[one.span.start : one.span.end] for one in record.article.blocks]
    assert sorted(printed) == sorted(blocks)


def test_each_card_stands_beside_one_row_and_each_number_behind_its_words(record):
    story = laid_out(record)
    rows = [row for row in (story.headline, *story.highlights, *story.body) if row]
    rows += [one.caption for one in story.pictures if one.caption]
    beside = [card.id for row in rows for card in row.cards]
    ends = [card.id for row in rows for piece in row.pieces for card in piece.ends]
    assert sorted(beside) == sorted(ends) == [card.id for card in story.cards]


def test_a_card_tells_who_how_through_whom_and_whether_it_was_checked(record):
    clerk, chair, unknown = cards(record.article, record.reading, Wanted())
    assert (clerk.speaker, clerk.statement.manner, clerk.named) == ("a clerk", "says", False)
    assert clerk.answered == ((3, unknown.anchor),)
    assert chair.chain == ("harbour council",)
    assert chair.roles == ("chairs it", "harbour council")
    assert chair.content == "A second reading … “will follow soon”"
    assert unknown.candidates == ("a clerk", "Adjoa Sarfo")
    assert unknown.refers == ((1, clerk.anchor),)
    assert unknown.checks == ("The claim could not be independently verified",)


def test_an_anchor_is_where_the_words_stand(record):
    first = cards(record.article, record.reading, Wanted())[0]
    span = span_of(record.article, "The harbour council put off its vote")
    assert first.anchor == f"{span.start}-{span.end}"


def test_a_filter_takes_marks_away_but_no_words(record):
    story = laid_out(record, Wanted(manner="denies"))
    assert [card.shown for card in story.cards] == [False, False, True]
    assert laid_out(record).body[0].pieces[-1].text == story.body[0].pieces[-1].text
    off = [piece for row in story.body for piece in row.pieces if "off" in piece.classes.split()]
    assert off
    assert not any("s3" in piece.of.split() for piece in off)


def test_every_manner_is_in_the_legend():
    said = {one for _, words in LEGEND for one in words.split(", ")}
    assert said == set(FAMILIES)
    assert {family for family, _ in LEGEND} == set(FAMILIES.values())


def test_a_role_inside_a_longer_one_is_left_out():
    assert distinct(["President", "the president of the board"]) == ["the president of the board"]


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024", "2024"),
        ("2024-09", "September 2024"),
        ("2024-09-07", "7 September 2024"),
        ("2024-09-07T15:05:00+00:00", "7 September 2024, 15:05 UTC"),
        ("2024-09-07T15:05:00+05:30", "7 September 2024, 15:05 UTC+05:30"),
        ("2024-09-07T15:05", "7 September 2024, 15:05"),
        ("2024-13-07", "2024-13-07"),
        ("Tuesday", "Tuesday"),
    ],
)
def test_a_date_is_written_as_far_as_it_goes(iso, words):
    assert in_words(iso) == words


@given(st.text(max_size=30))
def test_what_is_no_date_is_no_error(text):
    in_words(text)
    ago(text, NOW)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (11 * 60, "11 minutes ago"),
        (3_599, "59 minutes ago"),
        (7_200, "2 hours ago"),
        (86_400 * 3, "3 days ago"),
        (86_400 * 30, None),
        (-1, None),
    ],
)
def test_how_long_ago(seconds, words):
    assert ago((NOW - timedelta(seconds=seconds)).isoformat(), NOW) == words


def test_a_day_without_a_time_is_not_ago():
    assert ago("2024-09-17", NOW) is None


def test_a_token_fits_its_session_and_its_server_alone():
    tokens, session = Tokens(), new_session()
    assert is_session(session)
    token = tokens.make(session)
    assert tokens.fits(token, session)
    assert token != tokens.make(session)  # salted
    assert not tokens.fits(token, new_session())
    assert not Tokens().fits(token, session)
    assert not tokens.fits("", "")
    assert not tokens.fits(token[:-1] + ("0" if token[-1] != "0" else "1"), session)


@given(st.text(max_size=120), st.text(max_size=40))
def test_no_token_that_somebody_makes_up_fits(token, session):
    assert not Tokens(b"key").fits(token, session)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//host/x", "/x", "", "http://["],
)
def test_only_an_address_of_the_web_becomes_a_link(url):
    assert web_address(url) is None


def test_an_address_leaves_out_what_is_not_asked():
    assert with_query("/said", by="Roe & Co", about=None, manner="", offset=0) == (
        "/said?by=Roe+%26+Co&offset=0"
    )
    assert web_address("https://coast.example/a") == "https://coast.example/a"


def test_a_check_that_covers_no_statement_is_marked_too():
    article = make_article()
    reading = make_reading(article)
    span = span_of(article, "Adjoa Sarfo")
    check = Check(
        by=None,
        by_name=None,
        outcome="not verified",
        span=span,
        statements=(),
        how="nobody answered",
    )
    found = marks_of(replace(reading, checks=(check,)), (), ())
    assert [(one.kind, one.span, one.of) for one in found] == [("check", span, "")]


def entry(id_, day="2025-03-05", dated="by the article", **given):
    source = Source(
        article_id=given.pop("article", "a1"), outlet=None, headline=None, day=day, url=None
    )
    values = {"what": "event", "kind": "ASSAULT", "status": "happened", "who": ("rockets",)}
    return Entry(
        source=source, day=day, dated=dated, id=id_, text=given.pop("text", "Six fell."),
        evidence=(), **values | given,
    )  # fmt: skip


def test_one_sentence_is_one_row_of_a_timeline():
    same = [
        entry("1"),
        entry("2"),
        entry("3", kind="DEMAND"),
        entry("4", dated="by its time", who=()),
    ]
    others = [entry("5", text="Two fell."), entry("6", day="2025-03-06"), entry("7", article="a2")]
    rows = rows_of([*same, *others], {"5": None, "7": "Front"})
    assert [[one.id for one in row.told] for row in rows] == [["4", "1", "3"], ["5"], ["6"], ["7"]]
    assert [row.tellers for row in rows] == [(), ("somebody who is not named",), (), ("Front",)]
    assert [row.is_solid for row in rows] == [True, False, True, False]


def test_what_did_not_happen_or_was_only_said_is_not_solid():
    assert not rows_of([entry("1"), entry("2", status="planned")], {})[0].is_solid
    assert not rows_of([entry("1", what="statement", kind="says", status=None)], {})[0].is_solid


def test_that_a_day_is_the_article_s_is_told_beside_those_that_have_it_themselves():
    own, none = entry("1", dated="by its time"), entry("2", text="Two fell.")
    said = entry("3", what="statement", kind="says", status=None, text="Three fell.")
    rows = rows_of([none, own, said], {})
    assert [row.told[0].id for row in rows] == ["1", "3", "2"]
    assert [row.is_assumed for row in rows] == [False, False, True]
    assert [row.is_first for row in rows] == [True, False, True]
    assert [row.is_assumed for row in rows_of([none, said], {})] == [False, False]


def test_a_timeline_in_a_terminal_sets_apart_what_has_no_day_of_its_own():
    own = [entry("1", dated="by its time"), entry("4", kind="AID", dated="by its time")]
    none, said = entry("2", text="Two fell."), entry("3", what="statement", kind="says")
    out = Console(file=StringIO(), width=80)
    print_timeline(out, [none, *own, said])
    print_timeline(out, [none, said])
    assert out.file.getvalue().splitlines() == [
        "2025-03-05",
        "  rockets (assault; aid): Six fell.",
        "  rockets says: Six fell.",
        "  without a day of their own:",
        "  rockets (assault): Two fell.",
        "    (no headline) [a1]",
        "",
        "2025-03-05",
        "  rockets (assault): Two fell.",
        "  rockets says: Six fell.",
        "    (no headline) [a1]",
        "",
    ]
