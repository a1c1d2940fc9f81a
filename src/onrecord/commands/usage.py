"""Wrong usage that a parser words for programmers, in words that say what to do."""

from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperGroup

# typer brings a click of its own, and gives only some of its errors a name
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


class PlainUsage(TyperGroup):
    """The commands of an app, whose mistakes in options are told plainly."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - of typer's click
        """Run a command; what is wrong in how it was called says what is wanted."""
        try:
            return super().invoke(ctx)
        except _UsageError as error:
            _explain(error, self.commands.get(ctx.invoked_subcommand))
            raise


def _explain(error: Any, command: Any) -> None:  # noqa: ANN401 - of typer's click
    """Say of an option or argument that has no value, or no number, what it takes."""
    wanted = getattr(error, "param", None)
    told = getattr(wanted, "help", None) or ""
    if error.message.endswith("requires an argument."):
        option = error.option_name
        for one in _parameters(command):
            if option in one.opts:
                error.message = f"{option} needs {one.metavar or 'a value'} behind it. {one.help}"
                return
    elif "valid integer" in error.message:
        error.message = f"a whole number is wanted. {told}"
    elif error.message.startswith("Input should be"):
        error.message = error.message.replace("Input should be", "it must be")
    elif wanted is not None and not error.message:  # it is missing
        error.message = told


def _parameters(command: Any) -> Iterator[Any]:  # noqa: ANN401 - of typer's click
    """Give the options and arguments of a command and of those under it."""
    yield from getattr(command, "params", ())
    for one in getattr(command, "commands", {}).values():
        yield from _parameters(one)
