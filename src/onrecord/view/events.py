"""What happened and will happen, in order, by whose account; and where people went."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.record import Article, Reading, Statement, Status, Stop
from onrecord.view.happenings import Happening, happenings
from onrecord.view.layout import Look, beside, clean, count, pieces

EVENTS = 12  # of a story shown without `full`
WHEN = len("2023-09-12")  # columns
TELLERS = 2  # named of one happening
STYLES = {"happened": "", "ongoing": "green", "denied": "bold red", "did not happen": "red"}
_BY: dict[str, str] = {
    "says": "according to", "confirms": "confirmed by", "claims": "claimed by",
    "denies": "denied by", "accuses": "alleged by", "declines": "not answered by",
    "asks": "asked by", "urges": "urged by", "promises": "promised by",
    "threatens": "threatened by", "speculates": "thought possible by", "reveals": "revealed by",
}  # fmt: skip
_THOUGHT = {"unlikely": "thought unlikely by"} | dict.fromkeys(
    ("probable", "certain"), "thought likely by"
)
_THOUGHT_BY = "thought "
# Words that say a status, so that a row need not; "may" and "could" are as often of something else.
_SAYING = {
    "did not happen": frozenset((
        "no", "not", "cannot", "never", "nothing", "nobody", "none", "neither", "failed", "failing",
        "fails", "fail", "refused",
        "forgot", "forgotten",
    )),
}  # fmt: skip
_UNTRUE = frozenset(("denied", "did not happen"))
_SMALL = frozenset(("the", "a", "an", "his", "her", "its", "their", "some", "many"))
ARROW = " → "
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


def timeline(
    article: Article, reading: Reading, look: Look, width: int
) -> Iterator[RenderableType]:
    """Set a row for each happening in order of time; without `full` the first, with days if any."""
    rows = happenings(article, reading)
    if not rows:
        return
    shown = rows if look.full else ([row for row in rows if row.day] or rows)[:EVENTS]
    yield Text(f"timeline of {count(len(rows), 'event')}", "cyan")
    told, tellers = {one.id: one for one in reading.statements}, tellers_of(article, reading)
    accounts = [
        _accounts([told[one] for one in row.told_by if one in told], tellers, row.status)
        for row in shown
    ]
    set_rows = [
        (_when(row.day), _what(row, by, why=look.why))
        for row, by in zip(shown, accounts, strict=True)
    ]
    yield Padding(beside(set_rows, WHEN, width), (0, 0, 0, 2))
    if len(shown) < len(rows):
        yield Text(f"  … {count(len(rows) - len(shown), 'more event')}: --full shows them", "dim")
    yield Text()


def itineraries(article: Article, reading: Reading) -> Iterator[RenderableType]:
    """Set where somebody went, a line each."""
    told: dict[str | None, Statement] = {one.id: one for one in reading.statements}
    tellers = tellers_of(article, reading)
    for journey in reading.itineraries:
        yield Text("journey", "cyan")
        name = Text(clean(journey.name), "bold", overflow="fold")
        stops = [
            _stop(
                article,
                stop,
                _accounts([told[by]] if (by := stop.told_by) in told else [], tellers, stop.status),
            )
            for stop in journey.stops
        ]
        yield Padding(Group(name, Text(ARROW, "dim").join(stops)), (0, 0, 1, 2))


def _when(day: str) -> Text:
    """Give a day, a season in words: "spring 2024"; a decade as "1970s", a century as "1900s"."""
    year, _, rest = day.partition("-")
    if 0 < len(day) < len("1970"):
        return Text(f"{day:0<4}s", "bold")
    return Text(f"{_SEASONS[rest]} {year}" if rest in _SEASONS else day, "bold")


def _what(row: Happening, accounts: str, *, why: bool) -> Text:
    """Give the words of a happening and what is known of it: whether it is so, by whose account.

    why: also its kind.
    """
    words = Text(row.words, overflow="fold")
    if row.status != "happened" and not _says(row, accounts):
        words.append(f" · {row.status}", STYLES.get(row.status, "yellow"))
    if why and row.kind:
        words.append(f" · {row.kind.lower()}", "dim")
    if accounts:
        words.append(f" · {accounts}", "cyan")
    return words


def _says(row: Happening, accounts: str) -> bool:
    """Tell whether a row says its status as it is: "nothing was hit", "thought likely by"."""
    if row.status == "denied":
        return accounts.startswith(_BY["denies"])
    if row.status == "possible":
        return accounts.startswith(_THOUGHT_BY)
    words = row.words.lower().replace("’", "'").split()
    is_not = row.status == "did not happen" and any(word.endswith("n't") for word in words)
    return is_not or not _SAYING.get(row.status, frozenset()).isdisjoint(words)


def _accounts(statements: Sequence[Statement], tellers: Mapping[str, str], status: Status) -> str:
    """Say by whose accounts it is, those of one manner together: "denied by Kim and Roe".

    Whoever denies what a criticism says does not deny that it was made.
    """
    by: dict[str, list[str]] = {}
    for one in statements:
        if one.manner == "denies" and status not in _UNTRUE:
            continue
        thought = _THOUGHT.get(one.certainty) if one.manner == "speculates" else None
        names = by.setdefault(thought or _BY[one.manner], [])
        if tellers[one.id] not in names and sum(map(len, by.values())) < TELLERS:
            names.append(tellers[one.id])
    return ", ".join(f"{how} {' and '.join(who)}" for how, who in by.items() if who)


def tellers_of(article: Article, reading: Reading) -> dict[str, str]:
    """Name who tells each statement, by its id; what begins a sentence and is no name is small.

    Of one that is told through others also the outermost: "Jan Roe ← Radio Osen".
    """
    words = zip(reading.words.starts, reading.words.tags, strict=True)
    common = {start for start, tag in words if tag not in ("PROPN", "X")}
    common -= {one.span.start for one in reading.mentions}  # "American Airlines"
    names = {}
    for one in reading.statements:
        named = clean(one.speaker_name or "")
        source = pieces(article, one.source)
        name = named or source or "somebody"
        is_common = bool(one.source) and name == source and one.source[0].start in common
        first = name.split(" ")[0]
        is_common = is_common and not _is_written_large(article.text, first)
        is_small = first.lower() in _SMALL or (is_common and first.istitle())
        name = name[0].lower() + name[1:] if is_small else name
        through = clean(one.via[0].name or "") if one.via else ""
        names[one.id] = f"{name} ← {through}" if through else name
    return names


def _is_written_large(text: str, word: str) -> bool:
    """Tell whether a word has its capital inside a sentence, too: "many European leaders"."""
    return re.search(rf"[a-z,] {re.escape(word)}\b", text) is not None


def _stop(article: Article, stop: Stop, account: str) -> Text:
    place = Text.assemble((pieces(article, [stop.place]), "bold"), overflow="fold")
    notes: list[str] = [stop.move]
    if stop.time:
        notes.append(pieces(article, [stop.time]))
    if stop.status != "happened" and not account.startswith(_THOUGHT_BY):
        notes.append(stop.status)
    if account:
        notes.append(account)
    return place.append(f" ({', '.join(notes)})", "dim")
