"""What stands in front of a source and is no part of it, and the name that stands behind it."""

from collections.abc import Mapping, Sequence

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.naming.name_words import dash_of_dateline, is_honorific
from onrecord.reading.statements.actors.naming.sources import is_plural, sorts_of
from onrecord.reading.statements.parsed import Parsed

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "PART"))
_CALLED = frozenset(("called", "calls", "described", "describes", "termed"))
_DASHES = frozenset(("—", "–", "-", "--"))
_JOINTS = frozenset(("and", "or", "but", "while", "if", "because", "though", "although", "among"))
_SHORTEST_PLACE, _LONGEST_DATELINE = 3, 10  # letters; words
_NEAR = 4  # words to "by", "called"


def past_address(parsed: Parsed, words: Sequence[int]) -> Sequence[int]:
    """Leave out a single word that calls on somebody: "Madam, | the bakers say"."""
    addressed = len(words) > 1 and parsed.words[words[1]] == ","
    addressed = addressed and _is_addressed(parsed.words[words[0]])
    return words[2:] or words if addressed else words


def _is_addressed(word: str) -> bool:
    """Whether a word calls on somebody."""
    return is_honorific(word) or ("official" in sorts_of(word) and not is_plural(word))


def past_joint(parsed: Parsed, source: Sequence[int]) -> Sequence[int]:
    """Leave out what joins a source to words before it: "but | a driver", "while | it"."""
    joins = len(source) > 1 and parsed.words[source[0]] in _JOINTS
    return source[1:] if joins else source


def past_setting(parsed: Parsed, words: Sequence[int]) -> Sequence[int]:
    """Leave out what stands before a source: "In Oslo," Ann Roe; "not shared by" a panel."""
    tags = [parsed.tags[i] for i in words]
    comma = next((k for k, i in enumerate(words) if parsed.words[i] == ","), 0)
    if tags[0] == "ADP" and comma and words[comma + 1 :]:
        return words[comma + 1 :]
    subject = next((i for i in words if parsed.relations[i] == "nsubj"), None)
    if tags[0] == "ADP" and subject is not None and parsed.heads[subject] not in words:
        return [i for i in words if i >= parsed.subtree(subject)[0]]  # "in one of them | the cook"
    by = next((k for k, i in enumerate(words[:_NEAR]) if parsed.words[i] == "by"), 0)
    called = [k for k, i in enumerate(words[:_NEAR]) if parsed.words[i] in _CALLED]
    if parsed.words[words[0]] == "what" and called:  # "what it called | a naval source"
        after = called[-1] + 1
        return words[after + (parsed.words[words[after - 1] + 1] == "as") :] or words
    verbal = {"VERB", "AUX", "PART", "ADV"}
    return words[by + 1 :] or words if by and verbal.issuperset(tags[:by]) else words


def past_dateline(parsed: Parsed, words: list[int]) -> list[int]:
    """Leave out "OSLO, May 2 -" in front of a source; if it is all there is, take what follows.

    So is what heads an entry of a log: "Tema, Sunday, 7:15 a.m. | The owner".
    """
    first = words[0]
    line = parsed.line_of(first)
    hours = (k for k, i in enumerate(words) if parsed.words[i] in ("a.m.", "p.m."))
    if first == line.start and (behind := words[next(hours, -1) + 1 :]):
        words = behind
    dash = dash_of_dateline(parsed, line) if first == line.start else None
    if dash is None:
        return words
    last = dash + 1
    while last + 1 < line.stop and parsed.tags[last + 1] in _NOMINAL:
        last += 1
    return [i for i in words if i > dash] or list(range(dash + 1, last + 1))


def with_name_behind(
    parsed: Parsed, named: Mapping[int, Member], source: Sequence[int]
) -> Sequence[int]:
    """Return a source with the name that stands behind it: "her son | , the director Jan Roe"."""
    head = parsed.head_of(source)
    if parsed.tags[head] != "NOUN" or any(i in named for i in source):
        return source
    names = [k for k in parsed.children(head, "appos") if k > source[-1] and k in named]
    behind = range(source[-1] + 1, names[0] + 1) if len(names) == 1 else range(0)
    is_person = bool(behind) and named[names[0]].kind == "person"
    one_comma = [parsed.words[i] for i in behind if parsed.tags[i] == "PUNCT"] == [","]
    return [*source, *behind] if is_person and one_comma else source
