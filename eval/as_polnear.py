"""Statements drawn as PolNeAR draws attributions, where our guide folds the same otherwise.

Our guide and PolNeAR's differ in three ways that are no errors of either, and each is undone here:

* "Roe said the map showed a bridge" is one statement to us, of the map and through Roe. PolNeAR has
  what Roe said, and what is said within that not again.
* "ROE: It is shut." has no cue to us. PolNeAR has the mark between.
* A quotation without cue and source behind what somebody said is a statement of its own to us, in
  PolNeAR a piece of the content before.
"""

from collections.abc import Iterable

from eval.reader_scores import Attributed
from eval.statement_scores import places_of
from onrecord.record import Reading, Span, Statement
from training.sets.polnear import in_order

Places = list[tuple[int, int]]


def as_polnear(text: str, reading: Reading) -> list[Attributed]:
    """Return who said what, by which words, in the order of the statements."""
    found: dict[object, Attributed] = {}
    last: tuple[str | None, object] = (None, None)  # who spoke last, and where in `found`
    for one in reading.statements:
        key, drawn = _drawn(text, one)
        if _goes_on(one) and last[1] is not None and one.speaker == last[0]:
            key = last[1]
        before = found.get(key)
        found[key] = _joined(before, drawn) if before else drawn
        last = (one.speaker, key)
    return list(found.values())


def _goes_on(one: Statement) -> bool:
    """Whether it is a quotation alone, of somebody who is not named again."""
    return one.cue is None and not one.source and one.quote == "direct" and one.speaker is not None


def _drawn(text: str, one: Statement) -> tuple[object, Attributed]:
    """Return an attribution, and by what others are known to be parts of it."""
    source, content = places_of(one.source), places_of(one.content)
    cue = places_of((one.cue,)) if one.cue else _mark(text, source, content)
    outer = one.via[0] if one.via else None
    if outer is None or outer.cue is None or _within(outer.cue, one.source):
        return one.cue or one.id, _attributed(source, cue, content)
    inner = [place for told in one.via[1:] for place in places_of(told.source)]
    inner += [(told.cue.start, told.cue.end) for told in one.via[1:] if told.cue]
    teller, tells = places_of(outer.source), (outer.cue.start, outer.cue.end)
    whole = _between([*source, *cue, *content, *inner], [*teller, tells])
    return outer.cue, _attributed(teller, [tells], whole)


def _within(cue: Span, source: Iterable[Span]) -> bool:
    """Whether who tells of it is named within the source: "records seen by the Post"."""
    return any(span.start <= cue.start and cue.end <= span.end for span in source)


def _mark(text: str, source: Places, content: Places) -> Places:
    """Return the mark between a source and what it says, where nothing else is: "ROE: It is"."""
    if not source or not content:
        return []
    first, second = sorted((source, content))
    between = text[first[-1][1] : second[0][0]]
    if not between.strip() or any(char.isalnum() for char in between):
        return []
    start = first[-1][1] + len(between) - len(between.lstrip())
    return [(start, start + len(between.strip()))]


def _between(places: Places, without: Places) -> Places:
    """Return all from the first to the last of some places but others that stand between."""
    start, end = min(a for a, _ in places), max(b for _, b in places)
    pieces = []
    for a, b in sorted(without):
        if start < b and a < end:
            pieces.append((start, a))
            start = max(start, b)
    return [(a, b) for a, b in [*pieces, (start, end)] if a < b]


def _joined(one: Attributed, other: Attributed) -> Attributed:
    """Put two parts of what somebody said together."""
    return Attributed(one.source, one.cue, in_order([*one.content, *other.content]))


def _attributed(source: Places, cue: Places, content: Places) -> Attributed:
    return Attributed(tuple(source), tuple(cue), tuple(content))
