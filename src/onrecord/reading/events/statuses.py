"""Did it happen, all told: what the rules of `status` say is weighed with the words around.

The rules are right where they speak of denials, threats and pleas; whether a thing that is told as
it is goes on or is over, the kind of event and the form of its verb say better. The weights are
fitted by `training/events.py` and lie in `lexicon/statuses.json`.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import get_args

import orjson

from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.sides import is_passive
from onrecord.reading.events.status import by_certainty, is_going_on, is_past
from onrecord.reading.events.told import ToldStory
from onrecord.reading.events.triggers import Trigger, is_noun
from onrecord.record import Because, Status

STATUSES: tuple[Status, ...] = get_args(Status)
_FIRST_LINES = 4  # of a headline and a summary, which tell of the past in the present


def weighed_status(
    story: ToldStory, trigger: Trigger, kind: str, by_rules: tuple[Status, Because]
) -> tuple[Status, Because]:
    """Return the status of an event, and why: as the rules have it, unless more speaks for another.

    kind: of the event; "MOVE" for a move, "none" without one.
    """
    status, because = by_rules
    sums = status_sums(status_evidence(story, trigger, kind, by_rules))
    best = max(STATUSES, key=lambda one: sums[one])
    if best == status:
        return by_rules
    return best, replace(because, how=f"{because.how}, weighed with its words")


def status_evidence(
    story: ToldStory, trigger: Trigger, kind: str, by_rules: tuple[Status, Because]
) -> dict[str, float]:
    """Return what is known of an event that bears on whether it happened."""
    parsed, word = story.parsed, trigger.word
    head = parsed.heads[word]
    holder = story.holders.get(word)
    named = is_noun(story, word)
    status, because = by_rules
    by_model = because.how.startswith("model")
    marks = {parsed.words[k] for k in parsed.children(word, "mark")}
    helping = {parsed.words[k] for k in parsed.children(word, "aux")}
    governor = words_by_class("governors").get(story.lemmas[head]) if head >= 0 else None
    found = {
        "always": 1.0,
        f"rule {status}": float(not by_model),
        f"model {status}": float(by_model),
        f"model alone {by_certainty(trigger.certainty)}": 1.0,
        "certainty": trigger.certainty,
        f"kind {kind}": 1.0,
        "noun": float(named),
        f"noun {kind}": float(named),
        f"as {parsed.relations[word]}": 1.0,
        "past": float(is_past(story, word)),
        "goes on": float(is_going_on(story, word)),
        "passive": float(not named and is_passive(story, word)),
        "gerund": float(parsed.words[word].endswith("ing")),
        "to": float("to" in marks),
        "has": float(not helping.isdisjoint(("has", "have"))),
        "had": float("had" in helping),
        "is": float(not helping.isdisjoint(("is", "are", "'s", "’s"))),
        "bare": float(not helping and not named),
        "first lines": float(parsed.lines[word] < _FIRST_LINES),
        "told": float(holder is not None),
        "dated": float(any(k in story.times for k in parsed.subtree(word))),
        f"governor {governor}": float(governor is not None),
        f"manner {holder.manner if holder else None}": float(holder is not None),
        f"over past {bool(head >= 0 and is_past(story, head))}": float(head >= 0),
    }
    return {name: value for name, value in found.items() if value}


def status_sums(evidence: Mapping[str, float]) -> dict[Status, float]:
    """Return how much speaks for each status."""
    known = weights()
    return {
        status: sum(known[status].get(name, 0.0) * value for name, value in evidence.items())
        for status in STATUSES
    }


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return what each piece of evidence weighs, by status."""
    table: dict[str, dict[str, float]] = orjson.loads(
        files(__package__).joinpath("lexicon/statuses.json").read_bytes()
    )
    return table
