"""Word lists as data: which words name which kinds of events, and what changes their status."""

from functools import cache
from importlib.resources import files

import orjson


@cache
def words_by_class(name: str) -> dict[str, str]:
    """Return word -> class of a table: `name`.json of this folder holds class -> words.

    Raises FileNotFoundError if there is no such table.
    """
    return {word: kind for kind, words in _table(name).items() for word in words}


@cache
def words_of(name: str, kind: str) -> frozenset[str]:
    """Return the words of one class of a table, of which a word may be in several."""
    return frozenset(_table(name)[kind])


@cache
def kinds_of_words(*, nouns: bool) -> dict[str, tuple[str, ...]]:
    """Return word -> kinds of verbs, or of nouns: to strike is an assault, a strike a protest.

    Some words may name several, in the order of the table: who sends sends troops or a letter.
    """
    table = _table("nouns_of_kinds" if nouns else "kinds")
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in table.items():
        for word in words:
            found[word] = (*found.get(word, ()), kind)
    return found


def _table(name: str) -> dict[str, list[str]]:
    table = orjson.loads(files(__package__).joinpath(f"{name}.json").read_bytes())
    return {kind: words.split(", ") for kind, words in table.items()}
