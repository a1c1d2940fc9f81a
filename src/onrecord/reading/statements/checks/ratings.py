"""What is called false: "That is false", "Verdict: false", "fact-checkers found no evidence"."""

from onrecord.reading.statements.checks.checking import At, CheckWords, words_for
from onrecord.reading.statements.parsed import BEING, NOMINAL
from onrecord.reading.statements.senses.cues import cue_at

_SHORT = 3  # words of "the claim"
_CHECKING = frozenset(("-", "checking", "checkers"))
_RATINGS = frozenset(("rating", "verdict", "ruling", "conclusion", "finding"))
_LONGEST_RATING = 4  # words of "Verdict: mostly" before "false"
_FINDING = frozenset(("found", "rated", "concluded", "showed", "according"))
_FEWEST_TOLD = 6  # words of a finding that is a statement too: "the picture was taken in 2019 …"


def is_false(at: At) -> CheckWords | None:
    """Find "That is false", "the claim is not true"; not where somebody says so."""
    subject = at.words(at.subject_before())
    pointing = subject[:1] and subject[0] in words_for("pointing") and len(subject) == 1
    named = _is_of_claim(subject)
    being = BEING & {*at.words(at.before[-2:])}
    if at.word in ("true", "correct", "accurate") and "not" not in at.words(at.before[-1:]):
        return None
    if not being or not (pointing or named) or _is_said(at):
        return None
    return at.check("contradicted", about=at.subject_before())


def rated(at: At) -> CheckWords | None:
    """Find "Verdict: false", "we rate the claim Mostly False": the formulas of fact-checkers."""
    words, line = at.parsed.words, at.parsed.line_of(at.i)
    if at.word in ("true", "correct", "accurate") or _is_said(at):
        return None
    label = range(max(line.start, at.i - _LONGEST_RATING), at.i)
    first = next((k for k in label if words[k] in _RATINGS), None)
    if first is not None and ":" in words[first : at.i]:
        return at.check("contradicted")._replace(words=range(first, at.clause.stop))
    rating = {"rate", "rule", "judge", "deem"} & at.lemmas(at.before)
    if rating and words_for("claims") & {*at.words(at.before)}:
        return at.check("contradicted", about=at.before)
    return None


def _is_of_claim(subject: list[str]) -> bool:
    """Whether a subject is a claim by its head: "a claim on social media that … is", "rumours"."""
    head = next((k for k, word in enumerate(subject) if word in words_for("claims")), None)
    return head is not None and head < _SHORT


def none_such(at: At) -> CheckWords | None:
    """Find "There is no such ship", in the story's own words."""
    before = at.words(at.before)
    if before[-1:] != ["no"] or before[:1] != ["there"] or _is_said(at):
        return None
    return at.check("contradicted", about=at.behind)


def by_checkers(at: At) -> CheckWords | None:
    """Find "fact-checkers found no evidence", "…, a fact-checking site found"."""
    words = {*at.words(at.clause)}
    if not (_FINDING | words_for("false")) & words:
        return None
    parsed, first, last = at.parsed, at.i, at.i
    while first > at.clause.start and parsed.tags[first - 1] in NOMINAL:
        first -= 1
    while last < at.clause.stop and (
        parsed.tags[last] in NOMINAL or parsed.words[last] in _CHECKING
    ):
        last += 1
    about = tuple(k for k in at.clause if not first <= k < last)
    told = not {"evidence", *words_for("false")} & words and len(about) >= _FEWEST_TOLD
    check = at.check("contradicted", by=range(first, last), about=about)
    return check._replace(is_statement=told)


def _is_said(at: At) -> bool:
    """Whether the words stand in somebody's mouth."""
    for k in at.clause:
        cue = cue_at(at.parsed, k) if at.parsed.tags[k] == "VERB" else None
        if cue is not None and cue.reports == "always":
            return True
    line = at.parsed.sentence_of(at.i)
    return bool({"“", "”", '"'} & {*at.words(line)}) or at.is_told()
