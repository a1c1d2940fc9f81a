"""SQL of judgements: what a reader says of pairs of statements, and the stories that wait for it.

A judgement is kept under a digest of who judges and of the two sides: it never changes, and a pair
is judged once in whatever stories it stands. One that nobody looks up any more stays.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.library.database.schema import judgements, judges, story_parts, unjudged

Pair = tuple[str, str]
Answer = tuple[float, ...]  # logarithms of probabilities; () = nothing is known

AT_ONCE = 500  # keys in one question
PARTS = 10_000  # of one, that a number is kept in: `Reader.relate` rounds to as many
LEAST = -100_000.0  # less likely than this is as good as impossible


def wait(db: Connection, stories: Iterable[int]) -> None:
    """Put stories on the waiting list. One that is on it already gets a new row.

    So a judge who began with the old row does not take away the new one.
    """
    for number in stories:
        db.execute(delete(unjudged).where(unjudged.c.story == number))
        db.execute(insert(unjudged), [{"story": number}])


def wait_with(db: Connection, article: int) -> None:
    """Put the story of an article on the waiting list, since its statements have changed."""
    held = select(story_parts.c.story).where(story_parts.c.article == article)
    wait(db, db.execute(held).scalars().all())


def count(db: Connection) -> int:
    """Count the stories that wait."""
    return db.execute(select(func.count()).select_from(unjudged)).scalar_one()


def first(db: Connection) -> tuple[int, int] | None:
    """Give the row and number of the story that has waited longest; None if none waits."""
    found = db.execute(select(unjudged).order_by(unjudged.c.row).limit(1)).first()
    return None if found is None else (found.row, found.story)


def done(db: Connection, row: int) -> None:
    """Take a story off the waiting list, unless it has changed since `first` gave its row."""
    db.execute(delete(unjudged).where(unjudged.c.row == row))


def turn(db: Connection) -> int:
    """Give a number that grows whenever a story is judged."""
    return db.execute(select(func.max(judges.c.turn))).scalar() or 0


def known(db: Connection, pairs: Sequence[Pair]) -> list[Answer]:
    """Give the judgement of each pair by the weights that judged last; () if there is none."""
    found: dict[Pair, Answer] = {}
    for weights in db.execute(select(judges.c.weights).order_by(judges.c.turn.desc())).scalars():
        found |= known_by(db, weights, [pair for pair in pairs if pair not in found])
    return [found.get(pair, ()) for pair in pairs]


def known_by(db: Connection, weights: str, pairs: Iterable[Pair]) -> dict[Pair, Answer]:
    """Give the judgements of pairs by the weights of this name, where there are any."""
    keys = {key_of(weights, pair): pair for pair in pairs}
    found = {}
    for some in _few(list(keys)):
        for row in db.execute(select(judgements).where(judgements.c.key.in_(some))):
            found[keys[bytes(row.key)]] = _answer_of(bytes(row.answer))
    return found


def keep(db: Connection, weights: str, answers: Mapping[Pair, Sequence[float]]) -> None:
    """Keep new judgements by some weights; from now on these are the ones that judged last."""
    new = answers.keys() - known_by(db, weights, answers)
    rows = [
        {"key": key_of(weights, pair), "answer": _form_of(answer)}
        for pair, answer in answers.items()
        if pair in new
    ]
    if rows:
        db.execute(insert(judgements), rows)
    now = {"turn": turn(db) + 1}
    if not db.execute(update(judges).where(judges.c.weights == weights).values(now)).rowcount:
        db.execute(insert(judges), [{"weights": weights, **now}])


def key_of(weights: str, pair: Pair) -> bytes:
    """Give the key of a judgement; different pairs have different keys."""
    return sha256(json.dumps([weights, *pair]).encode()).digest()


def _form_of(answer: Sequence[float]) -> bytes:
    whole = [round(max(one, LEAST) * PARTS) for one in answer]
    return struct.pack(f"<{len(whole)}i", *whole)


def _answer_of(form: bytes) -> Answer:
    return tuple(one / PARTS for one in struct.unpack(f"<{len(form) // 4}i", form))


def _few(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for at in range(0, len(keys), AT_ONCE):
        yield keys[at : at + AT_ONCE]
