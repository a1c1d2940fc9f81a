"""Labelled pages for the block model: which blocks of a page its published gold counts as story.

Gold texts have no markup, so the words of a page are aligned with the words of its gold text
(longest matching runs first, as difflib does) and a block is labelled by the share of its words
that are aligned.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from eval.sets import site_of
from onrecord.split.blocks import Layout
from onrecord.split.markup import layout_of_html

WORD = re.compile(r"\w+").findall
MAX_BLOCKS = 50_000
SUMMARY = -1.0  # instead of a share: the block is summary, not body
# A run shorter than this between page and gold is chance ("Share", "the"), unless it prolongs one.
SHORTEST_RUN = 3


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with the share of each block's words that are gold; NaN where gold is silent."""

    name: str  # "zyte/<id>"
    site: str  # pages of one site share a template: they stay on one side of a split
    layout: Layout
    share: np.ndarray  # (blocks,) float32 in 0..1, SUMMARY, or NaN


def all_pages(data: Path) -> list[LabelledPage]:
    """Return all labelled pages; one without a single block of body is left out."""
    pages = [*zyte(data), *fundus(data), *trafilatura(data)]
    return [page for page in pages if np.nansum(page.share) > 0]


def read_html(path: Path) -> str:
    """Return a stored page as text."""
    body = path.read_bytes()
    if path.suffix == ".gz":
        body = gzip.decompress(body)
    return body.decode("utf-8", "replace")


def share_of_gold(layout: Layout, gold: str) -> np.ndarray:
    """Return per block the share of its words aligned with `gold`; 0 for a block of no words."""
    page_words: list[str] = []
    owner: list[int] = []
    for i, block in enumerate(layout.blocks):
        words = WORD(block.text)
        page_words += words
        owner += [i] * len(words)
    hits = np.zeros(len(layout.blocks), np.float32)
    sizes = np.zeros(len(layout.blocks), np.float32)
    for i in owner:
        sizes[i] += 1
    gold_words = WORD(gold)
    matcher = SequenceMatcher(None, page_words, gold_words, autojunk=False)
    previous_end = -1
    for a, b, size in matcher.get_matching_blocks():
        joined = b == previous_end  # nothing of gold lies between this run and the one before
        if size >= SHORTEST_RUN or (size and joined):
            for i in owner[a : a + size]:
                hits[i] += 1
            previous_end = b + size
    return hits / np.maximum(sizes, 1)


def zyte(data: Path) -> Iterator[LabelledPage]:
    """Yield the 181 pages of pages/zyte."""
    folder = data / "pages" / "zyte"
    truth = json.loads((folder / "ground-truth.json").read_text())
    for name, gold in truth.items():
        layout = layout_of_html(
            read_html(folder / "html" / f"{name}.html.gz"), max_blocks=MAX_BLOCKS
        )
        share = share_of_gold(layout, gold["articleBody"])
        yield LabelledPage(f"zyte/{name}", site_of(gold["url"]), layout, share)


def fundus(data: Path) -> Iterator[LabelledPage]:
    """Yield the 34 pages of pages/fundus-fixtures, which label the summary too."""
    folder = data / "pages" / "fundus-fixtures"
    expected = json.loads((folder / "expected.json").read_text())
    for name, entry in expected.items():
        layout = layout_of_html(read_html(folder / "html" / name), max_blocks=MAX_BLOCKS)
        body = entry["expected"]["body"]
        lines = [
            line for part in body["sections"] for line in (*part["headline"], *part["paragraphs"])
        ]
        share = share_of_gold(layout, "\n".join(lines))
        summary = share_of_gold(layout, "\n".join(body.get("summary") or []))
        share[(summary > 0.5) & (share < 0.5)] = SUMMARY
        yield LabelledPage(f"fundus/{name}", site_of(entry["url"]), layout, share)


def trafilatura(data: Path) -> Iterator[LabelledPage]:
    """Yield the pages of pages/trafilatura-en: only blocks that hold a segment are labelled."""
    folder = data / "pages" / "trafilatura-en"
    for url, entry in json.loads((folder / "evaldata-en.json").read_text()).items():
        name = entry["file"]
        path = next((folder / "html").glob(f"{name}*"), None)
        if path is None:
            continue
        layout = layout_of_html(read_html(path), max_blocks=MAX_BLOCKS)
        share = np.full(len(layout.blocks), np.nan, np.float32)
        for label, segments in ((1.0, entry["with"]), (0.0, entry["without"])):
            for segment in segments:
                _mark(layout, " ".join(segment.split()), label, share)
        yield LabelledPage(f"trafilatura/{name}", site_of(url), layout, share)


def _mark(layout: Layout, segment: str, label: float, share: np.ndarray) -> None:
    for i, block in enumerate(layout.blocks):
        text = block.text.replace("\n", " ")
        if segment in text or (len(text) > 15 and text in segment):
            share[i] = label
