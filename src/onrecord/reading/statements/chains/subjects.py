"""Who says it in a clause: the words before its verb, and whether two subjects are the same."""

from collections.abc import Sequence

from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    PRONOUNS,
    is_media_name,
    looks_plural,
    sorts_of,
)
from onrecord.reading.statements.parsed import NOMINAL, Parsed

LONGEST_SUBJECT = 20  # words: "Rui Caldeirinha, a former admiral who …,"
PLAIN_NOMINAL = NOMINAL - {"PART"}  # ends before "'s"
_OF_PHRASE = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN"))  # tags
_NOBODY = frozenset(("nobody", "no", "none", "nothing", "neither", "there", "anyone", "anybody"))
_WHOSE = {"he": "his", "she": "her", "they": "their", "it": "its", "i": "my", "we": "our"}


def subject_of(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """Return the subject of a verb, what describes it included; () if there is none before it."""
    verbs = (verb, *parsed.children(verb, "aux"))  # a reader may hang it on "could"
    subjects = [k for head in verbs for k in parsed.children(head, "nsubj") if k < verb]
    if not subjects:
        return ()
    words = [k for k in parsed.subtree(subjects[-1]) if k < verb]
    while parsed.tags[words[-1]] == "PUNCT" and len(words) > 1:
        words.pop()
    return tuple(range(words[0], words[-1] + 1))


def subject_in(parsed: Parsed, words: Sequence[int]) -> tuple[int, ...]:
    """Return the words before a verb if they can be somebody who speaks, else ()."""
    last = parsed.sentences[words[-1]] if words else -1  # "13:15" may be one of its own
    found = [i for i in words if parsed.sentences[i] == last]
    while found and (parsed.words[found[0]] == "that" or parsed.tags[found[0]] == "PUNCT"):
        found.pop(0)
    while found and (parsed.tags[found[-1]] == "PUNCT" or parsed.words[found[-1]] == "as"):
        found.pop()  # "quoted the minister as saying"
    if not found or len(found) > LONGEST_SUBJECT or parsed.words[found[0]] in _NOBODY:
        return ()
    if parsed.tags[found[-1]] in ("CCONJ", "ADP", "SCONJ"):  # "the measures and [promised]"
        return ()
    return tuple(found) if parsed.tags[found[0]] in PLAIN_NOMINAL else ()


def subject_within(parsed: Parsed, words: Sequence[int], verb: int) -> tuple[int, ...]:
    """Return the subject after what opens a clause: "in March [the director] had told …"."""
    subject = subject_of(parsed, words[verb])
    inside = subject and {*subject} <= {*words[:verb]} and parsed.tags[words[0]] == "ADP"
    return subject_in(parsed, subject) if inside else ()


def is_evidence(parsed: Parsed, source: Sequence[int]) -> bool:
    """Whether a source is a thing that shows, by its head: "images taken on Saturday"."""
    head = parsed.head_of(source)
    if parsed.tags[head] in ("VERB", "AUX"):  # "A report made public on Friday"
        head = _first_noun(parsed, source)
    return bool({"data", "document"} & set(sorts_of(parsed.words[head])))


def _first_noun(parsed: Parsed, words: Sequence[int]) -> int:
    """Return the last word of the first noun phrase, or the first word."""
    end = next((k for k, i in enumerate(words) if parsed.tags[i] not in _OF_PHRASE), len(words))
    return words[max(0, end - 1)]


def is_same(parsed: Parsed, subject: Sequence[int], outer: Sequence[int]) -> bool:
    """Whether the subject within what somebody says is that one: "she said she hoped".

    A pronoun is, except another than theirs, "he" where a medium, body or document speaks, and
    "he" where "his lawyer" does.
    """
    words, others = ([parsed.words[i] for i in one] for one in (subject, outer))
    if [word for word in words if word in PRONOUNS] != words:
        return words == others
    if others[0] in PRONOUNS and len(others) == 1:
        return _WHOSE.get(words[0], "") == _WHOSE.get(others[0], "")
    if others[0] == _WHOSE.get(words[0]):
        return False
    return words[0] not in PERSON_PRONOUNS or not any(
        test(parsed, outer) for test in (_is_body, _is_several, is_evidence)
    )


def _is_several(parsed: Parsed, source: Sequence[int]) -> bool:
    """Whether a source is of more than one: "investigators", "two of the leaders"."""
    head = parsed.head_of(source)
    counted = parsed.words[head] != "one" and parsed.tags[head] == "NUM"
    return counted or (parsed.tags[head] == "NOUN" and looks_plural(parsed.words[head]))


def _is_body(parsed: Parsed, source: Sequence[int]) -> bool:
    head = parsed.words[parsed.head_of(source)]
    name = " ".join(parsed.forms[i] for i in source)
    return head == "it" or is_media_name(name) or bool({"body", "media"} & set(sorts_of(head)))
