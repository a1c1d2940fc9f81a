"""The tasks of who says what: PolNeAR, our own stories, and whom a pronoun means."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.anaphors import likely_head
from onrecord.reading.labels import CERTAINTIES, GRADES, MANNERS, NAME_KINDS, OUTCOMES
from onrecord.reading.windows import Ints
from onrecord.reading.words import Place
from training.reader import losses
from training.reader.examples import (
    UNKNOWN,
    Chains,
    Example,
    Finder,
    Pairs,
    Reach,
    chains_of,
    encoded_text,
    span_tags,
)
from training.reader.losses import Loss, Part
from training.reader.net import ReaderNet, Said
from training.reader.task import Task
from training.sets.coreference import gap
from training.sets.polnear import Attribution, attributed
from training.sets.stories import OurStory, our_stories
from training.sets.texts import Labelled, Text
from training.sets.texts import Part as SetPart

_SENSES = ("grade", "manner", "certainty")


def polnear_task(data: Path, tokenizer: Tokenizer, part: SetPart) -> Task:
    """Who says what: sources, cues, contents, and which belong together."""
    examples = [
        attribution_example(a.text, a.attributions, tokenizer) for a in attributed(data, part)
    ]
    return Task(name="polnear", examples=examples, loss=attribution_loss)


def stories_task(tokenizer: Tokenizer, part: SetPart) -> Task:
    """Our own stories: who says what, through whom, who "she" is, and what was checked.

    Headlines, refusals and turns of talk are rare in PolNeAR, and the rest is not in it at all.
    """
    examples = [_story_example(story, tokenizer) for story in our_stories(part)]

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        return {
            **losses.tag_losses(said, parts, ("check", "names", *_SENSES)),
            **losses.chain_losses(net, said, parts),
            **losses.pair_losses(net, said, parts),
            **attribution_loss(net, said, parts),
        }

    return Task(name="stories", examples=examples, loss=loss, whole_texts=True)


def _story_example(story: OurStory, tokenizer: Tokenizer) -> Example:
    example = attribution_example(story.text, story.attributions, tokenizer)
    find = Finder(example.encoded.words)
    for place in story.silent:
        words = slice(find(*place).start, find(*place).stop)
        for tags in example.tags.values():
            tags[words][tags[words] == 0] = UNKNOWN
    checks = span_tags(len(example.encoded.words), story.checks, OUTCOMES, find)
    names = span_tags(
        len(example.encoded.words), [one for one in story.names if one.label], NAME_KINDS, find
    )
    for one in story.names:
        words = slice(find(one.start, one.end).start, find(one.start, one.end).stop)
        if not one.label:
            names[words][names[words] == 0] = UNKNOWN
    tellers = {
        cue.start: _reach(cue.start, one.teller, find)
        for one in story.told
        if (cue := find(*one.cue))
    }
    assert example.reaches is not None
    return example._replace(
        tags=example.tags | {"check": checks, "names": names} | _senses(story, example, find),
        reaches=example.reaches | {"teller": tuple(tellers.values())},
        chains=_chains(example, story.text.text, story.mentions),
        pairs=_pairs(story, find),
    )


def _senses(story: OurStory, example: Example, find: Finder) -> dict[str, Ints]:
    """Label what begins a statement with its manner and certainty, heads of sources with grades."""
    words = [story.text.text[start:end].lower() for start, end in example.encoded.words]
    tags = {name: np.full(len(words), UNKNOWN, np.int64) for name in _SENSES}
    for place, (manner, certainty) in zip(story.anchors, story.senses, strict=True):
        first = find(*place).start
        tags["manner"][first] = MANNERS.index(manner)
        tags["certainty"][first] = CERTAINTIES.index(certainty)
    for place, grade in story.grades:
        covered = find(*place)
        if covered:
            head = likely_head(words, covered.start, covered.stop)
            tags["grade"][head] = GRADES.index(grade)
    return tags


def _pairs(story: OurStory, find: Finder) -> dict[str, Pairs]:
    anchors = np.array([find(*place).start for place in story.anchors], np.int64)
    checks = np.array([find(*place).start for place, _ in story.covered], np.int64)
    return {
        "check": Pairs(checks, anchors, _belonging(len(anchors), [to for _, to in story.covered])),
        "refers": Pairs(anchors, anchors, _belonging(len(anchors), story.refers)),
    }


def _belonging(n: int, numbers: Sequence[Sequence[int]]) -> np.ndarray:
    same = np.zeros((len(numbers), n), bool)
    for row, belonging in zip(same, numbers, strict=True):
        row[list(belonging)] = True
    return same


def attribution_loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
    """Punish what is wrong in sources, cues and contents."""
    tags = losses.tag_losses(said, parts, ("source", "cue", "content"))
    return tags | losses.reach_losses(net, said, parts)


def attribution_example(
    text: Text, attributions: Sequence[Attribution], tokenizer: Tokenizer
) -> Example:
    """Lay attributions out by word; for each cue, from where to where its source and content go."""
    encoded = encoded_text(text, tokenizer)
    find = Finder(encoded.words)
    n = len(encoded.words)
    tags = {}
    for head in ("source", "cue", "content"):
        spans = {Labelled(*place, head) for a in attributions for place in getattr(a, head)}
        tags[head] = span_tags(n, sorted(spans), (head,), find)
    reaches: dict[str, dict[int, Reach]] = {"source": {}, "content": {}}
    for attribution in attributions:
        if not attribution.cue or not find(*attribution.cue[0]):
            continue
        cue = find(*attribution.cue[0]).start
        for head, found in reaches.items():
            found.setdefault(cue, _reach(cue, getattr(attribution, head), find))
    return Example(
        name=text.name,
        encoded=encoded,
        tags=tags,
        values={},
        reaches={head: tuple(found.values()) for head, found in reaches.items()},
    )


def _reach(cue: int, places: Sequence[Place], find: Finder) -> Reach:
    covered = [words for words in (find(*place) for place in places) if words]
    first = min((words.start for words in covered), default=cue)
    last = max((words.stop - 1 for words in covered), default=cue)
    return Reach(cue, first, last)


def gap_task(data: Path, tokenizer: Tokenizer) -> Task:
    """Whom "she" means, of two: passages of an encyclopedia."""
    examples = []
    for row in gap(data):
        example = Example(row.text.name, encoded_text(row.text, tokenizer), {}, {})
        who = "a" if row.is_a else "b" if row.is_b else "another"
        mentions = sorted([(row.a, "a"), (row.b, "b"), (row.pronoun, who)])
        examples.append(example._replace(chains=_chains(example, row.text.text, mentions)))

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        return losses.chain_losses(net, said, parts)

    return Task(name="gap", examples=examples, loss=loss, whole_texts=True)


def _chains(example: Example, text: str, mentions: Sequence[tuple[Place, str]]) -> Chains:
    """Lay mentions out by the word that would be the head of each; of several there the first."""
    find = Finder(example.encoded.words)
    words = [text[start:end].lower() for start, end in example.encoded.words]
    numbers: dict[str, int] = {}
    found: dict[int, tuple[int, int, int, int]] = {}
    for place, who in mentions:
        covered = find(*place)
        if covered:
            number = numbers.setdefault(who, len(numbers))
            head = likely_head(words, covered.start, covered.stop)
            found.setdefault(head, (covered.start, covered.stop - 1, 0, number))
    return chains_of(found, words)
