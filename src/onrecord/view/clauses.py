"""An event in words that a note can take: who does what, without datelines and asides."""

import re
from collections.abc import Iterator, Sequence

from onrecord.record import Argument, Article, Event, Reading, Role, Span
from onrecord.view.layout import clean, pieces

LONGEST = 160  # characters of an event's words
_NOUNS = frozenset(("NOUN", "PROPN"))
_SUBJECTS = frozenset(("nsubj", "csubj"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_ASKING = frozenset(("what", "how", "whatever", "there"))
_LINKING = _RELATIVE | {"where", "when", "whose", "then", "meanwhile", "also", "however"}
_FOR_NAMES = frozenset(("he", "she", "it", "they", "him", "her", "them", "his", "its", "their"))
# What hangs on a verb and is no part of its clause, and what on a noun is said on the side.
_APART = frozenset((
    "advcl", "parataxis", "conj", "cc", "mark", "discourse", "punct", "dep", "ccomp", "vocative",
    "reparandum",
))  # fmt: skip
_ASIDE = frozenset(("acl", "appos", "parataxis", "advcl", "ccomp", "dep", "punct"))
_LOOSE_END = re.compile(
    r"(?: (?:from|of|to|at|in|on|by|with|for|over|as|that|and|or|the|an?|its|their))+$"
)
_BREAKS = frozenset((".", ";", ":", "—", "–", "--", "…", "(", ")", "?", "!"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_REST: tuple[Role, ...] = ("recipient", "place")  # said behind a clause that leaves them out


class Clauses:
    """A story's words with their syntax, as far as clauses need them; words by number."""

    def __init__(self, article: Article, reading: Reading) -> None:
        self.article, self.words = article, reading.words
        self._at = {start: i for i, start in enumerate(self.words.starts)}
        self._below: list[list[int]] = [[] for _ in self.words.heads]
        for i, head in enumerate(self.words.heads):
            if head >= 0:
                self._below[head].append(i)
        where = article.dateline.where.span if article.dateline else None
        self._dateline = frozenset(self.of(where)) if where else frozenset()
        self._cues = {i for one in reading.statements if one.cue for i in self.of(one.cue)}

    def of(self, span: Span) -> list[int]:
        """Return the words of a span; none where the reading has none of them."""
        return [self._at[at] for at in range(span.start, span.end) if at in self._at]

    def verb_of(self, event: Event) -> int | None:
        """Return the verb whose clause tells of an event: its own, or that which it is part of.

        None: the event is only named, or the reading has no words.
        """
        word = self._head(event.trigger)
        if word is None:
            return None
        if self.words.tags[word] == "VERB":
            return self._governing(word)
        head = self.words.heads[word]
        is_part = self.words.relations[word] in ("obj", "nsubj", "obl")
        if self.words.tags[word] in _NOUNS and is_part and head >= 0:
            is_verb = self.words.tags[head] == "VERB" and head not in self._cues
            return self._governing(head) if is_verb else None
        return None

    def told(self, event: Event, verb: int | None) -> str:
        """Give the words of an event; "" where nobody takes part in it, or no words are left."""
        if verb is None:
            return self._named(event)
        parts = {verb, *self._clause(verb)}
        subject = self._subject(verb) & parts
        stated, link = self._said(subject), ""
        if not subject or stated.lower() in _RELATIVE | _FOR_NAMES:
            stated, link = self._somebody(event, verb), ":" if self._is_bare(verb) else ""
        if not stated or stated.lower() in _ASKING:
            return ""
        first = min(subject, default=0)
        done = self._said({k for k in parts if k > first} - subject)  # no "After talks, they met"
        has_object = any(self.words.relations[k] in ("obj", "iobj") for k in parts)
        left = () if has_object else self._left_out(event, f"{stated} {done}")
        return cut(" ".join([stated + link, done, *left]))

    def _subject(self, verb: int) -> set[int]:
        """Return the words of a clause's subject, without what governs it in a bad parse."""
        own = [k for k in self._below[verb] if self.words.relations[k] in _SUBJECTS and k < verb]
        cases = {m for k in own for m in self._cases(k)}
        return {m for k in own for m in self._phrase(k)} - cases - self._dateline

    def _cases(self, word: int) -> set[int]:
        """Return the prepositions of a word."""
        below = (k for k in self._below[word] if self.words.relations[k] == "case" and k < word)
        return {k for k in below if self._form(k) not in _POSSESSIVE}

    def _possessives(self, word: int) -> set[int]:
        return {k for k in self._below[word] if self._form(k) in _POSSESSIVE}

    def _is_bare(self, verb: int) -> bool:
        """Tell whether a verb stands with no other: "crossing the river"."""
        helping = [k for k in self._below[verb] if self.words.relations[k] == "aux"]
        return self._form(verb).endswith("ing") and not helping

    def _head(self, span: Span) -> int | None:
        words = self.of(span)
        return next((i for i in words if self.words.heads[i] not in words), None)

    def _governing(self, verb: int) -> int:
        """Climb from "to visit" to "plans", as far as that is no word of a statement."""
        head = self.words.heads[verb]
        while head >= 0 and self.words.relations[verb] == "xcomp" and head not in self._cues:
            if self.words.tags[head] not in ("VERB", "ADJ"):
                break
            verb, head = head, self.words.heads[head]
        return verb

    def _clause(self, verb: int) -> Iterator[int]:
        """Give the words of a verb's clause."""
        for k in self._below[verb]:
            relation = self.words.relations[k]
            if not self._is_near(verb, k) or self._form(k) in _LINKING:
                continue
            if relation == "xcomp":
                yield k
                yield from self._clause(k)
                yield from (m for m in self._below[k] if self.words.relations[m] == "mark")
            elif relation == "mark" and self._form(k) == "to":
                yield k
            elif relation not in _APART:
                yield from self._phrase(k)

    def _phrase(self, head: int) -> Iterator[int]:
        """Give a word with what hangs on it."""
        yield head
        for k in self._below[head]:
            is_behind = self.words.relations[k] == "case" and k > head
            is_part = self.words.relations[k] not in _ASIDE and self._form(k) not in _LINKING
            is_part = is_part and (not is_behind or self._form(k) in _POSSESSIVE)
            if is_part and self._is_near(head, k):
                yield from self._phrase(k)

    def _is_near(self, i: int, k: int) -> bool:
        """Tell whether two words stand in one line with no break between, none in the dateline."""
        if k in self._dateline:
            return False
        first, last = min(i, k), max(i, k)
        if "\n" in self.article.text[self.words.starts[first] : self.words.ends[last]]:
            return False
        return _BREAKS.isdisjoint(map(self._form, range(first + 1, last)))

    def _form(self, i: int) -> str:
        return self.article.text[self.words.starts[i] : self.words.ends[i]].lower()

    def _said(self, words: set[int]) -> str:
        """Put words behind each other, as they stand in the text where they stand together."""
        inside = {i for i in range(min(words, default=0), max(words, default=0))
                  if self.words.tags[i] == "PUNCT" and {i - 1, i + 1} <= words}  # fmt: skip
        runs: list[list[int]] = []
        for i in sorted(words | inside):
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        spans = [
            Span(start=self.words.starts[run[0]], end=self.words.ends[run[-1]]) for run in runs
        ]
        return " ".join(pieces(self.article, [span]) for span in spans)

    def _somebody(self, event: Event, verb: int) -> str:
        """Name the subject that a clause has not: "vowed to go", "who goes"."""
        helping = [self._form(k) for k in self._below[verb] if self.words.relations[k] == "aux"]
        form = self._form(verb)
        is_passive = not form.endswith("ing") and (
            bool({"be", "been", "was", "were", "is", "are"} & {*helping})
            or (not helping and self._is_participle(verb))
        )
        sides = {one.role: one for one in reversed(event.arguments)}
        side = sides.get("recipient") if is_passive else sides.get("actor")
        return self._whole(side) if side else ""

    def _is_participle(self, verb: int) -> bool:
        is_form = self._form(verb) != self.words.lemmas[verb].lower()
        return self.words.relations[verb] == "acl" and is_form

    def _whole(self, argument: Argument) -> str:
        words = pieces(self.article, [argument.span])
        return "" if words.lower() in _RELATIVE | _FOR_NAMES else words

    def _left_out(self, event: Event, said: str) -> Iterator[str]:
        for role in _REST:
            for argument in event.arguments:
                words = self._whole(argument)
                if argument.role == role and words and words not in said:
                    yield words if role == "recipient" else f"({words})"

    def _named(self, event: Event) -> str:
        """Give an event that has no verb, by who does it: "Kim: visit to Russia"."""
        word = self._head(event.trigger)
        actor = next((one for one in event.arguments if one.role == "actor"), None)
        if word is None or actor is None or self.words.tags[word] not in _NOUNS:
            return ""
        who = self._whole(actor)
        own = {m for k in self._below[word] for m in self._phrase(k) if self._is_in(actor, k)}
        cases = self._cases(word) | {m for k in own for m in self._possessives(k)}
        return cut(f"{who}: {self._said(set(self._phrase(word)) - own - cases)}") if who else ""

    def _is_in(self, argument: Argument, word: int) -> bool:
        return not set(self.of(argument.span)).isdisjoint(self._phrase(word))


def cut(words: str) -> str:
    """Shorten words to `LONGEST` characters, at a space."""
    words = clean(words).strip(' ,;:-–—“”"')
    words = _LOOSE_END.sub("", words[:1].upper() + words[1:])
    if len(words) <= LONGEST:
        return words
    return words[: words.rfind(" ", 0, LONGEST)] + " …"


def spanned(article: Article, event: Event) -> str:
    """Give an event from its first part to its last, where the reading has no words."""
    spans: Sequence[Span] = [
        event.trigger, *(one.span for one in event.arguments if one.role != "time")
    ]  # fmt: skip
    whole = Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
    words = article.text[whole.start : whole.end]
    if len(words) <= LONGEST and "\n" not in words:
        return pieces(article, [whole])
    return cut(pieces(article, sorted(set(spans))))
