"""What all questions share: how much of an answer is wanted, and where the evidence is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    case,
    func,
    literal,
    select,
)

from onrecord.errors import QueryError, check_number, check_type
from onrecord.library.answers import (
    Evidence,
    Source,
)
from onrecord.library.database.schema import articles, joined
from onrecord.library.questions.query import (
    Dates,
    parse_day,
)
from onrecord.record import Span

MOST_COUNTED = 10_000  # of what is found: more are not counted
_FIRST = articles.alias("first_of_copies")
SAME_AS = (
    select(_FIRST.c.id)
    .join(joined, joined.c.copy_of == _FIRST.c.row)
    .where(joined.c.article == articles.c.row)
    .correlate(articles)
    .scalar_subquery()
    .label("same_as")
)
_OPENING = 80  # characters that stand for a headline
SOURCE = (
    *(articles.c[name] for name in ("id", "headline", "url", "outlet", "day")),
    SAME_AS,
    case((articles.c.headline.is_(None), func.substr(articles.c.text, 1, _OPENING + 1))).label(
        "opening"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """How much of an answer is wanted."""

    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        check_number(self.limit, "limit", least=1)
        check_number(self.offset, "offset", least=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Between which days, as typed: "2024", "2024-12", "2024-12-19"; None = any."""

    since: str | None = None
    until: str | None = None

    def dates(self) -> list[Dates]:
        """Give them parsed; raises QueryError, also where none lies between."""
        given = (("since", self.since), ("until", self.until))
        parsed = [parse_day(day, name=name) for name, day in given if day is not None]
        first = next((one.since for one in parsed if one.since), "")
        if any(one.before is not None and first >= one.before for one in parsed):
            wrong = f"{self.since!r} is after {self.until!r}, where it ends: no day is between"
            raise QueryError(1, wrong, argument="since")
        return parsed


ALL_DAYS = Days()


def dates_of(days: Days) -> list[Dates]:
    """Give days parsed; raises QueryError, and TypeError for what is no `Days`."""
    check_type(days, Days, "days", "Days(since=…, until=…)")
    return days.dates()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichStories:
    """Which stories are wanted: those of some days, and of these only disputed ones if asked."""

    days: Days = ALL_DAYS
    disputed: bool = False


ALL = WhichStories()


def cut(found: Select[Any], screen: Screen) -> Select[Any]:
    """Cut what is found down to what is on the screen."""
    return found.limit(screen.limit).offset(screen.offset)


def count_of(db: Connection, found: Select[Any]) -> tuple[int, bool]:
    """Count what is found. True: there is more, and counting stopped."""
    bare = found.with_only_columns(literal(1), maintain_column_froms=True).order_by(None)
    some = bare.limit(MOST_COUNTED + 1).subquery()
    n = db.execute(select(func.count()).select_from(some)).scalar_one()
    return min(n, MOST_COUNTED), n > MOST_COUNTED


def with_articles(db: Connection, table: Any, rows: Sequence[int]) -> Iterable[tuple[Any, Any]]:  # noqa: ANN401
    """Give rows of a table, each with its article."""
    found = list(db.execute(select(table).where(table.c.row.in_(rows))))
    numbers = {row.article for row in found}
    wanted = select(articles.c.row, *SOURCE, articles.c.text).where(articles.c.row.in_(numbers))
    known = {article.row: article for article in db.execute(wanted)}
    return [(row, known[row.article]) for row in found]


def source_of(article: Any) -> Source:  # noqa: ANN401 - a row
    """Name the article of a row that has the columns of SOURCE."""
    return Source(
        article_id=article.id,
        headline=article.headline,
        url=article.url,
        outlet=article.outlet,
        day=article.day,
        same_as=article.same_as,
        opening=_opening(article.opening or ""),
    )


def _opening(text: str) -> str | None:
    """Give the first line of a text, cut between words if it is long."""
    line = text.strip().partition("\n")[0]
    if len(line) > _OPENING:
        line = line[:_OPENING].rpartition(" ")[0] + "…"
    return line or None


def sources_at(db: Connection, rows: Collection[int]) -> dict[int, Source]:
    """Name articles by their rows."""
    wanted = select(articles.c.row, *SOURCE).where(articles.c.row.in_(rows))
    return {one.row: source_of(one) for one in db.execute(wanted)}


def words_at(text: str, span: Span, why: str) -> Evidence:
    """Give the words of a span as evidence."""
    return Evidence(span=span, text=text[span.start : span.end], why=why)


def sentence_of(
    what: str,
    *,
    name: str | None = None,
    by: str | None = None,
    about: str | None = None,
    rest: Sequence[str] = (),
) -> str:
    """Say what was asked."""
    said_ = [what, f"“{name}”" if name else "", f"by “{by}”" if by else ""]
    said_ += [f"about “{about}”" if about else "", *(f"({one})" for one in rest)]
    return " ".join(one for one in said_ if one)
