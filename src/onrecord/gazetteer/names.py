"""Names as they are looked up: without case, accents and punctuation."""

import re
import unicodedata

LONGEST_NAME = 200  # characters; nothing that is longer names a place
_JOINTS = re.compile(r"[^\w]+|_")
_APOSTROPHES = re.compile(r"[.'’‘`ʻʼ´]")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def key_of(name: str) -> str:
    """Return the key of a name: "St. John's" and "Saint Johns" share one; "" without letters.

    A leading "the" is left out.
    """
    folded = name[:LONGEST_NAME].casefold().translate(_LETTERS)
    if not folded.isascii():
        apart = unicodedata.normalize("NFKD", folded)
        folded = "".join(one for one in apart if not unicodedata.combining(one))
    words = _JOINTS.sub(" ", _APOSTROPHES.sub("", folded.replace("&", " and "))).split()
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words]
        if words[0] == "the":
            del words[0]
    return " ".join(words)
