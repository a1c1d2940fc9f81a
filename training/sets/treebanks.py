"""EWT and GUM: words, parts of speech, lemmas and dependencies; GUM's nested entities too."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from training.sets.texts import Labelled, Part, Sentence, Surface, Text, brackets, join

Treebank = Literal["ewt", "gum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedText:
    """A document with a line for each paragraph. One value a word unless a field says otherwise."""

    text: Text
    upos: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]  # index into `text.words`; -1 for the root of a sentence
    relations: tuple[str, ...]  # without subtype: "nmod", not "nmod:poss"
    entities: tuple[Labelled, ...]  # of ten types, nested; () for EWT, which marks none
    genre: str  # "news", "weblog" …, as the document's name has it


class Word(NamedTuple):
    """The columns of a word that are read."""

    form: str
    lemma: str
    upos: str
    head: int  # number in the sentence from 1; 0 for the root
    relation: str
    misc: str

    def value(self, key: str) -> str:
        """Return a value of the last column, "" if it is not there."""
        for field in self.misc.split("|"):
            name, _, value = field.partition("=")
            if name == key:
                return value
        return ""


class Tree(NamedTuple):
    """A sentence of a treebank."""

    words: tuple[Word, ...]
    sentence: Sentence


def parsed(data: Path, treebank: Treebank, part: Part) -> list[ParsedText]:
    """Return the documents of a part: EWT's in order of the file, GUM's in order of their names."""
    if treebank == "ewt":
        paths = [data / "ewt" / f"en_ewt-ud-{part}.conllu"]
    else:
        paths = sorted((data / "gum" / part).glob("*.conllu"))
    return [
        _document(treebank, document, trees)
        for path in paths
        for document, trees in _documents(path.read_text(encoding="utf-8"))
    ]


def _documents(source: str) -> Iterator[tuple[str, list[Tree]]]:
    """Yield the name and the sentences of each document of a file."""
    document: str | None = None
    trees: list[Tree] = []
    for block in source.strip("\n").split("\n\n"):
        lines = block.split("\n")
        for line in lines:
            if line.startswith("# newdoc id = "):
                if document is not None:
                    yield document, trees
                document, trees = line.removeprefix("# newdoc id = "), []
        trees.append(_tree(lines))
    if document is None:
        raise ValueError("no '# newdoc id' in the file")
    yield document, trees


def _tree(lines: list[str]) -> Tree:
    starts_paragraph = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    words: list[Word] = []
    surfaces: list[Surface] = []
    parts: dict[int, tuple[int, str]] = {}  # first word of a surface token -> its last, the token
    spaces: dict[int, bool] = {}  # last word of a surface token -> whether a space follows
    for row in rows:
        space_after = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            parts[first], spaces[last] = (last, row[1]), space_after
        elif "." not in row[0]:  # an empty node is no word of the text
            words.append(Word(row[1], row[2], row[3], int(row[6]), row[7], row[9]))
            spaces.setdefault(len(words), space_after)
    number = 1
    while number <= len(words):
        last, form = parts.get(number, (number, words[number - 1].form))
        forms = tuple(word.form for word in words[number - 1 : last])
        surfaces.append(Surface(form, forms, spaces[last]))
        number = last + 1
    return Tree(tuple(words), Sentence(tuple(surfaces), starts_paragraph))


def _document(treebank: Treebank, document: str, trees: list[Tree]) -> ParsedText:
    text = join(f"{treebank}/{document}", [tree.sentence for tree in trees])
    words = [word for tree in trees for word in tree.words]
    heads = (
        first + word.head - 1 if word.head else -1
        for (first, _), tree in zip(text.sentences, trees, strict=True)
        for word in tree.words
    )
    return ParsedText(
        text=text,
        upos=tuple(word.upos for word in words),
        lemmas=tuple(word.lemma for word in words),
        heads=tuple(heads),
        relations=tuple(word.relation.partition(":")[0] for word in words),
        entities=_entities(text, words) if treebank == "gum" else (),
        genre=_genre(treebank, document),
    )


def _genre(treebank: Treebank, document: str) -> str:
    """Read "GUM_news_iodine" and "weblog-juancole.com_…" as their makers built them."""
    return document.split("_")[1] if treebank == "gum" else document.partition("-")[0]


def _entities(text: Text, words: list[Word]) -> tuple[Labelled, ...]:
    """Read column Entity: "(number-type-…" opens a mention, "number)" closes it."""
    return tuple(
        Labelled(text.words[pair.first][0], text.words[pair.last][1], pair.label.split("-")[1])
        for pair in brackets(word.value("Entity") for word in words)
    )
