"""An event in words that a note can take: who does what, without datelines and asides."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.record import Argument, Article, Event, Reading, Role, Span
from onrecord.view.layout import clean, pieces
from onrecord.view.pronouns import GENDERS, genders_by_name, names_of_pronouns
from onrecord.view.rows import LONGEST, cut

_NOUNS = frozenset(("NOUN", "PROPN"))
_OPENING = _NOUNS | {"DET", "ADJ", "NUM"}  # with which a subject begins, and what none holds
_NO_SUBJECT = frozenset(("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"))
_SUBJECTS = frozenset(("nsubj", "csubj"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
# Subjects that say nothing to whoever has not read the sentence before.
_ASKING = frozenset((
    "what", "how", "whatever", "there", "this", "that", "these", "those", "one", "another", "some",
    "others", "both", "neither", "everyone", "somebody", "someone",
))  # fmt: skip
_OF_INFINITIVE = frozenset(("not", "to"))  # "urged them not to leave"
_LINKING = _RELATIVE | {"where", "when", "whose", "then", "meanwhile", "also", "however"}
_FIRST_PERSON = frozenset(("i", "we"))
_FOR_THINGS = frozenset(("it", "its"))
_FOR_NAMES = frozenset(("he", "she", "it", "they", "him", "her", "them", "his", "its", "their"))
# What hangs on a verb and is no part of its clause, and what on a noun is said on the side.
_APART = frozenset((
    "advcl", "parataxis", "conj", "cc", "mark", "discourse", "punct", "dep", "ccomp", "vocative",
    "reparandum",
))  # fmt: skip
_ASIDE = frozenset(("acl", "appos", "parataxis", "advcl", "ccomp", "dep", "punct"))
_BREAKS = frozenset((".", ";", ":", "—", "–", "--", "…", "(", ")", "?", "!"))
_COMMAS = frozenset((",", "–", "—", "--"))
_LONGEST_GAP = 8  # words between two parts of a clause that are said, too
_FEWEST = 2  # words of an event that is named, not told
_OWN = re.compile(r"(?i)^(?:the|an?|his|her|its|their|my|our|your) ")
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
        self._speakers = {one.id: one.speaker_name for one in reading.statements}
        self._genders = genders_by_name(article, reading)
        self._names = names_of_pronouns(article, reading)

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

    def told(self, event: Event, verb: int | None, when: Sequence[Span] = ()) -> str:
        """Give the words of an event; "" where nobody takes part in it, or no words are left.

        when: times that are said beside it, and so left out here.
        """
        left_out = {i for span in when for i in self._with_cases(self.of(span))}
        if verb is None:
            return self._named(event, left_out)
        if self._is_judged(verb) or self._asks(verb):
            return ""  # "discussing it is premature": that it was discussed is not said
        parts = {verb, *self._clause(verb)} - left_out
        own = self._subject(verb) & parts or self._opening(verb)
        subject = self._glued(self._filled(own)) - left_out
        stated = self._stated(event, verb, subject)
        first = max(subject, default=self._begin(verb) - 1)
        rest = self._filled({k for k in parts if k > first})  # no "After talks, they met"
        done = self._said(rest - left_out)
        if not stated or stated.lower() in _ASKING or stated.lower() in done.lower():
            return ""
        has_object = any(self.words.relations[k] in ("obj", "iobj") for k in parts)
        left = () if has_object else self._left_out(event, verb, f"{stated} {done}")
        return cut(" ".join([stated, done, *left]))

    def _is_judged(self, verb: int) -> bool:
        """Tell whether a verb is what is spoken of, as a reader sees it or by what follows it."""
        if self.words.relations[verb] == "csubj":
            return True
        own = {self.words.relations[k] for k in self._below[verb]}
        head = self.words.heads[verb]
        beside = [k for k in self._below[head] if k > verb] if head >= 0 else []
        has_judgement = any(
            self.words.relations[m] == "cop" for k in beside for m in self._below[k]
        )
        return self._is_bare(verb) and own.isdisjoint(_SUBJECTS) and has_judgement

    def _stated(self, event: Event, verb: int, subject: set[int]) -> str:
        """Give the words of a subject, by name where it is a pronoun; "" if nobody is named."""
        stated = self._by_name(subject)
        if stated.lower() in GENDERS:
            return self._teller_if(event, stated.lower()) or self._somebody(event, verb)
        if not subject or stated.lower() in _RELATIVE | _FOR_NAMES:
            stated = self._somebody(event, verb)
        return self._teller(event) if stated.lower() in _FIRST_PERSON else stated

    def _asks(self, verb: int) -> bool:
        """Tell whether what is done to stands before it: "masts that the union tested"."""
        objects = (k for k in self._below[verb] if self.words.relations[k] in ("obj", "obl"))
        return any(self._form(k) in _RELATIVE | _ASKING and k < verb for k in objects)

    def _begin(self, verb: int) -> int:
        """Return the first word of what a verb without a subject says: "to", "would"."""
        small = ("aux", "mark", "advmod", "cop")
        return min([verb, *(k for k in self._below[verb] if self.words.relations[k] in small)])

    def _teller(self, event: Event) -> str:
        """Name whoever says "I"."""
        return clean(self._speakers.get(event.told_by or "") or "")

    def _teller_if(self, event: Event, pronoun: str) -> str:
        """Name whoever tells it, where a pronoun may be them: "the aide said he did it"."""
        name = self._teller(event)
        is_one = name in self._genders and self._genders[name] in (None, GENDERS[pronoun])
        return name if is_one else ""

    def _by_name(self, subject: set[int]) -> str:
        """Give the words of a subject; a pronoun that they begin with by its name."""
        first = min(subject, default=-1)
        form = self._form(first) if first >= 0 else ""
        said = self._said(subject)
        if form not in _FOR_NAMES:
            return said
        there = self._who_came_there(first)
        if there:
            return there
        name = self._names.get((self.words.starts[first], form not in _FOR_THINGS))
        is_owner = self.words.relations[first] == "nmod"
        return f"{name}{'’s' if is_owner else ''}{said[len(form) :]}" if name else said

    def _who_came_there(self, pronoun: int) -> str:
        """Give the subject that "it" means in "a train stopped in Oslo, where it was met"."""
        verb = self.words.heads[pronoun]
        if self._form(pronoun) != "it" or verb < 0 or self.words.relations[verb] != "advcl":
            return ""
        is_there = any(self._form(k) == "where" for k in self._below[verb])
        return self._said(self._filled(self._subject(self.words.heads[verb]))) if is_there else ""

    def _with_cases(self, words: Sequence[int]) -> set[int]:
        """Return words with the prepositions in front of them."""
        inside = set(words)
        heads = {i for i in inside if self.words.heads[i] not in inside}
        return inside | {k for i in heads for k in self._below[i] if self._is_small(k) and k < i}

    def _is_small(self, word: int) -> bool:
        return self.words.relations[word] in ("case", "det", "cc")

    def _filled(self, words: set[int]) -> set[int]:
        """Add what stands between words, as far as it is no aside: "chief", "of the", "with"."""
        kept = set(words)
        ordered = sorted(words)
        for before, behind in pairwise(ordered):
            gap = range(before + 1, behind)
            is_aside = any(self._parts(i) or i in self._cues for i in gap)
            if len(gap) <= _LONGEST_GAP and not is_aside and self._is_near(before, behind):
                kept.update(gap)
        return kept

    def _subject(self, verb: int) -> set[int]:
        """Return the words of a clause's subject, without what governs it in a bad parse."""
        own = [k for k in self._below[verb] if self.words.relations[k] in _SUBJECTS and k < verb]
        if own and self._form(own[-1]) in _FOR_NAMES:
            own = own[-1:]  # in "the guard, Roe, said he saw it" a reader may take the guard, too
        cases = {m for k in own for m in self._cases(k)}
        return {m for k in own for m in self._phrase(k)} - cases - self._dateline

    def _opening(self, verb: int) -> set[int]:
        """Return what stands before a finite verb where no subject was read: "a court in Oslo"."""
        tags, forms = self.words.tags, self._form(verb)
        first = begin = self._begin(verb)
        while first and self._is_near(verb, first - 1) and self._may_open(first - 1):
            first -= 1
        is_whole = first < begin and tags[first] in _OPENING and self._opens(first)
        return set(range(first, begin)) if is_whole and not forms.endswith("ing") else set()

    def _may_open(self, word: int) -> bool:
        return self.words.tags[word] not in _NO_SUBJECT and not self._parts(word)

    def _opens(self, word: int) -> bool:
        """Tell whether a word begins its sentence, or what stands behind its first comma."""
        sentences = self.words.sentences
        first = word
        while first and sentences[first - 1] == sentences[word]:
            first -= 1
        before = [i for i in range(first, word) if i not in self._dateline]
        plain = all(self.words.tags[i] not in _NO_SUBJECT for i in before[:-1])
        return not before or (self._form(before[-1]) in (",", ":") and plain)

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
            if not self._is_near(verb, k) or self._form(k) in _LINKING or self._is_added(verb, k):
                continue
            if relation == "xcomp":
                yield k
                yield from self._clause(k)
                yield from (m for m in self._below[k] if self.words.relations[m] == "mark")
            elif relation == "mark" and self._form(k) in _OF_INFINITIVE:
                yield k
            elif relation not in _APART:
                yield from self._phrase(k)

    def _glued(self, words: set[int]) -> set[int]:
        """Add what stands behind the last word without a space: "148" of "An-148"."""
        last = max(words, default=len(self.words.starts))
        while last + 1 < len(self.words.starts) and self._is_glued(last + 1):
            last += 1
            words = words | {last}
        return words

    def _is_glued(self, word: int) -> bool:
        is_behind = self.words.starts[word] == self.words.ends[word - 1]
        return is_behind and (self.words.tags[word] != "PUNCT" or self._form(word) == "-")

    def _parts(self, word: int) -> bool:
        """Tell whether a word parts what it stands between: a comma, a dash, "who"."""
        form = self._form(word)
        return form in _COMMAS or form in _BREAKS or form in _RELATIVE

    def _is_added(self, verb: int, k: int) -> bool:
        """Tell whether a part is added behind a comma: ", by members of the party"."""
        if k < verb or self.words.relations[k] not in ("obl", "advmod", "nmod"):
            return False
        first = min(self._phrase(k))
        lists = [sorted(self._phrase(m)) for m in self._below[verb] if verb < m < k]
        inside = {i for one in lists for i in range(one[0], one[-1])}
        between = set(range(verb + 1, first)) - inside
        return any(self._form(i) in _COMMAS for i in between)

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
        if self.words.tags[self.of(event.trigger)[0]] != "VERB":
            return ""  # whose attack it is need not be who ends it
        helping = [self._form(k) for k in self._below[verb] if self.words.relations[k] == "aux"]
        form = self._form(verb)
        is_passive = not form.endswith("ing") and (
            bool({"be", "been", "was", "were", "is", "are"} & {*helping})
            or (not helping and self._is_participle(verb))
        )
        sides = {one.role: one for one in reversed(event.arguments)}
        side = sides.get("recipient") if is_passive else sides.get("actor")
        is_before = side is not None and side.span.start < self.words.starts[verb]
        return self._whole(side) if side and is_before else ""  # "it came", and the man behind it

    def _is_participle(self, verb: int) -> bool:
        is_form = self._form(verb) != self.words.lemmas[verb].lower()
        has_own = any(self.words.relations[k] in _SUBJECTS for k in self._below[verb])
        return self.words.relations[verb] == "acl" and is_form and not has_own

    def _whole(self, argument: Argument) -> str:
        own = set(self.of(argument.span))
        whole = self._glued(own) if own else own
        words = pieces(self.article, [argument.span]) if whole == own else self._said(whole)
        return "" if words.lower() in _RELATIVE | _FOR_NAMES else words

    def _left_out(self, event: Event, verb: int, said: str) -> Iterator[str]:
        """Give who and where it is done to, if they stand behind the verb."""
        for role in _REST:
            for argument in event.arguments:
                words = self._whole(argument)
                is_behind = argument.span.start > self.words.starts[verb]
                if (
                    argument.role == role
                    and is_behind
                    and words
                    and words.lower() not in said.lower()
                ):
                    yield words if role == "recipient" else f"({words})"

    def _named(self, event: Event, left_out: set[int]) -> str:
        """Give an event that has no verb, by who does it: "Kim’s visit to Russia".

        What has a day is known without: "collapse of the bridge".
        """
        word = self._head(event.trigger)
        actor = next((one for one in event.arguments if one.role == "actor"), None)
        if word is None or self.words.tags[word] not in _NOUNS:
            return ""
        own = {m for k in self._below[word] for m in self._phrase(k) if self._is_in(actor, k)}
        cases = self._cases(word) | {m for k in own for m in self._possessives(k)}
        small = {k for k in self._below[word] if self.words.relations[k] == "det"}
        whole = set(self._phrase(word)) - own - cases - small - left_out
        named = self._said({k for k in whole if whole.issuperset(range(k, word))})
        if actor is None:
            return cut(named) if left_out and len(named.split()) > _FEWEST else ""
        who = self._whole(actor)
        if not who or len(named.split()) < _FEWEST:
            return ""
        if who not in named:
            named = f"{who}’s {_OWN.sub('', named)}"
        return cut(named)

    def _is_in(self, argument: Argument | None, word: int) -> bool:
        return argument is not None and not set(self.of(argument.span)).isdisjoint(
            self._phrase(word)
        )


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
