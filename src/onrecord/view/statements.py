"""What was said, by speaker, and who denies, declines or disagrees."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.record import Actor, Article, Check, Reading, Span, Statement, Told
from onrecord.view.layout import BESIDE, GAP, Look, beside, clean, count, pieces

STATEMENTS = 12  # of a story shown without `full`
ROLES = 3  # and of a speaker's roles
SPEAKERS = 3  # named where one line is about several statements
MANNER = len("speculates")  # columns of the longest manner
OUTCOME = len("not verified")  # and of the longest of what is said against statements
INDENT = 4  # columns
UNKNOWN = "speaker unknown"
LINE = "↳ "  # in front of the statement that another one is about
STYLES = {
    "confirms": "green",
    "promises": "green",
    "claims": "yellow",
    "speculates": "yellow",
    "denies": "bold red",
    "accuses": "red",
    "threatens": "red",
    "declines": "magenta",
    "asks": "blue",
    "urges": "blue",
    "reveals": "cyan",
}
OPEN = frozenset({"asks", "urges", "declines"})  # their certainty is unknown: it says nothing new
NO_ANSWER = "no answer"  # of who was asked
OUTCOMES = {"not verified": "yellow", "verified": "green", "contradicted": "bold red"}
# A cue that says no more than the manner does is left out: "said", "denied that", "told the Post".
PLAIN = ("said", "say", "told", "tell", "added", "according to")
# What leads to a medium or a place: "at the forum", "told the Post", "on Telegram".
_LEADING_TO = re.compile(
    r"\b(?:on|at|in|to|via|through|during|over|by|with|from|before|told|tells)"
    r"(?:[^\S\n](?:the|a|an|his|her|its|their))?[^\S\n]\Z",
    re.IGNORECASE,
)
_LONGEST_LEAD = len("through their ") + 1
PLACES = {"headline": "the headline", "summary": "the summary", "caption": "a caption"}


@dataclass(frozen=True)
class _Story:
    article: Article
    reading: Reading

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.reading.actors}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        return {one.id: one for one in self.reading.statements}

    def words(self, spans: Sequence[Span]) -> str:
        return pieces(self.article, spans)

    def content(self, one: Statement) -> str:
        return self.words(one.content) or self.words([one.cue] if one.cue else [])

    def speaker(self, one: Statement) -> str:
        return clean(one.speaker_name or "") or self.words(one.source) or UNKNOWN

    def name(self, actor: str) -> str:
        return clean(self.actors[actor].name) if actor in self.actors else actor


def statements(
    article: Article, reading: Reading, look: Look, width: int
) -> Iterator[RenderableType]:
    """Set what was said under who said it; those whom nobody knows come last."""
    story = _Story(article, reading)
    asked = [one for one in reading.statements if look.only is None or one.id in look.only]
    shown = asked if look.full or look.only is not None else asked[:STATEMENTS]
    if not shown:
        return
    yield _heading(asked, len(reading.statements))
    for speaker, told in _by_speaker(shown).items():
        yield _speaker(story, speaker, told[0], width)
        cells = [(_manner(one), _what(story, one, look, _room(MANNER, width))) for one in told]
        yield Padding(beside(cells, MANNER, width), (0, 0, 1, INDENT))
    if len(shown) < len(asked):
        left = count(len(asked) - len(shown), "more statement")
        yield Text(f"  … {left}: --full shows them\n", "dim")


def _heading(asked: Sequence[Statement], n_all: int) -> Text:
    speakers = len({one.speaker for one in asked if one.speaker is not None})
    words = count(n_all, "statement")
    words = f"{len(asked)} of {words}" if len(asked) < n_all else words
    return Text(words + (f" by {count(speakers, 'speaker')}" if speakers else ""), "cyan")


def _by_speaker(shown: Sequence[Statement]) -> dict[str | None, list[Statement]]:
    groups: dict[str | None, list[Statement]] = {}
    for one in sorted(shown, key=lambda one: one.speaker is None):
        groups.setdefault(one.speaker, []).append(one)
    return groups


def _speaker(story: _Story, speaker: str | None, first: Statement, width: int) -> RenderableType:
    if speaker is None:
        return Padding(Text(UNKNOWN, "bold dim"), (0, 0, 0, 2))
    name = Text(story.speaker(first), "bold", overflow="fold")
    about = _about(story, speaker, first)
    if not about.plain:
        return Padding(name, (0, 0, 0, 2))
    line = Text("  ").join([name, about])
    if cell_len(line.plain) <= width - 2:
        return Padding(line, (0, 0, 0, 2))
    return Padding(Group(name, Padding(about, (0, 0, 0, 2))), (0, 0, 0, 2))


def _about(story: _Story, speaker: str, first: Statement) -> Text:
    actor = story.actors.get(speaker)
    roles = _distinct(story.words([role]) for role in actor.roles) if actor else []
    parts = [", ".join(roles[:ROLES]), actor.standing if actor else first.grade or ""]
    body = story.name(actor.affiliation) if actor and actor.affiliation else ""
    if not any(body in role for role in roles[:ROLES]):  # "head of the board" names it
        parts.append(body)
    return Text(" · ".join(filter(None, parts)), "dim", overflow="fold")


def _distinct(roles: Iterable[str]) -> list[str]:
    """Leave out roles that are contained in another: "President" beside "the president"."""
    kept: list[str] = []
    for role in sorted(roles, key=len, reverse=True):
        if not any(role.casefold() in longer.casefold() for longer in kept):
            kept.append(role)
    return kept


def _room(column: int, width: int) -> int:
    """Give the columns left for words beside (or under) a label."""
    return width - INDENT - (column + GAP if width >= BESIDE else GAP)


def _manner(one: Statement) -> Text:
    words = Text.assemble((one.manner, STYLES.get(one.manner, "")))
    known = one.certainty == "unknown" and one.manner in OPEN
    if one.certainty != "certain" and not known:
        words.append(f"\n{one.certainty}", "italic yellow")
    return words


def _what(story: _Story, one: Statement, look: Look, room: int) -> Group:
    parts = [Text(story.content(one), overflow="fold")]
    details = [part for part in _details(story, one) if part.plain]
    if details:
        parts.append(Text(" · ", overflow="fold").join(details))
    if look.only is not None:  # no section follows that says what is denied, and who checked
        parts += _about_what(story, one.refers, room)
        parts += [
            Text.assemble(LINE, check.outcome, ": ", _check(story, check), style="dim")
            for check in story.reading.checks
            if one.id in check.statements
        ]
    if look.why:
        parts += [_why(because.field, because.how, because.score) for because in one.why]
        parts.append(_why("source and content", "", one.score))
    return Group(*parts)


def _why(field: str, how: str, score: float) -> Text:
    words = ": ".join(filter(None, (clean(field), clean(how))))
    return Text(f"why {words} ({score:.2f})", "dim italic", overflow="fold")


def _details(story: _Story, one: Statement) -> Iterator[Text]:
    """Give what else is known of a statement: cue, chain, medium, time, check, other places."""
    yield Text(_cue(story, one), "dim")
    if one.speaker is None:
        yield _who(story, one)
    if one.via:
        yield Text(" ← ".join([story.speaker(one), *_chain(story, one.via)]), "cyan")
    yield Text(_medium(story, one), "dim")
    yield Text(story.words([one.said]) if one.said else "", "dim")
    yield _checked(story, one)
    places = [_place(story.article, spans) for spans in one.places if spans]
    yield Text("also in " + ", ".join(dict.fromkeys(places)) if places else "", "dim")


def _medium(story: _Story, one: Statement) -> str:
    """Name where or in what it was said as the text does: "at the forum", not "forum"."""
    if one.medium is None:
        return ""
    start = one.medium.start
    if one.cue and _cue(story, one) and one.cue.start <= start < one.cue.end:
        return ""  # the cue is shown, and says so: "radioed the harbour"
    led = _LEADING_TO.search(story.article.text, max(0, start - _LONGEST_LEAD), start)
    words = story.words([one.medium])
    return f"{clean(led[0]).lower()} {words}" if led else words


def _cue(story: _Story, one: Statement) -> str:
    cue = story.words([one.cue]) if one.cue else ""
    return "" if cue.lower().startswith((one.manner[:3], *PLAIN)) else cue


def _who(story: _Story, one: Statement) -> Text:
    """Say how somebody unknown is named, and who it may be."""
    named = story.words(one.source)
    maybe = " or ".join(dict.fromkeys(story.name(actor) for actor in one.candidates))
    words = f"{named}, perhaps {maybe}" if named and maybe else named
    return Text(words or (f"perhaps {maybe}" if maybe else ""), "yellow")


def _chain(story: _Story, via: Sequence[Told]) -> list[str]:
    """Name those who pass it on, from the one next to the speaker to the one the story cites."""
    return [
        clean(told.name or "") or story.words(told.source) or "somebody" for told in reversed(via)
    ]


def _checked(story: _Story, one: Statement) -> Text:
    if one.checked is None:
        return Text()
    bys = [
        clean(check.by_name or "")
        for check in story.reading.checks
        if one.id in check.statements and check.outcome == one.checked and not check.unanswered
    ]
    by = " by " + ", ".join(dict.fromkeys(filter(None, bys))) if any(bys) else ""
    if one.checked == "not verified":
        return Text(f"unchecked{by}", "yellow")
    return Text(f"checked: {one.checked}{by}", OUTCOMES[one.checked])


def _place(article: Article, spans: Sequence[Span]) -> str:
    start = spans[0].start
    kinds = [block.kind for block in article.blocks if block.span.start <= start < block.span.end]
    return PLACES.get(kinds[0], "the text") if kinds else "the text"


def disputes(
    article: Article, reading: Reading, look: Look, width: int
) -> Iterator[RenderableType]:
    """Set denials and refusals with what they are about, and what the story says of checks."""
    story = _Story(article, reading)
    room = _room(OUTCOME, width)
    points = [*_answers(story, room), *_checks(story, room)]
    shown = points if look.full else points[:STATEMENTS]
    if not shown:
        return
    yield Text("who denies, declines, disagrees", "cyan")
    yield Padding(beside(shown, OUTCOME, width), (0, 0, 0, INDENT))
    if len(shown) < len(points):
        yield Text(f"  … {len(points) - len(shown)} more: --full shows them", "dim")
    yield Text()


def _answers(story: _Story, room: int) -> Iterator[tuple[Text, Group]]:
    told = story.reading.statements
    for manner in ("denies", "declines"):
        for one in (one for one in told if one.manner == manner):
            cue = _cue(story, one)
            words = (f" ({cue})" if cue else "", "dim")
            what = Text.assemble(
                (story.speaker(one), "bold"), words, f": {story.content(one)}", overflow="fold"
            )
            yield Text(manner, STYLES[manner]), Group(what, *_about_what(story, one.refers, room))


def _checks(story: _Story, room: int) -> Iterator[tuple[Text, Group]]:
    for check in sorted(story.reading.checks, key=lambda check: check.outcome != "contradicted"):
        what = _check(story, check)
        yield (
            Text(NO_ANSWER if check.unanswered else check.outcome, OUTCOMES[check.outcome]),
            Group(what, *_about_what(story, check.statements, room)),
        )


def _check(story: _Story, check: Check) -> Text:
    by, words = clean(check.by_name or ""), story.words([check.span])
    named = (f"{by}: ", "bold") if by and by not in words else ""
    return Text.assemble(named, words, overflow="fold")


def _about_what(story: _Story, ids: Sequence[str], room: int) -> list[Text]:
    """Give one line on the statements that something is about."""
    told = [story.statements[id_] for id_ in ids if id_ in story.statements]
    if not told:
        return []
    if len(told) == 1:
        words = f"{story.speaker(told[0])} ({told[0].manner}): {story.content(told[0])}"
    else:
        names = list(dict.fromkeys(story.speaker(one) for one in told))
        more = [f"{len(names) - SPEAKERS} more"] if len(names) > SPEAKERS else []
        words = f"{len(told)} statements: {', '.join(names[:SPEAKERS] + more)}"
    line = Text(LINE + words, "dim")
    line.truncate(max(room, len(LINE) + 1), overflow="ellipsis")
    return [line]
