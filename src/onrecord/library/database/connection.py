"""The way to a database: opened, made ready, its errors in one line for a person."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from onrecord.errors import LibraryError, MissingExtra
from onrecord.library.database.schema import STEPS, migrate, steps, version_of

PATIENCE_S = 60.0  # how long a writer waits for another
OPEN = 8  # connections to a file that stay open for the next who asks
CACHE_KIB = 64 << 10  # of a library file that a connection keeps at hand
SCHEME = "postgresql"
# What SQLite says -> what a person is told. Looked for in this order, in its own words.
FAULTS = (
    ("is locked", "is locked: another program has been writing to it for a minute; try again"),
    ("readonly", "cannot be written: it, or its folder, is read-only"),
    ("disk is full", "cannot be written: the disk is full; nothing that was added is lost"),
    ("disk i/o", "cannot be read or written: the disk fails or is full"),
    ("not a database", "is no library: it is not an SQLite database"),
    ("malformed", "is damaged: put a copy back, or add its pages to a new library"),
    ("unable to open", "cannot be opened: its folder is not there, or may not be read"),
)


class Database:
    """One library file or server, with a connection for each thread that asks."""

    def __init__(self, target: str, *, make: bool) -> None:
        """Open a library; make one where there is none if `make`. Raises LibraryError."""
        self.is_url = target.startswith((f"{SCHEME}:", f"{SCHEME}+"))
        self.name = _url_of(target).render_as_string() if self.is_url else target
        self.frozen = False  # nothing can be written: the file, or its folder, is read-only
        if not self.is_url and "://" in target:
            raise LibraryError(f"{target}: a library is a file or postgresql://…")
        with self.plain_errors():
            self.engine = _server(target) if self.is_url else self._file(Path(target), make)
            self._prepare(make=make)

    def owns(self, path: str) -> bool:
        """Tell whether a file is one of the library itself."""
        own = Path(self.name).absolute()
        names = {f"{own}{end}" for end in ("", "-wal", "-shm", "-journal")}
        return not self.is_url and str(Path(path).absolute()) in names

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that writes: all of it is kept, or nothing."""
        with self.plain_errors(), self.engine.connect() as db:
            if self.is_url:  # the stricter one of readers would refuse what two add at once
                db.execution_options(isolation_level="READ COMMITTED", preserve_rowcount=True)
            else:
                db.execution_options(onrecord_begin="BEGIN IMMEDIATE", preserve_rowcount=True)
            with db.begin():
                yield db

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees the library as it is at one moment."""
        with self.plain_errors(), self.engine.connect() as db, db.begin():
            yield db

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Say in one line what a database complains of."""
        try:
            yield
        except DBAPIError as error:
            raise LibraryError(f"{self.name} {self._fault(error)}") from error
        except ArgumentError as error:
            raise LibraryError(f"{self.name} cannot be understood: {error}") from error
        except SQLAlchemyError as error:
            raise LibraryError(f"{self.name} cannot be used: {error}") from error

    def _fault(self, error: DBAPIError) -> str:
        told = " ".join(str(error.orig).split())
        if not self.is_url:
            for sign, words in FAULTS:
                if sign in told.lower():
                    return words
        return f"cannot be used: {told}"

    def _prepare(self, *, make: bool) -> None:
        with self.reading() as db:
            version = version_of(db, self.name)
        if version == len(STEPS):
            return
        if not version and not make:
            raise LibraryError(f"there is no library at {self.name}: `onrecord add` makes one")
        if self.frozen:
            advice = "make it writable, and it will be brought up to date"
            raise LibraryError(f"{self.name} was made by an older release: {advice}")
        with self.writing() as db:
            migrate(db, self.name)

    def _file(self, path: Path, make: bool) -> Engine:
        if path.is_dir():
            raise LibraryError(f"{path} is a folder: name a file in it")
        if not path.exists() and not make:
            raise LibraryError(f"there is no library at {path}: `onrecord add` makes one")
        if make and not path.parent.exists():
            raise LibraryError(f"{path} cannot be made: there is no folder {path.parent}")
        mode = "rwc" if make else "rw"
        try:
            _connected(path, f"mode={mode}").close()
        except sqlite3.OperationalError as error:
            if make or not path.exists() or "locked" in str(error):
                raise LibraryError(f"{path} {_sqlite_fault(error)}") from error
            # Even to read, the log beside the file is written; where that cannot be, nobody writes.
            mode, self.frozen = "ro&immutable=1", True
        except sqlite3.DatabaseError as error:
            raise LibraryError(f"{path} {_sqlite_fault(error)}") from error
        engine = create_engine(
            "sqlite://",
            paramstyle="named",
            creator=lambda: _connected(path, f"mode={mode}"),
            # Not the pool that SQLAlchemy takes for SQLite without a file name: with more threads
            # than it has room for, it closes connections that others are reading with.
            poolclass=QueuePool,
            pool_size=OPEN,
            max_overflow=-1,
        )
        event.listen(engine, "begin", _begin)
        return engine


def _url_of(target: str) -> URL:
    try:
        return make_url(target)
    except (ArgumentError, ValueError) as error:  # the latter of a port that is no number
        wanted = "postgresql://user@host:port/name"
        raise LibraryError(f"the address of the library cannot be understood: {wanted}") from error


def _server(target: str) -> Engine:
    if find_spec("psycopg") is None:
        raise MissingExtra("psycopg", "postgres")
    url = _url_of(target)
    if url.drivername == SCHEME:
        url = url.set(drivername=f"{SCHEME}+psycopg")
    return create_engine(url, isolation_level="REPEATABLE READ", poolclass=NullPool)


def _connected(path: Path, how: str) -> sqlite3.Connection:
    where = f"file:{quote(str(path.absolute()))}?{how}"
    db = sqlite3.connect(
        where, uri=True, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
    )
    try:
        if "immutable" not in how and not _is_of_something_else(db):
            _use_log(db)
            db.execute("PRAGMA synchronous=NORMAL")  # a killed process loses nothing, nor a file
            db.execute("PRAGMA wal_autocheckpoint=4000")
        db.execute("PRAGMA foreign_keys=ON")
        db.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        db.execute("PRAGMA temp_store=MEMORY")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _is_of_something_else(db: sqlite3.Connection) -> bool:
    """Tell whether a database is not ours to change: the log alone would change its file."""
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
    return bool(names) and steps.name not in names


def _use_log(db: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; two that make one file at once do not wait for each other."""
    late_at = time.monotonic() + PATIENCE_S
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > late_at:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(db: Connection) -> None:
    db.exec_driver_sql(db.get_execution_options().get("onrecord_begin", "BEGIN"))


def _sqlite_fault(error: sqlite3.Error) -> str:
    told = str(error).lower()
    return next((words for sign, words in FAULTS if sign in told), f"cannot be used: {error}")


def check(db: Connection) -> list[str]:
    """Let the database look for damage; give what it found, in its own words."""
    if db.dialect.name != "sqlite":
        return []
    found = [row[0] for row in db.execute(text("PRAGMA integrity_check"))]
    found += [f"{row[0]} {row[1]}" for row in db.execute(text("PRAGMA foreign_key_check"))]
    return [one for one in found if one != "ok"]
