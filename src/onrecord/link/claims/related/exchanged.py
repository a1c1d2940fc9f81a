"""Two statements of one article in nearly the same words, of which one is exchanged."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.terms.senses import lexicon

_OF_ONESELF = frozenset(("i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll"))
_OF_ITSELF = frozenset(("would", "will", "had", "has"))  # what a body does, behind "it"


def is_exchanged(one: Gist, other: Gist) -> bool:
    """Tell whether two speakers of an article say different things in a like way.

    "We won the vote" and "we lost the vote", "Roe was hurt" and "Poe was hurt", "I am tired" of
    each of two, "it would cut jobs" of two firms. Another article may well put it in words of its
    own; the same one does not.
    """
    if one.speaker is not None and one.speaker == other.speaker:
        return False
    if one.names - other.names and other.names - one.names:
        return True
    if _is_of_oneself(one) or _is_of_oneself(other):
        return True
    mine, its = _words(one), _words(other)
    codes = SequenceMatcher(None, mine, its, autojunk=False).get_opcodes()
    return any(
        how == "replace" and _says_something(mine[a:b]) and _says_something(its[c:d])
        for how, a, b, c, d in codes
    )


def _words(one: Gist) -> list[str]:
    return [key for key in one.keys if key[0].isalnum()]


def _is_of_oneself(one: Gist) -> bool:
    is_body = one.grade in ("named body", "media outlet") and one.keys[:1] == ("it",)
    return not _OF_ONESELF.isdisjoint(one.keys) or (is_body and {*one.keys[1:2]} <= _OF_ITSELF)


def _says_something(words: Sequence[str]) -> bool:
    return any(word not in lexicon().plain for word in words)
