"""SQL that reads: what a party says, what is said in a story, what happens in it and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, func, nulls_last, select

from onrecord.library.across import StoryEntry
from onrecord.library.answers import Answer, Entry, Said
from onrecord.library.asking.ask import events_at, statements_at
from onrecord.library.between import stories as told
from onrecord.library.between.parties import shown_as
from onrecord.library.database.schema import (
    events,
    joined,
    members,
    parties,
    places,
    statements,
    story_parts,
)
from onrecord.library.questions.matching import day_of
from onrecord.library.questions.screens import Screen, count_of, cut
from onrecord.record.readings import least_likely

PLACES = 60  # of a story shown on a map
_MAKER = (members.c.article == statements.c.article) & (members.c.actor == statements.c.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A statement with the party that makes it and the story it is part of."""

    said: Said
    party: int | None  # its number; None: nobody can tell who speaks
    name: str | None  # that party's
    story: StoryEntry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A place that the articles of a story name."""

    name: str
    country: str | None
    lat: float
    lon: float
    n: int  # how often it is named


def by_party(db: Connection, number: int, screen: Screen) -> Answer[Spoken]:
    """Give what a party says, newest first."""
    wanted = select(statements.c.row).select_from(members.join(statements, _MAKER))
    wanted = wanted.where(members.c.party == shown_as(db, number))
    # by lean indexes: of who says much, the rows alone are more than a cache holds
    day = day_of(members.c.article, db.dialect.name)
    wanted = wanted.order_by(nulls_last(day.desc()), statements.c.row)
    return _spoken(db, wanted, screen, asked="What the party says")


def in_story(db: Connection, number: int, screen: Screen) -> Answer[Spoken]:
    """Give what is said in a story, oldest first."""
    both = statements.join(story_parts, story_parts.c.article == statements.c.article)
    both = both.join(joined, joined.c.article == statements.c.article, isouter=True)
    wanted = select(statements.c.row).select_from(both).where(story_parts.c.story == number)
    order = (nulls_last(statements.c.day), nulls_last(joined.c.published), statements.c.row)
    wanted = wanted.order_by(*order)
    return _spoken(db, wanted, screen, asked="What is said in the story")


def _spoken(db: Connection, wanted: Select[Any], screen: Screen, *, asked: str) -> Answer[Spoken]:
    total, at_least = count_of(db, wanted)
    rows = list(db.execute(cut(wanted, screen)).scalars())
    held, homes = statements_at(db, rows), _homes(db, rows)
    stories = told.entries(db, sorted({x.story for x in homes.values() if x.story is not None}))
    return Answer(
        asked=asked,
        found=tuple(
            Spoken(said=held[row], party=home.party, name=home.name, story=stories.get(home.story))
            for row, home in ((row, homes[row]) for row in rows)
        ),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def _homes(db: Connection, rows: Sequence[int]) -> dict[int, Any]:
    """Give of statements the party that makes each and the story that it is in."""
    both = statements.join(members, _MAKER, isouter=True)
    both = both.join(parties, parties.c.number == members.c.party, isouter=True)
    both = both.join(story_parts, story_parts.c.article == statements.c.article, isouter=True)
    shown = (statements.c.row, members.c.party, parties.c.name, story_parts.c.story)
    found = db.execute(select(*shown).select_from(both).where(statements.c.row.in_(rows)))
    return {one.row: one for one in found}


def happened(
    db: Connection, number: int, screen: Screen, *, unlikely: bool = False
) -> Answer[Entry]:
    """Give the events of a story, of a kind or of none, oldest first; each has a day or none.

    unlikely: also those that are too uncertain for the timeline of a story.
    """
    both = events.join(story_parts, story_parts.c.article == events.c.article)
    both = both.join(joined, joined.c.article == events.c.article, isouter=True)
    wanted = select(events.c.row).select_from(both).where(story_parts.c.story == number)
    if not unlikely:
        of_its_own = events.c.dated == "by its time"
        least = case((of_its_own, least_likely(is_dated=True)), else_=least_likely(is_dated=False))
        wanted = wanted.where(events.c.score >= least)
    order = (nulls_last(events.c.day), nulls_last(joined.c.published), events.c.row)
    wanted = wanted.order_by(*order)
    total, at_least = count_of(db, wanted)
    rows = list(db.execute(cut(wanted, screen)).scalars())
    found = events_at(db, rows)
    return Answer(
        asked="What happens in the story",
        found=tuple(found[row] for row in rows),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def claimed(db: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Give of events, by their ids, who tells of them; "" is somebody who is not named.

    Those that the story itself tells are not there.
    """
    teller = (statements.c.article == events.c.article) & (statements.c.name == events.c.told_by)
    wanted = select(events.c.id, statements.c.speaker).join_from(
        events, statements, teller, isouter=True
    )
    wanted = wanted.where(events.c.id.in_(ids), events.c.told_by.is_not(None))
    return {row.id: row.speaker or "" for row in db.execute(wanted)}


def placed(db: Connection, number: int) -> tuple[Placed, ...]:
    """Give the places of a story that have a point, the one that is named most first."""
    both = places.join(story_parts, story_parts.c.article == places.c.article)
    n = func.count().label("n")
    names = ("name", "country", "lat", "lon")
    wanted = select(*(places.c[one] for one in names), n).select_from(both)
    wanted = wanted.where(story_parts.c.story == number, places.c.lat.is_not(None))
    wanted = wanted.group_by(*(places.c[one] for one in names)).order_by(n.desc(), places.c.name)
    return tuple(Placed(**row._mapping) for row in db.execute(wanted.limit(PLACES)))
