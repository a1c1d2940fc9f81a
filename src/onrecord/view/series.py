"""Figures of a story as a table: when, how many, who says so, in which article."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.record import Point, Series
from onrecord.view.accounts import LONGEST, Told, distinct, headline, unsaid
from onrecord.view.layout import clean

HEADS = ("when", "figure", "who", "in")
WIDEST = 28  # columns of a figure: "more than 1,000 and perhaps twice as many" is broken
NARROW = 64  # columns below which there is no room for sites
Line = tuple[Point, list[str]]  # a figure as somebody gives it, and the ids of the articles


def table_of(
    told: Told, shown: Sequence[Series], sites: Mapping[str, str], *, width: int
) -> Iterator[RenderableType]:
    """Set a story's quantities one below the other, then the articles they are in by number.

    sites: where articles were published, by `Article.id`; on narrow terminals the numbers do.
    """
    sets = [(one, list(_lines(told, one))) for one in shown]
    held = {id_ for _, lines in sets for _, ids in lines for id_ in ids}
    numbers = {id_: n for n, id_ in enumerate((x for x in told.records if x in held), start=1)}
    figures = [told.number(point) for _, lines in sets for point, _ in lines]
    column = min(WIDEST, max(map(len, (*figures, HEADS[1]))))
    sites = sites if width >= NARROW else {}
    yield headline(told)
    for one, lines in sets:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True, min_width=len("2023-09-12"))
        grid.add_column(width=column, overflow="fold")
        grid.add_column(overflow="fold")
        grid.add_column(overflow="fold")
        grid.add_row(*(Text(head, "dim") for head in HEADS))
        for point, ids in lines:
            grid.add_row(*_cells(told, point), _places(ids, numbers, sites))
        yield Text(f"\n{clean(one.of)}", "blue")
        yield Padding(grid, (0, 0, 0, 2))
    yield Text()
    for id_, number in numbers.items():
        article = told.records[id_].article
        title = article.headline.value if article.headline else article.text[:LONGEST]
        words = clean(title)
        line = Text.assemble((f"[{number}] ", "cyan"), words, (f" [{id_}]", "dim"))
        yield Padding(line, (0, 0, 0, 2))
    yield Text()


def _lines(told: Told, one: Series) -> Iterator[Line]:
    """Give each figure once a speaker, with all articles in which he gives it."""
    for point, same in distinct(told, one.points):
        yield point, list(dict.fromkeys(x.article_id for x in same))


def _cells(told: Told, point: Point) -> tuple[Text, Text, Text]:
    by = Text(clean(point.by) if point.by else "the article", overflow="fold")
    if manner := unsaid(told, point):
        by.append(f" {manner}", "yellow")
    when = point.when[:10] if point.when else "no date"
    return Text(when), Text(told.number(point), "bold", overflow="fold"), by


def _places(ids: Sequence[str], numbers: Mapping[str, int], sites: Mapping[str, str]) -> Text:
    """Name the first article by its number and site, those that repeat it by their numbers."""
    cell = Text(f"[{numbers[ids[0]]}]", "cyan", overflow="fold")
    cell.append(f" {clean(sites[ids[0]])}" if ids[0] in sites else "", "")
    return cell.append("".join(f" [{numbers[id_]}]" for id_ in ids[1:]), "cyan")
