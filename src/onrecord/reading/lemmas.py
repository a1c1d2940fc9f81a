"""Lemmas by rule: what a word is a form of, given its part of speech.

The rules are data, `lemmas.json`: `training/reader/lemmas.py` learns them from treebanks. Of those
that fit, the one with the longest ending decides; the whole word is longer than any ending.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, TypeVar

import orjson

MANY_FORMS = 1 << 15  # kept in memory; a day of news has fewer
LONGEST_ENDING = 5  # letters
WHOLE = "^"  # before a word: the rule is for this word alone
_FEWEST_LEFT = 2  # letters, where nothing is added: "red" is no form of "r"

_T = TypeVar("_T")


class Rules(NamedTuple):
    """Rules by part of speech, then by ending, in lower case; "" fits every word."""

    endings: Mapping[str, Mapping[str, str]]  # "3y": take off three letters, then add "y"
    capitals: Mapping[str, Mapping[str, bool]]  # whether a lemma has the capital that its form has


@lru_cache(maxsize=MANY_FORMS)
def lemma_of(form: str, tag: str) -> str:
    """Return the lemma of a word, given its part of speech; never empty.

    A proper name keeps its case. Other words are in lower case, but for those that never are:
    "I", "English". A word of an unknown part of speech is its own lemma.
    """
    return by_rules(shipped(), form, tag)


@cache
def shipped() -> Rules:
    """Return the rules of the package."""
    return Rules(**orjson.loads(files(__package__).joinpath("lemmas.json").read_bytes()))


def by_rules(rules: Rules, form: str, tag: str) -> str:
    """Return the lemma by rules."""
    if tag not in rules.endings:
        return form
    if any(character.isdigit() for character in form):
        return form.replace(",", "") if tag == "NUM" else form
    word = normal(form)
    off, added = edit_of(rules.endings[tag], word)
    if tag == "PROPN" or (form[0].isupper() and longest(rules.capitals[tag], word)):
        kept = form[: len(form) - off] if off else form
        shouted = len(form) > 1 and form.isupper()
        return kept + (added.upper() if shouted else added if kept else added.title()) or form
    lemma = word[: len(word) - off] + added or word
    return "I" if (lemma, tag) == ("i", "PRON") else lemma


def normal(form: str) -> str:
    """Write a word in the form used by the rules."""
    return form.lower().replace("’", "'")


def edit_of(edits: Mapping[str, str], word: str) -> tuple[int, str]:
    """Return how many letters to remove from a word, and what to add then."""
    edit = longest(edits, word)
    added = edit.lstrip("0123456789")
    off = int(edit.removesuffix(added))
    if len(word) - off < _FEWEST_LEFT and not added and WHOLE + word not in edits:
        return 0, ""
    return off, added


def longest(table: Mapping[str, _T], word: str) -> _T:
    """Return a table's entry for the longest ending of a word."""
    if WHOLE + word in table:
        return table[WHOLE + word]
    at = max(len(word) - LONGEST_ENDING, 0)
    while word[at:] not in table:
        at += 1
    return table[word[at:]]
