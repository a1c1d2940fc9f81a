"""Dumps of several stories to train and measure the splitter on.

`articles` reads the raw material from the data folder, `generate` makes a dump of them in a layout
drawn at random, `read_gold` reads an annotated dump into the same form. No text is kept here.
"""

import csv
import io
import json
import random
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.layouts import (
    Layout,
    draw_layout,
    foot_pieces,
    head_pieces,
    rule_pieces,
    story_pieces,
)
from training.scenes import Bylaws, Piece, Scene, paper_name, story_fields, text_fields
from training.typesetting import Region, draw_typesetting, typeset

KINDS = (
    "headline",
    "summary",
    "paragraph",
    "subhead",
    "list-item",
    "quote",
    "caption",
    "furniture",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceArticle:
    """Raw material of one story."""

    origin: str  # "polnear/train:NAME", "stories/news_cluster:ID.json", "pages/zyte:ID"
    group: str  # articles of one group tell one event or are one text: never split them
    headline: str
    summary: tuple[str, ...]  # decks of the source; mostly empty
    body: tuple[tuple[str, str], ...]  # (kind, text), kind paragraph or subhead; a paragraph first


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A dump with all its visible blocks.

    `regions` are in text order and never overlap; `story_starts` has one offset per story: the
    first visible character of its own block.
    """

    text: str
    regions: tuple[Region, ...]
    story_starts: tuple[int, ...]


# ---------------------------------------------------------------- raw material


def articles(
    data: Path, *, exclude: Collection[str] = (), with_dumps: bool = False
) -> list[SourceArticle]:
    """Read the articles of a data folder, sorted by origin.

    Without `with_dumps`: PolNeAR train and those of news_cluster that share neither origin,
    headline nor a paragraph with an annotated dump, so that the dumps stay an honest measure.
    With it the articles of the dumps come too. `exclude` names origins to leave out, as in
    `SourceArticle.origin`; what shares a headline or a paragraph with them is left out as well.
    Raises OSError if the folder lacks a source.
    """
    in_dumps = {article.origin: article for article in _dump_articles(data)}
    loose = [*_polnear_articles(data), *_cluster_articles(data)]
    every = {article.origin: article for article in loose} | in_dumps
    barred = {*exclude} if with_dumps else {*exclude, *in_dumps}
    prints = {mark for origin in barred if origin in every for mark in _prints(every[origin])}
    return [
        article
        for origin, article in sorted(every.items())
        if origin not in barred and prints.isdisjoint(_prints(article))
    ]


def _prints(article: SourceArticle) -> set[str]:
    """Normalised headline and longer paragraphs: two articles that share one are the same text."""
    texts = (text for _, text in article.body if len(text) > 80)
    return {re.sub(r"\W+", "", text).casefold() for text in (article.headline, *texts)}


_CREDIT = re.compile(
    r"Follow|Twitter|Read (more|the)|Related|Also on|Editor|Correction|Photo|Image|Contact"
    r"|Copyright|©|\(?Reporting|Getty|Sign up|Watch|This (story|article|post)|http|@|More:"
    r"|Associated Press writer|Advertisement|Enlarge"
)
_CREDIT_END = re.compile(
    r"contributed (to this|reporting)|Getty Images\W*$|reported from [A-Z][\w .]+$|\[?Photo/"
)


def _is_prose(text: str) -> bool:
    """Whether a line of a source is the story's: credits, captions and odd marks are not."""
    if len(text) < 200 and (_CREDIT.match(text) or _CREDIT_END.search(text)):
        return False
    return bool(re.search(r"[a-z].*[a-z]", text)) and (len(text) > 12 or " " in text)


def _body(lines: Sequence[str], headline: str) -> tuple[tuple[str, str], ...]:
    """Clean lines, a paragraph first; a short line without a full stop is a sub-heading."""
    clean = [" ".join(line.split()) for line in lines]
    same = re.sub(r"\W+", "", headline).casefold()
    found: list[tuple[str, str]] = []
    for line in clean:
        if not _is_prose(line) or re.sub(r"\W+", "", line).casefold() == same:
            continue
        short = len(line) < 60 and line[-1] not in '.!?"”’:;,)' and line[0].isupper()
        if short and not found:
            continue
        found.append(("subhead" if short else "paragraph", line))
    while found and found[-1][0] == "subhead":
        found.pop()
    return tuple(found)


def _polnear_articles(data: Path) -> Iterator[SourceArticle]:
    table = (data / "polnear/metadata.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        path = data / "polnear/train/text" / f"{row['filename']}.txt"
        if row["compartment"] != "train" or not path.exists():
            continue
        # The text starts with the title as a paragraph of its own; decks follow a semicolon.
        _, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
        headline, *decks = re.split(r"; (?=[A-Z])", row["title"].strip())
        article = SourceArticle(
            origin=f"polnear/train:{row['filename']}",
            group=f"polnear/{row['publication_date']}",
            headline=headline,
            summary=tuple(deck for deck in decks if len(deck) > 20),
            body=_body(rest.split("\n"), headline),
        )
        if len(article.body) >= 3 and "ABSTRACT." not in rest:
            yield article


def _cluster_articles(data: Path) -> Iterator[SourceArticle]:
    folder = data / "stories/news_cluster"
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_bytes())
        headline, text = " ".join((record["title"] or "").split()), record["text"] or ""
        body = _body(text.split("\n"), headline)
        if headline and len(body) >= 3:
            yield SourceArticle(
                origin=f"stories/news_cluster:{path.name}",
                group=f"event/{record['newsCluster']['EventId']}",
                headline=headline,
                summary=(),
                body=body,
            )


def _dump_articles(data: Path) -> Iterator[SourceArticle]:
    for path in sorted((data / "dumps").glob("*.json")):
        for entry in json.loads(path.read_bytes())["articles"]:
            origin = f"{entry['origin']['set']}:{entry['origin']['id']}"
            subheads = set(entry["subheads"])
            body = tuple(
                ("subhead" if i in subheads else "paragraph", " ".join(text.split()))
                for i, text in enumerate(entry["text"])
            )
            while body and body[0][0] == "subhead":
                body = body[1:]
            event = entry["event"]
            yield SourceArticle(
                origin=origin,
                group=origin if event is None else f"event/{event}",
                headline=" ".join((entry["headline"] or "").split()),
                summary=(),
                body=body,
            )


# ---------------------------------------------------------------- generation


def generate(articles: Sequence[SourceArticle], seed: int) -> Dump:
    """Make a dump of some of the articles; the same articles and seed give the same dump.

    Raises ValueError if there are no articles.
    """
    if not articles:
        raise ValueError("a dump needs at least one article")
    rng = random.Random(seed)
    layout, page = draw_layout(rng), draw_typesetting(rng)
    mixed = rng.random() < 0.1  # pasted together from many places
    scenes = _scenes(articles, layout, rng)
    pieces: list[tuple[Piece, int | None]] = []
    pieces += ((piece, None) for piece in head_pieces(layout, scenes, rng))
    if layout.rule_ends and rng.random() < 0.5:
        pieces += ((piece, None) for piece in rule_pieces(layout))
    for number, scene in enumerate(scenes):
        if number:
            pieces += ((piece, None) for piece in rule_pieces(layout))
        own = _own_layout(layout, rng) if mixed else layout
        pieces += ((piece, number) for piece in story_pieces(scene, own, rng))
    if layout.rule_ends:
        pieces += ((piece, None) for piece in rule_pieces(layout))
    pieces += ((piece, None) for piece in foot_pieces(layout, scenes[-1]))
    text, regions = typeset(pieces, page, rng)
    return Dump(text=text, regions=tuple(regions), story_starts=_starts(text, regions))


def _own_layout(layout: Layout, rng: random.Random) -> Layout:
    """Another layout for one story; what stands between stories stays the dump's."""
    own = draw_layout(rng)
    gap = rng.choice((layout.story_gap, layout.story_gap, own.story_gap))
    return own._replace(story_gap=gap, laws=layout.laws)


def _starts(text: str, regions: Sequence[Region]) -> tuple[int, ...]:
    """First visible character of each story; a mark in front of its first region is its own."""
    starts: list[int] = []
    for region in regions:
        if region.story == len(starts):
            line = text.rfind("\n", 0, region.start) + 1
            before = text[line : region.start]
            starts.append(region.start - len(before.lstrip().lstrip("\ufeff").lstrip()))
    return tuple(starts)


def _story_count(rng: random.Random) -> int:
    low, high = rng.choices(((3, 12), (1, 2), (13, 25)), (88, 8, 4))[0]
    return rng.randint(low, high)


def _scenes(articles: Sequence[SourceArticle], layout: Layout, rng: random.Random) -> list[Scene]:
    chosen = rng.sample(articles, min(_story_count(rng), len(articles)))
    paper = paper_name(rng)
    longest = rng.choice((4, 10, 20, 40))  # paragraphs; some exports hold briefs only
    scenes = []
    for number, article in enumerate(chosen, start=1):
        own = paper if layout.one_paper else paper_name(rng)
        scenes.append(_scene(article, layout.laws, own, rng, longest))
        others = [other.headline for other in chosen if other is not article] or [article.headline]
        pool = rng.choice((others, [other.headline for other in rng.choices(articles, k=3)]))
        fields = {**scenes[-1].fields, "n": number, "total": len(chosen)}
        fields |= {key: rng.choice(pool) for key in ("teaser", "teaser2", "teaser3")}
        scenes[-1] = scenes[-1]._replace(fields=fields)
    return scenes


def _scene(
    article: SourceArticle, laws: Bylaws, paper: str, rng: random.Random, longest: int
) -> Scene:
    body = article.body[: rng.randint(min(2, longest), longest)]
    while len(body) > 1 and body[-1][0] == "subhead":
        body = body[:-1]
    fields = story_fields(rng, paper, laws) | text_fields(article.headline, body)
    return Scene(article.headline, article.summary, body, fields)


# ---------------------------------------------------------------- annotated dumps

_GOLD_KINDS = {
    **dict.fromkeys(("bullet", "standfirst", "highlight"), "summary"),
    **dict.fromkeys(("caption", "graphic", "image"), "caption"),
}


def read_gold(path: Path) -> Dump:
    """Read an annotated dump, `path` being its JSON file, the text beside it.

    Spans are trimmed of white space; a span inside an earlier one is dropped.
    """
    gold: dict[str, Any] = json.loads(path.read_bytes())
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    found = [Region(item["start"], item["end"], "furniture", None) for item in gold["furniture"]]
    for number, entry in enumerate(gold["articles"]):
        found += [Region(start, end, "headline", number) for start, end in entry["headline_spans"]]
        subheads = set(entry["subheads"])
        found += [
            Region(start, end, "subhead" if i in subheads else "paragraph", number)
            for i, (start, end) in enumerate(entry["paragraphs"])
        ]
        found += [
            Region(item["start"], item["end"], _GOLD_KINDS.get(item["kind"], "furniture"), number)
            for item in entry["furniture"]
        ]
    starts = tuple(entry["start"] for entry in gold["articles"])
    return Dump(text=text, regions=tuple(_apart(text, found)), story_starts=starts)


def _apart(text: str, found: Sequence[Region]) -> Iterator[Region]:
    """Trim and sort; of two that overlap the one that is no furniture stays."""
    kept: list[Region] = []
    for region in sorted(found, key=lambda region: (region.kind == "furniture", region.start)):
        visible = text[region.start : region.end]
        start = region.start + len(visible) - len(visible.lstrip())
        trimmed = region._replace(start=start, end=start + len(visible.strip()))
        if trimmed.start < trimmed.end and all(
            trimmed.end <= other.start or other.end <= trimmed.start for other in kept
        ):
            kept.append(trimmed)
    yield from sorted(kept)
