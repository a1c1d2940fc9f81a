"""Words -> windows: the stretches of text that the model sees at once, and the way back.

An article is cut into windows of at most `SIZE` word pieces, at the end of a paragraph or sentence
where that is possible. A window begins with up to `CONTEXT` pieces of what stands before, so that
a quotation that goes on in the next paragraph is not read without its beginning; these words are
seen again, but what is said of them is taken from the window before.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.reading.words import Place

Ints = npt.NDArray[np.int64]

SIZE = 256  # word pieces of a window, with the two special ones
CONTEXT = 32  # of them at most seen before
MOST_PIECES = 12  # of one word; a longer one is a code or an address
SHAPES = ("lower", "title", "upper", "mixed", "digit", "other")
QUOTES = ("outside", "inside", "mark")  # where a word stands as to double quotation marks
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNKNOWN, _CLS, _SEP = 100, 101, 102
_OPEN, _CLOSE = frozenset(("“", "„", "«", "‘‘")), frozenset(("”", "»", "’’"))
_EITHER = frozenset(('"', "``", "''", "＂"))
_STOPS = frozenset((".", "!", "?", "...", "…"))
# Words that begin a sentence where they have a capital, whatever stands before their full stop.
_OPENING = frozenset((
    "The", "A", "An", "He", "She", "It", "They", "We", "His", "Her", "Its", "Their", "This",
    "That", "These", "Those", "But", "And", "In", "On", "At", "For", "With", "From", "As", "After",
    "Before", "When", "While", "If", "Although", "Since", "Also", "However", "There", "Some",
    "Many", "Most", "Both", "No", "Not",
))  # fmt: skip
_CLOSING = _CLOSE | {'"', ")", "]"}
_LONGEST_SHORT = 3  # letters of a word that its full stop may only shorten: "Gov. The"


class Encoded(NamedTuple):
    """A text in word pieces."""

    words: Sequence[Place]
    pieces: Ints  # (pieces,) ids in the vocabulary
    first: Ints  # (words + 1,) index of each word's first piece; the last: number of pieces
    shapes: Ints  # (words,) index in SHAPES
    quotes: Ints  # (words,) index in QUOTES
    starts: frozenset[int]  # words that begin a paragraph
    stops: frozenset[int]  # words behind the end of a sentence, as far as punctuation tells
    ends: frozenset[int] = frozenset()  # of these, those that are there for certain

    @property
    def borders(self) -> frozenset[int]:
        """The words that begin a paragraph or, for certain, a sentence."""
        return self.starts | self.ends

    def opening_quotes(self) -> frozenset[int]:
        """Return the quotation marks that open a paragraph."""
        return frozenset(i for i in self.starts if QUOTES[self.quotes[i]] == "mark")


class Window(NamedTuple):
    """Words [begin, end) of a text, of which those from `kept` on are labelled."""

    begin: int
    kept: int
    end: int


class Batch(NamedTuple):
    """Windows side by side, as the model takes them. Unused places are 0."""

    pieces: Ints  # (windows, pieces)
    mask: Ints  # (windows, pieces) 1 where there is a piece
    shapes: Ints  # (windows, pieces) 1 + index in SHAPES
    quotes: Ints  # (windows, pieces) 1 + index in QUOTES
    first: Ints  # (windows, words) index of each word's first piece


def encode(text: str, words: Sequence[Place], tokenizer: Tokenizer) -> Encoded:
    """Cut words into word pieces. A word the vocabulary cannot spell is one unknown piece."""
    text = _SURROGATE.sub("\ufffd", text)  # half a character, which the tokenizer cannot take
    strings = [text[start:end] for start, end in words]
    quotes = _quotes(text, words, strings)
    stops = _after_stops(strings, quotes)
    pieces, counts = _pieces(strings, tokenizer)
    return Encoded(
        words=words,
        pieces=pieces,
        first=np.concatenate(([0], np.cumsum(counts))),
        shapes=np.array([_shape_of(word) for word in strings], np.int64),
        quotes=quotes,
        starts=frozenset(_paragraph_starts(text, words)),
        stops=frozenset(stops),
        ends=frozenset(i for i in stops if _is_sure_end(strings, i)),
    )


def _pieces(strings: Sequence[str], tokenizer: Tokenizer) -> tuple[Ints, Ints]:
    """Return the pieces of words, one to MOST_PIECES of each, and how many of each."""
    encoding = tokenizer.encode(strings, is_pretokenized=True, add_special_tokens=False)
    ids, owners = np.array(encoding.ids, np.int64), np.array(encoding.word_ids, np.int64)
    counts = np.bincount(owners, minlength=len(strings))
    within = np.arange(len(ids)) - np.repeat(np.cumsum(counts) - counts, counts)
    ids, counts = ids[within < MOST_PIECES], np.minimum(counts, MOST_PIECES)
    missing = np.flatnonzero(counts == 0)  # control characters, say, of which nothing is left
    ids = np.insert(ids, np.cumsum(counts)[missing], _UNKNOWN)
    return ids, np.maximum(counts, 1)


def _shape_of(word: str) -> int:
    if word.islower():
        return 0
    if any(char.isdigit() for char in word):
        return 4
    if word.istitle():
        return 1
    if word.isupper():
        return 2
    return 3 if any(char.isalpha() for char in word) else 5


def _paragraph_starts(text: str, words: Sequence[Place]) -> list[int]:
    starts = [0] if words else []
    return starts + [i for i in range(1, len(words)) if "\n" in text[words[i - 1][1] : words[i][0]]]


def _after_stops(strings: Sequence[str], quotes: Ints) -> list[int]:
    """Return the words behind ".", "?" … and the quotation mark that may close there."""
    found = []
    before = ""  # the word in front, a quotation mark that closes there left out
    for i, word in enumerate(strings):
        closes = word in _CLOSE or (word in _EITHER and i > 0 and quotes[i - 1] == 1)
        if before in _STOPS and not closes:
            found.append(i)
        if not (closes and before in _STOPS):
            before = word
    return found


def _is_sure_end(strings: Sequence[str], i: int) -> bool:
    """Tell whether a sentence ends before a word, and no word is only cut short there.

    The model misses some of these. On EWT and GUM dev this finds four more, and none that is wrong.
    """
    at = i - 1
    while at > 0 and strings[at] in _CLOSING:
        at -= 1
    if at < 1 or strings[at] != "." or not strings[i][:1].isupper():
        return False
    last = strings[at - 1]
    if last in _CLOSING or (last.isalpha() and last.islower() and len(last) > 1):
        return True
    is_whole = last.isdigit() or (last.isalpha() and len(last) > _LONGEST_SHORT)
    return is_whole and strings[i] in _OPENING


def _quotes(text: str, words: Sequence[Place], strings: Sequence[str]) -> Ints:
    """Say of each word whether it stands between double quotation marks.

    A mark that is not closed ends with its paragraph; the next paragraph may open it again.
    """
    states = np.zeros(len(words), np.int64)
    inside = False
    before = 0
    for i, (word, (start, end)) in enumerate(zip(strings, words, strict=True)):
        if "\n" in text[before:start]:
            inside = False
        before = end
        if word in _OPEN or word in _CLOSE or word in _EITHER:
            states[i] = 2
            inside = word in _OPEN or (word in _EITHER and not inside)
        elif inside:
            states[i] = 1
    return states


def windows_of(encoded: Encoded, *, size: int = SIZE, context: int = CONTEXT) -> list[Window]:
    """Cut a text into windows; every word is kept in exactly one."""
    windows: list[Window] = []
    n_words, room = len(encoded.words), size - 2
    context = max(0, min(context, room - MOST_PIECES))
    kept = 0
    while kept < n_words:
        begin = _context_start(encoded, kept, context)
        limit = int(encoded.first[begin]) + room
        end = int(np.searchsorted(encoded.first, limit, side="right")) - 1
        end = min(max(end, kept + 1), n_words)
        if end < n_words:
            end = _good_end(encoded, kept, end)
        windows.append(Window(begin, kept, end))
        kept = end
    return windows


def _context_start(encoded: Encoded, kept: int, context: int) -> int:
    return int(np.searchsorted(encoded.first, int(encoded.first[kept]) - context))


def _good_end(encoded: Encoded, kept: int, end: int) -> int:
    """Return the last paragraph start in a window's second half, else sentence end, else `end`."""
    lowest = kept + max(1, (end - kept) // 2)
    for borders in (encoded.starts, encoded.stops):
        for i in range(end, lowest, -1):
            if i in borders:
                return i
    return end


def stack(parts: Sequence[tuple[Encoded, Window]]) -> Batch:
    """Lay windows, of different texts perhaps, side by side."""
    n_pieces = [int(e.first[w.end] - e.first[w.begin]) + 2 for e, w in parts]
    n_words = [w.end - w.begin for _, w in parts]
    shape = (len(parts), max(n_pieces, default=2))
    pieces, mask, shapes, quotes = (np.zeros(shape, np.int64) for _ in range(4))
    first = np.zeros((len(parts), max(n_words, default=1)), np.int64)
    for row, (encoded, window) in enumerate(parts):
        begin, end = int(encoded.first[window.begin]), int(encoded.first[window.end])
        n = end - begin
        pieces[row, 0], pieces[row, 1 : n + 1], pieces[row, n + 1] = (
            _CLS,
            encoded.pieces[begin:end],
            _SEP,
        )
        mask[row, : n + 2] = 1
        lengths = np.diff(encoded.first[window.begin : window.end + 1])
        shapes[row, 1 : n + 1] = 1 + np.repeat(encoded.shapes[window.begin : window.end], lengths)
        quotes[row, 1 : n + 1] = 1 + np.repeat(encoded.quotes[window.begin : window.end], lengths)
        places = encoded.first[window.begin : window.end] - begin + 1
        first[row, : len(places)] = places
    return Batch(pieces, mask, shapes, quotes, first)
