"""The result of comparing one thing with another: a log and an account, a voice and its owner."""

from onrecord.reading.statements.actors.naming.sources import PRONOUNS, singular
from onrecord.reading.statements.checks.checking import At, CheckWords, words_for
from onrecord.record import Outcome

_FEW = 4  # words of "the voice"
_TELLING = frozenset(("give", "tell", "offer", "provide", "describe", "recount", "relate"))
_NEAR_TOLD = 2  # words of "gave a" before "similar"
_LONGEST_ACCOUNT = 8  # words behind "compared" among which "with" is
# By what somebody is known in a recording or on a paper.
_TRAITS = frozenset(("voice", "handwriting", "signature", "face", "jacket", "clothes", "uniform"))


def fitting(at: At) -> CheckWords | None:
    """Find "the log tallies with her account", "his story does not square with the records"."""
    if at.words(at.behind[:1]) != ["with"]:
        return None
    subject = at.subject_before() if at.parsed.tags[at.i] != "VERB" else at.before
    accounts = words_for("claims") | words_for("pointing")
    denied = bool(words_for("negations") & {*at.words(at.before)})
    apart = bool({"clash", "conflict", "disagree", "odds"} & at.lemmas((at.i,)))
    outcome: Outcome = "contradicted" if denied != apart else "verified"
    if at.shows_head(subject) and accounts & {*at.words(at.behind[:5])}:
        return at.check(outcome, by=subject, about=at.behind)
    if (accounts & {*at.words(subject)}) and at.shows(at.behind):
        return at.check(outcome, by=at.behind[1:], about=subject)
    return None


def consistent(at: At) -> CheckWords | None:
    """Find "photographs were consistent with her account"."""
    subject, accounts = at.subject_before(), words_for("claims")
    told_of = _told_of(at) if at.words(subject) == ["which"] else ()
    subject = told_of or subject
    pointed = {*at.words(at.behind[1:2])} & words_for("pointing")
    told = pointed or accounts & {*at.words(at.behind[:5])}
    fits = at.words(at.behind[:1]) == ["with"] and told
    if not fits or not at.shows(subject):
        return None
    denied = at.word == "inconsistent" or words_for("negations") & {*at.words(at.before)}
    check = at.check("contradicted" if denied else "verified", by=subject, about=at.behind)
    if not told_of:
        return check
    return check._replace(words=range(subject[0], at.clause.stop), is_statement=True)


def _told_of(at: At) -> tuple[int, ...]:
    """Return the subject of the sentence that "which" takes up: "data show a turn, which fits"."""
    before = range(at.parsed.sentence_of(at.i).start, at.clause.start)
    verbs = (k for k in before if at.parsed.tags[k] == "VERB" and not at.describes(k))
    return tuple(range(before.start, next(verbs, before.start)))


def compared(at: At) -> CheckWords | None:
    """Find "compared it with satellite images", "matched the location to maps"."""
    behind = at.words(at.behind)
    held = {"with", "against", "to"} & {*behind[:_LONGEST_ACCOUNT]} or "geolocate" in at.lemmas(
        (at.i,)
    )
    told = words_for("evidence") | words_for("records") | words_for("claims") | {"it", "them"}
    about = {singular(word) for word in behind[:4]} | {*behind[:4]}
    if not held or not told & about or at.parsed.tags[at.i] != "VERB" or at.is_passive:
        return None
    if words_for("negations") & {*at.words(at.before)}:
        return None
    subject = at.subject()
    return at.check("verified", by=subject, about=at.behind) if subject else None


def recognised(at: At) -> CheckWords | None:
    """Find "a colleague recognised the voice": who is heard or seen in a recording."""
    known = {singular(word) for word in at.words(at.behind[:_FEW])} & _TRAITS
    by = at.after_by() if at.is_passive else at.subject()
    if not by or not (known or at.is_passive) or at.is_told():
        return None
    if words_for("negations") & {*at.words(at.before)} or {*at.words(by)} <= PRONOUNS:
        return None
    return at.check("verified", by=by, about=at.before if at.is_passive else at.behind)


def same_account(at: At) -> CheckWords | None:
    """Find "a neighbour gave a similar account", "two others described the same scene"."""
    subject = at.verb_subject()
    told = words_for("claims") | {"accounts", "versions", "stories", "scene", "events", "sequence"}
    gave = _TELLING & at.lemmas(at.before[-_NEAR_TOLD:])
    if not gave or not told & {*at.words(at.behind[:_NEAR_TOLD])} or at.is_told():
        return None
    if not subject or {*at.words(subject)} <= PRONOUNS:
        return None
    return at.check("verified", by=subject, about=at.behind)
