"""Texts with annotation -> arrays by word, cut into windows: what the trainer feeds on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.likeness import Naming
from onrecord.reading.windows import CONTEXT, SIZE, Encoded, Ints, Window, encode, windows_of
from onrecord.reading.words import Place, words_of
from training.sets.texts import Labelled, Text

UNKNOWN = -100  # a word of which a set says nothing
SHORT = 0.3  # share of texts that are cut as short as notes are: alone, a sentence is read worse
_SHORTEST, _LONGEST = 16, 96  # word pieces of such a window


class Reach(NamedTuple):
    """From where to where a cue's source or content goes: words, `last` among them.

    A cue without one reaches itself alone.
    """

    cue: int
    first: int
    last: int


class Tree(NamedTuple):
    """Syntax of a text, by word."""

    heads: Ints  # -1: root
    relations: Ints
    sentences: Ints  # number of the sentence


class Chains(NamedTuple):
    """Entities of a text: for each head word of one, the first and last word, and its chain."""

    heads: Ints
    firsts: Ints
    lasts: Ints
    kinds: Ints  # index in ENTITY_KINDS
    chains: Ints  # -1: in none
    namings: tuple[Naming, ...]


def chains_of(found: Mapping[int, tuple[int, int, int, int]], words: Sequence[str]) -> Chains:
    """Lay entities out: head word -> first and last word, kind, chain. words: in lower case."""
    rows = np.array([(head, *found[head]) for head in sorted(found)], np.int64).reshape(-1, 5)
    namings = tuple(
        Naming(tuple(words[first : last + 1]), words[head]) for head, first, last, *_ in rows
    )
    return Chains(*rows.T, namings)


class Pairs(NamedTuple):
    """Which of some words belong to which others; several may, or none."""

    rows: Ints
    columns: Ints
    same: np.ndarray  # (rows, columns), bool


class Deed(NamedTuple):
    """Who does what to whom, by word, all in [first, last); `UNKNOWN` where a set does not say.

    A part that nobody plays is played by the trigger itself.
    """

    first: int
    last: int
    trigger: int
    kind: int  # index in DEEDS
    actor: int
    recipient: int


class Example(NamedTuple):
    """A text with what is known of it."""

    name: str
    encoded: Encoded
    tags: dict[str, Ints]  # by head: a label per word, or UNKNOWN
    values: dict[str, np.ndarray]  # by head: a number per word, or nan
    reaches: dict[str, tuple[Reach, ...]] | None = None  # of "source", "content", "teller"
    tree: Tree | None = None
    chains: Chains | None = None
    pairs: dict[str, Pairs] | None = None  # of "check" and "refers"
    deeds: tuple[Deed, ...] = ()


def encoded_text(text: Text, tokenizer: Tokenizer) -> Encoded:
    """Encode a text by its own words, or by ours where it has none."""
    encoded = encode(text.text, text.words or words_of(text.text), tokenizer)
    if text.sentences:
        return encoded._replace(stops=frozenset(first for first, _ in text.sentences))
    return encoded


class Finder:
    """Finds the words that a stretch of the text covers."""

    def __init__(self, words: Sequence[Place]) -> None:
        self._starts = np.array([start for start, _ in words], np.int64)
        self._ends = np.array([end for _, end in words], np.int64)

    def __call__(self, start: int, end: int) -> range:
        """Return the words that share a character with [start, end)."""
        first = int(np.searchsorted(self._ends, start, side="right"))
        last = int(np.searchsorted(self._starts, end, side="left"))
        return range(first, max(first, last))


def span_tags(n_words: int, spans: Sequence[Labelled], kinds: Sequence[str], find: Finder) -> Ints:
    """Return begin/inside tags; of spans that overlap the longest is kept."""
    tags = np.zeros(n_words, np.int64)
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        covered = find(span.start, span.end)
        if not covered or tags[covered.start : covered.stop].any():
            continue
        begin = 1 + 2 * kinds.index(span.label)
        tags[covered.start : covered.stop] = begin + 1
        tags[covered.start] = begin
    return tags


def cut(example: Example, rng: np.random.Generator | None, *, size: int = SIZE) -> list[Window]:
    """Cut an example into windows; `rng` moves the cuts, so that no word is always at an edge."""
    if rng is None:
        return windows_of(example.encoded, size=size)
    if rng.random() < SHORT:
        size = int(rng.integers(_SHORTEST, _LONGEST + 1))
        return windows_of(example.encoded, size=size, context=0)
    context = int(rng.integers(0, CONTEXT + 1))
    return windows_of(example.encoded, size=size - int(rng.integers(0, size // 4)), context=context)


def batches(
    parts: Sequence[tuple[Example, Window]], n_pieces: int, rng: np.random.Generator
) -> Iterator[list[tuple[Example, Window]]]:
    """Put windows of about the same length together, up to `n_pieces`, in random order."""

    def length(part: tuple[Example, Window]) -> int:
        first, window = part[0].encoded.first, part[1]
        return int(first[window.end] - first[window.begin]) + 2

    noisy = np.array([length(part) * rng.uniform(0.9, 1.1) for part in parts])
    groups: list[list[tuple[Example, Window]]] = [[]]
    longest = 0
    for i in np.argsort(noisy, kind="stable"):
        longest = max(longest, length(parts[i]))
        if groups[-1] and longest * (len(groups[-1]) + 1) > n_pieces:
            groups.append([])
            longest = length(parts[i])
        groups[-1].append(parts[i])
    for i in rng.permutation(len(groups)):
        if groups[i]:
            yield groups[i]
