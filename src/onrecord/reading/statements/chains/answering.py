"""What a statement answers: which of those before it a denial or refusal is about.

Words say it ("denied *the accusation*"), the model says how likely it finds each, and where they
stand tells the rest. All of it is evidence side by side; `training/statements.py` fits what each
piece counts.
"""

from collections.abc import Iterator, Sequence
from math import log1p

from onrecord.reading.statements.chains.denials import about_by_rule, goes_on, points, rejects
from onrecord.reading.statements.chains.repeats import stem, stems_of
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.parsed import Parsed

_FARTHEST = 14  # lines back to what is answered
_LIKELY = 0.4  # F1 of answers is higher here than at a half
_ANSWERING = ("denies", "declines", "says", "claims", "confirms")
_ASSERTING = ("accuses", "claims", "reveals", "denies", "urges", "asks", "threatens")
_LEAD = 1  # last number of a statement that a story begins with


def refer(parsed: Parsed, drafts: Sequence[Draft]) -> None:
    """Link each statement to those before it that it is about."""
    for k, draft in enumerate(drafts):
        found = [
            other
            for other, known in answers(parsed, drafts, k)
            if probability("refers", known) >= _LIKELY
        ]
        if not found and "mention" in {parsed.words[i] for i in draft.saying.cue}:
            # The story says of what somebody was silent: that sets two accounts against each other.
            found = about_by_rule(parsed, drafts, k)
        if not found and goes_on(parsed, drafts, k):
            found = drafts[k - 1].refers
        draft.refers.extend(found)


def answers(
    parsed: Parsed, drafts: Sequence[Draft], k: int
) -> Iterator[tuple[Draft, dict[str, float]]]:
    """Give the statements that one may answer, with what speaks for each."""
    draft = drafts[k]
    if draft.sense.manner not in _ANSWERING:
        return
    line = _line(parsed, draft)
    near = [
        d
        for d in drafts[:k]
        if line - _line(parsed, d) <= _FARTHEST and (d.via or d.who.member is not draft.who.member)
    ]  # nobody answers his own words
    by_rule = about_by_rule(parsed, drafts, k)
    shares = [_share(draft, d) for d in near]
    best = max(shares, default=0.0)
    mine = stems_of(parsed, draft.saying.words)
    named = (word for one in draft.tellers for word in one.name.split() if word[0].isupper())
    own = {stem(word.lower()) for word in named}
    manner = draft.sense.manner
    points_back = points(parsed, draft)
    for back, (other, share) in enumerate(zip(reversed(near), reversed(shares), strict=True)):
        theirs = stems_of(parsed, other.saying.words)
        ruled = other in by_rule
        apart = line - _line(parsed, other)
        yield (
            other,
            {
                "always": 1.0,
                **{f"it {one}": float(manner == one) for one in _ANSWERING},
                "rejects": float(manner in ("says", "claims") and rejects(parsed, draft)),
                "points": float(points_back),
                "by rule": float(ruled),
                "by rule, a denial": float(ruled and manner == "denies"),
                "another by rule": float(bool(by_rule) and not ruled),
                "model": odds(share),
                "likeliest by model": float(share == best and share > 0),
                "model of a denial": odds(share) * (manner == "denies"),
                "same line": float(apart == 0),
                "line before": float(apart == 1),
                "lines back": log1p(apart),
                "last before": float(back == 0),
                "statements back": log1p(back),
                "lead": float(other.number - 1 <= _LEAD),
                "of the same": float(other.is_told_by(draft.who.member)),
                "tells of who answers": float(bool(own & theirs)),
                **{f"other {one}": float(other.sense.manner == one) for one in _ASSERTING},
                "other through somebody": float(bool(other.via)),
                "words shared": len(mine & theirs) / max(1, len(mine)),
                "words shared, a denial": (manner == "denies")
                * len(mine & theirs)
                / max(1, len(mine)),
                "same teller as by rule": float(
                    not ruled and any(other.who.member is one.who.member for one in by_rule)
                ),
            },
        )


def _share(draft: Draft, other: Draft) -> float:
    """Return how likely the model finds it that one statement is about another."""
    anchors = {*other.anchors, *other.saying.words[:1]}
    return max((share for i, share in draft.saying.refers if i in anchors), default=0.0)


def _line(parsed: Parsed, draft: Draft) -> int:
    return parsed.lines[draft.saying.first]
