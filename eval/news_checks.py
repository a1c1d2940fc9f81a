"""Checks in news of others: how much of what is told is right. Definitions: eval/README.md."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Literal, NamedTuple

from eval import gold, reader_scores
from eval.figures import Figure, figure
from eval.sets import data_root
from onrecord.reading.reader import Reader
from onrecord.record import Article, Check, Outcome, Reading, Span
from training.sets import polnear
from training.sets.texts import Text

NEWS = Path(__file__).parent / "news" / "checks.jsonl"
Part = Literal["fit", "apart"]
_THIRD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClause:
    """A clause of an article, and whether it is a check."""

    span: Span
    outcome: Outcome | None  # None: it is no check
    is_unclear: bool

    def meets(self, span: Span) -> bool:
        """Whether words of a text are among its own."""
        return span.start < self.span.end and self.span.start < span.end


class JudgedText(NamedTuple):
    """An article, and which of its clauses were judged; all others are no checks."""

    article: Article
    clauses: tuple[JudgedClause, ...]


def judged_texts(part: Part) -> list[JudgedText]:
    """Return the articles of a part in order; raises MissingSetError where there is no PolNeAR."""
    clauses: dict[str, list[JudgedClause]] = {}
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        outcome = entry.get("outcome")
        clauses.setdefault(f"polnear/{entry['text']}", []).append(
            JudgedClause(
                span=Span(start=entry["span"][0], end=entry["span"][1]),
                outcome=None if outcome == "unclear" else outcome,
                is_unclear=outcome == "unclear",
            )
        )
    return [
        JudgedText(
            gold.article_of(text.name, text.text, repeat("paragraph")),
            tuple(clauses.get(text.name, ())),
        )
        for text in _texts(part)
    ]


def _texts(part: Part) -> Iterable[Text]:
    train = [one.text for one in polnear.attributed(data_root(), "train")]
    if part == "fit":
        return train[::_THIRD]
    return [*train[1::_THIRD], *(one.text for one in polnear.attributed(data_root(), "dev"))]


def news_check_figures(reads: Reader) -> list[Figure]:
    """Measure checks that cover a statement on the articles set apart."""
    texts = judged_texts("apart")
    readings = reads.read([one.article for one in texts])
    rows = [count_told(*both) for both in zip(texts, readings, strict=True)]
    return [
        figure(f"polnear-statements.{name}", says, rows, statistic, unit="texts")
        for name, says, statistic in (
            ("checks_right", "checks told of a statement, right", reader_scores.precision),
            ("checks_found", "checks found", reader_scores.recall),
        )
    ]


def count_told(text: JudgedText, reading: Reading) -> tuple[float, float, float]:
    """Count the checks told right, all told and all there are; what is unclear counts nowhere.

    Told is what covers a statement; right, where its outcome is. A clause that nobody judged was
    not held for a check by anybody: it counts as told wrongly.
    """
    told = [one for one in reading.checks if one.statements and not _is_unclear(text, one)]
    is_right = [any(_is_right(clause, one) for clause in text.clauses) for one in told]
    found = [
        clause
        for clause in text.clauses
        if clause.outcome is not None and any(_is_right(clause, one) for one in told)
    ]
    wanted = sum(clause.outcome is not None for clause in text.clauses)
    n_right = min(sum(is_right), len(found))
    return float(n_right), float(len(told)), float(wanted)


def _is_right(clause: JudgedClause, told: Check) -> bool:
    return clause.meets(told.span) and clause.outcome == told.outcome


def _is_unclear(text: JudgedText, told: Check) -> bool:
    met = [clause for clause in text.clauses if clause.meets(told.span)]
    return any(one.is_unclear for one in met) and not any(one.outcome for one in met)
