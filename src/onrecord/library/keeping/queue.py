"""Which articles are joined and which wait for it, and how an article is taken out again.

One process joins at a time: what it finds for an article depends on what was found before.
"""

import json
import zlib
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select, text

from onrecord.library.database.schema import (
    articles,
    joined,
    parties,
    sketches,
    stories,
    vectors,
    waiting,
)
from onrecord.library.forms.fixes import with_fixes
from onrecord.library.forms.nouns import from_json
from onrecord.library.joined import pairs
from onrecord.library.joined import parties as joined_parties
from onrecord.library.joined import stories as joined_stories
from onrecord.library.keeping.corrections import fixes_of
from onrecord.record import Reading, Record

LOCK = 6_028_472  # of PostgreSQL, held by who joins or changes what is joined
READ = ("actors", "mentions", "times", "places")  # what of a reading is looked at across articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is kept of an article so that related ones can be found."""

    algorithm: str
    agency: str | None  # that it credits
    whole: bool  # all of it is the agency's
    host: str | None
    published: str | None
    sketch: tuple[int, ...]  # keys of its words
    addresses: tuple[str, ...]  # under which it stands
    stamp: str  # when the page was as it is: the order of its versions
    terms: tuple[str, ...]  # by which stories are found
    day: str | None
    company: tuple[str, ...]  # keys of who is named in it
    trace: bytes | None  # None: read without the model


def lock(db: Connection) -> None:
    """Wait until nobody else joins; SQLite has one writer at a time anyway."""
    if db.dialect.name == "postgresql":
        db.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def count(db: Connection) -> int:
    """Count the articles that wait."""
    return db.execute(select(func.count()).select_from(waiting)).scalar_one()


def is_settled(db: Connection) -> bool:
    """Tell whether no article waits and all parties and stories are shown as they were found."""
    asked = (
        select(waiting.c.article),
        select(parties.c.number).where(parties.c.stale != 0),
        select(stories.c.number).where(stories.c.stale != 0),
    )
    return all(db.execute(one.limit(1)).first() is None for one in asked)


def first(db: Connection, most: int) -> list[int]:
    """Give the numbers of the articles that are next, in the order in which they were added."""
    wanted = select(waiting.c.article).order_by(waiting.c.article).limit(most)
    return list(db.execute(wanted).scalars())


def is_of(db: Connection, algorithm: str) -> bool:
    """Tell whether all joined articles were joined by this algorithm."""
    ends = (func.min(joined.c.algorithm), func.max(joined.c.algorithm))
    found = {db.execute(select(one)).scalar() for one in ends}
    return found <= {algorithm, None}


def clear(db: Connection) -> None:
    """Undo all joining; the numbers of stories and parties are not given to others."""
    pairs.clear(db)
    joined_parties.clear(db)
    joined_stories.clear(db)
    for table in (waiting, joined, sketches):
        db.execute(delete(table))
    db.execute(insert(waiting).from_select(["article"], select(articles.c.row)))


def keep(db: Connection, row: int, signs: Signs) -> None:
    """Record that an article is joined, and the signs by which it can be found."""
    made = {
        name: getattr(signs, name) for name in ("algorithm", "agency", "host", "published", "trace")
    }
    lists = {name: json.dumps(getattr(signs, name)) for name in ("sketch", "terms", "company")}
    own = {"article": row, "copy_of": None, "whole": int(signs.whole)}
    db.execute(insert(joined), [{**own, **made, **lists}])
    db.execute(delete(waiting).where(waiting.c.article == row))
    if signs.sketch:
        db.execute(insert(sketches), [{"key": key, "article": row} for key in set(signs.sketch)])
    pairs.keep_addresses(db, row, signs.addresses, signs.stamp)
    joined_stories.keep_terms(db, row, signs.terms, signs.day)


def take_out(db: Connection, row: int) -> None:
    """Undo the joining of an article that is read again or removed."""
    db.execute(delete(waiting).where(waiting.c.article == row))
    wanted = select(joined.c.sketch, joined.c.terms, joined.c.company).where(
        joined.c.article == row
    )
    was = db.execute(wanted).first()
    if was is None:
        return
    keys: list[int] = json.loads(was.sketch)
    gone = sketches.c.key.in_(keys) & (sketches.c.article == row)
    db.execute(delete(sketches).where(gone))
    joined_parties.take_out(db, row, json.loads(was.company))
    joined_stories.take_out(db, row, json.loads(was.terms))
    pairs.take_out(db, row)
    db.execute(delete(joined).where(joined.c.article == row))


def put_back(db: Connection, row: int) -> None:
    """Put an article on the list of those that wait to be joined."""
    db.execute(insert(waiting), [{"article": row}])


def record_at(db: Connection, row: int, *, whole: bool = False) -> Record:
    """Give an article with what is looked at across articles, vectors too; whole: with the rest.

    Corrections of its statements are in it.
    """
    wanted = select(articles.c.json, articles.c.text, vectors.c.width, vectors.c.whole,
                    vectors.c.lines)  # fmt: skip
    both = articles.outerjoin(vectors, vectors.c.article == articles.c.row)
    found = db.execute(wanted.select_from(both).where(articles.c.row == row)).one()
    only = None if whole else READ
    record = from_json(zlib.decompress(found.json), found.text, only=only)
    if record.reading is None:
        return record
    if whole:
        record = with_fixes(record, fixes_of(db, record.article.id))
    if found.width and record.reading is not None:
        record = replace(record, reading=_with_vectors(record.reading, found))
    return record


def _with_vectors(reading: Reading, found: Any) -> Reading:  # noqa: ANN401 - a row
    lines = np.frombuffer(found.lines, np.float16).astype(float).reshape(-1, found.width)
    return replace(
        reading,
        vector=tuple(np.frombuffer(found.whole, np.float16).astype(float).tolist()),
        paragraph_vectors=tuple(tuple(line.tolist()) if line.any() else () for line in lines),
    )


def signs_of(db: Connection, rows: list[int]) -> list[Any]:
    """Give what identifies the supplier of each article (id, agency, whole …), in order."""
    names = (joined.c.article, joined.c.agency, joined.c.whole, joined.c.host, joined.c.published)
    wanted = select(*names, articles.c.id).join(articles, articles.c.row == joined.c.article)
    found = {one.article: one for one in db.execute(wanted.where(joined.c.article.in_(rows)))}
    return [found[row] for row in rows]
