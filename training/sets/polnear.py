"""PolNeAR: who is reported to have said what, in American news of 2016."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from onrecord.reading.words import Place
from training.sets.texts import Part, Text

Kind = Literal["direct", "indirect", "mixed"]

ANCHORS = {"Attribution", "Attribution-no-source"}
UNDECIDED = {"Discuss", "Discard"}  # annotators' marks, no annotation
QUOTATION_MARK = re.compile(r'["“”]')
# A closing mark in front or an opening one at the end is a fragment of two quotations: mixed.
DIRECT = re.compile(r'["“].*["”][,.]?', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A reported statement. Each part is its pieces in text order, () where it is absent."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedText:
    """An article with the attributions one annotator found: there may be more in it."""

    text: Text  # no words, no sentences
    attributions: tuple[Attribution, ...]


def attributed(data: Path, part: Part) -> list[AttributedText]:
    """Return the articles of a part, in order of their names."""
    folder = data / "polnear" / part
    articles = []
    for path in sorted((folder / "attributions").glob("*.ann")):
        name, _ = _name_and_annotator(path)
        text = Text(
            name=f"polnear/{name}",
            text=_read(folder / "text" / f"{name}.txt"),
            words=(),
            sentences=(),
        )
        articles.append(AttributedText(text=text, attributions=read_annotation(_read(path))))
    return articles


def attributed_by_all(data: Path, part: Part) -> dict[str, dict[str, tuple[Attribution, ...]]]:
    """Return `Text.name` → annotator → attributions of the articles that several have read."""
    found: dict[str, dict[str, tuple[Attribution, ...]]] = {}
    for path in sorted((data / "polnear" / part / "attributions_all").glob("*.ann")):
        name, annotator = _name_and_annotator(path)
        found.setdefault(f"polnear/{name}", {})[annotator] = read_annotation(_read(path))
    return found


def kind_of(content_text: str) -> Kind:
    """Say whether a content is one quotation throughout, has no quotation mark, or is neither."""
    if not QUOTATION_MARK.search(content_text):
        return "indirect"
    return "direct" if DIRECT.fullmatch(content_text.strip()) else "mixed"


def read_annotation(source: str) -> tuple[Attribution, ...]:
    """Read a brat file. An event without any argument but its anchor is no attribution.

    Roles decide, not the labels of the spans: where the two differ the roles are right.
    """
    # A line without a tab is the rest of a text with a line break in it; "#" is a remark.
    lines = [line.split("\t") for line in source.split("\n") if "\t" in line]
    # All spans before any event: some events stand above the spans they name.
    spans = dict(_span(fields) for fields in lines if fields[0].startswith("T"))
    found = (_attribution(fields[1], spans) for fields in lines if fields[0].startswith("E"))
    return tuple(attribution for attribution in found if attribution is not None)


def _span(fields: list[str]) -> tuple[str, tuple[Place, ...]]:
    label, offsets = fields[1].split(" ", 1)
    if label in UNDECIDED:
        return fields[0], ()
    return fields[0], tuple(
        (int(start), int(end)) for start, end in (piece.split(" ") for piece in offsets.split(";"))
    )


def _attribution(event: str, spans: dict[str, tuple[Place, ...]]) -> Attribution | None:
    pieces: dict[str, list[Place]] = {"Source": [], "Cue": [], "Content": []}
    for argument in event.split():
        role, span = argument.split(":")
        role = role.rstrip("0123456789")  # a second content is "Content2"
        if role not in ANCHORS:
            pieces[role] += spans[span]
    if not any(pieces.values()):
        return None
    return Attribution(
        source=in_order(pieces["Source"]),
        cue=in_order(pieces["Cue"]),
        content=in_order(pieces["Content"]),
    )


def in_order(pieces: Iterable[Place]) -> tuple[Place, ...]:
    """Sort pieces and merge those that touch or overlap."""
    merged: list[Place] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _name_and_annotator(path: Path) -> tuple[str, str]:
    name, _, annotator = path.stem.rpartition("_")
    return name, annotator


def _read(path: Path) -> str:
    # newline="": offsets count a carriage return as a character of its own.
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
