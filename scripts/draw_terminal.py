"""Draw the README's picture from a real run: `python scripts/draw_terminal.py`."""

import io
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from onrecord.pipeline import Report, records
from onrecord.record import Record
from onrecord.settings import DEFAULTS
from onrecord.view import Look, view

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs/read.svg"
SHOWN = "examples/article-jsonld.html"
WIDTH = 96

THEME = TerminalTheme(
    (24, 27, 31),
    (222, 226, 230),
    [
        (24, 27, 31),
        (240, 113, 120),
        (152, 195, 121),
        (229, 192, 123),
        (97, 175, 239),
        (198, 120, 221),
        (86, 182, 194),
        (222, 226, 230),
    ],
)

# rich's own template fetches a font from the network; a picture in a README should not.
FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}"
 xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def draw() -> str:
    """Read the example and give the terminal's picture of it, as SVG."""
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), highlight=False, force_terminal=True
    )
    report = Report()
    for outcome in records([SHOWN], settings=DEFAULTS):
        report += Report.of(outcome)
        for one in outcome:
            if isinstance(one, Record):
                console.print(view(one, Look(), width=WIDTH))
    console.print(f"onrecord: {report.sentence()}")
    title = f"onrecord read {SHOWN}"
    svg = console.export_svg(title=title, theme=THEME, code_format=FORMAT, unique_id="read")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(draw(), encoding="utf-8")
