"""Where one story ends and the next begins, and which blocks are the story."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from onrecord.split.blocks import Layout
from onrecord.split.body import BODY_ROLES, LOWEST_HEADLINE, Role, roles_of
from onrecord.split.edges import aligned, with_missed
from onrecord.split.galleries import find_gallery
from onrecord.split.live import LIVE_TITLE, is_clock
from onrecord.split.messages import find_messages, roles_of_message
from onrecord.split.model import CLASSES, Scores, score_blocks
from onrecord.split.newsletters import find_newsletter, roles_in_newsletter
from onrecord.split.openings import with_openings
from onrecord.split.questions import with_questions
from onrecord.split.stamps import is_stamp

START_SCORE = 0.5  # lowest probability at which a block may start a story
SHORTEST_STORY = 20  # words of body; less between two starts is a digest line or a teaser
_BODY_SCORE = 0.5
_SURE = 0.8
_TITLE_BLOCKS = 3  # first blocks of a story, one of which says that it is a live blog
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HEADING_AND_BODY = 2  # blocks of a gap that holds a heading and no line that signs a story
_OPENING_BLOCKS = 4  # first blocks of a story: its heading and the lines below
_CLOCK_AND_TITLE = 2  # blocks that head an entry of a live blog
_HEADLINE_WORDS = 4  # shorter lines are repeated by chance: "Read more", "Advertisement"
# A printed page says where a story goes on: "Continued on A4", "(Continued from Page 1)".
_TURN = re.compile(
    r"\W*(?:story )?cont(?:inue[sd]|[’']?d)?\.?,? (?P<way>on|from|to)(?: page)? [A-Z]?\d{1,3}\W*$",
    re.IGNORECASE,
)
# The last words of a post: "— Osen Zoo (@OsenZoo) May 28, 2016", and lines beside it in a text.
_POST = re.compile(
    r"[—–-] ?[^—–(]{2,60}\(@\w{1,30}\)"
    r" (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}$"
)
_ELSEWHERE = re.compile(r"(?:read|see|watch|learn) (?:more|also|this|next)\b", re.IGNORECASE)
_BODY, _HEADLINE = CLASSES.index("body"), CLASSES.index("headline")


class Story(NamedTuple):
    """One story of a layout: a run of its blocks, each with a role."""

    first: int  # blocks [first, last) of `Layout.blocks`
    last: int
    roles: tuple[Role, ...]  # one per block in [first, last)
    scores: tuple[float, ...]  # probability that the block belongs to the body, one per block


def find_stories(layout: Layout, weights: Path | None = None) -> tuple[Story, ...]:
    """Cut a layout into its stories, in page order; a page without any text has none.

    weights: a folder with other weights than the shipped ones.
    What is between two stories belongs to one of them as furniture; what comes before the
    first may belong to none.
    """
    if not layout.blocks:
        return ()
    messages = find_messages(layout)
    if messages:
        bounds = [*messages, len(layout.blocks)]
        return tuple(_message(layout, first, last) for first, last in pairwise(bounds))
    scores = with_openings(layout, score_blocks(layout, weights))
    scores = with_missed(layout, scores, find_starts(layout, scores))
    heads = find_newsletter(layout)
    bounds = [*(heads or find_starts(layout, scores)), len(layout.blocks)]
    body = scores.classes[:, _BODY].tolist()
    return tuple(
        Story(first, last, _roles(layout, scores, (first, last), heads), tuple(body[first:last]))
        for first, last in pairwise(bounds)
    )


def _roles(
    layout: Layout, scores: Scores, bounds: tuple[int, int], heads: Sequence[int]
) -> tuple[Role, ...]:
    """Give each block of a story its role. heads: the headings of the stories of a newsletter."""
    first, last = bounds
    roles = roles_of(layout, scores, first, last)
    if heads:
        return roles_in_newsletter(layout.blocks[first:last], roles)
    return with_questions(layout.blocks[first:last], roles) if layout.medium == "html" else roles


def _message(layout: Layout, first: int, last: int) -> Story:
    roles = roles_of_message(layout, first, last)
    return Story(first, last, roles, tuple(float(role in BODY_ROLES) for role in roles))


def find_starts(layout: Layout, scores: Scores) -> list[int]:
    """Return the index of the first block of each story, at least one.

    Between two bodies are headlines, dates, copyright lines, and which of them is the first of the
    next story is often uncertain, although one of them is. So the probabilities are added up
    over the gap, and its likeliest block, no later than its first headline, is the start.
    """
    if scores.starts.sum() < START_SCORE:
        return [0]
    starts: dict[int, float] = {}
    gaps: dict[int, range] = {}
    gallery = find_gallery(layout.blocks).all
    for gap in _gaps(scores):
        if starts and _is_entry(layout, gap, max(starts)):
            gap = _behind_entry(layout, scores, gap)  # noqa: PLW2901 - an entry is of its story
        elif starts and (_is_inside(scores, gap, gallery) or _goes_on(layout, gap, max(starts))):
            continue
        score = float(scores.starts[gap.start : gap.stop].sum())
        if score >= START_SCORE:
            start = _likeliest(layout, scores, gap)
            starts[start], gaps[start] = score, gap
    starts = {begin: starts[start] for start, begin in _aligned(layout, scores, gaps).items()}
    return _without_thin(layout, scores, starts)


def _aligned(layout: Layout, scores: Scores, gaps: dict[int, range]) -> dict[int, int]:
    """Return where each story begins by what stands above the first of all and below the last."""
    body = np.flatnonzero(scores.classes[:, _BODY] >= _BODY_SCORE).tolist()
    if not body:
        return {start: start for start in gaps}
    between = {start: gap for start, gap in gaps.items() if gap.start}
    head, foot = range(body[0]), range(body[-1] + 1, len(layout.blocks))
    return {start: start for start in gaps} | aligned(layout, between, head, foot)


def _gaps(scores: Scores) -> Iterator[range]:
    """Give each run of blocks that are not body, with the body block that follows it."""
    begin = 0
    for i in np.flatnonzero(scores.classes[:, _BODY] >= _BODY_SCORE).tolist():
        yield range(begin, i + 1)
        begin = i + 1


def _is_inside(scores: Scores, gap: range, gallery: frozenset[int]) -> bool:
    """Say whether a gap is a gallery in the middle of a story, where nothing is a headline."""
    between = gap[:-1] if gap[-1] not in gallery else gap
    titles = scores.classes[:, _HEADLINE]
    has_gallery = any(i in gallery for i in between)
    return has_gallery and all(i in gallery or titles[i] < LOWEST_HEADLINE for i in between)


def _goes_on(layout: Layout, gap: range, start: int) -> bool:
    """Say whether a gap lies between two parts of the story that starts with a block."""
    between = _is_section, _is_turn, _is_post
    return any(is_one(layout, gap, start) for is_one in between)


def _is_turn(layout: Layout, gap: range, start: int) -> bool:
    """Say whether a gap sends to a page and comes from one: "Continued on A4", "… from A1"."""
    turns = [_TURN.match(layout.blocks[i].text) for i in gap if i > start]
    ways = [turn["way"].lower() for turn in turns if turn]
    return "from" in ways[1:] and ways[0] != "from"


def _is_post(layout: Layout, gap: range, start: int) -> bool:
    """Say whether a gap is a post set into a story, or lines that send elsewhere with it."""
    texts = [layout.blocks[i].text for i in gap[:-1] if i > start]
    posts = [bool(_POST.search(text)) for text in texts]
    return any(posts) and all(
        post or _ELSEWHERE.match(text) for post, text in zip(posts, texts, strict=True)
    )


def _is_section(layout: Layout, gap: range, start: int) -> bool:
    """Say whether a gap is a heading below that of the story, which asks or is not signed as it is.

    "# Who cuts the cables?", "By Ann Roe, 3 May 2024", text, "## What happened?", text.
    """
    if layout.medium != "text" or len(gap) != _HEADING_AND_BODY:
        return False
    heading, opening = layout.blocks[gap.start], layout.blocks[start : start + _OPENING_BLOCKS]
    own = next((block.tag for block in opening if block.tag in _HEADINGS), "")
    if not own or heading.tag not in _HEADINGS or heading.tag <= own:
        return False
    return heading.text.endswith("?") or any(is_stamp(block.text) for block in opening)


def _is_entry(layout: Layout, gap: range, start: int) -> bool:
    """Say whether a gap lies between two entries of the live blog that starts with a block."""
    if layout.medium != "text" or not any(is_clock(layout.blocks[i]) for i in gap):
        return False
    opening = layout.blocks[start : start + _TITLE_BLOCKS]
    return any(LIVE_TITLE.search(block.text) for block in opening)


def _behind_entry(layout: Layout, scores: Scores, gap: range) -> range:
    """Return what of a gap may be the head of another story: below the title of the last entry."""
    last = max(i for i in gap if is_clock(layout.blocks[i]))
    behind = range(min(last + _CLOCK_AND_TITLE, gap.stop), gap.stop)
    return behind if scores.starts[behind.start : behind.stop].sum() >= _SURE else range(0)


def _likeliest(layout: Layout, scores: Scores, gap: range) -> int:
    """Return the block of a gap that starts a story: at the latest its first headline."""
    stop = gap.stop
    for i in gap:
        if scores.classes[i, _HEADLINE] >= _BODY_SCORE or _comes_again(layout, i, gap):
            stop = i + 1
            break
    return gap.start + int(np.argmax(scores.starts[gap.start : stop]))


def _comes_again(layout: Layout, i: int, gap: range) -> bool:
    """Say whether a line is repeated in the gap: a headline above and below its pictures."""
    text = layout.blocks[i].text
    if len(text.split()) < _HEADLINE_WORDS:
        return False
    return any(layout.blocks[j].text == text for j in range(i + 1, gap.stop))


def _without_thin(layout: Layout, scores: Scores, starts: dict[int, float]) -> list[int]:
    """Join stretches with hardly any body to a neighbour: they are teasers and digest lines.

    What comes before the first start (a dump's title, its contents) belongs to no story,
    unless it holds a body.
    """
    words = np.zeros(len(layout.blocks), int)
    for i in np.flatnonzero(scores.classes[:, _BODY] >= _BODY_SCORE).tolist():
        words[i] = len(layout.blocks[i].text.split())
    kept = sorted(starts)
    if not kept or words[: kept[0]].sum() >= SHORTEST_STORY:
        kept = sorted({0, *kept})
    while True:
        bounds = [*kept, len(layout.blocks)]
        body = [int(words[a:b].sum()) for a, b in pairwise(bounds)]
        thinnest = min(range(len(body)), key=lambda i: body[i])
        if body[thinnest] >= SHORTEST_STORY or len(kept) == 1:
            return kept
        preamble = words[: kept[1]].sum() < SHORTEST_STORY and starts.get(kept[1], 0.0) >= _SURE
        if thinnest == 0 and preamble:
            kept.pop(0)  # the preamble of a digest
            continue
        # to the neighbour from which its border is the less certain one
        borders = [i for i in (thinnest, thinnest + 1) if 0 < i < len(kept)]
        kept.pop(min(borders, key=lambda i: starts.get(kept[i], 0.0)))
