"""Words that name events -> deeds: what kind each is, who does it and to whom."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.reading.labels import DEEDS
from onrecord.reading.scores import Extras, Floats, Ints, Scores, deed_scores, pair_scores
from onrecord.reading.spans import WordSpan, decode_spans, softmax

_EVEN = 0.5  # likelier than this to be none: none
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
    actors, recipients = _sides(scores, extras, firsts, sentences)
    kinds = _kinds(scores, extras, firsts, actors, recipients)
    for within in sentences:
        rows = np.flatnonzero((firsts >= within[0]) & (firsts < within[1]))
        if not len(rows) or within[1] - within[0] == 1:
            continue
        coded = code_sentence(scores, extras, within)
        row = rows[firsts[rows] == coded.trigger]
        kinds[row, 1:] = (1 - kinds[row, :1]) * coded.kinds
        actors[row], recipients[row] = coded.actor, coded.recipient
    certain = np.clip(scores.tag("factbank")[firsts, 0], -3, 3)
    return [
        WordDeed(
            trigger=trigger,
            kind=int(row[1:].argmax()) if row[0] < _EVEN else None,
            kind_score=float(row[1:].max() if row[0] < _EVEN else row[0]),
            actor=int(actor) if actor != trigger.first else None,
            recipient=int(recipient) if recipient not in (trigger.first, actor) else None,
            certainty=round(float(value), 3),
        )
        for trigger, row, actor, recipient, value in zip(
            triggers, kinds, actors, recipients, certain, strict=True
        )
    ]


def _sides(
    scores: Scores, extras: Extras, firsts: Ints, sentences: Sequence[tuple[int, int]]
) -> tuple[Ints, Ints]:
    """Return the likeliest actor and recipient of each trigger, in its sentence."""
    actors, recipients = firsts.copy(), firsts.copy()
    for first, last in sentences:
        rows = np.flatnonzero((firsts >= first) & (firsts < last))
        if len(rows):
            here = np.arange(first, last)
            for name, chosen in (("actor", actors), ("recipient", recipients)):
                links = pair_scores(scores, extras, name, firsts[rows], here)
                chosen[rows] = here[links.argmax(axis=1)]
    return actors, recipients


def _kinds(scores: Scores, extras: Extras, firsts: Ints, actors: Ints, recipients: Ints) -> Floats:
    """Return the probability of no kind and of each, by trigger and both sides.

    What passes between two sides says nothing where one of them is not there.
    """
    logits = scores.tag("deed")[firsts].copy()
    both = (actors != firsts) & (recipients != firsts) & (actors != recipients)
    given = deed_scores(scores, extras, actors, recipients)
    share = _log(softmax(given)) + np.log(len(DEEDS))
    logits[:, 1:] += np.where(both[:, None], share, 0)
    return softmax(logits)


class SentenceDeed(NamedTuple):
    """The one deed that a sentence is coded for."""

    kinds: Floats  # (DEEDS,) probabilities
    trigger: int  # the likeliest word for it
    actor: int  # head words
    recipient: int


def code_sentence(
    scores: Scores,
    extras: Extras,
    within: tuple[int, int],
    sides: tuple[int | None, int | None] | None = None,
) -> SentenceDeed:
    """Code words [first, last) as one deed, as PLV does: who to whom, and what kind it is.

    sides: the head words of actor and recipient where they are given; None among them = unknown.
    Any word may be the trigger: each counts as much as it names an event and fits both sides.
    """
    here = np.arange(*within)
    links = [
        _log(softmax(pair_scores(scores, extras, name, here, here)))
        for name in ("actor", "recipient")
    ]
    triggers = _trigger_chances(scores, here)
    deeds = _log(softmax(scores.tag("deed")[here]))
    if sides is None:
        chances = triggers + _log(1 - np.exp(deeds[:, 0]))
        both = np.exp(chances[:, None] + links[0]).T @ np.exp(links[1])
        np.fill_diagonal(both, 0)
        actor, recipient = divmod(int(both.argmax()), len(here))
        sides = within[0] + actor, within[0] + recipient
    for link, side in zip(links, sides, strict=True):
        if side is not None:
            triggers = triggers + link[:, side - within[0]]
    weights = softmax(triggers)
    kinds = _log(weights @ np.exp(deeds[:, 1:]))
    actor_word, recipient_word = (here[0] if side is None else side for side in sides)
    if None not in sides:
        pair = np.array([actor_word]), np.array([recipient_word])
        kinds = kinds + deed_scores(scores, extras, *pair)[0]
    trigger = within[0] + int((weights * (1 - np.exp(deeds[:, 0]))).argmax())
    return SentenceDeed(softmax(kinds), trigger, int(actor_word), int(recipient_word))


def _trigger_chances(scores: Scores, words: Ints) -> Floats:
    """Return the log chance of each word to name an event; none is ruled out."""
    event = softmax(scores.tag("event")[words])
    lowest = 1 / (1 + np.exp(_LEAST_ODDS))
    return _log(np.maximum(1 - event[:, 0], lowest))


def _log(chances: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(chances, 1e-12)), np.float32)
