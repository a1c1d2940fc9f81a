"""The reader: articles in, readings out."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np

from onrecord.reading import session
from onrecord.reading.attributions import decode_attributions
from onrecord.reading.chains import decode_chains, decode_mentions
from onrecord.reading.labels import NAME_KINDS, TIME_KINDS
from onrecord.reading.scores import Extras, Floats, Scores, vector_of
from onrecord.reading.spans import WordSpan, decode_spans
from onrecord.reading.statements.sections import with_all_statements
from onrecord.reading.syntax import decode_sentences, decode_tags, decode_trees
from onrecord.reading.windows import Encoded, encode, windows_of
from onrecord.reading.words import Place, words_of
from onrecord.record import (
    Article,
    Attribution,
    Chain,
    Mention,
    MentionKind,
    Reading,
    Span,
    Time,
    TimeKind,
    Words,
)

SECTION_WORDS = 6_000  # read at once; a longer text is read in sections, which bounds the memory
_COMMAS = frozenset((",", ";", ":"))
_PREDICATES = frozenset(("VERB",))


class _Part(NamedTuple):
    """What was read in a section of a text; everything in places of the whole text."""

    mentions: list[Mention]
    attributions: list[Attribution]
    chains: list[Chain]
    times: list[Time]
    words: Words
    vectors: list[tuple[Place, Floats]]  # of each paragraph: its place, the sum over its words


class Reader:
    """Reads articles with one model; load it once, use it for many.

    weights: a folder with other weights than the shipped ones. threads: of the model; more than one
    is faster for one article, `jobs` for many. Raises WeightsError for weights that are missing,
    cut off or altered.
    """

    def __init__(self, weights: Path | None = None, *, threads: int = 1) -> None:
        self._weights = session.load(weights, threads)

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """Read articles: one reading for each, in the same order.

        An article reads the same whatever others are given with it.
        """
        return [self._read(article) for article in articles]

    def _read(self, article: Article) -> Reading:
        parts = [self._part(article.text, words) for words in _sections(article.text)]
        vectors = [vector for part in parts for vector in part.vectors]
        reading = Reading(
            article_id=article.id,
            weights=self._weights.name,
            mentions=tuple(one for part in parts for one in part.mentions),
            attributions=tuple(one for part in parts for one in part.attributions),
            chains=tuple(one for part in parts for one in part.chains),
            times=tuple(one for part in parts for one in part.times),
            actors=(),
            statements=(),
            checks=(),
            words=_joined([part.words for part in parts]),
            vector=_unit(np.sum([v for _, v in vectors], axis=0)) if vectors else (),
            paragraph_vectors=_by_line(article.text, vectors),
            notes=_notes(article),
        )
        return with_all_statements(article, reading)

    def _part(self, text: str, words: list[Place]) -> _Part:
        encoded = encode(text, words, self._weights.tokenizer)
        scores = session.run(self._weights, encoded, windows_of(encoded))
        return decode(text, encoded, scores, self._weights.extras)


def decode(text: str, encoded: Encoded, scores: Scores, extras: Extras) -> _Part:
    """Make spans, links and trees of what the model says of the words of a text."""
    words, borders = encoded.words, encoded.starts
    sentences = decode_sentences(scores, borders)
    strings = [text[start:end].lower() for start, end in words]
    mentions = decode_mentions(scores, extras, sentences)

    def span(first: int, last: int) -> Span:
        return Span(start=words[first][0], end=words[last - 1][1])

    def spans(found: Sequence[WordSpan]) -> tuple[Span, ...]:
        return tuple(span(*_trimmed(strings, one)) for one in found)

    return _Part(
        mentions=[
            Mention(
                span=span(one.first, one.last),
                kind=cast(MentionKind, NAME_KINDS[one.kind]),
                score=one.score,
            )
            for one in decode_spans(scores.tag("names"), borders)
        ],
        attributions=[
            Attribution(
                source=spans(one.source),
                cue=span(one.cue.first, one.cue.last),
                content=spans(one.content),
                score=one.score,
            )
            for one in decode_attributions(scores, extras, encoded)
        ],
        chains=[
            Chain(mentions=tuple(span(m.first, m.last) for m in one.mentions), score=one.score)
            for one in decode_chains(scores, extras, strings, mentions)
        ],
        times=[
            Time(
                span=span(one.first, one.last),
                kind=cast(TimeKind, TIME_KINDS[one.kind].lower()),
                score=one.score,
            )
            for one in decode_spans(scores.tag("times"), borders)
        ],
        words=_words(encoded, scores, extras, sentences),
        vectors=_vectors(encoded, scores, extras),
    )


def _trimmed(strings: Sequence[str], found: WordSpan) -> tuple[int, int]:
    """Leave out the comma that parts a source or content from its neighbours: "the mayor," said."""
    first, last = found.first, found.last
    while last - first > 1 and strings[last - 1] in _COMMAS:
        last -= 1
    while last - first > 1 and strings[first] in _COMMAS:
        first += 1
    return first, last


def _sections(text: str) -> list[list[Place]]:
    """Cut the words of a text into sections, at line breaks where there are any."""
    words = words_of(text)
    sections: list[list[Place]] = []
    first = 0
    while first < len(words):
        last = min(first + SECTION_WORDS, len(words))
        if last < len(words):
            for i in range(last, first + SECTION_WORDS // 2, -1):
                if "\n" in text[words[i - 1][1] : words[i][0]]:
                    last = i
                    break
        sections.append(words[first:last])
        first = last
    return sections


def _words(
    encoded: Encoded, scores: Scores, extras: Extras, sentences: list[tuple[int, int]]
) -> Words:
    tags = decode_tags(scores)
    heads, relations = decode_trees(scores, extras, sentences)
    numbers = np.zeros(len(tags), np.int64)
    for number, (first, last) in enumerate(sentences):
        numbers[first:last] = number
    values = np.clip(scores.tag("factbank")[:, 0], -3, 3).tolist()
    return Words(
        starts=tuple(start for start, _ in encoded.words),
        ends=tuple(end for _, end in encoded.words),
        tags=tuple(tags),
        heads=tuple(heads.tolist()),
        relations=tuple(relations),
        sentences=tuple(numbers.tolist()),
        certainties=tuple(
            round(value, 3) if tag in _PREDICATES else 0.0
            for value, tag in zip(values, tags, strict=True)
        ),
    )


def _joined(parts: Sequence[Words]) -> Words:
    """Put the words of sections behind each other."""
    n_words = n_sentences = 0
    heads: list[int] = []
    sentences: list[int] = []
    for part in parts:
        heads += [head + n_words if head >= 0 else -1 for head in part.heads]
        sentences += [number + n_sentences for number in part.sentences]
        n_words += len(part.heads)
        n_sentences = sentences[-1] + 1
    return Words(
        starts=tuple(start for part in parts for start in part.starts),
        ends=tuple(end for part in parts for end in part.ends),
        tags=tuple(tag for part in parts for tag in part.tags),
        heads=tuple(heads),
        relations=tuple(relation for part in parts for relation in part.relations),
        sentences=tuple(sentences),
        certainties=tuple(value for part in parts for value in part.certainties),
    )


def _vectors(encoded: Encoded, scores: Scores, extras: Extras) -> list[tuple[Place, Floats]]:
    starts = [*sorted(encoded.starts), len(encoded.words)]
    return [
        (
            (encoded.words[first][0], encoded.words[last - 1][1]),
            (last - first) * vector_of(scores.states[first:last], extras),
        )
        for first, last in pairwise(starts)
    ]


def _by_line(text: str, vectors: Sequence[tuple[Place, Floats]]) -> tuple[tuple[float, ...], ...]:
    """Give each line of a text its vector; a line that two sections share has both in it."""
    lines: list[tuple[float, ...]] = []
    at = k = 0
    for line in text.split("\n"):
        end = at + len(line)
        total: Floats | None = None
        while k < len(vectors) and vectors[k][0][0] < end:
            total = vectors[k][1] if total is None else total + vectors[k][1]
            k += 1
        lines.append(() if total is None else _unit(total))
        at = end + 1
    return tuple(lines)


def _unit(vector: Floats) -> tuple[float, ...]:
    length = float(np.linalg.norm(vector)) or 1.0
    return tuple((vector / length).tolist())


def _notes(article: Article) -> tuple[str, ...]:
    lang = article.lang
    if lang is None or lang.value == "en":
        return ()
    return (f"the text is in '{lang.value}': the reader knows English only",)
