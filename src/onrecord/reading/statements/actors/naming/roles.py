"""Roles of named people and bodies: "Kremlin spokesman", "head of the harbour board"."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from onrecord.reading.statements.actors.naming.name_words import (
    ARTICLES,
    POSSESSIVES,
    begin_of_text,
    is_honorific,
    is_of_another,
    is_when,
    office_in_front,
    takes_up,
)
from onrecord.reading.statements.actors.naming.names import Naming
from onrecord.reading.statements.actors.naming.sources import (
    are_kin,
    is_plural,
    is_title,
    names_of,
    sorts_of,
)
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import MentionKind, Span

_LONGEST = 16  # words of a role
_INSIDE = frozenset(("ADJ", "NOUN", "PROPN", "PART", "NUM"))
_STOPS = frozenset((",", ".", ";", ":", "—", "–", "(", ")", "“", "”", '"', "?", "!"))
_VERBAL = frozenset(("VERB", "AUX", "SCONJ"))
_LEADING_ON = frozenset(("PART", "ADP", "CCONJ", "DET"))
_RELATIVE = frozenset(("who", "which", "whose", "whom", "that", "where"))
_JOINING = frozenset(("and", ","))
_BODY_SORTS = frozenset(("body", "media", "social"))
_COMPLEMENTS = frozenset(("of", "for", "at", "in", "on", "to", "by", "from", "with"))
_SHORTEST_LEAD = 15  # words: what is shorter is a headline or bullet
_NEAR_LINES = 2  # lines below the lead in which whom it speaks of is named
# What is no role: in a transcript "ANN ROE, BYLINE:", before two names "both".
_MARKERS = frozenset(("byline", "both", "either", "neither"))
_SPOKEN_OF = frozenset(("nsubj", "obj", "obl", "iobj"))


def roles_of(parsed: Parsed, naming: Naming, people: Container[int]) -> list[Span]:
    """Return the roles that stand right before or after a name, without their article.

    people: words of people's names.
    """
    found = [
        _office(parsed, naming)
        or _in_front(parsed, naming)
        or _shared(parsed, naming.first, people),
        role_ahead(parsed, naming),
        role_behind(parsed, naming, people),
    ]
    spans = [span for span in found if span is not None]
    return [span for span in spans if parsed.string(span).lower() not in _MARKERS]


def body_behind(parsed: Parsed, naming: Naming, bodies: Mapping[int, int]) -> Span | None:
    """Return the body that somebody is of: "Dr Ann Roe of | the Health Department".

    bodies: which body each word names.
    """
    first = naming.last + 1
    if parsed.words[naming.last : first] not in (["of"], ["from"], ["at"]):
        return None
    last = first = first + (parsed.words[first : first + 1] == ["the"])
    while first in bodies and bodies.get(last) == bodies[first]:
        last += 1
    return parsed.span(first, last) if last > first else None


def _is_role_noun(word: str, kind: MentionKind) -> bool:
    """Whether a noun says what a person, or else a body, is: "mayor"; "newspaper", not "town"."""
    if kind == "person":
        return is_title(word) or word.rstrip(".") in names_of("honorifics")
    return bool(_BODY_SORTS & set(sorts_of(word))) and word not in names_of("settlements")


def _in_front(parsed: Parsed, naming: Naming) -> Span | None:
    """Find "Kremlin spokesman" Dmitry Orlov; the word next to the name decides."""
    first = naming.first
    if not first or parsed.lines[first - 1] != parsed.lines[first]:
        return None
    word = parsed.words[first - 1]
    belongs = first <= parsed.heads[first - 1] < naming.last and parsed.forms[first - 1].islower()
    noun = parsed.tags[first - 1] == "NOUN" and belongs
    if not (noun or _is_role_noun(word, naming.kind)) or word.rstrip(".") in names_of("courtesies"):
        return None
    return _of_body(parsed, _noun_phrase(parsed, first))


def _office(parsed: Parsed, naming: Naming) -> Span | None:
    """Find "US Secretary of State" Ann Roe: an office with its field."""
    office = office_in_front(parsed, naming.first) if naming.kind == "person" else None
    role = None if office is None else _noun_phrase(parsed, office + 1)
    last = naming.first - 1 - (parsed.words[naming.first - 1] == ",")
    return role and Span(start=role.start, end=parsed.ends[last])


def _of_body(parsed: Parsed, role: Span | None) -> Span | None:
    """Take in the body that a title is of: "University of | Oslo professor" Ann Roe."""
    if role is None:
        return None
    words = parsed.range_of(role)
    first = words.start
    if first < 2 or parsed.words[first - 1] != "of" or not parsed.forms[first][0].isupper():  # noqa: PLR2004 - a noun and "of"
        return role
    while first > 1 and parsed.tags[first - 2] == "PROPN" and not is_title(parsed.words[first - 2]):
        first -= 1
    return role if first == words.start else parsed.span(first - 1, words.stop)


def _shared(parsed: Parsed, first: int, people: Container[int]) -> Span | None:
    """Find the plural in front of a list of people: "Marshals" Jane Roe and Ann Poe."""
    while first > 1 and parsed.words[first - 1] in _JOINING:
        first -= 1 + (parsed.words[first - 2] == ",")
        if first - 1 not in people:
            return None
        while first and first - 1 in people:
            first -= 1
        word = parsed.words[first - 1] if first else ""
        if is_plural(word) and is_title(word) and parsed.lines[first - 1] == parsed.lines[first]:
            return _noun_phrase(parsed, first)
    return None


def _noun_phrase(parsed: Parsed, last: int) -> Span | None:
    """Return the words in front of `last` that describe: adjectives, nouns, a possessor."""
    first, begin = last, begin_of_text(parsed, last - 1)
    while first > begin and last - first < _LONGEST:
        if not _describes(parsed, first - 1) and not _is_of_name(parsed, first - 1):
            break
        first -= 1
    while first < last and not parsed.words[first][0].isalnum():
        first += 1
    return parsed.span(first, last) if first < last else None


def _is_of_name(parsed: Parsed, i: int) -> bool:
    """Whether a word begins a name that goes on behind it: "United" of "United Nations"."""
    capitals = parsed.forms[i][0].isupper() and parsed.forms[i + 1][0].isupper()
    return capitals and parsed.relations[i] in ("compound", "flat", "amod")


def _describes(parsed: Parsed, i: int) -> bool:
    """Whether a word may stand in a noun phrase behind its article; "12:10" is a time."""
    word, tag = parsed.words[i], parsed.tags[i]
    if word == "-" or word in POSSESSIVES or is_title(word):
        return True
    if i and parsed.words[i - 1] == "-" and (tag == "VERB" or parsed.words[i + 1] == "-"):
        return True  # "Russian-installed", "editor-in-chief"
    timed = is_when(parsed, i) or (tag == "NUM" and ":" in word)
    return tag in _INSIDE and word not in ("to", "not") and word not in _STOPS and not timed


def role_ahead(parsed: Parsed, naming: Naming) -> Span | None:
    """Find "the governor", Oleg Petrov: a noun phrase with a comma after it.

    Not where the name begins a clause: "At the forum, Petrov said".
    """
    first = naming.first
    before = parsed.words[first - 1] if first else ""
    if is_honorific(before) or (naming.kind == "person" and is_title(before)):
        first -= 1  # "its spokesman, Colonel" Jan Roe
    if first < 2 or parsed.words[first - 1] != ",":  # noqa: PLR2004 - a noun and a comma
        return None
    governor = _apposed_to(parsed, naming)
    noun = governor if governor is not None else _noun_in_front(parsed, first - 1, naming.kind)
    if noun is None or _begins_clause(parsed, naming, noun):
        return None
    return _with_determiner(parsed, noun, first - 1)


def _apposed_to(parsed: Parsed, naming: Naming) -> int | None:
    """Return the noun that a person's name is an apposition to by syntax: "the parish priest"."""
    head = parsed.head_of(range(naming.first, naming.last))
    noun = parsed.heads[head]
    apposed = parsed.relations[head] == "appos" and 0 <= noun < naming.first
    if not apposed or naming.kind != "person" or parsed.tags[noun] != "NOUN":
        return None
    between = range(noun + 1, naming.first - 1)
    clause = parsed.words[noun + 1] in _RELATIVE  # "a mother | who lost her son |, Ann Roe"
    near = naming.first - noun <= _LONGEST and not any(
        parsed.words[i] in _STOPS or (parsed.tags[i] in _VERBAL and not clause) for i in between
    )
    return noun if near and not is_plural(parsed.words[noun]) else None


def _begins_clause(parsed: Parsed, naming: Naming, noun: int) -> bool:
    """Whether a name behind a comma is the subject of what follows, or an owner in it."""
    after = range(naming.last, min(naming.last + 1, len(parsed)))
    verbs = ("VERB", "AUX", "ADV")
    goes_on = any(parsed.tags[i] in verbs or parsed.words[i] in POSSESSIVES for i in after)
    head = parsed.head_of(range(naming.first, naming.last))
    cases = parsed.relations[noun] in ("obl", "nmod") and bool(parsed.children(noun, "case"))
    inside = cases or parsed.relations[noun] == "obj"
    return goes_on or (parsed.relations[head] == "nsubj" and inside)


def _noun_in_front(parsed: Parsed, comma: int, kind: MentionKind) -> int | None:
    """Return the role noun of a phrase that ends at a comma: "head" of "the head of the board,".

    Not "authority" of "the head of the authority,": the first title of nouns joined by "of".
    """
    best: int | None = None
    for i in range(comma - 1, max(-1, comma - 1 - _LONGEST), -1):
        word, tag = parsed.words[i], parsed.tags[i]
        listed = tag == "CCONJ" and best is None  # "the minister for roads and ports,"
        if word in _STOPS or (tag not in _INSIDE | {"ADP", "DET"} and not listed):
            break
        complete = i + 1 == comma or (best is None and parsed.tags[i + 1] == "ADP")
        complement = best is not None and parsed.words[i + 1] in ("of", "for")
        noun = tag in ("NOUN", "PROPN") and not is_plural(word)
        if (complete or complement) and noun and _is_role_noun(word, kind):
            best = i
    return best


def _with_determiner(parsed: Parsed, noun: int, last: int) -> Span | None:
    """Return a noun with what belongs to it, if an article or possessor stands in front."""
    phrase = _noun_phrase(parsed, noun + 1)
    if phrase is None:
        return None
    words = parsed.range_of(phrase)
    first = words.start
    while first and parsed.tags[first - 1] in ("DET", "PRON"):
        first -= 1
    owned = any(parsed.words[i] in POSSESSIVES for i in words)
    if first == words.start and not owned:
        return None
    if first and parsed.words[first - 1] == "to":  # "according to the minister, Ann Roe …"
        return None
    return Span(start=phrase.start, end=parsed.ends[last - 1])


def role_behind(parsed: Parsed, naming: Naming, people: Container[int]) -> Span | None:
    """Find Oleg Petrov, "the head of the board": up to the next comma; a title before any verb.

    Not what begins a clause, "After meeting Petrov, the mayor said", nor the next of a list.
    """
    last = naming.last
    if last + 1 >= len(parsed) or parsed.words[last] != ",":
        return None
    begin = _past_age(parsed, last + 1)
    if begin < len(parsed) and (parsed.words[begin] in ARTICLES or parsed.tags[begin] == "PRON"):
        begin += parsed.words[begin] not in _RELATIVE
    if begin < len(parsed) and parsed.tags[begin] in ("CCONJ", "ADP", "SCONJ"):
        return None
    end = begin
    line = parsed.lines[last - 1]
    while end < len(parsed) and end - begin < _LONGEST and parsed.lines[end] == line:
        if _ends_role(parsed, end):
            break
        end += 1
    if end == begin or end - begin == _LONGEST or _is_clause(parsed, end):
        return None
    end = _without_lead(parsed, begin, end)
    apposed = begin > last + 1 and naming.kind == "person" and _is_apposed(parsed, naming, end)
    if not apposed and not _is_role(parsed, range(begin, end), naming.kind, people):
        return None
    return parsed.span(begin, end)


def _without_lead(parsed: Parsed, begin: int, end: int) -> int:
    """Leave out what leads to a verb: "on a mission | to" find her."""
    while end > begin + 1 and parsed.tags[end - 1] in _LEADING_ON:
        end -= 1
    return end


def _is_apposed(parsed: Parsed, naming: Naming, end: int) -> bool:
    """Whether syntax makes what follows a name its apposition, whatever the noun."""
    head = parsed.head_of(range(naming.first, naming.last))
    nouns = [i for i in parsed.children(head, "appos") if naming.last < i < end]
    return any(parsed.tags[i] == "NOUN" and not is_plural(parsed.words[i]) for i in nouns)


def _is_role(parsed: Parsed, words: range, kind: MentionKind, people: Container[int]) -> bool:
    """Whether words have a noun of a role in them, and not the name of who has it."""
    nouns = [
        i
        for i in words
        if parsed.tags[i] in ("NOUN", "PROPN")
        and not is_plural(parsed.words[i])
        and _is_role_noun(parsed.words[i], kind)
    ]
    return bool(nouns) and words[-1] not in people and not any(i + 1 in people for i in nouns)


def _past_age(parsed: Parsed, i: int) -> int:
    """Skip the age in "Rosa Diaz, 70, a nurse"."""
    aged = i + 1 < len(parsed) and parsed.tags[i] == "NUM" and parsed.words[i + 1] == ","
    return i + 2 if aged else i


def _ends_role(parsed: Parsed, i: int) -> bool:
    word, tag = parsed.words[i], parsed.tags[i]
    if tag == "VERB" and parsed.relations[i] == "amod":  # "a ruling party official"
        return False
    return word in _STOPS or tag in _VERBAL or word in _RELATIVE or is_of_another(parsed, i)


def _is_clause(parsed: Parsed, i: int) -> bool:
    """Whether a word is a verb with a subject of its own, not "run by exiles"."""
    verb = i < len(parsed) and parsed.tags[i] in ("VERB", "AUX")
    return verb and parsed.relations[i] != "acl"


def origin_of(parsed: Parsed, naming: Naming, named: Mapping[int, object]) -> set[str]:
    """Return the place beside a name: "brazil" of "Luiza Prado of Brazil"."""
    seat = _seat_of(parsed, naming, named)
    if seat:
        return seat
    i = naming.last
    if i + 1 < len(parsed) and parsed.words[i] in ("of", "from") and i + 1 in named:
        return {parsed.words[i + 1]}
    front = parsed.words[naming.first - 1] if naming.first else ""
    return {front} if naming.first - 1 in named else set()


def _seat_of(parsed: Parsed, naming: Naming, named: Container[int]) -> set[str]:
    """Return the words of where a body is: "Nordvik, based in Oslo", "Nordvik is based in Oslo"."""
    at = naming.last + (parsed.words[naming.last : naming.last + 1] in ([","], ["is"]))
    based = parsed.words[at : at + 2] in (["based", "in"], ["headquartered", "in"])
    first = last = at + 2
    while based and last in named and parsed.tags[last] == "PROPN":
        last += 1
    return {*parsed.words[first:last]}


def role_heads(role: str) -> list[str]:
    """Return the words of a role that may be its head: neither possessor nor complement."""
    words = [word.strip(",").removesuffix(".") for word in role.split()]
    end = next((k for k, word in enumerate(words) if k and word in _COMPLEMENTS), len(words))
    first = max((k + 1 for k in range(end) if words[k].endswith("'s")), default=0)
    return words[first:end]


# --- roles in the lead


def lead_of(parsed: Parsed) -> int:
    """Return the line of the first paragraph: the first that ends as a sentence does."""
    at = 0
    while at < len(parsed):
        line = parsed.line_of(at)
        if len(line) >= _SHORTEST_LEAD and _ends_sentence(parsed, line.stop - 1):
            return parsed.lines[at]
        at = line.stop
    return 0


def _ends_sentence(parsed: Parsed, i: int) -> bool:
    """Whether a last word ends a sentence; not the mark of a headline's last words: “a film”."""
    if i and parsed.words[i] in ("”", '"'):
        i -= 1
    return parsed.words[i] in (".", "!", "?", "…")


def lead_roles(
    parsed: Parsed,
    fresh: Sequence[int],
    named: Container[int],
    people: Container[int],
    taken: Iterable[str],
) -> Iterator[tuple[Span, int]]:
    """Give each role of the first lines that nobody has to the first of the people named below.

    fresh: where people are first named that have no role. named: words of names; people: of theirs.
    taken: roles of others, in lower case.
    """
    lead = lead_of(parsed)
    near = (i for i in fresh if lead < parsed.lines[i] <= lead + _NEAR_LINES)
    free = [i for i in near if parsed.relations[i] == "nsubj"]
    words = {word for role in taken for word in role_heads(role)}
    given: dict[str, int] = {}
    for noun in (i for i, line in enumerate(parsed.lines) if line <= lead):
        word = parsed.words[noun]
        known = next((one for one in given if are_kin(word, one)), None)
        mine = known is not None or (
            bool(free) and not any(are_kin(word, other) for other in words)
        )
        is_free = mine and _is_free_role(parsed, noun, named) and not takes_up(parsed, noun, people)
        span = _noun_phrase(parsed, noun + 1) if is_free else None
        if span is not None:
            given[word] = given[known] if known is not None else free.pop(0)
            yield span, given[word]


def _is_free_role(parsed: Parsed, i: int, named: Container[int]) -> bool:
    """Whether a noun is the role of one person who is not named beside it."""
    word = parsed.words[i]
    beside = any(k in named for k in (i + 1, i + 2))
    return (
        parsed.tags[i] == "NOUN"
        and "official" in sorts_of(word)
        and not is_plural(word)
        and parsed.relations[i] in _SPOKEN_OF
        and not beside
    )
