"""Plain text and Markdown -> Layout: lines become blocks, wrapped lines one block.

Most dumps have a paragraph a line. Mail digests and old databases wrap their text at some column;
there, lines belong to one paragraph while the next line's first word would not have fitted on the
line before. The column is looked for around each line, because a dump may hold both.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.split.blocks import PICTURE, Image, Layout, PageBlock
from onrecord.split.briefs import with_briefs
from onrecord.split.chats import is_chat, opens_message, parted
from onrecord.split.hyphens import Hyphens, ends_broken
from onrecord.split.stamps import is_stamp

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BULLET = re.compile(r"(?:[•◦▪‣·●■►]|[*+–-](?=[ \t]))[ \t\u00a0]*(?=\S)")
_ITEM = re.compile(r"\(?\d{1,3}[.)][ \t]")
_KEY = re.compile(  # "Date: 3 May", "Date     3 May"
    r"(?:[A-Z][A-Za-z-]{1,20}(?: [A-Za-z-]{1,15}){0,2}|[a-z][\w-]{1,20}): *\S"
    r"|[A-Z][A-Za-z-]{1,20}(?:\t| {3,})\S"
)
# The name of the field that holds the text of a story, in front of its first paragraph.
_TEXT_FIELD = re.compile(
    r"(?:(?:(?:full |article )?text|body|content):|(?:AB|N2) {0,3}- )\s*", re.I
)
_FEWEST_TOLD = 12  # words behind it
_TABLE_ROW = re.compile(r"\|.*\|$")
_TABLE_RULE = re.compile(r"[|:\s-]+$")
_RULE = re.compile(r"[\W_]+$")
# A running head: "Page 3 | Harbour Courier", "Harbour Courier – page 3 of 8".
_PAGE = re.compile(r"Page \d{1,3}\b(?:\W.{0,60})?|.{0,60}\W[Pp]age \d{1,3}(?: of \d{1,3})?")
# Markdown's picture with what follows it: "![A ferry at Tema](a.jpg) *(Volta Wire)*".
_PICTURE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\((?P<url>[^)\s]+)[^)\n]*\)(?P<rest>.{0,200})$")
# What a page says around a post to those who cannot see it.
_POST = re.compile(
    r"Skip (?:Twitter|X|Instagram|Facebook|YouTube|TikTok) (?:post|video) by @?\S+ (?=\S)"
)
_POST_END = re.compile(
    r" (?:Report )?End of (?:Twitter|X|Instagram|Facebook|YouTube|TikTok) (?:post|video) by @?\S+$"
)
_MARKDOWN_INLINE = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)|(\*\*|__|(?<!\w)[*_](?=\S))|[*_](?!\w)")

# A column at which text is wrapped, in characters. Wider lines are paragraphs of their own.
NARROWEST, WIDEST = 45, 120
_NARROWEST_PRINTED = 20  # of a printed page copied out
_SHARE_LOWER = 0.4  # of the full lines have a line below that starts in lower case: surely wrapped
_AROUND = 25  # lines looked at before and after a line to find its column
_FULL = 6  # wrapped lines end at most this far before the column …
_SHARE_FULL = 0.2  # … in at least this share of the lines around
_SHARE_WIDE = 0.2  # where more lines than this are wider, the text is not wrapped
_FEWEST_FULL = 3
_SHARE_INSIDE = 0.4  # of the full lines end inside a sentence
_SENTENCE_ENDS = '.!?:"”’)'
_LOOSE = 25
_ENDS = '.!?:;"”'


# Width of a line, whether it ends inside a sentence, whether the line below starts in lower case.
_Ending = tuple[int, bool, bool]


class _Line(NamedTuple):
    start: int  # of the visible characters, in the text
    end: int
    column: int  # characters in front of them on the line
    blank_before: int

    @property
    def width(self) -> int:
        return self.column + self.end - self.start


def layout_of_text(text: str, *, max_blocks: int, markdown: bool = False) -> Layout:
    """Take plain text apart. `Layout.text` is `text` itself: spans count in what came in."""
    lines = _lines(text)
    blocks: list[PageBlock] = []
    notes: tuple[str, ...] = ()
    group: list[_Line] = []
    columns = _wrap_columns(text, lines)
    hyphens = Hyphens(text, [line.end for line in lines])
    chat = is_chat(text)
    for i, line in enumerate(lines):
        opens = chat and opens_message(text[line.start : line.end])
        if group and (opens or not _goes_on(text, group, line, columns[i - 1])):
            blocks.append(_block(text, group, hyphens, markdown=markdown))
            group = []
            if len(blocks) >= max_blocks:
                notes = (f"reading stopped after {max_blocks:,} blocks",)
                break
        group.append(line)
    if group and not notes:
        blocks.append(_block(text, group, hyphens, markdown=markdown))
    if chat:
        blocks = [part for block in blocks for part in parted(block, text)]
    shown = tuple(with_briefs([block for block in blocks if block.text], text))
    return Layout("text", text, shown, images=tuple(_images(text, shown)), notes=notes)


def _images(text: str, blocks: Sequence[PageBlock]) -> Iterator[Image]:
    for i, block in enumerate(blocks):
        picture = _PICTURE.match(text, block.start, block.end) if block.tag == PICTURE else None
        if picture:
            yield Image(i, picture["url"], picture["alt"])


def _lines(text: str) -> list[_Line]:
    """Return the lines that are not empty."""
    lines: list[_Line] = []
    start = blank = 0
    ends = [(m.start(), m.end()) for m in _LINE_END.finditer(text)]
    for end, following in (*ends, (len(text), len(text))):
        line = text[start:end]
        visible = line.strip()
        if visible:
            column = len(line) - len(line.lstrip())
            first = start + column
            lines.append(_Line(first, first + len(visible), column, blank))
            blank = 0
        else:
            blank += 1
        start = following
    return lines


def _wrap_columns(text: str, lines: list[_Line]) -> list[int]:
    """Return for each line the column that the text around it is wrapped at; 0 if it is not.

    The window of line widths is kept sorted as it slides, so that a long dump takes linear time.
    With each width it keeps whether the line ends inside a sentence: if lines of one width end
    sentences, they are short paragraphs, and nothing is wrapped.
    """
    lower = [_runs_on(text, line) for line in lines[1:]]
    entries = [
        (line.width, text[line.end - 1] not in _SENTENCE_ENDS, below)
        for line, below in zip(lines, [*lower, False], strict=False)
    ]
    columns: list[int] = []
    window = sorted(entries[:_AROUND])
    for i in range(len(lines)):
        if i + _AROUND < len(lines):
            entry = entries[i + _AROUND]
            window.insert(bisect_left(window, entry), entry)
        if i - _AROUND - 1 >= 0:
            del window[bisect_left(window, entries[i - _AROUND - 1])]
        columns.append(_column_of(window))
    return columns


def _runs_on(text: str, line: _Line) -> bool:
    """Say whether a line starts in lower case, right below another, and not with a key."""
    return not line.blank_before and text[line.start].islower() and not _KEY.match(text, line.start)


def _column_of(window: list[_Ending]) -> int:
    """Return the column a sorted window of widths is wrapped at, or 0."""
    narrow = bisect_right(window, (WIDEST, True, True))
    if len(window) - narrow > _SHARE_WIDE * len(window):
        return 0
    weak = 0
    for i in range(narrow - 1, -1, -1):
        column = window[i][0]
        if column < _NARROWEST_PRINTED:
            break
        full = window[bisect_left(window, (column - _FULL, False, False)) : i + 1]
        if len(full) < _FEWEST_FULL:
            continue  # the widest line may be one that could not be broken (an address)
        if sum(goes_on for _, _, goes_on in full) >= max(_FEWEST_FULL, _SHARE_LOWER * len(full)):
            return column
        is_widest = len(window) - i - 1 <= _SHARE_WIDE * len(window)
        if (
            is_widest
            and not weak
            and column >= NARROWEST
            and len(full) >= _SHARE_FULL * len(window)
        ):
            n_inside = sum(inside for _, inside, _ in full)
            weak = column if n_inside >= _SHARE_INSIDE * len(full) else -1
    return max(weak, 0)


def _goes_on(text: str, group: list[_Line], line: _Line, column: int) -> bool:
    """Say whether `line` continues the paragraph of `group`."""
    if line.blank_before or not column or _opens(text, group, line):
        return False
    last = group[-1]
    first_word = text[line.start : line.end].split(None, 1)[0]
    if last.column + text.rfind(" ", last.start, last.end) - last.start > column + _FULL:
        return False  # it could have been broken before, and was not
    if last.width + 1 + len(first_word) > column:
        return True
    is_broken = ends_broken(text, last.end) and first_word[0].islower()
    if is_broken or (column < NARROWEST and _are_capitals(text, last, line)):
        return True  # a word goes on, or a headline over a column
    # The column is an estimate, a stretch too wide where mail headers stand near: a long line
    # that ends inside a sentence continues all the same.
    loose = _LOOSE if first_word[0].islower() else _LOOSE // 2
    ends = text[last.end - 1] in _ENDS and not first_word[0].islower()
    return not ends and last.width > column - loose


def _are_capitals(text: str, *lines: _Line) -> bool:
    shown = [text[line.start : line.end] for line in lines]
    return all(one.isupper() and " " in one for one in shown) and shown[0][-1] not in _ENDS


def _opens(text: str, group: list[_Line], line: _Line) -> bool:
    """Say whether a line starts a new block, whatever comes before it."""
    first, last, visible = group[0], group[-1], text[line.start : line.end]
    above = text[last.start : last.end]
    if _PICTURE.match(visible) or _PICTURE.match(text, last.start, last.end):
        return True
    if _BULLET.match(visible) or _ITEM.match(visible) or _HEADING.match(visible):
        return True
    if _KEY.match(visible) and _KEY.match(text, first.start):
        return True  # mail headers
    if any(form.fullmatch(one) for form in (_RULE, _PAGE) for one in (visible, above)):
        return True
    if is_stamp(visible) or (len(group) == 1 and is_stamp(text[first.start : first.end])):
        return True
    hangs = bool(_BULLET.match(text, first.start) or _ITEM.match(text, first.start))
    return line.column > last.column + 1 and not hangs  # indented


def _behind_field(text: str, start: int, end: int) -> int:
    """Return where the text of a story begins behind the name of its field: "body: A ferry"."""
    field = _TEXT_FIELD.match(text, start, end)
    is_told = field is not None and len(text[field.end() : end].split()) >= _FEWEST_TOLD
    return field.end() if field and is_told else start


def _block(text: str, group: list[_Line], hyphens: Hyphens, *, markdown: bool) -> PageBlock:
    start, end = group[0].start, group[-1].end
    visible = text[start:end]
    tag = ""
    heading, bullet, picture = (one.match(visible) for one in (_HEADING, _BULLET, _PICTURE))
    if picture:
        tag = PICTURE
    elif heading:
        tag = f"h{len(heading[1])}"
        start += heading.end()
    elif bullet and not _RULE.match(visible):
        tag = "li"
        start += bullet.end()
    post, post_end = _POST.match(text, start, end), _POST_END.search(text, start, end)
    start = post.end() if post else start
    end = post_end.start() if post and post_end else end
    start = start if tag else _behind_field(text, start, end)
    visible = hyphens.joined(text[start:end])
    if picture:
        visible = f"{picture['alt']} {picture['rest'].strip().strip('*_')}"
    elif not tag and _TABLE_ROW.match(visible):
        tag = "td"
        visible = "" if _TABLE_RULE.match(visible) else visible.strip("|").replace("|", " | ")
    elif not tag and visible.startswith("> "):
        tag = "blockquote"
        visible = re.sub(r"(?m)^\s*> ?", "", visible)
    if markdown:
        visible = _MARKDOWN_INLINE.sub(lambda match: match[1] or "", visible)
    return PageBlock(
        " ".join(visible.split()),
        start,
        end,
        tag=tag,
        depth=min(group[0].column, 40),
        blank_before=group[0].blank_before,
    )
