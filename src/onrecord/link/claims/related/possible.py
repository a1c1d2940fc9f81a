"""What two statements can be to each other at all, by what they have in common."""

from onrecord.link.claims.compared.blocking import HOLDS, MEANING, SOFT
from onrecord.link.claims.compared.comparing import Comparison
from onrecord.record import RelationKind

_PARTS = (
    "opposite", "other_cause", "other_doer", "slot_other", "other_hours", "other_days"
)  # fmt: skip
_TURNED = 0.3  # of a clause is said not to be so


def possible_kinds(compared: Comparison) -> frozenset[RelationKind]:
    """Return the relations that are possible, given what two statements have in common.

    A dispute needs something that is denied, negated, opposite or elsewhere; another figure needs
    two numbers for one quantity. The weights cannot be trusted for the rest. If a judge is asked,
    this is only one sign among others.
    """
    found: set[RelationKind] = {"unrelated"}
    get = compared.get
    soft = get("soft")
    differs = bool(compared.figures) and not get("figure_same")
    if compared.figures and not get("one_denies"):  # to deny a number is to give none
        found.add("other figure")
    if not compared.words and not get("refers"):
        return frozenset(found)
    if _may_dispute(compared):
        found.add("disputes")
    if differs or (get("one_denies") and get("refers")):  # who denies what was said repeats nothing
        return frozenset(found)
    if soft >= SOFT or get("meaning") >= MEANING:
        found.add("supports")
    # who denies it says it not again, unless he denies that it is not so; nor who numbers others
    denied = get("one_denies") and not get("turned") and not get("opposite")
    close = max(get("soft_holds"), get("clause"), get("quotes")) >= HOLDS or get("refers")
    if close and not denied and not get("figures_apart"):
        found.add("repeats")
        if not get("other_places"):
            found.add("narrows")
    return frozenset(found)


def _may_dispute(compared: Comparison) -> bool:
    """Whether something of one is denied, negated, opposite or another's in the other."""
    get = compared.get
    soft = get("soft")
    if get("one_denies"):  # of "it was not shut" and "it was open" the one does not dispute
        near = soft >= SOFT or get("refers") or get("meaning") >= MEANING
        return bool(near and not get("turned") and not get("opposite"))
    if get("takes_back") or get("admits"):
        return True
    if compared.turned:  # what is to come, or is told by the same one, may be so and not be so
        apart = get("one_ahead") or get("same_speaker")
        return get("clause_turned") >= _TURNED and not apart
    return soft >= SOFT and any(get(name) for name in _PARTS)
