"""Movements -> itineraries: where somebody was, is and will be, in order."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, TypeGuard, cast

from onrecord.reading.events.lexicon import words_by_class, words_of
from onrecord.reading.events.sides import is_passive, is_sighting, subject_of
from onrecord.reading.events.told import ToldStory
from onrecord.reading.once import once
from onrecord.reading.statements.actors.naming.name_words import is_of_dateline
from onrecord.record import Argument, Event, Itinerary, Move, Place, Span, Stop

_BESIDE = frozenset(("after", "before", "following"))
_BY_PREPOSITION: dict[str, Move] = {
    "from": "leaves", "out": "leaves", "to": "heads for", "for": "heads for",
    "toward": "heads for", "towards": "heads for", "into": "arrives", "through": "passes",
    "via": "passes", "past": "passes", "across": "passes", "in": "stops in", "at": "stops in",
    "near": "stops in",
}  # fmt: skip
_ORDER: dict[Move, int] = {"leaves": 0, "passes": 1}  # "reached Oslo via Hamar"
_SETTLED = frozenset(("happened", "ongoing"))
_THERE = frozenset(("arrives", "stops in", "returns"))
# What has the name of a place and is one: "left the Sorby airport".
_SITES = frozenset((
    "airport", "airfield", "area", "base", "border", "bridge", "camp", "capital", "city", "coast",
    "cosmodrome", "crossing", "district", "embassy", "forest", "harbor", "harbour", "headquarters",
    "hospital", "island", "market", "museum", "palace", "parliament", "plant", "port", "prison",
    "province", "region", "river", "shipyard", "shore", "spaceport", "stadium", "station", "summit",
    "terminal", "town", "university", "valley", "village", "zone", "factory", "school", "suburb",
))  # fmt: skip
# Whoever does so in a place has not gone there: "has led the party in Oslo since May".
_LEADING = frozenset(("lead", "run", "head", "direct", "drive", "manage"))
_ANY = frozenset(("a", "an"))  # before no place: "a UK size"
# Whoever does so to a thing need not go where it goes: "brought hope to Oslo".
_HANDING = frozenset(("bring", "send"))
_DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d")
_DAY = len("2023-09-12")
_FEWEST = 2  # places of an itinerary, but for a named person who has been there


class Leg(NamedTuple):
    """A place that a movement names, and what is done there."""

    place: Span
    move: Move


@once
def move_of(story: ToldStory, word: int) -> Move | None:
    """Return what a word says of a journey; of "leave" nothing where somebody is left: "two dead".

    So is whoever "was left on the road". What is seen somewhere has come there.
    """
    if is_sighting(story, word):
        return "stops in"
    if story.lemmas[word] == "leave" and story.parsed.tags[word] == "VERB":
        things = story.parsed.children(word, "obj")
        helping = {story.lemmas[k] for k in story.parsed.children(word, "aux")}
        is_left = story.parsed.words[word] == "left" and "be" in helping
        if is_left or any(_is_counted(story, k) for k in things):
            return None
    return cast("Move | None", words_by_class("moves").get(moving_phrase(story, word)))


@once
def moving_phrase(story: ToldStory, word: int) -> str:
    """Return the lemma of a word, with the particle of a journey beside it: "take off".

    Who takes off a coat goes nowhere.
    """
    things = story.parsed.children(word, "obj")
    if story.lemmas[word] not in _HANDING and any(k not in story.places for k in things):
        return story.lemmas[word]
    for child in story.parsed.children(word, "compound", "advmod"):
        phrase = f"{story.lemmas[word]} {story.parsed.words[child]}"
        if child == word + 1 and phrase in words_by_class("moves"):
            return phrase
    return story.lemmas[word]


def _is_counted(story: ToldStory, noun: int) -> bool:
    is_number = story.parsed.tags[noun] == "NUM"
    return noun not in story.places and (is_number or bool(story.parsed.children(noun, "nummod")))


def legs_of(story: ToldStory, trigger: int, places: Collection[tuple[int, Span]]) -> list[Leg]:
    """Return the places of a movement in the order of the journey.

    An object is where the verb says ("left Oslo"), another place where its preposition says.
    """
    move = move_of(story, trigger)
    is_asked = story.lemmas[trigger] == "reach" and is_passive(story, trigger)
    if move is None or is_asked or _hands_a_thing(story, trigger):
        return []  # "Roe, reached by phone in Oslo, said" goes nowhere
    heads = {head for head, _ in places}
    subject = subject_of(story, trigger)
    legs = []
    for head, span in places:
        if not heads.isdisjoint(story.parsed.ancestors(head)):
            continue  # "in Khasan, Russia" is one stop
        if any(_holds(story, span, inner) for _, inner in places):
            continue  # so is "at Sadarghat in Chittagong"
        if subject is not None and subject < head < trigger:
            continue  # "Jane Roe, a doctor from Turku, left" is no journey from Turku
        if is_of_dateline(story.parsed, story.parsed.range_of(span)):
            continue
        done = _done_there(story, trigger, head, move)
        if done is not None:
            legs.append(Leg(span, done))
    return sorted(legs, key=lambda leg: _ORDER.get(leg.move, len(_ORDER)))


def _hands_a_thing(story: ToldStory, verb: int) -> bool:
    """Tell whether what is brought or sent is neither somebody nor a vehicle."""
    things = story.parsed.children(verb, "obj")
    is_one = any(
        story.parsed.tags[k] in ("PROPN", "PRON")
        or k in story.actors
        or story.lemmas[k] in words_by_class("travellers") | words_by_class("nouns")
        for k in things
    )
    return bool(things) and not is_one and story.lemmas[verb] in _HANDING


def _holds(story: ToldStory, outer: Span, inner: Span) -> bool:
    """Tell whether the words say that a place holds the one named right before it."""
    between = story.parsed.text[inner.end : outer.start]
    if between.strip() != ",":
        return between.strip(" ,") == "in"
    countries = {one.span for one in story.reading.places if _is_country(one)}
    return outer in countries and inner not in countries


def _done_there(story: ToldStory, trigger: int, place: int, move: Move) -> Move | None:
    """Return what a movement does at a place; None if it says nothing of it."""
    thing = _outermost(story, place, trigger)
    prepositions, hangs_on = story.prepositions(thing), story.parsed.heads[thing]
    if not prepositions:
        is_where = hangs_on == trigger and (thing == place or _is_site(story, thing))
        return move if is_where else None  # "won Oslo support" goes nowhere
    if prepositions[0] == "for" and hangs_on != trigger and _is_thing(story, hangs_on):
        return None  # "brought support for Oslo"
    if hangs_on not in (trigger, -1) and not _BESIDE.isdisjoint(story.prepositions(hangs_on)):
        return None  # "arrived a day after a stop in Oslo"
    by_preposition = _BY_PREPOSITION.get(prepositions[0])
    if by_preposition == "stops in" and story.lemmas[trigger] in _LEADING:
        return None  # "has led the party in Oslo since May"
    determiners = {story.parsed.words[k] for k in story.parsed.children(thing, "det")}
    if not determiners.isdisjoint(_ANY) and (thing == place or not _is_site(story, thing)):
        return None  # "went from a US size to a UK one"
    is_there = by_preposition in ("heads for", "stops in", "arrives")
    return move if is_there and move in _THERE else by_preposition


def _is_site(story: ToldStory, word: int) -> bool:
    """Tell whether a thing that is named by a place is where one can go: "the Oslo airport"."""
    return word in story.places or story.lemmas[word] in _SITES


def _is_thing(story: ToldStory, word: int) -> bool:
    return word >= 0 and story.parsed.tags[word] == "NOUN" and word not in story.places


def _outermost(story: ToldStory, word: int, trigger: int) -> int:
    """Return the head of the thing that a name is part of: "the Vostochny spaceport"."""
    parsed = story.parsed
    parts = ("compound", "amod", "flat")
    while parsed.relations[word] in parts and parsed.heads[word] not in (trigger, -1):
        word = parsed.heads[word]
    return word


def itineraries_of(
    story: ToldStory, events: Sequence[Event], legs: dict[str, list[Leg]]
) -> tuple[Itinerary, ...]:
    """Return the itineraries in a story, one per traveller; `legs` by the ids of their events.

    A train or ship is its passenger's, whose else it is or who travels in it. What is settled comes
    before what is planned or possible, each by day where the story says so, else in its order; a
    place that is left or come to again counts once, as settled if it is so. One place is enough
    for a named person who was there; a vehicle or a group has at least two.
    """
    names = {actor.id: actor.name for actor in story.reading.actors}
    persons = {one.id for one in story.reading.actors if one.named and one.kind == "person"}
    passengers = _passengers(story, events)
    travellers: dict[str, Argument] = {}
    stops: defaultdict[str, list[Stop]] = defaultdict(list)
    for event in events:
        mover = mover_of(event)
        if mover is not None and legs.get(event.id) and can_travel(story, mover):
            actor = None if _is_one_of_many(story, mover) else mover.actor
            key = actor or _kind_of(story, mover)
            key = passengers.get(key, key)
            travellers.setdefault(key, mover)
            stops[key] += [_stop(story, event, leg) for leg in legs[event.id]]
    found = []
    for key, traveller in travellers.items():
        ordered = _without_repeats(story, _in_order(story, _narrowest(story, stops[key])))
        fewest = 1 if key in persons and _are_settled(ordered) else _FEWEST
        if len({_name(story, stop) for stop in ordered}) >= fewest:
            name = names[key] if key in names else story.parsed.string(traveller.span)
            actor = key if key in names else None
            found.append(Itinerary(actor=actor, name=name, stops=tuple(ordered)))
    return tuple(found)


def _are_settled(stops: Sequence[Stop]) -> bool:
    return all(stop.status in _SETTLED for stop in stops)


def can_travel(story: ToldStory, mover: Argument) -> bool:
    """Tell whether this is somebody who travels, or a vehicle: winds and hopes arrive, too."""
    head = story.head_in(mover.span)
    if mover.actor is not None or head is None:
        return mover.actor is not None
    is_name = story.parsed.tags[head] == "PROPN" and head not in story.places
    return is_name or story.lemmas[head] in words_by_class("travellers") | words_by_class("nouns")


def _is_one_of_many(story: ToldStory, mover: Argument) -> bool:
    """Tell whether somebody is named only for what is theirs: "an Air Koryo plane took off"."""
    kinds = {one.id: one.kind for one in story.reading.actors}
    words = story.parsed.range_of(mover.span)
    is_any = bool(words) and story.parsed.words[words.start] in ("a", "an")
    return is_any and kinds.get(mover.actor or "") == "organisation"


def mover_of(event: Event) -> Argument | None:
    """Return who travels: who goes, or else who is taken somewhere."""
    by_role = {a.role: a for a in reversed(event.arguments)}
    return by_role.get("actor") or by_role.get("recipient")


def _passengers(story: ToldStory, events: Sequence[Event]) -> dict[str, str]:
    """Return whose vehicle each kind of vehicle is, by `Actor.id`: two trains are one as a rule."""
    found: dict[str, str] = {}
    for event in events:
        if event.move is None:
            continue
        for argument in event.arguments:
            head = story.head_in(argument.span)
            if head is None or story.lemmas[head] not in words_of("nouns", "vehicle"):
                continue
            owners = [story.actor_of(k) for k in story.parsed.children(head, "nmod") if k < head]
            ids = [owner.id for owner in owners if owner and owner.kind == "person"]
            if argument.role == "instrument" and (mover := mover_of(event)) and mover.actor:
                ids.append(mover.actor)
            if ids:
                found.setdefault(story.lemmas[head], ids[0])
    return found


def _narrowest(story: ToldStory, stops: Sequence[Stop]) -> list[Stop]:
    """Leave out a country of which a place is named: whoever is in Khasan has come to Russia."""
    said = _said_countries(story)
    places = {one.span: one for one in story.reading.places}
    known = [
        (one and replace(one, country=one.country or said.get(_name(story, stop))), is_settled)
        for stop in stops
        for one, is_settled in [(places.get(stop.place), stop.status in _SETTLED)]
    ]
    inner = {(one.country, settled) for one, settled in known if one and not _is_country(one)}
    # Whoever is in Khasan need not be told to plan to come to Russia.
    there = {
        (one.country, False)
        for stop, (one, settled) in zip(stops, known, strict=True)
        if one and settled and stop.move != "leaves"
    }
    inner |= there
    kept = [
        stop
        for stop, (one, settled) in zip(stops, known, strict=True)
        if one is None or not _is_country(one) or (one.country, settled) not in inner
    ]
    return kept if len({_name(story, stop) for stop in kept}) >= _FEWEST else list(stops)


def _said_countries(story: ToldStory) -> dict[str, str]:
    """Return the countries that places lie in by the text, by their names: "Khasan, Russia"."""
    return {
        story.parsed.string(inner.span): outer.country
        for inner, outer in pairwise(story.reading.places)
        if outer.country and _is_country(outer) and _holds(story, outer.span, inner.span)
    }


def _is_country(place: Place) -> bool:
    return (place.feature or "").startswith("A/PCL")


def _in_order(story: ToldStory, stops: Sequence[Stop]) -> list[Stop]:
    """Put what is settled first, by day where that is known; else a stop stays behind the last.

    What is settled and comes before any day was just now. Of two stops in a place the one with a
    day says when.
    """
    days = {one.span: one.value[:_DAY] for one in story.reading.times if _is_day(one.value)}
    dated = {_key(story, stop) for stop in stops if stop.time in days}
    ordered: list[Stop] = []
    for is_settled in (True, False):
        day = (story.published or "") if is_settled else ""
        keys: list[tuple[str, int, Stop]] = []
        for stop in stops:
            is_bare = stop.time not in days and _key(story, stop) in dated
            if (stop.status in _SETTLED) == is_settled and not is_bare:
                day = days.get(stop.time, day) if stop.time else day
                keys.append((day, len(keys), stop))
        ordered += [stop for _, _, stop in sorted(keys, key=lambda key: key[:2])]
    return ordered


def _key(story: ToldStory, stop: Stop) -> tuple[str, bool, bool]:
    return _name(story, stop), stop.move == "leaves", stop.status in _SETTLED


def _is_day(value: str | None) -> TypeGuard[str]:
    return value is not None and _DAY_VALUE.match(value) is not None


def _kind_of(story: ToldStory, traveller: Argument) -> str:
    """Return what a traveller without a name is: two trains of a story are one as a rule."""
    head = story.head_in(traveller.span)
    return story.lemmas[head] if head is not None else story.parsed.string(traveller.span)


def _stop(story: ToldStory, event: Event, leg: Leg) -> Stop:
    return Stop(
        place=leg.place,
        move=leg.move,
        time=story.when(event),
        status=event.status,
        told_by=event.told_by,
        event=event.id,
    )


def _without_repeats(story: ToldStory, stops: Sequence[Stop]) -> list[Stop]:
    kept: list[Stop] = []
    seen: set[tuple[str, bool]] = set()
    for stop in stops:
        key = _name(story, stop), stop.move == "leaves"
        if key not in seen:
            seen.add(key)
            kept.append(stop)
    return kept


def _name(story: ToldStory, stop: Stop) -> str:
    """Return what a place is called: the Belgian capital is Brussels."""
    words = story.parsed.string(stop.place)
    known = (one.name for one in story.reading.places if one.span == stop.place and one.geoname_id)
    return next(known, words)
