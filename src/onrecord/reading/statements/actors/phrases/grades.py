"""The grade of a source without a name, which shows what it is worth: "a diplomat", "airlines"."""

from onrecord.reading.statements.actors.cast import Cast
from onrecord.reading.statements.actors.naming.sources import (
    Sort,
    is_plural,
    names_of,
    singular,
    sort_by_look,
    sorts_of,
    sorts_of_two,
)
from onrecord.reading.statements.actors.phrases.source_phrase import Phrase, is_definite
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Grade

_GRADES: dict[Sort, Grade] = {
    "official": "unnamed official",
    "person": "unnamed group",
    "body": "named body",
    "document": "document",
    "data": "data",
    "media": "media outlet",
    "social": "social account",
}
_OF_STATE = frozenset(
    ("diplomatic", "judicial", "official", "security", "military", "intelligence", "governmental",
     "ministerial", "presidential", "senior", "defence", "defense")
)  # fmt: skip
_ONE_BODY = frozenset(("police", "authorities", "forces", "prosecutors", "customs"))  # as a plural
_FOLLOWED = frozenset(("fan", "followers"))  # "a fan account"


def grade_of(parsed: Parsed, cast: Cast, phrase: Phrase) -> Grade:
    """Return the grade of a source without a name."""
    noun = parsed.words[phrase.head]
    sort = _sort(parsed, cast, phrase) or sort_by_look(noun)
    if sort is None:
        return "named body" if parsed.tags[phrase.head] == "PROPN" else "unnamed group"
    if parsed.words[phrase.prefix[0]] == "our" and sort in ("person", "body"):
        return "media outlet"  # "our verification team"
    if singular(noun) == "source" and not _is_of_body(parsed, phrase):
        return "unnamed group"
    if sort == "person" and _speaks_for_body(parsed, cast, phrase):
        return "unnamed official"
    if sort == "body" and is_plural(noun) and _are_several(parsed, phrase):
        return "unnamed group"
    return _GRADES[sort]


def _sort(parsed: Parsed, cast: Cast, phrase: Phrase) -> Sort | None:
    """Return the sort of source that a phrase names, as its words and the story narrow it."""
    words = [parsed.words[i] for i in phrase.words]
    noun, before = parsed.words[phrase.head], phrase.head - 1
    sorts = sorts_of_two(parsed.words[before] if before in phrase.words else "", noun)
    if noun in names_of("accounts") | names_of("posts") and (
        names_of("social_names") | _FOLLOWED
    ) & set(words):
        return "social"
    if noun in names_of("shares"):  # "a majority of members"
        return "person"
    if noun == "agency":
        return "media" if "news" in words else "body"
    others = {one.grade for one in cast.members}
    if noun == "paper" and "media outlet" in others and "document" not in others:
        return "media"  # else a study
    if "data" in sorts and any("data" in sorts_of(word) for word in words[1:]):
        return "data"
    return sorts[0] if sorts else None


def _speaks_for_body(parsed: Parsed, cast: Cast, phrase: Phrase) -> bool:
    """Whether people belong to a body: "the bank's economists", "a member of the council"."""
    owners = [i - 1 for i in phrase.prefix if parsed.words[i] in ("'s", "'")]
    if owners:
        member = cast.at.get(owners[0])
        named = member is not None and member.kind == "organisation"
        return named or "body" in sorts_of(parsed.words[owners[0]])
    words = [parsed.words[i] for i in phrase.core]
    if "member" in words and "of" in words:
        return True
    last = cast.at.get(phrase.core[-1])
    body = last.kind == "organisation" if last is not None else "body" in sorts_of(words[-1])
    return body and ("from" in words or "for" in words)


def _is_of_body(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether a source belongs to a body: "a police source", "a source at the ministry"."""
    others = [parsed.words[i] for i in phrase.core if i != phrase.head]
    if "close" in others:
        return False
    return any(word in _OF_STATE or "body" in sorts_of(word) for word in others)


def _are_several(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether bodies are any of their sort: "airlines", "several states", not "ten countries"."""
    one = parsed.words[phrase.head] in _ONE_BODY
    counted = parsed.tags[phrase.prefix[0]] == "NUM" or is_definite(parsed, phrase)
    return not one and not counted
