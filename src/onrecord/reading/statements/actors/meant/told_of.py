"""Who is mentioned without a name and has not spoken yet: "a guard was shot. He told his wife"."""

from collections.abc import Iterator, Sequence

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.meant.pronouns import Pronouns, agrees
from onrecord.reading.statements.actors.naming.predicates import PARTS_IN_EVENTS
from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    Sort,
    gender_of_noun,
    is_plural,
    sorts_of,
)
from onrecord.reading.statements.actors.phrases.source_phrase import OWNERS
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import ActorKind

_BACK = 2  # sentences before that of a pronoun
_KINDS: dict[Sort, ActorKind] = {
    "person": "person",
    "official": "person",
    "document": "thing",
    "data": "thing",
    "body": "organisation",
    "media": "organisation",
}


Told = tuple[Member, Sequence[int]]  # somebody, and in which words


def told_of(cast: Cast, pronouns: Pronouns, i: int) -> dict[int, Told]:
    """Return by `id()` those before a pronoun whom it may refer to though nobody met them.

    Of its own sentence, its paragraph, or the end of the paragraph before. They are not in the
    cast: most are what a story is about, and say nothing.
    """
    word = cast.parsed.words[i]
    return {
        id(member): (member, words)
        for member, words in _unmet(cast, pronouns, i)
        if agrees(member, word) and pronouns.points(member, i) > 0
    }


def _unmet(cast: Cast, pronouns: Pronouns, i: int) -> Iterator[Told]:
    parsed = cast.parsed
    number, line = parsed.sentences[i], parsed.lines[i]
    met = {k for member in cast.members for k in parsed.ranges_of(member.spans)}
    for k in range(i - 1, -1, -1):
        if number - parsed.sentences[k] > _BACK or line - parsed.lines[k] > 1:
            return
        kind = _kind(parsed, k)
        if kind is None or k in pronouns.quoted:
            continue
        words = _phrase(parsed, k)
        if parsed.words[words[0] - 1] == "as" or _is_of_subject(parsed, words, i):
            continue  # "was questioned as a witness"; "while he named his father, he"
        if met.isdisjoint(words):
            yield _member(parsed, words, kind), words


def _is_of_subject(parsed: Parsed, words: Sequence[int], i: int) -> bool:
    """Whether "his father" is of the "he" in a clause in front who goes on as a pronoun."""
    owner, word = parsed.words[words[0]], parsed.words[i]
    verb, above = parsed.heads[words[-1]], parsed.heads[i]
    beside = verb >= 0 and parsed.heads[verb] == above and parsed.relations[verb] == "advcl"
    same = any(parsed.words[k] == word for k in parsed.children(max(verb, 0), "nsubj"))
    own = owner in OWNERS and PERSON_PRONOUNS.get(owner) == PERSON_PRONOUNS.get(word)
    return own and beside and same


def is_of_event(cast: Cast, words: Sequence[int]) -> bool:
    """Whether "the victim" may be somebody without a name: "A woman was stabbed" stands before."""
    parsed = cast.parsed
    if parsed.words[words[-1]] not in PARTS_IN_EVENTS:
        return False
    met = {k for one in cast.members for k in parsed.ranges_of((*one.spans, *one.roles))}
    return any(
        parsed.relations[k] == "nsubj" and _kind(parsed, k) == "person" and k not in met
        for k in range(words[0])
        if parsed.words[_phrase(parsed, k)[0]] in ("a", "an")
    )


def _kind(parsed: Parsed, k: int) -> ActorKind | None:
    sorts = sorts_of(parsed.words[k]) if parsed.tags[k] == "NOUN" else ()
    return _KINDS.get(sorts[0]) if sorts else None


def _phrase(parsed: Parsed, noun: int) -> Sequence[int]:
    """Return a noun with what stands in front of it and belongs to it."""
    first = noun
    while first and parsed.heads[first - 1] in range(first, noun + 1):
        if parsed.tags[first - 1] in ("ADP", "PUNCT"):
            break
        first -= 1
    return range(first, noun + 1)


def _member(parsed: Parsed, words: Sequence[int], kind: ActorKind) -> Member:
    tokens = tuple(parsed.words[i] for i in words)
    name = parsed.string(parsed.span(words[0], words[-1] + 1))
    noun = tokens[-1]
    several = is_plural(noun)
    kind = "group" if several and kind == "person" else kind
    member = Member(tokens, name, kind, "unnamed group", named=False, plural=several)
    member.gender = next((g for word in tokens if (g := gender_of_noun(word))), None)
    member.n_core = len(tokens)
    member.places = [words[0]]
    return member
