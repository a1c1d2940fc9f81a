"""Stories of one paragraph, told apart by how each begins: merged briefs, round-ups, tables.

"**Ferry aground.** A ferry ran aground …", "FERRY AGROUND: A ferry …", "Tema: A ferry …" below
"In brief", and the rows of a table, "2 May<tab>Ferry aground<tab>A ferry …". The block model sees
paragraphs of one story. A list in a story has such leads too; so a line above must say that there
are several stories, or no two neighbours name the same.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from onrecord.split.blocks import PageBlock

BRIEF = "brief"  # tag of the block that begins such a story
_FEWEST = 3  # in a row
_STORY = 20  # words
_MOST_BETWEEN = 2  # paragraphs of a brief below its first
_ABOVE, _LONGEST_CALL = 2, 8  # blocks above the first brief; words of a line that says what follows
_MOST_RELATED = 0.25  # of the neighbours name the same
_HEADLINE_WORDS = 2  # shorter leads are names of towns
_LEADS = {
    "bold": re.compile(r"(?P<mark>\*\*|__)(?P<lead>[^*_\n]{2,100}?)(?P=mark)[.:]?\s+(?:[–—-]+ )?"),
    "capitals": re.compile(
        r"(?P<lead>[A-ZÀ-Þ][A-ZÀ-Þ0-9'’,& -]{2,90}?)(?:[:.]| [–—-]{1,2}) +(?=[A-ZÀ-Þ\"“])"
    ),
    "plain": re.compile(
        r"(?P<lead>(?![^a-zß-ÿ]+(?::| [–—-]))[A-ZÀ-Þ][\w'’-]+(?: [\w'’-]+){0,5})"
        r"(?: \([^()]{1,30}\))?(?::| [–—-]{1,2}) +(?=[A-ZÀ-Þ\"“])"
    ),
}
_CALLED = re.compile(
    r"\b(?:press (?:review|summary)|briefs?|briefly|round-?up|digest|in short|shorts|nibs|headlines"
    r"|bulletin|news from|elsewhere"
    r"|around the (?:region|county|country|state|world|globe|nation))\b",
    re.IGNORECASE,
)
# A paragraph that ends with who reported it: "… (Harbour Courier)".
_SOURCED = re.compile(r"[.!?”\"] ?[(\[](?!(?:Photo|Image|Picture))[A-ZÀ-Þ][^()\[\]]{2,50}[)\]]\.?$")
_FEWEST_SOURCED = 4
_NAMES = re.compile(r"(?<=[a-zß-ÿ,] )[A-ZÀ-Þ][\w’'-]{3,}")
_DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|June"
                   r"|July|August|(?:Septem|Octo|Novem|Decem)ber")  # fmt: skip
_CELL = re.compile(r"[^\t]+")


class _Lead(NamedTuple):
    form: str
    text: str
    size: int  # characters of the block up to what is told


def with_briefs(blocks: Sequence[PageBlock], text: str) -> list[PageBlock]:
    """Part each brief of plain text from its lead, and each row of a table into its cells."""
    parts: dict[int, list[PageBlock]] = {}
    for row in _rows(blocks, text):
        parts[row] = _cells(blocks[row], text)
    for run, leads in _runs(blocks, text):
        is_told = _are_headlines(leads)
        for i, lead in zip(run, leads, strict=True):
            parts[i] = _parted(blocks[i], lead, text) if is_told else [_begun(blocks[i])]
    for i in _sourced(blocks, parts.keys()):
        parts[i] = [_begun(blocks[i])]
    return [part for i, block in enumerate(blocks) for part in parts.get(i, [block])]


def _sourced(blocks: Sequence[PageBlock], known: Collection[int]) -> Iterator[int]:
    """Give paragraphs one below the other that each name their source, and no two one thing."""
    found = [
        i
        for i, block in enumerate(blocks)
        if i not in known and len(block.text.split()) >= _STORY and _SOURCED.search(block.text)
    ]
    for run in _neighbours(blocks, found):
        is_whole = run[-1] - run[0] == len(run) - 1
        if is_whole and len(run) >= _FEWEST_SOURCED and _are_unrelated(blocks, run):
            yield from run


def _begun(block: PageBlock) -> PageBlock:
    return block._replace(tag=BRIEF)


def _parted(block: PageBlock, lead: _Lead, text: str) -> list[PageBlock]:
    """Return the lead of a brief and what is told below it."""
    begin = text.index(lead.text, block.start)
    title = lead.text.rstrip(" .:–—-")
    head = block._replace(text=" ".join(title.split()), start=begin, end=begin + len(title))
    start = block.start + lead.size
    n_words = len(text[start : block.end].split())
    told = " ".join(block.text.split()[-n_words:])
    return [_begun(head), block._replace(text=told, start=start, tag="", blank_before=0)]


def _runs(blocks: Sequence[PageBlock], text: str) -> Iterator[tuple[list[int], list[_Lead]]]:
    """Give the briefs that follow each other and begin in one form."""
    for form in _LEADS:
        found = {i: lead for i, block in enumerate(blocks) if (lead := _lead(form, block, text))}
        for run in _neighbours(blocks, [*found]):
            leads = [found[i] for i in run]
            is_called = _is_called(blocks, run[0])
            is_several = is_called or (form == "bold" and _are_unrelated(blocks, run))
            if len({lead.text.casefold() for lead in leads}) == len(run) and is_several:
                yield run, leads


def _neighbours(blocks: Sequence[PageBlock], found: list[int]) -> Iterator[list[int]]:
    """Give the runs of blocks with hardly a paragraph between two."""
    run: list[int] = []
    for i in found:
        between = blocks[run[-1] + 1 : i] if run else ()
        if len(between) > _MOST_BETWEEN or not all(_is_told(block.text) for block in between):
            if len(run) >= _FEWEST:
                yield run
            run = []
        run.append(i)
    if len(run) >= _FEWEST:
        yield run


def _is_told(text: str) -> bool:
    return text[-1] in ".!?”\"')" and len(text.split()) > _LONGEST_CALL


def _lead(form: str, block: PageBlock, text: str) -> _Lead | None:
    if block.tag not in ("", "li") or len(block.text.split()) < _STORY:
        return None
    match = _LEADS[form].match(text, block.start, block.end)
    if match is None or match["lead"].endswith("?") or not _is_told(block.text):
        return None
    return _Lead(form, match["lead"], match.end() - block.start)


def _are_headlines(leads: Sequence[_Lead]) -> bool:
    """Say whether leads are more than names of towns or of people."""
    words = [lead.text.split() for lead in leads]
    is_name = [all(word[0].isupper() for word in lead) for lead in words]
    is_written = leads[0].form != "plain" or sum(is_name) * 2 < len(words)
    return is_written and median(map(len, words)) >= _HEADLINE_WORDS


def _is_called(blocks: Sequence[PageBlock], first: int) -> bool:
    above = [block.text for block in blocks[max(0, first - _ABOVE) : first]]
    return any(_CALLED.search(line) and len(line.split()) <= _LONGEST_CALL for line in above)


def _are_unrelated(blocks: Sequence[PageBlock], run: Sequence[int]) -> bool:
    told = (_SOURCED.sub("", blocks[i].text) for i in run)
    names = [{name for name in _NAMES.findall(one) if not _DAYS.match(name)} for one in told]
    related = sum(not here.isdisjoint(below) for here, below in pairwise(names))
    return related <= _MOST_RELATED * (len(run) - 1)


def _rows(blocks: Sequence[PageBlock], text: str) -> list[int]:
    """Return the rows of a table in which each holds a story: as many tabs in each."""
    rows: list[int] = []
    tabs = [text.count("\t", block.start, block.end) for block in blocks]
    tables = [i for i, block in enumerate(blocks) if tabs[i] and len(block.text.split()) >= _STORY]
    for run in _neighbours(blocks, tables):
        if len({tabs[i] for i in run}) == 1 and run == [*range(run[0], run[0] + len(run))]:
            rows += run
    return rows


def _cells(block: PageBlock, text: str) -> list[PageBlock]:
    cells: list[PageBlock] = []
    for cell in _CELL.finditer(text, block.start, block.end):
        said = cell[0].strip()
        if said:
            start = text.index(said, cell.start())
            blank = 0 if cells else block.blank_before
            part = block._replace(text=" ".join(said.split()), start=start, end=start + len(said))
            cells.append(part._replace(tag="" if cells else BRIEF, blank_before=blank))
    return cells
