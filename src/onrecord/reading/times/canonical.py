"""The words of a time expression in one form: "the Third-Quarter" and "3rd quarter" are the same.

Months and weekdays become three letters, units singular, numbers figures ("two and a half" 2.5,
"nineteen ninety-six" 1996, "several" x), ordinals "3th", possessives and full stops go. Words
before that say how much of the time is meant ("early", "the end of", "nearly") are set apart.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from onrecord.reading.times.vocabulary import (
    MANY,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS_OF_DAY,
    POWERS,
    UNITS,
    WEEKDAYS,
)

LONGEST = 200  # characters; what is longer is no time expression
_DECADE = re.compile(r"(?<=\d0)'(?=s\b)")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=[a-z])'(?=\s|$)")
_STOPS = re.compile(r"(?<=[a-z])\.|\.(?=\s|$)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_BETWEEN = re.compile(
    r"(?<=[a-z])[-–—_/](?=[a-z\d])|(?<=\d)[-–—](?=[a-z])|[,;:\"“”`()\[\]](?!\d)|[–—]\s*$"
)
_CLOCK = re.compile(r"(?<=\d)\s*(?:([ap])\.?\s?m\b\.?|o'clock)")
_OPENING = re.compile(r"[(\"“`\[](?=\S)")
_TOKEN = re.compile(r"\S+")
_HALF_UNITS = frozenset(["hour", "year", "century", "dozen", "day", "mile", "decade"])
_HALF_BEFORE = frozenset(["1th", "2th", "last", "first", "latter", "next", "this", "the", "second"])
_TENS = 10
_CENTURIES = range(13, 21)  # "nineteen ninety-six"

_MODS = re.compile(
    r"(?:the|about|around|approximately|roughly|nearly|almost|barely|just|only|more than|less than"
    r"|fewer than|at (?:least|most)|no (?:more|less|later|earlier) than|up to|over|under"
    r"|well|within|as (?:of|early as|long as|late as|much as|many as|recently as)|a estimated"
    r"|a additional|additional|another|a(?= further)|further|entire|whole|full"
    r"|some(?= (?:x|\d|time in))"
    r"|time in|sometime|in|on|at|by|for|of|during|since|until|till|before|after|from|to"
    r"|through(?:out)?|between|each of"
    r"|(?:very )?(?:early|late|mid|middle|midway|beginning|start|end|close|rest|remainder|part|top)"
    r"(?: (?:of|in|on))?(?=\s\S)"
    r"|(?:good|large|better|latter|early|1th|later|last) part of|its|their|his|her|our|my|your|post"
    r"|pre|a(?= (?:good|full|total))|total of|(?:earlier|later)(?: (?:on|in|of))?(?=\s\S)"
    r"|exactly|precisely|shortly|soon(?= \S)|also|calendar|fiscal(?= \S)|financial(?= \S)"
    r"|local time|circa|c(?= \d)|ca(?= \d))\s+"
)
_BITS = {"early": "early", "late": "late", "mid": "the middle", "middle": "the middle"}
_BITS |= {"beginning": "the beginning", "start": "the beginning", "end": "the end"}
_BITS |= {"earlier": "earlier", "later": "later", "close": "the end", "rest": "the rest"}
_ABOUT = frozenset(["about", "around", "approximately", "roughly", "nearly", "almost", "circa"])


class Phrase(NamedTuple):
    """A time expression in one form."""

    words: str  # without what stands before
    before: frozenset[str]  # words set apart: "early", "since", "nearly", "fiscal"

    def part(self) -> str | None:
        """Return which part of the time is meant: "early", "the end"; None for all of it."""
        return next((says for word, says in _BITS.items() if word in self.before), None)

    def is_rough(self) -> bool:
        """Whether the number is rounded: "nearly four years"."""
        return not _ABOUT.isdisjoint(self.before)


@lru_cache(maxsize=4096)
def canonical(text: str) -> Phrase:
    """Bring a time expression into one form."""
    words = " ".join(_numbered(_tokens(text[:LONGEST])))
    before: set[str] = set()
    while match := _MODS.match(words):
        before |= set(match[0].split())
        words = words[match.end() :]
    return Phrase(words, frozenset(before))


def _tokens(text: str) -> list[str]:
    plain = (
        (text if text.isascii() else _with_plain_figures(text))
        .lower()
        .replace("’", "'")
        .replace("‘", "'")
        .replace("−", "-")
    )
    plain = _CLOCK.sub(lambda match: f" {match[1]}m " if match[1] else " oclock ", plain)
    plain = _DECADE.sub("", plain)
    for pattern in (_OPENING, _POSSESSIVE, _STOPS, _BETWEEN):
        plain = pattern.sub(" ", plain)
    return [_singular(token) for token in _TOKEN.findall(_THOUSANDS.sub("", plain))]


def _with_plain_figures(text: str) -> str:
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def _singular(token: str) -> str:
    for table in (WEEKDAYS, MONTHS, UNITS):
        found = table.get(token)
        if found is not None:
            return found
    if re.fullmatch(r"\d{1,3}(?:st|nd|rd|th)", token):
        return token[:-2] + "th"
    return PARTS_OF_DAY.get(token, token)


def _numbered(tokens: list[str]) -> list[str]:
    """Make figures of number words."""
    out: list[str] = []
    k = 0
    while k < len(tokens):
        taken, word = _number_at(tokens, k)
        out.append(word)
        k += taken
    return [word for word in out if word]


def _number_at(tokens: list[str], k: int) -> tuple[int, str]:
    """Read one number, ordinal or other word; return how many tokens it takes and its form."""
    rest = tokens[k : k + 3]
    for n in (3, 2, 1):
        if (many := MANY.get(" ".join(rest[:n]))) is not None and len(rest) >= n:
            return n, many
    if tokens[k] == "half":
        return _half_at(tokens, k)
    run = _run_at(tokens, k)
    if not run:
        return 1, _ordinal(tokens, k)
    words = tokens[k : k + run]
    last = ORDINALS.get(tokens[k + run]) if k + run < len(tokens) else None
    if last is not None and last < _TENS and words[-1].endswith("ty"):
        return run + 1, f"{int(_value(words)) + last}th"
    return _with_half(tokens, k + run, _figures(words), run)


def _run_at(tokens: list[str], k: int) -> int:
    """Count the number words from k on."""
    n = 0
    while k + n < len(tokens):
        word = tokens[k + n]
        joined = word == "and" and n and tokens[k + n - 1] in POWERS
        opens = word == "a" and not n and k + 1 < len(tokens) and tokens[k + 1] in POWERS
        scaled = n == 0 and word.isdecimal() and k + 1 < len(tokens) and tokens[k + 1] in POWERS
        if not (word in NUMBERS or word in POWERS or joined or opens or scaled):
            break
        n += 1
    return n


def _figures(words: list[str]) -> str:
    """Write a number in figures: "nineteen ninety six" 1996, "two thousand" 2000."""
    numbers = [NUMBERS[word] for word in words if word in NUMBERS]
    plain = len(numbers) == len(words)
    if plain and len(numbers) > 1 and numbers[0] in _CENTURIES and numbers[1] >= _TENS:
        return str(numbers[0] * 100 + sum(numbers[1:]))
    return str(_value(words))


def _value(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in POWERS:
            current = max(current, 1) * POWERS[word]
            if POWERS[word] > 100:  # noqa: PLR2004
                total, current = total + current, 0
        elif word.isdecimal():
            current += int(word)
        else:
            current += NUMBERS.get(word, 0)
    return total + current


def _with_half(tokens: list[str], k: int, number: str, taken: int) -> tuple[int, str]:
    if tokens[k : k + 3] == ["and", "a", "half"] or tokens[k : k + 3] == ["and", "1", "half"]:
        return taken + 3, number + ".5"
    if k < len(tokens) and tokens[k] in ("1/2", "½"):
        return taken + 1, number + ".5"
    return taken, number


def _half_at(tokens: list[str], k: int) -> tuple[int, str]:
    """Tell "half an hour" from "the first half"."""
    after = tokens[k + 1 : k + 3]
    skip = 1 if after[:1] in (["a"], ["an"]) else 0
    unit = after[skip] if len(after) > skip else ""
    before = tokens[k - 1] if k else ""
    if unit in _HALF_UNITS and before not in _HALF_BEFORE:
        return 1 + skip, "0.5"
    return 1, "half"


def _ordinal(tokens: list[str], k: int) -> str:
    word = tokens[k]
    if word.isdecimal() and k + 1 < len(tokens) and tokens[k + 1] in ("1/2", "½"):
        tokens[k + 1] = ""
        return word + ".5"
    if word not in ORDINALS:
        return word
    is_unit = word == "second" and ((k == 0 and len(tokens) == 1) or _counts(tokens, k))
    return word if is_unit else f"{ORDINALS[word]}th"


def _counts(tokens: list[str], k: int) -> bool:
    before = tokens[k - 1] if k else ""
    behind = tokens[k + 1] if k + 1 < len(tokens) else ""
    counts = before in ("a", "per", "x") or before in NUMBERS or before.isdecimal()
    return counts and behind not in ("quarter", "half", "quarters")
