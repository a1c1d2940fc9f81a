"""Media that a text calls so: "the news site Obala", "the Zorka agency", "Leka, a website"."""

from collections.abc import Iterator, Sequence

from onrecord.reading.once import once
from onrecord.reading.statements.actors.naming.sources import is_media_name, singular, sorts_of
from onrecord.reading.statements.parsed import Parsed

# In front of "agency": that is one of news.
OF_NEWS = frozenset(("news", "state", "official", "press", "wire", "semi-official"))
_CITING = frozenset(("citing", "quoting"))
_REPORTING = frozenset(("reported", "reports", "wrote", "writes"))
_FARTHEST = 5  # words from "reported" to "citing": "on Sunday evening,"
_DATELINE = 14  # words of "PORT LOUIS, Mauritius (Indian Ocean Wire) —"
_DASHES = frozenset(("-", "–", "—", "--"))


@once
def called_outlets(parsed: Parsed) -> frozenset[str]:
    """Return the names that the text calls media: "the news site Obala", "Leka, a website".

    And those that it shows to be: "the Volta Monitor reported on Sunday, citing two officials".
    """
    found: set[str] = set()
    for i in range(len(parsed)):
        noun = parsed.words[i]
        if noun in _REPORTING and _cites(parsed, i):
            found.update(_name_before(parsed, i))
        if not is_outlet_noun(parsed, i):
            continue
        if not is_scheme(parsed, i):
            found.update(_name_before(parsed, i))
        if i + 1 < len(parsed) and parsed.tags[i + 1] == "PROPN":
            found.add(parsed.words[i + 1])
    return frozenset(found)


@once
def own_outlet(parsed: Parsed) -> range:
    """Return the words of the outlet that a dateline names: "OSLO (Fjord Desk) —"."""
    for i in range(1, len(parsed)):
        opens = parsed.words[i] == "(" and i - parsed.line_of(i).start < _DATELINE
        if not opens or not parsed.forms[parsed.line_of(i).start][:1].isupper():
            continue
        near = range(i + 1, min(i + _DATELINE, parsed.line_of(i).stop - 1))
        stop = next((k for k in near if parsed.words[k] == ")"), -1)
        if stop > i + 1 and parsed.words[stop + 1] in _DASHES:
            return range(i + 1, stop)
    return range(0)


def is_own(parsed: Parsed, name: Sequence[int]) -> bool:
    """Whether a phrase is the outlet that tells the story: "this agency", "Fjord Desk"."""
    own = {parsed.words[i] for i in own_outlet(parsed)}
    named = {parsed.words[i] for i in name if parsed.tags[i] == "PROPN"}
    itself = bool(name) and parsed.words[name[0]] in ("this", "our")
    noun = itself and "media" in sorts_of(parsed.words[name[-1]])
    return noun or (bool(named) and named <= own)


def is_outlet_noun(parsed: Parsed, i: int) -> bool:
    """Whether a word is a noun for a medium; a reader takes "the daily Farol" for a verb."""
    noun = parsed.words[i]
    described = i > 0 and parsed.tags[i - 1] in ("ADJ", "NOUN") and parsed.heads[i - 1] == i
    if noun == "agency" and described and parsed.words[i - 1] not in OF_NEWS:
        return False  # "the space agency NASA"
    if parsed.tags[i] == "NOUN":
        return "media" in sorts_of(noun) or noun == "site"
    named = parsed.tags[i + 1 : i + 2] == ("PROPN",) and parsed.forms[i].islower()
    led = i > 0 and parsed.tags[i - 1] in ("DET", "ADJ", "NOUN")
    return named and led and sorts_of(noun)[:1] == ("media",) and singular(noun) == noun


def is_scheme(parsed: Parsed, i: int) -> bool:
    """Whether a programme is none that is broadcast: "the KOTS program", no "news programme"."""
    before = parsed.words[i - 1] if i else ""
    broadcast = is_media_name(before) or "media" in sorts_of(before)
    return parsed.words[i] in ("program", "programme") and not broadcast


def _cites(parsed: Parsed, verb: int) -> bool:
    """Whether what reports cites somebody right behind."""
    behind = range(verb + 1, min(verb + 1 + _FARTHEST, parsed.sentence_of(verb).stop))
    return any(parsed.words[i] in _CITING and parsed.words[i - 1] == "," for i in behind)


def _name_before(parsed: Parsed, noun: int) -> Iterator[str]:
    """Give the name before "agency", ", a local website"."""
    k = noun - 1
    while k > 0 and parsed.tags[k] in ("ADJ", "NOUN", "DET"):
        k -= 1
    if parsed.words[k] == "," and parsed.tags[k + 1] == "DET":
        k -= 1
    while k >= 0 and parsed.tags[k] == "PROPN":
        yield parsed.words[k]
        k -= 1
