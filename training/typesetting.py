"""From pieces to text: line width, blank lines, line ends, stray spaces, exact regions."""

import random
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from training.scenes import Piece


class Region(NamedTuple):
    """Characters [start, end) of a dump: first to last visible character of one block.

    A mark that belongs to the layout ("# ", "HEADLINE: ", a bullet, "<p>") lies outside the region
    of a headline or body block, and is in no region. A wrapped block spans its line breaks.
    """

    start: int
    end: int
    kind: str  # headline, summary, paragraph, subhead, list-item, quote, caption, furniture
    story: int | None  # None: furniture outside any story


class Typesetting(NamedTuple):
    """What an exporter does to the page."""

    width: int  # of a line in characters; 0: lines are not wrapped
    column: int  # centred lines are centred in this width
    newline: str
    blanks: str  # kept, equal, random, none, double
    equal: int  # blank lines of each run where `blanks` is equal
    tail: float  # chance of trailing spaces on a line
    margin: str  # in front of every line
    start: str  # in front of the whole text: a byte order mark, blank lines
    plain: bool  # typographic quotation marks and dashes become ASCII
    escaped: bool  # "&" and quotation marks as HTML entities
    hard: float  # chance that a space becomes a non-breaking one, per piece


_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-", "…": "...", "•": "*"}
)
_ESCAPED = str.maketrans(
    {"&": "&amp;", '"': "&quot;", "'": "&#39;", "’": "&rsquo;", "“": "&ldquo;", "”": "&rdquo;"}
)
_CONTROL = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def draw_typesetting(rng: random.Random) -> Typesetting:
    """Draw one."""
    width = rng.randint(50, 100) if rng.random() < 0.3 else 0
    return Typesetting(
        width=width,
        column=width or rng.choice((60, 72, 80, 100)),
        newline="\r\n" if rng.random() < 0.15 else "\n",
        blanks=rng.choices(("kept", "equal", "random", "none", "double"), (36, 30, 18, 12, 4))[0],
        equal=rng.choices((1, 2, 3), (80, 15, 5))[0],
        tail=rng.choice((0.0,) * 8 + (0.05, 0.5)),
        margin=rng.choices(("", " ", "    ", "\t"), (93, 3, 3, 1))[0],
        start=rng.choices(("", "\ufeff", "\n\n", " "), (90, 4, 4, 2))[0],
        plain=rng.random() < 0.12,
        escaped=rng.random() < 0.03,
        hard=rng.choice((0.0,) * 9 + (0.1,)),
    )


def typeset(
    pieces: Sequence[tuple[Piece, int | None]], style: Typesetting, rng: random.Random
) -> tuple[str, list[Region]]:
    """Write the pieces, each with its story, one under the other."""
    parts, regions, length = [style.start], [], len(style.start)
    for number, (piece, story) in enumerate(pieces):
        first = number == 0
        opening = "" if first else style.newline * (1 + _blank_lines(piece.gap, style, rng))
        inner = _inner(piece, style, rng)
        if "\f" in piece.text:
            opening += "\f"  # a new page: white space, so outside every region
        if not inner:
            parts.append(opening)
            length += len(opening)
            continue
        lines = _wrap(inner, style, len(piece.prefix) + len(piece.lead)) if piece.wraps else [inner]
        lead = style.margin + _lead(piece, lines[0], style)
        tail = " " * rng.randint(1, 3) if rng.random() < style.tail else ""
        body = _join(lines, style, style.margin + (lead if piece.align else piece.hang))
        start = length + len(opening) + len(lead) + len(piece.prefix)
        parts += (opening, lead, piece.prefix, body, piece.suffix, tail)
        regions.append(Region(start, start + len(body), piece.kind, story))
        length = start + len(body) + len(piece.suffix) + len(tail)
    parts.append(style.newline * rng.randint(0, 2))
    return "".join(parts), regions


def _inner(piece: Piece, style: Typesetting, rng: random.Random) -> str:
    text = _CONTROL.sub(" ", piece.text) if piece.kind != "furniture" else piece.text
    text = text.strip().strip("\u200b\ufeff\u2060").strip()
    if style.plain:
        text = text.translate(_PLAIN)
    if style.escaped:
        text = text.translate(_ESCAPED)
    if style.hard and rng.random() < style.hard:
        text = text.replace(" ", "\u00a0", rng.randint(1, 3))
    return text


def _blank_lines(gap: int, style: Typesetting, rng: random.Random) -> int:
    if style.blanks == "none":
        return 0
    if style.blanks == "double":
        return gap + 1
    if gap == 0 or style.blanks == "kept":
        return gap
    if style.blanks == "equal":
        return style.equal
    return rng.choice((0, 1, 1, 1, 2, 2, 3, 4))


def _lead(piece: Piece, line: str, style: Typesetting) -> str:
    spare = style.column - len(line) - len(piece.prefix)
    if piece.align == "center" and spare > 1:
        return " " * (spare // 2)
    if piece.align == "right" and spare > 1:
        return " " * spare
    return piece.lead


@cache
def _breaks(width: int) -> re.Pattern[str]:
    # A word longer than the line stands alone. One expression is twenty times faster than textwrap.
    return re.compile(rf"(\S{{{width},}}|.{{1,{width}}})(?:[ \u00a0]+|$)", re.DOTALL)


def _wrap(text: str, style: Typesetting, taken: int) -> list[str]:
    if not style.width or len(text) + taken <= style.width:
        return [text]
    first = text[: max(style.width - taken, 1)].rfind(" ")
    if first <= 0:
        return _breaks(style.width).findall(text)
    return [text[:first].rstrip(), *_breaks(style.width).findall(text[first:].lstrip())]


def _join(lines: list[str], style: Typesetting, hang: str) -> str:
    between = style.newline * (2 if style.blanks == "double" and style.width else 1)
    return (between + hang).join(line.strip() for line in lines)
