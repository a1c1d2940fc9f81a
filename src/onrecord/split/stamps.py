"""Lines that are only a byline or a date: "By Ann Roe", "Updated 3 min ago"."""

import re

_LONGEST_STAMP = 80  # characters
_STAMP_INITIALS = frozenset("BLPUFlpuf")
_NAME = r"[A-Z][\w.’'-]*"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,3}}"
_STAMP = re.compile(
    r"(?:(?:[Ll]ast |[Ff]irst )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted)\b"
    r".{0,40}(?:\bago|\d{4}|\d:\d\d).{0,20}"
    rf"|(?:By|BY) {_NAMES}(?:(?:,| and| &) {_NAMES}){{0,3}}(?: ?[|·,–—-] .{{0,40}})?)$"
)
# "Ann Roe | 1 December 2023, 09:15", "By Ann Roe, 3 May 2024".
_SIGNED = re.compile(
    rf"(?:(?:By|BY) )?{_NAMES}(?:(?:,| and| &) {_NAMES}){{0,3}} ?[|·•,–—-] ?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:\W{1,3}(?:at )?\d{1,2}[:.]\d\d.{0,10})?$"
)
# "Friday, 12 January 2018", "June 12, 2018 at 9:30", "2018-06-12".
_DATE = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:\W{1,3}(?:at )?\d{1,2}[:.]\d\d.{0,10})?$"
)
# "18:28KEY EVENT", "20:11Ann Roe": above an entry of a live blog.
_CLOCKED = re.compile(rf"\d{{1,2}}[:.]\d\d ?(?:KEY EVENT|Key event|{_NAMES})$")


def is_stamp(text: str) -> bool:
    """Say whether a line is only a byline or the date of a story."""
    if len(text) > _LONGEST_STAMP:
        return False
    if text[0].isdigit():
        return _CLOCKED.match(text) is not None
    return is_signed(text) or (text[0] in _STAMP_INITIALS and _STAMP.match(text) is not None)


def is_date(text: str) -> bool:
    """Say whether a line is nothing but a date, of a day."""
    return len(text) <= _LONGEST_STAMP and _DATE.match(text) is not None


def is_signed(text: str) -> bool:
    """Say whether a line is a name and the date of a story, "Ann Roe | 3 May 2024"."""
    has_both = text[0].isupper() and any(char.isdigit() for char in text)
    return has_both and len(text) <= _LONGEST_STAMP and _SIGNED.match(text) is not None
