"""Processes a long text in sections, so that time and memory grow only linearly."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from onrecord.reading.statements.assembly import with_statements
from onrecord.record import Actor, Anaphor, Article, Check, Reading, Statement, Words

SECTION_WORDS = 6_000  # ten stories' worth: who "she" is, is never looked for farther away
_NOTE = f"the text is long: speakers are looked for within {SECTION_WORDS:,} words"
_T = TypeVar("_T")


def with_all_statements(article: Article, reading: Reading) -> Reading:
    """Return a reading with its actors, statements and checks.

    Of a text that is longer than SECTION_WORDS each section is looked at alone; actors of one name
    and kind are the same in all of them.
    """
    n_words = len(reading.words.starts)
    if n_words <= SECTION_WORDS:
        return with_statements(article, reading)
    joint = _Joint()
    for first, last in _sections(article.text, reading.words):
        joint.add(with_statements(*_section(article, reading, first, last)))
    return replace(
        reading,
        actors=tuple(joint.actors),
        statements=tuple(joint.statements),
        checks=tuple(joint.checks),
        anaphors=tuple(joint.anaphors),
        notes=(*reading.notes, _NOTE),
    )


def _sections(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Cut words into ranges, where a line begins, else where a sentence does, else anywhere."""
    first, n_words = 0, len(words.starts)
    while first < n_words:
        last = min(first + SECTION_WORDS, n_words)
        if last < n_words:
            last = _good_end(text, words, first, last)
        yield first, last
        first = last


def _good_end(text: str, words: Words, first: int, last: int) -> int:
    lowest = first + SECTION_WORDS // 2
    for i in range(last, lowest, -1):
        if "\n" in text[words.ends[i - 1] : words.starts[i]]:
            return i
    for i in range(last, lowest, -1):
        if words.sentences[i] != words.sentences[i - 1]:
            return i
    return last


def _section(article: Article, reading: Reading, first: int, last: int) -> tuple[Article, Reading]:
    """Return the words [first, last) of a story as one; what is before is spaces, offsets stay."""
    words = reading.words
    start = words.starts[first] if first else 0
    end = words.ends[last - 1] if last < len(words.starts) else len(article.text)
    text = " " * start + article.text[start:end]

    def inside(one_start: int, one_end: int) -> bool:
        return start <= one_start and one_end <= end

    def kept(found: tuple[_T, ...], bounds: Callable[[_T], tuple[int, int]]) -> tuple[_T, ...]:
        return tuple(one for one in found if inside(*bounds(one)))

    part = replace(
        reading,
        mentions=kept(reading.mentions, lambda one: (one.span.start, one.span.end)),
        times=kept(reading.times, lambda one: (one.span.start, one.span.end)),
        chains=kept(reading.chains, lambda o: (o.mentions[0].start, o.mentions[-1].end)),
        verifications=kept(reading.verifications, lambda one: (one.span.start, one.span.end)),
        anaphors=kept(reading.anaphors, lambda one: (one.span.start, one.span.end)),
        attributions=tuple(
            replace(one, teller=None)
            if one.teller and not inside(one.teller.start, one.teller.end)
            else one
            for one in reading.attributions
            if all(inside(s.start, s.end) for s in (*one.source, one.cue, *one.content))
        ),
        words=_words(words, first, last),
    )
    blocks = kept(article.blocks, lambda one: (one.span.start, one.span.end))
    return replace(article, text=text, blocks=blocks), part


def _words(words: Words, first: int, last: int) -> Words:
    """Return words [first, last); one whose governor is left out is a root."""
    return Words(
        starts=words.starts[first:last],
        ends=words.ends[first:last],
        tags=words.tags[first:last],
        lemmas=words.lemmas[first:last],
        heads=tuple(
            head - first if first <= head < last else -1 for head in words.heads[first:last]
        ),
        relations=words.relations[first:last],
        sentences=words.sentences[first:last],
        certainties=words.certainties[first:last],
    )


class _Joint:
    """Sections put behind each other, with numbers of the whole."""

    def __init__(self) -> None:
        self.actors: list[Actor] = []
        self.statements: list[Statement] = []
        self.checks: list[Check] = []
        self.anaphors: list[Anaphor] = []
        self._places: dict[tuple[str, str], int] = {}  # name and kind -> index of the actor

    def add(self, part: Reading) -> None:
        """Add a section."""
        actors: dict[str | None, str | None] = {None: None}
        for actor in part.actors:
            actors[actor.id] = self._actor(actor)
        for actor in part.actors:
            self._affiliate(actors[actor.id], actors.get(actor.affiliation))
        self.anaphors += part.anaphors
        n = len(self.statements)
        numbers = {one.id: f"s{n + k}" for k, one in enumerate(part.statements, start=1)}
        self.statements += [_renumbered(one, actors, numbers) for one in part.statements]
        self.checks += [
            replace(
                check,
                by=actors[check.by],
                statements=tuple(numbers[one] for one in check.statements),
            )
            for check in part.checks
        ]

    def _actor(self, actor: Actor) -> str:
        key = (actor.name, actor.kind)
        at = self._places.get(key) if actor.named else None
        if at is None:
            at = len(self.actors)
            self._places[key] = at
            self.actors.append(replace(actor, id=f"a{at + 1}", affiliation=None))
            return self.actors[at].id
        known = self.actors[at]
        self.actors[at] = replace(
            known,
            aliases=tuple(dict.fromkeys((*known.aliases, *actor.aliases))),
            mentions=(*known.mentions, *actor.mentions),
            roles=(*known.roles, *actor.roles),
        )
        return known.id

    def _affiliate(self, actor: str | None, body: str | None) -> None:
        if actor is None or body is None:
            return
        at = int(actor[1:]) - 1  # "a7" is the seventh
        if self.actors[at].affiliation is None:
            self.actors[at] = replace(self.actors[at], affiliation=body)


def _renumbered(
    one: Statement, actors: dict[str | None, str | None], numbers: dict[str, str]
) -> Statement:
    return replace(
        one,
        id=numbers[one.id],
        speaker=actors[one.speaker],
        candidates=tuple(a for c in one.candidates if (a := actors[c]) is not None),
        via=tuple(replace(told, actor=actors[told.actor]) for told in one.via),
        refers=tuple(numbers[other] for other in one.refers),
    )
