"""What changed in a story since the last look, condition by condition. Pure: no I/O."""

from collections.abc import Callable, Collection, Iterator

from onrecord.follow.asking import (
    Question,
    alike,
    holds,
    how_alike,
    is_about,
    is_bare,
    is_new,
    name_of,
    saying_so,
    says_all_of,
    scope_of,
    short,
)
from onrecord.follow.figures import figures
from onrecord.follow.nouns import Notice, Proof
from onrecord.follow.scenes import Scene
from onrecord.follow.versions import quotations
from onrecord.library.following.watches import Condition, Watch
from onrecord.record import Claim, StatementRef

_SAME = {"repeats", "other figure"}  # a statement related in this way to a known one is not new
_MOST_BEFORE = 3  # earlier statements that an alert shows beside a new one
_DOES = {
    "denies": "denies for the first time",
    "confirms": "confirms",
    "declines": "will not speak of it",
}
_FOUND = {
    "verified": "tells that what was said was verified",
    "not verified": "tells that what was said could not be verified",
    "contradicted": "contradicts what was said",
}
_NEW = "says something new"


def notices(scene: Scene, watch: Watch, arrived: Collection[str]) -> Iterator[Notice]:
    """Give the changes in a story that concern a watch. arrived: ids of articles that are new.

    Words copied from what was here are not news, nor is the same said in other words.
    """
    if not watch.told < max((scene.row(one) for one in arrived), default=0):
        return
    question = Question(watch=watch, arrived=frozenset(arrived), scope=scope_of(scene, watch))
    find = _FINDERS[watch.condition]
    yield from find(scene, question)


def _told(condition: Condition) -> Callable[[Scene, Question], Iterator[Notice]]:
    def find(scene: Scene, question: Question) -> Iterator[Notice]:
        for claim, said in _news(scene, question, condition):
            speaker, words = scene.speaker(said), short(scene.words(said))
            yield Notice(
                condition=condition,
                key=name_of(said),
                why=f"{speaker} {_DOES.get(_manner(scene, claim, said), _NEW)}: “{words}”",
                proofs=(scene.proof(said), *_on_record(scene, question, claim, said)),
                told=frozenset(map(name_of, claim.statements)),
            )

    return find


def _news(
    scene: Scene, question: Question, condition: Condition
) -> Iterator[tuple[Claim, StatementRef]]:
    """Give claims that are new, or new from their speaker, with their first statement."""
    for claim in scene.accounts.account.claims:
        fresh = [one for one in claim.statements if is_new(scene, question, one)]
        fresh = [one for one in fresh if holds(scene, question, one)]
        old = [x for x in _known(scene, claim) if scene.row(x.article_id) <= question.watch.told]
        for said in sorted(fresh, key=lambda one: (scene.row(one.article_id), one.statement)):
            manner = _manner(scene, claim, said)
            if condition != ("denial" if manner == "denies" else "statement"):
                continue
            same = [one for one in old if _says_again(scene, question, said, one, manner)]
            if not (same or _was_said(scene, question, said, manner)):
                yield claim, said
            old.append(said)


def _manner(scene: Scene, claim: Claim, said: StatementRef) -> str:
    """Give a statement's manner; disputing another and saying that it is not so is denying."""
    disputed = (kind.kind == "disputes" for kind, _ in scene.relations_of(claim))
    is_denial = claim.denies and any(disputed)
    manner = scene.statements[said].manner
    return "denies" if is_denial and manner not in _DOES else manner


def _says_again(
    scene: Scene, question: Question, said: StatementRef, other: StatementRef, manner: str
) -> bool:
    """Tell whether a statement is not news after one that says the same.

    It is not, whoever says it. But a denial, a confirmation or a refusal to speak is news for
    each speaker, and so is who says what about a party or claim. A speaker without a name may be
    the one who did so before.
    """
    if question.scope is None and manner not in _DOES:
        return True
    if scene.voice(said) == scene.voice(other):
        return True
    its = scene.statements[other].manner
    return not scene.is_named(said) and (manner if manner in _DOES else its) == its


def _known(scene: Scene, claim: Claim) -> list[StatementRef]:
    """Give the statements that say the same as a claim, or the same and more."""
    known = [one for one in claim.statements if one.article_id in scene.standing]
    return known + [
        other
        for kind, other in scene.relations_of(claim)
        if kind.kind in _SAME or (kind.kind == "narrows" and kind.one == other)
    ]


def _was_said(scene: Scene, question: Question, said: StatementRef, manner: str) -> bool:
    """Tell whether an earlier version or one earlier statement has all the words of a statement."""
    words = scene.words(said)
    for one in scene.revised:
        if one.source.article_id == said.article_id and words in scene.texts[one.before.article_id]:
            return True
    own = scene.statements[said].manner
    denies = own == "denies"
    if own in _DOES and is_bare(words):  # "denied the claim"; "declined to comment"
        return any(
            scene.row(one.article_id) <= question.watch.told
            and statement.manner == own
            and scene.voice(one) == scene.voice(said)
            for one, statement in scene.statements.items()
        )
    return any(
        scene.row(one.article_id) <= question.watch.told
        and (scene.statements[one].manner == "denies") == denies
        and _says_again(scene, question, said, one, manner)
        and says_all_of(scene.words(one), words)
        for one in scene.statements
    )


def _on_record(
    scene: Scene, question: Question, claim: Claim, said: StatementRef
) -> Iterator[Proof]:
    """Give what a statement disputes or confirms, earlier statements first."""
    manner = scene.statements[said].manner
    if manner == "confirms":
        known = [one for one in _known(scene, claim) if one in scene.statements]
        others = {one for one in known if scene.statements[one].manner != "denies"}
    else:
        related = scene.relations_of(claim)
        others = {other for kind, other in related if kind.kind == "disputes"}
    if manner in _DOES:
        others |= set(alike(scene, said))
    told, voice = question.watch.told, scene.voice(said)
    best: dict[str, tuple[bool, float, StatementRef]] = {}
    for one in sorted(others, key=name_of):
        if one in scene.statements and scene.voice(one) != voice:
            is_later = scene.row(one.article_id) > told
            shared = how_alike(scene.words(said), scene.words(one))
            words = scene.words(one).casefold()
            if best.get(words, (True, 1.0))[:2] > (is_later, -shared):
                best[words] = is_later, -shared, one
    kept = sorted(best.values(), key=lambda one: one[:2])[:_MOST_BEFORE]
    for is_later, shared, one in kept:
        if 2 * shared <= kept[0][1]:  # at least half as similar as the first one
            yield scene.proof(one, is_new=is_later)


def _checks(scene: Scene, question: Question) -> Iterator[Notice]:
    known: set[object] = set()
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
                known |= {*keys, text}
                continue
            if text in known:  # a new version left it unchanged
                continue
            held = [said for said in covered if holds(scene, question, said)]
            whole = not covered and question.scope is None and id_ in question.arrived
            if not held and not (whole and is_about(text, question.watch.about)):
                continue
            by = one.by_name or "the article"
            notice = Notice(
                condition="check",
                key=f"check {id_} {one.span.start}",
                why=f"{by} {_FOUND[one.outcome]}: “{short(text)}”",
                proofs=(scene.proof_at(id_, one.span), *(scene.proof(said) for said in held[:3])),
                told=frozenset(name_of(x) for x in held if _is_of_check(scene, x, by)),
            )
            fresh += [(scene.row(id_), key, notice) for key in sorted(keys, key=str)[:1]]
    for _, key, notice in sorted(fresh, key=lambda one: one[0]):
        if key not in known:
            known.add(key)
            yield notice


def _is_of_check(scene: Scene, said: StatementRef, by: str) -> bool:
    """Tell whether a statement is the finding of a check, not what was checked."""
    return scene.speaker(said) == by or scene.statements[said].manner == "confirms"


def _sources(scene: Scene, question: Question) -> Iterator[Notice]:
    told = question.watch.told
    if not any(0 < one.row <= told for one in scene.standing.values()):
        return  # the whole story is new, so none of its sources joins in
    if question.watch.kind == "claim":
        yield from _voices(scene, question)
        return
    for one in scene.suppliers:
        rows = [scene.row(id_) for id_ in one.articles]
        if one.kind == "unknown" or not rows or min(rows) <= told:
            continue
        first = min(one.articles, key=scene.row)
        if first in question.arrived and first in scene.texts and not scene.is_copy(first):
            outlet = scene.standing[first].source.outlet if one.kind == "outlet" else None
            yield Notice(
                condition="source",
                key=f"source {scene.key} {one.name}",
                why=f"{outlet or one.name} ({one.kind})"
                " now reports on it, independently of the others",
                proofs=(scene.proof_at(first, None),),
            )


def _voices(scene: Scene, question: Question) -> Iterator[Notice]:
    so = saying_so(scene, question.watch)
    for claim in scene.accounts.account.claims:
        if so.isdisjoint(claim.statements):
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
                    told=frozenset({name_of(first)}),
                )


_FINDERS: dict[Condition, Callable[[Scene, Question], Iterator[Notice]]] = {
    "statement": _told("statement"),
    "denial": _told("denial"),
    "figure": figures,
    "check": _checks,
    "source": _sources,
    "quotation": quotations,
}
