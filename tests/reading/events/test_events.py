"""Events: what happened, by whose account, and where people went; sentences invented here."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.blank import ACTOR, STATEMENT
from onrecord.library.forms.nouns import NO_WORDS
from onrecord.reading.events import assembly, plain, roles, worth
from onrecord.reading.events.amounts import value_of
from onrecord.reading.events.assembly import with_events
from onrecord.reading.events.journeys import legs_of, move_of
from onrecord.reading.events.kinds import OPTIONS, Evidence, kind_of, kinds_evidence, probabilities
from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.mended import mended
from onrecord.reading.events.sides import is_led, sides_of
from onrecord.reading.events.status import status_of
from onrecord.reading.events.told import ToldStory
from onrecord.reading.events.triggers import Trigger, triggers_of
from onrecord.reading.labels import DEEDS
from onrecord.reading.lemmas import lemma_of
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.within_sentence import by_syntax
from onrecord.record import (
    Anaphor,
    Deed,
    EventKind,
    Found,
    Mention,
    Move,
    Place,
    Span,
    Status,
    Time,
)
from tests.support.built_words import bare_reading, built, syntax_of
from tests.support.by_hand import make_article


def reading_of(marked, **found):
    """Read "form/TAG/relation/head …"; `found`: fields of the reading."""
    parsed = built(marked)
    words = syntax_of(parsed, tuple(map(lemma_of, parsed.forms, parsed.tags)))
    reading = bare_reading(words)
    return parsed.text, replace(reading, **{k: make(parsed.text) for k, make in found.items()})


def events_of(marked, **found):
    text, reading = reading_of(marked, **found)
    article = replace(make_article(), text=text, blocks=(), figures=())
    return text, with_events(article, reading)


def deed(text, trigger, kind, *, named=0.95, **given):
    """What a model says that is as sure as it ever is."""
    kinds = tuple(0.93 if one == kind else 0.005 for one in DEEDS)
    sides = {
        f"{role}s": ((span(text, words), 0.95),) if (words := given.get(role)) else ()
        for role in ("actor", "recipient")
    }
    return Deed(
        trigger=span(text, trigger),
        named=named,
        kinds=kinds,
        actor=sides["actors"][0][0] if sides["actors"] else None,
        recipient=sides["recipients"][0][0] if sides["recipients"] else None,
        certainty=given.get("certainty", 2.0),
        score=0.95,
        **sides,
    )


def sees(trigger, kind, **given):
    """Make what a model says of a word, where a text has it: as `deed`."""

    def deeds(text):
        return (deed(text, trigger, kind, **given),) if f" {trigger} " in f" {text} " else ()

    return deeds


def span(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def places(*names):
    return lambda text: tuple(
        Mention(span=span(text, name), kind="place", score=0.9) for name in names
    )


def times(*names):
    return lambda text: tuple(Time(span=span(text, one), kind="date", score=0.9) for one in names)


def actors(**names):
    return lambda text: tuple(
        replace(ACTOR, id=number, name=name, mentions=(span(text, name),))
        for number, name in names.items()
    )


def statement(content, manner="says", cue=None):
    return lambda text: (
        replace(
            STATEMENT,
            content=(span(text, content),),
            cue=span(text, cue) if cue else None,
            manner=manner,
            score=0.9,
        ),
    )


def by_role(text, event):
    return {a.role: text[a.span.start : a.span.end] for a in event.arguments}


# One sentence each: who, to whom, with what, where, when, whether


def test_an_attack_has_both_sides_a_place_a_time_and_its_victims():
    text, reading = events_of(
        "Velkan/ADJ/amod/1 troops/NOUN/nsubj/2 shelled/VERB/root/-1 the/DET/det/4 port/NOUN/obj/2 "
        "in/ADP/case/6 Tarsk/PROPN/obl/2 on/ADP/case/8 Monday/PROPN/obl/2 with/ADP/case/10 "
        "rockets/NOUN/obl/2 ,/PUNCT/punct/12 killing/VERB/advcl/2 at/ADP/case/15 least/ADJ/nmod/15 "
        "five/NUM/nummod/16 sailors/NOUN/obj/12 ./PUNCT/punct/2",
        mentions=places("Tarsk"),
        times=times("Monday"),
        actors=actors(a1="Velkan troops"),
    )
    shelled, killing = reading.events
    assert (shelled.kind, shelled.status, shelled.told_by) == ("ASSAULT", "happened", None)
    assert by_role(text, shelled) == {
        "actor": "Velkan troops",
        "recipient": "the port",
        "instrument": "rockets",
        "place": "Tarsk",
        "time": "Monday",
    }
    assert shelled.arguments[0].actor == "a1"
    (amount,) = killing.amounts
    assert (amount.value, amount.modifier, amount.unit) == (5.0, "at least", None)
    assert text[amount.of.start : amount.of.end] == "sailors"
    assert killing.arguments[0].actor == "a1"


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("They/PRON/nsubj/1 arrested/VERB/root/-1 him/PRON/obj/1", "happened"),
        ("They/PRON/nsubj/2 will/AUX/aux/2 arrest/VERB/root/-1 him/PRON/obj/2", "planned"),
        ("They/PRON/nsubj/2 may/AUX/aux/2 arrest/VERB/root/-1 him/PRON/obj/2", "possible"),
        (
            "They/PRON/nsubj/3 did/AUX/aux/3 not/PART/advmod/3 arrest/VERB/root/-1 him/PRON/obj/3",
            "did not happen",
        ),
        (
            "They/PRON/nsubj/1 plan/VERB/root/-1 to/PART/mark/3 arrest/VERB/xcomp/1 him/PRON/obj/3",
            "planned",
        ),
        (
            "They/PRON/nsubj/1 failed/VERB/root/-1 to/PART/mark/3 arrest/VERB/xcomp/1 "
            "him/PRON/obj/3",
            "did not happen",
        ),
        (
            "They/PRON/nsubj/3 did/AUX/aux/3 not/PART/advmod/3 fail/VERB/root/-1 to/PART/mark/5 "
            "arrest/VERB/xcomp/3 him/PRON/obj/5",
            "happened",
        ),
        (
            "They/PRON/nsubj/1 urged/VERB/root/-1 police/NOUN/obj/1 to/PART/mark/4 "
            "arrest/VERB/xcomp/1 him/PRON/obj/4",
            "requested",
        ),
        (
            "They/PRON/nsubj/1 threatened/VERB/root/-1 to/PART/mark/3 arrest/VERB/xcomp/1 "
            "him/PRON/obj/3",
            "threatened",
        ),
        ("They/PRON/nsubj/2 are/AUX/aux/2 arresting/VERB/root/-1 him/PRON/obj/2", "ongoing"),
        ("If/SCONJ/mark/2 they/PRON/nsubj/2 arrest/VERB/root/-1 him/PRON/obj/2", "possible"),
        (
            "They/PRON/nsubj/1 denied/VERB/root/-1 an/DET/det/3 attack/NOUN/obj/1",
            "denied",
        ),
        (
            "They/PRON/nsubj/3 did/AUX/aux/3 not/PART/advmod/3 launch/VERB/root/-1 an/DET/det/5 "
            "attack/NOUN/obj/3",
            "did not happen",
        ),
    ],
)
def test_what_governs_an_event_says_whether_it_happened(marked, status):
    _, reading = events_of(marked, deeds=sees("attack", "ASSAULT"))
    assert reading.events[-1].status == status
    assert [one.field for one in reading.events[-1].why] == ["kind", "status"]


@pytest.mark.parametrize(
    ("manner", "status"),
    [
        ("denies", "denied"),
        ("urges", "requested"),
        ("says", "happened"),
        ("threatens", "threatened"),
    ],
)
def test_an_event_inside_a_statement_is_what_its_teller_makes_of_it(manner, status):
    text, reading = events_of(
        "She/PRON/nsubj/1 spoke/VERB/root/-1 of/ADP/case/4 an/DET/det/4 attack/NOUN/obl/1",
        statements=statement("an attack", manner=manner, cue="spoke"),
    )
    (event,) = (e for e in reading.events if text[e.trigger.start : e.trigger.end] == "attack")
    assert (event.told_by, event.status) == ("s1", status)


@pytest.mark.parametrize("manner", ["says", "threatens"])
def test_the_word_by_which_a_statement_is_made_is_no_event(manner):
    marked = (
        "She/PRON/nsubj/1 claimed/VERB/root/-1 that/SCONJ/mark/4 it/PRON/nsubj/4 sings/VERB/ccomp/1"
    )
    _, reading = events_of(marked, statements=statement("it sings", manner=manner, cue="claimed"))
    assert reading.events == ()


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("Nobody/PRON/nsubj/1 attacked/VERB/root/-1 Sorby/PROPN/obj/1", "did not happen"),
        (
            "no/DET/mark/2 one/NOUN/nsubj/2 attacked/VERB/root/-1 Sorby/PROPN/obj/2",
            "did not happen",
        ),
        ("Ilan/PROPN/nsubj/1 attacked/VERB/root/-1 Sorby/PROPN/obj/1 ?/PUNCT/punct/1", "possible"),
        (
            "Neither/CCONJ/cc/2 the/DET/det/2 clerk/NOUN/nsubj/8 nor/CCONJ/cc/5 the/DET/det/5 "
            "mayor/NOUN/conj/2 has/AUX/aux/8 been/AUX/aux/8 arrested/VERB/root/-1",
            "did not happen",
        ),
        (
            "No/ADV/advmod/1 more/ADJ/advmod/3 than/ADP/case/3 twelve/NUM/nsubj/5 were/AUX/aux/5 "
            "arrested/VERB/root/-1",
            "happened",
        ),
        ("The/DET/det/1 search/NOUN/nsubj/2 worries/VERB/root/-1 her/PRON/obj/2", "ongoing"),
        ("They/PRON/nsubj/1 dropped/VERB/root/-1 the/DET/det/3 inquiry/NOUN/obj/1", "happened"),
        (
            "Ilan/PROPN/nsubj/2 allegedly/ADV/advmod/2 attacked/VERB/root/-1 her/PRON/obj/2",
            "possible",
        ),
    ],
)
def test_nobody_a_question_and_what_lasts_decide_the_status(marked, status):
    _, reading = events_of(marked)
    assert [event.status for event in reading.events] == [status]


def test_what_somebody_is_only_accused_of_is_possible():
    text, reading = events_of(
        "Ilan/PROPN/nsubj/2 is/AUX/aux/2 accused/VERB/root/-1 of/ADP/mark/4"
        " attacking/VERB/advcl/2 her/PRON/obj/4"
    )
    status = {text[one.trigger.start : one.trigger.end]: one.status for one in reading.events}
    assert status["attacking"] == "possible"


def test_a_noun_that_only_says_what_sort_another_is_names_no_event():
    _, reading = events_of("A/DET/det/2 rescue/NOUN/compound/2 team/NOUN/root/-1")
    assert reading.events == ()


@pytest.mark.parametrize(
    ("marked", "move"),
    [
        ("Ilan/PROPN/nsubj/1 left/VERB/root/-1 Accra/PROPN/obj/1", "leaves"),
        ("blast/NOUN/nsubj/1 left/VERB/root/-1 12/NUM/nummod/3 people/NOUN/obj/1", None),
        ("Ilan/PROPN/nsubj/2 was/AUX/aux/2 left/VERB/root/-1 there/ADV/advmod/2", None),
        ("Ilan/PROPN/nsubj/2 was/AUX/aux/2 leaving/VERB/root/-1 Accra/PROPN/obj/2", "leaves"),
    ],
)
def test_who_is_left_goes_nowhere(marked, move):
    text, reading = reading_of(marked)
    story = ToldStory(text, reading)
    assert move_of(story, story.parsed.tags.index("VERB")) == move


@pytest.mark.parametrize(
    ("behind", "move"),
    [
        ("took/VERB/root/-1 off/ADP/compound/1", "leaves"),
        ("came/VERB/root/-1 back/ADV/advmod/1", "returns"),
        ("took/VERB/root/-1 off/ADP/compound/1 hats/NOUN/obj/1", None),
        ("took/VERB/root/-1 notes/NOUN/obj/1 off/ADP/compound/1", None),
    ],
)
def test_a_particle_says_where_a_verb_goes(behind, move):
    text, reading = reading_of(f"Ilan/PROPN/nsubj/1 {behind}")
    assert move_of(ToldStory(text, reading), 1) == move


def led(text, reading, trigger):
    story = ToldStory(text, reading)
    return is_led(story, story.parsed.words.index(trigger))


@pytest.mark.parametrize(("kind", "said"), [("person", True), ("organisation", False)])
def test_the_owner_of_a_journey_goes(kind, said):
    text, reading = reading_of(
        "Doe/PROPN/nsubj/1 met/VERB/root/-1 ahead/ADV/advmod/1 of/ADP/fixed/2 Ilan/PROPN/nmod/6 "
        "'s/PART/case/4 return/NOUN/obl/1",
        actors=lambda text: tuple(replace(one, kind=kind) for one in actors(a1="Ilan")(text)),
    )
    assert led(text, reading, "return") == said


@pytest.mark.parametrize(("verb", "said"), [("used", True), ("bought", False)])
def test_who_uses_a_thing_does_what_it_is_used_for(verb, said):
    text, reading = reading_of(
        f"Ilan/PROPN/nsubj/1 {verb}/VERB/root/-1 planes/NOUN/obj/1 to/PART/mark/4 fly/VERB/advcl/1"
    )
    assert led(text, reading, "fly") == said


@pytest.mark.parametrize(
    ("between", "recipient"), [("", "letter"), ("freely/ADV/advmod/6 ", "Ilan")]
)
def test_a_participle_is_done_to_what_is_right_before_it(between, recipient):
    released = 6 if between else 5
    text, reading = events_of(
        "Doe/PROPN/nsubj/1 met/VERB/root/-1 Ilan/PROPN/obj/1 in/ADP/case/4 letter/NOUN/obl/1 "
        f"{between}released/VERB/acl/4 by/ADP/case/{released + 2} Tema/PROPN/obl/{released}",
        deeds=sees("released", "COOPERATE", actor="Tema", recipient="Ilan"),
        actors=actors(a1="Ilan", a2="Tema"),
    )
    (event,) = [one for one in reading.events if one.kind == "COOPERATE"]
    assert by_role(text, event)["recipient"] == recipient


@pytest.mark.parametrize("way", ["conj/4", "nmod/2"])
def test_a_meeting_between_two_is_of_both(way):
    text, reading = events_of(
        "They/PRON/nsubj/1 left/VERB/root/-1 meetings/NOUN/obj/1 between/ADP/case/4 "
        f"Ilan/PROPN/nmod/2 and/CCONJ/cc/6 Tema/PROPN/{way}",
        deeds=sees("meetings", "CONSULT", recipient="Tema"),
        actors=actors(a1="Ilan", a2="Tema"),
    )
    (event,) = [one for one in reading.events if one.kind == "CONSULT"]
    assert by_role(text, event) == {"actor": "Ilan", "recipient": "Tema"}


@pytest.mark.parametrize(
    ("a", "name", "actor"), [("An/DET/det/1", "An Lora", None), ("Old/ADJ/amod/1", "Lora", "a1")]
)
def test_a_plane_of_a_body_is_not_the_body(a, name, actor):
    _, reading = events_of(
        f"{a} Lora/PROPN/nsubj/2 left/VERB/root/-1 Tarsk/PROPN/obj/2 for/ADP/case/5 "
        "Mellen/PROPN/obl/2",
        mentions=places("Tarsk", "Mellen"),
        actors=lambda text: tuple(
            replace(one, kind="organisation") for one in actors(a1="Lora")(text)
        ),
    )
    (journey,) = reading.itineraries
    assert (journey.actor, journey.name) == (actor, name)


def test_what_a_hyphen_ties_to_a_name_is_part_of_it():
    _, reading = reading_of(
        "Lora/PROPN/nsubj/4 An/PROPN/flat/0 -/PUNCT/punct/0 3/NUM/flat/0 left/VERB/root/-1"
    )
    words = replace(reading.words, starts=(0, 5, 7, 8, 10), ends=(4, 7, 8, 9, 14))
    story = ToldStory("Lora An-3 left", replace(reading, words=words))
    assert story.phrase(0) == Span(start=0, end=9)


@pytest.mark.parametrize(("said", "known"), [("Tema", True), ("Sorby", False)])
def test_a_role_with_its_owner_is_of_who_has_it(said, known):
    text, reading = reading_of(
        f"{said}/PROPN/nmod/2 's/PART/case/0 leader/NOUN/nsubj/3 left/VERB/root/-1 ./PUNCT/punct/3 "
        "Tema/PROPN/nmod/7 's/PART/case/5 leader/NOUN/nmod/8 Ilan/PROPN/nsubj/9 spoke/VERB/root/-1",
        actors=lambda text: tuple(
            replace(one, roles=(Span(start=text.rindex("Tema"), end=text.index(" Ilan")),))
            for one in actors(a1="Ilan")(text)
        ),
    )
    actor = ToldStory(text, reading).actor_of(2)
    assert (actor.id if actor else None) == ("a1" if known else None)


def test_a_capital_and_its_name_are_one_stop():
    _, reading = events_of(
        "Ilan/PROPN/nsubj/1 reached/VERB/root/-1 Tarsk/PROPN/obj/1 ./PUNCT/punct/1 "
        "Ilan/PROPN/nsubj/5 reached/VERB/root/-1 capital/NOUN/obj/5",
        places=lambda text: tuple(
            replace(one, name="Tarsk", geoname_id=7)
            for name in ("Tarsk", "capital")
            for one in placed(name, "P/PPLC")(text)
        ),
        actors=actors(a1="Ilan"),
    )
    assert [len(one.stops) for one in reading.itineraries] == [1]


def test_a_strike_is_a_protest_unless_it_comes_from_the_air():
    assert kind_in("The/DET/det/1 strike/NOUN/root/-1", "strike", "PROTEST").kind == "PROTEST"
    air_strike = "The/DET/det/2 air/NOUN/compound/2 strike/NOUN/root/-1"
    assert kind_in(air_strike, "strike").kind == "ASSAULT"


def test_of_a_passive_the_subject_is_the_recipient():
    text, reading = events_of(
        "Two/NUM/nummod/1 envoys/NOUN/nsubj/3 were/AUX/aux/3 expelled/VERB/root/-1 by/ADP/case/5 "
        "Oslo/PROPN/obl/3",
        deeds=sees("expelled", "SANCTION", actor="Oslo", recipient="envoys"),
    )
    (event,) = reading.events
    assert event.kind == "SANCTION"
    assert by_role(text, event) == {"actor": "Oslo", "recipient": "Two envoys"}
    assert event.amounts[0].value == 2.0


# Journeys


def test_a_journey_is_its_places_in_order_and_what_is_planned_comes_last():
    text, reading = events_of(
        "Ilan/PROPN/nsubj/2 will/AUX/aux/2 arrive/VERB/root/-1 in/ADP/case/4 Sorby/PROPN/obl/2 "
        "./PUNCT/punct/2 Ilan/PROPN/nsubj/7 left/VERB/root/-1 Tarsk/PROPN/obj/7 for/ADP/case/10 "
        "Mellen/PROPN/obl/7 on/ADP/case/12 Monday/PROPN/obl/7 ./PUNCT/punct/7",
        mentions=places("Sorby", "Tarsk", "Mellen"),
        times=times("Monday"),
        actors=lambda text: tuple(
            replace(
                one,
                mentions=(
                    Span(start=0, end=4),
                    Span(start=text.index("Ilan", 5), end=text.index("Ilan", 5) + 4),
                ),
            )
            for one in actors(a1="Ilan")(text)
        ),
    )
    (journey,) = reading.itineraries
    stops = [(text[s.place.start : s.place.end], s.move, s.status) for s in journey.stops]
    assert stops == [
        ("Tarsk", "leaves", "happened"),
        ("Mellen", "heads for", "happened"),
        ("Sorby", "arrives", "planned"),
    ]
    assert (journey.actor, journey.name) == ("a1", "Ilan")
    assert text[journey.stops[0].time.start :].startswith("Monday")


def test_days_put_a_journey_in_order():
    text, reading = events_of(
        "Ilan/PROPN/nsubj/1 reached/VERB/root/-1 Sorby/PROPN/obj/1 Tuesday/PROPN/obl/1 "
        "./PUNCT/punct/1 Ilan/PROPN/nsubj/6 left/VERB/root/-1 Tarsk/PROPN/obj/6 Monday/PROPN/obl/6",
        mentions=places("Sorby", "Tarsk"),
        times=lambda text: (
            Time(span=span(text, "Tuesday"), kind="date", score=0.9, value="2023-09-12"),
            Time(span=span(text, "Monday"), kind="date", score=0.9, value="2023-09-11"),
        ),
    )
    (journey,) = reading.itineraries
    assert [text[s.place.start : s.place.end] for s in journey.stops] == ["Tarsk", "Sorby"]
    assert (journey.actor, journey.name) == (None, "Ilan")


def test_what_has_no_day_is_of_the_day_of_the_story():
    text, reading = events_of(
        "Ilan/PROPN/nsubj/1 reached/VERB/root/-1 Sorby/PROPN/obj/1 ./PUNCT/punct/1 "
        "Ilan/PROPN/nsubj/5 left/VERB/root/-1 Tarsk/PROPN/obj/5 Monday/PROPN/obl/5",
        mentions=places("Sorby", "Tarsk"),
        times=lambda text: (
            Time(span=span(text, "Monday"), kind="date", score=0.9, value="2020-09-07"),
        ),
    )
    (journey,) = reading.itineraries
    assert [text[s.place.start : s.place.end] for s in journey.stops] == ["Tarsk", "Sorby"]


def test_a_time_that_hangs_on_no_news_is_that_of_the_event():
    text, reading = events_of(
        "Ilan/PROPN/nsubj/1 saw/VERB/root/-1 an/DET/det/3 attack/NOUN/obj/1 on/ADP/case/5 "
        "Monday/PROPN/obl/1",
        times=times("Monday"),
    )
    (attack,) = reading.events
    assert by_role(text, attack)["time"] == "Monday"


@pytest.mark.parametrize(
    ("helping", "day"), [("have/AUX/aux/2", None), ("had/AUX/aux/2", "Monday")]
)
def test_a_day_behind_a_participle_is_not_that_of_a_perfect(helping, day):
    text, reading = events_of(
        f"They/PRON/nsubj/2 {helping} attacked/VERB/root/-1 a/DET/det/4 post/NOUN/obj/2"
        " built/VERB/acl/4 on/ADP/case/7 Monday/PROPN/obl/2",
        times=times("Monday"),
    )
    (attack,) = reading.events
    assert by_role(text, attack).get("time") == day


def test_a_law_that_is_passed_goes_nowhere():
    _, reading = events_of("Ministers/NOUN/nsubj/1 passed/VERB/root/-1 a/DET/det/3 law/NOUN/obj/1")
    assert [(event.kind, event.move) for event in reading.events] == [("SUPPORT", None)]
    assert not reading.itineraries


# The model's deeds


def test_the_model_decides_kind_and_sides_where_it_knows_events():
    text, reading = events_of(
        "Gulls/NOUN/obl/1 fed/VERB/root/-1 the/DET/det/3 town/NOUN/obj/1",
        deeds=lambda text: (
            deed(text, "fed", "AID", actor="town", recipient="Gulls", certainty=-2.5),
        ),
    )
    (event,) = reading.events
    assert (event.kind, event.status) == ("AID", "did not happen")
    assert 0 < event.score < 1
    assert by_role(text, event) == {"actor": "the town", "recipient": "Gulls"}


def test_the_words_of_an_event_end_before_what_is_done_to_and_its_time():
    text, reading = events_of(
        "Vandals/NOUN/nsubj/1 attacked/VERB/root/-1 it/PRON/obj/1 on/ADP/case/4 Friday/PROPN/obl/1",
        times=times("Friday"),
        deeds=sees("attacked it on Friday", "ASSAULT"),
    )
    (event,) = reading.events
    assert text[event.trigger.start : event.trigger.end] == "attacked"


@pytest.mark.parametrize(
    ("text", "is_event"),
    [("Osen fired Norlander - supplied missiles", True),
     ("Osen fired Norlander-supplied missiles", False)],
)  # fmt: skip
def test_what_is_supplied_by_a_hyphen_is_no_event(text, is_event):
    marked = (
        "Osen/PROPN/nsubj/1 fired/VERB/root/-1 Norlander/PROPN/compound/4 -/PUNCT/punct/4"
        " supplied/VERB/amod/5 missiles/NOUN/obj/1"
    )
    _, reading = reading_of(marked)
    forms = ("Osen", "fired", "Norlander", "-", "supplied", "missiles")
    starts = tuple(text.index(form) for form in forms)
    ends = tuple(start + len(form) for start, form in zip(starts, forms, strict=True))
    words = replace(reading.words, starts=starts, ends=ends)
    found = replace(reading, words=words, deeds=(deed(text, "supplied", "AID"),))
    assert (4 in {one.word for one in triggers_of(ToldStory(text, found))}) is is_event


def kind_in(marked, trigger, model=None, *, named=0.95):
    """Return the likeliest kind of a word, with what a model says of it."""
    text, reading = reading_of(marked)
    deeds = (deed(text, trigger, model, named=named),) if model else ()
    story = ToldStory(text, replace(reading, deeds=deeds))
    word = story.head_in(span(text, trigger))
    found = Trigger(word, span(text, trigger), deeds[0] if deeds else None, 0.9)
    return kind_of(story, found, ())


SANG = "They/PRON/nsubj/1 sang/VERB/root/-1"


@pytest.mark.parametrize(
    ("marked", "trigger", "model", "kind"),
    [
        ("They/PRON/nsubj/1 withdrew/VERB/root/-1", "withdrew", "YIELD", "RETREAT"),
        ("They/PRON/nsubj/1 eased/VERB/root/-1", "eased", "YIELD", "CONCEDE"),
        ("They/PRON/nsubj/1 probed/VERB/root/-1 it/PRON/obj/1", "probed", "ACCUSE", "INVESTIGATE"),
        ("They/PRON/nsubj/1 chided/VERB/root/-1 it/PRON/obj/1", "chided", "ACCUSE", "DISAPPROVE"),
        ("They/PRON/nsubj/1 demanded/VERB/root/-1 it/PRON/obj/1", "demanded", "REQUEST", "DEMAND"),
        (SANG, "sang", "PROTEST", "PROTEST"),
        ("the/DET/det/1 strike/NOUN/root/-1", "strike", "PROTEST", "PROTEST"),
        ("the/DET/det/1 strike/NOUN/root/-1", "strike", "ASSAULT", "ASSAULT"),
    ],
)
def test_a_kind_is_by_the_model_and_by_the_word(marked, trigger, model, kind):
    assert kind_in(marked, trigger, model).kind == kind


@pytest.mark.parametrize(("noun", "told"), [("image", []), ("man", ["released"])])
def test_whose_a_picture_is_is_no_event(noun, told):
    text, reading = events_of(
        f"They/PRON/nsubj/1 met/VERB/root/-1 in/ADP/case/4 this/DET/det/4 {noun}/NOUN/obl/1"
        " released/VERB/acl/4 by/ADP/case/8 the/DET/det/8 army/NOUN/obl/5",
        deeds=lambda text: (deed(text, "released", "YIELD"),),
    )
    found = [text[one.trigger.start : one.trigger.end] for one in reading.events]
    assert [one for one in found if one == "released"] == told


def test_a_word_that_nobody_knows_has_no_kind():
    assert kind_in(SANG, "sang").kind is None
    assert kind_in(SANG, "sang", "PROTEST", named=0.01).kind is None
    assert kind_in("They/PRON/nsubj/1 protested/VERB/root/-1", "protested").kind == "PROTEST"


def test_what_an_event_is_told_by_speaks_for_its_kind():
    text, reading = reading_of(
        "The/DET/det/1 court/NOUN/nsubj/2 froze/VERB/root/-1 money/NOUN/obj/2"
    )
    story = ToldStory(text, reading)
    froze = Trigger(2, span(text, "froze"), None, 0.9)
    around = kinds_evidence(story, froze, ()).around
    assert {"word verb freeze", "actor court", "recipient money", "near money"} <= around.keys()


@given(st.fixed_dictionaries({option: st.floats(-5, 5) for option in OPTIONS}))
def test_how_likely_the_kinds_are_makes_one(values):
    of = {one: {"model": value} for one, value in values.items()}
    shares = probabilities(Evidence(of, {"any": 1.0, "legs": 1.0, "nothing known": 1.0}))
    assert sum(shares.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in shares.values())


def test_nobody_plays_two_roles():
    text, reading = events_of(
        "Police/NOUN/nsubj/1 arrested/VERB/root/-1 Ilan/PROPN/obj/1 in/ADP/case/4 "
        "Tarsk/PROPN/obl/1",
        mentions=places("Tarsk"),
    )
    (event,) = reading.events
    assert by_role(text, event) == {"actor": "Police", "recipient": "Ilan", "place": "Tarsk"}


@pytest.mark.parametrize(
    ("marked", "trigger", "kind", "role", "words"),
    [
        (
            "Guards/NOUN/nsubj/1 closed/VERB/root/-1 the/DET/det/3 crossing/NOUN/obj/1",
            "closed",
            "COERCE",
            "recipient",
            "the crossing",
        ),
        (
            "Ilan/PROPN/nsubj/1 met/VERB/root/-1 Mara/PROPN/obj/1 at/ADP/case/5 the/DET/det/5 "
            "hotel/NOUN/obl/1",
            "met",
            "CONSULT",
            "place",
            "the hotel",
        ),
    ],
)
def test_a_thing_plays_a_role_where_its_verb_asks_for_one(marked, trigger, kind, role, words):
    text, reading = events_of(marked, deeds=sees(trigger, kind))
    (event,) = reading.events
    assert by_role(text, event)[role] == words


def test_the_model_points_at_the_last_word_of_a_name_and_means_all_of_it():
    text, reading = events_of(
        "The/DET/det/2 Osen/PROPN/compound/2 envoy/NOUN/nsubj/7 ,/PUNCT/punct/4 Mara/PROPN/appos/2 "
        "Roe/PROPN/flat/4 ,/PUNCT/punct/2 met/VERB/root/-1 Ilan/PROPN/obj/7 Dahl/PROPN/flat/8",
        deeds=sees("met", "CONSULT", named=0.4, actor="Roe", recipient="Dahl"),
        actors=lambda text: (
            *actors(a1="Osen", a3="Ilan Dahl")(text),
            replace(actors(a2="Mara Roe")(text)[0], roles=(span(text, "Osen envoy"),)),
        ),
    )
    (event,) = reading.events
    said = by_role(text, event)
    assert said["actor"].endswith("Mara Roe")
    assert said["recipient"] == "Ilan Dahl"
    assert [one.actor for one in event.arguments] == ["a2", "a3"]


def test_a_name_is_whole_though_its_words_hang_on_the_verb_apart():
    text, reading = events_of(
        "Da/PROPN/nsubj/2 Nang/PROPN/nsubj/2 expelled/VERB/root/-1 two/NUM/nummod/4 "
        "envoys/NOUN/obj/2",
        deeds=sees("expelled", "SANCTION", actor="Nang", recipient="envoys"),
        actors=actors(a1="Da Nang"),
    )
    (event,) = reading.events
    assert by_role(text, event)["actor"] == "Da Nang"


def test_what_somebody_is_judged_for_they_did():
    text, reading = events_of(
        "Oslo/PROPN/nsubj/1 jailed/VERB/root/-1 two/NUM/nummod/3 men/NOUN/obj/1 for/SCONJ/mark/5 "
        "plotting/VERB/advcl/1 to/PART/mark/7 shell/VERB/xcomp/5 Tarsk/PROPN/obj/7",
        deeds=sees("shell", "ASSAULT", named=0.4),
        actors=actors(a1="Oslo", a2="Tarsk"),
    )
    found = next(e for e in reading.events if text[e.trigger.start : e.trigger.end] == "shell")
    assert by_role(text, found)["actor"] == "two men"


def test_a_storm_is_no_place_though_its_name_was_one():
    text, reading = events_of(
        "Rain/NOUN/nsubj/1 killed/VERB/root/-1 two/NUM/obj/1 in/ADP/case/5 Hurricane/PROPN/"
        "compound/5 Dora/PROPN/obl/1",
        mentions=places("Dora"),
        deeds=sees("killed", "ASSAULT"),
    )
    (event,) = reading.events
    assert text[reading.mentions[0].span.start :] == "Dora"
    assert by_role(text, event).get("place") != "Dora"


def test_who_is_to_do_something_does_it():
    text, reading = events_of(
        "Mara/PROPN/nsubj/3 is/AUX/cop/3 to/PART/mark/3 meet/VERB/root/-1 the/DET/det/5 "
        "union/NOUN/obj/3",
        deeds=sees("meet", "CONSULT", named=0.4),
        actors=actors(a1="Mara"),
    )
    (event,) = reading.events
    assert by_role(text, event)["actor"] == "Mara"


# Numbers, word lists


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1.2 million", 1.2e6),
        ("twenty-five", 25),
        ("3,400", 3400),
        ("two hundred", 200),
        ("seven", 7),
        ("dozens", None),
        ("3-4", None),
        ("", None),
        ("99999999999999999999999999", 1e26),
    ],
)
def test_numbers_in_words_and_digits(words, value):
    assert value_of(words.split()) == value


def test_the_word_lists_name_classes_that_there_are():
    for table, classes in (
        ("kinds", EventKind),
        ("nouns_of_kinds", EventKind),
        ("moves", Move),
        ("governors", Status),
    ):
        assert set(words_by_class(table).values()) <= set(get_args(classes))
        assert all(word == word.strip().lower() for word in words_by_class(table))


# Bad input


def test_no_words_no_events():
    article = make_article()
    _, reading = reading_of("a/X")
    empty = replace(reading, words=NO_WORDS)
    assert with_events(article, empty) == empty


FORMS = ("attack", "attacked", "left", "Oslo", "not", "will", "five", "dozens", "of", "to", "$",
         "rockets", "million", "said", "the", "Ilan", ".", "plan", "Monday", "%")  # fmt: skip
TAGS = ("VERB", "NOUN", "PROPN", "NUM", "AUX", "PUNCT", "ADP", "PART")
RELATIONS = ("nsubj", "obj", "obl", "xcomp", "ccomp", "conj", "case", "nmod", "nummod", "aux",
             "advmod", "det", "acl", "amod", "compound", "mark")  # fmt: skip


@st.composite
def any_tree(draw):
    n = draw(st.integers(1, 14))
    rows = []
    for i in range(n):  # heads stand before their words: never a ring
        head = draw(st.integers(-1, i - 1))
        parts = (draw(st.sampled_from(FORMS)), draw(st.sampled_from(TAGS)),
                 draw(st.sampled_from(RELATIONS)), str(head))  # fmt: skip
        rows.append("/".join(parts))
    return " ".join(rows)


@settings(deadline=None)
@given(any_tree(), st.data())
def test_whatever_the_tree_events_stand_in_the_text_and_in_order(marked, data):
    text, reading = reading_of(marked)
    words = reading.words
    n = len(words.starts)
    spans = [Span(start=words.starts[i], end=words.ends[i]) for i in range(n)]
    some = st.sampled_from(spans)
    reading = replace(
        reading,
        mentions=tuple(
            Mention(span=s, kind="place", score=0.5) for s in data.draw(st.lists(some, max_size=4))
        ),
        times=tuple(
            Time(span=s, kind="date", score=0.5) for s in data.draw(st.lists(some, max_size=2))
        ),
    )
    article = replace(make_article(), text=text, blocks=(), figures=())
    done = with_events(article, reading)
    assert done == with_events(article, reading)
    assert [one.id for one in done.events] == [f"e{k + 1}" for k in range(len(done.events))]
    starts = [one.trigger.start for one in done.events]
    assert starts == sorted(starts)
    ids = {one.id for one in done.events}
    for event in done.events:
        found = [
            event.trigger,
            *(a.span for a in event.arguments),
            *(a.span for a in event.amounts),
        ]
        assert all(0 <= s.start < s.end <= len(text) for s in found)
    for journey in done.itineraries:
        assert len(journey.stops) >= 2
        assert {stop.event for stop in journey.stops} <= ids


# Sides by syntax alone


@pytest.mark.parametrize(
    ("marked", "trigger", "sides"),
    [
        (  # a relative clause is no passive
            "A/DET/det/1 blaze/NOUN/root/-1 that/PRON/nsubj/3 killed/VERB/acl/1 Ilan/PROPN/obj/3",
            "killed",
            {"actor": "A blaze", "recipient": "Ilan"},
        ),
        (  # a passive goes on behind "and"
            "Ilan/PROPN/nsubj/2 was/AUX/aux/2 killed/VERB/root/-1 and/CCONJ/cc/6 "
            "Mara/PROPN/nsubj/6 then/ADV/advmod/6 wounded/VERB/conj/2",
            "wounded",
            {"recipient": "Mara"},
        ),
        (  # who denies doing something would have done it
            "Ilan/PROPN/nsubj/1 denied/VERB/root/-1 shelling/VERB/ccomp/1 Tarsk/PROPN/obj/2",
            "shelling",
            {"actor": "Ilan", "recipient": "Tarsk"},
        ),
        (  # who is ordered is to do it
            "Mara/PROPN/nsubj/1 ordered/VERB/root/-1 Ilan/PROPN/obj/1 to/PART/mark/4 "
            "shell/VERB/advcl/1 Tarsk/PROPN/obj/4",
            "shell",
            {"actor": "Ilan", "recipient": "Tarsk"},
        ),
        (  # an arrest is borne by whose it is
            "Ilan/PROPN/nmod/2 's/PART/case/0 arrest/NOUN/nsubj/4 on/ADP/case/4 "
            "Monday/PROPN/root/-1",
            "arrest",
            {"recipient": "Ilan"},
        ),
    ],
)
def test_syntax_says_who_and_to_whom(marked, trigger, sides):
    text, reading = events_of(
        marked,
        actors=actors(**{f"a{k}": n for k, n in enumerate(("Ilan", "Mara")) if n in marked}),
        deeds=sees("shell", "ASSAULT", actor="Ilan", recipient="Tarsk"),
    )
    found = next(e for e in reading.events if text[e.trigger.start : e.trigger.end] == trigger)
    said = {role: words for role, words in by_role(text, found).items() if role in sides}
    assert said == sides
    assert {"actor", "recipient"} - sides.keys() == {"actor", "recipient"} - by_role(
        text, found
    ).keys()


# Status


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("Any/DET/det/1 arrest/NOUN/nsubj/2 helps/VERB/root/-1 Ilan/PROPN/obj/2", "possible"),
        ("They/PRON/nsubj/2 should/AUX/aux/2 arrest/VERB/root/-1 him/PRON/obj/2", "requested"),
    ],
)
def test_any_and_should_leave_it_open(marked, status):
    _, reading = events_of(marked)
    assert reading.events[0].status == status


# Journeys


def test_a_train_is_its_passengers_and_a_country_is_where_its_towns_are():
    marked = (
        "Ilan/PROPN/nsubj/1 left/VERB/root/-1 Tarsk/PROPN/obj/1 Sunday/PROPN/obl/1 ./PUNCT/punct/1 "
        "Ilan/PROPN/nmod/7 's/PART/case/5 train/NOUN/nsubj/8 stopped/VERB/root/-1 in/ADP/case/10 "
        "Sorby/PROPN/obl/8 Tuesday/PROPN/obl/8 ./PUNCT/punct/8"
    )
    text, reading = reading_of(
        marked,
        mentions=places("Tarsk", "Sorby"),
        actors=lambda text: (
            replace(
                actors(a1="Ilan")(text)[0],
                mentions=(
                    span(text, "Ilan"),
                    Span(start=text.rindex("Ilan"), end=text.rindex("Ilan") + 4),
                ),
            ),
        ),
        times=lambda text: tuple(
            replace(one, value=value)
            for one, value in zip(
                times("Sunday", "Tuesday")(text), ("2023-09-10", "2023-09-12"), strict=True
            )
        ),
    )
    article = replace(make_article(), text=text, blocks=(), figures=())
    (journey,) = with_events(article, reading).itineraries
    assert (journey.actor, journey.name) == ("a1", "Ilan")
    assert [text[s.place.start : s.place.end] for s in journey.stops] == ["Tarsk", "Sorby"]


@pytest.mark.parametrize(("manner", "move"), [("reveals", "stops in"), ("says", None)])
def test_what_a_picture_shows_somewhere_has_come_there(manner, move):
    text, reading = reading_of(
        "It/PRON/nsubj/1 showed/VERB/root/-1 the/DET/det/3 train/NOUN/obj/1 in/ADP/case/5 "
        "Tarsk/PROPN/nmod/3",
        mentions=places("Tarsk"),
    )
    content = Span(start=text.index("the"), end=len(text))
    shown = replace(STATEMENT, content=(content,), manner=manner)
    assert move_of(ToldStory(text, replace(reading, statements=(shown,))), 3) == move


def test_who_is_headed_somewhere_goes_and_is_led_by_nobody():
    text, reading = reading_of(
        "Roe/PROPN/nsubj/2 is/AUX/aux/2 headed/VERB/root/-1 for/ADP/case/4 Tarsk/PROPN/obl/2"
    )
    assert sides_of(ToldStory(text, reading), 2) == (0, None)


def test_a_wind_that_reaches_places_is_no_traveller():
    _, reading = events_of(
        "Gusts/NOUN/nsubj/1 reached/VERB/root/-1 Tarsk/PROPN/obj/1 ./PUNCT/punct/1 "
        "Gusts/NOUN/nsubj/5 left/VERB/root/-1 Sorby/PROPN/obj/5",
        mentions=places("Tarsk", "Sorby"),
    )
    assert not reading.itineraries


def placed(name, feature):
    """Make the place of one name, and of nothing else in the text."""
    return lambda text: (
        Place(
            span=span(text, name),
            name=name,
            geoname_id=1,
            lat=60.0,
            lon=30.0,
            country="XX",
            feature=feature,
            radius_km=None,
            use="literal",
            how="the only place of this name",
            reason=None,
            score=0.9,
        ),
    )


LEFT = "Ilan/PROPN/nsubj/1 left/VERB/root/-1 Tarsk/PROPN/obj/1 ./PUNCT/punct/1 "


@pytest.mark.parametrize(
    ("behind", "stops"),
    [
        ("in/ADP/case/9 Velka/PROPN/obl/5", ["Tarsk", "Dell"]),
        (",/PUNCT/punct/9 Velka/PROPN/obl/5", ["Tarsk", "Dell"]),
        (",/PUNCT/punct/9 Sorby/PROPN/obl/5", ["Tarsk", "Dell", "Sorby"]),
        ("to/ADP/case/9 Velka/PROPN/obl/5", ["Tarsk", "Dell", "Velka"]),
    ],
    ids=["in", "comma and country", "comma and town", "to"],
)
def test_a_place_and_what_holds_it_are_one_stop(behind, stops):
    name = behind.split()[1].split("/")[0]
    text, reading = events_of(
        f"{LEFT}Ilan/PROPN/nsubj/5 arrived/VERB/root/-1 at/ADP/case/7 Dell/PROPN/obl/5 {behind}",
        mentions=places("Tarsk", "Dell", name),
        places=placed(name, "A/PCLI" if name == "Velka" else "P/PPL"),
    )
    (journey,) = reading.itineraries
    assert [text[s.place.start : s.place.end] for s in journey.stops] == stops


def test_what_somebody_would_not_say_is_left_open():
    for told in ((), statement("whether she would resign", manner="declines", cue="declined")):
        _, reading = events_of(
            "She/PRON/nsubj/1 declined/VERB/root/-1 to/PART/mark/3 say/VERB/xcomp/1 "
            "whether/SCONJ/mark/7 she/PRON/nsubj/7 would/AUX/aux/7 resign/VERB/ccomp/3",
            deeds=sees("resign", "CONCEDE"),
            **({"statements": told} if told else {}),
        )
        assert reading.events[-1].status == "possible"


def test_who_denies_a_charge_does_not_deny_that_it_was_made():
    _, reading = events_of(
        "Oslo/PROPN/nsubj/1 denied/VERB/root/-1 the/DET/det/3 criticism/NOUN/obj/1",
        deeds=sees("criticism", "DISAPPROVE"),
        statements=statement("the criticism", manner="denies", cue="denied"),
    )
    (event,) = reading.events
    assert event.status == "happened"


def test_what_is_passed_comes_before_what_is_reached():
    text, reading = reading_of(
        "Ilan/PROPN/nsubj/1 reached/VERB/root/-1 Mellen/PROPN/obj/1 via/ADP/case/4"
        " Tarsk/PROPN/obl/1",
        mentions=places("Mellen", "Tarsk"),
    )
    story = ToldStory(text, reading)
    legs = legs_of(story, 1, list(story.places.items()))
    assert [text[leg.place.start : leg.place.end] for leg in legs] == ["Tarsk", "Mellen"]


@pytest.mark.parametrize(
    "behind",
    [
        "Tarsk/PROPN/compound/3 support/NOUN/obj/1 for/ADP/case/5 Mellen/PROPN/nmod/3",
        "support/NOUN/obj/1 for/ADP/case/4 Tarsk/PROPN/nmod/2 ,/PUNCT/punct/6 Mellen/PROPN/conj/4",
        "hope/NOUN/obj/1 to/ADP/case/4 Tarsk/PROPN/obl/1 ,/PUNCT/punct/6 Mellen/PROPN/conj/4",
    ],
)
def test_support_for_a_place_is_brought_nowhere(behind):
    text, reading = reading_of(
        f"Ilan/PROPN/nsubj/1 brought/VERB/root/-1 {behind}", mentions=places("Tarsk", "Mellen")
    )
    story = ToldStory(text, reading)
    assert legs_of(story, 1, list(story.places.items())) == []


def test_the_airport_of_a_place_is_a_stop():
    text, reading = events_of(
        "Ilan/PROPN/nsubj/1 left/VERB/root/-1 Tarsk/PROPN/compound/3 airport/NOUN/obj/1 "
        "for/ADP/case/5 Mellen/PROPN/obl/1",
        mentions=places("Tarsk", "Mellen"),
        actors=actors(a1="Ilan"),
    )
    (journey,) = reading.itineraries
    stops = [(text[one.place.start : one.place.end], one.move) for one in journey.stops]
    assert stops == [("Tarsk", "leaves"), ("Mellen", "heads for")]


@pytest.mark.parametrize(
    ("who", "known", "stops"), [("Ilan/PROPN", {"a1": "Ilan"}, 2), ("Gloom/NOUN", {}, 0)]
)
def test_where_a_traveller_went_takes_less_to_be_told(monkeypatch, who, known, stops):
    monkeypatch.setattr(assembly, "WORTH", 1.1)
    assert 0 < assembly.WORTH_OF_LEG < worth.WORTH
    _, reading = events_of(
        f"{who}/nsubj/1 left/VERB/root/-1 Tarsk/PROPN/obj/1 for/ADP/case/4 Mellen/PROPN/obl/1",
        mentions=places("Tarsk", "Mellen"),
        actors=actors(**known),
    )
    assert len([stop for one in reading.itineraries for stop in one.stops]) == stops


@pytest.mark.parametrize(("helping", "stops"), [("had", ["Tarsk"]), ("will", [])])
def test_one_place_is_enough_where_a_person_has_been(helping, stops):
    text, reading = events_of(
        f"Ilan/PROPN/nsubj/2 {helping}/AUX/aux/2 visited/VERB/root/-1 Tarsk/PROPN/obj/2",
        mentions=places("Tarsk"),
        actors=actors(a1="Ilan"),
    )
    found = [stop for one in reading.itineraries for stop in one.stops]
    assert [text[stop.place.start : stop.place.end] for stop in found] == stops


CLOSED = (
    "Roe/PROPN/nsubj/1 closed/VERB/root/-1 the/DET/det/3 road/NOUN/obj/1 {}/ADP/case/5 "
    "Monday/PROPN/obl/1 ./PUNCT/punct/1"
)


def valued(**days):
    return lambda text: tuple(
        Time(span=span(text, one), kind="date", score=0.9, value=value)
        for one, value in days.items()
    )


@pytest.mark.parametrize(
    ("marked", "day", "kept"),
    [
        (CLOSED.format("on"), "2025-03-10", True),
        (CLOSED.format("before"), "2025-03-10", False),  # then something else was
        (CLOSED.replace("ADP/case/5", "ADP/dep/1").format("since"), "2025-03-10", False),
        (CLOSED.format("on"), None, False),
        (CLOSED.replace("closed", "may/AUX/aux/1 close").format("on"), "2025-03-10", False),
    ],
)
def test_what_has_a_day_of_its_own_may_be_news_though_it_is_of_no_kind(
    monkeypatch, marked, day, kept
):
    monkeypatch.setattr(assembly, "probability", lambda evidence: 0.0)
    monkeypatch.setattr(plain, "weights", lambda: {"bias": -9.0, "dated": 18.0})
    trigger = "close" if "may/" in marked else "closed"
    if "may/" in marked:
        marked = (
            "Roe/PROPN/nsubj/2 may/AUX/aux/2 close/VERB/root/-1 the/DET/det/4 road/NOUN/obj/2 "
            "on/ADP/case/6 Monday/PROPN/obl/2 ./PUNCT/punct/2"
        )
    _, reading = events_of(marked, times=valued(Monday=day), deeds=sees(trigger, "AID", named=0.1))
    assert [(one.kind, one.move) for one in reading.events] == [(None, None)] * kept


def test_that_something_was_announced_on_a_day_is_no_news_by_itself(monkeypatch):
    monkeypatch.setattr(worth, "weights", lambda: {"bias": -9.0})
    for last, kept in (("ccomp", 0), ("obj", 1)):
        _, reading = events_of(
            f"It/PRON/nsubj/1 found/VERB/{last}/4 gas/NOUN/obj/1 ,/PUNCT/punct/4 "
            "announced/VERB/root/-1 Roe/PROPN/nsubj/4 on/ADP/case/7 Monday/PROPN/obl/4",
            deeds=sees("announced", "AGREE", named=0.0),
            times=valued(Monday="2023-09-11"),
        )
        assert len(reading.events) == kept


def test_what_was_said_on_a_day_need_not_have_been_on_it(monkeypatch):
    monkeypatch.setattr(assembly, "probability", lambda evidence: 0.0)
    monkeypatch.setattr(plain, "weights", lambda: {"bias": -9.0, "dated": 18.0})
    marked = CLOSED.format("on")

    def statements(text):
        return tuple(replace(one, said=span(text, "Monday")) for one in statement("road")(text))

    found = {"times": valued(Monday="2025-03-10"), "deeds": sees("closed", "AID")}
    _, reading = events_of(marked, statements=statements, **found)
    assert reading.events == ()


def test_the_second_of_two_verbs_shares_the_day_of_the_first():
    marked = (
        "Roe/PROPN/nsubj/1 left/VERB/root/-1 Oslo/PROPN/obj/1 on/ADP/case/4 Monday/PROPN/obl/1 "
        "and/CCONJ/cc/6 {}went/VERB/conj/1 to/ADP/case/8 Accra/PROPN/obl/6 ./PUNCT/punct/1"
    )
    found = {
        "mentions": places("Oslo", "Accra"),
        "times": times("Monday"),
        "actors": actors(a1="Roe"),
    }
    text, reading = events_of(marked.format(""), **found)
    assert [by_role(text, one).get("time") for one in reading.events] == ["Monday", "Monday"]


def test_what_a_caption_tells_was_on_the_day_of_the_picture():
    marked = (
        "Police/NOUN/nsubj/1 arrested/VERB/root/-1 Roe/PROPN/obj/1 ,/PUNCT/punct/1 Monday/X/dep/-1"
    )
    text, reading = reading_of(marked, times=valued(Monday="2025-03-10"))
    (figure,) = make_article().figures[:1]
    day = Found(value="2025-03-10", how="by hand", where=figure.credit.where)
    caption = Span(start=0, end=len(text))
    pictured = replace(figure, caption=caption, on=day)
    article = replace(make_article(), text=text, blocks=(), figures=(pictured,))
    (event,) = with_events(article, reading).events
    assert by_role(text, event)["time"] == "Monday"


def test_a_stop_has_the_time_that_means_something_and_a_people_is_no_place():
    text, reading = events_of(
        "Ilan/PROPN/nsubj/1 reached/VERB/root/-1 Sorby/PROPN/obj/1 in/ADP/case/4 2:04:12/NUM/obl/1 "
        "Monday/PROPN/obl/1 ./PUNCT/punct/1 Ilan/PROPN/nsubj/8 left/VERB/root/-1 "
        "Kenyan/PROPN/obj/8 soil/NOUN/obj/8",
        mentions=places("Sorby", "Kenyan"),
        times=lambda text: (
            Time(span=span(text, "2:04:12"), kind="time", score=0.9),
            Time(span=span(text, "Monday"), kind="date", score=0.9, value="2023-09-11"),
        ),
        actors=actors(a1="Ilan"),
    )
    (journey,) = reading.itineraries
    stops = [
        (text[s.place.start : s.place.end], text[s.time.start : s.time.end]) for s in journey.stops
    ]
    assert stops == [("Sorby", "Monday")]


CROSSED = (
    "Roe/PROPN/nsubj/1 turned/VERB/root/-1 north/ADV/advmod/1 after/SCONJ/mark/4 "
    "crossing/VERB/advcl/1 the/DET/det/6 Glomma/PROPN/obl/1 ./PUNCT/punct/1"
)


def test_what_stands_right_behind_a_gerund_is_its_object():
    text, reading = events_of(CROSSED, mentions=places("Glomma"), actors=actors(a1="Roe"))
    (journey,) = reading.itineraries
    assert [(text[s.place.start : s.place.end], s.move) for s in journey.stops] == [
        ("Glomma", "passes")
    ]


def heads_after(marked):
    _, reading = reading_of(marked)
    return mended(reading.words).heads


def test_a_verb_between_takes_what_has_a_preposition():
    marked = (
        "Shells/NOUN/nsubj/1 hit/VERB/root/-1 a/DET/det/3 plant/NOUN/obj/1 that/PRON/nsubj/5 "
        "sold/VERB/acl/3 oil/NOUN/obj/5 to/ADP/case/9 the/DET/det/9 army/NOUN/obj/1 ./PUNCT/punct/1"
    )
    assert heads_after(marked)[9] == 5


def test_a_day_before_where_belongs_to_what_was_before():
    marked = (
        "Trains/NOUN/nsubj/1 stopped/VERB/root/-1 Tuesday/PROPN/obl/6 where/ADV/advmod/6 "
        "they/PRON/nsubj/6 were/AUX/aux/6 met/VERB/advcl/1 ./PUNCT/punct/1"
    )
    assert heads_after(marked)[2] == 1


@given(any_tree())
def test_whatever_the_tree_mended_words_are_one(marked):
    heads = heads_after(marked)
    for word in range(len(heads)):
        seen = {word}
        while (word := heads[word]) >= 0:
            assert word not in seen
            seen.add(word)


@pytest.mark.parametrize(
    ("joining", "arc"), [("where/ADV/advmod/9", "acl/6"), ("which/PRON/obj/9", "ccomp/1")]
)
def test_what_a_guess_takes_for_known_is_not_guessed(joining, arc):
    marked = (
        "Many/ADJ/nsubj/1 think/VERB/root/-1 they/PRON/nsubj/4 will/AUX/aux/4 meet/VERB/ccomp/1 "
        f"in/ADP/case/6 Oslo/PROPN/obl/4 {joining} both/PRON/nsubj/9 met/VERB/{arc} "
        "before/ADV/advmod/9 ./PUNCT/punct/1"
    )
    content = f"they will meet in Oslo {joining.partition('/')[0]} both met before"
    _, reading = events_of(
        marked,
        statements=statement(content, "speculates", "think"),
        mentions=places("Oslo"),
        deeds=lambda text: (
            deed(text, "meet", "CONSULT"),
            replace(
                deed(text, "met", "CONSULT"),
                trigger=Span(start=text.rindex("met"), end=text.rindex("met") + 3),
            ),
        ),
    )
    told = {one.trigger.start: (one.status, one.told_by) for one in reading.events}
    assert ("possible", "s1") in told.values()
    assert ("happened", None) in told.values()


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        (
            "The/DET/det/1 meeting/NOUN/nsubj/3 would/AUX/aux/3 include/VERB/root/-1 "
            "lunch/NOUN/obj/3",
            "planned",
        ),
        (
            "They/PRON/nsubj/1 decide/VERB/root/-1 when/ADV/advmod/1 it/PRON/nsubj/5 is/AUX/cop/5 "
            "ready/ADJ/advcl/1 to/PART/mark/7 meeting/VERB/xcomp/5",
            "possible",
        ),
        (
            "Roe/PROPN/nsubj/5 had/AUX/aux/5 been/AUX/cop/5 due/ADJ/advmod/5 to/PART/mark/5 "
            "meeting/VERB/root/-1 Doe/PROPN/obj/5",
            "did not happen",
        ),
        (
            "Roe/PROPN/nsubj/2 is/AUX/aux/2 holding/VERB/root/-1 a/DET/det/4 meeting/NOUN/obj/2",
            "ongoing",
        ),
    ],
    ids=["includes", "when ready", "had been due", "is holding"],
)
def test_what_is_around_a_meeting_says_whether_it_was(marked, status):
    text, reading = reading_of(marked)
    story = ToldStory(text, reading)
    word = next(i for i, form in enumerate(story.parsed.words) if form == "meeting")
    assert status_of(story, word, 2.0, None)[0] == status


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        (
            "Roe/PROPN/nsubj/1 has/VERB/root/-1 yet/ADV/advmod/4 to/PART/mark/4 meet/VERB/xcomp/1",
            "did not happen",
        ),
        (
            "Roe/PROPN/nsubj/3 was/AUX/cop/3 too/ADV/advmod/3 ill/ADJ/root/-1 to/PART/mark/5 "
            "meet/VERB/advcl/3",
            "did not happen",
        ),
        ("Norway/PROPN/root/-1 to/PART/mark/2 meet/VERB/acl/0 Doe/PROPN/obj/2", "planned"),
        (
            "Roe/PROPN/nsubj/1 wants/VERB/root/-1 Doe/PROPN/obj/1 to/PART/mark/4 meet/VERB/xcomp/1",
            "requested",
        ),
        ("Roe/PROPN/nsubj/1 wants/VERB/root/-1 to/PART/mark/3 meet/VERB/xcomp/1", "possible"),
        (
            "held/VERB/root/-1 on/ADP/case/2 suspicion/NOUN/obl/0 of/SCONJ/mark/4 meet/VERB/acl/2",
            "possible",
        ),
        (
            "if/SCONJ/mark/2 they/PRON/nsubj/2 threaten/VERB/advcl/5 to/PART/mark/4 "
            "meet/VERB/xcomp/2 we/PRON/nsubj/6 go/VERB/root/-1",
            "possible",
        ),
        (
            "talked/VERB/root/-1 ahead/ADV/advmod/0 of/ADP/fixed/1 her/PRON/nmod/4 meet/NOUN/obl/0",
            "planned",
        ),
        (
            "talked/VERB/root/-1 ahead/ADV/advmod/0 of/ADP/compound/5 Roe/PROPN/nmod/5 "
            "'s/PART/case/3 meet/VERB/advcl/0",
            "planned",
        ),
        (
            "Roe/PROPN/nsubj/2 will/AUX/aux/2 leave/VERB/root/-1 after/SCONJ/mark/5 "
            "a/DET/det/5 meet/VERB/obl/2",
            "happened",
        ),
        (
            "a/DET/det/1 meet/NOUN/nsubj/3 is/AUX/cop/3 likely/ADJ/root/-1",
            "possible",
        ),
        ("a/DET/det/1 decline/NOUN/root/-1 and/CCONJ/cc/3 meet/NOUN/nmod/1", "happened"),
        (
            "Roe/PROPN/nsubj/1 call/VERB/root/-1 off/ADP/compound/1 a/DET/det/5 "
            "planned/VERB/amod/5 meet/NOUN/obj/1",
            "did not happen",
        ),
        (
            "Roe/PROPN/nsubj/1 call/VERB/root/-1 off/ADP/compound/1 a/DET/det/4 meet/VERB/xcomp/1",
            "did not happen",
        ),
        (
            "The/DET/det/1 meet/NOUN/nsubj/3 be/AUX/aux/3 cancel/VERB/root/-1",
            "did not happen",
        ),
        (
            "The/DET/det/1 meet/NOUN/nsubj/4 may/AUX/aux/4 be/AUX/aux/4 cancel/VERB/root/-1",
            "happened",
        ),
        (
            "no/DET/det/1 sign/NOUN/root/-1 that/SCONJ/mark/4 they/PRON/nsubj/4 meet/VERB/acl/1",
            "possible",
        ),
        (
            "a/DET/det/1 sign/NOUN/root/-1 that/SCONJ/mark/4 they/PRON/nsubj/4 meet/VERB/acl/1",
            "happened",
        ),
    ],
    ids=[
        "yet to",
        "too ill",
        "headline",
        "wants her to",
        "wants to",
        "suspicion",
        "if",
        "ahead of",
        "ahead of its owner's",
        "after, by name",
        "likely",
        "a decline",
        "called off, though planned",
        "called off, read as a verb",
        "cancelled",
        "may be cancelled",
        "no sign",
        "a sign",
    ],
)
def test_the_words_that_an_event_hangs_on_say_whether_it_was(marked, status):
    text, reading = reading_of(marked)
    story = ToldStory(text, reading)
    word = next(i for i, form in enumerate(story.parsed.words) if form == "meet")
    assert status_of(story, word, 2.0, None)[0] == status


@pytest.mark.parametrize(("cue", "status"), [("say", "possible"), ("said", "planned")])
def test_what_several_say_now_would_be_is_possible(cue, status):
    text, reading = reading_of(
        f"Experts/NOUN/nsubj/1 {cue}/VERB/root/-1 it/PRON/nsubj/4 would/AUX/aux/4 fail/VERB/ccomp/1"
    )
    said = replace(STATEMENT, content=(span(text, "it would fail"),), cue=span(text, cue))
    story = ToldStory(text, replace(reading, statements=(said,)))
    assert status_of(story, 4, 0.0, said)[0] == status


@pytest.mark.parametrize(
    ("helping", "status"), [("will", "planned"), ("may", "happened"), ("did", "happened")]
)
def test_what_is_done_before_something_planned_is_planned_too(helping, status):
    text, reading = reading_of(
        f"Roe/PROPN/nsubj/2 {helping}/AUX/aux/2 rest/VERB/root/-1 before/SCONJ/mark/4 "
        "leaving/VERB/advcl/2 Oslo/PROPN/obj/4"
    )
    assert status_of(ToldStory(text, reading), 4, 2.0, None)[0] == status


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        (  # it shares "will"
            "She/PRON/nsubj/2 will/AUX/aux/2 resign/VERB/root/-1 and/CCONJ/cc/5 be/AUX/aux/5 "
            "arrested/VERB/conj/2",
            "planned",
        ),
        (  # what is past is not what was ordered
            "She/PRON/nsubj/1 ordered/VERB/root/-1 him/PRON/iobj/1 to/PART/mark/4 "
            "pay/VERB/xcomp/1 and/CCONJ/cc/6 arrested/VERB/conj/4 Ilan/PROPN/obj/6",
            "happened",
        ),
        (  # it is only later
            "The/DET/det/1 arrested/NOUN/nsubj/4 has/AUX/aux/4 been/AUX/aux/4 "
            "delayed/VERB/root/-1 until/ADP/case/6 May/PROPN/obl/4",
            "planned",
        ),
        (  # a warning of what may be is no threat
            "They/PRON/nsubj/1 warned/VERB/root/-1 that/SCONJ/mark/5 he/PRON/nsubj/5 "
            "could/AUX/aux/5 arrested/VERB/ccomp/1 her/PRON/obj/5",
            "possible",
        ),
        (  # what a plan is for is planned
            "She/PRON/nsubj/2 will/AUX/aux/2 fly/VERB/root/-1 to/PART/mark/4 arrested/VERB/advcl/2 "
            "Ilan/PROPN/obj/4",
            "planned",
        ),
        (  # a visit that a reader takes for a verb
            "He/PRON/nsubj/1 cancelled/VERB/root/-1 an/DET/det/3 arrested/VERB/obj/1",
            "did not happen",
        ),
        (  # a reader hangs the object of "call off" on it loosely
            "Police/NOUN/nsubj/1 called/VERB/root/-1 off/ADP/compound/1 an/DET/det/4 "
            "arrested/NOUN/obl/1",
            "did not happen",
        ),
        (
            "She/PRON/nsubj/2 is/AUX/aux/2 due/ADJ/root/-1 to/PART/mark/5 be/AUX/aux/5 "
            "arrested/VERB/xcomp/2",
            "planned",
        ),
        (  # "was" hangs on another word
            "He/PRON/nsubj/1 left/VERB/root/-1 Tarsk/PROPN/obj/1 ,/PUNCT/punct/7 "
            "where/ADV/advmod/7 she/PRON/nsubj/7 was/AUX/advcl/7 to/PART/mark/8 "
            "arrested/VERB/acl/2",
            "planned",
        ),
    ],
)
def test_what_an_event_goes_on_with_or_is_for_says_whether_it_was(marked, status):
    text, reading = events_of(
        marked,
        deeds=sees("arrested", "COERCE", certainty=1.0),
        times=times("May") if "May" in marked else times(),
    )
    found = next(e for e in reading.events if text[e.trigger.start : e.trigger.end] == "arrested")
    assert found.status == status


def test_who_denies_a_report_denies_what_it_says():
    _, reading = events_of(
        "It/PRON/nsubj/1 denied/VERB/root/-1 a/DET/det/3 report/NOUN/obj/1 that/SCONJ/mark/6 "
        "it/PRON/nsubj/6 shelled/VERB/acl/3 Tarsk/PROPN/obj/6",
        deeds=sees("shelled", "ASSAULT"),
        statements=statement("it shelled Tarsk", "denies", "denied"),
    )
    (event,) = reading.events
    assert event.status == "denied"


def test_what_came_then_came_at_no_hour_that_was_told():
    marked = (
        "It/PRON/nsubj/1 sank/VERB/root/-1 at/ADP/case/3 noon/NOUN/obl/1 and/CCONJ/cc/6 "
        "then/ADV/advmod/6 hit/VERB/conj/1 Tarsk/PROPN/obj/6"
    )
    text, reading = events_of(
        marked,
        deeds=sees("hit", "ASSAULT"),
        times=lambda text: (
            Time(span=span(text, "noon"), kind="time", value="2023-09-12T12:00", score=0.9),
        ),
    )
    hit = next(e for e in reading.events if text[e.trigger.start : e.trigger.end] == "hit")
    assert "time" not in by_role(text, hit)


def test_what_is_told_as_past_happened_though_the_model_is_less_sure():
    text, reading = reading_of("Roe/PROPN/nsubj/1 marched/VERB/root/-1")
    story = ToldStory(text, reading)
    assert status_of(story, 1, 0.3, None)[0] == "happened"
    assert status_of(story, 1, -0.3, None)[0] == "possible"


def test_a_strike_is_over_and_a_search_goes_on():
    for word, status in (("search", "ongoing"), ("strike", "happened")):
        text, reading = reading_of(f"the/DET/det/1 {word}/NOUN/root/-1")
        assert status_of(ToldStory(text, reading), 1, 2.0, None)[0] == status


def test_a_blast_that_hit_is_over():
    text, reading = reading_of("Blasts/NOUN/nsubj/1 hit/VERB/root/-1 Oslo/PROPN/obj/1")
    assert status_of(ToldStory(text, reading), 1, 2.0, None)[0] == "happened"


MET = (
    "Bands/NOUN/nsubj/1 met/VERB/root/-1 Roe/PROPN/obj/1 on/ADP/case/4 Monday/PROPN/obl/1 "
    "./PUNCT/punct/1 Mayors/NOUN/nsubj/7 met/VERB/root/-1 her/PRON/obj/7 {}/ADV/advmod/7 "
    "./PUNCT/punct/7"
)


@pytest.mark.parametrize(("beside", "n_times"), [("there", 2), ("later", 1)])
def test_the_same_verb_goes_on_with_the_day_of_the_sentence_before(beside, n_times):
    def deeds(text):
        first, second = text.index("met"), text.rindex("met")
        one = deed(text, "met", "CONSULT")
        return tuple(replace(one, trigger=Span(start=a, end=a + 3)) for a in (first, second))

    text, reading = events_of(MET.format(beside), times=times("Monday"), deeds=deeds)
    assert [by_role(text, one).get("time") for one in reading.events].count("Monday") == n_times


@pytest.mark.parametrize(
    ("pronoun", "share", "kind", "name"),
    [
        ("It", 0.9, "place", "Tema"),
        ("It", 0.5, "place", "It"),
        ("It", 0.5, "organisation", "Tema"),
        ("It", 0.3, "organisation", "It"),
        ("He", 0.3, "person", "Tema"),
        ("He", 0.9, "place", "He"),
    ],
)
def test_it_is_nobody_whom_the_model_is_not_sure_of(pronoun, share, kind, name):
    text, reading = reading_of(
        f"Tema/PROPN/nsubj/1 shut/VERB/root/-1 ./PUNCT/punct/1 {pronoun}/PRON/nsubj/4"
        " sank/VERB/root/-1"
    )
    taken = Anaphor(span=span(text, pronoun), antecedents=((span(text, "Tema"), share),))
    mention = Mention(span=span(text, "Tema"), kind=kind, score=0.9)
    story = ToldStory(text, replace(reading, anaphors=(taken,), mentions=(mention,)))
    found = story.named(3)
    assert text[found.start : found.end] == name


def persons(text, *names):
    """Actors named once or more, who are persons."""
    return tuple(
        replace(
            ACTOR,
            id=f"a{n}",
            name=name,
            mentions=tuple(Span(start=at.start(), end=at.end()) for at in re.finditer(name, text)),
        )
        for n, name in enumerate(names, start=1)
    )


def whom_he_means(marked, shares):
    text, reading = reading_of(marked)
    he = text.index("He ")
    taken = Anaphor(
        span=Span(start=he, end=he + 2),
        antecedents=tuple(
            (Span(start=at, end=at + 3), share)
            for name, share in shares
            for at in [text.rindex(name, 0, he) if name in text[:he] else text.index(name)]
        ),
    )
    known = persons(text, "Roe", "Doe")
    settled = by_syntax(Parsed(text, reading.words), known, (taken,))
    found = replace(reading, anaphors=settled, actors=known)
    story = ToldStory(text, found)
    word = story.parsed.forms.index("He")
    actor = story.actor_of(word)
    return actor.name if actor else None


_BOTH = (
    "Doe/PROPN/nsubj/1 slept/VERB/root/-1 ./PUNCT/punct/1 Roe/PROPN/nsubj/4 ate/VERB/root/-1 "
    "./PUNCT/punct/4 "
)


@pytest.mark.parametrize(
    ("behind", "shares", "who"),
    [
        ("left/VERB/root/-1", (("Doe", 0.5), ("Roe", 0.3)), "Doe"),
        # of none is the model sure, and Roe was named last
        ("left/VERB/root/-1", (("Doe", 0.11), ("Roe", 0.1)), "Roe"),
        # "He left Hamar, which Roe saw" is not told of Roe
        (
            "left/VERB/root/-1 Hamar/PROPN/obj/7 ,/PUNCT/punct/12 which/PRON/obj/12 "
            "Roe/PROPN/nsubj/12 saw/VERB/acl/8",
            (("Roe", 0.6), ("Doe", 0.1)),
            "Doe",
        ),
        # of two things at once
        (
            "left/VERB/root/-1 as/SCONJ/mark/9 He/PRON/nsubj/9 sang/VERB/advcl/7",
            (("Doe", 0.6), ("Roe", 0.1)),
            "Doe",
        ),
        # who says so behind it may be he
        (
            "left/VERB/root/-1 ,/PUNCT/punct/10 Roe/PROPN/nsubj/10 said/VERB/parataxis/7",
            (("Roe", 0.6), ("Doe", 0.1)),
            "Roe",
        ),
    ],
    ids=["likelier", "nearer", "named below", "two pronouns", "said behind"],
)
def test_whom_a_pronoun_means_is_not_named_under_its_verb(behind, shares, who):
    assert whom_he_means(f"{_BOTH}He/PRON/nsubj/7 {behind}", shares) == who


def test_an_adverb_of_place_says_where():
    text, reading = events_of(
        "Guards/NOUN/nsubj/1 beat/VERB/root/-1 two/NUM/nummod/3 porters/NOUN/obj/1 "
        "indoors/ADV/advmod/1 ./PUNCT/punct/1",
        deeds=sees("beat", "ASSAULT", actor="Guards", recipient="porters"),
    )
    (event,) = reading.events
    assert by_role(text, event)["place"] == "indoors"


def test_a_role_is_left_to_another_where_both_are_likelier_together(monkeypatch):
    worth = {("recipient", 3): 1.0, ("recipient", 4): 0.9, ("place", 3): 2.0}
    asked = iter([(role, i) for role in roles.ROLES for i in range(5)])
    monkeypatch.setattr(roles, "_sum", lambda role, _: worth.get(next(asked), 0.0))
    monkeypatch.setattr(
        roles, "evidences", lambda *_: [(i, {}) for i in (None, 0, 2, 5, 6)]
    )  # the third is the word 5, the fourth the word 6
    assert roles.roles_of(None, None) == {"recipient": 6, "place": 5}


# How the story is told: news has speakers and places, what is no news speaks to its reader


def with_lids(n):
    """Tell of a depot, then `n` times of a lid: nobody says anything, nor anywhere."""
    lids = [
        f"The/DET/det/{at + 1} lid/NOUN/nsubj/{at + 2} fits/VERB/root/-1 ./PUNCT/punct/{at + 2}"
        for at in range(6, 6 + 4 * n, 4)
    ]
    told = (
        "The/DET/det/1 town/NOUN/nsubj/2 opened/VERB/root/-1 a/DET/det/4 depot/NOUN/obj/2 "
        "./PUNCT/punct/2"
    )
    return " ".join((told, *lids))


@pytest.mark.parametrize(
    ("n_lids", "named", "is_told"), [(0, 0.5, True), (80, 0.5, False), (80, 0.95, True)]
)
def test_what_may_be_an_event_is_none_where_a_long_text_has_no_speakers(
    monkeypatch, n_lids, named, is_told
):
    monkeypatch.setattr(plain, "weights", lambda: {"bias": -9.0})
    text, reading = events_of(with_lids(n_lids), deeds=sees("opened", "COOPERATE", named=named))
    told = {text[one.trigger.start : one.trigger.end] for one in reading.events}
    assert ("opened" in told) == is_told


def test_a_long_text_with_speakers_and_places_has_the_tenor_of_news():
    def many(make):
        return lambda text: make(text) * 20

    text, reading = reading_of(with_lids(80), statements=many(statement("opened a depot")))
    few = ToldStory(text, replace(reading, statements=())).tenor
    assert few["few statements"] > 0.3
    assert few["few places"] > 0.2
    assert ToldStory(text, reading).tenor["few statements"] == 0


def test_what_is_said_to_the_reader_is_less_of_an_event():
    visit = "Ilan/PROPN/nsubj/1 visited/VERB/root/-1 {}/PRON/nmod/3 port/NOUN/obj/1 ./PUNCT/punct/1"
    (to_reader,) = events_of(visit.format("your"))[1].events
    (of_others,) = events_of(visit.format("their"))[1].events
    assert to_reader.score < of_others.score


def test_no_place_of_a_dateline_does_anything():
    marked = (
        "OSLO/PROPN/nsubj/3 -/PUNCT/punct/0 Roe/PROPN/{}/3 attacked/VERB/root/-1 ./PUNCT/punct/3"
    )
    beside = ToldStory(*reading_of(marked.format("nsubj")))
    assert sides_of(beside, 3).actor == 2
    alone = ToldStory(*reading_of(marked.format("obj")))
    assert sides_of(alone, 3).actor is None
