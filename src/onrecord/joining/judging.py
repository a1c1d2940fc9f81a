"""What a reader says of pairs of statements: asked once for a story, kept, and looked up.

A reader takes some milliseconds a pair, so nobody who asks for claims waits for one. Stories that
have changed wait for it: `judge_stories` goes through them, one in one transaction, so that a run
that was stopped goes on and ends as one that was not. Who asks for claims has a `KeptJudge`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.library.joined import judgements
from onrecord.library.joined import stories as joined_stories
from onrecord.number_words import counted
from onrecord.record import Record

if TYPE_CHECKING:
    from onrecord.library import Library
    from onrecord.link.claims.compared.pairing import Judge, Likelihoods

Pair = tuple[str, str]
Relates = Callable[[Sequence[Pair]], tuple[str, Sequence["Likelihoods"]]]
"""Asks a reader: the name of its weights, and what it says of each pair; () = it does not know."""

MOST = 200  # articles of one story that are compared: the first of them
FEW = 24  # the same, where a page of the browser shows them
PROBE = ("somebody says: the pier is open", "somebody says: the pier is shut")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How many stories a run has judged, and how many still wait."""

    stories: int = 0
    pairs: int = 0  # that the reader was asked for: the others were known
    left: int = 0

    def sentence(self) -> str:
        """Say it in one line."""
        n = counted(self.stories, "story", "stories")
        told = f"{n} compared by the model ({self.pairs:,} new pairs of statements)."
        return told + (f" {self.left:,} left." if self.left else "")


@dataclass(frozen=True, slots=True)
class KeptJudge:
    """A judge that only looks up kept judgements; two are equal if none was added in between."""

    library: "Library"
    turn: int

    def __call__(self, pairs: Sequence[Pair]) -> "Sequence[Likelihoods]":
        """Give what is kept of each pair, () where nothing is."""
        return self.library.judged(pairs)


def kept_judge(library: "Library") -> KeptJudge:
    """Give the judge of a library, which prefers the weights that judged last."""
    return KeptJudge(library, library.judged_last())


def records_of_story(library: "Library", number: int) -> list[Record]:
    """Give the articles of a story that are compared; [] if the story is not here."""
    found = library.story(number)
    kept = (library.record(one.source.article_id) for one in (found.parts if found else ())[:MOST])
    return [record for record in kept if record is not None]


def judge_stories(
    library: "Library",
    relates: Relates,
    *,
    tell: Callable[[Judged], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> Judged:
    """Let a reader compare the statements of the stories that wait for it, and keep what it says.

    Of pairs that are kept under its weights' name it is not asked again. Weights that cannot
    compare leave all waiting. tell: called after each story that is kept. stop: asked before each;
    what is left waits. Raises LibraryError where nothing can be kept.
    """
    done = Judged(left=library.unjudged())
    if not done.left or stop():
        return done
    weights, (knows,) = relates([PROBE])
    while knows and not stop():
        with library.writing() as db:
            waiting = judgements.first(db)
        if waiting is None:
            break
        n = _judge(library, waiting, weights, relates)
        done = Judged(stories=done.stories + 1, pairs=done.pairs + n, left=library.unjudged())
        tell(done)
    return done


def _judge(library: "Library", waiting: tuple[int, int], weights: str, relates: Relates) -> int:
    """Judge one story; give how many pairs were new."""
    row, number = waiting
    records = records_of_story(library, number)
    pairs = pairs_of(records)
    with library.writing() as db:
        known = judgements.known_by(db, weights, pairs)
    new = [pair for pair in pairs if pair not in known]
    answers = relates(new)[1] if new else ()
    told = {pair: one for pair, one in zip(new, answers, strict=True) if one}
    both = known | told
    n_disputes = _count_disputes(library, records, lambda some: [both.get(x, ()) for x in some])
    with library.joining() as db:
        judgements.keep(db, weights, told)
        judgements.done(db, row)
        joined_stories.keep_disputes(db, number, n_disputes)
    return len(new)


def recount_disputes(library: "Library", numbers: Iterable[int]) -> None:
    """Count the disputes of stories again, after what people say of their claims has changed.

    Those of stories that still wait for a judge are counted when they are judged.
    """
    for number in numbers:
        found = library.story(number)
        if found is None or found.story.n_disputes is None:
            continue
        n = _count_disputes(library, records_of_story(library, number), kept_judge(library))
        with library.joining() as db:
            joined_stories.keep_disputes(db, number, n)


def _count_disputes(library: "Library", records: Sequence[Record], judge: "Judge") -> int:
    from onrecord.link.claims.claiming import claims_of  # noqa: PLC0415 - loads tables
    from onrecord.link.claims.related.sides import disputes_of  # noqa: PLC0415 - the same

    return len(disputes_of(claims_of(records, judge=judge, rulings=library.rulings(records))))


def pairs_of(records: Sequence[Record]) -> list[Pair]:
    """Give the pairs that a judge is asked for when articles of a story are compared, each once.

    Both when all are and when the first few are: who sees fewer may see pairs side by side that
    have too much between them in the whole story.
    """
    from onrecord.link.claims.claiming import claims_of  # noqa: PLC0415 - loads tables

    asked: dict[Pair, None] = {}

    def note(pairs: Sequence[Pair]) -> "Sequence[Likelihoods]":
        asked.update(dict.fromkeys(pairs))
        return [()] * len(pairs)

    for some in {len(records), min(len(records), FEW)}:
        claims_of(records[:some], judge=note)
    return list(asked)
