"""What a page says about its story in markup: JSON-LD, Open Graph and the older metas.

Reading is tolerant: JSON-LD is written by hand-made templates and holds comments, line breaks
inside strings and trailing commas. Whatever cannot be read is left out, never raised.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple

import orjson

from onrecord.split.blocks import Head

Node = dict[str, Any]
MAX_NODES = 2_000  # of one page; product lists run to tens of thousands and say nothing of a story
MAX_DEPTH = 12
MAX_VALUE_CHARS = 4_000  # of one value; no title, name or list of topics is longer

# Best first: a page's Recipe or Review is its story only if it has no article.
ARTICLE_TYPES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle", "LiveBlogPosting", "Article", "BlogPosting", "TechArticle",
    "ScholarlyArticle", "MedicalScholarlyArticle", "Report", "SocialMediaPosting",
    "DiscussionForumPosting", "Recipe", "HowTo", "Review", "CreativeWork", "VideoObject",
    "NewsMediaObject", "WebPage", "ItemPage", "ProfilePage",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(ARTICLE_TYPES)}
_LAST_STORY_TYPE = _RANK["DiscussionForumPosting"]
_SITE_TYPES = frozenset(("WebSite", "Organization", "NewsMediaOrganization", "Corporation"))


class Statement(NamedTuple):
    """One value a page's markup states."""

    value: str
    how: str  # "json-ld datePublished", "meta article:published_time"
    path: str  # 'script[type="application/ld+json"] NewsArticle.datePublished'
    kind: str = ""  # of an author: "Person", "Organization"; "" if not stated


class Graph(NamedTuple):
    """The JSON-LD of a page: its nodes, and those that others point to."""

    nodes: tuple[Node, ...] = ()  # every object with a type, in order
    by_id: dict[str, Node] = {}  # noqa: RUF012 - never changed after reading


@lru_cache(maxsize=4)  # a page's kind and its facts both ask
def read_graph(scripts: tuple[str, ...]) -> Graph:
    """Read the JSON-LD scripts of a page; broken ones are repaired if that is cheap, else left."""
    nodes: list[Node] = []
    for script in scripts:
        loaded = _load(script)
        if loaded is not None:
            nodes.extend(_flatten(loaded, 0))
        if len(nodes) >= MAX_NODES:
            break
    by_id: dict[str, Node] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and (key not in by_id or len(node) > len(by_id[key])):
            by_id[key] = node
    return Graph(tuple(nodes[:MAX_NODES]), by_id)


_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|"
                       r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$")  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f]")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def _load(script: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return orjson.loads(script)
    except orjson.JSONDecodeError:
        pass
    text = _WRAPPING.sub("", script.strip()).strip().rstrip(";")
    text = _CONTROL.sub(" ", text)  # line breaks inside strings are the commonest fault
    for attempt in (text, _TRAILING_COMMA.sub("", text), unescape(text)):
        try:
            return orjson.loads(attempt)
        except orjson.JSONDecodeError:
            continue
    return None


def _flatten(loaded: Any, depth: int) -> Iterator[Node]:  # noqa: ANN401 - JSON
    """Give the objects of a JSON-LD document that can stand for themselves."""
    if depth > MAX_DEPTH:
        return
    if isinstance(loaded, list):
        for part in loaded:
            yield from _flatten(part, depth + 1)
    elif isinstance(loaded, dict):
        if "@type" in loaded:
            yield loaded
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "hasPart"):
            if isinstance(loaded.get(key), list | dict):
                yield from _flatten(loaded[key], depth + 1)


def types_of(node: Node) -> tuple[str, ...]:
    """Return a node's types without their vocabulary's address."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return tuple(str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in listed if kind)


def rank_of(node: Node) -> int:
    """Return how much a node's type speaks for a story; lower is better."""
    return min((_RANK.get(kind, len(_RANK)) for kind in types_of(node)), default=len(_RANK))


def is_story(node: Node) -> bool:
    """Say whether a node describes an article rather than a page, a video or a recipe."""
    return rank_of(node) <= _LAST_STORY_TYPE


def story_nodes(graph: Graph) -> tuple[Node, ...]:
    """Return the nodes that can describe a story, best first, in page order within a type."""
    usable = [node for node in graph.nodes if rank_of(node) < len(_RANK)]
    return tuple(sorted(usable, key=rank_of))


def _label(node: Node, key: str) -> str:
    kinds = types_of(node)
    return f'script[type="application/ld+json"] {kinds[0] if kinds else "?"}.{key}'


def strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Give the text of a JSON-LD value, which may be a string, an object with a name, or a list."""
    if isinstance(value, str):
        if text := clean(value):
            yield text
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for part in value[:MAX_NODES]:
            yield from strings(part)
    elif isinstance(value, dict):
        yield from strings(value.get("name") or value.get("@value") or value.get("url"))


def clean(text: str) -> str:
    """Return the text of an attribute or JSON string as a reader sees it: no tags or entities."""
    text = text[:MAX_VALUE_CHARS]
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    return " ".join(text.split())


def stated(node: Node | None, *keys: str) -> Iterator[Statement]:
    """Give what a node states under some keys, in the order of the keys."""
    if node is None:
        return
    for key in keys:
        for value in strings(node.get(key)):
            yield Statement(value, f"json-ld {key}", _label(node, key))


def authors_of(node: Node | None, graph: Graph) -> Iterator[Statement]:
    """Give the authors a node names, following references into the graph."""
    if node is None:
        return
    for key in ("author", "creator"):
        value = node.get(key)
        found = list(_parties(value, graph, 0))
        for name, kind in found:
            yield Statement(name, f"json-ld {key}", _label(node, key), kind)
        if found:
            return


def publishers_of(nodes: Iterable[Node | None], graph: Graph) -> Iterator[Statement]:
    """Give who publishes what some nodes describe, following references into the graph."""
    for node in nodes:
        if node is not None and "publisher" in node:
            for name, _ in _parties(node["publisher"], graph, 0):
                yield Statement(name, "json-ld publisher", _label(node, "publisher"))


def owners_of(graph: Graph) -> Iterator[Statement]:
    """Give the names of the medium and of the site that a page says it is of."""
    for kind in ("NewsMediaOrganization", "WebSite"):
        for node in graph.nodes:
            if kind in types_of(node):
                for name in strings(node.get("name")):
                    yield Statement(name, f"json-ld {kind}", _label(node, "name"))


def _parties(value: Any, graph: Graph, depth: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value[:100]:
            yield from _parties(part, graph, depth + 1)
    elif isinstance(value, dict):
        known = graph.by_id.get(str(value.get("@id")), {}) if "name" not in value else {}
        kinds = types_of(value) or types_of(known)
        names = value.get("name") or known.get("name") or value.get("@value")
        for name in strings(names):
            yield name, _kind_of_party(kinds)
    elif isinstance(value, str) and clean(value):
        known = graph.by_id.get(value, {})
        for name in strings(known.get("name") or value):
            yield name, _kind_of_party(types_of(known))


def _kind_of_party(kinds: Iterable[str]) -> str:
    for kind in kinds:
        if kind in ("Person", "Author"):
            return "Person"
        if kind.endswith("Organization") or kind in ("Corporation", "Brand"):
            return "Organization"
    return ""


_APPLICATIONS = ("application-name", "apple-mobile-web-app-title")


def site_names(head: Head, graph: Graph) -> Iterator[str]:
    """Give the names by which a page's site calls itself.

    An application's name may be filled in with the title of the page, as a story to be pinned.
    """
    titles = {clean(value) for key, value in head.metas if key == "og:title"}
    for key, value in head.metas:
        if key in _APPLICATIONS and clean(value) in titles:
            continue
        if key in ("og:site_name", "feed:title", "application-name", "apple-mobile-web-app-title",
                   "dc.publisher",
                   "twitter:site", "twitter:app:name:iphone", "copyright", "article:publisher",
                   "publisher", "cxenseparse:recs:publisher"):  # fmt: skip
            yield clean(value).lstrip("@")
    for node in graph.nodes:
        if _SITE_TYPES.intersection(types_of(node)):
            yield from strings(node.get("name"))
            yield from strings(node.get("alternateName"))
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and "name" not in publisher:
            publisher = graph.by_id.get(str(publisher.get("@id")))
        yield from strings(publisher)


def metas(head: Head, *keys: str) -> Iterator[Statement]:
    """Give what the metas state under some keys (lower case), in the order of the keys."""
    found = _by_key(head.metas)
    for key in keys:
        for value in found.get(key, ()):
            if text := clean(value):
                yield Statement(text, f"meta {key}", meta_path(key))


@lru_cache(maxsize=4)  # of a page, some 25 questions
def _by_key(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def meta_path(key: str) -> str:
    """Return where a meta stands, as a selector."""
    kind = "property" if key.startswith(("og:", "article:", "fb:", "book:")) else "name"
    return f'meta[{kind}="{key}"]'


def links(head: Head, rel: str) -> Iterator[Statement]:
    """Give the addresses a page links to under a relation."""
    for name, href in head.links:
        if rel in name.split():
            yield Statement(href.strip(), f"link {rel}", f'link[rel="{rel}"]')


def is_free(graph: Graph) -> bool | None:
    """Say whether the story is free to read, as its JSON-LD states it; None if it does not."""
    for node in story_nodes(graph):
        value = node.get("isAccessibleForFree")
        if value is not None:
            return str(value).strip().lower() not in ("false", "no", "0")
    return None
