"""What is no statement, and who is who, in stories of our own, read by the shipped weights."""

import pytest

import onrecord
from onrecord import Reader
from tests.support.short_stories import clauses, dates, done, read, roles, said


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize(
    "text",
    [
        "Ada Grim wanted to buy a house in Leeds.",
        "Ada Grim opted to write two novels in Leeds.",
        "Two watchmen saw the crash in Leeds.",
        "Ada Grim was nervous about going to Leeds.",
        "Officers searched the shop in Leeds on Monday but did not find the gun.",
        "Ada Grim wished him luck as he left Leeds.",
        "The site published a photograph of two crates in Leeds.",
        "Leeds Rovers named Luis Ferro as coach on Monday.",
        "Ada Grim has turned down a number of offers to run a museum abroad.",
        "No one at the meeting in Leeds mentioned that the budget was empty.",
        "No laboratory has yet confirmed its result.",
        "I mean, there really should be a tram to the airport in Leeds.",
        "Now Leeds Rovers know exactly what they need to do.",
        "Coach Anders Lund asserted himself into a leadership role in Leeds.",
        "Floods threaten villages in the north of Norway.",
        "Lawyers tried to prove that Karl Moss was insane.",
        'Lena Berg wrote a song called "Rain" in Leeds.',
        'The house in Leeds became known as the "house of horrors" in media reports.',
        "Doctors in Leeds prescribed the pills to 200 patients.",
        "Farm Minister Ole Lind is anxious to sign the deal with Denmark.",
        "The law requiring drivers to carry maps was repealed in Norway.",
        "The project in Leeds refers to three dams.",
        "The residents of Leeds had no clue that the bridge was closed.",
        "The lift in Leeds is safe, assuming the report is right.",
        "Ada Grim was not asked to pay a fine at the hearing in Leeds.",
        "An official found guilty of taking bribes could be jailed in Norway.",
        "Doctors visited schools in Leeds to tell pupils about the risks of vaping.",
        "Miners in Norway like the fact that it is easy to sell.",
    ],
)
def test_what_is_only_in_mind_done_or_said_by_nobody_is_no_statement(reader, text):
    assert said(reader, text) == []


def test_what_the_story_says_is_meant_is_no_words_of_the_speaker(reader):
    text = "“It leaks,” engineer Ada Grim said, referring to the roof that her brother built."
    assert said(reader, text) == [("Ada Grim", "“It leaks,”", [])]


def test_what_was_never_threatened_nobody_declines(reader):
    text = "Nurse Ana Rios said the sheriff never threatened anyone in Leeds."
    assert said(reader, text) == [("Ana Rios", "the sheriff never threatened anyone in Leeds", [])]


def test_who_will_tell_it_later_does_not_tell_it(reader):
    text = "“No,” Hugh Moll said. “You tell me, and when you’re done, I’ll tell it to my son.”"
    ((speaker, content, via),) = said(reader, text)
    assert (speaker, via) == ("Hugh Moll", [])
    assert content.endswith("I’ll tell it to my son.”")


def test_who_frames_what_another_says_tells_of_it(reader):
    text = "The bridge was unsafe, the Latvian health commission said, according to Reuters."
    assert said(reader, text)[0][2] == ["Reuters"]


def test_the_who_is_a_body_and_no_pronoun(reader):
    text = (
        "WHO said on Monday that the virus had reached Ghana. According to WHO, 12 people died in"
        " Accra. The doctor, who said he was tired, left."
    )
    speakers = [speaker for speaker, *_ in said(reader, text)]
    assert speakers[:2] == ["WHO", "WHO"]
    assert speakers[2] != "WHO"


def test_a_role_of_another_body_is_anothers(reader):
    text = (
        "The plan will work, Dana Moll, chief executive of the charity Clear Water, told reporters."
        "\nThe chairman of the Harbour Party said it was late."
    )
    speakers = [speaker for speaker, *_ in said(reader, text)]
    assert speakers == ["Dana Moll", "The chairman of the Harbour Party"]


def test_mrs_roe_is_not_her_husband(reader):
    text = (
        "Mrs Roe said it was a big one. Her husband, Grant Roe, said he had seen it too.\nMr Roe"
        " told reporters the boat had no lights. “I was asleep,” Mrs Roe said."
    )
    speakers = [speaker for speaker, *_ in said(reader, text)]
    assert speakers == ["Mrs Roe", "Grant Roe", "Grant Roe", "Mrs Roe"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A father whose son died, Lamin Moll, said the ward was dirty.", "Lamin Moll"),
        ("A fan, @ada_waves, said the rig had dropped in Leeds.", "@ada_waves"),
        ("The regional gas company itself said the pressure fell.", "The regional gas company"),
        ("Hauptmann Urs Moll said the boxes in Leeds had been relabelled.", "Urs Moll"),
        (
            "A few small, limited studies have suggested that voices change after surgery.",
            "A few small, limited studies",
        ),
        ("The first clue was his blood work, which showed he was ill.", "his blood work"),
    ],
)
def test_who_speaks_has_a_name_where_one_is_given(reader, text, name):
    assert [speaker for speaker, *_ in said(reader, text)] == [name]


def test_another_user_and_a_spokesman_of_another_ministry_are_others(reader):
    text = (
        "“Who drew this?” tweeted one user.\nAnother user commented: “One more stop.”\n"
        "The raid followed the rules, an Interior Ministry spokesman said.\n"
        "Foreign Ministry spokeswoman Elena Varga criticised the reports."
    )
    speakers = [speaker for speaker, *_ in said(reader, text)]
    assert speakers == ["one user", "Another user", "an Interior Ministry spokesman", "Elena Varga"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The raid in Leeds did not fail, as the rebels claim, a spokesman said.", "a spokesman"),
        ("The closure was not about money, as many claimed, the city says.", "the city"),
    ],
)
def test_what_is_not_so_is_not_of_who_claims_that_it_is(reader, text, speaker):
    assert [who for who, *_ in said(reader, text)] == [speaker]


def test_no_files_are_a_newspaper(reader):
    text = (
        "The Harbour Papers are files of a law firm in Leeds.\n"
        "“The rich hid it,” the German newspaper wrote."
    )
    assert [speaker for speaker, *_ in said(reader, text)] == ["the German newspaper"]


def test_at_no_point_is_never(reader):
    text = "“At no point did our soldiers attack the village near Tema,” Captain Ada Grim said."
    assert done(reader, text, "attack")[0] == "did not happen"


def test_he_in_ones_own_quotation_is_another(reader):
    text = (
        "Rein Moll said he had paid an agent in Narva. “He sent me to Riga via Tartu,” Moll said."
    )
    assert done(reader, text, "sent")[1] == ["He"]


def test_a_dateline_is_no_part_of_a_role(reader):
    text = "OSLO - Transport Minister Karin Lund said trains would stop."
    assert roles(reader, text) == {"Karin Lund": ["Transport Minister"]}
    text = "NAIROBI, March 12, 2024 - Russian President Igor Malin said the dam would stay."
    assert roles(reader, text) == {"Igor Malin": ["Russian President"]}
    assert read(reader, text).statements[0].said is None


def test_a_role_ends_before_its_comma(reader):
    text = "Norway's Minister of Health, Eva Dahl, said the ferry was safe."
    assert roles(reader, text) == {"Eva Dahl": ["Norway's Minister of Health"]}


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        (
            "The allegations, which Nora Blake has denied, were made in Leeds by a former aide.",
            "Nora Blake",
        ),
        (
            "Tom Reyes claimed that the bridge was weak, a claim which the council rejected.",
            "the council",
        ),
    ],
)
def test_who_denies_in_a_relative_clause_is_its_subject(reader, text, denier):
    denials = [one for one in read(reader, text).statements if one.manner == "denies"]
    assert [one.speaker_name for one in denials] == [denier]


def test_who_denies_an_accusation_denies_no_inquiry(reader):
    text = (
        "The dockers' union accused Norvik Ferries of hiding faults in its ramps. The Transport"
        " Ministry said it was looking into the matter. The company denied the accusation."
    )
    accused, _, denial = read(reader, text).statements
    assert denial.manner == "denies"
    assert denial.refers == (accused.id,)


def test_paragraphs_of_a_quotation_belong_to_who_is_named_behind_the_last(reader):
    text = (
        'Club president Anna Serra thanked the fans in Turin.\n"We won six games in a row and we'
        ' are proud.\n"The stadium will be ready in May.\n"Nobody can stop us," Serra said.'
    )
    ((speaker, content, _),) = said(reader, text)
    assert speaker == "Anna Serra"
    assert content.startswith('"We won six games')
    assert "The stadium will be ready in May." in content


def test_the_agency_of_a_dateline_is_not_an_agency_of_the_story(reader):
    text = (
        "LISBON (AP) — The port agency closed the yard on Monday. The agency said the yard was"
        " unsafe. It said that it would reopen in May."
    )
    assert {speaker for speaker, *_ in said(reader, text)} == {"The agency"}


def test_the_report_of_one_country_is_not_that_of_another(reader):
    text = (
        "The Swedish report says the dam is safe. The Finnish report says the dam is weak. The"
        " report warns that it could burst."
    )
    speakers = [speaker for speaker, *_ in said(reader, text)]
    assert speakers == ["The Swedish report", "The Finnish report", "The Finnish report"]


def test_a_plea_is_what_it_is_called(reader):
    text = "Victor Strand pleaded guilty to fraud on Monday."
    assert [one.manner for one in read(reader, text).statements] == ["confirms"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Police described the fire in eastern Kampala, which officials say killed 12 people"
            " and destroyed 300 homes.",
            "The fire in eastern Kampala killed 12 people",
        ),
        ("The boat, which Kenya says sank in May, carried oil.", "The boat sank"),
        (
            "Ruth Kamau, head of the Mill Union, which was formed in 1988, said pay was low.",
            "The Mill Union was formed",
        ),
        (
            "The board is failing, said Marcus Okafor, senior fellow at the Brindle Institute for"
            " Sea Policy, which was founded in 1992 with support from a shipping lobby.",
            "The Brindle Institute for Sea Policy was founded with support from a shipping lobby",
        ),
    ],
)
def test_a_relative_clause_is_of_the_noun_before_it(reader, text, words):
    assert words in clauses(reader, text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Residents said they would not go home until the army left the hills.", "The army left"),
        ("The fate of the coalition hinges on whether Friday's talks fail.", "talks fail"),
        ("Talks cannot start before the rebels free the hostages.", "The rebels free"),
        ("Three liberal judges would have allowed the limits to take effect.", "allowed"),
    ],
)
def test_what_a_clause_leaves_open_is_no_event_of_a_timeline(reader, text, left):
    assert not any(left in words for words in clauses(reader, text))


def test_not_all_is_some(reader):
    text = "Energy Minister Lena Braun said not all the pipelines were repaired on Monday."
    assert clauses(reader, text) == {"Not all the pipelines were repaired": "happened"}
    text = "Not every road was repaired in May."
    assert clauses(reader, text) == {"Not every road was repaired": "happened"}


def test_an_account_of_something_is_what_its_owner_told_of_that(reader):
    text = (
        "Lena Mwangi said the banker made a payment to her. Mwangi said she never met the mayor.\n"
        "Two guards confirmed Mwangi's account of the payment. A photograph backed up Peter"
        " Odera's story of the trip."
    )
    one, other = read(reader, f"Record of a busy week\nNAIROBI, March 4 - {text}").statements[:2]
    assert (one.checked, other.checked) == ("verified", None)


def test_they_are_the_several_who_just_spoke(reader):
    text = (
        "Roads were shut, Danish officials said. They said trains would run.\nThe death toll had"
        " risen to nine, Kenyan authorities said. They said 12 people had been hurt."
    )
    speakers = [speaker for speaker, *_ in said(reader, f"Record of a busy week\nOSLO - {text}")]
    assert speakers == ["Danish officials"] * 2 + ["Kenyan authorities"] * 2


def test_what_but_adds_behind_according_to_is_the_storys_own(reader):
    text = "The bridge is unsafe, according to Rui Costa, so the road will stay shut."
    assert said(reader, text) == [("Rui Costa", "The bridge is unsafe", [])]


def test_a_colon_parts_no_sentence_that_is_whole_before_it(reader):
    text = "The town has two ferries: one old and one new, according to the port office."
    ((_, content, _),) = said(reader, text)
    assert content == "The town has two ferries: one old and one new"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Tom Perrin was arrested in Bergen and released on March 3, 2024.",
            {"Tom Perrin was arrested in Bergen": "", "Tom Perrin was released": "2024-03-03"},
        ),
        ("Peter Odera was freed early in 2011.", {"Peter Odera was freed": "2011"}),
        (
            "The week after Victor Strand died, police searched his house in Leeds.",
            {"Police searched his house in Leeds": ""},
        ),
    ],
)
def test_each_event_has_the_day_that_is_its_own(reader, text, rows):
    found = dates(reader, text)
    assert {words: found.get(words) for words in rows} == rows


@pytest.mark.parametrize(
    "text",
    [
        "Many said the decision not to consult the board was wrong.",
        "The ship is the first to leave the port since Friday.",
        "Lena Mwangi, 44, agreed.",
    ],
)
def test_what_only_says_which_it_is_or_that_one_agrees_is_no_event(reader, text):
    assert clauses(reader, text) == {}


def test_it_is_no_person(reader):
    text = (
        "Eva Dahl helped her son Jon with his homework. The jury met in Bergen. It visited four"
        " schools on Monday and met the mayor."
    )
    assert not any("Eva Dahl visited" in words for words in clauses(reader, text))


def test_a_surname_that_is_a_trade_is_a_name(reader):
    text = (
        "Lena Cook joined the firm in 2010. Cook said the firm grew fast. Mark Baker said he was"
        " glad. Baker told reporters the plant would open."
    )
    speakers = [speaker for speaker, *_ in said(reader, f"Record of a busy week\n{text}")]
    assert speakers == ["Lena Cook", "Mark Baker", "Mark Baker"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The ferry was due to leave Thursday for Calais.", "2024-03-07"),
        ("Crews were due to start cutting power Friday to 300 homes.", "2024-03-08"),
    ],
)
def test_what_was_due_on_a_weekday_is_to_come(reader, text, row):
    assert row in dates(reader, text).values()


def test_what_a_report_does_not_show_is_only_possible(reader):
    text = (
        '"The helicopter was shot down," Karim Wardak said. The army said reports do not show that'
        " the helicopter was shot down."
    )
    assert clauses(reader, text).get("The helicopter was shot down") != "did not happen"
    (article,) = onrecord.read(f"Record of a busy week\n\nKABUL, March 4, 2024 - {text}\n")
    (reading,) = reader.read([article])
    told = {one.id: one.certainty for one in reading.statements}
    doubted = [one.status for one in reading.events if told.get(one.told_by) == "unlikely"]
    assert doubted == ["possible"]


def test_who_was_not_on_a_call_does_not_say_that_there_was_none(reader):
    text = (
        '"I was not on the May 25 phone call between President Adair and President Lowry," Peter'
        " Halloran, an envoy, said."
    )
    assert "did not happen" not in clauses(reader, text).values()


@pytest.mark.parametrize(
    "seen",
    [
        "The Echo said it had seen bank records that support their account.",
        "The Echo has seen letters that back up their account.",
    ],
)
def test_what_was_seen_and_bears_out_an_account_verifies_it(reader, seen):
    text = f"Two former clerks told the Echo that the money had been moved to Malta. {seen}"
    (one,) = read(reader, text).statements
    assert (one.speaker_name, one.checked) == ("Two former clerks", "verified")


@pytest.mark.parametrize(
    "text",
    [
        "A state bank paid 3 million euros for it, according to internal records seen by the"
        " Newswire. The records show that the bank made nine transfers in 2022.",
        '"That letter is a fake," Mercy Wanjala told the Echo. The Echo found that the letterhead'
        " differs from the one used by the county since 2022.",
    ],
)
def test_no_finding_contradicts_its_own_paper_nor_who_says_that_it_is_a_fake(reader, text):
    assert {one.checked for one in read(reader, text).statements} == {None}


def test_who_denies_this_denies_what_was_said_last(reader):
    text = (
        '"Pay is none of our business," Ulrich Baumann said. A person close to the talks said'
        " Baumann had privately urged both sides to accept 7%. The ministry denied this."
    )
    (*_, last, denial) = read(reader, text).statements
    assert denial.refers == (last.id,)


def test_who_is_charged_with_something_may_have_done_it(reader):
    status, _ = done(reader, "Ann Roe faces charges that she stole a van in Leeds.", "stole")
    assert status == "possible"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ann Roe denied on Sunday reports that she planned to go.",
            ("denies", "reports that she planned to go"),
        ),
        ("Ann Roe said nothing could bring her back.", ("says", "nothing could bring her back")),
    ],
)
def test_no_word_that_turns_it_is_lost(reader, text, found):
    statements = read(reader, text).statements
    contents = [text[one.content[0].start : one.content[-1].end] for one in statements]
    assert [(one.manner, words) for one, words in zip(statements, contents, strict=True)] == [found]


def test_who_rejects_a_claim_is_not_the_claim(reader):
    text = "A doctor told the court that he heard voices, a claim the judge rejected."
    assert [one.speaker_name for one in read(reader, text).statements] == ["A doctor", "the judge"]


def test_who_did_not_answer_checked_nothing(reader):
    text = (
        "Ann Roe said the dam had leaked for years. The ministry did not respond to a request for"
        " comment."
    )
    found = read(reader, text)
    (check,) = found.checks
    assert (check.unanswered, check.statements) == (True, ("s1",))
    assert found.statements[0].checked is None
