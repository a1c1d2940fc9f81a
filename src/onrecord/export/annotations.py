"""Records -> W3C Web Annotations: every statement, name, place, time and check, on its words."""

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.jsonld import stated
from onrecord.export.texts import TERMS, address_of, urn_of
from onrecord.record import Actor, Article, Check, Place, Reading, Record, Span, Statement, Time

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": TERMS}]
AROUND = 32  # code points before and after a quotation, to find it in a text that has changed
Node = dict[str, Any]


def annotations_of(record: Record) -> Iterator[Node]:
    """Give the annotations of one story, without the context.

    The first has the text of the story as its body: all positions count in it, in code points as
    the standard wants it. A statement in pieces has a target for each piece. The source of a target
    is the story under the address that `story_node` gives it too, its scope the page.
    """
    article, reading = record.article, record.reading
    yield _text(article, reading)
    if reading is None:
        return
    for statement in reading.statements:
        body = _body("Statement", _say(statement), _of_statement(statement, article))
        yield _note(article, statement.id, "describing", body, statement.content)
    for actor in reading.actors:
        body = _body("Actor", _name(actor), _of_actor(actor, article))
        for number, span in enumerate(actor.mentions, 1):
            yield _note(article, f"{actor.id}-{number}", "identifying", body, (span,))
    for number, place in enumerate(reading.places, 1):
        body = _body("Place", _locate(place), _of_place(place))
        yield _note(article, f"place-{number}", "identifying", body, (place.span,))
    for number, time in enumerate(reading.times, 1):
        body = _body("Time", time.value or time.kind, _of_time(time, article))
        yield _note(article, f"time-{number}", "identifying", body, (time.span,))
    for number, check in enumerate(reading.checks, 1):
        body = _body("Check", check.outcome, _of_check(check, article))
        yield _note(article, f"check-{number}", "assessing", body, (check.span,))


def _text(article: Article, reading: Reading | None) -> Node:
    words = {
        "type": "TextualBody",
        "value": article.text,
        "format": "text/plain",
        "language": article.lang.value if article.lang else None,
    }
    return {
        "id": f"{urn_of(article)}#annotation-text",
        "type": "Annotation",
        "motivation": "describing",
        "body": stated(words),
        "target": stated({"source": urn_of(article), "scope": address_of(article)}),
        "onrecord:made_by": [article.made_by, *([reading.weights] if reading else [])],
    }


def _note(article: Article, name: str, why: str, body: Node, spans: Iterable[Span]) -> Node:
    targets = [_target(article, span) for span in spans]
    return {
        "id": f"{urn_of(article)}#annotation-{name}",
        "type": "Annotation",
        "motivation": why,
        "body": body,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _target(article: Article, span: Span) -> Node:
    text, start, end = article.text, span.start, span.end
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    target = {
        "type": "SpecificResource",
        "source": urn_of(article),
        "scope": address_of(article),
        "selector": [position, quote],
    }
    return stated(target)


def _body(kind: str, value: str, fields: Node) -> Node:
    return {
        "type": ["TextualBody", f"onrecord:{kind}"],
        "value": value,
        "format": "text/plain",
        **{f"onrecord:{name}": field for name, field in stated(fields).items()},
    }


def _ids(article: Article, ids: Iterable[str | None]) -> list[Node]:
    return [{"id": f"{urn_of(article)}#{one}"} for one in ids if one]


def _say(one: Statement) -> str:
    sure = "" if one.certainty == "certain" else f", {one.certainty}"
    checked = f", {one.checked}" if one.checked else ""
    return f"{one.speaker_name or 'somebody'} {one.manner}{sure}{checked}"


def _of_statement(one: Statement, article: Article) -> Node:
    return {
        "speaker": _ids(article, [one.speaker]),
        "candidates": _ids(article, one.candidates),
        "grade": one.grade,
        "manner": one.manner,
        "certainty": one.certainty,
        "quote": one.quote,
        "via": [x.name for x in one.via if x.name],
        "refers": _ids(article, one.refers),
        "checked": one.checked,
        "score": one.score,
    }


def _name(actor: Actor) -> str:
    return f"{actor.name} ({actor.grade})"


def _of_actor(one: Actor, article: Article) -> Node:
    return {
        "actor": _ids(article, [one.id]),
        "name": one.name,
        "kind": one.kind,
        "grade": one.grade,
        "affiliation": _ids(article, [one.affiliation]),
    }


def _locate(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return f"{place.name}: {place.reason}"
    return f"{place.name} ({place.lat:.4f}, {place.lon:.4f})"


def _of_place(one: Place) -> Node:
    return {
        "name": one.name,
        "geoname_id": one.geoname_id,
        "lat": one.lat,
        "lon": one.lon,
        "country": one.country,
        "radius_km": one.radius_km,
        "use": one.use,
        "how": one.how,
        "reason": one.reason,
        "score": one.score,
    }


def _of_time(one: Time, article: Article) -> Node:
    anchor = one.anchor
    words = article.text[anchor.start : anchor.end] if isinstance(anchor, Span) else anchor
    return {
        "kind": one.kind,
        "value": one.value,
        "grain": one.grain,
        "anchor": words,
        "how": one.how,
        "score": one.score,
    }


def _of_check(one: Check, article: Article) -> Node:
    return {
        "outcome": one.outcome,
        "by": _ids(article, [one.by]),
        "statements": _ids(article, one.statements),
        "how": one.how,
        "unanswered": one.unanswered,
    }
