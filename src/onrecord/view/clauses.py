"""An event in words that a note can take: who does what, without datelines and asides."""

import re
from collections.abc import Iterator, Sequence

from onrecord.record import Argument, Article, Event, Role, Span
from onrecord.view.layout import pieces
from onrecord.view.phrases import ASKING, OPEN
from onrecord.view.rows import LONGEST, cut, owned_by
from onrecord.view.subjects import Subjects
from onrecord.view.syntax import COMMAS, NO_SUBJECT, NOUNS, SUBJECTS

# Behind these an event says when another was: "have drawn closer since the invasion".
_BESIDE = frozenset(("since", "after", "before", "until", "following"))
_ABOUT = frozenset(("over", "behind", "about", "for"))  # "was jailed | over the Dec. 3 raid"
_MEANWHILE = _BESIDE | {"while", "when", "by"}  # "fell while crossing the river"
_KEPT = frozenset(("from", "without"))  # "bars it from selling oil": it sells none
_FOR = frozenset(("for", "of", "from", "without", "in", "on", "about", "against"))
_HOW = frozenset(("how", "what", "whether", "why"))
_OF_INFINITIVE = frozenset(("not", "to"))  # "urged them not to leave"
_PERFECT = "to have "  # "is said to have fled"
# What hangs on a verb and is no part of its clause.
_APART = frozenset((
    "advcl", "parataxis", "conj", "cc", "mark", "discourse", "punct", "dep", "ccomp", "vocative",
    "reparandum",
))  # fmt: skip
_SUSPICIONS = frozenset(("suspicion", "charge", "charges", "accusations", "allegations"))
# How a reader hangs on a verb what it takes for one, too.
_LOOSE = frozenset(("xcomp", "ccomp", "compound"))
_FEWEST = 2  # words of an event that is named, not told
_OWN = re.compile(r"(?i)^(?:the|an?|his|her|its|their|my|our|your) ")
_HIGHEST = 6  # verbs over one another
_OVER = frozenset(("VERB", "ADJ", "AUX"))  # "did not have | to close"
# What somebody plans to do is told with that they do: a row is no "Roe to go".
_PLANNING = frozenset(("plan", "intend", "pledge", "vow", "promise", "agree", "hope", "threaten"))
_HELPED = ("was ", "were ", "had ", "has ", "have ", "is ", "are ")
_PAGE = re.compile(r"(?i)this (?:article|story|report|post|page|piece)")
_REST: tuple[Role, ...] = ("recipient", "place")  # said behind a clause that leaves them out
_ANSWERING = frozenset(
    ("agree", "disagree", "nod", "reply", "answer", "decline", "refuse", "pledge", "vow", "promise")
)


class Clauses(Subjects):
    """A story's words with their syntax, as far as clauses need them."""

    def verb_of(self, event: Event) -> int | None:
        """Return the verb whose clause tells of an event: its own, or that which it is part of.

        None: the event is only named, or the reading has no words.
        """
        word = self._head(event.trigger)
        if word is None:
            return None
        if self._is_verb(word):
            return self._governing(word)
        head = self.words.heads[word]
        is_loose = self.words.tags[word] == "VERB" and self.words.relations[word] in _LOOSE
        is_part = is_loose or self.words.relations[word] in ("obj", "nsubj", "obl")
        cases, phrase = {self._form(k) for k in self._cases(word)}, set(self._phrase(word))
        times = [one.span for one in event.arguments if one.role == "time"]
        has_day = any(k < word and k in phrase for span in times for k in self.of(span))
        is_beside = not cases.isdisjoint(_BESIDE | _ABOUT if has_day else _BESIDE)
        if self.words.tags[word] in NOUNS | {"VERB"} and is_part and head >= 0 and not is_beside:
            is_verb = self.words.tags[head] == "VERB" and head not in self._cues
            return self._governing(head) if is_verb else None
        return None

    def _is_verb(self, word: int) -> bool:
        """Tell whether a word is a verb: of "since the invasion" a reader takes it for one."""
        own = {k for k in self._below[word] if k < word}
        is_named = any(self.words.relations[k] == "det" for k in own) or any(
            self.words.relations[k] == "nmod" and self.words.tags[k] == "PRON" for k in own
        )
        is_thing = self.words.relations[word] == "obj"  # "made illegal transfers"
        is_verb = self.words.tags[word] == "VERB" and not is_thing
        return is_verb and not self._cases(word) and not is_named

    def told(self, event: Event, verb: int | None, when: Sequence[Span] = ()) -> str:
        """Give the words of an event; "" where nobody takes part in it, or no words are left.

        when: times that are said beside it, and so left out here.
        """
        left_out = {i for span in when for i in self._beside(span)} | self._according(event)
        if verb is None:
            return self._said_of(event, left_out) or self._named(event, left_out)
        if self._is_judged(verb) or self._asks(verb) or self._is_left_open(event, verb):
            return ""  # "discussing it is premature": that it was discussed is not said
        parts = {verb, *self._clause(verb), *self._shared(verb)} - left_out
        own = self._subject(verb) & parts or self._opening(verb)
        own |= {k - 1 for k in own if k and self._form(k) == "one" and self._form(k - 1) == "no"}
        subject = self._glued(self._filled(own)) - left_out
        stated = self._stated(event, verb, subject) or self._unnamed(
            verb, subject, is_dated=bool(when)
        )
        first = max(subject, default=self._begin(verb) - 1)
        rest = self._filled({k for k in parts if k > first})  # no "After talks, they met"
        done = self._done(verb, rest - left_out)
        done = f"{self._shared_help(verb)}{done}"
        done = f"had {done.removeprefix(_PERFECT)}" if done.startswith(_PERFECT) else done
        is_helped = done.startswith(_HELPED)
        if event.status == "happened" and self._is_participle(verb) and not is_helped:
            done = f"{self._helping(event, verb, subject)}{done}"
        first_word = stated.lower().partition(" ")[0]
        if (first_word == "any" and event.status != "happened") or _PAGE.fullmatch(stated):
            return ""  # "any deal would violate it", "this article was updated"
        if first_word in OPEN or stated.lower() in ASKING or stated.lower() in done.lower():
            return ""
        has_object = any(self.words.relations[k] in ("obj", "iobj") for k in parts)
        done = self._of_another(done, subject)
        left = [] if has_object else [*self._left_out(event, verb, f"{stated} {done}")]
        is_alone = self._is_bare(verb) or self.words.lemmas[verb] in _ANSWERING
        if is_alone and not left and done.lower() == self._form(verb):
            return ""  # "she described riding", "Roe, 44, agreed"
        comma = "," if self._closes(verb, subject, rest) else ""
        is_whole = self.words.relations[max(rest, default=verb)] == "compound" and not left
        return cut(" ".join([f"{stated}{comma}", done, *left]), is_whole=is_whole)

    def _asks(self, verb: int) -> bool:
        """Tell whether what is done to stands before it, and is not named: "what they tested"."""
        is_asked = self._asked(verb) is not None and not self._meant(verb)
        return is_asked or self._is_of_thing(verb)

    def _is_left_open(self, event: Event, verb: int) -> bool:
        """Tell whether it need not be at all: "any deal would", or is told beside another.

        In "met to protest against the dam" and "fell after crossing the river" the verb before is.
        """
        word = self._head(event.trigger)
        is_any = word is not None and self._is_of_any(word)
        is_next = self.words.relations[verb] == "conj" and self._form(verb).endswith("ing")
        verb = self.words.heads[verb] if is_next else verb  # "the aim of teaching and | training"
        marks = {self._form(k) for k in self._below[verb] if self.words.relations[k] == "mark"}
        if self._is_bare(verb) and not marks.isdisjoint(_MEANWHILE | _KEPT):
            return True
        is_for = self._is_bare(verb) and not (marks | self._before(verb)).isdisjoint(_FOR)
        is_beside = self.words.relations[verb] == "advcl" and "to" in marks
        is_so = event.status in ("happened", "ongoing")
        doers = {i for one in event.arguments if one.role == "actor" for i in self.of(one.span)}
        if self._is_bare(verb) and "of" in marks and self.words.heads[verb] in doers:
            return True  # "the business of hiding money" hides none
        if (event.status == "possible" and self._is_if(verb)) or self._is_of_plan(verb):
            return True
        is_of = "of" in marks | self._before(verb)  # "accused the state of rigging the vote"
        return is_any or (is_beside and is_so) or (is_for and (is_of or event.told_by is None))

    def _according(self, event: Event) -> set[int]:
        """Return ", according to police," within what police say."""
        words = self._tellers.get(event.told_by or "") or {0}
        first, behind = min(words), max(words) + 1
        forms = [self._form(i) for i in range(max(first - 2, 0), first)]
        is_inside = forms == ["according", "to"] and behind < len(self.words.starts)
        return {*range(first - 3, behind + 1)} if is_inside and self._form(behind) == "," else set()

    def _done(self, verb: int, words: set[int]) -> str:
        """Give the words of what is done, with what a relative pronoun before it means."""
        named = self._meant(verb)
        if not named:
            return self._said(words)
        last = max(k for k in (verb, *words) if k <= verb)
        thing = self._said(named)
        if self.words.tags[min(named)] == "DET":
            thing = thing[:1].lower() + thing[1:]  # "The law, which she signed"
        parts = ({k for k in words if k <= last}, {k for k in words if k > last})
        done, rest = (self._said(part) if part else "" for part in parts)
        return " ".join(filter(None, (done, thing, rest)))

    def _governing(self, verb: int) -> int:
        """Climb from "to visit" to "plans", as far as that is no word of a statement."""
        head = self.words.heads[verb]
        if head >= 0 and (self._is_with(head, verb) or self._is_next_gerund(verb)):
            return self._governing(head)
        while head >= 0:
            if (owning := self._owning(verb)) is not None:
                return owning
            is_plan = self.words.lemmas[head].lower() in _PLANNING
            is_tied = self.words.relations[verb] == "xcomp"
            is_tied = is_tied and (head not in self._cues or is_plan)
            if not is_tied or self.words.tags[head] not in _OVER:
                break
            verb, head = head, self.words.heads[head]
        return verb

    def is_owned_up(self, event: Event) -> bool:
        """Tell whether an event is only what somebody owns to."""
        word = self._head(event.trigger) or 0
        for _ in range(_HIGHEST):
            over = self.words.heads[word]
            if self.words.relations[word] != "xcomp" or over < 0 or self._owning(word) is not None:
                break
            word = over
        return self._owning(word) is not None

    def _owning(self, verb: int) -> int | None:
        """Return the verb by which somebody owns to a gerund: "pleaded guilty to stealing it"."""
        relations, over = self.words.relations, self.words.heads[verb]
        below = {self._form(k) for k in self._below[verb] if relations[k] in ("mark", "case")}
        is_tied = relations[verb] in _LOOSE | {"advcl"} and over >= 0 and "to" in below
        if not is_tied or not self._form(verb).endswith("ing"):
            return None
        over = self.words.heads[over] if relations[over] == "xcomp" else over  # "guilty"
        return over if self.words.tags[over] == "VERB" else None

    def _clause(self, verb: int) -> Iterator[int]:
        """Give the words of a verb's clause."""
        for k in self._below[verb]:
            is_out = not self._is_near(verb, k) or self._links(k)
            is_out = is_out or "citing" in {self._form(m) for m in (k, *self._below[k])}
            if not is_out and not self._is_added(verb, k) and not self._is_of_another(verb, k):
                yield from self._part(verb, k)

    def _part(self, verb: int, k: int) -> Iterator[int]:
        """Give the words of one part of a clause; none if it is a clause apart."""
        relation = self.words.relations[k]
        if relation == "xcomp" or self._owning(k) is not None or self._is_voted(verb, k):
            yield k
            yield from self._clause(k)
            yield from (m for m in self._below[k] if self.words.relations[m] == "mark")
        elif relation == "mark" and self._form(k) in _OF_INFINITIVE:
            yield k
        elif self._is_with(verb, k) or self._is_reason(verb, k):
            yield from (k - 1, k, *(m for m in self._clause(k) if m > k))
            yield from self._left_so(k)
        elif k > verb and self._form(k) in _HOW:
            yield from self._question(verb, k)
        elif relation in SUBJECTS and k < verb:
            yield from (m for m in self._phrase(k) if m < verb)
        elif relation not in _APART or self._is_object(verb, k):
            yield from self._phrase(k)
            yield from self._suspected(k)
        elif self._is_so_long_after(k):
            yield from (k, *self._clause(k), *(m for m in self._below[k] if m < k))

    def _suspected(self, noun: int) -> Iterator[int]:
        """Give of what somebody is suspected: "on suspicion | of robbing a bank"."""
        if self._form(noun) not in _SUSPICIONS:
            return
        for k in self._below[noun]:
            if self.words.relations[k] == "acl" and self._form(k - 1) == "of":
                yield from (k - 1, k)
                yield from self._clause(k)

    def _is_voted(self, verb: int, k: int) -> bool:
        """Tell whether it is what was voted on or achieved: "voted 52-48 to confirm her".

        And "came from behind to beat them 2-1".
        """
        marks = {self._form(m) for m in self._below[k] if self.words.relations[m] == "mark"}
        is_purpose = self.words.relations[k] == "advcl" and k > verb and "to" in marks
        is_win = self.words.lemmas[verb + 1 : verb + 3] == ("from", "behind")
        return is_purpose and (self.words.lemmas[verb] == "vote" or is_win)

    def _left_so(self, gerund: int) -> Iterator[int]:
        """Give what a gerund leaves so: "leaving two men stranded", and the next: "and hurting"."""
        for k in self._below[gerund]:
            own = [m for m in self._below[k] if self.words.relations[m] == "nsubj"]
            if own and min(self._phrase(own[0])) == gerund + 1:
                yield from self._phrase(k)
            elif self.words.relations[k] == "conj" and self._is_bare(k):
                yield from (k - 1, k)
                yield from self._clause(k)

    def _question(self, verb: int, how: int) -> Iterator[int]:
        """Give the words of what is asked or discussed: "how to run the port"."""
        below = [k for k in self._below[verb] if self.words.relations[k] == "ccomp" and k > how]
        below += [k for k in self._below[how] if self.words.relations[k] == "acl" and k > how]
        asked = next(iter(below), None)
        if asked is not None:
            yield from range(how, asked + 1)
            yield from self._clause(asked)

    def _is_object(self, verb: int, k: int) -> bool:
        """Tell whether what a reader set beside a verb is its object: "met with Roe and Doe"."""
        relations = self.words.relations
        has_own = any(relations[m] in ("obj", "obl") and verb < m < k for m in self._below[verb])
        is_noun = relations[k] == "conj" and self.words.tags[k] in NOUNS and k > verb
        begin = min(self._phrase(k))
        return (
            is_noun
            and not has_own
            and not any(self.words.tags[i] in NO_SUBJECT for i in range(verb + 1, begin))
        )

    def _is_added(self, verb: int, k: int) -> bool:
        """Tell whether a part is added behind a comma: ", by members of the party"."""
        if k < verb or self.words.relations[k] not in ("obl", "advmod", "nmod"):
            return False
        first = min(self._phrase(k))
        lists = [sorted(self._phrase(m)) for m in self._below[verb] if verb < m < k]
        inside = {i for one in lists for i in range(one[0], one[-1])}
        between = set(range(verb + 1, first)) - inside
        return any(self._form(i) in COMMAS for i in between)

    def _left_out(self, event: Event, verb: int, said: str) -> Iterator[str]:
        """Give who and where it is done to, if they stand behind the verb."""
        tellers = self._tellers.get(event.told_by or "", set())
        for role in _REST:
            for argument in event.arguments:
                words = self._whole(argument)
                is_behind = argument.span.start > self.words.starts[verb]
                is_behind = is_behind and self._is_of_clause(verb, argument.span)
                is_new = bool(words) and words.lower() not in said.lower()
                is_new = is_new and tellers.isdisjoint(self.of(argument.span))
                if argument.role == role and is_behind and is_new:
                    said = f"{said} {words}"
                    yield words if role == "recipient" else f"({words})"
                if argument.role == "place" and is_behind:
                    return  # the others say where that is

    def _said_of(self, event: Event, left_out: set[int]) -> str:
        """Give what has its day said of it, with where: "The final" of "the final is on Dec. 3"."""
        word = self._head(event.trigger)
        head = self.words.heads[word] if word is not None else -1
        if word is None or self.words.relations[word] != "nsubj" or head not in left_out:
            return ""
        places = [self._whole(one) for one in event.arguments if one.role == "place"]
        return cut(" ".join([self._said(set(self._phrase(word))), *(f"({x})" for x in places[:1])]))

    def _named(self, event: Event, left_out: set[int]) -> str:
        """Give an event without a verb by who does it: "Kim’s visit"; with a day, by nobody."""
        word = self._head(event.trigger)
        actors = (one for one in event.arguments if one.role == "actor")
        actor = next((one for one in actors if self._dateline.isdisjoint(self.of(one.span))), None)
        if word is None or (self.words.tags[word] not in NOUNS and not self._cases(word)):
            return ""
        own = {m for k in self._below[word] for m in self._phrase(k) if self._is_in(actor, k)}
        own = (
            set() if any(self._form(k) == "between" for k in own) else own
        )  # "between Roe and Doe"
        cases = self._cases(word) | {m for k in own for m in self._possessives(k)}
        small = {k for k in self._below[word] if self.words.relations[k] == "det"}
        whole = set(self._phrase(word)) - own - cases - small - left_out
        kept = {k for k in whole if whole.issuperset(range(k, word))}
        loose = self._possessives(word) & {min(kept, default=0)}  # of an owner that is said apart
        named = self._said(kept - loose)
        if actor is None:
            return cut(named) if left_out and len(named.split()) > _FEWEST else ""
        who = self._whole(actor)
        if not who or (len(named.split()) < _FEWEST and not left_out):
            return ""
        if who not in named:
            named = f"{owned_by(who)} {_OWN.sub('', named)}"
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
