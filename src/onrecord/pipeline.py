"""acquire → split → read, and what it counted: the one place that knows their order."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Self

from onrecord import model
from onrecord.acquire import pages_from_bytes, pages_from_paths
from onrecord.acquire.net.tape import Keep
from onrecord.errors import check_number, check_type
from onrecord.jobs import Isolation, Outcome, T, Work, run_in_processes
from onrecord.number_words import counted
from onrecord.record import Account, Article, Origin, Page, Reading, Record, Rejected, Series
from onrecord.settings import DEFAULTS, Settings
from onrecord.split import page_text as text_of_page
from onrecord.split import split

_PLURALS = {"index": "indexes", "gallery": "galleries"}  # of kinds of stories
LONGEST_PATH = 4096  # characters; a longer string is a text, no system takes it as a path
READ_BYTES_S = 2_000  # bytes of a page read in a second by the model at the very least


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run read and what it rejected; reports of two runs add up to one."""

    pages: int = 0  # that gave at least one story
    articles: Counter[str] = field(default_factory=Counter)  # by kind
    rejected: Counter[str] = field(default_factory=Counter)  # by reason

    @classmethod
    def of(cls, outcome: Iterable[Article | Record | Rejected]) -> Self:
        """Count what one page gave."""
        articles: Counter[str] = Counter()
        rejected: Counter[str] = Counter()
        for one in outcome:
            if isinstance(one, Rejected):
                rejected[one.reason] += 1
            else:
                article = one.article if isinstance(one, Record) else one
                articles[article.kind] += 1
        return cls(pages=int(bool(articles)), articles=articles, rejected=rejected)

    def __add__(self, other: "Report") -> "Report":
        return Report(
            pages=self.pages + other.pages,
            articles=self.articles + other.articles,
            rejected=self.rejected + other.rejected,
        )

    def sentence(self) -> str:
        """Say it in one line: "2 pages read, 2 stories (1 article, 1 teaser). 1 rejected (1 late)".

        Kinds are said where not all are articles.
        """
        stories = counted(self.articles.total(), "story", "stories")
        line = f"{counted(self.pages, 'page')} read, {stories}"
        if self.articles.keys() - {"article"}:  # what else should be said of most pages?
            kinds = ((one.replace("-", " "), one, n) for one, n in _most_first(self.articles))
            line += f" ({', '.join(counted(n, name, _PLURALS.get(one)) for name, one, n in kinds)})"
        if self.rejected:
            reasons = ", ".join(f"{n:,} {reason}" for reason, n in _most_first(self.rejected))
            line += f". {self.rejected.total()} rejected ({reasons})"
        return f"{line}."


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda part: (-part[1], part[0]))


def pages(
    source: str | Path | bytes, *, settings: Settings = DEFAULTS
) -> Iterator[Page | Rejected]:
    """Find the pages in a source, before anything is made of them; see `read` for sources."""
    if not isinstance(source, str | Path | bytes):
        raise TypeError(
            f"cannot read {type(source).__name__}: give bytes, a pathlib.Path or a string"
        )
    if isinstance(source, bytes):
        return pages_from_bytes(source, Origin(kind="memory", name="bytes"), settings)
    if isinstance(source, Path) or _is_path(source):
        return pages_from_paths([str(source)], settings)
    body = source.encode(errors="replace")  # a lone surrogate has no bytes
    return pages_from_bytes(body, Origin(kind="memory", name="text"), settings)


def _is_path(source: str) -> bool:
    """Tell the name of a file from the text of a page; a short line that is neither is a name."""
    if not source or len(source) > LONGEST_PATH or "\0" in source:
        return False
    return os.path.exists(source) or not any(mark in source for mark in "\n\r<")


def read(source: str | Path | bytes, *, settings: Settings = DEFAULTS) -> list[Article | Rejected]:
    """Read every story of a source, in order.

    source: bytes of a page; a path to a file or folder; or, as a string, a path, an http address,
    or the text of a page. A string is no text when a file of that name exists or when it is one
    line without "<"; a path that does not exist gives a Rejected, "not found".
    Bad input never raises: what gave no story is a Rejected with its reason. TypeError for a
    source that is none of these.
    """
    work = partial(split, settings=settings)
    return [one for page in pages(source, settings=settings) for one in _outcome(page, work)]


def read_paths(
    paths: Iterable[str | Path], *, settings: Settings = DEFAULTS, jobs: int = 1
) -> Iterator[Outcome[Article]]:
    """Read files and folders; give what each page held, page after page in the order found.

    paths: as on the command line; "-" is standard input. TypeError for one path on its own.
    jobs: processes to share the pages among; the result is the same for any number. With one,
    everything happens in this process. With more, a page that ends its process or outruns
    `max_seconds` by far becomes a Rejected and the run goes on; a script that asks for more
    needs the usual `if __name__ == "__main__":`.
    """
    work = partial(split, settings=settings)
    found = pages_of_several(paths, settings)
    return _share(found, work, jobs=jobs, limit_s=lambda _: settings.max_seconds)


def records(
    paths: Iterable[str | Path],
    *,
    settings: Settings = DEFAULTS,
    jobs: int = 1,
    model: bool = True,
    threads: int = 1,
) -> Iterator[Outcome[Record]]:
    """Read files and folders as `read_paths` does, and each story with the model.

    model: False loads no model and leaves every `Record.reading` None. threads: of the model, in
    each process. It is loaded for the first story, once a process; WeightsError if that fails.
    """
    how = How(settings=settings, jobs=jobs, model=model, threads=threads, vectors=False)
    return records_of_pages(pages_of_several(paths, settings), how=how)


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How pages are read: see `records`. Raises SettingError for a number that cannot be used."""

    settings: Settings = DEFAULTS
    jobs: int = 1
    model: bool = True
    threads: int = 1
    vectors: bool = True  # those of stories and paragraphs too
    join: bool = True  # articles that the model has read with the others of the library
    warc: Path | None = None  # where to keep what is fetched, see `acquire.net.keeping`

    def __post_init__(self) -> None:
        check_type(self.settings, Settings, "settings", "Settings(…)")
        check_number(self.jobs, "jobs", least=1)
        check_number(self.threads, "threads", least=1)


DEFAULT_HOW = How()


def records_of_pages(
    found: Iterable[Page | Rejected], *, how: How, isolation: Isolation | None = None
) -> Iterator[Outcome[Record]]:
    """Read pages that somebody has found, in their order. isolation: none of them ends the run."""
    work, limit_s = partial(_records_of, how=how), partial(_limit_s, how=how)
    if isolation is None:
        return _share(found, work, jobs=how.jobs, limit_s=limit_s)
    return run_in_processes(found, work, jobs=how.jobs, limit_s=limit_s, isolation=isolation)


def _limit_s(page: Page, *, how: How) -> float:
    if not how.model:
        return how.settings.max_seconds
    return how.settings.max_seconds + how.threads * len(page.body) / READ_BYTES_S


def pages_of_several(
    paths: Iterable[str | Path], settings: Settings, keep: Keep | None = None
) -> Iterator[Page | Rejected]:
    """Find the pages of several files, folders and addresses; keep: what is fetched for them."""
    if isinstance(paths, str | bytes | Path):  # a string would be read letter by letter, "/" too
        raise TypeError(f"expected several paths, not one: give a list, [{paths!r}]")
    return pages_from_paths([str(path) for path in paths], settings, keep=keep)


def _share(
    found: Iterable[Page | Rejected],
    work: Work[T],
    *,
    jobs: int,
    limit_s: Callable[[Page], float],
) -> Iterator[Outcome[T]]:
    check_number(jobs, "jobs", least=1)
    if jobs > 1:
        return run_in_processes(found, work, jobs=jobs, limit_s=limit_s)
    return (_outcome(page, work) for page in found)


def _outcome(page: Page | Rejected, work: Work[T]) -> Outcome[T]:
    return (page,) if isinstance(page, Rejected) else tuple(work(page))


def _records_of(page: Page, *, how: How) -> list[Record | Rejected]:
    outcome = split(page, how.settings)
    articles = [one for one in outcome if isinstance(one, Article)]
    found: Sequence[Reading | None] = [None] * len(articles)
    if how.model and articles:
        found = model.reader(how.threads, vectors=how.vectors).read(articles)
    readings = iter(found)
    return [
        Record(article=one, reading=next(readings)) if isinstance(one, Article) else one
        for one in outcome
    ]


def read_page(page: Page, *, how: How = DEFAULT_HOW) -> Outcome[Record]:
    """Read every story of one page, in this process; WeightsError if the model cannot be loaded."""
    return _outcome(page, partial(_records_of, how=how))


def account_of(record: Record) -> tuple[Account, tuple[Series, ...]]:
    """Give what is claimed in one story and how that stands to each other; its figures."""
    from onrecord.link.claims.claiming import claims_of  # noqa: PLC0415 - loads tables
    from onrecord.link.claims.numbers.series import series_of  # noqa: PLC0415 - the same
    from onrecord.reading.bounds import bounded  # noqa: PLC0415 - loads numpy

    story = [replace(record, article=bounded(record.article)[0])]
    account = claims_of(story)
    return account, series_of(story, relations=account.relations)


def page_text(page: Page, *, settings: Settings = DEFAULTS) -> str:
    """Give the text of one of `pages(source)`, read with the same settings: spans count in it."""
    return text_of_page(page, settings)
