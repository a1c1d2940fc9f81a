"""Names of people that a reader cut off: "JD | Vance", "Said | al-Rawahi", "Hannah Berg | -Moe"."""

from collections.abc import Container, Mapping

from onrecord.reading.statements.actors.naming.name_words import (
    PARTICLES,
    is_capital,
    is_honorific,
    is_nameish,
    is_of_field,
    is_titled,
)
from onrecord.reading.statements.actors.naming.sources import (
    gender_of_name,
    is_last_syllable,
    is_title,
    names_of,
    sorts_of,
)
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.words import HYPHENS


def is_introduced(parsed: Parsed, words: range, inside: Mapping[int, int]) -> bool:
    """Whether a first name between a title and a surname was read alone: "judge, Carolina" Roe."""
    last = words.stop
    if len(words) != 1 or last >= len(parsed) or last in inside or words.start < 2:  # noqa: PLR2004
        return False
    front = words.start - (parsed.words[words.start - 1] == ",") - 1
    surname = parsed.tags[last] == "PROPN" and is_nameish(parsed, last)
    near = parsed.lines[front] == parsed.lines[last] and is_title(parsed.words[front])
    return near and surname and gender_of_name(parsed.words[words.start]) is not None


def whole_person(parsed: Parsed, words: range, surnames: Container[str] = ()) -> range:
    """Add the words of a person's name that the model cut off, as syntax and capitals say.

    surnames: last words of people's names of the text.
    """
    first, last = words.start, words.stop
    while first and (_is_first_half(parsed, first - 1) or _is_given(parsed, first - 1)):
        first -= 1
    while last < len(parsed) and parsed.lines[last] == parsed.lines[last - 1]:
        close = parsed.starts[last] - parsed.ends[last - 1] <= 1
        flat = parsed.tags[last] == "PROPN" and (
            parsed.relations[last] in ("flat", "compound")
            or _is_surname(parsed, first, last, surnames)
        )
        title = is_title(parsed.words[last]) or is_honorific(parsed.words[last])
        if flat and close and parsed.forms[last][:1].isupper() and not title:
            last += 1
        elif _is_double_barrelled(parsed, range(first, last)):
            last += 2
        elif _n_behind_particle(parsed, last):
            last += _n_behind_particle(parsed, last)
        else:
            break
    return range(first, last)


def _is_surname(parsed: Parsed, first: int, last: int, surnames: Container[str]) -> bool:
    """Whether a word stands behind a first name as a surname: "Ann | Roe", whatever its syntax.

    In a headline, where all words have capitals, only if syntax holds both together.
    """
    word, heads = parsed.words[last], parsed.heads
    plain = is_nameish(parsed, last) and not sorts_of(word) and word not in names_of("times")
    if last - first != 1 or not plain:
        return False
    given = gender_of_name(parsed.words[first]) is not None
    tied = heads[last] == heads[first] or heads[first] == last or heads[last] == first
    if is_titled(parsed, last):
        return given and tied
    titled = first > 0 and is_honorific(parsed.words[first - 1])
    return given or word in surnames or (titled and heads[first] == last)


def _n_behind_particle(parsed: Parsed, i: int) -> int:
    """Return how many words go on a name from a particle on: 3 of Said "al-Rawahi", else 0."""
    if parsed.words[i] not in PARTICLES or parsed.relations[i] not in ("flat", "compound"):
        return 0
    hyphen = i + 1 < len(parsed) and parsed.words[i + 1] in HYPHENS
    name = i + 1 + hyphen
    if name >= len(parsed) or parsed.lines[name] != parsed.lines[i]:
        return 0
    return (name + 1 - i) if parsed.forms[name][:1].isupper() else 0


def _is_first_half(parsed: Parsed, i: int) -> bool:
    """Whether a word is a first name that the model cut off: "JD" of "JD Vance"."""
    name = parsed.tags[i] == "PROPN" and parsed.forms[i][:1].isupper()
    tied = parsed.relations[i + 1] == "flat" and parsed.heads[i + 1] == i
    title = is_title(parsed.words[i]) or is_honorific(parsed.words[i])
    title = title or is_of_field(parsed, i)
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
        parsed.words[i] not in HYPHENS
        or i + 1 >= len(parsed)
        or parsed.starts[i] != parsed.ends[i - 1]
        or parsed.starts[i + 1] != parsed.ends[i]
    ):
        return False
    syllable = parsed.tags[i + 1] == "PROPN" or is_last_syllable(parsed.words[i + 1])
    return parsed.forms[i + 1][:1].isupper() or (len(words) > 1 and syllable)
