"""Makers of a story's lines: headline, bullets, header blocks, furniture.

A maker is drawn once per dump (its template, its keys, its separators) and then called for every
story, so that a dump keeps to one layout.
"""

import random
import re
from string import capwords
from typing import NamedTuple

from training.scenes import Bylaws, Maker, Piece, Scene
from training.wording import (
    FAMILIES,
    FRAMES,
    GLYPHS,
    HEADLINE_MARKS,
    KEY_MARKS,
    KEYS,
    META,
    SEPARATORS,
    SUMMARY_KEYS,
    SUMMARY_LABELS,
)


def headline_maker(laws: Bylaws, rng: random.Random) -> Maker:
    """Write the headline in one form: marks around it, capitals, a line under it."""
    before, behind = rng.choice(HEADLINE_MARKS) if rng.random() < 0.7 else ("", "")
    case = rng.choices(("", "upper", "title"), (80, 12, 8))[0]
    under = rng.choice("====----~*_") if rng.random() < 0.05 else ""
    over = bool(under) and rng.random() < 0.2
    fixed = rng.choice((0, 0, 20, 40, 72))
    gap = laws.gap if rng.random() < 0.8 else rng.randint(0, 2)
    halves = rng.random() < 0.04  # long headlines stand on two lines

    def make(scene: Scene, rng: random.Random) -> list[Piece]:
        text = scene.headline
        text = text.upper() if case == "upper" else capwords(text) if case == "title" else text
        prefix, suffix = before.format_map(scene.fields), behind.format_map(scene.fields)
        rule = Piece(under * (fixed or min(len(text), 80)), align=laws.align, lead=laws.lead)
        piece = Piece(
            text,
            "headline",
            0 if over else gap,
            laws.lead,
            prefix,
            suffix,
            laws.lead,
            True,
            laws.align,
        )
        pieces = _halved(piece) if halves and len(text) > 40 else [piece]
        return [rule._replace(gap=gap)] * over + pieces + [rule] * bool(under)

    return make


def _halved(piece: Piece) -> list[Piece]:
    """Break a headline in two: marks stand in front of the first and behind the second half."""
    middle = piece.text.find(" ", len(piece.text) // 2)
    if middle < 0:
        return [piece]
    first = piece._replace(text=piece.text[:middle], suffix="")
    return [first, piece._replace(text=piece.text[middle + 1 :], prefix="", gap=0)]


def line_maker(family: str, laws: Bylaws, rng: random.Random) -> Maker:
    """Write lines of one family in one wording, in every story of the layout or in a few."""
    entry = FAMILIES[family]
    template = rng.choice(entry.templates)
    # A family that wanders (advertisements, teasers) is drawn afresh for each use.
    wanders = "i" in entry.places and rng.random() < 0.7
    steady = entry.steady if rng.random() < 0.7 else rng.random()
    upper = rng.random() < 0.06 and not wanders
    gap = laws.gap if rng.random() < 0.8 else rng.randint(0, 2)
    mark = _mark(rng)

    def make(scene: Scene, rng: random.Random) -> list[Piece]:
        if rng.random() > steady:
            return []
        text = (rng.choice(entry.templates) if wanders else template).format_map(scene.fields)
        text = mark.format(text.upper() if upper else text)
        return [
            Piece(
                line, entry.kind, 0 if i else gap, laws.lead, align=laws.align, wraps=len(line) > 90
            )
            for i, line in enumerate(part for part in text.split("\n") if part.strip())
        ]

    return make


def _mark(rng: random.Random) -> str:
    """Draw a frame around lines of furniture, mostly none."""
    return "{}" if rng.random() < 0.85 else rng.choice(FRAMES)


def meta_maker(laws: Bylaws, rng: random.Random) -> Maker:
    """Write some facts of the story on one line: "By A B | 3 May 2021 | 4 min read"."""
    parts = rng.sample(META, rng.randint(2, 4))
    template = rng.choice(SEPARATORS).join(parts)
    frame = _mark(rng)

    def make(scene: Scene, rng: random.Random) -> list[Piece]:
        text = frame.format(template.format_map(scene.fields))
        return [Piece(text, gap=laws.gap, lead=laws.lead, align=laws.align)]

    return make


class KeyStyle(NamedTuple):
    """How a key-value block spells its keys."""

    before: str
    after: str
    behind: str
    width: int  # keys are padded to it
    apart: bool  # the value stands on a line of its own


def key_style(rng: random.Random) -> KeyStyle:
    """Draw one."""
    width = rng.choice((0, 0, 0, 0, 4, 6, 12, 16))
    return KeyStyle(*rng.choice(KEY_MARKS), width, rng.random() < 0.08)


def spell(key: str, style: KeyStyle, case: str) -> str:
    """Put marks around a key: "HD  ", "<title>", "Byline - "."""
    key = key.upper() if case == "upper" else key.lower() if case == "lower" else key
    return (style.before + key + style.after).ljust(style.width)


def keys_maker(laws: Bylaws, rng: random.Random, with_headline: bool) -> Maker:
    """Write a block of keys and values in any order, with any spelling."""
    names = rng.sample([key for key in KEYS if key != "headline"], rng.randint(2, 8))
    if with_headline:
        names.insert(rng.choice((0, 0, 0, rng.randint(0, len(names)))), "headline")
    style, case = key_style(rng), rng.choice(("", "", "upper", "upper", "lower"))
    lines = []
    for key in names:
        value, spellings = KEYS[key]
        lines.append((key, spell(rng.choice(spellings), style, case), value))
    missing = rng.choice((0.0, 0.0, 0.1, 0.3))
    gap = rng.choice((0, 0, 0, laws.gap))
    upper = rng.random() < 0.1

    def make(scene: Scene, rng: random.Random) -> list[Piece]:
        pieces: list[Piece] = []
        for key, label, value in lines:
            if key != "headline" and rng.random() < missing:
                continue
            text = value.format_map(scene.fields)
            headline = key == "headline"
            pieces += _pair(label, text.upper() if upper else text, style, headline)
        return [piece._replace(gap=gap if i else laws.gap) for i, piece in enumerate(pieces)]

    return make


def _pair(label: str, value: str, style: KeyStyle, headline: bool) -> list[Piece]:
    kind = "headline" if headline else "furniture"
    closing = style.behind.replace("</>", f"</{label.strip('<> ')}>")
    if style.apart:
        return [Piece(label.strip()), Piece(value, kind, wraps=headline)]
    if headline:
        return [Piece(value, kind, prefix=label, suffix=closing, wraps=True)]
    return [Piece(label + value + closing)]


def summary_maker(laws: Bylaws, rng: random.Random) -> Maker:
    """Write bullets, a standfirst, or a line with a key, in front of the body."""
    form = rng.choice(("bullets", "bullets", "deck", "deck", "key"))
    glyph, lead = rng.choice(GLYPHS), rng.choice(("", "", "  ", "   ", "\t"))
    label = rng.choice(SUMMARY_LABELS) if rng.random() < 0.35 else ""
    key = spell(rng.choice(SUMMARY_KEYS), key_style(rng), rng.choice(("", "upper")))
    frame = rng.choice(("", "", "", "*", "_", "**"))
    steady, gap = rng.choice((1.0, 0.9, 0.6)), rng.choice((laws.gap, laws.gap, 0, 1))

    def make(scene: Scene, rng: random.Random) -> list[Piece]:
        if rng.random() > steady:
            return []
        if form == "bullets":
            heads = [Piece(label, gap=laws.gap)] if label else []
            texts = gist(scene, rng, rng.randint(1, 4))
            gaps = [laws.gap if not label else 0] + [gap if gap < 2 else 0] * len(texts)
            return heads + [
                Piece(text, "summary", between, lead, glyph, wraps=True, hang=lead + "  ")
                for text, between in zip(texts, gaps, strict=False)
            ]
        text = (scene.summary or gist(scene, rng, 1))[0]
        if form == "key":
            return [Piece(text, "summary", laws.gap, prefix=key, wraps=True)]
        return [Piece(text, "summary", gap, laws.lead, frame, frame, wraps=True, align=laws.align)]

    return make


def gist(scene: Scene, rng: random.Random, count: int) -> tuple[str, ...]:
    """Pick up to `count` sentences of the body; at least one."""
    paragraphs = [text for kind, text in scene.body if kind == "paragraph"]
    if len(paragraphs) > 1 and rng.random() < 0.85:
        paragraphs = paragraphs[1:]  # bullets seldom repeat the first sentence
    picked = rng.sample(paragraphs, min(count, len(paragraphs)))
    return tuple(
        re.split(r"(?<=[a-z0-9”\"][.!?]) (?=[A-Z“\"])", text, maxsplit=1)[0] for text in picked
    )
