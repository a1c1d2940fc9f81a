"""Where a statement is in a story, and what it shares with a check: more for `evidences`."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from math import log1p
from typing import NamedTuple

from onrecord.reading.statements.chains.repeats import stems_of
from onrecord.reading.statements.checks.checking import CheckWords, saying_what, words_for
from onrecord.reading.statements.checks.covers import GENERIC
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Outcome

_NOT = words_for("negations") | {"none", "never", "without", "neither", "nor"}
_FIGURES = frozenset(
    ("figure", "figures", "number", "numbers", "count", "counts", "amount", "sum", "total", "toll",
     "percent", "price", "date", "dates")
)  # fmt: skip
_MANNERS = ("says", "claims", "accuses", "reveals", "denies", "confirms", "urges")


class _Around(NamedTuple):
    """A check with its sentence, and the statements before it, looked up once for all of them."""

    first: Draft | None
    top: int | None  # line of the first
    main: int | None  # who tells most, by identity
    denied: Set[int]  # by identity
    common: Mapping[str, int]  # stems: how many statements have them
    clause: frozenset[str]  # stems of the check
    sentence: frozenset[str]  # those of the rest of its sentence
    sentence_before: frozenset[str]
    has_number: bool
    asks_number: bool
    is_negated: bool


def kind_of(check: CheckWords) -> str:
    """Return by what a check is to be compared with others: "asked", or its outcome."""
    outcome: Outcome = check.outcome
    return "asked" if check.asked else outcome


def standings(
    parsed: Parsed,
    check: CheckWords,
    drafts: Sequence[Draft],
    traits: Sequence[frozenset[str]],
) -> list[dict[str, float]]:
    """Return for each statement where it stands, and what it has in common with the check.

    traits: of each statement, see `traits_of`.
    """
    around = _around(parsed, check, drafts, Counter(stem for some in traits for stem in some))
    return [_standing(parsed, around, *both) for both in zip(drafts, traits, strict=True)]


def _around(
    parsed: Parsed, check: CheckWords, drafts: Sequence[Draft], common: Mapping[str, int]
) -> _Around:
    before = [one for one in drafts if one.saying.first < check.words.start]
    told = Counter(id(member) for one in before for member in one.tellers)
    sentence = parsed.sentence_of(check.words.start)
    earlier = parsed.sentence_of(sentence.start - 1) if sentence.start else ()
    clause = stems_of(parsed, saying_what(parsed, check)) - GENERIC
    words = {parsed.words[i] for i in check.words}
    return _Around(
        first=before[0] if before else None,
        top=min((parsed.lines[one.saying.first] for one in before), default=None),
        main=max(told, key=lambda one: told[one]) if told else None,
        denied={id(other) for one in before for other in one.refers},
        common=common,
        clause=clause,
        sentence=stems_of(parsed, sentence) - GENERIC - clause,
        sentence_before=stems_of(parsed, earlier) - GENERIC,
        has_number=any(parsed.tags[i] == "NUM" for i in check.words),
        asks_number=bool(_FIGURES & words),
        is_negated=bool(_NOT & words),
    )


def _standing(
    parsed: Parsed, around: _Around, draft: Draft, traits: frozenset[str]
) -> dict[str, float]:
    said = {parsed.words[i] for i in (*draft.saying.words, *draft.saying.cue)}
    denies = draft.sense.manner == "denies" or bool(_NOT & said)
    number = any(parsed.tags[i] == "NUM" for i in draft.saying.words)
    first = around.first
    return {
        "first of the story": float(draft is first),
        "in the first line": float(parsed.lines[draft.saying.first] == around.top),
        "of the first teller": float(
            first is not None and any(draft.is_told_by(one) for one in first.tellers)
        ),
        "of the main teller": float(any(id(one) == around.main for one in draft.tellers)),
        "rare, in the clause": _rare(around, around.clause & traits),
        "rare, in its sentence": _rare(around, around.sentence & traits),
        "rare, in the sentence before": _rare(around, around.sentence_before & traits),
        "number": float(number),
        "number, both": float(number and around.has_number),
        "number, asked for": float(number and around.asks_number),
        "negated": float(denies),
        "negated, both": float(denies and around.is_negated),
        "negated, one": float(denies != around.is_negated),
        "denied": float(id(draft) in around.denied),
        "a quotation": float(draft.quote == "direct"),
        "long": log1p(len(draft.saying.words)),
        **{f"it {manner}": float(draft.sense.manner == manner) for manner in _MANNERS},
    }


def _rare(around: _Around, shared: Set[str]) -> float:
    return log1p(sum(1 / around.common[stem] for stem in shared))


def traits_of(parsed: Parsed, draft: Draft) -> frozenset[str]:
    """Return the stems of a statement and of who tells it."""
    told_by = [i for through, _ in draft.via for i in through.source]
    return stems_of(parsed, [*draft.saying.words, *draft.saying.source, *told_by])
