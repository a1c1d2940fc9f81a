"""Exports of WhatsApp: each message is a story of its chat."""

import pytest

from onrecord import Origin, pages, read
from onrecord.split.chats import order_of

SAID = (
    ("12/05/2024, 14:03", "Harbour Watch", "The ferry to Vypin has stopped since noon."),
    ("12/05/2024, 14:20", "Leena Varkey", "I was at the pier, and nobody told us anything."),
    ("13/05/2024, 09:10", "Harbour Watch", "The board says that it runs again from Monday."),
)
MORE = "The crews wait, and the clerk has left."


def exported(form, said=SAID):
    return "\n".join(form.format(when=when, who=who, words=words) for when, who, words in said)


DASHED, BRACKETED = "{when} - {who}: {words}", "[{when}:11] {who}: {words}"


@pytest.mark.parametrize("form", [DASHED, BRACKETED, "\u200e" + BRACKETED])
def test_each_message_is_a_story_with_its_own_date_and_sender(form):
    text = exported(form).replace("since noon.", f"since noon.\n{MORE}")
    found = list(read(text.encode()))
    assert [one.text for one in found] == [f"{SAID[0][2]}\n{MORE}", SAID[1][2], SAID[2][2]]
    days = ["2024-05-12T14:03", "2024-05-12T14:20", "2024-05-13T09:10"]
    assert [one.published.value[:16] for one in found] == days
    assert [one.value for one in found[1].authors] == ["Leena Varkey"]
    span = found[1].authors[0].where.span
    assert text[span.start : span.end] == "Leena Varkey"


def test_what_the_program_says_and_what_it_leaves_out_is_no_text():
    lines = [
        "12/05/2024, 13:58 - Messages and calls are end-to-end encrypted. No one can read them.",
        *exported(DASHED).splitlines(),
        "13/05/2024, 09:11 - Leena Varkey added Ada Roe",
        "13/05/2024, 09:12 - Leena Varkey: <Media omitted>",
        "13/05/2024, 09:13 - Leena Varkey: Yes.",
    ]
    found = list(read("\n".join(lines).encode()))
    assert [one.text for one in found] == [words for _, _, words in SAID]


def test_a_chat_is_called_as_its_file_is(tmp_path):
    path = tmp_path / "WhatsApp Chat with Ferry crews of Vypin.txt"
    path.write_text(exported(DASHED))
    origin = Origin(kind="file", name=str(path))
    (page,) = pages(path)
    assert page.origin == origin
    assert {one.outlet.value for one in read(path)} == {"Ferry crews of Vypin"}


def test_days_that_can_be_read_in_two_ways_are_not_guessed():
    said = [(when.replace("13/", "12/"), who, words) for when, who, words in SAID]
    assert [one.published for one in read(exported(DASHED, said).encode())] == [None] * 3


@pytest.mark.parametrize(
    ("heads", "order"),
    [
        (["12/05/2024, 14:03", "13/05/2024, 09:10"], "dmy"),
        (["05/12/24, 14:03", "05/13/24, 09:10"], "mdy"),
        (["04/05/2024, 14:03", "03/06/2024, 09:10"], "dmy"),
        (["04/05/2024, 14:03", "05/04/2024, 09:10"], "mdy"),
        (["04/05/2024, 14:03", "05/05/2024, 09:10"], None),
    ],
)
def test_the_order_of_a_date_is_that_in_which_time_runs_forwards(heads, order):
    assert order_of(heads) == order


def test_one_line_with_a_time_and_a_name_is_no_chat():
    text = f"12/05/2024, 14:03 - Harbour Watch: {SAID[0][2]}\n\n{MORE} {SAID[1][2]} {SAID[2][2]}"
    assert len(list(read(text.encode()))) == 1
