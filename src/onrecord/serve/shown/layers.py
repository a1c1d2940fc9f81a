"""A reading -> the marks on its text: statements always, times, places and events on request."""

from collections.abc import Iterator, Sequence

from onrecord.record import Event, Place, Reading, Time
from onrecord.serve.shown.cards import Card
from onrecord.serve.shown.segments import Mark

LAYERS = ("times", "places", "events")


def marks_of(reading: Reading, found: Sequence[Card], layers: Sequence[str]) -> list[Mark]:
    """Give every mark of a story. layers: those of LAYERS that are asked for."""
    marks = list(_statements(reading, found))
    if "times" in layers:
        marks += [
            Mark(span=one.span, kind="time", of=_time(one)) for one in reading.times if one.value
        ]
    if "places" in layers:
        marks += [Mark(span=one.span, kind="place", of=_place(one)) for one in reading.places]
    if "events" in layers:
        marks += [Mark(span=one.trigger, kind="event", of=_event(one)) for one in reading.events]
    return marks


def _statements(reading: Reading, found: Sequence[Card]) -> Iterator[Mark]:
    for card in found:
        one = card.statement
        held = {
            "content": one.content,
            "again": tuple(span for spans in one.places for span in spans),
            "source": one.source,
            "cue": (one.cue,) if one.cue else (),
        }
        for kind, spans in held.items():
            yield from (Mark(span=span, kind=kind, of=one.id) for span in spans)
    for check in reading.checks:  # one that covers nothing is marked too: who did not answer
        of = check.statements or ("",)
        yield from (Mark(span=check.span, kind="check", of=id_) for id_ in of)


def _time(one: Time) -> str:
    value = one.value or "not known"
    return f"{value} ({one.how})" if one.how else value


def _place(one: Place) -> str:
    where = f"{one.lat:.3f}, {one.lon:.3f}" if one.lat is not None and one.lon is not None else ""
    parts = [one.name, one.country or "", where or one.reason or "not placed", one.how]
    return ", ".join(part for part in parts if part)


def _event(one: Event) -> str:
    told = "by somebody's account" if one.told_by else "told by the story itself"
    kind = (one.kind or one.move or "event").lower()
    return f"{kind}, {one.status}, {told}"
