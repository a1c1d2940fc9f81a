"""Stories of a few sentences, read by the shipped weights: what tests ask of them."""

from dataclasses import replace

import onrecord
from onrecord.view.happenings import happenings
from tests.support.by_hand import make_article


def read(reader, text):
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    return reading


def said(reader, text):
    """Return speaker, content and through whom, for each statement of a text."""
    return [
        (
            one.speaker_name,
            " … ".join(text[span.start : span.end] for span in one.content),
            [through.name for through in one.via],
        )
        for one in read(reader, text).statements
    ]


def done(reader, text, trigger):
    """Return the first event of a word: its status, and the words of who does it."""
    found = (e for e in read(reader, text).events if text[e.trigger.start :].startswith(trigger))
    event = next(found)
    actors = [text[a.span.start : a.span.end] for a in event.arguments if a.role == "actor"]
    return event.status, actors


def roles(reader, text):
    """Return the roles of each person of a text."""
    found = (a for a in read(reader, text).actors if a.kind == "person")
    return {one.name: [text[role.start : role.end] for role in one.roles] for one in found}


def dated(reader, text):
    """Return a story of March 4, 2024 and its reading."""
    (article,) = onrecord.read(f"Record of a busy week\n\nNAIROBI, March 4, 2024 - {text}\n")
    (reading,) = reader.read([article])
    return article, reading


def rows_of(reader, text):
    """Return the rows of the timeline of a story of March 4, 2024."""
    return happenings(*dated(reader, text))


def clauses(reader, text):
    """Return what the timeline of a story says, with how it stands."""
    return {row.words: row.status for row in rows_of(reader, text)}


def dates(reader, text):
    """Return the day of each row of the timeline of a story, by its words."""
    return {row.words: row.day for row in rows_of(reader, text)}
