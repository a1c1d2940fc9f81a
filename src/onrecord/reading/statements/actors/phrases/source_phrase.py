"""The words of a source -> its parts: what describes it, where it ends, and its head."""

from collections.abc import Collection, Container, Mapping, Sequence
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.naming.name_words import (
    ARTICLES,
    POSSESSIVES,
    is_day_behind,
)
from onrecord.reading.statements.actors.naming.sources import (
    is_plural,
    is_title,
    names_of,
    singular,
    sorts_of,
)
from onrecord.reading.statements.actors.phrases.in_front import (
    past_address,
    past_dateline,
    past_joint,
    past_setting,
)
from onrecord.reading.statements.actors.phrases.titled import past_body
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.times.vocabulary import WEEKDAY_NAMES

DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
OWNERS = frozenset(("his", "her", "its", "their", "your", "my", "our"))
BREAKS = frozenset((",", "(", "—", "–", ":", ";"))
_RELATIVE = frozenset(("who", "whom", "whose", "which", "where", "that"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"))
_MODIFYING = frozenset(("amod", "compound", "nmod", "det", "nummod"))
NAMING = frozenset(("named", "called", "dubbed", "calls", "nicknamed"))
INDEFINITE = frozenset(("somebody", "someone", "everyone", "everybody", "nobody", "none"))
_SEEN = frozenset((
    "quoted", "cited", "interviewed", "seen", "obtained", "reviewed", "read", "viewed", "heard",
    "examined",
))  # fmt: skip
_QUOTES = frozenset(("“", "”", '"', "``", "''"))
_BEARING = frozenset(("dated", "titled", "entitled", "headed"))
_THEN = frozenset(("last", "this", "next", "that"))
_SEVERAL = frozenset(("some", "many", "most", "few", "several"))
_WHEREABOUTS = frozenset(("in", "at", "across", "outside", "within", "near"))
_SELF = ("self", "selves")
_SHORTEST_QUOTED = 3  # words, with its marks
_NEAR = 6  # words from an article to its noun: the “Harbour Lights” actor


class Phrase(NamedTuple):
    """A source in its parts."""

    words: tuple[int, ...]  # all of it, without marks at its ends
    core: tuple[int, ...]  # up to a comma or a relative clause
    prefix: tuple[int, ...]  # of the core what stands up to its head
    head: int


def phrase_of(
    parsed: Parsed,
    named: Mapping[int, Member],
    source: Sequence[int],
    barred: Collection[int] = (),
) -> Phrase:
    """Cut a source into its parts; what the model broke off is added: "the mayor", Ann Roe.

    barred: words that are no part of it: "claim" of "the army's claim", where that is the cue.
    """
    words = _trimmed(parsed, _completed(parsed, named, source, barred))
    core = past_body(parsed, named, _core(parsed, words))
    prefix = _prefix(parsed, core or list(words))
    return Phrase(tuple(words), tuple(core or words), tuple(prefix), _head(parsed, prefix))


def _core(parsed: Parsed, words: Sequence[int]) -> list[int]:
    """Return the words up to a comma, a relative clause or a gap in which the cue stands."""
    core: list[int] = []
    for i in words:
        relative = bool(core) and (parsed.words[i] in _RELATIVE or _begins_clause(parsed, core, i))
        parts = parsed.words[i] in BREAKS and not _lists(parsed, words, i)
        if parts or relative or (core and i > core[-1] + 1):
            break
        core.append(i)
    while len(core) > 1 and _is_left_over(parsed, core[-1]):
        core.pop()
    return core


def _lists(parsed: Parsed, words: Sequence[int], comma: int) -> bool:
    """Whether a comma stands among qualities, "small, limited studies", or owners."""
    rest = [i for i in words if i > comma]
    if not rest or parsed.words[comma] != ",":
        return False
    noun = next((k for k in rest if parsed.tags[k] in ("NOUN", "PUNCT")), rest[0])
    qualities = parsed.tags[noun] == "NOUN" and {"ADJ"} == {
        parsed.tags[k] for k in (comma - 1, *rest[: rest.index(noun)])
    }
    return qualities or _lists_owners(parsed, words, comma)


def _lists_owners(parsed: Parsed, words: Sequence[int], comma: int) -> bool:
    """Whether a comma stands among names of one noun's owners: "Osen, Tema | and Lima crews"."""
    rest = [i for i in words if i > comma]
    joint = next((k for k, i in enumerate(rest) if parsed.tags[i] == "CCONJ"), len(rest))
    last = next((k for k in range(joint + 1, len(rest)) if parsed.tags[rest[k]] != "PROPN"), 0)
    names = {"PROPN", "PUNCT"}.issuperset(parsed.tags[i] for i in rest[:joint])
    return last > joint + 1 and joint > 0 and names and is_plural(parsed.words[rest[last]])


def _begins_clause(parsed: Parsed, core: Sequence[int], i: int) -> bool:
    """Whether a clause begins: "a colonel | it did not name", "a driver | as saying"."""
    behind_noun = parsed.tags[core[-1]] in ("NOUN", "PROPN")
    own = parsed.tags[i] == "PRON" and parsed.relations[i] == "nsubj"
    after = parsed.words[i + 1] if i + 1 < len(parsed) else ""
    return behind_noun and (own or (parsed.words[i] == "as" and after.endswith("ing")))


def _is_left_over(parsed: Parsed, i: int) -> bool:
    """Whether a last word begins what does not follow: "a video | in", "managers | were"."""
    opens = parsed.tags[i] == "ADP" and parsed.relations[i] == "case" and parsed.heads[i] > i
    itself = parsed.words[i].endswith(_SELF)  # "the company | itself"
    return opens or itself or parsed.relations[i] in ("aux", "mark", "cop")


def _trimmed(parsed: Parsed, words: Sequence[int]) -> list[int]:
    words = past_setting(parsed, past_joint(parsed, past_address(parsed, words)))
    inside = [k for k, i in enumerate(words) if any(char.isalnum() for char in parsed.words[i])]
    inside = inside[:-1] if inside[1:] and is_day_behind(parsed, words[inside[-1]]) else inside
    return list(words[inside[0] : inside[-1] + 1]) if inside else list(words)


def _completed(
    parsed: Parsed,
    named: Mapping[int, Member],
    source: Sequence[int],
    barred: Collection[int],
) -> list[int]:
    """Add what was broken off: the noun of an article, a name after "police in", "the mayor,"."""
    words = _with_noun(parsed, past_dateline(parsed, _without_gaps(parsed, source)), barred)
    words = _with_complement(parsed, words)
    after = words[-1] + 1
    if after >= len(parsed) or parsed.lines[after] != parsed.lines[words[-1]]:
        return words
    if (
        parsed.tags[words[-1]] == "ADP"
        or parsed.words[words[-1]] in NAMING
        or sorts_of(parsed.words[words[-1]])  # "the news agency | Zorka"
    ):
        return words + _name_from(named, after)
    if parsed.words[after] == "who" and words[-1] not in named:
        return words + _clause(parsed, after)
    if parsed.words[after : after + 2] == [",", "who"] and words[-1] not in named:
        return [*words, after, *_clause(parsed, after + 1)]
    if parsed.words[after] == "," and words[0] not in named:
        name = _name_from(named, after + 1)
        closed = bool(name) and name[-1] + 1 < len(parsed) and parsed.words[name[-1] + 1] == ","
        if closed and named[name[0]].kind != "place":
            return [*words, after, *name]
    return words


def _without_gaps(parsed: Parsed, source: Sequence[int]) -> list[int]:
    """Add a small word that a parser hung elsewhere: "as" of "gave his name as Roe"."""
    words = [source[0]]
    for i in source[1:]:
        if i == words[-1] + 2 and parsed.tags[i - 1] in ("ADP", "SCONJ", "PART"):
            words.append(i - 1)
        gap = range(words[-1] + 1, i)
        is_title = len(gap) in range(_SHORTEST_QUOTED, _NEAR + 1)
        if is_title and {parsed.words[k] for k in (gap[0], gap[-1])} <= _QUOTES:
            words += gap  # the | “Harbour Lights” | actor
        words.append(i)
    return words


def _with_noun(parsed: Parsed, words: list[int], barred: Collection[int]) -> list[int]:
    """Add the noun that a source stops in front of: "the" company, "official" figures."""
    last = words[-1]
    noun = parsed.heads[last]
    before_noun = parsed.relations[last] in _MODIFYING and last < noun <= last + _NEAR
    if not before_noun or noun in barred or parsed.tags[noun] not in ("NOUN", "PROPN"):
        return words
    return [*words, *range(last + 1, noun + 1), *_right_of(parsed, noun)]


def _with_complement(parsed: Parsed, words: list[int]) -> list[int]:
    """Add "of emergencies" to a source that stops at "the head"."""
    after = words[-1] + 1
    if after >= len(parsed) or parsed.tags[after] != "ADP":
        return words
    close = parsed.tags[words[-1]] == "ADJ" and parsed.words[after] == "to"  # "people close to her"
    if parsed.tags[words[-1]] != "NOUN" and not close:
        return words
    return [*words, *_right_of(parsed, words[-1])]


def _right_of(parsed: Parsed, noun: int) -> list[int]:
    """Return the words right behind a noun that belong to it, up to a verb or quotation mark."""
    below = set(parsed.subtree(noun))
    words = []
    i = noun + 1
    while i in below and parsed.tags[i] not in ("VERB", "AUX") and parsed.words[i] not in _QUOTES:
        words.append(i)
        i += 1
    return words


def _clause(parsed: Parsed, i: int) -> list[int]:
    """Return the words of a relative clause up to a mark: "who gave his name as Roe"."""
    words = []
    while i < len(parsed) and parsed.tags[i] != "PUNCT" and parsed.lines[i] == parsed.lines[i - 1]:
        words.append(i)
        i += 1
    return words


def _name_from(named: Mapping[int, Member], i: int) -> list[int]:
    member = named.get(i)
    words = []
    while member is not None and named.get(i) is member:
        words.append(i)
        i += 1
    return words


def _prefix(parsed: Parsed, core: Sequence[int]) -> list[int]:
    """Return what stands in front of "of …", "filed by …", "in …"."""
    prefix: list[int] = []
    noun = False
    commas = [i for i in core if parsed.words[i] == "," and _lists_owners(parsed, core, i)]
    for i in core:
        joins = parsed.tags[i] == "CCONJ" and (_modifies(parsed, i - 1, core) or bool(commas))
        names = parsed.words[i] in NAMING and parsed.relations[i] not in _MODIFYING
        if noun and not joins and (_begins_complement(parsed, i) or names):
            break
        prefix.append(i)
        noun = (
            noun or parsed.tags[i] in ("NOUN", "PROPN", "PRON", "NUM") or _stands_alone(parsed, i)
        )
    return prefix


def _stands_alone(parsed: Parsed, i: int) -> bool:
    """Whether an adjective or quantifier is all there is: "many | in Oslo", "the old | in it"."""
    alone = parsed.tags[i] == "ADJ" or parsed.words[i] in _SEVERAL
    return alone and not _WHEREABOUTS.isdisjoint(parsed.words[i + 1 : i + 2])


def _modifies(parsed: Parsed, i: int, core: Sequence[int]) -> bool:
    """Whether a word belongs to a noun behind "and": "Tema" of "Tema and Accra dockers"."""
    noun = parsed.heads[i]
    return parsed.relations[i] in _MODIFYING and noun > i + 1 and noun in core


def _begins_complement(parsed: Parsed, i: int) -> bool:
    tag, word = parsed.tags[i], parsed.words[i]
    # "start-up", "editor-in-chief"; not "mother-of-two", "sister-in-law"
    between = parsed.words[i + 1 : i + 2] == ["-"]
    between = between and not is_title("".join(parsed.words[i + 2 : i + 3]))
    tied = parsed.words[i - 1] == "-" and not between
    if sorts_of(word) or tied:  # "Kremlin spokesman": a noun, whatever its tag
        return False
    if parsed.relations[i] == "nsubj" and tag == "PRON":  # "a memo I saw"
        return True
    if tag in ("ADP", "SCONJ", "CCONJ") or word == "to":
        return word not in POSSESSIVES
    return tag in ("VERB", "AUX") and parsed.relations[i] not in _MODIFYING


def _head(parsed: Parsed, prefix: Sequence[int]) -> int:
    """Return the last noun, else the last word that may stand for one."""
    nouns = [
        i
        for i in prefix
        if parsed.tags[i] in ("NOUN", "PROPN", "PRON") and parsed.words[i] not in POSSESSIVES
    ]
    while len(nouns) > 1 and _is_added(parsed.words[nouns[-1]]):
        nouns.pop()
    if nouns:
        return nouns[-1]
    return next((i for i in reversed(prefix) if parsed.tags[i] in _NOMINAL), prefix[-1])


def _is_added(word: str) -> bool:
    """Whether a word behind a noun is no part of it: "the mayor herself", "a poll this month"."""
    return word in names_of("times") or word.endswith(_SELF)


def is_definite(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether a phrase means somebody known: "the mayor", "Oslo's mayor", "Mayor" in a headline."""
    words = [parsed.words[i] for i in phrase.prefix]
    if words[0] in DEFINITE or words[0] in OWNERS or not POSSESSIVES.isdisjoint(words):
        return True
    bare = words[0] not in ("a", "an") and parsed.tags[phrase.prefix[0]] != "NUM"
    return bare and is_heading(parsed, phrase.head)


def is_own_outlet(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether a phrase is how a medium speaks of itself: "this newspaper", "our paper"."""
    own = parsed.words[phrase.prefix[0]] in ("this", "our")
    return own and "media" in sorts_of(parsed.words[phrase.head])


def is_heading(parsed: Parsed, i: int) -> bool:
    """Whether the line of a word ends as a headline does, and no sentence."""
    return parsed.words[parsed.line_of(i).stop - 1] not in (".", "!", "?", "”", '"')


def is_nobody(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether words are no source: "this week", "in 2013", "18:44", "somebody", "he is often"."""
    noun = parsed.words[phrase.head]
    vague = noun in INDEFINITE | ARTICLES and len(phrase.words) == 1
    number = not any(char.isalpha() for char in noun)
    return noun in names_of("times") or vague or number or _is_clause(parsed, phrase)


def _is_clause(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether words tell something themselves: "he is often", "we do not bomb towns"."""
    head = phrase.head
    own = parsed.relations[head] == "nsubj" and parsed.heads[head] in phrase.core
    after = [i for i in phrase.core if i > head]
    relative = any(parsed.words[i] in _RELATIVE for i in after)
    finite = parsed.tags[head] == "PRON" or any(parsed.tags[i] == "AUX" for i in after)
    return own and finite and not relative


def is_new(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether "the striker" was never spoken of: it says more of somebody who was."""
    noun = parsed.words[phrase.head]
    after = phrase.head + 1
    whole = len(phrase.words) == len(phrase.prefix) or parsed.words[after : after + 1] == [
        "-"  # "the mum-of-two"
    ]
    alone = whole and noun not in names_of("collectives")
    narrowed = any(
        parsed.words[i] in POSSESSIVES or parsed.tags[i] == "PROPN" for i in phrase.prefix
    )
    # "the president" may be anybody's, who needs no name
    one = sorts_of(noun)[:1] == ("person",) and not is_plural(noun)
    if not one or not alone or narrowed:
        return False
    named = (i for i in range(phrase.words[0]) if singular(parsed.words[i]) == noun)
    return all(is_heading(parsed, i) for i in named)  # which brings nobody in: "Goalkeeper quits"


def before_agent(parsed: Parsed, phrase: Phrase) -> Sequence[int]:
    """Leave out by whom a source was seen, and of when: "a letter | seen by the Post"."""
    for k, i in enumerate(phrase.core[:-1]):
        is_day = parsed.words[i] == "on" and _is_day(parsed, i + 1)  # "an officer | on Monday"
        if i > phrase.head and (is_day or _dates(parsed, i, phrase.core[k + 1])):
            return phrase.core[: k - (parsed.tags[i - 1] == "VERB" and i - 1 > phrase.head)]
        by = parsed.words[phrase.core[k + 1]] == "by"
        if by and i > phrase.head and parsed.words[i] in _SEEN:
            return phrase.core[:k]
    return phrase.core


def _is_day(parsed: Parsed, i: int) -> bool:
    return i < len(parsed) and parsed.words[i] in WEEKDAY_NAMES


def _dates(parsed: Parsed, i: int, following: int) -> bool:
    """Whether what follows a noun says when it is of: "dated Monday", "last year"."""
    then = parsed.words[i] in _THEN and parsed.words[following] in names_of("times")
    return parsed.words[i] in _BEARING or then


def phrase_before(
    parsed: Parsed, named: Mapping[int, Member], quoted: Container[int], i: int
) -> Phrase | None:
    """Return whom the sentence before a word's is about, in the same line, in their words."""
    first = parsed.sentence_of(i).start
    if not first or parsed.lines[first - 1] != parsed.lines[i]:
        return None
    for k in parsed.sentence_of(first - 1):
        main = parsed.heads[k] >= 0 and parsed.relations[parsed.heads[k]] == "root"
        if parsed.relations[k] == "nsubj" and main and k not in quoted:
            if parsed.tags[k] not in ("NOUN", "PROPN"):
                return None
            return phrase_of(parsed, named, [j for j in parsed.subtree(k) if j not in quoted])
    return None
