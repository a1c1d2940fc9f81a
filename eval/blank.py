"""Nouns that say nothing yet, for readings made by hand: `dataclasses.replace` fills them in."""

from onrecord.library.forms.nouns import NO_WORDS
from onrecord.record import Actor, Event, Origin, Page, Reading, Span, Statement

PAGE = Page(
    body=b"",
    sha256="0" * 64,
    media_type="text/html",
    charset=None,
    url=None,
    captured_at=None,
    captured_how=None,
    seen_at=None,
    origin=Origin(kind="memory", name="blank"),
)
ACTOR = Actor(
    id="a1",
    name="",
    named=True,
    kind="person",
    grade="named person",
    aliases=(),
    mentions=(),
    roles=(),
    affiliation=None,
)
STATEMENT = Statement(
    id="s1",
    content=(Span(start=0, end=1),),
    places=(),
    cue=None,
    source=(),
    speaker=None,
    speaker_name=None,
    candidates=(),
    grade=None,
    quote="indirect",
    manner="says",
    certainty="certain",
    via=(),
    medium=None,
    said=None,
    refers=(),
    checked=None,
    why=(),
    score=1.0,
)
EVENT = Event(
    id="e1",
    kind=None,
    move=None,
    trigger=Span(start=0, end=1),
    arguments=(),
    amounts=(),
    status="happened",
    told_by=None,
    why=(),
    score=1.0,
)
READING = Reading(
    article_id="0" * 16,
    weights="by hand",
    mentions=(),
    attributions=(),
    chains=(),
    times=(),
    actors=(),
    statements=(),
    checks=(),
    words=NO_WORDS,
    vector=(),
    paragraph_vectors=(),
    notes=(),
)
