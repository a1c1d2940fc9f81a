"""Cues set off within what they report: "…, she said on Monday, …", "…, the ministry said"."""

from collections.abc import Sequence

from onrecord.reading.statements.actors.naming.sources import sorts_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.cue_words import is_passive
from onrecord.reading.statements.sayings.layout import DASHES, SUBJECTS, Layout
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_LEADING = frozenset(("according", "by", "in", "to"))  # "in her words, …"
ASIDES = frozenset(("which", "who", "whose", "where", "when"))
_RELATIVE = frozenset(("which", "who", "that", "where"))
_NOMINAL = frozenset(("DET", "PRON", "NOUN", "PROPN", "NUM", "ADJ"))
_GOING_ON = frozenset(
    ("and", "but", "or", "whether", "that", "because", "if", "how", "why", "until", "since",
     "unless", "so", "than", "lest")
)  # fmt: skip
# Behind ", according to Roe," the story's own, where it has a subject.
_TURNING = frozenset(("but", "so", "though", "although", "while", "as", "yet"))
_ASKING = frozenset(("what", "how", "why", "where", "who", "when"))
_VERBAL = frozenset(("VERB", "AUX", "SCONJ", "PUNCT"))
_CLOSING = frozenset(("’", "'", "”"))
_MEANWHILE = frozenset(("as", "while"))  # ", the ministry said, as rescuers dug": the story's own


def sentence_around(layout: Layout, one: Saying, others: Sequence[Saying]) -> set[int]:
    """Return the sentence around a cue and source that stand apart in it; nothing if not.

    A quotation right before them is left to the model and the marks.
    """
    parsed = layout.parsed
    sentence = layout.body(one.cue[0])
    hull = [i for i in (*one.cue, *one.source) if i in sentence]
    first, last = min(hull), max(hull) + 1
    if is_passive(parsed, parsed.head_of(one.cue)) and max(one.words, default=0) > one.cue[-1]:
        return set()  # "The plan was branded | “reckless” by Roe": told of what stands in front
    if _is_behind_who(parsed, one):
        return set()  # "He phoned the mayor, who told him | to wait"
    if first == sentence.start:
        according = parsed.words[one.cue[0]] in _LEADING
        return (
            set(range(_past_aside(layout, last, sentence.stop), sentence.stop))
            if according
            else set()
        )
    end = _next_mark(layout, last, sentence.stop)
    front = range(_start_of_front(layout, range(sentence.start, first)), first)
    tail = range(min(end + 1, sentence.stop), sentence.stop)
    if tail and parsed.words[tail.start] in ASIDES:
        tail = _past_clause(layout, one, front, tail)
    if _only_sets(layout, one, front):
        return set()
    if layout.is_quotation(front) or not _stands_apart(layout, one, range(first, last), end):
        return set()
    return _front_and_tail(layout, one, others, front, tail) if front else set(tail)


def _is_behind_who(parsed: Parsed, one: Saying) -> bool:
    """Whether a relative clause tells of what stands behind its cue, by the model."""
    is_who = [parsed.words[i] for i in one.source] == ["who"]
    return is_who and min(one.words, default=-1) > one.source[0]


def _only_sets(layout: Layout, one: Saying, front: range) -> bool:
    """Whether what stands in front only sets it: "In a tape, | the mayor tells them to wait"."""
    parsed = layout.parsed
    behind = [i for i in one.words if i > one.cue[-1]]
    acts = behind[:1] and any(parsed.tags[i] == "VERB" for i in behind)
    return bool(acts and front) and parsed.tags[front[0]] == "ADP" and not _is_whole(layout, front)


def _front_and_tail(
    layout: Layout, one: Saying, others: Sequence[Saying], front: range, tail: range
) -> set[int]:
    is_whole = _is_whole(layout, front)
    if tail.start in layout.opening and _has_both(one, front, tail):
        return {*front, *tail}
    if (
        tail
        and tail.start in layout.opening
        and (is_whole or layout.parsed.tags[front.start] not in _NOMINAL)
    ):
        return set()  # "As for the rest, she said, “we will see.”"
    if is_whole and not _goes_on(layout, one, tail, others):
        return set(front)
    return {*front, *tail}


def _has_both(one: Saying, front: range, tail: range) -> bool:
    """Whether the model has it that a content goes on: "It is dry, she said, “and she knows.”"."""
    return len({*one.words} & {*front}) * 2 > len(front) and tail.start in one.words


def _past_aside(layout: Layout, at: int, stop: int) -> int:
    """Step over ", which runs the port," and "published in May," behind a source."""
    words = layout.parsed.words
    mark = _next_mark(layout, at, stop)
    if mark + 1 < stop and words[mark + 1] in ASIDES:
        mark = _next_mark(layout, mark + 1, stop)
    return min(mark + 1, stop) if mark < stop else at


def _past_clause(layout: Layout, one: Saying, front: range, tail: range) -> range:
    """Return what goes on behind ", who saw it,": "Two men, according to Roe, who saw it, fled".

    Nothing does in "they fled, said Roe, who saw it".
    """
    according = layout.parsed.words[one.cue[0]] == "according"
    if not according or not front or _is_whole(layout, front):
        return range(0)
    return range(min(_next_mark(layout, tail.start, tail.stop) + 1, tail.stop), tail.stop)


def _next_mark(layout: Layout, at: int, stop: int) -> int:
    """Return the next comma, semicolon or dash outside quotations, or `stop`."""
    words = layout.parsed.words
    marks = (
        i
        for i in range(at, stop)
        if i not in layout.inside and (words[i] in (",", ";") or words[i] in DASHES - {"-"})
    )
    return next(marks, stop)


def _stands_apart(layout: Layout, one: Saying, hull: range, end: int) -> bool:
    """Tell "…, she said on Monday, …" from "On Monday, she said it was …"."""
    parsed = layout.parsed
    if parsed.words[one.cue[0]] != "according" and not follows_mark(layout, one):
        return False
    verbs = (i for i in hull if parsed.tags[i] == "VERB" and i not in one.cue)
    if any(cue_at(parsed, i) for i in verbs if parsed.forms[i].islower()):
        return False  # "…, she warned them and asked them to go"; not "Radio Cala reported"
    between = range(hull.stop, end)
    told = may_have_addressee(layout, one)
    follows = {*one.words} & {*between} and min(one.words) > hull.start
    if follows and not told:
        return False  # the model has it that what is said stands behind
    if any(i in layout.opening or parsed.words[i] in ("that", ":") for i in between):
        return False
    if any(parsed.relations[i] in SUBJECTS and parsed.heads[i] in between for i in between):
        return False
    return told or not any(
        parsed.heads[i] in one.cue and parsed.relations[i] in ("obj", "xcomp", "ccomp")
        for i in between
    )


def inverted(layout: Layout, i: int) -> tuple[int, ...]:
    """Return who says it in an aside that parts a noun from its verb.

    "Dolphins, promises the brochure, are common": not "runs it, promises the guests tea, and".
    """
    parsed, sentence = layout.parsed, layout.sentence(i)
    cue = cue_at(parsed, i) if parsed.words[i].endswith("s") else None
    if cue is None or cue.reports == "seldom" or parsed.words[i - 1] != ",":
        return ()
    stop = _next_mark(layout, i + 1, sentence.stop)
    goes_on = stop + 1 < sentence.stop and parsed.tags[stop + 1] in ("VERB", "AUX")
    front, source = range(sentence.start, i - 1), range(i + 1, stop)
    if not (front and source and goes_on and parsed.tags[source[0]] in ("DET", "PROPN")):
        return ()
    last = source[-1]
    speaks = parsed.tags[last] == "PROPN" or sorts_of(parsed.words[last])
    plain = all(parsed.tags[k] not in _VERBAL for k in (*front, *source))
    return tuple(source) if speaks and plain else ()


def follows_mark(layout: Layout, one: Saying) -> bool:
    """Whether a comma, a dash or "…,”" stands before a cue and its source."""
    words, before = layout.parsed.words, min((*one.cue, *one.source)) - 1
    if before < 1:
        return False
    quoted = before in layout.closing and ends_open(layout, before)
    return quoted or words[before] in {",", *DASHES}


def ends_open(layout: Layout, closing: int) -> bool:
    """Whether a sentence goes on after a closing mark: "…,” she said", "…,’” she said"."""
    words, last = layout.parsed.words, closing - 1
    while last > 0 and words[last] in _CLOSING:
        last -= 1
    return words[last] in (",", "?", "!")


def may_have_addressee(layout: Layout, one: Saying) -> bool:
    """Whether what follows a cue may be whom it is told to: "told reporters"."""
    cue = cue_at(layout.parsed, layout.parsed.head_of(one.cue))
    return cue is not None and cue.lemma in word_list("cues")["told to somebody"]


def _start_of_front(layout: Layout, front: range) -> int:
    """Return where the clause in front starts: behind a semicolon, or ", because, she said,".

    A colon is no end in "It has two ferries: one old, one new, according to the port".
    """
    words = layout.parsed.words
    last = front.stop - 2
    if last >= front.start and words[last] in _RELATIVE:
        return last  # "the park, which, she said, is full"
    if last >= front.start and words[last] in _GOING_ON:
        return front.stop
    marks = (i for i in front if words[i] in (";", ":") and i not in layout.inside)
    according = words[front.stop : front.stop + 1] == ["according"]
    according = according and words[front.start] not in _ASKING  # "What they found: cash"
    borders = [
        i
        for i in marks
        if not (according and words[i] == ":" and _is_whole(layout, range(front.start, i)))
    ]
    return borders[-1] + 1 if borders else front.start


def _is_whole(layout: Layout, front: range) -> bool:
    """Whether a stretch has a main clause with subject and predicate."""
    parsed = layout.parsed
    if parsed.tags[front.start] == "SCONJ":
        return False
    return any(
        parsed.relations[i] in SUBJECTS
        and parsed.words[i] not in _RELATIVE
        and (head := parsed.heads[i]) in front
        and parsed.relations[head] != "acl"
        and not any(k in front for k in parsed.children(head, "mark"))
        for i in front
    )


def _goes_on(layout: Layout, one: Saying, tail: range, others: Sequence[Saying]) -> bool:
    """Whether a content goes on behind ", she said,"; what the story adds may stand there too."""
    if not tail or any(i in tail for other in others for i in other.cue):
        return False
    start, cue = layout.parsed.words[tail.start], one.cue[0]
    if layout.parsed.words[cue] == "according" and start in _TURNING:
        return not any(layout.parsed.relations[i] in SUBJECTS for i in tail)
    is_cut = any(i < cue for i in one.words) and any(i in tail for i in one.words)
    return start in _GOING_ON or (is_cut and start not in _MEANWHILE)
