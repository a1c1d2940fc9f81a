"""Write the tables of columns into docs/export.md: `python scripts/write_columns.py`."""

import re
from pathlib import Path

from onrecord.export.columns import TABLES

TARGET = Path(__file__).parents[1] / "docs/export.md"
TABLE = re.compile(r"(<!-- columns -->\n).*?(<!-- end -->\n)", re.DOTALL)


def with_columns(document: str) -> str:
    """Give the document with the columns of every table brought up to date."""
    lines = []
    for table, columns in TABLES.items():
        lines += [f"**{table}**", "", "| column | kind | what it holds |", "| --- | --- | --- |"]
        lines += [f"| `{one.name}` | {one.kind} | {one.what} |" for one in columns] + [""]
    return TABLE.sub(lambda found: found[1] + "\n".join(lines) + found[2], document)


if __name__ == "__main__":
    TARGET.write_text(with_columns(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
