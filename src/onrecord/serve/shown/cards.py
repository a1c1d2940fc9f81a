"""Statements -> cards in the margin: who, how, how surely, through whom, checked or not, why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.library.forms.pieces import place_of, unique
from onrecord.record import Actor, Article, Because, Manner, Reading, Span, Statement

ROLES = 2  # of a speaker shown
UNKNOWN = "speaker unknown"
LONGEST = 280  # characters of a quotation in a citation
FAMILIES: dict[Manner, str] = {  # what is drawn alike; the words tell them apart
    "says": "plain",
    "confirms": "firm",
    "reveals": "firm",
    "promises": "ahead",
    "asks": "ask",
    "urges": "ask",
    "claims": "doubt",
    "speculates": "doubt",
    "denies": "against",
    "accuses": "against",
    "declines": "silent",
    "threatens": "threat",
}
LEGEND = (
    ("plain", "says"),
    ("firm", "confirms, reveals"),
    ("ahead", "promises"),
    ("ask", "asks, urges"),
    ("doubt", "claims, speculates"),
    ("against", "denies, accuses"),
    ("silent", "declines"),
    ("threat", "threatens"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One statement as its card shows it."""

    id: str  # `Statement.id`
    anchor: str  # "599-643": its id in a library; stays as long as its words stand where they do
    number: int  # from 1, in text order
    speaker: str
    named: bool  # False: in words of the story only, or nobody can tell who speaks
    roles: tuple[str, ...]
    standing: str | None  # what the speaker's word is worth knowing by, in words
    candidates: tuple[str, ...]  # who it may be, where that is not known
    statement: Statement
    family: str
    content: str
    chain: tuple[str, ...]  # from the speaker outwards
    medium: str | None
    said: str | None
    checks: tuple[str, ...]  # words of the story that say whether it was checked
    refers: tuple[tuple[int, str], ...]  # numbers and anchors of what it answers
    answered: tuple[tuple[int, str], ...]  # and of what answers it
    why: tuple[Because, ...]
    citation: str
    shown: bool = True  # False: a filter leaves it out


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements to highlight; empty = any."""

    speaker: str = ""
    manner: str = ""
    certainty: str = ""

    def holds(self, statement: Statement, speaker: str) -> bool:
        """Tell whether a statement is one of them."""
        return (
            self.speaker in {"", speaker}
            and self.manner in {"", statement.manner}
            and self.certainty in {"", statement.certainty}
        )


def cards(article: Article, reading: Reading, wanted: Wanted) -> list[Card]:
    """Make the card of every statement, in text order."""
    return _Maker(article, reading).cards(wanted)


class _Maker:
    def __init__(self, article: Article, reading: Reading) -> None:
        self.article, self.reading = article, reading
        self.actors: dict[str, Actor] = {one.id: one for one in reading.actors}
        name = unique()  # as the library names them
        self.places = {
            one.id: (number, name(place_of(one.content)) or one.id)
            for number, one in enumerate(reading.statements, start=1)
        }

    def cards(self, wanted: Wanted) -> list[Card]:
        answered: dict[str, list[tuple[int, str]]] = {}
        for one in self.reading.statements:
            for referred in one.refers:
                answered.setdefault(referred, []).append(self.places[one.id])
        return [
            self.card(one, tuple(answered.get(one.id, ())), wanted)
            for one in self.reading.statements
        ]

    def card(self, one: Statement, answered: tuple[tuple[int, str], ...], wanted: Wanted) -> Card:
        speaker = one.speaker_name or self.words(one.source) or UNKNOWN
        number, anchor = self.places[one.id]
        chain = [told.name or self.words(told.source) for told in reversed(one.via)]
        return Card(
            id=one.id,
            anchor=anchor,
            number=number,
            speaker=speaker,
            named=one.speaker in self.actors and self.actors[one.speaker].named,
            roles=self.roles(one.speaker),
            standing=self.actors[one.speaker].standing if one.speaker in self.actors else one.grade,
            candidates=tuple(self.actors[x].name for x in one.candidates if x in self.actors),
            statement=one,
            family=FAMILIES[one.manner],
            content=self.words(one.content) or self.words([one.cue] if one.cue else []),
            chain=tuple(filter(None, chain)),
            medium=self.words([one.medium]) if one.medium else None,
            said=self.words([one.said]) if one.said else None,
            checks=tuple(
                self.words([check.span])
                for check in self.reading.checks
                if one.id in check.statements and not check.unanswered
            ),
            refers=tuple(self.places[x] for x in one.refers if x in self.places),
            answered=answered,
            why=one.why,
            citation=self.citation(one, speaker, anchor),
            shown=wanted.holds(one, speaker),
        )

    def words(self, spans: Iterable[Span]) -> str:
        text = self.article.text
        return " … ".join(text[span.start : span.end].replace("\n", " ") for span in spans)

    def roles(self, speaker: str | None) -> tuple[str, ...]:
        actor = self.actors.get(speaker or "")
        if actor is None:
            return ()
        found = distinct(self.words([role]) for role in actor.roles)[:ROLES]
        body = self.actors.get(actor.affiliation or "")
        if body is None or any(body.name in role for role in found):
            return tuple(found)
        return (*found, body.name)

    def citation(self, one: Statement, speaker: str, anchor: str) -> str:
        content = self.words(one.content)
        short = content if len(content) <= LONGEST else content[: LONGEST - 1].rstrip() + "…"
        bare = short.strip('“”"‘’ ')
        quoted = f"“{bare}”" if one.quote != "indirect" else f"that “{bare}”"
        return (
            f"{speaker} {one.manner} {quoted}. {citation(self.article)}"
            f" [{self.article.id}:{anchor}]"
        )


def distinct(roles: Iterable[str]) -> list[str]:
    """Leave out roles that are contained in another: "President" beside "the president"."""
    kept: list[str] = []
    for role in sorted(roles, key=len, reverse=True):
        if not any(role.casefold() in longer.casefold() for longer in kept):
            kept.append(role)
    return kept


def citation(article: Article) -> str:
    """Cite an article in one line: authors, headline, where and when it appeared, address."""
    authors = ", ".join(one.value for one in article.authors)
    headline = f"“{article.headline.value}”" if article.headline else "(no headline)"
    told = [one.value for one in (article.agency, article.outlet) if one]
    day = article.published or article.updated or article.captured
    when = day.value[:10] if day else "no date"
    url = article.url.value if article.url else ""
    parts = [authors, headline, *told, when, url]
    return ", ".join(one for one in parts if one) + "."


def speakers_of(found: Sequence[Card]) -> list[tuple[str, int]]:
    """Count the statements of each speaker, who says most first."""
    counts: dict[str, int] = {}
    for card in found:
        counts[card.speaker] = counts.get(card.speaker, 0) + 1
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
