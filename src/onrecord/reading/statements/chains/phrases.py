"""Noun phrases read off the words, from one on: "a lawyer, Jo Roe", "the Tribuna do Minho"."""

from collections.abc import Collection

from onrecord.reading.statements.parsed import NOMINAL, Parsed

LONGEST_NAME = 12
_ARTICLES = ("the", "a", "an")
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_WITHIN_PHRASE = ("amod", "compound", "flat")  # relations
_SHORT, _PARTING = 3, ("PUNCT", "ADP", "PRON", "CCONJ")  # "Ana and Bo", "Roe, Ana"


def phrase_from(parsed: Parsed, first: int, barred: Collection[int]) -> tuple[int, ...]:
    """Return the noun phrase that starts at a word, with what describes it: "a lawyer, Jo Roe"."""
    last = first
    while last < min(len(parsed), first + LONGEST_NAME) and last not in barred:
        apposed = parsed.words[last] == "," and last + 1 < len(parsed)
        apposed = apposed and parsed.tags[last + 1] == "PROPN"
        governed = parsed.words[last] in ("of", "at", "from", "in") and last > first
        apposed = apposed or _calls(parsed, last)
        if not (_is_nominal(parsed, last) or apposed or governed or _joins_name(parsed, last)):
            break
        last += 1
    while last > first and not _is_nominal(parsed, last - 1):
        last -= 1
    return tuple(range(first, last))


def _calls(parsed: Parsed, i: int) -> bool:
    """Whether a word gives a name to what stands before it: "an account called Reefwatch"."""
    return parsed.words[i] in ("called", "named") and parsed.tags[i + 1 : i + 2] == ("PROPN",)


def _is_nominal(parsed: Parsed, i: int) -> bool:
    """Whether a word may stand in a noun phrase; a reader takes "Standard" for a verb at times."""
    verb = parsed.tags[i] in ("VERB", "AUX")
    within = parsed.relations[i] in _WITHIN_PHRASE or parsed.words[i] in _ARTICLES
    led = i > 0 and parsed.tags[i - 1] == "DET" and parsed.forms[i].islower()
    within = within or (led and parsed.tags[i + 1 : i + 2] == ("PROPN",))  # "the firm Terra"
    name = not verb and parsed.forms[i][0].isupper()
    other = parsed.forms[i][0] == "@" or parsed.words[i] in _POSSESSIVE
    return parsed.tags[i] in NOMINAL or (verb and within) or name or other


def _joins_name(parsed: Parsed, i: int) -> bool:
    """Whether a word stands within a name, as in "Tribuna do Minho", "Reefer & Rail"."""
    around = (parsed.forms[i - 1], *parsed.forms[i + 1 : i + 2])
    capitals = len(around) > 1 and all(form[0].isupper() for form in around)
    return capitals and len(parsed.words[i]) <= _SHORT and parsed.tags[i] not in _PARTING
