"""Error messages for wrong usage that say what to do."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup

# typer brings a click of its own, and gives only some of its errors a name
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]
_MISTYPED = 0.8  # similarity to a command: "merg" is meant as one, a name is not
_QUERY = "QUERY"  # metavar of arguments in the search language
# Names of options in other programs, each with ours; the first that the command has is meant.
_ELSEWHERE = {
    "--db": ("--library",),
    "--database": ("--library",),
    "--out": ("--into",),
    "--output": ("--into",),
    "--format": ("--as", "--json"),
    "--speaker": ("--by",),
    "--who": ("--by",),
    "--from": ("--since",),
    "--after": ("--since",),
    "--to": ("--until",),
    "--before": ("--until",),
    "--max": ("--limit",),
    "--top": ("--limit",),
    "--verbose": ("--why", "--full"),
    "--all": ("--full",),
}


# In this order in the help; other commands come last, under "Commands".
SECTIONS = {
    "Read pages": ("read", "export", "schema"),
    "Keep a library": ("add", "fetch", "feeds", "join", "reread", "rejected"),
    "Ask it": ("search", "said", "timeline", "itinerary", "parties", "party", "serve", "follow"),
    "Compare accounts": (
        *("stories", "story", "claims", "claim", "compare", "figures", "revisions"),
    ),
    "Correct and prove": ("statement", "corrections", "evidence", "verify"),
    "Many pages, many places": ("batch", "load", "gazetteer"),
}
_FEW = 9  # commands that a line can name
_LONG = 500  # characters of a sentence: longer ones would be cut


class Sentences(TyperGroup):
    """A group of commands whose help lists each with its whole first sentence, in sections."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - of typer's click
        """Parse the options before a command; for another's option, say that it goes after it."""
        try:
            return super().parse_args(ctx, args)
        except _UsageError as error:
            _place_behind(error, ctx.command_path, self.commands)
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - the same
        """Find the command that is meant; if there is none and they are few, list them."""
        try:
            return super().resolve_command(ctx, args)
        except _UsageError as error:
            _name_all(error, self.commands)
            raise

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - of typer's click
        """Write the commands in full; click would cut each to one line."""
        told = {
            name: command.get_short_help_str(_LONG)
            for name in self.list_commands(ctx)
            if not (command := self.commands[name]).hidden
        }
        width = max(map(len, told))
        sections = {
            title: names for title, names in SECTIONS.items() if isinstance(self, PlainUsage)
        }
        listed = {name for names in sections.values() for name in names}
        sections["Commands"] = tuple(name for name in told if name not in listed)
        for title, names in sections.items():
            rows = [(name.ljust(width), told[name]) for name in names if name in told]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


class PlainUsage(Sentences):
    """The commands of an app, with plain messages for mistakes in options."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - of typer's click
        """Run a command; wrong usage gets a message that says what is wanted."""
        try:
            return super().invoke(ctx)
        except _UsageError as error:
            called = getattr(error, "ctx", None)
            _explain(error, self.commands.get(ctx.invoked_subcommand))
            if called is not None and hasattr(error, "possibilities"):
                _explain_option(error, called.command)
            raise


class Showing(Sentences):
    """Takes `claim 12.3` as `claim show 12.3`: what is not a command is what to show."""

    shown = re.compile(r"")  # what may be shown: anything

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - of typer's click
        """Put `show` before what is to be shown, and before the options of it."""
        given = args[0] if args else "--help"
        mistyped = get_close_matches(given, self.commands, n=1, cutoff=_MISTYPED)
        if given != "--help" and not mistyped and self.shown.match(given):
            args = ["show", *args]
        return super().parse_args(ctx, args)


def _name_all(error: Any, commands: Any) -> None:  # noqa: ANN401 - of typer's click
    """List the commands if they are few and none is similar to what was typed."""
    if len(commands) <= _FEW and "Did you mean" not in error.message:
        error.message = f"{error.message.rstrip('.')}; there are {', '.join(commands)}"


def _explain(error: Any, command: Any) -> None:  # noqa: ANN401 - of typer's click
    """Say what an option or argument takes if its value is missing or not a number."""
    wanted = getattr(error, "param", None)
    told = getattr(wanted, "help", None) or ""
    if error.message.endswith("requires an argument."):
        option = error.option_name
        for one in _parameters(command):
            if option in one.opts:
                error.message = f"{option} needs {one.metavar or 'a value'} after it. {one.help}"
                return
    elif "valid integer" in error.message:
        error.message = f"a whole number is wanted. {told}"
    elif error.message.startswith("Input should be"):
        error.message = error.message.replace("Input should be", "it must be")
    elif wanted is not None and not error.message:  # it is missing
        error.message = told


def _explain_option(error: Any, command: Any) -> None:  # noqa: ANN401 - of typer's click
    """Say what to write instead of an option that a command does not have."""
    given = error.option_name
    ours = [option for one in command.params for option in one.opts]
    instead = next((one for one in _ELSEWHERE.get(given, ()) if one in ours), None)
    if instead:
        error.possibilities = [instead]
    elif any(one.metavar == _QUERY and one.nargs != 1 for one in command.params):
        _explain_field(error, given.lstrip("-"))


def _explain_field(error: Any, name: str) -> None:  # noqa: ANN401 - of typer's click
    """Say that an option that is a field of queries belongs in the query."""
    from onrecord.library.questions.query import (  # noqa: PLC0415 - keeps --help fast
        ALIASES,
        DATE_FIELDS,
        FIELDS,
        LISTED_FIELDS,
    )

    field = ALIASES.get(name, name)
    if field in FIELDS:
        first = next(iter(LISTED_FIELDS.get(field, ())), "NAME")
        value = "2024-12" if field in DATE_FIELDS else "en" if field == "lang" else first
        error.possibilities = None
        error.message = (
            f"No such option: {error.option_name}. It is part of the query:"
            f" write 'words {field}:{value}'"
        )


def _place_behind(error: Any, path: str, commands: Any) -> None:  # noqa: ANN401 - of typer's click
    """Say that an option before a command goes after it, if any command has it."""
    given = getattr(error, "option_name", None)
    names = (given, *_ELSEWHERE.get(given or "", ()))
    for command in commands.values():
        for one in _parameters(command):
            for name in names:
                if name in one.opts:
                    error.possibilities = None
                    value = f" {one.metavar}" if one.metavar else ""
                    error.message = (
                        f"No such option: {given}. It goes after a command:"
                        f" {path} {command.name} … {name}{value}"
                    )
                    return


def _parameters(command: Any) -> Iterator[Any]:  # noqa: ANN401 - of typer's click
    """Give the options and arguments of a command and of those under it."""
    yield from getattr(command, "params", ())
    for one in getattr(command, "commands", {}).values():
        yield from _parameters(one)
