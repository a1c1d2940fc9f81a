"""News and picture agencies: whether a name is one, and which a line credits."""

import re
from functools import cache
from typing import NamedTuple

from onrecord.split.facts.lexicon import word_list

# "Associated Press Writer" names the agency; "Associated Press photos" does too.
_TAIL = re.compile(
    r"(?:\s+(?:staff|writers?|correspondents?|reporters?|photos?|photo|staff writer|news agency"
    r"|wire|wires|via getty images|file photo|file|pool|archive))+$",
    re.IGNORECASE,
)
_EDGES = " \t\n.,;:|/()[]-–—*_©"


class Credit(NamedTuple):
    """An agency as a text names it."""

    name: str  # as written, without "The" and "writer"
    agency: str  # the name all its spellings share
    pictures: bool  # a picture agency, never the source of a story
    start: int = 0  # [start, end) in the text that was searched
    end: int = 0


@cache
def _names() -> tuple[dict[str, tuple[str, bool]], dict[str, tuple[str, bool]]]:
    """Return (spellings as written, spellings in lower case); codes only match as written."""
    exact: dict[str, tuple[str, bool]] = {}
    folded: dict[str, tuple[str, bool]] = {}
    for kind, agencies in word_list("agencies").items():
        for agency, spellings in agencies.items():
            for spelling in spellings:
                exact[spelling] = (agency, kind == "pictures")
                if len(spelling) > _LONGEST_CODE:
                    folded[spelling.lower()] = (agency, kind == "pictures")
    return exact, folded


_LONGEST_CODE = 4  # "AP", "dpa", "TASS": in another case they are words or initials


def find_agency(name: str) -> Credit | None:
    """Return the agency that a name as a whole is, or None. Role words behind it are dropped."""
    core = _TAIL.sub("", name.strip(_EDGES)).strip(_EDGES)
    if not core:
        return None
    exact, folded = _names()
    known = exact.get(core) or folded.get(core.lower())
    if known is None and core.lower().startswith("the "):
        core = core[4:]
        known = exact.get(core) or folded.get(core.lower())
    if known is None:
        return None
    start = name.find(core)
    return Credit(core, *known, start, start + len(core))


_PARTS = re.compile(r"[^/,;|+&]+(?<! )")
_HAS_PARTS = re.compile(r"[/,;|+&\n]|(?:^| )(?:and|via|with|for) ")


def find_agencies(text: str) -> tuple[Credit, ...]:
    """Return the agencies in a credit such as "AFP/Getty Images" or "Reuters, AP", in order."""
    whole = find_agency(text)
    if whole is not None:
        return (whole,)
    if not _HAS_PARTS.search(text):  # nearly always: most lines around a story name no agency
        return ()
    found = []
    for part in _PARTS.finditer(text):
        for piece in re.finditer(r"(?:(?! (?:and|via|with|for) ).)+", part.group()):
            credit = find_agency(re.sub(r"^(?: ?(?:and|via|with|for) )", "", piece.group()))
            if credit is not None:
                start = text.index(credit.name, part.start())
                found.append(credit._replace(start=start, end=start + len(credit.name)))
    return tuple(found)
