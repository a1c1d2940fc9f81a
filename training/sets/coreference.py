"""OntoGUM and GAP: which words mean the same person, place or thing."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from onrecord.reading.words import Place
from training.sets.texts import Part, Text, brackets
from training.sets.treebanks import ParsedText, parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedText:
    """A document of GUM with its chains after the guidelines of OntoNotes."""

    text: Text
    chains: tuple[tuple[Place, ...], ...]  # two mentions or more, in text order; mentions may nest
    genre: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A passage of Wikipedia with a pronoun and two names, either or neither of which it means."""

    text: Text  # no words, no sentences
    pronoun: Place
    a: Place
    b: Place
    is_a: bool
    is_b: bool


def chained(data: Path, part: Part) -> list[ChainedText]:
    """Return the documents of a part, in order of their names.

    OntoGUM has no sentences, so text, words and sentences are those of GUM. Raises ValueError if
    the tokens of the two are not the same.
    """
    return [
        _chain(document, data / "ontogum" / part / f"{document.text.name.split('/')[1]}.conll")
        for document in parsed(data, "gum", part)
    ]


def _chain(document: ParsedText, path: Path) -> ChainedText:
    text = document.text
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if len(rows) != len(text.words):
        raise ValueError(f"{path}: {len(rows)} tokens, GUM has {len(text.words)}")
    for (_, token, _), (start, end) in zip(rows, text.words, strict=True):
        # "in": one token is empty in OntoGUM, and a word may share its place with a contraction.
        if token not in text.text[start:end]:
            raise ValueError(f"{path}: {token!r} is {text.text[start:end]!r} in GUM")
    chains: defaultdict[str, list[Place]] = defaultdict(list)
    for pair in brackets(row[2] for row in rows):
        chains[pair.label].append((text.words[pair.first][0], text.words[pair.last][1]))
    return ChainedText(
        text=text,
        chains=tuple(tuple(chain) for chain in chains.values() if len(chain) > 1),
        genre=document.genre,
    )


def gap(data: Path) -> list[GapRow]:
    """Return the passages of GAP, in order of the file; there is one part of it here."""
    # No quoting in this file, whatever a cell begins with: the csv module's default would merge.
    with (data / "gap" / "gap-development.tsv").open(encoding="utf-8", newline="") as file:
        header, *rows = (line.rstrip("\r\n").split("\t") for line in file)
    return [_gap(dict(zip(header, row, strict=True))) for row in rows]


def _gap(row: dict[str, str]) -> GapRow:
    def place(column: str) -> Place:
        start = int(row[f"{column}-offset"])
        return start, start + len(row[column])

    return GapRow(
        text=Text(name=f"gap/{row['ID']}", text=row["Text"], words=(), sentences=()),
        pronoun=place("Pronoun"),
        a=place("A"),
        b=place("B"),
        is_a=row["A-coref"] == "TRUE",
        is_b=row["B-coref"] == "TRUE",
    )
