"""What connects articles: copies, versions, parties, stories, claims, corrections."""

from dataclasses import dataclass
from typing import Literal

from onrecord.record.articles import Span
from onrecord.record.readings import ActorKind, Certainty, Grade, Manner, Outcome

CorrectionKind = Literal[
    "merge", "split", "rename", "hide", "fix", "same claim", "another claim", "no dispute", "undo",
]  # fmt: skip
CopyKind = Literal["same", "near", "part"]
SupplierKind = Literal["agency", "outlet", "unknown"]
ChangeKind = Literal[
    "headline", "figure", "time", "name", "quotation added", "quotation removed",
    "quotation altered", "source added", "source removed", "speaker", "hedge added",
    "hedge removed", "correction note", "paragraph added", "paragraph removed", "paragraph moved",
    "sentence added", "sentence removed", "wording",
]  # fmt: skip
RelationKind = Literal["repeats", "supports", "disputes", "other figure", "narrows", "unrelated"]
Rewording = Literal["verbatim", "shortened", "lengthened", "altered", "translated", "paraphrased"]
ClaimState = Literal["uncontested", "contested", "denied", "withdrawn", "checked"]
PointKind = Literal["first", "same", "newer", "rival"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two articles, one of which contains a good part of the other's words."""

    first: str  # `Article.id`
    second: str
    kind: CopyKind  # same: word for word; near: with edits; part: the shorter is in the longer
    shared: tuple[float, float]  # how much of the first is in the second, and the reverse
    agency: str | None  # whose text it is, for a wire copy; None = neither credits one


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """Where articles originally come from; it counts as one source."""

    name: str  # agency, or the outlet's host or name; if unknown, the article's id
    kind: SupplierKind  # unknown: neither an agency nor an outlet is named
    articles: tuple[str, ...]  # `Article.id`s


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that differ between two versions; None: nothing on that side."""

    before: Span | None  # in the earlier text
    after: Span | None  # in the later text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an edit changed in meaning. Spans are in the texts of the two versions."""

    kind: ChangeKind  # what sort of change
    before: tuple[Span, ...]  # empty: the earlier version does not have it
    after: tuple[Span, ...]  # empty: the later version does not have it
    says: str  # a line for a person: "figure: '64' became '71'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Two versions of one article and what changed between them."""

    before: str  # `Article.id`
    after: str  # `Article.id` of the later one
    how: str  # why they are one article: "same URL"
    changes: tuple[Change, ...]  # in text order; if all are "wording", the meaning is the same
    edits: tuple[Edit, ...]  # every word that differs, in text order


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor of an article, as a party or a correction points to it."""

    article_id: str  # `Article.id`
    name: str  # `Actor.name`, which stays valid when the article is read again
    kind: ActorKind  # what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An actor of an article as part of a party, and why."""

    named: Named
    actor: str  # `Actor.id`
    because: tuple[str, ...]  # "same name 'Jane Roe'", "by correction c3"
    score: float  # probability that it belongs; 1 for the first member


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One person, body or place across articles."""

    id: str  # stays while its first member does
    name: str  # the fullest usual name, or what a correction says
    kind: ActorKind  # the kind of most members
    names: tuple[tuple[str, int], ...]  # all of them, and how often each is used, most used first
    roles: tuple[str, ...]  # as in the texts, most frequent first
    bodies: tuple[str, ...]  # names of those it belongs to, most frequent first
    company: tuple[tuple[str, int], ...]  # who is named beside it, and in how many articles
    geoname_id: int | None  # for a place
    members: tuple[Member, ...]  # in the order in which they joined
    hidden: bool = False  # a correction says that it is no party
    corrections: tuple[str, ...] = ()  # `Correction.id`s that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What a person corrects in a statement; None: as it was read."""

    speaker: str | None = None  # a name; "": nobody is named
    manner: Manner | None = None  # how it is said
    certainty: Certainty | None = None  # how sure the speaker is
    is_none: bool = False  # it is not a statement: nobody is reported to have said it


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's correction of parties or statements, kept apart from what was found."""

    id: str  # follows from all it says
    kind: CorrectionKind  # what it does
    at: tuple[Named, ...] = ()  # merge: one of each; split: who leaves; else one of the party's
    name: str | None = None  # rename: the new name
    statement: str | None = None  # fix, claims: its id in a library, "fd251fce39a8e65a:218-257"
    other: str | None = None  # claims: the id of the second statement
    fix: Fix | None = None  # fix: what is right
    undoes: str | None = None  # undo: `Correction.id`
    by: str  # who made it
    on: str  # ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An article as part of a story, and why."""

    article_id: str  # `Article.id`
    published: str | None  # ISO 8601
    because: tuple[str, ...]  # "both name Tema", "published the same day"
    score: float  # probability that it is about the same event; 1 for the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """An earlier story that a story continues, and why."""

    story: str  # `Story.id`
    because: tuple[str, ...]  # what the two share
    score: float  # probability, as for articles about the same event


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about the same event."""

    id: str  # stays while its first article does
    parts: tuple[Part, ...]  # in the order in which they joined
    since: str | None  # day of the first article; None = none is dated
    until: str | None  # day of the last article
    follows: tuple[Follows, ...]  # nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What words mean, as a vector; words about similar matters have vectors close together."""

    text: str  # what it was made of
    vector: tuple[float, ...]  # of length 1; empty if the text has no words
    weights: str  # what made it; vectors of other weights cannot be compared with it


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class StatementRef:
    """A statement of an article, as claims point to it."""

    article_id: str  # `Article.id`
    statement: str  # `Statement.id`


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A correction of how two statements relate, by the references that claims use."""

    correction: Correction  # what was said of the two
    one: StatementRef  # the statement it names first
    other: StatementRef  # the second


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How one statement relates to another."""

    one: StatementRef  # which repeats, supports …; the later if neither does
    other: StatementRef  # which is repeated, supported …
    kind: RelationKind  # what the one does to the other
    reason: str  # in words: "denies: depot, hit"
    rewording: Rewording | None = None  # how it repeats the other's words; None: it does not
    edits: tuple[Edit, ...] = ()  # for a quotation: before in the other's text, after in this one's
    score: float  # probability

    @property
    def brief(self) -> str:
        """Give the reason without the words it quotes: "denies" for "denies: ‘so’ = ‘it is so’"."""
        head, cites, cited = self.reason.partition(": ‘")
        return head if cites and "’ = ‘" in cited else self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An independent source that a claim rests on."""

    name: str  # as it is called first
    grade: Grade | None  # what sort of source it is
    statements: tuple[StatementRef, ...]  # earliest first
    passed_on: tuple[str, ...]  # who else passed it on, earliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What somebody who checked a claim found."""

    by: str | None  # a name; None = the article itself
    outcome: Outcome  # what came of it
    article_id: str  # `Article.id`
    span: Span  # the words, in its text


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Statements with the same content; a denial is a claim of its own."""

    id: str  # derived from its first statement
    wording: StatementRef  # whose words stand for it
    statements: tuple[StatementRef, ...]  # earliest first
    since: str | None  # ISO 8601: when it was first published
    voices: tuple[Voice, ...]  # independent ones, earliest first
    state: ClaimState  # whether anybody contests it
    why: str  # who disputes it and how, or what a check found; "" for nothing
    checks: tuple[Checked, ...]  # by whoever checked it
    denies: bool  # whether it says that something is not so
    corrections: tuple[Correction, ...] = ()  # how people corrected it, earliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Two accounts of one event, one of which does not mention what the other is about."""

    silent: StatementRef  # the statement that somebody does not mention it
    told: StatementRef  # what is not mentioned
    mine: tuple[StatementRef, ...]  # what the silent one says, earliest first
    its: tuple[StatementRef, ...]  # what the others say


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The claims of a story and how they relate to each other."""

    claims: tuple[Claim, ...]  # earliest first
    relations: tuple[Relation, ...]  # between statements, without "unrelated" ones
    silences: tuple[Silence, ...] = ()  # accounts that leave out what others tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A number as one source gave it at one time."""

    article_id: str  # `Article.id`
    span: Span  # the words, in its text
    low: float | None  # None: "dozens"
    high: float | None  # differs from `low` for a range
    modifier: str | None  # "at least", "about" …
    unit: str | None  # "km", "%" …; None: things or people
    by: str | None  # who says so; None = the article itself
    said: StatementRef | None  # the statement that has it
    when: str | None  # ISO 8601: when it was published
    kind: PointKind  # how it stands to those before


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One quantity across articles: who gave which number, and when."""

    of: str  # "killed", "people on the march": words of the first point
    points: tuple[Point, ...]  # earliest first
