"""SQL of pairs of articles: what holds the same words, and what are versions of one."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, delete, insert, or_, select, update

from onrecord.library.database.schema import addresses, articles, copies, joined, revisions
from onrecord.library.database.sql import run_union
from onrecord.library.forms.nouns import article_from_json
from onrecord.record import Article, Copy, Revision

SIDE = 24  # articles that one key gives: of a text that a thousand print not all are compared
TWINS = ("same", "near")  # kinds of copies that are one text to a reader


def clear(db: Connection) -> None:
    """Forget all pairs."""
    for table in (addresses, copies, revisions):
        db.execute(delete(table))


_SHARING = (
    "SELECT article FROM (SELECT article FROM sketches WHERE key = :v{i}"
    f" ORDER BY article LIMIT {SIDE}) AS s{{i}}"
)


def sharing(db: Connection, keys: Sequence[int], most: int) -> list[int]:
    """Give the articles that have most keys in common with one; the earliest first on ties."""
    if not keys:
        return []
    counts = Counter(one.article for one in run_union(db, _SHARING, keys, {}))
    return sorted(counts, key=lambda row: (-counts[row], row))[:most]


def articles_at(db: Connection, rows: Sequence[int]) -> list[Article]:
    """Give articles without what was read in them, in the order of `rows`."""
    if not rows:
        return []
    wanted = select(articles.c.row, articles.c.json, articles.c.text)
    found = {one.row: one for one in db.execute(wanted.where(articles.c.row.in_(rows)))}
    return [article_from_json(zlib.decompress(found[row].json), found[row].text) for row in rows]


def keep_copies(db: Connection, found: Sequence[tuple[int, int, Copy]]) -> None:
    """Keep copies, each with the numbers of both articles; those of one text have one first."""
    if not found:
        return
    rows = [
        {
            "first": first,
            "second": second,
            "kind": one.kind,
            "shared_first": one.shared[0],
            "shared_second": one.shared[1],
            "agency": one.agency,
        }
        for first, second, one in found
    ]
    db.execute(insert(copies), rows)
    for first, second, one in found:
        if one.kind in TWINS:
            _unite(db, first, second)


def _unite(db: Connection, one: int, other: int) -> None:
    wanted = select(joined.c.article, joined.c.copy_of).where(joined.c.article.in_((one, other)))
    roots = {own if root is None else root for own, root in db.execute(wanted)}
    if len(roots) < 2:  # noqa: PLR2004 - both in one already
        return
    first, last = min(roots), max(roots)
    theirs = or_(joined.c.article == last, joined.c.copy_of == last)
    db.execute(update(joined).where(theirs).values(copy_of=first))


def take_out(db: Connection, row: int) -> None:
    """Forget the pairs of an article; the versions before and after it become neighbours."""
    root = db.execute(select(joined.c.copy_of).where(joined.c.article == row)).scalar()
    group = row if root is None else root
    db.execute(delete(copies).where(or_(copies.c.first == row, copies.c.second == row)))
    wanted = or_(joined.c.copy_of == group, joined.c.article == group)
    rows = sorted(db.execute(select(joined.c.article).where(wanted)).scalars())
    db.execute(update(joined).where(joined.c.article.in_(rows)).values(copy_of=None))
    pairs = select(copies.c.first, copies.c.second).where(copies.c.kind.in_(TWINS))
    for first, second in db.execute(pairs.where(copies.c.first.in_(rows))).all():
        _unite(db, first, second)
    db.execute(delete(revisions).where(or_(revisions.c.before == row, revisions.c.after == row)))
    db.execute(delete(addresses).where(addresses.c.article == row))


def keep_addresses(db: Connection, row: int, keys: Iterable[str], stamp: str) -> None:
    """Keep the addresses of an article and when its page was captured."""
    made = [{"key": key, "stamp": stamp, "article": row} for key in sorted(set(keys))]
    if made:
        db.execute(insert(addresses), made)


# One key at a time and a row of each: asked for all keys at once, SQLite goes through the table.
_BESIDE = " UNION ALL ".join(
    f"SELECT {side} AS side, stamp, article FROM (SELECT stamp, article FROM addresses"
    f" WHERE key = :v{{i}} AND (stamp, article) {how} ( :stamp , :row )"
    f" ORDER BY stamp {order}, article {order} LIMIT 1) AS s{side}x{{i}}"
    for side, how, order in ((0, "<", "DESC"), (1, ">", "ASC"))
)


def neighbours(db: Connection, row: int) -> tuple[int | None, int | None]:
    """Give the versions before and after an article; None if there is none."""
    own = select(addresses.c.key, addresses.c.stamp).where(addresses.c.article == row)
    found = db.execute(own).all()
    if not found:
        return None, None
    keys, given = [one.key for one in found], {"stamp": found[0].stamp, "row": row}
    sides: tuple[list[tuple[str, int]], ...] = ([], [])
    for one in run_union(db, _BESIDE, keys, given):
        sides[one.side].append((one.stamp, one.article))
    before, after = sides
    return (max(before)[1] if before else None, min(after)[1] if after else None)


def part(db: Connection, before: int, after: int) -> None:
    """Forget that two versions are neighbours, since another lies between them."""
    pair = (revisions.c.before == before) & (revisions.c.after == after)
    db.execute(delete(revisions).where(pair))


def keep_revision(db: Connection, before: int, after: int, found: Revision) -> None:
    """Replace what is kept of the changes between two versions."""
    part(db, before, after)
    made: dict[str, Any] = {
        "before": before,
        "after": after,
        "how": found.how,
        "n_changes": len(found.changes) or len(found.edits),
        "changes": orjson.dumps(found.changes).decode(),
        "edits": orjson.dumps(found.edits).decode(),
    }
    db.execute(insert(revisions), [made])


def revisions_of(db: Connection, row: int) -> list[tuple[int, int]]:
    """Give the pairs of versions that an article is in."""
    pair = or_(revisions.c.before == row, revisions.c.after == row)
    wanted = select(revisions.c.before, revisions.c.after).where(pair)
    return [(before, after) for before, after in db.execute(wanted)]


def among(db: Connection, rows: Sequence[int]) -> Iterator[Copy]:
    """Give the pairs of copies that are both among these articles, by id."""
    ids = {row: id_ for row, id_ in db.execute(
        select(articles.c.row, articles.c.id).where(articles.c.row.in_(rows)))}  # fmt: skip
    wanted = (
        select(copies).where(copies.c.first.in_(rows)).order_by(copies.c.first, copies.c.second)
    )
    for one in db.execute(wanted):
        if one.second in ids:
            yield Copy(
                first=ids[one.first],
                second=ids[one.second],
                kind=one.kind,
                shared=(one.shared_first, one.shared_second),
                agency=one.agency,
            )
