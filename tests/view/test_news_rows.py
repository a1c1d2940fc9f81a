"""What a timeline says of shapes that news often has, read by the shipped weights."""

import pytest

import onrecord
from onrecord import Reader
from onrecord.reading.events.assembly import weighed_plain
from onrecord.view.events import tellers_of
from onrecord.view.happenings import happenings
from tests.support.short_stories import clauses, dated, dates, done, rows_of


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway beat Finland 2-1 to reach the final.", "Norway beat Finland 2-1"),
        ("Ana Berg scored twice in the second half.", "Ana Berg scored twice in the second half"),
        ("Shares of Norwick Motors rose 4%.", "Shares of Norwick Motors rose 4%"),
        ("Unemployment rose to 5%.", "Unemployment rose to 5%"),
        (
            "Ruth Naliaka was named coach of the national team.",
            "Ruth Naliaka was named coach of the national team",
        ),
    ],
)
def test_who_won_and_what_rose_is_a_row_without_a_day(reader, text, words):
    assert clauses(reader, text) == {words: "happened"}


@pytest.mark.parametrize(
    "text", ["Ruth Naliaka beat the eggs.", "The road rose towards the hills.", "It scored well."]
)
def test_no_game_and_no_market_is_no_outcome(reader, text):
    evidences = [evidence for _, evidence in weighed_plain(*dated(reader, text))]
    assert evidences
    assert all("outcome" not in evidence for evidence in evidences)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The driver hit a wall. He was taken to hospital, police chief Peter Odhiambo said.",
            "The driver was taken to hospital",
        ),
        (
            "The teacher was jailed. According to lawyer Amina Yusuf, she was beaten in the cell.",
            "The teacher was beaten in the cell",
        ),
        (
            "Petr Velt, the banker, and Lena Dunn, a clerk, were arrested in Brno on Friday.",
            "Petr Velt and Lena Dunn were arrested in Brno",
        ),
        (
            "Karen Miller admitted to stealing 20 cars.",
            "Karen Miller admitted to stealing 20 cars",
        ),
        (
            "The mayor, according to police, sold the land to his brother.",
            "The mayor sold the land to his brother",
        ),
    ],
)
def test_a_row_says_who_it_is(reader, text, words):
    assert words in clauses(reader, text)


def test_two_of_other_names_are_two_rows(reader):
    text = "Police said Grace Otieno was hurt. The family said Mary Otieno was hurt."
    rows = rows_of(reader, text)
    assert [(row.words, len(row.told_by)) for row in rows] == [
        ("Grace Otieno was hurt", 1),
        ("Mary Otieno was hurt", 1),
    ]


@pytest.mark.parametrize(
    ("text", "row", "day"),
    [
        (
            "Ruth Naliaka left Kisumu in May 2021. Three months later, she opened a clinic.",
            "Ruth Naliaka opened a clinic",
            "2021-08",
        ),
        (
            "In May 2023, Savanna Motors hired Coast Bus. Two months later, Coast Bus left the"
            " project.",
            "Coast Bus left the project",
            "2023-07",
        ),
        (
            "The election was moved from April 9 to May 14.",
            "The election was moved from April 9 to May 14",
            "",
        ),
        (
            "Savanna Motors said on Monday it would cut 300 jobs.",
            "Savanna Motors would cut 300 jobs",
            "",
        ),
        (
            "Karen Miller admitted to stealing 20 cars in May.",
            "Karen Miller admitted to stealing 20 cars",
            "2023-05",
        ),
    ],
)
def test_a_row_has_its_own_day(reader, text, row, day):
    assert dates(reader, text)[row] == day


@pytest.mark.parametrize(
    "text",
    [
        "The ministers had been holding talks before the war began.",
        "Troops had been guarding the port until Monday.",
    ],
)
def test_what_had_been_going_on_is_over(reader, text):
    assert [status for status in clauses(reader, text).values() if status != "happened"] == []


@pytest.mark.parametrize(
    ("text", "row", "day"),
    [
        ("The mill is closing in June.", "The mill is closing", "2024-06"),
        ("Ella Brun is retiring next month.", "Ella Brun is retiring", "2024-04"),
    ],
)
def test_what_has_a_month_to_come_is_planned(reader, text, row, day):
    assert dates(reader, text)[row] == day
    assert clauses(reader, text)[row] == "planned"


def test_who_pleads_guilty_to_a_threat_has_pleaded(reader):
    text = "Andris Berzins pleaded guilty to planning to burn a barn in Iowa."
    assert clauses(reader, text) == {
        "Andris Berzins pleaded guilty to planning to burn a barn in Iowa": "happened"
    }


def test_allegedly_is_of_the_verb_behind_it(reader):
    text = "A banker who allegedly stole money was arrested in Leeds on Friday."
    found = clauses(reader, text)
    assert found["A banker was arrested in Leeds"] == "happened"
    assert found["A banker allegedly stole money"] == "possible"


def test_seconds_and_weeks_from_a_month_are_not_counted(reader):
    text = "The bridge closed in June 2022, but the county reopened it a week later. Seconds later,"
    found = dates(reader, f"{text} it fell. Two minutes later the mayor left.")
    assert set(found.values()) <= {"2022-06", ""}


def test_what_may_mean_that_it_ends_is_only_possible(reader):
    text = "Bo Ek’s arrival in 2025 could mean the war ends, Ann Roe said."
    assert "planned" not in clauses(reader, text).values()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The fair came to Kisumu. The town shut Mill Street.", "The town shut Mill Street"),
        ("The couple was quarantined for a week.", "The couple was quarantined for a week"),
        ("Norvik Phones launched a smaller model.", "Norvik Phones launched a smaller model"),
    ],
)
def test_news_of_no_kind_and_no_day_has_a_row(reader, text, words):
    assert words in clauses(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Farmers here grow maize and beans.",
        "She likes the sea and often thinks of it.",
        "The hospital has 212 beds.",
        "Bring a coat and check the timetable before you leave.",
        "Naliaka Works remains a banned group.",
    ],
)
def test_a_habit_a_state_and_advice_have_none(reader, text):
    assert clauses(reader, text) == {}


@pytest.mark.parametrize(
    ("text", "row", "day"),
    [
        (
            "They got engaged on a beach in Malta in December 2022.",
            "They got engaged on a beach",
            7,
        ),
        ("Eight bouts make up the bill, which begins at 5pm on Friday.", "The bill begins", 10),
        ("Divers found the Havorna, which sank off Malta in 1894.", "The Havorna sank", 4),
    ],
)
def test_what_has_a_day_is_told_of_whoever_it_is(reader, text, row, day):
    found = dates(reader, text).items()
    assert [len(of) for words, of in found if words.startswith(row)] == [day]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The museum expects 20,000 visitors and has hired two guards.", "The museum has hired"),
        (
            "The council admitted that its page had crashed, and apologised.",
            "The council apologised",
        ),
        ("The fight was first set for May and collapsed in a week.", "The fight collapsed"),
    ],
)
def test_two_verbs_that_are_joined_share_their_subject(reader, text, row):
    assert any(words.startswith(row) for words in clauses(reader, text))


def test_a_headline_without_a_day_is_told_by_the_text_below(reader):
    (article,) = onrecord.read(
        "Otieno wins marathon\n\nNAIROBI, March 4, 2024 - Grace Otieno won the Kisumu marathon on"
        " Sunday.\n"
    )
    (reading,) = reader.read([article])
    assert [row.day for row in happenings(article, reading)] == ["2024-03-03"]


@pytest.mark.parametrize(
    ("text", "row", "day"),
    [
        ("Sales of beer have fallen by a quarter since 2010.", "Sales of beer have fallen", ""),
        ("On a Sunday in April 2022 a storm hit Kisumu.", "A storm hit Kisumu", "2022-04"),
        ("Roe vanished from Leeds on the night of Oct. 21, 1983.", "Roe vanished", "1983-10-21"),
        ("The firm fired her in May 2021. Agents raided it that August.", "Agents", "2021-08"),
        ("Her husband left at 5.20am on Tuesday of last week.", "Her husband left", "2024-02-27"),
        ("The band plays in Kisumu on 8 and 9 March.", "The band plays", "2024-03-08"),
        ("In December a strike of lightning set the hall alight.", "A strike", "2023-12"),
        ("The teams meet in Kisumu on Friday.", "The teams meet", "2024-03-08"),
        ("No fine had been set as of Friday.", "", ""),
    ],
)
def test_days_are_those_that_the_words_mean(reader, text, row, day):
    found = {words: of for words, of in dates(reader, text).items() if words.startswith(row)}
    assert day in found.values() or (not day and not found)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The town lost its mill in 2008. It was flooded the year after.", "the year", "2009"),
        ("The mill shut in 2010. Roe moved to Oslo the next spring.", "the next spring", "2011-SP"),
        ("Prices rose 3.4 percent in the year to January.", "the year", None),
        ("They stripped 61 trees in a single night.", "night", None),
        ("She came over on the overnight boat.", "overnight", None),
        ("It shut in May 2021. It was sold that August.", "that August", "2021-08"),
    ],
)
def test_times_that_are_counted_from_others(reader, text, words, value):
    article, reading = dated(reader, text)
    found = {article.text[one.span.start : one.span.end]: one.value for one in reading.times}
    assert found.get(words) == value


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The plant in Bern will open as early as 2026.", "The plant in Bern will open"),
        ("Voters will elect a mayor no later than June 2025.", "Voters will elect a mayor"),
        (
            "The paper was published in the journal Ocean Letters on Monday.",
            "The paper was published in the journal Ocean Letters",
        ),
        ("The union plans to strike in May.", "The union plans to strike"),
        ("Mara Finch said she'll tour in June.", "Mara Finch will tour"),
        ("The bank on Monday was fined $2 million.", "The bank was fined $2 million"),
        (
            "Arvo Cars has used wool and done away with plastic.",
            "Arvo Cars has done away with plastic",
        ),
        ("The trek kicks off in May in Bergen and concludes in June.", "The trek concludes"),
        (
            "Tom Vik was sacked on Friday after insulting a nurse.",
            "Tom Vik was sacked after insulting a nurse",
        ),
        (
            "The Senate voted 52-48 on Friday to confirm Ann Reed as attorney general.",
            "The Senate voted 52-48 to confirm Ann Reed as attorney general",
        ),
        ("The firm succeeded in cutting its costs.", "The firm succeeded in cutting its costs"),
        ("The chief was re-elected on Sunday in Oslo.", "The chief was re-elected in Oslo"),
        (
            "The two leaders are expected to meet in Geneva next week to discuss a truce.",
            "The two leaders are expected to meet in Geneva",
        ),
        ("Storm Ingrid hit Bergen on Friday.", "Storm Ingrid hit Bergen"),
    ],
)
def test_the_words_of_a_row_are_whole(reader, text, row):
    assert row in clauses(reader, text)


@pytest.mark.parametrize(
    ("text", "row", "day"),
    [
        ("On Friday Norwick Bank closed ten branches.", "Norwick Bank closed ten", "2024-03-01"),
        ("In 2015 Ana Berg opened a bakery.", "Ana Berg opened a bakery", "2015"),
        ("Police arrested a man on Friday after he robbed a bank.", "Police arr", "2024-03-01"),
        ("Two men were arrested on Friday. The clinic was shut.", "Two men were", "2024-03-01"),
        ("The school had to be evacuated on Friday.", "The school had to be", "2024-03-01"),
        ("A girl was hurt at the park on Sunday, police said.", "A girl was hurt", "2024-03-03"),
        ("Police arrested two men and seized a van on Friday.", "Police arrested", "2024-03-01"),
        ("Shares fell 3% on Friday and closed at $12, the lowest since 2010.", "Shares fell",
         "2024-03-01"),
        ("Sunday's concert was held in Bergen.", "Sunday's concert", "2024-03-03"),
        ("In 2020 the firm opened a plant in May.", "The firm opened a plant", "2020-05"),
        ("Police are investigating a robbery on Saturday in Oslo.", "Police are", "2024-03-02"),
        ("The club sold its 2015 stadium to a bank.", "The club sold", ""),
        ("The law, which Ann Reed supported in 2020, was dropped.", "Ann Reed supp", "2020"),
        ("The two towns have drawn closer since the flood of Tema in 2022.", "The two towns", ""),
        ("The film became a hit in May.", "The film became a hit", "2023-05"),
        ("Ann Reed is expected to sign the bill on Friday.", "Ann Reed is exp", "2024-03-08"),
        ("The army used a plane to fly in 40 medics on Sunday.", "The army used a plane to fly in",
         "2024-03-03"),
        ("Ann Reed was able to leave the hospital on Friday.", "Ann Reed was able", "2024-03-01"),
        ("Two men died when a bus overturned near Hamar on Sunday.", "Two men died", "2024-03-03"),
        ("Two men died and a boy was hurt near Hamar on Sunday.", "Two men died", "2024-03-03"),
        ("Ann Reed will resign unless the board pays by Friday.", "Ann Reed will resign", ""),
    ],
)  # fmt: skip
def test_a_row_has_the_day_of_its_own_verb(reader, text, row, day):
    found = dates(reader, text)
    assert [found[words] for words in found if words.startswith(row)] == [day]


def test_what_had_to_be_done_was_done(reader):
    found = clauses(reader, "The school had to be evacuated on Friday. Two flights had to turn.")
    assert set(found.values()) == {"happened"}


def test_who_is_held_is_he_who_did_it(reader):
    text = "Officers arrested a man on Monday after he robbed a bank and burned a car."
    assert not any("fficers burned" in words for words in clauses(reader, text))
    assert any(words.startswith("A man ") for words in clauses(reader, text))


def test_they_are_all_whom_and_joins(reader):
    text = "Ann Reed and Per Dahl met in Oslo on Sunday. They robbed a bank on Monday."
    assert any(w.startswith("Ann Reed and Per Dahl robbed") for w in clauses(reader, text))


def test_of_two_things_at_once_one_does_both(reader):
    text = "Per Dahl met Jon Berg in Oslo. “Go!” Berg shouted as he robbed the bank on Sunday."
    assert not any(words.startswith("Per Dahl robbed") for words in clauses(reader, text))


def test_that_somebody_warned_is_no_row(reader):
    found = clauses(reader, "Ann Reed warned on Sunday that the dam above Hamar could burst.")
    assert not any("warned" in words for words in found)


def test_i_outside_of_quotation_marks_is_who_writes(reader):
    found = clauses(reader, "Ann Reed told me on Sunday that I won the prize.")
    assert not any(words.startswith("Ann Reed won") for words in found)


@pytest.mark.parametrize(
    ("text", "row", "day"),
    [
        ("The final is on Dec. 3 in Rome.", "The final (Rome)", "2024-12-03"),
        ("The game against Fulham will be on Saturday.", "The game against Fulham", "2024-03-09"),
    ],
)
def test_what_has_its_day_said_of_it_is_a_row(reader, text, row, day):
    assert dates(reader, text)[row] == day


@pytest.mark.parametrize(
    "text",
    ["It is unclear when the bridge will reopen.", "This article was updated on March 3."],
)
def test_what_nobody_knows_and_the_page_itself_are_no_rows(reader, text):
    assert not any(
        "planned" in status or "updated" in words for words, status in clauses(reader, text).items()
    )


def test_what_was_expected_in_a_comparison_is_no_row(reader):
    text = "The profit for 2024 was lower than the operator had forecast in January."
    assert not any("forecast" in words for words in clauses(reader, text))


def test_an_age_on_the_side_is_left_out_whole(reader):
    text = "A third, aged 44, was arrested in Cork on Friday."
    assert clauses(reader, text) == {"A third was arrested in Cork": "happened"}


def test_who_does_it_keeps_what_hyphens_join(reader):
    text = "The 44-year-old driver attacked a nurse in Leeds on Friday."
    assert done(reader, text, "attacked")[1] == ["The 44-year-old driver"]


@pytest.mark.parametrize(
    ("text", "row", "status"),
    [
        (
            "A three-year-old girl was found alive on Tuesday. Her father, miner Noel Abad, said he"
            " had heard her crying. She was flown by helicopter to Davao City.",
            "A three-year-old girl was flown by helicopter to Davao City",
            "happened",
        ),
        (
            "Cordel Metals said it had not been contacted by the governor-elect and would sue the"
            " state.",
            "Cordel Metals would sue the state",
            "planned",
        ),
        (
            "A delegate said that the group might not attend.",
            "The group might not attend",
            "possible",
        ),
        ("Roe said she would have a scan on Monday.", "Roe would have a scan", "planned"),
        (
            "Police have arrested two men on suspicion of stealing a map from the library.",
            "Police have arrested two men on suspicion of stealing a map from the library",
            "happened",
        ),
        (
            "Harrow Athletic came from behind to beat Valley Rovers 2-1 on Sunday.",
            "Harrow Athletic came from behind to beat Valley Rovers 2-1",
            "happened",
        ),
        (
            "Sven Kara had left Ankara on Tuesday for Tbilisi, officials said, and is to travel on"
            " to Astana on Friday.",
            "Sven Kara is to travel on to Astana",
            "planned",
        ),
        (
            "Lucas Barro campaigned on a promise to halt new mining permits.",
            "Lucas Barro to halt new mining permits",
            "planned",
        ),
    ],
)
def test_who_does_it_and_whether_it_is_so(reader, text, row, status):
    assert clauses(reader, text).get(row) == status


@pytest.mark.parametrize(
    ("text", "row", "day"),
    [
        (
            "Profit rose to 212 million from 186 million a year earlier.",
            "Profit rose to 212 million from 186 million a year earlier",
            "",
        ),
        (
            "Roe moved 27 million euros between March 2022 and May 2023.",
            "Roe moved 27 million euros",
            "2022-03/2023-05",
        ),
    ],
)
def test_the_time_of_what_is_compared_is_not_its_own_and_a_range_is_whole(reader, text, row, day):
    assert dates(reader, text)[row] == day


def test_two_verbs_of_a_sentence_are_two_rows(reader):
    text = "Harrow will face Tyne Park or Bristol Docks, who meet on Wednesday, in the last four."
    assert clauses(reader, text) == {
        "Harrow will face Tyne Park or Bristol Docks": "planned",
        "Bristol Docks meet": "planned",
    }


def test_who_was_reached_by_phone_went_nowhere(reader):
    text = "Lukas Hart, reached by phone in Dubai, said he had never heard of the bank."
    assert dated(reader, text)[1].itineraries == ()


def test_somebody_is_met_where_the_clause_says(reader):
    text = "Sven Kara flew to Baku from Yerevan, where he met Prime Minister Aron Sahl on Friday."
    article, reading = dated(reader, text)
    met = next(one for one in reading.events if article.text[one.trigger.start :][:3] == "met")
    places = [article.text[a.span.start : a.span.end] for a in met.arguments if a.role == "place"]
    assert places[0] == "Yerevan"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("“She sang until Sunday,” he said.", "2024-03-03"),
        ("The shop was closed until Sunday.", "2024-03-10"),
        ("He would call the army if the strike was not over by the weekend.", "2024-W10-WE"),
    ],
)
def test_until_is_past_for_what_went_on_and_a_condition_is_to_come(reader, text, value):
    assert dated(reader, text)[1].times[-1].value == value


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Two men were held in Leeds. The two suspects are due to appear in court on Friday.",
            "The two suspects are due to appear in court",
        ),
        ("A dealer said he hung up and phoned the police.", "A dealer hung up"),
        (
            "Kenneth Rao was named. Librarian James Ogil admitted that the alarm had been off, but"
            " he denied claims by the staff union that he had been warned about it twice.",
            "James Ogil had been warned about it twice",
        ),
        (
            "Her brother, Nils Rao, said he had been visiting her in Oban on the day of the theft.",
            "Nils Rao had been visiting her in Oban on the day of the theft",
        ),
    ],
)
def test_a_row_has_whom_it_is_of_and_all_its_words(reader, text, row):
    assert row in clauses(reader, text)


def test_a_day_before_whom_a_clause_is_about_is_not_its_own(reader):
    text = (
        "Governor Raul Quero lost early on Monday to Luz Barra, a former judge who campaigned on a"
        " promise to halt new mines, hours after polls had suggested a draw."
    )
    assert dates(reader, text).get("Luz Barra campaigned on a promise", "") == ""


def test_what_is_known_beside_a_demand_is_nobodys_account(reader):
    text = "Ankara urged the reopening of a border that has been shut since 1993."
    article, reading = dated(reader, text)
    told = [e for e in reading.events if article.text[e.trigger.start : e.trigger.end] == "shut"]
    assert all(one.told_by is None for one in told)


def test_a_row_names_through_whom_it_is_told(reader):
    text = "Prosecutor Mari Oude said emails showed that Piet Blok had ordered the ship to sail."
    article, reading = dated(reader, text)
    (statement,) = (one for one in reading.statements if one.speaker_name == "Piet Blok")
    assert tellers_of(article, reading)[statement.id] == "Piet Blok ← Mari Oude"


def test_a_stop_before_is_no_stop_of_the_arrival(reader):
    text = "Jan Roe arrived in Oslo on Monday a day after an unannounced stop in Rome."
    article, reading = dated(reader, text)
    (journey,) = reading.itineraries
    assert [article.text[s.place.start : s.place.end] for s in journey.stops] == ["Oslo"]


@pytest.mark.parametrize(
    "text",
    [
        "French President Luc Mare and British premier Kit Stam were to miss the gathering due to"
        " schedule clashes.",
        "Blogs suggested the attack might have involved Western-supplied missiles, but there was"
        " no confirmation from either side.",
    ],
)
def test_what_is_of_two_or_only_says_of_what_sort_is_no_row_of_one(reader, text):
    rows = clauses(reader, text)
    assert not any("attack supplied" in words or "Mare were" in words for words in rows)
