"""FactBank and UDS-IH2: did what a word says happen, from −3 (certainly not) to 3 (certainly)."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import fmean
from typing import Literal, NamedTuple

from training.sets.texts import Part, Sentence, Surface, Text, join
from training.sets.treebanks import ParsedText, parsed

LOG = logging.getLogger(__name__)
NOT_LETTERS = re.compile(r"[^a-z0-9]")
# UDS points into UD 1.2: above this sentence its numbers are off by one in the EWT we have.
LAST_SAME = {"train": 11_464, "dev": 334}
SHIFT = {"train": 1, "dev": -1}
# A judgement is yes or no with a confidence of 0 to 4: three quarters of it is at most 3.
SCALE = {"true": 0.75, "false": -0.75}

Predicate = tuple[int, int]  # number of the sentence in UD 1.2 and of the word in it, from 1


class Judgement(NamedTuple):
    """How certain a text makes it that what a word names happened."""

    word: int  # index into `Text.words`
    value: float  # −3 to 3


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedText:
    """A sentence of FactBank, which has no documents, or a whole document of EWT."""

    text: Text
    judgements: tuple[Judgement, ...]  # in text order; never empty for EWT


def judged(data: Path, source: Literal["factbank", "uds"], part: Part) -> list[JudgedText]:
    """Return the texts of a part with their judgements; what was dropped is logged.

    FactBank is split by sentence and stock sentences repeat: one that is also held back is dropped,
    and from "train" one that is also in "dev". A UDS predicate whose lemma is not that of the word
    it points to is dropped.
    """
    if source == "factbank":
        return list(_factbank(data, part))
    return list(_uds(data, part))


def held_back(data: Path) -> frozenset[str]:
    """Return the digests of FactBank's held-back sentences, which stand in `timeml` too."""
    path = data / "factuality" / "factbank" / "held_back_sentences.sha256"
    return frozenset(path.read_text(encoding="ascii").split())


def is_held_back(sentence: str, hashes: frozenset[str]) -> bool:
    """Say whether a sentence is held back; only its letters a to z and its digits count."""
    return digest_of(sentence) in hashes


def digest_of(sentence: str) -> str:
    """Return the SHA-256 of a sentence's letters a to z and digits, without case."""
    return sha256(NOT_LETTERS.sub("", sentence.lower()).encode()).hexdigest()


def _factbank(data: Path, part: Part) -> Iterator[JudgedText]:
    barred = held_back(data)
    if part == "train":
        barred |= {digest_of(sentence.text.text) for sentence in _sentences(data, "dev")}
    n_dropped = 0
    for sentence in _sentences(data, part):
        if is_held_back(sentence.text.text, barred):
            n_dropped += 1
        else:
            yield sentence
    LOG.info("factbank %s: %d sentences dropped, held back or in dev", part, n_dropped)


def _sentences(data: Path, part: Part) -> Iterator[JudgedText]:
    """Yield every sentence of a part of FactBank as the file has it."""
    path = data / "factuality" / "factbank" / f"{part}.conll"
    for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"), start=1):
        rows = [line.split("\t") for line in block.split("\n")]
        sentence = Sentence(tuple(Surface(row[1]) for row in rows))
        judgements = [Judgement(i, float(row[2])) for i, row in enumerate(rows) if row[2] != "_"]
        yield JudgedText(
            text=join(f"factbank/{part}-{number:04}", [sentence]), judgements=tuple(judgements)
        )


def _uds(data: Path, part: Part) -> Iterator[JudgedText]:
    values, lemmas = _predicates(data, part)
    in_document = defaultdict(list)
    documents = parsed(data, "ewt", part)
    sentences = [
        (document, first) for document in documents for first, _ in document.text.sentences
    ]
    n_dropped = 0
    for (number, token), given in values.items():
        shift = SHIFT[part] if number > LAST_SAME[part] else 0
        document, first = sentences[number - 1 + shift]
        word = first + token - 1
        if not _has_lemma(document, word, lemmas[number, token]):
            n_dropped += 1
            continue
        in_document[document.text.name].append(Judgement(word, fmean(given)))
    LOG.info("uds %s: %d of %d predicates dropped, other lemma", part, n_dropped, len(values))
    for document in documents:
        if document.text.name in in_document:
            judgements = sorted(in_document[document.text.name])
            yield JudgedText(text=document.text, judgements=tuple(judgements))


def _has_lemma(document: ParsedText, word: int, lemma: str) -> bool:
    return word < len(document.lemmas) and document.lemmas[word].lower() == lemma.lower()


def _predicates(
    data: Path, part: Part
) -> tuple[dict[Predicate, list[float]], dict[Predicate, str]]:
    """Return the values of all kept judgements on each predicate, and its lemma."""
    path = data / "factuality" / "uds_ih2" / "it-happened_eng_ud1.2_07092017.train+dev.tsv"
    header, *lines = path.read_text(encoding="utf-8").strip("\n").split("\n")
    columns = header.split("\t")
    values: defaultdict[Predicate, list[float]] = defaultdict(list)
    lemmas: dict[Predicate, str] = {}
    for line in lines:
        row = dict(zip(columns, line.split("\t"), strict=True))
        if row["Split"] != part or (row["Keep"], row["Is.Predicate"]) != ("True", "True"):
            continue
        if row["Happened"] in SCALE and row["Confidence"] != "na":
            predicate = int(row["Sentence.ID"].rpartition(" ")[2]), int(row["Pred.Token"])
            values[predicate].append(SCALE[row["Happened"]] * int(row["Confidence"]))
            lemmas[predicate] = row["Pred.Lemma"]
    return values, lemmas
