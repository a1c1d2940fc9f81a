"""What a library answers of articles taken together: frozen, each with what it rests on."""

from dataclasses import dataclass

from onrecord.library.answers import Evidence, Source
from onrecord.record import ActorKind, Change, CopyKind, Correction, Span, Supplier


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """Articles on one happening, in a line."""

    number: int  # what `onrecord story` takes; stays, also when others join
    id: str
    title: str  # the first headline; where no article has one, first words
    source: Source  # the first article that told of it
    since: str | None  # day of the first article; None = none is dated
    until: str | None
    n_articles: int
    n_sources: int  # independent ones: an agency counts once, however many print it
    n_disputes: int | None  # two claims of which one disputes the other; None: not known yet


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """An article of a story, and why it is there."""

    source: Source
    because: tuple[str, ...]
    score: float  # probability that it tells of the same; 1 of the first one


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """A story that goes on with another one, seen from either."""

    story: StoryEntry
    because: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Two articles of which one holds a good part of the other's words."""

    source: Source
    other: Source
    kind: CopyKind
    shared: tuple[float, float]  # how much of the first is in the other, and the reverse
    agency: str | None  # whose text it is


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDetail:
    """A story with all that makes it one."""

    story: StoryEntry
    parts: tuple[StoryPart, ...]  # in the order of publication
    sources: tuple[Supplier, ...]  # independent ones, by their first article
    copies: tuple[Copied, ...]
    follows: tuple[StoryLink, ...]  # earlier stories, nearest first
    followed_by: tuple[StoryLink, ...]
    asked: int  # another number than the story's: that one has become part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """One person, body or place across articles, in a line."""

    number: int  # what `onrecord party` takes; stays
    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]  # all of them, most used first
    roles: tuple[str, ...]
    n_articles: int
    hidden: bool
    corrections: tuple[str, ...]  # ids of those that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMember:
    """An actor of an article as part of a party, and why."""

    source: Source
    actor: str  # `Actor.id`
    name: str  # there
    because: tuple[str, ...]
    score: float
    evidence: tuple[Evidence, ...]  # where it is first named


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDetail:
    """A party with all that makes it one."""

    party: PartyEntry
    bodies: tuple[str, ...]  # that it belongs to
    company: tuple[tuple[str, int], ...]  # who is named beside it, and in how many articles
    n_statements: int  # that it makes
    members: tuple[PartyMember, ...]  # newest article first, no more than were asked for
    corrections: tuple[Correction, ...]  # that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdit:
    """Words of one version that the other has not, or has otherwise; "": nothing there."""

    before: str
    after: str
    before_span: Span | None
    after_span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """Two versions of one article: what changed in meaning, and below it every word."""

    source: Source  # the later version
    before: Source
    how: str  # why they are one article
    changes: tuple[Change, ...]
    edits: tuple[WordEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """A correction, and whether it is in force."""

    correction: Correction
    undone_by: str | None  # `Correction.id`; None: it is in force
