"""Text -> the words it is found by: the same ones whichever database keeps them.

A word is a run of letters and digits, without case and accents. Databases cut words each in its own
way, so none of them is asked to: what they are given are words, and what they match are words.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

from onrecord.record import Span

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
SIMPLE = re.compile(
    r"[^\W_]+"
)  # the same where no accent stands for itself, in a third of the time
SIGNS = "“”‘’–—…"  # beyond ASCII, in most texts, and in no word
BLANKS = "".join(chr(i) if chr(i).isalnum() else " " for i in range(128))  # for what is in no word
ACCENT = re.compile("[\u0300-\u036f]")
LONGEST = 100  # characters of a word that count; PostgreSQL takes no word above 2,046 bytes
LAST_PLACE = 16_383  # of a word in a text: PostgreSQL counts no further
BETWEEN = "0x0"  # stands between names, so that no phrase goes from one into the next


def words(text: str) -> list[str]:
    """Give the words of a text, in order: "Élodie's 3.1" -> elodie, s, 3, 1."""
    low = text.lower()
    for sign in SIGNS:
        low = low.replace(sign, " ")
    if low.isascii():  # nearly every text, once its quotation marks are out; a fifth of the time
        found = low.translate(BLANKS).split()
    else:
        found = (WORD if ACCENT.search(low) else SIMPLE).findall(low)
    if max(map(len, found), default=0) > LONGEST:
        found = [one[:LONGEST] if one.isascii() else one for one in found]
    if all(map(str.isascii, found)):  # the text itself often is not: “ and ’
        return found
    return [one if one.isascii() else _fold(one) for one in found]


def placed_words(text: str) -> Iterator[tuple[str, Span]]:
    """Give the words of a text with where they stand in it."""
    for found in WORD.finditer(text):
        yield _fold(found[0].lower()), Span(start=found.start(), end=found.end())


def words_of_names(names: Iterable[str]) -> list[str]:
    """Give the words of several names; no phrase is found across two of them."""
    found: list[str] = []
    for name in dict.fromkeys(names):
        found += (*words(name), BETWEEN)
    return found[:-1]


def as_text(found: Iterable[str]) -> str:
    """Write words for FTS5 of SQLite, which cuts them at blanks again."""
    return " ".join(found)


def as_vector(found: Iterable[str]) -> str:
    """Write words as a tsvector of PostgreSQL; all that stand behind its last place stand there."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(found, start=1):
        places.setdefault(word, []).append(min(place, LAST_PLACE))
    return " ".join(
        f"'{word}':{','.join(map(str, stands[:255]))}" for word, stands in places.items()
    )


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    """Take accents away: what is no letter or digit once a letter is taken apart."""
    apart = normalize("NFKD", word).casefold()
    return "".join(sign for sign in apart if sign.isalnum())[:LONGEST] or word[:LONGEST]
