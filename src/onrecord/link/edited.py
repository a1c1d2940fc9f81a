"""What the words that differ between two versions of a sentence are about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.link.pairing import Pair, tokens_of
from onrecord.link.signs import has_time, is_note, n_hedges, numbers
from onrecord.record import Change, ChangeKind, Edit, Record, Span

_LONGEST_TIME = 3  # words: "late on Tuesday"; a longer insertion says more than when
_TOLD = 3  # edits of a paragraph that the line of a change in wording tells


@dataclass(frozen=True, slots=True)
class Side:
    """One version with the spans of its reading in which edits are looked up."""

    text: str
    times: tuple[Span, ...] = ()  # days and hours; a length, "three hours", is a figure
    names: tuple[Span, ...] = ()
    amounts: tuple[Span, ...] = ()

    @staticmethod
    def of(record: Record) -> "Side":
        """Make it from a record; without a reading there is only the text."""
        reading = record.reading
        if reading is None:
            return Side(record.article.text)
        return Side(
            text=record.article.text,
            times=tuple(time.span for time in reading.times if time.kind in ("date", "time")),
            names=(
                *(mention.span for mention in reading.mentions),
                *(span for actor in reading.actors if actor.named for span in actor.mentions),
            ),
            amounts=tuple(amount.span for one in reading.events for amount in one.amounts),
        )

    def words(self, span: Span | None) -> tuple[str, ...]:
        """Return the words of a stretch, folded, without punctuation and the month May."""
        if span is None:
            return ()
        return tuple(
            token.key
            for token in tokens_of(self.text, span.start, span.end)
            if token.key[0].isalnum() and self.text[token.start : token.end] != "May"
        )

    def raw(self, span: Span | None) -> str:
        """Return a stretch unchanged."""
        return "" if span is None else self.text[span.start : span.end]


def classify(
    before: Record, after: Record, pairs: Sequence[Pair], altered: Sequence[Change]
) -> Iterator[Change]:
    """Give the kinds of the edits in paired sentences; those in an altered quotation are known."""
    sides = Side.of(before), Side.of(after)
    reworded: dict[int, list[Edit]] = {}
    for pair in pairs:
        if pair.before is None or pair.after is None or not pair.edits:
            continue
        rest = []
        for edit in pair.edits:
            kind = _kind(sides, pair, edit)
            if kind is not None:
                yield _change(kind, sides, edit)
            elif not _in_quotation(edit, altered):
                rest.append(edit)
        if pair.after.line >= 0 and rest:  # a headline's are the headline's change
            reworded.setdefault(pair.after.line, []).extend(rest)
    for rest in reworded.values():
        yield _reworded(sides, rest)


def _kind(sides: tuple[Side, Side], pair: Pair, edit: Edit) -> ChangeKind | None:
    """Return what an edit changes but the wording; None: nothing."""
    old, new = sides[0].words(edit.before), sides[1].words(edit.after)
    if is_note(sides[1].raw(edit.after)):
        return "correction note"
    if _is_time(sides, edit, old, new):
        return "time"
    if _is_figure(sides, pair, old, new):
        return "figure"
    n_more = n_hedges(new, sides[1].raw(edit.after)) - n_hedges(old, sides[0].raw(edit.before))
    if n_more and _net_hedges(sides, pair) * n_more > 0:
        return "hedge added" if n_more > 0 else "hedge removed"
    return "name" if _is_name(sides, edit) else None


def _is_time(sides: tuple[Side, Side], edit: Edit, old: Sequence[str], new: Sequence[str]) -> bool:
    if not old or not new:  # "on Tuesday" put in: what happened when was not known before
        return has_time(old or new) and len(old or new) <= _LONGEST_TIME
    if has_time(old) and has_time(new):
        return [x for x in old if has_time([x])] != [x for x in new if has_time([x])]
    return _is_inside(edit.before, sides[0].times) and _is_inside(edit.after, sides[1].times)


def _is_figure(
    sides: tuple[Side, Side], pair: Pair, old: Sequence[str], new: Sequence[str]
) -> bool:
    counts = Counter(numbers(old)), Counter(numbers(new))
    if counts[0] == counts[1] or pair.before is None or pair.after is None:
        return False
    whole = (
        Counter(numbers(sides[0].words(pair.before.span))),
        Counter(numbers(sides[1].words(pair.after.span))),
    )
    return whole[0] != whole[1]  # else it only stands elsewhere in the sentence


def _net_hedges(sides: tuple[Side, Side], pair: Pair) -> int:
    """Return how many hedges more the later version of a sentence has."""
    spans = pair.before.span if pair.before else None, pair.after.span if pair.after else None
    n_old, n_new = (
        n_hedges(side.words(span), side.raw(span)) for side, span in zip(sides, spans, strict=True)
    )
    return n_new - n_old


def _is_name(sides: tuple[Side, Side], edit: Edit) -> bool:
    """Whether a name was put in place of another."""
    for side, span in zip(sides, (edit.before, edit.after), strict=True):
        words = [
            side.text[token.start : token.end]
            for token in (tokens_of(side.text, span.start, span.end) if span else ())
            if token.key[0].isalnum()
        ]
        if not words or not all(word[0].isupper() for word in words):
            return False
    named = [
        _touches(span, side.names)
        for side, span in zip(sides, (edit.before, edit.after), strict=True)
    ]
    return any(named) or not (sides[0].names or sides[1].names)


def _is_inside(span: Span | None, spans: Iterable[Span]) -> bool:
    return span is not None and any(x.start <= span.start and span.end <= x.end for x in spans)


def _touches(span: Span | None, spans: Iterable[Span]) -> bool:
    return span is not None and any(x.start < span.end and span.start < x.end for x in spans)


def _in_quotation(edit: Edit, altered: Sequence[Change]) -> bool:
    return any(
        _is_inside(edit.before, change.before) or _is_inside(edit.after, change.after)
        for change in altered
    )


def _change(kind: ChangeKind, sides: tuple[Side, Side], edit: Edit) -> Change:
    before, after = edit.before, edit.after
    if kind == "figure":  # with what goes with it: "at least 12 soldiers"
        before, after = _amount(sides[0], before), _amount(sides[1], after)
    return Change(
        kind=kind,
        before=(before,) if before else (),
        after=(after,) if after else (),
        says=f"{kind}: {_became(sides[0].raw(before), sides[1].raw(after))}",
    )


def _became(old: str, new: str) -> str:
    if not old:
        return f"{new!r} put in"
    return f"{old!r} became {new!r}" if new else f"{old!r} taken out"


def _amount(side: Side, span: Span | None) -> Span | None:
    """Return the amount that a number is of; of none, or of several, the number itself."""
    around = [
        one for one in side.amounts if span and one.start <= span.start and span.end <= one.end
    ]
    return min(around, key=lambda one: one.end - one.start) if around else span


def _reworded(sides: tuple[Side, Side], rest: Sequence[Edit]) -> Change:
    said = (_became(sides[0].raw(one.before), sides[1].raw(one.after)) for one in rest[:_TOLD])
    return Change(
        kind="wording",
        before=tuple(one.before for one in rest if one.before),
        after=tuple(one.after for one in rest if one.after),
        says="wording: " + ", ".join(said) + (" …" if len(rest) > _TOLD else ""),
    )
