"""Articles of a library joined with each other: what `link` finds between them, kept.

The one place that knows both. `join` takes articles in the order in which they were added, a few in
one transaction: whenever it is stopped, the next run goes on, and ends as one that was not stopped.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import orjson

from onrecord.errors import LibraryError, check_type
from onrecord.joining.disagreeing import claim_fault
from onrecord.joining.forms import ALGORITHM, fresh_trace, signs_of
from onrecord.joining.judging import recount_disputes
from onrecord.joining.overlay import settle_parties
from onrecord.joining.pairs import join_copies, join_versions, revise_again
from onrecord.joining.parties import join_parties
from onrecord.joining.state import State
from onrecord.joining.stories import join_story_of, settle_stories
from onrecord.library import Library
from onrecord.library.between import stories
from onrecord.library.joined import judgements
from onrecord.library.joined import parties as joined_parties
from onrecord.library.keeping import corrections, queue, store
from onrecord.number_words import counted
from onrecord.record import Correction, CorrectionKind, Fix, Named

if TYPE_CHECKING:
    from sqlalchemy import Connection

# What a correction of each kind says, beside by whom and when
NEEDED: dict[CorrectionKind, tuple[str, ...]] = {
    "merge": ("at",),
    "split": ("at",),
    "rename": ("at", "name"),
    "hide": ("at",),
    "fix": ("statement", "fix"),
    "same claim": ("statement", "other"),
    "another claim": ("statement", "other"),
    "no dispute": ("statement", "other"),
    "undo": ("undoes",),
}
AT_ONCE = 50  # articles in one transaction: others that write wait so long


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What a run joined, and what still waits."""

    articles: int = 0
    left: int = 0

    def sentence(self) -> str:
        """Say it in one line."""
        return f"{counted(self.articles, 'article')} joined."


def join(
    library: Library, *, everything: bool = False, tell: Callable[[Joined], None] = lambda _: None
) -> Joined:
    """Join the articles of a library that wait for it with the others.

    everything: take all apart first, and join them anew in the order in which they were added; so
    does a release that joins otherwise. Numbers of stories and parties stay where their first
    article does. tell: called after each few articles. Raises LibraryError where nothing can be
    kept.
    """
    check_type(library, Library, "library", "a Library")
    done = Joined()
    while everything or not library.is_joined(ALGORITHM):
        with library.joining() as db:
            if everything or not queue.is_of(db, ALGORITHM):
                queue.clear(db)
            everything = False
            rows = queue.first(db, AT_ONCE)
            _join_rows(db, rows)
            done = Joined(articles=done.articles + len(rows), left=queue.count(db))
        tell(done)
    return done


def _join_rows(db: "Connection", rows: list[int]) -> None:
    state = State(db)
    for row in rows:
        record = queue.record_at(db, row)
        signs = signs_of(record)
        queue.keep(db, row, signs)
        join_copies(state, row, record.article, signs.sketch)
        join_versions(state, row)
        if record.reading is not None:
            join_parties(state, row, record)
            assert signs.trace is not None
            trace = fresh_trace(signs.trace, record.reading)
            join_story_of(state, row, trace, signs)
    state.flush()
    settle_parties(db)
    settle_stories(db)


def correction(  # noqa: PLR0913 - a correction is all of it
    kind: CorrectionKind,
    *,
    by: str,
    on: str,
    at: Sequence[Named] = (),
    name: str | None = None,
    statement: str | None = None,
    other: str | None = None,
    fix: Fix | None = None,
    undoes: str | None = None,
) -> Correction:
    """Make a correction: its id follows from what it says, who says it and when.

    by: who. on: when, ISO 8601. at: see `Library.pointers`. statement, other: ids of a library.
    ValueError for a kind that is none, a wrong date, or where what the kind needs is missing.
    """
    made = Correction(
        id="",
        kind=kind,
        at=tuple(at),
        name=name,
        statement=statement,
        other=other,
        fix=fix,
        undoes=undoes,
        by=by,
        on=on,
    )
    _refuse_incomplete(made)
    return replace(made, id=f"c{sha256(orjson.dumps(made)).hexdigest()[:8]}")


def _refuse_incomplete(made: Correction) -> None:
    if made.kind not in NEEDED:
        known = ", ".join(NEEDED)
        raise ValueError(f"{made.kind!r} is no kind of correction: it is one of {known}")
    missing = [one for one in ("by", *NEEDED[made.kind]) if not getattr(made, one)]
    if missing:
        raise ValueError(f"a correction of kind {made.kind!r} needs {' and '.join(missing)}")
    check_type(made.on, str, "on", 'a string like "2024-12-19"')
    try:
        datetime.fromisoformat(made.on)
    except ValueError:
        raise ValueError(f"on: {made.on!r} is no date: 2024-12-19 is wanted") from None


def correct(library: Library, correction: Correction) -> bool:
    """Keep what a person says of parties, a statement or claims, and lay it over what is found.

    False, and nothing happens, if the same correction is here already. Raises LibraryError where
    it points at nothing, at no party, statement or correction of this library, and where another
    one says the contrary of claims.
    """
    check_type(library, Library, "library", "a Library")
    check_type(correction, Correction, "correction", "a Correction")
    with library.joining() as db:
        if corrections.find(db, correction.id):
            return False
        wrong = _fault(db, correction)
        if wrong:
            raise LibraryError(f"{library.name}: {wrong}")
        is_new = _correct(db, correction)
        touched = _disputing(db, [correction])
    recount_disputes(library, touched)
    return is_new


def take_corrections(library: Library, given: list[Correction]) -> int:
    """Keep corrections that were made in another library; give how many were new.

    One that points at nothing is kept too: what it is of may be added later.
    """
    check_type(library, Library, "library", "a Library")
    for one in given:
        check_type(one, Correction, "each of the corrections", "a Correction")
    with library.joining() as db:
        n_new = sum(_correct(db, one) for one in given)
        touched = _disputing(db, given)
    recount_disputes(library, touched)
    return n_new


def _disputing(db: "Connection", given: Iterable[Correction]) -> list[int]:
    """Give the stories whose claims some corrections are of."""
    meant = (corrections.meant(db, one) for one in given)
    of_claims = [one for one in meant if one is not None and one.kind in corrections.OF_CLAIMS]
    told_in = {stories.number_of(db, (one.statement or "").partition(":")[0]) for one in of_claims}
    return sorted(number for number in told_in if number is not None)


def _fault(db: "Connection", one: Correction) -> str | None:
    if one.kind == "undo":
        return _undo_fault(db, one.undoes or "")
    if one.kind == "fix":
        known = corrections.has_statement(db, one.statement or "")
        return None if known else f"there is no statement {one.statement}"
    if one.kind in corrections.OF_CLAIMS:
        return claim_fault(db, one)
    homes = corrections.homes_of(db, one.at)
    if not homes:
        return "nobody is there whom the correction points at"
    both = one.kind != "merge" or len(homes) > 1
    return None if both else "they are one party already"


def _undo_fault(db: "Connection", id_: str) -> str | None:
    found = corrections.find(db, id_)
    if found is None:
        return f"there is no correction {id_}: `onrecord corrections` lists them"
    return f"correction {id_} is undone already, by {found.undone_by}" if found.undone_by else None


def _correct(db: "Connection", one: Correction) -> bool:
    if not corrections.keep(db, one):
        return False
    meant = corrections.meant(db, one)
    if meant is not None and meant.kind in corrections.OF_CLAIMS:
        return True  # claims are made anew whenever somebody asks
    if meant is not None and meant.statement:
        row = store.restate(db, meant.statement.partition(":")[0])
        if row is not None:
            revise_again(State(db), row)
            judgements.wait_with(db, row)
        return True
    joined_parties.mark(db, corrections.found_by(db, one))
    settle_parties(db)
    return True
