"""`python -m training.reader.sureness`: how sure an attribution is, fitted on exported weights.

The model says of a cue, of its source and of its content how likely each is; whether all three are
right together is learned from PolNeAR's dev part, by a logistic regression of a few numbers. Not
from its train part: of that the model is far surer than of any new text. Its figures on the dev
part itself hardly gain by it: eight numbers are fitted to two thousand attributions.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from onrecord.reading import session
from onrecord.reading.attributions import EVIDENCE, candidates
from onrecord.reading.scores import Floats
from onrecord.reading.windows import encode, windows_of
from onrecord.reading.words import Place, words_of
from training.reader.export import write_digests
from training.regression import fit
from training.sets.polnear import AttributedText, attributed

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "src" / "onrecord" / "reading" / "weights"
_OVERLAP = 0.5  # of source and content with the gold ones, from which on they are right


def evidence_of(weights: session.Weights, document: AttributedText) -> tuple[Floats, Floats]:
    """Return what tells of each candidate of a text, and whether it is right."""
    text = document.text.text
    encoded = encode(text, words_of(text), weights.tokenizer)
    scores = session.run(weights, encoded, windows_of(encoded))
    rows, right = [], []
    for attribution, evidence in candidates(scores, weights.extras, encoded):
        parts = (attribution.source, (attribution.cue,), attribution.content)
        places = [
            {i for span in part for i in _characters(encoded.words, span.first, span.last)}
            for part in parts
        ]
        rows.append(evidence)
        right.append(any(_is_right(places, gold) for gold in _gold(document)))
    return np.array(rows).reshape(-1, EVIDENCE), np.array(right, np.float32)


def _characters(words: Sequence[Place], first: int, last: int) -> range:
    return range(words[first][0], words[last - 1][1])


def _gold(document: AttributedText) -> Iterable[list[set[int]]]:
    for one in document.attributions:
        yield [
            {i for a, b in part for i in range(a, b)} for part in (one.source, one.cue, one.content)
        ]


def _is_right(found: Sequence[set[int]], gold: Sequence[set[int]]) -> bool:
    (source, cue, content), (their_source, their_cue, their_content) = found, gold
    return (
        bool(cue & their_cue)
        and _overlap(source, their_source) >= _OVERLAP
        and _overlap(content, their_content) >= _OVERLAP
    )


def _overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, and write the result into the folder of weights."""
    parser = argparse.ArgumentParser(prog="python -m training.reader.sureness", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    given = parser.parse_args(arguments)
    weights = session.load(given.weights, threads=1)
    found = [evidence_of(weights, document) for document in attributed(given.data, "dev")]
    rows = np.concatenate([rows for rows, _ in found])
    if not len(rows):
        print("sureness: these weights find no attribution to fit it on, it stays 0")
        return
    sure = fit(rows, np.concatenate([y for _, y in found]))
    extras = {**weights.extras, "sureness": sure}
    np.savez(given.weights / session.EXTRAS, **extras)
    write_digests(given.weights)
    print("sureness:", " ".join(f"{value:.3f}" for value in sure))


if __name__ == "__main__":
    main()
