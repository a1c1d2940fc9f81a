"""What happened and will happen, in order, by whose account; and where people went."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.record import Article, Reading, Statement, Stop
from onrecord.view.happenings import Happening, happenings
from onrecord.view.layout import Look, beside, clean, count, pieces

EVENTS = 12  # of a story shown without `full`
WHEN = len("2023-09-12")  # columns
TELLERS = 2  # named of one happening
STYLES = {"happened": "", "ongoing": "green", "denied": "bold red", "did not happen": "red"}
ARROW = " → "
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


def timeline(
    article: Article, reading: Reading, look: Look, width: int
) -> Iterator[RenderableType]:
    """Set a row for each happening in order of time; without `full` the first that have a day."""
    rows = happenings(article, reading)
    shown = rows if look.full else [row for row in rows if row.day][:EVENTS]
    if not shown:
        return
    yield Text(f"timeline of {count(len(rows), 'event')}", "cyan")
    told = {one.id: one for one in reading.statements}
    set_rows = [(_when(row.day), _what(article, row, told)) for row in shown]
    yield Padding(beside(set_rows, WHEN, width), (0, 0, 0, 2))
    if len(shown) < len(rows):
        yield Text(f"  … {count(len(rows) - len(shown), 'more event')}: --full shows them", "dim")
    yield Text()


def itineraries(article: Article, reading: Reading) -> Iterator[RenderableType]:
    """Set where somebody went, a line each."""
    told = {one.id: one for one in reading.statements}
    for journey in reading.itineraries:
        yield Text("journey", "cyan")
        name = Text(clean(journey.name), "bold", overflow="fold")
        stops = [_stop(article, stop, told.get(stop.told_by or "")) for stop in journey.stops]
        yield Padding(Group(name, Text(ARROW, "dim").join(stops)), (0, 0, 1, 2))


def _when(day: str) -> Text:
    """Give a day, a season in words: "spring 2024"."""
    year, _, rest = day.partition("-")
    return Text(f"{_SEASONS[rest]} {year}" if rest in _SEASONS else day, "bold")


def _what(article: Article, row: Happening, told: Mapping[str, Statement]) -> Text:
    """Give the words of a happening and what is known of it: whether it is so, by whose account."""
    words = Text(row.words, overflow="fold")
    if row.status != "happened":
        words.append(f" · {row.status}", STYLES.get(row.status, "yellow"))
    if row.kind:
        words.append(f" · {row.kind.lower()}", "dim")
    known = [told[one] for one in row.told_by if one in told]
    accounts = dict.fromkeys(f"{_teller(article, one)} {one.manner}" for one in known)
    if accounts:
        words.append(f" · {', '.join([*accounts][:TELLERS])}", "cyan")
    return words


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
