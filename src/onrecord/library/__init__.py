"""A library: pages with their bytes, what was read in them, and answers out of it.

`Library.open` is the way in; SQLite in a file, or PostgreSQL by URL.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from os import PathLike, fspath
from typing import Self

from sqlalchemy import Connection

from onrecord.library import (
    arrivals,
    ask,
    corrections,
    followed,
    judgements,
    kept,
    meaning,
    parties,
    queue,
    searching,
    spoken,
    store,
    stories,
    versions,
)
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
from onrecord.library.ask import Wanted
from onrecord.library.connection import Database, check
from onrecord.library.followed import Followed, FollowKind
from onrecord.library.screens import ALL, ALL_DAYS, Days, Screen, WhichStories
from onrecord.library.spoken import Placed, Spoken
from onrecord.record import ActorKind, Meaning, Named, Page, Record, Rejected, Ruling, Supplier

__all__ = [
    "Answer", "Arrival", "Copied", "CorrectionEntry", "Days", "Entry", "Followed", "Halt", "Hit",
    "Library", "PartyDetail", "PartyEntry", "Placed", "Refusal", "Revised", "Said", "Spoken",
    "StoryDetail", "StoryEntry", "WhichStories",
]  # fmt: skip
LIMIT = 20  # of what is found, on one screen


class Library:
    """What was read and kept. Threads and processes may share one; each write waits its turn.

    Raises LibraryError for a library that is not there, locked, damaged, newer or read-only, and
    QueryError for a question that cannot be understood.
    """

    def __init__(self, where: str | PathLike[str], *, make: bool = True) -> None:
        """Open a library: a file, or "postgresql://…". make: where there is none, make one."""
        self._database = Database(fspath(where), make=make)
        # asking(): a transaction for what modules beside this class read, `outbox`
        self.asking, self.name = self._database.reading, self._database.name

    @classmethod
    def open(cls, where: str | PathLike[str], *, make: bool = True) -> Self:
        """Do what `Library(where)` does, with a verb, as of any file."""
        return cls(where, make=make)

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
        """Keep what a page gives now in the place of what it gave before; see `reread`."""
        with self._database.writing() as db:
            store.replace_page(db, page, outcome)

    # What stands between articles; `onrecord.join` finds it.

    @contextmanager
    def joining(self) -> Iterator[Connection]:
        """Give a transaction that joins articles: one at a time, kept as a whole or not at all."""
        with self._database.writing() as db:
            queue.lock(db)
            yield db

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a transaction for what modules beside this class write: `visits`, `watches`."""
        return self._database.writing()

    def waiting(self) -> int:
        """Count the articles that are not joined with the others yet: `onrecord.join` does it."""
        with self.asking() as db:
            return queue.count(db)

    def is_joined(self, algorithm: str) -> bool:
        """Tell whether nothing waits to be joined, and all was joined by an algorithm."""
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
        manner: str | None = None,
        checked: str | Sequence[str] = (),
        days: Days = ALL_DAYS,
        copies: bool = False,
        limit: int = LIMIT,
        offset: int = 0,
    ) -> Answer[Said]:
        """Find statements, newest first; by and about: words, a phrase, or a beginning with *.

        checked: one of these, "silent" where the story says nothing of a check.
        copies: also what copies of one text have in common, one by one.
        """
        states = (checked,) if isinstance(checked, str) else tuple(checked)
        asked = Wanted(by=by, about=about, manner=manner, checked=states)
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
        """Find stories, those told of last first. query: of an article in it, as of `search`."""
        with self.asking() as db:
            return stories.listed(db, query, Screen(limit=limit, offset=offset), which)

    def story(self, number: int) -> StoryDetail | None:
        """Give a story: its articles and why, its sources, what it goes on with; None: no such."""
        with self.asking() as db:
            return stories.detail(db, number)

    def story_of(self, article_id: str) -> int | None:
        """Give the number of the story that an article is part of; None: of none yet."""
        with self.asking() as db:
            return stories.number_of(db, article_id)

    def sources(self, number: int) -> tuple[Supplier, ...]:
        """Give the independent sources of a story: an agency counts once."""
        with self.asking() as db:
            return stories.sources(db, number)

    def copies(self, article_id: str) -> tuple[Copied, ...]:
        """Give who else holds the words of an article, or whose words it holds."""
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
        """Give the parties of an article by the id of the actor in it."""
        with self.asking() as db:
            return parties.of_article(db, article_id)

    def pointers(self, number: int, article_ids: Sequence[str] = ()) -> tuple[Named, ...]:
        """Give whom a `Correction` points at for a party: one actor, or those of some articles."""
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

    def happened(self, story: int, *, limit: int = LIMIT, offset: int = 0) -> Answer[Entry]:
        """Give the events of a story, oldest first."""
        with self.asking() as db:
            return spoken.happened(db, story, Screen(limit=limit, offset=offset))

    def claimed(self, events: Sequence[str]) -> dict[str, str]:
        """Give of events, by their ids, who tells of them; not those the story itself tells."""
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
        """Give what people say of pairs of statements that both are in some articles."""
        with self.asking() as db:
            return kept.rulings(db, given)

    def judged(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        """Give what is kept of what a reader says of pairs of statements; () where nothing is."""
        with self.asking() as db:
            return judgements.known(db, pairs)

    def judged_last(self) -> int:
        """Give a number that is higher whenever a story was judged in between."""
        with self.asking() as db:
            return judgements.turn(db)

    def unjudged(self) -> int:
        """Count the stories that wait for a reader to compare what is said in them."""
        with self.asking() as db:
            return judgements.count(db)

    # What readers follow.

    def follow(self, kind: FollowKind, what: str, *, name: str, on: str) -> None:
        """Follow a search, by its query, or a story or party, by its number. on: since when."""
        with self._database.writing() as db:
            followed.follow(db, kind, what, name, on)

    def unfollow(self, number: int) -> None:
        """Follow something no more."""
        with self._database.writing() as db:
            followed.unfollow(db, number)

    def look_at(self, number: int) -> None:
        """Take all that is there now of something that is followed for seen."""
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
        """Give an article with what was read in it, but for its syntax; None if it is not here."""
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
        """Tell whether a file is one of the library itself, and so no input."""
        return self._database.owns(path)

    def stamps(self) -> list[tuple[str, str, str | None, str | None]]:
        """Give of each page its digest, media type, and what split and what read it."""
        with self.asking() as db:
            return kept.stamps(db)

    def counts(self) -> dict[str, int]:
        """Count what is here: pages, articles, statements, events, rejected."""
        with self.asking() as db:
            return kept.counts(db)

    def check(self) -> list[str]:
        """Look for damage; give what was found, in the words of the database."""
        with self.asking() as db:
            return check(db)
