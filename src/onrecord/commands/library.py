"""`onrecord add`, `reread` and `rejected`: fill a library, and say what did not get in."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.answers import Shape, show
from onrecord.commands.options import (
    LIBRARY,
    CsvOption,
    JobsOption,
    JsonOption,
    LibraryOption,
    LimitOption,
    NoModelOption,
    OffsetOption,
    ThreadsOption,
    VectorsOption,
    WarcOption,
)
from onrecord.commands.running import one_line_errors, refuse, say, with_settings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.adding import Added

SHOWN_S = 0.2  # seconds between two updates of the progress line
MINUTE_S, HOUR_S = 60, 3600


@with_settings
def add(  # noqa: PLR0913 - each option is a parameter
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Files or folders; - is standard input.", show_default=False
        ),
    ],
    *,
    library: LibraryOption = LIBRARY,
    warc: WarcOption = None,
    no_model: NoModelOption = False,
    vectors: VectorsOption = None,
    jobs: JobsOption = 1,
    threads: ThreadsOption = 1,
    settings: Settings,
) -> None:
    """Read pages and keep them in a library, with their bytes and everything read in them.

    A page that is already there is not read again. You can stop at any time: what was added stays,
    and the same command continues where it stopped.
    """
    from onrecord.adding import add  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast
    from onrecord.pipeline import How  # noqa: PLC0415 - keeps --help fast

    refuse("--threads", "--no-model runs no model", when=no_model and threads > 1)
    refuse("--vectors", "--no-model runs no model", when=no_model and vectors is True)
    how = How(
        settings=settings,
        jobs=jobs,
        model=not no_model,
        threads=threads,
        vectors=vectors is not False,
        warc=warc,
    )
    for path in paths:
        if path != "-" and "://" not in path and not os.path.lexists(path):
            say(f"{path}: no such file or folder: check the path")
    with Library.open(library) as kept, _progress(lambda: _n_files(paths)) as tell:
        added = add(kept, paths, how=how, tell=tell)
    _end(added, added.sentence())


@partial(with_settings, net=False)
def reread(  # noqa: PLR0913 - each option is a parameter
    *,
    library: LibraryOption = LIBRARY,
    everything: Annotated[
        bool, typer.Option("--all", help="Also pages that the current weights have read.")
    ] = False,
    vectors: VectorsOption = None,
    jobs: JobsOption = 1,
    threads: ThreadsOption = 1,
    settings: Settings,
) -> None:
    """Read pages of a library again, from their bytes, if the weights have changed.

    Stories, statements and events keep their ids as long as their words do not move.
    """
    from onrecord.adding import reread  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast
    from onrecord.pipeline import How  # noqa: PLC0415 - keeps --help fast

    how = How(settings=settings, jobs=jobs, threads=threads, vectors=vectors is not False)
    with Library.open(library, make=False) as kept:
        n_pages = kept.counts()["pages"]
        with _progress(lambda: n_pages) as tell:
            added = reread(kept, how=how, everything=everything, tell=tell)
    _end(added, added.sentence(done="read again", known="left as they are"))


def rejected(
    *,
    library: LibraryOption = LIBRARY,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print the inputs that were added and gave no story, and why."""
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        show(kept.rejected(limit=limit, offset=offset), Shape.of(as_json, as_csv))


def _end(added: "Added", told: str) -> None:
    n = added.report.rejected.total()
    say(told + (" `onrecord rejected` lists them." if n else ""))
    raise typer.Exit(1 if n else 0)


def _n_files(paths: list[str]) -> int | None:
    """Count the files to read; None if that cannot be known beforehand."""
    if "-" in paths:
        return None
    return sum(
        sum(len(names) for _, _, names in os.walk(path)) if os.path.isdir(path) else 1
        for path in paths
    )


@contextmanager
def _progress(total: Callable[[], int | None]) -> Iterator[Callable[["Added"], None]]:
    """Show progress on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - keeps --help fast
    from rich.live import Live  # noqa: PLC0415 - keeps --help fast

    n_total, began_at, shown_at = total(), time.monotonic(), 0.0
    with Live(console=Console(stderr=True), transient=True, auto_refresh=False) as live:

        def tell(added: "Added") -> None:
            nonlocal shown_at
            now = time.monotonic()
            if now - shown_at >= SHOWN_S:
                shown_at = now
                pace = pace_of(added.n_inputs, n_total, now - began_at)
                live.update(f"{added.sentence()} {pace}", refresh=True)

        yield tell


def pace_of(n_done: int, n_total: int | None, seconds: float) -> str:
    """Say how fast a run is and how long it will take: "12.5 pages/s, 3 min left"."""
    rate = n_done / seconds if seconds > 0 else 0.0
    words = f"{rate:,.1f} pages/s"
    # an archive is one file with many pages, so what is left is unknown
    if not n_total or n_done >= n_total or not rate:
        return words
    left = (n_total - n_done) / rate
    if left < MINUTE_S:
        return f"{words}, {left:.0f} s left"
    whole = f"{left / MINUTE_S:.0f} min" if left < HOUR_S else f"{left / HOUR_S:.1f} h"
    return f"{words}, {whole} left"
