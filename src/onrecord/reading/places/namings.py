"""Where a place name begins and ends, and which words only look like one."""

import re
from collections.abc import Set

from onrecord.gazetteer.names import key_of
from onrecord.gazetteer.shelf import shelf
from onrecord.record import Span

_AROUND = 40  # characters looked at on both sides of a naming
_QUOTES = " “‘\"'"
_MOST = 3  # words that a naming may have lost on a side
_WORD = r"(?!The\b)[A-Z][\w’']*"
_JOINT = r"(?:[ -](?:of |au[ -]|de |da |do |la |el |es |the |al-)?)"
_BEHIND = re.compile(rf"(?:{_JOINT}{_WORD}){{1,{_MOST}}}")
_BEFORE = re.compile(rf"(?:{_WORD}{_JOINT}){{1,{_MOST}}}$")
_PIECE = re.compile(rf"{_JOINT}{_WORD}")
_STARTS = re.compile(rf"{_WORD}(?={_JOINT})")


def whole_name(text: str, span: Span) -> Span:
    """Return the longest name in the gazetteer that a mention is part of, or else the mention.

    The model cuts names at hyphens and small words: "Port" of "Port-au-Prince".
    """
    after = _BEHIND.match(text[span.end : span.end + _AROUND])
    before = _BEFORE.search(text[max(0, span.start - _AROUND) : span.start])
    ends = [span.end]
    if after:
        ends += [span.end + piece.end() for piece in _PIECE.finditer(after[0])]
    starts = [span.start]
    if before:
        offset = span.start - len(before[0])
        starts += [offset + one.start() for one in _STARTS.finditer(before[0])]
    longer = [Span(start=a, end=b) for a in starts for b in ends]
    longer.remove(span)
    for one in sorted(longer, key=lambda one: one.start - one.end):
        if shelf().find(key_of(text[one.start : one.end])):
            return one
    return span


def parts_of_pair(text: str, span: Span) -> tuple[Span, ...]:
    """Return the two places of a pair, "the Peru-Chile border", or else the mention."""
    words = text[span.start : span.end]
    first, dash, second = (re.sub("[–—]", "-", words)).partition("-")
    is_pair = dash and all(shelf().find(key_of(part)) for part in (first, second))
    if not is_pair or shelf().find(key_of(words)):
        return (span,)
    middle = span.start + len(first)
    return Span(start=span.start, end=middle), Span(start=middle + 1, end=span.end)


def common_words(text: str) -> frozenset[str]:
    """Return the words that occur in lower case in a text."""
    return frozenset(one for one in re.findall(r"\w+", text) if one.islower())


def is_word(text: str, span: Span, common: Set[str]) -> bool:
    """Tell whether a mention is a common word: in lower case here, or elsewhere in the story.

    A sentence can begin with "Police", and a place in Poland is called so. common: `common_words`.
    """
    words = text[span.start : span.end]
    if not words[:1].isupper():
        return True
    before = text[max(0, span.start - _AROUND) : span.start].rstrip(_QUOTES)
    begins = not before or before[-1] in ".!?:\n"
    is_plain = words.isalpha() and not words.isupper()
    return begins and is_plain and words.lower() in common
