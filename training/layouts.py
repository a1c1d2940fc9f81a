"""Layouts of dumps, drawn from a grammar of independent choices rather than from a list of vendors.

One draw fixes how every story of a dump is laid out; single stories deviate a little.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

from training.bodies import BodyStyle, body_pieces, draw_body
from training.furniture import (
    headline_maker,
    keys_maker,
    line_maker,
    meta_maker,
    summary_maker,
)
from training.scenes import Bylaws, Fields, Maker, Piece, Scene
from training.wording import (
    CONTENTS_ENDS,
    CONTENTS_HEADS,
    CONTENTS_MARKS,
    DATES,
    DUMP_FEET,
    DUMP_HEADS,
    FAMILIES,
    GLYPHS,
    PAGE_LINES,
    RULE_MARKS,
    RULE_WORDS,
    STAMPS,
    TIMES,
)

OPENINGS = (
    "Description: ", "Full text: ", "Text: ", "Body: ", "Content: ", "Abstract: ", "Summary: ",
    "LP: ", "TD  ", "FULL TEXT: ", "Article: ", "Story: ", "BODY:\t", "description = ",
)  # fmt: skip
POSTED = (
    "[{date}, {time}] {author}: ", "{time} {author}: ", "[{time}:{minute}] <{author}> ",
    "{author} ({time}): ", "{date}, {time} - {author}: ", "[{date}, 08:{minute}:12] Desk: ",
)  # fmt: skip


class Layout(NamedTuple):
    """Everything the stories of one dump have in common."""

    laws: Bylaws
    before: tuple[Maker, ...]  # the headline is one of them
    inside: tuple[Maker, ...]
    rate: float  # furniture per gap between paragraphs
    after: tuple[Maker, ...]
    part_gap: int  # blank lines between header, body and what follows
    body: BodyStyle
    story_gap: int
    rules: tuple[str, ...]  # lines between two stories; empty: none
    rule_style: tuple[int, str]  # blank lines before a rule, alignment
    rule_ends: bool  # also before the first or after the last story
    one_paper: bool
    page_line: str  # a running page header or footer; "": none
    head: str
    contents: str | None
    contents_mark: str
    headless: bool  # its stories have no headline
    opening: str  # stands in front of the first paragraph, on its line
    joined: bool  # the body is one line
    spoken: str  # stands in front of every paragraph: who posted it, and when
    foot: str


def draw_laws(rng: random.Random) -> Bylaws:
    """Draw what all makers agree on."""
    align = rng.choices(("", "center", "right"), (90, 9, 1))[0]
    lead = rng.choices(("", "  ", "\t", "\u00a0\u00a0"), (92, 4, 3, 1))[0]
    gap = rng.choices((0, 1, 2), (60, 36, 4))[0]
    year, month = rng.randint(1987, 2026), rng.randint(1, 12)
    narrow = rng.random() < 0.75  # most dumps hold the news of a few weeks
    years = (year, year) if narrow else (1987, 2026)
    months = (month, min(month + 1, 12)) if narrow else (1, 12)
    dates = rng.choice(DATES), rng.choice(TIMES), rng.choice(STAMPS)
    return Bylaws(*dates, gap, align, lead, years, months)


def draw_layout(rng: random.Random) -> Layout:
    """Draw a layout."""
    laws = draw_laws(rng)
    density = rng.choices((0.0, 0.35, 0.8, 1.3, 2.2), (12, 22, 34, 22, 10))[0]
    body_gap = rng.choices((0, 1, 2), (38, 56, 6))[0]
    story_gap = body_gap + rng.choices((0, 1, 2, 3, 5), (34, 30, 22, 9, 5))[0]
    rate = rng.choice((0.03, 0.08, 0.15, 0.3)) if rng.random() < 0.4 * density else 0.0
    heads = density > 0 or rng.random() < 0.3
    return Layout(
        laws=laws,
        before=_header(laws, density, rng),
        inside=_makers("i", density * 1.5, laws, rng) if rate else (),
        rate=rate,
        after=_makers("a", density * 0.7, laws._replace(align="", lead=""), rng),
        part_gap=rng.choice((body_gap, body_gap, 0, 1, 2)),
        body=draw_body(body_gap, density, rng),
        story_gap=story_gap,
        rules=_draw_rules(rng) if rng.random() < 0.4 else (),
        rule_style=(rng.choice((0, 1, 1, 2, story_gap)), rng.choices(("", "center"), (90, 10))[0]),
        rule_ends=rng.random() < 0.3,
        one_paper=rng.random() < 0.4,
        page_line=rng.choice(PAGE_LINES) if rng.random() < 0.06 else "",
        head=rng.choice(DUMP_HEADS) if heads and rng.random() < 0.3 else "",
        contents=rng.choice(CONTENTS_HEADS) if heads and rng.random() < 0.18 else None,
        contents_mark=rng.choice((*GLYPHS, *CONTENTS_MARKS)),
        headless=story_gap > body_gap and rng.random() < 0.07,
        opening=rng.choice(OPENINGS) if rng.random() < 0.07 else "",
        joined=rng.random() < 0.05,
        spoken=rng.choice(POSTED) if rng.random() < 0.04 else "",
        foot=rng.choice(DUMP_FEET) if heads and rng.random() < 0.25 else "",
    )


def _makers(place: str, density: float, laws: Bylaws, rng: random.Random) -> tuple[Maker, ...]:
    """Draw makers of the families that may stand in a place, in random order."""
    found = [
        family
        for family, entry in FAMILIES.items()
        if rng.random() < density * entry.chance * entry.places.count(place) / len(entry.places)
    ]
    rng.shuffle(found)
    return tuple(line_maker(family, laws, rng) for family in found)


def _header(laws: Bylaws, density: float, rng: random.Random) -> tuple[Maker, ...]:
    """Draw everything in front of the body, in the order of this dump."""
    front, middle = (list(_makers(place, density, laws, rng)) for place in "fm")
    summaries = rng.random() < (0.26 if density else 0.05)
    if summaries:
        middle.insert(rng.randint(0, len(middle)), summary_maker(laws, rng))
    if density and rng.random() < 0.18:
        middle.insert(rng.randint(0, len(middle)), meta_maker(laws, rng))
    headline = [headline_maker(laws, rng)]
    if density and rng.random() < 0.2:
        keyed = rng.random() < 0.6
        block = keys_maker(laws, rng, keyed)
        headline = [block] if keyed else rng.sample([block, *headline], 2)
    repeats = rng.random() < 0.15
    if repeats:  # once more, after the gallery or the mail header
        middle.insert(rng.randint(min(1, len(middle)), len(middle)), headline_maker(laws, rng))
    return (*front, *headline, *middle)


def _draw_rules(rng: random.Random) -> tuple[str, ...]:
    if rng.random() < 0.4:
        return tuple(rng.choice(RULE_WORDS).split("\n"))
    mark = rng.choice(RULE_MARKS)
    length = rng.choice((3, 5, 10, 20, 30, 40, 60, 70, 72, 79, 80, 100))
    line = (mark * length)[:length].strip()
    return (line, line) if rng.random() < 0.06 else (line,)


def story_pieces(scene: Scene, layout: Layout, rng: random.Random) -> list[Piece]:
    """Write one story with all furniture of its own, in order; its first piece starts the story."""
    pieces = [piece for make in layout.before for piece in make(scene, rng)]
    if layout.headless:
        pieces = [piece for piece in pieces if piece.kind != "headline"]
    body = _opened(body_pieces(scene, layout.body, rng), layout)
    body[0] = body[0]._replace(gap=layout.part_gap if pieces else layout.story_gap)
    if layout.spoken:
        body = _posted(body, layout.spoken, scene.fields, rng)
        pieces = _posted(pieces, layout.spoken, scene.fields, rng)
    if pieces:
        pieces[0] = pieces[0]._replace(gap=layout.story_gap)
    for number, piece in enumerate(body):
        pieces.append(piece)
        if layout.inside and number + 1 < len(body) and rng.random() < layout.rate:
            pieces += _spaced(rng.choice(layout.inside)(scene, rng), layout.body.gap)
        if layout.page_line and rng.random() < 0.12:
            pieces += _page_line(layout, scene.fields, rng)
    for make in layout.after:
        pieces += _spaced(make(scene, rng), layout.part_gap)
    return pieces


def _opened(body: list[Piece], layout: Layout) -> list[Piece]:
    """Put what a dump writes in front of paragraphs; join them where it writes one line a story."""
    if layout.joined:
        words = " ".join(piece.text for piece in body if piece.kind == "paragraph")
        first = next(piece for piece in body if piece.kind == "paragraph")
        body = [first._replace(text=words)]
    if layout.opening:
        body[0] = body[0]._replace(prefix=layout.opening + body[0].prefix)
    return body


def _posted(pieces: list[Piece], posted: str, fields: Fields, rng: random.Random) -> list[Piece]:
    """Put who posted it and when in front of everything, as chats do; now and then of the first."""
    minute = rng.randint(10, 50)
    every = rng.random() < 0.7
    return [
        piece._replace(
            prefix=posted.format_map({**fields, "minute": minute + i % 9}) + piece.prefix
        )
        if every or not i
        else piece
        for i, piece in enumerate(pieces)
    ]


def _spaced(pieces: list[Piece], gap: int) -> list[Piece]:
    return [piece._replace(gap=gap) if i == 0 else piece for i, piece in enumerate(pieces)]


def _page_line(layout: Layout, fields: Fields, rng: random.Random) -> list[Piece]:
    text = layout.page_line.format_map({**fields, "p": rng.randint(1, 40)})
    return _spaced([Piece(line) for line in text.split("\n")], layout.body.gap)


def head_pieces(layout: Layout, scenes: Sequence[Scene], rng: random.Random) -> list[Piece]:
    """Write the lines in front of the first story: a title, mail headers, a list of contents."""
    pieces = [Piece(line) for line in layout.head.format_map(scenes[0].fields).split("\n") if line]
    if layout.contents is None:
        return pieces
    if layout.contents:
        pieces.append(Piece(layout.contents.format_map(scenes[0].fields), gap=1))
    behind = rng.choice(CONTENTS_ENDS)
    if layout.contents_mark == "* [":
        behind = "](#story-{n})"
    for number, scene in enumerate(scenes):
        text = layout.contents_mark.format_map(scene.fields) + scene.headline
        pieces.append(
            Piece(
                text + behind.format_map(scene.fields),
                gap=0 if number else 1,
                lead="",
                wraps=True,
                hang="     ",
            )
        )
    return pieces


def rule_pieces(layout: Layout) -> list[Piece]:
    """Write the lines between two stories."""
    gap, align = layout.rule_style
    return [Piece(line, gap=0 if i else gap, align=align) for i, line in enumerate(layout.rules)]


def foot_pieces(layout: Layout, scene: Scene) -> list[Piece]:
    """Write the lines behind the last story."""
    lines = layout.foot.format_map(scene.fields).split("\n") if layout.foot else []
    return [Piece(line, gap=0 if i else layout.story_gap) for i, line in enumerate(lines)]
