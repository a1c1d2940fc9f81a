"""What exactly a statement negates: the word that a negation belongs to, and its dependents.

In "he never owned a share in the firm" these are "owned" and "share", not "firm".
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.link.claims.terms.senses import folded, lexicon, term_of
from onrecord.link.claims.terms.topics import words_of
from onrecord.record import Span, Words

_NOBODY = {"nobody", "none", "nothing"}
FAILING = {"failed", "fails", "refused", "refuses", "unable"}  # "to"; not "failed taxes"
_DEFINITE = {"the", "this", "that", "these", "those", "such"}
_OF = ("nsubj", "obj", "obl", "det", "nummod")  # what hangs on a word that is negated with it
_SAYING = ("NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM")
OUGHT = frozenset(("ought", "shall", "should", "must"))
OUT_OF = frozenset(("control", "danger", "order", "service", "action", "work"))
_DEEPEST = 3  # "not seem to want to go"
_UNTIL = re.compile(
    r"\b(?:before (?:this|that|then|now)|until (?:now|then|this|that|recently)|up to now|prior to"
    r"|previously|hitherto)\b",
    re.I,
)


class Negated(NamedTuple):
    """Terms of a statement; both empty where its words were not read."""

    denied: frozenset[str] = frozenset()  # said not to be so
    affirmed: frozenset[str] = frozenset()  # all others
    until: bool = False  # it is of the time before what is told: "before this, nobody had"
    ought: bool = False  # it says what should not be so


def negated_of(text: str, words: Words, content: Sequence[Span], around: str = "") -> Negated:
    """Return what a statement negates, and what else it is about.

    around: the words of its sentence that are not its content.
    """
    said = " ".join(text[span.start : span.end] for span in content)
    until = bool(_UNTIL.search(f"{around} {said}"))
    negations = _Negations(text, words, content)
    return Negated(*negations.found(), until, negations.ought)


class _Negations:
    """The words of one statement."""

    def __init__(self, text: str, words: Words, content: Sequence[Span]) -> None:
        self.words = words
        self.forms = {
            k: folded(text[words.starts[k] : words.ends[k]]) for k in words_of(words, content)
        }
        self.below: dict[int, list[int]] = {}
        for k in self.forms:
            self.below.setdefault(words.heads[k], []).append(k)
        self.denied: set[int] = set()

    def found(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the terms that are said not to be, and the others."""
        for k in self.forms:
            for top in self._tops(k):
                self._add(top)
        saying = [k for k in self.forms if self.words.tags[k] in _SAYING]
        return (
            frozenset(term for k in saying if k in self.denied for term in self._terms(k)),
            frozenset(term for k in saying if k not in self.denied for term in self._terms(k)),
        )

    @property
    def ought(self) -> bool:
        """Whether a word that is negated stands under "should"; to be asked after `found`."""
        return any(self.forms[c] in OUGHT for k in self.denied for c in self.below.get(k, ()))

    def _tops(self, k: int) -> Iterator[int]:
        """Give the words that a negation stands at: of "no guard saw it" both "guard" and "saw"."""
        form, head = self.forms[k], self.words.heads[k]
        if form in FAILING:
            yield from (c for c in self.below.get(k, ()) if self._relation(c) in ("xcomp", "ccomp"))
        elif form in _NOBODY or form == "without":
            yield head
        elif form == "out" and self._is_out_of(k):
            yield head  # "out of control"
        elif form in lexicon().negators and self.words.tags[k] not in ("VERB", "ADJ"):
            while head in self.forms:
                yield head
                if self._relation(head) not in _OF or self.words.tags[head] == "VERB":
                    break
                head = self.words.heads[head]

    def _is_out_of(self, k: int) -> bool:
        of, what = self.forms.get(k + 1), self.forms.get(k + 2)
        return of == "of" and what in OUT_OF and self.words.heads[k] == k + 2

    def _add(self, k: int, depth: int = 0) -> None:
        if k not in self.forms or depth > _DEEPEST:
            return
        self.denied.add(k)
        for child in self.below.get(k, ()):
            if self._is_denied_with(child, k):
                self._add(child, depth + 1)

    def _is_denied_with(self, child: int, head: int) -> bool:
        """Whether "to go" or "a share" is not so where "seem" or "owned" is not."""
        relation = self._relation(child)
        if relation == "conj":
            return any(self.forms[k] in ("or", "nor") for k in self.below.get(child, ()))
        if relation == "nsubj":  # "there was never a knife"
            return self.words.lemmas[head] == "be" and self._is_any(child)
        if relation == "obj":  # "never let guards sleep": there are guards
            return self._is_any(child) and not self._is_governing(head)
        return relation == "xcomp"

    def _is_governing(self, k: int) -> bool:
        return any(self._relation(child) == "xcomp" for child in self.below.get(k, ()))

    def _is_any(self, k: int) -> bool:
        """Whether a noun is no certain one: "a share", "any funds", "talks"."""
        below = self.below.get(k, ())
        return self.words.tags[k] == "NOUN" and not any(
            self.forms[one] in _DEFINITE or self.words.relations[one] == "nmod:poss"
            for one in below
        )

    def _relation(self, k: int) -> str:
        return self.words.relations[k].split(":")[0]

    def _terms(self, k: int) -> Iterator[str]:
        for form in (self.forms[k], self.words.lemmas[k].casefold()):
            if form not in lexicon().plain:
                yield term_of(form)
