"""Author names: "fewer but right".

A byline holds people, agencies, papers, jobs, places, handles and dates. `read_credits` cuts it
into parts and keeps those that can be a person's name or an agency; whatever could be anything
else is left out, because a wrong author is worse than a missing one.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from onrecord.split.facts.agencies import find_agencies, find_agency
from onrecord.split.facts.lexicon import word_list

CreditKind = Literal["person", "agency", "organisation"]
NO_SITES: frozenset[str] = frozenset()
MAX_BYLINE_CHARS = 400  # longer is prose or a list of staff


class Byline(NamedTuple):
    """One party that a byline names."""

    name: str  # people: cleaned and in title case; agencies and organisations: as written
    kind: CreditKind
    start: int  # [start, end) of the name as written, in the byline
    end: int


class _Words(NamedTuple):
    roles: frozenset[str]
    modifiers: frozenset[str]
    organisations: frozenset[str]
    surnames: frozenset[str]
    particles: frozenset[str]
    degrees: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    places: frozenset[str]
    no_names: frozenset[str]
    collectives: frozenset[str]


@cache
def _words() -> _Words:
    names, places = word_list("names"), word_list("places")
    return _Words(
        frozenset(names["roles"]),
        frozenset(names["role_modifiers"]),
        frozenset(names["organisation_words"]),
        frozenset(names["surnames_too"]),
        frozenset(names["particles"]),
        frozenset(names["degrees"]),
        frozenset(names["suffixes"]),
        frozenset(names["titles"]),
        frozenset(place.lower() for place in (*places["two_words"], *places["cities"])),
        frozenset(names["no_names"]),
        frozenset(names["collectives"]),
    )


_PREFIX = re.compile(
    r"^\W*(?:(?:(?:(?:originally )?(?:written|reported|posted|published|authored|submitted|words|"
    r"story|text|report|analysis|review|reviewed|opinion|comment|interview|photos?|photographs?|"
    r"article|exclusive|guest post|guest column|a post|by[- ]?line|authors?|from|reporting|writing|"
    r"compiled|edited|as told to)\s*)?:?\s*(?:by|von|par|por|di|door)\b\s*:?)"
    r"|(?-i:[Bb]y(?=[A-Z]))|(?:byline|authors?|from|writers?|reporters?|by)\s*:)\s*",
    re.IGNORECASE,
)
# What ends the names: a place, an employer, a date, a clock, a handle, a page's own words.
_END = re.compile(
    r"\s(?-i:in|at|from|of|on|via|is|was|has|who)\b"  # "Jong On" is a name
    r"|\s(?:for|covers|writes|reports|special to|published|updated|posted|contributed|reporting)\b"
    r"|(?<=[a-zà-þ.])(?-i:(?:Published|Updated|Posted|Last|Follow|Share|Senior|Staff|Contributor|"
    r"Reporter|Editor|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"[a-z]*\b)"  # glued on: inline elements without a space between them
    r"|\s*(?:https?:|www\.|[\w.+-]+@[\w-]|@\w)|(?:^|\s)\d|\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b"
    r"|\s(?:mon|tues?|wed|wednes|thur?s?|fri|satur?|sun)(?:day)?\b[,. ]"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>")
_SPLIT = re.compile(
    r"\s*(?:[;|•·\n\u2028]|,|\s[-–—/]\s|/|\s+(?:and|&|und|et|with|plus|y)\s+)\s*",
    re.IGNORECASE,
)
_NOT_A_CUT = re.compile(r",\s*(?:jr|sr)\b", re.IGNORECASE)
_NAME_CHARS = re.compile(r"^[^\W\d_][^\W\d_'’‘`´.\-]*(?:[ .'’‘`´\-]+[^\W\d_][^\W\d_'’.]*)*\.?$")
_TOKEN_CASE = re.compile(r"[^\W\d_]+")
_LONGEST_NAME_WORDS = 6
_LONGEST_NAME_CHARS = 60


_AGENCY = re.compile(
    r"(?:[Tt]he )?(?P<name>(?:[A-Z][\w’'.-]+ ){1,3}"
    r"(?:Press|News|Wire|Information) (?:Agency|Service)"
    r"|Agence [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)
_PART = re.compile(r"[^;]+")
_TURNED = re.compile(
    r"(?P<last>(?:(?:van|von|de|der|den|da|di|al|el|bin|ter) ){0,2}[A-ZÀ-Þ][\w'’-]+),"
    r" (?P<first>[A-ZÀ-Þ][\w'’-]*\.?(?: [A-ZÀ-Þ]\w*\.?)?)"
)


@lru_cache(maxsize=4096)
def site_key(name: str) -> str:
    """Return what two spellings of a site's name have in common: "The BBC.com" -> "bbc"."""
    key = re.sub(r"^the\s+|^www\.|\.(?:com?|org|net|co\.uk|com\.au)$", "", name.strip().lower())
    return "".join(char for char in key if char.isalnum())


def read_credits(
    byline: str, *, sites: frozenset[str] = NO_SITES, one_word: bool = False
) -> tuple[Byline, ...]:
    """Return the people, agencies and organisations a byline names, in order, each once.

    sites: `site_key`s of the page's own names, which are never people.
    one_word: take a single word ("Voltaire") for a person; only where markup says "author".
    """
    found: dict[str, Byline] = {}
    if len(byline) > MAX_BYLINE_CHARS:
        return ()
    whole = byline.strip()
    if whole and site_key(whole) in sites:  # "Jobs & Hire": not two people
        start = byline.index(whole)
        return (Byline(whole, "organisation", start, start + len(whole)),)
    for text, start in _parts(byline):
        for credit in _read_part(text, start, sites, one_word):
            found.setdefault(credit.name.casefold(), credit)
    return tuple(found.values())


def read_turned(byline: str) -> tuple[Byline, ...]:
    """Return the people of a catalogue's list, family names first: "Roe, Ann; van Berg, Ben"."""
    found = []
    for part in _PART.finditer(byline):
        turned = _TURNED.fullmatch(part[0].strip())
        if turned is None or not _beside_surname(turned["first"]):
            return ()
        name = person_name(f"{turned['first']} {turned['last']}")
        if name is None:
            return ()
        start = part.start() + len(part[0]) - len(part[0].lstrip())
        found.append(Byline(name, "person", start, start + len(part[0].strip())))
    return tuple(found)


def _beside_surname(first: str) -> bool:
    """Say whether words behind "Roe, " may be first names: no role, no place, no agency."""
    words = _words()
    known = words.roles | words.modifiers | words.organisations | words.degrees | words.suffixes
    is_known = any(word.lower().strip(".") in known for word in first.split())
    return not is_known and first.lower() not in words.places and find_agency(first) is None


def _parts(byline: str) -> Iterator[tuple[str, int]]:
    """Cut a byline into the stretches that can each be one name, with their places."""
    text = _BRACKETS.sub(lambda match: "\n".ljust(len(match.group())), byline)
    position = 0
    while match := _PREFIX.match(text[position:]):
        position += match.end()
    for start, end in _cut(text, position):
        part = text[start:end]
        stripped = part.strip(' \t,.;:*_–—-|"“”')
        if part.rstrip().endswith((".",)) and _ends_with_abbreviation(part):
            stripped += "."
        if stripped:
            yield stripped, start + part.index(stripped)


def _cut(text: str, position: int) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text[position:]):
        start, stop = position + line.start(), position + line.end()
        for separator in _SPLIT.finditer(text, start, stop):
            if _NOT_A_CUT.match(text, separator.start(), stop):
                continue
            yield _until_end(text, start, separator.start())
            start = separator.end()
        yield _until_end(text, start, stop)


def _until_end(text: str, start: int, stop: int) -> tuple[int, int]:
    over = _END.search(text, start, stop)
    return start, over.start() if over else stop


def _ends_with_abbreviation(part: str) -> bool:
    last = part.rsplit(maxsplit=1)[-1] if part.split() else ""
    return last.lower() in _words().suffixes or bool(re.fullmatch(r"(?:[A-Z]\.)+", last))


def _read_part(part: str, start: int, sites: frozenset[str], one_word: bool) -> Iterator[Byline]:
    called = _AGENCY.fullmatch(part)
    if called and not find_agencies(part):  # one that no list has
        yield Byline(called["name"], "agency", start + called.start("name"), start + len(part))
        return
    agencies = find_agencies(part)
    if agencies:
        for agency in agencies:
            yield Byline(agency.name, "agency", start + agency.start, start + agency.end)
        return
    begin, end = _place_of(_without_role(part), part)
    if begin < 0:
        return
    core, at = part[begin:end], start + begin
    border = _start_of_agency(core)
    if border:
        yield from _read_part(core[:border].rstrip(), at, sites, one_word)
        yield from _read_part(core[border:], at + border, sites, False)
    elif _is_site(core, sites) or _is_organisation(core):
        yield Byline(part, "organisation", start, start + len(part))
    else:
        name = person_name(core, one_word=one_word)
        if name is not None:
            yield Byline(name, "person", at, at + len(core))


def _place_of(words: str, text: str) -> tuple[int, int]:
    """Return where words with single spaces between them stand in a text; -1 if they do not."""
    at = text.find(words)
    if not words:
        return -1, -1
    if at >= 0:
        return at, at + len(words)
    placed = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return placed.span() if placed else (-1, -1)


_NAME_WORDS = 2  # "Yo Yo Ma" loses nothing to a degree, "Jack Ma" would


def _without_role(part: str) -> str:
    """Drop "Senior Correspondent" behind a name, degrees and titles; "" if none is left."""
    words = _words()
    tokens = part.split()
    keys = [token.lower().strip(",.'’") for token in tokens]
    role = next((i for i, key in enumerate(keys) if key in words.roles), None)
    if role is not None and keys[0] in words.modifiers | words.roles:  # "Health Reporter Ann Roe"
        tokens = _behind_role(tokens, keys, role)
    elif role is not None:
        while role > 0 and keys[role - 1] in words.modifiers:
            role -= 1
        tokens = tokens[:role]
    while tokens and (
        tokens[-1].lower().strip(",") in words.degrees and len(tokens) != _NAME_WORDS
    ):
        tokens.pop()
    while tokens and tokens[0].lower() in words.titles:
        tokens.pop(0)
    return " ".join(tokens).strip(" ,")


def _behind_role(tokens: list[str], keys: list[str], role: int) -> list[str]:
    """Return the name behind a job that is written in front of it; empty if there is none."""
    words = _words()
    while role < len(keys) and keys[role] in words.modifiers | words.roles:
        role += 1
    rest = tokens[role:]
    is_name = len(rest) > 1 and not any(key in words.organisations for key in keys[role:])
    return rest if is_name and person_name(" ".join(rest)) else []


_LONG_SITE = 6  # characters of a site's name that can be the beginning of another


def _is_site(name: str, sites: frozenset[str]) -> bool:
    """Say whether a name is the site's or begins with it: "Harbour Herald Kitchen"."""
    key = site_key(name)
    return key in sites or any(len(site) >= _LONG_SITE and key.startswith(site) for site in sites)


def _start_of_agency(name: str) -> int:
    """Return where an agency begins behind a name of two words or more; 0 if there is none."""
    tokens = list(re.finditer(r"\S+", name))
    for token in tokens[max(_NAME_WORDS, len(tokens) - _LONGEST_AGENCY_WORDS) :]:
        if find_agency(" ".join(name[token.start() :].split())):
            return token.start()
    return 0


_LONGEST_AGENCY_WORDS = 4


def _is_organisation(name: str) -> bool:
    words = _words()
    tokens = [token.lower().strip(".,'’") for token in name.split()]
    if tokens[0] == "the" or (tokens[0] in _ARTICLES and not _OF_PLACES.isdisjoint(tokens[2:])):
        return True  # "Le Phare du Midi"
    if any(
        "." in token.strip(".") and len(token) > _SHORTEST_HOST and "'" not in token
        for token in name.split()
    ):
        return not re.search(r"\b[A-Z]\.", name)  # "livescience.com", but not "J.P. Smith"
    hits = [token for token in tokens if token in words.organisations]
    if not hits:
        return name.isupper() and len(name) <= _LONGEST_CODE and len(tokens) == 1
    # "Eyal Press" is a person: a surname that is also a word, last of two or three
    return not (hits == tokens[-1:] and hits[0] in words.surnames and len(tokens) == _NAME_WORDS)


_ARTICLES = frozenset(("le", "les", "la", "las", "el", "los", "il"))
_OF_PLACES = frozenset(("du", "des", "del", "della", "de"))
_SHORTEST_HOST = 5  # "a.com"
_LONGEST_CODE = 4  # "KBS", "WSVN"
_LONGEST_INITIALS = 3  # "AJ", "JD": as many letters in capitals are not shouted


def person_name(name: str, *, one_word: bool = False) -> str | None:
    """Return a name cleaned and in title case, or None if it cannot be a person's.

    A person's name has two to six words that begin with a capital or are particles ("van der").
    """
    name = " ".join(name.replace("\u200b", "").replace(", Jr", " Jr").split())
    tokens = name.split()
    if not 1 <= len(tokens) <= _LONGEST_NAME_WORDS or len(name) > _LONGEST_NAME_CHARS:
        return None
    if not _NAME_CHARS.match(name) or name.lower() in _words().places:
        return None
    if len(tokens) == 1:
        stands = one_word and len(name) > 1 and name.lower() not in _words().no_names
        return _calm(name) if stands else None
    small = [token for token in tokens if token[0].islower()]
    if one_word and len(small) == len(tokens):
        return name.title()
    return _calm(name) if _reads_as_name(tokens, small, one_word) else None


def _reads_as_name(tokens: list[str], small: list[str], marked: bool) -> bool:
    """Say whether the words in lower case are particles, and not all words are initials."""
    particles = _words().particles
    if not marked and any(t.lower() not in particles and not _has_capital(t) for t in small):
        return False
    if tokens[-1].lower() in particles and tokens[-1].islower():
        return False
    return any(len(token.strip(".")) > 1 for token in tokens)


def _has_capital(token: str) -> bool:
    """Say whether a word like "d'Ancona" or "al-Amin" has a capital behind its particle."""
    return any(part[:1].isupper() for part in re.split(r"['’\-]", token)[1:])


def _calm(name: str) -> str:
    """Return a shouting name in title case: "SHANA MCKAY-O'DEA" -> "Shana McKay-O'Dea"."""
    letters = "".join(_TOKEN_CASE.findall(name))
    if not letters.isupper() or len(letters) <= _LONGEST_INITIALS:
        return name
    return " ".join(_calm_word(token) for token in name.split())


def _calm_word(token: str) -> str:
    words = _words()
    bare = token.strip(".").lower()
    if "." in token.strip(".") or bare in ("ii", "iii", "iv") or len(bare) <= 1:
        return token
    if (
        len(bare) == _NAME_WORDS  # two letters
        and not any(vowel in bare for vowel in "aeiouy")
        and bare not in words.suffixes
    ):
        return token  # initials: "JD", "TJ"
    calm = _TOKEN_CASE.sub(lambda match: match.group().capitalize(), token)
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match.group(1).upper(), calm)


def is_collective(name: str) -> bool:
    """Say whether a name ends in what stands for nobody: "Harbour Herald staff", "News Desk"."""
    return name.lower().rpartition(" ")[2] in _words().collectives
