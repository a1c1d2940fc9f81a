"""Whom a pronoun stands for that opens reported words: "the mate said he had called"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import Sense
from onrecord.reading.statements.spoken_of import spoken_of
from onrecord.record import Anaphor
from tests.support.built_words import at, built

KINDS = {"organisation": "named body", "person": "named person", "thing": "document"}
BEFORE = "Wilk/PROPN/nsubj/1 drowned/VERB/root/-1 ./PUNCT/punct/1 "
TOLD = "Lind/PROPN/nsubj/4 said/VERB/root/-1 {}/PRON/nsubj/6 called/VERB/ccomp/4 ./PUNCT/punct/4"
TELLS = "{}/PRON/nsubj/4 sank/VERB/ccomp/7 ,/PUNCT/punct/4 Lind/PROPN/nsubj/7 said/VERB/root/-1"


def meant(marked, pronoun, *, kind="person", gender=None, quote="indirect", **other):
    """Say whom a pronoun means, told by Lind, where the model takes it for Wilk, then for Lind."""
    parsed = built(BEFORE + marked.format(pronoun))
    span = {word: parsed.span(at(parsed, word)[0], at(parsed, word)[0] + 1) for word in names()}
    grade = other.get("grade", KINDS[kind])
    lind = Member(("lind",), "Lind", kind, grade, gender=gender, spans={span["Lind"]})
    first = at(parsed, pronoun)[0]
    if "source" in other:
        at_source = at(parsed, other["source"])[0]
        lind.spans.add(parsed.span(at_source, at_source + 1))
    draft = Draft(
        saying=Saying(
            source=at(parsed, other.get("source", "Lind")),
            cue=at(parsed, "said"),
            pieces=(range(first, first + 2),),
            score=0.9,
            made="model",
        ),
        who=Who(lind, "by hand", 1.0),
        via=[],
        sense=Sense(other.get("manner", "says"), "certain", ()),
        quote=quote,
    )
    of = [(span["Wilk"], 0.6), (span["Lind"], 0.3)]
    anaphor = Anaphor(span=parsed.span(first, first + 1), antecedents=tuple(of))
    (found,) = spoken_of(parsed, [draft], [anaphor], ())
    assert found.span == anaphor.span
    return [parsed.string(one) for one, _ in found.antecedents]


def names():
    return ("Wilk", "Lind")


@pytest.mark.parametrize(
    ("pronoun", "about"),
    [
        ("he", {}),
        ("he", {"gender": "m"}),
        ("it", {"kind": "organisation"}),
        ("they", {"kind": "organisation"}),
    ],
)
def test_it_is_who_says_it(pronoun, about):
    assert meant(TOLD, pronoun, **about) == ["Lind"]


@pytest.mark.parametrize(
    ("pronoun", "about"),
    [
        ("he", {"gender": "f"}),
        ("he", {"kind": "organisation"}),
        ("it", {}),
        ("he", {"quote": "direct"}),
        ("he", {"manner": "urges"}),
        ("he", {"grade": "unnamed official"}),
    ],
)
def test_it_is_whom_the_model_takes_it_for_where_that_does_not_fit(pronoun, about):
    assert meant(TOLD, pronoun, **about) == ["Wilk", "Lind"]


def test_a_name_is_meant_where_a_pronoun_tells_of_itself():
    marked = "Lind/PROPN/nsubj/4 left/VERB/root/-1 ./PUNCT/punct/4 He/PRON/nsubj/7 "
    marked += "said/VERB/root/-1 {}/PRON/nsubj/9 called/VERB/ccomp/7 ./PUNCT/punct/7"
    assert meant(marked, "he", source="He") == ["Lind"]


def test_of_what_is_told_before_its_source_a_paper_is_not_what_it_tells_of():
    assert meant(TELLS, "it", kind="thing") == ["Wilk"]
    assert meant(TELLS, "it", kind="organisation") == ["Wilk", "Lind"]


@given(
    st.sampled_from([TOLD, TELLS]),
    st.sampled_from(["he", "she", "it", "they"]),
    st.sampled_from([*KINDS]),
    st.sampled_from([None, "f", "m"]),
)
def test_nobody_is_meant_whom_the_model_does_not_take_it_for(marked, pronoun, kind, gender):
    assert {*meant(marked, pronoun, kind=kind, gender=gender)} <= {"Wilk", "Lind"}
