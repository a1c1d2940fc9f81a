"""Words with their syntax, written by hand: what the rules of `reading.statements` look at."""

from collections.abc import Sequence
from dataclasses import replace

from eval.blank import READING
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Attribution, Reading, Words

LINE = "¶"


def built(marked: str) -> Parsed:
    """Read "form/TAG[/relation[/head]] …": the head is the number of a word, none by default.

    A full stop ends a sentence; "¶" starts a new line.
    """
    rows: list[list[str]] = []
    lines: list[int] = []
    line = 0
    for token in marked.split():
        if token == LINE:
            line += 1
            continue
        rows.append((token.split("/") + ["dep", "-1"][-(4 - len(token.split("/"))) :])[:4])
        lines.append(line)
    return _parsed(rows, lines)


def _parsed(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Parsed:
    text, starts, ends, sentences = "", [], [], []
    number = 0
    for k, row in enumerate(rows):
        new_line = k > 0 and lines[k] != lines[k - 1]
        number += new_line or (k > 0 and rows[k - 1][0] in (".", "?", "!"))
        text += ("\n" if new_line else " ") if text else ""
        starts.append(len(text))
        text += row[0]
        ends.append(len(text))
        sentences.append(number)
    return Parsed(
        text,
        Words(
            starts=tuple(starts),
            ends=tuple(ends),
            tags=tuple(row[1] for row in rows),
            lemmas=tuple(row[0].lower() for row in rows),
            heads=tuple(int(row[3]) for row in rows),
            relations=tuple(row[2] for row in rows),
            sentences=tuple(sentences),
            certainties=(0.0,) * len(rows),
        ),
    )


def syntax_of(parsed: Parsed, lemmas: Sequence[str]) -> Words:
    """Return the words of a text as a reading has them."""
    return Words(
        starts=parsed.starts,
        ends=parsed.ends,
        tags=parsed.tags,
        lemmas=tuple(lemmas),
        heads=parsed.heads,
        relations=parsed.relations,
        sentences=parsed.sentences,
        certainties=parsed.certainties,
    )


def bare_reading(words: Words, attributions: Sequence[Attribution] = ()) -> Reading:
    """Return a reading with its words, its attributions and nothing else."""
    return replace(READING, attributions=tuple(attributions), words=words)


def at(parsed: Parsed, phrase: str) -> tuple[int, ...]:
    """Return the words of a phrase where it first stands."""
    wanted = phrase.split()
    for i in range(len(parsed) - len(wanted) + 1):
        if parsed.forms[i : i + len(wanted)] == wanted:
            return tuple(range(i, i + len(wanted)))
    raise ValueError(f"not there: {phrase}")


def forms(parsed: Parsed, words: Sequence[int]) -> str:
    """Return words with a blank between them."""
    return " ".join(parsed.forms[i] for i in words)
