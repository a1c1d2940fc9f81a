"""When, where and by what means an event happens: the times, places and things beside it."""

from collections.abc import Collection, Iterator

from onrecord.reading.events.forms import is_past
from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.told import ToldStory
from onrecord.reading.statements.actors.naming.name_words import is_of_dateline
from onrecord.record import Span

_HIGHEST = 6  # governors up from a word
_USING = frozenset(("with", "by", "aboard", "in", "on", "from", "using", "via", "of"))
_WHERE = frozenset((
    "in", "at", "near", "outside", "inside", "into", "toward", "towards", "through", "across",
    "onto", "around", "to", "from", "on", "beside", "behind", "between",
))  # fmt: skip
_INSIDE = _WHERE - {"to", "from", "through"}  # of what is no place by name: "to work"
# What stands behind such prepositions and is no place.
_NOWHERE = frozenset((
    "statement", "interview", "exchange", "return", "condition", "order", "response", "case",
    "question", "way", "time", "part", "favour", "favor", "charge", "trial", "prison", "telephone",
    "phone", "television", "radio", "message", "letter", "resolution", "comment", "report",
    "request", "fact", "incident", "pay", "uniform", "place", "address", "wind", "strike",
    "doubt", "end", "breach", "name", "suspicion", "protest", "reply", "writing",
))  # fmt: skip
_ENTERED = frozenset((
    "enter", "leave", "reach", "visit", "cross", "flee", "board", "search", "comb", "block",
    "clear", "besiege", "storm", "patrol", "tour", "lose", "retake", "evacuate",
))  # fmt: skip
_HANDLED = frozenset(("use", "fire", "launch", "hurl", "throw"))  # an object is what one acts with
# What hangs on words of these relations belongs to them, not to the event: "a train of Laos left".
_HAVING = frozenset(("has", "have", "'ve"))  # with no day of the past: that takes "had", or no verb
_MEETING = frozenset(
    ("meet", "gather", "convene", "travel", "fly", "go", "come", "arrive", "return")
)
_CONDITIONS = frozenset(("unless", "if", "after"))
_DONE_BY = frozenset(("use", "manage", "able"))  # whoever does so to do something does it then
# What is said of what takes place on a day: that it did, or how it went.
_HOLDING = frozenset((
    "hold", "open", "take", "stage", "host", "play", "begin", "start", "end", "draw", "attract",
    "close", "finish", "follow", "last", "come", "mark",
))  # fmt: skip
_PUTTING_OFF = frozenset((
    "postpone", "move", "delay", "reschedule", "put", "push", "bring", "shift", "defer", "adjourn",
))  # fmt: skip
_BEFORE_THEN = frozenset(("earlier", "ago", "before", "previously"))
_COMPARING = frozenset(("from", "than", "against", "versus", "with"))
_UNITS = 3  # words of "crowns" between a number and its time
_APART = frozenset(("nsubj", "appos", "conj", "parataxis"))


def times_of(story: ToldStory, trigger: int, others: Collection[int]) -> list[Span]:
    """Return the times of an event; `others`: the triggers of all events, which keep their own."""
    hanging = [*_hanging(story, trigger, others, story.times)]
    head = story.parsed.heads[trigger]
    if story.parsed.relations[trigger] == "conj" and story.parsed.tags[head] == "VERB":
        # a parser hangs them on the first: "was tried and hanged | in 1999"
        shared = _hanging(story, head, {*others} - {head}, story.times)
        behind = (span for span in shared if _is_of_fellow(story, head, (trigger,), span))
        hanging += [span for span in behind if span not in hanging]
    hanging = hanging or _behind_subject(story, trigger) or _of_what_succeeded(story, trigger)
    hanging = hanging or _of_what_was_held(story, trigger) or _behind_plan(story, trigger, others)
    hanging = hanging or _of_use(story, trigger) or _of_when(story, trigger)
    return [
        span
        for span in hanging
        if not _is_of_participle(story, trigger, span)
        and not _is_of_fellow(story, trigger, others, span)
        and not is_of_dateline(story.parsed, story.parsed.range_of(span))
        and not _is_of_telling(story, trigger, span)
        and not _is_of_plan(story, trigger, span)
        and not _is_of_condition(story, trigger, span)
        and not _is_of_compared(story, span)
        and not _is_before_clause(story, trigger, span)
    ]


def is_since(story: ToldStory, time: Span) -> bool:
    """Whether a time says since when something is the highest, or has been so: "since 2010"."""
    first = story.parsed.range_of(time).start
    return story.parsed.words[first - 1 : first] == ["since"]


def _behind_subject(story: ToldStory, verb: int) -> list[Span]:
    """Return the time between a subject and its verb: "the bank | on Monday | was fined"."""
    parsed = story.parsed
    subjects = parsed.children(verb, "nsubj") if parsed.tags[verb] == "VERB" else []
    between = [k for s in subjects for k in parsed.children(s, "nmod", "obl") if s < k < verb]
    last = between[-1:] if between and between[-1] in story.times else []
    words = range(between[-1] + 1, verb) if last else range(0)
    is_beside = all(parsed.tags[i] in ("AUX", "ADV", "NUM", "PROPN", "NOUN") for i in words)
    return [story.times[k] for k in last] if is_beside else []


def _of_what_succeeded(story: ToldStory, verb: int) -> list[Span]:
    """Return the time of what somebody "succeeded in doing"."""
    if story.lemmas[verb] != "succeed":
        return []
    gerunds = [k for k in story.parsed.children(verb, "advcl", "xcomp") if k > verb]
    times = (k for gerund in gerunds[:1] for k in story.parsed.children(gerund, "obl"))
    return [story.times[k] for k in times if k in story.times]


def _of_use(story: ToldStory, verb: int) -> list[Span]:
    """Return the day on which something was used for it: "used a plane to fly in medics on Sunday".

    So it is with what was "able to" and "managed to" be done.
    """
    over = story.parsed.heads[verb]
    if over < 0 or story.parsed.relations[verb] != "xcomp" or story.lemmas[over] not in _DONE_BY:
        return []
    return [story.times[k] for k in story.parsed.children(over, "obl") if k in story.times]


def _of_what_was_held(story: ToldStory, verb: int) -> list[Span]:
    """Return the day that what took place is called by: "Sunday's concert was held"."""
    if story.lemmas[verb] not in _HOLDING:
        return []
    parsed = story.parsed
    owners = (k for noun in parsed.children(verb, "nsubj") for k in parsed.children(noun, "nmod"))
    return [
        story.times[k]
        for k in owners
        if k in story.times and parsed.words[k + 1] in ("'s", "’s") and k < verb
    ]


def _is_of_plan(story: ToldStory, trigger: int, time: Span) -> bool:
    """Whether something is put off to a time: "was moved | from Thursday | to Saturday"."""
    if story.lemmas[trigger] not in _PUTTING_OFF:
        return False
    first = story.parsed.range_of(time).start
    return story.parsed.words[first - 1 : first] in (["from"], ["to"], ["until"], ["till"])


def _is_of_condition(story: ToldStory, trigger: int, time: Span) -> bool:
    """Whether a time is that of what has to be, or what was before: "unless paid | by Friday"."""
    parsed = story.parsed
    between = range(trigger + 1, parsed.range_of(time).start)
    first = next((i for i in between if parsed.words[i] in _CONDITIONS), between.stop)
    is_clause = any(parsed.tags[i] == "VERB" for i in range(first, between.stop))
    is_ahead = any(
        parsed.words[k] in ("will", "'ll", "’ll") for k in parsed.children(trigger, "aux")
    )
    return is_clause and (parsed.words[first] != "after" or is_ahead)


def _is_before_clause(story: ToldStory, trigger: int, time: Span) -> bool:
    """Whether a time stands before whom a clause is about: "lost on Monday to Roe, | who fled"."""
    parsed, noun = story.parsed, story.parsed.heads[trigger]
    whose = [parsed.words[k] for k in parsed.children(trigger, "nsubj")]
    is_clause = parsed.relations[trigger] == "acl" and whose in (["who"], ["which"], ["that"])
    return is_clause and parsed.range_of(time).stop <= noun


def _is_of_compared(story: ToldStory, time: Span) -> bool:
    """Whether a time is that of what is compared: "fell to 2 million from 4 | a year ago"."""
    parsed, words = story.parsed, story.parsed.range_of(time)
    if not words or parsed.words[words[-1]] not in _BEFORE_THEN:
        return False
    number = words.start - 1
    while number > 0 and parsed.tags[number] in ("NOUN", "SYM") and number > words.start - _UNITS:
        number -= 1
    first = number
    while first > 0 and parsed.tags[first] in ("NUM", "SYM"):
        first -= 1
    return first < number and parsed.words[first] in _COMPARING


def _of_when(story: ToldStory, verb: int) -> list[Span]:
    """Return the time of that with which it came: "two died when a bus crashed on Sunday"."""
    parsed = story.parsed
    clauses = [k for k in parsed.children(verb, "advcl") if k > verb and _is_when(story, verb, k)]
    times = (k for clause in clauses[:1] for k in parsed.children(clause, "obl", "advmod"))
    return [story.times[k] for k in times if k in story.times]


def _is_when(story: ToldStory, verb: int, clause: int) -> bool:
    """Whether a clause is one of "when", both of one time, and none a habit: "falls when"."""
    parsed = story.parsed
    marks = {parsed.words[k] for k in parsed.children(clause, "advmod", "mark") if k < clause}
    return "when" in marks and is_past(story, verb) and is_past(story, clause)


def _is_of_telling(story: ToldStory, trigger: int, time: Span) -> bool:
    """Whether a time is that at which the words were said: "said | on Monday | it would cut"."""
    holder = story.holders.get(trigger)
    said = holder.said if holder is not None else None
    return said is not None and said.start <= time.start and time.end <= said.end


def _is_of_fellow(story: ToldStory, trigger: int, others: Collection[int], time: Span) -> bool:
    """Whether a time is of the verb that "and" joins: "was tried in Oslo | and hanged in 1999".

    "Shot down or jammed nine overnight" has one night.
    """
    parsed, at = story.parsed, story.parsed.range_of(time).start
    joined = [
        k for k in parsed.children(trigger, "conj") if k in others and parsed.tags[k] == "VERB"
    ]
    if any(trigger < k < at and _has_own(story, trigger, k) for k in joined):
        return True
    first = parsed.heads[trigger] if parsed.relations[trigger] == "conj" else trigger
    joint = min(parsed.children(trigger, "cc"), default=trigger)
    return first in others and first < at < joint and parsed.tags[trigger] == "VERB"


def _has_own(story: ToldStory, verb: int, joined: int) -> bool:
    """Whether something of its own stands between a verb and the next that "and" joins."""
    below = story.parsed.children(verb, "obj", "obl", "xcomp", "ccomp", "advcl")
    return any(verb < k < joined for k in below)


def _is_of_participle(story: ToldStory, trigger: int, time: Span) -> bool:
    """Whether a time behind a perfect is a participle's: "have dropped a claim | made in 2010"."""
    parsed = story.parsed
    verb = trigger if parsed.tags[trigger] == "VERB" else parsed.heads[trigger]
    if verb < 0 or _HAVING.isdisjoint(parsed.words[k] for k in parsed.children(verb, "aux")):
        return False
    between = range(trigger + 1, parsed.range_of(time).start)
    return any(
        parsed.relations[i] == "acl" and parsed.tags[i] == "VERB" and parsed.words[i][-3:] != "ing"
        for i in between
    )


def places_of(story: ToldStory, trigger: int, others: Collection[int]) -> list[tuple[int, Span]]:
    """Return the head words and spans of the places of an event."""
    spans = _hanging(story, trigger, others, story.places)
    return [(head, span) for span in spans if (head := story.head_in(span)) is not None]


def _hanging(
    story: ToldStory, trigger: int, others: Collection[int], known: dict[int, Span]
) -> Iterator[Span]:
    """Give what hangs on a trigger, or on the verb that it is the object of."""
    for word in story.stretch(trigger):
        is_its = word in known and not _is_of_thing(story, word, trigger)
        if is_its and _nearest(story, word, trigger, others):
            yield known[word]


def _behind_plan(story: ToldStory, verb: int, others: Collection[int]) -> list[Span]:
    """Return the time behind what is planned that hangs on the plan: "is expected to go | soon"."""
    parsed, over = story.parsed, story.parsed.heads[verb]
    is_plan = over >= 0 and parsed.relations[verb] == "xcomp" and over not in others
    is_plan = is_plan and words_by_class("governors").get(story.lemmas[over]) == "planned"
    times = (k for k in parsed.children(over, "obl", "advmod") if k > verb) if is_plan else ()
    return [story.times[k] for k in times if k in story.times]


def _is_of_thing(story: ToldStory, year: int, trigger: int) -> bool:
    """Whether a year only says which thing is meant: "sold its 2015 stadium"."""
    parsed, noun = story.parsed, story.parsed.heads[year]
    is_before = year < noun != trigger and parsed.words[year].isdigit()
    return is_before and parsed.relations[year] in ("compound", "nummod", "amod")


def _nearest(story: ToldStory, word: int, trigger: int, others: Collection[int]) -> bool:
    parsed = story.parsed
    if parsed.relations[word] in ("nsubj", "conj", "dep") and parsed.heads[word] == trigger:
        return False
    over = parsed.heads[trigger] if parsed.relations[trigger] in ("obj", "obl", "nsubj") else -1
    for height, ancestor in enumerate(parsed.ancestors(word)):
        if ancestor == trigger or (ancestor == over and over not in others):
            return True
        is_verb = parsed.tags[ancestor] == "VERB" and not _is_purpose(story, ancestor, trigger)
        is_apart = parsed.relations[ancestor] in _APART or is_verb
        if ancestor in others or height == _HIGHEST or is_apart:
            return False
    return False


def _is_purpose(story: ToldStory, verb: int, trigger: int) -> bool:
    """Whether somebody meets or goes "to discuss it | on Monday": that is when they meet."""
    parsed = story.parsed
    to = any(parsed.words[k] == "to" for k in parsed.children(verb, "mark"))
    hangs = parsed.relations[verb] in ("advcl", "xcomp") and parsed.heads[verb] == trigger
    return to and hangs and story.lemmas[trigger] in _MEETING


def wheres_of(story: ToldStory, trigger: int) -> list[Span]:
    """Return the phrases that say where an event is without naming a place: "at the barracks".

    If the words of the event say nothing, a place named elsewhere in the sentence counts.
    """
    parsed = story.parsed
    light = parsed.heads[trigger] if parsed.relations[trigger] in ("obj", "nsubj", "obl") else -1
    below = parsed.children(trigger, "obl", "nmod")
    below += parsed.children(light, "obl") if light >= 0 else []
    goes = story.lemmas[trigger] in words_by_class("moves")
    found = [k for k in below if _is_where(story, k, goes=goes) and k != trigger]
    if story.lemmas[trigger] in _ENTERED:
        found = parsed.children(trigger, "obj") + found
    if not found:
        around = story.stretch(trigger)
        found = [k for k in around if k in story.places and _is_beside(story, k, trigger)]
        return [story.places[k] for k in found]
    return [story.phrase(k) for k in found]


def _is_beside(story: ToldStory, place: int, trigger: int) -> bool:
    """Tell whether a place of the sentence may be an event's: of the same statement, of no name."""
    is_told = story.holders.get(place) is story.holders.get(trigger)
    chain = (place, *story.parsed.ancestors(place))
    is_of_subject = any(story.parsed.relations[i] == "nsubj" for i in chain)
    return is_told and not is_of_subject and _is_where(story, place)


def _is_where(story: ToldStory, word: int, *, goes: bool = False) -> bool:
    is_thing = story.parsed.tags[word] in ("NOUN", "PROPN")
    prepositions = story.prepositions(word)
    known = _WHERE if goes or word in story.places else _INSIDE
    is_place = not known.isdisjoint(prepositions) and story.lemmas[word] not in _NOWHERE
    is_apart = word in story.time_words or (word in story.actors and word not in story.places)
    return is_thing and is_place and not is_apart


def instrument_of(story: ToldStory, trigger: int) -> int | None:
    """Return the head word of the means of an event: a weapon or a vehicle."""
    parsed = story.parsed
    kinds = words_by_class("nouns")
    below = parsed.children(trigger, "obl", "nmod", "compound", "obj")
    for using in parsed.children(trigger, "advcl"):
        if story.lemmas[using] == "use":
            below += parsed.children(using, "obj")
    return next((k for k in below if story.lemmas[k] in kinds and _is_means(story, k)), None)


def _is_means(story: ToldStory, k: int) -> bool:
    """Tell whether a weapon or vehicle is what it is done with: "fired rockets", "by train"."""
    relation = story.parsed.relations[k]
    if relation == "obj":
        return story.lemmas[story.parsed.heads[k]] in _HANDLED
    return relation == "compound" or not _USING.isdisjoint(story.prepositions(k))
