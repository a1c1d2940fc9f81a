"""Who is cited: "the Post reported, citing two officials", "Roe was quoted as saying"."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from onrecord.reading.statements.actors.naming.sources import is_title, sorts_of
from onrecord.reading.statements.chains.asides import only_says_when
from onrecord.reading.statements.chains.carriers import (
    Carriers,
    Through,
    is_carried,
    quoting,
)
from onrecord.reading.statements.chains.phrases import phrase_from
from onrecord.reading.statements.chains.subjects import subject_of
from onrecord.reading.statements.parsed import NOMINAL, Parsed
from onrecord.reading.statements.sayings.cue_words import NEGATIONS
from onrecord.reading.statements.sayings.layout import runs_of
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_CITING = frozenset(("citing", "quoting", "attributing"))
_CITED = frozenset(("cited", "quoted", "cites", "quotes"))  # behind "which"
_TELLING = frozenset(("official", "person", "body", "document", "data"))  # sorts of sources
_WRITTEN = frozenset(("document", "data", "media"))
_TURN = ["in", "turn"]
_ACCORDING = 2  # words of "according to"
_FARTHEST_TO = 6  # words from "attributing" to its "to"
_FIRST = 3  # words of "a consular clerk"
_MARKS = frozenset(("“", "”", '"', "``", "''"))
_BEING = frozenset(("is", "are", "was", "were", "been", "being"))


def cited_by_model(parsed: Parsed, sayings: Sequence[Saying]) -> frozenset[int]:
    """Return the words of those whom the model takes to be cited."""
    citing = [one for one in sayings if one.cue and _cites(parsed, one.cue[0])]
    return frozenset(i for one in citing for i in one.source)


def without_citing(parsed: Parsed, sayings: Sequence[Saying]) -> list[Saying]:
    """Drop the sayings that are only "[X], citing [Y]"; what they hold goes to X's own.

    Where X has none ("according to X, which cited Y"), Y says it.
    """
    citing = [one for one in sayings if one.cue and _cites(parsed, one.cue[0])]
    kept = [one for one in sayings if one not in citing and not _only_calls(parsed, one)]
    for one in citing:
        here = [k for k, other in enumerate(kept) if _is_beside(parsed, other, one)]
        pieces = _behind_cited(parsed, one)
        said = {i for piece in pieces for i in piece}
        known = any(not said.isdisjoint((*kept[k].words, *kept[k].cue)) for k in here)
        told = not known and any(parsed.tags[i] in ("VERB", "AUX") for i in said)
        own = [k for k in here if told and not {*kept[k].source}.isdisjoint(one.teller)]
        own = sorted(own, key=lambda k: -kept[k].score)[:1]
        for k in here:
            if not kept[k].pieces and (k in own or kept[k].source == one.source):
                kept[k] = replace(kept[k], pieces=pieces)
        if not here and one.teller and one.source and one.source[0] > one.cue[-1]:
            kept.append(one)
    return kept


def _may_tell(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether words may name a source: "two ferrymen", a name; not "the weather", "ill health"."""
    return any(
        parsed.tags[i] in ("PROPN", "NUM")
        or parsed.words[i] in ("a", "an", "one")
        or _TELLING.intersection(sorts_of(parsed.words[i]))
        for i in words
    )


def _only_calls(parsed: Parsed, one: Saying) -> bool:
    """Whether a saying only says what a source is: "quoting what | it said was a draft"."""
    first = min((*one.source, *one.cue), default=0)
    led = first > 1 and parsed.words[first - 1] == "what"
    return led and parsed.words[first - 2] in _CITING


def _is_beside(parsed: Parsed, other: Saying, one: Saying) -> bool:
    """Whether a saying has its cue in the sentence of another's."""
    return bool(other.cue) and parsed.sentences[other.cue[0]] == parsed.sentences[one.cue[0]]


def _behind_cited(parsed: Parsed, one: Saying) -> tuple[range, ...]:
    """Return the content of a citing without the one cited: "the army, that [it had rained]".

    What stands in front is who cites, where something stands behind: "The Post reported, citing".
    """
    name = phrase_from(parsed, one.cue[-1] + 1, ())
    words = [i for i in one.words if i not in name]
    behind = [i for i in words if i > one.cue[-1]]
    words = behind if any(parsed.tags[i] in ("VERB", "AUX") for i in behind) else words
    while words and (parsed.tags[words[0]] == "PUNCT" or parsed.words[words[0]] == "that"):
        words.pop(0)
    return tuple(runs_of(parsed, words))


def _cites(parsed: Parsed, i: int) -> bool:
    """Find "citing", "which cited", "which in turn cited"."""
    before = i - 1 - len(_TURN) * (parsed.words[max(i - len(_TURN), 0) : i] == _TURN)
    relative = before >= 0 and parsed.words[before] in ("which", "who")
    return parsed.words[i] in _CITING or (relative and parsed.words[i] in _CITED)


def with_cited(
    carriers: Carriers, one: Saying, chain: Sequence[Through]
) -> tuple[Saying, tuple[Through, ...]]:
    """Put those who are cited where they belong: the nearest one that tells cites them.

    Where that is the speaker, the cited one is it, through the other: "X reported, citing [Y]".
    """
    via = list(chain)
    for i, name in _cited(carriers, one, chain):
        taken = {i - 1, i, *name}
        pieces = tuple(piece for piece in one.pieces if taken.isdisjoint(piece)) or one.pieces
        tellers = [(one.source, one.cue), *((each.source, each.cue) for each in via)]
        gaps = [min(abs(i - k) for k in (*source, *cue)) for source, cue in tellers]
        at = gaps.index(min(gaps))
        if at:
            via.insert(at, Through(source=name, cue=(i,), how="cited"))
            one = replace(one, pieces=pieces)
        else:
            via.append(Through(source=one.source, cue=one.cue, how="cited"))
            one = replace(one, source=name, cue=(i,), pieces=pieces)
    return one, tuple(via)


def _cited(
    carriers: Carriers, one: Saying, chain: Sequence[Through]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give each "citing" of a saying's sentence with who is cited."""
    if not one.cue or not one.pieces or not one.source:
        return
    parsed = carriers.parsed
    if _refuses(parsed, one.cue):
        return  # "declined to say how many, citing safety": a reason
    told = [i for each in chain for i in (*each.source, *each.cue)]
    barred = {*one.source, *one.cue, *told}
    for i in parsed.sentence_of(one.cue[0]):
        if i in barred or not _cites(parsed, i):
            continue
        # a reader may miss the end of a sentence
        is_beyond = "." in parsed.words[min(i, one.cue[0]) : max(i, one.cue[0])]
        if is_beyond or only_says_when(parsed, one.cue, i):
            continue
        name = _whole(parsed, phrase_from(parsed, _cited_from(parsed, i), barred), barred)
        by_model = not carriers.cited.isdisjoint(name) and _may_tell(parsed, name)
        relative = parsed.words[i] in _CITED
        tells = not {*one.teller}.isdisjoint(name)  # "citing Roe, that a clerk had told her that"
        if tells or (_are_own_words(parsed, one) and not carriers.is_medium(one.source)):
            continue  # "“It held,” Roe said, citing tests": nobody else has said just that
        if by_model or (name and _can_be_cited(carriers, one, name, relative=relative)):
            yield i, name


def _refuses(parsed: Parsed, cue: Sequence[int]) -> bool:
    """Whether it is refused: "would not say", "declined to confirm it or | to disclose"."""
    verb = parsed.head_of(cue)
    cues = (cue_at(parsed, i) for i in (verb, *parsed.ancestors(verb)))
    refused = any(one is not None and one.manner == "declines" for one in cues)
    return refused or not NEGATIONS.isdisjoint(parsed.words[i] for i in cue)


def _are_own_words(parsed: Parsed, one: Saying) -> bool:
    """Whether a content is a quotation from end to end."""
    words = [i for i in one.words if parsed.words[i] != ","]
    return bool(words) and all(parsed.words[words[k]] in _MARKS for k in (0, -1))


def _cited_from(parsed: Parsed, i: int) -> int:
    """Return where who is cited begins: behind "citing", behind "to" of "attributing it to"."""
    if parsed.words[i] != "attributing":
        return _past_calling(parsed, i + 1)
    near = range(i + 1, min(i + _FARTHEST_TO, len(parsed)))
    return next((k for k in near if parsed.words[k] == "to"), i) + 1


def _past_calling(parsed: Parsed, i: int) -> int:
    """Return where it begins behind what it is called: "quoting what it said was | a draft"."""
    if parsed.words[i : i + 1] != ["what"]:
        return i
    near = range(i + 1, min(i + _FARTHEST_TO, len(parsed)))
    called = next((k for k in near if cue_at(parsed, k) is not None), None)
    if called is None:
        return i
    behind = called + 1
    return behind + (parsed.words[behind : behind + 1] in (["was"], ["were"], ["is"], ["as"]))


def _whole(parsed: Parsed, name: tuple[int, ...], barred: Collection[int]) -> tuple[int, ...]:
    """Return a phrase with what describes it up to a comma: "two people [close to the family]"."""
    if not name:
        return ()
    last = name[-1] + 1
    while last < parsed.sentence_of(name[0]).stop and last not in barred:
        cue = cue_at(parsed, last) if parsed.tags[last] == "VERB" else None
        reports = cue is not None and cue.reports == "always"
        ends = parsed.tags[last] == "PUNCT" or parsed.words[last] in ("that", ".")
        if reports or ends:
            break
        last += 1
    return tuple(range(name[0], last))


def _can_be_cited(carriers: Carriers, one: Saying, name: Sequence[int], *, relative: bool) -> bool:
    """Tell "citing two officials" from "citing safety concerns"."""
    parsed = carriers.parsed
    ends = (k for k, i in enumerate(name) if k and parsed.tags[i] == "ADP")
    core = name[: next(ends, len(name))]  # "a call | between ministers" says nothing
    sorts = {sort for i in core for sort in sorts_of(parsed.words[i])}
    named = any(parsed.tags[i] == "PROPN" for i in core)
    person = "who" in (parsed.words[i] for i in name)  # "a herdsman who had seen it"
    if named or person or _TELLING & sorts:
        return True
    cue = cue_at(parsed, parsed.head_of(one.cue))
    reports = cue is not None and cue.lemma == "report"
    return bool(sorts) and (relative or reports or carriers.is_medium(one.source))


# --- the subject of "was quoted", "documents seen by the Post show"


def with_subject(parsed: Parsed, one: Saying) -> Saying:
    """Give a saying its source where what carries it was taken for that, or for part of it."""
    one = _without_calling(parsed, _parted_from_according(parsed, one))
    cue = quoting(parsed, one.cue)
    if {"quoted", "cited"} & {parsed.words[i] for i in cue} and _is_passive(parsed, cue):
        return _of_quoted(parsed, one, cue)
    if not one.source and one.cue and _is_passive(parsed, one.cue):
        return _said_in(parsed, one)
    if not one.source or not one.cue or one.source[0] <= 1:
        return one
    one = _parted_from_cited(parsed, one)
    one = _parted_from_content(parsed, _without_setting(parsed, one))
    before = one.source[0] - 2
    carried = is_carried(parsed, before)
    if carried or [parsed.words[i] for i in (before, before + 1)] == ["according", "to"]:
        comma = next((k for k, i in enumerate(one.source) if parsed.words[i] == ","), None)
        if comma is not None and parsed.words[before] != parsed.words[one.cue[0]]:
            return replace(one, source=one.source[comma + 1 :])  # "seen by [the Post, Ana Ruiz]"
    behind = one.source[-1] < one.cue[0] or parsed.words[one.cue[0]] == "according"
    return _with_what_is_carried(parsed, one) if carried and behind else one


def _said_in(parsed: Parsed, one: Saying) -> Saying:
    """Give "Roe is said in [the papers] to have left" its source: what says so."""
    at = next((i for i in (*one.cue, one.cue[-1] + 1) if parsed.words[i : i + 1] == ["in"]), None)
    if at is None:
        return one
    phrase = phrase_from(parsed, at + 1, ()) or (at + 1, *phrase_from(parsed, at + 2, ()))
    name = tuple(takewhile(lambda i: parsed.words[i] not in ("to", "as"), phrase))
    sorts = {sort for i in name for sort in sorts_of(parsed.words[i])}
    behind = parsed.words[name[-1] + 1 : name[-1] + 2] if name else []
    if sorts.isdisjoint(_WRITTEN) or behind not in (["to"], ["as"]):
        return one
    words = [i for i in one.words if i not in (at, *name)]
    cue = tuple(i for i in one.cue if i not in (at, *name))
    return replace(one, source=name, cue=cue, pieces=tuple(runs_of(parsed, words)))


def _without_calling(parsed: Parsed, one: Saying) -> Saying:
    """Leave out of a source how it is called: "what it said was | a draft"."""
    first = _past_calling(parsed, one.source[0]) if one.source and one.cue else 0
    source = tuple(i for i in one.source if i >= first)
    return replace(one, source=source) if source else one


def _parted_from_according(parsed: Parsed, one: Saying) -> Saying:
    """Part "according to [the agency]", taken for one cue, into cue and source."""
    whole = not one.source and [parsed.words[i] for i in one.cue[:2]] == ["according", "to"]
    if not whole or not one.cue[_ACCORDING:]:
        return one
    return replace(one, cue=one.cue[:_ACCORDING], source=one.cue[_ACCORDING:])


def _parted_from_cited(parsed: Parsed, one: Saying) -> Saying:
    """Give a cue its subject back: "the Post, citing [an aide], reported" → "[the Post]"."""
    source = one.source
    if _cites(parsed, one.cue[0]):
        return one
    behind = source[0] == one.cue[-1] + 1 and parsed.words[one.cue[0] - 1] == ","
    if behind and parsed.words[one.cue[0]] != "according":
        return _behind_citing(parsed, one)
    at = next((k for k, i in enumerate(source) if k and _cites(parsed, i)), len(source))
    if at == len(source) and _cites(parsed, source[0] - 1):
        own = _up_to(parsed, subject_of(parsed, parsed.head_of(one.cue)), one.cue[0])
        if not own or not {*own}.isdisjoint(source):
            own = _before_comma(parsed, source[0] - 1)
        source = own or source
        at = next((k for k, i in enumerate(source) if k and _cites(parsed, i)), len(source))
    while at and at < len(source) and _leads_on(parsed, source[at - 1]):
        at -= 1
    return replace(one, source=source[:at]) if at else one


def _leads_on(parsed: Parsed, i: int) -> bool:
    """Whether a word only leads to "citing" or "cited": a mark, "which"."""
    return parsed.tags[i] == "PUNCT" or parsed.words[i] in ("which", "who")


def _up_to(parsed: Parsed, subject: tuple[int, ...], verb: int) -> tuple[int, ...]:
    """Return a subject with what of its name a reader hung elsewhere: "Radio | Cala reported"."""
    gap = range(subject[-1] + 1, verb) if subject else range(0)
    return (*subject, *gap) if all(parsed.tags[i] == "PROPN" for i in gap) else subject


def _behind_citing(parsed: Parsed, one: Saying) -> Saying:
    """Give "the Post, citing an aide, said [a dam] had burst" its subject, and the dam back."""
    before = range(parsed.sentence_of(one.cue[0]).start, one.cue[0])
    at = next((i for i in before if i > before.start and _cites(parsed, i)), 0)
    own = _before_comma(parsed, at) if at else ()
    if not own or not one.pieces or not one.source[-1] < one.words[0]:
        return one
    words = range(one.source[0], one.words[-1] + 1)
    return replace(one, source=own, pieces=tuple(runs_of(parsed, words)))


def _before_comma(parsed: Parsed, i: int) -> tuple[int, ...]:
    """Return what a comma parts from a word: "The Post" of "The Post, citing"."""
    sentence = parsed.sentence_of(i)
    commas = [k for k in range(sentence.start, i) if parsed.words[k] == ","]
    if not commas or commas[-1] != i - 1:
        return ()
    first = commas[-2] + 1 if len(commas) > 1 else sentence.start
    while first < i - 1 and parsed.tags[first] in ("SCONJ", "ADV", "CCONJ"):
        first += 1  # "when [the blog], citing"
    return tuple(range(first, i - 1))


def _parted_from_content(parsed: Parsed, one: Saying) -> Saying:
    """Give a content its subject back: "[Managers, an aide] said, [knew it]" → "[an aide]"."""
    commas = [k for k, i in enumerate(one.source) if parsed.words[i] == "," and k]
    if not commas or not one.pieces or not one.source[-1] < one.cue[0] < one.words[0]:
        return one
    verb = parsed.tags[one.words[0]] in ("AUX", "VERB") and parsed.words[one.words[0] - 1] == ","
    if not verb or parsed.words[one.words[0]].endswith("ing"):
        return one
    told, source = one.source[: commas[0]], one.source[commas[0] + 1 :]
    pieces = (range(told[0], told[-1] + 1), *one.pieces)
    return replace(one, source=source, pieces=pieces) if source else one


def _without_setting(parsed: Parsed, one: Saying) -> Saying:
    """Cut "In [one cable, dated 9 March, a clerk, Ana Roe,] wrote" to who wrote it."""
    if parsed.words[one.source[0] - 1] not in ("in", "on", "at", "during"):
        return one
    for k in (k for k, i in enumerate(one.source) if parsed.words[i] == ","):
        setting, who = one.source[:k], one.source[k + 1 :]
        if who and not _names_person(parsed, setting) and _names_person(parsed, who[:_FIRST]):
            return replace(one, source=who)
    return one


def _names_person(parsed: Parsed, words: Sequence[int]) -> bool:
    return any(parsed.tags[i] == "NOUN" and is_title(parsed.words[i]) for i in words)


def _is_passive(parsed: Parsed, cue: Sequence[int]) -> bool:
    around = (*cue, cue[0] - 1) if cue[0] else cue
    return any(parsed.words[i] in _BEING for i in around)


def _of_quoted(parsed: Parsed, one: Saying, cue: tuple[int, ...]) -> Saying:
    """Give "Roe was quoted by the agency as saying" its subject; its cue is all of that."""
    quoted = next(i for i in cue if parsed.words[i] in ("quoted", "cited"))
    subject = subject_of(parsed, quoted)
    if not subject or not (not one.source or {*one.source} & {*cue} or quoted in one.cue):
        return one
    before = [one.source[0] - 1] if one.source else []
    by_another = bool(before) and "by" in (parsed.words[i] for i in (*before, *one.cue))
    one = replace(one, source=subject if by_another or not one.source else one.source)
    return _without_saying(parsed, one)


def _with_what_is_carried(parsed: Parsed, one: Saying) -> Saying:
    """Turn "documents seen by [the Post] show" into "[documents seen by the Post] show"."""
    first = carrier = one.source[0] - 2
    while first > 0 and parsed.tags[first - 1] in NOMINAL and first - 1 not in one.cue:
        first -= 1
    if first == carrier:
        return one
    source = tuple(range(first, one.source[-1] + 1))
    pieces = runs_of(parsed, set(one.words) - {*source})
    return replace(one, source=source, pieces=tuple(pieces))


def _without_saying(parsed: Parsed, one: Saying) -> Saying:
    """Take the source and "by … as saying that" out of a content."""
    words = [i for i in one.words if i not in one.source]
    ends = [k for k, i in enumerate(words) if parsed.words[i] == "as"]
    if ends and words[ends[0] + 1 :][:1] and parsed.words[words[ends[0] + 1]].endswith("ing"):
        words = words[ends[0] + 2 :]
    while words and parsed.words[words[0]] == "that":
        words = words[1:]
    return replace(one, pieces=tuple(runs_of(parsed, words)))
