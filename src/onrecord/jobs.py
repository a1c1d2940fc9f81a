"""Pages shared among processes: order kept, memory bounded, no page lost.

A worker holds one page at a time, so that when it dies or hangs it is known which page did it.
`concurrent.futures` cannot tell: one dead worker fails every page in flight.
"""

import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
FAR = 10  # times its limit a page may take by the clock: the machine may be busy with other things
AHEAD = 16  # pages per worker that may wait for a slow one before them
UNCAUGHT = 1  # exit code of Python after an exception nobody caught: the process never began
FAULTY = 70  # exit code of a process after an exception of ours on its page
LOOK_S = 0.1  # between two looks at the memory and the time of those that work
NOT_BEGUN = (
    "a process could not begin; its traceback is above. In a script, read with several processes, "
    'and run a batch, only under `if __name__ == "__main__":`'
)
TRIES = 2  # of a page whose process was ended from outside: it may not have been the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """How far a long run is kept safe from each of its pages.

    With it a page that a rule of ours fails on costs itself and not the run, and one whose process
    was killed is tried once more: another program may have taken the memory.
    """

    max_bytes: int  # of memory that a process may hold; Linux alone tells how much it does


@contextmanager
def without_ctrl_c() -> Iterator[None]:
    """Start processes that Ctrl-C does not end, from their first moment on.

    It goes to every process of a terminal; the one that started them answers it for all.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # children inherit it
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def heed_no_ctrl_c() -> None:
    """Tell this process to pass over Ctrl-C: what one does that others started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Worker(Generic[T]):
    """One process and the page it holds."""

    def __init__(self, work: Work[T]) -> None:
        self.link, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=_serve, args=(theirs, work), daemon=True)
        with without_ctrl_c():
            self.process.start()
        theirs.close()  # so that the link ends when the process does
        self.number = 0
        self.page: Page | None = None
        self.late_at = self.spent_at = 0.0

    def give(self, number: int, page: Page, limit_s: float) -> None:
        self.number, self.page = number, page
        self.late_at = time.monotonic() + FAR * limit_s + GRACE_S
        self.spent_at = _spent_s(self.process.pid) + limit_s + GRACE_S
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

    def is_late(self, now: float) -> bool:
        return now >= self.late_at or _spent_s(self.process.pid) >= self.spent_at

    def end(self) -> None:
        self.link.close()
        self.process.join(timeout=1.0)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()


def _serve(link: Connection, work: Work[T]) -> None:
    heed_no_ctrl_c()
    while True:
        try:
            page = link.recv()
        except EOFError:
            return
        try:
            link.send(tuple(work(page)))
        except OnrecordError as error:  # of the run, not of the page: the parent raises it
            link.send(error)
        except Exception:  # noqa: BLE001 - told apart by its exit code from one that never began
            traceback.print_exc()
            raise SystemExit(FAULTY) from None


class _Pool(Generic[T]):
    def __init__(
        self,
        work: Work[T],
        jobs: int,
        limit_s: Callable[[Page], float],
        isolation: Isolation | None = None,
    ) -> None:
        self.work, self.jobs, self.limit_s, self.isolation = work, jobs, limit_s, isolation
        self.tries: dict[int, int] = {}  # of pages whose process was killed
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
        """Wait a moment for busy workers to finish or die, and end those that are late."""
        ready = wait(list(self.busy), timeout=LOOK_S)
        for link in ready:
            assert isinstance(link, Connection)
            self._finish(self.busy.pop(link))
        now = time.monotonic()
        for worker in [one for one in self.busy.values() if one.is_late(now)]:
            self._kill(worker, "too slow", "did not end in time")
        if self.isolation:
            self._end_large(self.isolation.max_bytes)

    def _end_large(self, most: int) -> None:
        for worker in [one for one in self.busy.values() if _memory_of(one.process.pid) > most]:
            self._kill(worker, "too large", f"held more than {most:,} bytes of memory")

    def _kill(self, worker: _Worker[T], reason: Reason, detail: str) -> None:
        del self.busy[worker.link]
        worker.process.kill()
        worker.end()
        self.done[worker.number] = (_lost(worker.page, reason, detail),)

    def _finish(self, worker: _Worker[T]) -> None:
        outcome = worker.take()
        if outcome is not None:
            self.done[worker.number] = outcome
            self.tries.pop(worker.number, None)
            self._rest(worker)
            return
        worker.end()
        code = worker.process.exitcode
        if code == UNCAUGHT:  # no page is to blame: the next process would not begin either
            raise OnrecordError(NOT_BEGUN)
        if self.isolation and code != FAULTY and worker.page is not None:
            tries = self.tries[worker.number] = self.tries.get(worker.number, 1) + 1
            if tries <= TRIES:
                self.give(worker.number, worker.page)
                return
        elif code == FAULTY and not self.isolation:
            # a bug: it has to stop the run, as it does in one process
            raise RuntimeError(f"a worker failed on {_ref(worker.page)}; see its traceback above")
        self.done[worker.number] = (_lost(worker.page, "crashed", f"ended with code {code}"),)

    def _rest(self, worker: _Worker[T]) -> None:
        """Keep a worker for the next page, unless memory it did not give back would be blamed."""
        if self.isolation and _memory_of(worker.process.pid) > self.isolation.max_bytes / 2:
            worker.end()
        else:
            self.idle.append(worker)

    def close(self) -> None:
        for worker in self.busy.values():
            worker.process.kill()
        for worker in (*self.idle, *self.busy.values()):
            worker.end()


def _memory_of(pid: int | None) -> int:
    """Give the bytes a process holds in memory; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _spent_s(pid: int | None) -> float:
    """Give the seconds of processor time a process has had; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as told:
            user, system = told.read().rpartition(b")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return 0.0


def _ref(page: Page | None) -> str:
    return "" if page is None else page.origin.ref()


def _lost(page: Page | None, reason: Reason, detail: str) -> Rejected:
    return Rejected(
        stage="split", ref=_ref(page), reason=reason, detail=f"the process reading it {detail}"
    )


def groups_of(
    outcomes: Iterable[Outcome[T]], *, most: int, late_s: float
) -> Iterator[list[Outcome[T]]]:
    """Group outcomes that come fast, in their order.

    most: of them in a group. late_s: one that comes so long after the last ends its group, so that
    none waits where all are slow; what came just before a slow one waits for it.
    """
    group: list[Outcome[T]] = []
    came_at = time.monotonic()
    for outcome in outcomes:
        group.append(outcome)
        before, came_at = came_at, time.monotonic()
        if len(group) >= most or came_at - before >= late_s:
            yield group
            group, came_at = [], time.monotonic()
    if group:
        yield group


def run_in_processes(
    pages: Iterable[Page | Rejected],
    work: Work[T],
    *,
    jobs: int,
    limit_s: Callable[[Page], float],
    isolation: Isolation | None = None,
) -> Iterator[Outcome[T]]:
    """Give the outcome of every page, in the order of `pages`; a Rejected passes through.

    work: a picklable function; an OnrecordError that it raises is raised here and ends the run.
    limit_s: seconds of processor time a page may take before its process is ended, with some grace;
    by the clock it is ended after `FAR` times as many. isolation: what a page may hold, and that no
    page ends the run; with it an exception of ours costs its page.
    At most `jobs` pages and `jobs` * `AHEAD` outcomes are held at a time.
    """
    pool = _Pool(work, jobs, limit_s, isolation)
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
