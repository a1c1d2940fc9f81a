"""Words for people and things from a place: they point to it, but do not name it."""

import json
from functools import cache
from importlib.resources import files


@cache
def demonyms() -> dict[str, str]:
    """Return the place that a word is derived from: "Russian" -> "Russia"."""
    source = files("onrecord.reading.places").joinpath("demonyms.json")
    known: dict[str, list[str]] = json.loads(source.read_text(encoding="utf-8"))
    return {word: place for place, words in known.items() for word in words}


def place_of(words: str) -> str | None:
    """Return the place that words are a demonym of; None if they are not one."""
    return demonyms().get(words.strip())
