"""`onrecord claim …`: shows one claim of a story, and corrects claims."""

import re
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.commands.answers import write_json
from onrecord.commands.claims import claim_at, show_claim
from onrecord.commands.corrections import keep_correction, undo_correction
from onrecord.commands.joined import joined_library
from onrecord.commands.options import (
    LIBRARY,
    JsonOption,
    LibraryOption,
    UndoneArgument,
    WhoOption,
)
from onrecord.commands.running import refuse, stop
from onrecord.commands.usage import Showing

if TYPE_CHECKING:
    from onrecord.library import Library


class _Claim(Showing):
    shown = re.compile(r"\d|-")


claim = typer.Typer(
    cls=_Claim,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Show a claim, and correct what is one claim and what disputes what.",
    epilog="Example: onrecord claim 12.3",
)
claim.command("show", epilog="Example: onrecord claim show 12.3")(show_claim)
_HELP = "A claim as `claims` numbers it, or a statement by its id, as `said` and `claim` give it."
FirstArgument = Annotated[str, typer.Argument(metavar="A", help=_HELP)]
SecondArgument = Annotated[str, typer.Argument(metavar="B", help="Another claim or statement.")]


@claim.command(epilog="Example: onrecord claim join 12.3 12.8")
def join(
    first: FirstArgument,
    second: SecondArgument,
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
    as_json: JsonOption = False,
) -> None:
    """Join two claims into one: they say the same.

    --json prints the correction, as `corrections` does.
    """
    with joined_library(library) as kept:
        _keep(kept, "same claim", _ends(kept, first, second), who, as_json)


@claim.command(epilog="Example: onrecord claim split 12.3 fd251fce39a8e65a:218-257")
def split(
    first: FirstArgument,
    second: SecondArgument,
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a statement out of a claim: it says something else.

    Other statements of the claim stay with whichever of the two they repeat more surely. --json
    prints the correction, as `corrections` does.
    """
    with joined_library(library) as kept:
        _keep(kept, "another claim", _ends(kept, first, second), who, as_json)


@claim.command(epilog="Example: onrecord claim undispute 12.3 12.5")
def undispute(
    first: FirstArgument,
    second: SecondArgument,
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
    as_json: JsonOption = False,
) -> None:
    """State that two claims neither dispute each other nor give different figures.

    --json prints the correction, as `corrections` does.
    """
    with joined_library(library) as kept:
        _keep(kept, "no dispute", _ends(kept, first, second), who, as_json)


@claim.command(epilog="Example: onrecord claim undo c1f3a9c2e")
def undo(
    correction: UndoneArgument,
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
) -> None:
    """Undo a correction, or an earlier undo."""
    undo_correction("claim", library, correction, who)


def _keep(
    kept: "Library",
    kind: Literal["same claim", "another claim", "no dispute"],
    ends: tuple[str, str],
    who: str | None,
    as_json: bool,
) -> None:
    id_ = keep_correction(kept, kind, who, "claim", statement=ends[0], other=ends[1])
    if as_json:
        write_json([kept.correction(id_)])


def _ends(kept: "Library", first: str, second: str) -> tuple[str, str]:
    """Give the ids of two statements, each named by its id or by the number of its claim.

    For a claim, that is the statement whose words stand for it, or another if both ends are one.
    """
    refuse("B", "it is the same as A", when=first == second)
    one = _statement(kept, first, None if _is_number(second) else second)
    return one, _statement(kept, second, one)


def _is_number(given: str) -> bool:
    return ":" not in given


def _statement(kept: "Library", given: str, but: str | None) -> str:
    if not _is_number(given):
        return given
    words = "is neither a claim, such as 3.1, nor a statement, such as fd251fce39a8e65a:218-257"
    is_number = re.fullmatch(r"[0-9]+\.[0-9]+", given) is not None
    refuse("A, B", f"{given!r} {words}", when=not is_number)
    told, found, _ = claim_at(kept, given)
    ids = told.ids
    for said in (found.wording, *found.statements):
        if ids[said] != but:
            return ids[said]
    stop(f"claim {given} has one statement, {but}: a correction needs two", 1)
