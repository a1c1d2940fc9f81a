"""The edges of a content: what was broken off is carried on, what is the story's own goes."""

from collections.abc import Iterable, Sequence

from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.around import ASIDES
from onrecord.reading.statements.sayings.borders import closes
from onrecord.reading.statements.sayings.cue_words import is_passive
from onrecord.reading.statements.sayings.layout import SUBJECTS, Layout, is_word, runs_of
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.reading.statements.senses.phrases import is_past, lemmas_of
from onrecord.record import Manner

_GLUE = frozenset(("aux", "case", "cop", "det", "amod", "compound", "nummod", "flat", "mark"))
_LONGEST_GLUE = 5
_FARTHEST = 12  # words between "urged" and "to"
# Where a date is the cue's, not the content's: "rejected that on Sunday".
_DATED: tuple[Manner, ...] = ("denies", "accuses", "declines", "claims")
_AHEAD: tuple[Manner, ...] = ("promises", "urges", "speculates", "threatens")  # of what is to come
_MARKS_IN_FRONT = frozenset((",", ";", ":", ".", "-", "—", "–", ")", "…", "?", "!", "•", "·", "*"))
_MARKS_BEHIND = frozenset((",", ";", ":", ".", "-", "—", "–", "("))
_LOOSE = frozenset(("and", "but", "or", "nor", "while", "though"))  # at the end of a piece
_JOINING = frozenset((  # at its start
    "but", "and", "however", "meanwhile", "moreover", "furthermore", "nevertheless", "nonetheless",
))  # fmt: skip
_OF_CUE = frozenset(("of", "on", "about", "with", "for", "over", "at"))  # may belong to a cue
_BOUNDS = frozenset(("about", "over", "under", "around", "above", "below"))  # of a number
_ROUND = frozenset(("dozen", "dozens", "hundreds", "thousands", "half", "quarter"))
_QUESTIONS = frozenset(("what", "which", "who", "whom", "whose", "when", "where", "how", "why"))
_OPENING = frozenset(("“", "„", "«", '"', "``"))
_PAIR = 2
_PAST = frozenset(("was", "were", "did", "had"))
_ONE = ("ss", "us", "is")  # endings of nouns that stand for one: "class", "virus", "crisis"
_OF_WHAT = frozenset(("for", "since", "until"))  # "a forecast for 2027" was not given then
_FARTHEST_HELD = 5  # words: "without giving any further details"


def with_edges(layout: Layout, times: frozenset[int], one: Saying, words: set[int]) -> set[int]:
    """Return a content with edges where its phrases end. times: words of dates."""
    if not words:
        return words
    words = words | _addressed(layout, one, words)
    words = words | _to_the_stop(layout, one, words)
    words = words | _whole_phrase(layout, one, words)
    words = _unbroken(layout, one, words)
    words = words | _whole_clause(layout, one, words)
    words = words - _behind_noun(layout, one, words)
    words = words - _way_of_saying(layout, words)
    words = words - _what_came_of_it(layout, one, words)
    words = words - _aside(layout, one, words) - _date_in_front(layout.parsed, times, one, words)
    return words - _date_of_cue(layout, times, one, words)


def _manner(layout: Layout, one: Saying) -> Manner | None:
    cue = cue_at(layout.parsed, layout.parsed.head_of(one.cue))
    return cue.manner if cue else None


def _way_of_saying(layout: Layout, words: set[int]) -> set[int]:
    """Return how a quotation is said: "rejected that | with a laugh: | “…”"."""
    parsed, first = layout.parsed, min(words)
    opening = next((i for i in range(first, first + _FARTHEST_HELD + 2) if i in layout.opening), 0)
    lead = range(first, opening)
    with_it = [i for i in lead if parsed.words[i] in ("with", "in")][:1]
    if not with_it or parsed.words[opening - 1] != ":":
        return set()
    begins = with_it == [first] or parsed.words[first : with_it[0]] == ["that"]
    says = begins and max(words) >= opening and all(parsed.tags[i] != "VERB" for i in lead)
    return {*lead} if says else set()


# --- carried on


def _addressed(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return whom a content left out: "urged | them | to leave", "they | are thought | to lie"."""
    parsed, first = layout.parsed, min(words)
    begins = parsed.words[first : first + 2]
    if not (begins[:1] == ["to"] or begins == ["not", "to"]) or first <= one.cue[-1]:
        return set()
    manner = _manner(layout, one)
    head = parsed.head_of(one.cue)
    if is_passive(parsed, head):
        cue = cue_at(parsed, head)
        acts = manner == "urges" or (cue and cue.lemma in word_list("cues")["told to act"])
        return set() if one.source or acts else _told_of(layout, one, head)
    between = range(one.cue[-1] + 1, first)
    if manner != "urges" or len(between) > _FARTHEST:
        return set()
    return set() if any(parsed.tags[i] in ("VERB", "PUNCT") for i in between) else set(between)


def _told_of(layout: Layout, one: Saying, head: int) -> set[int]:
    """Return the subject of "are thought to lie"."""
    parsed, cue = layout.parsed, one.cue[0]
    subjects = [k for k in parsed.children(head, "nsubj") if k < cue]
    words = parsed.subtree(subjects[0]) if subjects else range(layout.body(cue).start, cue)
    return {k for k in words if k < cue and k in layout.sentence(cue)}


def _to_the_stop(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return the phrase behind what is to come: "promised new houses | by the winter"."""
    parsed, last = layout.parsed, max(words)
    stop = last + 1
    in_sentence = layout.sentence(last)
    if one.cue[-1] > last or last in layout.inside or _manner(layout, one) not in _AHEAD:
        return set()
    while (
        stop in in_sentence and is_word(parsed, stop) and parsed.tags[stop] not in ("CCONJ", "VERB")
    ):
        stop += 1
    more = range(last + 1, stop)
    begins = len(more) > 1 and parsed.tags[more.start] == "ADP"
    return set(more) if begins and len(more) <= _LONGEST_GLUE else set()


def _whole_phrase(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return what else belongs to a noun: "charges of arson | and manslaughter"."""
    parsed, last = layout.parsed, max(words)
    if last < one.cue[-1] or last in layout.inside:
        return set()
    if any(parsed.relations[i] in SUBJECTS for i in words):
        return set()
    if parsed.words[last + 1 : last + 2] == ["of"]:
        more = {*range(last + 1, parsed.heads[last + 1] + 1)}  # "the events | of Saturday"
        inside = more <= {*layout.sentence(last)} and more.isdisjoint((*one.cue, *one.source))
        return more if inside and len(more) <= _LONGEST_GLUE else set()
    more = set()
    barred = {*one.cue, *one.source}
    while last + 1 in layout.sentence(last) and last + 1 not in barred:
        i = last + 1
        top = next((k for k in (i, *parsed.ancestors(i)) if parsed.heads[k] in words), None)
        if top is None or parsed.relations[top] not in ("nmod", "conj") or not is_word(parsed, i):
            break
        more.add(i)
        last = i
    return set() if last + 1 in barred else more  # not "theft | by" of "theft by Roe"


def _unbroken(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Carry a content on that breaks off in the middle of a phrase: "a decision by | Monday"."""
    parsed = layout.parsed
    barred = {*one.cue, *one.source}
    sentence = layout.sentence(max(words))
    waiting = sorted(words)
    while waiting:
        i = waiting.pop()
        head = parsed.heads[i]
        if parsed.relations[i] not in _GLUE or head <= i or head in words or head not in sentence:
            continue
        more = set(range(i, head + 1)) - words
        if len(more) <= _LONGEST_GLUE and not more & barred:
            words = words | more
            waiting += more
    return words


def _whole_clause(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return what a content lacks of the sentence that ", police said." ends.

    Where a subject is long, the model has what stands before or behind a comma alone.
    """
    parsed, first, last = layout.parsed, min(words), max(words)
    body = layout.body(one.cue[0])
    source = [i for i in one.source if i in body] if _manner(layout, one) == "says" else []
    if not source or source[0] <= last or source[-1] + 1 != one.cue[0] or first not in body:
        return set()
    is_last = closes(layout, one) and parsed.words[source[0] - 1] == ","
    if not is_last or not layout.inside.isdisjoint(body) or first < body.start:
        return set()
    whole = set(range(body.start, source[0] - 1))
    lacks = {i for i in whole - words if is_word(parsed, i)}
    is_one = parsed.words[body.start] not in _JOINING and len(runs_of(parsed, words)) == 1
    if not lacks or not is_one or any(parsed.words[i] in (":", ";") for i in whole):
        return set()
    tied = any(parsed.heads[i] in lacks for i in words) or any(
        parsed.heads[i] in words for i in lacks
    )
    return whole - words if tied else set()


# --- the story's own


def _aside(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return the end of a content that is the story's own: "“near”, which was heard far away"."""
    parsed = layout.parsed
    last = runs_of(parsed, words)[-1]
    quote = layout.quote_of(last.start)
    if quote is not None and last.start > one.cue[-1] and quote.stop < last.stop:
        rest = range(quote.stop, last.stop)
        ends = parsed.words[quote.stop - 2] == "," and quote.stop - 1 in layout.closing
        if ends and layout.inside.isdisjoint(rest):
            return set(rest)  # "says, “Don't,” | until shots are heard"
    for i in last[1:-1]:
        rest = range(i + 1, last.stop)
        if parsed.words[i] != "," or i in layout.inside or one.cue[0] > i:
            continue
        if "," in parsed.words[rest.start : rest.stop] or any(k in layout.inside for k in rest):
            continue
        if i - 1 in layout.closing and parsed.words[rest.start] in ASIDES:
            return {i, *rest}
        if _calls_it_something(layout, rest.start) or _leaves_out(layout, rest.start):
            return {i, *rest}
    return set()


def _what_came_of_it(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return what became of a demand: "urged that the village be moved, | but nobody was"."""
    parsed, last = layout.parsed, max(words)
    if _manner(layout, one) != "urges" or min(words) < one.cue[-1]:
        return set()
    joints = (i for i in sorted(words) if parsed.words[i] == "," and i not in layout.inside)
    joint = next((i for i in joints if parsed.words[i + 1] in ("but", "yet")), last)
    rest = range(joint + 1, last + 1)
    told = [i for i in rest if parsed.relations[i].startswith("nsubj") and parsed.heads[i] in rest]
    verbs = [parsed.heads[i] for i in told]
    past = any(
        is_past(parsed.words[i]) or _PAST & {parsed.words[k] for k in parsed.children(i, "aux")}
        for i in verbs
    )
    return {joint, *rest} & words if past and layout.inside.isdisjoint(rest) else set()


def _calls_it_something(layout: Layout, at: int) -> bool:
    """Find ", an allegation that hung over the day" and ", a sore point since May"."""
    parsed = layout.parsed
    noun = parsed.words[parsed.heads[at]] if parsed.heads[at] >= 0 else ""
    return parsed.words[at] in ("a", "an") and noun in word_list("cues")["comments on a content"]


def _leaves_out(layout: Layout, at: int) -> bool:
    """Find ", without elaborating" and ", without giving a date"."""
    lists, words = word_list("cues"), layout.parsed.words[at : at + _FARTHEST_HELD]
    lemmas = {*lemmas_of(words[1])} if words[0] == "without" and len(words) > 1 else set()
    held = not {*lists["held back"]}.isdisjoint(words)
    return not lemmas.isdisjoint((*lists["leave out"], *(lists["hold back"] if held else ())))


def _behind_noun(layout: Layout, one: Saying, words: set[int]) -> set[int]:
    """Return what is told of a cue that is a subject: "the claim that it leaks | has spread"."""
    parsed, head = layout.parsed, layout.parsed.head_of(one.cue)
    verb = parsed.heads[head]
    subject = parsed.tags[head] == "NOUN" and parsed.relations[head].startswith("nsubj")
    if not subject or verb not in words or verb < head:
        return set()
    start = verb
    while start - 1 in words and parsed.tags[start - 1] in ("AUX", "ADV", "PART"):
        start -= 1
    between = [i for i in words if head < i < start]
    told = any(parsed.tags[i] in ("VERB", "AUX") for i in between)
    return {i for i in words if i >= start} - layout.inside if told else set()


def _date_of_cue(layout: Layout, times: Iterable[int], one: Saying, words: set[int]) -> set[int]:
    """Return the date in a content that is the cue's: "rejected that | on Sunday"."""
    parsed = layout.parsed
    if _manner(layout, one) not in _DATED:
        return set()
    for run in runs_of(parsed, (words - layout.inside).intersection(times)):
        start = run.start
        while start - 1 in words and parsed.tags[start - 1] == "ADP":
            start -= 1
        if parsed.words[start] in _OF_WHAT:
            continue
        before = [i for i in words if i < start]
        clause = any(parsed.relations[i] in SUBJECTS for i in before)
        ends = run.stop >= len(parsed) or not is_word(parsed, run.stop)
        if before and not clause and (ends or parsed.words[run.stop] in ("of", "for", "as")):
            return set(range(start, run.stop))
        if before and not clause and parsed.words[run.stop] == "in":
            return {i for i in words if i >= start}  # "on Monday in a message"
    return set()


def _date_in_front(parsed: Parsed, times: frozenset[int], one: Saying, words: set[int]) -> set[int]:
    """Return the date between a cue and a clause: "said | on Monday | at least 16 were hurt"."""
    first = min(words)
    if parsed.words[first] != "on" or first != one.cue[-1] + 1:
        return set()
    stop = first + 1
    while stop in times and stop in words:
        stop += 1
    behind = [i for i in words if i >= stop]
    clause = any(parsed.relations[i] in SUBJECTS for i in behind)
    goes_on = stop in words and is_word(parsed, stop) and parsed.tags[stop] not in ("VERB", "AUX")
    return {*range(first, stop)} if stop > first + 1 and clause and goes_on else set()


# --- a piece


def trimmed(layout: Layout, piece: range, cue: Sequence[int], *, is_first: bool = True) -> range:
    """Return a piece without what is not said: may be empty. is_first: of its content."""
    first, last = piece.start, piece.stop
    while first < last and _falls_off(layout, range(first, last), cue):
        if not is_first and layout.parsed.words[first] in _JOINING:
            break
        first += 1
    while last > first and _is_loose(layout, range(first, last)):
        last -= 1
    return _with_marks(layout, range(first, last))


def _falls_off(layout: Layout, piece: range, cue: Sequence[int]) -> bool:
    """Whether the first word of a piece does not belong to it."""
    parsed, first = layout.parsed, piece.start
    word = parsed.words[first]
    if first in layout.opening:
        quote = layout.quote_of(first)
        return quote is None or quote.stop > piece.stop + 2
    is_lone = word == "(" and ")" not in parsed.words[first : piece.stop]
    if word in _MARKS_IN_FRONT or first in layout.closing or word in _OPENING or is_lone:
        return True
    if first in layout.inside:
        return False
    if word == "that":
        return len(piece) > 1 and _joins(layout, piece, cue)
    if word in _JOINING:
        return len(piece) > 1
    return word in _OF_CUE and first - 1 in cue and not _goes_with_next(layout, piece)


def _joins(layout: Layout, piece: range, cue: Sequence[int]) -> bool:
    """Whether "that" only joins a content to its cue."""
    parsed, first = layout.parsed, piece.start
    if parsed.relations[first] == "nsubj" and parsed.tags[first] == "PRON":
        return False
    return not _is_called(layout, piece, cue) and not _points(layout, piece)


def _is_called(layout: Layout, piece: range, cue: Sequence[int]) -> bool:
    """Find "called | that “untrue”"."""
    at, opening = piece.start, piece.start + 1 in layout.opening
    called = cue_at(layout.parsed, at - 1) if opening and at - 1 in cue else None
    return called is not None and called.lemma in word_list("cues")["bare objects"]


def _points(layout: Layout, piece: range) -> bool:
    """Tell "blame that freeze for …" from "said that it freezes"."""
    parsed = layout.parsed
    clause = parsed.relations[piece.start] == "mark" or any(
        parsed.relations[i] in ("nsubj", "csubj", "expl", "aux", "cop") for i in piece
    )
    at = piece.start + 1
    while at < piece.stop and parsed.tags[at] in ("ADJ", "NUM"):
        at += 1
    # "that ten ships had left", of which syntax makes "that ship"
    pointing = parsed.relations[piece.start] == "det" and parsed.tags[piece.start] != "SCONJ"
    many = at < piece.stop and parsed.words[at].endswith("s") and parsed.words[at][-2:] not in _ONE
    pointing = pointing and not many
    return at < piece.stop and parsed.tags[at] == "NOUN" and (not clause or pointing)


def _goes_with_next(layout: Layout, piece: range) -> bool:
    """Whether a preposition is no part of the cue: "did not say on whose orders", "about 40"."""
    parsed, at = layout.parsed, piece.start + 1
    if parsed.words[piece.start] in _BOUNDS and _is_number(parsed, range(at, piece.stop)):
        return True
    if parsed.words[at : at + 1] in (["least"], ["most"]):
        return True  # "showed at least ten hulls"
    return any(word in _QUESTIONS for word in parsed.words[at : at + 2])


def _is_number(parsed: Parsed, words: range) -> bool:
    """Whether words begin with a number: "40", "a dozen"."""
    article = parsed.words[words.start : words.start + 1] in (["a"], ["half"])
    first = words[article : article + 1]
    return any(parsed.tags[i] == "NUM" or parsed.words[i] in _ROUND for i in first)


def _is_loose(layout: Layout, piece: range) -> bool:
    last = piece.stop - 1
    if last in layout.opening:
        return True
    if last in layout.closing:
        quote = layout.quote_of(last)
        return quote is None or last - 1 not in quote or len(piece) < _PAIR
    word = layout.parsed.words[last]
    return word in _MARKS_BEHIND or (last not in layout.inside and word in _LOOSE)


def _with_marks(layout: Layout, piece: range) -> range:
    """Take the marks of a quotation in that a piece holds but for them."""
    first, last = piece.start, piece.stop
    if first >= last:
        return piece
    front = layout.quote_of(first - 1)
    if front is not None and front.start == first - 1 and front.stop <= last + 2:
        first -= 1
    quote = layout.quote_of(last)
    if quote is not None and quote.start >= first and quote.stop <= last + 2:
        marks = range(last, quote.stop)
        last = last if any(is_word(layout.parsed, i) for i in marks) else quote.stop
    return range(first, last)
