"""One look at all that is followed: what is new is posted, once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.follow.noticing import notices
from onrecord.follow.nouns import Alert, New, Notice, id_of, to_json
from onrecord.follow.scenes import Scene, scene_of
from onrecord.joining import join
from onrecord.library import outbox, watches
from onrecord.library.outbox import Posted
from onrecord.library.watches import Condition, Standing, Watch

if TYPE_CHECKING:
    from onrecord.library import Library

# A change is told once: what tells more of it comes first.
ORDER: tuple[Condition, ...] = (
    "quotation", "check", "denial", "figure", "statement", "source",
)  # fmt: skip
MOST_SCENES = 50  # stories that are held at a time


def look(library: "Library", channels: Sequence[str], now: str) -> list[Alert]:
    """Post what is new of all that is followed, to be sent to some channels; give what is new.

    Articles that wait are joined first. What is posted and how far was looked is kept in one
    transaction for each thing that is followed: a run that is killed goes on where it was, and
    posts nothing twice.
    """
    join(library)
    with library.writing() as db:
        upto = watches.joined_upto(db)
        known = [one for one in watches.listed(db) if one[1].told < upto]
    scenes: dict[str, Scene | None] = {}
    made: list[Alert] = []
    for _, group in groupby(known, key=lambda one: (one[0], one[1].about)):
        some = [watch for _, watch in group]
        found = _alerts(library, some, upto, scenes, now)
        posted = [Posted(id=one.id, made_at=now, json=to_json(one)) for one in found]
        with library.writing() as db:
            new = [one for one in posted if outbox.post(db, [one], channels)]
            watches.told(db, [one.number for one in some], upto)
        ids = {one.id for one in new}
        made += [one for one in found if one.id in ids]
    return made


def _alerts(
    library: "Library",
    some: Sequence[Watch],
    upto: int,
    scenes: dict[str, Scene | None],
    now: str,
) -> list[Alert]:
    """Give the alerts of one thing that is followed, each change once."""
    made: dict[str, Alert] = {}
    told: set[str] = set()
    for watch in sorted(some, key=lambda one: ORDER.index(one.condition)):
        with library.writing() as db:
            arrived = watches.arrived(db, watch, upto)
            newest = watches.newest_day(db, watch)
        for scene, own in _scenes(library, arrived, scenes):
            for notice in notices(scene, watch, own):
                if watch.condition == "statement" and not told.isdisjoint(notice.told):
                    continue
                told |= notice.told
                alert = _alert(watch, notice, newest, now)
                made.setdefault(alert.id, alert)
    return list(made.values())


def _scenes(
    library: "Library", arrived: Iterable[Standing], scenes: dict[str, Scene | None]
) -> Iterator[tuple[Scene, list[str]]]:
    """Give each story that something arrived in, with the ids of what did."""
    by_scene: dict[str, list[Standing]] = {}
    for one in arrived:
        key = f"story {one.story}" if one.story is not None else one.source.article_id
        by_scene.setdefault(key, []).append(one)
    for key, own in by_scene.items():
        if key not in scenes:
            while len(scenes) >= MOST_SCENES:
                scenes.pop(next(iter(scenes)))
            scenes[key] = scene_of(library, own[0])
        scene = scenes[key]
        if scene is not None:
            yield scene, [one.source.article_id for one in own]


def _alert(watch: Watch, notice: Notice, newest: str | None, now: str) -> Alert:
    about = f" about {watch.about}" if watch.about else ""
    return Alert(
        id=id_of(watch.kind, watch.what, watch.about, notice.condition, notice.key),
        made_at=now,
        followed=f"{watch.kind} {watch.name}{about}",
        condition=notice.condition,
        why=notice.why,
        new_in=_new_in(notice, newest),
        proofs=notice.proofs,
    )


def _new_in(notice: Notice, newest: str | None) -> New:
    """Tell news from what was published before what was here already, or nobody knows when."""
    day = notice.proofs[0].day
    if day is None:
        return "library"
    return "world" if newest is None or day >= newest[: len(day)] else "library"
