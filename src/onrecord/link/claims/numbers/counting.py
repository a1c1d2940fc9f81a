"""The numbers in an article that count or measure something: where each is and who gives it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

import numpy as np

from onrecord.link.claims.numbers.numerals import (
    BEFORE_COUNTED,
    Numeral,
    is_bare,
    numerals,
    taken_over,
)
from onrecord.link.claims.numbers.runs import head_of
from onrecord.link.claims.numbers.tellers import holds, speaker_of, teller_of
from onrecord.link.claims.terms.senses import WORD, folded, lexicon, term_of, weight_of
from onrecord.link.claims.terms.words import Floats, of_length_one, vectors_of
from onrecord.link.names import key_of
from onrecord.record import Reading, Record, Span, Statement, StatementRef, Time

_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")
_LONG = 3  # months
_PROPER = re.compile(r"\b[A-Z]\w+")
_MARKS = ' ,.;:”’)"'
_NO_COUNT = re.compile(
    r"\b\d{1,2}/\d{1,2}\b|\b\d{9,}\b"
    r"|\b(?:19|20)\d\d\b(?![,.%]?\d)(?! ?%)(?! (?:[a-z]+s|people|men|women|children)\b)"
    r"|\bage[sd] (?:(?:of|between|from) )*\d{1,3}(?: (?:to|and|or) \d{1,3})?\b"
    r"|\b(?:he|she|boy|girl|child|baby|toddler|teenager|man|woman|son|daughter|victim|suspect)"
    r" (?:is|was|turn(?:s|ed)) (?:only |just |now |almost )?(\d{1,2}|[a-z]+)(?=[.,;:”\"’']|$| when)"
    r"|\b(?:boy|girl|child|teenager|man|woman|pupil|student|suspect) of (\d{1,2})(?= )"
    r"|\b(?:\d|one|two|three|four|five|six|seven|eight|nine) in (\d+|ten)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:an?|the|in|of) (?:earlier|previous|similar|separate|unrelated) "
    r"(?!day|week|month|quarter|season|year|count|estimate|figure|number|offer|poll|report|"
    r"statement|tally|toll|total)[a-z]+",
    re.IGNORECASE,
)
_SEPARATE = re.compile(
    r"\s*[“\"]?(?:In|At|During) (?:another|an? (?:separate|earlier|similar|unrelated)) "
    r"(?:incident|attack|accident|crash|blast|collision|strike|fire|clash)\b"
)
_BREAK = re.compile(r"[,;:–—]")
_FEW = 3  # words before a measure
_BEHIND_ALL = frozenset(("of", "on", "in", "at", "by", "to", "from", "with", "and", "or", "had"))
_HOURS = 24
_CHANGES = frozenset(("rise", "fall"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Counted:
    """A number with where it stands and who gives it."""

    article_id: str
    number: Numeral
    statement: Statement | None  # that it stands in
    speaker: str | None  # who gives it; None: the article itself
    published: str  # ISO 8601; "~": nobody knows
    names: frozenset[str]  # of its sentence
    places: frozenset[str]
    settings: frozenset[str]  # of the places, those that stand behind "in"
    days: frozenset[str]
    words: str  # what is counted, as the text has it
    said: str  # the number and what it counts, as the text has them
    proper: frozenset[str]  # the words with a capital in it: "Kyrgyz guards"
    opens: bool  # it stands in the headline or summary
    is_of_another: bool  # its clause tells of another happening: "in an earlier collapse"

    @property
    def place(self) -> tuple[str, str, int]:
        """Return where it stands among all: by time, article and text."""
        return self.published, self.article_id, self.number.span.start

    @property
    def at(self) -> StatementRef | None:
        """Point at the statement that it stands in."""
        if self.statement is None:
            return None
        return StatementRef(article_id=self.article_id, statement=self.statement.id)

    @cached_property
    def things(self) -> frozenset[str]:
        """Return what is counted, without what became of it."""
        fates = lexicon().fates
        return frozenset(t for t in self.number.counted if t not in fates and t != "people")

    @cached_property
    def is_part_of_fate(self) -> bool:
        """Whether it counts some of those affected: "nine of the dead"."""
        return self.number.is_part and bool({*self.number.counted[:1]} & lexicon().fates.keys())

    @cached_property
    def is_long_past(self) -> bool:
        """Whether all times in its sentence are months before the article: "in 2019"."""
        now = _MONTH.match(self.published)
        then = [match for match in map(_MONTH.match, self.days) if match]
        return now is not None and bool(then) and all(_between(t, now) >= _LONG for t in then)

    @cached_property
    def meaning(self) -> Floats:
        """Return the vector of the words around it, with length 1 or 0."""
        return of_length_one(vectors_of(tuple(sorted(self.number.around))).sum(axis=0))

    @cached_property
    def told(self) -> tuple[tuple[str, ...], Floats, Floats]:
        """Return the terms around it, in order, with their vectors and weights."""
        words = tuple(sorted(self.number.around))
        weights = np.array([weight_of(word) for word in words], np.float32)
        return tuple(map(term_of, words)), vectors_of(words), weights

    @cached_property
    def terms(self) -> frozenset[str]:
        """Return the terms around it."""
        return frozenset(map(term_of, self.number.around))


def counted_of(record: Record) -> tuple[Counted, ...]:
    """Return the numbers in an article that count or measure something, in text order."""
    return tuple(_counted(record))


def _no_counts(text: str) -> Iterator[Span]:
    """Give the digits that count nothing: a year, an age, "9/11", "[4 in] 10", a post's number."""
    for found in _NO_COUNT.finditer(text):
        part = found.lastindex or 0
        yield Span(start=found.start(part), end=found.end(part))


def _counted(record: Record) -> Iterator[Counted]:
    article, reading = record.article, record.reading
    text = article.text
    times = reading.times if reading else ()
    dates = [time.span for time in times if time.kind != "duration" and not _counts(text, time)]
    opens = max(
        (b.span.end for b in article.blocks if b.kind in ("headline", "summary")), default=0
    )
    sources = [span for one in reading.statements for span in one.source] if reading else []
    settings = tuple(_settings(text, reading, sources))
    unless = [*dates, *_no_counts(text)]
    for number in _with_headline(numerals(text, unless=unless), opens):
        if is_bare(number):
            continue
        found = article.told_at(number.span.start)
        one = teller_of(reading.statements if reading else (), number.span)
        yield Counted(
            article_id=article.id,
            number=number,
            statement=one,
            speaker=speaker_of(text, reading, number),
            published=found.value if found else "~",
            names=frozenset(
                key_of(actor.name)
                for actor in (reading.actors if reading else ())
                if actor.named and any(holds(number.sentence, m) for m in actor.mentions)
            ),
            places=frozenset(
                key_of(place.name)
                for place in (reading.places if reading else ())
                if holds(number.sentence, place.span)
            ),
            settings=frozenset(key for span, key in settings if holds(number.sentence, span)),
            days=frozenset(
                time.value[:10]
                for time in times
                if time.value and time.value[:1].isdigit() and holds(number.sentence, time.span)
            ),
            words=_words(text, number, [*dates, *sources]),
            said=_said(text, number),
            proper=frozenset(_PROPER.findall(" ".join(_window(text, number, 0)))),
            opens=number.span.start < opens,
            is_of_another=bool(
                _ANOTHER.search(_clause(text, number))
                or _SEPARATE.match(text, number.sentence.start, number.span.start)
            ),
        )


def _counts(text: str, time: Time) -> bool:
    """Whether what looks like a time counts something: "rose to five", "after 31 fall ill"."""
    words = text[time.span.start : time.span.end]
    if words.isdigit():
        return int(words) > _HOURS
    before = [folded(word) for word in text[: time.span.start].rsplit(maxsplit=2)[-2:]]
    changes = before[-1:] == ["to"] and term_of(before[0]) in _CHANGES
    return " " not in words and words.isalpha() and (changes or before[-1:] == ["of"])


def _settings(
    text: str, reading: Reading | None, sources: Sequence[Span]
) -> Iterator[tuple[Span, str]]:
    """Give the places behind "in": where something is; where who says so is, is none."""
    for place in reading.places if reading else ():
        is_in = text[: place.span.start].rstrip()[-3:].casefold().split()[-1:] == ["in"]
        if is_in and not any(holds(source, place.span) for source in sources):
            yield place.span, key_of(place.name)


def _between(then: re.Match[str], now: re.Match[str]) -> int:
    """Return how many months lie between two dates; of a year alone its last counts."""
    return 12 * (int(now[1]) - int(then[1])) + int(now[2] or 12) - int(then[2] or 12)


def _with_headline(numbers: Sequence[Numeral], opens: int) -> Iterator[Numeral]:
    """Let a number of the headline count what the same number does below: "toll rises to 12".

    opens: where headline and summary end.
    """
    below: dict[tuple[float | None, float | None], Numeral] = {}
    for one in reversed(numbers):
        if not is_bare(one):
            below[one.low, one.high] = one
    for one in numbers:
        known = below.get((one.low, one.high)) if one.span.start < opens else None
        yield taken_over(one, known) if known is not None and is_bare(one) else one


def _words(text: str, number: Numeral, unless: Sequence[Span]) -> str:
    """Return what is counted, or what stands near a measure. unless: when, and who says so."""
    if number.unit is None:
        return _behind(text, number) or number.fate or ""
    before, behind = (
        [
            match.group()
            for match in WORD.finditer(text, start, end)
            if folded(match.group()) in number.around
            and not any(span.start <= match.start() < span.end for span in unless)
        ]
        for start, end in (
            (number.sentence.start, number.span.start),
            (number.span.end, number.sentence.end),
        )
    )
    return " ".join(before[-_FEW:] or behind[:_FEW]) or number.unit  # before it, as a rule


def _behind(text: str, number: Numeral) -> str:
    """Return the words of what is counted, up to its noun: "men" of "eleven of its men fell"."""
    skipped = 0
    if number.counted:
        following = text[number.span.end : number.sentence.end].split()
        skipped = len(list(takewhile(BEFORE_COUNTED.__contains__, map(folded, following))))
    words = list(filter(None, (word.strip(_MARKS) for word in _window(text, number, skipped))))
    terms = [term_of(folded(word)) for word in words]
    if number.head not in terms:
        return " ".join(words)
    first = terms.index(number.head)
    nouns = takewhile(lambda word: head_of((folded(word),)), words[first:])  # "customs officers"
    return " ".join([*words[:first], *nouns])


def _window(text: str, number: Numeral, skipped: int) -> list[str]:
    """Return so many words behind a number as it counts."""
    behind = text[number.span.end : number.sentence.end].split()
    n_words = len(number.counted) or (_FEW + 1 if behind[:1] == ["of"] else 1)
    return behind[skipped : skipped + n_words]


def _clause(text: str, number: Numeral) -> str:
    """Return the words between the marks around a number."""
    before = _BREAK.split(text[number.sentence.start : number.span.start])[-1]
    behind = _BREAK.split(text[number.span.end : number.sentence.end])[0]
    return f"{before} {behind}"


def _said(text: str, number: Numeral) -> str:
    """Return a number with what it counts: "seven Ukrainian drones"."""
    words = text[number.span.start : number.span.end].split()
    behind = text[number.span.end : number.sentence.end].split()
    for word in behind[: len(number.counted)] if number.unit is None else ():
        if folded(word) in _BEHIND_ALL:
            break  # "900 on Thursday", "two of the mill's 90 looms"
        words.append(word.strip(_MARKS))
        if term_of(folded(words[-1])) == number.head or word[-1:] in _MARKS:
            break
    return " ".join(" ".join(words).split())
