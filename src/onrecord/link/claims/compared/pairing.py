"""Statements as a model compares them, and what it answers.

Numbers, dates, places and names are compared first (`comparing`). What words mean together is not
seen there: "the hall was empty" against "two hundred were inside". So the reader reads pairs of a
story that may be related once more, the two statements side by side; `hearing` says how much its
answer counts. This is not done for a single article: a pair takes as long to read as a sentence,
and whoever reads one article wants it read fast.
"""

from collections.abc import Callable, Sequence

from onrecord.link.claims.compared.gists import Gist

Likelihoods = Sequence[float]  # logarithms of probabilities, in the order of `RelationKind`
Judge = Callable[[Sequence[tuple[str, str]]], Sequence[Likelihoods]]
"""Says what the first of each pair has to do with the second; () where it does not know."""


def side_of(speaker: str | None, manner: str, words: str) -> str:
    """Return a statement in the form in which it is set beside another."""
    return f"{speaker or 'somebody'} {manner}: {words}"


def sides_of(later: Gist, earlier: Gist) -> tuple[str, str]:
    """Return two statements in the form in which the reader compares them."""
    return (
        side_of(later.speaker_name, later.manner, later.said),
        side_of(earlier.speaker_name, earlier.manner, earlier.said),
    )
