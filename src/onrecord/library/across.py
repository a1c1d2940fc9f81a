"""What a library answers of articles taken together: frozen, each with what it rests on."""

from dataclasses import dataclass

from onrecord.library.answers import Evidence, Source
from onrecord.record import ActorKind, Change, CopyKind, Correction, Span, Supplier


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """Articles on one happening, in a line."""

    number: int  # what `onrecord story` takes; stays, also when others join
    id: str  # stays while its first article does
    title: str  # the first headline; where no article has one, first words
    source: Source  # the first article that told of it
    since: str | None  # day of the first article; None = none is dated
    until: str | None  # day of the last article
    n_articles: int  # how many it has, copies too
    n_sources: int  # independent ones: an agency counts once, however many print it
    n_disputes: int | None  # two claims of which one disputes the other; None: not known yet


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """An article of a story, and why it is there."""

    source: Source  # the article
    because: tuple[str, ...]  # "both name Tema", "published the same day"
    score: float  # probability that it tells of the same; 1 of the first one


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """A story that goes on with another one, seen from either."""

    story: StoryEntry  # the other story
    because: tuple[str, ...]  # what the two share
    score: float  # probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Two articles of which one holds a good part of the other's words."""

    source: Source  # the one article
    other: Source  # the other
    kind: CopyKind  # same: word for word; near: with edits; part: the shorter is in the longer
    shared: tuple[float, float]  # how much of the first is in the other, and the reverse
    agency: str | None  # whose text it is


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDetail:
    """A story with all that makes it one."""

    story: StoryEntry  # in a line
    parts: tuple[StoryPart, ...]  # in the order of publication
    sources: tuple[Supplier, ...]  # independent ones, by their first article
    copies: tuple[Copied, ...]  # articles of it that share words
    follows: tuple[StoryLink, ...]  # earlier stories, nearest first
    followed_by: tuple[StoryLink, ...]  # later stories
    asked: int  # another number than the story's: that one has become part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """One person, body or place across articles, in a line."""

    number: int  # what `onrecord party` takes; stays
    id: str  # stays while its first member does
    name: str  # the usual one, or what a correction says
    kind: ActorKind  # what it is
    names: tuple[str, ...]  # all of them, most used first
    roles: tuple[str, ...]  # as in the texts
    n_articles: int  # how many name it
    hidden: bool  # a correction says that it is no party
    corrections: tuple[str, ...]  # ids of those that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMember:
    """An actor of an article as part of a party, and why."""

    source: Source  # the article
    actor: str  # `Actor.id`
    name: str  # there
    because: tuple[str, ...]  # "same name 'Jane Roe'"
    score: float  # probability that it belongs
    evidence: tuple[Evidence, ...]  # where it is first named


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDetail:
    """A party with all that makes it one."""

    party: PartyEntry  # in a line
    bodies: tuple[str, ...]  # that it belongs to
    company: tuple[tuple[str, int], ...]  # who is named beside it, and in how many articles
    n_statements: int  # that it makes
    members: tuple[PartyMember, ...]  # newest article first, no more than were asked for
    corrections: tuple[Correction, ...]  # that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdit:
    """Words of one version that the other has not, or has otherwise; "": nothing there."""

    before: str  # words of the earlier version
    after: str  # words of the later one
    before_span: Span | None  # where they stand
    after_span: Span | None  # where they stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """Two versions of one article: what changed in meaning, and below it every word."""

    source: Source  # the later version
    before: Source  # the earlier version
    how: str  # why they are one article
    changes: tuple[Change, ...]  # what changed in meaning
    edits: tuple[WordEdit, ...]  # every word that differs


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """A correction, and whether it is in force."""

    correction: Correction  # what was said, by whom and when
    undone_by: str | None  # `Correction.id`; None: it is in force
