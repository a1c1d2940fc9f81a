"""What a text itself says of its paper: signed lines, copyright lines, a name above the day."""

import re
from collections.abc import Iterator

from onrecord.record import Span, Where
from onrecord.split.blocks import Layout
from onrecord.split.facts.agencies import find_agency
from onrecord.split.facts.datelines import find_owners, owners_in
from onrecord.split.facts.dates import Order, find_dates
from onrecord.split.facts.lexicon import word_list
from onrecord.split.facts.names import site_key
from onrecord.split.facts.papers import (
    BRACKET,
    CUTS,
    LONGEST,
    MOST_WORDS,
    is_capital,
    is_press,
    same_outlet,
)
from onrecord.split.facts.settle import Candidate
from onrecord.split.facts.visible import Frame, page_span

_LONGEST_LINE = 160  # characters of a line that holds one
_BY = re.compile(r"(?:^|[|·•,—–-])\s*(?:(?:[Ww]ritten|[Rr]eported) )?(?:[Bb]y|BY):? (?=[A-ZÀ-Þ])")
_DAY_WORDS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bat\b"
    r"|\b\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?\b"
    r"|\b(?:last )?(?:updated|published|posted)(?: on| at)?\b:?",
    re.IGNORECASE,
)


def find_masthead(layout: Layout, order: Order | None) -> Iterator[Candidate]:
    """Read the name of a paper that stands with the day, or above it, at the top of a dump."""
    blocks = layout.blocks[:2]
    if not blocks or len(blocks[0].text) > _LONGEST_LINE:
        return
    day = next(find_dates(blocks[0].text, order=order), None)
    below = len(blocks) > 1 and _is_day(blocks[1].text, order)
    if day is None and not below:
        return
    for part, start in _parts(blocks[0].text, order):
        if is_press(part) and find_agency(part) is None:
            span = page_span(layout, 0, start, start + len(part))
            yield Candidate(part, "line above the first story", Where(layer="page", span=span))


def find_imprints(frame: Frame, sites: frozenset[str]) -> Iterator[Candidate]:
    """Read the owner in a copyright line, and the line above with that name alone.

    A company that owns papers is no paper: the owner has to be called like one, like the site, or
    like a line at the head of the story.
    """
    for index, owner, start, end in find_owners(frame):
        span = page_span(frame.layout, index, start, end)
        named = _named_alone(frame, owner)
        if named is not None:
            yield named
        if named is not None or is_press(owner) or site_key(owner) in sites:
            yield Candidate(owner, "copyright line", Where(layer="page", span=span))


def find_owners_of_page(layout: Layout) -> Iterator[Candidate]:
    """Read the owners in all copyright lines of a page."""
    for block in layout.blocks:
        for owner, start, end in owners_in(block.text):
            where = Where(layer="page", span=Span(start=block.start + start, end=block.start + end))
            yield Candidate(owner, "copyright line", where)


def _named_alone(frame: Frame, owner: str) -> Candidate | None:
    for index in frame.top:
        text = frame.layout.blocks[index].text
        name = BRACKET.sub("", text)
        if any(owners_in(text)):  # the copyright line itself, or one of a picture
            continue
        if len(name) <= LONGEST and same_outlet(name, owner) and frame.role(index) == "furniture":
            span = page_span(frame.layout, index, 0, len(name))
            return Candidate(name, "line with its name alone", Where(layer="page", span=span))
    return None


def find_signed(frame: Frame, sites: frozenset[str], order: Order | None) -> Iterator[Candidate]:
    """Read "Paper, 3 May 2024, by Ann Roe", and the name of a paper alone above a day.

    In HTML, where the head names the site, only names that the page has elsewhere, too.
    """
    blocks = frame.layout.blocks
    top = [i for i in frame.top if frame.role(i) == "furniture"]
    for index in top:
        text = blocks[index].text
        if len(text) > _LONGEST_LINE:
            continue
        parts = list(_parts(text, order))
        has_day = any(find_dates(text, order=order))
        over_day = len(parts) == 1 and index + 1 in top and _is_day(blocks[index + 1].text, order)
        by = _BY.search(text)
        if not (has_day or over_day or by):
            continue
        how = "line over the day" if not (has_day or by) else "line with day or byline"
        for part, start in parts:
            alone = has_day and by is not None and len(parts) == 1 and " " in part
            is_named = site_key(part) in sites or (
                frame.layout.medium == "text" and _is_called_outlet(part, alone=alone)
            )
            if is_named and find_agency(part) is None and not _is_role(part):
                span = page_span(frame.layout, index, start, start + len(part))
                yield Candidate(part, how, Where(layer="page", span=span))


def _is_role(part: str) -> bool:
    """Say whether words are a job: "Herald Staff Writer"."""
    return part.rsplit(maxsplit=1)[-1].casefold() in word_list("names")["roles"]


def _is_called_outlet(part: str, *, alone: bool) -> bool:
    """Say whether a part of a line is called like an outlet, or alone with day and byline."""
    words, places = part.split(), word_list("places")
    is_place = part in places["two_words"] or part in places["cities"]
    is_name = alone and not is_place and is_capital(words) and len(words) <= MOST_WORDS // 2
    return is_name or is_press(part)


def _is_day(text: str, order: Order | None) -> bool:
    """Say whether a line is a date and hardly anything else."""
    return (
        len(text) <= _LONGEST_LINE and not _rest(text, order) and any(find_dates(text, order=order))
    )


def _rest(text: str, order: Order | None) -> str:
    """Return what is left of a line without its dates, days and clocks."""
    for stamp in reversed(list(find_dates(text, order=order))):
        text = text[: stamp.start] + text[stamp.end :]
    return _DAY_WORDS.sub("", text).strip(" ,;|·•—–-.()")


def _parts(text: str, order: Order | None) -> Iterator[tuple[str, int]]:
    """Give the stretches of a line between its bars and commas that hold no date, with places."""
    gaps = [(cut.start(), cut.end()) for cut in CUTS.finditer(text)]
    gaps += [(stamp.start, stamp.end) for stamp in find_dates(text, order=order)]
    start = 0
    for begin, end in (*sorted(gaps), (len(text), len(text))):
        part = text[start:begin].strip(" .#*_")
        if part and not _BY.match(part) and _rest(part, order) == part:
            yield part, text.index(part, start)
        start = max(start, end)
