import json

import pytest

from onrecord.record import Article
from onrecord.settings import DEFAULTS
from onrecord.split import page_text, split
from onrecord.split.blocks import Head
from onrecord.split.hidden import NOTE, with_hidden_text
from tests.split.test_split import PROSE, page_of

SPEAKERS = ("clerk", "pilot", "lawyer", "engineer", "captain", "trader")
LINES = [f"The harbour council heard a {who} on the ferry. {PROSE}" for who in SPEAKERS]
STORY = "".join(f"<p>{line}</p>" for line in LINES)
HEAD = "<html><head><title>Ferry vote put off</title>"


def jsonld(body):
    node = {"@type": "NewsArticle", "headline": "Ferry vote put off", "articleBody": body}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    "page",
    [
        f"{HEAD}</head><body><h1>Ferry vote put off</h1><noscript>{STORY}</noscript></body></html>",
        f"{HEAD}</head><body><h1>Ferry vote put off</h1><template>{STORY}</template></body></html>",
        f"{HEAD}</head><body><h1>Ferry vote put off</h1>"
        f"<script type='text/template'>{STORY}</script><script>a = '</p>';</script></body></html>",
        f"{HEAD}{jsonld(chr(10).join(LINES))}</head>"
        "<body><h1>Ferry vote put off</h1></body></html>",
    ],
    ids=["noscript", "template", "script template", "json-ld"],
)
def test_a_story_that_only_scripts_would_show_is_read_and_said_to_be(page):
    (article,) = split(page_of(page), DEFAULTS)
    assert isinstance(article, Article)
    assert all(line.strip() in article.text for line in LINES)
    assert NOTE in article.notes
    whole = page_text(page_of(page), DEFAULTS)
    for block in article.blocks:
        if block.page_span is not None:
            here = article.text[block.span.start : block.span.end]
            assert whole[block.page_span.start : block.page_span.end] == here


def test_hidden_text_is_not_looked_at_where_the_page_shows_a_story():
    page = f"{HEAD}</head><body><h1>Ferry vote put off</h1>{STORY}<noscript><p>{PROSE * 9}</p>"
    (article,) = split(page_of(page), DEFAULTS)
    assert all(line.strip() in article.text for line in LINES)
    assert NOTE not in article.notes


def test_a_page_without_hidden_text_is_not_read_twice():
    assert with_hidden_text("<p>a</p><script>b</script>", Head()) is None
