"""The words of a time in a clause: with its preposition, and whether it stands beside it."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.record import Event, Span
from onrecord.view.syntax import NOUNS, POSSESSIVE, Syntax

_RANGES = frozenset((("between", "and"), ("from", "to"), ("from", "until"), ("from", "through")))
_ENDS = frozenset(("through", "until", "till"))
_OF_SOMETHING = frozenset(("day", "night", "morning", "evening", "afternoon", "eve"))
_OF_TIMES = frozenset((
    "in", "on", "at", "by", "since", "until", "during", "from", "of", "through", "throughout",
))  # fmt: skip
_BOUNDS = frozenset((
    ("as", "early", "as"), ("as", "late", "as"), ("as", "soon", "as"), ("no", "earlier", "than"),
    ("no", "later", "than"), ("earlier", "than"), ("later", "than"), ("as", "of"),
))  # fmt: skip
_ABOUT_THEN = frozenset(("around", "about", "roughly", "nearly", "just", "shortly"))
_WITHIN = frozenset(("nmod", "obl"))
_SIDES = frozenset(("obj", "nsubj", "csubj"))
OWNERS = frozenset(("its", "their", "his", "her", "our", "my"))
_PARTLY = frozenset(("early", "late", "sometime"))  # in front of a preposition: "early in 2011"


class Dates(Syntax):
    """The times of a story's clauses."""

    def _with_cases(self, words: Sequence[int]) -> set[int]:
        """Return words with the prepositions in front of them."""
        inside = set(words)
        heads = {i for i in inside if self.words.heads[i] not in inside}
        return inside | {k for i in heads for k in self._below[i] if self._is_small(k) and k < i}

    def _with_preposition(self, words: Sequence[int]) -> set[int]:
        """Return the words of a time with its preposition, that of another verb by a bad parse."""
        found, first = self._with_cases(words), min(words, default=0)
        beside = {i for i in found if i not in words and i == first - 1}
        if first > 1 and self.words.tags[first - 2 : first] == ("DET", "ADJ"):
            first -= 1  # "on a crowded Friday"
        if first > 1 and self.words.tags[first - 1] == "DET" and not self._is_of_noun(words):
            first -= 1
        if first and self._form(first - 1) in _ABOUT_THEN:
            first -= 1
            beside = {*range(first, min(words))}
        if first and self._form(first - 1) in _OF_TIMES:
            first -= 1
            first -= first > 0 and self._form(first - 1) in _PARTLY
            beside = {*range(first, min(words))}
        for length in (3, 2):  # "as early as | 2024", "no later than | June"
            before = tuple(self._form(k) for k in range(max(first - length, 0), first))
            if before in _BOUNDS:
                first -= length
                beside = {*range(first, min(words))}
        return {*words, *beside, *(i for i in found if i > first)}

    def _is_of_noun(self, words: Sequence[int]) -> bool:
        """Tell whether words say of what sort the next is: "Friday" of "the Friday raid"."""
        behind = max(words, default=-1) + 1
        return behind < len(self.words.tags) and self.words.tags[behind] in NOUNS | {"ADJ", "NUM"}

    def _beside(self, time: Span) -> set[int]:
        """Return the words of a time that is said beside a clause; none of one that it is about.

        In "entered its second week on Tuesday" the week is what was entered.
        """
        words = self.of(time)
        first = min(words, default=0)
        is_owned = first > 0 and self._form(first - 1) in OWNERS
        is_owned |= any(self._possessives(i) for i in words)  # "last month's event"
        behind = max(words, default=-1) + 1
        is_owned |= behind < len(self.words.tags) and self._form(behind) in POSSESSIVE
        is_named = (
            behind > 0 and self._form(behind - 1) in _OF_SOMETHING and behind < len(self.words.tags)
        )
        is_owned |= is_named and self._form(behind) == "of"  # "the day of the theft"
        is_about = is_owned or any(self.words.relations[i] in _SIDES for i in words)
        return set() if is_about else self._with_preposition(words)

    def is_of_before(self, event: Event, time: Span) -> bool:
        """Tell whether a time says since or as of when: "has risen since 2010", "as of Friday".

        Of "since the invasion of 2022" it is the invasion's own, and so of "the invasion in 2022",
        wherever a reader hangs that.
        """
        first, word = min(self.of(time), default=0), self._head(time)
        own = {*self.of(event.trigger)}
        since = None if word is None else self._since(word, first)
        if since is not None and since not in own:
            return True
        while (
            word is not None
            and word >= 0
            and word not in own
            and self.words.relations[word] in _WITHIN
        ):
            if any(self._form(k) == "since" for k in self._cases(word)):
                return True  # "since the invasion of 2022"
            word = self.words.heads[word]
        before = [self._form(k) for k in range(max(first - 2, 0), first)]
        return before[-1:] in (["since"], ["between"]) or before == ["as", "of"]

    def _since(self, word: int, first: int) -> int | None:
        """Return since what it is, where that stands right before a time that hangs on its verb."""
        head = self.words.heads[word]
        for k in self._below[head] if head >= 0 else ():
            is_since = k < first and any(self._form(m) == "since" for m in self._cases(k))
            between = {self.words.tags[m] for m in range(k + 1, first)}
            if is_since and between.isdisjoint(("VERB", "AUX", "PUNCT", "CCONJ")):
                return k
        return None

    def between(self, times: Sequence[Span]) -> tuple[Span, Span] | None:
        """Return the two times between which it was: "between March 2024 and May 2025"."""
        for one, other in pairwise(sorted(times)):
            mine, its = self.of(one), self.of(other)
            if not mine or not its or its[0] != mine[-1] + 2 or not mine[0]:
                continue
            if (self._form(mine[0] - 1), self._form(its[0] - 1)) in _RANGES:
                return one, other
        return None

    def is_end(self, time: Span) -> bool:
        """Tell whether a time is when something ends: "a pact that runs through 2031"."""
        first = min(self.of(time), default=0)
        return first > 0 and self._form(first - 1) in _ENDS
