"""What the words that govern an event make of it: planned, called off, not shown by anything."""

from onrecord.reading.events.forms import is_past
from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.sides import is_passive
from onrecord.reading.events.told import ToldStory
from onrecord.reading.relatives import HEARSAY
from onrecord.reading.times.tense import MADE

_SIGNS = frozenset(("indication", "evidence", "sign", "proof", "suggestion", "hint"))
_NONE = frozenset(("no", "little", "without", "any"))
_FALLS = frozenset(("decline",))  # what refuses as a verb and does not as a noun
_OPEN = frozenset((
    "not", "n't", "n’t", "never", "could", "may", "might", "will", "would", "should", "to", "if",
))  # fmt: skip
# What is done to an event that is then not held; what was stopped or halted had begun.
_PUT_OFF = frozenset(("delay", "postpone", "put off", "push back", "adjourn", "defer"))
_TO = frozenset(("until", "till", "to"))
_CALLED_OFF = frozenset((
    "cancel", "call off", "postpone", "put off", "avert", "foil", "thwart", "prevent",
))  # fmt: skip
_ACCUSING = frozenset(("accuse", "suspect", "charge", "indict"))
_ON_ACCUSING = frozenset(("xcomp", "ccomp", "obl", "advcl", "acl"))
_CHARGES = frozenset((
    "charge", "allegation", "accusation", "claim", "suspicion", "rumour", "rumor", "complaint",
))  # fmt: skip
_WAS = frozenset(("was", "were", "been"))


def phrase_of(story: ToldStory, verb: int) -> str:
    """Return the lemma of a verb with the particle right after it: "call off"."""
    parsed, behind = story.parsed, verb + 1
    is_particle = behind < len(parsed) and parsed.heads[behind] == verb
    is_particle = is_particle and parsed.relations[behind] in ("compound", "advmod", "case")
    return f"{story.lemmas[verb]} {parsed.words[behind]}" if is_particle else story.lemmas[verb]


def governed(story: ToldStory, word: int, governor: int) -> str | None:
    """Return what a governor makes of it: who "wants to go" may, "wants a vote" asks for it."""
    known, lemma = words_by_class("governors"), story.lemmas[governor]
    if lemma in _FALLS and story.parsed.tags[governor] == "NOUN":
        return None
    found = known.get(phrase_of(story, governor), known.get(lemma))
    is_own = story.parsed.relations[word] == "xcomp" and not story.parsed.children(governor, "obj")
    return "possible" if is_own and lemma == "want" else found


def is_called_off(story: ToldStory, noun: int) -> bool:
    """Tell whether something is said not to take place: "the planned visit was cancelled"."""
    parsed, verb = story.parsed, story.parsed.heads[noun]
    is_verb = parsed.tags[noun] == "VERB" and not parsed.children(noun, "det")
    if verb < 0 or is_verb or phrase_of(story, verb) not in _CALLED_OFF:
        return False
    is_done_to = is_passive(story, verb)
    is_bare = parsed.relations[noun] == "obl" and not story.prepositions(noun)
    relation = "obj" if is_bare else parsed.relations[noun]  # "called off a strike"
    is_its = relation == ("nsubj" if is_done_to else "obj")
    beside = {parsed.words[k] for k in parsed.children(verb, "aux", "advmod", "mark")}
    return is_its and beside.isdisjoint(_OPEN)


def is_put_off(story: ToldStory, noun: int) -> bool:
    """Tell whether something is only said to be later: "was delayed until May"."""
    parsed, verb = story.parsed, story.parsed.heads[noun]
    if verb < 0 or phrase_of(story, verb) not in _PUT_OFF:
        return False
    is_its = parsed.relations[noun] == ("nsubj" if is_passive(story, verb) else "obj")
    times = [k for k in parsed.children(verb, "obl") if k in story.times]
    return is_its and any(not _TO.isdisjoint(story.prepositions(k)) for k in times)


def is_unshown(story: ToldStory, verb: int) -> bool:
    """Tell whether a clause says nothing shows this: "no evidence that they shelled it"."""
    parsed, sign = story.parsed, story.parsed.heads[verb]
    is_clause = sign >= 0 and parsed.relations[verb] in ("acl", "ccomp")
    if not is_clause or story.lemmas[sign] not in _SIGNS:
        return False
    below = {parsed.words[k] for k in parsed.children(sign) if k < sign}
    return not below.isdisjoint(_NONE)


def accused_by(story: ToldStory, trigger: int) -> int | None:
    """Return the word by which somebody is only accused of it: "was charged with killing".

    None where somebody accuses them by name, or nobody does.
    """
    parsed, head = story.parsed, story.parsed.heads[trigger]
    charged = head >= 0 and parsed.tags[head] == "VERB" and story.lemmas[head] in _ACCUSING
    hangs = charged and parsed.relations[trigger] in _ON_ACCUSING
    if (
        head >= 0
        and story.lemmas[head] in _CHARGES
        and parsed.relations[trigger] in ("acl", "nmod")
    ):
        return head  # "faces charges of theft", "charges that he took bribes"
    return head if hangs and is_passive(story, head) else None


def had_to(story: ToldStory, verb: int) -> int | None:
    """Return the word that says somebody did as well what it governs: "had to", "was able to"."""
    parsed, over = story.parsed, story.parsed.heads[verb]
    if over >= 0 and story.lemmas[over] == "able":
        was = {parsed.words[k] for k in parsed.children(over, "cop")}
        return None if was.isdisjoint(_WAS) or parsed.relations[verb] != "xcomp" else over
    if over < 0 or parsed.relations[verb] != "xcomp" or story.lemmas[over] not in MADE:
        return None
    return over if parsed.words[over] == "had" or is_past(story, over) else None


def hearsay(story: ToldStory, trigger: int) -> str | None:
    """Return the word by which a story itself does not vouch for an event: "allegedly"."""
    beside = (story.parsed.words[k] for k in story.parsed.children(trigger, "advmod"))
    return next((word for word in beside if word in HEARSAY), None)
