"""Lines that ask the reader for something or lead elsewhere, and are never the story.

Copyright lines are not among them: labelled pages keep some as the last line of a wire story, and
`eval --only zyte` fell with them.
"""

import re
from collections.abc import Sequence

from onrecord.split.blocks import PageBlock
from onrecord.split.hints import ANCESTOR_BIT

_LONGEST_PLEA = 220  # characters
_PLEA = re.compile(
    r"(?:to (?:continue|keep) reading\b|already an? (?:\w+ )?(?:subscriber|member)\b"
    r"|(?:want|wish) to (?:read|see) more\?|unlock (?:this|the) (?:article|story)"
    r"|th(?:is|e) (?:story|article|content) is (?:only )?(?:(?:reserved |exclusive )?(?:for|to)"
    r"|available to) (?:our |paying )?(?:subscribers|members)"
    r"|(?:please )?(?:subscribe|log ?in|sign ?(?:in|up)|register)(?: now| here| today| free)?"
    r"(?: or (?:subscribe|log ?in|sign ?(?:in|up)|register))? (?:to|for)"
    r" (?:our|your|this|continue|read|get|receive|unlock|access|view|see|full|free|more)\b"
    r"|(?:please )?(?:enter|add) your e-?mail\b"
    r"|(?:create|open|get|log in to|manage) (?:an?|your|my) (?:\w+ )?account\b"
    r"|(?:start|begin|try|get) (?:(?:your|our|my) |an? (?=[\w -]{0,20}free))(?:[\w-]+ ){0,4}trial\b"
    r"|(?:e-?mail|print|share|tweet|save) this (?:story|article|page)\b"
    r"|(?:follow|join|like|find) us on\b|view this post on\b"
    r"|(?:like|love|enjoy|liked|loved|enjoyed) (?:this|our|the) (?:story|article|post)\? "
    r"|media playback is (?:unsupported|not supported)\b|back to (?:the )?(?:gallery|top)$"
    r"|(?:read |see )?more(?: (?:on|about) th(?:is|e) (?:story|topic|subject))?:$"
    r"|(?:related(?: (?:stories|articles|coverage|news))?|see also|also read|read (?:also|next)):?$"
    r"|(?:do|did|have|are|were) you\b[^?]{1,120}\? (?:please )?"
    r"(?:e-?mail|contact|write to|get in touch|let us know|tell us)\b"
    r"|(?:got|have) (?:you got )?a (?:news )?(?:story|tip)\b[^?]{0,60}\?"
    r"|for more (?:stories|articles|news) like this\b"
    r"|if you (?:enjoyed|liked) this (?:story|article)\b"
    r"|get in touch with our (?:news|editorial|reporting|\w+ ?desk)"
    r"|(?:sharing is caring\W*|social sharing|you (?:may|might) also (?:like|enjoy)\W*"
    r"|tell us what you think\W*|(?:story|article) continues below\b.{0,30})$"
    r"|this (?:slideshow|video|gallery|content|page) requires javascript\b"
    r"|reach the (?:reporters?|writers?|authors?) (?:at|on|by)\b"
    r"|this live ?(?:blog|page|coverage) (?:has|is) (?:now )?(?:ended|closed|over)\b)",
    re.IGNORECASE,
)
# The words of a box or of a link, all on one line: such lines are of any length.
_BOX = re.compile(
    r"Newsletter Sign ?[Uu]p(?: [A-Z]|$)|(?:Advertisement )?Continue reading the main story"
)
_LINK_BEHIND = re.compile(r"[^.!?…:”\"] Read more$")
# "STORM WATCH Ferry stays in port OUT TO SEA Where": titles of other stories in a row.
_KICKER = re.compile(r"(?<!\S)(?:[A-Z][A-Z’'&-]*[?!:]? ){2,}(?=[\"“‘']?[A-Z]?[a-z])")
_FEWEST_KICKERS = 3
_PLEA_BEHIND = re.compile(
    r"[.!?] (?:sign up|subscribe|enter your e-?mail|follow us on)\b[^.!?]{0,60}[.!]?$",
    re.IGNORECASE,
)
_STOPS = frozenset(".!?")

_LEADS_ON = re.compile(
    r"(?:(?i:related(?: (?:story|stories|post|article|news|coverage|reading))?|read(?: more| also)?"
    r"|(?:also|see|more) (?:read|also|on this)|see more|more|check out|don[’']t miss"
    r"|watch|listen|explainer|explained|in pictures|live"
    r"|on (?:[\w-]+\.)+[a-z]{2,4})|[A-Z][A-Z’' -]{3,30}): ?(?=\S)"
)
_SLACK = 2  # characters that a line may have beside its link
_POINTER = re.compile(
    r"powered by\b.{0,30}$|(?:related|read (?:more|also|next)|see also)\s*:", re.I
)


def is_plea(text: str) -> bool:
    """Say whether a line asks readers to subscribe, sign up or share, or is titles of stories."""
    if _BOX.match(text) or _LINK_BEHIND.search(text) or _is_row_of_titles(text):
        return True
    if len(text) > _LONGEST_PLEA:
        return False
    return _PLEA.match(text) is not None or (
        not _STOPS.isdisjoint(text) and _PLEA_BEHIND.search(text) is not None
    )


def _is_row_of_titles(text: str) -> bool:
    """Say whether a line is titles of stories, each below some words in capitals."""
    return text[-1] != "." and len(_KICKER.findall(text)) >= _FEWEST_KICKERS


def leads_away(caption: str) -> bool:
    """Say whether a caption asks something, leads elsewhere or names a maker: "Related: …"."""
    return is_plea(caption) or _POINTER.match(caption) is not None


def is_teaser(block: PageBlock) -> bool:
    """Say whether a block only links to another story: "RELATED: …", a heading in a list of links.

    A single heading may be a link too, and so may an item of a list.
    """
    label = _LEADS_ON.match(block.text)
    linked = len(block.text) - block.link_chars
    if label is not None and not block.text.endswith("."):  # a sentence may be told in a link
        return block.n_links == 1 and linked <= label.end() + _SLACK
    is_heading = block.tag in ("h2", "h3", "h4", "h5", "h6")
    return is_heading and linked <= _SLACK and bool(block.tags_above & ANCESTOR_BIT["li"])


def find_list_of_more(blocks: Sequence[PageBlock], is_body: Sequence[bool]) -> set[int]:
    """Return the items below a story that each link elsewhere and tell nothing.

    Their heading is known to be no body, else the list is one of the story's own.
    """
    body = [i for i, taken in enumerate(is_body) if taken]
    found: list[int] = []
    while len(body) > len(found) and _only_leads(blocks[body[-1 - len(found)]]):
        found.append(body[-1 - len(found)])
    first = min(found, default=0)
    return set(found) if len(found) > 1 and first and not is_body[first - 1] else set()


def _only_leads(block: PageBlock) -> bool:
    return block.tag == "li" and block.n_links == 1 and block.text[-1] not in ".!:;"
