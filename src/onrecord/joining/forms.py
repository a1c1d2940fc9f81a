"""What `link` makes of an article, in the form in which a library keeps it, and back."""

import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import numpy as np
import orjson

from onrecord.library.keeping.queue import Signs
from onrecord.link.duplicates import ALGORITHM as SKETCHES
from onrecord.link.duplicates import sketch
from onrecord.link.entrants import MOST_COMPANY, Entrant, company_key, entrants_of
from onrecord.link.identity import addresses_of
from onrecord.link.likeness import shipped
from onrecord.link.stories import terms_of
from onrecord.link.suppliers import given_of
from onrecord.link.traces import Trace, trace_of, with_vectors
from onrecord.record import Article, Named, Reading, Record

_WEIGHTS = sha256(orjson.dumps(shipped())).hexdigest()[:8]
ALGORITHM = f"2, {SKETCHES}, stories {_WEIGHTS}"
"""What joins articles: what another one joined is taken apart and joined anew."""

_WEIGHED = ("words", "opening", "headline", "names")
_SETS = ("days", "years", "numbers")


def signs_of(record: Record) -> Signs:
    """Gather what is kept of an article so that related ones can be found."""
    article, reading = record.article, record.reading
    given = given_of(article)
    trace = None if reading is None else trace_of(article, reading)
    return Signs(
        algorithm=ALGORITHM,
        agency=given.agency,
        whole=given.whole,
        host=given.host,
        published=_in_utc(given.published),
        sketch=sketch(article).keys,
        addresses=tuple(dict(addresses_of(article))),
        stamp=_stamp(article),
        terms=() if trace is None else terms_of(trace),
        day=trace.published.isoformat() if trace and trace.published else None,
        company=() if reading is None else _company(article, reading),
        trace=None if trace is None else _trace_form(trace),
    )


def _in_utc(published: str | None) -> str | None:
    """Convert an instant with a known offset to UTC, so that instants sort as text."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return published
    return moment.astimezone(UTC).isoformat() if moment.tzinfo else published


def _stamp(article: Article) -> str:
    """Say when the page was as it is here, as far as it is known: the order of its versions."""
    for found in (article.captured, article.updated, article.seen, article.published):
        if found is not None:
            return found.value
    return ""


def _company(article: Article, reading: Reading) -> tuple[str, ...]:
    """Give the keys of everybody named in an article; the company of each is all the others."""
    found = [entrant.company for entrant in entrants_of(article, reading)]
    return tuple(sorted(frozenset().union(*found)))[: MOST_COMPANY + 1]


def form_of_entrant(entrant: Entrant) -> bytes:
    """Write an entrant; its company is that of its article."""
    return orjson.dumps({
        "names": dict(entrant.names),
        "roles": entrant.roles,
        "body": entrant.body,
        "geoname_id": entrant.geoname_id,
    })  # fmt: skip


def entrant_of(
    form: Mapping[str, Any], named: Named, actor: str, company: tuple[str, ...]
) -> Entrant:
    """Read an entrant."""
    return Entrant(
        named=named,
        actor=actor,
        names=form["names"],
        roles=tuple(form["roles"]),
        body=form["body"],
        company=frozenset(company) - {company_key(named.name, named.kind)},
        geoname_id=form["geoname_id"],
    )


def _trace_form(trace: Trace) -> bytes:
    """Write a trace without its vectors, which the library has."""
    used = {stem for name in _WEIGHED for stem in getattr(trace, name)}
    form: dict[str, Any] = {name: dict(getattr(trace, name)) for name in _WEIGHED}
    form |= {name: sorted(getattr(trace, name)) for name in _SETS}
    form |= {
        "article_id": trace.article_id,
        "published": trace.published,
        "people": dict(trace.people),
        "places": sorted(trace.places.items()),
        "spelling": {stem: word for stem, word in trace.spelling.items() if stem in used},
    }
    return zlib.compress(orjson.dumps(form), 1)


def fresh_trace(form: bytes, reading: Reading) -> Trace:
    """Give the trace of an article that joins now, as later ones will read it."""
    whole = np.array(reading.vector) if reading.vector else None
    rows = [np.array(one) for one in reading.paragraph_vectors if one]
    return with_vectors(_trace(form), whole, rows)


def kept_trace(row: Any) -> Trace:  # noqa: ANN401 - a row
    """Read the trace of an article that has joined."""
    if not row.width:
        return with_vectors(_trace(row.trace), None, [])
    whole = np.frombuffer(row.whole, np.float16).astype(float)
    rows = np.frombuffer(row.lines, np.float16).astype(float).reshape(-1, row.width)
    return with_vectors(_trace(row.trace), whole, [one for one in rows if one.any()])


def _trace(form: bytes) -> Trace:
    value = orjson.loads(zlib.decompress(form))
    published = value["published"]
    value["published"] = date.fromisoformat(published) if published else None
    value["places"] = dict(value["places"])
    value |= {name: frozenset(value[name]) for name in _SETS}
    return Trace(**value, vector=None, opening_vector=None, paragraphs=None)
