"""Independent sources: where articles ultimately come from, each supplier once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.link.duplicates import find_copies
from onrecord.link.wires import agency_key, credit_of
from onrecord.record import Article, Copy, Supplier, SupplierKind

_HOST = re.compile(r"^(?:https?:)?//(?:www\.|m\.|amp\.)?(?P<host>[^/:?#]+)", re.I)


class Given(NamedTuple):
    """What in an article shows who is behind it, as a store keeps it."""

    article_id: str
    agency: str | None  # that it credits
    whole: bool  # all of it is the agency's
    host: str | None  # the site; of an article without an address the name of its outlet
    published: str | None


def given_of(article: Article) -> Given:
    """Gather what in an article shows who is behind it."""
    credit = credit_of(article)
    found = _HOST.match(article.url.value) if article.url else None
    host = found["host"].casefold() if found else None
    return Given(
        article_id=article.id,
        agency=credit.agency if credit else None,
        whole=credit is not None and credit.whole,
        host=host or (article.outlet.value if article.outlet else None),
        published=article.published.value if article.published else None,
    )


def independent_sources(
    articles: Sequence[Article], copies: Iterable[Copy] | None = None
) -> tuple[Supplier, ...]:
    """Return who is behind articles, in order of their first article; each counts once.

    Copies have one supplier: the agency that any of them credits, or else the first outlet. All
    articles of one agency are one source, and so are those of one outlet. `copies` are those known
    among the articles; None: look for them.
    """
    known = find_copies(articles) if copies is None else copies
    return suppliers_of([given_of(article) for article in articles], known)


def suppliers_of(articles: Sequence[Given], copies: Iterable[Copy]) -> tuple[Supplier, ...]:
    """Return who is behind articles, as `independent_sources` does, from what a store keeps."""
    found: dict[tuple[SupplierKind, str], list[Given]] = {}
    names: dict[tuple[SupplierKind, str], str] = {}
    for group in _groups(articles, copies):
        kind, name = _supplier(group)
        key = kind, agency_key(name) if kind == "agency" else name.casefold()
        names.setdefault(key, name)
        found.setdefault(key, []).extend(group)
    order = {article.article_id: i for i, article in enumerate(articles)}
    suppliers = (
        Supplier(
            name=names[key],
            kind=key[0],
            articles=tuple(sorted((one.article_id for one in group), key=order.__getitem__)),
        )
        for key, group in found.items()
    )
    return tuple(sorted(suppliers, key=lambda supplier: order[supplier.articles[0]]))


def _groups(articles: Sequence[Given], copies: Iterable[Copy]) -> Iterator[list[Given]]:
    """Give articles that copies join, directly or through others, in their order."""
    parent = {article.article_id: article.article_id for article in articles}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for copy in copies:
        if copy.first in parent and copy.second in parent:
            parent[root(copy.second)] = root(copy.first)
    groups: dict[str, list[Given]] = {}
    for article in articles:
        groups.setdefault(root(article.article_id), []).append(article)
    yield from groups.values()


def _supplier(group: Sequence[Given]) -> tuple[SupplierKind, str]:
    """Return whose text a group of copies is."""
    whole = [one.agency for one in group if one.agency and one.whole]
    # "With inputs from …" does not make a story the agency's, unless others have the same text.
    agencies = whole or [one.agency for one in group if one.agency and len(group) > 1]
    if agencies:
        return "agency", Counter(agencies).most_common(1)[0][0]
    first = min(group, key=lambda one: one.published or "~")
    return ("outlet", first.host) if first.host else ("unknown", first.article_id)
