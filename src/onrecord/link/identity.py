"""Whether two articles are versions of one, by their web addresses."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from onrecord.record import Article

_FRONT = re.compile(r"^(?:www|m|amp|mobile)\.")
_TRACKING = re.compile(
    r"^(?:utm_|mc_|fb|gclid|at_|cmp|ref$|referrer$|source$|smid$|share|ito$|ns_|__twitter|amp$"
    r"|output$)",
    re.I,
)
_ENDS = re.compile(r"(?:/amp|/index\.\w+|\.amp|/)+$")


def same_article(before: Article, after: Article) -> str | None:
    """Say what shows that two articles are versions of one: "same URL"; None: nothing does."""
    old, new = dict(addresses_of(before)), dict(addresses_of(after))
    shared = [{old[key], new[key]} for key in old.keys() & new.keys()]
    if not shared:
        return None
    if {"URL"} in shared:
        return "same URL"
    return f"same {min(min(how - {'URL'}) for how in shared)}"


def address_key(url: str) -> str | None:
    """Return what all forms of an address share; None for a site's front page or no address.

    Scheme, "www.", tracking parameters and the fragment are dropped; the rest of the query stays,
    because many sites number their articles there.
    """
    try:
        parts = urlsplit(url.strip())
        host, query = parts.hostname or "", parse_qsl(parts.query)
    except ValueError:  # "http://[": what pages state as their address is not always one
        return None
    path = _ENDS.sub("", parts.path)
    kept = sorted((name, value) for name, value in query if not _TRACKING.match(name))
    if not host or not (path or kept):
        return None
    return f"{_FRONT.sub('', host.casefold())}{path}" + (f"?{urlencode(kept)}" if kept else "")


def addresses_of(article: Article) -> Iterator[tuple[str, str]]:
    """Give the keys of an article's addresses and what each is; the main one last, so it wins.

    Versions of one article share a key, by which a store finds them.
    """
    found = [(article.short_url.value, "short URL")] if article.short_url else []
    if article.url:
        found += [(x.value, "canonical") for x in article.url.rivals if "canonical" in x.how]
        found.append((article.url.value, "URL"))
    for url, how in found:
        key = address_key(url)
        if key is not None:
            yield key, how
