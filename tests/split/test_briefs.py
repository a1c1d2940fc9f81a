"""Dumps whose stories have one paragraph each, and differ only in how they begin."""

import pytest

from onrecord import read

TOLD = (
    ("Ferry aground", "Tema", "A ferry ran aground off the port of Tema on Tuesday and forty people"
     " were taken ashore in small boats, harbour master Kwabena Otiri said."),
    ("Pools to close", "Leeds", "Three swimming pools are to close by the end of the year, although"
     " 12,000 people had signed against it, council leader Ruth Thorley said."),
    ("Nurses take offer", "Winnipeg", "Nurses have accepted a pay rise of nine per cent over three"
     " years, and the deal takes effect in April, union president Elise Fontan said."),
)  # fmt: skip


def dump(form, heading):
    lines = [form.format(title=title, town=town, TITLE=title.upper(), told=told)
             for title, town, told in TOLD]  # fmt: skip
    return "\n\n".join([heading, *lines]) + "\n"


@pytest.mark.parametrize(
    ("form", "heading"),
    [
        ("**{title}** {told}", "IN BRIEF"),
        ("**{title}.** {told}", "# Wednesday"),
        ("{TITLE}: {told}", "News in brief"),
        ("* {title}: {told}", "Regional round-up"),
        ("{TITLE} — {told}", "COUNTY BRIEFS"),
    ],
)
def test_each_paragraph_of_merged_briefs_is_a_story_with_its_lead_as_headline(form, heading):
    text = dump(form, heading)
    found = list(read(text.encode()))
    assert [one.headline.value.casefold().rstrip(".") for one in found] == [
        title.casefold() for title, _, _ in TOLD
    ]
    assert [one.text.split("\n", 1)[1] for one in found] == [told for _, _, told in TOLD]
    spans = [one.headline.where.span for one in found]
    assert [one.text[s.start : s.end] for one, s in zip(found, spans, strict=True)] == [
        one.headline.value for one in found
    ]


@pytest.mark.parametrize("form", ["{town}: {told}", "**{town}:** {told}", "{town} (p. 3) - {told}"])
def test_a_town_in_front_of_a_brief_is_no_headline(form):
    found = list(read(dump(form, "NEWS ROUND-UP").encode()))
    assert [one.headline for one in found] == [None] * len(TOLD)
    assert all(told in one.text for one, (_, _, told) in zip(found, TOLD, strict=True))


def test_a_paragraph_with_a_dateline_is_no_headline_of_the_one_below():
    text = "\n\n".join(f"{town.upper()} — {told}" for _, town, told in TOLD)
    found = list(read(f"AROUND THE REGION\n\n{text}\n".encode()))
    assert [told in one.text for one, (_, _, told) in zip(found, TOLD, strict=True)] == [True] * 3


def test_each_row_of_a_table_is_a_story():
    rows = [f"2027-03-0{i}\t{title}\t{told}" for i, (title, _, told) in enumerate(TOLD, 2)]
    found = list(read("\n".join(["date\ttitle\ttext", *rows]).encode()))
    assert [one.headline.value for one in found] == [title for title, _, _ in TOLD]
    assert [one.published.value for one in found] == ["2027-03-02", "2027-03-03", "2027-03-04"]


@pytest.mark.parametrize(
    "leads",
    [
        ("**What happened?**", "**Who is hurt?**", "**What comes next?**"),
        ("**The fire.**", "**The owner.**", "**The street.**"),
        ("ANN ROE:", "BEN OBERG:", "CARL VEE:"),
    ],
)
def test_leads_in_one_story_begin_no_other(leads):
    told = (
        "A fire in the harbour of Hull has burnt for two days, and Marit Roe of the port said on"
        " Monday that the ships of Volta Line would not leave before it was out."
    )
    paragraphs = "\n\n".join(f"{lead} {told}" for lead in leads)
    found = list(read(f"Fire in Hull burns on\n\nBy Ann Varga\n\n{told}\n\n{paragraphs}".encode()))
    assert [one.headline.value for one in found] == ["Fire in Hull burns on"]


def test_paragraphs_that_each_name_their_source_are_stories_of_their_own():
    more = (
        "A dam above Varna is to be mended before the autumn, when the river rises, and the road"
        " below it stays closed until then, engineer Milena Koleva said."
    )
    told = [words for _, _, words in TOLD] + [more]
    sourced = [f"{words} (Harbour Courier)" for words in told]
    found = list(read(("May 2024\n\nEvents\n\n" + "\n\n".join(sourced)).encode()))
    assert [words in one.text for one, words in zip(found, told, strict=True)] == [True] * 4
    related = [f"{told[0]} (Harbour Courier)"] * 2 + [f"{told[0]} (Tema Press)"] * 2
    assert len(list(read(("Ferry aground\n\n" + "\n\n".join(related)).encode()))) < len(related)
