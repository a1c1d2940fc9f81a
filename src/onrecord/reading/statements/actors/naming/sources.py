"""Words that name a source: what sort of source it is, by its head noun or its name."""

from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from onrecord.reading.statements.lexicon import word_list

Sort = Literal["official", "person", "body", "document", "data", "media", "social"]
Gender = Literal["f", "m"]
PLURAL_PRONOUNS = frozenset(("they", "them", "their", "theirs", "themselves", "we", "us", "our"))
PERSON_PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
THING_PRONOUNS = frozenset(("it", "its", "itself"))
RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
SPEAKING = frozenset(("i", "me", "my", "we", "us", "our", "you"))
PRONOUNS = (
    PLURAL_PRONOUNS | frozenset(PERSON_PRONOUNS) | THING_PRONOUNS | RELATIVE | SPEAKING
    | frozenset(("this", "these", "those", "mine", "one"))
)  # fmt: skip


_ENDINGS: tuple[
    tuple[Sort, tuple[str, ...]], ...
] = (  # in this order: "activist", "worksheet", "boathouse"
    ("person", ("alist",)),
    ("document", ("sheet", "book", "list", "log", "script", "gram", "record", "ledger", "letter")),
    ("data", ("cam", "gauge", "meter", "graph", "tracker", "sensor", "scan", "metrics")),
    ("body", ("ity", "ment", "ry", "ship", "office", "corps", "works", "union", "bank")),
    ("data", ("tion", "sis")),
    ("person", ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ant", "ee", "eer")),
)
# Things and happenings that end as people do.
_NO_PEOPLE = frozenset((
    "cancer", "cover", "disaster", "disorder", "error", "factor", "fever", "helicopter", "horror",
    "matter", "motor", "order", "plant", "power", "restaurant", "river", "shelter", "shower",
    "summer", "terror", "thunder", "tower", "tremor", "water", "weather", "winter",
))  # fmt: skip
_SCHOLARLY = ("ologist", "ologists", "ician", "icians", "ographer", "ographers", "iatrist")
_ONE_PERSON = frozenset(("one", "seed"))
_OF_PEOPLE = frozenset(("official", "person"))
# Last words of bodies that are no media, whatever stands before: "Review Board".
_NO_MEDIA = frozenset((
    "authority", "bank", "board", "club", "college", "commission", "committee", "council", "court",
    "department", "foundation", "fund", "hospital", "inquiry", "institute", "ministry", "office",
    "parliament", "party", "police", "school", "society", "team", "union", "university",
))  # fmt: skip
_REMEMBERED = 8_192  # nouns: more than a story has, and never more than this


class _Lists(NamedTuple):
    sorts: dict[str, tuple[Sort, ...]]
    kin: dict[str, frozenset[str]]  # words that may stand for each other
    genders: dict[str, Gender]  # titles and nouns
    first_names: dict[str, Gender]


@cache
def _lists() -> _Lists:
    words = word_list("sources")
    sorts: dict[str, tuple[Sort, ...]] = {}
    for sort in get_args(Sort):
        for word in words[sort]:
            sorts[word] = (*sorts.get(word, ()), sort)
    kin: dict[str, frozenset[str]] = {}
    for group in words["synonyms"]:
        for word in group:
            kin[word] = kin.get(word, frozenset()) | frozenset(group)
    for general, special in words["kinds of"]:  # "the company" is a maker, no maker an operator
        for these, those in ((general, special), (special, general)):
            for word in these:
                kin[word] = kin.get(word, frozenset()) | frozenset(those)
    return _Lists(
        sorts,
        kin,
        _genders(words["female"], words["male"]),
        _genders(words["female_names"], words["male_names"]),
    )


def _genders(female: str, male: str) -> dict[str, Gender]:
    both: dict[str, Gender] = {**dict.fromkeys(female.split(), "f")}
    return both | dict.fromkeys(male.split(), "m")


@cache
def names_of(kind: str) -> frozenset[str]:
    """Return a list of the data file: "media_names", "social_names"."""
    return frozenset(word_list("sources")[kind])


def countries_of_agencies() -> dict[str, str]:
    """Return news agencies of states, each with the country, all in lower case."""
    agencies: dict[str, str] = word_list("sources")["state_agencies"]
    return agencies


@lru_cache(_REMEMBERED)
def singular(noun: str) -> str:
    """Return the singular of a noun in lower case, as far as the lists know it."""
    for ending, instead in (("men", "man"), ("ies", "y"), ("ives", "ife"), ("es", ""), ("s", "")):
        if noun.endswith(ending) and noun[: -len(ending)] + instead in _lists().sorts:
            return noun[: -len(ending)] + instead
    return noun


_PLURAL = frozenset((
    "people", "police", "authorities", "some", "many", "others", "most", "several", "few", "both",
    "dozens", "hundreds", "thousands",
))  # fmt: skip


def is_plural(noun: str) -> bool:
    """Whether a known noun in lower case stands in the plural."""
    return singular(noun) != noun or noun in _PLURAL


@lru_cache(_REMEMBERED)
def sorts_of(noun: str) -> tuple[Sort, ...]:
    """Return the sorts of source that a noun in lower case names, likeliest first; () = none."""
    sorts = _lists().sorts
    found = sorts.get(noun) or sorts.get(singular(noun), ())
    if not found and noun.endswith(("maker", "makers")):  # "carmaker", "drugmakers"
        return sorts["maker"]
    if not found and noun.endswith(_SCHOLARLY):
        return ("person",)
    if not found and "-" in noun:
        return sorts_of(noun.rpartition("-")[2])
    return found


def sort_by_look(noun: str) -> Sort | None:
    """Return the sort of a noun in lower case that no list has, as its end shows: "timesheet"."""
    one = noun.removesuffix("s")
    found = next((sort for sort, endings in _ENDINGS if one.endswith(endings)), None)
    return None if found == "person" and one in _NO_PEOPLE else found


def looks_plural(noun: str) -> bool:
    """Whether a noun in lower case means several, as lists or else its end shows: "a majority"."""
    unlisted = not sorts_of(noun) and noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return is_plural(noun) or unlisted or noun in names_of("shares")


def is_collective(noun: str) -> bool:
    """Whether a noun in lower case is many people in one: "the crowd", not "the seventh seed"."""
    return noun in names_of("collectives") - _ONE_PERSON


def sorts_of_two(before: str, noun: str) -> tuple[Sort, ...]:
    """Return the sorts of a noun with the word in front: the "news site", the "coast guard"."""
    return sorts_of_pair(before, noun) or sorts_of(noun)


def sorts_of_pair(before: str, noun: str) -> tuple[Sort, ...]:
    """Return the sorts of two words that mean more than the second: a "radio station"."""
    return _lists().sorts.get(f"{before} {noun}", ())


def is_title(noun: str) -> bool:
    """Whether a noun in lower case can be the role of a person."""
    return any(sort in ("official", "person") for sort in sorts_of(noun))


def names_no_person(noun: str) -> bool:
    """Whether a noun in lower case names a body or a place, and nobody: "city", "ministry"."""
    sorts = sorts_of(noun)
    if noun in names_of("collectives"):
        return False
    return noun in names_of("settlements") or (bool(sorts) and not _OF_PEOPLE & {*sorts})


def are_other_kinds(one: str, other: str) -> bool:
    """Whether two nouns name different kinds of the same: "the maker" is not "the operator"."""
    one, other = singular(one), singular(other)
    both = any({one, other} <= {*special} for _, special in word_list("sources")["kinds of"])
    return both and not are_kin(one, other)


def are_kin(one: str, other: str) -> bool:
    """Whether two nouns in lower case can name the same source: "boss", "manager"."""
    one, other = singular(one), singular(other)
    return one == other or other in _lists().kin.get(one, ())


def gender_of_noun(noun: str) -> Gender | None:
    """Return the gender that a title or noun shows: "Mrs", "spokesman"."""
    return _lists().genders.get(noun.rstrip("."))


def gender_of_name(first: str, *others: str) -> Gender | None:
    """Return the gender that a person's name in lower case shows, where it is a common one.

    Some surnames show it, too: "Petrova", "Jónsdóttir".
    """
    surname = others[-1] if others else ""
    for gender, endings in _surname_endings():
        if surname.endswith(endings):
            return gender
    return _lists().first_names.get(first)


def leaning_of_name(first: str, *others: str) -> Gender | None:
    """Return the gender that most first names with its ending have.

    A hyphen after the second word shows a name with the surname first: "Cho Eun-bi".
    """
    words = word_list("sources")
    if others[1:2] == ("-",):
        syllable = others[-1]
        female, male = (syllable in words[f"{which}_syllables"] for which in ("female", "male"))
        return "f" if female else "m" if male else None
    if first.endswith(tuple(words["female_endings"])):
        return "f"
    return "m" if first.endswith(tuple(words["male_endings"])) else None


def is_last_syllable(word: str) -> bool:
    """Whether a word in lower case ends first names after a hyphen: "min" of "Tae-min"."""
    words = word_list("sources")
    return any(word in words[f"{which}_syllables"] for which in ("female", "male", "other"))


@cache
def _surname_endings() -> tuple[tuple[Gender, tuple[str, ...]], ...]:
    words = word_list("sources")
    return ("f", tuple(words["female_surnames"])), ("m", tuple(words["male_surnames"]))


def is_media_name(name: str) -> bool:
    """Whether a name is that of a medium, by its words: "Radio Kattegat", "the Tema Herald".

    Not where the last says that it is another body: "the Press Council", "the Review Board".
    """
    known, words = names_of("media_names"), name.lower().split()
    if len(words) > 1 and words[-1] in _NO_MEDIA:
        return False
    return any(word in known for word in words) or name.lower() in known
