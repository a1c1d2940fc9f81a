"""The tasks of what happened: words that name events, and who does what to whom."""

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.anaphors import likely_head
from onrecord.reading.labels import DEEDS, TIME_KINDS
from onrecord.reading.windows import Encoded, Ints
from onrecord.reading.words import Place, words_of
from training.reader import losses
from training.reader.deeds import deed_losses
from training.reader.examples import (
    UNKNOWN,
    Deed,
    Example,
    Finder,
    encoded_text,
    span_tags,
)
from training.reader.losses import Loss, Part
from training.reader.net import ReaderNet, Said
from training.reader.task import Task
from training.sets.meantime import EventText, told
from training.sets.plover import CodedText, coded
from training.sets.texts import Labelled
from training.sets.texts import Part as SetPart
from training.sets.times import timed
from training.sets.world import ToldText, told_world

# Events that are no deeds to anybody: classes of TimeML, and forms of the others.
_NO_DEEDS = frozenset(("PERCEPTION", "STATE", "ASPECTUAL"))
_PLAIN = frozenset((
    "said", "says", "say", "saying", "told", "tell", "reported", "reports", "added", "adds",
    "adding", "according", "noted", "quoted", "wrote", "described", "expected", "expects",
    "think", "thinks", "thought", "believe", "believes", "know", "rose", "rise", "fell", "fall",
    "earned", "increase", "increased", "trading", "closed", "gained", "go", "come", "went",
    "came", "found", "made", "make", "keep", "get", "got", "seemed", "appears", "died", "won",
    "lost", "grew", "buy", "bought", "sold", "sell", "flew", "arrived", "left",
))  # fmt: skip
_PIECES = 1_000  # of a batch of PLV: with 4,000 as elsewhere it had learnt little after six epochs
_SIDES = {"Arg0": "actor", "Arg1": "recipient"}  # what PropBank calls them


def events_task(data: Path, tokenizer: Tokenizer, part: SetPart) -> Task:
    """Words that name events, in TimeBank, AQUAINT and MEANTIME; who takes part, in the last."""
    examples = [meantime_example(document, tokenizer) for document in told(data, part)]
    for document in timed(data, part):
        encoded = encoded_text(document.text, tokenizer)
        spans = [event._replace(label="event") for event in document.events]
        tags = span_tags(len(encoded.words), spans, ("event",), Finder(encoded.words))
        deed = _no_deed(tags)
        find = Finder(encoded.words)
        for event in document.events:
            if event.label in _NO_DEEDS or _form(document.text.text, event) in _PLAIN:
                deed[find(event.start, event.end)] = 0
        tags = {"event": tags, "deed": deed}
        examples.append(Example(document.text.name, encoded, tags, {}))

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        tags = losses.tag_losses(said, parts, ("event", "deed"))
        return {**tags, **deed_losses(net, said, parts)}

    return Task(name="events", examples=examples, loss=loss)


def _form(text: str, event: Labelled) -> str:
    return text[event.start : event.end].lower()


def _no_deed(events: Ints) -> Ints:
    """Label words that name no event: they name no deed. Of the others nothing is said."""
    return np.where(events > 0, UNKNOWN, 0)


def meantime_example(document: EventText, tokenizer: Tokenizer) -> Example:
    """Lay the events of a document out by word, with who takes part in each."""
    encoded = encoded_text(document.text, tokenizer)
    words = document.text.words
    spans = [Labelled(words[a][0], words[b][1], "event") for a, b in document.events]
    tags = span_tags(len(words), spans, ("event",), Finder(words))
    strings = _strings(document.text.text, encoded)
    deeds = []
    for number, (first, last) in enumerate(document.events):
        sentence = next(s for s in document.text.sentences if s[0] <= first < s[1])
        sides = {"actor": first, "recipient": first}
        for role in document.roles:
            side = _SIDES.get(role.role)
            if role.event == number and side:
                head = likely_head(strings, role.first, role.last + 1)
                is_near = sentence[0] <= head < sentence[1]
                sides[side] = head if is_near else UNKNOWN
        if last < sentence[1]:
            deeds.append(Deed(*sentence, first, UNKNOWN, sides["actor"], sides["recipient"]))
    tags = {"event": tags, "deed": _no_deed(tags)}
    return Example(document.text.name, encoded, tags, {}, deeds=tuple(deeds))


def plover_task(data: Path, tokenizer: Tokenizer, part: SetPart | None) -> Task:
    """Who does what to whom: sentences with one deed each."""
    examples = [plover_example(sentence, tokenizer) for sentence in coded(data, part)]

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        return deed_losses(net, said, parts)

    return Task(name="plover", examples=examples, loss=loss, most_pieces=_PIECES)


def plover_example(sentence: CodedText, tokenizer: Tokenizer) -> Example:
    """Lay a sentence out by word, with its deed."""
    encoded = encoded_text(sentence.text, tokenizer)
    strings = _strings(sentence.text.text, encoded)
    find = Finder(encoded.words)

    def head(place: Place | None) -> int:
        covered = find(*place) if place else range(0)
        return likely_head(strings, covered.start, covered.stop) if covered else UNKNOWN

    kind = DEEDS.index(sentence.kind)
    sides = head(sentence.actor), head(sentence.recipient)
    deed = Deed(0, len(strings), UNKNOWN, kind, *sides)
    return Example(sentence.text.name, encoded, {}, {}, deeds=(deed,))


def world_task(tokenizer: Tokenizer, part: SetPart) -> Task:
    """Our own stories: what happens in them and when, who does it, and to whom."""
    examples = [world_example(story, tokenizer) for story in told_world(part)]

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        tags = losses.tag_losses(said, parts, ("event", "deed", "times"))
        return {**tags, **deed_losses(net, said, parts)}

    return Task(name="world", examples=examples, loss=loss)


def world_example(story: ToldText, tokenizer: Tokenizer) -> Example:
    """Lay the events of a story out by word; words that are none of them may name others."""
    encoded = encoded_text(story.text, tokenizer)
    find, n = Finder(encoded.words), len(encoded.words)
    strings = _strings(story.text.text, encoded)
    borders = sorted({0, n, *encoded.starts, *encoded.stops})
    event, kinds = np.full(n, UNKNOWN, np.int64), np.zeros(n, np.int64)
    deeds = []
    for one in story.events:
        covered = find(*one.trigger)
        if not covered:
            continue
        event[covered.start : covered.stop] = 2
        event[covered.start] = 1
        kinds[covered.start : covered.stop] = UNKNOWN
        kinds[covered.start] = 1 + DEEDS.index(one.kind) if one.kind else 0
        k = bisect_right(borders, covered.start)
        within = borders[k - 1], borders[k]
        sides = (_head_near(strings, covered.start, within, w) for w in (one.actor, one.recipient))
        if covered.stop <= within[1]:
            deeds.append(Deed(*within, covered.start, UNKNOWN, *sides))
    times = span_tags(n, story.times, TIME_KINDS, find)
    for place in story.ages:
        words = find(*place)
        times[words.start : words.stop] = UNKNOWN
    tags = {"event": event, "deed": kinds, "times": times}
    return Example(story.text.name, encoded, tags, {}, deeds=tuple(deeds))


def _head_near(strings: Sequence[str], at: int, within: tuple[int, int], words: str) -> int:
    """Return the head of words nearest to a trigger in its sentence; without words the trigger.

    `UNKNOWN` where they stand in another sentence.
    """
    if not words:
        return at
    wanted = [words[start:end].lower() for start, end in words_of(words)]
    found = [
        likely_head(strings, i, i + len(wanted))
        for i in range(within[0], within[1] - len(wanted) + 1)
        if strings[i : i + len(wanted)] == wanted
    ]
    return min(found, key=lambda i: abs(i - at), default=UNKNOWN)


def _strings(text: str, encoded: Encoded) -> list[str]:
    return [text[start:end].lower() for start, end in encoded.words]
