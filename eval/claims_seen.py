"""What `onrecord` makes of a bundle: from its text alone, and given the gold's statements."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from eval.blank import STATEMENT
from eval.claims import Bundle, GoldSaid
from onrecord.link.claims.claiming import claims_of
from onrecord.link.claims.compared.gists import Gist, gists_of
from onrecord.link.claims.compared.pairing import Judge
from onrecord.link.claims.numbers import quantities
from onrecord.link.claims.numbers.series import series_of
from onrecord.link.claims.shipped import ClaimWeights, from_entry, shipped
from onrecord.reading.reader import Reader
from onrecord.record import Account, Grade, Reading, Record, Series, Span, Statement, StatementRef

FOLDS = Path(__file__).with_name("claim_folds.json")
N_FOLDS = 5
OVERLAP = 0.5  # of the characters of both: the same statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A bundle with what was made of it."""

    bundle: Bundle
    account: Account
    series: tuple[Series, ...]
    said: dict[str, StatementRef]  # the statement that is that of the gold; others were not found


@cache
def folds() -> tuple[tuple[ClaimWeights, dict[str, float]], ...]:
    """Return weights fitted without the bundles of each fold, of relations and of figures."""
    return tuple(
        (from_entry(entry), entry["figures"])
        for entry in json.loads(FOLDS.read_text(encoding="utf-8"))
    )


def fold_of(bundle: Bundle) -> int:
    """Return which fold a bundle is in, by its number."""
    return bundle.number % (N_FOLDS + 1) % N_FOLDS


def weights_of(bundle: Bundle) -> tuple[ClaimWeights, Mapping[str, float]]:
    """Return weights that know nothing of a bundle."""
    return (shipped(), quantities.shipped()) if bundle.is_apart else folds()[fold_of(bundle)]


def read_bundle(reads: Reader, bundle: Bundle) -> tuple[Record, ...]:
    """Read the articles of a bundle."""
    readings = reads.read(bundle.articles)
    return tuple(
        Record(article=article, reading=reading)
        for article, reading in zip(bundle.articles, readings, strict=True)
    )


def see(bundle: Bundle, records: Sequence[Record], judge: Judge | None = None) -> Seen:
    """Make claims of what was read; a statement of the gold is the one that overlaps it most."""
    said = {}
    for gold in bundle.said:
        record = records[gold.article]
        found = _nearest(gold, record.reading.statements if record.reading else ())
        if found is not None:
            said[gold.id] = StatementRef(article_id=record.article.id, statement=found.id)
    return _seen(bundle, records, said, judge)


def see_given(bundle: Bundle, records: Sequence[Record], judge: Judge | None = None) -> Seen:
    """Make claims of the gold's statements and no others."""
    said = {
        gold.id: StatementRef(article_id=records[gold.article].article.id, statement=gold.id)
        for gold in bundle.said
    }
    return _seen(bundle, given(bundle, records), said, judge)


def given(bundle: Bundle, records: Sequence[Record]) -> tuple[Record, ...]:
    """Put the gold's statements in place of those that were read."""
    return tuple(
        replace(record, reading=_given(record.reading, bundle, k)) if record.reading else record
        for k, record in enumerate(records)
    )


def gists_by_name(bundle: Bundle, records: Sequence[Record]) -> dict[str, Gist]:
    """Return the gold's statements as they are compared."""
    return {one.statement: one for record in given(bundle, records) for one in gists_of(record)}


def _seen(
    bundle: Bundle, records: Sequence[Record], said: dict[str, StatementRef], judge: Judge | None
) -> Seen:
    relations, figures = weights_of(bundle)
    account = claims_of(records, weights=relations, judge=judge)
    return Seen(
        bundle=bundle,
        account=account,
        series=series_of(records, relations=account.relations, weights=figures),
        said=said,
    )


def _given(reading: Reading, bundle: Bundle, article: int) -> Reading:
    """Put the gold's statements in place of those that were read; refers and checks move along."""
    golds = [gold for gold in bundle.said if gold.article == article]
    nearest = {gold.id: _nearest(gold, reading.statements) for gold in golds}
    names = {found.id: name for name, found in nearest.items() if found}
    checks = tuple(
        replace(check, statements=tuple(names[s] for s in check.statements if s in names))
        for check in reading.checks
    )
    statements = []
    for gold in golds:
        one = nearest[gold.id] or _bare(gold)
        refers = tuple(names[name] for name in one.refers if name in names)
        as_read = one.speaker_name or ""
        known = bool(set(as_read.casefold().split()) & set(gold.by.casefold().split()))
        statements.append(
            replace(
                one,
                id=gold.id,
                content=gold.content,
                manner=gold.manner,
                speaker_name=as_read if known else gold.by,
                speaker=one.speaker if known else None,
                grade=one.grade if known else _grade(gold.by),
                refers=refers,
            )
        )
    return replace(reading, statements=tuple(statements), checks=checks)


def _bare(gold: GoldSaid) -> Statement:
    return replace(
        STATEMENT, id=gold.id, content=gold.content, speaker_name=gold.by, manner=gold.manner
    )


def _grade(name: str) -> Grade:
    """Guess what stands behind a name that was not read: the gold does not say."""
    capitals = sum(word[0].isupper() for word in name.split() if word[0].isalpha())
    if capitals >= 2:
        return "named person"
    return "named body" if capitals or name.startswith("the ") else "unnamed group"


def _nearest(gold: GoldSaid, statements: Iterable[Statement]) -> Statement | None:
    scored = [(overlap(gold.content, one.content), one) for one in statements]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= OVERLAP else None


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return the share of characters that are in both, of those in either."""
    mine = {i for span in one for i in range(span.start, span.end)}
    its = {i for span in other for i in range(span.start, span.end)}
    return len(mine & its) / len(mine | its) if mine or its else 0.0
