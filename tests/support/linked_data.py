"""JSON-LD without a network: contexts from local copies, and the vocabulary of schema.org."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from pyld import jsonld

SCHEMA = "http://schema.org/"
_TEXTS = {"Text", "URL", "Date", "DateTime", "Number", "Integer", "Boolean"}


@cache
def contexts():
    shipped = files("rocrate").joinpath("data/ro-crate.jsonld").read_text(encoding="utf-8")
    anno = Path(__file__).parent / "contexts/anno.json"
    return {
        "https://schema.org": {"@context": json.loads(shipped)["@context"]},
        "http://www.w3.org/ns/anno.jsonld": json.loads(anno.read_text(encoding="utf-8")),
    }


def load(url, _options=None):
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": contexts()[url],
    }


def expand(document):
    return jsonld.expand(document, {"documentLoader": load})


def quads(document):
    """Give all statements of a document, a line each, by pyld; all are of the default graph."""
    options = {"documentLoader": load, "format": "application/n-quads"}
    return jsonld.to_rdf(document, options)


@cache
def vocabulary():
    text = files("rocrate").joinpath("data/schema.jsonld").read_text(encoding="utf-8")
    return {one["@id"].removeprefix("schema:"): one for one in json.loads(text)["@graph"]}


def named(value):
    several = value if isinstance(value, list) else [value] if value else []
    return {one["@id"].removeprefix("schema:") for one in several}


@cache
def kinds_above(name):
    """Give a class of schema.org and all that it is a kind of."""
    above = named(vocabulary()[name].get("rdfs:subClassOf"))
    return {name}.union(*(kinds_above(one) for one in above if one in vocabulary()))


def nodes_of(value):
    """Give every node of an expanded document, however deep."""
    if isinstance(value, list):
        for one in value:
            yield from nodes_of(one)
    elif isinstance(value, dict) and "@value" not in value:
        yield value
        for key, one in value.items():
            if not key.startswith("@") or key in {"@list", "@graph"}:
                yield from nodes_of(one)


def kinds_of(node):
    short = [one.removeprefix(SCHEMA) for one in node.get("@type", [])]
    return set().union(*(kinds_above(one) for one in short))


def faults(expanded):
    """Say where a document uses a word of schema.org on or for what it is not meant."""
    nodes = list(nodes_of(expanded))
    known = {one["@id"]: kinds_of(one) for one in nodes if "@type" in one and "@id" in one}
    for node in nodes:
        for key, values in node.items():
            if not key.startswith(SCHEMA):
                continue
            name = key.removeprefix(SCHEMA)
            about = vocabulary()[name]
            if not named(about["schema:domainIncludes"]) & kinds_of(node):
                yield f"{name} of {sorted(kinds_of(node))}"
            wanted = named(about["schema:rangeIncludes"])
            for one in values:
                is_text = "@value" in one
                fits = wanted & _TEXTS if is_text else wanted & _kinds(one, known)
                if not (fits or (set(one) == {"@id"} and "URL" in wanted)):
                    yield f"{name} is {one}"


def _kinds(one, known):
    return kinds_of(one) if "@type" in one else known.get(one.get("@id"), set())
