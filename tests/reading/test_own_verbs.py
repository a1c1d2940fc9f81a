"""What hangs on another verb than its own: what is mended, and that a tree stays one."""

from dataclasses import replace

import pytest
from hypothesis import given

from onrecord.reading.own_verbs import with_own_verbs
from tests.support.built_words import built, syntax_of
from tests.support.trees import assert_is_tree, trees


def mended(marked):
    """Return a sentence of "form/TAG/relation/head …" by form: who governs it, and how."""
    parsed = built(marked)
    lemmas = ["be" if word in ("was", "were") else word for word in parsed.words]
    words = with_own_verbs(syntax_of(parsed, lemmas))
    forms = [*parsed.words, "root"]
    found = zip(parsed.words, words.heads, words.relations, strict=True)
    return {form: (forms[head], relation) for form, head, relation in found}, words


@given(trees())
def test_a_tree_stays_a_tree(words):
    lemmas = ("after", "monday", ",", "hurt", "for")
    tags = ("ADP", "PROPN", "PUNCT", "ADJ", "ADP")
    words = replace(
        words,
        lemmas=tuple(
            lemmas[i % 7] if i % 7 < len(lemmas) else one for i, one in enumerate(words.lemmas)
        ),
        tags=tuple(tags[i % 7] if i % 7 < len(tags) else one for i, one in enumerate(words.tags)),
    )
    assert_is_tree(with_own_verbs(words))


def test_what_stands_before_after_is_of_the_verb_before_it():
    found, _ = mended(
        "Police/NOUN/nsubj/1 held/VERB/root/-1 a/DET/det/3 man/NOUN/obj/8 on/ADP/case/5 "
        "Monday/PROPN/obj/8 after/SCONJ/mark/8 he/PRON/nsubj/8 fled/VERB/advcl/1"
    )
    assert found["man"] == ("held", "obj")
    assert found["monday"] == ("held", "obl")
    assert found["he"] == ("fled", "nsubj")


def test_a_mark_is_of_the_clause_behind_it():
    found, _ = mended(
        "Talks/NOUN/nsubj/1 came/VERB/root/-1 before/SCONJ/fixed/1 Roe/PROPN/nsubj/4 "
        "left/VERB/advcl/1"
    )
    assert found["before"] == ("left", "mark")


def test_a_day_that_begins_a_sentence_is_no_part_of_a_name():
    found, _ = mended(
        "On/ADP/case/3 Monday/PROPN/compound/3 Norrbygg/PROPN/compound/3 Bank/PROPN/nsubj/4 "
        "closed/VERB/root/-1"
    )
    assert found["monday"] == ("closed", "obl")
    assert found["on"] == ("monday", "case")
    assert found["norrbygg"] == ("bank", "compound")


@pytest.mark.parametrize(
    "marked",
    [
        "Roe/PROPN/obj/2 was/AUX/compound/0 held/VERB/root/-1",
        "Roe/PROPN/nsubj/4 was/AUX/aux/2 held/VERB/root/-1 to/PART/mark/4 wait/VERB/xcomp/2",
    ],
)
def test_who_stands_before_a_verb_is_its_subject(marked):
    found, _ = mended(marked)
    assert found["roe"] == ("held", "nsubj")
    assert found["was"] == ("held", "aux")


def test_what_a_preposition_leads_is_no_subject():
    found, _ = mended("In/ADP/case/1 Oslo/PROPN/obl/3 Roe/PROPN/nsubj/3 sang/VERB/root/-1")
    assert found["oslo"] == ("sang", "obl")
    assert found["roe"] == ("sang", "nsubj")


def test_what_something_is_used_for_hangs_on_use():
    found, _ = mended(
        "Roe/PROPN/nsubj/1 use/VERB/root/-1 planes/NOUN/obj/1 to/PART/mark/4 flee/VERB/acl/2"
    )
    assert found["flee"] == ("use", "xcomp")


def test_what_is_told_has_its_own_subject():
    found, _ = mended(
        "Roe/PROPN/nsubj/5 ,/PUNCT/punct/0 has/AUX/aux/3 died/VERB/ccomp/5 police/NOUN/nsubj/5 "
        "said/VERB/root/-1"
    )
    assert found["roe"] == ("died", "nsubj")
    assert found["police"] == ("said", "nsubj")


def test_who_was_hurt_is_made_so():
    found, words = mended(
        "Two/NUM/nsubj/2 were/AUX/cop/2 hurt/ADJ/root/-1 and/CCONJ/cc/4 cold/ADJ/conj/2"
    )
    assert words.tags[2] == "VERB"
    assert found["were"] == ("hurt", "aux")
    assert words.tags[4] == "ADJ"


def test_what_somebody_carries_is_no_subject_of_what_he_does():
    found, words = mended(
        "A/DET/det/1 ferry/NOUN/nsubj/2 carrying/AUX/aux/4 traders/NOUN/nsubj/4 sank/VERB/root/-1"
    )
    assert found["ferry"] == ("sank", "nsubj")
    assert found["carrying"] == ("ferry", "acl")
    assert found["traders"] == ("carrying", "obj")
    assert words.tags[2] == "VERB"
    helped, _ = mended("Ferries/NOUN/nsubj/3 will/AUX/aux/3 traders/NOUN/nsubj/3 sink/VERB/root/-1")
    assert helped["will"] == ("sink", "aux")


def test_what_stands_behind_a_verb_is_not_of_a_clause_before_it():
    found, _ = mended(
        "Men/NOUN/nsubj/3 riding/VERB/acl/0 bikes/NOUN/obj/1 shot/VERB/root/-1 Roe/PROPN/obj/3"
        " on/ADP/case/6 Monday/PROPN/obl/1"
    )
    assert found["monday"] == ("shot", "obl")
    assert found["bikes"] == ("riding", "obj")


def test_a_day_behind_an_aside_is_of_the_verb_before_it():
    found, _ = mended(
        "Roe/PROPN/nsubj/1 docked/VERB/root/-1 in/ADP/case/3 Tema/PROPN/obl/1 ,/PUNCT/punct/6"
        " a/DET/det/6 port/NOUN/appos/3 ,/PUNCT/punct/6 on/ADP/case/9 Monday/PROPN/nmod/6"
    )
    assert found["monday"] == ("docked", "obl")


def test_a_number_before_a_verb_that_and_joins_is_its_subject():
    found, _ = mended(
        "Workers/NOUN/nsubj/1 died/VERB/root/-1 and/CCONJ/cc/3 30/NUM/conj/1 were/AUX/aux/1"
        " injured/VERB/conj/1"
    )
    assert found["30"] == ("injured", "nsubj")
    assert found["were"] == ("injured", "aux")


def test_what_describes_a_name_hangs_on_that():
    marked = (
        "Roe/PROPN/nsubj/1 stopped/VERB/root/-1 in/ADP/case/3 Tema/PROPN/obl/1 ,/PUNCT/punct/6"
        " a/DET/det/6 port/NOUN/obl/1"
    )
    assert mended(marked)[0]["port"] == ("tema", "appos")
    apart = marked.replace("Tema/PROPN", "docks/NOUN")
    assert mended(apart)[0]["port"] == ("stopped", "obl")
