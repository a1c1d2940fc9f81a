"""Claims of others within what denies or repeats them: two statements, one about the other."""

from dataclasses import replace
from itertools import repeat

import pytest

from eval.gold import article_of
from onrecord.reading.statements.assembly import with_statements
from onrecord.reading.statements.chains.claimed import with_claims
from onrecord.reading.statements.sayings.sayings import sayings_of
from onrecord.record import Attribution, Verification
from tests.support.built_words import at, bare_reading, built, forms, syntax_of

BY = (
    "The/DET/det/2 transport/PROPN/compound/2 ministry/PROPN/nsubj/3 denied/VERB/root/-1"
    " a/DET/det/5 claim/NOUN/obj/3 by/ADP/case/10 the/DET/det/10 drivers/NOUN/compound/5"
    " '/PART/case/10 union/NOUN/nmod/8 that/SCONJ/mark/16 the/DET/det/13 tunnel/NOUN/nsubj/16"
    " had/AUX/aux/16 been/AUX/cop/16 unlit/ADJ/ccomp/5 ./PUNCT/punct/16"
)
# A reader takes "rejected" for a preposition.
FROM = (
    "Moscow/PROPN/nsubj/5 has/ADP/mark/2 rejected/ADP/root/-1 accusations/NOUN/obl/2"
    " from/ADP/case/5 Kyiv/PROPN/nmod/3 that/SCONJ/mark/9 its/PRON/nmod/8 troops/NOUN/nsubj/9"
    " shelled/VERB/acl/5 the/DET/det/11 market/NOUN/obj/9 ./PUNCT/punct/9"
)
WHOSE = (
    "The/DET/det/1 governor/NOUN/nsubj/2 echoed/VERB/root/-1 the/DET/det/4 army/NOUN/compound/6"
    " 's/PART/case/4 claim/NOUN/obj/2 that/SCONJ/mark/10 the/DET/det/9 convoy/NOUN/nsubj/10"
    " carried/VERB/acl/6 weapons/NOUN/obj/10 ./PUNCT/punct/2"
)
IN_A_PAPER = (
    "The/DET/det/2 harbour/NOUN/compound/2 office/PROPN/nsubj/3 dismissed/VERB/root/-1"
    " reports/NOUN/obj/3 in/ADP/case/8 the/DET/det/8 Varberg/PROPN/compound/8 Post/PROPN/nmod/4"
    " that/SCONJ/mark/14 two/NUM/nummod/11 cranes/NOUN/nsubj/14 would/AUX/aux/14 be/AUX/aux/14"
    " sold/VERB/ccomp/3 ./PUNCT/punct/14"
)
REJECTED = (
    "The/DET/det/1 claim/NOUN/nsubj/9 by/ADP/case/3 Welk/PROPN/nsubj/1 that/SCONJ/mark/7"
    " ballots/NOUN/nsubj/7 were/AUX/aux/7 burned/VERB/ccomp/1 was/AUX/aux/9 rejected/VERB/root/-1"
    " by/ADP/case/12 the/DET/det/12 commission/PROPN/obl/9 ./PUNCT/punct/9"
)
CONTRADICTING = (
    "Contradicting/ADP/mark/13 the/DET/det/2 mayor/NOUN/nmod/4 's/PART/case/2 assertion/NOUN/obj/0"
    " that/SCONJ/mark/9 the/DET/det/7 bridge/NOUN/nsubj/9 was/AUX/cop/9 sound/VERB/ccomp/4"
    " ,/PUNCT/punct/13 Lena/PROPN/nsubj/13 Brack/PROPN/flat/11 said/VERB/root/-1 two/NUM/nummod/15"
    " beams/NOUN/nsubj/17 had/AUX/aux/17 split/VERB/ccomp/13 ./PUNCT/punct/13"
)
CALLED = (
    "The/DET/det/1 minister/NOUN/nsubj/2 called/VERB/root/-1 Welk/PROPN/nmod/5 's/PART/case/3"
    " claim/NOUN/obj/2 that/SCONJ/mark/9 ballots/NOUN/nsubj/9 were/AUX/aux/9 burned/VERB/acl/5"
    " “/PUNCT/punct/13 a/DET/det/13 fairy/ADJ/advmod/13 tale/NOUN/obl/9 ”/PUNCT/punct/9"
    " ./PUNCT/punct/2"
)
NOBODYS = (
    "The/DET/det/1 ministry/PROPN/nsubj/2 rejected/VERB/root/-1 claims/NOUN/obl/2 that/SCONJ/mark/8"
    " prisoners/NOUN/nsubj/8 had/AUX/aux/8 been/AUX/aux/8 beaten/VERB/ccomp/3 ./PUNCT/punct/2"
)
HER_OWN = (
    "The/DET/det/1 mayor/NOUN/nsubj/2 repeated/VERB/root/-1 her/PRON/nmod/4 claim/NOUN/obj/2"
    " that/SCONJ/mark/9 the/DET/det/7 school/NOUN/nsubj/9 was/AUX/cop/9 empty/ADJ/ccomp/4"
    " ./PUNCT/punct/2"
)
ON_HIS_ACCOUNT = (
    "Felipe/PROPN/nsubj/2 Solt/PROPN/flat/0 denied/VERB/root/-1 on/ADP/case/6 his/PRON/nmod/6"
    " own/ADJ/amod/6 account/NOUN/obl/10 that/SCONJ/mark/10 there/PRON/expl/10 had/AUX/aux/10"
    " been/VERB/ccomp/2 a/DET/det/12 deal/NOUN/nsubj/10 ./PUNCT/nmod/6"
)
OF_A_FIRE = (
    "The/DET/det/1 governor/NOUN/nsubj/2 denied/PART/root/-1 a/DET/det/4 report/NOUN/obj/2"
    " of/ADP/case/7 a/DET/det/7 fire/NOUN/nmod/4 that/PRON/nsubj/9 killed/VERB/acl/7"
    " two/NUM/obj/9 ./PUNCT/punct/9"
)
CLERKS = (
    "Senator/PROPN/nmod/1 Ola/PROPN/nsubj/3 Brandt/PROPN/flat/1 repeated/VERB/root/-1 an/DET/det/5"
    " allegation/NOUN/obj/3 by/ADP/case/9 two/NUM/nummod/9 former/ADJ/amod/9 clerks/PROPN/obl/3"
    " that/SCONJ/mark/14 ballots/NOUN/nsubj/14 had/AUX/aux/14 been/AUX/aux/14 moved/VERB/ccomp/3"
    " ./PUNCT/punct/3"
)


def reading_of(parsed, *attributions):
    """Return a reading with attributions, each of source, cue and content in words of the text."""

    def span(phrase):
        words = at(parsed, phrase)
        return parsed.span(words[0], words[-1] + 1)

    made = [
        Attribution(source=(span(source),), cue=span(cue), content=(span(content),), score=0.9)
        for source, cue, content in attributions
    ]
    return bare_reading(syntax_of(parsed, parsed.words), made)


def claims(marked, *attributions):
    """Return (who, by which word, what) of each saying, and which noun names the claim."""
    parsed = built(marked)
    reading = reading_of(parsed, *attributions)
    found = with_claims(parsed, sayings_of(parsed, reading, ()), reading.attributions)
    return [
        (
            *(forms(parsed, words) for words in (one.source, one.cue, one.words)),
            parsed.words[one.claim] if one.claim >= 0 else "",
        )
        for one in found
    ]


@pytest.mark.parametrize(
    ("marked", "attributions", "expected"),
    [
        (
            BY,
            [
                ("The transport ministry", "denied", "the tunnel had been unlit"),
                ("the drivers ' union", "claim", "the tunnel had been unlit"),
            ],
            [
                (
                    "The transport ministry",
                    "denied",
                    "a claim by the drivers ' union that the tunnel had been unlit",
                    "claim",
                ),
                ("the drivers ' union", "claim", "the tunnel had been unlit", "claim"),
            ],
        ),
        (
            FROM,
            [
                (
                    "Moscow",
                    "has rejected",
                    "accusations from Kyiv that its troops shelled the market",
                )
            ],
            [
                (
                    "Moscow",
                    "has rejected",
                    "accusations from Kyiv that its troops shelled the market",
                    "accusations",
                ),
                ("Kyiv", "accusations", "its troops shelled the market", "accusations"),
            ],
        ),
        (
            WHOSE,
            [
                ("The governor", "echoed the army", "the convoy carried weapons"),
                ("the army 's", "claim", "the convoy carried weapons"),
            ],
            [
                (
                    "The governor",
                    "echoed",
                    "the army 's claim that the convoy carried weapons",
                    "claim",
                ),
                ("the army", "claim", "the convoy carried weapons", "claim"),
            ],
        ),
        (
            IN_A_PAPER,
            [
                (
                    "The harbour office",
                    "dismissed",
                    "reports in the Varberg Post that two cranes would be sold",
                )
            ],
            [
                (
                    "The harbour office",
                    "dismissed",
                    "reports in the Varberg Post that two cranes would be sold",
                    "reports",
                ),
                ("the Varberg Post", "reports", "two cranes would be sold", "reports"),
            ],
        ),
        (
            REJECTED,
            [
                ("the commission", "claim", "ballots were burned"),
                ("the commission", "was rejected", "ballots were burned"),
            ],
            [
                (
                    "the commission",
                    "was rejected",
                    "The claim by Welk that ballots were burned",
                    "claim",
                ),
                ("Welk", "claim", "ballots were burned", "claim"),
            ],
        ),
        (
            CONTRADICTING,
            [
                ("Lena Brack", "Contradicting", "the bridge was sound"),
                ("Lena Brack", "said", "two beams had split"),
            ],
            [
                ("the mayor", "assertion", "the bridge was sound", "assertion"),
                ("Lena Brack", "said", "two beams had split", "assertion"),
            ],
        ),
        (
            CALLED,
            [("The minister", "called", "Welk 's claim that ballots were burned “ a fairy tale ”")],
            [
                (
                    "The minister",
                    "called",
                    "Welk 's claim that ballots were burned “ a fairy tale ”",
                    "claim",
                ),
                ("Welk", "claim", "ballots were burned", "claim"),
            ],
        ),
    ],
)
def test_a_claim_that_is_answered_is_one_statement_and_the_answer_another(
    marked, attributions, expected
):
    assert claims(marked, *attributions) == expected


@pytest.mark.parametrize(
    ("marked", "attribution"),
    [
        (NOBODYS, ("The ministry", "rejected", "claims that prisoners had been beaten")),
        (HER_OWN, ("The mayor", "repeated", "her claim that the school was empty")),
        (ON_HIS_ACCOUNT, ("Felipe Solt", "denied", "there had been a deal")),
        (OF_A_FIRE, ("The governor", "denied", "a report of a fire that killed two")),
    ],
)
def test_what_is_nobodys_claim_or_ones_own_is_one_statement(marked, attribution):
    assert [one[3] for one in claims(marked, attribution)] == [""]


def statements(marked, *attributions):
    parsed = built(marked)
    article = article_of("by hand", parsed.text, repeat("paragraph"))
    return with_statements(article, reading_of(parsed, *attributions)).statements


def test_who_denies_a_claim_is_about_it_and_does_not_tell_of_it():
    denial, claim = statements(
        BY, ("The transport ministry", "denied", "the tunnel had been unlit")
    )
    assert (denial.manner, denial.refers, denial.via) == ("denies", (claim.id,), ())
    assert (claim.manner, claim.refers, claim.via) == ("claims", (), ())
    assert claim.speaker_name == "the drivers ' union"


def test_whose_claim_it_is_is_not_who_repeats_it():
    answer, claim = statements(CLERKS, ("Senator Ola Brandt", "repeated", "ballots had been moved"))
    assert (claim.speaker_name, answer.refers) == ("two former clerks", (claim.id,))


def test_who_confirms_a_claim_has_checked_that_one():
    parsed = built(WHOSE.replace("echoed", "confirmed"))
    article = article_of("by hand", parsed.text, repeat("paragraph"))
    claim = ("the army 's", "claim", "the convoy carried weapons")
    whole = parsed.span(0, len(parsed) - 1)
    check = Verification(
        span=whole, outcome="verified", covers=(), score=0.9, shares=(0.05, 0.9, 0.05)
    )
    reading = replace(reading_of(parsed, claim), verifications=(check,))
    read = with_statements(article, reading)
    assert [(one.outcome, one.statements) for one in read.checks] == [("verified", ("s1",))]
