"""A typed query -> conditions of SQL; words go to the database as values, never as SQL."""

from collections.abc import Iterable, Mapping
from typing import Any as Anything
from typing import cast

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.types import NullType

from onrecord.library.database.schema import (
    article_names,
    article_words,
    articles,
    members,
    parties,
    party_words,
    statement_words,
    statements,
)
from onrecord.library.database.sql import by_index
from onrecord.library.forms.naming import mark
from onrecord.library.questions.query import (
    LISTED_FIELDS,
    All,
    Any,
    Dates,
    Field,
    Node,
    Not,
    Term,
    all_of,
)

Row = ColumnElement[int]
# field -> the column its words stand in; of a listed field the value is a word of `marks`
OF_STATEMENT = {"speaker": "names", "about": "content"}
SILENT = "silent"  # of `CheckState`
STATEMENT_MARKS = ("manner", "certainty", "quote", "grade", "checked")
OF_ARTICLE = {"outlet": "outlet", "headline": "headline", "kind": "marks", "lang": "marks"}
OF_NAMES = {"actor": "actors", "place": "places", "event": "events"}


def matches(columns: Mapping[str, Node], table: Table, dialect: str) -> ColumnElement[bool]:
    """Give the condition that each column of an index of words holds what is asked of it."""
    if dialect == "sqlite":
        # One condition, however many columns: FTS5 joins them while it reads the index.
        asked = " AND ".join(f"{{{name}}} : ({as_fts5(node)})" for name, node in columns.items())
        return literal_column(table.name).op("MATCH", is_comparison=True)(bindparam(None, asked))
    return and_(true(), *(table.c[x].op("@@")(_tsquery(node)) for x, node in columns.items()))


def rank(table: Table, column: Column[str], node: Node, dialect: str) -> ColumnElement[float]:
    """Give how well a text matches, higher is better: BM25, or `ts_rank` of PostgreSQL."""
    if dialect == "sqlite":
        return -func.bm25(literal_column(table.name))
    return func.ts_rank(column, _tsquery(node), 1)


def _tsquery(node: Node) -> ColumnElement[str]:
    # without a type, so that the driver leaves it to the database to take it for a tsquery
    return bindparam(None, as_tsquery(node), type_=NullType()).op("::")(literal_column("tsquery"))


def as_fts5(node: Node) -> str:
    """Write words for MATCH of FTS5."""
    if isinstance(node, Term):
        return f'"{" ".join(node.words)}"' + (" *" if node.prefix else "")
    if isinstance(node, Any):
        return " OR ".join(f"({as_fts5(one)})" for one in node.parts)
    assert isinstance(node, All)
    wanted, unwanted = _sides(node)
    both = " AND ".join(f"({as_fts5(one)})" for one in wanted)
    return both if not unwanted else f"({both}) NOT ({as_fts5(Any(parts=tuple(unwanted)))})"


def as_tsquery(node: Node) -> str:
    """Write words for a tsquery of PostgreSQL."""
    if isinstance(node, Term):
        quoted = [f"'{word}'" for word in node.words]
        return "(" + " <-> ".join(quoted) + (":*" if node.prefix else "") + ")"
    if isinstance(node, Any):
        return "(" + " | ".join(as_tsquery(one) for one in node.parts) + ")"
    assert isinstance(node, All)
    wanted, unwanted = _sides(node)
    each = [*(as_tsquery(one) for one in wanted), *(f"!{as_tsquery(one)}" for one in unwanted)]
    return "(" + " & ".join(each) + ")"


def _sides(node: All) -> tuple[list[Node], list[Node]]:
    wanted: list[Node] = [one for one in node.parts if not isinstance(one, Not)]
    return wanted, [one.part for one in node.parts if isinstance(one, Not)]


def is_words(node: Node) -> bool:
    """Tell whether an index of words can answer a query alone; it cannot begin with "all but"."""
    if isinstance(node, Any):
        return all(is_words(one) for one in node.parts)
    if isinstance(node, All):
        wanted, unwanted = _sides(node)
        return bool(wanted) and all(is_words(one) for one in (*wanted, *unwanted))
    return isinstance(node, Term)


def split_words(node: Node) -> tuple[Node | None, list[Node]]:
    """Split a query into words that the text must hold and other conditions."""
    parts = list(node.parts) if isinstance(node, All) else [node]
    held = [one for one in parts if is_words(one)]
    if held:
        held += [one for one in parts if isinstance(one, Not) and is_words(one.part)]
    others = [one for one in parts if one not in held]
    return all_of(held) if held else None, others


def condition(node: Node, row: Row, dialect: str) -> ColumnElement[bool]:
    """Give the condition that a query makes on the articles whose numbers are in `row`."""
    if is_words(node):
        held = matches({"words": node}, article_words, dialect)
        return row.in_(select(article_words.c.rowid).where(held))
    if isinstance(node, Dates):
        return _is_dated(node, row, dialect)
    if isinstance(node, Not):
        return not_(condition(node.part, row, dialect))
    if isinstance(node, Any):
        return or_(*(condition(one, row, dialect) for one in node.parts))
    if isinstance(node, All):
        return _all(node.parts, row, dialect)
    assert isinstance(node, Field)
    return _field(node, row, dialect)


DAY: ColumnElement[str] = literal_column("dated.day", Text)


def _days(row: Row, dialect: str) -> Select[Anything]:
    """Select the day of an article by an index: of 90,000 that takes 70 ms, with their rows 200."""
    number: ColumnElement[int] = literal_column("dated.row")
    among = by_index(articles, "articles_dated", name="dated", dialect=dialect)
    return select(DAY).select_from(among).where(number == row)


def _is_dated(dates: Dates, row: Row, dialect: str) -> ColumnElement[bool]:
    return _days(row, dialect).where(in_dates(dates, DAY)).exists()


def day_of(row: Row, dialect: str) -> ColumnElement[str]:
    """Give the day of an article."""
    return _days(row, dialect).scalar_subquery()


def _field(node: Field, row: Row, dialect: str) -> ColumnElement[bool]:
    if is_of_statement(node):
        return row.in_(statements_of([node], dialect).with_only_columns(statements.c.article))
    name, term = as_column(node)
    if node.name == "actor":
        named = select(article_names.c.rowid).where(matches({name: term}, article_names, dialect))
        known = members.c.party.in_(parties_of(term, dialect))
        return row.in_(union_all(named, select(members.c.article).where(known)))
    table = article_names if node.name in OF_NAMES else article_words
    return row.in_(select(table.c.rowid).where(matches({name: term}, table, dialect)))


def _all(parts: Iterable[Node], row: Row, dialect: str) -> ColumnElement[bool]:
    text, others = split_words(All(parts=tuple(parts)))
    held = [] if text is None else [condition(text, row, dialect)]
    fields = [one for one in others if isinstance(one, Field) and is_of_statement(one)]
    if fields:
        # they speak of one statement: who denies it is who says it
        found = statements_of(fields, dialect).with_only_columns(statements.c.article)
        held.append(row.in_(found))
    held += [condition(one, row, dialect) for one in others if one not in fields]
    return and_(*held)


def conditions(parts: list[Node], row: Row, dialect: str) -> list[ColumnElement[bool]]:
    """Give the condition that all parts hold; no condition if there are no parts."""
    return [_all(parts, row, dialect)] if parts else []


def is_of_statement(node: Field) -> bool:
    """Tell a field of statements from one of articles."""
    return node.name in OF_STATEMENT or node.name in STATEMENT_MARKS


def as_column(node: Field) -> tuple[str, Term]:
    """Give the column of an index that a field is asked of, and what it must hold."""
    column = (OF_STATEMENT | OF_ARTICLE | OF_NAMES).get(node.name, "marks")
    if node.name not in LISTED_FIELDS:
        return column, node.term
    word = mark(node.name, " ".join(node.term.words))
    return column, Term(words=(word,), said=node.term.said)


def statements_of(fields: Iterable[Field], dialect: str) -> Select[tuple[object, ...]]:
    """Give the statements that meet all conditions."""
    asked: dict[str, list[Node]] = {}
    speakers: list[Term] = []
    n_silent = 0
    for one in fields:
        name, term = as_column(one)
        if is_silent(one):
            n_silent += 1
        elif name == "names":
            speakers.append(term)
        else:
            asked.setdefault(name, []).append(term)
    wanted, row = select(statements), cast(Row, statements.c.row)
    if asked:
        # before the row itself is looked up; "+ 0" as in `searching.ranked`
        row = statement_words.c.rowid + 0
        columns = {name: all_of(terms) for name, terms in asked.items()}
        joined = statement_words.join(statements, statements.c.row == statement_words.c.rowid)
        wanted = wanted.select_from(joined).where(matches(columns, statement_words, dialect))
    if n_silent:
        wanted = wanted.where(statements.c.checked.is_(None))
    for term in speakers:
        wanted = wanted.where(row.in_(spoken_by(term, dialect)))
    return wanted


def is_silent(node: Field) -> bool:
    """Tell whether the question is for statements without a check, which no indexed word marks."""
    return node.name == "checked" and node.term.said == SILENT


def is_any(fields: Iterable[Field], dialect: str) -> ColumnElement[bool]:
    """Give the condition that a statement is one of several things."""
    return or_(
        *(
            statements.c.checked.is_(None)
            if is_silent(one)
            else statements.c.row.in_(
                statements_of([one], dialect).with_only_columns(statement_words.c.rowid)
            )
            for one in fields
        )
    )


def spoken_by(term: Term, dialect: str) -> CompoundSelect[Anything]:
    """Give the statements of those with a name: so called in the story, or elsewhere."""
    called = select(statement_words.c.rowid).where(
        matches({"names": term}, statement_words, dialect)
    )
    actor = (members.c.article == statements.c.article) & (members.c.actor == statements.c.actor)
    elsewhere = select(statements.c.row).select_from(members.join(statements, actor))
    return union_all(called, elsewhere.where(otherwise(term, dialect)))


def otherwise(term: Term, dialect: str) -> ColumnElement[bool]:
    """Give the condition that a member of a party with a name is called by another one.

    Most are called by the name that is asked for, and words find those already.
    """
    return and_(members.c.party.in_(parties_of(term, dialect)), members.c.name != term.said)


def parties_of(term: Term, dialect: str) -> Select[tuple[int]]:
    """Give the parties that have a name, whichever a story calls them by; no hidden ones."""
    both = party_words.join(parties, parties.c.number == party_words.c.rowid)
    held = matches({"names": term}, party_words, dialect)
    return select(parties.c.number).select_from(both).where(held, parties.c.hidden == 0)


def in_dates(dates: Dates, day: ColumnElement[str]) -> ColumnElement[bool]:
    """Give the condition that a day is one of those."""
    held: list[ColumnElement[bool]] = [] if dates.since is None else [day >= dates.since]
    return and_(true(), *held, *([] if dates.before is None else [day < dates.before]))
