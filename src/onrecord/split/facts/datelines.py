"""Where a story is filed from and who owns or fed it: datelines, copyright and closing lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.split.facts.agencies import Credit, find_agencies
from onrecord.split.facts.dates import Stamp, find_dates
from onrecord.split.facts.lexicon import word_list
from onrecord.split.facts.visible import Frame

_LONGEST_NOTICE = 400  # characters of a copyright line


_WHERE_AND_WHEN = (
    r"^[“\"]?(?P<place>[A-ZÀ-Þ][^\W\d_]*(?:[ .'’/\-]{1,2}[A-ZÀ-Þa-zà-þ][^\W\d_]*\.?){0,4}"
    r"(?:, ?[A-ZÀ-Þ][\w.'’]*(?:[ .][A-ZÀ-Þ][\w.]*){0,3}\.?){0,2})"
    r"(?:,? (?P<day>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?))?,?"
)
_DATELINE = re.compile(
    _WHERE_AND_WHEN + r"(?: ?[(\[](?P<agency>[^)\]]{2,40})[)\]])?"
    r"\s?(?P<mark>—|–|--|-|―|:|/PRNewswire/ --)\s+(?=\S)"
)
# Without a dash, and a page has lost the space: "Accra (Tema News)A ferry has".
_GLUED = re.compile(_WHERE_AND_WHEN + r" ?\((?P<agency>[A-Z][^()]{1,39})\)(?=[A-ZÀ-Þ“\"‘])")
_DATELINE_CHARS = 110
_WEEKDAY = re.compile(r",? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", re.I)  # "SUVA, Friday"


class Dateline(NamedTuple):
    """The place a story is filed from, and the agency named with it."""

    block: int  # index into `Layout.blocks`
    place: str  # "" where only an agency stands there: "(CNN) —"
    start: int  # of the place, in the block's text
    end: int
    agencies: tuple[Credit, ...]
    day: Stamp | None = None  # where it names a year, too: "OSLO, May 3, 2021 —"
    yearless: Stamp | None = None  # where it names none: "05-03"


def find_dateline(frame: Frame) -> Dateline | None:
    """Read "SEOUL, South Korea: …" or "LONDON (AP) — …" at the start of the body."""
    for index in [i for i in frame.body if frame.role(i) == "paragraph"][:2]:
        found = read_dateline(frame.layout.blocks[index].text)
        if found is not None and not (found.place and _is_speaker(frame, found.place)):
            return found._replace(block=index)
    return None


def _is_speaker(frame: Frame, place: str) -> bool:
    """Say whether what looks like a place speaks again below, as in a transcript: "DENNING:"."""
    label = re.compile(rf"(?:\w+\.? )*{re.escape(place.rsplit(maxsplit=1)[-1])}:")
    texts = (frame.layout.blocks[i].text for i in frame.body)
    return sum(label.match(text) is not None for text in texts) > 1


def read_dateline(text: str) -> Dateline | None:
    """Read the dateline a paragraph begins with; None if it begins with a sentence."""
    head = text[:_DATELINE_CHARS]
    match = _DATELINE.match(head) or _GLUED.match(head)
    if match is None:
        return _read_bracket(text)
    place = _WEEKDAY.sub("", match["place"].strip())
    day, yearless = _days_of(match)
    agencies = _placed(find_agencies(match["agency"] or ""), match)
    if not agencies and not _is_place(place) and not (match["day"] and match["agency"]):
        return None
    if not agencies and match["agency"] and _is_name(match["agency"], dated=bool(match["day"])):
        agencies = _placed((_credit(match["agency"]),), match)
    start = match.start("place")
    return Dateline(0, place, start, start + len(place), agencies, day, yearless)


def _read_bracket(text: str) -> Dateline | None:
    """Read "(CNN) The ferry left" or "(Harbour Wire) -- The ferry left"."""
    match = _BRACKET.match(text[:_DATELINE_CHARS])
    if match is None:
        return None
    agencies = find_agencies(match["agency"])
    is_short = _ACRONYM.match(match["agency"]) and match["agency"].lower() not in _SHOUTED_WORDS
    if not agencies and (is_short or match["mark"]) and _is_name(match["agency"], dated=False):
        agencies = (_credit(match["agency"]),)
    return Dateline(0, "", 0, 0, _placed(agencies, match)) if agencies else None


def _days_of(match: re.Match[str]) -> tuple[Stamp | None, Stamp | None]:
    """Return the day of a dateline, and what it names of a day where it names no year."""
    at = "day" if match["day"] else "agency"
    day = next((d for d in find_dates(match[at] or "") if d.grain == "day"), None)
    if day is not None:
        return day._replace(start=day.start + match.start(at), end=day.end + match.start(at)), None
    leap = next(find_dates(f"{match['day']} 2000"), None)
    if leap is None:
        return None, None
    return None, Stamp(leap.value[5:], "day", *match.span("day"))


def _placed(agencies: tuple[Credit, ...], match: re.Match[str]) -> tuple[Credit, ...]:
    at = match.start("agency")
    return tuple(one._replace(start=one.start + at, end=one.end + at) for one in agencies)


def _credit(name: str) -> Credit:
    return Credit(name, name, pictures=False, start=0, end=len(name))


_BRACKET = re.compile(
    r"^\((?P<agency>[^()]{2,40})\)\s{0,2}(?P<mark>—|–|--|-|―)?\s*(?=[A-ZÀ-Þ“\"‘])"
)
_ACRONYM = re.compile(r"[A-Z]{3,6}$")
_NAMED = re.compile(
    r"[A-ZÀ-Þ][\w&’'-]*(?: (?:(?:of|the|for|and|de|del|da) )?[A-ZÀ-Þ][\w&’'-]*){0,4}$"
)


def _is_name(text: str, *, dated: bool) -> bool:
    """Say whether what stands in brackets behind a place names a body and no place or day.

    dated: a day stands in front of it, where a country never does.
    """
    if not _NAMED.match(text) or re.search(r"\d", text) or _WEEKDAY.search(f" {text}"):
        return False
    places = word_list("places")
    if text in places["cities"] or text in places["two_words"]:
        return False
    return dated or " " in text or _ACRONYM.match(text) is not None


_SHORTEST_SHOUT = 4  # "UK:" and "AI:" begin sentences
_SHORTEST_TOWN = 2  # with its country behind it: "OSH, Kyrgyzstan"


def _is_place(place: str) -> bool:
    """Say whether what stands before the dash is shouted like a dateline or a known city."""
    city = place.split(",", maxsplit=1)[0].strip()
    places = word_list("places")
    if city in places["cities"] or city in places["two_words"]:
        return True
    bare = re.sub(r"\b(?:Mc|Mac|St|Ste|de|la|del|al|di|am)\b\.?", "", city)
    letters = [char for char in bare if char.isalpha()]
    fewest = _SHORTEST_TOWN if "," in place else _SHORTEST_SHOUT
    shouts = len(letters) >= fewest and all(char.isupper() for char in letters)
    return shouts and city.lower() not in _SHOUTED_WORDS


_SHOUTED_WORDS = frozenset(
    [
        "breaking",
        "update",
        "updated",
        "watch",
        "video",
        "exclusive",
        "live",
        "read",
        "note",
        "editor",
        "correction",
        "analysis",
        "opinion",
        "listen",
        "photos",
        "sponsored",
        "advertisement",
        "related",
        "question",
        "answer",
        "warning",
        "spoiler",
        "more",
        "quiz",
        "poll",
        "photo",
    ]
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[\s©,.:]*(?:\(c\)"
r"|©)?\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?"
                        r"[\s,.:]*(?:by )?(?P<owner>[^.,\n|]{2,60})", re.IGNORECASE)  # fmt: skip


def find_owners(frame: Frame) -> Iterator[tuple[int, str, int, int]]:
    """Give the names in copyright lines of a story: block, name, start and end in the block."""
    for index in (*frame.top, *frame.tail):
        for owner, start, end in owners_in(frame.layout.blocks[index].text):
            yield index, owner, start, end


def owners_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the names in a copyright line with where they stand; none in another line."""
    if len(text) <= _LONGEST_NOTICE and _may_own(text):
        for match in _COPYRIGHT.finditer(text):
            owner = re.sub(r"\s*(?:all rights|\().*$", "", match["owner"], flags=re.I).strip()
            if owner:
                yield owner, match.start("owner"), match.start("owner") + len(owner)


def _may_own(text: str) -> bool:
    """Say whether a copyright line is worth looking for: five times as fast as to look."""
    return "©" in text or "opyright" in text or "OPYRIGHT" in text or "(c)" in text or "(C)" in text


_CONTRIBUTED = re.compile(
    r"^(?P<who>.{2,30}?) (?:writers?|correspondents?|reporters?) .* contributed to"
)


def find_contributing_agency(frame: Frame) -> tuple[int, Credit] | None:
    """Read the agency of "AFP writers … contributed to this report" at the end of a story."""
    for index in frame.tail:
        text = frame.layout.blocks[index].text
        match = _CONTRIBUTED.match(text) or re.match(
            r"^\W{0,3}(?P<who>[\w /-]{2,40})\W{0,3}$", text
        )
        for credit in find_agencies(match["who"]) if match else ():
            if not credit.pictures:
                return index, credit
    return None
