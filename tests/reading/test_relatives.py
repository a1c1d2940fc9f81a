"""Arcs of relative clauses: what is mended, and that a tree stays one."""

from dataclasses import replace

from hypothesis import given

from onrecord.reading.relatives import with_relatives
from tests.support.built_words import built, syntax_of
from tests.support.trees import assert_is_tree, trees


@given(trees())
def test_a_tree_stays_a_tree(words):
    assert_is_tree(with_relatives(words))


def mended(marked):
    """Return a sentence of "lemma/TAG/relation/head …" by lemma: who governs it, and how."""
    parsed = built(marked)
    words = with_relatives(syntax_of(parsed, parsed.words))
    forms = [*parsed.words, "root"]
    found = zip(parsed.words, words.heads, words.relations, strict=True)
    return {form: (forms[head], relation) for form, head, relation in found}


def test_which_is_the_object_of_a_clause_that_has_a_subject():
    found = mended("law/NOUN/root/-1 which/PRON/acl/0 Roe/PROPN/nsubj/3 support/VERB/acl/0")
    assert found["which"] == ("support", "obj")


def test_the_pronoun_is_the_subject_of_a_verb_that_has_none():
    found = mended(
        "fire/NOUN/root/-1 which/PRON/obj/4 official/NOUN/nsubj/3 say/VERB/acl/0 kill/VERB/ccomp/3 "
        "two/NUM/obj/4"
    )
    assert found["which"] == ("kill", "nsubj")
    assert found["kill"] == ("fire", "acl")
    assert found["say"] == ("kill", "parataxis")


def test_who_does_it_is_no_object_and_what_is_behind_the_verb_is():
    found = mended("clerk/NOUN/root/-1 who/PRON/obj/2 steal/VERB/acl/0 money/NOUN/nmod/0")
    assert found["who"] == ("steal", "nsubj")
    assert found["money"] == ("steal", "obj")


def test_what_somebody_says_of_others_is_done_by_those():
    found = mended(
        "Roe/PROPN/nsubj/1 blame/VERB/root/-1 man/NOUN/obj/1 who/PRON/obj/5 he/PRON/nsubj/5"
        " say/VERB/advcl/1 have/AUX/aux/7 flee/VERB/ccomp/5"
    )
    assert found["who"] == ("flee", "nsubj")
    assert found["flee"] == ("man", "acl")
    crossed = mended(
        "Roe/PROPN/nsubj/1 blame/VERB/root/-1 man/NOUN/obj/1 who/PRON/obj/6 he/PRON/nsubj/5"
        " say/VERB/advcl/6 flee/VERB/ccomp/1"
    )
    assert crossed["flee"] == ("man", "acl")
    assert crossed["who"] == ("flee", "nsubj")


def test_a_clerk_who_says_that_somebody_tried_did_not_try():
    found = mended(
        "clerk/NOUN/nsubj/3 say/VERB/root/-1 he/PRON/nsubj/3 try/VERB/ccomp/1 hard/ADV/advmod/3"
    )
    assert found["clerk"] == ("say", "nsubj")


def test_a_pronoun_that_begins_a_sentence_is_of_no_noun_before_it():
    marked = (
        "fire/NOUN/root/-1 ./PUNCT/punct/0 which/PRON/obj/5 official/NOUN/nsubj/4"
        " say/VERB/advcl/-1 kill/VERB/ccomp/4"
    )
    parsed = built(marked)
    words = syntax_of(parsed, parsed.words)
    words = with_relatives(replace(words, sentences=(0, 0, 1, 1, 1, 1)))
    assert words.heads[5] == 4
