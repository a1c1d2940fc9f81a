"""The clauses of a statement, and what follows its prepositions."""

from collections.abc import Sequence

from onrecord.link.claims.terms.senses import lexicon, term_of

BREAKS = {",", ";", ":", "–", "—", "but", "and", "while", "which", "who", "because"}
_PARTS = {",", ";", ":", "–", "—", "but", "and", "while", "because", "after"}
_PREPOSITIONS = {"in", "at", "from", "by", "to", "on", "near", "with", "for", "of", "over", "since"}
_VERBS = {"is", "are", "was", "were", "has", "have", "had", "will", "would", "may", "did", "does"}
_SLOT = 3  # terms of a slot that count


def clauses_of(keys: Sequence[str], order: dict[str, int]) -> tuple[tuple[int, ...], ...]:
    """Return the terms of each clause that has two or more; all as one if nothing divides them."""
    found: list[dict[int, None]] = [{}]
    for key in keys:
        if key in _PARTS:
            found.append({})
        elif key and (at := order.get(term_of(key))) is not None and key not in lexicon().plain:
            found[-1][at] = None
    kept = tuple(tuple(clause) for clause in found if len(clause) > 1)
    return kept if len(kept) > 1 else ()


def slots_of(keys: Sequence[str], order: dict[str, int]) -> dict[str, tuple[int, ...]]:
    """Return the terms before the first preposition, and those after each."""
    found: dict[str, list[int]] = {"": []}
    slot: str | None = ""
    for key in keys:
        if key in _PREPOSITIONS:
            slot = key
            found.setdefault(slot, [])
        elif key in BREAKS or (slot == "" and key in _VERBS and found[""]):
            slot = None
        elif slot is not None and key and key not in lexicon().plain:
            at = order.get(term_of(key))
            if at is not None and len(found[slot]) < _SLOT:
                found[slot].append(at)
    return {slot: tuple(terms) for slot, terms in found.items() if terms}
