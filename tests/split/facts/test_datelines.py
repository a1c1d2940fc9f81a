"""Datelines: the place a story is filed from, and never a sentence."""

import json

import pytest

import onrecord
from onrecord.record import Article
from onrecord.split.facts.captures import issued_on
from onrecord.split.facts.datelines import read_dateline
from onrecord.split.plain import layout_of_text


@pytest.mark.parametrize(
    ("text", "place", "agencies"),
    [
        ("OSLO, Norway: The ferry left.", "OSLO, Norway", []),
        ("Oslo (AP) — The ferry left.", "Oslo", ["AP"]),
        ("ST. JOSEPH, Mich. (Reuters) - The ferry left.", "ST. JOSEPH, Mich.", ["Reuters"]),
        ("ACCRA, May 4 (AFP) - The ferry left.", "ACCRA", ["AFP"]),
        ("ACCRA, Thursday: The ferry left.", "ACCRA", []),
        ("TEMA, May 4 (Volta Wire) - The ferry left.", "TEMA", ["Volta Wire"]),
        (
            "TEMA, May 4 (Oberg Foundation for News) - It left.",
            "TEMA",
            ["Oberg Foundation for News"],
        ),
        ("Tema, 4 May (Voltawire) — The ferry left.", "Tema", ["Voltawire"]),
        ("TEMA (Ghana) — The ferry left.", "TEMA", []),
        ("TEMA (Tuesday) — The ferry left.", "TEMA", []),
        ("(CNN) The ferry left.", "", ["CNN"]),
        ("(CNN)The ferry left.", "", ["CNN"]),
        ("Oslo (CNN Business)The ferry left.", "Oslo", ["CNN Business"]),
        ("(Volta Wire) -- The ferry left.", "", ["Volta Wire"]),
        ("(AP) The ferry left.", "", ["AP"]),
    ],
)
def test_datelines_give_place_and_agency(text, place, agencies):
    found = read_dateline(text)
    assert found.place == text[found.start : found.end] == place
    assert [agency.agency for agency in found.agencies] == agencies


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The ferry left.",
        "Health experts: The ferry left.",
        "The ferry — late — left.",
        "The Harbour Board (HB) — which runs the ferry — said it left.",
        "The Harbour Board (HB) which runs the ferry said it left.",
        "Ann Roe (Tema)The ferry left.",
        "(UPDATED) The ferry left.",
        "(Ann Roe was on board.) The ferry left.",
        "(The Harbour Board) The ferry left.",
    ],
)
def test_a_sentence_is_no_dateline(text):
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("OSH, Kyrgyzstan – The ferry left.", "OSH, Kyrgyzstan", None),
        ("TEMA, Ghana, 4 May 2024 – The ferry left.", "TEMA, Ghana", "2024-05-04"),
        ("HOUMA, La. (Sept. 14, 1999) - The ferry left.", "HOUMA, La.", "1999-09-14"),
        ("TEMA, May 4 (AFP) - The ferry left.", "TEMA", None),
    ],
)
def test_a_dateline_dates_a_story_if_it_names_the_year(text, place, day):
    found = read_dateline(text)
    assert found.place == place
    assert (found.day and found.day.value) == day


def split_text(text):
    return [one for one in onrecord.read(text) if isinstance(one, Article)]


WIRED = "Council puts off ferry vote\n\nTEMA, {day} (Volta Wire) - {lead}\n\n{lead}{lead}\n"


@pytest.mark.parametrize(
    ("day", "captured", "published", "how"),
    [
        ("May 4", "2024-05-04T12:00:00Z", "2024-05-04", "the year from the capture"),
        ("Dec. 30", "2025-01-02T12:00:00Z", "2024-12-30", "the year from the capture"),
        ("May 4", "2025-01-02T12:00:00Z", None, ""),  # saved long after
        ("Feb 30", "2024-03-02T12:00:00Z", None, ""),
        ("May 4", None, None, ""),  # nothing says the year
    ],
)
def test_a_day_without_a_year_takes_the_year_of_the_capture(day, captured, published, how):
    line = {"text": WIRED.format(day=day, lead=LEAD), "fetched_at": captured}
    body = json.dumps({key: value for key, value in line.items() if value}).encode()
    (story,) = onrecord.read(body)
    assert (story.published and story.published.value) == published
    assert story.published is None or how in story.published.how
    assert (story.dateline.value, story.agency.value) == ("TEMA", "Volta Wire")


@pytest.mark.parametrize(
    ("days", "published"),
    [
        (("3 May 2024",), "2024-05-04"),
        (("3 May 2024", "2 May 2023"), None),  # which year is told in two ways
        (("3 January 2024",), None),  # nothing near
    ],
)
def test_a_day_without_a_year_takes_the_year_of_the_stories_beside_it(days, published):
    dated = [
        f"{name} of Keta to get a new roof\nBy Ann Roe\nPublished: {day}\n\n"
        f"The {name.lower()} of Keta will get a new roof before the rains, the mayor said.\n\n"
        f'"It has leaked since I was a girl," she told reporters at the old {name.lower()}.\n\n\n'
        for name, day in zip(("Market", "School"), days, strict=False)
    ]
    *_, story = split_text("".join(dated) + WIRED.format(day="May 4", lead=LEAD))
    assert story.agency.value == "Volta Wire"
    assert (story.published and story.published.value) == published


LEAD = "The council of Tema put off its vote on the ferry contract, a clerk said on Tuesday. "
STORY = f"Council puts off ferry vote\n\n{{}}{LEAD}\n\n{LEAD * 2}\n\n{{}}"


def test_who_speaks_first_in_a_transcript_is_no_place():
    lines = (
        "HOST ANN ROE: Good morning from Tema, where the council has put off its vote.",
        "OBERG: Good morning, Ann. It was put off because two of us were at sea.",
        "ROE: The clerk told this station yesterday that nobody was at sea at all.",
        "OBERG: I do not know why he would say that. I was there for three hours.",
    )
    (story,) = split_text("\n\n".join(("Oberg on the vote of the council of Tema", *lines)))
    assert story.dateline is None


@pytest.mark.parametrize(
    ("above", "below", "author"),
    [
        ("", "— Ann Roe", "Ann Roe"),
        ("Ann Roe | 3 May 2024, 09:15\n\n", "", "Ann Roe"),
        ("By Ann Roe, 3 May 2024\n\n", "", "Ann Roe"),
        ("Tema Morning Desk\n\n", "", None),
    ],
)
def test_a_name_beside_a_dash_or_a_date_signs_a_story(above, below, author):
    (story,) = split_text(STORY.format(above, below))
    assert [found.value for found in story.authors] == ([author] if author else [])
    assert (story.published and story.published.value[:10]) == (
        "2024-05-03" if "2024" in above else None
    )
    assert story.text.endswith(LEAD.strip())


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tuesday, 9 April 2024 | Morning edition", "2024-04-09"),
        ("Date: Tue, 9 Apr 2024 06:02:11 +0200", "2024-04-09"),
        ("Downloaded on 9 April 2024", None),
        ("The council has met since 9 April 2024 in the old hall by the sea", None),
    ],
)
def test_the_day_above_the_first_story_of_a_newsletter_is_that_of_its_stories(line, day):
    layout = layout_of_text(f"THE TEMA BRIEFING\n{line}\n\nNo ferry today\n\n{LEAD}", max_blocks=9)
    issued = issued_on(layout, 2, None)
    assert (issued and issued.value[:10]) == day
    assert issued_on(layout, 1, None) is None


PAPER = """\
The Kattegat Post
Tuesday 14 March 2028

Ferry runs aground off Anholt, tugs sent

The ferry Marit ran aground off Anholt before dawn, the harbour office said on Tuesday. Nobody \
was hurt. The port of Grenaa said it had sent two tugs, and the owner said passengers would be \
taken off by noon if the wind allowed it.

Captain Lone Vestergaard told reporters that the radar had failed. “We saw nothing until we \
felt it,” she said.

Aarhus library to stay open on Sundays
{}
AARHUS — The city library will stay open on Sundays from April, the council decided on Monday. \
The vote was 17 to 9. Councillor Peder Thorup said the cost, about two million kroner, would \
be met from parking fees.

Opponents said readers would not come. “We will see an empty house,” said Birthe Kaas, who \
voted against.

Beekeepers of Samsø lose a third of their hives

By Jens Overgaard

Beekeepers on Samsø have lost a third of their hives over the winter, their association said. \
The cold in February was to blame, according to its chair, Ellen Friis.

The ministry of agriculture declined to comment. A report is due in May.
"""


@pytest.mark.parametrize(
    ("second", "days"),
    [
        ("", [("2028-03-14", "date line"), *[("2028-03-14", "line above the first story")] * 2]),
        ("14 March 2028\n", [*[("2028-03-14", "date line")] * 2,
                             ("2028-03-14", "line above the first story")]),
        ("2 March 2028\n", [("2028-03-14", "date line"), ("2028-03-02", "date line"), None]),
    ],
)  # fmt: skip
def test_the_day_in_the_head_of_a_page_is_that_of_stories_without_one(second, days):
    found = [story.published for story in split_text(PAPER.format(second))]
    assert [one and (one.value[:10], one.how) for one in found] == days
