"""Where the words of a query are in a text, and a piece of it short enough to show. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.library.answers import Evidence
from onrecord.library.forms.words import placed_words
from onrecord.library.questions.query import All, Any, Node, Term
from onrecord.record import Span

SHOWN = 240  # characters of a snippet
BEFORE = 80  # characters of it that come before the first word that was searched for
LINES = 3  # of a text that are given as evidence


def terms_of(node: Node | None) -> tuple[Term, ...]:
    """Give the words that a text must or may hold, without those it must not."""
    if isinstance(node, Term):
        return (node,)
    if isinstance(node, All | Any):
        return tuple(term for part in node.parts for term in terms_of(part))
    return ()


def stands(term: Term, given: Sequence[str]) -> Iterator[int]:
    """Give each position in a list of words where the words of a term begin."""
    wanted, last = term.words[:-1], term.words[-1]
    for at in range(len(given) - len(wanted)):
        final = given[at + len(wanted)]
        if (final.startswith(last) if term.prefix else final == last) and all(
            given[at + i] == word for i, word in enumerate(wanted)
        ):
            yield at


def marks_in(text: str, terms: Iterable[Term]) -> tuple[Span, ...]:
    """Give the spans of the terms' words in a text, in order; adjacent ones as one."""
    placed = list(placed_words(text))
    given = [word for word, _ in placed]
    found = {
        Span(start=placed[at][1].start, end=placed[at + len(term.words) - 1][1].end)
        for term in terms
        for at in stands(term, given)
    }
    kept: list[Span] = []
    for span in sorted(found):
        if kept and span.start <= kept[-1].end:
            kept[-1] = Span(start=kept[-1].start, end=max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return tuple(kept)


def lines_of(text: str) -> Iterator[Span]:
    """Give the lines of a text that are not empty."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield Span(start=start, end=start + len(line))
        start += len(line) + 1


def best_lines(text: str, terms: Sequence[Term]) -> list[Evidence]:
    """Give the lines that hold most terms, best first; the first line if none holds any."""
    lines = list(lines_of(text))
    scored = []
    for line in lines if terms else ():
        given = [word for word, _ in placed_words(text[line.start : line.end])]
        n = sum(any(True for _ in stands(term, given)) for term in terms)
        if n:
            scored.append((-n, line))
    best = [line for _, line in sorted(scored)[:LINES]] or lines[:1]
    why = "words" if scored else "beginning"
    return [Evidence(span=one, text=text[one.start : one.end], why=why) for one in best]


def snippet(line: str, terms: Sequence[Term]) -> tuple[str, tuple[Span, ...]]:
    """Cut a line short around the first term; give it with the spans of the terms in it."""
    marks = marks_in(line, terms)
    start = max(0, marks[0].start - BEFORE) if marks and len(line) > SHOWN else 0
    start = line.find(" ", start) + 1 if start else 0
    end = len(line) if len(line) - start <= SHOWN else line.rfind(" ", start, start + SHOWN)
    end = end if end > start else min(len(line), start + SHOWN)
    before, after = "… " if start else "", " …" if end < len(line) else ""
    kept = [
        Span(start=one.start - start + len(before), end=one.end - start + len(before))
        for one in marks
        if start <= one.start and one.end <= end
    ]
    return before + line[start:end] + after, tuple(kept)
