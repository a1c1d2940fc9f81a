"""Words of an annotation, found in the text that they are of; all mistakes are noted, not one.

What is annotated by hand says its words, not their offsets: `eval.gold`, `eval.world` and
`eval.claims` read their files with this.
"""

import re
from collections.abc import Iterable, Sequence

from onrecord.record import Span

_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


class GoldError(Exception):
    """A file of the gold does not fit; `.mistakes` has a line for each of them."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


class Fitter:
    """Finds the words of a file in its text, and notes what is not there."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.mistakes: list[str] = []

    def note(self, where: str, says: str) -> None:
        """Note a mistake."""
        self.mistakes.append(f"{self.name} {where}: {says}")

    def span(self, words: str, where: str) -> Span:
        """Return where words stand; the first character where they do not, which is noted."""
        plain = words.replace("[[", "").replace("]]", "")
        n = self.text.count(plain)
        if n != 1 or not plain:
            self.note(where, f"found {n} times: {words!r}")
            return Span(start=0, end=1)
        start = self.text.index(plain)
        marked = _MARKED.search(words)
        if marked is None:
            return Span(start=start, end=start + len(plain))
        start += marked.start()
        return Span(start=start, end=start + len(marked[1]))

    def spans(self, pieces: Iterable[str], where: str) -> tuple[Span, ...]:
        """Return where each piece stands."""
        return tuple(self.span(piece, where) for piece in pieces)

    def expect_words(self, words: str, where: str) -> None:
        """Note words that are nowhere in the text."""
        if words not in self.text:
            self.note(where, f"not in the text: {words!r}")

    def expect_choice(self, value: object, choices: Sequence[str], where: str) -> None:
        """Note a value that is none of the choices."""
        if value not in choices:
            self.note(where, f"is {value!r}, not one of: {', '.join(choices)}")

    def numbers(self, numbers: Iterable[int], n: int, where: str) -> tuple[int, ...]:
        """Return indices of statements; note numbers that none of n has."""
        found = tuple(number - 1 for number in numbers)
        if any(not 0 <= index < n for index in found):
            self.note(where, f"no such statements: {list(numbers)}")
        return found
