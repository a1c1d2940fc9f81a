"""Claims of others within what answers them: "denied a claim by Roe that …", "Roe's claim that …".

Two statements: what Roe claims, and that it is denied. By the order of the words: a model gives the
same content to both, or all to one, and a reader takes verbs after names for anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from onrecord.reading.statements.actors.naming.sources import sorts_of
from onrecord.reading.statements.chains.carriers import Carriers
from onrecord.reading.statements.chains.denials import POINTS_AT, singular_of
from onrecord.reading.statements.chains.subjects import subject_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import NOMINAL, Parsed
from onrecord.reading.statements.sayings.constructions import SCORE, agent_of
from onrecord.reading.statements.sayings.cue_words import is_passive
from onrecord.reading.statements.sayings.layout import runs_of
from onrecord.reading.statements.sayings.saying import Saying, saying_of
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.reading.statements.senses.phrases import lemmas_of
from onrecord.record import Attribution

_FARTHEST_NOUN = 16  # words from "that" back to "claim": "a claim by the head of the union, Roe,"
_FARTHEST_VERB = 10  # words from "a claim" back to "dismissed": "as “kitchen gossip”"
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_FIRST = frozenset(("the", "a", "an", "this", "that", "these", "those", "any", "some"))
_GENITIVE = frozenset(("'s", "'", "’"))
_BY = frozenset(("by", "from"))
_IN = frozenset(("in", "on"))
_MADE = frozenset(
    ("made", "published", "spread", "circulated", "aired", "carried", "repeated", "raised")
)
_WHEN = frozenset(("on", "last", "this", "earlier", "late", "early", "in"))  # behind whose it is
_TIMES = frozenset(("week", "month", "year", "night", "weekend", "today", "yesterday"))
# Of a report, a story or a figure it is no author that stands behind "of".
_OF_SOMEBODY = frozenset(
    ("claim", "assertion", "allegation", "accusation", "charge", "complaint", "warning", "view",
     "argument", "contention", "conclusion", "suggestion")
)  # fmt: skip
_OF_NOUNS = NOMINAL | {"ADP", "PUNCT", "X"}  # tags
_OPENING = frozenset(("“", '"'))
_TAKING_BACK = ("withdraw", "retract", "recant", "walk back")  # of one's own claim
_MORE = frozenset(("forecast", "denial", "insistence", "announcement", "assurance", "belief"))
_APART = frozenset((",", ";", "that", "and", "but", "or"))


class Claim(NamedTuple):
    """Words for what another claims: "a [claim] by [Roe] that"."""

    first: int  # word of all of it
    noun: int
    owner: tuple[int, ...]
    that: int


def with_claims(
    parsed: Parsed, sayings: Sequence[Saying], attributions: Sequence[Attribution]
) -> list[Saying]:
    """Give claims that somebody answers to who makes them, and the answers all that they hold.

    attributions: of the model, for answers that were left out since both have the same content.
    """
    found = list(sayings)
    carriers = Carriers(parsed)
    known = [saying_of(parsed, one) for one in attributions]
    for claim in _claims(carriers):
        verb = _verb_before(parsed, claim) or _verb_behind(parsed, claim)
        if verb:
            found = _with_claim(parsed, found, known, claim, verb)
    return sorted(found, key=lambda one: one.first)


# --- "a claim by Roe that", "Roe's claim that", "a Post report that"


def _claims(carriers: Carriers) -> Iterator[Claim]:
    parsed = carriers.parsed
    for i, word in enumerate(parsed.words):
        if word == "that" and i:
            claim = _owned_before(carriers, i) or _owned_behind(carriers, i)
            if claim is not None:
                yield claim


def _is_claim(parsed: Parsed, i: int) -> bool:
    noun = singular_of(parsed.words[i])
    return noun in POINTS_AT or noun in _MORE


def _owned_before(carriers: Carriers, that: int) -> Claim | None:
    """Find "the mayor's claim that", "its claim that", "a Post report that"."""
    parsed, noun = carriers.parsed, that - 1
    start = parsed.sentence_of(that).start
    if not _is_claim(parsed, noun):
        return None
    last = noun
    while last > start and parsed.tags[last - 1] == "ADJ" and parsed.words[last - 1] != "its":
        last -= 1  # "the mayor's | repeated claim"
    if last > start and parsed.words[last - 1] in _POSSESSIVE:
        return Claim(last - 1, noun, (last - 1,), that)
    genitive = last - 1 if last > start and parsed.words[last - 1] in _GENITIVE else -1
    last = genitive if genitive >= 0 else noun
    first = _start_of(parsed, last, start)
    owner = tuple(i for i in range(first, last) if genitive >= 0 or parsed.tags[i] != "DET")
    speaks = bool(owner) and (genitive >= 0 or _speaks(carriers, owner))
    return Claim(first, noun, owner, that) if speaks else None


def _start_of(parsed: Parsed, stop: int, start: int) -> int:
    """Return where the noun phrase begins that ends before a word."""
    first = stop
    while first > start:
        i = first - 1
        genitive = parsed.words[i] in _GENITIVE
        if not genitive and (parsed.tags[i] not in NOMINAL or _answer_at(parsed, i)):
            break
        first = i
        if parsed.words[i] in _FIRST or parsed.words[i] in _POSSESSIVE:
            break
    return first


def _speaks(carriers: Carriers, owner: Sequence[int]) -> bool:
    """Whether words before a noun are whose it is: "a Post report", not "a crash report"."""
    known = sorts_of(carriers.parsed.words[owner[-1]])
    return bool({"official", "person", "body", "media"} & {*known}) or carriers.is_medium(owner)


def _owned_behind(carriers: Carriers, that: int) -> Claim | None:
    """Find "a claim by the mayor that", "reports in the Post that"."""
    parsed = carriers.parsed
    start = max(parsed.sentence_of(that).start, that - _FARTHEST_NOUN)
    for noun in range(that - 3, start - 1, -1):
        if not _is_within_phrase(parsed, noun + 1):
            return None
        if not _is_claim(parsed, noun):
            continue
        at = noun + 1 + (parsed.words[noun + 1] in _MADE)
        owner = _undated(parsed, range(at + 1, that))
        if owner and _is_whose(carriers, noun, at, owner):
            first = _start_of(parsed, noun, parsed.sentence_of(that).start)
            return Claim(first, noun, owner, that)
    return None


def _is_within_phrase(parsed: Parsed, i: int) -> bool:
    """Whether a word may stand between a claim and its "that": "by the exiled general, Roe,"."""
    describes = parsed.relations[i] in ("amod", "compound", "flat")
    return parsed.tags[i] in _OF_NOUNS or describes or parsed.words[i] in _MADE


def _is_whose(carriers: Carriers, noun: int, at: int, owner: Sequence[int]) -> bool:
    """Whether a preposition leads to whose a claim is."""
    parsed = carriers.parsed
    word = parsed.words[at]
    if word in _BY:
        return not parsed.words[owner[0]].endswith("ing")
    if word in _IN:
        return carriers.is_medium(owner)
    named = any(parsed.tags[i] == "PROPN" for i in owner)
    sorts = {sort for i in owner for sort in sorts_of(parsed.words[i])}
    own = named or bool({"official", "person"} & sorts)
    return word == "of" and own and singular_of(parsed.words[noun]) in _OF_SOMEBODY


def _undated(parsed: Parsed, words: range) -> tuple[int, ...]:
    """Cut the day behind whose a claim is: "the union | on Tuesday"."""
    last = words.stop
    while last > words.start and parsed.tags[last - 1] == "PUNCT":
        last -= 1
    for i in range(words.start + 1, last):
        day = parsed.words[i + 1] if i + 1 < last else ""
        dated = parsed.tags[i + 1 : i + 2] == ("PROPN",) or day in _TIMES
        if parsed.words[i] in _WHEN and (i == last - 1 or (dated and i == last - 2)):
            last = i
            break
    return tuple(range(words.start, last))


# --- who answers it


@cache
def _answering() -> tuple[dict[str, list[tuple[str, ...]]], frozenset[str]]:
    """Return words for answering a claim by their first, and those that deny."""
    cues = word_list("cues")["cues"]
    denying = frozenset(row[0] for row in cues if row[1:3] == ["verb", "denies"])
    found: dict[str, list[tuple[str, ...]]] = {}
    for lemma in (*denying, *word_list("cues")["answer a claim"]):
        first, *rest = lemma.split()
        found.setdefault(first, []).append((first, *rest))
    return found, denying - {"contradict", *_TAKING_BACK}


def _answer_at(parsed: Parsed, i: int) -> range:
    """Return the words that answer a claim, from one on: "denied", "brushed off"."""
    known, _ = _answering()
    phrases = (phrase for lemma in lemmas_of(parsed.words[i]) for phrase in known.get(lemma, ()))
    ends = [
        i + len(phrase)
        for phrase in phrases
        if tuple(parsed.words[i + 1 : i + len(phrase)]) == phrase[1:]
    ]
    return range(i, max(ends, default=i))


def _denies(parsed: Parsed, verb: range) -> bool:
    _, denying = _answering()
    rest = parsed.words[verb.start + 1 : verb.stop]
    return any(" ".join((one, *rest)) in denying for one in lemmas_of(parsed.words[verb.start]))


def _verb_before(parsed: Parsed, claim: Claim) -> range:
    """Return the verb of which a claim is the object: "dismissed as gossip | a claim"."""
    first = max(parsed.sentence_of(claim.that).start, claim.first - _FARTHEST_VERB)
    for i in range(claim.first - 1, first - 1, -1):
        if parsed.words[i] in _APART:
            break
        verb = _answer_at(parsed, i)
        if verb and _leads_to(parsed, range(verb.stop, claim.first)):
            return verb
    return range(0)


def _leads_to(parsed: Parsed, gap: range) -> bool:
    """Whether a verb's object begins behind some words: adverbs, a day, "as “nonsense”"."""
    if gap and parsed.words[gap[0]] == "as":
        return True
    days = {k for i in gap[:-1] if parsed.words[i] in _WHEN for k in (i, i + 1)}
    return all(parsed.tags[i] == "ADV" or i in days for i in gap)


def _verb_behind(parsed: Parsed, claim: Claim) -> range:
    """Return the verb of "[the union's claim that it leaked] was rejected by the owners"."""
    verb = parsed.heads[claim.noun]
    subject = parsed.relations[claim.noun].startswith("nsubj") and verb > claim.that
    answered = subject and is_passive(parsed, verb) and agent_of(parsed, verb)
    return _answer_at(parsed, verb) if answered else range(0)


# --- both


def _with_claim(
    parsed: Parsed, sayings: Sequence[Saying], known: Sequence[Saying], claim: Claim, verb: range
) -> list[Saying]:
    """Put a claim and its answer in place of what was found there."""
    here = {*verb, *range(claim.first, claim.that + 1)}
    touching = [one for one in sayings if not here.isdisjoint(one.cue)]
    seen = [*touching, *(one for one in known if not here.isdisjoint(one.cue))]
    content = _content(parsed, seen, claim, verb)
    own = parsed.words[claim.owner[-1]] in _POSSESSIVE and not _denies(parsed, verb)
    if not content or own:
        return [*sayings]  # "repeated its claim": all of it is one's own
    made = _made(parsed, seen, claim, content)
    answer = next((one for one in seen if verb.start in one.cue), None)
    rest = [one for one in sayings if one not in touching]
    if answer is not None:
        answer = _answer(parsed, answer, claim, verb, content)
    if parsed.words[verb.start].endswith("ing"):
        same = [k for k, one in enumerate(rest) if _is_with(parsed, one, answer, verb)]
        for k in same:
            rest[k] = replace(rest[k], claim=claim.noun)
        if same and not _denies(parsed, verb):
            return [*rest, made]  # "Echoing the union's claim that it leaked, Roe said …"
    return [*rest, made, *([answer] if answer else [])]


def _made(parsed: Parsed, seen: Sequence[Saying], claim: Claim, content: Sequence[int]) -> Saying:
    """Return the claim as a saying of its own."""
    old = next((one for one in seen if claim.noun in one.cue[-1:]), None)
    return Saying(
        cue=(claim.noun,),
        source=claim.owner,
        pieces=tuple(runs_of(parsed, content)),
        score=old.score if old else max((one.score for one in seen), default=SCORE),
        made="model" if seen else "syntax",
        sensed=old.sensed if old else None,
        claim=claim.noun,
    )


def _content(parsed: Parsed, sayings: Sequence[Saying], claim: Claim, verb: range) -> list[int]:
    """Return what is claimed, as one of those who were found there has it."""
    sentence = parsed.sentence_of(claim.that)
    stop = verb.start if verb.start > claim.that else sentence.stop
    noun_first = sorted(sayings, key=lambda one: claim.noun not in one.cue)
    for one in noun_first:
        words = [i for i in one.words if claim.that < i < stop]
        if words and words[0] == claim.that + 1:
            return _without_name(parsed, words, verb)
    clause = parsed.subtree(parsed.heads[claim.that])
    words = [i for i in clause if claim.that < i < stop and parsed.tags[i] != "PUNCT"]
    return _without_name(parsed, words, verb) if words[:1] == [claim.that + 1] else []


def _without_name(parsed: Parsed, words: list[int], verb: range) -> list[int]:
    """Cut what a claim is called: "called Roe's claim that it leaked | “a lie”", "| as a lie"."""
    named = {*lemmas_of(parsed.words[verb.start])} & {*word_list("cues")["bare objects"]}
    for k, i in enumerate(words):
        above = parsed.heads[parsed.heads[i]] if parsed.words[i] == "as" else -1
        if k and (above == verb.start or (named and parsed.words[i] in _OPENING)):
            return words[:k]
    return words


def _answer(
    parsed: Parsed, one: Saying, claim: Claim, verb: range, content: Sequence[int]
) -> Saying:
    """Give an answer the whole claim for its content: "denied [a claim by Roe that it leaked]"."""
    behind = verb.start > claim.that
    called = not behind and parsed.words[verb.stop] == "as"  # "dismissed as gossip a report"
    start = verb.stop if called else claim.first
    agent = agent_of(parsed, verb.start) if behind else ()
    tail = [i for i in one.words if i > max(content[-1], *verb, *agent)]
    cue = {i for i in one.cue if not claim.first <= i <= content[-1]}
    source = one.source
    if not source or not {*source}.isdisjoint(range(claim.first, claim.that)):
        source = agent or subject_of(parsed, verb.start)
    words = [*range(start, content[-1] + 1), *tail]
    return replace(
        one,
        cue=tuple(sorted(cue - {*source, *agent} - {*words})),
        source=source,
        pieces=tuple(runs_of(parsed, words)),
        claim=claim.noun,
    )


def _is_with(parsed: Parsed, one: Saying, answer: Saying | None, verb: range) -> bool:
    """Whether a saying is of the same sentence and source: "denying it, Roe said …"."""
    if not one.cue or one.cue[0] not in parsed.sentence_of(verb.start):
        return False
    cue = cue_at(parsed, parsed.head_of(one.cue))
    if cue is None or cue.manner not in ("says", "claims"):
        return False  # "confirmed that she had left, denying a report that …"
    same = answer is not None and not {*one.source}.isdisjoint(answer.source)
    return same or parsed.heads[verb.start] in one.cue
