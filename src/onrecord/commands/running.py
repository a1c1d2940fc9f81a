"""What all commands share: settings as options, one line for each mistake, progress.

Messages about a run go to standard error. Exit codes: 0 every input was read; 1 something was
rejected or could not be written; 2 wrong usage; 130 Ctrl-C; 141 the reader of our output went away.
"""

import inspect
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from onrecord.errors import OnrecordError, QueryError, WeightsError, nearest
from onrecord.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.pipeline import Report

PROGRESS_S = 0.2  # seconds between two updates of the progress line


def env_name(setting: str) -> str:
    """Give the environment variable that sets a setting."""
    return f"ONRECORD_{setting.upper()}"


def with_settings(command: Callable[..., None], *, net: bool = True) -> Callable[..., None]:
    """Give a command one option per setting, handed to it as `settings`.

    net: also those of the net, which a command that fetches nothing does not need.
    """
    settings = [setting for setting in fields(Settings) if net or not setting.metadata["net"]]
    names = [setting.name for setting in settings]

    def run(**given: Any) -> None:  # noqa: ANN401 - what typer parsed
        values = {name: given.pop(name) for name in names}
        with one_line_errors():
            command(**given, settings=Settings(**values))

    own = list(inspect.signature(command, eval_str=True).parameters.values())
    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [one.replace(kind=kind) for one in own if one.name != "settings"]
    for setting in settings:
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


def refuse(option: str, words: str, *, when: bool) -> None:
    """End with wrong usage of an option if a condition holds."""
    if when:
        raise typer.BadParameter(words, param_hint=option)


def refuse_other(option: str, given: str | None, known: Sequence[str]) -> None:
    """End with wrong usage of an option whose value is not in a list."""
    wrong = f"{given!r} is none of {', '.join(known)}{nearest(given or '', known)}"
    refuse(option, wrong, when=given not in (None, *known))


@contextmanager
def progress() -> Iterator[Callable[["Report"], None]]:
    """Show progress on standard error if that is a terminal and standard output is not."""
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
def one_line_errors() -> Iterator[None]:
    """End with one line and an exit code if a user or the system caused the error."""
    try:
        yield
    except KeyboardInterrupt:
        stop("stopped by the keyboard", 130)
    except BrokenPipeError:
        _discard_output()
        raise typer.Exit(141) from None
    except WeightsError as error:
        stop(f"{error}; --no-model reads pages without the model", 1)
    except QueryError as error:
        stop(_wrong_words(error), 2)
    except OnrecordError as error:
        stop(str(error), 1)
    except OSError as error:
        if error.filename is not None:  # not of the output: a broken installation, or a bug
            raise
        _discard_output()
        stop(f"cannot write: {error.strerror}", 1)


def _wrong_words(error: QueryError) -> str:
    """Say what is wrong with a question, naming arguments as the command line does."""
    if error.argument is None:
        return str(error)
    is_bare = error.argument in {"name", "query"}
    named = error.argument.upper() if is_bare else f"--{error.argument}"
    return f"{named}: {error.words}"


def _discard_output() -> None:
    # Python flushes standard output once more on its way out, and would complain
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stop(words: str, code: int) -> NoReturn:
    """End with one line and an exit code."""
    say(words)
    raise typer.Exit(code) from None


def console(*, stderr: bool = False) -> "Console":
    """Give a console for standard output; a terminal that is not UTF-8 shows "?"."""
    from rich.console import Console  # noqa: PLC0415 - keeps --help fast

    stream = sys.stderr if stderr else sys.stdout
    if hasattr(stream, "reconfigure"):  # not where a test or a program has put its own
        stream.reconfigure(errors="replace")
    return Console(stderr=stderr, highlight=False)


def say(words: str) -> None:
    """Print a message about the run on standard error."""
    print(f"onrecord: {words}", file=sys.stderr)
