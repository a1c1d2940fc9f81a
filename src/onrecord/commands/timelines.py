"""A timeline as text: each day once, and below it what each article says about it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from onrecord.commands.answers import put, same_as
from onrecord.view.layout import print_plain

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.library.answers import Entry

STEP = 2  # columns of one level of indent


def print_timeline(out: "Console", found: "Iterable[Entry]") -> None:
    """Print entries in order of time; on a terminal, wrapped lines stay indented."""
    for depth, line in _lines(found):
        if out.is_terminal:
            print_plain(out, Padding(line, (0, 0, 0, STEP * depth)))
        else:
            out.print(Text(" " * (STEP * depth if line else 0)) + line, soft_wrap=True)


def _lines(found: "Iterable[Entry]") -> "Iterator[tuple[int, Text]]":
    for day, told in groupby(found, key=lambda one: one.day):
        yield 0, Text(day or "no date", "bold")
        by_article: dict[str, list[Entry]] = {}
        for one in told:
            by_article.setdefault(one.source.article_id, []).append(one)
        for same in by_article.values():
            for line in _of_article(same):
                yield 1, line
            yield 2, _source(same[0])
            yield 0, Text()


def _of_article(told: "list[Entry]") -> "Iterator[Text]":
    """Lay out a line for each sentence, with everything it says about the day.

    Events that only have the day of their article are set apart only from those that have the day
    themselves: for all others it is the day of the source.
    """
    sentences: dict[str, list[Entry]] = {}
    for one in told:
        key = one.text if one.what == "event" else one.id
        sentences.setdefault(key, []).append(one)
    is_mixed = any(one.dated == "by its time" for one in told)
    ordered = sorted(sentences.values(), key=lambda same: is_mixed and _is_undated(same))
    n_own = sum(not _is_undated(same) for same in ordered)
    for number, same in enumerate(ordered):
        if is_mixed and number == n_own:
            yield Text("without a day of their own:", "dim")
        line, first = Text(), same[0]
        if first.what == "statement":
            put(line, ", ".join(first.who) or "(nobody named)", "bold")
            put(line, f" {first.kind}: {first.text}")
        else:
            put(line, _happened(same), "bold")
            put(line, f": {first.text}")
        yield line


def _is_undated(same: "list[Entry]") -> bool:
    """Tell whether a sentence has events, but none with a day of its own."""
    return all(one.what == "event" and one.dated == "by the article" for one in same)


def _happened(same: "list[Entry]") -> str:
    """Say who takes part in what: "Ann Roe, the council (consult, planned); Ann Roe (arrives)"."""
    kinds: dict[str, list[str]] = {}
    for one in same:
        status = one.status if one.status != "happened" else None
        kind = ", ".join(x for x in ((one.kind or "event").lower(), status) if x)
        known = kinds.setdefault(", ".join(one.who), [])
        known += [kind] if kind not in known else []
    told = ((who, "; ".join(known)) for who, known in kinds.items())
    return "; ".join(f"{who} ({known})" if who else known for who, known in told)


def _source(one: "Entry") -> Text:
    """Name the article, with its day if that differs from the one above."""
    source = one.source
    day = source.day if source.day != one.day else None
    line = Text()
    words = ", ".join(x for x in (source.title, source.outlet, day) if x)
    put(line, f"{words} " if words else "")
    put(line, f"[{source.article_id}]{same_as(source)}", "dim")
    return line
