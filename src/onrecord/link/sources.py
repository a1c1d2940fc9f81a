"""Who speaks in only one of two versions of an article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.link.pairing import alike, tokens_of
from onrecord.record import Actor, Change, ChangeKind, Edit, Record, Span, Statement

_SAME_CONTENT = 0.8  # of the words of both
_NO_NAMES = frozenset({
    "he", "she", "they", "it", "him", "her", "them", "we", "i", "you", "who", "his", "hers",
    "their", "its", "that", "this", "one", "both", "those",
})  # fmt: skip
_ARTICLES = frozenset({
    "a", "an", "the",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker, with the words that name them and what they say."""

    actor: Actor
    names: frozenset[str]
    said: tuple[tuple[Span, ...], ...]  # where they are named as source; () of one not named
    contents: tuple[tuple[str, ...], ...]
    touched: bool  # whether something of it stands in words that differ
    reworded: tuple[Span, ...]  # where they are named as source in words that differ

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where they are first named as a source, or else where they are named at all."""
        return next((spans for spans in self.said if spans), self.actor.mentions[:1])


def source_changes(
    before: Record, after: Record, edits: Sequence[Edit], known: Sequence[Change]
) -> list[Change]:
    """Return sources added and removed, and words that are now given to somebody else.

    edits: of the text below the headline, which shortens the names given in full in the text.
    known: a corrected name is not a new source, and a correction note is not a speaker.
    """
    if before.reading is None or after.reading is None:
        return []
    notes = [change for change in known if change.kind == "correction note"]
    old = _speakers(
        before,
        [edit.before for edit in edits if edit.before],
        [span for change in notes for span in change.before],
    )
    new = _speakers(
        after,
        [edit.after for edit in edits if edit.after],
        [span for change in notes for span in change.after],
    )
    # "61 percent of them" who are 69 percent now, or a name corrected, is the same source.
    renamed = [change for change in known if change.kind in ("name", "figure", "time")]
    found = list(_other_speakers(old, new, renamed))
    gone = [one for one in old if _is_new(one, new)]
    come = [one for one in new if _is_new(one, old)]
    found += [change_of("source removed", one.spans, (), one.actor.name) for one in gone]
    found += [change_of("source added", (), one.spans, one.actor.name) for one in come]
    return found


def _is_new(one: Speaker, others: Iterable[Speaker]) -> bool:
    """Whether nobody of the other version is the same, and nobody there says the same."""
    return one.touched and not any(
        one.names & other.names or _common(one, other) for other in others
    )


def _common(one: Speaker, other: Speaker) -> bool:
    return any(
        alike(left, right) >= _SAME_CONTENT for left in one.contents for right in other.contents
    )


def _other_speakers(
    old: Sequence[Speaker], new: Sequence[Speaker], renamed: Sequence[Change]
) -> Iterator[Change]:
    """Give speakers in whose place another says the same: where both are named, words differ."""
    for one in old:
        for other in new:
            if not (one.reworded and other.reworded) or one.names & other.names:
                continue
            if _common(one, other) and not _is_renamed(one, other, renamed):
                says = f"{one.actor.name!r} became {other.actor.name!r}"
                yield change_of("speaker", one.reworded, other.reworded, says)


def _is_renamed(one: Speaker, other: Speaker, renamed: Sequence[Change]) -> bool:
    return any(
        _overlap(one.actor.mentions, change.before) and _overlap(other.actor.mentions, change.after)
        for change in renamed
    )


def _overlap(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(x.start < y.end and y.start < x.end for x in spans for y in others)


def _speakers(
    record: Record, changed: Sequence[Span], notes: Sequence[Span]
) -> tuple[Speaker, ...]:
    """Return who speaks in a version; not in notes of a correction."""
    if record.reading is None:
        return ()
    text, reading = record.article.text, record.reading
    by_actor: dict[str, list[Statement]] = {}
    for one in reading.statements:
        if not _overlap((*one.content, *one.source), notes):
            for actor in {one.speaker, *(told.actor for told in one.via)} - {None}:
                by_actor.setdefault(str(actor), []).append(one)
    return tuple(
        _speaker(text, actor, by_actor[actor.id], changed)
        for actor in reading.actors
        if actor.id in by_actor
    )


def _speaker(
    text: str, actor: Actor, statements: Sequence[Statement], changed: Sequence[Span]
) -> Speaker:
    said = tuple(_source_of(actor, one) for one in statements)
    own = [one for one in statements if one.speaker == actor.id]
    around = [span for one in statements for span in (*one.content, *one.source)]
    return Speaker(
        actor=actor,
        names=_names(text, actor),
        said=said,
        contents=tuple(_words(text, one.content) for one in own),
        touched=_overlap(around, changed),
        reworded=tuple(span for one in own for span in one.source if _overlap([span], changed)),
    )


def _source_of(actor: Actor, statement: Statement) -> tuple[Span, ...]:
    if statement.speaker == actor.id:
        return statement.source
    return next((told.source for told in statement.via if told.actor == actor.id), ())


def _names(text: str, actor: Actor) -> frozenset[str]:
    """Return the words by which an actor is known in its article, folded; no pronouns."""
    spoken = [text[span.start : span.end] for span in (*actor.mentions, *actor.roles)]
    found = set()
    for name in (actor.name, *actor.aliases, *spoken):
        words = [token.key for token in tokens_of(name, 0, len(name)) if token.key not in _ARTICLES]
        if words and not (len(words) == 1 and words[0] in _NO_NAMES):
            found.add(" ".join(words))
            if actor.named and actor.kind == "person":
                found.add(words[-1])  # in one article a surname is enough
    return frozenset(found)


def _words(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(
        token.key
        for span in spans
        for token in tokens_of(text, span.start, span.end)
        if token.key[0].isalnum()
    )


def change_of(
    kind: ChangeKind, before: tuple[Span, ...], after: tuple[Span, ...], says: str
) -> Change:
    """Make a change that says what kind it is and what was changed."""
    return Change(kind=kind, before=before, after=after, says=f"{kind}: {says}")
