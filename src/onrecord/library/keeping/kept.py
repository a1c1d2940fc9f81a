"""SQL that reads: what is kept, as it was given."""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    func,
    select,
)

from onrecord.library.answers import (
    Answer,
    Refusal,
)
from onrecord.library.database.schema import (
    articles,
    events,
    pages,
    rejected,
    statements,
)
from onrecord.library.database.sql import run
from onrecord.library.forms.fixes import rulings_of, with_fixes
from onrecord.library.forms.nouns import from_json
from onrecord.library.forms.rows import page_of
from onrecord.library.keeping.corrections import all_fixes, fixes_of, of_claims
from onrecord.library.questions.screens import (
    Screen,
    count_of,
    cut,
)
from onrecord.record import Page, Record, Ruling

HELD = 20  # articles in memory at once, where all are given
HAS_PAGE = select(pages.c.sha256).where(pages.c.sha256 == bindparam("sha256"))


def refusals(db: Connection, screen: Screen) -> Answer[Refusal]:
    """Give the inputs that were no articles, in the order they were met."""
    wanted = select(rejected).order_by(rejected.c.row)
    total, at_least = count_of(db, wanted)
    found = tuple(
        Refusal(
            ref=row.ref,
            stage=row.stage,
            reason=row.reason,
            detail=row.detail,
            kept=row.page is not None,
        )
        for row in db.execute(cut(wanted, screen))
    )
    return Answer(
        asked="Inputs without an article",
        found=found,
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def record(db: Connection, article_id: str) -> Record | None:
    """Give an article with what was read in it; None if it is not here."""
    wanted = select(articles.c.json, articles.c.text).where(articles.c.id == article_id)
    found = db.execute(wanted).first()
    if found is None:
        return None
    return with_fixes(from_json(zlib.decompress(found.json), found.text), fixes_of(db, article_id))


def records(db: Connection, rows: Select[Any] | None = None) -> Iterator[Record]:
    """Give every article with what was read in it, in the order they were added.

    rows: give only these.
    """
    wanted = select(articles.c.json, articles.c.text).order_by(articles.c.row)
    if rows is not None:
        wanted = wanted.where(articles.c.row.in_(rows))
    fixes = all_fixes(db)
    # a few at a time: else a server sends all of them before the first is seen
    for found in db.execute(wanted, execution_options={"yield_per": HELD}):
        record = from_json(zlib.decompress(found.json), found.text)
        yield with_fixes(record, fixes.get(record.article.id, ()))


def rulings(db: Connection, given: Sequence[Record]) -> tuple[Ruling, ...]:
    """Give what people say of pairs of statements that both are in some articles."""
    return rulings_of(given, of_claims(db, [one.article.id for one in given]))


def has_page(db: Connection, sha256: str) -> bool:
    """Tell whether a page is here."""
    return run(db, HAS_PAGE, {"sha256": sha256}).first() is not None


def page(db: Connection, sha256: str) -> Page | None:
    """Give the bytes of a page, as they were received; None if it is not here."""
    found = db.execute(select(pages).where(pages.c.sha256 == sha256)).mappings().first()
    return None if found is None else page_of(dict(found))


def stamps(db: Connection) -> list[tuple[str, str, str | None, str | None]]:
    """Give of each page its digest, media type, and what split and what read it."""
    wanted = select(pages.c.sha256, pages.c.media_type, pages.c.made_by, pages.c.weights)
    return [tuple(row) for row in db.execute(wanted.order_by(pages.c.sha256))]


def counts(db: Connection) -> dict[str, int]:
    """Count pages, articles, statements, events and inputs that were no articles."""
    tables = (pages, articles, statements, events, rejected)
    return {
        one.name: db.execute(select(func.count()).select_from(one)).scalar_one() for one in tables
    }
