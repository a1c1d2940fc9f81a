"""Write the table of settings into docs/settings.md: `python scripts/write_settings.py`."""

import re
from dataclasses import fields
from pathlib import Path

from onrecord.commands.running import env_name
from onrecord.settings import Settings

TARGET = Path(__file__).parents[1] / "docs/settings.md"
TABLE = re.compile(r"(<!-- settings -->\n).*?(<!-- end -->\n)", re.DOTALL)


def with_table(document: str) -> str:
    """Give the document with the table brought up to date."""
    lines = ["| name | option | environment | default | least | what it does |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    for setting in fields(Settings):
        option = "--" + setting.name.replace("_", "-")
        least, words = setting.metadata["least"], setting.metadata["help"]
        cells = (f"`{setting.name}`", f"`{option}`", f"`{env_name(setting.name)}`")
        numbers = (f"{setting.default:,}", f"{least:,}", words)
        lines.append("| " + " | ".join([*cells, *numbers]) + " |")
    table = "\n".join(lines) + "\n"
    return TABLE.sub(lambda found: found[1] + table + found[2], document)


if __name__ == "__main__":
    TARGET.write_text(with_table(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
