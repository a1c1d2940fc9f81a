"""How many and how much: numbers of an event, with unit, modifier and what they count."""

import re

from onrecord.number_words import below_hundred
from onrecord.reading.events.told import ToldStory
from onrecord.reading.once import once
from onrecord.record import Amount, Span

_SCALES = {
    "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "m": 1e6, "bn": 1e9,
}  # fmt: skip
_VAGUE = frozenset(("dozens", "hundreds", "thousands", "scores", "millions", "billions", "several"))
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MODIFIERS = (
    "more than", "less than", "fewer than", "at least", "at most", "up to", "as many as",
    "as much as", "no more than", "no fewer than", "no less than", "over", "under", "about",
    "around", "nearly", "almost", "some", "roughly", "approximately", "only", "an estimated",
    "an additional", "another", "exactly",
)  # fmt: skip
_UNITS = frozenset((
    "km", "kilometre", "kilometer", "mile", "metre", "meter", "ton", "tonne", "kg", "litre",
    "barrel", "percent", "acre", "hectare", "foot", "inch", "dollar", "euro", "pound", "yuan",
    "rouble", "ruble", "yen", "degree", "knot",
))  # fmt: skip
_CURRENCIES = frozenset(("$", "€", "£", "¥", "us$", "usd", "eur"))
_TIME_UNITS = frozenset((
    "year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "am", "pm",
))  # fmt: skip
_LONGEST_MODIFIER = 3  # words
_HIGHEST = 3  # governors up from what is counted to the event


def amounts_of(story: ToldStory, trigger: int, others: frozenset[int]) -> tuple[Amount, ...]:
    """Return the amounts of an event, in text order; `others` are the triggers of all events."""
    parsed = story.parsed
    numbers = _numbers_in(story, parsed.sentence_of(trigger).start)
    found = [
        _amount(story, i)
        for i in numbers
        if i - 1 not in numbers and not _is_time(story, i) and _hangs_on(story, i, trigger, others)
    ]
    alone = [parsed.span(k, k + 1) for k in parsed.children(trigger, "obj", "nsubj")]
    return tuple(one for one in found if one.of or one.unit or _holds(one.span, alone))


@once
def _numbers_in(story: ToldStory, first: int) -> list[int]:
    """Return the numbers of the sentence that a word begins."""
    return [i for i in story.parsed.sentence_of(first) if _is_number(story, i)]


def _holds(span: Span, words: list[Span]) -> bool:
    """Tell whether a number stands alone for what is counted: "killed five"."""
    return any(span.start <= word.start and word.end <= span.end for word in words)


def _is_number(story: ToldStory, i: int) -> bool:
    word = story.parsed.words[i]
    if word in _VAGUE:
        return True
    return story.parsed.tags[i] == "NUM" and value_of([word]) is not None


def _is_time(story: ToldStory, i: int) -> bool:
    if i in story.time_words:
        return True
    counted = _counted(story, i)
    return counted is not None and story.lemmas[counted] in _TIME_UNITS


def _counted(story: ToldStory, i: int) -> int | None:
    """Return what a number counts: its governor, or what stands behind "of"."""
    parsed = story.parsed
    if parsed.words[i] in _VAGUE:
        below = parsed.children(i, "nmod")
        if below:
            return below[0]
    head = parsed.heads[i]
    if head >= 0 and parsed.relations[i] in ("nummod", "compound", "det", "amod"):
        return _counted(story, head) if parsed.tags[head] in ("NUM", "SYM") else head
    return None


def _hangs_on(story: ToldStory, i: int, trigger: int, others: frozenset[int]) -> bool:
    for height, ancestor in enumerate(story.parsed.ancestors(i)):
        if ancestor == trigger:
            return True
        if ancestor in others or height == _HIGHEST:
            return False
    return False


def _amount(story: ToldStory, i: int) -> Amount:
    parsed = story.parsed
    sentence = parsed.sentence_of(i)
    last = i + 1
    while last in sentence and (parsed.words[last] in _SCALES or parsed.words[last] in _VAGUE):
        last += 1
    first = i
    unit = None
    if first - 1 in sentence and parsed.words[first - 1] in _CURRENCIES:
        first -= 1
        unit = parsed.forms[first]
    value = value_of(parsed.words[i:last])
    if last in sentence and (parsed.words[last] == "%" or story.lemmas[last] in _UNITS):
        unit = parsed.words[last] if parsed.words[last] == "%" else story.lemmas[last]
        last += 1
    modifier, first = _modifier(story, first, sentence.start)
    counted = _counted(story, i) if unit is None else None
    of: Span | None = None
    if counted is not None and not first <= counted < last:
        of = parsed.span(counted, counted + 1)
    return Amount(span=parsed.span(first, last), value=value, modifier=modifier, unit=unit, of=of)


def _modifier(story: ToldStory, first: int, earliest: int) -> tuple[str | None, int]:
    """Return the modifier in front of a number, and where it begins."""
    for n in range(_LONGEST_MODIFIER, 0, -1):
        words = " ".join(story.parsed.words[max(first - n, earliest) : first])
        if words in _MODIFIERS and first - n >= earliest:
            return words, first - n
    return None, first


def value_of(words: list[str]) -> float | None:
    """Return the number written by words in lower case: "1.2 million", "twenty-five"; or None.

    None also for words without a value: "dozens".
    """
    total: float | None = None
    for word in words:
        if word in _SCALES:
            total = (1.0 if total is None else total) * _SCALES[word]
            continue
        part = _simple(word)
        if part is None:
            return None
        total = part if total is None else total + part
    return total


def _simple(word: str) -> float | None:
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    return below_hundred(word)
