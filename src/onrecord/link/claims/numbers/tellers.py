"""Who gives a number: the statement that it is in, or whoever its sentence says counted."""

from collections.abc import Sequence

from onrecord.link.claims.numbers.numerals import Numeral
from onrecord.record import Actor, Reading, Span, Statement

_COUNTING = frozenset((
    "count", "counted", "counts", "put", "puts", "estimated", "estimates", "gave", "gives",
    "spoke", "spoken", "speaks", "reported", "reports", "recorded", "listed", "registered",
    "placed", "cites", "cited", "measured", "found", "treated", "confirmed", "named",
))  # fmt: skip
_OF_SOMEBODY = frozenset(("found", "treated", "confirmed", "named"))  # by one of the cast alone
_BEFORE_VERBS = frozenset(
    ("has", "have", "had", "later", "also", "now", "only", "earlier", "first")
)
_TELLING = frozenset(("says", "confirms", "claims", "reveals"))
_DOING = frozenset(("asks", "urges", "promises", "threatens"))
_PAPERS = frozenset(("document", "data"))
_CARRYING = frozenset((
    "seen", "published", "obtained", "examined", "reviewed", "seized", "leaked", "shared",
))  # fmt: skip
_FAR = 4  # words from who counts to the number


def holds(sentence: Span, span: Span) -> bool:
    """Tell whether a stretch of text begins in a sentence."""
    return sentence.start <= span.start < sentence.end


def teller_of(statements: Sequence[Statement], span: Span) -> Statement | None:
    """Return the innermost statement that a number, or what goes with it, is in.

    Not a demand, nor what documents show if somebody reports it.
    """
    holding = [
        one
        for one in statements
        for place in (one.content, *one.places)
        if any(p.start < span.end and span.start < p.end for p in place)
    ]
    tell = [x for x in holding if x.manner not in _DOING and x.grade not in _PAPERS]
    return min(tell or holding, key=lambda x: sum(p.end - p.start for p in x.content), default=None)


def speaker_of(text: str, reading: Reading | None, number: Numeral) -> str | None:
    """Return who gives a number; None: the article itself."""
    if reading is None:
        return None
    one = teller_of(reading.statements, number.span)
    if one is not None:
        return _named_by(text, one)
    return _counter(text, reading, number)


def _named_by(text: str, one: Statement) -> str | None:
    """Return who a statement is told by: of a demand, a paper or somebody unknown who passes it on.

    "The kidnappers ask for two million, police said", "records show …, police said": police; but
    who has only seen or published the records tells nothing.
    """
    if one.manner in _DOING or one.grade in _PAPERS or one.speaker_name is None:
        for told in reversed(one.via):
            cue = text[told.cue.start : told.cue.end].split() if told.cue else ()
            if told.name and cue and cue[0].casefold() not in _CARRYING:
                return told.name
    return one.speaker_name


def _counter(text: str, reading: Reading, number: Numeral) -> str | None:
    """Return who gives a number that no statement holds: "Police counted 12,000"."""
    start = max(number.sentence.start, text.rfind(";", 0, number.span.start) + 1)
    counting = _counting(text, reading.actors, start, number.span.start)
    if counting is not None:
        return counting.name
    for said in reading.statements:  # "three are missing, it said, and 27 were treated"
        if said.cue and holds(number.sentence, said.cue) and said.manner in _TELLING:
            return _outside(text, said, number.span)
    return _subject(text[start : number.span.start])


def _outside(text: str, said: Statement, number: Span) -> str | None:
    """Return who a statement is from; of "two officials said" the two are the article's."""
    if not any(place.start < number.end and number.start < place.end for place in said.source):
        return _named_by(text, said)
    return said.via[-1].name if said.via else None


def _counting(text: str, actors: Sequence[Actor], start: int, end: int) -> Actor | None:
    """Return who counts in [start, end), right before a number."""
    nearest: tuple[int, Actor] | None = None
    for actor in actors:
        for span in actor.mentions:
            if not start <= span.start < span.end <= end:
                continue  # first: what is between them may be a whole book
            between = text[span.end : end].casefold().split()
            verbs = [word for word in between if word not in _BEFORE_VERBS]
            if verbs and len(between) <= _FAR + 2 and verbs[0] in _COUNTING:
                nearest = max(nearest or (-1, actor), (span.start, actor), key=lambda x: x[0])
    return nearest[1] if nearest else None


def _subject(words: str) -> str | None:
    """Return who a sentence begins with, if a verb of counting comes next: "Police counted"."""
    split = words.split()
    for i, word in enumerate(split[: _FAR + 1]):
        if word.casefold() in _COUNTING - _OF_SOMEBODY and i > 0:
            return " ".join(split[:i])
    return None
