"""Nouns -> rows of the tables, side by side with `schema.py`."""

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from onrecord.library.database.schema import (
    actors,
    checks,
    events,
    parts,
    places,
    statements,
    stops,
    times,
    vectors,
)
from onrecord.library.forms.naming import (
    MOST,
    Words,
    names_of_article,
    reading_words,
    words_of_article,
)
from onrecord.library.forms.nouns import to_json
from onrecord.library.forms.pieces import (
    Row,
    ids_of,
    place_of,
    plain,
    said_by,
    span_row,
    unique,
    whole,
)
from onrecord.library.forms.sentences import sentences_at
from onrecord.record import (
    Actor,
    Article,
    Event,
    Origin,
    Page,
    Reading,
    Record,
    Rejected,
    Span,
    Time,
)

LEVEL = 1  # of zlib: 6 is a tenth smaller and takes three times as long
HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:@\[\]\s]+)", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRows:
    """What the library keeps of one article, but for its number there."""

    article: Row
    words: Words  # of `article_words`
    names: Words | None  # of `article_names`; None: read without the model
    others: dict[str, list[Row]]  # table name -> rows without "article" and "row"
    other_words: dict[str, list[Words]]  # side by side with those they are of


def page_row(page: Page, outcome: Sequence[Record | Rejected]) -> Row:
    """Give the row of a page with its bytes, and of what read it."""
    origin = page.origin
    made_by = next((one.article.made_by for one in outcome if isinstance(one, Record)), None)
    readings = [one.reading for one in outcome if isinstance(one, Record)]
    row: Row = {
        "sha256": page.sha256,
        "url": page.url,
        "media_type": page.media_type,
        "charset": page.charset,
        "captured_at": page.captured_at,
        "captured_how": page.captured_how,
        "seen_at": page.seen_at,
        "origin_kind": origin.kind,
        "origin_name": origin.name,
        "origin_member": origin.member,
        "origin_offset": origin.offset,
        "made_by": made_by,
        "weights": next((one.weights for one in readings if one is not None), None),
        "size_bytes": len(page.body),
    }
    return {**plain(row), "body": zlib.compress(page.body, LEVEL)}


def page_of(row: Row) -> Page:
    """Give a page as it was received; the way back from `page_row`."""
    return Page(
        body=zlib.decompress(row["body"]),
        origin=Origin(
            kind=row["origin_kind"],
            name=row["origin_name"],
            member=row["origin_member"],
            offset=row["origin_offset"],
        ),
        **{
            name: row[name]
            for name in (
                *("sha256", "media_type", "charset", "url"),
                *("captured_at", "captured_how", "seen_at"),
            )
        },
    )


def rejected_row(one: Rejected, page: str | None) -> Row:
    """Give the row of an input that gave no article. page: the digest of what was kept of it."""
    row = {"stage": one.stage, "ref": one.ref, "reason": one.reason, "detail": one.detail}
    return {**plain(row), "page": page}


def article_rows(record: Record) -> ArticleRows:
    """Give the rows of an article and of all that was read in it."""
    article, reading = record.article, record.reading
    day = day_of(article)
    row: Row = {
        "id": article.id,
        "page": article.page_sha256,
        "day": day,
        "number": article.number,
        "kind": article.kind,
        "headline": article.headline.value if article.headline else None,
        "url": article.url.value if article.url else None,
        "outlet": outlet_of(article),
        "site": site_of(article),
        "agency": article.agency.value if article.agency else None,
        "lang": article.lang.value if article.lang else None,
        "weights": reading.weights if reading else None,
        "text": article.text,
    }
    row = plain(row)
    read = () if reading is None else _reading_rows(article, reading, row["text"])
    made = {name: [plain(one) for one in rows] for name, rows in read}
    found = {} if reading is None else dict(reading_words(reading, row["text"]))
    if row["text"] == article.text:  # kept beside the JSON, which need not hold it again
        record = Record(article=replace(article, text=""), reading=reading)
    return ArticleRows(
        article={**row, "json": zlib.compress(to_json(record), LEVEL)},
        words=words_of_article(row),
        names=names_of_article(reading, row["text"]) if reading else None,
        others=made,
        other_words=found,
    )


def day_of(article: Article, at: int | None = None) -> str | None:
    """Give the date of an article as far as it is known: published, updated, or captured.

    at: an offset in its text; in a live blog the date of the post that it is in.
    """
    own = None if at is None else article.told_at(at)
    for found in (own, article.published, article.updated, article.captured):
        if found is not None and DAY.match(found.value):
            return found.value[:10]
    return None


def outlet_of(article: Article) -> str | None:
    """Give the outlet of an article by its own name, else the site that it stood on."""
    return article.outlet.value if article.outlet else site_of(article)


def site_of(article: Article) -> str | None:
    """Give the site an article stood on, without www."""
    url = article.url or article.short_url
    found = HOST.match(url.value) if url else None
    return found[1].lower() if found else None


def _reading_rows(article: Article, reading: Reading, text: str) -> Iterator[tuple[str, list[Row]]]:
    yield actors.name, [_actor_row(one, text) for one in reading.actors]
    yield statements.name, list(_statement_rows(article, reading, text))
    yield (
        checks.name,
        [
            {
                **span_row(one.span, text),
                "by_name": one.by_name,
                "outcome": one.outcome,
                "statements": json.dumps(one.statements),
            }
            for one in reading.checks
        ],
    )
    yield (
        times.name,
        [
            {**span_row(x.span, text), "kind": x.kind, "value": x.value, "grain": x.grain}
            for x in reading.times
        ],
    )
    yield (
        places.name,
        [
            {
                **span_row(x.span, text),
                **{
                    name: getattr(x, name)
                    for name in ("name", "geoname_id", "lat", "lon", "country")
                },
                "used": x.use,
                "score": x.score,
            }
            for x in reading.places
        ],
    )
    known = {time.span: time for time in reading.times}
    yield events.name, list(_event_rows(article, reading, text, known))
    yield parts.name, list(_part_rows(reading, text))
    yield stops.name, list(_stop_rows(reading, text, known))
    yield vectors.name, _vector_rows(reading)


def _actor_row(one: Actor, text: str) -> Row:
    first = min(one.mentions, default=Span(start=0, end=1))
    row = {
        "id": one.id,
        "name": one.name,
        "named": int(one.named),
        "kind": one.kind,
        "grade": one.grade,
        "aliases": json.dumps(one.aliases, ensure_ascii=False),
        "roles": json.dumps([said_by((role,), text) for role in one.roles], ensure_ascii=False),
        "affiliation": one.affiliation,
        "start": first.start,
        "end": first.end,
    }
    return plain(row)


def _statement_rows(article: Article, reading: Reading, text: str) -> Iterator[Row]:
    kept = reading.statements[:MOST]
    for id_, one in zip(ids_of(article.id, kept), kept, strict=True):
        start = min(x.start for x in one.content)
        row = {
            "id": id_,
            "name": one.id,
            "speaker": one.speaker_name or said_by(one.source, text) or None,
            "actor": one.speaker,
            "manner": one.manner,
            "certainty": one.certainty,
            "quote": one.quote,
            "grade": one.grade,
            "checked": one.checked,
            "medium": said_by((one.medium,), text) if one.medium else None,
            "said": said_by((one.said,), text) if one.said else None,
            "day": day_of(article, start),
            "score": one.score,
            "start": start,
            "end": max(x.end for x in one.content),
            "content": " … ".join(said_by((x,), text) for x in one.content),
            "via": json.dumps(
                [told.name or said_by(told.source, text) for told in one.via], ensure_ascii=False
            ),
        }
        yield plain(row)


def _event_rows(
    article: Article, reading: Reading, text: str, known: dict[Span, Time]
) -> Iterator[Row]:
    ids = unique()
    kept = reading.events[:MOST]
    told = sentences_at(article, reading.words, [one.trigger.start for one in kept])
    for one, sentence in zip(kept, told, strict=True):
        own = _event_day(one, known)
        day = day_of(article, one.trigger.start)
        yield {
            "id": ids(f"{article.id}:{place_of((one.trigger,))}"),
            "name": one.id,
            **{x: getattr(one, x) for x in ("kind", "move", "status", "told_by", "score")},
            "day": own or day,
            "dated": "by its time" if own else "by the article" if day else None,
            **span_row(one.trigger, text),
            "told_start": sentence.start,
            "told_end": sentence.end,
        }


def _part_rows(reading: Reading, text: str) -> Iterator[Row]:
    names = {one.id: one.name for one in reading.actors}
    for number, one in enumerate(reading.events[:MOST]):
        for part in one.arguments:
            actor = names.get(part.actor or "")
            yield {"event": number, "role": part.role, "actor": actor, **span_row(part.span, text)}


def _stop_rows(reading: Reading, text: str, known: dict[Span, Time]) -> Iterator[Row]:
    where = {place.span: place for place in reading.places}
    for journey, one in enumerate(reading.itineraries):
        for number, stop in enumerate(one.stops):
            place = where.get(stop.place)
            yield {
                "journey": journey,
                "number": number,
                "actor": one.actor,
                "name": whole(one.name),
                **{x: getattr(stop, x) for x in ("move", "status", "told_by", "event")},
                "day": _value_day(known.get(stop.time)) if stop.time else None,
                "time": said_by((stop.time,), text) if stop.time else None,
                "lat": place.lat if place else None,
                "lon": place.lon if place else None,
                "place": place.name if place else said_by((stop.place,), text),
                **span_row(stop.place, text),
            }


def _vector_rows(reading: Reading) -> list[Row]:
    if not reading.vector:
        return []
    width = len(reading.vector)
    lines = [one or (0.0,) * width for one in reading.paragraph_vectors]
    made = {"width": width, "whole": np.array(reading.vector, np.float16).tobytes()}
    return [{**made, "lines": np.array(lines, np.float16).tobytes()}]


def _event_day(one: Event, known: dict[Span, Time]) -> str | None:
    told = (known.get(part.span) for part in one.arguments if part.role == "time")
    return next((day for day in map(_value_day, told) if day), None)


def _value_day(time: Time | None) -> str | None:
    """Return the day of a time, as far as it is known; of a week the month that it lies in."""
    value = (time.value if time else None) or ""
    week = _WEEK.fullmatch(value)
    if week is not None:
        with suppress(ValueError, OverflowError):  # there is no such week
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            sunday = monday + timedelta(days=6)
            return monday.isoformat()[: len("2023-09")] if monday.month == sunday.month else week[1]
    found = DAY.match(value)
    return found[0] if found else None
