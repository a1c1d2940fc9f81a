"""Bodies of generated stories: paragraphs, sub-headings, lists and quotations."""

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

from training.scenes import Piece, Scene
from training.wording import BODY_KEYS, DATELINES, GLYPHS, PARAGRAPH_MARKS, SUBHEAD_MARKS, SUBHEADS

INDENTS = ("", "", "", "  ", "   ", "    ", "\t", "\u00a0\u00a0\u00a0", "\u2003")
TIGHT_INDENTS = ("", "   ", "\t", "")  # without blank lines an indent is all that parts paragraphs
NUMBERS = ("{i}. ", "{i}) ", "({i}) ")


class BodyStyle(NamedTuple):
    """How the paragraphs of a dump stand."""

    gap: int  # blank lines between paragraphs
    lead: str  # indent of a paragraph's first line
    hang: str  # of its further lines
    prefix: str  # template: "<p>", "[{HH}:{MM}] "
    suffix: str
    dateline: str
    datelines: float  # share of stories with a dateline put in
    cuts: float  # share of stories whose paragraphs are cut into short ones
    subhead: tuple[str, str]  # marks around a sub-heading
    capitals: bool  # sub-headings in capitals
    subheads: float  # chance per paragraph
    glyph: str  # of list items
    lists: float
    quotes: float
    pulls: float  # quotations repeated as a display line
    label: str  # "TEXT:", on the first line of the body or above it
    label_apart: bool


def draw_body(gap: int, density: float, rng: random.Random) -> BodyStyle:
    """Draw how paragraphs stand `gap` blank lines apart."""
    indents = INDENTS if gap else TIGHT_INDENTS
    lead = rng.choice(indents) if rng.random() < 0.4 else ""
    prefix, suffix = rng.choice(PARAGRAPH_MARKS) if rng.random() < 0.05 else ("", "")
    hang = lead if rng.random() < 0.2 else ""
    labelled = density > 0 and rng.random() < 0.08
    return BodyStyle(
        gap,
        lead,
        "> " if prefix == "> " else hang,
        prefix,
        suffix,
        dateline=rng.choice(DATELINES),
        datelines=rng.choice((0.0, 0.0, 0.0, 0.3, 0.9)),
        cuts=rng.choice((0.0, 0.1, 0.6)),
        subhead=rng.choice(SUBHEAD_MARKS) if rng.random() < 0.45 else ("", ""),
        capitals=rng.random() < 0.1,
        subheads=rng.choice((0.0, 0.0, 0.03, 0.1)),
        glyph=rng.choice((*GLYPHS, *NUMBERS)),
        lists=rng.choice((0.0, 0.0, 0.02)),
        quotes=rng.choice((0.0, 0.0, 0.02)),
        pulls=rng.choice((0.0, 0.0, 0.0, 0.03)) * density,
        label=rng.choice(BODY_KEYS) if labelled else "",
        label_apart=rng.random() < 0.5,
    )


_ABBREVIATED = (
    r"(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)(?<!St\.)(?<!Jr\.)"
    r"(?<!Mrs\.)(?<!Sen\.)(?<!Rep\.)(?<!Gov\.)(?<!Gen\.)"
)
_SENTENCE_END = re.compile(_ABBREVIATED + r"(?<=[a-z0-9%”\"][.!?”\"]) (?=[A-Z“\"])")


def body_pieces(scene: Scene, style: BodyStyle, rng: random.Random) -> list[Piece]:
    """Write the paragraphs, sub-headings, lists and quotations of a story, without furniture."""
    blocks = _cut(scene.body) if rng.random() < style.cuts else list(scene.body)
    if rng.random() < style.datelines and not re.match(r"[A-Z]{4,}", blocks[0][1]):
        blocks[0] = (blocks[0][0], style.dateline.format_map(scene.fields) + blocks[0][1])
    paragraph = Piece(
        "",
        "paragraph",
        style.gap,
        style.lead,
        style.prefix.format_map(scene.fields),
        style.suffix,
        style.hang,
        True,
    )
    pieces: list[Piece] = []
    if style.label and style.label_apart:
        pieces.append(Piece(style.label, gap=style.gap))
    for number, (kind, text) in enumerate(blocks):
        if number and kind == "paragraph":
            pieces += _between(text, style, rng)
        # The first block stays a paragraph, so that every story has one.
        pieces += (
            _block(kind, text, paragraph, style, rng) if number else [paragraph._replace(text=text)]
        )
    if style.label and not style.label_apart:
        pieces[0] = pieces[0]._replace(prefix=f"{style.label} ", lead="")
    return pieces


def _cut(blocks: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [
        (kind, part)
        for kind, text in blocks
        for part in (
            _SENTENCE_END.split(text) if kind == "paragraph" and len(text) > 200 else (text,)
        )
        if part.strip()
    ]


def _between(text: str, style: BodyStyle, rng: random.Random) -> list[Piece]:
    """Draw what may stand in front of a paragraph that is not the first."""
    if rng.random() < style.subheads:
        return [_subhead(rng.choice(SUBHEADS), style)]
    if rng.random() < style.pulls and "“" in text:
        quotation = text[text.index("“") :].partition("”")[0] + "”"
        return [Piece(quotation, gap=style.gap, wraps=True)]
    return []


def _subhead(text: str, style: BodyStyle) -> Piece:
    prefix, suffix = style.subhead
    return Piece(
        text.upper() if style.capitals else text, "subhead", style.gap, style.lead, prefix, suffix
    )


def _block(kind: str, text: str, like: Piece, style: BodyStyle, rng: random.Random) -> list[Piece]:
    if kind == "subhead":
        return [_subhead(text, style)]
    if rng.random() < style.lists and 80 < len(text) < 700:
        gap = rng.choice((0, style.gap))
        return [
            Piece(
                part,
                "list-item",
                gap if i else style.gap,
                "  ",
                style.glyph.replace("{i}", str(i + 1)),
                "",
                "   ",
                True,
            )
            for i, part in enumerate(_SENTENCE_END.split(text))
        ]
    if rng.random() < style.quotes:
        lead, mark = rng.choice((("    ", ""), ("", "> "), ("\t", ""), ("", "| ")))
        return [Piece(text, "quote", style.gap, lead, mark, "", lead + mark, True)]
    return [like._replace(text=text)]
