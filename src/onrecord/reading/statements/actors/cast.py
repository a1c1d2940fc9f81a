"""The cast of a story: everybody it names, each with all mentions and roles."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from onrecord.reading.statements.actors.naming.kinds import namings_of
from onrecord.reading.statements.actors.naming.name_words import ARTICLES, is_of_child
from onrecord.reading.statements.actors.naming.names import Naming
from onrecord.reading.statements.actors.naming.predicates import role_said_of
from onrecord.reading.statements.actors.naming.roles import (
    body_behind,
    lead_of,
    lead_roles,
    origin_of,
    role_heads,
    roles_of,
)
from onrecord.reading.statements.actors.naming.same_name import (
    is_media,
    is_short_for,
    parts_apart,
    short_in_brackets,
)
from onrecord.reading.statements.actors.naming.sources import (
    Gender,
    gender_of_name,
    gender_of_noun,
    is_collective,
    leaning_of_name,
    names_of,
    sorts_of,
)
from onrecord.reading.statements.actors.naming.state_agencies import (
    origins_of_agency,
    without_described,
)
from onrecord.reading.statements.chains.outlets import called_outlets
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Actor, ActorKind, Grade, Mention, MentionKind, Span

_KINDS: dict[MentionKind, ActorKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "other": "thing",
}
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


@dataclass(slots=True, eq=False)
class Member:
    """A member of the cast while it is put together."""

    tokens: tuple[str, ...]  # of its fullest name, in lower case
    name: str
    kind: ActorKind
    grade: Grade
    named: bool = True
    plural: bool = False
    gender: Gender | None = None
    leaning: Gender | None = None  # what a first name or its ending suggests
    gender_by_name: bool = False  # by name or pronouns alone, no title or noun
    by_courtesy: bool = False  # "Mrs Roe", whom nobody with a first name can be
    aliases: dict[str, None] = field(default_factory=dict)  # as an ordered set
    spans: set[Span] = field(default_factory=set)
    roles: dict[Span, str] = field(default_factory=dict)  # with its words in lower case
    bodies: set[Span] = field(default_factory=set)  # that they are of: no role, "she" is no board
    origins: set[str] = field(default_factory=set)  # "brazil" of "Luiza Prado of Brazil"
    places: list[int] = field(default_factory=list)  # first words of its namings, as met
    n_core: int = 0  # of a source without a name: words up to its head

    @property
    def holds_office(self) -> bool:
        """Whether a role is an office, as the lead names them: "mayor", not "a former nurse"."""
        return any(
            "official" in sorts_of(word)
            for role in self.roles.values()
            for word in role_heads(role)
        )

    @property
    def noun(self) -> str:
        """What a source without a name is: "guard" in "a young guard"; "" if it has a name."""
        return "" if self.named else "".join(self.tokens[: self.n_core][-1:])

    @property
    def first(self) -> int:
        """Where it is first named."""
        return min(span.start for span in self.spans)

    def before(self, i: int) -> int:
        """Return the last word before `i` at which it is named, -1 if there is none."""
        return max((place for place in self.places if place < i), default=-1)


class Cast:
    """Everybody in a story; grows as sources without a name are met."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention]) -> None:
        self.parsed = parsed
        self.members: list[Member] = []
        self.at: dict[int, Member] = {}  # by word of a name
        self.met: dict[int, Member] = {}  # by first word of a source without a name
        self.namings = without_described(namings_of(parsed, mentions))
        self.outlets = called_outlets(parsed)
        self.short = short_in_brackets(parsed, self.namings)
        self.apart = parts_apart(parsed, self.namings)
        self.courteous = {(n.tokens, n.gender) for n in self.namings if self._courtesy(n)}
        fullest = sorted(self.namings, key=_by_length)
        for naming in fullest:
            self._add(naming)
        for naming in self.namings:
            self._see(naming)
        for member in self.members:
            self._describe(member)
        self._describe_from_lead()

    def unnamed(
        self, words: Sequence[int], grade: Grade, *, plural: bool, n_core: int = 0
    ) -> Member:
        """Return a source without a name: the one met before in the same words, or a new one.

        n_core: words up to its head; 0 = not known.
        """
        tokens = tuple(self.parsed.words[i] for i in words)
        known = next((m for m in self.members if not m.named and m.tokens == tokens), None)
        if known is None:
            known = self._new(words, tokens, grade, plural=plural)
        known.n_core = min(n_core, len(tokens)) or known.n_core
        if known.kind == "person" and is_collective(known.noun):
            known.kind = "group"
        self.mention(known, words)
        return known

    def _new(
        self, words: Sequence[int], tokens: tuple[str, ...], grade: Grade, *, plural: bool
    ) -> Member:
        name = " ".join(self.words_of(words).split())
        kind: ActorKind = "thing" if grade in ("document", "data") else "person"
        if grade in ("named body", "media outlet", "social account"):
            kind = "organisation"
        elif plural and kind == "person":
            kind = "group"
        member = Member(tokens, name, kind, grade, named=False, plural=plural)
        member.gender = next((g for word in tokens if (g := gender_of_noun(word))), None)
        self.members.append(member)
        return member

    def unite(self, one: Member, named: Member) -> None:
        """Merge somebody without a name into the person it turned out to be."""
        named.spans |= one.spans
        named.places = sorted((*named.places, *one.places))
        named.gender = named.gender or one.gender
        self.met = {i: named if m is one else m for i, m in self.met.items()}
        self.members.remove(one)

    def counted(self, n: int, before: int) -> Member | None:
        """Return the group met before a word that counts so many: "ten countries"."""
        number = _NUMBERS[n - 2] if n - 2 < len(_NUMBERS) else str(n)
        groups = (m for m in self.members if not m.named and m.plural)
        return next((m for m in groups if number in m.tokens and m.before(before) >= 0), None)

    def words_of(self, words: Sequence[int]) -> str:
        """Return words as written in the text, with what is between them."""
        return self.parsed.string(self.parsed.span(words[0], words[-1] + 1))

    def name_at(self, i: int) -> str:
        """Return the name that a word is part of, as written in the text."""
        first = last = i
        while self.at.get(last + 1) is self.at[i]:
            last += 1
        while self.at.get(first - 1) is self.at[i]:
            first -= 1
        return self.words_of(range(first, last + 1))

    def mention(self, member: Member, words: Sequence[int]) -> None:
        """Record that these words mention a member."""
        member.spans.add(self.parsed.span(words[0], words[-1] + 1))
        self.met.setdefault(words[0], member)
        member.places.append(words[0])

    def _add(self, naming: Naming) -> None:
        """Make a member of a name that is not a shorter form of one there is."""
        matches = self._matches(naming)
        courtesy = self._courtesy(naming)
        is_other = courtesy and all(one.gender not in (None, naming.gender) for one in matches)
        if matches and not is_other:
            return
        name = _written(self.parsed, naming)
        kind = _KINDS[naming.kind]
        same = [one for one in self.namings if one.tokens == naming.tokens]
        grade = _grade_of(name, kind, same)
        is_outlet = kind == "organisation" and self.outlets.issuperset(naming.tokens)
        if is_outlet and grade != "social account":
            grade = "media outlet"
        name = f"{courtesy} {name}" if matches else name
        member = Member(naming.tokens, name, kind, grade)
        if kind == "person":
            _give_gender(member, {one.gender for one in same} - {None})
            member.by_courtesy = bool(matches)
        self.members.append(member)

    def _courtesy(self, naming: Naming) -> str:
        """Return the "Mrs" before a surname alone, as it is written; "" without one."""
        first = naming.first
        alone = len(naming.tokens) == 1 and naming.gender is not None
        is_one = alone and self.parsed.words[first - 1].rstrip(".") in names_of("courtesies")
        return self.parsed.forms[first - 1] if is_one else ""

    def _see(self, naming: Naming) -> None:
        """Give a naming to its member: "Mrs Roe" not to her husband, "Roe" to whoever is near."""
        matches = self._matches(naming)
        fitting = [m for m in matches if not m.by_courtesy or m.gender == naming.gender]
        member = next((m for m in fitting if m.tokens == naming.tokens), None)
        if member is None and matches:
            member = self._likeliest(naming, matches)
        if member is None:
            return
        written = _written(self.parsed, naming)
        if member.name.isupper() and not written.isupper() and member.tokens == naming.tokens:
            member.name = written  # "Cebu", not the "CEBU" of a dateline
        elif written.casefold() != member.name.casefold():
            member.aliases.setdefault(written)
        if naming.gender and not (member.gender and len(naming.tokens) == 1):
            member.gender, member.gender_by_name = naming.gender, False
        for i in range(naming.first, naming.last):
            self.at[i] = member
        self.mention(member, range(naming.first, naming.last))

    def _matches(self, naming: Naming) -> list[Member]:
        kind = _KINDS[naming.kind]
        return [
            member
            for member in self.members
            if (member.tokens == naming.tokens and (member.kind == kind or len(naming.tokens) > 1))
            or (
                member.kind == kind
                and (naming.tokens, member.tokens) not in self.apart
                and is_short_for(naming.tokens, member.tokens, naming.kind)
            )
            or (member.tokens == self.short.get(naming.tokens))
        ]

    def _likeliest(self, naming: Naming, matches: list[Member]) -> Member:
        """Of several with one surname take who stands in the paragraph, else who came first.

        News calls relatives of whom a story is about by their full or first name.
        """
        fitting = [m for m in matches if not naming.gender or m.gender in (None, naming.gender)]
        if naming.gender is None:  # who is called "Mrs Roe" is not called "Roe"
            fitting = [m for m in matches if (naming.tokens, m.gender) not in self.courteous]
        matches = self._grown_up(naming, fitting) or fitting or matches
        by_end = [m for m in matches if m.tokens[-1] == naming.tokens[-1]]
        if not by_end:
            counts = [self._n_full(m) for m in matches]
            return matches[counts.index(max(counts))]
        line = self.parsed.line_of(naming.first)
        near = [m for m in by_end if m.before(naming.first) >= line.start]
        if near:
            return max(near, key=lambda m: m.before(naming.first))
        firsts = {id(m): min(o.first for o in self.namings if o.tokens == m.tokens) for m in by_end}
        return min(by_end, key=lambda m: firsts[id(m)])

    def _grown_up(self, naming: Naming, matches: list[Member]) -> list[Member]:
        """Return who is no child, of whom "Mr Roe" or "Ms Roe" may be."""
        front = self.parsed.words[naming.first - 1].strip(".") if naming.first else ""
        if front not in ("mr", "mrs", "ms"):
            return matches
        ages = [one.tokens for one in self.namings if is_of_child(self.parsed, one.last)]
        return [member for member in matches if member.tokens not in ages]

    def _n_full(self, member: Member) -> int:
        return sum(one.tokens == member.tokens for one in self.namings)

    def _describe(self, member: Member) -> None:
        if member.kind not in ("person", "organisation"):
            return
        people = {i for i, one in self.at.items() if one.kind == "person"}
        bodies = {i: id(one) for i, one in self.at.items() if one.kind == "organisation"}
        for naming in self.namings:
            if self.at.get(naming.first) is not member:
                continue
            member.origins |= origin_of(self.parsed, naming, self.at)
            member.origins |= origins_of_agency(naming.tokens)
            said = role_said_of(self.parsed, naming)
            for span in (*roles_of(self.parsed, naming, people), *([said] if said else [])):
                self.add_role(member, span)
            body = body_behind(self.parsed, naming, bodies) if member.kind == "person" else None
            if body is not None:
                member.bodies.add(body)

    def add_role(self, member: Member, span: Span) -> None:
        """Record a role of a member, once; it may show the gender."""
        words = self.parsed.string(span).lower().replace("’", "'")
        if words not in member.roles.values():
            member.roles[span] = words
        if member.kind == "person":
            for word in words.split():
                shown = gender_of_noun(word)
                member.gender_by_name &= shown != member.gender
                member.gender = member.gender or shown

    def _is_described(self, first: int) -> bool:
        """Whether a role stands beside a naming: "passenger Ann Roe"."""
        line = self.parsed.lines[first]
        roles = self.parsed.ranges_of(self.at[first].roles)
        return any(self.parsed.lines[i] == line for i in roles)

    def _describe_from_lead(self) -> None:
        """Give the roles of the lead to people named below: "its minister said". "Roe told"."""
        lead = lead_of(self.parsed)
        lines = self.parsed.lines
        known = {id(self.at[one.first]) for one in self.namings if lines[one.first] == lead}
        fresh: dict[int, int] = {}  # where somebody without a role is first named below the lead
        for one in self.namings:
            member = self.at[one.first]
            new = member.kind == "person" and not member.holds_office and id(member) not in known
            if new and lines[one.first] > lead:
                fresh.setdefault(id(member), one.first)
        fresh = {key: first for key, first in fresh.items() if not self._is_described(first)}
        taken = [role for member in self.members for role in member.roles.values()]
        people = {i for i, one in self.at.items() if one.kind == "person"}
        where = sorted(fresh.values())
        for span, first in lead_roles(self.parsed, where, self.at, people, taken):
            self.add_role(self.at[first], span)


def _give_gender(member: Member, told: Set[Gender | None]) -> None:
    """Give a person the gender told of it, else of the name.

    A list and an ending at odds only suggest one.
    """
    by_list = gender_of_name(*member.tokens)
    by_ending = leaning_of_name(*member.tokens) if len(member.tokens) > 1 else None
    member.leaning = by_list or by_ending
    member.gender = None if by_list and by_ending and by_list != by_ending else by_list
    member.gender_by_name = member.gender is not None
    if len(told) == 1:
        (member.gender,), member.gender_by_name = told, False


def _by_length(naming: Naming) -> tuple[int, int, int]:
    """Put full names first: "Chile's navy" before "Chilean navy" counts as fuller, too."""
    return -len(naming.tokens), -sum(map(len, naming.tokens)), naming.first


def _written(parsed: Parsed, naming: Naming) -> str:
    """Return a name as it is written, without an article or the possessive."""
    first = naming.first
    while first < naming.last - 1 and parsed.words[first] in ARTICLES:
        first += 1
    name = " ".join(parsed.string(parsed.span(first, naming.last)).split())
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name.rstrip(",")


def _grade_of(name: str, kind: ActorKind, namings: Sequence[Naming]) -> Grade:
    if kind == "person":
        return "named person"
    if any(one.sort == "social" for one in namings) or name.lower() in names_of("social_names"):
        return "social account"
    if kind in ("organisation", "thing") and is_media(namings, name):
        return "media outlet"
    return "named body"


def actors_of(members: Iterable[Member]) -> dict[int, Actor]:
    """Return the actors of a story by `id()` of their members, in the order of first naming."""
    ordered = sorted((m for m in members if m.spans), key=lambda m: (m.first, m.name))
    ids = {id(member): f"a{number}" for number, member in enumerate(ordered, start=1)}
    return {
        id(member): Actor(
            id=ids[id(member)],
            name=member.name,
            named=member.named,
            kind=member.kind,
            grade=member.grade,
            aliases=tuple(member.aliases),
            mentions=tuple(sorted(member.spans)),
            roles=tuple(sorted({*member.roles, *member.bodies})),
            affiliation=_affiliation(member, ordered, ids),
        )
        for member in ordered
    }


def _affiliation(member: Member, ordered: Sequence[Member], ids: dict[int, str]) -> str | None:
    """Return the body, else the place, that stands in a role of a person."""
    if member.kind != "person":
        return None
    for kind in ("organisation", "place"):
        for other in ordered:
            if other.kind == kind and any(
                role.start <= span.start and span.end <= role.end
                for role in (*member.roles, *member.bodies)
                for span in other.spans
            ):
                return ids[id(other)]
    return None
