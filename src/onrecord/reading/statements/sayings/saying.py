"""A saying: a statement in words of the text."""

from dataclasses import dataclass
from typing import Literal

Made = Literal["model", "syntax", "quotation", "turn", "heading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement in words of the text, before anybody asks who, how and how surely."""

    cue: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    pieces: tuple[range, ...] = ()
    score: float
    made: Made
    follows: bool = False  # a quotation on its own: the speaker is the one before

    @property
    def words(self) -> list[int]:
        """The words of the content."""
        return [i for piece in self.pieces for i in piece]

    @property
    def first(self) -> int:
        """The first word of it all."""
        return min((*self.words, *self.cue, *self.source))
