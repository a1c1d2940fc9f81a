"""Where the numbers in a sentence are, how large they are, and what they are measured in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import NamedTuple

from onrecord.link.claims.numbers.units import LENGTHS, MODIFIERS, SCALES, UNITS, VAGUE
from onrecord.link.claims.terms.senses import lexicon, term_of
from onrecord.number_words import below_hundred
from onrecord.record import Span

_TIMES = {
    "year", "month", "week", "day", "hour", "minute", "second", "decade", "decades",
    "century", "am", "pm", "a.m", "p.m", "year-old", "years-old", "o'clock", "gmt", "times", "past",
}  # fmt: skip
_NOT_AFTER = {"past", "aged", "age", "no"}
_ONE_AFTER = {"no", "any", "some", "every", "each", "the", "this", "that", "than", "not"}
_ONE_BEFORE = {"of", "another", "can", "could", "would", "should", "has", "", ",", "."}
_HUNDRED = 100
_MONTHS = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
}  # fmt: skip
_BEFORE_NAMES = {
    "flight", "route", "highway", "article", "section", "line", "unit", "block", "room", "gate",
    "platform", "act", "resolution", "chapter", "number", "no", "aged", "age", "channel", "phase",
    "january", "february", "april", "june", "july", "august", "september", "october", "november",
    "december", "pier", "berth", "ward", "runway", "motorway", "area", "zone", "class", "group",
    "type", "page", "dock", "tower", "at", "since", "in", "by",
}  # fmt: skip
_DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
}  # fmt: skip
_NO_NAMES = {"is", "are", "was", "were", "has", "have", "had", "remain", "remained", "of", "out"}
_OPENING = {"at", "since", "in", "by"}
_OLDEST = 110
_SPEAKING = {"spoke", "spoken", "speak", "speaks", "speaking", "number", "total", "toll"}
_YEARS = range(1900, 2100)
_MAY_BE_YEAR = {"in", "since", "by", "of", "from", "until", "before", "after", "the", "during"}
_LONGEST_MODIFIER = 3
_MANY = 1 << 13  # words kept in memory
_NO_PLURAL = ("ss", "us", "is", "'s")


class Token(NamedTuple):
    """A word or mark of a sentence."""

    word: str  # folded
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A number by its tokens."""

    first: int  # of the tokens; with modifier and currency
    begin: int  # without modifier
    last: int  # one past; with unit
    low: float | None
    high: float | None
    modifier: str | None
    unit: str | None
    least: float | None = None  # that "dozens" may be; None: its number is known


def runs_of(text: str, tokens: Sequence[Token], unless: Sequence[Span]) -> Iterator[Run]:
    """Give the numbers in a sentence in order. unless: stretches that are none, such as times."""
    i = left = 0
    while i < len(tokens):
        if not begins(tokens[i].word):
            i += 1
            continue
        value, end = _value(tokens, i)
        if _is_none(text, tokens, i, end, unless):
            i += 1
            continue
        low = high = value
        begin = i
        if end + 1 < len(tokens) and tokens[end].word in ("and", "to", "or", "–"):
            other, after = _value(tokens, end + 1)
            between = i > 0 and tokens[i - 1].word == "between"
            ranges = tokens[end].word != "and" or between
            rises = i > 0 and tokens[i - 1].word == "from"
            if after > end + 1 and ranges and not rises and value and other and value < other:
                high, end = other, after
        unit, begin, end = _unit(tokens, begin, end, left)
        modifier, first = _modifier(tokens, begin)
        yield Run(first, begin, end, low, high, modifier, unit, _least(tokens[i:end]))
        i = left = end


@lru_cache(maxsize=_MANY)
def begins(word: str) -> bool:
    """Tell whether a number begins with a word, folded."""
    return word in VAGUE or word == "dozen" or _simple(word) is not None


def _value(tokens: Sequence[Token], i: int) -> tuple[float | None, int]:
    """Return the number that begins at a token, and one past its end; that token: none does."""
    if i < len(tokens) and tokens[i].word in VAGUE:
        end = i + 1
        while end + 1 < len(tokens) and tokens[end].word == "of" and tokens[end + 1].word in VAGUE:
            end += 2
        return None, end
    total: float | None = None
    end = i
    while end < len(tokens):
        more, n = _added(tokens, end, total)
        if not n:
            break
        total, end = more, end + n
    return total, end


def _least(tokens: Sequence[Token]) -> float | None:
    """Return the least that a vague number may be: of "tens of thousands" 10,000."""
    if tokens[0].word not in VAGUE:
        return None
    return prod(VAGUE.get(token.word, 1.0) for token in tokens)


def _added(tokens: Sequence[Token], i: int, total: float | None) -> tuple[float | None, int]:
    """Return a number with the words at a token that go on with it, and how many these are."""
    word = tokens[i].word
    part = _simple(word)
    if total is None:
        return (12.0, 1) if word == "dozen" else (part, int(part is not None))
    if word in SCALES:
        return total * SCALES[word], 1
    if total >= _HUNDRED and word == "and" and i + 1 < len(tokens):
        part = _simple(tokens[i + 1].word) if tokens[i - 1].word in SCALES else None
        n = 2
    else:
        n = 1
    small = part is not None and part < _HUNDRED <= total and tokens[i + n - 1].word[0].isalpha()
    return (total + (part or 0.0), n) if small else (total, 0)


def _simple(word: str) -> float | None:
    if word[0].isdigit():
        plain = word.replace(",", "")
        return float(plain) if plain.replace(".", "", 1).isdigit() else None
    return below_hundred(word) or None  # "zero" counts nothing


def _is_none(text: str, tokens: Sequence[Token], i: int, end: int, unless: Sequence[Span]) -> bool:
    """Whether a number is a date, an age, part of a name or "one of"."""
    start, stop = tokens[i].start, tokens[end - 1].end
    before = tokens[i - 1].word if i else ""
    behind = tokens[end] if end < len(tokens) else Token("", stop, stop)
    if (
        any(span.start < stop and start < span.end for span in unless)
        or text[stop : stop + 1] == "-"
        or "(" in text[start:stop]  # "401(k)"
        or (start and text[start - 1] in "-/.:")
        or behind.word in _TIMES
        or before in _NOT_AFTER
        or (before == "number" and not (i > 1 and head_of((tokens[i - 2].word,))))
        or text[behind.start : behind.end] in _MONTHS
        or _is_age(text, tokens, i, end)
    ):
        return True
    if end > i + 1:
        return False
    word = tokens[i].word
    if word == "one":
        return before in _ONE_AFTER or behind.word in _ONE_BEFORE
    return word[0].isdigit() and _is_numbered(text, tokens, i, behind.word)


def _is_numbered(text: str, tokens: Sequence[Token], i: int, behind: str) -> bool:
    """Whether digits are a year, or number a thing: "Flight 312"."""
    word, before = tokens[i].word, tokens[i - 1].word if i else ""
    if "," not in word and float(word) in _YEARS:
        return before in _MAY_BE_YEAR or behind in (",", ".", "")
    if before in _OPENING and behind[:1].isalpha():  # "By 214 votes", "At 12 schools"
        return False
    if not (i > 0 and text[tokens[i - 1].start].isupper()):
        return False
    return before in _BEFORE_NAMES or (i > 1 and _is_named(text, tokens[i - 1 : i + 1], behind))


def _is_named(text: str, both: Sequence[Token], behind: str) -> bool:
    """Whether digits end a name: "the Laguna Queen 2 sank", not "told Harbour Wire 12 had sunk"."""
    name, number = both
    if text[name.end : number.start] != " " or text[name.start : name.end] in _DAYS | _MONTHS:
        return False
    counts = behind in UNITS or behind in SCALES or behind in LENGTHS or behind in _NO_NAMES
    counts = counts or bool(behind and head_of((behind,)))
    return not (counts or term_of(behind) in lexicon().fates)


def _is_age(text: str, tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a number is an age: "an engine hand of 24,", "Jane Roe, 24,", "24 years old"."""
    behind = tokens[end].word if end < len(tokens) else "."
    if behind == "years":
        is_old = end + 1 < len(tokens) and tokens[end + 1].word in ("old", "of")
        return is_old and (_simple(tokens[i].word) or 0.0) < _OLDEST
    if behind not in (",", ".", "from") or end != i + 1 or not tokens[i].word.isdigit():
        return False
    before = tokens[i - 1].word if i else ""
    spoken = before == "of" and i > 1 and tokens[i - 2].word in _SPEAKING
    named = before == "," and i > 1 and text[tokens[i - 2].start].isupper()
    return int(tokens[i].word) < _OLDEST and not spoken and (before == "of" or named)


def _unit(tokens: Sequence[Token], begin: int, end: int, left: int) -> tuple[str | None, int, int]:
    """Return a number's unit, and where it begins and ends with it. left: the last one's end."""
    before = tokens[begin - 1].word if begin > left else ""
    if before in UNITS and before != "%" and not before.isalpha():
        return UNITS[before], begin - 1, end
    if end < len(tokens) and tokens[end].word in LENGTHS:
        return LENGTHS[tokens[end].word], begin, end + 1
    for length in (2, 1):
        words = " ".join(token.word for token in tokens[end : end + length])
        if words in UNITS and end + length <= len(tokens):
            return UNITS[words], begin, end + length
    return None, begin, end


def _modifier(tokens: Sequence[Token], begin: int) -> tuple[str | None, int]:
    for n in range(_LONGEST_MODIFIER, 0, -1):
        words = " ".join(token.word for token in tokens[max(begin - n, 0) : begin])
        if begin >= n and words in MODIFIERS:
            return words, begin - n
    return None, begin


def head_of(counted: Sequence[str]) -> str | None:
    """Return the term of the first word that is a plural: what stands before it tells of which."""
    for word in counted:
        if term_of(word) in lexicon().persons or (word[-1] == "s" and word[-2:] not in _NO_PLURAL):
            return term_of(word)
    return None
