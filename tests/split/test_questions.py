"""Questions of an interview, in bold."""

from onrecord import read

ANSWERS = (
    "I slept on my boat that night and heard nothing until the neighbours knocked at four.",
    "We had no work since the ferry stopped, and nobody from the board came to speak with us.",
    "I went to the clerk with the list of the crews, and he put it away without a look at it.",
    "My brother sold his boat in June, and I shall keep mine as long as the pier stands here.",
)
ASKED = (
    "Tell us about your night on the river.",
    "You left the line in May.",
    "Your crews have written to the board.",
    "And what will you do now?",
)
BOLD = (
    "The flood reached the pier at four in the morning.",
    "The board met on Thursday.",
    "The clerk has the list.",
    "The pier stands.",
)


def kinds(bold, tag="strong"):
    told = "".join(
        f"<p><{tag}>{head}</{tag}></p><p>{told}</p>"
        for head, told in zip(bold, ANSWERS, strict=True)
    )
    page = (
        "<html><head><title>Leena Varkey: We were told nothing</title></head><body><article>"
        "<h1>Leena Varkey: We were told nothing</h1><p>Leena Varkey runs two boats on the ferry"
        f" line of Kochi, and was there when the river rose.</p>{told}</article></body></html>"
    )
    (story,) = read(page.encode())
    return {
        story.text[one.span.start : one.span.end]: one.kind
        for one in story.blocks
        if one.kind != "headline"
    }


def test_paragraphs_in_bold_that_speak_to_somebody_are_questions_with_or_without_a_mark():
    found = kinds(ASKED)
    assert [found[one] for one in ASKED] == ["subhead"] * 4
    assert [found[one] for one in ANSWERS] == ["paragraph"] * 4


def test_paragraphs_in_bold_that_ask_nobody_are_text():
    assert [kinds(BOLD)[one] for one in BOLD] == ["paragraph"] * 4


def test_the_same_words_not_in_bold_are_text():
    assert [kinds(ASKED, "span")[one] for one in ASKED] == ["paragraph"] * 4
