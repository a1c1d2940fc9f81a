"""What stands between articles: copies, versions, parties, stories, claims, corrections."""

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
    """Two articles of which one holds a good part of the other's words."""

    first: str  # `Article.id`
    second: str
    kind: CopyKind  # same: word for word; near: with edits; part: the shorter is in the longer
    shared: tuple[float, float]  # how much of the first is in the second, and the reverse
    agency: str | None  # whose text it is: a wire copy; None = neither credits one


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """Where articles come from in the end: as a source it counts once."""

    name: str  # the agency, the outlet's host or name; of an unknown one the article's id
    kind: SupplierKind
    articles: tuple[str, ...]  # `Article.id`s


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words of one version that the other has not, or has otherwise; None: nothing there."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an edit changed in meaning. Spans are in the texts of the two versions."""

    kind: ChangeKind
    before: tuple[Span, ...]  # empty: the earlier version has nothing of it
    after: tuple[Span, ...]
    says: str  # a line for a person: "figure: '64' became '71'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Two versions of one article and what changed between them."""

    before: str  # `Article.id`
    after: str
    how: str  # why they are one article: "same URL"
    changes: tuple[Change, ...]  # in text order; all "wording": nothing changed in meaning
    edits: tuple[Edit, ...]  # every word that differs, in text order


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor of an article, as a party or a correction points at it."""

    article_id: str
    name: str  # `Actor.name`: of the same one also when the article is read again
    kind: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An actor of an article as part of a party, and why."""

    named: Named
    actor: str  # `Actor.id`
    because: tuple[str, ...]  # "same name 'Jane Roe'", "by correction c3"
    score: float  # probability that it belongs; 1 of the first one


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One person, body or place across articles."""

    id: str
    name: str  # the fullest that is usual, or what a correction says
    kind: ActorKind  # that of most members
    names: tuple[tuple[str, int], ...]  # all of them, and how often each is used, most used first
    roles: tuple[str, ...]  # as in the texts, most frequent first
    bodies: tuple[str, ...]  # names of those it belongs to, most frequent first
    company: tuple[tuple[str, int], ...]  # who is named beside it, and in how many articles
    geoname_id: int | None  # of a place
    members: tuple[Member, ...]  # in the order in which they joined
    hidden: bool = False
    corrections: tuple[str, ...] = ()  # `Correction.id`s that made it what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What a person says of a statement; None: as it was read."""

    speaker: str | None = None  # a name; "": nobody is named
    manner: Manner | None = None
    certainty: Certainty | None = None
    is_none: bool = False  # nobody is reported to have said it: it is no statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says of parties, a statement or two; laid over what was found, never in it."""

    id: str
    kind: CorrectionKind
    at: tuple[Named, ...] = ()  # merge: one of each; split: who leaves; else one of the party
    name: str | None = None  # rename: the new name
    statement: str | None = None  # fix, of claims: its id in a library, "fd251fce39a8e65a:218-257"
    other: str | None = None  # of claims: that of the second statement
    fix: Fix | None = None
    undoes: str | None = None  # undo: `Correction.id`
    by: str
    on: str  # ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An article as part of a story, and why."""

    article_id: str
    published: str | None  # ISO 8601
    because: tuple[str, ...]  # "both name Tema", "published the same day"
    score: float  # probability that it tells of the same; 1 of the first one


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """An earlier story that a story goes on with, and why."""

    story: str  # `Story.id`
    because: tuple[str, ...]
    score: float  # probability, as of articles on the same happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on the same happening."""

    id: str
    parts: tuple[Part, ...]  # in the order in which they joined
    since: str | None  # day of the first article; None = none is dated
    until: str | None
    follows: tuple[Follows, ...]  # nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What words mean, as a vector: near that of other words on like matters."""

    text: str
    vector: tuple[float, ...]  # of length 1; empty: there is no word in the text
    weights: str  # what made it; vectors of other weights cannot be compared with it


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class StatementRef:
    """A statement of an article, as claims point at it."""

    article_id: str
    statement: str  # `Statement.id`


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person says of two statements, as claims point at them."""

    correction: Correction
    one: StatementRef
    other: StatementRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What one statement has to do with another."""

    one: StatementRef  # who repeats, supports, disputes, narrows; the later where neither acts
    other: StatementRef
    kind: RelationKind
    reason: str  # in words: "denies: depot, hit"
    rewording: Rewording | None = None  # of the other's words; None: it does not repeat them
    edits: tuple[Edit, ...] = ()  # of a quotation: before in the other's text, after in the one's
    score: float  # probability

    @property
    def brief(self) -> str:
        """The reason beside both statements: "denies" of "denies: ‘so’ = ‘it is so’"."""
        head, cites, cited = self.reason.partition(": ‘")
        return head if cites and "’ = ‘" in cited else self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody independent on whose word a claim rests."""

    name: str
    grade: Grade | None
    statements: tuple[StatementRef, ...]  # earliest first
    passed_on: tuple[str, ...]  # through whom else it is told, earliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What somebody found who checked a claim."""

    by: str | None  # a name; None = the article itself
    outcome: Outcome
    article_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Statements with the same content; a denial is a claim of its own."""

    id: str
    wording: StatementRef  # whose words stand for it
    statements: tuple[StatementRef, ...]  # earliest first
    since: str | None  # ISO 8601: when it was first published
    voices: tuple[Voice, ...]  # independent ones, earliest first
    state: ClaimState
    why: str  # of the state: by whom it is disputed and how, or what a check found; "" for none
    checks: tuple[Checked, ...]
    denies: bool  # it says that something is not so
    corrections: tuple[Correction, ...] = ()  # what people say of it, earliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Two accounts of one happening, of which one says nothing of what the other is about."""

    silent: StatementRef  # that somebody says nothing of it
    told: StatementRef  # what he says nothing of
    mine: tuple[StatementRef, ...]  # what he says, earliest first
    its: tuple[StatementRef, ...]  # what the others say


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The claims of a story and what they have to do with each other."""

    claims: tuple[Claim, ...]  # earliest first
    relations: tuple[Relation, ...]  # between statements; none is "unrelated"
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A number as one source gave it at one time."""

    article_id: str
    span: Span
    low: float | None  # None: "dozens"
    high: float | None  # other than `low` of a range
    modifier: str | None
    unit: str | None
    by: str | None  # who says so; None = the article itself
    said: StatementRef | None
    when: str | None  # ISO 8601: when it was published
    kind: PointKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One quantity over articles: who said how many, when."""

    of: str  # "killed", "people on the march": words of the first point
    points: tuple[Point, ...]  # earliest first
