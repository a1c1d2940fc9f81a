"""Why two statements are related as they are, in the words of their texts."""

from collections.abc import Iterable, Sequence

from onrecord.link.claims.compared.comparing import Comparison
from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.numbers.counting import Counted
from onrecord.record import RelationKind

_TERMS = 4  # named in a reason
_LONGEST = 70  # characters of what a reason cites
_WORDS = {
    "repeats": "says the same: ",
    "narrows": "says the same and more: ",
    "supports": "makes it likelier: ",
}


def reason_of(kind: RelationKind, one: Gist, other: Gist, compared: Comparison) -> str:
    """Say in words why."""
    if kind == "other figure":
        pairs = compared.figures[:2] or compared.apart[:1]
        return another_number(pairs) if pairs else "another number"
    about = _listed(one, compared.shared)
    if kind == "disputes":
        return _dispute(one, other, compared, about)
    if kind == "unrelated":
        return _apart(compared) or (
            f"both speak of {about}, and say other things of it"
            if about
            else "nothing that both speak of"
        )
    return _WORDS[kind] + (about or "in other words")


def directed(kind: RelationKind, later: Gist, earlier: Gist) -> tuple[Gist, Gist]:
    """Put the one that acts first: who denies, what narrows, what supports; otherwise the later."""
    if kind == "disputes" and earlier.denies and not later.denies:
        return earlier, later
    if kind == "narrows" and _weight(earlier) > _weight(later):
        return earlier, later
    if kind == "supports" and earlier.manner == "reveals" and later.manner != "reveals":
        return earlier, later
    return later, earlier


def _weight(one: Gist) -> tuple[int, float]:
    detail = len(one.numerals) + len(one.days) + len(one.places)
    return detail, sum(one.terms.values())


def another_number(pairs: Iterable[tuple[Counted, Counted]]) -> str:
    """Say that numbers for one quantity differ, the later first."""
    return f"{' and '.join(_against(*pair) for pair in pairs)}: another number"


def _dispute(one: Gist, other: Gist, compared: Comparison, about: str) -> str:
    if one.denies != other.denies:
        verb = "takes back" if one.takes_back else "denies"
        if compared.get("refers") and one.denies:
            return f"{verb}: ‘{_cited(one.said)}’ = ‘{_cited(other.said)}’"
        return f"{verb}: {about or f'‘{_cited(other.said)}’'}"
    if compared.turned:
        return f"one says so, the other not: {_listed(one, compared.turned, other)}"
    if compared.opposites:
        pairs = (sorted(pair, key=lambda t: t not in one.terms) for pair in compared.opposites)
        return "opposite: " + ", ".join(
            f"{_word(one, x)} against {_word(other, y)}" for x, y in pairs
        )
    for words, pair in (("place", compared.other_places), ("time", compared.other_days)):
        if pair:
            mine, its = (", ".join(_capital(key) for key in sorted(part)) for part in pair)
            return f"another {words}: {mine} against {its}"
    return f"another account of {about}" if about else "another account"


def _apart(compared: Comparison) -> str:
    if compared.apart:
        return f"{_against(*compared.apart[0])}: different things, not a conflict"
    return ""


def _against(one: Counted, other: Counted) -> str:
    mine, its = (said[0].lower() + said[1:] if said[1:2].islower() else said
                 for said in (one.said, other.said))  # fmt: skip
    return f"{mine} against {its}"


def _listed(one: Gist, terms: Iterable[str], other: Gist | None = None) -> str:
    """List the text's words for terms; names where there is nothing else."""
    found = list(terms)
    plain = [term for term in found if term[0] != "@"] or found
    order = {term: i for i, term in enumerate(one.terms)}
    kept: Sequence[str] = sorted(plain[:_TERMS], key=lambda term: order.get(term, len(order)))
    holder = one if other is None or all(term in one.terms for term in kept) else other
    return ", ".join(_word(holder, term) for term in kept)


def _word(one: Gist, term: str) -> str:
    """Return a term as the statement has it."""
    if term[0] == "@":
        return _capital(term[1:])
    form = one.forms.get(term, term)
    at = one.said.lower().find(form)
    return one.said[at : at + len(form)] if at >= 0 else form


def _capital(key: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in key.split())


def _cited(words: str) -> str:
    """Cut words where they get too long."""
    words = " ".join(words.split()).strip("“”\"'‘’ ")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + "…"
