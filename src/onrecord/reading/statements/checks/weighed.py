"""Checks by their words and by the model: what they are, and which statements each covers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log1p
from typing import NamedTuple

from onrecord.reading.statements.actors.naming.sources import singular
from onrecord.reading.statements.chains.denials import POINTS_AT
from onrecord.reading.statements.checks.checking import (
    PROOF,
    CheckWords,
    before_verb,
    is_meant_to,
    saying_what,
    words_for,
)
from onrecord.reading.statements.checks.covers import may_be_of
from onrecord.reading.statements.checks.evidences import Looked, evidences, joint_evidences
from onrecord.reading.statements.checks.scopes import fitting, is_of_one
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.parsed import BEING, NOMINAL, Parsed
from onrecord.reading.statements.senses.phrases import lemmas_of
from onrecord.record import Outcome, Span, Verification

_LOOKED_AT = frozenset(("check", "examine", "review", "analyse", "analyze", "test", "study"))
OUTCOMES: tuple[Outcome, ...] = ("not verified", "verified", "contradicted")
# Probability of a check, of its outcome and of a statement together from which on it is covered:
# on articles of others (`eval/news`) four of five told are right from it on.
WORTH = 0.24
# That something was verified is the worst that can be wrongly said of it.
_WORTH_OF: dict[Outcome, float] = {"verified": 0.3}
_IN_DOUBT = 0.5  # probability below which other tags than those of a check are likelier
_LEAST = 1e-3
_HEAD = 1  # lines of a headline and a summary
_BOTH = frozenset(("either", "both"))
_OF_TWO = frozenset(("either", "neither"))
_PROVING = frozenset(("evidence", "proof", "sign", "signs", "trace"))
_UNTIL = frozenset(("until", "till", "previously", "hitherto"))
_OPENING = 10  # words before "no evidence" in its clause
_GAP = 2  # words of a noun that the model leaves out between two parts of a clause
_HELPING = 3  # words of "has not been" before a verb
_PARTICIPLE = ("ed", "en", "orne", "un", "und", "ad", "ade")
_PARTIES = frozenset(("side", "sides", "party", "parties"))
# Statements before or behind a check: more than a story has, so that time has an end.
_FARTHEST = 60


class Possible(NamedTuple):
    """A possible check, with the evidence on whether it is one, and its outcome."""

    check: CheckWords
    known: dict[str, float]
    outcomes: dict[Outcome, dict[str, float]]


def weighed_checks(
    parsed: Parsed, by_words: Sequence[CheckWords], by_model: Sequence[Verification]
) -> list[CheckWords]:
    """Return the checks of a text in order: what words or the model find, if likely enough."""
    found = []
    for one in possible_checks(parsed, by_words, by_model):
        likely = probability("check", one.known)
        chances = {kind: probability("outcome", known) for kind, known in one.outcomes.items()}
        outcome = max(chances, key=lambda kind: chances[kind])
        sure = likely * chances[outcome] / sum(chances.values())
        nobody = [parsed.words[i] for i in one.check.by] == ["there"]  # "there are others who say"
        if sure >= WORTH and not nobody:
            found.append(one.check._replace(outcome=outcome, likely=likely, sure=sure))
    return _with_results(parsed, sorted(found, key=lambda check: check.words.start))


def _with_results(parsed: Parsed, checks: Sequence[CheckWords]) -> list[CheckWords]:
    """Leave out that something was looked at where its sentence says what came of it.

    "The Post examined the files with a laboratory, | which found no sign of fraud."
    """
    found: list[CheckWords] = []
    for one in checks:
        last = found[-1] if found else None
        if last and last.outcome == "verified" != one.outcome and _leads_to(parsed, last, one):
            words = range(found.pop().words.start, one.words.stop)
            found.append(one._replace(words=words, sure=last.sure))
        else:
            found.append(one)
    return found


def _leads_to(parsed: Parsed, one: CheckWords, other: CheckWords) -> bool:
    """Whether one of two checks of a sentence only says that something was looked at."""
    here = other.words.start in parsed.sentence_of(one.words.start)
    looked = any(lemma in _LOOKED_AT for i in one.words for lemma in lemmas_of(parsed.words[i]))
    return here and looked and parsed.words[other.words.start] in ("which", "and", "that", "but")


def possible_checks(
    parsed: Parsed, by_words: Sequence[CheckWords], by_model: Sequence[Verification]
) -> list[Possible]:
    """Return possible checks, with the evidence on whether they are; at most one per clause."""
    found: list[Possible] = []
    taken: set[int] = set()
    for one in sorted(_whole(parsed, by_model), key=lambda one: -one.score):
        words = parsed.range_of(one.span)
        if not words or not taken.isdisjoint(words):
            continue
        same = next((check for check in by_words if {*check.words} & {*words}), None)
        meant = same is None and one.outcome == "verified" and _is_of_support_meant(parsed, words)
        if meant or _is_over(parsed, words):
            continue
        check = same or check_of(parsed, words, one)
        covers = {i: share for span, share in one.covers for i in parsed.range_of(span)}
        found.append(_possible(parsed, check._replace(covers=covers), same, one))
        taken |= {*check.words, *words}
    rest = [
        check
        for check in by_words
        if taken.isdisjoint(check.words) and not _is_over(parsed, check.words)
    ]
    return found + [_possible(parsed, check, check, None) for check in rest]


def _is_of_support_meant(parsed: Parsed, words: range) -> bool:
    """Find "sources referred to records to back up their claims"."""
    support = words_for("support")
    return any(
        is_meant_to(parsed, i) and not support.isdisjoint(lemmas_of(parsed.words[i])) for i in words
    )


def _is_over(parsed: Parsed, words: range) -> bool:
    """Find "until this study there was no evidence": now there is some."""
    proof = (i for i in words if parsed.words[i] in _PROVING and parsed.words[i - 1] == "no")
    first = next(proof, None)
    if first is None:
        return False
    start = max(parsed.sentence_of(first).start, first - _OPENING)
    before = parsed.words[start:first]
    return not _UNTIL.isdisjoint(before) or ("before", "this") in pairwise(before)


def _whole(parsed: Parsed, by_model: Sequence[Verification]) -> list[Verification]:
    """Put what only begins a clause together with the rest of it: "A" and "clerk confirmed it".

    The likelier of the two says what it is and what it covers.
    """
    found: list[Verification] = []
    for one in sorted(by_model, key=lambda one: one.span):
        if not found or not _begins(parsed, parsed.range_of(found[-1].span), one):
            found.append(one)
            continue
        last = found.pop()
        likelier = max(last, one, key=lambda part: part.score)
        whole = Span(start=last.span.start, end=one.span.end)
        found.append(replace(likelier, span=whole))
    return found


def _begins(parsed: Parsed, words: range, one: Verification) -> bool:
    """Whether words without a verb go on, in their sentence, with what the model found next."""
    if any(parsed.tags[i] in ("VERB", "AUX") for i in words) or not words:
        return False
    rest = parsed.range_of(one.span)
    gap = range(words.stop, rest.start) if rest else range(0)
    near = bool(rest) and len(gap) <= _GAP and rest.start in parsed.sentence_of(words.start)
    return near and all(parsed.tags[i] in NOMINAL for i in gap)


def _possible(
    parsed: Parsed, check: CheckWords, by_words: CheckWords | None, by_model: Verification | None
) -> Possible:
    known = _is_check(parsed, check, by_words, by_model)
    told = {name: known[name] for name in ("asked", "denied", "told")}
    return Possible(
        check, known, {kind: _came_of_it(kind, told, by_words, by_model) for kind in OUTCOMES}
    )


def _came_of_it(
    kind: Outcome,
    told: Mapping[str, float],
    by_words: CheckWords | None,
    by_model: Verification | None,
) -> dict[str, float]:
    """Return what speaks for and against an outcome. told: what is known of any."""
    share = _shares(by_model)[kind]
    every = sum(_shares(by_model).values()) + _LEAST
    known = {
        "bias": 1.0,
        **told,
        "model": odds(share / every) if by_model else 0.0,
        "model, of all": odds(share) if by_model else 0.0,
        "likeliest by the model": float(by_model is not None and by_model.outcome == kind),
        "words": float(by_words is not None and by_words.outcome == kind),
        "words say another": float(by_words is not None and by_words.outcome != kind),
    }
    return {f"{name}, {kind}": value for name, value in known.items()}


def _shares(by_model: Verification | None) -> dict[Outcome, float]:
    """Return how likely each outcome is by the model; all of it one where it does not say."""
    if by_model is None:
        return dict.fromkeys(OUTCOMES, 0.0)
    if by_model.shares:
        return dict(zip(OUTCOMES, by_model.shares, strict=True))
    return {kind: by_model.score * (kind == by_model.outcome) for kind in OUTCOMES}


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
        "in doubt": float(by_model is not None and score < _IN_DOUBT),
        **{
            f"model: {kind}": odds(share) if by_model else 0.0
            for kind, share in _shares(by_model).items()
        },
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
    verbs = [i for i in words if parsed.tags[i] == "VERB"]
    telling = (i for i in verbs if not parsed.relations[i].startswith("acl"))  # not "images taken"
    verb = next(telling, verbs[0] if verbs else words.start)
    subjects = [k for i in (verb, *parsed.ancestors(verb)) for k in parsed.children(i, "nsubj")]
    subject = tuple(i for k in subjects[:1] for i in parsed.subtree(k) if i in words and i < verb)
    if subject and parsed.tags[subject[-1]] == "ADP":  # "a search by the Post": it hangs elsewhere
        subject = tuple(range(subject[0], verb))
    silent = one.outcome == "not verified" and any(
        parsed.words[i] in words_for("answers") or parsed.words[i] in words_for("tries")
        for i in words
    )
    about = tuple(i for i in words if i not in subject)
    if silent:
        return CheckWords(words, one.outcome, about=about, asked=subject)
    if _is_passive(parsed, words, verb):
        return CheckWords(words, one.outcome, about=tuple(words))
    return CheckWords(words, one.outcome, by=before_verb(parsed, subject), about=about)


def _is_passive(parsed: Parsed, words: range, verb: int) -> bool:
    """Whether the subject of a verb is what was looked at: "the findings have not been copied"."""
    helping = {parsed.words[i] for i in range(words.start, verb)[-_HELPING:]}
    return parsed.words[verb].endswith(_PARTICIPLE) and not helping.isdisjoint(BEING)


def weighed_covers(look: Looked, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the statements that a check covers, by what the rules and the model say of each.

    First the likeliest one alone, then what is covered with it: as the next one of its speaker is.
    Nothing checks what it says itself.
    """
    n_before = len(look.order)
    drafts = drafts[max(0, n_before - _FARTHEST) : n_before + _FARTHEST]
    drafts = [draft for draft in drafts if may_be_of(look.parsed, look.check, draft)]
    drafts, is_owned = fitting(look.parsed, look.check, drafts, look.cast)
    here = _told_beside(look, drafts)
    if here or not drafts:
        return here
    known = evidences(look, drafts)
    shares = [probability("covers", one) for one in known]
    best = max(range(len(drafts)), key=lambda k: shares[k])
    least = _WORTH_OF.get(look.check.outcome, WORTH)
    if (1.0 if is_owned else shares[best]) * look.check.sure < least:
        return []
    said = {look.parsed.words[i] for i in saying_what(look.parsed, look.check)}
    of_both = not (_BOTH.isdisjoint(said) or _PARTIES.isdisjoint(said))
    joint = joint_evidences(look, drafts, shares)
    of_one = is_of_one(look.parsed, look.check)
    found = [
        d
        for k, d in enumerate(drafts)
        if k == best
        or (
            probability("covers with", joint[k]) * look.check.sure >= least
            and (not of_one or any(d.is_told_by(member) for member in drafts[best].tellers))
        )
        or (of_both and any(d is one for one in look.by_rule))
    ]
    return _of_two(look, found, {d.number: share for d, share in zip(drafts, shares, strict=True)})


def _of_two(look: Looked, found: list[Draft], shares: Mapping[int, float]) -> list[Draft]:
    """Leave what the likeliest two told, where a check is of two accounts: "either account"."""
    words = [look.parsed.words[i] for i in look.check.words]
    told = words_for("claims")
    if not any(one in _OF_TWO and other in told for one, other in pairwise(words)):
        return found
    ranked = sorted(found, key=lambda one: -shares[one.number])
    tellers = list(dict.fromkeys(id(one.who.member) for one in ranked))[:2]
    return [one for one in found if id(one.who.member) in tellers]


def _told_beside(look: Looked, drafts: Sequence[Draft]) -> list[Draft]:
    """Return what its sentence tells, where a check names nothing that it is of.

    In "Bloggers reported a blast, but there was no official confirmation" it is of their report. Of
    what is denied there it is not; such sentences are too few to be weighed.
    """
    parsed, words = look.parsed, saying_what(look.parsed, look.check)
    if PROOF.isdisjoint(parsed.words[i] for i in words) or any(_names(parsed, i) for i in words):
        return []
    sentence = parsed.sentence_of(look.check.words.start)
    told = [one for one in drafts if look.check.words.start > one.saying.first in sentence]
    refused = any(one.sense.manner in ("denies", "declines") for one in told)
    return [] if refused else [one for one in told if one.is_claim]


def _names(parsed: Parsed, i: int) -> bool:
    """Whether a word names something, beside "confirmation" and the "there" before it."""
    pointing = parsed.tags[i] == "PRON" and parsed.words[i] != "there"
    return pointing or (parsed.tags[i] in ("NOUN", "PROPN", "NUM") and parsed.words[i] not in PROOF)
