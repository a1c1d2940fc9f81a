from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.split.attributes import without_floods
from onrecord.split.hints import ANCESTOR_BIT, HINT_BIT
from onrecord.split.markup import layout_of_html

PIECES = [
    "<p>", "</p>", "<h1>", "</h1>", "<div>", "</div>", "<br>", "<ul><li>", "</ul>", "<a href=x>",
    "</a>", "<![", "<!--", "-->", "<table><tr><td>", "</table>", "<script>", "</script>", "x", "[",
    "]", ">", "<", "&amp", "&#0;", "a b ", "\n", "\u200b", "\u202e", "“", "”", "<figure>",
    "<figcaption>", "<title>", "<meta name=a content=b>", "<svg>", "<template>",
    "<time datetime=q>",
    "<html>", "</body>", "<frameset>", "<select>", "<b>", "</b>", "\x00", "<p hidden>",
]  # fmt: skip


def blocks_of(markup):
    return layout_of_html(markup, max_blocks=1000).blocks


def texts_of(markup):
    return [block.text for block in blocks_of(markup)]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_markup_gives_blocks_that_lie_in_the_page_text(pieces):
    layout = layout_of_html("".join(pieces), max_blocks=1000)
    end = -1
    for block in layout.blocks:
        assert end < block.start < block.end
        assert layout.text[block.start : block.end] == block.text
        assert block.text == block.text.strip() != ""
        assert 0 <= block.link_chars <= len(block.text)
        assert 0 <= block.strong_chars <= len(block.text)
        end = block.end


def test_text_between_block_elements_is_a_block_of_its_own():
    markup = "<div>Before <b>the</b> vote<p>Inside</p>and after</div>"
    assert texts_of(markup) == ["Before the vote", "Inside", "and after"]


def test_one_br_breaks_a_line_and_two_end_a_block():
    assert texts_of("<div>a<br>b<br> <br>c</div>") == ["a\nb", "c"]


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "svg", "textarea"])
def test_what_no_reader_sees_is_left_out(tag):
    assert texts_of(f"<p>seen</p><{tag}>unseen</{tag}><p>too</p>") == ["seen", "too"]


def test_a_block_knows_its_names_links_and_ancestors():
    (block,) = blocks_of(
        "<article><aside class='Related-Links'><p id=q>Read <a href=x>this one</a></p></aside>"
    )
    assert block.tag == "p"
    assert block.names == "q"
    assert block.link_chars == len("this one")
    assert block.n_links == 1
    assert block.above & HINT_BIT["related"]
    assert not block.own & HINT_BIT["related"]
    assert block.tags_above & ANCESTOR_BIT["aside"]
    assert block.tags_above & ANCESTOR_BIT["article"]


def test_siblings_share_a_parent_and_cousins_a_grandparent():
    a, b, c = blocks_of("<div><section><p>a</p><p>b</p></section><section><p>c</p></section></div>")
    assert a.up[0] == b.up[0] != c.up[0]
    assert a.up[1] == c.up[1]


@pytest.mark.parametrize("how", ["hidden", "style='Display: none'", "hidden=''"])
@pytest.mark.parametrize("tag", ["p", "div", "span"])
def test_what_is_not_displayed_is_left_out_with_all_below_it(tag, how):
    assert texts_of(f"<p>a</p><{tag} {how}>b<i>c</i></{tag}><p>d</p>") == ["a", "d"]


def test_the_head_is_read():
    head = layout_of_html(
        "<html lang=en><head><title> A  b </title><meta property='OG:Title' content=T>"
        "<link rel=canonical href=/x><script type='application/ld+json'>{}</script></head>",
        max_blocks=10,
    ).head
    assert head.lang == "en"
    assert head.title == "A b"
    assert head.metas == (("og:title", "T"),)
    assert head.links == (("canonical", "/x"),)
    assert head.jsonld == ("{}",)


@pytest.mark.parametrize("end", ["\n<meta name='author' content='Ann Roe'></head>", "</head>"])
def test_a_title_without_an_end_does_not_take_in_the_page(end):
    markup = f"<html><head><title>Ferry leaves Tema{end}<body><p>It left late.</p></body></html>"
    layout = layout_of_html(markup, max_blocks=9)
    assert layout.head.title == "Ferry leaves Tema"
    assert [block.text for block in layout.blocks] == ["It left late."]


def test_a_tag_inside_a_title_does_not_end_it():
    markup = "<title>The <b>late</b> ferry</title><body><p>It left.</p>"
    assert layout_of_html(markup, max_blocks=9).head.title == "The <b>late</b> ferry"


def test_pictures_are_kept_with_the_block_they_stand_before():
    layout = layout_of_html(
        "<p>a</p><figure><img src=/p.jpg alt=Ferry><figcaption>b</figcaption>"
        "<img src='data:image/gif;base64,x'></figure>",
        max_blocks=10,
    )
    assert [(image.before, image.url, image.alt) for image in layout.images] == [
        (1, "/p.jpg", "Ferry")
    ]


def test_a_cut_off_page_says_so_and_a_whole_one_does_not():
    assert "cut off" in layout_of_html("<html><body><p>a", max_blocks=10).notes[0]
    assert not layout_of_html("<html><body><p>a</body></html>", max_blocks=10).notes
    assert not layout_of_html("<p>a fragment", max_blocks=10).notes


def test_reading_stops_at_the_most_blocks_and_says_so():
    layout = layout_of_html("<p>a</p>" * 50, max_blocks=20)
    assert len(layout.blocks) == 20
    assert "20 blocks" in layout.notes[0]


def test_deep_nesting_is_cut_before_the_parser_takes_forever():
    layout = layout_of_html(
        "<p>a</p>" + "<div>" * 200_000 + "deep" + "</div>" * 200_000, max_blocks=9
    )
    assert [block.text for block in layout.blocks] == ["a"]
    assert "5,000 deep" in layout.notes[0]


def flood(n):
    return " ".join(f"data-{i}=x" for i in range(n))


@pytest.mark.parametrize(
    "start",
    [
        f"<p {flood(60_000)}>",
        f"<p class=lead {flood(60_000)}".replace("=x", "='>'") + ">",
        "<body>" + "".join(f"<body data-{i}=x></i>" for i in range(40_000)) + "<p class=lead>",
        f"<script {flood(60_000)}>x</script><p>",
    ],
    ids=["one element", "quoted", "one body in many tags", "a script"],
)
def test_attributes_without_end_are_cut_before_the_parser_takes_forever(start):
    began = process_time()
    layout = layout_of_html(f"<h1>Ferry vote</h1>{start}The vote is put off.<p>b", max_blocks=9)
    assert process_time() - began < 2
    assert [block.text for block in layout.blocks] == ["Ferry vote", "The vote is put off.", "b"]
    assert "1,000 attributes" in layout.notes[0]


def test_what_only_looks_like_attributes_stays():
    words = " ".join(f"w{i}" for i in range(20_000))
    markup = f"<script>if (a <b {words})</script><!-- <p {words} --><p title='a > {words}'>Text"
    assert without_floods(markup) == (markup, False)
    many = f"<p {' '.join(f'a{i}' for i in range(9_000))} hidden>Text".replace(" ", "\n")
    assert without_floods(many + " " * 50_000)[0].startswith("<p\na0\na1\n")
    assert without_floods(many + " " * 50_000)[0].rstrip().endswith("\na998\na999>Text")


@given(st.lists(st.sampled_from([*PIECES, " a", "=", '"', "'", "/", "<body b=c>"]), max_size=60))
def test_a_page_without_floods_keeps_every_character(pieces):
    markup = "".join(pieces) + " " * 50_000
    assert without_floods(markup) == (markup, False)


def test_many_tags_side_by_side_are_not_deep():
    layout = layout_of_html("<p>a<br><img src=x>b" * 9_000, max_blocks=50_000)
    assert len(layout.blocks) == 9_000
    assert not layout.notes


def test_what_has_no_width_is_no_block():
    layout = layout_of_html(
        "<html><body><p>Two men</p><p>\u200c</p><p>left.</p></body></html>", max_blocks=9
    )
    assert [block.text for block in layout.blocks] == ["Two men", "left."]
