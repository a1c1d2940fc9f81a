import numpy as np

import onrecord
from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.edges import aligned, with_missed
from onrecord.split.model import CLASSES, Scores

LEAD = "The council of Tema put off its vote on the ferry contract, a clerk said on Tuesday."


def layout_of(texts):
    blocks, start = [], 0
    for text in texts:
        blocks.append(PageBlock(text, start, start + len(text)))
        start += len(text) + 1
    return Layout("text", "\n".join(texts), tuple(blocks))


def record(n):
    return [f"Document {n} of 3", f"Ferry {n} is late", LEAD, f"Rights: {n}", f"Database: {n}00"]


def test_the_foot_of_a_story_is_not_the_head_of_the_next():
    layout = layout_of([*record(1), *record(2), *record(3)])
    starts = {4: range(3, 8), 8: range(8, 13)}  # at "Database: 100" and "Rights: 2"
    found = aligned(layout, starts, head=range(2), foot=range(13, 15))
    assert found == {4: 5, 8: 10}


def test_a_start_moves_up_to_a_line_that_heads_the_first_story_too():
    layout = layout_of([*record(1), *record(2), *record(3)])
    found = aligned(layout, {6: range(3, 8), 11: range(8, 13)}, range(2), range(13, 15))
    assert found == {6: 5, 11: 10}


def test_one_gap_tells_nothing_of_what_is_usual():
    layout = layout_of([*record(1), *record(2)])
    assert aligned(layout, {4: range(3, 8)}, range(2), range(8, 10)) == {4: 4}


def test_a_line_below_the_last_story_alone_moves_no_start():
    layout = layout_of([*record(1), "Terms", *record(2), *record(3), "Terms"])
    starts = {6: range(3, 9), 11: range(9, 14)}
    assert aligned(layout, starts, head=range(2), foot=range(14, 17)) == {6: 6, 11: 11}


RECORDS = (
    ("Ferry stays in harbour at Tema", "Ines Roll", "2027-03-02",
     "The ferry between Tema and Lomé stayed in harbour on Tuesday because its radar had failed.",
     "Harbour master Kofi Adu said that nobody would sail blind, and that a part was on its way."),
    ("Runway of Cork is late again", "Abel Nassar", "2027-03-04",
     "The new runway of the airport at Cork will open a year late, its owners told a hearing.",
     "Frost had cracked the concrete, engineer Nora Quill said; the builder denies any fault."),
    ("Baker of Varna wins back his ovens", "Dita Holm", "2027-03-05",
     "A baker in Varna has won back two ovens that his landlord had sold while he was ill.",
     "Judge Petar Iliev called the sale theft. The ovens stand in a restaurant in Sofia now."),
)  # fmt: skip


def test_a_record_that_names_its_title_and_date_behind_its_text_keeps_them():
    dump = "\n".join(
        f"id: {i}\nbody: {lead}\n{more}\ntitle: {title}\nauthor: {name}\ndate: {day}\n----"
        for i, (title, name, day, lead, more) in enumerate(RECORDS)
    )
    found = onrecord.read(dump)
    assert [one.headline and one.headline.value for one in found] == [one[0] for one in RECORDS]
    assert [[each.value for each in one.authors] for one in found] == [[one[1]] for one in RECORDS]
    assert [one.published and one.published.value for one in found] == [one[2] for one in RECORDS]


def test_a_story_the_model_has_missed_starts_where_the_lines_are_as_in_other_gaps():
    lines = []
    for n in range(4):
        lines += [f"Start Page: {n}", f"End Page: {n}", f"Ferry {n} is late at Tema", LEAD]
    layout = layout_of(lines)
    classes = np.full((16, len(CLASSES)), 0.01, np.float32)
    classes[:, CLASSES.index("body")] = 0.96
    begins = np.zeros(16, np.float32)
    begins[[0, 4, 12]] = 0.9
    found = with_missed(layout, Scores(classes, begins), [0, 4, 12])
    assert np.flatnonzero(found.starts >= 0.5).tolist() == [0, 4, 8, 12]
    assert found.classes[10].argmax() == CLASSES.index("headline")
    assert found.classes[8].argmax() == CLASSES.index("furniture")


def test_lines_that_stand_within_stories_too_mark_no_gap():
    lines = []
    for n in range(8):
        lines += ["Read more here", "Advertisement", f"Ferry {n} is late at Tema", LEAD]
    layout = layout_of(lines)
    scores = Scores(np.zeros((32, len(CLASSES)), np.float32), np.zeros(32, np.float32))
    assert not with_missed(layout, scores, [0, 8, 16, 24]).starts.any()
