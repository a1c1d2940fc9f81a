"""SQL of what readers are told: which condition of what they follow, and up to which article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, SelectBase, delete, func, insert, select, union, update

from onrecord.library.answers import Source
from onrecord.library.asking.arrivals import newest
from onrecord.library.database.schema import (
    articles,
    followed,
    joined,
    story_parts,
    waiting,
    watches,
)
from onrecord.library.following import followed as things
from onrecord.library.following.followed import FollowKind, in_scope
from onrecord.library.questions.screens import SOURCE, source_of

Condition = Literal["statement", "denial", "figure", "check", "source", "quotation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One condition of something that is followed."""

    number: int
    kind: FollowKind
    what: str
    name: str
    condition: Condition
    about: str  # words that what is told must hold; "": any
    told: int  # the number of the last article that was looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An article as it stands among the others of a library."""

    row: int
    source: Source
    is_copy: bool  # of another one that is here
    story: int | None


def watch(  # noqa: PLR0913 - what is followed, and of it what is told
    db: Connection,
    kind: FollowKind,
    what: str,
    *,
    name: str,
    conditions: Sequence[Condition],
    about: str,
    on: str,
) -> None:
    """Be told of what comes in from now on; what is told already stays as it is."""
    things.follow(db, kind, what, name, on)
    here = (followed.c.kind == kind, followed.c.what == what)
    number = db.execute(select(followed.c.row).where(*here)).scalar_one()
    held = (watches.c.followed == number, watches.c.about == about)
    known = set(db.execute(select(watches.c.condition).where(*held)).scalars())
    told = newest(db)
    rows = [
        {"followed": number, "condition": one, "about": about, "told": told}
        for one in dict.fromkeys(conditions)
        if one not in known
    ]
    if rows:
        db.execute(insert(watches), rows)


def unwatch(db: Connection, number: int) -> bool:
    """Be told of something followed no more, and follow it no more; False: there is no such."""
    db.execute(delete(watches).where(watches.c.followed == number))
    return db.execute(delete(followed).where(followed.c.row == number)).rowcount > 0


def listed(db: Connection) -> list[tuple[int, Watch]]:
    """Give all that readers are told, each with the number of what it is of."""
    shown = (watches, followed.c.kind, followed.c.what, followed.c.name)
    wanted = select(*shown).join(followed, followed.c.row == watches.c.followed)
    rows = db.execute(wanted.order_by(watches.c.followed, watches.c.row))
    return [
        (
            row.followed,
            Watch(
                number=row.row,
                kind=row.kind,
                what=row.what,
                name=row.name,
                condition=row.condition,
                about=row.about,
                told=row.told,
            ),
        )
        for row in rows
    ]


def told(db: Connection, numbers: Sequence[int], upto: int) -> None:
    """Note up to which article was looked at."""
    db.execute(update(watches).where(watches.c.row.in_(numbers)).values(told=upto))


def joined_upto(db: Connection) -> int:
    """Give the number of the last article before all that wait to be joined."""
    first = db.execute(select(func.min(waiting.c.article))).scalar()
    return newest(db) if first is None else int(first) - 1


def arrived(db: Connection, watch: Watch, upto: int) -> list[Standing]:
    """Give the articles of what is followed that came in since it was looked at, in order.

    Who denies what a party said need not name it: of denials, those of its stories, too.
    """
    rows: SelectBase = in_scope(db, watch.kind, watch.what, watch.told)
    if watch.kind == "party" and watch.condition == "denial":
        own = in_scope(db, watch.kind, watch.what, 0)
        rows = union(in_scope(db, watch.kind, watch.what, watch.told), _beside(own, watch.told))
    return _standing(db, rows, upto)


def _beside(rows: Select[Any], after: int) -> Select[Any]:
    """Select the articles that came in after one in the stories of others."""
    its = select(story_parts.c.story).where(story_parts.c.article.in_(rows))
    return select(story_parts.c.article).where(
        story_parts.c.article > after, story_parts.c.story.in_(its)
    )


def standing(db: Connection, ids: Sequence[str]) -> dict[str, Standing]:
    """Give how some articles stand."""
    wanted = select(articles.c.row).where(articles.c.id.in_(ids))
    return {one.source.article_id: one for one in _standing(db, wanted, None)}


def newest_day(db: Connection, watch: Watch) -> str | None:
    """Give the day of the newest article of something that was looked at before.

    Of something that nothing was here of: of the newest article of all.
    """
    of_it = in_scope(db, watch.kind, watch.what, 0).subquery()
    day = select(func.max(articles.c.day)).where(articles.c.row <= watch.told)
    own = db.execute(day.where(articles.c.row.in_(select(of_it)))).scalar()
    found: str | None = own or db.execute(day).scalar()
    return found


def _standing(db: Connection, rows: SelectBase, upto: int | None) -> list[Standing]:
    wanted = select(articles.c.row, joined.c.copy_of, story_parts.c.story, *SOURCE)
    wanted = wanted.join(joined, joined.c.article == articles.c.row, isouter=True)
    wanted = wanted.join(story_parts, story_parts.c.article == articles.c.row, isouter=True)
    wanted = wanted.where(articles.c.row.in_(rows)).order_by(articles.c.row)
    if upto is not None:
        wanted = wanted.where(articles.c.row <= upto)
    return [
        Standing(
            row=row.row, source=source_of(row), is_copy=row.copy_of is not None, story=row.story
        )
        for row in db.execute(wanted)
    ]
