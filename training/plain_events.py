"""`python -m training.plain_events`: fit what tells news that is of no kind from other verbs.

On the stories of `eval/timelines` that are not kept apart. A verb is news where it tells of a row
that a timeline needs; those that only may be in it are left out. `--folds` prints how that does on
stories it was not fitted on.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from eval import timelines
from onrecord.reading.events import kinds
from onrecord.reading.events.assembly import weighed_plain
from onrecord.reading.events.plain import MEANS
from onrecord.reading.reader import Reader
from onrecord.reading.scores import Floats
from onrecord.record import Reading, Span
from training.regression import fit

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ROOT / "src/onrecord/reading/events/lexicon/plain.json"
# Of 10 to 40 and 100 to 400 the folds prefer none; without what verbs mean F1 is .785, not .797.
PRIOR, PRIOR_OF_MEANING = 20.0, 400.0
FOLDS = 8
_OFTEN = 4  # verbs in which evidence is met at least, to be weighed
_LEAST, _LEAST_MEANT = 0.02, 0.05  # of a weight: below, it is left out
_BOUNDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)

Row = tuple[dict[str, float], bool]  # the evidence of a verb, and whether it is news


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.plain_events", description=__doc__)
    parser.add_argument("--folds", action="store_true", help="print what other folds give")
    given = parser.parse_args(arguments)
    known = [one for one in timelines.timelines() if not one.is_apart]
    readings = Reader().read([one.story.article for one in known])
    stories = [rows_of(*both) for both in zip(known, readings, strict=True)]
    vectors = _meanings(Reader(vectors=True), stories)
    if given.folds:
        print(*by_folds(stories, vectors), sep="\n")
        return 0
    weights = fitted(stories, vectors)
    WRITTEN.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    return 0


def rows_of(one: timelines.GoldTimeline, reading: Reading) -> list[Row]:
    """Return the verbs of a story that may be news of no kind, but what only may be told."""
    rows = []
    for event, evidence in weighed_plain(one.story.article, reading):
        same = [row for row in one.rows if any(_overlap(event.trigger, t) for t in row.triggers)]
        if evidence and all(row.is_needed for row in same):
            rows.append((evidence, bool(same)))
    return rows


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _meanings(reads: Reader, stories: Sequence[Sequence[Row]]) -> dict[str, Floats]:
    """Return what verbs mean, by their evidence: how that differs from the others.

    Of those here, and those whose kind is known.
    """
    here = {name for rows in stories for evidence, _ in rows for name in evidence}
    verbs = {name.removeprefix(MEANS) for name in here if name.startswith(MEANS)}
    of_verb = f"{kinds.MEANS}verb "
    known = (n.removeprefix(of_verb) for n in kinds.weights().rows if n.startswith(of_verb))
    verbs |= {verb for verb in known if verb.replace(" ", "").isalpha()}
    names = sorted(verbs)
    vectors = np.array([reads.meaning(f"to {verb}").vector for verb in names], np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(axis=0)
    return {f"{MEANS}{name}": vector for name, vector in zip(names, vectors, strict=True)}


def fitted(stories: Iterable[Sequence[Row]], vectors: Mapping[str, Floats]) -> dict[str, float]:
    """Return what each piece of evidence weighs; a verb has a weight by what it means."""
    rows = [row for of in stories for row in of]
    counts = Counter(name for evidence, _ in rows for name in evidence)
    names = sorted(n for n, k in counts.items() if k >= _OFTEN and n not in vectors)
    columns = {name: i for i, name in enumerate(names)}
    size = len(next(iter(vectors.values())))
    table = np.zeros((len(rows), len(names) + size), np.float32)
    for line, (evidence, _) in zip(table, rows, strict=True):
        for name, value in evidence.items():
            if name in columns:
                line[columns[name]] = value
            elif name in vectors:
                line[len(names) :] = vectors[name]
    prior = np.repeat([PRIOR, PRIOR_OF_MEANING], [len(names), size]).astype(np.float32)
    right = np.array([float(is_news) for _, is_news in rows])
    weights = fit(table, right, prior=prior)
    known = {name: float(weights[i]) for name, i in columns.items()}
    meant = {name: float(vector @ weights[len(names) :]) for name, vector in vectors.items()}
    return {n: round(w, 3) for n, w in known.items() if abs(w) >= _LEAST} | {
        n: round(w, 2) for n, w in meant.items() if abs(w) >= _LEAST_MEANT
    }


def by_folds(stories: Sequence[Sequence[Row]], vectors: Mapping[str, Floats]) -> list[str]:
    """Say how right it is from each chance on, fitted without the stories of a fold."""
    found = []
    for fold in range(FOLDS):
        known = fitted([of for i, of in enumerate(stories) if i % FOLDS != fold], vectors)
        for evidence, is_news in (row for of in stories[fold::FOLDS] for row in of):
            total = sum(known.get(name, 0.0) * value for name, value in evidence.items())
            found.append((1 / (1 + np.exp(-total)), is_news))
    chances, right = (np.array(column) for column in zip(*found, strict=True))
    loss = -np.log(np.where(right, chances, 1 - chances)).mean()
    lines = [f"{len(right)} verbs, {right.sum()} of them news, log loss {loss:.4f}"]
    for least in _BOUNDS:
        told = chances >= least
        both = (right & told).sum()
        f1 = 2 * both / (told.sum() + right.sum())
        shares = f"right {both / told.sum():.3f}, found {both / right.sum():.3f}"
        lines.append(f"  from {least} on: {shares}, F1 {f1:.3f}")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
