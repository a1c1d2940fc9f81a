"""Parses from raw text, whose words are not those of the gold: F1 as CoNLL 2018 defines it.

A word of one side is one of the other if both hold the same characters; a sentence likewise. A head
is right if it is the word of the gold's head, or if both words are roots.
"""

from collections.abc import Sequence
from typing import NamedTuple

from eval.reader_scores import Row, Word

MEASURES = ("words", "sentences", "upos", "uas", "las")


class Parse(NamedTuple):
    """The words of a text with their syntax."""

    places: Sequence[tuple[int, int]]  # half open, in order
    words: Sequence[Word]  # heads are indices of words; -1 = root
    sentences: Sequence[tuple[int, int]]  # half-open ranges of words, none empty

    def sentence_places(self) -> set[tuple[int, int]]:
        """Return where the sentences stand."""
        return {(self.places[a][0], self.places[b - 1][1]) for a, b in self.sentences}


def count_parse(gold: Parse, said: Parse) -> dict[str, Row]:
    """Count what is right in one text, for `reader_scores.f1`; keys are MEASURES.

    Places of one side are all different, else the last word at a place stands for it. Relations are
    compared up to their first `:`.
    """
    at = {place: i for i, place in enumerate(gold.places)}
    gold_of = {i: at[place] for i, place in enumerate(said.places) if place in at}
    gold_of[-1] = -1
    tags = heads = labelled = 0
    for i, word in enumerate(said.words):
        if i not in gold_of:
            continue
        wanted = gold.words[gold_of[i]]
        same = gold_of.get(word.head) == wanted.head
        tags += word.tag == wanted.tag
        heads += same
        labelled += same and _plain(word.relation) == _plain(wanted.relation)
    right = {"words": len(gold_of) - 1, "upos": tags, "uas": heads, "las": labelled}
    rows: dict[str, Row] = {
        name: (float(n), float(len(said.words)), float(len(gold.words)))
        for name, n in right.items()
    }
    ours, theirs = said.sentence_places(), gold.sentence_places()
    rows["sentences"] = (float(len(ours & theirs)), float(len(ours)), float(len(theirs)))
    return {name: rows[name] for name in MEASURES}


def _plain(relation: str) -> str:
    return relation.partition(":")[0]
