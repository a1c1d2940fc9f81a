"""Records as a person reads them in a terminal: text with styles, no escape codes of its own.

Everything a page says goes through `clean` and into `rich.text.Text`, which knows no markup: a
page can neither colour nor command the terminal it is read in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.record import (
    Article,
    Attribution,
    Block,
    Figure,
    Found,
    Reading,
    Record,
    Rejected,
    Span,
)

WIDEST = 100  # columns: longer lines are hard to read
NARROW = 76  # columns: below this a fact's "how" goes under its value
LABEL = len("published")  # columns of the longest label
OPENING = 3  # body blocks shown without `full`
STATEMENTS = 8  # the same of what was said
NAMES = 12  # and of the names of one kind

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
KINDS = (  # of a mention, label
    ("person", "people"),
    ("organisation", "organisations"),
    ("place", "places"),
    ("other", "other names"),
)


def clean(text: str) -> str:
    """Give text that is safe to print: one line, no control characters, valid Unicode."""
    text = SPACES.sub(" ", DANGEROUS.sub("", text))
    return SURROGATES.sub("\ufffd", text).strip()


def show(console: Console, record: Record, *, full: bool) -> None:
    """Print one record; without `full`, the opening of its body and the first of what was read."""
    width = min(console.width, WIDEST)
    with console.capture() as captured:
        console.print(view(record, width=width, full=full), width=width)
    # rich fills the cells of a grid with spaces: noise in a file, and in what is copied
    console.file.write(TRAILING.sub("", captured.get()))


def view(record: Record, *, width: int, full: bool) -> RenderableType:
    """Lay a record out for `width` columns."""
    article, reading = record.article, record.reading
    parts: list[RenderableType] = [_title(article), _facts(article, width)]
    parts += [_bullet(clean(found.value)) for found in article.summary]
    parts += [Text()] if article.summary else []
    parts += _body(article, full=full)
    parts += [_figure(article, figure) for figure in article.figures]
    parts += [Text()] if article.figures else []
    if reading:
        parts += _said(article, reading, width, full=full)
        parts += _named(article, reading, full=full)
    parts += list(_remarks(record))
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


def _said(
    article: Article, reading: Reading, width: int, *, full: bool
) -> Iterator[RenderableType]:
    told = [
        one for one in reading.attributions if one.content
    ]  # a cue alone tells a person nothing
    shown = told[: None if full else STATEMENTS]
    if not shown:
        return
    yield Text(_count(len(told), "statement"), "cyan")
    rows = [_statement(article, one) for one in shown]
    yield Padding(_beside(rows, width) if width >= NARROW else _stacked(rows), (0, 0, 0, 2))
    left = len(told) - len(shown)
    if left:
        yield Text(f"  … {_count(left, 'more statement')}: --full shows them", "dim")
    yield Text()


def _beside(rows: Iterable[tuple[Text, Text, Text]], width: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", max_width=width // 4)  # what is said needs the most room
    grid.add_column(overflow="fold", max_width=width // 6)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _stacked(rows: Iterable[tuple[Text, Text, Text]]) -> Group:
    parts: list[RenderableType] = []
    for who, cue, what in rows:
        parts += [Text("  ").join([who, cue]), Padding(what, (0, 0, 0, 2))]
    return Group(*parts)


def _statement(article: Article, one: Attribution) -> tuple[Text, Text, Text]:
    who = _pieces(article, one.source)
    return (
        Text(who, "bold") if who else Text("nobody named", "dim"),
        Text(_pieces(article, [one.cue]), "dim"),
        Text(_pieces(article, one.content)),
    )


def _pieces(article: Article, spans: Iterable[Span]) -> str:
    return " … ".join(clean(article.text[span.start : span.end]) for span in spans)


def _named(article: Article, reading: Reading, *, full: bool) -> Iterator[RenderableType]:
    kinds = [
        (label, [one.span for one in reading.mentions if one.kind == kind]) for kind, label in KINDS
    ]
    times = ("times", [time.span for time in reading.times])
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True, min_width=LABEL)
    grid.add_column(overflow="fold")
    for label, spans in (*kinds, times):
        if spans:
            grid.add_row(label, _counted(article, spans, full=full))
    if grid.row_count:
        yield Padding(grid, (0, 0, 1, 2))


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _counted(article: Article, spans: Sequence[Span], *, full: bool) -> Text:
    """List what the spans say, most frequent first, and how often each is said."""
    counts = Counter(_pieces(article, [span]) for span in spans).most_common()
    shown = counts if full else counts[:NAMES]
    words = Text()
    for number, (name, n) in enumerate(shown):
        words.append(", " if number else "").append(name)
        if n > 1:
            words.append(" ").append(f"({n})", "dim")
    if len(shown) < len(counts):
        words.append(f", … {len(counts) - len(shown)} more", "dim")
    return words


def _remarks(record: Record) -> Iterator[RenderableType]:
    article = record.article
    notes = article.notes + (record.reading.notes if record.reading else ())
    for refused in article.refused:
        words = f"{refused.fact} {clean(refused.value)}, {clean(refused.how)}: "
        yield _labelled("refused", Text(words + clean(refused.reason)), "yellow")
    for note in notes:
        yield _labelled("note", Text(clean(note)), "yellow")
    if article.refused or notes:
        yield Text()


def _labelled(label: str, words: Text, style: str) -> RenderableType:
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(style=style, no_wrap=True, min_width=LABEL)
    row.add_column(ratio=1)
    row.add_row(label, words)
    return Padding(row, (0, 0, 0, 2))
