"""Who is said to have done what."""

from collections.abc import Sequence

from onrecord.link.names import key_of, person_of
from onrecord.record import Actor, Record, Span

# Of these a text says that they hit and burn; who does it is not said.
_THINGS = frozenset((
    "shell", "missile", "rocket", "drone", "bomb", "bullet", "gunfire", "artillery", "mortar",
    "blast", "explosion", "fire", "wildfire", "blaze", "flood", "storm",
))  # fmt: skip


def doers_of(record: Record, content: Sequence[Span]) -> frozenset[tuple[str, str]]:
    """Return who is said to have done what, by kind of event."""
    assert record.reading is not None
    events = [one for one in record.reading.events if is_inside(one.trigger, content)]
    if not events:
        return frozenset()
    text = record.article.text
    names = {actor.id: name_key(actor) for actor in record.reading.actors}
    return frozenset(
        (event.kind, names.get(it.actor or "", "") or text[it.span.start : it.span.end].casefold())
        for event in events
        if event.kind
        for it in event.arguments
        if it.role == "actor" and not _is_thing(text[it.span.start : it.span.end])
    )


def _is_thing(name: str) -> bool:
    """Whether it is what somebody uses, or nobody does: "shells hit the market"."""
    return name.casefold().split()[-1].removesuffix("s") in _THINGS


def name_key(actor: Actor) -> str:
    """Return the name of an actor as other articles give it."""
    person = person_of(actor.name) if actor.kind == "person" else None
    return person.last if person else key_of(actor.name)


def is_inside(span: Span, content: Sequence[Span]) -> bool:
    """Tell whether a span stands in a piece of a content."""
    return any(piece.start <= span.start and span.end <= piece.end for piece in content)
