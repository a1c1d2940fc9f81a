"""Through whose hands evidence went: "photographs sent by a driver", "shared with …".

Which of those whom the words after a document or picture name tell of what it shows is weighed:
who published, got, gave or made it; `training/statements.py` fits what each piece counts.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import log1p
from typing import NamedTuple

from onrecord.reading.statements.actors.naming.sources import singular
from onrecord.reading.statements.chains.subjects import is_evidence
from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.phrases import MANY_FORMS, lemmas_of

LIKELY = 0.4  # probability from which on somebody tells of what a thing shows
_FARTHEST = 25  # words behind a source
_FARTHEST_BEHIND = 12  # words from "shared" to "with"
_LONGEST = 8  # words of who is the subject of a relative clause
_ROLES = ("by", "to", "with", "on", "in", "for", "from")
_GIVEN = ("to", "with")
_DEEDS = ("publishing", "obtaining", "giving", "making")  # lists of `lexicon/carriers.json`
_SUBJECT = "subject"
_MADE = ("public", "available")

Phrase = tuple[int, ...]


class Handed(NamedTuple):
    """Somebody whom the words after a thing name."""

    name: Phrase
    verb: int
    role: str  # the word before, or that it is the subject
    apart: int  # words from verb to role


class Names(NamedTuple):
    """How phrases are read: where one ends, and who can tell."""

    phrase: Callable[[int, set[int]], Phrase]  # from a word on, without barred words
    is_known: Callable[[Phrase], bool]
    is_medium: Callable[[Phrase], bool]
    is_own: Callable[[Phrase], bool] = lambda _: False  # whether the story is theirs


def handed_on(parsed: Parsed, names: Names, one: Saying) -> list[tuple[Handed, float]]:
    """Return through whose hands the source of a saying went, if likely enough: log odds."""
    weighed = (
        (hand, probability("hands", known)) for hand, known in possible_hands(parsed, names, one)
    )
    return [(hand, odds(share)) for hand, share in weighed if share >= LIKELY]


def possible_hands(
    parsed: Parsed, names: Names, one: Saying
) -> list[tuple[Handed, dict[str, float]]]:
    """Return all named after a thing, with the evidence on whether they tell of it."""
    if not one.source or not is_evidence(parsed, one.source):
        return []
    found = list(_hands(parsed, names, one))
    return [(hand, _evidence(parsed, names, one, hand, found)) for hand in found]


def _hands(parsed: Parsed, names: Names, one: Saying) -> Iterator[Handed]:
    behind = _behind(parsed, one)
    barred = {*one.words, *one.cue}
    verb = -1
    for i in behind[1:]:
        word = parsed.words[i]
        if parsed.tags[i] == "VERB" or (parsed.tags[i] == "ADJ" and word.endswith("ed")):
            verb = i
        if word in _ROLES and 0 <= verb < i <= verb + _FARTHEST_BEHIND:
            name = tuple(k for k in names.phrase(i + 1, barred) if k < behind.stop)
            if name and names.is_known(name):
                yield Handed(name, verb, word, i - verb)
        if word in ("which", "that"):
            yield from _subject(parsed, names, range(i + 1, behind.stop))


def _behind(parsed: Parsed, one: Saying) -> range:
    """Return the words of a source and behind it, up to its cue or content."""
    last = one.source[-1]
    if one.cue and one.cue[0] > last:
        return range(one.source[0], one.cue[0])
    stop = min((i for i in one.words if i > last), default=parsed.sentence_of(last).stop)
    return range(one.source[0], min(stop, last + _FARTHEST))


def _subject(parsed: Parsed, names: Names, words: range) -> Iterator[Handed]:
    """Give the subject of "which the sultan showed to this agency"."""
    first = next((k for k in words[1:_LONGEST] if parsed.tags[k] in ("VERB", "AUX")), None)
    if first is None or parsed.tags[words[0]] in ("VERB", "AUX"):
        return
    verb = next((k for k in range(first, words.stop) if parsed.tags[k] == "VERB"), first)
    name = tuple(k for k in range(words[0], first) if parsed.tags[k] != "ADV")
    if name and (names.is_known(name) or parsed.tags[name[0]] == "PRON"):
        yield Handed(name, verb, _SUBJECT, verb - words[0] + 1)


def _evidence(
    parsed: Parsed, names: Names, one: Saying, hand: Handed, hands: Sequence[Handed]
) -> dict[str, float]:
    medium, own = names.is_medium(hand.name), names.is_own(hand.name)
    meant = not {*one.teller}.isdisjoint(hand.name)
    others = [other for other in hands if other.name != hand.name]
    done = _deeds(parsed.words[hand.verb])
    if parsed.words[hand.verb + 1] in _MADE:  # "made public", "made available"
        done = frozenset(("publishing",))
    deeds = {name: float(name in done) for name in _DEEDS}
    given = hand.role in _GIVEN
    by = {
        "medium": float(medium),
        "by": float(hand.role == "by"),
        "given": float(given),
        _SUBJECT: float(hand.role == _SUBJECT),
    }
    return {
        "always": 1.0,
        **{f"role: {role}": float(hand.role == role) for role in _ROLES},
        **deeds,
        **by,
        **{f"{deed}, {kind}": deeds[deed] * by[kind] for deed in _DEEDS for kind in by},
        "medium, given": float(medium and given),
        "medium, by": float(medium and hand.role == "by"),
        "right behind": float(hand.apart <= 1),
        "apart": log1p(hand.apart),
        "a name": float(any(parsed.tags[i] == "PROPN" for i in hand.name)),
        "a pronoun": float(parsed.tags[hand.name[0]] == "PRON"),
        "others": float(bool(others)),
        "another medium": float(any(names.is_medium(other.name) for other in others)),
        "official, given": float(given and hears(parsed, hand.name)),
        "own": float(own),
        "own, given": float(own and given),
        "own, given, others": float(own and given and bool(others)),
        "another own, given": float(
            any(other.role in _GIVEN and names.is_own(other.name) for other in others)
        ),
        "by model": odds(one.told) * meant,
        "meant by model": float(meant),
        "another by model": float(bool(one.teller) and not meant),
        "according": float(bool(one.cue) and parsed.words[one.cue[0]] == "according"),
    }


def hears(parsed: Parsed, name: Phrase) -> bool:
    """Whether somebody is shown things in office: "the court", "jurors"."""
    return any(singular(parsed.words[i]) in word_list("carriers")["hearing"] for i in name)


@lru_cache(maxsize=MANY_FORMS)
def _deeds(word: str) -> frozenset[str]:
    lemmas = set(lemmas_of(word))
    return frozenset(name for name in _DEEDS if not lemmas.isdisjoint(word_list("carriers")[name]))
