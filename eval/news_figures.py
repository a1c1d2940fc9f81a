"""Figures in news of others: which numbers of an article are of one quantity."""

import json
from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from eval import gold, reader_scores
from eval.figures import Figure, figure
from eval.news_checks import Part
from eval.sets import data_root
from onrecord.joining.accounts import accounts_of
from onrecord.reading.reader import Reader
from onrecord.record import Article, Point, Record, Series, Span
from training.sets import polnear

NEWS = Path(__file__).parent / "news" / "figures.jsonl"
Group = frozenset[Span]


class CountedText(NamedTuple):
    """An article, and which of its numbers are of one quantity; all others are of none."""

    article: Article
    groups: tuple[Group, ...]
    unclear: tuple[Group, ...]  # readers may differ

    def same(self, one: Span, other: Span) -> bool | None:
        """Whether two numbers are of one quantity; None where it is unclear."""
        if any(_holds(group, one) and _holds(group, other) for group in self.groups):
            return True
        either = any(_holds(group, one) or _holds(group, other) for group in self.unclear)
        return None if either else False


def _holds(group: Iterable[Span], span: Span) -> bool:
    return any(span.start < one.end and one.start < span.end for one in group)


def counted_texts(part: Part) -> list[CountedText]:
    """Return every other article; raises MissingSetError where there is no PolNeAR."""
    entries = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    texts = {one.text.name: one.text for one in polnear.attributed(data_root(), "train")}
    found = []
    for entry in entries[part == "apart" :: 2]:
        text = texts.get(f"polnear/{entry['text']}")
        if text is None:  # a set cut short
            continue
        groups, unclear = (
            tuple(
                frozenset(Span(start=start, end=end) for start, end in one)
                for one in entry.get(key, ())
            )
            for key in ("groups", "unclear")
        )
        article = gold.article_of(text.name, text.text, repeat("paragraph"))
        found.append(CountedText(article, groups, unclear))
    return found


def news_figure_figures(reads: Reader) -> list[Figure]:
    """Measure the series that are told of one article alone."""
    texts = counted_texts("apart")
    readings = reads.read([one.article for one in texts])
    rows = [
        count_series(text, accounts_of([Record(article=text.article, reading=reading)]).series)
        for text, reading in zip(texts, readings, strict=True)
    ]
    return [
        figure(f"polnear-statements.{name}", says, rows, statistic, unit="texts")
        for name, says, statistic in (
            ("series_right", "figures told of one quantity, right", reader_scores.precision),
            ("series_found", "quantities found", reader_scores.recall),
        )
    ]


def count_series(text: CountedText, series: Sequence[Series]) -> tuple[float, float, float]:
    """Count the series of several numbers that are right, all told, and all there are.

    Right is one whose numbers are all of one quantity; what is unclear counts nowhere.
    """
    several = [one.points for one in series if len(one.points) > 1]
    judged = [(points, _are_same(text, points)) for points in several]
    told = sum(same is not None for _, same in judged)
    right = [points for points, same in judged if same]
    found = sum(
        any(_holds(group, point.span) for points in right for point in points)
        for group in text.groups
    )
    return float(min(len(right), found)), float(told), float(len(text.groups))


def _are_same(text: CountedText, points: Sequence[Point]) -> bool | None:
    pairs = [text.same(points[0].span, point.span) for point in points[1:]]
    return None if None in pairs else all(pairs)
