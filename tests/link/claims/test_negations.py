"""What exactly is said not to be so, and which disputes rest on it."""

import math
from dataclasses import replace

import pytest

from onrecord.link.claims.compared.gists import gists_of
from onrecord.link.claims.related.denying import denies
from onrecord.link.claims.related.relating import weigh
from onrecord.link.claims.shipped import KINDS
from onrecord.link.claims.terms.negations import Negated, negated_of
from onrecord.link.claims.terms.senses import term_of
from onrecord.record import Span
from tests.link.claims.test_claims import told
from tests.support.built_words import built, syntax_of

OWNED = (
    "he/PRON/nsubj/2 never/ADV/advmod/2 owned/VERB/root/-1 a/DET/det/4 boat/NOUN/obj/2"
    " of/ADP/case/7 the/DET/det/7 yard/NOUN/nmod/4"
)
NO_GUARD = (
    "no/DET/det/1 guard/NOUN/nsubj/3 had/AUX/aux/3 opened/VERB/root/-1 the/DET/det/5"
    " gate/NOUN/obj/3"
)
NONE = "nobody/PRON/nsubj/1 swam/VERB/root/-1 there/ADV/advmod/1"
FAILED = "the/DET/det/1 pump/NOUN/nsubj/2 failed/VERB/root/-1 to/PART/mark/4 start/VERB/xcomp/2"
NOT_ONE = "not/PART/advmod/1 one/NUM/nummod/2 lamp/NOUN/nsubj:pass/4 was/AUX/aux/4 lit/VERB/root/-1"
THERE = "there/PRON/expl/1 was/VERB/root/-1 never/ADV/advmod/1 a/DET/det/4 ladder/NOUN/nsubj/1"
SEEMED = (
    "it/PRON/nsubj/3 did/AUX/aux/3 not/PART/advmod/3 seem/VERB/root/-1 to/PART/mark/5"
    " sink/VERB/xcomp/3"
)

LET = "they/PRON/nsubj/2 never/ADV/advmod/2 let/VERB/root/-1 guards/NOUN/obj/2 sleep/VERB/xcomp/2"
OUGHT = "gates/NOUN/nsubj/4 should/AUX/aux/4 not/PART/advmod/4 be/AUX/aux/4 opened/VERB/root/-1"


@pytest.mark.parametrize(
    ("marked", "denied", "affirmed"),
    [
        (OWNED, {"owned", "boat"}, {"yard"}),
        (NO_GUARD, {"guard", "opened"}, {"gate"}),
        (NONE, {"swam"}, set()),
        (FAILED, {"start"}, {"pump"}),
        (NOT_ONE, {"lamp", "lit"}, set()),
        (THERE, {"ladder"}, set()),
        (SEEMED, {"seem", "sink"}, set()),
        (LET, {"let", "sleep"}, {"guards"}),
    ],
)
def test_what_is_not_so_is_the_word_that_a_negation_stands_at(marked, denied, affirmed):
    parsed = built(marked)
    words = syntax_of(parsed, ["be" if word == "was" else word for word in parsed.words])
    found = negated_of(parsed.text, words, (Span(start=0, end=len(parsed.text)),))
    assert set(map(term_of, denied)) <= found.denied
    assert not set(map(term_of, affirmed)) & found.denied
    assert set(map(term_of, affirmed)) <= found.affirmed


@pytest.mark.parametrize(
    ("around", "is_one"),
    [("Before this, she said", True), ("Until now, she said", True), ("On Monday she said", False)],
)
def test_what_was_so_only_before_says_so(around, is_one):
    parsed = built(NONE)
    words = syntax_of(parsed, parsed.words)
    content = (Span(start=0, end=len(parsed.text)),)
    assert negated_of(parsed.text, words, content, around).until == is_one


@pytest.mark.parametrize(("marked", "is_one"), [(OUGHT, True), (NO_GUARD, False)])
def test_what_should_not_be_so_says_so(marked, is_one):
    parsed = built(marked)
    content = (Span(start=0, end=len(parsed.text)),)
    assert negated_of(parsed.text, syntax_of(parsed, parsed.words), content).ought == is_one


def _disputed(first, second, judged, exactly=None):
    """Whether two are told to dispute each other; exactly: what each says is not so."""
    rest = math.log(0.03 / (len(KINDS) - 1))
    one = gists_of(told("one", [first], "2025-03-12"))[0]
    two = gists_of(told("two", [second], "2025-03-13"))[0]
    if exactly:
        one, two = replace(one, exactly=exactly[0]), replace(two, exactly=exactly[1])
    logits = tuple(math.log(0.97) if kind == "disputes" else rest for kind in KINDS)
    return replace(weigh(one, two), logits=logits, judged={"disputes": judged}).told() is not None


SOLD = ("Mira Halden", "says", "the yard in Bergen had burned on Monday")
NEVER = ("Ole Harms", "says", "he had never owned a boat of the yard")


@pytest.mark.parametrize(
    ("denied", "judged", "is_told"),
    [({"own", "boat"}, 0.5, True), ({"own"}, 0.5, False), ({"own"}, 0.9, True)],
)
def test_where_the_other_does_not_say_what_is_not_so_the_judge_must_be_surer(
    denied, judged, is_told
):
    mine = Negated(affirmed=frozenset({"boat", "yard"}))
    its = Negated(frozenset(denied), frozenset({"yard"}))
    assert _disputed(SOLD, NEVER, judged, (mine, its)) == is_told


@pytest.mark.parametrize(
    ("first", "judged", "is_told"),
    [
        ("the yard in Bergen had sold a boat", 0.5, True),  # both stand behind "never"
        ("a boat had burned by the quay of the yard", 0.5, False),
        ("a boat had burned by the quay of the yard", 0.7, True),
    ],
)
def test_where_more_is_common_than_what_is_negated_the_judge_must_be_surer(first, judged, is_told):
    mine = Negated(affirmed=frozenset({"boat", "yard", "quay"}))
    its = Negated(frozenset({"own"}), frozenset({"yard"}))
    second = ("Ole Harms", "says", "he came by the quay, and had never owned a boat of the yard")
    assert _disputed(("Mira Halden", "says", first), second, judged, (mine, its)) == is_told


@pytest.mark.parametrize(
    ("first", "is_told"),
    [("a boat had left the yard", False), ("a boat should have left the yard", True)],
)
def test_what_should_not_be_is_disputed_by_what_should_not_by_what_is(first, is_told):
    mine = Negated(affirmed=frozenset({"boat", "yard", "left"}))
    its = Negated(frozenset({"boat", "left"}), frozenset({"yard"}), ought=True)
    rule = ("Ole Harms", "says", "no boat should have left the yard")
    assert _disputed(("Mira Halden", "says", first), rule, 0.9, (mine, its)) == is_told


@pytest.mark.parametrize("until", [False, True])
def test_what_was_not_so_before_is_not_disputed_by_what_is_so_now(until):
    its = Negated(frozenset({"boat"}), frozenset({"yard"}), until)
    mine = Negated(affirmed=frozenset({"boat"}))
    assert _disputed(SOLD, NEVER, 0.9, (mine, its)) != until


@pytest.mark.parametrize(
    ("words", "is_told"), [("any delays", False), ("the yard had sold any boats", True)]
)
def test_a_denial_of_one_word_denies_only_what_has_it(words, is_told):
    assert _disputed(SOLD, ("Nordhavn Works", "denies", words), 0.9) == is_told


@pytest.mark.parametrize("is_so", [True, False])
def test_who_denies_the_reports_does_not_dispute_who_says_that_they_are_untrue(is_so):
    untrue = Negated(frozenset() if is_so else frozenset({"true"}), frozenset({"boat"}))
    other = ("Ole Harms", "denies", "the reports")
    assert _disputed(SOLD, other, 0.9, (untrue, Negated())) == is_so


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("the reports", False), ("Nordhavn Works of having burned the yard", True)],
)
def test_who_denies_news_reports_does_not_dispute_who_only_speaks_of_them(words, is_told):
    denial = ("Nordhavn Works", "denies", "the news reports")
    assert _disputed(("Mira Halden", "accuses", words), denial, 0.9) == is_told


@pytest.mark.parametrize(
    ("words", "doers", "is_told"),
    [
        ("they had shelled the market", (), False),
        ("they had shelled the market", (("ASSAULT", "rebels"),), True),
        ("the market had been shelled", (), True),
    ],
)
def test_who_denies_an_attack_does_not_dispute_that_there_was_one(words, doers, is_told):
    (denial,) = gists_of(told("one", [("Nordhavn Guard", "denies", words)]))
    (other,) = gists_of(told("two", [("Ida Kolb", "says", "shells hit the market at noon")]))
    denial = replace(denial, doers=frozenset((("ASSAULT", "nordhavn guard"),)))
    assert denies(denial, replace(other, doers=frozenset(doers)), words=1) is is_told
    assert denies(replace(denial, keys=()), other, words=1)
