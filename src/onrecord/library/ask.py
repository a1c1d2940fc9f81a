"""SQL that reads: who said what, what happened to somebody, and where they went."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    literal,
    nulls_last,
    select,
    union_all,
)

from onrecord.library.answers import (
    Answer,
    Entry,
    Evidence,
    Halt,
    Said,
)
from onrecord.library.matching import (
    STATEMENT_MARKS,
    in_dates,
    matches,
    statements_of,
)
from onrecord.library.query import (
    Field,
    parse_listed,
    parse_words,
)
from onrecord.library.schema import (
    articles,
    event_words,
    events,
    parts,
    statement_words,
    statements,
    stop_words,
    stops,
)
from onrecord.library.screens import (
    ALL_DAYS,
    Days,
    Screen,
    count_of,
    cut,
    line_at,
    sentence_of,
    source_of,
    with_articles,
    words_at,
)
from onrecord.record import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements are wanted; None = any."""

    by: str | None = None
    about: str | None = None
    manner: str | None = None
    checked: str | None = None

    def fields(self) -> list[Field]:
        """Give what is asked of a statement, parsed; raises QueryError."""
        words_ = (("speaker", self.by, "--by"), ("about", self.about, "--about"))
        listed = (("manner", self.manner), ("checked", self.checked))
        return [
            *(
                Field(name=name, term=parse_words(given, option=option))
                for name, given, option in words_
                if given is not None
            ),
            *(parse_listed(name, given) for name, given in listed if given is not None),
        ]


def said(db: Connection, screen: Screen, asked: Wanted, *, days: Days = ALL_DAYS) -> Answer[Said]:
    """Find statements, newest first."""
    fields, dates = asked.fields(), days.dates()
    wanted = statements_of(fields, db.dialect.name) if fields else select(statements)
    for one in dates:
        wanted = wanted.where(in_dates(one, statements.c.day))
    wanted = wanted.order_by(nulls_last(statements.c.day.desc()), statements.c.row)
    total, at_least = count_of(db, wanted)
    rows = list(db.execute(cut(wanted.with_only_columns(statements.c.row), screen)).scalars())
    held = _statements(db, rows)
    listed = [f"{one.name} {one.term.said}" for one in fields if one.name in STATEMENT_MARKS]
    rest = [*listed, *(one.said for one in dates)]
    return Answer(
        asked=sentence_of("Statements", by=asked.by, about=asked.about, rest=rest),
        found=tuple(held[row] for row in rows),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def _statements(db: Connection, rows: Sequence[int]) -> dict[int, Said]:
    return {row.row: _said(row, article) for row, article in with_articles(db, statements, rows)}


def _said(row: Any, article: Any) -> Said:  # noqa: ANN401 - rows
    span = Span(start=row.start, end=row.end)
    text = article.text[span.start : span.end]
    return Said(
        source=source_of(article),
        id=row.id,
        **{
            name: getattr(row, name)
            for name in (
                *("speaker", "manner", "certainty", "quote", "grade", "checked", "said"),
                "content",
            )
        },
        via=tuple(json.loads(row.via)),
        evidence=(Evidence(span=span, text=text, why="statement"),),
    )


def timeline(db: Connection, name: str, screen: Screen, *, days: Days = ALL_DAYS) -> Answer[Entry]:
    """Find what somebody did, met with and said, oldest first."""
    term, dates, dialect = parse_words(name, option="NAME"), days.dates(), db.dialect.name
    each = []
    for table, its_words in ((events, event_words), (statements, statement_words)):
        joined = its_words.join(table, table.c.row == its_words.c.rowid)
        wanted = select(table.c.day, literal(table.name).label("what"), table.c.row)
        held = matches({"names": term}, its_words, dialect)
        wanted = wanted.select_from(joined).where(held)
        each.append(wanted.where(*(in_dates(one, table.c.day) for one in dates)))
    both = union_all(*each).subquery()
    found = select(both).order_by(nulls_last(both.c.day), both.c.what, both.c.row)
    total, at_least = count_of(db, found)
    rows = [(what, row) for _, what, row in db.execute(cut(found, screen))]
    told = _statements(db, [row for what, row in rows if what == statements.name])
    done = _events(db, [row for what, row in rows if what == events.name])
    return Answer(
        asked=sentence_of("What is told of", name=name, rest=[one.said for one in dates]),
        found=tuple(
            _entry_of(told[row]) if what == statements.name else done[row] for what, row in rows
        ),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def _entry_of(one: Said) -> Entry:
    day = one.source.day
    return Entry(
        source=one.source,
        day=day,
        dated="by the article" if day else None,
        what="statement",
        id=one.id,
        kind=one.manner,
        status=None,
        who=(one.speaker,) if one.speaker else (),
        text=one.content,
        evidence=one.evidence,
    )


def _events(db: Connection, rows: Sequence[int]) -> dict[int, Entry]:
    who: dict[int, list[str]] = {row: [] for row in rows}
    taking = select(parts).where(parts.c.event.in_(rows), parts.c.role.in_(("actor", "recipient")))
    for part in db.execute(taking.order_by(parts.c.role, parts.c.start)):
        who[part.event].append(part.actor or part.text)
    made = {}
    for row, article in with_articles(db, events, rows):
        line = line_at(article.text, row.start)
        made[row.row] = Entry(
            source=source_of(article),
            day=row.day,
            dated=row.dated,
            what="event",
            id=row.id,
            kind=row.kind or row.move,
            status=row.status,
            who=tuple(dict.fromkeys(who[row.row])),
            text=article.text[line.start : line.end],
            evidence=(words_at(article.text, Span(start=row.start, end=row.end), "event"),),
        )
    return made


def itinerary(db: Connection, name: str, screen: Screen, *, days: Days = ALL_DAYS) -> Answer[Halt]:
    """Find where somebody was, is and will be: journey after journey, oldest article first."""
    term, dates = parse_words(name, option="NAME"), days.dates()
    joined = stop_words.join(stops, stops.c.row == stop_words.c.rowid)
    joined = joined.join(articles, articles.c.row == stops.c.article)
    wanted = select(stops.c.row).select_from(joined)
    wanted = wanted.where(matches({"names": term}, stop_words, db.dialect.name))
    wanted = wanted.where(*(in_dates(one, articles.c.day) for one in dates))
    wanted = wanted.order_by(nulls_last(articles.c.day), stops.c.row)
    total, at_least = count_of(db, wanted)
    rows = list(db.execute(cut(wanted, screen)).scalars())
    made = {row.row: _halt(row, article) for row, article in with_articles(db, stops, rows)}
    return Answer(
        asked=sentence_of("The journeys of", name=name, rest=[one.said for one in dates]),
        found=tuple(made[row] for row in rows),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def _halt(row: Any, article: Any) -> Halt:  # noqa: ANN401 - rows
    names = ("name", "move", "place", "lat", "lon", "day", "time", "status")
    return Halt(
        source=source_of(article),
        journey=row.journey + 1,
        number=row.number + 1,
        **{name: getattr(row, name) for name in names},
        evidence=(words_at(article.text, Span(start=row.start, end=row.end), "place"),),
    )
