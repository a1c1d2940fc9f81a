"""Adds events and itineraries to a reading: the order of the steps, and the nouns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.reading.events.amounts import amounts_of
from onrecord.reading.events.dated import carried_times, is_dated, pictured_days, said_of
from onrecord.reading.events.journeys import (
    Leg,
    can_travel,
    itineraries_of,
    legs_of,
    move_of,
    mover_of,
)
from onrecord.reading.events.kinds import MOVE, Evidence, Likely, kind_of, kinds_evidence
from onrecord.reading.events.outcomes import is_outcome
from onrecord.reading.events.plain import LEAST, LEAST_DUE, chance, may_be_plain
from onrecord.reading.events.plain import evidence_of as evidence_of_plain
from onrecord.reading.events.roles import ROLES, Taking, Weighs, evidences, roles_of, with_clause
from onrecord.reading.events.settings import (
    instrument_of,
    is_since,
    places_of,
    times_of,
    wheres_of,
)
from onrecord.reading.events.sides import (
    Sides,
    both_of,
    is_behind_thing,
    is_led,
    is_side,
    only_tell,
    sides_of,
    subject_of,
)
from onrecord.reading.events.status import status_of, teller_of
from onrecord.reading.events.told import ToldStory
from onrecord.reading.events.triggers import Trigger, describes, triggers_of
from onrecord.reading.events.unreal import by_due
from onrecord.reading.events.worth import WORTH, WORTH_OF_LEG, evidence_of, probability
from onrecord.record import Argument, Article, Event, Reading, Role, Span

_DAY = len("2023-09-12")
# Words that say too little to be news, whatever hangs on them.
_NO_NEWS = frozenset((
    "say", "tell", "report", "add", "write", "show", "see", "hear", "appear", "seem", "be", "have",
    "know", "think", "believe", "expect", "accord", "cite", "note", "describe", "call",
    "ask", "want", "need", "remain", "include", "respond", "comment", "speak", "use", "name",
))  # fmt: skip


def with_events(article: Article, reading: Reading) -> Reading:
    """Return a reading with what happened in its article, and where its people went.

    Only news is kept: kinds of PLOVER, movements, events with a time or an amount, and events with
    a day of their own. The words by which a statement is made are not an event, because the
    statement covers them.
    """
    if not reading.words.starts:
        return reading
    story = _story(article, reading)
    weighed, kept = _kept_of(story)
    kept = sorted([*kept, *_plain(story, weighed, kept)], key=lambda one: one.taking.trigger.word)
    events: list[Event] = []
    legs: dict[str, list[Leg]] = {}
    for number, one in enumerate(kept, start=1):
        event = replace(one.event, id=f"e{number}")
        events.append(event)
        legs[event.id] = one.legs
    return replace(reading, events=tuple(events), itineraries=itineraries_of(story, events, legs))


def _kept_of(story: ToldStory) -> tuple[list["Weighed"], list["Weighed"]]:
    """Return what may be events, and those of a kind that are news."""
    weighed = list(_weighed(story))
    scores = {one.taking.trigger.word: _worth(story, one) for one in weighed}
    # When and where is looked for again: what hung on words that are no news is free.
    words = frozenset(word for word, score in scores.items() if score is not None)
    kept: list[Weighed] = []
    for one in weighed:
        if (score := scores[one.taking.trigger.word]) is not None:
            kept.append(_settled(story, one, words, score))
    return weighed, kept


def _worth(story: ToldStory, one: "Weighed") -> float | None:
    """Return how likely an event is news; None if it is none."""
    score = probability(one.evidence)
    return score if score >= (WORTH_OF_LEG if _is_leg(story, one) else WORTH) else None


def _settled(story: ToldStory, first: "Weighed", words: frozenset[int], score: float) -> "Weighed":
    """Return an event with what hangs on it, now that it is known which words are others'."""
    one = _weigh(story, first.taking.trigger, words, first=first) or first
    arguments = _arguments(story, one.taking, one.event.arguments)
    if not any(one.role == "time" and not is_since(story, one.span) for one in arguments):
        times = carried_times(story, one.taking.trigger.word, words)
        arguments = (*arguments, *(Argument(role="time", span=span) for span in times))
    return one._replace(event=replace(one.event, arguments=arguments, score=round(score, 3)))


def _plain(
    story: ToldStory, weighed: Sequence["Weighed"], kept: Sequence["Weighed"]
) -> Iterator["Weighed"]:
    """Give what is of no kind, and news nevertheless.

    That nobody "could be reached on Sunday" is what a check says, no news.
    """
    for one, evidence, is_day in _plainly(story, weighed, kept):
        event = one.event
        score = chance(evidence) if evidence else one.taking.trigger.score * is_day
        if is_day and by_due(story, one.taking.trigger.word) is not None:
            score = max(score, LEAST_DUE)  # "is due to appear in court on Friday"
        if score >= LEAST:
            event = replace(event, kind=None, move=None, score=round(score, 3))
            event = replace(event, arguments=_filled_up(story, one))
            yield one._replace(event=event, legs=[])


def _filled_up(story: ToldStory, one: "Weighed") -> tuple[Argument, ...]:
    """Return who takes part by the syntax, which is right where an event is its verb's, and else.

    By what is weighed, of 40 subjects that were others a third was better and a third worse.
    """
    known = one.event.arguments
    roles, taken = {x.role for x in known}, {x.span for x in known}
    missing = [role for role in ROLES if role not in roles]
    found = roles_of(story, one.taking, missing) if missing else {}
    filled = (_argument(story, role, head) for role, head in found.items())
    return (*known, *(x for x in filled if x.span not in taken))


def _plainly(
    story: ToldStory, weighed: Sequence["Weighed"], kept: Sequence["Weighed"]
) -> Iterator[tuple["Weighed", dict[str, float], bool]]:
    """Give what is not kept as of a kind, with what speaks for it, and whether it has a day."""
    taken = {one.span for known in kept for one in known.event.arguments if one.role == "time"}
    taken |= {one.said for one in story.reading.statements if one.said}
    known = {one.taking.trigger.word for one in kept}
    unanswered = (one.span for one in story.reading.checks if one.outcome == "not verified")
    known |= {word for span in unanswered for word in story.parsed.range_of(span)}
    before = {one.taking.trigger.word: one for one in weighed}
    triggers = triggers_of(story)
    words = frozenset(one.word for one in triggers)
    for trigger in triggers:
        word = trigger.word
        is_verb = word not in known and may_be_plain(story, trigger)
        is_empty = _is_empty(story, word) and not is_outcome(story, word)
        if word in known or is_empty or not (is_verb or word in before):
            continue
        one = before.get(word) or _weigh(story, trigger, words, plain=True)
        if one is None:
            continue
        is_day = is_dated(story, trigger, one.event, taken)
        if is_day:
            taken |= {argument.span for argument in one.event.arguments if argument.role == "time"}
        worth = probability(one.evidence) if one.evidence else 0.0
        evidence = evidence_of_plain(story, trigger, one.event, worth=worth, is_dated=is_day)
        yield one, evidence if is_verb else {}, is_day


def _is_empty(story: ToldStory, word: int) -> bool:
    """Tell whether a word says too little to be news; what somebody became on a day is some.

    So is what is due: "to appear in court".
    """
    lemma = story.lemmas[word]
    if lemma == "appear" and by_due(story, word) is not None:
        return False
    return lemma in _NO_NEWS or (lemma == "become" and not times_of(story, word, ()))


def _is_leg(story: ToldStory, one: "Weighed") -> bool:
    """Tell whether somebody who travels, or a vehicle, moves to or from a place by name."""
    mover = mover_of(one.event)
    is_open = one.event.status not in ("denied", "did not happen", "requested", "threatened")
    return bool(one.legs) and is_open and mover is not None and can_travel(story, mover)


class Weighed(NamedTuple):
    """A possible event, and the evidence for and against it."""

    event: Event
    legs: list[Leg]
    likely: Likely
    taking: Taking
    evidence: dict[str, float]  # {} until it is asked for


def weighed_events(article: Article, reading: Reading) -> list[Weighed]:
    """Return the possible events of an article, in text order, for fitting the weights."""
    return list(_weighed(_story(article, reading))) if reading.words.starts else []


def weighed_kinds(article: Article, reading: Reading) -> list[tuple[Span, Evidence]]:
    """Return the evidence for each kind of the possible events, for fitting the weights."""
    story = _story(article, reading)
    triggers = triggers_of(story)
    words = frozenset(one.word for one in triggers)
    legs = [legs_of(story, one.word, places_of(story, one.word, words)) for one in triggers]
    return [
        (one.span, kinds_evidence(story, one, of)) for one, of in zip(triggers, legs, strict=True)
    ]


def weighed_plain(article: Article, reading: Reading) -> list[tuple[Event, dict[str, float]]]:
    """Return the verbs that may be news of no kind, each with the evidence, for fitting."""
    if not reading.words.starts:
        return []
    story = _story(article, reading)
    return [(one.event, evidence) for one, evidence, _ in _plainly(story, *_kept_of(story))]


class Name(NamedTuple):
    """Who may play a role: the word in lower case, and the words that it stands for."""

    form: str
    words: str


def _name(story: ToldStory, word: int | None) -> Name:
    if word is None:
        return Name("", "")
    return Name(story.parsed.words[word], story.parsed.string(story.named(word)))


def weighed_roles(
    article: Article, reading: Reading, role: Weighs
) -> Iterator[tuple[Event, list[dict[str, float]], list[Name]]]:
    """Give the possible events, with the candidates for each role: the evidence, and a name.

    The first candidate is nobody, without a name.
    """
    story = _story(article, reading)
    for one in _weighed(story):
        found = list(evidences(story, one.taking, role))
        names = [_name(story, i) for i, _ in found]
        yield one.event, [evidence for _, evidence in found], names


def _story(article: Article, reading: Reading) -> ToldStory:
    pictured = pictured_days(article, reading)
    return ToldStory(article.text, reading, published=_day_of(article), pictured=pictured)


def _weighed(story: ToldStory) -> Iterator[Weighed]:
    triggers = triggers_of(story)
    words = frozenset(one.word for one in triggers)
    before: list[tuple[str, str]] = []
    for trigger in triggers:
        one = _weigh(story, trigger, words)
        if one is not None:
            evidence = evidence_of(story, trigger, one.event, one.likely.share, before)
            one = one._replace(evidence=evidence)
            sort = one.event.kind or ("move" if one.event.move else "none")
            before.append((story.lemmas[trigger.word], sort))
            yield one


def _day_of(article: Article) -> str | None:
    stamp = article.written
    return stamp.value[:_DAY] if stamp else None


def _weigh(
    story: ToldStory,
    trigger: Trigger,
    words: frozenset[int],
    *,
    first: Weighed | None = None,
    plain: bool = False,
) -> Weighed | None:
    """Return what a word tells of; None for a word that tells of nothing.

    first: what it told of when other words were taken for events, too.
    """
    word = trigger.word
    if word in story.time_words or describes(story, word):
        return None
    places = places_of(story, word, words)
    legs = legs_of(story, word, places)
    is_same = first is not None and bool(first.legs) == bool(legs)
    likely = first.likely if first is not None and is_same else kind_of(story, trigger, legs)
    times = times_of(story, word, words) or said_of(story, word)
    amounts = amounts_of(story, word, words)
    kind, goes = likely.kind, bool(legs) or likely.goes
    is_kind = kind is not None or goes or is_outcome(story, word)
    if not is_kind and (_is_empty(story, word) or not (times or amounts or plain)):
        return None
    statement = teller_of(story, word)
    is_ahead = any(story.is_ahead(span) for span in times)
    status, because = status_of(story, word, trigger.certainty, statement, is_ahead=is_ahead)
    sides = sides_of(story, word)
    if sides.recipient is not None and not is_side(story, kind, sides.recipient):
        sides = sides._replace(recipient=None)
    arguments = _by_rules(story, word, sides, times, places)
    event = Event(
        id=f"e{word}",  # until it is known which are kept
        kind=kind,
        move=move_of(story, word) if goes else None,
        trigger=trigger.span,
        arguments=arguments,
        amounts=amounts,
        status=status,
        told_by=statement.id if statement else None,
        why=(*([likely.why] if likely.why else ()), because),
        score=trigger.score,
    )
    wheres = [story.head_in(one.span) for one in arguments if one.role == "place"]
    taking = Taking(trigger, kind or (MOVE if goes else "none"), sides, wheres)
    return Weighed(event, legs, likely, taking, {})


def _arguments(
    story: ToldStory, taking: Taking, by_rules: Sequence[Argument]
) -> tuple[Argument, ...]:
    """Return who takes part, with what, where and when; further places behind the likeliest."""
    roles = with_clause(story, taking.trigger.word, roles_of(story, taking))
    is_sure = is_led(story, taking.trigger.word) or (
        taking.kind == MOVE and roles.keys() <= {"place"}
    )
    if taking.sides.actor is not None and is_sure:
        roles["actor"] = taking.sides.actor
    subject = subject_of(story, taking.trigger.word)
    if subject is not None and only_tell(story, roles.get("actor"), subject):
        roles["actor"] = subject
    thing = taking.trigger.word - 1
    if roles.get("recipient", thing) < thing and is_behind_thing(story, taking.trigger.word):
        roles = {role: head for role, head in roles.items() if head != thing} | {"recipient": thing}
    if (pair := both_of(story, taking.trigger.word)) is not None:
        roles["actor"], roles["recipient"] = pair
    found = [_argument(story, role, roles[role]) for role in ROLES[:2] if role in roles]
    taken = {one.span for one in found}
    found += [one for one in by_rules if one.role == "instrument" and one.span not in taken]
    if "place" in roles:
        head = roles["place"]
        first = Argument(role="place", span=story.places.get(head) or story.phrase(head))
        taken.add(first.span)
        found.append(first)
        found += [one for one in by_rules if one.role == "place" and one.span not in taken]
    return (*found, *(one for one in by_rules if one.role == "time"))


def _by_rules(
    story: ToldStory,
    word: int,
    sides: Sides,
    times: Sequence[Span],
    places: Iterable[tuple[int, Span]],
) -> tuple[Argument, ...]:
    """Return who takes part, with what, where and when; a place that is a side is named once."""
    found: list[Argument] = []
    if sides.actor is not None:
        found.append(_argument(story, "actor", sides.actor))
    if move_of(story, word) is not None and sides.recipient in story.places:
        sides = sides._replace(recipient=None)  # "left Oslo" says where, not to whom
    if sides.recipient is not None:
        found.append(_argument(story, "recipient", sides.recipient))
    instrument = instrument_of(story, word)
    if instrument is not None and instrument not in sides:
        found.append(_argument(story, "instrument", instrument))
    taken = {argument.span for argument in found}
    free = [span for head, span in places if span not in taken and head not in sides]
    if not places:
        free = [span for span in wheres_of(story, word) if span not in taken][:1]
    found += [Argument(role="place", span=span) for span in free]
    found += [Argument(role="time", span=span) for span in times]
    return tuple(found)


def _argument(story: ToldStory, role: Role, head: int) -> Argument:
    actor = story.actor_of(head)
    return Argument(role=role, span=story.named(head), actor=actor.id if actor else None)
