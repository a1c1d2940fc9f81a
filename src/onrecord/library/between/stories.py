"""SQL that reads: stories, why each article is in one, and who is behind them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, nulls_last, select

from onrecord.errors import check_type
from onrecord.library.across import Copied, StoryDetail, StoryEntry, StoryLink, StoryPart
from onrecord.library.answers import Answer
from onrecord.library.database.schema import (
    articles,
    copies,
    joined,
    stories,
    story_links,
    story_parts,
    story_sources,
)
from onrecord.library.questions.matching import condition
from onrecord.library.questions.query import in_words, parse
from onrecord.library.questions.screens import (
    ALL,
    SOURCE,
    Screen,
    WhichStories,
    count_of,
    cut,
    dates_of,
    sentence_of,
    source_of,
    sources_at,
)
from onrecord.record import Supplier

FIRST = "the first to tell of it"
# By the day and hour of publication, those without one last; then as they came in.
_TOLD = (
    nulls_last(func.coalesce(joined.c.published, story_parts.c.published)),
    story_parts.c.place,
)


_PART = articles.alias("part")


def listed(
    db: Connection, query: str, screen: Screen, which: WhichStories = ALL
) -> Answer[StoryEntry]:
    """Find stories, those told of last first. query: as of `search`, of one of their articles."""
    check_type(query, str, "query", "a string")
    check_type(which, WhichStories, "which", "WhichStories(days=…, disputed=…)")
    dates = dates_of(which.days)
    wanted = select(stories.c.number).where(stories.c.n_articles > 0)
    if which.disputed:
        wanted = wanted.where(stories.c.n_disputes > 0)
    for one in dates:  # a story is of all days from its first article to its last
        wanted = wanted.where(*_in_days(one.since, one.before))
    node = parse(query) if query.strip() else None
    if node is not None:
        row = story_parts.c.article
        held = select(story_parts.c.story).where(condition(node, row, db.dialect.name))
        wanted = wanted.where(stories.c.number.in_(held))
    wanted = wanted.order_by(nulls_last(stories.c.until.desc()), stories.c.number.desc())
    total, at_least = count_of(db, wanted)
    numbers = list(db.execute(cut(wanted, screen)).scalars())
    what = "Disputed stories" if which.disputed else "Stories"
    what += f" with {in_words(node)}" if node is not None else ""
    found = entries(db, numbers)
    return Answer(
        asked=sentence_of(what, rest=[one.said for one in dates]),
        found=tuple(found[number] for number in numbers),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def _in_days(since: str | None, before: str | None) -> list[ColumnElement[bool]]:
    held = [] if since is None else [stories.c.until >= since]
    return [*held, *([] if before is None else [stories.c.since < before])]


def entries(db: Connection, numbers: Sequence[int]) -> dict[int, StoryEntry]:
    """Give some stories in a line each."""
    first = _first(story_parts.c.article)
    both = stories.join(articles, articles.c.row == first)
    names = ("number", "since", "until", "n_articles", "n_sources", "n_disputes")
    its = stories.c.id.label("story_id"), _first(_PART.c.headline).label("title")
    wanted = select(*(stories.c[x] for x in names), *its, *SOURCE)
    wanted = wanted.select_from(both).where(stories.c.number.in_(numbers))
    return {
        row.number: StoryEntry(
            **{name: getattr(row, name) for name in names},
            id=row.story_id,
            title=row.title or source_of(row).title,
            source=source_of(row),
        )
        for row in db.execute(wanted)
    }


def _first(column: ColumnElement[Any]) -> Any:  # noqa: ANN401 - a subquery
    """Select what the first article of a story has that has it."""
    return (
        select(column)
        .select_from(story_parts)
        .join(_PART, _PART.c.row == story_parts.c.article)
        .join(joined, joined.c.article == story_parts.c.article, isouter=True)
        .where(story_parts.c.story == stories.c.number, column.is_not(None))
        .order_by(*_TOLD)
        .limit(1)
        .correlate(stories)
        .scalar_subquery()
    )


def detail(db: Connection, number: int) -> StoryDetail | None:
    """Give a story with all that makes it one; None if there is none of this number."""
    check_type(number, int, "number", "a whole number")
    asked = number
    into = db.execute(select(stories.c.part_of).where(stories.c.number == number)).scalar()
    number = into or number
    story = entries(db, [number]).get(number)
    if story is None:
        return None
    parts = list(db.execute(_parts(number)))
    return StoryDetail(
        story=story,
        parts=tuple(
            StoryPart(source=source_of(row), because=_because(row, first=not n), score=row.score)
            for n, row in enumerate(parts)
        ),
        sources=_in_order(sources(db, number), [row.id for row in parts]),
        copies=copies_among(db, [row.article for row in parts]),
        follows=_links(db, story_links.c.earlier, story_links.c.story == number),
        followed_by=_links(db, story_links.c.story, story_links.c.earlier == number),
        asked=asked,
    )


def _parts(number: int) -> Select[Any]:
    wanted = select(story_parts, *SOURCE)
    wanted = wanted.join(articles, articles.c.row == story_parts.c.article)
    wanted = wanted.join(joined, joined.c.article == story_parts.c.article, isouter=True)
    return wanted.where(story_parts.c.story == number).order_by(*_TOLD)


def _because(row: Any, *, first: bool) -> tuple[str, ...]:  # noqa: ANN401 - a row
    """Say why an article is in its story; the one that came in first may not have told first."""
    rest = tuple(one for one in json.loads(row.because) if one != FIRST)
    return (FIRST, *rest) if first else rest or ("the first of it to come in",)


def _in_order(found: Sequence[Supplier], ids: Sequence[str]) -> tuple[Supplier, ...]:
    """Put suppliers, and the articles of each, in the order in which the articles were told."""
    place = {id_: n for n, id_ in enumerate(ids)}

    def place_of(id_: str) -> int:
        return place.get(id_, len(place))

    ordered = (replace(x, articles=tuple(sorted(x.articles, key=place_of))) for x in found)
    return tuple(sorted(ordered, key=lambda one: place_of(one.articles[0])))


def _links(
    db: Connection, other: ColumnElement[int], held: ColumnElement[bool]
) -> tuple[StoryLink, ...]:
    wanted = select(other.label("number"), story_links.c.because, story_links.c.score).where(held)
    rows = list(db.execute(wanted.order_by(story_links.c.score.desc(), other)))
    known = entries(db, [row.number for row in rows])
    return tuple(
        StoryLink(story=known[row.number], because=tuple(json.loads(row.because)), score=row.score)
        for row in rows
        if row.number in known
    )


def sources(db: Connection, number: int) -> tuple[Supplier, ...]:
    """Give the independent sources of a story, by their first article."""
    wanted = select(story_sources).where(story_sources.c.story == number)
    return tuple(
        Supplier(kind=row.kind, name=row.name, articles=tuple(json.loads(row.articles)))
        for row in db.execute(wanted.order_by(story_sources.c.place))
    )


def number_of(db: Connection, article_id: str) -> int | None:
    """Give the number of the story that an article is part of; None: it is of none yet."""
    wanted = select(story_parts.c.story)
    wanted = wanted.join(articles, articles.c.row == story_parts.c.article)
    found: int | None = db.execute(wanted.where(articles.c.id == article_id)).scalar()
    return found


def copies_among(db: Connection, rows: Sequence[int]) -> tuple[Copied, ...]:
    """Give the copies that both are among some articles."""
    wanted = select(copies).where(copies.c.first.in_(rows))
    wanted = wanted.order_by(copies.c.first, copies.c.second)
    inside = set(rows)
    return _copied(db, [row for row in db.execute(wanted) if row.second in inside])


def copies_of(db: Connection, article_id: str) -> tuple[Copied, ...]:
    """Give who else holds the words of an article, or whose words it holds."""
    row = select(articles.c.row).where(articles.c.id == article_id).scalar_subquery()
    found = [
        list(db.execute(select(copies).where(side == row)))
        for side in (copies.c.first, copies.c.second)
    ]
    return _copied(db, sorted(found[0] + found[1], key=lambda one: (one.first, one.second)))


def _copied(db: Connection, rows: Iterable[Any]) -> tuple[Copied, ...]:
    kept = list(rows)
    known = sources_at(db, {x for row in kept for x in (row.first, row.second)})
    return tuple(
        Copied(
            source=known[row.first],
            other=known[row.second],
            kind=row.kind,
            shared=(row.shared_first, row.shared_second),
            agency=row.agency,
        )
        for row in kept
    )
