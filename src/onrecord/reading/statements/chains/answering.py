"""What a statement answers: which earlier statements a denial or refusal is about.

Words say it ("denied *the accusation*"), the model says how likely it finds each, whom and what
both name and where they stand tells the rest. All of it is evidence side by side;
`training/statements.py` fits what each piece counts.
"""

from collections.abc import Iterator, Sequence
from math import log1p

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.chains.denials import (
    POINTS_AT,
    about_by_rule,
    goes_on,
    line_at,
    pointers,
    points,
    rejects,
)
from onrecord.reading.statements.chains.naming import Namings
from onrecord.reading.statements.chains.repeats import stem, stems_of
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.parsed import Parsed

_FARTHEST = 14  # lines back to what is answered
# On stories not seen, F1 of answers is .401 from .3 on, .406 from .25 and .414 from .2; with .2,
# what is told of claims as disputed is wrong more often (.69 right instead of .76).
_LIKELY = 0.25
_LIKELY_REFUSED = 0.3  # who is wrongly said to have denied something disputes it
_MEANT = 0.25  # share of the model from which on a charge may be what somebody said
_ANSWERING = ("denies", "declines", "says", "claims", "confirms")
_REFUSING = ("denies", "declines")
_ASSERTING = ("accuses", "claims", "reveals", "denies", "urges", "asks", "threatens")
_PART = frozenset(("responsibility", "involvement", "wrongdoing", "blame", "part", "role"))
_FIRST_WORDS = 3  # of "any part in the attack"
_OWNED = frozenset(("its", "their"))
_LEAD = 1  # last number of a statement that a story begins with
_NEAR = ("same line", "line before", "last before")  # evidence that counts by who answers how


def refer(namings: Namings) -> None:
    """Link each statement of a story to those before it that it is about."""
    parsed, drafts = namings.parsed, namings.drafts
    for k, draft in enumerate(drafts):
        least = _LIKELY_REFUSED if draft.sense.manner in _REFUSING else _LIKELY
        found = [
            other for other, known in answers(namings, k) if probability("refers", known) >= least
        ]
        found = _claimed(drafts, draft) or _fitting(parsed, draft, found)
        found = _of_one(parsed, draft, found)
        if not found and "mention" in {parsed.words[i] for i in draft.saying.cue}:
            # The story says of what somebody was silent: that sets two accounts against each other.
            found = about_by_rule(parsed, drafts, k)
        found = found or _blamed(parsed, drafts, k)
        if not found and goes_on(parsed, drafts, k):
            found = drafts[k - 1].refers
        draft.refers.extend(found)


def _fitting(parsed: Parsed, draft: Draft, found: list[Draft]) -> list[Draft]:
    """Leave out what a denial has no word for: who "denied the accusation" denies no inquiry.

    A charge may be one of a court, which nobody told of: it is not whatever was said before.
    """
    words = pointers(parsed, draft)
    manners = {m for word in words for m in POINTS_AT.get(word, ())}
    fitting = [one for one in found if one.sense.manner in manners]
    if fitting or "charge" not in words or draft.sense.manner != "denies":
        return fitting or found
    return [one for one in found if _share(draft, one) >= _MEANT or _tells_of(parsed, one, draft)]


def _of_one(parsed: Parsed, draft: Draft, found: list[Draft]) -> list[Draft]:
    """Leave what the last one told where "this" is denied: not what others said before."""
    words = [parsed.words[i] for i in draft.saying.words if parsed.tags[i] != "PUNCT"]
    if draft.sense.manner != "denies" or not found or words not in (["this"], ["that"]):
        return found
    last = max(found, key=lambda one: one.number)
    if words == ["that"]:
        return [last]
    return [one for one in found if _outermost(one) is _outermost(last)]


def _blamed(parsed: Parsed, drafts: Sequence[Draft], k: int) -> list[Draft]:
    """Return the last accusation of who denies a part: "blamed it. It denied responsibility"."""
    draft = drafts[k]
    part = draft.sense.manner == "denies" and any(
        parsed.words[i] in _PART for i in draft.saying.words[:_FIRST_WORDS]
    )
    accusing = (
        one
        for one in reversed(drafts[:k])
        if one.sense.manner == "accuses" and one.who.member is not draft.who.member
    )
    return [one for one in accusing if part and _tells_of(parsed, one, draft)][:1]


def _outermost(draft: Draft) -> Member | None:
    """Return who tells of it to the story."""
    return (draft.via[0][1] if draft.via else draft.who).member


def _tells_of(parsed: Parsed, one: Draft, answer: Draft) -> bool:
    """Whether the words of one speak of who answers, by name or not."""
    member = answer.who.member
    spans = member.spans if member is not None else ()
    return not {*one.saying.words}.isdisjoint(parsed.ranges_of(spans))


def _claimed(drafts: Sequence[Draft], draft: Draft) -> list[Draft]:
    """Return the claim that one names and answers: "denied a claim by Roe that …"."""
    if not draft.saying.answers:
        return []
    noun = draft.saying.claim
    return [
        one
        for one in drafts
        if noun in one.saying.cue or any(noun in through.cue for through, _ in one.via)
    ]


def answers(namings: Namings, k: int) -> Iterator[tuple[Draft, dict[str, float]]]:
    """Give the statements that one may answer, with the evidence for each."""
    parsed, drafts = namings.parsed, namings.drafts
    draft = drafts[k]
    if draft.sense.manner not in _ANSWERING or draft.saying.is_answered:
        return
    line = line_at(parsed, draft)
    own = _side_of(parsed, drafts, k)
    near = [
        j
        for j, d in enumerate(drafts[:k])
        if line - line_at(parsed, d) <= _FARTHEST
        and (d.via or not any(d.who.member is one for one in own))
    ]  # nobody answers his own words
    placed = _evidence(parsed, drafts, k, [drafts[j] for j in near])
    named = namings.evidence(k, near)
    opens = not any(line_at(parsed, d) == line for d in drafts[:k])
    for j, one, more in zip(near, placed, named, strict=True):
        found = one | more
        for name in _NEAR:
            for kind in ("it says so", "it says no"):
                if one[name] and more[kind]:
                    found[f"{name}, {kind}"] = 1.0
            if opens and one[name] and name in _NEAR[1:]:
                found[f"{name}, of a line's first"] = 1.0
        if opens:
            found["a line's first"] = 1.0
        yield drafts[j], found


def _side_of(parsed: Parsed, drafts: Sequence[Draft], k: int) -> list[Member | None]:
    """Return who makes a statement, with the body that he speaks for: "Its spokesman, Jan Roe"."""
    mine = drafts[k].who.member
    if mine is None:
        return [None]
    bodies = [
        one.who.member
        for one in drafts[:k]
        if one.who.member is not None and one.who.member.kind != "person"
    ]
    found: list[Member | None] = [mine, *(b for b in bodies if mine.bodies & {*b.spans})]
    for role in mine.roles:
        words = parsed.range_of(role)
        first = words.start - (parsed.words[words.start - 1] in _OWNED)
        spokes = any(parsed.words[i].startswith("spokes") for i in words)
        if words and spokes and parsed.words[first] in _OWNED:
            before = [one.who.member for one in drafts[:k] if one.saying.first < first]
            found += [one for one in before if one is not None and one.kind != "person"][-1:]
    return found


def _evidence(
    parsed: Parsed, drafts: Sequence[Draft], k: int, near: Sequence[Draft]
) -> list[dict[str, float]]:
    """Return what words, model and place say of each statement that one may answer."""
    draft = drafts[k]
    line = line_at(parsed, draft)
    by_rule = about_by_rule(parsed, drafts, k)
    shares = [_share(draft, d) for d in near]
    best = max(shares, default=0.0)
    mine = stems_of(parsed, draft.saying.words)
    names = (word for one in draft.tellers for word in one.name.split() if word[0].isupper())
    own = {stem(word.lower()) for word in names}
    manner = draft.sense.manner
    is_denial = manner == "denies"
    of_mine = {
        "always": 1.0,
        f"it {manner}": 1.0,
        "rejects": float(manner in ("says", "claims") and rejects(parsed, draft)),
        "points": float(points(parsed, draft)),
    }
    found = []
    for j, (other, share) in enumerate(zip(near, shares, strict=True)):
        back = len(near) - 1 - j
        theirs = stems_of(parsed, other.saying.words)
        shared = len(mine & theirs) / max(1, len(mine))
        ruled = other in by_rule
        apart = abs(line - line_at(parsed, other))  # a content may stand before its cue
        found.append(
            {
                **of_mine,
                "by rule": float(ruled),
                "by rule, a denial": float(ruled and is_denial),
                "another by rule": float(bool(by_rule) and not ruled),
                "model": odds(share),
                "likeliest by model": float(share == best and share > 0),
                "model of a denial": odds(share) * is_denial,
                "same line": float(apart == 0),
                "line before": float(apart == 1),
                "lines back": log1p(apart),
                "last before": float(back == 0),
                "statements back": log1p(back),
                "lead": float(other.number - 1 <= _LEAD),
                "of the same": float(other.is_told_by(draft.who.member)),
                "tells of who answers": float(bool(own & theirs)),
                f"other {other.sense.manner}": float(other.sense.manner in _ASSERTING),
                "other through somebody": float(bool(other.via)),
                "words shared": shared,
                "words shared, a denial": is_denial * shared,
                "same teller as by rule": float(
                    not ruled and any(other.who.member is one.who.member for one in by_rule)
                ),
            }
        )
    return found


def _share(draft: Draft, other: Draft) -> float:
    """Return how likely the model finds it that one statement is about another."""
    anchors = {*other.anchors, *other.saying.words[:1]}
    return max((share for i, share in draft.saying.refers if i in anchors), default=0.0)
