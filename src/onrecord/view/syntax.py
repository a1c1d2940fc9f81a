"""A story's words with their syntax: what hangs on what, and what stands beside it."""

import re
from collections.abc import Iterator

from onrecord.record import Article, Reading, Span

RELATIVE = frozenset(("who", "which", "that", "whom"))
LINKING = RELATIVE | {"where", "when", "whose", "then", "meanwhile", "also", "however"}
NOUNS = frozenset(("NOUN", "PROPN"))
NO_SUBJECT = frozenset(("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"))  # tags
COMMAS = frozenset((",", "–", "—", "--"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
# What is said of a noun on the side.
_ASIDE = frozenset(("acl", "appos", "parataxis", "advcl", "ccomp", "dep", "punct"))
_BRACKETED = re.compile(r"\( [^()]* \)")  # "the World Bank (WB) said"
_BREAKS = frozenset((".", ";", ":", "—", "–", "--", "…", "(", ")", "?", "!"))
SUBJECTS = frozenset(("nsubj", "csubj"))
_OF_PAST = frozenset(("was", "were", "had", "did"))
_PARTICIPLES = ("ed", "en", "wn", "ung", "ught", "ld", "nt", "pt")
_BE = frozenset(("be", "been", "being", "is", "are", "was", "were"))
# Names and numbers up to a dash: behind "OSLO: The" there is none of a dateline.
_DATELINE = re.compile(r"[A-Z][\w'’]*(?:[ ,.()/]+[A-Z0-9][\w'’]*){0,15}[ ,.()/]+[-–—](?=\s)")


# What nobody does to anybody: "was first set for May and collapsed".
_INTRANSITIVE = frozenset((
    "appear", "arrive", "collapse", "die", "disappear", "emerge", "escape", "fail", "happen",
    "occur", "resign", "retire", "surrender", "vanish",
))  # fmt: skip


class Syntax:
    """A story's words with their syntax, as far as phrases need them; words by number."""

    def __init__(self, article: Article, reading: Reading) -> None:
        self.article, self.words = article, reading.words
        self._at = {start: i for i, start in enumerate(self.words.starts)}
        self._below: list[list[int]] = [[] for _ in self.words.heads]
        for i, head in enumerate(self.words.heads):
            if head >= 0:
                self._below[head].append(i)
        where = article.dateline.where.span if article.dateline else None
        self._dateline = frozenset(self.of(self._opened_by(where))) if where else frozenset()
        bodies = (one.span for one in reading.mentions if one.kind in ("organisation", "person"))
        self._bodies = {i for span in bodies for i in self.of(span)}
        self._cues = {i for one in reading.statements if one.cue for i in self.of(one.cue)}

    def _opened_by(self, where: Span) -> Span:
        """Return a dateline from its place up to its dash: "OSLO, May 2 (Bend River Press) -"."""
        rest = _DATELINE.match(self.article.text, where.start)
        return Span(start=where.start, end=max(where.end, rest.end() if rest else 0))

    def of(self, span: Span) -> list[int]:
        """Return the words of a span; none where the reading has none of them."""
        return [self._at[at] for at in range(span.start, span.end) if at in self._at]

    def fellows(self, span: Span) -> set[int]:
        """Return the verbs that "and" or "but" joins with the verb of a span; none of a noun.

        So does "after" with what the same one did: "headed north after crossing the river".
        """
        verb = self._head(span)
        if verb is None or self.words.tags[verb] != "VERB":
            return set()
        first = self.words.heads[verb] if self.words.relations[verb] == "conj" else verb
        behind = {k for i in (first, verb) for k in self._below[i]}
        found = {first, *(k for k in behind if self.words.relations[k] == "conj")}
        found |= {k for k in self._below[verb] if self._is_done_before(k)}
        return {k for k in found if self.words.tags[k] == "VERB"} - {verb}

    def _is_done_before(self, verb: int) -> bool:
        marks = {self._form(k) for k in self._below[verb] if self.words.relations[k] == "mark"}
        is_beside = self.words.relations[verb] == "advcl" and "after" in marks
        return is_beside and self._form(verb).endswith("ing")

    def _is_small(self, word: int) -> bool:
        return self.words.relations[word] in ("case", "det", "cc")

    def _cases(self, word: int) -> set[int]:
        """Return the prepositions of a word."""
        below = (k for k in self._below[word] if self.words.relations[k] == "case" and k < word)
        return {k for k in below if self._form(k) not in POSSESSIVE}

    def _possessives(self, word: int) -> set[int]:
        return {k for k in self._below[word] if self._form(k) in POSSESSIVE}

    def _head(self, span: Span) -> int | None:
        words = self.of(span)
        return next((i for i in words if self.words.heads[i] not in words), None)

    def _parts(self, word: int) -> bool:
        """Tell whether a word parts what it stands between: a comma, a dash, "who"."""
        form = self._form(word)
        return form in COMMAS or form in _BREAKS or (form in RELATIVE and self._links(word))

    def _links(self, word: int) -> bool:
        """Tell whether a word links a clause: "that", but not of "that strike"."""
        is_pointing = self._form(word) == "that" and self.words.relations[word] == "det"
        return self._form(word) in LINKING and not is_pointing

    def _phrase(self, head: int) -> Iterator[int]:
        """Give a word with what hangs on it."""
        yield head
        told = [k for k in self._below[head] if self.words.relations[k] == "appos"]
        for k in self._below[head]:
            if self.words.relations[k] == "nmod" and any(head < aside < k for aside in told):
                continue  # "Roe, a doctor | at the clinic": all of it is said on the side
            is_behind = self.words.relations[k] == "case" and k > head
            is_part = self.words.relations[k] not in _ASIDE or self._is_name_of(head, k)
            is_part = is_part and not self._links(k)
            is_part = is_part and (not is_behind or self._form(k) in POSSESSIVE)
            is_part = is_part and not self._is_beside_comma(head, k)
            if is_part and self._is_near(head, k):
                yield from self._phrase(k)

    def _is_name_of(self, head: int, k: int) -> bool:
        """Tell whether a name right behind a noun is its own: "the journal | Nature Geology"."""
        is_name = self.words.relations[k] == "appos" and self.words.tags[k] == "PROPN"
        below = (
            m for m in self._below[k] if self.words.relations[m] in ("compound", "flat", "det")
        )
        return is_name and min((k, *below)) == head + 1

    def _is_beside_comma(self, head: int, k: int) -> bool:
        """Tell whether a quality is said on the side: "a man, Danish sailor Jan Roe", "aged 44"."""
        is_quality = self.words.relations[k] == "amod" and self.words.tags[k] == "ADJ"
        return is_quality and k > head and self._form(head + 1) in COMMAS

    def _is_near(self, i: int, k: int) -> bool:
        """Tell whether two words stand in one line with no break between, none in the dateline."""
        if k in self._dateline:
            return False
        first, last = min(i, k), max(i, k)
        if "\n" in self.article.text[self.words.starts[first] : self.words.ends[last]]:
            return False
        between = " ".join(map(self._form, range(first + 1, last)))
        return _BREAKS.isdisjoint(_BRACKETED.sub("", between).split())

    def may_be(self, verb: int) -> bool:
        """Tell whether a clause says what only may be: "the deal could fall apart"."""
        helping = {self._form(k) for k in self._below[verb] if self.words.relations[k] == "aux"}
        return not helping.isdisjoint(("may", "might", "could"))

    def _hangs_on(self, word: int, verb: int) -> bool:
        """Tell whether a word hangs on a verb, however far."""
        while word >= 0 and word != verb:
            word = self.words.heads[word]
        return word == verb

    def _form(self, i: int) -> str:
        return self.article.text[self.words.starts[i] : self.words.ends[i]].lower()

    def _is_mark(self, i: int) -> bool:
        return self.words.tags[i] == "PUNCT" or self._form(i) in COMMAS

    def _before(self, verb: int) -> set[str]:
        """Return the word right before a verb: "for" of "jailed for taking bribes"."""
        return {self._form(verb - 1)} if verb else set()

    def _begin(self, verb: int) -> int:
        """Return the first word of what a verb without a subject says: "to", "would"."""
        small = ("aux", "mark", "advmod", "cop")
        return min([verb, *(k for k in self._below[verb] if self.words.relations[k] in small)])

    def _is_bare(self, verb: int) -> bool:
        """Tell whether a verb stands with no other: "crossing the river"."""
        helping = [k for k in self._below[verb] if self.words.relations[k] == "aux"]
        return self._form(verb).endswith("ing") and not helping

    def is_finite(self, verb: int) -> bool:
        """Tell whether a verb makes a sentence: no "crossing", "being hit" nor "to have hit"."""
        before = [k for k in self._below[verb] if k < verb]
        helping = [k for k in before if self.words.relations[k] == "aux"]
        is_ing = self._form((*helping, verb)[0]).endswith("ing")
        return not is_ing and all(self._form(k) != "to" for k in before)

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
        return self._is_bare(verb) and own.isdisjoint(SUBJECTS) and has_judgement

    def _is_participle(self, verb: int) -> bool:
        is_form = self._form(verb) != self.words.lemmas[verb].lower()
        has_own = any(self.words.relations[k] in SUBJECTS for k in self._below[verb])
        is_with = any(self._form(k) == "with" for k in self._below[verb] if k < verb)
        is_beside = self.words.relations[verb] == "advcl" and has_own and is_with
        is_alone = is_form and not any(self.words.relations[k] == "aux" for k in self._below[verb])
        if is_beside:  # "with a rocket launched in May"
            return is_alone and not self._form(verb).endswith("ing")
        return self.words.relations[verb] == "acl" and is_form and not has_own

    def is_past(self, verb: int) -> bool:
        """Tell whether a verb is in the past tense: "rebuffed", "was shelling"."""
        parts = (k for k in self._below[verb] if self.words.relations[k] in ("aux", "cop"))
        helping = {self._form(k) for k in parts}
        if helping:
            return not helping.isdisjoint(_OF_PAST)
        form = self._form(verb)
        is_form = form != self.words.lemmas[verb].lower() and self.words.tags[verb] == "VERB"
        return is_form and not form.endswith(("ing", "s"))

    def _is_shared_passive(self, verb: int) -> bool:
        """Tell whether a verb is passive as the one it goes on with: "was tried and hanged"."""
        head, form = self.words.heads[verb], self._form(verb)
        own = {self.words.relations[k] for k in self._below[verb]}
        is_form = form.endswith(_PARTICIPLES) and form != self.words.lemmas[verb].lower()
        is_bare = own.isdisjoint(("aux", "nsubj", "csubj", "obj", "mark", "cop"))
        is_conj = self.words.relations[verb] == "conj" and head >= 0
        is_done_to = self.words.lemmas[verb].lower() not in _INTRANSITIVE
        return is_conj and is_form and is_bare and is_done_to and self._is_passive(head)

    def _is_passive(self, verb: int) -> bool:
        """Tell whether a verb says what is done to its subject: "was asked"."""
        helping = {self._form(k) for k in self._below[verb] if self.words.relations[k] == "aux"}
        form = self._form(verb)
        is_form = form != self.words.lemmas[verb].lower() and not form.endswith("ing")
        return is_form and not helping.isdisjoint(_BE)

    def _may_open(self, word: int) -> bool:
        return self.words.tags[word] not in NO_SUBJECT and not self._parts(word)

    def _opens(self, word: int) -> bool:
        """Tell whether a word begins its sentence, or what stands behind its first comma."""
        sentences = self.words.sentences
        first = word
        while first and sentences[first - 1] == sentences[word]:
            first -= 1
        before = [i for i in range(first, word) if i not in self._dateline]
        plain = all(self.words.tags[i] not in NO_SUBJECT for i in before[:-1])
        return not before or (self._form(before[-1]) in (",", ":") and plain)
