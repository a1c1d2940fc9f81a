"""Feeds, site maps and pages of the net, into a library: what was asked is kept, and goes on.

An address waits in the library until its page is kept. Whenever a run is stopped, the next one goes
on with what waits; of what is known already only news is asked for.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.acquire.entries import texts_of
from onrecord.acquire.files import is_address
from onrecord.acquire.net.answers import now
from onrecord.acquire.net.feeds import Link
from onrecord.acquire.net.fetching import Fetched, Fetcher, content_type, pages_of
from onrecord.acquire.net.forms import Leads, leads_of
from onrecord.acquire.net.keeping import keeping
from onrecord.acquire.net.sitemaps import to_opml
from onrecord.acquire.net.tape import Keep
from onrecord.acquire.pages import page_of
from onrecord.adding import Added, add_pages
from onrecord.errors import InputError
from onrecord.library.following import visits
from onrecord.library.following.visits import Due
from onrecord.pipeline import DEFAULT_HOW, How
from onrecord.record import Origin, Page, Rejected, Visit

if TYPE_CHECKING:
    from onrecord.library import Library

AT_ONCE = 8  # answers that are waited for; no more are held
BATCH = 500  # addresses that are looked up at a time
MOST_TEXTS = 5_000  # carried by feeds, that are held for pages which may fail
DEEPEST = 4  # a list of feeds, a list of site maps, a site map, a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a run gathered."""

    added: Added = field(default_factory=Added)
    n_leads: int = 0  # feeds, site maps and lists of them that were read
    n_links: int = 0  # that those lead to
    n_unchanged: int = 0  # answers of "as before"
    n_left: int = 0  # addresses that wait for a later run

    def sentence(self) -> str:
        """Say it in one line."""
        line = self.added.sentence()
        if self.n_leads:
            feeds = "1 feed or site map" if self.n_leads == 1 else f"{self.n_leads:,} feeds or maps"
            line += f" {feeds} read, with {self.n_links:,} addresses."
        if self.n_unchanged:
            line += f" {self.n_unchanged:,} unchanged."
        if self.n_left:
            line += f" {self.n_left:,} to be asked again later."
        return line


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a run gathers."""

    how: How = DEFAULT_HOW
    since: str | None = None  # ISO 8601: leave out what feeds and site maps date before
    contact: str | None = None  # told to sites, see `Fetcher`


def gather(
    library: "Library",
    places: Iterable[str],
    wishes: Wishes | None = None,
    *,
    fault: Callable[[str, str], None] = lambda _ref, _words: None,
    tell: Callable[[Added], None] = lambda _: None,
) -> Gathered:
    """Ask for addresses and all that they lead to, and for what waits from earlier runs.

    places: addresses of pages, feeds and site maps, or files that list them (OPML, a feed, a site
    map). fault: called for what was wrong with one that was read all the same. tell: as of
    `adding.add`. Raises InputError for a file that cannot be read, ArchiveError for a WARC that
    cannot be written.
    """
    wishes = wishes or Wishes()
    with keeping(wishes.how.warc) as keep:
        run = _Run(library, wishes, fault, keep)
        for place in places:
            if is_address(place):
                with library.writing() as db:
                    visits.want(db, [place], now())
            else:
                run.take_file(place)
        added = add_pages(library, run.pages(), how=wishes.how, tell=tell, kept=run.kept)
    with library.writing() as db:
        left = visits.n_waiting(db)
    return replace(run.done, added=added, n_left=left)


def opml_of(library: "Library") -> str:
    """Give the feeds that a library knows, as a list that readers of feeds take."""
    known = listed(library)
    return to_opml(Link(url=one.url, title=one.title) for one in known if one.kind == "feed")


class _Run:
    """One run: what is on its way, and what came of it so far."""

    def __init__(
        self,
        library: "Library",
        wishes: Wishes,
        fault: Callable[[str, str], None],
        keep: Keep | None,
    ) -> None:
        self.wishes = wishes
        self.done = Gathered()
        self._library = library
        self._fault = fault
        self._fetcher = Fetcher(wishes.how.settings, contact=wishes.contact, keep=keep)
        self._last: dict[int, tuple[Page | Rejected, Visit]] = {}  # by id: the last of its visit
        self._on_the_way: set[str] = set()
        self._texts: dict[str, Page] = {}  # by address: what feeds of this run carry of pages

    def take_file(self, path: str) -> None:
        """Wait for what a file leads to."""
        limit = self.wishes.how.settings.max_bytes
        try:
            with open(path, "rb") as file:
                body = file.read(limit + 1)
        except (OSError, ValueError) as error:
            words = f"{path} is no file that can be read, nor an address with https:// or http://"
            raise InputError("not found", words) from error
        if len(body) > limit:
            raise InputError("too large", f"{path} has more than {limit} bytes")
        leads = leads_of(body, "", limit=limit)
        if leads is None:
            words = f"{path} is no feed, site map or OPML: `onrecord add` reads pages"
            raise InputError("bad feed", words)
        self._tell(str(path), leads)
        self._keep_texts(body, leads, Visit(url=str(path), at=now()))
        with self._library.writing() as db:
            visits.want(db, [url for url, _ in self._wanted(leads)], now())

    def pages(self) -> Iterator[Page | Rejected]:
        """Ask for all that is due, and give the pages."""
        while dues := self._due():
            for due, fetched in self._fetched(dues):
                yield from self._of(due, fetched)

    def kept(self, page: Page | Rejected) -> None:
        """Note that a page is on disk: its address waits no more."""
        found = self._last.pop(id(page), None)
        if found is not None:
            self._remember(found[1])

    def _due(self) -> list[Due]:
        with self._library.writing() as db:
            found = visits.due(db, now(), BATCH + len(self._on_the_way))
        return [one for one in found if one.url not in self._on_the_way][:BATCH]

    def _fetched(self, dues: Sequence[Due]) -> Iterator[tuple[Due, Fetched]]:
        """Fetch several at a time; give them in their order."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            running: deque[tuple[Due, Future[Fetched]]] = deque()
            try:
                for due in dues:
                    self._on_the_way.add(due.url)
                    known = due.last if self._is_here(due) else None
                    running.append((due, pool.submit(self._fetcher.visit, due.url, known)))
                    if len(running) >= AT_ONCE:
                        first, answer = running.popleft()
                        yield first, answer.result()
                while running:
                    first, answer = running.popleft()
                    yield first, answer.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _is_here(self, due: Due) -> bool:
        """Tell whether "as before" would be an answer: what was there before is kept."""
        last = due.last
        if last is None or last.sha256 is None:
            return False
        return due.kind != "page" or self._library.has_page(last.sha256)

    def _of(self, due: Due, fetched: Fetched) -> Iterator[Page | Rejected]:
        visit, answer = fetched.visit, fetched.answer
        if visit.reason is None and answer is None:
            self.done = replace(self.done, n_unchanged=self.done.n_unchanged + 1)
            self._remember(visit, due.kind)
            return
        leads: Leads | None = None
        if answer is not None and due.depth < DEEPEST:
            try:
                leads = leads_of(
                    answer.body,
                    str(answer.url),
                    media_type=content_type(answer)[0],
                    limit=self.wishes.how.settings.max_bytes,
                )
            except InputError as error:
                visit = replace(visit, reason=error.reason, detail=str(error), lasts=True)
                answer = None
        if leads is not None:
            if answer is not None:
                self._keep_texts(answer.body, leads, visit)
            self._lead_on(visit, leads)
            return
        told = self._texts.pop(due.url, None)
        found: Iterable[Page | Rejected] = (
            self._instead(visit, told)
            if visit.reason
            else pages_of(answer, self.wishes.how.settings) if answer else ()
        )  # fmt: skip
        yield from self._noting_the_last(found, visit)

    def _keep_texts(self, body: bytes, leads: Leads, feed: Visit) -> None:
        """Keep the texts that a feed carries, for pages that cannot be had."""
        if leads.form != "feed":
            return
        address = feed.landed or feed.url
        for url, saved in texts_of(body, address if is_address(address) else "").items():
            dated = saved._replace(captured_at=feed.at, captured_how="its feed was read")
            origin = Origin(kind="feed", name=address, member=url)
            self._texts.setdefault(url, page_of(dated, origin))
        for url in list(self._texts)[:-MOST_TEXTS]:  # of pages that were asked for before
            del self._texts[url]

    def _instead(self, visit: Visit, told: Page | None) -> list[Page | Rejected]:
        """Give what the feed carries of a page that will not be asked for again; else why."""
        assert visit.reason is not None
        if told is not None and (visit.reason != "no answer" or visit.lasts):
            return [told]
        return [Rejected(stage="acquire", ref=visit.url, reason=visit.reason, detail=visit.detail)]

    def _noting_the_last(
        self, found: Iterable[Page | Rejected], visit: Visit
    ) -> Iterator[Page | Rejected]:
        held: Page | Rejected | None = None
        for one in found:
            if held is not None:
                yield held
            held = one
        if held is None:
            self._remember(visit)
        else:
            self._last[id(held)] = held, visit
            yield held

    def _lead_on(self, visit: Visit, leads: Leads) -> None:
        faults = self._tell(visit.url, leads)
        visit = replace(visit, detail=faults)
        self._on_the_way.discard(visit.url)
        with self._library.writing() as db:
            visits.remember(
                db, visit, kind=leads.form, title=leads.links.title, leads_to=self._wanted(leads)
            )

    def _tell(self, ref: str, leads: Leads) -> str:
        for words in leads.links.faults:
            self._fault(ref, words)
        n_links = self.done.n_links + len(leads.links.links)
        self.done = replace(self.done, n_leads=self.done.n_leads + 1, n_links=n_links)
        return "; ".join(leads.links.faults)

    def _wanted(self, leads: Leads) -> list[tuple[str, str | None]]:
        since = self.wishes.since
        links = leads.links.links
        return [(one.url, one.title) for one in links if not (since and one.at and one.at < since)]

    def _remember(self, visit: Visit, kind: visits.VisitKind = "page") -> None:
        self._on_the_way.discard(visit.url)
        with self._library.writing() as db:
            visits.remember(db, visit, kind=kind)


def listed(library: "Library") -> list[visits.Known]:
    """Give the feeds and site maps that a library knows, by address."""
    with library.writing() as db:
        return visits.feeds(db)


def known_leads(library: "Library") -> list[str]:
    """Give the addresses of all feeds and site maps that a library knows."""
    return [one.url for one in listed(library)]
