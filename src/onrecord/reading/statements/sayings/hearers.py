"""Who hears what is said does not say it: "a court heard that", "guards were told to"."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.statements.actors.naming.sources import singular
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import BEING, Parsed
from onrecord.reading.statements.sayings.cue_words import TOLD
from onrecord.reading.statements.sayings.missed import QUESTIONS
from onrecord.reading.statements.sayings.saying import Saying

_HEARING = frozenset(("heard", "hears"))
_PAPERS = frozenset(("email", "e-mail", "letter", "memo", "message", "note", "circular", "notice"))
_SENT = (["sent"], ["written"], ["signed"], ["issued"])
_NAMING = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"))
_CONTRADICTING = frozenset((
    "contradicting", "rejecting", "disputing", "refuting", "rebutting", "countering", "dismissing",
))  # fmt: skip
_SPEAKING_ON = frozenset(("say", "saying", "tell", "telling", "from", "by"))


def without_hearer(parsed: Parsed, one: Saying) -> Saying:
    """Leave out a source that only hears: a court that heard it, guards who were told.

    Whose letter they were told it in, "in an email from Ann Roe", says so.
    """
    if one.source and not only_hears(parsed, one.source, one):
        return one
    return replace(one, source=author_of(parsed, one))


def author_of(parsed: Parsed, one: Saying) -> tuple[int, ...]:
    """Return who wrote what a sentence names as the paper in which somebody was told."""
    words = {parsed.words[i] for i in one.cue}
    if words.isdisjoint(TOLD) or words.isdisjoint(BEING):
        return ()
    outside = [i for i in parsed.sentence_of(one.cue[0]) if i not in one.words]
    papers = [i for i in outside if parsed.words[i] in _PAPERS and parsed.tags[i] == "NOUN"]
    for paper in papers:
        at = paper + 1 + (parsed.words[paper + 1 : paper + 2] in _SENT)
        if at + 1 in outside and parsed.words[at] in ("from", "by"):
            stop = at + 1
            while stop in outside and parsed.tags[stop] in _NAMING:
                stop += 1
            return tuple(range(at + 1, stop))
    return ()


def is_contradicted(parsed: Parsed, one: Saying) -> bool:
    """Find "no guns were there, it said, contradicting | the army": the army denies nothing."""
    if len(one.cue) != 1 or not one.source or not one.words:
        return False
    cue = one.cue[0]
    is_object = one.source[0] == cue + 1 and max(one.words) < cue
    return is_object and parsed.words[cue] in _CONTRADICTING


def is_question_put(parsed: Parsed, one: Saying) -> bool:
    """Find "[asked how long it would be shut], she smiled": that is what others wanted to know."""
    if not one.cue or not one.words or parsed.words[one.words[0]] != "asked":
        return False
    at = one.words[0]
    opens = parsed.sentence_of(at).start == at and max(one.words) < one.cue[0]
    return opens and parsed.words[at + 1] in QUESTIONS | {"about"}


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
