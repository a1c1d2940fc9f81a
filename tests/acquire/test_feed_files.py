"""Files of RSS and Atom: entries with their whole text are stories; the others are told of."""

import pytest

import onrecord
from onrecord.record import Article, Rejected

LEAD = "The council of Tema put off its vote on the ferry contract, a clerk said on Tuesday. "
TEXT = f"&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{LEAD * 2}&lt;/p&gt;"
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Tema Tide</title>'
    "<link>https://tematide.example/</link>{}</channel></rss>"
)
WHOLE = (
    "<item><title>Tema &amp; Keta put off a vote</title><link>https://tematide.example/vote</link>"
    "<dc:creator>Ann Roe</dc:creator><pubDate>Fri, 3 May 2024 06:00:00 +0200</pubDate>"
    f"<description>A vote is off.</description><content:encoded>{TEXT}</content:encoded></item>"
)
TEASER = "<item><title>Tram stops</title><description>The tram stops.</description></item>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Tema Tide</title><entry>'
    "<title>Tema puts off a vote</title><author><name>Ann Roe</name></author>"
    '<link href="https://tematide.example/vote"/><published>2024-05-03T04:00:00Z</published>'
    f'<content type="html">{TEXT}</content></entry></feed>'
)


@pytest.mark.parametrize("body", [RSS.format(WHOLE), ATOM])
def test_an_entry_with_its_text_is_a_story_with_its_facts(body):
    (story,) = onrecord.read(body.encode())
    assert isinstance(story, Article)
    assert story.headline.value.endswith("a vote")
    assert (story.published.value, story.url.value) == (
        "2024-05-03T04:00:00Z",
        "https://tematide.example/vote",
    )
    assert [author.value for author in story.authors] == ["Ann Roe"]
    assert story.text.count("ferry contract") == 3
    assert story.origin.member == "entry 1"


@pytest.mark.parametrize(
    ("entries", "n_stories", "detail"),
    [
        (WHOLE + TEASER, 1, "1 of its 2 entries carry no whole text"),
        (TEASER, 0, "1 of its 1 entries carry no whole text"),
        ("", 0, "it has no entries"),
    ],
)
def test_what_carries_no_text_is_told_with_what_to_do(entries, n_stories, detail):
    *stories, fault = onrecord.read(RSS.format(entries).encode())
    assert len(stories) == n_stories
    assert isinstance(fault, Rejected)
    assert fault.reason == "bad feed"
    assert fault.detail.startswith(detail)


def test_a_hostile_feed_is_rejected():
    (fault,) = onrecord.read(RSS.format("<a>" * 200).encode())
    assert fault.reason == "bad feed"
