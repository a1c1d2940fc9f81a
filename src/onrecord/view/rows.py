"""The words of a row: short, with nothing loose at their end."""

import re

from onrecord.view.layout import clean

LONGEST = 160  # characters of an event's words
_SO_MANY = "".join(f"(?<!{word})" for word in (r"\d", "few", "two", "three", "several", "of"))
_LOOSE_END = re.compile(
    r"(?: (?:only|just|from|of|to|at|in|on|by|with|for|as|that|and|or|the|an?|its|their)"
    rf"|{_SO_MANY} (?:hours|minutes))+$"
)
_STOPS = re.compile(r"(?<!\.\w)\.+$")  # none of "9 a.m."
_QUOTES = (("“", "”"), ('"', '"'))  # ‘ and ’ stand for an apostrophe, too


def cut(words: str) -> str:
    """Shorten words to `LONGEST` characters, at a space."""
    words = _paired(clean(words)).replace(" ,", ",").strip(" ,;:-–—")
    words = _STOPS.sub("", words)
    words = _LOOSE_END.sub("", words[:1].upper() + words[1:])
    if len(words) <= LONGEST:
        return words
    return words[: words.rfind(" ", 0, LONGEST)] + " …"


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
