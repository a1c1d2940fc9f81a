"""Who is cited behind a medium that says nothing else, and whose a shared content is."""

from itertools import repeat

import pytest

from eval.gold import article_of
from onrecord.reading.statements.assembly import with_statements
from onrecord.reading.statements.chains.citing import with_subject
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.record import Attribution, Sensed
from tests.support.built_words import at, bare_reading, built, forms, syntax_of

ACCORDING = (
    "According/VERB/case/2 to/ADP/fixed/0 Kattegat/PROPN/root/-1 Radio/PROPN/flat/2 ,/PUNCT/punct/2"
    " which/PRON/nsubj/6 cited/VERB/parataxis/2 the/DET/det/9 harbour/NOUN/compound/9"
    " office/NOUN/flat/2 ,/PUNCT/punct/13 two/NUM/nummod/12 ships/NOUN/nsubj/13"
    " collided/VERB/ccomp/0 ./PUNCT/punct/13"
)
REPORTED = (
    "The/DET/det/2 Kattegat/PROPN/compound/2 agency/NOUN/nsubj/3 reported/VERB/root/-1"
    " ,/PUNCT/punct/7 citing/VERB/fixed/7 a/DET/det/7 source/NOUN/parataxis/3 in/ADP/case/11"
    " the/DET/det/11 emergency/NOUN/compound/11 ministry/NOUN/nmod/7 ,/PUNCT/punct/7"
    " that/SCONJ/mark/16 the/DET/det/15 fire/NOUN/nsubj/16 ended/VERB/ccomp/3 ./PUNCT/punct/3"
)
HERDSMAN = (
    "The/DET/det/1 mine/NOUN/nsubj/3 has/AUX/aux/3 closed/VERB/ccomp/7 ,/PUNCT/punct/7"
    " the/DET/det/6 council/NOUN/nsubj/7 said/VERB/root/-1 ,/PUNCT/punct/9 citing/VERB/advcl/7"
    " a/DET/det/11 herdsman/NOUN/obj/9 who/PRON/nsubj/14 had/AUX/aux/14 seen/VERB/acl/11"
    " it/PRON/obj/14 ./PUNCT/punct/7"
)
REASON = (
    "The/DET/det/1 ministry/NOUN/nsubj/2 declined/VERB/root/-1 to/PART/mark/4 give/VERB/xcomp/2"
    " a/DET/det/6 figure/NOUN/obj/4 ,/PUNCT/punct/8 citing/VERB/advcl/2 talks/NOUN/obj/8"
    " with/ADP/case/11 Norway/PROPN/nmod/9 ./PUNCT/punct/2"
)
WEATHER = (
    "Clerks/NOUN/nsubj/6 ,/PUNCT/punct/0 citing/VERB/advcl/6 the/DET/det/4 weather/NOUN/obl/6"
    " ,/PUNCT/punct/6 said/VERB/root/-1 the/DET/det/8 road/NOUN/nsubj/10 was/AUX/aux/10"
    " shut/VERB/ccomp/6 ./PUNCT/punct/6"
)
SEEN = (
    "Kolb/PROPN/nsubj/1 wrote/VERB/root/-1 in/ADP/case/4 an/DET/det/4 email/NOUN/obl/1"
    " ,/PUNCT/punct/4 which/PRON/obj/10 the/DET/det/8 Post/PROPN/nsubj/10 has/AUX/aux/10"
    " seen/VERB/acl/4 ,/PUNCT/punct/10 that/SCONJ/mark/16 the/DET/det/14 money/NOUN/nsubj/16"
    " was/AUX/cop/16 gone/VERB/ccomp/1 ./PUNCT/punct/1"
)
TAPE = (
    "In/ADP/case/2 a/DET/det/2 recording/NOUN/obl/10 obtained/VERB/acl/2 by/ADP/case/6"
    " Kattegat/PROPN/compound/6 Radio/PROPN/obl/3 ,/PUNCT/punct/10 the/DET/det/9"
    " mayor/NOUN/nsubj/10 tells/VERB/root/-1 her/PRON/nmod/12 staff/NOUN/iobj/10 to/PART/mark/14"
    " wait/VERB/xcomp/10 ./PUNCT/punct/10"
)
QUOTED = (
    "The/DET/det/1 mayor/NOUN/nsubj/3 was/AUX/aux/3 quoted/VERB/root/-1 by/ADP/case/6"
    " Kattegat/PROPN/compound/6 Radio/PROPN/obl/3 as/SCONJ/mark/8 saying/VERB/advcl/3"
    " that/SCONJ/mark/13 the/DET/det/11 tower/NOUN/nsubj/13 would/AUX/aux/13 stay/VERB/ccomp/8"
    " ./PUNCT/punct/3"
)
SENSED = Sensed(
    manner="says", manner_score=0.9, certainty="certain", certainty_score=0.9, grade=None,
    grade_score=0.0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "attributions", "expected"),
    [
        (
            ACCORDING,
            [
                ("Kattegat Radio , which cited the harbour office", "According to", "two ships"),
                ("the harbour office", "cited", "two ships collided", "Kattegat Radio"),
            ],
            [("the harbour office", "two ships collided", ["Kattegat Radio"])],
        ),
        (
            REPORTED,
            [
                ("The Kattegat agency", "reported", "the fire ended"),
                ("a source in the emergency ministry", "citing", "the fire ended",
                 "The Kattegat agency"),
            ],
            [("a source in the emergency ministry", "the fire ended", ["The Kattegat agency"])],
        ),
        (
            HERDSMAN,
            [("the council", "said", "The mine has closed")],
            [("a herdsman", "The mine has closed", ["the council"])],
        ),
        (
            REASON,
            [("The ministry", "declined to give", "a figure")],
            [("The ministry", "a figure", [])],
        ),
        (
            WEATHER,
            [
                ("the weather", "citing", "the road was shut", "Clerks"),
                ("Clerks", "said", "the road was shut"),
            ],
            [("Clerks", "the road was shut", [])],
        ),
        (
            SEEN,
            [
                ("Kolb", "wrote", "the money was gone", "the Post"),
                ("the Post", "has seen", "the money was gone"),
            ],
            [("Kolb", "the money was gone", ["the Post"])],
        ),
        (
            TAPE,
            [("the mayor", "tells her staff", "to wait")],
            [("the mayor", "to wait", ["Kattegat Radio", "a recording"])],
        ),
        (
            QUOTED,
            [
                ("Kattegat Radio", "was quoted by", "as saying that the tower would stay"),
                ("The mayor", "saying", "the tower would stay"),
            ],
            [("The mayor", "the tower would stay", ["Kattegat Radio"])],
        ),
    ],
)  # fmt: skip
def test_who_is_cited_says_it_through_who_cites(marked, attributions, expected):
    parsed = built(marked)

    def span(phrase):
        words = at(parsed, phrase)
        return parsed.span(words[0], words[-1] + 1)

    made = [
        Attribution(
            source=(span(source),),
            cue=span(cue),
            content=(span(content),),
            teller=span(teller[0]) if teller else None,
            teller_score=1.0 if teller else 0.0,
            sensed=SENSED,
            score=0.9,
        )
        for source, cue, content, *teller in attributions
    ]
    article = article_of("by hand", parsed.text, repeat("paragraph"))
    read = with_statements(article, bare_reading(syntax_of(parsed, parsed.words), made))
    text = parsed.text
    assert [
        (
            one.speaker_name,
            " ".join(text[piece.start : piece.end] for piece in one.content),
            [told.name for told in one.via],
        )
        for one in read.statements
    ] == expected


@pytest.mark.parametrize(("noun", "found"), [("papers", "the papers"), ("summer", "")])
def test_what_somebody_is_said_in_to_have_done_says_so(noun, found):
    parsed = built(
        f"Kolb/PROPN is/AUX said/VERB in/ADP the/DET {noun}/NOUN to/PART have/AUX left/VERB ./PUNCT"
    )
    pieces = (range(1), range(3, 9))
    one = Saying(source=(), cue=(1, 2), pieces=pieces, score=0.9, made="model")
    told = with_subject(parsed, one)
    assert forms(parsed, told.source) == found
    kept = "Kolb to have left" if found else f"Kolb in the {noun} to have left"
    assert forms(parsed, told.words) == kept
