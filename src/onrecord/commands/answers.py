"""Answers of a library as a person or a program takes them: words, JSON Lines, CSV."""

import csv
import io
import sys
from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.commands.running import refuse, say
from onrecord.view.layout import clean

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.library.answers import Answer, Entry, Halt, Hit, Refusal, Said, Source

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a table program would run what begins with these

LibraryOption = Annotated[
    str,
    typer.Option(
        "--library",
        envvar="ONRECORD_LIBRARY",
        metavar="FILE_OR_URL",
        help="The library: a file, or postgresql://user@host/name.",
    ),
]
LIBRARY = "onrecord.db"


class Shape(Enum):
    """How answers are printed."""

    WORDS = "words"
    JSON = "json"
    CSV = "csv"

    @classmethod
    def of(cls, as_json: bool, as_csv: bool) -> "Shape":
        """Give what two options ask for."""
        refuse("--csv", "--json is another form", when=as_json and as_csv)
        return cls.JSON if as_json else cls.CSV if as_csv else cls.WORDS


def show(answer: "Answer[Any]", shape: Shape) -> None:
    """Print what was found, and on standard error what was asked."""
    if shape is Shape.JSON:
        import orjson  # noqa: PLC0415 - keeps --help fast

        for one in answer.found:
            sys.stdout.buffer.write(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE))
    elif shape is Shape.CSV:
        _write_csv(answer.found)
    else:
        _show_words(answer.found)
    sys.stdout.flush()
    say(answer.sentence())


def _write_csv(found: tuple[Any, ...]) -> None:
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    try:
        table = csv.writer(out)
        for number, one in enumerate(found):
            row = dict(_cells(one))
            if number == 0:
                table.writerow(row)
            table.writerow(map(_cell, row.values()))
    finally:
        out.detach()


def _cells(one: Any) -> "list[tuple[str, Any]]":  # noqa: ANN401 - any answer
    """Give the columns of an answer; of its evidence the first words, as start, end and text."""
    cells: list[tuple[str, Any]] = []
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name == "source":
            cells += [(part.name, getattr(value, part.name)) for part in fields(value)]
        elif field.name == "evidence":
            first = value[0] if value else None
            cells.append(("start", first.span.start if first else None))
            cells.append(("end", first.span.end if first else None))
            cells.append(("evidence", first.text if first else None))
        elif field.name == "day":  # the article has one too
            cells.append(("on", value))
        elif field.name != "marks":
            cells.append((field.name, value))
    return cells


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell
    if value is None:
        return ""
    if not isinstance(value, str):
        return "; ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def _show_words(found: tuple[Any, ...]) -> None:
    from rich.console import Console  # noqa: PLC0415 - keeps --help fast
    from rich.text import Text  # noqa: PLC0415 - keeps --help fast

    if hasattr(sys.stdout, "reconfigure"):  # a terminal that is not UTF-8 shows "?"
        sys.stdout.reconfigure(errors="replace")
    console = Console(highlight=False)
    views: dict[str, Callable[[Text, Any], None]] = {
        "Hit": _hit,
        "Said": _said,
        "Entry": _entry,
        "Halt": _halt,
        "Refusal": _refusal,
    }
    for one in found:
        text = Text()
        views[type(one).__name__](text, one)
        console.print(text, soft_wrap=not console.is_terminal)


def _put(text: "Text", words: str, style: str = "") -> None:
    """Add words that a page may have chosen: on one line, and without what steers a terminal."""
    ends = words[len(words.rstrip()) :]
    starts = words[: len(words) - len(words.lstrip())] if words.strip() else ""
    text.append(starts + clean(words) + ends, style)


def _put_source(text: "Text", source: "Source") -> None:
    _put(text, "  " + ", ".join(x for x in (source.headline, source.outlet, source.day) if x))
    _put(text, f" [{source.article_id}]\n", "dim")


def _hit(text: "Text", hit: "Hit") -> None:
    source = hit.source
    _put(text, source.headline or "(no headline)", "bold")
    _put(text, "".join(f", {one}" for one in (source.outlet, source.day) if one))
    _put(text, f" [{source.article_id}]\n  ", "dim")
    at = 0
    for mark in hit.marks:
        _put(text, hit.snippet[at : mark.start])
        _put(text, hit.snippet[mark.start : mark.end], "reverse")
        at = mark.end
    _put(text, hit.snippet[at:] + "\n")


def _said(text: "Text", one: "Said") -> None:
    _put(text, one.speaker or "(nobody named)", "bold")
    _put(text, f" {one.manner}")
    facts = [one.certainty if one.certainty != "certain" else None, one.checked, one.said]
    told = f"told by {', '.join(one.via)}" if one.via else None
    _put(text, "".join(f", {fact}" for fact in (*facts, told) if fact))
    _put(text, f": {one.content}\n")
    _put_source(text, one.source)


def _entry(text: "Text", one: "Entry") -> None:
    _put(text, one.day or "no date", "bold")
    _put(text, "" if one.dated == "by its time" else " (of the article)" if one.day else "")
    who = f" {', '.join(one.who)}:" if one.who else ""
    kind = ", ".join(x for x in (one.kind, one.status) if x)
    _put(text, f" {kind}{who} {one.text}\n")
    _put_source(text, one.source)


def _halt(text: "Text", one: "Halt") -> None:
    _put(text, f"{one.name} {one.move} {one.place}", "bold")
    point = f"{one.lat:.4f}, {one.lon:.4f}" if one.lat is not None and one.lon is not None else ""
    _put(text, "".join(f", {x}" for x in (one.day or one.time, one.status, point) if x) + "\n")
    _put_source(text, one.source)


def _refusal(text: "Text", one: "Refusal") -> None:
    _put(text, one.ref, "bold")
    _put(text, f": {one.reason}: {one.detail}\n" if one.detail else f": {one.reason}\n")
