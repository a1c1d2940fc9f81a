"""Events -> what a timeline has a row for: one for each happening, however often it is told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher

from onrecord.number_words import below_hundred
from onrecord.record import Article, Event, EventKind, Reading, Span, Status
from onrecord.record.readings import least_likely
from onrecord.view.clauses import Clauses, spanned

# The same of one whose verb "and" or "but" joins with that of one shown: of such events in our
# stories and in news, half are right, of others that fall short a third.
JOINED = 0.3
AHEAD = frozenset(("planned", "possible", "requested", "threatened"))
_DAY, _MONTH = len("2023-09-12"), len("2023-09")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_STEM = 5  # letters by which words are of one stem: "reopens", "reopening"
_LONG_WORD = re.compile(r"\w{4,}")  # "the" and "with" are in every row
_WORD = re.compile(r"\b\d[\d,.]*\b|[a-z-]+")
# Words that two rows are compared by, and the share in common: of one kind, and whatever they are.
_FEWEST_ALIKE, _ALIKE, _RETOLD = 3, 0.6, 0.8
_LATEST = 4  # of its words, that which what is shared begins with
# Before these a row tells of another than behind them: "Roe left after police came".
_PARTING = frozenset(("after", "before", "since", "until", "when", "where", "while", "that"))
_HEADS = frozenset(("headline", "summary", "subhead"))
_ACCORDING = re.compile(r",? according to [^,]*(?:, |$)")
_WANTED = AHEAD - {"possible"}  # what is so on a day that is past has that day from elsewhere
_NOT = frozenset(("denied", "did not happen"))
_SO = frozenset(("happened", "ongoing"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A row of a timeline."""

    events: tuple[str, ...]  # `Event.id`s of all that it tells
    day: str  # ISO 8601, as far as it is known; "": it is not
    words: str
    kind: EventKind | None
    sort: str | None  # of which sort: its kind, or what it is of a journey
    status: Status
    told_by: tuple[str, ...]  # `Statement.id`s; none: the story itself says so
    who: frozenset[str]  # ids of those who take part, else their words
    names: frozenset[str]  # ids of those of them who have a name
    verb: int | None  # the word whose clause it is
    sentence: int | None  # that of the verb
    is_own: bool  # the event is that verb's, not an attack that the verb is about
    is_sentence: bool  # its verb is no "attacking" nor "to attack"
    is_headline: bool  # a headline has it, which the text below it is surer of


def happenings(article: Article, reading: Reading) -> list[Happening]:
    """Return what happened and will, in order of time, what has none last.

    Left out is what is only named and what is likely no event. Joined is what has one clause, and
    what is of one kind, by the same ones, on no other day.
    """
    clauses = Clauses(article, reading)
    days = days_of(reading, clauses)
    stamp = article.written
    now, today = (stamp.value[:_MONTH], stamp.value[:_DAY]) if stamp else ("", "")
    stops = {stop.event for journey in reading.itineraries for stop in journey.stops}
    dated = [
        (event, _day_of(event, days.get(event.id, ""), now, today)) for event in reading.events
    ]
    # Of a journey that is shown the days are, too.
    named = frozenset(actor.id for actor in reading.actors if actor.named)
    likely = {one.id for one, day in dated if _is_likely(one, day) or (day and one.id in stops)}
    sure = {i for one, _ in dated if one.id in likely for i in clauses.of(one.trigger)}
    # By these somebody only says something: "was warned that", "thanked".
    said = {one.cue.start for one in reading.statements if one.cue and one.manner == "says"}
    papers = _papers(reading)
    rows: list[Happening] = []
    for event, day in dated:
        is_joined = event.score >= JOINED and not sure.isdisjoint(clauses.fellows(event.trigger))
        is_of_paper = any(span.start <= event.trigger.start < span.end for span in papers)
        if is_of_paper or event.trigger.start in said or (event.id not in likely and not is_joined):
            continue
        row = _row(article, clauses, event, day, named)
        if row is None:
            continue
        same = next((k for k, one in enumerate(rows) if _is_same(one, row, now)), None)
        if same is None:
            rows.append(row)
        else:
            rows[same] = _joined(rows[same], row)
    rows = [row for row in rows if not _is_retold(row, rows)]
    rows = [replace(row, day="") if _is_ahead(row.status, row.day, today) else row for row in rows]
    return sorted(rows, key=lambda row: (not row.day, row.day[:_DAY], row.status in AHEAD))


def _papers(reading: Reading) -> list[Span]:
    """Return the words that name papers somebody quotes: "emails reviewed by the Echo"."""
    quoted = (one for one in reading.statements if one.grade in ("document", "data"))
    return [span for one in quoted for span in one.source]


def _day_of(event: Event, day: str, now: str, today: str) -> str:
    """Return the day of an event, as far as it is the event's own."""
    is_of_another = event.status in _WANTED and day[:_MONTH] < now[: len(day)]
    return "" if is_of_another or _is_ahead(event.status, day, today) else day


def _is_likely(event: Event, day: str) -> bool:
    return event.score >= least_likely(is_dated=bool(day))


def days_of(reading: Reading, clauses: Clauses) -> dict[str, str]:
    """Return what the time of each event means, by its id; "" for one that is no date.

    Of "shut until Friday" Friday is not; what burned until nine did so on that day.
    """
    values = {time.span: time.value or "" for time in reading.times}
    days: dict[str, str] = {}
    for event in reading.events:
        spans = [one.span for one in event.arguments if one.role == "time"]
        known = [
            value
            for span in spans
            if (value := values.get(span, ""))[:4].isdigit()
            and ("T" in value or not clauses.is_end(span))
            and not clauses.is_of_before(event, span)
        ]
        if spans:
            between = clauses.between(spans) if len(spans) > 1 else None
            ends = [_as_days(values.get(span, "")) for span in between or ()]
            is_range = len(ends) > 1 and "" not in ends and ends[0] < ends[1]
            day = _as_days(_finest(known)) if known else ""
            days[event.id] = "/".join(ends) if is_range else day
    return days


def _finest(values: Sequence[str]) -> str:
    """Return the first of several values, or what is finer within it: "in 2020 … in May"."""
    return max((value for value in values if value.startswith(values[0])), key=len)


def _as_days(value: str) -> str:
    """Give a date by its day, a week or weekend by its first and last: "2023-09-11/17"."""
    week = _WEEK.match(value)
    if week is None:
        return value[:_DAY]
    try:
        sunday = date.fromisocalendar(int(week[1]), int(week[2]), 7)
        first = sunday - timedelta(days=1 if value.endswith("-WE") else 6)
    except (ValueError, OverflowError):
        return ""  # there is no such week
    return f"{first}/{sunday:%m-%d}" if first.month != sunday.month else f"{first}/{sunday:%d}"


def _is_ahead(status: Status, day: str, today: str) -> bool:
    """Tell whether what is so would be on a day to come: that is of what was agreed on."""
    return status == "happened" and today != "" and _first(day) > today


def _first(day: str) -> str:
    """Return the first day of days "2023-09-11/17"; "" for what is longer than a week."""
    return day.partition("/")[0] if len(day) >= _DAY else ""


def _row(
    article: Article, clauses: Clauses, event: Event, day: str, named: frozenset[str]
) -> Happening | None:
    verb = clauses.verb_of(event)
    is_shown = event.kind is None and verb is not None and not clauses.is_past(verb)
    if is_shown and _is_pictured(article, event):
        return None  # what a picture shows: "Roe reads to her son in May"
    has_words = bool(clauses.of(event.trigger))
    when = [one.span for one in event.arguments if one.role == "time"] if day else []
    words = clauses.told(event, verb, when) if has_words else spanned(article, event)
    words = _ACCORDING.sub(" ", words).strip() if event.told_by else words  # its account says that
    if not words and has_words and _is_meeting(event):
        verb, words = None, clauses.told(event, None, when)
    is_only_named = verb is None and has_words and not day
    if not words or (is_only_named and not _is_meeting(event)):
        return None
    sides = [one for one in event.arguments if one.role in ("actor", "recipient")]
    places = [one for one in event.arguments if one.role == "place"]
    sides += places[:1] if event.move else []  # further ones say where the first is
    is_own = verb is not None and verb in clauses.of(event.trigger)
    is_open = verb is not None and not is_own and clauses.may_be(verb)
    is_told = event.status in _SO or event.status == "planned"  # "could mean that it ends in 2030"
    status = "possible" if is_open and is_told else event.status
    if status == "ongoing" and verb is not None and not is_own and clauses.is_past(verb):
        status = "happened"  # "rebuffed a request during the inquiry": the inquiry went on
    if verb is not None and clauses.is_owned_up(event):
        status = "happened"  # "pleaded guilty to threatening her": that is what happened
    who = frozenset(one.actor or article.text[one.span.start : one.span.end] for one in sides)
    return Happening(
        events=(event.id,),
        day=day,
        words=words,
        kind=event.kind,
        sort=event.kind or event.move,
        status=status,
        told_by=(event.told_by,) if event.told_by else (),
        who=who,
        names=who & named,
        verb=verb,
        sentence=None if verb is None else clauses.words.sentences[verb],
        is_own=is_own,
        is_sentence=verb is not None and clauses.is_finite(verb),
        is_headline=any(
            block.span.start <= event.trigger.start < block.span.end
            for block in article.blocks
            if block.kind in _HEADS
        ),
    )


def _is_pictured(article: Article, event: Event) -> bool:
    captions = (figure.caption for figure in article.figures if figure.caption is not None)
    return any(one.start <= event.trigger.start < one.end for one in captions)


def _is_meeting(event: Event) -> bool:
    """Tell whether two known by name meet: that is told though it is only named."""
    by_role = {one.role: one.actor for one in event.arguments if one.actor is not None}
    return event.kind == "CONSULT" and {"actor", "recipient"} <= by_role.keys()


def _is_same(one: Happening, other: Happening, now: str) -> bool:
    """Tell whether two rows are of one happening; what has no day is not of long before `now`."""
    as_sure = (one.status == "possible") == (other.status == "possible")
    is_of_one_verb = one.verb is not None and one.verb == other.verb
    if is_of_one_verb or (one.words == other.words and as_sure):
        return True
    is_beside = None is not one.sentence == other.sentence  # "it sank and twelve drowned"
    is_beside = is_beside and not _holds(one.words, other.words)
    is_apart = _sort(one.status) != _sort(other.status) or not _within(one.day, other.day)
    if is_beside or is_apart:
        return False
    are_others = one.names and other.names and one.names.isdisjoint(other.names)
    if not as_sure or are_others:
        return False  # what many assumed is not what was announced; "Roe was hurt", "Poe was hurt"
    if _are_alike(one.words, other.words, least=_RETOLD):
        return True
    if one.sort is None or one.sort != other.sort:
        return False
    is_alike = _are_alike(one.words, other.words, least=_ALIKE)
    day = one.day or other.day
    is_day = bool(one.day and other.day) or day[:_MONTH] >= now
    return (is_alike and (is_day or not day)) or (is_day and _are_same(one, other))


def _holds(one: str, other: str) -> bool:
    """Tell whether all that one of two rows says is in the other: "freed two men held in May"."""
    mine, theirs = ({*_LONG_WORD.findall(words.lower())} for words in (one, other))
    return mine <= theirs or theirs <= mine


def _is_retold(one: Happening, rows: Sequence[Happening]) -> bool:
    """Tell whether a row of a headline, without a day, is what the text below it has in full.

    It is if they share a long word: of 70 such rows in our stories 42 are told again, 19 are not.
    """
    if not one.is_headline or one.day:
        return False
    mine = _stems(one.words)
    return any(
        not other.is_headline
        and _sort(one.status) == _sort(other.status)
        and not mine.isdisjoint(_stems(other.words))
        for other in rows
    )


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in _LONG_WORD.findall(words.lower())}


def _are_same(one: Happening, other: Happening) -> bool:
    return bool(one.who and other.who) and (one.who <= other.who or other.who <= one.who)


def _are_alike(one: str, other: str, *, least: float) -> bool:
    """Tell whether most words of one are in the other: a headline and its first sentence.

    least: share of the shorter one's words, in their order; no number is another there.
    """
    mine, theirs = (_LONG_WORD.findall(words.lower()) for words in (one, other))
    fewest = min(len(mine), len(theirs))
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    n_shared = sum(block.size for block in blocks)
    if fewest < _FEWEST_ALIKE or n_shared < least * fewest:
        return False
    first = blocks[0]
    is_begin = max(first.a, first.b) <= _LATEST
    is_begin = is_begin and _PARTING.isdisjoint((*mine[: first.a], *theirs[: first.b]))
    many, others = _numbers(one), _numbers(other)
    return is_begin and (many <= others or others <= many)


def _numbers(words: str) -> set[str]:
    """Return the numbers among words, in figures or not."""
    return {
        word
        for word in _WORD.findall(words.lower())
        if word[0].isdigit() or below_hundred(word) is not None
    }


def _within(one: str, other: str) -> bool:
    """Tell whether one date lies in the other: "2023-09-12" in "2023-09", any in none."""
    return one.startswith(other) or other.startswith(one)


def _sort(status: Status) -> str:
    return "ahead" if status in AHEAD else "not" if status in _NOT else "so"


def _fullness(row: Happening) -> tuple[bool, bool, bool, bool, bool, int]:
    has_verb = row.verb is not None
    return has_verb, row.is_sentence, not row.is_headline, row.is_own, bool(row.day), len(row.words)


def _joined(one: Happening, other: Happening) -> Happening:
    """Make one of two: the day that is known best, the fuller words, the story's own word first.

    A headline, which leaves out who says so, is not that.
    """
    fuller = max(one, other, key=_fullness)
    own = any(not row.told_by and not row.is_headline for row in (one, other))
    return replace(
        fuller,
        events=(*one.events, *other.events),
        day=max(one.day, other.day, key=len),
        kind=fuller.kind or one.kind or other.kind,
        sort=one.sort or other.sort,
        told_by=() if own else tuple(dict.fromkeys((*one.told_by, *other.told_by))),
        who=one.who | other.who,
        names=one.names | other.names,
        is_headline=one.is_headline and other.is_headline,
    )
