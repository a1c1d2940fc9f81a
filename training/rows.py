"""Labelled pages and dumps as rows of numbers: what the trainer eats."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.crossval import FOLDS, fold_of
from onrecord.split.blocks import Layout
from onrecord.split.features import MEASURES, features
from onrecord.split.model import CLASSES, score_blocks
from onrecord.split.plain import layout_of_text
from training.dumps import Dump, articles, generate, read_gold
from training.inserts import with_furniture
from training.pages import MAX_BLOCKS, LabelledPage, all_pages
from training.pages import SUMMARY as SUMMARY_SHARE
from training.scroll import scroll

FURNITURE, HEADLINE, SUMMARY, BODY, CAPTION = range(len(CLASSES))
IGNORED = -100
_WORD = re.compile(r"\w+").findall
_CLASS_OF_KIND = {
    "furniture": FURNITURE,
    "headline": HEADLINE,
    "summary": SUMMARY,
    "caption": CAPTION,
}  # everything else is body
_HEADLINE_TAGS = ("h1", "h2", "h3", "div", "p")
_LIKE_DESCRIPTION = 0.6
_SURE = 0.85  # a teacher's score from which its label is taken
_SHARE_INSERTS = 0.25  # of the HTML rows get furniture between their paragraphs
_SHARE_SCROLL = 0.15  # of the HTML rows hold several stories
_KEPT = 16
_SHARE_GOLD = 0.05  # of the text rows are annotated dumps, where they may be used


class Row(NamedTuple):
    """One page or dump."""

    x: np.ndarray  # (blocks, N_FEATURES)
    classes: np.ndarray  # (blocks,), index into CLASSES or IGNORED
    starts: np.ndarray  # (blocks,), 1 where a story starts, NaN where not known
    weights: np.ndarray  # (blocks,), what an error costs


def html_rows(
    data: Path, *, without: int | None, teacher: Path | None = None
) -> Callable[[np.random.Generator], Row]:
    """Return a source of rows from the labelled pages, leaving out the sites of a fold.

    teacher: a folder with weights trained before, without the same fold. They label the blocks
    that the gold of trafilatura's pages is silent on, where they are sure.
    """
    pages = [
        page for page in all_pages(data) if without is None or fold_of(page.site, FOLDS) != without
    ]
    taught = [page if teacher is None else _taught(page, teacher) for page in pages]
    rows = [html_row(page) for page in taught]
    titles = [page.layout.head.title or "News" for page in pages]
    whole = [page for page in pages if not np.isnan(page.share).any()]
    queue: list[int] = []

    def draw(rng: np.random.Generator) -> Row:
        if rng.random() < _SHARE_SCROLL:
            chosen = rng.choice(len(whole), int(rng.integers(2, 5)), replace=False)
            layout, share, starts = scroll([whole[i] for i in chosen], rng)
            return _html_row(layout, share, starts)
        if not queue:  # every page once before any comes again
            queue.extend(rng.permutation(len(rows)))
        number = queue.pop()
        if rng.random() < _SHARE_INSERTS:
            layout, share = with_furniture(taught[number], titles, rng)
            return _html_row(layout, share, np.zeros(len(share), np.float32))
        return rows[number]

    return draw


def html_row(page: LabelledPage) -> Row:
    """Turn a labelled page into a row; no story starts inside it."""
    return _html_row(page.layout, page.share, np.zeros(len(page.share), np.float32))


def _taught(page: LabelledPage, teacher: Path) -> LabelledPage:
    """Label what the gold is silent on as the teacher does, where it is sure."""
    body = score_blocks(page.layout, teacher).classes[:, BODY]
    silent = np.isnan(page.share)
    share = np.where(silent & (body >= _SURE), 1, page.share)
    share = np.where(silent & (body <= 1 - _SURE), 0, share)
    return replace(page, share=share.astype(np.float32))


def _html_row(layout: Layout, share: np.ndarray, starts: np.ndarray) -> Row:
    x = features(layout)
    classes = np.full(len(share), IGNORED)
    known = ~np.isnan(share)
    classes[known] = np.where(share[known] > 0.5, BODY, FURNITURE)
    classes[share == SUMMARY_SHARE] = SUMMARY
    classes[_standfirsts(x, share)] = SUMMARY
    is_title = x[:, MEASURES.index("equals title")] > 0
    for i, block in enumerate(layout.blocks):
        if classes[i] == FURNITURE:
            if (is_title[i] or starts[i] == 1) and block.tag in _HEADLINE_TAGS:
                classes[i] = HEADLINE
            elif block.tag == "figcaption":
                classes[i] = CAPTION
    words = np.array([len(_WORD(block.text)) for block in layout.blocks])
    weights = np.sqrt(np.clip(words, 1, 60)) / 3
    return Row(x, classes, starts, weights.astype(np.float32))


def _standfirsts(x: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Say which blocks repeat the page's description in front of a body that leaves them out."""
    body = np.flatnonzero(share > 0.5)
    begin = body[0] if len(body) else 0
    like = x[:, MEASURES.index("description overlap")] >= _LIKE_DESCRIPTION
    return like & (np.arange(len(x)) < begin) & (share <= 0.5)


def text_rows(data: Path, *, ships: bool) -> Callable[[np.random.Generator], Row]:
    """Return a source of rows from generated dumps.

    ships: also from the annotated dumps and the articles in them; not for what is measured on them.
    """
    material = articles(data, with_dumps=ships)
    gold: list[Row] = []
    if ships:
        gold = [text_row(read_gold(path)) for path in sorted((data / "dumps").glob("*.json"))]
    kept: list[tuple[Row, int]] = []  # generating costs as much as a step: each is used twice

    def draw(rng: np.random.Generator) -> Row:
        if gold and rng.random() < _SHARE_GOLD:
            return gold[int(rng.integers(len(gold)))]
        while len(kept) < _KEPT:
            kept.append((text_row(generate(material, int(rng.integers(2**40)))), 0))
        row, n_used = kept.pop(int(rng.integers(len(kept))))
        if not n_used:
            kept.append((row, 1))
        return row

    return draw


def text_row(dump: Dump) -> Row:
    """Label each block of a dump with the class it shares most characters with."""
    layout = layout_of_text(dump.text, max_blocks=MAX_BLOCKS)
    n = len(layout.blocks)
    classes, shared = np.zeros(n, int), np.zeros(n)
    first = 0
    for i, block in enumerate(layout.blocks):
        while first < len(dump.regions) and dump.regions[first].end <= block.start:
            first += 1
        for region in dump.regions[first:]:
            if region.start >= block.end:
                break
            both = min(block.end, region.end) - max(block.start, region.start)
            if both > shared[i]:
                shared[i], classes[i] = both, _CLASS_OF_KIND.get(region.kind, BODY)
    ends = np.array([block.end for block in layout.blocks])
    starts = np.zeros(n, np.float32)
    where = np.searchsorted(ends, dump.story_starts, side="right")
    starts[where[where < n]] = 1
    return Row(features(layout), classes, starts, np.ones(n, np.float32))
