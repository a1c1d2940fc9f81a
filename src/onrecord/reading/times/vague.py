"""Times without a place in the calendar: "now", "recently", "in the future"."""

import re

from onrecord.reading.times.asked import Answer, Asked
from onrecord.reading.times.lengths import UNIT

_PRESENT = re.compile(
    r"(?:right |just |even |for |by )?now|currently|current|present(?:ly)?|nowadays|these days?"
    r"|this (?:time|moment|point|crucial moment|stage)|already|yet|moment|to date|date|so far"
    r"|today and age|present day|modern times|that (?:this )?moment"
)
_PAST = re.compile(
    r"(?:more |most |very |quite |until )?recent(?:ly)?|previous(?:ly)?|past|former(?:ly)?"
    r"|earlier(?: on)?|before|once|(?:that )?time|then current|long ago|lately|the time|old days"
    r"|distant past|recent past|not long ago|(?:very )?long time ago|at one time|prior|originally"
    rf"|recent (?:{UNIT})s(?: and (?:{UNIT})s)?|(?:x )?(?:{UNIT})s ago|past (?:{UNIT})s"
    r"|some time ago|a while ago|while ago|ancient times?"
)
_FUTURE = re.compile(
    r"(?:very |near |foreseeable |distant |not too distant |immediate )*future|soon|later(?: on)?"
    rf"|a? ?later (?:date|time|point|stage)|(?:coming|future|upcoming) (?:{UNIT})s|(?:near|short"
    r"|long|medium) (?:er )?(?:term|run)|(?:1 |a )day|someday|eventually|as soon as possible"
    rf"|shortly|(?:x )?(?:{UNIT})s? (?:ahead|to come)|(?:from )?time to time|imminent(?:ly)?"
    r"|1 of these days|sooner or later|near at hand"
)


def vague_of(asked: Asked) -> Answer | None:
    """Read a time that has no place in the calendar."""
    if _PRESENT.fullmatch(asked.words):
        return Answer("PRESENT_REF", None, "the time of writing", None)
    if _PAST.fullmatch(asked.words):
        return Answer("PAST_REF", None, "some time before")
    if _FUTURE.fullmatch(asked.words) and asked.kind != "set":
        return Answer("FUTURE_REF", None, "some time to come")
    return None
