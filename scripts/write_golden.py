"""Write what is made of each example: `python scripts/write_golden.py`, then read the diff.

A golden file is a list: what `onrecord read --json --no-model` prints for the example, one object
an entry.
Scores are rounded: their last digits differ between processors.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from onrecord import read
from onrecord.export.jsonl import to_object

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
GOLDEN = ROOT / "tests/golden"
PLACES = 2  # of a score


def example_pages() -> Iterator[Path]:
    """Give the pages of examples/, by name."""
    yield from (path for path in sorted(EXAMPLES.iterdir()) if path.suffix in {".html", ".txt"})


def record_of(page: Path) -> list[dict[str, Any]]:
    """Read an example as the golden files hold it.

    From its bytes: what surrounds a file, such as its times, differs from clone to clone.
    """
    forms = [to_object(outcome) for outcome in read(page.read_bytes())]
    for form in forms:
        if "origin" in form:
            form["origin"] = {"kind": "file", "name": page.relative_to(ROOT).as_posix()}
            form["origin"] |= {"member": None, "offset": None}
        for block in form.get("blocks", ()):
            block["score"] = round(block["score"], PLACES)
    return forms


def golden_of(page: Path) -> Path:
    """Give the golden file of an example."""
    return GOLDEN / f"{page.name}.json"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    for page in example_pages():
        golden_of(page).write_bytes(orjson.dumps(record_of(page), option=options))
