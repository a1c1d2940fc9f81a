"""What a caption says about its picture: the words, the credit, the day it was taken."""

import re
from typing import NamedTuple

from onrecord.record import Found, Where
from onrecord.split.facts.agencies import find_agencies
from onrecord.split.facts.dates import Order, Stamp, find_dates, parse_date
from onrecord.split.facts.lexicon import word_list

LABELLED = "label in the caption"  # the rule that reads "Photo: Ann Roe"
_COUNTER = re.compile(
    r"^\s*(?:(?:photo|image|picture|slide)\s+)?(\d{1,3})\s*(?:/|of)\s*(\d{1,3})\s*(?=$|\D)", re.I
)
_CALLED = re.compile(
    r"\s*(?:(?i:image|media|photo|picture|video) ?(?i:caption):?"
    r"|(?i:enlarge this image)(?: (?i:toggle caption))?)\s*(?=[^a-z\s])"
)
_SHOWN = re.compile(r"\s*(?i:image|photo|picture):\s+(?=[A-Z“‘'\"])")
# Fields in a row: "Image copyright Volta Wire Image caption The ferry waits".
_OWNED = re.compile(
    r"\s*(?:Image|Photo|Picture) copyright (?P<who>[A-Z][^.\n]{1,60}?)(?= (?:Image|Media) caption )"
)
_TWICE = re.compile(r"(?:^|(?<=\s))(?P<who>[A-Z][^.\n]{2,60}) (?P=who)\s*$")
_BRACKET = re.compile(r"[\[(]\s*([^\[\]()]{2,80}?)\s*[\])]\s*\.?\s*$")
_LABEL = re.compile(
    r"(?:^|(?<=[.!?\s|)\]\n—–-])|(?-i:(?<=[a-z\d”’])(?=Credit:)))\s*(?:(?:photo(?:graph)?s?|image|picture|pic|credit|source"
    r"|file photo"
    r"|illustration|video|courtesy|photo credit|image credit|picture credit)s?\s*"
    r"(?::|\bby\b:?|\bcourtesy(?: of)?\b:?|/)|(?-i:Credit)(?:\.{3}|…)|©|copyright\b"
    r"|courtesy(?: of)? )\s*(?P<who>(?-i:[A-Z]\. ?){0,3}\w[^.\n]{1,80}?)\.?\s*$",
    re.IGNORECASE,
)
_SLASHED = re.compile(  # "in Tema. Ann Roe/Reuters", "in Tema.Ann Roe / AP file"
    r"(?:^|[.!?)\n]\s+|\s[—–|-]\s+|(?<=[a-z\d][.!?])|(?<=[a-z\d][.!?][”’]))"
    r"(?P<who>[A-ZÀ-Þ](?:[\w '’-]|(?:(?<=\b[A-Z])|(?<=\b[JSMD]r)|(?<=\bSt))\.){1,40}(?:/| via )"
    r" ?[A-Z][\w .'’/-]{1,60}?)(?:\s+[Ff]iles?(?: photo)?)?\s*$"
)
_BARE = re.compile(
    r"[.!?)]\s+(?P<who>[A-Z][\w '’-]{0,40}\b(?:Photos?|Images|Pictures))\s*$"
)  # "(AP Photo/Ann Roe) AP Photo": on its own, or said again
_BEFORE_NAME = re.compile(
    r"^(?:photo|image|picture|credit|file photo|file)s?\s*(?::|by|/)\s*", re.IGNORECASE
)
_NOT_A_CREDIT = re.compile(
    r"^(?:left|right|center|centre|above|below|top|bottom|pictured|file|file photo|l|r|l-r|not "
    r"pictured|back|front|.*\d{4}.*)$",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?][”\"’']?\s*$")
# A day named with one of these is when the picture went out, not when it was taken.
_RELEASED = re.compile(
    r"\b(?:released|provided|published|issued|distributed|obtained|posted|shared|updated|received"
    r"|uploaded|broadcast|handed out)\b[^.]{0,80}$",
    re.IGNORECASE,
)


class Caption(NamedTuple):
    """A caption taken apart; places count in the caption as given."""

    number: int | None  # position in the gallery, if the caption begins with "1 / 2"
    start: int  # [start, end) of the words without counter and credit
    end: int
    credit: str | None
    credit_start: int
    credit_end: int
    credit_how: str
    on: Stamp | None  # the day the picture was taken
    on_how: str


def read_counter(text: str) -> tuple[int, int] | None:
    """Read a gallery counter that stands alone, "1 / 2" or "Photo 1 of 2" -> (1, 2)."""
    counted = read_counted(text)
    return counted[:2] if counted is not None and counted[2] >= len(text.rstrip()) else None


def read_counted(text: str) -> tuple[int, int, int] | None:
    """Read the gallery counter a line begins with: number, total and where the words begin."""
    match = _COUNTER.match(text)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        return None
    return int(match[1]), int(match[2]), match.end()


def read_caption(text: str, *, order: Order | None = None) -> Caption:
    """Take a caption apart. Whatever cannot be told is None; the words are never empty.

    order: how 4/5/2019 is read on the page; None: it is no date.
    """
    counted = read_counted(text)
    start = 0
    number = None
    if counted is not None and counted[2] < len(text):
        number, _, behind = counted
        start = len(text) - len(text[behind:].lstrip())
    owned = _OWNED.match(text, start)
    start = owned.end() if owned else start
    called = _CALLED.match(text, start)  # a label for those who cannot see where it stands
    start = called.end() if called else start
    shown = _SHOWN.match(text, start)  # the same: "Image: The ferry waits for the tide at Tema"
    start = shown.end() if shown and _tells(text[shown.end() :]) else start
    credit, place, cut, how = _read_credit(text, start)
    if owned and credit is None:
        credit, place, how = owned["who"], owned.start("who"), LABELLED
    end = len(text[:cut].rstrip(" \n\t|"))
    if credit is not None and end <= start:  # the words of a caption that is only a credit
        start, end = place, place + len(credit)
    on, on_how = _day_of(text[start:end], order)
    if on is not None:
        on = on._replace(start=on.start + start, end=on.end + start)
    at = place if credit is not None else 0
    return Caption(number, start, end, credit, at, at + len(credit or ""), how, on, on_how)


def _read_credit(text: str, start: int) -> tuple[str | None, int, int, str]:
    """Return the credit, its place, where the words end, and the rule."""
    match = _TWICE.search(text, start) or _BARE.search(text, start)
    if match and find_agencies(match["who"]):
        at = match.start("who")
        told = _in_brackets(text[:at], start)
        return told or (match["who"], at, at, "credit at the end of the caption")
    told = _in_brackets(text, start)
    if told:
        return told
    match = _LABEL.search(text, start)
    if match:
        who = match["who"].strip()
        return who, match.start("who"), match.start(), LABELLED
    match = _SLASHED.search(text, start)
    if match and find_agencies(match["who"]):
        return (
            match["who"].strip(),
            match.start("who"),
            match.start("who"),
            "credit at the end of the caption",
        )
    return None, 0, len(text), ""


def _in_brackets(text: str, start: int) -> tuple[str, int, int, str] | None:
    match = _BRACKET.search(text, start)
    is_behind = match is not None and _ENDS_SENTENCE.search(text, start, match.start()) is not None
    words = match[1] if match else ""
    if not words.strip():  # blanks alone
        return None
    if match and not _NOT_A_CREDIT.match(words) and _is_credit(words, is_behind=is_behind):
        inner = _BEFORE_NAME.sub("", match[1])
        at = match.start(1) + match[1].rindex(inner) if inner else match.start(1)
        return (inner or match[1]), at, match.start(), "brackets at the end of the caption"
    return None


_LONGEST_CREDIT_WORDS = 8
_SHORTEST_TOLD = 7  # words
_LONGEST_SOURCE_WORDS = 5


def _tells(text: str) -> bool:
    """Say whether words are a sentence on what is seen and no name of who took it."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= _SHORTEST_TOLD and small >= len(words) / 2


def _is_credit(text: str, *, is_behind: bool) -> bool:
    """Say whether words in brackets credit somebody: an agency, a photographer, a label.

    is_behind: they stand behind a whole sentence, where any name is a credit.
    """
    if find_agencies(_BEFORE_NAME.sub("", text)) or re.match(
        r"(?:photo|image|picture|credit|courtesy|handout|supplied)", text, re.I
    ):
        return True
    words = text.split()
    if len(words) <= _LONGEST_CREDIT_WORDS and "/" in text and text[:1].isupper():
        return True
    return len(words) <= _LONGEST_SOURCE_WORDS and _names_source(words, is_behind)


def _names_source(words: list[str], is_behind: bool) -> bool:
    """Say whether words are the name of a body that takes pictures: "Delta Press"."""
    if not all(word[0].isupper() for word in words):
        return False
    return is_behind or words[-1].rstrip(".").lower() in word_list("names")["picture_sources"]


def _day_of(text: str, order: Order | None) -> tuple[Stamp | None, str]:
    """Choose the day a picture was taken among the days a caption names."""
    stamps = [stamp for stamp in find_dates(text, order=order) if stamp.grain == "day"]
    taken = [stamp for stamp in stamps if not _RELEASED.search(text[: stamp.start])]
    if taken:
        others = len(stamps) - len(taken)
        return taken[0], "day in the caption" + (", not the day of its release" if others else "")
    if stamps:
        return None, ""  # only the release is dated
    month = re.search(r"\b(?:in|of|from) ((?:[A-Z][a-z]+ )?\d{4})\b(?!\s*\w+ votes)", text)
    coarse = parse_date(month[1], order=order) if month else None
    if month and coarse is not None and coarse.grain == "month":
        return coarse._replace(start=month.start(1), end=month.end(1)), "month in the caption"
    return None, ""


def credit_found(caption: Caption, where: Where) -> Found | None:
    """Return the credit of a caption as a fact standing at `where`."""
    if caption.credit is None:
        return None
    return Found(value=caption.credit, how=caption.credit_how, where=where)


def day_found(caption: Caption, where: Where) -> Found | None:
    """Return the day of a caption as a fact standing at `where`."""
    if caption.on is None:
        return None
    return Found(value=caption.on.value, how=caption.on_how, where=where, grain=caption.on.grain)
