"""Checks by their words and by the model: which there are, and which statements each covers."""

from collections.abc import Sequence
from math import log1p

from onrecord.reading.statements.actors.sources import singular
from onrecord.reading.statements.chains.denials import POINTS_AT
from onrecord.reading.statements.checks.checking import CheckWords, before_verb, words_for
from onrecord.reading.statements.checks.covers import is_of_checker
from onrecord.reading.statements.checks.evidences import Looked, evidences, joint_evidences
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Verification

IS_CHECK = 0.5  # probability from which on words are of a check
_WORTH = 0.2  # of a check and of its likeliest statement together: below, it is left out
_HEAD = 1  # lines of a headline and a summary
_BOTH = frozenset(("either", "both"))
_PARTIES = frozenset(("side", "sides", "party", "parties"))
_FARTHEST = (
    60  # statements before or behind a check; more than a story has, so that time has an end
)
COVERED = 0.25  # probability from which on a statement is covered with the likeliest


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
    named = _names_account(parsed, check.words)
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
        "names an account": float(named),
        "names an account, no words": float(named and by_words is None),
        "names no account, no model": float(not named and by_model is None),
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


def _names_account(parsed: Parsed, words: range) -> bool:
    """Whether words say what was told, or what it was told by: a claim, a picture, a paper."""
    nouns = {singular(parsed.words[i]) for i in words} | {parsed.words[i] for i in words}
    told = words_for("claims") | words_for("evidence") | words_for("records") | POINTS_AT.keys()
    return not nouns.isdisjoint(told) or not nouns.isdisjoint(words_for("contents"))


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


def weighed_covers(look: Looked, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the statements that a check covers, by what the rules and the model say of each.

    First the likeliest one alone, then what is covered with it: as the next one of its speaker is.
    Nothing checks what it says itself.
    """
    n_before = len(look.order)
    drafts = drafts[max(0, n_before - _FARTHEST) : n_before + _FARTHEST]
    drafts = [draft for draft in drafts if not is_of_checker(look.parsed, look.check, draft)]
    if not drafts:
        return []
    known = evidences(look, drafts)
    shares = [probability("covers", one) for one in known]
    best = max(range(len(drafts)), key=lambda k: shares[k])
    if shares[best] * look.check.likely < _WORTH:
        return []
    said = {look.parsed.words[i] for i in look.check.words}
    of_both = not (_BOTH.isdisjoint(said) or _PARTIES.isdisjoint(said))
    joint = joint_evidences(look, drafts, shares)
    return [
        d
        for k, d in enumerate(drafts)
        if k == best
        or probability("covers with", joint[k]) >= COVERED
        or (of_both and any(d is one for one in look.by_rule))
    ]
