"""SQL of stories as they are joined: candidates by their terms, parts, links, sources."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from onrecord.library.database.schema import (
    articles,
    joined,
    stories,
    story_links,
    story_parts,
    story_sources,
    story_terms,
    vectors,
)
from onrecord.library.database.sql import put, run, run_union
from onrecord.record import Follows, Part, Story, Supplier

SIDE = 24  # articles that one term gives, on either side of a day
LAST = 7  # parts of a story that an article is compared with, besides the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A story with some of its parts: the first, and those that joined last."""

    number: int
    story: Story
    rows: tuple[int, ...]  # of the articles of these parts
    last_place: int  # of a part


def clear(db: Connection) -> None:
    """Forget all stories; their numbers are not given to others."""
    for table in (story_terms, story_parts, story_links, story_sources):
        db.execute(delete(table))
    empty = {"n_articles": 0, "n_sources": 0, "last_place": 0, "stale": 0}
    unknown = dict.fromkeys(("part_of", "since", "until", "n_disputes"))
    db.execute(update(stories).values(**unknown, **empty))


def keep_terms(db: Connection, row: int, terms: Iterable[str], day: str | None) -> None:
    """Index the story of an article under some words."""
    made = [{"term": term, "day": day or "", "article": row} for term in dict.fromkeys(terms)]
    if made:
        db.execute(insert(story_terms), made)


_NEAR = " UNION ALL ".join(
    f"SELECT article FROM (SELECT article FROM story_terms WHERE term = :v{{i}} AND day {how} :day"
    f" ORDER BY {order} LIMIT {SIDE}) AS {side}{{i}}"
    for side, how, order in (("a", "<=", "day DESC, article DESC"), ("b", ">", "day, article"))
)
# Counted where it lies: common words give hundreds of rows, of which few stories are left.
_NEAREST = (
    "SELECT story FROM (SELECT article, count(*) AS n FROM ( {all} ) AS found GROUP BY article)"
    " AS shared JOIN story_parts ON story_parts.article = shared.article"
    " GROUP BY story ORDER BY max(n) DESC, story DESC LIMIT :most"
)


def near(db: Connection, terms: Sequence[str], day: str | None, most: int) -> list[int]:
    """Give the stories with an article that shares most terms with this one; the latest on ties."""
    if not terms:
        return []
    given = {"day": day or "", "most": most}
    return [one.story for one in run_union(db, _NEAR, terms, given, of=_NEAREST)]


def heads(db: Connection, numbers: Sequence[int]) -> list[Head]:
    """Give stories, each with its first part and the latest ones."""
    if not numbers:
        return []
    follows: dict[int, list[Follows]] = {}
    for one in db.execute(_LINKS.where(story_links.c.story.in_(numbers))):
        because = tuple(json.loads(one.because))
        link = Follows(story=one.id, because=because, score=one.score)
        follows.setdefault(one.story, []).append(link)
    parts: dict[int, dict[int, Part]] = {}
    for one in db.execute(_PARTS.where(story_parts.c.story.in_(numbers))):
        because = tuple(json.loads(one.because))
        part = Part(article_id=one.id, published=one.published, because=because, score=one.score)
        parts.setdefault(one.story, {})[one.article] = part
    return [
        Head(
            number=row.number,
            story=Story(
                id=row.id,
                parts=tuple(parts[row.number].values()),
                since=row.since,
                until=row.until,
                follows=tuple(follows.get(row.number, ())),
            ),
            rows=tuple(parts[row.number]),
            last_place=row.last_place,
        )
        for row in db.execute(select(stories).where(stories.c.number.in_(numbers)))
    ]


_LINKS = (
    select(story_links, stories.c.id)
    .join(stories, stories.c.number == story_links.c.earlier)
    .order_by(story_links.c.score.desc(), story_links.c.earlier)
)
_PARTS = (
    select(story_parts, articles.c.id)
    .join(articles, articles.c.row == story_parts.c.article)
    .join(stories, stories.c.number == story_parts.c.story)
    .where(or_(story_parts.c.place == 1, story_parts.c.place > stories.c.last_place - LAST))
    .order_by(story_parts.c.story, story_parts.c.place)
)


def traces(db: Connection, rows: Sequence[int]) -> list[tuple[int, Any]]:
    """Give the traces of articles, each with its row: trace, width, whole, lines."""
    wanted = select(
        joined.c.article, joined.c.trace, vectors.c.width, vectors.c.whole, vectors.c.lines
    )
    wanted = wanted.outerjoin(vectors, vectors.c.article == joined.c.article)
    return [(one.article, one) for one in db.execute(wanted.where(joined.c.article.in_(rows)))]


def is_taken(db: Connection, id_: str) -> bool:
    """Tell whether a story of this id has articles, or is part of another."""
    wanted = select(stories.c.n_articles, stories.c.part_of).where(stories.c.id == id_)
    found = db.execute(wanted).first()
    return found is not None and (found.n_articles > 0 or found.part_of is not None)


def begin(db: Connection, id_: str) -> int:
    """Give a story a number; one that had one keeps it."""
    known: int | None = db.execute(select(stories.c.number).where(stories.c.id == id_)).scalar()
    if known is not None:
        return known
    number = (db.execute(select(func.max(stories.c.number))).scalar() or 0) + 1
    counts = {"n_articles": 0, "n_sources": 0, "last_place": 0, "stale": 1}
    put(db, stories, [{"number": number, "id": id_, **counts}])
    return number


_COUNT_PART = (
    update(stories)
    .where(stories.c.number == bindparam("own"))
    .values(
        n_articles=stories.c.n_articles + 1,
        last_place=bindparam("place"),
        since=bindparam("since"),
        until=bindparam("until"),
        stale=1,
    )
)


def keep_part(db: Connection, row: int, number: int, part: Part, head: Head | None) -> None:
    """Let an article be part of a story. head: of the story as it was; None: it begins with it."""
    place = head.last_place + 1 if head else 1
    made = {
        "article": row,
        "story": number,
        "place": place,
        "published": part.published,
        "because": json.dumps(part.because, ensure_ascii=False),
        "score": part.score,
    }
    put(db, story_parts, [made])
    known = (head.story.since, head.story.until) if head else ()
    days = [day for day in (*known, part.published) if day]
    ends = {"since": min(days, default=None), "until": max(days, default=None)}
    run(db, _COUNT_PART, {"own": number, "place": place, **ends})


def merge(db: Connection, gone: int, into: int) -> None:
    """Move the articles of one story into another, to which its number then leads."""
    place = select(stories.c.last_place).where(stories.c.number == into).scalar_subquery()
    more_places = select(stories.c.last_place).where(stories.c.number == gone).scalar_subquery()
    both = select(stories).where(stories.c.number.in_((gone, into)))
    days = [day for one in db.execute(both) for day in (one.since, one.until) if day]
    theirs = story_parts.c.story == gone
    n = db.execute(select(func.count()).select_from(story_parts).where(theirs)).scalar_one()
    moved = {"story": into, "place": story_parts.c.place + place}
    db.execute(update(story_parts).where(theirs).values(moved))
    more = {"since": min(days, default=None), "until": max(days, default=None), "stale": 1}
    here = stories.c.number == into
    counts = {"n_articles": stories.c.n_articles + n}
    counts["last_place"] = stories.c.last_place + more_places
    db.execute(update(stories).where(here).values(**counts, **more))
    empty = {"n_articles": 0, "n_sources": 0, "since": None, "until": None, "stale": 0}
    empty["last_place"] = 0
    away = or_(stories.c.number == gone, stories.c.part_of == gone)
    db.execute(update(stories).where(away).values(part_of=into, **empty))
    db.execute(delete(story_sources).where(story_sources.c.story == gone))
    for one in db.execute(select(story_links).where(story_links.c.earlier == gone)).all():
        keep_link(db, one.story, into, json.loads(one.because), one.score)
    db.execute(
        delete(story_links).where(or_(story_links.c.earlier == gone, story_links.c.story == gone))
    )


def keep_links(db: Connection, number: int, follows: Sequence[Follows]) -> None:
    """Replace the links to the earlier stories that a story continues."""
    db.execute(delete(story_links).where(story_links.c.story == number))
    for one in follows:
        wanted = select(stories.c.number).where(stories.c.id == one.story)
        keep_link(db, number, db.execute(wanted).scalar_one(), one.because, one.score)


def keep_link(
    db: Connection, story: int, earlier: int, because: Sequence[str], score: float
) -> None:
    """Replace the link from a story to an earlier one that it continues."""
    if story == earlier:
        return
    held = (story_links.c.story == story) & (story_links.c.earlier == earlier)
    db.execute(delete(story_links).where(held))
    words = json.dumps(because, ensure_ascii=False)
    row = {"story": story, "earlier": earlier, "because": words, "score": score}
    db.execute(insert(story_links), [row])


def take_out(db: Connection, row: int, terms: Sequence[str]) -> None:
    """Take an article out of its story; the others stay in it."""
    gone = story_terms.c.term.in_(terms) & (story_terms.c.article == row)
    db.execute(delete(story_terms).where(gone))
    held = select(story_parts.c.story).where(story_parts.c.article == row)
    number = db.execute(held).scalar()
    if number is None:
        return
    db.execute(delete(story_parts).where(story_parts.c.article == row))
    left = select(
        func.count(), func.min(story_parts.c.published), func.max(story_parts.c.published)
    ).where(story_parts.c.story == number)
    n, since, until = db.execute(left).one()
    more = {"n_articles": n, "since": since, "until": until, "stale": 1}
    db.execute(update(stories).where(stories.c.number == number).values(more))
    if not n:
        ends = or_(story_links.c.story == number, story_links.c.earlier == number)
        db.execute(delete(story_links).where(ends))
        db.execute(update(stories).where(stories.c.part_of == number).values(part_of=None))


def keep_disputes(db: Connection, number: int, n: int) -> None:
    """Keep how many disputes a story holds."""
    db.execute(update(stories).where(stories.c.number == number).values(n_disputes=n))


def stale(db: Connection) -> list[int]:
    """Give the stories whose sources must be counted again."""
    wanted = select(stories.c.number).where(stories.c.stale != 0).order_by(stories.c.number)
    return list(db.execute(wanted).scalars())


def rows_of(db: Connection, number: int) -> list[int]:
    """Give the articles of a story, in the order in which they joined."""
    wanted = select(story_parts.c.article).where(story_parts.c.story == number)
    return list(db.execute(wanted.order_by(story_parts.c.place)).scalars())


def keep_sources(db: Connection, number: int, found: Sequence[Supplier]) -> None:
    """Keep the independent sources of a story."""
    db.execute(delete(story_sources).where(story_sources.c.story == number))
    rows = [
        {
            "story": number,
            "place": place,
            "kind": one.kind,
            "name": one.name,
            "articles": json.dumps(one.articles),
        }
        for place, one in enumerate(found)
    ]
    if rows:
        db.execute(insert(story_sources), rows)
    counted = {"n_sources": len(rows), "stale": 0}
    db.execute(update(stories).where(stories.c.number == number).values(counted))
