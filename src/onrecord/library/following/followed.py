"""SQL of what readers follow: searches, stories, parties, claims, outlets, and what is new."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, delete, func, insert, or_, select, update

from onrecord.library.asking.arrivals import newest
from onrecord.library.between.parties import shown_as
from onrecord.library.database.schema import articles, followed, members, story_parts
from onrecord.library.questions.matching import conditions
from onrecord.library.questions.query import parse

FollowKind = Literal["search", "story", "party", "claim", "outlet"]
MOST_NEW = 1_000  # counted of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Something that is followed."""

    number: int
    kind: FollowKind
    what: str  # the query, number of the story or party, statement of the claim, outlet
    name: str
    on: str  # ISO 8601: since when
    n_new: int  # articles since it was looked at last; no more than 1,000 are counted


def follow(db: Connection, kind: FollowKind, what: str, name: str, on: str) -> None:
    """Follow something, unless it is followed already. Raises QueryError."""
    if kind == "search":
        parse(what)
    here = (followed.c.kind == kind, followed.c.what == what)
    if db.execute(select(followed.c.row).where(*here)).first() is None:
        row = {"kind": kind, "what": what, "name": name, "made_on": on, "seen": newest(db)}
        db.execute(insert(followed), [row])


def unfollow(db: Connection, number: int) -> None:
    """Stop following something."""
    db.execute(delete(followed).where(followed.c.row == number))


def look_at(db: Connection, number: int) -> None:
    """Mark everything there is now of something as seen."""
    here = followed.c.row == number
    db.execute(update(followed).where(here).values(seen=newest(db)))


def listed(db: Connection) -> tuple[Followed, ...]:
    """Give all that is followed, by name."""
    rows = db.execute(select(followed).order_by(followed.c.name, followed.c.row)).all()
    return tuple(
        Followed(
            number=row.row,
            kind=row.kind,
            what=row.what,
            name=row.name,
            on=row.made_on,
            n_new=_n_new(db, row),
        )
        for row in rows
    )


def _n_new(db: Connection, row: Any) -> int:  # noqa: ANN401 - a row
    some = in_scope(db, row.kind, row.what, row.seen).limit(MOST_NEW).subquery()
    return db.execute(select(func.count()).select_from(some)).scalar_one()


def in_scope(db: Connection, kind: FollowKind, what: str, after: int) -> Select[Any]:
    """Select the numbers of the articles of something that came in after one.

    A claim is followed by one of its statements, "article:s1": what is told of it is told in the
    story of that article.
    """
    if kind in {"search", "outlet"}:
        number = articles.c.row
        if kind == "outlet":
            either = articles.c.site == what, func.lower(articles.c.outlet) == what
            return select(number).where(number > after, or_(*either))
        held = conditions([parse(what)], number, db.dialect.name)
        return select(number).where(number > after, *held)
    if kind == "party":
        number = members.c.article
        return select(number).where(number > after, members.c.party == shown_as(db, int(what)))
    number = story_parts.c.article
    story: Any = int(what) if kind == "story" else _story_of(what.partition(":")[0])
    return select(number).where(number > after, story_parts.c.story == story)


def _story_of(article_id: str) -> Any:  # noqa: ANN401 - a subquery
    told = story_parts.alias("told")
    wanted = select(told.c.story).join(articles, articles.c.row == told.c.article)
    return wanted.where(articles.c.id == article_id).scalar_subquery()
