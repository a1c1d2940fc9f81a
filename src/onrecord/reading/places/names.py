"""The names in a story: each once, with what the words around its mentions say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from onrecord.gazetteer.entries import Entry, Named, Naming
from onrecord.gazetteer.names import key_of
from onrecord.gazetteer.shelf import Shelf
from onrecord.reading.places.demonyms import place_of
from onrecord.record import Span

BEFORE, AFTER = 60, 90  # characters looked at on both sides of a naming
MOST_CANDIDATES = 100  # of one name
_LONGEST_SHORT = 3  # letters of what must look like an abbreviation to be one
MOST_LOOKED_AT = 20  # namings of one name whose surroundings are looked at
_NAME = r"[A-Z][\w.'’-]*(?:[ -][A-Z][\w.'’-]*){0,2}"
_SORTS = (
    r"(?:city|town|village|capital|suburb|port|resort|district|neighbou?rhood|community|hamlet"
    r"|township|settlement|municipality|county|province|region|state|island)"
)
_QUALIFIED = tuple(
    re.compile(one)
    for one in (
        rf"\s*[,(]\s*({_NAME})",
        rf",? (?:a|an|the)(?: [\w-]+){{0,4}} {_SORTS} (?:in|of|on)(?: [a-z]+){{0,3}} ({_NAME})",
        rf" in(?: [a-z]+){{0,3}} ({_NAME})",
    )
)
_OWNED = re.compile(rf"({_NAME})['’]s?(?: [a-z]+){{0,3}} $")
_POSSESSIVES = ("'s", "’s")
# Houses that stand for who rules from them, and the capital they stand in: of the towns called
# "White House" none is meant unless the text says where it lies.
_SEATS = {
    "white house": "washington", "kremlin": "moscow", "downing street": "london",
    "elysee palace": "paris", "blue house": "seoul",
}  # fmt: skip
_COUNTY = re.compile(r"\s+(?:County|Parish|Co\.|Counties|counties|Borough)\b")
_CITY_AFTER = re.compile(r"\s+(?:[Cc]ity|[Tt]own|[Vv]illage|[Pp]olice|[Mm]ayor)\b")
_CITY_BEFORE = re.compile(r"\b(?:city|town|village|suburb|port|capital|mayor) (?:of )?$")
_REGION_AFTER = re.compile(
    r"\s+(?:state|province|region|oblast|governorate|prefecture)\b", re.IGNORECASE
)
_REGION_BEFORE = re.compile(
    r"\b(?:state|province|region|republic) of $|\b(?:north|south|east|west|central)\w* $", re.I
)


class Asked(NamedTuple):
    """A mention that is to be located."""

    span: Span
    words: str
    is_ruler: bool = False  # its government is meant
    is_town: bool = False  # a dateline begins with it: stories are sent from towns
    is_capital: bool = False  # the text calls it the capital of its country


class Part(NamedTuple):
    """A country, or a part of one; None means not stated."""

    country: str | None
    admin1: str | None
    admin2: str | None

    def holds(self, entry: Entry) -> bool:
        """Tell whether a place lies in it and is not all of it."""
        return (
            self.country is not None
            and entry.country == self.country
            and (self.admin1 is None or entry.admin1 == self.admin1)
            and (self.admin2 is None or entry.admin2 == self.admin2)
            and part_of(entry) != self
        )


@dataclass(slots=True)
class Name:
    """A name and all its mentions."""

    key: str
    words: str  # of its first naming
    candidates: tuple[Named, ...]
    how: str  # what was done to the name to find it; "" for nothing
    is_loose: bool  # the candidates are what it is called after: "Heathrow Airport", "Heathrow"
    spans: list[Span] = field(default_factory=list)
    parts: list[tuple[Part, ...]] = field(default_factory=list)  # one of each is said to hold it
    hints: set[str] = field(default_factory=set)  # "county", "city", "region"


def part_of(entry: Entry) -> Part | None:
    """Return the country or part that an entry is; None for a city or a river."""
    if not entry.feature.startswith("A/"):
        return None
    return Part(entry.country, entry.admin1, entry.admin2)


def names_of(text: str, asked: Iterable[Asked], shelf: Shelf) -> list[Name]:
    """Gather the names in a story, in the order of their first mentions.

    A place that does what a government does is a capital where one has the name, and one that a
    dateline begins with is a town.
    """
    names: dict[str, Name] = {}
    rules: set[str] = set()
    towns: set[str] = set()
    for one in asked:
        span, words = one.span, one.words
        key = key_of(words)
        hints = _hints(text, span)
        if "county" in hints and "county" not in key:
            key += " county"
        if key not in names:
            found, how, is_loose = candidates_of(words, key, shelf)
            if not _is_abbreviation(text, span):
                found = tuple(one for one in found if one.naming is not Naming.SHORT)
            names[key] = Name(key, words, found[:MOST_CANDIDATES], how, is_loose)
        name = names[key]
        if len(name.spans) < MOST_LOOKED_AT:
            name.hints |= hints
            name.parts += said_parts(text, span, shelf)
        name.spans.append(span)
        if one.is_ruler or one.is_capital:
            rules.add(key)
        if one.is_town:
            towns.add(key)
    told = [_as_town(one) if key in towns else one for key, one in names.items()]
    told = [_as_capital(one) if one.key in rules else one for one in told]
    told = [_as_seat(one, shelf) if one.key in _SEATS else one for one in told]
    return [replace(one, candidates=()) if _lies_elsewhere(one) else one for one in told]


def _is_abbreviation(text: str, span: Span) -> bool:
    """Tell whether a naming can be short for another: "RI", "R.I.", "Ala.", no "Ri"."""
    words = text[span.start : span.end]
    has_point = "." in text[span.start : span.end + 1]
    return len(words) > _LONGEST_SHORT or words.isupper() or has_point


def _lies_elsewhere(name: Name) -> bool:
    """Tell whether places are only also called so, and none lies where the text says."""
    if not name.parts or any(one.naming is not Naming.ALIAS for one in name.candidates):
        return False
    said = [part for parts in name.parts for part in parts]
    return not any(part.holds(one.entry) for part in said for one in name.candidates)


def _as_town(name: Name) -> Name:
    towns = tuple(one for one in name.candidates if one.entry.feature.startswith("P/"))
    return replace(name, candidates=towns) if towns and not name.parts else name


def _as_capital(name: Name) -> Name:
    capitals = tuple(one for one in name.candidates if one.entry.feature == "P/PPLC")
    return replace(name, candidates=capitals) if capitals and not name.parts else name


def _as_seat(name: Name, shelf: Shelf) -> Name:
    found = replace(name, candidates=shelf.find(_SEATS[name.key]), is_loose=True)
    found = replace(_as_capital(found), how=f"stands in {_SEATS[name.key].title()}")
    return name if name.parts or name.hints else found


def candidates_of(words: str, key: str, shelf: Shelf) -> tuple[tuple[Named, ...], str, bool]:
    """Look up a name, or its parts if it is not known.

    Returns the candidates, what was done to find them, and whether it is a place near them only.
    """
    people_of = place_of(words)
    if people_of is not None:
        return shelf.find(key_of(people_of)), f"'{words}' is of {people_of}", False
    found = shelf.find(key)
    if found:
        return found, "", False
    if words.endswith(_POSSESSIVES):
        return candidates_of(words[:-2], key_of(words[:-2]), shelf)
    for pattern, how, is_loose in _MADE_OF:
        match = pattern.fullmatch(key)
        if match and (found := shelf.find(match["name"].strip())):
            return found, how.format(match["name"].title()), is_loose
    return (), "", False


_SITES = (
    "airport|international airport|university|college|hospital|station|bridge|stadium|port|harbou?r"
    "|dam|prison|jail|school|high school|park|mall|zoo|museum|cathedral|church|square|base"
    "|air base|air force base|border|border crossing|coast|road|street|avenue|valley|hills"
    "|city hall|town hall|courthouse|county courthouse|fire station|police station|town centre"
    "|county jail|detention cent(?:er|re)|art gallery|library|arena|market|peninsula|beach"
)
_WHOLE = (
    "county|parish|township|city|town|village|province|state|region|oblast|district|governorate"
    "|prefecture|municipality|borough|island|islands|republic|metropolitan area|metro area|area"
)
_SIDES = "north|south|east|west|central|mid|upper|lower|inner"
_MADE_OF: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (re.compile(rf"(?P<name>.+) (?:{_WHOLE})"), "as '{}'", False),
    (re.compile(rf"(?:{_WHOLE}) of (?P<name>.+)"), "as '{}'", False),
    (re.compile(r"(?:greater|downtown|metro|metropolitan) (?P<name>.+)"), "as '{}'", False),
    (
        re.compile(rf"(?:far )?(?:(?:{_SIDES})(?:east|west)?(?:ern)? )(?:of )?(?P<name>.+)"),
        "a part of '{}'",
        True,
    ),
    (re.compile(rf"(?P<name>.+?) (?:{_SITES})"), "called after '{}'", True),
    (re.compile(r"(?:port|university|gulf|bay|lake) of (?P<name>.+)"), "called after '{}'", True),
)


def said_parts(text: str, span: Span, shelf: Shelf) -> list[tuple[Part, ...]]:
    """Find what the words around a mention say it lies in: "Paris, Texas"."""
    after = text[span.end : span.end + AFTER].partition("\n")[0]
    before = text[max(0, span.start - BEFORE) : span.start].rpartition("\n")[2]
    said: list[tuple[Part, ...]] = []
    for pattern in _QUALIFIED:
        match = pattern.match(after)
        if match and (parts := _parts(match[1], shelf)):
            said.append(parts)
    match = _OWNED.search(before)
    if match and (parts := _parts(match[1], shelf)):
        said.append(parts)
    return said


def _parts(words: str, shelf: Shelf) -> tuple[Part, ...]:
    """Return the countries and parts that the longest beginning of words names."""
    pieces = words.rstrip(".,").split(" ")
    for n in range(len(pieces), 0, -1):
        found = _areas(shelf.find(key_of(" ".join(pieces[:n]))))
        if found:
            return found
    return ()


def _areas(found: Sequence[Named]) -> tuple[Part, ...]:
    """Return the areas among entries; the second parts only where there is nothing larger."""
    areas = [one for one in found if one.entry.feature.startswith("A/")]
    large = [one for one in areas if one.entry.admin2 is None]
    kept = large or [one for one in areas if one.naming is not Naming.ALIAS]
    return tuple(part for one in kept if (part := part_of(one.entry)) is not None)


def _hints(text: str, span: Span) -> set[str]:
    after = text[span.end : span.end + BEFORE]
    before = text[max(0, span.start - BEFORE) : span.start]
    hints = set()
    if _COUNTY.match(after):
        hints.add("county")
    if _CITY_AFTER.match(after) or _CITY_BEFORE.search(before):
        hints.add("city")
    if _REGION_AFTER.match(after) or _REGION_BEFORE.search(before):
        hints.add("region")
    return hints
