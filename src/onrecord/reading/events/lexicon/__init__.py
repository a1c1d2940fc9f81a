"""Word lists as data: which words name which kinds of events, and what changes their status."""

from functools import cache
from importlib.resources import files

import orjson


@cache
def words_by_class(name: str) -> dict[str, str]:
    """Return word -> class of a table: `name`.json of this folder holds class -> words.

    Raises FileNotFoundError if there is no such table.
    """
    table = orjson.loads(files(__package__).joinpath(f"{name}.json").read_bytes())
    return {word: kind for kind, words in table.items() for word in words.split(", ")}


def kinds_of_words(*, nouns: bool) -> dict[str, str]:
    """Return word -> kind of verbs, or of nouns: to strike is an assault, a strike a protest."""
    return words_by_class("nouns_of_kinds" if nouns else "kinds")
