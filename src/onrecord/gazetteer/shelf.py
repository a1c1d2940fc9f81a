"""Which gazetteers there are: the one that is shipped, and those that the user added."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from onrecord.errors import GazetteerError
from onrecord.gazetteer.entries import Named, Naming
from onrecord.gazetteer.files import rows_of
from onrecord.gazetteer.index import Index, write_index

BOX = Path(__file__).with_name("world.sqlite")
FOLDER = "ONRECORD_GAZETTEERS"  # the environment variable that names another folder
_SUFFIX = ".sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A gazetteer as `onrecord gazetteer list` shows it."""

    name: str
    path: Path
    n_places: int
    source: str  # what it was made of
    fault: str | None  # why it cannot be used; None = it can


class Shelf:
    """All gazetteers together; what the user added is asked first."""

    def __init__(self, indexes: tuple[Index, ...], notes: tuple[str, ...] = ()) -> None:
        self._indexes = indexes
        self.notes = notes  # what a reader should know: "gazetteer 'x' was left out: …"

    def find(self, key: str) -> tuple[Named, ...]:
        """Return the places of a key in all of them, each place once."""
        if len(self._indexes) == 1:
            return self._indexes[0].find(key)
        found: dict[tuple[int, int], Named] = {}
        for number, index in enumerate(self._indexes):
            for named in index.find(key):
                # below 0 ids are a gazetteer's own
                known = (0 if named.entry.id >= 0 else number, named.entry.id)
                other = found.get(known)
                found[known] = _joined(other, named) if other else named
        return tuple(sorted(found.values(), key=_rank))

    def has(self, number: int) -> bool:
        """Tell whether one of them has a place with this id."""
        return any(index.has(number) for index in self._indexes)

    def capital_of(self, country: str) -> str | None:
        """Return the name of the capital of a country, by its two letters."""
        return next((o.capitals[country] for o in self._indexes if country in o.capitals), None)


def _joined(added: Named, box: Named) -> Named:
    """Join what two gazetteers say of one place: a dump knows no reach, and often no people."""
    entry = replace(
        added.entry,
        population=added.entry.population or box.entry.population,
        reach_km=added.entry.reach_km or box.entry.reach_km,
    )
    return Named(entry=entry, naming=min(added.naming, box.naming))


def _rank(named: Named) -> tuple[bool, int]:
    return named.naming is not Naming.NAME, -named.entry.population


def folder() -> Path:
    """Return where added gazetteers are kept: $ONRECORD_GAZETTEERS, or the user's data folder."""
    given = os.environ.get(FOLDER)
    if given:
        return Path(given)
    data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return Path(data) / "onrecord" / "gazetteers"


def shelf() -> Shelf:
    """Open the gazetteers, once; an added one that is damaged is skipped, and noted."""
    return _shelf(tuple(_added()))


def add(file: Path, tell: Callable[[int], None]) -> Listed:
    """Make a gazetteer from a file and name it after the file; one of that name is replaced."""
    if not file.is_file():
        raise GazetteerError(f"there is no file {file}: check the path")
    target = folder() / f"{file.stem}{_SUFFIX}"
    n_places = write_index(target, rows_of(file), {"source": file.name}, tell)
    return Listed(
        name=file.stem, path=target, n_places=n_places, source=file.name, fault=None
    )  # fmt: skip


def remove(name: str) -> None:
    """Remove an added gazetteer. Raises GazetteerError if there is none of that name."""
    for path in _added():
        if path.stem == name:
            path.unlink()
            return
    raise GazetteerError(f"no gazetteer {name!r} was added: `onrecord gazetteer list` names them")


def listed() -> list[Listed]:
    """List the gazetteers, the shipped one first."""
    return [_listed(path) for path in (BOX, *_added())]


def _added() -> list[Path]:
    return sorted(folder().glob(f"*{_SUFFIX}"))


def _listed(path: Path) -> Listed:
    try:
        index = Index(path)
    except GazetteerError as error:
        return Listed(name=path.stem, path=path, n_places=0, source="", fault=str(error))
    index.close()
    return Listed(
        name=path.stem,
        path=path,
        n_places=int(index.about.get("places", 0)),
        source=index.about.get("source", ""),
        fault=None,
    )


@cache
def _shelf(added: tuple[Path, ...]) -> Shelf:
    indexes, notes = [], []
    for path in added:
        try:
            indexes.append(Index(path))
        except GazetteerError as error:
            notes.append(f"gazetteer '{path.stem}' was left out: {error}")
    return Shelf((*indexes, Index(BOX)), tuple(notes))
