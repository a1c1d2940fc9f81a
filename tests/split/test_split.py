"""The whole stage, with its model: whatever comes in, spans point at what they say."""

import time
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.record import Article, Found, Origin, Page, Rejected, Span
from onrecord.settings import DEFAULTS, Settings
from onrecord.split import layout_of, page_text, split
from onrecord.split.stories import find_stories

PROSE = (
    "The harbour council of Tema put off its vote on the ferry contract on Tuesday, a clerk said. "
    "“We were never asked,” said Adjoa Sarfo, who chairs it, and gave no date for a new reading. "
)
MARKUP = [
    "<p>", "</p>", "<h1>", "</h1>", "<div class=byline>", "</div>", "<br>", "<ul><li>", "</ul>",
    "<a href=x>", "</a>", "<![", "<!--", "<table><tr><td>", "</table>", "<script>", "</script>",
    "By Adjoa Sarfo", "12 September 2023", "Updated 2 min ago", PROSE, "“", "\u200b", "\u202e",
    "<time datetime=2023-09-12>", "<meta property=og:title content='Ferry vote'>", "(AP)", "1 / 2",
    '<script type="application/ld+json">{"@type":"NewsArticle","author":[', "<figcaption>",
    "\x00", "&#x110000;", "<title>Ferry | Paper", "Short Url",
]  # fmt: skip
LINES = [
    "", "Ferry vote put off", "By Adjoa Sarfo", "Updated 11 sec ago", "Updated 31 February 2023",
    "TEMA, Ghana: " + PROSE, PROSE, "# Vote", "* " + PROSE, "---", "Document 1 of 2", "LENGTH: 9",
    "1 / 2", "A ferry at Tema, 12 September 2023. (AP)", "Follow", "“Odd", "Short Url", "\u202e",
    "DATE: 99/99/9999", "Subject:", "(c) 2023 Harbour Post", "https://a.example/x", "Topics: a, b",
]  # fmt: skip
FAST = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def page_of(text, media_type="text/html", **fields):
    body = text.encode(errors="replace")
    given_fields = {
        "url": None, "captured_at": None, "captured_how": None, "seen_at": None, **fields
    }  # fmt: skip
    return Page(
        body=body,
        sha256=sha256(body).hexdigest(),
        media_type=media_type,
        charset="utf-8",
        origin=Origin(kind="memory", name="test"),
        **given_fields,
    )


def facts_of(article):
    for name in Article.__dataclass_fields__:
        value = getattr(article, name)
        for found in value if isinstance(value, tuple) else (value,):
            if isinstance(found, Found):
                yield name, found


def check(article, page):
    whole = page_text(page, DEFAULTS)
    lines = [article.text[b.span.start : b.span.end] for b in article.blocks]
    assert article.text == "\n".join(lines)
    assert 0 <= article.page_span.start < article.page_span.end <= len(whole)
    for block in article.blocks:
        assert 0 <= block.score <= 1
        if block.page_span is not None:
            assert article.page_span.start <= block.page_span.start
            assert block.page_span.end <= article.page_span.end
    for figure in article.figures:
        assert figure.caption is None or figure.caption.end <= len(article.text)
    for name, found in facts_of(article):
        span, layer = found.where.span, found.where.layer
        assert found.how, name
        assert (layer == "markup") == (found.where.path is not None)
        if span is not None:
            assert span.end <= len(article.text if layer == "text" else whole), name


@FAST
@given(st.lists(st.sampled_from(MARKUP), max_size=50))
def test_any_markup_gives_articles_whose_spans_hold(pieces):
    page = page_of("".join(pieces))
    outcomes = split(page, DEFAULTS)
    assert outcomes
    for outcome in outcomes:
        if isinstance(outcome, Article):
            check(outcome, page)


@FAST
@given(st.lists(st.sampled_from(LINES), max_size=50))
def test_any_dump_gives_articles_whose_spans_hold(lines):
    page = page_of("\n".join(lines), "text/plain")
    outcomes = split(page, DEFAULTS)
    assert outcomes
    articles = [outcome for outcome in outcomes if isinstance(outcome, Article)]
    for article in articles:
        check(article, page)
    assert [article.number for article in articles] == list(range(1, len(articles) + 1))
    spans = [article.page_span for article in articles]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "text/markdown"])
def test_the_same_page_gives_the_same_articles(media_type):
    page = page_of(f"<h1>Ferry vote put off</h1>\n<p>{PROSE * 3}</p>", media_type)
    assert split(page, DEFAULTS) == split(page, DEFAULTS)


@pytest.mark.parametrize("text", ["", " \n\t", "<html></html>", "<script>var a;</script>", "\x00"])
def test_a_page_without_text_is_rejected_with_a_reason(text):
    (outcome,) = split(page_of(text), DEFAULTS)
    assert isinstance(outcome, Rejected)
    assert outcome.reason in {"empty", "script only", "no story"}
    assert outcome.detail


def test_a_page_that_takes_too_long_is_given_up(monkeypatch):
    seconds = iter(range(0, 1000, 30))
    monkeypatch.setattr("onrecord.split.thread_time", lambda: next(seconds))
    (outcome,) = split(page_of(f"<p>{PROSE}</p>"), Settings(max_seconds=20))
    assert outcome.reason == "too slow"
    assert "--max-seconds" in outcome.detail


def test_a_page_that_waits_for_a_busy_machine_is_read(monkeypatch):
    def wait_and_find(layout, weights):
        time.sleep(1.1)  # as where others have the processor
        return find_stories(layout, weights)

    monkeypatch.setattr("onrecord.split.find_stories", wait_and_find)
    (outcome,) = split(page_of(f"<h1>Ferry vote</h1><p>{PROSE}</p>"), Settings(max_seconds=1))
    assert not isinstance(outcome, Rejected)


def test_page_text_is_what_page_spans_count_in():
    page = page_of(f"<h1>Ferry vote put off</h1><p>{PROSE}</p><p>{PROSE}</p>")
    (article,) = split(page, DEFAULTS)
    whole = page_text(page, DEFAULTS)
    assert whole == layout_of(page, DEFAULTS).text
    for block in article.blocks:
        here = article.text[block.span.start : block.span.end]
        assert whole[block.page_span.start : block.page_span.end] == here


def test_a_span_is_never_empty():
    with pytest.raises(ValueError, match="not a span"):
        Span(start=3, end=3)


@pytest.mark.parametrize(
    "last", ["The trial continues.", "Two guards confirmed her account of it."]
)
def test_a_short_last_sentence_is_not_lost(last):
    text = (
        "Bridge closed after storm\n\nA bridge in Bergen was closed on Monday after a storm damaged"
        f" two of its pillars, the mayor said. It was built in 1960.\n\n{last}\n"
    )
    (article,) = onrecord.read(text)
    assert article.text.endswith(last)
