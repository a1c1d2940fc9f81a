"""SQL of what was asked of the net: what is to be asked next, and what came of it last time.

An address waits for as long as it has a day on which it is due. What leads to others is noted
together with them, in one transaction, so that a run that is killed in between loses none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.library.database.schema import visits
from onrecord.record import Visit

VisitKind = Literal["page", "feed", "feeds", "sitemap", "sitemaps"]
MOST_FAILS = 8  # in a row, then an address is given up
LONGEST_WAIT = timedelta(days=1)
_KEPT = ("url", "at", "landed", "status", "etag", "modified", "sha256", "reason", "detail")
_CLEARED = {"due_at", "status"}  # by a failure; what else is known of an address still holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An address that is to be asked for."""

    url: str
    kind: VisitKind  # as far as is known
    depth: int  # how many others led to it, one after the other
    last: Visit | None  # what came of it the last time


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A feed or site map that was asked for."""

    url: str
    kind: VisitKind
    title: str | None


def want(db: Connection, urls: Sequence[str], now: str) -> None:
    """Ask for addresses, also those that were asked for before."""
    _wait(db, [(url, None) for url in urls], depth=0, now=now)
    for url in urls:
        again = update(visits).where(visits.c.url == url)
        db.execute(again.values(due_at=now, fails=0, depth=0))


def due(db: Connection, now: str, most: int) -> list[Due]:
    """Give addresses that are due: of each host one, then of each the next, and so on."""
    turn = func.row_number().over(
        partition_by=visits.c.host, order_by=(visits.c.depth, visits.c.url)
    )
    wanted = select(visits, turn.label("turn")).where(visits.c.due_at <= now).subquery()
    rows = db.execute(select(wanted).order_by(wanted.c.turn, wanted.c.host).limit(most))
    return [Due(url=row.url, kind=row.kind, depth=row.depth, last=_visit(row)) for row in rows]


def n_waiting(db: Connection) -> int:
    """Count the addresses that are still to be asked for, today or later."""
    return db.execute(select(func.count()).where(visits.c.due_at.is_not(None))).scalar_one()


def remember(
    db: Connection,
    visit: Visit,
    *,
    kind: VisitKind = "page",
    title: str | None = None,
    leads_to: Sequence[tuple[str, str | None]] = (),
) -> None:
    """Keep what came of an address, and wait for those that it leads to, with their titles.

    One that failed for now is due again later, after eight times no more.
    """
    row = db.execute(
        select(visits.c.fails, visits.c.depth).where(visits.c.url == visit.url)
    ).first()
    depth = row.depth if row else 0
    fails = (row.fails if row else 0) + 1 if visit.reason else 0
    again = visit.reason == "no answer" and not visit.lasts and fails < MOST_FAILS
    new: dict[str, Any] = {name: getattr(visit, name) for name in _KEPT}
    new |= {"kind": kind, "fails": fails, "due_at": _later(visit.at, fails) if again else None}
    if visit.reason:
        new = {name: value for name, value in new.items() if value is not None or name in _CLEARED}
    if title is not None:
        new["title"] = title
    _wait(db, [(visit.url, title)], depth=depth, now=visit.at)
    db.execute(update(visits).where(visits.c.url == visit.url).values(new))
    _wait(db, leads_to, depth=depth + 1, now=visit.at)


def feeds(db: Connection) -> list[Known]:
    """Give the feeds and site maps that were read, by address."""
    held = visits.c.kind.in_(("feed", "sitemap", "sitemaps"))
    wanted = select(visits.c.url, visits.c.kind, visits.c.title).where(held).order_by(visits.c.url)
    return [Known(url=row.url, kind=row.kind, title=row.title) for row in db.execute(wanted)]


def _wait(db: Connection, urls: Sequence[tuple[str, str | None]], *, depth: int, now: str) -> None:
    rows = [
        {"url": url, "kind": "page", "host": _host(url), "depth": depth, "title": title,
         "due_at": now, "fails": 0, "detail": ""}
        for url, title in urls
    ]  # fmt: skip
    of = postgresql if db.dialect.name == "postgresql" else sqlite
    for at in range(0, len(rows), 1000):
        db.execute(of.insert(visits).on_conflict_do_nothing(), rows[at : at + 1000])


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _later(at: str, fails: int) -> str:
    wait = min(timedelta(minutes=2**fails), LONGEST_WAIT)
    later = datetime.fromisoformat(at) + wait
    return later.isoformat(timespec="seconds").replace("+00:00", "Z")


def _visit(row: Row[Any]) -> Visit | None:
    if row.at is None:
        return None
    return Visit(**{name: getattr(row, name) for name in _KEPT})
