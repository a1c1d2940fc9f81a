"""Numbers in a text: how many of what, and what became of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.link.claims.numbers.runs import Run, Token, begins, head_of, runs_of
from onrecord.link.claims.numbers.units import LENGTHS
from onrecord.link.claims.terms.senses import folded, lexicon, term_of
from onrecord.record import Span

_NUMBER_OF = {"number", "total", "toll", "count", "crowd", "amount", "that"}
_BREAKS = {",", ";", ":", "–", "—", "and", "but", "while", "when", "as"}
_PARTS = {";", ":", "–", "—"}
_CAME, _DEAD = "march", "die"
_MONTH = "March"  # as it is not folded: nobody marches
_MARCH = re.compile(
    r"(?:\b(?i:in|of|since|by|until|last|next|early|late|this|from|on|began|through)\s+)"
    r"(March)\b|\b(March)(?=\s+\d)"
)
_HAVING = {"held", "moved"}  # "the store held 300 bags"
_SOUGHT = ("looked for", "searched for", "not been found", "not yet been found", "not found")
_SOME = ("the", "them", "those", "these", "its", "his", "her")
_TOKEN = re.compile(
    r"US\$|[$€£%]|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|\d+(?:\.\d+)?(?![\w])"
    r"|[^\W_]+(?:[.'’-][^\W_]+)*|[,;:–—]|[.!?]+"
)
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”’»)\]]*(?=\s+[^\sa-z])|$)", re.MULTILINE)
_INSTEAD = ([",", "not"], ["and", "not"], ["rather", "than"], ["instead", "of"])
_OUT_OF = {"out", "of", "the", "its", "their", "these", "those", "all", "every"}
BEFORE_COUNTED = frozenset(("of", "the", "more", "other", "his", "her", "their", "its"))
_PART = {"including", "among", "them"}
_NEAR = 5  # words between "17" and "21" in "17 people, not 21"
_LONGEST_COUNTED = 4  # words behind a number
_OWNER = 3  # words back from "missing" in "families of the missing"
_FEW = 3  # numbers back to one that a bare one may be measured as
_MUCH = 1000  # so much is measured, rather than counted as what was named right before
_ONE_SIZE = 3  # times: a bare number farther off is hardly in the unit of the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number in a text with what it counts."""

    span: Span  # number, modifier and unit
    low: float | None  # None: "dozens"
    high: float | None
    modifier: str | None
    unit: str | None
    counted: tuple[str, ...]  # terms behind it, up to where something else begins
    head: str | None  # the term of them that is counted: "drone" of "Ukrainian drones fired"
    fate: str | None  # "die", "hurt" …
    around: frozenset[str]  # words of its clause
    is_part: bool  # "including three children"
    sentence: Span
    continues: Span | None = None  # the number that it takes what it counts from
    least: float | None = None  # that "dozens" may be; None: its number is known
    is_instead: bool = False  # it is not so, and that one is: "17 people, not 21"


def numerals(text: str, *, unless: Sequence[Span] = ()) -> tuple[Numeral, ...]:
    """Return the numbers in a text that count or measure something, in order.

    unless: stretches that are none, such as times.
    """
    found: list[Numeral] = []
    months = {m.start(m.lastindex or 0) for m in _MARCH.finditer(text)}
    for sentence in _SENTENCE.finditer(text):
        if not any(begins(folded(word)) for word in _TOKEN.findall(sentence.group())):
            continue
        tokens = [
            Token(_MONTH if m.start() in months else folded(m.group()), m.start(), m.end())
            for m in _TOKEN.finditer(text, sentence.start(), sentence.end())
        ]
        runs = list(runs_of(text, tokens, unless))
        for k in range(len(runs)):
            found.append(_with_counted(_numeral(tokens, runs, k), tokens, runs, k, found))
    return tuple(found)


def is_bare(one: Numeral) -> bool:
    """Tell whether a number stands alone, so that it is unknown what it counts."""
    return not one.counted and one.unit is None and one.fate is None


def _with_counted(
    fresh: Numeral, tokens: Sequence[Token], runs: Sequence[Run], k: int, found: Sequence[Numeral]
) -> Numeral:
    """Let a number that stands alone count what its sentence, or the one before, speaks of."""
    if k and _is_instead(tokens, runs, k):
        return replace(taken_over(fresh, found[-1]), is_instead=True)
    if k + 1 < len(runs) and _is_out_of(tokens, runs[k], runs[k + 1], bare=is_bare(fresh)):
        fresh = _of_all(fresh, _numeral(tokens, runs, k + 1))
    if is_bare(fresh):
        fresh = _told_before(fresh, tokens[: runs[k].first])
    return _continued(fresh, found) if found and is_bare(fresh) else fresh


def _is_instead(tokens: Sequence[Token], runs: Sequence[Run], k: int) -> bool:
    """Whether a number is what the one before it is not: "17 people, not 21, had died"."""
    first = runs[k].first
    between = [token.word for token in tokens[runs[k - 1].last : first]]
    near = len(between) <= _NEAR and not _BREAKS.intersection(between[:-2])
    return near and between[-2:] in _INSTEAD and runs[k].begin == first


def _is_out_of(tokens: Sequence[Token], part: Run, whole: Run, *, bare: bool) -> bool:
    """Whether a number is out of another: "seven of the 15 seats", "two of the mill's 90 looms".

    bare: it stands alone but for that.
    """
    words = [token.word for token in tokens[part.last : whole.first]]
    if words[:1] == ["of"] and words[-1].endswith("'s") and len(words) <= _LONGEST_COUNTED:
        return True
    return bare and bool(words) and words[-1] in _OUT_OF and set(words) <= _OUT_OF


def _of_all(part: Numeral, whole: Numeral) -> Numeral:
    return replace(part, unit=whole.unit, counted=whole.counted, head=whole.head)


def taken_over(bare: Numeral, before: Numeral) -> Numeral:
    """Return a number that counts the same as another one."""
    return replace(
        bare,
        unit=before.unit,
        counted=before.counted,
        head=before.head,
        fate=before.fate,
        continues=before.span,
    )


def _told_before(bare: Numeral, before: Sequence[Token]) -> Numeral:
    """Let a number that stands alone count what its sentence names: "the number of bags is 12"."""
    for at in range(len(before) - 1, 0, -1):
        word = before[at].word
        if before[at - 1].word == "of" and before[max(at - 2, 0)].word in _NUMBER_OF:
            counted = _counted(before, at, len(before))
            return replace(bare, counted=tuple(map(term_of, counted)), head=head_of(counted))
        head = head_of((before[at - 1].word,)) if word == "number" else None
        if head is not None:
            return replace(bare, counted=(head,), head=head)
    return bare


def _continued(bare: Numeral, found: Sequence[Numeral]) -> Numeral:
    """Let a number that stands alone count what one before it does: "police counted 12".

    A measure goes on only where the two are of one size: "1.9 million crowns … it was 2.3 million".
    """
    last = found[-1]
    measured = [one for one in found[-_FEW:] if one.unit and _is_of_a_size(one, bare)]
    much = bare.low is not None and bare.low >= _MUCH
    before = measured[-1] if measured and (much or last.unit) else last
    if before.unit is not None and before not in measured:
        return bare
    return taken_over(bare, before)


def _is_of_a_size(one: Numeral, other: Numeral) -> bool:
    if not one.low or not other.low:
        return False
    small, large = sorted((one.low, other.low))
    return one.unit not in LENGTHS.values() and large <= _ONE_SIZE * small


def _numeral(tokens: Sequence[Token], runs: Sequence[Run], k: int) -> Numeral:
    run = runs[k]
    left = _clause_from(tokens, runs, k)
    if k + 1 < len(runs) and _is_instead(tokens, runs, k + 1):
        tokens = [*tokens[: runs[k + 1].first - 2], *tokens[runs[k + 1].last + 1 :]]
        runs = runs[: k + 1]
    right = runs[k + 1].first if k + 1 < len(runs) else len(tokens)
    behind = _until_break(tokens, run.last, right)
    before = _since_break(tokens[left : run.first])
    counted = _counted(tokens, run.last, right)
    fate = _fate_of(behind, before, tokens[run.last : _end_of_rest(tokens, right)])
    clause = [*before, *tokens[run.last : right]]
    is_part = any(token.word in _PART for token in before[-3:])
    is_part |= _is_of_some(tokens, run.last)
    return Numeral(
        span=Span(start=tokens[run.first].start, end=tokens[run.last - 1].end),
        low=run.low,
        high=run.high,
        least=run.least,
        modifier=run.modifier,
        unit=run.unit,
        counted=tuple(term_of(word) for word in counted),
        head=head_of(counted),
        fate=fate,
        around=_terms(clause),
        is_part=is_part,
        sentence=Span(start=tokens[0].start, end=tokens[-1].end),
    )


def _clause_from(tokens: Sequence[Token], runs: Sequence[Run], k: int) -> int:
    """Return from where on words belong to a number: behind the last, but "from 10 to 20 euros"."""
    if not k:
        return 0
    last = runs[k - 1]
    rises = [token.word for token in tokens[last.last : runs[k].first]] == ["to"]
    rises = rises and last.first > 0 and tokens[last.first - 1].word == "from"
    return _clause_from(tokens, runs, k - 1) if rises else last.last


def _is_of_some(tokens: Sequence[Token], at: int) -> bool:
    """Whether "of the guards" stands at a token; "of its 3,400 jobs" sets a number against all."""
    words = [token.word for token in tokens[at : at + 3]]
    if words[:1] != ["of"] or len(words) == 1 or words[1] not in _SOME:
        return False
    return not (words[2:] and words[2][0].isdigit())


def _until_break(tokens: Sequence[Token], first: int, last: int) -> list[Token]:
    found = []
    for token in tokens[first:last]:
        if token.word in _BREAKS:
            break
        found.append(token)
    return found


def _since_break(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens behind the last mark that begins something new."""
    at = max((i + 1 for i, token in enumerate(tokens) if token.word in _PARTS), default=0)
    return list(tokens[at:])


def _counted(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    """Return the words of what is counted: "burned tanks", "of the guards"."""
    plain = lexicon().plain
    found: list[str] = []
    for token in tokens[first : min(last, first + 2 * _LONGEST_COUNTED)]:
        word = token.word
        if not found and word in BEFORE_COUNTED:
            continue
        if word in plain or not word[0].isalpha() or len(found) == _LONGEST_COUNTED:
            break
        found.append(word)
    return tuple(found)


def _without_owners(before: Sequence[Token]) -> list[Token]:
    """Leave out whose somebody is: "families of the *missing*", not "the number of the dead"."""
    words = [token.word for token in before]
    return [
        token
        for i, token in enumerate(before)
        if i < _OWNER
        or words[i - 2] != "of"
        or words[i - 1] not in _SOME
        or words[i - _OWNER] in _NUMBER_OF
    ]


def _end_of_rest(tokens: Sequence[Token], right: int) -> int:
    """Return where what may be said of a number ends: at the next, if that is no part of it."""
    goes_on = right < len(tokens) and {t.word for t in tokens[max(right - 3, 0) : right]} & _PART
    return len(tokens) if goes_on else right


def _fate_of(behind: Sequence[Token], before: Sequence[Token], rest: Sequence[Token]) -> str | None:
    """Return what became of what is counted: by what stands behind it, before it, or farther on."""
    if len(before) > 1 and before[-1].word == "of" and term_of(before[-2].word) == _DEAD:
        return _DEAD  # "the bodies of two men were recovered"
    told = " ".join(token.word for token in behind)
    if any(words in told for words in _SOUGHT):
        return "missing"
    active = [token for token in _without_owners(before) if token.word not in _HAVING]
    return _fate(behind) or _fate(active[::-1]) or _fate(rest)


def _fate(tokens: Sequence[Token]) -> str | None:
    """Return the first fate; that somebody came counts only where nothing else befell them."""
    fates = lexicon().fates
    found = [term for token in tokens if (term := term_of(token.word)) in fates]
    return next((term for term in found if term != _CAME), next(iter(found), None))


def _terms(tokens: Sequence[Token]) -> frozenset[str]:
    plain = lexicon().plain
    return frozenset(
        token.word
        for token in tokens
        if token.word[0].isalpha() and token.word not in plain and len(token.word) > 1
    )
