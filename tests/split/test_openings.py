import numpy as np

import onrecord
from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.model import CLASSES, Scores
from onrecord.split.openings import with_openings

B, H = CLASSES.index("body"), CLASSES.index("headline")
LEAD = "The council of Tema put off its vote on the ferry contract, a clerk said on Tuesday."
MORE = "Two of the bids had come in late, and one of them was withdrawn on the same evening."


def layout_of(lines):
    """Make blocks of (blank lines before, text)."""
    blocks, start = [], 0
    for blank, text in lines:
        blocks.append(PageBlock(text, start, start + len(text), blank_before=blank))
        start += len(text) + 1
    return Layout("text", "\n".join(text for _, text in lines), tuple(blocks))


def scores_of(layout, starts):
    """Score all blocks as body, except those that the model starts a story at."""
    n = len(layout.blocks)
    classes = np.full((n, len(CLASSES)), 0.01, np.float32)
    classes[:, B] = 0.96
    classes[starts] = classes[starts][:, [{B: H, H: B}.get(i, i) for i in range(len(CLASSES))]]
    found = np.zeros(n, np.float32)
    found[starts] = 0.9
    return Scores(classes, found)


def started(lines, starts):
    layout = layout_of(lines)
    scores = with_openings(layout, scores_of(layout, starts))
    return np.flatnonzero(scores.starts >= 0.5).tolist()


def story(title, *below, blank=1, inside=1):
    return [(blank, title), *((0, line) for line in below), (inside, LEAD), (inside, MORE)]


def test_a_line_over_a_bare_name_starts_a_story_as_other_such_lines_do():
    lines = [
        *story("Ferry stays in harbour at Tema", "Ines Roll"),
        *story("Owner blames fog for ferry at Tema", "Abel Nassar"),
        *story("Runway of Cork is late again", "Dita Holm"),
    ]
    assert started(lines, [0, 8]) == [0, 4, 8]
    assert started(lines, [0]) == [0]


def test_a_line_that_stands_off_as_only_headlines_do_starts_a_story():
    lines = [
        *story("Ferry stays in harbour at Tema", blank=3),
        *story("Owner blames fog for ferry at Tema", blank=3),
        *story("Runway of Cork is late again", blank=3),
        *story("Baker of Varna wins back his ovens", blank=3),
    ]
    assert started(lines, [0, 6, 9]) == [0, 3, 6, 9]
    subheads = story("What is said of it in Tema") * 3
    assert started(lines[:3] + subheads + lines[6:], [0, 12, 15]) == [0, 12, 15]


def test_a_dateline_in_the_middle_of_a_story_starts_another():
    lines = [(1, f"TEMA, March 2 — {LEAD}"), (1, MORE), (1, f"CORK, Ireland (Wire) -- {LEAD}")]
    assert started([*lines, (1, MORE)], [0]) == [0, 2]


def test_a_dateline_below_a_line_starts_the_story_at_the_line():
    above = (1, "Runway of Cork is late again")
    lines = [(1, f"TEMA (Wire) — {LEAD}"), (1, MORE), above, (1, f"CORK, March 2 — {LEAD}")]
    assert started([*lines, (1, MORE)], [0]) == [0, 2]


def test_a_dateline_of_a_story_that_has_begun_starts_none():
    lines = [(1, f"TEMA (Wire) — {LEAD}"), (1, MORE), (1, "Runway of Cork is late again")]
    lines += [(1, LEAD), (1, f"CORK, March 2 — {LEAD}"), (1, MORE)]
    assert started(lines, [0, 2]) == [0, 2]


def test_capitals_and_a_dash_alone_are_no_dateline_of_a_second_story():
    speakers = [(1, f"NORA ROE: {LEAD}"), (1, MORE), (1, f"Abel – {LEAD}"), (1, MORE)]
    assert started(speakers, [0]) == [0]


def test_paragraphs_with_datelines_and_no_headlines_are_stories():
    towns = ("TEMA, March 2", "CORK, March 3", "VARNA, March 4")
    dump = "\n\n".join(f"{town} — {LEAD}\n\n{MORE} It rained in {town[:4]}." for town in towns)
    found = onrecord.read(dump)
    assert [one.dateline and one.dateline.value for one in found] == ["TEMA", "CORK", "VARNA"]


def test_a_headline_in_capitals_starts_a_story_where_all_others_are_in_capitals():
    titles = ("FERRY IS LATE AGAIN", "MAYOR OF HULL LEAVES", "DAM OF VARNA OPENS")
    lines = [line for title in titles for line in story(title, blank=0, inside=0)]
    layout = layout_of(lines)
    scores = scores_of(layout, [0, 3])
    scores.classes[6] = scores.classes[3]
    assert np.flatnonzero(with_openings(layout, scores).starts >= 0.5).tolist() == [0, 3, 6]
    layout = layout_of([*lines[:3], (0, "Mayor of Hull leaves"), *lines[4:]])
    assert np.flatnonzero(with_openings(layout, scores).starts >= 0.5).tolist() == [0, 3]


def test_a_live_blog_has_its_own_title_and_ends_where_another_story_begins():
    title = "Storm over Hull closes the port – live"
    entries = "\n\n".join(f"1{i}.40\n{head}\n{said}" for i, (head, said) in enumerate(
        (("Barrier holds", "The water board says that the river stands at two metres at noon."),
         ("Trains stopped", "Trains to Leeds have been stopped until the morning, a man says."),
         ("Pupils sent home", "Schools near the harbour of Hull have closed, the mayor says.")))
    )  # fmt: skip
    other = "Museum of Varna finds a lost drum under its floor"
    told = "Archaeologists have found a drum below a floor in Varna, and nobody knows whose it was."
    text = f"{title}\n\nBy Ann Roe\n\n{entries}\n\n{other}\n\nBy Marit Varga\n\n{told}\n\n{MORE}\n"
    found = [one.headline.value for one in onrecord.read(text)]
    assert found == [title, other]
