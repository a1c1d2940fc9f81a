"""Page -> list[Article | Rejected]: blocks, stories, body, facts."""

from collections.abc import Sequence
from pathlib import Path
from time import thread_time

from onrecord.errors import InputError
from onrecord.record import Article, ArticleKind, Page, Rejected
from onrecord.settings import Settings
from onrecord.split.articles import Place, article_of
from onrecord.split.blocks import Layout
from onrecord.split.body import BODY_ROLES
from onrecord.split.decode import decode
from onrecord.split.facts import facts_of, read_page_facts
from onrecord.split.hidden import NOTE, with_hidden_text
from onrecord.split.kind import page_kind
from onrecord.split.markup import layout_of_html
from onrecord.split.model import digest
from onrecord.split.plain import layout_of_text
from onrecord.split.stories import Story, find_stories
from onrecord.version import __version__

_HARDLY_ANY_CHARS = 700  # of body; with fewer, a page's hidden text is read too


def split(
    page: Page, settings: Settings, *, weights: Path | None = None
) -> list[Article | Rejected]:
    """Find every story of a page, in page order, or say why there is none.

    weights: a folder with other weights of the block model than the shipped ones.
    A bad page never raises: it gives one `Rejected`. A page that takes more processor time than
    `settings.max_seconds` is given up between two steps; other programs do not count.
    """
    try:
        return list(_articles(page, settings, weights))
    except InputError as error:  # ours only: a bug in the rules must still stop the run
        ref = page.origin.ref()
        return [Rejected(stage="split", ref=ref, reason=error.reason, detail=str(error))]


def layout_of(page: Page, settings: Settings) -> Layout:
    """Take a page apart into blocks; `Layout.text` is the page text that spans count in."""
    return _read(page, settings, None, thread_time() + settings.max_seconds)[0]


def page_text(page: Page, settings: Settings) -> str:
    """Return the page text that `Block.page_span` and `Where(layer="page")` count in."""
    return layout_of(page, settings).text


def _articles(page: Page, settings: Settings, weights: Path | None) -> list[Article]:
    deadline = thread_time() + settings.max_seconds
    layout, stories = _read(page, settings, weights, deadline)
    _check(deadline, settings)
    kind = _kind_of(layout, stories)
    shared = read_page_facts(layout, stories, page)
    _check(deadline, settings)
    made_by = f"onrecord {__version__}, block model {digest(layout.medium, weights)}"
    return [
        article_of(
            page, layout, story, facts_of(shared, i), Place(kind, i + 1, len(stories), made_by)
        )
        for i, story in enumerate(stories)
    ]


def _kind_of(layout: Layout, stories: Sequence[Story]) -> ArticleKind:
    try:
        return page_kind(layout, stories)
    except InputError as error:  # a page that is cut off may hold nothing because it is
        raise InputError(error.reason, "; ".join((str(error), *layout.notes))) from error


def _read(
    page: Page, settings: Settings, weights: Path | None, deadline: float
) -> tuple[Layout, tuple[Story, ...]]:
    text, _ = decode(page)
    most = settings.max_blocks
    if page.media_type != "text/html":
        layout = layout_of_text(text, max_blocks=most, markdown=page.media_type == "text/markdown")
        return layout, find_stories(layout, weights)
    layout = layout_of_html(text, max_blocks=most)
    _check(deadline, settings)
    stories = find_stories(layout, weights)
    n_chars = _body_chars(layout, stories)
    if n_chars >= _HARDLY_ANY_CHARS:
        return layout, stories
    _check(deadline, settings)
    fuller = with_hidden_text(text, layout.head)
    if fuller is None:
        return layout, stories
    opened = layout_of_html(fuller, max_blocks=most)
    found = find_stories(opened, weights)
    if _body_chars(opened, found) < max(2 * n_chars, _HARDLY_ANY_CHARS):
        return layout, stories
    return opened._replace(head=layout.head, notes=(*layout.notes, NOTE)), found


def _body_chars(layout: Layout, stories: Sequence[Story]) -> int:
    return sum(
        len(layout.blocks[i].text)
        for story in stories
        for i, role in enumerate(story.roles, story.first)
        if role in BODY_ROLES
    )


def _check(deadline: float, settings: Settings) -> None:
    if thread_time() > deadline:
        detail = f"took more than {settings.max_seconds} s of processor time"
        detail += ": raise --max-seconds to read it"
        raise InputError("too slow", detail)
