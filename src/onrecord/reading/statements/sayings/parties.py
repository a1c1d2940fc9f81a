"""Cue and source whole: what of a sentence says that it is said, and who says it."""

from dataclasses import replace

from onrecord.reading.statements.actors.naming.sources import RELATIVE, sorts_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.around import inverted
from onrecord.reading.statements.sayings.cue_words import (
    cue_words,
    is_held,
    is_joined_above,
    is_passive,
    refused_at,
)
from onrecord.reading.statements.sayings.layout import SUBJECTS, Layout, is_word, runs_of
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_BROKEN_OFF = frozenset(("DET", "ADP", "ADJ", "CCONJ", "PUNCT"))  # a source does not end so
_NO_NOMINAL = frozenset(("PUNCT", "VERB", "AUX", "SCONJ"))
_ARTICLES = frozenset(("a", "an", "the", "one", "his", "her", "its", "their"))
_LONGEST_ADDRESSEE = 6  # words
_LONGEST_CLOSING = 30  # words of a source that ends its clause
_IN = frozenset(("in", "by", "to"))
_NOMINATIVE = frozenset(("he", "she", "it", "they", "we", "i"))
_NOMINAL = frozenset(("NOUN", "PROPN", "DET", "ADJ", "ADP", "NUM", "PART"))
_PHRASE_ENDS = frozenset((",", ".", ";", ":", "“", '"'))
_TITLE = frozenset(("NOUN", "PROPN", "ADJ"))
_BEFORE_NOUN = _TITLE | {"DET", "NUM"}
_FEW = 2  # words of a source that the model may have taken for content
_PLAIN = ("says", "confirms", "claims", "speculates")  # may stand in front of who does it


def with_parties(layout: Layout, one: Saying) -> Saying:
    """Give a cue of the model all its words, and a source that was left out or broken off."""
    parsed = layout.parsed
    one = replace(one, source=_within(layout, one))
    head = parsed.head_of(one.cue)
    cue = cue_at(parsed, head)
    if cue is None:
        return one
    aside = inverted(layout, head)
    one = replace(one, source=aside, pieces=()) if aside else _turned_round(layout, one, head)
    words = one.cue
    if words[0] and parsed.words[words[0]] in word_list("cues")["own words"]:
        begins = min((*words, *one.source)) - 1  # "in | Roe's view"
        words = (begins, *words) if begins >= 0 and parsed.words[begins] in _IN else words
    if not one.words and refused_at(parsed, head) in words:
        words = cue_words(parsed, head)  # "declined | to speculate."
    if cue.manner == "declines" or cue.lemma in word_list("cues")["hedges of a cue"]:
        words = tuple(sorted({*words, *({*cue_words(parsed, head)} - {*one.source})}))
        one = replace(one, pieces=tuple(runs_of(parsed, {*one.words} - {*words})))
    held = bool(one.words) and is_held(parsed, one.source, head, min(one.words))
    source = () if held else _source(layout, one, head)
    source = source or _agent_in(parsed, one, head)
    one = replace(one, pieces=tuple(runs_of(parsed, {*one.words} - _by_agent(parsed, source))))
    source = _with_title(layout, tuple(i for i in source if i not in words))
    return replace(one, cue=words, source=source)


def _turned_round(layout: Layout, one: Saying, head: int) -> Saying:
    """Give a cue its subject, where the model has source and content the wrong way round.

    "Her aide, who had stayed, said | the hall was empty": a clause behind a cue says nothing.
    """
    parsed = layout.parsed
    clause = {i for i in one.source if i in layout.sentence(head)}
    told = clause and min(clause) > head and any(_is_subject_in(parsed, i, clause) for i in clause)
    subject = source_of(layout, head) if told and parsed.tags[head] == "VERB" else ()
    if not subject or subject[-1] > head or not {*one.words} <= {*subject}:
        return one
    return replace(one, source=subject, pieces=tuple(runs_of(parsed, clause)))


def _is_subject_in(parsed: Parsed, i: int, words: set[int]) -> bool:
    """Whether a word is the subject of a clause that all stands in words; not of "those who"."""
    verb = parsed.heads[i]
    described = verb >= 0 and parsed.relations[verb].startswith("acl")
    return parsed.relations[i] in SUBJECTS and verb in words and not described


def _agent_in(parsed: Parsed, one: Saying, head: int) -> tuple[int, ...]:
    """Return by whom, where the model has it in the content: "was accused of theft | by Roe"."""
    last = max(one.words, default=-1)
    by = next((k for k in range(last, head, -1) if parsed.words[k] == "by"), None)
    if by is None or by not in one.words or not is_passive(parsed, head):
        return ()
    words = tuple(range(by + 1, last + 1))
    speaks = words and can_speak(parsed, parsed.head_of(words))
    return words if speaks and all(parsed.tags[k] in _NOMINAL for k in words) else ()


def _by_agent(parsed: Parsed, source: tuple[int, ...]) -> set[int]:
    by = source[:1] and source[0] and parsed.words[source[0] - 1] == "by"
    return {source[0] - 1, *source} if by else set()


def _source(layout: Layout, one: Saying, head: int) -> tuple[int, ...]:
    """Return the source of the model, or the subject of the cue where that one is odd."""
    parsed = layout.parsed
    source = blamed(parsed, head) or _before_relative(parsed, one.source)
    if parsed.words[head] == "according":
        is_clean = head + 2 in source and {*source}.isdisjoint(one.words)
        return source if is_clean else phrase_from(parsed, head + 2)
    whole = source_of(layout, head) if parsed.tags[head] == "VERB" else ()
    if not source:
        shared = sum(i in one.words for i in whole)
        return whole if shared <= _FEW else tuple(i for i in whole if i not in one.words)
    away = parsed.sentences[source[0]] != parsed.sentences[head] or _tells(parsed, source)
    away = away or parsed.tags[source[-1]] == "CCONJ"  # "The ministry disputed it but | offers"
    broken = {*source} < {*whole} and (
        parsed.tags[source[-1]] in _BROKEN_OFF or parsed.head_of(whole) not in source
    )
    if broken and source[-1] == whole[-1] and parsed.words[source[0] - 1] == ",":
        broken = parsed.tags[source[0]] != "PROPN"  # "against its leader, Lim, [Roe] noted"
    return whole if whole and (away or broken) else source


def blamed(parsed: Parsed, head: int) -> tuple[int, ...]:
    """Return who does what somebody is blamed for: "lashed out at | Oslo | for criticizing it"."""
    above = parsed.heads[head]
    if above < 0 or parsed.words[head - 1] != "for" or not parsed.words[head].endswith("ing"):
        return ()
    cue = cue_at(parsed, above)
    targets = [k for k in parsed.children(above, "obj", "obl") if above < k < head]
    if cue is None or cue.manner != "accuses" or not targets:
        return ()
    words = _phrase(parsed, targets[-1], head)
    return tuple(k for k in words if k not in parsed.children(targets[-1], "case"))


def _before_relative(parsed: Parsed, source: tuple[int, ...]) -> tuple[int, ...]:
    """Return the noun in front of a closing "who", of a source that is a clause of its own."""
    if not source or parsed.words[source[-1]] not in RELATIVE:
        return source
    if not any(parsed.tags[i] == "VERB" for i in source):
        return source
    first = source[-1]
    while first > source[0] and parsed.tags[first - 1] in _NOMINAL - {"ADP"}:
        first -= 1
    return tuple(range(first, source[-1])) or source


def _tells(parsed: Parsed, source: tuple[int, ...]) -> bool:
    """Whether the model took a whole clause with its own cue for a source.

    A bare form at its start is no verb of it: "state news agency", which a reader may get wrong.
    """
    cues = ((i, cue_at(parsed, i)) for i in source if parsed.tags[i] == "VERB")
    return any(
        cue is not None
        and cue.reports == "always"
        and not (i == source[0] and parsed.words[i] == cue.lemma)
        for i, cue in cues
    )


def _within(layout: Layout, one: Saying) -> tuple[int, ...]:
    """Return of a source the stretch nearest to the cue: the model may have run on.

    Not over a quotation, another sentence or the cue itself.
    """
    parsed = layout.parsed
    sentence = layout.sentence(one.cue[0])
    here = [i for i in one.source if i in sentence and i not in layout.inside]
    runs = [run for run in runs_of(parsed, here) if any(is_word(parsed, i) for i in run)]
    if not runs:
        return one.source
    first, last = one.cue[0], one.cue[-1]
    is_one_side = len({i < first for i in here}) == 1
    if is_one_side and {*one.words}.isdisjoint(range(here[0], here[-1])):
        return tuple(here)
    said = [run for run in runs if not any(parsed.tags[i] == "AUX" for i in run)]
    runs = said or runs  # "It may rain, said | one of them"
    gaps = [min(abs(run.start - last), abs(first - run.stop)) for run in runs]
    return tuple(runs[gaps.index(min(gaps))])


def phrase_from(parsed: Parsed, first: int) -> tuple[int, ...]:
    """Return a noun phrase with all it governs, up to the next mark."""
    if parsed.words[first : first + 1] in ([], ["him"], ["them"]):
        return (first,) if first < len(parsed) else ()
    last = _end_of_words(parsed, first)
    end = _end_of_words(parsed, last + 1)
    named = {parsed.tags[i] for i in range(last + 1, end)} == {"PROPN"}
    if named and parsed.words[last] == "," and parsed.words[end : end + 1] == [","]:
        last = end  # "his biographer, Ann Roe, the dam holds"
    return tuple(range(first, last))


def _end_of_words(parsed: Parsed, first: int) -> int:
    """Return where the words from one on are followed by a mark, or by another line."""
    last = first
    while last < len(parsed) and is_word(parsed, last):
        if parsed.lines[last] != parsed.lines[first]:
            break
        last += 1
    return last


def _with_title(layout: Layout, source: tuple[int, ...]) -> tuple[int, ...]:
    """Take in what stands in front of a name: "the fact-checking site | Olho Vivo"."""
    parsed = layout.parsed
    if not source or parsed.tags[source[0]] != "PROPN":
        return source
    first, start = source[0], layout.body(source[0]).start
    while first > start and (parsed.tags[first - 1] in _TITLE or parsed.words[first - 1] == "-"):
        first -= 1
    if first > start and parsed.tags[first - 1] == "DET" and first < source[0]:
        first -= 1
        if first == start or parsed.words[first - 1] in (",", ";", "”", '"'):
            return (*range(first, source[0]), *source)
    return source


# --- the source


def source_of(layout: Layout, i: int) -> tuple[int, ...]:
    """Return the subject of a cue, or the one it shares with the verb it is joined to."""
    parsed = layout.parsed
    if is_passive(parsed, i) or parsed.tags[i] not in ("VERB", "NOUN"):
        return ()
    if i - 1 in layout.closing:
        return _behind(layout, i)
    closing = inverted(layout, i) or tuple(closing_source(layout, i))
    if closing:
        return closing
    before = cue_words(parsed, i)[0] - 1
    if before >= 0 and parsed.words[before] in _NOMINATIVE:
        return (before,)
    return _as_subject(layout, i)


def _as_subject(layout: Layout, i: int) -> tuple[int, ...]:
    parsed = layout.parsed
    subject = _subject(parsed, i)
    if subject is None:
        return _in_front(layout, i)
    if parsed.words[subject] in RELATIVE:
        return _antecedent(parsed, subject)
    return _with_title(layout, _phrase(parsed, subject, i))


def _antecedent(parsed: Parsed, relative: int) -> tuple[int, ...]:
    """Return the name in front of ", who": what a story tells of another it tells as its own.

    "An aide to Ann Roe, who" is the aide, if the syntax says so.
    """
    first = relative - (parsed.words[relative - 1] == ",")
    last = first
    while first and parsed.tags[first - 1] == "PROPN":
        first -= 1
    verb = parsed.heads[relative]
    noun = parsed.heads[verb] if verb >= 0 else -1
    whose = 0 <= noun < first and parsed.tags[noun] == "NOUN" and parsed.tags[first - 1] == "ADP"
    if whose and sorts_of(parsed.words[noun]):
        first = noun
        while first and parsed.tags[first - 1] in _BEFORE_NOUN:
            first -= 1
    return tuple(range(first, last)) if parsed.words[relative] == "who" else ()


def _subject(parsed: Parsed, i: int) -> int | None:
    """Return the subject of a cue; one it shares can speak: not "[the fire] rose and accused"."""
    at = parsed.heads[i] if is_joined_above(parsed, i) else i
    if at != i:
        at = next((k for k in parsed.ancestors(at) if cue_at(parsed, k)), -1)
    while at >= 0:
        subjects = [k for k in parsed.children(at, "nsubj") if parsed.lines[k] == parsed.lines[i]]
        nearest = ([k for k in subjects if k < i] or subjects[::-1])[-1:]
        if nearest and (at == i or can_speak(parsed, nearest[0])):
            return nearest[0]
        joined = parsed.relations[at] == "conj" or bool(parsed.children(at, "cc"))
        joined = joined or (0 <= parsed.heads[at] < at and parsed.tags[parsed.heads[at]] == "AUX")
        if not joined and not (subjects and parsed.relations[at] == "ccomp"):
            return None
        at = parsed.heads[at]
    return None


def can_speak(parsed: Parsed, i: int) -> bool:
    """Whether a subject can: a name, a pronoun, a word that names a source."""
    return parsed.tags[i] in ("PROPN", "PRON", "NUM") or bool(sorts_of(parsed.words[i]))


def closing_source(layout: Layout, i: int) -> range:
    """Return the source where it ends its clause with a cue, whatever the syntax.

    ", data of the port show.", ", Ada Roe, its head, told the paper.", ", said a man at the gate."
    """
    parsed, sentence = layout.parsed, layout.sentence(i)
    cue = cue_at(parsed, i)
    if cue is None or i - 1 <= sentence.start or i in layout.inside:
        return range(0)
    told = cue.lemma in word_list("cues")["told to somebody"]
    after = past_adverbs(layout, i + 1)
    stop = _next_of(parsed, after, min(sentence.stop, i + _LONGEST_CLOSING))
    plain = cue.reports == "always" and cue.manner in _PLAIN and not told
    if parsed.words[i - 1] == "," and plain and stop > i + 1:
        behind = _named(parsed, range(i + 1, stop))
        known = cue.manner == "says" or any(can_speak(parsed, k) for k in behind)
        clause = any(_is_subject_in(parsed, k, {*behind}) for k in behind)
        return behind if known and not clause else range(0)  # not ", said [it was late]."
    if stop > after + (_LONGEST_ADDRESSEE if told else 0):
        return range(0)
    return _in_front_of_comma(layout, i)


def past_adverbs(layout: Layout, i: int) -> int:
    """Step over the "aloud" of ", a resident wondered aloud,"."""
    while i < layout.sentence(i - 1).stop and layout.parsed.tags[i] == "ADV":
        i += 1
    return i


def _in_front_of_comma(layout: Layout, i: int) -> range:
    """Return the source between two commas, or a comma and its cue."""
    parsed, sentence = layout.parsed, layout.sentence(i)
    last = i - (parsed.words[i - 1] == ",")
    first = _start_of_name(parsed, last, max(sentence.start, i - _LONGEST_CLOSING))
    apart = first - 1 > sentence.start and parsed.words[first - 1] == ","
    apart = apart and parsed.tags[first] != "CCONJ"  # ", but the mayor declined": of his own
    return (
        _named(parsed, range(first, last)) if apart and first - 1 not in layout.inside else range(0)
    )


def _start_of_name(parsed: Parsed, stop: int, start: int) -> int:
    """Return where the phrase in front of a cue begins; of "Ada Roe, its head" with the name."""
    first = stop
    while first > start and (
        parsed.tags[first - 1] not in _NO_NOMINAL or _is_of_name(parsed, first - 1)
    ):
        first -= 1
    if first < stop and parsed.words[first] in _ARTICLES and parsed.words[first - 1] == ",":
        name = first - 1
        while name > start and parsed.tags[name - 1] == "PROPN":
            name -= 1
        if name < first - 1 and (name == start or parsed.words[name - 1] == ","):
            return name
    return first


def _is_of_name(parsed: Parsed, i: int) -> bool:
    """Whether a word belongs to a name: a reader takes "Radio" of "Radio Cala" for a verb."""
    within = parsed.relations[i] in ("compound", "flat", "amod")
    return within and parsed.forms[i][0].isupper() and parsed.forms[i + 1][0].isupper()


def _next_of(parsed: Parsed, first: int, stop: int) -> int:
    """Return where a phrase ends: at a mark, or a verb that makes it more than one."""
    while first < stop and parsed.tags[first] not in _NO_NOMINAL:
        first += 1
    return first if first >= stop or parsed.tags[first] == "PUNCT" else first + _LONGEST_ADDRESSEE


def _named(parsed: Parsed, words: range) -> range:
    nouns = any(parsed.tags[k] in ("NOUN", "PROPN") for k in words if k < len(parsed))
    return words if nouns and words.stop <= len(parsed) else range(0)


def _phrase(parsed: Parsed, subject: int, cue: int) -> tuple[int, ...]:
    """Return a subject whole, up to its cue; what is not in one stretch with it goes."""
    words = [k for k in parsed.subtree(subject) if (k < cue) == (subject < cue) and k != cue]
    stretch = [k for k in words if parsed.lines[k] == parsed.lines[subject]]
    first = last = subject
    while first - 1 in stretch:
        first -= 1
    while last + 1 in stretch:
        last += 1
    while parsed.tags[last] == "PUNCT" and last > subject:
        last -= 1
    while parsed.tags[first] in ("PUNCT", "CCONJ", "SCONJ") and first < subject:
        first += 1
    return tuple(range(first, last + 1))


def _in_front(layout: Layout, i: int) -> tuple[int, ...]:
    """Return the noun phrase that begins the sentence and ends at a cue, whatever the syntax."""
    parsed, start = layout.parsed, layout.body(i).start
    first = i
    if i - start > _LONGEST_CLOSING:
        return ()
    while first > start and parsed.tags[first - 1] in _NOMINAL:
        first -= 1
    if parsed.tags[i] != "VERB" or first > start or first == i or parsed.tags[first] == "ADP":
        return ()
    return tuple(range(first, i))


def _behind(layout: Layout, i: int) -> tuple[int, ...]:
    """Return what follows a cue behind a quotation: "“Get out,” read a message on the door"."""
    parsed, sentence = layout.parsed, layout.sentence(i)
    last = i + 1
    while last < sentence.stop and parsed.words[last] not in _PHRASE_ENDS:
        last += 1
    return tuple(range(i + 1, last))
