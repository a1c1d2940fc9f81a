"""Which kind of PLOVER an event is: by the model where it is sure, else by its words.

PLV, which the model learnt from, has older names. YIELD is now CONCEDE where it is only said or
allowed, and RETREAT where something is given back, left or let go; ACCUSE is DISAPPROVE, or
INVESTIGATE where somebody looks into it; REQUEST is DEMAND. The others kept their names.
"""

from typing import cast

from onrecord.reading.events.lexicon import kinds_of_words
from onrecord.record import Because, Deed, EventKind

SURE = 0.5  # lowest probability of a kind with which the model overrules a word of the lexicon
SURE_ALONE = 0.97  # the same of a word that is not in the lexicon
_BY_WORD = 0.7  # how sure a kind by its word alone is, by judgement: no run has measured it yet
_OLD_NAMES = {"ACCUSE": "DISAPPROVE", "REQUEST": "DEMAND", "YIELD": "CONCEDE"}
_PARTS = {"YIELD": "RETREAT", "ACCUSE": "INVESTIGATE"}  # where the word says so


def renamed(old: str, lemma: str, *, is_noun: bool = False) -> EventKind:
    """Return the name that a kind of PLV has in PLOVER now; `lemma` of the trigger decides some."""
    by_word = kinds_of_words(nouns=is_noun).get(lemma)
    if old in _PARTS and by_word == _PARTS[old]:
        return cast(EventKind, by_word)
    return cast(EventKind, _OLD_NAMES.get(old, old))


def kind_of(
    deed: Deed | None, lemma: str, *, is_noun: bool = False
) -> tuple[EventKind | None, Because | None]:
    """Return the kind of an event and why; None for one that PLOVER has no kind for.

    lemma: of the trigger, in lower case. The model's kind counts for a word of the lexicon where it
    is likelier than not, for another word where it is surer: it has seen few events that are none,
    so that its "none" says nothing against a word of the lexicon.
    """
    by_word = cast(EventKind | None, kinds_of_words(nouns=is_noun).get(lemma))
    least = SURE if by_word else SURE_ALONE
    if deed is not None and deed.kind and deed.kind_score >= least:
        how = f"model, '{lemma}'"
        kind = renamed(deed.kind, lemma, is_noun=is_noun)
        return kind, Because(field="kind", how=how, score=deed.kind_score)
    if by_word is None:
        return None, None
    return by_word, Because(field="kind", how=f"word '{lemma}'", score=_BY_WORD)
