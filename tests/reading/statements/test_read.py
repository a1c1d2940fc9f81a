"""Who says it, and through whom, in short stories of our own, read by the shipped weights."""

from dataclasses import replace

import pytest

from onrecord import Reader
from tests.support.by_hand import make_article


@pytest.fixture(scope="module")
def reader():
    return Reader()


def said(reader, text):
    """Return speaker, manner, content and through whom, for each statement of a text."""
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    return [
        (
            one.speaker_name,
            one.manner,
            " … ".join(text[span.start : span.end] for span in one.content),
            [through.name for through in one.via],
        )
        for one in reading.statements
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "A nurse ignored alarms for an hour, a tribunal in Leeds has heard.",
            "A nurse ignored alarms for an hour",
        ),
        ("Leeds Crown Court heard that the ward was empty.", "the ward was empty"),
        (
            "Nurse ignored alarms for an hour, inquiry told\nThe ward is shut.",
            "Nurse ignored alarms for an hour",
        ),
    ],
)
def test_a_body_that_hears_what_is_said_does_not_say_it(reader, text, content):
    assert said(reader, text) == [(None, "says", content, [])]


def test_a_body_that_tells_somebody_says_it(reader):
    text = "The inquiry told reporters in Leeds that the ward was empty."
    assert said(reader, text) == [("The inquiry", "says", "the ward was empty", [])]


def test_one_of_several_is_whom_a_noun_of_one_means(reader):
    text = (
        "The weir was opened on Monday, two Western diplomats said.\nOne of the diplomats said that"
        " the mayor had known of it. “He was proud,” the diplomat said."
    )
    speakers = [speaker for speaker, *_ in said(reader, text)]
    assert speakers == ["two Western diplomats", "One of the diplomats", "One of the diplomats"]


def test_an_agency_is_no_newspaper_that_was_named_last(reader):
    text = (
        "The newspaper Al Nahda printed a list on Friday. Its editor, Omar Saidi, said he stood by"
        " it.\nPer Dahl, a farmer, said an official from the water basin agency had told him to"
        " pull out his trees.\nThe agency denied giving such advice."
    )
    assert said(reader, text)[-1][0] == "The agency"
    assert said(reader, f"RABAT, Sept 9 (Atlas News) - {text}")[-1][0] == "The agency"


def test_what_is_shown_to_somebody_is_shown_without_them(reader):
    text = "Rafi Miah showed a reporter a photograph that he said showed the loose cable."
    ((speaker, manner, content, _),) = said(reader, text)
    assert (speaker, manner, content) == ("a photograph", "reveals", "the loose cable")


def test_who_works_for_a_firm_is_not_the_firm_named_behind_a_comma(reader):
    text = "A buyer for a Danish clothing chain, Nordtoj, said the orders were suspended."
    assert said(reader, text)[0][0] == "A buyer for a Danish clothing chain"
    text = "The owner of the mine, Lekmar Shipping, said it was sorry."
    assert said(reader, text)[0][0] == "Lekmar Shipping"


def test_a_particle_of_another_verb_makes_no_demand(reader):
    text = (
        "The firm acknowledged that the alarm had problems but insisted it was working on the day."
    )
    assert [manner for _, manner, *_ in said(reader, text)] == ["confirms", "claims"]


def test_who_talks_and_asks_whether_it_was_said_does_not_say_that_it_was(reader):
    text = (
        "Q: Did the minister ask you to change the figures?\nA: No. I changed none.\n"
        "Q: Who has seen them?\nA: Everybody has."
    )
    (speaker, manner, content, _), *_ = said(reader, text)
    assert (speaker, manner) == (None, "asks")
    assert content == "Did the minister ask you to change the figures?"


@pytest.mark.parametrize("called", ["what it called", "what it said was", "what it described as"])
def test_what_is_cited_is_what_it_is_called(reader, called):
    text = f"The radio reported on Friday that the port would close, citing {called} a secret memo."
    assert said(reader, text) == [
        ("a secret memo", "says", "the port would close", ["The radio"]),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Company says alarms worked at plant\nWorkers at Lekmar Chemicals in Tema said on"
            " Monday that no alarm had sounded.\n“We ran when we smelled it,” said Ann Roe, a"
            " welder.\nThe company disputed their account.",
            "Lekmar Chemicals",
        ),
        (
            "The miners' union said on Monday that 40 men were trapped. Andacor runs the mine near"
            " Calama.\nThe company has given no figure.",
            "Andacor",
        ),
    ],
)
def test_the_company_is_the_only_firm_with_a_name(reader, text, name):
    assert said(reader, text)[-1][0] == name


def test_what_tells_of_who_knows_says_it(reader):
    text = (
        "A mayor knew that the bridge was unsafe, according to a lawsuit filed in Oregon by her"
        " former deputy."
    )
    ((speaker, manner, content, via),) = said(reader, text)
    assert speaker is not None
    assert speaker.startswith("a lawsuit")
    assert (manner, content, via) == ("says", "A mayor knew that the bridge was unsafe", [])


def test_a_date_before_a_quotation_is_no_statement_of_who_tells_of_it(reader):
    text = "In the suit, Dana Whitlow says that Kayla Brandt told her in 2021, “It is medicine.”"
    assert said(reader, text) == [("Kayla Brandt", "says", "“It is medicine.”", ["Dana Whitlow"])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Nepal's president blamed a dam operator for floods.\n“They had a siren,”"
            " Bishnu Thapaliya said after flying over the valley.\nOpposition leader Devi Adhikari"
            " said the government was looking for a scapegoat.",
            "Nepal's president",
        ),
        (
            "The dam is shut, three diplomats said. One of the diplomats said it had leaked.\n"
            "The second diplomat said that the tunnel was damp.",
            "The second diplomat",
        ),
        (
            "Israel's prime minister said on Thursday that the tunnel was deep. His defence"
            " minister has said that it was not.",
            "His defence minister",
        ),
        (
            "The manager, Graham Tolley, said he had not seen the post.\n“I have no telephone,” the"
            " Scot said.",
            "Graham Tolley",
        ),
    ],
)
def test_a_description_means_nobody_whom_its_words_rule_out(reader, text, name):
    speakers = [speaker for speaker, *_ in said(reader, text)]
    assert name in (speakers[0], speakers[-1])


def test_a_turn_of_talk_ends_with_its_line_and_its_mark_is_no_name(reader):
    text = (
        "Ines Carvalho heads the statistics office. She spoke to the Diario about the figures.\n"
        "Q: Who asked you to change them?\nA: I will not say. It was a polite call.\n"
        "Q: Your predecessor resigned after such a call.\n"
        "A: Rui told me once that he had resigned because of the coffee.\n"
        "The ministry said in a written reply that it respected the office.\n"
        "Rui Valadares, who led the office until 2019, could not be reached."
    )
    assert [(speaker, via) for speaker, _, _, via in said(reader, text)][-2:] == [
        ("Rui Valadares", ["Ines Carvalho"]),
        ("The ministry", []),
    ]


def test_what_a_caption_says_again_in_the_same_words_is_one_statement(reader):
    text = (
        "Astronomers at Leiden used data from a telescope in Chile to find the moons.\n"
        "Before this, they say no evidence of such moons had ever been detected.\n"
        "The group relied on a method called transit timing.\n"
        "Astronomers at Leiden used the data. Before this, they say no evidence of such moons had"
        " ever been detected. The sky is pictured."
    )
    again = [content for _, _, content, _ in said(reader, text) if "evidence" in content]
    assert again == ["no evidence of such moons had ever been detected"]


@pytest.mark.parametrize(
    "text",
    [
        'Thousands of visitors are expected to flock to the "mile of lights" on Sunday.',
        "For those wanting to limit how much they eat, the clinic has a new plan.",
        "Norway has taken the lead. It is also understandable that it should look ahead.",
        "All these planets, thousands of which are now known to exist, are in our own galaxy.",
    ],
)
def test_what_nobody_in_particular_expects_wants_judges_or_knows_is_no_statement(reader, text):
    assert said(reader, text) == []


def test_the_same_words_told_by_two_papers_are_two_statements(reader):
    text = (
        "The minister resigned on Monday. Ann Petrie said the ferry had never left the pier at"
        " all, Radio Volta reported.\n"
        "The pier is shut. Ann Petrie said the ferry had never left the pier at all, the Tema Post"
        " reported."
    )
    assert [via for speaker, _, _, via in said(reader, text) if speaker == "Ann Petrie"] == [
        ["Radio Volta"],
        ["Tema Post"],
    ]


def test_two_turns_of_talk_within_a_story_are_said_by_their_labels(reader):
    text = (
        "The council met on Tuesday in Bathurst to look at a calendar.\n"
        "ARSENEAULT: Then the calendar is wrong. Donna?\n"
        "DAIGLE: It is my calendar. I keep it at home.\n"
        "The vote was put off."
    )
    assert [(speaker, content) for speaker, _, content, _ in said(reader, text)] == [
        ("ARSENEAULT", "Then the calendar is wrong. Donna?"),
        ("DAIGLE", "It is my calendar. I keep it at home"),
    ]


def test_bullets_and_the_way_of_saying_it_are_no_words_of_a_statement(reader):
    text = (
        "The hills were quiet at noon.\n"
        "• Shooting was heard east of Jermuk from about 3.10pm, according to residents\n"
        "• The road is shut, police said\n"
        "Esteban Luján, the hydrologist who ran the probe, rejected that with a laugh:"
        " “I have been reading it in metres since 1998.”"
    )
    assert [content for _, _, content, _ in said(reader, text)] == [
        "Shooting was heard east of Jermuk from about 3.10pm",
        "The road is shut",
        "“I have been reading it in metres since 1998.”",
    ]


def test_what_heads_an_entry_of_a_log_does_not_speak(reader):
    text = (
        "The log of the week follows.\n"
        "Setúbal, Saturday, 1:25 a.m. A man who would not give his name said he had been robbed of"
        " a gold chain by two men on scooters on Rua Augusta. Video from a bakery shows him handing"
        " the chain to a woman.\n"
        "Palmela, Sunday, 7:15 a.m. The owner of a boat yard reported that fuel had been siphoned"
        " from three skiffs. He estimated the loss at 90 gallons."
    )
    speakers = [speaker for speaker, *_ in said(reader, text)]
    assert not {"Setúbal", "Palmela"}.intersection(speakers)


def test_what_is_heard_between_turns_of_talk_is_no_part_of_them(reader):
    text = (
        "The committee in Porto met on Monday.\nMR. HALE: We were never told of the leak.\n"
        "[Crosstalk.]\nMS. ORME: You were told in May. (Laughter and applause.)"
    )
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    assert said(reader, text) == [
        ("HALE", "says", "We were never told of the leak", []),
        ("ORME", "says", "You were told in May", []),
    ]
    people = [one.name for one in reading.actors if one.kind == "person"]
    bodies = [one.name for one in reading.actors if one.kind == "organisation"]
    assert (people, bodies) == (["HALE", "ORME"], [])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Asked whether the weir would hold, Ms Orme declined to say.",
            "whether the weir would hold",
        ),
        (
            "Asked by reporters in Leeds who had opened the weir, Ms Orme would not be drawn.",
            "who had opened the weir",
        ),
        ("Asked who had opened the weir, Ms Orme declined to discuss the flood.", "the flood"),
    ],
)
def test_what_is_refused_is_the_question_or_what_stands_behind_the_refusal(reader, text, content):
    assert said(reader, text) == [("Orme", "declines", content, [])]


def test_a_second_that_belongs_to_what_is_said(reader):
    text = (
        "Police in Leeds said the owners had not been charged, but that charges could be sought by"
        " the county prosecutor."
    )
    (one,) = said(reader, text)
    assert one[2].endswith("charged, but that charges could be sought by the county prosecutor")
    told = "Orme said the boat had left, but that the captain, Jo Poe, denied it."
    assert [content for _, _, content, _ in said(reader, told)] == ["the boat had left", "it"]


def test_a_reason_that_is_cited_does_not_refuse(reader):
    text = "The company, citing a pending lawsuit, would not comment on the crash."
    assert said(reader, text) == [("The company", "declines", "the crash", [])]


@pytest.mark.parametrize(
    "text",
    [
        "This theory was first proposed by Ostrander in 1911.",
        "Astronomers at the University of Leeds used data from the Orkney array to find the new"
        " group of comets.",
        'A Facebook page titled "Justice for Bruno" had more than 3,000 likes by Sunday.',
    ],
)
def test_what_is_thought_of_aimed_at_or_called_is_no_statement(reader, text):
    assert said(reader, text) == []


def test_that_joins_a_number_to_what_is_said(reader):
    text = "The ministry said that ten ships had left."
    assert said(reader, text) == [("The ministry", "says", "ten ships had left", [])]


def test_who_could_not_be_reached_on_a_day_is_no_event(reader):
    text = (
        "Two men robbed the mill on Friday. Police said the owners had not been charged.\n"
        "The family could not be reached on Sunday."
    )
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    assert len(reading.checks) == 1
    words = [text[one.trigger.start : one.trigger.end] for one in reading.events]
    assert words == ["robbed", "charged"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Envoys met to end a conflict that the council says has left ten thousand people"
            " without homes.",
            "a conflict … has left ten thousand people without homes",
        ),
        ("Police praised a man who the council says saved two children.", None),
        (
            "The league published the minutes, which the council says were forged.",
            "the minutes … were forged",
        ),
        (
            "Divers have spotted the equivalent of rings in the ocean which the council says could"
            " pull up eels.",
            "could pull up eels",
        ),
    ],
)
def test_a_relative_clause_tells_of_what_is_before_it(reader, text, content):
    found = [words for speaker, _, words, _ in said(reader, text) if speaker == "the council"]
    assert found == [content or "a man … saved two children"]


def test_what_somebody_says_goes_on_behind_a_relative_clause_of_another(reader):
    text = (
        "The newspaper said six other ships that port authorities say are breaking the sanctions"
        " are owned in Oslo."
    )
    assert [(speaker, content) for speaker, _, content, _ in said(reader, text)] == [
        (
            "The newspaper",
            "six other ships that port authorities say are breaking the sanctions are owned in"
            " Oslo",
        ),
        ("port authorities", "six other ships … are breaking the sanctions"),
    ]


def test_a_peoples_name_is_not_the_newspapers(reader):
    text = "A South Korean newspaper said that the ships delivered oil."
    assert [speaker for speaker, *_ in said(reader, text)] == ["A South Korean newspaper"]


@pytest.mark.parametrize(
    "text",
    [
        "Women can seek shelter in a zone. The zone bears an English name: “Women's Safety Area.”",
        "The inquiry stalled, as victims failed to identify their attackers.",
        "Dunn also knew how to balance his songs with some risks.",
        "What would Dunn have thought that a song from a film capped the set?",
    ],
)
def test_skills_failures_titles_and_what_is_imagined_are_no_statements(reader, text):
    assert said(reader, text) == []


def test_what_is_told_in_passing_within_what_another_tells_is_told(reader):
    text = (
        "Berg, having pledged to halt a strike that the EU says has hurt more than ten ports and"
        " towns since 2021, met Lund in Oslo."
    )
    told = [(speaker, manner) for speaker, manner, *_ in said(reader, text)]
    assert told == [("Berg", "promises"), ("EU", "says")]


def test_a_spokeswoman_who_dismisses_a_claim_is_not_what_is_dismissed(reader):
    text = (
        "But at a daily news briefing in Oslo, a spokeswoman for Norway’s Fisheries Ministry flatly"
        " dismissed the claim."
    )
    ((speaker, manner, content, _),) = said(reader, text)
    assert "spokeswoman" in speaker
    assert (manner, content) == ("denies", "the claim")


@pytest.mark.parametrize(
    "text",
    [
        "The standoff underscores Orme’s frustration at his attempts to press Norway.",
        "Now that the method works, there's no telling what divers might find next.",
        "On Wednesday, when Lund was asked about Peruvian claims of a transfer, she left.",
    ],
)
def test_signs_topics_and_what_nobody_can_tell_are_no_statements(reader, text):
    assert said(reader, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "New rules will concern owners with Fortuna reporting that judges in Leeds are about to"
            " rule.",
            ("Fortuna", "judges in Leeds are about to rule"),
        ),
        (
            "The shares fell, with the Echo saying the firm was late.",
            ("Echo", "the firm was late"),
        ),
        (
            "Clive Moreau is a mining magnate who is thought to own up to 19 cars.",
            (None, "a mining magnate … to own up to 19 cars"),
        ),
    ],
)
def test_who_tells_behind_with_and_of_whom_it_is_told_behind_who(reader, text, found):
    assert [(speaker, content) for speaker, _, content, _ in said(reader, text)] == [found]


def test_what_a_thing_threatens_to_do_is_told_by_who_says_so(reader):
    text = (
        "The price fell on Tuesday.\nThe new head of the board, Agnes Carsten, also said the coin"
        " threatened to undermine public trust in central banks."
    )
    content = "the coin threatened to undermine public trust in central banks"
    assert said(reader, text) == [("Agnes Carsten", "says", content, [])]


@pytest.mark.parametrize(
    "text",
    [
        "The coin is not recognised by any central bank.",
        "The ministry has striven to create a warhead capable of reaching the coast.",
        "The coin is a risk. It allows people to bypass banks.",
    ],
)
def test_nobodys_words(reader, text):
    assert said(reader, text) == []


def test_what_a_video_shows_stands_around_it(reader):
    text = (
        "The ape picked the boy up, as the video showed, and dragged him for at least ten minutes."
    )
    (one,) = said(reader, text)
    assert one[2] == "The ape picked the boy up … and dragged him for at least ten minutes"


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("The Telegram channel Rybnik said the bridge was hit.", "social account"),
        ("Osen TV channel said two men were hurt.", "media outlet"),
    ],
)
def test_a_channel_is_of_the_network_that_is_named_or_of_television(reader, text, grade):
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    assert [one.grade for one in reading.statements] == [grade]


def test_the_authorities_of_one_state_are_no_office_of_another(reader):
    text = (
        "China’s General Office of Tariffs published statistics that show no diesel was pumped.\n"
        "On Friday, the South Korean authorities said they had inspected a vessel."
    )
    assert said(reader, text)[-1][0] == "the South Korean authorities"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The report also reveals that when the number of complaints in Leeds is added to those"
            " elsewhere, a total of 1,049 crimes are being investigated",
            (
                "The report",
                "when the number of complaints in Leeds is added to those elsewhere, a total of"
                " 1,049 crimes are being investigated",
            ),
        ),
        (
            "What is causing a stir is how Albers describes the suspects. He says they look tired.",
            ("Albers", "they look tired"),
        ),
    ],
)
def test_a_condition_goes_on_and_how_somebody_describes_them_is_left_open(reader, text, found):
    assert [(speaker, content) for speaker, _, content, _ in said(reader, text)] == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "While press secretary Ada Grim said the trip was simply the mayor getting a jump on"
            " his physical, he did not have that physical done in phases.",
            ("Ada Grim", "the trip was simply the mayor getting a jump on his physical"),
        ),
        (
            "As Orme told reporters that the dam was safe, water ran over its crown.",
            ("Orme", "the dam was safe"),
        ),
    ],
)
def test_what_is_said_in_a_clause_ends_where_the_story_goes_on(reader, text, found):
    assert [(speaker, content) for speaker, _, content, _ in said(reader, text)] == [found]


def test_that_is_according_to_somebody_is_the_sentence_before(reader):
    text = "The factory in Porto closed in May. That's according to the mayor, Ann Roe."
    assert said(reader, text) == [("Ann Roe", "says", "The factory in Porto closed in May", [])]


@pytest.mark.parametrize("before", ["", "A driver stopped in Porto. "])
def test_he_is_not_several(reader, before):
    text = (
        f"{before}The Chronicle says he was held a block away after employees of a garage said he"
        " tried to steal a van."
    )
    article = replace(make_article(), text=text, blocks=(), figures=())
    (reading,) = reader.read([article])
    (steal,) = (e for e in reading.events if "steal" in text[e.trigger.start : e.trigger.end])
    actors = [text[a.span.start : a.span.end] for a in steal.arguments if a.role == "actor"]
    assert "employees of a garage" not in actors


def test_a_content_is_all_of_the_sentence_before_police_said(reader):
    text = (
        "Ann Reed, the singer who led the band for three decades and gave up only when her doctor "
        "hid the flute, has died at 91, her daughter said."
    )
    assert [content for _, _, content, _ in said(reader, text)] == [text.partition(", her")[0]]
