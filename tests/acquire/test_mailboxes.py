"""Mailboxes: each e-mail of one file is a page and a story, with its own sender, date and title."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.acquire.mbox import split_mails
from onrecord.acquire.pages import pages_from_bytes
from onrecord.record import Article, Origin, Page
from onrecord.settings import Settings

MARK = "From roe@tide.example Fri May  3 06:00:00 2024\n"
HEAD = "From: {}\nTo: desk@news.example\nSubject: {}\nDate: Fri, 3 May 2024 06:0{}:00 +0000\n"
TEXT = (
    "\nThe council of Tema put off its vote on the ferry contract, a clerk said.\n\n"
    "From next year on boats cost more, the clerk said. From 06:00 on it rained.\n\n"
    ">From the pier came a shout that the boats had left, a sailor told the council.\n"
)


def mail(number, sender="Ann Roe <ann.roe@tide.example>", subject="Council puts off its vote"):
    return MARK + HEAD.format(sender, subject, number) + TEXT


def read(*mails):
    return list(onrecord.read("\n".join(mails).encode()))


def test_each_mail_is_a_story_with_its_own_sender_title_and_moment():
    stories = read(mail(1), mail(2, "Kofi Mensah <kofi@tide.example>", "Pier crews walk out"))
    assert all(isinstance(story, Article) for story in stories)
    assert [story.headline.value for story in stories] == [
        "Council puts off its vote",
        "Pier crews walk out",
    ]
    assert [story.published.value[:16] for story in stories] == [
        "2024-05-03T06:01",
        "2024-05-03T06:02",
    ]
    assert [story.authors[0].value for story in stories] == ["Ann Roe", "Kofi Mensah"]
    assert {story.authors[0].how for story in stories} == {"mail From"}
    assert [story.origin.member for story in stories] == ["mail 1", "mail 2"]
    assert all("\nFrom the pier came a shout" in story.text for story in stories)


def test_a_mail_can_be_found_again_in_its_mailbox():
    mails = [mail(n).replace("\n", "\r\n").encode() for n in range(3)]
    box = b"\r\n".join(mails)
    places = [page.origin.offset for page in pages_from_bytes(box, Origin(kind="file", name="a"))]
    assert [box[at : at + len(mails[0])] for at in places] == mails


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("Tema Crescent <press@crescent.example>", "31 people treated"),
        ("Ann Roe <ann.roe@tide.example>", "Fwd: Council puts off its vote"),
    ],
)
def test_an_office_is_no_author_nor_is_who_forwards_a_mail(sender, subject):
    (story,) = read(mail(1, sender, subject))
    assert story.authors == ()


def test_a_mail_is_titled_by_its_subject_whatever_its_text_looks_like():
    head = HEAD.format("Ann Roe <roe@tide.example>", "Re: Beyla: “gas cylinder”", 1)
    html = f"MIME-Version: 1.0\nContent-Type: text/html\n\n<html><body><p>{TEXT}</p></body></html>"
    (story,) = read(MARK + head + html)
    assert story.headline.value == "Beyla: “gas cylinder”"


def test_a_mail_without_text_or_too_large_is_told_and_the_next_is_read():
    picture = MARK + HEAD.format("a@b.example", "x", 1) + "Content-Type: image/png\n\nabc\n"
    large = mail(2) + "x" * 300_000 + "\n"
    box = "\n".join((picture, large, mail(3))).encode()
    settings = Settings(max_bytes=100_000)
    one, two, three = pages_from_bytes(box, Origin(kind="file", name="a"), settings)
    assert (one.reason, one.ref) == ("unsupported format", "a!mail 1")
    assert (two.reason, two.ref) == ("too large", "a!mail 2")
    assert isinstance(three, Page)


def test_a_text_that_begins_with_from_is_no_mailbox():
    (story,) = read(
        "From Tema at 06:00 in 2024\nThe council of Tema put off its vote, a clerk said on Friday."
    )
    assert story.origin.member is None


@given(st.lists(st.sampled_from([MARK, "\n", "From: a\n", "x" * 700, "From me\n"])), st.integers(1))
def test_no_byte_is_lost_between_the_mails(parts, size):
    box = "".join(parts).encode()

    class Slow(io.BytesIO):
        def read(self, n=-1, /):
            return super().read(min(n, size))

    mails = list(split_mails(Slow(box), limit=len(box)))
    ends = [mail.offset + len(mail.body) for mail in mails]
    assert [box[mail.offset : end] for mail, end in zip(mails, ends, strict=True)] == [
        mail.body for mail in mails
    ]
    between = zip(ends, [*(mail.offset for mail in mails[1:]), len(box)], strict=True)
    assert mails[0].offset == 0
    assert all(not box[end:start].strip() for end, start in between)
