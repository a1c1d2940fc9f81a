"""Two accounts of one happening: one says that the other is not so, or nothing of what it is of."""

from collections.abc import Sequence

from onrecord.link.claims.compared.gists import Gist
from onrecord.record import Account, Relation, Silence

SURE = 0.5  # probability from which a dispute is one for whoever counts or lists them
_TELLING = ("says", "claims", "reveals", "accuses", "confirms")  # manners
_HALF = 0.5  # of the words of a statement: who says so much of it is on its side


def disputes_of(account: Account) -> list[Relation]:
    """Return each two claims that dispute each other once, by their surest statements, those first.

    Of those of one probability the one comes first that does in `Account.relations`.
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
    """Return who tells a happening without a word on what others say of it, once for each two.

    gists: by `Gist.place`. An article must say of somebody that he says nothing of it, and have an
    account of his own from him that has words in common with theirs.
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
