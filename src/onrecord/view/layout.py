"""What all parts of a view are made of: safe words, counts, rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.record import Article, Span

LABEL = len("published")  # columns of the longest label
BESIDE = 48  # columns: below this, words go under their label
GAP = 2  # columns between the two

# What moves the cursor, starts an escape code, or turns the rest of the line around; controls that
# count as white space become a space. ZWJ and ZWNJ stay: Persian, Hindi and emoji need them.
DANGEROUS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)
SPACES = re.compile(r"[\s\u2028\u2029]+")
TRAILING = re.compile(r" +$", re.MULTILINE)
SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What of a record is shown."""

    full: bool = False  # all of it, not the opening and the first of each kind
    why: bool = False  # under each statement, how it was reached
    only: frozenset[str] | None = None  # `Statement.id`s a filter has kept; None = no filter


def clean(text: str) -> str:
    """Give text that is safe to print: one line, no control characters, valid Unicode."""
    text = SPACES.sub(" ", DANGEROUS.sub("", text))
    return SURROGATES.sub("\ufffd", text).strip()


def print_plain(console: Console, *parts: RenderableType, width: int | None = None) -> None:
    """Print without what rich fills the cells of a grid with: noise in a file, and when copied."""
    with console.capture() as captured:
        for part in parts:
            console.print(part, width=width)
    console.file.write(TRAILING.sub("", captured.get()))


def pieces(article: Article, spans: Iterable[Span]) -> str:
    """Give what the spans cover, safe to print."""
    return " … ".join(clean(article.text[span.start : span.end]) for span in spans)


def count(n: int, what: str) -> str:
    """Say how many: "1 statement", "2 statements"."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def bullet(words: Text | Group) -> RenderableType:  # no string: rich reads markup in those
    """Set a point of a list."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column(ratio=1, overflow="fold")
    row.add_row("•", words)
    return Padding(row, (0, 0, 0, 2))


def beside(rows: Sequence[tuple[Text, Text | Group]], column: int, width: int) -> RenderableType:
    """Set each label beside its words, in a column so wide; on a narrow terminal above them."""
    if width < BESIDE:
        return Group(*(Group(label, Padding(words, (0, 0, 0, GAP))) for label, words in rows))
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(no_wrap=True, min_width=column)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def labelled(label: str, words: Text, style: str) -> RenderableType:
    """Set words behind a label."""
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(style=style, no_wrap=True, min_width=LABEL)
    row.add_column(ratio=1)
    row.add_row(label, words)
    return Padding(row, (0, 0, 0, 2))
