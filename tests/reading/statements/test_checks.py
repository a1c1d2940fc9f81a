"""Checks, what they cover, and what denials are about. Sentences of our own, built by hand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.assembly import _of_others
from onrecord.reading.statements.chains import answering
from onrecord.reading.statements.chains.answering import answers, refer
from onrecord.reading.statements.chains.carriers import Through
from onrecord.reading.statements.chains.denials import about_by_rule, goes_on
from onrecord.reading.statements.chains.naming import Namings
from onrecord.reading.statements.chains.repeats import joined, stem
from onrecord.reading.statements.checks.checking import CheckWords
from onrecord.reading.statements.checks.checks import checks_of
from onrecord.reading.statements.checks.covers import covered, is_of_checker, may_be_of
from onrecord.reading.statements.checks.scopes import as_counted
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.evidence import probability
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import Sense
from tests.support.built_words import at, built, forms

light = settings(max_examples=200, deadline=None)


def refer_by_rule(parsed, drafts):
    """Link answers to what their words say they are about, whatever else speaks for it."""
    for k, draft in enumerate(drafts):
        before = drafts[k - 1].refers if goes_on(parsed, drafts, k) else ()
        draft.refers.extend(about_by_rule(parsed, drafts, k) or before)


def found(marked):
    """Return (outcome, by, span) of each check."""
    parsed = built(marked)
    return [
        (one.outcome, forms(parsed, one.by), forms(parsed, one.words)) for one in checks_of(parsed)
    ]


@pytest.mark.parametrize(
    ("marked", "outcome", "by"),
    [
        (
            "The/DET Courier/PROPN/nsubj/5 could/AUX not/PART independently/ADV verify/VERB"
            " the/DET account/NOUN ./PUNCT",
            "not verified",
            "Courier",
        ),
        (
            "His/PRON account/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT",
            "not verified",
            "",
        ),
        (
            "It/PRON was/AUX not/PART possible/ADJ to/PART verify/VERB the/DET claim/NOUN ./PUNCT",
            "not verified",
            "",
        ),
        ("The/DET claims/NOUN remain/VERB unverified/ADJ ./PUNCT", "not verified", ""),
        (
            "Courier/PROPN/nsubj/1 compared/VERB it/PRON with/ADP satellite/NOUN"
            " images/NOUN ./PUNCT",
            "verified",
            "Courier",
        ),
        (
            "A/DET mate/NOUN/nsubj/3 backed/VERB up/ADP that/DET account/NOUN ./PUNCT",
            "verified",
            "A mate",
        ),
        ("That/PRON contradicts/VERB a/DET statement/NOUN ./PUNCT", "contradicted", "That"),
        (
            "No/DET evidence/NOUN/nsubj:pass/4 has/AUX been/AUX presented/VERB for/ADP it/PRON",
            "not verified",
            "",
        ),
        (
            "No/DET proof/NOUN/obj/6 of/ADP this/PRON has/AUX been/AUX produced/VERB",
            "not verified",
            "",
        ),
        (
            "There/PRON is/AUX as/ADP yet/ADV no/DET proof/NOUN of/ADP that/PRON",
            "not verified",
            "",
        ),
        (
            "A/DET neighbour/NOUN gave/VERB a/DET similar/ADJ account/NOUN ./PUNCT",
            "verified",
            "A neighbour",
        ),
        (
            "Two/NUM others/NOUN described/VERB the/DET same/ADJ scene/NOUN ./PUNCT",
            "verified",
            "Two others",
        ),
        (
            "The/DET newspaper/NOUN/nsubj/3 has/AUX seen/VERB the/DET letter/NOUN ./PUNCT",
            "verified",
            "newspaper",
        ),
        (
            "A/DET copy/NOUN/nsubj:pass/6 of/ADP the/DET order/NOUN was/AUX seen/VERB by/ADP"
            " the/DET newspaper/NOUN ./PUNCT",
            "verified",
            "the newspaper",
        ),
        (
            "Holm/PROPN denied/VERB it/PRON ,/PUNCT a/DET claim/NOUN contradicted/VERB by/ADP"
            " footage/NOUN",
            "contradicted",
            "footage",
        ),
        (
            "Holm/PROPN denied/VERB it/PRON ,/PUNCT a/DET denial/NOUN contradicted/VERB by/ADP"
            " footage/NOUN",
            "contradicted",
            "footage",
        ),
        (
            "A/DET pilot/NOUN/nsubj/2 contradicted/VERB her/PRON/obj/2 ./PUNCT",
            "contradicted",
            "A pilot",
        ),
        (
            "A/DET mate/NOUN/nsubj/2 recognised/VERB the/DET voice/NOUN/obj/2 ./PUNCT",
            "verified",
            "mate",
        ),
        (
            "She/PRON/nsubj/3 has/AUX not/PART addressed/VERB the/DET claim/NOUN ./PUNCT",
            "not verified",
            "",
        ),
        (
            "There/PRON was/AUX no/DET immediate/ADJ comment/NOUN from/ADP Norrbo/PROPN ./PUNCT",
            "not verified",
            "",
        ),
        (
            "Norrbo/PROPN/nsubj/3 did/AUX not/PART respond/VERB to/ADP a/DET request/NOUN for/ADP"
            " comment/NOUN ./PUNCT",
            "not verified",
            "",
        ),
        ("Calls/NOUN to/ADP Norrbo/PROPN went/VERB unanswered/ADJ ./PUNCT", "not verified", ""),
        (
            "Varga/PROPN could/AUX not/PART be/AUX reached/VERB for/ADP comment/NOUN ./PUNCT",
            "not verified",
            "",
        ),
        (
            "The/DET report/NOUN was/AUX confirmed/VERB by/ADP two/NUM directors/NOUN ./PUNCT",
            "verified",
            "two directors",
        ),
        (
            "The/DET Courier/PROPN/nsubj/2 verified/VERB the/DET location/NOUN ./PUNCT",
            "verified",
            "Courier",
        ),
        (
            "Dispatch/NOUN records/NOUN show/VERB otherwise/ADV ./PUNCT",
            "contradicted",
            "Dispatch records",
        ),
        (
            "Phone/NOUN records/NOUN contradict/VERB this/PRON ./PUNCT",
            "contradicted",
            "Phone records",
        ),
        (
            "There/PRON is/AUX no/DET evidence/NOUN for/ADP this/PRON ./PUNCT",
            "contradicted",
            "",
        ),
        (
            "The/DET picture/NOUN is/AUX old/ADJ ,/PUNCT the/DET fact/NOUN -/PUNCT"
            " checking/NOUN site/NOUN Olvi/PROPN found/VERB ./PUNCT",
            "contradicted",
            "the fact - checking site Olvi",
        ),
        (
            "None/PRON of/ADP the/DET claims/NOUN could/AUX be/AUX confirmed/VERB ./PUNCT",
            "not verified",
            "",
        ),
        (
            "Reuters/PROPN/nsubj/4 has/AUX been/AUX unable/ADJ to/PART verify/VERB/xcomp/3"
            " the/DET report/NOUN ./PUNCT",
            "not verified",
            "Reuters",
        ),
        (
            "We/PRON/nsubj/4 have/AUX not/PART independently/ADV confirmed/VERB that/PRON ./PUNCT",
            "not verified",
            "",
        ),
        (
            "The/DET claims/NOUN have/AUX not/PART been/AUX tested/VERB in/ADP court/NOUN ./PUNCT",
            "not verified",
            "",
        ),
        (
            "Norrbo/PROPN had/VERB no/DET immediate/ADJ reaction/NOUN ./PUNCT",
            "not verified",
            "",
        ),
        ("No/DET response/NOUN was/AUX received/VERB ./PUNCT", "not verified", ""),
        ("Norrbo/PROPN has/AUX yet/ADV to/PART comment/VERB ./PUNCT", "not verified", ""),
        (
            "Norrbo/PROPN did/AUX not/PART answer/VERB written/ADJ questions/NOUN ./PUNCT",
            "not verified",
            "",
        ),
        (
            "Requests/NOUN for/ADP comment/NOUN were/AUX not/PART returned/VERB ./PUNCT",
            "not verified",
            "",
        ),
        ("Attempts/NOUN to/PART reach/VERB her/PRON failed/VERB ./PUNCT", "not verified", ""),
        (
            "A/DET guard/NOUN/nsubj/2 confirmed/VERB her/PRON account/NOUN ./PUNCT",
            "verified",
            "guard",
        ),
        (
            "Gate/NOUN sheets/NOUN/nsubj/2 bear/VERB her/PRON out/ADP ./PUNCT",
            "verified",
            "Gate sheets",
        ),
        (
            "Their/PRON accounts/NOUN tally/VERB with/ADP recordings/NOUN ./PUNCT",
            "verified",
            "recordings",
        ),
        (
            "The/DET logs/NOUN do/AUX not/PART square/VERB with/ADP that/PRON ./PUNCT",
            "contradicted",
            "The logs",
        ),
        (
            "Two/NUM observers/NOUN/nsubj/2 found/VERB nothing/PRON to/PART support/VERB the/DET"
            " claim/NOUN ./PUNCT",
            "contradicted",
            "Two observers",
        ),
        ("There/PRON is/AUX no/DET such/ADJ ship/NOUN ./PUNCT", "contradicted", ""),
        (
            "The/DET clip/NOUN was/AUX filmed/VERB in/ADP 2015/NUM ,/PUNCT our/PRON/nmod/9"
            " verification/NOUN/compound/9 team/NOUN/nsubj/10 found/VERB ./PUNCT",
            "contradicted",
            "our verification team",
        ),
        (
            "An/DET e-mail/NOUN seeking/VERB comment/NOUN went/VERB unanswered/ADJ ./PUNCT",
            "not verified",
            "",
        ),
        (
            "Two/NUM people/NOUN/nsubj/4 with/ADP knowledge/NOUN confirmed/VERB the/DET"
            " account/NOUN ./PUNCT",
            "verified",
            "people",
        ),
        (
            "Medical/ADJ records/NOUN back/VERB up/ADP her/PRON account/NOUN ./PUNCT",
            "verified",
            "Medical records",
        ),
        (
            "The/DET claim/NOUN was/AUX backed/VERB up/ADP by/ADP documents/NOUN ./PUNCT",
            "verified",
            "documents",
        ),
        (
            "Photographs/NOUN were/AUX consistent/ADJ with/ADP her/PRON account/NOUN ./PUNCT",
            "verified",
            "Photographs",
        ),
        (
            "Experts/NOUN/nsubj/1 said/VERB the/DET images/NOUN were/AUX genuine/ADJ ./PUNCT",
            "verified",
            "Experts",
        ),
        ("That/PRON is/AUX false/ADJ ./PUNCT", "contradicted", ""),
        ("The/DET claim/NOUN is/AUX not/PART true/ADJ ./PUNCT", "contradicted", ""),
        (
            "That/PRON is/AUX contradicted/VERB by/ADP a/DET log/NOUN ./PUNCT",
            "contradicted",
            "a log",
        ),
        (
            "Statistics/NOUN do/AUX not/PART bear/VERB that/PRON out/ADP ./PUNCT",
            "contradicted",
            "Statistics",
        ),
        (
            "The/DET accounts/NOUN tell/VERB a/DET different/ADJ story/NOUN ./PUNCT",
            "contradicted",
            "The accounts",
        ),
        (
            "A/DET review/NOUN found/VERB no/DET evidence/NOUN of/ADP fraud/NOUN ./PUNCT",
            "contradicted",
            "A review",
        ),
        (
            "Photographs/NOUN ,/PUNCT however/ADV ,/PUNCT showed/VERB water/NOUN ./PUNCT",
            "contradicted",
            "Photographs",
        ),
        (
            "The/DET footage/NOUN was/AUX in/ADP fact/NOUN old/ADJ ,/PUNCT Reuters/PROPN/nsubj/8"
            " found/VERB ./PUNCT",
            "contradicted",
            "Reuters",
        ),
    ],
)
def test_words_that_say_whether_somebody_checked(marked, outcome, by):
    ((read, who, span),) = found(marked)
    assert read == outcome
    assert who.endswith(by) if by else not who
    assert not span.endswith(".")


@pytest.mark.parametrize(
    "marked",
    [
        "The/DET minister/NOUN/nsubj/3 could/AUX not/PART confirm/VERB the/DET figure/NOUN ./PUNCT",
        "Varga/PROPN/nsubj/3 did/AUX not/PART answer/VERB the/DET question/NOUN ./PUNCT",
        "Norrbo/PROPN had/VERB no/DET comment/NOUN on/ADP the/DET matter/NOUN ./PUNCT",
        "Norrbo/PROPN does/AUX not/PART comment/VERB on/ADP rumours/NOUN ./PUNCT",
        "Norrbo/PROPN/nsubj/1 said/VERB it/PRON could/AUX not/PART confirm/VERB/ccomp/1"
        " the/DET reports/NOUN ./PUNCT",
        "Police/NOUN/nsubj/1 said/VERB a/DET review/NOUN found/VERB/ccomp/1 no/DET"
        " evidence/NOUN/obj/4 of/ADP fraud/NOUN ./PUNCT",
        "That/PRON is/AUX false/ADJ ,/PUNCT Varga/PROPN said/VERB ./PUNCT",
        "The/DET attempt/NOUN had/AUX failed/VERB ./PUNCT",
        "The/DET guards/NOUN/nsubj/2 verified/VERB passports/NOUN/obj/2 ./PUNCT",
        "The/DET police/NOUN/nsubj/2 confirmed/VERB that/SCONJ it/PRON rained/VERB ./PUNCT",
        "Varga/PROPN said/VERB otherwise/ADV nothing/PRON ./PUNCT".replace(
            "said/VERB", "went/VERB"
        ),
    ],
)
def test_these_words_are_no_check(marked):
    assert found(marked) == []


@pytest.mark.parametrize(
    ("marked", "span"),
    [
        (
            "Varga/PROPN said/VERB the/DET town/NOUN fell/VERB ,/PUNCT a/DET claim/NOUN that/PRON"
            " could/AUX not/PART be/AUX verified/VERB ./PUNCT",
            "a claim that could not be verified",
        ),
        (
            "Norrbo/PROPN declined/VERB to/PART talk/VERB and/CCONJ/cc/8 police/NOUN/nsubj/8"
            " did/AUX not/PART respond/VERB/conj/1 ./PUNCT",
            "police did not respond",
        ),
    ],
)
def test_a_check_leaves_out_what_is_told_before_it_in_the_sentence(marked, span):
    assert [words for *_, words in found(marked)] == [span]


def test_a_check_may_stand_within_the_statement_it_covers():
    marked = (
        "A/DET video/NOUN ,/PUNCT which/PRON/nsubj/6 Reuters/PROPN/nsubj/6 has/AUX verified/VERB"
        " ,/PUNCT shows/VERB smoke/NOUN ./PUNCT"
    )
    assert found(marked) == [("verified", "Reuters", "which Reuters has verified")]


def test_a_medium_may_be_known_by_what_the_text_calls_it():
    marked = (
        "Leka/PROPN ,/PUNCT a/DET website/NOUN ,/PUNCT posted/VERB a/DET photo/NOUN ./PUNCT"
        " Leka/PROPN/nsubj/12 could/AUX not/PART confirm/VERB the/DET date/NOUN ./PUNCT"
    )
    assert [outcome for outcome, *_ in found(marked)] == ["not verified"]


def test_a_sentence_may_hold_two_checks():
    checks = found(
        "The/DET Courier/PROPN/nsubj/2 verified/VERB the/DET location/NOUN but/CCONJ was/AUX"
        " unable/ADJ/conj/2 to/PART establish/VERB/xcomp/7 when/ADV ./PUNCT"
    )
    assert [outcome for outcome, *_ in checks] == ["verified", "not verified"]
    assert checks[1][2] == "was unable to establish when"


# --- what is covered

STORY = (
    "Varga/PROPN accused/VERB Norrbo/PROPN of/ADP theft/NOUN ./PUNCT ¶"
    " Norrbo/PROPN denied/VERB the/DET accusation/NOUN ./PUNCT ¶"
    " Holm/PROPN said/VERB labels/NOUN fell/VERB ./PUNCT ¶"
    " A/DET video/NOUN showed/VERB smoke/NOUN ./PUNCT ¶ "
)
PEOPLE = ("Varga", "Norrbo", "Holm")


def a_member(name, gender=None, kind="person", grade="named person"):
    return Member((name.lower(),), name, kind, grade, gender=gender)


def a_draft(parsed, member, cue, content, **fields):
    """Make a statement of phrases of a text; fields: manner, quote, source."""
    words = at(parsed, content)
    return Draft(
        saying=Saying(
            source=at(parsed, fields.get("source", member.name)),
            cue=at(parsed, cue) if cue else (),
            pieces=(range(words[0], words[-1] + 1),),
            score=0.9,
            made="model",
        ),
        who=Who(member, "by hand", 1.0),
        via=[],
        sense=Sense(fields.get("manner", "says"), "certain", ()),
        quote=fields.get("quote", "indirect"),
    )


def a_story(check):
    """Return a text that ends in a check, and its four statements."""
    parsed = built(STORY + check)
    varga, norrbo = a_member("Varga", "f"), a_member("Norrbo", kind="organisation")
    video = a_member("A video", kind="thing", grade="data")
    drafts = [
        a_draft(parsed, varga, "accused", "Norrbo of theft", manner="accuses"),
        a_draft(parsed, norrbo, "denied", "the accusation", manner="denies"),
        a_draft(parsed, a_member("Holm", "m"), "said", "labels fell"),
        a_draft(parsed, video, "showed", "smoke", manner="reveals"),
    ]
    refer_by_rule(parsed, drafts)
    cast = Cast(parsed, ())
    cast.members += [draft.who.member for draft in drafts]
    return parsed, drafts, cast


@pytest.mark.parametrize(
    ("check", "covers"),
    [
        (
            "Neither/DET side/NOUN 's/PART account/NOUN could/AUX not/PART be/AUX verified/VERB",
            [0, 1],
        ),
        ("Her/PRON account/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT", [0]),
        ("His/PRON account/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT", [2]),
        ("The/DET labels/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT", [2]),
        ("The/DET footage/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT", [3]),
        ("The/DET claim/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT", [3]),
        ("A/DET video/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT", [3]),
        ("New/ADJ photos/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT", []),
        (
            "There/PRON was/AUX no/DET confirmation/NOUN of/ADP the/DET accusation/NOUN ./PUNCT",
            [0],
        ),
        (
            "Norrbo/PROPN did/AUX not/PART respond/VERB to/ADP a/DET request/NOUN for/ADP"
            " comment/NOUN about/ADP the/DET theft/NOUN ./PUNCT",
            [0],
        ),
    ],
)
def test_a_check_covers_what_it_is_about(check, covers):
    parsed, drafts, cast = a_story(check)
    words = checks_of(parsed)[-1]
    found, how = covered(parsed, words, drafts, cast)
    assert [drafts.index(draft) for draft in found] == covers
    assert how


def test_who_checks_is_not_whoever_spoke_before_a_full_stop_that_a_reader_missed():
    checks = found(
        "Norrbo/PROPN/nsubj/9 said/VERB so/ADV ./PUNCT The/DET Courier/PROPN could/AUX"
        " not/PART independently/ADV verify/VERB/root the/DET figure/NOUN ./PUNCT"
    )
    assert [by for _, by, _ in checks] == ["The Courier"]


def test_who_checks_says_nothing_that_it_is_of_unless_through_another():
    parsed, drafts, _ = a_story("So/ADV it/PRON was/AUX ./PUNCT")
    varga, holm = drafts[0].who, drafts[2].who
    assert _of_others(drafts, varga) == drafts[1:]
    assert _of_others(drafts, None) == _of_others(drafts, Who(None, "nobody", 1.0)) == drafts
    drafts[0].via = [(Through(source=at(parsed, "Holm"), cue=()), holm)]
    assert _of_others(drafts, varga) == drafts


@pytest.mark.parametrize(
    "words",
    [
        "It/PRON offered/VERB no/DET evidence/NOUN to/PART support/VERB the/DET claim/NOUN",
        "They/PRON gave/VERB similar/ADJ accounts/NOUN",
        "The/DET newspaper/NOUN/nsubj/4 has/AUX not/PART seen/VERB a/DET house/NOUN",
        "The/DET newspaper/NOUN/nsubj/3 has/AUX seen/VERB worse/ADJ days/NOUN",
    ],
)
def test_words_like_those_of_a_check_are_none(words):
    assert found(words) == []


def test_what_an_aside_denies_the_clause_does_not():
    assert found(
        "A/DET guard/NOUN/nsubj/10 ,/PUNCT who/PRON was/AUX not/PART named/VERB ,/PUNCT"
        " independently/ADV has/AUX confirmed/VERB her/PRON account/NOUN ./PUNCT"
    ) == [
        (
            "verified",
            "guard",
            "A guard , who was not named , independently has confirmed her account",
        )
    ]


@pytest.mark.parametrize(
    ("second", "goes_on"),
    [
        (",/PUNCT saying/VERB she/PRON was/AUX in/ADP Ghent/PROPN ./PUNCT", True),
        ("but/CCONJ Saying/VERB it/PRON hurts/VERB she/PRON left/VERB", False),
        ("./PUNCT Saying/VERB it/PRON hurts/VERB she/PRON left/VERB for/ADP Ghent/PROPN", False),
    ],
)
def test_what_is_said_with_a_denial_answers_what_it_denies(second, goes_on):
    parsed = built(
        "Holm/PROPN said/VERB Varga/PROPN stole/VERB ./PUNCT ¶ Varga/PROPN denied/VERB that/PRON "
        + second
    )
    varga, cue = a_member("Varga", "f"), "saying" if goes_on else "Saying"
    content = "she was in Ghent" if goes_on else "it hurts"
    drafts = [
        a_draft(parsed, a_member("Holm", "m"), "said", "Varga stole"),
        a_draft(parsed, varga, "denied", "that", manner="denies", source="Varga denied"),
        a_draft(parsed, varga, cue, content, source=cue),
    ]
    refer_by_rule(parsed, drafts)
    assert drafts[1].refers == [drafts[0]]
    assert drafts[2].refers == ([drafts[0]] if goes_on else [])


@pytest.mark.parametrize("which", ["who", "which"])
def test_of_whom_a_clause_tells_is_who_did_not_answer(which):
    parsed = built(
        "A/DET guard/NOUN/nsubj/2 accused/VERB the/DET owner/NOUN ,/PUNCT Holm/PROPN ,/PUNCT"
        f" {which}/PRON/nsubj/9 did/AUX not/PART respond/VERB to/ADP questions/NOUN ,/PUNCT"
        " of/ADP theft/NOUN ./PUNCT"
    )
    [check] = checks_of(parsed)
    assert forms(parsed, check.words) == f"{which} did not respond to questions"
    assert forms(parsed, check.asked) == "Holm"


def test_a_clause_ends_before_in_which():
    parsed = built(
        "The/DET newspaper/NOUN/nsubj/3 has/AUX seen/VERB the/DET letter/NOUN ,/PUNCT in/ADP"
        " which/PRON he/PRON resigns/VERB"
    )
    assert [forms(parsed, one.words) for one in checks_of(parsed)] == [
        "The newspaper has seen the letter"
    ]


def test_nothing_checks_itself():
    parsed, drafts, _ = a_story("So/ADV it/PRON was/AUX ./PUNCT")
    words = drafts[0].saying.cue[0], drafts[0].saying.words[-1]
    itself = CheckWords(range(words[0], words[1] + 1), "not verified")
    assert not may_be_of(parsed, itself, drafts[0])
    assert may_be_of(parsed, itself._replace(words=range(len(parsed) - 4, len(parsed))), drafts[0])


@pytest.mark.parametrize(("word", "may"), [("only", False), ("today", True)])
def test_who_confirms_only_one_thing_confirms_no_other(word, may):
    parsed, drafts, _ = a_story(f"The/DET port/NOUN confirmed/VERB {word}/ADV that/SCONJ ./PUNCT")
    check = CheckWords(range(len(parsed) - 6, len(parsed)), "verified")
    assert may_be_of(parsed, check, drafts[0]) is may


def test_who_did_not_answer_was_not_asked_of_what_the_sentence_has_him_say():
    parsed, drafts, _ = a_story("So/ADV it/PRON was/AUX ./PUNCT")
    asked = CheckWords(range(1), "not verified", asked=drafts[0].saying.source)
    assert not may_be_of(parsed, asked, drafts[0])
    assert may_be_of(parsed, asked, drafts[1])


def test_a_clause_with_which_is_of_what_is_told_right_before_it():
    parsed = built(
        "Varga/PROPN said/VERB Norrbo/PROPN closed/VERB ./PUNCT ¶"
        " Holm/PROPN said/VERB he/PRON was/AUX in/ADP Ghent/PROPN ,/PUNCT which/PRON two/NUM"
        " friends/NOUN/nsubj/15 confirmed/VERB to/ADP the/DET newspaper/NOUN"
    )
    drafts = [
        a_draft(parsed, a_member("Varga", "f"), "said", "Norrbo closed"),
        a_draft(parsed, a_member("Holm", "m"), "said", "he was in Ghent"),
    ]
    words = at(parsed, "which two friends confirmed to the newspaper")
    check = CheckWords(range(words[0], words[-1] + 1), "verified", by=at(parsed, "two friends"))
    assert covered(parsed, check, drafts, Cast(parsed, ()))[0] == drafts[1:]


def test_what_a_letter_says_may_be_confirmed_by_who_wrote_it():
    parsed, drafts, _ = a_story("So/ADV it/PRON was/AUX ./PUNCT")
    check = CheckWords(range(1), "verified", by=at(parsed, "Varga"))
    assert is_of_checker(parsed, check, drafts[0])
    drafts[0].via = [(Through(source=at(parsed, "Holm"), cue=()), drafts[2].who)]
    assert not is_of_checker(parsed, check, drafts[0])


def test_a_check_covers_no_refusal():
    parsed, drafts, cast = a_story(
        "The/DET claim/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT"
    )
    drafts[3].sense = Sense("declines", "unknown", ())
    words = checks_of(parsed)[-1]
    assert drafts[3] not in covered(parsed, words, drafts, cast)[0]


@pytest.mark.parametrize(
    ("number", "outcome"),
    [("212", "contradicted"), ("250", "verified"), ("at least 212", "verified")],
)
def test_a_record_with_another_number_of_the_same_things_verifies_nothing(number, outcome):
    parsed = built(
        "The/DET minister/NOUN said/VERB 250/NUM new/ADJ schools/NOUN opened/VERB ./PUNCT"
        " A/DET list/NOUN/nsubj/10 has/VERB/root "
        + " ".join(f"{w}/{'NUM' if w.isdigit() else 'ADV'}" for w in number.split())
        + " schools/NOUN ./PUNCT"
    )
    told = a_draft(parsed, a_member("minister"), "said", "250 new schools opened")
    words = range(8, len(parsed) - 1)
    check = CheckWords(words, "verified", by=(8, 9), is_finding=True)
    assert as_counted(parsed, check, [told]).outcome == outcome
    assert as_counted(parsed, check._replace(is_finding=False), [told]).outcome == "verified"


# --- what is denied


@pytest.mark.parametrize(
    ("content", "manner", "about"),
    [
        ("the accusation", "denies", 0),
        ("that", "denies", 1),
        ("the claim was false", "says", 1),
        ("theft", "denies", 0),
        ("that", "says", None),
        ("a map", "denies", 1),
        ("when it closed", "declines", None),
    ],
)
def test_what_a_denial_is_about(content, manner, about):
    parsed = built(
        "Varga/PROPN accused/VERB Norrbo/PROPN of/ADP theft/NOUN ./PUNCT"
        " Holm/PROPN said/VERB it/PRON closed/VERB ./PUNCT"
        " Norrbo/PROPN said/VERB the/DET accusation/NOUN that/PRON the/DET claim/NOUN was/AUX"
        " false/ADJ theft/NOUN a/DET map/NOUN when/ADV it/PRON closed/VERB ./PUNCT"
    )
    drafts = [
        a_draft(parsed, a_member("Varga"), "accused", "Norrbo of theft", manner="accuses"),
        a_draft(parsed, a_member("Holm"), "said", "it closed"),
        a_draft(parsed, a_member("Norrbo"), None, content, manner=manner),
    ]
    refer_by_rule(parsed, drafts)
    assert drafts[2].refers == ([] if about is None else [drafts[about]])


@pytest.mark.parametrize(
    ("content", "about"), [("the Lantern 's involvement", 0), ("any role", 1), ("the Lantern", 1)]
)
def test_who_denies_that_a_group_took_part_answers_its_claim_of_responsibility(content, about):
    parsed = built(
        "The/DET Lantern/PROPN claimed/VERB responsibility/NOUN ./PUNCT"
        " Holm/PROPN accused/VERB Norrbo/PROPN of/ADP it/PRON ./PUNCT"
        " Norrbo/PROPN denied/VERB any/DET role/NOUN the/DET Lantern/PROPN 's/PART"
        " involvement/NOUN ./PUNCT"
    )
    lantern = a_member("Lantern", kind="group")
    drafts = [
        a_draft(parsed, lantern, "claimed", "responsibility", manner="claims"),
        a_draft(parsed, a_member("Holm"), "accused", "Norrbo of it", manner="accuses"),
        a_draft(parsed, a_member("Norrbo"), "denied", content, manner="denies"),
    ]
    assert about_by_rule(parsed, drafts, 2) == [drafts[about]]


def test_who_turns_down_a_demand_refers_to_it():
    parsed = built(
        "Varga/PROPN urged/VERB Norrbo/PROPN to/PART act/VERB ./PUNCT"
        " Norrbo/PROPN ruled/VERB out/ADP any/DET step/NOUN ./PUNCT"
    )
    demand = a_draft(parsed, a_member("Varga"), "urged", "to act", manner="urges")
    answer = a_draft(parsed, a_member("Norrbo"), "ruled out", "any step", manner="denies")
    refer_by_rule(parsed, [demand, answer])
    assert answer.refers == [demand]


def test_what_a_denial_is_about_is_weighed_over_all_that_stands_before_it():
    parsed, drafts, cast = a_story("")
    for draft in drafts:
        draft.refers.clear()
    refer(Namings(parsed, cast, drafts))
    assert drafts[1].refers == [drafts[0]]
    assert all(not draft.refers for draft in drafts if draft is not drafts[1])


def test_the_model_may_say_what_is_answered_where_no_word_does():
    parsed = built(
        "Varga/PROPN said/VERB labels/NOUN fell/VERB ./PUNCT Holm/PROPN saw/VERB smoke/NOUN ./PUNCT"
        " Norrbo/PROPN denied/VERB any/DET fault/NOUN ./PUNCT"
    )
    first = a_draft(parsed, a_member("Varga"), "said", "labels fell")
    second = a_draft(parsed, a_member("Holm"), "saw", "smoke")
    denial = a_draft(parsed, a_member("Norrbo"), "denied", "any fault", manner="denies")
    shares = {}
    for sure in (0.01, 0.99):
        denial.saying = replace(denial.saying, refers=((first.saying.cue[0], sure),))
        known = dict(
            (id(other), found)
            for other, found in answers(
                Namings(parsed, Cast(parsed, ()), [first, second, denial]), 2
            )
        )
        assert known[id(first)].keys() == known[id(second)].keys()
        shares[sure] = probability("refers", known[id(first)])
    assert shares[0.99] > shares[0.01]


def test_what_is_answered_may_begin_in_a_later_line():
    parsed = built(
        "Norrbo/PROPN denied/VERB it/PRON ./PUNCT ¶"
        " Varga/PROPN said/VERB labels/NOUN fell/VERB ./PUNCT"
    )
    said = a_draft(parsed, a_member("Varga"), "said", "labels fell")
    denial = a_draft(parsed, a_member("Norrbo"), "denied", "it", manner="denies")
    ((other, known),) = answers(Namings(parsed, Cast(parsed, ()), [said, denial]), 1)
    assert other is said
    assert not known["same line"]


@pytest.mark.parametrize(("manner", "links"), [("says", True), ("denies", False)])
def test_what_somebody_may_have_denied_takes_more_than_what_he_may_have_answered(
    manner, links, monkeypatch
):
    monkeypatch.setattr(answering, "probability", lambda of, known: 0.27)
    parsed = built(
        "Varga/PROPN said/VERB labels/NOUN fell/VERB ./PUNCT"
        " Norrbo/PROPN called/VERB winds/NOUN strong/ADJ ./PUNCT"
    )
    said = a_draft(parsed, a_member("Varga"), "said", "labels fell")
    answer = a_draft(parsed, a_member("Norrbo"), "called", "winds strong", manner=manner)
    refer(Namings(parsed, Cast(parsed, ()), [said, answer]))
    assert answer.refers == ([said] if links else [])


def test_who_answers_names_whom_he_answers_or_is_named_by_him():
    parsed = built(
        "Varga/PROPN said/VERB Norrbo/PROPN hid/VERB labels/NOUN ./PUNCT"
        " Holm/PROPN said/VERB smoke/NOUN rose/VERB ./PUNCT"
        " Norrbo/PROPN said/VERB it/PRON never/ADV met/VERB Varga/PROPN ./PUNCT"
    )
    varga, norrbo = a_member("Varga"), a_member("Norrbo", kind="organisation")
    cast = Cast(parsed, ())
    cast.at.update({0: varga, 2: norrbo, 10: norrbo, 15: varga})
    drafts = [
        a_draft(parsed, varga, "said", "Norrbo hid labels"),
        a_draft(parsed, a_member("Holm"), "said", "smoke rose"),
        a_draft(parsed, norrbo, "said", "it never met Varga"),
    ]
    about, other = Namings(parsed, cast, drafts).evidence(2, [0, 1])
    assert about["it names its teller"] == about["is about who answers"] == 1
    assert about["names who answers"] > other["names who answers"] == 0
    assert other["it names its teller"] == other["is about who answers"] == 0
    assert about["says no"] == 1


# --- the same again


def test_a_bullet_and_the_body_give_one_statement():
    parsed = built(
        "Norrbo/PROPN plans/VERB fewer/ADJ trains/NOUN ¶"
        " Norrbo/PROPN said/VERB it/PRON planned/VERB fewer/ADJ night/NOUN trains/NOUN ./PUNCT"
    )
    norrbo = a_member("Norrbo")
    bullet = a_draft(parsed, norrbo, "plans", "fewer trains")
    body = a_draft(parsed, norrbo, "said", "it planned fewer night trains", source="it")
    assert joined(parsed, [bullet, body], {0}) == [body]
    assert [[parsed.string(span) for span in place] for place in body.places] == [["fewer trains"]]


@pytest.mark.parametrize(
    ("caption", "manner", "n"),
    [
        ("trains leave late", "says", 1),
        ("trains leave late and nine drivers in Osen want higher pay", "says", 2),
        ("trains leave late", "asks", 2),
    ],
)
def test_a_caption_is_what_the_body_says_unless_it_says_more_or_asks(caption, manner, n):
    marked = " ".join(f"{word}/NOUN" for word in caption.split())
    parsed = built(
        "Norrbo/PROPN said/VERB all/DET night/NOUN trains/NOUN leave/VERB late/ADV ./PUNCT ¶"
        f" Workers/NOUN told/VERB us/PRON {marked} ./PUNCT"
    )
    norrbo = a_member("Norrbo")
    workers = replace(a_member("Workers", kind="group", grade="unnamed group"), named=False)
    body = a_draft(parsed, norrbo, "said", "all night trains leave late")
    below = a_draft(parsed, workers, "told", caption, manner=manner)
    first = 9 + 2  # words before the caption's, by which its trains stand
    below = replace(
        below,
        saying=replace(below.saying, pieces=(range(first, first + len(marked.split())),)),
    )
    assert len(joined(parsed, [body, below], {1})) == n


def test_the_same_quotation_twice_is_one_statement():
    parsed = built(
        "We/PRON will/AUX go/VERB home/ADV ./PUNCT ¶ So/ADV we/PRON will/AUX go/VERB home/ADV"
    )
    holm = a_member("Holm")
    first, again = (
        a_draft(parsed, holm, None, content, quote="direct", source=content)
        for content in ("We will go home", "we will go home")
    )
    assert joined(parsed, [first, again], set()) == [first]


@pytest.mark.parametrize(
    ("one", "other"), [("plans", "planned"), ("hire", "hires"), ("killed", "killing")]
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


# --- whatever comes

TOKENS = [
    "Varga/PROPN", "could/AUX", "not/PART", "be/AUX", "independently/ADV", "verified/VERB",
    "verify/VERB", "the/DET", "claim/NOUN", "his/PRON", "account/NOUN", "no/DET", "comment/NOUN",
    "There/PRON", "was/AUX", "respond/VERB", "to/ADP", "from/ADP", "records/NOUN", "show/VERB",
    "otherwise/ADV", "fact/NOUN", "-/PUNCT", "found/VERB", "evidence/NOUN", "either/DET",
    "side/NOUN", "'s/PART", "unanswered/ADJ", "Calls/NOUN", "by/ADP", "but/CCONJ", ",/PUNCT",
    "and/CCONJ", "./PUNCT", "¶", "supported/VERB", "video/NOUN", "denied/VERB", "that/SCONJ",
]  # fmt: skip


@light
@given(st.lists(st.sampled_from(TOKENS), min_size=4, max_size=40), st.data())
def test_checks_stand_in_the_text_and_cover_statements_that_exist(tokens, data):
    parsed = built(" ".join(["Once/ADV", *tokens, "end/NOUN"]))
    members = [a_member("Varga", "f"), a_member("Holm", "m"), None]
    starts = data.draw(st.lists(st.integers(0, len(parsed) - 2), max_size=6).map(sorted))
    drafts = [
        Draft(
            saying=Saying(pieces=(range(i, i + 2),), score=0.5, made="model"),
            who=Who(data.draw(st.sampled_from(members)), "by hand", 1.0),
            via=[],
            sense=Sense(data.draw(st.sampled_from(["says", "denies", "accuses"])), "certain", ()),
            quote=data.draw(st.sampled_from(["direct", "indirect"])),
        )
        for i in starts
    ]
    refer_by_rule(parsed, drafts)
    assert all(other in drafts[:k] for k, one in enumerate(drafts) for other in one.refers)
    kept = joined(parsed, drafts, {0})
    checks = checks_of(parsed)
    for before, one in zip([None, *checks], checks, strict=False):
        assert 0 <= one.words.start < one.words.stop <= len(parsed)
        assert before is None or before.words.stop <= one.words.start
        found, how = covered(parsed, one, kept, Cast(parsed, ()))
        assert how
        assert all(any(draft is other for other in kept) for draft in found)


@pytest.mark.parametrize(
    ("finding", "is_one"),
    [
        ("Bank/NOUN receipts/NOUN/nsubj/2 place/VERB him/PRON in/ADP Tema/PROPN", True),
        ("Norrbo/PROPN's/PART files/NOUN show/VERB no/DET such/ADJ order/NOUN", False),
        ("Gate/NOUN logs/NOUN show/VERB no/DET such/ADJ visit/NOUN", True),
        ("She/PRON showed/VERB him/PRON the/DET map/NOUN", False),
    ],
)
def test_a_record_may_find_that_something_is_not_so(finding, is_one):
    checks = checks_of(built(finding))
    assert any(check.is_finding for check in checks) == is_one


def test_a_finding_covers_only_what_it_answers():
    parsed = built(
        "Holm/PROPN said/VERB he/PRON was/AUX in/ADP Accra/PROPN ./PUNCT"
        " Receipts/NOUN/nsubj/8 place/VERB him/PRON in/ADP Tema/PROPN ./PUNCT"
        " Receipts/NOUN/nsubj/14 show/VERB rain/NOUN in/ADP Tema/PROPN ./PUNCT"
    )
    drafts = [a_draft(parsed, a_member("Holm", "m"), "said", "he was in Accra")]
    cast = Cast(parsed, ())
    covers = [covered(parsed, check, drafts, cast)[0] for check in checks_of(parsed)]
    assert covers == [drafts, []]


@pytest.mark.parametrize(
    ("content", "is_about"),
    [
        ("Not so", True),
        ("it never came", True),
        ("he knew of no such map", True),
        ("it will come on Monday", False),
    ],
)
def test_words_that_reject_without_saying_what(content, is_about):
    tags = {"it": "PRON", "came": "VERB", "knew": "VERB", "map": "NOUN"}
    marked = " ".join(f"{word}/{tags.get(word, 'ADV')}" for word in content.split())
    parsed = built(
        "Varga/PROPN said/VERB the/DET map/NOUN came/VERB ./PUNCT"
        f" Holm/PROPN said/VERB {marked} ./PUNCT"
    )
    drafts = [
        a_draft(parsed, a_member("Varga"), "said", "the map came"),
        a_draft(parsed, a_member("Holm"), None, content),
    ]
    refer_by_rule(parsed, drafts)
    assert drafts[1].refers == ([drafts[0]] if is_about else [])
