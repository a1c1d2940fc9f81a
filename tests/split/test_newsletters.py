"""Mails that hold several stories."""

import pytest

from onrecord import read

STORIES = (
    (
        "Ferry vote in Kochi put off until October",
        "The harbour board of Kochi put off the vote on the ferry contract until October, its clerk"
        " said on Thursday. Forty crews had waited at the pier since the morning.",
    ),
    (
        "Bergen tram line closes for nine weeks",
        "The tram line to the airport of Bergen closes for nine weeks from Monday, the transport"
        " office said. Buses will run every six minutes instead, and tickets stay as they are.",
    ),
    (
        "Salt workers of Dakar ask for a fixed price",
        "Salt workers at the pink lake near Dakar asked the ministry for a price that lasts a"
        " season. The ministry said it would answer by the end of the month.",
    ),
)
FOOT = "You receive this because you signed up. Unsubscribe"
HEADS = [head for head, _ in STORIES]


def mail(body, subject, kind="html"):
    return (
        f"From: Harbour Herald <brief@hh.example>\nTo: x@y.example\nSubject: {subject}\n"
        "Date: Fri, 3 May 2024 06:00:00 +0000\nMIME-Version: 1.0\n"
        f"Content-Type: text/{kind}; charset=utf-8\n\n{body}\n"
    ).encode()


def page(form, more=""):
    told = "".join(form.format(head=head, text=text) + more for head, text in STORIES)
    return f"<html><body><p>Good morning, this is the news.</p>{told}<p>{FOOT}</p></body></html>"


MORE = "<p><a href=x>Read more</a></p>"
CELLS = "<table><tr><td><b>{head}</b></td></tr><tr><td>{text}</td></tr></table>"


@pytest.mark.parametrize(
    "given",
    [
        mail(page("<h2>{head}</h2><p>{text}</p>", MORE), "Ferry vote put off, and more"),
        mail(page("<h2>{head}</h2><p>{text}</p>"), "Your morning briefing"),
        mail(page("<p><strong>{head}</strong></p><p>{text}</p>"), "News digest"),
        mail(page(CELLS, MORE), "The coast today"),
        mail(page("<h3><a href=x>{head}</a></h3><p>{text}</p>"), "Ferry vote put off"),
        mail(
            "\n\n".join(f"{head}\n\n{text}" for head, text in STORIES) + f"\n\n{FOOT}",
            "Your morning briefing",
            "plain",
        ),
    ],
)
def test_each_story_of_a_newsletter_is_a_story_of_the_day_and_paper_of_the_mail(given):
    found = list(read(given))
    assert [one.headline.value for one in found] == HEADS
    assert all(text in one.text for one, (_, text) in zip(found, STORIES, strict=True))
    assert {one.published.value for one in found} == {"2024-05-03T06:00:00+00:00"}
    assert {one.outlet.value for one in found} == {"Harbour Herald"}
    assert not any("Unsubscribe" in one.text or "Read more" in one.text for one in found)


@pytest.mark.parametrize(
    ("form", "subject"),
    [
        ("<h2>{head}</h2><p>{text}</p>", "Ferry vote put off until October"),
        ("<p>{text}</p>", "Your morning briefing"),
    ],
)
def test_a_mail_of_one_story_stays_one(form, subject):
    assert len(list(read(mail(page(form), subject)))) == 1


def test_a_page_that_is_no_mail_is_none():
    given = page("<h2>{head}</h2><p>{text}</p>", MORE).encode()
    assert len(list(read(given))) == 1
