"""The terminal view: everything found is there, nothing of a page reaches the terminal raw."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from onrecord import Mention, Record, Rejected, Span
from onrecord.view import WIDEST, Look, clean, show, view_rejected
from tests.support.by_hand import make_reading

HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J\u202eevil\u2066 \x00\r\b end"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(article, *, width=80, full=False, color=False):
    out = io.StringIO()
    system = "standard" if color else None
    console = Console(
        file=out, width=width, highlight=False, force_terminal=color, color_system=system
    )
    record = article if isinstance(article, Record) else Record(article=article, reading=None)
    show(console, record, Look(full=full))
    return out.getvalue()


def test_every_fact_is_shown_with_how_it_was_found(article):
    text = " ".join(shown(article, width=100).split())
    for found in ("TEMA, Ghana", "Adjoa Sarfo", "2023-09-12", "https://example.org/ferry"):
        assert found in text
    for how in ("json-ld datePublished; also <time datetime>", "not 2023-09-11: meta date"):
        assert how in text
    assert "credit AP" in text
    assert "after the page was captured" in text
    assert "the end may be missing" in text


def test_the_opening_is_shown_and_the_rest_is_counted(article):
    text = shown(article)
    assert "TEMA, Ghana: The harbour council" in text
    assert "independently verified" not in text
    assert "… 5 more blocks, 22 words: --full shows them" in text


def test_full_shows_every_block_once(article):
    text = " ".join(shown(article, full=True).split())
    for block in article.blocks:
        assert text.count(article.text[block.span.start : block.span.end]) == 1
    assert "more blocks" not in text


def test_a_story_with_nothing_found_is_shown(bare):
    text = shown(bare)
    assert "no headline" in text
    assert "TEMA, Ghana: The harbour council" in text


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(record, width):
    for line in shown(record, width=width, full=True).splitlines():
        assert cell_len(line) <= min(width, WIDEST)
        assert line == line.rstrip()


@pytest.fixture
def record(article):
    reading = make_reading(article)
    times = tuple(replace(one, value="2023-09-12") for one in reading.times)
    return Record(article=article, reading=replace(reading, times=times))


def test_names_and_times_are_counted_the_most_frequent_first(record):
    lines = [line.strip() for line in shown(record).splitlines()]
    assert [line for line in lines if line.startswith(("people", "places", "times"))] == [
        "people         Adjoa Sarfo",
        "places         Tema (3)",
        "times          Tuesday, 12 September 2023",
    ]
    assert not any(line.startswith("other names") for line in lines)


def named(record, *words, kind):
    """Return a record with words of the text as names that the model has read."""
    text = record.article.text
    spans = [Span(start=text.index(one), end=text.index(one) + len(one)) for one in words]
    mentions = tuple(Mention(span=span, kind=kind, score=0.9) for span in spans)
    return replace(record, reading=replace(record.reading, mentions=mentions))


def test_what_is_nobody_is_no_name(record):
    assert "people" not in shown(named(record, "council", kind="person"))


def test_a_naming_that_holds_a_name_is_its(record):
    (name,) = {one.name for one in record.reading.actors if one.kind == "person" and one.named}
    start = record.article.text.index(name)
    wider = record.article.text[start - 2 : start + len(name)]
    text = " ".join(shown(named(record, wider, kind="person")).split())
    assert f"people {name} " in f"{text} "


def test_a_word_of_a_role_is_no_name(record):
    actor = next(one for one in record.reading.actors if one.roles)
    role = actor.roles[0]
    first = record.article.text[role.start : role.end].split()[0]
    assert "other names" not in shown(named(record, first, kind="other"))


def test_what_no_rule_could_read_is_not_listed_as_a_time(record):
    day, other = record.reading.times
    times = (day, replace(other, value=None, how="no rule reads these words"))
    text = shown(replace(record, reading=replace(record.reading, times=times)))
    assert [line.split() for line in text.splitlines() if "times " in line] == [
        ["times", "Tuesday"]
    ]


def test_a_note_of_the_reader_is_shown(record):
    assert "note       the text is not English" in shown(record)


def test_a_reading_that_found_nothing_adds_nothing(record):
    empty = replace(record.reading, mentions=(), statements=(), checks=(), times=(), notes=())
    assert shown(replace(record, reading=empty)) == shown(record.article)


def test_the_most_frequent_names_are_shown_and_the_rest_is_counted(record):
    spans = [Span(start=i, end=i + 4) for i in range(15)]
    mentions = tuple(Mention(span=span, kind="person", score=0.9) for span in (*spans, spans[-1]))
    many = replace(record, reading=replace(record.reading, mentions=mentions, actors=()))
    text = " ".join(shown(many).split())
    assert f"people {record.article.text[14:18].strip()} (2), " in text
    assert ", … 3 more" in text
    assert "… 3 more" not in shown(many, full=True)


def test_somebody_with_two_names_is_listed_once(record):
    text, reading = record.article.text, record.reading
    chair = next(actor for actor in reading.actors if actor.name == "Adjoa Sarfo")
    whole = chair.mentions[0]
    last = Span(start=text.index("Sarfo"), end=text.index("Sarfo") + 5)
    chair = replace(chair, mentions=(whole, last))
    mentions = tuple(Mention(span=span, kind="person", score=0.9) for span in (whole, last))
    known = replace(record, reading=replace(reading, mentions=mentions, actors=(chair,)))
    text = " ".join(shown(known).split())
    assert "people Adjoa Sarfo (2)" in text


def test_text_of_a_page_cannot_command_the_terminal(article):
    headline = replace(article.headline, value=HOSTILE, how=HOSTILE)
    origin = replace(article.origin, name=HOSTILE)
    text = "".join(HOSTILE[i % len(HOSTILE)] for i in range(len(article.text)))
    hostile = replace(
        article, headline=headline, origin=origin, text=text, notes=(HOSTILE,), authors=(headline,)
    )
    reading = replace(make_reading(article), notes=(HOSTILE,))
    assert not CONTROL.search(shown(Record(article=hostile, reading=reading), full=True))


def test_text_of_a_page_is_no_markup(article):
    headline = replace(article.headline, value="[bold]not bold[/bold] :smile:")
    assert "[bold]not bold[/bold] :smile:" in shown(replace(article, headline=headline))


@given(st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE + "\x85\x1c\f")), max_size=80))
@example("0 \x1b\r0")
def test_clean_text_is_one_printable_line(text):
    cleaned = clean(text)
    assert not CONTROL.search(cleaned)
    assert "\n" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean(cleaned) == cleaned


def test_joiners_that_words_need_are_kept():
    assert clean("می\u200cروم") == "می\u200cروم"


def test_colour_is_there_and_can_be_left_out(article, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in shown(article, color=True)
    assert "\x1b[" not in shown(article, color=False)


def test_a_rejected_input_says_which_and_why():
    rejected = Rejected(stage="acquire", ref="a\x1b[2Jb", reason="not found", detail="no file")
    assert view_rejected(rejected).plain == "rejected  a[2Jb: not found  no file"


@pytest.mark.parametrize(
    ("value", "grain", "shown_as"),
    [
        ("2024-09-17T08:40:00Z", "second", "2024-09-17 08:40:00 UTC"),
        ("2024-09-17T08:40:00+00:00", "second", "2024-09-17 08:40:00 UTC"),
        ("2024-09-17T08:40+03:00", "minute", "2024-09-17 08:40+03:00"),
        ("2024-09", "month", "2024-09 (month)"),
    ],
)
def test_a_date_keeps_its_zone_and_its_grain(article, value, grain, shown_as):
    published = replace(article.published, value=value, grain=grain)
    assert shown_as in shown(replace(article, published=published), width=100)
