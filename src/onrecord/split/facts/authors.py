"""Who wrote a story, and which agency it came from."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.record import Found, Where
from onrecord.split.facts.agencies import Credit, find_agency
from onrecord.split.facts.datelines import Dateline, find_contributing_agency, find_owners
from onrecord.split.facts.names import Byline, is_collective, read_credits, read_turned, site_key
from onrecord.split.facts.settle import Candidate, markup, settle
from onrecord.split.facts.structured import Graph, Node, Statement, authors_of, metas
from onrecord.split.facts.visible import (
    BY_LINE,
    Frame,
    Keyed,
    find_bylines,
    find_closing_bylines,
    page_span,
)
from onrecord.split.hints import HINT_BIT

AUTHOR_METAS = (
    "author", "article:author", "article:author_name", "og:author", "og:article:author", "byl",
    "byline", "parsely-author",
    "sailthru.author", "dc.creator", "dcterms.creator", "dc.author", "cxenseparse:author",
    "cxenseparse:recs:author", "citation_author", "creator", "authors", "article.author",
    "parsely-author-name", "rbauthors", "nrbi:authors", "bt:author",
    "shareaholic:article_author_name",
)  # fmt: skip
_KEYS = frozenset(
    ("byline", "by", "author", "authors", "reporter", "writer", "au", "author/byline")
)  # no "From:": who sends a mail need not have written the story
_AGENCY_KEYS = frozenset(("source", "agency", "credit", "wire", "service"))
_IS_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|^/|^@|\.(?:com|html?)(?:/|$)", re.IGNORECASE)


_MOST_AUTHORS = 20
_SHORT_LINE = 60


class Writers(NamedTuple):
    """The people a story is by, the agency, and who else a visible byline credits."""

    authors: tuple[Found, ...]
    agency: Found | None
    credited: Found | None  # agency or outlet of a "By …" line that names no person


class _Source(NamedTuple):
    how: str
    where: Where
    parties: tuple[tuple[Byline, Where], ...]


def find_writers(
    frame: Frame,
    graph: Graph | None,
    node: Node | None,
    page_facts: tuple[frozenset[str], Sequence[Keyed]],
    dateline: Dateline | None,
) -> Writers:
    """Find the authors and the agency of a story.

    graph: None if the page's head says nothing of this story. The first source that names people
    wins as a whole: sources are never mixed, because two half-right lists make a wrong one.
    """
    sites, keys = page_facts
    sources = list(_sources(frame, graph, node, sites, keys))
    sources = [_shown(source, frame) for source in sources]
    people = [source for source in sources if _of_kind(source, "person")]
    if not people:
        people = [
            _on_page(frame, c.line.block, 0, c.line.how, c.parties)
            for c in find_closing_bylines(frame, sites)
        ]
    authors = _settled_authors(people) if people else ()
    agency = _find_agency(frame, sources, keys, dateline)
    credited = None if authors else settle(_credited(sources, sites), _same_name)
    return Writers(authors, agency, credited)


def _credited(sources: Sequence[_Source], sites: frozenset[str]) -> list[Candidate]:
    """Return the agency or outlet that a byline a reader sees names: "By Harbour Herald".

    What only the markup names is left out: there, the outlet stands where an author is missing.
    "By Harbour Herald staff" names nobody: neither a person nor a body that signs.
    """
    return [
        Candidate(party.name, source.how, where)
        for source in sources
        if source.how == BY_LINE
        for party, where in source.parties
        if (party.kind == "agency" or site_key(party.name) in sites)
        and not is_collective(party.name)
    ]


def _shown(source: _Source, frame: Frame) -> _Source:
    """Leave out people whom only the markup names and no reader sees: accounts, not authors.

    On the recorded pages this costs no author and saves two wrong ones.
    """
    if source.where.layer != "markup":
        return source
    kept = tuple(
        (party, where)
        for party, where in source.parties
        if party.kind != "person" or _is_shown(party.name, frame)
    )
    return source._replace(parties=kept)


_LONG_NAME = 9  # characters; a shorter one may be part of other words


def _is_shown(name: str, frame: Frame) -> bool:
    comments = HINT_BIT["comments"]
    for start in _places_of(name, frame.layout.text):
        at = bisect_right(frame.layout.blocks, start, key=lambda b: b.start) - 1
        block = frame.layout.blocks[at]
        if not (block.above & comments or "comment-author" in block.names):
            return True
    return False


def _places_of(name: str, text: str) -> Iterator[int]:
    """Give the places where a text names somebody, in any case and punctuation."""
    at = text.find(name) if len(name) >= _LONG_NAME else -1
    if at >= 0:  # as it is written nearly always: to compile a pattern takes longer than all else
        yield at
    words = re.findall(r"[^\W\d_]{2,}|\w+", name)
    pattern = r"\W{1,3}".join(re.escape(word) for word in words)
    if len(name) < _LONG_NAME:  # inline elements may stand without a space: "Jane RoePublished"
        pattern = rf"(?<!\w){pattern}(?!\w)"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield match.start()


def _of_kind(source: _Source, kind: str) -> list[tuple[Byline, Where]]:
    return [(party, where) for party, where in source.parties if party.kind == kind]


def _sources(
    frame: Frame,
    graph: Graph | None,
    node: Node | None,
    sites: frozenset[str],
    keys: Sequence[Keyed],
) -> Iterator[_Source]:
    if graph is not None:
        yield from _markup_sources(frame, graph, node, sites)
    for key in keys:
        if key.key in _KEYS and not (key.key == "by" and frame.layout.medium == "html"):
            parties = read_turned(key.value) or read_credits(key.value, sites=sites)
            how = f"line '{key.key.capitalize()}: …'"
            yield _on_page(frame, key.block, key.start, how, parties)
    for credits in find_bylines(frame, sites):
        yield _on_page(frame, credits.line.block, 0, credits.line.how, credits.parties)


def _on_page(frame: Frame, index: int, offset: int, how: str, parties: Sequence[Byline]) -> _Source:
    placed = tuple(
        (
            party,
            Where(
                layer="page",
                span=page_span(frame.layout, index, party.start + offset, party.end + offset),
            ),
        )
        for party in parties
    )
    block = frame.layout.blocks[index]
    return _Source(
        how, Where(layer="page", span=page_span(frame.layout, index, 0, len(block.text))), placed
    )


def _markup_sources(
    frame: Frame, graph: Graph, node: Node | None, sites: frozenset[str]
) -> Iterator[_Source]:
    stated = [s for s in authors_of(node, graph) if not _IS_ADDRESS.search(s.value)]
    if stated:
        yield _of_statements(stated[:_MOST_AUTHORS], sites)
    by_key: dict[str, list[Statement]] = {}
    for statement in metas(frame.layout.head, *AUTHOR_METAS):
        if not _IS_ADDRESS.search(statement.value):
            by_key.setdefault(statement.how, []).append(statement)
    for statements in by_key.values():
        if len(statements) <= _MOST_AUTHORS:  # more: the authors of references
            yield _of_statements(statements, sites)


def _of_statements(statements: Sequence[Statement], sites: frozenset[str]) -> _Source:
    placed: dict[str, tuple[Byline, Where]] = {}
    for statement in statements:
        for party in read_credits(statement.value, sites=sites, one_word=True):
            if statement.kind == "Organization" and party.kind == "person":
                party = party._replace(kind="organisation")  # noqa: PLW2901
            placed.setdefault(party.name.casefold(), (party, markup(statement.path)))
    first = statements[0]
    return _Source(first.how, markup(first.path), tuple(placed.values()))


def _name_key(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _same_name(left: str, right: str) -> bool:
    return _name_key(left) == _name_key(right)


def _settled_authors(people: Sequence[_Source]) -> tuple[Found, ...]:
    best = people[0]
    settled = []
    for party, where in _of_kind(best, "person"):
        key = _name_key(party.name)
        agrees = [
            other.how
            for other in people[1:]
            if any(_name_key(p.name) == key for p, _ in other.parties) and other.how != best.how
        ]
        found = Found(
            value=party.name, how=best.how, where=where, agrees=tuple(dict.fromkeys(agrees))
        )
        settled.append(found)
    return tuple(settled)


def _find_agency(
    frame: Frame, sources: Sequence[_Source], keys: Sequence[Keyed], dateline: Dateline | None
) -> Found | None:
    candidates = [
        Candidate(party.name, source.how, where)
        for source in sources
        for party, where in source.parties
        if party.kind == "agency" and not _is_pictures(party.name)
    ]
    placed = list(_agencies_in_lines(frame, keys))
    if dateline is not None:
        placed[:0] = [(dateline.block, agency, "dateline") for agency in dateline.agencies]
    candidates += [
        _candidate(frame, block, credit, how)
        for block, credit, how in placed
        if not credit.pictures
    ]
    return settle(candidates, _same_agency)


def _agencies_in_lines(frame: Frame, keys: Sequence[Keyed]) -> Iterator[tuple[int, Credit, str]]:
    """Give the agencies that lines around a story credit: block, agency, rule."""
    for key in keys:
        credit = find_agency(key.value) if key.key in _AGENCY_KEYS else None
        if credit is not None:
            yield key.block, _moved(credit, key.start), f"line '{key.key.capitalize()}: …'"
    contributing = find_contributing_agency(frame)
    if contributing is not None:
        yield *contributing, "line at the end of the story"
    for index in frame.top:
        text = frame.layout.blocks[index].text
        below = frame.headlines and index > frame.headlines[0]
        credit = find_agency(text) if below and len(text) < _SHORT_LINE else None
        if credit is not None:
            yield index, credit, "line below the headline"
    for index, owner, start, _ in find_owners(frame):
        credit = find_agency(owner)
        if credit is not None:
            yield index, _moved(credit, start), "copyright line"


def _moved(credit: Credit, by: int) -> Credit:
    return credit._replace(start=credit.start + by, end=credit.end + by)


def _candidate(frame: Frame, index: int, credit: Credit, how: str) -> Candidate:
    where = Where(layer="page", span=page_span(frame.layout, index, credit.start, credit.end))
    return Candidate(credit.name, how, where)


def _is_pictures(name: str) -> bool:
    credit = find_agency(name)
    return credit is not None and credit.pictures


def _same_agency(left: str, right: str) -> bool:
    one, other = find_agency(left), find_agency(right)
    return bool(one and other and one.agency == other.agency) or _same_name(left, right)
