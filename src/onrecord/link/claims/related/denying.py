"""Whether what one statement says not to be so is what another one says."""

from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.terms.negations import OUGHT
from onrecord.link.claims.terms.senses import folded

_STEM = 4  # letters that "China" and "Chinese" have in common
_OWN = frozenset(("he", "she", "they", "it", "we", "i", "his", "her", "their", "its", "our", "my"))
_ARTICLES = frozenset(("the", "a", "an"))
_DEEDS = frozenset(("anything", "do", "doing", "done", "involvement", "wrongdoing"))


def denies(denial: Gist, target: Gist, words: int) -> bool:
    """Tell whether a denial may be of what another says. words: that both have.

    One in general words, "the reports", is of what is said of who denies. A named person may deny
    what is said of somebody else, too, but no deeds of his ("any wrongdoing"). It is of nothing
    that is itself said not to be so, or only speaks of "the reports". One of a single word that
    the other has not, "any limitations", is of what is said of who denies, too. "They did not shell
    the market" is not of "shells hit the market", which says of nobody that he fired them.
    """
    if _is_own_attack(denial) and not target.doers and not _speaks_of(target, denial):
        return False
    if denial.is_general and (target.is_general or target.exactly.denied):
        return False
    is_its_own = len(denial.terms) == 1 and not words
    if denial.is_general:
        is_its_own = denial.grade != "named person" or not _DEEDS.isdisjoint(denial.keys)
    return not is_its_own or _speaks_of(target, denial)


def is_of_one_side(one: Gist, other: Gist) -> bool:
    """Tell whether one speaks for the body that says the other: an army spokesman, "the army"."""
    name = [folded(word) for word in (other.speaker_name or "").split()]
    own = {word.removesuffix("'s") for word in one.side}
    words = [word for word in name if word not in _ARTICLES and not word.endswith("'s")]
    return bool(words) and own.issuperset(words)


def is_rule_for(one: Gist, other: Gist) -> bool:
    """Tell whether one says what should not be, and the other nothing of what should."""
    return one.exactly.ought and OUGHT.isdisjoint(other.keys)


def is_turned(one: Gist, other: Gist) -> bool:
    """Tell whether what one says is not so is in the other, or no syntax was read."""
    mine, its = one.exactly, other.exactly
    known = mine.affirmed and its.affirmed
    return not known or bool(mine.denied & its.affirmed or its.denied & mine.affirmed)


def _is_own_attack(one: Gist) -> bool:
    """Whether it is of an attack by who says so: "they had shelled it", "its forces fired"."""
    return not _OWN.isdisjoint(one.keys[:1]) and any(kind == "ASSAULT" for kind, _ in one.doers)


def _speaks_of(one: Gist, other: Gist) -> bool:
    """Whether one names who says the other, or what is of his country: "Chinese ships"."""
    if other.speaker in one.names:
        return True
    name = (other.speaker_name or "").split()
    stems = {part[:_STEM] for part in map(folded, name) if len(part) >= _STEM}
    return any(key[:_STEM] in stems for key in one.keys)
