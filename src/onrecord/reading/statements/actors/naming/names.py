"""The model's mentions -> names, complete and without anything else: "Jane Roe", not "Ms. Roe"."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.reading.statements.actors.naming.name_words import (
    ARTICLES,
    POSSESSIVES,
    counts_what_follows,
    is_body,
    is_capital,
    is_dateline,
    is_described_body,
    is_honorific,
    is_nameish,
    is_no_part,
    is_of_field,
    is_of_office,
    is_rubric,
    is_small,
    is_telling,
    is_titled,
    is_trade,
)
from onrecord.reading.statements.actors.naming.outlet_names import (
    is_introduced_outlet,
    is_place_of_outlet,
    whole_outlet,
)
from onrecord.reading.statements.actors.naming.person_names import (
    is_introduced,
    whole_person,
)
from onrecord.reading.statements.actors.naming.sources import (
    Gender,
    Sort,
    gender_of_name,
    gender_of_noun,
    is_media_name,
    is_title,
    names_of,
    sorts_of,
)
from onrecord.reading.statements.parsed import OPENING, Parsed
from onrecord.reading.words import HYPHENS, is_ticker
from onrecord.record import Mention, MentionKind

_NO_PART = frozenset(("the", "'s", ".", ",", "“", "”", '"', "‘", "'"))  # of a name
_JOINING = frozenset(("and", "of", "for", "or", "the", "&"))  # a name does not end so
_LONGEST_BODY = 5  # words that may be added to the name of a body
_SELF_STANDING = 3  # words of a body's name from which on its possessor is no part of it
_LONGEST_ACRONYM = 5  # letters
_OFFICES = (["secretary", "of"], ["minister", "of"], ["undersecretary", "of"])
_LONGEST_ROLE = 4  # words of "the film director" between "her son," and his name
_OF_ROLES = frozenset(("ADJ", "DET", "NOUN"))
_COMMERCIAL = frozenset(("general", "premier", "major", "director"))  # "General Motors Europe"
_NOMINAL = ("NOUN", "PROPN", "ADJ", "X")


class Naming(NamedTuple):
    """A name where it stands: words [first, last)."""

    first: int
    last: int
    kind: MentionKind
    tokens: tuple[str, ...]  # in lower case, without "the" and the possessive
    gender: Gender | None  # as a title in front of it says: "Mrs Roe"
    score: float
    sort: Sort | None = None  # as a noun beside it says: "the weekly Farol"
    acronym: bool = False  # "UN", which is no "Park Ji Un"


def raw_namings(parsed: Parsed, mentions: Sequence[Mention]) -> list[Naming]:
    """Return the names of a text, each with the kind that the model gives it there."""
    # words of mentions, each with the first of its mention
    inside = {i: r.start for one in mentions for r in [parsed.range_of(one.span)] for i in r}
    alone = {parsed.string(one.span).lower() for one in mentions}
    people = (parsed.range_of(one.span) for one in mentions if one.kind == "person")
    surnames = {parsed.words[words[-1]] for words in people}
    found: list[Naming] = []
    covered = -1
    for mention in sorted(mentions, key=lambda one: one.span):
        for part in _parts(parsed, parsed.range_of(mention.span), mention.kind, alone):
            words, kind = _behind_title(parsed, part, mention.kind)
            words, kind = _whole(parsed, words, kind, inside, surnames)
            words = _stripped(parsed, words, kind)
            if words.start < covered < words.stop and kind == found[-1].kind == "person":
                words = range(
                    covered, words.stop
                )  # "Kim", to which syntax adds "Jong" of "Jong Un"
            if words.start >= covered and _is_name(parsed, words, kind):
                covered = words.stop
                if found and _is_one(parsed, found[-1], words, kind):
                    before = found.pop()
                    words = range(before.first, words.stop)
                    kind = "person" if kind == before.kind == "person" else "organisation"
                found.append(_naming(parsed, words, kind, mention.score))
    return found


def _is_one(parsed: Parsed, before: Naming, words: range, kind: MentionKind) -> bool:
    """Whether two mentions side by side are one name that the model cut: "Ann" "Roe".

    So are "Georgian" and "Hauliers’ League", "Uni" and "Kurier" with a hyphen between.
    """
    i = words.start
    if parsed.lines[before.first] != parsed.lines[i]:
        return False
    if before.last != i:
        return before.kind in ("person", "organisation") and _is_tied_to(parsed, before.last, i)
    if before.kind == kind == "person":
        return True
    capital = parsed.forms[before.last - 1][0].isupper() and parsed.forms[i][0].isupper()
    governed = parsed.heads[before.last - 1] in words
    if before.kind == kind == "organisation" and capital:
        medium = before.last - before.first == 1 and before.tokens[0] in names_of("media_names")
        return governed or medium  # "High" "Court", "Radio" "Kattegat"
    body = kind in ("organisation", "other") and is_body(parsed.words[words.stop - 1])
    country = before.kind in ("place", "other") and governed and body
    return country and all(parsed.forms[k][0].isupper() for k in (i, words.stop - 1))


def _is_tied_to(parsed: Parsed, hyphen: int, i: int) -> bool:
    """Whether only a hyphen without blanks stands before a word: "Uni-Kurier"."""
    tied = parsed.ends[hyphen - 1] == parsed.starts[hyphen] and hyphen + 1 == i
    return tied and parsed.words[hyphen] in HYPHENS and parsed.ends[hyphen] == parsed.starts[i]


# --- which words are the name


def _parts(
    parsed: Parsed, words: range, kind: MentionKind, alone: Container[str]
) -> Iterator[range]:
    """Cut a mention that spans a role and a name: "Kim’s aide, Jane Roe" -> "Kim", "Jane Roe".

    alone: mentions in lower case; "Farol and Vega" are two names where one stands alone elsewhere.
    """
    first = words.start
    for i in words:
        if parsed.words[i] == "and" and any(
            k in words and parsed.words[k] in alone for k in (i - 1, i + 1)
        ):
            yield _stripped(parsed, range(first, i), kind)
            first = i + 1
        comma = parsed.words[i] in (",", "(", ")") and kind == "person"
        owner = parsed.words[i] in POSSESSIVES and i + 1 in words and parsed.forms[i + 1].islower()
        if comma or owner:
            yield _stripped(parsed, range(first, i), kind)
            first = i + 1
    yield _stripped(parsed, range(first, words.stop), kind)


def _behind_title(parsed: Parsed, words: range, kind: MentionKind) -> tuple[range, MentionKind]:
    """Take a person out of what the model took for a body: "Interior Secretary" Ann Roe.

    Not of "Justice Department" or "General Motors".
    """
    words, kind = _behind_field(parsed, words, kind)
    titles = [i for i in words if is_title(parsed.words[i]) or is_honorific(parsed.words[i])]
    if kind == "person" or not titles or titles[-1] + 1 == words.stop:
        return words, kind
    rest = range(titles[-1] + 1, words.stop)
    if parsed.words[rest.start] == "of":  # "Minister of Mines Ann Roe"
        first = (i for i in rest[2:] if gender_of_name(parsed.words[i]) is not None)
        rest = range(next(first, rest.start), rest.stop)
    plain = all(is_nameish(parsed, i) for i in rest)
    title = parsed.words[titles[-1]].rstrip(".")
    known = title in names_of("honorifics") or gender_of_name(parsed.words[rest.start]) is not None
    if plain and (known or (len(rest) > 1 and title not in _COMMERCIAL)):
        return rest, "person"
    return words, kind


def _behind_field(parsed: Parsed, words: range, kind: MentionKind) -> tuple[range, MentionKind]:
    """Take a person out of a field and a name: Minister for "Water | Jane Roe"."""
    if len(words) < _SELF_STANDING or not is_of_field(parsed, words.start):
        return words, kind
    first = (i for i in words[1:] if gender_of_name(parsed.words[i]) is not None)
    rest = range(next(first, words.start + 1 if kind == "person" else words.stop), words.stop)
    fits = len(rest) > 1 and all(is_nameish(parsed, i) for i in rest)
    return (rest, "person") if fits else (words, kind)


def _stripped(parsed: Parsed, words: range, kind: MentionKind) -> range:
    """Leave out what stands around a name: articles, titles of a person, the possessive."""
    first, last = words.start, words.stop
    while first < last and (
        parsed.words[first] in ARTICLES
        or not parsed.words[first][0].isalnum()
        or (last - first > 1 and is_no_part(parsed, first, kind))
        or (last - first > 1 and _opens_clause(parsed, first))
        or (last - first > 1 and kind == "person" and _ends_office(parsed, first))
        or (kind == "organisation" and is_described_body(parsed, range(first, last)))
        or (kind == "organisation" and is_trade(parsed, range(first, last)))
        or is_place_of_outlet(parsed, range(first, last))
    ):
        first += 1
    if last - first > 1 and counts_what_follows(parsed, last - 1):
        last -= 1
    while first < last and (
        parsed.words[last - 1] in POSSESSIVES
        or not any(char.isalnum() for char in parsed.words[last - 1])
        or (kind == "person" and is_small(parsed, last - 1))
        or (kind == "person" and _is_behind_name(parsed, last - 1))
        or parsed.words[last - 1] in _JOINING
        or (parsed.tags[last - 1] == "AUX" and last - first > 1)  # "Roe could"
    ):
        last -= 1
    return range(first, last)


def _ends_office(parsed: Parsed, i: int) -> bool:
    """Whether a word is of what somebody is: "Secretary of | State | Ann Roe"."""
    return parsed.words[max(i - 2, 0) : i] in _OFFICES and gender_of_name(parsed.words[i]) is None


def _opens_clause(parsed: Parsed, i: int) -> bool:
    """Whether a word begins a sentence and has its capital from that: "As | Roe said"."""
    opens = parsed.words[i] in OPENING and parsed.forms[i].istitle()
    return opens and parsed.sentence_of(i).start == i


def _is_behind_name(parsed: Parsed, i: int) -> bool:
    """Whether a word is letters that stand behind a name: "Jane Roe KC"."""
    return parsed.forms[i].isupper() and parsed.words[i] in names_of("letters_behind_names")


def _whole(
    parsed: Parsed,
    words: range,
    kind: MentionKind,
    inside: Mapping[int, int],
    surnames: Container[str],
) -> tuple[range, MentionKind]:
    """Add the words of a name that the model cut off, as syntax and capitals say."""
    if not words:
        return words, kind
    if kind == "person":
        return whole_person(parsed, words, surnames), kind
    if kind in ("place", "other") and is_introduced(parsed, words, inside):
        return whole_person(parsed, range(words.start, words.stop + 1)), "person"
    if kind == "organisation":
        words = _with_first_word(parsed, _with_tied(parsed, words), inside)
    introduced = is_introduced_outlet(parsed, words.start)
    if kind == "organisation" or introduced:
        words = whole_outlet(parsed, words, inside)
        kind = "organisation"
    body = _whole_body(parsed, words, inside)
    return (body, "organisation") if body != words else (words, kind)


def _with_tied(parsed: Parsed, words: range) -> range:
    """Add what a hyphen ties to a name: "Uni" of "the Uni-Kurier"."""
    first = words.start
    while (
        first > 1
        and parsed.words[first - 1] in HYPHENS
        and parsed.ends[first - 1] == parsed.starts[first]
        and parsed.ends[first - 2] == parsed.starts[first - 1]
        and parsed.forms[first - 2][:1].isupper()
    ):
        first -= 2
    return range(first, words.stop)


def _with_first_word(parsed: Parsed, words: range, inside: Mapping[int, int]) -> range:
    """Add a capital in front that belongs to the name of a body: "Class" Teachers’ Association."""
    first = words.start - 1
    if first < 1 or parsed.lines[first] != parsed.lines[first + 1] or first in inside:
        return words
    belongs = parsed.heads[first] in words and parsed.relations[first] in ("compound", "amod")
    plain = is_capital(parsed, first) and not is_title(parsed.words[first])
    return range(first, words.stop) if belongs and plain else words


def _whole_body(parsed: Parsed, words: range, inside: Mapping[int, int]) -> range:
    """Add the body that a name is the possessor or the first word of: "Norway’s coast guard"."""
    if is_dateline(parsed, words):
        return words
    best = last = words.stop
    if any("body" in sorts_of(parsed.words[i]) for i in words) and len(words) >= _SELF_STANDING:
        return words
    capitals = not is_titled(parsed, words.start)
    while last < len(parsed) and last - words.stop < _LONGEST_BODY:
        if not _may_go_on(parsed, last, inside):
            break
        last += 1
        if _ends_body(parsed, last - 1, capitals=capitals):
            best = last
    if parsed.words[min(words.stop, len(parsed) - 1)] in POSSESSIVES and _stands_alone(
        parsed, range(words.stop + 1, best)
    ):
        return words
    return range(words.start, best)


def _stands_alone(parsed: Parsed, words: range) -> bool:
    """Whether a body's name needs no possessor: "the Data Conduct Commission", "Sky News"."""
    medium = len(words) > 1 and is_media_name(parsed.words[words[-1]])
    long = medium or len(words) >= _SELF_STANDING
    return long and all(parsed.forms[i][:1].isupper() for i in words)


def _may_go_on(parsed: Parsed, i: int, inside: Mapping[int, int]) -> bool:
    """Whether the name of a body may go on with a word."""
    word = parsed.words[i]
    if parsed.lines[i] != parsed.lines[i - 1]:
        return False
    if word in POSSESSIVES:
        return i + 1 < len(parsed) and parsed.tags[i + 1] in _NOMINAL
    owned = i + 1 < len(parsed) and parsed.words[i + 1] in POSSESSIVES
    fresh = inside.get(i) != i or parsed.words[i - 1] in POSSESSIVES
    return parsed.tags[i] in _NOMINAL and fresh and (owned or not is_title(word) or is_body(word))


def _ends_body(parsed: Parsed, i: int, *, capitals: bool) -> bool:
    """Whether a word may be the last of a body's name; in small letters only an institution."""
    word = parsed.words[i]
    if i + 1 < len(parsed) and parsed.words[i + 1] in HYPHENS:
        return False
    if parsed.forms[i][:1].isupper() and capitals:
        return is_body(word) or word in names_of("media_names")
    # "the Zorka agency" is Zorka, "France’s space agency" is a name whole
    beside = word == "agency" and parsed.forms[i - 1][:1].isupper()
    return word in names_of("institutions") and not beside


def _is_name(parsed: Parsed, words: range, kind: MentionKind) -> bool:
    """Tell a name from a noun that the model took for one: "Governor", "Fitness app", "A"."""
    telling = [i for i in words if is_telling(parsed, i)]
    if all(is_ticker(parsed.forms[i]) for i in words):
        return False
    if kind == "person" and len(words) == 1 and _is_surname(parsed, words.start):
        return True
    if not telling or (kind in ("organisation", "other") and is_of_office(parsed, words)):
        return False
    if len(words) > 1 or kind != "organisation":
        return not is_rubric(parsed, words)
    # "Congress" within a sentence is a name; at its start it may be "Police", "Army"
    start = words.start == parsed.sentence_of(words.start).start
    return not (sorts_of(parsed.words[words.start]) and (start or is_titled(parsed, words.start)))


def _is_surname(parsed: Parsed, i: int) -> bool:
    """Whether a capital is the surname of somebody named before: "Cook" after "Lena Cook"."""
    form = parsed.forms[i]
    before = (k - 1 for k in range(1, i) if parsed.forms[k] == form)
    return form[:1].isupper() and any(
        parsed.forms[k][:1].isupper() and gender_of_name(parsed.words[k]) is not None
        for k in before
    )


# --- what the name is


def _naming(parsed: Parsed, words: range, kind: MentionKind, score: float) -> Naming:
    tokens = tuple(word for i in words if (word := parsed.words[i]) not in _NO_PART)
    if is_dateline(parsed, words):
        kind = "place"
    elif kind != "person" and _is_courteous(parsed, words.start):
        kind = "person"  # "MS. ROE:", in capitals as a body's letters are
    gender = _gender_in_front(parsed, words.start) if kind == "person" else None
    upper = len(words) == 1 and parsed.forms[words.start].isupper()
    acronym = upper and len(tokens[0]) <= _LONGEST_ACRONYM if tokens else False
    return Naming(words.start, words.stop, kind, tokens, gender, score, acronym=acronym)


def _is_courteous(parsed: Parsed, first: int) -> bool:
    """Whether "Mr" or the like stands right in front of a name."""
    same = first > 0 and parsed.lines[first - 1] == parsed.lines[first]
    return same and parsed.words[first - 1].rstrip(".") in names_of("courtesies")


def _gender_in_front(parsed: Parsed, first: int) -> Gender | None:
    """Return the gender of a title or noun in front: "Mrs", "her husband,", "her son, a pilot"."""
    noun = first - 1 - (parsed.words[first - 1 : first] == [","])
    role = first - 1
    while role > 0 and parsed.tags[role] in _OF_ROLES and first - role <= _LONGEST_ROLE:
        role -= 1
    if role > 1 and parsed.words[role] == "," and parsed.words[role - 2] in ("his", "her", "their"):
        return gender_of_noun(parsed.words[role - 1])
    if noun < 0 or parsed.lines[noun] != parsed.lines[first]:
        return None
    if noun == first - 1 or parsed.heads[first] == noun:
        return gender_of_noun(parsed.words[noun])
    return None
