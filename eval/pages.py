"""Figures on single-article pages: pages/zyte, pages/trafilatura-en, pages/fundus-fixtures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from eval.figures import Figure, figure, number
from eval.scores import (
    Counts,
    Floats,
    compare,
    compare_shingles,
    count_segments,
    f1_of_means,
    f1_of_sums,
    is_exact,
    mean,
    one_line,
    plain_quotes,
    ratio,
    words,
)
from eval.sets import BodyGold, FixtureGold, SegmentGold
from eval.systems import Output

Outputs = Mapping[str, Output]
Fold = Callable[[Iterable[str]], frozenset[str]]
LONG_LOSS = 20  # words: PEERS' bound for "a page that lost a part of its story"


def zyte_figures(golds: Sequence[BodyGold], outputs: Outputs, *, prefix: str) -> list[Figure]:
    """Shingle scores and exactness of the body; body + summary beside it for comparison.

    The gold is the body without standfirst on most pages, so the body alone is the figure.
    """
    bodies = [(gold.body, outputs[gold.sample.id]) for gold in golds]
    counts = [compare_shingles(gold, output.body) for gold, output in bodies]
    scores = _precision_recall(counts)
    whole = [compare_shingles(gold, output.whole) for gold, output in bodies]
    exact = [[float(is_exact(gold, output.body))] for gold, output in bodies]
    bags = [compare(words(gold), words(output.body)) for gold, output in bodies]
    return [
        figure(f"{prefix}.f1", "4-gram shingle F1", scores, f1_of_means),
        figure(f"{prefix}.precision", "  precision", [[row[0]] for row in scores], mean),
        figure(f"{prefix}.recall", "  recall", [[row[1]] for row in scores], mean),
        figure(f"{prefix}.exact", "whole page exact", exact, mean),
        figure(
            f"{prefix}.whole.f1",
            "(F1 of summary + body)",
            _precision_recall(whole),
            f1_of_means,
        ),
        figure(
            f"{prefix}.long_loss",
            f"share of pages missing {LONG_LOSS} words or more",
            [[float(bag.missing >= LONG_LOSS)] for bag in bags],
            mean,
        ),
        figure(
            f"{prefix}.long_extra",
            f"share of pages with {LONG_LOSS} words or more too many",
            [[float(bag.extra >= LONG_LOSS)] for bag in bags],
            mean,
        ),
        _raised(prefix, outputs),
    ]


def segment_figures(golds: Sequence[SegmentGold], outputs: Outputs, *, prefix: str) -> list[Figure]:
    """Segment scores on summary + body, beside those on the body alone; title, authors, day.

    Segments are looked for in the text a reader would be given, as the set's own evaluation does;
    `with` segments may be a standfirst, none of the `without` segments is one, so the summary
    belongs to that text.
    """
    pairs = [(gold, outputs[gold.sample.id]) for gold in golds]
    whole = [count_page(gold, output.whole) for gold, output in pairs]
    body = [count_page(gold, output.body) for gold, output in pairs]
    titles = [
        [float(one_line(output.title or "") == one_line(gold.title))]
        for gold, output in pairs
        if gold.title
    ]
    days = [
        [float((output.published or "")[:10] == gold.day)] for gold, output in pairs if gold.day
    ]
    known = [(gold.authors, output) for gold, output in pairs if gold.authors]
    none = [output for gold, output in pairs if gold.authors == ()]
    return [
        figure(f"{prefix}.f1", "segment F1", whole, f1_of_sums),
        figure(f"{prefix}.precision", "  precision", [_sum(row, 1) for row in whole], ratio),
        figure(f"{prefix}.recall", "  recall", [_sum(row, 2) for row in whole], ratio),
        figure(f"{prefix}.body.f1", "(segment F1 of the body alone)", body, f1_of_sums),
        figure(f"{prefix}.title", "title exact", titles, mean),
        *_author_figures(prefix, known, _bare),
        _invented(prefix, none),
        figure(f"{prefix}.day", "published on the same day", days, mean),
        _raised(prefix, outputs),
    ]


def _invented(prefix: str, none: Sequence[Output]) -> Figure:
    """Count the pages without an author that are given one."""
    return number(
        f"{prefix}.invented",
        "authors given where there are none",
        sum(bool(output.authors) for output in none),
        n=len(none),
        unit="pages",
    )


def fixture_figures(golds: Sequence[FixtureGold], outputs: Outputs, *, prefix: str) -> list[Figure]:
    """Title, authors, day in UTC and body of the Fundus fixtures."""
    pairs = [(gold, outputs[gold.sample.id]) for gold in golds]
    titles = [
        [float(plain_quotes(output.title or "") == plain_quotes(gold.title))]
        for gold, output in pairs
    ]
    days = [[float(_utc_day(output.published) == gold.published.date())] for gold, output in pairs]
    bodies = [compare_shingles(gold.body, output.body) for gold, output in pairs]
    known = [(gold.authors, output) for gold, output in pairs if gold.authors]
    none = [output for gold, output in pairs if not gold.authors]
    return [
        figure(f"{prefix}.title", "title exact", titles, mean),
        *_author_figures(prefix, known, _folded),
        _invented(prefix, none),
        figure(f"{prefix}.day", "published on the same day (UTC)", days, mean),
        figure(f"{prefix}.f1", "body 4-gram shingle F1", _precision_recall(bodies), f1_of_means),
        figure(
            f"{prefix}.paragraph_f1",
            "paragraph F1",
            [_paragraphs(gold, output) for gold, output in pairs],
            f1_of_sums,
        ),
        _raised(prefix, outputs),
    ]


def worst(golds: Sequence[BodyGold], outputs: Outputs, *, n: int) -> list[str]:
    """Lines on the n pages with the lowest shingle F1: F1, words too many, words missing, id."""
    rows = []
    for gold in golds:
        body = outputs[gold.sample.id].body
        bag = compare(words(gold.body), words(body))
        rows.append((compare_shingles(gold.body, body).f1, bag, gold.sample))
    return [
        f"  F1 {f1:.3f}  +{bag.extra:<5} −{bag.missing:<5} {sample.id}  {sample.site}"
        for f1, bag, sample in sorted(rows, key=lambda row: row[0])[:n]
    ]


def count_page(gold: SegmentGold, text: str) -> tuple[int, int, int]:
    """TP, FP and FN of one page's segments."""
    right, wrong, missed, _ = count_segments(text, wanted=gold.wanted, unwanted=gold.unwanted)
    return right, wrong, missed


def _author_figures(
    prefix: str, known: Sequence[tuple[tuple[str, ...], Output]], fold: Fold
) -> tuple[Figure, ...]:
    """Exact sets and F1 over names, on pages that give authors.

    Some golds list an agency among the authors. "with agency" also accepts the output's authors
    and agency together, so that a reader which keeps the two apart can be told from a wrong one.
    fold: what makes two spellings one name.
    """
    strict, lenient, names = [], [], []
    for gold, output in known:
        wanted = fold(gold)
        given = fold(output.authors)
        both = given | fold((output.agency,) if output.agency else ())
        strict.append([float(given == wanted)])
        lenient.append([float(wanted in (given, both))])
        names.append(compare(wanted, given))
    return (
        figure(f"{prefix}.authors", "authors, exact set", strict, mean),
        figure(f"{prefix}.authors_or_agency", "(authors with agency, exact set)", lenient, mean),
        figure(f"{prefix}.author_f1", "author F1 over names", names, f1_of_sums),
    )


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(one_line(name).casefold() for name in names)


def _bare(names: Iterable[str]) -> frozenset[str]:
    """Names without case and punctuation: "T. V. Raman" and "T V Raman" are one name."""
    return frozenset(" ".join(words(name)).casefold() for name in names)


def _precision_recall(counts: Sequence[Counts]) -> list[list[float]]:
    return [[count.precision, count.recall] for count in counts]


def _sum(row: tuple[int, int, int], other: int) -> list[float]:
    return [row[0], row[0] + row[other]]


def _paragraphs(gold: FixtureGold, output: Output) -> Counts:
    """Compare paragraphs; lines that equal a gold sub-heading are no paragraph for anybody."""
    headings = {one_line(line) for line in gold.headings}
    given = [one_line(line) for line in output.lines if line.strip()]
    return compare(
        [one_line(line) for line in gold.paragraphs],
        [line for line in given if line not in headings],
    )


def _utc_day(value: str | None) -> date | None:
    """Day in UTC of an ISO value; a value without a zone is taken as it stands."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:  # "2024-05" names no day
        return None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()


def _raised(prefix: str, outputs: Outputs) -> Figure:
    raised = sum(output.raised is not None for output in outputs.values())
    return number(f"{prefix}.raised", "exceptions", raised, n=len(outputs), unit="pages")


def lead_figure(
    golds: Sequence[SegmentGold], ours: dict[str, Output], theirs: dict[str, Output]
) -> Figure:
    """Segment F1 minus trafilatura's, pages resampled together."""
    rows = [
        [
            *count_page(gold, ours[gold.sample.id].whole),
            *count_page(gold, theirs[gold.sample.id].whole),
        ]
        for gold in golds
    ]

    def difference(table: Floats) -> float:
        return f1_of_sums(table[:, :3]) - f1_of_sums(table[:, 3:])

    return figure("trafilatura-en.lead", "segment F1 above trafilatura's", rows, difference)
