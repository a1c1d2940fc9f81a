"""The words of a row: short, with nothing loose at their end."""

import re

from onrecord.number_words import below_hundred
from onrecord.view.layout import clean

LONGEST = 160  # characters of an event's words
_LOOSE_END = re.compile(
    r"(?: (?:in an? (?:bid|effort|attempt|move)|only|just|from|of|to|at|in|on|by|with|for|as|that"
    r"|and|or|the|an?|its|their|what)|, an? (?:decision|move|step|claim|charge))+$"
)
_LENGTH = re.compile(r"(\S+)( (?:hours|minutes))$")
_SO_MANY = frozenset(("several", "few", "many", "for", "within", "some", "of"))
_LOOSE_START = re.compile(r"^(?:and|but) ", re.I)
_STOPS = re.compile(r"(?<!\.\w)\.+$")  # none of "9 a.m."
_QUOTES = (("“", "”"), ('"', '"'))  # ‘ and ’ stand for an apostrophe, too


def cut(words: str, *, is_whole: bool = False) -> str:
    """Shorten words to `LONGEST` characters, at a space.

    is_whole: what they end with belongs to their verb: "was sworn in".
    """
    words = _paired(clean(words)).replace(" ,", ",").strip(" ,;:-–—")
    words = _LOOSE_START.sub("", _STOPS.sub("", words))
    words = words[:1].upper() + words[1:]
    if not is_whole:
        words = _LOOSE_END.sub("", _LOOSE_END.sub("", words).removesuffix(_lone_length(words)))
    if len(words) <= LONGEST:
        return words
    return words[: words.rfind(" ", 0, LONGEST)] + " …"


def owned_by(words: str) -> str:
    """Return words that own what follows: "Jones’s", "the two countries’"."""
    many = words.endswith("s") and words.rsplit(maxsplit=1)[-1].islower()
    return f"{words}’" if many else f"{words}’s"


def _lone_length(words: str) -> str:
    """Return "hours" at the end of words without how many: "met the envoy hours"."""
    match = _LENGTH.search(words)
    if match is None:
        return ""
    many = match[1].lower()
    is_counted = many[:1].isdigit() or many in _SO_MANY or below_hundred(many) is not None
    return "" if is_counted else match[2]


def _paired(words: str) -> str:
    """Leave out quotation marks that have lost the other one."""
    for opening, closing in _QUOTES:
        alone = (
            words.count(opening) % 2
            if opening == closing
            else words.count(opening) != words.count(closing)
        )
        if alone:
            words = words.replace(opening, "").replace(closing, "")
    return words
