"""`onrecord batch` and `onrecord load`: many archives to tables, and tables into a library."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from onrecord.commands.options import (
    LIBRARY,
    LibraryOption,
    NoModelOption,
    ThreadsOption,
    VectorsOption,
)
from onrecord.commands.running import one_line_errors, refuse, say, with_settings
from onrecord.number_words import counted
from onrecord.settings import Settings

MB = 1 << 20


@partial(with_settings, net=False)
def batch(  # noqa: PLR0913 - each option is a parameter
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="WARC, JSONL and other files, folders, s3://…, or lists: warc.paths.",
            show_default=False,
        ),
    ],
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", file_okay=False, help="Where to write.")
    ],
    ray: Annotated[
        str | None,
        typer.Option(
            "--ray",
            metavar="ADDRESS",
            help="Ray cluster: auto, host:port, ray://…; local starts one here.",
        ),
    ] = None,
    root: Annotated[
        str | None,
        typer.Option(
            "--root",
            metavar="FOLDER_OR_URL",
            help="What the paths of a list are relative to: s3://commoncrawl.",
            show_default="the list's folder",
        ),
    ] = None,
    no_model: NoModelOption = False,
    vectors: VectorsOption = None,
    no_pages: Annotated[
        bool, typer.Option("--no-pages", help="Leave out the pages' bytes; `load` needs them.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Pages read at once; with --ray, inputs.",
            show_default="1; what the cluster has room for",
        ),
    ] = None,
    threads: ThreadsOption = 1,
    max_memory: Annotated[
        int,
        typer.Option(
            "--max-memory", min=500, metavar="MB", help="Most memory for one page, with the model."
        ),
    ] = 4096,
    settings: Settings,
) -> None:
    """Read many archives and write Parquet tables, in one folder for each input.

    Each input is done exactly once: its tables appear all at once, when its last page is written.
    To continue a run that stopped, give the same command again. A page that crashes, hangs or takes
    too much memory is a row of the table `rejected`. Exit code 1: an input could not be read.
    """
    from onrecord.batch import Plan, Totals, find_inputs, run  # noqa: PLC0415 - keeps --help fast

    refuse("--threads", "--no-model runs no model", when=no_model and threads > 1)
    refuse("--vectors", "--no-model runs no model", when=no_model and vectors is True)
    plan = Plan(
        out=os.fspath(out),
        settings=settings,
        jobs=jobs,
        model=not no_model,
        threads=threads,
        vectors=vectors is not False,
        pages=not no_pages,
        max_memory=max_memory * MB,
    )
    totals = Totals()
    for one in run(find_inputs(inputs, root=root), plan, ray=ray):
        totals = totals.plus(one)
        if one.failed is not None:
            say(f"failed: {one.failed}")
        elif not one.before and sys.stderr.isatty():
            say(f"{one.input}: {counted(one.pages, 'page')}")
    say(totals.sentence())
    raise typer.Exit(1 if totals.failed else 0)


def load(
    out: Annotated[
        Path, typer.Argument(metavar="FOLDER", file_okay=False, help="A folder that `batch` wrote.")
    ],
    *,
    library: LibraryOption = LIBRARY,
    no_join: Annotated[
        bool, typer.Option("--no-join", help="Leave joining to `onrecord join`.")
    ] = False,
) -> None:
    """Load what a batch has read into a library, as if its pages had been added there.

    Pages that are already there are skipped. To continue a load that stopped, give the same command
    again.
    """
    from onrecord.batch import load  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors():
        from onrecord.batch.loading import found_in  # noqa: PLC0415 - keeps --help fast

        found_in(out)  # before a library is made for nothing
        with Library.open(library) as kept:
            added = load(kept, out, joins=not no_join)
    say(added.sentence())
