"""Two accounts of one event: one denies the other, or leaves out what it is about."""

from collections.abc import Sequence

from onrecord.link.claims.compared.gists import Gist
from onrecord.record import Account, Relation, Silence

SURE = 0.5  # probability from which a dispute is one for whoever counts or lists them
_TELLING = ("says", "claims", "reveals", "accuses", "confirms")  # manners
_HALF = 0.5  # of the words of a statement: who says so much of it is on its side


def disputes_of(account: Account) -> list[Relation]:
    """Return each pair of claims in dispute once, by its surest statements, surest first.

    Equally probable ones stay in the order of `Account.relations`.
    """
    home = {said: one.id for one in account.claims for said in one.statements}
    best: dict[frozenset[str], Relation] = {}
    for one in account.relations:
        if one.kind == "disputes" and one.score >= SURE:
            pair = frozenset((home[one.one], home[one.other]))
            if pair not in best or best[pair].score < one.score:
                best[pair] = one
    return sorted(best.values(), key=lambda one: -one.score)


def silences_of(gists: Sequence[Gist]) -> tuple[Silence, ...]:
    """Return who reports an event without a word on what others say about it, once for each pair.

    gists: by `Gist.place`. An article must say that somebody does not mention it, and give that
    person's own account, which shares words with theirs.
    """
    told: dict[str, list[Gist]] = {}
    for one in gists:
        told.setdefault(one.article_id, []).append(one)
    found: dict[tuple[str, str | None, str | None], Silence] = {}
    for one in gists:
        if one.manner == "declines" and one.refers and one.speaker is not None:
            for other in told[one.article_id]:
                silence = _silence(one, other, told[one.article_id])
                if silence is not None:
                    found.setdefault((one.article_id, one.speaker, other.speaker), silence)
    return tuple(found.values())


def _silence(one: Gist, other: Gist, article: Sequence[Gist]) -> Silence | None:
    if other.statement not in one.refers or other.speaker in (None, one.speaker):
        return None
    if other.manner not in _TELLING or other.said.split()[:1] == ["whether"]:
        return None  # "whether any tariff will be lifted" tells of nothing
    mine = _account({one.speaker_name}, article)
    plain = {term for term in other.terms if term[0] != "@"}
    if not any(plain & g.terms.keys() for g in mine):
        return None
    much = [g for g in article if len(plain & g.terms.keys()) >= _HALF * len(plain)]
    its = _account({g.speaker_name for g in (other, *much)} - {one.speaker_name}, article)
    return Silence(
        silent=one.at,
        told=other.at,
        mine=tuple(g.at for g in mine),
        its=tuple(g.at for g in its),
    )


def _account(names: set[str | None], article: Sequence[Gist]) -> list[Gist]:
    """Return what some say, or pass on."""
    known = names - {None}
    return [
        g
        for g in article
        if g.manner != "declines" and (g.speaker_name in known or known & set(g.origin.via))
    ]
