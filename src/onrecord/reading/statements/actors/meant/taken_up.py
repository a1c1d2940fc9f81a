"""Whom a source may refer to, by the model: its antecedents, as members of the cast."""

from collections.abc import Callable, Iterable, Sequence

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.naming.name_words import POSSESSIVES
from onrecord.reading.statements.actors.naming.sources import PERSON_PRONOUNS, PRONOUNS
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Anaphor

_LIKELY = 0.5  # share from which on somebody who was not met yet is whom a pronoun means


class TakenUp:
    """Says how likely words without a name are to mean each member of the cast."""

    def __init__(self, parsed: Parsed, cast: Cast, anaphors: Iterable[Anaphor]) -> None:
        self.parsed = parsed
        self.cast = cast
        self._known = {i: one for one in anaphors for i in parsed.range_of(one.span)}

    def knows(self, words: Sequence[int]) -> bool:
        """Whether the model has looked at words."""
        return any(i in self._known for i in words)

    def unasked(self, member: Member, i: int) -> bool:
        """Whether the model was not asked of whom the sentence before a pronoun brings in.

        It knows names and who speaks: no "woman" who was stabbed. Not where she stands beside
        another, who may be meant: "A woman held her hand. She said".
        """
        gender = PERSON_PRONOUNS.get(self.parsed.words[i])
        before = self.parsed.sentence_of(self.parsed.sentence_of(i).start - 1)
        nouns = [self.parsed.head_of(self.parsed.range_of(span)) for span in member.spans]
        first = min(member.places, default=-1)
        alike = {PERSON_PRONOUNS.get(self.parsed.words[k]) for k in before if k != first}
        fits = gender is not None and member.gender == gender and gender not in alike
        return fits and not (member.named or self.knows(nouns))

    def shares(self, words: Sequence[int]) -> dict[int, float]:
        """Return the probability that words mean a member of the cast, by `id()`.

        What is left of 1 is somebody new, or a naming that nothing is known of.
        """
        found: dict[int, float] = {}
        one = next((self._known[i] for i in words if i in self._known), None)
        for span, share in one.antecedents if one else ():
            member = self._member(self.parsed.range_of(span))
            if member is not None:
                found[id(member)] = found.get(id(member), 0.0) + share
        return found

    def meet(self, i: int, of: Callable[[Sequence[int]], object]) -> None:
        """Bring in whom a pronoun most likely refers to, if nobody was met in those words yet.

        of: finds who the words of a source are, and notes it.
        """
        known = self._known.get(i)
        likely = [span for span, share in known.antecedents if share >= _LIKELY] if known else []
        words = self.parsed.range_of(likely[0]) if likely else range(0)
        if not words or words.start in self.cast.met or self.parsed.words[words.start] in PRONOUNS:
            return
        if self.parsed.head_of(words) not in self.cast.at:
            of(words)

    def _member(self, naming: range) -> Member | None:
        if not naming:
            return None  # in another section of a long text
        owner = self._owner(naming)
        if owner:
            met = (m for m in self.cast.members if self._is_met(m, naming))
            return next(met, None) or self._named(naming[len(owner) :])
        return self.cast.met.get(naming.start) or self._named(naming)

    def _named(self, words: Sequence[int]) -> Member | None:
        return next((self.cast.at[i] for i in words if i in self.cast.at), None)

    def _owner(self, naming: range) -> range:
        """Return the words that say whose somebody is: "Roe" of "Roe's mother"."""
        first = last = naming.start
        while first in self.cast.at and self.cast.at.get(last) is self.cast.at[first]:
            last += 1
        owns = last in naming and self.parsed.words[last] in POSSESSIVES
        return range(first, last) if owns else range(0)

    def _is_met(self, member: Member, naming: range) -> bool:
        """Whether somebody without a name was met in words."""
        start = self.parsed.starts[naming.start]
        return not member.named and any(span.start == start for span in member.spans)
