"""Who says what in shapes that news often has, read by the shipped weights."""

import pytest

from onrecord import Reader
from tests.support.short_stories import dated, read, roles, said


@pytest.fixture(scope="module")
def reader():
    return Reader()


def spoken(reader, text):
    """Return speaker and content of each statement of a story of March 4, 2024."""
    article, reading = dated(reader, text)
    whole = article.text
    return [
        (one.speaker_name, " … ".join(whole[s.start : s.end] for s in one.content))
        for one in reading.statements
    ]


def test_quotations_on_one_line_are_each_of_who_stands_behind_it(reader):
    text = (
        "“The dam is safe,” Carl Dorn testified. “It has no cracks,” Ida Moen said. “The roof"
        " leaked,” Nils Falk testified. “It had holes,” Nora Lie told the court."
    )
    assert spoken(reader, text) == [
        ("Carl Dorn", "“The dam is safe,”"),
        ("Ida Moen", "“It has no cracks,”"),
        ("Nils Falk", "“The roof leaked,”"),
        ("Nora Lie", "“It had holes,”"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Petr Velt and Lena Dunn said the school would close.",
        "Petr Velt, the mayor of Lund, and Lena Dunn, his deputy, said the school would close.",
        "The minister Petr Velt and the mayor Lena Dunn said that the school would close.",
    ],
)
def test_two_who_speak_have_their_names_whatever_stands_between(reader, text):
    assert spoken(reader, text)[0] == ("Petr Velt and Lena Dunn", "the school would close")


def test_two_who_speak_again_by_their_surnames_are_the_same(reader):
    text = (
        "The minister Janis Ozols and the mayor Marta Liepa said that the bridge is unsafe. Ozols"
        " and Liepa also warned that trains may be late."
    )
    assert {speaker for speaker, _ in spoken(reader, text)} == {"Janis Ozols and Marta Liepa"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In a letter sent by mayor Amina Yusuf, residents were told that", "Amina Yusuf"),
        ("In an email from chairman Paul Njoroge, employees were told that", "Paul Njoroge"),
    ],
)
def test_whose_letter_people_are_told_it_in_says_so(reader, text, speaker):
    assert spoken(reader, f"{text} the bridge will close.") == [(speaker, "the bridge will close")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The driver stopped the bus and phoned the mayor, who told him to wait.", "to wait"),
        ("The farmer wrote to Grace Otieno, who advised him to sell the land.", "to sell the land"),
    ],
)
def test_a_relative_clause_tells_of_what_stands_behind_its_cue(reader, text, content):
    assert [said for _, said in spoken(reader, text)] == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("David Brennan, who pushed for a strike in May, left the union.", "a strike in May"),
        ("The union agreed to a truce on Monday and ended its strike.", "a truce on Monday"),
    ],
)
def test_a_content_ends_where_the_next_verb_of_the_subject_begins(reader, text, content):
    assert [said for _, said in spoken(reader, text)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Dana Orwell, has avoided any criticism of the strike.",
        "There is no indication Dorn has revealed secrets.",
        "Ruth Naliaka did not know her son was on the bus.",
        "The story left Ruth Naliaka curious and wanting to travel.",
        "The council withheld funds from the school.",
        "The clerk Karen Miller declined in health.",
        "The minister visited the old prison, dubbed the “Palace” by soldiers held there.",
        "The board named Peter Odhiambo chairman of the bank in 2018.",
        "The Supreme Court dismissed an appeal by Norwick Bank on Tuesday.",
    ],
)
def test_what_is_done_or_not_so_is_no_statement(reader, text):
    assert said(reader, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "David Brennan would like to see the port reopened.",
        "The doctor suggested that he rest for a week.",
    ],
)
def test_what_somebody_wants_done_is_urged(reader, text):
    assert [one.manner for one in read(reader, text).statements] == ["urges"]


def test_a_charge_that_nobody_made_is_not_whatever_was_said_before(reader):
    text = (
        "Ruth Naliaka said the market was full.\n\nPeter Odhiambo, a driver, denied the charge on"
        " Monday."
    )
    assert [one.refers for one in read(reader, text).statements] == [(), ()]


def test_a_number_below_one_does_not_end_a_sentence(reader):
    text = "Janis Ozols had a .22-caliber rifle at his home, police said on Monday."
    assert spoken(reader, text) == [("police", "Janis Ozols had a .22-caliber rifle at his home")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Ruth Naliaka is the chief executive of the Tea Board.",
            "chief executive of the Tea Board",
        ),
        ("Last week State Department official Ruth Naliaka left.", "State Department official"),
        ("On Monday police chief Ruth Naliaka said crime fell.", "police chief"),
        ("Ruth Naliaka, a shipowner the mayor picked, left on Monday.", "shipowner"),
    ],
)
def test_a_role_is_what_somebody_is_and_no_more(reader, text, role):
    assert roles(reader, text)["Ruth Naliaka"] == [role]


@pytest.mark.parametrize(
    "text", ["Jan Holm is not the mayor of Lund.", "Jan Holm is a suspect in the case."]
)
def test_what_somebody_is_not_is_no_role(reader, text):
    assert roles(reader, text) == {"Jan Holm": []}


def test_what_a_share_is_traded_as_is_no_body(reader):
    text = "Norvex shares NVX.L fell 3% on Tuesday and the S&P 500 .SPX lost 1.85 points."
    names = {actor.name for actor in read(reader, text).actors}
    assert not {"NVX", "NVX.L", "L", "SPX", ".SPX"} & names


def test_a_website_of_ones_own_tells_of_nobody(reader):
    text = "Redwood Records denied the allegations in a statement shared to its website."
    assert [through for *_, through in said(reader, text)] == [[]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Measles cases in Leeds rose to 40 last week, per the Northern Health Board.",
            ("Northern Health Board", "Measles cases in Leeds rose to 40 last week"),
        ),
        (
            "Chair of governors Neil Thwaite said the win was earned.",
            ("Neil Thwaite", "the win was earned"),
        ),
        (
            "Director of communications Ann Berg said it was fine.",
            ("Ann Berg", "it was fine"),
        ),
        ("(“It is Friday,” Ann Berg said.) He shrugged.", ("Ann Berg", "“It is Friday,”")),
        (
            "The profit shrank by half to RM38.2 million, Kelana Works said.",
            ("Kelana Works", "The profit shrank by half to RM38.2 million"),
        ),
    ],
)
def test_who_says_it_and_where_it_ends(reader, text, found):
    assert found in spoken(reader, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The union claims, and the company denies, that workers were locked in.",
            ["The union", "the company"],
        ),
        (
            "Kyiv says – and Moscow disputes – that workers were locked in.",
            ["Kyiv", "Moscow"],
        ),
        ("The union left, and the company denies, that workers were locked in.", ["the company"]),
    ],
)
def test_what_one_claims_and_another_denies_in_one_breath_is_of_both(reader, text, found):
    assert [who for who, content in spoken(reader, text) if "locked in" in content] == found


def test_who_is_cited_does_not_say_what_others_announced_before(reader):
    text = (
        "The army had pulled out of Goma, state radio said, citing an official, a day after the"
        " rebels announced they had taken the airport."
    )
    assert spoken(reader, text) == [
        ("an official", "The army had pulled out of Goma"),
        ("the rebels", "they had taken the airport"),
    ]


def test_a_municipality_speaks_and_not_its_city(reader):
    text = (
        "The Kuwait City municipality closed 14 restaurants on Sunday. It said the owners had"
        " ignored two warnings."
    )
    assert [who for who, _ in spoken(reader, text)] == ["Kuwait City municipality"]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The mayor says the driver was held after guards said he tried to steal a van.",
            [
                "the driver was held after guards said he tried to steal a van",
                "he tried to steal a van",
            ],
        ),
        (
            "The mayor said the bridge was shut because engineers had warned it would fall.",
            ["the bridge was shut because engineers had warned it would fall", "it would fall"],
        ),
        ("The mayor said engineers had warned the bridge would fall.", ["the bridge would fall"]),
    ],
)
def test_what_is_said_holds_when_and_why_others_said_something(reader, text, contents):
    assert [content for _, content in spoken(reader, text)] == contents


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ann Roe pleaded not guilty on Monday to charges that she hid it.",
         "charges that she hid it"),
        ("Ann Roe pleaded not guilty in Leeds.", "guilty"),
        ("Ann Roe pleaded guilty to fraud.", "fraud"),
    ],
)  # fmt: skip
def test_what_somebody_pleads_to_is_what_they_deny_or_confirm(reader, text, content):
    assert spoken(reader, text) == [("Ann Roe", content)]


def test_a_client_is_whose_lawyer_speaks(reader):
    text = (
        "The minister, Petar Dimov, denied that he owned the firm. His brother, Ivan Dimov, would"
        " not comment. A lawyer for Ivan Dimov said his client denied the allegations."
    )
    assert spoken(reader, text)[-1] == ("Ivan Dimov", "the allegations")


@pytest.mark.parametrize(
    "text",
    [
        "Asked if she would resign, Ann Roe laughed.",
        "Asked how long the dock would be shut, Ann Roe smiled.",
    ],
)
def test_what_somebody_was_asked_is_not_what_they_say(reader, text):
    assert spoken(reader, text) == []


def test_documents_that_somebody_has_seen_show_what_stands_before(reader):
    text = (
        "A Maltese bank kept accounts open for at least 14 sanctioned businessmen despite"
        " repeated internal warnings, documents seen by the Newswire show."
    )
    ((speaker, content),) = spoken(reader, text)
    assert speaker == "documents"
    assert content.startswith("A Maltese bank kept accounts open")


def test_who_is_contradicted_denies_nothing(reader):
    text = (
        "Satellite pictures show no guns north of the city, the group said, contradicting the"
        " Hill Brigades, who had claimed that the army had fired from there."
    )
    contents = [content for who, content in spoken(reader, text) if who == "Hill Brigades"]
    assert contents == ["the army had fired from there"]


def test_who_tells_of_anothers_words_may_be_taken_up_by_a_pronoun(reader):
    text = (
        "A steward, Ann Holt, said that her boss had told her the ledgers were burnt. In May she"
        " said the opposite."
    )
    assert spoken(reader, text)[-1] == ("Ann Holt", "the opposite")


def test_a_passive_with_a_word_in_quotation_marks_is_no_saying(reader):
    text = "A dealer in Leeds said he had been offered “something very like” the map last week."
    ((speaker, content),) = spoken(reader, text)
    assert (speaker, content[:27]) == ("A dealer in Leeds", "he had been offered “someth")


@pytest.mark.parametrize(
    "text",
    [
        "The council rejected a proposal to lower the speed limit on Quay Road.",
        "Judge Ada Lund rejected the request.",
        "The referee sent off two players, a decision that infuriated their manager, Gus Bell.",
        "The yards lie in Korea, where two of its customers have pushed back orders to 2028.",
    ],
)
def test_what_a_body_decides_and_what_is_done_to_somebody_is_not_told(reader, text):
    assert spoken(reader, text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The inspector recommended that the bridge be closed, but nobody acted.",
            "the bridge be closed",
        ),
        (
            "Geologists recommended that the village be moved, but no one was relocated.",
            "the village be moved",
        ),
    ],
)
def test_what_became_of_a_demand_is_no_part_of_it(reader, text, content):
    assert [words for _, words in spoken(reader, text)] == [content]


def test_who_is_named_behind_a_relative_speaks(reader):
    text = "Her death was announced by her son, the film director Amadou Keyn."
    assert spoken(reader, text) == [("Amadou Keyn", "Her death")]


def test_a_promise_is_of_who_campaigned_on_it(reader):
    text = (
        "Governor Raul Quero conceded defeat to Luz Barra, a former judge who campaigned on a"
        " promise to halt new mines."
    )
    assert ("Luz Barra", "to halt new mines") in spoken(reader, text)


@pytest.mark.parametrize(
    ("text", "speaker", "through"),
    [
        (
            "Norway's state news agency NIRA quoted an unnamed official as saying that the Danish"
            " side had asked for a delay.",
            "the Danish side",
            ["NIRA", "an unnamed official"],
        ),
        (
            "President Fred Mede told him that no border should open, Danish state television"
            " reported. In Oslo, lawmaker Gert Peters said that Sahl had told him by telephone that"
            " the treaty was “practically finished”.",
            "Sahl",
            ["Gert Peters"],
        ),
    ],
)
def test_who_tells_of_whom(reader, text, speaker, through):
    assert next(via for who, _, via in said(reader, text) if who == speaker) == through


def test_who_denies_responsibility_answers_who_blamed_them(reader):
    text = (
        "The Relief Room, a volunteer group, blamed the paramilitary Shield Forces, which have"
        " besieged the city for five months. The Shield Forces denied responsibility."
    )
    _, reading = dated(reader, text)
    blame, denial = reading.statements
    assert (blame.manner, denial.manner, denial.refers) == ("accuses", "denies", (blame.id,))


def test_what_came_of_looking_into_it_is_one_check(reader):
    text = (
        "His lawyer said the emails had been doctored. The Island Inquirer checked the metadata of"
        " 40 of the messages with the help of a forensic firm, Tess Labs, which found no sign that"
        " they had been altered."
    )
    _, reading = dated(reader, text)
    assert [one.outcome for one in reading.checks] == ["contradicted"]


def test_nobody_is_whom_the_pronoun_of_the_other_gender_means(reader):
    text = (
        "The older man was named as Keith Rao, a retired binder. His sister, Mona Rao, told the"
        " Clyde Echo he was innocent and had been visiting her in Oban on Friday."
    )
    article, reading = dated(reader, text)
    visit = next(one for one in reading.events if article.text[one.trigger.start :][:5] == "visit")
    names = {actor.id: actor.name for actor in reading.actors}
    sides = {one.role: names.get(one.actor or "") for one in visit.arguments}
    assert (sides["actor"], sides["recipient"]) == ("Keith Rao", "Mona Rao")


def test_one_of_several_papers_does_not_contradict_them(reader):
    text = (
        "The documents, more than 3,000 emails and memos, show that Viktor Luk moved 27 million"
        " euros. One memo, marked “urgent”, warned that the bank “could be seen as assisting”."
    )
    assert dated(reader, text)[1].checks == ()


def test_the_end_of_an_office_is_no_part_of_a_name(reader):
    text = "He said Secretary of State Helen Marr would come. Helen Marr said so on Friday."
    assert [a.name for a in read(reader, text).actors if a.kind == "person"] == ["Helen Marr"]


def test_who_got_a_paper_tells_of_it(reader):
    text = (
        "According to a memo from the planning department obtained by the Lakehead Ledger, staff"
        " warned in April that the foundation would sit near a sewer."
    )
    assert said(reader, text)[0][2] == ["Lakehead Ledger", "a memo from the planning department"]


def test_a_paper_with_another_share_contradicts(reader):
    text = (
        "The operator's negotiator, Bertil Cast, rejected that version of events. He told Littoral"
        " radio that the union had been offered a 4.5 percent pay rise. The offer, a copy of which"
        " was seen by Agence Sud, mentions a rise of 3 percent, with the rest depending on"
        " attendance."
    )
    assert {one.outcome for one in dated(reader, text)[1].checks} <= {"contradicted"}


def test_that_is_what_was_said_last(reader):
    text = (
        "Councilor Pia Sando accused her colleagues of “caving in” and said the delay could cost"
        " the city a grant. Leroy Hagen disputed that."
    )
    *_, denial = dated(reader, text)[1].statements
    assert len(denial.refers) == 1


def test_a_spokesman_answers_others_than_his_own_body(reader):
    text = (
        "A trader, Gho Assam, said they hit the market. The army maintains that it bombed a fuel"
        " depot. Its spokesman, Colonel Hamid Bark, denied that any market had been hit."
    )
    trader, _, denial = dated(reader, text)[1].statements
    assert denial.refers == (trader.id,)


def test_a_role_may_stand_before_a_title(reader):
    text = "Her father, miner Noel Abad, said he had heard her cry."
    assert roles(reader, text) == {"Noel Abad": ["father", "miner"]}
