"""Arguments in, one call, print.

Records go to standard output, words about the run to standard error. Exit codes: 0 every input
was read; 1 something was rejected or could not be written; 2 wrong usage; 130 Ctrl-C; 141 the
reader of our output went away.
"""

import inspect
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, get_args

import typer

from onrecord.errors import OnrecordError, WeightsError
from onrecord.filters import Filter, Matches, keep, matching
from onrecord.record import Manner, Record, Rejected
from onrecord.settings import Settings
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.pipeline import Report

MANNERS: tuple[Manner, ...] = get_args(Manner)
PROGRESS_S = 0.2  # seconds between two updates of the progress line

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes and colours cost 0.1 s of each --help, half of its time
    help="Read news and put it on the record: every story on a page, whole, clean and dated.",
    epilog="Example: onrecord read examples/dump-portal.txt",
)


def main() -> None:
    """Run the command line; the entry point of the `onrecord` script."""
    app(prog_name="onrecord")


def env_name(setting: str) -> str:
    """Give the environment variable that sets a setting."""
    return f"ONRECORD_{setting.upper()}"


def _with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command one option per setting, handed to it as `settings`."""
    names = [setting.name for setting in fields(Settings)]

    def run(**given: Any) -> None:  # noqa: ANN401 - what typer parsed
        values = {name: given.pop(name) for name in names}
        with _one_line_errors():
            command(**given, settings=Settings(**values))

    own = list(inspect.signature(command, eval_str=True).parameters.values())
    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [one.replace(kind=kind) for one in own if one.name != "settings"]
    for setting in fields(Settings):
        option = typer.Option(
            f"--{setting.name.replace('_', '-')}",
            envvar=env_name(setting.name),
            min=setting.metadata["least"],
            help=setting.metadata["help"],
            metavar="N",
        )
        hint = Annotated[int, option]
        parameters.append(
            inspect.Parameter(setting.name, kind, default=setting.default, annotation=hint)
        )
    run.__doc__ = command.__doc__
    vars(run)["__signature__"] = inspect.Signature(parameters)  # what typer reads
    return run


def _version(*, asked: bool) -> None:
    if asked:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version and stop.",
            is_eager=True,
            callback=lambda value: _version(asked=value),
        ),
    ] = False,
) -> None:
    pass


@app.command("read", epilog="Example: onrecord read --json --jobs 2 saved-pages/ > stories.jsonl")
@_with_settings
def read(  # noqa: PLR0913 - each option is a parameter
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Files or folders; - is standard input.",
            show_default=False,
        ),
    ],
    *,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="One JSON object per story or rejected input, one a line."),
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Show all of each story: text, statements, names.")
    ] = False,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Leave out who is named and who says what.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME",
            help="Only what they say, pass on or may have said whose name or role holds NAME.",
        ),
    ] = None,
    manner: Annotated[
        list[str] | None,
        typer.Option(
            "--manner",
            metavar="MANNER",
            help=f"Only statements of this manner; may be repeated: {', '.join(MANNERS)}.",
        ),
    ] = None,
    unchecked: Annotated[
        bool,
        typer.Option("--unchecked", help="Only what nobody could verify, as the story says."),
    ] = False,
    why: Annotated[
        bool,
        typer.Option("--why", help="Show how speaker, manner and certainty of each were reached."),
    ] = False,
    jobs: Annotated[
        int, typer.Option(min=1, metavar="N", help="Processes to share the pages among.")
    ] = 1,
    threads: Annotated[
        int, typer.Option(min=1, metavar="N", help="Threads of the model, in each process.")
    ] = 1,
    settings: Settings,
) -> None:
    """Print the record of every story on the given pages, and who says what in it.

    Reads HTML, MHTML, plain text, Markdown, RTF, DOCX and JSONL, also inside .gz and .zip.

    A statement told through others shows the chain: who said it, then who told that, and so on;
    the last is the one that the story cites.
    """
    from onrecord.pipeline import Report, records  # noqa: PLC0415 - keeps --help fast

    wanted = Filter(by=by, manners=_manners(manner or ()), unchecked=unchecked)
    _refuse("--full", "--json always holds the whole text", when=full and as_json)
    _refuse("--why", "--json always holds it", when=why and as_json)
    _refuse("--by", "give a name, or a part of one", when=by is not None and not by.strip())
    for option, given in (
        ("--threads", threads > 1),
        ("--why", why),
        ("--by", by is not None),
        ("--manner", bool(manner)),
        ("--unchecked", unchecked),
    ):
        _refuse(option, "--no-model runs no model", when=no_model and given)
    report, matches = Report(), Matches()
    write = _json_writer(wanted) if as_json else _view_writer(wanted, full=full, why=why)
    with _progress() as tell:
        for outcome in records(
            paths, settings=settings, jobs=jobs, model=not no_model, threads=threads
        ):
            for one in outcome:
                write(one)
            report += Report.of(outcome)
            matches += Matches.of(outcome, wanted)
            tell(report)
    sys.stdout.flush()
    _say(f"{report.sentence()} {matches.sentence()}" if wanted else report.sentence())
    raise typer.Exit(1 if report.rejected else 0)


@app.command(epilog="Example: onrecord schema > article.schema.json")
def schema() -> None:
    """Print the JSON Schema of what `onrecord read --json` prints."""
    from onrecord.export.schema import shipped_schema  # noqa: PLC0415 - keeps --help fast

    with _one_line_errors():
        sys.stdout.write(shipped_schema())
        sys.stdout.flush()


def _refuse(option: str, words: str, *, when: bool) -> None:
    if when:
        raise typer.BadParameter(words, param_hint=option)


def _manners(given: Iterable[str]) -> frozenset[Manner]:
    for one in given:
        words = f"{one!r} is none of {', '.join(MANNERS)}"
        _refuse("--manner", words, when=one not in MANNERS)
    return frozenset(one for one in MANNERS if one in given)


def _json_writer(wanted: Filter) -> Callable[[Record | Rejected], None]:
    from onrecord.export.jsonl import to_line  # noqa: PLC0415 - keeps --help fast

    out = sys.stdout.buffer

    def write(one: Record | Rejected) -> None:
        kept = keep(one, wanted) if wanted and isinstance(one, Record) else one
        out.write(to_line(kept))

    return write


def _view_writer(wanted: Filter, *, full: bool, why: bool) -> Callable[[Record | Rejected], None]:
    from rich.console import Console  # noqa: PLC0415 - keeps --help fast

    from onrecord.view import Look, show, view_rejected  # noqa: PLC0415 - keeps --help fast

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that is not UTF-8 shows "?"
            stream.reconfigure(errors="replace")
    console, errors = Console(highlight=False), Console(stderr=True, highlight=False)

    def write(one: Record | Rejected) -> None:
        if isinstance(one, Record):
            only = frozenset(x.id for x in matching(one, wanted)) if wanted else None
            if only is None or only:
                show(console, one, Look(full=full, why=why, only=only))
        else:
            # one line each, however long the name is: a terminal breaks it by itself
            errors.print(view_rejected(one), soft_wrap=True)

    return write


@contextmanager
def _progress() -> Iterator[Callable[["Report"], None]]:
    """Tell on standard error how far the run is, when a person looks at it and at nothing else."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - keeps --help fast
    from rich.live import Live  # noqa: PLC0415 - keeps --help fast

    shown_at = time.monotonic()
    with Live(console=Console(stderr=True), transient=True, auto_refresh=False) as live:

        def tell(report: "Report") -> None:
            nonlocal shown_at
            now = time.monotonic()
            if now - shown_at >= PROGRESS_S:
                shown_at = now
                live.update(report.sentence(), refresh=True)

        yield tell


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """End with one line and an exit code where a person or the system is the cause."""
    try:
        yield
    except KeyboardInterrupt:
        _stop("stopped by the keyboard", 130)
    except BrokenPipeError:
        _discard_output()
        raise typer.Exit(141) from None
    except WeightsError as error:
        _stop(f"{error}; --no-model reads pages without the model", 1)
    except OnrecordError as error:
        _stop(str(error), 1)
    except OSError as error:
        if error.filename is not None:  # not of the output: a broken installation, or a bug
            raise
        _discard_output()
        _stop(f"cannot write: {error.strerror}", 1)


def _discard_output() -> None:
    # Python flushes standard output once more on its way out, and would complain
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop(words: str, code: int) -> NoReturn:
    _say(words)
    raise typer.Exit(code) from None


def _say(words: str) -> None:
    print(f"onrecord: {words}", file=sys.stderr)
