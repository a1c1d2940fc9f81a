"""Spans -> words, and words without what a file cannot hold."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from onrecord.record import Article, Found, Span

GAP = " … "  # between pieces of one statement
NAMESPACE = UUID("5e0b5b0e-7a53-5d0c-9a3c-3f5f0d2c6a41")  # of our names; never changes
TERMS = f"urn:uuid:{NAMESPACE}#"  # in front of a word of ours, where a format wants an address
_SAFE = "/:?#[]@!$&'()*+,;=%~-._"  # of an address; the rest is written as %XX
_SURROGATES = re.compile("[\ud800-\udfff]")


def words_of(text: str, span: Span | None) -> str | None:
    """Give the words of a span; None for none."""
    return None if span is None else text[span.start : span.end]


def pieces_of(text: str, spans: Iterable[Span]) -> str | None:
    """Give the words of several spans as one string; None if there are none."""
    return GAP.join(text[one.start : one.end] for one in spans) or None


def hull_of(spans: tuple[Span, ...]) -> Span:
    """Give the stretch from the first of one or more spans to the last."""
    return Span(start=min(one.start for one in spans), end=max(one.end for one in spans))


def without_surrogates(text: str) -> str:
    """Put U+FFFD for each lone surrogate: one code point for one, so offsets stay right."""
    return _SURROGATES.sub("\ufffd", text)


def storable(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Put U+FFFD for each lone surrogate in a value that is to be JSON, which may hold none."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, dict):
        return {key: storable(one) for key, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list | tuple) else value


def urn_of(article: Article) -> str:
    """Give the name of a story as an address: the same for the same page and text."""
    return f"urn:uuid:{uuid5(NAMESPACE, article.id)}"


def address_of(article: Article) -> str | None:
    """Give the address of a story on the web as other programs take it; None if it has none."""
    return web_address(article.url.value) if article.url else None


def web_address(url: str) -> str | None:
    """Give an address with everything escaped that may not stand in one; None if it is none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return quote(without_surrogates(url.strip()), safe=_SAFE)


def value_of(fact: Found | None) -> str | None:
    """Give the value of a fact; None where it is not stated."""
    return fact.value if fact else None
