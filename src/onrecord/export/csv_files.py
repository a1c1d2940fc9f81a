"""Tables -> CSV (RFC 4180), with nothing in a cell that a spreadsheet would run."""

import re
from collections.abc import Iterable

from onrecord.export.columns import TABLES, Cell, rows_of
from onrecord.export.texts import without_surrogates
from onrecord.record import Record, Span

MARK = "\ufeff"  # in front of a file: without it Excel takes UTF-8 for something else
BETWEEN = "; "  # between the entries of a list in one cell
# A cell that begins so is a formula to a spreadsheet; the wide signs are, in East Asian versions.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """Put ' in front of what a spreadsheet would take for a formula; `unguarded` takes it away."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give the text of a cell as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def csv_header(table: str) -> str:
    """Give the first line of a table."""
    return _line(column.name for column in TABLES[table])


def csv_lines(record: Record, table: str) -> str:
    """Give the lines that one story adds to a table.

    Text is quoted, numbers and true and false are not; an empty cell is a value that the
    source does not state. A list is one cell with entries separated by "; ", a span "start-end".
    """
    return "".join(_line(row) for row in rows_of(record, table))


def _line(cells: Iterable[Cell]) -> str:
    return ",".join(_cell(one) for one in cells) + "\r\n"


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return repr(cell)
    text = cell if isinstance(cell, str) else BETWEEN.join(_entry(one) for one in cell)
    return '"' + guarded(without_surrogates(text)).replace('"', '""') + '"'


def _entry(entry: str | Span) -> str:
    return f"{entry.start}-{entry.end}" if isinstance(entry, Span) else entry
