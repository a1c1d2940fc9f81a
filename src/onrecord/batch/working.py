"""Inputs -> tables: one pass over all of them, each written as a whole or not at all."""

import os
import shutil
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from onrecord.acquire.pages import pages_from_source
from onrecord.acquire.streams import Reads, Source
from onrecord.batch.inputs import Input, opened
from onrecord.batch.plan import MARKER, PART, Done, Plan, folder_of, read_marker, to_marker
from onrecord.errors import BatchError
from onrecord.jobs import Isolation, Outcome
from onrecord.pipeline import How, records_of_pages
from onrecord.record import Origin, Page, Record, Rejected

if TYPE_CHECKING:
    from onrecord.batch.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """An input has no more pages."""

    again: int  # pages whose bytes it had before
    failed: str | None


_Step = Input | Page | Rejected | _End


def work_through(inputs: Iterable[Input], plan: Plan) -> Iterator[Done]:
    """Read inputs and write the tables of each; give what became of it when it is on disk.

    Pages of several inputs may be read at once, and the tables of one input at a time are open.
    An input that a run did before is not read. The same on one machine and in a cluster.
    """
    steps: deque[_Step] = deque()
    how = How(
        settings=plan.settings,
        jobs=plan.jobs or 1,
        model=plan.model,
        threads=plan.threads,
        vectors=plan.vectors,
    )
    writing = _Writing(plan)
    isolation = Isolation(max_bytes=plan.max_memory)
    outcomes = records_of_pages(_pages(inputs, plan, steps), how=how, isolation=isolation)
    try:
        for outcome in _with_threads(outcomes, plan.threads):
            while not isinstance(steps[0], Page | Rejected):
                yield from writing.take(steps.popleft())
            page = steps.popleft()
            assert isinstance(page, Page | Rejected)
            writing.write(page, outcome)
        while steps:
            yield from writing.take(steps.popleft())
    finally:
        writing.give_up()


def _with_threads(outcomes: Iterator[Outcome[Record]], threads: int) -> Iterator[Outcome[Record]]:
    """Start the processes that read with so many threads for matrices, wherever this runs.

    Sums of another number of threads differ in their last digits, and Ray sets one of its own.
    """
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, str(threads)))
    try:
        yield from outcomes
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _pages(inputs: Iterable[Input], plan: Plan, steps: deque[_Step]) -> Iterator[Page | Rejected]:
    """Find the pages of all inputs, and note in `steps` where each input begins and ends."""
    for one in inputs:
        steps.append(one)
        again, failed = 0, None
        if read_marker(folder_of(plan, one)) is None:
            seen: set[int] = set()
            try:
                for page in _pages_of(one, plan):
                    if isinstance(page, Page):
                        number = int(page.sha256[:16], 16)
                        if number in seen:
                            again += 1
                            continue
                        seen.add(number)
                    steps.append(page)
                    yield page
            except BatchError as error:
                failed = str(error)
        steps.append(_End(again=again, failed=failed))


def _pages_of(one: Input, plan: Plan) -> Iterator[Page | Rejected]:
    with opened(one) as stream:
        watched = _Watched(stream)
        origin = Origin(kind="file", name=one.shown)
        source = Source(stream=watched, origin=origin, name=one.name)
        yield from pages_from_source(source, plan.settings)
    if watched.fault is not None:
        raise BatchError(f"{one.shown} cannot be read to its end: {watched.fault}; run again")


class _Watched:
    """A stream that remembers that its store failed and it is therefore incomplete."""

    def __init__(self, stream: Reads) -> None:
        self._stream = stream
        self.fault: OSError | None = None

    def read(self, n: int, /) -> bytes:
        try:
            return self._stream.read(n)
        except OSError as error:
            self.fault = error
            raise


class _Writing:
    """The tables of the input whose pages come now."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.input: Input | None = None
        self.tables: Tables | None = None
        self.part = Path()
        self.done: Done | None = None

    def take(self, step: _Step) -> Iterator[Done]:
        """Begin an input, or end it and give what became of it."""
        if isinstance(step, Input):
            self._begin(step)
        elif isinstance(step, _End):
            yield self._end(step)

    def write(self, page: Page | Rejected, outcome: Sequence[Record | Rejected]) -> None:
        assert self.tables is not None
        assert self.done is not None
        self.tables.write(page, outcome)
        stories: Counter[str] = Counter(x.article.kind for x in outcome if isinstance(x, Record))
        reasons: Counter[str] = Counter(x.reason for x in outcome if isinstance(x, Rejected))
        self.done = replace(
            self.done,
            pages=self.done.pages + isinstance(page, Page),
            read=self.done.read + bool(stories),
            articles=dict(Counter(self.done.articles) + stories),
            rejected=dict(Counter(self.done.rejected) + reasons),
        )

    def give_up(self) -> None:
        """Remove everything of an input that was not read to its end."""
        if self.tables is not None:
            self.tables.__exit__()
            shutil.rmtree(self.part, ignore_errors=True)
            self.tables = None

    def _begin(self, one: Input) -> None:
        from onrecord.batch.tables import Tables  # noqa: PLC0415 - pyarrow is an extra

        folder = folder_of(self.plan, one)
        self.input, self.done = one, read_marker(folder)
        if self.done is None:
            self.done = Done(input=one.shown, size=one.size)
            self.part = folder.with_name(f"{PART}{folder.name}-{uuid4().hex[:8]}")
            self.part.mkdir(parents=True)
            self.tables = Tables(self.part, pages=self.plan.pages)

    def _end(self, end: _End) -> Done:
        assert self.input is not None
        assert self.done is not None
        if self.tables is None:  # another run did it
            if self.done.size != self.input.size:
                failed = f"{self.input.shown} is of another size than when it was read"
                folder = folder_of(self.plan, self.input)
                return replace(self.done, failed=f"{failed}: remove {folder} to read it anew")
            return self.done
        if end.failed is not None:
            self.give_up()
            return Done(input=self.input.shown, size=self.input.size, failed=end.failed)
        self.tables.__exit__()
        done = replace(self.done, again=end.again, rows=self.tables.rows)
        self._commit(done)
        return done

    def _commit(self, done: Done) -> None:
        """Rename the tables and the marker into place together, in one step of the file system."""
        assert self.input is not None
        marker = self.part / MARKER
        with open(marker, "wb") as out:
            out.write(to_marker(done))
            out.flush()
            os.fsync(out.fileno())
        with suppress(OSError):  # another process was faster: its tables are the same
            os.rename(self.part, folder_of(self.plan, self.input))
        self.give_up()
