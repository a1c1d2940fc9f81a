"""Looking words up in a lexicon of words and phrases, whatever their inflection.

A lexicon is a table of `lexicon/*.json`: rows of lemma, part of speech, and what they mean. Forms
are not listed: what one may be of is derived from it, and only what is irregular is written down.
"""

from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.reading.once import once
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.times.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

_FARTHEST_PARTICLE = 5  # words between "ruled" and "out": the object may stand there
_MOST_SKIPPED = 2  # adverbs and adjectives in a phrase: "made absolutely no mention of"
_LONGEST = 8  # words of a phrase with those that are skipped
MANY_FORMS = 1 << 15  # kept in memory; a day of news has fewer
_PARTICLES = frozenset(
    ("out", "off", "down", "up", "back", "away", "aside", "over", "on", "in", "at")
)
# Words behind the first under which a phrase is not looked for: they are everywhere.
_EVERYWHERE = _PARTICLES | {
    "a", "an", "the", "of", "to", "for", "at", "by", "no", "it", "his", "her", "their", "with",
}  # fmt: skip
_DAYS = frozenset((*WEEKDAY_NAMES, *MONTH_NAMES))
_NOUNS, _VERBS = ("NOUN", "PROPN"), ("VERB", "AUX")
# Where the part of speech of a word fits the entry; where it may do so, or be a tagger's slip.
_FITS: dict[str, tuple[str, ...]] = {
    "verb": _VERBS, "noun": _NOUNS, "adjective": ("ADJ",), "modal": ("AUX",),
    "adverb": ("ADV", "INTJ", "ADP", "SCONJ"),
}  # fmt: skip
_MAY_FIT: dict[str, tuple[str, ...]] = {
    "adjective": ("VERB", "ADV"), "modal": ("VERB",), "adverb": ("ADJ",)
}  # fmt: skip


class Entry(NamedTuple):
    """A row of a lexicon."""

    lemma: str
    words: tuple[str, ...]  # of the lemma, cut as those of a text are: "tight", "-", "lipped"
    part: str  # "verb", "noun", "adjective", "adverb", "modal", "phrase"
    meaning: tuple[str, ...]  # the rest of the row


class Match(NamedTuple):
    """An entry where it stands in a text."""

    entry: Entry
    words: tuple[int, ...]


def phrase_at(
    book: str,
    parsed: Parsed,
    i: int,
    *,
    anywhere: bool = False,
    barred: Collection[int] = (),
) -> Match | None:
    """Return the longest entry that starts with the word at `i`, or has it as its head.

    book: name of the lexicon. anywhere: the word may stand anywhere in the phrase.
    barred: words that may not be part of it.
    """
    if barred:
        return _longest(parsed, book, i, anywhere, barred)
    return _phrase_at(parsed, book, i, anywhere)


@once
def _phrase_at(parsed: Parsed, book: str, i: int, anywhere: bool) -> Match | None:
    return _longest(parsed, book, i, anywhere, ())


def _longest(
    parsed: Parsed, book: str, i: int, anywhere: bool, barred: Collection[int]
) -> Match | None:
    starting, holding = _entries_of(book, parsed.words[i])
    best: tuple[int, int] = (0, 0)
    found: Match | None = None
    for entry in starting:
        rank = (len(entry.words), _fit(parsed, i, entry))
        if rank <= best or not rank[1]:
            continue
        words = _match(parsed, entry, i)
        if words and not any(k in barred for k in words):
            best, found = rank, Match(entry, words)
    for entry in holding:
        if len(entry.words) <= best[0]:
            continue
        words = _match_around(book, parsed, entry, i)
        if words and (anywhere or parsed.head_of(words) == i):
            best, found = (len(entry.words), 2), Match(entry, words)
    return found


@lru_cache(maxsize=MANY_FORMS)
def lemmas_of(form: str) -> tuple[str, ...]:
    """Return what a form in lower case may be of, itself first: rather too many than too few."""
    found = (form, *_irregular().get(form, ()), *_without_s(form), *_without_ed_ing(form))
    return tuple(dict.fromkeys(found))


def is_of(form: str, name: str) -> bool:
    """Say whether a form belongs to a word of a plain list of `cues.json`."""
    return not _plain(name).isdisjoint(lemmas_of(form))


@cache
def _plain(name: str) -> frozenset[str]:
    return frozenset(word_list("cues")[name])


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    lemmas: dict[str, tuple[str, ...]] = {}
    for lemma, forms in word_list("cues")["irregular"].items():
        for form in forms:
            lemmas[form] = (*lemmas.get(form, ()), lemma)
    return lemmas


def is_past(form: str) -> bool:
    """Say whether a form may be a past participle."""
    return form.endswith("ed") or (form in _irregular() and not form.endswith("ing"))


def _without_s(form: str) -> Iterator[str]:
    if form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]
        if form.endswith("ies"):
            yield form[:-3] + "y"
        elif form.endswith("es"):
            yield form[:-2]


def _without_ed_ing(form: str) -> Iterator[str]:
    for ending in ("ed", "ing"):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:  # noqa: PLR2004 - "red" and "king" are no forms of "r", "k"
            continue
        yield from (stem, stem + "e")
        if stem[-1] == stem[-2]:
            yield stem[:-1]
        elif stem[-1] == "i":
            yield stem[:-1] + "y"


@cache
def _indexed(book: str) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """Return (entries by their first word, phrases by each telling word behind it)."""
    first: dict[str, list[Entry]] = {}
    behind: dict[str, list[Entry]] = {}
    for lemma, part, *meaning in word_list(book)[book]:
        words = tuple(lemma.replace("-", " - ").split())
        entry = Entry(lemma, words, part, tuple(meaning))
        first.setdefault(words[0], []).append(entry)
        for word in words[1:]:
            if word not in _EVERYWHERE:
                behind.setdefault(word, []).append(entry)
    return first, behind


@lru_cache(maxsize=MANY_FORMS)
def _entries_of(book: str, form: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return (entries that a form may start, phrases that it may stand in)."""
    first, behind = _indexed(book)
    nominal = {form, *_without_s(form)}
    starting = [
        entry
        for lemma in lemmas_of(form)
        for entry in first.get(lemma, ())
        if entry.part in ("verb", "phrase")
        or lemma == form
        or (entry.part == "noun" and lemma in nominal)
    ]
    return tuple(starting), tuple(behind.get(form, ()))


def _match(parsed: Parsed, entry: Entry, start: int) -> tuple[int, ...] | None:
    """Return the words of an entry, the first of which stands at `start`."""
    found = [start]
    for word in entry.words[1:]:
        at = _next(parsed, found[-1], word, start)
        if at is None:
            return None
        found.append(at)
    return tuple(found)


def _next(parsed: Parsed, last: int, word: str, start: int) -> int | None:
    """Find the next word of a phrase: adverbs may stand between, an object before a particle."""
    bare = True  # only adverbs and adjectives so far
    for at in range(last + 1, min(last + 2 + _FARTHEST_PARTICLE, len(parsed))):
        if _is_of_a_day(parsed, at) or _is_of_a_day(parsed, at - 1):
            continue  # "called on Monday for"
        if parsed.words[at] == word:
            # "ruled it out"; of "put the toll at 80" the tree hangs "at" deeper
            below = word in _PARTICLES and _governs(parsed, start, at)
            return at if bare or below else None
        if parsed.tags[at] == "PUNCT":
            return None
        skipped = at - last <= _MOST_SKIPPED and parsed.tags[at] in ("ADJ", "ADV")
        bare = bare and skipped
        if not bare and word not in _PARTICLES:
            return None
    return None


def _governs(parsed: Parsed, verb: int, i: int) -> bool:
    """Whether a word hangs on a verb, in no clause below it: not "insisted it ran | on Friday"."""
    for above in parsed.ancestors(i):
        if above == verb or parsed.children(above, "nsubj"):
            return above == verb
    return False


def _is_of_a_day(parsed: Parsed, at: int) -> bool:
    """Whether "on" says when: "insisted on Tuesday that", not "insisted on Tuesday's vote"."""
    day, behind = parsed.words[at + 1 : at + 2], parsed.words[at + 2 : at + 3]
    return parsed.words[at] == "on" and bool(_DAYS & {*day}) and behind not in (["'s"], ["’s"])


def _match_around(book: str, parsed: Parsed, entry: Entry, i: int) -> tuple[int, ...] | None:
    """Return the words of an entry, one of which, not the first, stands at `i`."""
    for start in range(i - 1, max(-1, i - _LONGEST), -1):
        if entry in _entries_of(book, parsed.words[start])[0] and _fit(parsed, start, entry):
            words = _match(parsed, entry, start)
            if words and i in words:
                return words
    return None


def _fit(parsed: Parsed, i: int, entry: Entry) -> int:
    """Say how well an entry fits the part of speech of its first word: 2 well, 1 perhaps, 0 not."""
    tag = parsed.tags[i]
    if tag in _FITS.get(entry.part, (tag,)) or (len(entry.words) > 1 and entry.part != "verb"):
        return 2
    if entry.part != "verb":
        return int(tag in _MAY_FIT.get(entry.part, ()))
    if tag == "ADJ":  # "feared dead", "alleged"
        return int(is_past(parsed.words[i]))
    # "Halden slams board": headlines are hard on a tagger; what has a subject is a verb
    return int(tag in _NOUNS and bool(parsed.children(i, "nsubj", "ccomp", "xcomp", "obj")))
