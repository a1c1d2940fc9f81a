"""Numbers and English: what "twenty-one" is, and how many there are, "1 story", "2 stories"."""

_ONES = {
    word: float(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen")
    )
}  # fmt: skip
_TENS = {
    word: 10.0 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}


def below_hundred(word: str) -> float | None:
    """Return the value of a word in lower case, "seven" or "twenty-one"; None if it has none."""
    tens, _, ones = word.partition("-")
    if tens not in _TENS:
        return _ONES.get(word)
    return _TENS[tens] + _ONES.get(ones, 0.0) if not ones or ones in _ONES else None


def counted(n: int, one: str, many: str | None = None) -> str:
    """Say how many: "1 statement", "2,000 statements". many: where it is not `one` with an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
