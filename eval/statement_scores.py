"""Metrics of statements: one row of sums per story, as in `eval.reader_scores`.

A `Match` holds a gold story, what was read in it and which statements are the same; every count is
a function of it. Definitions in words: eval/README.md.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

import numpy as np

from eval.gold import GoldStatement, GoldStory
from eval.reader_scores import IOU, Row, iou, trim
from eval.scores import Floats
from onrecord.reading.statements.actors.naming.name_words import is_honorific
from onrecord.reading.statements.actors.naming.sources import names_of
from onrecord.record import Certainty, Manner, Reading, Span, Statement

Share = tuple[float, float]  # right, of how many: for `eval.scores.ratio`
Field = Literal["manner", "certainty", "grade", "quote"]
Setting = Literal["medium", "said"]
Place = Sequence[Span]

SETTINGS: tuple[Setting, ...] = get_args(Setting)
LABELS: dict[Field, tuple[str, ...]] = {
    "manner": get_args(Manner),
    "certainty": get_args(Certainty),
}
_PRONOUN = re.compile(
    r"I|me|you|he|him|she|her|it|we|us|they|them|who|whom|one|this|that|these|those", re.IGNORECASE
)
_LEADING = re.compile(r"\A(?:(?:the|an?|my|your|his|her|its|our|their)\s+)+(?=\S)")
# Where what stands behind a head noun begins: "a spokesman | for the ministry", and what may stand
# between: "records | obtained by the paper", "two people | close to him".
_BEHIND = re.compile(
    r"of|in|at|on|from|with|for|to|by|near|about|among|who|whom|whose|which|that"
    r"|there|outside|nearby|dated|titled|entitled|,"
)
_BETWEEN = re.compile(r"\w+ed|taken|close|familiar")
# A clause of a participle: "a clip | seen 80,000 times", "investigators | working for it".
_PARTICIPLE = re.compile(
    r"\w+ed|\w+ing|seen|shown|made|kept|sent|left|held|read|taken|given|written|drawn|visible"
)
_AFTER_PARTICIPLE = re.compile(
    rf"{_BEHIND.pattern}|\d\S*|last|this|public|out|after|before|under|as|a|an|the|his|her|their|its"
)
_SMALL = {"a", "an", "the", "on", "in", "at", "of", "its", "his", "her", "their", ","}
_COURTESIES = names_of("courtesies")
_WORD = re.compile(r"\w+(?:[-.]\w+)*|,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A story, what was read in it, and which of both are the same statement."""

    story: GoldStory
    reading: Reading
    pairs: dict[int, int]  # index of a gold statement -> index of a statement read

    def found(self) -> Iterable[tuple[GoldStatement, Statement]]:
        """Yield the statements that are the same, in the order of the gold."""
        for i, j in sorted(self.pairs.items()):
            yield self.story.statements[i], self.reading.statements[j]

    def golds_by_id(self) -> dict[str, int]:
        """Return `Statement.id` -> index of its gold statement."""
        return {self.reading.statements[j].id: i for i, j in self.pairs.items()}


# --- pairs


def match(story: GoldStory, reading: Reading) -> Match:
    """Pair the statements of a story one to one, most alike in content first.

    Alike is IoU of characters, IOU or more, of any place of one and any of the other. Ties go to
    the larger IoU of cues, then of sources, then to the earlier in the text.
    """
    alike = [
        (-alike, _tie(one, other), i, j)
        for i, one in enumerate(story.statements)
        for j, other in enumerate(reading.statements)
        if (alike := likeness(one, other)) >= IOU
    ]
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(alike):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return Match(story=story, reading=reading, pairs=pairs)


def likeness(one: GoldStatement, other: Statement) -> float:
    """Return the largest IoU of a place of one and a place of the other."""
    pairs = product(gold_places(one), read_places(other))
    met = ((places_of(ours), places_of(theirs)) for ours, theirs in pairs if _meet(ours, theirs))
    return max((iou(*both) for both in met), default=0.0)


def _meet(one: Place, other: Place) -> bool:
    """Whether two places may share a character: most statements of a story stand far apart."""
    first = max(min(span.start for span in one), min(span.start for span in other))
    return first < min(max(span.end for span in one), max(span.end for span in other))


def _tie(one: GoldStatement, other: Statement) -> tuple[float, float, Place, Place]:
    cues = iou(places_of(spans_of(one.cue)), places_of(spans_of(other.cue)))
    sources = iou(places_of(spans_of(one.source)), places_of(other.source))
    return -cues, -sources, one.content, other.content


def gold_places(one: GoldStatement) -> tuple[Place, ...]:
    """Return where a gold statement is made."""
    return one.content, *one.also


def read_places(one: Statement) -> tuple[Place, ...]:
    """Return where a statement that was read is made."""
    return one.content, *one.places


def places_of(spans: Place) -> list[tuple[int, int]]:
    """Return spans as pairs of offsets."""
    return [(span.start, span.end) for span in spans]


def count_found(found: Match) -> Row:
    """Count statements that are the same, those read and those of the gold."""
    return _row(len(found.pairs), len(found.reading.statements), len(found.story.statements))


# --- what is said of a statement


def count_exact(found: Match) -> Share:
    """Count the statements found whose content is the same but for marks at the ends of pieces."""
    return _share(is_exact(found.story.text, *pair) for pair in found.found())


def is_exact(text: str, one: GoldStatement, other: Statement) -> bool:
    """Whether a place of one has the characters of a place of the other, pieces trimmed."""
    theirs = [_trimmed(text, place) for place in read_places(other)]
    return any(_trimmed(text, place) in theirs for place in gold_places(one))


def _trimmed(text: str, place: Place) -> set[int]:
    pieces = [trim(text, span.start, span.end) for span in place]
    return {i for piece in pieces if piece for i in range(*piece)}


def count_speakers(found: Match, *, pronouns: bool = False) -> Share:
    """Count the right speakers of the statements found.

    pronouns: only of those whose source is one pronoun.
    """
    return _share(
        is_right_speaker(found, *pair)
        for pair in found.found()
        if not pronouns or has_pronoun(found.story, pair[0])
    )


def has_pronoun(story: GoldStory, one: GoldStatement) -> bool:
    """Whether the source is one pronoun."""
    source = one.source
    return source is not None and bool(_PRONOUN.fullmatch(story.text[source.start : source.end]))


def is_right_speaker(found: Match, one: GoldStatement, other: Statement) -> bool:
    """Whether the speaker is right; where it cannot be known, none is."""
    if not one.speaker or other.speaker is None:
        return not one.speaker and other.speaker is None
    return is_named(found.story, one.speaker, other.speaker_name)


def is_named(story: GoldStory, speaker: str, name: str | None) -> bool:
    """Whether a name is that of a gold speaker.

    An actor's is any of its names. Words without a name are also met by more or fewer words, as
    long as one holds the other whole and both have the same head: "officials", "two officials from
    the ministry", but not "the ministry".
    """
    if name is None:
        return False
    plain, names = plain_name(name), story.names_of(speaker)
    if names:
        called = {plain_name(one) for one in names}
        return plain in called or _untitled(plain) in set(map(_untitled, called))
    words = plain_name(speaker)
    return plain == words or _is_part(plain, words) or _is_part(words, plain)


def plain_name(name: str) -> str:
    """Return a name in lower case, spaces collapsed, without leading articles and possessives."""
    return _LEADING.sub("", " ".join(name.replace("’", "'").casefold().split()))


def _untitled(name: str) -> str:
    """Return a name without the titles in front of it: "roe" of "lady roe"; "mrs" tells who."""
    words = name.split()
    while len(words) > 1 and is_honorific(words[0]) and words[0].rstrip(".") not in _COURTESIES:
        words.pop(0)
    return " ".join(words)


def _is_part(short: str, long: str) -> bool:
    """Whether the words of one stand in the other, in a row, and the heads are the same."""
    few, many = _WORD.findall(short), _WORD.findall(long)
    inside = any(many[i : i + len(few)] == few for i in range(len(many) - len(few) + 1))
    return bool(few) and inside and _head(few) == _head(many)


def _head(words: Sequence[str]) -> str:
    """Return the last word before what only describes it: "of …", "who …", ", a …"."""
    end = next((i for i in range(1, len(words)) if _is_behind(words, i)), len(words))
    while 1 < end < len(words) and _BETWEEN.fullmatch(words[end - 1]):
        end -= 1
    return words[end - 1]


def _is_behind(words: Sequence[str], i: int) -> bool:
    """Whether what only describes begins at a word."""
    clause = _PARTICIPLE.fullmatch(words[i]) and i + 1 < len(words)
    return bool(
        _BEHIND.fullmatch(words[i]) or (clause and _AFTER_PARTICIPLE.fullmatch(words[i + 1]))
    )


def count_invented(found: Match) -> Share:
    """Count names given to statements found whose speaker has none or cannot be known."""
    return _share(is_invented(found, *pair) for pair in found.found())


def is_invented(found: Match, one: GoldStatement, other: Statement) -> bool:
    """Whether a statement of nobody known by name was given somebody's name."""
    named = {actor.id for actor in found.reading.actors if actor.named}
    unknown = not found.story.names_of(one.speaker)
    return unknown and other.speaker in named and not is_right_speaker(found, one, other)


def count_same(found: Match, field: Field) -> Share:
    """Count the statements found that are equal in a field."""
    return _share(getattr(one, field) == getattr(other, field) for one, other in found.found())


def count_words(found: Match, field: Setting) -> Share:
    """Count the statements found whose words for a field share one with those of the gold.

    Of those that have a value in the gold or the reading: what is missing or too much is wrong.
    """
    text = found.story.text
    right = []
    for one, other in found.found():
        gold, span = getattr(one, field) or "", getattr(other, field)
        read = text[span.start : span.end] if span else ""
        if gold or read:
            right.append(share_word(gold, read))
    return _share(right)


def share_word(one: str, other: str) -> bool:
    """Whether two texts have a word in common that is more than an article or preposition."""
    words = [{word.casefold() for word in _WORD.findall(text)} - _SMALL for text in (one, other)]
    return not words[0].isdisjoint(words[1])


def count_labels(found: Match, field: Field) -> list[float]:
    """Count the pairs of labels of the statements found: a table (gold, read) in one row."""
    labels = LABELS[field]
    table = np.zeros((len(labels), len(labels)))
    for one, other in found.found():
        table[labels.index(getattr(one, field)), labels.index(getattr(other, field))] += 1
    return [float(n) for n in table.ravel()]


def accuracy(rows: Floats) -> float:
    """Share of equal labels, of the rows of `count_labels`; nan if there are none."""
    table = table_of(rows)
    return float(table.trace() / table.sum()) if table.any() else float("nan")


def macro_f1(rows: Floats) -> float:
    """Mean F1 over the labels that occur in the gold, of the rows of `count_labels`."""
    table = table_of(rows)
    gold, read = table.sum(axis=1), table.sum(axis=0)
    here = gold > 0
    if not here.any():
        return float("nan")
    return float((2 * table.diagonal()[here] / (gold + read)[here]).mean())


def table_of(rows: Floats) -> Floats:
    """Sum the rows of `count_labels` to a table (gold, read)."""
    side = round(rows.shape[1] ** 0.5)
    table: Floats = rows.sum(axis=0).reshape(side, side)
    return table


def confusions(rows: Floats, field: Field) -> list[tuple[int, str, str]]:
    """Return how often which label was read for which, most often first: (n, gold, read)."""
    labels, table = LABELS[field], table_of(rows)
    found = [
        (-int(table[i, j]), i, j)
        for i in range(len(labels))
        for j in range(len(labels))
        if i != j and table[i, j]
    ]
    return [(-n, labels[i], labels[j]) for n, i, j in sorted(found)]


# --- links


def count_chain(found: Match) -> Row:
    """Count those through whom statements are told; all of a statement not found are missed."""
    right = sum(_count_chain(found.story, *pair) for pair in found.found())
    read = sum(len(one.via) for one in found.reading.statements)
    return _row(right, read, sum(len(one.via) for one in found.story.statements))


def _count_chain(story: GoldStory, one: GoldStatement, other: Statement) -> int:
    left = list(one.via)
    for told in other.via:
        same = next((name for name in left if is_named(story, name, told.name)), None)
        if same is not None:
            left.remove(same)
    return len(one.via) - len(left)


def count_checks(found: Match) -> Row:
    """Count (statement, outcome) pairs of checks."""
    gold = {(i, check.outcome) for check in found.story.checks for i in check.statements}
    read = {(id_, check.outcome) for check in found.reading.checks for id_ in check.statements}
    golds = found.golds_by_id()
    right = gold & {(golds[id_], outcome) for id_, outcome in read if id_ in golds}
    return _row(len(right), len(read), len(gold))


def count_refers(found: Match) -> Row:
    """Count links from a denial or refusal to what it is about."""
    gold = {(i, to) for i, one in enumerate(found.story.statements) for to in one.refers}
    read = {(one.id, to) for one in found.reading.statements for to in one.refers}
    golds = found.golds_by_id()
    right = gold & {(golds.get(one, -1), golds.get(to, -1)) for one, to in read}
    return _row(len(right), len(read), len(gold))


def rows_of(
    matches: Iterable[Match], count: Callable[[Match], Sequence[float]]
) -> list[Sequence[float]]:
    """Return a row for each story."""
    return [count(one) for one in matches]


def spans_of(span: Span | None) -> tuple[Span, ...]:
    """Give a span that may not be stated as those of pieces are given; () where it is not."""
    return () if span is None else (span,)


def _row(right: int, read: int, gold: int) -> Row:
    return float(right), float(read), float(gold)


def _share(right: Iterable[bool]) -> Share:
    values = list(right)
    return float(sum(values)), float(len(values))
