"""Pronouns: whom "she", "it" or "they" refers to, by what was spoken of and who spoke before.

Every pronoun of the story outside quotations is read in text order: who is taken up by one stays
in the reader's mind, and the next is likelier theirs.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.naming.name_words import is_in_dateline
from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    PLURAL_PRONOUNS,
    PRONOUNS,
    THING_PRONOUNS,
    Gender,
    is_collective,
    is_title,
    looks_plural,
    sort_by_look,
    sorts_of,
)
from onrecord.reading.statements.chains.subjects import subject_of
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.quotes import quotations
from onrecord.reading.statements.senses.cues import cue_at

_FARTHEST = 8  # sentences back to whom a pronoun may take up
_FADING = 1.0  # points lost a sentence
_NEW_LINE = 0.9  # and once for another paragraph
_SUBJECT, _OBJECT, _OWNER, _QUOTED = 3.0, 1.8, 1.0, 0.5  # points by where somebody is named
_TAKEN_UP = 0.5  # added where that is a pronoun
_OFTEN, _MOST = 0.15, 8  # points a naming, up to so many
_KNOWN = 0.4  # points for a gender that fits and is known
_LEANING = 0.5  # points for a name that sounds like it; twice lost for one that does not
# points lost by whom the pronoun of the other gender took up before, each time up to so many
_CALLED_OTHERWISE, _MOST_CALLED = 3.0, 2
_LINES_ON = 2  # to where somebody goes on about whom they told of
_NAMED = 0.3  # points for having a name
_ONE_BODY = 1.0  # points lost by a body that "they" would mean
_SILENT = 1.0  # points lost by a place or thing that has not spoken
_POSSESSIVES = frozenset(("'s", "'"))
_SUBJECTS = frozenset(("nsubj", "root"))


class Place(NamedTuple):
    """Where somebody is taken up, with its worth there."""

    at: int
    points: float


class Pronouns:
    """Reads pronouns in text order."""

    def __init__(self, parsed: Parsed, cast: Cast) -> None:
        self.parsed = parsed
        self.cast = cast
        self.quoted = {
            i
            for one in quotations(parsed.text)
            if not one.single
            for i in parsed.range_of(one.span)
        }
        self.told = self._told()
        self.places: dict[int, list[Place]] = {}  # by `id()` of a member, beside its namings
        self.spoken: set[int] = set()  # `id()`s of members
        self.called: dict[int, Counter[Gender]] = {}  # by `id()` of a member of unknown gender
        self.read_to = 0

    def _told(self) -> list[int]:
        """Return for each word how many sentences the story itself has told before its own.

        A sentence within a quotation does not count: the one who speaks stays in mind.
        """
        n, counts = 0, []
        for i, number in enumerate(self.parsed.sentences):
            first = i == 0 or self.parsed.sentences[i - 1] != number
            n += first and bool(set(self.parsed.sentence_of(i)) - self.quoted)
            counts.append(n)
        return counts

    def spoke(self, member: Member, at: int) -> None:
        """Note that somebody spoke in a sentence: as good as being its subject, and no better.

        0.5 more for who spoke last: pronouns right 1.00 -> .97 on our gold, half A.
        """
        self.spoken.add(id(member))
        self.places.setdefault(id(member), []).append(Place(at, _SUBJECT))

    def ranked(self, i: int, barred: Collection[int] = ()) -> list[tuple[float, Member]]:
        """Return whom a pronoun may refer to, likeliest first, with points.

        barred: words whose names it cannot mean: what he says of himself is "I".
        """
        self._read_on(i)
        return self._ranked(i, barred)

    def is_spoken_of(self, k: int, i: int) -> bool:
        """Whether a name in a content cannot be the pronoun that says it.

        It can in "Ann Roe had “some hope”, she said", where the sentence brings her in.
        """
        member = self.cast.at.get(k)
        if k in self.quoted and k > i:
            return False
        first = min(member.places, default=k) if member is not None else k
        full = member is not None and len(member.tokens) > 1 and k - first < len(member.tokens)
        quoted = not self.quoted.isdisjoint(range(k, i))
        return not (full and quoted and self.parsed.relations[first] == "nsubj")

    def barred(
        self, i: int, content: Collection[int], last: Sequence[tuple[int, Member]]
    ) -> list[int]:
        """Return the words whose names the pronoun that says a content cannot mean.

        last: where somebody spoke, in order.
        """
        named = [k for k in content if self.is_spoken_of(k, i)]
        return named + self._acted_on(i) + self._quoted_as_well(i, content, last)

    def several_before(self, last: Sequence[tuple[int, Member]], i: int) -> Member | None:
        """Return the several who spoke in the sentence before "they": "officials said. They said".

        last: where somebody spoke, in order.
        """
        if self.parsed.words[i] not in PLURAL_PRONOUNS or not last:
            return None
        (at, member), lines = last[-1], self.parsed.lines
        near = self.parsed.sentences[i] - self.parsed.sentences[at] == 1 and lines[at] == lines[i]
        return member if near and member.plural and self.parsed.sentence_of(i).start == i else None

    def _acted_on(self, i: int) -> list[int]:
        """Return the objects of what a subject does: in "he called Roe a liar" he is not Roe."""
        verb = self.parsed.heads[i]
        if self.parsed.relations[i] != "nsubj" or verb < 0:
            return []
        verbs = [verb, *self.parsed.children(verb, "conj")]
        alone = [k for k in verbs if k == verb or not self.parsed.children(k, "nsubj")]
        objects = (k for one in alone for k in self.parsed.children(one, "obj", "iobj"))
        return [k for k in objects if k in self.cast.at and k not in self.quoted]

    def _quoted_as_well(
        self, i: int, content: Collection[int], last: Sequence[tuple[int, Member]]
    ) -> list[int]:
        """Return whom "he" within a quotation means, of whom the one who says it has just told.

        "Ann Roe said Mary Poe knew. “She was there,” she said": Poe was, and Roe goes on.
        """
        word, words = self.parsed.words[i], self.parsed.words
        opening = [k for k in sorted(content) if words[k][:1].isalnum()][:1]
        if word not in PERSON_PRONOUNS or not self.quoted.issuperset(opening):
            return []
        if not opening or words[opening[0]] != word or self.parsed.relations[opening[0]] != "nsubj":
            return []
        fitting = ((at, one) for at, one in reversed(last) if one.named and agrees(one, word))
        at, speaker = next(fitting, (None, None))
        if at is None or self.parsed.lines[i] - self.parsed.lines[at] > _LINES_ON:
            return []
        told = (k for k in self.parsed.sentence_of(at) if k in self.cast.at and k < i)
        return [k for k in told if self.cast.at[k] is not speaker]

    def note(self, member: Member, i: int) -> None:
        """Note that a pronoun takes somebody up."""
        self.places.setdefault(id(member), []).append(Place(i, self._worth(i) + _TAKEN_UP))
        gender = PERSON_PRONOUNS.get(self.parsed.words[i])
        if gender is not None and member.gender is None:
            self.called.setdefault(id(member), Counter())[gender] += 1

    # --- in text order

    def _read_on(self, to: int) -> None:
        """Read the pronouns up to a word; those in quotations mean whom the speaker means."""
        for i in range(self.read_to, to):
            if self.parsed.words[i] in PERSON_PRONOUNS and i not in self.quoted:
                ranked = self._ranked(i, self._own_subject(i))
                if ranked:
                    self.note(ranked[0][1], i)
        self.read_to = max(self.read_to, to)

    def _own_subject(self, i: int) -> list[int]:
        """Return the subject of the verb that a pronoun is the object of: it is somebody else."""
        verb = self.parsed.heads[i]
        if verb < 0 or self.parsed.relations[i] not in ("obj", "iobj", "obl"):
            return []
        return [k for child in self.parsed.children(verb, "nsubj") for k in self._with_name(child)]

    def _with_name(self, i: int) -> list[int]:
        return [i, *self.parsed.children(i, "flat", "appos", "nmod", "compound")]

    def _ranked(self, i: int, barred: Collection[int]) -> list[tuple[float, Member]]:
        without = {id(self.cast.at[k]) for k in barred if k in self.cast.at}
        ranked = []
        for member in self.cast.members:
            if id(member) not in without and agrees(member, self.parsed.words[i]):
                points = self.points(member, i)
                if points > 0:
                    ranked.append((points, member))
        return sorted(ranked, key=lambda pair: -pair[0])

    # --- points

    def points(self, member: Member, i: int) -> float:
        """Return the points of somebody whom a pronoun may refer to; 0 of who is too far away."""
        named = [at for at in member.places if at < i]
        if member.kind == "place":
            named = [at for at in named if not is_in_dateline(self.parsed, at)]
        taken_up = [place for place in self.places.get(id(member), ()) if place.at < i]
        farthest = self.told[i] - _FARTHEST
        near = [self._worth(at) - self._fading(at, i) for at in named if self.told[at] >= farthest]
        near += [
            place.points - self._fading(place.at, i)
            for place in taken_up
            if self.told[place.at] >= farthest
        ]
        if not near:
            return 0
        points = max(near) + _OFTEN * min(len(named) + len(taken_up), _MOST)
        word = self.parsed.words[i]
        gender = PERSON_PRONOUNS.get(word)
        points += _KNOWN * (member.gender is not None and member.gender == gender)
        if member.gender is None and member.leaning is not None and gender is not None:
            points += _LEANING if member.leaning == gender else -2 * _LEANING
        points -= _CALLED_OTHERWISE * self.n_called_otherwise(member, word)
        points += _NAMED * member.named
        silent = member.kind in ("place", "thing") and id(member) not in self.spoken
        body = word in PLURAL_PRONOUNS and not member.plural  # "they" of a company is rarer
        return points - _SILENT * silent - _ONE_BODY * body

    def n_called_otherwise(self, member: Member, word: str) -> int:
        """Say by how many the pronouns of the other gender that took somebody up are more."""
        gender = PERSON_PRONOUNS.get(word)
        called = self.called.get(id(member), Counter())
        if gender is None:
            return 0
        return min(max(0, called.total() - 2 * called[gender]), _MOST_CALLED)

    def _fading(self, at: int, i: int) -> float:
        sentences = self.told[i] - self.told[at]
        other_line = self.parsed.lines[at] != self.parsed.lines[i]
        return _FADING * sentences + _NEW_LINE * other_line

    def _worth(self, at: int) -> float:
        """Return the points of a naming or pronoun by its place in the sentence."""
        if at in self.quoted:
            return _QUOTED
        words = self._words_of(at)
        after = words[-1] + 1
        if after < len(self.parsed) and self.parsed.words[after] in _POSSESSIVES:
            return _OWNER
        head = self.parsed.head_of(words)
        if self._owns(at):
            return _OWNER
        return _SUBJECT if self._is_subject(head) else _OBJECT

    def _owns(self, at: int) -> bool:
        """Whether a pronoun is a possessor: "her" of "her colleague", which a parser may miss."""
        if self.parsed.tags[at] != "PRON" or at + 1 >= len(self.parsed):
            return False
        word, following = self.parsed.words[at], self.parsed.tags[at + 1]
        return word == "his" or (word == "her" and following in ("NOUN", "ADJ", "PROPN", "NUM"))

    def _words_of(self, at: int) -> Sequence[int]:
        member = self.cast.at.get(at)
        last = at
        while member is not None and self.cast.at.get(last + 1) is member:
            last += 1
        return range(at, last + 1)

    def _is_subject(self, head: int) -> bool:
        """Whether a word is a subject, or stands beside one: "her husband, John Roe, led"."""
        above = self.parsed.heads[head]
        beside = above >= 0 and self.parsed.relations[head] in ("appos", "flat", "compound")
        return self.parsed.relations[head] in _SUBJECTS or (
            beside and self.parsed.relations[above] in _SUBJECTS
        )


def whose_words(parsed: Parsed, i: int) -> tuple[int, ...]:
    """Return who says what a pronoun is the subject of, if it can be them: "they" of several.

    "Two diplomats said they suspected it", "a nurse said she had seen it": nobody else is meant as
    a rule.
    """
    verb = parsed.heads[i] if parsed.relations[i] == "nsubj" else -1
    above = parsed.heads[verb] if verb >= 0 else -1
    beside = 0 <= above < i and parsed.words[above + 1 : i] in ([], ["that"])
    cue = cue_at(parsed, above) if beside and parsed.tags[above] == "VERB" else None
    if cue is None or cue.reports != "always":
        return ()
    subject = subject_of(parsed, above)
    noun = parsed.words[parsed.head_of(subject)] if subject else ""
    one = parsed.words[i] in PERSON_PRONOUNS and is_title(noun)
    several = parsed.words[i] in PLURAL_PRONOUNS
    return subject if (several if looks_plural(noun) else one) else ()


def agrees(member: Member, word: str) -> bool:
    """Whether somebody may be taken up by a pronoun in lower case."""
    several = is_collective(member.noun)  # "the opposition": "it" as well as "they"
    if word in PERSON_PRONOUNS:
        fits = not several and member.gender in (None, PERSON_PRONOUNS[word])
        return member.kind == "person" and not member.plural and fits
    if word in THING_PRONOUNS:
        unknown = not member.named and not sorts_of(member.noun)  # "the column"
        fits = several or unknown or member.kind in ("organisation", "thing", "place")
        return fits and not member.plural and sort_by_look(member.noun) != "person"
    if word in PRONOUNS:
        return several or member.plural or member.kind in ("organisation", "group")
    return member.kind == "person" and not member.plural  # "the Brazilian"
