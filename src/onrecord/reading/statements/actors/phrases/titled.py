"""The name after a title, and what the title is of: "University of Oslo professor Ann Roe"."""

from collections.abc import Mapping

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.naming.sources import is_plural, is_title, sorts_of
from onrecord.reading.statements.parsed import Parsed


def past_body(parsed: Parsed, named: Mapping[int, Member], core: list[int]) -> list[int]:
    """Leave out what a title is of, before a name: "University of Oslo | professor Ann Roe".

    Not in "friends of Oslo mayor Ann Roe", who speak themselves.
    """
    member = named.get(core[-1]) if core else None
    if member is None or member.kind != "person":
        return core
    name = next((k for k, i in enumerate(core) if named.get(i) is member), 0)
    first, title, place = int(parsed.words[core[0]] == "the"), name - 1, name - 2
    if place <= first or not parsed.forms[core[title]].islower():
        return core
    whole = named.get(core[first])
    one = whole is not None and whole is named.get(core[place])
    belongs = parsed.tags[core[title]] == "NOUN" and parsed.heads[core[title]] in core[name:]
    called = belongs or is_title(parsed.words[core[title]])
    joined = any(parsed.tags[i] == "ADP" for i in core[:place])
    of_name = joined and parsed.forms[core[place]][:1].isupper()
    return core[title:] if called and of_name and (one or _is_body(parsed, core[first])) else core


def _is_body(parsed: Parsed, i: int) -> bool:
    """Whether a name begins at a word, and not of people: "Bank", "Silence", not "Friends"."""
    word, tag = parsed.words[i], parsed.tags[i]
    proper = tag == "PROPN" or (tag == "NOUN" and not (is_plural(word) or sorts_of(word)))
    return proper and parsed.forms[i][0].isupper() and not is_title(word)
