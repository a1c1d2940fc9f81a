"""The claims of stories, worked out from readings and corrections whenever somebody asks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.joining.judging import kept_judge, records_of_story
from onrecord.library.forms.pieces import ids_of
from onrecord.record import Account, Claim, Record, Relation, Ruling, Series, StatementRef

if TYPE_CHECKING:
    from onrecord.library import Library
    from onrecord.link.claims.compared.pairing import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """A story with its claims, their relations, and its figures over time."""

    story: int | None  # its number in a library; None: of articles that are no story of one
    records: tuple[Record, ...]
    account: Account
    series: tuple[Series, ...]
    numbers: tuple[int, ...] = ()  # of the claims in their story; (): 1, 2, 3 …

    @property
    def numbered(self) -> tuple[tuple[int, Claim], ...]:
        """Return the claims, each with the number that it has in its story."""
        numbers = self.numbers or range(1, len(self.account.claims) + 1)
        return tuple(zip(numbers, self.account.claims, strict=True))

    @property
    def ids(self) -> dict[StatementRef, str]:
        """Return the ids that a library knows the statements by: "fd251fce39a8e65a:218-257"."""
        return dict(_ids(self.records))


def _ids(records: Iterable[Record]) -> Iterator[tuple[StatementRef, str]]:
    for record in records:
        article, statements = record.article.id, record.reading.statements if record.reading else ()
        for one, id_ in zip(statements, ids_of(article, statements), strict=True):
            yield StatementRef(article_id=article, statement=one.id), id_


def accounts_of(
    records: Sequence[Record],
    *,
    story: int | None = None,
    rulings: Iterable[Ruling] = (),
    judge: "Judge | None" = None,
) -> Accounts:
    """Return what is claimed in articles on one happening, in whatever order they are given.

    rulings: what people say of it, as `Library.rulings` gives it. judge: what a reader says of
    pairs of statements, as `judging` gives it.
    """
    from onrecord.link.claims.claiming import claims_of  # noqa: PLC0415 - loads tables
    from onrecord.link.claims.numbers.series import series_of  # noqa: PLC0415 - the same

    account = claims_of(records, judge=judge, rulings=rulings)
    return Accounts(
        story=story,
        records=tuple(records),
        account=account,
        series=series_of(records, relations=account.relations),
    )


def accounts_of_story(library: "Library", number: int) -> Accounts | None:
    """Return what is claimed in a story of a library; None: there is none of this number."""
    found = library.story(number)
    if found is None:
        return None
    own = found.story.number
    records = records_of_story(library, own)
    return accounts_of(
        records, story=own, rulings=library.rulings(records), judge=kept_judge(library)
    )


def compared(accounts: Accounts, one: str, other: str) -> Accounts:
    """Keep only what two sides share and where they differ.

    one, other: an article's id, or a part of the name of somebody who speaks or of an outlet.
    """
    mine, its = said_by(accounts.records, one), said_by(accounts.records, other)
    claims = tuple(claim for claim in accounts.account.claims if _is_shared(claim, mine, its))
    relations = tuple(
        relation for relation in accounts.account.relations if _is_between(relation, mine, its)
    )
    told = {said for claim in claims for said in claim.statements}
    told |= {said for relation in relations for said in (relation.one, relation.other)}
    kept = [pair for pair in accounts.numbered if not told.isdisjoint(pair[1].statements)]
    return Accounts(
        story=accounts.story,
        records=accounts.records,
        account=Account(claims=tuple(claim for _, claim in kept), relations=relations),
        series=tuple(series for series in accounts.series if _is_of_both(series, mine, its)),
        numbers=tuple(number for number, _ in kept),
    )


def said_by(records: Iterable[Record], side: str) -> frozenset[StatementRef]:
    """Return what a side says in articles; `compared` tells what a side is."""
    folded = side.casefold()
    found = set()
    for record in records:
        article = record.article
        host = article.url.value.casefold() if article.url else ""
        outlet = article.outlet.value.casefold() if article.outlet else ""
        site = host.partition("//")[2].partition("/")[0]
        whole = side == article.id or folded in site or folded in outlet
        for one in record.reading.statements if record.reading else ():
            if whole or folded in (one.speaker_name or "").casefold():
                found.add(StatementRef(article_id=article.id, statement=one.id))
    return frozenset(found)


def _is_shared(claim: Claim, mine: frozenset[StatementRef], its: frozenset[StatementRef]) -> bool:
    return not mine.isdisjoint(claim.statements) and not its.isdisjoint(claim.statements)


def _is_between(one: Relation, mine: frozenset[StatementRef], its: frozenset[StatementRef]) -> bool:
    return (one.one in mine and one.other in its) or (one.one in its and one.other in mine)


def _is_of_both(
    series: Series, mine: frozenset[StatementRef], its: frozenset[StatementRef]
) -> bool:
    told = {point.said for point in series.points}
    return not mine.isdisjoint(told) and not its.isdisjoint(told)
