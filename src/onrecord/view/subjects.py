"""Who an event is told of in a timeline: the subject of its clause, by name."""

import re

from onrecord.record import Argument, Article, Event, Reading, Span
from onrecord.view.layout import pieces
from onrecord.view.phrases import Phrases
from onrecord.view.pronouns import GENDERS, names_of_pronouns
from onrecord.view.rows import owned_by
from onrecord.view.syntax import NOUNS, RELATIVE, SUBJECTS
from onrecord.view.tellers import Tellers

# "'ll" of "she'll tour" is written out behind a name.
_SHORT = re.compile(r"^['’](ll|d|ve|re|m)\b", re.IGNORECASE)
_IN_FULL = {"ll": "will", "d": "would", "ve": "have", "re": "are", "m": "am"}
_OPENING = NOUNS | {"DET", "ADJ", "NUM"}  # with which a subject begins, and what none holds
_PERSONAL = frozenset(("he", "she", "it", "they", "i", "we"))
_FOR_THINGS = frozenset(("it", "its"))
_FOR_NAMES = frozenset(("he", "she", "it", "they", "him", "her", "them", "his", "its", "their"))


class Subjects(Phrases):
    """A story's words, with the names of those whom its pronouns stand for."""

    def __init__(self, article: Article, reading: Reading) -> None:
        super().__init__(article, reading)
        self._speakers = Tellers(article, reading)
        self._tellers = {
            one.id: {i for span in one.source for i in self.of(span)} for one in reading.statements
        }
        self._names = names_of_pronouns(article, reading)

    def _stated(self, event: Event, verb: int, subject: set[int]) -> str:
        """Give the words of a subject, by name where it is a pronoun; "" if nobody is named."""
        stated = self._by_name(subject)
        form = stated.lower()
        shared = self._shared_subject(verb) if not subject else set()
        if len(shared) == 1 and self._form(max(shared)) in RELATIVE:
            return self._said(self._beside_relative(max(shared)))  # "which opens and | closes"
        if form in GENDERS or form == "it":
            return self._speakers.meant(event, form) or self._somebody(event, verb)
        if not subject or form in RELATIVE | _FOR_NAMES:
            stated = self._somebody(event, verb)
        return self._speakers.of(event) if stated.lower() == "i" else stated

    def _unnamed(self, verb: int, subject: set[int], *, is_dated: bool) -> str:
        """Give a subject that nobody knows by name: what has a day is told of "they", too."""
        subject = subject or self._subject(verb)
        if not subject:
            return self._by_name(self._glued(self._filled(self._shared_subject(verb))))
        form = self._form(max(subject)) if len(subject) == 1 else ""
        if is_dated and form in _PERSONAL:
            return form if all(self.words.relations[k] != "expl" for k in subject) else ""
        return self._said(self._beside_relative(max(subject))) if form in RELATIVE else ""

    def _by_name(self, subject: set[int]) -> str:
        """Give the words of a subject; a pronoun that they begin with by its name."""
        first = min(subject, default=-1)
        form = self._form(first) if first >= 0 else ""
        said, owner = self._said(subject), self._whose(subject)
        if owner is not None:
            return f"{owned_by(owner)} {said}" if owner else ""
        if form not in _FOR_NAMES:
            return said
        there = self._who_came_there(first)
        if there:
            return there
        name = self._names.get((self.words.starts[first], form not in _FOR_THINGS))
        is_owner = self.words.relations[first] == "nmod"
        rest = _SHORT.sub(lambda short: f" {_IN_FULL[short[1].lower()]}", said[len(form) :])
        return f"{owned_by(name) if is_owner else name}{rest}" if name else said

    def _who_came_there(self, pronoun: int) -> str:
        """Give the subject that "it" means in "a train stopped in Oslo, where it was met"."""
        verb = self.words.heads[pronoun]
        if self._form(pronoun) != "it" or verb < 0 or self.words.relations[verb] != "advcl":
            return ""
        is_there = any(self._form(k) == "where" for k in self._below[verb])
        return self._said(self._filled(self._subject(self.words.heads[verb]))) if is_there else ""

    def _subject(self, verb: int) -> set[int]:
        """Return the words of a clause's subject, without what governs it in a bad parse."""
        own = [k for k in self._below[verb] if self.words.relations[k] in SUBJECTS and k < verb]
        if own and self._form(own[-1]) in _FOR_NAMES:
            own = own[-1:]  # in "the guard, Roe, said he saw it" a reader may take the guard, too
        if own and not self._cases(own[-1]):
            own = [k for k in own if not self._cases(k)]  # "in a deal, the suit was withdrawn"
        cases = {m for k in own for m in self._cases(k)}
        words = {m for k in own for m in self._phrase(k) if m < verb} - cases - self._dateline
        said = max((k for k in self._cues if k < max(own, default=0)), default=-1)
        return {m for m in words if m > said}  # "the firm, Roe, said the bus had stopped"

    def _shared_subject(self, verb: int) -> set[int]:
        """Return the subject of the verb that a finite one goes on with: "fell and | broke"."""
        head = verb
        while (
            self.words.relations[head] == "conj"
            and self.words.heads[head] >= 0
            and self.words.tags[self.words.heads[head]] == "VERB"
        ):
            head = self.words.heads[head]
        is_shared = head != verb and self.is_finite(verb) and head < verb
        return self._subject(head) if is_shared else set()

    def _opening(self, verb: int) -> set[int]:
        """Return what stands before a finite verb where no subject was read: "a court in Oslo"."""
        tags, forms = self.words.tags, self._form(verb)
        first = begin = self._begin(verb)
        while first and self._is_near(verb, first - 1) and self._may_open(first - 1):
            first -= 1
        is_whole = first < begin and tags[first] in _OPENING and self._opens(first)
        return set(range(first, begin)) if is_whole and not forms.endswith("ing") else set()

    def _is_one(self, span: Span) -> bool:
        """Tell whether words name a single one: "Ann Roe", not "Ann Roe and Jan Poe"."""
        head = self._head(span)
        is_name = head is not None and self.words.tags[head] == "PROPN"
        return is_name and all(self._form(i) != "and" for i in self.of(span))

    def _somebody(self, event: Event, verb: int) -> str:
        """Name the subject that a clause has not: "vowed to go", "who goes"."""
        if event.status == "requested" and self._addressed(verb):
            return self._said(self._addressed(verb))
        if seen := self._seen(verb):
            return name if (name := self._by_name(seen)).lower() not in _FOR_NAMES else ""
        if self.words.tags[self.of(event.trigger)[0]] != "VERB":
            return ""  # whose attack it is need not be who ends it
        helping = [self._form(k) for k in self._below[verb] if self.words.relations[k] == "aux"]
        form = self._form(verb)
        is_to_do = self._form(verb - 1) == "to" and "been" not in helping  # "is to go"
        is_passive = not (form.endswith("ing") or is_to_do) and (
            bool({"be", "been", "was", "were", "is", "are"} & {*helping})
            or (not helping and self._is_participle(verb))
            or self._is_shared_passive(verb)
        )
        sides = {one.role: one for one in reversed(event.arguments)}
        side = sides.get("recipient") if is_passive else sides.get("actor")
        is_before = side is not None and side.span.start < self.words.starts[verb]
        if not side or not is_before or self._is_of_teller(verb, self.of(side.span)):
            return ""  # "it came", and the man behind it
        if is_to_do and {"are", "were"} & {*helping} and self._is_one(side.span):
            return ""  # one of the two who "were to miss it"
        nearest = self._nearest(verb, set(self.of(side.span)))
        return self._said(nearest) if nearest else self._whole(side)

    def _whole(self, argument: Argument) -> str:
        own = set(self.of(argument.span))
        whole = self._glued(self._with_owner(own)) if own else own
        words = pieces(self.article, [argument.span]) if whole == own else self._said(whole)
        return "" if words.lower() in RELATIVE | _FOR_NAMES else words
