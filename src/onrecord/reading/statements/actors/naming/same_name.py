"""Names of one person or body: "Park Ji Ho" and "Park", "the Harbour Board" and "HB"."""

from collections.abc import Sequence
from itertools import pairwise, permutations

from onrecord.reading.places.demonyms import demonyms
from onrecord.reading.statements.actors.naming.name_words import PARTICLES, is_titled
from onrecord.reading.statements.actors.naming.names import Naming
from onrecord.reading.statements.actors.naming.sources import (
    gender_of_name,
    is_media_name,
    leaning_of_name,
    names_of,
)
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.layout import DASHES
from onrecord.record import MentionKind

_EMPTY = PARTICLES | {"of", "and", "the", "for", "in", "'s", "-"}
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SHORTEST_ACRONYM = 2
_SELDOM = 3  # times that a short name is met for each of a full one that comes later
_SHORTEST_FORM = 3  # letters of "Ken"
_STEM = 4  # letters that a country and its people share at least: "Chile", "Chilean"


def like(one: str, other: str) -> bool:
    """Whether two words share a stem, as a country and its people do: "ukraine", "ukrainian"."""
    n = min(len(one), len(other), _STEM + 1)
    return one == other or (n >= _STEM and one[:n] == other[:n])


def is_media(namings: Sequence[Naming], name: str) -> bool:
    """Whether a body is a medium, as its name or a noun beside it says."""
    return is_media_name(name) or any(one.sort == "media" for one in namings)


def with_generation(parsed: Parsed, naming: Naming) -> Naming:
    """Let a person's name go on over what tells a son from his father: "Ann Roe | , Jr."."""
    at = naming.last + (parsed.words[naming.last : naming.last + 1] == [","])
    word = parsed.words[at : at + 1]
    ends = naming.kind == "person" and word and word[0].strip(".") in _GENERATIONS
    if not ends or not parsed.forms[at][:1].isupper():
        return naming
    return naming._replace(last=at + 1, tokens=(*naming.tokens, *word))


# --- which are the same


def as_in_text(parsed: Parsed, namings: Sequence[Naming]) -> list[Naming]:
    """Cut bodies' names of headlines in capitals to what the text calls them: "Norrbygg Rail".

    What is capitals throughout does not show where a name ends.
    """
    bodies = [one for one in namings if one.kind == "organisation"]
    in_text = {one.tokens for one in bodies if not is_titled(parsed, one.first)}
    return [
        _cut(parsed, one, in_text)
        if one.kind == "organisation" and one.tokens not in in_text
        else one
        for one in namings
    ]


def _cut(parsed: Parsed, naming: Naming, in_text: set[tuple[str, ...]]) -> Naming:
    n = next((n for n in range(len(naming.tokens) - 1, 0, -1) if naming.tokens[:n] in in_text), 0)
    words = parsed.words[naming.first : naming.first + n]
    if not n or tuple(words) != naming.tokens[:n] or not is_titled(parsed, naming.first):
        return naming
    return naming._replace(last=naming.first + n, tokens=naming.tokens[:n])


def parts_apart(
    parsed: Parsed, namings: Sequence[Naming]
) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return short and full names of bodies that are not one: "Norrbygg", "Norrbygg Channel".

    Whoever is called by a full name is called so first and by the short one below. A full name
    that comes late and seldom is of something else that belongs to the body, or is called after it,
    but for "Norrbygg Ltd"; or of its house in a town: "the Osen Norrbygg".
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for one in namings:
        if one.kind == "organisation" and not is_titled(parsed, one.first):
            places.setdefault(one.tokens, []).append(one.first)
    return _people_apart(parsed, namings) | {
        (short, full)
        for full, late in places.items()
        for n in range(1, len(full))
        for short, rest in ((full[:n], full[n:]), (full[n:], full[:n]))
        if (early := places.get(short))
        and names_of("company_words").isdisjoint(word.strip(".") for word in rest)
        and not (short == full[1:] and full[0].title() in demonyms())  # "the Afghan Taliban"
        and early[0] < late[0]
        and len(early) >= _SELDOM * len(late)
    }


def _people_apart(
    parsed: Parsed, namings: Sequence[Naming]
) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return names of relatives, who stand in one sentence: "Jon Roe and his son Jonathan Roe"."""
    people = [one for one in namings if one.kind == "person" and len(one.tokens) > 1]
    number = parsed.sentences
    return {
        (one.tokens, other.tokens)
        for one, other in permutations(people, 2)
        if number[one.first] == number[other.first] and _is_familiar(one.tokens, other.tokens)
    }


def short_in_brackets(
    parsed: Parsed, namings: Sequence[Naming]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the names that stand in brackets after another: "Tema Port Workers (TPWU)".

    The agency of a dateline is no short name of its place: "OSLO, Norway (FD) —".
    """
    return {
        short.tokens: full.tokens
        for full, short in pairwise(namings)
        if short.acronym
        and full.last == short.first - 1
        and parsed.words[full.last] == "("
        and DASHES.isdisjoint(parsed.words[short.last + 1 : short.last + 2])
    }


def is_short_for(short: Sequence[str], full: Sequence[str], kind: MentionKind) -> bool:
    """Whether a name is a shorter form of another of its kind; not of itself."""
    if tuple(short) == tuple(full):
        return False
    if kind == "person":
        born = _without_generation(full)
        same = tuple(short) == tuple(born) or is_part(short, born) or is_part(short, full)
        return same or _is_inner(short, born) or _is_familiar(short, born)
    if len(short) == 1 and _is_acronym(short[0], full):
        return True
    if kind != "organisation":
        return False
    # "Russia" is no short form of "Russia's navy", nor "Munich" of "Munich police"
    possessor = tuple(full[: len(short)]) == tuple(short) and full[-1] in names_of("institutions")
    return (is_part(short, full) and not possessor) or _of_one_country(short, full)


def _without_generation(name: Sequence[str]) -> Sequence[str]:
    """Leave out what tells a son from his father: "Ann Roe | Jr."."""
    return name[:-1] if len(name) > 1 and name[-1].strip(".") in _GENERATIONS else name


def is_part(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words of one stand in the other at its begin or end: surname, Korean name."""
    n = len(short)
    if not 0 < n < len(full):
        return False
    stands = tuple(full[-n:]) == tuple(short) or tuple(full[:n]) == tuple(short)
    around = n > 1 and short[-1] == full[-1] and short[0] == full[0]
    return (stands or around) and not all(word in _EMPTY for word in short)


def _is_inner(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name stands within another: "Ox Bill" in "Jem “Ox Bill” Gumm".

    So does the first of two surnames, "Moura" in "Ana Moura Lima", but no first name.
    """
    n = len(short)
    inner = (tuple(full[k : k + n]) for k in range(1, len(full) - n))
    is_first = gender_of_name(short[0]) is not None or len(short[0]) < _STEM
    return tuple(short) in inner and (n > 1 or not is_first)


def _is_familiar(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether two names differ only in a first name's short form: "Ken" and "Kenneth" Roe.

    "Ann" and "Anna", "Dan" and "Danielle" are not the same.
    """
    if len(short) == 1 or tuple(short[1:]) != tuple(full[1:]):
        return False
    one, other = short[0], full[0]
    begins = other.startswith(one) and len(one) >= _SHORTEST_FORM and len(other) > len(one) + 1
    genders = {gender_of_name(name) or leaning_of_name(name) for name in (one, other)} - {None}
    pairs = word_list("sources")["short_first_names"]
    return (begins and len(genders) < 2) or [one, other] in pairs  # noqa: PLR2004 - "f" and "m"


def _of_one_country(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two bodies differ only in how their country is written: "Tajik", "Tajikistan"."""
    same = len(one) > 1 and tuple(one[1:]) == tuple(other[1:])
    return same and like(one[0], other[0])


def _is_acronym(short: str, full: Sequence[str]) -> bool:
    letters = short.replace(".", "")
    if len(letters) < _SHORTEST_ACRONYM or len(full) < _SHORTEST_ACRONYM:
        return False
    initials = "".join(word[0] for word in full)
    plain = "".join(word[0] for word in full if word not in _EMPTY)
    return letters in (initials, plain)
