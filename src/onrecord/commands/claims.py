"""`onrecord claims`, `claim show`, `figures` and `compare`: who agrees, who disputes."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from onrecord.commands.answers import write_json
from onrecord.commands.joined import DIGITS, joined_library, numbers_of
from onrecord.commands.options import (
    LIBRARY,
    JsonOption,
    LibraryOption,
    LimitOption,
    StoryArgument,
)
from onrecord.commands.running import console, refuse, say, stop

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onrecord.joining.accounts import Accounts
    from onrecord.library import Library
    from onrecord.record import Claim, Series, StatementRef
    from onrecord.view.accounts import Told

NUMBER = "STORY.CLAIM"


def claims(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STORY",
            help="Its number from `stories`, or a query, as for `search`; without it, the latest.",
        ),
    ] = None,
    *,
    library: LibraryOption = LIBRARY,
    limit: LimitOption = 20,
    full: Annotated[bool, typer.Option("--full", help="Also show what nobody disputes.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print who disagrees with whom in a story: claims, who disputes and who checked them, figures.

    A dispute is shown with what is disputed. If there are several stories, those without disputes
    are left out. Give the number below the state of a claim to `onrecord claim`. --limit counts
    stories.
    """
    from onrecord.view.accounts import is_telling  # noqa: PLC0415 - keeps --help fast

    refuse("--full", "--json always contains everything", when=full and as_json)
    with joined_library(library) as kept:
        meant = numbers_of(kept, given or (), limit=limit)
        quiet = 0
        for told in _stories(kept, meant):
            if as_json:
                write_json(_claims_json(kept, told))
            elif full or len(meant) == 1 or is_telling(_told(told)):
                _print_accounts(told, full=full)
            else:
                quiet += 1
        sys.stdout.flush()
        if quiet:
            stories = "1 more story" if quiet == 1 else f"{quiet} more stories"
            say(f"{stories} in which nobody disputes or checks anything: --full shows them too")


def show_claim(
    number: Annotated[str, typer.Argument(metavar=NUMBER, help="Its number from `claims`: 3.1.")],
    *,
    library: LibraryOption = LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Print a claim: every wording, who said it, what speaks for and against it."""
    with joined_library(library) as kept:
        told, one, at = claim_at(kept, number)
        if as_json:
            write_json([_claim_json(_sheet(kept, told), one, at)])
        else:
            _print_claim(told, one, number)


def claim_at(kept: "Library", number: str) -> "tuple[Accounts, Claim, int]":
    """Give the claim with a number, "3.1", with its story and its number in that story.

    Ends with one line if there is no such claim.
    """
    story, _, at = number.partition(".")
    is_one = all(x.isascii() and x.isdigit() and len(x) <= DIGITS for x in (story, at))
    refuse(NUMBER, "give the numbers of story and claim, such as 3.1", when=not is_one)
    (told,) = _stories(kept, numbers_of(kept, [story], limit=1))
    found = told.account.claims
    if not 1 <= int(at) <= len(found):
        stop(f"story {story} has {len(found)} claims: `onrecord claims {story}` lists them", 1)
    return told, found[int(at) - 1], int(at)


def figures(
    given: StoryArgument,
    *,
    library: LibraryOption = LIBRARY,
    limit: LimitOption = 20,
    as_json: JsonOption = False,
) -> None:
    """Print figures over time: for each quantity, who said how many, when and in which article.

    A repeated figure of one speaker is one row, with the numbers of the other articles. --limit
    counts stories.
    """
    with joined_library(library) as kept:
        any_shown = False
        for told in _stories(kept, numbers_of(kept, given, limit=limit)):
            shown = [one for one in told.series if len(one.points) > 1]
            any_shown |= bool(shown)
            if as_json:
                write_json(_series_json(told, one) for one in shown)
            elif shown:
                _print_series(told, shown)
        if not any_shown:
            say("no quantity is given twice there")


def compare(
    one: Annotated[str, typer.Argument(metavar="A", help="An article's id, a speaker, an outlet.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another article, speaker or outlet.")],
    *,
    library: LibraryOption = LIBRARY,
    limit: LimitOption = 20,
    as_json: JsonOption = False,
) -> None:
    """Print what two articles, speakers or outlets both say, and where they differ.

    --limit counts the stories that both are in.
    """
    from onrecord.joining.accounts import accounts_of, compared  # noqa: PLC0415 - keeps --help fast
    from onrecord.joining.judging import kept_judge  # noqa: PLC0415 - the same

    with joined_library(library) as kept:
        records = [kept.record(one), kept.record(other)]
        if all(records):
            both = [record for record in records if record is not None]
            told = accounts_of(both, rulings=kept.rulings(both), judge=kept_judge(kept))
            found = [compared(told, one, other)]
        else:
            latest = numbers_of(kept, (), limit=limit)
            found = [compared(told, one, other) for told in _stories(kept, latest)]
        found = [told for told in found if told.account.claims or told.series]
        for told in found:
            if as_json:
                write_json(_claims_json(kept, told))
            else:
                _print_accounts(told, full=True)
        if not found:
            for side in (one, other):
                if not _is_known(kept, side):
                    stop(f"nobody named {side} is in the library: no speaker, outlet or article", 1)
            say(f"{one} and {other} share no claim, and dispute none")


def _is_known(kept: "Library", side: str) -> bool:
    from onrecord.joining.accounts import said_by  # noqa: PLC0415 - keeps --help fast

    return kept.record(side) is not None or any(
        said_by([record], side) for record in kept.records()
    )


def _stories(kept: "Library", numbers: "Iterable[int]") -> "Iterator[Accounts]":
    from onrecord.joining.accounts import accounts_of_story  # noqa: PLC0415 - keeps --help fast

    for number in numbers:
        told = accounts_of_story(kept, number)
        if told is not None:
            yield told


def _told(accounts: "Accounts") -> "Told":
    from onrecord.view.accounts import Told  # noqa: PLC0415 - keeps --help fast

    return Told(
        {record.article.id: record for record in accounts.records},
        accounts.account,
        accounts.series,
        story=accounts.story,
        numbers={one.id: number for number, one in accounts.numbered},
        ids=accounts.ids,
    )


# --- words


def _print(parts: "Iterable[RenderableType]") -> None:
    from onrecord.view.layout import print_plain  # noqa: PLC0415 - keeps --help fast

    print_plain(console(), *parts)


def _print_accounts(accounts: "Accounts", *, full: bool) -> None:
    from onrecord.view.accounts import headline, listed  # noqa: PLC0415 - keeps --help fast

    told = _told(accounts)
    _print([headline(told), *listed(told, full=full)])


def _print_claim(accounts: "Accounts", one: "Claim", number: str) -> None:
    from onrecord.view.accounts import detail  # noqa: PLC0415 - keeps --help fast

    _print(detail(_told(accounts), one, number))


def _print_series(accounts: "Accounts", shown: "list[Series]") -> None:
    from onrecord.library.forms.rows import outlet_of  # noqa: PLC0415 - keeps --help fast
    from onrecord.view.series import table_of  # noqa: PLC0415 - the same

    known = {one.article.id: outlet_of(one.article) for one in accounts.records}
    sites = {id_: site for id_, site in known.items() if site}
    _print(table_of(_told(accounts), shown, sites, width=console().width))


# --- JSON


class _Sheet(NamedTuple):
    """What the claims of a story are written from."""

    accounts: "Accounts"
    told: "Told"
    same_as: dict[str, str]  # article that repeats another's words -> the first with them


def _sheet(kept: "Library", accounts: "Accounts") -> _Sheet:
    copied = [one for record in accounts.records for one in kept.copies(record.article.id)]
    sources = [source for one in copied for source in (one.source, one.other)]
    same_as = {one.article_id: one.same_as for one in sources if one.same_as}
    return _Sheet(accounts, _told(accounts), same_as)


def _claims_json(kept: "Library", accounts: "Accounts") -> "Iterator[dict[str, Any]]":
    sheet = _sheet(kept, accounts)
    for at, one in accounts.numbered:
        yield _claim_json(sheet, one, at)


def _claim_json(sheet: _Sheet, one: "Claim", at: int) -> dict[str, Any]:
    accounts, told = sheet.accounts, sheet.told
    own = set(one.statements)
    relations = [
        {
            "kind": relation.kind,
            "reason": relation.reason,
            "rewording": relation.rewording,
            "score": relation.score,
            "edits": relation.edits,
            "one": _evidence(sheet, relation.one),
            "other": _evidence(sheet, relation.other),
        }
        for relation in accounts.account.relations
        if relation.one in own or relation.other in own
    ]
    return {
        "story": accounts.story,
        "number": f"{accounts.story}.{at}" if accounts.story else None,
        "id": one.id,
        "text": told.words(one.wording),
        "state": one.state,
        "why": one.why,
        "denies": one.denies,
        "corrections": one.corrections,
        "since": one.since,
        "sources": [
            {
                "name": voice.name,
                "grade": voice.grade,
                "statements": [told.ids[said] for said in voice.statements],
                "passed_on": voice.passed_on,
            }
            for voice in one.voices
        ],
        "checks": one.checks,
        "statements": [_evidence(sheet, said) for said in one.statements],
        "relations": relations,
    }


def _evidence(sheet: _Sheet, said: "StatementRef") -> dict[str, Any]:
    """Give a statement with the place of its words."""
    from onrecord.library.forms.rows import outlet_of  # noqa: PLC0415 - keeps --help fast

    told = sheet.told
    article, statement = told.article(said), told.statements[said]
    return {
        "article_id": said.article_id,
        "headline": article.headline.value if article.headline else None,
        "outlet": outlet_of(article),
        "same_as": sheet.same_as.get(said.article_id),
        "url": article.url.value if article.url else None,
        "published": article.published.value if article.published else None,
        "id": told.ids[said],
        "statement": said.statement,
        "speaker": statement.speaker_name,
        "manner": statement.manner,
        "text": told.words(said),
        "spans": statement.content,
    }


def _series_json(accounts: "Accounts", one: "Series") -> dict[str, Any]:
    told = _told(accounts)
    return {
        "story": accounts.story,
        "of": one.of,
        "points": [
            {
                "value": point.low,
                "to": point.high if point.high != point.low else None,
                "modifier": point.modifier,
                "unit": point.unit,
                "by": point.by,
                "when": point.when,
                "kind": point.kind,
                "article_id": point.article_id,
                "span": point.span,
                "text": told.number(point),
            }
            for point in one.points
        ],
    }
