"""Figures over time: for one quantity, who said how many, and when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.errors import RECORDS, check_several, check_type
from onrecord.link.claims.numbers.counting import Counted, counted_of
from onrecord.link.claims.numbers.numerals import Numeral
from onrecord.link.claims.numbers.quantities import OTHER, logit
from onrecord.link.claims.terms.senses import folded, lexicon, term_of
from onrecord.link.names import key_of
from onrecord.record import Point, PointKind, Record, Relation, Series, StatementRef

_NEAR = frozenset((
    "about", "around", "some", "nearly", "almost", "roughly", "approximately", "an estimated",
    "estimated", "close to",
))  # fmt: skip
_MOST = 20  # times the least that "dozens" may be
_SLACK = 0.05  # of numbers that are told as near


def series_of(
    records: Iterable[Record],
    *,
    relations: Iterable[Relation] = (),
    weights: Mapping[str, float] | None = None,
) -> tuple[Series, ...]:
    """Return the quantities in a story, each over time, in order of their first number.

    records: in any order. relations: of their statements, as in `Account`: two statements related
    as "other figure" normally give the same quantity.
    """
    groups = quantities_of(records, relations=relations, weights=weights)
    return tuple(Series(of=_of(group), points=tuple(_points(group))) for group in groups)


def quantities_of(
    records: Iterable[Record],
    *,
    relations: Iterable[Relation] = (),
    weights: Mapping[str, float] | None = None,
) -> list[list[Counted]]:
    """Return the numbers in a story by what they count, the earliest first; see `series_of`."""
    check_several(records, "records")
    story = list(records)
    for one in story:
        check_type(one, Record, "each of the records", RECORDS)
    counted = sorted((one for record in story for one in counted_of(record)), key=lambda c: c.place)
    scene = frozenset(place for record in story for place in _scene(record))
    told = frozenset(frozenset((x.one, x.other)) for x in relations if x.kind == "other figure")
    scores = _scores(counted, weights, scene, told)
    return [[counted[i] for i in group] for group in _grouped(counted, scores)]


def _of(group: Sequence[Counted]) -> str:
    """Name a quantity as the first that says what it counts: a headline may not.

    What became of those who are counted is said with it: "people who died".
    """
    told = [one for one in group if one.number.counted or one.number.unit]
    named = (one for one in told if one.number.unit or _names_it(one))
    first = next(named, next(iter(told), group[0]))
    fates = lexicon().fates
    befell = fates.get(first.number.fate or "")
    words = first.words.split() if first.words != first.number.fate else []
    if befell is None or any(term_of(folded(word)) in fates for word in words):
        return first.words
    return " ".join([*words, befell])


def _names_it(one: Counted) -> bool:
    """Whether the words behind a number say what it counts: not the "on" of "900 on Friday"."""
    return one.number.head in [term_of(folded(word)) for word in one.words.split()]


def _scene(record: Record) -> Iterator[str]:
    """Give the places that an article opens with, in its headline or the first lines below."""
    text, blocks = record.article.text, record.article.blocks
    opens = max((b.span.end for b in blocks if b.kind in ("headline", "summary")), default=0)
    end = text.find("\n", opens + 1)
    for place in record.reading.places if record.reading else ():
        if place.span.start < (end if end >= 0 else len(text)):
            yield key_of(place.name)


def _is_elsewhere(one: Counted, other: Counted, scene: frozenset[str]) -> bool:
    """Whether one of two numbers is set in a place that is not where the story is.

    "60 pupils in Baja fell ill" where all articles begin with Szeged.
    """
    if one.number.low == other.number.low:
        return False
    apart = any(c.settings and not c.settings & scene for c in (one, other))
    return apart and not one.settings & other.settings


def _scores(
    counted: Sequence[Counted],
    weights: Mapping[str, float] | None,
    scene: frozenset[str],
    told: frozenset[frozenset[StatementRef | None]],
) -> dict[tuple[int, int], float]:
    """Return the logits of pairs of numbers being of one quantity, but for those elsewhere.

    told: the pairs of statements of which one gives another figure.
    """
    found = {}
    for i, j in combinations(range(len(counted)), 2):
        one, other = counted[i], counted[j]
        if _is_elsewhere(one, other, scene):
            continue
        score = logit(one, other, weights)
        if score > OTHER and frozenset((one.at, other.at)) in told:
            score += 0.0 if agree(one.number, other.number) else _TOLD
        found[i, j] = score
    return found


def _grouped(counted: Sequence[Counted], found: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Put numbers of one quantity together, the surest pairs first.

    Two groups become one where the mean over their pairs speaks for it, and no sentence of them
    gives two numbers, unless one is set against the other.
    """
    home = {i: [i] for i in range(len(counted))}
    for (i, j), score in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
        if score <= _LEAST:
            break
        mine, its = home[i], home[j]
        if mine is its:
            continue
        pairs = [(min(a, b), max(a, b)) for a in mine for b in its]
        if any(_is_apart(counted[a], counted[b]) for a, b in pairs):
            continue
        if sum(found.get(pair, OTHER) for pair in pairs) / len(pairs) > _JOINS:
            merged = sorted([*mine, *its])
            for k in merged:
                home[k] = merged
    return [group for i, group in home.items() if group[0] == i]


_LEAST, _JOINS = -0.5, -0.4  # logit of two, mean logit of two groups
_TOLD = 5.0  # what it adds that one statement gives another figure; 3 and 8 joined fewer rightly


def _is_apart(one: Counted, other: Counted) -> bool:
    """Whether a sentence gives two numbers of different things: "68 votes to 51"."""
    mine, its = one.number, other.number
    if one.article_id != other.article_id or mine.sentence != its.sentence:
        return False
    instead = any(x.is_instead and x.continues == y.span for x, y in ((mine, its), (its, mine)))
    return not (instead or (mine.counted == its.counted and one.speaker != other.speaker))


def agree(one: Numeral, other: Numeral) -> bool:
    """Whether two numbers for one quantity can count as the same number."""
    if one.low is None or other.low is None:
        return one.low is other.low or _may_be(one, other) or _may_be(other, one)
    if (one.low, one.high) == (other.low, other.high):
        return True
    near = one.modifier in _NEAR or other.modifier in _NEAR
    return near and abs(one.low - other.low) <= _SLACK * max(one.low, other.low)


def _may_be(vague: Numeral, other: Numeral) -> bool:
    """Whether a number may be meant by "dozens"."""
    if vague.least is None or other.low is None:
        return False
    return vague.least <= other.low < _MOST * vague.least


def _points(group: Sequence[Counted]) -> Iterator[Point]:
    told: list[Counted] = []
    for one in group:
        yield Point(
            article_id=one.article_id,
            span=one.number.span,
            low=one.number.low,
            high=one.number.high,
            modifier=one.number.modifier,
            unit=one.number.unit,
            by=speaker_of(one, group),
            said=one.at,
            when=one.published if one.published != "~" else None,
            kind=_kind(one, told),
        )
        told.append(one)


def speaker_of(one: Counted, group: Sequence[Counted]) -> str | None:
    """Return who gives a number; for one in a headline, whom the text below names."""
    if one.speaker is not None or not one.opens:
        return one.speaker
    below = (
        other.speaker
        for other in group
        if other.article_id == one.article_id
        and not other.opens
        and agree(one.number, other.number)
    )
    return next(below, None)


def _kind(one: Counted, told: Sequence[Counted]) -> PointKind:
    """Say what a point is beside those before it."""
    if not told:
        return "first"
    if any(agree(one.number, other.number) for other in told):
        return "same"
    if any(other.speaker == one.speaker for other in told):
        return "newer"
    return "rival" if any(other.published == one.published for other in told) else "newer"
