"""Newsletters with several stories: mails in which headings of one form each begin a story.

The block model makes one story of such a mail, with the headings as its subheads. So does a mail of
one story: what tells them apart is that each story has a link to the rest of it, or that the mail
calls itself a briefing.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.body import Role
from onrecord.split.stamps import is_stamp

_TOP_BLOCKS = 5  # in which a mail says who sent it
_FEWEST, _FEWEST_CALLED = 2, 3  # stories with a link each; of a mail that is called a briefing
_SHORTEST_HEADING, _LONGEST_HEADING = 4, 25  # words
_PROSE, _STORY = 12, 25  # words below a heading; of a story
_BOLD, _LINKED = 0.9, 0.8  # of the characters
_LONGEST_LINK = 6  # words of "Read the full story here"
_ENDS = frozenset(".!?:;,…")
_CALLED = re.compile(
    r"\b(?:briefing|newsletter|digest|round-?up|headlines|bulletin|top stories|daily|weekly"
    r"|today|this (?:week|morning|evening|weekend)|your morning|your evening|in brief)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\W*(?:read|continue|full|see|find out|keep) (?:more|reading|the (?:full )?(?:story|article)"
    r"|full|story|on)\b|^\W*more\W*$",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"\bunsubscribe\b|\byou (?:are |have )?(?:receiv|subscrib|signed up)|\bmanage (?:your )?pref"
    r"|\bview (?:this|it)? ?(?:e-?mail |newsletter )?in (?:your|a) browser|^\W*(?:©|copyright\b)",
    re.IGNORECASE,
)


def find_newsletter(layout: Layout) -> list[int]:
    """Return the heading of each story of a newsletter; none for another page."""
    top = layout.blocks[:_TOP_BLOCKS]
    n_senders = sum(block.text.startswith("From: ") for block in layout.blocks)
    said = [block.text for block in _lines(top)]
    if n_senders != 1 or len(said) < len(("From", "Subject")):
        return []
    forms: dict[str, list[int]] = {}
    for i in range(max(map(top.index, _lines(top))) + 1, len(layout.blocks) - 1):
        form = _form(layout, layout.blocks[i])
        if form and not _form(layout, layout.blocks[i + 1]):
            forms.setdefault(form, []).append(i)
    told = ([i for i, n in _sections(layout, one) if n >= _STORY] for one in forms.values())
    heads = max(told, key=len, default=[])
    is_called = any(_CALLED.search(line) for line in said) and len(heads) >= _FEWEST_CALLED
    return heads if is_called or _n_linked(layout, heads) >= _FEWEST else []


def _lines(top: Sequence[PageBlock]) -> list[PageBlock]:
    return [block for block in top if block.text.startswith(("From: ", "Subject: "))]


def _form(layout: Layout, block: PageBlock) -> str:
    """Return the form that makes a block a heading; "" if it is not a heading."""
    words = block.text.split()
    if not _SHORTEST_HEADING <= len(words) <= _LONGEST_HEADING or block.text[-1] in _ENDS:
        return ""
    if is_stamp(block.text) or _MORE.search(block.text) or _FOOT.search(block.text):
        return ""
    if block.tag[:1] == "h" and block.tag[1:].isdigit():
        return block.tag
    if layout.medium == "text":
        form = "capitals" if block.text.isupper() else "line"
        return form if block.blank_before and not block.tag else ""
    return "bold" if block.strong_chars >= _BOLD * len(block.text) else ""


def _sections(layout: Layout, heads: Sequence[int]) -> list[tuple[int, int]]:
    """Give the headings above prose, each with the words of its section."""
    blocks = layout.blocks
    found = []
    for head, after in pairwise([*heads, len(blocks)]):
        below = [block.text for block in blocks[head + 1 : after] if not _FOOT.search(block.text)]
        if any(len(text.split()) >= _PROSE for text in below[:2]):
            found.append((head, sum(len(text.split()) for text in below)))
    return found


def _n_linked(layout: Layout, heads: Sequence[int]) -> int:
    """Count the stories with a heading that is a link, or with a link to the rest of them."""
    blocks = layout.blocks
    return sum(
        _is_link(blocks[head]) or any(_leads_on(block) for block in blocks[head + 1 : after])
        for head, after in pairwise([*heads, len(blocks)])
    )


def _is_link(block: PageBlock) -> bool:
    return block.link_chars >= _LINKED * len(block.text) > 0


def _leads_on(block: PageBlock) -> bool:
    is_short = len(block.text.split()) <= _LONGEST_LINK
    return is_short and _MORE.search(block.text) is not None


def roles_in_newsletter(blocks: Sequence[PageBlock], roles: Sequence[Role]) -> tuple[Role, ...]:
    """Give the roles of a story from the model, with its heading as its headline."""
    kept: list[Role] = ["headline"]
    for block, role in zip(blocks[1:], roles[1:], strict=True):
        is_prose = len(block.text.split()) >= _PROSE
        if _leads_on(block) or _FOOT.search(block.text):
            kept.append("furniture")
        elif role == "headline" or (is_prose and role in ("furniture", "summary")):
            kept.append("paragraph" if is_prose else "furniture")
        else:
            kept.append(role)
    return tuple(kept)
