"""Pronouns of which syntax or gender says whom they mean, or whom they do not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    Gender,
    gender_of_noun,
    sorts_of,
)
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Actor, Anaphor, Span

_OF_PERSONS = frozenset(("he", "she"))
_AT_ONCE = frozenset(("as", "while"))
_TOLD_BESIDE = frozenset(("parataxis", "ccomp", "conj"))  # what need not be under a verb
_BACK = 2  # sentences to somebody who has no name
_INTRODUCING = frozenset(("a", "an", "the", "one"))
_LIKELY = 0.3  # share of somebody of the gender, whatever tells that
_SURE = 0.9  # share of who does two things at once


def by_syntax(
    parsed: Parsed, actors: Iterable[Actor], anaphors: Sequence[Anaphor]
) -> tuple[Anaphor, ...]:
    """Return the anaphors of a text, each "he" or "she" as its sentence lets it be meant.

    "He flew to Oslo, where Roe waits" is not told of Roe, as nobody is named under the verb of a
    pronoun that means them (Principle C of Chomsky 1981). In "Roe wrote it as he left" Roe left.
    """
    names = {
        word: actor.id
        for actor in actors
        if actor.named
        for span in actor.mentions
        for word in parsed.range_of(span)
        if parsed.tags[word] == "PROPN"
    }
    return tuple(_settled(parsed, names, one) for one in anaphors)


def by_gender(
    parsed: Parsed, named: Mapping[int, Member], anaphors: Sequence[Anaphor]
) -> tuple[Anaphor, ...]:
    """Return the anaphors of a text without those of another gender: no "she" is "her father".

    named: who is named, by each word. What a first name alone sounds like counts only where
    somebody else fits, for sure or likely.
    """
    found = []
    for one in anaphors:
        own = PERSON_PRONOUNS.get(parsed.string(one.span).lower())
        genders = {span: _gender(parsed, named, span) for span, _ in one.antecedents}
        sure = any(
            genders[span][0] == own and (genders[span][1] or share >= _LIKELY)
            for span, share in one.antecedents
        )
        others = {span for span, (g, is_sure) in genders.items() if g != own and (is_sure or sure)}
        fits = [a for a in one.antecedents if a[0] not in others or genders[a[0]][0] is None]
        somebody = any(
            genders[span][0] == own or (share >= _LIKELY and _is_person(parsed, named, span))
            for span, share in fits
        )
        told = _told_of(parsed, one.span, own) if own and not somebody else None
        fits = [(told, _SURE)] if told else fits
        found.append(replace(one, antecedents=tuple(fits)) if own else one)
    return tuple(found)


def _is_person(parsed: Parsed, named: Mapping[int, Member], span: Span) -> bool:
    head = parsed.head_in(span)
    member = named.get(head) if head is not None else None
    if member is not None:
        return member.kind == "person"
    return head is not None and not {"person", "official"}.isdisjoint(sorts_of(parsed.words[head]))


def _told_of(parsed: Parsed, pronoun: Span, gender: Gender) -> Span | None:
    """Return the only subject of the sentences before that has no name and is of a gender.

    "A girl was found alive. Her father, Roe, heard her. She was flown to Oslo."
    """
    first = next(iter(parsed.range_of(pronoun)), 0)
    since = start = parsed.sentence_of(first).start
    for _ in range(_BACK):
        since = parsed.sentence_of(max(since - 1, 0)).start
    found = {
        parsed.words[i]: parsed.span(i - len(front), i + 1)
        for i in range(since, start)
        if parsed.relations[i] == "nsubj" and gender_of_noun(parsed.words[i]) == gender
        if (front := [k for k in parsed.subtree(i) if k < i])
        if parsed.words[front[0]] in _INTRODUCING
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _gender(parsed: Parsed, named: Mapping[int, Member], span: Span) -> tuple[Gender | None, bool]:
    """Return the gender of whom words name, and whether more than a first name tells it."""
    head = parsed.head_in(span)
    if head is None:
        return None, False
    member, by_noun = named.get(head), gender_of_noun(parsed.words[head])
    if by_noun or member is None:
        return by_noun, by_noun is not None
    return member.gender, member.gender is not None and not member.gender_by_name


def _settled(parsed: Parsed, names: dict[int, str], one: Anaphor) -> Anaphor:
    word = next(iter(parsed.range_of(one.span)), None)
    if word is None or parsed.words[word] not in _OF_PERSONS or not one.antecedents:
        return one
    who = {span: _who(parsed, names, span) for span, _ in one.antecedents}
    same = _of_same(parsed, names, word)
    known = [span for span in who if who[span] is not None and who[span] == same]
    if known:
        return replace(one, antecedents=((max(known), _SURE),))
    below = _named_below(parsed, names, word)
    return replace(one, antecedents=tuple(x for x in one.antecedents if who[x[0]] not in below))


def _who(parsed: Parsed, names: dict[int, str], span: Span) -> str | None:
    return next((names[k] for k in parsed.range_of(span) if k in names), None)


def _of_same(parsed: Parsed, names: dict[int, str], word: int) -> str | None:
    """Return who does what a verb says over "as he": the nearest with somebody named."""
    if not word or parsed.words[word - 1] not in _AT_ONCE or parsed.heads[word] < 0:
        return None
    for verb in parsed.ancestors(parsed.heads[word]):
        found = [k for k in parsed.children(verb, "nsubj") if k < word and k in names]
        if found:
            return names[found[0]]
    return None


def _named_below(parsed: Parsed, names: dict[int, str], word: int) -> frozenset[str | None]:
    """Return who is named under the verb of a subject. Of "he left, Roe said" nobody knows."""
    if parsed.relations[word] != "nsubj" or parsed.heads[word] < 0:
        return frozenset()
    verb, below = parsed.heads[word], set[str | None]()
    for k in range(word + 1, parsed.sentence_of(word).stop):
        above = [k, *parsed.ancestors(k)] if k in names else []
        way = above[: above.index(verb)] if verb in above else []
        if way and _TOLD_BESIDE.isdisjoint(parsed.relations[i] for i in way):
            below.add(names[k])
    return frozenset(below)
