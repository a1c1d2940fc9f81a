"""What a library answers: frozen, and each answer with the words it rests on."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.record import (
    ArticleKind,
    Certainty,
    EventKind,
    Grade,
    Manner,
    Move,
    Outcome,
    QuoteKind,
    Reason,
    Span,
    Stage,
    Status,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article that something stands in."""

    article_id: str  # `Article.id`
    headline: str | None  # as the page shows it
    url: str | None  # its address
    outlet: str | None  # its own name; the site, without www, where no name is known
    day: str | None  # ISO 8601: published, updated or captured, whichever is known first
    same_as: str | None = None  # the first article with the same words, but for edits
    opening: str | None = None  # first words of one without a headline

    @property
    def title(self) -> str:
        """What it is called: its headline, else its first words."""
        return self.headline or self.opening or "(no headline)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of an article that an answer rests on."""

    span: Span  # in `Article.text`
    text: str  # the words themselves
    why: str  # "words", "statement", "place" …: what of the question they answer
    says: str | None = None  # of a statement that was searched for: "Jane Roe denies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was searched for."""

    source: Source  # the article
    score: float | None  # higher is better; None: nothing to rank by, newest first
    snippet: str  # of the line that answers best
    marks: tuple[Span, ...]  # in `snippet`: the words that were searched for
    evidence: tuple[Evidence, ...]  # the words that answer the query
    copies: tuple[Source, ...] = ()  # found too, and the same text but for edits; at most 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article that came in, with what is in it in numbers."""

    source: Source  # the article
    number: int  # grows with each article that comes in
    kind: ArticleKind  # what sort of page it is
    opening: str  # the line after the headline
    n_statements: int  # how many it has
    speakers: tuple[str, ...]  # some, who says most first


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement, by whom and how."""

    source: Source  # the article that has it
    id: str  # the same however often its page is read, as long as its words do not move
    speaker: str | None  # a name; None = it cannot be known
    manner: Manner  # how it is said
    certainty: Certainty  # how sure the speaker is
    quote: QuoteKind  # whether the words are quoted
    grade: Grade | None  # what sort of source the speaker is
    checked: Outcome | None  # what came of a check; None: no check is told of
    via: tuple[str, ...]  # through whom it is told, outermost first
    said: str | None  # when, in the words of the story
    content: str  # what is said; pieces separated by …
    evidence: tuple[Evidence, ...]  # its words, and where they stand
    copies: tuple[Source, ...] = ()  # of the article, that have it too; at most 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened to somebody, or that they said, on its day."""

    source: Source  # the article that tells it
    day: str | None  # of the event; of the article where no time of its own is known
    dated: str | None  # "by its time" or "by the article"
    what: str  # "event" or "statement"
    id: str  # of the event or statement
    kind: EventKind | Move | Manner | None  # what sort; None: none of the list
    status: Status | None  # of an event
    who: tuple[str, ...]  # that take part; the speaker of a statement
    text: str  # the words that tell it
    evidence: tuple[Evidence, ...]  # the words it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """A place of somebody's journey."""

    source: Source  # the article that tells it
    name: str  # whose
    journey: int  # of the article; `number` counts its stops, from 1
    number: int  # which stop of the journey, from 1
    move: Move  # what is done there
    place: str  # its name
    lat: float | None  # degrees north; None: not located
    lon: float | None  # degrees east
    day: str | None  # of its own time; None: not stated
    time: str | None  # in the words of the story
    status: Status  # whether it happened
    evidence: tuple[Evidence, ...]  # the words it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input that gave no article."""

    ref: str  # path, address or "archive!member"
    stage: Stage  # where it went wrong
    reason: Reason  # one of a closed list
    detail: str  # one line for a person
    kept: bool  # its bytes are in the library, and are read again by `reread`


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """One screenful of what was found."""

    asked: str  # the question, as a sentence
    found: tuple[T, ...]
    total: int  # of all screenfuls
    at_least: bool  # there are more than `total`: nobody counted on
    offset: int  # how many were passed over
    copies: int = 0  # found too, and shown under what they are copies of: not part of `total`
    alone: tuple[tuple[str, int], ...] = ()  # of nothing found: what parts of the query find

    def sentence(self) -> str:
        """Say what was asked and how much of it is here."""
        return f"{self._counted()}{self._with_copies()}."

    def _with_copies(self) -> str:
        if not self.copies:
            return ""
        return ", and one copy" if self.copies == 1 else f", and {self.copies:,} copies"

    def _counted(self) -> str:
        if not self.total:
            alone = ", ".join(f"{words}: {n:,}" for words, n in self.alone)
            return f"{self.asked}: nothing found{f' (by itself {alone})' if alone else ''}"
        total = f"{'more than ' if self.at_least else ''}{self.total:,}"
        if not self.found:
            return f"{self.asked}: {total} found, and none after the first {self.offset:,}"
        if len(self.found) == self.total and not self.at_least:
            return f"{self.asked}: {total} found"
        first, last = self.offset + 1, self.offset + len(self.found)
        return f"{self.asked}: {first:,} to {last:,} of {total} found"
