"""An article and the story it belongs to."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from onrecord.joining.state import State
from onrecord.library.joined import judgements, pairs
from onrecord.library.joined import stories as joined_stories
from onrecord.library.keeping import queue
from onrecord.library.keeping.queue import Signs
from onrecord.link.stories import join_story
from onrecord.link.suppliers import Given, suppliers_of
from onrecord.link.traces import Trace
from onrecord.record import Follows

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST = 10  # stories that an article is weighed against, those that share most terms first
FOLLOWED = 3  # stories that one goes on with


def join_story_of(state: State, row: int, trace: Trace, signs: Signs) -> None:
    """Add an article to the story it belongs to, or let it begin one."""
    numbers = joined_stories.near(state.db, signs.terms, signs.day, MOST)
    heads = {head.story.id: head for head in state.heads(numbers)}
    traces = state.traces([one for head in heads.values() for one in head.rows])
    known = {one.article_id: one for one in traces.values()}
    before = [head.story for head in heads.values()]
    after = join_story(before, known, trace, likens=state.likens)
    state.put_trace(row, trace)
    home = next(x for x in after if any(p.article_id == trace.article_id for p in x.parts))
    part = next(one for one in home.parts if one.article_id == trace.article_id)
    was = heads.get(home.id)
    number = was.number if was else joined_stories.begin(state.db, _free_id(state, row, home.id))
    joined_stories.keep_part(state.db, row, number, part, was)
    state.forget_heads([number])
    follows = _nearest(was.story.follows if was else (), home.follows)
    if follows != (was.story.follows if was else ()):
        joined_stories.keep_links(state.db, number, follows)
    left = {story.id for story in after}
    for gone in [story for story in before if story.id not in left]:
        joined_stories.merge(state.db, heads[gone.id].number, number)
        state.forget_heads()


def _nearest(known: Sequence[Follows], found: Sequence[Follows]) -> tuple[Follows, ...]:
    """Give the nearest links; new ones replace those that were known."""
    both = {one.story: one for one in (*known, *found)}
    return tuple(sorted(both.values(), key=lambda one: (-one.score, one.story))[:FOLLOWED])


def _free_id(state: State, row: int, id_: str) -> str:
    """Give an id for a story that is free: another may have begun with the same article."""
    if not joined_stories.is_taken(state.db, id_):
        return id_
    return sha256(f"{id_} {row}".encode()).hexdigest()[:12]


def settle_stories(db: "Connection") -> None:
    """Count the sources of changed stories again, and let their statements wait for a judge."""
    changed = joined_stories.stale(db)
    judgements.wait(db, changed)
    for number in changed:
        rows = joined_stories.rows_of(db, number)
        given = [
            Given(
                article_id=one.id,
                agency=one.agency,
                whole=bool(one.whole),
                host=one.host,
                published=one.published,
            )
            for one in queue.signs_of(db, rows)
        ]
        found = suppliers_of(given, pairs.among(db, rows))
        joined_stories.keep_sources(db, number, found)
