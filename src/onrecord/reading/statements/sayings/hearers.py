"""Who hears what is said does not say it: "a court heard that", "guards were told to"."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.statements.actors.naming.sources import singular
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import BEING, Parsed
from onrecord.reading.statements.sayings.cue_words import TOLD
from onrecord.reading.statements.sayings.saying import Saying

_HEARING = frozenset(("heard", "hears"))
_SPEAKING_ON = frozenset(("say", "saying", "tell", "telling", "from", "by"))


def without_hearer(parsed: Parsed, one: Saying) -> Saying:
    """Leave out a source that only hears: a court that heard it, guards who were told."""
    return replace(one, source=()) if only_hears(parsed, one.source, one) else one


def only_hears(parsed: Parsed, source: Sequence[int], one: Saying) -> bool:
    """Whether the source of a saying is no more than who heard it."""
    return hears_it(parsed, source, one.cue) or _is_told_at_the_end(parsed, source, one)


def hears_it(parsed: Parsed, source: Sequence[int], cue: Sequence[int]) -> bool:
    """Whether a source only hears what is said, as its cue says: who "heard" or "were told"."""
    if not cue or not source or source[-1] > cue[0]:
        return False
    if not _SPEAKING_ON.isdisjoint(parsed.words[i] for i in cue):
        return False
    verb = parsed.head_of(cue)
    if any(parsed.tags[i] == "VERB" for i in cue if i < verb):
        return False  # "Roe said the firm had been told": the cue is of two
    being = BEING & {parsed.words[i] for i in cue if i < verb}
    if parsed.words[verb] in _HEARING:
        return _sits(parsed, source) and not being
    return parsed.words[verb] in TOLD and bool(being)


def _sits(parsed: Parsed, source: Sequence[int]) -> bool:
    """Whether a source is one before which things are said: "a tribunal", "Leeds Crown Court"."""
    head = parsed.words[parsed.head_of(source)]
    return singular(head) in word_list("carriers")["hearing"]


def _is_told_at_the_end(parsed: Parsed, source: Sequence[int], one: Saying) -> bool:
    """Find "Nurse slept on shift, inquiry told": nobody is told, so the inquiry was."""
    if [parsed.words[i] for i in one.cue] != ["told"] or not source or not one.words:
        return False
    behind = one.cue[-1] + 1
    last = behind == len(parsed) or parsed.lines[behind] != parsed.lines[behind - 1]
    ends = last or parsed.words[behind] in (".", ",")
    return ends and max(one.words) < source[0] and _sits(parsed, source)
