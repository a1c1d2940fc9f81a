"""Pronouns that open reported words: in "the mate said he had called", "he" is who says it."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.meant.pronouns import agrees
from onrecord.reading.statements.actors.naming.sources import PRONOUNS, is_plural, is_title
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Anaphor, Chain, Span

_OPENING = frozenset(("he", "she", "it", "they"))
_THINGS = frozenset(("document", "data"))
_SURE = 0.9  # share of who says it


class _Opening(NamedTuple):
    """Whose words begin with a pronoun, and whether they are named before it."""

    teller: Member
    is_behind: bool  # "it was chained, the records show"
    is_other: bool  # or "according to the records, it was"


def spoken_of(
    parsed: Parsed, drafts: Sequence[Draft], anaphors: Sequence[Anaphor], chains: Sequence[Chain]
) -> tuple[Anaphor, ...]:
    """Return the anaphors of a text; a pronoun with which reported words begin is who says them.

    Where the words stand before their source it may be another, as where they are so "according to"
    somebody: it is whom a chain takes up without a name, "the driver hit a wall. He was hurt, Roe
    said". A paper is none of which it tells. Direct speech is left alone.
    """
    openings = {
        first: _Opening(draft.who.member, draft.saying.source[0] > first, _is_aside(parsed, draft))
        for draft in drafts
        if (first := _opening(parsed, draft)) is not None and draft.who.member is not None
    }
    openings |= _of_who_answers(parsed, drafts)
    return tuple(
        _unnamed(parsed, one, openings, chains) or _meant(parsed, one, openings) for one in anaphors
    )


def _of_who_answers(parsed: Parsed, drafts: Sequence[Draft]) -> dict[int, _Opening]:
    """Return the pronouns of claims that somebody denies of himself: "denied a claim that he"."""
    found = {}
    for draft in drafts:
        answers = draft.saying.answers and draft.sense.manner == "denies"
        claim = next((one for one in drafts if _is_claim_of(one, draft)), None) if answers else None
        words = sorted(claim.saying.words) if claim else []
        first = words[parsed.words[words[0]] == "that"] if len(words) > 1 else -1
        if first >= 0 and draft.who.member and parsed.words[first] in ("he", "she"):
            found[first] = _Opening(draft.who.member, is_behind=False, is_other=False)
    return found


def _is_claim_of(one: Draft, denial: Draft) -> bool:
    return one.saying.is_answered and one.saying.claim == denial.saying.claim


def _is_aside(parsed: Parsed, draft: Draft) -> bool:
    """Whether words may well be of another than their source, which is only told beside them."""
    is_behind = draft.saying.source[0] > min(draft.saying.words)
    return is_behind or parsed.words[draft.saying.cue[0]] == "according"


def _unnamed(
    parsed: Parsed, one: Anaphor, openings: dict[int, _Opening], chains: Sequence[Chain]
) -> Anaphor | None:
    """Return a pronoun as that of somebody without a name, where it opens another's words."""
    opening = openings.get(next(iter(parsed.range_of(one.span)), -1))
    if opening is None or not opening.is_other:
        return None
    chain = next((chain for chain in chains if one.span in chain.mentions), None)
    before = [span for span in chain.mentions if span.end <= one.span.start] if chain else []
    if chain is None or not {*chain.mentions}.isdisjoint(opening.teller.spans):
        return None
    noun = next((span for span in reversed(before) if _is_person(parsed, span)), None)
    return Anaphor(span=one.span, antecedents=((noun, _SURE),)) if noun else None


def _is_person(parsed: Parsed, span: Span) -> bool:
    """Whether a phrase is one person without a name: "the driver", not "Roe" nor "drivers"."""
    noun = parsed.head_of(parsed.range_of(span))
    is_one = parsed.tags[noun] == "NOUN" and not is_plural(parsed.words[noun])
    return is_one and is_title(parsed.words[noun])


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
