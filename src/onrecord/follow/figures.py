"""Figures that differ from before, in another article or in a new version of one."""

import re
from collections.abc import Collection, Iterator

from onrecord.follow.asking import (
    Question,
    holds,
    holds_at,
    how_alike,
    is_about,
    is_new,
    name_of,
    short,
)
from onrecord.follow.nouns import Notice
from onrecord.follow.scenes import Scene
from onrecord.library import Revised
from onrecord.record import Change, Point, Series, StatementRef

_NUMBER = re.compile(
    r"\b(?:\d(?:[\d,.]*\d)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.I
)
_NOT_SO = re.compile(rf"\b(?:not|rather than|instead of)(?: the)? (?P<was>{_NUMBER.pattern})", re.I)


def figures(scene: Scene, question: Question) -> Iterator[Notice]:
    """Give the figures that have changed, each once."""
    revised = set()
    for one in scene.revised:
        changes = _changed(scene, question, one)
        if changes:
            revised.add(one.source.article_id)
            yield _of_version(scene, one, changes)
    told: set[str] = set()
    for series in scene.accounts.series:
        for notice in _of_series(scene, question, series, revised):
            told |= notice.told
            yield notice
    yield from _corrected(scene, question, revised, told)


def _changed(scene: Scene, question: Question, one: Revised) -> list[Change]:
    """Give the figures that a new version changes in what is followed."""
    id_ = one.source.article_id
    if id_ not in question.arrived or scene.row(id_) <= question.watch.told:
        return []
    changes = [x for x in figures_of(scene, one) if _is_followed(scene, question, one, x)]
    lines = [change.says for change in changes]
    lines += [scene.line(id_, span) for change in changes for span in change.after]
    return changes if is_about(" ".join(lines), question.watch.about) else []


def figures_of(scene: Scene, one: Revised) -> list[Change]:
    """Give the figures that a new version changes; a headline without a figure changes none."""
    text = scene.texts[one.source.article_id]
    titles = [x for change in one.changes if change.kind == "headline" for x in change.after]
    return [
        change
        for change in one.changes
        if change.kind == "figure"
        and (
            any(_NUMBER.search(text[x.start : x.end]) for x in change.after)
            or not any(title.start <= x.start < title.end for title in titles for x in change.after)
        )
    ]


def _is_followed(scene: Scene, question: Question, one: Revised, change: Change) -> bool:
    places = [(one.source.article_id, span) for span in change.after]
    places += [(one.before.article_id, span) for span in change.before]
    return any(holds_at(scene, question, id_, span) for id_, span in places)


def _of_version(scene: Scene, one: Revised, changes: Collection[Change]) -> Notice:
    id_, before = one.source.article_id, one.before.article_id
    proofs = [scene.proof_around(id_, span) for change in changes for span in change.after]
    proofs += [
        scene.proof_around(before, span, is_new=False)
        for change in changes
        for span in change.before
    ]
    words = "; ".join(change.says.removeprefix("figure: ") for change in changes)
    return Notice(
        condition="figure",
        key=f"revision {before} {id_}",
        why=f"a new version of an article gives another figure: {short(words)}",
        proofs=tuple(dict.fromkeys(proofs)) or (scene.proof_at(id_, None),),
        is_edit=True,
    )


def _of_series(
    scene: Scene, question: Question, series: Series, but: Collection[str]
) -> Iterator[Notice]:
    old = [p for p in series.points if scene.row(p.article_id) <= question.watch.told]
    values = {(p.low, p.high) for p in old}
    for point in sorted(series.points, key=lambda p: (scene.row(p.article_id), p.said is None)):
        value = (point.low, point.high)
        if not old or value in values or point in old or point.kind == "same":
            continue
        if scene.is_copy(point.article_id) or point.article_id in but:
            continue
        if not _is_of(scene, question, point):
            continue
        values.add(value)
        was = _last(scene, old, point)
        given = f"{point.by} gives" if point.by else "an article gives"
        of = short(series.of)
        texts = scene.texts
        number = texts[point.article_id][point.span.start : point.span.end]
        before = texts[was.article_id][was.span.start : was.span.end]
        yield Notice(
            condition="figure",
            key=f"{number} {series.of} {point.article_id}",
            why=f"{given} another figure for “{of}”: {number}, where it was {before.lower()}",
            proofs=(
                scene.proof_around(point.article_id, point.span),
                scene.proof_around(was.article_id, was.span, is_new=False),
            ),
            told=frozenset(map(name_of, _saying(scene, point, number))),
        )


def _corrected(
    scene: Scene, question: Question, but: Collection[str], told: Collection[str]
) -> Iterator[Notice]:
    """Give figures that name their earlier value themselves: "11 people were hurt, not 14"."""
    for said in scene.statements:
        is_known = name_of(said) in told or said.article_id in but
        if is_known or not is_new(scene, question, said) or not holds(scene, question, said):
            continue
        words = scene.words(said)
        found = _NOT_SO.search(words)
        numbers = _NUMBER.findall(words[: found.start()]) if found else []
        if found is None or not numbers:
            continue
        was = _saying_before(scene, question, said, found["was"])
        known = _NUMBER.findall(scene.words(was)) if was is not None else []
        others = [one for one in numbers if one not in known]
        if was is not None and others:
            yield Notice(
                condition="figure",
                key=f"{others[0]} not {found['was']} {said.article_id}",
                why=f"{scene.speaker(said)} gives another figure: {others[0]}, where it was"
                f" {found['was']}",
                proofs=(scene.proof(said), scene.proof(was, is_new=False)),
                told=frozenset({name_of(said)}),
            )


def _saying_before(
    scene: Scene, question: Question, said: StatementRef, number: str
) -> StatementRef | None:
    """Give the earlier statement that has a number, and most words of another statement."""
    words = scene.words(said)
    likest = [
        (how_alike(words, scene.words(one)), name_of(one), one)
        for one in scene.statements
        if scene.row(one.article_id) <= question.watch.told
        and number in _NUMBER.findall(scene.words(one))
    ]
    alike, _, found = max(likest, key=lambda x: x[:2], default=(0.0, "", said))
    return found if alike > 0 else None


def _last(scene: Scene, old: Collection[Point], point: Point) -> Point:
    """Give the figure that another one follows, preferably of the same source and earlier."""
    day = scene.day(point.article_id)
    earlier = [one for one in old if scene.day(one.article_id) <= day] or list(old)
    own = [one for one in earlier if one.by is not None and one.by == point.by]
    return max(own or earlier, key=lambda one: (scene.day(one.article_id), one.said is not None))


def _saying(scene: Scene, point: Point, number: str) -> Iterator[StatementRef]:
    """Give the statements that contain a number: the headline's, and those below it."""
    for said in scene.statements:
        is_there = said.article_id == point.article_id and is_about(scene.words(said), number)
        if is_there or said == point.said:
            yield said


def _is_of(scene: Scene, question: Question, point: Point) -> bool:
    if point.said is not None and point.said in scene.statements:
        return holds(scene, question, point.said)
    line = scene.line(point.article_id, point.span)
    here = question.scope is None and point.article_id in question.arrived
    return here and is_about(line, question.watch.about)
