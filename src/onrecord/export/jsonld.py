"""Records -> JSON-LD in the words of schema.org, with ours where it has none."""

from collections.abc import Iterator
from typing import Any

from onrecord.export.texts import (
    TERMS,
    address_of,
    pieces_of,
    urn_of,
    value_of,
    web_address,
    words_of,
)
from onrecord.record import (
    Actor,
    ActorKind,
    Article,
    Figure,
    Found,
    Manner,
    Place,
    Reading,
    Record,
    Statement,
)

CONTEXT = ["https://schema.org", {"onrecord": TERMS}]
GEONAMES = "https://sws.geonames.org/"
Node = dict[str, Any]
Kinds = dict[str | None, ActorKind]  # by `Actor.id`
_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}
# Whose content the speaker puts forward as a fact. Not "denies": "denied that he took bribes" has
# "he took bribes" as its content, and it would become the claim of who denies it.
_CLAIMING: frozenset[Manner] = frozenset(
    {"says", "confirms", "claims", "accuses", "speculates", "reveals"}
)


def to_jsonld(record: Record) -> Node:
    """Give one story as a JSON-LD document of its own."""
    return {"@context": CONTEXT, **story_node(record)}


def story_node(record: Record) -> Node:
    """Give one story without the context, as it stands in the graph of several.

    `hasPart` has a node for each statement: a Quotation where words of the speaker are quoted, a
    Claim where the speaker puts something forward as a fact. There is never a ClaimReview: that is
    a person's verdict on a claim, and a story that says "could not be verified" gives none.
    """
    article, reading = record.article, record.reading
    urn = urn_of(article)
    live = article.kind == "live-blog"
    node = {
        "@id": urn,
        "@type": ["NewsArticle", "LiveBlogPosting"] if live else "NewsArticle",
        "identifier": article.id,
        "url": address_of(article),
        "headline": value_of(article.headline),
        "abstract": "\n".join(one.value for one in article.summary),
        "author": [_author(one, reading) for one in article.authors],
        "sourceOrganization": _named("Organization", article.agency),
        "publisher": _named("Organization", article.outlet),
        "dateline": value_of(article.dateline),
        "datePublished": value_of(article.published),
        "dateModified": value_of(article.updated),
        "articleSection": value_of(article.section),
        "keywords": [one.value for one in article.topics],
        "inLanguage": value_of(article.lang),
        "articleBody": article.text,
        "image": [_image(one, article.text) for one in article.figures],
        "onrecord:kind": article.kind,
        "onrecord:made_by": article.made_by,
        "onrecord:page_sha256": article.page_sha256,
    }
    if reading is not None:
        node["contentLocation"] = list(_locations(reading))
        kinds: Kinds = {one.id: one.kind for one in reading.actors}
        node["mentions"] = [_actor(one, article, kinds) for one in reading.actors]
        node["hasPart"] = [_statement(one, article, kinds) for one in reading.statements]
        node["onrecord:weights"] = reading.weights
    return stated(node)


def stated(node: Node) -> Node:
    """Leave out what is not stated."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _named(kind: str, fact: Found | None) -> Node | None:
    return {"@type": kind, "name": fact.value} if fact else None


def _author(fact: Found, reading: Reading | None) -> Node | None:
    return _named("Organization" if is_body(fact.value, reading) else "Person", fact)


def is_body(name: str, reading: Reading | None) -> bool:
    """Tell whether a name is that of a body and not a person, as far as the story knows."""
    actors = reading.actors if reading else ()
    return any(
        one.kind == "organisation" and name.casefold() in {x.casefold() for x in _names(one)}
        for one in actors
    )


def _names(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from actor.aliases


def _image(figure: Figure, text: str) -> Node:
    return stated(
        {
            "@type": "ImageObject",
            "url": web_address(figure.url) if figure.url else None,
            "caption": words_of(text, figure.caption),
            "creditText": value_of(figure.credit),
        }
    )


def _locations(reading: Reading) -> Iterator[Node]:
    """Give each place once that the story is about; not those that stand for who rules them."""
    seen: set[object] = set()
    for place in reading.places:
        key = place.geoname_id or (place.name, place.lat, place.lon)
        if place.use == "literal" and place.lat is not None and key not in seen:
            seen.add(key)
            yield _place(place)


def _place(place: Place) -> Node:
    point = {
        "@type": "GeoCoordinates",
        "latitude": place.lat,
        "longitude": place.lon,
        "addressCountry": place.country,
    }
    return stated(
        {
            "@type": "Place",
            "name": place.name,
            "geo": stated(point),
            "sameAs": f"{GEONAMES}{place.geoname_id}/" if place.geoname_id else None,
            "onrecord:radius_km": place.radius_km,
        }
    )


def _actor(actor: Actor, article: Article, kinds: Kinds) -> Node:
    kind = _TYPES.get(actor.kind, "Thing")
    node = {
        "@id": f"{urn_of(article)}#{actor.id}",
        "@type": kind,
        "name": actor.name,
        "alternateName": list(actor.aliases),
        "onrecord:kind": actor.kind,
        "onrecord:grade": actor.grade,
        "onrecord:named": actor.named,
    }
    if kind == "Person":
        node["jobTitle"] = [article.text[one.start : one.end] for one in actor.roles]
        if kinds.get(actor.affiliation) == "organisation":
            node["affiliation"] = {"@id": f"{urn_of(article)}#{actor.affiliation}"}
    return stated(node)


def _statement(one: Statement, article: Article, kinds: Kinds) -> Node:
    urn, text = urn_of(article), article.text
    is_quoted, is_claim = one.quote != "indirect", _is_claim(one)
    types = [*["Quotation"] * is_quoted, *["Claim"] * is_claim] or ["CreativeWork"]
    speaker = {"@id": f"{urn}#{one.speaker}"}
    speaks = kinds.get(one.speaker) in {"person", "organisation"}
    return stated(
        {
            "@id": f"{urn}#{one.id}",
            "@type": types if len(types) > 1 else types[0],
            "text": pieces_of(text, one.content),
            "isPartOf": {"@id": urn},
            "appearance": {"@id": urn} if is_claim else None,
            "spokenByCharacter": speaker if speaks and is_quoted else None,
            "creator": speaker if speaks and not one.via else None,
            "creditText": one.speaker_name or pieces_of(text, one.source),
            "onrecord:manner": one.manner,
            "onrecord:certainty": one.certainty,
            "onrecord:quote": one.quote,
            "onrecord:grade": one.grade,
            "onrecord:checked": one.checked,
            "onrecord:via": [x.name or pieces_of(text, x.source) for x in one.via],
            "onrecord:refers": [{"@id": f"{urn}#{id_}"} for id_ in one.refers],
            "onrecord:spans": [f"{span.start}-{span.end}" for span in one.content],
            "onrecord:score": one.score,
        }
    )


def _is_claim(one: Statement) -> bool:
    return one.manner in _CLAIMING and one.certainty != "unlikely"
