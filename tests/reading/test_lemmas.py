"""Lemmas by rule: what the shipped table says, and what no table can make go wrong."""

import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.labels import UPOS
from onrecord.reading.lemmas import LONGEST_ENDING, WHOLE, by_rules, lemma_of, longest, shipped
from onrecord.reading.words import words_of

light = settings(max_examples=300, deadline=None)
TAGS = st.sampled_from((*UPOS, "none"))
LETTERS = st.text(st.sampled_from("aeigndsrtyEDSI’'-İß🙂1,."), min_size=1, max_size=9)

SENTENCES = {
    "The ferries were leaving Tema when two women fled the worst of the fires": (
        "DET NOUN AUX VERB PROPN SCONJ NUM NOUN VERB DET ADJ ADP DET NOUN",
        "the ferry be leave Tema when two woman flee the bad of the fire",
    ),
    "“I can’t say who’s lying,” she told them": (
        "PUNCT PRON AUX PART VERB PRON AUX VERB PUNCT PUNCT PRON VERB PRON",
        '" I can not say who be lie , " she tell they',
    ),
    "Americans and Estonians denied these claims": (
        "PROPN CCONJ PROPN VERB DET NOUN",
        "American and Estonian deny this claim",
    ),
    "Ms. Evans of the BBC dismissed Peruvian deputies’ bigger analyses": (
        "PROPN PROPN ADP DET PROPN VERB ADJ NOUN PART ADJ NOUN",
        "Ms. Evans of the BBC dismiss Peruvian deputy 's big analysis",
    ),
    "It cost 5,000 shillings on Sept. 1": (
        "PRON VERB NUM NOUN ADP PROPN NUM",
        "it cost 5000 shilling on September 1",
    ),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_of_a_sentence_have_these_lemmas(sentence):
    tags, lemmas = SENTENCES[sentence]
    forms = [sentence[start:end] for start, end in words_of(sentence)]
    found = [lemma_of(form, tag) for form, tag in zip(forms, tags.split(), strict=True)]
    assert found == lemmas.split()


@pytest.mark.parametrize("name", ["Sarfo", "NATO", "BRUSSELS", "al", "McRae", "IT", "Mar", "Evans"])
def test_a_name_keeps_its_case(name):
    assert lemma_of(name, "PROPN") == name


def test_a_name_in_capitals_stays_in_them():
    assert lemma_of("AMERICANS", "PROPN") == "AMERICAN"


def test_a_word_that_is_no_name_loses_its_capitals():
    assert lemma_of("COURTS", "NOUN") == lemma_of("Courts", "NOUN") == "court"


@pytest.mark.parametrize(
    "forms",
    [
        "froze frozen freeze", "flown flew fly", "slain slew slay", "shook shaken shake",
        "overthrew overthrown overthrow", "bled bleed", "misled mislead", "brews brew",
    ],
)  # fmt: skip
def test_irregular_verbs_of_the_news(forms):
    *inflected, lemma = forms.split()
    assert {lemma_of(form, "VERB") for form in inflected} == {lemma}


def test_an_unknown_part_of_speech_is_no_error():
    assert lemma_of("Harbours", "none") == "Harbours"


@light
@given(LETTERS, TAGS)
def test_every_word_has_a_lemma_and_always_the_same(form, tag):
    lemma = lemma_of(form, tag)
    assert lemma
    assert not re.search(r"\s", lemma)
    assert lemma == by_rules(shipped(), form, tag)


@light
@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1))
def test_no_letter_of_a_name_changes_but_at_its_end(form):
    lemma = lemma_of(form, "PROPN")
    assert form.startswith(lemma) or form[:2] == lemma[:2]


def test_the_longest_ending_decides_and_a_whole_word_before_it():
    table = {"": 0, "s": 1, "es": 2, "^es": 3, "^buses": 4}
    words = ("bus", "gates", "es", "buses", "minibuses", "Tema")
    assert [longest(table, word) for word in words] == [1, 2, 3, 4, 2, 0]


def test_the_table_is_small_and_holds_words_and_edits_only():
    assert len(files("onrecord.reading").joinpath("lemmas.json").read_bytes()) < 100_000
    rules = shipped()
    assert set(rules.endings) == set(rules.capitals) == set(UPOS) - {"X"}
    for tag in rules.endings:
        edits, capitals = rules.endings[tag], rules.capitals[tag]
        assert "" in edits
        assert "" in capitals
        for ending in (*edits, *capitals):
            assert ending.startswith(WHOLE) or len(ending) <= LONGEST_ENDING
            assert not re.search(r"\s|@|\d", ending)
        for ending, edit in edits.items():
            off, added = re.fullmatch(r"(\d+)(\D*)", edit).groups()
            if ending.startswith(WHOLE):
                assert int(off) <= len(ending) - 1
                assert added or int(off) < len(ending) - 1
