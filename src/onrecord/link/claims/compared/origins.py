"""Who is ultimately behind a statement, and how many independent sources there are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.names import key_of, person_of
from onrecord.record import Actor, Grade, Reading, Statement, StatementRef, Voice

_SPEAKS_FOR = re.compile(
    r"^(?P<body>.*?)(?:['’]s?\s+)?\s*\b(?:chief |deputy |main )?"
    r"(?:spokes(?:man|woman|person|people|men|women)|press (?:service|office|officer|secretary)"
    r"|media office|information office)\b"
    r"(?:\s+(?:for|of)\s+(?P<other>.+))?",
    re.I,
)
_ARTICLES = re.compile(r"^(?:an?|the|its|his|her|their|one|another|senior)\s+", re.I)
_MEMBER = re.compile(r"['’]s?\s|\bof\b", re.I)
_PAPERS: frozenset[Grade] = frozenset(("document", "data"))
_UNNAMED: frozenset[Grade] = frozenset(("unnamed official", "unnamed group"))
_POSSESSIVE = ("its", "his", "her", "their", "a", "an", "the", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who a statement is from."""

    key: str  # the same for the same one across articles; "" where that cannot be known
    name: str
    grade: Grade | None
    via: tuple[str, ...]  # through whom it is told


def origin_of(text: str, reading: Reading, one: Statement) -> Origin:
    """Return who a statement is ultimately from: somebody who speaks for a body is that body."""
    actors = {actor.id: actor for actor in reading.actors}
    actor = actors.get(one.speaker or "")
    name = one.speaker_name or " ".join(text[span.start : span.end] for span in one.source)
    via = tuple(told.name for told in one.via if told.name)
    body = _body(text, actor, name, actors)
    if body:
        return Origin(key=key_of(body), name=name, grade=one.grade, via=via)
    key = ""
    if name.casefold().startswith("the ") and one.grade in _UNNAMED:  # "the civil hospital"
        key = key_of(name)
    elif one.grade in _PAPERS:
        key = "paper " + _head(name)
    elif one.grade not in _UNNAMED and one.speaker_name:
        person = person_of(name) if one.grade == "named person" else None
        key = person.last if person else _bare(name)
    return Origin(key=key, name=name, grade=one.grade, via=via)


def _body(text: str, actor: Actor | None, name: str, actors: Mapping[str, Actor]) -> str | None:
    """Return the body that somebody speaks for."""
    roles = [text[role.start : role.end] for role in actor.roles] if actor else []
    for words in (name, *roles):
        match = _SPEAKS_FOR.match(words)
        if match is None:
            continue
        if actor and (body := actors.get(actor.affiliation or "")):
            return body.name
        for words_of in (match["other"], match["body"]):
            bare = _ARTICLES.sub("", (words_of or "").strip(" ,'’")).strip()
            if bare.casefold() not in _POSSESSIVE:
                return bare
    return None


def _bare(name: str) -> str:
    """Return the name of a body without what stands behind its last capital."""
    words = _ARTICLES.sub("", name).split()
    while any(word[0].isupper() for word in words[1:]) and words[-1][0].islower():
        words.pop()
    return key_of(" ".join(words))


def _head(words: str) -> str:
    """Return the noun of a name: "report" of "the inspectors' report of May"."""
    bare = re.split(r"\s+(?:of|on|by|from|in|taken|seen|about)\s+", words.casefold())[0]
    found = re.findall(r"[^\W\d_]+", bare)
    return found[-1].removesuffix("s") if found else ""


def voices_of(
    told: Sequence[tuple[StatementRef, Origin]], suppliers: Mapping[str, str]
) -> tuple[Voice, ...]:
    """Return who is behind statements, each once, in order of their first statement.

    told: earliest first. suppliers: who an article ultimately comes from, by its id. A source
    without a name counts once for each supplier: whether it is one person cannot be known.
    """
    found: dict[tuple[str, str], list[tuple[StatementRef, Origin]]] = {}
    for said, origin in told:
        supplier = suppliers.get(said.article_id, said.article_id)
        key = (origin.key, "") if origin.key else (_head(origin.name), supplier)
        known = next(
            (
                other
                for other, group in found.items()
                if (_is_same(key, other) and not _is_of_other(origin.name, group[0][1].name))
                or (origin.key and group[0][1].name == origin.name)
            ),
            key,
        )
        found.setdefault(known, []).append((said, origin))
    suppliers_of = {said: suppliers.get(said.article_id, "") for said, _ in told}
    order = {said: i for i, (said, _) in enumerate(told)}
    groups = _reworded(_with_unknown(list(found.values()), suppliers_of), suppliers_of)
    return tuple(
        Voice(
            name=group[0][1].name,
            grade=group[0][1].grade,
            statements=tuple(sorted((said for said, _ in group), key=order.__getitem__)),
            passed_on=tuple(dict.fromkeys(name for _, origin in group for name in origin.via)),
        )
        for group in sorted(groups, key=lambda one: min(order[said] for said, _ in one))
    )


Told = list[tuple[StatementRef, Origin]]


def _with_unknown(groups: Sequence[Told], suppliers_of: Mapping[StatementRef, str]) -> list[Told]:
    """Put what nobody is named for to who says it in the same report: it may be the same one."""
    found = [list(group) for group in groups if group[0][1].name]
    for group in groups:
        if group[0][1].name:
            continue
        suppliers = {suppliers_of[said] for said, _ in group}
        same = next(
            (one for one in found if not suppliers.isdisjoint(suppliers_of[s] for s, _ in one)),
            None,
        )
        if same is None:
            found.append(list(group))
        else:
            same += group
    return found


def _reworded(groups: Sequence[Told], suppliers_of: Mapping[StatementRef, str]) -> list[Told]:
    """Put together who is called otherwise in another copy of one agency's report.

    "Prosecutors" here and "the prosecution" there: each copy quotes one for the claim. A named
    person is a source of its own.
    """
    found: list[Told] = []
    for group in groups:
        same = next((one for one in found if _is_reworded(one, group, suppliers_of)), None)
        if same is None:
            found.append(list(group))
        else:
            same += group
    return found


def _is_reworded(one: Told, other: Told, suppliers_of: Mapping[StatementRef, str]) -> bool:
    agencies = {suppliers_of[said] for said, _ in (*one, *other)}
    mine, its = ({said.article_id for said, _ in group} for group in (one, other))
    named = any(group[0][1].grade == "named person" for group in (one, other))
    of_one = len(agencies) == 1 and next(iter(agencies)).startswith("agency ")
    return of_one and mine.isdisjoint(its) and not named


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two are one: equal, or one's name is part of the other's: "Health Ministry"."""
    mine, its = set(one[0].split()), set(other[0].split())
    return one[1] == other[1] and bool(mine and its) and (mine <= its or its <= mine)


def _is_of_other(one: str, other: str) -> bool:
    """Whether one of two is somebody of the other: "the union's president" of "the union".

    Who speaks for it is not.
    """
    bare = {name: key_of(_ARTICLES.sub("", name)).split() for name in (one, other)}
    short, long = sorted((one, other), key=lambda name: len(bare[name]))
    if len(bare[short]) == len(bare[long]) or _SPEAKS_FOR.match(long):
        return False
    return bool(_MEMBER.search(long)) and _head(long) not in bare[short]
