"""Blocks -> numbers: what the block model sees of each block.

Three groups side by side: measures of the text and its place (`MEASURES`), yes/no signs
(`signs.py`), and bits from the markup (tags, hints), which are all zero in plain text. The order
of the columns is part of the trained weights; `N_FEATURES` guards it.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain, pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.hints import ANCESTOR_TAGS, N_HINTS
from onrecord.split.signs import (
    FIRST_SIGNS,
    MARK,
    MARK_SIGNS,
    N_FIRST_SIGNS,
    N_HEAD_WORDS,
    N_SIGNS,
    N_TAIL_WORDS,
    N_WORD_SIGNS,
    SHAPES,
    WORD_SIGNS,
    shape_bits,
)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

TAGS: tuple[str, ...] = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "figcaption", "div",
    "pre", "dt", "dd", "section", "article", "a", "body", "figure", "header", "aside", "button",
)  # fmt: skip
TAG_INDEX = {tag: i for i, tag in enumerate(TAGS)}

# Function words tell prose from lists of links and names.
_FUNCTION_WORDS = """
    the a an of to in and that for is was on with as at by from he she it his her its their they
    be are were have has had not but or this which who will would said been after when also than
    if about into over we you i our can could there what up out more one all no so do did
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())

MEASURES: tuple[str, ...] = (
    # of the text
    "characters", "words", "link share", "links", "strong share", "function words",
    "capitalised words", "all capitals", "digits", "commas", "link only",
    # of the place
    "position", "text before", "page size", "blank lines before", "more blank lines than usual",
    "depth", "below a picture",
    # against the rest of the page and its head
    "same text elsewhere", "first of the same", "title overlap", "equals title",
    "description overlap", "below title",
    # of the topic; plain text only
    "same shape elsewhere", "headline of next", "cohesion before", "cohesion after",
    "cohesion across",
    # of the elements around
    "prose before", "prose of parent", "prose of grandparent", "prose of great-grandparent",
    "blocks of parent", "longest of parent", "sibling of previous", "sibling of next",
    "cousin of previous", "like previous",
    "html",
)  # fmt: skip
N_MEASURES = len(MEASURES)
N_FEATURES = N_MEASURES + N_SIGNS + len(TAGS) + len(ANCESTOR_TAGS) + 2 * N_HINTS

_WORDS = re.compile(r"\w+").findall
_DIGITS = re.compile(r"\d+").sub
# Text beyond this adds nothing to the measures of a block, only time.
_MOST_CHARS = 600
_USUAL_WORD = 6  # characters, with the space
_TITLE_WORDS = 60
_TITLE_KEYS = frozenset(("og:title", "twitter:title", "headline"))
_DESCRIPTION_KEYS = frozenset(("og:description", "description", "twitter:description"))
_EQUAL_TITLE = 0.99
_SHORTEST_PROSE = 50  # characters; not words: Chinese and Japanese write no spaces


class _Words(NamedTuple):
    """The words of the blocks that are looked at, end to end."""

    starts: list[str]  # the beginning of each block's text
    rows: list[list[str]]  # the words of each block, in lower case
    flat: list[str]  # all words
    first: Ints  # index in `flat` of each block's first word
    counts: Ints  # words of each block


def features(layout: Layout) -> Floats:
    """Describe each block of a layout. Returns (blocks, N_FEATURES), all values about -1..4."""
    blocks = layout.blocks
    if not blocks:
        return np.zeros((0, N_FEATURES), np.float32)
    words = _words(blocks)
    columns = [
        _measures(layout, words),
        _bits([shape_bits(block) for block in blocks], len(SHAPES)),
        _word_signs(words),
        _one_hot([TAG_INDEX.get(block.tag, -1) for block in blocks], len(TAGS)),
        _bits([block.tags_above for block in blocks], len(ANCESTOR_TAGS)),
        _bits([block.own for block in blocks], N_HINTS),
        _bits([block.above for block in blocks], N_HINTS),
    ]
    return np.concatenate(columns, axis=1)


def _words(blocks: Sequence[PageBlock]) -> _Words:
    starts = [block.text[:_MOST_CHARS] for block in blocks]
    rows = [_WORDS(start.lower()) for start in starts]
    counts = np.array([len(row) for row in rows])
    return _Words(starts, rows, list(chain.from_iterable(rows)), np.cumsum(counts) - counts, counts)


def _one_hot(indices: Sequence[int], width: int) -> Floats:
    out = np.zeros((len(indices), width + 1), np.float32)
    out[np.arange(len(indices)), indices] = 1  # -1 lands in the extra column, which is cut
    return out[:, :width]


def _bits(values: Sequence[int] | Ints, width: int) -> Floats:
    column = np.array(values, np.uint64).reshape(-1, 1)
    bits = (column >> np.arange(width, dtype=np.uint64)) & np.uint64(1)
    return bits.astype(np.float32)


def _word_signs(words: _Words) -> Floats:
    """Say for each sign whether one of a block's first and last words is one."""
    bits = np.fromiter(map(WORD_SIGNS.get, words.flat, repeat(0)), np.int64, len(words.flat))
    place = np.arange(len(bits)) - np.repeat(words.first, words.counts)
    to_end = np.repeat(words.counts, words.counts) - place
    bits[(place >= N_HEAD_WORDS) & (to_end > N_TAIL_WORDS)] = 0
    found = _per_block(np.bitwise_or, bits, words)
    first = [FIRST_SIGNS.get(row[0], 0) if row else 0 for row in words.rows]
    marks = [MARK_SIGNS if MARK in start else 0 for start in words.starts]
    return np.concatenate((_bits(found | marks, N_WORD_SIGNS), _bits(first, N_FIRST_SIGNS)), axis=1)


def _per_block(reduce: np.ufunc, values: Ints, words: _Words) -> Ints:
    """Reduce a value per word to one per block; 0 for a block without words."""
    reduced: Ints = reduce.reduceat(np.append(values, 0), words.first)
    return np.where(words.counts > 0, reduced, 0)


def _measures(layout: Layout, words: _Words) -> Floats:
    n = len(layout.blocks)
    of_text = _text_measures(layout.blocks, words)
    groups = (
        of_text,
        _place_measures(layout),
        _repeat_measures(layout, words.rows),
        _topic_measures(layout, words.rows),
        _family_measures(layout.blocks, of_text[:, MEASURES.index("link share")]),
        np.full((n, 1), layout.medium == "html", np.float32),
    )
    return np.concatenate(groups, axis=1)


def _text_measures(blocks: Sequence[PageBlock], words: _Words) -> Floats:
    size = np.array([len(block.text) for block in blocks])
    link_chars = np.array([block.link_chars for block in blocks])
    is_whole = size == np.array([len(start) for start in words.starts])
    n_words = np.maximum(words.counts, 1)
    function_words = np.fromiter(
        map(FUNCTION_WORDS.__contains__, words.flat), np.int64, len(words.flat)
    )
    capitals, numbers = _initials(words.starts)
    columns = (
        np.log1p(size) / 3,
        np.log1p(np.where(is_whole, words.counts, size / _USUAL_WORD)) / 2,
        link_chars / size,
        np.minimum([block.n_links for block in blocks], 8) / 4,
        np.array([block.strong_chars for block in blocks]) / size,
        _per_block(np.add, function_words, words) / n_words,
        capitals / n_words,
        [block.text.isupper() for block in blocks],
        numbers / n_words,
        np.minimum([block.text.count(",") for block in blocks], 8) / 4,
        link_chars >= size - 1,
    )
    return np.stack(columns, axis=1).astype(np.float32)


_CAPITAL, _DIGIT, _IN_WORD = 1, 2, 4


def _initials(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Count the words of each text that begin with A to Z, and those that begin with a digit."""
    code_points = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[np.minimum(code_points, 0xFFFF)]
    kinds[1:][kinds[:-1] & _IN_WORD != 0] = 0
    ends = np.cumsum([len(text) + 1 for text in texts])
    first = np.append(0, ends[:-1])
    return (
        np.add.reduceat(kinds & _CAPITAL != 0, first, dtype=np.int64),
        np.add.reduceat(kinds & _DIGIT != 0, first, dtype=np.int64),
    )


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Return what each character up to U+FFFF is, as `re` sees it."""
    every = "".join(map(chr, range(0x10000)))
    kinds = np.zeros(0x10000, np.uint8)
    for bit, pattern in ((_CAPITAL, "[A-Z]+"), (_DIGIT, r"\d+"), (_IN_WORD, r"\w+")):
        found = "".join(re.findall(pattern, every))
        kinds[np.frombuffer(found.encode("utf-32-le", "surrogatepass"), np.uint32)] |= bit
    return kinds


def _place_measures(layout: Layout) -> Floats:
    blocks = layout.blocks
    n = len(blocks)
    blank = np.array([block.blank_before for block in blocks], np.float32)
    usual = np.median(blank[1:]) if n > 1 else 0.0
    below_picture = np.zeros(n)
    below_picture[[image.before for image in layout.images if image.before < n]] = 1
    columns = (
        np.arange(n) / n,
        np.array([block.start for block in blocks]) / max(len(layout.text), 1),
        np.full(n, math.log1p(n) / 3),
        np.minimum(blank, 6) / 3,
        np.clip(blank - usual, -2, 4) / 2,
        np.minimum([block.depth for block in blocks], 40) / 20,
        below_picture,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _repeat_measures(layout: Layout, words: Sequence[Sequence[str]]) -> Floats:
    """Say what is on the page twice: headlines in dumps, and the page title."""
    texts = [block.text for block in layout.blocks]
    count = Counter(texts)
    titles = _head_words(layout, _TITLE_KEYS, layout.head.title)
    descriptions = _head_words(layout, _DESCRIPTION_KEYS)
    below = False
    first: set[str] = set()
    rows = []
    for text, row in zip(texts, words, strict=True):
        n_same = count[text]
        is_first = n_same > 1 and text not in first
        if is_first:
            first.add(text)
        like_title = _likeness(row, titles)
        is_title = like_title > _EQUAL_TITLE
        below = below or is_title
        like_description = _likeness(row, descriptions)
        rows.append(
            (min(n_same - 1, 4) / 2, is_first, like_title, is_title, like_description, below)
        )
    return np.array(rows, np.float32)


def _head_words(layout: Layout, keys: frozenset[str], *more: str | None) -> list[frozenset[str]]:
    values = [*more, *(value for key, value in layout.head.metas if key in keys)]
    return [frozenset(_WORDS(value.lower())) for value in dict.fromkeys(values) if value]


def _likeness(row: Sequence[str], others: Sequence[frozenset[str]]) -> float:
    """Return the largest share of words that `row` and one of `others` have in common: Jaccard."""
    if not 0 < len(row) <= _TITLE_WORDS:
        return 0.0
    own: frozenset[str] | None = None
    best = 0.0
    for other in others:
        if row[0] in other:
            own = own or frozenset(row)
            both = len(own & other)
            best = max(best, both / (len(own) + len(other) - both))
    return best


_TOPIC_BLOCKS = 6  # paragraphs looked at to each side
_LEAD_BLOCKS = 3  # paragraphs that a headline sums up
_PARAGRAPH_WORDS = 12
_TOPIC_WORD_CHARS = 4
_HEADLINE_WORDS = 30
_SHAPE_CHARS = 40


def _topic_measures(layout: Layout, words: Sequence[Sequence[str]]) -> Floats:
    """Say whether the words around a block continue: a story repeats its names, the next does not.

    Paragraphs are compared, whatever furniture lies between them. For plain text only: HTML has
    better signs of where a story starts, and this is slow.
    """
    n = len(words)
    out = np.zeros((n, 5), np.float32)
    if layout.medium == "html":
        return out
    shapes = [_DIGITS("0", block.text[:_SHAPE_CHARS].lower()) for block in layout.blocks]
    count = Counter(shapes)
    out[:, 0] = [math.log(count[shape]) / 2 for shape in shapes]
    topics = [
        frozenset(w for w in row if len(w) >= _TOPIC_WORD_CHARS and w not in FUNCTION_WORDS)
        for row in words
    ]
    prose = [i for i, row in enumerate(words) if len(row) >= _PARAGRAPH_WORDS]
    nothing: frozenset[str] = frozenset()
    for i, own in enumerate(topics):
        k = bisect_left(prose, i)
        after_k = k + 1 if k < len(prose) and prose[k] == i else k
        before = nothing.union(*(topics[j] for j in prose[max(0, k - _TOPIC_BLOCKS) : k]))
        after = nothing.union(*(topics[j] for j in prose[after_k : after_k + _TOPIC_BLOCKS]))
        size = len(own) or 1
        if len(words[i]) <= _HEADLINE_WORDS:
            lead = (topics[j] for j in prose[after_k : after_k + _LEAD_BLOCKS])
            out[i, 1] = len(own & nothing.union(*lead)) / size
        out[i, 2] = len(own & before) / size
        out[i, 3] = len(own & after) / size
        out[i, 4] = len(before & after) / (min(len(before), len(after)) or 1)
    return out


def _family_measures(blocks: Sequence[PageBlock], link_share: Floats) -> Floats:
    """Measure the prose in the elements around a block: Readability's idea, at three heights."""
    n = len(blocks)
    sizes = np.array([len(block.text) for block in blocks], np.float64)
    prose = np.where(sizes > _SHORTEST_PROSE, sizes, 0) * (1 - link_share)
    total = prose.sum() or 1.0
    up = np.array([block.up for block in blocks])
    columns = [(np.cumsum(prose) - prose) / total]
    for height in range(3):
        family = up[:, height]
        columns.append(np.bincount(family, weights=prose)[family] / total)
    family = up[:, 0]
    longest = np.zeros(family.max() + 1)
    np.maximum.at(longest, family, prose)
    columns.append(np.log1p(np.bincount(family)[family]) / 3)
    columns.append((prose > 0) & (prose >= longest[family]))
    sibling = np.zeros(n + 1)
    sibling[1:n] = up[1:, 0] == up[:-1, 0]
    cousin = np.zeros(n)
    cousin[1:] = (up[1:, 1] == up[:-1, 1]) & (sibling[1:n] == 0)
    like = [a.tag == b.tag and a.names == b.names for a, b in pairwise(blocks)]
    columns += [sibling[:n], sibling[1:], cousin, np.array([False, *like])]
    return np.stack(columns, axis=1).astype(np.float32)
