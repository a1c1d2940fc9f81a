"""The words of a source -> who it is: a name, a pronoun, a role, or somebody without a name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.meant.ages import as_old
from onrecord.reading.statements.actors.meant.clients import client
from onrecord.reading.statements.actors.meant.described import Descriptions
from onrecord.reading.statements.actors.meant.genders import learn_genders
from onrecord.reading.statements.actors.meant.interview import is_label, who_is
from onrecord.reading.statements.actors.meant.pronouns import Pronouns, agrees, whose_words
from onrecord.reading.statements.actors.meant.relatives import antecedent
from onrecord.reading.statements.actors.meant.taken_up import TakenUp
from onrecord.reading.statements.actors.meant.told_of import is_of_event, told_of
from onrecord.reading.statements.actors.meant.weighed import (
    Candidate,
    Scene,
    is_only_firm,
    weigh_description,
    weigh_pronoun,
)
from onrecord.reading.statements.actors.meant.who import MOST_CANDIDATES, Who, by_points
from onrecord.reading.statements.actors.naming.sources import (
    PLURAL_PRONOUNS,
    PRONOUNS,
    RELATIVE,
    SPEAKING,
    looks_plural,
    names_of,
    singular,
    sorts_of,
)
from onrecord.reading.statements.actors.phrases.grades import grade_of
from onrecord.reading.statements.actors.phrases.in_front import past_joint, with_name_behind
from onrecord.reading.statements.actors.phrases.joined import joint, names_joined
from onrecord.reading.statements.actors.phrases.phrase_names import is_demonym, name_in, own_words
from onrecord.reading.statements.actors.phrases.source_phrase import (
    INDEFINITE,
    OWNERS,
    Phrase,
    before_agent,
    is_new,
    is_nobody,
    is_own_outlet,
    phrase_before,
    phrase_of,
)
from onrecord.reading.statements.chains.outlets import own_outlet
from onrecord.reading.statements.evidence import probability
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Anaphor, Grade

_SUBJECT_BEFORE = 2.2  # points of whom the sentence before is about, though nobody knows them yet
_JUST_SPOKE = 1.0  # points of who spoke last in the paragraph before
_LIKELY = 1.0  # points from which on "the 19-year-old" is somebody
MEANT = 0.35  # probability from which on a description is somebody (.25, .3 and .4 were tried)
# Of the only body with a name that may be "the company": none such was wrong, from .14 on.
_MEANT_OF_ONE = 0.12
KNOWN = 0.25  # probability from which on a pronoun is somebody
_TOLD_OF = 0.1  # the same of somebody who has no name: nothing false is said of anybody
_ALL_MEDIA = frozenset(("media", "press"))  # which are no outlet in particular
_STATED = 3  # sentences back to who issued "the statement"
GRADED = 0.8  # probability from which on the model's grade of a source counts
_NAMED = ("named person", "named body")  # grades of sources with a name; a body may have none
_ONES = frozenset(("one", "another", "other", "others", "some", "both", "neither", "several"))


class Speakers:
    """Finds who speaks, statement by statement in text order: it matters who spoke last."""

    def __init__(self, parsed: Parsed, cast: Cast, anaphors: Sequence[Anaphor] = ()) -> None:
        self.parsed = parsed
        self.cast = cast
        self.taken_up = TakenUp(parsed, cast, anaphors)
        self.grades: dict[int, tuple[Grade, float]] = {}  # by the model, by word of a source
        self.described = Descriptions(parsed, cast)
        self.pronouns = Pronouns(parsed, cast)
        learn_genders(parsed, cast, self.pronouns.quoted)
        self.told: Collection[Member] = ()  # to whom is said what is looked at
        self.last: list[tuple[int, Member]] = []  # where somebody spoke, in order
        # what was weighed: of "pronoun" or "description", at which word, of whom
        self.evidence: list[tuple[str, int, list[Candidate]]] = []

    def of(
        self,
        source: Sequence[int],
        content: Collection[int] = (),
        asker: Member | None = None,
        told: Collection[Member] = (),
    ) -> Who:
        """Return whom the words of a source stand for.

        content: words of the statement, no part of a source; a pronoun means nobody named there.
        asker: whose question this answers, whom a pronoun does not mean either.
        told: to whom it is said; nobody who has no name there is one of them.
        """
        self.told = told
        if not source:
            return Who(None, "nobody is named", 0.9)
        if is_label(self.parsed, source):
            how = f"'{self.parsed.forms[source[0]]}' of an interview"
            return Who(who_is(self.parsed, self.cast, source[0]), how, 0.7)
        unquoted = [i for i in source if i not in self.pronouns.quoted] or source
        if {source[0], source[-1]} <= {*unquoted}:  # the "Harbour Lights" actor
            unquoted = source
        source = with_name_behind(self.parsed, self.cast.at, past_joint(self.parsed, unquoted))
        plain = [i for i in source if any(char.isalnum() for char in self.parsed.words[i])]
        if len(plain) == 1 and self.parsed.words[plain[0]] in PRONOUNS - _ONES:
            return self._pronoun(plain[0], content, asker)
        phrase = phrase_of(self.parsed, self.cast.at, source, content)
        who, owned = self._phrase(phrase), self.parsed.words[phrase.prefix[0]] in OWNERS
        return self._unnamed(phrase) if owned and asker and who.member is asker else who

    def spoke(self, member: Member, at: int) -> None:
        """Record that somebody spoke."""
        self.last.append((at, member))
        self.pronouns.spoke(member, at)

    def unite(self, one: Member, named: Member) -> None:
        """Let somebody without a name be whom it turned out to be, also where they spoke."""
        self.cast.unite(one, named)
        self.last = [(at, named if member is one else member) for at, member in self.last]

    def subject_before(self, i: int) -> Who | None:
        """Return who the sentence before a word's is about, in the same line."""
        phrase = phrase_before(self.parsed, self.cast.at, self.pronouns.quoted, i)
        if phrase is None:
            return None
        noun = self.parsed.words[phrase.head]
        known = bool(sorts_of(noun)) and noun not in INDEFINITE
        is_somebody = known or name_in(self.parsed, self.cast.at, phrase) is not None
        return self._phrase(phrase) if is_somebody else None

    # --- names and descriptions

    def _phrase(self, phrase: Phrase) -> Who:
        several = names_joined(self.parsed, self.cast.at, phrase)
        if several:
            member = joint(self.parsed, self.cast, phrase, several)
            return Who(member, f"{len(several)} names", 0.8)
        name = name_in(self.parsed, self.cast.at, phrase)
        if name is not None:
            member = self.cast.at[name]
            one_more = self.parsed.words[phrase.head] in _ONES and self.last
            if one_more and self.last[-1][1].grade == "social account" and member.kind != "person":
                member.grade = "social account"
            noun = singular(self.parsed.words[phrase.head])
            posted = noun in names_of("accounts") | names_of("posts")
            online = any(self.parsed.words[i] in names_of("social_names") for i in phrase.words)
            if member.grade == "media outlet" and "media" in sorts_of(noun) and not online:
                posted = False  # "Osen TV channel"
            if posted and phrase.head not in self.cast.at:
                member.grade = "social account"
            elif name == phrase.head and member.name.lower() in names_of("social_names"):
                member.grade = "named body"  # the company speaks, nobody on its pages
            return Who(member, f"name '{self.cast.name_at(name)}'", 0.95)
        defended = client(self.parsed, self.cast, phrase)
        if defended is not None:
            self.cast.mention(defended, phrase.words)
            return Who(defended, "whose lawyer speaks", 0.8)
        return (
            (is_own_outlet(self.parsed, phrase) and (self._own() or self._unnamed(phrase)))
            or self._issuer(phrase)
            or self._by_description(phrase)
            or self._by_age_or_origin(phrase)
            or self._unnamed(phrase)
        )

    def _own(self) -> Who | None:
        """Return the outlet that a dateline names: "this agency"."""
        member = next(filter(None, map(self.cast.at.get, own_outlet(self.parsed))), None)
        return None if member is None else Who(member, f"its dateline '{member.name}'", 0.9)

    def _issuer(self, phrase: Phrase) -> Who | None:
        """Find whose "the statement" is: the ministry's after "in a statement, it said"."""
        words = [self.parsed.words[i] for i in phrase.words]
        if words != ["the", "statement"] or not self.last:
            return None
        at, member = self.last[-1]
        first = self.parsed.sentence_of(at).start
        near = self.parsed.sentences[phrase.head] - self.parsed.sentences[at] <= _STATED
        issued = "statement" in self.parsed.words[first : phrase.words[0]]
        if near and issued and member.kind != "person":
            self.cast.mention(member, phrase.words)
            return Who(member, "whose statement it is", 0.8)
        return None

    def _by_description(self, phrase: Phrase) -> Who | None:
        if self.parsed.words[phrase.head] in _ALL_MEDIA:
            return None
        others = [m for m in self.cast.members if m not in self.told]
        held = self.described.held(phrase, others) or as_old(self.parsed, others, phrase.prefix)
        if held is not None:
            self.cast.mention(held, phrase.words)
            return Who(held, f"role '{self.cast.words_of(phrase.words)}'", 0.9)
        fits = self.described.fits(phrase, others)
        if not self.taken_up.knows(phrase.words):
            best = (fits[0].member, min(0.9, 0.4 + fits[0].points / 4)) if fits else None
        else:
            points = {id(fit.member): fit.points for fit in fits}
            scene = self._scene(phrase.prefix[0], points, phrase.words)
            known = weigh_description(scene, phrase, lead=self.described.lead)
            likeliest = self._likeliest("description", phrase.words[0], known)
            least = _MEANT_OF_ONE if is_only_firm(known, self.parsed.words[phrase.head]) else MEANT
            best = likeliest if likeliest and likeliest[1] >= least else None
        best = best or self.described.medium(phrase, others)
        if best is None:
            return None
        self.described.remember(phrase, best[0])
        self.cast.mention(best[0], phrase.words)
        return Who(best[0], f"role '{self.cast.words_of(phrase.words)}'", best[1])

    def _member_about(self, i: int) -> Member | None:
        """Return whom the sentence before a word's is about, if it names them."""
        phrase = phrase_before(self.parsed, self.cast.at, self.pronouns.quoted, i)
        name = name_in(self.parsed, self.cast.at, phrase) if phrase else None
        return None if name is None else self.cast.at[name]

    def _scene(
        self, i: int, points: Mapping[int, float], words: Sequence[int], *new: Member
    ) -> Scene:
        return Scene(
            parsed=self.parsed,
            members=(*self.cast.members, *new),
            new={id(member) for member in new},
            at=i,
            spoke=self.last[-1][1] if self.last else None,
            about=self._member_about(i),
            points=points,
            shares=self.taken_up.shares(words),
        )

    def _likeliest(self, kind: str, at: int, known: list[Candidate]) -> tuple[Member, float] | None:
        """Return who is the likeliest by the evidence, and how likely."""
        self.evidence.append((kind, at, known))
        likely = [(m, probability(kind, evidence)) for m, evidence in known if m not in self.told]
        return max(likely, key=lambda pair: pair[1], default=None)

    def _by_age_or_origin(self, phrase: Phrase) -> Who | None:
        """Find whom "the 19-year-old", "the Brazilian" means: who was spoken of last."""
        words = [self.parsed.words[i] for i in phrase.prefix]
        aged = words[-1] == "old" or {"year", "old"} <= set(words)
        people = self.parsed.forms[phrase.head][:1].isupper() and is_demonym(words[-1])
        people = people and len(words) == 2  # noqa: PLR2004 - "the" and where they are from
        other = (aged or people) and not sorts_of(words[-1])
        if words[0] != "the" or not (other or is_new(self.parsed, phrase)):
            return None
        if is_of_event(self.cast, phrase.prefix):
            return None
        ranked = self.pronouns.ranked(phrase.words[0])
        ranked = [(p, m) for p, m in ranked if m.named and m not in self.told]
        if not ranked or ranked[0][0] < _LIKELY:
            return None
        member = ranked[0][1]
        self.cast.mention(member, phrase.words)
        return Who(member, f"'{self.cast.words_of(phrase.words)}', who was spoken of before", 0.6)

    def _unnamed(self, phrase: Phrase) -> Who:
        noun = self.parsed.words[phrase.head]
        if is_nobody(self.parsed, phrase):
            return Who(None, f"'{noun}' is nobody known", 0.6)
        if own := own_words(self.parsed, phrase):
            forums = names_of("accounts") | names_of("posts")
            online = any(singular(self.parsed.words[i]) in forums for i in phrase.words)
            online = online or self.parsed.words[own[0]].startswith("@")
            grade = "social account" if online else grade_of(self.parsed, self.cast, phrase)
            return Who(self.cast.unnamed(own, grade, plural=False), f"who the {noun} is of", 0.8)
        grade = self._grade(phrase)
        words = phrase.words if noun in _ONES else before_agent(self.parsed, phrase)
        several, n_core = looks_plural(noun), len(phrase.prefix)
        member = self.cast.unnamed(words, grade, plural=several, n_core=n_core)
        return Who(member, f"no name: '{noun}'", 0.85 if sorts_of(noun) else 0.6)

    def _grade(self, phrase: Phrase) -> Grade:
        """Return the grade of a source without a name: the model's where it is sure."""
        known = next((self.grades[i] for i in phrase.words if i in self.grades), None)
        if known is not None and known[1] >= GRADED and known[0] not in _NAMED:
            return known[0]
        return grade_of(self.parsed, self.cast, phrase)

    # --- pronouns

    def _pronoun(self, i: int, content: Collection[int], asker: Member | None) -> Who:
        word = self.parsed.words[i]
        if word in RELATIVE and word not in PLURAL_PRONOUNS:
            return self._antecedent(i, word)
        if word in SPEAKING:
            return self._speaking(i, word)
        above = whose_words(self.parsed, i)
        who = self._phrase(phrase_of(self.parsed, self.cast.at, above)) if above else None
        if several := self.pronouns.several_before(self.last, i):
            who = Who(several, f"'{word}', who just spoke", 0.8)
        if who is not None and (who.member is None or agrees(who.member, word)):
            return self._taken_up(who._replace(how=f"'{word}', whose words these are"), i)
        self.taken_up.meet(i, self.of)
        barred = self.pronouns.barred(i, content, self.last)
        ranked = self._ranked(i, barred, asker) or self._ranked(i, (), asker)
        sure = bool(ranked) and ranked[0][0] >= _SUBJECT_BEFORE
        fresh = None if sure else self._fresh(i, word, barred)
        if self.taken_up.knows([i]):
            return self._pronoun_by_evidence(i, ranked, fresh, barred)
        if fresh is not None and fresh.member not in [member for _, member in ranked[1:]]:
            return self._taken_up(fresh, i)
        return self._taken_up(by_points(word, ranked), i)

    def _pronoun_by_evidence(
        self,
        i: int,
        ranked: Sequence[tuple[float, Member]],
        fresh: Who | None,
        barred: Collection[int],
    ) -> Who:
        word = self.parsed.words[i]
        new = told_of(self.cast, self.pronouns, i)
        points = {id(member): value for value, member in ranked}
        points |= {key: self.pronouns.points(member, i) for key, (member, _) in new.items()}
        brought = None if fresh is None else fresh.member
        unasked = brought if brought and self.taken_up.unasked(brought, i) else None
        if unasked:
            points[id(unasked)] = self.pronouns.points(unasked, i)
        scene = self._scene(i, points, [i], *(member for member, _ in new.values()))
        scene = replace(scene, unasked=unasked)
        without = {id(self.cast.at[k]) for k in barred if k in self.cast.at}
        known = weigh_pronoun(scene, without, fresh=brought)
        best = self._likeliest("pronoun", i, known)
        if best is None:
            return Who(None, f"nobody '{word}' could be", 0.5)
        if best[1] < (_TOLD_OF if id(best[0]) in new else KNOWN):
            others = [member for member, _ in known if id(member) not in new]
            return Who(None, f"'{word}' may be several", 0.5, tuple(others[:MOST_CANDIDATES]))
        how = f"'{word}', who was spoken of before"
        met = new.get(id(best[0]))
        of = self._phrase(phrase_of(self.parsed, self.cast.at, met[1])) if met else None
        member = of.member if of else best[0]
        return self._taken_up(Who(member, how, best[1]), i)

    def _taken_up(self, who: Who, i: int) -> Who:
        """Note whom a pronoun takes up."""
        if who.member is not None:
            self.cast.mention(who.member, [i])
            self.pronouns.note(who.member, i)
        return who

    def _ranked(
        self, i: int, barred: Collection[int], asker: Member | None
    ) -> list[tuple[float, Member]]:
        """Return whom a pronoun may be, likeliest first; who has just spoken is likelier."""
        just = self._just_spoke(i)
        ranked = [
            (points + _JUST_SPOKE * (member is just), member)
            for points, member in self.pronouns.ranked(i, barred)
            if member not in self.told
        ]
        ranked.sort(key=lambda pair: -pair[0])
        if self.parsed.words[i] in PLURAL_PRONOUNS:  # "the authors say"; measurements show
            ranked = [pair for pair in ranked if pair[1].kind != "thing"] or ranked
        return [pair for pair in ranked if pair[1] is not asker] or ranked  # he may go on himself

    def _just_spoke(self, i: int) -> Member | None:
        """Return who spoke last, if nobody else is named since the paragraph before began."""
        if not self.last:
            return None
        at, member = self.last[-1]
        since = range(self.parsed.line_of(at).start, i)
        told = (self.cast.at.get(k) for k in since if k not in self.pronouns.quoted)
        others = [one for one in told if one and one.kind == "person" and one is not member]
        near = self.parsed.lines[at] == self.parsed.lines[i] - 1
        return member if near and not others else None

    def _fresh(self, i: int, word: str, barred: Sequence[int]) -> Who | None:
        """Take up whom the sentence before is about, though nothing of them is told yet."""
        who = self.subject_before(i)
        if who is None or who.member is None or not agrees(who.member, word):
            return None
        barred_here = any(self.cast.at.get(k) is who.member for k in barred)
        other = who.member in self.told or self.pronouns.n_called_otherwise(who.member, word)
        if barred_here or other:
            return None
        return who._replace(how=f"'{word}', whom the sentence before is about", score=0.7)

    def _antecedent(self, i: int, word: str) -> Who:
        """Find whom "who" takes up: the noun its clause hangs on, else a person near it."""
        words = antecedent(self.parsed, self.cast.at, i)
        if not words:
            return Who(None, f"'{word}' takes up nobody", 0.4)
        return self._phrase(phrase_of(self.parsed, self.cast.at, words))

    def _speaking(self, i: int, word: str) -> Who:
        """Find whom "I" and "we" mean: who speaks around them, outside a quotation the writer."""
        if self.last and i in self.pronouns.quoted and word != "you":
            return Who(self.last[-1][1], f"'{word}' of the one who speaks", 0.6)
        return Who(None, f"'{word}' of nobody known", 0.4)
