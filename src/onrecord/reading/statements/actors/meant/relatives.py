"""Relatives: whom "who" of "a driver from Tema, who said" refers to."""

from collections.abc import Mapping, Sequence

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.naming.sources import is_plural, is_title, sorts_of
from onrecord.reading.statements.parsed import Parsed

_ARTICLES = frozenset(("a", "an", "the"))
_OF_ONE_NAME = ("flat", "compound", "fixed")  # relations of the words of a name


def antecedent(parsed: Parsed, named: Mapping[int, Member], i: int) -> Sequence[int]:
    """Return the words that a relative at a word refers to, () if there are none.

    Of "Ann Roe and Jo Poe, who" both.
    """
    noun = _noun(parsed, named, i)
    if noun is None:
        return ()
    first = noun
    while noun in named and _goes_on(parsed, named, first):
        first = parsed.heads[first]
    below = [k for k in parsed.subtree(first) if k < i and parsed.relations[k] != "case"]
    words = _with_name(parsed, named, below or [noun])
    lost = noun not in parsed.ancestors(i)  # the syntax is: all up to the comma belongs to it
    if not lost or parsed.words[i - 1] != ",":
        return words
    named_last = named.get(i - 2)
    verb = any(parsed.tags[k] in ("VERB", "AUX") for k in range(words[0], i - 1))
    if verb and named_last is not None:  # "hackers locked the computers of Lekmar Dairies, which"
        return [k for k in range(words[0], i - 1) if named.get(k) is named_last]
    return [*range(words[0], i - 1)]


def _goes_on(parsed: Parsed, named: Mapping[int, Member], i: int) -> bool:
    """Whether a word goes on with the name above it, or with a list of names."""
    above = parsed.heads[i]
    is_of_one = parsed.relations[i] in _OF_ONE_NAME and named.get(above) is named[i]
    return is_of_one or (parsed.relations[i] == "conj" and above in named)


def _with_name(parsed: Parsed, named: Mapping[int, Member], words: list[int]) -> list[int]:
    """Add the name that a description stands behind: "Ann Roe, | a baker" who said so."""
    first = next((k for k in words if parsed.tags[k] != "PUNCT"), words[0])
    member = named.get(first - 2) if parsed.words[first] in _ARTICLES else None
    if member is None or member.kind != "person" or parsed.words[first - 1] != ",":
        return words
    begins = first - 2
    while named.get(begins - 1) is member:
        begins -= 1
    return [*range(begins, first), *(k for k in words if k >= first)]


def _noun(parsed: Parsed, named: Mapping[int, Member], i: int) -> int | None:
    """Return the nearest noun above a relative that it fits, else the nearest in front."""
    above = [k for k in parsed.ancestors(i) if parsed.tags[k] in ("NOUN", "PROPN") and k < i]
    is_person = parsed.words[i] in ("who", "whom")
    if not above or parsed.sentences[above[0]] != parsed.sentences[i]:
        right = _person_in_front(parsed, named, i) if is_person else None
        return _noun_in_front(parsed, i) if right is None else right
    if not is_person or above[0] == i - 1:  # "a magnate who"
        return above[0]
    below = [k for k in reversed(parsed.subtree(above[0])) if k < i]
    people = (k for k in (*above, *below) if _may_be_who(parsed, named, k))
    return next(people, above[0])


def _person_in_front(parsed: Parsed, named: Mapping[int, Member], i: int) -> int | None:
    """Return the person or people right in front of "who", whatever the syntax hangs it to.

    Of "dozens of women who" the dozens.
    """
    last = i - 2 if parsed.words[i - 1] == "," else i - 1
    if last < parsed.sentence_of(i).start or not _may_be_who(parsed, named, last):
        return None
    above = parsed.heads[last]
    while 0 <= above < last and parsed.relations[last] in _OF_ONE_NAME:
        last, above = above, parsed.heads[above]
    counts = (
        0 <= above < last and parsed.relations[last] == "nmod" and is_plural(parsed.words[above])
    )
    return above if counts and "of" in parsed.words[above:last] else last


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
    common = parsed.tags[i] in ("NOUN", "PRON") or parsed.forms[i].islower()  # a tagger's slip
    return common and (is_title(word) or is_plural(word))
