"""Pages into a library: what is read is kept, joined with what is there, and read again."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from onrecord import model
from onrecord.acquire.net.keeping import keeping
from onrecord.errors import check_type
from onrecord.jobs import groups_of
from onrecord.joining import join
from onrecord.joining.judging import Judged, judge_stories
from onrecord.library import Library
from onrecord.number_words import counted
from onrecord.pipeline import (
    DEFAULT_HOW,
    How,
    Report,
    pages,
    pages_of_several,
    read_page,
    records_of_pages,
)
from onrecord.record import Page, Record, Rejected

TOGETHER, LATE_S = 16, 0.05  # pages in one transaction, and how soon each comes after the last
# A story of each medium that is read to learn what reads one today: block model and weights.
PROBES = {
    "text/html": b"<html><body><article><h1>Ferry resumes</h1><p>The ferry left Oban on time on"
    b" Monday, the harbour office said, for the first time since March.</p><p>All nine crossings a"
    b" day will run again by the weekend, the office said.</p></article></body></html>",
    "text/plain": b"Ferry resumes\n\nThe ferry left Oban on time on Monday, the harbour office"
    b" said, for the first time since the pier was closed in March.\n\nAll nine crossings a day"
    b" will run again by the weekend, the office said.\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a run added to a library, and what it did not need to."""

    report: Report = field(default_factory=Report)  # of what is kept now
    known: int = 0  # pages that were there already

    @property
    def n_inputs(self) -> int:
        """Count the pages and other inputs that were met."""
        return self.report.pages + self.report.rejected.total() + self.known

    def sentence(self, *, done: str = "added", known: str = "there already") -> str:
        """Say it in one line: what was done with pages, and what is so with the others."""
        line = self.report.sentence().replace("read", done, 1)
        if self.known:
            line += f" {counted(self.known, 'page was', 'pages were')} {known}."
        return line


def add(
    library: Library,
    paths: Iterable[str | Path],
    *,
    how: How = DEFAULT_HOW,
    tell: Callable[[Added], None] = lambda _: None,
) -> Added:
    """Read files, folders and addresses, and keep each page with what it gave, all or nothing.

    A page whose bytes are in the library already is not read again: a run that was stopped goes on
    where it was. What the model has read is joined with what is there; else `joining.join` does it
    later. tell: called after each page that is on disk. LibraryError where nothing can be kept.
    """
    check_type(library, Library, "library", "a Library")
    check_type(how, How, "how", "How(…)")
    with keeping(how.warc) as keep:
        found = pages_of_several(paths, how.settings, keep)
        others = (x for x in found if isinstance(x, Page) or not library.owns(x.ref))
        return add_pages(library, others, how=how, tell=tell)


def add_pages(
    library: Library,
    found: Iterable[Page | Rejected],
    *,
    how: How = DEFAULT_HOW,
    tell: Callable[[Added], None] = lambda _: None,
    kept: Callable[[Page | Rejected], None] = lambda _: None,
) -> Added:
    """Do the same with pages that somebody else has found; kept: called when one is on disk."""
    added, waiting = Added(), deque[Page | Rejected]()

    def known(page: Page) -> None:
        nonlocal added
        added = replace(added, known=added.known + 1)
        kept(page)
        tell(added)

    def unknown() -> Iterator[Page | Rejected]:
        for page in found:
            if isinstance(page, Page) and library.has_page(page.sha256):
                known(page)
            else:
                waiting.append(page)
                yield page

    most = 1 if how.model else TOGETHER
    for outcomes in groups_of(records_of_pages(unknown(), how=how), most=most, late_s=LATE_S):
        made = [(waiting.popleft(), outcome) for outcome in outcomes]
        for (page, outcome), is_new in zip(made, library.add_several(made), strict=True):
            if isinstance(page, Page) and not is_new:  # twice in this run, or another was faster
                known(page)
                continue
            added = replace(added, report=added.report + Report.of(outcome))
            kept(page)
            tell(added)
        _join(library, how)
    _join(library, how, is_last=True)
    return added


def reread(
    library: Library,
    *,
    how: How = DEFAULT_HOW,
    everything: bool = False,
    tell: Callable[[Added], None] = lambda _: None,
) -> Added:
    """Read the pages of a library again that something else read than what reads today.

    What is kept of a page is replaced in one transaction, so that a run may be stopped at any time
    and goes on where it was. Ids of articles stay, and of statements and events whose words stand
    where they stood. everything: also the pages that were read by what reads today. A page that is
    not to be read again counts as known.
    """
    added = Added()
    now = {} if everything else _stamps(how)
    waiting: deque[Page] = deque()

    def outdated() -> Iterator[Page]:
        nonlocal added
        for sha256, media_type, *stamp in library.stamps():
            medium = "text/html" if media_type == "text/html" else "text/plain"
            if now.get(medium) == tuple(stamp):
                added = replace(added, known=added.known + 1)
                tell(added)
            elif (page := library.page(sha256)) is not None:
                waiting.append(page)
                yield page

    for outcome in records_of_pages(outdated(), how=how):
        library.replace(waiting.popleft(), outcome)
        added = replace(added, report=added.report + Report.of(outcome))
        tell(added)
    _join(library, how, is_last=True)  # only now: what is read otherwise shall meet what is, too
    return added


def _join(library: Library, how: How, *, is_last: bool = False) -> None:
    if how.join and how.model:
        join(library)
        if is_last:  # what is said is compared once a story has grown
            judge(library, how=how)


def judge(
    library: Library,
    *,
    how: How = DEFAULT_HOW,
    tell: Callable[[Judged], None] = lambda _: None,
) -> Judged:
    """Let the model compare what is said in stories that wait; it is loaded if there are any."""
    relates = partial(model.relate, threads=how.threads, vectors=how.vectors)
    return judge_stories(library, relates, tell=tell)


def _stamps(how: How) -> dict[str, tuple[str, str | None]]:
    """Tell what splits pages of each medium today, and what reads their stories."""
    found = {}
    for media_type, body in PROBES.items():
        page = next(pages(body, settings=how.settings))
        if isinstance(page, Page):
            page = replace(page, media_type=media_type)
            for one in read_page(page, how=how):
                if isinstance(one, Record):
                    weights = one.reading.weights if one.reading else None
                    found[media_type] = (one.article.made_by, weights)
    return found
