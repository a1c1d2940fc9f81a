"""Nobody answered: "there was no comment from …", "did not respond", "calls went unanswered"."""

from collections.abc import Sequence

from onrecord.reading.statements.checks.checking import (
    PROOF,
    At,
    CheckWords,
    noun_phrase,
    words_for,
)
from onrecord.reading.statements.parsed import BEING

_OPEN = frozenset(("to", "when", "by", "on", "until", "before", "for", "about", "at", "as"))
_TOPIC = frozenset(("on", "about", "regarding", "over", "of"))
_COMING = frozenset(("available", "possible", "forthcoming", "received", "given", "offered"))
_NEAR_SEEN = 4  # words of "the second letter"
_NEAR_SPOKEN = 2  # words of "spoken in" before "public"
_BACK = frozenset(("call", "get", "write", "ring"))
_DIRECTION = frozenset(("from", "to", "reach", "contact", "for"))


def no_answer(at: At) -> CheckWords | None:
    """Find "there was no comment from …", "no confirmation was available", "had no reaction"."""
    before, behind = at.words(at.before), {*at.words(at.behind[:4])}
    if "no" not in before[-4:]:
        return None
    there = "there" in before and bool(BEING & {*before})
    waiting = bool(BEING & behind) and bool(_COMING & behind)
    gave = words_for("giving") & at.lemmas(at.before[-5:])
    if there or waiting:
        asked, about = _asked(at, at.behind)
        return at.check("not verified", about=about, asked=() if at.word in PROOF else asked)
    if gave and "immediate" in before[-3:]:  # else it is a refusal: "had no comment"
        _, about = _asked(at, at.behind)
        return at.check("not verified", about=about, asked=at.verb_subject())
    return None


def not_answered(at: At) -> CheckWords | None:
    """Find "did not respond to a request for comment", "could not be reached"."""
    before, behind = at.words(at.before), at.words(at.behind)
    if not words_for("negations") & {*before} or at.is_told():
        return None
    if _out_of_reach(at, before):
        asked = tuple(noun_phrase(at.parsed, at.i + 1, at.clause.stop))
        return at.check("not verified", about=at.behind, asked=asked)
    if not _refuses(at, before, behind):
        return None
    asked, about = _asked(at, at.behind)
    if words_for("tries") & {*at.words(at.subject_before())}:
        asked, _ = _asked(at, at.before)
    else:
        asked = at.antecedent or at.subject() or at.subject_before()
    return at.check("not verified", about=about, asked=asked)


def _out_of_reach(at: At, before: Sequence[str]) -> bool:
    """Find "the paper was unable to reach him", "we could not contact the owner"."""
    if not {"reach", "contact"} & at.lemmas((at.i,)) or {"be", "been"} & {*before}:
        return False
    subject = at.subject()
    return at.is_outlet(subject) or at.words(subject) == ["it"]


def silent(at: At) -> CheckWords | None:
    """Find "Company silent on transfers", the short form that headlines have for no answer."""
    line = at.parsed.line_of(at.i)  # a reader may end a sentence within a headline
    before = at.before or tuple(range(line.start, at.i))
    if {*at.words(at.behind[:1])} <= {"on", "about"} and before and not at.is_told():
        check = at.check("not verified", about=at.behind[1:], asked=before)
        return check._replace(words=range(before[0], at.clause.stop))
    return None


def not_addressed(at: At) -> CheckWords | None:
    """Find "she has not addressed the claim"."""
    told = words_for("claims") & {*at.words(at.behind[:_NEAR_SEEN])}
    if not told or not words_for("negations") & {*at.words(at.before)} or at.is_told():
        return None
    return at.check("not verified", about=at.behind, asked=at.subject() or at.subject_before())


def unseen(at: At) -> CheckWords | None:
    """Find "the paper has not seen the e-mail"."""
    looked = at.shows(at.behind[:_NEAR_SEEN]) and at.is_outlet(at.subject())
    neither = at.words(at.behind[:1]) == ["neither"]
    if looked and (neither or words_for("negations") & {*at.words(at.before)}):
        return at.check("not verified", by=at.subject(), about=at.behind)
    return None


def not_called_back(at: At) -> CheckWords | None:
    """Find "he did not call back", "did not pick up the phone", "has not spoken publicly"."""
    before = at.words(at.before)
    near = at.lemmas(at.before[-_NEAR_SPOKEN:])
    answers = bool(_BACK & at.lemmas(at.before[-1:])) if at.word == "back" else False
    answers = answers or (at.word == "up" and "pick" in at.lemmas(at.before[-1:]))
    answers = answers or (at.word in ("public", "publicly") and "speak" in near)
    if not answers or not words_for("negations") & {*before[-_NEAR_SEEN:]} or at.is_told():
        return None
    return at.check("not verified", about=at.behind, asked=at.subject_before())


def _refuses(at: At, before: Sequence[str], behind: Sequence[str]) -> bool:
    lemmas = at.lemmas((at.i,))
    if {"reach", "contact"} & lemmas:
        return bool({"be", "been"} & {*before})
    if "comment" in lemmas:  # "does not comment on such things" is a refusal
        waits = {"immediately", "yet", "have", "has"} & {*before}
        return at.parsed.tags[at.i] == "VERB" and bool(waits) and "declined" not in before
    if at.is_passive:  # "requests were not returned"
        return bool(words_for("tries") & {*before})
    if words_for("asked") & {*behind}:
        return True
    alone = not behind or (behind[0] in _OPEN and "return" not in lemmas)
    return alone and bool({"did", "had", "has", "have"} & {*before}) and "respond" not in behind


def failed_tries(at: At) -> CheckWords | None:
    """Find "calls to the company went unanswered", "attempts to reach her failed"."""
    before = at.words(at.before)
    if not words_for("tries") & {*before} or at.is_told():
        return None
    if at.word == "failed" and not {"reach", "contact", "calls"} & {*before}:
        return None
    if at.word == "off" and not ("switched" in before or "turned" in before):
        return None
    asked, about = _asked(at, at.before)
    return at.check("not verified", about=about, asked=asked)


def not_available(at: At) -> CheckWords | None:
    """Find "was not available for comment"."""
    denied = at.word == "unavailable" or bool(words_for("negations") & {*at.words(at.before)})
    if denied and at.words(at.behind[:2]) == ["for", "comment"]:
        return at.check("not verified", about=at.behind[2:], asked=at.subject_before())
    return None


def _asked(at: At, words: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return who is asked ("from …", "to …") and about what ("on …", "about …")."""
    asked: tuple[int, ...] = ()
    about: tuple[int, ...] = ()
    for k in words:
        rest = at.clause.stop if k > at.i else at.i
        if at.parsed.words[k] in _DIRECTION and at.parsed.tags[k + 1] != "VERB" and not asked:
            asked = tuple(noun_phrase(at.parsed, k + 1, rest))
        elif at.parsed.words[k] in _TOPIC and not about:
            about = tuple(range(k + 1, rest))
    return asked, about
