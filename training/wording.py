"""The words of generated dumps, read from `wording.toml` beside this file."""

import tomllib
from pathlib import Path
from typing import NamedTuple


class Family(NamedTuple):
    """Lines of one purpose: where they stand, how often a layout has them, and how they read."""

    places: str
    chance: float
    steady: float
    templates: tuple[str, ...]
    kind: str = "furniture"


_TABLE = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))

FAMILIES = {
    name: Family(**{**entry, "templates": tuple(entry["templates"])})
    for name, entry in _TABLE["families"].items()
}
KEYS: dict[str, tuple[str, tuple[str, ...]]] = {
    name: (value, tuple(spellings)) for name, (value, *spellings) in _TABLE["keys"].items()
}


def words(name: str) -> tuple[str, ...]:
    """Read a list of words or templates."""
    return tuple(_TABLE[name])


def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Read a list of pairs: marks before and behind, a town and its country."""
    return tuple((first, second) for first, second in _TABLE[name])


def triples(name: str) -> tuple[tuple[str, str, str], ...]:
    """Read a list of triples."""
    return tuple((first, second, third) for first, second, third in _TABLE[name])


FIRST, LAST = words("first"), words("last")
CITIES, AGENCIES = pairs("cities"), pairs("agencies")
PAPER_PLACES, PAPER_KINDS = words("paper_places"), words("paper_kinds")
SECTIONS, ROLES, TOPICS = words("sections"), words("roles"), words("topics")
WEEKDAYS, MONTHS = words("weekdays"), words("months")
DATES, TIMES, STAMPS = words("dates"), words("times"), words("stamps")
DATELINES, SUBHEADS = words("datelines"), words("subheads")
BODY_KEYS, SUMMARY_KEYS = words("body_keys"), words("summary_keys")
SUMMARY_LABELS = words("summary_labels")
META, SEPARATORS, GLYPHS, FRAMES = map(words, ("meta", "separators", "glyphs", "frames"))
KEY_MARKS = triples("key_marks")
HEADLINE_MARKS, SUBHEAD_MARKS = pairs("headline_marks"), pairs("subhead_marks")
PARAGRAPH_MARKS = pairs("paragraph_marks")
RULE_MARKS, RULE_WORDS = words("rule_marks"), words("rule_words")
DUMP_HEADS, DUMP_FEET, PAGE_LINES = map(words, ("dump_heads", "dump_feet", "page_lines"))
CONTENTS_HEADS, CONTENTS_MARKS = words("contents_heads"), words("contents_marks")
CONTENTS_ENDS = words("contents_ends")
