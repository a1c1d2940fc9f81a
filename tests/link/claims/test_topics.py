"""What disputes nothing: a mere name of a thing, a denial of something else, a judge alone."""

import math
from dataclasses import replace

import pytest

from onrecord.link.claims.compared.gists import gists_of
from onrecord.link.claims.related.relating import weigh
from onrecord.link.claims.shipped import KINDS
from onrecord.link.claims.terms.topics import is_topic
from onrecord.record import Span
from tests.link.claims.test_claims import HALDEN, told
from tests.support.built_words import built, syntax_of

CLAUSE = "the/DET/det/1 ferry/NOUN/nsubj/2 left/VERB/root/-1 early/ADV/advmod/2"
IS = "the/DET/det/1 ferry/NOUN/nsubj/3 was/AUX/cop/3 late/ADJ/root/-1"
NAME = "the/DET/det/1 departure/NOUN/obj/-1 of/ADP/case/4 the/DET/det/4 ferry/NOUN/nmod/1"


def _sure(one, kind, chance=0.97):
    rest = math.log((1 - chance) / (len(KINDS) - 1))
    return replace(one, logits=tuple(math.log(chance) if k == kind else rest for k in KINDS))


def _topic(record):
    """Take the only statement of a record for a mere name."""
    return replace(gists_of(record)[0], is_topic=True)


@pytest.mark.parametrize(
    ("marked", "manner", "is_one"),
    [
        (CLAUSE, "says", False),
        (IS, "says", False),
        (NAME, "says", True),
        (NAME, "reveals", True),
        (NAME, "denies", False),
        (NAME, "accuses", False),
    ],
)
def test_words_without_a_verb_only_name_what_somebody_speaks_of(marked, manner, is_one):
    parsed = built(marked)
    statement = told("one", [("Mira Halden", manner, HALDEN)]).reading.statements[0]
    whole = replace(statement, content=(Span(start=0, end=len(parsed.text)),))
    words = syntax_of(parsed, parsed.words)
    assert is_topic(words, whole) == is_one


def test_of_words_that_were_not_read_nothing_is_known():
    record = told("one", [("Mira Halden", "says", "the bridge")])
    assert not is_topic(record.reading.words, record.reading.statements[0])
    assert not gists_of(record)[0].is_topic


@pytest.mark.parametrize("kind", ["repeats", "narrows", "supports", "disputes"])
def test_a_mere_name_of_a_thing_neither_agrees_nor_disputes(kind):
    one = told("one", [("Mira Halden", "says", "the new bridge at Getakarr")])
    other = told("two", [("Ida Kolb", "says", "nobody had crossed the bridge")], "2025-03-13")
    weighed = weigh(_topic(one), gists_of(other)[0])
    assert _sure(weighed, kind).told() is None


def test_two_names_of_one_thing_in_the_same_words_are_one_claim():
    one = told("one", [("Mira Halden", "says", "the new bridge at Getakarr")])
    other = told("two", [("Ida Kolb", "says", "the new bridge at Getakarr")], "2025-03-13")
    assert _sure(weigh(_topic(one), _topic(other)), "repeats").told().kind == "repeats"


def test_a_denial_of_a_thing_that_is_named_disputes_it_where_it_is_said_to_be_meant():
    lines = [("Ida Kolb", "says", "the cracks"), ("Norrbygg", "denies", "there had been any")]
    first, denial = gists_of(told("one", lines, refers={2: ("s1",)}))
    found = _sure(weigh(replace(first, is_topic=True), denial), "disputes")
    assert found.compared.get("refers")
    assert found.told().kind == "disputes"


def test_what_only_a_judge_takes_for_a_dispute_is_none():
    one = told("one", [("Mira Halden", "says", "the hall was empty at noon")])
    other = told("two", [("Ida Kolb", "says", "the hall held its yearly fair")], "2025-03-13")
    weighed = weigh(gists_of(one)[0], gists_of(other)[0])
    assert _sure(weighed, "disputes").told() is None


def _judged(first, second, judged, kind):
    """Return what is told of two of which a judge finds a relation so likely; None: none asked."""
    one = told("one", [("Mira Halden", "says", first)])
    other = told("two", [("Ida Kolb", "says", second)], "2025-03-13")
    weighed = weigh(gists_of(one)[0], gists_of(other)[0])
    heard = None if judged is None else dict.fromkeys(KINDS, judged)
    return _sure(replace(weighed, judged=heard), kind).told()


@pytest.mark.parametrize(("judged", "is_told"), [(0.9, True), (0.1, False), (None, True)])
def test_a_dispute_that_nobody_denies_is_told_where_the_judge_sees_one(judged, is_told):
    lines = ("the hall was open on Monday", "the hall was not open on Monday")
    assert (_judged(*lines, judged, "disputes") is not None) == is_told


@pytest.mark.parametrize(("judged", "is_told"), [(0.2, True), (0.01, False), (None, True)])
def test_what_a_judge_rules_out_of_two_alone_does_not_make_one_likelier(judged, is_told):
    lines = ("the sluice was left open all night", "the cellars of Kampen stood under water")
    assert (_judged(*lines, judged, "supports") is not None) == is_told


@pytest.mark.parametrize(
    ("grade", "judged", "is_told"),
    [("document", 0.2, True), ("named body", 0.2, False), ("named body", 0.4, True)],
)
def test_what_people_reveal_is_evidence_only_where_the_judge_takes_it_for_some(
    grade, judged, is_told
):
    shown = [("Norrbygg", "reveals", "the sluice was left open all night")]
    said = [("Ida Kolb", "says", "the cellars of Kampen stood under water")]
    one = gists_of(told("one", shown, grade=grade))[0]
    other = gists_of(told("two", said, "2025-03-13"))[0]
    heard = replace(weigh(one, other), judged=dict.fromkeys(KINDS, judged))
    assert (_sure(heard, "supports").told() is not None) == is_told


@pytest.mark.parametrize(
    ("first", "judged", "is_told"),
    [
        ("the market in Osen had been shelled", 0.2, False),  # no number at all
        ("the market in Osen had been shelled", 0.8, True),
        ("12 people were killed at the market", 0.2, True),
    ],
)
def test_another_figure_takes_two_numbers_or_a_judge_that_sees_it(first, judged, is_told):
    found = _judged(first, "16 people were killed at the market", judged, "other figure")
    assert (found is not None) == is_told


@pytest.mark.parametrize(
    ("denier", "grade", "is_told"),
    [
        ("Norrbygg", "named body", False),  # it is not said of Norrbygg
        ("Slovakia", "named body", True),  # "Slovak engineers"
        ("Jonas Rehn", "named person", True),  # he may deny it for others
    ],
)
def test_a_body_denies_in_general_words_only_what_is_said_of_it(denier, grade, is_told):
    one = told("one", [("Mira Halden", "accuses", "Slovak engineers of hiding the report")])
    other = told("two", [(denier, "denies", "the allegations")], "2025-03-13", grade=grade)
    found = _sure(weigh(gists_of(one)[0], gists_of(other)[0]), "disputes")
    assert (found.told() is not None) == is_told


@pytest.mark.parametrize(
    ("words", "about", "is_told"),
    [
        ("any wrongdoing", "Slovak engineers", False),
        ("any wrongdoing", "Jonas Rehn", True),
        ("the allegations", "Slovak engineers", True),
    ],
)
def test_a_person_who_denies_any_wrongdoing_denies_only_his_own(words, about, is_told):
    lines = ("Mira Halden", "accuses", f"{about} of wrongdoing and of hiding the report")
    one = gists_of(told("one", [lines]))[0]
    if about == "Jonas Rehn":
        one = replace(one, names=frozenset({"rehn"}))
    denial = gists_of(told("two", [("Jonas Rehn", "denies", words)], "2025-03-13"))[0]
    found = _sure(weigh(one, replace(denial, grade="named person")), "disputes")
    assert (found.told() is not None) == is_told


@pytest.mark.parametrize(("chance", "is_told"), [(0.55, False), (0.7, True)])
def test_a_dispute_of_two_papers_that_no_judge_was_asked_of_must_be_likelier(chance, is_told):
    one = told("one", [("Mira Halden", "says", "the hall was open on Monday")])
    lines = [("Ida Kolb", "says", "the hall was not open on Monday")]
    weighed = weigh(gists_of(one)[0], gists_of(told("two", lines, "2025-03-13"))[0])
    assert (_sure(weighed, "disputes", chance).told() is not None) == is_told


def _within(first, second):
    lines = [("Mira Halden", "says", first), ("Ida Kolb", "says", second)]
    return weigh(*gists_of(told("one", lines)))


@pytest.mark.parametrize("kind", ["repeats", "narrows"])
def test_one_article_says_a_thing_again_only_in_its_words(kind):
    twice = _within("the bridge was closed at noon on Monday", "the bridge was closed at noon")
    alike = _within("the bridge was closed at noon on Monday", "closed bridges cost us a Monday")
    assert _sure(twice, kind).told().kind == kind
    assert _sure(alike, kind).told() is None
    assert _sure(alike, kind).told(same_claim=True) is None
    assert _sure(alike, kind).is_one_claim == 0
    judged = _sure(replace(alike, least=dict.fromkeys(KINDS, 0.5)), "repeats")
    assert judged.told() is None  # whatever a judge says


def test_one_article_is_no_support_of_itself_unless_a_judge_says_so():
    one = _within("three letters told of cracks", "the builder had been told of the cracks")
    assert _sure(one, "supports").told() is None
    least = dict.fromkeys(KINDS, 0.5)
    assert _sure(replace(one, least=least), "supports").told().kind == "supports"


@pytest.mark.parametrize(("chance", "is_told"), [(0.55, False), (0.7, True)])
def test_two_of_one_article_dispute_each_other_without_a_denial_where_much_speaks_for_it(
    chance, is_told
):
    one = _within("the hall was open on Monday", "the hall was not open on Monday")
    assert (_sure(one, "disputes", chance).told() is not None) == is_told
