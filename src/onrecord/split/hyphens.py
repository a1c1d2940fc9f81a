"""Words that a printed page breaks at the end of a line, "resi-" / "dents", made whole again."""

import re
from collections.abc import Sequence

_LINE_END = r"[^\S\n]*[\n\r\x0b\x0c\x85\u2028\u2029]\s*"
_WORD = r"\b[^\W\d_]+"  # from its first letter: to try each would take long in a line of letters
_BREAK = re.compile(rf"({_WORD})([-\u2010\u00ad]){_LINE_END}([^\W\d_]+)")
_COMPOUND = re.compile(rf"{_WORD}-[^\W\d_]+")
_MARKS, _SOFT = "-\u2010\u00ad", "\u00ad"
# "two-" / "and three-storey": the hyphen stands for a word that follows later.
_JOINING = frozenset(("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "en"))
# A text wrapped without breaking words has hyphens of its own at the end of one line in a hundred.
_FEWEST, _SHARE = 2, 0.02


class Hyphens:
    """How a text breaks its words: in syllables, or only at hyphens they have anyway."""

    def __init__(self, text: str, ends: Sequence[int]) -> None:
        """Look at how the lines of a text end. ends: where they end."""
        n_marked = sum(ends_broken(text, end) for end in ends)
        self._breaks_words = n_marked >= max(_FEWEST, _SHARE * len(ends))
        self._compounds = frozenset(_COMPOUND.findall(text) if self._breaks_words else ())

    def joined(self, lines: str) -> str:
        """Return some lines with the words whole that are broken between two of them."""
        return _BREAK.sub(self._whole, lines) if any(mark in lines for mark in _MARKS) else lines

    def _whole(self, broken: re.Match[str]) -> str:
        left, mark, right = broken.groups()
        if right in _JOINING:
            return f"{left}- {right}"
        is_compound = not right[0].islower() or f"{left}-{right}" in self._compounds
        is_broken = mark == _SOFT or (self._breaks_words and not is_compound)
        return left + right if is_broken else f"{left}-{right}"


def ends_broken(text: str, end: int) -> bool:
    """Say whether a line that ends at `end` may end inside a word."""
    return end > 1 and text[end - 1] in _MARKS and text[end - 2].isalpha()
