"""Whether an article comes from an agency."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record import Article

# "OBAN, Scotland (Harbour Wire) -": what stands in brackets behind the place a story is filed from.
# In capitals, or "The Harbour Board (HB) — the port's owner —" would be one.
_DATELINE = re.compile(
    r"^[A-Z][A-Z'’.-]{2,}[^()\n]{0,60}\((?P<name>[A-Z][\w&.'’ -]{1,40})\)\s*[-–—:]", re.MULTILINE
)
_WHOLE = re.compile(
    r"\b(?:this (?:story|article|report) was |first |originally )"
    r"(?:first |originally )?(?:published|distributed|reported|provided|supplied) by "
    r"(?P<name>(?:the )?[A-Z][\w&.'’-]+(?: [A-Z][\w&.'’-]+){0,4}|[a-z]{3,4}(?=\W*$))"
)
_PART = re.compile(
    r"\b(?:[Ww]ith|[Ii]ncludes|[Aa]dditional) (?:inputs?|files?|reporting|material) (?:from|by) "
    r"(?P<name>(?:the )?[A-Z][\w&.'’-]+(?: [A-Z][\w&.'’-]+){0,4})"
)
_BODY_OF_NEWS = re.compile(
    r"\b(?:news agency|news service|press agency|newswire|wire|wire service|agencies)$", re.I
)
_ENDINGS = re.compile(r"^the |\s+(?:news|press) (?:agency|service)$|\s+newswire$", re.I)
_LAST = 3  # lines at the end of a story in which a credit may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency that an article credits."""

    agency: str
    whole: bool  # False: only parts are from it: "with inputs from …"


def credit_of(article: Article) -> Credit | None:
    """Return the agency that an article credits: as a fact, as author, in its dateline or end.

    An agency that the story only mentions ("…, Harbour Wire reported") does not count.
    """
    lines = [
        article.text[block.span.start : block.span.end]
        for block in article.blocks
        if block.kind not in ("headline", "summary", "caption")
    ]
    if article.agency is not None:
        partly = any(name in article.agency.value for name in _names(_PART, lines[-_LAST:]))
        return Credit(agency=article.agency.value, whole=not partly)
    for author in article.authors:
        if _BODY_OF_NEWS.search(author.value):
            return Credit(agency=author.value, whole=True)
    for name in (*_names(_DATELINE, lines[:1]), *_names(_WHOLE, lines[-_LAST:])):
        return Credit(agency=name, whole=True)
    for name in _names(_PART, lines[-_LAST:]):
        return Credit(agency=name, whole=False)
    return None


def agency_key(name: str) -> str:
    """Return what all forms of an agency's name share: "The Harbour Press" and "HP" give "hp"."""
    short = _ENDINGS.sub("", name.strip())
    words = re.findall(r"[^\W_]+", short)
    if len(words) > 1:
        return "".join(word[0] for word in words).casefold()
    return "".join(words).casefold()


def _names(pattern: re.Pattern[str], lines: Iterable[str]) -> list[str]:
    return [found["name"].rstrip(" .") for line in lines for found in pattern.finditer(line)]
