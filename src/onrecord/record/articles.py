"""Pages and the articles in them, as `acquire` and `split` give them."""

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_OFTEN: Final = 2  # times that a later year is told of
OriginKind = Literal["file", "stdin", "memory", "web", "feed", "warc"]
Stage = Literal["acquire", "split"]
ArticleKind = Literal["article", "live-blog", "teaser", "index", "gallery"]
BlockKind = Literal[
    "headline", "summary", "paragraph", "subhead", "list-item", "quote", "table-row", "caption"
]
Grain = Literal["year", "month", "day", "hour", "minute", "second"]
Layer = Literal["text", "page", "markup"]
Reason = Literal[
    # acquire
    "not found",
    "not readable",
    "too large",
    "compression bomb",
    "damaged archive",
    "encrypted",
    "not text",
    "unsupported format",
    "bad line",
    "link loop",
    "bad address",
    "private address",
    "robots.txt",
    "no answer",
    "bad feed",
    # split
    "empty",
    "cookie wall",
    "error page",
    "script only",
    "no story",
    "too slow",
    "crashed",
]
REASONS: tuple[str, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of text, `[start, end)` in code points; never empty."""

    start: int  # first code point
    end: int  # the one after the last

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where bytes came from, in enough detail to fetch them again if possible."""

    kind: OriginKind  # how it came: "file", "web" …
    name: str  # path (bytes that are not UTF-8 as escapes), URL, "-", or what was handed over
    member: str | None = None  # name inside an archive, or "line 12" of a JSONL file
    offset: int | None = None  # byte offset of the member in the file, where there is one

    def ref(self) -> str:
        """Name the place in one string, "name" or "name!member", as `Rejected.ref` does."""
        return self.name if self.member is None else f"{self.name}!{self.member}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as received, before anybody has interpreted them."""

    body: bytes
    sha256: str  # hex, of `body`; of RTF and DOCX of the bytes before their conversion to text
    media_type: str  # "text/html", "text/plain" or "text/markdown": what `split` can read
    charset: str | None  # as stated by the carrier (HTTP, MIME, JSONL); None = find it in the body
    url: str | None
    captured_at: str | None  # ISO 8601: when the bytes left the site, as the carrier states it
    captured_how: str | None  # "mhtml Date header", "SingleFile comment", "jsonl crawl_date"
    seen_at: str | None  # ISO 8601: when the bytes reached the user, as the carrier states it
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a fact was found.

    layer "text": `span` is in `Article.text`. "page": `span` is in the page text, which is the
    decoded text of a plain-text page, and the block texts joined by line breaks of an HTML page
    (`onrecord.page_text`). "markup": `path` names the element, e.g. `meta[property="og:title"]`.
    """

    layer: Layer  # what the place is in
    span: Span | None = None  # its characters, in the text or the page text
    path: str | None = None  # its element, in the markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another value for the same fact, which lost."""

    value: str  # as of `Found`
    how: str  # rule name


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A fact, by which rule it was found, and where."""

    value: str  # dates: ISO 8601, no finer than `grain`
    how: str  # rule name: "json-ld datePublished", "line 'Updated …'"
    where: Where  # the place that states it
    grain: Grain | None = None  # of a date; None for everything else
    agrees: tuple[str, ...] = ()  # other rules that found the same value
    rivals: tuple[Rival, ...] = ()  # other values found, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A value that the page states but that cannot be true, and why it was refused."""

    fact: str  # "published", "updated"
    value: str  # as the page states it
    how: str  # the rule that found it
    reason: str  # a sentence: "2031-01-01 is after the page was captured (2024-12-19)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, headline, list item … of a story."""

    kind: BlockKind  # what it is in the story
    span: Span  # in `Article.text`
    page_span: Span | None  # in the page text; None for a headline that only the markup states
    score: float  # probability that the block belongs to the story


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of a story, as far as the text describes it."""

    number: int  # position in the gallery, from 1
    caption: Span | None  # in `Article.text`
    credit: Found | None  # "REUTERS", "AP"
    on: Found | None  # the day the caption gives
    url: str | None  # of the image


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An entry of a live blog, with its own time."""

    span: Span  # in `Article.text`
    at: Found  # when it was posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story of a page: whole, clean and dated."""

    id: str  # 16 hex digits; same page bytes and same text, same id
    kind: ArticleKind  # what sort of page it is
    number: int  # which story of the page, from 1
    of: int  # how many stories the page holds
    headline: Found | None  # as the page shows it
    summary: tuple[Found, ...]  # bullets, standfirst
    authors: tuple[Found, ...]  # people, or the body that a byline names if it names no person
    agency: Found | None  # the news agency it is from
    outlet: Found | None = None  # paper, station, site or channel it appeared in, by its own name
    dateline: Found | None  # the place a story is filed from
    published: Found | None  # when it first appeared
    updated: Found | None  # when it was last changed
    captured: Found | None  # when the page was captured, stated or inferred
    seen: Found | None  # when it reached the user, if the carrier says so
    url: Found | None  # its address
    short_url: Found | None  # a shorter address of the same
    section: Found | None  # the part of the paper: "World"
    topics: tuple[Found, ...]  # what it is filed under: keywords, tags
    lang: Found | None  # ISO 639-1
    text: str  # headline, summary, body and captions in reading order, one block per line
    blocks: tuple[Block, ...]  # its parts, in the order of `text`
    figures: tuple[Figure, ...]  # its pictures
    posts: tuple[Post, ...] = ()  # of a live blog: its entries whose time is known
    refused: tuple[Refused, ...]  # dates that cannot be true
    notes: tuple[str, ...]  # what a reader should know: "markup is cut off: the end may be missing"
    page_sha256: str  # of the page's bytes, hex
    page_span: Span  # the story's stretch of the page text
    origin: Origin  # where the page came from
    made_by: str  # "onrecord 0.1.0, block model 1f3a9c2e": the same input gives the same from these

    def told_at(self, at: int) -> Found | None:
        """Give when the words at an offset appeared: with their post, or else with the article."""
        post = next((one for one in self.posts if one.span.start <= at < one.span.end), None)
        return post.at if post else self.written

    @property
    def written(self) -> Found | None:
        """When the text is from: as it first appeared, or as it was changed long after.

        An explainer is kept up for years: one that tells more than once of years after that of its
        publication is as of its last change.
        """
        if self.published is None or self.updated is None:
            return self.published or self.updated
        first, last = self.published.value[:4], self.updated.value[:4]
        later = (year for year in _YEAR.findall(self.text) if first < year <= last)
        return self.updated if last > first and len([*later]) >= _OFTEN else self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that gave no article, and why."""

    stage: Stage  # where it went wrong
    ref: str  # path, URL or "archive!member"
    reason: Reason  # one of a closed list
    detail: str  # one line for a person
