"""Pairs of statements and what they have to do with each other: ours, and ClaimDiff."""

import random
import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from eval import claimdiff, claims, gold, pairs
from onrecord.link.claims.compared.pairing import side_of
from onrecord.reading.related import beside
from onrecord.record import Span
from training.sets.texts import Part, Text

_UNLISTED = 12  # pairs of a bundle that nobody listed; as a rule they are unrelated
_UNRELATED = 3  # pairs of a story that have nothing to do with each other, as a rule
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|had|has|have|will|would|did|could|can)\b(?! not)")
_NUMBER = re.compile(r"(?<![\w$€£.,:-])(?!(?:19|20)\d\d\b)\d{1,3}(?:,\d{3})*(?![\w:-]|[.,]\d)")
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"[A-Z][a-z]{2}\.)$"
)
_DETAIL = re.compile(r"[,]? (?:in|on|at|near|by|after|before|from|since|during) [^,]+$")
_SHORTEST = 4  # words that must be left


class TextPair(NamedTuple):
    """Two statements behind each other, and where the mark between them stands."""

    text: Text
    mark: int
    relation: str


def related(part: Part) -> list[TextPair]:
    """Return our pairs, and those of bundles and stories, in both orders; none but to train on."""
    if part != "train":
        return []
    found: list[_Sides] = [
        (family.name, family.first, other, relation)
        for family in pairs.families()
        if not family.is_apart
        for relation, other in family.others
    ]
    for bundle in claims.bundles(apart=False):
        found += [] if bundle.is_untaught else _of_bundle(bundle)
    for story in gold.stories():
        if story.number not in gold.APART:
            found += _of_story(story)
    return [
        _pair(f"{name}/{k}", *sides, relation)
        for k, (name, one, other, relation) in enumerate(found)
        for sides in ((one, other), (other, one))
    ]


def compared(part: Part) -> list[TextPair]:
    """Return ClaimDiff; of the topics every sixth is the development part."""
    pairs = claimdiff.pairs()
    topics = sorted({pair.topic for pair in pairs})
    return [
        _pair(f"claimdiff/{k}", pair.one, pair.other, claimdiff.KINDS[pair.kind])
        for k, pair in enumerate(pairs)
        if (topics.index(pair.topic) % claimdiff.N_FOLDS == claimdiff.UNTAUGHT) == (part == "dev")
    ]


def _pair(name: str, one: str, other: str, relation: str) -> TextPair:
    text, mark = beside(one, other)
    return TextPair(Text(name=name, text=text, words=(), sentences=()), mark, relation)


_Sides = tuple[str, str, str, str]  # name, one, other, relation


def _of_bundle(bundle: claims.Bundle) -> Iterator[_Sides]:
    sides = {
        one.id: side_of(one.by, one.manner, _words(bundle.articles[one.article].text, one.content))
        for one in bundle.said
    }
    listed = {frozenset((pair.one, pair.other)) for pair in bundle.pairs}
    for pair in bundle.pairs:
        yield bundle.name, sides[pair.one], sides[pair.other], pair.relation
    others = [pair for pair in combinations(sides, 2) if frozenset(pair) not in listed]
    random.Random(bundle.number).shuffle(others)
    for one, other in others[:_UNLISTED]:
        yield bundle.name, sides[one], sides[other], "unrelated"


def _of_story(story: gold.GoldStory) -> Iterator[_Sides]:
    """Give what a story says twice, what it denies, and statements that were made to differ."""
    rng = random.Random(story.number)
    text, statements = story.text, story.statements
    sides = [side_of(one.speaker, one.manner, _words(text, one.content)) for one in statements]
    about = {frozenset((i, j)) for i, one in enumerate(statements) for j in one.refers}
    for i, one in enumerate(statements):
        for also in one.also:
            again = side_of(one.speaker, one.manner, _words(text, also))
            yield story.name, sides[i], again, "repeats"
        if one.manner == "denies":
            for j in one.refers:
                yield story.name, sides[i], sides[j], "disputes"
        words, speaker = _words(text, one.content), rng.choice(statements).speaker
        for made, manner, relation in _made(words, one.manner, rng):
            yield story.name, side_of(speaker, manner, made), sides[i], relation
    apart = [pair for pair in combinations(range(len(sides)), 2) if frozenset(pair) not in about]
    rng.shuffle(apart)
    for i, j in apart[:_UNRELATED]:
        yield story.name, sides[i], sides[j], "unrelated"


def _made(words: str, manner: str, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Turn a statement into others: words, manner, relation to it. At most one of each kind."""
    if manner not in ("says", "claims", "confirms", "reveals", "denies"):
        return
    if manner != "denies":
        yield from _with_other_number(words, rng)
    yield from _negated(words, manner, rng.random())
    detail = _DETAIL.search(words)
    if detail and len(words[: detail.start()].split()) >= _SHORTEST and rng.random() < 0.3:
        yield words[: detail.start()], manner, "narrows"


def _with_other_number(words: str, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    numbers = [n for n in _NUMBER.finditer(words) if not _MONTH.search(words[: n.start() - 1])]
    if len(numbers) != 1:
        return
    value = int(numbers[0][0].replace(",", ""))
    other = max(2, round(value * rng.choice((0.5, 0.7, 0.8, 1.25, 1.5, 2))))
    if other != value:
        start, end = numbers[0].span()
        yield f"{words[:start]}{other:,}{words[end:]}", "says", "other figure"


def _negated(words: str, manner: str, chance: float) -> Iterator[tuple[str, str, str]]:
    """Deny a statement with "not" or with its manner, or say again what a denial says."""
    auxiliary = _AUXILIARY.search(words)
    end = auxiliary.end() if auxiliary else 0
    turned = f"{words[:end]} not{words[end:]}"
    if manner == "denies" and auxiliary:
        yield (turned, "says", "repeats") if chance < 0.6 else (words, "says", "disputes")
    elif chance < 0.1 and auxiliary:
        yield turned, "says", "disputes"
    elif chance < 0.17:
        yield words, "denies", "disputes"


def _words(text: str, content: tuple[Span, ...]) -> str:
    return " … ".join(text[span.start : span.end] for span in content)
