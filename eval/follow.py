"""Alerts on a stream of our own articles with planted changes: `python -m eval.follow`.

Each story of `eval/follow/*.toml` begins with an article that is known; then the others come in one
by one, as they would from feeds, and what is told after each is compared with what was planted in
it. An alert is right if its condition is and the words that were planted are in its reason or its
evidence; a wire copy of what is known has nothing planted.
"""

import argparse
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from eval.figures import Figure, number
from onrecord.adding import add_pages
from onrecord.follow.nouns import CONDITIONS, Alert
from onrecord.follow.running import look
from onrecord.library import Library
from onrecord.library.following import watches
from onrecord.pipeline import How, pages

SOURCE = Path(__file__).parent / "follow"
NOW = "2025-01-01T00:00:00Z"


@dataclass(slots=True)
class Counts:
    """How many alerts were right, and how many were not or were missed, by condition."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    on_copies: int = 0  # alerts on what is a copy
    n_copies: int = 0

    def f1(self, condition: str | None = None) -> float:
        """Give the F1 of one condition, or of all."""
        right, wrong, missed = (
            x.total() if condition is None else x[condition]
            for x in (self.right, self.wrong, self.missed)
        )
        return 2 * right / (2 * right + wrong + missed) if right else 0.0


def stories(source: Path = SOURCE) -> list[dict[str, Any]]:
    """Read the stories."""
    files = sorted(source.glob("*.toml"))
    return [story for file in files for story in tomllib.loads(file.read_text())["story"]]


def page_of(article: dict[str, Any]) -> bytes:
    """Write an article as a site would."""
    meta = f'<link rel="canonical" href="{article["url"]}">'
    meta += f'<meta property="article:published_time" content="{article["published"]}:00Z">'
    if "updated" in article:
        meta += f'<meta property="article:modified_time" content="{article["updated"]}:00Z">'
    lines = "".join(f"<p>{escape(line)}</p>\n" for line in article["body"].strip().split("\n"))
    head = escape(article["headline"])
    return (
        f'<html lang="en"><head><meta charset="utf-8"><title>{head}</title>{meta}</head><body>'
        f"<article><h1>{head}</h1>\n{lines}</article></body></html>"
    ).encode()


def run(some: Sequence[dict[str, Any]], *, say: bool = False) -> Counts:
    """Let the stories come in, each into a library of its own."""
    counts = Counts()
    for story in some:
        with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "o.db") as kept:
            for article, alerts in _told(kept, story["article"]):
                _count(counts, article, alerts, story["name"] if say else None)
    return counts


def _told(
    kept: Library, articles: Sequence[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], list[Alert]]]:
    first, *others = articles
    _add(kept, first)
    look(kept, [], NOW)
    number = kept.stories().found[0].number
    with kept.writing() as db:
        watches.watch(
            db, "story", str(number), name=first["headline"], conditions=CONDITIONS, about="",
            on=NOW,
        )  # fmt: skip
    for article in others:
        _add(kept, article)
        yield article, look(kept, [], NOW)


def _add(kept: Library, article: dict[str, Any]) -> None:
    added = add_pages(kept, pages(page_of(article)), how=How())
    assert added.report.pages == 1, article["headline"]


def _count(
    counts: Counts, article: dict[str, Any], alerts: Sequence[Alert], name: str | None
) -> None:
    left = [tuple(one) for one in article.get("expects", ())]
    for alert in alerts:
        words = " ".join([alert.why, *(proof.text for proof in alert.proofs)]).casefold()
        found = next(
            (x for x in left if x[0] == alert.condition and x[1].casefold() in words), None
        )
        if found is None:
            counts.wrong[alert.condition] += 1
        else:
            left.remove(found)
            counts.right[alert.condition] += 1
        if name and found is None:
            print(f"wrong   {name}: {article['headline'][:40]}: {alert.condition}: {alert.why}")
    for condition, words in left:
        counts.missed[condition] += 1
        if name:
            print(f"missed  {name}: {article['headline'][:40]}: {condition}: {words}")
    if article.get("copy"):
        counts.n_copies += 1
        counts.on_copies += len(alerts)


def follow_figures() -> list[Figure]:
    """Measure alerts on all stories."""
    counts = run(stories())
    n_planted = counts.right.total() + counts.missed.total()
    return [
        number("follow.f1", "alerts, F1", counts.f1(), n=n_planted, unit="planted changes"),
        number(
            "follow.on_copies", "  alerts on copies of what is known", counts.on_copies,
            n=counts.n_copies, unit="copies",
        ),
    ]  # fmt: skip


def main() -> None:
    """Print what the alerts are worth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="print each that is wrong or missed")
    parser.add_argument("--story", help="only the story of this name")
    given = parser.parse_args()
    some = [one for one in stories() if given.story in (None, one["name"])]
    counts = run(some, say=given.show)
    n_planted = counts.right.total() + counts.missed.total()
    print(f"{len(some)} stories, {n_planted} planted changes, alerts F1 {counts.f1():.3f}")
    for one in CONDITIONS:
        print(
            f"  {one:10} F1 {counts.f1(one):.3f}  right {counts.right[one]}"
            f"  wrong {counts.wrong[one]}  missed {counts.missed[one]}"
        )
    print(f"  alerts on {counts.n_copies} copies of what is known: {counts.on_copies}")


if __name__ == "__main__":
    main()
