"""Figures that are given otherwise than before: by another article, or by a new version of one."""

from collections.abc import Collection, Iterator

from onrecord.follow.asking import Question, holds, holds_at, is_about, name_of, short
from onrecord.follow.nouns import Notice
from onrecord.follow.scenes import Scene
from onrecord.library import Revised
from onrecord.record import Change, Point, Series, StatementRef


def figures(scene: Scene, question: Question) -> Iterator[Notice]:
    """Give figures that are not what they were, each once."""
    revised = set()
    for one in scene.revised:
        changes = _changed(scene, question, one)
        if changes:
            revised.add(one.source.article_id)
            yield _of_version(scene, one, changes)
    for series in scene.accounts.series:
        yield from _of_series(scene, question, series, revised)


def _changed(scene: Scene, question: Question, one: Revised) -> list[Change]:
    """Give what a new version gives otherwise of what is followed."""
    id_ = one.source.article_id
    if id_ not in question.arrived or scene.row(id_) <= question.watch.told:
        return []
    changes = [change for change in one.changes if change.kind == "figure"]
    changes = [x for x in changes if _is_followed(scene, question, one, x)]
    lines = [change.says for change in changes]
    lines += [scene.line(id_, span) for change in changes for span in change.after]
    return changes if is_about(" ".join(lines), question.watch.about) else []


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


def _last(scene: Scene, old: Collection[Point], point: Point) -> Point:
    """Give the figure that another one comes after: of the same source, and in time, if any is."""
    day = scene.day(point.article_id)
    earlier = [one for one in old if scene.day(one.article_id) <= day] or list(old)
    own = [one for one in earlier if one.by is not None and one.by == point.by]
    return max(own or earlier, key=lambda one: (scene.day(one.article_id), one.said is not None))


def _saying(scene: Scene, point: Point, number: str) -> Iterator[StatementRef]:
    """Give the statements that give a number: a headline gives it, and those below it."""
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
