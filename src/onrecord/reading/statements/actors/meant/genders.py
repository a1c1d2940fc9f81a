"""Whether a named person is "he" or "she": by title and name, or else by the story itself."""

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.naming.sources import PERSON_PRONOUNS, Gender, is_title
from onrecord.reading.statements.parsed import Parsed

_SURER = 3  # times as many pronouns of one gender as of the other


def learn_genders(parsed: Parsed, cast: Cast, quoted: set[int]) -> None:
    """Give people of unknown gender the one of the pronouns that can mean nobody else."""
    for _ in range(2):  # who is known leaves fewer that others' pronouns may mean
        votes: dict[int, Counter[Gender]] = {}
        for i, word in enumerate(parsed.words):
            gender = PERSON_PRONOUNS.get(word)
            if gender is None or i in quoted or parsed.relations[i] != "nsubj":
                continue  # "Roe called her brave": an object is somebody else
            member = _only_one(parsed, cast, i, gender)
            if member is not None and member.gender is None:
                votes.setdefault(id(member), Counter())[gender] += 1
        for member in cast.members:
            if member.gender is None:
                member.gender = _decided(votes.get(id(member), Counter()))
                member.gender_by_name = member.gender is not None  # as unsure


def _decided(votes: Counter[Gender]) -> Gender | None:
    for gender, n in votes.most_common(1):
        if n >= _SURER * (votes.total() - n):
            return gender
    return None


def _only_one(parsed: Parsed, cast: Cast, i: int, gender: Gender) -> Member | None:
    """Return whom a pronoun must mean: the only one of its sentence so far, or of that before."""
    sentence = parsed.sentence_of(i)
    people = list(_people(parsed, cast, range(sentence.start, i), gender))
    if not people and sentence.start and parsed.lines[sentence.start - 1] == parsed.lines[i]:
        people = list(_people(parsed, cast, parsed.sentence_of(sentence.start - 1), gender))
    return people[0] if len({id(one) for one in people}) == 1 else None


def _people(parsed: Parsed, cast: Cast, words: Sequence[int], gender: Gender) -> Iterator[Member]:
    """Yield the people named among words that may have a gender; nobody if others are spoken of."""
    roles = [span for member in cast.members for span in member.roles]
    for i in words:
        member = cast.at.get(i)
        person = member is not None and member.kind == "person"
        if member is not None and person and member.gender in (None, gender):
            subject = parsed.relations[i] in ("nsubj", "flat")
            yield member if subject else _somebody(gender)
        at = parsed.starts[i]
        described = any(span.start <= at < span.end for span in roles)
        if parsed.tags[i] == "NOUN" and is_title(parsed.words[i]) and not described:
            yield _somebody(gender)


def _somebody(gender: Gender) -> Member:
    """Return one whom a pronoun may mean as well, and of whom nothing is to be learnt."""
    return Member((), "", "person", "unnamed group", named=False, gender=gender)
