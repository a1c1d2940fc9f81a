"""Search by meaning: every paragraph is compared, and the nearest are merged with word search.

Exact: no index that may pass over a paragraph. Half-precision numbers are read a few stories at a
time, so memory holds those and three numbers a story.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

from onrecord.errors import LibraryError, QueryError, check_type
from onrecord.library.answers import Answer, Evidence, Hit
from onrecord.library.asking.searching import hits_of, of_newest, ranked, with_copies
from onrecord.library.database.schema import articles, joined, vectors
from onrecord.library.questions.folding import named
from onrecord.library.questions.matching import conditions, is_words
from onrecord.library.questions.query import All, Node, all_of, in_words, parse
from onrecord.library.questions.screens import Screen
from onrecord.library.questions.snippets import snippet, terms_of
from onrecord.record import Meaning, Span

Floats = NDArray[np.float32]

DEPTH = 1_000  # of each list: whoever stands further down is not found by it
BLOCK = 64  # stories whose vectors are in memory at once
SMOOTH = 60  # of reciprocal rank fusion, as its authors have it: how little the first places count
SHIFT = 13  # bits that a float has more of than a half
NO_COPIES_OF_SIGN = np.int32(-0x70000001)  # all bits but the three behind the first
SCALE = np.float32(2.0**112)  # how much larger an exponent of a half is than the same of a float


class Near(NamedTuple):
    """The paragraph of a story that is nearest to what was asked."""

    row: int  # of the story
    likeness: float  # cosine
    line: int  # of the story's text, from 0


def search(
    db: Connection, query: str, like: Meaning, screen: Screen, *, copies: bool = False
) -> Answer[Hit]:
    """Find articles that are near in meaning, joined with those that hold the words of a query.

    query: "" for none. Its fields and dates, and what it says not to hold, hold of all that is
    found; its words hold of those found by words. Both lists, best first, become one by reciprocal
    rank fusion. copies: list copies of one text one by one. Raises QueryError, and LibraryError if
    there are no vectors to compare with.
    """
    check_type(like, Meaning, "like", "a Meaning, which meaning_of makes of a text")
    if not like.vector:
        raise QueryError(1, f"there is no word in {like.text!r}", argument="like")
    node = parse(query) if query.strip() else All(parts=())
    text, musts = _sides(node)
    known = _known(db, like, musts)
    if not len(known) and not _has_vectors(db, like):
        raise LibraryError(
            f"the library has no vectors of {like.weights} to compare with:"
            " `onrecord reread --all --vectors` makes them"
        )
    near = nearest(known, DEPTH + 1)
    by_words = _by_words(db, text, musts) if text else []
    ranked_near = [one.row for one in near[:DEPTH]]
    scores = fused(ranked_near, by_words[:DEPTH]) if text else _likeness(near)
    best = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    folded = {} if copies else _copies_in(db, [row for row, _ in best])
    under = {one for others in folded.values() for one in others}
    texts = [one for one in best if one[0] not in under]
    shown = texts[screen.offset : screen.offset + screen.limit]
    hits = _with_lines(db, hits_of(db, shown, node, terms_of(text)), near, text)
    on_screen = {row: folded[row] for row, _ in shown if row in folded}
    return Answer(
        asked=_asked(like, text, musts) + _without_vectors(db, musts, len(known)),
        found=with_copies(shown, hits, named(db, on_screen)),
        total=len(texts),
        at_least=max(len(near), len(by_words)) > DEPTH,
        offset=screen.offset,
        copies=len(under),
    )


def _copies_in(db: Connection, rows: Sequence[int]) -> dict[int, list[int]]:
    """Group the other articles with the same text under the first of them, in order."""
    known = select(joined.c.article, joined.c.copy_of).where(joined.c.article.in_(rows))
    texts = {article: text for article, text in db.execute(known) if text is not None}
    first: dict[int, int] = {}
    folded: dict[int, list[int]] = {}
    for row in rows:
        home = first.setdefault(texts.get(row, row), row)
        if home != row:
            folded.setdefault(home, []).append(row)
    return folded


def _has_vectors(db: Connection, like: Meaning) -> bool:
    return db.execute(_comparable(like, [], db.dialect.name).limit(1)).first() is not None


def nearest(known: NDArray[Any], depth: int = DEPTH) -> list[Near]:
    """Give the stories whose nearest paragraph is nearest, at most `depth`, nearest first."""
    order = np.lexsort((known["row"], -known["likeness"]))[:depth]
    return [Near(*one) for one in known[order].tolist()]


def _known(db: Connection, like: Meaning, musts: Sequence[Node]) -> NDArray[Any]:
    """Give each comparable story that meets all conditions, as NEAR, in no order."""
    wanted = np.array(like.vector, np.float32)
    found = _comparable(like, musts, db.dialect.name)
    rows = db.execute(found, execution_options={"yield_per": BLOCK})
    parts = [best_lines(block, wanted) for block in rows.partitions()]
    return np.concatenate([np.zeros(0, NEAR), *parts])


NEAR = np.dtype([("row", np.int64), ("likeness", np.float32), ("line", np.int32)])


def best_lines(block: Iterable[Any], wanted: Floats) -> NDArray[Any]:
    """For each row (article, lines), give which of its lines is nearest to a vector.

    wanted: (width,). lines: halves, (lines, width) as bytes; a row without any is left out.
    """
    width = len(wanted)
    whole = [(row, lines, len(lines) // (2 * width)) for row, lines in block]
    whole = [one for one in whole if one[2]]
    made = np.zeros(len(whole), NEAR)
    if not whole:
        return made
    lines = b"".join(lines[: 2 * width * n] for _, lines, n in whole)
    # rounded, for the last digits of a product depend on how many are made at once
    likeness = np.round(halves(lines).reshape(-1, width) @ (wanted * SCALE), 5)
    starts = np.cumsum([0, *(n for _, _, n in whole)])
    best = np.maximum.reduceat(likeness, starts[:-1])
    is_best = likeness == np.repeat(best, np.diff(starts))
    places = np.where(is_best, np.arange(len(likeness)), len(likeness))
    made["row"] = [row for row, _, _ in whole]
    made["likeness"] = best
    made["line"] = np.minimum.reduceat(places, starts[:-1]) - starts[:-1]
    return made


def halves(raw: bytes) -> Floats:
    """Give half-precision numbers as floats of 1 / SCALE their size, exactly.

    This moves the bits: numpy's own conversion takes seven times as long, most of a search.
    """
    bits = np.frombuffer(raw, "<i2").astype(np.int32)
    bits <<= SHIFT
    bits &= NO_COPIES_OF_SIGN
    return bits.view(np.float32)


def fused(*rankings: Sequence[int]) -> dict[int, float]:
    """Join rankings, best first, into one score each: the sum of 1 / (60 + place)."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, row in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + 1 / (SMOOTH + place)
    return scores


def _likeness(near: Sequence[Near]) -> dict[int, float]:
    return {one.row: one.likeness for one in near[:DEPTH]}


def _sides(node: Node) -> tuple[Node | None, list[Node]]:
    """Split a query into words that may lead to an article and conditions on every article."""
    parts = node.parts if isinstance(node, All) else (node,)
    held = [one for one in parts if is_words(one)]
    text = all_of(held) if held else None
    return text, [one for one in parts if one not in held]


def _by_words(db: Connection, text: Node, musts: list[Node]) -> list[int]:
    found = of_newest(ranked(text, musts, db.dialect.name)).limit(DEPTH + 1)
    return [one.row for one in db.execute(found)]


def _comparable(like: Meaning, musts: Sequence[Node], dialect: str) -> Select[Any]:
    """Select the vectors that the question can be compared with: those of the same weights."""
    row = vectors.c.article
    found = select(row, vectors.c.lines).join(articles, articles.c.row == row)
    found = found.where(articles.c.weights == like.weights, vectors.c.width == len(like.vector))
    return found.where(*conditions(list(musts), row, dialect))


def _with_lines(
    db: Connection, hits: Iterable[Hit], near: Sequence[Near], text: Node | None
) -> Iterator[Hit]:
    """Put the nearest paragraph in front of the evidence of each article that has one."""
    found = list(hits)
    wanted = select(articles.c.id, articles.c.row, articles.c.text)
    wanted = wanted.where(articles.c.id.in_([hit.source.article_id for hit in found]))
    texts = {one.id: (one.row, one.text) for one in db.execute(wanted)}
    lines = {one.row: one.line for one in near[:DEPTH]}
    for hit in found:
        row, words = texts[hit.source.article_id]
        if row not in lines:
            yield hit
            continue
        span = _line(words, lines[row])
        line = words[span.start : span.end]
        short, marks = snippet(line, terms_of(text))
        others = (one for one in hit.evidence if one.span != span and one.why != "beginning")
        yield replace(
            hit,
            snippet=short,
            marks=marks,
            evidence=(Evidence(span=span, text=line, why="meaning"), *others),
        )


def _line(text: str, number: int) -> Span:
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[:number])
    return Span(start=start, end=start + len(lines[number]))


def _asked(like: Meaning, text: Node | None, musts: list[Node]) -> str:
    said = f"Articles like “{' '.join(like.text.split())}”"
    if text:
        said += f" or with {in_words(text)}"
    return f"{said}, all with {in_words(All(parts=tuple(musts)))}" if musts else said


def _without_vectors(db: Connection, musts: list[Node], known: int) -> str:
    held = conditions(musts, articles.c.row, db.dialect.name)
    counted = select(func.count()).select_from(articles).where(*held)
    n = db.execute(counted).scalar_one()
    if n <= known:
        return ""
    told = f"{n - known:,} of {n:,}"
    return f" ({told} have no vectors: `onrecord reread --all --vectors` makes them)"
