"""`python -m training.reader.lemmas`: rules for lemmas, learned from the treebanks' train parts.

Which letters to take off a word and which to add is learned for each part of speech: first for
endings, from short to long, wherever enough words are better off; then for single words that the
endings get wrong. Regular forms of the lemmas that were seen are learned from too: of a verb that
stands once in a treebank most forms do not. And from the words of saying that the rules of
statements know.

Writes `src/onrecord/reading/lemmas.json`. Words and edits of words are in it, nothing else.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from onrecord.reading.lemmas import LONGEST_ENDING, WHOLE, Rules, by_rules, longest, normal
from onrecord.reading.statements.lexicon import word_list
from training.sets.treebanks import parsed

ROOT = Path(__file__).resolve().parents[2]
LEMMAS = ROOT / "src" / "onrecord" / "reading" / "lemmas.json"
NO_LEMMA = "_"
_OPEN = ("NOUN", "VERB", "ADJ")  # have rules for endings, and for a word that occurs once
_FEWEST = 2  # occurrences of others: a rare form of a closed class is a misspelling
_FEWEST_NAMES = 3
_GAIN = 2  # words by which a rule for an ending has to be better than those for shorter ones
_GAIN_CAPITALS = 3
_GAIN_NAMES = 4
_SHORTEST_OF_NAMES = 4  # letters: "Americans", but not "Evans"
_SHORT = 6  # letters of the adjectives that are compared by endings
_SEEN_OFTEN = 3
# Words of the news that the treebanks do not have, or with a slip; and "brew" and "strew", so that
# "rew" is no ending of a past for the sake of "overthrew".
_ALSO = {
    "VERB": (
        "fled flee", "fleeing flee", "flood flood", "darken darken", "blare blare",
        "interfere interfere", "expelled expel", "compelled compel", "repelled repel",
        "propelled propel", "dispelled dispel", "rebelled rebel", "patrolled patrol",
        "quarrelled quarrel", "extolled extol", "underwent undergo", "undergone undergo",
        "froze freeze", "flown fly", "slew slay", "slain slay", "shook shake",
        "overthrew overthrow", "brew brew", "strew strew", "bled bleed", "bred breed", "sped speed",
        "misled mislead", "slid slide", "spat spit", "spun spin", "swollen swell", "knelt kneel",
    ),
    "NOUN": (
        "barracks barracks", "diabetes diabetes", "logistics logistics", "mangoes mango",
        "verses verse", "headquarters headquarters", "waterworks waterworks",
    ),
}  # fmt: skip
_SURE = 10  # times that these count
_INSIDE = frozenset("'’-.")
_VOWELS = frozenset("aeiou")

_T = TypeVar("_T", str, bool)
Counts = Mapping[str, Counter[_T]]  # word -> how often it goes which way


class Row(NamedTuple):
    """A word of a treebank."""

    form: str
    tag: str
    lemma: str


def rows_of(data: Path, part: str) -> Iterator[Row]:
    """Give the words of both treebanks whose lemma is stated."""
    for treebank in ("ewt", "gum"):
        for document in parsed(data, treebank, part):
            text = document.text.text
            for (start, end), tag, lemma in zip(
                document.text.words, document.upos, document.lemmas, strict=True
            ):
                if lemma != NO_LEMMA:
                    yield Row(text[start:end], tag, lemma)


def rows_of_lexicon() -> Iterator[Row]:
    """Give the verbs and nouns of the lexicon of statements, its irregular forms, and `_ALSO`."""
    cues = word_list("cues")
    for lemma, part, *_ in cues["cues"]:
        if part in ("verb", "noun") and lemma.isalpha():
            yield Row(lemma, part.upper(), lemma)
    for lemma, irregular in cues["irregular"].items():
        yield from (Row(form, "VERB", lemma) for form in irregular if form.isalpha())
    for tag, pairs in _ALSO.items():
        for form, lemma in map(str.split, pairs):
            yield from [Row(form, tag, lemma)] * _SURE


def learn(rows: Iterable[Row]) -> Rules:
    """Learn rules. The order of the rows makes no difference."""
    edits: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    capitals: dict[str, dict[str, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for form, tag, lemma in rows:
        if not _teaches(form, tag, lemma):
            continue
        word, goal = normal(form), normal(lemma)
        edits[tag][word][edit(word, goal)] += 1
        lemmas[tag][goal] += 1
        if tag != "PROPN" and form[0].isupper():
            capitals[tag][word][lemma != lemma.lower()] += 1
    for tag in _OPEN:
        for form, ways in _derived(lemmas, tag).items():
            edits[tag][form] += ways
    return Rules(
        endings={tag: _edits_table(tag, counts) for tag, counts in sorted(edits.items())},
        capitals={
            tag: table(capitals[tag] or {"": Counter([False])}, gain=_GAIN_CAPITALS, fewest=_FEWEST)
            for tag in sorted(edits)
        },
    )


def _edits_table(tag: str, counts: Counts[str]) -> dict[str, str]:
    if tag == "PROPN":
        return table(counts, gain=_GAIN_NAMES, shortest=_SHORTEST_OF_NAMES, fewest=_FEWEST_NAMES)
    if tag in _OPEN:
        return table(counts, gain=_GAIN)
    return table(counts, gain=_GAIN, shortest=LONGEST_ENDING + 1, fewest=_FEWEST)


def _teaches(form: str, tag: str, lemma: str) -> bool:
    """Say whether a word is one to learn from: letters, perhaps with marks between them.

    No name in lower case, nor one that was cut short without a stop: "Mar" is more than March.
    """
    if tag in ("PUNCT", "SYM"):
        return not any(character.isdigit() for character in form + lemma)
    if tag == "X" or not all(c.isalpha() or c in _INSIDE for c in form + lemma):
        return False
    whole = form.endswith(".") or len(lemma) <= len(form)
    return tag != "PROPN" or (form[0].isupper() and whole)


def edit(word: str, lemma: str) -> str:
    """Return how a word becomes its lemma, as `Rules.endings` has it."""
    letters = enumerate(zip(word, lemma, strict=False))
    shared = next((i for i, (a, b) in letters if a != b), min(len(word), len(lemma)))
    return f"{len(word) - shared}{lemma[shared:]}"


def table(counts: Counts[_T], *, gain: int, shortest: int = 1, fewest: int = 1) -> dict[str, _T]:
    """Learn a table for `longest`.

    gain: words by which a rule for an ending has to be better than the one for a shorter ending.
    shortest: letters of an ending; more than the longest = none.
    fewest: occurrences of a word with a rule of its own.
    """
    votes: dict[str, Counter[_T]] = defaultdict(Counter)
    for word, ways in counts.items():
        for length in (0, *range(shortest, min(LONGEST_ENDING, len(word)) + 1)):
            votes[word[len(word) - length :]].update(set(ways))  # a word has one vote
    rules = {"": _first(votes[""])}
    for ending in sorted(votes, key=lambda ending: (len(ending), ending)):
        best, so_far = _first(votes[ending]), longest(rules, ending)
        if votes[ending][best] - votes[ending][so_far] >= gain:
            rules[ending] = best
    alone = {}
    for word, ways in counts.items():
        best, so_far = _first(ways), longest(rules, word)
        if ways[best] - ways[so_far] >= fewest:
            alone[WHOLE + word] = best
    return dict(sorted((rules | alone).items()))


def _first(ways: Counter[_T]) -> _T:
    """Return the most frequent, of several the first in the alphabet."""
    return min(ways, key=lambda way: (-ways[way], way))


def _derived(lemmas: Mapping[str, Counter[str]], tag: str) -> dict[str, Counter[str]]:
    """Return regular forms: of lemmas, and of other words as if they were verbs.

    Each counts as if it were seen once, which also undoes slips of the treebanks: "fre" of "freed".
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for lemma, n in lemmas[tag].items():
        if tag != "ADJ" or (n >= _SEEN_OFTEN and len(lemma) <= _SHORT):
            for form in forms(lemma, tag):
                found[form][edit(form, lemma)] += 1
    known = set(found)
    for lemma, n in (lemmas["NOUN"] + lemmas["ADJ"]).items() if tag == "VERB" else ():
        for form in forms(lemma, tag) if n >= _SEEN_OFTEN else ():
            if form not in known:
                found[form][edit(form, lemma)] += 1
    return found


def forms(lemma: str, tag: str) -> Iterator[str]:
    """Give the regular forms of a word of letters: "tries", "tried", "trying" of "try"."""
    if not (lemma.isalpha() and lemma.isascii() and len(lemma) > 2):
        return
    to_i = lemma[-1] == "y" and lemma[-2] not in _VOWELS
    hisses = lemma.endswith(("s", "x", "z", "ch", "sh"))
    short = lemma[-1] in "bdgklmnprtv" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    stem = lemma + lemma[-1] if short and len(lemma) <= 4 else lemma
    stem = lemma[:-1] if lemma.endswith("e") else stem
    before_e = lemma[:-1] + "i" if to_i else stem
    if tag == "ADJ":
        yield from (before_e + "er", before_e + "est")
        return
    yield lemma[:-1] + "ies" if to_i else lemma + ("es" if hisses else "s")
    if tag == "VERB":
        keeps_e = lemma.endswith(("ee", "ye", "oe"))
        yield before_e + "ed"
        yield lemma[:-2] + "ying" if lemma.endswith("ie") else (lemma if keeps_e else stem) + "ing"


def write(rules: Rules, path: Path) -> None:
    """Write rules, one a line."""
    text = json.dumps(rules._asdict(), ensure_ascii=False, indent=0)
    path.write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn the rules, write them, and say how often they are right with gold tags."""
    parser = argparse.ArgumentParser(prog="python -m training.reader.lemmas", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--into", type=Path, default=LEMMAS)
    given = parser.parse_args(arguments)
    rules = learn(chain(rows_of(given.data, "train"), rows_of_lexicon()))
    write(rules, given.into)
    dev = list(rows_of(given.data, "dev"))
    right = sum(by_rules(rules, row.form, row.tag) == row.lemma for row in dev)
    print(f"{given.into.stat().st_size:,} bytes; dev, gold tags: {right / len(dev):.4f}")


if __name__ == "__main__":
    main()
