"""What was read wrong in a story, a line each, for somebody who works on it."""

from collections.abc import Iterable, Iterator, Sequence

from eval.gold import GoldStatement
from eval.scores import one_line
from eval.statement_scores import (
    SETTINGS,
    Field,
    Match,
    count_found,
    has_pronoun,
    is_exact,
    is_invented,
    is_named,
    is_right_speaker,
    likeness,
    share_word,
    spans_of,
)
from onrecord.record import Span, Statement

_FIELDS: tuple[Field, ...] = ("grade", "quote", "manner", "certainty")
_WIDE = 90  # characters kept of a content


def error_lines(found: Match) -> list[str]:
    """Return a heading and a line for everything missed, too much or wrong, by kind."""
    right, read, gold = (int(n) for n in count_found(found))
    heading = f"{found.story.name}: found {right} of {gold}, {read - right} too many"
    lines = [*_missed(found), *_too_many(found)]
    for i, j in sorted(found.pairs.items()):
        one, other = found.story.statements[i], found.reading.statements[j]
        name = f"{i + 1}={other.id}"
        lines += [f"{kind:<9} {name:<8} {says}" for kind, says in _wrong(found, one, other)]
    lines += _wrong_checks(found)
    return [heading, *(f"  {line}" for line in lines)]


def _missed(found: Match) -> Iterator[str]:
    for i, one in enumerate(found.story.statements):
        if i in found.pairs:
            continue
        near = max(
            ((likeness(one, other), other.id) for other in found.reading.statements),
            default=(0, ""),
        )
        hint = f" (nearest {near[1]}: {near[0]:.2f})" if near[0] else ""
        cue = _quoted(found, spans_of(one.cue))
        says = f"{one.speaker or 'nobody'} {one.manner} [{cue}] {_quoted(found, one.content)}"
        yield f"{'missed':<9} {i + 1:<8} {says}{hint}"


def _too_many(found: Match) -> Iterator[str]:
    used = set(found.pairs.values())
    for j, one in enumerate(found.reading.statements):
        if j not in used:
            cue = _quoted(found, spans_of(one.cue))
            says = f"{one.speaker_name or 'nobody'} {one.manner} [{cue}]"
            yield f"{'too many':<9} {one.id:<8} {says} {_quoted(found, one.content)}"


def _wrong(found: Match, one: GoldStatement, other: Statement) -> Iterator[tuple[str, str]]:
    """Yield (what, gold and read) of everything that differs in a statement found."""
    if not is_exact(found.story.text, one, other):
        ours, theirs = _quoted(found, one.content), _quoted(found, other.content)
        yield "content", f"{ours} | read {theirs}"
    if not is_right_speaker(found, one, other):
        kind = "invented" if is_invented(found, one, other) else "speaker"
        source = _quoted(found, spans_of(one.source))
        pronoun = ", pronoun" if has_pronoun(found.story, one) else ""
        read = other.speaker_name or "nobody"
        yield kind, f"{one.speaker or 'nobody'} | read {read} (source “{source}”{pronoun})"
    cue = _quoted(found, spans_of(one.cue))
    for field in _FIELDS:
        gold, read = getattr(one, field), getattr(other, field)
        if gold != read:
            yield field, f"{gold} | read {read} ([{cue}] {_quoted(found, one.content)})"
    yield from _wrong_settings(found, one, other)
    yield from _wrong_links(found, one, other)


def _wrong_settings(
    found: Match, one: GoldStatement, other: Statement
) -> Iterator[tuple[str, str]]:
    """Yield the medium and the time of a statement that share no word with those of the gold."""
    for field in SETTINGS:
        gold, span = getattr(one, field), getattr(other, field)
        read = found.story.text[span.start : span.end] if span else None
        if (gold or read) and not share_word(gold or "", read or ""):
            yield field, f"{gold or 'none'} | read {read or 'none'}"


def _wrong_links(found: Match, one: GoldStatement, other: Statement) -> Iterator[tuple[str, str]]:
    names = [told.name for told in other.via]
    met = [any(is_named(found.story, name, told) for told in names) for name in one.via]
    if len(names) != len(one.via) or not all(met):
        read = ", ".join(name or "nobody" for name in names) or "nobody"
        yield "chain", f"{', '.join(one.via) or 'nobody'} | read {read}"
    golds = found.golds_by_id()
    refers = {golds.get(id_) for id_ in other.refers}
    if refers != set(one.refers):
        ours = _listed(str(i + 1) for i in one.refers)
        yield "refers", f"{ours} | read {_listed(_number(golds, id_) for id_ in other.refers)}"


def _wrong_checks(found: Match) -> Iterator[str]:
    """Yield the checks that cover something else than those of the gold, both sides in full."""
    golds = found.golds_by_id()
    gold = {
        (c.outcome, tuple(sorted(f"{i + 1}" for i in c.statements))) for c in found.story.checks
    }
    read = {
        (c.outcome, tuple(sorted(_number(golds, id_) for id_ in c.statements)))
        for c in found.reading.checks
    }
    for outcome, statements in sorted(gold - read):
        yield f"{'check':<9} {'missed':<8} {outcome}: {_listed(statements)}"
    for outcome, statements in sorted(read - gold):
        yield f"{'check':<9} {'too many':<8} {outcome}: {_listed(statements)}"


def _number(golds: dict[str, int], id_: str) -> str:
    """Return the number of a statement in the gold, or its id where it is not there."""
    return str(golds[id_] + 1) if id_ in golds else id_


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "nothing"


def _quoted(found: Match, spans: Sequence[Span]) -> str:
    said = one_line(" … ".join(found.story.text[span.start : span.end] for span in spans))
    return said if len(said) <= _WIDE else f"{said[: _WIDE // 2]} … {said[-_WIDE // 2 :]}"
