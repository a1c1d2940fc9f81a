"""Statements of a story become claims: what is said, by whom independently, and what of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from onrecord.errors import RECORDS, check_several, check_type
from onrecord.link.claims.compared.around import Pair
from onrecord.link.claims.compared.blocking import candidates
from onrecord.link.claims.compared.gists import Gist, gists_of
from onrecord.link.claims.compared.origins import voices_of
from onrecord.link.claims.compared.pairing import Judge, sides_of
from onrecord.link.claims.compared.wordings import edits_of
from onrecord.link.claims.corrections import AGAINST, regrouped, ruled, said_of
from onrecord.link.claims.numbers.counting import Counted
from onrecord.link.claims.numbers.series import agree, quantities_of
from onrecord.link.claims.related.checking import checks_of
from onrecord.link.claims.related.hearing import hear
from onrecord.link.claims.related.reasons import another_number
from onrecord.link.claims.related.relating import QUOTED, Weighed, weigh, weigh_all
from onrecord.link.claims.related.sides import silences_of
from onrecord.link.claims.related.withdrawing import corrects, is_own, taken_back
from onrecord.link.claims.shipped import ClaimWeights, shipped
from onrecord.link.suppliers import independent_sources
from onrecord.record import (
    Account,
    Checked,
    Claim,
    ClaimState,
    Copy,
    CorrectionKind,
    Record,
    Relation,
    Ruling,
    StatementRef,
)

_JOINS = 0.4  # probability of "repeats" from which two statements are one claim
_MEAN = 0.4  # the same, in the mean over all pairs of two groups
_NEAREST = 24  # statements before it that one is compared with where a judge is asked
_MOST_ASKED = 2_000  # pairs of a story that a judge is asked about: the likeliest to be something
_NUMBERS_BEFORE = 60  # of one quantity, that a number is set against
_NUMBERED = 0.7  # how likely two statements whose numbers are of one quantity give another figure
_DISPUTED = 0.5  # probability from which a dispute makes a claim contested
_RULED: tuple[CorrectionKind, ...] = ("same claim", "another claim")


def claims_of(
    records: Sequence[Record],
    *,
    copies: Iterable[Copy] | None = None,
    weights: ClaimWeights | None = None,
    judge: Judge | None = None,
    rulings: Iterable[Ruling] = (),
) -> Account:
    """Return the claims of one story and how its statements stand to each other.

    records: the articles of the story; their order does not change the result. copies: those known
    among them; None: look for them. judge: a model's judgement of pairs; without one, only what was
    read is compared. rulings: people's corrections of its statements, in any order; those of other
    statements are ignored.
    """
    check_several(records, "records")
    for one in records:
        check_type(one, Record, "each of the records", RECORDS)
    ordered = sorted(records, key=lambda record: record.article.id)
    gists = sorted((one for record in ordered for one in gists_of(record)), key=lambda g: g.place)
    by_said = {one.at: one for one in gists}
    found, repeats = _related(gists, weights, judge)
    if judge is not None and len(ordered) > 1:
        found = (*found, *_other_figures(ordered, by_said, found))
    texts = {record.article.id: record.article.text for record in ordered}
    held = [x for x in rulings if x.one != x.other and {x.one, x.other} <= by_said.keys()]
    groups = joined(list(by_said), repeats, held)
    numbers = {said: n for n, group in enumerate(groups) for said in group}
    homes = {said: numbers[said] for said in by_said}
    relations = ruled(found, homes, held)
    suppliers = {
        article: f"{supplier.kind} {supplier.name}"
        for supplier in independent_sources([record.article for record in ordered], copies)
        for article in supplier.articles
    }
    story = _Story(by_said, relations, suppliers, checks_of(ordered, by_said))
    claims = _stated([story.claim(group) for group in groups], story)
    corrections = said_of(claims, homes, held)
    return Account(
        claims=tuple(replace(one, corrections=corrections.get(one.id, ())) for one in claims),
        relations=tuple(_with_edits(one, by_said, texts) for one in relations),
        silences=silences_of(gists),
    )


def relations_of(
    gists: Sequence[Gist], weights: ClaimWeights | None = None, judge: Judge | None = None
) -> tuple[Relation, ...]:
    """Return how statements are related, where they are related at all.

    gists: by `Gist.place`. Statements that repeat each other are wordings of one claim, and what
    one claim has to do with another is weighed over all their wordings.
    """
    return _related(gists, weights, judge)[0]


def _related(
    gists: Sequence[Gist], weights: ClaimWeights | None, judge: Judge | None
) -> tuple[tuple[Relation, ...], dict[Pair, float]]:
    """Return how statements are related, and how likely which of them are one claim."""
    weighed = weighed_pairs(gists, weights, is_judged=judge is not None)
    asked = asked_of(weighed) if judge is not None else []
    if judge is not None and asked:
        answers = judge([sides_of(weighed[k].later, weighed[k].earlier) for k in asked])
        told = dict(zip(asked, answers, strict=True))
        speakers = [one.speaker for one in gists]
        weighed = hear(weighed, told, speakers, (weights or shipped()).judged)
    weighed = {pair: one for pair, one in weighed.items() if one.may_be_something}
    if not asked:
        weighed = _by_claim(len(gists), weighed)
    related = dict(_with_withdrawals(gists, weighed, weights))
    repeats = {pair: one.is_one_claim for pair, one in related.items()}
    homes = _homes(len(gists), repeats)
    found = (one.told(same_claim=homes[i] == homes[j]) for (i, j), one in related.items())
    return tuple(one for one in found if one is not None), repeats


def _with_withdrawals(
    gists: Sequence[Gist], weighed: Mapping[Pair, Weighed], weights: ClaimWeights | None
) -> Iterator[tuple[Pair, Weighed]]:
    """Let who takes something back dispute it, and say again nothing that he said before."""
    back = dict(taken_back(gists))
    for i, j in sorted({*weighed, *back.items()}):
        one = weighed.get((i, j)) or weigh(gists[i], gists[j], weights)
        if back.get(i) == j:
            yield (i, j), one.as_taken_back()
        elif not one.is_of_taken_back or (i not in back and one.relation().kind == "disputes"):
            yield (i, j), one


def _near_each_other(group: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """Give each number with those that came shortly before it: a long series costs no square."""
    for n, later in enumerate(group):
        for earlier in group[max(n - _NUMBERS_BEFORE, 0) : n]:
            yield earlier, later


def _other_figures(
    records: Sequence[Record], gists: Mapping[StatementRef, Gist], found: Sequence[Relation]
) -> Iterator[Relation]:
    """Give those that number one quantity of the story otherwise, where nothing is told of them.

    Not where one denies: who denies a number gives none.
    """
    known = {frozenset((one.one, one.other)) for one in found}
    for group in quantities_of(records, relations=found):
        for earlier, later in _near_each_other(group):
            mine, its = (gists.get(one.at) if one.at else None for one in (later, earlier))
            if mine is None or its is None or mine is its or mine.denies or its.denies:
                continue
            pair = frozenset((mine.at, its.at))
            if pair not in known and not agree(earlier.number, later.number):
                known.add(pair)
                yield Relation(
                    one=mine.at,
                    other=its.at,
                    kind="other figure",
                    reason=another_number([(later, earlier)]),
                    rewording=None,
                    score=_NUMBERED,
                )


def _by_claim(n: int, weighed: Mapping[Pair, Weighed]) -> dict[Pair, Weighed]:
    """Weigh what one claim of n statements has to do with another over all their wordings.

    Not where a judge was asked, who weighs a pair in view of the others: there it lost more than
    it gained.
    """
    homes = _homes(n, {pair: one.repeats for pair, one in weighed.items()})
    sides = {(i, j): (min(homes[i], homes[j]), max(homes[i], homes[j])) for i, j in weighed}
    between: dict[Pair, list[tuple[float, ...]]] = {}
    for pair, one in weighed.items():
        between.setdefault(sides[pair], []).append(one.logits)
    means = {
        pair: _mean(rows) for pair, rows in between.items() if pair[0] != pair[1] and len(rows) > 1
    }
    return {
        pair: replace(one, logits=_mean((one.logits, means[sides[pair]])))
        if sides[pair] in means
        else one
        for pair, one in weighed.items()
    }


def weighed_pairs(
    gists: Sequence[Gist], weights: ClaimWeights | None, *, is_judged: bool
) -> dict[Pair, Weighed]:
    """Weigh the pairs that may be related; if there is a judge, also the unlikely ones.

    gists: by `Gist.place`. Pairs that only a judge can decide count as unrelated until it has.
    """
    pairs = dict.fromkeys(candidates(gists))
    wide = list(candidates(gists, nearest=_NEAREST) if is_judged else pairs)
    found = zip(wide, weigh_all(gists, wide, weights), strict=True)
    return {pair: one if pair in pairs else one.held_back() for pair, one in found}


def asked_of(weighed: Mapping[Pair, Weighed]) -> list[Pair]:
    """Return the pairs to ask a judge about, the likeliest first; none within one article."""
    if all(one.later.article_id == one.earlier.article_id for one in weighed.values()):
        return []
    others = [pair for pair, one in weighed.items() if one.may_be_asked]
    return sorted(others, key=lambda pair: (-weighed[pair].is_something, pair))[:_MOST_ASKED]


def _homes(n: int, chances: Mapping[tuple[int, int], float]) -> list[int]:
    """Put together those of n that repeat each other, the surest first; return of each the first.

    chances: how likely the pairs repeat each other; others do not. Two groups become one where the
    mean over all their pairs is high enough: one odd pair does not chain them.
    """
    members = {i: [i] for i in range(n)}
    home = list(range(n))
    likely = sorted((-chance, pair) for pair, chance in chances.items() if chance >= _JOINS)
    for _, (i, j) in likely:
        mine, its = sorted((home[i], home[j]))
        if mine == its:
            continue
        pairs = [(max(x, y), min(x, y)) for x in members[mine] for y in members[its]]
        if sum(chances.get(pair, 0.0) for pair in pairs) >= _MEAN * len(pairs):
            for k in members[its]:
                home[k] = mine
            members[mine] += members.pop(its)
    return home


def _mean(rows: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))


def joined(
    said: Sequence[StatementRef], repeats: Mapping[Pair, float], rulings: Sequence[Ruling] = ()
) -> list[tuple[StatementRef, ...]]:
    """Return statements that are one claim, directly or through others, by their first.

    repeats: how likely which two of them are. rulings: people's corrections of them.
    """
    homes = _homes(len(said), repeats)
    if rulings:
        at = {one: i for i, one in enumerate(said)}
        ties = {pair: chance for pair, chance in repeats.items() if chance >= _JOINS}
        homes = regrouped(homes, ties, *(_ruled(kind, rulings, at) for kind in _RULED))
    groups: dict[int, list[StatementRef]] = {}
    for one, home in zip(said, homes, strict=True):
        groups.setdefault(home, []).append(one)
    return [tuple(group) for group in groups.values()]


def _ruled(
    kind: CorrectionKind, rulings: Iterable[Ruling], at: Mapping[StatementRef, int]
) -> list[tuple[int, int]]:
    return [(at[one.one], at[one.other]) for one in rulings if one.correction.kind == kind]


class _Story:
    """What is known of the statements of a story."""

    def __init__(
        self,
        gists: Mapping[StatementRef, Gist],
        relations: Sequence[Relation],
        suppliers: Mapping[str, str],
        checks: Mapping[StatementRef, tuple[Checked, ...]],
    ) -> None:
        self.gists = gists
        self.relations = relations
        self.suppliers = suppliers
        self.checks = checks

    def claim(self, group: Sequence[StatementRef]) -> Claim:
        """Make a claim of its statements, its state left open."""
        gists = [self.gists[said] for said in group]
        first = gists[0]
        return Claim(
            id=_id(group[0]),
            wording=max(gists, key=lambda one: (_standing(one), one.place)).at,
            statements=tuple(group),
            since=first.published if first.published != "~" else None,
            voices=voices_of(
                [(said, one.origin) for said, one in zip(group, gists, strict=True)],
                self.suppliers,
            ),
            state="uncontested",
            why="",
            checks=tuple(
                dict.fromkeys(check for said in group for check in self.checks.get(said, ()))
            ),
            denies=first.denies,
        )


def _standing(one: Gist) -> tuple[bool, int]:
    """Rank a wording: not in pieces, with most details of its own, and not too long.

    Of "denies the allegations" what these are is no word.
    """
    return len(one.content) == 1, min(len(one.own), 12)


def _id(first: StatementRef) -> str:
    return sha256(f"{first.article_id} {first.statement}".encode()).hexdigest()[:16]


def _stated(claims: Sequence[Claim], story: _Story) -> tuple[Claim, ...]:
    """Give each claim its state."""
    home = {said: claim.id for claim in claims for said in claim.statements}
    against: dict[str, list[tuple[StatementRef, Relation]]] = {}
    for one in story.relations:
        if one.kind in AGAINST and one.score >= _DISPUTED:
            for mine, its in ((one.one, one.other), (one.other, one.one)):
                if home[mine] != home[its]:
                    against.setdefault(home[its], []).append((mine, one))
    gone = {claim.id for claim in claims if _is_withdrawn(claim, against.get(claim.id, ()), story)}
    found = []
    for claim in claims:
        others = [x for x in against.get(claim.id, ()) if home[x[0]] not in gone]
        state, why = _state(claim, others, story, is_gone=claim.id in gone)
        found.append(replace(claim, state=state, why=why))
    return tuple(found)


def _is_withdrawn(
    claim: Claim, against: Sequence[tuple[StatementRef, Relation]], story: _Story
) -> bool:
    """Whether one who made a claim takes it back."""
    makers = {story.gists[said].speaker for said in claim.statements}
    for said, relation in against:
        one = story.gists[said]
        denied = relation.kind == "disputes" and one.takes_back
        corrected = any(corrects(one, story.gists[its]) for its in claim.statements)
        if (denied or corrected) and any(is_own(one.speaker, maker) for maker in makers):
            return True
    return False


def _state(
    claim: Claim, against: Sequence[tuple[StatementRef, Relation]], story: _Story, *, is_gone: bool
) -> tuple[ClaimState, str]:
    if is_gone:
        return "withdrawn", "who said it took it back"
    for check in claim.checks:
        if check.outcome != "not verified":
            return "checked", f"{check.outcome} by {check.by or 'the article'}"
    makers = {story.gists[said].speaker for said in claim.statements}
    found: list[tuple[int, ClaimState, str]] = []
    for said, one in against:
        other = story.gists[said]
        if any(is_own(other.speaker, maker) for maker in makers):
            continue  # nobody contests himself; an old number and a new one are no contest
        why = f"by {other.speaker_name or 'somebody'}: {one.reason}"
        if one.kind == "disputes" and other.denies and not claim.denies:
            found.append((0, "denied", why))
        else:
            found.append((1 if one.kind == "disputes" else 2, "contested", why))
    _, state, why = min(found, default=(3, "uncontested", ""))
    return state, why


def _with_edits(
    one: Relation, gists: Mapping[StatementRef, Gist], texts: Mapping[str, str]
) -> Relation:
    """Show what was cut or changed in a quotation."""
    if one.rewording not in QUOTED or one.rewording == "verbatim":
        return one
    mine, its = gists[one.one], gists[one.other]
    edits = edits_of(texts[its.article_id], its.content, texts[mine.article_id], mine.content)
    return replace(one, edits=edits)
