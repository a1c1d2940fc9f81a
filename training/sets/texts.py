"""What the sets have in common: a text, places in it, and joining tokens to a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from onrecord.reading.words import Place

Part = Literal["train", "dev"]

BRACKET = re.compile(r"\((?P<open>[^()]+)(?P<alone>\))?|(?P<close>[^()]+)\)")
PIECE = re.compile(r"(.+)\[(\d+)/(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document, or a sentence of a set that has no documents."""

    name: str  # "polnear/NAME"; a text that two sets annotate has one name
    text: str
    words: tuple[Place, ...]  # gold tokens; () where the set has none
    sentences: tuple[tuple[int, int], ...]  # ranges of indices into `words`; () where none


class Labelled(NamedTuple):
    """A place with what it is."""

    start: int
    end: int
    label: str


class Surface(NamedTuple):
    """A token as written, over one word or several ("don't" over "do" and "n't")."""

    form: str
    words: tuple[str, ...] = ()  # () = one word: the form itself
    space_after: bool = True


class Sentence(NamedTuple):
    """Tokens of a sentence in order."""

    surfaces: tuple[Surface, ...]
    starts_paragraph: bool = True


class Bracketed(NamedTuple):
    """A pair of brackets in a column of tokens."""

    first: int
    last: int  # the last token inside, not the one after it
    label: str  # what stands behind the opening bracket


def join(name: str, sentences: Iterable[Sentence]) -> Text:
    """Write sentences as one text: a line break before a paragraph, spaces where tokens say so."""
    pieces: list[str] = []
    words: list[Place] = []
    ranges: list[tuple[int, int]] = []
    at, separator = 0, ""
    for sentence in sentences:
        first = len(words)
        if pieces and sentence.starts_paragraph:
            separator = "\n"
        for surface in sentence.surfaces:
            pieces += (separator, surface.form)
            at += len(separator)
            words += [(at + start, at + end) for start, end in shares(surface)]
            at += len(surface.form)
            separator = " " if surface.space_after else ""
        ranges.append((first, len(words)))
    return Text(name=name, text="".join(pieces), words=tuple(words), sentences=tuple(ranges))


def shares(surface: Surface) -> list[Place]:
    """Share out the characters of a token among its words; each gets all if they do not add up."""
    words = surface.words or (surface.form,)
    if "".join(words) != surface.form:
        return [(0, len(surface.form))] * len(words)
    return list(pairwise(accumulate(map(len, words), initial=0)))


def brackets(column: Iterable[str]) -> list[Bracketed]:
    """Read the brackets of a document, a string for each token, as GUM and OntoGUM write them.

    "(7-place-…" and "(7" open number 7, "7)" closes the one opened last, "(7)" is one token, and
    several stand without a separator. A mention in pieces ("7[1/2]") runs from the first to the
    last. In order of their starts, the longer first. Raises ValueError where they do not pair.
    """
    found: list[Bracketed] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, cell in enumerate(column):
        for label, closes in _moves(cell):
            key, is_first, is_last = _key(label)
            if not closes and is_first:
                opened.setdefault(key, []).append((i, label))
            elif closes and is_last:
                if not opened.get(key):
                    raise ValueError(f"token {i}: {cell!r} closes {key!r}, which is not open")
                found.append(Bracketed(opened[key][-1][0], i, opened[key].pop()[1]))
    left = [key for key, stack in opened.items() if stack]
    if left:
        raise ValueError(f"never closed: {', '.join(left)}")
    return sorted(found, key=lambda pair: (pair.first, -pair.last))


def _moves(cell: str) -> Iterator[tuple[str, bool]]:
    """Yield (label, whether it closes) for every bracket of a token."""
    for match in BRACKET.finditer(cell):
        if match["open"]:
            yield match["open"], False
            if match["alone"]:
                yield match["open"], True
        else:
            yield match["close"], True


def _key(label: str) -> tuple[str, bool, bool]:
    """Return a bracket's number, and whether it is the first and the last piece of a mention."""
    key = label.partition("-")[0]
    piece = PIECE.fullmatch(key)
    if piece is None:
        return key, True, True
    number, i, n = piece.groups()
    return number, i == "1", i == n
