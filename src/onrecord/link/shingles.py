"""The words of an article that copies share: runs of four, from its body only."""

import re

from onrecord.record import Article

SIZE = 4  # words in a row; unrelated stories share next to none of this length
_BODY = frozenset(("paragraph", "subhead", "list-item", "quote", "table-row"))
_WORD = re.compile(r"\w+")


def body_words(article: Article) -> tuple[str, ...]:
    """Return the words of the body, folded; of the whole text if an article has no body.

    Headline, summary and captions are left out, because editors rewrite them.
    """
    lines = [
        article.text[block.span.start : block.span.end]
        for block in article.blocks
        if block.kind in _BODY
    ]
    return tuple(_WORD.findall("\n".join(lines or [article.text]).casefold()))


def shingles(words: tuple[str, ...]) -> frozenset[str]:
    """Return every run of four words; a shorter text is one run, an empty one has none."""
    if len(words) < SIZE:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(map(" ".join, zip(*(words[i:] for i in range(SIZE)), strict=False)))
