"""Nouns -> the words under which they are indexed."""

from collections.abc import Iterator

from onrecord.library.database.schema import (
    events,
    statements,
    stops,
)
from onrecord.library.forms.pieces import Row, said_by
from onrecord.library.forms.words import words, words_of_names
from onrecord.record import (
    Actor,
    Event,
    Reading,
    Statement,
)

Words = dict[str, list[str]]  # column of an index -> words
_OUTLET = ("outlet", "site", "agency")
MOST = 1 << 20  # statements of an article that have a row of their own


def words_of_article(row: Row) -> Words:
    """Give the words of an article for `article_words`; the same row always gives the same."""
    return {
        "words": words(row["text"]),
        "headline": words(row["headline"] or ""),
        "outlet": words_of_names(row[name] for name in _OUTLET if row[name]),
        "marks": [mark(name, row[name]) for name in ("kind", "lang") if row[name]],
    }


def names_of_article(reading: Reading, text: str) -> Words:
    """Give what `article_names` holds of an article: who and what it names."""
    actors_ = (name for actor in reading.actors for name in _names(actor, text))
    places_ = (name for x in reading.places for name in (x.name, said_by((x.span,), text)))
    kinds = {one.kind for one in reading.events if one.kind}
    return {
        "actors": words_of_names(actors_),
        "places": words_of_names(places_),
        "events": [mark("event", kind) for kind in sorted(kinds)],
    }


def mark(name: str, value: str) -> str:
    """Write a value of a closed list as one word: "checked0not0verified"."""
    return "0".join((name, *words(value)))


def reading_words(reading: Reading, text: str) -> Iterator[tuple[str, list[Words]]]:
    """Give the words that statements, events and stops are found by."""
    known = {actor.id: list(_names(actor, text)) for actor in reading.actors}
    yield (
        statements.name,
        [
            {
                "names": words_of_names(_speaker_names(one, known, text)),
                "content": words_of_names(said_by((x,), text) for x in one.content),
                "marks": _statement_marks(one),
            }
            for one in reading.statements[:MOST]
        ],
    )
    yield (
        events.name,
        [
            {"names": words_of_names(_names_of_event(one, known, text))}
            for one in reading.events[:MOST]
        ],
    )
    yield (
        stops.name,
        [
            {"names": words_of_names((one.name, *known.get(one.actor or "", ())))}
            for one in reading.itineraries
            for _ in one.stops
        ],
    )


def _statement_marks(one: Statement) -> list[str]:
    values = {
        "manner": one.manner,
        "certainty": one.certainty,
        "quote": one.quote,
        "grade": one.grade,
        "checked": one.checked,
    }
    return [mark(name, value) for name, value in values.items() if value]


def _speaker_names(one: Statement, known: dict[str, list[str]], text: str) -> Iterator[str]:
    """Give all names of those a statement rests on, as `filters.py` does for `read --by`."""
    yield one.speaker_name or said_by(one.source, text)
    for told in one.via:
        yield told.name or said_by(told.source, text)
    for id_ in (one.speaker, *one.candidates, *(told.actor for told in one.via)):
        yield from known.get(id_ or "", ())


def _names_of_event(one: Event, known: dict[str, list[str]], text: str) -> Iterator[str]:
    for part in one.arguments:
        if part.role in {"actor", "recipient"}:
            yield said_by((part.span,), text)
            yield from known.get(part.actor or "", ())


def _names(actor: Actor, text: str) -> Iterator[str]:
    yield from (actor.name, *actor.aliases)
    yield from (said_by((role,), text) for role in actor.roles)
