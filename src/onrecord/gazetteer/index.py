"""A gazetteer on disk: one SQLite file, written once and then only read."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import Path

from onrecord.errors import GazetteerError
from onrecord.gazetteer.entries import Entry, Named, Naming, Row
from onrecord.gazetteer.names import key_of

VERSION = 1  # of the tables; a file of another version has to be made again
BATCH_ROWS = 20_000  # written at once, and between two reports of progress
MOST_FOUND = 150  # entries of one name, the most populous; "San José" has more
KEPT_NAMES = 2_048  # looked up lately

_TABLES = """
CREATE TABLE places (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  feature TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT,
  population INTEGER NOT NULL, reach_km REAL NOT NULL
) STRICT;
CREATE TABLE names (
  key TEXT NOT NULL, place INTEGER NOT NULL, naming INTEGER NOT NULL, PRIMARY KEY (key, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
ATTACH '' AS unsorted;
CREATE TABLE unsorted.found (key TEXT NOT NULL, place INTEGER NOT NULL, naming INTEGER NOT NULL);
"""
_FIND = f"""
SELECT p.id, p.name, p.lat, p.lon, p.feature, p.country, p.admin1, p.admin2, p.population,
       p.reach_km, n.naming
FROM names n JOIN places p ON p.id = n.place
WHERE n.key = ? ORDER BY n.naming = {Naming.NAME.value} DESC, p.population DESC, p.id
LIMIT {MOST_FOUND}
"""
_CAPITALS = "SELECT country, name FROM places WHERE feature = 'P/PPLC' AND country IS NOT NULL"


def write_index(
    path: Path, rows: Iterable[Row], about: dict[str, str], tell: Callable[[int], None]
) -> int:
    """Write a gazetteer and return how many places it has; memory does not grow with them.

    The file appears only when it is complete. tell: called with the number of rows so far. Of two
    rows with the same id, the last counts. Raises GazetteerError if there are no rows, or if it
    cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        n_places = _write(part, rows, about, tell)
        if not n_places:
            raise GazetteerError(f"{about.get('source', path)} holds no places")
        os.replace(part, path)
    except sqlite3.Error as error:
        raise GazetteerError(f"cannot write {path}: {error}") from error
    except OSError as error:
        raise GazetteerError(f"cannot write {path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return n_places


def _write(
    path: Path, rows: Iterable[Row], about: dict[str, str], tell: Callable[[int], None]
) -> int:
    db = sqlite3.connect(path)
    try:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        batch: list[Row] = []
        n_rows = 0
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH_ROWS:
                n_rows += _write_batch(db, batch)
                batch = []
                tell(n_rows)
        n_rows += _write_batch(db, batch)
        tell(n_rows)
        with db:
            db.execute(
                "INSERT INTO names SELECT key, place, min(naming) FROM unsorted.found"
                " GROUP BY key, place ORDER BY key, place"
            )
            (n_places,) = db.execute("SELECT count(*) FROM places").fetchone()
            known = {**about, "places": str(n_places), "version": str(VERSION)}
            db.executemany("INSERT INTO about VALUES (?, ?)", sorted(known.items()))
        return int(n_places)
    finally:
        db.close()


def _write_batch(db: sqlite3.Connection, rows: list[Row]) -> int:
    with db:
        db.executemany(
            "INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?,?,?)",
            [
                (
                    e.id, e.name, e.lat, e.lon, e.feature, e.country, e.admin1, e.admin2,
                    e.population, e.reach_km,
                )
                for e in (row.entry for row in rows)
            ],
        )  # fmt: skip
        db.executemany(
            "INSERT INTO unsorted.found VALUES (?,?,?)",
            [
                (key, row.entry.id, int(naming))
                for row in rows
                for name, naming in row.names
                if (key := key_of(name))
            ],
        )
    return len(rows)


class Index:
    """A gazetteer to look places up in. Raises GazetteerError if the file is not a gazetteer."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.is_file():
            raise GazetteerError(f"there is no gazetteer {path}")
        try:
            # immutable: no locks, and a read-only folder will do
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False
            )
            self.about = dict(self._db.execute("SELECT name, value FROM about"))
            self._db.execute(_FIND, ("",)).fetchone()
        except sqlite3.Error as error:
            words = f"is damaged or no gazetteer ({error}): add it again"
            raise GazetteerError(f"{path} {words}") from error
        if self.about.get("version") != str(VERSION):
            raise GazetteerError(f"{path} was made by another release: add it again")
        self._found = lru_cache(maxsize=KEPT_NAMES)(self._find)

    def find(self, key: str) -> tuple[Named, ...]:
        """Return the places of a key, at most MOST_FOUND. GazetteerError if it is damaged."""
        return self._found(key)

    def has(self, number: int) -> bool:
        """Tell whether it has a place with this id."""
        try:
            row = self._db.execute("SELECT 1 FROM places WHERE id = ?", (number,)).fetchone()
        except sqlite3.Error as error:
            raise GazetteerError(f"{self._path} is damaged ({error}): add it again") from error
        return row is not None

    @cached_property
    def capitals(self) -> dict[str, str]:
        """The names of capitals by their countries. GazetteerError if it is damaged."""
        try:
            return dict(self._db.execute(_CAPITALS))
        except sqlite3.Error as error:
            raise GazetteerError(f"{self._path} is damaged ({error}): add it again") from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _find(self, key: str) -> tuple[Named, ...]:
        try:
            rows = self._db.execute(_FIND, (key,)).fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(f"{self._path} is damaged ({error}): add it again") from error
        return tuple(
            Named(
                entry=Entry(
                    id=row[0],
                    name=row[1],
                    lat=row[2],
                    lon=row[3],
                    feature=row[4],
                    country=row[5],
                    admin1=row[6],
                    admin2=row[7],
                    population=row[8],
                    reach_km=row[9],
                ),
                naming=Naming(row[10]),
            )
            for row in rows
        )
