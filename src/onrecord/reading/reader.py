"""The reader: articles in, readings out."""

from collections.abc import Sequence
from functools import cache
from os import PathLike
from typing import Literal, NamedTuple, cast

import numpy as np
from threadpoolctl import ThreadpoolController

from onrecord.errors import check_number, check_several, check_type
from onrecord.reading import session
from onrecord.reading.anaphors import decode_anaphors
from onrecord.reading.attributions import WordSense, decode_attributions, decode_senses
from onrecord.reading.bounds import bounded, is_foreign, notes_on_language
from onrecord.reading.chains import decode_chains, decode_mentions
from onrecord.reading.deeds import decode_deeds
from onrecord.reading.events.assembly import with_events
from onrecord.reading.labels import (
    CERTAINTIES,
    GRADES,
    MANNERS,
    NAME_KINDS,
    OUTCOMES,
    TIME_KINDS,
)
from onrecord.reading.lemmas import lemma_of
from onrecord.reading.names import decode_names
from onrecord.reading.own_verbs import with_own_verbs
from onrecord.reading.places.places import with_places
from onrecord.reading.related import Likelihoods, relate
from onrecord.reading.relatives import with_relatives
from onrecord.reading.scores import Extras, Scores
from onrecord.reading.spans import WordSpan, decode_spans
from onrecord.reading.statements.sections import with_all_statements
from onrecord.reading.syntax import decode_sentences, decode_tags, decode_trees
from onrecord.reading.times import with_times
from onrecord.reading.vectors import Vector, by_line, paragraph_vectors, vector_of_all
from onrecord.reading.verifications import belonging, decode_verifications
from onrecord.reading.windows import Encoded, encode, windows_of
from onrecord.reading.words import Place, words_of
from onrecord.record import (
    Anaphor,
    Article,
    Attribution,
    Chain,
    Deed,
    Meaning,
    Mention,
    MentionKind,
    Outcome,
    Reading,
    Sensed,
    Span,
    Time,
    TimeKind,
    Verification,
    Words,
)

SECTION_WORDS = 6_000  # read at once; a longer text is read in sections, which bounds the memory
_BLAS = ThreadpoolController()
_COMMAS = frozenset((",", ";", ":"))


class _Part(NamedTuple):
    """What was read in a section of a text; everything in places of the whole text."""

    mentions: list[Mention]
    attributions: list[Attribution]
    anaphors: list[Anaphor]
    verifications: list[Verification]
    chains: list[Chain]
    deeds: list[Deed]
    times: list[Time]
    words: Words
    vectors: Sequence[Vector] = ()  # of each paragraph, if asked for


class Reader:
    """Reads articles with one model; load it once, use it for many.

    weights: a folder with other weights than the shipped ones. threads: of the model; more than one
    is faster for one article, `jobs` for many. vectors: give readings their vectors, which takes
    about half as long again; without, they are empty. Raises WeightsError for weights that are
    missing, cut off or altered.
    """

    def __init__(
        self,
        weights: str | PathLike[str] | None = None,
        *,
        threads: int = 1,
        vectors: bool = False,
    ) -> None:
        check_number(threads, "threads", least=1)
        self._weights = session.load(weights, threads, vectors=vectors)
        self._vectors = vectors

    @property
    def weights(self) -> str:
        """Name the weights, as `Reading.weights` does."""
        return self._weights.name

    def read(self, articles: Sequence[Article]) -> list[Reading]:
        """Read articles: one reading for each, in the same order.

        An article reads the same whatever others are given with it. Of a text that is longer than
        the bounds in `reading.bounds` only the beginning is read, and a note says so.
        """
        check_several(articles, "articles")
        for one in articles:
            check_type(one, Article, "each of the articles", "an Article")
        return [self._read(article) for article in articles]

    def meaning(self, text: str) -> Meaning:
        """Give words or sentences their vector. ValueError of a reader without `vectors`."""
        if not self._vectors:
            raise ValueError("this reader has no vectors: Reader(vectors=True) has")
        found: list[Vector] = []
        for words in _sections(text):
            encoded = encode(text, words, self._weights.tokenizer)
            scores = session.run(self._weights, encoded, windows_of(encoded))
            found += paragraph_vectors(self._weights, encoded, scores)
        vector = vector_of_all(found) if found else ()
        return Meaning(text=text, vector=vector, weights=self._weights.name)

    def relate(
        self,
        pairs: Sequence[tuple[str, str]],
        head: Literal["related", "difference"] = "related",
    ) -> list[Likelihoods]:
        """Tell what statements have to do with others: for each pair, how likely each relation is.

        pairs: the later first, as `onrecord.link.claims.compared.pairing` writes them. Each answer
        holds logarithms of probabilities in the order of `RelationKind`; () of weights that do not
        know.
        head: "difference" tells what one claim does to another as ClaimDiff has it.
        """
        return [relate(self._weights, one, other, head) for one, other in pairs]

    def _read(self, whole: Article) -> Reading:
        article, cut = bounded(whole)
        sections = [] if is_foreign(article) else _sections(article.text)
        parts = [self._part(article.text, words) for words in sections]
        vectors = [vector for part in parts for vector in part.vectors]
        reading = Reading(
            article_id=article.id,
            weights=self._weights.name,
            mentions=tuple(one for part in parts for one in part.mentions),
            attributions=tuple(one for part in parts for one in part.attributions),
            anaphors=tuple(one for part in parts for one in part.anaphors),
            verifications=tuple(one for part in parts for one in part.verifications),
            chains=tuple(one for part in parts for one in part.chains),
            deeds=tuple(one for part in parts for one in part.deeds),
            times=tuple(one for part in parts for one in part.times),
            actors=(),
            statements=(),
            checks=(),
            words=_joined([part.words for part in parts]),
            vector=vector_of_all(vectors) if vectors else (),
            paragraph_vectors=by_line(whole.text, vectors) if self._vectors else (),
            notes=(*notes_on_language(article), *cut),
        )
        if not parts:
            return reading
        told = with_all_statements(article, with_times(article, reading))
        return with_events(article, with_places(article, told))

    def _part(self, text: str, words: list[Place]) -> _Part:
        encoded = encode(text, words, self._weights.tokenizer)
        scores = session.run(self._weights, encoded, windows_of(encoded))
        part = decode(text, encoded, scores, self._weights.extras)
        return part._replace(vectors=paragraph_vectors(self._weights, encoded, scores))


def decode(text: str, encoded: Encoded, scores: Scores, extras: Extras) -> _Part:
    """Make spans, links and trees of what the model says about the words of a text.

    On one thread: the products are small, and threads that wait for them take longer than they do.
    """
    with _BLAS.limit(limits=1, user_api="blas"):
        return _decoded(text, encoded, scores, extras)


def _decoded(text: str, encoded: Encoded, scores: Scores, extras: Extras) -> _Part:
    words, borders = encoded.words, encoded.starts
    sentences = decode_sentences(scores, encoded.borders)
    mentions = decode_mentions(scores, extras, sentences)
    tied = frozenset(i for i in range(1, len(words)) if words[i - 1][1] == words[i][0])
    forms = [text[start:end] for start, end in words]
    strings = [form.lower() for form in forms]
    names = decode_names(scores, forms, borders, tied=tied)
    attributions = decode_attributions(scores, extras, encoded)
    sources = [one.source[0] for one in attributions if one.source]
    sources += [one.teller for one in attributions if one.teller]
    cues = [one.cue.first for one in attributions]
    anchors = sorted({*cues, *(first for first, _ in sentences), *encoded.opening_quotes()})
    refers = belonging(scores, extras, "refers", np.array(cues, np.int64), np.array(anchors))

    @cache  # the same words are named again and again
    def span(first: int, last: int) -> Span:
        return Span(start=words[first][0], end=words[last - 1][1])

    def anchored(found: Sequence[tuple[int, float]]) -> tuple[tuple[Span, float], ...]:
        return tuple([(span(i, i + 1), share) for i, share in found])

    def spans(found: Sequence[WordSpan]) -> tuple[Span, ...]:
        return tuple(span(*_trimmed(strings, one)) for one in found)

    return _Part(
        mentions=[
            Mention(
                span=span(one.first, one.last),
                kind=cast(MentionKind, NAME_KINDS[one.kind]),
                score=one.score,
            )
            for one in names
        ],
        attributions=[
            Attribution(
                source=spans(one.source),
                cue=span(one.cue.first, one.cue.last),
                content=spans(one.content),
                teller=span(*_trimmed(strings, one.teller)) if one.teller else None,
                teller_score=one.teller.score if one.teller else 0.0,
                sensed=_sensed(sense),
                refers=anchored(about),
                score=one.score,
            )
            for one, about, sense in zip(
                attributions,
                refers,
                decode_senses(scores, strings, attributions),
                strict=True,
            )
        ],
        verifications=[
            Verification(
                span=span(one.span.first, one.span.last),
                outcome=cast(Outcome, OUTCOMES[one.span.kind]),
                covers=anchored(one.covers),
                score=one.span.score,
                shares=one.shares,
            )
            for one in decode_verifications(scores, extras, borders, anchors)
        ],
        anaphors=[
            Anaphor(
                span=span(one.first, one.last),
                antecedents=tuple((span(a, b), share) for a, b, share in one.antecedents),
            )
            for one in decode_anaphors(
                scores,
                extras,
                strings,
                [(one.first, one.last) for one in names],
                [_trimmed(strings, one) for one in sources],
            )
        ],
        chains=[
            Chain(mentions=tuple(span(m.first, m.last) for m in one.mentions), score=one.score)
            for one in decode_chains(scores, extras, strings, mentions)
        ],
        deeds=[
            Deed(
                trigger=span(one.trigger.first, one.trigger.last),
                named=one.named,
                kinds=one.kinds,
                actor=span(one.actor, one.actor + 1) if one.actor is not None else None,
                recipient=(
                    span(one.recipient, one.recipient + 1) if one.recipient is not None else None
                ),
                actors=anchored(one.actors),
                recipients=anchored(one.recipients),
                certainty=one.certainty,
                score=one.trigger.score,
            )
            for one in decode_deeds(scores, extras, borders, sentences)
        ],
        times=[
            Time(
                span=span(one.first, one.last),
                kind=cast(TimeKind, TIME_KINDS[one.kind].lower()),
                score=one.score,
            )
            for one in decode_spans(scores.tag("times"), borders)
        ],
        words=words_read(text, encoded, scores, extras, sentences),
    )


def _sensed(sense: WordSense | None) -> Sensed | None:
    if sense is None:
        return None
    grade, share = sense.grade or (-1, 0.0)
    return Sensed(
        manner=MANNERS[sense.manner[0]],
        manner_score=sense.manner[1],
        certainty=CERTAINTIES[sense.certainty[0]],
        certainty_score=sense.certainty[1],
        grade=GRADES[grade] if grade >= 0 else None,
        grade_score=share,
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


def words_read(
    text: str,
    encoded: Encoded,
    scores: Scores,
    extras: Extras,
    sentences: list[tuple[int, int]],
) -> Words:
    """Return the words of a text with their syntax."""
    tags = decode_tags(scores)
    heads, relations = decode_trees(scores, extras, sentences)
    numbers = np.zeros(len(tags), np.int64)
    for number, (first, last) in enumerate(sentences):
        numbers[first:last] = number
    values = np.clip(scores.tag("factbank")[:, 0], -3, 3).tolist()
    read = Words(
        starts=tuple(start for start, _ in encoded.words),
        ends=tuple(end for _, end in encoded.words),
        tags=tuple(tags),
        lemmas=tuple(
            lemma_of(text[start:end], tag)
            for (start, end), tag in zip(encoded.words, tags, strict=True)
        ),
        heads=tuple(heads.tolist()),
        relations=tuple(relations),
        sentences=tuple(numbers.tolist()),
        certainties=tuple(
            round(value, 3) if tag == "VERB" else 0.0
            for value, tag in zip(values, tags, strict=True)
        ),
    )
    return with_own_verbs(with_relatives(read))


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
        lemmas=tuple(lemma for part in parts for lemma in part.lemmas),
        heads=tuple(heads),
        relations=tuple(relation for part in parts for relation in part.relations),
        sentences=tuple(sentences),
        certainties=tuple(value for part in parts for value in part.certainties),
    )
