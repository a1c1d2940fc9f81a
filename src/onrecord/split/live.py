"""Live blogs: dated entries on one event, which are not separate stories."""

import re

from onrecord.split.blocks import PageBlock

LIVE_TITLE = re.compile(
    r"\blive ?(?:blog|updates?|coverage|feed|stream of)\b|^live\b\s?:|[:\-–—|] ?live$|\blive:"
    r"|as it happened"
    r"|\bminute[- ]by[- ]minute\b|\bLIVE\b",
    re.MULTILINE,
)
_CLOCK = re.compile(
    r"^\W*(?:\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?|\d{1,2}\s?[ap]\.?m\.?"
    r"|\d{1,2} ?(?:min|hour|hr|h|m)\w* ago)\b"
)
_LONGEST_STAMP = 60  # characters
_BARE_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?$")


def is_timed(block: PageBlock) -> bool:
    """Say whether a line begins with a clock, as the entries of a live blog do."""
    return len(block.text) < _LONGEST_STAMP and _CLOCK.match(block.text) is not None


def is_clock(block: PageBlock) -> bool:
    """Say whether a line is only a clock."""
    return _BARE_CLOCK.match(block.text) is not None
