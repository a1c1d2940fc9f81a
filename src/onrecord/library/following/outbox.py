"""SQL of alerts: each is kept once, with where it is still to be sent.

An alert is kept together with where it goes and with how far was looked, in one transaction. It is
taken off only after it was sent: a run that is killed sends it again, with the same id.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Update, insert, select, update

from onrecord.library.database.schema import alerts, deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An alert as it is kept."""

    id: str  # the same however often it is sent
    made_at: str  # ISO 8601
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An alert that is to be sent somewhere."""

    number: int
    posted: Posted
    channel: str
    tries: int  # that failed


def post(db: Connection, ones: Sequence[Posted], channels: Sequence[str]) -> int:
    """Keep the alerts that are new; give how many."""
    made = 0
    for one in ones:
        if db.execute(select(alerts.c.row).where(alerts.c.id == one.id)).first() is not None:
            continue
        row = {"id": one.id, "made_at": one.made_at, "json": one.json}
        db.execute(insert(alerts), [row])
        number = db.execute(select(alerts.c.row).where(alerts.c.id == one.id)).scalar_one()
        rows = [{"alert": number, "channel": channel, "tries": 0} for channel in channels]
        if rows:
            db.execute(insert(deliveries), rows)
        made += 1
    return made


def unsent(db: Connection, channel: str, after: int, most: int) -> list[Open]:
    """Give what is still to be sent, in order. after: only alerts with a higher number."""
    wanted = select(alerts, deliveries.c.tries)
    wanted = wanted.join(deliveries, deliveries.c.alert == alerts.c.row)
    held = (deliveries.c.channel == channel, deliveries.c.done_at.is_(None), alerts.c.row > after)
    rows = db.execute(wanted.where(*held).order_by(alerts.c.row).limit(most))
    return [
        Open(
            number=row.row,
            posted=Posted(id=row.id, made_at=row.made_at, json=row.json),
            channel=channel,
            tries=row.tries,
        )
        for row in rows
    ]


def sent(db: Connection, one: Open, at: str) -> None:
    """Note that something was sent."""
    db.execute(_of(one).values(done_at=at, fault=None))


def failed(db: Connection, one: Open, why: str) -> None:
    """Note why something could not be sent; it stays to be sent."""
    db.execute(_of(one).values(tries=one.tries + 1, fault=why))


def latest(db: Connection, most: int) -> list[Posted]:
    """Give the alerts that were made last, newest first."""
    rows = db.execute(select(alerts).order_by(alerts.c.row.desc()).limit(most))
    return [Posted(id=row.id, made_at=row.made_at, json=row.json) for row in rows]


def _of(one: Open) -> Update:
    held = (deliveries.c.alert == one.number, deliveries.c.channel == one.channel)
    return update(deliveries).where(*held)
