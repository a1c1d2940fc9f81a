"""Quotation marks -> quotations. What is wrong with a mark stays in its own line."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.record import QuoteKind, Span

_MARKS = re.compile("[“”„«»\"＂]|``|''|‘‘|’’")
# Single marks only where a word cannot have them inside: ‘reckless’, but not Kim’s or ’twas.
# Straight ones before a small letter hold a few words: 'let down', not in "'em and boys' clubs".
# What a curly one opens a straight one may close, behind a full stop or comma.
_SINGLE = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[(\[—–-]))"
    r"(?:‘(?=\S)[^‘’\n]{1,400}(?:’\w[^‘’\n]*)*’|‘(?=[A-Z])[^‘'\n]{1,400}[.,!?…]'"
    r"|'(?=[A-Z])[^'\n]{1,400}(?:'\w[^'\n]*)*'"
    r"|'(?![A-Z\d]0s|(?:em|til|tis|twas|twill|cause|cos|n|bout|round|s)\b)(?=[a-z£$€\d])"
    r"[^'\n]{1,60}(?:'\w[^'\n]{0,60})*(?<=[^\s])')(?!\w)"
)
_OPENS_SINGLE = re.compile("[‘'](?=[A-Z])")
_CLOSES_SINGLE = re.compile(r"(?<=[^\s‘'])[’'](?!\w)")
_FEWEST_SPACES = 2  # of speech between single marks
_TELLS = re.compile(r"\b(?:said|says|told|added)\b")
_BLANK = 2  # characters between two paragraphs
_STRAIGHT = frozenset(('"', "＂", "''"))
_ENDS, _STOPS = frozenset(".,!?…"), frozenset(".!?…")
_OPENING, _CLOSING = frozenset(("“", "„", "«", "‘‘")), frozenset(("”", "»", "’’"))


class Quotation(NamedTuple):
    """A stretch between quotation marks, the marks included, on one line."""

    span: Span
    closed: bool  # it has its closing mark
    single: bool  # between single marks


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text, in order; none crosses a line break, none overlap.

    A mark that is not closed ends with its line: the next may open it again.
    """
    found = []
    at = 0
    lines = text.split("\n")
    for n, line in enumerate(lines):
        if _is_left_open(line, next(filter(None, lines[n + 1 : n + 3]), "")):
            found.append(Quotation(Span(start=at, end=at + len(line.rstrip())), False, False))
            at += len(line) + 1
            continue
        doubles = _carried_on(line, at, found) or _doubles(line, at)
        for match in _SINGLE.finditer(line):
            span = Span(start=at + match.start(), end=at + match.end())
            if _is_speech(match[0]):  # ‘He said, “No”,’ she recalls
                doubles = [one for one in doubles if not _is_within(one.span, span)]
            if not any(span.start < one.span.end and one.span.start < span.end for one in doubles):
                found.append(Quotation(span, True, not _is_speech(match[0])))
        found += doubles
        at += len(line) + 1
    return sorted(found)


def _carried_on(line: str, at: int, before: Sequence[Quotation]) -> list[Quotation]:
    """Return the end of a quotation whose last paragraph was not opened again: "It was.”".

    The paragraph above is left open, and this one has but a closing mark, at its end. Where it says
    who "said" so it is the story's own, and the mark a slip.
    """
    end = len(line.rstrip())
    is_open = bool(before) and not before[-1].closed and before[-1].span.end >= at - _BLANK
    marks = [match[0] for match in _MARKS.finditer(line)]
    closes = len(marks) == 1 and marks[0] in _CLOSING and line[:end].endswith(marks[0])
    if not is_open or not closes or _TELLS.search(line):
        return []
    return [Quotation(Span(start=at, end=at + end), closed=True, single=False)]


def _is_left_open(line: str, following: str) -> bool:
    """Whether a single mark opens a line, does not close there, and opens the next one again."""
    opens = _OPENS_SINGLE.match(line) and _OPENS_SINGLE.match(following)
    return bool(opens) and not _CLOSES_SINGLE.search(line)


def _is_within(one: Span, other: Span) -> bool:
    return other.start < one.start and one.end < other.end


def _is_speech(quoted: str) -> bool:
    """Tell "‘I saw it,’ she said" from ‘reckless’ and from ‘misled House’ in a headline."""
    return quoted[-2] in ".,?!" and quoted.count(" ") >= _FEWEST_SPACES


def _doubles(line: str, at: int) -> list[Quotation]:
    found = []
    depth, opened = 0, None
    nests = _is_balanced(line)
    for match in _MARKS.finditer(line):
        mark = match[0]
        either = mark not in _CLOSING or _is_turned(line, match)
        if opened is not None and _begins_again(line, match):
            end = len(line[: match.start()].rstrip())
            found.append(Quotation(Span(start=at + opened, end=at + end), False, False))
            depth, opened = 0, None
        if mark in _OPENING or (either and opened is None and _may_open(line, match)):
            depth += 1 if nests or opened is None else 0
            opened = match.start() if opened is None else opened
        elif opened is not None:
            depth -= 1
            if not depth:
                span = Span(start=at + opened, end=at + match.end())
                found.append(Quotation(span, True, False))
                opened = None
    if opened is not None and opened < len(line.rstrip()) - 1:
        span = Span(start=at + opened, end=at + len(line.rstrip()))
        found.append(Quotation(span, False, False))
    return found


def _is_balanced(line: str) -> bool:
    """Whether every opening mark of a line has its closing one: a quotation may hold another."""
    depth = 0
    for match in _MARKS.finditer(line):
        if match[0] not in _OPENING | _CLOSING:
            return False
        depth += 1 if match[0] in _OPENING else -1
        if depth < 0:
            return False
    return not depth


def _may_open(line: str, mark: re.Match[str]) -> bool:
    """Say whether a straight mark opens: not behind a word, as in 6' 2", or at an end."""
    before = line[mark.start() - 1] if mark.start() else " "
    closes = before in _ENDS and line[mark.end() : mark.end() + 1].isspace()
    return mark.end() < len(line) and not before.isalnum() and not closes


def _begins_again(line: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark opens a sentence, so that the one open was never closed."""
    before = line[: mark.start()]
    behind = line[mark.end() : mark.end() + 1]
    is_between = before[-1:].isspace() and before.rstrip()[-1:] in _STOPS
    return mark[0] in _STRAIGHT and is_between and behind.isupper()


def _is_turned(line: str, mark: re.Match[str]) -> bool:
    """Whether a closing mark opens, since somebody set the wrong one: "”We left,” she said"."""
    begins = not mark.start() or line[mark.start() - 1].isspace()
    following = _MARKS.search(line, mark.end())
    closes = following is not None and following[0] in _CLOSING
    return begins and closes and line[mark.end() : mark.end() + 1].isalnum()


def continued(text: str, before: Quotation, after: Quotation) -> bool:
    """Whether a quotation goes on in the next line, which opens its marks again."""
    between = text[before.span.end : after.span.start]
    return not before.closed and not between.strip() and "\n" in between


def covers(found: Sequence[Quotation], span: Span) -> bool:
    """Whether a stretch lies inside one quotation."""
    k = bisect_right(found, span.start, key=lambda one: one.span.start) - 1
    return k >= 0 and span.end <= found[k].span.end


def quote_kind(parsed: Parsed, quotes: Sequence[Quotation], saying: Saying) -> QuoteKind:
    """direct: quotation throughout; mixed: in part; punctuation outside does not count."""
    if saying.made == "turn" and not saying.cue:
        return "direct"
    inside = [
        covers(quotes, parsed.span(i, i + 1))
        for i in saying.words
        if any(char.isalnum() for char in parsed.words[i])
    ]
    if not any(inside):
        return "indirect"
    return "direct" if all(inside) else "mixed"
