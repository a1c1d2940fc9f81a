"""`python -m training.events`: fit what the stage of events weighs evidence by.

First which kind an event is, then which events are news. Both are fitted on our own stories with a
world, without those kept apart; `--folds` prints how the second does on stories it was not fitted
on.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from eval import world
from onrecord.reading.events import kinds
from onrecord.reading.events.assembly import Weighed, weighed_events, weighed_kinds
from onrecord.reading.reader import Reader
from onrecord.reading.scores import Floats
from onrecord.record import Reading, Span
from training.regression import fit, fit_choice

ROOT = Path(__file__).resolve().parents[1]
LEXICON = ROOT / "src/onrecord/reading/events/lexicon"
PRIOR = 10.0  # from 1 to 30 the folds differ by half a point
PRIOR_OF_KINDS = 3.0
FOLDS = 5
_LEAST = 0.01  # of a weight: below, it is left out


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument("--weights", type=Path, metavar="FOLDER", help="weights of the reader")
    parser.add_argument("--folds", action="store_true", help="print what other folds give")
    given = parser.parse_args(arguments)
    stories = world.split(world.worlds())[0]
    readings = Reader(given.weights).read([one.story.article for one in stories])
    if given.folds:
        for line in by_folds(stories, weighed(stories, readings)):
            print(line)
        return 0
    _write("likely_kinds", fitted_kinds(stories, readings))
    kinds.weights.cache_clear()
    _write("worth", fitted(weighed(stories, readings)))
    return 0


def _write(name: str, weights: Mapping[str, float]) -> None:
    kept = {key: weight for key, weight in weights.items() if abs(weight) >= _LEAST}
    (LEXICON / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def fitted_kinds(
    stories: Sequence[world.GoldWorld], readings: Sequence[Reading]
) -> dict[str, float]:
    """Return what each piece of evidence for a kind weighs."""
    options = kinds.OPTIONS
    rows = [
        (evidence, options.index(event.kind))
        for one, reading in zip(stories, readings, strict=True)
        for span, evidence in weighed_kinds(one.story.article, reading)
        for event in one.events
        if _overlap(span, event.trigger)
    ]
    names = sorted({name for evidence, _ in rows for of in evidence.values() for name in of})
    columns = {name: i for i, name in enumerate(names)}
    tables = np.zeros((len(rows), len(options), len(names)))
    for table, (evidence, _) in zip(tables, rows, strict=True):
        for row, option in zip(table, options, strict=True):
            for name, value in evidence[option].items():
                row[columns[name]] = value
    weights = fit_choice(tables, np.array([chosen for _, chosen in rows]), prior=PRIOR_OF_KINDS)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def weighed(
    stories: Sequence[world.GoldWorld], readings: Sequence[Reading]
) -> list[list[tuple[Weighed, bool]]]:
    """Return what may be events of each story, each with whether the gold has it."""
    found = []
    for one, reading in zip(stories, readings, strict=True):
        every = weighed_events(one.story.article, reading)
        pairs = world.paired(one.events, [event.event for event in every]).values()
        right = {event.id for event in pairs}
        found.append([(event, event.event.id in right) for event in every])
    return found


def fitted(found: Sequence[Sequence[tuple[Weighed, bool]]]) -> dict[str, float]:
    """Return what each piece of evidence weighs."""
    rows = [row for story in found for row in story]
    names = sorted({name for one, _ in rows for name in one.evidence})
    table = _table(names, [one for one, _ in rows])
    weights = fit(table, np.array([right for _, right in rows], float), prior=PRIOR)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _table(names: Sequence[str], rows: Sequence[Weighed]) -> Floats:
    columns = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), np.float32)
    for row, one in zip(table, rows, strict=True):
        for name, value in one.evidence.items():
            row[columns[name]] = value
    return table


def by_folds(
    stories: Sequence[world.GoldWorld], found: Sequence[Sequence[tuple[Weighed, bool]]]
) -> list[str]:
    """Say how right events are from each probability on, fitted without the stories of a fold."""
    shares: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        inside = [k for k, one in enumerate(stories) if one.story.number % FOLDS == fold]
        weights = fitted([rows for k, rows in enumerate(found) if k not in inside])
        for k in inside:
            for one, right in found[k]:
                if one.event.kind is not None or one.event.move is not None:
                    logit = sum(weights.get(n, 0.0) * v for n, v in one.evidence.items())
                    shares.append((1 / (1 + np.exp(-logit)), right))
    n_gold = sum(len(one.events) for one in stories)
    lines = []
    for least in (0.0, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6):
        kept = [right for share, right in shares if share >= least]
        precision, recall = sum(kept) / max(len(kept), 1), sum(kept) / n_gold
        score = 2 * sum(kept) / (len(kept) + n_gold)
        lines.append(f"from {least:.2f} on: P {precision:.3f} R {recall:.3f} F1 {score:.3f}")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
