"""Whose lawyer speaks: "his client" is whom the lawyer was said to be of."""

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.naming.sources import singular
from onrecord.reading.statements.actors.phrases.source_phrase import OWNERS, Phrase
from onrecord.reading.statements.parsed import Parsed

_LAWYERS = frozenset(("lawyer", "attorney", "solicitor", "barrister", "counsel", "advocate"))
_FARTHEST = 3  # sentences back to "a lawyer for Roe"
_NEAR = 4  # words from "for" to the name behind it


def client(parsed: Parsed, cast: Cast, phrase: Phrase) -> Member | None:
    """Return who a lawyer's client is: Roe behind "a lawyer for Roe" or "Roe's lawyer"."""
    words = [parsed.words[i] for i in phrase.prefix]
    if singular(words[-1]) != "client" or words[0] not in OWNERS:
        return None
    first = phrase.prefix[0]
    for i in range(first - 1, -1, -1):
        if parsed.sentences[first] - parsed.sentences[i] > _FARTHEST:
            return None
        is_lawyer = singular(parsed.words[i]) in _LAWYERS
        if is_lawyer and (found := _of_lawyer(parsed, cast, i)) is not None:
            return found
    return None


def _of_lawyer(parsed: Parsed, cast: Cast, lawyer: int) -> Member | None:
    """Return whom a lawyer is said to be of."""
    if parsed.words[lawyer + 1 : lawyer + 2] == ["for"]:
        behind = range(lawyer + 2, min(lawyer + 2 + _NEAR, len(parsed)))
        return next((cast.at[i] for i in behind if i in cast.at), None)
    owner, mark = lawyer - 2, lawyer - 1
    return cast.at.get(owner) if owner >= 0 and parsed.words[mark] in ("'s", "'") else None
