"""What a check found: verified or not, "records show otherwise", "the photograph is genuine"."""

from onrecord.reading.statements.actors.naming.sources import PERSON_PRONOUNS, PRONOUNS, singular
from onrecord.reading.statements.checks.checking import (
    At,
    CheckWords,
    is_meant_to,
    noun_phrase,
    words_for,
)
from onrecord.reading.statements.parsed import BEING, NOMINAL
from onrecord.record import Outcome

_LONGEST_OWNER = 6  # words of "the senator's" before "version"
_LONGEST_ACCOUNT = 8  # words behind "confirmed" among which the account is
_FEW = 4  # words before "taken" among which "it" is
_NEAR_SUPPORT = 7  # words of "up the first half of that"
_SHORT = 3  # words of "the claim"
_FARTHEST_GENUINE = 12  # words behind "confirmed" among which "that they were genuine" ends
_PAPERS = frozenset(("memo", "letter", "email", "e-mail", "order", "note", "post", "log", "figure"))
_EVIDENCE_FOR = frozenset(("for", "that", "of", "to"))
_KNOWN = frozenset(("the", "that", "this", "his", "her", "their"))
_PRESENTING = frozenset(
    ("present", "offer", "produce", "provide", "give", "submit", "supply", "publish", "cite")
)
_SO_FAR = frozenset(("yet", "far"))  # "as yet", "so far", "thus far"
_LONGEST_THERE = 6  # words of "there is as yet no"
_NEAR_SEEN = 4  # words of "the second letter"
_EMERGING = frozenset(("emerge", "surface"))
_FINDING = frozenset(("find", "see", "uncover", "turn", "produce", "yield", "reveal"))
_OBJECT = 4  # words of what is established


def verified(at: At) -> CheckWords | None:
    """Find "verified the location", "was confirmed by", "could not independently verify"."""
    before, lemmas = {*at.words(at.before)}, at.lemmas((at.i,))
    if at.is_denied:
        return _not_verified(at)
    if not words_for("verified") & lemmas:
        return None
    headline = "by" in at.words(at.behind[:1]) and bool(words_for("claims") & before)
    if at.is_passive or headline:  # "Hackers' claim confirmed by customers"
        by = at.after_by()
        by = by or tuple(noun_phrase(at.parsed, _behind_by(at), at.clause.stop))
        checked = bool(by) or "independently" in before
        return at.check("verified", by=by, about=at.subject_before()) if checked else None
    subject = at.subject()
    if not subject or at.parsed.tags[at.i] != "VERB" or not _has_verified(at, subject):
        return None
    by = at.teller() or subject if at.words(subject) == ["it"] else subject
    told = "that" in at.words(at.behind[:1])  # "images confirm that …" says more than the check
    return at.check("verified", by=by, about=at.behind)._replace(is_statement=told)


def _behind_by(at: At) -> int:
    """Return the word behind a later "by": "has been confirmed as genuine by two officials"."""
    words = at.words(at.behind)
    genuine = "by" in words and not words_for("genuine").isdisjoint(words[: words.index("by")])
    return at.behind[words.index("by")] + 1 if genuine else at.clause.stop


def _has_verified(at: At, subject: tuple[int, ...]) -> bool:
    """Tell "the Post verified the footage" from "the ministry confirmed the report"."""
    about = {*at.words(at.behind[:6])}
    outlet = at.is_outlet(subject) or (at.words(subject) == ["it"] and at.is_outlet(at.teller()))
    accounts = words_for("evidence") | words_for("claims")
    if "independently" in at.words(at.clause):
        return True
    if _confirms_a_thing(at):
        return True
    if "that" in about:
        return at.shows(subject)
    if outlet or _is_account_of_another(at, subject) or _confirms_what_is_known(at):
        return True
    placed = bool({"location", "authenticity"} & about)
    surely = bool({"verify", "authenticate", "geolocate"} & at.lemmas((at.i,)))
    if surely and _is_of_account(at) and not {*at.words(subject)} <= PRONOUNS:
        return True  # who verifies or authenticates an account did not make it
    named = at.is_named(subject) and placed
    return bool(accounts & about) and (named or at.shows(subject))


def _is_of_account(at: At) -> bool:
    """Tell "verified the recording" from "verified the passports", which nobody has told of."""
    looked = {singular(word) for word in at.words(at.behind[:_LONGEST_ACCOUNT])}
    told = words_for("claims") | words_for("evidence") | words_for("contents")
    told = told - {"number"} if "of" not in at.words(at.behind[:_FEW]) else told  # of a passport
    pointed = words_for("pointing") & {*at.words(at.behind[:1])}
    return bool(pointed or looked & (told | _PAPERS)) or at.word == "geolocated"


def _confirms_what_is_known(at: At) -> bool:
    """Find "confirmed the figure", "confirmed her words": what was told before by another."""
    behind = at.words(at.behind[:_SHORT])
    told = words_for("claims") | _PAPERS | {"words", "date", "find"}
    return bool(behind) and behind[0] in _KNOWN and bool(told & {*behind[1:]})


def _confirms_a_thing(at: At) -> bool:
    """Find "confirmed its wording", "confirmed that account", "confirmed that it was authentic"."""
    behind = at.words(at.behind[:_LONGEST_ACCOUNT])
    account = len(behind) > 1 and behind[0] in ("that", "this") and behind[1] in words_for("claims")
    more = at.words(at.behind[:_FARTHEST_GENUINE])
    real = "that" in more and bool(words_for("genuine") & {*more[more.index("that") :]})
    return account or real or bool((words_for("genuine") | words_for("contents")) & {*behind})


def _is_account_of_another(at: At, subject: tuple[int, ...]) -> bool:
    """Find "a guard confirmed her account": what somebody told, not a report or a plan."""
    named = noun_phrase(at.parsed, at.i + 1, min(at.clause.stop, at.i + 1 + _LONGEST_ACCOUNT))
    if not words_for("claims") & {*at.words(named)}:  # not "his departure in a statement"
        return False
    first = at.words(at.behind[:_LONGEST_OWNER])
    own = {*PERSON_PRONOUNS, "their"} & {*first[:1]} or {"'s", "'"} & {*first}
    return bool(own) or not (at.is_named(subject) or {*at.words(subject)} <= PRONOUNS)


def _not_verified(at: At) -> CheckWords | None:
    """Tell "Reuters could not verify it" from "the minister could not confirm it", a statement."""
    before = {*at.words(at.before)}
    if at.is_told() or "deny" in at.words(at.behind[:3]) or _sets_up(at):
        return None
    if at.is_passive:
        about = at.subject_before()
        tried = {"test", "prove"} & at.lemmas((at.i,))  # of anything: "it has not been tested"
        if tried and not words_for("claims") & {*at.words(about)}:
            return None
        return at.check("not verified", by=at.after_by(), about=about)
    if {"possible", "impossible", "way"} & before:
        return at.check("not verified", about=at.behind)
    subject = at.subject()
    looked = words_for("evidence") & {*at.words(at.behind)} and at.words(subject[:1]) == ["the"]
    technical = at.lemmas((at.i,)) & words_for("looking")
    named = at.is_named(subject) and (looked or technical)
    named = named or (bool(technical) and {*at.words(subject)} <= {"it", "nobody"})
    named = named or bool(words_for("repeating") & at.lemmas((at.i,)))  # of who tries it again
    if at.is_outlet(subject) or "independently" in at.words(at.clause) or named:
        return at.check("not verified", by=subject, about=at.behind)
    return None


def _sets_up(at: At) -> bool:
    """Find "has not established a control post", which is no fact."""
    of_fact = not words_for("established").isdisjoint(at.words(at.behind[:_OBJECT]))
    return "establish" in at.lemmas((at.i,)) and not at.is_passive and not of_fact


def unreviewed(at: At) -> CheckWords | None:
    """Find "the study has not been peer reviewed"."""
    peers = {"peer", "peers"} & {*at.words((*at.before[-2:], *at.behind[:2]))}
    if not peers or not words_for("negations") & {*at.words(at.before)} or at.is_told():
        return None
    return at.check("not verified", about=at.subject_before())


def undisputed(at: At) -> CheckWords | None:
    """Find "did not dispute the wording", "does not contest that the letter is genuine"."""
    behind = {*at.words(at.behind[:_FARTHEST_GENUINE])}
    paper = words_for("contents") | words_for("genuine")
    subject = at.subject()
    if not subject or not words_for("negations") & {*at.words(at.before)} or at.is_told():
        return None
    return at.check("verified", by=subject, about=at.behind) if paper & behind else None


def unverified(at: At) -> CheckWords | None:
    """Find "the claims remain unverified"."""
    verbs = at.lemmas(at.before[-3:])
    if (BEING & verbs or {"be", "remain", "go"} & verbs) and not at.is_told():
        return at.check("not verified", about=at.before)
    return None


def supported(at: At) -> CheckWords | None:
    """Find "his claims were supported by medical records", "records bear out her account".

    Denied, they contradict: "the figures do not bear that out".
    """
    before = {*at.words(at.before)}
    denied = bool(words_for("negations") & before)
    if not denied and is_meant_to(at.parsed, at.i):
        return None
    if denied and ({"could", "can", "unable"} & before or _is_of_no_evidence(at)):
        return None
    outcome: Outcome = "contradicted" if denied else "verified"
    by, accounts = at.after_by(), words_for("evidence") | words_for("claims")
    about = at.subject_before()
    own = {*at.words(about[:1])} <= {*PERSON_PRONOUNS, "their"}  # "her account was supported by"
    if by and BEING & {*at.words(at.before[-3:])} and (at.shows(by) or own):
        found = (accounts | words_for("pointing")) & {*at.words(about)}
        return at.check(outcome, by=by, about=about) if found else None
    relative = at.words(at.before[-1:]) in (["that"], ["which"])
    subject = _right_before(at) if relative else at.verb_subject() or at.subject()
    if not relative and not at.shows(subject):
        subject = at.before  # "logs" may be read as a verb
    behind = {*at.words(at.behind[:_NEAR_SUPPORT])}
    pointed = behind & (accounts | words_for("pointing") if denied else accounts)
    backs = "up" in at.words(at.behind[:4]) and bool(behind & (accounts | words_for("pointing")))
    by_person = backs and not {*at.words(subject)} <= PRONOUNS and not denied
    checks = by_person or (at.shows(subject) and (bool(pointed) or _bears_out(at)))
    return at.check(outcome, by=subject, about=at.behind) if checks else None


def _right_before(at: At) -> tuple[int, ...]:
    """Return what a relative clause describes: in "They cited logs that back her", the logs."""
    words = at.before[:-1]
    verbs = (k for k in words if at.parsed.tags[k] == "VERB" and not at.describes(k))
    last = max(verbs, default=-1)
    return tuple(k for k in words if k > last)


def _is_of_no_evidence(at: At) -> bool:
    """Find "offered no evidence to support it": who proves nothing is not refuted by that."""
    near = at.words(at.before[-_FEW:])
    return near[-1:] == ["to"] and not {"evidence", "proof"}.isdisjoint(near)


def _bears_out(at: At) -> bool:
    """Find "bear her out", "bears Roe out"."""
    behind = at.behind[:_SHORT]
    named = bool(behind) and at.parsed.tags[behind[0]] == "PROPN"
    pointed = bool(words_for("pointing") & {*at.words(behind[:1])})  # "bears this out"
    out = (named or pointed) and "out" in at.words(behind)
    return out or _is_of_person(at)


def nothing_for(at: At) -> CheckWords | None:
    """Find "a review found nothing to support the claim"."""
    if at.words(at.behind[:1]) != ["to"] or at.is_told():
        return None
    supports = {*words_for("support"), *words_for("finding"), *words_for("verify")}
    found = _FINDING & at.lemmas(at.before[-2:]) and supports & at.lemmas(at.behind[1:3])
    return at.check("contradicted", by=at.verb_subject(), about=at.behind[2:]) if found else None


def genuine(at: At) -> CheckWords | None:
    """Find "experts who reviewed the images said they were genuine"."""
    by = at.teller()
    known = {*words_for("evidence"), *_PAPERS, "they", "it"} & {*at.words(at.before)}
    being = BEING & {*at.words(at.before[-3:])}
    told = at.words(at.behind[:3])  # "The order is genuine, according to a captain"
    checks = words_for("checkers") & {*at.words(by)} or at.is_outlet(by) or "according" in told
    if not (known and being and checks) or words_for("negations") & {*at.words(at.before)}:
        return None
    return at.check("verified", by=by, about=at.before)._replace(is_statement=True)


# --- contradicted


def contradicted(at: At) -> CheckWords | None:
    """Find "footage contradicts this", "that is contradicted by a log"."""
    if words_for("negations") & {*at.words(at.before)}:
        return None
    by = at.after_by()
    claimed = words_for("claims") & {*at.words(at.before[-1:])}  # ", a claim contradicted by a log"
    if (at.is_passive or claimed) and by:
        last = at.clause.stop
        return at.check("contradicted", by=tuple(range(by[0], last)), about=at.subject_before())
    subject = noun_phrase(at.parsed, at.clause.start, at.i)
    shows = at.shows(subject) or at.shows(at.verb_subject()) or _points(at)
    shows = shows or _is_of_person(at)
    return at.check("contradicted", by=at.verb_subject(), about=at.behind) if shows else None


def _is_of_person(at: At) -> bool:
    """Find "contradicted her", "bears him out"; in "bears her name" the word is an owner."""
    behind = at.behind
    person = bool(PERSON_PRONOUNS.keys() & {*at.words(behind[:1])})
    return person and all(at.parsed.tags[k] not in NOMINAL for k in behind[1:2])


def _points(at: At) -> bool:
    """Find "That contradicts a statement", where what was told right before shows it."""
    before = at.words(at.before)
    return len(before) == 1 and before[0] in words_for("pointing")


def otherwise(at: At) -> CheckWords | None:
    """Find "records show otherwise", "the accounts tell a different story"."""
    told = words_for("showing") | {"tell", "paint"}
    if not told & at.lemmas(at.before[-_SHORT:]):
        return None
    other = {"different", "another", "contrary"} & {*at.words(at.before[-2:])}
    if at.word not in ("otherwise", "opposite") and not other:
        return None
    return at.check("contradicted", by=at.verb_subject())


def however(at: At) -> CheckWords | None:
    """Find "photographs, however, showed water up to the gate"."""
    subject = [k for k in at.before if at.parsed.tags[k] != "PUNCT"]
    shows = at.shows(subject) and words_for("showing") & at.lemmas(at.behind[:3])
    if not shows or any(at.parsed.tags[k] == "VERB" and not at.describes(k) for k in subject):
        return None
    return at.check("contradicted", by=subject)


def no_evidence(at: At) -> CheckWords | None:
    """Find "there is no evidence for it", "a review found no evidence of fraud".

    What is not proved yet is not refuted: "no evidence has been presented", "so far no proof".
    """
    before = at.words(at.before)
    of_somebody = not PERSON_PRONOUNS.keys().isdisjoint(at.words(at.behind[1:2]))
    if "no" not in before[-2:] or at.is_told() or of_somebody:  # "there was no sign of her"
        return None
    if _is_subject_of(at, _PRESENTING):
        of = [k for k in at.behind if at.parsed.words[k] in _EVIDENCE_FOR]
        return at.check("not verified", about=range(of[0] + 1, at.clause.stop) if of else ())
    if "which" not in before and not _EVIDENCE_FOR & {*at.words(at.behind[:1])}:
        return None
    if "there" in before[-_LONGEST_THERE:] or (before[:1] == ["no"] and _is_emerging(at)):
        is_open = at.word == "proof" or bool(_SO_FAR & {*before})
        outcome: Outcome = "not verified" if is_open else "contradicted"
        return at.check(outcome, about=at.behind[1:] or at.before)
    subject = at.verb_subject()
    if subject and not {*at.words(subject)} <= PRONOUNS and _FINDING & at.lemmas(at.before[-4:]):
        return at.check("contradicted", by=subject, about=at.behind[1:])
    return None


def _is_subject_of(at: At, verbs: frozenset[str]) -> bool:
    """Whether the word is the subject of a passive of one of some verbs."""
    verb = at.parsed.heads[at.i]
    passive = verb > at.i and bool(BEING & {*at.words(range(max(at.i, verb - _FEW), verb))})
    hangs = at.parsed.relations[at.i].startswith(("nsubj", "obj"))  # a reader may miss the passive
    return hangs and passive and bool(verbs & at.lemmas((verb,)))


def _is_emerging(at: At) -> bool:
    return bool(_EMERGING & at.lemmas(at.behind))


def seen(at: At) -> CheckWords | None:
    """Find "the paper has seen the letter", "a copy of the order was seen by the Courier"."""
    by, paper = at.after_by(), at.subject_before()
    known = {"copy", "copies", "both"}
    if not by:
        by, paper = at.subject(), at.behind[:_NEAR_SEEN]
        known = {*known, *({"its", *_KNOWN} & {*at.words(paper[:1])})}
    words = {*at.words(paper)}
    denied = words_for("negations") & {*at.words(at.before)}
    if denied or at.describes(at.i) or at.is_told():  # "a letter seen by the paper" tells itself
        return None
    shown = at.shows(paper) or not words.isdisjoint({*_PAPERS, "copy", "copies"})
    if not shown or known.isdisjoint(words) or not at.is_outlet(by):
        return None
    return at.check("verified", by=by, about=paper)


def in_fact(at: At) -> CheckWords | None:
    """Find "the footage was in fact from 2019", "was filmed in 2015, the agency found"."""
    before = at.words(at.before)
    by = at.teller()
    found = _found_by(at)
    pointed = {"it", "they"} & {*before[-_FEW:]} if found else set()
    known = words_for("evidence") & {*before} or pointed
    by = by or found
    checks = words_for("checkers") & {*at.words(by)} or at.is_outlet(by)
    surely = bool(found) or at.word in ("fact", "actually")
    checks = checks or (at.is_named(by) and surely)
    if not known or not checks or (at.word == "fact" and before[-1:] != ["in"]):
        return None
    return at.check("contradicted", by=by, about=at.before)._replace(is_statement=True)


def _found_by(at: At) -> tuple[int, ...]:
    """Return who found out what the word is of: "the Post has determined that it was taken"."""
    for k in at.parsed.ancestors(at.i):
        subjects = at.parsed.children(k, "nsubj")
        if subjects and words_for("finding_out") & at.lemmas((k,)):
            return tuple(i for i in at.parsed.subtree(subjects[0]) if i != k)
    return ()


def found_out(at: At) -> CheckWords | None:
    """Find "hotel bills place him in Doha", "the Courier found all three at work"."""
    subject = tuple(k for k in at.before if at.parsed.tags[k] not in ("AUX", "ADV"))
    if not subject or at.is_told() or any(_is_finite(at, k) for k in subject):
        return None
    first = {singular(word) for word in at.words(subject)}
    recorded = at.shows_head(subject) and words_for("records") & first
    looked = at.word == "found" and at.is_outlet(subject)
    if not looked and not (recorded and words_for("finding") & at.lemmas((at.i,))):
        return None
    told = not looked and at.words(at.behind[:2]) != ["no", "such"]
    check = at.check("contradicted", by=subject, about=at.behind)
    return check._replace(is_statement=told, is_finding=True)


def _is_finite(at: At, k: int) -> bool:
    """Tell a verb from a participle, which a reader may take for one: "footage passed to us"."""
    if at.parsed.tags[k] != "VERB" or not at.parsed.children(k, "nsubj"):
        return False
    return not at.parsed.words[k].endswith(("ed", "en")) or at.parsed.tags[k + 1] != "ADP"
