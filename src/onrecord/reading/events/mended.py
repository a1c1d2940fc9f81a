"""Words that the parse attached to the wrong verb, attached to the one that they follow."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.relatives import is_under
from onrecord.reading.statements.actors.naming.name_words import dash_of_dateline
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.times.vocabulary import MONTH_NAMES, WEEKDAY_NAMES
from onrecord.record import Words

_NOUNS = frozenset(("NOUN", "PROPN"))
_TAKEN_FOR = ("VERB", "NOUN")  # tags of a noun that is hung on a verb as verbs are
_HAVING = frozenset(("obj", "iobj", "ccomp", "xcomp"))  # what a verb that has one takes no more of
_CALENDAR = frozenset((
    *WEEKDAY_NAMES, *MONTH_NAMES, "today", "yesterday", "tomorrow", "night", "morning",
))  # fmt: skip
_LOOSE = frozenset(("xcomp", "compound", "ccomp"))
_PLAIN = frozenset(("obl", "obj", "nmod"))
_ARTICLES = frozenset(("a", "an"))
_LONGEST_WAY = 6  # governors from a verb up to the one that something was hung on


def outside_datelines(text: str, words: Words) -> Words:
    """Return words of which none in a dateline is a subject or object: "OSLO - Roe left"."""
    parsed, relations, dash = Parsed(text, words), list(words.relations), None
    for i, head in enumerate(words.heads):
        line = parsed.line_of(i)
        dash = dash_of_dateline(parsed, line) if i == line.start else dash
        if dash is not None and i < dash <= head:
            relations[i] = "dep"
    return replace(words, relations=tuple(relations))


def mended(words: Words) -> Words:
    """Return words with some of their heads corrected, without making cycles.

    What stands right after "crossing" is crossed, "headed north after crossing the river"; what
    follows a clause with its preposition belongs to that, "a plant that sold fuel to the
    army"; what stands before "where" belongs to what stands before it, "stopped on Tuesday where".
    What has an "a" or an owner before it is no verb, "called off his visit".
    """
    heads, relations, tags = list(words.heads), list(words.relations), list(words.tags)
    below: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head >= 0:
            below[head].append(i)
    for word, tag in enumerate(words.tags):
        is_behind = 0 <= heads[word] < word and words.tags[heads[word]] == "VERB"
        is_loose = is_behind and relations[word] in _LOOSE
        if tag in _TAKEN_FOR and is_loose and _is_named(words, below[word], word):
            tags[word], relations[word] = "NOUN", "obj"
        if tag not in _NOUNS or heads[word] < 0 or relations[word] not in _PLAIN:
            continue
        verb, relation = _mended(words, heads, below, word)
        if verb is not None and not is_under(heads, verb, word):
            heads[word], relations[word] = verb, relation
    return replace(words, heads=tuple(heads), relations=tuple(relations), tags=tuple(tags))


def _is_named(words: Words, below: Sequence[int], word: int) -> bool:
    """Tell whether what a reader took for a verb is a noun: "called off his planned visit"."""
    if any(words.relations[k] in ("aux", "nsubj", "mark") for k in below):
        return False
    return any(
        words.lemmas[k].lower() in _ARTICLES
        or (words.relations[k] == "nmod" and words.tags[k] == "PRON")
        for k in below
        if k < word
    )


def _mended(
    words: Words, heads: Sequence[int], below: Sequence[Sequence[int]], word: int
) -> tuple[int | None, str]:
    """Return the word that a noun should hang on, if it is another, and how."""
    relation, first = words.relations[word], _first(heads, word)
    if heads[word] > word:
        return _before_where(words, heads, word), "obl"
    has_case = any(words.relations[k] == "case" and k < word for k in below[word])
    if has_case:
        is_odd = relation == "obj"  # an object has no preposition
        return (_last_verb(words, heads, heads[word], first) if is_odd else None), "obl"
    verb = _gerund(words, heads, word, first)
    is_full = verb is not None and any(words.relations[k] in _HAVING for k in below[verb])
    return (None if is_full else verb), "obj"


def _before_where(words: Words, heads: Sequence[int], word: int) -> int | None:
    """Return what governs the clause of the "where" right behind a word that hangs in it."""
    verb, behind = heads[word], word + 1
    is_where = words.lemmas[behind].lower() == "where" and heads[behind] == verb
    return heads[verb] if is_where and 0 <= heads[verb] < word else None


def _first(heads: Sequence[int], word: int) -> int:
    """Return the first of the words right before one that hang on it."""
    first = word
    while first and heads[first - 1] in range(first, word + 1):
        first -= 1
    return first


def _gerund(words: Words, heads: Sequence[int], word: int, first: int) -> int | None:
    """Return the gerund right before a phrase, if it hangs on what the phrase was hung on."""
    verb = first - 1
    if verb < 0 or words.tags[verb] != "VERB" or heads[verb] != heads[word] or verb == heads[word]:
        return None
    lemma = words.lemmas[verb].lower()
    length = words.ends[verb] - words.starts[verb]
    is_gerund = length >= len(lemma) + len("ing") - 1 and words.relations[verb] != "amod"
    is_time = words.lemmas[word].lower() in _CALENDAR
    return verb if is_gerund and not is_time else None


def _last_verb(words: Words, heads: Sequence[int], over: int, first: int) -> int | None:
    """Return the last verb before a phrase, if what the phrase hung on governs it."""
    verb = next((i for i in range(first - 1, over, -1) if words.tags[i] in ("VERB", "PUNCT")), None)
    if verb is None or words.tags[verb] == "PUNCT":
        return None
    above = verb
    for _ in range(_LONGEST_WAY):
        above = heads[above]
        if above == over:
            return verb
        if above < 0 or above >= first:
            return None
    return None
