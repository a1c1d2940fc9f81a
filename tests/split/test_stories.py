from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import onrecord
from onrecord.split.blocks import Head, Layout, PageBlock
from onrecord.split.body import best_threshold, roles_of
from onrecord.split.markup import layout_of_html
from onrecord.split.model import CLASSES, Scores, _windows
from onrecord.split.stories import SHORTEST_STORY, find_starts

LONG = "The council of Tema put off its vote on the ferry contract, a clerk said on Tuesday, and "
F, H, S, B, C = range(len(CLASSES))


def layout_of(texts, tags=None, medium="text"):
    blocks, start = [], 0
    for i, text in enumerate(texts):
        tag = tags[i] if tags else ""
        blocks.append(PageBlock(text, start, start + len(text), tag=tag, up=(i // 3, 7, 7)))
        start += len(text) + 1
    return Layout(medium, "\n".join(texts), tuple(blocks))


def scores_of(classes, starts=None, sure=0.9):
    rows = np.full((len(classes), len(CLASSES)), (1 - sure) / (len(CLASSES) - 1), np.float32)
    rows[np.arange(len(classes)), classes] = sure
    return Scores(rows, np.array(starts or [0.0] * len(classes), np.float32))


def test_a_start_is_the_likeliest_block_between_two_bodies():
    texts = ["Title", LONG * 3, "End", "Date", "Title 2", LONG * 3]
    starts = [0.9, 0, 0.1, 0.8, 0.1, 0]
    assert find_starts(layout_of(texts), scores_of([H, B, F, F, H, B], starts)) == [0, 3]


def test_doubt_about_which_line_is_the_start_adds_up_over_the_gap():
    texts = ["Title", LONG * 3, "Paper", "Date", "Title 2", LONG * 3]
    starts = [0.9, 0, 0.3, 0.3, 0.3, 0]
    assert len(find_starts(layout_of(texts), scores_of([H, B, F, F, H, B], starts))) == 2


def test_a_start_never_lies_behind_the_headline_of_its_story():
    texts = ["Title", LONG * 3, "Title 2", "Byline", LONG * 3]
    starts = [0.9, 0, 0.2, 0.7, 0]
    assert find_starts(layout_of(texts), scores_of([H, B, H, F, B], starts)) == [0, 2]


def test_a_story_without_a_body_is_joined_to_a_neighbour():
    texts = ["Title", LONG * 3, "Teaser", "short", "Title 2", LONG * 3]
    starts = [0.9, 0, 0.6, 0, 0.9, 0]
    assert find_starts(layout_of(texts), scores_of([H, B, H, B, H, B], starts)) == [0, 4]


@pytest.mark.parametrize(
    "line", ["12 March 2019", "June 12, 2018", "Friday, 12 January 2018", "2018-06-12"]
)
def test_a_date_is_no_headline(line):
    below = "The bank opened a branch on March 3. The school closed in May."
    (article,) = onrecord.read(f"Quiet week in Bergen\n\n{line}\n\n{below}\n")
    assert article.headline.value == "Quiet week in Bergen"
    assert article.published.how == "date line"


def test_a_story_goes_on_where_the_page_says_from_where_it_is_continued():
    turn = ["Continued on A4", "NEWS", "FERRY: Radar was off", "Continued from A2"]
    texts = ["Title", LONG * 3, *turn, LONG * 3, "Title 2", LONG * 3]
    classes, starts = [H, B, F, F, H, F, B, H, B], [0.9, 0, 0, 0, 0.9, 0, 0, 0.9, 0]
    assert find_starts(layout_of(texts), scores_of(classes, starts)) == [0, 7]


@pytest.mark.parametrize(
    ("line", "n"),
    [("A sad day at Osen Zoo — Osen Zoo (@OsenZoo) May 28, 2016", 1), ("A sad day at Osen Zoo", 2)],
)
def test_a_story_goes_on_behind_a_post(line, n):
    texts = ["Title", LONG * 3, "READ MORE: Lions asleep", line, LONG * 3]
    starts = [0.9, 0, 0, 0.9, 0]
    assert len(find_starts(layout_of(texts), scores_of([H, B, F, H, B], starts))) == n


@given(hnp.arrays(np.float32, (12, 2), elements=st.floats(0, 1, width=32)))
def test_starts_rise_and_no_body_is_left_outside(values):
    layout = layout_of([LONG] * 12)
    rows = np.zeros((12, len(CLASSES)), np.float32)
    rows[:, B], rows[:, F] = values[:, 0], 1 - values[:, 0]
    starts = find_starts(layout, Scores(rows, values[:, 1]))
    assert starts == sorted(set(starts)) != []
    assert (rows[: starts[0], B] >= 0.5).sum() * len(LONG.split()) < SHORTEST_STORY
    if len(starts) > 1:
        bounds = [*starts, 12]
        assert all((rows[a:b, B] >= 0.5).any() for a, b in pairwise(bounds))


TOWNS = ("Tema", "Cork", "Varna", "Porto", "Bergen", "Split", "Gdansk", "Antwerp", "Hull", "Sopot")
PEOPLE = ("Marit Varga", "Abel Nassar", "Ruben Osei", "Dita Holm", "Ngozi Lykke", "Pavol Brandt")
# A headline, and what is told below it.
TOLD = (
    ("{t} ferry stays in harbour for {n} days", "The ferry's engine had failed on the way in."),
    ("Teachers of {t} win their {n} reading rooms", "Pupils had asked for quiet and for books."),
    ("Flood in {t} leaves {n} sheep on a roof", "Firefighters brought them down with ladders."),
    ("Baker of {t} wins back {n} ovens in court", "The landlord had sold them without a word."),
    ("{t} museum returns {n} drums to their owners", "A family had looked for them since 1921."),
    ("Runway of {t} is late by {n} weeks", "The concrete had cracked in the frost, it said."),
    ("Fishermen of {t} block harbour for {n} hours", "New fees for trawlers had angered them."),
)  # fmt: skip
MORE = (
    "{p} of {t} said on Monday that nobody had been told of it before.",
    "“We are glad that it is over, and we shall sleep,” {p} told reporters at noon.",
    "{n} people came to look, and two of them stayed until it was dark.",
    "The council of {t} will talk about it next week, {p} said in a letter.",
    "It had rained since Friday, and the road behind the old market was closed.",
)


def dump_of(n):
    """Write n different stories, each with a headline, a byline and paragraphs."""
    titles, stories = [], []
    for k in range(n):
        filled = {"t": TOWNS[k % 10], "p": PEOPLE[k % 6], "n": k + 2}
        title, lead = TOLD[k % 7]
        titles.append(title.format(**filled))
        rest = [MORE[(k + i) % 5].format(**filled) for i in range(3)]
        texts = [f"{lead} {rest[0]} {rest[1]}", f"{rest[2]} {rest[0]}", f"{rest[1]} {rest[2]}"]
        lines = [titles[-1], f"By {PEOPLE[k % 6]}", *(f"\n{text}" for text in texts)]
        stories.append("\n".join(lines))
    return titles, "\n\n\n".join(stories) + "\n"


def test_a_dump_of_hundreds_of_stories_is_cut_as_a_short_one_is():
    titles, dump = dump_of(250)
    assert [one.headline and one.headline.value for one in onrecord.read(dump)] == titles


@given(st.integers(1, 3000))
def test_windows_hold_every_block_once_and_see_it(n):
    windows = [*_windows(n)]
    assert [i for part, _ in windows for i in part] == [*range(n)]
    assert all(seen.start <= part.start and part.stop <= seen.stop for part, seen in windows)
    assert all(len(seen) < 400 for _, seen in windows)


def test_a_byline_is_no_headline_though_the_model_takes_it_for_the_likelier():
    texts = ["Antwerp museum returns a drum", "By Marit Varga", LONG * 3]
    scores = scores_of([F, F, B])
    scores.classes[0, H], scores.classes[1, H] = 0.2, 0.4
    assert roles_of(layout_of(texts), scores, 0, 3)[0] == "headline"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("OSLO, May 3, 2024 (Fjord Wire) - Two ministers met, Peru said.", "paragraph"),
        ("TEMA, Ghana, May 3 – Two ministers met, Peru said.", "paragraph"),
        ("Oslo, 3 days on: what the ministers said", "headline"),
    ],
)
def test_a_line_that_begins_with_a_dateline_is_no_headline(line, role):
    texts = [line, LONG * 3]
    assert roles_of(layout_of(texts), scores_of([H, B]), 0, 2)[0] == role


def test_the_title_of_a_dump_belongs_to_no_story():
    texts = ["Press review, 4 May", "1. Title", "Title", LONG * 3, "Title 2", LONG * 3]
    starts = [0.1, 0.1, 0.9, 0, 0.9, 0]
    assert find_starts(layout_of(texts), scores_of([F, F, H, B, H, B], starts)) == [2, 4]


def test_a_line_that_stands_twice_is_the_headline_and_a_caption_of_a_gallery_is_not():
    caption = "A ferry waits at Tema"
    texts = ["Council puts off ferry vote", "1 / 1", caption, "Council puts off ferry vote", LONG]
    scores = scores_of([F, F, H, F, B])
    scores.classes[[0, 3], H] = 0.3
    roles = roles_of(layout_of(texts), scores, 0, 5)
    assert roles == ("headline", "furniture", "caption", "headline", "paragraph")


@pytest.mark.parametrize(
    ("lines", "captions"),
    [
        (["1/2 A ferry waits at Tema. (Tema Photo)", "2/2 The clerk leaves."], [0, 1]),
        (["Photo 1 of 2", "A ferry waits at Tema.", "Photo 2 of 2", "The clerk leaves."], [1, 3]),
        (["The clerk in 2021", "+3", "View gallery", "The clerk in 2021"], [0]),
    ],
)
def test_a_gallery_in_the_middle_of_a_story_starts_no_other(lines, captions):
    texts = ["Council puts off ferry vote", LONG * 3, *lines, LONG * 2]
    classes = [H, B, *[F] * len(lines), B]
    starts = [0.9, 0, 0.6, *[0.1] * (len(lines) - 1), 0]
    layout, scores = layout_of(texts), scores_of(classes, starts)
    scores.classes[2 : 2 + len(lines), H] = 0.4
    assert find_starts(layout, scores) == [0]
    roles = roles_of(layout, scores, 0, len(texts))
    assert [i - 2 for i, role in enumerate(roles) if role == "caption"] == captions


def test_a_gallery_above_a_headline_leaves_the_story_its_start_and_headline():
    texts = [
        "Title",
        LONG * 3,
        "Image 1 of 1",
        "A ferry waits at Tema.",
        "The ferry waits",
        LONG * 3,
    ]
    scores = scores_of([H, B, F, H, H, B], [0.9, 0, 0.6, 0, 0, 0])
    scores.classes[4, H] = 0.4
    layout = layout_of(texts)
    assert find_starts(layout, scores) == [0, 2]
    assert roles_of(layout, scores, 2, 6) == ("furniture", "caption", "headline", "paragraph")


@pytest.mark.parametrize("lines", [["2/3 of the seats are safe"], ["1/3 of it", "2/4 of them"]])
def test_a_share_at_the_head_of_a_line_is_no_counter(lines):
    roles = roles_of(layout_of(["Title", *lines, LONG]), scores_of([H, *[F] * len(lines), B]), 0, 3)
    assert "caption" not in roles


def test_the_kind_of_a_body_block_is_told_by_its_element():
    tags = ["h1", "p", "h2", "li", "blockquote", "p"]
    layout = layout_of(["Title", *[LONG] * 5], tags, "html")
    roles = roles_of(layout, scores_of([H, B, B, B, B, B]), 0, 6)
    assert roles == ("headline", "paragraph", "subhead", "list-item", "quote", "paragraph")


def test_the_cells_of_a_layout_table_are_judged_one_by_one():
    layout = layout_of(["Menu", LONG * 4, LONG * 4, "Links", LONG * 4], ["td"] * 5, "html")
    roles = roles_of(layout, scores_of([F, B, B, F, B]), 0, 5)
    assert roles == ("furniture", "paragraph", "paragraph", "furniture", "paragraph")


@pytest.mark.parametrize(
    ("signature", "is_kept"), [("— Ann Roe (@annroe) May 3, 2024", True), ("— Ann Roe", False)]
)
def test_a_post_is_shown_with_its_signature(signature, is_kept):
    post = "<p>Look at this over Osen! pic.example.com/T8oQ</p>"
    markup = f"<h1>Storm</h1><p>{LONG}</p><blockquote>{post}{signature}</blockquote><p>{LONG}</p>"
    layout = layout_of_html(f"<html><body>{markup}</body></html>", max_blocks=99)
    roles = roles_of(layout, scores_of([H, B, F, B, B]), 0, 5)
    assert (roles[2] == "quote") is is_kept


def test_only_the_likeliest_headline_and_its_repetition_are_headlines():
    layout = layout_of(["A title", "Site name", "A Title", LONG])
    scores = scores_of([H, H, H, B])
    scores.classes[1, H], scores.classes[1, F] = 0.6, 0.4
    assert roles_of(layout, scores, 0, 4) == ("headline", "furniture", "headline", "paragraph")


def test_an_unsure_headline_is_better_than_none():
    layout = layout_of(["A title", "x", LONG])
    scores = scores_of([F, F, B])
    scores.classes[0, H] = 0.2
    assert roles_of(layout, scores, 0, 3)[0] == "headline"


@pytest.mark.parametrize(
    ("text", "is_stamp"),
    [
        ("By LENA MARSH and Tom O'Dea | 4 May 2020", True),
        ("Updated 11 min ago", True),
        ("Posted Thursday, March 6, 2003", True),
        ("By Adjoa Sarfo-Mills", True),
        ("18:28KEY EVENT", True),
        ("9:05Adjoa Sarfo-Mills", True),
        ("18:28 the lights went out", False),
        ("By the numbers", False),
        ("By Tuesday the water had gone.", False),
        ("Published accounts of the loss differ.", False),
        ("Updated rules come into force in 2027, the port office told owners of boats.", False),
    ],
)
def test_a_byline_or_a_stamp_is_never_body(text, is_stamp):
    layout = layout_of(["Title", text, LONG], ["h1", "div", "p"], "html")
    role = roles_of(layout, scores_of([H, B, B]), 0, 3)[1]
    assert role == ("furniture" if is_stamp else "paragraph")


@pytest.mark.parametrize(
    ("text", "is_plea"),
    [
        ("Got a story? Write to our night desk.", True),
        ("Have a news tip for Ann Roe? She may be reached at the desk in Tema.", True),
        ("For more stories like this, see our coast page.", True),
        ("If you liked this article, why not join the Friends of the Messenger?", True),
        ("Sharing is caring!", True),
        ("You may also like…", True),
        ("This slideshow requires JavaScript.", True),
        ("Reach the reporters at the harbour desk.", True),
        (
            "Newsletter Sign Up Continue reading the main story Enter an address." + " More." * 60,
            True,
        ),
        ("Advertisement Continue reading the main story", True),
        ("The old harbour of Tema in winter Read more", True),
        (
            "OUT TO SEA Where the boats went COLD FRONT Snow by Friday NET GAIN Crew finds nets",
            True,
        ),
        ("Create a free account to keep reading.", True),
        ("Start your 7-day free trial today.", True),
        ("Begin a new trial, the judge told the court in Tema.", False),
        ("The old harbour of Tema is worth a book. Read more", False),
        ("Newsletter sign up rates doubled, the harbour said.", False),
        ("MV ADA Two sailed with MV OTI One and with MV PRA Three at night.", False),
        ("Got a story to tell, she never found who would hear it.", False),
        ("You may also like the bread that the harbour bakes in winter.", False),
        ("Sharing is caring, the ferry's captain told the passengers.", False),
    ],
)
def test_what_asks_or_offers_something_is_no_body(text, is_plea):
    layout = layout_of(["Title", LONG, text], ["h1", "p", "p"], "html")
    role = roles_of(layout, scores_of([H, B, B]), 0, 3)[2]
    assert role == ("furniture" if is_plea else "paragraph")


@pytest.mark.parametrize(("heading", "is_kept"), [(F, False), (B, True)])
def test_a_list_of_other_stories_below_a_heading_that_is_no_body_is_none(heading, is_kept):
    items = "".join(f"<li>The boats that <a href='/{i}'>went out</a> at night</li>" for i in (1, 2))
    markup = f"<h1>Storm</h1><p>{LONG}</p><h4>More of the coast</h4><ul>{items}</ul>"
    layout = layout_of_html(f"<html><body>{markup}</body></html>", max_blocks=99)
    roles = roles_of(layout, scores_of([H, B, heading, B, B]), 0, 5)
    assert roles[3:] == (("list-item",) * 2 if is_kept else ("furniture",) * 2)


def test_a_link_on_another_site_of_the_paper_is_no_paragraph():
    link = "<p>On Messenger.com: <a href='/1'>Boats went out at night</a></p>"
    markup = f"<h1>Storm</h1><p>{LONG}</p>{link}<p>{LONG}</p>"
    layout = layout_of_html(f"<html><body>{markup}</body></html>", max_blocks=99)
    assert roles_of(layout, scores_of([H, B, B, B]), 0, 4)[2] == "furniture"


@pytest.mark.parametrize(
    ("text", "is_subhead"),
    [
        ("FERRY IS LATE", True),
        ("WHO PAYS FOR THE PIER?", True),
        ("TD", False),
        ("4 PM: 12 GHS", False),
        ("Ferry is late", False),
        ("THE CLERK SAID NOTHING.", False),
    ],
)
def test_words_in_capitals_between_paragraphs_are_a_subhead(text, is_subhead):
    layout = layout_of(["Title", LONG, text, LONG], ["h1", "p", "p", "p"], "html")
    roles = roles_of(layout, scores_of([H, B, B, B]), 0, 4)
    assert roles[2] == ("subhead" if is_subhead else "paragraph")


def test_words_in_capitals_at_either_end_or_one_below_another_are_no_subheads():
    texts = ["Title", "TEMA HARBOUR", LONG, "TEMA, MAY 3", "KETA, MAY 4", LONG, "ANN ROE"]
    layout = layout_of(texts, ["h1", *["p"] * 6], "html")
    roles = roles_of(layout, scores_of([H, B, B, B, B, B, B]), 0, 7)
    assert [roles[i] for i in (1, 3, 6)] == ["paragraph"] * 3


def test_a_table_between_two_paragraphs_is_kept():
    texts = ["Title", LONG, *["cell"] * 6, LONG]
    layout = layout_of(texts, ["h1", "p", *["td"] * 6, "p"], "html")
    roles = roles_of(layout, scores_of([H, B, B, F, F, F, F, F, B]), 0, 9)
    assert roles.count("table-row") == 6


def test_a_table_is_taken_whole_or_not_at_all():
    layout = layout_of(["Title", *["cell text"] * 6, LONG], ["h1", *["td"] * 6, "p"], "html")
    scores = scores_of([H, B, B, F, B, B, B, B])
    assert roles_of(layout, scores, 0, 8).count("table-row") == 6


def test_summary_and_headline_stand_in_front_of_the_body_only():
    layout = layout_of(["Title", "In short", LONG, "In short again", LONG])
    roles = roles_of(layout, scores_of([H, S, B, S, B]), 0, 5)
    assert roles == ("headline", "summary", "paragraph", "furniture", "paragraph")


def old_page(texts, classes):
    """A page from before style sheets: all its text in cells of one table."""
    head = Head(title="Tema Messenger Online")
    layout = layout_of(texts, ["td"] * len(texts), "html")._replace(head=head)
    blocks = tuple(block._replace(up=(1, 1, 1)) for block in layout.blocks)
    return roles_of(layout._replace(blocks=blocks), scores_of(classes), 0, len(texts))


def test_the_name_of_a_paper_is_no_headline_and_links_below_a_story_are_no_body():
    said = "The clerk said so."
    texts = [
        "Tema Messenger Online",
        "Cocoa 4.12",
        "Council puts off ferry vote",
        LONG + said,
        LONG + said,
    ]
    below = [
        "Also today",
        "Ferry hires for the spring",
        "Copyright 2003 Tema Messenger. Visitors: 48213",
    ]
    roles = old_page([*texts, *below], [H, B, B, B, B, B, B, B])
    assert roles == ("furniture", "furniture", "headline", *["paragraph"] * 2, *["furniture"] * 3)


def test_a_title_that_no_line_calls_the_paper_stays_the_headline():
    texts = ["Tema Messenger Online", "Council puts off ferry vote", LONG + "The clerk said so."]
    assert old_page(texts, [H, B, B])[:2] == ("headline", "paragraph")


def test_on_an_unsure_page_prose_beside_the_body_is_body():
    texts = ["Title", *[LONG + "a clerk agreed."] * 3, "Back to the front page"]
    scores = scores_of([F, F, F, F, F])
    scores.classes[1:3, B], scores.classes[3, B] = 0.36, 0.19
    layout = layout_of(texts, ["body"] * 5, "html")
    layout = layout._replace(blocks=tuple(one._replace(up=(1, 1, 1)) for one in layout.blocks))
    roles = roles_of(layout, scores, 0, 5)
    assert roles == ("furniture", *["paragraph"] * 3, "furniture")


def test_a_caption_with_its_credit_in_front_of_the_body_is_no_paragraph():
    texts = ["Title", "A ferry waits at Tema. Photo: Ann Roe/Tema Press", LONG, LONG]
    scores = scores_of([H, B, B, B], sure=0.95)
    scores.classes[1, B] = 0.6
    assert roles_of(layout_of(texts), scores, 0, 4)[1] == "caption"
    scores.classes[1, B] = 0.95
    assert roles_of(layout_of(texts), scores, 0, 4)[1] == "caption"
    texts[1] = "A ferry waits at Tema. (Ann Roe/Tema Press)"
    assert roles_of(layout_of(texts), scores, 0, 4)[1] != "caption"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A ferry waits at Tema", "caption"),
        ("Related ferries wait at Tema", "caption"),
        ("RELATED: Ferry sinks at Tema", "furniture"),
        ("Powered by", "furniture"),
    ],
)
def test_a_caption_that_leads_elsewhere_is_none(text, role):
    layout = layout_of(["Title", LONG, text, LONG], ["h1", "p", "figcaption", "p"], "html")
    assert roles_of(layout, scores_of([H, B, F, B]), 0, 4)[2] == role


def test_the_code_of_a_field_is_no_subhead():
    roles = roles_of(layout_of(["Title", LONG, "TD", LONG]), scores_of([H, B, B, B]), 0, 4)
    assert roles == ("headline", "paragraph", "furniture", "paragraph")


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("To continue reading, subscribe or log in.", True),
        ("Subscribe now to read the full story.", True),
        ("This story is for subscribers", True),
        ("Every Friday in your inbox. Sign up.", True),
        ("View this post on Instagram", True),
        ("This live blog has ended. Read our full story here.", True),
        ("Do you moor a boat at Tema? Email desk@temapost.example", True),
        ("Like this story? Share it with a friend!", True),
        ("More on this story:", True),
        ("Related stories", True),
        ("More: the clerk told owners of boats that they must pay.", False),
        ("Related stories of the skippers were heard in court.", False),
        ("Do you moor a boat at Tema? asked the clerk, and let us in.", False),
        ("Subscribe to a fund, the clerk told owners of boats, and lose it.", False),
        ("The clerk asked owners to sign up by Friday.", False),
        ("This story is for my children, the skipper said.", False),
    ],
)
def test_what_asks_something_of_readers_is_no_body_nor_is_its_heading(text, is_asked):
    layout = layout_of(
        ["Title", LONG, "Weekly letter", text, LONG], ["h1", "p", "h4", "p", "p"], "html"
    )
    roles = roles_of(layout, scores_of([H, B, B, B, B]), 0, 5)
    assert roles[2:4] == (("furniture",) * 2 if is_asked else ("subhead", "paragraph"))


def test_a_heading_over_links_that_went_is_no_body_but_that_above_it_is():
    layout = layout_of(
        ["Title", LONG, "The tender", "More:", LONG], ["h1", "p", "h2", "h4", "p"], "html"
    )
    roles = roles_of(layout, scores_of([H, B, B, B, B]), 0, 5)
    assert roles[2:4] == ("subhead", "furniture")


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ("<p><b>RELATED:</b> <a href='/2'>Two boats sink off Tema</a></p>", None),
        ("<p>Read more: <a href='/2'>Two boats sink off Tema</a></p>", None),
        ("<ul><li>SHORT GUIDE: <a href='/2'>How do I moor a boat?</a></li></ul>", None),
        ("<div><ul><li><h3><a href='/2'>Two boats sink off Tema</a></h3></li></ul></div>", None),
        ("<h3><a href='/2'>Two boats sank off Tema</a></h3>", "subhead"),
        ("<p>TEMA: <a href='/2'>Two boats sank off Tema on Friday.</a></p>", "paragraph"),
        ("<p>More: two boats sank off <a href='/2'>Tema</a></p>", "paragraph"),
    ],
)
def test_what_links_to_another_story_is_no_body(markup, role):
    page = f"<html><body><h1>Title</h1><p>{LONG}</p>{markup}<p>{LONG}</p></body></html>"
    layout = layout_of_html(page, max_blocks=99)
    roles = roles_of(layout, scores_of([H, B, B, B]), 0, 4)
    assert roles[2] == (role or "furniture")


def test_what_a_player_says_of_itself_is_no_caption():
    texts = ["Title", LONG, "Media playback is unsupported on your device", LONG]
    roles = roles_of(layout_of(texts), scores_of([H, B, C, B]), 0, 4)
    assert roles[2] == "furniture"


PARTS = ("<p>" + LONG + "</p>") * 2


@pytest.mark.parametrize(
    ("markup", "is_story"),
    [
        (f"{PARTS}<div class='ad'><p>Ferry tea cures all, a skipper says.</p></div>", False),
        (f"{PARTS}<div class='ad-slot'>Ferry tea cures all, a skipper says.</div>", False),
        (f"{PARTS}<div>ADVERTISEMENT<br>Ferry tea cures all, a skipper says.</div>", False),
        (f"{PARTS}<p>Sponsored: Ferry tea cures all, a skipper says.</p>", False),
        (f"<div class='no-ads'>{PARTS}<p>Tea cures all, a skipper says.</p></div>", True),
        (f"{PARTS}<p>Sponsored tea is sold on board, a skipper says.</p>", True),
    ],
)
def test_advertisements_are_no_body(markup, is_story):
    layout = layout_of_html(f"<html><body>{markup}</body></html>", max_blocks=99)
    roles = roles_of(layout, scores_of([B] * len(layout.blocks)), 0, len(layout.blocks))
    assert roles == ("paragraph", "paragraph", "paragraph" if is_story else "furniture")


def test_the_entries_of_a_live_blog_in_a_dump_are_no_stories_of_their_own():
    texts = ["Ferry off Tema: live updates", LONG * 3, "15:20", "We heard a crack", LONG * 2]
    scores = scores_of([H, B, F, H, B], [0.9, 0, 0.5, 0.4, 0])
    assert find_starts(layout_of(texts), scores) == [0]
    assert find_starts(layout_of(["Ferry off Tema", *texts[1:]]), scores) == [0, 2]


def test_a_line_that_says_the_headline_again_is_no_body():
    title = "Council puts off ferry vote"
    texts = [title, LONG, f"Share or comment on this article: {title}", LONG]
    assert roles_of(layout_of(texts), scores_of([H, B, B, B]), 0, 4)[2] == "furniture"


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([0.9, 0.8, 0.1, 0.0], 0.5), ([0.3, 0.28, 0.02, 0.01], 0.28), ([0.0, 0.0], 0.05)],
)
def test_the_threshold_falls_where_the_model_is_unsure(scores, expected):
    threshold = best_threshold(np.array(scores), np.ones(len(scores)))
    assert threshold == pytest.approx(expected)


@pytest.mark.parametrize(
    ("above", "heading", "tag", "below", "starts"),
    [
        ("", "Who runs the ferry?", "h2", "", [0]),
        ("By Ann Roe, 3 May 2024", "What comes next", "h2", "", [0]),
        ("By Ann Roe, 3 May 2024", "Ferry is late", "h2", "By Ben Oberg, 4 May 2024", [0, 3]),
        ("", "Ferry is late", "h2", "", [0, 2]),  # a dump under its title
        ("By Ann Roe, 3 May 2024", "Ferry is late", "h1", "", [0, 3]),
    ],
)
def test_a_heading_below_that_of_a_story_parts_it(above, heading, tag, below, starts):
    lines = [("Ferry off Tema", "h1", H), (above, "", F), (LONG * 3, "", B)]
    lines += [(heading, tag, H), (below, "", F), (LONG * 2, "", B)]
    texts, tags, classes = zip(*(line for line in lines if line[0]), strict=True)
    places = [0.9 if name else 0.0 for name in tags]
    assert find_starts(layout_of(texts, tags), scores_of(classes, places)) == starts


def test_a_heading_of_markdown_inside_a_body_is_a_subhead():
    texts, tags = ["Title", LONG, "Who runs it?", LONG], ["h1", "", "h2", ""]
    roles = roles_of(layout_of(texts, tags), scores_of([H, B, H, B]), 0, 4)
    assert roles == ("headline", "paragraph", "subhead", "paragraph")
