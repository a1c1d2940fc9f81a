"""SQL of parties as they are joined: candidates by their keys, parties as found, as corrected."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, func, select, update

from onrecord.library.database.schema import (
    articles,
    joined,
    members,
    parties,
    party_keys,
    party_words,
)
from onrecord.library.database.sql import put, run, run_union
from onrecord.library.forms.words import as_text, as_vector, words_of_names
from onrecord.record import Member, Named, Party

UNCORRECTED = "[]"
UNDER_ONE = 200  # parties that one key gives
HEAD = 8  # members that are kept in the form of a party: the others are rows of `members`


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A member of a party with what it brought along."""

    row: int  # of the article
    member: Member
    entrant: dict[str, Any]  # names, roles, body, geoname_id
    company: tuple[str, ...]  # keys of who is named in the article, itself too
    found: int  # the party it was found to be


def clear(db: Connection) -> None:
    """Forget all parties; their numbers are not given to others."""
    for table in (members, party_keys, party_words):
        db.execute(delete(table))
    empty = {"n_members": 0, "n_found": 0, "stale": 0, "found": None, "hidden": 0}
    db.execute(update(parties).values(corrections=UNCORRECTED, **empty))


_UNDER = (
    "SELECT {i} AS n, party FROM (SELECT party FROM party_keys WHERE key = :v{i}"
    f" ORDER BY party LIMIT {UNDER_ONE}) AS s{{i}}"
)
_FOUND = (
    update(parties)
    .where(parties.c.number == bindparam("own"))
    .values(n_found=bindparam("n"), found=bindparam("form"), stale=1)
)


def under(db: Connection, keys: Sequence[str]) -> dict[str, list[int]]:
    """Give the parties under some keys, those that were there first, in order."""
    found: dict[str, list[int]] = {key: [] for key in keys}
    if keys:
        for row in run_union(db, _UNDER, keys, {}):
            found[keys[row.n]].append(row.party)
    return found


def forms(db: Connection, numbers: Sequence[int]) -> list[tuple[int, int, Party]]:
    """Give the number of each party, how many members were found for it, and its form."""
    wanted = select(parties.c.number, parties.c.n_found, parties.c.found)
    wanted = wanted.where(parties.c.number.in_(numbers))
    return [(number, n, party_from(form)) for number, n, form in db.execute(wanted) if form]


def number_of(db: Connection, id_: str) -> tuple[int | None, bool]:
    """Give the number of a party, and whether it has members as found."""
    wanted = select(parties.c.number, parties.c.found).where(parties.c.id == id_)
    found = db.execute(wanted).first()
    return (None, False) if found is None else (found.number, found.found is not None)


def last_number(db: Connection) -> int:
    """Give the highest number of a party, 0 where there is none."""
    return db.execute(select(func.max(parties.c.number))).scalar() or 0


def begin(db: Connection, party: Party, number: int | None = None) -> int:
    """Give a party a number; one that had one keeps it. number: the next, where it is known."""
    known, _ = number_of(db, party.id)
    if known is not None:
        return known
    number = number or last_number(db) + 1
    lists = dict.fromkeys(("names", "roles", "bodies", "company", "corrections"), UNCORRECTED)
    counts = {"n_members": 0, "n_found": 0, "hidden": 0, "stale": 1}
    row = {"number": number, "id": party.id, "kind": party.kind, "name": party.name}
    put(db, parties, [{**row, **lists, **counts}])
    return number


def put_keys(db: Connection, pairs: Iterable[tuple[str, int]]) -> None:
    """Index parties under more keys."""
    put(db, party_keys, [{"key": key, "party": number} for key, number in sorted(pairs)])


def member_row(row: int, number: int, member: Member, entrant: bytes) -> dict[str, Any]:
    """Give the row of a member of a party. entrant: what it brings along, as JSON."""
    return {
        "article": row,
        "actor": member.actor,
        "found": number,
        "party": number,
        "kind": member.named.kind,
        "name": member.named.name,
        "because": _list(member.because),
        "score": member.score,
        "entrant": entrant.decode(),
    }


def put_members(db: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Keep members of parties."""
    put(db, members, rows)


def put_found(db: Connection, found: Iterable[tuple[int, int, Party]]) -> None:
    """Keep what parties were found to be: number, how many members, the form."""
    rows = [
        {"own": number, "n": n, "form": orjson.dumps(party).decode()} for number, n, party in found
    ]
    if rows:
        run(db, _FOUND, rows)


def party_from(form: str) -> Party:
    """Read the form of a party; of its members there are the first few."""
    value = orjson.loads(form)
    value["members"] = tuple(
        Member(
            named=Named(**one["named"]),
            actor=one["actor"],
            because=tuple(one["because"]),
            score=one["score"],
        )
        for one in value["members"]
    )
    for name in ("names", "company"):
        value[name] = tuple(map(tuple, value[name]))
    for name in ("roles", "bodies", "corrections"):
        value[name] = tuple(value[name])
    return Party(**value)


def take_out(db: Connection, row: int, company: Sequence[str]) -> None:
    """Remove the actors of an article from their parties, and their names with them."""
    for one in db.execute(select(members).where(members.c.article == row)).all():
        party = db.execute(select(parties).where(parties.c.number == one.found)).one()
        form: str | None = _without(party.found, json.loads(one.entrant)["names"], company)
        left = {"n_found": party.n_found - 1, "stale": 1}
        if party.n_found <= 1:
            form = None
            db.execute(delete(party_keys).where(party_keys.c.party == one.found))
        db.execute(update(parties).where(parties.c.number == one.found).values(found=form, **left))
        _mark_beside(db, one.party)
    db.execute(delete(members).where(members.c.article == row))


def _mark_beside(db: Connection, number: int) -> None:
    """Note that a correction may point at nobody now: what it merged parts again."""
    wanted = select(parties.c.corrections).where(parties.c.number == number)
    if db.execute(wanted).scalar() != UNCORRECTED:
        beside = select(members.c.found).where(members.c.party == number).distinct()
        mark(db, db.execute(beside).scalars())


def _without(form: str, names: dict[str, int], company: Sequence[str]) -> str:
    """Subtract the names and the company that an actor contributed."""
    value = orjson.loads(form)
    left = Counter(dict(value["names"])) - Counter(names)
    value["names"] = sorted(left.items(), key=lambda pair: (-pair[1], pair[0]))
    beside = Counter(dict(value["company"])) - Counter(company)
    value["company"] = sorted(beside.items(), key=lambda pair: (-pair[1], pair[0]))
    if value["names"] and value["name"] not in left:
        value["name"] = value["names"][0][0]
    return orjson.dumps(value).decode()


# Parties as corrected: what answers are made of.


def stale(db: Connection) -> list[int]:
    """Give the parties that are shown otherwise than they were last found."""
    wanted = select(parties.c.number).where(parties.c.stale != 0).order_by(parties.c.number)
    return list(db.execute(wanted).scalars())


def mark(db: Connection, numbers: Iterable[int]) -> None:
    """Mark parties whose display is out of date."""
    db.execute(update(parties).where(parties.c.number.in_(list(numbers))).values(stale=1))


def found_at(db: Connection, number: int) -> Party | None:
    """Give a party as it was found; None if it has no members of its own."""
    form = db.execute(select(parties.c.found).where(parties.c.number == number)).scalar()
    return None if form is None else party_from(form)


def kept_members(db: Connection, numbers: Sequence[int]) -> Iterator[Kept]:
    """Give the members of parties as found, in the order in which they joined."""
    wanted = select(members, articles.c.id, joined.c.company)
    wanted = wanted.join(articles, articles.c.row == members.c.article)
    wanted = wanted.join(joined, joined.c.article == members.c.article)
    wanted = wanted.where(members.c.found.in_(numbers))
    for one in db.execute(wanted.order_by(members.c.article, members.c.actor)):
        yield Kept(
            row=one.article,
            member=Member(
                named=Named(article_id=one.id, name=one.name, kind=one.kind),
                actor=one.actor,
                because=tuple(json.loads(one.because)),
                score=one.score,
            ),
            entrant=json.loads(one.entrant),
            company=tuple(json.loads(one.company)),
            found=one.found,
        )


_ROW = select(
    *(parties.c[x] for x in ("name", "names", "n_members", "n_found", "found", "corrections"))
).where(parties.c.number == bindparam("own"))


def show_as_found(db: Connection, number: int) -> None:
    """Show a party as it was found, without any corrections."""
    row = run(db, _ROW, {"own": number}).one()
    if row.corrections != UNCORRECTED:
        others = shown_of(db, [number]) - {number}
        db.execute(update(members).where(members.c.found == number).values(party=number))
        for other in others:
            held = select(members.c.article).where(members.c.party == other).limit(1)
            if db.execute(held).first() is None:
                show_nobody(db, other)
    if row.found is None:
        show_nobody(db, number)
    else:
        _show(db, number, party_from(row.found), row.n_found, row)


def show_nobody(db: Connection, number: int, because: Sequence[str] = ()) -> None:
    """Hide a party that has no members, or that corrections have merged into another."""
    nobody = {"n_members": 0, "stale": 0, "hidden": 0, "corrections": _list(because)}
    db.execute(update(parties).where(parties.c.number == number).values(nobody))
    db.execute(delete(party_words).where(party_words.c.rowid == number))


def show(db: Connection, number: int, party: Party, n_members: int) -> None:
    """Set what answers say of a party, and the names by which it is found."""
    _show(db, number, party, n_members, run(db, _ROW, {"own": number}).one())


_SHOWN = (
    *("kind", "name", "names", "roles", "bodies", "company", "geoname_id", "n_members"),
    *("hidden", "corrections", "stale"),
)
_SHOW = (
    update(parties)
    .where(parties.c.number == bindparam("own"))
    .values({name: bindparam(name) for name in _SHOWN})
)
_HIDE_WORDS = delete(party_words).where(party_words.c.rowid == bindparam("own"))


def _show(db: Connection, number: int, party: Party, n_members: int, was: Any) -> None:  # noqa: ANN401 - a row
    made = {
        "kind": party.kind,
        "name": party.name,
        "names": _list([name for name, _ in party.names]),
        "roles": _list(party.roles),
        "bodies": _list(party.bodies),
        "company": _list(party.company),
        "geoname_id": party.geoname_id,
        "n_members": n_members,
        "hidden": int(party.hidden),
        "corrections": _list(party.corrections),
        "stale": 0,
    }
    run(db, _SHOW, {"own": number, **made})
    if was.n_members and (was.name, was.names) == (made["name"], made["names"]):
        return  # it is found by the words it was found by
    found = words_of_names([party.name, *(name for name, _ in party.names)])
    form = as_text(found) if db.dialect.name == "sqlite" else as_vector(found)
    if was.n_members:
        run(db, _HIDE_WORDS, {"own": number})
    put(db, party_words, [{"rowid": number, "names": form}])


def show_members(db: Connection, number: int, members_: Iterable[tuple[int, Member]]) -> None:
    """Show actors as members of a party, with the reasons that corrections give."""
    given = [{"a": row, "b": one.actor, "p": number} for row, one in members_]
    if given:
        place = (members.c.article == bindparam("a")) & (members.c.actor == bindparam("b"))
        db.execute(update(members).where(place).values(party=bindparam("p")), given)


def shown_of(db: Connection, numbers: Sequence[int]) -> set[int]:
    """Give the parties as which the found ones are shown."""
    wanted = select(members.c.party).where(members.c.found.in_(numbers)).distinct()
    return set(db.execute(wanted).scalars())


def _list(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False)
