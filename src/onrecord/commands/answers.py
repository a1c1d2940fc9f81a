"""Prints answers of a library, as text, JSON Lines or CSV."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from onrecord.commands.running import console, refuse, say

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.library.answers import Answer, Halt, Hit, Refusal, Said, Source

SHOWN = 3  # most matching statements shown for one article
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a table program would run what begins with these


class Shape(Enum):
    """How answers are printed."""

    WORDS = "words"
    JSON = "json"
    CSV = "csv"

    @classmethod
    def of(cls, as_json: bool, as_csv: bool) -> "Shape":
        """Give the form that two options ask for."""
        refuse("--csv", "give either --csv or --json", when=as_json and as_csv)
        return cls.JSON if as_json else cls.CSV if as_csv else cls.WORDS


def show(answer: "Answer[Any]", shape: Shape) -> None:
    """Print what was found, and on standard error what was asked."""
    if shape is Shape.JSON:
        write_json(answer.found)
    elif shape is Shape.CSV:
        _write_csv(answer.found)
    else:
        _show_words(answer.found)
    sys.stdout.flush()
    say(answer.sentence())


def show_one(one: Any, rows: tuple[Any, ...], shape: Shape) -> None:  # noqa: ANN401 - any detail
    """Print one thing. rows: the part of it that is a table."""
    if shape is Shape.JSON:
        write_json((one,))
    elif shape is Shape.CSV:
        _write_csv(rows)
    else:
        _show_words((one,))
    sys.stdout.flush()


def write_json(found: Iterable[Any]) -> None:
    """Print JSON, one object per line."""
    import orjson  # noqa: PLC0415 - keeps --help fast

    for one in found:
        sys.stdout.buffer.write(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.flush()


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
    """Give the columns of an answer; of its evidence only the first, as start, end and text."""
    cells: list[tuple[str, Any]] = []
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name in {"source", "correction"}:
            cells += [(part.name, getattr(value, part.name)) for part in fields(value)]
        elif field.name == "copies":
            cells.append(("copies", tuple(copy.article_id for copy in value)))
        elif field.name == "before":
            cells.append(("before", value.article_id))
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
    if isinstance(value, tuple):
        return _cell("; ".join(map(_words_of, value)))
    if not isinstance(value, str):
        return _words_of(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def _words_of(value: Any) -> str:  # noqa: ANN401 - a part of a cell
    """Give an entry of a list as text for a cell: a change, an edit, an actor."""
    if not is_dataclass(value):
        return str(value)
    if hasattr(value, "says"):
        return str(value.says)
    words = (getattr(value, x.name) for x in fields(value) if not x.name.endswith("_span"))
    return " | ".join("" if one is None else str(one) for one in words)


def _show_words(found: tuple[Any, ...]) -> None:
    from rich.text import Text  # noqa: PLC0415 - keeps --help fast

    from onrecord.commands.across import VIEWS  # noqa: PLC0415 - it writes with `put`, too
    from onrecord.commands.timelines import print_timeline  # noqa: PLC0415 - the same

    views: dict[str, Callable[[Text, Any], None]] = {
        **VIEWS,
        "Hit": _hit,
        "Said": _said,
        "Halt": _halt,
        "Refusal": _refusal,
    }
    out = console()
    if found and type(found[0]).__name__ == "Entry":
        print_timeline(out, found)
        return
    for one in found:
        text = Text()
        views[type(one).__name__](text, one)
        out.print(text, soft_wrap=not out.is_terminal)


def put(text: "Text", words: str, style: str = "") -> None:
    """Add words that may come from a page: on one line, without control characters."""
    from onrecord.view.layout import clean  # noqa: PLC0415 - keeps --help fast

    ends = words[len(words.rstrip()) :]
    starts = words[: len(words) - len(words.lstrip())] if words.strip() else ""
    text.append(starts + clean(words) + ends, style)


def put_source(text: "Text", source: "Source", id_: str | None = None) -> None:
    """Add the article that contains something. id_: of that thing."""
    put(text, "  " + ", ".join(x for x in (source.title, source.outlet, source.day) if x))
    put(text, f" [{id_ or source.article_id}]{same_as(source)}\n", "dim")


def same_as(source: "Source") -> str:
    """Say which article an article copies; nothing if it is no copy."""
    return f" same as [{source.same_as}]" if source.same_as else ""


def _hit(text: "Text", hit: "Hit") -> None:
    source = hit.source
    put(text, source.title, "bold")
    put(text, "".join(f", {one}" for one in (source.outlet, source.day) if one))
    put(text, f" [{source.article_id}]{same_as(source)}\n", "dim")
    spoken = [one for one in hit.evidence if one.says]
    if not spoken or hit.evidence[0] not in spoken:  # else the snippet is of the first of them
        _snippet(text, hit)
    for one in spoken[:SHOWN]:
        put(text, f"  {one.says}: {one.text}\n")
    if len(spoken) > SHOWN:
        put(text, f"  and {len(spoken) - SHOWN} more of the statements found\n", "dim")
    if hit.copies:
        n = f"{len(hit.copies)} {'copy' if len(hit.copies) == 1 else 'copies'}"
        put(text, f"  +{n}: {_outlets(hit.copies)}\n", "dim")


def _snippet(text: "Text", hit: "Hit") -> None:
    text.append("  ")
    at = 0
    for mark in hit.marks:
        put(text, hit.snippet[at : mark.start])
        put(text, hit.snippet[mark.start : mark.end], "reverse")
        at = mark.end
    put(text, hit.snippet[at:] + "\n")


def _said(text: "Text", one: "Said") -> None:
    put(text, one.speaker or "(nobody named)", "bold")
    put(text, f" {one.manner}")
    facts = [one.certainty if one.certainty != "certain" else None, one.checked, one.said]
    told = f"told by {', '.join(one.via)}" if one.via else None
    put(text, "".join(f", {fact}" for fact in (*facts, told) if fact))
    put(text, f": {one.content}\n")
    put_source(text, one.source, one.id)
    if one.copies:
        put(text, f"  also in {_outlets(one.copies)}\n", "dim")


def _outlets(sources: "tuple[Source, ...]") -> str:
    """Name the outlets of articles, or the id of one without an outlet."""
    names = Counter(one.outlet or f"[{one.article_id}]" for one in sources)
    return ", ".join(name if n == 1 else f"{name} ({n})" for name, n in names.items())


def _halt(text: "Text", one: "Halt") -> None:
    put(text, f"{one.name} {one.move} {one.place}", "bold")
    point = f"{one.lat:.4f}, {one.lon:.4f}" if one.lat is not None and one.lon is not None else ""
    status = one.status if one.status != "happened" else None
    put(text, "".join(f", {x}" for x in (one.day or one.time, status, point) if x) + "\n")
    put_source(text, one.source)


def _refusal(text: "Text", one: "Refusal") -> None:
    put(text, one.ref, "bold")
    put(text, f": {one.reason}: {one.detail}\n" if one.detail else f": {one.reason}\n")
