"""Times of a match: its halves and quarters are no part of a year, nor its clock one of the day."""

import re

from onrecord.reading.times.asked import Answer, Asked, refused

_PART = re.compile(r"(?:\dth|final|opening|last) (?:half|quarter|period)")
# Beside a half that is one of a year.
_OF_YEAR = re.compile(r"\b(?:year|profits?|revenues?|sales|earnings|growth|economy|\d{4})\b", re.I)
_SEASON = re.compile(r"(?:(?:this|last|next|that|a|every|1|past|regular) )*season")
_LEFT = re.compile(r" (?:left|remaining|to (?:go|play)|into|mark)\b")
_SCORE = r"\d{1,3}[-–]\d{1,3}(?= (?:lead|run|win|loss|victory|defeat|draw|record)\b|[,.;)])"
_SPORT = re.compile(
    rf"\b(?:{_SCORE}|goals|goalless|scored|scorers?|half-?time|kick-?off|referee|penalty kick"
    r"|touchdowns?|three-pointers?|rebounds|free (?:kick|throw)s?|dunk(?:s|ed)?|striker|midfielder"
    r"|goalkeeper|quarterback|substitutes?|innings|playoffs?|season|coach|teammates?)\b",
    re.IGNORECASE,
)
_SO_SPORTING = 4  # different scores and words of sport: news of companies has a few of them, too


def is_match_report(text: str) -> bool:
    """Say whether a story is about a match, as its words and scores show."""
    return len({match[0].lower() for match in _SPORT.finditer(text)}) >= _SO_SPORTING


def of_a_match(asked: Asked, *, is_match: bool) -> Answer | None:
    """Refuse what is part of a match, of a season of its sport, or on its clock; else None."""
    if ":" in asked.words and _LEFT.match(asked.after):
        return refused("a time on the clock of a match")
    is_part = _PART.fullmatch(asked.words) is not None
    is_half = (
        is_part and asked.words.endswith("half") and not _OF_YEAR.search(asked.before + asked.after)
    )
    if is_half or (is_match and is_part):
        return refused("a part of the match")
    if is_match and _SEASON.fullmatch(asked.words):
        return refused("a season of the sport")
    return None
