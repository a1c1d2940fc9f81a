"""Applies corrections of statements to a record, which itself stays as it was read. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.library.forms.pieces import ids_of
from onrecord.record import (
    Actor,
    Because,
    Correction,
    Fix,
    Reading,
    Record,
    Ruling,
    Span,
    Statement,
    StatementRef,
)

PLACE = re.compile(r"(\d+)-(\d+)")
SAME = 0.5  # of the characters of both, from which a statement that moved is taken for the same


def with_fixes(record: Record, corrections: Sequence[Correction]) -> Record:
    """Give a record with corrections applied.

    corrections: those of its statements, in order. One whose statement begins and ends elsewhere
    since the article was read again goes to the one that holds most of the same words.
    """
    reading = record.reading
    if reading is None or not corrections:
        return record
    ids = ids_of(record.article.id, reading.statements)
    known = dict(zip(ids, reading.statements, strict=True))
    fixed = {one.id: one for one in reading.statements}
    for one in corrections:
        at = _at(one.statement or "", known)
        if at is not None and one.fix is not None and at.id in fixed:
            changed = _fixed(fixed.pop(at.id), one.fix, one.id, reading.actors)
            fixed |= {} if changed is None else {at.id: changed}
    kept = [fixed[one.id] for one in reading.statements if one.id in fixed]
    return replace(record, reading=_with_statements(reading, kept))


def rulings_of(records: Iterable[Record], corrections: Sequence[Correction]) -> tuple[Ruling, ...]:
    """Give the corrections of pairs of statements that are both in these articles.

    corrections: of claims. A statement that begins or ends elsewhere since is found as one that is
    fixed.
    """
    known: dict[str, dict[str, Statement]] = {}
    for record in records if corrections else ():
        statements = record.reading.statements if record.reading else ()
        id_ = record.article.id
        known[id_] = dict(zip(ids_of(id_, statements), statements, strict=True))
    found = []
    for correction in corrections:
        one, other = (_said(id_, known) for id_ in (correction.statement, correction.other))
        if one is not None and other is not None:
            found.append(Ruling(correction=correction, one=one, other=other))
    return tuple(found)


def _said(id_: str | None, known: Mapping[str, Mapping[str, Statement]]) -> StatementRef | None:
    article_id = (id_ or "").partition(":")[0]
    found = _at(id_ or "", known.get(article_id, {}))
    return None if found is None else StatementRef(article_id=article_id, statement=found.id)


def _at(id_: str, known: Mapping[str, Statement]) -> Statement | None:
    """Find a statement by its id, or by where it stood; known: all of its article by their ids."""
    return known.get(id_) or _moved(known.values(), id_)


def _moved(statements: Iterable[Statement], id_: str) -> Statement | None:
    """Find the statement that is now roughly where one was."""
    wanted = _characters(
        Span(start=int(start), end=int(end))
        for start, end in PLACE.findall(id_.partition(":")[2])
        if int(start) < int(end)
    )
    best, most = None, SAME
    for one in statements:
        found = _characters(one.content)
        both = len(wanted & found) / (len(wanted | found) or 1)
        if both >= most:
            best, most = one, both
    return best


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for one in spans for at in range(one.start, one.end)}


def _fixed(one: Statement, fix: Fix, how: str, actors: Iterable[Actor]) -> Statement | None:
    if fix.is_none:
        return None
    why = f"by correction {how}"
    if fix.speaker is not None:
        actor = _called(fix.speaker, actors)
        one = replace(
            one,
            source=one.source if fix.speaker else (),
            speaker=actor.id if actor else None,
            speaker_name=actor.name if actor else fix.speaker or None,
            candidates=(),
            grade=actor.grade if actor else None,
            why=_because(one.why, "speaker", why),
        )
    if fix.manner is not None:
        one = replace(one, manner=fix.manner, why=_because(one.why, "manner", why))
    if fix.certainty is not None:
        one = replace(one, certainty=fix.certainty, why=_because(one.why, "certainty", why))
    return one


def _called(name: str, actors: Iterable[Actor]) -> Actor | None:
    """Find an actor of the article by one of its names."""
    wanted = name.casefold()
    named = [x for x in actors if wanted in {y.casefold() for y in (x.name, *x.aliases)}]
    return named[0] if name and named else None


def _because(why: Iterable[Because], field: str, how: str) -> tuple[Because, ...]:
    others = (one for one in why if one.field != field)
    return (*others, Because(field=field, how=how, score=1.0))


def _with_statements(reading: Reading, kept: list[Statement]) -> Reading:
    """Remove references to statements that no longer are statements."""
    ids = {one.id for one in kept}
    return replace(
        reading,
        statements=tuple(
            replace(one, refers=tuple(x for x in one.refers if x in ids)) for one in kept
        ),
        checks=tuple(
            replace(one, statements=tuple(x for x in one.statements if x in ids))
            for one in reading.checks
        ),
        events=tuple(
            one if one.told_by in ids else replace(one, told_by=None) for one in reading.events
        ),
    )
