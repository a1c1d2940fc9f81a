"""Rows of timelines in news of every sort: `python -m eval.timelines` measures them.

`eval/timelines` holds stories of our own in the manner of what news sites print (games, markets,
courts, columns, features), each with its statements, as in `eval/gold`, and the rows that its
timeline should have. The format and the figures: eval/README.md.
"""

import argparse
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from eval import gold
from eval.figures import Figure, as_lines, figure
from eval.fitting import Fitter, GoldError
from eval.reader_scores import f1_of_shares
from eval.scores import Floats, ratio
from onrecord.reading.reader import Reader
from onrecord.record import Reading, Span, Status
from onrecord.view.happenings import Happening, happenings

FOLDER = Path(__file__).with_name("timelines")
NOTES = Path(__file__).with_name("notes")  # of one to three sentences
_AROUND = 60  # characters of a line on what is missing
_KEYS = {"trigger", "also", "need", "status", "time", "who", "whom", "place", "told_by"}
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?|-W\d\d|-Q\d|-(?:SP|SU|FA|WI))?")

Share = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRow:
    """What a timeline should have a row for."""

    triggers: tuple[Span, ...]  # words that tell of it, the best first
    is_needed: bool  # False: nobody would miss it, and nobody would mind it
    status: Status
    day: str  # ISO 8601, as far as the story lets it be known; "": it does not
    who: str  # words of the story, "" where it names none
    whom: str
    place: str
    told_by: int  # number of a statement, from 1; 0: the story itself


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTimeline:
    """A story with the rows of its timeline."""

    story: gold.GoldStory
    rows: tuple[GoldRow, ...]

    @property
    def is_apart(self) -> bool:
        """Whether nobody who makes a rule reads it, and nothing learns from it: even numbers."""
        return self.story.number % 2 == 0


class Seen(NamedTuple):
    """A story, the rows that it has, and which of the gold each of them is of."""

    timeline: GoldTimeline
    reading: Reading
    rows: tuple[Happening, ...]
    told: tuple[frozenset[int], ...]  # for each row, the indices of the gold rows it tells of


@cache
def timelines(folder: Path = FOLDER) -> tuple[GoldTimeline, ...]:
    """Return the stories in order. Raises GoldError with everything that does not fit."""
    found: list[GoldTimeline] = []
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            story = gold.load(path)
            entry = tomllib.loads(path.read_text(encoding="utf-8"))
            found.append(GoldTimeline(story=story, rows=_rows(story, entry.get("row", ()))))
        except GoldError as error:
            mistakes += error.mistakes
    if mistakes:
        raise GoldError(mistakes)
    return tuple(found)


def _rows(story: gold.GoldStory, entries: Iterable[dict[str, Any]]) -> tuple[GoldRow, ...]:
    fitter = Fitter(story.name, story.text)
    rows = [_row(fitter, one, n, story) for n, one in enumerate(entries, start=1)]
    if fitter.mistakes:
        raise GoldError(fitter.mistakes)
    return tuple(rows)


def _row(fitter: Fitter, entry: dict[str, Any], n: int, story: gold.GoldStory) -> GoldRow:
    where = f"row {n}"
    if not _KEYS - {"also"} <= entry.keys() <= _KEYS:
        raise GoldError([f"{fitter.name} {where}: not the fields {sorted(_KEYS)}"])
    fitter.expect_choice(entry["status"], get_args(Status), f"{where} status")
    fitter.expect_choice(entry["need"], ("must", "may"), f"{where} need")
    for role in ("who", "whom", "place"):
        fitter.expect_words(entry[role], f"{where} {role}")
    if entry["time"] and not _DAY.fullmatch(entry["time"]):
        fitter.note(f"{where} time", f"no day: {entry['time']!r}")
    fitter.numbers([entry["told_by"]] if entry["told_by"] else [], len(story.statements), where)
    return GoldRow(
        triggers=fitter.spans([entry["trigger"], *entry.get("also", ())], where),
        is_needed=entry["need"] == "must",
        status=entry["status"],
        day=entry["time"],
        who=entry["who"],
        whom=entry["whom"],
        place=entry["place"],
        told_by=entry["told_by"],
    )


def see(reads: Reader, found: Sequence[GoldTimeline]) -> list[Seen]:
    """Read stories, and pair the rows of their timelines with those of the gold."""
    readings = reads.read([one.story.article for one in found])
    seen = []
    for one, reading in zip(found, readings, strict=True):
        rows = tuple(happenings(one.story.article, reading))
        told = tuple(_told(one, reading, row) for row in rows)
        seen.append(Seen(one, reading, rows, told))
    return seen


def _told(one: GoldTimeline, reading: Reading, row: Happening) -> frozenset[int]:
    """Return the gold rows that a row tells of: those with a word of its events, or its verb."""
    spans = [event.trigger for event in reading.events if event.id in row.events]
    if row.verb is not None:
        spans.append(Span(start=reading.words.starts[row.verb], end=reading.words.ends[row.verb]))
    return frozenset(
        n
        for n, gold_row in enumerate(one.rows)
        if any(_overlap(span, trigger) for span in spans for trigger in gold_row.triggers)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


# --- what is counted


def count_right(seen: Seen) -> Share:
    """Count the rows that tell of something needed for the first time.

    Those that tell of what only may be in the timeline do not count.
    """
    needed, told, right, read = _needed(seen), set[int](), 0, 0
    for of in seen.told:
        right += bool((of & needed) - told)
        read += bool(of & needed) or not of
        told |= of
    return float(right), float(read)


def count_found(seen: Seen) -> Share:
    """Count what is needed and told of."""
    needed = _needed(seen)
    return float(len(needed & set[int]().union(*seen.told))), float(len(needed))


def count_rows(seen: Seen) -> tuple[float, float, float, float]:
    """Count both."""
    return *count_right(seen), *count_found(seen)


def _needed(seen: Seen) -> set[int]:
    return {n for n, row in enumerate(seen.timeline.rows) if row.is_needed}


def count_days(seen: Seen) -> Share:
    """Count the rows of the gold that have the day it gives, none where it gives none."""
    pairs = _firsts(seen)
    return float(sum(_same_day(row.day, one.day) for row, one in pairs)), float(len(pairs))


def _same_day(read: str, wanted: str) -> bool:
    """Tell whether two days are one; of "2023-09/10" the first counts, of "T10:00" the day."""
    read, wanted = read.partition("/")[0], wanted.partition("T")[0]
    if "-W" in wanted:
        return read[:4] == wanted[:4]
    return read == wanted


def count_status(seen: Seen) -> Share:
    """Count the rows of the gold whose status is right."""
    pairs = _firsts(seen)
    return float(sum(row.status == one.status for row, one in pairs)), float(len(pairs))


def _firsts(seen: Seen) -> list[tuple[Happening, GoldRow]]:
    """Return the rows that are of the gold, the first of each, with what it says."""
    first: dict[int, Happening] = {}
    for row, of in zip(seen.rows, seen.told, strict=True):
        for n in of:
            first.setdefault(n, row)
    return [(row, seen.timeline.rows[n]) for n, row in first.items()]


# name, in words, row of a story, statistic
_FIGURES: tuple[tuple[str, str, Callable[[Seen], Sequence[float]], Callable[[Floats], float]], ...]
_FIGURES = (
    ("f1", "rows, F1", count_rows, f1_of_shares),
    ("precision", "  precision", count_right, ratio),
    ("recall", "  recall", count_found, ratio),
    ("day", "  day right, of those found", count_days, ratio),
    ("status", "  status right", count_status, ratio),
)


def timeline_figures(found: Sequence[Seen], *, prefix: str = "timelines") -> list[Figure]:
    """Measure the rows of timelines against the gold."""
    return [
        figure(f"{prefix}.{name}", says, [count(one) for one in found], statistic, unit="stories")
        for name, says, count, statistic in _FIGURES
    ]


def error_lines(seen: Seen) -> list[str]:
    """Say what is missing in a timeline and what is too much."""
    text, rows, before = seen.timeline.story.text, seen.timeline.rows, set[int]()
    lines = [f"{seen.timeline.story.name} ({seen.timeline.story.genre})"]
    for row, of in zip(seen.rows, seen.told, strict=True):
        needed = of & _needed(seen)
        sort = "+" if not of else "?" if not needed else "2" if needed <= before else " "
        first = rows[min(needed or of)] if of else None
        sort += " d"[first is not None and not _same_day(row.day, first.day)]
        sort += " s"[first is not None and row.status != first.status]
        before |= of
        lines.append(f"  {sort:<4} {row.day:<12} {row.words} · {row.status}")
    for n in sorted(_needed(seen) - before):
        span = rows[n].triggers[0]
        around = text[max(0, span.start - _AROUND) : span.end + _AROUND].replace("\n", " / ")
        lines.append(f"  -    {rows[n].day:<12} {text[span.start : span.end]}: … {around} …")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.timelines", description=__doc__)
    parser.add_argument("--weights", type=Path, metavar="FOLDER", help="weights of the reader")
    parser.add_argument(
        "--errors", action="store_true", help="list what is wrong in stories not kept apart"
    )
    parser.add_argument("--notes", action="store_true", help="measure the short notes instead")
    given = parser.parse_args(arguments)
    reads = Reader(given.weights)
    every = timelines(NOTES if given.notes else FOLDER)
    for title, is_apart in (("stories that rules were made on", False), ("kept apart", True)):
        seen = see(reads, [one for one in every if one.is_apart == is_apart])
        print(title, *as_lines(timeline_figures(seen), floors={}), sep="\n")
        if given.errors and not is_apart:
            print(*(line for one in seen for line in error_lines(one)), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
