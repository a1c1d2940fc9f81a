"""Names in a form in which they can be compared."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import orjson

SHORTEST_ACRONYM, LONGEST_ACRONYM = 2, 6  # letters
_TOKEN = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*|&")
_MANY = 1 << 13  # names kept in memory: those of a story come again in each article
_FEWEST_INITIALS = 3  # words of a name that an acronym may stand for


class PersonName(NamedTuple):
    """A person's name, folded, without titles."""

    first: str  # "" where only one word is known
    middle: tuple[str, ...]
    last: str


class _Lists(NamedTuple):
    titles: frozenset[str]
    suffixes: frozenset[str]
    legal: frozenset[str]
    small: frozenset[str]
    generic: frozenset[str]
    same: Mapping[str, str]  # another name -> the name
    nicknames: Mapping[str, frozenset[str]]  # short -> long


@lru_cache(maxsize=_MANY)
def key_of(name: str) -> str:
    """Normalise a name that is not a person's, so that equal ones compare equal.

    "the Apple Inc." and "Apple" are both "apple", "U.S." and "the United States" one.
    """
    lists = _lists()
    tokens = tokens_of(name)
    while len(tokens) > 1 and tokens[0] == "the":
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1] in lists.legal:
        tokens = tokens[:-1]
    key = " ".join(tokens)
    return lists.same.get(key, key)


def tokens_of(name: str) -> list[str]:
    """Return the words of a name, without case, accents and possessive endings."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    folded = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    tokens = [token.removesuffix("'s") for token in _TOKEN.findall(folded)]
    return [token for token in tokens if token]


@lru_cache(maxsize=_MANY)
def person_of(name: str) -> PersonName | None:
    """Split a person's name into parts; None if there is nothing but a title."""
    lists = _lists()
    tokens = [token for token in tokens_of(name) if token != "&"]
    while len(tokens) > 1 and tokens[0].rstrip(".") in lists.titles:
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].rstrip(".") in lists.suffixes:
        tokens = tokens[:-1]
    if not tokens or (len(tokens) == 1 and tokens[0] in lists.titles):
        return None
    if len(tokens) == 1:
        return PersonName("", (), tokens[0])
    return PersonName(tokens[0], tuple(tokens[1:-1]), tokens[-1])


def fits(one: PersonName, other: PersonName) -> bool:
    """Whether two full names may belong to one person: "Tim Cook" and "Timothy D. Cook".

    A name of one word fits nothing: a surname is too little.
    """
    if not one.first or not other.first or one.last != other.last:
        return False
    if not _same_given(one.first, other.first):
        return False
    return not one.middle or not other.middle or _same_middle(one.middle, other.middle)


def given_names(first: str) -> frozenset[str]:
    """Return a given name and the longer ones it may be short for: "tim", "timothy"."""
    return _lists().nicknames.get(first, frozenset()) | {first}


def is_initial(first: str) -> bool:
    """Whether a given name is one letter: "t", "t."."""
    return len(first.rstrip(".")) == 1


def is_generic(key: str) -> bool:
    """Whether a name gives the kind of body, but not which one it is: "Foreign Ministry"."""
    lists = _lists()
    return all(token in lists.generic or token in lists.small for token in key.split())


def initials_of(key: str) -> str | None:
    """Return the acronym of a long name: "ana" for "all nippon airways"."""
    words = [word for word in re.split(r"[\s-]+", key) if word and word not in _lists().small]
    return "".join(word[0] for word in words) if len(words) >= _FEWEST_INITIALS else None


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: "EADS", "U.N."."""
    letters = name.replace(".", "")
    return letters.isupper() and SHORTEST_ACRONYM <= len(letters) <= LONGEST_ACRONYM


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if is_initial(one) or is_initial(other):
        return one[0] == other[0]
    return bool(given_names(one) & given_names(other))


def _same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names, of which some may be initials or missing, agree."""
    shorter, longer = sorted((one, other), key=len)
    return all(any(_same_given(a, b) for b in longer) for a in shorter)


@cache
def _lists() -> _Lists:
    loaded = orjson.loads(files(__package__).joinpath("names.json").read_bytes())
    longs: dict[str, set[str]] = {}
    for long, shorts in loaded["nicknames"].items():
        for short in shorts:
            longs.setdefault(short, set()).add(long)
    return _Lists(
        **{name: frozenset(loaded[name]) for name in _Lists._fields[:5]},
        same={other: name for name, others in loaded["same"].items() for other in others},
        nicknames={short: frozenset(found) for short, found in longs.items()},
    )
