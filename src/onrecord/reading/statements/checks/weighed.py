"""Checks by their words and by the model: which there are, and which statements each covers."""

from collections.abc import Mapping, Sequence
from math import log1p
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.sources import singular
from onrecord.reading.statements.chains.denials import POINTS_AT
from onrecord.reading.statements.chains.repeats import stems_of
from onrecord.reading.statements.checks.checking import CheckWords, before_verb, words_for
from onrecord.reading.statements.checks.covers import GENERIC, shows
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Verification

IS_CHECK = 0.4  # probability from which on words are of a check
_WORTH = 0.25  # of a check and of its likeliest statement together: below, it is left out
_HEAD = 1  # lines of a headline and a summary
_NEAR = 2  # lines within which the two sides stand
COVERED = 0.45  # probability from which on a statement is covered
_PLURAL = frozenset(
    ("they", "their", "them", "these", "those", "both", "either", "neither", "claims", "accounts",
     "allegations", "accusations", "reports", "documents", "messages", "details", "files")
)  # fmt: skip
_SIDES = frozenset(("either", "both", "neither", "sides", "competing", "conflicting", "rival"))
_TOPIC = frozenset(("on", "about", "regarding", "over"))
_MANNERS = ("says", "claims", "accuses", "reveals", "denies", "confirms", "urges", "promises")


def weighed_checks(
    parsed: Parsed, by_words: Sequence[CheckWords], by_model: Sequence[Verification]
) -> list[CheckWords]:
    """Return the checks of a text in order: what words or the model find, if likely enough."""
    found = []
    for check, known in possible_checks(parsed, by_words, by_model):
        likely = probability("check", known)
        if likely >= IS_CHECK:
            found.append(check._replace(likely=likely))
    return sorted(found, key=lambda check: check.words.start)


def possible_checks(
    parsed: Parsed, by_words: Sequence[CheckWords], by_model: Sequence[Verification]
) -> list[tuple[CheckWords, dict[str, float]]]:
    """Return what may be checks, with what tells whether they are; a clause has one at most."""
    found: list[tuple[CheckWords, dict[str, float]]] = []
    taken: set[int] = set()
    for one in sorted(by_model, key=lambda one: -one.score):
        words = parsed.range_of(one.span)
        if not words or not taken.isdisjoint(words):
            continue
        same = next((check for check in by_words if {*check.words} & {*words}), None)
        check = same or check_of(parsed, words, one)
        covers = {i: share for span, share in one.covers for i in parsed.range_of(span)}
        found.append((check._replace(covers=covers), _is_check(parsed, check, same, one)))
        taken |= {*check.words, *words}
    rest = [check for check in by_words if taken.isdisjoint(check.words)]
    return found + [(check, _is_check(parsed, check, check, None)) for check in rest]


def _is_check(
    parsed: Parsed, check: CheckWords, by_words: CheckWords | None, by_model: Verification | None
) -> dict[str, float]:
    """Return what tells whether words are of a check."""
    score = by_model.score if by_model else 0.0
    span = parsed.range_of(by_model.span) if by_model else range(0)
    both = by_words is not None and by_model is not None
    finding = by_words is not None and by_words.is_finding
    return {
        "bias": 1.0,
        "model": odds(score) if by_model else 0.0,
        "no model": float(by_model is None),
        "no words": float(by_words is None),
        "words and model": float(both),
        "agree": float(
            by_words is not None and by_model is not None and by_words.outcome == by_model.outcome
        ),
        "no verb": float(bool(span) and not any(parsed.tags[i] == "VERB" for i in span)),
        "length": log1p(len(span)) if span else 0.0,
        "record finds": float(finding),
        "record finds, no model": float(finding and by_model is None),
        "told": float(check.is_statement),
        "asked": float(bool(check.asked)),
        "contradicted": float(check.outcome == "contradicted"),
        "verified": float(check.outcome == "verified"),
        "denied": float(
            not words_for("negations").isdisjoint(parsed.words[i] for i in check.words)
        ),
        "in the first lines": float(parsed.lines[check.words.start] <= _HEAD),
    }


def check_of(parsed: Parsed, words: range, one: Verification) -> CheckWords:
    """Make a check of what the model found: its subject checked, or did not answer."""
    verb = next((i for i in words if parsed.tags[i] == "VERB"), words.start)
    subjects = [k for i in (verb, *parsed.ancestors(verb)) for k in parsed.children(i, "nsubj")]
    subject = tuple(i for k in subjects[:1] for i in parsed.subtree(k) if i in words and i < verb)
    silent = one.outcome == "not verified" and any(
        parsed.words[i] in words_for("answers") or parsed.words[i] in words_for("tries")
        for i in words
    )
    about = tuple(i for i in words if i not in subject)
    if silent:
        return CheckWords(words, one.outcome, about=about, asked=subject)
    return CheckWords(words, one.outcome, by=before_verb(parsed, subject), about=about)


class Looked(NamedTuple):
    """A check with what is known of what it may cover."""

    parsed: Parsed
    check: CheckWords
    by_rule: Sequence[Draft]
    cast: Cast
    order: Mapping[int, int]  # of the drafts before it, by number: 0 = the last one


def weighed_covers(look: Looked, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the statements that a check covers, by what the rules and the model say of each.

    First the likeliest one alone, then what is covered with it: as the next one of its speaker is.
    """
    if not drafts:
        return []
    known = evidences(look, drafts)
    shares = [probability("covers", one) for one in known]
    best = max(range(len(drafts)), key=lambda k: shares[k])
    if shares[best] * look.check.likely < _WORTH:
        return []
    joint = joint_evidences(look, drafts, shares)
    return [
        d
        for k, d in enumerate(drafts)
        if k == best or probability("covers with", joint[k]) >= COVERED
    ]


# --- each statement alone


class _Known(NamedTuple):
    """What a check says of what it covers, looked up once for all statements."""

    by: Sequence[Member]
    asked: Sequence[Member]
    named: Sequence[Member]  # in what it is about: "the remark that Paleis reported"
    topic: frozenset[str]  # stems of the words of the clause that say what it is about
    about: frozenset[str]  # those of what somebody was asked "about"
    nouns: frozenset[str]  # words for statements in it: "claim"
    silent: bool  # somebody did not answer


def evidences(look: Looked, drafts: Sequence[Draft]) -> list[dict[str, float]]:
    """Return for each statement what tells whether a check covers it."""
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
    return found


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
    rest = [i for i in check.words if i not in {*check.by}]
    topic = stems_of(parsed, rest) - GENERIC
    at = next((i for i in check.words if parsed.words[i] in _TOPIC), check.words.stop)
    about = stems_of(parsed, range(at, check.words.stop)) - GENERIC if check.asked else frozenset()
    mine = {id(m) for m in (*_members(look, check.by), *_members(look, check.asked))}
    nouns = frozenset(singular(parsed.words[i]) for i in rest if parsed.tags[i] == "NOUN")
    return _Known(
        _members(look, check.by),
        _members(look, check.asked),
        [m for m in _members(look, rest) if id(m) not in mine],
        topic,
        about,
        nouns,
        bool(check.asked),
    )


def _members(look: Looked, words: Sequence[int]) -> list[Member]:
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
    on = {"asked": known.silent, "looked": not known.silent}
    share = max(((check.covers or {}).get(i, 0.0) for i in draft.anchors), default=0.0)
    first = {singular(w) for w in (parsed.words[i] for i in check.about)}
    pronoun = not known.topic and not known.nouns
    found = {
        "bias": 1.0,
        "model": odds(share) if check.covers is not None else 0.0,
        "model knows nothing": float(check.covers is None),
        "not before it": float(place is None),
        "tells of the check": float(_tells_of(look, draft)),
        "behind": float(draft.number not in look.order),
        "of who checked": float(_is_of(draft, known.by)),
        "of who was asked": float(_is_of(draft, known.asked)),
        "told by who was asked": float(any(draft.is_told_by(m) for m in known.asked)),
        "tells of who was asked": float(any(id(m) in mentioned for m in known.asked)),
        "told by one named in it": float(any(draft.is_told_by(m) for m in known.named)),
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
        "sides": float(bool(_SIDES & {parsed.words[i] for i in check.words}) and lines <= _NEAR),
    }
    for kind, fits in on.items():
        found |= {
            f"source is the topic, {kind}": float(fits and bool(known.topic & source)),
            f"content has the topic, {kind}": float(fits and bool(known.topic & content)),
            f"told through another, {kind}": float(fits and bool(draft.via)),
            f"without a name, {kind}": float(fits and _is_unnamed(draft)),
            f"last, {kind}": float(fits and back == 0),
            f"last but one, {kind}": float(fits and back == 1),
            f"of the last, {kind}": float(fits and of_last),
            f"same line, {kind}": float(fits and lines == 0),
            f"line before, {kind}": float(fits and lines == 1),
            f"lines back, {kind}": float(fits) * log1p(abs(lines)),
            f"statements back, {kind}": float(fits) * log1p(back),
        }
    found |= {f"manner: {manner}": float(draft.sense.manner == manner) for manner in _MANNERS}
    found["rule"] = float(any(draft is one for one in look.by_rule))
    found["rule says others"] = float(bool(look.by_rule)) - found["rule"]
    return found


# --- with the likeliest one


def joint_evidences(
    look: Looked, drafts: Sequence[Draft], shares: Sequence[float]
) -> list[dict[str, float]]:
    """Return for each statement what tells whether it is covered with the likeliest one."""
    parsed, check = look.parsed, look.check
    best = max(range(len(drafts)), key=lambda k: shares[k])
    top = drafts[best]
    plural = bool(_PLURAL & {parsed.words[i] for i in check.words})
    sides = bool(_SIDES & {parsed.words[i] for i in check.words})
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
                "with the likeliest by rule": float(by_top and bool(look.by_rule)),
                "asked": float(bool(check.asked)),
                "contradicted": float(check.outcome == "contradicted"),
                "verified": float(check.outcome == "verified"),
            }
        )
    return found
