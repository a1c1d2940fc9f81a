"""Questions of an interview: paragraphs in bold, each with its answer below."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.split.blocks import PageBlock
from onrecord.split.body import Role

_FEWEST, _LONGEST = 3, 400  # questions; characters of one
_BOLD = 0.9  # of the characters
_ASKED = re.compile(r"\b(?:you|your|yours|yourself)\b|\?\W*$", re.IGNORECASE)
_SHARE = 0.5  # of the paragraphs in bold ask, or address "you"


def with_questions(blocks: Sequence[PageBlock], roles: Sequence[Role]) -> tuple[Role, ...]:
    """Make subheads of bold paragraphs that ask somebody, but not of a single lead in bold.

    They need not end in a question mark: "Tell us about the night of the flood."
    """
    body = [i for i, role in enumerate(roles) if role in ("paragraph", "subhead")]
    bold = [i for i in body if _is_bold(blocks[i])]
    answered = {i for i, after in pairwise(body) if i in bold and after not in bold}
    asking = [i for i in answered if _ASKED.search(blocks[i].text)]
    if len(answered) < _FEWEST or len(asking) < _SHARE * len(bold):
        return tuple(roles)
    return tuple("subhead" if i in answered else role for i, role in enumerate(roles))


def _is_bold(block: PageBlock) -> bool:
    is_line = 0 < len(block.text) <= _LONGEST
    return is_line and block.strong_chars >= _BOLD * len(block.text)
