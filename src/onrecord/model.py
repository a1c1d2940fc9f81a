"""The model, loaded once a process: for what it reads, and for what else is asked of it."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import check_type
from onrecord.record import Meaning

if TYPE_CHECKING:
    from onrecord.reading.reader import Reader


@cache  # a process loads it once for each pair of options, however many runs ask
def reader(threads: int, *, vectors: bool = False) -> "Reader":
    """Give the reader with the shipped weights; WeightsError if they cannot be loaded."""
    from onrecord.reading.reader import Reader  # noqa: PLC0415 - 0.2 s that pages do not need

    return Reader(threads=threads, vectors=True) if vectors else Reader(threads=threads)


def meaning_of(text: str, *, threads: int = 1) -> Meaning:
    """Give words or sentences their meaning, to be searched for: `Library.search(like=…)`.

    threads: of the model, which is loaded for the first; WeightsError if that fails.
    """
    check_type(text, str, "text", "a string")
    return reader(threads, vectors=True).meaning(text)


def relate(
    pairs: Sequence[tuple[str, str]], *, threads: int = 1, vectors: bool = False
) -> tuple[str, Sequence[Sequence[float]]]:
    """Ask what statements have to do with others: the weights' name, and `Reader.relate` of them.

    vectors: of which reader, so that one that is loaded already is asked.
    """
    asked = reader(threads, vectors=vectors)
    return asked.weights, asked.relate(pairs)
