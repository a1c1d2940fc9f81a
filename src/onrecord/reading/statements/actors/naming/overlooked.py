"""Names that the model missed: written as one elsewhere, or two capitalised words with a role."""

from collections.abc import Iterator, Sequence

from onrecord.reading.statements.actors.naming.name_words import is_capital, is_honorific
from onrecord.reading.statements.actors.naming.names import Naming
from onrecord.reading.statements.actors.naming.outlet_names import (
    is_introduced_outlet,
    whole_outlet,
)
from onrecord.reading.statements.actors.naming.sources import gender_of_name, is_title, sorts_of
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import MentionKind

_SCORE = 0.5  # of such a name
_FEWEST_LETTERS = 2


def overlooked(parsed: Parsed, found: Sequence[Naming]) -> list[Naming]:
    """Return mentions beside those found, in text order."""
    taken = {i for one in found for i in range(one.first, one.last)}
    known = _known(parsed, found)
    added: list[Naming] = []
    i = 0
    while i < len(parsed):
        is_open = i not in taken and parsed.forms[i][0].isupper()
        naming = _at(parsed, i, known, taken) if is_open else None
        if naming is not None:
            added.append(naming)
        i = naming.last if naming is not None else i + 1
    return added


def _known(parsed: Parsed, found: Sequence[Naming]) -> dict[tuple[str, ...], MentionKind]:
    """Return names as they are written, with their kind; of people the surname as well."""
    known: dict[tuple[str, ...], MentionKind] = {}
    for one in found:
        forms = tuple(parsed.forms[one.first : one.last])
        known.setdefault(forms, one.kind)
        if one.kind == "person" and len(forms) > 1:
            for k in range(1, len(forms)):
                known.setdefault(forms[k:], "person")
    return known


def _at(
    parsed: Parsed, i: int, known: dict[tuple[str, ...], MentionKind], taken: set[int]
) -> Naming | None:
    """Return the name that starts with a word, if there is one."""
    last = max(_ends_of_known(parsed, i, known), default=i)
    if last > i and taken.isdisjoint(range(i, last)):
        return _naming(parsed, i, last, known[tuple(parsed.forms[i:last])])
    words = _capitals(parsed, i, taken)
    if words and is_introduced_outlet(parsed, i):  # "news agency XYZ-Novosti"
        words = whole_outlet(parsed, words, {})
        return _naming(parsed, words.start, words.stop, "organisation")
    kind = _kind(parsed, words) if len(words) > 1 or _is_titled(parsed, words) else None
    return _naming(parsed, words.start, words.stop, kind) if kind else None


def _ends_of_known(
    parsed: Parsed, i: int, known: dict[tuple[str, ...], MentionKind]
) -> Iterator[int]:
    form, word = parsed.forms[i], parsed.words[i]
    if len(form) < _FEWEST_LETTERS or not form[0].isupper():
        return
    common = sorts_of(word) or parsed.tags[i] not in ("PROPN", "PRON", "X")
    labelled = parsed.words[i + 1 : i + 2] == [":"] and form.isupper()  # "ROE: I doubt it."
    for forms in known:
        if common and len(forms) == 1 and not labelled:
            continue
        if forms[0] == form and tuple(parsed.forms[i : i + len(forms)]) == forms:
            yield i + len(forms)


def _capitals(parsed: Parsed, i: int, taken: set[int]) -> range:
    """Return the proper names side by side from a word on: "JD Vance"."""
    last = i
    while (
        last < len(parsed)
        and last not in taken
        and parsed.tags[last] == "PROPN"
        and is_capital(parsed, last)
        and parsed.lines[last] == parsed.lines[i]
    ):
        last += 1
    return range(i, last)


def _is_titled(parsed: Parsed, words: range) -> bool:
    """Whether a first name stands alone behind a title: "driver Ghulam", "hubby Craig"."""
    if len(words) != 1 or not words.start or gender_of_name(parsed.words[words.start]) is None:
        return False
    front = parsed.words[words.start - 1]
    return is_title(front) and parsed.lines[words.start - 1] == parsed.lines[words.start]


def _kind(parsed: Parsed, words: range) -> MentionKind | None:
    """Return the kind of an overlooked name, None if nothing shows it."""
    first, last = parsed.words[words.start], parsed.words[words.stop - 1]
    if "body" in sorts_of(last):
        return "organisation"
    if is_title(first) or is_honorific(first):
        return None
    front = parsed.words[words.start - 1] if words.start else ""
    titled = is_title(front) or is_honorific(front)
    after = parsed.words[words.stop : words.stop + 2]
    apposed = len(after) > 1 and after[0] == "," and after[1] in ("the", "a", "an", "who")
    return "person" if titled or gender_of_name(first) or apposed else None


def _naming(parsed: Parsed, first: int, last: int, kind: MentionKind) -> Naming:
    tokens = tuple(parsed.words[i] for i in range(first, last) if parsed.words[i] != "'s")
    return Naming(first, last, kind, tokens, None, _SCORE)
