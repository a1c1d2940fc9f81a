"""Cues and hedges: small sentences with their syntax written out. No model."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.labels import RELATIONS, UPOS
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.cues import Cue, cue_at, sense_of
from onrecord.reading.statements.senses.hedges import certainty_of, root_of, weakest
from onrecord.reading.statements.senses.phrases import lemmas_of
from onrecord.record import Because, Certainty, Grade, Manner, Words
from tests.support.built_words import built

MANNERS, CERTAINTIES = get_args(Manner), get_args(Certainty)
PARTS = {"verb", "noun", "adjective", "phrase", "adverb", "modal"}
light = settings(max_examples=200, deadline=None)


def make_parsed(words, certainties=None):
    """Make a text of one sentence from (form, tag, head, relation) of each word."""
    forms, tags, heads, relations = zip(*words, strict=True)
    starts, at = [], 0
    for form in forms:
        starts.append(at)
        at += len(form) + 1
    return Parsed(
        " ".join(forms),
        Words(
            starts=tuple(starts),
            ends=tuple(start + len(form) for start, form in zip(starts, forms, strict=True)),
            tags=tags,
            lemmas=forms,
            heads=heads,
            relations=relations,
            sentences=(0,) * len(forms),
            certainties=tuple(certainties or [0.0] * len(forms)),
        ),
    )


def parse(marked, certainties=None):
    """Read "form/TAG/relation/head …", head "-" for the root; "=" marks the cue, "+" the content.

    Returns (parsed, cue, content).
    """
    rows = [token.rsplit("/", 3) for token in marked.split()]
    words = [
        (form.lstrip("=+"), tag, -1 if head == "-" else int(head), relation)
        for form, tag, relation, head in rows
    ]
    cue = [i for i, row in enumerate(rows) if row[0].startswith("=")]
    content = [i for i, row in enumerate(rows) if row[0].startswith("+")]
    return make_parsed(words, certainties), cue, content


def found(marked, i):
    parsed, *_ = parse(marked)
    cue = cue_at(parsed, i)
    return cue and (cue.lemma, cue.manner)


def test_who_puts_a_toll_at_so_many_says_so_and_who_estimates_it_does_not():
    said = (
        "office/NOUN/nsubj/1 =puts/VERB/root/- +the/DET/det/3 +toll/NOUN/obj/1 +at/ADP/case/5 "
        "+12/NUM/obl/1"
    )
    for word, manner in (("puts", "says"), ("estimates", "speculates")):
        parsed, cue, content = parse(said.replace("puts", word))
        assert sense_of(parsed, cue, content, "named body").manner == manner


# --- the lexicon


def test_every_cue_is_valid():
    rows = word_list("cues")["cues"]
    assert len(rows) > 350
    for row in rows:
        lemma, part, manner, certainty, reports, reason = row
        assert lemma == lemma.lower().strip(), row
        assert part in PARTS, row
        assert manner in MANNERS, row
        assert certainty in CERTAINTIES, row
        assert reports in ("always", "often", "seldom"), row
        assert reason, row
        if manner in ("asks", "urges", "declines"):
            assert certainty == "unknown", row


def test_every_hedge_is_valid():
    for row in word_list("hedges")["hedges"]:
        lemma, part, certainty, negated, reason = row
        assert lemma == lemma.lower().strip(), row
        assert part in PARTS, row
        assert {certainty, negated} <= set(CERTAINTIES), row
        assert reason, row


@pytest.mark.parametrize("book", ["cues", "hedges"])
def test_no_entry_stands_twice(book):
    keys = [tuple(row[:2]) for row in word_list(book)[book]]
    assert sorted(keys) == sorted(set(keys))


def test_every_manner_and_certainty_occurs():
    cues, hedges = word_list("cues")["cues"], word_list("hedges")["hedges"]
    assert {row[2] for row in cues} == set(MANNERS)
    assert {row[3] for row in cues} == set(CERTAINTIES)
    assert {row[2] for row in hedges} == set(CERTAINTIES)


def test_every_shift_is_of_a_cue_and_has_a_known_condition():
    lemmas = {row[0] for row in word_list("cues")["cues"]}
    conditions = set()
    for shifted, when, manner, certainty, reason in word_list("cues")["shifts"]:
        assert set(shifted) <= lemmas, set(shifted) - lemmas
        conditions.add(when)
        assert manner in MANNERS
        assert certainty is None or certainty in CERTAINTIES
        assert reason
    assert conditions <= CONDITIONS


CONDITIONS = {
    "negated", "infinitive", "deed", "that", "gerund", "should", "hedged", "evidence", "record",
    "unfounded", "person", "future", "threat", "passive", "proposal", "wished", "question",
}  # fmt: skip


@pytest.mark.parametrize(
    ("behind", "cue"),
    [
        ("on/ADP/obl/0 Tuesday/PROPN/obl/1 that/SCONJ/mark/4 it/PRON/nsubj/4", "insist"),
        ("on/ADP/case/2 Tuesday/PROPN/obl/0 on/ADP/case/4 it/PRON/obl/0", "insist on"),
        ("on/ADP/case/4 Tuesday/PROPN/nmod/4 's/PART/case/2 vote/NOUN/obl/0", "insist on"),
        ("on/ADP/case/2 peace/NOUN/obl/0", "insist on"),
        ("on/ADP/case/0", "insist on"),
    ],
)
def test_on_a_day_is_when_and_no_part_of_a_cue(behind, cue):
    assert found(f"insisted/VERB/root/- {behind}", 0)[0] == cue


def test_a_day_may_stand_within_a_cue():
    marked = "called/VERB/root/- on/ADP/case/2 Monday/PROPN/obl/0 for/ADP/case/4 talks/NOUN/obl/0"
    assert found(marked, 0) == ("call for", "urges")


def test_irregular_forms_are_of_known_words():
    words = {word for row in word_list("cues")["cues"] for word in row[0].split()}
    words |= {word for row in word_list("hedges")["hedges"] for word in row[0].split()}
    words |= {word for name in ("harms", "forecasts", "suffer") for word in word_list("cues")[name]}
    assert set(word_list("cues")["irregular"]) <= words | {"be", "have", "get"}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("says", "say"), ("said", "say"), ("told", "tell"), ("swore", "swear"), ("knew", "know"),
        ("denies", "deny"), ("denied", "deny"), ("denying", "deny"), ("admitted", "admit"),
        ("slamming", "slam"), ("urged", "urge"), ("urging", "urge"), ("forbade", "forbid"),
        ("presses", "press"), ("accuses", "accuse"), ("mulls", "mull"), ("echoes", "echo"),
    ],
)  # fmt: skip
def test_a_form_is_traced_to_its_lemma(form, lemma):
    assert lemma in lemmas_of(form)


# --- cue_at


def test_a_verb_and_a_noun_of_the_same_form_are_told_apart():
    assert found("They/PRON/nsubj/1 =pledge/VERB/root/- help/NOUN/obj/1", 1) == (
        "pledge",
        "promises",
    )
    assert found("The/DET/det/1 =call/NOUN/root/-", 1) == ("call", "urges")
    assert found("Kolb/PROPN/nsubj/1 =calls/VERB/root/- it/PRON/obj/1", 1) == ("call", "says")
    assert found("a/DET/det/1 sleep/NOUN/root/-", 1) is None


def test_a_headline_verb_that_is_tagged_as_a_noun_is_a_cue_if_it_governs_something():
    assert found("Halden/PROPN/nsubj/1 slams/NOUN/root/- board/NOUN/obj/1", 1) == (
        "slam", "accuses",
    )  # fmt: skip
    assert found("door/NOUN/compound/1 slams/NOUN/root/-", 1) is None


@pytest.mark.parametrize(
    ("thing", "manner"), [("claim", "denies"), ("bill", "accuses"), ("demand", "denies")]
)
def test_a_bill_is_no_claim_that_one_denies(thing, manner):
    marked = f"Roe/PROPN/nsubj/1 rejected/VERB/root/-1 the/DET/det/3 {thing}/NOUN/obj/1"
    parsed = built(marked)
    assert sense_of(parsed, (1,), (2, 3), "named person").manner == manner


def test_the_longest_phrase_wins():
    words = "Halden/PROPN/nsubj/1 called/VERB/root/- for/ADP/case/3 calm/NOUN/obl/1"
    assert found(words, 1) == ("call for", "urges")
    assert found(words, 2) is None


def test_a_phrase_may_hold_adverbs_and_an_object():
    assert found(
        "It/PRON/nsubj/1 made/VERB/root/- absolutely/ADV/advmod/3 no/DET/det/4 mention/NOUN/obj/1"
        " of/ADP/case/6 it/PRON/nmod/4",
        1,
    ) == ("make no mention of", "declines")
    assert found("Kolb/PROPN/nsubj/1 ruled/VERB/root/- that/PRON/obj/1 out/ADP/compound/1", 1) == (
        "rule out",
        "denies",
    )
    assert found("Kolb/PROPN/nsubj/1 ruled/VERB/root/- ,/PUNCT/punct/1 out/ADP/case/1", 1) == (
        "rule", "says",
    )  # fmt: skip


def test_a_phrase_is_found_at_its_head_though_it_starts_before():
    words = (
        "There/PRON/expl/1 was/VERB/root/- no/DET/det/4 immediate/ADJ/amod/4 comment/NOUN/nsubj/1"
    )
    assert found(words, 4) == ("no immediate comment", "declines")
    assert found(words, 2) == ("no immediate comment", "declines")


def test_what_is_no_cue_gives_none():
    assert found("The/DET/det/1 boat/NOUN/nsubj/2 sank/VERB/root/-", 2) is None


# --- sense_of


@pytest.mark.parametrize(
    ("marked", "grade", "manner", "certainty"),
    [
        (
            "Mira/PROPN/nsubj/4 Halden/PROPN/flat/0 =did/AUX/aux/4 =not/PART/advmod/4 "
            "=say/VERB/root/- +when/ADV/advmod/9 +the/DET/det/7 +bridge/NOUN/nsubj/9 "
            "+would/AUX/aux/9 +reopen/VERB/ccomp/4 ./PUNCT/punct/4",
            "named person", "declines", "unknown",
        ),
        (
            "Police/NOUN/nsubj/3 =could/AUX/aux/3 =not/PART/advmod/3 =confirm/VERB/root/- "
            "+that/SCONJ/mark/8 +three/NUM/nummod/6 +boats/NOUN/nsubj/8 +had/AUX/aux/8 "
            "+sunk/VERB/ccomp/3 ./PUNCT/punct/3",
            "named body", "declines", "unknown",
        ),
        (
            "The/DET/det/1 ministry/NOUN/nsubj/4 =has/AUX/aux/4 =not/PART/advmod/4 "
            "=commented/VERB/root/- on/ADP/case/7 +the/DET/det/7 +report/NOUN/obl/4 "
            "./PUNCT/punct/4",
            "named body", "declines", "unknown",
        ),
        (
            "Its/PRON/nmod/1 spokesman/NOUN/nsubj/4 =would/AUX/aux/4 =neither/PART/advmod/4 "
            "=confirm/VERB/root/- =nor/CCONJ/cc/6 =deny/VERB/conj/4 +that/SCONJ/mark/12 "
            "+a/DET/det/9 +deal/NOUN/nsubj/12 +had/AUX/aux/12 +been/AUX/aux/12 "
            "+signed/VERB/ccomp/6 ./PUNCT/punct/4",
            "unnamed official", "declines", "unknown",
        ),
        (
            "The/DET/det/1 statement/NOUN/nsubj/2 =made/VERB/root/- =no/DET/det/4 "
            "=mention/NOUN/xcomp/2 =of/ADP/case/9 +the/DET/det/9 +two/NUM/nummod/9 "
            "+missing/VERB/amod/9 +divers/NOUN/nmod/4 ./PUNCT/punct/2",
            "document", "declines", "unknown",
        ),
        (
            "Tomas/PROPN/nsubj/4 Wirl/PROPN/flat/0 =did/AUX/aux/4 =not/PART/advmod/4 "
            "=deny/VERB/root/- +that/SCONJ/mark/8 +he/PRON/nsubj/8 +had/AUX/aux/8 "
            "+met/VERB/ccomp/4 +the/DET/det/10 +owner/NOUN/obj/8 ./PUNCT/punct/4",
            "named person", "says", "certain",
        ),
        (
            "Tomas/PROPN/nsubj/4 Wirl/PROPN/flat/0 =did/AUX/aux/4 =not/PART/advmod/4 "
            "=rule/VERB/root/- =out/ADP/compound/4 +that/SCONJ/mark/10 +the/DET/det/8 "
            "+port/NOUN/nsubj/10 +may/AUX/aux/10 +close/VERB/ccomp/4 ./PUNCT/punct/4",
            "named person", "speculates", "possible",
        ),
        (
            "Tomas/PROPN/nsubj/2 Wirl/PROPN/flat/0 =ruled/VERB/root/- =out/ADP/compound/2 "
            "+a/DET/det/7 +new/ADJ/amod/7 +ferry/NOUN/compound/7 +line/NOUN/obj/2 "
            "./PUNCT/punct/2",
            "named person", "denies", "certain",
        ),
        (
            "The/DET/det/1 mayor/NOUN/nsubj/2 =asked/VERB/root/- residents/NOUN/obj/2 "
            "+to/PART/mark/5 +stay/VERB/xcomp/2 +at/ADP/case/7 +home/NOUN/obl/5 ./PUNCT/punct/2",
            "named person", "urges", "unknown",
        ),
        (
            "The/DET/det/1 mayor/NOUN/nsubj/2 =asked/VERB/root/- +whether/SCONJ/mark/7 "
            "+the/DET/det/5 +dam/NOUN/nsubj/7 +would/AUX/aux/7 +hold/VERB/ccomp/2 "
            "./PUNCT/punct/2",
            "named person", "asks", "unknown",
        ),
        (
            "The/DET/det/1 captain/NOUN/nsubj/2 =told/VERB/root/- his/PRON/nmod/4 "
            "crew/NOUN/obj/2 +to/PART/mark/6 +leave/VERB/xcomp/2 +the/DET/det/8 +ship/NOUN/obj/6 "
            "./PUNCT/punct/2",
            "named person", "urges", "unknown",
        ),
        (
            "The/DET/det/1 captain/NOUN/nsubj/2 =told/VERB/root/- =reporters/NOUN/iobj/2 "
            "+the/DET/det/5 +aim/NOUN/nsubj/8 +was/AUX/cop/8 +to/PART/mark/8 +leave/VERB/ccomp/2 "
            "./PUNCT/punct/2",
            "named person", "says", "certain",
        ),
        (
            "The/DET/det/1 captain/NOUN/nsubj/2 =told/VERB/root/- =reporters/NOUN/iobj/2 "
            "+he/PRON/nsubj/5 +wanted/VERB/ccomp/2 +to/PART/mark/7 +leave/VERB/xcomp/5 "
            "+the/DET/det/9 +ship/NOUN/obj/7 ./PUNCT/punct/2",
            "named person", "says", "certain",
        ),
        (
            "General/NOUN/nmod/1 Odo/PROPN/nsubj/3 Varn/PROPN/flat/1 =warned/VERB/root/- "
            "that/SCONJ/mark/7 +we/PRON/nsubj/7 +will/AUX/aux/7 +strike/VERB/ccomp/3 "
            "+the/DET/det/9 +harbour/NOUN/obj/7 ./PUNCT/punct/3",
            "named person", "threatens", "certain",
        ),
        (
            "Experts/NOUN/nsubj/1 =warned/VERB/root/- that/SCONJ/mark/6 +the/DET/det/4 "
            "+levee/NOUN/nsubj/6 +could/AUX/aux/6 +break/VERB/ccomp/1 +within/ADP/case/8 "
            "+days/NOUN/obl/6 ./PUNCT/punct/1",
            "unnamed group", "says", "possible",
        ),
        (
            "The/DET/det/1 ministry/NOUN/nsubj/2 =warned/VERB/root/- that/SCONJ/mark/6 "
            "+it/PRON/nsubj/6 +would/AUX/aux/6 +retaliate/VERB/ccomp/2 ./PUNCT/punct/2",
            "named body", "threatens", "certain",
        ),
        (
            "Norrbygg/PROPN/nsubj/1 =refused/VERB/root/- =to/PART/mark/3 =say/VERB/xcomp/1 "
            "+who/PRON/nsubj/6 +had/AUX/aux/6 +signed/VERB/ccomp/3 +the/DET/det/8 "
            "+report/NOUN/obj/6 ./PUNCT/punct/1",
            "named body", "declines", "unknown",
        ),
        (
            "Norrbygg/PROPN/nsubj/1 =refused/VERB/root/- +to/PART/mark/3 +pay/VERB/xcomp/1 "
            "+the/DET/det/5 +fine/NOUN/obj/3 ./PUNCT/punct/1",
            "named body", "denies", "certain",
        ),
        (
            "Norrbygg/PROPN/nsubj/1 =offered/VERB/root/- +to/PART/mark/3 +repair/VERB/xcomp/1 "
            "+the/DET/det/5 +wall/NOUN/obj/3 ./PUNCT/punct/1",
            "named body", "promises", "certain",
        ),
        (
            "Lena/PROPN/nsubj/2 Orr/PROPN/flat/0 =suggested/VERB/root/- that/SCONJ/mark/9 "
            "+the/DET/det/5 +fire/NOUN/nsubj/9 +might/AUX/aux/9 +have/AUX/aux/9 +been/AUX/aux/9 "
            "+set/VERB/ccomp/2 +on/ADP/case/11 +purpose/NOUN/obl/9 ./PUNCT/punct/2",
            "named person", "speculates", "possible",
        ),
        (
            "The/DET/det/1 report/NOUN/nsubj/2 =suggested/VERB/root/- that/SCONJ/mark/7 "
            "+the/DET/det/5 +fire/NOUN/nsubj/7 +was/AUX/aux/7 +set/VERB/ccomp/2 +on/ADP/case/9 "
            "+purpose/NOUN/obl/7 ./PUNCT/punct/2",
            "document", "reveals", "possible",
        ),
        (
            "Orr/PROPN/nsubj/1 =suggested/VERB/root/- that/SCONJ/mark/7 +the/DET/det/4 "
            "+lock/NOUN/nsubj/7 +not/PART/advmod/7 +be/AUX/aux/7 +shut/VERB/ccomp/1",
            "named person", "urges", "unknown",
        ),
        (
            "Orr/PROPN/nsubj/1 =demanded/VERB/root/- +how/ADV/advmod/4 +he/PRON/nsubj/4 "
            "+knew/VERB/ccomp/1 ./PUNCT/punct/1",
            "named person", "asks", "unknown",
        ),
        (
            "The/DET/det/1 leak/NOUN/nsubj/2 =begs/VERB/root/- =the/DET/det/4 =question/NOUN/obj/2 "
            "=of/ADP/case/6 +who/PRON/nsubj/7 +knew/VERB/acl/4",
            "unnamed group", "asks", "unknown",
        ),
        (
            "Norway/PROPN/nsubj/1 =argued/VERB/root/- for/ADP/case/3 decades/NOUN/obl/1 "
            "that/SCONJ/mark/7 +it/PRON/nsubj/7 +was/AUX/cop/7 +poor/ADJ/ccomp/1",
            "named body", "claims", "certain",
        ),
        (
            "+“/PUNCT/punct/1 +Done/VERB/parataxis/4 +”/PUNCT/punct/1 he/PRON/nsubj/4 "
            "=added/VERB/root/- ,/PUNCT/punct/6 noting/VERB/advcl/4 the/DET/det/8 hour/NOUN/obj/6",
            "named person", "says", "certain",
        ),
        (
            "Lena/PROPN/nsubj/2 Orr/PROPN/flat/0 =suggested/VERB/root/- +closing/VERB/xcomp/2 "
            "+the/DET/det/5 +road/NOUN/obj/3 ./PUNCT/punct/2",
            "named person", "urges", "unknown",
        ),
        (
            "Lena/PROPN/nsubj/2 Orr/PROPN/flat/0 =called/VERB/root/- +it/PRON/nsubj/5 "
            "+a/DET/det/5 +disgrace/NOUN/ccomp/2 ./PUNCT/punct/2",
            "named person", "says", "certain",
        ),
        (
            "Lena/PROPN/nsubj/2 Orr/PROPN/flat/0 =called/VERB/root/- =for/ADP/case/6 "
            "+an/DET/det/6 +independent/ADJ/amod/6 +inquiry/NOUN/obj/2 ./PUNCT/punct/2",
            "named person", "urges", "unknown",
        ),
        (
            "Lena/PROPN/nsubj/2 Orr/PROPN/flat/0 =called/VERB/root/- =on/ADP/case/5 "
            "the/DET/det/5 council/NOUN/obl/2 +to/PART/mark/7 +resign/VERB/xcomp/2 "
            "./PUNCT/punct/2",
            "named person", "urges", "unknown",
        ),
        (
            "The/DET/det/1 union/NOUN/nsubj/2 =charged/VERB/root/- that/SCONJ/mark/7 "
            "+the/DET/det/5 +company/NOUN/nsubj/7 +had/AUX/aux/7 +hidden/VERB/ccomp/2 "
            "+the/DET/det/9 +cracks/NOUN/obj/7 ./PUNCT/punct/2",
            "named body", "accuses", "certain",
        ),
        (
            "The/DET/det/1 union/NOUN/nsubj/2 =agreed/VERB/root/- that/SCONJ/mark/7 "
            "+the/DET/det/5 +offer/NOUN/nsubj/7 +was/AUX/cop/7 +fair/ADJ/ccomp/2 ./PUNCT/punct/2",
            "named body", "confirms", "certain",
        ),
        (
            "The/DET/det/1 union/NOUN/nsubj/2 =agreed/VERB/root/- +to/PART/mark/4 "
            "+end/VERB/xcomp/2 +the/DET/det/6 +strike/NOUN/obj/4 ./PUNCT/punct/2",
            "named body", "promises", "certain",
        ),
        (
            "He/PRON/nsubj/1 =admitted/VERB/root/- that/SCONJ/mark/5 +he/PRON/nsubj/5 "
            "+had/AUX/aux/5 +lied/VERB/ccomp/1 ./PUNCT/punct/1",
            "named person", "confirms", "certain",
        ),
        (
            "Data/NOUN/nsubj/4 from/ADP/case/3 the/DET/det/3 port/NOUN/nmod/0 "
            "=showed/VERB/root/- +exports/NOUN/nsubj/6 +fell/VERB/ccomp/4 +by/ADP/case/9 "
            "+a/DET/det/9 +third/NOUN/obl/6 ./PUNCT/punct/4",
            "data", "reveals", "certain",
        ),
        (
            "=According/VERB/root/- =to/ADP/fixed/0 the/DET/det/3 survey/NOUN/obl/0 "
            ",/PUNCT/punct/3 +half/NOUN/nsubj/9 +of/ADP/case/8 +all/DET/det/8 "
            "+farmers/NOUN/nsubj/9 +sold/VERB/ccomp/0 +land/NOUN/obj/9 ./PUNCT/punct/0",
            "data", "says", "certain",
        ),
        (
            "+Half/NOUN/nsubj/4 +of/ADP/case/3 +all/DET/det/3 +farmers/NOUN/nsubj/4 "
            "+sold/VERB/ccomp/7 +land/NOUN/obj/4 ,/PUNCT/punct/7 =according/VERB/root/- "
            "=to/ADP/fixed/7 Lena/PROPN/obl/7 Orr/PROPN/flat/9 ./PUNCT/punct/9",
            "named person", "says", "certain",
        ),
        (
            "Tomas/PROPN/nsubj/3 Wirl/PROPN/flat/0 =was/AUX/aux/3 =accused/VERB/root/- "
            "=of/SCONJ/mark/5 +hiding/VERB/advcl/3 +the/DET/det/7 +cracks/NOUN/obj/5 "
            "./PUNCT/punct/3",
            "unnamed group", "accuses", "certain",
        ),
        (
            "+The/DET/det/1 +harbour/NOUN/nsubj/5 =is/AUX/aux/3 =expected/VERB/root/- "
            "=to/PART/mark/5 +close/VERB/xcomp/3 +on/ADP/case/7 +Friday/PROPN/obl/5 "
            "./PUNCT/punct/3",
            "unnamed group", "speculates", "probable",
        ),
        (
            "+The/DET/det/1 +man/NOUN/nsubj/3 =is/AUX/aux/3 =believed/VERB/root/- "
            "=to/PART/mark/6 +be/AUX/aux/6 +hiding/VERB/xcomp/3 +in/ADP/case/9 +the/DET/det/9 "
            "+hills/NOUN/obl/6 ./PUNCT/punct/3",
            "unnamed group", "says", "probable",
        ),
        (
            "+The/DET/det/1 +rebels/NOUN/nsubj/3 =are/AUX/aux/3 =said/VERB/root/- "
            "=to/PART/mark/5 +hold/VERB/xcomp/3 +the/DET/det/7 +bridge/NOUN/obj/5 "
            "./PUNCT/punct/3",
            "unnamed group", "says", "certain",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +the/DET/det/3 +bridge/NOUN/nsubj/6 "
            "+may/AUX/aux/6 +not/PART/advmod/6 +reopen/VERB/ccomp/1 +this/DET/det/8 "
            "+year/NOUN/obl/6 ./PUNCT/punct/1",
            "named person", "says", "possible",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +rescuers/NOUN/nsubj/5 +could/AUX/aux/5 "
            "+not/PART/advmod/5 +enter/VERB/ccomp/1 +the/DET/det/7 +tunnel/NOUN/obj/5 "
            "./PUNCT/punct/1",
            "named person", "says", "certain",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +nobody/PRON/nsubj/4 +could/AUX/aux/4 "
            "+enter/VERB/ccomp/1 +the/DET/det/6 +tunnel/NOUN/obj/4 ./PUNCT/punct/1",
            "named person", "says", "certain",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +the/DET/det/3 +bridge/NOUN/nsubj/8 "
            "+is/AUX/aux/8 +likely/ADJ/ccomp/1 +to/PART/mark/8 +be/AUX/aux/8 "
            "+closed/VERB/xcomp/5 +for/ADP/case/10 +weeks/NOUN/obl/8 ./PUNCT/punct/1",
            "named person", "says", "probable",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +it/PRON/nsubj/5 +was/AUX/cop/5 "
            "+too/ADV/advmod/5 +early/ADJ/ccomp/1 +to/PART/mark/7 +say/VERB/advcl/5 "
            "+what/PRON/obj/7 +caused/VERB/ccomp/7 +the/DET/det/11 +blast/NOUN/obj/9 "
            "./PUNCT/punct/1",
            "named person", "says", "unknown",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +the/DET/det/3 +cause/NOUN/nsubj/5 "
            "+remained/VERB/cop/5 +unclear/ADJ/ccomp/1 ./PUNCT/punct/1",
            "named person", "says", "unknown",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +police/NOUN/nsubj/4 +cannot/AUX/aux/4 "
            "+rule/VERB/ccomp/1 +out/ADP/compound/4 +sabotage/NOUN/obj/4 ./PUNCT/punct/1",
            "named person", "says", "possible",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +the/DET/det/3 +plan/NOUN/nsubj/7 "
            "+would/AUX/aux/7 +almost/ADV/advmod/6 +certainly/ADV/advmod/7 +fail/VERB/ccomp/1 "
            "./PUNCT/punct/1",
            "named person", "says", "probable",
        ),
        (
            "She/PRON/nsubj/1 =said/VERB/root/- +the/DET/det/3 +man/NOUN/obj/1 +who/PRON/nsubj/7 "
            "+may/AUX/aux/7 +have/AUX/aux/7 +started/VERB/acl/3 +the/DET/det/9 +fire/NOUN/obj/7 "
            "+was/AUX/aux/11 +arrested/VERB/xcomp/7 ./PUNCT/punct/1",
            "named person", "says", "certain",
        ),
        (
            "He/PRON/nsubj/1 =believes/VERB/root/- +it/PRON/nsubj/4 +may/AUX/aux/4 "
            "+rain/VERB/ccomp/1 ./PUNCT/punct/1",
            "named person", "says", "possible",
        ),
        (
            "He/PRON/nsubj/3 =did/AUX/aux/3 =not/PART/advmod/3 =believe/VERB/root/- "
            "+the/DET/det/5 +story/NOUN/nsubj/7 +was/AUX/cop/7 +true/ADJ/ccomp/3 ./PUNCT/punct/3",
            "named person", "says", "unlikely",
        ),
        (
            "He/PRON/nsubj/1 =said/VERB/root/- +there/PRON/expl/3 +was/VERB/ccomp/1 "
            "+little/ADJ/amod/5 +chance/NOUN/nsubj/3 +of/SCONJ/mark/7 +finding/VERB/acl/5 "
            "+survivors/NOUN/obj/7 ./PUNCT/punct/1",
            "named person", "says", "unlikely",
        ),
        (
            "He/PRON/nsubj/1 =said/VERB/root/- +residents/PRON/nsubj/4 +should/AUX/aux/4 "
            "+leave/VERB/ccomp/1 ./PUNCT/punct/1",
            "named person", "says", "certain",
        ),
        (
            "He/PRON/nsubj/1 =said/VERB/root/- +the/DET/det/3 +work/NOUN/nsubj/6 "
            "+should/AUX/aux/6 +be/AUX/aux/6 +finished/VERB/ccomp/1 +by/ADP/case/8 "
            "+May/PROPN/obl/6 ./PUNCT/punct/1",
            "named person", "says", "probable",
        ),
        (
            "He/PRON/nsubj/1 =said/VERB/root/- +the/DET/det/3 +attackers/NOUN/nsubj/4 "
            "+appeared/VERB/ccomp/1 +to/PART/mark/7 +have/AUX/aux/7 +fled/VERB/xcomp/4 "
            "./PUNCT/punct/1",
            "named person", "says", "probable",
        ),
        (
            "+“/PUNCT/punct/4 +We/PRON/nsubj/4 +do/AUX/aux/4 +n't/PART/advmod/4 "
            "+think/VERB/ccomp/11 +it/PRON/nsubj/7 +is/AUX/cop/7 +safe/ADJ/ccomp/4 "
            "+,/PUNCT/punct/4 +”/PUNCT/punct/4 =he/PRON/nsubj/11 =said/VERB/root/- "
            "./PUNCT/punct/11",
            "named person", "says", "unlikely",
        ),
        (
            "Halden/PROPN/nsubj/1 =slams/VERB/root/- +board/NOUN/obj/1 +over/ADP/case/4 "
            "+cracks/NOUN/obj/1 ./PUNCT/punct/1",
            "named person", "accuses", "certain",
        ),
        (
            "Halden/PROPN/nsubj/1 =hits/VERB/root/- =out/ADP/compound/1 =at/ADP/case/4 "
            "+board/NOUN/obl/1 +over/ADP/case/6 +cracks/NOUN/obl/1 ./PUNCT/punct/1",
            "named person", "accuses", "certain",
        ),
        (
            "The/DET/det/1 company/NOUN/nsubj/2 =denied/VERB/root/- +that/SCONJ/mark/7 "
            "+the/DET/det/5 +dam/NOUN/nsubj/7 +might/AUX/aux/7 +break/VERB/ccomp/2 "
            "./PUNCT/punct/2",
            "named body", "denies", "certain",
        ),
        (
            "Ministry/PROPN/compound/1 officials/NOUN/nsubj/2 =gave/VERB/root/- =no/DET/advmod/5 "
            "=further/ADJ/amod/5 =details/NOUN/obj/2 ./PUNCT/punct/2",
            "unnamed official", "declines", "unknown",
        ),
        (
            "No/DET/det/1 one/PRON/nsubj/3 =has/AUX/aux/3 =claimed/VERB/root/- "
            "=responsibility/NOUN/obj/3 =for/ADP/case/7 +the/DET/det/7 +blast/NOUN/nmod/4 "
            "./PUNCT/punct/3",
            "unnamed group", "declines", "unknown",
        ),
        (
            "The/DET/det/1 minister/NOUN/nsubj/2 =indicated/VERB/root/- that/PRON/mark/4 "
            "+talks/NOUN/nsubj/6 +would/AUX/aux/6 +resume/VERB/ccomp/2 ./PUNCT/punct/2",
            "named person", "says", "probable",
        ),
        (
            "Kolb/PROPN/nsubj/1 =said/VERB/root/- =he/PRON/nsubj/5 =would/AUX/aux/5 "
            "=not/PART/advmod/5 =comment/VERB/ccomp/1 =on/ADP/case/8 +the/DET/det/8 "
            "+case/NOUN/obl/5 ./PUNCT/punct/1",
            "named person", "declines", "unknown",
        ),
        (
            "Kolb/PROPN/nsubj/1 =said/VERB/root/- =it/PRON/nsubj/5 =was/AUX/cop/5 "
            "=\"/PUNCT/punct/5 =possible/ADJ/ccomp/1 =\"/PUNCT/punct/5 +that/SCONJ/mark/10 "
            "+the/DET/det/9 +guard/NOUN/nsubj/10 +slept/VERB/advcl/5 ./PUNCT/punct/1",
            "named person", "says", "possible",
        ),
        (
            "=Claims/NOUN/root/- that/SCONJ/mark/3 +he/PRON/nsubj/3 +fled/VERB/acl/0 "
            "spread/VERB/acl/0 quickly/ADV/advmod/4 ./PUNCT/punct/0",
            "unnamed group", "claims", "certain",
        ),
        (
            "She/PRON/nsubj/3 =is/AUX/cop/3 =not/PART/advmod/3 =sure/ADJ/root/- +the/DET/det/5 "
            "+line/NOUN/nsubj/7 +will/AUX/aux/7 +hold/VERB/ccomp/3 ./PUNCT/punct/3",
            "named person", "says", "unknown",
        ),
        (
            "The/DET/det/1 mayor/NOUN/nsubj/2 =assured/VERB/root/- =residents/NOUN/obj/2 "
            "that/SCONJ/mark/9 +the/DET/det/6 +water/NOUN/nsubj/9 +would/AUX/aux/9 +be/AUX/cop/9 "
            "+back/ADV/ccomp/2 +on/ADP/case/11 +Friday/PROPN/obl/9 ./PUNCT/punct/2",
            "named person", "promises", "certain",
        ),
        (
            "The/DET/det/1 photo/NOUN/nsubj/2 =appears/VERB/root/- =to/PART/mark/4 "
            "=show/VERB/xcomp/2 +a/DET/det/6 +boat/NOUN/obj/4 +on/ADP/case/8 +fire/NOUN/obl/4 "
            "./PUNCT/punct/2",
            "data", "reveals", "probable",
        ),
        (
            "The/DET/det/1 ministry/NOUN/nsubj/2 =has/VERB/root/- =yet/ADV/advmod/5 "
            "=to/PART/mark/5 =comment/VERB/xcomp/2 on/ADP/case/8 +the/DET/det/8 +leak/NOUN/obl/5 "
            "./PUNCT/punct/2",
            "named body", "declines", "unknown",
        ),
        (
            "An/DET/det/1 autopsy/NOUN/nsubj/2 =found/VERB/root/- +no/DET/det/4 +sign/NOUN/obj/2 "
            "+of/ADP/case/6 +poison/NOUN/nmod/4 ./PUNCT/punct/2",
            "document", "reveals", "certain",
        ),
        (
            "He/PRON/nsubj/1 =pleaded/VERB/root/- =not/PART/advmod/3 =guilty/ADJ/xcomp/1 "
            "to/ADP/case/6 +the/DET/det/6 +charge/NOUN/obl/3 ./PUNCT/punct/1",
            "named person", "denies", "certain",
        ),
        (
            "The/DET/det/1 army/NOUN/nsubj/4 =has/AUX/aux/4 =not/PART/advmod/4 "
            "=ruled/VERB/root/- =out/ADP/compound/4 +a/DET/det/8 +ground/NOUN/compound/8 "
            "+attack/NOUN/ccomp/4 ./PUNCT/punct/4",
            "named body", "speculates", "possible",
        ),
        (
            "The/DET/det/1 clerk/NOUN/nsubj/2 =told/VERB/root/- =the/DET/det/4 "
            "=court/NOUN/iobj/2 that/SCONJ/mark/9 +he/PRON/nsubj/9 +could/AUX/aux/9 "
            "+not/PART/advmod/9 +remember/VERB/ccomp/2 +the/DET/det/11 +date/NOUN/obj/9 "
            "./PUNCT/punct/2",
            "named person", "says", "certain",
        ),
        (
            "+“/PUNCT/punct/1 +Where/ADV/root/- +were/AUX/cop/1 +the/DET/det/4 "
            "+guards/NOUN/nsubj/1 +that/DET/det/6 +night/NOUN/obl/1 +?/PUNCT/punct/1 "
            "+”/PUNCT/punct/1",
            None, "asks", "unknown",
        ),
        (
            "+“/PUNCT/punct/4 +The/DET/det/2 +guards/NOUN/nsubj/4 +were/AUX/cop/4 "
            "+asleep/ADJ/root/- +./PUNCT/punct/4 +”/PUNCT/punct/4",
            None, "says", "certain",
        ),
        (
            "Tests/NOUN/nsubj/3 =did/AUX/aux/3 =not/PART/advmod/3 =show/VERB/root/- "
            "that/SCONJ/mark/8 +the/DET/det/6 +water/NOUN/nsubj/8 +was/AUX/cop/8 "
            "+unsafe/ADJ/ccomp/3 ./PUNCT/punct/3",
            "data", "reveals", "unlikely",
        ),
        (
            "+“/PUNCT/punct/4 +We/PRON/nsubj/8 +will/AUX/aux/4 +be/AUX/cop/4 +ready/ADJ/ccomp/17 "
            "+./PUNCT/punct/4 +It/PRON/nsubj/8 +may/AUX/aux/4 +take/VERB/parataxis/4 "
            "+a/DET/det/10 +week/NOUN/obj/8 +./PUNCT/punct/13 +Nobody/PRON/nsubj/13 "
            "+knows/VERB/parataxis/4 +,/PUNCT/punct/13 +”/PUNCT/punct/13 Kolb/PROPN/nsubj/17 "
            "=said/VERB/root/- ./PUNCT/punct/17",
            "named person", "says", "certain",
        ),
        (
            "Neither/DET/cc/2 the/DET/det/2 mayor/NOUN/nsubj/7 nor/CCONJ/cc/5 the/DET/det/5 "
            "board/NOUN/conj/2 =would/AUX/aux/7 =say/VERB/root/- +who/PRON/nsubj/10 "
            "+would/AUX/aux/10 +pay/VERB/ccomp/7 ./PUNCT/punct/7",
            "named body", "declines", "unknown",
        ),
        (
            "Officials/NOUN/nsubj/1 =said/VERB/root/- +it/PRON/nsubj/5 +was/AUX/cop/5 "
            "+not/PART/advmod/5 +likely/ADJ/ccomp/1 +to/PART/mark/7 +reopen/VERB/xcomp/5 "
            "./PUNCT/punct/1",
            "unnamed official", "says", "unlikely",
        ),
        (
            "Kolb/PROPN/nsubj/1 =said/VERB/root/- =it/PRON/nsubj/3 =believes/VERB/ccomp/1 "
            "+the/DET/det/5 +pilot/NOUN/nsubj/6 +fell/VERB/ccomp/3 +asleep/ADV/advmod/6 "
            "./PUNCT/punct/1",
            "named person", "says", "probable",
        ),
        (
            "The/DET/det/1 rebels/NOUN/nsubj/2 =warned/VERB/root/- that/SCONJ/mark/6 "
            "+there/PRON/expl/6 +would/AUX/aux/6 +be/VERB/ccomp/2 +consequences/NOUN/nsubj/6 "
            "./PUNCT/punct/2",
            "named body", "threatens", "certain",
        ),
        (
            "Kolb/PROPN/nsubj/1 =warned/VERB/root/- +he/PRON/nsubj/4 +would/AUX/aux/4 "
            "+sue/VERB/ccomp/1 +the/DET/det/6 +paper/NOUN/obj/4 ./PUNCT/punct/1",
            "named person", "threatens", "certain",
        ),
        (
            "Prado/PROPN/nsubj/1 =told/VERB/root/- =reporters/NOUN/iobj/1 +the/DET/det/4 "
            "+aim/NOUN/nsubj/7 +was/AUX/aux/7 +to/PART/mark/7 +protect/VERB/ccomp/1 "
            "+dockers/NOUN/obj/7 ./PUNCT/punct/1",
            "named person", "says", "certain",
        ),
        (
            "Prado/PROPN/nsubj/1 =told/VERB/root/- =crews/NOUN/iobj/1 +nobody/PRON/nsubj/7 "
            "+was/AUX/aux/7 +to/PART/mark/7 +be/AUX/aux/7 +paid/VERB/ccomp/1 ./PUNCT/punct/1",
            "named person", "urges", "unknown",
        ),
        (
            "Police/NOUN/nsubj/1 =fear/VERB/root/- +uncertainty/NOUN/obj/1 +about/ADP/case/5 "
            "+the/DET/det/5 +harbour/NOUN/nmod/2 +could/AUX/aux/7 +fuel/VERB/acl/5 "
            "+unrest/NOUN/obj/7 ./PUNCT/punct/1",
            "named body", "speculates", "possible",
        ),
        (
            "Police/NOUN/nsubj/1 =fear/VERB/root/- +uncertainty/NOUN/obj/1 +about/ADP/case/5 "
            "+the/DET/det/5 +harbour/NOUN/nsubj/7 +could/AUX/aux/7 +fuel/VERB/acl/2 "
            "+unrest/NOUN/obj/7 ./PUNCT/punct/1",
            "named body", "speculates", "possible",
        ),
        (
            "Police/NOUN/nsubj/1 =fear/VERB/root/- +uncertainty/NOUN/obj/1 +that/PRON/nsubj/5 "
            "+could/AUX/aux/5 +fuel/VERB/acl/2 +unrest/NOUN/obj/5 ./PUNCT/punct/1",
            "named body", "speculates", "unknown",
        ),
    ],
)  # fmt: skip
def test_a_cue_and_a_content_have_a_sense(marked, grade, manner, certainty):
    sense = sense_of(*parse(marked), grade)
    assert (sense.manner, sense.certainty) == (manner, certainty), sense.why


SHOWN = (
    "{0}/NOUN/nsubj/1 =suggested/VERB/root/- +boats/NOUN/nsubj/3 +sank/VERB/ccomp/1 ./PUNCT/punct/1"
)


@pytest.mark.parametrize(
    ("source", "grade", "manner"),
    [
        ("figures", "data", "reveals"), ("reports", None, "reveals"),
        ("radio", "media outlet", "reveals"),
        ("divers", "unnamed group", "speculates"), ("divers", None, "speculates"),
    ],
)  # fmt: skip
def test_evidence_reveals_and_people_speculate(source, grade, manner):
    assert sense_of(*parse(SHOWN.format(source)), grade).manner == manner


def test_a_negation_in_the_content_is_no_refusal():
    marked = "she/PRON/nsubj/1 =said/VERB/root/- +it/PRON/nsubj/1 +was/AUX/cop/1 +not/PART/advmod/1"
    assert sense_of(*parse(marked), "named person").manner == "says"


def test_why_names_the_words_and_the_rule():
    sense = sense_of(
        *parse(
            "Kolb/PROPN/nsubj/3 =did/AUX/aux/3 =not/PART/advmod/3 =say/VERB/root/- "
            "+why/ADV/advmod/6 +boats/NOUN/nsubj/6 +sank/VERB/ccomp/3"
        ),
        "named person",
    )
    assert [one.field for one in sense.why] == ["manner", "certainty"]
    assert "did not say" in sense.why[0].how
    assert "negated" in sense.why[0].how


def test_a_cue_the_lexicon_does_not_have_says_with_little_confidence():
    sense = sense_of(
        *parse("Kolb/PROPN/nsubj/1 =yodelled/VERB/root/- +boats/NOUN/nsubj/3 +sank/VERB/ccomp/1"),
        None,
    )
    assert sense.manner == "says"
    assert sense.why[0].score <= 0.5


def test_not_only_is_no_negation():
    sense = sense_of(
        *parse(
            "Kolb/PROPN/nsubj/3 =not/PART/advmod/3 only/ADV/advmod/1 =said/VERB/root/- "
            "+boats/NOUN/nsubj/5 +sank/VERB/ccomp/3"
        ),
        None,
    )
    assert sense.manner == "says"


@pytest.mark.parametrize(("mark", "manner"), [(",/PUNCT", "says"), ("so/ADV", "declines")])
def test_the_negation_of_a_clause_in_front_is_not_the_cues(mark, manner):
    sense = sense_of(
        *parse(
            f"Where/ADV/mark/2 divers/NOUN/nsubj/2 did/AUX/advcl/6 not/PART/advmod/6 {mark}/dep/2 "
            "Kolb/PROPN/nsubj/6 =said/VERB/root/- +boats/NOUN/nsubj/8 +sank/VERB/ccomp/6"
        ),
        None,
    )
    assert sense.manner == manner


def test_neither_of_two_says_so_where_the_subject_hangs_on_the_auxiliary():
    sense = sense_of(
        *parse(
            "Neither/CCONJ/cc/1 Kolb/PROPN/nsubj/4 nor/CCONJ/cc/3 Roe/PROPN/conj/1 =would/AUX/aux/5"
            " =say/VERB/root/- +how/ADV/advmod/7 +many/ADJ/nsubj/8 +left/VERB/ccomp/5"
        ),
        None,
    )
    assert (sense.manner, sense.certainty) == ("declines", "unknown")


@pytest.mark.parametrize("verb", ["come", "drop", "decline"])
def test_what_should_come_down_is_foreseen(verb):
    parsed, _, content = parse(f"+costs/NOUN/nsubj/2 +should/AUX/aux/2 +{verb}/VERB/root/-")
    assert certainty_of(parsed, content, root_of(parsed, content)).certainty == "probable"


def test_who_offers_no_figure_keeps_it_back():
    sense = sense_of(
        *parse("Kolb/PROPN/nsubj/1 =offers/VERB/root/- =no/DET/det/3 +figure/NOUN/obj/1"), None
    )
    assert sense.manner == "declines"


@pytest.mark.parametrize(
    ("who", "mark", "certainty"),
    [
        ("She", "“", "certain"),
        ("I", "“", "probable"),
        ("She", "then", "probable"),
    ],
)
def test_what_somebody_else_thinks_makes_the_one_quoted_no_less_sure(who, mark, certainty):
    parsed, _, content = parse(
        f"+{mark}/PUNCT/punct/2 +{who}/PRON/nsubj/2 +thinks/VERB/root/- +it/PRON/nsubj/4"
        " +holds/VERB/ccomp/2"
    )
    assert certainty_of(parsed, content, root_of(parsed, content)).certainty == certainty


def test_what_somebody_else_may_think_is_as_open_as_the_one_quoted_says():
    parsed, _, content = parse(
        "+“/PUNCT/punct/3 +She/PRON/nsubj/3 +may/AUX/aux/3 +think/VERB/root/- +it/PRON/nsubj/5"
        " +holds/VERB/ccomp/3"
    )
    assert certainty_of(parsed, content, root_of(parsed, content)).certainty == "possible"


def test_the_weakest_certainty_is_the_last():
    assert weakest("certain", "possible", "probable") == "possible"
    assert weakest("unlikely", "unknown") == "unknown"


COULD = "+Divers/NOUN/nsubj/2 +could/AUX/aux/2 +enter/VERB/root/-"


@pytest.mark.parametrize(
    ("value", "certainty"), [(0.0, "possible"), (1.0, "possible"), (2.6, "certain")]
)
def test_the_model_decides_only_whether_could_is_ability(value, certainty):
    parsed, _, content = parse(COULD, [0.0, 0.0, value])
    assert certainty_of(parsed, content, root_of(parsed, content)).certainty == certainty


def test_a_model_at_odds_with_flat_words_lowers_the_score_only():
    words = "+Divers/NOUN/nsubj/1 +entered/VERB/root/-"
    parsed, _, content = parse(words, [0.0, -1.5])
    doubted = certainty_of(parsed, content, root_of(parsed, content))
    parsed, _, content = parse(words, [0.0, 2.5])
    sure = certainty_of(parsed, content, root_of(parsed, content))
    assert doubted.certainty == sure.certainty == "certain"
    assert doubted.score < sure.score
    assert "the model" in doubted.how


def test_nothing_at_all_still_has_a_sense():
    parsed, *_ = parse("Rain/NOUN/root/-")
    sense = sense_of(parsed, (), (), None)
    assert (sense.manner, sense.certainty) == ("says", "certain")


FORMS = [
    "said", "did", "not", "n't", "no", "nor", "neither", "deny", "confirm", "rule", "out", "asked",
    "to", "that", "whether", "may", "could", "should", "likely", "unlikely", "almost", "certainly",
    "is", "expected", "believed", "according", "report", "we", "will", "strike", "there", "chance",
    "little", "yet", "has", "comment", "without", "refused", "suggested", "closing", "?", "”", ",",
    "know", "too", "early", "say", "made", "mention", "of", "-", "hope", "claims", "I", "think",
]  # fmt: skip


@st.composite
def any_parsed(draw):
    n = draw(st.integers(1, 16))
    words = [
        (
            draw(st.sampled_from(FORMS)),
            draw(st.sampled_from(UPOS)),
            draw(st.integers(-1, n - 1)),  # cycles too: a tree is what others promise
            draw(st.sampled_from(RELATIONS)),
        )
        for _ in range(n)
    ]
    return make_parsed(words, draw(st.lists(st.floats(-3, 3), min_size=n, max_size=n)))


@light
@given(st.data())
def test_any_cue_and_content_have_a_valid_sense(data):
    parsed = data.draw(any_parsed())
    indices = st.lists(st.integers(0, len(parsed) - 1), unique=True)
    grade = data.draw(st.sampled_from([None, *get_args(Grade)]))
    sense = sense_of(parsed, sorted(data.draw(indices)), sorted(data.draw(indices)), grade)
    assert sense.manner in MANNERS
    assert sense.certainty in CERTAINTIES
    assert [one.field for one in sense.why] == ["manner", "certainty"]
    for one in sense.why:
        assert isinstance(one, Because)
        assert one.how
        assert 0 <= one.score <= 1


@light
@given(any_parsed())
def test_any_word_is_a_cue_or_none(parsed):
    for i in range(len(parsed)):
        cue = cue_at(parsed, i)
        assert cue is None or isinstance(cue, Cue)


@pytest.mark.parametrize("tag", ["VERB", "X"])
def test_who_neither_confirms_nor_denies_it_says_nothing(tag):
    marked = (
        f"Ruiz/PROPN/nsubj/2 =neither/PART/advmod/2 =confirmed/{tag}/root/- =nor/CCONJ/cc/4 "
        "=denied/VERB/conj/2 +the/DET/det/6 +report/NOUN/obj/4 ./PUNCT/punct/2"
    )
    sense = sense_of(*parse(marked), "named person")
    assert (sense.manner, sense.certainty) == ("declines", "unknown")


def test_a_blog_that_suggests_something_only_says_so():
    assert sense_of(*parse(SHOWN.format("blogs")), "media outlet").manner != "reveals"


@pytest.mark.parametrize(
    ("verb", "certainty"), [("plan", "certain"), ("say", "unknown"), ("judge", "unknown")]
)
def test_what_it_is_too_early_for_is_not_known_only_where_it_is_to_say(verb, certainty):
    marked = (
        "He/PRON/nsubj/1 =said/VERB/root/- +it/PRON/nsubj/5 +is/AUX/cop/5 +too/ADV/advmod/5 "
        f"+early/ADJ/ccomp/1 +to/PART/mark/7 +{verb}/VERB/advcl/5 ./PUNCT/punct/1"
    )
    assert sense_of(*parse(marked), "named person").certainty == certainty


@pytest.mark.parametrize(
    ("marked", "manner"),
    [
        ("Roe/PROPN/nsubj/1 =offered/VERB/root/- +no/DET/det/3 +reason/NOUN/obj/1", "declines"),
        ("Roe/PROPN/nsubj/1 =offered/VERB/root/- +no/DET/det/3 +tea/NOUN/obj/1", "promises"),
        ("Roe/PROPN/nsubj/1 =found/VERB/root/- +no/DET/det/3 +evidence/NOUN/obj/1", "reveals"),
    ],
)
def test_who_offers_no_reason_keeps_it_back_though_the_no_is_of_the_content(marked, manner):
    parsed, cue, content = parse(marked)
    assert sense_of(parsed, cue, content, "named person").manner == manner


@light
@given(st.data())
def test_words_in_a_circle_have_ancestors_and_all_that_they_govern_once(data):
    parsed = data.draw(any_parsed())
    i = data.draw(st.integers(0, len(parsed) - 1))
    above, below = [*parsed.ancestors(i)], parsed.subtree(i)
    assert len(above) <= len(parsed)
    assert all(parsed.heads[k] == up for k, up in zip([i, *above], above, strict=False))
    assert below == sorted({*below})
    assert i in below
