"""A story as the rules for events see it: its words, names, and who reports what."""

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from functools import cached_property

from onrecord.reading.events.antecedents import OF_PERSONS, Antecedents
from onrecord.reading.events.mended import mended, outside_datelines
from onrecord.reading.once import Known
from onrecord.reading.places.demonyms import place_of
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Actor, Deed, Event, Manner, Place, Reading, Span, Statement

_LINKS = frozenset(("det", "amod", "compound", "flat", "nummod", "fixed", "goeswith"))
_STOPS = frozenset(".?!")
_OPENING = frozenset(("DET", "PRON", "ADP", "ADV", "SCONJ", "CCONJ", "AUX"))  # no "Gov. Roe"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STORMS = frozenset(("typhoon", "hurricane", "cyclone", "storm"))  # "Hurricane Dora" is no place
_HOUR = re.compile(r"T\d")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_SEVERAL = frozenset(("they", "them", "their", "theirs"))
YOU = frozenset(("you", "your", "yours", "yourself"))
# Statements and places that news has to so many words, if not more; a usual story is added to each,
# of so many words: a short one differs by chance.
_USUAL = {"statements": 0.5, "places": 0.3}
_SO_MANY, _ADDED = 20, 120
_LONGEST_PHRASE = 12  # words
_BESIDE = 2  # characters between a role and its name: "President Roe", "the president, Roe"


class ToldStory:
    """A text with its words, actors and statements."""

    def __init__(
        self,
        text: str,
        reading: Reading,
        *,
        published: str | None = None,
        pictured: Sequence[tuple[Span, Span]] = (),
    ) -> None:
        self.pictured = pictured  # captions, each with the words for the day of the picture
        self.parsed = Parsed(text, mended(outside_datelines(text, reading.words)))
        self.reading = reading
        self.published = published  # a day, "2023-09-12"
        self.lemmas = [lemma.lower() for lemma in reading.words.lemmas]
        self.known: Known = defaultdict(dict)  # see `once`
        self._actors_of: dict[int, Actor | None] = {}  # whom words name, once looked up

    @cached_property
    def actors(self) -> dict[int, Actor]:
        """Actors by the head words of their mentions; the longest mention of a word counts."""
        found: dict[int, tuple[int, Actor]] = {}
        for actor in self.reading.actors:
            for span in actor.mentions:
                words = self.parsed.range_of(span)
                if words:
                    head = self.parsed.head_of(words)
                    if found.get(head, (0, actor))[0] < len(words):
                        found[head] = (len(words), actor)
        heads = ((head, actor) for head, (_, actor) in found.items())
        known = {head: actor for head, actor in heads if not self._means_another(head, actor)}
        return {head: actor for head, (actor, _) in self._by_role.items()} | known

    def _means_another(self, head: int, actor: Actor) -> bool:
        """Tell whether somebody says "he" in a quotation: that is another."""
        one = self.holders.get(head) if self.parsed.words[head] in OF_PERSONS else None
        return one is not None and one.quote == "direct" and one.speaker == actor.id

    @cached_property
    def _by_role(self) -> dict[int, tuple[Actor, Span]]:
        """Actors by the head words of their roles, with the naming next to each."""
        found: dict[int, tuple[Actor, Span]] = {}
        for actor in self.reading.actors:
            for role in actor.roles:
                words = self.parsed.range_of(role)
                near = [m for m in actor.mentions if _gap(m, role) <= _BESIDE]
                if words and near:
                    naming = min(near, key=lambda mention: _gap(mention, role))
                    found.setdefault(self.parsed.head_of(words), (actor, naming))
        return found

    def head_of_name(self, span: Span) -> int | None:
        """Return the head of the name that a span's head is in: "Jane" for "Roe" of "Jane Roe"."""
        head = self.head_in(span)
        return self._heads_of_names.get(head, head) if head is not None else None

    @cached_property
    def _heads_of_names(self) -> dict[int, int]:
        """The head words of namings of actors and places, by each of their words."""
        found: dict[int, int] = {}
        for head, span in self._names.items():
            found |= dict.fromkeys(self.parsed.range_of(span), head)
        return found

    @cached_property
    def _names(self) -> dict[int, Span]:
        """Names of actors and places by their head words, the longest of each last."""
        spans = [span for actor in self.reading.actors for span in actor.mentions]
        known: dict[int, Span] = {}
        for span in sorted((*spans, *self.places.values()), key=lambda one: one.end - one.start):
            words = self.parsed.range_of(span)
            head = self.parsed.head_of(words) if words else None
            if head is not None and self.parsed.tags[head] == "PROPN":
                known.pop(head, None)
                known[head] = span
        return known

    @cached_property
    def names_of_roles(self) -> dict[int, int]:
        """The head words of names by those of the roles beside them: "the envoy, Jane Roe"."""
        named = {head: self.head_in(span) for head, (_, span) in self._by_role.items()}
        return {head: name for head, name in named.items() if name not in (None, head)}

    @cached_property
    def places(self) -> dict[int, Span]:
        """Names of places by their head words; "Belgian" is not one."""
        found: dict[int, Span] = {}
        named = [one.span for one in self.reading.mentions if one.kind == "place"]
        named = [span for span in named if place_of(self.parsed.string(span)) is None]
        named += [one.span for one in self.reading.places if one.radius_km is None]
        for span in named:
            words = self.parsed.range_of(span)
            if words and self.parsed.words[max(words.start - 1, 0)] not in _STORMS:
                found.setdefault(self.parsed.head_of(words), span)
        return found

    @cached_property
    def located(self) -> dict[int, Place]:
        """What is known about places by their head words: where they lie, and how they are used."""
        heads = [(self.head_in(one.span), one) for one in reversed(self.reading.places)]
        return {head: one for head, one in heads if head is not None}

    @cached_property
    def times(self) -> dict[int, Span]:
        """Dates and times of day by their head words."""
        found: dict[int, Span] = {}
        for time in self.reading.times:
            words = self.parsed.range_of(time.span)
            if time.kind in ("date", "time") and words:
                found[self.parsed.head_of(words)] = time.span
        return found

    @cached_property
    def hours(self) -> frozenset[Span]:
        """Times of the day with their hour."""
        return frozenset(span for span, value in self._values.items() if _HOUR.search(value))

    def when(self, event: Event) -> Span | None:
        """Return the time of an event, one of a known value if it has several."""
        spans = [one.span for one in event.arguments if one.role == "time"]
        known = [span for span in spans if span in self._values]
        return next(iter((*known, *spans)), None)

    @cached_property
    def _values(self) -> dict[Span, str]:
        return {time.span: time.value for time in self.reading.times if time.value}

    def is_ahead(self, time: Span) -> bool:
        """Tell whether a time is a day, month or year after that of the story."""
        value = self._values.get(time, "")
        is_date = _DAY.match(value) is not None or _DATE.fullmatch(value) is not None
        return is_date and self.published is not None and value[:10] > self.published[: len(value)]

    def is_over(self, time: Span) -> bool:
        """Tell whether a time is a day, month or year before that of the story."""
        value = self._values.get(time, "")
        is_date = _DATE.fullmatch(value) is not None
        return is_date and self.published is not None and value < self.published[: len(value)]

    @cached_property
    def time_words(self) -> frozenset[int]:
        """The words of all times, lengths of time too."""
        return frozenset(self.parsed.ranges_of(time.span for time in self.reading.times))

    @cached_property
    def holders(self) -> dict[int, Statement]:
        """The innermost statement that contains each word: the one with the shortest content."""
        by_length = sorted(self.reading.statements, key=_length, reverse=True)
        held: dict[int, Statement] = {}
        for statement in by_length:
            for place in (statement.content, *statement.places):
                held |= dict.fromkeys(self.parsed.ranges_of(place), statement)
        return held

    @cached_property
    def cues(self) -> dict[int, Manner]:
        """The words by which somebody is said to say something, and how."""
        return {
            i: one.manner
            for one in self.reading.statements
            if one.cue
            for i in self.parsed.range_of(one.cue)
        }

    @cached_property
    def deeds(self) -> dict[int, Deed]:
        """What the model says about words that may name events, by their head words."""
        found: dict[int, Deed] = {}
        for deed in self.reading.deeds:
            word = self.head_in(deed.trigger)
            if word is not None:
                found.setdefault(word, deed)
        return found

    @cached_property
    def tenor(self) -> dict[str, float]:
        """How far a story is from news: what it has too few of, and how often it says "you".

        Of a recipe or an advertisement, little is an event that as news would be one.
        """
        n_words = len(self.parsed) + _ADDED
        counts = {"statements": len(self.reading.statements), "places": len(self.reading.places)}
        found = {
            f"few {name}": max(usual - (_SO_MANY * counts[name] + _ADDED * usual) / n_words, 0.0)
            for name, usual in _USUAL.items()
        }
        n_you = sum(word in YOU for word in self.parsed.words)
        return found | {"you": min(_SO_MANY * n_you / n_words, 1.0)}

    def is_name(self, i: int) -> bool:
        """Tell whether a word is the head of an actor's name."""
        return i in self.actors and self.parsed.tags[i] == "PROPN"

    def stretch(self, i: int) -> range:
        """Return the words around one up to a full stop: the model misses some sentences' ends."""
        return self._stretches[i]

    @cached_property
    def _stretches(self) -> list[range]:
        found: list[range] = []
        while len(found) < len(self.parsed):
            first = len(found)
            sentence = self.parsed.sentence_of(first)
            last = first + 1
            while last < sentence.stop and not self._is_stop(last - 1):
                last += 1
            found += [range(first, last)] * (last - first)
        return found

    def _is_stop(self, i: int) -> bool:
        parsed = self.parsed
        if parsed.words[i] not in _STOPS or i + 1 >= len(parsed):
            return False
        return parsed.forms[i + 1][:1].isupper() and parsed.tags[i + 1] in _OPENING

    def prepositions(self, i: int) -> tuple[str, ...]:
        """Return the prepositions of a word, in lower case."""
        return self._prepositions[i]

    @cached_property
    def _prepositions(self) -> list[tuple[str, ...]]:
        parsed = self.parsed
        return [
            tuple(parsed.words[k] for k in parsed.children(i, "case") if k < i)
            for i in range(len(parsed))
        ]

    def phrase(self, head: int) -> Span:
        """Return the words that name who or what a word stands for, without its preposition."""
        parsed = self.parsed
        words, waiting = {head}, [head]
        while waiting:
            word = waiting.pop()
            below = parsed.children(word, *_LINKS, "nmod", *(["case"] if word != head else []))
            waiting += below
            words |= set(below)
        first, last = _around(head, words)
        while last + 1 < len(parsed) and parsed.words[last] == "-" and self._is_glued(last):
            last += 2  # "148" of "An-148"
        while first > 1 and parsed.words[first - 1] == "-" and self._is_glued(first - 1):
            first, _ = _around(first - 2, words)  # "a 19-year" of "a 19-year-old woman"
        return parsed.span(first, last)

    def _is_glued(self, hyphen: int) -> bool:
        """Tell whether a hyphen stands without spaces between two words."""
        parsed = self.parsed
        is_before = parsed.starts[hyphen] == parsed.ends[hyphen - 1]
        return is_before and parsed.starts[hyphen + 1] == parsed.ends[hyphen]

    def named(self, head: int) -> Span:
        """Return the words that name who or what a word stands for: of "she" those before it."""
        if self.parsed.tags[head] != "PRON":
            whole = self.phrase(head)
            _, naming = self._by_role.get(head, (None, whole))
            spans = (whole, naming, self._names.get(head, whole))
            return Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
        own = self.parsed.span(head, head + 1)
        actor = self.actors.get(head)
        meant = self._antecedents.get(own)
        namings = actor.mentions if actor else ([meant] if meant else [])
        before = [one for one in namings if one.end <= own.start and not self._is_pronoun(one)]
        return self._with_fellows(head, before[-1]) if before else self.phrase(head)

    def _with_fellows(self, pronoun: int, span: Span) -> Span:
        """Return all whom "they" means where one of those that "and" joins was taken for them."""
        parsed, words = self.parsed, self.parsed.range_of(span)
        if parsed.words[pronoun] not in _SEVERAL:
            return span
        joined = {k for i in words for k in parsed.children(i, "conj") if k not in words}
        over = {parsed.heads[i] for i in words if parsed.relations[i] == "conj"} - {*words}
        joined |= {k for i in over for k in (i, *parsed.children(i, "conj"))}
        if not joined or not all(parsed.tags[k] == "PROPN" for k in joined):
            return span
        named = [self.phrase(k) for k in joined]
        named += [self._names[h] for k in joined if (h := self._heads_of_names.get(k)) is not None]
        return Span(
            start=min(span.start, *(one.start for one in named)),
            end=max(span.end, *(one.end for one in named)),
        )

    def actor_of(self, head: int) -> Actor | None:
        """Return the actor that a word names, or that it stands for as a pronoun."""
        if head not in self._actors_of:
            named = self.head_in(self.named(head))
            other = self.actors.get(named) if named is not None else None
            self._actors_of[head] = self.actors.get(head) or other or self._in_role(head)
        return self._actors_of[head]

    def _in_role(self, noun: int) -> Actor | None:
        """Return the only one whose role a noun ends: "Norway’s leader" of a headline."""
        end = self.parsed.ends[noun]
        found = {
            actor.id: actor
            for role, actor in self._owned_roles
            if _plain(self.parsed.text[max(end - len(role), 0) : end]) == role
        }
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _owned_roles(self) -> list[tuple[str, Actor]]:
        """Roles that say of whom, with the persons that have them."""
        persons = [one for one in self.reading.actors if one.named and one.kind == "person"]
        roles = [(_plain(self.parsed.string(span)), one) for one in persons for span in one.roles]
        return [(role, one) for role, one in roles if "'s " in role]

    @cached_property
    def _antecedents(self) -> dict[Span, Span]:
        """The likeliest naming that a pronoun stands for."""
        return Antecedents(self.parsed, self.reading, self.actors, self._means_another).likeliest()

    def _is_pronoun(self, span: Span) -> bool:
        head = self.head_in(span)
        return head is not None and self.parsed.tags[head] in ("PRON", "DET")

    def head_in(self, span: Span) -> int | None:
        """Return the head word of a span; None if it covers no word."""
        return self.parsed.head_in(span)


def _plain(words: str) -> str:
    return words.replace("’", "'").lower()


def _around(head: int, words: Set[int]) -> tuple[int, int]:
    """Return the unbroken stretch of words around one, of bounded length."""
    first, last = head, head + 1
    while first - 1 in words and last - first < _LONGEST_PHRASE:
        first -= 1
    while last in words and last - first < _LONGEST_PHRASE:
        last += 1
    return first, last


def _gap(one: Span, other: Span) -> int:
    """Return how many characters stand between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)


def _length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


def first_of(words: Sequence[int]) -> int | None:
    """Return the first of some words; None if there are none."""
    return words[0] if words else None


def first_of_phrase(parsed: Parsed, head: int) -> int:
    """Return the first word right before one that depends on it: "Jane" of "Jane’s visit"."""
    first = head
    while first and head in parsed.ancestors(first - 1):
        first -= 1
    return first
