"""Relative clauses that tell: "a strike that farmers say is costing them a harvest"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.reading.statements.actors.naming.sources import RELATIVE
from onrecord.reading.statements.actors.phrases.source_phrase import OWNERS
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.layout import Layout, runs_of
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.reading.words import HYPHENS
from onrecord.record import Manner

_SCORE = 0.5  # as of all that the model did not find
_TAKING_UP = frozenset(("that", "this", "it"))
_RELATIVES = RELATIVE - {"whose"}
_OF_NAME = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"))
_OF_NOUN = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"))
_FINITE = frozenset((
    "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "will", "would", "can",
    "could", "may", "might", "should", "must",
))  # fmt: skip
_LONGEST_SOURCE = 6  # words between a relative pronoun and the cue
_TELLING: tuple[Manner, ...] = ("says", "claims", "speculates")
_NOBODY = frozenset(("nobody", "none", "neither"))
_PLACING = frozenset(("by", "in", "at", "near", "from", "off"))
_HAVING = frozenset(("with", "without"))
_ENDS = frozenset((",", ";", ":", "—", "–", ")"))
_BETWEEN = frozenset(("AUX", "ADV", "PART"))  # a subject and its verb: "Roe has always | denied"
_LINKS = frozenset(("and", "or", "but", "than", "as", "that", "which", "who", "what", "where"))


def relatives(layout: Layout) -> Iterator[Saying]:
    """Give what is told in a relative clause, which syntax seldom gets right, with its content."""
    parsed = layout.parsed
    for i, tag in enumerate(parsed.tags[:-1]):
        cue = cue_at(parsed, i) if tag in ("VERB", "AUX") and i not in layout.inside else None
        if cue is None or cue.reports == "seldom" or cue.manner not in _TELLING:
            continue
        pronoun = _pronoun_before(layout, i)
        if pronoun is None or parsed.words[pronoun + 1] in _NOBODY:
            continue
        if not _is_predicate(parsed, i + 1):
            continue
        content = range(i + 1, _end(layout, pronoun, i + 1))
        source = tuple(range(pronoun + 1, i))
        yield Saying(cue=(i,), source=source, pieces=(content,), score=_SCORE, made="syntax")


def with_antecedent(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return a content with what a relative clause tells of: "a strike" that farmers say "is over".

    It ends where the clause around it goes on. Where it has a subject, or begins elsewhere, it
    stays as it is.
    """
    taken_up = _sentence_taken_up(layout, one, words)
    if taken_up:
        return {*taken_up}
    parsed, first = layout.parsed, one.cue[-1] + 1
    pronoun = one.cue[0] - 1
    if pronoun in words and parsed.words[pronoun] in _RELATIVES:  # "a man who is said to own it"
        noun = _noun_before(layout, pronoun)
        return ({i for i in words if i > pronoun} | {*noun}) if noun else words
    cue = cue_at(parsed, one.cue[0])
    if cue is None or cue.manner not in _TELLING or min(words, default=-1) != first:
        return words
    before = _pronoun_before(layout, one.cue[0])
    if before is None or not _is_predicate(parsed, first):
        return words
    goes_on = _second_predicate(layout, first)
    words = words if goes_on is None else words - {*range(goes_on, max(words) + 1)}
    noun = _noun_before(layout, before)
    by_name = parsed.tags[noun[-1]] == "PROPN" and [parsed.words[i] for i in one.source] == ["it"]
    return words if by_name or _is_in_doubt(parsed, noun) else words | {*noun}


def with_denier(layout: Layout, one: Saying) -> Saying:
    """Give a denial in a relative clause who denies it: "the claims, which [Roe] has denied, were".

    What is denied is the noun before, where nothing else is left of it.
    """
    parsed, first = layout.parsed, one.cue[0]
    cue = cue_at(parsed, parsed.head_of(one.cue))
    if cue is None or cue.manner != "denies":
        return one
    while first - 1 > layout.sentence(first).start and parsed.tags[first - 1] in _BETWEEN:
        first -= 1
    pronoun = _pronoun_before(layout, first)
    if pronoun is None:
        return one
    source = range(pronoun + 1, first)
    if {*one.source} <= {*source}:
        return one
    said = [i for i in one.words if i in layout.sentence(first) and i > one.cue[-1]]
    here = [i for i in said if i < _end(layout, pronoun, one.cue[-1] + 1)]
    content = here or _noun_before(layout, pronoun)
    return replace(one, source=tuple(source), pieces=tuple(runs_of(parsed, content)))


def _sentence_taken_up(layout: Layout, one: Saying, words: set[int]) -> range:
    """Return the sentence that "that" stands for: "It leaks. | That's according to the mayor"."""
    parsed = layout.parsed
    said = [i for i in words if parsed.tags[i] not in ("AUX", "PUNCT")]
    if len(said) != 1 or not said[0] or parsed.words[said[0]] not in _TAKING_UP:
        return range(0)
    opens = said[0] == layout.sentence(said[0]).start
    according = any(parsed.words[i] == "according" for i in one.cue)
    return layout.sentence(said[0] - 1) if opens and according else range(0)


def _is_in_doubt(parsed: Parsed, noun: range) -> bool:
    """Whether it may be of another noun: "a scan seen by the Post, which", "rings in the sea that".

    Where the nearer one is a place it is meant as often as the other.
    """
    before = noun.start - 1
    placed = before > 0 and parsed.words[before] in _PLACING
    if placed and parsed.words[before] == "by":  # "was paid by the Post, which": none
        verb = parsed.heads[parsed.head_of(noun)]
        return verb < 0 or parsed.relations[verb].startswith("acl")
    return placed and parsed.tags[before - 1] == "NOUN"


def behind_relative(layout: Layout, first: int, others: Iterable[Saying]) -> int | None:
    """Return where the clause around a relative one goes on, where another tells the latter.

    first: word of the pronoun. "A loan that, they say, was small | was repaid".
    """
    parsed = layout.parsed
    for other in others:
        at = other.cue[0]
        near = first < at <= first + _LONGEST_SOURCE + 1
        if near and _pronoun_before(layout, at) == first and _is_predicate(parsed, at + 1):
            return _second_predicate(layout, at + 1)
    return None


def _pronoun_before(layout: Layout, cue: int) -> int | None:
    """Return the pronoun of "a strike [that] the farmers | say", with a noun before it."""
    parsed, sentence = layout.parsed, layout.sentence(cue)
    first = cue
    while (
        first > sentence.start
        and cue - first < _LONGEST_SOURCE
        and parsed.tags[first - 1] in _OF_NAME
        and parsed.words[first - 1] not in _RELATIVES
    ):
        first -= 1
    pronoun = first - 1
    if first == cue or pronoun <= sentence.start or parsed.words[pronoun] not in _RELATIVES:
        return None
    return pronoun if _noun_before(layout, pronoun) else None


def _noun_before(layout: Layout, pronoun: int) -> range:
    """Return the noun that a relative pronoun stands for, with what is before it."""
    parsed, sentence = layout.parsed, layout.sentence(pronoun)
    last = pronoun - 1 - (parsed.words[pronoun - 1] == ",")
    if last < sentence.start or parsed.tags[last] not in ("NOUN", "PROPN"):
        return range(0)
    first = last
    while first > sentence.start and _belongs(parsed, first - 1):
        first -= 1
    return range(first, last + 1)


def _belongs(parsed: Parsed, i: int) -> bool:
    """Whether a word belongs to the noun behind it: "envelopes of" cash, "a laboratory in" Osen.

    Not "the third day of" a strike: there the nearer noun is meant more often.
    """
    behind = parsed.tags[i + 1]
    if parsed.words[i] in HYPHENS:
        return parsed.ends[i] == parsed.starts[i + 1]  # "an 11-hour blackout"
    joins = parsed.words[i] in _HAVING or (parsed.words[i] == "in" and behind == "PROPN")
    if joins or (parsed.words[i] == "of" and behind != "DET"):
        return i > 0 and parsed.tags[i - 1] in ("NOUN", "PROPN")
    described = parsed.tags[i] == "VERB" and i > 0 and parsed.tags[i - 1] == "DET"
    owned = parsed.words[i] in OWNERS
    return described or owned or (parsed.tags[i] in _OF_NOUN and parsed.words[i] not in _RELATIVES)


def _is_predicate(parsed: Parsed, i: int) -> bool:
    """Whether a clause begins with its verb: "is costing", "left"; not "leaving", "to leave"."""
    if i >= len(parsed) or parsed.words[i] in ("be", "to"):
        return False
    verb = parsed.tags[i] in ("AUX", "VERB") and not parsed.words[i].endswith("ing")
    return parsed.words[i] in _FINITE or verb


def _end(layout: Layout, pronoun: int, first: int) -> int:
    """Return where a relative clause ends: at a mark, or where the clause around it goes on."""
    parsed, stop = layout.parsed, layout.sentence(first).stop
    restricts = parsed.words[pronoun - 1] != ","
    marks = (
        i
        for i in range(first, stop - 1)
        if parsed.words[i] in _ENDS
        and i not in layout.inside
        and not (restricts and parsed.words[i] == "," and parsed.tags[i + 1] in _OF_NOUN)
    )
    end = next(marks, stop - (parsed.words[stop - 1] == "."))
    goes_on = _second_predicate(layout, first)
    return end if goes_on is None else min(end, goes_on)


def _second_predicate(layout: Layout, first: int) -> int | None:
    """Return a second predicate in a clause without one more subject: "is old | was sold"."""
    parsed = layout.parsed
    behind = range(first + 1, layout.sentence(first).stop)
    for i in behind:
        if parsed.words[i] in _LINKS or parsed.words[i] in _ENDS or i in layout.inside:
            return None
        noun = parsed.tags[i - 1] in ("NOUN", "PROPN", "NUM", "ADV")
        if parsed.words[i] in _FINITE and parsed.tags[i] == "AUX" and noun:
            return i
    return None
