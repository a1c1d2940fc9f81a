"""Evidence on whether a check covers a statement, for the regressions of `weighed`.

What ends in ", asked" or in an outcome tells of such checks alone, which cover different things.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log1p
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.naming.sources import singular
from onrecord.reading.statements.chains.denials import POINTS_AT
from onrecord.reading.statements.chains.repeats import stems_of
from onrecord.reading.statements.checks.checking import CheckWords, saying_what, words_for
from onrecord.reading.statements.checks.covers import GENERIC, SIDES, shows
from onrecord.reading.statements.checks.standing import kind_of, standings, traits_of
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.evidence import odds
from onrecord.reading.statements.parsed import Parsed

_HEADING = 1  # last line of a headline and a summary, which come before what they tell of
_NEAR = 2  # lines within which the two sides stand
_TWO = 2  # sentences
_PLURAL = frozenset(
    ("they", "their", "them", "these", "those", "both", "either", "neither", "claims", "accounts",
     "allegations", "accusations", "reports", "documents", "messages", "details", "files")
)  # fmt: skip
_TOPIC = frozenset(("on", "about", "regarding", "over"))
_MANNERS = (
    "says", "claims", "accuses", "reveals", "denies", "confirms", "urges", "promises", "asks",
    "declines", "threatens", "speculates",
)  # fmt: skip
_ALL = frozenset(("none", "any", "all", "each"))

_SETS_OFF = (
    "tells of who was asked", "told by who was asked", "of who was asked",
    "told by one named in it", "told by whom its pronoun means", "noun points at manner", "shows",
)  # fmt: skip


class Looked(NamedTuple):
    """A check with what is known about what it may cover."""

    parsed: Parsed
    check: CheckWords
    by_rule: Sequence[Draft]
    cast: Cast
    order: Mapping[int, int]  # of the drafts before it, by number: 0 = the last one
    taken_up: Mapping[int, Member]  # by its pronouns: who told something before


# --- each statement alone


class _Known(NamedTuple):
    """What a check says of what it covers, looked up once for all statements."""

    by: Sequence[Member]
    asked: Sequence[Member]
    named: Sequence[Member]  # in what it is about: "the remark that Paleis reported"
    owners: Sequence[Member]  # whom a pronoun in it takes up: "her account"
    topic: frozenset[str]  # stems of the words of the clause that say what it is about
    about: frozenset[str]  # those of what somebody was asked "about"
    nouns: frozenset[str]  # words for statements in it: "claim"
    silent: bool  # somebody did not answer
    sides: bool  # it is of both sides


def evidences(look: Looked, drafts: Sequence[Draft]) -> list[dict[str, float]]:
    """Return for each statement the evidence on whether a check covers it."""
    known = _known(look)
    found = []
    eligible = 0
    last: Draft | None = None
    backward: dict[int, tuple[int, bool]] = {}
    for d in reversed(drafts):
        if d.number in look.order and _can_be_covered(look, known, d):
            last = last or d
            backward[d.number] = (eligible, d.who.member is last.who.member)
            eligible += 1
    for d in drafts:
        found.append(_evidence(look, known, d, backward.get(d.number)))
    traits = [traits_of(look.parsed, draft) for draft in drafts]
    beside = _beside_others(look, drafts, found, traits)
    kind = kind_of(look.check)
    standing = standings(look.parsed, look.check, drafts, traits)
    return [
        one | more | {f"{name}, {kind}": value for name, value in stands.items()}
        for one, more, stands in zip(found, beside, standing, strict=True)
    ]


# --- each statement beside the others


def _beside_others(
    look: Looked,
    drafts: Sequence[Draft],
    found: Sequence[dict[str, float]],
    traits: Sequence[frozenset[str]],
) -> list[dict[str, float]]:
    """Return what sets a statement off from the others: rare words, others to which more applies.

    Tried and left out, as they moved nothing: who is first by the model, the last one to which
    something applies, whether a pronoun in "her account" fits who speaks.
    """
    common = Counter(stem for some in traits for stem in some)
    clause = stems_of(look.parsed, saying_what(look.parsed, look.check)) - GENERIC
    heads = look.parsed.lines[look.check.words.start] <= _HEADING
    rare = [sum(1 / common[stem] for stem in clause & some) for some in traits]
    best = max(rare, default=0.0)
    kind = kind_of(look.check)
    more = []
    for draft, words in zip(drafts, rare, strict=True):
        apart = _sentences_back(look, draft)
        more.append(
            {
                f"{name}, {kind}": value
                for name, value in {
                    "rare words shared": log1p(words),
                    "rarest words shared": float(words > 0 and words == best),
                    "rarest words shared, of a heading": float(heads and 0 < words == best),
                    "same sentence": float(apart == 0),
                    "sentence before": float(apart == 1),
                    "two sentences before": float(apart == _TWO),
                }.items()
            }
        )
    for name in _SETS_OFF:
        fitting = {
            k
            for k, (draft, one) in enumerate(zip(drafts, found, strict=True))
            if one[name] and draft.number in look.order and not one["tells of the check"]
        }
        for k, one in enumerate(more):
            one[f"others: {name}"] = float(bool(fitting) and k not in fitting)
    return more


def _sentences_back(look: Looked, draft: Draft) -> int:
    """Return how many sentences before a check a statement ends."""
    last = max((*draft.saying.words, *draft.saying.cue), default=draft.saying.first)
    return look.parsed.sentences[look.check.words.start] - look.parsed.sentences[last]


# --- each statement alone


def _can_be_covered(look: Looked, known: _Known, draft: Draft) -> bool:
    return (
        not _tells_of(look, draft)
        and (draft.is_claim or bool(draft.via))
        and not _is_of(draft, known.by)
    )


def _tells_of(look: Looked, draft: Draft) -> bool:
    """Whether a statement is what the check found: "experts said the picture was old"."""
    words = look.check.words
    return any(i in words for i in (*draft.saying.words, *draft.saying.cue))


def _is_unnamed(draft: Draft) -> bool:
    member = draft.who.member
    return member is None or not member.named


def _is_of(draft: Draft, members: Sequence[Member]) -> bool:
    return any(draft.who.member is one for one in members)


def _known(look: Looked) -> _Known:
    parsed, check = look.parsed, look.check
    rest = [i for i in saying_what(parsed, check) if i not in {*check.by}]
    topic = stems_of(parsed, rest) - GENERIC
    at = next((i for i in check.words if parsed.words[i] in _TOPIC), check.words.stop)
    about = stems_of(parsed, range(at, check.words.stop)) - GENERIC if check.asked else frozenset()
    mine = {id(m) for m in (*_members(look, check.by), *_members(look, check.asked))}
    nouns = frozenset(singular(parsed.words[i]) for i in rest if parsed.tags[i] == "NOUN")
    return _Known(
        _members(look, check.by),
        _members(look, check.asked),
        [m for m in _named(look, rest) if id(m) not in mine],
        [look.taken_up[i] for i in rest if i in look.taken_up and i not in {*check.asked}],
        topic,
        about,
        nouns,
        bool(check.asked),
        bool(SIDES & {parsed.words[i] for i in saying_what(parsed, check)}),
    )


def _members(look: Looked, words: Sequence[int]) -> list[Member]:
    """Return who is named, or taken up by a pronoun, in words."""
    taken_up = [look.taken_up[i] for i in words if i in look.taken_up]
    return list({id(one): one for one in [*_named(look, words), *taken_up]}.values())


def _named(look: Looked, words: Sequence[int]) -> list[Member]:
    found = (look.cast.at.get(i) for i in words)
    return list({id(one): one for one in found if one is not None}.values())


def _evidence(
    look: Looked, known: _Known, draft: Draft, place: tuple[int, bool] | None
) -> dict[str, float]:
    parsed, check = look.parsed, look.check
    lines = parsed.lines[check.words.start] - parsed.lines[draft.saying.first]
    back, of_last = place or (9, False)
    content = stems_of(parsed, draft.saying.words)
    told_by = [i for through, _ in draft.via for i in through.source]
    source = stems_of(parsed, [*draft.saying.source, *told_by])
    mentioned = {id(look.cast.at.get(i)) for i in draft.saying.words}
    share = max(((check.covers or {}).get(i, 0.0) for i in draft.anchors), default=0.0)
    first = {singular(w) for w in (parsed.words[i] for i in check.about)}
    heads = parsed.lines[check.words.start] <= _HEADING
    pronoun = not known.topic and not known.nouns
    found = {
        "bias": 1.0,
        "model": odds(share) if check.covers is not None else 0.0,
        "model knows nothing": float(check.covers is None),
        "not before it": float(place is None),
        "tells of the check": float(_tells_of(look, draft)),
        "behind": float(draft.number not in look.order),
        "behind, of a heading": float(draft.number not in look.order and heads),
        "of who checked": float(_is_of(draft, known.by)),
        "of who was asked": float(_is_of(draft, known.asked)),
        "told by who was asked": float(any(draft.is_told_by(m) for m in known.asked)),
        "tells of who was asked": float(any(id(m) in mentioned for m in known.asked)),
        "told by one named in it": float(any(draft.is_told_by(m) for m in known.named)),
        "told by whom its pronoun means": float(any(draft.is_told_by(m) for m in known.owners)),
        "asked about its source": float(bool(known.about & source)),
        "asked about its content": float(bool(known.about & content)),
        "asked about others": float(bool(known.about) and not known.about & (source | content)),
        "no claim": float(not draft.is_claim),
        "noun points at manner": float(
            any(draft.sense.manner in POINTS_AT.get(noun, ()) for noun in known.nouns)
        ),
        "shows": float(shows(parsed, draft)),
        "shows, picture meant": float(
            shows(parsed, draft) and bool(words_for("evidence") & {*known.nouns, *first})
        ),
        "of the last, no topic": float(pronoun and of_last and back == 0),
        "sides": float(known.sides and lines <= _NEAR),
    }
    by_kind = {
        "source is the topic": float(bool(known.topic & source)),
        "content has the topic": float(bool(known.topic & content)),
        "told through another": float(bool(draft.via)),
        "without a name": float(_is_unnamed(draft)),
        "last": float(back == 0),
        "last but one": float(back == 1),
        "of the last": float(of_last),
        "same line": float(lines == 0),
        "line before": float(lines == 1),
        "lines back": log1p(abs(lines)),
        "statements back": log1p(back),
        "shows": found["shows"],
        "by rule": float(any(draft is one for one in look.by_rule)),
    }
    found |= {f"{name}, {kind_of(check)}": value for name, value in by_kind.items()}
    found |= {f"manner: {manner}": float(draft.sense.manner == manner) for manner in _MANNERS}
    found["rule"] = float(any(draft is one for one in look.by_rule))
    found["rule says others"] = float(bool(look.by_rule)) - found["rule"]
    return found


# --- with the likeliest one


def joint_evidences(
    look: Looked, drafts: Sequence[Draft], shares: Sequence[float]
) -> list[dict[str, float]]:
    """Return for each statement the evidence on whether it is covered with the likeliest one."""
    parsed, check = look.parsed, look.check
    best = max(range(len(drafts)), key=lambda k: shares[k])
    top = drafts[best]
    words = {parsed.words[i] for i in saying_what(parsed, check)}
    plural, sides, every = bool(_PLURAL & words), bool(SIDES & words), bool(_ALL & words)
    line = parsed.lines[top.saying.first]
    found = []
    for k, d in enumerate(drafts):
        same = d.who.member is not None and d.who.member is top.who.member
        shared = any(d.is_told_by(m) for m in top.tellers)
        lines = abs(parsed.lines[d.saying.first] - line)
        by_top = any(d is one for one in look.by_rule) == any(top is one for one in look.by_rule)
        found.append(
            {
                "bias": 1.0,
                "odds": odds(shares[k]),
                "odds of the likeliest": odds(shares[best]),
                "same speaker": float(same),
                "shares a teller": float(shared),
                "next": float(abs(k - best) == 1),
                "next of the same": float(abs(k - best) == 1 and shared),
                "same line": float(lines == 0),
                "same line, shared": float(lines == 0 and shared),
                "lines off": log1p(lines),
                "plural": float(plural),
                "plural, shared": float(plural and shared),
                "sides, of another": float(sides and not same and lines <= _NEAR),
                "all of them": float(every and lines <= _NEAR),
                "a quotation": float(d.quote == "direct"),
                "with the likeliest by rule": float(by_top and bool(look.by_rule)),
                "asked": float(bool(check.asked)),
                "contradicted": float(check.outcome == "contradicted"),
                "verified": float(check.outcome == "verified"),
            }
        )
    return found
