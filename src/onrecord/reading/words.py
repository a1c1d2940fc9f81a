"""Text -> words: the units that the model labels.

Words are cut as in UD English: clitics stand alone ("do|n't", "Kim|'s"), hyphens and punctuation
too, but for that of "re-elected"; abbreviations keep their stop. Places are code points of the
text, half open; the words are in order, do not overlap and hold every character that is not white
space.
"""

import re
from collections.abc import Sequence

Place = tuple[int, int]

LONGEST_WORD = 100  # characters; what is longer is cut

HYPHENS = frozenset(("-", "‑", "–"))
HONORIFICS = frozenset((
    "Mr", "Mrs", "Ms", "Messrs", "Dr", "Prof", "Rev", "Hon", "Sen", "Sens", "Rep", "Reps", "Gov",
    "Govs", "Gen", "Col", "Maj", "Capt", "Cpl", "Lt", "Sgt", "Cmdr", "Adm", "Amb",
))  # fmt: skip
_PARTIES = frozenset(("D", "R", "I"))  # in front of the state of who sits in a parliament
_SHORTENED = """
    St Ste Jr Sr Inc Corp Co Cos Ltd Bros vs Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    Mon Tue Tues Wed Thu Thurs Fri Sat Ave Blvd Rd Mt Ft Dept Univ Assn Ala Ariz Ark Calif Colo Conn
    Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt
    Wash Wis Wyo etc approx est
"""
_SHOUTED = sorted(word.upper() for word in HONORIFICS)  # "MR. ROE:" in transcripts
_ABBREVIATIONS = "|".join(
    sorted((*sorted(HONORIFICS), *_SHOUTED, *_SHORTENED.split()), key=len, reverse=True)
)
_LETTER = r"(?:[^\W_][\u0300-\u036f]*)"  # with its accents, where they stand apart
_ADDRESS = r"[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’…]"  # without what ends the sentence around it
_HOST = r"(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,8}/(?=\w)"  # in front of a path: "pic.example.com/"
_TICKER = r"[A-Z0-9]{2,8}[.=][A-Z]{1,3}|\.[A-Z]{2,6}"  # of a share or an index: "NVX.L", ".SPX"
_WORD = re.compile(
    rf"""
    https?://{_ADDRESS} | www\.{_ADDRESS} | (?<!\w){_HOST}{_ADDRESS} | [\w.+-]{{1,64}}@\w[\w.-]*\w
    | (?:[^\W\d_]\.){{2,}} | (?:{_ABBREVIATIONS})\.(?=\s|[^\s\w]) | [A-Z]\.(?=\s[A-Z])
    | {_LETTER}+?(?=(?i:n['’]t)\b) | (?i:n['’]t\b | ['’](?:s|re|ve|ll|d|m)\b)
    | (?<![^\s($€£])\.\d+ | (?<!\w)(?:[A-Z][A-Za-z]{{0,3}})?\d+(?:[.,:/]\d+)+\w*
    | (?<![^\s(<])(?:{_TICKER})(?![\w.]) | (?<![\w-])[Rr]e-[a-z]{{3,}}\b
    | {_LETTER}+(?:['’](?!(?i:s|re|ve|ll|d|m)\b){_LETTER}+)*
    | [@\#]\w+?(?=https?://) | [@\#]\w+ | `` | '' | ‘‘ | ’’ | \.{{2,}} | [-–—]{{2,}} | \S
    """,
    re.VERBOSE,
)

_IS_TICKER = re.compile(_TICKER)


def words_of(text: str) -> list[Place]:
    """Return the place of each word of a text."""
    places: list[Place] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        for at in range(start, end, LONGEST_WORD):
            places.append((at, min(at + LONGEST_WORD, end)))
    return places


def is_ticker(word: str) -> bool:
    """Whether a word is what a share or an index is traded as: "NVX.L", ".SPX"."""
    return _IS_TICKER.fullmatch(word) is not None


def is_party(words: Sequence[str], i: int) -> bool:
    """Whether a letter after a mark is that of a party: ", R-Neb.", "(D-Ohio)", "(R)"."""
    if words[i] not in _PARTIES or not 0 < i < len(words) - 2:
        return False
    front, behind, state = words[i - 1], words[i + 1], words[i + 2]
    tied = front in (",", "(") and behind in HYPHENS and state[0].isupper()
    return tied or (front == "(" and behind in (")", ",", "."))
