"""Which sentences of two versions correspond, and the words that differ."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product, takewhile
from typing import NamedTuple

from onrecord.record import Edit, Span

# The regular expression errs at "Ms. Roe", alike in both versions, and that is all that matters.
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”’»)\]]*(?=\s+[^\sa-z])|$)", re.MULTILINE)
_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*|[^\w\s]")
_LEVEL = str.maketrans("“”„«»‘’‚—–‑", '"' * 5 + "'" * 3 + "-" * 3)
_ALIKE = 0.5  # of the words of both: less is another sentence
_MANY = 40_000  # pairs of sentences that are all looked at: two new texts of 3,000 words
_RARE = 8  # sentences that a word may stand in that pairs sentences of longer texts
_TOO_LONG = 4_000_000  # words times words: of a text without sentences all is one edit


class Token(NamedTuple):
    """A word or punctuation mark, normalised: the style of quotation marks does not matter."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words."""

    span: Span
    line: int  # which line of the text it stands in
    tokens: tuple[Token, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return its words, normalised and folded."""
        return tuple(token.key for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same sentence in both versions; None: that version does not have it."""

    before: Sentence | None
    after: Sentence | None
    edits: tuple[Edit, ...] = ()  # of two that differ; of one alone all of it


def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Split a stretch of text into words and punctuation marks."""
    return tuple(
        Token(found.group().translate(_LEVEL).casefold(), found.start(), found.end())
        for found in _TOKEN.finditer(text, start, end)
    )


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences; none crosses a line break."""
    found: list[Sentence] = []
    at = 0
    for line, words in enumerate(text.split("\n")):
        for piece in _SENTENCE.finditer(text, at, at + len(words)):
            tokens = tokens_of(text, piece.start(), piece.end())
            if tokens:
                span = Span(start=tokens[0].start, end=tokens[-1].end)
                found.append(Sentence(span, line, tokens))
        at += len(words) + 1
    return tuple(found)


def alike(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the share of words that two stretches have in common, 0 to 1 (Dice)."""
    return _dice(Counter(first), Counter(second))


def match(
    before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], *, least: float = _ALIKE
) -> dict[int, int]:
    """Return which of `before` matches which of `after`: equal ones first, then similar ones."""
    found = _match_equal(before, after)
    taken = set(found.values())
    old = {i: Counter(words) for i, words in enumerate(before) if i not in found}
    new = {j: Counter(words) for j, words in enumerate(after) if j not in taken}
    scored = [
        (score, -abs(i - j), i, j)
        for i, j in _candidates(old, new)
        if (score := _dice(old[i], new[j], least)) >= least
    ]
    for _, _, i, j in sorted(scored, reverse=True):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _match_equal(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> dict[int, int]:
    found: dict[int, int] = {}
    places: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for j, words in enumerate(after):
        places[tuple(words)].append(j)
    for i, words in enumerate(before):
        if places[tuple(words)]:
            found[i] = places[tuple(words)].popleft()
    return found


def _candidates(
    old: Mapping[int, Counter[str]], new: Mapping[int, Counter[str]]
) -> Iterable[tuple[int, int]]:
    """Return the pairs to look at: all, or of very many those with a rare word in common."""
    if len(old) * len(new) <= _MANY:
        return product(old, new)
    places: dict[str, list[int]] = defaultdict(list)
    for j, counts in new.items():
        for word in counts:
            places[word].append(j)
    return {
        (i, j)
        for i, counts in old.items()
        for word in counts
        if len(places.get(word, ())) <= _RARE
        for j in places.get(word, ())
    }


def _dice(first: Counter[str], second: Counter[str], least: float = 0.0) -> float:
    """Return what share of the words is in both; 0 where it cannot reach `least`."""
    n_first, n_second = first.total(), second.total()
    both = n_first + n_second
    if not both:
        return 1.0
    if 2 * min(n_first, n_second) < least * both:
        return 0.0
    return 2 * sum(min(n, second[word]) for word, n in first.items()) / both


def pair_sentences(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[Pair, ...]:
    """Return the sentences of two versions side by side, in the order of the later one.

    Those that only the earlier has come after the one that they followed.
    """
    found = match([one.keys for one in old], [one.keys for one in new])
    back = {j: i for i, j in found.items()}
    pairs = [
        (float(j), pair(old[back[j]] if j in back else None, one)) for j, one in enumerate(new)
    ]
    place = -1.0
    for i, one in enumerate(old):
        place = float(found.get(i, place))
        if i not in found:
            pairs.append((place + 0.5, pair(one, None)))
    return tuple(one for _, one in sorted(pairs, key=lambda placed: placed[0]))


def pair(before: Sentence | None, after: Sentence | None) -> Pair:
    """Put two versions of a sentence side by side."""
    if before is None or after is None:
        edit = Edit(before=before.span if before else None, after=after.span if after else None)
        return Pair(before, after, (edit,))
    return Pair(before, after, tuple(edits(before.tokens, after.tokens)))


def edits(before: Sequence[Token], after: Sequence[Token]) -> Iterator[Edit]:
    """Give the words that differ between two stretches, in order."""
    keys = [token.key for token in before], [token.key for token in after]
    front = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(*keys, strict=False)))
    rest = keys[0][front:], keys[1][front:]
    if len(rest[0]) * len(rest[1]) > _TOO_LONG:
        yield Edit(before=_span(before[front:]), after=_span(after[front:]))
        return
    for tag, i, i_end, j, j_end in SequenceMatcher(None, *rest, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(
                before=_span(before[front + i : front + i_end]),
                after=_span(after[front + j : front + j_end]),
            )


def _span(tokens: Sequence[Token]) -> Span | None:
    return Span(start=tokens[0].start, end=tokens[-1].end) if tokens else None
