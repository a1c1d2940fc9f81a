"""A saying: a statement in words of the text."""

from dataclasses import dataclass, field
from typing import Literal

from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Attribution, Sensed

Made = Literal["model", "syntax", "quotation", "turn", "heading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement in words of the text, before anybody asks who, how and how surely."""

    cue: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    pieces: tuple[range, ...] = ()
    score: float
    made: Made
    teller: tuple[int, ...] = ()  # who may tell of it, by the model, and how likely
    told: float = 0.0
    refers: tuple[tuple[int, float], ...] = ()  # words that begin what it may answer, how likely
    sensed: Sensed | None = None  # what the model takes its cue and source for
    follows: bool = False  # a quotation on its own: the speaker is the one before
    claim: int = -1  # noun of a claim that somebody answers: of that claim and of the answer
    # the words of the content: looked at so often that they are made once
    words: tuple[int, ...] = field(init=False, repr=False, compare=False)
    first: int = field(init=False, repr=False, compare=False)  # word of it all; -1 of nothing

    def __post_init__(self) -> None:
        words = tuple(i for piece in self.pieces for i in piece)
        object.__setattr__(self, "words", words)
        first = min((*words, *self.cue, *self.source), default=-1)
        object.__setattr__(self, "first", first)

    @property
    def is_answered(self) -> bool:
        """Whether it is a claim that somebody answers."""
        return self.claim >= 0 and self.claim in self.cue

    @property
    def answers(self) -> bool:
        """Whether it answers a claim that it names: it does not tell of it."""
        return self.claim >= 0 and self.claim not in self.cue


def saying_of(parsed: Parsed, one: Attribution) -> Saying:
    """Return what the model found as a saying, in words of the text."""
    return Saying(
        cue=tuple(parsed.range_of(one.cue)),
        source=tuple(parsed.ranges_of(one.source)),
        pieces=tuple(parsed.range_of(span) for span in one.content),
        score=one.score,
        made="model",
        sensed=one.sensed,
        teller=tuple(parsed.range_of(one.teller)) if one.teller else (),
        told=one.teller_score,
        refers=tuple((i, share) for span, share in one.refers for i in parsed.range_of(span)),
    )
