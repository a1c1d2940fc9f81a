"""Revisions of our own stories whose changes are known, because they were made here.

Each pair has one to three changes, of kinds that do not touch each other's paragraphs; how one is
made: `eval.link_changes`. The same seed makes the same pairs.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eval import gold
from eval.link_changes import MAKERS, Desk, Known
from onrecord.record import Article, BlockKind, Change, ChangeKind, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A pair of versions with what was changed."""

    before: Article
    after: Article
    known: tuple[Known, ...]
    story: int


def revisions(stories: Sequence[gold.GoldStory], *, n: int = 100, seed: int = 6) -> list[Made]:
    """Make pairs of versions, every kind about as often as the others."""
    rng = random.Random(seed)
    kinds = list(MAKERS)
    made: list[Made] = []
    at = 0
    while len(made) < n:
        wanted = kinds[len(made) % len(kinds)]
        story = stories[at % len(stories)]
        at += 1
        desk = Desk(story, _lines(story))
        first = MAKERS[wanted](rng, desk)
        if first is None:  # the story has nothing that could be changed so
            continue
        others = [kind for kind in rng.sample(kinds, rng.randrange(3)) if kind != wanted]
        more = [one for kind in others if (one := MAKERS[kind](rng, desk)) is not None]
        made.append(
            Made(
                before=story.article,
                after=_article(story, desk),
                known=(first, *more),
                story=story.number,
            )
        )
    return made


def _lines(story: gold.GoldStory) -> list[tuple[BlockKind, str]]:
    return [
        (block.kind, story.text[block.span.start : block.span.end])
        for block in story.article.blocks
    ]


def _article(story: gold.GoldStory, desk: Desk) -> Article:
    text = "\n".join(line for _, line in desk.lines)
    made = gold.article_of(f"{story.name} revised", text, [kind for kind, _ in desk.lines])
    return replace(made, published=story.article.published)


# A change of one kind brings others with it: a quotation put in is a paragraph put in.
_COMES_WITH: dict[ChangeKind, frozenset[ChangeKind]] = {
    "quotation added": frozenset(("paragraph added", "source added")),
    "quotation removed": frozenset(("paragraph removed", "source removed")),
    "source added": frozenset(("paragraph added",)),
    "source removed": frozenset(("paragraph removed", "quotation removed")),
    "headline": frozenset(("figure", "name", "time", "quotation altered", "quotation removed")),
}


def told(made: Made, revision: Revision) -> Iterator[tuple[Known, bool]]:
    """Give each known change and whether it is told, with its kind, where it was made."""
    for known in made.known:
        yield (
            known,
            any(
                change.kind == known.kind and is_there(made, known, change)
                for change in revision.changes
            ),
        )


def is_there(made: Made, known: Known, change: Change) -> bool:
    """Whether a change tells of the line that a known one was made in."""
    for text, line, spans in (
        (made.before.text, known.before, change.before),
        (made.after.text, known.after, change.after),
    ):
        start = text.find(line) if line else -1
        if start >= 0 and any(s.start < start + len(line) and start < s.end for s in spans):
            return True
    return False


def invented(made: Made, revision: Revision) -> list[Change]:
    """Return the changes told that nobody made."""
    return [
        change
        for change in revision.changes
        if not any(
            is_there(made, known, change)
            and change.kind in {known.kind, *known.also, *_COMES_WITH.get(known.kind, frozenset())}
            for known in made.known
        )
    ]
