import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.split.plain import layout_of_text

LINES = [
    "", " ", "\t", "A line of its own", "# Heading", "* item", "- ", "---", "===", "1. first",
    "Subject: ferries", "> quoted", "“Odd quotation", "x" * 80, "\u00a0", "\u200b", "\u202e abc",
    "a\u2028b", "wrapped text that goes on and on until the column is reached and then some",
]  # fmt: skip
PROSE = (
    "The harbour council put off its vote on Tuesday, a clerk said, and gave no new date for it. "
    "Two of the four bids had come in late, according to people who have seen the papers, and one "
    "of them was withdrawn the same evening without a word of explanation to the members. "
)


def texts_of(text, **options):
    return [block.text for block in layout_of_text(text, max_blocks=1000, **options).blocks]


@given(
    st.lists(st.sampled_from(LINES), max_size=60),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_blocks_lie_in_the_text_in_order_and_lose_no_word(lines, end, markdown):
    text = end.join(lines)
    layout = layout_of_text(text, max_blocks=1000, markdown=markdown)
    assert layout.text == text
    last = 0
    for block in layout.blocks:
        assert last <= block.start < block.end <= len(text)
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        last = block.end
    words = sum(block.text.count("line") + block.text.count("column") for block in layout.blocks)
    assert words == text.count("line") + text.count("column")


@given(st.integers(min_value=28, max_value=100), st.integers(min_value=1, max_value=6))
def test_wrapped_paragraphs_come_back_whole(width, n):
    paragraphs = [f"Report {i}: {PROSE * 2}".strip() for i in range(n)]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert texts_of(text) == [" ".join(paragraph.split()) for paragraph in paragraphs]


def test_paragraphs_of_a_printed_column_come_back_whole():
    paragraphs = [f"Report {i}: {PROSE}".strip() for i in range(4)]
    text = "\n".join(textwrap.fill(one, 34, initial_indent="  ") for one in paragraphs)
    assert texts_of(text) == paragraphs


def test_a_few_wrapped_lines_between_many_others_come_back_whole():
    others = [f"Field {i} of the record: some {'value ' * (i % 9)}" for i in range(20)]
    text = "\n".join([*others, "", textwrap.fill(PROSE, 64), "", *others])
    assert PROSE.strip() in texts_of(text)


def test_headlines_and_bylines_of_like_length_between_paragraphs_stay_apart():
    lines = [
        "Runway of the airport at Cork is a year late again",
        "Harbour Courier | 9 March 2027 | Dita Holm-Varga",
        "Frost had cracked the concrete, its owners told a hearing on Tuesday.",
        "The builder says that it had warned of it in a letter, and was not heard by anyone.",
        "Nobody could show them that letter on Monday, and the clerk who opens mail has been ill.",
    ] * 6
    assert texts_of("\n".join(lines)) == lines


def test_fields_in_lower_case_stay_apart():
    record = ["id: 12", "title: Ferry stays in harbour", "author: Ines Roll", "place: Tema harbour"]
    assert texts_of("\n".join(record * 6)) == record * 6


def test_a_headline_in_capitals_over_a_column_is_one_and_a_running_head_is_none_of_it():
    column = textwrap.fill(PROSE, 38, initial_indent=" ")
    title = "COUNCIL OF TEMA PUTS OFF ITS\nVOTE ON THE CONTRACT"
    head = "Page 3 | The Harbour Ledger | 12 May 2027"
    text = "\n".join([title, column, head, title, column])
    whole = "COUNCIL OF TEMA PUTS OFF ITS VOTE ON THE CONTRACT"
    assert texts_of(text) == [whole, PROSE.strip(), head, whole, PROSE.strip()]


NARROW = """The resi-
dents of Tema wrote to the har-
bour office about a long-term
lease of the quay. It was long-
term, said the clerk, for two-
and for three-storey houses near
the old wharf of the har-
bour that they want to keep."""


def test_words_broken_at_the_end_of_a_line_are_whole_again():
    (paragraph,) = texts_of(NARROW)
    assert "The residents of Tema wrote to the harbour office" in paragraph
    assert "the old wharf of the harbour that" in paragraph


def test_a_word_with_a_hyphen_of_its_own_keeps_it():
    (paragraph,) = texts_of(NARROW)
    assert "It was long-term," in paragraph
    assert "for two- and for three-storey" in paragraph
    (unbroken,) = texts_of(textwrap.fill(f"{PROSE} A north-easterly wind rose. {PROSE}", 60))
    assert "north-easterly" in unbroken


def test_a_soft_hyphen_at_the_end_of_a_line_is_dropped():
    text = textwrap.fill(PROSE, 60).replace("explanation", "expla\u00ad\nnation")
    assert "word of explanation to" in " ".join(texts_of(text))


def test_short_paragraphs_of_one_line_each_stay_apart():
    lines = [f"The {who} of the old port office in Tema spoke last." for who in ("clerk", "pilot")]
    lines += [f"Then the {who} said that nobody had asked them." for who in ("owners", "traders")]
    assert texts_of("\n".join(lines * 4)) == lines * 4


def test_a_markdown_table_is_read_as_rows():
    layout = layout_of_text("| year | boats |\n|---|---|\n| 2020 | 3 |\n", max_blocks=9)
    assert [(b.tag, b.text) for b in layout.blocks] == [("td", "year | boats"), ("td", "2020 | 3")]


def test_lines_wider_than_any_column_are_paragraphs():
    assert texts_of("\n".join([PROSE.strip()] * 3)) == [PROSE.strip()] * 3


def test_short_lines_stay_apart():
    assert texts_of("Short Url\nUpdated 2 min ago\nFollow") == [
        "Short Url",
        "Updated 2 min ago",
        "Follow",
    ]


def test_mail_headers_stay_apart_in_wrapped_text():
    header = "Subject: Ferry contract: council of Tema puts off its vote again\nTo: a@b.example\n\n"
    assert texts_of(header + textwrap.fill(PROSE * 3, 66))[:2] == [
        "Subject: Ferry contract: council of Tema puts off its vote again",
        "To: a@b.example",
    ]


def test_an_indented_line_starts_a_paragraph_of_wrapped_text():
    first, second = (textwrap.fill(PROSE * 2, 70, initial_indent="    ") for _ in range(2))
    assert len(texts_of(first + "\n" + second)) == 2


def test_blank_lines_are_counted():
    layout = layout_of_text("a\n\n \nb\nc", max_blocks=10)
    assert [block.blank_before for block in layout.blocks] == [0, 2, 0]


@pytest.mark.parametrize("bullet", ["•", "*", "-", "●", "–"])
def test_bullets_are_list_items_without_their_mark(bullet):
    layout = layout_of_text(f"  {bullet} The vote is put off", max_blocks=10)
    (block,) = layout.blocks
    assert (block.tag, block.text) == ("li", "The vote is put off")
    assert layout.text[block.start : block.end] == "The vote is put off"


def test_markdown_headings_lose_their_mark_and_keep_their_level():
    (block,) = layout_of_text("## Ferry *vote* put off", max_blocks=10, markdown=True).blocks
    assert (block.tag, block.text) == ("h2", "Ferry vote put off")


def test_markdown_links_and_emphasis_are_read_as_text():
    text = "A **clerk** said [the vote](https://a.example/x) is _off_ for snake_case_names."
    assert texts_of(text, markdown=True) == ["A clerk said the vote is off for snake_case_names."]


def test_reading_stops_at_the_most_blocks_and_says_so():
    layout = layout_of_text("a\n\nb\n\nc\n\nd", max_blocks=2)
    assert [block.text for block in layout.blocks] == ["a", "b"]
    assert "2 blocks" in layout.notes[0]


def test_a_markdown_item_starts_behind_its_bullet_whatever_marks_it_holds():
    text = "* **Ferry** owners [agree](https://a.example)"
    (block,) = layout_of_text(text, max_blocks=9, markdown=True).blocks
    assert block.text == "Ferry owners agree"
    assert text[block.start : block.end].startswith("**Ferry**")


PICTURE = "![A ferry waits at Tema.](https://a.example/1.jpg) *(Ann Roe/Tema Press)*"


@pytest.mark.parametrize("markdown", [True, False])
def test_a_picture_of_markdown_is_a_caption_with_its_address(markdown):
    text = f"The vote is off.\n{PICTURE}\nThe ferry left."
    layout = layout_of_text(text, max_blocks=9, markdown=markdown)
    assert [block.tag for block in layout.blocks] == ["", "img", ""]
    assert layout.blocks[1].text == "A ferry waits at Tema. (Ann Roe/Tema Press)"
    ((before, url, alt),) = layout.images
    assert (before, url, alt) == (1, "https://a.example/1.jpg", "A ferry waits at Tema.")


def test_a_picture_in_the_middle_of_a_sentence_is_none_of_its_own():
    layout = layout_of_text(f"See {PICTURE}", max_blocks=9)
    assert (layout.blocks[0].tag, layout.images) == ("", ())


def test_fields_set_apart_by_spaces_are_lines_of_their_own():
    line = "Outlet     Harbour Courier of the county of Antrim, an evening paper\n"
    text = line + line.replace("Outlet", "Region") + line.replace("Outlet", "Sender")
    assert len(layout_of_text(text, max_blocks=9).blocks) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Skip Twitter post by @temaport The wall is shut. — Tema Port (@temaport) May 4, 2021"
            " Report End of Twitter post by @temaport",
            "The wall is shut. — Tema Port (@temaport) May 4, 2021",
        ),
        ("Skip Twitter posts by rivals, the captain said.", None),
    ],
)
def test_what_a_page_says_around_a_post_is_no_word_of_it(text, words):
    (block,) = layout_of_text(text, max_blocks=9).blocks
    assert block.text == text[block.start : block.end] == (words or text)


@pytest.mark.parametrize("field", ["body: ", "Full text: ", "AB  - "])
def test_the_name_of_the_field_of_a_text_is_no_part_of_it(field):
    told = "A ferry left Tema in the evening with forty people on board, and nobody was hurt."
    text = field + told
    (block,) = layout_of_text(text, max_blocks=9).blocks
    assert (block.text, text[block.start : block.end]) == (told, told)
    assert layout_of_text(f"{field}Ferry", max_blocks=9).blocks[0].text.startswith(field[:2])
