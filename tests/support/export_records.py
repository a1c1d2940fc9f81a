"""Records for the tests of exports: built by hand, and hostile ones."""

from dataclasses import replace

from hypothesis import strategies as st

from onrecord.record import (
    Amount,
    Argument,
    Event,
    Found,
    Place,
    Record,
    Span,
    Statement,
    Time,
    Told,
    Where,
)
from tests.support.by_hand import make_article, make_bare, make_reading, span_of

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")', "+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "＝1",
    '"', '""', ",", ";", "\r\n", "\\", "{", "}", "}}{{", "\\input{x}", "%", "$x$", "&amp;", "#tag",
    "<script>", "[x](y)", "![", "*a*", "__b__", "`c`", "~~d~~", "|", "^e", "==f==", "- g", "1. h",
    "2) i", "+ j", "> k", "---",
    "\ud800", "🛟", "é", "e\u0301", "a", " ", "“", "”", "\u2028", "\x07",
    "https://x.example/?a=1&b={2}", "</article>", "[[wiki]]", "[^1]", "\\", "]]>", "NULL", "0012",
)  # fmt: skip
LINES = st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join)


def make_place(article, words="Tema", **facts):
    place = Place(
        span=span_of(article, words),
        name="Tema",
        geoname_id=2294700,
        lat=5.6698,
        lon=-0.0166,
        country="GH",
        feature="P/PPL",
        radius_km=None,
        use="literal",
        how="the only place of this name",
        reason=None,
        score=0.97,
    )
    return replace(place, **facts)


def make_event(article):
    return Event(
        id="e1",
        kind="REJECT",
        move=None,
        trigger=span_of(article, "put off its vote"),
        arguments=(
            Argument(role="actor", span=span_of(article, "The harbour council"), actor="a1"),
            Argument(role="place", span=span_of(article, "Tema")),
            Argument(role="time", span=span_of(article, "Tuesday")),
        ),
        amounts=(Amount(span=span_of(article, "Two bids"), value=2.0, modifier=None, unit=None,
                        of=span_of(article, "bids")),),
        status="happened",
        told_by="s1",
        why=(),
        score=0.9,
    )  # fmt: skip


def make_record():
    """A story with one of everything that an export has."""
    article = make_article()
    reading = make_reading(article)
    times = (replace(reading.times[0], value="2023-09-12", grain="day", anchor="published",
                     how="the weekday before"), *reading.times[1:])  # fmt: skip
    nowhere = make_place(article, "TEMA, Ghana", name="Qxzy", geoname_id=None, lat=None, lon=None,
                         reason="no such name", country=None)  # fmt: skip
    reading = replace(
        reading,
        times=times,
        places=(nowhere, make_place(article)),
        events=(make_event(article),),
    )
    return Record(article=article, reading=reading)


def make_unread():
    return Record(article=replace(make_bare(), id="fedcba9876543210"), reading=None)


def of_web(value):
    return Found(value=value, how="made", where=Where(layer="markup", path="x"))


@st.composite
def hostile_records(draw):
    """Stories of which every word may be an attack on a format, with spans anywhere."""
    text = draw(st.lists(LINES, min_size=1, max_size=6).map("\n".join)) + "x"
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
        lambda pair: Span(start=pair[0], end=min(len(text), sum(pair)))
    )
    words = LINES.filter(bool)
    record = make_record()
    reading, several = record.reading, st.lists(spans, min_size=1, max_size=3).map(tuple)
    title, author, url = draw(words), draw(words), draw(words)
    article = replace(
        record.article,
        text=text,
        id=draw(st.integers(0, 2**64 - 1).map("{:016x}".format)),
        headline=of_web(title),
        authors=(of_web(author), of_web(draw(words))),
        agency=of_web(draw(words)),
        dateline=of_web(draw(words)),
        summary=(of_web(draw(words)),),
        topics=(of_web(draw(words)),),
        url=of_web(draw(st.sampled_from(["", "http://", "https://x.example/"])) + url),
        blocks=(),
        figures=(),
    )
    actors = tuple(
        replace(one, name=draw(words), aliases=(draw(words),), mentions=draw(several),
                roles=draw(several))
        for one in reading.actors
    )  # fmt: skip
    statements = tuple(
        replace(one, content=draw(several), places=(), cue=draw(spans), source=draw(several),
                speaker_name=draw(words), said=None, medium=draw(spans),
                via=(Told(actor=None, name=draw(words), source=(), cue=None),))
        for one in reading.statements
    )  # fmt: skip
    assert all(isinstance(one, Statement) for one in statements)
    checks = tuple(replace(one, span=draw(spans), how=draw(words)) for one in reading.checks)
    places = tuple(replace(one, span=draw(spans), name=draw(words)) for one in reading.places)
    events = tuple(
        replace(one, trigger=draw(spans), arguments=(
            Argument(role="place", span=places[1].span), Argument(role="actor", span=draw(spans)),
        ), amounts=())
        for one in reading.events
    )  # fmt: skip
    times = (Time(span=draw(spans), kind="date", score=0.5, value=draw(words), how=draw(words)),)
    return Record(
        article=article,
        reading=replace(
            reading, article_id=article.id, mentions=(), attributions=(), chains=(), times=times,
            actors=actors, statements=statements, checks=checks, places=places, events=events,
        ),
    )  # fmt: skip
