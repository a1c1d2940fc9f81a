"""The columns of each table: name, kind, what it holds, and how its value is found."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from onrecord.export.texts import hull_of, pieces_of, value_of, words_of
from onrecord.record import Actor, Article, Because, Found, Reading, Record, Role, Span

ColumnKind = Literal["text", "int", "float", "bool", "texts", "spans"]
Cell = str | int | float | bool | tuple[str, ...] | tuple[Span, ...] | None


class Row(NamedTuple):
    """What a row is about, with its story."""

    article: Article
    reading: Reading | None
    noun: Any  # Article, Statement, Actor … as the table has it
    number: int  # among those of its story, from 1
    actors: dict[str, Actor]
    speakers: dict[str, str | None]  # names, by the id of what they say

    def words(self, span: Span | None) -> str | None:
        """Give the words of a span of the story."""
        return words_of(self.article.text, span)

    def each(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """Give the words of each span."""
        return tuple(self.article.text[one.start : one.end] for one in spans)

    def name(self, id_: str | None) -> str | None:
        """Give the name of an actor."""
        return self.actors[id_].name if id_ in self.actors else None


class Column(NamedTuple):
    """A column of a table."""

    name: str
    kind: ColumnKind
    what: str  # it holds
    of: Callable[[Row], Cell]


def _start(row: Row) -> int:
    return row.noun.span.start  # type: ignore[no-any-return]


def _end(row: Row) -> int:
    return row.noun.span.end  # type: ignore[no-any-return]


def _values(facts: Iterable[Found]) -> tuple[str, ...]:
    return tuple(one.value for one in facts)


def _how(why: Iterable[Because], field: str) -> str | None:
    return next((one.how for one in why if one.field == field), None)


def _role(role: Role) -> Callable[[Row], tuple[str, ...]]:
    def each(row: Row) -> tuple[str, ...]:
        """Give the names of actors, the words of others."""
        return tuple(
            row.name(one.actor) or row.words(one.span) or ""
            for one in row.noun.arguments
            if one.role == role
        )

    return each


def _via(row: Row) -> tuple[str, ...]:
    text = row.article.text
    return tuple(one.name or pieces_of(text, one.source) or "" for one in row.noun.via)


def _anchor(row: Row) -> str | None:
    anchor = row.noun.anchor
    return row.words(anchor) if isinstance(anchor, Span) else anchor


def _speaker_of_event(row: Row) -> str | None:
    return row.speakers.get(row.noun.told_by)


ARTICLE = Column("article_id", "text", "of the story", lambda row: row.article.id)
SCORE = Column("score", "float", "probability, 0 to 1", lambda row: row.noun.score)
WORDS = Column("words", "text", "the words", lambda row: row.words(row.noun.span))
START = Column("start", "int", "where they start in `text`, in code points", _start)
END = Column("end", "int", "where they end, itself not included", _end)

ARTICLES = (
    ARTICLE,
    Column("kind", "text", "article, live-blog, teaser …", lambda row: row.noun.kind),
    Column("number", "int", "which story of its page, from 1", lambda row: row.noun.number),
    Column("of", "int", "stories on the page", lambda row: row.noun.of),
    Column("headline", "text", "headline", lambda row: value_of(row.noun.headline)),
    Column("summary", "texts", "bullets, standfirst", lambda row: _values(row.noun.summary)),
    Column("authors", "texts", "by whom", lambda row: _values(row.noun.authors)),
    Column("agency", "text", "news agency", lambda row: value_of(row.noun.agency)),
    Column("outlet", "text", "paper, station, site or channel, by its own name",
           lambda row: value_of(row.noun.outlet)),
    Column("dateline", "text", "where it is filed from", lambda row: value_of(row.noun.dateline)),
    Column("published", "text", "ISO 8601", lambda row: value_of(row.noun.published)),
    Column("published_how", "text", "how it was found",
           lambda row: row.noun.published.how if row.noun.published else None),
    Column("updated", "text", "ISO 8601", lambda row: value_of(row.noun.updated)),
    Column("captured", "text", "when the page was captured",
           lambda row: value_of(row.noun.captured)),
    Column("url", "text", "address", lambda row: value_of(row.noun.url)),
    Column("short_url", "text", "short address", lambda row: value_of(row.noun.short_url)),
    Column("section", "text", "section", lambda row: value_of(row.noun.section)),
    Column("topics", "texts", "topics", lambda row: _values(row.noun.topics)),
    Column("lang", "text", "ISO 639-1", lambda row: value_of(row.noun.lang)),
    Column("text", "text", "the whole text, in which all offsets count", lambda row: row.noun.text),
    Column("notes", "texts", "what a reader should know",
           lambda row: (*row.noun.notes, *(row.reading.notes if row.reading else ()))),
    Column("page_sha256", "text", "SHA-256 of the page's bytes", lambda row: row.noun.page_sha256),
    Column("origin", "text", "where the page came from", lambda row: row.noun.origin.ref()),
    Column("made_by", "text", "what split the page", lambda row: row.noun.made_by),
    Column("weights", "text", "what read the story; empty: nothing did",
           lambda row: row.reading.weights if row.reading else None),
)  # fmt: skip
STATEMENTS = (
    ARTICLE,
    Column("statement_id", "text", "s1, s2 … in the story", lambda row: row.noun.id),
    Column("speaker_id", "text", "`actor_id`; empty: unknown", lambda row: row.noun.speaker),
    Column("speaker", "text", "that actor's name", lambda row: row.noun.speaker_name),
    Column("grade", "text", "what sort of source the speaker is", lambda row: row.noun.grade),
    Column("manner", "text", "says, denies, urges …", lambda row: row.noun.manner),
    Column("certainty", "text", "how sure the speaker is", lambda row: row.noun.certainty),
    Column("quote", "text", "direct, indirect or mixed", lambda row: row.noun.quote),
    Column("content", "text", "what is said; pieces separated by …",
           lambda row: pieces_of(row.article.text, row.noun.content)),
    Column("content_spans", "spans", "where its pieces are", lambda row: row.noun.content),
    Column("cue", "text", "the words that say so", lambda row: row.words(row.noun.cue)),
    Column("source", "text", "the words that name the speaker here",
           lambda row: pieces_of(row.article.text, row.noun.source)),
    Column("source_spans", "spans", "where these words are", lambda row: row.noun.source),
    Column("candidates", "texts", "`actor_id`s of possible speakers",
           lambda row: row.noun.candidates),
    Column("via", "texts", "who passed it on, outermost first", _via),
    Column("medium", "text", "Telegram, a briefing", lambda row: row.words(row.noun.medium)),
    Column("said", "text", "when, in the words of the story", lambda row: row.words(row.noun.said)),
    Column("refers", "texts", "`statement_id`s of what is denied", lambda row: row.noun.refers),
    Column("checked", "text", "outcome of a check; empty: the story mentions none",
           lambda row: row.noun.checked),
    Column("repeats", "int", "how often the story says it again", lambda row: len(row.noun.places)),
    Column("speaker_how", "text", "how the speaker was found",
           lambda row: _how(row.noun.why, "speaker")),
    Column("start", "int", "first code point of the content in `text`",
           lambda row: hull_of(row.noun.content).start),
    Column("end", "int", "end of the content", lambda row: hull_of(row.noun.content).end),
    SCORE,
)  # fmt: skip
ACTORS = (
    ARTICLE,
    Column("actor_id", "text", "a1, a2 … in the story", lambda row: row.noun.id),
    Column("name", "text", "the fullest name, or else the words", lambda row: row.noun.name),
    Column("named", "bool", "whether it has a name", lambda row: row.noun.named),
    Column("kind", "text", "person, organisation …", lambda row: row.noun.kind),
    Column("grade", "text", "what sort of source it is", lambda row: row.noun.grade),
    Column("aliases", "texts", "other names", lambda row: row.noun.aliases),
    Column("roles", "texts", "head of the harbour board", lambda row: row.each(row.noun.roles)),
    Column("affiliation_id", "text", "`actor_id` of the body it belongs to",
           lambda row: row.noun.affiliation),
    Column("affiliation", "text", "that body's name", lambda row: row.name(row.noun.affiliation)),
    Column("mentions", "int", "how often it is named", lambda row: len(row.noun.mentions)),
    Column("mention_spans", "spans", "where it is named", lambda row: row.noun.mentions),
)  # fmt: skip
CHECKS = (
    ARTICLE,
    Column("check_number", "int", "in the story, from 1", lambda row: row.number),
    Column("by_id", "text", "`actor_id`; empty: the story itself", lambda row: row.noun.by),
    Column("by", "text", "that actor's name", lambda row: row.noun.by_name),
    Column("outcome", "text", "not verified, verified, contradicted", lambda row: row.noun.outcome),
    Column("statements", "texts", "`statement_id`s it covers", lambda row: row.noun.statements),
    Column("how", "text", "how the statements were found", lambda row: row.noun.how),
    WORDS, START, END,
)  # fmt: skip
EVENTS = (
    ARTICLE,
    Column("event_id", "text", "e1, e2 … in the story", lambda row: row.noun.id),
    Column("kind", "text", "kind in PLOVER; empty: none of them", lambda row: row.noun.kind),
    Column("move", "text", "for a journey: leaves, arrives …", lambda row: row.noun.move),
    Column("words", "text", "the words that name it", lambda row: row.words(row.noun.trigger)),
    Column("actors", "texts", "who does it", _role("actor")),
    Column("recipients", "texts", "to whom", _role("recipient")),
    Column("instruments", "texts", "with what", _role("instrument")),
    Column("places", "texts", "where", _role("place")),
    Column("times", "texts", "when", _role("time")),
    Column("amounts", "texts", "how many", lambda row: row.each(x.span for x in row.noun.amounts)),
    Column("status", "text", "happened, planned, denied …", lambda row: row.noun.status),
    Column(
        "told_by", "text", "`statement_id`; empty: the story itself", lambda row: row.noun.told_by
    ),
    Column("told_by_speaker", "text", "who says that", _speaker_of_event),
    Column("start", "int", "where the words start in `text`", lambda row: row.noun.trigger.start),
    Column("end", "int", "where they end", lambda row: row.noun.trigger.end),
    SCORE,
)
TIMES = (
    ARTICLE,
    WORDS, START, END,
    Column("kind", "text", "date, time, duration, set", lambda row: row.noun.kind),
    Column("value", "text", "ISO 8601 or EDTF; X = not known", lambda row: row.noun.value),
    Column("grain", "text", "how precise it is", lambda row: row.noun.grain),
    Column("anchor", "text", "what it was counted from", _anchor),
    Column("how", "text", "the rule, or why there is no value", lambda row: row.noun.how),
    SCORE,
)  # fmt: skip
PLACES = (
    ARTICLE,
    WORDS, START, END,
    Column("name", "text", "name in the gazetteer", lambda row: row.noun.name),
    Column("geoname_id", "int", "number at geonames.org", lambda row: row.noun.geoname_id),
    Column("lat", "float", "degrees north; empty: not located", lambda row: row.noun.lat),
    Column("lon", "float", "degrees east", lambda row: row.noun.lon),
    Column("country", "text", "ISO 3166-1", lambda row: row.noun.country),
    Column("feature", "text", "class and code of GeoNames", lambda row: row.noun.feature),
    Column("radius_km", "float", "how far off it may be", lambda row: row.noun.radius_km),
    Column("use", "text", "literal, or metonym: those who govern it", lambda row: row.noun.use),
    Column("how", "text", "how it was found", lambda row: row.noun.how),
    Column("reason", "text", "why it was not located", lambda row: row.noun.reason),
    SCORE,
)  # fmt: skip
TABLES: dict[str, tuple[Column, ...]] = {
    "articles": ARTICLES,
    "statements": STATEMENTS,
    "actors": ACTORS,
    "checks": CHECKS,
    "events": EVENTS,
    "times": TIMES,
    "places": PLACES,
}


def rows_of(record: Record, table: str) -> list[tuple[Cell, ...]]:
    """Give the rows that one story adds to a table, as tuples of cells in text order."""
    article, reading = record.article, record.reading
    nouns = (article,) if table == "articles" else getattr(reading, table, ())
    actors = {one.id: one for one in reading.actors} if reading else {}
    speakers = {one.id: one.speaker_name for one in reading.statements} if reading else {}
    rows = (Row(article, reading, one, i, actors, speakers) for i, one in enumerate(nouns, 1))
    return [tuple(column.of(row) for column in TABLES[table]) for row in rows]
