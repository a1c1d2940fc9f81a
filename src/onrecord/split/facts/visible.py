"""Facts that stand in the visible text around a story: bylines, stamps, key lines.

Only the blocks between the headline and the first paragraphs, and the last few of the story, are
looked at: further in, a name is somebody written about and a date is something that happened.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from onrecord.record import Span
from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.body import BODY_ROLES
from onrecord.split.facts.captures import DOWNLOADED
from onrecord.split.facts.dates import Order, Stamp, find_dates, parse_date
from onrecord.split.facts.names import Byline, is_collective, person_name, read_credits
from onrecord.split.hints import HINT_BIT
from onrecord.split.stamps import is_signed, is_stamp
from onrecord.split.stories import Story

DateFact = Literal["published", "updated"]
_BLOCKS_ABOVE, _BLOCKS_BELOW, _MOST_BLOCKS, _TAIL_BLOCKS = 6, 2, 60, 8
BY_LINE = "line 'By …'"  # the rule that reads a visible byline
_LONGEST_LINE = 200  # characters of a line that can be a byline or a stamp
_BESIDE_A_DATE = 2  # characters: a bar or a full stop
_FEWEST_WORDS = 4  # before the date of a sentence


class Frame(NamedTuple):
    """Where in a layout a story's facts can stand."""

    layout: Layout
    story: Story
    headlines: tuple[int, ...]  # indices into `Layout.blocks`
    body: tuple[int, ...]
    top: range  # around the headline, down to the first paragraphs
    tail: range  # the last blocks of the story

    def role(self, index: int) -> str:
        """Return the role of a block of the page; "furniture" outside the story."""
        if self.story.first <= index < self.story.last:
            return self.story.roles[index - self.story.first]
        return "furniture"


def frame_of(layout: Layout, story: Story) -> Frame:
    """Find the stretches of a story in which its facts stand."""
    headlines = [i for i, role in enumerate(story.roles, story.first) if role == "headline"]
    headlines = headlines or _marked_headline(layout, story)
    body = [i for i, role in enumerate(story.roles, story.first) if role in BODY_ROLES]
    begin = body[0] if body else story.last
    if len(body) > 1 and layout.medium == "html" and headlines and headlines[0] > begin:
        begin = headlines[0] + 1
    lead = headlines[0] if headlines else begin
    first = max(story.first, lead - (_BLOCKS_ABOVE if layout.medium == "html" else _MOST_BLOCKS))
    last = min(story.last, begin + _BLOCKS_BELOW, first + _MOST_BLOCKS)
    tail = range(max(last, story.last - _TAIL_BLOCKS), story.last)
    return Frame(layout, story, tuple(headlines), tuple(body), range(first, last), tail)


def _marked_headline(layout: Layout, story: Story) -> list[int]:
    """Return the h1 that says what the title tag says, for a story without a headline block."""
    words = set(re.findall(r"\w+", (layout.head.title or "").lower()))
    for i in range(story.first, story.last):
        if layout.blocks[i].tag == "h1":
            own = set(re.findall(r"\w+", layout.blocks[i].text.lower()))
            if len(own & words) >= _FEWEST_SHARED and len(own & words) / len(own) >= _SHARED:
                return [i]
    return []


_FEWEST_SHARED, _SHARED = 3, 0.6  # words


class Line(NamedTuple):
    """A byline or a stamp as it stands on the page."""

    block: int  # index into `Layout.blocks`
    start: int  # in the block's text
    end: int
    how: str


class Credits(NamedTuple):
    """A byline that was found: who, and where."""

    line: Line
    parties: tuple[Byline, ...]  # places counted in the block's text


class Dated(NamedTuple):
    """A stamp that was found: what it dates, and where."""

    line: Line
    fact: DateFact
    stamp: Stamp
    sure: bool  # a label or markup says what it dates


_BY = re.compile(
    r"^\W{0,4}(?:(?:originally |exclusive |special )?(?:written|reported|posted|published|story"
    r"|text|"
    r"report|analysis|words|reporting|review|opinion|interview|compiled|article|byline|author)?"
    r"\s?by\b:?(?! (?:the|a|an|using|signing|clicking|subscribing|continuing|now|then|law|far"
    r"|contrast|comparison)\b)"
    r"|(?-i:By(?=[A-Z][a-z.]))|(?:author|byline|reporter|writer"
    r"|journalist)s?\s?:)\s*(?=(?-i:[A-ZÀ-Þ]|[a-z]{2,3} [A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_INLINE_BY = re.compile(
    r"(?:^|[|•·,\n\d)]\s*|(?:am|pm|gmt|[ap]\.m\.)\s+)(by:?\s*(?=(?-i:[A-Z])))", re.IGNORECASE
)
# Who writes a live blog takes turns: "Ann Roe (now) and Ben Oberg (earlier)".
_TURNS = re.compile(r"[A-ZÀ-Þ][^()\d]{3,40} \((?:now|earlier)\)(?:$|,| and | &)")
_KEY = re.compile(r"^[>*_\s]*([A-Za-z][A-Za-z /-]{1,24}?)[*_]*\s?:[*_]*\s*(\S.*)", re.DOTALL)
_TAGGED = re.compile(r"(AU|A1|DA|JO|KW|PY|T2|UR) ?- (\S.*)", re.DOTALL)  # of a catalogue, RIS
_BYLINE_BITS = HINT_BIT["byline"]
_AUTHOR_NAMES = re.compile(r"\b(?:author|byline|by-line|writer|contributor|reporter|creator)")
_NOT_AUTHOR = re.compile(
    r"author-?_?(?:bio|image|img|photo|avatar|title|role|job|twitter|desc)|comment"
)


def find_bylines(frame: Frame, sites: frozenset[str]) -> Iterator[Credits]:
    """Give the bylines around the headline, the most certain kind first."""
    blocks = frame.layout.blocks
    later: list[Credits] = []
    for index in frame.top:
        block = blocks[index]
        if len(block.text) > _LONGEST_LINE or frame.role(index) == "headline":
            continue
        if frame.role(index) == "caption" or block.above & HINT_BIT["comments"]:
            continue
        credits, certain = _byline_of(block, index, sites)
        if credits is None and (frame.layout.medium == "text" or is_signed(block.text)):
            credits, certain = _bare_byline(frame, index, sites), False
        if credits is not None and certain:
            yield credits
        elif credits is not None:
            later.append(credits)
    yield from later


_BLOCKS_AFTER = 12
_ELSEWHERE = (
    HINT_BIT["comments"] | HINT_BIT["related"] | HINT_BIT["sidebar"] | HINT_BIT["listing"]
)  # fmt: skip


def find_closing_bylines(frame: Frame, sites: frozenset[str]) -> list[Credits]:
    """Return the byline below a story, "Posted by Jane Roe"; empty if two people are named.

    A story of an agency ends "(Reporting by Jane Roe in Oslo; Editing by John Doe)". In a dump it
    may be a name behind a dash, right below the story.
    """
    if not frame.body:
        return []
    reported = _reported(frame, sites)
    if reported or frame.layout.medium == "text":
        return reported or _signature(frame, sites)
    blocks = frame.layout.blocks
    found = []
    for index in range(frame.body[-1] + 1, min(frame.body[-1] + _BLOCKS_AFTER, len(blocks))):
        block = blocks[index]
        if len(block.text) <= _LONGEST_LINE and not (block.above & _ELSEWHERE):
            credits, _ = _byline_of(block, index, sites)
            if credits and any(party.kind == "person" for party in credits.parties):
                found.append(credits)
    names = {party.name for credits in found for party in credits.parties}
    return found[:1] if len(names) == 1 else []


_REPORTED = re.compile(r"[(\[]?(?:reporting|reported|writing|written) by:? (?P<who>[^;()]+)", re.I)
_LAST_BLOCKS = 3


def _reported(frame: Frame, sites: frozenset[str]) -> list[Credits]:
    """Read "(Reporting by Jane Roe; Editing by John Doe)" as the last words of a story."""
    last = frame.body[-1] + 1
    for index in range(max(frame.body[0], last - _LAST_BLOCKS), min(last + 2, frame.story.last)):
        text = frame.layout.blocks[index].text
        match = _REPORTED.match(text) if len(text) <= 2 * _LONGEST_LINE else None
        found = read_credits(match["who"], sites=sites) if match else ()
        at = match.start("who") if match else 0
        people = tuple(
            one._replace(start=one.start + at, end=one.end + at)
            for one in found
            if one.kind == "person"
        )
        if people:
            line = Line(index, people[0].start, people[-1].end, "line 'Reporting by …'")
            return [Credits(line, people)]
    return []


_DASH = re.compile(r"[—–-]{1,2} ?(?=[A-ZÀ-Þ])")
_BLOCKS_TO_SIGNATURE = 3


def _signature(frame: Frame, sites: frozenset[str]) -> list[Credits]:
    """Read "— Jane Roe" below a story: below its body or the first lines behind it."""
    below = frame.body[-1] + 1
    for index in range(below, min(below + _BLOCKS_TO_SIGNATURE, frame.story.last)):
        text = frame.layout.blocks[index].text
        if len(text) <= _LONGEST_LINE and _DASH.match(text):
            parties = read_credits(text, sites=sites)
            if parties and all(party.kind == "person" for party in parties):
                line = Line(index, parties[0].start, parties[-1].end, "name below the story")
                return [Credits(line, parties)]
    return []


def _byline_of(block: PageBlock, index: int, sites: frozenset[str]) -> tuple[Credits | None, bool]:
    text = block.text
    marked = _is_marked(block)
    started = _BY.match(text)
    inline = None if started else _INLINE_BY.search(text)
    in_turns = _TURNS.match(text)
    if not (started or marked or inline or in_turns):
        return None, False
    start = inline.start(1) if inline else 0
    how = BY_LINE if started or inline else "names in turns" if in_turns else "byline markup"
    found = read_credits(text[start:], sites=sites, one_word=marked and bool(started))
    moved = tuple(
        party._replace(start=party.start + start, end=party.end + start) for party in found
    )
    if not moved:
        return None, False
    line = Line(index, moved[0].start, moved[-1].end, how)
    return Credits(line, moved), bool(started or inline or in_turns)


def _is_marked(block: PageBlock) -> bool:
    """Say whether class names call a block a byline and not a biography or a comment."""
    if block.own & HINT_BIT["comments"]:
        return False
    if "by" in block.names.split():
        return True
    return (
        bool(block.own & _BYLINE_BITS)
        and bool(_AUTHOR_NAMES.search(block.names))
        and not _NOT_AUTHOR.search(block.names)
    )


_BLOCKS_TO_BARE_NAME = 4


def _bare_byline(frame: Frame, index: int, sites: frozenset[str]) -> Credits | None:
    """Read "Jane Roe" or "Jane Roe, Correspondent" alone on a line just below a headline."""
    blocks = frame.layout.blocks
    above = [headline for headline in frame.headlines if headline < index]
    if not above or frame.role(index) != "furniture":
        return None
    if index - above[-1] > _BLOCKS_TO_BARE_NAME and not is_stamp(blocks[index - 1].text):
        return None
    if frame.body and index > frame.body[0]:
        return None
    text = blocks[index].text
    name = re.split(r"[,|\n/(]| @| - | in | for ", text, maxsplit=1)[0].strip()
    if person_name(name) is None or is_collective(name):
        return None
    parties = read_credits(text, sites=sites)
    if not parties or parties[0].kind != "person":
        return None
    line = Line(index, parties[0].start, parties[-1].end, "name below the headline")
    return Credits(line, parties)


_UPDATED = re.compile(
    r"\b(?:updated|modified|edited|revised|corrected|last (?:update|changed)|update)\b", re.I
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|created|issued|released|filed|date|dated|pub|on|added|first)\b", re.I
)
_UPDATED_NAMES = re.compile(r"\b(?:\w*[_-])?(?:date)?-?(?:updated?|modified|datemodified)")
_NOT_A_STAMP = re.compile(r"copyright|©|\(c\)|all rights|load-date|expires|event date|born", re.I)
_WORDS_AROUND = 60  # characters a line with a stamp may hold besides


def find_stamps(frame: Frame, order: Order | None) -> Iterator[Dated]:
    """Give the dates that stamp a story, around its headline, in page order."""
    for index in frame.top:
        block = frame.layout.blocks[index]
        role = frame.role(index)
        if len(block.text) > _LONGEST_LINE or role in ("headline", "caption", "summary"):
            continue
        is_prose = role in BODY_ROLES and frame.layout.medium == "html" and block.datetime is None
        if is_prose and not (index == frame.body[0] and _is_date(block.text, order)):
            continue
        if role in BODY_ROLES and _is_sentence(block.text, order):
            continue
        yield from _stamps_of(block, index, order)


def _is_sentence(text: str, order: Order | None) -> bool:
    """Say whether a line tells of a date: "He was jailed on May 2, 2001."; it opens as no label."""
    label = text[: next((stamp.start for stamp in find_dates(text, order=order)), 0)]
    opens = (_UPDATED.match(label) or _PUBLISHED.match(label)) is not None
    return len(label.split()) >= _FEWEST_WORDS and text.rstrip().endswith(".") and not opens


def _is_date(text: str, order: Order | None) -> bool:
    """Say whether a line is a date and nothing else: a first paragraph "May 2, 2025"."""
    dates = sum(stamp.end - stamp.start for stamp in find_dates(text, order=order))
    return dates > 0 and len(text.strip()) - dates <= _BESIDE_A_DATE


def _stamps_of(block: PageBlock, index: int, order: Order | None) -> Iterator[Dated]:
    text = block.text
    if _NOT_A_STAMP.search(text) or DOWNLOADED.search(text):
        return
    found = list(find_dates(text, order=order))
    if block.datetime is not None:
        machine = parse_date(block.datetime, order=order)
        agreeing = [stamp for stamp in found if machine and stamp.value[:10] == machine.value[:10]]
        if machine is not None and (agreeing or not found):
            place = agreeing[0] if agreeing else machine._replace(start=0, end=len(text))
            line = Line(index, place.start, place.end, "time datetime")
            fact, _ = _fact_of(text[: place.start] or text, block.names)
            yield Dated(line, fact, machine._replace(start=place.start, end=place.end), True)
            found = [stamp for stamp in found if stamp not in agreeing]
    if not found or len(text) - sum(s.end - s.start for s in found) > _WORDS_AROUND + 40:
        return
    last = 0
    for stamp in found:
        label = text[last : stamp.start]
        fact, sure = _fact_of(label, block.names)
        how = f"line '{'Updated' if fact == 'updated' else 'Published'} …'" if sure else "date line"
        yield Dated(Line(index, stamp.start, stamp.end, how), fact, stamp, sure)
        last = stamp.end


def _fact_of(label: str, names: str) -> tuple[DateFact, bool]:
    updated = [match.start() for match in _UPDATED.finditer(label)]
    published = [match.start() for match in _PUBLISHED.finditer(label)]
    if updated and (not published or updated[-1] > published[-1]):
        return "updated", True
    if published:
        return "published", True
    if _UPDATED_NAMES.search(names):
        return "updated", True
    return "published", False


class Keyed(NamedTuple):
    """A line such as "SECTION: World": key in lower case, value, and its place in the block."""

    block: int  # index into `Layout.blocks`
    key: str
    value: str
    start: int
    end: int


def find_keys(frame: Frame) -> Iterator[Keyed]:
    """Give the "KEY: value" lines above the body and at the end of a story."""
    for index in (*frame.top, *frame.tail):
        if frame.role(index) in ("furniture", "headline", "summary"):
            text = frame.layout.blocks[index].text
            match = _KEY.match(text[:600]) or _TAGGED.match(text[:600])
            if match:
                key = " ".join(match[1].lower().replace("-", " ").split())
                yield Keyed(index, key, match[2].strip(" _*"), match.start(2), match.end(2))


def page_span(layout: Layout, index: int, start: int, end: int) -> Span:
    """Return where the stretch [start, end) of a block's text stands in the page text.

    Exact where the page text holds the stretch as it is; else the whole block, because plain text
    pages keep white space that blocks have lost.
    """
    block = layout.blocks[index]
    wanted = block.text[start:end]
    # What blocks lose moves a stretch to the right: first from where it would be without that.
    for begin in (block.start + start, block.start) if wanted else ():
        at = layout.text.find(wanted, begin, block.end)
        if at >= 0:
            return Span(start=at, end=at + len(wanted))
    return Span(start=block.start, end=max(block.end, block.start + 1))
