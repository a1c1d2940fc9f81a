"""Which language a story is in: what the page declares, checked against its words."""

import re
from collections.abc import Iterator

from onrecord.record import Found, Span, Where
from onrecord.split.facts.settle import Candidate, markup, settle
from onrecord.split.facts.structured import Node, metas, stated
from onrecord.split.facts.visible import Frame

_CODE = re.compile(r"^\s*([A-Za-z]{2})(?:[-_]|\s*$)")
_SAMPLE_CHARS = 600
_FEWEST_CHARS = 100  # of text that can outvote the page
# Without those that other languages have too: "in", "was", "on", "a".
_ENGLISH = frozenset(
    (
        "the", "of", "and", "to", "that", "is", "it", "with", "his", "by", "not", "are", "but",
        "from", "have", "they", "which", "you", "were", "she", "will", "would", "their", "been",
        "has", "when", "who", "more", "said", "this", "we", "can", "our", "if", "there", "about",
        "how",
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_SHARE = 0.1
_FEWEST_WORDS = 12
_KEY_LANGUAGE = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it"}


def find_lang(frame: Frame, node: Node | None, owns_head: bool) -> Found | None:
    """Return the ISO 639-1 code of a story.

    The text outvotes the page: templates declare English for everything.
    """
    declared = [c for c in _declared(frame, node, owns_head) if c.value]
    text = " ".join(frame.layout.blocks[i].text for i in frame.body[:12])[:_SAMPLE_CHARS]
    heard = _heard(text, declared[0].value if declared else None)
    if heard is None:
        return settle(declared, str.__eq__)
    first = frame.layout.blocks[frame.body[0]]
    where = Where(layer="page", span=Span(start=first.start, end=first.end))
    spoken = Candidate(heard, "words of the text", where)
    if declared and any(c.value == heard for c in declared):
        agreeing = next(i for i, c in enumerate(declared) if c.value == heard)
        return settle([*declared, spoken], str.__eq__, agreeing)
    return settle([spoken, *declared], str.__eq__)


def _declared(frame: Frame, node: Node | None, owns_head: bool) -> Iterator[Candidate]:
    head = frame.layout.head
    for statement in stated(node, "inLanguage"):
        yield Candidate(_code(statement.value), statement.how, markup(statement.path))
    if head.lang:
        yield Candidate(_code(head.lang), "html lang", markup("html[lang]"))
    if owns_head:
        for statement in metas(
            head, "og:locale", "content-language", "language", "dc.language", "dcterms.language"
        ):
            yield Candidate(_code(statement.value), statement.how, markup(statement.path))


def _code(value: str) -> str:
    match = _CODE.match(value)
    return match[1].lower() if match else _KEY_LANGUAGE.get(value.strip().lower(), "")


def _heard(text: str, declared: str | None) -> str | None:
    """Return the language of a text, or None for too little text."""
    words = _WORD.findall(text.lower())
    if len(words) >= _FEWEST_WORDS:
        share = sum(word in _ENGLISH for word in words) / len(words)
        if share >= _ENGLISH_SHARE:  # the common case, without loading a model
            return "en"
    if len(text) < _FEWEST_CHARS or len(words) < _FEWEST_WORDS:
        return None
    # Text in few English words under a page that declares English: look closer.
    return declared if declared not in (None, "en") else _classify(text)


def _classify(text: str) -> str:
    # Loading takes 0.1 s, which pages in plain English never pay.
    from py3langid.langid import classify

    return str(classify(text)[0])
