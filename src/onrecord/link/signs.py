"""Words that show what an edit is about: numbers, times, hedges, correction notes."""

import re
from collections.abc import Iterable

_NUMBER_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen":
    "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen":
    "19", "twenty": "20",
    "zero": "0", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
    "eighty": "80", "ninety": "90", "hundred": "100", "hundreds": "100s", "thousand": "1000",
    "thousands": "1000s", "million": "1e6", "millions": "1e6s", "billion": "1e9",
    "billions": "1e9s", "trillion": "1e12", "dozen": "12", "dozens": "12s", "scores": "20s",
    "half": "1/2", "quarter": "1/4", "third": "1/3", "twice": "2x", "double": "2x", "first": "1st",
    "second": "2nd",
}  # fmt: skip
_TIMES = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "today", "yesterday", "tomorrow", "tonight", "morning", "afternoon", "evening",
    "night", "midnight", "noon", "week", "month", "year", "weekend", "hour", "hours",
})  # fmt: skip
_HEDGES = frozenset({
    "reportedly", "allegedly", "apparently", "seemingly", "possibly", "probably", "perhaps",
    "maybe", "presumably", "supposedly", "purportedly", "ostensibly", "likely", "unlikely",
    "may", "might", "could", "alleged", "suspected", "purported", "supposed", "unconfirmed",
    "unverified", "believed", "thought", "rumoured", "rumored", "appears", "appeared", "seems",
    "seemed", "claimed", "claims", "claim", "conceivably", "potentially",
})  # fmt: skip
_HEDGING = re.compile(
    r"\b(?:said to (?:be|have)|it (?:was|is) (?:not (?:yet |immediately )?(?:clear|known)|unclear)|"
    r"(?:could|can) ?not be (?:independently )?(?:verified|confirmed)|in what appear\w*)\b",
    re.I,
)
_NOTE = re.compile(
    r"^[\W_]*(?:correction|clarification|editor['’]?s['’]? note|amendment)s?"
    r"(?:[ ,(]+\w{3,9}\.? \d{1,2}(?:, \d{4})?\)?)?\s*[:—–]|^\W*corrects\b|"
    r"\b(?:earlier|previous|original|initial|first) versions? of (?:this|the|our)"
    r" (?:article|story|report|headline|piece|post)|"
    r"\bthis (?:article|story|report|piece|headline) (?:was|has been|is)"
    r" (?:since |later )?(?:amended|corrected|clarified|updated|changed|edited)",
    re.I,
)
_DIGITS = re.compile(r"\d")


def numbers(words: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers among words; "12" and "twelve" are the same."""
    found = []
    for word in words:
        for part in word.split("-"):
            if _DIGITS.search(part):
                found.append(part.replace(",", ""))
            elif part in _NUMBER_WORDS:
                found.append(_NUMBER_WORDS[part])
    return tuple(found)


def has_time(words: Iterable[str]) -> bool:
    """Whether words name a day, a month or a time of day."""
    return not _TIMES.isdisjoint(words)


def n_hedges(words: Iterable[str], text: str) -> int:
    """Count the words that hedge, "reportedly", "may"; `text` is the same words."""
    return sum(word in _HEDGES for word in words) + len(_HEDGING.findall(text))


def is_note(text: str) -> bool:
    """Whether a paragraph or sentence says that the article was corrected."""
    return _NOTE.search(text) is not None
