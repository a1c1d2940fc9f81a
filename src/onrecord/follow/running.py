"""One look at everything that is followed; each change is posted once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.follow.noticing import notices
from onrecord.follow.nouns import Alert, New, Notice, id_of, to_json
from onrecord.follow.scenes import Scene, scene_of
from onrecord.joining import join
from onrecord.library.following import outbox, watches
from onrecord.library.following.outbox import Posted
from onrecord.library.following.watches import Condition, Standing, Watch

if TYPE_CHECKING:
    from onrecord.library import Library

# A change is reported once; the condition that says more about it comes first.
ORDER: tuple[Condition, ...] = (
    "quotation", "check", "denial", "figure", "source", "statement",
)  # fmt: skip
_REST = {"source", "statement"}  # left out for statements that were already reported
MOST_SCENES = 50  # stories held in memory at a time


def look(library: "Library", channels: Sequence[str], now: str) -> list[Alert]:
    """Find and give what is new in everything followed, and post it for some channels.

    Waiting articles are joined first. A change is reported once, with everything followed that it
    concerns. One transaction keeps what is posted and how far was looked: a run that was killed
    starts again and posts nothing twice.
    """
    join(library)
    with library.writing() as db:
        upto = watches.joined_upto(db)
        known = [one for one in watches.listed(db) if one[1].told < upto]
    scenes: dict[str, Scene | None] = {}
    found: dict[tuple[str, str], list[Alert]] = {}
    for _, group in groupby(known, key=lambda one: (one[0], one[1].about)):
        some = [watch for _, watch in group]
        for change, alert in _alerts(library, some, upto, scenes, now):
            found.setdefault(change, []).append(alert)
    made = [_of_all(alerts) for alerts in found.values()]
    with library.writing() as db:
        new = []
        for one in made:
            if outbox.post(db, [Posted(id=one.id, made_at=now, json=to_json(one))], channels):
                new.append(one)
        watches.told(db, [watch.number for _, watch in known], upto)
    return new


def _of_all(alerts: Sequence[Alert]) -> Alert:
    """Merge the alerts about one change, which several followed things caused, into one."""
    first = alerts[0]
    if len(alerts) == 1:
        return first
    return replace(
        first,
        id=id_of(*sorted(one.id for one in alerts)),
        followed="; ".join(one.followed for one in alerts),
        new_in="world" if any(one.new_in == "world" for one in alerts) else "library",
    )


def _alerts(
    library: "Library",
    some: Sequence[Watch],
    upto: int,
    scenes: dict[str, Scene | None],
    now: str,
) -> Iterator[tuple[tuple[str, str], Alert]]:
    """Give the alerts for one followed thing, each change once, with the key of the change."""
    made: set[tuple[str, str]] = set()
    told: set[str] = set()
    for watch in sorted(some, key=lambda one: ORDER.index(one.condition)):
        with library.writing() as db:
            arrived = watches.arrived(db, watch, upto)
            newest = watches.newest_day(db, watch)
        for scene, own in _scenes(library, arrived, scenes):
            for notice in notices(scene, watch, own):
                change = notice.condition, notice.key
                if change in made or (
                    watch.condition in _REST and not told.isdisjoint(notice.told)
                ):
                    continue
                made.add(change)
                told |= notice.told
                yield change, _alert(watch, notice, newest, now)


def _scenes(
    library: "Library", arrived: Iterable[Standing], scenes: dict[str, Scene | None]
) -> Iterator[tuple[Scene, list[str]]]:
    """Give each story in which articles arrived, with their ids."""
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
    """Give "world" for news, "library" for what was published earlier or on an unknown day."""
    day = notice.proofs[0].day
    if notice.is_edit:
        return "world"
    if day is None:
        return "library"
    return "world" if newest is None or day >= newest[: len(day)] else "library"
