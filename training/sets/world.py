"""Our own stories with their events: `eval/world`, all but those that are kept apart."""

from typing import NamedTuple

from eval import world
from onrecord.reading.words import Place
from training.sets.texts import Part, Text

# What PLV calls the kinds that PLOVER has under other names now; a move is none of them.
_OLD_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "CONCEDE": "YIELD", "RETREAT": "YIELD"}


class ToldEvent(NamedTuple):
    """An event of a story."""

    trigger: Place
    kind: str | None  # as PLV has it; None: a move
    actor: str  # words of the story, "" where it names none
    recipient: str


class ToldText(NamedTuple):
    """A story and its events of PLOVER's kinds; of other events nothing is said."""

    text: Text
    events: tuple[ToldEvent, ...]


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
    )


def _event(event: world.GoldEvent) -> ToldEvent:
    kind = None if event.kind == world.MOVE else _OLD_NAMES.get(event.kind, event.kind)
    trigger = event.trigger.start, event.trigger.end
    return ToldEvent(trigger, kind, event.arguments["actor"], event.arguments["recipient"])
