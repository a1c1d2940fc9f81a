"""What is no claim or denial, whatever the word: a bill turned down, a drone shot down."""

from collections.abc import Sequence
from itertools import takewhile

from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.phrases import is_of

_NAMING = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON")
_NEAR = 6  # words from a motion to the "which" that takes it up


def is_proposal(parsed: Parsed, content: Sequence[int]) -> bool:
    """Say whether a content is what one turns down, by its first noun.

    A bare relative pronoun means what precedes it: "a motion, which they rejected".
    """
    words = list(content)
    if len(words) == 1 and parsed.words[words[0]] in ("which", "that"):
        words = list(range(max(words[0] - _NEAR, 0), words[0]))
    nouns = [
        i for i in words if parsed.tags[i] == "NOUN" and parsed.tags[i + 1 : i + 2] != ("NOUN",)
    ]
    return bool(nouns) and is_of(parsed.words[nouns[0]], "proposals")


def is_withheld(parsed: Parsed, content: Sequence[int]) -> bool:
    """Say whether a content is what one is not given: "bail", "reporters a visa", no "charges"."""
    named = list(takewhile(lambda i: parsed.tags[i] in _NAMING, content))
    ends = len(named) == len(content) or parsed.tags[content[len(named)]] in ("ADP", "PUNCT")
    return ends and any(is_of(parsed.words[i], "withheld") for i in named)


def is_none(parsed: Parsed, cue: Sequence[int]) -> bool:
    """Whether the words of a cue say nothing here: "think" of "think-tank", "shot down a drone"."""
    return _begins_compound(parsed, cue[-1]) or brings_down(parsed, cue[0])


def _begins_compound(parsed: Parsed, i: int) -> bool:
    """Whether a hyphen ties a word to the next one: "think" of "think-tank"."""
    if parsed.words[i + 1 : i + 2] != ["-"] or i + 2 >= len(parsed):
        return False
    return parsed.starts[i + 1] == parsed.ends[i] and parsed.starts[i + 2] == parsed.ends[i + 1]


def brings_down(parsed: Parsed, verb: int) -> bool:
    """Find "shot down two drones", "shot down or jammed two drones": a deed, and no denial."""
    if not is_of(parsed.words[verb], "bring down"):
        return False
    if all(parsed.words[k] != "down" for k in parsed.children(verb)):
        return False
    verbs = (verb, *parsed.children(verb, "conj"))
    return any(is_of(parsed.words[i], "aircraft") for k in verbs for i in parsed.children(k, "obj"))
