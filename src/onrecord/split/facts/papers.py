"""Names of papers, stations and sites: what can be one, and what is called like one."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.split.facts.lexicon import word_list
from onrecord.split.facts.names import site_key

LONGEST = 80  # characters of a name
MOST_WORDS = 8  # of a name
CUTS = re.compile(r"\s*[|·•,;\n\t]\s*|\s+[—–-]\s+|\s{3,}")
BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_ADDRESS = re.compile(r"(?:https?:)?//|\bwww\.|@")
_SMALL = frozenset(
    ("of", "the", "and", "for", "in", "on", "de", "da", "do", "du", "la", "le", "el", "al", "di",
     "del", "der", "die", "das", "den", "van", "von", "y", "e", "&")
)  # fmt: skip


class _Lexicon(NamedTuple):
    words: frozenset[str]  # one of them makes a name that of a paper or station
    generic: frozenset[str]  # no name is made of these alone
    companies: frozenset[str]
    platforms: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(*(frozenset(word_list("outlets")[name]) for name in _Lexicon._fields))


def same_outlet(left: str, right: str) -> bool:
    """Say whether two names are of one outlet: "The Harbour Herald" and "Harbour Herald"."""
    return site_key(left) == site_key(right)


def tidy(value: str, sites: frozenset[str]) -> str:
    """Drop a motto or section behind a name that is known elsewhere: "Paper | All the news"."""
    value = BRACKET.sub("", " ".join(value.split()).strip(' *_"“”|·•—–-,;:')) or value
    parts = [part for part in CUTS.split(value) if part]
    known = [part for part in parts if site_key(part) in sites] if len(parts) > 1 else []
    return (known or [value])[0].lstrip("@")


def is_outlet(value: str, labels: Collection[str] = ()) -> bool:
    """Say whether words can be the name of an outlet: not an address, a platform, "World news".

    labels: of the hosts of its pages; a name that is one of them may be made of such words.
    """
    folded = value.casefold()
    words = [word.strip(".,'’") for word in folded.split()]
    if not 1 < len(value) <= LONGEST or len(words) > MOST_WORDS or _ADDRESS.search(value):
        return False
    known = _lexicon()
    is_generic = all(word in known.generic for word in words) and site_key(value) not in labels
    return folded not in known.platforms and not is_generic


def is_short_for(label: str, name: str) -> bool:
    """Say whether a host is made of the beginnings of a name's words, the last one whole.

    "nharbourtimes" of "The New Harbour Times"; never one word alone.
    """
    words = [word for word in re.findall(r"\w+", name.lower()) if word not in _SMALL]
    if not 1 < len(words) <= MOST_WORDS or not label.endswith(words[-1]):
        return False
    rests = {label.removesuffix(words[-1])}
    for word in words[:-1]:
        rests = {
            rest[n:] for rest in rests for n in range(1, len(word) + 1) if rest.startswith(word[:n])
        }
    return "" in rests


def is_press(value: str) -> bool:
    """Say whether a name is written as one and holds a word that papers and stations go by."""
    words = value.replace("-", " ").split()
    bare = [word.strip(".,'’").casefold() for word in words]
    known = _lexicon()
    is_company = bare[-1:] and bare[-1] in known.companies
    return not is_company and is_capital(words) and not known.words.isdisjoint(bare)


def is_capital(words: Sequence[str]) -> bool:
    """Say whether words are written as those of a name are: no small ones but "of", "the"."""
    return all(not word[0].islower() or word.casefold() in _SMALL for word in words)
