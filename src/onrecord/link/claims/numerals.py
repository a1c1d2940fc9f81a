"""Numbers in a text: how many of what, and what became of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.link.claims.senses import folded, lexicon, term_of
from onrecord.link.claims.units import LENGTHS, MODIFIERS, SCALES, UNITS, VAGUE
from onrecord.record import Span

_ONES = {
    word: float(n)
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen"),
        start=1,
    )
}  # fmt: skip
_TENS = {
    word: 10.0 * n
    for n, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_TIMES = {
    "year", "month", "week", "day", "hour", "minute", "second", "decade", "decades",
    "century", "am", "pm", "a.m", "p.m", "year-old", "years-old", "o'clock", "gmt", "times", "past",
}  # fmt: skip
_NOT_AFTER = {"past", "aged", "age", "no"}
_NUMBER_OF = {"number", "total", "toll", "count", "crowd", "amount"}
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
_OPENING = {"at", "since", "in", "by"}
_OLDEST = 110
_YEARS = range(1900, 2100)
_MAY_BE_YEAR = {"in", "since", "by", "of", "from", "until", "before", "after", "the", "during"}
_BREAKS = {",", ";", ":", "–", "—", "and", "but", "while", "when", "as"}
_PARTS = {";", ":", "–", "—"}
_CAME = "march"
_SOME = ("the", "them", "those", "these", "its", "his", "her")
_NO_PLURAL = ("ss", "us", "is", "'s")
_TOKEN = re.compile(
    r"US\$|[$€£%]|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|\d+(?:\.\d+)?(?![\w])"
    r"|[^\W_]+(?:[.'’-][^\W_]+)*|[,;:–—]|[.!?]+"
)
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”’»)\]]*(?=\s+[^\sa-z])|$)", re.MULTILINE)
_LONGEST_COUNTED = 4  # words behind a number
_LONGEST_MODIFIER = 3
_OWNER = 3  # words back from "missing" in "families of the missing"
_FEW = 3  # numbers back to one that a bare one may be measured as
_MUCH = 1000  # so much is measured, rather than counted as what was named right before
_ONE_SIZE = 3  # times: a bare number farther off is hardly in the unit of the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number of a text with what it counts."""

    span: Span  # number, modifier and unit
    low: float | None  # None: "dozens"
    high: float | None
    modifier: str | None
    unit: str | None
    counted: tuple[str, ...]  # terms behind it, up to where something else begins
    head: str | None  # the term of them that is counted: "drone" of "Ukrainian drones fired"
    fate: str | None  # "die", "hurt" …
    around: frozenset[str]  # words of its clause
    is_part: bool  # "including three children"
    sentence: Span
    continues: Span | None = None  # the number that it takes what it counts from


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


def numerals(text: str, *, unless: Sequence[Span] = ()) -> tuple[Numeral, ...]:
    """Return the numbers of a text that count or measure something, in order.

    unless: stretches that are none, such as times.
    """
    found: list[Numeral] = []
    for sentence in _SENTENCE.finditer(text):
        tokens = [
            _Token(folded(m.group()), m.start(), m.end())
            for m in _TOKEN.finditer(text, sentence.start(), sentence.end())
        ]
        runs = list(_runs(text, tokens, unless))
        for k in range(len(runs)):
            fresh = _numeral(tokens, runs, k)
            if _is_bare(fresh):
                fresh = _told_before(fresh, tokens[: runs[k].first])
            found.append(_continued(fresh, found) if found and _is_bare(fresh) else fresh)
    return tuple(found)


def _is_bare(one: Numeral) -> bool:
    return not one.counted and one.unit is None and one.fate is None


def _told_before(bare: Numeral, before: Sequence[_Token]) -> Numeral:
    """Let a number that stands alone count what its sentence names: "the number of bags is 12"."""
    for at in range(len(before) - 1, 0, -1):
        word = before[at].word
        if before[at - 1].word == "of" and before[max(at - 2, 0)].word in _NUMBER_OF:
            counted = _counted(before, at, len(before))
            return replace(bare, counted=tuple(map(term_of, counted)), head=_head(counted))
        head = _head((before[at - 1].word,)) if word == "number" else None
        if head is not None:
            return replace(bare, counted=(head,), head=head)
    return bare


def _continued(bare: Numeral, found: Sequence[Numeral]) -> Numeral:
    """Let a number that stands alone count what one before it does: "police counted 12".

    A measure goes on only where the two are of one size: "1.9 million crowns … it was 2.3 million".
    """
    last = found[-1]
    measured = [one for one in found[-_FEW:] if one.unit and _is_of_a_size(one, bare)]
    much = bare.low is not None and bare.low >= _MUCH
    before = measured[-1] if measured and (much or last.unit) else last
    if before.unit is not None and before not in measured:
        return bare
    return replace(
        bare,
        unit=before.unit,
        counted=before.counted,
        head=before.head,
        fate=before.fate,
        continues=before.span,
    )


def _is_of_a_size(one: Numeral, other: Numeral) -> bool:
    if not one.low or not other.low:
        return False
    small, large = sorted((one.low, other.low))
    return one.unit not in LENGTHS.values() and large <= _ONE_SIZE * small


@dataclass(frozen=True, slots=True)
class _Run:
    first: int  # of the tokens; with modifier and currency
    begin: int  # without modifier
    last: int  # one past; with unit
    low: float | None
    high: float | None
    modifier: str | None
    unit: str | None


def _runs(text: str, tokens: Sequence[_Token], unless: Sequence[Span]) -> Iterator[_Run]:
    i = left = 0
    while i < len(tokens):
        value, end = _value(tokens, i)
        if end == i or _is_none(text, tokens, i, end, unless):
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
        yield _Run(first, begin, end, low, high, modifier, unit)
        i = left = end


def _value(tokens: Sequence[_Token], i: int) -> tuple[float | None, int]:
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


def _added(tokens: Sequence[_Token], i: int, total: float | None) -> tuple[float | None, int]:
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
    tens, _, ones = word.partition("-")
    if tens in _TENS:
        return _TENS[tens] + _ONES.get(ones, 0.0) if not ones or ones in _ONES else None
    return _ONES.get(word)


def _is_none(text: str, tokens: Sequence[_Token], i: int, end: int, unless: Sequence[Span]) -> bool:
    """Whether a number is a date, an age, part of a name or "one of"."""
    start, stop = tokens[i].start, tokens[end - 1].end
    before = tokens[i - 1].word if i else ""
    behind = tokens[end] if end < len(tokens) else _Token("", stop, stop)
    if (
        any(span.start < stop and start < span.end for span in unless)
        or text[stop : stop + 1] == "-"
        or (start and text[start - 1] in "-/.:")
        or behind.word in _TIMES
        or before in _NOT_AFTER
        or (before == "number" and not (i > 1 and _head((tokens[i - 2].word,))))
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


def _is_numbered(text: str, tokens: Sequence[_Token], i: int, behind: str) -> bool:
    """Whether digits are a year, or number a thing: "Flight 312"."""
    word, before = tokens[i].word, tokens[i - 1].word if i else ""
    if "," not in word and float(word) in _YEARS:
        return before in _MAY_BE_YEAR or behind in (",", ".", "")
    if before in _OPENING and behind[:1].isalpha():  # "By 214 votes", "At 12 schools"
        return False
    return i > 0 and text[tokens[i - 1].start].isupper() and before in _BEFORE_NAMES


def _is_age(text: str, tokens: Sequence[_Token], i: int, end: int) -> bool:
    """Whether a number is an age: "an engine hand of 24,", "Jane Roe, 24,", "24 years old"."""
    behind = tokens[end].word if end < len(tokens) else "."
    if behind == "years":
        return end + 1 < len(tokens) and tokens[end + 1].word in ("old", "of")
    if behind not in (",", ".", "from") or end != i + 1 or not tokens[i].word.isdigit():
        return False
    before = tokens[i - 1].word if i else ""
    named = before == "," and i > 1 and text[tokens[i - 2].start].isupper()
    return int(tokens[i].word) < _OLDEST and (before == "of" or named)


def _unit(tokens: Sequence[_Token], begin: int, end: int, left: int) -> tuple[str | None, int, int]:
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


def _modifier(tokens: Sequence[_Token], begin: int) -> tuple[str | None, int]:
    for n in range(_LONGEST_MODIFIER, 0, -1):
        words = " ".join(token.word for token in tokens[max(begin - n, 0) : begin])
        if begin >= n and words in MODIFIERS:
            return words, begin - n
    return None, begin


def _numeral(tokens: Sequence[_Token], runs: Sequence[_Run], k: int) -> Numeral:
    run = runs[k]
    left = runs[k - 1].last if k else 0
    right = runs[k + 1].first if k + 1 < len(runs) else len(tokens)
    behind = _until_break(tokens, run.last, right)
    before = _since_break(tokens[left : run.first])
    counted = _counted(tokens, run.last, right)
    fate = _fate(behind) or _fate(_without_owners(before)[::-1]) or _fate(tokens[run.last :])
    clause = [*before, *tokens[run.last : right]]
    is_part = any(token.word in ("including", "among", "them") for token in before[-3:])
    is_part |= _is_of_some(tokens, run.last)
    return Numeral(
        span=Span(start=tokens[run.first].start, end=tokens[run.last - 1].end),
        low=run.low,
        high=run.high,
        modifier=run.modifier,
        unit=run.unit,
        counted=tuple(term_of(word) for word in counted),
        head=_head(counted),
        fate=fate,
        around=_terms(clause),
        is_part=is_part,
        sentence=Span(start=tokens[0].start, end=tokens[-1].end),
    )


def _is_of_some(tokens: Sequence[_Token], at: int) -> bool:
    """Whether "of the guards" stands at a token; "of its 3,400 jobs" sets a number against all."""
    words = [token.word for token in tokens[at : at + 3]]
    if words[:1] != ["of"] or len(words) == 1 or words[1] not in _SOME:
        return False
    return not (words[2:] and words[2][0].isdigit())


def _until_break(tokens: Sequence[_Token], first: int, last: int) -> list[_Token]:
    found = []
    for token in tokens[first:last]:
        if token.word in _BREAKS:
            break
        found.append(token)
    return found


def _since_break(tokens: Sequence[_Token]) -> list[_Token]:
    """Return the tokens behind the last mark that begins something new."""
    at = max((i + 1 for i, token in enumerate(tokens) if token.word in _PARTS), default=0)
    return list(tokens[at:])


def _counted(tokens: Sequence[_Token], first: int, last: int) -> tuple[str, ...]:
    """Return the words of what is counted: "burned tanks", "of the guards"."""
    plain = lexicon().plain
    found: list[str] = []
    for token in tokens[first : min(last, first + 2 * _LONGEST_COUNTED)]:
        word = token.word
        if not found and word in ("of", "the", "more", "other", "his", "her", "their", "its"):
            continue
        if word in plain or not word[0].isalpha() or len(found) == _LONGEST_COUNTED:
            break
        found.append(word)
    return tuple(found)


def _head(counted: Sequence[str]) -> str | None:
    """Return the term of the first word that is a plural: what stands before it tells of which."""
    for word in counted:
        if term_of(word) in lexicon().persons or (word[-1] == "s" and word[-2:] not in _NO_PLURAL):
            return term_of(word)
    return None


def _without_owners(before: Sequence[_Token]) -> list[_Token]:
    """Leave out whose somebody is: "families of the *missing*", not "the number of the dead"."""
    words = [token.word for token in before]
    return [
        token
        for i, token in enumerate(before)
        if i < _OWNER
        or words[i - 2] != "of"
        or words[i - 1] not in _SOME
        or words[i - _OWNER] in _NUMBER_OF
    ]


def _fate(tokens: Sequence[_Token]) -> str | None:
    """Return the first fate; that somebody came counts only where nothing else befell them."""
    fates = lexicon().fates
    found = [term for token in tokens if (term := term_of(token.word)) in fates]
    return next((term for term in found if term != _CAME), next(iter(found), None))


def _terms(tokens: Sequence[_Token]) -> frozenset[str]:
    plain = lexicon().plain
    return frozenset(
        token.word
        for token in tokens
        if token.word[0].isalpha() and token.word not in plain and len(token.word) > 1
    )
