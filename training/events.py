"""`python -m training.events`: fit what the stage of events weighs evidence by.

First which kind an event is, then which events are news. Both are fitted on our own stories with a
world, without those kept apart: best by weights that have not learnt their events. `--news` adds
what was judged in news of others (`eval/news/events.jsonl`) to the second. `--folds` prints how
that does on stories it was not fitted on.
"""

import argparse
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy as np

from eval import gold, world
from eval.sets import data_root
from onrecord.reading.events import kinds, roles
from onrecord.reading.events.assembly import (
    Name,
    Weighed,
    weighed_events,
    weighed_kinds,
    weighed_roles,
)
from onrecord.reading.events.worth import AROUND, TENOR, WORD
from onrecord.reading.reader import Reader
from onrecord.reading.scores import Floats
from onrecord.record import Reading, Span
from training.regression import fit, fit_beside, fit_choice, fit_options
from training.sets import polnear
from training.sets.stories import numbers_of

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT / "eval/news/events.jsonl"
LEXICON = ROOT / "src/onrecord/reading/events/lexicon"
PRIOR = 10.0  # from 1 to 30 the folds differ by half a point
PRIOR_OF_KINDS = 3.0
PRIOR_OF_ROLES = 4.0
SCALE_OF_MEANINGS = 2.0  # of vectors of length 1
FOLDS = 5
PRIOR_OF_AROUND = 12.0
TIMES_NEWS = 2  # that an event judged there counts: they are few
PRIOR_OF_TENOR = 8.0
SPARSE = (WORD, AROUND)
PRIOR_OF_WORDS = 1.0  # of a word that names events
# What weighs less for nobody to play a role: the likeliest answer is nobody too often for the F1.
LEANING: dict[roles.Weighs, float] = {"actor": 0.0, "recipient": 0.5, "place": 1.0}
_OFTEN = 5  # events in which evidence is met at least, to be weighed
_OFTEN_AS_WORD = 10  # the same for a word that may be an event
_OFTEN_MEANT = 2  # the same for one that is known by what it means
_LEAST = 0.03  # of a weight: below, it is left out
_LEAST_APART = 0.1  # the same for one of a kind
_LEAST_MEANT = 0.3  # the same for what a word means: thousands have that
Judged = list[tuple[Weighed, bool]]  # what may be events of a story, each with whether it is one

WRITTEN = ("likely_kinds", "roles", "worth")  # in this order: the later ones look at the earlier


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument(
        "--weights",
        action="append",
        type=Path,
        metavar="FOLDER",
        help="weights of the reader; may be repeated, each with its --stories",
    )
    parser.add_argument(
        "--stories",
        action="append",
        nargs="+",
        type=numbers_of,
        help="numbers of stories they have not seen: 1-551 553-671:2; default: all",
    )
    parser.add_argument("--folds", action="store_true", help="print what other folds give")
    parser.add_argument(
        "--learned", type=Path, metavar="FOLDER", help="annotations these weights have learned from"
    )
    parser.add_argument("--news", action="store_true", help="fit worth on news of others, too")
    parser.add_argument("--only", nargs="+", choices=WRITTEN, default=WRITTEN, help="what to fit")
    given = parser.parse_args(arguments)
    learned = {file.name for file in given.learned.glob("*.toml")} if given.learned else ()
    known = [
        one for one in world.split(world.worlds())[0] if f"{one.story.name}.toml" not in learned
    ]
    weights, unseen = given.weights or [None], given.stories or [[numbers_of("0-9999")]]
    if len(weights) != len(unseen):
        parser.error("give --stories once for each of --weights")
    stories: list[world.GoldWorld] = []
    readings: list[Reading] = []
    for folder, numbers in zip(weights, unseen, strict=True):
        some = [one for one in known if any(one.story.number in part for part in numbers)]
        readings += Reader(folder).read([one.story.article for one in some])
        stories += some
    others = weighed_news(Reader()) if given.news else []
    if given.folds:
        for line in by_folds(stories, weighed(stories, readings), others):
            print(line)
        return 0
    if "likely_kinds" in given.only:
        _write("likely_kinds", fitted_kinds(stories, readings, Reader(vectors=True)))
        kinds.weights.cache_clear()
    if "roles" in given.only:
        _write("roles", fitted_roles(stories, readings))
    if "worth" in given.only:
        _write("worth", fitted(weighed(stories, readings), others))
    return 0


def _write(name: str, weights: Mapping[str, object]) -> None:
    (LEXICON / f"{name}.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def fitted_kinds(
    stories: Sequence[world.GoldWorld], readings: Sequence[Reading], reads: Reader
) -> dict[str, dict[str, Any]]:
    """Return what each piece of evidence for a kind weighs: for any first, then for each apart.

    reads: a reader with vectors, which says what words mean.
    """
    options = kinds.OPTIONS
    told = [
        (one, weighed_kinds(one.story.article, reading))
        for one, reading in zip(stories, readings, strict=True)
    ]
    rows = [
        (evidence, options.index(event.kind))
        for one, found in told
        for span, evidence in found
        for event in one.events
        if _overlap(span, event.trigger)
    ]
    chosen = np.array([option for _, option in rows])
    names = sorted({name for evidence, _ in rows for of in evidence.of.values() for name in of})
    columns = {name: i for i, name in enumerate(names)}
    tables = np.zeros((len(rows), len(options), len(names)))
    for table, (evidence, _) in zip(tables, rows, strict=True):
        for row, option in zip(table, options, strict=True):
            for name, value in evidence.of[option].items():
                row[columns[name]] = value
    weights = fit_choice(tables, chosen, prior=PRIOR_OF_KINDS)
    counts = Counter(name for evidence, _ in rows for name in evidence.around)
    meanings = _meanings((evidence for _, found in told for _, evidence in found), reads)
    around = [
        {n: v for n, v in e.around.items() if counts[n] >= _OFTEN and n not in meanings}
        | {f"{kinds.MEANS}{i}": v for n in e.around for i, v in enumerate(meanings.get(n, ()))}
        for e, _ in rows
    ]
    apart = fit_beside(around, chosen, tables @ weights, prior=PRIOR_OF_KINDS)
    return {
        "of": {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)},
        "around": {n: kept for n, row in _of_words(apart, meanings) if (kept := _written(row))},
    }


def _meanings(evidences: Iterable[kinds.Evidence], reads: Reader) -> dict[str, Floats]:
    """Return what the words that may be events mean, by name: how that differs from the others."""
    counts = Counter(n for one in evidences for n in one.around if n.startswith(kinds.MEANS))
    names = sorted(name for name, n in counts.items() if n >= _OFTEN_MEANT)
    words = [name.removeprefix(kinds.MEANS).split(" ", 1) for name in names]
    texts = [lemma if sort == "noun" else f"to {lemma}" for sort, lemma in words]
    vectors = np.array([reads.meaning(text).vector for text in texts], np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return dict(zip(names, SCALE_OF_MEANINGS * (vectors - vectors.mean(axis=0)), strict=True))


def _of_words(
    apart: Mapping[str, Sequence[float]], meanings: Mapping[str, Floats]
) -> Iterator[tuple[str, list[float]]]:
    """Give what evidence weighs for each kind: of meanings what each word has by all of its own."""
    parts = [f"{kinds.MEANS}{i}" for i in range(len(next(iter(meanings.values()))))]
    weighed = np.array([apart[part] for part in parts])
    yield from ((name, list(row)) for name, row in apart.items() if name not in parts)
    for name, vector in meanings.items():
        sums = vector @ weighed
        kept = np.where(np.abs(sums) < _LEAST_MEANT, 0.0, sums)
        yield name, [round(float(one), 1) for one in kept]


def _written(row: Sequence[float]) -> dict[str, float]:
    of = zip(kinds.OPTIONS, row, strict=True)
    return {option: round(w, 2) for option, w in of if abs(w) >= _LEAST_APART}


def fitted_roles(
    stories: Sequence[world.GoldWorld], readings: Sequence[Reading]
) -> dict[str, dict[str, float]]:
    """Return what each piece of evidence weighs for who plays a role.

    Left out are events whose gold names one whom their sentence does not.
    """
    found = {}
    for role in roles.ROLES:
        rows = [
            (options, right)
            for one, reading in zip(stories, readings, strict=True)
            for event, options, names in weighed_roles(one.story.article, reading, role)
            for gold in one.events
            if _overlap(event.trigger, gold.trigger)
            and (right := _right(gold.arguments[role], names)) is not None
        ]
        found[role] = _fit_options(rows)
        found[role]["nobody"] = round(found[role].get("nobody", 0.0) - LEANING[role], 3)
    return found


def _right(words: str, names: Sequence[Name]) -> int | None:
    """Return which option the gold means; the first is nobody, None: it is none of them.

    That is the one with most of its words: "the Osen envoy" is not Osen.
    """
    if not words:
        return 0
    wanted = world.words_of(words)
    pronoun = words.lower() if words.lower() in world.PRONOUNS else None
    shared = [
        float(name.form == pronoun) if pronoun else len(wanted & world.words_of(name.words))
        for name in names[1:]
    ]
    return shared.index(max(shared)) + 1 if any(shared) else None


def _fit_options(rows: Sequence[tuple[Sequence[Mapping[str, float]], int]]) -> dict[str, float]:
    counts = Counter(name for options, _ in rows for name in {n for one in options for n in one})
    often = [
        [{n: v for n, v in one.items() if counts[n] >= _OFTEN} for one in options]
        for options, _ in rows
    ]
    weights = fit_options(often, [right for _, right in rows], prior=PRIOR_OF_ROLES)
    return {name: round(w, 3) for name, w in weights.items() if abs(w) >= _LEAST}


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def weighed(stories: Sequence[world.GoldWorld], readings: Sequence[Reading]) -> list[Judged]:
    """Return what may be events of each story, each with whether the gold has it."""
    found = []
    for one, reading in zip(stories, readings, strict=True):
        every = weighed_events(one.story.article, reading)
        pairs = world.paired(one.events, [event.event for event in every]).values()
        right = {event.id for event in pairs}
        found.append([(event, event.event.id in right) for event in every])
    return found


def weighed_news(reads: Reader) -> list[Judged]:
    """Return what was judged in news of others, article by article."""
    judged: dict[str, dict[int, bool]] = {}
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["event"] != "unclear":
            judged.setdefault(entry["text"], {})[entry["span"][0]] = entry["event"] == "yes"
    texts = {one.text.name: one.text.text for one in polnear.attributed(data_root(), "train")}
    pages = json.loads((data_root() / "pages/zyte/ground-truth.json").read_bytes())
    texts |= {f"zyte/{name}": page["articleBody"] for name, page in pages.items()}
    articles = [gold.article_of(name, texts[name], repeat("paragraph")) for name in judged]
    return [
        [
            (one, of[at])
            for one in weighed_events(article, reading)
            if (at := one.event.trigger.start) in of
        ]
        for article, reading, of in zip(
            articles, reads.read(articles), judged.values(), strict=True
        )
    ]


def fitted(found: Sequence[Judged], others: Sequence[Judged] = ()) -> dict[str, float]:
    """Return what each piece of evidence weighs; words only if they are met often enough.

    Who takes part and the words around are weighed beside what the rest says, and beside all that
    how a story is told: only this on news of others, too, since most of what is judged there is no
    event, so that hardly any word would speak for one.
    """
    rows = [*chain.from_iterable(found)]
    counts = Counter(name for one, _ in rows for name in one.evidence)
    often = [n for n, k in counts.items() if k >= _OFTEN_AS_WORD or not n.startswith(SPARSE)]
    names = sorted(name for name in often if not name.startswith((AROUND, TENOR)))
    table = _table(names, [one for one, _ in rows])
    prior = np.full(len(names), PRIOR)
    words = np.array([name.startswith(WORD) for name in names])
    prior[words] = PRIOR_OF_WORDS / (table.std(axis=0)[words] + 1e-6) ** 2
    right = np.array([float(is_right) for _, is_right in rows])
    weights = fit(table, right, prior=prior)
    known = {n: round(float(weight), 3) for n, weight in zip(names, weights, strict=True)}
    around = {name for name in often if name.startswith(AROUND)}
    known |= _fit_beside(rows, known, around, PRIOR_OF_AROUND)
    rows += [*chain.from_iterable(others)] * TIMES_NEWS
    tenor = {name for one, _ in rows for name in one.evidence if name.startswith(TENOR)}
    return known | _fit_beside(rows, known, tenor, PRIOR_OF_TENOR)


def _fit_beside(
    rows: Judged, known: Mapping[str, float], names: Collection[str], prior: float
) -> dict[str, float]:
    """Return what some evidence weighs beside what is known."""
    sums = np.array([(0.0, _sum(known, one)) for one, _ in rows])
    right = np.array([int(is_right) for _, is_right in rows])
    beside = [{n: v for n, v in one.evidence.items() if n in names} for one, _ in rows]
    found = fit_beside(beside, right, sums, prior=prior)
    apart = {name: round(so - not_so, 2) for name, (not_so, so) in found.items()}
    return {name: w for name, w in apart.items() if abs(w) >= _LEAST}


def _sum(weights: Mapping[str, float], one: Weighed) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in one.evidence.items())


def _table(names: Sequence[str], rows: Sequence[Weighed]) -> Floats:
    columns = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), np.float32)
    for row, one in zip(table, rows, strict=True):
        for name, value in one.evidence.items():
            if name in columns:
                row[columns[name]] = value
    return table


def by_folds(
    stories: Sequence[world.GoldWorld], found: Sequence[Judged], others: Sequence[Judged] = ()
) -> list[str]:
    """Say how right events are from each probability on, fitted without the texts of a fold."""
    shares: list[tuple[float, bool]] = []
    shares_of_others: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        inside = [k for k, one in enumerate(stories) if one.story.number % FOLDS == fold]
        weights = fitted(
            [rows for k, rows in enumerate(found) if k not in inside],
            [rows for k, rows in enumerate(others) if k % FOLDS != fold],
        )
        shares += _shares(weights, (found[k] for k in inside))
        shares_of_others += _shares(weights, others[fold::FOLDS])
    n_gold = sum(len(one.events) for one in stories)
    lines = _lines(shares, n_gold)
    if others:
        n_judged = sum(right for _, right in chain.from_iterable(others))
        lines += ["in news of others", *_lines(shares_of_others, n_judged)]
    return lines


def _shares(weights: Mapping[str, float], found: Iterable[Judged]) -> list[tuple[float, bool]]:
    """Return how likely each event that has a kind or moves is, and whether it is one."""
    shares = []
    for one, right in chain.from_iterable(found):
        if one.event.kind is not None or one.event.move is not None:
            shares.append((1 / (1 + np.exp(-_sum(weights, one))), right))
    return shares


def _lines(shares: Sequence[tuple[float, bool]], n_gold: int) -> list[str]:
    lines = []
    for least in (0.0, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6):
        kept = [right for share, right in shares if share >= least]
        precision, recall = sum(kept) / max(len(kept), 1), sum(kept) / n_gold
        score = 2 * sum(kept) / (len(kept) + n_gold)
        lines.append(f"from {least:.2f} on: P {precision:.3f} R {recall:.3f} F1 {score:.3f}")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
