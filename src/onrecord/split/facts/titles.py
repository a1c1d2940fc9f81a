"""The headline: what the page calls the story, without the name of the site."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.record import Found, Where
from onrecord.split.facts.names import site_key
from onrecord.split.facts.settle import Candidate, markup, settle
from onrecord.split.facts.structured import Node, Statement, clean, metas, stated
from onrecord.split.facts.visible import Frame, page_span

_CUT = re.compile(r"\s+[|·•»«–—~:-]+\s+|\s+(?:\||::|l)\s+|\s*\|\s*")
_QUOTES = str.maketrans("‘’‚‛`´“”„«»\u00a0", "''''''\"\"\"\"\" ")
_MARKS = re.compile(
    r"^(?:#{1,6}\s+|(?:(?:(?:full|article|story|document) )?(?:headline|title)|subject|hl|hd)\s*:"
    r"\s*(?:\[[^\]]{1,40}\]\s*)?)|\s+#{1,6}$",
    re.IGNORECASE,
)
_NUMBER = re.compile(  # in a list
    r"(?:\(?\d{1,3}\)|\d{1,3}\.|\[\d{1,3}(?:/\d{1,3})?\]"
    r"|(?:Story|Item|Article|Document) \d{1,3} ?[:.–—|-])\s+(?=\S)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_NUMBERS = r"\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
_DAY = rf"(?:{_NUMBERS}|\d{{1,2}}[ -]{_MONTH}[ -]\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}})"
_YEARLESS = rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?"
# In front of a headline of plain text: "🔴 ", "TI - ", "<HL> ", "03-Mar-2027 08:12:42 RTRS - ".
_DECOR = re.compile(
    r"[\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\s]*"
    r"|:[a-z][a-z0-9_+-]{1,30}:\s+(?=\S)|(?:TI|T1|HL|HD)\s*[-–]\s+|<(?:HL|HED|HEADLINE|TITLE|TI|H[1-6])>\s*|\^(?=\S)"
    rf"|(?:{_DAY}(?:,? {_CLOCK})?|{_CLOCK})(?: [A-Z]{{2,6}})?\s+[–—|-]+\s+(?=\S)"
)
# Behind it: "</HL>", " =" and "<" of a wire, " (courier.example)", " (Harbour Courier, 3 May)".
_TAIL = re.compile(
    r"\s*(?:</[A-Za-z]\w*>|\s=|(?<=\S)<|\s\((?:[\w-]+\.)+[a-z]{2,8}\)"
    rf"|\s[(\[](?:[^()\[\]]{{1,60}}, )?(?:{_DAY}|{_YEARLESS})(?:, [^()\[\]]{{1,20}})?[)\]])$"
)
# What all headlines of a page begin or end with, if it is the name of a field or of a paper.
_FIELD = re.compile(r"(?:(?:headline|title|subject)\W{1,4}|[^|]{1,40}\|\s)", re.IGNORECASE)
_SITE = re.compile(r"\s+(?:[|·•]\s[^|]{2,40}|[–—-]\s[A-ZÀ-Þ][^–—-]{2,40})$")
_FEWEST_TITLES, _FEWEST_WORDS = 3, 3  # headlines that begin alike; words that stay
_QUOTED = re.compile(r"([\"'])([^\"]+)\1$")
_EMPHASIS = re.compile(r"^(\*\*|__|\*|_)(.+)\1$")
_CUT_OFF = ("…", "...")
_SECTION_WORDS = 3  # "… | World News | The Paper": so many words may stand between title and site
_LIKE = 0.6


def same_title(left: str, right: str) -> bool:
    """Say whether two titles have the same words in the same order."""
    return normal_title(left) == normal_title(right)


@lru_cache(maxsize=4096)
def normal_title(title: str) -> str:
    """Return a title without case, kind of quotation marks and white space."""
    return " ".join(title.translate(_QUOTES).casefold().split())


def likeness(left: str, right: str) -> float:
    """Return the share of words two titles have in common, of the shorter one: 0..1."""
    a, b = (set(re.findall(r"\w+", normal_title(title))) for title in (left, right))
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def without_site(title: str, sites: frozenset[str], known: Sequence[str] = ()) -> str:
    """Strip " | Site", " - World News | Site" or "Site: " from a title.

    sites: `site_key`s. known: titles from elsewhere; a title that holds one of them between its
    separators is cut down to it.
    """
    cuts = list(_CUT.finditer(title))
    for cut in cuts:
        for part in (title[: cut.start()], title[cut.end() :]):
            if any(other and same_title(part, other) for other in known):
                return part
    for cut in cuts:
        if site_key(title[cut.end() :]) in sites and cut.start() > 1:
            return _without_section(title[: cut.start()], cut.group(), cuts)
    for cut in reversed(cuts):
        if site_key(title[: cut.start()]) in sites:
            return title[cut.end() :]
    head, _, tail = title.partition(": ")
    return tail if tail and site_key(head) in sites else title


def _without_section(title: str, separator: str, cuts: Sequence[re.Match[str]]) -> str:
    """Strip "| World News" that stood between a title and its site by the same separator."""
    for cut in reversed(cuts):
        inside = cut.end() < len(title) and cut.group() == separator and "|" in separator
        if inside and len(title[cut.end() :].split()) <= _SECTION_WORDS:
            return _without_section(title[: cut.start()], separator, cuts)
    return title


def ends_of_title(title: str) -> Iterator[str]:
    """Give what stands behind the last separator of a title, and what before the first."""
    cuts = list(_CUT.finditer(title))
    if cuts:
        yield title[cuts[-1].end() :]
        yield title[: cuts[0].start()]


def head_titles(frame: Frame, node: Node | None) -> Iterator[Statement]:
    """Give the titles the markup states, best first: measured on news pages, see docs."""
    head = frame.layout.head
    yield from metas(head, "og:title")
    yield from stated(node, "headline")
    yield from metas(
        head, "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title",
        "citation_title", "cxenseparse:title", "headline",
    )  # fmt: skip
    if node is not None and "headline" not in node:
        yield from stated(node, "name")
    if head.title:
        yield Statement(clean(head.title), "title tag", "title")


def shared_ends(frames: Sequence[Frame]) -> tuple[str, str]:
    """Return what all headlines of a dump begin with, and end with, that is no word of theirs."""
    if len(frames) < _FEWEST_TITLES or frames[0].layout.medium == "html":
        return "", ""
    texts = [frame.layout.blocks[i].text for frame in frames for i in frame.headlines[:1]]
    titles = [plain_title(text, numbered=True)[0] for text in dict.fromkeys(texts)]
    if len(titles) < _FEWEST_TITLES:
        return "", ""
    field, site = _FIELD.match(titles[0]), _SITE.search(titles[0])
    head, tail = field[0] if field else "", site[0] if site else ""
    return (
        head if all(title.startswith(head) for title in titles) else "",
        tail if all(title.endswith(tail) for title in titles) else "",
    )


def find_headline(
    frame: Frame,
    node: Node | None,
    sites: frozenset[str],
    owns_head: bool,
    ends: tuple[str, str] = ("", ""),
) -> Found | None:
    """Return the headline of a story. ends: what those of all stories begin and end with.

    What a page gives to be shared (og:title) goes before its h1: on the recorded pages it is the
    editors' headline more often (25 of 34 against 23), and a first h1 may be the site's logo.
    Where they are equal the visible one is the fact, because it has a place in the text.
    """
    visible = [v for v in _visible_titles(frame, ends) if site_key(v.value) not in sites]
    stated_titles = list(head_titles(frame, node)) if owns_head else []
    known = [v.value for v in visible] + [s.value for s in stated_titles if "headline" in s.how]
    candidates = [
        Candidate(without_site(s.value, sites, known), s.how, markup(s.path)) for s in stated_titles
    ]
    candidates = [c for c in candidates if c.value and site_key(c.value) not in sites]
    title_tag = [c for c in candidates if c.how == "title tag"]
    others = [c for c in candidates if c.how != "title tag"]
    ordered = _whole(_order(others, visible, title_tag))
    if not ordered:
        return None
    chosen = 0
    for i, candidate in enumerate(ordered):
        if candidate.where.layer == "page" and same_title(candidate.value, ordered[0].value):
            chosen = i
            break
    return settle(ordered, same_title, chosen)


def _order(
    others: list[Candidate], visible: list[Candidate], title_tag: list[Candidate]
) -> list[Candidate]:
    """Put the candidates in order: what the page gives to be shared, unless that stands alone."""
    by_how = {c.how: c for c in reversed(others)}
    shared = by_how.pop("meta og:title", None)
    if shared is None:
        return [*_fitting(visible, title_tag or others), *others]
    if visible and not same_title(shared.value, visible[0].value):
        tweeted, filed = by_how.get("meta twitter:title"), by_how.get("json-ld headline")
        alone = tweeted is not None and same_title(tweeted.value, visible[0].value)
        # An og:title that repeats the title tag was filled in by software for search engines.
        filled = bool(title_tag) and same_title(shared.value, title_tag[0].value)
        filed_too = filed is not None and same_title(filed.value, shared.value)
        alike = likeness(shared.value, visible[0].value) >= _HARDLY_LIKE
        # One that has little in common with a headline all others agree on is a teaser.
        agreed = bool(title_tag) and same_title(visible[0].value, title_tag[0].value)
        teaser = agreed and likeness(shared.value, visible[0].value) < _LIKE and not filed_too
        if alone or teaser or (filled and alike and not filed_too):
            return [*visible, *others, *title_tag]
        return [*others, *visible, *title_tag]
    revised = _revised(shared, by_how.get("json-ld headline"), title_tag)
    return [*revised, *others, *visible, *title_tag]


_HARDLY_LIKE = 0.25
_REVISED = 0.8


def _revised(
    shared: Candidate, filed: Candidate | None, title_tag: list[Candidate]
) -> list[Candidate]:
    """Return the JSON-LD headline where it and the title tag agree on another word or two.

    Of two wordings that close one was edited after the other. Where the difference is larger, the
    two are made for search engines, and worse (2 pages right and 4 wrong of 160). With the bound
    the rule decides on one page of 160: hardly more than a tie-break.
    """
    if filed is None or not title_tag or not same_title(filed.value, title_tag[0].value):
        return []
    a, b = (set(normal_title(title.value).split()) for title in (filed, shared))
    return [filed] if _REVISED <= len(a & b) / len(a | b) < 1 else []


def _fitting(visible: list[Candidate], title_tag: list[Candidate]) -> list[Candidate]:
    """Put the visible headline first, unless it has nothing to do with the page's title."""
    if visible and title_tag and likeness(visible[0].value, title_tag[0].value) < _LIKE:
        fitting = [v for v in visible if likeness(v.value, title_tag[0].value) >= _LIKE]
        return [*fitting, *visible, *title_tag] if fitting else [*visible, *title_tag]
    return [*visible, *title_tag]


def _whole(candidates: list[Candidate]) -> list[Candidate]:
    """Move a title that is cut off ("… and then he…") behind the one it is the beginning of."""
    if len(candidates) > 1 and candidates[0].value.endswith(_CUT_OFF):
        stem = normal_title(candidates[0].value.rstrip("….")).rstrip()
        longer = [c for c in candidates[1:] if normal_title(c.value).startswith(stem)]
        if longer:
            return [longer[0], *(c for c in candidates if c is not longer[0])]
    return candidates


def _visible_titles(frame: Frame, ends: tuple[str, str]) -> Iterator[Candidate]:
    for index in frame.headlines:
        text = frame.layout.blocks[index].text
        value, start = plain_title(text, numbered=frame.layout.medium == "text")
        own = value.removeprefix(ends[0]).removesuffix(ends[1])
        if len(own.split()) >= _FEWEST_WORDS:
            start += len(ends[0]) if value.startswith(ends[0]) else 0
            value = own
        if value:
            span = page_span(frame.layout, index, start, start + len(value))
            how = "headline block" if frame.layout.medium == "html" else "headline line"
            value = " ".join(value.split())
            yield Candidate(value, how, Where(layer="page", span=span))


def plain_title(text: str, *, numbered: bool = False) -> tuple[str, int]:
    """Return a headline without Markdown marks or a "HEADLINE:" key, and where it starts.

    numbered: headlines may be counted as in a list, "3. ", "(3) " or "[3/7] ", or stand between
    marks of a messenger, a wire or an export: drop those too.
    """
    fronts = (_NUMBER, _DECOR) if numbered else ()
    start, value = _without_marks(0, text, (*fronts, _MARKS, _MARKS, *fronts))
    value = re.sub(r"\s+#{1,6}$", "", value)
    if text[:8].lower() == "subject:":  # mail headers that ran into one block
        value = re.split(r"\s(?:To|Cc|Bcc|Reply-To|Date|From|Sender):\s", value, maxsplit=1)[0]
    emphasis = _EMPHASIS.match(value)
    if emphasis:
        start, value = _without_marks(start + emphasis.start(2), emphasis[2], fronts)
    if not numbered:
        return value, start
    value = _TAIL.sub("", value) or value
    quoted = _QUOTED.match(value) if start else None  # a field of a header: title: "Ferry is late"
    return (quoted[2], start + quoted.start(2)) if quoted else (value, start)


def _without_marks(start: int, value: str, patterns: Sequence[re.Pattern[str]]) -> tuple[int, str]:
    """Drop what the patterns find in front of a title that begins at `start`, in their order."""
    for pattern in patterns:
        match = pattern.match(value)
        if match and match.end() < len(value):
            start += match.end()
            value = value[match.end() :]
    return start, value
