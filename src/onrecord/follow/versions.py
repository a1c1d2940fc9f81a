"""What a new version of an article changes in what people said, or in its headline."""

from collections.abc import Iterator

from onrecord.follow.asking import Question, holds_at, is_about, name_of, short
from onrecord.follow.figures import figures_of
from onrecord.follow.nouns import Notice
from onrecord.follow.scenes import Scene
from onrecord.library import Revised
from onrecord.record import Change, Span, StatementRef

_LEFT_OUT = frozenset({"paragraph removed", "sentence removed"})
_REPLACED = {"quotation altered": "changed a quotation", "headline": "changed its headline"}
# changes of words; inside a statement they change what is said
_ALTERED = frozenset({"time", "name", "hedge added", "hedge removed", "speaker"})


def quotations(scene: Scene, question: Question) -> Iterator[Notice]:
    """Give what was said that a new version changes or leaves out, each once.

    A new headline counts too, since it changes how the words below it are read.
    """
    for one in scene.revised:
        id_ = one.source.article_id
        if id_ not in question.arrived or scene.row(id_) <= question.watch.told:
            continue
        figures = [(id_, span) for change in figures_of(scene, one) for span in change.after]
        told: set[tuple[str, Span]] = set()
        for change in sorted(one.changes, key=lambda x: not x.kind.startswith("quotation")):
            places = _places(one, change)
            what = _what(scene, one, change)
            # a headline with another figure is reported as a changed figure
            known = [*told, *(figures if change.kind == "headline" else ())]
            if what is None or any(_overlap(place, x) for place in places for x in known):
                continue
            told |= set(places)
            is_about_it = is_about(scene.line(*places[0]), question.watch.about)
            if is_about_it and any(holds_at(scene, question, *place) for place in places):
                yield _notice(scene, one, change, what)


def _places(one: Revised, change: Change) -> list[tuple[str, Span]]:
    """Give where a change is, with the earlier version first."""
    before = [(one.before.article_id, span) for span in change.before]
    return before + [(one.source.article_id, span) for span in change.after]


def _what(scene: Scene, one: Revised, change: Change) -> str | None:
    """Say how what was said or the headline changed; None if neither did."""
    old = scene.texts[one.before.article_id]
    words = short(old[change.before[0].start : change.before[-1].end]) if change.before else ""
    said = any(_said_in(scene, *place) for place in _places(one, change))
    if change.kind in _REPLACED and change.before and change.after:
        new = scene.texts[one.source.article_id]
        now = short(new[change.after[0].start : change.after[-1].end])
        return f"{_REPLACED[change.kind]}: “{words}” is now “{now}”"
    if change.kind == "quotation removed" and change.before:
        return f"left a quotation out: “{words}”"
    if change.kind in _LEFT_OUT and said:
        return f"left out what was said: “{words}”"
    return f"changed what was said: {change.says}" if change.kind in _ALTERED and said else None


def _notice(scene: Scene, one: Revised, change: Change, what: str) -> Notice:
    id_, before = one.source.article_id, one.before.article_id
    at = change.before[0].start if change.before else f"after {change.after[0].start}"
    after = [scene.proof_around(id_, span) for span in change.after[:1]]
    was = [scene.proof_around(before, span, is_new=False) for span in change.before[:1]]
    return Notice(
        condition="quotation",
        key=f"quotation {before} {id_} {at}",
        why=f"a new version has {what}",
        proofs=(*(after or [scene.proof_at(id_, None)]), *was),
        told=frozenset(name_of(x) for span in change.after for x in _said_in(scene, id_, span)),
        is_edit=True,
    )


def _said_in(scene: Scene, article_id: str, span: Span) -> list[StatementRef]:
    return [
        said
        for said, one in scene.statements.items()
        if any(_overlap((said.article_id, x), (article_id, span)) for x in one.content)
    ]


def _overlap(one: tuple[str, Span], other: tuple[str, Span]) -> bool:
    return one[0] == other[0] and one[1].start < other[1].end and other[1].start < one[1].end
