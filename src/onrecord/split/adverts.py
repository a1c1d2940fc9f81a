"""Advertisements inside a story: named so by the markup or by their own words."""

import re
from collections.abc import Sequence

from onrecord.split.blocks import PageBlock
from onrecord.split.hints import HINT_BIT

_ADVERT = HINT_BIT["advert"]
# Share of a body's characters: if more is called an advertisement, the name belongs to the whole
# page ("no-ads", "ad-wrapper").
_MOST_OF_BODY = 0.4
_SAYS_SO = re.compile(
    r"(?:advertisement|advertorial|advert|sponsored|promoted)"
    r"(?: (?:content|post|story|message|link|feature|by [A-Z][\w’'& -]{1,40}))?"
    r"\s*(?:[:\n]|[-–—] |$)",
    re.IGNORECASE,
)


def find_adverts(blocks: Sequence[PageBlock], is_body: Sequence[bool]) -> set[int]:
    """Return which of the blocks taken for body are advertisements."""
    body = [i for i, taken in enumerate(is_body) if taken]
    found = {i for i in body if _SAYS_SO.match(blocks[i].text)}
    called = {i for i in body if (blocks[i].own | blocks[i].above) & _ADVERT}
    n_called, n_body = (sum(len(blocks[i].text) for i in some) for some in (called, body))
    return found | called if n_called <= _MOST_OF_BODY * n_body else found
