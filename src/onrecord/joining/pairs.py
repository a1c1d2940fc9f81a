"""Joins an article with its copies and with other versions of itself."""

from onrecord.joining.state import State
from onrecord.library.joined import pairs
from onrecord.library.keeping import queue
from onrecord.link.duplicates import compare
from onrecord.link.identity import same_article
from onrecord.link.revisions import revise
from onrecord.record import Article

MOST = 20  # articles that one is compared with: of a text in a thousand outlets these are enough


def join_copies(state: State, row: int, article: Article, sketch: tuple[int, ...]) -> None:
    """Find the copies of an article; its own versions do not count."""
    others = [one for one in pairs.sharing(state.db, sketch, MOST + 1) if one != row][:MOST]
    found = []
    for number, other in zip(others, pairs.articles_at(state.db, others), strict=True):
        copy = None if same_article(other, article) else compare(other, article)
        if copy is not None:
            found.append((number, row, copy))
    pairs.keep_copies(state.db, found)


def join_versions(state: State, row: int) -> None:
    """Put an article between the versions before and after it, and say what changed."""
    before, after = pairs.neighbours(state.db, row)
    if before is not None and after is not None:
        pairs.part(state.db, before, after)
    if before is not None:
        _revise(state, before, row)
    if after is not None:
        _revise(state, row, after)


def revise_again(state: State, row: int) -> None:
    """Compare an article with its other versions again, after it was read again."""
    for before, after in pairs.revisions_of(state.db, row):
        _revise(state, before, after)


def _revise(state: State, before: int, after: int) -> None:
    old = queue.record_at(state.db, before, whole=True)
    new = queue.record_at(state.db, after, whole=True)
    pairs.keep_revision(state.db, before, after, revise(old, new))
