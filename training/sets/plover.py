"""PLV: sentences of news, each with who does something to whom, and the PLOVER kind of it."""

import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.reading.words import Place
from training.sets.texts import Part, Text

MARKS = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedText:
    """A sentence with one pair of actors; another pair of the same sentence is another one."""

    text: Text  # no words
    kind: str  # "ACCUSE" …: one of `onrecord.reading.labels.DEEDS`
    quad: int  # 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict
    actor: Place | None  # who does it; None where the set does not mark it
    recipient: Place | None  # to whom


def coded(data: Path, part: Part | None = None) -> list[CodedText]:
    """Return the sentences of a part; all of them if no part is named.

    There is no official development part: it is every tenth row, and a sentence that stands there
    is in no row of "train".
    """
    path = data / "plover" / "PLV_train.tsv"
    header, *lines = path.read_text(encoding="utf-8").strip("\n").split("\n")
    columns = header.split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]
    held_out = {row["sentence"] for row in rows[9::10]}
    if part == "dev":
        rows = rows[9::10]
    elif part == "train":
        rows = [row for row in rows if row["sentence"] not in held_out]
    return [_coded(row) for row in rows]


def _coded(row: dict[str, str]) -> CodedText:
    text, places = unmarked(row["marked_sentence"])
    return CodedText(
        text=Text(name=f"plover/{row['sentence_id']}", text=text, words=(), sentences=()),
        kind=row["gold_root"],
        quad=int(row["gold_penta"]),
        actor=places.get("s"),
        recipient=places.get("t"),
    )


def unmarked(marked: str) -> tuple[str, dict[str, Place]]:
    """Take `<s>…</s>` and `<t>…</t>` out of a sentence; return it and the places of both."""
    pieces: list[str] = []
    begun: dict[str, int] = {}
    places: dict[str, Place] = {}
    at = last = 0
    for match in MARKS.finditer(marked):
        pieces.append(marked[last : match.start()])
        at += len(pieces[-1])
        last = match.end()
        name = match.group().strip("</>")
        if not match.group().startswith("</"):
            begun.setdefault(name, at)
        elif begun.get(name, at) < at:
            places.setdefault(name, (begun[name], at))
    pieces.append(marked[last:])
    return "".join(pieces), places
