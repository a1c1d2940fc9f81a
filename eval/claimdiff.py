"""ClaimDiff: whether one claim makes another stronger or weaker, cross-validated by topic.

Three ways to tell, in one run and by the same regression: how like two claims are by TF-IDF, how
near their vectors are, and what `onrecord.link.claims` sees of them.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.blank import STATEMENT
from eval.claims_scores import macro_f1
from eval.figures import Figure, figure
from eval.gold import article_of
from eval.scores import Floats
from eval.sets import folder_of
from onrecord.link.claims.compared.comparing import compare
from onrecord.link.claims.compared.gists import Gist, gists_of
from onrecord.reading.reader import Reader
from onrecord.record import Record, Span
from training import regression

KINDS = ("strengthen", "weaken", "neither")
N_FOLDS = 6
UNTAUGHT = 5  # fold of the topics that the reader does not learn from
RIDGE = 100.0  # of 1,857 pairs that are half reversals of the others
_WORD = re.compile(r"\w+")
_CONTRAST = (
    "but", "however", "although", "though", "despite", "yet", "still", "instead", "rather",
    "while", "contrary", "denied", "false", "wrong", "not", "never", "no", "disputed", "rejected",
    "criticized", "claimed", "insisted",
)  # fmt: skip


class Pair(NamedTuple):
    """Two claims of a topic."""

    topic: str
    one: str
    other: str
    kind: int  # in KINDS


@cache
def pairs() -> tuple[Pair, ...]:
    """Read the set."""
    folder = folder_of("claimdiff")
    files = [
        json.loads((folder / f"ClaimDiff-{name}-train.json").read_text(encoding="utf-8"))["data"]
        for name in ("strength", "weak")
    ]
    weak = {entry["pair_id"]: entry["relation"] for entry in files[1]}
    return tuple(
        Pair(
            entry["topic"],
            entry["claim_a"],
            entry["claim_b"],
            0 if entry["relation"] else 1 if weak[entry["pair_id"]] else 2,
        )
        for entry in files[0]
    )


def claimdiff_figures(reads: Reader) -> list[Figure]:
    """Measure all three ways, topics resampled. reads: with vectors."""
    found = pairs()
    texts = sorted({text for pair in found for text in (pair.one, pair.other)})
    gists = {text: _gist(reads, text) for text in texts}
    bags = _tfidf(texts)
    ways = {
        "tfidf": ("TF-IDF likeness", [[_dot(bags[x.one], bags[x.other])] for x in found]),
        "vectors": (
            "likeness of vectors",
            [[float(np.dot(gists[x.one].vector, gists[x.other].vector))] for x in found],
        ),
        "claims": ("onrecord", [_seen(gists[x.one], gists[x.other]) for x in found]),
    }
    told = {
        name: (says, _told(found, np.array(rows, dtype=np.float64)))
        for name, (says, rows) in ways.items()
    }
    figures = [_figure(found, name, says, said) for name, (says, said) in told.items()]
    untaught = [i for i, fold in enumerate(_folds(found)) if fold == UNTAUGHT]
    rest = [found[i] for i in untaught]
    told["reader"] = "the reader", _by_reader(reads, rest)
    for name, (says, said) in told.items():
        kept = said if name == "reader" else said[untaught]
        figures.append(_figure(rest, f"untaught_{name}", f"{says}, topics not learned from", kept))
    return figures


def _figure(found: Sequence[Pair], name: str, says: str, said: NDArray[np.int64]) -> Figure:
    rows = _rows(found, said)
    return figure(f"claimdiff.{name}", f"{says}: macro-F1", rows, macro_f1, unit="topics")


def _folds(found: Sequence[Pair]) -> NDArray[np.int64]:
    """Return the fold of each pair, by its topic."""
    topics = sorted({pair.topic for pair in found})
    return np.array([topics.index(pair.topic) % N_FOLDS for pair in found])


def _by_reader(reads: Reader, found: Sequence[Pair]) -> NDArray[np.int64]:
    """Return what the reader's own head says of pairs; weights without it say what is commonest."""
    answers = reads.relate([(pair.one, pair.other) for pair in found], "difference")
    return np.array([int(np.argmax(answer)) if answer else 0 for answer in answers])


def _told(found: Sequence[Pair], features: Floats) -> NDArray[np.int64]:
    """Return what is told of each pair by weights fitted on the other folds."""
    kinds, folds = np.array([pair.kind for pair in found]), _folds(found)
    said: NDArray[np.int64] = np.zeros(len(found), np.int64)
    for fold in range(N_FOLDS):
        rest = folds != fold
        weights = regression.fit_many(
            features[rest], kinds[rest], np.ones(int(rest.sum())), ridge=RIDGE
        )
        said[~rest] = (weights[0] + features[~rest] @ weights[1:]).argmax(axis=1)
    return said


def _rows(found: Sequence[Pair], said: NDArray[np.int64]) -> list[list[float]]:
    """Count right, said and wanted of each kind, topic by topic."""
    topics = sorted({pair.topic for pair in found})
    kinds = np.array([pair.kind for pair in found])
    of = np.array([topics.index(pair.topic) for pair in found])
    return [
        [
            float(n)
            for k in range(len(KINDS))
            for n in (
                ((said == k) & (kinds == k) & (of == t)).sum(),
                ((said == k) & (of == t)).sum(),
                ((kinds == k) & (of == t)).sum(),
            )
        ]
        for t in range(len(topics))
    ]


def _seen(one: Gist, other: Gist) -> list[float]:
    """Return what claims are compared by, and how often each word of contrast stands in them."""
    words = [one.keys.count(word) + other.keys.count(word) for word in _CONTRAST]
    return [*compare(one, other).features, *map(float, words)]


def _gist(reads: Reader, text: str) -> Gist:
    """Read a claim as the one statement of an article."""
    article = article_of(text[:40], text, repeat("paragraph"))
    (reading,) = reads.read([article])
    said = replace(STATEMENT, content=(Span(start=0, end=len(text)),))
    record = Record(article=article, reading=replace(reading, statements=(said,)))
    return gists_of(record)[0]


def _tfidf(texts: Sequence[str]) -> dict[str, dict[str, float]]:
    bags = {text: Counter(_WORD.findall(text.casefold())) for text in texts}
    in_texts = Counter(word for bag in bags.values() for word in bag)
    found = {}
    for text, bag in bags.items():
        row = {w: n * (math.log((1 + len(texts)) / (1 + in_texts[w])) + 1) for w, n in bag.items()}
        length = math.sqrt(sum(v * v for v in row.values())) or 1.0
        found[text] = {word: value / length for word, value in row.items()}
    return found


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(value * other[word] for word, value in one.items() if word in other)
