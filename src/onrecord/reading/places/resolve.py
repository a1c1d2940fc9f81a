"""Names in a story -> places in the gazetteer: by themselves first, then all together."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np

from onrecord.gazetteer.entries import Entry, Named, Naming
from onrecord.gazetteer.names import key_of
from onrecord.gazetteer.shelf import Shelf
from onrecord.reading.places.demonyms import demonyms
from onrecord.reading.places.features import (
    NEAR_KM,
    Around,
    candidates_of,
    own_features,
    with_context,
)
from onrecord.reading.places.names import Asked, Name, names_of
from onrecord.reading.places.outlets import Outlet
from onrecord.reading.places.ranker import ranker, shares_of
from onrecord.reading.places.relative import point_of, told_places
from onrecord.reading.places.sphere import Array, distance_km
from onrecord.record import Span

_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_APPOSED = re.compile(r"(?:,| is| lies| stands| \()[^.;:\n]*")
LONGEST_APPOSITION = 70  # characters between a name and the way that tells where it is
MOST_WAYS = 200  # of a story that are followed
SMALL = 20_000  # people of a place whose name alone is no sign that it is meant
SECOND = 2  # the place itself, and another one near it
LARGE = 500_000  # people of a place that is known under other names, too: "Munich"
SLACK_KM = 25.0  # a city is no point


class Choice(NamedTuple):
    """What a name was taken for."""

    name: Name
    entry: Entry | None
    share: float  # of the likelihood of all candidates
    n_candidates: int
    how: str


def choices(text: str, asked: Sequence[Asked], outlet: Outlet, shelf: Shelf) -> list[Choice]:
    """Choose the place for each name in a story; one choice for all mentions of a name."""
    names = names_of(text, asked, shelf)
    around = Around(outlet, peoples_named(text, shelf))
    first, last = ranker()
    found = candidates_of(names)
    own = own_features(names, found, around)
    shares = shares_of(first.scores(own), found.of)
    names, kept = _as_told(text, names, found.entries, found.of, shares)
    if kept is not None:
        found, own = candidates_of(names), own[kept]
        shares = shares_of(first.scores(own), found.of)
    table = with_context(own, names, found, shares)
    shares = shares_of(last.scores(table), found.of)
    return _without_strays(_chosen(names, shares, found.of), outlet)


def peoples_named(text: str, shelf: Shelf) -> dict[str, int]:
    """Count how often the people of each country are named: "Russian", "the French"."""
    known = demonyms()
    counts = Counter(
        known[words]
        for match in _CAPITALISED.finditer(text)
        for words in {match[0], match[0].split(" ")[0]}
        if words in known
    )
    peoples: Counter[str] = Counter()
    for place, n in counts.items():
        for country in {one.entry.country for one in shelf.find(key_of(place))[:2]}:
            peoples[country or ""] += n
    return dict(peoples)


def _chosen(names: Sequence[Name], shares: Array, of: Array) -> list[Choice]:
    starts = np.searchsorted(of, np.arange(len(names)))
    chosen = []
    for name, start in zip(names, starts.tolist(), strict=True):
        n = len(name.candidates)
        if not n:
            chosen.append(Choice(name, None, 0.0, 0, ""))
            continue
        own = shares[start : start + n]
        best = int(own.argmax())
        entry = name.candidates[best].entry
        chosen.append(Choice(name, entry, float(own[best]), n, _how(name, entry)))
    return chosen


def _without_strays(chosen: list[Choice], outlet: Outlet) -> list[Choice]:
    """Doubt what is the only place called so, where nothing else speaks for it.

    A feast or a hill has the name of some far hamlet, and so has a spaceport; a plant has that of
    a far district, without the word. Under another name
    a place needs another of its country; a small one needs that the text says where it lies, or
    that the paper or another place of the story is of its part of the country, or near.
    """
    entries = [one.entry for one in chosen if one.entry is not None]
    countries = Counter(one.country for one in entries)
    parts = Counter((one.country, one.admin1) for one in entries)
    points = [(one.lat, one.lon) for one in entries if one.feature.startswith("P/")]

    def is_stray(one: Choice) -> bool:
        entry = one.entry
        if entry is None or one.n_candidates > 1 or not _may_stray(one.name, entry):
            return False
        if one.name.candidates[0].naming is Naming.ALIAS and countries[entry.country] == 1:
            return entry.population < LARGE
        if entry.population >= SMALL or one.name.parts or one.name.hints:
            return False
        if parts[entry.country, entry.admin1] > 1 or outlet.country == entry.country:
            return False
        here = (entry.lat, entry.lon)
        return sum(distance_km(here, point) <= NEAR_KM for point in points) < SECOND

    return [one._replace(share=0.0) if is_stray(one) else one for one in chosen]


def _may_stray(name: Name, entry: Entry) -> bool:
    """Tell whether a place is a settlement, or a district that is named without its kind."""
    is_bare = name.candidates[0].naming is Naming.BARE and entry.feature.startswith("A/ADM")
    return entry.feature.startswith("P/") or (is_bare and not entry.feature.startswith("A/ADM1"))


def _how(name: Name, entry: Entry) -> str:
    if name.how:
        return name.how
    if len(name.candidates) == 1:
        return "the only place of this name"
    if any(part.holds(entry) for parts in name.parts for part in parts):
        return "the text says where it lies"
    return f"likeliest of {len(name.candidates)} by size and the story's other places"


def _as_told(
    text: str, names: list[Name], entries: Sequence[Named], of: Array, shares: Array
) -> tuple[list[Name], Array | None]:
    """Keep the candidates that lie where the text says: "Ussuriysk, 60 km north of Vladivostok".

    Returns the names and which rows were kept; None if that is all of them.
    """
    by_span = {span: i for i, name in enumerate(names) for span in name.spans}
    ends = sorted((span.end, i) for span, i in by_span.items())
    kept = np.ones(len(entries), bool)
    ways = (told for told in told_places(text, list(by_span)) if told.km is not None)
    for told in islice(ways, MOST_WAYS):
        named = _apposed(text, ends, told.span.start)
        rows = np.flatnonzero(of == by_span[told.of])
        if named is None or named == by_span[told.of] or not len(rows):
            continue
        other = entries[int(rows[shares[rows].argmax()])].entry
        point, radius = point_of(told, (other.lat, other.lon), other.reach_km)
        own = np.flatnonzero((of == named) & kept)
        near = [
            distance_km((entries[i].entry.lat, entries[i].entry.lon), point) <= radius + SLACK_KM
            for i in own.tolist()
        ]
        if any(near):
            kept[own] = near
    if kept.all():
        return names, None
    return [
        replace(
            name, candidates=tuple(entries[j] for j in np.flatnonzero(kept & (of == i)).tolist())
        )
        for i, name in enumerate(names)
    ], kept


def _apposed(text: str, ends: Sequence[tuple[int, int]], start: int) -> int | None:
    """Return the name that words beginning at `start` tell of: the last one before a comma."""
    at = bisect_left(ends, (start, -1)) - 1
    if at < 0:
        return None
    end, number = ends[at]
    is_near = start - end <= LONGEST_APPOSITION
    return number if is_near and _APPOSED.fullmatch(text[end:start]) else None


def spans_of(chosen: Sequence[Choice]) -> dict[Span, Choice]:
    """Return the choice for each mention."""
    return {span: one for one in chosen for span in one.name.spans}
