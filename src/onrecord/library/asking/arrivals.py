"""SQL that reads: which articles came in last, and what is in them in numbers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, null, nulls_last, select

from onrecord.library.answers import Answer, Arrival, Hit
from onrecord.library.asking.searching import hits_of
from onrecord.library.database.schema import articles, statements
from onrecord.library.questions.matching import conditions, split_words
from onrecord.library.questions.query import in_words, parse
from onrecord.library.questions.screens import SOURCE, Screen, count_of, cut, source_of
from onrecord.library.questions.snippets import terms_of

SPEAKERS = 3  # named of each
LONGEST = 300  # characters of a text's opening
LOOKED_AT = 2_000  # characters of a text that it is looked for in
SENTENCE = 8  # words; a shorter line is a date, a label, a rubric


def arrivals(db: Connection, screen: Screen, *, after: int = 0) -> Answer[Arrival]:
    """Give articles, those of the newest day first. after: only what came in after that number."""
    shown = (articles.c.row, articles.c.kind, *SOURCE, articles.c.text)
    wanted = select(*shown).where(articles.c.row > after, articles.c.kind != "index")
    wanted = wanted.order_by(nulls_last(articles.c.day.desc()), articles.c.row.desc())
    total, at_least = count_of(db, wanted)
    rows = list(db.execute(cut(wanted, screen)))
    said = _said(db, [row.row for row in rows])
    return Answer(
        asked="Latest articles",
        found=tuple(_arrival(row, said.get(row.row, [])) for row in rows),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def found_last(db: Connection, query: str, screen: Screen) -> Answer[Hit]:
    """Find articles as `search` does, those of the newest day first: what a feed shows."""
    node = parse(query)
    text, _ = split_words(node)
    row = articles.c.row
    wanted = select(row, null().label("score")).where(*conditions([node], row, db.dialect.name))
    wanted = wanted.order_by(nulls_last(articles.c.day.desc()), row.desc())
    total, at_least = count_of(db, wanted)
    rows = [(number, score) for number, score in db.execute(cut(wanted, screen))]
    return Answer(
        asked=f"Articles with {in_words(node)}, the newest first",
        found=tuple(hits_of(db, rows, node, terms_of(text))),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def newest(db: Connection) -> int:
    """Give the number of the article that came in last; 0 in an empty library."""
    return db.execute(select(func.max(articles.c.row))).scalar() or 0


def _said(db: Connection, numbers: Sequence[int]) -> dict[int, list[tuple[str | None, int]]]:
    n = func.count().label("n")
    wanted = select(statements.c.article, statements.c.speaker, n)
    wanted = wanted.where(statements.c.article.in_(numbers))
    wanted = wanted.group_by(statements.c.article, statements.c.speaker)
    found: dict[int, list[tuple[str | None, int]]] = {}
    for row in db.execute(wanted.order_by(n.desc(), statements.c.speaker)):
        found.setdefault(row.article, []).append((row.speaker, row.n))
    return found


def _arrival(row: Any, said: Sequence[tuple[str | None, int]]) -> Arrival:  # noqa: ANN401 - a row
    return Arrival(
        source=source_of(row),
        number=row.row,
        kind=row.kind,
        opening=_opening(row.text, row.headline),
        n_statements=sum(n for _, n in said),
        speakers=tuple(name for name, _ in said if name)[:SPEAKERS],
    )


def _opening(text: str, headline: str | None) -> str:
    """Give the first line of a text that is a sentence, and not its headline."""
    lines = text[:LOOKED_AT].split("\n")
    rest = [line for line in lines if line.strip() != (headline or "").strip()] or lines
    line = next((line for line in rest if len(line.split()) >= SENTENCE), rest[0])
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
