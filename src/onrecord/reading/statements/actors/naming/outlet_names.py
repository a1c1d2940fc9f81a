"""Names of media and bodies that a reader cut off: "Jornal | do Lima", "Radio | 4"."""

from collections.abc import Mapping

from onrecord.reading.statements.actors.naming.name_words import is_titled
from onrecord.reading.statements.actors.naming.sources import is_title, sorts_of
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.words import HYPHENS

_PARTICLES = frozenset(
    ("do", "da", "dos", "das", "de", "du", "des", "del", "della", "di", "dei", "von", "van")
)
_DAYS = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december")
)  # fmt: skip
_NAMES = ("PROPN", "NOUN", "X")
_LONGEST_NUMBER = 3  # digits of a channel
_MOST = 4  # words that a name goes on with


def is_introduced_outlet(parsed: Parsed, first: int) -> bool:
    """Whether a noun for a medium stands right before a word: "the news site | Rede Azul"."""
    if not first or parsed.lines[first - 1] != parsed.lines[first]:
        return False
    noun = parsed.words[first - 1]
    return parsed.forms[first - 1].islower() and (noun == "site" or "media" in sorts_of(noun))


def is_place_of_outlet(parsed: Parsed, words: range) -> bool:
    """Whether the first of the words of a name says where an outlet is: "Lima" weekly Contraluz."""
    return any(is_introduced_outlet(parsed, i) for i in words[2:3])


def whole_outlet(parsed: Parsed, words: range, inside: Mapping[int, int]) -> range:
    """Let a name of a body go on over the capitals, particles and the number after it.

    inside: words of names, each with the first of its name; a name that starts after a particle
    belongs to the one before it. In a headline capitals tell nothing: "Norrbygg Bets on Rail".
    """
    last = words.stop
    if is_titled(parsed, words.start):
        return words
    while last < len(parsed) and last - words.stop < _MOST:
        step = _step(parsed, last, inside)
        if not step:
            break
        last += step
    return range(words.start, last)


def _step(parsed: Parsed, i: int, inside: Mapping[int, int]) -> int:
    """Return how many words a name goes on with from one on: 0, 1, or 2 with a particle."""
    if _is_tying(parsed, i):
        return 2  # "Uni-Kurier"
    if not _is_beside(parsed, i):
        return 0
    if parsed.words[i] in _PARTICLES:
        return 2 * (i + 1 < len(parsed) and _is_beside(parsed, i + 1) and _goes_on(parsed, i + 1))
    if parsed.words[i].isdigit():
        plain = len(parsed.words[i]) <= _LONGEST_NUMBER
        behind = i + 1 < len(parsed) and (
            parsed.tags[i + 1] in _NAMES or parsed.words[i + 1] in HYPHENS  # "Peru 2-0"
        )
        return int(plain and not behind)
    return int(inside.get(i) != i and _goes_on(parsed, i))


def _is_tying(parsed: Parsed, i: int) -> bool:
    """Whether a hyphen without blanks ties a capital to the word before it."""
    hyphen = parsed.words[i] in HYPHENS and i + 1 < len(parsed)
    tied = hyphen and parsed.ends[i - 1] == parsed.starts[i] == parsed.ends[i] - 1
    return tied and parsed.starts[i + 1] == parsed.ends[i] and parsed.forms[i + 1][:1].isupper()


def _goes_on(parsed: Parsed, i: int) -> bool:
    word = parsed.words[i]
    plain = not is_title(word) and word not in _DAYS and parsed.tags[i] in _NAMES
    return plain and parsed.forms[i][:1].isupper()


def _is_beside(parsed: Parsed, i: int) -> bool:
    """Whether only a blank stands between a word and the one before, in the same line."""
    return parsed.lines[i] == parsed.lines[i - 1] and parsed.starts[i] - parsed.ends[i - 1] == 1
