"""Published and updated: from markup and visible stamps to one date each, and what was refused."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.record import Found, Refused, Where
from onrecord.split.body import BODY_ROLES
from onrecord.split.facts.captures import Relative, find_relative, resolve
from onrecord.split.facts.datelines import Dateline
from onrecord.split.facts.dates import GRAINS, Order, is_after, parse_date
from onrecord.split.facts.settle import Candidate, markup, settle
from onrecord.split.facts.structured import Node, Statement, metas, stated
from onrecord.split.facts.visible import (
    Dated,
    DateFact,
    Frame,
    Keyed,
    find_stamps,
    page_span,
)
from onrecord.split.facts.years import Told, with_year

PUBLISHED_METAS = (
    "article:published_time", "article:published", "datepublished", "og:published_time",
    "og:article:published_time", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "dcterms.created", "dc.date.created", "dcsext.articlefirstpublished", "rnews:datepublished",
    "published_time", "publish_date", "publish-date", "publishdate", "publication_date",
    "publicationdate", "pubdate", "published", "published-date", "displaydate",
    "iso-8601-publish-date",
    "article.published", "article_date_original", "originalpublicationdate",
    "citation_publication_date",
    "citation_online_date", "citation_date", "prism.publicationdate", "bt:pubdate", "gentime",
    "ptime", "timestamp", "date", "datecreated", "article:post_date", "created",
    "shareaholic:article_published_time",
    "analyticsattributes.articledate", "nrbi:published", "vf:published_time",
    "mediator_published_time",
)  # fmt: skip
UPDATED_METAS = (
    "article:modified_time", "article:modified", "datemodified", "og:updated_time",
    "dc.date.modified",
    "dcterms.modified", "lastmod", "last-modified", "last_modified", "modified_time", "utime",
    "shareaholic:article_modified_time", "article.updated", "revised", "updated_time",
)  # fmt: skip
_URL_DAY = re.compile(
    r"[/\-_](20[0-3]\d|19[6-9]\d)[/\-_](0?[1-9]|1[0-2])[/\-_]([0-2]?\d|3[01])(?=[/\-_.?]|$)"
)
_URL_COMPACT = re.compile(r"[/\-_](20[0-3]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=[/\-_.?]|$)")
_KEYS_PUBLISHED = frozenset(
    ("date", "published", "publication date", "pub date", "posted", "posted on", "published on",
     "sent", "date published", "first published", "issue date", "pd", "created", "dated", "day")
)  # fmt: skip
_KEYS_LATE = frozenset(("load date", "copyright date", "ld"))
_KEYS_UPDATED = frozenset(
    ("updated", "last updated", "modified", "last modified", "date modified", "update")
)


class Moments(NamedTuple):
    """When a story appeared and was changed, as far as it can be told."""

    published: Found | None
    updated: Found | None
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]


class Limits(NamedTuple):
    """What no date of a story can be later than."""

    captured: Found | None
    seen: Found | None


class Stated(NamedTuple):
    """Everything that dates a story, before anything is refused."""

    published: tuple[Candidate, ...]
    updated: tuple[Candidate, ...]
    relative: tuple[tuple[DateFact, Relative, Where], ...]


class Words(NamedTuple):
    """What stands in the text of a story and may date it."""

    keys: Sequence[Keyed]
    dateline: Dateline | None
    told: Told = Told(None, None, ())  # what says the year where a dateline does not


def gather(
    frame: Frame, node: Node | None, words: Words, order: Order | None, url: str | None
) -> Stated:
    """Collect what markup, keys and lines say, best first.

    node, url: None if the page's JSON-LD and head do not speak of this story.
    """
    keys = words.keys
    visible = list(find_stamps(frame, order))
    published: list[Candidate] = []
    updated: list[Candidate] = []
    head = frame.layout.head
    if node is not None:
        published += _read(stated(node, "datePublished"), order)
        updated += _read(stated(node, "dateModified"), order)
    if url is not None:
        published += _read(metas(head, *PUBLISHED_METAS), order)
        updated += _read(metas(head, *UPDATED_METAS), order)
    for fact, into in (("published", published), ("updated", updated)):
        into.extend(_keyed(frame, keys, fact, order))
        into.extend(_of_stamp(frame, d) for d in visible if d.fact == fact and d.sure)
    published += [_of_stamp(frame, d) for d in visible if not d.sure]
    if node is not None:
        published += _read(stated(node, "dateCreated", "uploadDate"), order)
    published += _of_dateline(frame, words)
    published += _of_url(url)
    published += _keyed(frame, keys, "late", order)
    return Stated(tuple(published), tuple(updated), tuple(_relative(frame)))


_MOST_VALUES = 3  # a page that states more under one key lists other things: references, events


def _read(statements: Iterable[Statement], order: Order | None) -> Iterator[Candidate]:
    known = list(statements)
    count = Counter(statement.how for statement in known)
    for statement in known:
        if count[statement.how] > _MOST_VALUES:
            continue
        stamp = parse_date(statement.value, order=order)
        if stamp is not None:
            yield Candidate(stamp.value, statement.how, markup(statement.path), stamp.grain)


def _keyed(
    frame: Frame, keys: Sequence[Keyed], fact: str, order: Order | None
) -> Iterator[Candidate]:
    wanted = {"published": _KEYS_PUBLISHED, "updated": _KEYS_UPDATED, "late": _KEYS_LATE}[fact]
    for key in keys:
        stamp = parse_date(key.value, order=order) if key.key in wanted else None
        if stamp is not None:
            start = key.start + stamp.start
            where = Where(
                layer="page", span=page_span(frame.layout, key.block, start, key.start + stamp.end)
            )
            yield Candidate(stamp.value, f"line '{key.key.capitalize()}: …'", where, stamp.grain)


def _of_stamp(frame: Frame, dated: Dated) -> Candidate:
    line = dated.line
    where = Where(layer="page", span=page_span(frame.layout, line.block, line.start, line.end))
    return Candidate(dated.stamp.value, line.how, where, dated.stamp.grain)


def _of_dateline(frame: Frame, words: Words) -> Iterator[Candidate]:
    dateline = words.dateline
    if dateline is None:
        return
    day, how = dateline.day, "day in the dateline"
    if day is None and dateline.yearless is not None:
        found = with_year(dateline.yearless.value, words.told)
        if found is not None:
            day, how = dateline.yearless._replace(value=found[0]), f"{how}, {found[1]}"
    if day is not None:
        where = Where(
            layer="page", span=page_span(frame.layout, dateline.block, day.start, day.end)
        )
        yield Candidate(day.value, how, where, day.grain)


def _of_url(url: str | None) -> Iterator[Candidate]:
    for pattern in (_URL_DAY, _URL_COMPACT):
        match = pattern.search(url or "")
        if match:
            stamp = parse_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
            if stamp is not None:
                yield Candidate(stamp.value, "date in the address", markup("url"), "day")
                return


_LONGEST_RELATIVE_LINE = 80


def _relative(frame: Frame) -> Iterator[tuple[DateFact, Relative, Where]]:
    for index in frame.top:
        text = frame.layout.blocks[index].text
        if len(text) > _LONGEST_RELATIVE_LINE or frame.role(index) in BODY_ROLES:
            continue
        relative = find_relative(text)
        if relative is not None and frame.role(index) != "headline":
            fact: DateFact = "updated" if re.search(r"updat|modif", text, re.I) else "published"
            span = page_span(frame.layout, index, relative.start, relative.end)
            yield fact, relative, Where(layer="page", span=span)


def decide(stated_dates: Stated, limits: Limits) -> Moments:
    """Choose published and updated, resolve relative stamps, refuse what cannot be."""
    refused: list[Refused] = []
    notes: list[str] = []
    published = _within(stated_dates.published, "published", limits, refused)
    updated = _within(stated_dates.updated, "updated", limits, refused)
    for fact, relative, where in stated_dates.relative:
        resolved = _resolved(relative, where, limits.captured, notes)
        if resolved is not None:
            (updated if fact == "updated" else published).append(resolved)
    return Moments(_choose(published), _choose(updated), tuple(refused), tuple(notes))


def _resolved(
    relative: Relative, where: Where, captured: Found | None, notes: list[str]
) -> Candidate | None:
    if captured is None:
        notes.append(
            f"stamp '{relative.text}' gives no date: when the page was captured is unknown"
        )
        return None
    resolved = resolve(relative, captured)
    if resolved is None:
        notes.append(
            f"stamp '{relative.text}' gives no date: the capture is known only as {captured.value}"
        )
        return None
    value, grain = resolved
    return Candidate(
        value, f"stamp '{relative.text}' before the capture {captured.value}", where, grain
    )


def _within(
    candidates: Sequence[Candidate], fact: str, limits: Limits, refused: list[Refused]
) -> list[Candidate]:
    kept = []
    for candidate in candidates:
        reason = _too_late(candidate.value, limits)
        if reason is None:
            kept.append(candidate)
        elif all(r.value != candidate.value or r.fact != fact for r in refused):
            refused.append(
                Refused(fact=fact, value=candidate.value, how=candidate.how, reason=reason)
            )
    return kept


def _too_late(value: str, limits: Limits) -> str | None:
    if limits.captured is not None and is_after(value, limits.captured.value):
        return f"{value} is after the page was captured ({limits.captured.value})"
    if limits.captured is None and limits.seen is not None and is_after(value, limits.seen.value):
        return f"{value} is after the page reached the reader ({limits.seen.value})"
    return None


def _same_day(left: str, right: str) -> bool:
    width = min(len(left), len(right), len("2024-12-19"))
    return left[:width] == right[:width]


def _choose(candidates: Sequence[Candidate]) -> Found | None:
    """Take the best source's day; of those that name the same day, the finest grain."""
    if not candidates:
        return None
    finest = [i for i, c in enumerate(candidates) if c.value.startswith(candidates[0].value)]
    best = max(finest, key=lambda i: (GRAINS.index(candidates[i].grain or "day"), -i))
    return settle(candidates, _same_day, best)
