"""The form of a verb: whether it is past or negated, and what helps it."""

from collections.abc import Sequence

from onrecord.reading.events.told import ToldStory, first_of_phrase

_NOT = frozenset(("not", "n't", "n’t", "cannot", "never", "no", "neither", "nor", "without"))
# What "not" stands before without denying it whole: "not all were repaired".
_PARTLY = frozenset(("all", "every", "everyone", "everybody", "only", "just", "always"))
NONE = frozenset(("no", "neither"))
_COMPARING = (["more"], ["fewer"], ["less"], ["later"], ["longer"])  # behind "no"
_NOBODY = frozenset(("nobody", "nothing", "none", "neither"))


def is_past(story: ToldStory, verb: int) -> bool:
    """Tell whether a verb is finite and past: "shelled", "had shelled"."""
    parsed = story.parsed
    if parsed.tags[verb] != "VERB":
        return False
    helping = {parsed.words[k] for k in parsed.children(verb, "aux")}
    if helping:
        return not helping.isdisjoint(("had", "was", "were", "did", "has", "have"))
    marks = {parsed.words[k] for k in parsed.children(verb, "mark")}
    is_form = parsed.words[verb] != story.lemmas[verb]
    return "to" not in marks and is_form and not parsed.words[verb].endswith(("ing", "s"))


def helped(story: ToldStory, verb: int) -> set[str]:
    """Return the auxiliaries of a verb, and those it shares with the verb it goes on with."""
    helping = {story.parsed.words[k] for k in story.parsed.children(verb, "aux")}
    shared = _goes_on(story, verb)
    return helping if shared is None else helping | helped(story, shared)


def _goes_on(story: ToldStory, verb: int) -> int | None:
    """Return the verb whose "will" or "to" one shares: "will go and be met", "may rise and hit"."""
    parsed, head = story.parsed, story.parsed.heads[verb]
    if head < 0 or parsed.relations[verb] != "conj" or parsed.tags[head] != "VERB":
        return None
    helping = [parsed.words[k] for k in parsed.children(verb, "aux", "cop", "nsubj", "mark")]
    is_bare = helping == ["be"] or (not helping and parsed.words[verb] == story.lemmas[verb])
    return head if is_bare else None


def is_negated(story: ToldStory, word: int) -> bool:
    """Tell whether a word is negated: "did not go", "no envoy went"."""
    parsed = story.parsed
    is_where = parsed.children(word, "cop") and parsed.children(word, "case")
    if parsed.tags[word] == "NOUN" and is_where:
        return False  # "I was not on the call": there was one
    children = parsed.children(word, "advmod", "det", "cc", "case", "aux", "mark")
    if parsed.tags[word] == "VERB":
        ahead = [k for k in parsed.children(word, "obl") if k < word]
        if any(parsed.words[d] in NONE for k in ahead for d in parsed.children(k, "det")):
            return True  # "at no point did they threaten her"
        sides = parsed.children(word, "nsubj", "obj")
        if any(parsed.words[k] in _NOBODY for k in sides):
            return True
        if any(k and parsed.words[k - 1] in NONE for k in sides):
            return True  # "no one", wherever a reader hangs the "no"
        if any(_is_none(parsed.words[first_of_phrase(parsed, k) :]) for k in sides):
            return True  # "neither the minister nor the mayor"
        children += [d for k in sides for d in parsed.children(k, "det") if parsed.words[d] in NONE]
    return any(
        parsed.words[k] in _NOT and k < word and parsed.words[k + 1] not in _PARTLY
        for k in children
    )


def is_partly_negated(story: ToldStory, verb: int) -> bool:
    """Tell whether what is denied is only that it is all of it: "not all roads were repaired"."""
    parsed = story.parsed
    starts = (first_of_phrase(parsed, k) for k in parsed.children(verb, "nsubj"))
    return any(
        parsed.words[k - 1] in _NOT and parsed.words[k] in _PARTLY
        for first in starts
        for k in (first, first + 1)
        if k
    )


def _is_none(phrase: Sequence[str]) -> bool:
    """Tell whether a phrase says that there is none of it: "no boat", not "no more than two"."""
    return phrase[0] in NONE and phrase[1:2] not in _COMPARING
