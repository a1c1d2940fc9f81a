"""`onrecord export`: what was read, in forms for other programs."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.options import JobsOption, NoModelOption, ThreadsOption
from onrecord.commands.running import progress, refuse, refuse_other, say, stop, with_settings
from onrecord.export.forms import FORMS, TABLE_FORMS, Form
from onrecord.number_words import counted
from onrecord.record import Record, Rejected
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.jobs import Outcome


@with_settings
def export(  # noqa: PLR0913 - each option is a parameter
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Files or folders; - is standard input. Or use --library.",
            show_default=False,
        ),
    ] = None,
    *,
    form: Annotated[
        str, typer.Option("--as", metavar="FORM", help=f"The form: {', '.join(FORMS)}.")
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FOLDER_OR_FILE",
            help="Where to: a folder for csv and parquet; without it, standard output.",
        ),
    ] = None,
    library: Annotated[
        str | None,
        typer.Option(
            "--library",
            metavar="FILE_OR_URL",
            help="Write the stories of a library instead of reading a PATH.",
        ),
    ] = None,
    found_by: Annotated[
        str | None,
        typer.Option(
            "--search", metavar="QUERY", help="Only what this search finds in the library."
        ),
    ] = None,
    no_model: NoModelOption = False,
    jobs: JobsOption = 1,
    threads: ThreadsOption = 1,
    settings: Settings,
) -> None:
    """Write the record of every story on pages or in a library in a form for other programs.

    csv and parquet are tables, one file each: articles, statements, actors, checks, events, times,
    places. jsonld is schema.org, annotations the W3C's Web Annotations, markdown a report with
    footnotes, bibtex one entry per story, geojson places and events, jsonl what read --json prints.

    A story that comes twice is written once. Files get their names once everything is written.
    """
    from onrecord.pipeline import records  # noqa: PLC0415 - keeps --help fast

    chosen = _form(form)
    refuse(
        "--into", f"{form} writes several files: name a folder", when=_lacks_folder(chosen, into)
    )
    refuse("PATH", "give files or folders, or --library", when=not paths and library is None)
    refuse("--library", "give it, or a PATH, not both", when=bool(paths) and library is not None)
    refuse("--search", "it searches a --library", when=found_by is not None and library is None)
    refuse("--threads", "--no-model runs no model", when=no_model and threads > 1)
    reads = no_model or jobs > 1 or threads > 1
    refuse(
        "--library",
        "nothing is read: no --no-model, --jobs, --threads",
        when=reads and library is not None,
    )
    try:
        if library is not None:
            n_rejected = _write_kept(library, found_by, chosen, into)
        else:
            outcomes = records(
                paths or [], settings=settings, jobs=jobs, model=not no_model, threads=threads
            )
            n_rejected = _write(outcomes, chosen, into)
    except BrokenPipeError:
        raise
    except OSError as error:
        stop(f"cannot write {into or 'standard output'}: {error.strerror}", 1)
    raise typer.Exit(1 if n_rejected else 0)


def _form(given: str) -> Form:
    refuse_other("--as", given, FORMS)
    return next(one for one in FORMS if one == given)


def _lacks_folder(form: Form, into: Path | None) -> bool:
    return form in TABLE_FORMS and (into is None or (into.exists() and not into.is_dir()))


def _write_kept(library: str, query: str | None, form: Form, into: Path | None) -> int:
    """Write the stories of a library, or those of them that a query finds; give 0."""
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with Library.open(library, make=False) as kept:
        return _write(((one,) for one in kept.records(query)), form, into, was_read=False)


def _write(
    outcomes: Iterable["Outcome[Record]"], form: Form, into: Path | None, *, was_read: bool = True
) -> int:
    """Write all stories, report the run, and give how many inputs were rejected."""
    from onrecord.export.writers import target_of, writer  # noqa: PLC0415 - keeps --help fast
    from onrecord.pipeline import Report  # noqa: PLC0415 - keeps --help fast

    report, n_written, n_again = Report(), 0, 0
    target = target_of(form, into) if into else sys.stdout.buffer
    with writer(form, target) as write, progress() as tell:
        for outcome in outcomes:
            for one in outcome:
                if isinstance(one, Rejected):
                    say(f"rejected {one.ref}: {one.reason}: {one.detail}")
                    continue
                is_new = write(one)
                n_written, n_again = n_written + is_new, n_again + (not is_new)
            report += Report.of(outcome)
            tell(report)
    sys.stdout.flush()
    twice = f" {n_again:,} came twice." if n_again else ""
    where = f" into {target}" if isinstance(target, Path) else ""
    read = f"{report.sentence()} " if was_read else ""
    say(f"{read}{counted(n_written, 'story', 'stories')} written{where}.{twice}")
    return report.rejected.total()
