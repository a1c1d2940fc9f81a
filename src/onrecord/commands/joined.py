"""`onrecord join`, `stories`, `story` and `revisions`: what stands between articles."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.answers import Shape, show, show_one
from onrecord.commands.options import (
    LIBRARY,
    CsvOption,
    JsonOption,
    LibraryOption,
    LimitOption,
    OffsetOption,
    SinceOption,
    StoryArgument,
    UntilOption,
)
from onrecord.commands.running import one_line_errors, say, stop

if TYPE_CHECKING:
    from onrecord.joining import Joined
    from onrecord.joining.judging import Judged
    from onrecord.library import Library

DIGITS = 15  # of a number: more no library holds
_NAMED = 20  # stories that are listed where it is not clear which is meant
MANY = 100  # articles that take long enough to join that a person is told


@contextmanager
def joined_library(where: str) -> Iterator["Library"]:
    """Open a library and join what waits; if it cannot be written, say that something waits."""
    from onrecord.errors import LibraryError  # noqa: PLC0415 - keeps --help fast
    from onrecord.joining import join  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(where, make=False) as kept:
        n = kept.waiting()
        if n > MANY:
            say(f"{n:,} articles are joined with the others first: `onrecord join` does it too")
        try:
            join(kept, tell=_tell)
        except LibraryError as error:
            if not n:
                raise
            say(f"{error}; {n:,} articles are not joined with the others")
        yield kept


def _tell(done: "Joined") -> None:
    """Show progress if standard error is a terminal."""
    if sys.stderr.isatty():
        words = f"{done.articles:,} joined, {done.left:,} left"
        print(f"\r{words}", end="\n" if not done.left else " ", file=sys.stderr, flush=True)


def join(
    *,
    library: LibraryOption = LIBRARY,
    everything: Annotated[
        bool, typer.Option("--all", help="Take everything apart first, and join it anew.")
    ] = False,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Leave out the comparison by the model.")
    ] = False,
) -> None:
    """Join the articles of a library: copies, versions, persons and bodies, stories.

    `add` does this unless given --no-model, and so does every command that needs it. Of articles
    added with --no-model, only copies and versions are found. Then the model compares what is said
    in the stories that wait for it; only `add`, `fetch`, `reread`, `follow run`, `serve` and this
    command do that.
    """
    from onrecord.joining import join as join_all  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        say(join_all(kept, everything=everything, tell=_tell).sentence())
        if not no_model:
            judge_waiting(kept)


def judge_waiting(kept: "Library") -> None:
    """Let the model compare what is said in waiting stories, and report it if there were any."""
    from onrecord.adding import judge  # noqa: PLC0415 - loads the stages

    n = kept.unjudged()
    if not n:
        return
    if n > MANY:
        say(_waiting(n))
    done = judge(kept, tell=_tell_judged)
    if done.stories:
        say(done.sentence())
    elif done.left:
        who = "1 story waits" if done.left == 1 else f"{done.left:,} stories wait"
        say(f"{who} for weights that can compare what is said")


def _tell_judged(done: "Judged") -> None:
    if sys.stderr.isatty():
        words = f"{done.stories:,} compared, {done.left:,} left"
        print(f"\r{words}", end="\n" if not done.left else " ", file=sys.stderr, flush=True)


def stories(  # noqa: PLR0913 - each option is a parameter
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY", help="A query, as for `search`, that one of its articles matches."
        ),
    ] = None,
    *,
    library: LibraryOption = LIBRARY,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only stories in which somebody disputes another.")
    ] = False,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print stories, the latest first, with how many articles, independent sources and disputes.

    The number in front does not change; give it to `onrecord story`.
    """
    from onrecord.library import Days, WhichStories  # noqa: PLC0415 - keeps --help fast

    shape, words = Shape.of(as_json, as_csv), " ".join(query or ())
    with joined_library(library) as kept:
        which = WhichStories(days=Days(since=since, until=until), disputed=disputed)
        show(kept.stories(words, which, limit=limit, offset=offset), shape)
        if disputed and (n := kept.unjudged()):
            say(f"{_waiting(n)}: `onrecord join`")


def _waiting(n: int) -> str:
    if n == 1:
        return "1 story waits for the model to compare what is said in it"
    return f"{n:,} stories wait for the model to compare what is said in them"


def numbers_of(kept: "Library", given: Sequence[str], *, limit: int) -> list[int]:
    """Give the numbers of the stories that a number or words name; without either, of all.

    Ends with one line if there is no such story.
    """
    if len(given) == 1 and given[0].isascii() and given[0].isdigit():
        number = int(given[0]) if len(given[0]) <= DIGITS else 0
        if kept.story(number) is None:
            stop(f"there is no story {given[0]}: `onrecord stories` lists them", 1)
        return [number]
    answer = kept.stories(" ".join(given), limit=limit)
    if given and not answer.found:
        stop(f"{answer.sentence()} `onrecord stories` lists them", 1)
    return [one.number for one in answer.found]


def story(
    given: StoryArgument,
    *,
    library: LibraryOption = LIBRARY,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print a story: its articles and why each is in it, its sources, copies, what came before."""
    shape = Shape.of(as_json, as_csv)
    with joined_library(library) as kept:
        meant = numbers_of(kept, given, limit=_NAMED)
        if len(meant) > 1:
            show(kept.stories(" ".join(given), limit=_NAMED), Shape.WORDS)
            stop("which one? Give its number: `onrecord story N`", 1)
        found = kept.story(meant[0])
        assert found is not None  # `numbers_of` gives those that there are
        show_one(found, found.parts, shape)
        if shape is Shape.WORDS:
            say(f"who disagrees with whom: `onrecord claims {found.story.number}`")
        if found.asked != found.story.number:
            say(f"story {found.asked} is now part of story {found.story.number}")


def revisions(  # noqa: PLR0913 - each option is a parameter
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="Id of an article; without it, all.")
    ] = None,
    *,
    library: LibraryOption = LIBRARY,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print what changed between versions of an article: first in meaning, then word by word."""
    shape = Shape.of(as_json, as_csv)
    with joined_library(library) as kept:
        if article is not None and kept.record(article) is None:
            stop(f"there is no article {article} here: `onrecord search` gives the ids", 1)
        show(kept.revisions(article, limit=limit, offset=offset), shape)
