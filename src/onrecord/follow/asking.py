"""Which statements of a story belong to what is followed, and which of them are new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.follow.scenes import Scene
from onrecord.library.following.watches import Watch
from onrecord.record import Span, StatementRef

# How another statement can relate to a followed claim; "supports" is not among them.
_OF_A_CLAIM = frozenset({"repeats", "narrows", "disputes", "other figure"})
_WORD = re.compile(r"\w+")
_FEWEST = 2  # content words that are enough to recognise a statement
_LONG = 4  # letters of such a word
_FORMS = frozenset(
    [
        "been",
        "from",
        "have",
        "having",
        "that",
        "their",
        "them",
        "they",
        "this",
        "were",
        "which",
        "will",
        "with",
    ]
)
_NOT = frozenset(
    ["neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "t", "without"]
)  # "didn’t"
_LEAST_ALIKE = 0.6  # share of the denied words that an earlier statement must have
_LONGEST = 160  # characters that an alert quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One watch and one story to look at for it."""

    watch: Watch
    arrived: frozenset[str]  # ids of newly arrived articles that belong to what is followed
    # statements that belong to what is followed; None: those of `arrived`
    scope: frozenset[StatementRef] | None


def scope_of(scene: Scene, watch: Watch) -> frozenset[StatementRef] | None:
    """Give the statements of a party or about a claim; None: all those of articles that arrived.

    For denials, also those in which others deny what the party said.
    """
    if watch.kind == "party":
        number = int(watch.what)
        own = frozenset(said for said, party in scene.parties.items() if party == number)
        return own.union(_denying(scene, own)) if watch.condition == "denial" else own
    if watch.kind == "claim":
        found = _related(scene, followed_statement(watch), _OF_A_CLAIM)
        said = _related(scene, followed_statement(watch), frozenset())
        for one, statement in scene.statements.items():
            is_answer = statement.manner in {"denies", "confirms"}
            if is_answer and not said.isdisjoint(alike(scene, one)):
                found.add(one)
        return frozenset(found)
    return None


def _denying(scene: Scene, some: frozenset[StatementRef]) -> Iterator[StatementRef]:
    """Give the statements that dispute one of some others, or deny most of its words."""
    for claim in scene.accounts.account.claims:
        disputed = {x for kind, x in scene.relations_of(claim) if kind.kind == "disputes"}
        if not some.isdisjoint(disputed):
            yield from claim.statements
    for one, statement in scene.statements.items():
        if statement.manner == "denies" and not some.isdisjoint(alike(scene, one)):
            yield one


def followed_statement(watch: Watch) -> StatementRef:
    """Give the statement that identifies a followed claim."""
    article, _, statement = watch.what.partition(":")
    return StatementRef(article_id=article, statement=statement)


def saying_so(scene: Scene, watch: Watch) -> set[StatementRef]:
    """Give the statements that say the same as a followed claim, or the same and more."""
    said = followed_statement(watch)
    found = _related(scene, said, frozenset({"repeats"}))
    for claim in scene.accounts.account.claims:
        if said in claim.statements:
            found |= {
                other
                for kind, other in scene.relations_of(claim)
                if kind.kind == "narrows" and kind.one == other
            }
    return found


def _related(scene: Scene, said: StatementRef, kinds: frozenset[str]) -> set[StatementRef]:
    found: set[StatementRef] = set()
    for claim in scene.accounts.account.claims:
        if said in claim.statements:
            found |= set(claim.statements)
            found |= {other for kind, other in scene.relations_of(claim) if kind.kind in kinds}
    return found


def holds(scene: Scene, question: Question, said: StatementRef) -> bool:
    """Tell whether a statement belongs to what is followed and contains the words asked for."""
    if question.scope is not None and said not in question.scope:
        return False
    if question.scope is None and said.article_id not in question.arrived:
        return False
    content = scene.statements[said].content
    line = scene.line(said.article_id, content[0]) if content else ""
    return is_about(f"{scene.words(said)} {line}", question.watch.about)


def holds_at(scene: Scene, question: Question, article_id: str, span: Span) -> bool:
    """Tell whether words of an article are part of what a followed party or claim says."""
    if question.scope is None:
        return True
    return any(
        said.article_id == article_id
        and any(s.start <= span.end and span.start < s.end for s in one.content)
        for said, one in scene.statements.items()
        if said in question.scope
    )


def is_about(text: str, about: str) -> bool:
    """Tell whether a text contains all words of another, in any form that begins alike."""
    held = words_of(text)
    return all(
        any(one == word or (len(word) > 3 and one.startswith(word)) for one in held)  # noqa: PLR2004
        for word in words_of(about)
    )


def words_of(text: str) -> set[str]:
    """Give the words of a text, ignoring case."""
    return {one.casefold() for one in _WORD.findall(text)}


def alike(scene: Scene, answer: StatementRef) -> Iterator[StatementRef]:
    """Give the statements that share most words with what is denied or confirmed."""
    for one, statement in scene.statements.items():
        is_answer = statement.manner in {"denies", "confirms", "declines"}
        if not is_answer and how_alike(scene.words(answer), scene.words(one)) >= _LEAST_ALIKE:
            yield one


def how_alike(words: str, its: str) -> float:
    """Give the share of content words that other words contain too, 0 to 1."""
    telling = _telling(words)
    shared = telling & _telling(its)
    return len(shared) / len(telling) if len(shared) >= _FEWEST else 0.0


def is_bare(words: str) -> bool:
    """Tell whether words say too little to recognise what they are about: "the claim"."""
    return len(_telling(words)) < _FEWEST


def says_all_of(its: str, words: str) -> bool:
    """Tell whether others have all the content words, and either both or neither say "not"."""
    negated = [bool(words_of(one) & _NOT) for one in (its, words)]
    return how_alike(words, its) == 1 and negated[0] == negated[1]


def _telling(words: str) -> set[str]:
    held = words_of(words) - _NOT - _FORMS
    return {one for one in held if len(one) >= _LONG or one.isdecimal()}


def is_new(scene: Scene, question: Question, said: StatementRef) -> bool:
    """Tell whether a statement newly arrived in an article that is not a copy."""
    row = scene.row(said.article_id)
    return row > question.watch.told and not scene.is_copy(said.article_id)


def name_of(said: StatementRef) -> str:
    """Give a key that identifies a statement."""
    return f"{said.article_id}:{said.statement}"


def short(words: str) -> str:
    """Give words on one line, shortened, without the quotation marks around them."""
    words = " ".join(words.split()).strip('“”"')
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
