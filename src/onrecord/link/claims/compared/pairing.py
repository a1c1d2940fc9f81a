"""Statements as a model compares them, and what it answers.

What is counted, dated, placed and named is compared first (`comparing`). What words mean together
is not seen there: "the hall was empty" against "two hundred were inside". So pairs of a story that
may have to do with each other are read once more by the reader, the one statement beside the other;
what that counts says `hearing`. Of one article alone nobody is asked: a pair takes as long as a
sentence to read, and who reads one article wants it read fast.
"""

from collections.abc import Callable, Sequence

from onrecord.link.claims.compared.gists import Gist

Likelihoods = Sequence[float]  # logarithms of probabilities, in the order of `RelationKind`
Judge = Callable[[Sequence[tuple[str, str]]], Sequence[Likelihoods]]
"""Says what the first of each pair has to do with the second; () where it does not know."""


def side_of(speaker: str | None, manner: str, words: str) -> str:
    """Return a statement as it is set beside another one."""
    return f"{speaker or 'somebody'} {manner}: {words}"


def sides_of(later: Gist, earlier: Gist) -> tuple[str, str]:
    """Return two statements as the reader compares them."""
    return (
        side_of(later.speaker_name, later.manner, later.said),
        side_of(earlier.speaker_name, earlier.manner, earlier.said),
    )
