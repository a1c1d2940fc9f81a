"""Every noun that crosses a module boundary.

Frozen and keyword-only. Offsets are code points, half open. `None` = the source does not say; an
empty tuple = looked and found none. Text never changes after `split`: everything later stands off
it as spans.
"""

from dataclasses import dataclass
from typing import Literal, get_args

OriginKind = Literal["file", "stdin", "memory", "web", "feed", "warc"]
Stage = Literal["acquire", "split"]
ArticleKind = Literal["article", "live-blog", "teaser", "index", "gallery"]
BlockKind = Literal[
    "headline", "summary", "paragraph", "subhead", "list-item", "quote", "table-row", "caption"
]
Grain = Literal["year", "month", "day", "hour", "minute", "second"]
Layer = Literal["text", "page", "markup"]
Reason = Literal[
    # acquire
    "not found",
    "not readable",
    "too large",
    "compression bomb",
    "damaged archive",
    "encrypted",
    "not text",
    "unsupported format",
    "bad line",
    "link loop",
    # split
    "empty",
    "cookie wall",
    "error page",
    "script only",
    "no story",
    "too slow",
    "crashed",
]
REASONS: tuple[str, ...] = get_args(Reason)
MentionKind = Literal["person", "organisation", "place", "other"]
TimeKind = Literal["date", "time", "duration", "set"]
TimeGrain = Literal[
    "century", "decade", "year", "half", "season", "quarter", "month", "week", "weekend", "day",
    "part of day", "hour", "minute", "second",
]  # fmt: skip
AnchorFact = Literal["published", "updated"]
ActorKind = Literal["person", "organisation", "place", "group", "thing"]
Grade = Literal[
    "named person",
    "named body",
    "unnamed official",
    "unnamed group",
    "document",
    "data",
    "media outlet",
    "social account",
]
QuoteKind = Literal["direct", "indirect", "mixed"]
Manner = Literal[
    "says",
    "confirms",
    "claims",
    "denies",
    "accuses",
    "declines",
    "asks",
    "urges",
    "promises",
    "threatens",
    "speculates",
    "reveals",
]
Certainty = Literal["certain", "probable", "possible", "unlikely", "unknown"]
Outcome = Literal["not verified", "verified", "contradicted"]
PlaceUse = Literal["literal", "metonym"]
EventKind = Literal[  # of PLOVER
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE",
    "DEMAND", "DISAPPROVE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
    "ASSAULT",
]  # fmt: skip
CorrectionKind = Literal["merge", "split", "rename", "hide", "undo"]
Move = Literal["leaves", "heads for", "passes", "stops in", "arrives", "returns"]
CopyKind = Literal["same", "near", "part"]
SupplierKind = Literal["agency", "outlet", "unknown"]
ChangeKind = Literal[
    "headline", "figure", "time", "name", "quotation added", "quotation removed",
    "quotation altered", "source added", "source removed", "speaker", "hedge added",
    "hedge removed", "correction note", "paragraph added", "paragraph removed", "paragraph moved",
    "sentence added", "sentence removed", "wording",
]  # fmt: skip
Role = Literal["actor", "recipient", "instrument", "place", "time"]
Status = Literal[
    "happened", "ongoing", "planned", "possible", "requested", "threatened", "denied",
    "did not happen",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of text, `[start, end)` in code points; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where bytes came from: enough to fetch them again."""

    kind: OriginKind
    name: str  # path as given, URL, or "-" for standard input
    member: str | None = None  # name inside an archive, or "line 12" of a JSONL file
    offset: int | None = None  # byte offset of the member in the file, where there is one

    def ref(self) -> str:
        """Name the place in one string, "name" or "name!member", as `Rejected.ref` does."""
        return self.name if self.member is None else f"{self.name}!{self.member}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as received, before anybody has interpreted them."""

    body: bytes
    sha256: str  # hex, of `body`; of RTF and DOCX of the bytes before their conversion to text
    media_type: str  # "text/html", "text/plain" or "text/markdown": what `split` can read
    charset: str | None  # as stated by the carrier (HTTP, MIME, JSONL); None = find it in the body
    url: str | None
    captured_at: str | None  # ISO 8601: when the bytes left the site, as the carrier states it
    captured_how: str | None  # "mhtml Date header", "SingleFile comment", "jsonl crawl_date"
    seen_at: str | None  # ISO 8601: when the bytes reached the user, as the carrier states it
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a fact stands.

    layer "text": `span` is in `Article.text`. "page": `span` is in the page text, which is the
    decoded text of a plain-text page, and the block texts joined by line breaks of an HTML page
    (`onrecord.page_text`). "markup": `path` names the element, e.g. `meta[property="og:title"]`.
    """

    layer: Layer
    span: Span | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another value for the same fact, which lost."""

    value: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A fact, by which rule it was found, and where."""

    value: str  # dates: ISO 8601, no finer than `grain`
    how: str  # rule name: "json-ld datePublished", "line 'Updated …'"
    where: Where
    grain: Grain | None = None  # of a date; None for everything else
    agrees: tuple[str, ...] = ()  # other rules that found the same value
    rivals: tuple[Rival, ...] = ()  # other values found, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A value the page states and that cannot be true, with the reason it was not taken."""

    fact: str  # "published", "updated"
    value: str
    how: str
    reason: str  # a sentence: "2031-01-01 is after the page was captured (2024-12-19)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, headline, list item … of a story."""

    kind: BlockKind
    span: Span  # in `Article.text`
    page_span: Span | None  # in the page text; None for a headline that only the markup states
    score: float  # probability that the block belongs to the story


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of a story, as far as its words tell."""

    number: int  # position in the gallery, from 1
    caption: Span | None  # in `Article.text`
    credit: Found | None  # "REUTERS", "AP"
    on: Found | None  # the day the caption gives
    url: str | None  # of the image


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story of a page: whole, clean and dated."""

    id: str  # 16 hex digits; same page bytes and same text, same id
    kind: ArticleKind
    number: int  # which story of the page, from 1
    of: int  # how many stories the page holds
    headline: Found | None
    summary: tuple[Found, ...]  # bullets, standfirst
    authors: tuple[Found, ...]  # people; the body a byline names where it names no person
    agency: Found | None
    dateline: Found | None  # the place a story is filed from
    published: Found | None
    updated: Found | None
    captured: Found | None  # when the page was as it is here, stated or inferred
    seen: Found | None  # when it reached the user, if the carrier says so
    url: Found | None
    short_url: Found | None
    section: Found | None
    topics: tuple[Found, ...]
    lang: Found | None  # ISO 639-1
    text: str  # headline, summary, body and captions in reading order, one block a line
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]  # what a reader should know: "markup is cut off: the end may be missing"
    page_sha256: str
    page_span: Span  # the story's stretch of the page text
    origin: Origin
    made_by: str  # "onrecord 0.1.0, block model 1f3a9c2e": the same input gives the same from these


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that gave no article, and why."""

    stage: Stage
    ref: str  # path, URL or "archive!member"
    reason: Reason
    detail: str  # one line for a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A naming: "Jane Roe", "the Harbour Board"."""

    span: Span
    kind: MentionKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensed:
    """What the model takes a cue and its source for, each with its probability."""

    manner: Manner
    manner_score: float
    certainty: Certainty
    certainty_score: float
    grade: Grade | None  # None: no source
    grade_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody's words or thoughts, as the text tells them: who, by which words, what."""

    source: tuple[Span, ...]  # in pieces where other words stand between; empty = none named
    cue: Span  # "said", "according to"
    content: tuple[Span, ...]  # in pieces where the cue interrupts it
    teller: Span | None = None  # the source of who tells of it: the agency that has it from her
    teller_score: float = 0.0  # probability that somebody tells of it
    sensed: Sensed | None = None  # None: the weights know nothing of it
    refers: tuple[tuple[Span, float], ...] = ()  # beginnings of what it may answer, how likely
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """A source in other words than a name, and who it may be."""

    span: Span  # "she", "the harbour master"
    antecedents: tuple[tuple[Span, float], ...]  # namings before it, with their probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Words that say whether somebody checked something."""

    span: Span
    outcome: Outcome
    covers: tuple[tuple[Span, float], ...]  # beginnings of what it may be about, how likely
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Words that mean the same one, in text order: "Jane Roe", "the harbour master", "she"."""

    mentions: tuple[Span, ...]  # two or more
    score: float  # lowest probability of a link between two of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression, "Tuesday" or "three weeks", and what it means."""

    span: Span
    kind: TimeKind
    score: float
    value: str | None = None  # TIMEX3, with ISO 8601 or EDTF inside: "2023-09-12"; X = not known
    grain: TimeGrain | None = None  # how fine the value is; of a length its unit
    anchor: AnchorFact | Span | None = None  # what it was counted from: a fact, another time
    how: str | None = None  # the rule, or why there is no value; None = nobody looked


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Words that name an event, with both sides of it as the model sees them."""

    trigger: Span  # "shelled"
    kind: str | None  # one of `reading.labels.DEEDS`; None = none of them
    kind_score: float  # probability of the kind, or of none
    actor: Span | None  # the head word of who does it
    recipient: Span | None
    certainty: float  # −3 (certainly not) to 3 (certainly)
    score: float  # probability that it is an event


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a place that the text names is on the earth."""

    span: Span  # the naming; of one told by another all its words: "60 km north of Vladivostok"
    name: str  # the gazetteer's; as in the text where it has none
    geoname_id: int | None  # of geonames.org
    lat: float | None  # degrees north; None = it could not be placed
    lon: float | None  # degrees east
    country: str | None  # ISO 3166-1, two letters; None: no country's, or unknown
    feature: str | None  # class and code of GeoNames: "P/PPL", "A/ADM1"
    radius_km: float | None  # of a derived point: how far off it may be; None: not derived
    use: PlaceUse  # metonym: those who rule it are meant, "Washington said"
    how: str  # "the text says where it lies", "the only place of this name"
    reason: str | None  # why it could not be placed; None = it was
    score: float  # share of this place among all of the name, as the ranker sees it


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text with their syntax (Universal Dependencies), side by side."""

    starts: tuple[int, ...]  # in `Article.text`
    ends: tuple[int, ...]
    tags: tuple[str, ...]  # part of speech, "NOUN", "VERB" …
    lemmas: tuple[str, ...]  # "say" for "said"; a name keeps its case
    heads: tuple[int, ...]  # index of the governing word; -1 = root of its sentence
    relations: tuple[str, ...]  # "nsubj", "obl" …
    sentences: tuple[int, ...]  # number of the sentence, from 0
    certainties: tuple[float, ...]  # of predicates: −3 (certainly not) to 3 (certainly); 0 else


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that a story names or lets speak, all its namings together."""

    id: str  # "a1", "a2" … in the order of their first naming
    name: str  # the fullest; of an actor without a name the words of the story: "two officials"
    named: bool
    kind: ActorKind
    grade: Grade  # what its word is worth knowing by
    aliases: tuple[str, ...]  # other names, no pronouns, no roles
    mentions: tuple[Span, ...]  # every naming, in text order
    roles: tuple[Span, ...]  # "head of the harbour board"
    affiliation: str | None  # `Actor.id` of the body it belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """How one field of a statement was reached."""

    field: str  # "speaker", "manner" …
    how: str  # the rule or head, with the words it went by: "name 'Halden'", "cue 'denied'"
    score: float  # probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One through whom a statement is told."""

    actor: str | None  # `Actor.id`
    name: str | None  # that actor's
    source: tuple[Span, ...]
    cue: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody is reported to have said, thought or shown."""

    id: str  # "s1", "s2" … in text order
    content: tuple[Span, ...]  # in pieces where the cue stands between
    places: tuple[tuple[Span, ...], ...]  # other places where the same is said again
    cue: Span | None  # the words that say so; None for a quotation on its own
    source: tuple[Span, ...]  # who, as named on the spot; empty = nobody
    speaker: str | None  # `Actor.id`; None = it cannot be known
    speaker_name: str | None  # that actor's
    candidates: tuple[str, ...]  # `Actor.id`s it may be, where `speaker` is None
    grade: Grade | None  # the speaker's
    quote: QuoteKind
    manner: Manner
    certainty: Certainty  # how sure the speaker is, as cue and content show
    via: tuple[Told, ...]  # through whom it is told, outermost first
    medium: Span | None  # "Telegram", "a briefing"
    said: Span | None  # when, in the words of the story
    refers: tuple[str, ...]  # `Statement.id`s of what is denied or refused
    checked: Outcome | None  # what the check says that covers it; None = the story has none
    why: tuple[Because, ...]
    score: float  # probability that it is one, with this source and content


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Words of the story that say whether statements were checked."""

    by: str | None  # `Actor.id`; None = the story itself
    by_name: str | None
    outcome: Outcome
    span: Span
    statements: tuple[str, ...]  # `Statement.id`s that it covers
    how: str  # which they are: "the account of the source before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Who or what takes part in an event, or where and when it is."""

    role: Role
    span: Span
    actor: str | None = None  # `Actor.id`, where it is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How many or how much of an event: "at least 12 soldiers", "$3 million"."""

    span: Span  # the number with its modifier and unit
    value: float | None  # None where it is not said: "dozens"
    modifier: str | None  # "more than", "at least", "about" …
    unit: str | None  # "km", "$", "%" …; None where things or people are counted
    of: Span | None  # what is counted: "soldiers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, may happen or did not, and by whose account."""

    id: str  # "e1", "e2" … in text order
    kind: EventKind | None  # None = none that PLOVER has
    move: Move | None  # of a journey
    trigger: Span  # the words that name it: "shelled", "the attack"
    arguments: tuple[Argument, ...]  # in the order of `Role`
    amounts: tuple[Amount, ...]
    status: Status
    told_by: str | None  # `Statement.id` of the innermost that holds it; None: the story itself
    why: tuple[Because, ...]  # of "kind", "status"
    score: float  # probability that the words name an event


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place of a journey."""

    place: Span
    move: Move
    time: Span | None
    status: Status
    told_by: str | None  # `Statement.id`
    event: str  # `Event.id`


@dataclass(frozen=True, slots=True, kw_only=True)
class Itinerary:
    """Where somebody was, is and will be, in the order of the journey."""

    actor: str | None  # `Actor.id`; None for a train or ship that is no actor
    name: str  # that actor's, or the words of the story
    stops: tuple[Stop, ...]  # two or more


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the model read in one article."""

    article_id: str
    weights: str  # which weights: "reader 1f3a9c2e"; the same weights read the same
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    anaphors: tuple[Anaphor, ...] = ()
    verifications: tuple[Verification, ...] = ()
    chains: tuple[Chain, ...]
    deeds: tuple[Deed, ...] = ()
    times: tuple[Time, ...]
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    checks: tuple[Check, ...]
    events: tuple[Event, ...] = ()
    itineraries: tuple[Itinerary, ...] = ()
    words: Words
    # Both () if not asked for; else vectors of length 1, near for what is on like matters.
    vector: tuple[float, ...]  # of the whole article
    paragraph_vectors: tuple[tuple[float, ...], ...]  # one a line of the text; () for an empty one
    notes: tuple[str, ...]  # "the text is not English: …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One story with what was read in it."""

    article: Article
    reading: Reading | None  # None: read without the model


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

    name: str  # the agency, the outlet's host; of an unknown one the article's id
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
class Correction:
    """What a person says of parties; laid over what was found, never written into it."""

    id: str
    kind: CorrectionKind
    at: tuple[Named, ...]  # merge: one of each party; split: who leaves; else one of the party
    name: str | None = None  # rename: the new name
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
