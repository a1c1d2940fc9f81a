"""Who passes on words, by what is beside the cue: "carried by …", "has seen", "via a lawyer"."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Literal

from onrecord.reading.statements.actors.naming.sources import (
    is_media_name,
    is_title,
    names_of,
    singular,
    sorts_of,
)
from onrecord.reading.statements.chains.clauses import RECALLING
from onrecord.reading.statements.chains.handed import Names, handed_on
from onrecord.reading.statements.chains.outlets import called_outlets, is_own
from onrecord.reading.statements.chains.phrases import LONGEST_NAME, phrase_from
from onrecord.reading.statements.chains.recorded import passed_on, recording_of
from onrecord.reading.statements.chains.subjects import is_evidence, is_same, subject_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import NOMINAL, Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.reading.statements.senses.phrases import lemmas_of

NOT_TELLING = ("denies", "declines", "asks", "urges")  # manners
_SHORTEST_INSERTED = 3  # words of ", he said,", commas included
_FARTHEST = 6  # words from "a letter" to "has seen"
_RELATIVE = frozenset(("that", "which", "who", "whom", "where"))
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_SCREENS = frozenset(("in", "on"))  # "published in the Post", "aired on state television"
_QUOTED = frozenset(("quoted", "cited"))
_PARTICLES = frozenset(("out", "aloud", "online", "publicly"))
_LEAKED = frozenset(("leaked", "shared", "shown", "forwarded"))

# How it is known that somebody tells of a saying: by what stands around it, or by the model.
How = Literal[
    "outer", "inserted", "beside", "passed on", "quoted", "handed", "governing", "cited", "model",
    "goes on", "recorded", "recorded by", "told",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """Somebody through whom something is told, in words."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    how: How = "outer"
    sure: float = 0.0  # log odds, where it was weighed before

    def said_by(self, one: Saying) -> Saying:
        """Return a saying as the content of this one."""
        words = sorted((*one.words, *one.cue, *one.source))
        pieces = tuple(range(i, i + 1) for i in words)
        return replace(one, source=self.source, cue=self.cue, pieces=pieces)


class Carriers:
    """Finds who passes on what is said in a text."""

    def __init__(
        self, parsed: Parsed, sayings: Iterable[Saying] = (), cited: frozenset[int] = frozenset()
    ) -> None:
        """cited: words of those whom the model takes to be cited."""
        self.parsed = parsed
        self.cited = cited
        self._outlets = called_outlets(parsed)
        self._sources = {i for one in sayings for i in one.source}

    def of(self, one: Saying, tellers: Iterable[Through] = ()) -> list[Through]:
        """Return who carries a saying, outermost first; [] where it has no cue.

        tellers: who tells of it anyway: what carries their words carries it, too.
        """
        if not one.cue:
            return []
        mine = {i for source in (one.source, *(t.source for t in tellers)) for i in source}
        found = [
            *_by("inserted", self._inserted(one)),
            *_by("beside", (by for by in self._beside(one) if not self._is_others(by, mine))),
            *_by("passed on", self._passed_on(one)),
            *_by("quoted", self._quoted(one)),
        ]
        known = {i for through in found for i in through.source}
        found += (by for by in self._handed(one) if known.isdisjoint(by.source))
        own = one.source[0] - 2 if _is_relative(self.parsed, one.source) else -1
        return [through for through in found if through.source and own not in through.source]

    def _is_others(self, by: Through, mine: Collection[int]) -> bool:
        """Whether what carries is in another's source: "he denied it, but logs seen by … show"."""
        return bool(by.source) and by.cue[0] in self._sources and by.cue[0] not in mine

    def is_medium(self, name: Sequence[int]) -> bool:
        """Whether a phrase names a medium: "the paper"; "Lek Watch", called one elsewhere."""
        written = " ".join(self.parsed.forms[i] for i in name)
        nouns = [self.parsed.words[i] for i in name if self.parsed.tags[i] in ("NOUN", "PROPN")]
        return bool(name) and (
            is_media_name(written)
            or any("media" in sorts_of(singular(noun)) for noun in nouns)
            or any(self.parsed.words[i] in self._outlets for i in name)
        )

    # --- "in a statement carried by the Courier", "through a lawyer"

    def _beside(self, one: Saying) -> Iterator[Through]:
        parsed = self.parsed
        for i in parsed.sentence_of(one.cue[0]):
            word = parsed.words[i]
            if "." in parsed.words[min(i, one.cue[0]) : max(i, one.cue[0])]:
                continue  # a reader may miss the end of a sentence
            if (i in one.words and parsed.words[i - 1] != "as") or parsed.words[i - 1] == "-":
                continue  # "cross-examined by" carries nothing
            if word in _words("by_anybody") | _words("by_media"):
                yield self._carried(one, i)
            if word in _words("by_anybody") and word not in _QUOTED:
                yield self._seen(one, i)
            if word in _words("means"):
                yield self._spoken_for(one, i)
            if word in _LEAKED:
                yield self._leaked(one, i)

    def _carried(self, one: Saying, i: int) -> Through:
        """Find "carried by the Courier", "aired on Radio Tema"."""
        parsed = self.parsed
        at = _preposition(parsed, i)
        # the model may take half a name into a cue: "said in a statement carried by the official"
        barred = {*(() if i in one.cue else one.cue), *(() if i in one.source else one.source)}
        name = phrase_from(parsed, at + 1, barred)
        named = any(parsed.tags[k] == "PROPN" for k in name)
        if word_at(parsed, at) == "by":
            known = _is_known(parsed, name) and parsed.words[i] in _words("by_anybody")
            shown = named and i > 0 and _is_recording(parsed.words[i - 1])
            carried = known or shown or self.is_medium(name)
        else:
            carried = word_at(parsed, at) in _SCREENS and named and self.is_medium(name)
            carried = carried and parsed.words[i] not in _QUOTED | _words("by_media")
        return Through(source=name if carried else (), cue=(i, at))

    def _seen(self, one: Saying, i: int) -> Through:
        """Find "a letter that the Post has seen"."""
        parsed, last = self.parsed, i
        while last and parsed.tags[last - 1] in ("AUX", "ADV"):
            last -= 1
        first = last
        while first > max(0, last - _FARTHEST) and parsed.tags[first - 1] in NOMINAL:
            if parsed.words[first - 1] in _RELATIVE or first - 1 in one.cue:
                break
            first -= 1
        thing = first - 2 if first and parsed.words[first - 1] in _RELATIVE else -1
        name = tuple(range(first, last))
        is_seen = thing >= 0 and _can_be_carried(parsed, thing) and _is_known(parsed, name)
        return Through(source=name if is_seen and i > last else (), cue=(i,))

    def _leaked(self, one: Saying, i: int) -> Through:
        """Find "said in a memo leaked to the Post"."""
        given = word_at(self.parsed, i + 1) in ("to", "with") and i > 0
        barred = {*one.source, *one.words, *(() if i in one.cue else one.cue)}
        name = phrase_from(self.parsed, i + 2, barred) if given else ()
        carried = bool(name) and _can_be_carried(self.parsed, i - 1) and self.is_medium(name)
        return Through(source=name if carried else (), cue=(i, i + 1))

    def _spoken_for(self, one: Saying, i: int) -> Through:
        """Find "through a lawyer", "via his spokesman", "through her union"."""
        own = () if i in one.source else one.source
        cue = () if i in one.cue else one.cue  # "said through her lawyer", taken for one cue
        name = phrase_from(self.parsed, i + 1, {*one.words, *cue, *own})
        nouns = {self.parsed.words[k] for k in name}
        speaks = bool(nouns & _words("speakers_for")) or any(is_title(noun) for noun in nouns)
        own_body = bool(name) and self.parsed.words[name[0]] in _POSSESSIVE
        speaks = speaks or (own_body and any("body" in sorts_of(noun) for noun in nouns))
        speaks = speaks or self._speaks_elsewhere(name)
        return Through(source=name if speaks else (), cue=(i,))

    def _speaks_elsewhere(self, name: Sequence[int]) -> bool:
        """Whether a name is of somebody who is a source elsewhere: "through Roe", no network."""
        named = {self.parsed.words[i] for i in name if self.parsed.tags[i] == "PROPN"}
        social = not named.isdisjoint(names_of("social_names"))
        spoken = {self.parsed.words[i] for i in self._sources if i not in name}
        return bool(named) and named <= spoken and not social and not self.is_medium(name)

    # --- "photographs sent by a driver", "a tally shared with the Courier"

    def _handed(self, one: Saying) -> Iterator[Through]:
        for hand, sure in handed_on(self.parsed, self.names, one):
            yield Through(source=hand.name, cue=(hand.verb,), how="handed", sure=sure)

    @property
    def names(self) -> Names:
        """How the phrases of the text are read."""
        return Names(
            partial(phrase_from, self.parsed),
            lambda name: _is_known(self.parsed, name) or self.is_medium(name),
            self.is_medium,
            partial(is_own, self.parsed),
        )

    # --- "in a video that the channel aired, a man says"

    def recorded(self, one: Saying) -> list[Through]:
        """Return the recording in which a saying is heard, after who passed it on."""
        thing = recording_of(self.parsed, one)
        if not thing:
            return []
        shown = replace(one, source=thing, cue=(), pieces=())
        passed = (Through(source=who, cue=(k,)) for who, k in passed_on(self.parsed, thing))
        by = [replace(t, how="recorded by") for t in (*passed, *self._handed(shown))]
        mine = {*one.source, *one.cue, *thing}
        kept = [through for through in by if mine.isdisjoint(through.source)]
        return [*kept[:1], Through(source=thing, cue=(), how="recorded")]

    # --- "an engineer said [a colleague had warned him]"

    def governing(self, one: Saying) -> list[Through]:
        """Return whose report a saying is, by the verb that governs its cue, right before it."""
        parsed = self.parsed
        head = parsed.head_of(one.cue) if one.cue else 0
        above = parsed.heads[head]
        if one.source and parsed.words[one.source[0] - 1] in RECALLING:
            above = one.source[0] - 1  # "recalled [the priest] telling him to wait"
        elif not one.source or parsed.relations[head] != "ccomp" or not 0 <= above < one.first:
            return []
        if not _only_joins(parsed, range(above + 1, one.first)):
            return []
        cue = cue_at(parsed, above) if parsed.tags[above] == "VERB" else None
        subject = subject_of(parsed, above) if cue is not None else ()
        if cue is None or not subject or is_same(parsed, one.source, subject):
            return []
        tells = cue.reports == "always" or parsed.words[above] in RECALLING
        if not tells or cue.manner in NOT_TELLING:
            return []
        before = range(parsed.sentence_of(above).start, subject[-1] + 1)
        while before and parsed.tags[before[0]] in ("CCONJ", "ADV"):
            before = before[1:]  # "But [a friend]"
        if {"VERB", "AUX", "PUNCT"}.isdisjoint(parsed.tags[i] for i in before):
            subject = tuple(before)  # "an engineer at the site upstream", not "upstream"
        return [Through(source=subject, cue=(above,), how="governing")]

    # --- "the analysis, Mr Roe submitted, suggested"

    def _inserted(self, one: Saying) -> Iterator[Through]:
        """Find who tells of it between its source and its cue, in commas."""
        parsed = self.parsed
        gap = range(one.source[-1] + 1, one.cue[0]) if one.source else range(0)
        marked = len(gap) > _SHORTEST_INSERTED and parsed.words[gap[0]] == ","
        verbs = [i for i in gap if parsed.tags[i] == "VERB"]
        if not marked or "," not in parsed.words[verbs[0] if verbs else gap[-1] : gap.stop]:
            return
        cue = cue_at(parsed, verbs[0]) if verbs else None
        subject = tuple(range(gap[0] + 1, verbs[0])) if cue is not None else ()
        speaks = subject and parsed.tags[subject[0]] in ("PROPN", "PRON", "DET", "NOUN")
        who = {parsed.words[i] for i in subject}
        if cue is not None and speaks and _RELATIVE.isdisjoint(who):
            yield Through(source=subject, cue=(verbs[0],))

    # --- "published a letter from a pilot who claimed", "obtained an email in which she told"

    def _passed_on(self, one: Saying) -> Iterator[Through]:
        parsed = self.parsed
        head = parsed.head_of(one.cue)
        verb = next((k for k in parsed.ancestors(head) if self._passes_on(one, k, head)), -1)
        subject = subject_of(parsed, verb) if verb >= 0 else ()
        if subject and not {*subject} & {*one.source, *one.words, *one.cue}:
            yield Through(source=subject, cue=(verb,))

    def _passes_on(self, one: Saying, verb: int, head: int) -> bool:
        """Whether a verb before a cue has the document as its object that the cue describes."""
        parsed = self.parsed
        if parsed.tags[verb] != "VERB" or verb in one.words or not verb < head:
            return False
        if not _words("passing") & {*lemmas_of(parsed.words[verb])}:
            return False
        things = [k for k in parsed.children(verb, "obj") if _can_be_carried(parsed, k)]
        noun = next((k for k in parsed.ancestors(head) if parsed.tags[k] == "NOUN"), -1)
        within = any(verb < thing <= noun for thing in things)
        return within and bool(_RELATIVE & {parsed.words[k] for k in range(noun, head)})

    # --- "was quoted as saying by the agency"; the answer, "carried by the agency", before it

    def _quoted(self, one: Saying) -> Iterator[Through]:
        parsed = self.parsed
        if not _QUOTED & {parsed.words[i] for i in quoting(parsed, one.cue)}:
            return
        last = one.cue[-1]
        by = next((i for i in reversed(one.cue) if parsed.words[i] == "by"), last + 1)
        if word_at(parsed, by) == "by":
            barred = {*one.words} if by >= last else ()  # else the model cut the name in two
            yield Through(source=phrase_from(parsed, by + 1, barred), cue=(by,))
            return
        for i in reversed(range(parsed.line_of(one.cue[0]).start, one.first)):
            if parsed.words[i] in ("carried", "quoted") and word_at(parsed, i + 1) == "by":
                yield Through(source=phrase_from(parsed, i + 2, ()), cue=(i, i + 1))
                return
            subject = subject_of(parsed, i) if parsed.words[i] in _QUOTED else ()
            if self.is_medium(subject):  # "Tarvo quoted a miner as saying …. “…,” he was quoted"
                yield Through(source=subject, cue=(i,))
                return


def _by(how: How, found: Iterable[Through]) -> Iterator[Through]:
    return (replace(one, how=how) for one in found)


def _only_joins(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether words between a verb and its clause only lead to it: "told [the court that] …"."""
    told = {"VERB", "AUX", "PUNCT"}
    return len(words) <= _FARTHEST and told.isdisjoint(parsed.tags[i] for i in words)


def quoting(parsed: Parsed, cue: Sequence[int]) -> tuple[int, ...]:
    """Return all of "was quoted by the agency in Tema as saying", of which a cue is the end."""
    if not cue:
        return ()
    first = cue[0]
    if parsed.words[cue[0]] == "saying" and cue[0] and parsed.words[cue[0] - 1] == "as":
        first -= 1
    if parsed.words[first] == "as":
        start = max(parsed.sentence_of(first).start, first - LONGEST_NAME)
        at = next((i for i in reversed(range(start, first)) if parsed.words[i] in _QUOTED), first)
        return tuple(range(at, cue[-1] + 1))
    return tuple(cue)


def _preposition(parsed: Parsed, i: int) -> int:
    """Return where the "by" of "published by", "read out by", "published on Sunday by" stands."""
    if word_at(parsed, i + 1) in _PARTICLES:
        i += 1
    if word_at(parsed, i + 1) in ("on", "last", "in", "earlier", "this"):
        return next((k for k in range(i + 2, i + 4) if word_at(parsed, k) == "by"), i + 1)
    return i + 1


def _is_relative(parsed: Parsed, source: Sequence[int]) -> bool:
    return len(source) == 1 and parsed.words[source[0]] in _RELATIVE and source[0] > 1


def word_at(parsed: Parsed, i: int) -> str:
    """Return a word, "" after the last one."""
    return parsed.words[i] if i < len(parsed) else ""


def is_carried(parsed: Parsed, i: int) -> bool:
    """Whether a word is "seen" in "seen by the Post"."""
    known = parsed.words[i] in _words("by_anybody") | _words("by_media")
    return known and word_at(parsed, i + 1) == "by"


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word_list("carriers")[kind])


def _is_known(parsed: Parsed, name: Sequence[int]) -> bool:
    """Whether a phrase names somebody: by name, or by a noun for people, bodies and accounts."""
    sorts = {sort for i in name for sort in sorts_of(parsed.words[i])}
    named = any(parsed.tags[i] == "PROPN" for i in name)
    others = names_of("accounts") | names_of("settlements")
    named = named or any(parsed.words[i] in others for i in name)
    return named or bool({"official", "person", "body", "media"} & sorts)


def _is_recording(noun: str) -> bool:
    """Whether a noun is for what others made: who publishes it passes it on."""
    if singular(noun) in _words("own_data"):
        return False
    return noun in _words("recordings") or "data" in sorts_of(singular(noun))


def _can_be_carried(parsed: Parsed, i: int) -> bool:
    return is_evidence(parsed, (i,)) or parsed.words[i] in _words("carried_things")
