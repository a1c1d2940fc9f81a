"""Kinds of page: an article is never rejected, a teaser never passed off as one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import REASONS
from onrecord.split.kind import page_kind
from onrecord.split.markup import layout_of_html
from onrecord.split.plain import layout_of_text
from onrecord.split.stories import Story

SENTENCE = "The ferry left Tema in the evening with forty people on board, the harbour clerk said. "
STORY = "".join(f"<p>{SENTENCE * 4}</p>" for _ in range(8))
PAID = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree":'
    ' "False"}</script>'
)
LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'


def kind_of(body, head=""):
    layout = layout_of_html(f"<html><head>{head}</head><body>{body}</body></html>", max_blocks=9999)
    roles = tuple(_role(block) for block in layout.blocks)
    stories = [Story(0, len(roles), roles, tuple(1.0 for _ in roles))] if roles else []
    return page_kind(layout, stories)


def _role(block):
    if block.tag == "h1":
        return "headline"
    if block.tag == "figcaption":
        return "caption"
    return "paragraph" if block.tag == "p" else "furniture"


def reason_of(body, head=""):
    with pytest.raises(InputError) as raised:
        kind_of(body, head)
    return raised.value.reason


def test_a_story_is_an_article():
    assert kind_of("<h1>Ferry leaves Tema</h1>" + STORY) == "article"


@pytest.mark.parametrize(
    "title",
    [
        "404 years of the ferry",
        "Access denied: how harbours keep people out",
        "Cookies and consent",
    ],
)
def test_a_story_about_errors_or_cookies_is_an_article(title):
    about = "<p>Cookies ask for consent and the page you requested is a captcha.</p>"
    assert kind_of(f"<h1>{title}</h1>" + about + STORY, f"<title>{title}</title>") == "article"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Not Found", "<h1>404 Not Found</h1><p>nginx</p>"),
        (
            "Page not found | The Ledger",
            "<h1>Sorry</h1><p>The page you are looking for has moved.</p>",
        ),
        ("Just a moment...", "<p>Checking your browser before you enter ledger.example.org.</p>"),
        (
            "The Ledger",
            "<p>We have detected unusual traffic from your network. Please solve the captcha.</p>",
        ),
        ("Access Denied", "<p>You have no permission to see this page on this server.</p>"),
    ],
)
def test_notices_of_servers_are_error_pages(title, body):
    assert reason_of(body, f"<title>{title}</title>") == "error page"


def test_a_page_that_only_asks_for_consent_is_a_cookie_wall():
    body = (
        "<h1>Before you go on</h1><p>We and our 812 partners store cookies to show"
        " personalised ads. Accept all?</p>"
    )
    assert reason_of(body, "<title>The Ledger</title>") == "cookie wall"


def test_pages_without_text_are_empty_or_wait_for_scripts():
    assert reason_of("") == "empty"
    assert reason_of("", "<title>The Ledger</title>") == "script only"
    assert reason_of("<p>You need to enable JavaScript to run this app.</p>") == "script only"


def test_links_without_prose_are_no_story_or_an_index():
    links = "".join(
        f"<li><a href='/{i}'>The ferry left Tema on day {i}</a></li>" for i in range(40)
    )
    assert kind_of(f"<ul>{links}</ul>") == "index"
    assert reason_of("<div>Home</div><div>World</div>") == "no story"


def test_a_story_that_breaks_off_at_a_paywall_is_a_teaser():
    wall = "<div class='paywall'>Subscribe to continue reading this story</div>"
    assert kind_of(f"<h1>Ferry</h1><p>{SENTENCE}</p>" + wall) == "teaser"
    assert kind_of(f"<h1>Ferry</h1><p>{SENTENCE * 2}</p>", PAID) == "teaser"


def test_a_paid_story_that_is_there_in_full_is_an_article():
    assert kind_of("<h1>Ferry</h1>" + STORY, PAID) == "article"


def test_a_live_blog_is_told_by_its_markup_or_its_clock():
    entries = "".join(f"<div>{10 + i}:15</div><p>{SENTENCE}</p>" for i in range(6))
    assert kind_of("<h1>Ferry live: latest</h1>" + STORY, LIVE) == "live-blog"
    assert kind_of("<h1>Ferry lost at sea – live updates</h1>" + entries) == "live-blog"
    four = "".join(f"<div>{10 + i}:15</div><p>{SENTENCE}</p>" for i in range(4))
    assert kind_of("<h1>Ferry lost at sea – live</h1>" + four) == "live-blog"
    assert kind_of("<h1>How we live with ferries</h1>" + STORY) == "article"


def test_a_live_blog_in_plain_text_is_told_by_its_clock_and_a_dump_with_one_is_none():
    entries = "\n\n".join(f"{10 + i}:15\n\n{SENTENCE * 2}" for i in range(4))
    layout = layout_of_text(f"Ferry lost at sea: live updates\n\n{entries}\n", max_blocks=99)
    roles = ("headline", *["furniture", "paragraph"] * 4)
    story = Story(0, 9, roles, (1.0,) * 9)
    assert page_kind(layout, [story]) == "live-blog"
    assert page_kind(layout, [story, story]) == "article"


def test_captions_with_counters_and_hardly_a_word_besides_are_a_gallery():
    slides = "".join(f"<div>{i} / 5</div><figcaption>{SENTENCE}</figcaption>" for i in range(1, 6))
    assert kind_of("<h1>Ferries of Tema</h1>" + slides) == "gallery"


def test_plain_text_is_never_a_teaser_or_an_error_page():
    layout = layout_of_text(f"404 Not Found\n\n{SENTENCE}\n", max_blocks=99)
    story = Story(0, 2, ("headline", "paragraph"), (0.0, 1.0))
    assert page_kind(layout, [story]) == "article"


PIECES = st.sampled_from(
    [
        "<h1>",
        "</h1>",
        "<p>",
        "</p>",
        "404 ",
        "cookies ",
        "consent ",
        "live ",
        "10:15",
        "1 / 2",
        SENTENCE,
        "Subscribe to continue reading ",
        PAID,
        "<a href=x>",
        "</a>",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_only_reasons_of_the_closed_list_are_raised(body):
    try:
        kind_of(body)
    except InputError as error:
        assert error.reason in REASONS  # noqa: PT017 - either outcome is right
