"""Times, places and events on our own stories: `python -m eval.world` measures them.

The annotation lies in `eval/world`, a file for each story of `eval/gold` that has one; its format
and the figures: eval/README.md.
"""

import argparse
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from eval import gold
from eval.figures import Figure, as_lines, figure
from eval.fitting import Fitter, GoldError
from eval.reader_scores import Row, f1
from eval.scores import Floats, ratio
from eval.statement_scores import Match, match, plain_name
from onrecord.reading.places.sphere import distance_km
from onrecord.reading.reader import Reader
from onrecord.record import Event, Place, Reading, Span

FOLDER = Path(__file__).with_name("world")
NEW = 552  # hardly a rule was made on the stories from here on
# Stories whose annotation nobody who makes a rule has read.
APART = gold.APART.union(range(173, 193))
NEAR_KM = 161  # a hundred miles, as geoparsers are measured
COUNTRY_KM = 500  # two atlases differ by as much on where the middle of Canada is
# What PLV writes for kinds that PLOVER calls otherwise now; investigations are ACCUSE there.
_KINDS = {"REQUEST": "DEMAND", "ACCUSE": "DISAPPROVE", "INVESTIGATE": "DISAPPROVE"}
MOVE = "MOVE"
_ROLES = ("actor", "recipient", "place")
PRONOUNS = frozenset((
    "i", "we", "you", "he", "she", "it", "they", "us", "him", "her", "them", "who", "whom",
    "anyone", "somebody", "someone", "nobody",
))  # fmt: skip

_YEARS = {"DE": 10, "CE": 100}
_LONG = re.compile(r"P(\d+)(DE|CE)")
_UNKNOWN_HOURS = re.compile(r"PT?(?=X[HS]$)")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T24:00")
_DECADE = re.compile(r"\d{3}X")

Share = tuple[float, float]


class GoldTime(NamedTuple):
    """A time expression and its value."""

    span: Span
    value: str


class GoldPlace(NamedTuple):
    """A naming of a place, where that is, and how it is used."""

    span: Span
    lat: float
    lon: float
    use: str


class GoldEvent(NamedTuple):
    """An event; `arguments` are words of the story, "" where it names none."""

    trigger: Span
    kind: str
    status: str
    told_by: int  # number of a statement, from 1; 0: the story itself
    arguments: dict[str, str]
    time: str


class GoldStop(NamedTuple):
    """A place of a journey: whose, and where."""

    actor: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldWorld:
    """When, where and what happened in one story."""

    story: gold.GoldStory
    times: tuple[GoldTime, ...]
    places: tuple[GoldPlace, ...]
    events: tuple[GoldEvent, ...]
    stops: tuple[GoldStop, ...]


class Seen(NamedTuple):
    """A story with its annotation and what was read in it."""

    world: GoldWorld
    reading: Reading
    statements: Match
    pairs: dict[int, Event]  # by index of a gold event


def worlds(folder: Path = FOLDER) -> list[GoldWorld]:
    """Return the annotated stories in order. Raises GoldError with everything that does not fit."""
    stories = {story.name: story for story in gold.load_all()[0]}
    found, mistakes = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            entry = tomllib.loads(path.read_text(encoding="utf-8"))
            found.append(_world(stories[path.stem], entry))
        except tomllib.TOMLDecodeError as error:
            mistakes.append(f"{path.stem}: not TOML: {error}")
        except KeyError as error:
            mistakes.append(f"{path.stem}: no story or field {error}")
        except GoldError as error:
            mistakes += error.mistakes
    if mistakes:
        raise GoldError(mistakes)
    return found


def _world(story: gold.GoldStory, entry: dict[str, Any]) -> GoldWorld:
    fitter = Fitter(story.name, story.text)
    world = GoldWorld(
        story=story,
        times=tuple(
            GoldTime(fitter.span(one["span"], "time"), one["value"])
            for one in entry.get("time", ())
        ),
        places=tuple(
            GoldPlace(fitter.span(one["span"], "place"), one["lat"], one["lon"], one["use"])
            for one in entry.get("place", ())
        ),
        events=tuple(
            GoldEvent(
                trigger=fitter.span(one["trigger"], "event"),
                kind=_KINDS.get(one["kind"], one["kind"]),
                status=one["status"],
                told_by=one["told_by"],
                arguments={role: one[role] for role in _ROLES},
                time=one["time"],
            )
            for one in entry.get("event", ())
        ),
        stops=tuple(
            GoldStop(one["actor"], stop["place"])
            for one in entry.get("itinerary", ())
            for stop in one["stops"]
        ),
    )
    if fitter.mistakes:
        raise GoldError(fitter.mistakes)
    return world


def see(reads: Reader, found: Sequence[GoldWorld]) -> list[Seen]:
    """Read stories, and pair the events read with those of the gold."""
    readings = reads.read([world.story.article for world in found])
    return [
        Seen(world, reading, match(world.story, reading), paired(world.events, reading.events))
        for world, reading in zip(found, readings, strict=True)
    ]


def paired(events: Sequence[GoldEvent], read: Sequence[Event]) -> dict[int, Event]:
    """Pair events of the gold, by number, with those read whose triggers share a character."""
    pairs: dict[int, Event] = {}
    used: set[str] = set()
    for number, one in enumerate(events):
        same = (e for e in read if e.id not in used and _overlap(one.trigger, e.trigger))
        event = next(same, None)
        if event is not None:
            pairs[number] = event
            used.add(event.id)
    return pairs


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


# --- what is counted


def count_times(seen: Seen) -> Row:
    """Count times with the same value that share a character."""
    left = list(seen.reading.times)
    right = 0
    for one in seen.world.times:
        same = next((t for t in left if _overlap(one.span, t.span)), None)
        if same is not None:
            left.remove(same)
            right += same_value(same.value, one.value)
    return float(right), float(len(seen.reading.times)), float(len(seen.world.times))


def same_value(read: str | None, gold: str) -> bool:
    """Tell whether two values mean the same, whichever way they are written.

    Decades are "197" and "197X" and "P4DE" and "P40Y"; an unknown number of hours "PXH" and "PTXH";
    the end of a day and the begin of the next one are one point.
    """
    return read is not None and _one_way(read) == _one_way(gold)


def _one_way(value: str) -> str:
    value = _LONG.sub(lambda m: f"P{int(m[1]) * _YEARS[m[2]]}Y", value)
    value = _UNKNOWN_HOURS.sub("PT", value)
    midnight = _MIDNIGHT.fullmatch(value)
    if midnight:
        return f"{date.fromisoformat(midnight[1]) + timedelta(days=1)}T00:00"
    return value.removesuffix("X") if _DECADE.fullmatch(value) else value


def count_places(seen: Seen) -> Row:
    """Count places that share a character and are near."""
    placed = [place for place in seen.reading.places if place.lat is not None]
    right = sum(any(_is_near(one, place) for place in placed) for one in seen.world.places)
    return float(right), float(len(placed)), float(len(seen.world.places))


def _is_near(one: GoldPlace, place: Place) -> bool:
    if place.lat is None or place.lon is None or not _overlap(one.span, place.span):
        return False
    near_km = COUNTRY_KM if (place.feature or "").startswith(("A/PCL", "L/CONT")) else NEAR_KM
    return distance_km((one.lat, one.lon), (place.lat, place.lon)) <= near_km


def count_uses(seen: Seen) -> Share:
    """Count the places found whose use is right."""
    found = [
        (one, place)
        for one in seen.world.places
        for place in seen.reading.places
        if _overlap(one.span, place.span)
    ]
    return float(sum(one.use == place.use for one, place in found)), float(len(found))


def count_events(seen: Seen) -> Row:
    """Count events by their trigger; those read count that have a kind or are a move."""
    read = [event for event in seen.reading.events if _is_sorted(event)]
    right = sum(event in read for event in seen.pairs.values())
    return float(right), float(len(read)), float(len(seen.world.events))


def _is_sorted(event: Event) -> bool:
    return event.kind is not None or event.move is not None


def count_kinds(seen: Seen) -> Share:
    """Count the events found whose kind is right: what has none is not found by `count_events`."""
    pairs = [(seen.world.events[i], e) for i, e in seen.pairs.items() if _is_sorted(e)]
    return float(sum(one.kind == _kind(event) for one, event in pairs)), float(len(pairs))


def _kind(event: Event) -> str | None:
    if event.kind is None:
        return MOVE if event.move is not None else None
    return _KINDS.get(event.kind, event.kind)


def count_status(seen: Seen) -> Share:
    """Count the events found whose status is right."""
    pairs = [(seen.world.events[i], event) for i, event in seen.pairs.items()]
    return float(sum(one.status == event.status for one, event in pairs)), float(len(pairs))


def count_tellers(seen: Seen) -> Share:
    """Count the events found that are told by the right statement, or by the story itself."""
    golds = seen.statements.golds_by_id()
    right = 0
    for i, event in seen.pairs.items():
        by = 0 if event.told_by is None else golds.get(event.told_by, -2) + 1
        right += by == seen.world.events[i].told_by
    return float(right), float(len(seen.pairs))


def count_arguments(seen: Seen, role: str) -> Row:
    """Count arguments of the events found: right if they share a word that is not small.

    Where the gold has a pronoun nothing counts: a reading gives the name it stands for.
    """
    right = read = wanted = 0
    for i, event in seen.pairs.items():
        words = seen.world.events[i].arguments[role]
        if words.lower() in PRONOUNS:
            continue
        said = [_words(seen, a.span) for a in event.arguments if a.role == role]
        wanted += bool(words)
        read += bool(said)
        right += bool(words) and any(words_of(words) & one for one in said)
    return float(right), float(read), float(wanted)


def _words(seen: Seen, span: Span) -> set[str]:
    return words_of(seen.world.story.text[span.start : span.end])


def words_of(words: str) -> set[str]:
    """Return the words that names are compared by: those of three letters and more, if any."""
    every = set(plain_name(words).replace("-", " ").split())
    return {word for word in every if len(word) > 2} or every


def count_stops(seen: Seen) -> Row:
    """Count places of journeys, whoever travels under whatever name."""
    read = [
        _words(seen, stop.place) for journey in seen.reading.itineraries for stop in journey.stops
    ]
    left, right = list(read), 0
    for stop in seen.world.stops:
        same = next((words for words in left if words & words_of(stop.place)), None)
        if same is not None:
            left.remove(same)
            right += 1
    return float(right), float(len(read)), float(len(seen.world.stops))


# name, in words, row of a story, statistic
_FIGURES: tuple[tuple[str, str, Callable[[Seen], Sequence[float]], Callable[[Floats], float]], ...]
_FIGURES = (
    ("times", "time expressions, F1 of span and value", count_times, f1),
    ("places", "places within 161 km, F1", count_places, f1),
    ("use", "  literal or metonym, of those found", count_uses, ratio),
    ("events", "events, F1 of triggers", count_events, f1),
    ("kind", "  kind right, of those found", count_kinds, ratio),
    ("status", "  status right", count_status, ratio),
    ("told_by", "  told by the right statement", count_tellers, ratio),
    *(
        (role, f"  {role}, F1", partial(count_arguments, role=role), f1) for role in _ROLES
    ),
    ("stops", "places of journeys, F1", count_stops, f1),
)  # fmt: skip


def world_figures(found: Sequence[Seen], *, prefix: str = "world") -> list[Figure]:
    """Measure times, places and events against the gold."""
    return [
        figure(f"{prefix}.{name}", says, [count(one) for one in found], statistic, unit="stories")
        for name, says, count, statistic in _FIGURES
    ]


def split(found: Iterable[GoldWorld]) -> tuple[list[GoldWorld], list[GoldWorld]]:
    """Part the stories to learn from and make rules on from those kept apart."""
    every = list(found)
    return (
        [world for world in every if world.story.number not in APART],
        [world for world in every if world.story.number in APART],
    )


def measured(found: Iterable[GoldWorld]) -> dict[str, list[GoldWorld]]:
    """Part the stories by what their figures say; keys: prefixes of the figures' names."""
    known, apart = split(found)
    return {
        "world": [one for one in known if one.story.number < NEW],
        "world-apart": apart,
        "world-new": [one for one in known if one.story.number >= NEW],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.world", description=__doc__)
    parser.add_argument("--weights", type=Path, metavar="FOLDER", help="weights of the reader")
    given = parser.parse_args(arguments)
    reads = Reader(given.weights)
    for title, part in measured(worlds()).items():
        print(title, *as_lines(world_figures(see(reads, part)), floors={}), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
