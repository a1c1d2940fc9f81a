"""Statements that are run for every article: written once, which takes longer than to run them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Dialect,
    Executable,
    Table,
    TextClause,
    insert,
    text,
)
from sqlalchemy.sql.elements import ClauseElement


def run(
    db: Connection, statement: Executable, given: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> CursorResult[Any]:
    """Run a statement that a module holds, with the values of its parameters, or several times.

    It must not be made anew for each call: each is kept for as long as the process runs.
    """
    assert isinstance(statement, ClauseElement)
    sql, own = _written(statement, db.dialect)
    if isinstance(given, Mapping):
        return db.exec_driver_sql(sql, {**own, **given})
    return db.exec_driver_sql(sql, [{**own, **one} for one in given])


def put(db: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table; all have the same columns."""
    if rows:
        sql = _insert(table, tuple(rows[0]), db.dialect)
        db.exec_driver_sql(sql, rows if len(rows) > 1 else rows[0])


def by_index(table: Table, index: str, *, name: str, dialect: str) -> TextClause:
    """Write a table for FROM, under a name, to be read by an index that holds all that is asked.

    SQLite has to be told: of a number it looks the row itself up, which takes pages of the file.
    """
    told = f" INDEXED BY {index}" if dialect == "sqlite" else ""
    return text(f"{table.name} AS {name}{told}")


@cache
def union(each: str, n: int) -> str:
    """Write a select n times over with numbered parameters, in the form that both databases take.

    each: with "{i}" where a number goes.
    """
    return " UNION ALL ".join(each.replace("{i}", str(i)) for i in range(n))


def run_union(
    db: Connection,
    each: str,
    values: Sequence[Any],
    given: Mapping[str, Any],
    *,
    of: str = "{all}",
) -> CursorResult[Any]:
    """Run a select once for each value of its parameter :v{i}, as one statement.

    of: what is asked of all their rows, with "{all}" where they go.
    """
    sql = _driven(of.replace("{all}", union(each, len(values))), db.dialect.paramstyle)
    return db.exec_driver_sql(sql, {**given, **{f"v{i}": one for i, one in enumerate(values)}})


@cache
def _driven(sql: str, paramstyle: str) -> str:
    if paramstyle == "named":
        return sql
    words = (
        f"%({one[1:].rstrip(')')})s" + ")" * one.count(")") if one.startswith(":") else one
        for one in sql.split(" ")
    )
    return " ".join(words)


@cache
def _written(statement: ClauseElement, dialect: Dialect) -> tuple[str, dict[str, Any]]:
    """Write a statement; give it with the values that stand in it, which are parameters too."""
    made = statement.compile(dialect=dialect)
    return str(made), {name: one for name, one in made.params.items() if one is not None}


@cache
def _insert(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect, column_keys=list(columns)))
