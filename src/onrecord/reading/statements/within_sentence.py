"""Pronouns of which the syntax of their sentence says whom they mean, or whom they do not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Actor, Anaphor, Span

_OF_PERSONS = frozenset(("he", "she"))
_AT_ONCE = frozenset(("as", "while"))
_TOLD_BESIDE = frozenset(("parataxis", "ccomp", "conj"))  # what need not be under a verb
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
