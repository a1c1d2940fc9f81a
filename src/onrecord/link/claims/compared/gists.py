"""What in a statement shows whether another one agrees with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from onrecord.link.claims.compared.doers import doers_of, is_inside, name_key
from onrecord.link.claims.compared.origins import Origin, origin_of
from onrecord.link.claims.numbers.counting import Counted, counted_of
from onrecord.link.claims.terms.clauses import BREAKS, clauses_of, slots_of
from onrecord.link.claims.terms.mistakes import admits, takes_back
from onrecord.link.claims.terms.negations import FAILING, OUT_OF, Negated, negated_of
from onrecord.link.claims.terms.senses import WORD, folded, lexicon, term_of, weight_of
from onrecord.link.claims.terms.topics import ACCUSING, is_general, is_topic
from onrecord.link.claims.terms.words import Floats, likeness, of_length_one, vectors_of
from onrecord.link.names import key_of, person_of
from onrecord.record import (
    Certainty,
    Grade,
    Manner,
    QuoteKind,
    Reading,
    Record,
    Span,
    Statement,
    StatementRef,
)

_QUOTES = re.compile(r"[“”«»\"]")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_HOUR = re.compile(r"T(\d\d:\d\d|[A-Z]{2})")
_TONGUE = re.compile(
    r"\b(?:translat|interpreter"
    r"|in [A-Z]\w+(?:ish|ian|ese|ic|ench|erman|eek|ai|ali|utch|an|ili|du)\b)"
)
_CAUSE = {"because", "caused", "due", "blamed", "blame", "owing"}
_UNTOLD = {"information", "knowledge", "idea", "details", "detail", "word", "comment", "view"}
_CAUSED = 4  # terms behind it
_LIKE = 0.4  # of two words for one thing
_THIN = 2  # terms; a content of fewer takes those of what it refers to
_TELLING = ("says", "claims")  # manners in which a short answer to a statement is a verdict on it
_NAME = 0.8  # how much a name counts beside words: all of a story speak of the same few
_LONGEST = 400  # words of a statement that are looked at


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gist:
    """A statement in the form in which it is compared."""

    article_id: str
    statement: str  # `Statement.id`
    content: tuple[Span, ...]
    said: str  # its words, as the text has them
    keys: tuple[str, ...]  # the same, folded
    quoted: frozenset[int]  # which of them stand in quotation marks
    runs: frozenset[tuple[str, str]]  # each word with the next
    quoted_runs: frozenset[tuple[str, str]]
    terms: dict[str, float]  # what it speaks of, and how much that says
    forms: dict[str, str]  # a folded word for each that is no name
    weights: Floats  # (terms,) of `terms`, in order
    total: float  # of them
    opposed: dict[str, frozenset[str]]  # what is the opposite of a term of it
    senses: Floats  # (terms, width): their words' vectors, 0 where there is none
    meaning: Floats  # (width,): all of them together, of length 1 or 0
    negated: frozenset[str]  # terms that are said not to be, or stand behind one
    exactly: Negated  # which of them a negation stands at
    clauses: tuple[tuple[int, ...], ...]  # which terms stand in each of its clauses
    slots: dict[str, tuple[int, ...]]  # which stand behind each preposition; "" = in front
    denies: bool  # the whole of it is said not to be so
    takes_back: bool  # who says so said it before
    admits: bool  # it says that something was a mistake
    manner: Manner
    certainty: Certainty
    ahead: bool  # it is to come, or wanted
    quote: QuoteKind
    numerals: tuple[Counted, ...]
    days: frozenset[str]
    hours: frozenset[str]
    places: frozenset[str]
    names: frozenset[str]
    speaker: str | None  # key of who says it; None: nobody knows
    speaker_name: str | None
    side: frozenset[str]  # words of the body that the speaker is of, and of what they are there
    grade: Grade | None
    origin: Origin
    refers: tuple[str, ...]  # `Statement.id`s of the same article
    doers: frozenset[tuple[str, str]]  # kind of an event, and who is said to have done it
    causes: frozenset[str]  # terms behind "caused by"
    translated: bool  # the words were said in another language
    is_topic: bool  # it only names something: "the launch"
    is_general: bool  # nothing of it says what is meant: "any wrongdoing", "the reports"
    vector: tuple[float, ...]  # of its paragraph; () if not asked for
    published: str  # ISO 8601; "~" where nobody knows: last

    @property
    def at(self) -> StatementRef:
        """Point at the statement."""
        return StatementRef(article_id=self.article_id, statement=self.statement)

    @property
    def own(self) -> frozenset[str]:
        """Return the terms and names of its own words, without those of what it denies."""
        terms = frozenset(term_of(key) for key in self.keys if key) & self.terms.keys()
        return terms | self.names | self.places

    @property
    def place(self) -> tuple[str, str, int]:
        """Return where it stands among all: by time, article and text."""
        return self.published, self.article_id, self.content[0].start if self.content else 0


def gists_of(record: Record) -> tuple[Gist, ...]:
    """Return the statements of an article in the form in which they are compared, in text order."""
    if record.reading is None:
        return ()
    counted = counted_of(record)
    found = {
        one.id: _gist(record, one, counted) for one in record.reading.statements if one.content
    }
    return tuple(_filled(_rejecting(_referring(one, found)), found) for one in found.values())


def _referring(one: Gist, known: dict[str, Gist]) -> Gist:
    """Leave out what a denial in words of its own, not "it" or "such claims", has no word of."""
    mine = _own_words(one)
    if not one.denies or not one.refers or mine <= ACCUSING or len(mine) <= 1 == len(one.refers):
        return one
    near = {k: likeness(one.senses, it.senses) for k, it in known.items() if k in one.refers}
    kept = (k for k, it in near.items() if mine & _own_words(known[k]) or (it >= _LIKE).any())
    return replace(one, refers=tuple(kept))


def _rejecting(one: Gist) -> Gist:
    """Take "it was not" and "a lie", said of another statement, for a denial of it."""
    if not one.refers or one.manner not in _TELLING or len(_own_words(one)) > _THIN:
        return one
    knows = not _KNOWING.isdisjoint(one.keys)  # who "knew nothing of it" does not deny it
    if knows or not any(_negates(key) or key in lexicon().untrue for key in one.keys):
        return one
    return replace(one, denies=True, negated=frozenset())  # its "not" is the denial


def _own_words(one: Gist) -> set[str]:
    return set(filter(_is_word, one.terms))


def _is_word(term: str) -> bool:
    return term[0] != "@"  # no name


def _filled(one: Gist, known: dict[str, Gist]) -> Gist:
    """Give "such claims" the terms of what it refers to."""
    means_it = one.refers and (one.denies or one.manner not in _TELLING)
    if not means_it or len(_own_words(one) if one.denies else one.terms) > _THIN:
        return one
    others = [known[name] for name in one.refers if name in known and known[name].terms]
    if not others:
        return one
    terms = {term: weight for other in others for term, weight in other.terms.items()}
    terms = {**one.terms, **{term: w for term, w in terms.items() if term not in one.terms}}
    senses = {
        term: row for g in (*others, one) for term, row in zip(g.terms, g.senses, strict=True)
    }
    weights = np.array(list(terms.values()), np.float32)
    rows = np.array([senses[term] for term in terms], np.float32)
    return replace(
        one,
        terms=terms,
        forms={term: form for g in (*others, one) for term, form in g.forms.items()},
        weights=weights,
        total=float(weights.sum()),
        negated=one.negated.union(*(other.negated for other in others)),
        opposed=_opposed(terms),
        senses=rows,
        meaning=_together(weights, rows),
        numerals=(*one.numerals, *(number for other in others for number in other.numerals)),
    )


_KNOWING = frozenset(("knew", "know", "knows", "known", "aware", "heard", "remember"))


def _negates(key: str) -> bool:
    return key in lexicon().negators or key.endswith("n't")


def _gist(record: Record, one: Statement, counted: Sequence[Counted]) -> Gist:
    article, reading = record.article, record.reading
    assert reading is not None
    text = article.text
    names, places = _names(reading, one), _places(reading, one.content)
    keys, quoted, starts = _words(text, one.content)
    words = _without_names(keys, starts, reading)
    terms, forms, negated = _terms(words)
    terms.update((f"@{name}", _NAME) for name in sorted(names | places))
    order = {term: i for i, term in enumerate(terms)}
    weights = np.array(list(terms.values()), np.float32)
    senses = vectors_of(tuple(forms.get(term, term) for term in terms))
    around = _around(text, one)
    said = " … ".join(text[span.start : span.end] for span in one.content)
    is_back = takes_back(around, said)
    found = article.told_at(one.content[0].start)
    numbers = tuple(n for n in counted if is_inside(n.number.span, one.content))
    return Gist(
        article_id=article.id,
        statement=one.id,
        content=one.content,
        said=said,
        keys=keys,
        quoted=quoted,
        runs=frozenset(pairwise(keys)),
        quoted_runs=frozenset(
            pair for i, pair in enumerate(pairwise(keys)) if i in quoted and i + 1 in quoted
        ),
        terms=terms,
        forms=forms,
        weights=weights,
        total=float(weights.sum()),
        opposed=_opposed(terms),
        senses=senses,
        meaning=_together(weights, senses),
        negated=negated,
        exactly=negated_of(text, reading.words, one.content, around),
        clauses=clauses_of(words, order),
        slots=slots_of(words, order),
        denies=one.manner == "denies" or is_back,
        takes_back=is_back,
        admits=admits(" ".join(keys)),
        manner=one.manner,
        certainty=one.certainty,
        ahead=one.manner in ("urges", "promises", "threatens", "asks")
        or any(key in lexicon().ahead for key in keys),
        quote=one.quote,
        numerals=numbers,
        days=frozenset(_values(record, one.content, _DAY)),
        hours=frozenset(_values(record, one.content, _HOUR)),
        places=places,
        names=names,
        speaker=speaker_key(one),
        speaker_name=one.speaker_name,
        side=_side_of(text, reading, one),
        grade=one.grade,
        origin=origin_of(text, reading, one),
        refers=one.refers,
        doers=doers_of(record, one.content),
        causes=_causes(keys),
        translated=bool(_TONGUE.search(around)),
        is_general=is_general(filter(_is_word, terms)),
        is_topic=not (numbers or negated) and is_topic(reading.words, one),
        vector=_vector(record, one.content[0]),
        published=found.value if found else "~",
    )


def speaker_key(one: Statement) -> str | None:
    """Return the key by which the speaker of a statement is known across articles."""
    if one.speaker_name is None:
        return None
    if one.grade == "named person":
        person = person_of(one.speaker_name)
        return person.last if person else key_of(one.speaker_name)
    return key_of(one.speaker_name)


def _side_of(text: str, reading: Reading, one: Statement) -> frozenset[str]:
    """Return the words of the body that somebody speaks for: "army" of "the army spokesman"."""
    speaker = next((actor for actor in reading.actors if actor.id == one.speaker), None)
    if speaker is None or speaker.kind != "person":
        return frozenset()
    body = next((actor for actor in reading.actors if actor.id == speaker.affiliation), None)
    called = [text[role.start : role.end] for role in speaker.roles]
    called += [body.name] if body else []
    return frozenset(folded(word.group()) for said in called for word in WORD.finditer(said))


def _names(reading: Reading, one: Statement) -> frozenset[str]:
    """Return the names of whom a statement speaks of, also where it says "she" or "I"."""
    content = one.content
    found = {
        name_key(actor)
        for actor in reading.actors
        if actor.named and any(is_inside(span, content) for span in actor.mentions)
    }
    for chain in reading.chains:
        if any(is_inside(span, content) for span in chain.mentions):
            found |= {
                name_key(actor)
                for actor in reading.actors
                if actor.named and not set(actor.mentions).isdisjoint(chain.mentions)
            }
    return frozenset(found)


def _opposed(terms: Iterable[str]) -> dict[str, frozenset[str]]:
    opposites = lexicon().opposites
    return {term: opposites[term] for term in terms if term in opposites}


def _together(weights: Floats, senses: Floats) -> Floats:
    return of_length_one(weights @ senses)


def _values(record: Record, content: Sequence[Span], pattern: re.Pattern[str]) -> Iterator[str]:
    """Give what of the times of a content fits a pattern."""
    assert record.reading is not None
    for time in record.reading.times:
        if time.value and is_inside(time.span, content):
            yield from pattern.findall(time.value)[:1]


def _places(reading: Reading, content: Sequence[Span]) -> frozenset[str]:
    return frozenset(
        key_of(place.name) for place in reading.places if is_inside(place.span, content)
    )


def _without_names(keys: Sequence[str], starts: Sequence[int], reading: Reading) -> tuple[str, ...]:
    """Put a mark that says nothing in place of the words of names."""
    named = [one.span for one in reading.mentions if one.kind != "other"]
    named += [span for actor in reading.actors if actor.named for span in actor.mentions]
    return tuple(
        "" if any(span.start <= at < span.end for span in named) else key
        for key, at in zip(keys, starts, strict=True)
    )


def _words(
    text: str, content: Sequence[Span]
) -> tuple[tuple[str, ...], frozenset[int], tuple[int, ...]]:
    """Return the words of a content, which of them are quoted, and where each starts."""
    keys: list[str] = []
    starts: list[int] = []
    quoted: set[int] = set()
    inside = False
    for span in content:
        piece = text[span.start : span.end]
        marks = [match.start() for match in _QUOTES.finditer(piece)]
        for word in WORD.finditer(piece):
            while marks and marks[0] < word.start():
                inside = piece[marks.pop(0)] not in "”»" if not inside else False
            if inside:
                quoted.add(len(keys))
            keys.append(folded(word.group()))
            starts.append(span.start + word.start())
        inside = inside and len(marks) % 2 == 0
    few = frozenset(i for i in quoted if i < _LONGEST)
    return tuple(keys[:_LONGEST]), few, tuple(starts[:_LONGEST])


def _terms(keys: Sequence[str]) -> tuple[dict[str, float], dict[str, str], frozenset[str]]:
    """Weigh the terms of words; give a word of each, and those that stand under a negation.

    Who "has no information about the ships" does not say that there were none.
    """
    terms: dict[str, float] = {}
    forms: dict[str, str] = {}
    negated: set[str] = set()
    under = False
    for i, (key, behind) in enumerate(pairwise((*keys, ""))):
        if key in BREAKS:
            under = False
        elif key == "out" and behind == "of" and {*keys[i + 2 : i + 3]} <= OUT_OF:
            under = True  # "out of control" is not "under control"
        elif _negates(key) and (behind == "to" or key not in FAILING):
            under = True
        if key in lexicon().plain or not key[:1].isalnum() or (len(key) == 1 and not key.isdigit()):
            continue
        term = term_of(key)
        terms[term] = max(terms.get(term, 0.0), weight_of(key))
        forms.setdefault(term, key)
        if under:
            negated.add(term)
        under = under and key not in _UNTOLD
    return terms, forms, frozenset(negated)


def _causes(keys: Sequence[str]) -> frozenset[str]:
    for i, key in enumerate(keys):
        if key in _CAUSE or (key == "by" and i and keys[i - 1] in ("started", "set", "sparked")):
            terms, _, _ = _terms(keys[i + 1 : i + 3 + _CAUSED])
            return frozenset(list(terms)[:_CAUSED])
    return frozenset()


def _vector(record: Record, first: Span) -> tuple[float, ...]:
    vectors = record.reading.paragraph_vectors if record.reading else ()
    line = record.article.text.count("\n", 0, first.start)
    return vectors[line] if line < len(vectors) else ()


def _around(text: str, one: Statement) -> str:
    """Return the words of the sentence around a statement that are not its content."""
    start = text.rfind("\n", 0, one.content[0].start) + 1
    dot = text.rfind(". ", start, one.content[0].start)
    before = text[dot + 1 if dot >= 0 else start : one.content[0].start]
    cue = text[one.cue.start : one.cue.end] if one.cue else ""
    return f"{before} {cue}"
