"""Story + Facts -> Article: one text with offsets, and every fact pointing to it."""

from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from onrecord.record import (
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Figure,
    Found,
    Page,
    Post,
    Span,
    Where,
)
from onrecord.split.blocks import Layout
from onrecord.split.facts import Facts
from onrecord.split.facts.dates import Order
from onrecord.split.facts.figures import (
    Caption,
    credit_found,
    day_found,
    read_caption,
    read_counter,
)
from onrecord.split.facts.posts import find_entries, post_spans
from onrecord.split.facts.visible import page_span
from onrecord.split.stories import Story

_ID_DIGITS = 16


class _Piece(NamedTuple):
    """A stretch of the article's text before its offsets are known."""

    kind: BlockKind
    text: str
    page_span: Span | None
    score: float
    first: int  # index of its first block in the layout; -1 if it has none
    caption: Caption | None = None  # for a caption: its block taken apart


class Place(NamedTuple):
    """What an article gets from its page and from whoever reads it."""

    kind: ArticleKind
    number: int  # on the page, from 1
    of: int
    made_by: str


def article_of(page: Page, layout: Layout, story: Story, facts: Facts, place: Place) -> Article:
    """Put an article together."""
    pieces = _pieces(layout, story, facts)
    text = "\n".join(piece.text for piece in pieces)
    blocks = _blocks(pieces)
    to_text = _Shift(tuple(blocks))
    placed = [(p, b) for p, b in zip(pieces, blocks, strict=True) if p.kind != "headline"]
    dated = facts.published, facts.updated
    is_live = place.kind == "live-blog"
    entries = find_entries(layout, story, dated, facts.order) if is_live else ()
    digest = sha256(f"{page.sha256} {place.number}\n{text}".encode(errors="replace")).hexdigest()
    span = Span(start=layout.blocks[story.first].start, end=layout.blocks[story.last - 1].end)
    return Article(
        id=digest[:_ID_DIGITS],
        kind=place.kind,
        number=place.number,
        of=place.of,
        headline=_headline(facts.headline, to_text),
        summary=tuple(
            Found(
                value=text[block.span.start : block.span.end],
                how="block in front of the body",
                where=Where(layer="text", span=block.span),
            )
            for block in blocks
            if block.kind == "summary"
        ),
        authors=tuple(to_text(found) for found in facts.authors or _credited(facts)),
        agency=to_text.maybe(facts.agency),
        outlet=to_text.maybe(facts.outlet),
        dateline=to_text.maybe(facts.dateline),
        published=to_text.maybe(facts.published),
        updated=to_text.maybe(facts.updated),
        captured=facts.captured,
        seen=facts.seen,
        url=facts.url,
        short_url=facts.short_url,
        section=to_text.maybe(facts.section),
        topics=tuple(to_text(found) for found in facts.topics),
        lang=facts.lang,
        text=text,
        blocks=tuple(blocks),
        figures=_figures(layout, story, pieces, to_text),
        posts=tuple(
            Post(span=span, at=to_text(at))
            for span, at in post_spans(entries, [(p.first, b.span) for p, b in placed])
        ),
        refused=facts.refused,
        notes=(*layout.notes, *facts.notes),
        page_sha256=page.sha256,
        page_span=span,
        origin=page.origin,
        made_by=place.made_by,
    )


def _credited(facts: Facts) -> tuple[Found, ...]:
    """Return the agency or outlet that the byline names, if it names no person."""
    return () if facts.credited is None else (facts.credited,)


class _Shift:
    """Moves a fact from the page text to the article's text, if it is unchanged there."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks

    def __call__(self, found: Found) -> Found:
        span = found.where.span
        if found.where.layer != "page" or span is None:
            return found
        for block in self.blocks:
            home = block.page_span
            if home is None or not home.start <= span.start < span.end <= home.end:
                continue
            if home.end - home.start != block.span.end - block.span.start:
                continue  # white space was collapsed: the offsets do not carry over
            shift = block.span.start - home.start
            moved = Span(start=span.start + shift, end=span.end + shift)
            return replace(found, where=Where(layer="text", span=moved))
        return found

    def maybe(self, found: Found | None) -> Found | None:
        return None if found is None else self(found)


def _headline(found: Found | None, to_text: _Shift) -> Found | None:
    if found is None or found.where.layer != "markup":
        return to_text.maybe(found)
    return found


def _pieces(layout: Layout, story: Story, facts: Facts) -> list[_Piece]:
    """Return headline, summary, body and captions in reading order; the headline once."""
    pieces: list[_Piece] = []
    seen_headline = False
    for i in range(story.first, story.last):
        role = story.roles[i - story.first]
        if role == "furniture":
            continue
        if role == "headline":
            if seen_headline:
                continue
            seen_headline = True
        score = story.scores[i - story.first]
        if role == "caption":
            pieces.append(_caption_piece(layout, i, score, facts.order))
            continue
        block = layout.blocks[i]
        span = Span(start=block.start, end=block.end)
        pieces.append(_Piece(role, block.text, span, score, i))
    if facts.headline is not None and not seen_headline:
        pieces.insert(0, _Piece("headline", facts.headline.value, None, 1.0, -1))
    return _join_rows(layout, pieces)


def _caption_piece(layout: Layout, index: int, score: float, order: Order | None) -> _Piece:
    """Return the words of a caption, without the counter before and the credit after."""
    text = layout.blocks[index].text
    caption = read_caption(text, order=order)
    span = page_span(layout, index, caption.start, caption.end)
    return _Piece("caption", text[caption.start : caption.end], span, score, index, caption)


def _join_rows(layout: Layout, pieces: list[_Piece]) -> list[_Piece]:
    """Join the cells of a table row into one piece, "a | b | c"."""
    joined: list[_Piece] = []
    row: int | None = None
    for piece in pieces:
        here = layout.blocks[piece.first].up[0] if piece.kind == "table-row" else None
        last = joined[-1] if joined else None
        if here is not None and here == row and last and last.page_span and piece.page_span:
            span = Span(start=last.page_span.start, end=piece.page_span.end)
            joined[-1] = last._replace(text=f"{last.text} | {piece.text}", page_span=span)
        else:
            joined.append(piece)
        row = here
    return joined


def _blocks(pieces: list[_Piece]) -> list[Block]:
    blocks = []
    start = 0
    for piece in pieces:
        span = Span(start=start, end=start + len(piece.text))
        blocks.append(
            Block(kind=piece.kind, span=span, page_span=piece.page_span, score=piece.score)
        )
        start = span.end + 1
    return blocks


def _figures(
    layout: Layout, story: Story, pieces: list[_Piece], to_text: _Shift
) -> tuple[Figure, ...]:
    """Return the figures in gallery order; the number is read from "1 / 2" if it is there."""
    figures: list[Figure] = []
    for piece, block in zip(pieces, to_text.blocks, strict=True):
        caption = piece.caption
        if caption is None:
            continue
        counter = caption.number or _counter_above(layout, story, piece.first)
        figures.append(
            Figure(
                number=counter or len(figures) + 1,
                caption=block.span,
                credit=to_text.maybe(_credit(layout, piece.first, caption)),
                on=to_text.maybe(_day(layout, piece.first, caption)),
                url=_image_url(layout, piece.first),
            )
        )
    return tuple(figures)


def _credit(layout: Layout, index: int, caption: Caption) -> Found | None:
    if caption.credit is None:
        return None
    span = page_span(layout, index, caption.credit_start, caption.credit_end)
    return credit_found(caption, Where(layer="page", span=span))


def _day(layout: Layout, index: int, caption: Caption) -> Found | None:
    if caption.on is None:
        return None
    span = page_span(layout, index, caption.on.start, caption.on.end)
    return day_found(caption, Where(layer="page", span=span))


def _counter_above(layout: Layout, story: Story, index: int) -> int | None:
    if index - 1 < story.first:
        return None
    counter = read_counter(layout.blocks[index - 1].text)
    return counter[0] if counter else None


_NEAR = 3  # blocks between a picture and its caption


def _image_url(layout: Layout, index: int) -> str | None:
    near = 0 if layout.medium == "text" else _NEAR
    before = [image for image in layout.images if index - near <= image.before <= index]
    return before[-1].url if before else None
