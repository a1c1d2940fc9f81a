"""A library: pages with their bytes, what was read in them, and answers to questions.

`Library.open` is the way in; SQLite in a file, or PostgreSQL by URL.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from os import PathLike, fspath
from typing import Self

from sqlalchemy import Connection

from onrecord.errors import check_several, check_type
from onrecord.library.across import (
    Copied,
    CorrectionEntry,
    PartyDetail,
    PartyEntry,
    Revised,
    StoryDetail,
    StoryEntry,
)
from onrecord.library.answers import Answer, Arrival, Entry, Halt, Hit, Refusal, Said
from onrecord.library.asking import arrivals, ask, meaning, searching
from onrecord.library.asking.ask import Wanted
from onrecord.library.between import parties, spoken, stories, versions
from onrecord.library.between.spoken import Placed, Spoken
from onrecord.library.database.connection import Database, check
from onrecord.library.following import followed
from onrecord.library.following.followed import Followed, FollowKind
from onrecord.library.joined import judgements
from onrecord.library.keeping import corrections, kept, queue, store
from onrecord.library.questions.screens import ALL, ALL_DAYS, Days, Screen, WhichStories
from onrecord.record import ActorKind, Meaning, Named, Page, Record, Rejected, Ruling, Supplier

__all__ = [
    "Answer", "Arrival", "Copied", "CorrectionEntry", "Days", "Entry", "Followed", "Halt", "Hit",
    "Library", "PartyDetail", "PartyEntry", "Placed", "Refusal", "Revised", "Said", "Spoken",
    "StoryDetail", "StoryEntry", "WhichStories",
]  # fmt: skip
LIMIT = 20  # of what is found, on one screen


class Library:
    """What was read and kept. Threads and processes may share a library; writes wait their turn.

    Raises LibraryError for a library that is not there, locked, damaged, newer or read-only, and
    QueryError for a question that cannot be understood.
    """

    def __init__(self, where: str | PathLike[str], *, make: bool = True) -> None:
        """Open a library: a file, or "postgresql://…". make: create it if it does not exist."""
        check_type(where, (str, PathLike), "where", "a path, or postgresql://…")
        self._database = Database(fspath(where), make=make)
        # asking(): a transaction for what modules beside this class read, `outbox`
        self.asking, self.name = self._database.reading, self._database.name

    @classmethod
    def open(cls, where: str | PathLike[str], *, make: bool = True) -> Self:
        """Open a library; the same as `Library(where)`."""
        return cls(where, make=make)

    def close(self) -> None:
        """Close the file or connection; it is opened again if the library is used again."""
        self._database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What writes: one transaction each, kept when the call returns, all of it or nothing.

    def add(self, page: Page, outcome: Sequence[Record | Rejected]) -> bool:
        """Keep a page and its outcome. False: the library has the same bytes already."""
        return self.add_several([(page, outcome)])[0]

    def add_several(
        self, made: Sequence[tuple[Page | Rejected, Sequence[Record | Rejected]]]
    ) -> list[bool]:
        """Keep pages, or inputs that were none; tell of each as `add`. All of them or nothing.

        But on a server one after the other: two that add the same ones would wait for each other.
        """
        if self._database.is_url and len(made) > 1:
            return [self.add_several([one])[0] for one in made]
        with self._database.writing() as db:
            return [store.add_outcome(db, *one) for one in made]

    def replace(self, page: Page, outcome: Sequence[Record | Rejected]) -> None:
        """Replace what was kept of a page by its new outcome; see `reread`."""
        with self._database.writing() as db:
            store.replace_page(db, page, outcome)

    # What stands between articles; `onrecord.join` finds it.

    @contextmanager
    def joining(self) -> Iterator[Connection]:
        """Open a transaction that joins articles; only one can be open at a time."""
        with self._database.writing() as db:
            queue.lock(db)
            yield db

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a transaction for what modules beside this class write: `visits`, `watches`."""
        return self._database.writing()

    def waiting(self) -> int:
        """Count the articles that wait for `onrecord.join`."""
        with self.asking() as db:
            return queue.count(db)

    def is_joined(self, algorithm: str) -> bool:
        """Tell whether all articles are joined, and by this algorithm."""
        with self.asking() as db:
            return queue.is_settled(db) and queue.is_of(db, algorithm)

    # What reads.

    def search(
        self,
        query: str = "",
        *,
        like: Meaning | None = None,
        copies: bool = False,
        limit: int = LIMIT,
        offset: int = 0,
    ) -> Answer[Hit]:
        """Find articles: `missile AND "chemical plant" speaker:Roe manner:denies since:2024-12`.

        like: also by meaning, see `meaning_of`; needs vectors, which `add` keeps if asked to.
        copies: list copies of one text one by one, not under the one that answers best.
        """
        screen = Screen(limit=limit, offset=offset)
        with self.asking() as db:
            if like is None:
                return searching.search(db, query, screen, copies=copies)
            return meaning.search(db, query, like, screen, copies=copies)

    def said(  # noqa: PLR0913 - each narrows the question
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        manner: str | Sequence[str] | None = None,
        checked: str | Sequence[str] | None = None,
        days: Days = ALL_DAYS,
        copies: bool = False,
        limit: int = LIMIT,
        offset: int = 0,
    ) -> Answer[Said]:
        """Find statements, newest first; by and about: words, a phrase, or a beginning with *.

        manner, checked: one of these; "silent" where the story says nothing of a check.
        copies: also what copies of one text have in common, one by one.
        """
        manners, states = _several(manner, "manner"), _several(checked, "checked")
        asked = Wanted(by=by, about=about, manner=manners, checked=states)
        with self.asking() as db:
            return ask.said(db, Screen(limit=limit, offset=offset), asked, days=days, copies=copies)

    def timeline(
        self, name: str, *, days: Days = ALL_DAYS, limit: int = LIMIT, offset: int = 0
    ) -> Answer[Entry]:
        """Find what somebody did, met with and said, oldest first."""
        with self.asking() as db:
            return ask.timeline(db, name, Screen(limit=limit, offset=offset), days=days)

    def itinerary(
        self, name: str, *, days: Days = ALL_DAYS, limit: int = LIMIT, offset: int = 0
    ) -> Answer[Halt]:
        """Find where somebody was, is and will be, journey after journey."""
        with self.asking() as db:
            return ask.itinerary(db, name, Screen(limit=limit, offset=offset), days=days)

    def latest(self, *, after: int = 0, limit: int = LIMIT, offset: int = 0) -> Answer[Arrival]:
        """Give articles, those of the newest day first; after: only those with a higher number."""
        with self.asking() as db:
            return arrivals.arrivals(db, Screen(limit=limit, offset=offset), after=after)

    def found_last(self, query: str, *, limit: int = LIMIT, offset: int = 0) -> Answer[Hit]:
        """Find articles as `search` does, those of the newest day first."""
        with self.asking() as db:
            return arrivals.found_last(db, query, Screen(limit=limit, offset=offset))

    def newest(self) -> int:
        """Give the number of the article that came in last, 0 if there is none."""
        with self.asking() as db:
            return arrivals.newest(db)

    # Of articles taken together, as far as they are joined.

    def stories(
        self, query: str = "", which: WhichStories = ALL, *, limit: int = LIMIT, offset: int = 0
    ) -> Answer[StoryEntry]:
        """Find stories, the latest first. query: as of `search`; one of its articles must match."""
        with self.asking() as db:
            return stories.listed(db, query, Screen(limit=limit, offset=offset), which)

    def story(self, number: int) -> StoryDetail | None:
        """Give a story: its articles and why, its sources, what it continues. None if unknown."""
        with self.asking() as db:
            return stories.detail(db, number)

    def story_of(self, article_id: str) -> int | None:
        """Give the number of the story that an article is part of; None if it is in none yet."""
        with self.asking() as db:
            return stories.number_of(db, article_id)

    def sources(self, number: int) -> tuple[Supplier, ...]:
        """Give the independent sources of a story: an agency counts once."""
        with self.asking() as db:
            return stories.sources(db, number)

    def copies(self, article_id: str) -> tuple[Copied, ...]:
        """Give the articles that share the words of an article."""
        with self.asking() as db:
            return stories.copies_of(db, article_id)

    def revisions(
        self, article_id: str | None = None, *, limit: int = LIMIT, offset: int = 0
    ) -> Answer[Revised]:
        """Find what changed between versions; article_id: of one article, in their order."""
        with self.asking() as db:
            return versions.listed(db, article_id, Screen(limit=limit, offset=offset))

    def parties(
        self,
        query: str = "",
        *,
        kind: ActorKind | None = None,
        limit: int = LIMIT,
        offset: int = 0,
    ) -> Answer[PartyEntry]:
        """Find persons, bodies and places by a name or a part of one; most often named first."""
        with self.asking() as db:
            return parties.listed(db, query, Screen(limit=limit, offset=offset), kind=kind)

    def party(self, number: int, *, limit: int = LIMIT, offset: int = 0) -> PartyDetail | None:
        """Give a party; limit and offset: of its members. None: there is none of this number."""
        with self.asking() as db:
            return parties.detail(db, number, Screen(limit=limit, offset=offset))

    def parties_of(self, article_id: str) -> dict[str, PartyEntry]:
        """Give the parties of an article, by the ids of its actors."""
        with self.asking() as db:
            return parties.of_article(db, article_id)

    def pointers(self, number: int, article_ids: Sequence[str] = ()) -> tuple[Named, ...]:
        """Give the actors by which a `Correction` points at a party: one, or those of articles."""
        with self.asking() as db:
            return parties.pointers(db, number, article_ids)

    def spoken(
        self,
        *,
        party: int | None = None,
        story: int | None = None,
        limit: int = LIMIT,
        offset: int = 0,
    ) -> Answer[Spoken]:
        """Give what a party says, newest first, or what is said in a story, oldest first."""
        if (party is None) == (story is None):
            raise ValueError("either a party or a story")
        screen = Screen(limit=limit, offset=offset)
        with self.asking() as db:
            if party is not None:
                return spoken.by_party(db, party, screen)
            return spoken.in_story(db, story or 0, screen)

    def happened(
        self, story: int, *, unlikely: bool = False, limit: int = LIMIT, offset: int = 0
    ) -> Answer[Entry]:
        """Give the events of a story, oldest first; unlikely: also those that are uncertain."""
        screen = Screen(limit=limit, offset=offset)
        with self.asking() as db:
            return spoken.happened(db, story, screen, unlikely=unlikely)

    def claimed(self, events: Sequence[str]) -> dict[str, str]:
        """Give who reports each event, by its id; not those that the story itself reports."""
        with self.asking() as db:
            return spoken.claimed(db, events)

    def placed(self, story: int) -> tuple[Placed, ...]:
        """Give the places of a story that have a point, the one that is named most first."""
        with self.asking() as db:
            return spoken.placed(db, story)

    def corrections(self, *, limit: int = LIMIT, offset: int = 0) -> Answer[CorrectionEntry]:
        """Give the corrections, in the order in which they were made."""
        with self.asking() as db:
            return corrections.listed(db, Screen(limit=limit, offset=offset))

    def correction(self, id_: str) -> CorrectionEntry | None:
        """Give a correction; None if it is not here."""
        with self.asking() as db:
            return corrections.find(db, id_)

    def rulings(self, given: Sequence[Record]) -> tuple[Ruling, ...]:
        """Give the corrections of pairs of statements that are both in these articles."""
        with self.asking() as db:
            return kept.rulings(db, given)

    def judged(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        """Give the kept judgements of pairs of statements; () for a pair without one."""
        with self.asking() as db:
            return judgements.known(db, pairs)

    def judged_last(self) -> int:
        """Give a number that grows whenever a story is judged."""
        with self.asking() as db:
            return judgements.turn(db)

    def unjudged(self) -> int:
        """Count the stories whose statements wait to be compared by the model."""
        with self.asking() as db:
            return judgements.count(db)

    # What readers follow.

    def follow(self, kind: FollowKind, what: str, *, name: str, on: str) -> None:
        """Follow a search, by its query, or a story or party, by its number. on: since when."""
        with self._database.writing() as db:
            followed.follow(db, kind, what, name, on)

    def unfollow(self, number: int) -> None:
        """Stop following something."""
        with self._database.writing() as db:
            followed.unfollow(db, number)

    def look_at(self, number: int) -> None:
        """Mark everything there is now of something that is followed as seen."""
        with self._database.writing() as db:
            followed.look_at(db, number)

    def followed(self) -> tuple[Followed, ...]:
        """Give all that is followed, by name, and how much of it is new."""
        with self.asking() as db:
            return followed.listed(db)

    # What is kept, as it is.

    def rejected(self, *, limit: int = LIMIT, offset: int = 0) -> Answer[Refusal]:
        """Give the inputs that were no articles, and why."""
        with self.asking() as db:
            return kept.refusals(db, Screen(limit=limit, offset=offset))

    def record(self, article_id: str) -> Record | None:
        """Give an article with its reading, without the syntax; None if it is not here."""
        with self.asking() as db:
            return kept.record(db, article_id)

    def records(self, query: str | None = None) -> Iterator[Record]:
        """Give every article with what was read in it, in the order they were added.

        query: only those that `search` finds by it.
        """
        with self.asking() as db:
            rows = None if query is None else searching.rows_of(query, db.dialect.name)
            yield from kept.records(db, rows)

    def page(self, sha256: str) -> Page | None:
        """Give a page as it was received; None if it is not here."""
        with self.asking() as db:
            return kept.page(db, sha256)

    def has_page(self, sha256: str) -> bool:
        """Tell whether a page is here."""
        with self.asking() as db:
            return kept.has_page(db, sha256)

    def owns(self, path: str) -> bool:
        """Tell whether a file belongs to the library itself and so is not an input."""
        return self._database.owns(path)

    def stamps(self) -> list[tuple[str, str, str | None, str | None]]:
        """Give the digest and media type of each page, and the versions that split and read it."""
        with self.asking() as db:
            return kept.stamps(db)

    def counts(self) -> dict[str, int]:
        """Count what is here: pages, articles, statements, events, rejected."""
        with self.asking() as db:
            return kept.counts(db)

    def check(self) -> list[str]:
        """Look for damage; give what the database reports."""
        with self.asking() as db:
            return check(db)


def _several(given: str | Sequence[str] | None, name: str) -> tuple[str, ...]:
    if given is None or isinstance(given, str):
        return () if given is None else (given,)
    check_several(given, name)
    return tuple(given)
