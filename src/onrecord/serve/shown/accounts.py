"""What the accounts of a story have to do with each other: who disagrees, whose figures differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.joining.judging import FEW, KeptJudge, kept_judge
from onrecord.library import Library
from onrecord.library.forms.pieces import ids_of, place_of
from onrecord.library.forms.rows import outlet_of
from onrecord.link.claims.claiming import claims_of
from onrecord.link.claims.compared.pairing import Judge
from onrecord.link.claims.numbers.series import series_of
from onrecord.link.claims.related.sides import disputes_of
from onrecord.record import (
    Account,
    Claim,
    Point,
    Record,
    Ruling,
    Series,
    Span,
    Statement,
    StatementRef,
)

MOST_COMPARED = FEW  # articles of a story that are compared with each other
KEPT = 32  # stories whose accounts stay compared
MOST = 40  # disagreements, claims, figures shown
MOST_TOLD = 6  # statements of one of two rival accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Somebody's words in a story, with where they stand."""

    id: str  # of the statement in the library
    speaker: str
    statement: Statement
    words: str
    article_id: str
    outlet: str
    anchor: str  # of its card on the article's page
    actor: str | None  # `Actor.id` there


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two accounts of which one says that the other is not so."""

    first: Side  # what is disputed
    second: Side  # who disputes it
    why: str
    score: float


def by_speakers(found: Sequence[Dispute]) -> list[tuple[Dispute, list[Dispute]]]:
    """Give the surest dispute of each two speakers, with the others that are between them."""
    both: dict[frozenset[str], list[Dispute]] = {}
    for one in found:
        names = frozenset(side.speaker.casefold() for side in (one.first, one.second))
        both.setdefault(names, []).append(one)
    return [(first, more) for first, *more in both.values()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two accounts of one happening, of which one says nothing of what the other is about."""

    silent: Side  # that it says nothing of it
    mine: tuple[Side, ...]  # what that one says, earliest first
    its: tuple[Side, ...]  # what the others say


@dataclass(frozen=True, slots=True, kw_only=True)
class Rested:
    """A claim with those on whose word it rests."""

    claim: Claim
    side: Side
    others: tuple[Side, ...]  # who else says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a series, as it is printed."""

    point: Point
    words: str
    by: str  # who says so, or the outlet
    article_id: str
    unsaid: str | None = None  # "denies", "declines": who does not give the number


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Numbers of one quantity that differ."""

    of: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Everything that is shown of it."""

    disputes: tuple[Dispute, ...]  # surest first
    rivals: tuple[Rivals, ...]
    figures: tuple[Figures, ...]
    claims: tuple[Rested, ...]  # those of which most is to be said first


def compared(library: Library, article_ids: Iterable[str]) -> Accounts:
    """Compare articles of a library that are of one story."""
    found = (library.record(one) for one in article_ids)
    records = tuple(one for one in found if one is not None)
    return _compared(records, library.rulings(records), kept_judge(library))


@lru_cache(maxsize=KEPT)
def _compared(
    records: tuple[Record, ...], rulings: tuple[Ruling, ...], judge: KeptJudge
) -> Accounts:
    """Compare articles; the same, read, judged and corrected as they were, are compared once."""
    return accounts_of(records, rulings, judge)


def accounts_of(
    records: Sequence[Record], rulings: Sequence[Ruling] = (), judge: Judge | None = None
) -> Accounts:
    """Compare what the articles of one story say. rulings: what people say of it.

    judge: what a reader says of pairs of its statements.
    """
    account = claims_of(records, judge=judge, rulings=rulings)
    sides = _Sides(records)
    return Accounts(
        disputes=tuple(_disputes(account, sides))[:MOST],
        rivals=tuple(_rivals(account, sides))[:MOST],
        figures=tuple(_figures(series_of(records, relations=account.relations), sides))[:MOST],
        claims=tuple(sorted(_claims(account, sides), key=_weight))[:MOST],
    )


class _Sides:
    def __init__(self, records: Iterable[Record]) -> None:
        self.records = {one.article.id: one for one in records}
        self.statements: dict[tuple[str, str], Statement] = {}
        self.ids: dict[tuple[str, str], str] = {}
        for id_, record in self.records.items():
            held = record.reading.statements if record.reading else ()
            for one, known in zip(held, ids_of(id_, held), strict=True):
                self.statements[id_, one.id], self.ids[id_, one.id] = one, known

    def of(self, said: StatementRef) -> Side:
        one = self.statements[said.article_id, said.statement]
        return Side(
            id=self.ids[said.article_id, said.statement],
            speaker=one.speaker_name or self.words(said.article_id, one.source) or "nobody named",
            statement=one,
            words=self.words(said.article_id, one.content),
            article_id=said.article_id,
            outlet=self.outlet(said.article_id),
            anchor=place_of(one.content) or one.id,
            actor=one.speaker,
        )

    def unsaid(self, said: StatementRef | None) -> str | None:
        manner = self.statements[said.article_id, said.statement].manner if said else None
        return manner if manner in ("denies", "declines") else None

    def words(self, article_id: str, spans: Iterable[Span]) -> str:
        text = self.records[article_id].article.text
        return " … ".join(text[x.start : x.end].replace("\n", " ") for x in spans)

    def outlet(self, article_id: str) -> str:
        article = self.records[article_id].article
        agency = article.agency.value if article.agency else None
        headline = article.headline.value if article.headline else None
        outlet = outlet_of(article)
        both = f"{outlet} ({agency})" if outlet and agency else outlet or agency
        return both or headline or "an article"


def _disputes(account: Account, sides: _Sides) -> Iterable[Dispute]:
    for one in disputes_of(account):
        first, second = sides.of(one.other), sides.of(one.one)
        yield Dispute(first=first, second=second, why=one.brief, score=one.score)


def _rivals(account: Account, sides: _Sides) -> Iterable[Rivals]:
    for one in account.silences:
        mine, its = (tuple(map(sides.of, told))[:MOST_TOLD] for told in (one.mine, one.its))
        yield Rivals(silent=sides.of(one.silent), mine=mine, its=its)


def _figures(found: Iterable[Series], sides: _Sides) -> Iterable[Figures]:
    for series in found:
        values = {(one.low, one.high, one.unit) for one in series.points}
        if len(values) > 1:
            made = [
                Figure(
                    point=point,
                    words=sides.words(point.article_id, [point.span]),
                    by=point.by or sides.outlet(point.article_id),
                    article_id=point.article_id,
                    unsaid=sides.unsaid(point.said),
                )
                for point in series.points
            ]
            once: dict[tuple[object, ...], Figure] = {}  # of who gives it twice in an article
            for one in made:
                once.setdefault((one.words, one.by, one.article_id, one.unsaid), one)
            yield Figures(of=series.of, figures=tuple(once.values()))


def _claims(account: Account, sides: _Sides) -> Iterable[Rested]:
    for one in account.claims:
        side = sides.of(one.wording)
        others = [sides.of(said) for said in one.statements if said != one.wording]
        yield Rested(claim=one, side=side, others=tuple(others))


def _weight(one: Rested) -> tuple[bool, int, int]:
    open_ = one.claim.state == "uncontested"
    return open_, -len(one.claim.voices), -len(one.claim.statements)
