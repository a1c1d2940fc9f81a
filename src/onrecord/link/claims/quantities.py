"""Which numbers are of one quantity: what is counted, what became of it, where and when."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from onrecord.link.claims.numerals import Numeral, numerals
from onrecord.link.claims.senses import folded, lexicon, term_of, weight_of
from onrecord.link.claims.shipped import loaded
from onrecord.link.claims.spots import spots_of
from onrecord.link.claims.units import LENGTHS
from onrecord.link.claims.words import Floats, likeness, vectors_of
from onrecord.link.names import key_of
from onrecord.record import Actor, Reading, Record, Span, Statement

FEATURES = (
    "unit", "fate", "fate_alone", "counted", "counted_other", "counted_none", "counted_near",
    "part", "around", "near", "names", "other_names", "places", "other_places", "days",
    "other_days", "ratio", "vague", "same_article", "same_speaker", "fate_other_things",
    "unit_near", "counted_around", "precise", "proper", "other_proper",
    "fate_none", "unit_around", "soft", "soft_held", "soft_holds", "equal", "equal_soft",
    "equal_many", "own_other", "own_other_speaker", "one_sentence", "own_equal", "opens_equal",
    "opens", "unit_soft", "fate_soft", "head", "other_head",
)  # fmt: skip
_COUNTING = frozenset((
    "count", "counted", "counts", "put", "puts", "estimated", "estimates", "gave", "gives",
    "spoke", "speaks", "reported", "reports", "recorded", "listed", "registered", "placed",
    "cites", "cited", "took", "takes", "has", "found", "treated", "confirmed", "named",
))  # fmt: skip
_PROPER = re.compile(r"\b[A-Z]\w+")
_HAVING = frozenset(("has", "took", "takes", "found", "treated", "confirmed", "named"))
_TELLING = frozenset(("says", "confirms", "claims", "reveals"))
_DOING = frozenset(("asks", "urges", "promises", "threatens"))
_PAPERS = frozenset(("document", "data"))
_MARKS = ' ,.;:”’)"'
_FAR = 4  # words from who counts to the number
_FEW = 3
_PRECISE = 100  # equal numbers from here on are hardly so by chance
_MEASURES = frozenset(LENGTHS.values())
_SHARED = 0.5  # of the words around: from here on two stretches of time may be of one thing
_LIKE = 0.6  # cosine of two words for one sort of thing
_RIVAL = 1.0  # logit at least, of a number that another one sets against the one before
_SIZE = math.log(3)  # of one quantity two rivals hardly give numbers farther apart
_MANY = 12  # smaller numbers are often equal by chance


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
    spots: frozenset[str]  # those that are no country, and not where it was written
    days: frozenset[str]
    words: str  # what is counted, as the text has it
    said: str  # the number and what it counts, as the text has them
    proper: frozenset[str]  # the words with a capital in it: "Kyrgyz guards"
    opens: bool  # it stands in the headline or summary

    @property
    def place(self) -> tuple[str, str, int]:
        """Return where it stands among all: by time, article and text."""
        return self.published, self.article_id, self.number.span.start

    @cached_property
    def things(self) -> frozenset[str]:
        """Return what is counted, without what became of it."""
        fates = lexicon().fates
        return frozenset(t for t in self.number.counted if t not in fates and t != "people")

    @cached_property
    def meaning(self) -> Floats:
        """Return the vector of the words around it, of length 1 or 0."""
        total = vectors_of(tuple(sorted(self.number.around))).sum(axis=0)
        return np.asarray(total / (float(np.linalg.norm(total)) or 1.0), np.float32)

    @cached_property
    def told(self) -> tuple[tuple[str, ...], Floats, Floats]:
        """Return the terms around it, in order, with their vectors and what they weigh."""
        words = tuple(sorted(self.number.around))
        weights = np.array([weight_of(word) for word in words], np.float32)
        return tuple(map(term_of, words)), vectors_of(words), weights

    @cached_property
    def terms(self) -> frozenset[str]:
        """Return the terms around it."""
        return frozenset(map(term_of, self.number.around))


def counted_of(record: Record) -> tuple[Counted, ...]:
    """Return the numbers of an article that count or measure something, in text order."""
    return tuple(_counted(record))


def _counted(record: Record) -> Iterator[Counted]:
    article, reading = record.article, record.reading
    text = article.text
    times = reading.times if reading else ()
    dates = [time.span for time in times if time.kind != "duration"]
    found = article.published or article.updated
    opens = max(
        (b.span.end for b in article.blocks if b.kind in ("headline", "summary")), default=0
    )
    for number in numerals(text, unless=dates):
        if not (number.counted or number.unit or number.fate):
            continue
        one = _teller(reading.statements if reading else (), number.span)
        yield Counted(
            article_id=article.id,
            number=number,
            statement=one,
            speaker=one.speaker_name if one else _counter(text, reading, number),
            published=found.value if found else "~",
            names=frozenset(
                key_of(actor.name)
                for actor in (reading.actors if reading else ())
                if actor.named and any(_holds(number.sentence, m) for m in actor.mentions)
            ),
            places=frozenset(
                key_of(place.name)
                for place in (reading.places if reading else ())
                if _holds(number.sentence, place.span)
            ),
            spots=spots_of(record, number.sentence),
            days=frozenset(
                time.value[:10]
                for time in times
                if time.value and time.value[:1].isdigit() and _holds(number.sentence, time.span)
            ),
            words=_words(text, number),
            said=_said(text, number),
            proper=frozenset(_PROPER.findall(_behind(text, number))),
            opens=number.span.start < opens,
        )


def _words(text: str, number: Numeral) -> str:
    before = text[number.sentence.start : number.span.start].split()
    behind = text[number.span.end : number.sentence.end].split()
    if number.unit is not None:  # what is measured stands before it, as a rule
        told = [[w.strip(_MARKS) for w in part] for part in (before, behind)]
        near = [[w for w in part if folded(w) in number.around] for part in told]
        return " ".join(near[0][-_FEW:] or near[1][:_FEW]) or number.unit
    return _behind(text, number) or number.fate or ""


def _behind(text: str, number: Numeral) -> str:
    behind = text[number.span.end : number.sentence.end].split()
    return " ".join(behind[: max(1, len(number.counted))]).strip(_MARKS)


def _said(text: str, number: Numeral) -> str:
    """Return a number with what it counts: "seven Ukrainian drones"."""
    words = text[number.span.start : number.span.end].split()
    behind = text[number.span.end : number.sentence.end].split()
    for word in behind[: len(number.counted)] if number.unit is None else ():
        words.append(word.strip(_MARKS))
        if term_of(folded(words[-1])) == number.head or word[-1:] in _MARKS:
            break
    return " ".join(" ".join(words).split())


def _holds(sentence: Span, span: Span) -> bool:
    return sentence.start <= span.start < sentence.end


def _teller(statements: Sequence[Statement], span: Span) -> Statement | None:
    """Return the innermost statement that a number, or what goes with it, stands in.

    "The kidnappers ask for two million, police said", "records show …, police said": by police.
    """
    holding = [
        one
        for one in statements
        for place in (one.content, *one.places)
        if any(p.start < span.end and span.start < p.end for p in place)
    ]
    tell = [x for x in holding if x.manner not in _DOING and x.grade not in _PAPERS]
    return min(tell or holding, key=lambda x: sum(p.end - p.start for p in x.content), default=None)


def _counter(text: str, reading: Reading | None, number: Numeral) -> str | None:
    """Return who gives a number that no statement holds: "Police counted 12,000"."""
    if reading is None:
        return None
    for said in reading.statements:  # "three are missing, it said, and 27 were treated"
        if said.cue and _holds(number.sentence, said.cue) and said.manner in _TELLING:
            return said.speaker_name
    subject = _subject(text[number.sentence.start : number.span.start])
    nearest: tuple[int, Actor] | None = None
    for actor in reading.actors:
        for span in actor.mentions:
            if not number.sentence.start <= span.start < span.end <= number.span.start:
                continue  # first: what is between them may be a whole book
            between = text[span.end : number.span.start].split()
            if 0 < len(between) <= _FAR + 2 and between[0].casefold() in _COUNTING:
                nearest = max(nearest or (-1, actor), (span.start, actor), key=lambda x: x[0])
    return nearest[1].name if nearest else subject


def _subject(words: str) -> str | None:
    """Return who a sentence begins with, if a verb of counting comes next: "Police counted"."""
    split = words.split()
    for i, word in enumerate(split[: _FAR + 1]):
        if word.casefold() in _COUNTING - _HAVING and i > 0:
            return " ".join(split[:i])
    return None


def is_same(one: Counted, other: Counted, weights: Mapping[str, float] | None = None) -> bool:
    """Whether two numbers are of one quantity."""
    return logit(one, other, weights) > 0


def logit(one: Counted, other: Counted, weights: Mapping[str, float] | None = None) -> float:
    """Return the logit of the probability that two numbers are of one quantity."""
    if is_other(one, other):
        return -9.0
    weights = weights or shipped()
    found = zip(FEATURES, features_of(one, other), strict=True)
    weighed = weights["bias"] + sum(weights[name] * value for name, value in found if value)
    return max(weighed, _RIVAL) if _is_set_against(one, other) else weighed


def _is_set_against(one: Counted, other: Counted) -> bool:
    """Whether one answers the other: "the mayor counted 340 boats. The fishermen counted 200"."""
    mine, its = one.number, other.number
    follows = mine.continues == its.span or its.continues == mine.span
    rivals = one.speaker is not None and other.speaker is not None and one.speaker != other.speaker
    near = _ratio(mine, its) <= _SIZE and mine.low is not None and its.low is not None
    return follows and rivals and near and one.article_id == other.article_id


@cache
def shipped() -> Mapping[str, float]:
    """Return the shipped weights."""
    found: Mapping[str, float] = loaded()["figures"]
    return found


def is_other(one: Counted, other: Counted) -> bool:
    """Whether two numbers cannot be of one quantity: dead and injured, euros and people."""
    mine, its = one.number, other.number
    if mine.unit != its.unit or _are_elsewhere(one, other):
        return True
    if mine.unit is not None:
        return mine.unit in _MEASURES and not _is_same_length(one, other)
    if mine.fate and its.fate:
        return mine.fate != its.fate
    return _are_heads_apart(one, other)


def _are_elsewhere(one: Counted, other: Counted) -> bool:
    """Whether an article gives two numbers by two people for two places: no rivals."""
    own = one.article_id == other.article_id and one.number.low != other.number.low
    rivals = one.speaker != other.speaker and None not in (one.speaker, other.speaker)
    apart = bool(one.spots and other.spots) and not one.spots & other.spots
    return own and rivals and apart and not _is_set_against(one, other)


def _are_heads_apart(one: Counted, other: Counted) -> bool:
    """Whether what two numbers count is another sort of thing, though all else is alike."""
    mine, its = one.number.head, other.number.head
    if mine is None or its is None or mine == its or not one.proper & other.proper:
        return False
    return one.number.low != other.number.low and _near_terms({mine}, {its}) < _LIKE


def _is_precise(one: Numeral, other: Numeral) -> bool:
    """Whether two numbers are equal and hardly so by chance."""
    return one.low is not None and one.low >= _PRECISE and one.low == other.low


def _is_same_length(one: Counted, other: Counted) -> bool:
    """Whether two stretches of time may be of one thing: much of what stands around says so."""
    if one.number.low == other.number.low:
        return True
    most = max(len(one.terms), len(other.terms))
    return most > 0 and len(one.terms & other.terms) >= _SHARED * most


def features_of(one: Counted, other: Counted) -> list[float]:
    """Return what speaks for and against, in the order of `FEATURES`."""
    mine, its = one.number, other.number
    both = one.things & other.things
    near = _near_things(one, other)
    around = len(one.terms & other.terms) / max(1, min(len(one.terms), len(other.terms)))
    meaning = float(one.meaning @ other.meaning)
    fate = float(mine.fate is not None and mine.fate == its.fate)
    unit = float(mine.unit is not None)
    apart = float(bool(one.things and other.things) and not both)
    return [
        unit,
        fate,
        float((mine.fate is None) != (its.fate is None)),
        float(bool(both)),
        apart * (1 - near),
        float(not one.things or not other.things),
        near,
        float(mine.is_part and mine.unit is None),
        around,
        meaning,
        *_agree(one.names, other.names),
        *_agree(one.places, other.places),
        *_agree(one.days, other.days),
        _ratio(mine, its),
        float(mine.low is None or its.low is None),
        float(one.article_id == other.article_id),
        float(one.speaker is not None and one.speaker == other.speaker),
        fate * apart,
        unit * meaning,
        float(bool(both)) * around,
        float(_is_precise(mine, its)),
        *_agree(one.proper, other.proper),
        fate * float(not one.things or not other.things),
        unit * around,
        *_told(one, other),
    ]


def _told(one: Counted, other: Counted) -> list[float]:
    """Return how like what is said around two numbers is, and whether they are set apart."""
    mine, its = one.number, other.number
    soft, held, holds = _soft(one, other)
    equal = mine.low is not None and (mine.low, mine.high) == (its.low, its.high)
    differs = mine.low is not None and its.low is not None and mine.low != its.low
    own, opens = one.article_id == other.article_id, one.opens or other.opens
    heads = mine.head is not None and its.head is not None
    return [
        soft,
        held,
        holds,
        float(equal),
        equal * soft,
        float(equal and (mine.low or 0) > _MANY),
        float(own and differs),
        float(own and differs and one.speaker == other.speaker),
        float(own and mine.sentence == its.sentence),
        float(own and equal),
        float(own and equal and opens),
        float(opens),
        soft * float(mine.unit is not None),
        soft * float(mine.fate is not None and mine.fate == its.fate),
        float(heads and mine.head == its.head),
        float(heads and mine.head != its.head),
    ]


def _soft(one: Counted, other: Counted) -> tuple[float, float, float]:
    """Return how much of what stands around each stands around the other: mean, less, more."""
    mine, rows, weights = one.told
    its, columns, others = other.told
    if not mine or not its:
        return 0.0, 0.0, 0.0
    table = likeness(rows, columns)
    for i, term in enumerate(mine):
        for j, another in enumerate(its):
            if term == another:
                table[i, j] = 1.0
    forth = float(weights @ table.max(axis=1) / weights.sum())
    back = float(others @ table.max(axis=0) / others.sum())
    return (forth + back) / 2, min(forth, back), max(forth, back)


def _near_things(one: Counted, other: Counted) -> float:
    if not one.things or not other.things:
        return 0.0
    return _near_terms(one.things, other.things)


def _near_terms(one: Set[str], other: Set[str]) -> float:
    """Return how near the two nearest of some terms are."""
    mine, its = vectors_of(tuple(sorted(one))), vectors_of(tuple(sorted(other)))
    return max(0.0, float((mine @ its.T).max()))


def _agree(one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
    """Return whether two sets share something, and whether both have something else."""
    shared = bool(one & other)
    return float(shared), float(bool(one and other) and not shared)


def _ratio(one: Numeral, other: Numeral) -> float:
    """Return how far two numbers are from each other, 0 to 3."""
    if not one.low or not other.low:
        return 0.0
    return min(abs(math.log(one.low / other.low)), float(_FEW))
