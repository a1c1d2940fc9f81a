"""Our own stories: `eval/gold`, all but those that are kept apart for measuring."""

from bisect import bisect_right
from typing import NamedTuple

from eval import gold
from onrecord.reading.words import Place
from onrecord.record import Span
from training.sets.polnear import Attribution
from training.sets.texts import Part, Text


class OurStory(NamedTuple):
    """A story as PolNeAR would have it, and where its gold is silent on who else tells of it."""

    text: Text
    attributions: tuple[Attribution, ...]
    silent: tuple[Place, ...]


def our_stories(part: Part) -> list[OurStory]:
    """Return the stories to train on, in the order of their numbers; there are none for "dev"."""
    if part != "train":
        return []
    return [_story(one) for one in gold.stories() if one.number < gold.FIRST_APART]


def _story(story: gold.GoldStory) -> OurStory:
    name = f"ours/{story.name}"
    return OurStory(
        text=Text(name=name, text=story.text, words=(), sentences=()),
        attributions=tuple(_attribution(story.text, one) for one in story.statements),
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
