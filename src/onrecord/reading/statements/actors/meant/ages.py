"""How old somebody is said to be: "Roe, 34," and "the 34-year-old"."""

from collections.abc import Sequence

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.parsed import Parsed

_ENDS = frozenset((",", ".", ")", ";", "—", "–", "of", "from"))
_LONGEST = 3  # digits of an age


def as_old(parsed: Parsed, members: Sequence[Member], words: Sequence[int]) -> Member | None:
    """Return the only one of the age in "the 34-year-old"; None if that is not known."""
    age = _age_in([parsed.words[i] for i in words])
    found = [one for one in members if one.named and age and _has_age(parsed, one, age)]
    return found[0] if len(found) == 1 else None


def _age_in(words: Sequence[str]) -> str | None:
    if not {"year", "old"} <= {part for word in words for part in word.split("-")}:
        return None
    numbers = (part for word in words for part in word.split("-") if part.isdigit())
    return next((number for number in numbers if len(number) <= _LONGEST), None)


def _has_age(parsed: Parsed, member: Member, age: str) -> bool:
    """Whether an age stands right behind a name: "Roe, 34,", "Roe (34)", "Roe, aged 34,"."""
    ends = {parsed.range_of(span).stop for span in member.spans}
    return any(_follows(parsed.words[end : end + 4], age) for end in ends)


def _follows(words: Sequence[str], age: str) -> bool:
    if not words or words[0] not in (",", "("):
        return False
    rest = [word for word in words[1:] if word != "aged"]
    return rest[:1] == [age] and (len(rest) == 1 or rest[1] in _ENDS)
