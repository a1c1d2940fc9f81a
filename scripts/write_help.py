"""Paste the help of every command into docs/cli.md: `python scripts/write_help.py`."""

import os
import re
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "docs/cli.md"
PASTED = re.compile(r"(<!-- help:(?P<args>[a-z ]*) -->\n```text\n).*?(```\n)", re.DOTALL)


def help_of(args: str) -> str:
    """Give the help of `onrecord <args>`, 80 columns wide, without colour."""
    command = [sys.executable, "-m", "onrecord", *args.split(), "--help"]
    plain = {**os.environ, "COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"}
    ran = subprocess.run(command, env=plain, capture_output=True, text=True, check=True)
    return ran.stdout


def with_help(document: str) -> str:
    """Give the document with every pasted help brought up to date."""
    return PASTED.sub(lambda found: found[1] + help_of(found["args"]) + found[3], document)


if __name__ == "__main__":
    TARGET.write_text(with_help(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
