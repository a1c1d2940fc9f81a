"""In which recording somebody is heard: "in a video that the channel aired, a man says …".

What somebody said in a video of his own is told in the past, and the video is his medium. What a
story tells of others' words in a recording it tells in the present, as one who looks at it.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from onrecord.reading.statements.actors.naming.sources import singular
from onrecord.reading.statements.chains.subjects import is_evidence, subject_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.reading.statements.senses.phrases import lemmas_of

Phrase = tuple[int, ...]

_IN = frozenset(("in", "on"))
_WHICH = frozenset(("which", "where"))
_PRONOUNS = frozenset(("it", "them", "this"))
_OF_NOUN = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PUNCT")
_SEEMING = frozenset(("is", "are", "can", "appears", "appear", "seems", "seem"))
_HOLDING = frozenset(("have", "capture", "record", "show", "catch"))
_FARTHEST = 25  # words from "a video" to "in which"
_SENTENCES = 2  # back to what "in it" takes up


def recording_of(parsed: Parsed, one: Saying) -> Phrase:
    """Return the words for the recording in which somebody says something, () if there is none."""
    if not one.cue or not one.source or not _is_looked_at(parsed, one.cue):
        return ()
    return next((found for found in _recordings(parsed, one) if found), ())


def passed_on(parsed: Parsed, thing: Sequence[int]) -> Iterator[tuple[Phrase, int]]:
    """Give who "published [a recording]", and the verb."""
    above = parsed.heads[parsed.head_of(thing)]
    for verb in (k for k in (thing[0] - 1, above) if 0 <= k < thing[0]):
        passes = {*lemmas_of(parsed.words[verb])} & {*word_list("carriers")["passing"]}
        subject = subject_of(parsed, verb) if passes else ()
        if subject:
            yield subject, verb


def _recordings(parsed: Parsed, one: Saying) -> Iterator[Phrase]:
    mine = {*one.words, *one.cue, *one.source}
    sentence = parsed.sentence_of(one.cue[0])
    for i in sentence[:-1]:
        if i in mine or parsed.words[i] not in _IN:
            continue
        behind = parsed.words[i + 1]
        if behind in _WHICH and i < one.cue[0]:
            yield _last_before(parsed, range(max(sentence.start, i - _FARTHEST), i))
        elif behind in _PRONOUNS and i == sentence.start:
            yield _taken_up(parsed, sentence)
        elif i + 1 not in mine:
            yield _recording_at(parsed, range(i + 1, sentence.stop))
    yield _holder(parsed, one)


def _is_looked_at(parsed: Parsed, cue: Sequence[int]) -> bool:
    """Whether a cue is told in the present: "says", "is heard telling", "can be heard saying"."""
    word = parsed.words[cue[0]]
    if word in _SEEMING or word.endswith("ing"):
        return True
    verb = cue_at(parsed, cue[0])
    return verb is not None and (word.endswith("s") or word == verb.lemma)


def _recording_at(parsed: Parsed, words: Sequence[int]) -> Phrase:
    """Return the noun phrase that words begin with if it is a recording."""
    phrase = tuple(takewhile(lambda i: _is_within(parsed, i), words))
    return phrase if phrase and _is_recording(parsed, phrase[-1]) else ()


def _is_within(parsed: Parsed, i: int) -> bool:
    return parsed.tags[i] in _OF_NOUN and (parsed.tags[i] != "PUNCT" or parsed.words[i] == "-")


def _last_before(parsed: Parsed, words: range) -> Phrase:
    """Return the last recording that words name: "a video, filmed at the port, [in which]"."""
    last = next((i for i in reversed(words) if _is_recording(parsed, i)), None)
    if last is None:
        return ()
    before = reversed(range(words.start, last))
    led = list(takewhile(lambda i: _is_within(parsed, i), before))
    return tuple(range(led[-1] if led else last, last + 1))


def _taken_up(parsed: Parsed, sentence: range) -> Phrase:
    """Return the recording that "it" takes up: of the sentence before, or of that before it."""
    last = sentence
    for _ in range(_SENTENCES):
        if not last.start:
            break
        last = parsed.sentence_of(last.start - 1)
        found = _last_before(parsed, last)
        if found:
            return found
    return ()


def _holder(parsed: Parsed, one: Saying) -> Phrase:
    """Return what has somebody say it: "[the recording] has Roe muttering", "records him as"."""
    verb = one.source[0] - 1
    participle = any(parsed.words[i].endswith("ing") for i in one.cue)
    if verb < 0 or not participle or _HOLDING.isdisjoint(lemmas_of(parsed.words[verb])):
        return ()
    things = range(parsed.sentence_of(verb).start, verb)
    first = tuple(takewhile(lambda i: _is_within(parsed, i), things))
    return first if first and is_evidence(parsed, first) else ()


def _is_recording(parsed: Parsed, i: int) -> bool:
    noun = singular(parsed.words[i])
    spoken = i > 0 and f"{parsed.words[i - 1]} {noun}" in _heard()
    return parsed.tags[i] == "NOUN" and (noun in _heard() or parsed.words[i] in _heard() or spoken)


@cache
def _heard() -> frozenset[str]:
    return frozenset(word_list("carriers")["heard_in"])
