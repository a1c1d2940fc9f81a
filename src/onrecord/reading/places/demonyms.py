"""Words for people of a place and things from there: they point at it, and are no naming of it."""

import json
from functools import cache
from importlib.resources import files


@cache
def demonyms() -> dict[str, str]:
    """Return which place a word is made of: "Russian" -> "Russia"."""
    source = files("onrecord.reading.places").joinpath("demonyms.json")
    known: dict[str, list[str]] = json.loads(source.read_text(encoding="utf-8"))
    return {word: place for place, words in known.items() for word in words}


def place_of(words: str) -> str | None:
    """Return the place that words are a demonym of; None if they are none."""
    return demonyms().get(words.strip())
