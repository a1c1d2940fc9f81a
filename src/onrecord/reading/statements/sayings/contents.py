"""The extent of contents: what of a sentence belongs to the cue that stands in it.

The model's contents are right more often than not, but they break off, run on into the next cue, or
miss what stands before ", she said,". What the marks of the sentence show wins over them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.reading.statements.parsed import OPENING, Parsed
from onrecord.reading.statements.sayings.around import (
    follows_mark,
    may_have_addressee,
    sentence_around,
)
from onrecord.reading.statements.sayings.borders import behind_cue, cut_at_others
from onrecord.reading.statements.sayings.cue_words import NEGATIONS, is_passive
from onrecord.reading.statements.sayings.edges import trimmed, with_edges
from onrecord.reading.statements.sayings.layout import SUBJECTS, Layout, is_word, runs_of
from onrecord.reading.statements.sayings.missed import ACTING, QUESTIONS, question_before
from onrecord.reading.statements.sayings.relatives import behind_relative, with_antecedent
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_ASKED = frozenset(("asked", "pressed", "questioned", "challenged", "quizzed"))
_CONDITIONS = frozenset(("when", "if", "unless", "once", "although", "though", "while", "because"))
_FARTHEST_QUESTION = 12  # words: "Asked by reporters in Leeds on Monday whether"
_FEW_NEAR = 12  # cues before and behind one that may end its content
_FEWEST_LEADING = 2  # words in front of a quotation: "said:"
_FARTHEST_LEAD = 8  # words from a cue to the quotation that it leads to
_QUOTING = frozenset(("quoted", "quotes", "cited", "cites"))
_QUOTED = 0.6  # share of a quotation in a content from which on all of it belongs there


def with_contents(layout: Layout, times: Iterable[int], sayings: Sequence[Saying]) -> list[Saying]:
    """Give every saying its content, as far as the text shows it. times: words of dates."""
    dates = frozenset(times)
    ordered = sorted(sayings, key=lambda one: one.cue)
    found = []
    for k, one in enumerate(ordered):
        others = [*ordered[max(k - _FEW_NEAR, 0) : k], *ordered[k + 1 : k + 1 + _FEW_NEAR]]
        found.append(_cleaned(layout, one, _content(layout, dates, one, others)))
    alike = _by_pieces(found)
    found = [_given_up(layout, one, alike[one.pieces]) for one in found]
    alike = _by_pieces(found)
    return [
        one
        for one in found
        if not (one.pieces and any(_is_nearer(layout, other, one) for other in alike[one.pieces]))
    ]


def _by_pieces(sayings: Sequence[Saying]) -> dict[tuple[range, ...], list[Saying]]:
    alike: dict[tuple[range, ...], list[Saying]] = {}
    for one in sayings:
        alike.setdefault(one.pieces, []).append(one)
    return alike


def _given_up(layout: Layout, one: Saying, alike: Sequence[Saying]) -> Saying:
    """Leave a content to who said it: "Roe told them [it leaked], according to the minutes"."""
    if layout.parsed.words[one.cue[0]] != "according" or not one.pieces or not one.source:
        return one
    before = (other for other in alike if other.source and other.cue[-1] < one.cue[0])
    told = any({*other.source}.isdisjoint(one.source) for other in before)
    return replace(one, pieces=()) if told else one


def _content(
    layout: Layout, times: frozenset[int], one: Saying, others: Sequence[Saying]
) -> set[int]:
    aside = _around_as(layout, one)
    if aside:
        return with_edges(layout, times, one, aside)
    words = _within_reach(layout, one)
    around = sentence_around(layout, one, others)
    if around:
        more = words - {*layout.sentence(one.cue[0])} if _is_quoted(layout, around) else set()
        words = around | more
    elif not words:
        words = _quoted_before(layout, one) or _asked_before(layout, one)
        words = words or behind_cue(layout, one)
    quote = layout.quote_of(one.cue[0])
    if quote is not None and one.made == "model":
        words &= {*quote}  # what somebody tells in a quotation does not lead out of it
    words = words | set(_joined_by_that(layout, one, words, others))
    words = words | set(_through_relative(layout, one, words, others))
    words = cut_at_others(layout, one, words, others) - {*one.cue, *one.source}
    words = set(_question_refused(layout, one, words)) or words
    words = words - set(_main_clause(layout, one))
    return with_antecedent(layout, one, with_edges(layout, times, one, words))


def _is_nearer(layout: Layout, other: Saying, one: Saying) -> bool:
    """Whether another with the same content has its cue nearer: "did so, saying it was"."""
    if other is one:
        return False
    marks = [not is_word(layout.parsed, s.cue[0]) for s in (other, one)]
    if marks[0] != marks[1]:
        return marks[1]  # "told them: “…”" has the colon for no cue
    if bool(one.source) != bool(other.source):
        return bool(other.source)  # not the "website" of "said in a memo leaked to a website"
    # "echoed claims last week that": not the "last week"; "wrote in an email, which the Post has
    # seen, that": not the "seen"
    tells = [
        (_is_known(layout.parsed, s), not _only_carries(layout.parsed, s)) for s in (other, one)
    ]
    if tells[0] != tells[1]:
        return tells[0] > tells[1]
    quoting = [_is_quoted_as(layout, *both) for both in ((one, other), (other, one))]
    if quoting[0] != quoting[1]:
        return quoting[0]
    near, far = (
        (min(abs(i - k) for i in (s.pieces[0].start, s.pieces[-1].stop) for k in s.cue), s.cue)
        for s in (other, one)
    )
    return near < far


def _is_known(parsed: Parsed, one: Saying) -> bool:
    """Whether a cue has a verb or another word that reports."""
    return any(parsed.tags[i] == "VERB" or cue_at(parsed, i) is not None for i in one.cue)


def _only_carries(parsed: Parsed, one: Saying) -> bool:
    """Whether a saying is only who has what it is in: ", which the Post has seen,"."""
    cue = cue_at(parsed, parsed.head_of(one.cue))
    led = bool(one.source) and parsed.words[one.source[0] - 1] == "which"
    return led and cue is not None and cue.reports == "seldom"


def _is_quoted_as(layout: Layout, one: Saying, other: Saying) -> bool:
    """Whether a cue is "quoted" or "as" of another's "quoted him as saying": he says it."""
    words = layout.parsed.words
    before = other.cue[0] - 1
    cited = not _QUOTING.isdisjoint(words[i] for i in one.cue) and one.cue[-1] < before
    behind_as = words[before] == "as" and before in layout.sentence(one.cue[0])
    return behind_as and (cited or one.cue == (before,))


# --- what a cue can reach


def _within_reach(layout: Layout, one: Saying) -> set[int]:
    """Leave out what the model took from other sentences; quotations may go on apart."""
    at = one.cue[0]
    here = set(layout.body(at))
    words = set(one.words) - {*one.cue, *one.source} - _led_by_others(layout, one)
    inside = words & here
    behind = {i for i in inside if i > at}
    passive = is_passive(layout.parsed, layout.parsed.head_of(one.cue))
    if behind and not follows_mark(layout, one) and not passive:
        inside = behind  # what stands in front of the cue too: `sentence_around` has to say
    if passive and not behind and layout.parsed.words[one.cue[-1] + 1 :][:1] == ["to"]:
        inside |= behind_cue(layout, one)  # "were reported | to have left"
    if _is_addressee(layout, one, inside):
        inside = _quoted_before(layout, one)
    if inside and not _is_quoted(layout, inside):
        return inside | _called(layout, one)
    if not inside and words and _has_own(layout, one):
        return set()
    called = passive and _called(layout, one)  # "the threat was described as “dire”"
    if inside and min(inside) < at and not called:
        inside &= layout.inside  # not the "reporters" of "“…”, she told reporters. “…”"
    return inside | words & _quotations_near(layout, at) - here


def _called(layout: Layout, one: Saying) -> set[int]:
    """Return the quotation that a cue ending in "as" leads to: "was described as | “dire”"."""
    behind = one.cue[-1] + 1
    if layout.parsed.words[one.cue[-1]] != "as" or behind not in layout.opening:
        return set()
    return {*(layout.quote_of(behind) or ())}


def _has_own(layout: Layout, one: Saying) -> bool:
    """Whether a content of its own stands behind a cue: "called it “fiction”. It was open"."""
    behind = range(one.cue[-1] + 1, layout.sentence(one.cue[0]).stop)
    quotes = any(i in layout.opening for i in behind) and one.cue[-1] not in layout.inside
    cue = cue_at(layout.parsed, layout.parsed.head_of(one.cue))
    return quotes or (cue is not None and cue.manner in ACTING and bool(behind_cue(layout, one)))


def _is_quoted(layout: Layout, words: set[int]) -> bool:
    """Whether a content begins or ends in a quotation: the next one may belong to it."""
    first = min(words)
    return first in layout.opening or first - 1 in layout.opening or max(words) in layout.inside


def _is_addressee(layout: Layout, one: Saying, words: set[int]) -> bool:
    """Whether a content is but whom it is told to, behind a quotation: "“…,” she told them"."""
    parsed = layout.parsed
    if not words or not _quoted_before(layout, one):
        return False
    to = parsed.words[min(words)] == "to" and parsed.tags[min(words)] == "ADP"
    if not to and not may_have_addressee(layout, one):
        return False
    return not any(i in layout.inside or parsed.relations[i] in SUBJECTS for i in words)


def _quoted_before(layout: Layout, one: Saying) -> set[int]:
    """Return the quotation right before a cue and its source."""
    first = min((*one.cue, *one.source))
    sentence = layout.sentence(one.cue[0])
    quote = layout.quote_of(first - 1)
    if not quote or quote.stop != first:
        return set()
    ends = layout.parsed.words[quote.stop - 2] in ("?", "!")  # "“Come!” she shouted to them"
    same = layout.parsed.lines[quote.start] == layout.parsed.lines[first]
    return {*quote} if quote.start in sentence or (ends and same) else set()


def _asked_before(layout: Layout, one: Saying) -> set[int]:
    """Return the question in front of a sentence that asks it: "Who was it? Roe wondered."."""
    cue = cue_at(layout.parsed, layout.parsed.head_of(one.cue))
    asks = cue is not None and cue.manner == "asks"
    return {*question_before(layout, one.cue[-1])} if asks else set()


def _around_as(layout: Layout, one: Saying) -> set[int]:
    """Return what stands around "It fell |, as the video showed, | and broke"."""
    parsed, sentence = layout.parsed, layout.sentence(one.cue[0])
    first, behind = min((*one.source, *one.cue)), max((*one.source, *one.cue)) + 1
    opens = parsed.words[max(first - 2, 0) : first] == [",", "as"]
    if not opens or behind not in sentence or parsed.words[behind] != ",":
        return set()
    return {*range(sentence.start, first - 2), *range(behind + 1, sentence.stop)}


def _joined_by_that(
    layout: Layout, one: Saying, words: set[int], others: Sequence[Saying]
) -> range:
    """Return what a second "that" adds: "said it held | , but that nobody had looked".

    So does what follows a condition.
    """
    parsed, sentence = layout.parsed, layout.sentence(one.cue[0])
    last = max(words, default=0) + 1
    joint = last + (parsed.words[last : last + 1] == [","])
    joined = parsed.words[joint : joint + 2] in (["and", "that"], ["but", "that"])
    joined = joined and parsed.tags[joint + 1] == "SCONJ"
    # "reveals that when all are added | , a thousand are missing"
    first = min(words, default=0)
    opens = parsed.words[first - 1] == "that" and parsed.words[first] in _CONDITIONS
    joined = joined or (opens and joint > last)
    inside = last in sentence and joint not in layout.inside and min(words, default=0) > one.cue[0]
    if not joined or not inside:
        return range(0)
    added = range(last, sentence.stop)
    told = any(i in added for other in others for i in other.cue)  # by somebody else, perhaps
    return range(0) if told else added


def _through_relative(
    layout: Layout, one: Saying, words: set[int], others: Sequence[Saying]
) -> range:
    """Return what goes on behind what another tells: "said ships | that police say … are old"."""
    last, sentence = max(words, default=0) + 1, layout.sentence(one.cue[0])
    if last not in sentence or min(words, default=0) < one.cue[0]:
        return range(0)
    goes_on = behind_relative(layout, last, others)
    return range(0) if goes_on is None else range(last, sentence.stop)


def _main_clause(layout: Layout, one: Saying) -> range:
    """Return the story's own words behind "While Roe said that it was safe, | it leaked"."""
    parsed, sentence = layout.parsed, layout.sentence(one.cue[0])
    head = parsed.head_of(one.cue)
    if parsed.words[sentence.start] not in OPENING or parsed.heads[sentence.start] != head:
        return range(0)
    subjects = (min(parsed.subtree(i)) for i in sentence if parsed.relations[i] in SUBJECTS)
    behind = (i for i in subjects if i - 1 > one.cue[-1] + 1 and parsed.words[i - 1] == ",")
    first = next((i for i in behind if i not in layout.inside), sentence.stop)
    return range(first - (first < sentence.stop), sentence.stop)


def _question_refused(layout: Layout, one: Saying, words: set[int]) -> range:
    """Return what is not answered: "Asked by a reporter | whether it leaked, | she would not say".

    What stands behind the cue, as in "declined to comment", is the content there, but "to say" is
    of the cue.
    """
    parsed, sentence = layout.parsed, layout.sentence(one.cue[0])
    first = sentence.start + (parsed.words[sentence.start] in ("when", "repeatedly"))
    cue = cue_at(parsed, parsed.head_of(one.cue))
    is_asked = parsed.words[first] in _ASKED and first < one.cue[0]
    negated = not NEGATIONS.isdisjoint(parsed.words[i] for i in one.cue)
    if not is_asked or not (negated or (cue is not None and cue.manner == "declines")):
        return range(0)
    opening = range(first + 1, min(first + _FARTHEST_QUESTION, one.cue[0]))
    question = next((i for i in opening if parsed.words[i] in QUESTIONS), None)
    behind = [parsed.words[i] for i in sorted(words) if i > one.cue[-1] and is_word(parsed, i)]
    if question is None or question in layout.inside or behind not in ([], ["to", "say"]):
        return range(0)
    after = min(i for i in (*one.source, *one.cue) if i > question)
    return range(question, after)


def _quotations_near(layout: Layout, at: int) -> set[int]:
    """Return the quotations on a line, and those that go on from or to it in the next ones."""
    parsed = layout.parsed
    lines = {parsed.lines[at]}
    end = parsed.line_of(at).stop
    if parsed.words[end - 1] == ":" and end < len(parsed):
        lines.add(parsed.lines[end])
    return {i for group in layout.groups_on(lines) for quote in group for i in quote}


def _led_by_others(layout: Layout, one: Saying) -> set[int]:
    """Return the quotations that another cue leads to: "“…,” Roe said, before she added, “…”"."""
    groups = layout.groups_of(i for i in one.words if i > one.cue[-1])
    led = [group for group in groups if _led_by_other(layout, group[0].start, one)]
    return {i for group in led for quote in group for i in quote}


def _led_by_other(layout: Layout, opening: int, one: Saying) -> bool:
    """Whether a quotation follows another's cue and a comma or colon."""
    parsed = layout.parsed
    if opening < _FEWEST_LEADING or parsed.words[opening - 1] not in (",", ":"):
        return False
    for i in range(
        opening - 2, max(opening - _FARTHEST_LEAD, layout.sentence(opening).start) - 1, -1
    ):
        if i in layout.inside or i in one.cue:
            return False
        cue = cue_at(parsed, i) if parsed.tags[i] == "VERB" else None
        if cue is not None and cue.reports == "always":
            return True
    return False


# --- pieces


def _cleaned(layout: Layout, one: Saying, words: set[int]) -> Saying:
    """Give a content whole quotations, and trim its pieces."""
    taken = {*one.cue, *one.source}
    for group in layout.groups_of(words):
        for quote in group:
            inside = words.intersection(quote)
            if len(inside) >= _QUOTED * len(quote) and taken.isdisjoint(quote):
                words = words.union(*(group if quote is group[0] else [quote]))
    pieces: list[range] = []
    for run in runs_of(layout.parsed, words - taken):
        piece = trimmed(layout, run, one.cue, is_first=not pieces)
        piece = piece if taken.isdisjoint(piece) else run  # its mark is a word of the cue
        if any(is_word(layout.parsed, i) for i in piece) and not _is_in_which(layout, piece):
            pieces.append(piece)
    return replace(one, pieces=tuple(pieces), source=_without_marks(layout, one.source))


def _is_in_which(layout: Layout, piece: range) -> bool:
    """Whether a piece only joins a clause to a noun: "a loss in | which |, he said, three died"."""
    parsed, i = layout.parsed, piece.start
    alone = len(piece) == 1 and parsed.words[i] in ("which", "whom")
    return alone and i > 0 and parsed.tags[i - 1] == "ADP"


def _without_marks(layout: Layout, source: tuple[int, ...]) -> tuple[int, ...]:
    while source and not is_word(layout.parsed, source[-1]):
        source = source[:-1]
    return source
