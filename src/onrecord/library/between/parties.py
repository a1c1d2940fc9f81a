"""SQL that reads: parties, who belongs to them, and why."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, case, func, nulls_last, select

from onrecord.errors import check_type
from onrecord.library.across import PartyDetail, PartyEntry, PartyMember
from onrecord.library.answers import Answer, Evidence
from onrecord.library.database.schema import (
    actors,
    articles,
    members,
    parties,
    party_keys,
    party_words,
    statements,
)
from onrecord.library.keeping import corrections
from onrecord.library.questions.matching import day_of, matches
from onrecord.library.questions.query import parse_words
from onrecord.library.questions.screens import (
    SOURCE,
    Screen,
    count_of,
    cut,
    sentence_of,
    source_of,
    words_at,
)
from onrecord.record import ActorKind, Named, Span

_KEYS = ("body", "name", "any")  # of names that a party has, and of their last words
MOST_BESIDE = 100  # others named beside a party that are looked up


def listed(
    db: Connection, query: str, screen: Screen, *, kind: ActorKind | None = None
) -> Answer[PartyEntry]:
    """Find parties that are not hidden by a name or a part of one, most often named first."""
    check_type(query, str, "query", "a string")
    wanted = select(parties).where(parties.c.n_members > 0, parties.c.hidden == 0)
    if query.strip():
        term = parse_words(query, argument="query", shortest=1)  # names are few
        held = matches({"names": term}, party_words, db.dialect.name)
        wanted = wanted.where(parties.c.number.in_(select(party_words.c.rowid).where(held)))
    if kind is not None:
        wanted = wanted.where(parties.c.kind == kind)
    wanted = wanted.order_by(parties.c.n_members.desc(), parties.c.number)
    total, at_least = count_of(db, wanted)
    rows = db.execute(cut(wanted, screen))
    return Answer(
        asked=sentence_of("Parties", name=query.strip() or None, rest=[kind] if kind else []),
        found=tuple(entry(row) for row in rows),
        total=total,
        at_least=at_least,
        offset=screen.offset,
    )


def entry(row: Any) -> PartyEntry:  # noqa: ANN401 - a row
    """Give the party of a row in a line."""
    return PartyEntry(
        number=row.number,
        id=row.id,
        name=row.name,
        kind=row.kind,
        names=tuple(json.loads(row.names)),
        roles=tuple(json.loads(row.roles)),
        n_articles=row.n_members,
        hidden=bool(row.hidden),
        corrections=tuple(json.loads(row.corrections)),
    )


def detail(db: Connection, number: int, screen: Screen) -> PartyDetail | None:
    """Give a party, also a hidden one, with all that makes it one; None: there is none."""
    check_type(number, int, "number", "a whole number")
    here = (parties.c.number == shown_as(db, number), parties.c.n_members > 0)
    row = db.execute(select(parties).where(*here)).first()
    if row is None:
        return None
    known = entry(row)
    wanted = select(members, actors.c.start, actors.c["end"], articles.c.text, *SOURCE)
    wanted = wanted.join(articles, articles.c.row == members.c.article)
    actor = (actors.c.article == members.c.article) & (actors.c.id == members.c.actor)
    wanted = wanted.join(actors, actor)
    wanted = wanted.order_by(nulls_last(articles.c.day.desc()), members.c.article.desc())
    # which are shown is found in lean indexes: only those are looked up whole
    day = day_of(members.c.article, db.dialect.name)
    last = select(members.c.article, members.c.actor).where(members.c.party == row.number)
    last = last.order_by(nulls_last(day.desc()), members.c.article.desc(), members.c.actor)
    shown = cut(last, screen).subquery()
    is_shown = (members.c.article == shown.c.article) & (members.c.actor == shown.c.actor)
    wanted = wanted.join(shown, is_shown).order_by(members.c.actor)
    return PartyDetail(
        party=known,
        bodies=tuple(json.loads(row.bodies)),
        company=_company(db, json.loads(row.company)),
        n_statements=_n_statements(db, row.number),
        members=tuple(_member(one) for one in db.execute(wanted)),
        corrections=tuple(corrections.of_ids(db, known.corrections)),
    )


def _company(db: Connection, found: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Name who is named beside a party as a party of theirs is written, most often first."""
    keys = [f"{kind} {key}" for key, _ in found[:MOST_BESIDE] for kind in _KEYS]
    wanted = select(party_keys.c.key, parties.c.name, parties.c.names)
    wanted = wanted.join(parties, parties.c.number == party_keys.c.party)
    wanted = wanted.where(party_keys.c.key.in_(keys), parties.c.n_members > 0)
    names: dict[str, str] = {}
    bearers: dict[str, list[str]] = {}
    for row in db.execute(wanted.order_by(parties.c.n_members.desc(), parties.c.number)):
        bearers.setdefault(row.key.partition(" ")[2], []).append(row.name)
        for name in json.loads(row.names):
            names.setdefault(name.casefold(), name)
    for key, some in bearers.items():
        if len(set(some)) == 1:  # a surname of one alone
            names.setdefault(key, some[0])
    return tuple((names.get(key, key), n) for key, n in found)


def _member(row: Any) -> PartyMember:  # noqa: ANN401 - a row
    because = tuple(json.loads(row.because))
    evidence: tuple[Evidence, ...] = ()
    if row.end <= len(row.text):
        evidence = (words_at(row.text, Span(start=row.start, end=row.end), "name"),)
    return PartyMember(
        source=source_of(row),
        actor=row.actor,
        name=row.name,
        because=("by a correction", *because) if row.found != row.party else because,
        score=row.score,
        evidence=evidence,
    )


def _n_statements(db: Connection, number: int) -> int:
    made = (statements.c.article == members.c.article) & (statements.c.actor == members.c.actor)
    both = members.join(statements, made)
    wanted = select(func.count()).select_from(both).where(members.c.party == number)
    return db.execute(wanted).scalar_one()


def shown_as(db: Connection, number: int) -> int:
    """Give the number of the party that one is shown as: after a merge, that of the first."""
    n = select(parties.c.n_members).where(parties.c.number == number)
    if db.execute(n).scalar():
        return number
    into = select(members.c.party).where(members.c.found == number).limit(1)
    return db.execute(into).scalar() or number


def of_article(db: Connection, article_id: str) -> dict[str, PartyEntry]:
    """Give the parties of an article by the id of the actor in it."""
    wanted = select(parties, members.c.actor).join(members, members.c.party == parties.c.number)
    wanted = wanted.join(articles, articles.c.row == members.c.article)
    return {row.actor: entry(row) for row in db.execute(wanted.where(articles.c.id == article_id))}


def pointers(db: Connection, number: int, article_ids: Sequence[str] = ()) -> tuple[Named, ...]:
    """Give actors by which a correction can point at a party: its best known, or those of articles.

    Nobody, if there is no such party, or it has nobody in these articles.
    """
    party = shown_as(db, number)
    wanted = select(articles.c.id, members.c.name, members.c.kind, parties.c.name.label("usual"))
    wanted = wanted.join(articles, articles.c.row == members.c.article)
    wanted = wanted.join(parties, parties.c.number == members.c.party)
    wanted = wanted.where(members.c.party == party)
    if article_ids:
        wanted = wanted.where(articles.c.id.in_(article_ids)).order_by(members.c.article)
    else:
        called = case((members.c.name == parties.c.name, 0), else_=1)
        wanted = wanted.order_by(called, members.c.article, members.c.actor).limit(1)
    return tuple(
        Named(article_id=row.id, name=row.name, kind=row.kind) for row in db.execute(wanted)
    )
