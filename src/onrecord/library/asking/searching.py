"""SQL that reads: articles by their words and by what was read in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    null,
    nulls_last,
    select,
)

from onrecord.library.answers import (
    Answer,
    Evidence,
    Hit,
    Source,
)
from onrecord.library.database.schema import (
    actors,
    article_words,
    articles,
    events,
    places,
    statements,
)
from onrecord.library.forms.words import words
from onrecord.library.questions.folding import (
    copies_of,
    count_texts,
    first_of,
    folded_under,
    found_of,
    named,
    numbers_of,
    text_of,
)
from onrecord.library.questions.matching import (
    conditions,
    is_of_statement,
    matches,
    rank,
    split_words,
    statements_of,
)
from onrecord.library.questions.query import (
    All,
    Field,
    Node,
    Term,
    in_words,
    parse,
)
from onrecord.library.questions.screens import (
    MOST_COUNTED,
    SOURCE,
    Screen,
    count_of,
    cut,
    source_of,
)
from onrecord.library.questions.snippets import best_lines, snippet, stands, terms_of
from onrecord.record import Span

MOST_RANKED = 50_000  # of what holds the words of a query
MOST_ALONE = 6  # parts of a query that finds nothing of which each is counted
LONGER = 40  # characters that a line may have beside the headline and still be nothing else


def search(db: Connection, query: str, screen: Screen, *, copies: bool = False) -> Answer[Hit]:
    """Find articles, those that answer best first; newest first if no words are searched for.

    copies: list copies of one text one by one, not under the first of them.
    """
    node = parse(query)
    text, others = split_words(node)
    found = ranked(text, others, db.dialect.name) if text else _newest(others, db.dialect.name)
    is_near = screen.offset + screen.limit <= MOST_COUNTED
    ordered = of_newest(found) if text and is_near else found
    n_copies, folded = 0, dict[int, tuple[Source, ...]]()
    if copies:
        total, at_least = count_of(db, found)
        rows = [(one.row, one.score) for one in db.execute(cut(ordered, screen))]
    else:
        row = article_words.c.rowid if text else articles.c.row
        total, at_least, n_copies = count_texts(db, found, row)
        first = first_of(db, ordered, screen, _texts)
        rows = [(one.row, one.score) for one in first.values()]
        folded = _folded(db, first, found, row)
    hits = hits_of(db, rows, node, terms_of(text))
    return Answer(
        asked=f"Articles with {in_words(node)}",
        found=with_copies(rows, hits, folded),
        total=total,
        at_least=at_least,
        offset=screen.offset,
        copies=n_copies,
        alone=() if total else _alone(db, node),
    )


def _alone(db: Connection, node: Node) -> tuple[tuple[str, int], ...]:
    """Give each required part of a query, in words, with how many articles it finds alone."""
    parts = node.parts[:MOST_ALONE] if isinstance(node, All) else ()
    counted = []
    for part in parts:
        n, _ = count_of(db, _rows(part, db.dialect.name))
        counted.append((in_words(part), n))
    return tuple(counted)


def _folded(
    db: Connection, first: Mapping[int, Any], found: Select[Any], row: ColumnElement[int]
) -> dict[int, tuple[Source, ...]]:
    """Give the articles folded under each one that is shown; the key is the text."""
    others = copies_of(db, first.keys(), {one.row for one in first.values()})
    rest = found_of(db, found, row, others)
    return named(db, folded_under(first, zip(_texts(db, rest), rest, strict=True)))


def _texts(db: Connection, rows: Sequence[Any]) -> list[int]:
    row = articles.c.row
    return numbers_of(db, select(row, text_of(row, db.dialect.name)), row, [x.row for x in rows])


def with_copies(
    rows: Sequence[tuple[int, float | None]],
    hits: Iterable[Hit],
    folded: Mapping[int, tuple[Source, ...]],
) -> tuple[Hit, ...]:
    """Add the folded articles to the answers under which they are folded."""
    both = zip(rows, hits, strict=True)
    return tuple(replace(hit, copies=folded.get(row, ())) for (row, _), hit in both)


def rows_of(query: str, dialect: str) -> Select[Any]:
    """Give the rows of the articles that a query finds."""
    return _rows(parse(query), dialect)


def _rows(node: Node, dialect: str) -> Select[Any]:
    text, others = split_words(node)
    found = ranked(text, others, dialect) if text else _newest(others, dialect)
    row = article_words.c.rowid if text else articles.c.row
    return found.with_only_columns(row, maintain_column_froms=True).order_by(None)


def ranked(text: Node, others: list[Node], dialect: str) -> Select[Any]:
    """Select the articles that hold words, those that answer best first, with their scores."""
    score = rank(article_words, article_words.c.words, text, dialect).label("score")
    row = article_words.c.rowid
    held = matches({"words": text}, article_words, dialect)
    # "+ 0": SQLite may take "row IN … OR row IN …" for two ways into the index, and lose MATCH.
    rest = conditions(others, row + 0 if dialect == "sqlite" else row, dialect)
    shown = (row.label("row"), row.label("article"), score)
    found = select(*shown).select_from(article_words).where(held, *rest)
    return found.order_by(score.desc(), row)


def of_newest(found: Select[Any]) -> Select[Any]:
    """Rank only the latest articles of those that `ranked` finds, if it finds too many.

    To weigh an article takes a microsecond, so that words of nearly every one would take as long as
    the library is large, and such words say little about which is best.
    """
    last = found.order_by(None).order_by(article_words.c.rowid.desc()).limit(MOST_RANKED)
    some = last.subquery("some")
    return select(some).order_by(some.c.score.desc(), some.c.row)


def _newest(others: list[Node], dialect: str) -> Select[Any]:
    row = articles.c.row
    shown = (row.label("row"), row.label("article"), null().label("score"))
    found = select(*shown).where(*conditions(others, row, dialect))
    return found.order_by(nulls_last(articles.c.day.desc()), row.desc())


def hits_of(
    db: Connection, rows: Sequence[tuple[int, float | None]], node: Node, terms: Sequence[Term]
) -> Iterator[Hit]:
    """Give found articles, in the order given, with the words that answer a query."""
    numbers = [row for row, _ in rows]
    wanted = select(articles.c.row, *SOURCE, articles.c.text).where(articles.c.row.in_(numbers))
    known = {found.row: found for found in db.execute(wanted)}
    fields = _field_evidence(db, numbers, node)
    for row, score in rows:
        article = known[row]
        lines = best_lines(article.text, terms)
        own = fields.get(row, [])
        # where no words were asked for, what the fields found says more than the headline
        best = own[0] if own and not terms else _telling(article, lines, terms)
        short, marks = snippet(best.text, terms) if best else ("", ())
        evidence = (*(lines if terms or not own else ()), *own)
        yield Hit(
            source=source_of(article),
            score=score,
            snippet=short,
            marks=marks,
            evidence=evidence,
        )


def _telling(
    article: Any,  # noqa: ANN401 - a row
    lines: Sequence[Evidence],
    terms: Sequence[Term],
) -> Evidence | None:
    """Give the best line; on ties not the headline, which is shown anyway."""

    def held(line: Evidence) -> int:
        given = words(line.text)
        return sum(any(True for _ in stands(term, given)) for term in terms)

    def is_headline(line: Evidence) -> bool:
        title = article.headline or ""
        return bool(title) and title in line.text and len(line.text) <= len(title) + LONGER

    best = lines[0] if lines else None
    if best is None or not is_headline(best):
        return best
    alike = (one for one in lines if held(one) == held(best) and not is_headline(one))
    return next(alike, best)


def _field_evidence(db: Connection, numbers: list[int], node: Node) -> dict[int, list[Evidence]]:
    """Give the words of each article that match the fields of a query."""
    found: dict[int, list[Evidence]] = {number: [] for number in numbers}
    for group in _groups(node):
        if is_of_statement(group[0]):
            wanted = statements_of(group, db.dialect.name)
            wanted = wanted.where(statements.c.article.in_(numbers)).order_by(statements.c.row)
            for row in db.execute(wanted):
                span = Span(start=row.start, end=row.end)
                says = f"{row.speaker or 'somebody'} {row.manner}"
                one = Evidence(span=span, text=row.content, why="statement", says=says)
                found[row.article].append(one)
            continue
        field = group[0]
        for row in db.execute(_named(field, numbers)):
            if field.name == "event" or _is_said(field.term, list(row[4:])):
                span = Span(start=row.start, end=row.end)
                found[row.article].append(Evidence(span=span, text=row.text, why=field.name))
    return found


def _groups(node: Node) -> Iterator[list[Field]]:
    """Give the fields that have words to show, grouped by those about the same statement."""
    kept = list(node.parts) if isinstance(node, All) else [node]
    spoken = [one for one in kept if isinstance(one, Field) and is_of_statement(one)]
    if spoken:
        yield spoken
    for one in kept:
        if isinstance(one, Field) and one.name in {"place", "actor", "event"}:
            yield [one]


def _named(field: Field, numbers: list[int]) -> Select[Any]:
    table = {"place": places, "actor": actors, "event": events}[field.name]
    names: list[ColumnElement[Any]] = []
    if table is places:
        names = [places.c.name, places.c.text.label("said")]
    elif table is actors:
        names = [actors.c.name, actors.c.aliases, actors.c.roles]
    text = actors.c.name if table is actors else table.c.text
    cut = (table.c.article, table.c.start, table.c["end"], text.label("text"))
    wanted = select(*cut, *names).where(table.c.article.in_(numbers)).order_by(table.c.start)
    return wanted.where(events.c.kind == field.term.said) if table is events else wanted


def _is_said(term: Term, names: list[str]) -> bool:
    return any(True for name in names for _ in stands(term, words(name)))
