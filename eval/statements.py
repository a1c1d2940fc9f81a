"""Statements from text to record: `python -m eval.statements` measures them on our gold.

`--errors` lists what is wrong, story by story. Definitions: eval/README.md.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import repeat
from pathlib import Path
from typing import Literal

import numpy as np

from eval import gold, reader_scores
from eval import statement_scores as scores
from eval.as_polnear import as_polnear
from eval.figures import Figure, as_lines, figure
from eval.reader_scores import IOU, Attributed, iou
from eval.scores import Floats, ratio
from eval.sets import MissingSetError, data_root, folder_of
from eval.statement_errors import error_lines
from eval.statement_scores import Field, Match, places_of
from onrecord.reading.reader import Reader
from onrecord.record import Article, Reading
from training.sets import polnear
from training.sets.polnear import AttributedText, kind_of
from training.sets.texts import Text

Half = Literal["A", "B", "C", "D", "E"]
Count = Callable[[Match], Sequence[float]]
_LABELLED: tuple[Field, ...] = ("manner", "certainty")
_MISTAKEN = 12  # confusions listed of each field

# name, in words, row of a story, statistic
_FIGURES: tuple[tuple[str, str, Count, Callable[[Floats], float]], ...] = (
    ("f1", "found, F1", scores.count_found, reader_scores.f1),
    ("precision", "  precision", scores.count_found, reader_scores.precision),
    ("recall", "  recall", scores.count_found, reader_scores.recall),
    ("exact", "content exact, of those found", scores.count_exact, ratio),
    ("speaker", "speaker right, of those found", scores.count_speakers, ratio),
    (
        "speaker_pronoun",
        "  where the source is a pronoun",
        partial(scores.count_speakers, pronouns=True),
        ratio,
    ),
    ("invented", "  a name where there is none", scores.count_invented, ratio),
    ("grade", "grade right", partial(scores.count_same, field="grade"), ratio),
    ("quote", "quote right", partial(scores.count_same, field="quote"), ratio),
    ("manner", "manner, macro F1", partial(scores.count_labels, field="manner"), scores.macro_f1),
    (
        "manner_right",
        "  accuracy",
        partial(scores.count_labels, field="manner"),
        scores.accuracy,
    ),
    (
        "certainty",
        "certainty, macro F1",
        partial(scores.count_labels, field="certainty"),
        scores.macro_f1,
    ),
    (
        "certainty_right",
        "  accuracy",
        partial(scores.count_labels, field="certainty"),
        scores.accuracy,
    ),
    ("medium", "medium right", partial(scores.count_words, field="medium"), ratio),
    ("said", "when it was said right", partial(scores.count_words, field="said"), ratio),
    ("chain", "chain, F1 of links", scores.count_chain, reader_scores.f1),
    ("check", "check, F1 of statements covered", scores.count_checks, reader_scores.f1),
    ("refers", "refers, F1 of links", scores.count_refers, reader_scores.f1),
)


class Remembering(Reader):
    """A reader that reads a story once, however many parts of the report ask for it."""

    def __init__(self, weights: Path | None = None) -> None:
        super().__init__(weights)
        self._known: dict[Article, Reading] = {}

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """Read articles as any reader does, those that are new to it."""
        for one in articles:
            if one not in self._known:
                (self._known[one],) = super().read([one])
        return [self._known[one] for one in articles]


@cache
def reader(weights: Path | None = None) -> Reader:
    """Load weights once."""
    return Remembering(weights)


# --- our gold


def matches(reads: Reader, stories: Sequence[gold.GoldStory]) -> list[Match]:
    """Read stories and pair what is said in them."""
    readings = reads.read([story.article for story in stories])
    return [scores.match(*both) for both in zip(stories, readings, strict=True)]


def statement_figures(found: Sequence[Match], *, prefix: str = "statements") -> list[Figure]:
    """Measure statements against the gold."""
    return [
        figure(f"{prefix}.{name}", says, scores.rows_of(found, count), statistic, unit="stories")
        for name, says, count, statistic in _FIGURES
    ]


def confusion_lines(found: Sequence[Match]) -> list[str]:
    """Return what was read for what, most often first, a line for each field."""
    lines = []
    for field in _LABELLED:
        rows = np.array([scores.count_labels(one, field) for one in found], dtype=np.float64)
        mistaken = scores.confusions(rows, field)[:_MISTAKEN] if len(rows) else []
        said = ", ".join(f"{gold_} → {read} {n}" for n, gold_, read in mistaken)
        lines.append(f"  {field}, gold → read: {said or 'none mistaken'}")
    return lines


def worst(found: Sequence[Match], n: int) -> list[str]:
    """Return the errors of the n stories with the lowest F1."""

    def f1(one: Match) -> float:
        return reader_scores.f1(np.array([scores.count_found(one)]))

    return [line for one in sorted(found, key=f1)[:n] for line in error_lines(one)]


# --- PolNeAR


def polnear_figures(reads: Reader) -> list[Figure]:
    """PolNeAR dev, from raw text to statements: the attributions of `heads`, end to end."""
    linked: list[reader_scores.Row] = []
    strict: list[reader_scores.Row] = []
    drawn: list[reader_scores.Row] = []
    quotes: list[scores.Share] = []
    direct: list[scores.Share] = []
    kinds: dict[str, list[reader_scores.Shares]] = {kind: [] for kind in reader_scores.KINDS}
    for document in polnear.attributed(data_root(), "dev"):
        reading = read_text(reads, document.text)
        text, wanted, said = document.text.text, document.attributions, attributed(reading)
        linked.append(reader_scores.count_linked(wanted, said))
        strict.append(reader_scores.count_linked(wanted, said, cue=True))
        alike = as_polnear(text, reading)
        drawn.append(reader_scores.count_linked(wanted, alike, cue=True))
        for kind, row in reader_scores.share_linked(text, wanted, said, cue=True).items():
            kinds[kind].append(row)
        quotes.append(count_quotes(document, reading))
        direct.append(count_direct(document, reading))
    f1, of_shares = reader_scores.f1, reader_scores.f1_of_shares
    return [
        _of_texts("linked", "linked, cue matched too: F1", strict, f1),
        *(
            _of_texts(f"linked_{kind}", f"  {kind}", rows, of_shares)
            for kind, rows in kinds.items()
        ),
        _of_texts("linked_loose", "  source and content alone", linked, f1),
        _of_texts("linked_drawn", "  drawn as PolNeAR draws them", drawn, f1),
        _of_texts("quote", "quote right, of those linked", quotes, ratio),
        _of_texts("direct", "direct quotations found", direct, ratio),
    ]


def read_text(reads: Reader, text: Text) -> Reading:
    """Read a text as a story of paragraphs, one a line."""
    (reading,) = reads.read([gold.article_of(text.name, text.text, repeat("paragraph"))])
    return reading


def attributed(reading: Reading) -> list[Attributed]:
    """Return statements as who, by which words, what."""
    return [
        Attributed(
            tuple(places_of(one.source)),
            tuple(places_of((one.cue,))) if one.cue else (),
            tuple(places_of(one.content)),
        )
        for one in reading.statements
    ]


def count_quotes(document: AttributedText, reading: Reading) -> scores.Share:
    """Count the statements of a source and content in the gold whose quote is right."""
    wanted = document.attributions
    pairs = reader_scores.link(wanted, attributed(reading))
    right = [
        reading.statements[j].quote == _kind(document, wanted[i].content) for i, j in pairs.items()
    ]
    return float(sum(right)), float(len(right))


def count_direct(document: AttributedText, reading: Reading) -> scores.Share:
    """Count the direct quotations whose content is that of a statement, whoever said it."""
    wanted = [
        one.content
        for one in document.attributions
        if one.content and _kind(document, one.content) == "direct"
    ]
    said = [places_of(one.content) for one in reading.statements]
    right = [any(iou(content, other) >= IOU for other in said) for content in wanted]
    return float(sum(right)), float(len(right))


def _kind(document: AttributedText, content: reader_scores.Pieces) -> polnear.Kind:
    """Return the kind of a gold content without "that"; some papers write ''…'' for marks."""
    words = " ".join(document.text.text[start:end] for start, end in content)
    return kind_of(words.replace("''", '"').strip().removeprefix("that "))


def _of_texts(
    name: str, says: str, rows: Sequence[Sequence[float]], statistic: Callable[[Floats], float]
) -> Figure:
    return figure(f"polnear-statements.{name}", says, rows, statistic, unit="texts")


# --- command


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.statements",
        description="Measure statements on our gold.",
        epilog="Example: python -m eval.statements --half A --errors 12 34",
    )
    parser.add_argument(
        "--errors", nargs="*", type=int, metavar="STORY", help="list what is wrong; default: in all"
    )
    parser.add_argument(
        "--half",
        choices=("A", "B", "C", "D", "E"),
        help="A, B: odd or even numbers of the first; C: those kept apart; D: those behind them; "
        "E: new ones, which hardly a rule was made on",
    )
    parser.add_argument(
        "--polnear", action="store_true", help="measure PolNeAR dev too, which takes minutes"
    )
    parser.add_argument(
        "--weights", type=Path, metavar="FOLDER", help="weights of the reader, not the shipped ones"
    )
    return parser.parse_args(arguments)


def is_in(half: Half | None, number: int) -> bool:
    """Whether a story belongs to a half of the gold; to none: those that rules were made on."""
    if number in gold.APART:
        return half == "C"
    if number >= gold.NEW:
        return half == "E"
    if number > min(gold.APART):
        return half in (None, "D")
    return half is None or number % 2 == {"A": 1, "B": 0}.get(half, -1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. 0: done; 1: a file does not fit or a set is missing, the rest is there."""
    given = parse(arguments)
    stories, mistakes = gold.load_all()
    for line in mistakes:
        print(f"left out: {line}", file=sys.stderr)
    reads = reader(given.weights)
    found = matches(reads, [story for story in stories if is_in(given.half, story.number)])
    print(*as_lines(statement_figures(found), floors={}), *confusion_lines(found), sep="\n")
    if given.errors is not None:
        chosen = [m for m in found if not given.errors or m.story.number in given.errors]
        print("", *(line for one in chosen for line in error_lines(one)), sep="\n")
    if not given.polnear:
        return int(bool(mistakes))
    try:
        folder_of("polnear")
    except MissingSetError as error:
        print(f"skipped: {error}", file=sys.stderr)
        return 1
    print("PolNeAR dev", *as_lines(polnear_figures(reads), floors={}), sep="\n")
    return int(bool(mistakes))


if __name__ == "__main__":
    raise SystemExit(main())
