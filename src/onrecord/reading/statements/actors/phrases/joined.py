"""Several who speak as one: "Ann Roe and Jo Poe"."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.naming.name_words import is_honorific
from onrecord.reading.statements.actors.naming.sources import sorts_of
from onrecord.reading.statements.actors.phrases.source_phrase import OWNERS, Phrase
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.words import is_party

# Which marks end what the first one opens: "(R-Maine)", ", R-Maine,".
_PARTY_ENDS = {"(": frozenset(")"), ",": frozenset(",")}


def joint(parsed: Parsed, cast: Cast, phrase: Phrase, several: Sequence[Member]) -> Member:
    """Return several who speak as one, by their full names; the same ones are met again."""
    names = [one.name for one in several]
    name = f"{', '.join(names[:-1])} and {names[-1]}"
    known = next((m for m in cast.members if m.kind == "group" and m.name == name), None)
    known = known or cast.counted(len(several), phrase.words[0])
    if known is not None:
        cast.mention(known, phrase.words)
        return known
    words = before_who(parsed, cast.at, phrase)
    member = cast.unnamed(words, several[0].grade, plural=True)
    member.kind, member.name = "group", name
    return member


def names_joined(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> tuple[Member, ...]:
    """Return the people or bodies of "Ann Roe and Jo Poe"; () where a phrase is not such a list.

    What each is may stand between: "Ann Roe, the mayor, and Jo Poe, her aide".
    """
    words = _without_parties(parsed, before_who(parsed, named, phrase))
    words = _without_asides(parsed, named, words)
    if words[-1] not in named or "and" not in {parsed.words[i] for i in words}:
        return ()
    found: list[Member] = []
    for k, i in enumerate(words):
        member = named.get(i)
        if member is not None and member.kind != "person" and _is_of_title(parsed, words[k:]):
            continue  # "US Trade | Representative Ann Roe"
        starts = k == 0 or parsed.words[words[k - 1]] in (",", "and", "the", "both")
        if member is not None and member not in found[-1:] and (starts or _has_title(parsed, i)):
            found.append(member)
        elif member is None and not (
            parsed.words[i] in (",", "and", "the", "both", "-") or _may_be_title(parsed, i)
        ):
            return ()
    return tuple(found) if len(set(map(id, found))) > 1 else ()


def _without_parties(parsed: Parsed, words: Sequence[int]) -> Sequence[int]:
    """Leave out of which party and state people are: "Ann Roe, | D-Ohio, | and Jo Poe"."""
    kept: list[int] = []
    ends: frozenset[str] | None = None  # of what is left out, where something is
    for i in words:
        if kept and is_party(parsed.forms, i):
            ends = _PARTY_ENDS[parsed.words[kept.pop()]]
        elif ends is None:
            kept.append(i)
        elif parsed.words[i] in ends:
            ends = None
    return kept


def _without_asides(
    parsed: Parsed, named: Mapping[int, Member], words: Sequence[int]
) -> Sequence[int]:
    """Leave out what somebody is, between commas: "Ann Roe, | the mayor of Hull, | and Jo Poe"."""
    commas = [k for k, i in enumerate(words) if parsed.words[i] == ","]
    kept = set(words)
    for k, end in pairwise((*commas, len(words))):
        aside = words[k + 1 : end]
        first = parsed.tags[aside[0]] if aside else ""
        opens = first in ("DET", "NUM") or (first and parsed.words[aside[0]] in OWNERS)
        names = any(i in named and named[i].kind == "person" for i in aside)
        if k and words[k - 1] in named and opens and not names:
            kept -= {words[k], *aside}
    return [i for i in words if i in kept]


def before_who(parsed: Parsed, named: Mapping[int, Member], phrase: Phrase) -> Sequence[int]:
    """Leave out what is said of a list of people: "Ann Roe and Jo Poe, | who had met the owner"."""
    ends = (k for k, i in enumerate(phrase.words) if k and parsed.words[i] in ("who", "which"))
    words = phrase.words[: next(ends, len(phrase.words))]
    words = words[:-1] if len(words) > 1 and parsed.words[words[-1]] == "," else words
    return _before_apposition(parsed, named, words)


def _before_apposition(
    parsed: Parsed, named: Mapping[int, Member], words: Sequence[int]
) -> Sequence[int]:
    """Leave out what a list of people are: "Ann Roe and Jo Poe, | two bakers from Hull"."""
    for k, i in enumerate(words[1:-1], start=1):
        after, front = words[k + 1], words[k - 1]
        listed = "and" in (parsed.words[j] for j in words[:k]) and front in named
        described = parsed.tags[after] in ("DET", "NUM") and after not in named
        if parsed.words[i] == "," and listed and described:
            return words[:k]
    return words


def _is_of_title(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether the name of a body leads to a title: "US Trade | Representative Ann Roe"."""
    for i in words:
        if "official" in sorts_of(parsed.words[i]) or not parsed.forms[i][0].isupper():
            return "official" in sorts_of(parsed.words[i])
    return False


def _has_title(parsed: Parsed, i: int) -> bool:
    return i > 0 and _may_be_title(parsed, i - 1)


def _may_be_title(parsed: Parsed, i: int) -> bool:
    """Whether a word may stand in front of a name: "President", "Mr.", "Foreign" Minister."""
    word = parsed.words[i]
    return is_honorific(word) or bool(sorts_of(word)) or parsed.tags[i] in ("ADJ", "PUNCT")
