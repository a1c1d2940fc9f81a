"""What a timeline says of shapes that news often has, read by the shipped weights."""

import pytest

from onrecord import Reader
from tests.support.short_stories import clauses, dates, rows_of


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway beat Finland 2-1 in Oslo to reach the final.", "Norway beat Finland 2-1"),
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
    assert clauses(reader, text) == {}


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
