"""What a story dates: events that are news only by their day, and days that carry over.

"The bridge closed on Monday" is not a PLOVER kind, but belongs on a timeline.
"""

import re
from collections.abc import Collection

from onrecord.reading.events.forms import is_past
from onrecord.reading.events.settings import times_of
from onrecord.reading.events.told import ToldStory
from onrecord.reading.events.triggers import Trigger
from onrecord.record import Article, Event, Reading, Span

_DATE = re.compile(r"\d{4}(?:-|$)")
_EVEN = 0.5  # score of the model from which on a word tells of something that is done
_HAPPENINGS = frozenset((
    "accident", "avalanche", "birth", "blackout", "blast", "blaze", "closure", "collapse", "coup",
    "crash", "cyclone", "death", "derailment", "earthquake", "election", "eruption", "explosion",
    "failure", "fall", "fire", "flood", "funeral", "hurricane", "landslide", "launch", "merger",
    "opening", "outage", "overthrow", "quake", "referendum", "revolution", "ruling", "shutdown",
    "sinking", "spill", "storm", "takeover", "tsunami", "uprising", "verdict", "wedding",
))  # fmt: skip
# What has its day said of it: "the final is on Dec. 3".
_FIXTURES = frozenset((
    "appeal", "auction", "audition", "bout", "ceremony", "concert", "debate", "derby", "draw",
    "drawing", "exam", "examination", "exhibition", "festival", "fight", "final", "fixture",
    "game", "hearing", "inquest", "interview", "kick-off", "launch", "lecture", "marathon",
    "match", "meeting", "opener", "parade", "performance", "practice", "premiere", "race",
    "rally", "rehearsal", "release", "screening", "semi-final", "semifinal", "service",
    "session", "show", "sitting", "strike", "summit", "trial", "vote", "workshop",
))  # fmt: skip
_SUBJECTS = ("nsubj", "csubj")
# A time behind these says when something else is: "before Christmas", "since 2022".
_BESIDE = frozenset(("before", "after", "until", "till", "since", "by", "ahead", "from", "than"))
_LATER = frozenset((
    "again", "later", "then", "earlier", "previously", "before", "since", "next", "last", "first",
    "previous", "afterwards", "afterward", "also", "once",
))  # fmt: skip
_NEXT = frozenset(("then", "later", "subsequently", "afterwards", "afterward"))
_LONGER = frozenset(("day", "week", "month", "year", "decade"))
_OF_VICTIMS = frozenset((
    "die", "drown", "kill", "injure", "wound", "hurt", "displace", "arrest", "detain", "rescue",
))  # fmt: skip
_TOLD = frozenset(("happened", "planned", "did not happen"))  # what goes on is a habit


def is_dated(story: ToldStory, trigger: Trigger, event: Event, taken: Collection[Span]) -> bool:
    """Tell whether an event is news by its day alone: reported as fact, with a date of its own.

    taken: times that belong to other events.
    """
    is_empty = story.lemmas[trigger.word] in ("do", "get")
    if trigger.deed is None or trigger.word in story.cues or is_empty:
        return False
    if not _is_told(story, trigger) or _only_says(story, trigger.word):
        return False
    if any(story.parsed.words[k] == "than" for k in story.parsed.children(trigger.word, "mark")):
        return False  # "less than it had forecast in May"
    times = [one.span for one in event.arguments if one.role == "time" and one.span not in taken]
    return event.status in _TOLD and any(_is_day_of(story, span) for span in times)


def _is_told(story: ToldStory, trigger: Trigger) -> bool:
    """Tell whether a clause says that it happened, or a noun that is nothing else does.

    "A letter dated Monday" and "the memo of Monday" are things that have a day; the model is as
    sure of them.
    """
    parsed, word = story.parsed, trigger.word
    if parsed.tags[word] == "VERB":
        at = word
        while (
            parsed.relations[at] == "conj"
            and parsed.heads[at] >= 0
            and not parsed.children(at, *_SUBJECTS)
        ):
            at = parsed.heads[at]
        is_clause = parsed.relations[word] == "root" or bool(parsed.children(at, *_SUBJECTS))
        return trigger.score >= _EVEN and is_clause
    if parsed.tags[word] != "NOUN":
        return False
    is_fixture = story.lemmas[word] in _FIXTURES and bool(said_of(story, word))
    return is_fixture or story.lemmas[word] in _HAPPENINGS


def said_of(story: ToldStory, noun: int) -> list[Span]:
    """Return the day that is said of a noun, if any: "the final is | on Dec. 3"."""
    parsed, head = story.parsed, story.parsed.heads[noun]
    is_said = parsed.relations[noun] == "nsubj" and head in story.times
    return [story.times[head]] if is_said and parsed.children(head, "cop") else []


def _only_says(story: ToldStory, verb: int) -> bool:
    """Tell whether all that is done is to say something: "it had found gas, the firm announced"."""
    parsed = story.parsed
    is_clause = bool(parsed.children(verb, "ccomp")) and not parsed.children(verb, "obj")
    return is_clause and parsed.tags[verb] == "VERB"


def _is_day_of(story: ToldStory, time: Span) -> bool:
    values = {one.span: one.value or "" for one in story.reading.times}
    head, words = story.head_in(time), story.parsed.range_of(time)
    beside = {*story.prepositions(head)} if head is not None else set()
    beside |= {story.parsed.words[i] for i in range(max(words.start - 1, 0), words.start)}
    return _DATE.match(values.get(time, "")) is not None and _BESIDE.isdisjoint(beside)


def carried_times(story: ToldStory, word: int, others: Collection[int]) -> list[Span]:
    """Return the times of an event that has none of its own words.

    They are those of the verb that it goes on with, "took off on Tuesday and landed", or that says
    where it is, "stopped on Tuesday where it was met"; else those of the same verb in the sentence
    before, else the day of the picture whose caption it stands in.
    """
    parsed = story.parsed
    head = parsed.heads[word]
    if head >= 0 and any(parsed.words[k] == "where" for k in parsed.children(word)):
        return times_of(story, head, {*others} - {head})
    below = ("aux", "nsubj", "csubj", "mark")
    if _is_days_later(story, word):
        return []  # "left on Monday and called at Oslo two days later"
    is_conj = parsed.relations[word] == "conj" and head >= 0
    if is_conj and (not parsed.children(word, *below) or _are_of_victims(story, word, head)):
        is_plain = parsed.tags[head] == parsed.tags[word] == "VERB"
        times = times_of(story, head, {*others} - {head}) if is_plain else []
        return [one for one in times if not (_is_next(story, word) and one in story.hours)]
    if joined := _joined(story, word):
        return [one for k in joined for one in times_of(story, k, {*others} - {k})]
    told_before = _told_before(story, word, others)
    if told_before is not None:
        times = times_of(story, told_before, {*others} - {told_before})
        return times or carried_times(story, told_before, others)
    at = parsed.starts[word]
    return [time for caption, time in story.pictured if caption.start <= at < caption.end]


def _joined(story: ToldStory, word: int) -> list[int]:
    """Return the verb that one shares its end with: "held two men | and seized a van on Monday".

    What is told with a comma between, or of what came next, has a day of its own.
    """
    parsed = story.parsed
    below = ("nsubj", "csubj", "mark", "aux")
    joined = [
        k
        for k in parsed.children(word, "conj")
        if parsed.tags[word] == parsed.tags[k] == "VERB"
        and (not parsed.children(k, *below) or _are_of_victims(story, word, k))
    ]
    own = ("obl",) if joined and _are_of_victims(story, word, joined[0]) else ("aux", "obl")
    if len(joined) != 1 or not is_past(story, word) or parsed.children(word, *own):
        return []  # "was held in Oslo | and released on Monday"
    between = {parsed.words[i] for i in range(word, joined[0])}
    return joined if between.isdisjoint((*_NEXT, ",", "but", "before")) else []


def _are_of_victims(story: ToldStory, one: int, other: int) -> bool:
    """Tell whether both say what became of people: "two died | and a boy was hurt on Monday"."""
    return {story.lemmas[one], story.lemmas[other]} <= _OF_VICTIMS


def _is_next(story: ToldStory, word: int) -> bool:
    """Tell whether it came next, at no hour that was told: "sank at 10 p.m. and then rose"."""
    return any(story.parsed.words[k] in _NEXT for k in story.parsed.children(word, "advmod"))


def _is_days_later(story: ToldStory, word: int) -> bool:
    below = story.parsed.subtree(word)
    lemmas = {story.lemmas[i] for i in below}
    return not lemmas.isdisjoint(_LONGER) and not lemmas.isdisjoint(("later", "after", "late"))


def _told_before(story: ToldStory, word: int, others: Collection[int]) -> int | None:
    """Return the event that goes on: the same verb in the sentence before, of one paragraph.

    "It was met by a band on Monday. He was met by the mayor"; not where it was done again, later.
    """
    parsed, first = story.parsed, story.parsed.sentence_of(word).start
    if first == 0 or parsed.tags[word] != "VERB" or parsed.lines[first - 1] != parsed.lines[word]:
        return None
    own = parsed.sentence_of(word)
    if any(parsed.words[k] in _LATER or k in story.time_words for k in own):
        return None
    same = [
        i
        for i in parsed.sentence_of(first - 1)
        if i in others and parsed.tags[i] == "VERB" and story.lemmas[i] == story.lemmas[word]
    ]
    is_one = len(same) == 1 and is_past(story, same[0]) and is_past(story, word)
    return same[0] if is_one else None


def pictured_days(article: Article, reading: Reading) -> list[tuple[Span, Span]]:
    """Return the captions that contain the day of their picture, each with its words."""
    return [
        (figure.caption, time.span)
        for figure in article.figures
        if figure.caption and figure.on
        for time in reading.times
        if time.value == figure.on.value
        and figure.caption.start <= time.span.start < figure.caption.end
    ]
