"""Whom a pronoun of a story stands for, by name: the likeliest one that is no she for a "he"."""

from collections import Counter
from collections.abc import Iterator

from onrecord.record import Actor, Anaphor, Article, Reading, Span

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_OF_SEVERAL = frozenset(("they", "them", "their"))  # no one person's, as a rule
_SURE = 0.6  # share from which on a pronoun is taken for one name


def names_of_pronouns(article: Article, reading: Reading) -> dict[tuple[int, bool], str]:
    """Return who a pronoun most likely stands for, by where it stands and whether for a person.

    That may be "the driver", who has no name. Left out is what might as well be another, and who is
    of the other gender in the story.
    """
    persons = {actor.id for actor in reading.actors if actor.kind == "person"}
    names = {actor.id: actor.name for actor in reading.actors}
    genders = _genders(article, reading)
    found: dict[tuple[int, bool], str] = {}
    mentions = {span for actor in reading.actors for span in actor.mentions}
    for one, shares in _shares(reading):
        gender = GENDERS.get(_form(article, one))
        noun = _only_one(one)
        if gender is not None and noun is not None and noun not in mentions:
            found[one.span.start, True] = article.text[noun.start : noun.end]
            continue
        for is_person in (True, False):
            fit = {
                who: share
                for who, share in shares.items()
                if (who in persons) == is_person
                and _agree(genders.get(who), gender)
                and not (is_person and _form(article, one) in _OF_SEVERAL)
            }
            best = max(fit, key=lambda who: fit[who], default=None)
            of = sum(fit.values()) if is_person else 1  # "it" may be a bell, which nobody names
            if best is not None and fit[best] >= _SURE * of:
                found[one.span.start, is_person] = names[best]
    return found


def genders_by_name(article: Article, reading: Reading) -> dict[str, str | None]:
    """Return the gender of each named person, "m" or "f"; None = the story does not show it."""
    genders = _genders(article, reading)
    return {
        one.name: genders.get(one.id)
        for one in reading.actors
        if one.named and one.kind == "person"
    }


def _genders(article: Article, reading: Reading) -> dict[str, str]:
    """Return the gender that most pronouns give to an actor, by its id, where most agree."""
    votes: dict[str, Counter[str]] = {}
    for one, shares in _shares(reading):
        gender = GENDERS.get(_form(article, one))
        for who, share in shares.items():
            if gender is not None and share >= _SURE:
                votes.setdefault(who, Counter())[gender] += 1
    return {
        who: max(given, key=lambda gender: given[gender])
        for who, given in votes.items()
        if given["m"] != given["f"]
    }


def _shares(reading: Reading) -> Iterator[tuple[Anaphor, dict[str, float]]]:
    """Give each pronoun with how likely it stands for each named actor, by its id."""
    known: dict[object, Actor] = {
        span: actor for actor in reading.actors if actor.named for span in actor.mentions
    }
    for span in _towns(reading):
        known.pop(span, None)
    for one in reading.anaphors:
        shares: dict[str, float] = {}
        for span, share in one.antecedents:
            if span in known:
                shares[known[span].id] = shares.get(known[span].id, 0.0) + share
        yield one, shares


def _only_one(one: Anaphor) -> Span | None:
    """Return whom a pronoun surely stands for, where nobody else comes into question."""
    sure = [span for span, share in one.antecedents if share >= _SURE]
    return sure[0] if len(one.antecedents) == 1 and sure else None


def _towns(reading: Reading) -> set[Span]:
    """Return the namings of places that are no countries: what "it" does no town does."""
    countries = {one.span for one in reading.places if (one.feature or "").startswith("A/PCL")}
    places = {one.span for one in reading.mentions if one.kind == "place"}
    return places - countries


def _form(article: Article, one: Anaphor) -> str:
    return article.text[one.span.start : one.span.end].lower()


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
