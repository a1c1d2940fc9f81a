"""Pages shared among processes: order kept, memory bounded, no page lost.

A worker holds one page at a time, so that when it dies or hangs it is known which page did it.
`concurrent.futures` cannot tell: one dead worker fails every page in flight.
"""

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from onrecord.errors import OnrecordError
from onrecord.record import Page, Reason, Rejected

T = TypeVar("T")
Outcome = tuple[T | Rejected, ...]
Work = Callable[[Page], Sequence[T | Rejected]]

# "spawn", not "fork": the same on every system, and safe when the caller has threads.
CONTEXT = multiprocessing.get_context("spawn")
GRACE_S = 10.0  # the stage watches its own time; a process is ended only when that failed
AHEAD = 16  # pages per worker that may wait for a slow one before them
UNCAUGHT = 1  # exit code of Python after an exception nobody caught


class _Worker(Generic[T]):
    """One process and the page it holds."""

    def __init__(self, work: Work[T]) -> None:
        self.link, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()  # so that the link ends when the process does
        self.number = 0
        self.page: Page | None = None
        self.late_at = 0.0

    def give(self, number: int, page: Page, limit_s: float) -> None:
        self.number, self.page = number, page
        self.late_at = time.monotonic() + limit_s + GRACE_S
        try:
            self.link.send(page)
        except BrokenPipeError:  # died while idle or while taking the page: `take` finds out
            return

    def take(self) -> Outcome[T] | None:
        """Give what became of the page, or None when the process is gone."""
        try:
            outcome: Outcome[T] | OnrecordError = self.link.recv()
        except (EOFError, ConnectionResetError):
            self.process.join()
            return None
        if isinstance(outcome, OnrecordError):
            self.end()
            raise outcome
        return outcome

    def end(self) -> None:
        self.link.close()
        self.process.join(timeout=1.0)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()


def _serve(link: Connection, work: Work[T]) -> None:
    # Ctrl-C goes to every process of a terminal; the parent answers it for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            page = link.recv()
        except EOFError:
            return
        try:
            link.send(tuple(work(page)))
        except OnrecordError as error:  # of the run, not of the page: the parent raises it
            link.send(error)


class _Pool(Generic[T]):
    def __init__(self, work: Work[T], jobs: int, limit_s: Callable[[Page], float]) -> None:
        self.work, self.jobs, self.limit_s = work, jobs, limit_s
        self.idle: list[_Worker[T]] = []
        self.busy: dict[Connection, _Worker[T]] = {}
        self.done: dict[int, Outcome[T]] = {}

    def give(self, number: int, page: Page) -> None:
        """Hand a page to a worker, waiting for one when all are busy."""
        while len(self.busy) >= self.jobs:
            self.collect()
        worker = self.idle.pop() if self.idle else _Worker(self.work)
        self.busy[worker.link] = worker
        worker.give(number, page, self.limit_s(page))

    def collect(self) -> None:
        """Wait for at least one busy worker to finish, die or be late."""
        patience = min(worker.late_at for worker in self.busy.values()) - time.monotonic()
        ready = wait(list(self.busy), timeout=max(0.0, patience))
        for link in ready:
            assert isinstance(link, Connection)
            self._finish(self.busy.pop(link))
        now = time.monotonic()
        for worker in [one for one in self.busy.values() if one.late_at <= now]:
            del self.busy[worker.link]
            worker.process.kill()
            worker.end()
            self.done[worker.number] = (_lost(worker.page, "too slow", "did not end in time"),)

    def _finish(self, worker: _Worker[T]) -> None:
        outcome = worker.take()
        if outcome is not None:
            self.done[worker.number] = outcome
            self.idle.append(worker)
            return
        worker.end()
        code = worker.process.exitcode
        if code == UNCAUGHT:  # a bug: it has to stop the run, as it does in one process
            raise RuntimeError(f"a worker failed on {_ref(worker.page)}; see its traceback above")
        self.done[worker.number] = (_lost(worker.page, "crashed", f"ended with code {code}"),)

    def close(self) -> None:
        for worker in self.busy.values():
            worker.process.kill()
        for worker in (*self.idle, *self.busy.values()):
            worker.end()


def _ref(page: Page | None) -> str:
    return "" if page is None else page.origin.ref()


def _lost(page: Page | None, reason: Reason, detail: str) -> Rejected:
    return Rejected(
        stage="split", ref=_ref(page), reason=reason, detail=f"the process reading it {detail}"
    )


def run_in_processes(
    pages: Iterable[Page | Rejected],
    work: Work[T],
    *,
    jobs: int,
    limit_s: Callable[[Page], float],
) -> Iterator[Outcome[T]]:
    """Give the outcome of every page, in the order of `pages`; a Rejected passes through.

    work: a picklable function; an OnrecordError that it raises is raised here and ends the run.
    limit_s: seconds a page may take before its process is ended, with some grace.
    At most `jobs` pages and `jobs` * `AHEAD` outcomes are held at a time.
    """
    pool = _Pool(work, jobs, limit_s)
    due = 0
    try:
        for number, page in enumerate(pages):
            if isinstance(page, Rejected):
                pool.done[number] = (page,)
            else:
                pool.give(number, page)
            while due in pool.done or (number - due >= jobs * AHEAD and pool.busy):
                if due in pool.done:
                    yield pool.done.pop(due)
                    due += 1
                else:
                    pool.collect()
        while pool.busy or pool.done:
            if due in pool.done:
                yield pool.done.pop(due)
                due += 1
            else:
                pool.collect()
    finally:
        pool.close()
