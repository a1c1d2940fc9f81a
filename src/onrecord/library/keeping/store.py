"""All SQL that writes, but for the steps of `schema.py`. One transaction a page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.library.database.schema import (
    TABLES,
    WORDS,
    actors,
    article_names,
    article_words,
    articles,
    checks,
    event_words,
    events,
    pages,
    parts,
    places,
    rejected,
    statement_words,
    statements,
    stop_words,
    stops,
    times,
    vectors,
    waiting,
)
from onrecord.library.forms.fixes import with_fixes
from onrecord.library.forms.naming import MOST, words_of_article
from onrecord.library.forms.pieces import Row
from onrecord.library.forms.rows import ArticleRows, article_rows, page_row, rejected_row
from onrecord.library.forms.words import as_text, as_vector
from onrecord.library.keeping import kept, queue
from onrecord.library.keeping.corrections import fixes_of
from onrecord.record import Page, Record, Rejected

# What stands off an article, in the order in which it may be taken away.
OF_READING = (actors, statements, checks, times, places, parts, events, stops, vectors)
WORDS_OF = {statements: statement_words, events: event_words, stops: stop_words}
# FTS5 keeps no copy of these words, and has to be told what to take out of the index.
TAKE_WORDS = (
    f"INSERT INTO article_words (article_words, rowid, {', '.join(WORDS['article_words'])})"
    f" VALUES ('delete', :rowid, {', '.join(f':{one}' for one in WORDS['article_words'])})"
)


def add_outcome(
    db: Connection, page: Page | Rejected, outcome: Sequence[Record | Rejected]
) -> bool:
    """Keep a page and what it gave, or an input that was no page; False if it is there already."""
    if isinstance(page, Page):
        return add_page(db, page, outcome)
    add_rejected(db, [page])
    return True


def add_page(db: Connection, page: Page, outcome: Sequence[Record | Rejected]) -> bool:
    """Keep a page and what it gave; False, and nothing happens, if the page is there already."""
    if not _put(db, pages, [page_row(page, outcome)]):
        return False
    for one in outcome:
        if isinstance(one, Record):
            _add_article(db, _rows_of(db, one))
    _add_rejected(db, page, outcome)
    return True


def add_rejected(db: Connection, ones: Iterable[Rejected]) -> None:
    """Keep inputs that were no pages, each once however often it is met."""
    _put(db, rejected, [rejected_row(one, None) for one in ones])


def replace_page(db: Connection, page: Page, outcome: Sequence[Record | Rejected]) -> None:
    """Keep what a page gives now in the place of what it gave before; ids of articles stay."""
    row = page_row(page, outcome)
    new = {"made_by": row["made_by"], "weights": row["weights"]}
    db.execute(update(pages).where(pages.c.sha256 == page.sha256).values(new))
    rows = select(articles).where(articles.c.page == page.sha256)
    known: dict[str, Row] = {old["id"]: dict(old) for old in db.execute(rows).mappings()}
    queue.lock(db)
    for one in outcome:
        if not isinstance(one, Record):
            continue
        made = _rows_of(db, one)
        old = known.pop(made.article["id"], None)
        if old is None:
            _add_article(db, made)
            continue
        queue.take_out(db, old["row"])
        queue.put_back(db, old["row"])
        _take_reading(db, old["row"])
        if words_of_article(old) != made.words:
            _take_words(db, old)
            _put_words(db, article_words, {old["row"]: made.words})
        db.execute(update(articles).where(articles.c.row == old["row"]).values(made.article))
        _add_reading(db, old["row"], made)
    for old in known.values():
        queue.take_out(db, old["row"])
        _take_reading(db, old["row"])
        _take_words(db, old)
        db.execute(delete(articles).where(articles.c.row == old["row"]))
    db.execute(delete(rejected).where(rejected.c.page == page.sha256))
    _add_rejected(db, page, outcome)


def _add_article(db: Connection, made: ArticleRows) -> None:
    # Two pages that differ in what carried them alone hold one article: the first is kept.
    sql = _insert(articles, tuple(made.article), db.dialect)
    added = db.exec_driver_sql(sql, made.article)
    if not added.rowcount:
        return
    if db.dialect.name == "sqlite":
        number = added.lastrowid
    else:
        wanted = select(articles.c.row).where(articles.c.id == made.article["id"])
        number = db.execute(wanted).scalar_one()
    _put_words(db, article_words, {number: made.words})
    _add_reading(db, number, made)
    _put(db, waiting, [{"article": number}])


def _rows_of(db: Connection, record: Record) -> ArticleRows:
    """Give the rows of an article as people say it is; its JSON stays as it was read."""
    made = article_rows(record)
    fixes = fixes_of(db, record.article.id) if record.reading else ()
    if not fixes:
        return made
    return replace(article_rows(with_fixes(record, fixes)), article=made.article)


def restate(db: Connection, article_id: str) -> int | None:
    """Write what was read in an article anew, as people say it is; give its number."""
    number = db.execute(select(articles.c.row).where(articles.c.id == article_id)).scalar()
    record = kept.record(db, article_id)
    if number is None or record is None or record.reading is None:
        return None
    _take_reading(db, number, but=(vectors,))
    _add_reading(db, number, article_rows(record))
    return int(number)


def _add_reading(db: Connection, number: int, made: ArticleRows) -> None:
    if made.names is None:
        return
    _put_words(db, article_names, {number: made.names})
    first = number * MOST
    for name, rows in made.others.items():
        table = TABLES.tables[name]
        numbered: list[Row] = [{"article": number, **row} for row in rows]
        if table in WORDS_OF:
            numbered = [{"row": first + i, **row} for i, row in enumerate(numbered)]
        elif table is parts:
            numbered = [{**row, "event": first + row["event"]} for row in numbered]
        _put(db, table, numbered)
    for table, its_words in WORDS_OF.items():
        found = made.other_words.get(table.name, ())
        _put_words(db, its_words, {first + i: one for i, one in enumerate(found)})


def _take_reading(db: Connection, number: int, *, but: Sequence[Table] = ()) -> None:
    for table, its_words in WORDS_OF.items():
        of_article = select(table.c.row).where(table.c.article == number)
        db.execute(delete(its_words).where(its_words.c.rowid.in_(of_article)))
    db.execute(delete(article_names).where(article_names.c.rowid == number))
    for table in [one for one in OF_READING if one not in but]:
        db.execute(delete(table).where(table.c.article == number))


def _take_words(db: Connection, old: Row) -> None:
    if db.dialect.name == "sqlite":
        found = {name: as_text(words) for name, words in words_of_article(old).items()}
        db.exec_driver_sql(TAKE_WORDS, {"rowid": old["row"], **found})
    else:
        db.execute(delete(article_words).where(article_words.c.rowid == old["row"]))


def _add_rejected(db: Connection, page: Page, outcome: Sequence[Record | Rejected]) -> None:
    rows = [rejected_row(one, page.sha256) for one in outcome if isinstance(one, Rejected)]
    _put(db, rejected, rows)


def _put_words(db: Connection, table: Table, rows: dict[int, dict[str, list[str]]]) -> None:
    form: Callable[[list[str]], str] = as_text if db.dialect.name == "sqlite" else as_vector
    _put(
        db,
        table,
        [
            {"rowid": number, **{name: form(words) for name, words in one.items()}}
            for number, one in rows.items()
        ],
    )


def _put(db: Connection, table: Table, rows: list[dict[str, Any]]) -> int:
    """Put rows into a table but for those that are there already; give how many went in.

    All rows have the same columns.
    """
    if not rows:
        return 0
    sql = _insert(table, tuple(rows[0]), db.dialect)
    return db.exec_driver_sql(sql, rows if len(rows) > 1 else rows[0]).rowcount


@cache
def _insert(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    """Write the SQL of an insertion once: it takes longer to write than to run."""
    if table.name in WORDS:  # a virtual table of SQLite knows no conflicts
        return str(insert(table).compile(dialect=dialect, column_keys=list(columns)))
    of = postgresql if dialect.name == "postgresql" else sqlite
    wanted = of.insert(table).on_conflict_do_nothing()
    return str(wanted.compile(dialect=dialect, column_keys=list(columns)))
