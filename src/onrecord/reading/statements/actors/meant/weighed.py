"""Evidence, for each of the cast, on whom a pronoun or a description means."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.meant.pronouns import agrees
from onrecord.reading.statements.actors.naming.roles import role_heads
from onrecord.reading.statements.actors.naming.same_name import like
from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    PLURAL_PRONOUNS,
    THING_PRONOUNS,
    Gender,
    are_kin,
    gender_of_noun,
    is_collective,
    is_plural,
    names_no_person,
    names_of,
    singular,
    sorts_of,
)
from onrecord.reading.statements.actors.phrases.source_phrase import (
    DEFINITE,
    OWNERS,
    Phrase,
    is_definite,
)
from onrecord.reading.statements.evidence import odds
from onrecord.reading.statements.parsed import Parsed

_PEOPLE, _WRITTEN = frozenset(("official", "person")), frozenset(("document", "data"))
_PARTS = frozenset(("compound", "nmod"))
_FIRMS = frozenset((
    "company", "firm", "corporation", "manufacturer", "maker", "retailer", "airline", "carrier",
    "developer", "lender", "brand", "business", "startup", "start-up",
))  # fmt: skip
_NO_FIRMS = frozenset((
    "association", "authority", "charity", "commission", "committee", "council", "court",
    "department", "embassy", "federation", "government", "inspectorate", "ministry", "parliament",
    "party", "police", "prosecution", "regulator", "senate", "treasury", "tribunal", "union",
    "university", "watchdog",
))  # fmt: skip
_BODIES = frozenset(("ministry", "department", "office", "council", "agency"))
_COUNTED = frozenset(("second", "third", "fourth", "other"))
_CAMPAIGNING = frozenset((
    "advocacy", "aid", "campaign", "consumer", "environmental", "lobby", "pressure", "rights",
))  # fmt: skip
_THOUGHT_OF = 0.05  # probability by the model from which on somebody may be meant
_AT_ODDS = 0.3  # the same of somebody whose name sounds like the other gender
_FARTHEST_LEAD = 3.0  # in points, that tells more than a smaller one

Candidate = tuple[Member, dict[str, float]]  # somebody, and what tells whether they are meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where words without a name stand, and who is in mind there."""

    parsed: Parsed
    members: Sequence[Member]  # the cast
    at: int  # the first of the words
    spoke: Member | None  # who spoke last
    about: Member | None  # whom the sentence before is about
    points: Mapping[int, float]  # of whom the words fit by rules, by `id()`
    shares: Mapping[int, float]  # the probability by the model, by `id()`
    new: Container[int] = ()  # `id()`s of those nobody met yet
    unasked: Member | None = None  # brought in right before, whom the model was not asked of

    def share(self, member: Member) -> float:
        """Return the probability by the model that somebody is meant."""
        return self.shares.get(id(member), 0.0)

    def mine(self, member: Member) -> float:
        """Return the points of somebody."""
        return self.points.get(id(member), 0.0)

    def rest(self, member: Member) -> float:
        """Return the most points of anybody else."""
        return max((p for key, p in self.points.items() if key != id(member)), default=0.0)


# --- "the mayor"


def weigh_description(scene: Scene, phrase: Phrase, *, lead: int) -> list[Candidate]:
    """Return whom a description may mean, with the evidence for how likely that is.

    lead: the last line of the story's lead.
    """
    return [
        (member, _of_description(scene, phrase, member, lead=lead))
        for member in scene.members
        if not _is_another(scene.parsed, phrase, member)
        if id(member) in scene.points
        or (scene.share(member) >= _THOUGHT_OF and may_be(member, scene.parsed.words[phrase.head]))
    ]


def _is_another(parsed: Parsed, phrase: Phrase, member: Member) -> bool:
    """Whether words tell a description from somebody, above all from who has no name.

    "The second diplomat" is not "one of the diplomats", "his defence minister" no prime minister,
    "another user" no user met before, and no "spokesman" is a "spokeswoman".
    """
    words = {parsed.words[i] for i in phrase.prefix}
    if is_of_other_gender(member, parsed.words[phrase.head]) or "another" in words:
        return True
    if member.named:
        return False
    counted = words & _COUNTED
    if counted and counted.isdisjoint(member.tokens):
        return member.noun not in ("another", "other")
    owned = parsed.words[phrase.prefix[0]] in OWNERS
    own = [i for i in phrase.prefix[1:] if i < phrase.head and parsed.tags[i] in ("ADJ", "NOUN")]
    apart = any(parsed.words[i] not in member.tokens for i in own)
    return owned and apart and member.noun == parsed.words[phrase.head]


def is_of_other_gender(member: Member, noun: str) -> bool:
    """Whether a noun shows that it is not them, where more than a name tells who they are."""
    shown = None if member.gender_by_name else gender_of_noun(noun)
    return None not in (shown, member.gender) and shown != member.gender


def may_be(member: Member, noun: str) -> bool:
    """Whether somebody may be what a noun names: no body is an "officer", nobody a "list"."""
    apart = _are_apart(singular(member.noun), singular(noun)) or is_other_institution(member, noun)
    if apart or is_no_firm(member, noun):
        return False
    if are_too_many(member, noun):
        return False
    sorts = {*sorts_of(noun)}
    if member.kind == "person":
        several = is_collective(noun) and not member.plural
        return not (several or names_no_person(noun) or (sorts and sorts <= _WRITTEN))
    return is_plural(noun) or not sorts or not sorts <= _PEOPLE


def are_too_many(member: Member, noun: str) -> bool:
    """Whether somebody is several of whom a noun means one: "two aides" are no "aide"."""
    several = member.noun == f"{noun}s" or (is_plural(member.noun) and not is_plural(noun))
    return several and singular(member.noun) in (noun, member.noun)


def is_no_firm(member: Member, noun: str) -> bool:
    """Whether a body is no "company", as a role or its name's end says: "the union Solidar"."""
    if singular(noun) not in _FIRMS:
        return False
    heads = [role_heads(role) for role in member.roles.values()]
    called = {word for words in heads for word in words}
    called |= {*member.tokens[-1:]} if member.named else {member.noun}
    campaigns = "group" in called and not _CAMPAIGNING.isdisjoint(called)
    return (campaigns or not _NO_FIRMS.isdisjoint(called)) and _FIRMS.isdisjoint(called)


def is_other_institution(member: Member, noun: str) -> bool:
    """Whether a body has a noun in its name, and is none: "the military" is no "military court"."""
    if not member.named or member.kind != "organisation" or noun not in member.tokens[:-1]:
        return False
    ends = singular(member.tokens[-1])
    return {ends, noun} <= names_of("institutions") and _are_apart(ends, noun)


def is_of_other_body(parsed: Parsed, member: Member, phrase: Phrase) -> bool:
    """Whether "the chairman of the Harbour Party" is of a body, and somebody's role of another.

    So is "an Interior Ministry spokesman" beside a "Foreign Ministry spokesman".
    """
    behind = phrase.core[len(phrase.prefix) :]
    is_behind = bool(behind) and parsed.words[behind[0]] in ("of", "for", "at")
    where = behind if is_behind else [i for i in phrase.prefix if i < phrase.head]
    its = {parsed.words[i] for i in where if parsed.tags[i] == "PROPN"} - _BODIES
    words = (i for span in member.roles for i in parsed.range_of(span))
    own = {parsed.words[i] for i in words if parsed.tags[i] == "PROPN"} - _BODIES
    is_body = is_behind or any(parsed.words[i] in _BODIES for i in where)
    return is_body and bool(its and own) and not any(like(a, b) for a in its for b in own)


def is_only_firm(known: Sequence[Candidate], noun: str) -> bool:
    """Whether "the company" can only be one body of all that have a name."""
    if noun not in _FIRMS:
        return False
    fits = [m for m, evidence in known if m.named and evidence["points"] > 0]
    return len(fits) == 1 and fits[0].kind == "organisation"


def _are_apart(one: str, other: str) -> bool:
    """Whether two nouns are of different bodies: "the union", met before, is no "authority"."""
    nouns, institutions = {one, other}, names_of("institutions")
    generic = names_of("generic_bodies") - institutions
    if "" in nouns or one == other or not nouns.isdisjoint(generic):
        return False
    return not nouns.isdisjoint(institutions) and not are_kin(one, other)


def _of_description(scene: Scene, phrase: Phrase, member: Member, *, lead: int) -> dict[str, float]:
    parsed, first, noun = scene.parsed, scene.at, scene.parsed.words[phrase.head]
    share, mine, rest = scene.share(member), scene.mine(member), scene.rest(member)
    definite, owned = is_definite(parsed, phrase), parsed.words[first] in OWNERS
    several, in_lead = is_plural(noun), parsed.lines[first] <= lead
    person = "person" in sorts_of(noun) or "official" in sorts_of(noun)
    back = parsed.sentences[phrase.head] - parsed.sentences[max(member.before(first), 0)]
    return {
        **_by_model(scene, share),
        "points": mine,
        "no fit": float(not mine),
        "no fit by model": float(not mine) * share,
        "others": float(rest > mine),
        "lead": max(mine - rest, 0.0),
        "definite": float(definite),
        "definite by model": float(definite) * share,
        "a new one": float(parsed.words[first] in ("a", "an", "one", "another")),
        "in the lead": float(in_lead),
        "points in the lead": mine * in_lead,
        "owned": float(owned),
        "owned by model": owned * odds(share),
        "points owned": owned * mine,
        "several": float(several),
        "one of several": float(several and member.kind == "person"),
        "named": float(member.named),
        **_in_mind(scene, member),
        "of another kind": float(person != (member.kind == "person")),
        "sentences back": log1p(max(back, 0)),
        "only later": float(member.before(first) < 0),
    }


# --- "she"


def weigh_pronoun(
    scene: Scene, without: Container[int], *, fresh: Member | None
) -> list[Candidate]:
    """Return whom a pronoun may mean, with the evidence for how likely that is.

    without: `id()`s of whom it cannot mean. fresh: whom the sentence before brings in.
    """
    word = scene.parsed.words[scene.at]
    found = []
    for member in scene.members:
        thought_of = scene.share(member) >= _THOUGHT_OF and agrees(member, word)
        thought_of = thought_of or (scene.share(member) >= _AT_ODDS and _is_at_odds(member, word))
        thought_of = thought_of and id(member) not in without
        if id(member) in scene.points or member is fresh or thought_of:
            found.append((member, _of_pronoun(scene, word, member, fresh)))
    return found


def _of_pronoun(scene: Scene, word: str, member: Member, fresh: Member | None) -> dict[str, float]:
    gender = PERSON_PRONOUNS.get(word)
    mine, rest = scene.mine(member), scene.rest(member)
    return {
        **_by_model(scene, scene.share(member)),
        **_unasked(scene, member),
        "points": mine,
        "no points": float(not mine),
        "lead": min(max(mine - rest, -_FARTHEST_LEAD), _FARTHEST_LEAD),
        "others": float(rest > mine),
        "fresh": float(member is fresh),
        "another is fresh": float(fresh is not None and member is not fresh),
        **_in_mind(scene, member),
        "gender known": float(member.gender is not None and gender is not None),
        "leaning": _leaning(member, gender),
        "at odds": float(_is_at_odds(member, word)),
        "named": float(member.named),
        "they": float(word in PLURAL_PRONOUNS),
        "it": float(word in THING_PRONOUNS),
        "a place": float(member.kind == "place"),
        "a thing": float(member.kind == "thing"),
        **_told_of(scene, member),
    }


def _unasked(scene: Scene, member: Member) -> dict[str, float]:
    """Return what the model tells that was not asked of the likeliest: it is sure of nobody else.

    It knows names and who speaks, and no "woman" that was stabbed in the sentence before.
    """
    if scene.unasked is None:
        return {}
    model = 0.0 if member is scene.unasked else min(odds(scene.share(member)), 0.0)
    return {"model": model, "first by model": 0.0}


def _told_of(scene: Scene, member: Member) -> dict[str, float]:
    """Return what tells of somebody whom nobody met yet, so that the model was not asked."""
    if id(member) not in scene.new:
        return {}
    parsed, place = scene.parsed, member.places[0]
    return {
        "only told of": 1.0,
        "only told of, a subject": float(_is_subject(scene.parsed, place)),
        "only told of, known": float(parsed.words[place] in DEFINITE),
        "only told of, a thing": float(member.kind == "thing"),
        "only told of, points": scene.mine(member),
        "only told of, nobody by model": odds(1 - sum(scene.shares.values())),
    }


def _is_subject(parsed: Parsed, first: int) -> bool:
    """Whether the noun of a phrase is a subject: the first word that is no part of another's."""
    nouns = (i for i in parsed.sentence_of(first) if i >= first and parsed.tags[i] == "NOUN")
    noun = next((i for i in nouns if parsed.relations[i] not in _PARTS), first)
    return parsed.relations[noun] == "nsubj"


def _is_at_odds(member: Member, word: str) -> bool:
    """Whether the name alone speaks against a pronoun: many are those of men and women."""
    gender = PERSON_PRONOUNS.get(word)
    return member.gender_by_name and gender is not None and member.gender != gender


def _leaning(member: Member, gender: Gender | None) -> float:
    """Return 1 where a first name sounds like a gender, -1 where it sounds like the other."""
    if member.gender is not None or member.leaning is None or gender is None:
        return 0.0
    return 1.0 if member.leaning == gender else -1.0


# --- both


def _by_model(scene: Scene, share: float) -> dict[str, float]:
    """Return what the model's probability of one of several tells."""
    return {
        "bias": 1.0,
        "model": odds(share),
        "first by model": float(share > 0 and share >= max(scene.shares.values())),
        "nobody by model": odds(1 - sum(scene.shares.values())),
    }


def _in_mind(scene: Scene, member: Member) -> dict[str, float]:
    """Return what tells how much somebody is in mind where the words stand."""
    parsed, at = scene.parsed, scene.at
    line, place = parsed.line_of(at), member.before(at)
    return {
        "spoke last": float(member is scene.spoke),
        "subject before": float(member is scene.about),
        "same line": float(place >= line.start),
        "line before": float(
            0 <= place < line.start and parsed.lines[place] == parsed.lines[at] - 1
        ),
        "mentions": log1p(sum(there < at for there in member.places)),
    }
