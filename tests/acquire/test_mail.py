"""E-mails: a newsletter is read as it was sent, decoded, and what it holds besides is left out."""

import pytest

import onrecord
from onrecord.acquire.pages import pages_from_bytes
from onrecord.record import Origin, Page

HEAD = (
    b"From: Tema Tide <tide@tematide.example>\r\n"
    b"Subject: =?utf-8?Q?Tema=E2=80=99s_council_puts_off?=\r\n =?utf-8?Q?_its_vote?=\r\n"
    b"Date: Fri, 3 May 2024 06:00:00 +0200\r\nMIME-Version: 1.0\r\n"
)
PLAIN = (
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"\r\nThe council of Tema put off its vote on the ferry contr=\r\nact, a clerk said.=\r\n"
    b" =E2=80=9CIt was our mistake,=E2=80=9D the mayor, Ann Roe, told reporters on Thursday.\r\n"
)
HTML = (
    b"Content-Type: text/html; charset=windows-1252\r\n\r\n"
    b"<html><body><p>The council\x92s vote is off, a clerk said.</p></body></html>\r\n"
)
FILE = b"Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nMinutes of May.\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n%b--x\r\n%b--x--\r\n"


def read(body, name="tide.eml"):
    return next(pages_from_bytes(body, Origin(kind="memory", name=name)))


@pytest.mark.parametrize("name", ["tide.eml", "tide"])
def test_the_plain_text_of_a_mail_is_decoded_under_its_decoded_lines(name):
    page = read(HEAD + PLAIN, name)
    assert page.media_type == "text/plain"
    assert page.body.decode().splitlines()[:5] == [
        "From: Tema Tide <tide@tematide.example>",
        "Subject: Tema’s council puts off its vote",
        "Date: Fri, 3 May 2024 06:00:00 +0200",
        "",
        "The council of Tema put off its vote on the ferry contract, a clerk said. “It was our "
        "mistake,” the mayor, Ann Roe, told reporters on Thursday.",
    ]
    assert (page.captured_at, page.captured_how) == (
        "2024-05-03T06:00:00+02:00",
        "mail Date header",
    )


@pytest.mark.parametrize("parts", [(PLAIN, HTML), (HTML, PLAIN), (HTML, FILE)])
def test_what_a_reader_of_mails_shows_is_read(parts):
    page = read(HEAD + MIXED % parts)
    text = page.body.decode()
    assert page.media_type == "text/html"
    assert "<body><div>From: Tema Tide &lt;tide@tematide.example&gt;</div>" in text
    assert "<p>The council’s vote is off, a clerk said.</p>" in text
    assert "Minutes" not in text


def test_a_mail_dates_and_titles_its_story():
    (story,) = onrecord.read(HEAD + PLAIN)
    assert story.headline.value == "Tema’s council puts off its vote"
    assert story.published.value.startswith("2024-05-03T06:00")
    assert story.published.how == "line 'Date: …'"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (HEAD + MIXED % (FILE, FILE), "unsupported format"),
        (HEAD + MIXED % (b"--x\r\n" * 60_000, FILE), "too large"),
        (HEAD + b"Content-Type: text/plain; " + b"a=b;" * 2_000 + b"\r\n\r\nThe", "not readable"),
    ],
)
def test_a_mail_that_holds_no_text_or_too_much_is_rejected(body, reason):
    assert read(body).reason == reason


def test_a_digest_of_mails_stays_a_dump_of_plain_text():
    body = HEAD.replace(b"MIME-Version: 1.0\r\n", b"") + b"\r\nThe ferry left.\r\n"
    page = read(body, "digest.txt")
    assert isinstance(page, Page)
    assert page.body == body


def test_words_that_cannot_be_decoded_stay_as_they_are():
    page = read(HEAD.replace(b"=?utf-8?Q?Tema", b"=?utf-9?B?a?= =?utf-8?Q?Tema") + PLAIN)
    assert page.body.decode().splitlines()[1].startswith("Subject: ")
