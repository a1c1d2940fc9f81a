"""A record -> an article as a reader knows it, with its marks and margin: what the page prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from onrecord.record import Article, BlockKind, Figure, Found, Record, Span
from onrecord.serve.shown.cards import Card, Wanted, cards
from onrecord.serve.shown.layers import marks_of
from onrecord.serve.shown.segments import Mark, Segment, segments
from onrecord.serve.shown.when import ago, in_words

TITLED = ("time", "place", "event")  # marks that say something of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A segment with its words, as it is printed."""

    text: str
    classes: str  # of the element; "" where nothing stands on it
    of: str  # ids of the statements it belongs to, with blanks between
    title: str  # of a time, place or event what is known of it
    begins: tuple[Card, ...]  # statements whose words begin here
    ends: tuple[Card, ...]  # and those whose words end here


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A block of the text and the cards that stand beside it."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    at: Found | None = None  # of the block that a post of a live blog begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as far as its words tell: it is not fetched."""

    figure: Figure
    caption: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date of the story with how it is known."""

    name: str  # "published", "updated", "captured"
    found: Found
    words: str  # "17 September 2024, 15:05 UTC"
    ago: str | None  # "11 minutes ago"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryText:
    """Everything that the page of an article prints of it."""

    record: Record
    headline: Row | None
    highlights: tuple[Row, ...]
    body: tuple[Row, ...]
    pictures: tuple[Picture, ...]
    dates: tuple[Dated, ...]
    cards: tuple[Card, ...]


def story_text(
    record: Record, wanted: Wanted, layers: Sequence[str], *, now: datetime
) -> StoryText:
    """Lay out an article. now: what "ago" is counted from."""
    article, reading = record.article, record.reading
    found = cards(article, reading, wanted) if reading else []
    marks = marks_of(reading, found, layers) if reading else []
    dateline = article.dateline.where.span if article.dateline else None
    if dateline is not None and article.dateline and article.dateline.where.layer == "text":
        marks.append(Mark(span=dateline, kind="dateline", of=""))
    setting = _Setting(article, found, marks)
    posts = {one.span.start: one.at for one in article.posts}
    rows = [
        replace(setting.row(one.kind, one.span), at=posts.get(one.span.start))
        for one in article.blocks
    ]
    headline = next((row for row in rows if row.kind == "headline"), None)
    apart = {"summary", "caption"}
    return StoryText(
        record=record,
        headline=headline,
        highlights=tuple(row for row in rows if row.kind == "summary"),
        body=tuple(row for row in rows if row.kind not in apart and row is not headline),
        pictures=tuple(
            Picture(
                figure=one, caption=setting.row("caption", one.caption) if one.caption else None
            )
            for one in article.figures
        ),
        dates=tuple(_dates(article, now)),
        cards=tuple(found),
    )


class _Setting:
    """Sets the blocks of one article, and each card beside the block where its words begin."""

    def __init__(self, article: Article, found: Sequence[Card], marks: list[Mark]) -> None:
        self.text, self.marks = article.text, marks
        self.cards = {card.id: card for card in found}
        spans = {card.id: _spans_of(card) for card in found}
        self.begins = {id_: held[0].start for id_, held in spans.items() if held}
        self.ends = {id_: held[-1].end for id_, held in spans.items() if held}

    def row(self, kind: BlockKind, span: Span) -> Row:
        pieces = [self.piece(one) for one in segments(span, self.marks)]
        beside = [card for card in self.cards.values() if self._begins_in(card, span)]
        return Row(kind=kind, pieces=tuple(pieces), cards=tuple(beside))

    def piece(self, one: Segment) -> Piece:
        of = list(dict.fromkeys(mark.of for mark in one.marks if mark.of in self.cards))
        begins = [self.cards[x] for x in of if self.begins.get(x) == one.span.start]
        ends = [self.cards[x] for x in of if self.ends.get(x) == one.span.end]
        return Piece(
            text=self.text[one.span.start : one.span.end],
            classes=self._classes(one, of),
            of=" ".join(of),
            title="; ".join(mark.of for mark in one.marks if mark.kind in TITLED),
            begins=tuple(begins),
            ends=tuple(ends),
        )

    def _classes(self, one: Segment, of: Sequence[str]) -> str:
        kinds = list(dict.fromkeys(mark.kind for mark in one.marks))
        contents = [mark.of for mark in one.marks if mark.kind == "content"]
        if contents:
            kinds.append(f"f-{self.cards[contents[-1]].family}")
        if len(contents) > 1:
            kinds.append("deep")
        if of and not any(self.cards[x].shown for x in of):
            kinds.append("off")
        return " ".join(kinds)

    def _begins_in(self, card: Card, span: Span) -> bool:
        return span.start <= self.begins.get(card.id, -1) < span.end


def _spans_of(card: Card) -> tuple[Span, ...]:
    """Give the words that a statement's number stands behind."""
    one = card.statement
    return one.content or ((one.cue,) if one.cue else ()) or one.source


def _dates(article: Article, now: datetime) -> Iterator[Dated]:
    for name in ("updated", "published", "captured"):
        found: Found | None = getattr(article, name)
        if found is not None:
            words, past = in_words(found.value), ago(found.value, now)
            yield Dated(name=name, found=found, words=words, ago=past)
