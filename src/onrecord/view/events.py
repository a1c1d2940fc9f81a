"""What happened and will happen, in order, by whose account; and where people went."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.record import Article, Event, Reading, Span, Statement, Stop
from onrecord.view.layout import Look, clean, count, pieces

EVENTS = 12  # of a story shown without `full`
LONGEST = 160  # characters of an event's words
WHEN = len("2023-09-12")  # columns
BESIDE = 48  # columns: below this, what happened goes under its time
AHEAD = frozenset(("planned", "possible", "requested", "threatened"))
STYLES = {"happened": "", "ongoing": "green", "denied": "bold red", "did not happen": "red"}
ARROW = " → "


def timeline(
    article: Article, reading: Reading, look: Look, width: int
) -> Iterator[RenderableType]:
    """Set the events that have a time, and what lies ahead; without `full` the first of them."""
    days = _days(reading)
    events = _in_order(reading, days)
    dated = events if look.full else [one for one in events if one.id in days]
    shown = dated if look.full else dated[:EVENTS]
    if not shown:
        return
    yield Text(f"timeline of {count(len(reading.events), 'event')}", "cyan")
    told = {one.id: one for one in reading.statements}
    rows = [
        (_when(days.get(one.id)), _what(article, one, told.get(one.told_by or ""))) for one in shown
    ]
    yield Padding(_beside(rows, width), (0, 0, 0, 2))
    if len(shown) < len(events):
        yield Text(f"  … {count(len(events) - len(shown), 'more event')}: --full shows them", "dim")
    yield Text()


def itineraries(article: Article, reading: Reading) -> Iterator[RenderableType]:
    """Set where somebody went, a line each."""
    told = {one.id: one for one in reading.statements}
    for journey in reading.itineraries:
        yield Text("journey", "cyan")
        name = Text(clean(journey.name), "bold", overflow="fold")
        stops = [_stop(article, stop, told.get(stop.told_by or "")) for stop in journey.stops]
        yield Padding(Group(name, Text(ARROW, "dim").join(stops)), (0, 0, 1, 2))


def _in_order(reading: Reading, days: dict[str, str]) -> list[Event]:
    """Order events by what their times mean; one without keeps its place behind the one before."""
    last = ""
    keys: dict[str, tuple[bool, str]] = {}
    for one in reading.events:
        last = days.get(one.id) or last
        keys[one.id] = one.status in AHEAD, last
    return sorted(reading.events, key=lambda one: keys[one.id])


def _days(reading: Reading) -> dict[str, str]:
    """Return what the time of each event means, by its id; "" for one that is no date."""
    values = {time.span: time.value or "" for time in reading.times}
    days: dict[str, str] = {}
    for event in reading.events:
        spans = [a.span for a in event.arguments if a.role == "time"]
        known = [values[s] for s in spans if values.get(s, "")[:4].isdigit()]
        if spans:
            days[event.id] = known[0] if known else ""
    return days


def _when(day: str | None) -> Text:
    return Text("" if day is None else day[:WHEN] or "no date", "bold" if day else "dim")


def _what(article: Article, event: Event, statement: Statement | None) -> Text:
    """Give the words of an event, from its first part to its last, and what is known of it."""
    words = Text(_words(article, event), overflow="fold")
    if event.status != "happened":
        words.append(f" · {event.status}", STYLES.get(event.status, "yellow"))
    if event.kind:
        words.append(f" · {event.kind.lower()}", "dim")
    if statement is not None:
        words.append(f" · {_teller(article, statement)} {statement.manner}", "cyan")
    return words


def _words(article: Article, event: Event) -> str:
    spans = [event.trigger, *(a.span for a in event.arguments if a.role != "time")]
    whole = Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
    if whole.end - whole.start <= LONGEST and "\n" not in article.text[whole.start : whole.end]:
        return pieces(article, [whole])
    return pieces(article, sorted(set(spans)))


def _teller(article: Article, statement: Statement) -> str:
    name = clean(statement.speaker_name or "")
    return name or pieces(article, statement.source) or "somebody"


def _stop(article: Article, stop: Stop, statement: Statement | None) -> Text:
    place = Text.assemble((pieces(article, [stop.place]), "bold"), overflow="fold")
    notes: list[str] = [stop.move]
    if stop.time:
        notes.append(pieces(article, [stop.time]))
    if stop.status != "happened":
        notes.append(stop.status)
    if statement is not None:
        notes.append(f"{_teller(article, statement)} {statement.manner}")
    return place.append(f" ({', '.join(notes)})", "dim")


def _beside(rows: Sequence[tuple[Text, Text]], width: int) -> RenderableType:
    if width < BESIDE:
        return Group(*(Group(when, Padding(what, (0, 0, 0, 2))) for when, what in rows))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=WHEN)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid
