"""Quotations that no cue has: they go on, or are statements of their own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from onrecord.reading.statements.sayings.edges import trimmed
from onrecord.reading.statements.sayings.layout import Layout, is_word, runs_of
from onrecord.reading.statements.sayings.saying import Saying

_FEWEST_WORDS = 4  # of a quotation that may stand on its own in a line with other words
_LONGEST_SUBHEAD = 14  # words, the marks among them
_SCORE = 0.6
_ENDS = (".", ",", "?", "!", "…")


def with_quotations(layout: Layout, found: Sequence[Saying]) -> list[Saying]:
    """Give each quotation that no saying has to the one it goes on, or make one of it."""
    sayings = list(found)
    near = _Near(layout, sayings)
    for group in layout.groups:
        holding = [k for quote in group if (k := near.holding(quote)) is not None]
        if holding:
            _lead_up(layout, near, holding[-1], group)
            continue
        k = near.leading_to(group)
        if not _stands_alone(layout, group[0], leads=k is not None):
            continue
        pieces = tuple(piece for quote in group if (piece := trimmed(layout, quote, ())))
        if k is not None:
            sayings[k] = _led_to(layout, sayings[k], pieces)
            continue
        k = near.begun(group)
        if k is not None:
            whole = runs_of(layout.parsed, {*sayings[k].words}.union(*pieces))
            sayings[k] = replace(sayings[k], pieces=tuple(whole))
            continue
        k = near.carried_on(group)
        if k is not None:
            sayings[k] = replace(sayings[k], pieces=(*sayings[k].pieces, *pieces))
        else:
            sayings.append(Saying(pieces=pieces, score=_SCORE, made="quotation", follows=True))
    return sayings


class _Near:
    """Sayings by where they stand, so that a quotation looks only at those near it."""

    def __init__(self, layout: Layout, sayings: list[Saying]) -> None:
        self.layout, self.sayings = layout, sayings
        self.using: dict[int, list[int]] = {}  # word -> the sayings that it is part of
        self.cues: dict[int, int] = {}  # first word of a cue -> its saying
        self.ending: dict[int, list[int]] = {}  # line -> the sayings that end there
        for k, one in enumerate(sayings):
            for i in {*one.words, *one.cue, *one.source}:
                self.using.setdefault(i, []).append(k)
            if one.cue:
                self.cues.setdefault(one.cue[0], k)
            if one.pieces:
                self.ending.setdefault(layout.parsed.lines[one.words[-1]], []).append(k)

    def holding(self, quote: range) -> int | None:
        """Return the saying that has a quotation, or half of it."""
        shared = Counter(k for i in quote for k in self.using.get(i, ()))
        k, most = next(iter(shared.most_common(1)), (None, 0))
        holds = most * 2 >= len(quote) or (most > 0 and len(quote) < _FEWEST_WORDS * 2)
        return k if holds else None

    def leading_to(self, group: Sequence[range]) -> int | None:
        """Return the saying whose cue a quotation with a comma at its end leads to."""
        parsed, quote = self.layout.parsed, group[-1]
        last = quote.stop - 2
        closed = quote.stop - 1 in self.layout.closing
        if last < quote.start or parsed.words[last] != "," or not closed:
            return None
        rest = range(quote.stop, self.layout.sentence(last).stop)
        found = (self.cues[i] for i in rest if i in self.cues)
        return next((k for k in found if _is_outside(self.sayings[k], group)), None)

    def begun(self, group: Sequence[range]) -> int | None:
        """Return the saying that has the first words of a quotation: it has all of it."""
        start = group[0].start
        using = [k for i in (start, start + 1) for k in self.using.get(i, ())]
        mine = (k for k in using if using.count(k) > 1 and start in self.sayings[k].words)
        return next((k for k in mine if _is_outside(self.sayings[k], group)), None)

    def carried_on(self, group: Sequence[range]) -> int | None:
        """Return the saying on the line that a quotation carries on: "…," she said. "…"."""
        first = group[0].start
        before = [
            (max(one.words), k)
            for k in self.ending.get(self.layout.parsed.lines[first], ())
            if (one := self.sayings[k]).first < first and _is_outside(one, group)
        ]
        if not before:
            return None
        last, k = max(before)
        opens = min(self.sayings[k].words) in self.layout.opening
        return k if last in self.layout.inside and opens else None


def _is_outside(one: Saying, group: Sequence[range]) -> bool:
    """Whether neither cue nor source stands in a quotation: else it cannot be the content."""
    return not any(i in quote for quote in group for i in (*one.cue, *one.source))


def _lead_up(layout: Layout, near: _Near, k: int, group: Sequence[range]) -> None:
    """Put paragraphs in front of the last one of a quotation, which says whose they are.

    "“We won. ¶ “We are proud,” Roe said": the first is open, and no saying has it. What opens with
    another mark is a slip: '"She was at home. ¶ “I slept,” Roe said'.
    """
    one = near.sayings[k]
    marks = {layout.parsed.words[quote.start] for quote in group}
    if not one.cue or not _is_outside(one, group) or len(marks) > 1:
        return
    before = (q for q in group if near.holding(q) is None and q.stop <= one.words[0])
    free = [quote for quote in before if _is_sentence(layout, quote)]
    pieces = tuple(piece for quote in free if (piece := trimmed(layout, quote, ())))
    near.sayings[k] = replace(one, pieces=(*pieces, *one.pieces))


def _is_sentence(layout: Layout, quote: range) -> bool:
    n_words = sum(is_word(layout.parsed, i) for i in quote)
    has_verb = any(layout.parsed.tags[i] in ("VERB", "AUX") for i in quote)
    opens = layout.sentence(quote.start).start == quote.start
    return opens and has_verb and n_words >= _FEWEST_WORDS


def _led_to(layout: Layout, one: Saying, pieces: tuple[range, ...]) -> Saying:
    """Put a quotation in front of what follows the cue, if that is another quotation."""
    own = {i for piece in pieces for i in piece}
    quoted = (piece for piece in one.pieces if layout.inside.issuperset(piece))
    others = tuple(piece for piece in quoted if own.isdisjoint(piece))
    return replace(one, pieces=(*pieces, *others))


def _stands_alone(layout: Layout, quote: range, *, leads: bool) -> bool:
    """Tell a quotation from scare quotes: a sentence, or all of a line. leads: to a cue."""
    parsed = layout.parsed
    n_words = sum(is_word(parsed, i) for i in quote)
    line = parsed.line_of(quote.start)
    around = chain(reversed(range(line.start, quote.start)), range(quote.stop, line.stop))
    last = quote.stop - 2 if quote.stop - 1 in layout.closing else quote.stop - 1
    ends = last >= quote.start and parsed.words[last].endswith(_ENDS)
    if not any(is_word(parsed, i) for i in around):
        return n_words > 1 and not _is_subhead(layout, quote, line, ends=ends)
    starts = layout.sentence(quote.start).start == quote.start
    if starts and ends and (leads or parsed.words[last] != ","):
        return n_words > 1
    has_verb = any(parsed.tags[i] in ("VERB", "AUX") for i in quote)
    closed = quote.stop - 1 in layout.closing
    return n_words >= _FEWEST_WORDS and has_verb and (ends or starts or not closed)


def _is_subhead(layout: Layout, quote: range, line: range, *, ends: bool) -> bool:
    """Whether a line is a quotation without an end between lines that are whole sentences.

    Such a line heads what follows, where the words are somebody's: "“Nobody told us”".
    """
    parsed = layout.parsed
    stops = any(parsed.words[i].endswith(_ENDS) for i in range(quote.stop, line.stop))
    if ends or stops or quote.stop - 1 not in layout.closing or len(quote) > _LONGEST_SUBHEAD:
        return False
    near = (line.start - 1, line.stop)
    if near[0] < 0 or near[1] >= len(parsed):
        return False
    around = (parsed.line_of(i) for i in near)
    return all(any(parsed.words[i].endswith(".") for i in one) for one in around)
