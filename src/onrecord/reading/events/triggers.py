"""Which words in a story name an event: the model's, and the lexicon's."""

from typing import NamedTuple

from onrecord.reading.deeds import LEAST_NAMED
from onrecord.reading.events.journeys import move_of, moving_phrase
from onrecord.reading.events.lexicon import kinds_of_words, words_by_class
from onrecord.reading.events.outcomes import is_outcome
from onrecord.reading.events.sides import is_passive, is_sighting, subject_of
from onrecord.reading.events.told import ToldStory
from onrecord.reading.once import once
from onrecord.reading.words import HYPHENS
from onrecord.record import Deed, Span

_EVEN = 0.5  # from here on the model takes a word for one that names an event
_BY_WORD = 0.6  # how sure an event by its word alone is, by judgement
_TAGS = frozenset(("VERB", "NOUN", "ADJ", "PROPN"))
_CREDITED = frozenset(("release", "provide", "distribute", "supply", "take", "obtain", "publish"))
_PICTURES = frozenset((
    "image", "photo", "photograph", "picture", "video", "footage", "handout", "screengrab", "still",
))  # fmt: skip
_SOMEBODY = frozenset(("he", "she", "they", "i", "we", "you", "who"))
_DONE_TO = frozenset(("DET", "PRON", "NUM", "PROPN"))  # what begins an object: "robbed | two men"
_PHRASES = ("advmod", "compound")  # what belongs to a verb: "pull out"


class Trigger(NamedTuple):
    """A word that names an event."""

    word: int
    span: Span
    deed: Deed | None  # what the model says of it
    score: float

    @property
    def certainty(self) -> float:
        """What the model says about whether it happened; 0 = nothing."""
        return self.deed.certainty if self.deed else 0.0


@once
def triggers_of(story: ToldStory) -> list[Trigger]:
    """Return the words that name events, in text order, one trigger per word.

    They are those of the model, and words in the lexicon that it missed.
    """
    found = []
    for word, tag in enumerate(story.parsed.tags):
        deed = story.deeds.get(word) if tag in _TAGS else None
        may_be = deed is not None or tag in ("VERB", "NOUN")
        if may_be and _is_likely(story, word, deed) and not _only_describes(story, word):
            found.append(_trigger(story, word, deed))
    return found


def _trigger(story: ToldStory, word: int, deed: Deed | None) -> Trigger:
    if deed is None:
        return Trigger(word, story.parsed.span(word, word + 1), None, _BY_WORD)
    return Trigger(word, _own_words(story, deed, word), deed, deed.score)


def _only_describes(story: ToldStory, word: int) -> bool:
    return _is_credit(story, word) or _is_tied(story, word)


def _own_words(story: ToldStory, deed: Deed, word: int) -> Span:
    """Return the words for an event alone: "burned down | on Friday", "robbed | the mill"."""
    parsed, words = story.parsed, story.parsed.range_of(deed.trigger)
    time = next((i for i in words[1:] if i in story.time_words), words.stop)
    last = time - (time < words.stop and parsed.relations[time - 1] == "case")
    if parsed.tags[word] == "VERB":
        last = next((i for i in range(word + 1, last) if parsed.tags[i] in _DONE_TO), last)
    return parsed.span(words.start, max(last, words.start + 1))


def _is_tied(story: ToldStory, word: int) -> bool:
    """Tell whether a participle only describes, with a hyphen: "Norlander-supplied missiles"."""
    parsed, hyphen = story.parsed, word - 1
    before_noun = parsed.tags[word + 1 : word + 2] == ("NOUN",)
    says_which = before_noun and hyphen > 0 and parsed.forms[hyphen - 1][:1].isupper()
    says_which = says_which or parsed.relations[word] == "amod"
    tied = hyphen > 0 and parsed.words[hyphen] in HYPHENS and says_which
    joined = tied and parsed.ends[hyphen - 1] == parsed.starts[hyphen]
    return joined and parsed.ends[hyphen] == parsed.starts[word]


def _is_credit(story: ToldStory, word: int) -> bool:
    """Tell whether a word only says whose a picture is: "in this image released by the agency"."""
    head = story.parsed.heads[word]
    told = story.lemmas[word] in _CREDITED and story.parsed.relations[word] == "acl"
    return told and head >= 0 and story.lemmas[head] in _PICTURES


def _is_likely(story: ToldStory, word: int, deed: Deed | None) -> bool:
    by_model = deed is not None and (deed.score >= _EVEN or deed.named >= LEAST_NAMED)
    return by_model or is_event(story, word) or is_outcome(story, word)


def is_noun(story: ToldStory, word: int) -> bool:
    """Tell whether a word names an event as a noun: "the attack"."""
    return story.parsed.tags[word] in ("NOUN", "PROPN")


def is_event(story: ToldStory, i: int) -> bool:
    """Tell whether the lexicon knows a word, or the phrase that it begins, as an event."""
    is_verb = story.parsed.tags[i] == "VERB"
    known = kinds_of_words(nouns=not is_verb)
    goes = is_verb and move_of(story, i) is not None
    if goes or is_sighting(story, i):
        return True
    return lemma_of_phrase(story, i) in known or is_journey(story, i)


def describes(story: ToldStory, word: int) -> bool:
    """Tell whether a noun only says what sort another is: "a rescue team", "search warrants"."""
    head = story.parsed.heads[word]
    return (
        story.parsed.relations[word] == "compound"
        and head > word
        and story.parsed.tags[head] in ("NOUN", "PROPN")
        and lemma_of_phrase(story, head) not in kinds_of_words(nouns=True)
    )


def is_journey(story: ToldStory, word: int) -> bool:
    """Tell whether a word says that somebody moves, whatever depends on it: "arrived".

    Some do so only where they have somebody as a subject: hopes go and lines are left, too.
    """
    found = words_by_class("sure_moves").get(moving_phrase(story, word))
    if found is None or (found == "noun") != is_noun(story, word):
        return False
    return found != "person" or _by_somebody(story, word)


def _by_somebody(story: ToldStory, verb: int) -> bool:
    subject = subject_of(story, verb)
    if subject is None:
        return False
    is_one = subject in story.actors or story.parsed.words[subject] in _SOMEBODY
    things = [k for k in story.parsed.children(verb, "obj") if k not in story.places]
    is_plain = story.parsed.tags[verb] == "VERB" and not is_passive(story, verb)  # "left behind"
    return is_one and is_plain and not things  # "left two dead"


@once
def lemma_of_phrase(story: ToldStory, word: int) -> str:
    """Return the lemma of a trigger, with what the lexicon knows beside it.

    That is the particle of a verb or its object: "pull out", "impose sanction".
    """
    parsed = story.parsed
    known = kinds_of_words(nouns=is_noun(story, word))
    lemma = story.lemmas[word]
    for child in parsed.children(word, *_PHRASES, "obj", "obl", "nmod"):
        for beside in (parsed.words[child], story.lemmas[child], *story.prepositions(child)):
            if f"{lemma} {beside}" in known:
                return f"{lemma} {beside}"
    return moving_phrase(story, word)
