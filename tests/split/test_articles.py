"""Articles put together: titles, captions, credits and days, and where each stands."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from eval.blank import PAGE
from onrecord.record import Origin
from onrecord.split.articles import Place, article_of
from onrecord.split.facts import facts_of, read_page_facts
from onrecord.split.facts.titles import find_headline, normal_title, plain_title, shared_ends
from onrecord.split.facts.visible import frame_of, page_span
from onrecord.split.markup import layout_of_html
from onrecord.split.plain import layout_of_text
from onrecord.split.stories import Story

LEAD = "The ferry left Tema in the evening with forty people on board."
PLACE = Place(kind="article", number=1, of=1, made_by="test")


def role_of(block):
    if block.tag == "h1":
        return "headline"
    return "paragraph" if block.text.startswith("The ferry left") else "caption"


def article_from(layout, url=None):
    roles = tuple(role_of(block) for block in layout.blocks)
    story = Story(0, len(roles), roles, tuple(1.0 for _ in roles))
    page = replace(PAGE, sha256="0", url=url, origin=Origin(kind="memory", name="test"))
    facts = facts_of(read_page_facts(layout, [story], page), 0)
    return article_of(page, layout, story, facts, PLACE)


def html(caption, url=None):
    markup = f"<h1>Ferry leaves Tema</h1><p>{LEAD}</p><figcaption>{caption}</figcaption>"
    layout = layout_of_html(f"<html><body>{markup}</body></html>", max_blocks=99)
    return article_from(layout, url), layout


def cut(text, span):
    return text[span.start : span.end]


def test_a_figure_points_at_its_words_its_credit_and_its_day():
    article, layout = html("2 / 3 A ferry at Tema, May 3, 2021, in this image. (Delta Press)")
    (figure,) = article.figures
    caption = article.blocks[-1]
    words = "A ferry at Tema, May 3, 2021, in this image."
    assert cut(article.text, figure.caption) == words
    assert caption.span == figure.caption
    assert cut(layout.text, caption.page_span) == words
    assert (figure.credit.value, figure.credit.where.layer) == ("Delta Press", "page")
    assert cut(layout.text, figure.credit.where.span) == "Delta Press"
    assert (figure.on.value, figure.on.where.layer) == ("2021-05-03", "text")
    assert cut(article.text, figure.on.where.span) == "May 3, 2021"
    assert figure.number == 2


def test_brackets_of_a_caption_are_not_broken_by_an_element_within():
    credit = "<span> (\n<div><span></span>Image: </div>Delta Press/Baltwire)</span>"
    article, layout = html(f"<span>A ferry waits at Tema</span>\n{credit}")
    (figure,) = article.figures
    assert cut(article.text, figure.caption) == "A ferry waits at Tema"
    assert figure.credit.value == "Delta Press/Baltwire"
    assert cut(layout.text, figure.credit.where.span) == "Delta Press/Baltwire"


def test_a_caption_that_is_only_a_credit_keeps_it_in_the_text():
    article, _ = html("(Photo: Delta Press)")
    (figure,) = article.figures
    assert cut(article.text, figure.caption) == "Delta Press"
    assert figure.credit.where.layer == "text"
    assert cut(article.text, figure.credit.where.span) == "Delta Press"


def test_a_day_in_figures_is_read_as_the_country_of_the_page_writes_it():
    british, _ = html("A ferry waits, 4/5/2019.", "https://ledger.example.co.uk/ferry")
    nowhere, _ = html("A ferry waits, 4/5/2019.", "https://ledger.example/ferry")
    assert british.figures[0].on.value == "2019-05-04"
    assert nowhere.figures[0].on is None


def test_a_caption_whose_white_space_was_collapsed_keeps_the_span_of_its_block():
    text = f"# Ferry leaves Tema\n\n{LEAD}\n\nA  ferry at Tema, May 3, 2021. (AP)\n"
    article = article_from(layout_of_text(text, max_blocks=9))
    (figure,) = article.figures
    assert cut(article.text, figure.caption) == "A ferry at Tema, May 3, 2021."
    assert cut(text, article.blocks[-1].page_span) == "A  ferry at Tema, May 3, 2021. (AP)"
    assert cut(text, figure.credit.where.span) == "AP"
    assert figure.on.where.layer == "page"
    assert cut(text, figure.on.where.span) == "May 3, 2021"


PIECES = st.sampled_from(
    ["1 / 2 ", "A ferry ", "May 3, 2021 ", "(AP)", "(Delta Press)", "Photo: ", "Adjoa Sarfo", "  ",
     "released on ", "é\u0301 ", "\t", "AP "]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join).filter(str.strip), st.booleans())
def test_whatever_a_caption_holds_its_facts_stand_where_they_say(caption, as_text):
    if as_text:
        layout = layout_of_text(f"# Ferry\n\n{LEAD}\n\n{caption}\n", max_blocks=9)
        article = article_from(layout)
    else:
        article, layout = html(caption)
    whole = {"text": article.text, "page": layout.text}
    for block in article.blocks:
        shown = cut(layout.text, block.page_span)
        assert cut(article.text, block.span).split() == shown.split() or as_text
    for figure in article.figures:
        assert cut(article.text, figure.caption).strip()
        if figure.credit is not None:
            shown = cut(whole[figure.credit.where.layer], figure.credit.where.span)
            assert figure.credit.value in " ".join(shown.split())
            assert as_text or shown == figure.credit.value
        if figure.on is not None:
            assert "May 3, 2021" in " ".join(
                cut(whole[figure.on.where.layer], figure.on.where.span).split()
            )


def test_a_stretch_behind_collapsed_white_space_is_not_taken_for_an_earlier_one():
    text = "CAPE COAST boats  wait at the quay. (AP)"
    layout = layout_of_text(text, max_blocks=9)
    start = layout.blocks[0].text.index("AP)")
    span = page_span(layout, 0, start, start + 2)
    assert (span.start, span.end) == (text.index("AP)"), text.index("AP)") + 2)


@pytest.mark.parametrize(
    "line", ["3. {}", "3) {}", "(3) {}", "[3/7] {}", "# 3. {}", "3. **{}**", "**3. {}**", "{}"]
)
def test_the_number_in_a_list_is_no_part_of_a_headline_in_plain_text(line):
    text = line.format("Dam gate opens")
    value, start = plain_title(text, numbered=True)
    assert value == "Dam gate opens"
    assert text[start : start + len(value)] == value


@pytest.mark.parametrize(
    "line",
    [
        "[3] {}",
        "Story 3: {}",
        "🔴 {}",
        "▶️ {}",
        "03-May-2024 08:12:42 VLTW - {}",
        "2024-05-03 | {}",
        "TI - {}",
        ":newspaper: {}",
        "<HL> {} </HL>",
        "^{}<",
        "{} =",
        "{} (harbour.example)",
        "{} (Harbour Courier, 3 May 2024)",
        'title: "{}"',
        "Full Title: {}",
    ],
)
def test_marks_of_messengers_wires_and_exports_are_no_part_of_a_headline(line):
    text = line.format("Dam gate opens")
    value, start = plain_title(text, numbered=True)
    assert value == "Dam gate opens"
    assert text[start : start + len(value)] == value


@pytest.mark.parametrize(
    "title",
    [
        "2024. A look back", "3.5 million see it", "[3/x] Dam", "3.", "May 3 – a day of dams",
        '"Dam gate opens"', "Dam gate (Tema) opens", "Who opened it? (Not us)",
    ],
)  # fmt: skip
def test_a_number_that_counts_no_list_stays(title):
    assert plain_title(title, numbered=True) == (title, 0)


@given(
    st.lists(
        st.sampled_from(
            [
                "3. ",
                "(3) ",
                "[3/7] ",
                "# ",
                "Subject: ",
                "**",
                "Dam",
                " ",
                "opens",
                "🔴",
                "^",
                '"',
                " (a.example)",
                "<",
                " =",
            ]
        ),
        max_size=8,
    ).map("".join),
    st.booleans(),
)
def test_a_plain_title_stands_where_it_says(text, numbered):
    value, start = plain_title(text, numbered=numbered)
    assert text[start : start + len(value)] == value


TITLES = ("Tema dam gate opens", "Cork ferry is late", "Hull pools to close", "Varna wins a prize")


@pytest.mark.parametrize(
    ("form", "is_field"),
    [
        ("{} | Harbour Courier", True),
        ("{} – Harbour Courier", True),
        ("Headline    {}", True),
        ("Harbour Courier | {}", True),
        ("Strike: {}", False),
        ("Mayor of {}", False),
    ],
)
def test_what_all_headlines_of_a_dump_begin_or_end_with_is_no_part_of_them(form, is_field):
    layout = layout_of_text("\n\n".join(map(form.format, TITLES)), max_blocks=9)
    frames = [frame_of(layout, Story(i, i + 1, ("headline",), (0.0,))) for i in range(len(TITLES))]
    ends = shared_ends(frames)
    found = [
        find_headline(frame, None, frozenset(), owns_head=False, ends=ends) for frame in frames
    ]
    wanted = TITLES if is_field else [form.format(title) for title in TITLES]
    assert [one.value for one in found] == list(wanted)
    spans = [one.where.span for one in found]
    assert [layout.text[span.start : span.end] for span in spans] == list(wanted)


def test_titles_are_the_same_whatever_their_case_quotation_marks_and_spaces():
    assert normal_title("“Dam”  gate\u00a0opens") == normal_title('"DAM" gate opens')
    assert normal_title("3. Dam gate opens") != normal_title("Dam gate opens")


def test_a_picture_of_markdown_in_a_dump_has_caption_credit_and_address():
    lead = "The council of Tema put off its vote on the ferry contract, a clerk said on Tuesday. "
    picture = "![A ferry waits at Tema.](https://a.example/1.jpg) *(Ann Roe/Tema Press)*"
    text = f"Council puts off ferry vote\n\n{picture}\n\n{lead}\n\n{picture}\n\n{lead * 2}\n"
    (story,) = onrecord.read(text)
    assert "![" not in story.text
    for figure in story.figures:
        assert story.text[figure.caption.start : figure.caption.end] == "A ferry waits at Tema."
        assert figure.credit.value == "Ann Roe/Tema Press"
        assert figure.url == "https://a.example/1.jpg"
    assert len(story.figures) == 2
