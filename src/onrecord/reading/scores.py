"""What the model says of the words of a text, and what two words say of each other."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.reading.labels import KEYS, TAGS
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
    """Return the class of the distance of each word to each: (rows, columns), 0..2 · FARTHEST."""
    apart = columns[None, :] - rows[:, None]
    return np.asarray(_CLASSES[np.clip(apart, -_FAR, _FAR) + _FAR], np.int64)


def _class_of(apart: int) -> int:
    return FARTHEST + (apart > 0) * apart.bit_length() - (apart < 0) * (-apart).bit_length()


_FAR = 2 ** (FARTHEST - 1)
_CLASSES = np.array([_class_of(apart) for apart in range(-_FAR, _FAR + 1)], np.int64)


def arc_scores(scores: Scores, extras: Extras, first: int, last: int) -> Floats:
    """Score each word of a sentence with each head: (words, 1 + words); column 0 is the root."""
    here = np.arange(first, last)
    mine, heads = scores.key("dependent")[first:last], scores.key("head")[first:last]
    near = extras["arc_distance"][distances(here, here)]
    arcs = mine @ heads.T / 11 + heads @ extras["head_bias"] + near
    np.fill_diagonal(arcs, -np.inf)
    return np.concatenate(((mine @ extras["root"])[:, None], arcs), axis=1)


def relation_scores(scores: Scores, extras: Extras, words: Ints, heads: Ints) -> Floats:
    """Score the relations of words to their heads: (words, RELATIONS); head -1 is the root."""
    theirs = scores.key("relation_head")[heads]
    theirs = np.where((heads < 0)[:, None], extras["relation_root"], theirs)
    both = np.maximum(scores.key("relation_dependent")[words] + theirs, 0)
    return np.asarray(both @ extras["relation"], np.float32)


def border_scores(
    scores: Scores, extras: Extras, what: str, owners: Ints, within: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Score the words within a range as the first and the last of what belongs to each owner.

    what: "span", the mention of which a word is the head; "source" or "content" of a cue.
    Both: (owners, words), logits.
    """
    of = scores.key(f"{what}_of")[owners]
    near = distances(owners, np.arange(*within))
    half = of.shape[1] // 2
    begins, ends = (
        np.asarray(
            part @ scores.key(name)[within[0] : within[1]].T / 6 + extras[f"{name}_distance"][near],
            np.float32,
        )
        for name, part in ((f"{what}_start", of[:, :half]), (f"{what}_end", of[:, half:]))
    )
    return begins, ends


def antecedent_scores(
    scores: Scores, extras: Extras, rows: Ints, columns: Ints, facts: Floats
) -> Floats:
    """Score mentions (rows, by head word) with those they may take up: (rows, columns), logits.

    facts: (rows, columns, FEATURES) of `likeness`.
    """
    mine, theirs = scores.key("anaphor")[rows], scores.key("antecedent")[columns]
    near = extras["coref_distance"][distances(rows, columns)]
    links = mine @ theirs.T / 10 + near + facts @ extras["coref_features"]
    return np.asarray(links, np.float32)


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
    mine, theirs = scores.key(f"{name}_of")[rows], scores.key(PAIRED[name])[columns]
    near = extras[f"{name}_distance"][distances(rows, columns)]
    return np.asarray(mine @ theirs.T / 8 + near, np.float32)


def deed_scores(scores: Scores, extras: Extras, actors: Ints, recipients: Ints) -> Floats:
    """Score the kinds of deeds that may pass from actors to recipients: (pairs, DEEDS), logits."""
    both = np.maximum(
        scores.key("deed_actor")[actors] + scores.key("deed_recipient")[recipients], 0
    )
    return np.asarray(both @ extras["deed"], np.float32)
