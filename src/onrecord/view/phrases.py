"""Phrases of a story, and how they are said in one line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.record import Event, Span
from onrecord.view.dates import OWNERS, Dates
from onrecord.view.layout import pieces
from onrecord.view.syntax import COMMAS, LINKING, NOUNS, POSSESSIVE, RELATIVE, SUBJECTS

# Subjects that say nothing to whoever has not read the sentence before.
ASKING = frozenset((
    "what", "how", "whatever", "there", "this", "that", "these", "those", "one", "another", "some",
    "others", "both", "neither", "everyone", "somebody", "someone",
))  # fmt: skip
OPEN = frozenset(("", "what", "which", "whatever", "whoever"))  # with which none is named
_IF = frozenset(("if", "unless", "when", "once", "until", "before", "whether", "case", "how"))
_PAIRS = (("at", "least"), ("at", "most"), ("not", "all"), ("not", "every"))
_FARTHEST_NOT, _OF_PHRASE = 5, frozenset(("DET", "ADP", "ADJ"))  # words, tags: "not all of the"
_OF_I = {"am": "is", "have": "has", "do": "does"}
_OF_ONE = frozenset(("was", "is", "has"))
_WHEN = frozenset(("time", "moment", "night", "place", "way", "reason", "point", "season"))
_LENGTHS = frozenset(("minute", "hour", "day", "week", "month", "year"))
_MODALS = frozenset(("will", "would", "could", "may", "might", "can", "must", "should", "shall"))
_SEVERAL = frozenset(("many", "several", "few", "both", "these", "those", "two", "three"))
_READY = frozenset(("due", "set", "ready", "able", "likely", "unlikely", "expected", "scheduled"))
_FIRSTS = frozenset(("first", "last", "second", "third", "latest", "only", "next"))
_REASONS = frozenset(("after", "for", "by", "without", "in"))
_WAS = frozenset(("was", "were", "is", "are"))
_HAS = frozenset(("has", "have", "had"))
# What is no past by itself.
_PARTICIPLES = frozenset((
    "begun", "broken", "chosen", "done", "driven", "eaten", "fallen", "flown", "given", "gone",
    "grown", "hidden", "ridden", "risen", "seen", "shaken", "shown", "spoken",
    "stolen", "sworn", "taken", "thrown", "torn", "withdrawn", "worn", "written",
))  # fmt: skip
_LONGEST_GAP = 8  # words between two parts of a clause that are said, too


class Phrases(Dates):
    """The phrases of a story's clauses."""

    def _helping(self, event: Event, verb: int, subject: set[int]) -> str:
        """Return what a participle lacks to be told: "were ", of a campaign funded by farmers."""
        role = "actor" if self._form(verb).endswith("ing") else "recipient"
        sides = [self.of(one.span) for one in event.arguments if one.role == role]
        words = subject or {i for side in sides[:1] for i in side}
        heads = [k for k in words if self.words.heads[k] not in words]
        if not heads or self._form(verb - 1) in RELATIVE:  # "who", taken for no subject
            return ""
        last = max(heads)
        is_form = self._form(last) != self.words.lemmas[last].lower()
        is_several = any(self._form(k) in _SEVERAL for k in words)
        is_plural = is_several or len(heads) > 1 or (is_form and self.words.tags[last] == "NOUN")
        return "were " if is_plural else "was "

    def _of_another(self, done: str, subject: set[int]) -> str:
        """Give what "I" do as it is said of somebody else: "am here" -> "is here"."""
        first, _, rest = done.partition(" ")
        is_own = [self._form(i) for i in subject] == ["i"]
        return f"{_OF_I[first]} {rest}" if is_own and first in _OF_I else done

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

    def _glued(self, words: set[int]) -> set[int]:
        """Add what a hyphen ties to them, "148" of "An-148", or "festival" of "festival-goers"."""
        first = min(words, default=0)
        while first > 1 and self._form(first - 1) == "-" and self._is_glued(first):
            first -= 1 + self._is_glued(first - 1)
            words = words | {*range(first, min(words))}
        last = max(words, default=len(self.words.starts))
        while last + 1 < len(self.words.starts) and self._is_glued(last + 1):
            last += 1
            words = words | {last}
        return words

    def _is_glued(self, word: int) -> bool:
        is_behind = self.words.starts[word] == self.words.ends[word - 1]
        is_part = self.words.tags[word] != "PUNCT" or self._form(word) == "-"
        return is_behind and is_part and self._form(word) not in POSSESSIVE

    def _whole_at_its_start(self, words: set[int]) -> set[int]:
        """Let words begin where a phrase does: "at least 12", not "least 12", nor "’s floods"."""
        first = min(words, default=0)
        for k in range(first - 1, max(first - _FARTHEST_NOT, 0) - 1, -1):
            between = {self.words.tags[m] for m in range(k + 2, first)}
            if (self._form(k), self._form(k + 1)) in _PAIRS and between <= _OF_PHRASE:
                return words | {*range(k, first)}  # "not all the | roads"
        return words - {first} if self._form(first) in POSSESSIVE else words

    def _said(self, words: set[int]) -> str:
        """Put words behind each other, as they stand in the text where they stand together."""
        words = self._whole_at_its_start(words) if words else words
        inside = {i for i in range(min(words, default=0), max(words, default=0))
                  if self._is_mark(i) and {i - 1, i + 1} <= words}  # fmt: skip
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

    def _asked(self, verb: int) -> int | None:
        """Return the "what" or "which" before a verb that it is done to.

        A reader takes it for a subject, too, where the subject stands behind it.
        """
        relations = self.words.relations
        before = [k for k in self._below[verb] if k < verb]
        subjects = [k for k in before if relations[k] == "nsubj"]
        asked = [
            k
            for k in before
            if self._form(k) in RELATIVE | ASKING
            and (
                relations[k] == "obl"
                or (not self._is_passive(verb) and (relations[k] == "obj" or k in subjects[:-1]))
            )
        ]
        return next(iter(asked), None)

    def _meant(self, verb: int) -> set[int]:
        """Return the words that "which" means in "the base, which she is to visit"; none if unsure.

        They stand right before it, but for a comma.
        """
        which = self._asked(verb)
        if which is None or self._form(which) not in RELATIVE - {"who"}:
            return set()
        return self._beside_relative(which)

    def _beside_relative(self, which: int) -> set[int]:
        """Return the words of the noun before "which", "whose"; none if unsure."""
        if which > 1 and self._form(which - 1) in ("and", "but"):
            return self._beside_first(which - 1)
        before = which - 1 - (which > 1 and self._form(which - 1) in COMMAS)
        sentences = self.words.sentences
        is_there = before >= 0 and sentences[before] == sentences[which]
        if not is_there or self.words.tags[before] not in NOUNS or not self._is_near(which, before):
            return set()
        thing = self._thing(before)
        if thing is None:
            return set()
        phrase = {k for k in self._phrase(thing) if k <= before} - self._cases(thing)
        joints = (k for k in self._below[thing] if self.words.relations[k] == "cc" and k < thing)
        # of "to Oslo and | Rome, which", but "holders Park or Docks, who" has both
        return phrase - {k for k in joints if all(i >= k for i in phrase)}

    def _addressed(self, verb: int) -> set[int]:
        """Return whom a verb is asked of: the mayor of "they asked the mayor to go"."""
        head, relations = self.words.heads[verb], self.words.relations
        to = [k for k in self._below[verb] if k < verb and self._form(k) == "to"]
        if head < 0 or not to:
            return set()
        both = (k for k in (*self._below[head], *self._below[verb]) if head < k < to[0])
        named = [k for k in both if relations[k] in ("obj", "iobj", "nsubj")]
        named = [k for k in named if self.words.tags[k] in NOUNS]
        return {m for k in named[-1:] for m in self._phrase(k) if m < to[0]}

    def _is_of_teller(self, verb: int, words: Sequence[int]) -> bool:
        """Tell whether words are of who says so: "ships that the police say are smuggling"."""
        cue, relations = self.words.heads[verb], self.words.relations
        has_own = any(relations[k] in SUBJECTS for k in self._below[verb])
        is_theirs = cue in self._cues and cue == max(words, default=-2) + 1
        return is_theirs and self.is_finite(verb) and not has_own

    def _seen(self, verb: int) -> set[int]:
        """Return who is seen, filmed or caught doing it, of "she was filmed hitting a guard"."""
        head = self.words.heads[verb]
        is_beside = self.words.relations[verb] in ("advcl", "xcomp") and 0 <= head == verb - 1
        if not is_beside or not self._is_bare(verb) or not self._is_passive(head):
            return set()
        own = [k for k in self._below[head] if self.words.relations[k] == "nsubj" and k < head]
        return {m for k in own[-1:] for m in self._phrase(k) if m < head}

    def _nearest(self, verb: int, side: set[int]) -> set[int]:
        """Return the words that "who" means if a reader took more for it; none if it took them.

        Of "the son of a nurse who fled", a nurse; of "one of the ships that was hit", all.
        """
        noun, relations = self.words.heads[verb], self.words.relations
        own = {k: self._form(k) for k in self._below[verb] if k < verb}
        who = [k for k, form in own.items() if form in RELATIVE and relations[k] in SUBJECTS]
        if not who or relations[verb] != "acl" or noun not in side:
            return set()
        above = self.words.heads[noun]
        is_one = above >= 0 and self._form(above) == "one" and relations[noun] == "nmod"
        if is_one and not _OF_ONE.isdisjoint(own.values()):
            return {*range(above, noun + 1)}
        is_named = any(relations[k] == "det" for k in self._below[noun])  # no "dozens of men"
        if above not in side or not is_named:
            return set()
        return {k for k in self._phrase(noun) if k < who[0]} - self._cases(noun)

    def _is_of_thing(self, verb: int) -> bool:
        """Tell whether a verb says of the noun before it what is done to that: "an oil they sold".

        A day or a place is none: "the day the bridge fell".
        """
        noun, relations = self.words.heads[verb], self.words.relations
        if relations[verb] != "acl" or self._is_passive(verb):
            return False
        own = self._below[verb]
        told = {relations[k] for i in (verb, *own) for k in self._below[i] if i == verb or k > verb}
        subjects = [k for k in own if relations[k] == "nsubj" and noun < k < verb]
        is_plain = all(self._form(k) not in LINKING and relations[k] != "mark" for k in own)
        has_subject = bool(subjects) and min(self._phrase(subjects[0])) == noun + 1
        is_when = self.words.lemmas[noun].lower() in _LENGTHS | _WHEN
        return is_plain and has_subject and not is_when and told.isdisjoint(("obj", "ccomp"))

    def _beside_first(self, joint: int) -> set[int]:
        """Return the name that an earlier clause is of, too: "Oslo, a port where …, and which"."""
        begin = joint
        while begin and self.words.sentences[begin - 1] == self.words.sentences[joint]:
            begin -= 1
        earlier = [k for k in range(begin + 1, joint) if self._form(k) in LINKING - {"then"}]
        last = first = max(earlier, default=begin)
        while last > begin and not (
            self._form(last) == "," and self._form(last + 1) in ("a", "an")
        ):
            last -= 1
        is_one = all(self.words.tags[k] != "VERB" for k in range(last, first))
        first = last
        while first > begin and self.words.tags[first - 1] == "PROPN":
            first -= 1
        return set(range(first, last)) if is_one else set()

    def _thing(self, word: int) -> int | None:
        """Return the noun that a place is said of: "the yard in Oslo"; None if unsure.

        Of "layoffs at Norrbygg" which was bought, Norrbygg.
        """
        beside, head = min(self._phrase(word)) - 1, self.words.heads[word]
        is_alone = beside < 0 or not self._cases(word) or self.words.tags[beside] not in NOUNS
        if is_alone or word in self._bodies:
            return word
        return head if head == beside else None

    def _closes(self, verb: int, subject: set[int], rest: set[int]) -> bool:
        """Tell whether a comma stands behind a subject: "Roe, 44, fled", "Roe, for one, fled"."""
        behind = max(subject, default=-1) + 1
        if not subject or self._form(behind) != ",":
            return False
        inner = range(min(subject), behind)
        has_aside = any(self._form(i) == "," and {i - 1, i + 1} <= subject for i in inner)
        return has_aside or behind + 1 == min(rest, default=-1) < self._begin(verb)

    def _is_if(self, verb: int) -> bool:
        """Tell whether a verb, or what it hangs on, is only told as a condition: "if it burns"."""
        while verb >= 0:
            if any(k < verb and self._form(k) in _IF for k in self._below[verb]):
                return True
            is_within = self.words.relations[verb] in ("xcomp", "advcl", "acl")
            verb = self.words.heads[verb] if is_within else -1
        return False

    def _is_of_plan(self, verb: int) -> bool:
        """Tell whether "to" only says which it is: "a plan to sell it was bad", "the first to go".

        Whose plan it is, "the bank's plan to sell it", does it.
        """
        if self._form(verb) in _FIRSTS:
            return True
        head = self.words.heads[verb]
        to = any(self._form(k) == "to" for k in self._below[verb] if k < verb)
        if head < 0 or not to or self.words.relations[verb] not in ("acl", "advcl", "xcomp"):
            return False
        below = {self.words.relations[k] for k in self._below[head]}
        is_noun = self.words.tags[head] in ("NOUN", "ADJ") and not self._possessives(head)
        owned = any(self._possessives(k) or self._form(k) in OWNERS for k in self._below[head])
        is_said = "cop" in below or self.words.relations[head] in SUBJECTS
        is_said |= self.words.relations[head] == "obj" and self.words.heads[head] in self._cues
        return is_noun and is_said and not owned and self._form(head) not in _READY

    def _is_of_any(self, word: int) -> bool:
        """Tell whether a word is any of its sort, or done by any: "any decision to go"."""
        head = self.words.heads[word]
        named = (word, head) if self.words.relations[word] == "acl" and head >= 0 else (word,)
        return any(self._form(k) == "any" for i in named for k in self._below[i])

    def _shared(self, verb: int) -> Iterator[int]:
        """Give the next verb with what both are done to: "shelled and burned the town"."""
        second = verb + 2
        is_pair = second in self._below[verb] and self.words.relations[second] == "conj"
        things = (
            [k for k in self._below[second] if self.words.relations[k] == "obj"] if is_pair else []
        )
        has_own = any(self.words.relations[k] == "obj" for k in self._below[verb])
        if things and not has_own and self._form(verb + 1) in ("and", "or"):
            yield from (verb + 1, second)
            yield from (m for k in things for m in self._phrase(k))

    def _with_owner(self, own: set[int]) -> set[int]:
        """Add to a plain noun what it needs to be known by: "North Korea’s leader"."""
        head = min(own)
        if len(own) > 1 or self.words.tags[head] != "NOUN":
            return own
        before = {k for k in self._phrase(head) if k <= head} - self._cases(head)
        return {k for k in before if before.issuperset(range(k, head))}

    def _whose(self, subject: set[int]) -> str | None:
        """Name the owner that "whose" means: "Roe" of "Roe, whose term began"; None: it has none.

        It stands right before, but for a comma; "" where that is no noun.
        """
        below = {k for i in subject for k in self._below[i]}
        whose = next((k for k in below if self._form(k) == "whose"), None)
        if whose is None:
            return None
        return self._said(self._beside_relative(whose))

    def _is_of_clause(self, verb: int, span: Span) -> bool:
        """Tell whether words belong to a verb, not to a clause that hangs on it."""
        word, is_apart = self._head(span), False
        while word is not None and word >= 0:
            if word == verb:
                return not is_apart
            is_apart |= self.words.relations[word] in ("advcl", "ccomp", "parataxis")
            word = self.words.heads[word]
        return True

    def _is_with(self, verb: int, k: int) -> bool:
        """Tell whether a gerund behind a comma goes on with a verb: "hit the town, killing two"."""
        is_gerund = self.words.relations[k] in ("advcl", "conj") and k > verb and self._is_bare(k)
        is_verb = self.words.tags[verb] == "VERB" and self._is_near(verb, k)
        is_told = k in self._cues or verb in self._cues
        return is_gerund and is_verb and not is_told and self._before(k) <= {","}

    def _is_reason(self, verb: int, k: int) -> bool:
        """Tell whether a gerund says why or how: "was fined for kicking a dog"."""
        is_gerund = self.words.relations[k] == "advcl" and k > verb + 1 and self._is_bare(k)
        between = {self._form(i) for i in range(verb + 1, k)}
        return is_gerund and self._form(k - 1) in _REASONS and between.isdisjoint(COMMAS)

    def _is_next_gerund(self, verb: int) -> bool:
        """Tell whether a gerund goes on with another: "killing two and hurting ten"."""
        head = self.words.heads[verb]
        is_pair = self.words.relations[verb] == "conj" and self._before(verb) == {"and"}
        return (
            is_pair
            and self._is_bare(verb)
            and self._is_bare(head)
            and (self._is_with(self.words.heads[head], head))
        )

    def _is_so_long_after(self, verb: int) -> bool:
        """Tell whether what is told came so long after or before: "came a day after it fell"."""
        marks = [k for k in self._below[verb] if self._form(k) in ("after", "before") and k < verb]
        if not marks or self.words.lemmas[marks[0] - 1].lower() not in _LENGTHS:
            return False
        many = marks[0] - 2  # none of "last week after"
        return self._form(many) in ("a", "an") or self.words.tags[many] == "NUM"

    def _is_of_another(self, verb: int, k: int) -> bool:
        """Tell whether an object has a preposition that a verb between them takes.

        In "hit a plant that sold fuel to the army" a reader may hang the army on the hit, and in
        "is to leave, but Roe told the army" on "leave".
        """
        is_odd = self.words.relations[k] == "obj" and bool(self._cases(k))
        between = range(verb + 1, min(self._phrase(k)))
        verbs = [m for m in between if self.words.tags[m] == "VERB"]
        return (is_odd and verbs != []) or not all(self._hangs_on(m, verb) for m in verbs)

    def _shared_help(self, verb: int) -> str:
        """Return what a verb shares with the one before: "could " of "could rise and hit land"."""
        head, own = self.words.heads[verb], {self.words.relations[k] for k in self._below[verb]}
        is_bare = self._form(verb) == self.words.lemmas[verb].lower() and "aux" not in own
        is_bare |= [k for k in self._below[verb] if k < verb and self._form(k) == "be"] != []
        is_alone = own.isdisjoint(SUBJECTS | {"mark"})
        if self.words.relations[verb] == "conj" and is_alone and self._form(verb) in _PARTICIPLES:
            has = [self._form(k) for k in self._below[head] if self._form(k) in _HAS]
            if has and "aux" not in own:
                return f"{has[0]} "  # "has used wool and | done away with it"
        if self._is_shared_passive(verb):
            shared = (self._form(k) for k in self._below[head] if self._form(k) in _WAS)
            return f"{next(shared, 'was')} "  # "was arrested and | released"
        if self.words.relations[verb] != "conj" or not is_bare or not is_alone:
            return ""
        helping = [self._form(k) for k in self._below[head] if self._form(k) in _MODALS]
        return f"{helping[0]} " if helping else ""
