"""Media that a text calls so: "the news site Obala", "the Zorka agency", "Leka, a website"."""

from collections.abc import Iterator

from onrecord.reading.statements.actors.sources import sorts_of
from onrecord.reading.statements.parsed import Parsed


def called_outlets(parsed: Parsed) -> frozenset[str]:
    """Return the names that the text calls media: "the news site Obala", "Leka, a website"."""
    found: set[str] = set()
    for i in range(len(parsed)):
        noun = parsed.words[i]
        if parsed.tags[i] != "NOUN" or not ("media" in sorts_of(noun) or noun == "site"):
            continue
        found.update(_name_before(parsed, i))
        if i + 1 < len(parsed) and parsed.tags[i + 1] == "PROPN":
            found.add(parsed.words[i + 1])
    return frozenset(found)


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
