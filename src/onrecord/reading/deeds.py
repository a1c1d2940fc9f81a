"""Words that name events -> deeds: their kind, who does it and to whom."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.reading.abreast import Abreast, Bools, abreast
from onrecord.reading.scores import Extras, Floats, Ints, Scores, deed_scores, side_scores
from onrecord.reading.spans import WordSpan, decode_spans, softmax
from onrecord.reading.syntax import decode_tags

LEAST_NAMED = 0.1  # chance from which on a word that is in no list may name a kind
_EVEN = 0.5  # from here on a word is taken for one that names an event
_SIDES = ("actor", "recipient")
_MOST_SIDES = 4  # words kept of those that may be a side
CAN_NAME = frozenset(("VERB", "NOUN", "ADJ", "PROPN"))  # tags of words that can name an event
_NEVER = np.float32(-np.inf)
_LEAST_ODDS = 5.0  # log odds against a word that looks like no event: it may still be one


Share = tuple[int, float]  # a word, and how likely it is the one


class WordDeed(NamedTuple):
    """An event by its words, or words that may be one. A side that nobody takes is None."""

    trigger: WordSpan
    named: float  # probability that the word names one of DEEDS
    kinds: tuple[float, ...]  # probability of each of DEEDS, if it names one
    actor: int | None  # the head word of who does it
    recipient: int | None  # and of whom it is done to
    actors: tuple[Share, ...]  # who may do it, likeliest first
    recipients: tuple[Share, ...]
    certainty: float  # −3 (certainly not) to 3 (certainly)


def decode_deeds(
    scores: Scores,
    extras: Extras,
    borders: frozenset[int],
    sentences: Sequence[tuple[int, int]],
) -> list[WordDeed]:
    """Return the possible events in a text, in order; none if the weights cannot tell.

    These are spans that name an event, and every other word that might: each has a probability, and
    later steps weigh it with everything known about the word. The sides of the likeliest deed in a
    sentence are coded together, as the model has learnt it.
    """
    if not scores.knows("deed") or "actor_distance" not in extras:
        return []
    triggers = _triggers(scores, borders)
    firsts = np.array([one.first for one in triggers], np.int64)
    if not len(firsts):
        return []
    kinds = softmax(scores.tag("deed")[firsts])
    is_likely = (kinds[:, 0] <= 1 - LEAST_NAMED) | np.array([t.score >= _EVEN for t in triggers])
    does, bears = _sides(scores, extras, firsts, is_likely, sentences)
    shares = softmax(scores.tag("deed")[firsts, 1:])
    certain = np.clip(scores.tag("factbank")[firsts, 0], -3, 3)
    columns = (kinds[:, 0], shares, does.chosen, bears.chosen, does.likely, bears.likely, certain)
    return [
        WordDeed(
            trigger=trigger,
            named=float(1 - none),
            kinds=tuple(row.tolist()),
            actor=int(actor) if actor != trigger.first else None,
            recipient=int(recipient) if recipient not in (trigger.first, actor) else None,
            actors=tuple(one for one in may_do if one[0] != trigger.first),
            recipients=tuple(one for one in may_bear if one[0] != trigger.first),
            certainty=round(float(value), 3),
        )
        for trigger, none, row, actor, recipient, may_do, may_bear, value in zip(
            triggers, *columns, strict=True
        )
    ]


def _triggers(scores: Scores, borders: frozenset[int]) -> list[WordSpan]:
    """Return the spans that name an event, and the other words that can, in text order.

    A span ends with a word that can: in half of what the model learns from nobody has said of the
    words behind an event that they are none.
    """
    can_name = [tag in CAN_NAME for tag in decode_tags(scores)]
    spans = [_cut(one, can_name) for one in decode_spans(scores.tag("event"), borders)]
    covered = {i for one in spans for i in range(one.first, one.last)}
    chances = 1 - softmax(scores.tag("event"))[:, 0]
    alone = [
        WordSpan(i, i + 1, 0, float(chances[i]))
        for i, can in enumerate(can_name)
        if can and i not in covered
    ]
    return sorted([*spans, *alone])


def _cut(span: WordSpan, can_name: Sequence[bool]) -> WordSpan:
    last = span.last
    while last > span.first + 1 and not can_name[last - 1]:
        last -= 1
    return span._replace(last=last)


class _Sides(NamedTuple):
    """One side of each trigger: its word, and those that it may be. The trigger itself: nobody."""

    chosen: Ints  # (triggers,)
    likely: list[tuple[Share, ...]]  # likeliest first


def _sides(
    scores: Scores,
    extras: Extras,
    firsts: Ints,
    is_likely: Bools,
    sentences: Sequence[tuple[int, int]],
) -> tuple[_Sides, _Sides]:
    """Return who does and who bears what each trigger says, in its sentence.

    Both sides of the likeliest deed of a sentence are chosen together. Of triggers that are not
    likely nobody is looked for, for the sake of time.
    """
    row_of = np.full(len(scores.tags), -1, np.int64)  # of the likely trigger that a word begins
    row_of[firsts[is_likely]] = np.flatnonzero(is_likely)
    both = tuple(_Sides(firsts.copy(), [()] * len(firsts)) for _ in _SIDES)
    for group in abreast([one for one in sentences if row_of[slice(*one)].max() >= 0]):
        links = [side_scores(scores, extras, name, group) for name in _SIDES]
        begins, at = np.nonzero(group.real & (row_of[group.words] >= 0))
        rows = row_of[group.words[begins, at]]
        coded = _code(scores, extras, group, links)
        is_told = (row_of[coded.trigger] >= 0) & (coded.actor != coded.recipient)
        told = row_of[coded.trigger[is_told]]
        for side, link, word in zip(both, links, (coded.actor, coded.recipient), strict=True):
            words, shares = _likeliest(link[:, begins, at].T, group.words[begins])
            for row, *pairs in zip(rows, words.tolist(), shares.tolist(), strict=True):
                side.likely[row] = tuple(pair for pair in zip(*pairs, strict=True) if pair[1])
            side.chosen[rows] = words[:, 0]
            side.chosen[told] = word[is_told]
    return both[0], both[1]


def _likeliest(logits: Floats, words: Ints) -> tuple[Ints, Floats]:
    """Return the likeliest words of each row and how likely they are: (rows, up to `_MOST_SIDES`).

    A word that fills a sentence up has no chance.
    """
    shares = softmax(logits)
    best = np.argsort(-shares, axis=1, kind="stable")[:, :_MOST_SIDES]
    return np.take_along_axis(words, best, axis=1), np.take_along_axis(shares, best, axis=1)


class SentenceDeed(NamedTuple):
    """The one deed that a sentence is coded for."""

    kinds: Floats  # (DEEDS,) probabilities
    trigger: int  # the likeliest word for it
    actor: int  # head words
    recipient: int


class _Coded(NamedTuple):
    """What sentences are coded for, a row each."""

    kinds: Floats  # (sentences, DEEDS)
    trigger: Ints
    actor: Ints
    recipient: Ints


def code_sentence(
    scores: Scores,
    extras: Extras,
    within: tuple[int, int],
    sides: tuple[int | None, int | None] | None = None,
) -> SentenceDeed:
    """Code words [first, last) as one deed, as PLV does: who to whom, and what kind it is.

    sides: the head words of actor and recipient where they are given; None among them = unknown.
    """
    (group,) = abreast([within])
    known = None
    if sides is not None:
        known = tuple(None if side is None else np.array([side - within[0]]) for side in sides)
    links = [side_scores(scores, extras, name, group) for name in _SIDES]
    coded = _code(scores, extras, group, links, known)
    words = (int(word[0]) for word in coded[1:])
    return SentenceDeed(coded.kinds[0], *words)


def _code(
    scores: Scores,
    extras: Extras,
    group: Abreast,
    links: Sequence[Floats],
    sides: Sequence[Ints | None] | None = None,
) -> _Coded:
    """Code sentences as one deed each.

    links: of actor and recipient, see `side_scores`. sides: by their places in the sentences. Any
    word may be the trigger: each counts as much as it names an event and fits both sides.
    """
    every = np.arange(len(group.words))
    shares = [_possible(softmax(link.T).T) for link in links]
    triggers = _trigger_chances(scores, group)
    deeds = _possible(softmax(scores.tag("deed")[group.words]))
    is_deed = 1 - deeds[:, :, 0]
    if sides is None:
        sides = _likeliest_sides(np.exp(triggers) * _possible(is_deed), shares, group.real)
    for share, side in zip(shares, sides, strict=True):
        if side is not None:
            triggers = triggers + np.log(share[side, every])
    weights = softmax(triggers)
    kinds = np.log(_possible((weights[:, None, :] @ deeds[:, :, 1:])[:, 0]))
    actor, recipient = (group.words[every, 0 if side is None else side] for side in sides)
    if all(side is not None for side in sides):
        kinds = kinds + deed_scores(scores, extras, actor, recipient)
    trigger = group.words[every, (weights * is_deed).argmax(axis=1)]
    return _Coded(softmax(kinds), trigger, actor, recipient)


def _likeliest_sides(triggers: Floats, shares: Sequence[Floats], real: Bools) -> tuple[Ints, Ints]:
    """Return the likeliest two words of each sentence, by all triggers: (sentences,) each."""
    actors, recipients = shares
    both = (actors * triggers).swapaxes(0, 1) @ recipients.transpose(1, 2, 0)
    n = both.shape[1]
    both *= real[:, :, None] & real[:, None, :] & ~np.eye(n, dtype=bool)
    actor, recipient = np.divmod(both.reshape(len(both), -1).argmax(axis=1), n)
    return actor, recipient


def _trigger_chances(scores: Scores, group: Abreast) -> Floats:
    """Return the log chance of each word to name an event; none is ruled out."""
    event = softmax(scores.tag("event")[group.words])
    lowest = 1 / (1 + np.exp(_LEAST_ODDS))
    chances = np.log(np.maximum(1 - event[:, :, 0], lowest))
    return np.asarray(np.where(group.real, chances, _NEVER), np.float32)


def _possible(chances: Floats) -> Floats:
    return np.maximum(chances, np.float32(1e-12))
