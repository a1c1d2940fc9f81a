"""How a game ends, where a market goes, who gets an office: no kind of PLOVER, but always news."""

from onrecord.reading.events.amounts import amounts_of
from onrecord.reading.events.lexicon import words_of
from onrecord.reading.events.sides import subject_of
from onrecord.reading.events.told import ToldStory
from onrecord.reading.once import once
from onrecord.reading.statements.actors.naming.sources import is_title

SCORE = 0.6  # how likely an outcome is worth a row, by judgement
_CLAUSES = frozenset(("root", "ccomp", "conj", "parataxis", "advcl"))
_NONE = frozenset[int]()
_STEPS = frozenset(("%", "percent", "dollar", "euro", "pound", "yen", "yuan", "$", "€", "£", "¥"))
_COUNTED = frozenset(("point", "cent", "pence", "penny", "pip", "percent"))
_OVER = frozenset(("to", "against", "with", "over"))


@once
def is_outcome(story: ToldStory, word: int) -> bool:
    """Tell whether a verb says who won, how far a price or a rate went, or who is now what."""
    parsed = story.parsed
    is_clause = parsed.heads[word] < 0 or parsed.relations[word] in _CLAUSES
    if parsed.tags[word] != "VERB" or not is_clause or word in story.cues:
        return False
    if _gives_office(story, word):
        return True
    subject = subject_of(story, word)
    if subject is None:
        return False
    if story.lemmas[word] in words_of("outcomes", "rises") and _is_traded(story, word, subject):
        return True
    return _is_somebody(story, subject) and _ends_game(story, word)


def _gives_office(story: ToldStory, verb: int) -> bool:
    """Tell whether somebody "was named chairman", or on some day "became head of the school"."""
    parsed, lemma = story.parsed, story.lemmas[verb]
    named = parsed.children(verb, "xcomp", "obj", "obl")
    offices = [*named, *(k for one in named for k in parsed.children(one, "appos"))]
    if lemma not in ("name", "become") or not any(is_title(parsed.words[k]) for k in offices):
        return False
    return lemma == "name" or any(k in story.times for k in parsed.subtree(verb))


def _ends_game(story: ToldStory, verb: int) -> bool:
    """Tell whether a verb says who beat whom, what was won, who scored or how far somebody got."""
    parsed, lemma = story.parsed, story.lemmas[verb]
    things = [k for k in parsed.children(verb, "obj") if parsed.tags[k] != "NUM"]  # "2-1"
    behind = parsed.children(verb, "obl", "nmod")
    if lemma in words_of("outcomes", "beats"):
        return any(_is_somebody(story, k) for k in things)
    if lemma in words_of("outcomes", "wins"):
        prizes = words_of("outcomes", "prize")
        if any(story.lemmas[k] in prizes for k in things):
            return True
    if lemma in words_of("outcomes", "scores") and not things:
        against = [k for k in behind if not _OVER.isdisjoint(story.prepositions(k))]
        return lemma == "score" or any(_is_somebody(story, k) for k in against)
    if lemma == "score":
        return True
    reached = [*things, *behind] if lemma in words_of("outcomes", "reaches") else []
    return any(story.lemmas[k] in words_of("outcomes", "rounds") for k in reached)


def _is_traded(story: ToldStory, verb: int, subject: int) -> bool:
    """Tell whether something with a price moves: by a number, or of what has nothing else."""
    actor = story.actor_of(subject)
    if actor is not None and actor.kind == "person":
        return False
    is_traded = story.lemmas[subject] in words_of("outcomes", "traded")
    if is_traded and not story.parsed.children(verb, "obj"):
        return True
    amounts = amounts_of(story, verb, _NONE)
    heads = [story.head_in(one.of) for one in amounts if one.of]
    is_counted = any(head is not None and story.lemmas[head] in _COUNTED for head in heads)
    return is_counted or any(one.unit in _STEPS for one in amounts)


def _is_somebody(story: ToldStory, word: int) -> bool:
    is_name = story.parsed.tags[word] == "PROPN"
    return is_name and (word in story.actors or word in story.places)
