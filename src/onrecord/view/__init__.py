"""Records as a person reads them in a terminal: text with styles, no escape codes of its own.

Everything a page says goes through `clean` and into `rich.text.Text`, which knows no markup: a
page can neither colour nor command the terminal it is read in.
"""

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.record import Record, Rejected
from onrecord.view.accounts import Told, accounts
from onrecord.view.events import itineraries, timeline
from onrecord.view.layout import Look, clean, print_plain
from onrecord.view.statements import disputes, statements
from onrecord.view.story import body, facts, figures, names, remarks, source, summary, title

__all__ = ["WIDEST", "Look", "clean", "show", "view", "view_rejected"]

WIDEST = 100  # columns: longer lines are hard to read


def show(console: Console, record: Record, look: Look, told: Told | None = None) -> None:
    """Print one record. told: what is claimed in it; None: that is not shown."""
    width = min(console.width, WIDEST)
    print_plain(console, view(record, look, width=width, told=told), width=width)


def view(record: Record, look: Look, *, width: int, told: Told | None = None) -> RenderableType:
    """Lay a record out for `width` columns: of one that was filtered, the answer and its source."""
    article, reading = record.article, record.reading
    parts: list[RenderableType] = [title(article)]
    whole = look.full or look.only is None
    if whole:
        parts += [facts(article, width), *summary(article)]
        parts += [*body(article, full=look.full), *figures(article)]
    else:
        parts += source(article)
    if reading:
        parts += statements(article, reading, look, width)
        parts += disputes(article, reading, look, width) if look.only is None else ()
        parts += accounts(told, full=look.full) if told else ()
        if whole:
            parts += timeline(article, reading, look, width)
            parts += itineraries(article, reading)
            parts += names(article, reading, full=look.full)
    if whole:
        parts += remarks(record)
    return Group(*parts)


def view_rejected(rejected: Rejected) -> Text:
    """Say in one line what was not read, and why."""
    line = Text.assemble(("rejected  ", "bold red"), clean(rejected.ref), (": ", "dim"))
    line.append(rejected.reason, "red")
    if rejected.detail and rejected.detail != rejected.reason:
        line.append(f"  {clean(rejected.detail)}", "dim")
    return line
