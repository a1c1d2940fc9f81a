"""Messages of a channel: each is a story with its own date, in an export and copied out of it."""

import pytest

import onrecord

SAID = (
    ("14.03.2028 07:12:44", "Ferry aground off Anholt", "The ferry ran aground, a clerk said."),
    ("14.03.2028 09:40:02", "The captain said that the radar had failed."),
    ("15.03.2028 11:05:10", "The owner denied that.", "The board could not verify either account."),
)
PHOTO = ("15.03.2028 12:00:00", "Photo")
DAYS = ["2028-03-14T07:12", "2028-03-14T09:40", "2028-03-15T11:05"]
TEXTS = ["\n".join(lines) for _, *lines in SAID]


def exported(messages):
    parts, day = [], ""
    for number, (when, *lines) in enumerate(messages):
        if when[:10] != day:
            day = when[:10]
            said = f'<div class="body details">{day[:2]} March 2028</div>'
            parts.append(f'<div class="message service">{said}</div>')
        joined = "" if number % 2 else '<div class="from_name">Harbour Watch</div>'
        parts.append(
            f'<div class="message default clearfix" id="message{number}"><div class="body">'
            f'<div class="pull_right date details" title="{when} UTC+01:00">{when[11:16]}</div>'
            f'{joined}<div class="text">{"<br><br>".join(lines)}</div></div></div>'
        )
    body = "".join(parts)
    return f"<html><title>Exported Data</title><body><h3>Harbour Watch</h3>{body}</body></html>"


def copied(messages, head):
    return "\n\n".join(
        "\n\n".join((head.format(when=when, short=when[:16]), *lines)) for when, *lines in messages
    )


def stories(body):
    return list(onrecord.read(body.encode()))


@pytest.mark.parametrize("messages", [SAID, (*SAID, PHOTO), (PHOTO, *SAID)])
@pytest.mark.parametrize(
    "head",
    [None, "Harbour Watch, [{short}]", "[{when}] Harbour Watch:", "Harbour Watch, [{when}]:"],
)
def test_each_message_is_a_story_with_its_own_date(messages, head):
    found = stories(copied(messages, head) if head else exported(messages))
    said = [one.text for one in found]
    assert [text.removesuffix("\nPhoto") for text in said] == TEXTS
    assert [one.published.value[:16] for one in found] == DAYS
    assert [one.headline and one.headline.value for one in found] == [SAID[0][1], None, None]


def test_the_day_between_two_messages_is_no_rival_of_the_date_of_the_first():
    assert not any(one.published.rivals for one in stories(exported(SAID)))


def test_one_line_with_a_name_and_a_time_is_no_message():
    text = copied(SAID[:1], "Harbour Watch, [{short}]")
    assert len(stories(f"{text} The radar had failed, according to its captain.")) == 1
