"""Who is introduced without a name and named later: "a clerk said …", "the clerk, Ann Roe,"."""

from collections.abc import Mapping, Sequence

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.actors.naming.name_words import is_honorific
from onrecord.reading.statements.actors.naming.sources import is_title, singular
from onrecord.reading.statements.parsed import Parsed

_TAKING_UP = frozenset(("the", "that", "this"))
_WITHIN = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_LONGEST = 4  # words from "the" to its noun
_BELONGING = frozenset(("of", "for", "at", "in", "to"))


def named_later(parsed: Parsed, members: Sequence[Member]) -> list[tuple[Member, Member]]:
    """Return who without a name is the same as who with one, first named further down.

    Only if the noun fits nobody else, and there is only one name beside it.
    """
    unnamed = [m for m in members if _may_get_a_name(m)]
    nouns = [_noun(m) for m in unnamed]
    found = []
    for one, noun in zip(unnamed, nouns, strict=True):
        names = [m for m in members if m.named and _takes_up(parsed, m, one, noun)]
        if len(names) == 1 and nouns.count(noun) == 1:
            found.append((one, names[0]))
    return found


def as_named(who: Who, known: Mapping[int, Member]) -> Who:
    """Return who somebody is, or may be, now that some have their names.

    known: by `id()` of who was without a name.
    """
    candidates = tuple(dict.fromkeys(known.get(id(one), one) for one in who.candidates))
    who = who._replace(candidates=candidates)
    named = known.get(id(who.member))
    return who if named is None else who._replace(member=named, how=f"{who.how}, named below")


def _may_get_a_name(member: Member) -> bool:
    """Whether somebody is one person or body that has no name, and a noun."""
    fits = member.kind in ("person", "organisation") and not member.plural
    return not member.named and fits and member.n_core > 0 and bool(member.spans)


def _noun(member: Member) -> str:
    return singular(member.noun)


def _takes_up(parsed: Parsed, named: Member, one: Member, noun: str) -> bool:
    """Whether somebody's first name stands behind "the" and the noun that another had before."""
    if named.kind not in ("person", "organisation"):
        return False  # the kind of one without a name is a guess: an employer may be either
    namings = (parsed.range_of(span) for span in sorted(named.spans))
    # not the "Minister" of a headline, whom it was found to be
    by_name = (
        words for words in namings if {*parsed.words[words.start : words.stop]} & {*named.tokens}
    )
    first = next((words.start for words in by_name), -1)
    return first >= 0 and parsed.starts[first] > one.first and _taken_up(parsed, first) == noun


def _taken_up(parsed: Parsed, first: int) -> str | None:
    """Return the noun in front of a name that takes somebody up: "clerk" of "the clerk, Ann Roe".

    In "the head of the staff, Ann Roe" that is no staff. first: of the words of the name.
    """
    comma = first - 1 - is_honorific(parsed.words[first - 1]) if first else 0
    noun = comma - 1
    if noun < 1 or parsed.words[comma] != "," or not _is_noun(parsed, noun):
        return None
    at = noun - 1
    while at > max(0, noun - _LONGEST) and parsed.tags[at] in _WITHIN:
        at -= 1
    if parsed.words[at] not in _TAKING_UP or _is_of_a_title(parsed, at):
        return None
    return singular(parsed.words[noun])


def _is_noun(parsed: Parsed, i: int) -> bool:
    """Whether a word is a noun, however a reader tags it: no name in small letters."""
    return parsed.tags[i] == "NOUN" or (parsed.tags[i] == "PROPN" and parsed.forms[i].islower())


def _is_of_a_title(parsed: Parsed, i: int) -> bool:
    """Whether words from "the" on say whose head somebody is: "the head of | the staff"."""
    return i > 1 and parsed.words[i - 1] in _BELONGING and is_title(parsed.words[i - 2])
