"""Pages that readers hand in: read one after another in a process of their own, then kept.

In a process, for reading holds Python's lock: the server goes on answering. It stays for the next
page, so that the model is loaded once. One page at a time is in it; when it dies or hangs it is
known which page did it.
"""

import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from onrecord.errors import LibraryError, OnrecordError
from onrecord.jobs import CONTEXT, heed_no_ctrl_c, without_ctrl_c
from onrecord.record import Page, Record, Rejected

Pairs = Sequence[tuple[str, str]]
Relates = Callable[[Pairs], tuple[str, Sequence[Sequence[float]]]]
Given = TypeVar("Given")
Made = TypeVar("Made")
State = Literal["waiting", "reading", "done", "failed"]
Outcome = Sequence[Record | Rejected]

MOST_WAITING = 8  # jobs that may wait: the next one is refused
MOST_PAGES = 2_000  # of one job: an archive may hold any number
MOST_SHOWN = 200  # stories, and reasons, of one job
MOST_KEPT = 200  # jobs remembered
ID = 16  # hex digits
JUDGE_S, PAIR_S = 60.0, 0.5  # in which pairs of statements are compared: at most, and of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """Something that a reader hands in."""

    body: bytes
    name: str
    url: str | None = None  # where it is from, as the reader says


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What became of what somebody handed in."""

    id: str
    name: str
    state: State = "waiting"
    n_handed: int = 1  # files and texts
    n_done: int = 0  # of them
    n_read: int = 0  # pages in them
    articles: tuple[tuple[str, str], ...] = ()  # ids and headlines
    known: int = 0  # pages that were there already
    rejected: tuple[str, ...] = ()  # why, a line each
    words: str = ""  # of a failure

    @property
    def ended(self) -> bool:
        """Tell whether the job has ended."""
        return self.state in {"done", "failed"}


def _cannot(pairs: Pairs) -> tuple[str, Sequence[Sequence[float]]]:
    return "", [() for _ in pairs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """How pages are found in bytes, read, and kept: the stages, as they are handed in."""

    pages: Callable[[bytes, str, str | None], Iterable[Page | Rejected]]  # body, name, address
    read: Callable[[Page], Outcome]  # picklable: it runs in another process
    limit_s: Callable[[Page], float]
    keep: Callable[[Page, Outcome], bool]  # False: the page was there already
    keep_rejected: Callable[[Rejected], object]
    join: Callable[[], object]  # what is kept with what was there before
    relate: Relates = _cannot  # picklable, too: see `joining.judging`
    judge: Callable[[Relates, Callable[[], bool]], object] = lambda *_: None  # until it is true


class Full(Exception):  # noqa: N818 - what the desk is
    """Too many pages wait to be read."""


class Desk:
    """Takes pages in, and tells how far they are."""

    def __init__(self, reads: Reads, *, in_process: bool = True) -> None:
        """in_process: False reads in a thread of this process, for tests."""
        self._reads, self._in_process = reads, in_process
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: deque[tuple[str, Sequence[Handed]]] = deque()
        self._changed = threading.Condition()
        self._pool: ProcessPoolExecutor | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def open(self) -> None:
        """Begin with what others have added to the library and not joined yet."""
        with self._changed:
            self._start()

    def take(self, handed: Sequence[Handed], name: str) -> Job:
        """Queue what somebody hands in; raises Full if too many wait."""
        with self._changed:
            if len(self._waiting) >= MOST_WAITING:
                raise Full
            job = Job(id=secrets.token_hex(ID // 2), name=name, n_handed=len(handed))
            self._jobs[job.id] = job
            while len(self._jobs) > MOST_KEPT:
                self._jobs.popitem(last=False)
            self._waiting.append((job.id, handed))
            self._start()
            self._changed.notify()
        return job

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
            self._thread.start()

    def job(self, id_: str) -> Job | None:
        """Give the state of a job; None if it is forgotten."""
        return self._jobs.get(id_)

    def before(self, id_: str) -> int:
        """Count the jobs that wait before one."""
        waiting = [one for one, _ in list(self._waiting)]
        return waiting.index(id_) if id_ in waiting else 0

    def close(self) -> None:
        """Accept no more pages, and end the process that reads."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify()
        self._end_pool()

    def _work(self) -> None:
        with suppress(LibraryError):  # read-only: whoever hands a page in is told
            self._reads.join()
        while True:
            self._judge()
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
                id_, handed = self._waiting.popleft()
            try:
                self._do(id_, handed)
            except OnrecordError as error:  # of the run: the disk is full, weights are missing
                self._tell(id_, state="failed", words=str(error))
            finally:
                self._end_job(id_)

    def _judge(self) -> None:
        """Let the model compare statements of stories while no page waits to be read."""
        # read-only, without weights, or the process ended: the stories wait for the next time
        with suppress(OnrecordError, TimeoutError, BrokenProcessPool):
            self._reads.judge(self._related, lambda: bool(self._waiting) or self._closed)
            return
        self._end_pool()

    def _related(self, pairs: Pairs) -> tuple[str, Sequence[Sequence[float]]]:
        if self._closed:  # no process is begun that nobody would end
            raise BrokenProcessPool
        return self._in_pool(self._reads.relate, pairs, JUDGE_S + PAIR_S * len(pairs))

    def _end_job(self, id_: str) -> None:
        """End a job that a bug has stopped: tell its reader, and use a new thread from now on."""
        job = self._jobs.get(id_)
        if job is not None and not job.ended:
            self._tell(id_, state="failed", words="reading it failed; the server's log says more")
            self._thread = None

    def _do(self, id_: str, handed: Sequence[Handed]) -> None:
        self._tell(id_, state="reading")
        n_read = 0
        for n_done, one in enumerate(handed, start=1):
            for page in self._reads.pages(one.body, one.name, one.url):
                if n_read == MOST_PAGES:
                    why = f"the rest: more than {MOST_PAGES:,} pages are for `onrecord add`"
                    self._tell(id_, rejected=(why,))
                    break
                self._put(id_, page)
                n_read += 1
                self._tell(id_, n_read=n_read)
            self._tell(id_, n_done=n_done)
        self._reads.join()
        self._tell(id_, state="done")

    def _put(self, id_: str, page: Page | Rejected) -> None:
        if isinstance(page, Rejected):
            self._reads.keep_rejected(page)
            self._add(id_, [page])
        else:
            self._read(id_, page)

    def _read(self, id_: str, page: Page) -> None:
        outcome = self._outcome(page)
        if not self._reads.keep(page, outcome):
            job = self._jobs.get(id_)
            self._tell(id_, known=job.known + 1 if job else 0)
        self._add(id_, outcome)

    def _outcome(self, page: Page) -> Outcome:
        try:
            return self._in_pool(self._reads.read, page, self._reads.limit_s(page))
        except TimeoutError:
            self._end_pool()
            why = "did not end in time"
            lost = Rejected(stage="split", ref=page.origin.ref(), reason="too slow", detail=why)
        except BrokenProcessPool:
            self._end_pool()
            why = "the process reading it ended"
            lost = Rejected(stage="split", ref=page.origin.ref(), reason="crashed", detail=why)
        return [lost]

    def _in_pool(self, work: Callable[[Given], Made], given: Given, limit_s: float) -> Made:
        """Do work in the process that reads, or here."""
        if not self._in_process:
            return work(given)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=CONTEXT, initializer=heed_no_ctrl_c)
        with without_ctrl_c():  # the process is started when it first has something to do
            doing = self._pool.submit(work, given)
        return doing.result(limit_s)

    def _end_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in list(pool._processes.values()):  # `shutdown` would wait
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)

    def _add(self, id_: str, outcome: Outcome) -> None:
        job = self._jobs.get(id_)
        if job is None:
            return
        stories = [one.article for one in outcome if isinstance(one, Record)]
        named = [(one.id, one.headline.value if one.headline else "") for one in stories]
        why = [
            f"{one.reason}: {one.detail}" if one.detail else one.reason
            for one in outcome
            if isinstance(one, Rejected)
        ]
        articles = (*job.articles, *named)[:MOST_SHOWN]
        self._tell(id_, articles=articles, rejected=(*job.rejected, *why)[:MOST_SHOWN])

    def _tell(self, id_: str, **changed: object) -> None:
        job = self._jobs.get(id_)
        if job is not None:  # forgotten: too many came after it
            self._jobs[id_] = replace(job, **changed)  # type: ignore[arg-type]
