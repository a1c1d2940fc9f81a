"""MEANTIME: persons, bodies and places that are named in several documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple
from xml.etree import ElementTree

from onrecord.reading.words import Place
from training.sets.meantime import CORPORA
from training.sets.texts import Sentence, Surface, Text, join

PartyClass = Literal["person", "organisation", "place"]
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]’”]|['’]s|n['’]t|''")
_CLASSES: dict[str, PartyClass] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


class Naming(NamedTuple):
    """Words that name a party."""

    place: Place
    party: str  # of the whole set
    kind: PartyClass
    is_name: bool  # the set says so of some; of those of its second layer it says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIn:
    """A document with the parties named in it."""

    text: Text
    published: str | None  # ISO 8601
    namings: tuple[Naming, ...]  # in text order


def parties(data: Path) -> list[NamedIn]:
    """Return the documents of the two corpora that are not held back, in order of their names."""
    root = data / "meantime" / "intra_cross-doc_annotation"
    return [
        read_document(f"meantime/{path.stem}", path.read_text(encoding="utf-8"))
        for corpus in CORPORA
        for path in sorted((root / corpus).glob("*.xml"), key=lambda path: path.name)
    ]


def read_document(name: str, source: str) -> NamedIn:
    """Read a document. Raises ValueError if it declares anything: entities can be bombs."""
    if "<!" in source:
        raise ValueError(f"{name}: a declaration in the XML, which these files never have")
    root = ElementTree.fromstring(source)
    sentences: dict[str, list[Surface]] = {}
    tokens = list(root.iter("token"))
    numbers = {token.attrib["t_id"]: i for i, token in enumerate(tokens)}
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        close = after is not None and _NO_SPACE_BEFORE.fullmatch(after.text or "_") is not None
        surface = Surface(token.text or "_", space_after=not close)
        sentences.setdefault(token.attrib["sentence"], []).append(surface)
    text = join(name, [Sentence(tuple(surfaces)) for surfaces in sentences.values()])
    created = next(
        (
            tag.attrib["value"]
            for tag in root.iter("TIMEX3")
            if tag.get("functionInDocument") == "CREATION_TIME"
        ),
        None,
    )
    namings = sorted(_namings(root, text, numbers))
    return NamedIn(text=text, published=created[:10] if created else None, namings=tuple(namings))


def _namings(root: ElementTree.Element, text: Text, numbers: dict[str, int]) -> Iterator[Naming]:
    marked = {tag.attrib["m_id"]: tag for tag in root.find("Markables") or ()}
    for link in root.iter("REFERS_TO"):
        for target in link.iter("target"):
            instance = marked[target.attrib["m_id"]].get("instance_id", "")
            kind = _CLASSES.get(instance[:3])
            if kind is None:
                continue
            for end in link.iter("source"):
                tag = marked[end.attrib["m_id"]]
                words = [numbers[a.attrib["t_id"]] for a in tag.findall("token_anchor")]
                if words:
                    place = (text.words[min(words)][0], text.words[max(words)][1])
                    is_name = tag.get("syntactic_type") == "NAM"
                    yield Naming(place, instance, kind, is_name)
