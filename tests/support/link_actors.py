"""Invented articles with readings made by hand, for the tests of parties and stories."""

import re
from dataclasses import replace

from eval.blank import READING
from eval.gold import article_of
from onrecord import Actor, Span
from onrecord.record import Mention, Place, Time


def article(name, text, published=None):
    kinds = ["headline", *["paragraph"] * text.count("\n")]
    return article_of(name, text, kinds, published=published)


def spans(text, words):
    return tuple(Span(start=m.start(), end=m.end()) for m in re.finditer(re.escape(words), text))


def actor(number, text, name, kind="person", **more):
    """more: aliases, roles, affiliation."""
    aliases, roles = more.get("aliases", ()), more.get("roles", ())
    found = {span for words in (name, *aliases) for span in spans(text, words)}
    return Actor(
        id=f"a{number}",
        name=name,
        named=True,
        kind=kind,
        grade="named person" if kind == "person" else "named body",
        aliases=aliases,
        mentions=tuple(sorted(found)),
        roles=tuple(spans(text, role)[0] for role in roles),
        affiliation=more.get("affiliation"),
    )


def reading(article, actors=(), *, places=(), days=(), vectors=()):
    """places: (name, GeoNames id). days: (words, value). vectors: one for each line."""
    text = article.text
    return replace(
        READING,
        article_id=article.id,
        weights="reader by hand",
        mentions=tuple(
            Mention(span=span, kind="person", score=1.0) for one in actors for span in one.mentions
        ),
        times=tuple(
            Time(span=spans(text, words)[0], kind="date", score=1.0, value=value)
            for words, value in days
        ),
        places=tuple(
            Place(
                span=span,
                name=name,
                geoname_id=geoname_id,
                lat=1.0,
                lon=1.0,
                country="GH",
                feature="P/PPL",
                radius_km=None,
                use="literal",
                how="by hand",
                reason=None,
                score=1.0,
            )
            for name, geoname_id in places
            for span in spans(text, name)
        ),
        actors=tuple(actors),
        vector=vectors[0] if vectors else (),
        paragraph_vectors=tuple(vectors),
    )
