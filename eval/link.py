"""Copies, wire copies, independent sources and revisions: `python -m eval --only link`.

All made of our own stories, those with odd numbers: rules were made on the even ones. What is
made: `eval.link_pairs`, `eval.link_revisions`; what is counted: eval/README.md.
"""

import random
import re
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np

from eval import gold
from eval.figures import Figure, figure, number
from eval.link_pairs import AGENCIES, FORMS, Case, article_of, cases, copied, draft_of, reworked
from eval.link_revisions import Made, invented, revisions, told
from eval.scores import f1_of_sums, ratio
from onrecord.link.duplicates import CopyIndex, Sketch, compare, sketch
from onrecord.link.revisions import revise
from onrecord.link.suppliers import independent_sources
from onrecord.reading.reader import Reader
from onrecord.record import Article, Copy, Record, Revision

N_ARTICLES = 100_000  # of the search for candidates
_QUERIES = 1_000
_LAST = 311  # later stories were written for what statements are, when this was done
_SET = 7  # stories of a set of articles whose suppliers are counted


def stories(*, odd: bool = True) -> list[gold.GoldStory]:
    """Return the stories measured on; odd=False: those that rules were made on."""
    return [
        story
        for story in gold.stories()
        if story.number not in gold.APART and story.number % 2 == odd and story.number <= _LAST
    ]


def copy_figures(found: Sequence[Case]) -> list[Figure]:
    """F1 of copies and of wire copies: a pair counts as found if the index proposes it, too."""
    index = CopyIndex(sketch(case.second) for case in found)
    answers = [_answer(index, case) for case in found]
    copies = [
        _counted(case.is_copy, copy is not None) for case, copy in zip(found, answers, strict=True)
    ]
    wires = [
        _counted(case.is_wire, copy is not None and copy.agency is not None)
        for case, copy in zip(found, answers, strict=True)
    ]
    proposed = [
        (float(case.second.id in index.candidates(sketch(case.first))), 1.0)
        for case in found
        if case.is_copy
    ]
    return [
        figure("link.copies", "copies and near-copies, F1", copies, f1_of_sums, unit="pairs"),
        figure("link.wires", "wire copies, F1", wires, f1_of_sums, unit="pairs"),
        figure("link.proposed", "  copies that the index proposes", proposed, ratio, unit="pairs"),
    ]


def _answer(index: CopyIndex, case: Case) -> Copy | None:
    proposed = case.second.id in index.candidates(sketch(case.first))
    return compare(case.first, case.second) if proposed else None


def _counted(is_one: bool, said: bool) -> tuple[float, float, float]:
    """Return the row of a pair: shared, extra, missing."""
    return float(is_one and said), float(said and not is_one), float(is_one and not said)


def reworked_figure(found: Sequence[gold.GoldStory], *, seed: int = 6) -> Figure:
    """Count stories still taken for copies when cut to a third and edited in every way."""
    rng = random.Random(seed)
    rows = []
    for story in found:
        draft = draft_of(story, rng)
        first, second = article_of(draft), article_of(reworked(rng, draft))
        if first is not None and second is not None:
            is_copy, is_proposed = (
                compare(first, second) is not None,
                bool(CopyIndex([sketch(first)]).candidates(sketch(second))),
            )
            rows.append((float(is_copy and is_proposed), 1.0))
    return figure("link.reworked", "  found after the hardest rework", rows, ratio, unit="pairs")


def mistakes(found: Sequence[Case]) -> Iterator[str]:
    """Give a line for each pair that is taken for what it is not."""
    for case in found:
        copy = compare(case.first, case.second)
        wire = copy is not None and copy.agency is not None
        if (copy is not None, wire) != (case.is_copy, case.is_wire):
            yield f"  story {case.story}, {case.how}: {copy}"


def supplier_figures(found: Sequence[gold.GoldStory], *, seed: int = 6) -> list[Figure]:
    """Pairwise F1 of articles with one supplier, and sets whose number of suppliers is right."""
    rng = random.Random(seed)
    pairs, counts = [], []
    for i in range(0, len(found) - _SET, _SET):
        articles, truth = _set(rng, found[i : i + _SET])
        suppliers = independent_sources(articles)
        said = {name: n for n, one in enumerate(suppliers) for name in one.articles}
        both = [
            _counted(truth[a.id] == truth[b.id], said[a.id] == said[b.id])
            for a, b in combinations(articles, 2)
        ]
        pairs.append(np.sum(both, axis=0).tolist())
        counts.append((float(len(suppliers) == len(set(truth.values()))), 1.0))
    return [
        figure("link.suppliers", "one supplier, pairs, F1", pairs, f1_of_sums, unit="sets"),
        figure("link.sources", "independent sources counted right", counts, ratio, unit="sets"),
    ]


def _set(
    rng: random.Random, found: Sequence[gold.GoldStory]
) -> tuple[list[Article], dict[str, str]]:
    """Make articles of which it is known who is behind them, by `Article.id`.

    Two agencies with two stories each, a story in three outlets with the credit gone in one; two
    stories of one outlet; one of another with a copy of it.
    """
    first, second = rng.sample(AGENCIES, 2)
    drafts = []
    for story, agency in zip(found[:4], (first, first, second, second), strict=True):
        wire = replace(draft_of(story, rng), agency=agency, form=rng.choice(FORMS), byline="")
        drafts.append((wire, agency))
        for form in (rng.choice(FORMS), "none"):
            drafts.append((replace(copied(rng, wire)[0], form=form), agency))
    own = [draft_of(story, rng) for story in found[4:]]
    own[1] = replace(own[1], outlet=own[0].outlet)
    drafts += [(one, one.outlet) for one in own]
    drafts.append((copied(rng, own[2])[0], own[2].outlet))
    made = [(article_of(draft), who) for draft, who in drafts]
    known = [(article, who) for article, who in made if article is not None]
    rng.shuffle(known)
    return [article for article, _ in known], {article.id: who for article, who in known}


def revision_figures(reads: Reader, found: Sequence[Made]) -> tuple[list[Figure], list[str]]:
    """Count changes told with their kind and changes that nobody made; name what is wrong."""
    before = reads.read([made.before for made in found])
    after = reads.read([made.after for made in found])
    revised = [
        revise(Record(article=made.before, reading=old), Record(article=made.after, reading=new))
        for made, old, new in zip(found, before, after, strict=True)
    ]
    return _revision_rows(found, revised), list(_revision_lines(found, revised))


def _revision_rows(found: Sequence[Made], revised: Sequence[Revision]) -> list[Figure]:
    right, wrong, whole = [], [], []
    for made, revision in zip(found, revised, strict=True):
        known = [is_told for _, is_told in told(made, revision)]
        extra = len(invented(made, revision))
        right.append((float(sum(known)), float(len(known))))
        wrong.append((float(len(revision.changes) - extra), float(len(revision.changes))))
        whole.append((float(all(known) and not extra), 1.0))
    return [
        figure("link.revisions", "changes told with their kind", right, ratio, unit="pairs"),
        figure("link.made", "  changes told that were made", wrong, ratio, unit="pairs"),
        figure("link.whole", "  revisions without a mistake", whole, ratio, unit="pairs"),
    ]


def _revision_lines(found: Sequence[Made], revised: Sequence[Revision]) -> Iterator[str]:
    for made, revision in zip(found, revised, strict=True):
        for known, is_told in told(made, revision):
            if not is_told:
                yield f"  story {made.story}, not told: {known.kind}: {known.after or known.before}"
        for change in invented(made, revision):
            yield f"  story {made.story}, nobody made: {change.says}"


def generated(found: Sequence[gold.GoldStory], n: int, *, seed: int = 6) -> Iterator[Article]:
    """Make articles of 300 to 600 words from runs of three to six words of our stories."""
    rng = random.Random(seed)
    words = [word for story in found for word in re.findall(r"\S+", story.text)]
    for i in range(n):
        run: list[str] = []
        for _ in range(rng.randrange(70, 130)):
            at = rng.randrange(len(words) - 6)
            run += words[at : at + rng.randrange(3, 7)]
        yield gold.article_of(f"generated {i}", " ".join(run), ["paragraph"])


def speed_figures(found: Sequence[gold.GoldStory], n: int = N_ARTICLES) -> list[Figure]:
    """Sketch n articles, search among them, compare: times, and the memory of the index."""
    sketches: list[Sketch] = []
    kept: list[Article] = []
    spent = 0.0
    for article in generated(found, n):
        start = time.perf_counter()
        sketches.append(sketch(article))
        spent += time.perf_counter() - start
        if len(kept) < _QUERIES:
            kept.append(article)
    tracemalloc.start()
    index = CopyIndex(sketches)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    asked = [sketches[i] for i in range(0, n, max(1, n // _QUERIES))]
    times_ms, n_proposed = [], 0
    for one in asked:
        start = time.perf_counter()
        n_proposed += len(index.candidates(one))
        times_ms.append(1000 * (time.perf_counter() - start))
    start = time.perf_counter()
    for first, second in pairwise(kept):
        compare(first, second)
    compared = time.perf_counter() - start
    return [
        number(
            "link-speed.sketch_rate", "articles sketched a second", n / spent, n=n, unit="articles"
        ),
        number(
            "link-speed.search_ms",
            f"search among {n:,}, p95, ms",
            float(np.percentile(times_ms, 95)),
            n=len(asked),
            unit="searches",
        ),
        number(
            "link-speed.candidates",
            "  candidates that are none, a search",
            n_proposed / len(asked),
            n=len(asked),
            unit="searches",
        ),
        number(
            "link-speed.index_bytes", "  index, bytes an article", size / n, n=n, unit="articles"
        ),
        number(
            "link-speed.compare_rate",
            "pairs compared a second",
            len(kept) / compared,
            n=len(kept),
            unit="pairs",
        ),
    ]


def link_figures(reads: Reader) -> tuple[list[Figure], list[str]]:
    """Return every figure but those of speed, and a line for each mistake."""
    found = stories()
    pairs = cases(found)
    told_figures, lines = revision_figures(reads, revisions(found))
    figures = [
        *copy_figures(pairs),
        reworked_figure(found),
        *supplier_figures(found),
        *told_figures,
    ]
    return figures, [*mistakes(pairs), *lines]
