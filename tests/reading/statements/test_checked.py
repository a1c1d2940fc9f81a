"""Checks in short stories of our own, read by the shipped weights, and the words they go by."""

from dataclasses import replace

import pytest

from onrecord import Reader
from onrecord.reading.statements.checks.checks import checks_of
from onrecord.reading.statements.checks.weighed import check_of
from onrecord.record import Span, Verification
from tests.support.built_words import built, forms
from tests.support.by_hand import make_article

# A story, a paragraph a line, and its checks in order: outcome, span. All else are ordinary words:
# that schools stay closed is confirmed, an application is declined.
STORIES = {
    "both sides of a war": (
        "Drones strike grain port at Izmail, governor says\n"
        "Drones hit a grain terminal in Izmail overnight and killed two dockers, the regional"
        " governor, Oleh Marchuk, said on Tuesday.\n"
        "Russia's defence ministry said it had struck a depot that was storing naval mines.\n"
        "Agency Nordline could not independently verify either side's battlefield claims.\n"
        "The mayor of Izmail confirmed that schools would remain closed until Friday.",
        [("not verified", "Agency Nordline could not independently verify either side's")],
    ),
    "a court": (
        "Former dentist accused of billing dead patients\n"
        "A former dentist in Leeds charged the health service for fillings in the mouths of 38"
        " patients who had died, prosecutors told a jury on Monday.\n"
        "The Dental Standards Board has not responded to a request for comment on how the claims"
        " went unnoticed.\n"
        "The judge, Helen Craig, declined an application to delay the trial.",
        [("not verified", "The Dental Standards Board has not responded to a request for comment")],
    ),
    "a company": (
        "Solvane shares jump on report of takeover approach\n"
        "Brandt Kolben was prepared to pay 31 euros a share for the chemicals maker, De Beurs"
        " reported, citing people familiar with the talks.\n"
        "Solvane and Brandt Kolben both declined to comment.\n"
        "The Ledger could not immediately confirm the report.\n"
        "The Belgian markets regulator did not immediately return a call seeking comment.",
        [
            ("not verified", "The Ledger could not immediately confirm the report"),
            ("not verified", "The Belgian markets regulator did not immediately return a call"),
        ],
    ),
    "nobody is asked of what is told": (
        "Minister's degree never existed, registrar says\n"
        "“There is no trace of a diploma,” the registrar, Ana Lupu, told the newspaper.\n"
        "Opposition leader Dan Petrescu called for the minister's resignation.\n"
        "The minister's office did not reply to emailed questions.",
        [("not verified", "The minister's office did not reply to emailed questions")],
    ),
    "a ship": (
        "Greek tanker seized off Oman, owner says\n"
        "The Greek-owned tanker Thalia was boarded by armed men off Oman on Thursday, its owner,"
        " Aegis Maritime, said.\n"
        "Maritime tracking data show that the Thalia altered course towards Iran at 03:40, which"
        " is consistent with the owner's account.",
        [("verified", "consistent with the owner's account")],
    ),
}


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_read_with_its_checks_and_no_others(reader, name):
    text, checks = STORIES[name]
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    found = [(one.outcome, text[one.span.start : one.span.end]) for one in reading.checks]
    assert len(found) == len(checks)
    for (outcome, words), (wanted, part) in zip(found, checks, strict=True):
        assert (outcome, part in words) == (wanted, True), words


@pytest.mark.parametrize(
    ("marked", "outcome", "by"),
    [
        (
            "Two/NUM laboratories/NOUN/nsubj/2 failed/VERB to/PART reproduce/VERB/xcomp/2"
            " the/DET result/NOUN ./PUNCT",
            "not verified",
            "laboratories",
        ),
        (
            "The/DET study/NOUN has/AUX not/PART been/AUX peer/NOUN reviewed/VERB ./PUNCT",
            "not verified",
            "",
        ),
        (
            "The/DET Ledger/PROPN/nsubj/2 examined/VERB neither/DET tape/NOUN ./PUNCT",
            "not verified",
            "Ledger",
        ),
        (
            "Altona/PROPN/nsubj/3 could/AUX not/PART establish/VERB who/PRON wrote/VERB it/PRON"
            " ./PUNCT",
            "not verified",
            "Altona",
        ),
        ("Holm/PROPN did/AUX not/PART call/VERB back/ADV ./PUNCT", "not verified", ""),
        ("Holm/PROPN has/AUX not/PART spoken/VERB publicly/ADV ./PUNCT", "not verified", ""),
        (
            "Norrbo/PROPN/nsubj/3 did/AUX not/PART dispute/VERB the/DET wording/NOUN ./PUNCT",
            "verified",
            "Norrbo",
        ),
        ("Verdict/NOUN :/PUNCT mostly/ADV false/ADJ ./PUNCT", "contradicted", ""),
        ("We/PRON rate/VERB the/DET claim/NOUN False/ADJ ./PUNCT", "contradicted", ""),
        (
            "No/DET evidence/NOUN of/ADP a/DET crash/NOUN has/AUX emerged/VERB ./PUNCT",
            "contradicted",
            "",
        ),
        (
            "Radar/NOUN data/NOUN/nsubj/2 show/VERB a/DET turn/NOUN ,/PUNCT which/PRON is/AUX"
            " consistent/ADJ with/ADP her/PRON account/NOUN ./PUNCT",
            "verified",
            "Radar data",
        ),
        (
            "Satellite/NOUN/compound/1 images/NOUN/obl/2 confirm/VERB that/SCONJ barns/NOUN"
            " burned/VERB ./PUNCT",
            "verified",
            "Satellite images",
        ),
    ],
)
def test_wordings_of_checks(marked, outcome, by):
    parsed = built(marked)
    found = [(one.outcome, forms(parsed, one.by)) for one in checks_of(parsed)]
    assert found == [(outcome, by)]


@pytest.mark.parametrize(
    "marked",
    [
        "The/DET board/NOUN/nsubj/2 confirmed/VERB his/PRON departure/NOUN in/ADP a/DET"
        " statement/NOUN ./PUNCT",
        "The/DET letters/NOUN/nsubj/2 bear/VERB his/PRON name/NOUN ./PUNCT",
        "Norrbo/PROPN/nsubj/3 did/AUX not/PART dispute/VERB the/DET fine/NOUN ./PUNCT",
        "Holm/PROPN did/AUX not/PART go/VERB back/ADV ./PUNCT",
        "Researchers/NOUN/nsubj/1 reproduced/VERB the/DET result/NOUN ./PUNCT",
    ],
)
def test_words_like_those_of_checks_that_are_none(marked):
    assert checks_of(built(marked)) == []


def test_who_is_shown_a_paper_may_verify_it():
    told = "The/DET file/NOUN was/AUX seen/VERB by/ADP Leka/PROPN ./PUNCT "
    said = "Leka/PROPN/nsubj/{} could/AUX not/PART confirm/VERB its/PRON contents/NOUN ./PUNCT"
    assert [one.outcome for one in checks_of(built(told + said.format(10)))] == ["not verified"]
    assert checks_of(built(said.format(3))) == []


def test_what_was_looked_at_is_not_who_looked():
    marked = "The/DET findings/NOUN/nsubj/5 have/AUX not/PART been/AUX copied/VERB ./PUNCT"
    parsed = built(marked)
    one = Verification(
        span=Span(start=0, end=len(parsed.text)), outcome="not verified", covers=(), score=0.9
    )
    check = check_of(parsed, range(6), one)
    assert (check.by, forms(parsed, check.about)) == ((), forms(parsed, range(6)))


# --- what a check covers


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        (
            "Rescuers said that 14 people had died in the slide near Almaty. A farmer said he had"
            " heard a roar. The mayor put the toll at 22. The Echo could not independently verify"
            " either figure.",
            ["14 people had died in the slide near Almaty", "the toll at 22"],
        ),
        (
            'The bank said that nobody had lost money. "That is simply not true," said Olga Brin,'
            " a client in Riga. The Courier could not independently verify her account.",
            ['"That is simply not true,"'],
        ),
        (
            "The harbour master said the ship had been empty. A clerk, Ana Bolt, said that it had"
            " carried arms. An internal memo describes a similar cargo. The Courier could not"
            " confirm that report.",
            ["a similar cargo"],
        ),
        (
            "Lena Fors, a nurse in Malmö, said that patients had waited 30 hours. The hospital said"
            " that no patient had waited more than 12. Records obtained by Radio Öst support Ms"
            " Fors's account.",
            ["patients had waited 30 hours"],
        ),
    ],
)
def test_a_check_is_of_the_figures_the_account_or_the_one_report_that_it_names(
    reader, text, covered
):
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    check = reading.checks[-1]
    said = {one.id: one.content for one in reading.statements}
    assert [
        text[span.start : span.end] for id_ in check.statements for span in said[id_]
    ] == covered


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Both officers cited port logs and radar images which back up their account.",
         ["port logs and radar images"]),
        ("They shared photographs that support their account.", ["photographs"]),
        ("They shared photographs to support their account.", []),
        ("Both referred to port logs and radar images to back up their claims.", []),
        ("Port logs appear to support their account.", ["Port logs"]),
    ],
)  # fmt: skip
def test_what_is_shown_to_back_up_a_claim_verifies_it_only_where_the_story_says_so(
    reader, sentence, by
):
    text = f"Two officers said that the ship had been at sea off Odesa. {sentence}"
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    assert [one.by_name for one in reading.checks] == by


@pytest.mark.parametrize(("paper", "covered"), [("test", ["no kinship"]), ("contract", [])])
def test_who_has_seen_a_paper_verifies_only_what_tells_of_it(reader, paper, covered):
    text = (
        "A couple from Lyon said that a clinic had given them another family's baby. Their lawyer,"
        " Claire Vasseur, said that a test had shown no kinship.\n"
        'The clinic said that its records were complete. "Every child wears a band," it said.\n'
        f"The Courier has seen the {paper}, which was made by a laboratory in Geneva."
    )
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    said = {one.id: one.content for one in reading.statements}
    found = [id_ for check in reading.checks for id_ in check.statements]
    assert [text[span.start : span.end] for id_ in found for span in said[id_]] == covered


@pytest.mark.parametrize(
    ("line", "outcomes"),
    [
        ("Before this study there was no evidence of comets in other galaxies.", []),
        ("Until her study there was no evidence of comets in other galaxies.", []),
        ("There is no evidence that the comets came from another galaxy.", ["contradicted"]),
    ],
)
def test_that_there_was_no_evidence_before_contradicts_nothing(reader, line, outcomes):
    text = f"Mina Dahl said the comets came from another galaxy.\n{line}"
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    assert [one.outcome for one in reading.checks] == outcomes
