"""SQL of corrections: what people say of parties, statements and claims, with who and when."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, insert, select, update

from onrecord.library.across import CorrectionEntry
from onrecord.library.answers import Answer
from onrecord.library.database.schema import articles, corrections, members, pointers, statements
from onrecord.library.questions.screens import Screen, count_of, cut
from onrecord.record import Correction, CorrectionKind, Fix, Named

OF_CLAIMS: tuple[CorrectionKind, ...] = ("same claim", "another claim", "no dispute")


def keep(db: Connection, one: Correction) -> bool:
    """Keep a correction; False, and nothing happens, if it is here already."""
    if db.execute(select(corrections.c.row).where(corrections.c.id == one.id)).first():
        return False
    at = [[x.article_id, x.name, x.kind] for x in one.at]
    fix = one.fix
    row = {
        "id": one.id,
        "kind": one.kind,
        "made_by": one.by,
        "made_on": one.on,
        "at": json.dumps(at, ensure_ascii=False),
        "name": one.name,
        "statement": one.statement,
        "article": one.statement.partition(":")[0] if one.statement else None,
        "fix": None if fix is None else json.dumps(_fix_form(fix), ensure_ascii=False),
        "undoes": one.undoes,
        "in_force": 1,
        "other": one.other,
    }
    db.execute(insert(corrections), [row])
    placed = {(x.article_id, x.name) for x in one.at}
    if placed:
        rows = [{"correction": one.id, "article": x, "name": y} for x, y in sorted(placed)]
        db.execute(insert(pointers), rows)
    if one.kind == "undo" and one.undoes:
        _force(db, one.undoes, in_force=False)
    return True


def _force(db: Connection, id_: str, *, in_force: bool) -> None:
    """Put a correction in or out of force; undoing an undo puts the first back in force."""
    found = db.execute(select(corrections).where(corrections.c.id == id_)).first()
    if found is None:
        return
    here = corrections.c.id == id_
    db.execute(update(corrections).where(here).values(in_force=int(in_force)))
    if found.kind == "undo" and found.undoes:
        _force(db, found.undoes, in_force=not in_force)


def _fix_form(fix: Fix) -> dict[str, Any]:
    return {name: getattr(fix, name) for name in ("speaker", "manner", "certainty", "is_none")}


def correction_of(row: Any) -> Correction:  # noqa: ANN401 - a row
    """Give the correction of a row."""
    at = (
        Named(article_id=article, name=name, kind=kind)
        for article, name, kind in json.loads(row.at)
    )
    return Correction(
        id=row.id,
        kind=row.kind,
        at=tuple(at),
        name=row.name,
        statement=row.statement,
        other=row.other,
        fix=Fix(**json.loads(row.fix)) if row.fix else None,
        undoes=row.undoes,
        by=row.made_by,
        on=row.made_on,
    )


def find(db: Connection, id_: str) -> CorrectionEntry | None:
    """Give a correction; None if it is not here."""
    found = db.execute(select(corrections).where(corrections.c.id == id_)).first()
    return None if found is None else _entry(db, found)


def listed(db: Connection, screen: Screen) -> Answer[CorrectionEntry]:
    """Give the corrections, in the order in which they were made."""
    wanted = select(corrections).order_by(corrections.c.row)
    total, at_least = count_of(db, wanted)
    found = tuple(_entry(db, row) for row in db.execute(cut(wanted, screen)).all())
    return Answer(
        asked="Corrections", found=found, total=total, at_least=at_least, offset=screen.offset
    )


def _entry(db: Connection, row: Any) -> CorrectionEntry:  # noqa: ANN401 - a row
    by = select(corrections.c.id).where(corrections.c.undoes == row.id, corrections.c.in_force == 1)
    undone = None if row.in_force else db.execute(by).scalar()
    return CorrectionEntry(correction=correction_of(row), undone_by=undone)


def of_ids(db: Connection, ids: Iterable[str]) -> list[Correction]:
    """Give those of these corrections that are in force, in the order in which they were made."""
    wanted = select(corrections).where(corrections.c.id.in_(list(ids)), corrections.c.in_force == 1)
    return [correction_of(row) for row in db.execute(wanted.order_by(corrections.c.row))]


def fixes_of(db: Connection, article_id: str) -> list[Correction]:
    """Give the corrections of the statements of an article, in order."""
    held = (corrections.c.article == article_id, corrections.c.in_force == 1)
    wanted = select(corrections).where(*held, corrections.c.kind == "fix")
    return [correction_of(row) for row in db.execute(wanted.order_by(corrections.c.row))]


def all_fixes(db: Connection) -> dict[str, list[Correction]]:
    """Give the corrections of statements, by the id of the article."""
    held = (corrections.c.in_force == 1, corrections.c.kind == "fix")
    found: dict[str, list[Correction]] = {}
    for row in db.execute(select(corrections).where(*held).order_by(corrections.c.row)):
        found.setdefault(row.article, []).append(correction_of(row))
    return found


def of_claims(db: Connection, article_ids: Iterable[str] | None = None) -> list[Correction]:
    """Give the corrections of pairs of statements. article_ids: of the first statement."""
    wanted = select(corrections).where(
        corrections.c.in_force == 1, corrections.c.kind.in_(OF_CLAIMS)
    )
    if article_ids is not None:
        wanted = wanted.where(corrections.c.article.in_(list(article_ids)))
    return [correction_of(row) for row in db.execute(wanted.order_by(corrections.c.row))]


def touched(db: Connection) -> Iterator[tuple[str, int]]:
    """Give which correction points at which party as found; also those that are undone."""
    here = articles.c.id == pointers.c.article
    actor = (members.c.article == articles.c.row) & (members.c.name == pointers.c.name)
    both = pointers.join(articles, here).join(members, actor)
    wanted = select(pointers.c.correction, members.c.found).select_from(both).distinct()
    yield from ((id_, found) for id_, found in db.execute(wanted))


def found_by(db: Connection, one: Correction) -> list[int]:
    """Give the parties as found that a correction points at, or that what it undoes points at."""
    ids, last = {one.id}, one.undoes
    while last is not None and last not in ids:
        ids.add(last)
        wanted = select(corrections.c.undoes).where(corrections.c.id == last)
        last = db.execute(wanted).scalar()
    return sorted({number for id_, number in touched(db) if id_ in ids})


def homes_of(db: Connection, at: Iterable[Named]) -> set[int]:
    """Give the parties that actors are shown as."""
    found: set[int] = set()
    both = members.join(articles, articles.c.row == members.c.article)
    for one in at:
        here = (articles.c.id == one.article_id, members.c.name == one.name)
        found |= set(db.execute(select(members.c.party).select_from(both).where(*here)).scalars())
    return found


def has_statement(db: Connection, id_: str) -> bool:
    """Tell whether there is a statement, or was one before a correction."""
    before = select(corrections.c.row).where(corrections.c.statement == id_)
    return is_statement(db, id_) or db.execute(before).first() is not None


def is_statement(db: Connection, id_: str) -> bool:
    """Tell whether there is a statement now."""
    return db.execute(select(statements.c.row).where(statements.c.id == id_)).first() is not None


def meant(db: Connection, one: Correction) -> Correction | None:
    """Give a correction; of an undo, what it undoes in the end; None if that is not here."""
    seen = set()
    while one.kind == "undo" and one.id not in seen:
        seen.add(one.id)
        found = find(db, one.undoes or "")
        if found is None:
            return None
        one = found.correction
    return one
