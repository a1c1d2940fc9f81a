"""The measured sets, read as they stand in the data folder."""

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from eval.scores import Window

ROOT = Path(__file__).resolve().parents[1]
SETS = {
    "zyte": "pages/zyte",
    "trafilatura-en": "pages/trafilatura-en",
    "fundus": "pages/fundus-fixtures",
    "dumps": "dumps",
    "seed": "seed",
    "polnear": "polnear",
    "conll": "conll2003",
    "ewt": "ewt",
    "gum": "gum",
    "ontogum": "ontogum",
    "times": "timeml",
    "places": "geo",
    "meantime": "meantime",
    "factbank": "factuality",
    "plover": "plover",
    "news-cluster": "stories/news_cluster",
    "ecbplus": "stories/ecbplus",
    "claimdiff": "claims/claimdiff",
    "gold": str(ROOT / "eval" / "gold"),  # ours: part of the repository, not of the data folder
    "world": str(ROOT / "eval" / "world"),
    "timelines": str(ROOT / "eval" / "timelines"),
    "claims": str(ROOT / "eval" / "claims"),
    "pairs": str(ROOT / "eval" / "pairs"),
}


class MissingSetError(Exception):
    """A set is not on this machine; the message names the folder looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Bytes to be read, without anything the system could not know."""

    id: str
    body: bytes
    charset: str | None  # as the carrier states it; None = in the bytes
    site: str = ""  # host; pages of one site share a template, so folds can be cut by it
    media_type: str = "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyGold:
    """A page of pages/zyte."""

    sample: Sample
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentGold:
    """A page of pages/trafilatura-en. `None` = not annotated, empty = the page has none."""

    sample: Sample
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    title: str | None
    authors: tuple[str, ...] | None
    day: str | None  # ISO date


@dataclass(frozen=True, slots=True, kw_only=True)
class FixtureGold:
    """A page of pages/fundus-fixtures."""

    sample: Sample
    title: str
    authors: tuple[str, ...]
    published: datetime  # aware, UTC
    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]
    body: str  # headings and paragraphs in page order


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGold:
    """One story of a dump."""

    start: int
    end: int
    window: Window  # where its start may be put
    headline: str
    body: str
    day: str | None
    byline: str | None
    dateline: str  # "" = none put in by the maker


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpGold:
    """One dump."""

    sample: Sample
    style: str
    stories: tuple[StoryGold, ...]


def data_root() -> Path:
    """`ONRECORD_DATA`, or `../shared/data` beside the repository."""
    return Path(os.environ.get("ONRECORD_DATA") or ROOT.parent / "shared" / "data")


def folder_of(name: str) -> Path:
    """Folder of a set. Raises MissingSetError if it is not there."""
    folder = data_root() / SETS[name]
    if not folder.is_dir():
        raise MissingSetError(f"{name}: no folder {folder} (set ONRECORD_DATA)")
    return folder


def digest_of(name: str) -> str:
    """SHA-256 over names and bytes of every file of a set, in order of their names."""
    folder = folder_of(name)
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def zyte() -> list[BodyGold]:
    """All pages of pages/zyte, in order of their ids."""
    folder = folder_of("zyte")
    truth = _json(folder / "ground-truth.json")
    return [
        BodyGold(
            sample=Sample(
                id=page_id,
                body=gzip.decompress((folder / "html" / f"{page_id}.html.gz").read_bytes()),
                charset="utf-8",  # the set was stored as UTF-8, whatever the markup says
                site=site_of(gold["url"]),
            ),
            body=gold["articleBody"],
        )
        for page_id, gold in sorted(truth.items())
    ]


def trafilatura_en() -> list[SegmentGold]:
    """All pages of pages/trafilatura-en, in order of their files."""
    folder = folder_of("trafilatura-en")
    entries = _json(folder / "evaldata-en.json")
    golds = [
        SegmentGold(
            sample=Sample(
                id=entry["file"],
                body=(folder / "html" / entry["file"]).read_bytes(),
                charset=None,
                site=site_of(url),
            ),
            wanted=tuple(entry["with"]),
            unwanted=tuple(entry["without"]),
            title=entry.get("title") or None,
            authors=_names(entry.get("author")) if _is_annotated(entry) else None,
            day=entry.get("date") or None,
        )
        for url, entry in entries.items()
    ]
    return sorted(golds, key=lambda gold: gold.sample.id)


def fundus() -> list[FixtureGold]:
    """All pages of pages/fundus-fixtures, in order of their files."""
    folder = folder_of("fundus")
    entries = _json(folder / "expected.json")
    return [_fixture(folder, name, entry) for name, entry in sorted(entries.items())]


def dumps() -> list[DumpGold]:
    """All dumps, in order of their numbers."""
    folder = folder_of("dumps")
    return [_dump(path) for path in sorted(folder.glob("*.json"))]


def seed() -> Sample:
    """Read the seed page."""
    (path,) = sorted(folder_of("seed").glob("*.txt"))
    return Sample(id=path.name, body=path.read_bytes(), charset="utf-8", media_type="text/plain")


def _fixture(folder: Path, name: str, entry: dict[str, Any]) -> FixtureGold:
    expected = entry["expected"]
    sections = expected["body"]["sections"]
    lines = [line for part in sections for line in (*part["headline"], *part["paragraphs"])]
    published = datetime.fromisoformat(expected["publishing_date"])
    return FixtureGold(
        sample=Sample(
            id=name,
            body=gzip.decompress((folder / "html" / name).read_bytes()),
            charset="utf-8",
            site=site_of(entry["url"]),
        ),
        title=expected["title"],
        authors=_names(expected.get("authors")) or (),
        # A few fixtures state no zone: taken as UTC, since the metric asks for the day in UTC.
        published=published.astimezone(UTC) if published.tzinfo else published.replace(tzinfo=UTC),
        headings=tuple(line for part in sections for line in part["headline"]),
        paragraphs=tuple(line for part in sections for line in part["paragraphs"]),
        body="\n".join(lines),
    )


def _dump(path: Path) -> DumpGold:
    entry = _json(path)
    stories: list[StoryGold] = []
    before = 0
    for article in entry["articles"]:
        stories.append(_story(article, before))
        before = article["body"][1]
    sample = Sample(
        id=path.stem,
        body=path.with_suffix(".txt").read_bytes(),
        charset="utf-8",
        media_type="text/plain",
    )
    return DumpGold(sample=sample, style=entry["style"], stories=tuple(stories))


def _story(article: dict[str, Any], before: int) -> StoryGold:
    heads = [start for start, _ in article["headline_spans"]] or [article["body"][0]]
    shown = article["shown"]
    return StoryGold(
        start=article["start"],
        end=article["end"],
        window=Window(before, min(heads)),
        headline=article["headline"],
        body="\n".join(article["text"]),
        day=shown.get("date"),
        byline=shown.get("byline"),
        dateline=shown.get("dateline") or "",
    )


def _names(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    # One string may hold several names; a list holds one each, with "PhD" behind a comma.
    values = re.split(r"[;,]", value) if isinstance(value, str) else value
    return tuple(name.strip() for name in values if name.strip())


def _is_annotated(entry: dict[str, Any]) -> bool:
    """Say whether empty fields mean "none": an entry without even a title was never filled in."""
    return bool(entry.get("title"))


def site_of(url: str) -> str:
    """Return the host of an address without "www."; pages of one host share a template."""
    return urlsplit(url.removeprefix("hard::")).netloc.removeprefix("www.")


def _json(path: Path) -> Any:  # noqa: ANN401 - the shape of each file is in the data's README
    return json.loads(path.read_text(encoding="utf-8"))
