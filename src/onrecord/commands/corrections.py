"""`onrecord corrections` and `onrecord statement …`: how people correct what was read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from onrecord.commands.answers import Shape, show
from onrecord.commands.options import (
    LIBRARY,
    CsvOption,
    JsonOption,
    LibraryOption,
    OffsetOption,
    UndoneArgument,
    WhoOption,
)
from onrecord.commands.running import one_line_errors, refuse, refuse_other, say, stop
from onrecord.commands.usage import Sentences
from onrecord.record import (
    Certainty,
    Correction,
    CorrectionKind,
    Fix,
    Manner,
    Named,
)

if TYPE_CHECKING:
    from onrecord.library import Library

ALL = 1_000_000_000
LARGEST = 64 << 20  # bytes of a file of corrections
statement = typer.Typer(
    cls=Sentences,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Correct how a statement was read.",
    epilog="Example: onrecord statement fix fd251fce39a8e65a:218-257 --manner denies",
)


@statement.command(
    epilog="Example: onrecord statement fix fd251fce39a8e65a:218-257 --speaker 'Jane Roe'"
)
def fix(  # noqa: PLR0913 - each option is a parameter
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id from `said`.")],
    *,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Who said it.")
    ] = None,
    none: Annotated[
        bool, typer.Option("--none", help="The story does not say who said it.")
    ] = False,
    manner: Annotated[
        str | None,
        typer.Option("--manner", metavar="MANNER", help=f"{', '.join(get_args(Manner))}."),
    ] = None,
    certainty: Annotated[
        str | None,
        typer.Option("--certainty", metavar="C", help=f"{', '.join(get_args(Certainty))}."),
    ] = None,
    no_statement: Annotated[
        bool, typer.Option("--not-a-statement", help="Nobody is reported to have said it.")
    ] = False,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
) -> None:
    """Correct who said something and how; all answers change with it."""
    refuse_other("--manner", manner, get_args(Manner))
    refuse_other("--certainty", certainty, get_args(Certainty))
    refuse("--none", "--speaker says who it is", when=none and speaker is not None)
    refuse("--speaker", "give a name", when=speaker is not None and not speaker.strip())
    others = bool(speaker or none or manner or certainty)
    refuse(
        "--not-a-statement", "it cannot be combined with other fields", when=no_statement and others
    )
    refuse("fix", "say what is wrong: --speaker, --manner …", when=not (no_statement or others))
    made = Fix(
        speaker="" if none else " ".join(speaker.split()) if speaker else None,
        manner=next((one for one in get_args(Manner) if one == manner), None),
        certainty=next((one for one in get_args(Certainty) if one == certainty), None),
        is_none=no_statement,
    )
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        keep_correction(kept, "fix", who, "statement", statement=id_, fix=made)


@statement.command(epilog="Example: onrecord statement undo c1f3a9c2e")
def undo(
    correction: UndoneArgument,
    *,
    library: LibraryOption = LIBRARY,
    who: WhoOption = None,
) -> None:
    """Undo a correction, or an earlier undo."""
    undo_correction("statement", library, correction, who)


def corrections(  # noqa: PLR0913 - each option is a parameter
    *,
    take: Annotated[
        Path | None,
        typer.Option(
            "--import",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Import corrections from a file.",
        ),
    ] = None,
    library: LibraryOption = LIBRARY,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="Show at most N.")
    ] = None,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print what was corrected, by whom and when; --json writes what --import takes."""
    from onrecord.joining import take_corrections  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    shape = Shape.of(as_json, as_csv)
    refuse("--import", "it prints nothing", when=take is not None and shape is not Shape.WORDS)
    with one_line_errors(), Library.open(library, make=False) as kept:
        if take is not None:
            given = _corrections_in(take)
            n = take_corrections(kept, given)
            say(f"{n:,} of {len(given):,} corrections are new.")
        else:
            show(kept.corrections(limit=limit or ALL, offset=offset), shape)


def keep_correction(
    kept: "Library",
    kind: CorrectionKind,
    who: str | None,
    group: Literal["statement", "party", "claim"] = "party",
    **what: Any,  # noqa: ANN401
) -> str:
    """Keep a new correction, say how to undo it, and give its id. group: of the undo command."""
    from onrecord.joining import correct, correction  # noqa: PLC0415 - keeps --help fast

    on = datetime.now(UTC).isoformat(timespec="seconds")
    made = correction(kind, by=who or getuser(), on=on, **what)
    if not correct(kept, made):
        say(f"the same correction was made a moment ago, as {made.id}: nothing has changed.")
    else:
        say(f"corrected, as {made.id}: `onrecord {group} undo {made.id}` takes it back.")
    return made.id


def undo_correction(
    group: Literal["statement", "party", "claim"], library: str, id_: str, who: str | None
) -> None:
    """Undo a correction in a library."""
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        keep_correction(kept, "undo", who, group, undoes=id_)


def _corrections_in(path: Path) -> list[Correction]:
    """Read what `corrections --json` wrote; end with one line if it is something else."""
    import orjson  # noqa: PLC0415 - keeps --help fast

    if path.stat().st_size > LARGEST:
        stop(f"{path}: larger than {LARGEST >> 20} MB, too large for a file of corrections", 1)
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                found.append(correction_from(orjson.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError):
                stop(
                    f"{path}, line {number}: not a correction as `corrections --json` writes it", 1
                )
    return found


def correction_from(form: dict[str, Any]) -> Correction:
    """Read a correction from JSON. Raises KeyError, TypeError or ValueError if it is not one."""
    from onrecord.library.keeping.corrections import OF_CLAIMS  # noqa: PLC0415 - keeps --help fast

    value = dict(form["correction"])
    at: Sequence[dict[str, Any]] = value.pop("at")
    fix_ = value.pop("fix")
    made = Correction(
        **value, at=tuple(Named(**one) for one in at), fix=Fix(**fix_) if fix_ else None
    )
    texts = (made.id, made.by, made.on, *(x for one in made.at for x in (one.article_id, one.name)))
    optional = (made.name, made.statement, made.other, made.undoes)
    if made.kind not in get_args(CorrectionKind) or not all(isinstance(x, str) for x in texts):
        raise ValueError("no correction")
    if not all(x is None or isinstance(x, str) for x in optional) or not _is_fix(made.fix):
        raise ValueError("no correction")
    if made.kind in OF_CLAIMS and not (made.statement and made.other):
        raise ValueError("a correction of claims is of two statements")
    return made


def _is_fix(fix_: Fix | None) -> bool:
    if fix_ is None:
        return True
    named = fix_.speaker is None or isinstance(fix_.speaker, str)
    listed = fix_.manner in (None, *get_args(Manner))
    return named and listed and fix_.certainty in (None, *get_args(Certainty))
