"""Events: who does what to whom, and whether it happened."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from eval.blank import READING
from eval.figures import Figure, figure
from eval.heads import Model, Seen
from eval.sets import data_root
from onrecord.reading.anaphors import likely_head
from onrecord.reading.deeds import code_sentence
from onrecord.reading.events.status import status_of
from onrecord.reading.events.told import ToldStory
from onrecord.reading.labels import DEEDS
from onrecord.reading.reader import words_read
from onrecord.reading.spans import decode_spans
from onrecord.reading.syntax import decode_sentences
from onrecord.reading.words import Place
from onrecord.record import Reading, Status
from training.sets import factuality, meantime, plover, times

QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "AID": 2, "COOPERATE": 2, "YIELD": 2, "ACCUSE": 3,
    "REQUEST": 3, "REJECT": 3, "THREATEN": 3, "ASSAULT": 4, "COERCE": 4, "MOBILIZE": 4,
    "PROTEST": 4, "SANCTION": 4,
}  # fmt: skip
# What is planned has a plus in FactBank, too: its "certain" is as much of what will be.
SIGNS: dict[Status, int] = {
    "happened": 1, "ongoing": 1, "planned": 1, "possible": 0, "requested": 0, "threatened": 0,
    "denied": -1, "did not happen": -1,
}  # fmt: skip
Row = tuple[float, ...]


def deed_figures(reads: Model) -> list[Figure]:
    """PLV, every tenth row: kinds given both sides, and who to whom from the bare sentence."""
    roots, quads, sides = [], [], []
    kinds = sorted(DEEDS)
    for sentence in plover.coded(data_root(), "dev"):
        seen = reads.see(sentence.text, gold_words=False)
        whole = 0, len(seen.encoded.words)
        gold = _head(seen, sentence.actor), _head(seen, sentence.recipient)
        given = code_sentence(seen.scores, reads.extras, whole, gold)
        said = DEEDS[int(given.kinds.argmax())]
        roots.append((float(kinds.index(sentence.kind)), float(kinds.index(said))))
        quads.append((float(sentence.quad), float(QUADS[said])))
        if None not in gold:
            found = code_sentence(seen.scores, reads.extras, whole)
            hits = found.actor == gold[0], found.recipient == gold[1]
            sides.append((float(hits[0]), float(hits[1]), float(all(hits)), 1.0))
    return [
        _figure("plover.root", "kind, given both sides, macro-F1", roots, macro_f1),
        _figure("plover.root_accuracy", "  accuracy", roots, accuracy),
        _figure("plover.quad", "one of four classes, macro-F1", quads, macro_f1),
        _figure("plover.quad_accuracy", "  accuracy", quads, accuracy),
        _figure("plover.both", "who and to whom both right, share", sides, _share(2)),
        _figure("plover.actor", "  who", sides, _share(0)),
        _figure("plover.recipient", "  to whom", sides, _share(1)),
    ]


def _head(seen: Seen, place: Place | None) -> int | None:
    """Return the head word of a marked side, by its prepositions: the set has no trees."""
    if place is None:
        return None
    words = [
        i for i, (start, end) in enumerate(seen.encoded.words) if _share_one(place, start, end)
    ]
    return likely_head(seen.strings, words[0], words[-1] + 1) if words else None


def _share_one(place: Place, start: int, end: int) -> bool:
    return start < place[1] and place[0] < end


def event_figures(reads: Model) -> list[Figure]:
    """Words that name events: TimeBank and AQUAINT, every tenth document, and MEANTIME's dev part.

    Of MEANTIME also who does it and what is done to, on gold events.
    """
    rows = [
        _event_row(reads.see(d.text, gold_words=False), [(e.start, e.end) for e in d.events])
        for d in times.timed(data_root(), "dev")
    ]
    wiki = []
    for document in meantime.told(data_root(), "dev"):
        words = document.text.words
        gold = [(words[first][0], words[last][1]) for first, last in document.events]
        wiki.append(_event_row(reads.see(document.text, gold_words=True), gold))
    return [
        _figure("events.timebank", "TimeBank and AQUAINT: events, exact span F1", rows, _f1),
        _figure("events.meantime", "MEANTIME: events, exact span F1", wiki, _f1),
    ]


def _event_row(seen: Seen, gold: Sequence[Place]) -> Row:
    spans = decode_spans(seen.scores.tag("event"), seen.encoded.starts)
    said = {seen.place(span.first, span.last) for span in spans}
    return float(len(said & set(gold))), float(len(said)), float(len(set(gold)))


def status_figures(reads: Model) -> list[Figure]:
    """FactBank dev: the sign of what is said to have happened, and of "it all did"."""
    rows, always = [], []
    for document in factuality.judged(data_root(), "factbank", "dev"):
        seen = reads.see(document.text, gold_words=True)
        sentences = decode_sentences(seen.scores, seen.encoded.borders)
        story = ToldStory(seen.text, _reading(reads, seen, sentences))
        values = np.clip(seen.scores.tag("factbank")[:, 0], -3, 3)
        gold = [float(np.sign(judgement.value)) for judgement in document.judgements]
        said = [
            float(SIGNS[status_of(story, j.word, float(values[j.word]), None)[0]])
            for j in document.judgements
        ]
        rows.append((float(sum(g == s for g, s in zip(gold, said, strict=True))), float(len(gold))))
        always.append((float(sum(g == 1 for g in gold)), float(len(gold))))
    return [
        _figure("status.factbank", "status against sign, accuracy", rows, _ratio),
        _figure("status.factbank_always", '  of "it all happened"', always, _ratio),
    ]


def _reading(reads: Model, seen: Seen, sentences: list[tuple[int, int]]) -> Reading:
    return replace(
        READING,
        article_id="",
        weights="",
        words=words_read(seen.text, seen.encoded, seen.scores, reads.extras, sentences),
    )


def macro_f1(rows: Sequence[Row]) -> float:
    """Return the mean F1 over the classes of the gold; a row is (gold, said)."""
    values = []
    for kind in sorted({gold for gold, _ in rows}):
        right = sum(gold == said == kind for gold, said in rows)
        n = sum(int(gold == kind) + int(said == kind) for gold, said in rows)
        values.append(2 * right / n)
    return sum(values) / len(values)


def accuracy(rows: Sequence[Row]) -> float:
    """Return the share of rows whose gold was said."""
    return sum(gold == said for gold, said in rows) / len(rows)


def _share(column: int) -> Callable[[Sequence[Row]], float]:
    return lambda rows: sum(row[column] for row in rows) / len(rows)


def _ratio(rows: Sequence[Row]) -> float:
    return sum(row[0] for row in rows) / max(sum(row[1] for row in rows), 1.0)


def _f1(rows: Sequence[Row]) -> float:
    right, said, gold = (sum(row[k] for row in rows) for k in range(3))
    return 2 * right / max(said + gold, 1.0)


def _figure(name: str, says: str, rows: Sequence[Row], statistic: Callable[..., float]) -> Figure:
    return figure(name, says, rows, statistic, unit="texts")


PARTS: dict[str, tuple[str, Callable[[Model], list[Figure]]]] = {
    "plover": ("PLV, every tenth row: who does what to whom", deed_figures),
    "events": ("TimeBank, AQUAINT, MEANTIME: words that name events", event_figures),
    "status": ("FactBank dev: whether it happened", status_figures),
}
"""Parts of the report: title, and what is measured."""
