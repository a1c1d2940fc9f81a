"""Write the JSON Schema that is shipped: `python scripts/write_schema.py`."""

from pathlib import Path

import orjson

from onrecord.export.schema import SHIPPED, make_schema

TARGET = Path(__file__).parents[1] / "src/onrecord/export" / SHIPPED


def schema_text() -> str:
    """Give the schema as the file holds it."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(make_schema(), option=options).decode()


if __name__ == "__main__":
    TARGET.write_text(schema_text(), encoding="utf-8")
