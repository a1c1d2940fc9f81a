"""Blocks of a text that begin a story by their form, whatever the block model makes of them.

The model takes a short line between short paragraphs for one of them, and a story on the event of
the story before for its end. A byline right below a line, a dateline, or more blank lines than
stand anywhere but in front of stories tell otherwise.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.briefs import BRIEF
from onrecord.split.live import LIVE_TITLE, is_clock
from onrecord.split.model import CLASSES, Scores
from onrecord.split.stamps import is_stamp

_FEWEST_BLOCKS = 4
_LIKELY = 0.5
_HINTED = 0.1  # of a line above a dateline: then it is the headline, whatever its form
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 4, 30  # words; shorter ones are repeated by chance
_ABOVE = 3  # blocks before a line over a byline: if one is a headline, the line is a standfirst
_BELOW_TITLE = 4  # blocks below the title of a live blog: its byline, its day, a clock
_SENTENCE_ENDS = ".!:;,"
_PROSE = 12  # words, with the full stop of a sentence
_TOLD = 20  # words of prose that part two openings
_FEWEST_ALIKE = 2  # stories that the model finds, by which others are known
_MOST_OTHERS = 0.1  # of the blocks that stand off as those of stories do
_BODY, _HEADLINE = CLASSES.index("body"), CLASSES.index("headline")
_AS_HEADLINE, _AS_BODY = np.eye(len(CLASSES), dtype=np.float32)[[_HEADLINE, _BODY]]
_STOPS = re.compile(r"[.!?…][\"”’')\]]*$")
_NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?: (?:[A-ZÀ-Þ][\w.’'-]*|de|van|der|von|al|bin)){1,3}$")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTHS} \d{{1,2}}|\d{{1,2}} {_MONTHS})(?:,? \d{{4}})?"
_BRACKET = r"\([A-Z][^()\n]{1,40}\)"
_TOWN = r"[A-ZÀ-Þ]{3,}(?:[ .'’-]{1,2}[A-ZÀ-Þ]{2,}){0,3}"
_DATELINE = re.compile(
    rf"(?:{_TOWN}(?:, ?[A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*){{0,2}})?(?:,? {_DAY})?,?(?: ?{_BRACKET})?"
    rf"|[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+){{0,2}}(?:, {_DAY},? ?{_BRACKET}|, {_DAY}| ?{_BRACKET}))"
    r" ?(?:—|–|--|-|―) ?[A-ZÀ-Þ“\"‘']"
)


def with_openings(layout: Layout, scores: Scores) -> Scores:
    """Start a story at each block that begins one by its form."""
    blocks = layout.blocks
    if layout.medium != "text" or len(blocks) < _FEWEST_BLOCKS:
        return scores
    classes, starts = scores.classes.copy(), scores.starts.copy()
    for find in (_signed, _named, _apart, _capital):
        titles = [*find(blocks, Scores(classes, starts))]
        classes[titles] = _AS_HEADLINE
        starts[titles] = 1.0
    live = [*_live(blocks)]
    classes[live] = _AS_HEADLINE
    classes[[*_entries(blocks, live)]] = _AS_BODY
    for i, block in enumerate(blocks):
        if block.tag == BRIEF:
            _begin_brief(layout, i, Scores(classes, starts))
    dated = [*_dated(blocks, Scores(classes, starts))]
    if dated:  # where datelines begin stories, the first is no headline
        classes[[i for i, block in enumerate(blocks) if _is_dated(block)]] = _AS_BODY
    for i in dated:
        hinted = starts[i - 1] >= _HINTED and not _is_dated(blocks[i - 1])
        if is_title(blocks[i - 1]) or hinted:
            classes[i - 1] = _AS_HEADLINE
            starts[i - 1] = 1.0
        else:
            starts[i] = 1.0
    return Scores(classes, starts)


def _begin_brief(layout: Layout, first: int, scores: Scores) -> None:
    """Start a story at a brief, on whose line its headline may stand in front of what is told."""
    blocks, told = layout.blocks, first
    while told + 1 < len(blocks) and not is_prose(blocks[told]):
        if "\n" in layout.text[blocks[told].end : blocks[told + 1].start]:
            break
        told += 1
    scores.starts[first] = 1.0
    scores.classes[told] = _AS_BODY
    if told > first:
        title = max(range(first, told), key=lambda i: len(blocks[i].text.split()))
        scores.classes[title] = _AS_HEADLINE


def is_title(block: PageBlock) -> bool:
    """Say whether a block may be a headline by its length and its end."""
    is_line = block.text[-1] not in _SENTENCE_ENDS and not is_stamp(block.text)
    return is_line and _SHORTEST_HEADLINE <= len(block.text.split()) <= _LONGEST_HEADLINE


def _signed(blocks: Sequence[PageBlock], scores: Scores) -> Iterator[int]:
    """Give lines that are set apart from what comes before and have a byline right below."""
    usual = float(np.median([block.blank_before for block in blocks[1:]]))
    for i, (block, below) in enumerate(pairwise(blocks)):
        if (
            block.blank_before > max(usual, below.blank_before)
            and below.text[:3].lower() == "by "
            and is_stamp(below.text)
            and is_title(block)
            and not _has_title(scores, i)
        ):
            yield i


def _has_title(scores: Scores, i: int) -> bool:
    return bool((scores.classes[max(0, i - _ABOVE) : i, _HEADLINE] >= _LIKELY).any())


def _named(blocks: Sequence[PageBlock], scores: Scores) -> Iterator[int]:
    """Give lines over a bare name, set apart as those of other stories of the text are."""
    forms = Counter[int]()
    others = []
    for i, (block, below) in enumerate(pairwise(blocks)):
        if not _NAME.match(below.text) or not is_title(block) or block.blank_before == 0:
            continue
        if scores.starts[i] >= _LIKELY:
            forms[block.blank_before - below.blank_before] += 1
        elif not _has_title(scores, i):
            others.append(i)
    for i in others:
        form = blocks[i].blank_before - blocks[i + 1].blank_before
        if form > 0 and forms[form] >= _FEWEST_ALIKE:
            yield i


def _apart(blocks: Sequence[PageBlock], scores: Scores) -> Iterator[int]:
    """Give lines with as many blank lines above as hardly anything but stories has."""
    known = [i for i in range(1, len(blocks)) if scores.starts[i] >= _LIKELY]
    least = min((blocks[i].blank_before for i in known), default=0)
    others = [
        i
        for i in range(1, len(blocks) - 1)
        if scores.starts[i] < _LIKELY and blocks[i].blank_before >= least
    ]
    if len(known) < _FEWEST_ALIKE or not least or len(others) > _MOST_OTHERS * len(known) + 1:
        return
    for i in others:
        is_below = scores.classes[i - 1, _HEADLINE] >= _LIKELY
        if is_title(blocks[i]) and is_prose(blocks[i + 1]) and not is_below:
            yield i


def _capital(blocks: Sequence[PageBlock], scores: Scores) -> Iterator[int]:
    """Give headlines in capitals where those of all stories found are, and no other lines."""
    titles = scores.classes[:, _HEADLINE] >= _LIKELY
    known = [i for i, block in enumerate(blocks) if scores.starts[i] >= _LIKELY and titles[i]]
    if len(known) < _FEWEST_ALIKE or not all(blocks[i].text.isupper() for i in known):
        return
    for i, (block, below) in enumerate(pairwise(blocks)):
        is_one = titles[i] and block.text.isupper() and is_title(block) and is_prose(below)
        if is_one and not below.text.isupper() and not (i and titles[i - 1]):
            yield i


def _live(blocks: Sequence[PageBlock]) -> Iterator[int]:
    """Give titles of live blogs, with the clock of the first entry below."""
    for i, block in enumerate(blocks):
        below = blocks[i + 1 : i + 1 + _BELOW_TITLE]
        if is_title(block) and LIVE_TITLE.search(block.text) and any(map(is_clock, below)):
            yield i


def _entries(blocks: Sequence[PageBlock], live: Sequence[int]) -> Iterator[int]:
    """Give what the entries of live blogs tell: the prose below a clock or below a title there."""
    clocks = [i for i, block in enumerate(blocks) if live and i > live[0] and is_clock(block)]
    for clock in clocks:
        below = range(clock + 1, min(clock + 3, len(blocks)))
        yield from (i for i in below if is_prose(blocks[i]))


def _dated(blocks: Sequence[PageBlock], scores: Scores) -> Iterator[int]:
    """Give paragraphs that begin with a dateline, in the middle of a story that began with one."""
    since = -1  # the last dateline; -1 before the first
    for i, block in enumerate(blocks):
        if not _is_dated(block):
            continue
        told = sum(len(blocks[k].text.split()) for k in range(since, i) if is_prose(blocks[k]))
        if since >= 0 and told >= _TOLD and not _starts_within(scores, since + 1, i + 1):
            yield i
        since = i


def _starts_within(scores: Scores, first: int, last: int) -> bool:
    """Say whether the model starts a story at one of the blocks in [first, last)."""
    mass = 0.0
    for i in range(first, last):
        mass += float(scores.starts[i])
        if mass >= _LIKELY:
            return True
        if scores.classes[i, _BODY] >= _LIKELY:
            mass = 0.0
    return False


def _is_dated(block: PageBlock) -> bool:
    return is_prose(block) and _DATELINE.match(block.text) is not None


def is_prose(block: PageBlock) -> bool:
    """Say whether a block is a sentence or more."""
    return _STOPS.search(block.text) is not None and len(block.text.split()) >= _PROSE
