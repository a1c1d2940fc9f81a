"""What stands around an event and leaves it open: "until it leaves", "how it goes", "due to go"."""

from typing import NamedTuple

from onrecord.reading.events.forms import is_negated
from onrecord.reading.events.lasting import FIRST_LINES
from onrecord.reading.events.told import ToldStory, first_of_phrase
from onrecord.record import Status

_WHETHER = frozenset(("whether", "if", "unless"))
_BOUNDS = frozenset(("until", "till"))  # of what is yet to be, or is not
_YET = frozenset((
    "will", "'ll", "’ll", "wo", "would", "can", "ca", "cannot", "could", "must", "should", "not",
    "n't", "n’t", "never",
))  # fmt: skip
_OFTEN = frozenset(
    ("often", "usually", "typically", "normally", "always", "sometimes", "regularly")
)
_HANGING = frozenset(("depend", "hinge"))
_ASKED = frozenset(("when", "where", "how", "why", "whether"))
_UNCLEAR = frozenset(("unclear", "uncertain", "unknown", "unsure"))
_HIGHEST = 4  # governors up from the trigger
_VERBAL = frozenset(("VERB", "AUX", "ADJ"))
_DUE = frozenset(("due", "scheduled", "supposed", "meant"))
_BREAKING = frozenset(("VERB", "AUX", "ADP", "PUNCT", "PRON"))  # no one who is "to" do it


class Ruled(NamedTuple):
    """A status and what says so."""

    status: Status
    how: str


def left_open(story: ToldStory, trigger: int) -> Ruled | None:
    """Say that it is possible what a clause leaves open; None: nothing does.

    In "fought until the army left" it left; in "would not go until it left" nobody knows.
    """
    parsed = story.parsed
    over = (trigger, *parsed.ancestors(trigger))[:_HIGHEST]
    verb = next((i for i in over if parsed.tags[i] in _VERBAL), None)
    opening = None if verb is None else _opening(story, verb)
    return None if opening is None else Ruled("possible", f"'{opening}'")


def _opening(story: ToldStory, verb: int) -> str | None:
    """Return the word that opens a clause whose verb need not be so."""
    parsed, head = story.parsed, story.parsed.heads[verb]
    marks = {parsed.words[k] for k in parsed.children(verb, "mark", "advmod", "case") if k < verb}
    in_case = any(
        parsed.words[max(k - 1, 0) : k + 1] == ["in", "case"] for k in (head, verb) if k >= 0
    )
    is_bound = parsed.relations[verb] == "advcl" and head >= 0 and _is_yet(story, head)
    is_not_before = is_bound and is_negated(story, head)  # "cannot start before it leaves"
    opens = (
        _HANGING & {story.lemmas[head]} if head >= 0 else set(),
        _WHETHER & marks,
        {"in case"} if in_case else set(),
        {"would"} if _is_habit(story, verb) else set(),
        _ASKED & marks if head >= 0 and story.lemmas[head] in _UNCLEAR else set(),
        _BOUNDS & marks if is_bound else set(),
        {"before"} & marks if is_not_before else set(),
    )
    return next((min(found) for found in opens if found), None)


def _is_habit(story: ToldStory, verb: int) -> bool:
    """Tell whether a verb tells of what somebody used to do: "would often walk home"."""
    below = {story.parsed.words[k] for k in story.parsed.children(verb, "aux", "advmod")}
    return "would" in below and not below.isdisjoint(_OFTEN)


def _is_yet(story: ToldStory, verb: int) -> bool:
    """Tell whether a verb tells of what is to come, may come or did not: "cannot start"."""
    below = {story.parsed.words[k] for k in story.parsed.children(verb, "aux", "advmod")}
    return not below.isdisjoint(_YET)


def by_words_before(story: ToldStory, verb: int) -> Ruled | None:
    """Look at what stands before "to": "has yet to go", "too ill to go", "governor to go".

    Of a noun what it is ahead of: "ahead of her visit".
    """
    parsed = story.parsed
    first = first_of_phrase(parsed, verb)
    if "ahead of" in " ".join(parsed.words[max(first - 2, 0) : first + 1]):
        return Ruled("planned", "'ahead of'")  # the last: a reader may hang "of" on what it is of
    at = next((k for k in parsed.children(verb, "mark", "aux") if parsed.words[k] == "to"), None)
    if at is None or parsed.tags[verb] != "VERB":
        return None
    if parsed.words[max(at - 1, 0)] == "yet" or "too" in parsed.words[max(at - 2, 0) : at]:
        return Ruled("did not happen", "'yet to' or 'too'")
    if parsed.lines[verb] >= FIRST_LINES:
        return None
    before = parsed.tags[_begin(story, at) : at]
    is_alone = before[-1:] and before[-1] in ("NOUN", "PROPN") and _BREAKING.isdisjoint(before)
    return Ruled("planned", "a headline's 'to'") if is_alone else None


def _begin(story: ToldStory, word: int) -> int:
    """Return the first word of what stands before one on its line, behind a semicolon."""
    parsed, line = story.parsed, story.parsed.line_of(word)
    ends = [i + 1 for i in range(line.start, word) if parsed.words[i] == ";"]
    return max(ends, default=line.start)


def by_due(story: ToldStory, verb: int) -> Ruled | None:
    """Look at "due to" before a verb; what had been due to be done was not."""
    end = verb - (story.parsed.words[verb - 1 : verb] == ["be"])  # "due to be shipped"
    before = story.parsed.words[max(end - 4, 0) : end]
    if story.parsed.tags[verb] != "VERB" or before[-1:] != ["to"]:
        return None
    if not _DUE.intersection(before[-2:-1]):
        return None
    is_off = before[:2] == ["had", "been"]
    return Ruled("did not happen" if is_off else "planned", f"'{before[-2]} to'")
