"""The sides of a story: what they share, where they part, what was checked, whose figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.record import (
    Account,
    Article,
    Claim,
    Point,
    Record,
    Relation,
    Series,
    Silence,
    Statement,
    StatementRef,
)
from onrecord.view.layout import clean, count, pieces

SHOWN = 8  # claims and figures, without `full`
DISPUTED = 0.5  # score from which a relation is told as one
AGAINST = 3  # relations of a claim
LONGEST = 160  # characters of a statement that another one is set against
STATES = {
    "uncontested": "green",
    "contested": "yellow",
    "denied": "bold red",
    "withdrawn": "magenta",
    "checked": "cyan",
}
Shown = tuple[Claim, Sequence[Relation]]  # with what speaks against it
BY_HAND = {
    "same claim": "joined by hand",
    "another claim": "split by hand",
    "no dispute": "a dispute taken out by hand",
}
UNSAID = frozenset({"denies", "declines"})  # who does so does not say the words
_ORDER = (
    "disputes",
    "other figure",
    "supports",
    "narrows",
    "repeats",
)  # with a claim that is shown
PARTS = frozenset({"disputes", "other figure"})
_RANKS = {"denied": 0, "withdrawn": 0, "checked": 1, "contested": 2, "uncontested": 3}


@dataclass(frozen=True)
class Told:
    """A story's records and what was made of them."""

    records: Mapping[str, Record]  # by `Article.id`
    account: Account
    series: tuple[Series, ...] = ()
    story: int | None = None  # its number in a library
    numbers: Mapping[str, int] = field(default_factory=dict)  # by `Claim.id`; none: as they stand
    ids: Mapping[StatementRef, str] = field(default_factory=dict)  # of statements in a library

    @cached_property
    def statements(self) -> dict[StatementRef, Statement]:
        """Every statement by how claims point at it."""
        return {
            StatementRef(article_id=article, statement=one.id): one
            for article, record in self.records.items()
            for one in (record.reading.statements if record.reading else ())
        }

    @cached_property
    def _homes(self) -> dict[StatementRef, str]:
        return {said: claim.id for claim in self.account.claims for said in claim.statements}

    def pair(self, one: Relation) -> frozenset[str]:
        """Return the ids of the claims that a relation is between."""
        return frozenset(self._homes[said] for said in (one.one, one.other))

    def number_of(self, said: StatementRef) -> str:
        """Give the number of a statement's claim in a library, "3.12"; "" outside one."""
        return f"{self.story}.{self.numbers[self._homes[said]]}" if self.story else ""

    def article(self, said: StatementRef) -> Article:
        """Return the article of a statement."""
        return self.records[said.article_id].article

    def day(self, when: str | None) -> str:
        """Give the day of an instant, after a comma; "" where all is of one article."""
        return f", {when[:10]}" if when and len(self.records) > 1 else ""

    def words(self, said: StatementRef) -> str:
        """Give what is said, safe to print."""
        return pieces(self.article(said), self.statements[said].content)

    def number(self, point: Point) -> str:
        """Give a number as its article writes it, safe to print."""
        return pieces(self.records[point.article_id].article, [point.span])

    def speaker(self, said: StatementRef) -> str:
        """Name who says it, safe to print."""
        one = self.statements[said]
        named = clean(one.speaker_name or "") or pieces(self.article(said), one.source)
        return named or "somebody"


def accounts(told: Told, *, full: bool) -> Iterator[RenderableType]:
    """Set rival accounts, claims that somebody disputes, checked or shares, figures that differ."""
    silences = told.account.silences
    paired = {said for one in silences for said in (*one.mine, *one.its)}
    telling = _once(told, [c for c in told.account.claims if _is_telling(c)], paired)
    shown = telling if full else telling[:SHOWN]
    rival = [one for one in told.series if _differs(one)]
    if not shown and not rival and not silences:
        return
    yield Text("accounts", "cyan")
    if silences:
        yield Padding(_rivals(told, silences), (0, 0, 0, 4))
    yield _table(told, shown, rival if full else rival[:SHOWN])
    left = len(telling) - len(shown)
    if left:
        yield Text(f"  … {count(left, 'more claim')}: --full shows them", "dim")
    yield Text()


def _once(told: Told, claims: Sequence[Claim], paired: set[StatementRef]) -> list[Shown]:
    """Order claims, the disputed first; leave out those whose disputes stand above already.

    paired: statements that stand in rival accounts.
    """
    ordered = sorted(claims, key=lambda c: (_RANKS[c.state], not c.checks))
    found: list[Shown] = []
    seen: set[frozenset[str]] = set()
    for claim in ordered:
        against = _parting(told, claim)
        fresh = [one for one in against if told.pair(one) not in seen]
        seen |= {told.pair(one) for one in fresh}
        alone = claim.state == "uncontested" and len(claim.voices) == 1
        above = paired.issuperset(claim.statements) if alone else bool(against) and not fresh
        if not above or claim.state == "checked" or claim.corrections:
            found.append((claim, fresh))
    return found


def _rivals(told: Told, silences: Sequence[Silence]) -> RenderableType:
    """Set what two sides say of one happening, one above the other."""
    grid = _grid()
    for one in silences:
        silent = Text.assemble((f" · says nothing of ‘{told.words(one.silent)}’", "yellow"))
        for label, side, more in (("rival", one.mine, silent), ("accounts", one.its, Text())):
            lines = [_names(told, side) + more]
            lines += [Text(f"– {told.words(said)}", overflow="fold") for said in side[:SHOWN]]
            grid.add_row(Text(label, "yellow"), Group(*lines))
    return grid


def _names(told: Told, side: Sequence[StatementRef]) -> Text:
    """Name who speaks for a side, and who could not check it."""
    words = Text(", ".join(dict.fromkeys(map(told.speaker, side))), "bold", overflow="fold")
    checks = (
        check for claim in told.account.claims if not set(side).isdisjoint(claim.statements)
        for check in claim.checks
    )  # fmt: skip
    for check in dict.fromkeys((check.outcome, check.by) for check in checks):
        words.append(f" · {_outcome(*check)}", "yellow")
    return words


def _outcome(outcome: str, by: str | None) -> str:
    return f"{outcome} by {clean(by)}" if by else outcome


def headline(told: Told) -> Text:
    """Name a story by its first headline."""
    # a library gives the articles of a story in their order
    ordered = list(told.records.values())
    ordered = ordered if told.story else sorted(ordered, key=_first)
    titles = (record.article.headline for record in ordered)
    title = next((found.value for found in titles if found), "no headline")
    number = f"{told.story}  " if told.story else ""
    return Text.assemble((number, "cyan"), (clean(title), "bold"), overflow="fold")


def _first(record: Record) -> tuple[str, str]:
    found = record.article.published
    return found.value if found else "~", record.article.id


def is_telling(told: Told) -> bool:
    """Tell whether anything in a story is disputed, checked, shared, or given as two figures."""
    return any(map(_is_telling, told.account.claims)) or any(map(_differs, told.series))


def listed(told: Told, *, full: bool) -> Iterator[RenderableType]:
    """Set the claims of a story, each with its number, the disputed first, then its figures.

    full: all of them, in the order of the story, each with all that speaks against it.
    """
    claims = told.account.claims
    shown: list[Shown] = (
        [(claim, _parting(told, claim)) for claim in claims]
        if full
        else _once(told, [claim for claim in claims if _is_telling(claim)], set())
    )
    yield _table(told, shown, [one for one in told.series if _differs(one)])
    left = len(claims) - len(shown)
    if left:
        yield Text(f"  … {count(left, 'more claim')}: --full shows them", "dim")


def detail(told: Told, claim: Claim, number: str) -> Iterator[RenderableType]:
    """Set every wording of a claim with who said it, and all that stands for or against it."""
    yield Text.assemble((f"{number}  ", "cyan")) + _worded(told, claim, "bold")
    state = Text(claim.state, STATES[claim.state])
    if claim.why:
        state.append(f" {clean(claim.why)}", "dim")
    yield state
    yield _voices(told, claim)
    for one in claim.corrections:
        made = f"{one.id} ({one.by}, {one.on})"
        yield Text(f"{BY_HAND[one.kind]}: {clean(made)}", "magenta")
    grid = _grid()
    for said in claim.statements:
        words = Text(told.words(said), overflow="fold")
        if said in told.ids:
            words.append(f" [{clean(told.ids[said])}]", "dim")
        grid.add_row(_label(told, said), words)
    yield Padding(grid, (0, 0, 0, 4))
    own = set(claim.statements)
    related = [x for x in told.account.relations if x.one in own or x.other in own]
    related.sort(key=lambda one: (bool(one.edits), _ORDER.index(one.kind)))
    lines = [_related(told, one, own) for one in related]
    for line in {line.plain: line for line in lines}.values():  # its wordings share their relations
        yield Padding(line, (0, 0, 0, 4))


def _label(told: Told, said: StatementRef) -> Text:
    statement, article = told.statements[said], told.article(said)
    when = article.published.value[:10] if article.published else "no date"
    where = f", {clean(article.outlet.value)}" if article.outlet else ""
    told_at = f"{when}{where}", "dim"
    return Text.assemble((told.speaker(said), "bold"), f" {statement.manner}\n", told_at)


def _related(told: Told, one: Relation, own: set[StatementRef]) -> Text:
    if one.one in own and one.other in own and not one.edits:
        return Text.assemble((one.rewording or one.kind, "dim"), (f": {clean(one.reason)}", "dim"))
    if one.edits:
        return _edited(told, one)
    is_mutual = one.kind in ("disputes", "other figure")
    acts = one.kind if is_mutual or one.one in own else f"{one.kind} (by the other)"
    return Text.assemble((f"{acts} ", "yellow")) + _against(told, one, own)


def _edited(told: Told, one: Relation) -> Text:
    """Show what was cut from a quotation, and what stands instead."""
    words = Text.assemble((f"{one.rewording} by {told.speaker(one.one)}:", "dim"))
    for edit in one.edits:
        before = pieces(told.article(one.other), [edit.before]) if edit.before else None
        after = pieces(told.article(one.one), [edit.after]) if edit.after else None
        if before and after:
            words.append(f" ‘{before}’ → ‘{after}’")
        else:
            words.append(f" without ‘{before}’" if before else f" with ‘{after}’")
    return words


def _table(told: Told, claims: Sequence[Shown], series: Sequence[Series]) -> RenderableType:
    numbers = told.numbers or {claim.id: k for k, claim in enumerate(told.account.claims, start=1)}
    grid = _grid()
    for claim, against in claims:
        state = Text(claim.state, STATES[claim.state])
        if told.story:
            state.append(f"\n{told.story}.{numbers[claim.id]}", "dim")
        grid.add_row(state, _claim(told, claim, against))
    for one in series:
        grid.add_row(Text("figures", "blue"), figure(told, one))
    return Padding(grid, (0, 0, 0, 4))


def _is_telling(claim: Claim) -> bool:
    changed = bool(claim.checks or claim.corrections)
    return claim.state != "uncontested" or len(claim.voices) > 1 or changed


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=max(map(len, STATES)))
    grid.add_column(overflow="fold")
    return grid


def _claim(told: Told, claim: Claim, against: Sequence[Relation]) -> Group:
    lines = [_worded(told, claim), _voices(told, claim)]
    if claim.why and claim.state == "withdrawn":  # who checked it stands behind its sources
        lines.append(Text(clean(claim.why), "dim", overflow="fold"))
    own = set(claim.statements)
    lines += [_against(told, one, own) for one in against[:AGAINST]]
    if len(against) > AGAINST:
        where = told.number_of(claim.wording)
        shows = f": `onrecord claim {where}` shows them" if where else ""
        lines.append(Text(f"↳ {len(against) - AGAINST} more{shows}", "dim"))
    return Group(*lines)


def _worded(told: Told, claim: Claim, style: str = "") -> Text:
    """Give the words of a claim; behind "denies" or "declines" where nobody says these.

    Who says it in other words, "it was open" of "denies it was shut", does not say these either.
    """
    manner = told.statements[claim.wording].manner
    words = Text(overflow="fold")
    if manner in UNSAID:
        words.append(f"{manner} ", "yellow")
    return words.append(told.words(claim.wording), style)


def _parting(told: Told, claim: Claim) -> list[Relation]:
    """Return what speaks against a claim, denials first, of each claim and speaker once."""
    own = set(claim.statements)
    parting = (
        one
        for one in told.account.relations
        if one.kind in PARTS and one.score >= DISPUTED and (one.one in own) != (one.other in own)
    )
    found: dict[tuple[frozenset[str], str], Relation] = {}
    for one in sorted(parting, key=lambda one: (one.kind != "disputes", -one.score)):
        other = one.one if one.other in own else one.other
        found.setdefault((told.pair(one), told.speaker(other)), one)
    return list(found.values())


def _voices(told: Told, claim: Claim) -> Text:
    """Name who says it, since when, how many independent ones, and who could not check it."""
    names = ", ".join(dict.fromkeys(clean(voice.name) or "somebody" for voice in claim.voices))
    words = Text(names, "bold", overflow="fold")
    words.append(f", since{day}" if (day := told.day(claim.since).lstrip(",")) else "", "dim")
    if len(claim.voices) > 1:
        words.append(f" · {len(claim.voices)} independent sources", "dim")
    for outcome in dict.fromkeys(_outcome(check.outcome, check.by) for check in claim.checks):
        words.append(f" · {outcome}", "yellow")
    for kind in dict.fromkeys(one.kind for one in claim.corrections):
        words.append(f" · {BY_HAND[kind]}", "magenta")
    return words


def _against(told: Told, one: Relation, own: set[StatementRef]) -> Text:
    other = one.one if one.other in own else one.other
    words = told.words(other)
    words = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    manner, published = told.statements[other].manner, told.article(other).published
    # without it who denies would seem to say so
    unsaid = f" ({manner})" if manner in UNSAID else ""
    # "denies: depot" behind "denies: a depot was hit" says nothing new
    reason = "" if one.brief.partition(":")[0] == manner else f"\n  {clean(one.brief)}"
    return Text.assemble(
        (f"↳ {told.number_of(other)}".rstrip() + " ", "dim"),
        (told.speaker(other), "bold"),
        (told.day(published.value if published else None), "dim"),
        (unsaid, "yellow"),
        (f": {words}", "dim"),
        (reason, "yellow"),
        overflow="fold",
    )


def figure(told: Told, one: Series) -> Text:
    """Set the numbers of one quantity side by side, with who gives each and when."""
    words = Text(f"{clean(one.of)}: ", overflow="fold")
    parts = [_point(told, point) for point, _ in distinct(told, one.points)]
    return words + Text(" · ").join(parts)


def _differs(one: Series) -> bool:
    return any(point.kind in ("newer", "rival") for point in one.points)


def distinct(told: Told, points: Sequence[Point]) -> list[tuple[Point, list[Point]]]:
    """Give each point with those in which the same one says the same again, itself the first."""
    found: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        given = (point.low, point.high, point.modifier, point.by, unsaid(told, point))
        found.setdefault(given, []).append(point)
    return [(same[0], same) for same in found.values()]


def _point(told: Told, point: Point) -> Text:
    by = clean(point.by) if point.by else "the article"
    by = f"{by} {manner}" if (manner := unsaid(told, point)) else by
    when = told.day(point.when)
    return Text.assemble((told.number(point), "bold"), (f" ({by}{when})", "dim"))


def unsaid(told: Told, point: Point) -> str:
    """Give the manner of who does not say the number but denies it; "" of who does."""
    manner = told.statements[point.said].manner if point.said else ""
    return manner if manner in UNSAID else ""
