"""CoNLL-2003: people, organisations, places and other names in Reuters news of 1996."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from training.sets.texts import Labelled, Part, Sentence, Surface, Text, join

NEW_DOCUMENT = "-DOCSTART-"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedText:
    """A document, a sentence a line; its names are PER, ORG, LOC or MISC and never overlap."""

    text: Text
    names: tuple[Labelled, ...]


def named(data: Path, part: Part, *, clean: bool = False) -> list[NamedText]:
    """Return the documents of a part.

    clean: with the labels of CleanCoNLL, which calls a team ORG where CoNLL-2003 says LOC.
    Raises ValueError if `clean` is asked of "train", which has no such labels here.
    """
    if clean and part != "dev":
        raise ValueError("CleanCoNLL is here for dev only: use clean=False")
    folder = data / "conll2003"
    path = folder / ("cleanconll.dev" if clean else f"conllpp_{part}.txt")
    separator = "\t" if clean else " "
    rows = [line.split(separator) for line in path.read_text(encoding="utf-8").split("\n")]
    set_name = "cleanconll" if clean else "conll2003"
    starts = [i for i, row in enumerate(rows) if row[0] == NEW_DOCUMENT]
    return [
        _document(f"{set_name}/{part}-{number:04}", rows[start + 1 : end])
        for number, (start, end) in enumerate(
            zip(starts, [*starts[1:], len(rows)], strict=True), start=1
        )
    ]


def _document(name: str, rows: list[list[str]]) -> NamedText:
    """Read the rows of a document: a token and its columns, or one empty field after a sentence."""
    sentences = [
        [(row[0], row[-1]) for row in group]
        for is_empty, group in groupby(rows, key=lambda row: row == [""])
        if not is_empty
    ]
    text = join(name, [Sentence(tuple(Surface(token) for token, _ in rows)) for rows in sentences])
    names: list[Labelled] = []
    for (first, last), sentence in zip(text.sentences, sentences, strict=True):
        tags = [tag for _, tag in sentence]
        names += _names(text, range(first, last), tags)
    return NamedText(text=text, names=tuple(names))


def _names(text: Text, words: range, tags: list[str]) -> list[Labelled]:
    """Read the B-, I- and O tags of a sentence; an I- that continues nothing starts a name."""
    names: list[Labelled] = []
    before = "O"
    for word, tag in zip(words, tags, strict=True):
        place = text.words[word]
        mark, _, label = tag.partition("-")
        if mark == "I" and before[2:] == label:
            names[-1] = names[-1]._replace(end=place[1])
        elif mark != "O":
            names.append(Labelled(*place, label))
        before = tag
    return names
