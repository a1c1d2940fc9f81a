"""Interviews as questions and answers: whom "Q" and "A" before a colon stand for."""

from collections.abc import Iterable, Sequence

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.parsed import Parsed

_ASKING = frozenset(("q", "question"))
_ANSWERING = frozenset(("a", "answer"))
_MEETING = frozenset(
    ("met", "meets", "spoke", "speaks", "talked", "talks", "interviewed", "interviews", "asked",
     "asks", "sat", "sits", "visited", "told", "tells")
)  # fmt: skip


def is_label(parsed: Parsed, source: Sequence[int]) -> bool:
    """Whether a source is only the "Q" or "A" that begins a line of an interview."""
    if len(source) != 1 or source[0] + 1 >= len(parsed):
        return False
    i = source[0]
    label = parsed.words[i] in _ASKING | _ANSWERING and parsed.words[i + 1] == ":"
    return label and i == parsed.line_of(i).start


def who_is(parsed: Parsed, cast: Cast, label: int) -> Member | None:
    """Return who asks or answers in an interview, by the words before the first question.

    It is with the person named most often there; whom they met or told asks.
    """
    first = next(i for i in range(len(parsed)) if is_label(parsed, [i]))
    named = [i for one in cast.namings if (i := one.first) < first]
    people = [m for i in named if (m := cast.at.get(i)) is not None and m.kind == "person"]
    answering = _most_often(people)
    if parsed.words[label] in _ANSWERING or answering is None:
        return answering
    met = [
        m
        for i in named
        if (m := cast.at.get(i)) in people
        and m is not answering
        and not _MEETING.isdisjoint(parsed.words[k] for k in parsed.sentence_of(i))
    ]
    return _most_often(met)


def _most_often(people: Iterable[Member]) -> Member | None:
    """Return who stands most often in a list, the first of several."""
    found = list(people)
    counts = [sum(one is other for other in found) for one in found]
    return found[counts.index(max(counts))] if found else None
