"""The gold of pairs: a statement, and others that have something to do with it or do not.

The format: eval/pairs/README.md. What the reader says of them: `pair_scores.py`.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from eval.fitting import GoldError
from onrecord.link.claims.compared.pairing import side_of
from onrecord.reading.labels import RELATED
from onrecord.record import Manner

FOLDER = Path(__file__).with_name("pairs")
APART_EVERY = 5  # each fifth file is taught to nobody


class Family(NamedTuple):
    """Statements beside the first one, as the reader compares them."""

    name: str  # file and number, "02-tolls/3"
    first: str
    others: tuple[tuple[str, str], ...]  # relation, statement

    @property
    def is_apart(self) -> bool:
        """Whether the family is there to measure with."""
        return int(self.name[:2]) % APART_EVERY == 0


@cache
def families(folder: Path = FOLDER) -> tuple[Family, ...]:
    """Read all files. Raises GoldError with all mistakes."""
    found: list[Family] = []
    mistakes: list[str] = []
    for path in sorted(folder.glob("[0-9][0-9]-*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["family"]
        for number, entry in enumerate(entries, 1):
            name = f"{path.stem}/{number}"
            mistakes += [f"{name}: {what}" for what in _mistakes(**entry)]
            others = tuple((relation, side_of(*said)) for relation, *said in entry["others"])
            found.append(Family(name, side_of(*entry["first"]), others))
    if mistakes:
        raise GoldError(mistakes)
    return tuple(found)


def _mistakes(first: Sequence[str], others: Sequence[Sequence[str]]) -> Iterator[str]:
    for relation, _, manner, words in (("repeats", *first), *others):
        if relation not in RELATED:
            yield f"{relation!r} is no relation: {words}"
        if manner not in get_args(Manner):
            yield f"{manner!r} is no manner: {words}"
