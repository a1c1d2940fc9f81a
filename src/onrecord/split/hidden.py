"""Text of a page that is not shown: in <noscript>, templates, JSON-LD, or not displayed.

Some sites draw the story with a script; what a saved page then has of it is meant for readers
without scripts and for search engines. It is only read if the visible page has hardly
any text: otherwise it repeats the story, or contains another.
"""

import re

from onrecord.split.blocks import Head
from onrecord.split.facts.structured import read_graph, story_nodes

_TAG = re.compile(r"<(/?)(?:noscript|template)\b[^>]{0,300}>", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display: ?none", re.IGNORECASE)
_SCRIPT = re.compile(
    r"<script\b[^>]{0,300}type=[\"']?text/(?:template|html|x-template)\b[^>]{0,300}>(.*?)</script",
    re.IGNORECASE | re.DOTALL,
)
NOTE = "the page shows hardly any text: this is from <noscript>, templates, JSON-LD or hidden parts"


def with_hidden_text(markup: str, head: Head) -> str | None:
    """Return the page with its hidden text made visible, or None if it holds none."""
    stated = [node.get("articleBody") for node in story_nodes(read_graph(head.jsonld))]
    bodies = [body for body in stated if isinstance(body, str)]
    opened, n_tags = _TAG.subn(r"<\1div>", markup)
    opened, n_styles = _NOT_SHOWN.subn("display:block", opened)
    opened, n_scripts = _SCRIPT.subn(r"<div>\1</div><script></script", opened)
    if not (bodies or n_tags or n_styles or n_scripts):
        return None
    return opened + "".join(map(_as_markup, bodies))


def _as_markup(body: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines() if line.strip())
    return f'<article class="article-body">{paragraphs}</article>'
