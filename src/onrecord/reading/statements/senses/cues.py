"""Cue and content -> what is done with what is said (manner), how sure the speaker is (certainty).

What words mean is data, `lexicon/cues.json` and `lexicon/hedges.json`; `eval/gold/README.md` has
the classes. The table "shifts" says where the words around a cue change what it does ("asked them
to leave" urges); its conditions are the functions of `_CONDITIONS`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple, cast

from onrecord.reading.once import once
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.complements import (
    asks_how,
    has_to,
    is_gerund,
    is_of_content,
    is_wished,
)
from onrecord.reading.statements.senses.hedges import (
    Hedged,
    certainty_of,
    has_future,
    negation_of,
    root_of,
    weakest,
)
from onrecord.reading.statements.senses.phrases import is_of, is_past, lemmas_of, phrase_at
from onrecord.reading.statements.senses.proposals import is_none, is_proposal
from onrecord.record import Because, Certainty, Grade, Manner, Sensed

Reports = Literal["always", "often", "seldom"]

QUOTES = frozenset(("“", "”", '"', "'", "‘", "’", "„", "«", "»", "``", "''"))
_RECORDS: tuple[Grade | None, ...] = ("document", "data")
_OPINION = frozenset(("blog", "blogs", "blogger", "bloggers", "column", "columns", "editorial"))
_WITHOUT_SURENESS = ("asks", "urges", "declines")
_NEGATIVE = frozenset(("no", "not", "nothing", "without", "nor"))
_NEAR_REFUSAL = 4  # words from "declined" to "say"
_SPEAKERS = frozenset(("we", "i", "they", "he", "she", "it"))
# Probabilities by how the class was reached, set by judgement: no run has measured them yet.
_SURE = {"always": 0.95, "often": 0.85, "seldom": 0.7}
_SHIFTED, _NEGATED, _BARE, _UNKNOWN_CUE = 0.85, 0.85, 0.8, 0.5
SENSED = 0.5  # probability from which on the model decides on a cue that is not in the lexicon


class Cue(NamedTuple):
    """A word or phrase that says that something is said, thought or shown."""

    lemma: str  # "say", "call for", "according to"
    manner: Manner
    certainty: Certainty  # that it lends by itself
    reports: Reports  # how surely, with a subject and a clause, quotation or object
    reason: str


class Sense(NamedTuple):
    """What a cue does with a content."""

    manner: Manner
    certainty: Certainty
    why: tuple[Because, ...]  # of the fields "manner" and "certainty"


class _Case(NamedTuple):
    """A cue with what stands around it."""

    parsed: Parsed
    words: frozenset[int]  # of the cue
    head: int  # the word of the cue that decides
    cue: Cue
    content: Sequence[int]
    root: int | None  # of the content's main clause
    hedged: Hedged
    grade: Grade | None

    @property
    def negated(self) -> bool:
        """Whether the cue is denied, not as in "said it was not"; nouns hold their "no"."""
        tag = self.parsed.tags[self.head]
        no = negation_of(self.parsed, self.head) if tag in ("VERB", "AUX", "ADJ") else None
        return no is not None and (no not in self.content or len(self.content) == 1)


class _Reached(NamedTuple):
    manner: Manner
    certainty: Certainty
    how: str
    score: float


class _Shift(NamedTuple):
    when: str
    manner: Manner
    certainty: Certainty | None  # None: the cue's own
    reason: str


@once
def cue_at(parsed: Parsed, i: int, barred: tuple[int, ...] = ()) -> Cue | None:
    """Return the cue that starts with the word at `i` or has it as its head; the longest.

    barred: words that may not be part of it.
    """
    match = phrase_at("cues", parsed, i, barred=barred)
    last = match.words[-1] if match else i
    if last > i and is_of_content(parsed, i, last):
        match = phrase_at("cues", parsed, i, barred={*barred, last})  # "said nothing was agreed"
    if match is None or is_none(parsed, match.words):
        return None
    return _cue(match.entry.lemma, match.entry.meaning)


@cache
def _cue(lemma: str, meaning: tuple[str, ...]) -> Cue:
    return Cue(lemma, *cast(tuple[Any, Any, Any, str], meaning))


def sense_of(
    parsed: Parsed,
    cue: Sequence[int],
    content: Sequence[int],
    grade: Grade | None,
    sensed: Sensed | None = None,
) -> Sense:
    """Return what a cue does with a content, and how sure the speaker is of it.

    cue, content: indices of words in text order. No cue: a quotation on its own.
    grade: of the speaker; None = nobody knows, and the subject of the cue is looked at.
    sensed: what the model takes the cue for, which decides where the lexicon does not have it.
    """
    root = root_of(parsed, content)
    hedged = certainty_of(parsed, content, root)
    head, found = _deciding(parsed, cue, content) if cue else (-1, None)
    if cue and _keeps_back_both(parsed, cue):
        how = f"cue '{_string(parsed, cue)}' does neither"
        reached = _Reached("declines", "unknown", how, _NEGATED)
    elif found is not None:
        case = _Case(parsed, frozenset(cue), head, found, content, root, hedged, grade)
        reached = _by_cue(case)
    elif cue and sensed is not None and sensed.manner_score >= SENSED:
        reached = _by_model(parsed, cue, sensed)
    elif cue:
        reached = _by_negation(parsed, cue)
    else:
        reached = _by_content(parsed, content)
    certainty, because = _certainty(_hedged_by_cue(parsed, cue, head, reached), hedged)
    why = Because(field="manner", how=reached.how, score=reached.score)
    return Sense(reached.manner, certainty, (why, because))


# --- manner


def _deciding(parsed: Parsed, cue: Sequence[int], content: Sequence[int]) -> tuple[int, Cue | None]:
    """Return the word of a cue that decides, and the cue it is.

    That is its head, with three exceptions: a head that is no cue ("went on Tuesday to say"), a
    plain one that leads to another ("said it believes"), and one under a refusal that was left out
    ("declined to [say]").
    """
    head = parsed.head_of(cue)
    # "found [no sign of it]": the content's "no" is not the cue's, but of "offered [no reason]"
    barred = tuple(i for i in content if parsed.words[i] in ("no", "little"))
    found = cue_at(parsed, head)
    if found is None or found.manner != "declines":
        found = cue_at(parsed, head, barred)
    if found is None:
        known = ((i, other) for i in cue if (other := cue_at(parsed, i)) is not None)
        return next(known, (head, None))
    if found.manner == "says":
        for k in parsed.children(head, "xcomp", "ccomp"):
            inner = cue_at(parsed, k) if k in cue else None
            if inner is not None:
                return k, inner
    above = parsed.heads[head]
    if 0 < head - above <= _NEAR_REFUSAL and parsed.relations[head] in ("xcomp", "ccomp", "advcl"):
        outer = cue_at(parsed, above) if above >= 0 else None
        if outer is not None and outer.manner == "declines":
            return above, outer
    return head, found


def _by_cue(case: _Case) -> _Reached:
    """Return what a known cue does: the first shift that applies, else negation, else itself."""
    cue = case.cue
    named = f"cue '{_string(case.parsed, case.words)}'"
    for shift in _shifts().get(cue.lemma, ()):
        if _CONDITIONS[shift.when](case):
            how = f"{named}, {shift.when}: {shift.reason}"
            return _Reached(shift.manner, shift.certainty or cue.certainty, how, _SHIFTED)
    if case.parsed.tags[case.head] != "ADJ" and case.negated and not _holds_negation(cue):
        return _Reached("declines", "unknown", f"{named}, negated: not said", _NEGATED)
    return _Reached(cue.manner, cue.certainty, f"{named}: {cue.reason}", _SURE[cue.reports])


def _keeps_back_both(parsed: Parsed, cue: Sequence[int]) -> bool:
    """Find "neither confirmed nor denied", "would not confirm or deny": nothing is said."""
    words = {parsed.words[i] for i in cue}
    both = {lemma for word in words for lemma in lemmas_of(word)} >= {"confirm", "deny"}
    joined = not {"nor", "or"}.isdisjoint(words)
    return both and joined and not words.isdisjoint(word_list("cues")["negations"])


def _holds_negation(cue: Cue) -> bool:
    """Say whether a negation is part of what the cue means: "not know", "make no mention"."""
    return cue.manner == "declines" or not _NEGATIVE.isdisjoint(cue.lemma.split())


def _by_model(parsed: Parsed, cue: Sequence[int], sensed: Sensed) -> _Reached:
    """Return what a cue that the lexicon does not have does by the model."""
    how = f"cue '{_string(parsed, cue)}' is not in the lexicon; by the model"
    return _Reached(sensed.manner, sensed.certainty, how, sensed.manner_score)


def _by_negation(parsed: Parsed, cue: Sequence[int]) -> _Reached:
    """Return what a cue does that the lexicon does not have."""
    named = f"cue '{_string(parsed, cue)}' is not in the lexicon"
    if negation_of(parsed, parsed.head_of(cue)) is not None:
        return _Reached("declines", "unknown", f"{named}; negated", _UNKNOWN_CUE)
    return _Reached("says", "certain", named, _UNKNOWN_CUE)


def _by_content(parsed: Parsed, content: Sequence[int]) -> _Reached:
    """Return what a quotation does that stands without a cue."""
    words = [parsed.words[i] for i in content if parsed.words[i] not in QUOTES]
    if words and words[-1] == "?":
        return _Reached("asks", "unknown", "no cue, and a question mark", _BARE)
    return _Reached("says", "certain", "no cue", _BARE)


def _string(parsed: Parsed, words: Iterable[int]) -> str:
    return " ".join(parsed.forms[i] for i in sorted(words))


# --- conditions of shifts


@cache
def _shifts() -> dict[str, tuple[_Shift, ...]]:
    shifts: dict[str, tuple[_Shift, ...]] = {}
    for lemmas, *shift in word_list("cues")["shifts"]:
        for lemma in lemmas:
            shifts[lemma] = (*shifts.get(lemma, ()), _Shift(*shift))
    return shifts


def _complement(case: _Case) -> int | None:
    """Return the predicate under a cue: a clause of its own, else the content's."""
    own = case.parsed.children(case.head, "xcomp", "ccomp")
    return own[0] if own else case.root


def _is_infinitive(case: _Case) -> bool:
    """Tell "asked them to go" from "told them he had to go"."""
    parsed, i = case.parsed, case.root
    if (
        case.content
        and parsed.words[case.content[0]] == "to"
        and parsed.tags[case.content[0]] != "ADP"
    ):
        return True
    if i is None or (parsed.heads[i] != case.head and case.content):
        i = None
    under = [] if case.content and i is None else parsed.children(case.head, "xcomp", "ccomp")
    return any(has_to(parsed, k) for k in ([i] if i is not None else under))


def _is_deed(case: _Case) -> bool:
    """Tell "refused to pay" from "refused to say" and "refused an answer"."""
    i = _complement(case)
    return i is not None and has_to(case.parsed, i) and cue_at(case.parsed, i) is None


def _has_that(case: _Case) -> bool:
    parsed = case.parsed
    before = case.content[0] - 1 if case.content else -1
    if before >= 0 and parsed.words[before] == "that":
        return True
    i = _complement(case)
    return i is not None and any(parsed.words[k] == "that" for k in parsed.children(i, "mark"))


def _under(case: _Case, test: Callable[[Parsed, int], bool]) -> bool:
    i = _complement(case)
    return i is not None and test(case.parsed, i)


def _has_should(case: _Case) -> bool:
    i, parsed = _complement(case), case.parsed
    return i is not None and any(parsed.words[k] == "should" for k in parsed.children(i, "aux"))


def _is_evidence(case: _Case) -> bool:
    if case.grade == "media outlet":
        return not any(word in _OPINION for word in _named(case))
    return _is_record(case)


def _is_record(case: _Case) -> bool:
    return case.grade in _RECORDS or (case.grade is None and _source_shows(case))


def _source_shows(case: _Case) -> bool:
    """Say whether the subject of the cue, or what "according to" names, is a report or data."""
    return any(is_of(word, "evidence") for word in _named(case))


def _named(case: _Case) -> list[str]:
    """Return what a cue says it of or by: its subject, or what "according to" names."""
    parsed = case.parsed
    above = parsed.heads[case.head]
    named = parsed.children(case.head, "nsubj", "obj", "obl")
    if parsed.relations[case.head] in ("case", "mark") and above >= 0:
        named = [above]
    return [parsed.words[k] for k in named]


def _is_person(case: _Case) -> bool:
    return case.grade is not None and not _is_evidence(case)


def _is_threat(case: _Case) -> bool:
    """Say whether the speaker, or "we", will do harm; or there will be revenge."""
    parsed, i = case.parsed, _complement(case)
    if i is None or not has_future(parsed, i):
        return False
    speakers = {parsed.words[k] for k in parsed.children(case.head, "nsubj")} | _SPEAKERS
    subjects = {parsed.words[k] for k in parsed.children(i, "nsubj")}
    if parsed.children(i, "expl") or is_of(parsed.words[i], "suffer"):
        return any(is_of(parsed.words[k], "reprisals") for k in parsed.children(i, "nsubj", "obj"))
    return is_of(parsed.words[i], "harms") and not speakers.isdisjoint(subjects)


def _is_passive(case: _Case) -> bool:
    parsed, i = case.parsed, case.head
    if not is_past(parsed.words[i]):
        return False
    near = [*parsed.children(i, "aux"), *([i - 1] if i else [])]
    return any({"be", "get"} & {*lemmas_of(parsed.words[k])} for k in near)


_CONDITIONS: dict[str, Callable[[_Case], bool]] = {
    "negated": lambda case: case.negated,
    "infinitive": _is_infinitive,
    "deed": _is_deed,
    "that": _has_that,
    "gerund": lambda case: _under(case, is_gerund),
    "wished": lambda case: _under(case, is_wished),
    "question": lambda case: asks_how(case.parsed, case.content),
    "should": _has_should,
    "hedged": lambda case: case.hedged.certainty in ("probable", "possible"),
    "evidence": _is_evidence,
    "record": _is_record,
    "unfounded": lambda case: case.negated and _is_evidence(case),
    "person": _is_person,
    "future": lambda case: _under(case, has_future),
    "threat": _is_threat,
    "passive": _is_passive,
    "proposal": lambda case: is_proposal(case.parsed, case.content),
}


# --- certainty


def _hedged_by_cue(parsed: Parsed, cue: Sequence[int], decides: int, reached: _Reached) -> _Reached:
    """Add the hedges in a cue that stand around the word that decides.

    "appears to show", "said it was possible".
    """
    if not cue:
        return reached
    head = parsed.head_of(cue)
    around = [head, *(k for k in parsed.children(head, "xcomp", "ccomp") if k in cue)]
    own = [certainty_of(parsed, cue, k).certainty for k in around if k != decides]
    return reached._replace(certainty=weakest(reached.certainty, *own))


def _certainty(reached: _Reached, hedged: Hedged) -> tuple[Certainty, Because]:
    """Return the weaker of what the cue lends and what the content shows, and why."""
    if reached.manner in _WITHOUT_SURENESS:
        how = f"who {reached.manner} does not say that it is so"
        return "unknown", Because(field="certainty", how=how, score=reached.score)
    own = reached.certainty
    if reached.manner == "denies":
        how = "a denial is flat, whatever hedges what is denied"
        return own, Because(field="certainty", how=how, score=reached.score)
    certainty = weakest(own, hedged.certainty)
    if certainty == "certain":
        how = f"the cue is sure; {hedged.how}"
    elif certainty == hedged.certainty:
        how = hedged.how
    else:
        how = f"the cue is {own}"
    score = hedged.score if certainty == hedged.certainty else reached.score
    return certainty, Because(field="certainty", how=how, score=round(score, 2))
