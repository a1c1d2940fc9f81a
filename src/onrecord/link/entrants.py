"""Actors of an article as candidates for parties: their names, what they are, with whom."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.link.names import (
    given_names,
    initials_of,
    is_acronym,
    is_initial,
    key_of,
    person_of,
    tokens_of,
)
from onrecord.record import Actor, ActorKind, Article, Named, Party, Reading

MOST_COMPANY = 40  # of an article; a list of a hundred names is no company


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """A named actor of an article, to be joined with a party."""

    named: Named
    actor: str  # `Actor.id`
    names: Mapping[str, int]  # as written, and how often
    roles: tuple[str, ...]
    body: str | None  # the name of the one it belongs to
    company: frozenset[str]  # keys of who else is named in the article
    geoname_id: int | None


def entrants_of(article: Article, reading: Reading) -> tuple[Entrant, ...]:
    """Return the named actors of an article; without a name nobody is known across articles."""
    named = [actor for actor in reading.actors if actor.named and tokens_of(actor.name)]
    keys = {actor.id: company_key(actor.name, actor.kind) for actor in named}
    by_id = {actor.id: actor for actor in named}
    loudest = sorted(named, key=lambda actor: (-len(actor.mentions), actor.id))
    company = [keys[actor.id] for actor in loudest][:MOST_COMPANY]
    found = []
    for actor in named:
        body = by_id.get(actor.affiliation or "")
        found.append(
            Entrant(
                named=Named(article_id=article.id, name=actor.name, kind=actor.kind),
                actor=actor.id,
                names=_names(article.text, actor),
                roles=tuple(article.text[role.start : role.end] for role in actor.roles),
                body=body.name if body else None,
                company=frozenset(company) - {keys[actor.id]},
                geoname_id=_geoname(actor, reading),
            )
        )
    return tuple(found)


def lookup_keys(entrant: Entrant) -> frozenset[str]:
    """Return the keys under which to look for the parties that an actor may belong to."""
    if entrant.named.kind == "person":
        return frozenset(key for name in entrant.names for key in _asked_of_person(name))
    return frozenset(_keys(entrant.names, entrant.geoname_id))


def party_keys(party: Party) -> frozenset[str]:
    """Return the keys under which a party is found."""
    if party.kind == "person":
        return frozenset(key for name, _ in party.names for key in _keys_of_person(name))
    return frozenset(_keys(dict(party.names), party.geoname_id))


def _keys_of_person(name: str) -> Iterator[str]:
    """Give the keys of a person: few people have one, however many there are of one surname."""
    person = person_of(name)
    if person is None:
        return
    first, last = person.first, person.last
    yield f"any {last}"
    if not first:
        yield f"surname {last}"
        return
    yield f"letter {first[0]} {last}"
    if is_initial(first):
        yield f"initial {first[0]} {last}"
    else:
        yield from (f"name {given} {last}" for given in given_names(first))


def _asked_of_person(name: str) -> Iterator[str]:
    person = person_of(name)
    if person is None:
        return
    first, last = person.first, person.last
    if not first:
        yield f"any {last}"
        return
    yield f"surname {last}"
    if is_initial(first):
        yield f"letter {first[0]} {last}"
    else:
        yield f"initial {first[0]} {last}"
        yield from (f"name {given} {last}" for given in given_names(first))


def _keys(names: Mapping[str, int], geoname_id: int | None) -> Iterator[str]:
    for name in names:
        key = key_of(name)
        yield f"body {key}"
        initials = key if is_acronym(name) else initials_of(key)
        if initials:
            yield f"initials {initials.replace('.', '')}"
    if geoname_id is not None:
        yield f"place {geoname_id}"


def _names(text: str, actor: Actor) -> dict[str, int]:
    """Count how often each name of an actor is used; pronouns and descriptions are no names."""
    known = {key_of(name): name for name in (*actor.aliases, actor.name)}
    counts = Counter({actor.name: 0})
    for mention in actor.mentions:
        name = known.get(key_of(text[mention.start : mention.end]))
        if name:
            counts[name] += 1
    return {name: max(1, n) for name, n in counts.items()}


def company_key(name: str, kind: ActorKind) -> str:
    """Return the key by which an actor counts as company of the others in its article."""
    person = person_of(name) if kind == "person" else None
    return person.last if person else key_of(name)


def _geoname(actor: Actor, reading: Reading) -> int | None:
    """Return where most mentions of an actor lie."""
    starts = {(span.start, span.end) for span in actor.mentions}
    found = Counter(
        place.geoname_id
        for place in reading.places
        if place.geoname_id is not None and (place.span.start, place.span.end) in starts
    )
    return found.most_common(1)[0][0] if found else None
