"""Independent sources: where articles come from in the end, each supplier once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.link.duplicates import find_copies
from onrecord.link.wires import agency_key, credit_of
from onrecord.record import Article, Copy, Supplier, SupplierKind

_HOST = re.compile(r"^(?:https?:)?//(?:www\.|m\.|amp\.)?(?P<host>[^/:?#]+)", re.I)


def independent_sources(
    articles: Sequence[Article], copies: Iterable[Copy] | None = None
) -> tuple[Supplier, ...]:
    """Return who is behind articles, by their first article; each counts once.

    Copies have one supplier: the agency that any of them credits, else the outlet that was first.
    The articles of one agency are one source, so are those of one outlet. `copies` are those
    known among the articles; None: look for them.
    """
    known = find_copies(articles) if copies is None else tuple(copies)
    found: dict[tuple[SupplierKind, str], list[Article]] = {}
    names: dict[tuple[SupplierKind, str], str] = {}
    for group in _groups(articles, known):
        kind, name = _supplier(group)
        key = kind, agency_key(name) if kind == "agency" else name
        names.setdefault(key, name)
        found.setdefault(key, []).extend(group)
    order = {article.id: i for i, article in enumerate(articles)}
    suppliers = (
        Supplier(
            name=names[key],
            kind=key[0],
            articles=tuple(sorted((one.id for one in group), key=order.__getitem__)),
        )
        for key, group in found.items()
    )
    return tuple(sorted(suppliers, key=lambda supplier: order[supplier.articles[0]]))


def _groups(articles: Sequence[Article], copies: Iterable[Copy]) -> Iterator[list[Article]]:
    """Give articles that copies join, directly or through others, in their order."""
    parent = {article.id: article.id for article in articles}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name] = parent[parent[name]]
        return name

    for copy in copies:
        if copy.first in parent and copy.second in parent:
            parent[root(copy.second)] = root(copy.first)
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(root(article.id), []).append(article)
    yield from groups.values()


def _supplier(group: Sequence[Article]) -> tuple[SupplierKind, str]:
    """Return whose text a group of copies is."""
    credits = [credit for article in group if (credit := credit_of(article)) is not None]
    whole = [credit.agency for credit in credits if credit.whole]
    # "With inputs from …" does not make a story the agency's, unless others have the same text.
    agencies = whole or [credit.agency for credit in credits if len(group) > 1]
    if agencies:
        return "agency", Counter(agencies).most_common(1)[0][0]
    first = min(group, key=lambda one: one.published.value if one.published else "~")
    host = _HOST.match(first.url.value) if first.url else None
    return ("outlet", host["host"].casefold()) if host else ("unknown", first.id)
