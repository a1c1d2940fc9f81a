"""Which of the possible events are news: a regression over what is known about each.

Its weights are fitted by `training/events.py` and lie in `lexicon/worth.json`.
"""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

import orjson

from onrecord.reading.events.kinds import around_of
from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.sides import is_passive, sides_of, subject_of
from onrecord.reading.events.told import YOU, ToldStory
from onrecord.reading.events.triggers import Trigger, is_event, lemma_of_phrase
from onrecord.reading.statements.evidence import logistic, odds
from onrecord.record import Event

WORTH = 0.3  # probability from which on an event is one
WORTH_OF_LEG = 0.1  # the same for where a traveller went: it is news with the other places
WORD = "word "  # begins what is known of single words that may be events
AROUND = "around: "  # the same of who takes part and the words around
TENOR = "tenor: "  # the same of how the story is told
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
_ANY = frozenset(("any", "no", "every", "all", "each", "some"))
_WE = frozenset(("i", "we", "you", "it", "one", "people"))
_QUOTED = frozenset(("direct", "mixed"))
_LINES = 2  # of a headline and a summary
_RELATIONS = (
    "root", "ccomp", "xcomp", "conj", "advcl", "acl", "parataxis", "obj", "obl", "nsubj", "nmod",
    "compound", "amod",
)  # fmt: skip


def probability(evidence: dict[str, float]) -> float:
    """Return how likely an event is news."""
    return logistic(weights(), evidence)


@cache
def weights() -> dict[str, float]:
    """Return the weight of each piece of evidence; more speaks for an event."""
    table: dict[str, float] = orjson.loads(
        files(__package__).joinpath("lexicon/worth.json").read_bytes()
    )
    return table


def evidence_of(
    story: ToldStory,
    trigger: Trigger,
    event: Event,
    share: float,
    before: Sequence[tuple[str, str]],
) -> dict[str, float]:
    """Return the evidence for and against an event.

    share: how likely its kind is; before: lemma and kind of those before it.
    """
    parsed, word = story.parsed, trigger.word
    sides = sides_of(story, word)
    lemma, kind = story.lemmas[word], event.kind or ("move" if event.move else "none")
    is_noun = parsed.tags[word] in ("NOUN", "PROPN")
    holder = story.holders.get(word)
    found = {
        "bias": 1.0,
        "model": odds(event.score),
        "kind sure": odds(share),
        "thing moves": float(kind == "move" and not _goes_itself(story, *sides)),
        "cue": float(word in story.cues),
        f"kind {kind}": 1.0,
        f"status {event.status}": 1.0,
        "noun": float(is_noun),
        "no verb or noun": float(not is_noun and parsed.tags[word] != "VERB"),
        "a name": float(parsed.tags[word] == "PROPN"),
        "said before": float(any(one == lemma for one, _ in before)),
        "kind before": float(any(one == kind for _, one in before)),
        "just said": float(any(one == lemma for one, _ in before[-3:])),
        "quoted": float(holder is not None and holder.quote in _QUOTED),
        "told": float(holder is not None),
        "in the first lines": float(parsed.lines[word] < _LINES),
        "amount": float(bool(event.amounts)),
    }
    for role in ("place", "time", "instrument"):
        found[role] = float(any(one.role == role for one in event.arguments))
    relation = parsed.relations[word] if parsed.heads[word] >= 0 else "root"
    if relation in _RELATIONS:
        found[f"as {relation}"] = 1.0
        found[f"noun as {relation}"] = float(is_noun)
    found |= _of_word(story, trigger)
    found |= {f"actor {name}": value for name, value in _side(story, sides.actor).items()}
    found |= {f"recipient {name}": value for name, value in _side(story, sides.recipient).items()}
    found |= _of_noun(story, word) if is_noun else _of_verb(story, word)
    found |= {f"{AROUND}{name}": value for name, value in around_of(story, word).items()}
    found |= {f"{TENOR}{name}": value for name, value in _tenor(story, word).items()}
    return {name: value for name, value in found.items() if value}


def _tenor(story: ToldStory, word: int) -> dict[str, float]:
    """Say how a story is told, and whether a sentence of it speaks to the reader."""
    is_to_reader = not YOU.isdisjoint(story.parsed.words[i] for i in story.parsed.sentence_of(word))
    return story.tenor | {"you beside it": float(is_to_reader)}


def _of_word(story: ToldStory, trigger: Trigger) -> dict[str, float]:
    """Return what the model says of a word, for words of each sort."""
    word, named = trigger.word, odds(trigger.deed.named) if trigger.deed else 0.0
    known, is_noun = is_event(story, word), story.parsed.tags[word] in ("NOUN", "PROPN")
    is_vague = story.lemmas[word] in words_by_class("senses")
    is_vague = is_vague and " " not in lemma_of_phrase(story, word)
    return {
        "named": named,
        "noun named": named * is_noun,
        f"{WORD}{lemma_of_phrase(story, word)}{_use(story, word, is_noun=is_noun)}": 1.0,
        "in the lexicon": float(known),
        "known named": named * known,
        "vague": float(is_vague),
        "vague named": named * is_vague,
        "likeliest of its sentence": float(_is_likeliest(story, trigger)),
    }


def _use(story: ToldStory, word: int, *, is_noun: bool) -> str:
    """Say how a word is used: "warned" by which a statement is made tells less of news."""
    return f"{' as noun' * is_noun}{' as cue' * (word in story.cues)}"


def _goes_itself(story: ToldStory, *sides: int | None) -> bool:
    """Tell whether the first side there is can be on the way: prices fall and meters run, too."""
    word = next((side for side in sides if side is not None), None)
    if word is None:
        return False
    lemma = story.lemmas[word]
    is_vehicle = words_by_class("nouns").get(lemma) == "vehicle"
    is_name = word in story.actors or story.parsed.tags[word] in ("PRON", "PROPN")
    return is_name or is_vehicle or lemma in words_by_class("travellers")


def _is_likeliest(story: ToldStory, trigger: Trigger) -> bool:
    """Tell whether no other word of its sentence is likelier to name a kind."""
    parsed = story.parsed
    named = [one.named for i in parsed.sentence_of(trigger.word) if (one := story.deeds.get(i))]
    return trigger.deed is not None and trigger.deed.named >= max(named, default=1.0)


def _side(story: ToldStory, side: int | None) -> dict[str, float]:
    if side is None:
        return {"none": 1.0}
    return {
        "known": float(side in story.actors),
        "place": float(side in story.places),
        "plain": float(story.parsed.tags[side] == "NOUN"),
        "anybody": float(story.parsed.words[side] in _WE),
    }


def _of_noun(story: ToldStory, noun: int) -> dict[str, float]:
    parsed = story.parsed
    determiners = {parsed.words[k] for k in parsed.children(noun, "det")}
    owned = [k for k in parsed.children(noun, "nmod") if k < noun]
    return {
        "definite": float(not determiners.isdisjoint(_DEFINITE)),
        "indefinite": float(not determiners.isdisjoint(("a", "an", "another"))),
        "any": float(not determiners.isdisjoint(_ANY)),
        "somebody's": float(bool(owned)),
        "counted": float(bool(parsed.children(noun, "nummod"))),
        "plural": float(parsed.words[noun] != story.lemmas[noun]),
        "said more of": float(any(k > noun for k in parsed.children(noun, "nmod", "acl"))),
    }


def _of_verb(story: ToldStory, verb: int) -> dict[str, float]:
    parsed = story.parsed
    helping = {parsed.words[k] for k in parsed.children(verb, "aux", "cop")}
    form = parsed.words[verb]
    tests: dict[str, Callable[[], bool]] = {
        "habit": lambda: not helping and (form == story.lemmas[verb] or form.endswith("s")),
        "gerund": lambda: form.endswith("ing"),
        "passive": lambda: is_passive(story, verb),
        "no subject": lambda: subject_of(story, verb) is None,
        "modal": lambda: not helping.isdisjoint(("may", "might", "could", "would", "can")),
        "object": lambda: bool(parsed.children(verb, "obj")),
        "adverb": lambda: bool(parsed.children(verb, "advmod")),
    }
    return {name: float(test()) for name, test in tests.items()}
