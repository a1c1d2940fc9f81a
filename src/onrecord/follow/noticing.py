"""What changed in a story since it was looked at, condition by condition. Pure: no I/O."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from onrecord.follow.nouns import Notice
from onrecord.follow.scenes import Scene
from onrecord.library.watches import Condition, Watch
from onrecord.record import Claim, Point, Series, StatementRef

_SAME = {"repeats", "other figure"}  # a statement that is that to one known is not new itself
_WORD = re.compile(r"\w+")
_LONGEST = 160  # characters of words that an alert gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A watch, asked of one story."""

    watch: Watch
    arrived: frozenset[str]  # ids of articles of what is followed that came in since
    # statements that are of what is followed; None: those of `arrived`
    scope: frozenset[StatementRef] | None


def notices(scene: Scene, watch: Watch, arrived: Collection[str]) -> Iterator[Notice]:
    """Give what a watch tells of in a story. arrived: ids of articles that came in since.

    Words that are a copy of what was here are no news, nor is what was said in other words.
    """
    if not watch.told < max((scene.row(one) for one in arrived), default=0):
        return
    question = Question(watch=watch, arrived=frozenset(arrived), scope=_scope(scene, watch))
    find = _FINDERS[watch.condition]
    yield from find(scene, question)


def _scope(scene: Scene, watch: Watch) -> frozenset[StatementRef] | None:
    if watch.kind == "party":
        number = int(watch.what)
        return frozenset(said for said, party in scene.parties.items() if party == number)
    if watch.kind == "claim":
        article, _, statement = watch.what.partition(":")
        said = StatementRef(article_id=article, statement=statement)
        found: set[StatementRef] = set()
        for claim in scene.accounts.account.claims:
            if said in claim.statements:
                found |= set(claim.statements)
                found |= {other for _, other in scene.relations_of(claim)}
        return frozenset(found)
    return None


def _holds(scene: Scene, question: Question, said: StatementRef) -> bool:
    """Tell whether a statement is of what is followed, and of what it is to be about."""
    if question.scope is not None and said not in question.scope:
        return False
    if question.scope is None and said.article_id not in question.arrived:
        return False
    content = scene.statements[said].content
    line = scene.line(said.article_id, content[0]) if content else ""
    return is_about(f"{scene.words(said)} {line}", question.watch.about)


def is_about(text: str, about: str) -> bool:
    """Tell whether a text holds all words of another, in any of their forms that begin alike."""
    held = {one.casefold() for one in _WORD.findall(text)}
    return all(
        any(one == word or (len(word) > 3 and one.startswith(word)) for one in held)  # noqa: PLR2004
        for word in (one.casefold() for one in _WORD.findall(about))
    )


def _is_new(scene: Scene, question: Question, said: StatementRef) -> bool:
    row = scene.row(said.article_id)
    return row > question.watch.told and not scene.is_copy(said.article_id)


def _news(scene: Scene, question: Question) -> Iterator[tuple[Claim, StatementRef]]:
    """Give claims that nobody made before, or not who makes them now; with who does so first."""
    for claim in scene.accounts.account.claims:
        fresh = [one for one in claim.statements if _is_new(scene, question, one)]
        fresh = [one for one in fresh if _holds(scene, question, one)]
        if not fresh:
            continue
        first = min(fresh, key=lambda one: (scene.row(one.article_id), one.statement))
        known = [one for one in claim.statements if one.article_id in scene.standing]
        known += [other for kind, other in scene.relations_of(claim) if kind.kind in _SAME]
        old = [one for one in known if scene.row(one.article_id) <= question.watch.told]
        if question.scope is not None:  # of a party or claim: who says so matters
            old = [one for one in old if scene.voice(one) == scene.voice(first)]
        if not old:
            yield claim, first


def _is_denial(scene: Scene, claim: Claim, said: StatementRef) -> bool:
    return claim.denies or scene.statements[said].manner == "denies"


def _statements(scene: Scene, question: Question) -> Iterator[Notice]:
    for claim, said in _news(scene, question):
        if not _is_denial(scene, claim, said):
            why = f"{scene.speaker(said)} says something new: “{_short(scene.words(said))}”"
            yield _told(scene, "statement", claim, said, why)


def _denials(scene: Scene, question: Question) -> Iterator[Notice]:
    for claim, said in _news(scene, question):
        if _is_denial(scene, claim, said):
            why = f"{scene.speaker(said)} denies for the first time: “{_short(scene.words(said))}”"
            yield _told(scene, "denial", claim, said, why)


def _told(scene: Scene, condition: Condition, claim: Claim, said: StatementRef, why: str) -> Notice:
    against = (
        other
        for kind, other in scene.relations_of(claim)
        if kind.kind == "disputes" and other in scene.statements
    )
    old = tuple(scene.proof(one, is_new=False) for one in list(dict.fromkeys(against))[:3])
    return Notice(
        condition=condition,
        key=_name(said),
        why=why,
        proofs=(scene.proof(said), *old),
        told=frozenset(map(_name, claim.statements)),
    )


def _figures(scene: Scene, question: Question) -> Iterator[Notice]:
    revised = set()
    for one in scene.revised:
        id_ = one.source.article_id
        changes = [change for change in one.changes if change.kind == "figure"]
        if not changes or id_ not in question.arrived or question.watch.kind == "party":
            continue
        if scene.row(id_) <= question.watch.told or not is_about(
            " ".join(change.says for change in changes), question.watch.about
        ):
            continue
        revised.add(id_)
        proofs = [scene.proof_at(id_, span) for change in changes for span in change.after]
        proofs += [
            scene.proof_at(one.before.article_id, span, is_new=False)
            for change in changes
            for span in change.before
        ]
        words = "; ".join(change.says for change in changes)
        yield Notice(
            condition="figure",
            key=f"revision {one.before.article_id} {id_}",
            why=f"a new version of an article gives another figure: {_short(words)}",
            proofs=tuple(proofs) or (scene.proof_at(id_, None),),
        )
    for series in scene.accounts.series:
        yield from _of_series(scene, question, series, revised)


def _of_series(
    scene: Scene, question: Question, series: Series, but: Collection[str]
) -> Iterator[Notice]:
    old = [p for p in series.points if scene.row(p.article_id) <= question.watch.told]
    values = {(p.low, p.high) for p in old}
    for point in sorted(series.points, key=lambda p: scene.row(p.article_id)):
        value = (point.low, point.high)
        if not old or value in values or point in old or point.kind == "same":
            continue
        if scene.is_copy(point.article_id) or point.article_id in but:
            continue
        if not _is_of(scene, question, point):
            continue
        values.add(value)
        was = old[-1]
        given = f"{point.by} gives" if point.by else "an article gives"
        of = _short(series.of)
        texts = scene.texts
        number = texts[point.article_id][point.span.start : point.span.end]
        before = texts[was.article_id][was.span.start : was.span.end]
        yield Notice(
            condition="figure",
            key=f"{number} {series.of} {point.article_id}",
            why=f"{given} another figure for “{of}”: {number}, where it was {before}",
            proofs=(
                scene.proof_at(point.article_id, point.span),
                scene.proof_at(was.article_id, was.span, is_new=False),
            ),
            told=frozenset(map(_name, _saying(scene, point, number))),
        )


def _saying(scene: Scene, point: Point, number: str) -> Iterator[StatementRef]:
    """Give the statements that give a number: a headline gives it, and those below it."""
    for said in scene.statements:
        is_there = said.article_id == point.article_id and is_about(scene.words(said), number)
        if is_there or said == point.said:
            yield said


def _is_of(scene: Scene, question: Question, point: Point) -> bool:
    if point.said is not None and point.said in scene.statements:
        return _holds(scene, question, point.said)
    line = scene.line(point.article_id, point.span)
    here = question.scope is None and point.article_id in question.arrived
    return here and is_about(line, question.watch.about)


def _checks(scene: Scene, question: Question) -> Iterator[Notice]:
    known: set[tuple[object, ...]] = set()
    fresh: list[tuple[int, tuple[object, ...], Notice]] = []
    of_claim = {
        said: claim.id for claim in scene.accounts.account.claims for said in claim.statements
    }
    for record in scene.accounts.records:
        id_ = record.article.id
        for one in record.reading.checks if record.reading else ():
            covered = [StatementRef(article_id=id_, statement=s) for s in one.statements]
            covered = [said for said in covered if said in scene.statements]
            text = " ".join(record.article.text[one.span.start : one.span.end].split())
            keys = {(one.outcome, of_claim.get(said)) for said in covered} or {(one.outcome, text)}
            if scene.row(id_) <= question.watch.told or scene.is_copy(id_):
                known |= keys
                continue
            held = [said for said in covered if _holds(scene, question, said)]
            whole = not covered and question.scope is None and id_ in question.arrived
            if not held and not (whole and is_about(text, question.watch.about)):
                continue
            by = one.by_name or "the article"
            notice = Notice(
                condition="check",
                key=f"check {id_} {one.span.start}",
                why=f"{by} tells of a check: {one.outcome}: “{_short(text)}”",
                proofs=(scene.proof_at(id_, one.span), *(scene.proof(said) for said in held[:3])),
            )
            fresh += [(scene.row(id_), key, notice) for key in sorted(keys, key=str)[:1]]
    for _, key, notice in sorted(fresh, key=lambda one: one[0]):
        if key not in known:
            known.add(key)
            yield notice


def _sources(scene: Scene, question: Question) -> Iterator[Notice]:
    told = question.watch.told
    if not any(0 < one.row <= told for one in scene.standing.values()):
        return  # all of the story is new: none of its sources joins in
    if question.watch.kind == "claim":
        yield from _voices(scene, question)
        return
    for one in scene.suppliers:
        rows = [scene.row(id_) for id_ in one.articles]
        if one.kind == "unknown" or not rows or min(rows) <= told:
            continue
        first = min(one.articles, key=scene.row)
        if first in question.arrived and first in scene.texts and not scene.is_copy(first):
            yield Notice(
                condition="source",
                key=f"source {scene.key} {one.name}",
                why=f"{one.name} ({one.kind}) now reports on it, independently of the others",
                proofs=(scene.proof_at(first, None),),
            )


def _voices(scene: Scene, question: Question) -> Iterator[Notice]:
    for claim in scene.accounts.account.claims:
        if not any(said in (question.scope or ()) for said in claim.statements):
            continue
        for voice in claim.voices:
            rows = [scene.row(said.article_id) for said in voice.statements]
            first = voice.statements[0]
            if min(rows) > question.watch.told and not scene.is_copy(first.article_id):
                yield Notice(
                    condition="source",
                    key=f"voice {question.watch.what} {voice.name}",
                    why=f"{voice.name} now says so too, independently of the others",
                    proofs=(scene.proof(first),),
                    told=frozenset({_name(first)}),
                )


def _quotations(scene: Scene, question: Question) -> Iterator[Notice]:
    for one in scene.revised:
        id_, before = one.source.article_id, one.before.article_id
        if id_ not in question.arrived or scene.row(id_) <= question.watch.told:
            continue
        for change in one.changes:
            if change.kind != "quotation removed" or not change.before:
                continue
            if not _is_theirs(scene, question, before, change.before[0].start):
                continue
            line = scene.line(before, change.before[0])
            if is_about(line, question.watch.about):
                words = scene.texts[before][change.before[0].start : change.before[-1].end]
                yield Notice(
                    condition="quotation",
                    key=f"quotation {before} {id_} {change.before[0].start}",
                    why=f"a new version has left a quotation out: “{_short(words.strip('“”'))}”",
                    proofs=(
                        scene.proof_at(id_, None),
                        scene.proof_at(before, change.before[0], is_new=False),
                    ),
                )


def _is_theirs(scene: Scene, question: Question, article_id: str, at: int) -> bool:
    """Tell whether a quotation is of the party or claim that is followed."""
    if question.scope is None:
        return True
    return any(
        said.article_id == article_id and any(s.start <= at + 1 < s.end for s in one.content)
        for said, one in scene.statements.items()
        if said in question.scope
    )


def _name(said: StatementRef) -> str:
    return f"{said.article_id}:{said.statement}"


def _short(words: str) -> str:
    words = " ".join(words.split()).strip('“”"')
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


_FINDERS: dict[Condition, Callable[[Scene, Question], Iterator[Notice]]] = {
    "statement": _statements,
    "denial": _denials,
    "figure": _figures,
    "check": _checks,
    "source": _sources,
    "quotation": _quotations,
}
