"""Chains: through whom a statement is told. Sentences of our own, words built by hand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.statements.chains.carriers import Carriers, Through
from onrecord.reading.statements.chains.chain import layered, only_tells
from onrecord.reading.statements.chains.clauses import clause_behind, clause_in
from onrecord.reading.statements.chains.handed import Names, possible_hands
from onrecord.reading.statements.chains.phrases import phrase_from
from onrecord.reading.statements.chains.subjects import is_same
from onrecord.reading.statements.chains.telling import Layered
from onrecord.reading.statements.chains.within import held, left_of, without_doubtful
from onrecord.reading.statements.sayings.saying import Saying
from tests.support.built_words import at, built, forms

light = settings(max_examples=200, deadline=None)

HOLM = (
    "The/DET bridge/NOUN stays/VERB shut/ADJ until/ADP June/PROPN ,/PUNCT Petra/PROPN Holm/PROPN"
    " told/VERB workers/NOUN ,/PUNCT the/DET Gazette/PROPN reported/VERB ./PUNCT"
)
THREAT = (
    "One/NUM aide/NOUN said/VERB/root that/SCONJ/mark/5 Varga/PROPN had/AUX threatened/VERB/ccomp/2"
    " on/ADP Monday/PROPN to/PART/mark/10 quit/VERB/advcl/6 ./PUNCT"
)
SCAN = (
    "A/DET/det/1 scan/NOUN/nsubj/6 ,/PUNCT he/PRON added/VERB ,/PUNCT showed/VERB"
    " that/SCONJ/mark/10 nothing/PRON was/AUX broken/VERB/ccomp/6 ./PUNCT"
)
HOPES = (
    "She/PRON said/VERB she/PRON hoped/VERB that/SCONJ/mark/6 it/PRON holds/VERB/ccomp/3 ./PUNCT"
)
PHOTO = (
    "RTV/PROPN/nsubj/1 published/VERB a/DET/det/3 photo/NOUN/obj/1 it/PRON said/VERB showed/VERB"
    " the/DET train/NOUN ./PUNCT"
)
CARRIED = (
    "In/ADP a/DET statement/NOUN carried/VERB/acl/2 by/ADP the/DET Courier/PROPN ,/PUNCT"
    " Varga/PROPN denied/VERB that/SCONJ he/PRON lied/VERB ./PUNCT"
)
CITED = (
    "The/DET Gazette/PROPN reported/VERB ,/PUNCT citing/VERB two/NUM officials/NOUN ,/PUNCT"
    " that/SCONJ trains/NOUN stopped/VERB ./PUNCT"
)
LAWYER = (
    "Through/ADP a/DET lawyer/NOUN ,/PUNCT Jana/PROPN Novak/PROPN ,/PUNCT he/PRON denied/VERB"
    " the/DET theft/NOUN ./PUNCT"
)


def said(parsed, source, cue, *pieces, made="model"):
    """Make a saying from phrases of a text."""
    stretches = [at(parsed, piece) for piece in pieces]
    return Saying(
        source=at(parsed, source) if source else (),
        cue=at(parsed, cue) if cue else (),
        pieces=tuple(range(words[0], words[-1] + 1) for words in stretches),
        score=0.9,
        made=made,
    )


def told(parsed, sayings):
    """Return (who, by which words, what, through whom) of each statement."""
    return [
        (
            forms(parsed, one.saying.source),
            forms(parsed, one.saying.cue),
            forms(parsed, one.saying.words),
            [forms(parsed, through.source) for through in one.via],
        )
        for one in layered(parsed, sayings)
    ]


def test_the_outer_one_of_two_cues_is_the_chain():
    parsed = built(HOLM)
    outer = said(
        parsed,
        "the Gazette",
        "reported",
        "The bridge stays shut until June , Petra Holm told workers",
    )
    assert told(parsed, [outer]) == [
        ("Petra Holm", "told", "The bridge stays shut until June", ["the Gazette"])
    ]


def test_a_content_that_holds_another_and_one_that_does_not_give_the_same():
    parsed = built(THREAT)
    outer = said(parsed, "One aide", "said", "Varga had threatened on Monday to quit")
    inner = said(parsed, "Varga", "had threatened", "to quit")
    expected = [("Varga", "had threatened", "to quit", ["One aide"])]
    assert told(parsed, [outer, inner]) == expected
    assert told(parsed, [outer]) == expected


def test_what_shows_it_is_the_speaker_and_who_tells_of_it_the_chain():
    parsed = built(SCAN)
    flat = said(parsed, "he", "added", "A scan", "nothing was broken")
    assert told(parsed, [flat]) == [("A scan", "showed", "nothing was broken", ["he"])]


def test_the_same_speaker_makes_no_chain():
    parsed = built(HOPES)
    outer = said(parsed, "She", "said", "she hoped that it holds")
    inner = said(parsed, "she", "hoped", "it holds")
    assert [via for *_, via in told(parsed, [outer, inner])] == [[]]


@pytest.mark.parametrize(
    ("subject", "outer", "same"),
    [("she", "Jana Novak", True), ("it", "the agency", True), ("he", "state radio", False)],
)
def test_a_person_is_not_the_body_that_tells_of_it(subject, outer, same):
    parsed = built(
        "she/PRON it/PRON he/PRON Jana/PROPN Novak/PROPN the/DET agency/NOUN state/NOUN radio/NOUN"
    )
    assert is_same(parsed, at(parsed, subject), at(parsed, outer)) is same


def test_a_photo_is_shown_by_who_published_it():
    parsed = built(PHOTO)
    sayings = [said(parsed, "it", "said"), said(parsed, "it", "showed", "the train")]
    assert told(parsed, sayings) == [("a photo", "showed", "the train", ["RTV"])]


def test_a_statement_carried_by_a_paper_comes_through_it():
    parsed = built(CARRIED)
    one = said(parsed, "Varga", "denied", "he lied")
    assert told(parsed, [one]) == [("Varga", "denied", "he lied", ["the Courier"])]


def test_who_is_cited_says_it_and_who_cites_is_the_chain():
    parsed = built(CITED)
    one = said(parsed, "The Gazette", "reported", "trains stopped")
    assert told(parsed, [one]) == [("two officials", "citing", "trains stopped", ["The Gazette"])]


def test_a_lawyer_speaks_for_somebody():
    parsed = built(LAWYER)
    one = said(parsed, "he", "denied", "the theft")
    assert told(parsed, [one]) == [("he", "denied", "the theft", ["a lawyer , Jana Novak"])]


def via(marked, source, cue, content):
    """Return through whom one saying of a text is told."""
    parsed = built(marked)
    ((*_, through),) = told(parsed, [said(parsed, source, cue, content)])
    return through


@pytest.mark.parametrize(
    ("marked", "source", "cue", "content", "through"),
    [
        (
            "It/PRON failed/VERB ,/PUNCT according/VERB to/ADP a/DET letter/NOUN that/PRON the/DET"
            " Courier/PROPN has/AUX seen/VERB ./PUNCT",
            "a letter",
            "according to",
            "It failed",
            ["the Courier"],
        ),
        (
            "It/PRON failed/VERB ,/PUNCT according/VERB to/ADP a/DET memo/NOUN relayed/VERB by/ADP"
            " police/NOUN ./PUNCT",
            "a memo",
            "according to",
            "It failed",
            ["police"],
        ),
        (
            "Speaking/VERB through/ADP a/DET translator/NOUN ,/PUNCT Sarr/PROPN said/VERB he/PRON"
            " walked/VERB ./PUNCT",
            "Sarr",
            "said",
            "he walked",
            ["a translator"],
        ),
        (
            "Hart/PROPN denied/VERB the/DET theft/NOUN via/ADP his/PRON spokesman/NOUN ./PUNCT",
            "Hart",
            "denied",
            "the theft",
            ["his spokesman"],
        ),
        (
            "Hart/PROPN has/AUX said/VERB through/ADP his/VERB union/NOUN that/SCONJ he/PRON"
            " walked/VERB ./PUNCT",
            "Hart",
            "has said",
            "he walked",
            ["his union"],
        ),
        (
            "Hart/PROPN said/VERB through/ADP a/DET hatch/NOUN that/SCONJ he/PRON walked/VERB"
            " ./PUNCT",
            "Hart",
            "said",
            "he walked",
            [],
        ),
        (
            "In/ADP excerpts/NOUN published/VERB on/ADP Sunday/PROPN by/ADP the/DET magazine/NOUN"
            " Pauta/PROPN ,/PUNCT Vale/PROPN says/VERB she/PRON fell/VERB ./PUNCT",
            "Vale",
            "says",
            "she fell",
            ["the magazine Pauta"],
        ),
        (
            "Roe/PROPN/nsubj/2 was/AUX quoted/VERB by/ADP the/DET Courier/PROPN as/ADP saying/VERB"
            " it/PRON failed/VERB ./PUNCT",
            "the Courier",
            "was quoted by",
            "as saying it failed",
            ["the Courier"],
        ),
        (
            "The/DET answer/NOUN was/AUX carried/VERB by/ADP the/DET Courier/PROPN ./PUNCT"
            " It/PRON failed/VERB ,/PUNCT Roe/PROPN/nsubj/13 was/AUX quoted/VERB as/ADP"
            " saying/VERB ./PUNCT",
            "Roe",
            "was quoted as saying",
            "It failed",
            ["the Courier"],
        ),
        (
            "Zora/PROPN/nsubj/1 printed/VERB a/DET letter/NOUN/obj/1 in/ADP which/PRON she/PRON"
            " said/VERB/acl/3 it/PRON failed/VERB ./PUNCT",
            "she",
            "said",
            "it failed",
            ["Zora"],
        ),
        (
            "Cross/NOUN -/PUNCT examined/VERB by/ADP Roe/PROPN ,/PUNCT she/PRON said/VERB it/PRON"
            " failed/VERB ./PUNCT",
            "she",
            "said",
            "it failed",
            [],
        ),
    ],
)
def test_who_carries_a_statement(marked, source, cue, content, through):
    assert via(marked, source, cue, content) == through


def test_who_is_cited_stands_between_the_paper_and_the_speaker():
    parsed = built(
        "Holm/PROPN said/VERB trains/NOUN stopped/VERB/ccomp/1 ,/PUNCT the/DET Gazette/PROPN"
        " reported/VERB ,/PUNCT citing/VERB an/DET aide/NOUN ./PUNCT"
    )
    outer = said(parsed, "the Gazette", "reported", "Holm said trains stopped")
    inner = said(parsed, "Holm", "said", "trains stopped")
    assert told(parsed, [outer, inner]) == [
        ("Holm", "said", "trains stopped", ["the Gazette", "an aide"])
    ]


@pytest.mark.parametrize(
    ("who", "by"),
    [
        ("Ana/PROPN/nsubj/5", ("Ana", "said", "“ It held , ”", [])),
        ("Courier/PROPN/nsubj/5", ("two engineers", "citing", "“ It held , ”", ["Courier"])),
    ],
)
def test_the_own_words_of_who_cites_are_not_of_those_cited(who, by):
    parsed = built(
        f"“/PUNCT It/PRON held/VERB ,/PUNCT ”/PUNCT {who} said/VERB ,/PUNCT citing/VERB"
        " two/NUM engineers/NOUN ./PUNCT"
    )
    one = said(parsed, by[3][0] if by[3] else "Ana", "said", "“ It held , ”")
    assert told(parsed, [one]) == [by]


def test_a_citing_in_the_middle_gives_its_content_to_who_cites():
    parsed = built(
        "The/DET ministry/NOUN said/VERB ,/PUNCT citing/VERB the/DET army/NOUN ,/PUNCT that/SCONJ"
        " trains/NOUN stopped/VERB ./PUNCT"
    )
    sayings = [
        said(parsed, "The ministry", "said"),
        said(parsed, "The ministry", "citing", "the army , that trains stopped"),
    ]
    assert told(parsed, sayings) == [("the army", "citing", "trains stopped", ["The ministry"])]


def test_two_verbs_of_one_subject_told_by_another_are_two_statements():
    parsed = built(
        "The/DET ministry/NOUN condemned/VERB the/DET raid/NOUN and/CCONJ promised/VERB/conj/2"
        " an/DET answer/NOUN ,/PUNCT Danub/PROPN said/VERB ./PUNCT"
    )
    outer = said(parsed, "Danub", "said", "The ministry condemned the raid and promised an answer")
    assert told(parsed, [outer]) == [
        ("The ministry", "condemned", "the raid", ["Danub"]),
        ("The ministry", "promised", "an answer", ["Danub"]),
    ]


def test_what_somebody_will_not_say_is_a_statement_of_its_own():
    parsed = built(
        "She/PRON said/VERB nobody/PRON left/VERB/ccomp/1 but/CCONJ would/AUX neither/PART"
        " confirm/VERB nor/CCONJ deny/VERB/conj/7 that/SCONJ/mark/12 it/PRON burned/VERB ./PUNCT"
    )
    whole = said(
        parsed, "She", "said", "nobody left but would neither confirm nor deny that it burned"
    )
    assert told(parsed, [whole]) == [
        ("She", "said", "nobody left", []),
        ("She", "would neither confirm nor deny", "it burned", []),
    ]


def test_what_the_story_says_aside_is_no_part_of_a_promise():
    parsed = built(
        "Varga/PROPN vowed/VERB to/PART end/VERB a/DET strike/NOUN that/PRON the/DET union/NOUN"
        " says/VERB/acl/5 has/AUX cost/VERB millions/NOUN ./PUNCT"
    )
    outer = said(parsed, "Varga", "vowed", "to end a strike that the union says has cost millions")
    inner = said(parsed, "the union", "says", "has cost millions")
    assert told(parsed, [outer, inner]) == [
        ("Varga", "vowed", "to end a strike", []),
        ("the union", "says", "has cost millions", []),
    ]


def test_who_denies_an_account_does_not_tell_of_it():
    parsed = built(
        "Two/NUM men/NOUN died/VERB ,/PUNCT the/DET union/NOUN said/VERB ,/PUNCT an/DET"
        " account/NOUN police/NOUN denied/VERB ./PUNCT"
    )
    first = said(parsed, "the union", "said", "Two men died")
    denial = said(parsed, "police", "denied", "Two men died , the union said")
    assert told(parsed, [first, denial]) == [
        ("the union", "said", "Two men died", []),
        ("police", "denied", "an account", []),
    ]


def test_what_somebody_is_accused_of_tells_of_no_other():
    parsed = built(
        "Tema/PROPN lashed/VERB out/ADP at/ADP Accra/PROPN for/ADP criticizing/VERB its/PRON"
        " army/NOUN ./PUNCT"
    )
    one = said(parsed, "Tema", "lashed out at", "Accra for criticizing its army")
    assert [through for *_, through in told(parsed, [one])] == [[]]


def test_a_cue_without_content_tells_of_its_sentence():
    parsed = built(
        "Images/NOUN suggest/VERB that/SCONJ it/PRON rose/VERB ,/PUNCT according/VERB to/ADP"
        " TerraMap/PROPN ./PUNCT"
    )
    inner = said(parsed, "Images", "suggest", "it rose")
    outer = said(parsed, "TerraMap", "according to")
    assert told(parsed, [inner, outer]) == [("Images", "suggest", "it rose", ["TerraMap"])]


def test_an_interviewer_tells_of_others():
    parsed = built(
        "ROE/PROPN :/PUNCT The/DET union/NOUN says/VERB it/PRON failed/VERB ./PUNCT Why/ADV ?/PUNCT"
    )
    turn = said(parsed, "ROE", "", "Why ?", made="turn")
    inner = said(parsed, "The union", "says", "it failed")
    assert ("The union", "says", "it failed", ["ROE"]) in told(parsed, [turn, inner])


def test_who_only_tells_that_another_spoke_says_nothing_of_its_own():
    parsed = built(
        "Roe/PROPN/nsubj/1 recalled/VERB/root/-1 that/SCONJ/mark/4 he/PRON/nsubj/4"
        " said/VERB/ccomp/1 “/PUNCT I/PRON/nsubj/6 left/VERB/ccomp/4 ”/PUNCT"
    )
    outer = said(parsed, "Roe", "recalled", "he said")
    inner = said(parsed, "he", "said", "“ I left ”")
    through = Through(source=outer.source, cue=outer.cue)
    assert only_tells(parsed, Layered(saying=outer, via=()), Layered(saying=inner, via=(through,)))
    assert not only_tells(parsed, Layered(saying=outer, via=()), Layered(saying=inner, via=()))


@pytest.mark.parametrize(
    "marked",
    [
        "It/PRON was/AUX too/ADV early/ADJ to/PART say/VERB whether/SCONJ it/PRON rose/VERB",
        "Nobody/PRON said/VERB that/SCONJ/mark it/PRON rose/VERB",
        "The/DET line/NOUN was/AUX described/VERB as/ADP safe/ADJ by/ADP Varga/PROPN",
        "The/DET car/NOUN turned/VERB left/ADV",
        "It/PRON is/AUX like/ADP acting/NOUN ,/PUNCT I/PRON guess/VERB",
        "“/PUNCT Varga/PROPN said/VERB that/SCONJ/mark it/PRON rose/VERB ”/PUNCT",
        "“/PUNCT",
        "said/VERB",
    ],
)
def test_these_words_tell_of_no_others(marked):
    parsed = built(marked)
    assert clause_in(parsed, range(len(parsed))) is None
    assert clause_behind(parsed, range(len(parsed))) is None


TOKENS = [
    "Varga/PROPN", "said/VERB", "that/SCONJ/mark", "she/PRON", "it/PRON", ",/PUNCT", "had/AUX",
    "showed/VERB", "a/DET", "photo/NOUN", "citing/VERB", "carried/VERB", "by/ADP", "the/DET",
    "Courier/PROPN", "according/VERB", "to/ADP", "“/PUNCT", "”/PUNCT", "quoted/VERB", "as/SCONJ",
    "saying/VERB", "./PUNCT", "¶", ":/PUNCT", "through/ADP", "lawyer/NOUN", "was/AUX",
]  # fmt: skip


@st.composite
def texts_with_sayings(draw):
    tokens = draw(st.lists(st.sampled_from(TOKENS), min_size=3, max_size=25))
    parsed = built(" ".join([*tokens, "end/NOUN"]))
    stretch = st.tuples(*[st.integers(0, len(parsed) - 1)] * 2).map(sorted)
    ranges = stretch.map(lambda pair: range(pair[0], pair[1] + 1))
    sayings = draw(
        st.lists(
            st.builds(
                Saying,
                cue=ranges.map(tuple),
                source=st.one_of(st.just(()), ranges.map(tuple)),
                pieces=st.lists(ranges, max_size=2).map(tuple),
                score=st.just(0.5),
                made=st.sampled_from(["model", "syntax", "turn"]),
            ),
            max_size=6,
        )
    )
    return parsed, sayings


@light
@given(texts_with_sayings())
def test_a_chain_has_no_circle_and_stays_in_the_text(both):
    parsed, sayings = both
    for one in layered(parsed, sayings):
        words = [set(through.source) for through in one.via]
        assert all(a.isdisjoint(b) for k, a in enumerate(words) for b in words[:k])
        assert all(set(one.saying.source) != other for other in words)
        assert one.saying.pieces
        assert all(0 <= i < len(parsed) for i in (*one.saying.words, *one.saying.cue))


TOLD_BY = (
    "He/PRON was/AUX/aux/2 told/VERB by/ADP officers/NOUN they/PRON/nsubj/7 had/AUX"
    " drowned/VERB/ccomp/2"
)
TOLD_IN_MAY = TOLD_BY.replace("by/ADP", "in/ADP May/PROPN by/ADP")
ASIDE = (
    "Varga/PROPN ,/PUNCT on/ADP being/AUX held/VERB ,/PUNCT had/AUX claimed/VERB that/SCONJ/mark/10"
    " it/PRON burned/VERB/ccomp/7"
)
HEARSAY = (
    "Varga/PROPN is/AUX said/VERB to/PART have/AUX told/VERB them/PRON that/SCONJ/mark/9 it/PRON"
    " burned/VERB/ccomp/5"
)


@pytest.mark.parametrize(
    ("marked", "who", "cue", "content"),
    [
        (TOLD_BY, "officers", "was told", "they had drowned"),
        (TOLD_IN_MAY, "officers", "was told", "they had drowned"),
        (ASIDE, "Varga", "had claimed", "it burned"),
        (HEARSAY, "Varga", "have told", "it burned"),
        ("Varga/PROPN declared/VERB “/PUNCT toys/NOUN ”/PUNCT", "Varga", "declared", "“ toys ”"),
        (
            "Varga/PROPN used/VERB to/PART say/VERB that/SCONJ/mark/6 it/PRON burned/VERB/ccomp/3",
            "Varga",
            "used to say",
            "it burned",
        ),
    ],
)
def test_clauses_that_report(marked, who, cue, content):
    parsed = built(marked)
    clause = clause_in(parsed, range(len(parsed)))
    assert clause is not None
    assert [forms(parsed, words) for words in clause] == [who, cue, content]


def test_who_governs_a_report_tells_of_it():
    parsed = built(
        "An/DET engineer/NOUN/nsubj/2 said/VERB a/DET colleague/NOUN/nsubj/6 had/AUX/aux/6"
        " warned/VERB/ccomp/2 that/SCONJ it/PRON burned/VERB ./PUNCT"
    )
    one = said(parsed, "a colleague", "had warned", "it burned")
    assert told(parsed, [one]) == [("a colleague", "had warned", "it burned", ["An engineer"])]


def test_who_tells_of_it_may_stand_in_commas():
    parsed = built(
        "The/DET scan/NOUN ,/PUNCT Mr/PROPN Achong/PROPN submitted/VERB ,/PUNCT suggested/VERB"
        " that/SCONJ it/PRON burned/VERB ./PUNCT"
    )
    one = said(parsed, "The scan", "suggested", "it burned")
    assert told(parsed, [one]) == [("The scan", "suggested", "it burned", ["Mr Achong"])]


def test_who_is_recalled_saying_it_says_it():
    parsed = built(
        "Luna/PROPN/nsubj/1 recalled/VERB/root the/DET priest/NOUN telling/VERB/ccomp/1"
        " him/PRON that/SCONJ/mark/8 it/PRON burned/VERB/ccomp/4 ./PUNCT"
    )
    one = said(parsed, "Luna", "recalled", "the priest telling him that it burned")
    assert told(parsed, [one]) == [("the priest", "telling", "it burned", ["Luna"])]


def test_he_is_another_than_his_lawyer():
    parsed = built(
        "His/PRON/nmod/1 lawyer/NOUN/nsubj/2 said/VERB he/PRON/nsubj/4 denied/VERB/ccomp/2"
        " the/DET theft/NOUN ./PUNCT"
    )
    one = said(parsed, "His lawyer", "said", "he denied the theft")
    assert told(parsed, [one]) == [("he", "denied", "the theft", ["His lawyer"])]


@pytest.mark.parametrize(
    ("marked", "inner", "outer", "same"),
    [
        ("she/PRON he/PRON", "he", "she", False),
        ("Investigators/NOUN he/PRON", "he", "Investigators", False),
        ("Roe/PROPN he/PRON", "he", "Roe", True),
        ("she/PRON her/PRON", "her", "she", False),
    ],
)
def test_a_pronoun_is_the_one_who_speaks_unless_it_cannot_be(marked, inner, outer, same):
    parsed = built(marked)
    assert is_same(parsed, at(parsed, inner), at(parsed, outer)) is same


def test_whose_word_is_cited_before_the_cue_is_told_through_its_subject():
    parsed = built(
        "The/DET Gazette/PROPN ,/PUNCT citing/VERB two/NUM officials/NOUN ,/PUNCT reported/VERB"
        " that/SCONJ trains/NOUN stopped/VERB ./PUNCT"
    )
    one = said(parsed, "two officials", "reported", "trains stopped")
    assert told(parsed, [one]) == [("two officials", "citing", "trains stopped", ["The Gazette"])]


# --- "he had been told that …": nobody says by whom


@pytest.mark.parametrize(
    ("who", "via"), [("he/PRON", ["Varga"]), ("the/DET crew/NOUN", []), ("I/PRON", [])]
)
def test_what_the_speaker_was_told_is_another_statement_what_others_were_is_his(who, via):
    parsed = built(
        f"Varga/PROPN said/VERB {who} had/AUX been/AUX told/VERB that/SCONJ/mark/8 it/PRON"
        " burned/VERB ./PUNCT"
    )
    words = " ".join(parsed.forms[2:-1])
    ((_, cue, content, through),) = told(parsed, [said(parsed, "Varga", "said", words)])
    assert through == via
    assert (cue, content) == (("had been told", "it burned") if via else ("said", words))


# --- "photographs sent by a driver"


def the_hands(parsed, one):
    """Return whom the words behind a thing name: (name, role)."""
    names = Names(
        lambda first, barred: tuple(
            i for i in (first, first + 1) if i < len(parsed) and i not in barred
        ),
        lambda name: any(parsed.tags[i] == "PROPN" for i in name),
        lambda name: "Gazette" in forms(parsed, name),
    )
    return [
        (forms(parsed, hand.name), hand.role, known)
        for hand, known in possible_hands(parsed, names, one)
    ]


def test_whoever_the_words_behind_a_thing_name_may_tell_of_what_it_shows():
    parsed = built(
        "Photographs/NOUN/nsubj/8 sent/VERB/acl/0 by/ADP Ana/PROPN Roe/PROPN to/ADP the/DET"
        " Gazette/PROPN show/VERB/root smoke/NOUN ./PUNCT"
    )
    one = said(parsed, "Photographs", "show", "smoke")
    found = the_hands(parsed, one)
    assert [(name, role) for name, role, _ in found] == [("Ana Roe", "by"), ("the Gazette", "to")]
    by, to = (known for _, _, known in found)
    assert (by["giving, by"], by["another medium"]) == (1, 1)
    assert (to["giving, given"], to["medium, given"], to["another medium"]) == (1, 1, 0)


@pytest.mark.parametrize(
    "marked",
    [  # a reader hangs the article on the verb, or takes the participle for it
        "A/DET/nsubj/5 video/NOUN/obj/5 posted/VERB/acl/1 by/ADP Ana/PROPN shows/VERB/root/-1"
        " smoke/NOUN ./PUNCT",
        "A/DET/det/1 report/NOUN/nsubj/2 posted/VERB/ccomp/5 by/ADP Ana/PROPN shows/VERB/root/-1"
        " smoke/NOUN ./PUNCT",
    ],
)
def test_a_thing_that_shows_is_one_whatever_the_reader_hangs_it_on(marked):
    parsed = built(marked)
    one = said(parsed, " ".join(parsed.forms[:5]), "shows", "smoke")
    assert [(name, role) for name, role, _ in the_hands(parsed, one)] == [("Ana", "by")]


def test_what_is_made_public_is_published_rather_than_made():
    parsed = built(
        "Minutes/NOUN/nsubj/5 made/VERB/acl/0 public/ADJ by/ADP Ana/PROPN show/VERB/root"
        " smoke/NOUN ./PUNCT"
    )
    ((_, _, known),) = the_hands(parsed, said(parsed, "Minutes", "show", "smoke"))
    assert (known["publishing"], known["making"]) == (1, 0)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("by/ADP the/DET firm/VERB Terra/PROPN shows/VERB", "the firm Terra"),
        ("by/ADP the/DET account/NOUN @reefwatch/X shows/VERB", "the account @reefwatch"),
        ("by/ADP an/DET account/NOUN called/VERB Reef/PROPN shows/VERB", "an account called Reef"),
        ("by/ADP his/VERB lawyer/NOUN shows/VERB", "his lawyer"),
    ],
)
def test_a_phrase_ends_behind_its_name(marked, name):
    parsed = built(marked)
    assert forms(parsed, phrase_from(parsed, 1, ())) == name


# --- "in a video that the channel aired, a man says"


@pytest.mark.parametrize(
    ("marked", "source", "cue", "content", "through"),
    [
        (
            "In/ADP a/DET video/NOUN ,/PUNCT a/DET man/NOUN says/VERB it/PRON burned/VERB ./PUNCT",
            "a man",
            "says",
            "it burned",
            ["a video"],
        ),
        (  # his own video: he chose it
            "In/ADP a/DET video/NOUN ,/PUNCT Varga/PROPN said/VERB it/PRON burned/VERB ./PUNCT",
            "Varga",
            "said",
            "it burned",
            [],
        ),
        (
            "Radio/PROPN/compound/1 Tema/PROPN/nsubj/2 aired/VERB/root/-1 a/DET/det/4"
            " tape/NOUN/obj/2 ./PUNCT In/ADP it/PRON ,/PUNCT a/DET man/NOUN can/AUX be/AUX"
            " heard/VERB telling/VERB crews/NOUN to/PART wait/VERB ./PUNCT",
            "a man",
            "can be heard telling",
            "crews to wait",
            ["Radio Tema", "a tape"],
        ),
        (
            "Police/NOUN found/VERB footage/NOUN in/ADP which/PRON a/DET guard/NOUN asks/VERB"
            " for/ADP tea/NOUN ./PUNCT",
            "a guard",
            "asks for",
            "tea",
            ["footage"],
        ),
        (
            "The/DET minutes/NOUN record/VERB him/PRON as/ADP calling/VERB it/PRON safe/ADJ"
            " ./PUNCT",
            "him",
            "calling",
            "it safe",
            ["The minutes"],
        ),
        (  # a letter is its writer's own
            "In/ADP a/DET letter/NOUN ,/PUNCT a/DET man/NOUN says/VERB it/PRON burned/VERB ./PUNCT",
            "a man",
            "says",
            "it burned",
            [],
        ),
    ],
)
def test_who_is_heard_in_a_recording_is_told_through_it(marked, source, cue, content, through):
    parsed = built(marked)
    found = Carriers(parsed).recorded(said(parsed, source, cue, content))
    assert [forms(parsed, one.source) for one in found] == through


def test_behind_a_person_nobody_is_looked_for():
    parsed = built(
        "Neighbours/NOUN sent/VERB by/ADP Ana/PROPN Roe/PROPN say/VERB it/PRON burned/VERB"
    )
    assert not the_hands(parsed, said(parsed, "Neighbours", "say", "it burned"))


# --- a statement within another


JOINED = (
    "Her/PRON uncle/NOUN/nsubj/2 had/AUX phoned/VERB/root and/CCONJ/cc/5 told/VERB/conj/3"
    " her/PRON to/PART leave/VERB/xcomp/5 ,/PUNCT Ana/PROPN said/VERB ./PUNCT"
)


@pytest.mark.parametrize(
    ("verb", "kept"),
    [
        ("asked/VERB/ccomp/1 crews/NOUN/obj/3 whether/SCONJ/mark/7", ["said"]),
        ("denied/VERB/ccomp/1 to/ADP/case/4 crews/NOUN/obl/3", ["denied"]),
    ],
)
def test_what_somebody_says_that_they_asked_is_a_part_of_what_they_say(verb, kept):
    parsed = built(
        f"Guards/NOUN/nsubj/1 said/VERB/root/-1 they/PRON/nsubj/3 {verb} it/PRON/nsubj/7"
        " sank/VERB/ccomp/3 ./PUNCT"
    )
    words = parsed.forms[2:-1]
    outer = said(parsed, "Guards", "said", " ".join(words))
    inner = said(parsed, "they", words[1], " ".join(words[-2:]))
    assert [cue for _, cue, _, _ in told(parsed, [outer, inner])] == kept


def test_who_does_not_know_tells_nothing_of_what_is_quoted():
    parsed = built(
        "“/PUNCT Whose/PRON/det/2 boats/NOUN/nsubj/4 these/PRON/nsubj/4 are/VERB/ccomp/8 ,/PUNCT"
        " they/PRON/nsubj/8 do/AUX/aux/8 know/VERB/ccomp/11 ,/PUNCT ”/PUNCT said/VERB/root/-1"
        " Roe/PROPN/nsubj/11 ./PUNCT"
    )
    one = said(parsed, "Roe", "said", "Whose boats these are , they do know")
    assert told(parsed, [one]) == [("Roe", "said", "Whose boats these are , they do know", [])]


def test_who_is_quoted_within_a_quotation_has_both_halves():
    parsed = built(
        "“/PUNCT It/PRON/nsubj/2 sank/VERB/ccomp/6 ,/PUNCT ”/PUNCT Kurier/PROPN/nsubj/6"
        " quoted/VERB/root/-1 him/PRON/obj/6 as/ADP/mark/9 saying/VERB/advcl/6 ./PUNCT"
        " “/PUNCT Nobody/PRON/nsubj/13 saw/VERB/root/-1 it/PRON/obj/13 ./PUNCT ”/PUNCT"
    )
    first, rest = "“ It sank , ”", "“ Nobody saw it . ”"
    quoted = said(parsed, "Kurier", "quoted", first, rest)
    slip = said(parsed, "him", "as", "saying")
    bare = replace(said(parsed, "him", "saying", "saying"), pieces=())
    assert told(parsed, [quoted, slip, bare]) == [
        ("him", "as saying", f"{first} {rest}", ["Kurier"])
    ]


def test_who_asks_in_minutes_is_not_the_minutes():
    parsed = built(
        "The/DET/det/1 minutes/NOUN/nsubj/2 record/VERB/root/-1 that/SCONJ/mark/5 she/PRON/nsubj/5"
        " asked/VERB/ccomp/2 whether/SCONJ/mark/8 it/PRON/nsubj/8 sank/VERB/ccomp/5 ./PUNCT"
    )
    outer = said(parsed, "The minutes", "record", "she asked whether it sank")
    inner = said(parsed, "she", "asked", "whether it sank")
    assert told(parsed, [outer, inner]) == [("she", "asked", "whether it sank", ["The minutes"])]


def test_a_helping_verb_that_is_read_as_a_noun_is_no_part_of_who_speaks():
    parsed = built(
        "Guards/NOUN/nsubj/1 said/VERB/root/-1 they/PRON/nsubj/5 had/NOUN/aux/5 long/ADV/advmod/5"
        " assumed/VERB/ccomp/1 that/SCONJ/mark/8 it/PRON/nsubj/8 sank/VERB/ccomp/5 ./PUNCT"
    )
    outer = said(parsed, "Guards", "said", "they had long assumed that it sank")
    assert told(parsed, [outer]) == [("Guards", "said", "they had long assumed that it sank", [])]


def test_whom_a_cited_one_in_turn_cited_says_it():
    parsed = built(
        "Trains/NOUN/nsubj/1 stopped/VERB/ccomp/5 ,/PUNCT the/DET/det/4 Gazette/PROPN/nsubj/5"
        " said/VERB/root/-1 ,/PUNCT citing/VERB/advcl/5 the/DET/det/9 ministry/NOUN/obj/7 ,/PUNCT"
        " which/PRON/nsubj/14 in/ADP turn/NOUN cited/VERB/acl/9 a/DET/det/16 guard/NOUN/obj/14"
        " ./PUNCT"
    )
    outer = said(parsed, "the Gazette", "said", "Trains stopped")
    citing = said(parsed, "the ministry", "citing", "Trains stopped")
    cited = said(parsed, "a guard", "cited", "Trains stopped")
    assert told(parsed, [outer, citing, cited]) == [
        ("a guard", "cited", "Trains stopped", ["the Gazette", "the ministry"])
    ]


def test_a_cited_one_who_tells_of_what_another_told_is_no_speaker():
    parsed = built(
        "Kurier/PROPN/nsubj/1 reported/VERB/root/-1 ,/PUNCT citing/VERB/advcl/1 a/DET/det/5"
        " clerk/NOUN/obj/3 ,/PUNCT that/SCONJ/mark/11 crews/NOUN/nsubj/11 had/AUX/aux/11"
        " been/AUX/aux/11 told/VERB/ccomp/1 by/ADP/case/14 a/DET/det/14 spy/NOUN/obl/11"
        " that/SCONJ/mark/17 it/PRON/nsubj/17 sank/VERB/ccomp/11 ./PUNCT"
    )
    outer = replace(said(parsed, "Kurier", "reported", "it sank"), pieces=())
    citing = replace(
        said(parsed, "a clerk", "citing", "it sank"), teller=at(parsed, "Kurier"), told=1.0
    )
    spy = replace(
        said(parsed, "a spy", "had been told by", "it sank"), teller=at(parsed, "a clerk"), told=1.0
    )
    ((who, _, what, _),) = told(parsed, [outer, citing, spy])
    assert (who, what) == ("a spy", "it sank")


def test_a_statement_that_and_joins_to_another_leaves_what_is_before_it():
    parsed = built(JOINED)
    outer = said(parsed, "Ana", "said", "Her uncle had phoned and told her to leave")
    inner = said(parsed, "", "told her", "to leave")
    assert forms(parsed, left_of(parsed, inner, outer)) == "Her uncle had phoned"
    assert left_of(parsed, said(parsed, "", "phoned", "to leave"), outer) is None


def test_what_tells_whether_a_statement_stands_within_another_is_named_the_same_for_all():
    parsed = built(JOINED)
    outer = said(parsed, "Ana", "said", "Her uncle had phoned and told her to leave")
    one = held(parsed, said(parsed, "", "told her", "to leave"), outer).evidence
    other = held(parsed, said(parsed, "Ana", "said", "to leave", made="syntax"), outer).evidence
    assert one.keys() == other.keys()
    assert (one["as conj"], one["ends it"], one["source"]) == (1, 1, 0)
    assert (other["by model"], other["the same"]) == (0, 1)


FRIEND = (
    "But/CCONJ a/DET/det/2 friend/NOUN/nsubj/3 said/VERB/root the/DET/det/5 player/NOUN/nsubj/6"
    " told/VERB/ccomp/3 him/PRON/iobj/6 it/PRON/nsubj/9 rained/VERB/ccomp/6 ./PUNCT"
)
RADIO = (
    "Radio/PROPN/nsubj/2 Cala/PROPN/obl/2 reported/VERB/root ,/PUNCT quoting/VERB/advcl/2"
    " two/NUM clerks/NOUN/nsubj/4 ,/PUNCT that/SCONJ/mark/11 the/DET fee/NOUN/nsubj/11"
    " rose/VERB/ccomp/4 ./PUNCT"
)


def test_what_joins_a_sentence_to_the_one_before_is_no_part_of_who_tells():
    parsed = built(FRIEND)
    inner = said(parsed, "the player", "told him", "it rained")
    assert told(parsed, [inner]) == [("the player", "told him", "it rained", ["a friend"])]


def test_who_cites_another_has_all_of_its_name_and_nothing_of_the_content():
    parsed = built(RADIO)
    citing = said(parsed, "two clerks", "quoting", "Radio Cala reported", "the fee rose")
    bare = said(parsed, "two clerks", "reported")
    expected = [("two clerks", "quoting", "the fee rose", ["Radio Cala"])]
    assert told(parsed, [bare, citing]) == expected


REBUFFED = (
    "Members/NOUN/nsubj/2 have/AUX/aux/2 rebuffed/VERB/root Riga/PROPN/nmod/5 's/PART/case/3"
    " calls/NOUN/obj/2 for/ADP/case/8 an/DET/det/8 invitation/NOUN/nmod/5 ./PUNCT"
)


def test_who_rebuffs_a_call_refuses_it_and_tells_of_none():
    parsed = built(REBUFFED)
    outer = said(parsed, "Members", "have rebuffed", "Riga 's calls for an invitation")
    inner = said(parsed, "Riga 's", "calls for", "an invitation")
    assert told(parsed, [outer, inner]) == [
        ("Members", "have rebuffed", "Riga 's calls for an invitation", []),
        ("Riga 's", "calls for", "an invitation", []),
    ]


PAID = (
    "The/DET/det/1 town/NOUN/nsubj/2 paid/VERB/root twice/ADV/advmod/2 and/CCONJ/cc/7 has/AUX/aux/7"
    " not/PART/advmod/7 asked/VERB/conj/2 for/ADP/case/9 help/NOUN/obl/7 ,/PUNCT"
    " according/VERB/advcl/2 to/ADP/fixed/11 an/DET/det/14 audit/NOUN/obl/11 ./PUNCT"
)


def test_what_a_second_verb_is_joined_to_stays_said_by_who_says_both():
    parsed = built(PAID)
    whole = "The town paid twice and has not asked for help"
    outer = said(parsed, "an audit", "according to", whole)
    inner = said(parsed, "The town", "has not asked for", "help", made="syntax")
    assert told(parsed, [outer, inner]) == [
        ("an audit", "according to", "The town paid twice", []),
        ("The town", "has not asked for", "help", ["an audit"]),
    ]


RULING = (
    "Ana/PROPN/nsubj/1 said/VERB/root the/DET/det/3 ruling/NOUN/nsubj/5 could/AUX/aux/5"
    " show/VERB/ccomp/1 that/SCONJ/mark/8 nobody/PRON/nsubj/8 cared/VERB/ccomp/5 ./PUNCT"
)
COUNCIL = (
    "Ana/PROPN/nsubj/1 said/VERB/root the/DET/nsubj/3 state/VERB/ccomp/1"
    " council/NOUN/nsubj/6 never/ADV/advmod/6 met/VERB/ccomp/3 ./PUNCT"
)
GOODWILL = (
    "Ana/PROPN/nsubj/1 said/VERB/root the/DET/det/3 union/NOUN/nsubj/5 had/AUX/aux/5"
    " shown/VERB/ccomp/1 goodwill/NOUN/obj/5 but/CCONJ/cc/10 that/SCONJ/mark/10"
    " nobody/PRON/nsubj/10 noticed/VERB/conj/5 ./PUNCT"
)


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        (RULING, "the ruling could show that nobody cared"),
        (COUNCIL, "the state council never met"),
        (GOODWILL, "the union had shown goodwill but that nobody noticed"),
    ],
    ids=["what could be", "no verb", "joined to what was said before"],
)
def test_what_nobody_within_a_statement_has_said_stays_its_content(marked, content):
    parsed = built(marked)
    outer = said(parsed, "Ana", "said", content)
    assert told(parsed, [outer]) == [("Ana", "said", content, [])]


INFORMER = (
    "An/DET/det/1 officer/NOUN/nsubj/2 said/VERB/root an/DET/det/4 informer/NOUN/nsubj/5"
    " {}/VERB/ccomp/2 the/DET/det/7 list/NOUN/obj/5 ./PUNCT"
)


@pytest.mark.parametrize(
    ("verb", "speaker", "through"),
    [("had", "An officer", []), ("mentioned", "an informer", ["An officer"])],
)
def test_who_only_has_something_says_nothing(verb, speaker, through):
    parsed = built(INFORMER.format(verb))
    outer = said(parsed, "An officer", "said", f"an informer {verb} the list")
    inner = replace(
        said(parsed, "an informer", verb, "the list"), told=1.0, teller=at(parsed, "An officer")
    )
    [(who, _, _, via)] = told(parsed, [outer, inner])
    assert (who, via) == (speaker, through)


# --- "she had heard from two guards that", "her aide had been told by Roe that"


HEARD = (
    "Varga/PROPN/nsubj/1 said/VERB/root she/PRON/nsubj/4 had/AUX/aux/4 heard/VERB/ccomp/1"
    " from/ADP/case/7 two/NUM/nummod/7 guards/NOUN/obl/4 that/SCONJ/mark/10 it/PRON/nsubj/10"
    " burned/VERB/ccomp/4 ./PUNCT"
)
AIDE = (
    "Varga/PROPN/nsubj/1 said/VERB/root an/DET/det/3 aide/NOUN/nsubj/6 had/AUX/aux/6"
    " been/AUX/aux/6 told/VERB/ccomp/1 by/ADP/case/9 a/DET/det/9 guard/NOUN/obl/6"
    " that/SCONJ/mark/12 it/PRON/nsubj/12 burned/VERB/ccomp/6 ./PUNCT"
)


def test_from_whom_somebody_heard_it_says_it():
    parsed = built(HEARD)
    outer = said(parsed, "Varga", "said", "she had heard from two guards that it burned")
    assert told(parsed, [outer]) == [("two guards", "had heard from", "it burned", ["Varga"])]


def test_whom_a_speaker_told_tells_it_on():
    parsed = built(AIDE)
    outer = said(parsed, "Varga", "said", "an aide had been told by a guard that it burned")
    inner = said(parsed, "a guard", "had been told by", "it burned")
    assert told(parsed, [outer, inner]) == [
        ("a guard", "had been told by", "it burned", ["Varga", "an aide"])
    ]


def test_whom_a_speaker_ordered_to_act_tells_nothing_on():
    parsed = built(AIDE.replace("that/SCONJ/mark/12 it/PRON/nsubj/12", "to/PART/mark/12 all/PRON"))
    outer = said(parsed, "Varga", "said", "an aide had been told by a guard to all burned")
    inner = said(parsed, "a guard", "had been told by", "to all burned")
    ((_, _, _, through),) = told(parsed, [outer, inner])
    assert through == ["Varga"]


@pytest.mark.parametrize(
    ("marked", "through"),
    [
        (
            "Varga/PROPN said/VERB through/ADP Roe/PROPN that/SCONJ he/PRON slept/VERB ./PUNCT"
            " Roe/PROPN denied/VERB it/PRON ./PUNCT",
            ["Roe"],
        ),
        (  # nobody who speaks
            "Varga/PROPN said/VERB through/ADP Mesh/PROPN that/SCONJ he/PRON slept/VERB ./PUNCT"
            " Roe/PROPN denied/VERB it/PRON ./PUNCT",
            [],
        ),
        (
            "In/ADP a/DET letter/NOUN read/VERB out/ADP by/ADP a/DET clerk/NOUN ,/PUNCT"
            " Varga/PROPN said/VERB he/PRON slept/VERB ./PUNCT Roe/PROPN denied/VERB it/PRON"
            " ./PUNCT",
            ["a clerk"],
        ),
    ],
)
def test_somebody_speaks_through_whoever_speaks_elsewhere(marked, through):
    parsed = built(marked)
    sayings = [said(parsed, "Varga", "said", "he slept"), said(parsed, "Roe", "denied", "it")]
    if through == ["Roe"]:
        sayings[1] = replace(sayings[1], source=(8,))
    assert told(parsed, sayings)[0][3] == through


def test_what_was_shown_to_a_court_or_to_the_storys_own_paper_is_told_apart():
    parsed = built(
        "OSLO/PROPN (/PUNCT Fjord/PROPN Desk/PROPN )/PUNCT —/PUNCT Logs/NOUN/nsubj/16"
        " shown/VERB/acl/6 to/ADP the/DET court/NOUN and/CCONJ shared/VERB/acl/6 with/ADP"
        " Fjord/PROPN Desk/PROPN show/VERB/root smoke/NOUN ./PUNCT"
    )
    names = Carriers(parsed).names._replace(is_known=bool)
    one = replace(said(parsed, "Logs", "show", "smoke"), source=(6,))
    court, desk = (known for _, known in possible_hands(parsed, names, one))
    assert (court["official, given"], court["own, given"], court["another own, given"]) == (1, 0, 1)
    assert (desk["official, given"], desk["own, given"], desk["own, given, others"]) == (0, 1, 1)


@pytest.mark.parametrize(("score", "n_left"), [(0.9, 2), (0.4, 1)])
def test_what_is_hardly_said_stays_part_of_what_holds_it(score, n_left):
    parsed = built(
        "Ana/PROPN/nsubj/1 said/VERB/root a/DET/det/3 guard/NOUN/nsubj/5 had/AUX/aux/5"
        " given/VERB/ccomp/1 her/PRON/iobj/5 two/NUM/nummod/8 coats/NOUN/obj/5 and/CCONJ/cc/11"
        " she/PRON/nsubj/11 wept/VERB/conj/5 ./PUNCT"
    )
    outer = said(parsed, "Ana", "said", "a guard had given her two coats and she wept")
    inner = replace(said(parsed, "a guard", "had given her", "two coats"), score=score)
    found = without_doubtful(parsed, [outer, inner])
    assert len(found) == n_left
    alone = replace(inner, score=0.4)
    assert without_doubtful(parsed, [alone]) == [alone]
