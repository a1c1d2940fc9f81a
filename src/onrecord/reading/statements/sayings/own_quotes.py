"""Quotations of several speakers on one line, each of whoever stands behind it."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.statements.sayings.layout import Layout
from onrecord.reading.statements.sayings.saying import Saying

_LONGEST = 10  # words of who says so
_OPEN = frozenset((",", "?", "!"))  # before the closing mark of a quotation whose speaker follows
_IN_NAMES = frozenset(("NOUN", "PROPN", "DET", "ADJ", "PRON", "ADP", "PART", "NUM", "CCONJ"))


def with_own_quotations(layout: Layout, sayings: Sequence[Saying]) -> list[Saying]:
    """Give each the quotation that its sentence begins with, and no other has that.

    In "“It holds,” Roe said. “It leaks,” Doe said." the reader may give Roe both.
    """
    own = [_own(layout, one) for one in sayings]
    cues = {found[0].start: one.cue for one, found in zip(sayings, own, strict=True) if found}
    return [_settled(layout, one, found, cues) for one, found in zip(sayings, own, strict=True)]


def _own(layout: Layout, one: Saying) -> tuple[range, tuple[int, ...]] | None:
    """Return the quotation right before who says so and the cue, and who that is."""
    parsed = layout.parsed
    if not one.cue or parsed.tags[parsed.head_of(one.cue)] != "VERB":
        return None
    start = layout.sentence(one.cue[0]).start
    quote = layout.quote_of(start)
    if quote is None or quote.start != start or quote.stop - 1 not in layout.closing:
        return None
    who = tuple(range(quote.stop, one.cue[0]))
    is_open = parsed.words[quote.stop - 2] in _OPEN
    is_name = 0 < len(who) <= _LONGEST and all(parsed.tags[i] in _IN_NAMES for i in who)
    return (quote, who) if is_open and is_name else None


def _settled(
    layout: Layout,
    one: Saying,
    own: tuple[range, tuple[int, ...]] | None,
    cues: dict[int, tuple[int, ...]],
) -> Saying:
    quotes = [layout.quote_of(_first_quoted(layout, piece)) for piece in one.pieces]
    pieces = tuple(
        piece
        for piece, quote in zip(one.pieces, quotes, strict=True)
        if quote is None or cues.get(quote.start, one.cue) == one.cue
    )
    if own is None:
        return replace(one, pieces=pieces or one.pieces)
    quote, who = own
    if not any(i in quote for piece in pieces for i in piece):
        behind = (piece for piece in pieces if piece.start > one.cue[-1])
        return replace(one, pieces=(quote, *behind), source=who)
    is_astray = bool(one.source) and min(one.source) < quote.start
    return replace(one, pieces=pieces, source=who if is_astray else one.source)


def _first_quoted(layout: Layout, piece: range) -> int:
    return next((i for i in piece if i in layout.inside), piece.start)
