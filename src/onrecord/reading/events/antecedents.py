"""The naming that a pronoun of a story most likely stands for, as events take it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import log1p

from onrecord.reading.statements.actors.naming.name_words import is_of_dateline
from onrecord.reading.statements.actors.naming.sources import is_plural
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Actor, Reading, Span

# Share from which on "it" is a body, and a place: most of what it means has no name.
_SURE, _SURER = 0.4, 0.7
# Below this share of the likeliest naming, who was long ago is so much less likely with each
# sentence. Of pronouns the model is surer of, its likeliest naming is right more often.
_UNSURE, _FADING = 0.2, 0.3
_OF_THINGS = frozenset(("it", "its"))
OF_PERSONS = frozenset(("he", "she", "him", "her", "his", "hers"))  # no place is one


class Antecedents:
    """A story's pronouns, with those whom they may stand for."""

    def __init__(
        self,
        parsed: Parsed,
        reading: Reading,
        actors: Mapping[int, Actor],
        means_another: Callable[[int, Actor], bool],
    ) -> None:
        self.parsed = parsed
        self.reading = reading
        self.actors = actors  # by the head words of their mentions
        self._means_another = means_another

    def likeliest(self) -> dict[Span, Span]:
        """Return the likeliest naming of each pronoun; of those that are sure enough."""
        kinds = {one.span: one.kind for one in self.reading.mentions}
        found: dict[Span, Span] = {}
        last: dict[str, int] = {}  # where somebody was meant last, by `Actor.id` or their words
        for one in self.reading.anaphors:
            word = self.parsed.string(one.span).lower()
            is_of_person = word in OF_PERSONS
            fit = [
                (share, span)
                for span, share in one.antecedents
                if (word not in _OF_THINGS or self._kind_of(span, kinds, "") != "person")
                and (not is_of_person or self._kind_of(span, kinds) == "person")
                and not is_of_dateline(self.parsed, self.parsed.range_of(span))
            ]
            if is_of_person and max(fit, default=(0.0,))[0] < _UNSURE:
                fit = self._by_person(one.span, fit, last)
            share, span = max(fit, default=(0.0, one.span))
            is_place = kinds.get(span) in ("place", "other")
            if self._is_speaker(one.span, span):
                continue  # "“He sent me,” Roe said": whoever that was
            if fit and (is_of_person or share >= (_SURER if is_place else _SURE)):
                found[one.span] = span
                if is_of_person:
                    last[self._key_of(span)] = one.span.start
        return found

    def _by_person(
        self, pronoun: Span, fit: Sequence[tuple[float, Span]], last: Mapping[str, int]
    ) -> list[tuple[float, Span]]:
        """Weigh persons of whom the model is sure of none, the last naming of each.

        All shares of a person count, those often named more, and less with each sentence since.
        """
        shares: defaultdict[str, float] = defaultdict(float)
        latest: dict[str, Span] = {}
        for share, span in fit:
            key = self._key_of(span)
            shares[key] += share
            latest[key] = max(latest.get(key, span), span)
        here = self._sentence_of(pronoun.start)
        found = []
        for key, span in latest.items():
            back = here - self._sentence_of(max(span.start, last.get(key, 0)))
            often = 1 + log1p(self._n_namings(key, pronoun.start))
            found.append((shares[key] * often / (1 + _FADING * max(back, 0)), span))
        return found

    def _n_namings(self, key: str, end: int) -> int:
        """Return how often an actor is named before a place; 0 of who is none."""
        actor = next((one for one in self.reading.actors if one.id == key), None)
        return sum(span.start < end for span in actor.mentions) if actor else 0

    def _sentence_of(self, at: int) -> int:
        words = self.parsed.range_of(Span(start=at, end=at + 1))
        return self.parsed.sentences[words[0]] if words else 0

    def _key_of(self, span: Span) -> str:
        head = self.parsed.head_in(span)
        actor = self.actors.get(head) if head is not None else None
        return actor.id if actor else self.parsed.string(span)

    def _is_speaker(self, pronoun: Span, span: Span) -> bool:
        """Tell whether a name is of whoever says a pronoun in a quotation."""
        said, named = self.parsed.head_in(pronoun), self.parsed.head_in(span)
        actor = self.actors.get(named) if named is not None else None
        return said is not None and actor is not None and self._means_another(said, actor)

    def _kind_of(self, span: Span, kinds: Mapping[Span, str], other: str = "person") -> str:
        head = self.parsed.head_in(span)
        if head is None or is_plural(self.parsed.words[head]):
            return "group"  # "employees of a garage", whom no statement names
        actor = self.actors.get(head)
        return actor.kind if actor else kinds.get(span, other)
