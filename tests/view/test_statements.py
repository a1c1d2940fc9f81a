"""What was said, in a terminal: by speaker, with chain and check; it fits, and nothing is raw."""

import io
import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from onrecord import Because, Check, Record, Span, Statement, Told
from onrecord.record import Certainty, Grade, Manner, Outcome
from onrecord.view import WIDEST, Look, show
from onrecord.view.statements import MANNER, OUTCOME, STATEMENTS
from tests.link.claims.test_claims import told
from tests.support.by_hand import make_article, make_reading, span_of

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "\x1b[31mred\x07 \x9b2J\u202eevil [bold]x[/bold]"


def shown(record, *, width=80, color=False, **look):
    out = io.StringIO()
    system = "standard" if color else None
    console = Console(
        file=out, width=width, highlight=False, force_terminal=color, color_system=system
    )
    show(console, record, Look(**look))
    return out.getvalue()


def lines_of(record, first, **how):
    """Give the lines from the one that starts a section to its end."""
    lines = shown(record, **how).splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith(first))
    ends = [i for i in range(begin + 1, len(lines)) if lines[i] and not lines[i].startswith(" ")]
    return [line for line in lines[begin : min(ends, default=len(lines))] if line]


@pytest.fixture
def record(article):
    return Record(article=article, reading=make_reading(article))


def with_statements(record, *statements, **more):
    return replace(record, reading=replace(record.reading, statements=statements, **more))


@pytest.mark.parametrize(
    ("words", "medium", "printed"),
    [
        ("At the forum he declined", "forum", "at the forum"),
        ("He told reporters why", "reporters", "told reporters"),
        ("He wrote it on Telegram", "Telegram", "on Telegram"),
        ("State radio was silent", "State radio", "State radio"),
    ],
)
def test_a_medium_is_told_as_the_text_leads_to_it(words, medium, printed):
    record = told("a", [("Jane Roe", "says", words)])
    (one,) = record.reading.statements
    one = replace(one, medium=span_of(record.article, medium))
    assert f" {printed}\n" in shown(with_statements(record, one))


def test_a_medium_within_a_cue_that_is_shown_is_not_told_again():
    record = told("a", [("Jane Roe", "says", "She radioed the harbour why")])
    (one,) = record.reading.statements
    cue, medium = (span_of(record.article, words) for words in ("radioed the harbour", "harbour"))
    text = shown(with_statements(record, replace(one, cue=cue, medium=medium)))
    assert "radioed the harbour" in text
    assert "\n                harbour" not in text


def test_what_was_said_stands_under_who_said_it(record):
    assert lines_of(record, "3 statements") == [
        "3 statements by 2 speakers",
        "  a clerk  unnamed official · harbour council",
        "    says        The harbour council put off its vote",
        "                on Tuesday · also in the headline",
        "  Adjoa Sarfo  chairs it · named person · harbour council",
        "    promises    A second reading … “will follow soon”",
        "    probable    Adjoa Sarfo ← harbour council",
        "  speaker unknown",
        "    denies      We were never asked.",
        "                perhaps a clerk or Adjoa Sarfo · unchecked",
    ]


def test_a_role_is_named_once_however_it_is_written(record):
    clerk, council = (span_of(record.article, words) for words in ("a clerk", "harbour council"))
    upper = span_of(record.article, "Harbour council")
    *others, chair = record.reading.actors
    chair = replace(chair, roles=(upper, clerk, council, span_of(record.article, "council")))
    many = replace(record, reading=replace(record.reading, actors=(*others, chair)))
    assert "  Adjoa Sarfo  Harbour council, a clerk · named" in shown(many)


def test_a_narrow_terminal_has_what_was_said_under_its_manner(record):
    assert lines_of(record, "3 statements", width=40)[1:7] == [
        "  a clerk",
        "    unnamed official · harbour council",
        "    says",
        "      The harbour council put off its",
        "      vote",
        "      on Tuesday · also in the headline",
    ]


def test_who_denies_and_what_nobody_verified_stand_apart(record):
    assert lines_of(record, "who denies")[:5] == [
        "who denies, declines, disagrees",
        "    denies        speaker unknown: We were never asked.",
        "                  ↳ a clerk (says): The harbour council put off its vote",
        "    not verified  The claim could not be independently verified",
        "                  ↳ speaker unknown (denies): We were never asked.",
    ]


def test_speakers_come_in_the_order_of_their_first_statement_the_unknown_last(record):
    clerk, chair, unknown = record.reading.statements
    many = with_statements(record, unknown, chair, clerk, replace(chair, id="s4"))
    lines = lines_of(many, "4 statements")
    heads = [line.split("  ")[1] for line in lines if re.match(r"  \S", line)]
    assert heads == ["Adjoa Sarfo", "a clerk", "speaker unknown"]


@pytest.mark.parametrize(
    ("n", "more"),
    [(STATEMENTS, ""), (STATEMENTS + 1, "… 1 more statement:"), (30, "… 18 more statements:")],
)
def test_the_first_statements_are_shown_and_the_rest_is_counted(record, n, more):
    many = with_statements(record, *[record.reading.statements[0]] * n)
    text = shown(many)
    assert text.count("    says  ") == min(n, STATEMENTS)
    assert ("more statement" in text) == bool(more)
    assert more in text
    for whole in (shown(many, full=True), shown(many, only=frozenset({"s1"}))):
        assert whole.count("    says  ") == n


@pytest.mark.parametrize(
    ("manner", "certainty", "seen"),
    [
        ("says", "certain", False),
        ("says", "unknown", True),
        ("claims", "possible", True),
        ("declines", "unknown", False),
        ("urges", "unknown", False),
        ("urges", "probable", True),
    ],
)
def test_certainty_is_shown_where_it_says_something(record, manner, certainty, seen):
    one = replace(record.reading.statements[0], manner=manner, certainty=certainty)
    assert (certainty in shown(with_statements(record, one))) == seen


@pytest.mark.parametrize("manner", get_args(Manner))
def test_every_manner_fits_its_column(record, manner):
    one = replace(record.reading.statements[0], manner=manner)
    assert len(manner) <= MANNER
    assert f"    {manner:{MANNER}}  The harbour" in shown(with_statements(record, one))


@pytest.mark.parametrize("outcome", get_args(Outcome))
@pytest.mark.parametrize("by", [None, "Coast Radio"])
def test_every_outcome_of_a_check_is_shown_with_who_checked(record, outcome, by):
    one = replace(record.reading.statements[0], checked=outcome)
    (check,) = record.reading.checks
    check = replace(check, outcome=outcome, by_name=by, statements=("s1",))
    text = shown(with_statements(record, one, checks=(check,)))
    named = f" by {by}" if by else ""
    mark = "unchecked" if outcome == "not verified" else f"checked: {outcome}"
    assert f" · {mark}{named} · " in text
    who = f"{by}: " if by else ""
    assert f"    {outcome:{OUTCOME}}  {who}The claim could not be" in text


def test_who_was_asked_and_did_not_answer_verified_nothing(record):
    (check,) = record.reading.checks
    check = replace(check, outcome="not verified", statements=("s1",), unanswered=True)
    text = shown(with_statements(record, record.reading.statements[0], checks=(check,)))
    assert f"    {'no answer':{OUTCOME}}  " in text
    assert "not verified" not in text


def test_the_chain_goes_from_the_speaker_to_the_one_the_story_cites(record):
    outer = Told(actor=None, name=None, source=(span_of(record.article, "AP"),), cue=None)
    inner = Told(actor="a1", name="harbour council", source=(), cue=None)
    one = replace(record.reading.statements[1], via=(outer, inner))
    assert "Adjoa Sarfo ← harbour council ← AP" in shown(with_statements(record, one))


@pytest.mark.parametrize(
    ("manner", "cue", "seen"),
    [
        ("says", "said", False),
        ("says", "put off", True),
        ("denies", "claim", True),
        ("claims", "claim", False),
    ],
)
def test_a_cue_is_shown_that_says_more_than_the_manner(record, manner, cue, seen):
    span = span_of(record.article, cue)
    one = replace(record.reading.statements[0], manner=manner, cue=span)
    assert (f"{cue} · on Tuesday" in shown(with_statements(record, one))) == seen


def test_a_statement_without_content_shows_its_cue(record):
    one = replace(record.reading.statements[0], content=())
    assert "    says        said" in shown(with_statements(record, one))


def test_several_statements_that_a_check_covers_are_counted(record):
    statements = record.reading.statements
    (check,) = record.reading.checks
    check = replace(check, statements=("s1", "s2", "s3", "gone"))
    text = shown(with_statements(record, *statements, checks=(check,)))
    assert "↳ 3 statements: a clerk, Adjoa Sarfo, speaker unknown" in text


def test_with_a_filter_the_answer_is_shown_with_its_source(record):
    text = shown(record, only=frozenset({"s3"}))
    assert "2023-09-12 · Adjoa Sarfo · AP · https://example.org/ferry" in text
    assert "1 of 3 statements\n" in text
    assert "↳ a clerk (says): The harbour council put off its vote" in text
    assert "↳ not verified: The claim could not be independently verified" in text
    for left_out in ("a clerk  unnamed", "picture 1", "people", "who denies", "TEMA, Ghana:"):
        assert left_out not in text


def test_with_a_filter_full_shows_the_whole_story_too(record):
    text = shown(record, only=frozenset({"s3"}), full=True)
    assert "1 of 3 statements" in text
    assert "json-ld datePublished" in text
    assert "Two bids were late" in text


def test_why_says_how_each_field_was_reached(record):
    lines = lines_of(record, "3 statements", why=True)
    assert "                why speaker: source 'a clerk' (0.90)" in lines
    assert "                why source and content (0.80)" in lines
    assert "why " not in shown(record)


def test_colour_adds_nothing_that_words_do_not_say(record, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    painted = shown(record, color=True, why=True)
    assert "\x1b[" in painted
    plain = re.sub(r"\x1b\[[\d;]*m", "", painted)
    assert re.sub(r" +\n", "\n", plain) == shown(record, why=True)


def test_names_of_a_page_cannot_command_the_terminal(record):
    reading = record.reading
    actors = tuple(replace(one, name=HOSTILE) for one in reading.actors)
    told = (Told(actor=None, name=HOSTILE, source=(), cue=None),)
    why = (Because(field="manner", how=HOSTILE, score=0.5),)
    statements = [
        replace(one, speaker_name=one.speaker and HOSTILE, via=told, why=why)
        for one in reading.statements
    ]
    checks = tuple(replace(one, by_name=HOSTILE) for one in reading.checks)
    text = "".join(HOSTILE[i % len(HOSTILE)] for i in range(len(record.article.text)))
    hostile = replace(record, article=replace(record.article, text=text))
    hostile = with_statements(hostile, *statements, actors=actors, checks=checks)
    for look in ({"full": True, "why": True}, {"only": frozenset({"s1", "s3"})}):
        seen = shown(hostile, **look)
        assert not CONTROL.search(seen)
        assert "[bold]" in seen


TEXT = make_article().text
spans = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.builds(Span, start=st.just(start), end=st.integers(start + 1, len(TEXT)))
)
pieces = st.lists(spans, max_size=3).map(tuple)
actor_ids = st.sampled_from(["a1", "a2", "a3", "a9"])
statement_ids = st.lists(st.sampled_from(["s1", "s2", "s3", "s9"]), max_size=3).map(tuple)
names = st.one_of(st.none(), st.text(max_size=70))
statements = st.builds(
    Statement,
    id=st.sampled_from(["s1", "s2", "s3"]),
    content=pieces,
    places=st.lists(pieces, max_size=2).map(tuple),
    cue=st.one_of(st.none(), spans),
    source=pieces,
    speaker=st.one_of(st.none(), actor_ids),
    speaker_name=names,
    candidates=st.lists(actor_ids, max_size=3).map(tuple),
    grade=st.one_of(st.none(), st.sampled_from(get_args(Grade))),
    manner=st.sampled_from(get_args(Manner)),
    certainty=st.sampled_from(get_args(Certainty)),
    via=st.lists(
        st.builds(Told, actor=st.none(), name=names, source=pieces, cue=st.none()), max_size=2
    ).map(tuple),
    medium=st.one_of(st.none(), spans),
    said=st.one_of(st.none(), spans),
    refers=statement_ids,
    checked=st.one_of(st.none(), st.sampled_from(get_args(Outcome))),
    why=st.lists(st.builds(Because, how=st.text(max_size=70)), max_size=2).map(tuple),
)
checks = st.builds(
    Check,
    by=st.none(),
    by_name=names,
    outcome=st.sampled_from(get_args(Outcome)),
    span=spans,
    statements=statement_ids,
)


@given(
    statements=st.lists(statements, max_size=4),
    checks=st.lists(checks, max_size=2).map(tuple),
    width=st.sampled_from([20, 47, 48, 60, 80, 120]),
    look=st.builds(
        Look,
        full=st.booleans(),
        why=st.booleans(),
        only=st.one_of(st.none(), st.frozensets(st.sampled_from(["s1", "s2"]))),
    ),
)
def test_any_reading_fits_any_terminal(statements, checks, width, look):
    article = make_article()
    record = Record(article=article, reading=make_reading(article))
    record = with_statements(record, *statements, checks=checks)
    out = io.StringIO()
    show(Console(file=out, width=width, highlight=False, color_system=None), record, look)
    for line in out.getvalue().split("\n"):
        assert cell_len(line) <= min(width, WIDEST)
        assert line == line.rstrip(" ")
    assert not CONTROL.search(out.getvalue())
