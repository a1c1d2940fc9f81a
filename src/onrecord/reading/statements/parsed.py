"""A text with its words and their syntax, as the rules see it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from onrecord.reading.once import Known
from onrecord.record import Span, Words

BEING = frozenset(("be", "been", "being", "is", "are", "was", "were"))
NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"))  # tags in a phrase
_ABBREVIATED = 4  # letters of "Capt", before a full stop that ends no sentence
_HELPING = ("aux", "cop")  # relations
_HELPING_FORMS = ("used", "needed", "dared")
# Words with which a sentence opens whose main clause comes later: "While Roe said it was safe, it".
OPENING = frozenset((
    "as", "when", "while", "if", "since", "although", "though", "because", "after",
))  # fmt: skip
_TAKEN_FOR = ("VERB", "X")  # tags that a noun may get
_OF_VERBS = ("nsubj", "csubj", "obj", "aux", "cop", "mark", "expl", "ccomp", "xcomp")
_LONGEST_LINE = 1_000  # words; a longer one is a text that came without its line ends
_PARAGRAPH = 30  # words from which on such a line is cut where a sentence ends


class Parsed:
    """A text by words: indices into `Words`, half-open ranges of them.

    words: in lower case. lines: number of the line (block) of each word, from 0; a line of more
    than _LONGEST_LINE words is several, or else all in it would be near all else.
    """

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.starts, self.ends = words.starts, words.ends
        self.heads, self.relations = words.heads, words.relations
        self.certainties = words.certainties
        self.forms = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
        self.tags = tuple(map(_tag, words.tags, words.relations, self.forms))
        self.sentences = _parted(words.sentences, self.forms)
        self.words = [_word(form) for form in self.forms]
        breaks = [match.start() for match in re.finditer("\n", text)]
        lines = [bisect_left(breaks, start) for start in words.starts]
        self.lines = _cut(lines, self.sentences)
        self._sentences = _runs(self.sentences)
        self._lines = _runs(self.lines)
        self.known: Known = defaultdict(dict)  # see `once`
        self._children: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(words.heads):
            if head >= 0:
                self._children[head].append(i)
        tags = enumerate(self.tags)
        self.tags = tuple(
            "NOUN" if tag in _TAKEN_FOR and self._is_noun(i) else tag for i, tag in tags
        )

    def _is_noun(self, i: int) -> bool:
        """Whether what a reader takes for a verb is a noun by its article: "in a *message* to"."""
        if self.children(i, *_OF_VERBS):
            return False
        below = [k for k in self._children[i] if k < i]
        articles = [k for k in below if self.relations[k] == "det"]
        return bool(articles) and {*range(articles[-1] + 1, i)} <= {*below}

    def __len__(self) -> int:
        return len(self.words)

    def range_of(self, span: Span) -> range:
        """Return the words that share a character with a span."""
        first = bisect_right(self.ends, span.start)
        return range(first, max(first, bisect_left(self.starts, span.end)))

    def ranges_of(self, spans: Iterable[Span]) -> list[int]:
        """Return the words of several spans, in order."""
        return [i for span in spans for i in self.range_of(span)]

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of words [first, last)."""
        return Span(start=self.starts[first], end=self.ends[last - 1])

    def string(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.text[span.start : span.end]

    def children(self, i: int, *relations: str) -> list[int]:
        """Return the words that `i` governs, by any of these relations; by any at all if none."""
        below = self._children[i]
        if not relations or not below:
            return below.copy()
        return [k for k in below if self.relations[k] in relations]

    def subtree(self, i: int) -> list[int]:
        """Return a word and all it governs, directly or not, in text order."""
        found, waiting = [], [i]
        while waiting:
            word = waiting.pop()
            found.append(word)
            waiting += [below for below in self._children[word] if below != i]
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """Give the words that govern `i`, from the nearest up to the root; of a circle, a few."""
        for _ in self.words:
            i = self.heads[i]
            if i < 0:
                return
            yield i

    def head_of(self, words: Sequence[int]) -> int:
        """Return the word whose governor stands outside; the first if there are more.

        A reader hangs "A" of "A video shows" on the verb, too: an article is one only alone.
        """
        if len(words) == 1:
            return words[0]
        inside = set(words)
        outer = [i for i in words if self.heads[i] not in inside and self.tags[i] != "PUNCT"]
        return next((i for i in outer if self.tags[i] != "DET"), (*outer, words[0])[0])

    def head_in(self, span: Span) -> int | None:
        """Return the head word of a span; None if it covers no word."""
        words = self.range_of(span)
        return self.head_of(words) if words else None

    def sentence_of(self, i: int) -> range:
        """Return the words of a word's sentence."""
        return self._sentences[i]

    def line_of(self, i: int) -> range:
        """Return the words of a word's line."""
        return self._lines[i]


def _parted(sentences: Sequence[int], forms: Sequence[str]) -> tuple[int, ...]:
    """Part sentences where a full stop stands that a reader missed, before a capital."""
    found, more = [], 0
    for i, number in enumerate(sentences):
        missed = i > 1 and number == sentences[i - 1] and forms[i - 1] == "."
        missed = missed and (forms[i][0].isupper() or forms[i] in "“‘")
        more += missed and (forms[i - 2][0].islower() or len(forms[i - 2]) > _ABBREVIATED)
        found.append(number + more)
    return tuple(found)


def _cut(lines: Sequence[int], sentences: Sequence[int]) -> list[int]:
    """Cut lines that are too long into such as paragraphs are."""
    found, more, first = [], 0, 0
    for i, line in enumerate(_runs(lines)):
        is_full = len(line) > _LONGEST_LINE and i - first >= _PARAGRAPH
        if i == line.start:
            first = i
        elif is_full and sentences[i] != sentences[i - 1]:
            first, more = i, more + 1
        found.append(lines[i] + more)
    return found


def _runs(numbers: Sequence[int]) -> list[range]:
    """Return for each place the places around it that have the same number."""
    runs: list[range] = []
    for _, group in groupby(numbers):
        n = sum(1 for _ in group)
        runs += [range(len(runs), len(runs) + n)] * n
    return runs


def _word(form: str) -> str:
    """Return a form in lower case; of "WHO" with stops, that it is no "who"."""
    return "w.h.o." if form == "WHO" else form.lower().replace("’", "'")


def _tag(tag: str, relation: str, form: str) -> str:
    """Call what helps a verb an auxiliary: of "had told", a reader takes "had" for a verb.

    And "refused" a verb, which it takes for a particle or an auxiliary before "to comment".
    """
    if form == "WHO":
        return "PROPN"
    if tag in ("PART", "AUX") and form.endswith("ed") and form not in _HELPING_FORMS:
        return "VERB"
    return "AUX" if tag == "VERB" and relation.startswith(_HELPING) else tag
