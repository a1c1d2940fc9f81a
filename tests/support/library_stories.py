"""Pages with stories for a library: built by hand, or of a seed; no model, no clock."""

from dataclasses import replace
from hashlib import sha256
from random import Random

from eval.blank import EVENT, PAGE
from onrecord import (
    Argument,
    Found,
    Itinerary,
    Origin,
    Place,
    Record,
    Rejected,
    Span,
    Stop,
    Where,
)
from tests.support.by_hand import make_article, make_reading

WORDS = [
    "ferry",
    "harbour",
    "vote",
    "missile",
    "plant",
    "chemical",
    "letter",
    "diver",
    "pier",
    "river",
    "salt",
    "crew",
]


def page_of(body, name="page.html"):
    body = body if isinstance(body, bytes) else body.encode()
    return replace(
        PAGE, body=body, sha256=sha256(body).hexdigest(), origin=Origin(kind="file", name=name)
    )


def found(value, grain=None):
    return Found(value=value, how="by hand", where=Where(layer="markup", path="x"), grain=grain)


def story(page, text, *, day="2024-12-19", url="https://www.example.org/a", number=1):
    """A story without a reading."""
    base = make_article()
    digest = sha256(f"{page.sha256}{text}".encode(errors="replace")).hexdigest()
    article = replace(
        base,
        id=digest[:16],
        page_sha256=page.sha256,
        number=number,
        headline=found(text.split("\n")[0]),
        summary=(),
        authors=(),
        agency=None,
        dateline=None,
        published=found(day, "day") if day else None,
        url=found(url) if url else None,
        text=text,
        blocks=(),
        figures=(),
        origin=page.origin,
    )
    return Record(article=article, reading=None)


def read_story(page, *, day="2023-09-12"):
    """The story of `conftest`, with its reading and more: a place, an event, a journey."""
    article = replace(
        make_article(), page_sha256=page.sha256, id=page.sha256[:16], published=found(day, "day")
    )
    text = article.text

    def span(words):
        start = text.index(words)
        return Span(start=start, end=start + len(words))

    place = Place(
        span=span("Tema"),
        name="Tema",
        geoname_id=1,
        lat=5.67,
        lon=-0.02,
        country="GH",
        feature="P/PPL",
        radius_km=None,
        use="literal",
        how="by hand",
        reason=None,
        score=0.9,
    )
    event = replace(
        EVENT,
        kind="REJECT",
        trigger=span("put off"),
        arguments=(Argument(role="actor", span=span("harbour council"), actor="a1"),),
        told_by="s1",
        score=0.9,
    )
    stop = Stop(
        place=place.span, move="arrives", time=None, status="happened", told_by=None, event="e1"
    )
    journey = Itinerary(actor="a3", name="Adjoa Sarfo", stops=(stop, replace(stop, move="returns")))
    reading = replace(
        make_reading(article), places=(place,), events=(event,), itineraries=(journey,)
    )
    return Record(article=article, reading=reading)


def random_pages(seed, n):
    """Pages of words drawn by lot, each with a story; the same for the same seed."""
    draw = Random(seed)
    for number in range(n):
        text = "\n".join(" ".join(draw.choices(WORDS, k=8)) for _ in range(4))
        page = page_of(f"{seed} {number}\n{text}", name=f"{number}.html")
        yield page, (story(page, text, day=f"2024-{1 + number % 12:02}-10"),)


def rejection(page):
    return Rejected(
        stage="split", ref=page.origin.name, reason="no story", detail="nothing to read"
    )
