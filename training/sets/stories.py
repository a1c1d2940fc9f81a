"""Our own stories: `eval/gold`, all but those that are kept apart for measuring."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eval import gold, world
from onrecord.reading.words import Place
from onrecord.record import Certainty, Grade, Manner, Span
from training.sets.polnear import Attribution
from training.sets.texts import Labelled, Part, Text

_NAMED = ("person", "organisation")
_JOINING = re.compile(r"of|the|and|for|del?|da|dos?|la|al|bin|van|von")
_CAPITAL = r"[\w’'-]*[A-ZÀ-ÖØ-Þ][\w’'-]*"
# Words with capitals in them, and what stands between two of them without a full stop.
_CAPITALS = re.compile(rf"{_CAPITAL}(?:\s(?:(?:{_JOINING.pattern})\s)*{_CAPITAL})*")


class Told(NamedTuple):
    """A cue and the source of who tells of what is said there; () where nobody does."""

    cue: Place
    teller: tuple[Place, ...]


class Mentioned(NamedTuple):
    """Words that name a source, and who it is: the same string for the same one."""

    place: Place
    who: str


class OurStory(NamedTuple):
    """A story as PolNeAR would have it, and where its gold is silent on who else tells of it."""

    text: Text
    attributions: tuple[Attribution, ...]
    told: tuple[Told, ...]
    checks: tuple[Labelled, ...]  # by outcome
    mentions: tuple[Mentioned, ...]  # in text order
    anchors: tuple[Place, ...]  # of each statement its cue, or what it has instead
    senses: tuple[tuple[Manner, Certainty], ...]  # of each statement
    grades: tuple[tuple[Place, Grade], ...]  # of sources
    covered: tuple[tuple[Place, tuple[int, ...]], ...]  # checks, with numbers of statements from 0
    refers: tuple[tuple[int, ...], ...]  # of each statement those that it is about
    names: tuple[Labelled, ...]  # "": something else may be named
    silent: tuple[Place, ...]


def numbers_of(text: str) -> range:
    """Return the numbers that "7", "201-281" or, every other one, "101-195:2" stands for."""
    ends, _, step = text.partition(":")
    first, _, last = ends.partition("-")
    return range(int(first), int(last or first) + 1, int(step or 1))


def our_stories(part: Part) -> list[OurStory]:
    """Return the stories to train on, in the order of their numbers; there are none for "dev"."""
    if part != "train":
        return []
    places = {one.story.number: one.places for one in world.split(world.worlds())[0]}
    return [
        _story(one, places.get(one.number, ()))
        for one in gold.stories()
        if one.number not in gold.APART
    ]


def _story(story: gold.GoldStory, places: Sequence[world.GoldPlace]) -> OurStory:
    name = f"ours/{story.name}"
    return OurStory(
        text=Text(name=name, text=story.text, words=(), sentences=()),
        attributions=tuple(_attribution(story.text, one) for one in story.statements),
        told=tuple(_told(story)),
        mentions=tuple(_mentions(story)),
        anchors=tuple(_place(one.cue or one.content[0]) for one in story.statements),
        senses=tuple((one.manner, one.certainty) for one in story.statements),
        grades=tuple(
            (_place(one.source), one.grade) for one in story.statements if one.source and one.grade
        ),
        covered=tuple((_place(one.span), one.statements) for one in story.checks),
        refers=tuple(one.refers for one in story.statements),
        checks=tuple(Labelled(*_place(one.span), one.outcome) for one in story.checks),
        names=tuple(_names(story, places)),
        silent=tuple(sorted(_silent(story))),
    )


def _attribution(text: str, one: gold.GoldStatement) -> Attribution:
    content = [_place(span) for span in one.content]
    if content:
        content[0] = _with_that(text, content[0])
    return Attribution(
        source=(_place(one.source),) if one.source else (),
        cue=(_place(one.cue),) if one.cue else (),
        content=tuple(content),
    )


def _told(story: gold.GoldStory) -> Iterator[Told]:
    """Give each cue, those of who tells too; where a telling goes on, who was named before tells.

    Statements whose files do not say in which words they are told are left out.
    """
    latest: dict[str, Place] = {}  # by who tells
    for one in story.statements:
        if len(one.told) != len(one.via):
            continue
        tellers: list[Place | None] = [None]
        for name, telling in zip(one.via, one.told, strict=True):
            if telling.source:
                latest[name] = _place(telling.source)
            tellers.append(latest.get(name))
        cues = [*(telling.cue for telling in one.told), one.cue]
        for level, (cue, teller) in enumerate(zip(cues, tellers, strict=True)):
            if cue and (teller or not level):
                yield Told(cue=_place(cue), teller=(teller,) if teller else ())


def _mentions(story: gold.GoldStory) -> list[Mentioned]:
    """Return every naming of an actor, and every source in other words, with who it is.

    Pronouns and descriptions that are no source are left out: the gold does not say whom they mean.
    """
    names = {name: actor.name for actor in story.actors for name in (actor.name, *actor.names)}
    longest = sorted(names, key=len, reverse=True)
    pattern = "|".join(rf"\b{re.escape(name)}(?!\w)" for name in longest)
    found = [
        Mentioned(match.span(), names[match[0]])
        for match in (re.finditer(pattern, story.text) if pattern else ())
    ]
    sources = {_place(one.source): one.speaker for one in story.statements if one.source}
    for one in story.statements:
        for name, telling in zip(one.via, one.told, strict=False):
            if telling.source:
                sources.setdefault(_place(telling.source), name)
    for place, who in sources.items():
        named = any(one.who == who and place[0] <= one.place[0] < place[1] for one in found)
        if who and not named:
            found.append(Mentioned(place, who))
    return sorted(found)


def _names(story: gold.GoldStory, places: Sequence[world.GoldPlace]) -> Iterator[Labelled]:
    """Give the names of people, bodies and places, and with "" what may be a name nobody noted.

    The last is every word with a capital, unless the story has it without one too, and what joins
    two of them ("Bank of Lagos", "al-Tijani"). Other words are no part of a name.
    """
    kinds = {
        name: actor.kind if actor.kind in _NAMED and _is_name(name) else ""
        for actor in story.actors
        for name in (actor.name, *actor.names)
    }
    kinds |= {
        word: "person"
        for actor in story.actors
        if actor.kind == "person"
        for word in actor.name.split()[1:]
        if _is_name(word)
    }
    named = [
        Labelled(*match.span(), kinds[name])
        for name in sorted(kinds, key=len, reverse=True)
        for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", story.text)
    ]
    # of "the southern Gulf of Guinea" the last three words are the name
    located = (_CAPITALS.search(story.text, one.span.start, one.span.end) for one in places)
    named += [Labelled(*match.span(), "place") for match in located if match]
    taken: list[Labelled] = []
    for name in named:
        if not any(one.start < name.end and name.start < one.end for one in taken):
            taken.append(name)
            yield name
    plain = {word[0] for word in re.finditer(r"\b[a-z]+\b", story.text)}
    for match in _CAPITALS.finditer(story.text):
        if match[0].lower() not in plain:
            yield Labelled(*match.span(), "")


def _is_name(words: str) -> bool:
    """Tell whether all words that carry a name have a capital: "Sudan’s army" is none."""
    return (
        all(w[0].isupper() or _JOINING.fullmatch(w) for w in words.split()) and "’s " not in words
    )


def _place(span: Span) -> Place:
    return span.start, span.end


def _with_that(text: str, place: Place) -> Place:
    """Add the "that" in front of a content, which PolNeAR counts to it."""
    start, end = place
    return (start - 5, end) if text[:start].endswith(" that ") else place


def _silent(story: gold.GoldStory) -> set[Place]:
    """Return the lines whose gold leaves cues unsaid.

    Of a chain the gold has no outer cue, of a statement that is repeated no second one, and a check
    is none: that no cue is marked there does not mean that there is none.
    """
    starts = [0, *(i + 1 for i, char in enumerate(story.text) if char == "\n")]
    spans = [check.span for check in story.checks]
    for one in story.statements:
        spans += [span for place in one.also for span in place]
        spans += one.content if one.via else ()
    lines = [bisect_right(starts, span.start) - 1 for span in spans]
    ends = [*(start - 1 for start in starts[1:]), len(story.text)]
    return {(starts[line], ends[line]) for line in lines}
