"""Articles -> BibTeX: an @article per story, or @misc if it is unknown where it appeared."""

import re
import unicodedata
from urllib.parse import urlsplit

from onrecord.export.jsonld import is_body
from onrecord.export.texts import address_of, without_surrogates
from onrecord.record import Article, Record

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# Braces become words, not \{ and \}: BibTeX counts those too, and one alone would end the field.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip
_DOUBLED = re.compile(r"([-'`<>,])(?=\1)")  # two of these are one other sign to LaTeX
_SPECIAL = re.compile("[" + re.escape("".join(_LATEX)) + "]")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SHORT = {"a", "an", "the", "in", "on", "of", "at", "to", "as", "for", "and"}
_ID_DIGITS = 8
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def to_bibtex(record: Record) -> str:
    """Give the entry of a story, ending in a line break.

    Its key stays the same for the same page and text: who or what, year, a word of the headline,
    and the beginning of the story's id.
    """
    article = record.article
    kind = "article" if _journal(article) else "misc"
    lines = [f"  {name} = {value}," for name, value in _fields(record)]
    return "\n".join([f"@{kind}{{{bibtex_key(article)},", *lines, "}", ""])


def bibtex_key(article: Article) -> str:
    """Give the key of an entry: "sarfo2023harbour-01234567"."""
    author = article.authors[0].value.split()[-1:] if article.authors else [_journal(article) or ""]
    title = article.headline.value.split() if article.headline else []
    words = [word for word in map(_plain, title) if word and word not in _SHORT]
    year = _DATE.match(article.published.value) if article.published else None
    name = _plain("".join(author)) or "story"
    return f"{name}{year[1] if year else ''}{''.join(words[:1])}-{article.id[:_ID_DIGITS]}"


def latex(text: str) -> str:
    """Write text for LaTeX: one line, nothing in it a command."""
    # Before blanks are joined: a control sign between two of them would leave two.
    kept = (one for one in text if one.isspace() or unicodedata.category(one) != "Cc")
    shown = " ".join(without_surrogates("".join(kept)).split())
    return _DOUBLED.sub(r"\1{}", _SPECIAL.sub(lambda sign: _LATEX[sign[0]], shown))


def _fields(record: Record) -> list[tuple[str, str]]:
    article = record.article
    fields: list[tuple[str, str | None]] = [
        ("author", " and ".join(_authors(record)) or None),
        ("title", latex(article.headline.value) if article.headline else None),
        ("journal", latex(_journal(article) or "") or None),
        *_dates(article),
        ("url", address_of(article)),
        ("urldate", article.captured.value[:10] if article.captured else None),
        ("language", article.lang.value if article.lang else None),
        ("abstract", latex(" ".join(one.value for one in article.summary)) or None),
        ("note", latex(f"Agency: {article.agency.value}") if article.agency else None),
    ]
    return [
        (name, value if name == "month" else _braced(name, value))
        for name, value in fields
        if value
    ]


def _braced(name: str, value: str) -> str:
    """Put a value in braces; a title in two, so that no style takes its capitals away."""
    return f"{{{{{value}}}}}" if name == "title" else f"{{{value}}}"


def _authors(record: Record) -> list[str]:
    """Give the authors' names, without empty ones."""
    return [_author(one.value, record) for one in record.article.authors if latex(one.value)]


def _author(name: str, record: Record) -> str:
    """Write a name; one that BibTeX would take apart, or that is a body's, stays whole."""
    agency = record.article.agency
    whole = is_body(name, record.reading) or (agency is not None and agency.value == name)
    whole = whole or re.search(r",|\band\b|\d", name, re.IGNORECASE) is not None
    return f"{{{latex(name)}}}" if whole else latex(name)


def _dates(article: Article) -> list[tuple[str, str | None]]:
    found = _DATE.match(article.published.value) if article.published else None
    if not found:
        return []
    year, month, _ = found.groups()
    known = month and 1 <= int(month) <= len(_MONTHS)
    return [
        ("date", found[0]),
        ("year", year),
        ("month", _MONTHS[int(month) - 1] if known else None),
    ]


def _journal(article: Article) -> str | None:
    """Give where it appeared: the outlet's name, or the site, or the agency."""
    if article.outlet is not None:
        return article.outlet.value
    address = address_of(article)
    host = urlsplit(address).hostname if address else None
    if host:
        return host.removeprefix("www.")
    return article.agency.value if article.agency else None


def _plain(word: str) -> str:
    """Give the letters and digits of a word as ASCII has them."""
    folded = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    return re.sub("[^a-z0-9]", "", folded)
