"""What the reader is taught: a task for each set, its examples and what counts as a mistake."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.reading.labels import (
    ENTITY_KINDS,
    NAME_KINDS,
    RELATIONS,
    TIME_KINDS,
    UPOS,
)
from training.reader import losses
from training.reader.events import events_task, plover_task, world_task
from training.reader.examples import (
    UNKNOWN,
    Chains,
    Example,
    Finder,
    Tree,
    chains_of,
    encoded_text,
    span_tags,
)
from training.reader.losses import Loss, Part
from training.reader.net import ReaderNet, Said
from training.reader.pairs import claimdiff_task, related_task
from training.reader.said import gap_task, polnear_task, stories_task
from training.reader.task import Task
from training.sets.coreference import ChainedText, chained
from training.sets.factuality import judged
from training.sets.names import named
from training.sets.teams import find_teams
from training.sets.texts import Labelled
from training.sets.texts import Part as SetPart
from training.sets.times import timed
from training.sets.treebanks import ParsedText, parsed

_NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}


def all_tasks(data: Path, tokenizer: Tokenizer, part: SetPart) -> list[Task]:
    """Return every task with the examples of a part."""
    return [
        polnear_task(data, tokenizer, part),
        stories_task(tokenizer, part),
        names_task(data, tokenizer, part),
        gum_task(data, tokenizer, part),
        ewt_task(data, tokenizer, part),
        times_task(data, tokenizer, part),
        factbank_task(data, tokenizer, part),
        events_task(data, tokenizer, part),
        plover_task(data, tokenizer, part),
        world_task(tokenizer, part),
        related_task(tokenizer, part),
        claimdiff_task(data, tokenizer, part),
        *([gap_task(data, tokenizer)] if part == "train" else ()),
    ]


def names_task(data: Path, tokenizer: Tokenizer, part: SetPart) -> Task:
    """Names of people, organisations, places and the rest; and which places are teams."""
    examples = []
    for document in named(data, part):
        encoded = encoded_text(document.text, tokenizer)
        find = Finder(encoded.words)
        spans = [Labelled(n.start, n.end, _NAMES[n.label]) for n in document.names]
        tags = span_tags(len(encoded.words), spans, NAME_KINDS, find)
        team = np.zeros_like(tags)
        for name in find_teams(document):
            team[find(name.start, name.end)] = 1
        examples.append(Example(document.text.name, encoded, {"names": tags, "team": team}, {}))

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        return losses.tag_losses(said, parts, ("names", "team"))

    return Task(name="names", examples=examples, loss=loss)


def gum_task(data: Path, tokenizer: Tokenizer, part: SetPart) -> Task:
    """Syntax, entities of ten kinds, and which of them are the same."""
    chains = {c.text.name.rpartition("/")[2]: c for c in chained(data, part)}
    examples = []
    for document in parsed(data, "gum", part):
        example = parsed_example(document, tokenizer)
        entities = entities_of(document, example, chains.get(document.text.name.rpartition("/")[2]))
        entity = np.zeros(len(example.encoded.words), np.int64)
        entity[entities.heads] = entities.kinds
        examples.append(example._replace(tags=example.tags | {"entity": entity}, chains=entities))

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        tags = losses.tag_losses(said, parts, ("upos", "sentence", "entity"))
        trees = losses.tree_losses(net, said, parts)
        spans = losses.span_losses(net, said, parts)
        return tags | trees | spans | losses.chain_losses(net, said, parts)

    return Task(name="gum", examples=examples, loss=loss, whole_texts=True)


def ewt_task(data: Path, tokenizer: Tokenizer, part: SetPart) -> Task:
    """Syntax of the web, and which of its predicates happened."""
    values = {j.text.name: j for j in judged(data, "uds", part)}
    examples = []
    for document in parsed(data, "ewt", part):
        example = parsed_example(document, tokenizer)
        uds = np.full(len(example.encoded.words), np.nan, np.float32)
        known = values.get(document.text.name)
        for judgement in known.judgements if known else ():
            uds[judgement.word] = judgement.value
        examples.append(example._replace(values={"uds": uds}))

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        tags = losses.tag_losses(said, parts, ("upos", "sentence"))
        values = losses.value_losses(said, parts, ("uds",))
        return tags | values | losses.tree_losses(net, said, parts)

    return Task(name="ewt", examples=examples, loss=loss)


def parsed_example(document: ParsedText, tokenizer: Tokenizer) -> Example:
    """Lay a parsed document out by word."""
    encoded = encoded_text(document.text, tokenizer)
    n = len(encoded.words)
    sentence = np.zeros(n, np.int64)
    number = np.zeros(n, np.int64)
    for i, (first, last) in enumerate(document.text.sentences):
        sentence[first] = 1
        number[first:last] = i
    upos = np.array([UPOS.index(tag) if tag in UPOS else UNKNOWN for tag in document.upos])
    relations = np.array([RELATIONS.index(name) for name in document.relations])
    tree = Tree(np.array(document.heads), relations, number)
    return Example(document.text.name, encoded, {"upos": upos, "sentence": sentence}, {}, tree=tree)


def entities_of(document: ParsedText, example: Example, chained_text: ChainedText | None) -> Chains:
    """Give each mention its head word; of several with one head the one in a chain is kept.

    Mentions of one head word are the same entity to a model that goes by head words.
    """
    find = Finder(example.encoded.words)
    heads = np.array(document.heads)
    found: dict[int, tuple[int, int, int, int]] = {}  # head -> first, last, kind, chain
    for entity in document.entities:
        covered = find(entity.start, entity.end)
        if covered and entity.label in ENTITY_KINDS:
            head = _head_of(heads, covered)
            known = found.get(head)
            if known is None or known[1] - known[0] < len(covered) - 1:
                kind = ENTITY_KINDS.index(entity.label)
                found[head] = (covered.start, covered.stop - 1, kind, -1)
    for number, chain in enumerate(chained_text.chains if chained_text else ()):
        for place in chain:
            covered = find(*place)
            if not covered:
                continue
            head = _head_of(heads, covered)
            kind = found[head][2] if head in found else ENTITY_KINDS.index("abstract")
            if head not in found or found[head][3] < 0:
                found[head] = (covered.start, covered.stop - 1, kind, number)
    text = document.text
    return chains_of(found, [text.text[start:end].lower() for start, end in text.words])


def _head_of(heads: np.ndarray, covered: range) -> int:
    """Return the word of a span whose governor stands outside it: the first if there are more."""
    for i in covered:
        if not covered.start <= heads[i] < covered.stop:
            return i
    return covered.start


def times_task(data: Path, tokenizer: Tokenizer, part: SetPart | None) -> Task:
    """Time expressions."""
    examples = []
    for document in timed(data, part):
        encoded = encoded_text(document.text, tokenizer)
        spans = [Labelled(t.start, t.end, t.type) for t in document.times if t.type in TIME_KINDS]
        tags = span_tags(len(encoded.words), spans, TIME_KINDS, Finder(encoded.words))
        examples.append(Example(document.text.name, encoded, {"times": tags}, {}))

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        return losses.tag_losses(said, parts, ("times",))

    return Task(name="times", examples=examples, loss=loss)


def factbank_task(data: Path, tokenizer: Tokenizer, part: SetPart) -> Task:
    """How certain a text makes it that something happened."""
    examples = []
    for sentence in judged(data, "factbank", part):
        encoded = encoded_text(sentence.text, tokenizer)
        values = np.full(len(encoded.words), np.nan, np.float32)
        for judgement in sentence.judgements:
            values[judgement.word] = judgement.value
        examples.append(Example(sentence.text.name, encoded, {}, {"factbank": values}))

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        return losses.value_losses(said, parts, ("factbank",))

    return Task(name="factbank", examples=examples, loss=loss)


def total(loss: Loss, weights: dict[str, float]) -> torch.Tensor:
    """Add up the losses of a batch."""
    return torch.stack([weights.get(name, 1.0) * value for name, value in loss.items()]).sum()
