"""A check in words of a text, and the clause it stands in."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.reading.statements.actors.naming.sources import is_media_name, singular, sorts_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import BEING, NOMINAL, Parsed
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.reading.statements.senses.phrases import lemmas_of
from onrecord.record import Outcome

_SPEAKING = frozenset(("we", "i"))
_SHOWN = frozenset(("seen", "reviewed", "obtained", "examined"))
_LONGEST_LABEL = 3  # words of "JANE ROE"
PROOF = frozenset(("confirmation", "verification", "corroboration"))
_LONGEST_KIND = 3  # words of "independent or official" before "confirmation"
_OF_WHAT = frozenset(("of", "on", "about", "for", "that", "whether", "regarding"))
_RELATIVE = frozenset(("which", "who"))  # a clause behind a comma, of what stands before it
_STARTS = frozenset((";", "—", "but", ":", "."))  # a reader may miss the end of a sentence
_SEEMING = frozenset(("seem", "appear", "tend"))
_ENDS = frozenset((";", "—", "but", ":", "although", "which"))
_JOINS = frozenset(("and", "although", "though", "while"))


class CheckWords(NamedTuple):
    """A check in words of the text."""

    words: range
    outcome: Outcome
    by: tuple[int, ...] = ()  # who checked; () = the story
    about: tuple[int, ...] = ()  # what was checked, or about what somebody was asked
    asked: tuple[int, ...] = ()  # who did not answer
    is_statement: bool = False  # the finding tells more than the check
    covers: Mapping[int, float] | None = None  # by the model: what it is about, how likely
    likely: float = 1.0  # how likely it is one, by words and model together
    sure: float = 1.0  # how likely it is one with this outcome
    is_finding: bool = False  # it is a check only if it answers what was said right before


@cache
def words_for(kind: str) -> frozenset[str]:
    """Return a list of `lexicon/checks.json`."""
    return frozenset(word_list("checks")[kind])


def before_verb(parsed: Parsed, words: Sequence[int]) -> tuple[int, ...]:
    """Return a subject without the "could not" or the verb that a reader hung below it."""

    def is_verb(k: int) -> bool:
        subjects = parsed.children(k, "nsubj") if parsed.tags[k] == "VERB" else []
        return any(words[0] in parsed.subtree(subject) for subject in subjects)

    stops = (n for n, k in enumerate(words) if n and (parsed.tags[k] == "AUX" or is_verb(k)))
    return tuple(words[: next(stops, len(words))])


def saying_what(parsed: Parsed, check: CheckWords) -> tuple[int, ...]:
    """Return the words of a check that may say what it is of, not who might have confirmed it.

    "No official confirmation from either side" is of what was told before, whoever told it: not of
    what officials or both sides say.
    """
    words = check.words
    proof = next((i for i in words if parsed.words[i] in PROOF), None)
    if proof is None:
        return tuple(words)
    near = range(max(words.start, proof - _LONGEST_KIND - 1), proof)
    first = next((k + 1 for k in near if parsed.words[k] == "no"), proof)
    last = proof + 1
    if parsed.words[last : last + 1] in (["from"], ["by"]):
        rest = range(last, words.stop)
        last = next((k for k in rest if parsed.words[k] in _OF_WHAT), words.stop)
    return tuple(i for i in words if i == proof or not first <= i < last)


def shown_to(parsed: Parsed) -> frozenset[str]:
    """Return the names of who is shown or told things: "a copy seen by Leka", "told Leka"."""
    found: set[str] = set()
    for i in range(1, len(parsed)):
        by = parsed.words[i] == "by" and parsed.words[i - 1] in _SHOWN
        k = i + 1 + (parsed.words[i + 1 : i + 2] == ["the"])
        if by or parsed.words[i] == "told":
            while k < len(parsed) and parsed.tags[k] == "PROPN":
                found.add(parsed.words[k])
                k += 1
    return frozenset(found)


class At(NamedTuple):
    """A word that may be of a check, with the clause it stands in."""

    parsed: Parsed
    clause: range
    i: int
    outlets: Collection[str]  # names that the text calls media

    @property
    def word(self) -> str:
        """The word itself."""
        return self.parsed.words[self.i]

    @property
    def before(self) -> tuple[int, ...]:
        """The clause before it."""
        return tuple(range(self.clause.start, self.i))

    @property
    def is_denied(self) -> bool:
        """Whether there is a "not" before it, not only in ", who did not give her name,"."""
        commas = [k for k in self.before if self.parsed.words[k] == ","]
        aside = next((k for k in commas if self.parsed.words[k + 1] in _RELATIVE), self.i)
        end = next((k for k in commas if k > aside), aside)
        said = self.words([*range(self.clause.start, aside), *range(end, self.i)])
        return not words_for("negations").isdisjoint(said)

    @property
    def behind(self) -> tuple[int, ...]:
        """The clause after it."""
        return tuple(range(self.i + 1, self.clause.stop))

    @property
    def is_passive(self) -> bool:
        """Whether it is a participle with a form of "be" right before."""
        near = self.words(self.before[-3:])
        return bool(BEING & {*near}) and self.word.endswith(("ed", "borne", "proven"))

    def words(self, indices: Sequence[int]) -> list[str]:
        """Return words in lower case."""
        return [self.parsed.words[k] for k in indices]

    @property
    def antecedent(self) -> tuple[int, ...]:
        """The noun phrase right before a clause with "which" or "who", of which it tells."""
        start = self.clause.start
        if self.parsed.words[start] not in _RELATIVE:
            return ()
        first = stop = start - 1  # the comma
        while first and self.parsed.tags[first - 1] in NOMINAL:
            first -= 1
        return tuple(range(first, stop))

    def lemmas(self, indices: Sequence[int]) -> set[str]:
        """Return what words may be forms of."""
        return {lemma for word in self.words(indices) for lemma in lemmas_of(word)}

    def check(
        self,
        outcome: Outcome,
        *,
        by: Sequence[int] = (),
        about: Sequence[int] = (),
        asked: Sequence[int] = (),
    ) -> CheckWords:
        """Return the clause as a check."""
        by = before_verb(self.parsed, by)
        by = () if self.words(by) and {*self.words(by)} <= _SPEAKING else by
        return CheckWords(self.clause, outcome, by, tuple(about), tuple(asked))

    # --- parts of the clause

    def subject(self) -> tuple[int, ...]:
        """Return the subject of a verb, or of the one it depends on ("was unable to verify")."""
        parsed, at = self.parsed, self.i
        for _ in range(4):
            helping = parsed.children(at, "aux", "cop")  # a reader may hang it on these
            verbs = (at, *helping)
            subjects = [k for verb in verbs for k in parsed.children(verb, "nsubj")]
            subjects = [k for k in subjects if "." not in parsed.words[k : self.i]]
            if subjects:  # of its own sentence: a reader may miss the end of one
                nearest = subjects[-1]  # of "which the Post has verified": the Post
                return tuple(k for k in parsed.subtree(nearest) if k < self.i)
            if parsed.relations[at] not in ("xcomp", "conj", "advcl", "ccomp", "acl"):
                break
            at = parsed.heads[at]
        return self._bare_before() or self._name_before()

    def _bare_before(self) -> tuple[int, ...]:
        """Return what a reader took for an adverbial, without a preposition: "images confirmed"."""
        first = self.clause.start
        for k in self.parsed.children(self.i, "obl"):
            words = tuple(i for i in self.parsed.subtree(k) if i < self.i)
            if first <= k < self.i and words[0] == first and not self.parsed.children(k, "case"):
                return words
        return ()

    def _name_before(self) -> tuple[int, ...]:
        """Return the last name before the auxiliaries: "a claim [the Post] could not verify"."""
        words = self.subject_before()
        if len(words) == len(self.before) or not self.is_named(words[-1:]):
            return ()
        first = len(words) - 1
        while first and self.parsed.tags[words[first - 1]] in ("PROPN", "DET"):
            first -= 1
        return words[first:]

    def subject_before(self) -> tuple[int, ...]:
        """Return what stands before the auxiliaries of the clause."""
        end = next((k for k in self.before if self.parsed.tags[k] == "AUX"), self.i)
        return tuple(range(self.clause.start, end))

    def verb_subject(self) -> tuple[int, ...]:
        """Return the subject of the clause with all that describes it: what is before its verb."""
        for k in self.clause:
            if self.parsed.tags[k] == "VERB" and not self.describes(k):
                return tuple(range(self.clause.start, k))
        return self.before

    def describes(self, k: int) -> bool:
        """Whether a verb only describes a noun: "records *released* to the family"."""
        return self.parsed.relations[k].startswith(("acl", "amod"))

    def after_by(self) -> tuple[int, ...]:
        """Return who is named after "by", right after the word: "backed up by records"."""
        words = self.words(self.behind[:2])
        at = 1 if words[:1] in (["up"], ["out"]) else 0
        if words[at : at + 1] != ["by"]:
            return ()
        return tuple(noun_phrase(self.parsed, self.i + at + 2, self.clause.stop))

    def teller(self) -> tuple[int, ...]:
        """Return the subject of another verb of saying or finding in the sentence."""
        parsed = self.parsed
        for k in parsed.sentence_of(self.i):
            cue = cue_at(parsed, k) if parsed.tags[k] == "VERB" and k != self.i else None
            subjects = parsed.children(k, "nsubj")
            if cue is not None and cue.manner in ("says", "reveals", "confirms") and subjects:
                return tuple(i for i in parsed.subtree(subjects[0]) if i != k)
        return ()

    # --- who checks

    def is_outlet(self, subject: Sequence[int]) -> bool:
        """Whether a subject is a medium by name or noun: "Reuters", "the paper", "we"."""
        name = " ".join(self.parsed.forms[i] for i in subject)
        words = self.words(subject)
        ends = words[-1:] + (words[:1] if self.is_named(subject) else [])  # "Portal Sjever"
        outlet = any("media" in sorts_of(noun) or noun == "journalists" for noun in ends)
        called = any(word in self.outlets for word in words)
        speaking = bool(words) and {*words} <= _SPEAKING
        return bool(subject) and (is_media_name(name) or outlet or called or speaking)

    def shows(self, subject: Sequence[int]) -> bool:
        """Whether a subject is a thing that shows: "records", "dashcam footage"."""
        words = self.words(subject)
        known = any({"data", "document"} & {*sorts_of(word)} for word in words)
        return known or any(singular(word) in words_for("records") for word in words)

    def shows_head(self, subject: Sequence[int]) -> bool:
        """Whether the first noun phrase of a subject is of a thing that shows, not of a person."""
        phrase = noun_phrase(self.parsed, subject[0], subject[-1] + 1) if subject else ()
        of = next((k for k in phrase if self.parsed.words[k] == "of"), None)
        head = [k for k in phrase if of is None or k < of][-1:]
        return self.shows(head)

    def is_named(self, subject: Sequence[int]) -> bool:
        """Whether a subject has a name."""
        return any(self.parsed.tags[k] == "PROPN" for k in subject)

    def is_told(self) -> bool:
        """Whether the clause is what somebody other than a medium says."""
        first = self.clause.start
        if _points_back(self.parsed, first) or (first and self.parsed.words[first - 1] == ";"):
            return False
        if self.is_of_turn():
            return True
        below = self.i
        for k in self.parsed.ancestors(self.i):
            if "." in self.parsed.words[min(k, self.i) : max(k, self.i)]:
                return False  # a reader may miss the end of a sentence
            cue = cue_at(self.parsed, k) if self.parsed.relations[below] == "ccomp" else None
            if cue is not None and cue.reports == "always":
                subjects = self.parsed.children(k, "nsubj")
                return bool(subjects) and not self.is_outlet(self.parsed.subtree(subjects[0]))
            below = k
        return False

    def is_of_turn(self) -> bool:
        """Whether the line is of somebody in an interview: "ROE: That is false"."""
        line = self.parsed.line_of(self.i)
        label = [self.parsed.forms[k] for k in line[: line.index(self.i)]]
        if ":" not in label:
            return False
        name = label[: label.index(":")]
        return 0 < len(name) <= _LONGEST_LABEL and all(form.isupper() for form in name)


def is_meant_to(parsed: Parsed, i: int) -> bool:
    """Find "shared photographs to back up their claims", which does not say that these do."""
    before = parsed.words[i - 2 : i] if i > 1 else []
    return before[-1:] == ["to"] and _SEEMING.isdisjoint(lemmas_of(before[0]))


def noun_phrase(parsed: Parsed, first: int, last: int) -> range:
    """Return the noun phrase from a word on, up to another at most."""
    end = first
    while end < last and (parsed.tags[end] in NOMINAL or parsed.words[end] == "of"):
        end += 1
    return range(first, end)


def clause_of(parsed: Parsed, i: int) -> range:
    """Return the part of a sentence around a word, cut at ";", "but", ", and", ", a claim"."""
    first, last = _start_of(parsed, i), _end_of(parsed, i)
    if parsed.words[first] in _RELATIVE and "," in parsed.words[first:i] and first > 1:
        first = _start_of(parsed, first - 2)  # "the minutes, which are public, | bear her out"
    if parsed.words[first] in _RELATIVE:  # "a video, which the Post has verified, shows"
        last = next((k for k in range(i, last) if parsed.words[k] == ","), last)
    while last > i + 1 and parsed.words[last - 1] in (".", ",", "”", "’", '"'):
        last -= 1
    while first < i and parsed.tags[first] == "PUNCT":
        first += 1
    return range(first, last)


def _start_of(parsed: Parsed, i: int) -> int:
    start = parsed.sentence_of(i).start
    for k in range(i, start, -1):
        if parsed.words[k] in _STARTS or _joins(parsed, k):
            return k + 1
        if _points_back(parsed, k):
            return k
    return start


def _end_of(parsed: Parsed, i: int) -> int:
    stop = parsed.sentence_of(i).stop
    ends = (k for k in range(i + 1, stop) if parsed.words[k] in _ENDS or _joins(parsed, k))
    end = next(ends, stop)
    in_which = parsed.words[end : end + 1] == ["which"] and parsed.words[end - 2] == ","
    return end - 1 if in_which and end - 1 > i else end  # "the recording, in | which …"


def _joins(parsed: Parsed, k: int) -> bool:
    """Whether a word begins another clause: ", and"; "and the police did not"."""
    if parsed.words[k - 1] == ",":
        return parsed.words[k] in _JOINS
    if parsed.words[k] == "and" and parsed.words[k + 1 : k + 2] in (["said"], ["says"], ["added"]):
        return True
    verb = parsed.heads[k]
    joined = parsed.words[k] in ("and", "while") and verb > k and parsed.tags[verb] == "VERB"
    return joined and any(parsed.relations[s].startswith("nsubj") for s in range(k, verb))


def _points_back(parsed: Parsed, k: int) -> bool:
    """Whether a clause about what was just told begins: ", a claim that", ", which"."""
    if not k or parsed.words[k - 1] != ",":
        return False
    claim = k + 1 < len(parsed) and parsed.words[k + 1] in words_for("claims")
    return parsed.words[k] in _RELATIVE or (parsed.words[k] in ("a", "an") and claim)
