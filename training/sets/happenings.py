"""Articles with the happening they tell of: the news clusters of Giveme5W1H, and ECB+."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from onrecord.record import BlockKind
from training.sets.texts import Part

DEV_TOPICS = frozenset((2, 5, 12, 18, 21, 23, 34, 35))  # of ECB+, the usual ones
LAST_TOPIC = 35  # the official test topics begin behind it, and are held back
_NO_SPACE_BEFORE = re.compile(r" (?=[.,;:!?%)\]’”]|['’]s\b|n['’]t\b|'')")
_NO_SPACE_AFTER = re.compile(r"(?<=[(\[$£€“‘]) ")
_END = (".", "!", "?", "”", '"', "''", ":", ")")

Line = tuple[BlockKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article and the happening that it tells of."""

    name: str
    happening: str
    lines: tuple[Line, ...]
    published: str | None  # ISO 8601 to the minute; None where the set does not say

    @property
    def text(self) -> str:
        """The lines, one under the other."""
        return "\n".join(line for _, line in self.lines)


def news_clusters(data: Path) -> list[Told]:
    """Return the articles of the news clusters that are not held back, in order of their files."""
    folder = data / "stories" / "news_cluster"
    return [_news(path) for path in sorted(folder.glob("*.json"))]


def ecb_plus(data: Path, part: Part) -> list[Told]:
    """Return the documents of a part of ECB+; a happening is a topic's half."""
    folder = data / "stories" / "ecbplus"
    topics = sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit())
    return [
        _document(path, topic)
        for topic in topics
        if topic <= LAST_TOPIC and (topic in DEV_TOPICS) == (part == "dev")
        for path in sorted((folder / str(topic)).glob("*.xml"), key=_order)
    ]


def _news(path: Path) -> Told:
    entry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    lines: list[Line] = []
    kinds: tuple[tuple[str, BlockKind], ...] = (
        ("title", "headline"),
        ("description", "summary"),
        ("text", "paragraph"),
    )
    seen: set[str] = set()
    for key, kind in kinds:
        for line in (entry[key] or "").split("\n"):
            kept = " ".join(line.split())
            if kept and kept not in seen:
                lines.append((kind, kept))
                seen.add(kept)
    return Told(
        name=f"news_cluster/{path.stem}",
        happening=str(entry["newsCluster"]["EventId"]),
        lines=tuple(lines),
        published=(entry["date_publish"] or "")[:16] or None,
    )


def _order(path: Path) -> tuple[str, int]:
    topic, _, rest = path.stem.partition("_")
    number = re.match(r"\d+", rest)
    return (topic + rest.lstrip("0123456789"), int(number[0]) if number else 0)


def _document(path: Path, topic: int) -> Told:
    """Read a document of ECB+. Raises ValueError if it declares anything: entities can be bombs."""
    source = path.read_text(encoding="utf-8")
    if "<!" in source:
        raise ValueError(f"{path}: a declaration in the XML, which these files never have")
    half = "ecbplus" if path.stem.endswith("ecbplus") else "ecb"
    sentences: dict[int, list[str]] = {}
    for token in ElementTree.fromstring(source).iter("token"):
        sentences.setdefault(int(token.attrib["sentence"]), []).append(token.text or "")
    if half == "ecbplus":
        sentences.pop(0, None)  # the address of the page
    return Told(
        name=f"ecbplus/{path.stem}",
        happening=f"{topic} {half}",
        lines=tuple(_lines(sentences[number] for number in sorted(sentences))),
        published=None,
    )


def _lines(sentences: Iterable[list[str]]) -> Iterator[Line]:
    for number, words in enumerate(sentences):
        line = " ".join(" ".join(words).split()).replace("``", '"').replace("''", '"')
        line = _NO_SPACE_AFTER.sub("", _NO_SPACE_BEFORE.sub("", line))
        if line:
            yield "paragraph" if number or line.endswith(_END) else "headline", line
