"""Which blocks of a story are its body, its headline, its captions; the rest is furniture."""

import re
from collections import Counter
from itertools import islice, pairwise
from typing import Literal

import numpy as np

from onrecord.split.adverts import find_adverts
from onrecord.split.blocks import PICTURE, Layout, PageBlock
from onrecord.split.facts.figures import LABELLED, read_caption
from onrecord.split.features import Floats
from onrecord.split.galleries import Gallery, find_gallery
from onrecord.split.hints import ANCESTOR_BIT, HINT_BIT
from onrecord.split.mastheads import (
    find_mastheads,
    title_of_body,
    with_neighbours,
    without_foot,
)
from onrecord.split.model import CLASSES, Scores
from onrecord.split.pleas import find_list_of_more, is_plea, is_teaser, leads_away
from onrecord.split.stamps import is_date, is_stamp

Role = Literal[
    "furniture",  # not the story's: navigation, share bars, related links, comments …
    "headline",
    "summary",  # bullets and standfirst before the body
    "paragraph",
    "subhead",
    "list-item",
    "quote",
    "table-row",
    "caption",
]
BODY_ROLES: frozenset[Role] = frozenset(("paragraph", "subhead", "list-item", "quote", "table-row"))
_BODY, _HEADLINE = CLASSES.index("body"), CLASSES.index("headline")
_BESIDE = tuple(CLASSES.index(name) for name in ("furniture", "summary", "caption"))
_TITLE_MARKS = re.compile(
    r"^(?:(?:subject|title|headline|hl|hd)\s*:\s*)?(?:\[[^\]]{1,40}\]\s*|\(?\d{1,3}[.)]\s+)*", re.I
)
_TITLE_FIELD = re.compile(r"(?:(?:title|headline)\s*:|(?:ti|t1) - )\s*\w+\W+\w+", re.I)
_LIKELIER_BONUS, _REPEATED_WORDS = 0.5, 4
LOWEST_HEADLINE = 0.1  # a story nearly always has one: better an uncertain one than none
_LOWEST_THRESHOLD = 0.05
_KEY = re.compile(r"(?!HIGHLIGHTS?|SUMMARY|ABSTRACT|LEAD)[A-Z][A-Z -]{2,24}: ?")
# A line that begins as a story does is no headline: "OSLO, May 3, 2024 (Fjord Wire) - Two men".
_FILED = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30},(?: [\w.]+,){0,2} [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
    r"(?: \([^)]{2,40}\))? (?:--?|–|—) \S"
)
_SUBHEAD_WORDS = 12
_WORD_CHARS = 4  # of a word that is no code, as in cells of tables
_SURE_BODY, _SURE_PROSE = 0.5, 0.9
_LONGEST_CAPTION, _LONGEST_LABEL = 400, 60  # characters
_SIGNATURE = re.compile(r"[—–] ?[^—–(]{2,60}\(@\w{1,30}\)")  # of a post
_CODE_CHARS = len("TD")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_FEWEST_CELLS, _LONGEST_CELL = 4, 60  # of a table that holds data; characters, on average


def roles_of(layout: Layout, scores: Scores, first: int, last: int) -> tuple[Role, ...]:
    """Give each block in [first, last) its role."""
    blocks = layout.blocks[first:last]
    classes = scores.classes[first:last]
    tables = _data_tables(blocks)
    cells = {i for table in tables for i in table}
    gallery = find_gallery(blocks)
    body = _with_whole_tables(blocks, tables, classes[:, _BODY])
    is_body = _body_of(blocks, body, gallery)
    if layout.medium == "html":
        is_body = without_foot(blocks, is_body, cells)
    titles = classes[:, _HEADLINE].tolist()
    pictures = {i for i, block in enumerate(blocks) if block.tag == PICTURE}
    titles = [0.0 if i in gallery.all | pictures else one for i, one in enumerate(titles)]
    headlines, is_body = _titled(layout, first, titles, is_body)
    credited, echoes = _credited(blocks, is_body, body) | pictures, _echoes(blocks, headlines)
    captions = gallery.captions | credited
    is_body = [taken and i not in credited | echoes for i, taken in enumerate(is_body)]
    begin, end = _ends(is_body)
    beside = [CLASSES[_BESIDE[best]] for best in classes[:, _BESIDE].argmax(axis=1).tolist()]
    roles: list[Role] = []
    for i, block in enumerate(blocks):
        if is_body[i]:
            kind = _kind_of_body(block, layout.medium == "text")
            roles.append("table-row" if i in cells else kind)
        elif i in headlines:
            roles.append("headline")
        elif beside[i] == "caption" or (i <= end and (i in captions or _names_caption(block))):
            roles.append("furniture" if leads_away(block.text) else "caption")
        else:
            is_summary = beside[i] == "summary" and i < begin and not _KEY.match(block.text)
            roles.append("summary" if is_summary else "furniture")
    return _with_capitals(blocks, roles)


def _with_capitals(blocks: tuple[PageBlock, ...], roles: list[Role]) -> tuple[Role, ...]:
    """Make subheads of lines in capitals between paragraphs, as wire stories have them."""
    body = [i for i, role in enumerate(roles) if role in BODY_ROLES]
    found = {
        i
        for i, after in pairwise(body[1:])
        if roles[i] == "paragraph"
        and _is_in_capitals(blocks[i].text)
        and not blocks[after].text.isupper()
    }
    return tuple("subhead" if i in found else role for i, role in enumerate(roles))


def _titled(
    layout: Layout, first: int, scores: list[float], is_body: list[bool]
) -> tuple[set[int], list[bool]]:
    """Return the headlines of the blocks from `first` on, and the body without them."""
    blocks = layout.blocks[first : first + len(scores)]
    if layout.medium == "text":
        is_body = _with_subheads(blocks, is_body)
        filed = [_FILED.match(block.text) is not None for block in blocks]
        scores = [0.0 if begun else score for begun, score in zip(filed, scores, strict=True)]
        is_body = [taken or begun for taken, begun in zip(is_body, filed, strict=True)]
    mastheads = find_mastheads(layout, blocks) if layout.medium == "html" else set()
    scores = _without_dates(blocks, scores, is_body)
    scores = [0.0 if i in mastheads else score for i, score in enumerate(scores)]
    headlines = _headlines(blocks, scores, is_body)
    if headlines or not mastheads:
        return headlines, is_body
    headlines = title_of_body(blocks, is_body)
    behind = max(headlines, default=-1)
    return headlines, [taken and i > behind for i, taken in enumerate(is_body)]


def _without_dates(
    blocks: tuple[PageBlock, ...], scores: list[float], is_body: list[bool]
) -> list[float]:
    """Give what is said of a date, that it is the headline, to the line above it."""
    dates = [i for i, block in enumerate(blocks) if is_date(block.text)]
    found = scores.copy()
    for i in dates:
        if i and not (is_body[i - 1] or i - 1 in dates or is_stamp(blocks[i - 1].text)):
            found[i - 1] = max(found[i - 1], scores[i])
        found[i] = 0.0
    return found


def _with_subheads(blocks: tuple[PageBlock, ...], is_body: list[bool]) -> list[bool]:
    """Add Markdown headings between two blocks of the body."""
    between = zip(is_body, is_body[1:], is_body[2:], strict=False)
    found = {i + 1 for i, (above, _, below) in enumerate(between) if above and below}
    return [taken or (i in found and blocks[i].tag in _HEADINGS) for i, taken in enumerate(is_body)]


def _body_of(blocks: tuple[PageBlock, ...], scores: Floats, gallery: Gallery) -> list[bool]:
    """Say for each block whether it belongs to the body, by its score and what the line is."""
    threshold = best_threshold(scores, np.array([len(block.text) for block in blocks]))
    teasers = {i for i, block in enumerate(blocks) if is_teaser(block)}
    pleas = _pleas(blocks) | teasers | gallery.rest
    is_body = [
        score >= threshold and not (i in pleas or is_stamp(block.text) or _is_code(block))
        for i, (score, block) in enumerate(zip(scores.tolist(), blocks, strict=True))
    ]
    if threshold < _SURE_BODY:
        is_body = with_neighbours(blocks, is_body)
    is_body = _with_posts(blocks, is_body)
    others = find_adverts(blocks, is_body) | find_list_of_more(blocks, is_body)
    return [taken and i not in others for i, taken in enumerate(is_body)]


def _with_posts(blocks: tuple[PageBlock, ...], is_body: list[bool]) -> list[bool]:
    """Add the words of a post if its signature is part of the body: "— Roe (@roe) May 3".

    Without them, the paragraph above would seem to be its words.
    """
    quoted = [bool(block.tags_above & ANCESTOR_BIT["blockquote"]) for block in blocks]
    signed = {
        i
        for i, block in enumerate(blocks)
        if is_body[i] and i and _SIGNATURE.match(block.text) and block.tag == "blockquote"
    }
    return [taken or (i + 1 in signed and quoted[i]) for i, taken in enumerate(is_body)]


def _pleas(blocks: tuple[PageBlock, ...]) -> set[int]:
    """Return lines that ask the reader for something, with the headings right above them."""
    found = {i for i, block in enumerate(blocks) if is_plea(block.text)}
    below = {i for i in found if i and blocks[i].tag not in _HEADINGS}
    return found | {i - 1 for i in below if blocks[i - 1].tag in _HEADINGS}


def _credited(blocks: tuple[PageBlock, ...], is_body: list[bool], scores: Floats) -> frozenset[int]:
    """Return captions taken for body: before it or called so, with a credit at the end."""
    found = set()
    is_lead = True
    for i, block in enumerate(blocks):
        if not is_body[i] or len(block.text) > _LONGEST_CAPTION:
            is_lead = is_lead and not is_body[i]
            continue
        is_called = bool(block.own & HINT_BIT["caption"])
        caption = read_caption(block.text) if is_called or is_lead else None
        is_labelled = not block.tag and caption is not None and caption.credit_how == LABELLED
        is_shown = is_called or is_labelled or scores[i] < _SURE_PROSE
        if caption is not None and caption.credit is not None and is_shown:
            found.add(i)
        else:
            is_lead = False
    return frozenset(found)


def _echoes(blocks: tuple[PageBlock, ...], headlines: set[int]) -> set[int]:
    """Return the lines that repeat a headline: "Comment on this article: Ferry is late"."""
    titles = {title_key(blocks[i].text) for i in headlines}
    titles = {title for title in titles if len(title.split()) >= _REPEATED_WORDS}
    found = set()
    for i, block in enumerate(blocks):
        label, _, said = block.text.partition(": ")
        if len(label) <= _LONGEST_LABEL and said and titles and title_key(said) in titles:
            found.add(i)
    return found


def _ends(is_body: list[bool]) -> tuple[int, int]:
    """Return the first and the last block of a body."""
    if True not in is_body:
        return len(is_body), -1
    return is_body.index(True), len(is_body) - 1 - is_body[::-1].index(True)


def _headlines(blocks: tuple[PageBlock, ...], scores: list[float], is_body: list[bool]) -> set[int]:
    """Return the likeliest headline and its repetitions; a story has one headline.

    It comes before the body; in HTML an <h1> may also follow a first lead block. A
    line that is there twice, above and below a gallery or as subject and as title, is likelier
    than one that is there once, and so is one that a field calls the title.
    """
    begin, _ = _ends(is_body)
    candidates = [
        i
        for i, block in enumerate(blocks)
        if scores[i] >= LOWEST_HEADLINE and not is_body[i] and (i < begin or block.tag == "h1")
    ]
    candidates = [i for i in candidates if not is_stamp(blocks[i].text)] or candidates
    if not candidates:  # a record may name its title behind its text: "title: Ferry is late"
        keyed = (i for i in range(begin, len(blocks)) if _is_keyed_title(blocks[i]))
        return {*islice((i for i in keyed if not is_body[i]), 1)}
    keys = [title_key(block.text) for block in blocks[:begin]]
    count = Counter(key for key in keys if len(key.split()) >= _REPEATED_WORDS)
    likelier = [
        i < begin and (count[keys[i]] > 1 or _is_keyed_title(block))
        for i, block in enumerate(blocks)
    ]
    best = max(candidates, key=lambda i: (scores[i] + _LIKELIER_BONUS * likelier[i], -i))
    text = title_key(blocks[best].text)
    return {best, *(i for i, key in enumerate(keys) if key == text)}


def _is_keyed_title(block: PageBlock) -> bool:
    return not block.tag and _TITLE_FIELD.match(block.text) is not None


def title_key(text: str) -> str:
    """Return a headline for comparison: without "Subject:", "[list]", "3." and case."""
    return " ".join(_TITLE_MARKS.sub("", text).casefold().split())


def _is_code(block: PageBlock) -> bool:
    """Say whether a line of text is the code of a field, as in exports of databases: "TD"."""
    text = block.text
    is_two = len(text) == _CODE_CHARS and not block.tag
    return is_two and text.isascii() and text.isalpha() and text.isupper()


def best_threshold(scores: Floats, weights: Floats) -> float:
    """Return the score from which blocks are accepted, at most 0.5.

    Where the model is sure this is 0.5. Where it is not (a language or a layout it has not met),
    the set of blocks with the best expected F1 is taken, whose threshold is lower: half of that
    F1 (Lipton, Elkan, Narayanaswamy, "Optimal Thresholding of Classifiers to Maximize F1
    Measure", 2014).
    """
    if not len(scores):
        return 0.5
    order = np.argsort(-scores, kind="stable")
    expected = np.cumsum((scores * weights)[order])
    taken = np.cumsum(weights[order])
    f1 = 2 * expected / (taken + expected[-1] + 1e-9)
    return float(np.clip(scores[order[int(np.argmax(f1))]], _LOWEST_THRESHOLD, 0.5))


def _data_tables(blocks: tuple[PageBlock, ...]) -> list[list[int]]:
    """Return the cells of each table that holds data, not the layout of an old page."""
    tables: dict[int, list[int]] = {}
    for i, block in enumerate(blocks):
        if block.tag in ("td", "th"):
            tables.setdefault(block.up[1], []).append(i)
    return [
        cells
        for cells in tables.values()
        if len(cells) >= _FEWEST_CELLS and max(len(blocks[i].text) for i in cells) <= _LONGEST_CELL
    ]


def _with_whole_tables(
    blocks: tuple[PageBlock, ...], tables: list[list[int]], scores: Floats
) -> Floats:
    """Give all cells of a table the table's mean score, since half a table is useless.

    A table between two blocks of the body belongs to the body.
    """
    if not tables:
        return scores
    whole = scores.copy()
    for cells in tables:
        weights = [len(blocks[i].text) + 10 for i in cells]
        mean = float(np.average(scores[cells], weights=weights))
        before, after = cells[0] - 1, cells[-1] + 1
        between = (
            before >= 0 and after < len(blocks) and scores[[before, after]].min() >= _SURE_BODY
        )
        whole[cells] = max(mean, _SURE_BODY) if between else mean
    return whole


def _kind_of_body(block: PageBlock, is_text: bool) -> Role:
    if block.tag[:1] == "h" and block.tag[1:].isdigit():
        return "subhead"
    if block.tag in ("li", "dt", "dd"):
        return "list-item"
    if block.tag == "blockquote" or block.tags_above & ANCESTOR_BIT["blockquote"]:
        return "quote"
    if is_text and _reads_as_subhead(block.text):
        return "subhead"
    return "paragraph"


def _is_in_capitals(text: str) -> bool:
    """Say whether a line is some words in capitals and no sentence: "RIVER RISES"."""
    words = text.split() if text.isupper() else []
    is_line = 0 < len(words) <= _SUBHEAD_WORDS and text[-1] not in ".:;,…"
    return is_line and any(len(word) >= _WORD_CHARS and word.isalpha() for word in words)


def _reads_as_subhead(text: str) -> bool:
    return len(text.split()) <= _SUBHEAD_WORDS and text[-1] not in '.!?:;,…"”’)' and text[0] != "“"


def _names_caption(block: PageBlock) -> bool:
    """Say whether the markup calls a block a caption."""
    if block.tag == "figcaption":
        return True
    in_figure = bool(block.tags_above & ANCESTOR_BIT["figure"])
    return in_figure and bool(block.own & HINT_BIT["caption"])
