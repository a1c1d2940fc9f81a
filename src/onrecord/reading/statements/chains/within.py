"""Whether something within another's statement is a statement of its own, told through it.

"She hoped" is none in "she said she hoped"; "his captain ordered it" is one in "a soldier said they
had waited until his captain ordered it". Verb, syntax, model and how much of the other it is are
weighed; `training/statements.py` fits what each counts.
"""

from collections.abc import Sequence
from math import log1p
from typing import NamedTuple

from onrecord.reading.statements.chains.clauses import is_finite
from onrecord.reading.statements.chains.subjects import is_same
from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.cue_words import is_negated
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.reading.statements.senses.phrases import lemmas_of

OWN = 0.5  # probability from which on it is a statement of its own
_LIKELY = 0.6  # probability by the model from which on a verb that seldom reports does
_MANNERS = (
    "says", "urges", "denies", "claims", "reveals", "speculates", "promises", "confirms", "asks",
    "declines", "accuses",
)  # fmt: skip
_RELATIONS = ("conj", "ccomp", "root", "acl", "xcomp", "advcl")
_REPORTS = ("always", "often", "seldom")
_KNOWING = frozenset(("know", "realise", "realize", "notice", "forget"))
_LINKING = frozenset((
    "after", "because", "before", "since", "until", "while", "when", "although", "though", "once",
))  # fmt: skip
_OPENING = frozenset(("“", '"', "‘"))


class Held(NamedTuple):
    """A saying within the content of another, and the evidence on whether it is one of its own."""

    inner: Saying
    outer: Saying
    evidence: dict[str, float]


def held(parsed: Parsed, inner: Saying, outer: Saying) -> Held:
    """Look at a saying whose cue stands within the content of another."""
    head = parsed.head_of(inner.cue)
    cue, relation = cue_at(parsed, head), parsed.relations[head].partition(":")[0]
    content = {*outer.words}
    mine = {*inner.cue, *inner.words, *inner.source}
    pronoun = len(inner.source) == 1 and parsed.tags[inner.source[0]] == "PRON"
    same = bool(inner.source and outer.source) and is_same(parsed, inner.source, outer.source)
    before = (i for i in outer.words if i < inner.cue[0])
    told_by = not {*inner.teller}.isdisjoint(outer.source)
    return Held(
        inner,
        outer,
        {
            "always": 1.0,
            "by model": float(inner.made == "model"),
            "score": odds(inner.score),
            "somebody tells": odds(inner.told) if inner.teller else 0.0,
            "nobody tells": float(not inner.teller),
            "this one tells": float(told_by),
            "source": float(bool(inner.source)),
            "a pronoun": float(pronoun),
            "the same": float(same),
            "share": len(mine & content) / max(1, len(content)),
            **{f"as {one}": float(relation == one) for one in _RELATIONS},
            **{f"reports {one}": float(cue is not None and cue.reports == one) for one in _REPORTS},
            **{f"it {one}": float(cue is not None and cue.manner == one) for one in _MANNERS},
            "no cue known": float(cue is None),
            "ends it": float(max(inner.words, default=-2) + 1 >= max(content, default=0)),
            "in a quotation": float(any(parsed.words[i] in _OPENING for i in before)),
            "length": log1p(len(inner.words)),
            "other by model": float(outer.made == "model"),
            "other has a cue": float(bool(outer.cue)),
            "had": float("had" in [parsed.words[i] for i in (inner.cue[0] - 1, *inner.cue)]),
        },
    )


def is_own(parsed: Parsed, one: Held) -> bool:
    """Whether a saying within another is a statement of its own."""
    own = probability("within", one.evidence) >= OWN and not knows(parsed, one.inner.cue)
    return own and not _is_thought(parsed, one.inner, one.outer)


def knows(parsed: Parsed, cue: Sequence[int]) -> bool:
    """Whether a cue is of who knows: "the mayor knew it leaked, a suit says" is what that says."""
    return not _KNOWING.isdisjoint(lemmas_of(parsed.words[parsed.head_of(cue)]))


def _is_thought(parsed: Parsed, inner: Saying, outer: Saying) -> bool:
    """Whether somebody says no more than what they think, ask or told: "she said | she hoped".

    That is a part of what they say, but for a refusal: "he said he could not say why".
    """
    if len(inner.source) != 1 or not outer.source or not outer.cue:
        return False
    head = parsed.head_of(inner.cue)
    cue = cue_at(parsed, head)
    if is_negated(parsed, head) or (cue is not None and cue.manner in ("denies", "declines")):
        return False
    begins = inner.source[0] == outer.words[0] > outer.cue[-1]
    return begins and is_same(parsed, inner.source, outer.source)


def without_doubtful(parsed: Parsed, sayings: Sequence[Saying]) -> list[Saying]:
    """Leave out what stands within another's content and is hardly said: "said he gave them it".

    By the model it is not likely, and its verb seldom reports. Nor what begins in another's cue.
    """
    holders = {i: k for k, one in enumerate(sayings) for i in one.words}
    clauses = [one for one in sayings if one.source and parsed.words[one.source[0]] == "who"]
    return [
        one
        for k, one in enumerate(sayings)
        if (not _is_doubtful(parsed, one) or holders.get(one.cue[0], k) == k)
        and not any(_begins_at(one, clause) for clause in clauses)
    ]


def _begins_at(one: Saying, clause: Saying) -> bool:
    """Whether a content is only the end of a clause: "he phoned Roe, who told | him to go"."""
    first = min(one.words, default=-1)
    return clause is not one and first in clause.cue[1:] and {*clause.words} <= {*one.words}


def _is_doubtful(parsed: Parsed, one: Saying) -> bool:
    if one.made != "model" or one.score >= _LIKELY or not one.cue or one.is_answered:
        return False
    cue = cue_at(parsed, parsed.head_of(one.cue))
    return cue is None or cue.reports == "seldom"


def left_of(parsed: Parsed, inner: Saying, outer: Saying) -> list[int] | None:
    """Return the words of a content before a saying that "and" joins to it, None without one."""
    first = min((*inner.cue, *inner.source))
    if parsed.tags[min(inner.cue) - 1] == "CCONJ":
        first = min(inner.cue)  # "[the town] paid twice and | has not asked for it back"
    joined = [i for i in outer.words if i < first and parsed.tags[i] == "CCONJ"]
    if not joined or first - joined[-1] > 1 + (parsed.words[first - 1] == "that"):
        return None
    left = [i for i in outer.words if i < joined[-1]]
    while left and parsed.tags[left[-1]] == "PUNCT":
        left.pop()
    return left


def says_when(parsed: Parsed, inner: Saying, outer: Saying) -> bool:
    """Whether a saying is only when or why another's is so: "he was held | after guards said …"."""
    first = min((*inner.cue, *inner.source))
    before = [i for i in outer.words if i < first and parsed.tags[i] != "PUNCT"]
    return bool(before) and parsed.words[before[-1]] in _LINKING and is_finite(parsed, before[:-1])
