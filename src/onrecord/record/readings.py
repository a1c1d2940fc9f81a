"""What the model and the rules read in one article."""

from dataclasses import dataclass
from typing import Literal

from onrecord.record.articles import Article, Span

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
# What can be asked for: an outcome, or that the story mentions no check.
CheckState = Literal["not verified", "verified", "contradicted", "silent"]
PlaceUse = Literal["literal", "metonym"]
EventKind = Literal[  # of PLOVER
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE",
    "DEMAND", "DISAPPROVE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
    "ASSAULT",
]  # fmt: skip
Move = Literal["leaves", "heads for", "passes", "stops in", "arrives", "returns"]
Role = Literal["actor", "recipient", "instrument", "place", "time"]
Status = Literal[
    "happened", "ongoing", "planned", "possible", "requested", "threatened", "denied",
    "did not happen",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name somebody or something: "Jane Roe", "the Harbour Board"."""

    span: Span  # the words
    kind: MentionKind  # what they name
    score: float  # probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensed:
    """How the model classifies a cue and its source, each with its probability."""

    manner: Manner  # how it is said
    manner_score: float  # probability
    certainty: Certainty  # how sure the speaker is
    certainty_score: float  # probability
    grade: Grade | None  # None: no source
    grade_score: float  # probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody's words or thoughts as the text reports them: who, by which words, what."""

    source: tuple[Span, ...]  # in pieces where other words stand between; empty = none named
    cue: Span  # "said", "according to"
    content: tuple[Span, ...]  # in pieces where the cue interrupts it
    teller: Span | None = None  # the source that passes it on: the agency that heard it from her
    teller_score: float = 0.0  # probability that somebody passes it on
    sensed: Sensed | None = None  # None: the weights do not tell
    refers: tuple[tuple[Span, float], ...] = ()  # first words of what it may answer, how likely
    score: float  # probability that it is one, so linked


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """A source that is not a name, and who it may be."""

    span: Span  # "she", "the harbour master"
    antecedents: tuple[tuple[Span, float], ...]  # earlier names, with their probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Words that may say whether somebody checked something; those that do become `Check`s."""

    span: Span  # the words
    outcome: Outcome  # what they say came of it
    covers: tuple[tuple[Span, float], ...]  # first words of what it may be about, how likely
    score: float  # below a half, it is likelier that nobody checked
    shares: tuple[float, ...] = ()  # of the score: not verified, verified, contradicted


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Words for one person or thing, in text order: "Jane Roe", "the harbour master", "she"."""

    mentions: tuple[Span, ...]  # two or more
    score: float  # lowest probability of a link between two of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression, "Tuesday" or "three weeks", and what it means."""

    span: Span  # the words
    kind: TimeKind  # a day, an hour, a length, or how often
    score: float  # probability
    value: str | None = None  # TIMEX3, with ISO 8601 or EDTF inside: "2023-09-12"; X = not known
    grain: TimeGrain | None = None  # how precise the value is; for a length, its unit
    anchor: AnchorFact | Span | None = None  # what it was counted from: a fact, another time
    how: str | None = None  # the rule, or why there is no value; None = nobody looked


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Words that may name an event, with its two sides as the model sees them."""

    trigger: Span  # "shelled"
    named: float  # probability that they name one of `reading.labels.DEEDS`
    kinds: tuple[float, ...]  # probability of each of those, if so
    actor: Span | None  # the head word of who does it
    recipient: Span | None
    actors: tuple[tuple[Span, float], ...]  # who may do it, with the probability, likeliest first
    recipients: tuple[tuple[Span, float], ...]
    certainty: float  # −3 (certainly not) to 3 (certainly)
    score: float  # probability that it is an event


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the text names, and where it is."""

    span: Span  # its name, or all the words that locate it: "60 km north of Vladivostok"
    name: str  # from the gazetteer, or else as in the text
    geoname_id: int | None  # of geonames.org
    lat: float | None  # degrees north; None = it could not be located
    lon: float | None  # degrees east
    country: str | None  # ISO 3166-1, two letters; None: no country's, or unknown
    feature: str | None  # class and code of GeoNames: "P/PPL", "A/ADM1"
    radius_km: float | None  # how far off a derived point may be; None: not derived
    use: PlaceUse  # metonym: it stands for those who govern it, "Washington said"
    how: str  # "the text says where it lies", "the only place of this name"
    reason: str | None  # why it could not be located; None = it was
    score: float  # its share among all places of the name, by the ranker


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
    """Somebody or something that a story names or quotes, with all its mentions."""

    id: str  # "a1", "a2" … in the order of their first naming
    name: str  # the fullest name, or else the words of the story: "two officials"
    named: bool  # whether it has a name
    kind: ActorKind  # what it is
    grade: Grade  # what sort of source it is
    aliases: tuple[str, ...]  # other names, no pronouns, no roles
    mentions: tuple[Span, ...]  # every place that names it, in text order
    roles: tuple[Span, ...]  # "head of the harbour board"
    affiliation: str | None  # `Actor.id` of the body it belongs to

    @property
    def standing(self) -> str:
        """Give the grade in words: a single fisherman is not called a group."""
        alone = self.grade == "unnamed group" and self.kind == "person"
        return "unnamed person" if alone else self.grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """How the value of one field was reached."""

    field: str  # "speaker", "manner" …
    how: str  # the rule or head, with the deciding words: "name 'Halden'", "cue 'denied'"
    score: float  # probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody who passes a statement on."""

    actor: str | None  # `Actor.id`
    name: str | None  # that actor's
    source: tuple[Span, ...]  # the words that name them
    cue: Span | None  # the words that say so


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody is reported to have said, thought or shown."""

    id: str  # "s1", "s2" … in text order
    content: tuple[Span, ...]  # in pieces where the cue stands between
    places: tuple[tuple[Span, ...], ...]  # other places that say the same
    cue: Span | None  # the words that say so; None for a quotation on its own
    source: tuple[Span, ...]  # the words that name the speaker here; empty = nobody
    speaker: str | None  # `Actor.id`; None = it cannot be known
    speaker_name: str | None  # that actor's
    candidates: tuple[str, ...]  # `Actor.id`s it may be, where `speaker` is None
    grade: Grade | None  # of the speaker
    quote: QuoteKind  # whether the words are quoted
    manner: Manner  # how it is said
    certainty: Certainty  # how sure the speaker is, as cue and content show
    via: tuple[Told, ...]  # who passed it on, outermost first
    medium: Span | None  # "Telegram", "a briefing"
    said: Span | None  # when, in the words of the story
    refers: tuple[str, ...]  # `Statement.id`s of what is denied or refused
    checked: Outcome | None  # of the check that covers it; None = none, but for one unanswered
    why: tuple[Because, ...]  # how its fields were reached
    score: float  # probability that it is one, with this source and content


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Words of the story that say whether statements were checked."""

    by: str | None  # `Actor.id`; None = the story itself
    by_name: str | None  # that actor's name
    outcome: Outcome  # what came of it
    span: Span  # the words
    statements: tuple[str, ...]  # `Statement.id`s that it covers; () = no statement of the story
    how: str  # how these were found: "the account of the source before"
    unanswered: bool = False  # somebody who was asked did not answer; nobody looked at anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Who or what takes part in an event, or where and when it is."""

    role: Role  # what part it has
    span: Span  # the words
    actor: str | None = None  # `Actor.id`, where it is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How many or how much of an event: "at least 12 soldiers", "$3 million"."""

    span: Span  # the number with its modifier and unit
    value: float | None  # None if it is not given: "dozens"
    modifier: str | None  # "more than", "at least", "about" …
    unit: str | None  # "km", "$", "%" …; None where things or people are counted
    of: Span | None  # what is counted: "soldiers"


def least_likely(*, is_dated: bool) -> float:
    """Give the score from which on a timeline shows an event; is_dated: it has its own day."""
    return 0.25 if is_dated else 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, may happen or did not, and by whose account."""

    id: str  # "e1", "e2" … in text order
    kind: EventKind | None  # None = not one of PLOVER's
    move: Move | None  # for a journey
    trigger: Span  # the words that name it: "shelled", "the attack"
    arguments: tuple[Argument, ...]  # in the order of `Role`
    amounts: tuple[Amount, ...]  # how many, how much
    status: Status  # whether it happened
    told_by: str | None  # `Statement.id` of the innermost around it; None: the story itself
    why: tuple[Because, ...]  # of "kind", "status"
    score: float  # probability that the words name an event


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place of a journey."""

    place: Span  # the words that name it
    move: Move  # what is done there
    time: Span | None  # the words that say when
    status: Status  # whether it happened
    told_by: str | None  # `Statement.id`
    event: str  # `Event.id`


@dataclass(frozen=True, slots=True, kw_only=True)
class Itinerary:
    """Where somebody was, is and will be, in the order of the journey."""

    actor: str | None  # `Actor.id`; None for a train or ship that is no actor
    name: str  # the actor's name, or the words of the story
    stops: tuple[Stop, ...]  # two or more; one is enough for a named person who was there


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the model read in one article."""

    article_id: str
    weights: str  # which weights: "reader 1f3a9c2e"; the same weights give the same reading
    mentions: tuple[Mention, ...]  # names
    attributions: tuple[Attribution, ...]  # who says what, as the model links it
    anaphors: tuple[Anaphor, ...] = ()  # sources that are no names
    verifications: tuple[Verification, ...] = ()  # words that may tell of a check
    chains: tuple[Chain, ...]  # words for one and the same
    deeds: tuple[Deed, ...] = ()  # words that may name an event
    times: tuple[Time, ...]  # time expressions, in text order
    places: tuple[Place, ...] = ()  # places that are named, in text order
    actors: tuple[Actor, ...]  # who is named or quoted
    statements: tuple[Statement, ...]  # who said what, in text order
    checks: tuple[Check, ...]  # what was checked, and what came of it
    events: tuple[Event, ...] = ()  # what happened or may, in text order
    itineraries: tuple[Itinerary, ...] = ()  # journeys, stop by stop
    words: Words
    # Both () if not asked for; else vectors of length 1, close together for similar matters.
    vector: tuple[float, ...]  # of the whole article
    paragraph_vectors: tuple[
        tuple[float, ...], ...
    ]  # one per line of the text; () for an empty line
    notes: tuple[str, ...]  # "the text is not English: …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One story with what was read in it."""

    article: Article
    reading: Reading | None  # None: read without the model
