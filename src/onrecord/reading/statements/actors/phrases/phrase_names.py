"""The source's own name in its words, not one that only describes it."""

from collections.abc import Mapping, Sequence

from onrecord.reading.places.demonyms import place_of
from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.naming.name_words import (
    ARTICLES,
    OFFICES,
    POSSESSIVES,
    is_honorific,
    office_in_front,
)
from onrecord.reading.statements.actors.naming.sources import (
    gender_of_noun,
    is_plural,
    is_title,
    names_of,
    singular,
    sorts_of,
)
from onrecord.reading.statements.actors.phrases.source_phrase import BREAKS, NAMING, Phrase
from onrecord.reading.statements.parsed import Parsed

_SHORTEST_TITLE = 3  # words: "Chair of governors"
_DEMONYMS = ("an", "ese", "ish", "i", "ch", "ss", "er", "ek", "ic", "man", "woman")
_PEOPLES = frozenset((
    "arab", "argentine", "basque", "briton", "croat", "dane", "filipino", "finn", "kazakh", "kurd",
    "pole", "scot", "serb", "slovak", "slovene", "spaniard", "swede", "turk",
))  # fmt: skip
_AS = 4  # words between "gave his name" or "identified" and "as"
_GIVING = frozenset(("name", "known", "identified", "himself", "herself", "themselves"))
_CALLING = frozenset(("calling", "call", "calls"))
_CLAUSES = frozenset(("that", "which", "who", "whom", "whose", "where"))
_OUTLETS = frozenset(("media", "press"))  # many, though the word does not say so
_PARTIES = frozenset(("party", "movement", "alliance", "coalition"))
_ONES_OWN = frozenset(("the", "its", "their", "his", "her"))
_DESKS = frozenset(("desk", "team", "unit", "arm", "service"))
_CHECKING = frozenset(("verification", "fact-checking", "checking", "fact-check"))
_SELVES = frozenset(("itself", "themselves", "himself", "herself"))
_TITLE_TAGS = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PUNCT", "PART"))
_WORKING = frozenset(("at", "for", "from", "with"))
_WITHOUT_NAME = frozenset(("document", "data"))  # "a report, Ann Roe": she is not the report


def name_in(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Return a word of the source's own name, not of one that only describes it.

    "Kremlin spokesman Dmitry Orlov" is Orlov, "Orlov's aide" and "a letter to Orlov" are not.
    """
    if phrase.head in named and not _is_demonym(parsed, named, phrase.prefix[0], phrase.head):
        return phrase.head
    if _is_beside(parsed, named, phrase):
        return phrase.head - 1
    sorts = set(sorts_of(parsed.words[phrase.head]))
    apposed = _apposed(parsed, named, phrase)
    if apposed is None:
        apposed = _closing(parsed, named, phrase)
    if (
        apposed is not None
        and not (sorts and sorts <= _WITHOUT_NAME)
        and (not is_plural(parsed.words[phrase.head]) or _is_firm(parsed, named, phrase, apposed))
    ):
        return apposed
    ways = (_given, _poster, _joined, _in_office, _titled_of, _predicate, _checking)
    found = (way(parsed, named, phrase) for way in ways)
    return next((i for i in found if i is not None), None)


def _is_firm(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase, i: int) -> bool:
    """Whether the one body behind a comma is who many are: "the owners, Lekmar Shipping"."""
    if named[i].kind != "organisation" or parsed.words[phrase.prefix[0]] not in _ONES_OWN:
        return False
    rest = [k for k in phrase.words if k > i and named.get(k) is not named[i]]
    return not any(named.get(k) is not None or parsed.words[k] == "and" for k in rest)


def _checking(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the body in "fact-checkers at X", "the verification desk of X": they speak for it."""
    front = {parsed.words[i] for i in phrase.prefix}
    checks = parsed.words[phrase.head] in ("checkers", "factcheckers")
    desk = parsed.words[phrase.head] in _DESKS and not _CHECKING.isdisjoint(front)
    rest = phrase.core[len(phrase.prefix) :]
    if not (checks or desk) or not rest or parsed.words[rest[0]] not in ("of", "at", "from"):
        return None
    first = next((i for i in rest if i in named), None)
    return first if first is not None and named[first].kind == "organisation" else None


def _is_beside(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> bool:
    """Whether a name stands right in front of a noun that says what it is: "the Zorka agency".

    Not a people's: "Ukrainian blogs", "Russian media", "a South Korean newspaper".
    """
    noun, front = parsed.words[phrase.head], phrase.head - 1
    member = named.get(front)
    if member is None or member.kind == "place" or front not in phrase.words:
        return False
    if place_of(member.name) is not None:
        return False
    if noun in _PARTIES and member.kind == "organisation" and not is_demonym(parsed.words[front]):
        return True  # "the opposition Coast Unity party"
    if parsed.words[phrase.prefix[0]] in ("a", "an") and noun == "paper":
        return False  # "a World Bank paper" is written by it
    many = is_plural(noun) or noun in _OUTLETS
    return "media" in sorts_of(noun) and not (many and is_demonym(parsed.words[front]))


def _joined(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the name behind two roles: "party chairman and former mayor Ann Roe"."""
    last = phrase.core[-1]
    member = named.get(last)
    if member is None or member.kind != "person" or is_plural(parsed.words[phrase.head]):
        return None
    between = [i for i in phrase.core if i > phrase.head and named.get(i) is not member]
    joined = bool(between) and parsed.words[between[0]] in ("and", "&", "/", "turned")
    plain = (
        all(parsed.tags[i] != "ADP" for i in between) and parsed.tags[between[-1]] == "NOUN"
        if joined
        else False
    )
    return last if plain else None


def _in_office(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the name behind an office and its field: "State Minister for Water Ann Roe"."""
    last = phrase.core[-1]
    member = named.get(last)
    first = next((i for i in phrase.core if named.get(i) is member), last)
    if member is None or member.kind != "person" or parsed.words[phrase.head] not in OFFICES:
        return None
    return last if office_in_front(parsed, first) == phrase.head else None


def is_demonym(word: str) -> bool:
    """Whether a word in lower case ends as the names of peoples do: "brazilian", "swiss"."""
    return word.endswith(_DEMONYMS) or word in _PEOPLES


def _is_demonym(parsed: Parsed, named: Mapping[int, Member], first: int, i: int) -> bool:
    """Whether a name says where somebody is from: "the Brazilian". first: of its phrase."""
    thing = named[i].kind == "thing" or parsed.words[i] in _PEOPLES
    alone = first < i and len(named[i].tokens) == 1 and thing
    ending = is_demonym(parsed.words[i]) and not parsed.forms[i].isupper()
    return alone and ending and parsed.words[first] in ARTICLES


def _apposed(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the name right behind a comma: "the governor, Gen. Ann Roe"."""
    behind = [i for i in phrase.words if i > phrase.core[-1]]
    if not behind or parsed.words[behind[0]] not in BREAKS - {":"}:
        return None
    for i in behind[1 + _n_of_seat(parsed, named, behind) :]:
        member = named.get(i)
        if member is not None:
            if _is_demonym(parsed, named, i - 1, i):
                return None  # "the pilot, a Brazilian"
            fits = member.kind == "person" or not _is_aide(parsed, phrase)
            shown = gender_of_noun(parsed.words[phrase.head])
            fits = fits and (shown is None or member.gender in (None, shown))  # "the wife of"
            described = member.kind == "place" or _modifies(parsed, named, i)
            return i if fits and not described else None
        if not (
            is_honorific(parsed.words[i]) or parsed.words[i] in ARTICLES or _is_title(parsed, i)
        ):
            return None
    return None


def _n_of_seat(parsed: Parsed, named: Mapping[int, Member], behind: Sequence[int]) -> int:
    """Return how many words behind a comma say where a name has its seat: "Oslo-based" Norrbygg."""
    for k, i in enumerate(behind[1:], start=1):
        if parsed.words[i] == "based" and parsed.words[i - 1] == "-":
            return k
        if i not in named and parsed.words[i] != "-" and parsed.words[i] not in ARTICLES:
            break
    return 0


def _is_aide(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether what follows is whom somebody speaks for: "a spokesman for its owner, Norrbygg".

    Or works for: "a buyer for a chain, Lekmar"; but "the owner of the mine, Lekmar".
    """
    sorts = sorts_of(parsed.words[phrase.head])
    behind = [i for i in phrase.core if i > phrase.head and parsed.tags[i] == "ADP"]
    if "official" in sorts:
        return bool(behind)
    works = "person" in sorts and "body" not in sorts
    return works and any(parsed.words[i] in _WORKING for i in behind)


def _closing(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the name behind the last comma: "its head, retired judge Ann Roe".

    Without a title behind a second comma or a clause: "a passenger who swam ashore, Ann Roe".
    """
    words = phrase.words
    if len(words) > 2 and parsed.words[words[-2]] == "," and parsed.words[words[-1]].isdigit():  # noqa: PLR2004 - a comma and an age
        words = words[:-2]
    last = words[-1]
    member = named.get(last)
    commas = [i for i in words if parsed.words[i] == "," and i > phrase.core[-1]]
    if member is None or not commas or not _may_close(parsed, phrase, member):
        return None
    title = [i for i in words if i > commas[-1] and named.get(i) is not member]
    told = len(commas) > 1 or not _CLAUSES.isdisjoint(
        parsed.words[i] for i in words if i < commas[-1]
    )
    plain = all(_in_title(parsed, i) for i in title) and (title or told)
    return last if plain and not _modifies(parsed, named, last) else None


def _in_title(parsed: Parsed, i: int) -> bool:
    """Whether a word may stand before a name: "retired judge", "Tema-based"."""
    described = parsed.relations[i] == "amod" or parsed.words[i - 1] == "-"
    return parsed.tags[i] in _TITLE_TAGS or described


def _may_close(parsed: Parsed, phrase: Phrase, member: Member) -> bool:
    """Whether a name at the end may be that of a person, or of a body that is called one."""
    if member.kind == "person":
        return True
    noun, rest = parsed.words[phrase.head], phrase.core[len(phrase.prefix) :]
    of_several = bool(rest) and parsed.words[rest[0]] == "of" and is_plural(parsed.words[rest[-1]])
    one_of = of_several and not sorts_of(noun)  # "the largest of the three contractors"
    body = one_of or not {"body", "media"}.isdisjoint(sorts_of(noun))
    return body and member.kind == "organisation" and not is_plural(noun)


def _modifies(parsed: Parsed, named: Mapping[int, Member], i: int) -> bool:
    """Whether a name describes the noun behind it: "Dutch" of "a Dutch pension manager"."""
    while named.get(i + 1) is named[i]:
        i += 1
    following = parsed.heads[i] > i and parsed.tags[i + 1] in ("NOUN", "ADJ")
    return following and parsed.words[i + 1] not in POSSESSIVES


def _is_title(parsed: Parsed, i: int) -> bool:
    return "official" in sorts_of(parsed.words[i]) or parsed.words[i] == "."


def _titled_of(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the name behind a whole title: "Chair of governors | Neil Roe", not "Aide of Mayor Roe".

    It has no article: "the trainer of lightweight Roe" is another.
    """
    words, last = phrase.core, phrase.core[-1]
    member = named.get(last)
    first = next((k for k, i in enumerate(words) if named.get(i) is member), 0)
    is_bare = parsed.tags[words[0]] != "DET"
    if member is None or member.kind != "person" or first < _SHORTEST_TITLE or not is_bare:
        return None
    office = words[first - 1]
    is_of = parsed.words[office - 1] == "of" and words[first - 2] == office - 1
    field = parsed.words[office]
    is_plain = parsed.tags[office] == "NOUN" and (is_plural(field) or not is_title(field))
    return last if is_of and is_plain and is_title(parsed.words[phrase.head]) else None


def _predicate(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the name in a clause that brings somebody in: "His first call is on Ann Roe"."""
    head = parsed.head_of(phrase.words)
    return head if head in named and parsed.children(head, "cop") else None


def _given(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the name in "an account named X", "a driver who gave his name only as X"."""
    names = (k for k, i in enumerate(phrase.words) if i in named and _names(parsed, phrase, k))
    return next((phrase.words[k] for k in names), None)


def _names(parsed: Parsed, phrase: Phrase, k: int) -> bool:
    """Whether the words before one say that a name follows.

    Such words are "named", "known only as", "calling itself", "such as".
    """
    before = [parsed.words[j] for j in phrase.words[max(0, k - 1 - _AS) : k]]
    selves = before[-2:-1] and before[-2] in _CALLING and before[-1] in _SELVES
    such = before[-2:] in (["such", "as"], ["the", "name"], ["signs", "itself"])
    given = before[-1:] == ["as"] and bool(_GIVING & set(before))
    return bool(before) and (before[-1] in NAMING or bool(selves) or such or given)


def _poster(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> int | None:
    """Find the name in "a review posted by X"."""
    if singular(parsed.words[phrase.head]) not in names_of("posts"):
        return None
    by = next((k for k, i in enumerate(phrase.words) if parsed.words[i] == "by"), None)
    if by is None or by + 1 >= len(phrase.words):
        return None
    first = last = phrase.words[by + 1]
    while first in named and named.get(last) is named[first]:
        last += 1
    owner = last < len(parsed) and parsed.words[last] in POSSESSIVES  # "by Roe’s cousin"
    return first if first in named and not owner else None


def own_words(parsed: Parsed, phrase: Phrase) -> tuple[int, ...]:
    """Return who it is in words of a source that names them, though no model took it for a name.

    "RoeRuns" of "a review posted by RoeRuns", "an account" of "a post on an account".
    """
    posted = singular(parsed.words[phrase.head]) in names_of("posts")
    for k, i in enumerate(phrase.words[1:], start=1):
        by = posted and parsed.words[phrase.words[k - 1]] == "by"
        named = by or _names(parsed, phrase, k) or parsed.forms[i].startswith("@")
        account = _is_account(parsed, phrase, k - (parsed.words[phrase.words[k - 1]] == ","))
        if (parsed.forms[i][:1].isupper() and (named or account)) or (
            (account or named) and _is_handle(parsed, phrase.words[k:])
        ):
            rest = phrase.words[k:]
            ends = (n for n, j in enumerate(rest) if n and not _goes_on(parsed, j))
            return rest[: next(ends, len(rest))]
    return _poster_words(parsed, phrase)


def _is_account(parsed: Parsed, phrase: Phrase, k: int) -> bool:
    """Whether the name of an account follows: "the account StormChaserVU"."""
    i = phrase.words[k - 1] if k else -1
    return i >= 0 and parsed.words[i] in names_of("accounts") and parsed.forms[i].islower()


def _is_handle(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether a name is written as on networks: "@jo_poe", "bunnymom_incheon", "kk88"."""
    end = next((n for n, i in enumerate(words) if n and not _is_tied(parsed, i)), len(words))
    form = "".join(parsed.forms[i] for i in words[:end])
    return any(char in "@_" or char.isdigit() for char in form)


def _goes_on(parsed: Parsed, i: int) -> bool:
    """Whether a name of an account goes on: with a capital, or without a blank."""
    return parsed.forms[i][:1].isupper() or _is_tied(parsed, i)


def _is_tied(parsed: Parsed, i: int) -> bool:
    return parsed.starts[i] == parsed.ends[i - 1] and parsed.words[i] not in BREAKS | POSSESSIVES


def _poster_words(parsed: Parsed, phrase: Phrase) -> tuple[int, ...]:
    if singular(parsed.words[phrase.head]) not in names_of("posts"):
        return ()
    for k, i in enumerate(phrase.core):
        if parsed.words[i] in ("on", "by", "from") and i > phrase.head:
            rest = phrase.core[k + 1 :]
            return rest if any(parsed.words[j] in names_of("accounts") for j in rest) else ()
    return ()
