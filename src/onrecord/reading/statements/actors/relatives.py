"""Relatives: whom "who" of "a driver from Tema, who said" takes up."""

from collections.abc import Mapping, Sequence

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.sources import is_plural, is_title, sorts_of
from onrecord.reading.statements.parsed import Parsed


def antecedent(parsed: Parsed, named: Mapping[int, Member], i: int) -> Sequence[int]:
    """Return the words that a relative at a word takes up, () if there are none.

    Of "Ann Roe and Jo Poe, who" both.
    """
    noun = _noun(parsed, named, i)
    if noun is None:
        return ()
    first = noun
    while parsed.relations[first] == "conj" and parsed.heads[first] in named:
        first = parsed.heads[first]
    below = [k for k in parsed.subtree(first) if k < i and parsed.relations[k] != "case"]
    words = below or [noun]
    lost = noun not in parsed.ancestors(i)  # the syntax is: all up to the comma belongs to it
    if not lost or parsed.words[i - 1] != ",":
        return words
    named_last = named.get(i - 2)
    verb = any(parsed.tags[k] in ("VERB", "AUX") for k in range(words[0], i - 1))
    if verb and named_last is not None:  # "hackers locked the computers of Lekmar Dairies, which"
        return [k for k in range(words[0], i - 1) if named.get(k) is named_last]
    return [*range(words[0], i - 1)]


def _noun(parsed: Parsed, named: Mapping[int, Member], i: int) -> int | None:
    """Return the nearest noun above a relative that it fits, else the nearest in front."""
    above = [k for k in parsed.ancestors(i) if parsed.tags[k] in ("NOUN", "PROPN") and k < i]
    if not above or parsed.sentences[above[0]] != parsed.sentences[i]:
        return _noun_in_front(parsed, i)
    if parsed.words[i] not in ("who", "whom"):
        return above[0]
    below = [k for k in reversed(parsed.subtree(above[0])) if k < i]
    people = (k for k in (*above, *below) if _may_be_who(parsed, named, k))
    return next(people, above[0])


def _noun_in_front(parsed: Parsed, i: int) -> int | None:
    """Return the nearest source in front of ", which", where the syntax is lost."""
    first = parsed.sentence_of(i).start
    near = (k for k in range(i - 1, first - 1, -1) if parsed.tags[k] == "NOUN")
    return next((k for k in near if sorts_of(parsed.words[k])), None)


def _may_be_who(parsed: Parsed, named: Mapping[int, Member], i: int) -> bool:
    """Whether "who" may take a word up: a person, or people."""
    member = named.get(i)
    if member is not None:
        return member.kind in ("person", "group")
    word = parsed.words[i]
    return parsed.tags[i] in ("NOUN", "PRON") and (is_title(word) or is_plural(word))
