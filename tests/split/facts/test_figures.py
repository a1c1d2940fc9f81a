"""Captions: the words, the credit, the day the picture was taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.split.facts.figures import read_caption, read_counter


def test_a_caption_gives_words_credit_and_the_day_the_picture_was_taken():
    text = (
        "Clerk Adjoa Sarfo in Tema, Ghana, May 3, 2021, in this image released on May 4,"
        " 2021. (REUTERS)"
    )
    caption = read_caption(text)
    assert text[caption.start : caption.end].endswith("May 4, 2021.")
    assert caption.credit == text[caption.credit_start : caption.credit_end] == "REUTERS"
    assert caption.on.value == "2021-05-03"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Image caption The ferry waits at Tema", "The ferry waits at Tema"),
        ("Media captionWho steers the ferry?", "Who steers the ferry?"),
        ("Image caption: 1962, the first ferry", "1962, the first ferry"),
        ("Image copyright Volta Wire Image caption A gull at Tema", "A gull at Tema"),
        ("Enlarge this image toggle caption A gull at Tema", "A gull at Tema"),
        ("Photo caption contest at Tema", "Photo caption contest at Tema"),
        ("Image caption", "Image caption"),
        ("Image: A ferry waits at the pier in Tema (PA)", "A ferry waits at the pier in Tema"),
    ],
)
def test_the_name_of_a_field_is_no_word_of_a_caption(text, words):
    caption = read_caption(text)
    assert text[caption.start : caption.end] == words


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("A ferry waits. Photograph: Kofi Mensah/AFP", "Kofi Mensah/AFP"),
        ("A ferry waits. Credit: The Ledger", "The Ledger"),
        ("A ferry waits at TemaCredit: PA", "PA"),  # two elements of a page, side by side
        ("A ferry waits at Tema.Credit...Kofi Mensah/The Ledger", "Kofi Mensah/The Ledger"),
        ("A ferry waits in 2019.K. Mensah / AP file", "K. Mensah / AP"),
        ("A ferry waits at Tema. Kofi Mensah/Reuters files", "Kofi Mensah/Reuters"),
        ("Kofi Mensah / AP", "Kofi Mensah / AP"),
        ("A ferry waits at Tema [File: Reuters]", "Reuters"),
        ("A ferry waits at Tema. The credit...The Ledger", None),
        ("A ferry of the U.S.Navy / Coast Guard", None),
        ("A ferry waits at Tema. AP Photo", "AP Photo"),
        ("A ferry waits at Tema. (AP Photo/Kofi Mensah) AP Photo", "AP Photo/Kofi Mensah"),
        ("A ferry waits. The Pictures", None),
        ("Image copyright Volta Wire Image caption A ferry waits", "Volta Wire"),
        ("A ferry waits. Kofi Mensah/AFP Kofi Mensah/AFP", "Kofi Mensah/AFP"),
        ("Enlarge this image toggle caption Kofi Mensah/AFP Kofi Mensah/AFP", "Kofi Mensah/AFP"),
        ("A ferry waits for Kofi for Kofi", None),
        ("A ferry waits to be accredited: soon", None),
        ("A ferry waits. | Photo Credit: S. K. Rajiv", "S. K. Rajiv"),
        ("A ferry waits (Kofi Mensah/AP Photo)", "Kofi Mensah/AP Photo"),
        ("A ferry waits. (Delta Press)", "Delta Press"),
        ("A ferry waits. (Karnaphuli Photo Service)", "Karnaphuli Photo Service"),
        ("A ferry waits. (Nyanza Photo)", "Nyanza Photo"),
        ("A ferry waits. (Handout)", "Handout"),
        ("A ferry waits (left)", None),
        ("A ferry waits (Delta Press) at Tema", None),
        ("A ferry waits (not in the press)", None),
        ("A ferry waits (The Long Old Name Of A Press)", None),
        ("A ferry waits (Delta Pressing)", None),
        ("A ferry waits. Delta Press", None),
        ("A ferry waits in Tema (2019)", None),
        ("A ferry waits at Tema. (Baltwire)", "Baltwire"),
        ("The clerk (Baltwire)", None),
        ("A ferry waits at Tema. (File)", None),
        ("Image: A ferry waits at the pier in Tema", None),
        ("Photo: Kofi Mensah of the Delta Press", "Kofi Mensah of the Delta Press"),
    ],
)
def test_credits_of_captions(text, credit):
    assert read_caption(text).credit == credit


@pytest.mark.parametrize(
    ("order", "day"), [("dmy", "2019-05-04"), ("mdy", "2019-04-05"), (None, None)]
)
def test_a_day_in_figures_is_read_where_the_order_of_the_page_is_known(order, day):
    on = read_caption("A ferry waits, 4/5/2019. (AP)", order=order).on
    assert (on.value if on else None) == day


def test_counters_stand_alone():
    assert read_counter("1 / 2") == (1, 2)
    assert read_counter("3 / 2") is None
    assert read_counter("1 / 2 of the votes") is None


CAPTION_PIECES = st.sampled_from(
    [
        "(AP)",
        "(Delta Press)",
        "1 / 2",
        "Photo: ",
        "Kofi Mensah",
        "May 3, 2021",
        "released on ",
        "[",
        ")",
        "/",
        " ",
        "x",
        "©",
        "\n",
    ]
)


@pytest.mark.parametrize("text", ["Rain in Osen (\u2003\u2003)", "Rain in Osen. (\xa0\xa0)"])
def test_blanks_in_brackets_credit_nobody(text):
    assert read_caption(text).credit is None


@given(st.lists(CAPTION_PIECES, min_size=1, max_size=10).map("".join).filter(str.strip))
def test_parts_of_a_caption_stand_inside_it(text):
    caption = read_caption(text)
    assert 0 <= caption.start < caption.end <= len(text)
    if caption.credit is not None:
        assert text[caption.credit_start : caption.credit_end] == caption.credit
    if caption.on is not None:
        assert caption.start <= caption.on.start < caption.on.end <= caption.end
