"""Prints what connects articles: stories, parties, revisions, corrections."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from onrecord.commands.answers import put, put_source
from onrecord.number_words import counted

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.library.across import (
        Copied,
        CorrectionEntry,
        PartyDetail,
        PartyEntry,
        Revised,
        StoryDetail,
        StoryEntry,
        StoryLink,
    )
    from onrecord.library.answers import Source
    from onrecord.record import Correction, Supplier

MOST = 6  # most names, roles or changes of words shown for one thing


def _story(text: "Text", one: "StoryEntry") -> None:
    put(text, f"{one.number}  {one.title}", "bold")
    days = " to ".join(dict.fromkeys(x for x in (one.since, one.until) if x)) or "no date"
    articles = counted(one.n_articles, "article")
    put(text, f"\n  {days}, {articles}, {counted(one.n_sources, 'source')}")
    if one.n_disputes:
        put(text, ", ")
        put(text, counted(one.n_disputes, "dispute"), "red")
    put(text, "\n")


def _story_detail(text: "Text", one: "StoryDetail") -> None:
    _story(text, one.story)
    for part in one.parts:
        put_source(text, part.source)
        put(text, f"    joined because: {'; '.join(part.because)}\n")
    known = {part.source.article_id: part.source for part in one.parts}
    _section(text, "Independent sources", (_supplier(x, known) for x in one.sources))
    _section(text, "Copies", (_copied(x) for x in one.copies))
    _section(text, "Goes on with", (_link(x) for x in one.follows))
    _section(text, "Went on as", (_link(x) for x in one.followed_by))


def _section(text: "Text", title: str, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        if not number:
            put(text, f"{title}\n", "bold")
        put(text, f"  {line}\n")


def _supplier(one: "Supplier", known: Mapping[str, "Source"]) -> str:
    """Name a source, or its first article if no page names it, so that two names differ."""
    first = known.get(one.articles[0])
    called = one.name if one.kind == "agency" or first is None else first.outlet or one.name
    told = first.title if first else f"[{one.articles[0]}]"
    name = f"not named: “{told}”" if one.kind == "unknown" else f"{called} ({one.kind})"
    return f"{name}: {counted(len(one.articles), 'article')}"


def _copied(one: "Copied") -> str:
    says = {"same": "the same words", "near": "edited", "part": "one is a part of the other"}
    sides = " and ".join(f"{x.outlet or x.title} [{x.article_id}]" for x in (one.source, one.other))
    agency = f", of {one.agency}" if one.agency else ""
    return f"{sides}: {says[one.kind]}{agency} ({one.shared[0]:.0%}, {one.shared[1]:.0%})"


def _link(one: "StoryLink") -> str:
    story = one.story
    return f"{story.number}  {story.title}: {'; '.join(one.because)}"


def _party(text: "Text", one: "PartyEntry") -> None:
    put(text, f"{one.number}  {one.name}", "bold")
    hidden = ", hidden" if one.hidden else ""
    put(text, f", {one.kind}, {counted(one.n_articles, 'article')}{hidden}\n")
    others = [name for name in one.names if name != one.name][:MOST]
    for title, words in (("also", others), ("as", one.roles[:MOST])):
        if words:
            put(text, f"  {title} {', '.join(words)}\n")


def _party_detail(text: "Text", one: "PartyDetail") -> None:
    _party(text, one.party)
    if one.bodies:
        put(text, f"  of {', '.join(one.bodies[:MOST])}\n")
    if one.company:
        put(text, f"  beside {', '.join(name for name, _ in one.company[:MOST])}\n")
    put(text, f"  {counted(one.n_statements, 'statement')}\n")
    for member in one.members:
        put_source(text, member.source)
        put(text, f"    as {member.name}: {'; '.join(member.because)}\n")
    _section(text, "Corrections", (_said(x) for x in one.corrections))


def _revised(text: "Text", one: "Revised") -> None:
    put(text, one.source.title, "bold")
    put(text, f", {one.how}\n")
    put_source(text, one.before)
    put_source(text, one.source)
    for change in one.changes:
        put(text, f"  {change.says}\n")
    for edit in one.edits:
        put(text, "    ")
        put(text, edit.before, "strike red")
        put(text, " → " if edit.before and edit.after else " removed" if edit.before else "added ")
        put(text, edit.after, "green")
        put(text, "\n")


def _correction(text: "Text", one: "CorrectionEntry") -> None:
    put(text, one.correction.id, "bold")
    undone = f", undone by {one.undone_by}" if one.undone_by else ""
    put(text, f" {_said(one.correction)}{undone}\n")


def _said(one: "Correction") -> str:
    """Describe a correction, with who made it and when."""
    names = dict.fromkeys(f"{x.name} [{x.article_id}]" for x in one.at)
    fix = one.fix
    what = [
        *([one.undoes] if one.undoes else []),
        *names,
        *([one.statement] if one.statement else []),
        *([one.other] if one.other else []),
    ]
    if one.name:
        what.append(f"as {one.name}")
    if fix:
        speaker = None if fix.speaker is None else f"said by {fix.speaker or 'nobody named'}"
        none = "is no statement" if fix.is_none else None
        what += [x for x in (speaker, fix.manner, fix.certainty, none) if x]
    return f"{one.kind} {', '.join(what)} ({one.by}, {one.on})"


VIEWS: dict[str, Callable[["Text", Any], None]] = {
    "StoryEntry": _story,
    "StoryDetail": _story_detail,
    "PartyEntry": _party,
    "PartyDetail": _party_detail,
    "Revised": _revised,
    "CorrectionEntry": _correction,
}
