"""Mentions and what they refer to -> chains: words that mean the same one."""

from typing import NamedTuple

import numpy as np

from onrecord.reading.abreast import abreast
from onrecord.reading.likeness import Naming, compared, likeness
from onrecord.reading.scores import (
    Extras,
    Floats,
    Scores,
    antecedent_scores,
    border_scores,
)
from onrecord.reading.spans import softmax

MENTIONED = 0.4  # lowest probability that a word is the head of a mention
FARTHEST_BACK = 250  # mentions before one that it may take up
_AT_ONCE = 128  # mentions scored together: bounds the memory


class WordMention(NamedTuple):
    """Words [first, last) that name something, by its head word."""

    head: int
    first: int
    last: int


class WordChain(NamedTuple):
    """Mentions of the same, in text order, and the lowest probability of a link among them."""

    mentions: tuple[WordMention, ...]
    score: float


def decode_mentions(
    scores: Scores, extras: Extras, sentences: list[tuple[int, int]]
) -> list[WordMention]:
    """Return everything that is named in a text, by head words; none crosses sentences."""
    likely = 1 - softmax(scores.tag("entity"))[:, 0] >= MENTIONED
    found = []
    for words, real in abreast(sentences):
        is_head = likely[words] & real
        most = int(is_head.sum(axis=1).max())
        at = np.argsort(~is_head, axis=1, kind="stable")[:, :most]  # heads first
        heads = np.take_along_axis(words, at, axis=1)
        begins, ends = border_scores(scores, extras, "span", heads, words)
        here = np.arange(words.shape[1])
        begins[here > at[:, :, None]] = -np.inf
        ends[(here < at[:, :, None]) | ~real[:, None, :]] = -np.inf
        first = words[:, :1]
        places = (heads, first + begins.argmax(axis=2), first + ends.argmax(axis=2) + 1)
        some = np.stack(places, axis=2)[np.take_along_axis(is_head, at, axis=1)]
        found += [WordMention(*place) for place in some.tolist()]
    return sorted(found)


def decode_chains(
    scores: Scores, extras: Extras, words: list[str], mentions: list[WordMention]
) -> list[WordChain]:
    """Link each mention to the likeliest one before it, if any, and follow the links.

    words: of the text, in lower case.
    """
    namings = [Naming(tuple(words[m.first : m.last]), words[m.head]) for m in mentions]
    known = compared(namings)
    heads = np.array([m.head for m in mentions], np.int64)
    chain_of = list(range(len(mentions)))
    lowest = [1.0] * len(mentions)
    for begin in range(0, len(mentions), _AT_ONCE):
        end = min(begin + _AT_ONCE, len(mentions))
        start = max(0, begin - FARTHEST_BACK)
        facts = likeness(known, slice(begin, end), slice(start, end))
        links = antecedent_scores(scores, extras, heads[begin:end], heads[start:end], facts)
        best, sure = _best_antecedents(links, begin - start, extras)
        for i in range(begin, end):
            if best[i - begin] >= 0:
                chain = chain_of[start + best[i - begin]]
                chain_of[i] = chain
                lowest[chain] = min(lowest[chain], sure[i - begin])
    members: dict[int, list[WordMention]] = {}
    for mention, chain in zip(mentions, chain_of, strict=True):
        members.setdefault(chain, []).append(mention)
    found = []
    for number, chained in members.items():
        places = {(m.first, m.last): m for m in reversed(chained)}
        if len(places) > 1:
            ordered = tuple(places[place] for place in sorted(places))
            found.append(WordChain(ordered, lowest[number]))
    return found


def _best_antecedents(links: Floats, offset: int, extras: Extras) -> tuple[list[int], list[float]]:
    """Return the likeliest column of each row, -1 for none, and its probability.

    Row i stands at column `offset + i`: what it takes up stands before, but not too far.
    """
    back = offset + np.arange(len(links))[:, None] - np.arange(links.shape[1])[None, :]
    links = np.where((back > 0) & (back <= FARTHEST_BACK), links, -np.inf)
    none = np.broadcast_to(extras["coref_none"], (len(links), 1))
    probabilities = softmax(np.concatenate((none, links), axis=1))
    best = probabilities.argmax(axis=1)
    return (best - 1).tolist(), probabilities.max(axis=1).tolist()
