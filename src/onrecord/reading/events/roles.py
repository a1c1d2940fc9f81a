"""Who does it, to whom and where: every word of an event's sentence, weighed for each role.

What the rules of `sides` and `settings` find is evidence, as are what the model says and the way
through the syntax from the trigger to the word. What is asked of one verb is not of another:
"visited Oslo" says where, "urged Oslo" whom. So the way is also weighed for each kind, for each
trigger that is met often enough, for verbs and nouns, and for places, somebody, things and what
stands on a spot: "at the hospital". A place whose name stands for its government is seldom where.
The weights are fitted by `training/events.py` and lie in `lexicon/roles.json`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product, takewhile
from math import log
from typing import Literal, NamedTuple, get_args

import orjson

from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.sides import (
    Sides,
    done_to,
    is_passive,
    subject_of,
    subject_of_clause,
)
from onrecord.reading.events.told import ToldStory, first_of
from onrecord.reading.events.triggers import Trigger, is_noun
from onrecord.reading.once import once
from onrecord.reading.statements.actors.naming.sources import PERSON_PRONOUNS, gender_of_noun
from onrecord.reading.statements.evidence import odds

Weighs = Literal["actor", "recipient", "place"]
ROLES: tuple[Weighs, ...] = get_args(Weighs)

_CAN_BE = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADV"))
_ADVERBS = frozenset((
    "home", "ashore", "abroad", "there", "here", "underground", "overseas", "offshore", "inland",
    "outside", "indoors", "outdoors", "upstairs", "downstairs",
))  # fmt: skip
_PARTS = frozenset(("compound", "flat", "amod", "det", "nummod", "fixed", "appos"))
_LONGEST_WAY = 3  # relations from a trigger to a word; what is farther is far
_CLASS = len("A/PCL")  # of a feature of GeoNames: what all countries have in common
_UNSEEN = 0.01  # chance of a side that the model does not name


class Taking(NamedTuple):
    """What is known about an event before its roles are assigned."""

    trigger: Trigger
    kind: str  # "MOVE" for a move, "none" without one
    sides: Sides  # by the rules
    places: Collection[int | None]  # head words of places by the rules


def roles_of(story: ToldStory, event: Taking, roles: Sequence[Weighs] = ROLES) -> dict[Weighs, int]:
    """Return the head words of those that play a role, the likeliest together; nobody plays two."""
    every = [_likeliest(role, evidences(story, event, role)) for role in roles]
    cast = max(filter(_is_open, product(*every)), key=lambda cast: sum(worth for _, worth in cast))
    named = zip(roles, cast, strict=True)
    return {role: word for role, (word, _) in named if word is not None}


def with_clause(story: ToldStory, trigger: int, found: dict[Weighs, int]) -> dict[Weighs, int]:
    """Return roles with the noun that a relative clause is about as its subject.

    In "police reached the fire, which killed two" the model may take police for who did it. What
    it takes of "the captain of a boat that sank" is left.
    """
    found = _within_words(story, trigger, _with_conjoined(story, trigger, found))
    if (one := _who_promises(story, trigger)) is not None:
        taken = found.get("actor", trigger)
        is_known = story.actor_of(taken) is story.actor_of(one)
        found = found if is_known else _in_place(found, "actor", one)
    if (place := _place_of_clause(story, trigger)) is not None:
        found = _in_place(found, "place", place)
    own: Weighs = "recipient" if is_passive(story, trigger) else "actor"
    if (sufferer := done_to(story, trigger)) is not None:
        return {role: k for role, k in found.items() if k != sufferer} | {own: sufferer}
    noun = subject_of_clause(story, trigger)
    if noun is None:
        return found
    over = takewhile(lambda i: story.parsed.tags[i] in _CAN_BE, story.parsed.ancestors(noun))
    things = (i for i in over if not _is_person(story, i))  # "Roe of the union, which was formed"
    same = {noun, story.names_of_roles.get(noun, noun), *things}
    if not same.isdisjoint((found.get("actor"), found.get("recipient"))):
        return found
    kept = {role: word for role, word in found.items() if role != own}
    return {**kept, own: noun} if noun in options_of(story, trigger) else kept


def _who_promises(story: ToldStory, trigger: int) -> int | None:
    """Return who says that he will do it, where that has no subject: "on a promise to halt it"."""
    holder, parsed = story.holders.get(trigger), story.parsed
    if holder is None or holder.manner not in ("promises", "threatens"):
        return None
    first = parsed.range_of(holder.content[0]).start
    is_its = parsed.words[first] == "to" and parsed.heads[first] == trigger
    if not is_its or is_passive(story, trigger):
        return None
    own = (k for k in reversed(story.stretch(trigger)) if k < first and story.is_name(k))
    return next((k for k in own if story.actors[k].id == holder.speaker), None)


def _place_of_clause(story: ToldStory, trigger: int) -> int | None:
    """Return the place of which a clause tells: "flew to Oslo from Rome, where she met Roe"."""
    parsed, place = story.parsed, story.parsed.heads[trigger]
    is_where = any(parsed.words[k] == "where" for k in parsed.children(trigger, "advmod"))
    is_its = is_where and parsed.relations[trigger] == "acl" and place in story.places
    return place if is_its else None


def _is_person(story: ToldStory, word: int) -> bool:
    """Whether a word names a person."""
    actor = story.actor_of(word)
    return story.is_name(word) and actor is not None and actor.kind == "person"


def _with_conjoined(story: ToldStory, trigger: int, found: dict[Weighs, int]) -> dict[Weighs, int]:
    """Return roles without the agent of the verb before: "was caught by police and fled"."""
    head, parsed = story.parsed.heads[trigger], story.parsed
    own: Weighs = "recipient" if is_passive(story, trigger) else "actor"
    if parsed.relations[trigger] != "conj" or head < 0 or parsed.children(trigger, "nsubj"):
        return found
    agents = [k for k in parsed.children(head, "obl") if "by" in story.prepositions(k)]
    if not is_passive(story, head) or found.get(own) not in agents:
        return found
    return _in_place(found, own, subject_of(story, trigger))


def _within_words(story: ToldStory, trigger: int, found: dict[Weighs, int]) -> dict[Weighs, int]:
    """Return roles with the pronoun for who does it, not who tells: "his sister said he called"."""
    parsed, holder = story.parsed, story.holders.get(trigger)
    own: Weighs = "recipient" if is_passive(story, trigger) else "actor"
    subject, taken = subject_of(story, trigger), found.get(own)
    if holder is None or taken is None or subject is None or parsed.tags[subject] != "PRON":
        return found
    is_told = story.holders.get(subject) is holder is not story.holders.get(taken)
    gender = PERSON_PRONOUNS.get(parsed.words[subject])
    is_other = gender_of_noun(parsed.words[taken]) not in (None, gender)
    return _in_place(found, own, subject) if is_told and gender and is_other else found


def _is_of_next(story: ToldStory, trigger: int, word: int) -> bool:
    """Tell whether what is done to stands behind the next verb: "hung up | and phoned the police".

    In "shelled and burned the town" it is of both.
    """
    over = story.parsed.heads[word]
    is_its = story.parsed.relations[word] == "obj" and trigger + 2 < over < word
    return is_its and over in story.parsed.children(trigger, "conj")


def _in_place(found: dict[Weighs, int], role: Weighs, word: int | None) -> dict[Weighs, int]:
    """Return roles with another in one of them, who has no other; None: nobody."""
    rest = {other: taken for other, taken in found.items() if role != other and taken != word}
    return rest if word is None else rest | {role: word}


def _likeliest(
    role: Weighs, known: Iterable[tuple[int | None, dict[str, float]]]
) -> list[tuple[int | None, float]]:
    """Return nobody, and as many words as there are roles: others may have those before."""
    nobody, *words = [(word, _sum(role, evidence)) for word, evidence in known]
    return [nobody, *sorted(words, key=lambda option: -option[1])[: len(ROLES)]]


def _is_open(cast: Sequence[tuple[int | None, float]]) -> bool:
    words = [word for word, _ in cast if word is not None]
    return len(set(words)) == len(words)


@once
def options_of(story: ToldStory, trigger: int) -> list[int]:
    """Return the words that may play a role in an event, in text order."""
    around = (i for i in story.stretch(trigger) if i != trigger and _can_be(story, i))
    return [i for i in around if not _is_of_next(story, trigger, i)]


def _can_be(story: ToldStory, i: int) -> bool:
    parsed = story.parsed
    if parsed.tags[i] not in _CAN_BE or i in story.time_words:
        return False
    if parsed.tags[i] == "ADV":
        return parsed.words[i] in _ADVERBS
    is_part = parsed.relations[i] in _PARTS and parsed.tags[parsed.heads[i]] in _CAN_BE
    return not is_part or i in story.actors or i in story.places


def evidences(
    story: ToldStory, event: Taking, role: Weighs
) -> Iterable[tuple[int | None, dict[str, float]]]:
    """Give the evidence for each word, and for nobody (None), to play a role."""
    trigger, is_named = event.trigger.word, is_noun(story, event.trigger.word)
    nobody = {
        "nobody": 1.0,
        f"nobody {event.kind}": 1.0,
        f"nobody, {story.lemmas[trigger]}": 1.0,
        "nobody named": float(is_named),
        "nobody passive": float(not is_named and is_passive(story, trigger)),
        "nobody beside an actor": float(event.sides.actor is not None),
        "nobody beside a recipient": float(event.sides.recipient is not None),
        "nobody beside a place": float(bool(event.places)),
    }
    yield None, {name: value for name, value in nobody.items() if value}
    other: Weighs = "recipient" if role == "actor" else "actor"
    ruled, others = _by_rule(event, role), _by_rule(event, other)
    shares = _shares(story, event.trigger, role)
    for word in options_of(story, trigger):
        same = {word, story.names_of_roles.get(word, word)}  # one person: "the envoy, Jane Roe,"
        found = _evidence(story, event.kind, trigger, word).copy()
        if role != "recipient" and story.parsed.tags[word] == "NOUN":
            found[f"is {story.lemmas[word]}"] = 1.0
        if not same.isdisjoint(ruled):
            found["by rule"] = 1.0
        if not same.isdisjoint(others):
            found["by rule another"] = 1.0
        if shares is not None:
            share = sum(shares.get(one, 0.0) for one in same)
            found["model"] = odds(min(max(share, _UNSEEN), 1.0))
        yield word, found


@once
def _evidence(story: ToldStory, kind: str, trigger: int, word: int) -> dict[str, float]:
    """Return what is known of a word whatever role it may play. kind: of the event."""
    parsed, lemma = story.parsed, story.lemmas[trigger]
    way = _way(story, trigger, word)
    is_place, is_actor = word in story.places, word in story.actors
    sort, preposition = _sort(story, word), next(iter(story.prepositions(word)), "no")
    of = "noun" if is_noun(story, trigger) else "verb"
    found = {
        f"way {way}": 1.0,
        f"{kind} way {way}": 1.0,
        f"{lemma} way {way}": 1.0,
        f"{of} way {way}": 1.0,
        f"{sort} way {way}": 1.0,
        f"{preposition} {sort}": 1.0,
        f"{kind} {preposition} {sort}": 1.0,
        f"{of} {preposition} {sort}": 1.0,
        f"{lemma} {preposition} {sort}": 1.0,
        "known": float(is_actor),
        "place": float(is_place),
        "pronoun": float(parsed.tags[word] == "PRON"),
        "thing": float(sort == "thing"),
        f"{kind} place": float(is_place),
        f"{kind} known": float(is_actor and not is_place),
        "somebody": float(story.lemmas[word] in words_by_class("travellers")),
        "told by another": float(story.holders.get(word) is not story.holders.get(trigger)),
        "ahead": float(word < trigger),
        "distance": log(abs(word - trigger)),
        **_of_what(story, word, sort, preposition),
    }
    return {name: value for name, value in found.items() if value}


def _of_what(story: ToldStory, word: int, sort: str, preposition: str) -> dict[str, float]:
    """Say how a word is pointed at, "the hospital", and how a place is used and what it is."""
    if sort not in ("place", "site", "thing"):
        return {}
    determiner = first_of(story.parsed.children(word, "det"))
    word_for_it = "no" if determiner is None else story.parsed.words[determiner]
    found = {f"{word_for_it} .. {sort}": 1.0}
    place = story.located.get(word)
    if place is not None:
        found[f"{place.use} {preposition}"] = 1.0
        found[f"is {(place.feature or 'nowhere')[:_CLASS]}"] = 1.0
    return found


def _sort(story: ToldStory, word: int) -> str:
    """Say whether a word is a place, what stands on a spot, somebody or a thing, else its tag."""
    if word in story.places:
        return "place"
    if story.lemmas[word] in words_by_class("sites"):
        return "site"
    if word in story.actors:
        return "known"
    tag = story.parsed.tags[word]
    return "thing" if tag == "NOUN" else tag


def _by_rule(event: Taking, role: Weighs) -> Collection[int | None]:
    if role == "place":
        return event.places
    return (event.sides.actor if role == "actor" else event.sides.recipient,)


def _shares(story: ToldStory, trigger: Trigger, role: Weighs) -> Mapping[int | None, float] | None:
    """Return how likely the model finds each word for a role; None where it says nothing of it."""
    deed = trigger.deed
    if role == "place" or deed is None:
        return None
    given = deed.actors if role == "actor" else deed.recipients
    shares: dict[int | None, float] = {}
    for span, share in given:  # the model points at the last word of a name
        head = story.head_of_name(span)
        shares[head] = min(shares.get(head, 0.0) + share, 1.0)
    return shares


@once
def _way(story: ToldStory, trigger: int, word: int) -> str:
    """Name the relations from a trigger up to what governs both, and down to a word.

    Subjects and agents of passive verbs are of kinds of their own; the last step has its
    preposition.
    """
    parsed = story.parsed
    over = [trigger, *parsed.ancestors(trigger)]
    under = list(takewhile(lambda i: i not in over, (word, *parsed.ancestors(word))))
    top = parsed.heads[under[-1]] if under else word
    if top not in over or len(under) + over.index(top) > _LONGEST_WAY:
        return "far"
    up = [f"^{parsed.relations[i]}" for i in over[: over.index(top)]]
    down = [_step(story, i) for i in reversed(under)]
    prepositions = story.prepositions(word)
    behind = f":{prepositions[0]}" if prepositions else ""
    return " ".join([*up, *down]) + behind


def _step(story: ToldStory, i: int) -> str:
    relation = story.parsed.relations[i]
    if relation not in ("nsubj", "obl") or not is_passive(story, story.parsed.heads[i]):
        return relation
    if relation == "nsubj":
        return "nsubj:pass"
    return "obl:agent" if "by" in story.prepositions(i) else relation


def _sum(role: Weighs, evidence: Mapping[str, float]) -> float:
    known = weights()[role]
    return sum([known[name] * value for name, value in evidence.items() if name in known])


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the weight of each piece of evidence, by role."""
    table: dict[str, dict[str, float]] = orjson.loads(
        files(__package__).joinpath("lexicon/roles.json").read_bytes()
    )
    return table
