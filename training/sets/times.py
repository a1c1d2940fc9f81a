"""TimeBank and AQUAINT: dates, times, durations and events in news of 1989 to 2000."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from training.sets.texts import Labelled, Part, Text

FOLDERS = ("TimeBank", "AQUAINT")


class TimeExpression(NamedTuple):
    """A TIMEX3 of the text."""

    start: int
    end: int
    type: str  # DATE, TIME, DURATION or SET
    value: str  # as the set writes it: "1998-01-08", "P1W", "PRESENT_REF" …


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedText:
    """A document with its times and events.

    Neither says how certain or whether something is so. FactBank's held-back sentences stand in
    these documents: whoever adds polarity, modality or SLINKs to what is read here must leave them
    out (`training.sets.factuality.is_held_back`).
    """

    text: Text  # <TEXT> without its tags; no words, no sentences
    created: str  # value of the document creation time, which is not among `times`
    times: tuple[TimeExpression, ...]
    events: tuple[Labelled, ...]  # label: class of the event, such as REPORTING


def timed(data: Path, part: Part | None = None) -> list[TimedText]:
    """Return the documents of both folders; all of them if no part is named.

    There is no official development part: it is every tenth document of a folder by name.
    """
    documents = []
    for folder in FOLDERS:
        paths = sorted((data / "timeml" / folder).glob("*.tml"), key=lambda path: path.name)
        held_out = set(paths[9::10])
        documents += [
            read_document(f"{folder.lower()}/{path.stem}", _read(path))
            for path in paths
            if part is None or (path in held_out) == (part == "dev")
        ]
    return documents


def read_document(name: str, source: str) -> TimedText:
    """Read a TimeML file. Raises ValueError if it declares anything: entities can be bombs."""
    if "<!" in source:
        raise ValueError(f"{name}: a declaration in the XML, which these files never have")
    # A parser makes line feeds of carriage returns unless they are written as references.
    root = ElementTree.fromstring(source.replace("\r", "&#13;"))
    text, created = root.find("TEXT"), root.find("DCT/TIMEX3")
    if text is None or created is None:
        raise ValueError(f"{name}: no TEXT or no creation time")
    found: list[tuple[ElementTree.Element, int, int]] = []
    _places(text, 0, found)
    return TimedText(
        text=Text(name=name, text="".join(text.itertext()), words=(), sentences=()),
        created=created.attrib["value"],
        times=tuple(
            TimeExpression(start, end, tag.attrib["type"], tag.attrib["value"])
            for tag, start, end in found
            if tag.tag == "TIMEX3"
        ),
        events=tuple(
            Labelled(start, end, tag.attrib["class"])
            for tag, start, end in found
            if tag.tag == "EVENT"
        ),
    )


def _places(
    element: ElementTree.Element, at: int, found: list[tuple[ElementTree.Element, int, int]]
) -> int:
    """Add every tag inside an element that starts at `at`; return where the element ends."""
    end = at + len(element.text or "")
    for child in element:
        start = end
        end = _places(child, start, found)
        found.append((child, start, end))
        end += len(child.tail or "")
    return end


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
