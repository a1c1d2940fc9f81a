"""A reader that needs no weights: rules that are good enough for our own examples.

As a script it is the command line with this reader in it, in every process it starts:
`python tests/fake_reader.py read examples/dump-portal.txt`.
"""

import re

import onrecord.reading.reader
from onrecord import Attribution, Chain, Mention, Reading, Span, Time, Words
from onrecord.cli import main

QUOTE = re.compile(r"“([^”]+?),?”")
SAID = re.compile(r"\b(?:said|says|told \w+|denied|added)\b")
NAME = re.compile(r"\b[A-Z]\w+(?:[ -][A-Z]\w+)+")
DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d+ [A-Z][a-z]{2,8}(?: \d{4})?")
KINDS = ("person", "organisation", "place", "other")


class FakeReader:
    """Finds quotations with a cue behind them, words with capitals, and days."""

    def __init__(self, weights=None, *, threads=1):
        self.threads = threads

    def read(self, articles):
        return [read_one(article) for article in articles]


def read_one(article):
    text = article.text
    times = [Time(span=span_of(day), kind="date", score=0.9) for day in DAY.finditer(text)]
    names = [name for name in NAME.finditer(text) if not DAY.fullmatch(name[0])]
    mentions = tuple(
        Mention(span=span_of(name), kind=KINDS[len(name[0]) % len(KINDS)], score=0.9)
        for name in names
    )
    return Reading(
        article_id=article.id,
        weights="reader fake",
        mentions=mentions,
        attributions=tuple(attributions_of(text, names)),
        chains=chains_of(mentions),
        times=tuple(times),
        words=Words(
            starts=(), ends=(), tags=(), heads=(), relations=(), sentences=(), certainties=()
        ),
        vector=(1.0,),
        paragraph_vectors=tuple((1.0,) for _ in text.split("\n")),
        notes=() if text.isascii() else ("the text is not plain ASCII",),
    )


def attributions_of(text, names):
    """A paragraph's quotations are one statement; the first name behind the cue said it."""
    for line in re.finditer(r"[^\n]+", text):
        cue = SAID.search(text, line.start(), line.end())
        content = [span_of(one, 1) for one in QUOTE.finditer(text, line.start(), line.end())]
        if cue and content:
            source = [span_of(name) for name in names if line.start() <= name.start() < line.end()]
            yield Attribution(
                source=tuple(source[:1]), cue=span_of(cue), content=tuple(content), score=0.8
            )


def chains_of(mentions):
    """Name the two first mentions as one."""
    spans = tuple(mention.span for mention in mentions[:2])
    return (Chain(mentions=spans, score=0.7),) if len(spans) > 1 else ()


def span_of(match, group=0):
    return Span(start=match.start(group), end=match.end(group))


if __name__ != "fake_reader":  # the script, or a process that it started
    onrecord.reading.reader.Reader = FakeReader
if __name__ == "__main__":
    main()
