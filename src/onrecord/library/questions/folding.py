"""A text that several outlets print, shown once: the others are folded under it.

Copies are what `join` found to be one text but for edits; which of them is shown is the one that
comes first in an answer.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from onrecord.library.answers import Source
from onrecord.library.database.schema import joined, statements
from onrecord.library.database.sql import by_index
from onrecord.library.questions.screens import MOST_COUNTED, Screen, sources_at

MOST = 200  # copies that are named with what they are copies of
SLICE = 10_000  # articles asked for at once: a statement takes only so many parameters
AHEAD = 2  # times the rows of a screen that are looked at first, since some will be folded
FURTHER = 8  # times as many, as often as these are too few

Row = ColumnElement[int]
Counted = tuple[int, bool, int]  # texts; True: there are more; copies of them
Key = TypeVar("Key", bound=Hashable)


def text_of(article: Row, dialect: str) -> Row:
    """Give the first article with the same words: the same one for all copies."""
    return func.coalesce(_first_with_words_of(article, dialect), article)


def printed(article: Row, row: Row, dialect: str) -> Row:
    """Give a number that statements shared by copies have in common, and no others."""
    twin = joined.alias("twin")
    own = _first_with_words_of(article, dialect)
    is_copied = or_(own.is_not(None), exists().where(twin.c.copy_of == article))
    return case((is_copied, func.coalesce(own, article)), else_=-row)


def published(article: Row, dialect: str) -> ColumnElement[str]:
    """Give when an article was published, to the minute where that is known."""
    return _known("published", article, dialect)


def _first_with_words_of(article: Row, dialect: str) -> Row:
    return _known("copy_of", article, dialect)


def _known(what: str, article: Row, dialect: str) -> ColumnElement[Any]:
    number: ColumnElement[int] = literal_column("lean.article")
    found: Select[Any] = select(literal_column(f"lean.{what}", joined.c[what].type))
    among = by_index(joined, "joined_lean", name="lean", dialect=dialect)
    return found.select_from(among).where(number == article).scalar_subquery()


def count_texts(db: Connection, found: Select[Any], row: Row) -> Counted:
    """Count the articles found; copies of a text count once."""
    bare = found.with_only_columns(row.label("row"), maintain_column_froms=True).order_by(None)
    some = bare.limit(MOST_COUNTED + 1).subquery()
    text = text_of(some.c.row, db.dialect.name)
    both = select(func.count(), func.count(func.distinct(text))).select_from(some)
    n, texts = db.execute(both).one()
    return _counted(n, n - texts)


def count_said(db: Connection, found: Select[Any]) -> Counted:
    """Count statements; one that copies of a text share counts once."""
    shown = (statements.c.row, statements.c.article)
    bare = found.with_only_columns(*shown, maintain_column_froms=True).order_by(None)
    some = bare.limit(MOST_COUNTED + 1).subquery()
    n = db.execute(select(func.count()).select_from(some)).scalar_one()
    both = some.join(statements, statements.c.row == some.c.row)
    text = printed(some.c.article, some.c.row, db.dialect.name).label("text")
    told = select(text, statements.c.speaker, statements.c.content).select_from(both).subquery()
    # only of copies: of others nothing can be folded, and their words need not be read
    same = select(func.count().label("n")).where(told.c.text >= 0)
    each = same.group_by(told.c.text, told.c.speaker, told.c.content).subquery()
    every, distinct = db.execute(select(func.sum(each.c.n), func.count())).one()
    return _counted(n, int(every or 0) - distinct)


def _counted(n: int, folded: int) -> Counted:
    many = n > MOST_COUNTED
    return n - folded - many, many, folded


def first_of(
    db: Connection,
    found: Select[Any],
    screen: Screen,
    keys: Callable[[Connection, Sequence[Any]], Sequence[Key]],
) -> dict[Key, Any]:
    """Give by its key the first row of each key, as far as they are on the screen.

    keys: those of some rows, side by side with them; not asked of all that answer, which are many.
    """
    wanted = screen.offset + screen.limit
    most = AHEAD * wanted
    while True:
        rows = db.execute(found.limit(most)).all()
        first: dict[Key, Any] = {}
        for key, row in zip(keys(db, rows), rows, strict=True):
            first.setdefault(key, row)
        if len(first) >= wanted or len(rows) < most:
            return dict(list(first.items())[screen.offset : wanted])
        most *= FURTHER


def numbers_of(db: Connection, asked: Select[Any], row: Row, rows: Collection[int]) -> list[int]:
    """Give the second of two columns for each row, in the order of the rows.

    asked: a select of `row` and a number.
    """
    known: dict[int, int] = {}
    for some in _slices(list(rows)):
        known |= {one: number for one, number in db.execute(asked.where(row.in_(some)))}
    return [known[one] for one in rows]


def copies_of(db: Connection, texts: Collection[int], but: Collection[int]) -> list[int]:
    """Give the articles with these texts, except for those in `but`; `text_of` names a text."""
    wanted = select(joined.c.article).where(joined.c.copy_of.in_(texts))
    return sorted({*db.execute(wanted).scalars(), *texts} - set(but))


def found_of(db: Connection, found: Select[Any], article: Row, others: Sequence[int]) -> list[Any]:
    """Give the rows of these articles among all that are found, in their order."""
    rows: list[Any] = []
    for some in _slices(others):
        # "+ 0" as in `searching.ranked`
        rows += db.execute(found.where((article + 0).in_(some))).all()
    return rows


def named(db: Connection, folded: dict[int, list[int]]) -> dict[int, tuple[Source, ...]]:
    """Name the articles that were folded under each, at most `MOST`."""
    kept = {row: list(dict.fromkeys(others))[:MOST] for row, others in folded.items()}
    rows = [one for others in kept.values() for one in others]
    sources: dict[int, Source] = {}
    for some in _slices(rows):
        sources |= sources_at(db, some)
    return {row: tuple(sources[one] for one in others) for row, others in kept.items()}


def _slices(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(rows), SLICE):
        yield rows[at : at + SLICE]


def folded_under(
    first: Mapping[Key, Any], others: Iterable[tuple[Key, Any]]
) -> dict[int, list[int]]:
    """Group the hidden articles by the row that is shown with the same key."""
    folded: dict[int, list[int]] = {}
    for key, one in others:
        home = first.get(key)
        if home is not None and home.article != one.article:
            folded.setdefault(home.row, []).append(one.article)
    return folded
