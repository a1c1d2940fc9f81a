"""What the model says about the words of a text, and what two words say of each other."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.reading.abreast import Abreast
from onrecord.reading.labels import KEYS, TAGS
from onrecord.reading.likeness import Codes, facts_of
from onrecord.reading.windows import Window

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
FARTHEST = 10  # distances between words go by powers of two, up to 2 ** FARTHEST
Extras = dict[str, Floats]  # the small weights of the decoders, by name
Embeddings = dict[int, Floats]  # (width,) each, by the id of the word piece


class Scores(NamedTuple):
    """The model's outputs, by word of a text; each word's from the window that keeps it."""

    tags: Floats  # (words, N_TAGS) logits
    keys: Floats  # (words, N_KEYS)
    windows: list[Window]
    embeddings: Embeddings | None = None  # of all pieces of the text, if vectors are asked for

    def tag(self, head: str) -> Floats:
        """Return the columns of a head."""
        field = TAGS[head]
        return self.tags[:, field.start : field.end]

    def knows(self, head: str) -> bool:
        """Whether the weights have a head: older ones may not."""
        return int(self.tags.shape[1]) >= TAGS[head].end

    def key(self, name: str) -> Floats:
        """Return one half of a product between words."""
        field = KEYS[name]
        return self.keys[:, field.start : field.end]


def distances(rows: Ints, columns: Ints) -> Ints:
    """Return the class of the distance of each word to each: (..., rows, columns).

    rows: (..., rows). columns: (..., columns). Classes: 0..2 · FARTHEST.
    """
    apart = columns[..., None, :] - rows[..., :, None]
    return np.asarray(_CLASSES[np.clip(apart, -_FAR, _FAR) + _FAR], np.int64)


def _class_of(apart: int) -> int:
    return FARTHEST + (apart > 0) * apart.bit_length() - (apart < 0) * (-apart).bit_length()


_FAR = 2 ** (FARTHEST - 1)
_CLASSES = np.array([_class_of(apart) for apart in range(-_FAR, _FAR + 1)], np.int64)
_USUAL = 200  # words of a sentence; longer ones are given by hand alone
_NEAR = distances(np.arange(_USUAL), np.arange(_USUAL))
_EVERY_FACT = facts_of(np.arange(256, dtype=np.uint8))


def nearness(n_words: int) -> Ints:
    """Return the distances of words in a row to each other: (words, words)."""
    if n_words <= _USUAL:
        return _NEAR[:n_words, :n_words]
    return distances(np.arange(n_words), np.arange(n_words))


def arc_scores(scores: Scores, extras: Extras, group: Abreast) -> Floats:
    """Score each word of sentences with each head: (sentences, words, 1 + words).

    Column 0 is the root; columns after the end of a sentence are -inf.
    """
    mine, heads = scores.key("dependent")[group.words], scores.key("head")[group.words]
    n_sentences, n_words = group.words.shape
    bias = np.where(group.real, heads @ extras["head_bias"], np.float32(-np.inf))
    out = np.empty((n_sentences, n_words, 1 + n_words), np.float32)
    out[:, :, 0] = mine @ extras["root"]
    arcs = out[:, :, 1:]
    np.matmul(mine / 11, heads.swapaxes(1, 2), out=arcs)
    arcs += bias[:, None, :]
    arcs += extras["arc_distance"][nearness(n_words)]
    every = np.arange(n_words)
    arcs[:, every, every] = -np.inf
    return out


def relation_scores(scores: Scores, extras: Extras, words: Ints, heads: Ints) -> Floats:
    """Score the relations of words to their heads: (words, RELATIONS); head -1 is the root."""
    theirs = scores.key("relation_head")[heads]
    theirs = np.where((heads < 0)[:, None], extras["relation_root"], theirs)
    both = np.maximum(scores.key("relation_dependent")[words] + theirs, 0)
    return np.asarray(both @ extras["relation"], np.float32)


def border_scores(scores: Scores, extras: Extras, what: str, owners: Ints, words: Ints) -> Floats:
    """Score words as the first and the last of what belongs to each owner: both, one each.

    what: "span", the mention of which a word is the head; "source", "content" or "teller" of a cue.
    owners: (..., owners). words: (..., words). The result: (2, ..., owners, words), logits.
    """
    first, last = KEYS[f"{what}_start"], KEYS[f"{what}_end"]  # beside each other
    of, to = scores.key(f"{what}_of")[owners], scores.keys[:, first.start : last.end][words]
    mine, theirs = (both.reshape(*both.shape[:-1], 2, both.shape[-1] // 2) for both in (of / 6, to))
    bias = np.stack([extras[f"{what}_start_distance"], extras[f"{what}_end_distance"]])
    rest = range(mine.ndim - 2)
    mine = mine.transpose(mine.ndim - 2, *rest, mine.ndim - 1)
    theirs = theirs.transpose(mine.ndim - 2, *rest[:-1], mine.ndim - 1, mine.ndim - 3)
    return np.asarray(mine @ theirs + bias[:, distances(owners, words)], np.float32)


def antecedent_scores(
    scores: Scores, extras: Extras, rows: Ints, columns: Ints, facts: Codes
) -> Floats:
    """Score mentions (rows, by head word) with those they may refer to: (rows, columns), logits.

    facts: (rows, columns) of `likeness`.
    """
    mine, theirs = scores.key("anaphor")[rows], scores.key("antecedent")[columns]
    near = extras["coref_distance"][distances(rows, columns)]
    worth = _EVERY_FACT @ extras["coref_features"]
    return np.asarray(mine @ theirs.T / 10 + near + worth[facts], np.float32)


# Keys of what is paired with what.
PAIRED = {
    "check": "checked", "refers": "referred", "actor": "event_actor",
    "recipient": "event_recipient",
}  # fmt: skip


def pair_scores(scores: Scores, extras: Extras, name: str, rows: Ints, columns: Ints) -> Floats:
    """Score words with words that may belong to them: (rows, columns), logits.

    name: "check", what a check covers; "refers", what a denial or refusal is about; "actor" and
    "recipient", who does what a word names, and to whom.
    """
    near = extras[f"{name}_distance"][distances(rows, columns)]
    mine, theirs = scores.key(f"{name}_of")[rows], scores.key(PAIRED[name])[columns]
    return np.asarray(mine @ theirs.T / 8 + near, np.float32)


def side_scores(scores: Scores, extras: Extras, name: str, group: Abreast) -> Floats:
    """Score words of sentences with each other, as `pair_scores`: (words, sentences, words).

    What may belong comes first, what it may belong to last: sums over the former are quick. Words
    after the end of a sentence are -inf.
    """
    mine, theirs = scores.key(f"{name}_of")[group.words], scores.key(PAIRED[name])[group.words]
    n_sentences, n_words = group.words.shape
    out = np.empty((n_words, n_sentences, n_words), np.float32)
    np.matmul(theirs, (mine / 8).swapaxes(1, 2), out=out.swapaxes(0, 1))
    out += extras[f"{name}_distance"][nearness(n_words)].T[:, None, :]
    out[~group.real.T] = -np.inf
    return out


def deed_scores(scores: Scores, extras: Extras, actors: Ints, recipients: Ints) -> Floats:
    """Score the kinds of deeds that may pass from actors to recipients: (pairs, DEEDS), logits."""
    both = np.maximum(
        scores.key("deed_actor")[actors] + scores.key("deed_recipient")[recipients], 0
    )
    return np.asarray(both @ extras["deed"], np.float32)
