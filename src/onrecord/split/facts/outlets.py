"""The outlet: the paper, station, site or channel that a story appeared in, by its own name.

A name is taken from a place that says so, never from what an address looks like: what a page's
head calls the site, a line "Publication: …", the owner in a copyright line, who sent a mail, the
channel in the head of a message, a line with the day and the byline.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.record import Found, Origin, Where
from onrecord.split.blocks import Layout
from onrecord.split.facts.agencies import find_agency
from onrecord.split.facts.dates import Order, find_dates
from onrecord.split.facts.imprints import (
    find_imprints,
    find_masthead,
    find_owners_of_page,
    find_signed,
)
from onrecord.split.facts.names import is_collective, person_name, site_key
from onrecord.split.facts.papers import (
    is_capital,
    is_outlet,
    is_press,
    is_short_for,
    same_outlet,
    tidy,
)
from onrecord.split.facts.settle import Candidate, markup, settle
from onrecord.split.facts.structured import (
    Graph,
    Node,
    Statement,
    links,
    metas,
    owners_of,
    publishers_of,
    story_nodes,
)
from onrecord.split.facts.titles import ends_of_title
from onrecord.split.facts.visible import Frame, Keyed, page_span
from onrecord.split.messages import sender_of

_METAS = ("feed:title", "og:site_name")
_LATER_METAS = (
    "application-name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher",
    "prism.publicationname", "apple-mobile-web-app-title",
)  # fmt: skip
_ICON = "meta apple-mobile-web-app-title"
_KEYS = frozenset(
    ("publication", "publication name", "publication title", "newspaper title", "t2",
     "jo", "newspaper", "paper", "outlet", "media outlet", "publisher",
     "journal", "source name", "broadcaster", "channel", "sn", "source")
)  # fmt: skip
_SENDERS = ("list id", "from")  # of a mail, best first
_MOST_NODES = 60  # JSON-LD nodes of a page asked who publishes them
_TOP_BLOCKS = 12  # of a page: the head of a mail, the name of a paper
_CHAT_FILE = re.compile(r"WhatsApp Chat (?:with|-) (?P<name>[^/\\]+?)\.(?:txt|zip)")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_ANGLE = re.compile(r"\s*<[^<>]*>?\s*$")
_BARE = re.compile(r"[a-z]+")
_OF_PERSON = re.compile(r"\s(?:from|at|of|via|\|)\s+(?=(?:the\s+)?\S)", re.IGNORECASE)


class PageOutlets(NamedTuple):
    """What a page says of its outlet, for all of its stories."""

    named: tuple[Candidate, ...]  # by the head of a feed, page or message; best first
    others: tuple[Candidate, ...]
    owners: tuple[Candidate, ...]  # in copyright lines anywhere
    channels: frozenset[str]  # who sent its messages
    graph: Graph
    sites: frozenset[str]  # `site_key`s of the page's own names and addresses
    order: Order | None


def page_outlets(
    layout: Layout, graph: Graph, sites: frozenset[str], order: Order | None, origin: Origin
) -> PageOutlets:
    """Gather what a page says of its outlet: in its head, in that of a mail, above a dump."""
    own = [s.value for s in links(layout.head, "canonical")]
    labels = frozenset(filter(None, map(_own_label, own)))
    sites |= {key for address in own for key in keys_of_host(address)}
    channels = _channels(layout)
    others = [
        *publishers_of(story_nodes(graph)[:_MOST_NODES], graph),
        *owners_of(graph),
        *metas(layout.head, *_LATER_METAS),
        *_ends_of_title(layout, sites, labels),
    ]
    more = _senders(layout, _mail_lines(layout), sites) if len(_mails(layout)) == 1 else []
    if layout.medium == "text":
        more += find_masthead(layout, order)
    return PageOutlets(
        named=(
            *(channels.values() if len(channels) == 1 else _chat(channels, origin)),
            *_in_markup(metas(layout.head, *_METAS)),
        ),
        others=(*_in_markup(others), *more),
        owners=tuple(find_owners_of_page(layout)),
        channels=frozenset(channels),
        graph=graph,
        sites=sites,
        order=order,
    )


def find_outlet(
    frame: Frame,
    node: Node | None,
    keys: Sequence[Keyed],
    addresses: Iterable[Found | None],
    page: PageOutlets,
) -> Found | None:
    """Return the outlet of a story: what stands at the story itself goes before the page's.

    addresses: those of the story.
    """
    layout = frame.layout
    hosts = {key for found in addresses if found for key in keys_of_host(found.value)}
    own = [
        *_senders(layout, keys, page.sites),
        *find_imprints(frame, page.sites),
        *find_signed(frame, page.sites, page.order),
    ]
    owners = [one for one in page.owners if site_key(one.value) in page.sites | hosts]
    candidates = [
        *(_keyed(layout, key) for key in keys if key.key in _KEYS and _is_of_outlet(key)),
        *_channel(frame, page),
        *page.named,
        *_in_markup(publishers_of([node], page.graph)),
        *([*page.others, *own] if layout.medium == "html" else [*own, *page.others]),
        *owners,
    ]
    tidied = [one._replace(value=tidy(one.value, page.sites)) for one in candidates]
    labels = {_own_label(found.value) for found in addresses if found}
    named = [one for one in tidied if is_outlet(one.value, labels)]
    named.sort(key=_rank)
    return settle(named, same_outlet, _best_written(named))


def _best_written(named: Sequence[Candidate]) -> int:
    """Choose the first name, or how it is written elsewhere if it stands as in an address."""
    first = named[0].value if named else ""
    if not _BARE.fullmatch(first):
        return 0
    written = (i for i, one in enumerate(named) if same_outlet(one.value, first))
    return next((i for i in written if is_capital(named[i].value.split())), 0)


def _rank(one: Candidate) -> int:
    """Put an address behind names, and behind that what an icon on a phone's screen is called."""
    return (one.how == _ICON) * 2 or int(_HOST.fullmatch(one.value) is not None)


def _chat(channels: Iterable[str], origin: Origin) -> Iterator[Candidate]:
    """Read the name of a chat off the name of its file: "WhatsApp Chat with Ferry crews.txt"."""
    for name in (origin.member, origin.name) if any(channels) else ():
        match = _CHAT_FILE.search(name or "")
        if match:
            yield Candidate(match["name"], "name of the file", markup("file name"))


def find_sender(frame: Frame, page: PageOutlets) -> tuple[Found, ...]:
    """Return who sent a message of a group, as its author, if that is a person's name."""
    story = frame.story
    for index in range(story.first, story.last) if len(page.channels) > 1 else ():
        place = sender_of(frame.layout, index)
        if place is not None:
            name = person_name(frame.layout.blocks[index].text[slice(*place)])
            where = Where(layer="page", span=page_span(frame.layout, index, *place))
            return (Found(value=name, how="head of the message", where=where),) if name else ()
    return ()


def _own_label(address: str) -> str:
    """Return the part of a host that its owner chose: "metro" of www.metro.example."""
    labels = re.sub(r"^(?:https?:)?//|[/?#:].*$", "", address).lower().split(".")
    is_country = len(labels) > 2 and labels[-2] in ("co", "com", "org", "net", "gov", "ac")  # noqa: PLR2004
    return site_key(labels[-3 if is_country else -2]) if len(labels) > 1 else ""


def keys_of_host(address: str) -> Iterator[str]:
    """Give the parts of a host that can be a name: "harbourherald" of harbourherald.example."""
    host = re.sub(r"^(?:https?:)?//(?:www\.)?|[/?#:].*$", "", address).lower()
    yield from (site_key(label) for label in host.split(".")[:-1] if len(label) > 1)


def _in_markup(statements: Iterable[Statement]) -> Iterator[Candidate]:
    return (Candidate(s.value, s.how, markup(s.path)) for s in statements)


def _is_of_outlet(key: Keyed) -> bool:
    """Say whether a key line names an outlet: "Source: AP" names the agency."""
    value = _until_day(key.value)
    return key.key != "source" or (find_agency(value) is None and is_press(value))


def _until_day(value: str) -> str:
    """Return what stands in front of a date: "Harbour Herald, 3 May 2024"."""
    day = next(find_dates(value), None)
    return (value if day is None else value[: day.start]).strip(" ,;|(")


def _keyed(layout: Layout, key: Keyed) -> Candidate:
    return _placed(layout, key, _until_day(key.value), f"line '{key.key.capitalize()}: …'")


def _placed(layout: Layout, key: Keyed, value: str, how: str) -> Candidate:
    at = layout.blocks[key.block].text.find(value, key.start)
    start = at if value and at >= 0 else key.start
    span = page_span(layout, key.block, start, start + max(len(value), 1))
    return Candidate(value, how, Where(layer="page", span=span))


def _channels(layout: Layout) -> dict[str, Candidate]:
    """Read who sent the messages of a page, in their heads."""
    found: dict[str, Candidate] = {}
    for i, block in enumerate(layout.blocks):
        place = sender_of(layout, i)
        if place is not None:
            name = block.text[slice(*place)]
            where = Where(layer="page", span=page_span(layout, i, *place))
            found.setdefault(name, Candidate(name, "head of the message", where))
    return found


def _channel(frame: Frame, page: PageOutlets) -> Iterator[Candidate]:
    """Read who sent a message, where not all are of one channel: of a group, people, too."""
    story, layout = frame.story, frame.layout
    for index in range(story.first, story.last) if len(page.channels) > 1 else ():
        place = sender_of(layout, index)
        if place is not None:
            name = layout.blocks[index].text[slice(*place)]
            if is_press(name) or site_key(name) in page.sites:
                where = Where(layer="page", span=page_span(layout, index, *place))
                yield Candidate(name, "head of the message", where)
            return


def _mails(layout: Layout) -> list[int]:
    return [i for i, block in enumerate(layout.blocks) if block.text.startswith("From: ")]


def _mail_lines(layout: Layout) -> Iterator[Keyed]:
    """Give the lines that say who sent a mail, at the top of a page."""
    for i, block in enumerate(layout.blocks[:_TOP_BLOCKS]):
        name, colon, value = block.text.partition(": ")
        key = name.casefold().replace("-", " ")
        if colon and key in _SENDERS and value.strip():
            yield Keyed(i, key, value.strip(), len(name) + 2, len(block.text))


def _senders(layout: Layout, keys: Iterable[Keyed], sites: frozenset[str]) -> list[Candidate]:
    """Read who sent a mail: its list, or the name beside the address if it is no person's."""
    found = []
    for key in keys:
        if key.key in _SENDERS:
            name = _ANGLE.sub("", key.value).strip(" \"'“”")
            if key.key == "from":
                name = _not_a_person(name, sites)
            if name and not is_collective(name) and is_capital(name.split()):
                how = "mail List-Id" if key.key == "list id" else "mail From"
                found.append((_SENDERS.index(key.key), _placed(layout, key, name, how)))
    return [candidate for _, candidate in sorted(found, key=lambda one: one[0])]


def _not_a_person(name: str, sites: frozenset[str]) -> str:
    """Return the outlet in who sent a mail: "Ann Roe from Harbour Herald"; "" if it is a person."""
    behind = _OF_PERSON.split(name, maxsplit=1)
    if len(behind) > 1 and person_name(behind[0]) and not is_press(behind[0]):
        return behind[1]
    is_own = is_press(name) or site_key(name) in sites
    return name if is_own or (person_name(name) is None and is_capital(name.split())) else ""


def _ends_of_title(
    layout: Layout, sites: frozenset[str], labels: frozenset[str]
) -> Iterator[Statement]:
    """Read the name behind the title of a page, where its address or head has it, too."""
    for part in ends_of_title(layout.head.title or ""):
        if site_key(part) in sites or any(is_short_for(label, part) for label in labels):
            yield Statement(part, "title tag", "title")
