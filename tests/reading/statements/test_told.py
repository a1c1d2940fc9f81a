"""From attributions to chains: short stories of our own, with syntax as a reader gives it."""

from dataclasses import replace

import pytest

from onrecord.reading.statements.actors.cast import Cast
from onrecord.reading.statements.actors.speakers import Speakers
from onrecord.reading.statements.actors.who_says import who_says
from onrecord.reading.statements.chains.carriers import Through
from onrecord.reading.statements.chains.chain import layered
from onrecord.reading.statements.chains.outlets import called_outlets
from onrecord.reading.statements.chains.tellers import tellers_of
from onrecord.reading.statements.chains.telling import Layered, possible_tellers
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.evidence import probability
from onrecord.reading.statements.sayings.quotes import quotations
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.sayings.sayings import sayings_of
from onrecord.reading.statements.senses.cues import Sense
from onrecord.record import Attribution, Mention, Sensed
from tests.support.built_words import LINE, at, bare_reading, built, forms, syntax_of

# A reader takes "denied" for a particle, and "a tweet" for a cue.
TWEET = (
    "The/DET/det/1 commission/NOUN/compound/3 's/PART/case/1 chair/NOUN/nmod/5"
    " ,/PUNCT/punct/5 Patrick/PROPN/nmod/17 Sakala/PROPN/flat/5 ,/PUNCT/punct/5"
    " denied/PART/case/5 that/SCONJ/mark/12 boxes/NOUN/nsubj/12 were/AUX/aux/12"
    " missing/VERB/ccomp/8 ,/PUNCT/punct/14 according/VERB/root/-1 to/ADP/fixed/14"
    " a/DET/det/17 tweet/NOUN/nsubj/14 by/ADP/case/21 the/VERB/det/21 Zambia/PROPN/compound/21"
    " Standard/PROPN/nmod/17 ./PUNCT/punct/14"
)
QUOTED = (
    "“/PUNCT/punct/4 Provocation/NOUN/nsubj/4 is/AUX/cop/4 their/PRON/nmod/4"
    " language/NOUN/ccomp/8 ,/PUNCT/punct/4 ”/PUNCT/punct/4 it/PRON/nsubj/8"
    " quoted/VERB/root/-1 the/DET/det/10 ministry/PROPN/nmod/12 's/PART/case/10"
    " spokesman/NOUN/obj/8 ,/PUNCT/punct/14 Elchin/PROPN/conj/12 Rzayev/PROPN/flat/14"
    " ,/PUNCT/punct/18 as/SCONJ/mark/18 saying/VERB/advcl/8 ./PUNCT/punct/8"
)
LEAKED = (
    "Rail/NOUN/compound/1 operator/NOUN/compound/2 Transvallée/PROPN/nsubj/3"
    " said/VERB/root/-1 in/ADP/case/7 an/DET/det/7 internal/ADJ/compound/7 memo/NOUN/obl/8"
    " leaked/VERB/advcl/3 to/ADP/case/11 the/DET/det/11 website/NOUN/obl/8 RailVu/PROPN/nmod/7"
    " that/SCONJ/mark/17 the/DET/det/15 fault/NOUN/nsubj/17 was/AUX/aux/17 known/VERB/ccomp/3"
    " ./PUNCT/punct/3"
)
ATTORNEY = (
    "Ruiz/PROPN/nsubj/1 said/VERB/root/-1 through/ADP/case/4 her/ADJ/nmod/4"
    " attorney/NOUN/obl/1 that/SCONJ/mark/9 she/PRON/nsubj/9 would/AUX/aux/9 not/PART/advmod/9"
    " withdraw/VERB/ccomp/1 the/DET/det/11 suit/NOUN/obj/9 ./PUNCT/punct/4"
)
UNNAMED = (
    "Police/NOUN/nsubj/1 believe/VERB/ccomp/12 the/DET/det/3 painting/NOUN/nsubj/4"
    " left/VERB/ccomp/1 Italy/PROPN/obj/4 by/ADP/case/7 sea/NOUN/obl/4 ,/PUNCT/punct/12"
    " Il/PROPN/nsubj/12 Golfo/PROPN/compound/11 newspaper/NOUN/nsubj/12 wrote/VERB/root/-1"
    " ,/PUNCT/punct/14 quoting/VERB/fixed/12 an/DET/det/16 investigator/NOUN/obj/14"
    " it/PRON/nsubj/20 did/AUX/aux/20 not/PART/advmod/20 name/VERB/acl/16 ./PUNCT/punct/12"
)
TRUCKERS = (
    "Two/NUM/nummod/1 truckers/NOUN/nsubj/2 told/VERB/root/-1 detectives/NOUN/iobj/2"
    " that/SCONJ/mark/7 they/PRON/nsubj/7 had/AUX/aux/7 paid/VERB/ccomp/2 Odera/PROPN/obj/7"
    " ,/PUNCT/punct/7 according/VERB/case/13 to/ADP/fixed/10 a/DET/det/13 statement/NOUN/obl/2"
    " read/VERB/acl/13 in/ADP/case/16 court/NOUN/obl/14 ./PUNCT/punct/2"
)
CABINET = (
    "Premier/PROPN/nsubj/2 Arbel/PROPN/flat/0 told/VERB/root/-1 his/PRON/det/4"
    " cabinet/NOUN/iobj/2 ,/PUNCT according/VERB/case/9 to/ADP/fixed/6 two/NUM/nummod/9"
    " ministers/NOUN/obl/4 ,/PUNCT that/SCONJ/mark/16 “/PUNCT/punct/16 the/DET/det/14"
    " dairy/NOUN/nsubj/16 would/AUX/aux/16 close/VERB/ccomp/2 ”/PUNCT/punct/16 ./PUNCT"
)
# A reader takes "Radio" for a verb, and it is one: "they radioed".
GUSTS = (
    "Gusts/NOUN/nsubj/2 are/AUX/cop/2 expected/VERB/ccomp/11 ,/PUNCT/punct/11 the/DET/det/6"
    " weather/NOUN/compound/6 service/NOUN/nsubj/11 said/VERB/advmod/11 ,/PUNCT/punct/10"
    " Radio/VERB/compound/10 Cordillera/PROPN/obl/11 reported/VERB/root/-1 ./PUNCT"
)
LOGS = (
    "A/DET spokesman/NOUN/nsubj/2 disputed/VERB/root that/PRON/obj/2 ,/PUNCT but/CCONJ port/NOUN"
    " logs/NOUN/nsubj/13 seen/VERB/acl/7 by/ADP the/DET Lanka/PROPN Herald/PROPN record/VERB/conj/2"
    " no/DET work/NOUN/obj/13 ./PUNCT"
)


# What the model takes a cue for: without it, it was not asked who tells, either.
SENSED = Sensed(
    manner="says", manner_score=0.9, certainty="certain", certainty_score=0.9, grade=None,
    grade_score=0.0,
)  # fmt: skip


def said(parsed, source, cue, content, teller=""):
    """Make an attribution as the model gives it, from words of the text."""

    def span(phrase):
        words = at(parsed, phrase)
        return parsed.span(words[0], words[-1] + 1)

    return Attribution(
        source=(span(source),) if source else (),
        cue=span(cue),
        content=(span(content),),
        teller=span(teller) if teller else None,
        teller_score=1.0 if teller else 0.0,
        sensed=SENSED if teller else None,
        score=0.9,
    )


def told(marked, *attributions):
    """Return (who, by which word, what, through whom) of each statement, outermost first."""
    parsed = built(marked)
    reading = bare_reading(
        syntax_of(parsed, parsed.words), [said(parsed, *one) for one in attributions]
    )
    return [
        (
            forms(parsed, one.saying.source),
            parsed.words[parsed.head_of(one.saying.cue)],
            forms(parsed, one.saying.words),
            [forms(parsed, through.source) for through in one.via],
        )
        for one in layered(parsed, sayings_of(parsed, reading, quotations(parsed.text)))
    ]


@pytest.mark.parametrize(
    ("marked", "attributions", "expected"),
    [
        (
            TWEET,
            [
                (
                    "The commission 's chair , Patrick Sakala",
                    "denied",
                    "that boxes were missing",
                    "a tweet by the Zambia Standard",
                ),
                ("a tweet by the Zambia Standard", "according to", "that boxes were missing"),
                ("", "a tweet", "that boxes were missing"),
            ],
            (
                "The commission 's chair , Patrick Sakala",
                "denied",
                "boxes were missing",
                ["a tweet by the Zambia Standard"],
            ),
        ),
        (
            TRUCKERS,
            [
                ("Two truckers", "told detectives", "that they had paid Odera"),
                ("a statement read in court", "according to", "that they had paid Odera"),
            ],
            ("Two truckers", "told", "they had paid Odera", ["a statement read in court"]),
        ),
        (
            CABINET,
            [
                ("Premier Arbel", "told his cabinet", "that “ the dairy would close ”"),
                ("two ministers", "according to", "that “ the dairy would close ”"),
            ],
            ("Premier Arbel", "told", "“ the dairy would close ”", ["two ministers"]),
        ),
        (
            QUOTED,
            [
                (
                    "the ministry 's spokesman , Elchin Rzayev",
                    "quoted",
                    "“ Provocation is their language , ”",
                ),
                (
                    "the ministry 's spokesman , Elchin Rzayev",
                    "as",
                    "“ Provocation is their language , ”",
                ),
                (
                    "the ministry 's spokesman , Elchin Rzayev",
                    "saying",
                    "“ Provocation is their language , ”",
                    "it",
                ),
            ],
            (
                "the ministry 's spokesman , Elchin Rzayev",
                "saying",
                "“ Provocation is their language , ”",
                ["it"],
            ),
        ),
        (
            LEAKED,
            [
                ("Rail operator Transvallée", "said", "that the fault was known"),
                ("", "the website RailVu", "that the fault was known"),
            ],
            ("Rail operator Transvallée", "said", "the fault was known", ["the website RailVu"]),
        ),
        (
            ATTORNEY,
            [("Ruiz", "said through her attorney", "that she would not withdraw the suit")],
            ("Ruiz", "said", "she would not withdraw the suit", ["her attorney"]),
        ),
        (
            GUSTS,
            [
                ("the weather service", "said", "Gusts are expected"),
                ("the weather service said , Radio Cordillera", "reported", "Gusts are expected"),
            ],
            ("the weather service", "said", "Gusts are expected", ["Radio Cordillera"]),
        ),
    ],
)
def test_who_said_it_is_told_through_whoever_frames_that(marked, attributions, expected):
    assert told(marked, *attributions) == [expected]


def test_whom_a_paper_did_not_name_is_no_statement():
    found = told(
        UNNAMED,
        ("Police", "believe", "the painting left Italy by sea"),
        ("Il Golfo newspaper", "wrote", "Police believe the painting left Italy by sea"),
        ("it did not name", "quoting an investigator", "the painting left Italy by sea"),
        (
            "an investigator it",
            "did not name",
            "the painting left Italy by sea , Il Golfo newspaper wrote , quoting",
        ),
    )
    assert [(who, cue) for who, cue, *_ in found] == [("Police", "believe")]
    ((*_, via),) = found
    assert via[0] == "Il Golfo newspaper"
    assert via[1].startswith("an investigator")


def test_who_has_seen_what_shows_otherwise_does_not_carry_the_denial():
    found = told(
        LOGS,
        ("A spokesman", "disputed", "that"),
        ("port logs seen by the Lanka Herald", "record", "no work"),
    )
    assert {who: via for who, _, _, via in found} == {
        "A spokesman": [],
        "port logs seen by the Lanka Herald": ["the Lanka Herald"],
    }


@pytest.mark.parametrize(
    ("marked", "outlets"),
    [
        ("the/DET Tamil/ADJ daily/VERB Vidiyal/PROPN left/VERB ./PUNCT", {"vidiyal"}),
        (
            "the/DET Volta/PROPN Monitor/PROPN reported/VERB on/ADP Sunday/PROPN ,/PUNCT"
            " citing/VERB two/NUM aides/NOUN ./PUNCT",
            {"volta", "monitor"},
        ),
        ("The/DET space/NOUN/compound/2 agency/NOUN Orbis/PROPN left/VERB ./PUNCT", set()),
        ("The/DET news/NOUN/compound/2 agency/NOUN Orbis/PROPN left/VERB ./PUNCT", {"orbis"}),
        ("Norrbygg/PROPN reported/VERB a/DET loss/NOUN ./PUNCT", set()),
        ("she/PRON calls/VERB daily/ADV Oslo/PROPN knows/VERB ./PUNCT", set()),
    ],
)
def test_a_medium_is_what_the_text_calls_or_shows_to_be_one(marked, outlets):
    assert called_outlets(built(marked)) == outlets


AGES = (
    "Halina/PROPN/nsubj/5 Bielska/PROPN/flat/0 ,/PUNCT 34/NUM ,/PUNCT left/VERB/root ./PUNCT"
    " Joanna/PROPN/nsubj/9 Sobczak/PROPN/flat/7 spoke/VERB/root ./PUNCT"
    " The/DET {}/NUM -/PUNCT year/NOUN -/PUNCT old/ADJ said/VERB/root so/ADV ./PUNCT"
)


def people(parsed, *names):
    spans = [parsed.span(words[0], words[-1] + 1) for words in (at(parsed, one) for one in names)]
    return [Mention(span=span, kind="person", score=0.9) for span in spans]


@pytest.mark.parametrize(("age", "name"), [("34", "Halina Bielska"), ("35", "Joanna Sobczak")])
def test_who_is_as_old_as_it_says_is_meant_rather_than_who_spoke_last(age, name):
    parsed = built(AGES.format(age))
    speakers = Speakers(parsed, Cast(parsed, people(parsed, "Halina Bielska", "Joanna Sobczak")))
    source = at(parsed, f"The {age} - year - old")
    who = speakers.of(source)
    assert who.member is not None
    assert who.member.name == name


HEARD = (
    "Roe/PROPN/nsubj/1 said/VERB/root Poe/PROPN/nsubj/4 had/AUX/aux/4 called/VERB/ccomp/1 ./PUNCT{}"
    " “/PUNCT I/PRON ran/VERB ./PUNCT ”/PUNCT"
)


@pytest.mark.parametrize(
    ("between", "quote", "name"),
    [("", "indirect", "Roe"), (f" {LINE}", "indirect", "Poe"), ("", "direct", "Poe")],
)
def test_a_quotation_behind_anothers_words_is_whose_who_told_of_them(between, quote, name):
    parsed = built(HEARD.format(between))
    speakers = Speakers(parsed, Cast(parsed, people(parsed, "Roe", "Poe")))
    poe = Saying(source=(2,), cue=(4,), pieces=(range(4, 5),), score=0.9, made="model")
    teller = (Through(source=(0,), cue=(1,)), speakers.of((0,)))
    last = Draft(
        saying=poe,
        who=speakers.of((2,)),
        via=[teller],
        sense=Sense("says", "certain", ()),
        quote=quote,
    )
    first = at(parsed, "“ I ran")[0]
    quoted = Saying(pieces=(range(first, first + 5),), score=0.6, made="quotation", follows=True)
    who = who_says(parsed, speakers, quoted, [last])
    assert who.member is not None
    assert who.member.name == name


@pytest.mark.parametrize(("heard", "name"), [("direct", "Roe"), ("indirect", "bakers")])
def test_a_quotation_goes_on_with_who_was_quoted_and_not_with_nobody_known(heard, name):
    parsed = built(
        "Roe/PROPN/nsubj/1 sang/VERB/root ./PUNCT ¶ It/PRON drew/VERB bakers/NOUN who/PRON/nsubj/8"
        " like/VERB rain/NOUN ./PUNCT ¶ “/PUNCT I/PRON ran/VERB ./PUNCT ”/PUNCT"
    )
    speakers = Speakers(parsed, Cast(parsed, people(parsed, "Roe")))

    def draft(source, cue, content, quote):
        saying = Saying(
            source=(at(parsed, source)[0],),
            cue=(at(parsed, cue)[0],),
            pieces=(range(content, content + 1),),
            score=0.9,
            made="model",
        )
        who = speakers.of(saying.source)
        return Draft(
            saying=saying, who=who, via=[], sense=Sense("says", "certain", ()), quote=quote
        )

    before = [draft("Roe", "sang", 1, heard), draft("bakers", "like", 8, "indirect")]
    quoted = Saying(pieces=(range(10, 15),), score=0.6, made="quotation", follows=True)
    assert who_says(parsed, speakers, quoted, before).member.name == name


# --- who may tell of it, weighed

TWO = (
    "Roe/PROPN/nsubj/1 said/VERB it/PRON rained/VERB ,/PUNCT the/DET Post/PROPN/nsubj/7"
    " reported/VERB ./PUNCT ¶ She/PRON/nsubj/10 added/VERB it/PRON poured/VERB ./PUNCT"
    " ¶ Rain/NOUN fell/VERB ./PUNCT ¶ Poe/PROPN/nsubj/18 said/VERB it/PRON hailed/VERB ./PUNCT"
)


def saying(parsed, source, cue, content, nth=0, **more):
    def words(phrase):
        return at(parsed, phrase) if phrase else ()

    pieces = (range(words(content)[0], words(content)[-1] + 1),)
    cues = [i for i, word in enumerate(parsed.words) if word == cue]
    return Saying(
        source=tuple(words(source)), cue=(cues[nth],), pieces=pieces, score=0.9, made="model",
        sensed=SENSED, **more,
    )  # fmt: skip


def ways(parsed, one, before=None):
    found = possible_tellers(parsed, one, before, [one.saying])
    return [(each.through.how, parsed.words[each.through.source[0]]) for each in found]


def test_who_told_of_the_saying_before_may_go_on_but_not_far():
    parsed = built(TWO)
    post = Through(source=tuple(at(parsed, "Post")), cue=tuple(at(parsed, "reported")))
    first = Layered(saying=saying(parsed, "Roe", "said", "it rained"), via=(post,))
    near = Layered(saying=saying(parsed, "She", "added", "it poured"))
    far = Layered(saying=saying(parsed, "Poe", "said", "it hailed", 1))
    assert ways(parsed, first) == [("outer", "post")]
    assert ways(parsed, near, first) == [("goes on", "post")]
    assert ways(parsed, far, first) == []


def test_what_goes_on_about_a_thing_that_was_handed_on_is_told_apart():
    parsed = built(
        "A/DET letter/NOUN the/DET Post/PROPN saw/VERB says/VERB it/PRON rained/VERB ./PUNCT"
        " It/PRON adds/VERB it/PRON poured/VERB ./PUNCT"
    )
    post = Through(source=tuple(at(parsed, "the Post")), cue=tuple(at(parsed, "saw")), how="handed")
    first = Layered(saying=saying(parsed, "letter", "says", "it rained"), via=(post,))
    (going,) = possible_tellers(
        parsed, Layered(saying=saying(parsed, "It", "adds", "it poured")), first, []
    )
    assert going.evidence["goes on, a thing"] == 1
    assert going.evidence["goes on, handed, by a pronoun"] == 1
    (outer,) = possible_tellers(parsed, first, first, [])
    assert "goes on, a thing" not in outer.evidence


def test_the_model_adds_whom_syntax_did_not_find_once():
    parsed = built(TWO)
    post = tuple(at(parsed, "Post"))
    one = saying(parsed, "Roe", "said", "it rained", teller=post, told=0.9)
    assert ways(parsed, Layered(saying=one)) == [("model", "post")]
    found = Layered(saying=one, via=(Through(source=post, cue=tuple(at(parsed, "reported"))),))
    assert ways(parsed, found) == [("outer", "post")]
    assert ways(parsed, Layered(saying=replace(one, sensed=None))) == []


def test_the_surer_the_model_is_the_likelier_somebody_tells():
    parsed = built(TWO)
    post = Through(source=tuple(at(parsed, "Post")), cue=tuple(at(parsed, "reported")))
    shares = []
    for told in (0.05, 0.5, 0.95):
        one = saying(parsed, "Roe", "said", "it rained", told=told)
        (possible,) = possible_tellers(parsed, Layered(saying=one, via=(post,)), None, [one])
        shares.append(probability("tells", possible.evidence))
    assert shares == sorted(set(shares))


# --- who is cited

NURSES = (
    "It/PRON/nsubj/1 failed/VERB ,/PUNCT the/DET Post/PROPN/nsubj/5 reported/VERB/root ,/PUNCT"
    " attributing/VERB/advcl/5 it/PRON/obj/7 to/ADP two/NUM nurses/NOUN/obl/7 ./PUNCT"
)
CLOSE = (
    "It/PRON/nsubj/1 failed/VERB ,/PUNCT according/VERB to/ADP Radio/PROPN Tema/PROPN ,/PUNCT"
    " which/PRON cited/VERB/acl/6 a/DET person/NOUN/obj/9 close/ADJ to/ADP it/PRON ./PUNCT"
)
HERDSMAN = (
    "It/PRON/nsubj/1 failed/VERB ,/PUNCT the/DET council/NOUN/nsubj/5 said/VERB/root ,/PUNCT"
    " citing/VERB/advcl/5 a/DET herdsman/NOUN/obj/7 ./PUNCT"
)


def cited(marked, *attributions):
    return [(who, cue, via) for who, cue, _, via in told(marked, *attributions)]


def test_who_it_is_attributed_to_says_it_through_who_attributes_it():
    found = cited(NURSES, ("the Post", "reported", "It failed"))
    assert found == [("two nurses", "attributing", ["the Post"])]


def test_whom_a_medium_cited_behind_according_to_says_it_through_it():
    source = "Radio Tema , which cited a person close to it"
    found = cited(CLOSE, (source, "according to", "It failed"))
    assert found == [("a person close to it", "cited", ["Radio Tema"])]


def test_whom_no_list_knows_is_cited_where_the_model_says_so():
    council = ("the council", "said", "It failed")
    assert cited(HERDSMAN, council) == [("the council", "said", [])]
    found = cited(HERDSMAN, council, ("a herdsman", "citing", "It failed"))
    assert found == [("a herdsman", "citing", ["the council"])]


# --- who those are


def mention(parsed, name, kind):
    words = at(parsed, name)
    return Mention(span=parsed.span(words[0], words[-1] + 1), kind=kind, score=0.9)


def test_whoever_speaks_through_his_lawyer_is_not_the_lawyer():
    parsed = built(
        "Roe/PROPN/nsubj/1 said/VERB/root through/ADP his/PRON/nmod/4 lawyer/NOUN/obl/1"
        " it/PRON/nsubj/6 rained/VERB/ccomp/1 ./PUNCT"
    )
    speakers = Speakers(parsed, Cast(parsed, [mention(parsed, "Roe", "person")]))
    roe = speakers.of([0])
    speakers.cast.add_role(roe.member, parsed.span(4, 5))
    lawyer = tuple(at(parsed, "his lawyer"))
    assert speakers.of(lawyer).member is roe.member
    one = Layered(
        saying=saying(parsed, "Roe", "said", "it rained"),
        via=(Through(source=lawyer, cue=tuple(at(parsed, "through"))),),
    )
    ((_, who),) = tellers_of(speakers, one, roe, [])
    assert who.member.name == "his lawyer"


def test_this_agency_is_the_one_of_the_dateline():
    parsed = built(
        "OSLO/PROPN (/PUNCT Fjord/PROPN/compound/3 Desk/PROPN/flat/2 )/PUNCT —/PUNCT Logs/NOUN"
        " seen/VERB by/ADP this/DET/det/10 agency/NOUN/obl/7 show/VERB smoke/NOUN ./PUNCT"
    )
    cast = Cast(parsed, [mention(parsed, "Fjord Desk", "organisation")])
    who = Speakers(parsed, cast).of(at(parsed, "this agency"))
    assert who.member.name == "Fjord Desk"


def test_the_magazine_is_no_radio():
    parsed = built(
        "The/DET/det/1 weekly/NOUN/compound/2 Contrast/PROPN/nsubj/3 had/VERB/root it/PRON/obj/3"
        " ./PUNCT Radio/PROPN/compound/7 Onsala/PROPN/nsubj/8 denied/VERB/root it/PRON/obj/8"
        " ./PUNCT The/DET/det/12 magazine/NOUN/nsubj/13 said/VERB/root it/PRON/nsubj/15"
        " rained/VERB/ccomp/13 ./PUNCT The/DET/det/18 station/NOUN/nsubj/19 said/VERB/root so/ADV"
        " ./PUNCT"
    )
    names = [mention(parsed, one, "organisation") for one in ("Contrast", "Radio Onsala")]
    speakers = Speakers(parsed, Cast(parsed, names))
    assert speakers.of(at(parsed, "The magazine")).member.name == "Contrast"
    assert speakers.of(at(parsed, "The station")).member.name == "Radio Onsala"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("China/PROPN/nmod/7 's/PART/case/3 official/ADJ/amod/7 news/NOUN/compound/7", "Xinhua"),
        ("Iran/PROPN/nmod/7 's/PART/case/3 official/ADJ/amod/7 news/NOUN/compound/7", "Iran"),
    ],
)
def test_the_news_agency_of_a_state_is_the_one_that_is_named(phrase, name):
    parsed = built(
        "Xinhua/PROPN/nsubj/1 agreed/VERB/root ./PUNCT"
        f" {phrase} agency/NOUN/nsubj/8 said/VERB/root so/ADV/advmod/8 ./PUNCT"
    )
    described = mention(parsed, " ".join(parsed.forms[3:8]), "organisation")
    cast = Cast(parsed, [mention(parsed, "Xinhua", "organisation"), described])
    who = Speakers(parsed, cast).of(range(3, 8))
    assert who.member.name.split()[0] == name


@pytest.mark.parametrize(
    ("words", "name", "outlet"),
    [
        ("The/DET/det/2 Norrland/PROPN/compound/2 programme/NOUN/nsubj/3", "Norrland", False),
        ("The/DET/det/2 programme/NOUN/compound/2 Tidslinje/PROPN/nsubj/3", "Tidslinje", True),
    ],
)
def test_a_programme_is_a_medium_only_where_it_is_broadcast(words, name, outlet):
    parsed = built(f"{words} ran/VERB/root ./PUNCT")
    cast = Cast(parsed, [mention(parsed, name, "organisation")])
    assert (cast.members[0].grade == "media outlet") is outlet


def test_a_surname_is_who_has_the_generation_behind_it():
    parsed = built(
        "Ivo/PROPN/nsubj/3 Roe/PROPN/flat/0 Jr./PROPN/flat/0 left/VERB/root ./PUNCT"
        " Roe/PROPN/nsubj/6 said/VERB/root so/ADV ./PUNCT"
    )
    cast = Cast(parsed, [mention(parsed, one, "person") for one in ("Ivo Roe Jr.", "Roe")])
    assert [one.name for one in cast.members] == ["Ivo Roe Jr."]


def test_a_son_is_not_his_father_though_the_model_cuts_off_what_tells_them_apart():
    parsed = built(
        "Ivo/PROPN/nsubj/4 Roe/PROPN/flat/0 ,/PUNCT Sr./PROPN/flat/0 left/VERB/root ./PUNCT"
        " Ivo/PROPN/nsubj/9 Roe/PROPN/flat/6 Jr./PROPN/flat/6 stayed/VERB/root ./PUNCT"
        " Roe/PROPN/nsubj/13 Sr./PROPN/flat/11 wept/VERB/root ./PUNCT"
    )
    found = [parsed.span(i, i + 2) for i in (0, 6)] + [parsed.span(11, 12)]
    cast = Cast(parsed, [Mention(span=span, kind="person", score=0.9) for span in found])
    assert {one.name for one in cast.members} == {"Ivo Roe , Sr.", "Ivo Roe Jr."}
    assert cast.at[11].name == "Ivo Roe , Sr."


def test_who_is_quoted_by_a_medium_is_no_longer_in_name():
    parsed = built(
        "Officials/NOUN/nsubj/5 quoted/VERB/acl/0 by/ADP/case/4 Radio/PROPN/compound/4"
        " Olt/PROPN/obl/1 agreed/VERB/root/-1 ./PUNCT/punct/5"
    )
    cast = Cast(parsed, [mention(parsed, "Radio Olt", "organisation")])
    assert Speakers(parsed, cast).of(range(5)).member.name == "Officials"
