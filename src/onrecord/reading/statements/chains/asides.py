"""What commas set off from a clause: ", he said,", ", on being asked,"."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.statements.parsed import Parsed

_LONGEST_SETTING = 6  # words between "told" and the comma: "a news conference"
_LONGEST_ASIDE = 12  # words of ", on being arrested,"
_WHEN = frozenset(("after", "before", "when", "while", "since", "until"))


def without_aside(parsed: Parsed, words: Sequence[int]) -> list[int]:
    """Remove what commas set off from subject and verb: "Roe, on being asked, had denied it"."""
    commas = [k for k, i in enumerate(words) if is_comma(parsed, i)]
    for first, last in pairwise(commas):
        opening = words[first + 1]
        opens = parsed.tags[opening] in ("ADP", "SCONJ", "ADV")
        opens = opens or parsed.words[opening] in ("who", "which", "whose")
        follows = parsed.tags[words[last + 1]] if last + 1 < len(words) else ""
        if first and opens and last - first <= _LONGEST_ASIDE and follows in ("AUX", "VERB"):
            return [*words[:first], *words[last + 1 :]]
    return list(words)


def around(parsed: Parsed, cue: Sequence[int], source: Sequence[int]) -> list[int]:
    """Return the clause around ", he said,"; () if there is none."""
    frame = range(min((*cue, *source)), max((*cue, *source)) + 1)
    sentence = parsed.sentence_of(frame.start)
    first = frame.start - 1
    last = next(
        (i for i in range(frame.stop, sentence.stop)[:_LONGEST_SETTING] if is_comma(parsed, i)), -1
    )
    if first <= sentence.start or not is_comma(parsed, first) or last < 0:
        return []
    breaks = [i for i in sentence if parsed.words[i] in (":", ";")]
    start = max((i + 1 for i in breaks if i < first), default=sentence.start)
    stop = min((i for i in breaks if i > last), default=sentence.stop)
    while stop > last + 1 and parsed.words[stop - 1] in (".", "?", "!"):
        stop -= 1
    return [*range(start, first), *range(last + 1, stop)]


def only_says_when(parsed: Parsed, cue: Sequence[int], behind: int) -> bool:
    """Whether a cue only says when what stands before a word is: ", after [Osen announced]"."""
    marks = parsed.children(parsed.head_of(cue), "mark", "advmod")
    return any(k > behind and parsed.words[k] in _WHEN for k in marks)


def is_comma(parsed: Parsed, i: int) -> bool:
    """Whether a word is a comma."""
    return parsed.words[i] == ","
