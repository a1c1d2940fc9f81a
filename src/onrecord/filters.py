"""Which statements a person asks for: by whom, in which manner, not checked by anybody."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from onrecord.number_words import counted
from onrecord.record import Actor, CheckState, Manner, Record, Rejected, Span, Statement

SPEAKERS = 5  # named to who asks for somebody that does not speak


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a statement has to be; every part that is given has to hold."""

    by: str | None = None  # stands in a name, other name or role of who says it, in any case
    manners: frozenset[Manner] = frozenset()  # one of these; empty = any
    checked: frozenset[CheckState] = frozenset()  # one of these, as the story says; empty = any

    def __bool__(self) -> bool:
        return self != Filter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """What a filter found in a run; those of two runs add up to one."""

    statements: int = 0
    stories: int = 0  # that hold one of them
    others: int = 0  # stories that hold none
    # Of a filter by name: statements by it, whatever else is asked, and all who speak.
    named: int = field(default=0, compare=False)
    speakers: Counter[str] = field(default_factory=Counter, compare=False)

    @classmethod
    def of(cls, outcome: Iterable[Record | Rejected], wanted: Filter) -> Self:
        """Count what one page gave."""
        records = [one for one in outcome if isinstance(one, Record)]
        found = [len(matching(one, wanted)) for one in records]
        stories = sum(n > 0 for n in found)
        counts = cls(statements=sum(found), stories=stories, others=len(found) - stories)
        if wanted.by is None:
            return counts
        said = (one for record in records if record.reading for one in record.reading.statements)
        return replace(
            counts,
            named=sum(len(matching(one, Filter(by=wanted.by))) for one in records),
            speakers=Counter(one.speaker_name for one in said if one.speaker_name),
        )

    def __add__(self, other: "Matches") -> "Matches":
        return Matches(
            statements=self.statements + other.statements,
            stories=self.stories + other.stories,
            others=self.others + other.others,
            named=self.named + other.named,
            speakers=self.speakers + other.speakers,
        )

    def sentence(self) -> str:
        """Say it in one line: "2 statements match, in 1 story; 3 stories hold none.".

        Where nobody has the name that was asked for, it says who speaks.
        """
        line = counted(self.statements, "statement matches", "statements match")
        if self.stories:
            line += f", in {counted(self.stories, 'story', 'stories')}"
        others = counted(self.others, "story holds", "stories hold")
        line += f"; {others} none." if self.others else "."
        if self.named or not self.speakers:
            return line
        return f"{line} {nobody([name for name, _ in self.speakers.most_common()])}"


def nobody(speakers: Sequence[str]) -> str:
    """Say that nobody of the name that was asked for speaks, and who does: the first few."""
    if not speakers:
        return "Nobody of that name speaks, nor anybody else."
    more = len(speakers) - SPEAKERS
    some = ", ".join(speakers[:SPEAKERS]) + (f" and {more:,} more" if more > 0 else "")
    return f"Nobody of that name speaks; who does: {some}."


def matching(record: Record, wanted: Filter) -> tuple[Statement, ...]:
    """Give the statements of a story that are asked for, in text order."""
    reading = record.reading
    if reading is None:
        return ()
    actors = {actor.id: actor for actor in reading.actors}
    return tuple(
        one
        for one in reading.statements
        if (not wanted.manners or one.manner in wanted.manners)
        and (not wanted.checked or (one.checked or "silent") in wanted.checked)
        and (wanted.by is None or _is_by(one, wanted.by, actors, record.article.text))
    )


def keep(record: Record, wanted: Filter) -> Record:
    """Leave the statements out that are not asked for; everything else stays as it is."""
    if record.reading is None:
        return record
    kept = matching(record, wanted)
    return replace(record, reading=replace(record.reading, statements=kept))


def _is_by(one: Statement, name: str, actors: dict[str, Actor], text: str) -> bool:
    asked = _plain(name)
    return any(asked in _plain(known) for known in _names(one, actors, text))


def _names(one: Statement, actors: dict[str, Actor], text: str) -> Iterator[str]:
    """Give all names of those a statement rests on: who says it, may have said it, passes it on."""
    yield one.speaker_name or ""
    for told in one.via:
        yield told.name or _words(told.source, text)
    told_by = [told.actor for told in one.via]
    for actor in (actors[id_] for id_ in (one.speaker, *one.candidates, *told_by) if id_ in actors):
        yield actor.name
        yield from actor.aliases
        yield from (_words([role], text) for role in actor.roles)


def _words(spans: Iterable[Span], text: str) -> str:
    return " ".join(text[span.start : span.end] for span in spans)


def _plain(words: str) -> str:
    """Take case and kinds of white space and apostrophe away: they differ from page to page."""
    return " ".join(words.casefold().replace("’", "'").split())
