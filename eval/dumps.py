"""Figures on dumps: story boundaries, story text, headline, date; per style and over styles."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.figures import Figure, figure, number
from eval.scores import (
    Statistic,
    by_group,
    compare,
    f1_of_sums,
    match_boundaries,
    one_line,
    pair_by_overlap,
    ratio,
    shingles,
    without_words,
    words,
)
from eval.sets import DumpGold, Sample, StoryGold
from eval.systems import Output, System, article_output, page_of
from onrecord.record import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One predicted story of a dump: its stretch of the page text and what was read of it."""

    start: int
    end: int
    output: Output


Cutter = Callable[[Sample], Sequence[Piece]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpScore:
    """Counts and sums of one dump; sums run over its gold stories."""

    style: str
    boundaries: tuple[int, int, int]  # shared, extra, missing
    n_stories: int
    shingle_f1: float
    token_f1: float
    headlines: int
    n_days: int  # stories that show a date
    days: int
    n_bylines: int
    bylines: int
    raised: bool


def cutter_of(system: System) -> Cutter:
    """Cut dumps with `system`."""

    def cut(sample: Sample) -> list[Piece]:
        outcomes = system(sample.id, page_of(sample))
        return [
            Piece(
                start=article.page_span.start,
                end=article.page_span.end,
                output=article_output(article),
            )
            for article in outcomes
            if isinstance(article, Article)
        ]

    return cut


def blank_line_cutter(n: int) -> Cutter:
    """Cut after n blank lines or more: the naive reader every figure is to be seen against."""
    gap = re.compile(r"(?:[^\S\n]*\n){" + str(n + 1) + ",}")

    def cut(sample: Sample) -> list[Piece]:
        text = sample.body.decode(sample.charset or "utf-8")
        starts = [0, *(match.end() for match in gap.finditer(text) if match.end() < len(text))]
        ends = [*starts[1:], len(text)]
        return [
            Piece(start=a, end=b, output=Output(lines=tuple(text[a:b].splitlines())))
            for a, b in zip(starts, ends, strict=True)
        ]

    return cut


def score_dump(gold: DumpGold, cut: Cutter) -> DumpScore:
    """Score one dump. An exception counts as no stories, and is counted."""
    raised = False
    try:
        pieces = sorted(cut(gold.sample), key=lambda piece: piece.start)
    except Exception:  # noqa: BLE001 - "no page may raise" is itself a figure
        pieces, raised = [], True
    pairs = pair_by_overlap(
        [(story.start, story.end) for story in gold.stories],
        [(piece.start, piece.end) for piece in pieces],
    )
    found = [
        (story, pieces[pairs[i]].output if i in pairs else None)
        for i, story in enumerate(gold.stories)
    ]
    dated = [(story, output) for story, output in found if story.day]
    signed = [(story, output) for story, output in found if story.byline]
    return DumpScore(
        style=gold.style,
        boundaries=match_boundaries(
            [story.window for story in gold.stories], [piece.start for piece in pieces]
        ),
        n_stories=len(found),
        shingle_f1=sum(_text_f1(story, output, shingles) for story, output in found),
        token_f1=sum(_text_f1(story, output, Counter) for story, output in found),
        headlines=sum(_same_headline(story, output) for story, output in found),
        n_days=len(dated),
        days=sum(_same_day(story, output) for story, output in dated),
        n_bylines=len(signed),
        bylines=sum(_same_byline(story, output) for story, output in signed),
        raised=raised,
    )


def dump_figures(scores: Sequence[DumpScore], *, prefix: str) -> list[Figure]:
    """Every figure over all dumps, as the mean over styles, and per style."""
    styles = sorted({score.style for score in scores})
    result: list[Figure] = []
    for key, (says, rows_of, statistic) in _MEASURES.items():
        rows = [[*rows_of(score), styles.index(score.style)] for score in scores]
        pooled = [row[:-1] for row in rows]
        result.append(figure(f"{prefix}.{key}", says, pooled, statistic, unit="dumps"))
        result.append(
            figure(
                f"{prefix}.{key}.styles",
                f"  mean over {len(styles)} styles",
                rows,
                by_group(statistic),
                unit="dumps",
            )
        )
    raised = sum(score.raised for score in scores)
    result.append(number(f"{prefix}.raised", "exceptions", raised, n=len(scores), unit="dumps"))
    return result


def style_figures(scores: Sequence[DumpScore], *, prefix: str) -> list[Figure]:
    """Every figure for each style on its own."""
    groups: dict[str, list[DumpScore]] = defaultdict(list)
    for score in scores:
        groups[score.style].append(score)
    return [
        figure(
            f"{prefix}.{key}.{style}",
            f"  {style}: {says}",
            [rows_of(score) for score in group],
            statistic,
            unit="dumps",
        )
        for style, group in sorted(groups.items())
        for key, (says, rows_of, statistic) in _MEASURES.items()
    ]


def _text_f1(
    story: StoryGold,
    output: Output | None,
    grams: Callable[[list[str]], Counter[tuple[str, ...]] | Counter[str]],
) -> float:
    if output is None:
        return 0.0
    gold = grams(without_words(story.body, story.dateline))
    given = grams(without_words(output.body, story.dateline))
    return compare(gold, given).f1


def _same_headline(story: StoryGold, output: Output | None) -> bool:
    if output is None:
        return False
    return one_line(output.title or "").casefold() == one_line(story.headline).casefold()


def _same_day(story: StoryGold, output: Output | None) -> bool:
    """Compare published, or updated where it is not stated: portals show only "Updated …"."""
    if output is None:
        return False
    return (output.published or output.updated or "")[:10] == story.day


def _same_byline(story: StoryGold, output: Output | None) -> bool:
    if output is None:
        return False
    given = {" ".join(words(name)).casefold() for name in output.authors}
    return given == {" ".join(words(story.byline or "")).casefold()}


def _f1_rows(score: DumpScore) -> list[float]:
    return list(score.boundaries)


_MEASURES: dict[str, tuple[str, Callable[[DumpScore], list[float]], Statistic]] = {
    "boundary_f1": ("story boundary F1", _f1_rows, f1_of_sums),
    "text_f1": ("story text 4-gram shingle F1", lambda s: [s.shingle_f1, s.n_stories], ratio),
    "token_f1": ("body token F1", lambda s: [s.token_f1, s.n_stories], ratio),
    "headline": ("headline", lambda s: [s.headlines, s.n_stories], ratio),
    "day": ("date shown, same day", lambda s: [s.days, s.n_days], ratio),
    "byline": ("byline", lambda s: [s.bylines, s.n_bylines], ratio),
}
