"""Options and arguments that several commands share, with their help."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, get_args

import typer

from onrecord.commands.running import refuse_other
from onrecord.record import CheckState, Manner

LibraryOption = Annotated[
    str,
    typer.Option(
        "--library",
        envvar="ONRECORD_LIBRARY",
        metavar="FILE_OR_URL",
        help="The library: a file, or postgresql://user@host/name.",
    ),
]
LIBRARY = "onrecord.db"
LimitOption = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Show at most N.")]
OffsetOption = Annotated[
    int, typer.Option("--offset", min=0, metavar="N", help="Pass over the first N.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
CopiesOption = Annotated[
    bool, typer.Option("--copies", help="List copies of one text one by one, too.")
]
CsvOption = Annotated[bool, typer.Option("--csv", help="A table with a header.")]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Only from this day, month or year on: 2024-12."),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Only until the end of this one: 2024-12-19."),
]
MANNERS: tuple[Manner, ...] = get_args(Manner)
MannerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--manner",
        metavar="MANNER",
        help=f"Only statements of this manner; may be repeated: {', '.join(MANNERS)}.",
    ),
]
CheckedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--checked",
        metavar="STATE",
        help="Only what the story says was checked with this outcome; may be repeated: "
        + ", ".join(get_args(CheckState))
        + " (it says nothing of a check).",
    ),
]
NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="A name or a part of one; * stands for any ending.")
]
StoryArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="STORY",
        help="Its number from `stories`, or a query, as for `search`.",
    ),
]
NoModelOption = Annotated[
    bool,
    typer.Option("--no-model", help="Leave out what the model finds: names, statements and more."),
]
VectorsOption = Annotated[
    bool | None,
    typer.Option(
        "--vectors/--no-vectors",
        help="Keep vectors of what articles are about, for stories and `search --like`.",
        show_default="--vectors",
    ),
]
JobsOption = Annotated[
    int, typer.Option("--jobs", min=1, metavar="N", help="Processes to share the pages among.")
]
ThreadsOption = Annotated[
    int,
    typer.Option("--threads", min=1, metavar="N", help="Threads of the model, in each process."),
]
WarcOption = Annotated[
    Path | None,
    typer.Option(
        "--warc",
        metavar="FOLDER_OR_FILE",
        help="Also keep what is fetched as WARC: in a folder, or in FILE.warc.gz.",
    ),
]
WhoOption = Annotated[
    str | None,
    typer.Option(
        "--who",
        envvar="ONRECORD_WHO",
        metavar="NAME",
        help="Who makes the correction; by default your login.",
    ),
]
UndoneArgument = Annotated[str, typer.Argument(metavar="ID", help="Its id from `corrections`.")]


def check_manners(given: Iterable[str] | None) -> frozenset[Manner]:
    """Give the manners that --manner asks for; ends with wrong usage if one is unknown."""
    wanted = list(given or ())
    for one in wanted:
        refuse_other("--manner", one, MANNERS)
    return frozenset(one for one in MANNERS if one in wanted)


def check_states(given: Iterable[str] | None) -> frozenset[CheckState]:
    """Give the states that --checked asks for; ends with wrong usage if one is unknown."""
    known: tuple[CheckState, ...] = get_args(CheckState)
    wanted = list(given or ())
    for one in wanted:
        refuse_other("--checked", one, known)
    return frozenset(one for one in known if one in wanted)
