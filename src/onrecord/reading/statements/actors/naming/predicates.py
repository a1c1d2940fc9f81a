"""Roles that a sentence gives to a name: "Ann Roe is the head of the board"."""

from onrecord.reading.statements.actors.naming.names import Naming
from onrecord.reading.statements.actors.naming.sources import is_plural, is_title
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Span

# What somebody is in what happened, and nobody beside it.
PARTS_IN_EVENTS = frozenset((
    "victim", "suspect", "attacker", "assailant", "survivor", "defendant", "accused", "complainant",
    "gunman", "witness", "eyewitness", "thief", "robber", "killer", "hostage",
))  # fmt: skip
_LONGEST = 12  # words
_IS = frozenset(("is", "'s"))  # who "was" so may be no more
_ENDS = frozenset(("PUNCT", "VERB", "AUX", "SCONJ", "CCONJ", "PRON"))  # tags
# What says how good somebody is, and not what they are.
_JUDGING = frozenset(("best", "worst", "most", "only", "first", "last", "real", "true", "good"))


def role_said_of(parsed: Parsed, naming: Naming) -> Span | None:
    """Return "chief executive of the board", which a person by name is said to be, without "the".

    Not where it is negated, will be, or was; nor "a suspect in the case".
    """
    head = parsed.head_of(range(naming.first, naming.last))
    noun, cop = parsed.heads[head], naming.last
    is_subject = parsed.relations[head] == "nsubj" and noun > cop
    if naming.kind != "person" or not is_subject or parsed.words[cop] not in _IS:
        return None
    first = cop + 1 + (parsed.tags[cop + 1] == "DET")
    words = [parsed.words[i] for i in range(cop + 1, noun + 1)]
    is_role = parsed.tags[noun] == "NOUN" and is_title(words[-1]) and not is_plural(words[-1])
    is_plain = _JUDGING.isdisjoint(words) and words[-1] not in PARTS_IN_EVENTS
    describes = all(parsed.tags[i] in ("ADJ", "NOUN", "PROPN", "PART") for i in range(first, noun))
    if not (is_role and is_plain and describes and cop in parsed.children(noun, "cop")):
        return None
    below = {*parsed.subtree(noun)}
    last = noun + 1
    while last in below and parsed.tags[last] not in _ENDS and last - first < _LONGEST:
        last += 1
    return parsed.span(first, last)
