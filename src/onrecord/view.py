"""Articles as a person reads them in a terminal: text with styles, no escape codes of its own.

Everything a page says goes through `clean` and into `rich.text.Text`, which knows no markup: a
page can neither colour nor command the terminal it is read in.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.record import Article, Block, Figure, Found, Rejected

WIDEST = 100  # columns: longer lines are hard to read
NARROW = 76  # columns: below this a fact's "how" goes under its value
LABEL = len("published")  # columns of the longest label
OPENING = 3  # body blocks shown without `full`

# What moves the cursor, starts an escape code, or turns the rest of the line around; controls that
# count as white space become a space. ZWJ and ZWNJ stay: Persian, Hindi and emoji need them.
DANGEROUS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)
ZULU = re.compile(r"(?:Z|\+00:00)$")
SPACES = re.compile(r"[\s\u2028\u2029]+")
TRAILING = re.compile(r" +$", re.MULTILINE)
SURROGATES = re.compile("[\ud800-\udfff]")

FACTS = (  # name of the field, label
    ("published", "published"),
    ("updated", "updated"),
    ("captured", "captured"),
    ("seen", "seen"),
    ("authors", "by"),
    ("agency", "agency"),
    ("dateline", "dateline"),
    ("section", "section"),
    ("topics", "topics"),
    ("lang", "language"),
    ("url", "url"),
    ("short_url", "short url"),
)
DATES = frozenset({"published", "updated", "captured", "seen"})


def clean(text: str) -> str:
    """Give text that is safe to print: one line, no control characters, valid Unicode."""
    text = SPACES.sub(" ", DANGEROUS.sub("", text))
    return SURROGATES.sub("\ufffd", text).strip()


def show(console: Console, article: Article, *, full: bool) -> None:
    """Print one article; without `full`, the first paragraphs of its body only."""
    width = min(console.width, WIDEST)
    with console.capture() as captured:
        console.print(view(article, width=width, full=full), width=width)
    # rich fills the cells of a grid with spaces: noise in a file, and in what is copied
    console.file.write(TRAILING.sub("", captured.get()))


def view(article: Article, *, width: int, full: bool) -> RenderableType:
    """Lay an article out for `width` columns."""
    parts: list[RenderableType] = [_title(article), _facts(article, width)]
    parts += [_bullet(clean(found.value)) for found in article.summary]
    parts += [Text()] if article.summary else []
    parts += _body(article, full=full)
    parts += [_figure(article, figure) for figure in article.figures]
    parts += [Text()] if article.figures else []
    parts += list(_remarks(article))
    return Group(*parts)


def view_rejected(rejected: Rejected) -> Text:
    """Say in one line what was not read, and why."""
    line = Text.assemble(("rejected  ", "bold red"), clean(rejected.ref), (": ", "dim"))
    line.append(rejected.reason, "red")
    if rejected.detail and rejected.detail != rejected.reason:
        line.append(f"  {clean(rejected.detail)}", "dim")
    return line


def _title(article: Article) -> RenderableType:
    left = Text(f"{article.kind} ", "bold cyan")
    if article.of > 1:
        left.append(f"{article.number} of {article.of} ", "cyan")
    left.append(clean(article.origin.ref()), "dim")
    headline = article.headline
    words = Text(clean(headline.value), "bold") if headline else Text("no headline", "dim italic")
    return Group(Rule(left, align="left", style="cyan"), Text(), words, Text())


def _facts(article: Article, width: int) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True, min_width=LABEL)
    grid.add_column(overflow="fold", ratio=3)
    if width >= NARROW:
        grid.add_column(overflow="fold", ratio=2)
    for name, label in FACTS:
        for number, (shown, how) in enumerate(_rows(name, getattr(article, name))):
            cells = (shown, how) if width >= NARROW else (Text("\n").join([shown, how]),)
            grid.add_row(label if number == 0 else "", *cells)
    return Padding(grid, (0, 0, 1, 2)) if grid.row_count else Text()


def _rows(name: str, value: Found | tuple[Found, ...] | None) -> Iterator[tuple[Text, Text]]:
    """Give each value with how it was found; the values of one list on the page as one."""
    founds = value if isinstance(value, tuple) else (value,) if value else ()
    for how, group in groupby(founds, key=_how):
        if name == "topics":
            yield Text(", ".join(clean(found.value) for found in group)), how
        else:
            yield from ((Text(_value(name, found)), how) for found in group)


def _value(name: str, found: Found) -> str:
    value = clean(found.value)
    if name not in DATES:
        return value
    value = ZULU.sub(" UTC", value.replace("T", " "))
    return f"{value} ({found.grain})" if found.grain in {"year", "month", "hour"} else value


def _how(found: Found) -> Text:
    how = Text(clean(found.how), "dim")
    if found.agrees:
        how.append("; also " + ", ".join(map(clean, found.agrees)))
    for rival in found.rivals:
        how.append(f"\nnot {clean(rival.value)}: {clean(rival.how)}")
    return how


def _bullet(text: str, style: str = "") -> RenderableType:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column(ratio=1)
    row.add_row("•", Text(text, style))
    return Padding(row, (0, 0, 0, 2))


def _body(article: Article, *, full: bool) -> Iterator[RenderableType]:
    apart = {"headline", "summary", "caption"}
    blocks = [block for block in article.blocks if block.kind not in apart]
    shown = blocks if full else blocks[:OPENING]
    for block, after in zip(shown, [*shown[1:], None], strict=True):
        yield _block(article, block)
        run = after is not None and block.kind == after.kind and block.kind in RUNS
        if not run:  # lists and tables stand together
            yield Text()
    left = blocks[len(shown) :]
    if left:
        n_words = sum(len(article.text[one.span.start : one.span.end].split()) for one in left)
        yield Text(f"… {len(left)} more blocks, {n_words:,} words: --full shows them\n", "dim")


RUNS = frozenset({"list-item", "table-row"})


def _block(article: Article, block: Block) -> RenderableType:
    text = clean(article.text[block.span.start : block.span.end])
    if block.kind == "list-item":
        return _bullet(text)
    if block.kind == "quote":
        return Padding(Text(text, "italic"), (0, 4))
    if block.kind == "subhead":
        return Text(text, "bold")
    return Text(text)


def _figure(article: Article, figure: Figure) -> RenderableType:
    span = figure.caption
    caption = clean(article.text[span.start : span.end]) if span else "no caption"
    words = Text(caption)
    facts = [("credit", figure.credit), ("date", figure.on)]
    for label, found in facts:
        if found:
            words.append(f"\n{label} {clean(found.value)}  ", "none")
            words.append(clean(found.how), "dim")
    return _labelled(f"picture {figure.number}", words, "cyan")


def _remarks(article: Article) -> Iterator[RenderableType]:
    for refused in article.refused:
        words = f"{refused.fact} {clean(refused.value)}, {clean(refused.how)}: "
        yield _labelled("refused", Text(words + clean(refused.reason)), "yellow")
    for note in article.notes:
        yield _labelled("note", Text(clean(note)), "yellow")
    if article.refused or article.notes:
        yield Text()


def _labelled(label: str, words: Text, style: str) -> RenderableType:
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(style=style, no_wrap=True, min_width=LABEL)
    row.add_column(ratio=1)
    row.add_row(label, words)
    return Padding(row, (0, 0, 0, 2))
