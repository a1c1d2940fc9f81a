"""`onrecord search`, `said`, `timeline` and `itinerary`: questions to a library."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.commands.answers import Shape, show
from onrecord.commands.options import (
    LIBRARY,
    CheckedOption,
    CopiesOption,
    CsvOption,
    JsonOption,
    LibraryOption,
    LimitOption,
    MannerOption,
    NameArgument,
    OffsetOption,
    SinceOption,
    UntilOption,
    check_manners,
    check_states,
)
from onrecord.commands.running import one_line_errors, refuse, say
from onrecord.filters import nobody

if TYPE_CHECKING:
    from onrecord.library import Library
    from onrecord.library.answers import Answer

_INITIAL = 2  # characters of "J." and the like, which are no name alone
LATEST = 20  # articles in which it is looked for who speaks
LONGEST = 2_000  # characters of what is searched for by meaning, as of a query


def search(  # noqa: PLR0913 - each option is a parameter
    query: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY", help="What to search for.")
    ] = None,
    *,
    like: Annotated[
        str | None,
        typer.Option("--like", metavar="TEXT", help="Also find what is close to this in meaning."),
    ] = None,
    copies: CopiesOption = False,
    library: LibraryOption = LIBRARY,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Find stories by their words and by what was read in them, best match first.

    Words, "phrases" and beginnings* must all be there, unless OR, NOT, - and brackets say
    otherwise. Put the whole query in 'single quotes', since a shell removes the double ones.

    Fields of one statement: speaker: about: manner: certainty: quote: grade: checked: Fields of the
    story: actor: place: event: outlet: headline: kind: lang: since: until: on:

    A text that several outlets print is shown once, with the others below; --copies lists all.

    --like "dock workers walk out" finds what is close to that in meaning, with or without QUERY.
    """
    refuse("QUERY", "nothing to search for: give words or --like", when=not query and like is None)
    refuse("--like", f"give at most {LONGEST:,} characters", when=len(like or "") > LONGEST)
    # A shell takes the quotation marks of a phrase off; what it gave as one word is one phrase.
    parts = query or []
    whole = parts[0] if len(parts) == 1 else " ".join(_quoted(one) for one in parts)

    def ask(kept: "Library") -> "Answer[Any]":
        from onrecord.model import meaning_of  # noqa: PLC0415 - keeps --help fast

        near = meaning_of(like) if like is not None else None
        return kept.search(whole, like=near, copies=copies, limit=limit, offset=offset)

    _ask(library, Shape.of(as_json, as_csv), ask)


def said(  # noqa: PLR0913 - each option is a parameter
    *,
    library: LibraryOption = LIBRARY,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who says it or passes it on.")
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="WORDS", help="Words of what is said.")
    ] = None,
    manner: MannerOption = None,
    checked: CheckedOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    copies: CopiesOption = False,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print statements, newest first: who says what, how, and whether anybody checked it.

    To see what nobody confirmed: --checked silent --checked "not verified".
    """
    from onrecord.library import Days, Library  # noqa: PLC0415 - keeps --help fast

    shape = Shape.of(as_json, as_csv)
    refuse("--by", "give a name, or a part of one", when=by is not None and not by.strip())
    manners, states = check_manners(manner), check_states(checked)
    days = Days(since=since, until=until)
    with one_line_errors(), Library.open(library, make=False) as kept:
        answer = kept.said(
            by=by,
            about=about,
            manner=sorted(manners),
            checked=sorted(states),
            days=days,
            copies=copies,
            limit=limit,
            offset=offset,
        )
        show(answer, shape)
        if by is not None and not answer.total and not kept.said(by=by, limit=1).total:
            say(nobody(_speakers(kept)))


def timeline(  # noqa: PLR0913 - each option is a parameter
    name: NameArgument,
    *,
    library: LibraryOption = LIBRARY,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print what somebody did, experienced and said, oldest first."""
    from onrecord.library import Days  # noqa: PLC0415 - keeps --help fast

    shape, days = Shape.of(as_json, as_csv), Days(since=since, until=until)
    _ask_of(
        library,
        name,
        shape,
        lambda kept, who: kept.timeline(who, days=days, limit=limit, offset=offset),
    )


def itinerary(  # noqa: PLR0913 - each option is a parameter
    name: NameArgument,
    *,
    library: LibraryOption = LIBRARY,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print where somebody was, is and will be, journey by journey and stop by stop."""
    from onrecord.library import Days  # noqa: PLC0415 - keeps --help fast

    shape, days = Shape.of(as_json, as_csv), Days(since=since, until=until)
    _ask_of(
        library,
        name,
        shape,
        lambda kept, who: kept.itinerary(who, days=days, limit=limit, offset=offset),
    )


def _ask(library: str, shape: Shape, ask: "Callable[[Library], Answer[Any]]") -> None:
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        show(ask(kept), shape)


def _ask_of(
    library: str, name: str, shape: Shape, ask: "Callable[[Library, str], Answer[Any]]"
) -> None:
    """Ask about somebody; if nothing is found, say which part of the name finds something."""
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        answer = ask(kept, name)
        show(answer, shape)
        if answer.total:
            return
        parts = dict.fromkeys(name.replace("*", " ").split()) if " " in name.strip() else ()
        found = {part: ask(kept, part).total for part in parts if len(part) > _INITIAL}
        told = ", ".join(f"“{part}” alone finds {n:,}" for part, n in found.items() if n)
        say(told or "`onrecord parties` lists who is named, `onrecord search` finds any word")


def _speakers(kept: "Library") -> list[str]:
    """Give who speaks in the articles that came in last."""
    latest = kept.latest(limit=LATEST).found
    return list(dict.fromkeys(name for one in latest for name in one.speakers))


def _quoted(word: str) -> str:
    name, colon, value = word.partition(":")
    if " " not in word or '"' in word or word.startswith("("):
        return word
    return f'{name}:"{value}"' if colon and name.isalpha() else f'"{word}"'
