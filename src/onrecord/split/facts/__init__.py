"""The facts of a story: each with how it was found, where it stands, and what speaks against it.

What a page's head says belongs to one story: the one whose headline it names. Its neighbours get
only what stands in their own stretch of the page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord.record import Found, Page, Refused, Span, Where
from onrecord.split.blocks import Layout
from onrecord.split.facts.addresses import find_own_url, find_short_url, find_url
from onrecord.split.facts.authors import find_writers
from onrecord.split.facts.captures import (
    Evidence,
    Relative,
    days_in,
    downloaded_on,
    find_relative,
    infer_capture,
    issued_on,
    stated_capture,
    stated_seen,
    weekdays_told,
)
from onrecord.split.facts.datelines import Dateline, find_dateline, find_owners
from onrecord.split.facts.dates import Order
from onrecord.split.facts.languages import find_lang
from onrecord.split.facts.mails import find_mailed
from onrecord.split.facts.names import site_key
from onrecord.split.facts.outlets import PageOutlets, find_outlet, find_sender, page_outlets
from onrecord.split.facts.settle import Candidate, settle
from onrecord.split.facts.stamps import Limits, Words, decide, gather
from onrecord.split.facts.structured import (
    Graph,
    Node,
    is_story,
    metas,
    read_graph,
    site_names,
    stated,
    story_nodes,
)
from onrecord.split.facts.subjects import find_section, find_topics
from onrecord.split.facts.titles import find_headline, head_titles, likeness, shared_ends
from onrecord.split.facts.visible import (
    Frame,
    Keyed,
    find_keys,
    find_stamps,
    frame_of,
    page_span,
)
from onrecord.split.facts.years import Told, days_told
from onrecord.split.messages import order_of_messages
from onrecord.split.stamps import is_stamp
from onrecord.split.stories import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a story besides its text. `None`: not stated; empty: none found."""

    headline: Found | None
    authors: tuple[Found, ...]  # people only
    credited: Found | None  # agency or outlet that a visible "By …" line names, and no person
    agency: Found | None
    outlet: Found | None
    dateline: Found | None
    published: Found | None
    updated: Found | None
    captured: Found | None
    seen: Found | None
    url: Found | None
    short_url: Found | None
    section: Found | None
    topics: tuple[Found, ...]
    lang: Found | None
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]
    order: Order | None = None  # how 4/5/2019 is read on the page; None: it is no date


class PageFacts(NamedTuple):
    """What is read once for all stories of a page."""

    layout: Layout
    page: Page
    frames: tuple[Frame, ...]
    datelines: tuple[Dateline | None, ...]
    graph: Graph
    nodes: tuple[Node | None, ...]  # the JSON-LD node of each story
    owner: int | None  # index of the story the head speaks of
    sites: frozenset[str]
    outlets: PageOutlets
    order: Order | None  # how 4/5/2019 is read here
    captured: Found | None
    seen: Found | None
    issued: Found | None  # the day of a newsletter or digest, stated above its first story
    ends: tuple[str, str]  # of all headlines, no words of theirs
    told: Told  # what says the year of a day without one


def read_page_facts(layout: Layout, stories: Sequence[Story], page: Page) -> PageFacts:
    """Read what the stories of a page share: its head, its names, its capture."""
    frames = tuple(frame_of(layout, story) for story in stories)
    graph = read_graph(layout.head.jsonld)
    owner = _owner(frames, graph)
    order = _order(layout, page) or order_of_messages(layout)
    sites = _sites(layout, graph, page)
    captured = stated_capture(page) or downloaded_on(layout) or _inferred(frames, order)
    seen = stated_seen(page)
    issued = _issued(layout, frames, order)
    datelines = tuple(find_dateline(frame) for frame in frames)
    is_asked = any(dateline and dateline.yearless for dateline in datelines)
    days = _days_of_stories(frames, datelines, order, issued) if is_asked else ()
    return PageFacts(
        layout=layout,
        page=page,
        frames=frames,
        datelines=datelines,
        graph=graph,
        nodes=_nodes(frames, graph, owner),
        owner=owner,
        sites=sites,
        outlets=page_outlets(layout, graph, sites, order, page.origin),
        order=order,
        captured=captured,
        seen=seen,
        issued=issued,
        ends=shared_ends(frames),
        told=Told(captured, seen, days_told(days)),
    )


def facts_of(shared: PageFacts, number: int) -> Facts:
    """Find the facts of story `number` (from 0) of a page."""
    layout, frame, node = shared.layout, shared.frames[number], shared.nodes[number]
    owns = number == shared.owner
    keys = list(find_keys(frame))
    sites = _sites_of_story(shared.sites, frame)
    url = find_url(layout.head, node, shared.page.url) if owns else find_own_url(node)
    short_url = find_short_url(frame)
    dateline = shared.datelines[number]
    writers = find_writers(
        frame, shared.graph if owns or node else None, node, (sites, keys), dateline
    )
    own_url = (url.value if url else "") if owns else None
    dates = gather(frame, node, Words(keys, dateline, shared.told), shared.order, own_url)
    moments = decide(dates, Limits(shared.captured, shared.seen))
    headline = find_headline(frame, node, sites, owns, shared.ends)
    mailed = find_mailed(layout) if len(shared.frames) == 1 else None
    if mailed and headline and not headline.value.endswith(mailed.subject.value):
        mailed = None  # the story in the mail is not what the sender calls it
    senders = (mailed.sender,) if mailed and mailed.sender else ()
    return Facts(
        headline=headline or (mailed.subject if mailed else None),
        authors=writers.authors or find_sender(frame, shared.outlets) or senders,
        credited=writers.credited,
        agency=writers.agency,
        outlet=find_outlet(frame, node, keys, (url, short_url), shared.outlets),
        dateline=_dateline(frame, keys, dateline),
        published=moments.published or shared.issued,
        updated=moments.updated,
        captured=shared.captured,
        seen=shared.seen,
        url=url,
        short_url=short_url,
        section=find_section(frame, node, keys, owns_head=owns),
        topics=find_topics(frame, node, keys, owns_head=owns),
        lang=find_lang(frame, node, owns),
        refused=moments.refused,
        notes=moments.notes,
        order=shared.order,
    )


def _issued(layout: Layout, frames: Sequence[Frame], order: Order | None) -> Found | None:
    """Read the day of all stories: above the first of them, or in the head of a page of a paper.

    A page's head stands above the first headline, and may be taken for a part of that story. There
    a day is only the first story's own where another one has another day around its headline.
    """
    if not frames:
        return None
    first = frames[0].story.first
    issued = issued_on(layout, first, order)
    lead = next(iter((*frames[0].headlines, *frames[0].body)), first)
    if issued is not None or len(frames) == 1 or lead == first:
        return issued
    issued = issued_on(layout, lead, order)
    own = (dated.stamp.value for frame in frames[1:] for dated in find_stamps(frame, order))
    if issued is None or any(day[:_DAY_CHARS] != issued.value[:_DAY_CHARS] for day in own):
        return None
    stated = issued.where.span
    signed = stated is not None and is_stamp(layout.text[stated.start : stated.end])
    return None if signed else issued  # "Published: 3 May 2024" is of the story below it


_DAY_CHARS = len("2024-05-03")
_MOST_EVIDENCE_BLOCKS = 6  # paragraphs of a story whose weekdays speak of the day it was written


def _inferred(frames: Sequence[Frame], order: Order | None) -> Found | None:
    """Infer the capture, if anything on the page hangs on it."""
    relatives = [_relative_of(frame) for frame in frames]
    if not any(relatives):
        return None
    return infer_capture(tuple(_evidence(frames, relatives, order)))


def _relative_of(frame: Frame) -> Relative | None:
    for index in frame.top:
        text = frame.layout.blocks[index].text
        if len(text) < _SHORT_LINE and frame.role(index) == "furniture":
            relative = find_relative(text)
            if relative is not None:
                return relative
    return None


def _evidence(
    frames: Sequence[Frame], relatives: Sequence[Relative | None], order: Order | None
) -> Iterator[Evidence]:
    for number, frame in enumerate(frames, start=1):
        blocks = frame.layout.blocks
        stamps: list[tuple[str, Span | None]] = []
        for dated in find_stamps(frame, order):
            line = dated.line
            span = page_span(frame.layout, line.block, line.start, line.end)
            stamps.append((dated.stamp.value, span))
        for i, role in enumerate(frame.story.roles, frame.story.first):
            if role == "caption":
                whole = Span(start=blocks[i].start, end=blocks[i].end)
                stamps += [(day, whole) for day in days_in(blocks[i].text, order)]
        days = [
            day for i in frame.body[:_MOST_EVIDENCE_BLOCKS] for day in weekdays_told(blocks[i].text)
        ]
        yield Evidence(number, tuple(stamps), relatives[number - 1], tuple(days))


def _days_of_stories(
    frames: Sequence[Frame],
    datelines: Sequence[Dateline | None],
    order: Order | None,
    issued: Found | None,
) -> Iterator[str]:
    """Give the days that stamp the stories of a page."""
    if issued is not None:
        yield issued.value
    for frame, dateline in zip(frames, datelines, strict=True):
        for dated in find_stamps(frame, order):
            yield dated.stamp.value
        if dateline is not None and dateline.day is not None:
            yield dateline.day.value


_SHORT_LINE = 80
_ALIKE = 0.7
_MOST_NODES = 60  # JSON-LD nodes compared with each headline


def _owner(frames: Sequence[Frame], graph: Graph) -> int | None:
    """Return which story the page's head speaks of: the one whose headline it names.

    A page with one story is that story's. Of several, the one most like the head's titles; none
    if no headline is like them.
    """
    if len(frames) <= 1:
        return 0 if frames else None
    nodes = story_nodes(graph)
    node = nodes[0] if nodes and is_story(nodes[0]) else None
    titles = [title.value for title in head_titles(frames[0], node)]
    best, best_score = None, _ALIKE
    for number, frame in enumerate(frames):
        score = max(
            (likeness(frame.layout.blocks[i].text, t) for i in frame.headlines for t in titles),
            default=0.0,
        )
        if score > best_score or (score == best_score and best is None):
            best, best_score = number, score
    return best


def _nodes(frames: Sequence[Frame], graph: Graph, owner: int | None) -> tuple[Node | None, ...]:
    """Give each story the JSON-LD node that names its headline; the owner gets the best one."""
    nodes = story_nodes(graph)[:_MOST_NODES]
    chosen: list[Node | None] = []
    for number, frame in enumerate(frames):
        texts = [frame.layout.blocks[i].text for i in frame.headlines]
        naming = (
            node for node in nodes if is_story(node) and any(_names(node, text) for text in texts)
        )
        best = next(naming, None)
        if best is None and number == owner and nodes:
            best = nodes[0]
        chosen.append(best)
    return tuple(chosen)


def _names(node: Node, headline: str) -> bool:
    titles = [
        statement.value for statement in stated(node, "headline", "name", "alternativeHeadline")
    ]
    return any(likeness(title, headline) >= _ALIKE for title in titles)


_ACCOUNT = re.compile(r"(?:facebook|twitter|x|instagram)\.com/")


_MAIL_HOST = re.compile(r"\w@([\w-]{1,60}(?:\.[\w-]{1,60}){1,4})").findall


def _sites(layout: Layout, graph: Graph, page: Page) -> frozenset[str]:
    names = list(site_names(layout.head, graph))
    addresses = (page.url, *(s.value for s in metas(layout.head, "og:url")))
    hosts = [urlsplit(address).hostname for address in addresses if address]
    if layout.medium == "text":  # whoever mails from desk@ferrynews.example is Ferry News
        hosts += [host for block in layout.blocks for host in _MAIL_HOST(block.text)]
    for host in hosts:
        if host:
            names.append(host)
            labels = host.removeprefix("www.").split(".")
            names += labels[:-1] if len(labels) > 1 else labels
    keys = {site_key(_ACCOUNT.sub("", name)) for name in names if len(name) > 1}
    keys |= {key + extra for key in keys for extra in ("news", "com", "staff", "online")}
    return frozenset(key for key in keys if len(key) > 1)


def _sites_of_story(sites: frozenset[str], frame: Frame) -> frozenset[str]:
    return sites | {site_key(owner) for _, owner, _, _ in find_owners(frame)}


_DAY_FIRST = (
    ".uk",
    ".au",
    ".nz",
    ".ie",
    ".in",
    ".za",
    ".eu",
    ".fr",
    ".de",
    ".it",
    ".es",
    ".nl",
    ".sg",
    ".ng",
    ".ke",
)


def _order(layout: Layout, page: Page) -> Order | None:
    lang = (layout.head.lang or "").replace("_", "-").lower()
    locale = next((s.value.replace("_", "-").lower() for s in metas(layout.head, "og:locale")), "")
    host = (urlsplit(page.url).hostname or "") if page.url else ""
    if "en-us" in (lang, locale):
        # WordPress writes en-US by default: the country of the site speaks louder
        return "dmy" if host.endswith(_DAY_FIRST) else "mdy"
    if host.endswith(_DAY_FIRST) or (lang and lang != "en") or (locale and locale != "en"):
        return "dmy"
    return None


def _dateline(frame: Frame, keys: Sequence[Keyed], found: Dateline | None) -> Found | None:
    candidates = [
        Candidate(
            key.value,
            "line 'Dateline: …'",
            Where(layer="page", span=page_span(frame.layout, key.block, key.start, key.end)),
        )
        for key in keys
        if key.key == "dateline"
    ]
    if found is not None and found.place:
        span = page_span(frame.layout, found.block, found.start, found.end)
        where = Where(layer="page", span=span)
        candidates.append(Candidate(found.place, "start of the first paragraph", where))
    return settle(candidates, lambda left, right: left.casefold() == right.casefold())
