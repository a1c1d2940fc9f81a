"""Words that name events -> deeds: what kind each is, who does it and to whom."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.reading.abreast import Abreast, Bools, abreast
from onrecord.reading.labels import DEEDS
from onrecord.reading.scores import Extras, Floats, Ints, Scores, deed_scores, side_scores
from onrecord.reading.spans import WordSpan, decode_spans, softmax

_SIDES = ("actor", "recipient")
_EVEN = 0.5  # likelier than this to be none: none
_NEVER = np.float32(-np.inf)
_LEAST_ODDS = 5.0  # log odds against a word that looks like no event: it may still be one


class WordDeed(NamedTuple):
    """An event by words. A side that nobody plays is None."""

    trigger: WordSpan
    kind: int | None  # index in DEEDS; None = none of them
    kind_score: float  # probability of the kind, or of none
    actor: int | None  # the head word of who does it
    recipient: int | None  # and of whom it is done to
    certainty: float  # −3 (certainly not) to 3 (certainly)


def decode_deeds(
    scores: Scores,
    extras: Extras,
    borders: frozenset[int],
    sentences: Sequence[tuple[int, int]],
) -> list[WordDeed]:
    """Return the events of a text in order; none if the weights do not know any.

    The likeliest deed of a sentence is coded as a whole, as the model has learnt it; the others go
    by their own words.
    """
    if not scores.knows("deed") or "actor_distance" not in extras:
        return []
    triggers = decode_spans(scores.tag("event"), borders)
    firsts = np.array([one.first for one in triggers], np.int64)
    if not len(firsts):
        return []
    row_of = np.full(len(scores.tags), -1, np.int64)  # of the trigger that a word begins
    row_of[firsts] = np.arange(len(firsts))
    actors, recipients = firsts.copy(), firsts.copy()
    coded = []
    for group in abreast([one for one in sentences if row_of[slice(*one)].max() >= 0]):
        links = [side_scores(scores, extras, name, group) for name in _SIDES]
        begins, at = np.nonzero(group.real & (row_of[group.words] >= 0))
        rows = row_of[group.words[begins, at]]
        for chosen, link in zip((actors, recipients), links, strict=True):
            chosen[rows] = group.words[begins, link[:, begins, at].argmax(axis=0)]
        coded.append(_code(scores, extras, group, links))
    kinds = _kinds(scores, extras, firsts, actors, recipients)
    for one in coded:
        is_told = (row_of[one.trigger] >= 0) & (one.actor != one.recipient)
        rows = row_of[one.trigger[is_told]]
        kinds[rows, 1:] = (1 - kinds[rows, :1]) * one.kinds[is_told]
        actors[rows], recipients[rows] = one.actor[is_told], one.recipient[is_told]
    is_any = kinds[:, 0] < _EVEN
    score = np.where(is_any, kinds[:, 1:].max(axis=1), kinds[:, 0])
    certain = np.clip(scores.tag("factbank")[firsts, 0], -3, 3)
    columns = (is_any, kinds[:, 1:].argmax(axis=1), score, actors, recipients, certain)
    return [
        WordDeed(
            trigger=trigger,
            kind=kind if known else None,
            kind_score=share,
            actor=actor if actor != trigger.first else None,
            recipient=recipient if recipient not in (trigger.first, actor) else None,
            certainty=round(value, 3),
        )
        for trigger, known, kind, share, actor, recipient, value in zip(
            triggers, *(column.tolist() for column in columns), strict=True
        )
    ]


def _kinds(scores: Scores, extras: Extras, firsts: Ints, actors: Ints, recipients: Ints) -> Floats:
    """Return the probability of no kind and of each, by trigger and both sides.

    What passes between two sides says nothing where one of them is not there.
    """
    logits = scores.tag("deed")[firsts].copy()
    both = (actors != firsts) & (recipients != firsts) & (actors != recipients)
    given = deed_scores(scores, extras, actors, recipients)
    share = np.log(_possible(softmax(given))) + np.log(len(DEEDS))
    logits[:, 1:] += np.where(both[:, None], share, 0)
    return softmax(logits)


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
