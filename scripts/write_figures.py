"""Measure and write the README's table of figures: `python scripts/write_figures.py`.

Needs the data sets (see eval/README.md), trafilatura, and a quiet machine for the speed row; takes
about ten minutes.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->\n)", re.DOTALL)

Figures = dict[str, dict[str, float]]

# what is measured, on what, and the name of its figure with and without a peer beside it
ROWS = (
    ("story boundary F1", "60 dumps in nine layouts", "dumps.boundary_f1", None),
    ("story text F1", "the same", "dumps.text_f1", None),
    ("headline", "the same", "dumps.headline", None),
    ("body F1 (4-word shingles)", "article-extraction-benchmark, 181 pages", "zyte.f1",
     "zyte/trafilatura.f1"),
    ("whole page exact", "the same", "zyte.exact", "zyte/trafilatura.exact"),
    ("segment F1", "trafilatura's evaluation, 161 English pages", "trafilatura-en.f1",
     "trafilatura-en/trafilatura.f1"),
    ("title", "Fundus fixtures, 34 pages", "fundus.title", "fundus/trafilatura.title"),
    ("authors, exact set", "the same", "fundus.authors", "fundus/trafilatura.authors"),
    ("published, same day", "the same", "fundus.day", "fundus/trafilatura.day"),
)  # fmt: skip


def measured(*arguments: str) -> Figures:
    """Run `python -m eval` with some arguments; return its figures by name."""
    command = [sys.executable, "-m", "eval", "--json", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    parts = json.loads(done.stdout)
    return {figure["name"]: figure for part in parts.values() for figure in part}


def cell(figures: Figures, name: str | None) -> str:
    """Write one figure with its interval."""
    if name is None or name not in figures:
        return "–"
    figure = figures[name]
    value = f"{figure['value']:.3f}"
    if figure.get("low") is None:
        return value
    return f"{value} [{figure['low']:.3f}, {figure['high']:.3f}]"


def table() -> str:
    """Measure everything and lay it out."""
    figures = measured(
        *("--only", "dumps", "--only", "zyte", "--only", "trafilatura-en", "--only", "fundus"),
        "--peers",
    )
    lines = ["| figure | on | Onrecord | trafilatura, same run |", "| --- | --- | --- | --- |"]
    for says, data, ours, theirs in ROWS:
        lines.append(f"| {says} | {data} | {cell(figures, ours)} | {cell(figures, theirs)} |")
    speed = measured("--only", "speed")
    ratio = speed["speed.ratio"]["value"]
    lines.append(f"| pages a second, one core | 181 pages in memory | {ratio:.1f} times | 1 |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    page = README.read_text(encoding="utf-8")
    rows = table()
    page = TABLE.sub(lambda found: found[1] + rows + found[2], page)
    README.write_text(page, encoding="utf-8")
