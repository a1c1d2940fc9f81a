"""A reading -> the same with its places: where each place mentioned is on the earth."""

import re
from calendar import month_name
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from onrecord.errors import GazetteerError
from onrecord.gazetteer.entries import Naming
from onrecord.gazetteer.names import key_of
from onrecord.gazetteer.shelf import Shelf, shelf
from onrecord.reading.places.demonyms import place_of
from onrecord.reading.places.metonyms import is_metonym
from onrecord.reading.places.names import Asked
from onrecord.reading.places.namings import common_words, is_word, parts_of_pair, whole_name
from onrecord.reading.places.outlets import Outlet, outlet_of
from onrecord.reading.places.relative import CITY_REACH_KM, Told, point_of, told_places
from onrecord.reading.places.resolve import Choice, choices, spans_of
from onrecord.reading.places.sphere import BEARINGS
from onrecord.record import Article, Mention, Place, Reading, Span

LEAST_SHARE = 0.2  # of the likelihood of all places of a name; below it none is clearly meant
LEAST_PEOPLE = 20_000  # of a city that a thing may be called after: every ridge has its Heathrow
_WHERE = re.compile(
    r"\b(?:in|at|from|near|to|of|into|outside|around|through|across|toward|towards"
    r"|throughout|via|leaving|visiting) (?:the )?$|[,(/–—-] ?$",
    re.IGNORECASE,
)
_BEFORE = 25  # characters looked at before a naming
LEAST_OVERLOOKED = 15_000  # people of a place that the model takes for something else
_MONTHS = frozenset(month_name[1:])  # "in March": of a town in England
LONGEST_NAME = 3  # words
_UPPER = r"[A-Z][A-Z’'-]+"
_DATELINE = re.compile(
    rf"^(?P<name>{_UPPER}(?: {_UPPER})*)"
    r"(?=(?:, [A-Z][\w. ]{2,30})?(?:, [A-Z][\w. ]{2,12})?(?: \([^)\n]{2,40}\))?"
    r"(?: ?(?:--|[—–-])|:) )",
    re.MULTILINE,
)
_IN = re.compile(
    r"\b(?:in|near|outside|from|to|at|on|off|of) (?P<name>[A-Z][a-zà-ÿ’'-]+(?: [A-Z][a-zà-ÿ-]+)?)"
    r"(?=[\s.,;:’'”\"]|$)(?! [A-Z])"
)
# Not "the Swiss capital markets".
_CAPITAL = re.compile(
    r"\b[Tt]he (?P<people>[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?) capital(?: city)?"
    r"(?=[’'\".,;:)?!\n”—–]|$| (?!gains?\b|markets?\b|flows?\b|controls?\b|requirements?\b"
    r"|goods\b|stock\b|punishment\b|spending\b|expenditure|investments?\b|increase\b|letter))"
)
NO_SUCH_NAME = "no gazetteer has a place of this name"


def with_places(article: Article, reading: Reading) -> Reading:
    """Return a reading with its places, in text order: one for each mention.

    A place described by another ("60 km north of Vladivostok") is included. A gazetteer that
    cannot be read leaves the reading without places, and a note.
    """
    asked = list(_asked(article, reading))
    if not asked:
        return reading
    rulers = {one.span for one in asked if one.is_ruler}
    try:
        gazetteers = shelf()
        found = places_of(article.text, asked, outlet_of(_host(article)), gazetteers)
    except GazetteerError as error:
        return replace(reading, notes=(*reading.notes, f"no places: {error}"))
    places = tuple(
        replace(one, use="metonym") if one.span in rulers and one.radius_km is None else one
        for one in found
    )
    return replace(reading, places=places, notes=(*reading.notes, *gazetteers.notes))


def places_of(
    text: str, asked: list[Asked], outlet: Outlet, gazetteers: Shelf
) -> tuple[Place, ...]:
    """Locate mentions, and places described by them, in text order."""
    chosen = spans_of(choices(text, asked, outlet, gazetteers))
    places = [_place(one.span, text, chosen[one.span]) for one in asked]
    for told in told_places(text, [one.span for one in asked]):
        place = _told_place(text, told, chosen[told.of])
        if place is not None:
            places.append(place)
    return tuple(sorted(places, key=lambda one: (one.span.start, -one.span.end)))


def _asked(article: Article, reading: Reading) -> Iterator[Asked]:
    """Give the namings of places: the reader's, and the dateline where it has none there."""
    text = article.text
    taken: set[int] = set()
    people, common = _parts_of_people(article, reading), common_words(text)
    sources = {span for one in reading.statements for span in one.source}
    dateline = article.dateline
    spans = [one.span for one in reading.mentions if one.kind == "place"]
    at = dateline.where.span if dateline is not None and dateline.where.layer == "text" else None
    if at and not any(one.start < at.end and at.start < one.end for one in spans):
        spans = sorted([*spans, at])
    spans = sorted([*spans, *_overlooked(text, reading, spans)])
    for span in (part for one in spans for part in parts_of_pair(text, whole_name(text, one))):
        words = text[span.start : span.end]
        if span.start in taken or not key_of(words) or place_of(words) is not None:
            continue
        if is_word(text, span, common):
            continue
        before = text[max(0, span.start - _BEFORE) : span.start]
        if key_of(words) in people and not _WHERE.search(before):
            continue
        taken.add(span.start)
        is_town = at is not None and span.start == at.start
        yield Asked(span, words, is_metonym(span, reading.words, sources), is_town)
    for span, words in _halves(text, taken):
        yield Asked(span, words, is_metonym(span, reading.words, sources))
    for span, words in _capitals(text):
        yield Asked(span, words, is_metonym(span, reading.words, sources), is_capital=True)


def _overlooked(text: str, reading: Reading, known: Sequence[Span]) -> Iterator[Span]:
    """Give what stands where a place does and has the name of one, whatever the model takes it for.

    That is the beginning of a dateline, and one name behind "in" or "near". Of what the model takes
    for people and bodies only names of some size count: every firm has a hamlet called like it.
    """
    spans = [*known, *(one.span for one in reading.mentions if _is_long(text, one))]
    taken = {at for one in spans for at in range(one.start, one.end)}
    for pattern in (_DATELINE, _IN):
        for match in pattern.finditer(text):
            span = Span(start=match.start("name"), end=match.end("name"))
            if not taken.isdisjoint(range(span.start, span.end)):
                continue
            found = () if match["name"] in _MONTHS else shelf().find(key_of(match["name"]))
            if any(one.entry.population >= LEAST_OVERLOOKED for one in found):
                yield span


def _is_long(text: str, mention: Mention) -> bool:
    """Tell whether a naming is of more than a place of two words: "Harbour Board of Oslo"."""
    return len(text[mention.span.start : mention.span.end].split()) > LONGEST_NAME


def _halves(text: str, taken: Collection[int]) -> Iterator[tuple[Span, str]]:
    """Give "the North" and "the South" in a story that names a country so called."""
    for half, country in (("North", "North Korea"), ("South", "South Korea")):
        if country not in text:
            continue
        for match in re.finditer(rf"\bthe (?P<name>{half})(?=['’.,;]| [a-z]|\n|$)", text):
            if match.start("name") not in taken:
                yield Span(start=match.start("name"), end=match.end("name")), country


def _capitals(text: str) -> Iterator[tuple[Span, str]]:
    """Give what is called the capital of a people, with its name: "the Belgian capital"."""
    for match in _CAPITAL.finditer(text):
        country = place_of(match["people"])
        found = shelf().find(key_of(country)) if country else ()
        lies_in = found[0].entry if found else None
        if lies_in and lies_in.country and lies_in.feature.startswith("A/PCL"):
            name = shelf().capital_of(lies_in.country)
            if name is not None:
                yield Span(start=match.start("people"), end=match.end()), name


def _parts_of_people(article: Article, reading: Reading) -> frozenset[str]:
    """Return the first and last words of people's names in the story, and those of one word.

    "Jordan" of "Ann Jordan", "Kim" of "Kim Jong Un".
    """
    people = (
        article.text[one.span.start : one.span.end].split()
        for one in reading.mentions
        if one.kind == "person"
    )
    return frozenset(key_of(one) for words in people if words for one in (words[0], words[-1]))


def _place(span: Span, text: str, choice: Choice) -> Place:
    entry, name = choice.entry, choice.name
    if name.is_loose and entry is not None and entry.population < LEAST_PEOPLE:
        entry = None
    words = text[span.start : span.end]
    reason = None
    if key_of(words) in BEARINGS and text[: span.start].lower().endswith("the "):
        reason = "a direction, or a part of the world"  # not the West Region of Cameroon
    elif entry is None:
        reason = NO_SUCH_NAME
    elif choice.share < LEAST_SHARE:
        reason = f"{choice.n_candidates} places of this name, and none is clearly meant"
        if choice.n_candidates == 1:
            is_other = name.candidates[0].naming is Naming.ALIAS
            known = f"another name of {entry.name}" if is_other else "the only place of this name"
            reason = f"{known}, which nothing else here speaks for"
    if entry is None or reason is not None:
        return _unknown(span, words, reason, choice.share)
    return Place(
        span=span,
        name=words if name.is_loose else entry.name,
        geoname_id=None if name.is_loose or entry.id < 0 else entry.id,
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country,
        feature=None if name.is_loose else entry.feature,
        radius_km=max(CITY_REACH_KM, entry.reach_km) if name.is_loose else None,
        use="literal",
        how=choice.how,
        reason=None,
        score=round(choice.share, 3),
    )


def _unknown(span: Span, words: str, reason: str | None, score: float) -> Place:
    return Place(
        span=span,
        name=words,
        geoname_id=None,
        lat=None,
        lon=None,
        country=None,
        feature=None,
        radius_km=None,
        use="literal",
        how="looked up by name",
        reason=reason,
        score=round(score, 3),
    )


def _told_place(text: str, told: Told, choice: Choice) -> Place | None:
    entry = choice.entry
    if entry is None or choice.share < LEAST_SHARE:
        return None
    (lat, lon), radius_km = point_of(told, (entry.lat, entry.lon), entry.reach_km)
    kind = "direction from" if told.is_beyond else "a side of"
    if told.km is not None:
        kind = "distance and direction from" if told.bearing is not None else "distance from"
    return Place(
        span=told.span,
        name=" ".join(text[told.span.start : told.span.end].split()),
        geoname_id=None,
        lat=round(lat, 4),
        lon=round(lon, 4),
        country=entry.country,
        feature=None,
        radius_km=round(radius_km, 1),
        use="literal",
        how=f"{kind} {entry.name}",
        reason=None,
        score=round(choice.share, 3),
    )


def _host(article: Article) -> str | None:
    if article.url is None:
        return None
    try:
        return urlsplit(article.url.value).hostname
    except ValueError:  # "http://[": an address that is none
        return None
