"""Where sentences and quotations stand in a text, by its marks: the syntax errs more often."""

import re
from collections.abc import Iterable, Sequence

from onrecord.reading.statements.actors.naming.name_words import dash_of_dateline
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.quotes import Quotation, continued

_ENDS = frozenset((".", "!", "?", "…"))
CLOSING = frozenset(("”", "»", '"', "''", "’", ")", "]"))
DASHES = frozenset(("—", "–", "-", "--", "―"))
SUBJECTS = ("nsubj", "csubj", "expl")
_LONGEST_DATELINE, _WITH_AGENCY = 10, 18  # words: "OSEN, Mali, May 2 (Bend River Press) -"
_LONGEST_AGENCY = 7  # words, the brackets among them
_TIME = re.compile(r"\d{1,2}[:.]\d\d")


class Layout:
    """Sentences and quotations of a text, as ranges of words.

    quoted: quotations, the marks included. inside: the words in them. groups: quotations, those
    together that go on in the next paragraph, which opens the marks again. set_off: lines that the
    page sets off as a quotation.
    """

    def __init__(
        self,
        parsed: Parsed,
        quotes: Sequence[Quotation],
        set_off: frozenset[int] = frozenset(),
    ) -> None:
        self.parsed, self.set_off = parsed, set_off
        doubles = [one for one in quotes if not one.single and parsed.range_of(one.span)]
        self.quoted = [parsed.range_of(one.span) for one in doubles]
        self.groups: list[list[range]] = []
        for k, one in enumerate(doubles):
            if k and continued(parsed.text, doubles[k - 1], one):
                self.groups[-1].append(self.quoted[k])
            else:
                self.groups.append([self.quoted[k]])
        self.opening = {quote.start for quote in self.quoted}
        self.closing = {self.quoted[k].stop - 1 for k, one in enumerate(doubles) if one.closed}
        self._quote = {i: quote for quote in self.quoted for i in quote}
        self.inside = set(self._quote)
        self._group = {quote.start: group for group in self.groups for quote in group}
        self._groups: dict[int, list[list[range]]] = {}
        for group in self.groups:
            for line in dict.fromkeys(parsed.lines[quote.start] for quote in group):
                self._groups.setdefault(line, []).append(group)
        self._sentence: list[range] = []
        first = 0
        for i in range(1, len(parsed) + 1):
            if i == len(parsed) or self._starts(i):
                self._sentence += [range(first, i)] * (i - first)
                first = i

    def _starts(self, i: int) -> bool:
        """Whether a sentence starts with a word; none does within a quotation."""
        parsed = self.parsed
        if parsed.lines[i] != parsed.lines[i - 1]:
            return True
        if i in self.inside and i not in self.opening:
            return False
        last = i - 1
        while last > 0 and (parsed.words[last] in CLOSING or last in self.closing):
            last -= 1
        if parsed.forms[i][:1].islower() or not parsed.words[last].endswith(tuple(_ENDS)):
            return False
        # "Go!" Halden said; by 6 a.m. Friday: here the model has to say
        plain = parsed.words[last] == "." or (parsed.words[last] in _ENDS and last == i - 1)
        return plain or parsed.sentences[i] != parsed.sentences[i - 1]

    def sentence(self, i: int) -> range:
        """Return the sentence of a word: what stands between full stops on one line."""
        return self._sentence[i]

    def body(self, i: int) -> range:
        """Return the sentence of a word without the dateline, or "11:05", before it."""
        sentence, parsed = self.sentence(i), self.parsed
        if sentence.start != parsed.line_of(i).start:
            return sentence
        if _TIME.fullmatch(parsed.words[sentence.start]) and sentence.start < i:
            return range(sentence.start + 1, sentence.stop)
        if parsed.words[sentence.start] == "(":
            return _past_agency(parsed, sentence, i)
        if not parsed.forms[sentence.start].isupper():
            dash = dash_of_dateline(parsed, parsed.line_of(i))  # "New York, NY - The mayor said"
            return sentence if dash is None or dash >= i else range(dash + 1, sentence.stop)
        for k in sentence[1:_WITH_AGENCY]:
            if k - sentence.start >= _LONGEST_DATELINE and parsed.words[k - 1] != ")":
                continue
            if parsed.words[k] in (":", "—", "–", "―", "--") or _is_lone_dash(parsed, k):
                return range(k + 1, sentence.stop) if k < i else sentence
        return sentence

    def is_quotation(self, words: range) -> bool:
        """Whether a stretch is one quotation from end to end, marks and comma aside."""
        quote = self.quote_of(words.start)
        return quote is not None and words.stop <= quote.stop + 1

    def quote_of(self, i: int) -> range | None:
        """Return the quotation that a word stands in."""
        return self._quote.get(i)

    def groups_of(self, words: Iterable[int]) -> list[list[range]]:
        """Return the quotations that words stand in, with those they go on in."""
        starts = dict.fromkeys(self._quote[i].start for i in sorted(words) if i in self._quote)
        return list({id(group): group for s in starts for group in [self._group[s]]}.values())

    def groups_on(self, lines: Iterable[int]) -> list[list[range]]:
        """Return the quotations that stand on some lines, with those they go on in."""
        return [group for line in dict.fromkeys(lines) for group in self._groups.get(line, ())]


def _past_agency(parsed: Parsed, sentence: range, i: int) -> range:
    """Return a sentence without the agency in brackets at its head: "(CNN) A ferry", "(BR) --"."""
    close = next((k for k in sentence[1:_LONGEST_AGENCY] if parsed.words[k] == ")"), None)
    if close is None or close - sentence.start == 1:
        return sentence
    name = parsed.forms[sentence.start + 1 : close]
    first = close + 1
    dashed = first < sentence.stop and parsed.words[first] in DASHES
    is_named = name[0].isupper() if len(name) == 1 and not dashed else name[0][:1].isupper()
    if first + dashed > i or not is_named or (len(name) > 1 and not dashed):
        return sentence
    return range(first + dashed, sentence.stop)


def _is_lone_dash(parsed: Parsed, k: int) -> bool:
    """Tell "BISSAU, March 9 - A group" from "Guinea-Bissau"."""
    return parsed.words[k] == "-" and parsed.ends[k - 1] < parsed.starts[k]


def is_word(parsed: Parsed, i: int) -> bool:
    """Whether a word is more than a mark."""
    return any(char.isalnum() for char in parsed.words[i])


def runs_of(parsed: Parsed, words: Iterable[int]) -> list[range]:
    """Join words that stand side by side on one line."""
    runs: list[range] = []
    for i in sorted(words):
        if runs and i == runs[-1].stop and parsed.lines[i] == parsed.lines[i - 1]:
            runs[-1] = range(runs[-1].start, i + 1)
        else:
            runs.append(range(i, i + 1))
    return runs
