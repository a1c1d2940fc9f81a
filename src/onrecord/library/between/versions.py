"""SQL that reads: what changed between versions of one article."""

from typing import Any

import orjson
from sqlalchemy import Connection, nulls_last, or_, select

from onrecord.library.across import Revised, WordEdit
from onrecord.library.answers import Answer
from onrecord.library.database.schema import articles, revisions
from onrecord.library.questions.screens import Screen, count_of, cut, sentence_of, sources_at
from onrecord.record import Change, Span


def listed(db: Connection, article_id: str | None, screen: Screen) -> Answer[Revised]:
    """Find versions that differ from the one before, newest first; of one article in order."""
    wanted = select(revisions).where(revisions.c.n_changes > 0)
    wanted = wanted.join(articles, articles.c.row == revisions.c.after)
    if article_id is None:
        wanted = wanted.order_by(nulls_last(articles.c.day.desc()), revisions.c.after.desc())
    else:
        family = _family(db, article_id)
        held = or_(revisions.c.after.in_(family), revisions.c.before.in_(family))
        wanted = wanted.where(held).order_by(revisions.c.before, revisions.c.after)
    total, at_least = count_of(db, wanted)
    rows = list(db.execute(cut(wanted, screen)))
    return Answer(
        asked=sentence_of("Revisions", name=article_id),
        found=_revised(db, rows),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def _family(db: Connection, article_id: str) -> set[int]:
    """Give the versions of an article, itself too: those before and after it, and theirs."""
    own = db.execute(select(articles.c.row).where(articles.c.id == article_id)).scalar()
    known, fresh = set(), {own} if own is not None else set()
    while fresh:
        known |= fresh
        pair = or_(revisions.c.before.in_(fresh), revisions.c.after.in_(fresh))
        found = db.execute(select(revisions.c.before, revisions.c.after).where(pair))
        fresh = {row for both in found for row in both} - known
    return known


def _revised(db: Connection, rows: list[Any]) -> tuple[Revised, ...]:
    numbers = {x for row in rows for x in (row.before, row.after)}
    known = sources_at(db, numbers)
    wanted = select(articles.c.row, articles.c.text).where(articles.c.row.in_(numbers))
    texts = {number: text for number, text in db.execute(wanted)}
    return tuple(
        Revised(
            source=known[row.after],
            before=known[row.before],
            how=row.how,
            changes=tuple(_change(one) for one in orjson.loads(row.changes)),
            edits=tuple(
                _edit(one, texts[row.before], texts[row.after]) for one in orjson.loads(row.edits)
            ),
        )
        for row in rows
    )


def _change(form: dict[str, Any]) -> Change:
    return Change(
        kind=form["kind"],
        before=tuple(Span(**one) for one in form["before"]),
        after=tuple(Span(**one) for one in form["after"]),
        says=form["says"],
    )


def _edit(form: dict[str, Any], before: str, after: str) -> WordEdit:
    old, new = (Span(**form[x]) if form[x] else None for x in ("before", "after"))
    return WordEdit(
        before=before[old.start : old.end] if old else "",
        after=after[new.start : new.end] if new else "",
        before_span=old,
        after_span=new,
    )
