"""Statements and checks before they are numbered."""

from dataclasses import dataclass, field
from typing import Self

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.chains.carriers import Through
from onrecord.reading.statements.checks.checking import CheckWords
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import Sense
from onrecord.record import QuoteKind, Span

_WITHOUT_CLAIM = ("asks", "urges", "declines")


@dataclass(slots=True, kw_only=True)
class Draft:
    """A statement before it is numbered."""

    saying: Saying
    who: Who
    via: list[tuple[Through, Who]]
    sense: Sense
    quote: QuoteKind
    places: list[tuple[Span, ...]] = field(default_factory=list)
    refers: list[Self] = field(default_factory=list)
    number: int = 0

    @property
    def anchors(self) -> tuple[int, ...]:
        """Words that may stand for it: of its cue, or the first of its content without one."""
        return self.saying.cue or self.saying.words[:1]

    @property
    def tellers(self) -> list[Member]:
        """Who says it and through whom it is told, as far as they are known."""
        whos = (self.who, *(who for _, who in self.via))
        return [who.member for who in whos if who.member is not None]

    @property
    def is_claim(self) -> bool:
        """Whether it says that something is so or is not."""
        return self.sense.manner not in _WITHOUT_CLAIM

    def is_told_by(self, member: Member | None) -> bool:
        """Whether somebody says it or tells of it."""
        return any(one is member for one in self.tellers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A check with who made it and the statements that it covers."""

    words: CheckWords
    by: Who | None  # None: the story itself
    covers: tuple[Draft, ...]
    how: str  # which they are, in words
