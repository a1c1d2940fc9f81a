"""Medium and time of a statement, deeds that are none, names of media. Words built by hand."""

from dataclasses import replace
from itertools import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.gold import article_of
from onrecord.reading.statements.actors.naming.outlet_names import (
    is_introduced_outlet,
    whole_outlet,
)
from onrecord.reading.statements.assembly import with_statements
from onrecord.reading.statements.chains.setting import medium_of, said_of
from onrecord.reading.statements.checks.checks import checks_of
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.sayings.worth import is_statement
from onrecord.record import Attribution, Mention, Sensed
from tests.support.built_words import at, bare_reading, built, forms, syntax_of

light = settings(max_examples=200, deadline=None)
TAGS = ("NOUN", "PROPN", "VERB", "ADP", "PUNCT", "NUM")
FORMS = ("Radio", "do", "Lima", "4", "told", "Monday", "-", "crews", "the")


def saying(parsed, source, cue, content):
    words = at(parsed, content)
    return Saying(
        source=at(parsed, source) if source else (),
        cue=at(parsed, cue),
        pieces=(range(words[0], words[-1] + 1),),
        score=0.55,
        made="model",
    )


RAINED = " it/PRON/nsubj rained/VERB ./PUNCT"


@pytest.mark.parametrize(
    ("marked", "cue", "content", "medium"),
    [
        ("She/PRON told/VERB detectives/NOUN/obj" + RAINED, "told detectives", "it rained", True),
        ("She/PRON told/VERB him/PRON/obj" + RAINED, "told him", "it rained", None),
        ("She/PRON told/VERB her/PRON son/NOUN" + RAINED, "told", "it rained", None),
        ("She/PRON was/AUX told/VERB" + RAINED, "was told", "it rained", None),
        ("She/PRON told/VERB crews/NOUN to/PART leave/VERB", "told crews", "to leave", None),
        ("She/PRON said/VERB in/ADP March/PROPN" + RAINED, "said", "it rained", None),
    ],
)
def test_whoever_is_told_something_is_its_medium_but_for_pronouns(marked, cue, content, medium):
    parsed = built(marked)
    found = medium_of(parsed, saying(parsed, "She", cue, content), (), ())
    assert (parsed.string(found) if found else None) == ("detectives" if medium else None)


@pytest.mark.parametrize(
    ("source", "medium"),
    [
        ("a/DET channel/NOUN on/ADP Telegram/PROPN", "Telegram"),
        ("two/NUM ex/ADJ -/PUNCT Telegram/PROPN clerks/NOUN", None),
    ],
)
def test_a_network_is_the_medium_of_who_speaks_on_it(source, medium):
    parsed = built(f"{source} said/VERB{RAINED}")
    words = forms(parsed, range(parsed.words.index("said")))
    found = medium_of(parsed, saying(parsed, words, "said", "it rained"), (), ())
    assert (parsed.string(found).title() if found else None) == medium


def test_an_interview_is_given_with_whom_it_was():
    parsed = built(
        "In/ADP an/DET interview/NOUN with/ADP Radio/PROPN Lima/PROPN ,/PUNCT Roe/PROPN"
        " said/VERB it/PRON/nsubj rained/VERB ./PUNCT"
    )
    found = medium_of(parsed, saying(parsed, "Roe", "said", "it rained"), (), ())
    assert found is not None
    assert parsed.string(found) == "interview with Radio Lima"


@pytest.mark.parametrize(
    ("marked", "when", "said"),
    [
        (
            "The/DET army/NOUN on/ADP Monday/PROPN denied/VERB it/PRON ./PUNCT",
            "Monday",
            "on Monday",
        ),
        ("The/DET army/NOUN later/ADV denied/VERB it/PRON ./PUNCT", "later", None),
        ("The/DET army/NOUN now/ADV denied/VERB it/PRON ./PUNCT", "now", None),
        (
            "The/DET army/NOUN denied/VERB it/PRON amid/ADP the/DET fall/NOUN Monday/PROPN of/ADP"
            " Osen/PROPN ./PUNCT",
            "Monday",
            None,
        ),
        (
            "The/DET army/NOUN denied/VERB it/PRON despite/ADP the/DET Monday/PROPN fall/NOUN",
            "Monday",
            None,
        ),
    ],
)
def test_a_day_between_source_and_cue_is_when_it_was_said_but_later_is_no_time(marked, when, said):
    parsed = built(marked)
    words = at(parsed, when)
    times = [range(words[0], words[-1] + 1)]
    found = said_of(parsed, saying(parsed, "The army", "denied", "it"), times)
    assert (parsed.string(found) if found else None) == said


def test_a_name_that_ends_in_today_is_no_time():
    for name, said in (("Harbour Today", None), ("Harbour today", "today")):
        first, last = name.split()
        parsed = built(f"She/PRON told/VERB {first}/PROPN {last}/PROPN" + RAINED)
        found = said_of(parsed, saying(parsed, "She", "told", "it rained"), [])
        assert (parsed.string(found) if found else None) == said


@pytest.mark.parametrize(
    ("marked", "source", "cue", "content", "is_one"),
    [
        (
            "Roe/PROPN was/AUX/aux/2 pushing/VERB the/DET bill/NOUN",
            "Roe",
            "was pushing",
            "the bill",
            0,
        ),
        (
            "Crews/NOUN were/AUX/aux/2 astounded/VERB by/ADP/case/2 how/ADV it/PRON/nsubj fell/X",
            "Crews",
            "were astounded by",
            "how it fell",
            0,
        ),
        ("Roe/PROPN demanded/VERB the/DET keys/NOUN", "Roe", "demanded", "the keys", 1),
        ("Roe/PROPN rejected/VERB the/DET bill/NOUN", "Roe", "rejected", "the bill", 0),
        ("Roe/PROPN rejected/VERB the/DET charge/NOUN", "Roe", "rejected", "the charge", 1),
        (
            "a/DET motion/NOUN ,/PUNCT which/PRON Roe/PROPN rejected/VERB",
            "Roe",
            "rejected",
            "which",
            0,
        ),
        (
            "Roe/PROPN rejected/VERB the/DET bill/NOUN as/ADP a/DET gift/NOUN",
            "Roe",
            "rejected",
            "the bill as a gift",
            1,
        ),
        (
            "An/DET earlier/ADJ version/NOUN said/VERB it/PRON/nsubj rained/VERB",
            "An earlier version",
            "said",
            "it rained",
            0,
        ),
        (
            "This/DET report/NOUN has/AUX been/AUX amended/VERB to/PART make/VERB clear/ADJ"
            " it/PRON/nsubj rained/VERB",
            "",
            "amended to make clear",
            "it rained",
            0,
        ),
    ],
)
def test_what_is_done_is_no_statement(marked, source, cue, content, is_one):
    parsed = built(marked)
    assert is_statement(parsed, (), saying(parsed, source, cue, content)) == bool(is_one)


@pytest.mark.parametrize(
    ("clause", "relation", "is_one"),
    [
        ("As/SCONJ/mark/3", "advcl", False),
        ("When/ADV/mark/3", "advcl", False),
        ("When/ADV/mark/3", "ccomp", True),
        ("If/SCONJ/mark/3", "advcl", True),
    ],
)
def test_on_what_occasion_somebody_spoke_is_no_statement(clause, relation, is_one):
    parsed = built(
        f"{clause} votes/NOUN/nsubj/3 were/AUX/aux/3 counted/VERB/{relation}/6 ,/PUNCT/punct/3"
        " Roe/PROPN/nsubj/6 testified/VERB/root/-1 ./PUNCT/punct/6"
    )
    content = parsed.string(parsed.span(0, 4))
    assert is_statement(parsed, (), saying(parsed, "Roe", "testified", content)) == is_one


def test_on_what_somebody_comments_is_no_statement():
    parsed = built(
        "Commenting/VERB/advcl/5 on/ADP/case/2 it/PRON/obl/0 ,/PUNCT/punct/0 Roe/PROPN/nsubj/5"
        " said/VERB/root/-1 rain/NOUN/nsubj/7 fell/VERB/ccomp/5 ./PUNCT/punct/5"
    )
    assert not is_statement(parsed, (), saying(parsed, "Roe", "Commenting on", "it"))
    assert is_statement(parsed, (), saying(parsed, "Roe", "said", "rain fell"))


def test_as_what_something_is_dismissed_is_no_occasion():
    parsed = built(
        "Roe/PROPN/nsubj/1 dismissed/VERB/root/-1 as/ADP/case/3 untrue/ADJ/advcl/1 the/DET/det/5"
        " claim/NOUN/obj/1 ./PUNCT/punct/1"
    )
    content = parsed.string(parsed.span(2, 6))
    assert is_statement(parsed, (), saying(parsed, "Roe", "dismissed", content))


@pytest.mark.parametrize(("sure", "is_one"), [(0.7, False), (0.95, True)])
def test_what_an_unknown_cue_with_an_object_does_has_to_be_sure(sure, is_one):
    parsed = built("Roe/PROPN delivered/VERB a/DET blow/NOUN")
    sensed = Sensed(
        manner="says",
        manner_score=sure,
        certainty="certain",
        certainty_score=0.9,
        grade=None,
        grade_score=0.0,
    )
    one = replace(saying(parsed, "Roe", "delivered", "a blow"), sensed=sensed)
    assert is_statement(parsed, (), one) == is_one


@pytest.mark.parametrize(
    ("marked", "outcome"),
    [
        (
            "Police/NOUN experts/NOUN/nsubj/3 have/AUX authenticated/VERB the/DET video/NOUN",
            "verified",
        ),
        (
            "Rumours/NOUN that/SCONJ it/PRON was/AUX sold/VERB are/AUX unfounded/ADJ ./PUNCT",
            "contradicted",
        ),
        ("Minutes/NOUN of/ADP it/PRON bear/VERB her/PRON out/ADP ./PUNCT", "verified"),
        (
            "The/DET file/NOUN ,/PUNCT which/PRON is/AUX public/ADJ ,/PUNCT is/AUX consistent/ADJ"
            " with/ADP this/PRON ./PUNCT",
            "verified",
        ),
    ],
)
def test_more_ways_to_say_that_something_was_checked(marked, outcome):
    assert [one.outcome for one in checks_of(built(marked))] == [outcome]


@pytest.mark.parametrize(
    ("marked", "first", "whole"),
    [
        ("the/DET daily/NOUN Jornal/PROPN do/ADP Lima/PROPN said/VERB", "Jornal", "Jornal do Lima"),
        ("the/DET channel/NOUN Kattegat/PROPN 24/NUM said/VERB", "Kattegat", "Kattegat 24"),
        ("the/DET site/NOUN Obala/PROPN Monday/PROPN", "Obala", "Obala"),
        ("the/DET site/NOUN Obala/PROPN 2/NUM -/PUNCT 0/NUM", "Obala", "Obala"),
        ("the/DET site/NOUN Obala/PROPN Mayor/PROPN Roe/PROPN", "Obala", "Obala"),
    ],
)
def test_a_medium_has_its_name_whole(marked, first, whole):
    parsed = built(marked)
    words = at(parsed, first)
    assert is_introduced_outlet(parsed, words[0])
    assert forms(parsed, whole_outlet(parsed, range(words[0], words[-1] + 1), {})) == whole


@light
@given(st.lists(st.tuples(st.sampled_from(FORMS), st.sampled_from(TAGS)), min_size=1, max_size=9))
def test_a_name_only_grows_and_stays_in_the_text(tokens):
    parsed = built(" ".join("/".join(token) for token in tokens))
    for i in range(len(parsed)):
        grown = whole_outlet(parsed, range(i, i + 1), {})
        assert grown.start == i
        assert i < grown.stop <= len(parsed)


@pytest.mark.parametrize(
    ("marked", "source", "cue", "medium"),
    [
        (  # whom somebody told, before how
            "She/PRON told/VERB/root the/DET crew/NOUN/obj/1 by/ADP phone/NOUN" + RAINED,
            "She",
            "told",
            "crew",
        ),
        (
            "The/DET club/NOUN ,/PUNCT in/ADP a/DET statement/NOUN read/VERB by/ADP Roe/PROPN"
            " ,/PUNCT said/VERB" + RAINED,
            "The club",
            "said",
            "statement",
        ),
        ("She/PRON wrote/VERB on/ADP X/X that/SCONJ" + RAINED, "She", "wrote", "X"),
        (
            "Roe/PROPN ,/PUNCT speaking/VERB to/ADP local/ADJ radio/NOUN ,/PUNCT said/VERB"
            " that/SCONJ" + RAINED,
            "Roe",
            "said",
            "local radio",
        ),
        (
            "Addressing/VERB newsmen/NOUN in/ADP Kano/PROPN ,/PUNCT Roe/PROPN said/VERB"
            " that/SCONJ" + RAINED,
            "Roe",
            "said",
            "newsmen",
        ),
        (
            "Roe/PROPN ,/PUNCT speaking/VERB to/ADP the/DET newspaper/NOUN Kurier/PROPN"
            " Polny/PROPN ,/PUNCT said/VERB that/SCONJ" + RAINED,
            "Roe",
            "said",
            "newspaper Kurier Polny",
        ),
        (
            "An/DET inquest/NOUN/nsubj/3 was/AUX/aux/3 told/VERB/root that/SCONJ" + RAINED,
            "",
            "was told",
            "inquest",
        ),
        (
            "She/PRON denied/VERB a/DET report/NOUN in/ADP the/DET Gazette/PROPN that/SCONJ"
            + RAINED,
            "She",
            "denied",
            None,
        ),
        (
            "A/DET video/NOUN on/ADP Facebook/PROPN shows/VERB/root that/SCONJ" + RAINED,
            "A video on Facebook",
            "shows",
            None,
        ),
        (
            "On/ADP Monday/PROPN the/DET site/NOUN Leka/PROPN said/VERB/root that/SCONJ" + RAINED,
            "the site Leka",
            "said",
            None,
        ),
        (  # asked there, not said
            "Asked/VERB by/ADP the/DET Gazette/PROPN ,/PUNCT Roe/PROPN said/VERB" + RAINED,
            "Roe",
            "said",
            None,
        ),
    ],
)
def test_a_medium_is_where_it_was_said_or_to_whom(marked, source, cue, medium):
    parsed = built(marked)
    found = medium_of(parsed, saying(parsed, source, cue, "it rained"), ("gazette",), ())
    assert (parsed.string(found) if found else None) == medium


def test_a_network_is_named_at_the_end_of_a_sentence_where_its_stop_is_of_the_same_word():
    parsed = built(
        "it/PRON/nsubj rained/VERB ,/PUNCT she/PRON wrote/VERB on/ADP X./PROPN ¶ He/PRON left/VERB"
    )
    found = medium_of(parsed, saying(parsed, "she", "wrote", "it rained"), (), ())
    assert found is not None
    assert parsed.string(found) == "X"


def test_a_word_of_a_network_s_name_may_have_no_part_of_speech():
    parsed = built(
        "it/PRON/nsubj rained/VERB ,/PUNCT she/PRON wrote/VERB on/ADP her/PRON media/X platform/X"
        " X/PROPN as/SCONJ he/PRON left/VERB"
    )
    found = medium_of(parsed, saying(parsed, "she", "wrote", "it rained"), (), ())
    assert found is not None
    assert parsed.string(found).endswith("media platform X")


def test_a_medium_goes_on_to_the_end_of_its_name():
    parsed = built(
        "Roe/PROPN/nsubj/1 told/VERB/root/-1 Voice/PROPN/obj/1 of/ADP/case/4 Olt/PROPN/nmod/2"
        " it/PRON/nsubj/6 rained/VERB/ccomp/1 ./PUNCT"
    )
    name = Mention(span=parsed.span(2, 5), kind="organisation", score=0.9)
    made = Attribution(
        source=(parsed.span(0, 1),), cue=parsed.span(1, 3), content=(parsed.span(5, 7),), score=0.9
    )
    reading = replace(bare_reading(syntax_of(parsed, parsed.words), [made]), mentions=(name,))
    article = article_of("by hand", parsed.text, repeat("paragraph"))
    (statement,) = with_statements(article, reading).statements
    assert parsed.string(statement.medium) == "Voice of Olt"
