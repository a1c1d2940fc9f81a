"""A library: pages with their bytes, what was read in them, and answers out of it.

`Library.open` is the way in; SQLite in a file, or PostgreSQL by URL.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import Self

from sqlalchemy import Connection

from onrecord.library import ask, kept, searching, store
from onrecord.library.answers import Answer, Entry, Halt, Hit, Refusal, Said
from onrecord.library.ask import Wanted
from onrecord.library.connection import Database, check
from onrecord.library.screens import ALL_DAYS, Days, Screen
from onrecord.record import Page, Record, Rejected

__all__ = [
    "Answer",
    "Days",
    "Entry",
    "Halt",
    "Hit",
    "Library",
    "Refusal",
    "Said",
]
LIMIT = 20  # of what is found, on one screen


class Library:
    """What was read and kept. Threads and processes may share one; each write waits its turn.

    Raises LibraryError for a library that is not there, locked, damaged, newer or read-only, and
    QueryError for a question that cannot be understood.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.name = database.name

    @classmethod
    def open(cls, where: str | PathLike[str], *, make: bool = True) -> Self:
        """Open a library: a file, or "postgresql://…". make: where there is none, make one."""
        return cls(Database(fspath(where), make=make))

    def close(self) -> None:
        """Let go of the file or server; a library that is asked again opens it again."""
        self._database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What writes: one transaction each, kept when the call returns, all of it or nothing.

    def add(self, page: Page, outcome: Sequence[Record | Rejected]) -> bool:
        """Keep a page and what it gave; False if the same bytes are here already."""
        with self._database.writing() as db:
            return store.add_page(db, page, outcome)

    def add_rejected(self, ones: Iterable[Rejected]) -> None:
        """Keep inputs that were no pages."""
        with self._database.writing() as db:
            store.add_rejected(db, ones)

    def replace(self, page: Page, outcome: Sequence[Record | Rejected]) -> None:
        """Keep what a page gives now in the place of what it gave before; see `reread`."""
        with self._database.writing() as db:
            store.replace_page(db, page, outcome)

    # What reads.

    def search(self, query: str, *, limit: int = LIMIT, offset: int = 0) -> Answer[Hit]:
        """Find articles: `missile AND "chemical plant" speaker:Roe manner:denies since:2024-12`."""
        with self._asking() as db:
            return searching.search(db, query, Screen(limit=limit, offset=offset))

    def said(  # noqa: PLR0913 - each narrows the question
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        manner: str | None = None,
        checked: str | None = None,
        days: Days = ALL_DAYS,
        limit: int = LIMIT,
        offset: int = 0,
    ) -> Answer[Said]:
        """Find statements, newest first; by and about: words, a phrase, or a beginning with *."""
        asked = Wanted(by=by, about=about, manner=manner, checked=checked)
        with self._asking() as db:
            return ask.said(db, Screen(limit=limit, offset=offset), asked, days=days)

    def timeline(
        self, name: str, *, days: Days = ALL_DAYS, limit: int = LIMIT, offset: int = 0
    ) -> Answer[Entry]:
        """Find what somebody did, met with and said, oldest first."""
        with self._asking() as db:
            return ask.timeline(db, name, Screen(limit=limit, offset=offset), days=days)

    def itinerary(
        self, name: str, *, days: Days = ALL_DAYS, limit: int = LIMIT, offset: int = 0
    ) -> Answer[Halt]:
        """Find where somebody was, is and will be, journey after journey."""
        with self._asking() as db:
            return ask.itinerary(db, name, Screen(limit=limit, offset=offset), days=days)

    def rejected(self, *, limit: int = LIMIT, offset: int = 0) -> Answer[Refusal]:
        """Give the inputs that were no articles, and why."""
        with self._asking() as db:
            return kept.refusals(db, Screen(limit=limit, offset=offset))

    def record(self, article_id: str) -> Record | None:
        """Give an article with what was read in it, but for its syntax; None if it is not here."""
        with self._asking() as db:
            return kept.record(db, article_id)

    def records(self) -> Iterator[Record]:
        """Give every article with what was read in it, in the order they were added."""
        with self._asking() as db:
            yield from kept.records(db)

    def page(self, sha256: str) -> Page | None:
        """Give a page as it was received; None if it is not here."""
        with self._asking() as db:
            return kept.page(db, sha256)

    def has_page(self, sha256: str) -> bool:
        """Tell whether a page is here."""
        with self._asking() as db:
            return kept.has_page(db, sha256)

    def owns(self, path: str) -> bool:
        """Tell whether a file is one of the library itself, and so no input."""
        return self._database.owns(path)

    def stamps(self) -> list[tuple[str, str, str | None, str | None]]:
        """Give of each page its digest, media type, and what split and what read it."""
        with self._asking() as db:
            return kept.stamps(db)

    def counts(self) -> dict[str, int]:
        """Count what is here: pages, articles, statements, events, rejected."""
        with self._asking() as db:
            return kept.counts(db)

    def check(self) -> list[str]:
        """Look for damage; give what was found, in the words of the database."""
        with self._asking() as db:
            return check(db)

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        with self._database.reading() as db:
            yield db
