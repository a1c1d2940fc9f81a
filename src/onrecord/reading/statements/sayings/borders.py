"""Where a content ends because the next clause has a cue of its own, and where one begins."""

from collections.abc import Sequence

from onrecord.reading.statements.sayings.cue_words import is_joined_above, is_negated, phrase_words
from onrecord.reading.statements.sayings.layout import Layout
from onrecord.reading.statements.sayings.missed import holds_back, reports
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_FARTHEST_THAT = 12  # words from a cue to its "that": "told a crowded press room in Oslo that"
_NEAR_END = 5  # words: ", the paper reported on Sunday"
_JOINING = frozenset(("and", "but", "or", "nor", "while", "though", "although", "yet"))
_SETTING = frozenset(("ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM"))
_POINTING = frozenset(("that", "this", "it"))


def behind_cue(layout: Layout, one: Saying) -> set[int]:
    """Return the rest of the sentence after a cue that the model left without a content."""
    parsed = layout.parsed
    sentence = layout.sentence(one.cue[0])
    head = parsed.head_of(one.cue)
    cue = cue_at(parsed, head)
    if not holds_back(parsed, head) and (cue is None or not reports(layout, head, cue)):
        return set()
    start = max((*one.cue, *phrase_words(parsed, head))) + 1
    pointing = parsed.words[start : start + 2]
    if pointing[:1] and pointing[0] in _POINTING and pointing[1:] == [":"]:
        return {start}
    if start in one.source:
        start = max(i for i in one.source if i in sentence) + 1
    near = range(start, min(start + _FARTHEST_THAT, sentence.stop))
    that = next((i for i in near if parsed.words[i] == "that" and parsed.tags[i] == "SCONJ"), None)
    if that is not None and not any(parsed.tags[i] == "VERB" for i in range(start, that)):
        start = that + 1
    if start < sentence.stop and parsed.tags[start] == "AUX":
        return set()  # "why the sirens stayed silent is unclear": the clause was a subject
    stops = (i for i in range(start, sentence.stop) if parsed.words[i] == ";")
    stop = next((i for i in stops if i not in layout.inside), sentence.stop)
    return set(range(start, _own_end(layout, head, range(start, stop))))


def _own_end(layout: Layout, head: int, found: range) -> int:
    """Return where what hangs on a cue ends: "agreed to a truce | and ended its strike".

    So does "Roe, who pushed for a strike, | left".
    """
    parsed = layout.parsed
    own = set(parsed.subtree(head))
    for verb in parsed.children(head, "conj"):
        own -= set(parsed.subtree(verb)) if parsed.tags[verb] == "VERB" else set()
    for i in found[1:]:
        is_verb = parsed.tags[i] in ("VERB", "AUX") and i not in own and i not in layout.inside
        if is_verb and (parsed.words[i - 1] == "," or parsed.tags[i - 1] == "CCONJ"):
            return i - 1
    return found.stop


def cut_at_others(
    layout: Layout, one: Saying, words: set[int], others: Sequence[Saying]
) -> set[int]:
    """End a content where the next clause with a cue of its own begins."""
    words = words - _next_clause(layout, one, words) - _next_deed(layout, one, words)
    for other in others:
        inserted = _inserted(layout, one, other, words)
        start = None if inserted else _border(layout, one, other, words)
        words = words.difference(inserted)
        if start is not None:
            words = {i for i in words if i < start or i not in layout.sentence(start)}
    return words - _behind_pronoun(layout, words)


def _inserted(layout: Layout, one: Saying, other: Saying, words: set[int]) -> range:
    """Return ", according to the minutes," behind a cue, if a content begins or goes on behind."""
    forms, first = layout.parsed.words, other.cue[0]
    last = max(other.source, default=first) + 1
    closed = [forms[first - 1], forms[first], *forms[last : last + 1]] == [",", "according", ","]
    inside = one.cue[-1] < first < last < max(words, default=0)
    same = last in layout.sentence(one.cue[0])
    return range(first - 1, last + 1) if closed and inside and same else range(0)


def _next_clause(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return what stands behind a semicolon outside quotations: the story goes on there."""
    behind = range(one.cue[-1] + 1, layout.sentence(one.cue[0]).stop)
    stops = (i for i in behind if layout.parsed.words[i] == ";" and i not in layout.inside)
    first = next(stops, behind.stop)
    return {i for i in words if first <= i < behind.stop}


def _next_deed(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return what a second participle begins: "rejecting the plan | and raising the stakes"."""
    parsed, head = layout.parsed, layout.parsed.head_of(one.cue)
    if not parsed.words[head].endswith("ing"):
        return set()
    joined = (k for k in parsed.children(head, "conj") if parsed.words[k].endswith("ing"))
    first = next((k - 1 for k in joined if k in words and parsed.words[k - 1] == "and"), None)
    return set() if first is None else {i for i in words if i >= first}


def _border(layout: Layout, one: Saying, other: Saying, words: set[int]) -> int | None:
    """Return where another's clause begins behind a cue, if it is not within the content."""
    parsed = layout.parsed
    reach = range(one.cue[-1] + 1, max(words, default=0))
    if other.pieces and other.first in reach and parsed.words[other.first - 1] == ":":
        return other.first  # "believes it is fish: | the fronds, she said, …"
    inside = [i for i in other.cue if i in reach and i in layout.sentence(one.cue[0])]
    if not inside or not {*other.cue}.isdisjoint(one.cue):
        return None
    own = _own_source(layout, one, other, inside[0])
    first = min((*own, *inside))
    if own:
        first = _before_setting(layout, first, one.cue[-1])
    before = parsed.words[first - 1]
    adds = parsed.words[first].endswith("ing") and first in other.cue
    told = adds or ((own or _is_told_by(one, other)) and closes(layout, other))
    if before == ";" or (before == "," and told):
        return first
    if before not in _JOINING:
        return None
    apart = parsed.words[first - 2] in (",", ";", "”", '"')
    if (own and apart) or _is_joined_to(layout, other, one) or _refuses(layout, other):
        return first - 1
    return None


def _is_told_by(one: Saying, other: Saying) -> bool:
    """Whether a saying is all within what another says, who is named behind it: ", said Roe"."""
    behind = bool(other.source) and other.source[0] == other.cue[-1] + 1
    return behind and {*one.cue} <= {*other.words}


def _before_setting(layout: Layout, first: int, start: int) -> int:
    """Step over what sets a clause: ", and | on state television he claimed"."""
    parsed, at = layout.parsed, first
    while at > start + 1 and parsed.tags[at - 1] in _SETTING and at - 1 not in layout.inside:
        at -= 1
    joined = parsed.words[at - 1] in _JOINING and parsed.tags[at] == "ADP"
    return at if joined and parsed.words[at - 2] == "," else first


def _own_source(layout: Layout, one: Saying, other: Saying, cue: int) -> list[int]:
    """Return the source in front of another's cue, if no other cue shares it.

    Not of "denied": "it said | it knew nothing but denied nothing".
    """
    own = [i for i in other.source if one.cue[-1] < i < cue]
    between = range(own[-1], cue) if own else range(0)
    return [] if any(layout.parsed.words[i] in _JOINING for i in between) else own


def closes(layout: Layout, one: Saying) -> bool:
    """Whether nothing but a date follows a cue in its sentence: "…, the paper reported"."""
    sentence = layout.sentence(one.cue[0])
    return sentence.stop - max((*one.cue, *one.source)) <= _NEAR_END


def _is_joined_to(layout: Layout, other: Saying, one: Saying) -> bool:
    """Whether a cue is joined to another, the subject of which it shares."""
    parsed = layout.parsed
    at = parsed.head_of(other.cue)
    if is_joined_above(parsed, at):
        return any(k in one.cue for k in parsed.ancestors(at))
    while at >= 0 and at not in one.cue:
        if parsed.relations[at] != "conj":
            return False
        at = parsed.heads[at]
    return at >= 0


def _refuses(layout: Layout, one: Saying) -> bool:
    head = layout.parsed.head_of(one.cue)
    cue = cue_at(layout.parsed, head)
    return cue is not None and (cue.manner == "declines" or is_negated(layout.parsed, head))


def _behind_pronoun(layout: Layout, words: set[int]) -> set[int]:
    """Return what follows "that:" in a content: it says no more than "that"."""
    first, forms = min(words, default=-2), layout.parsed.words
    if first + 1 not in words or forms[first + 1] != ":" or forms[first] not in _POINTING:
        return set()
    return {i for i in words if i > first}
