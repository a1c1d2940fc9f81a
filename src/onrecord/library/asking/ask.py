"""SQL that reads: who said what, what happened to somebody, and where they went."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    CTE,
    CompoundSelect,
    Connection,
    Select,
    Subquery,
    literal,
    nulls_last,
    or_,
    select,
    union_all,
)

from onrecord.library.answers import (
    Answer,
    Entry,
    Evidence,
    Halt,
    Said,
    Source,
)
from onrecord.library.database.schema import (
    articles,
    event_words,
    events,
    members,
    parts,
    statements,
    stop_words,
    stops,
)
from onrecord.library.forms.naming import MOST
from onrecord.library.forms.pieces import line_at
from onrecord.library.questions.folding import (
    copies_of,
    count_said,
    first_of,
    folded_under,
    found_of,
    named,
    numbers_of,
    printed,
    published,
)
from onrecord.library.questions.matching import (
    day_of,
    in_dates,
    is_any,
    matches,
    otherwise,
    spoken_by,
    statements_of,
)
from onrecord.library.questions.query import (
    Dates,
    Field,
    Term,
    parse_listed,
    parse_words,
)
from onrecord.library.questions.screens import (
    ALL_DAYS,
    Days,
    Screen,
    count_of,
    cut,
    dates_of,
    sentence_of,
    source_of,
    with_articles,
    words_at,
)
from onrecord.record import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements are wanted; None or () = any."""

    by: str | None = None
    about: str | None = None
    manner: tuple[str, ...] = ()  # one of these
    checked: tuple[str, ...] = ()  # one of these

    def fields(self) -> list[Field]:
        """Parse the conditions that a statement must all meet; raises QueryError."""
        words_ = (("speaker", self.by, "by"), ("about", self.about, "about"))
        return [
            Field(name=field, term=parse_words(given, argument=name))
            for field, given, name in words_
            if given is not None
        ]

    def choices(self) -> list[list[Field]]:
        """Parse the conditions of each of which a statement must meet one; raises QueryError."""
        listed = (("manner", self.manner), ("checked", self.checked))
        return [[parse_listed(name, one) for one in given] for name, given in listed if given]


def said(
    db: Connection, screen: Screen, asked: Wanted, *, days: Days = ALL_DAYS, copies: bool = False
) -> Answer[Said]:
    """Find statements, newest first. copies: also those that copies of one text share."""
    fields, choices, dates = asked.fields(), asked.choices(), dates_of(days)
    alone = [*fields, *(one for one, *more in choices if not more)]  # by the index of words alone
    wanted = statements_of(alone, db.dialect.name) if alone else select(statements)
    for several in choices:
        if len(several) > 1:
            wanted = wanted.where(is_any(several, db.dialect.name))
    for one in dates:
        wanted = wanted.where(in_dates(one, statements.c.day))
    wanted = wanted.order_by(nulls_last(statements.c.day.desc()), statements.c.row)
    n_copies, folded = 0, dict[int, tuple[Source, ...]]()
    if copies:
        total, at_least = count_of(db, wanted)
        rows = list(db.execute(cut(wanted.with_only_columns(statements.c.row), screen)).scalars())
    else:
        total, at_least, n_copies = count_said(db, wanted)
        rows, folded = _folded(db, wanted, screen)
    held = statements_at(db, rows)
    listed = [f"{one[0].name} {' or '.join(x.term.said for x in one)}" for one in choices]
    rest = [*listed, *(one.said for one in dates)]
    return Answer(
        asked=sentence_of("Statements", by=asked.by, about=asked.about, rest=rest),
        found=tuple(replace(held[row], copies=folded.get(row, ())) for row in rows),
        total=total,
        at_least=at_least,
        offset=screen.offset,
        copies=n_copies,
    )


def _folded(
    db: Connection, wanted: Select[Any], screen: Screen
) -> tuple[list[int], dict[int, tuple[Source, ...]]]:
    """Give the statements on a screen, with the copies of their articles that have them too."""
    names = ("row", "article", "speaker", "content")
    found = wanted.with_only_columns(*(statements.c[x] for x in names))
    first = first_of(db, found, screen, _told)
    texts = {text for text, _, _ in first if text >= 0}
    others = copies_of(db, texts, ()) if texts else []
    rest = found_of(db, found, statements.c.article, others)
    folded = folded_under(first, zip(_told(db, rest), rest, strict=True))
    return [one.row for one in first.values()], named(db, folded)


def _told(db: Connection, rows: Sequence[Any]) -> list[tuple[int, str | None, str]]:
    """Give each statement a key that is the same in all copies of its article."""
    asked = select(
        statements.c.row, printed(statements.c.article, statements.c.row, db.dialect.name)
    )
    texts = numbers_of(db, asked, statements.c.row, [one.row for one in rows])
    both = zip(texts, rows, strict=True)
    return [(text, one.speaker, one.content) for text, one in both]


def statements_at(db: Connection, rows: Sequence[int]) -> dict[int, Said]:
    """Give the statements of some rows."""
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
    term, dates, dialect = parse_words(name, argument="name"), dates_of(days), db.dialect.name
    ids = [_once(_done_by(term, dialect)), _once(spoken_by(term, dialect))]
    each = [_dated_events(ids[0], dates), _dated_statements(ids[1], dates, dialect)]
    counted = [one.with_only_columns(one.selected_columns.row) for one in each]
    counted = counted if dates else [select(one) for one in ids]
    total, at_least = count_of(db, select(union_all(*counted).subquery()))
    rows = [*db.execute(cut(_oldest(union_all(*each).cte("told"), screen, dialect), screen))]
    told = statements_at(db, [row for what, row in rows if what == statements.name])
    done = events_at(db, [row for what, row in rows if what == events.name])
    return Answer(
        asked=sentence_of("What is told of", name=name, rest=[one.said for one in dates]),
        found=tuple(
            _entry_of(told[row]) if what == statements.name else done[row] for what, row in rows
        ),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def _once(found: CompoundSelect[Any]) -> Subquery:
    """Give the rows that are found, each once."""
    known = found.subquery()
    return select(known.c[0].label("row")).distinct().subquery()


def _dated_events(rows: Subquery, dates: Sequence[Dates]) -> Select[Any]:
    shown = (events.c.day, events.c.article, literal(events.name).label("what"), events.c.row)
    wanted = select(*shown).select_from(rows.join(events, events.c.row == rows.c.row))
    return wanted.where(*(in_dates(one, events.c.day) for one in dates))


def _dated_statements(rows: Subquery, dates: Sequence[Dates], dialect: str) -> Select[Any]:
    """Select the same of statements. Their day is that of the article, whose number theirs has.

    So that they need not be looked up: of who says much they are more than a cache holds.
    """
    article = rows.c.row // MOST
    day = day_of(article, dialect)
    what = literal(statements.name).label("what")
    wanted = select(day.label("day"), article.label("article"), what, rows.c.row)
    return wanted.where(*(in_dates(one, day) for one in dates))


def _oldest(told: CTE, screen: Screen, dialect: str) -> Select[Any]:
    """Put entries in order of time; hours are looked up for the first days only."""
    in_order = select(told.c.day).order_by(nulls_last(told.c.day)).limit(1)
    nth = in_order.offset(screen.offset + screen.limit - 1).scalar_subquery()
    last = select(nth.label("day")).cte("last")  # of the screen; NULL where it is not full
    is_shown = or_(last.c.day.is_(None), told.c.day <= last.c.day)
    wanted = select(told.c.what, told.c.row).select_from(told.join(last, is_shown))
    at = published(told.c.article, dialect)
    return wanted.order_by(nulls_last(told.c.day), nulls_last(at), told.c.what, told.c.row)


def _done_by(term: Term, dialect: str) -> CompoundSelect[Any]:
    """Give the events of everybody with a name, used in the story or elsewhere."""
    called = select(event_words.c.rowid).where(matches({"names": term}, event_words, dialect))
    actor = (members.c.article == parts.c.article) & (members.c.name == parts.c.actor)
    elsewhere = select(parts.c.event).select_from(members.join(parts, actor))
    elsewhere = elsewhere.where(parts.c.role.in_(("actor", "recipient")))
    return union_all(called, elsewhere.where(otherwise(term, dialect)))


def _gone_by(term: Term, dialect: str) -> CompoundSelect[Any]:
    """Give the stops of everybody with a name, used in the story or elsewhere."""
    called = select(stop_words.c.rowid).where(matches({"names": term}, stop_words, dialect))
    actor = (members.c.article == stops.c.article) & (members.c.actor == stops.c.actor)
    elsewhere = select(stops.c.row).select_from(members.join(stops, actor))
    return union_all(called, elsewhere.where(otherwise(term, dialect)))


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


def events_at(db: Connection, rows: Sequence[int]) -> dict[int, Entry]:
    """Give the events of some rows."""
    who: dict[int, list[str]] = {row: [] for row in rows}
    taking = select(parts).where(parts.c.event.in_(rows), parts.c.role.in_(("actor", "recipient")))
    for part in db.execute(taking.order_by(parts.c.role, parts.c.start)):
        who[part.event].append(part.actor or part.text)
    made = {}
    for row, article in with_articles(db, events, rows):
        told = line_at(article.text, row.start)
        if row.told_start is not None:
            told = Span(start=row.told_start, end=row.told_end)
        made[row.row] = Entry(
            source=source_of(article),
            day=row.day,
            dated=row.dated,
            what="event",
            id=row.id,
            kind=row.kind or row.move,
            status=row.status,
            who=tuple(dict.fromkeys(who[row.row])),
            text=article.text[told.start : told.end],
            evidence=(words_at(article.text, Span(start=row.start, end=row.end), "event"),),
        )
    return made


def itinerary(db: Connection, name: str, screen: Screen, *, days: Days = ALL_DAYS) -> Answer[Halt]:
    """Find where somebody was, is and will be: journey after journey, oldest article first."""
    term, dates = parse_words(name, argument="name"), dates_of(days)
    both = stops.join(articles, articles.c.row == stops.c.article)
    wanted = select(stops.c.row).select_from(both)
    wanted = wanted.where(stops.c.row.in_(_gone_by(term, db.dialect.name)))
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
