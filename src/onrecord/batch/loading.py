"""The result of a batch -> a library, as if its pages had been added there."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.adding import Added
from onrecord.batch.plan import finished
from onrecord.errors import BatchError, MissingExtra
from onrecord.joining import join
from onrecord.pipeline import Report
from onrecord.record import Record, Rejected

if TYPE_CHECKING:
    from onrecord.library import Library


def load(library: "Library", out: str | Path, *, joins: bool = True) -> Added:
    """Bring all inputs that a batch has done into a library, a transaction a page.

    A page that is there already is passed over, so that a run that was stopped goes on, and that
    a batch may be loaded while it runs and again when it has. joins: articles that the model has
    read with the others there. Raises BatchError for a folder without a batch, or one whose pages
    were not kept.
    """
    added = Added()
    for folder in found_in(out):
        for page, outcome in _outcomes(folder):
            added = _add(library, page, outcome, added)
        if joins:
            join(library)
    return added


def found_in(out: str | Path) -> list[Path]:
    """Give the folders of the inputs that a batch has done. Raises BatchError if there are none."""
    folders = finished(Path(out))
    if not folders:
        raise BatchError(f"{out} holds no input that a batch has done: `onrecord batch` makes one")
    if find_spec("pyarrow") is None:
        raise MissingExtra("pyarrow", "batch")
    return folders


def _add(
    library: "Library", row: dict[str, Any] | None, outcome: list[Record | Rejected], added: Added
) -> Added:
    from onrecord.batch.tables import page_of  # noqa: PLC0415 - pyarrow is an extra

    if row is None:
        library.add_several([(one, ()) for one in outcome if isinstance(one, Rejected)])
    elif library.has_page(row["page_sha256"]):
        return replace(added, known=added.known + 1)
    elif row["body"] is None:
        raise BatchError("the batch was run with --no-pages: a library keeps the bytes of pages")
    else:
        library.add(page_of(row), outcome)
    return replace(added, report=added.report + Report.of(outcome))


def _outcomes(
    folder: Path,
) -> Iterator[tuple[dict[str, Any] | None, list[Record | Rejected]]]:
    """Give each page with what it gave, in the order in which they were read; then the rest.

    What belongs to a page stands together in each table, in the order of the pages.
    """
    from onrecord.batch.tables import record_of, rejected_of, rows_in  # noqa: PLC0415 - an extra

    records = _Grouped(rows_in(folder, "records"))
    refused = _Grouped(row for row in rows_in(folder, "rejected") if row["page_sha256"])
    for page in rows_in(folder, "pages"):
        sha256 = page["page_sha256"]
        found: list[Record | Rejected] = [record_of(row) for row in records.of(sha256)]
        found += [rejected_of(row) for row in refused.of(sha256)]
        yield page, found
    for row in rows_in(folder, "rejected"):
        if not row["page_sha256"]:  # an input that was no page
            yield None, [rejected_of(row)]


class _Grouped:
    """Rows by page, in the order of the pages; a page may have none."""

    def __init__(self, rows: Iterator[dict[str, Any]]) -> None:
        self._groups = groupby(rows, key=lambda row: row["page_sha256"])
        self._next = next(self._groups, None)

    def of(self, page: str) -> list[dict[str, Any]]:
        """Give the rows of a page; pages are asked for in their order."""
        if self._next is None or self._next[0] != page:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found
