"""Mentions of the model -> names, whole and nothing but the name: "Jane Roe", not "Ms. Roe"."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.reading.statements.actors.sources import (
    PRONOUNS,
    Gender,
    Sort,
    gender_of_name,
    gender_of_noun,
    is_last_syllable,
    is_media_name,
    is_title,
    names_of,
    singular,
    sorts_of,
)
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Mention, MentionKind

ARTICLES = frozenset(("the", "a", "an"))
POSSESSIVES = frozenset(("'s", "'"))
PARTICLES = frozenset(
    ("de", "da", "do", "dos", "di", "du", "la", "le", "van", "von", "der", "den", "ten", "al", "el",
     "bin", "ibn", "ben", "abu", "y", "e", "av", "af", "við", "ó")
)  # fmt: skip
_JOINING = frozenset(("and", "of", "for", "or", "the", "&"))  # a name does not end so
_HYPHENS = frozenset(("-", "‑", "–"))
_LONGEST_BODY = 5  # words that may be added to the name of a body
_SELF_STANDING = 3  # words of a body's name from which on its possessor is no part of it
_LONGEST_ACRONYM = 5  # letters
_LONG = 4  # letters of a word that such a line has with a capital: not "and", "of"
_TITLED = 0.7  # share of capitals in a line from which on they say nothing
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
    found: list[Naming] = []
    covered = -1
    for mention in sorted(mentions, key=lambda one: one.span):
        for part in _parts(parsed, parsed.range_of(mention.span), mention.kind, alone):
            words, kind = _whole(parsed, part, mention.kind, inside)
            words = _stripped(parsed, words, kind)
            if words.start >= covered and _is_name(parsed, words, kind):
                covered = words.stop
                if found and _is_one(parsed, found[-1], words, kind):
                    words = range(found.pop().first, words.stop)
                    kind = "person" if kind == "person" else "organisation"
                found.append(_naming(parsed, words, kind, mention.score))
    return found


def _is_one(parsed: Parsed, before: Naming, words: range, kind: MentionKind) -> bool:
    """Whether two mentions side by side are one name that the model cut: "Ann" "Roe".

    So are "Georgian" and "Hauliers’ League".
    """
    if before.last != words.start or parsed.lines[before.first] != parsed.lines[words.start]:
        return False
    if before.kind == kind == "person":
        return True
    country = before.kind in ("place", "other") and parsed.heads[before.last - 1] in words
    body = kind in ("organisation", "other") and _is_body(parsed.words[words.stop - 1])
    return country and body and all(parsed.forms[i][0].isupper() for i in (words[0], words[-1]))


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


def _stripped(parsed: Parsed, words: range, kind: MentionKind) -> range:
    """Leave out what stands around a name: articles, titles of a person, the possessive."""
    first, last = words.start, words.stop
    while first < last and (
        parsed.words[first] in ARTICLES
        or not parsed.words[first][0].isalnum()
        or (last - first > 1 and _is_no_part(parsed, first, kind))
        or (kind == "organisation" and _is_adjective(parsed, range(first, last)))
    ):
        first += 1
    while first < last and (
        parsed.words[last - 1] in POSSESSIVES
        or not any(char.isalnum() for char in parsed.words[last - 1])
        or (kind == "person" and _is_small(parsed, last - 1))
        or parsed.words[last - 1] in _JOINING
    ):
        last -= 1
    return range(first, last)


def _is_adjective(parsed: Parsed, words: range) -> bool:
    """Whether a body's name starts behind a word in small letters: "progressive" Policy Centre."""
    small = parsed.forms[words[0]].islower() and parsed.words[words[0]] not in PARTICLES
    return (
        small
        and parsed.tags[words[0]] == "ADJ"
        and any(parsed.forms[i][:1].isupper() for i in words[1:])
    )


def _is_small(parsed: Parsed, i: int) -> bool:
    """Whether a word has a small letter and is no second syllable: "hye" of "Park Geun-hye"."""
    return parsed.forms[i].islower() and not (i and parsed.words[i - 1] in _HYPHENS)


def _is_no_part(parsed: Parsed, i: int, kind: MentionKind) -> bool:
    """Whether a word in front of a person's name is no part of it: "Gov.", "spokesman"."""
    word = parsed.words[i]
    if kind != "person":
        return word.rstrip(".") in names_of("courtesies")
    if parsed.forms[i].islower():
        return word not in PARTICLES
    return is_honorific(word) or (is_title(word) and gender_of_name(word) is None)


def is_honorific(word: str) -> bool:
    """Whether a word in lower case is a title or its short form: "mrs", "gov."."""
    return gender_of_noun(word) is not None or word.rstrip(".") in names_of("honorifics")


def _whole(
    parsed: Parsed, words: range, kind: MentionKind, inside: Mapping[int, int]
) -> tuple[range, MentionKind]:
    """Add the words of a name that the model cut off, as syntax and capitals say."""
    if not words:
        return words, kind
    if kind == "person":
        return _whole_person(parsed, words), kind
    if kind == "organisation":
        words = _with_first_word(parsed, words, inside)
    body = _whole_body(parsed, words, inside)
    return (body, "organisation") if body != words else (words, kind)


def _with_first_word(parsed: Parsed, words: range, inside: Mapping[int, int]) -> range:
    """Add a capital in front that belongs to the name of a body: "Class" Teachers’ Association."""
    first = words.start - 1
    if first < 1 or parsed.lines[first] != parsed.lines[first + 1] or first in inside:
        return words
    belongs = parsed.heads[first] in words and parsed.relations[first] in ("compound", "amod")
    plain = is_capital(parsed, first) and not is_title(parsed.words[first])
    return range(first, words.stop) if belongs and plain else words


def _whole_person(parsed: Parsed, words: range) -> range:
    first, last = words.start, words.stop
    while first and (_is_first_half(parsed, first - 1) or _is_given(parsed, first - 1)):
        first -= 1
    while last < len(parsed) and parsed.lines[last] == parsed.lines[last - 1]:
        close = parsed.starts[last] - parsed.ends[last - 1] <= 1
        flat = parsed.tags[last] == "PROPN" and parsed.relations[last] in ("flat", "compound")
        if flat and close and parsed.forms[last][:1].isupper() and not is_title(parsed.words[last]):
            last += 1
        elif _is_double_barrelled(parsed, range(first, last)):
            last += 2
        else:
            break
    return range(first, last)


def _is_first_half(parsed: Parsed, i: int) -> bool:
    """Whether a word is a first name that the model cut off: "JD" of "JD Vance"."""
    name = parsed.tags[i] == "PROPN" and parsed.forms[i][:1].isupper()
    tied = parsed.relations[i + 1] == "flat" and parsed.heads[i + 1] == i
    title = is_title(parsed.words[i]) or is_honorific(parsed.words[i])
    return name and tied and not title and parsed.lines[i] == parsed.lines[i + 1]


def _is_given(parsed: Parsed, i: int) -> bool:
    """Whether a first name stands before a particle: "Said" of "Said Al Rawahi", no verb."""
    particle = parsed.words[i + 1] in PARTICLES and parsed.lines[i] == parsed.lines[i + 1]
    title = is_title(parsed.words[i]) or is_honorific(parsed.words[i])
    return particle and is_capital(parsed, i) and not title


def _is_double_barrelled(parsed: Parsed, words: range) -> bool:
    """Whether a hyphen ties the next word to a name: "Hannah Berg-Moe", "Lim Soo-ah"."""
    i = words.stop
    if (
        parsed.words[i] not in _HYPHENS
        or i + 1 >= len(parsed)
        or parsed.starts[i] != parsed.ends[i - 1]
        or parsed.starts[i + 1] != parsed.ends[i]
    ):
        return False
    syllable = (
        parsed.tags[i + 1] == "PROPN" and parsed.relations[i + 1] == "flat"
    ) or is_last_syllable(parsed.words[i + 1])
    return parsed.forms[i + 1][:1].isupper() or (len(words) > 1 and syllable)


def _whole_body(parsed: Parsed, words: range, inside: Mapping[int, int]) -> range:
    """Add the body that a name is the possessor or the first word of: "Norway’s coast guard"."""
    if _is_dateline(parsed, words):
        return words
    best = last = words.stop
    if any("body" in sorts_of(parsed.words[i]) for i in words) and len(words) >= _SELF_STANDING:
        return words
    capitals = not _is_titled(parsed, words.start)
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
    return parsed.tags[i] in _NOMINAL and fresh and (owned or not is_title(word) or _is_body(word))


def _is_body(word: str) -> bool:
    return "body" in sorts_of(word)


def _ends_body(parsed: Parsed, i: int, *, capitals: bool) -> bool:
    """Whether a word may be the last of a body's name; in small letters only an institution."""
    word = parsed.words[i]
    if i + 1 < len(parsed) and parsed.words[i + 1] in _HYPHENS:
        return False
    if parsed.forms[i][:1].isupper() and capitals:
        return _is_body(word) or word in names_of("media_names")
    # "the Zorka agency" is Zorka, "France’s space agency" is a name whole
    beside = word == "agency" and parsed.forms[i - 1][:1].isupper()
    return word in names_of("institutions") and not beside


def _is_titled(parsed: Parsed, i: int) -> bool:
    """Whether a line has capitals throughout, as headlines do."""
    forms = [parsed.forms[k] for k in parsed.line_of(i)]
    long = [form for form in forms if len(form) >= _LONG and form[0].isalpha()]
    return sum(form[0].isupper() for form in long) > _TITLED * len(long)


def _is_dateline(parsed: Parsed, words: range) -> bool:
    """Whether capitals at the start of a line say where it was written: "CEBU, Philippines —"."""
    after = parsed.words[words.stop] if words.stop < len(parsed) else ""
    start = words.start == parsed.line_of(words.start).start
    label = parsed.forms[words.stop + 1 : words.stop + 3]
    if after == "," and label[1:] == [":"] and label[0].isupper() and is_title(label[0].lower()):
        return False  # "JANE ROE, PRESENTER:"
    return (
        start and after in (",", "—", "–", "-", "--", "(") and parsed.forms[words.start].isupper()
    )


def _is_name(parsed: Parsed, words: range, kind: MentionKind) -> bool:
    """Tell a name from a noun that the model took for one: "Governor", "Fitness app", "A"."""
    telling = [i for i in words if _is_telling(parsed, i)]
    if not telling or (kind == "organisation" and _is_of_title(parsed, words)):
        return False
    if len(words) > 1 or kind != "organisation":
        return True
    # "Congress" within a sentence is a name; at its start it may be "Police", "Army"
    start = words.start == parsed.sentence_of(words.start).start
    return not (sorts_of(parsed.words[words.start]) and (start or _is_titled(parsed, words.start)))


def _is_of_title(parsed: Parsed, words: range) -> bool:
    """Whether words are the office of somebody: "Natural Resources" Minister, no body."""
    title = parsed.words[words.stop] if words.stop < len(parsed) else ""
    body = any(_is_body(parsed.words[i]) for i in words) or parsed.forms[words[-1]].isupper()
    return singular(title) in ("minister", "secretary") and not body


def _is_telling(parsed: Parsed, i: int) -> bool:
    """Whether a word shows by itself that it is a name or part of one."""
    word, form = parsed.words[i], parsed.forms[i]
    if not any(char.isupper() for char in form) or word in ARTICLES or word in PRONOUNS:
        return False
    if is_honorific(word) or (is_title(word) and not _is_body(word)):
        return False
    start = i == parsed.sentence_of(i).start
    following = parsed.words[i + 1] if i + 1 < len(parsed) else ""
    common = start and i + 1 < len(parsed) and parsed.tags[i + 1] == "NOUN"
    return not (
        common and parsed.forms[i + 1].islower() and following not in names_of("institutions")
    )


# --- what the name is


def _naming(parsed: Parsed, words: range, kind: MentionKind, score: float) -> Naming:
    tokens = tuple(
        word
        for i in words
        if (word := parsed.words[i]) not in ("the", "'s", ".", ",", "“", "”", '"')
    )
    if _is_dateline(parsed, words):
        kind = "place"
    gender = _gender_in_front(parsed, words.start) if kind == "person" else None
    upper = len(words) == 1 and parsed.forms[words.start].isupper()
    acronym = upper and len(tokens[0]) <= _LONGEST_ACRONYM if tokens else False
    return Naming(words.start, words.stop, kind, tokens, gender, score, acronym=acronym)


def _gender_in_front(parsed: Parsed, first: int) -> Gender | None:
    """Return the gender of a title or noun right in front of a name: "Mrs", "spokeswoman"."""
    if first and parsed.lines[first - 1] == parsed.lines[first]:
        return gender_of_noun(parsed.words[first - 1])
    return None


def is_capital(parsed: Parsed, i: int) -> bool:
    """Whether a word is written with a capital that says something."""
    start = i == parsed.sentence_of(i).start
    return parsed.forms[i][:1].isupper() and not start and not _is_titled(parsed, i)
