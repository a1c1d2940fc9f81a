"""Values of times, on TimeBank, AQUAINT and MEANTIME.

The spans are the reader's; then, for the rules alone, those of the gold. TempEval-3's value F1 is
relaxed F1 times the share of relaxed pairs with the same value; values are compared as they are.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

from eval import gold, reader_scores
from eval.figures import Figure, figure
from eval.reader_scores import Row, Time
from eval.sets import data_root
from onrecord.reading.reader import Reader
from onrecord.reading.times import with_values
from onrecord.record import Article, Reading, Span, TimeKind
from onrecord.record import Time as ReadTime
from training.sets import times

CORPORA = ("airbus", "apple")  # the other two are held back
LAST_SENTENCE = 5  # of MEANTIME: what stands behind is not annotated in full
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]’”]|['’]s|n['’]t|''")
_CREATED = "CREATION_TIME"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedStory:
    """A text with the times it should give."""

    name: str
    text: str
    created: str
    times: tuple[Time, ...]
    ignored: tuple[int, int] | None = None  # where the text gives its own date: not counted
    end: int  # what is read behind is not counted


def value_figures(reads: Reader, stories: Sequence[TimedStory], *, prefix: str) -> list[Figure]:
    """Measure spans with their values, and values alone where the gold gives the spans."""
    rows: dict[str, list[Row]] = {"relaxed": [], "value": []}
    shares: list[Row] = []
    given: list[Row] = []
    for story in stories:
        day = story.created[:10]
        article = gold.article_of(story.name, story.text, repeat("paragraph"), published=day)
        (reading,) = reads.read([article])
        counts = reader_scores.count_times(story.times, _counted(story, reading))
        for name, found in rows.items():
            found.append(counts[name])
        shares.append((counts["value"][0], counts["relaxed"][0], counts["relaxed"][0]))
        with_gold = _with_spans(article, reading, story.times)
        given.append(reader_scores.count_times(story.times, _counted(story, with_gold))["value"])
    told = [
        ("overlap", "spans that overlap, F1", rows["relaxed"], reader_scores.f1),
        ("value", "value F1: overlap and the same value", rows["value"], reader_scores.f1),
        ("accuracy", "  same value, of those that overlap", shares, reader_scores.recall),
        ("gold-spans", "  value accuracy, gold spans", given, reader_scores.recall),
    ]
    return [
        figure(f"{prefix}.{name}", says, found, statistic, unit="texts")
        for name, says, found, statistic in told
    ]


def _counted(story: TimedStory, reading: Reading) -> list[Time]:
    """Return the times of a reading that count."""
    found = []
    for one in reading.times:
        start, end = one.span.start, one.span.end
        ignored = story.ignored and start < story.ignored[1] and end > story.ignored[0]
        if start < story.end and not ignored:
            found.append(Time(start, end, one.kind.upper(), one.value))
    return found


def _with_spans(article: Article, reading: Reading, spans: Iterable[Time]) -> Reading:
    """Value gold spans as if the reader had found them."""
    given = tuple(
        ReadTime(
            span=Span(start=one.start, end=one.end),
            kind=cast(TimeKind, one.kind.lower()),
            score=1.0,
        )
        for one in sorted(spans)
    )
    return with_values(article, replace(reading, times=given))


def timebank() -> list[TimedStory]:
    """Every tenth document of TimeBank and AQUAINT: the time head was trained on the others."""
    return [
        TimedStory(
            name=one.text.name,
            text=one.text.text,
            created=one.created,
            times=tuple(
                Time(t.start, t.end, t.type, t.value) for t in one.times if t.end > t.start
            ),
            end=len(one.text.text),
        )
        for one in times.timed(data_root(), "dev")
    ]


def meantime() -> list[TimedStory]:
    """MEANTIME, the corpora airbus and apple, sentences 0 to 5."""
    root = data_root() / "meantime" / "intra-doc_annotation"
    return [
        read_story(path)
        for corpus in CORPORA
        for path in sorted((root / f"corpus_{corpus}").glob("*.xml"))
    ]


def read_story(path: Path) -> TimedStory:
    """Read a document of MEANTIME; its text is made of the tokens."""
    root = ElementTree.parse(path).getroot()
    text, places, sentences = _text_of(root)
    end = max((places[k][1] for k, s in sentences.items() if s <= LAST_SENTENCE), default=0)
    found: list[Time] = []
    created: tuple[str, tuple[int, int] | None] = ("", None)
    for tag in root.iter("TIMEX3"):
        anchors = [one.attrib["t_id"] for one in tag.findall("token_anchor")]
        span = (places[anchors[0]][0], places[anchors[-1]][1]) if anchors else None
        # Two documents have a date line that is not marked as the creation time.
        is_dateline = bool(anchors) and sentences[anchors[0]] == 1 and not created[0]
        if tag.attrib["functionInDocument"] == _CREATED or is_dateline:
            created = (tag.attrib["value"], span)
        elif span and sentences[anchors[0]] <= LAST_SENTENCE:
            found.append(Time(*span, tag.attrib["type"], tag.attrib["value"]))
    return TimedStory(
        name=path.stem,
        text=text,
        created=created[0],
        times=tuple(sorted(found)),
        ignored=created[1],
        end=end,
    )


def _text_of(
    root: ElementTree.Element,
) -> tuple[str, dict[str, tuple[int, int]], dict[str, int]]:
    """Join tokens: headline, date line and body on a line each, as news sets its blanks."""
    text = ""
    places: dict[str, tuple[int, int]] = {}
    sentences: dict[str, int] = {}
    last = 0
    for token in root.iter("token"):
        word, sentence = token.text or "", int(token.attrib["sentence"])
        if text and sentence != last and sentence <= 2:
            text += "\n"
        elif text and text[-1] not in "($[“" and not _NO_SPACE_BEFORE.fullmatch(word):
            text += " "
        places[token.attrib["t_id"]] = (len(text), len(text) + len(word))
        sentences[token.attrib["t_id"]] = sentence
        text, last = text + word, sentence
    return text, places, sentences
