"""Our own stories with their events: `eval/world`, all but those that are kept apart."""

import re
from typing import NamedTuple

from eval import world
from onrecord.reading.words import Place
from training.sets.texts import Labelled, Part, Text

# What PLV calls the kinds that PLOVER has under other names now; a move is none of them.
_OLD_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "CONCEDE": "YIELD", "RETREAT": "YIELD"}
_AGAIN = re.compile(r"(?i)\b(?:every|each|daily|weekly|monthly|yearly|annual\w*|hourly|nightly)\b")
_AGE = re.compile(r"(?i)\b[\w-]+-(?:year|month|week|day)s?-olds?\b|\baged [\w-]+")


class ToldEvent(NamedTuple):
    """An event of a story."""

    trigger: Place
    kind: str | None  # as PLV has it; None: a move
    actor: str  # words of the story, "" where it names none
    recipient: str


class ToldText(NamedTuple):
    """A story, its events of PLOVER's kinds and its times; of other events nothing is said."""

    text: Text
    events: tuple[ToldEvent, ...]
    times: tuple[Labelled, ...]  # as TimeML has them
    ages: tuple[Place, ...]  # times in TimeML, none here


def told_world(part: Part) -> list[ToldText]:
    """Return the stories to train on, in the order of their numbers; there are none for "dev"."""
    if part != "train":
        return []
    return [_story(one) for one in world.split(world.worlds())[0]]


def _story(one: world.GoldWorld) -> ToldText:
    name = f"ours/{one.story.name}"
    return ToldText(
        text=Text(name=name, text=one.story.text, words=(), sentences=()),
        events=tuple(_event(event) for event in one.events),
        times=tuple(_time(one.story.text, time) for time in one.times),
        ages=tuple(match.span() for match in _AGE.finditer(one.story.text)),
    )


def _time(text: str, time: world.GoldTime) -> Labelled:
    """Return a time with its kind, which follows from its value but for what comes again."""
    start, end = time.span.start, time.span.end
    if _AGAIN.search(text, start, end):
        return Labelled(start, end, "SET")
    if time.value.startswith("P") and not time.value.endswith("_REF"):
        return Labelled(start, end, "DURATION")
    return Labelled(start, end, "TIME" if "T" in time.value else "DATE")


def _event(event: world.GoldEvent) -> ToldEvent:
    kind = None if event.kind == world.MOVE else _OLD_NAMES.get(event.kind, event.kind)
    trigger = event.trigger.start, event.trigger.end
    return ToldEvent(trigger, kind, event.arguments["actor"], event.arguments["recipient"])
