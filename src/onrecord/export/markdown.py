"""Records -> Markdown: who said what, by speaker, with the words of the story as footnotes."""

import re
from collections.abc import Iterable, Iterator

from onrecord.export.geojson import quoted
from onrecord.export.texts import address_of, hull_of, pieces_of, without_surrogates
from onrecord.record import Actor, Check, Event, Manner, Reading, Record, Span, Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|$^#=%{}])")
_NUMBERED = re.compile(r"^(\d+)([.)])")  # would begin a list at the head of a line
_ASKING: frozenset[Manner] = frozenset({"asks", "urges", "declines"})  # nothing to be sure of
_ID_DIGITS = 8
_QUOTES = "\"'“”‘’«»„"
Known = frozenset[str | None]  # ids of the statements that have a footnote
UNKNOWN = "Speaker not known"


def to_markdown(record: Record) -> str:
    """Give the report of a story, ending in a line break.

    Labels of footnotes hold the beginning of the story's id, so that reports can stand in one note.
    """
    parts = [*_head(record), *_body(record), *_footnotes(record)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Write text for Markdown: one line, shown as it is, nothing in it a mark."""
    line = " ".join(without_surrogates(text).replace("\0", "\ufffd").split())
    line = _SPECIAL.sub(r"\\\1", line)
    line = _NUMBERED.sub(r"\1\\\2", line)
    return "\\" + line if line[:1] in {"-", "+"} else line


def _head(record: Record) -> Iterator[str]:
    article = record.article
    yield f"# {escape(article.headline.value) if article.headline else 'Story without a headline'}"
    address = address_of(article)
    by = [", ".join(one.value for one in article.authors)]
    facts = article.agency, article.outlet, article.dateline, article.published
    by += [one.value for one in facts if one]
    shown = [escape(one) for one in by if one] + ([f"<{address}>"] if address else [])
    yield " · ".join(shown)
    yield "\n".join(f"- {escape(one.value)}" for one in article.summary)


def _body(record: Record) -> Iterator[str]:
    reading = record.reading
    if reading is None:
        return
    known: Known = frozenset(one.id for one in reading.statements)
    if reading.statements:
        yield "## Who said what"
    for speaker, statements in _by_speaker(reading):
        yield f"### {escape(speaker.name) if speaker else UNKNOWN}"
        yield _line_on(speaker, record)
        yield "\n".join(_said(one, record) for one in statements)
    if reading.checks:
        yield "## What was checked"
        yield "\n".join(
            _checked(one, number, record, known) for number, one in enumerate(reading.checks, 1)
        )
    if reading.events:
        yield "## What happened, and what may"
        yield "\n".join(_happened(one, record, known) for one in reading.events)


def _by_speaker(reading: Reading) -> list[tuple[Actor | None, list[Statement]]]:
    """Gather statements by speaker, in the order in which the story lets them speak."""
    actors = {one.id: one for one in reading.actors}
    groups: dict[str | None, list[Statement]] = {}
    for one in reading.statements:
        groups.setdefault(one.speaker if one.speaker in actors else None, []).append(one)
    unknown = groups.pop(None, [])
    known: list[tuple[Actor | None, list[Statement]]] = [
        (actors[id_], told) for id_, told in groups.items() if id_
    ]
    return known + ([(None, unknown)] if unknown else [])


def _line_on(actor: Actor | None, record: Record) -> str:
    if actor is None or record.reading is None:
        return ""
    body = next((x.name for x in record.reading.actors if x.id == actor.affiliation), None)
    roles = [record.article.text[one.start : one.end] for one in actor.roles]
    return " · ".join(escape(one) for one in [*roles, actor.standing, body] if one)


def _said(one: Statement, record: Record) -> str:
    text = record.article.text
    plain = one.certainty == "certain" or (one.certainty == "unknown" and one.manner in _ASKING)
    sure = "" if plain else f", {one.certainty}"
    words = pieces_of(text, one.content) or ""
    if one.quote == "direct" and words[0] not in _QUOTES:
        words = f"“{words}”"
    through = [x.name or pieces_of(text, x.source) or "somebody" for x in reversed(one.via)]
    more = [f"through {', '.join(through)}"] if through else []
    more += [one.checked] if one.checked else []
    rest = f" ({escape('; '.join(more))})" if more else ""
    return f"- **{one.manner}**{sure}: {escape(words)}{rest}{_mark(record, one.id)}"


def _checked(one: Check, number: int, record: Record, known: Known) -> str:
    by = f", by {escape(one.by_name)}" if one.by_name else ""
    covered = _marks(record, one.statements, known)
    words, rest = escape(_words(record, one.span)), f" on{covered}" if covered else ""
    outcome = "no answer" if one.unanswered else one.outcome
    return f"- **{outcome}**{by}: {words}{_mark(record, f'c{number}')}{rest}"


def _happened(one: Event, record: Record, known: Known) -> str:
    kind = f", {(one.move or one.kind or '').lower()}" if one.move or one.kind else ""
    sides = [f"{part.role}: {_words(record, part.span)}" for part in one.arguments]
    sides += [_words(record, amount.span) for amount in one.amounts]
    rest = f" ({escape('; '.join(sides))})" if sides else ""
    told = _marks(record, [one.told_by], known)
    told = f", told by{told}" if told else ""
    words = escape(_words(record, one.trigger))
    return f"- {_standing(one, record)}{kind}: {words}{rest}{told}{_mark(record, one.id)}"


def _standing(one: Event, record: Record) -> str:
    """Say whether it is so, and by whose account: what only a speaker tells is claimed."""
    if not one.told_by:
        return f"**{one.status}**"
    said = record.reading.statements if record.reading else ()
    teller = next((x for x in said if x.id == one.told_by), None)
    name = teller.speaker_name or pieces_of(record.article.text, teller.source) if teller else None
    who = escape(name or "somebody")
    if one.status == "happened":
        return f"**claimed by {who}**"
    return f"**{one.status}**, as {who} says"


def _footnotes(record: Record) -> Iterator[str]:
    reading = record.reading
    if reading is None:
        return
    for one in reading.statements:
        how = next((why.how for why in one.why if why.field == "speaker"), None)
        yield _note(record, one.id, hull_of(one.content), how and f"Speaker by {how}.")
    for number, check in enumerate(reading.checks, 1):
        yield _note(record, f"c{number}", check.span, f"Covers {check.how}.")
    for event in reading.events:
        yield _note(record, event.id, event.trigger, None)


def _note(record: Record, name: str, span: Span, more: str | None) -> str:
    around = escape(quoted(record.article.text, span.start, span.end))
    where = f"Characters {span.start}–{span.end}."
    return f"{_label(record, name)}: {_joined([around, where, escape(more or '')])}"


def _label(record: Record, name: str) -> str:
    return f"[^{name}-{record.article.id[:_ID_DIGITS]}]"


def _mark(record: Record, name: str) -> str:
    return f" {_label(record, name)}"


def _marks(record: Record, ids: Iterable[str | None], known: Known) -> str:
    """Point at footnotes of statements; a filter may have taken some of them out."""
    return "".join(_mark(record, one) for one in ids if one in known and one)


def _words(record: Record, span: Span) -> str:
    return record.article.text[span.start : span.end]


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
