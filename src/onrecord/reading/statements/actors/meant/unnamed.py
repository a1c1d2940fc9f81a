"""Somebody without a name: the noun of a description, and of which country it is."""

from collections.abc import Collection, Sequence

from onrecord.reading.places.demonyms import place_of
from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.naming.name_words import POSSESSIVES
from onrecord.reading.statements.actors.naming.sources import looks_plural


def core_of(member: Member) -> Sequence[str]:
    """Return the words of somebody without a name up to the noun, without whose it is.

    "aides" of "one of the aides"; "the regulator's | auditor" is not the regulator.
    """
    words = member.tokens
    if words[1:2] == ("of",) and words[0] in ("one", "another"):
        return next((words[k : k + 1] for k, word in enumerate(words) if looks_plural(word)), ())
    words = words[: member.n_core]
    last = max((k for k, word in enumerate(words) if word in POSSESSIVES), default=-1)
    return words[last + 1 :]


def is_of_other_country(member: Member, qualifiers: Collection[str]) -> bool:
    """Whether a description is of another country: "the Swedish report", "the Finnish report"."""
    mine, theirs = (
        {place for word in words if (place := place_of(word.title())) is not None}
        for words in (member.tokens, qualifiers)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)
