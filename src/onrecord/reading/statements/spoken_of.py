"""Pronouns that open reported words: in "the mate said he had called", "he" is who says it."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.meant.pronouns import agrees
from onrecord.reading.statements.actors.naming.sources import PRONOUNS
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Anaphor

_OPENING = frozenset(("he", "she", "it", "they"))
_THINGS = frozenset(("document", "data"))
_SURE = 0.9  # share of who says it


class _Opening(NamedTuple):
    """Whose words begin with a pronoun, and whether they are named before it."""

    teller: Member
    is_behind: bool  # "it was chained, the records show"


def spoken_of(
    parsed: Parsed, drafts: Sequence[Draft], anaphors: Sequence[Anaphor]
) -> tuple[Anaphor, ...]:
    """Return the anaphors of a text; a pronoun with which reported words begin is who says them.

    Where the words stand before their source it may be another; but a paper is none of which it
    tells. Direct speech is left alone.
    """
    openings = {
        first: _Opening(draft.who.member, draft.saying.source[0] > first)
        for draft in drafts
        if (first := _opening(parsed, draft)) is not None and draft.who.member is not None
    }
    return tuple(_meant(parsed, one, openings) for one in anaphors)


def _opening(parsed: Parsed, draft: Draft) -> int | None:
    """Return the pronoun with which reported words begin, as their subject."""
    words = sorted(draft.saying.words)
    is_left = draft.quote == "direct" or draft.sense.manner == "urges"  # "demanded that he pay"
    if is_left or not words or not draft.saying.source or draft.who.member is None:
        return None
    if draft.who.member.grade == "unnamed official":
        return None  # "his lawyer said he had left"
    first = words[parsed.words[words[0]] == "that" and len(words) > 1]
    is_subject = parsed.words[first] in _OPENING and parsed.relations[first] == "nsubj"
    same = parsed.sentences[first] == parsed.sentences[draft.saying.source[0]]
    return first if is_subject and same else None


def _meant(parsed: Parsed, one: Anaphor, openings: dict[int, _Opening]) -> Anaphor:
    i = next(iter(parsed.range_of(one.span)), -1)
    opening = openings.get(i)
    if opening is None or not agrees(opening.teller, parsed.words[i]):
        return one
    own = opening.teller.spans
    if opening.is_behind:
        is_thing = opening.teller.grade in _THINGS
        kept = tuple(pair for pair in one.antecedents if not (is_thing and pair[0] in own))
        return Anaphor(span=one.span, antecedents=kept)
    before = (span for span in own if span.end <= one.span.start)
    named = max((s for s in before if parsed.string(s).lower() not in PRONOUNS), default=None)
    return one if named is None else Anaphor(span=one.span, antecedents=((named, _SURE),))
