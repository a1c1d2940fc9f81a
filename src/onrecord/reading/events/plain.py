"""What is news and of no kind of PLOVER: a street that was shut, a phone that came out.

Whether a verb tells of such a thing is weighed by a regression over its form, where it stands, who
takes part, its day, and what it means. `training/plain_events.py` fits the weights, which lie in
`lexicon/plain.json`; a verb has a weight by its vector, which the file holds for each.
"""

from functools import cache
from importlib.resources import files

import orjson

from onrecord.reading.events.forms import helped, is_negated, is_past
from onrecord.reading.events.outcomes import is_outcome
from onrecord.reading.events.sides import is_passive, subject_of
from onrecord.reading.events.told import YOU, ToldStory
from onrecord.reading.events.triggers import Trigger, lemma_of_phrase
from onrecord.reading.statements.evidence import logistic, odds
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.record import Event

LEAST = 0.25  # chance from which on it is an event
LEAST_DUE = 0.5  # that of what is due on a day
MEANS = "means "
_LEAST_SCORE = 0.3  # of the model, that a word tells of something that is done
_CLAUSES = frozenset((
    "root", "conj", "ccomp", "xcomp", "advcl", "acl", "parataxis", "appos", "dep",
))  # fmt: skip
_FUTURE = frozenset(("will", "'ll", "’ll", "wo", "shall"))
_MODAL = frozenset(("would", "can", "could", "may", "might", "must", "should"))
_HAVE = frozenset(("has", "have", "had", "'ve", "’ve"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"))
_HABIT = frozenset((
    "usually", "often", "always", "never", "sometimes", "normally", "typically", "generally",
    "rarely", "seldom", "tends", "still", "ever", "every", "each", "regularly", "traditionally",
))  # fmt: skip
_SMALL = {
    "he": "he",
    "she": "he",
    "they": "they",
    "it": "it",
    "i": "i",
    "we": "i",
    "you": "you",
    "who": "who",
    "which": "which",
    "that": "which",
    "this": "it",
    "there": "there",
}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "its", "their"))
_INDEFINITE = frozenset(("a", "an", "another", "some", "many", "several", "few"))
_FIRST, _EARLY = 1, 4  # lines
_QUOTED = frozenset(("direct", "mixed"))


def may_be_plain(story: ToldStory, trigger: Trigger) -> bool:
    """Tell whether a word may tell of something that is of no kind: a verb of some clause."""
    parsed, word = story.parsed, trigger.word
    if parsed.tags[word] != "VERB" or word in story.cues or trigger.deed is None:
        return False
    is_clause = parsed.heads[word] < 0 or parsed.relations[word] in _CLAUSES
    said = cue_at(parsed, word)  # "has accused" in a paragraph that is printed twice
    is_saying = said is not None and said.reports == "always"
    return (
        trigger.score >= _LEAST_SCORE
        and is_clause
        and not is_saying
        and not _is_quality(story, word)
    )


def _is_quality(story: ToldStory, verb: int) -> bool:
    """Tell whether a participle only says what sort a thing is: "remains a banned group"."""
    parsed = story.parsed
    is_inside = verb > 0 and parsed.tags[verb - 1] == "DET" and verb + 1 < len(parsed)
    return is_inside and parsed.tags[verb + 1] in ("NOUN", "ADJ", "PROPN")


def chance(evidence: dict[str, float]) -> float:
    """Return how likely it is news."""
    return logistic(weights(), evidence)


@cache
def weights() -> dict[str, float]:
    """Return the weight of each piece of evidence; more speaks for an event."""
    table: dict[str, float] = orjson.loads(
        files(__package__).joinpath("lexicon/plain.json").read_bytes()
    )
    return table


def evidence_of(
    story: ToldStory, trigger: Trigger, event: Event, *, worth: float, is_dated: bool
) -> dict[str, float]:
    """Return the evidence for and against a verb as news.

    worth: the probability that it is news of a kind; 0: it is of none. is_dated: it has its own day
    and is told as fact.
    """
    parsed, word = story.parsed, trigger.word
    lemma, holder = lemma_of_phrase(story, word), story.holders.get(word)
    relation = parsed.relations[word] if parsed.heads[word] >= 0 else "root"
    times = [one for one in event.arguments if one.role == "time"]
    found = {
        "bias": 1.0,
        "model": odds(trigger.score),
        "named": odds(trigger.deed.named) if trigger.deed else 0.0,
        "certainty": trigger.certainty,
        "worth": odds(worth) if worth else 0.0,
        "of a kind": float(worth > 0),
        "moves": float(event.move is not None),
        "outcome": float(is_outcome(story, word)),
        "dated": float(is_dated),
        "time": float(bool(times)),
        "place": float(any(one.role == "place" for one in event.arguments)),
        "amount": float(bool(event.amounts)),
        f"status {event.status}": 1.0,
        f"as {relation}": 1.0,
        "told": float(holder is not None),
        "quoted": float(holder is not None and holder.quote in _QUOTED),
        f"told by one who {holder.manner if holder else 'is the story'}": 1.0,
        "first line": float(parsed.lines[word] < _FIRST),
        "early": float(parsed.lines[word] < _EARLY),
        "late": parsed.lines[word] / max(parsed.lines[-1], 1),
        f"{MEANS}{lemma}": 1.0,
    }
    found |= _form(story, word) | _subject(story, word) | _beside(story, word)
    found |= {f"tenor {name}": value for name, value in story.tenor.items()}
    return {name: value for name, value in found.items() if value}


def _form(story: ToldStory, verb: int) -> dict[str, float]:
    parsed, form = story.parsed, story.parsed.words[verb]
    helping = helped(story, verb)
    marks = {parsed.words[k] for k in parsed.children(verb, "mark")}
    is_plain = not helping and "to" not in marks
    return {
        "past": float(is_past(story, verb) and is_plain),
        "perfect": float(not helping.isdisjoint(_HAVE)),
        "pluperfect": float("had" in helping),
        "going on": float(not helping.isdisjoint(_BE) and form.endswith("ing")),
        "passive": float(is_passive(story, verb)),
        "passive past": float(is_passive(story, verb) and not helping.isdisjoint(("was", "were"))),
        "future": float(not helping.isdisjoint(_FUTURE)),
        "modal": float(not helping.isdisjoint(_MODAL)),
        "to": float("to" in marks),
        "gerund": float(form.endswith("ing") and helping.isdisjoint(_BE)),
        "present": float(is_plain and (form == story.lemmas[verb] or form.endswith("s"))),
        "negated": float(is_negated(story, verb)),
        **{f"mark {one}": 1.0 for one in marks},
    }


def _subject(story: ToldStory, verb: int) -> dict[str, float]:
    subject = subject_of(story, verb)
    if subject is None:
        return {"subject none": 1.0}
    parsed, word = story.parsed, story.parsed.words[subject]
    if word in _SMALL:
        return {f"subject {_SMALL[word]}": 1.0}
    actor = story.actor_of(subject)
    small = {parsed.words[k] for k in parsed.children(subject, "det", "nmod")}
    is_name = parsed.tags[subject] == "PROPN"
    return {
        f"subject {actor.kind if actor else 'of no actor'}": 1.0,
        "subject a name": float(is_name),
        "subject a place": float(subject in story.places),
        "subject the": float(not is_name and not small.isdisjoint(_DEFINITE)),
        "subject a": float(not is_name and not small.isdisjoint(_INDEFINITE)),
        "subject bare": float(not is_name and small.isdisjoint(_DEFINITE | _INDEFINITE)),
        "subject any": float(not small.isdisjoint(("any", "no", "every", "each"))),
        "subject counted": float(bool(parsed.children(subject, "nummod"))),
    }


def _beside(story: ToldStory, verb: int) -> dict[str, float]:
    """Return what stands beside a verb."""
    parsed = story.parsed
    objects = parsed.children(verb, "obj")
    sentence = parsed.sentence_of(verb)
    adverbs = {parsed.words[k] for k in parsed.children(verb, "advmod")}
    return {
        "object": float(bool(objects)),
        "object a name": float(any(parsed.tags[k] == "PROPN" for k in objects)),
        "object an actor": float(any(k in story.actors for k in objects)),
        "clause": float(bool(parsed.children(verb, "ccomp"))),
        "to do": float(bool(parsed.children(verb, "xcomp"))),
        "habit": float(any(parsed.words[i] in _HABIT for i in sentence)),
        "adverb": float(bool(adverbs)),
        "you": float(any(parsed.words[i] in YOU for i in sentence)),
        "asked": float(parsed.words[sentence[-1]] == "?"),
        "named beside": float(any(i in story.actors for i in parsed.children(verb, "obl"))),
        "within": float(parsed.children(verb, "obl") != []),
    }
