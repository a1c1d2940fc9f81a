"""What a thing shows, according to somebody: "posted a photo it said showed the train"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.statements.chains.subjects import is_evidence, subject_of
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.cues import cue_at

_SAYING = frozenset(("say", "claim", "allege", "believe", "insist"))
_FARTHEST = 8  # words from "a photo" to "said"
_PRONOUNS = frozenset(("it", "he", "she", "they"))
_OF_NOUN = ("DET", "ADJ", "NUM", "NOUN")


class Shown(NamedTuple):
    """A thing that shows something, and who says that it does."""

    thing: tuple[int, ...]
    said: range  # "it said"
    cue: int  # "showed"
    by: tuple[int, ...]


def things_shown(parsed: Parsed) -> Iterator[Shown]:
    """Give each "a photo it said showed" of a text."""
    for i in range(2, len(parsed)):
        cue = cue_at(parsed, i) if parsed.tags[i] == "VERB" else None
        if cue is None or cue.manner != "reveals" or not _says(parsed, i - 1):
            continue
        thing = _thing_before(parsed, i - 1)
        if thing:
            said = range(thing[-1] + 1, i)
            yield Shown(thing, said, i, _shower(parsed, thing, said))


def _says(parsed: Parsed, i: int) -> bool:
    said = cue_at(parsed, i)
    return said is not None and said.lemma in _SAYING


def _thing_before(parsed: Parsed, says: int) -> tuple[int, ...]:
    """Return the evidence before "it said", or ()."""
    first = parsed.sentence_of(says).start
    for i in range(says - 2, max(first, says - _FARTHEST) - 1, -1):
        if parsed.tags[i] == "NOUN" and is_evidence(parsed, (i,)):
            start = i
            while start > first and parsed.tags[start - 1] in _OF_NOUN:
                start -= 1
                if parsed.tags[start] == "DET" and parsed.tags[start - 1] != "DET":
                    break  # "showed a reporter | a photo that he said"
            return tuple(range(start, i + 1))
    return ()


def _shower(parsed: Parsed, thing: Sequence[int], said: range) -> tuple[int, ...]:
    """Return who shows a thing: the subject of "posted [a photo]", else that of "it said"."""
    above = parsed.heads[parsed.head_of(thing)]
    subject = subject_of(parsed, above) if above >= 0 and parsed.tags[above] == "VERB" else ()
    own = [i for i in said[:-1] if parsed.tags[i] not in ("PUNCT", "SCONJ")]
    own = [i for i in own if parsed.words[i] not in ("that", "which")]
    is_pronoun = bool(own) and parsed.words[own[-1]] in _PRONOUNS
    return subject if subject and is_pronoun else tuple(own)
