"""`onrecord parties` and `onrecord party …`: who is who across articles, and corrections of it."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from onrecord.commands.answers import Shape, show, show_one
from onrecord.commands.corrections import keep_correction, undo_correction
from onrecord.commands.joined import joined_library
from onrecord.commands.options import (
    LIBRARY,
    CsvOption,
    JsonOption,
    LibraryOption,
    LimitOption,
    OffsetOption,
    UndoneArgument,
    WhoOption,
)
from onrecord.commands.running import refuse, refuse_other, stop
from onrecord.commands.usage import Showing
from onrecord.record import ActorKind, Named

if TYPE_CHECKING:
    from onrecord.library import Library

_DIGITS = 15  # of the number of a party: no library has more
_BEGINNING, _ALIKE = 2, 500  # letters in which a mistyped name begins right; names looked at
_NAMED = 20  # parties that are listed if it is unclear which is meant

party = typer.Typer(
    cls=Showing,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Show a person, body or place across articles, and correct who is who.",
    epilog="Example: onrecord party 'Jane Roe'",
)
NumberArgument = Annotated[
    int, typer.Argument(metavar="N", min=1, help="Its number from `parties`.", show_default=False)
]


def parties(  # noqa: PLR0913 - each option is a parameter
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A name or a part of one.", show_default=False)
    ] = "",
    *,
    library: LibraryOption = LIBRARY,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(get_args(ActorKind))}."),
    ] = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print people, bodies and places, those named in most articles first."""
    shape = Shape.of(as_json, as_csv)
    refuse_other("--kind", kind, get_args(ActorKind))
    known: ActorKind | None = next((one for one in get_args(ActorKind) if one == kind), None)
    with joined_library(library) as kept:
        show(kept.parties(query, kind=known, limit=limit, offset=offset), shape)


@party.command("show", epilog="Example: onrecord party show 12")
def show_party(  # noqa: PLR0913 - each option is a parameter
    given: Annotated[
        str, typer.Argument(metavar="PARTY", help="Its number from `parties`, or a name.")
    ],
    *,
    library: LibraryOption = LIBRARY,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print a party: its names, roles and company, its articles, and why each belongs to it."""
    shape = Shape.of(as_json, as_csv)
    with joined_library(library) as kept:
        number = _number_of(kept, given)
        found = kept.party(number, limit=limit, offset=offset)
        if found is None:
            stop(f"there is no party {number}: `onrecord parties` lists them", 1)
        show_one(found, found.members, shape)


def _number_of(kept: "Library", given: str) -> int:
    """Give the number of the party that is meant; ends with one line if that is unclear."""
    if given.isascii() and given.isdigit() and len(given) <= _DIGITS:
        return int(given)
    answer = kept.parties(given, limit=_NAMED)
    if not answer.found:
        near = _nearest(kept, given)
        hint = f"do you mean {near}?" if near else "`onrecord parties` lists who is"
        stop(f"nobody is named {given}: {hint}", 1)
    called = [one for one in answer.found if one.name.lower() == given.lower()]
    if len(answer.found) > 1 and len(called) != 1:
        show(answer, Shape.WORDS)
        stop("which one? Give its number: `onrecord party N`", 1)
    return (called or answer.found)[0].number


def _nearest(kept: "Library", given: str) -> str | None:
    """Give the party's name with almost this spelling and the same beginning, if there is one."""
    last = given.rsplit(maxsplit=1)[-1] if given.split() else ""
    alike = kept.parties(f"{last[:_BEGINNING]}*", limit=_ALIKE).found if last.isalpha() else ()
    names = {word.lower(): one.name for one in reversed(alike) for word in one.name.split()}
    near = get_close_matches(last.lower(), names, n=1)
    return names[near[0]] if near else None


@party.command(epilog="Example: onrecord party merge 12 40")
def merge(
    first: NumberArgument,
    others: Annotated[
        list[int], typer.Argument(metavar="OTHER", min=1, help="Other parties that are the same.")
    ],
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
) -> None:
    """Merge several parties into one, with the number and name of the first."""
    with joined_library(library) as kept:
        at: list[Named] = []
        for number in (first, *others):
            found = kept.pointers(number)
            if not found:
                stop(f"there is no party {number}: `onrecord parties` lists them", 1)
            at += found
        keep_correction(kept, "merge", who, at=at)


@party.command(epilog="Example: onrecord party split 12 fd251fce39a8e65a")
def split(
    number: NumberArgument,
    articles: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE", help="Ids of articles that name somebody else."),
    ],
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
) -> None:
    """Split a party: some of its articles name somebody else."""
    with joined_library(library) as kept:
        at = kept.pointers(number, articles)
        if not at:
            stop(f"party {number} has nobody in these articles: `onrecord party show`", 1)
        keep_correction(kept, "split", who, at=at)


@party.command(epilog="Example: onrecord party rename 12 'Jane Roe'")
def rename(
    number: NumberArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new name.")],
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
) -> None:
    """Rename a party; its other names still find it."""
    refuse("NAME", "give a name", when=not name.strip())
    _keep(number, "rename", who, library, name=" ".join(name.split()))


@party.command(epilog="Example: onrecord party hide 12")
def hide(
    number: NumberArgument, *, library: LibraryOption = LIBRARY, who: WhoOption = None
) -> None:
    """Hide a party that is not a person, body or place."""
    _keep(number, "hide", who, library)


@party.command(epilog="Example: onrecord party undo c1f3a9c2e")
def undo(
    correction: UndoneArgument,
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
) -> None:
    """Undo a correction, or an earlier undo."""
    undo_correction("party", library, correction, who)


def _keep(
    number: int,
    kind: Literal["rename", "hide"],
    who: str | None,
    library: str,
    name: str | None = None,
) -> None:
    with joined_library(library) as kept:
        at = kept.pointers(number)
        if not at:
            stop(f"there is no party {number}: `onrecord parties` lists them", 1)
        keep_correction(kept, kind, who, at=at, name=name)
