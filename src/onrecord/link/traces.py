"""What in an article shows which event it reports."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onrecord.link.rarity import WORD, Weights, stem_of, stems_of, weigh
from onrecord.record import Article, Reading

OPENING = 60  # words: headline, summary and first sentences
PARAGRAPHS = 12  # that have a vector: what stands further down is background
MOST_WORDS = 150
MOST_NAMES = 40
_OPENS = 2.0  # a name in the opening counts as if named so many times more
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w])")
_COUNTRY = "A/PCL"  # of GeoNames: too wide to tell two happenings apart

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trace:
    """What two articles on the same event have in common."""

    article_id: str
    published: date | None
    words: Weights
    opening: Weights
    headline: Weights
    names: Weights
    people: Mapping[str, str]  # last names, and how they are written
    places: Mapping[int, str]  # by GeoNames; no countries
    days: frozenset[str]  # that the text speaks of
    years: frozenset[str]
    numbers: frozenset[str]
    spelling: Mapping[str, str]  # a word of the text for each stem of `words` and `names`
    vector: Floats | None
    opening_vector: Floats | None
    paragraphs: Floats | None  # (paragraphs, width)


def trace_of(article: Article, reading: Reading) -> Trace:
    """Gather what shows which event an article reports."""
    text = article.text
    opening = _opening(text)
    names = _names(article, reading, len(opening))
    paragraphs = _paragraphs(reading)
    published = _published(article)
    values = [time.value for time in reading.times if time.value]
    years = {match[0] for value in values if (match := _YEAR.match(value))}
    return Trace(
        article_id=article.id,
        published=published,
        words=weigh(Counter(stems_of(text)), most=MOST_WORDS),
        opening=weigh(Counter(stems_of(opening)), most=MOST_WORDS),
        headline=weigh(Counter(stems_of(text.partition("\n")[0])), most=MOST_WORDS),
        names=names,
        people=_people(reading),
        places={
            place.geoname_id: place.name
            for place in reading.places
            if place.geoname_id and not (place.feature or "").startswith(_COUNTRY)
        },
        days=frozenset(match[0] for value in values if (match := _DAY.match(value))),
        years=frozenset(years | ({str(published.year)} if published else set())),
        numbers=frozenset(n for n in _NUMBER.findall(text) if not _is_year(n)),
        spelling={stem_of(word): word for word in reversed(WORD.findall(text))},
        vector=np.array(reading.vector) if reading.vector else None,
        opening_vector=_mean(paragraphs[:3]) if paragraphs is not None else None,
        paragraphs=paragraphs,
    )


def with_vectors(trace: Trace, vector: Floats | None, rows: Sequence[Floats]) -> Trace:
    """Give a trace its vectors. rows: those of the paragraphs that have one, in order."""
    paragraphs = np.array(rows[:PARAGRAPHS]) if rows else None
    opening = _mean(paragraphs[:3]) if paragraphs is not None else None
    return replace(trace, vector=vector, opening_vector=opening, paragraphs=paragraphs)


def _opening(text: str) -> str:
    lines, n_words = [], 0
    for line in text.split("\n"):
        lines.append(line)
        n_words += len(line.split())
        if n_words > OPENING:
            break
    return "\n".join(lines)


def _names(article: Article, reading: Reading, opening: int) -> dict[str, float]:
    """Weigh the words of names by how often their bearers are named, and how early."""
    counts: Counter[str] = Counter()
    for actor in reading.actors:
        if actor.named:
            weight = 1 + math.log(len(actor.mentions) or 1)
            weight += _OPENS if actor.mentions and actor.mentions[0].start < opening else 0
            for stem in stems_of(actor.name):
                counts[stem] += weight  # type: ignore[assignment]
    for mention in reading.mentions:
        for stem in stems_of(article.text[mention.span.start : mention.span.end]):
            counts.setdefault(stem, 1)
    return weigh(counts, most=MOST_NAMES)


def _people(reading: Reading) -> dict[str, str]:
    named = [a.name for a in reading.actors if a.named and a.kind == "person"]
    last = [words[-1] for name in named if (words := WORD.findall(name))]
    return {stem_of(word): word for word in last}


def _paragraphs(reading: Reading) -> Floats | None:
    rows = [vector for vector in reading.paragraph_vectors if vector][:PARAGRAPHS]
    return np.array(rows) if rows else None


def _mean(rows: Floats) -> Floats:
    mean: Floats = rows.mean(axis=0)
    return mean / (float(np.linalg.norm(mean)) or 1.0)


def _published(article: Article) -> date | None:
    found = article.published or article.updated
    match = _DAY.match(found.value) if found else None
    return date.fromisoformat(match[0]) if match else None


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")  # noqa: PLR2004 - digits of a year
