"""What is still going on when a story reports it: by the verb's form, or as it lasts for days."""

from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.sides import LIGHT_VERBS
from onrecord.reading.events.told import ToldStory

FIRST_LINES = 4  # of a headline and a summary, which tell of the past in the present
# What goes on for days as a rule: a story tells of it while it does.
_LASTING = frozenset((
    "trial", "inquest", "inquiry", "investigation", "search", "probe", "isolation", "fighting",
    "manhunt", "siege", "drill", "exercise", "rescue", "blockade", "detention", "curfew",
))  # fmt: skip
# Forms of the past, too: "a blast hit the yard".
_ALSO_PAST = frozenset((
    "hit", "cut", "put", "set", "shut", "let", "hurt", "cost", "split", "spread", "burst", "quit",
    "cast", "beat", "read", "bet", "bid", "shed", "thrust", "slit", "upset", "offset", "broadcast",
))  # fmt: skip
_ENDING = frozenset((
    "end", "finish", "close", "complete", "conclude", "begin", "start", "open", "drop", "shelve",
    "discontinue", "abandon", "scrap", "cancel", "halt",
))  # fmt: skip


def _is_habit(story: ToldStory, verb: int) -> bool:
    """Tell whether a verb is in the present, below the headline: "soldiers check the cars"."""
    parsed = story.parsed
    is_bare = not parsed.children(verb, "aux", "cop", "mark")
    forms = {story.lemmas[verb], story.lemmas[verb] + "s"} - _ALSO_PAST
    is_present = parsed.words[verb] in forms
    is_stated = parsed.tags[verb] == "VERB" and bool(parsed.children(verb, "nsubj"))
    is_pictured = any(k in story.times for k in parsed.children(verb))  # "go ashore on Tuesday"
    is_told = is_bare and is_present and is_stated and parsed.lines[verb] >= FIRST_LINES
    return is_told and not is_pictured


def _was_then(story: ToldStory, noun: int) -> bool:
    """Tell whether something has a date that is past: "the fighting in September"."""
    below = story.parsed.children(noun)
    return any(story.is_over(story.times[k]) for k in below if k in story.times)


def _is_then(story: ToldStory, verb: int) -> bool:
    """Tell whether what is told of a verb was so at another time: "claimed at the time that"."""
    cue = [i for i in story.parsed.ancestors(verb) if i in story.cues]
    beside = story.parsed.subtree(cue[0]) if cue else []
    words = [story.parsed.words[i] for i in beside]
    return any(words[k : k + 3] == ["at", "the", "time"] for k in range(len(words)))


def is_going_on(story: ToldStory, verb: int) -> bool:
    """Tell whether a verb says that something is going on: "are marching", "has been shelling"."""
    parsed = story.parsed
    helping = {parsed.words[k] for k in parsed.children(verb, "aux")}
    is_noun = parsed.tags[verb] == "NOUN"
    is_over = "had" in helping or (bool(helping & {"was", "were"}) and _is_then(story, verb))
    if is_over or "being" in helping:
        return not is_over  # "had been holding talks before the war"
    if parsed.words[verb].endswith("ing") and not is_noun:
        if verb in story.holders and not helping.isdisjoint(("was", "were")):
            return True  # "said they were searching"
        return not helping.isdisjoint(("is", "are", "am", "'s", "'re", "been", "’s", "’re"))
    head = parsed.heads[verb]
    if not is_noun and _is_habit(story, verb):
        return True
    if story.lemmas[verb] in _LASTING and is_noun and not _was_then(story, verb):
        return head < 0 or story.lemmas[head] not in _ENDING
    is_made = is_noun and parsed.relations[verb] == "obj" and story.lemmas[head] in LIGHT_VERBS
    governor = words_by_class("governors").get(story.lemmas[head]) if head >= 0 else None
    is_governed = governor == "ongoing" and parsed.relations[verb] in ("xcomp", "obj", "nsubj")
    return is_governed or (is_made and is_going_on(story, head))  # "is making a trip"
