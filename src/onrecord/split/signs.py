"""Signs: yes/no marks of a block's words, as bits.

Most signs are single words, because one dictionary look-up per word costs a tenth of a regular
expression per block and sign: `WORD_SIGNS` anywhere among the first and last words of a block,
`FIRST_SIGNS` as its first word. The few that need a shape are regular expressions in `SHAPES`.
Which sign speaks for what is learned; here they are only named.
"""

import re
from collections.abc import Callable, Sequence

from onrecord.split.blocks import PageBlock

_WORD_SIGNS: tuple[tuple[str, str], ...] = (
    ("month", "january february march april june july august september october november december "
              "jan feb mar apr jun jul aug sept sep oct nov dec"),
    ("weekday", "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat "
                "sun"),
    ("ago", "ago sec secs mins min hrs hours minutes hour updated"),
    ("clock", "am pm gmt utc est edt pst pdt cet bst ist"),
    ("web", "http https www com org net html"),
    ("copyright", "copyright © reserved reproduced redistributed syndicated llc ltd inc"),
    ("related", "related recommended recommend trending popular stories latest headlines roundup "
                "also explore dig miss"),
    ("more", "more next previous continue click here"),
    ("read", "read watch listen see view"),
    ("share", "share shares tweet facebook twitter whatsapp linkedin pinterest reddit "
              "flipboard instagram telegram messenger youtube print bookmark copy follow"),
    ("comments", "comment comments reply replies conversation discussion commenting"),
    ("subscribe", "subscribe subscriber subscribers subscription subscribing newsletter "
                  "newsletters inbox signup sign login register app donate "
                  "membership member"),
    ("consent", "cookie cookies privacy terms consent gdpr policy preferences"),
    ("advert", "advertisement advertising advert ad ads sponsored promoted commission "
               "affiliate scroll buy shop deals shopping price"),
    ("credit", "photo photos image images picture pictured getty reuters ap afp epa courtesy "
               "credit shutterstock file via pool handout photograph photographer caption upi "
               "pti ani dpa"),
    ("role", "correspondent reporter editor staff writer author contributor columnist journalist "
             "freelance desk bureau senior political"),
    ("contribution", "contributed reporting edited writing editing reported additional compiled"),
    ("note", "correction clarification note disclaimer originally version earlier editor eds"),
    ("menu", "home menu search news sport sports business world politics opinion video videos "
             "entertainment lifestyle culture tech technology weather science health travel jobs"),
    ("site", "contact contacts about us faq help careers site sitemap accessibility advertise "
             "feedback rss sections edition"),
    ("words", "words length minute"),
    ("language", "english language"),
    ("export", "document documents documentation load publication byline section dateline type "
               "graphic highlight body pg message subject digest item end"),
    ("tags", "tags tag topics topic keywords categories category filed"),
    ("said", "said says told added according wrote asked"),
    ("person", "he she they his her i we you"),
    ("gallery", "gallery slideshow slide photos play video audio podcast episode"),
    ("offer", "free best win save gift sale discount offer exclusive guide tips"),
    ("mail", "email mail gmail e"),
)  # fmt: skip
_FIRST_SIGNS: tuple[tuple[str, str], ...] = (
    ("by", "by written reported story text words"),
    ("dated", "updated published posted last modified created date first"),
    ("related first", "read see watch listen also related more recommended trending most next "
                      "previous you don up top latest popular in click here"),
    ("tags first", "tags tag topics topic keywords categories category filed section"),
    ("note first", "eds editor correction clarification update note disclaimer this the with "
                   "reporting additional"),
    ("credit first", "photo photos image picture credit source courtesy file video graphic"),
    ("headline first", "title headline hl hd subject"),
    ("key first", "byline length load language copyright document message from to date source "
                  "section dateline publication pub author"),
    ("share first", "share follow tweet save print comment comments email copy join"),
    ("ad first", "advertisement ad advert sponsored story promoted scroll"),
)  # fmt: skip
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\b\d{4}-\d\d-\d\d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
).search
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m| ?gmt| ?utc|$|\b)").search
_COUNTER = re.compile(
    r"\d{1,3} ?(?:/|of) ?\d{1,3}\b|(?:page|part|document|story|item|message|no)\.?:? #?\d{1,4}\b"
    r"|[\[(]?\d{1,3}[\])](?: |$)"
).match
_DATELINE = re.compile(
    r"[A-Z][\w.'’ ,/-]{2,40}(?:\([^)]{2,40}\) ?)?(?: ?[—–-]{1,2} ?|: )[“\"‘A-Z]"
).match
_KEY = re.compile(r"[A-Za-z][A-Za-z /-]{1,24}(?::| ?[-–=|] ) ?\S|[A-Z][A-Z-]{2,24}:$").match
_CAPITAL_KEY = re.compile(r"[A-Z][A-Z /-]{1,24}: ?").match
_NUMBERED = re.compile(r"\d{1,3}[.)]? |#\d").match
_SLUG = re.compile(r"[A-Z]{2,}[-/][\w/'’-]{2,}|[a-z]{1,4}\d{3,}").match
_RULE = re.compile(r"[\W_]+$").match
_END_MARK = re.compile(
    r"(?:#+|-30-|\(?ends?\)?\.?|-ends?-|xxx|\* \* \*|\*{3,}|end of (?:document|story|file|message"
    r"|article).*)$",
    re.IGNORECASE,
).match
_HEADING_MARK = re.compile(r"#{1,6} |={2,}|\*\*[^*]+\*\*$").match
_INSIDE_STOP = re.compile(r"[a-z)”\"’][.!?][\"”’]? [A-Z“\"‘]").search

SHAPES: tuple[str, ...] = (
    "date", "clock shape", "counter", "dateline", "key", "capital key", "numbered", "slug", "rule",
    "end mark", "heading mark", "inside stop", "bullet", "quote open", "quote close", "lower start",
    "sentence end", "question", "colon end", "comma end", "digit", "parenthesis end", "at sign",
)  # fmt: skip
_SHAPE_BIT = {name: 1 << i for i, name in enumerate(SHAPES)}
_ANY_DIGIT = re.compile(r"\d").search
_HEAD_CHARS, _TAIL_CHARS = 100, 60
_LONGEST_MARK = 60  # characters; longer blocks are prose
N_HEAD_WORDS, N_TAIL_WORDS = 16, 8  # words of a block that are looked at
N_WORD_SIGNS, N_FIRST_SIGNS = len(_WORD_SIGNS), len(_FIRST_SIGNS)
N_SIGNS = len(SHAPES) + N_WORD_SIGNS + N_FIRST_SIGNS


def _word_bits(signs: Sequence[tuple[str, str]]) -> dict[str, int]:
    bits: dict[str, int] = {}
    for i, (_, words) in enumerate(signs):
        for word in words.split():
            bits[word] = bits.get(word, 0) | 1 << i
    return bits


WORD_SIGNS = _word_bits(_WORD_SIGNS)
FIRST_SIGNS = _word_bits(_FIRST_SIGNS)
MARK = "©"  # not a word, but a sign like one
MARK_SIGNS = WORD_SIGNS[MARK]


def shape_bits(block: PageBlock) -> int:
    """Return the bits of `SHAPES` that a block's text shows."""
    text = block.text
    size = len(text)
    if block.link_chars >= size - 1:
        return 0  # half the blocks of a page are links of menus: their shape says nothing more
    bits = _end_bits(text)
    if size > _HEAD_CHARS + _TAIL_CHARS:
        text = f"{text[:_HEAD_CHARS]} {text[-_TAIL_CHARS:]}"
    if _ANY_DIGIT(text):
        bits |= _SHAPE_BIT["digit"] | _found(text.lower(), _DIGIT_TESTS)
    first = text[0]
    if first.isupper():
        bits |= _found(text, _CAPITAL_TESTS)
    elif not first.isalnum():
        bits |= _found(text, _MARK_TESTS)
    if size < _LONGEST_MARK:
        bits |= _found(text, _SHORT_TESTS)
    elif _INSIDE_STOP(text):
        bits |= _SHAPE_BIT["inside stop"]
    return bits


def _found(text: str, tests: Sequence[tuple[int, Callable[[str], object]]]) -> int:
    bits = 0
    for bit, test in tests:
        if test(text):
            bits |= bit
    return bits


_DIGIT_TESTS = (
    (_SHAPE_BIT["date"], _DATE),
    (_SHAPE_BIT["clock shape"], _CLOCK),
    (_SHAPE_BIT["counter"], _COUNTER),
    (_SHAPE_BIT["numbered"], _NUMBERED),
)
_CAPITAL_TESTS = (
    (_SHAPE_BIT["dateline"], _DATELINE),
    (_SHAPE_BIT["capital key"], _CAPITAL_KEY),
)
_MARK_TESTS = ((_SHAPE_BIT["rule"], _RULE), (_SHAPE_BIT["heading mark"], _HEADING_MARK))
_SHORT_TESTS = (
    (_SHAPE_BIT["key"], _KEY),
    (_SHAPE_BIT["slug"], _SLUG),
    (_SHAPE_BIT["end mark"], _END_MARK),
)
_FIRST_CHARS = {c: _SHAPE_BIT["bullet"] for c in "•◦▪‣·●■►*–—-"} | {
    c: _SHAPE_BIT["quote open"] for c in "\"“‘'«"
}
_LAST_CHARS = (
    {c: _SHAPE_BIT["sentence end"] for c in ".!…"}
    | {"?": _SHAPE_BIT["sentence end"] | _SHAPE_BIT["question"], ":": _SHAPE_BIT["colon end"]}
    | {c: _SHAPE_BIT["comma end"] for c in ",;"}
)


def _end_bits(text: str) -> int:
    """Return the bits for the first and last characters."""
    bits = _FIRST_CHARS.get(text[0], 0)
    if text[0].islower():
        bits |= _SHAPE_BIT["lower start"]
    stripped = text.rstrip("\"”’'»)]")
    if stripped:
        bits |= _LAST_CHARS.get(stripped[-1], 0)
    if stripped is not text and text[-1] in "\"”’'»":
        bits |= _SHAPE_BIT["quote close"]
    if text[-1] == ")":
        bits |= _SHAPE_BIT["parenthesis end"]
    if "@" in text:
        bits |= _SHAPE_BIT["at sign"]
    return bits
