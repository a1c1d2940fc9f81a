"""Sources without a name: "the governor" is somebody named in the story, "a diplomat" is not."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from onrecord.reading.places.demonyms import place_of
from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.meant.unnamed import core_of, is_of_other_country
from onrecord.reading.statements.actors.meant.weighed import (
    are_too_many,
    is_no_firm,
    is_of_other_body,
    is_of_other_gender,
    is_other_institution,
)
from onrecord.reading.statements.actors.naming.name_words import OFFICES
from onrecord.reading.statements.actors.naming.roles import lead_of, role_heads
from onrecord.reading.statements.actors.naming.same_name import like
from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    are_kin,
    are_other_kinds,
    is_plural,
    names_no_person,
    names_of,
    singular,
    sorts_of,
    sorts_of_pair,
    sorts_of_two,
)
from onrecord.reading.statements.actors.naming.state_agencies import is_no_agency, is_of_other_state
from onrecord.reading.statements.actors.phrases.source_phrase import (
    DEFINITE,
    OWNERS,
    Phrase,
    is_definite,
)
from onrecord.reading.statements.chains.outlets import called_outlets
from onrecord.reading.statements.parsed import Parsed

_RANKS = frozenset(("assistant", "deputy", "vice", "former", "acting", "junior", "associate"))
_OF_A_FIELD = OFFICES | {"ministry"}
_FIELDS = frozenset((
    "prime", "chief", "foreign", "interior", "home", "finance", "defence", "defense", "health",
    "justice", "education", "energy", "transport", "labour", "labor", "agriculture", "environment",
))  # fmt: skip
# Bodies that have the noun in their names, but for an acronym: "police" are no "Norrbygg".
_IN_THEIR_NAMES = frozenset((
    "police", "army", "navy", "military", "court", "parliament", "senate", "council", "embassy",
    "consulate", "ministry", "brigade", "coastguard", "observatory",
))  # fmt: skip
_PAPERS = frozenset(("papers", "files", "leaks"))  # of which no newspaper is made
_WRITTEN = frozenset(("paper", "document", "study", "memo", "memorandum", "dossier"))
_FARTHEST = 12  # sentences back to "a senior officer" that "the officer" takes up
_FADING = 0.03  # points lost a sentence
_LATER = 0.2  # points lost by who is named only below
_AGAIN = 0.6  # points for whom the same words meant before
_FEWEST_POINTS = 0.3
_EXACT, _KIN, _IN_NAME, _KIN_IN_NAME, _SAME_WORDS, _MEDIUM, _BODY = (
    2.0,
    1.0,
    1.8,
    1.2,
    1.6,
    1.2,
    0.7,
)
_SAME_REFERENCE = 1.0  # points for "the minister", met before, of whom nothing else is known
_LAST_MEDIUM = 0.7  # probability of the medium named last


class Fit(NamedTuple):
    """Somebody whom a description fits, and how well."""

    points: float
    member: Member


class Descriptions:
    """Finds whom the story means by a role or another description."""

    def __init__(self, parsed: Parsed, cast: Cast) -> None:
        self.parsed = parsed
        self.cast = cast
        self.lead = lead_of(parsed)
        self._outlets = called_outlets(parsed)
        self._meant: dict[str, Member] = {}  # by words: "the hotel"

    def held(self, phrase: Phrase, members: Iterable[Member]) -> Member | None:
        """Return who, among some, has exactly the words of a description as a role."""
        return next((m for m in members if self._is_role_of(m, phrase.head)), None)

    def fits(self, phrase: Phrase, members: Iterable[Member]) -> list[Fit]:
        """Return whom, among some, a description may mean, with points; the best first."""
        noun = self.parsed.words[phrase.head]
        if is_plural(noun) and "body" not in sorts_of(noun):
            return []
        found = (self._fit_of(member, phrase) for member in members)
        fits = [fit for fit in found if fit is not None and fit.points > _FEWEST_POINTS]
        return sorted(fits, key=lambda fit: -fit.points)

    def medium(self, phrase: Phrase, members: Iterable[Member]) -> tuple[Member, float] | None:
        """Return which medium a plain "the channel" is: the one named last before; how likely."""
        words = [self.parsed.words[i] for i in phrase.prefix]
        plain = words == ["the", words[-1]] and ("media" in sorts_of(words[-1]) or "site" in words)
        if not plain and (words[:2] != ["the", "news"] or not self._names_medium(phrase)):
            return None
        at, noun = phrase.words[0], words[-1]
        media = (m for m in members if self._is_medium(m) and not self._is_other_outlet(m, noun))
        before = (m for m in media if m.before(at) >= 0)
        member = max(before, key=lambda m: m.before(at), default=None)
        if member is not None and self._is_told_apart(range(member.before(at), at), noun):
            return None
        return (member, _LAST_MEDIUM) if member is not None else None

    def _is_told_apart(self, words: range, noun: str) -> bool:
        """Whether words bring in another of a noun: "the water basin agency" sells no news."""
        parsed = self.parsed
        nouns = (i for i in words if parsed.words[i] == noun and i - 1 in words)
        named = {i for i, one in self.cast.at.items() if one.named}
        led = (i - 1 for i in nouns if parsed.tags[i - 1] == "NOUN" and i not in named)
        return any("media" not in sorts_of_pair(parsed.words[i], noun) for i in led)

    def _is_medium(self, member: Member) -> bool:
        known = member.grade == "media outlet" or not self._outlets.isdisjoint(member.tokens)
        return member.named and member.kind == "organisation" and known

    def remember(self, phrase: Phrase, member: Member) -> None:
        """Note whom words meant: they mean the same one again."""
        self._meant[self._key(phrase)] = member

    def _key(self, phrase: Phrase) -> str:
        return " ".join(self.parsed.words[i] for i in phrase.prefix)

    def _is_role_of(self, member: Member, head: int) -> bool:
        """Whether somebody has the very words as a role, from the lead."""
        at = self.parsed.starts[head]
        return self._may_be(member, self.parsed.words[head]) and any(
            span.start <= at < span.end and singular(self.parsed.words[head]) in role_heads(role)
            for span, role in member.roles.items()
        )

    def _may_be(self, member: Member, noun: str) -> bool:
        """Whether somebody may be what a noun names: no body is an "officer", nobody a "city"."""
        if member.kind == "person":
            return not names_no_person(noun) and not is_of_other_gender(member, noun)
        return not sorts_of(noun) or not {"official", "person"}.issuperset(sorts_of(noun))

    def _fit_of(self, member: Member, phrase: Phrase) -> Fit | None:
        at = phrase.words[0]
        place = member.before(at)
        later = place < 0
        if later:
            if self.parsed.lines[at] > self.lead or not member.named:
                return None
            place = min(member.places)
        elif self._is_medium(member) and self._is_told_apart(range(place, at), "agency"):
            return None
        if not (
            is_definite(self.parsed, phrase)
            or (member.named and self.parsed.lines[at] <= self.lead)
        ):
            return None
        distance = abs(self.parsed.sentences[at] - self.parsed.sentences[place])
        if not member.named and member.kind in ("person", "group") and distance > _FARTHEST:
            return None
        points = self._points(member, phrase)
        if not points:
            return None
        fading = _FADING if points >= _KIN else 2 * _FADING
        fading *= min(distance, 4 if later else 20) if member.kind != "thing" else 0
        again = _AGAIN * (self._meant.get(self._key(phrase)) is member)
        return Fit(points + again - fading - (_LATER if later else 0), member)

    # --- the words of the description

    def _qualifiers(self, phrase: Phrase) -> set[str]:
        """Return the names and adjectives that narrow a role: "Ukraine's" leader."""
        return {
            self.parsed.words[i]
            for i in phrase.prefix
            if i < phrase.head
            and self.parsed.forms[i][:1].isupper()
            and self.parsed.tags[i] in ("PROPN", "ADJ")
        }

    def _modifiers(self, phrase: Phrase) -> set[str]:
        return {
            self.parsed.words[i]
            for i in phrase.prefix
            if i < phrase.head and self.parsed.tags[i] in ("ADJ", "NOUN", "PROPN")
        }

    # --- how well it fits

    def _points(self, member: Member, phrase: Phrase) -> float:
        """Say how well a description fits somebody: 0 not at all."""
        noun = singular(self.parsed.words[phrase.head])
        if not member.named:
            return self._points_unnamed(member, phrase, noun)
        if is_no_agency(noun, member.tokens):
            return 0
        points = self._points_role(member, phrase, noun)
        points = points or self._points_name(member, phrase, noun)
        return points + self._narrowed(member, phrase) if points else 0

    def _narrowed(self, member: Member, phrase: Phrase) -> float:
        """Add for what narrows a description and fits; a name that does not rules it out."""
        described = {word.strip(".,") for role in member.roles.values() for word in role.split()}
        known = described | set(member.tokens) | member.origins
        qualifiers = self._qualifiers(phrase)
        other = is_of_other_state(member.tokens, qualifiers)
        if other or (member.kind == "person" and is_of_other_body(self.parsed, member, phrase)):
            return -_EXACT
        unmet = [q for q in qualifiers if not any(like(q, word) for word in known)]
        institution = self.parsed.words[phrase.head] in names_of("institutions")
        strict = member.kind == "person" or institution or not member.named
        strict = strict or self._is_elsewhere(phrase, unmet)
        if unmet and strict and self.parsed.lines[phrase.head] > self.lead:
            return -_EXACT
        met = sum(any(like(word, other) for other in known) for word in self._modifiers(phrase))
        return 0.4 * met - 0.2 * len(unmet)

    def _is_elsewhere(self, phrase: Phrase, places: Collection[str]) -> bool:
        """Whether another is where "the Oslo-based firm" is; "Malian authorities" are a state’s."""
        states = [one for one in places if place_of(one.title()) is not None]
        if states and self.parsed.words[phrase.head] == "authorities":
            return True
        based = any(self.parsed.words[i] in ("based", "headquartered") for i in phrase.prefix)
        return based and any(not one.origins.isdisjoint(places) for one in self.cast.members)

    def _points_role(self, member: Member, phrase: Phrase, noun: str) -> float:
        described = {word for role in member.roles.values() for word in role_heads(role)}
        owner = self.parsed.words[phrase.prefix[0]]
        if owner in OWNERS and not self._is_owned(member, noun, owner):
            return 0
        if _RANKS & self._modifiers(phrase) - described:
            return 0  # "the assistant driver" is not the driver
        if any(singular(word) == noun for word in described):
            other = noun in _OF_A_FIELD and self._is_of_another_field(member, phrase, noun)
            other = other or (noun == "minister" and self._is_premier(member, phrase))
            return _EXACT if self._may_be(member, noun) and not other else 0
        if any(like(noun, origin) for origin in member.origins) and not sorts_of(noun):
            return _KIN  # "the Brazilian"
        kin = member.kind != "person" or "official" in sorts_of(noun) or "person" in sorts_of(noun)
        kin = kin and "opposition" not in described  # its leader is no "president"
        kin = kin and self._may_be(member, noun)  # a ship's "manager" is no "head of the navy"
        return _KIN if kin and any(are_kin(noun, word) for word in described) else 0

    def _is_of_another_field(self, member: Member, phrase: Phrase, noun: str) -> bool:
        """Whether "the prime minister" is said, and somebody is the minister of the interior."""
        mine = {
            self.parsed.words[i]
            for i in phrase.prefix
            if i < phrase.head and _is_field(self.parsed, i)
        }
        its = {
            word
            for span in member.roles
            for i in self.parsed.range_of(span)
            if _is_field(self.parsed, i) and singular(word := self.parsed.words[i]) != noun
        }
        return bool(mine) and bool(its) and mine.isdisjoint(its)

    def _is_premier(self, member: Member, phrase: Phrase) -> bool:
        """Whether somebody heads a government: "the minister" alone is no prime minister."""
        heads = [role_heads(role) for role in member.roles.values()]
        prime = any("prime" in words for words in heads)
        other = any("minister" in words and "prime" not in words for words in heads)
        return prime and not other and "prime" not in self._modifiers(phrase)

    def _is_owned(self, member: Member, noun: str, owner: str) -> bool:
        """Whether "her lawyer" may be one who was brought in as somebody's lawyer."""
        if owner not in PERSON_PRONOUNS:
            return False
        for span, role in member.roles.items():
            words = self.parsed.range_of(span)
            before = self.parsed.words[words.start - 1] if words.start else ""
            owned = before in PERSON_PRONOUNS or "'s" in role or "person" in sorts_of(noun)
            if noun in role_heads(role) and owned:
                return True
        return False

    def _points_name(self, member: Member, phrase: Phrase, noun: str) -> float:
        """Fit "the ministry" to a body by the words of its name, "the company" by its sort."""
        owned = self.parsed.words[phrase.prefix[0]] in OWNERS
        if member.kind == "person" or (owned and not self._is_only(member, noun)):
            return 0
        if is_other_institution(member, noun) or not _PAPERS.isdisjoint(member.tokens[-1:]):
            return 0
        if noun in member.tokens and (sorts_of(noun) or member.kind == "place"):
            return _IN_NAME
        if member.kind == "place" and not self._is_house(member):
            return 0
        if any(
            are_kin(noun, word) for word in member.tokens if word not in names_of("generic_bodies")
        ):
            return _KIN_IN_NAME
        return self._points_sort(member, phrase, noun)

    def _is_house(self, member: Member) -> bool:
        """Whether a place has an article and speaks, as a house does: "the Haven Royale denied"."""
        for i in member.places:
            above = self.parsed.heads[i]
            head = above if self.cast.at.get(above) is member else i
            if i and self.parsed.words[i - 1] == "the" and self.parsed.relations[head] == "nsubj":
                return True
        return False

    def _is_only(self, member: Member, noun: str) -> bool:
        """Whether a body is the only one of a sort: "their union", if there is one union."""
        return [m for m in self.cast.members if m.named and self._is_named_so(m, noun)] == [member]

    def _is_named_so(self, member: Member, noun: str) -> bool:
        return member.kind == "organisation" and any(are_kin(noun, word) for word in member.tokens)

    def _points_sort(self, member: Member, phrase: Phrase, noun: str) -> float:
        # "police say" in a headline, "a rights group" in the lead: any body that is named then
        new = self.parsed.words[phrase.prefix[0]] != "the"
        lead = new and self.parsed.lines[phrase.head] <= self.lead
        qualified = 0.3 * (bool(self._modifiers(phrase)) and not lead)
        of = new and self.parsed.words[phrase.head + 1 : phrase.head + 2] == ["of"]
        if of or member.kind not in ("organisation", "place") or member.grade == "social account":
            return 0  # "a group of soldiers"
        if noun != self.parsed.words[phrase.head]:
            return 0  # "local stations" are several
        if member.grade == "media outlet":
            if self._is_other_outlet(member, noun):
                return 0
            study = noun == "paper" and "study" in self.parsed.words[: phrase.head]
            return _MEDIUM - qualified if self._names_medium(phrase) and not study else 0
        return max(0, self._points_body(member, noun, lead=lead) - qualified)

    def _names_medium(self, phrase: Phrase) -> bool:
        """Whether a noun is one for media, by itself or with what stands before it: "news site"."""
        before, noun = self.parsed.words[phrase.head - 1], self.parsed.words[phrase.head]
        return "media" in sorts_of_two(before, noun)

    def _is_other_outlet(self, member: Member, noun: str) -> bool:
        """Whether an outlet is of another sort, by its name or roles: "the paper", no radio."""
        called = {
            *member.tokens,
            *(word for one in member.roles.values() for word in role_heads(one)),
        }
        other = any(are_other_kinds(noun, word) for word in called)
        return other and not any(are_kin(noun, word) for word in called)

    def _points_body(self, member: Member, noun: str, *, lead: bool) -> float:
        """Fit "the company" to a body that no noun shows to be another: "the airline", no bank."""
        roles = {word for role in member.roles.values() for word in role_heads(role)}
        if is_no_firm(member, noun) or any(are_other_kinds(noun, word) for word in roles):
            return 0
        other = any("body" in sorts_of(word) for word in roles | set(member.tokens))
        unlike = noun in names_of("institutions") or (
            other and noun not in names_of("generic_bodies")
        )
        spelt = noun in _IN_THEIR_NAMES and not member.name.isupper()
        if "body" not in sorts_of(noun) or (unlike and not lead) or spelt:
            return 0
        own = (i for i, other in self.cast.at.items() if other is member)
        speaks = any(self.parsed.relations[i] == "nsubj" for i in own)
        return _BODY + 0.2 * speaks - 0.3 * other

    def _points_unnamed(self, member: Member, phrase: Phrase, noun: str) -> float:
        """Fit "the officer" to "a senior officer": the same head."""
        if self.parsed.words[phrase.prefix[0]] in OWNERS:
            return 0
        if are_too_many(member, self.parsed.words[phrase.head]):
            return 0
        if is_of_other_country(member, self._qualifiers(phrase)):
            return 0
        core = [singular(word) for word in core_of(member)]
        written = noun in _WRITTEN and member.grade == "document" and not _WRITTEN.isdisjoint(core)
        if noun not in core[-1:] and not written:  # "the council" is no "council officer"
            return 0
        fields = [_FIELDS & {*words} for words in (member.tokens, self._modifiers(phrase))]
        if noun in _OF_A_FIELD and all(fields) and fields[0].isdisjoint(fields[1]):
            return 0  # "the foreign minister" is not "the prime minister"
        same = _SAME_WORDS if self._was_new(member) else _SAME_REFERENCE
        return same + 0.2 * len(self._modifiers(phrase) & set(member.tokens))

    def _was_new(self, member: Member) -> bool:
        """Whether an actor without a name was new when met: "a diplomat", not "the minister"."""
        return member.tokens[0] not in DEFINITE | OWNERS and member.n_core > 1


def _is_field(parsed: Parsed, i: int) -> bool:
    """Whether a word may say which office it is: "interior", "prime"; no people, no "new"."""
    word = parsed.words[i]
    return word in _FIELDS or (
        parsed.tags[i] in ("NOUN", "PROPN") and not sorts_of(word) and parsed.forms[i].islower()
    )
