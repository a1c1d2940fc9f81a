"""Times of a text -> times with values, in text order: later ones may be counted from earlier."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from onrecord.reading.times.asked import Answer, Asked, Known, Meant, counted, refused, unknown
from onrecord.reading.times.beside import beside_of
from onrecord.reading.times.canonical import LONGEST, canonical
from onrecord.reading.times.clock import Clock, at_clock, clock_of
from onrecord.reading.times.counted import counted_of, with_part
from onrecord.reading.times.explicit import explicit_of
from onrecord.reading.times.holidays import holiday_of
from onrecord.reading.times.lengths import UNIT, length_of, set_of
from onrecord.reading.times.matches import is_match_report, of_a_match
from onrecord.reading.times.periods import ends_here, period_of, quarter_until
from onrecord.reading.times.points import Point, end_of
from onrecord.reading.times.ranges import range_of
from onrecord.reading.times.seasons import season_of
from onrecord.reading.times.tense import (
    Helpers,
    goes_on,
    helpers_of,
    is_called_for,
    is_future,
    is_going_on,
    is_wanted,
    plain_verb,
)
from onrecord.reading.times.vague import vague_of
from onrecord.reading.times.vocabulary import (
    MONTH_NAMES,
    NUMBERS,
    PARTS,
    SEASON_MONTHS,
    SHORT_MONTHS,
)
from onrecord.record import Span, Time, TimeKind, Words

AROUND = 40  # characters looked at before and after a time
Rule = Callable[[Asked], Answer | None]

_DATES: tuple[Rule, ...] = (
    vague_of, explicit_of, holiday_of, period_of, counted_of, season_of
)  # fmt: skip
RULES: dict[TimeKind, tuple[Rule, ...]] = {
    "date": (*_DATES, length_of, set_of),
    "time": (*_DATES, length_of, set_of),
    "duration": (length_of, *_DATES, set_of),
    "set": (set_of, *_DATES, length_of),
}
"""What is tried for each kind, the first answer taken."""

# Not "three weeks before he left": no time that was named says when that is.
_BEHIND = re.compile(
    r"\s*(ago|earlier|later"
    r"|(?:before|after)(?!\s+(?:he|she|they|it|we|i|you|his|her|their|its|my|our)\b))\b"
)
_UNIT_BESIDE = re.compile(
    r" (before|after)(?=[,.;)]|$)"
)  # "in 2008. It was raised the year after,"
_AHEAD = re.compile(r"\b(last|next|this)\s+$")
_FIRST_BY = re.compile(r"(?:^|[.?!\n][”\"]? ?)by (?:the )?$")
_UNTIL = re.compile(r"\b(until|till|by|due)\s+(?:the )?$")
_OPEN_END = re.compile(r"\b(?:until|till)\s+$")
_PUT_OFF = re.compile(
    r"\b(?:postpon|extend|delay|defer|adjourn|reschedul|push|mov|giv|gave)\w* [^.]*"
    r"\b(?:until|to|by)\s+(?:the )?$"
)
_SINCE = re.compile(r"\bsince\s+(?:the )?$")
# "In a single night" is as long as any.
_SINGLE = re.compile(
    r"\b(?:in|of|for|over) (?:a|one) (?:single )?$|\bsingle $|\ball $|\bthrough(?:out)? the $"
)
_OF_DATE = re.compile(r" (?:of|on|in) (?:the )?")
_AND_A_HALF = re.compile(r"\b[\w-]+ and $")
_MANY = "about|nearly|almost|several|a few|some|last|past|next"
_MONTH_WORD = rf"\b(?:{'|'.join(MONTH_NAMES)}|(?:{'|'.join(SHORT_MONTHS)}|sept)\.?)"
_NO_UNIT = rf"(?:{'|'.join(NUMBERS)}|the|an?|every|each|this|that|at least|{_MANY})"
_COUNTS = r"few|to|or|more|full|whole|single|same|crucial|\d{1,3}"
_UNIT_WORD = rf"(?:{UNIT}|moment|time)s?\b"
_CUT_OFF = (  # what stands at the end of a time, what belongs to it behind
    (
        re.compile(rf"{_MONTH_WORD} \d{{1,2}},?$", re.I),
        re.compile(r",? (?:19|20)\d\d\b(?![,.]?\d)"),
    ),
    (
        re.compile(rf"^{_NO_UNIT}(?: crucial| same)?$", re.I),
        re.compile(rf" (?:(?:{_NO_UNIT}|{_COUNTS}) ){{0,3}}{_UNIT_WORD}"),
    ),
    (re.compile(rf"{_MONTH_WORD}$", re.I), re.compile(r" \d{1,2}(?:st|nd|rd|th)\b")),
    (re.compile(r"day(?: of)?$", re.I), re.compile(r"(?: of)? (?:last|this|next) week\b")),
    (re.compile(r"\d$|[ap]\.?m\.?$", re.I), re.compile(r" \(?(?:UTC|GMT)\b(?: ?[+-]\d{1,2}\b)?")),
)
_UNIT_FIRST = re.compile(r"(?:[\d.]+|a|x) (?:day|week|month|year)s?")
_MONTHS_OF_FIGURES = re.compile(r"(?:\dth |last |latest |past |same )*[69] months?|\dth half")
_COMPARED = re.compile(r"\d{4}|year (?:ago|earlier)|last year|previous year")
_BY = re.compile(r"\bby (?:the |next )?$")
_IF_NOT = re.compile(r"\b(?:if|unless)\b[^.;]*\bby (?:the |next )?$")
_WENT_ON = frozenset((
    "sing", "work", "live", "stay", "play", "serve", "last", "teach", "dance", "fight", "burn",
    "drink", "perform", "wait", "talk", "write", "lead",
))  # fmt: skip
_LEADING = frozenset(("before", "after", "that", "when"))  # in front of a clause
_OF_SUBJECT = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"))  # tags
_LONGEST_SUBJECT = 4  # words
_NEWS_DAYS = 3  # from what a story tells of to its publication
_NEAR = 60  # characters between a time of the day and its day


class _Story(NamedTuple):
    """What the times of a text are read with."""

    text: str
    words: Words
    helpers: Helpers
    times: Sequence[Time]
    is_match: bool  # it reports a match, whose halves and quarters are no part of a year
    captions: Sequence[Span]


class _Later(NamedTuple):
    """A time of the day that has no day yet."""

    clock: Clock
    asked: Asked


def valued(
    text: str, words: Words, times: Sequence[Time], known: Known, captions: Sequence[Span] = ()
) -> tuple[Time, ...]:
    """Give each time of a text its value, grain, anchor and how it was reached.

    captions: what is told there in the present tense has been.
    """
    helpers = helpers_of(words, text)
    story = _Story(text, words, helpers, times, is_match_report(text), captions)
    answers: list[Answer | _Later] = []
    for k, time in enumerate(times):
        asked = _asked(story, k, known)
        answer = of_a_match(asked, is_match=story.is_match) or _answer(story, k, asked)
        if isinstance(answer, Answer):
            known = _after(text, known, asked, answer, time.span)
        answers.append(answer)
    found = [
        _on_its_day(story, answers, k, answer) if isinstance(answer, _Later) else answer
        for k, answer in enumerate(answers)
    ]
    return tuple(
        replace(
            time,
            kind="date" if one.anchor is not None and time.kind == "duration" else time.kind,
            value=one.value,
            grain=one.grain,
            anchor=one.anchor,
            how=one.how,
        )
        for time, one in zip(times, found, strict=True)
    )


def _asked(story: _Story, k: int, known: Known) -> Asked:
    time, text = story.times[k], story.text
    start, end = widened(text, time.span)
    before = text[max(start - AROUND, 0) : start].lower()
    after = text[end : end + AROUND].lower()
    phrase = canonical(text[start : min(end, start + LONGEST)])
    ahead, behind = _AHEAD.search(before), _BEHIND.match(after)
    if _is_pointed_at(story.words, before, time.span):
        phrase = phrase._replace(words=f"that {phrase.words}")
    elif ahead and "x" not in phrase.words and not phrase.words.startswith(ahead[1]):
        phrase = phrase._replace(words=f"{ahead[1]} {phrase.words}")
    elif (
        behind
        and _UNIT_FIRST.fullmatch(phrase.words)
        and (time.kind in ("date", "time") or behind[1] in ("later", "earlier"))
    ):
        phrase = phrase._replace(words=f"{phrase.words} {behind[1]}")
    elif (beside := _UNIT_BESIDE.match(after)) and phrase.words in ("year", "month", "week", "day"):
        phrase = phrase._replace(words=f"{phrase.words} {beside[1]}")
    future, of_clause = _future(story, time.span, before), _is_of_clause(story, time.span)
    return Asked(phrase, time.kind, future, before, after, known, of_clause)


def _is_pointed_at(words: Words, before: str, span: Span) -> bool:
    """Tell "a probe that August" from "said that August was dry"."""
    at = bisect_left(words.starts, span.start) - 1
    return before.endswith("that ") and at >= 0 and words.relations[at] in ("det", "case")


def widened(text: str, span: Span) -> tuple[int, int]:
    """Return where the words of a time begin and end, with a year or zone that was cut off."""
    start, end = span.start, span.end
    words, after = text[start:end], text[end : end + AROUND]
    halves = _AND_A_HALF.search(text[max(start - AROUND, 0) : start])
    if halves and words.lower().startswith("a half"):
        start -= len(halves[0])
    for inside, behind in _CUT_OFF:
        match = behind.match(after) if inside.search(words) else None
        if match:
            return start, end + match.end()
    return start, end


def _future(story: _Story, span: Span, before: str) -> bool | None:
    if _SINCE.search(before) or before.endswith("as of "):
        return False
    first = bisect_left(story.words.starts, span.start)
    last = bisect_left(story.words.starts, span.end)
    if first == last:
        return None
    tells = is_future(story.words, story.text, story.helpers, first, last)
    verb = plain_verb(story.words, story.helpers, first, last)
    if (
        tells
        and verb is not None
        and any(one.start <= span.start < one.end for one in story.captions)
    ):
        tells = None  # "a hawker rolls a tyre on Tuesday": what a picture shows
    elif tells is None and verb is not None and "\n" in story.text[: span.start]:
        tells = goes_on(story.words, story.text, verb) or None
    is_by = _BY.search(before) is not None
    if is_by and not tells and is_going_on(story.words, story.text, first, last):
        # "Was closing its plant by June" is open, "By June it was closing" has been.
        tells = False if _FIRST_BY.search(before) else None
    is_asked = is_by and is_wanted(story.words, first, last)
    if is_asked or is_called_for(story.words, story.text, first, last):
        return True
    is_open = _OPEN_END.search(before) and not _went_on(story.words, verb, tells)
    if _PUT_OFF.search(before) or is_open or (is_by and _IF_NOT.search(before)):
        return True
    return True if tells is None and _UNTIL.search(before) else tells


def _went_on(words: Words, verb: int | None, tells: bool | None) -> bool:
    """Tell whether somebody did something until then, and ended: "She sang until Sunday"."""
    return tells is False and verb is not None and words.lemmas[verb] in _WENT_ON


def _is_of_clause(story: _Story, span: Span) -> bool:
    """Tell whether a clause right behind a time says which it is: "the day before Roe left"."""
    words = story.words
    first = bisect_left(words.starts, span.end)
    that = first < len(words.starts) and words.lemmas[first] == "that"
    if first < len(words.starts) and words.lemmas[first] in _LEADING:
        first += 1
    near = range(first, min(first + _LONGEST_SUBJECT, len(words.starts)))
    subject = next((k for k in near if words.relations[k] == "nsubj"), None)
    verb = -1 if subject is None else words.heads[subject]
    if subject is None or verb <= subject or (that and words.relations[verb] != "acl"):
        return False  # "conceded in the evening that he had left"
    plain = all(words.tags[k] != "PUNCT" for k in range(first, verb))
    plain = plain and _OF_SUBJECT.issuperset(words.tags[first : subject + 1])
    return plain and words.sentences[first] == words.sentences[verb]


def _answer(story: _Story, k: int, asked: Asked) -> Answer | _Later:
    """Read one time; a time of the day without a day is given its day later."""
    clock = clock_of(asked) if asked.kind != "duration" else None
    if isinstance(clock, Answer):
        return clock
    if clock:
        day = _by_rules(asked._replace(phrase=asked.phrase._replace(words=clock.rest)))
        fits = clock.rest and day.point is not None and day.point.grain == "day"
        return at_clock(clock, day) if fits else _Later(clock, asked)
    if ends_here(asked.after) and asked.words in ("quarter", "3 months", "fiscal quarter"):
        until = _by_rules(_asked(story, k + 1, asked.known)) if k + 1 < len(story.times) else None
        if until and until.point and until.grain == "day":
            how = "quarter, by the day on which it ended"
            return counted(asked, quarter_until(until.point), how, story.times[k + 1].span)
    if asked.words.rpartition(" ")[2] in PARTS:
        of = _of_date_behind(story, k, asked)
        if of is not None or _SINGLE.search(asked.before):
            return of or refused("a part of a day that is not told")
        is_same = asked.words.startswith("that ")
        told = asked.known.last_day if is_same else None
        told = told or _day_told_of(story.text, asked, story.times[k].span)
        return _by_rules(asked._replace(known=asked.known._replace(last_day=told)))
    return _by_rules(asked)


def _of_date_behind(story: _Story, k: int, asked: Asked) -> Answer | None:
    """Read "the night | of Oct. 21, 1983", "that afternoon | in March 2024" by the date."""
    part = asked.words.rpartition(" ")[2]
    if k + 1 == len(story.times):
        return None
    here, behind = story.times[k].span, story.times[k + 1].span
    if _OF_DATE.fullmatch(story.text[here.end : behind.start]) is None:
        return None
    date = _by_rules(_asked(story, k + 1, asked.known))
    if date.point is None:
        return None
    return with_part(counted(asked, date.point, "of the date behind it", behind), part)


def _by_rules(asked: Asked) -> Answer:
    for rule in RULES[asked.kind]:
        answer = rule(asked)
        if answer is not None:
            return answer
    for nested in (beside_of, range_of):
        answer = nested(asked, _by_rules)
        if answer is not None:
            return answer
    return refused("no rule reads these words")


def _after(text: str, known: Known, asked: Asked, answer: Answer, span: Span) -> Known:
    """Return what is known behind a time."""
    if _MONTHS_OF_FIGURES.fullmatch(asked.words):
        base = asked.base("year")
        return known._replace(period=Meant(base, span) if base else None)
    point = answer.point
    if point is None and asked.words in SEASON_MONTHS:
        return known._replace(last=None, last_day=None)  # "the summer they met": nor "that summer"
    if point is None or asked.kind == "set":
        return known
    meant = Meant(point, span)
    is_ahead = asked.future and point.grain == "quarter" and _is_ahead(asked, point)
    if point.grain == "quarter" and not is_ahead and not _COMPARED.search(asked.words):
        known = known._replace(period=meant)
    if point.grain == "day":
        known = known._replace(last_day=meant, lead_day=_lead_day(text, known, meant))
        if _is_ahead(asked, point):
            known = known._replace(ahead=(meant, *known.ahead))
    return known._replace(last=meant)


def _lead_day(text: str, known: Known, meant: Meant) -> Meant:
    """Return the first day of a story: behind the date of its dateline the one told of there."""
    lead = known.lead_day
    if lead is None or known.published is None or lead.point != known.published:
        return lead or meant
    is_dateline = any(map(str.isdigit, text[lead.span.start : lead.span.end]))
    return meant if is_dateline and "\n" not in text[lead.span.end : meant.span.start] else lead


def _is_ahead(asked: Asked, point: Point) -> bool:
    today = asked.day()
    return today is not None and end_of(point) > today


def _day_told_of(text: str, asked: Asked, here: Span) -> Meant | None:
    """Return the day that a time of the day belongs to, where none stands beside it.

    That is the last one named in its paragraph; else the first of the story, where it is as new as
    the publication. At the beginning of a line, "17:40 — ", it is an entry of the day itself.
    """
    known = asked.known
    if not here.start or text[here.start - 1] == "\n":
        return None
    last, today = known.last_day, asked.day()
    if last and (today is None or "\n" not in text[last.span.end : here.start]):
        return last
    lead = known.lead_day
    is_new = lead and today and 0 <= (today - lead.point.first).days <= _NEWS_DAYS
    return lead if is_new else None


def _on_its_day(story: _Story, answers: Sequence[Answer | _Later], k: int, later: _Later) -> Answer:
    """Give a time of the day its day: that beside it, the last before it, that of publication."""
    here = story.times[k].span
    beside: list[tuple[int, Point, Span]] = []
    for other in (k + 1, k - 1):
        one = answers[other] if 0 <= other < len(answers) else None
        if isinstance(one, Answer) and one.point is not None and one.point.grain == "day":
            span = story.times[other].span
            gap = max(span.start - here.end, here.start - span.end)
            beside += [(gap, one.point, span)] if gap <= _NEAR else []
    last = _day_told_of(story.text, later.asked, here)
    if beside:
        _, point, span = min(beside, key=itemgetter(0))
        day = counted(later.asked, point, "on the day beside it", span)
    elif last:
        day = counted(later.asked, last.point, "on the last day named before", last.span)
    else:
        today = later.asked.base("day")
        day = unknown(later.asked, "day")
        day = counted(later.asked, today, "day of publication") if today else day
    return at_clock(later.clock, day)
