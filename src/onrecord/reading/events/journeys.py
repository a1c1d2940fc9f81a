"""Movements -> itineraries: where somebody was, is and will be, in order."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple, TypeGuard, cast

from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.told import ToldStory
from onrecord.record import Argument, Event, Itinerary, Move, Span, Stop

_BY_PREPOSITION: dict[str, Move] = {
    "from": "leaves", "out": "leaves", "to": "heads for", "for": "heads for",
    "toward": "heads for", "towards": "heads for", "into": "arrives", "through": "passes",
    "via": "passes", "past": "passes", "across": "passes", "in": "stops in", "at": "stops in",
    "near": "stops in",
}  # fmt: skip
_SETTLED = frozenset(("happened", "ongoing"))
_THERE = frozenset(("arrives", "stops in", "returns"))
_DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d")
_DAY = len("2023-09-12")
_FEWEST = 2  # places of an itinerary


class Leg(NamedTuple):
    """A place that a movement names, and what is done there."""

    place: Span
    move: Move


def move_of(lemma: str) -> Move | None:
    """Return what a word says of a journey, if anything."""
    return cast(Move | None, words_by_class("moves").get(lemma))


def legs_of(story: ToldStory, trigger: int, places: Collection[tuple[int, Span]]) -> list[Leg]:
    """Return the places of a movement in the order of the journey.

    An object is where the verb says ("left Oslo"), another place where its preposition says.
    """
    move = move_of(story.lemmas[trigger])
    if move is None:
        return []
    legs = []
    heads = {head for head, _ in places}
    for head, span in places:
        if not heads.isdisjoint(story.parsed.ancestors(head)):
            continue  # "in Khasan, Russia" is one stop
        prepositions = story.prepositions(head)
        if not prepositions:
            if story.parsed.relations[head] in ("obj", "compound", "nmod"):
                legs.append(Leg(span, move))
            continue
        by_preposition = _BY_PREPOSITION.get(prepositions[0])
        if by_preposition in ("heads for", "stops in", "arrives") and move in _THERE:
            legs.append(Leg(span, move))
        elif by_preposition is not None:
            legs.append(Leg(span, by_preposition))
    return sorted(legs, key=lambda leg: leg.move != "leaves")


def itineraries_of(
    story: ToldStory, events: Sequence[Event], legs: dict[str, list[Leg]]
) -> tuple[Itinerary, ...]:
    """Return the itineraries of a story; `legs` by the ids of their events.

    What is settled comes before what is planned or possible, each by day where the story says so,
    else in its order; a place that is left or come to again counts once, as settled if it is so.
    """
    names = {actor.id: actor.name for actor in story.reading.actors}
    travellers: dict[str, Argument] = {}
    stops: defaultdict[str, list[Stop]] = defaultdict(list)
    for event in events:
        traveller = next((a for a in event.arguments if a.role == "actor"), None)
        if traveller is not None and legs.get(event.id):
            key = traveller.actor or f"the {_kind_of(story, traveller)}"
            travellers.setdefault(key, traveller)
            stops[key] += [_stop(event, leg) for leg in legs[event.id]]
    found = []
    for key, traveller in travellers.items():
        ordered = _without_repeats(story, _in_order(story, stops[key]))
        if len({_name(story, stop) for stop in ordered}) >= _FEWEST:
            name = names[key] if key in names else story.parsed.string(traveller.span)
            found.append(Itinerary(actor=traveller.actor, name=name, stops=tuple(ordered)))
    return tuple(found)


def _in_order(story: ToldStory, stops: Sequence[Stop]) -> list[Stop]:
    """Put what is settled first, by day where that is known; else a stop stays behind the last."""
    days = {one.span: one.value[:_DAY] for one in story.reading.times if _is_day(one.value)}
    ordered: list[Stop] = []
    for is_settled in (True, False):
        day = ""
        keys: list[tuple[str, int, Stop]] = []
        for stop in stops:
            if (stop.status in _SETTLED) == is_settled:
                day = days.get(stop.time, day) if stop.time else day
                keys.append((day, len(keys), stop))
        ordered += [stop for _, _, stop in sorted(keys, key=lambda key: key[:2])]
    return ordered


def _is_day(value: str | None) -> TypeGuard[str]:
    return value is not None and _DAY_VALUE.match(value) is not None


def _kind_of(story: ToldStory, traveller: Argument) -> str:
    """Return what a traveller without a name is: two trains of a story are one as a rule."""
    head = story.head_in(traveller.span)
    return story.lemmas[head] if head is not None else story.parsed.string(traveller.span)


def _stop(event: Event, leg: Leg) -> Stop:
    return Stop(
        place=leg.place,
        move=leg.move,
        time=next((a.span for a in event.arguments if a.role == "time"), None),
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
    return story.parsed.string(stop.place)
