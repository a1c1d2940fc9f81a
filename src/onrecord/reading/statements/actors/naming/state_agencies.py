"""News agencies of states: "North Korea's official news agency" is the one that is named."""

from collections.abc import Iterable, Sequence

from onrecord.reading.places.demonyms import place_of
from onrecord.reading.statements.actors.naming.names import Naming
from onrecord.reading.statements.actors.naming.same_name import like
from onrecord.reading.statements.actors.naming.sources import countries_of_agencies

# What stands around the country in a description that names no agency.
_DESCRIBING = frozenset(
    ("'s", "’s", "official", "state", "news", "national", "-", "run", "owned", "main", "agency")
)
_NO_AGENCIES = frozenset(("newspaper", "paper", "daily", "weekly", "magazine", "broadcaster"))


def origins_of_agency(tokens: Sequence[str]) -> set[str]:
    """Return the words of the country whose news agency a name is: none for other bodies."""
    return {*countries_of_agencies().get(" ".join(tokens), "").split()}


def is_no_agency(noun: str, tokens: Sequence[str]) -> bool:
    """Whether a name is an agency, and a noun of none: "a South Korean newspaper" is not Yonhap."""
    return noun in _NO_AGENCIES and bool(origins_of_agency(tokens))


def without_described(namings: Sequence[Naming]) -> list[Naming]:
    """Leave out what only describes an agency that is named: "Iran's state news agency".

    Left among the names, it would be an agency of its own.
    """
    bodies = [one for one in namings if one.kind == "organisation"]
    countries = [origin for one in bodies if (origin := origins_of_agency(one.tokens))]
    return [one for one in namings if not any(_describes(one, words) for words in countries)]


def is_of_other_state(tokens: Sequence[str], described: Iterable[str]) -> bool:
    """Whether words name a state and a name is another's agency: "Iranian media" are no Xinhua.

    described: in lower case.
    """
    own = origins_of_agency(tokens)
    states = {word for words in countries_of_agencies().values() for word in words.split()}
    named = {
        word
        for words in described
        for word in (place_of(words.capitalize()) or words).lower().split()
    }
    return bool(own) and bool(named & states - own)


def _describes(naming: Naming, country: set[str]) -> bool:
    tokens = naming.tokens
    if tokens[-1] != "agency" or "news" not in tokens or origins_of_agency(tokens):
        return False
    names = [word for word in tokens if word not in _DESCRIBING]
    return len(names) == len(country) and all(any(like(w, c) for c in country) for w in names)
