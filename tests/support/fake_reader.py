"""A reader that needs no weights: rules that are good enough for our own examples.

As a script it is the command line with this reader in it, in every process it starts:
`python tests/support/fake_reader.py read examples/dump-portal.txt`.
"""

import re
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import onrecord.reading.reader
from eval.blank import ACTOR, STATEMENT
from onrecord import (
    Attribution,
    Because,
    Chain,
    Check,
    Meaning,
    Mention,
    Reading,
    Span,
    Time,
)
from onrecord.cli import main
from onrecord.library.forms.nouns import NO_WORDS

QUOTE = re.compile(r"“([^”]+?),?”")
SAID = re.compile(r"\b(?:said|says|told \w+|denied|added)\b")
NAME = re.compile(r"\b[A-Z]\w+(?:[ -][A-Z]\w+)+")
DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d+ [A-Z][a-z]{2,8}(?: \d{4})?")
CHECK = re.compile(r"[^.\n]*could not be independently verified")
MANNERS = {"denied": "denies"}
KINDS = ("person", "organisation", "place", "other")


class FakeReader:
    """Finds quotations with a cue behind them, words with capitals, and days."""

    def __init__(self, weights=None, *, threads=1, vectors=False):
        self.threads = threads

    def read(self, articles):
        return [read_one(article) for article in articles]

    weights = "reader fake"

    def relate(self, pairs):
        return [() for _ in pairs]

    def meaning(self, text):
        return Meaning(text=text, vector=(1.0,) if text.strip() else (), weights="reader fake")


def read_one(article):
    text = article.text
    times = [
        Time(span=span_of(day), kind="date", score=0.9, value="XXXX-XX-XX")
        for day in DAY.finditer(text)
    ]
    names = [name for name in NAME.finditer(text) if not DAY.fullmatch(name[0])]
    mentions = tuple(
        Mention(span=span_of(name), kind=KINDS[len(name[0]) % len(KINDS)], score=0.9)
        for name in names
    )
    attributions = tuple(attributions_of(text, names))
    actors = actors_of(text, attributions)
    checks = checks_of(text, attributions)
    return Reading(
        article_id=article.id,
        weights="reader fake",
        mentions=mentions,
        attributions=attributions,
        chains=chains_of(mentions),
        times=tuple(times),
        actors=tuple(actors.values()),
        statements=tuple(statements_of(text, attributions, actors, checks)),
        checks=checks,
        words=NO_WORDS,
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


def actors_of(text, attributions):
    """Make an actor of each name that speaks: by name."""
    places = {}
    for span in (one.source[0] for one in attributions if one.source):
        places.setdefault(text[span.start : span.end], []).append(span)
    return {
        name: replace(ACTOR, id=f"a{number}", name=name, mentions=tuple(mentions))
        for number, (name, mentions) in enumerate(places.items(), 1)
    }


def checks_of(text, attributions):
    """Take a sentence that says so as a check of the statement before it."""
    numbers = {
        match: sum(one.content[0].start < match.start() for one in attributions)
        for match in CHECK.finditer(text)
    }
    return tuple(
        Check(
            by=None,
            by_name=None,
            outcome="not verified",
            span=span_of(match),
            statements=(f"s{number}",),
            how="the statement before",
        )
        for match, number in numbers.items()
        if number
    )


def statements_of(text, attributions, actors, checks):
    """Make each attribution a statement."""
    covered = {id_ for check in checks for id_ in check.statements}
    for number, one in enumerate(attributions, 1):
        name = "".join(text[span.start : span.end] for span in one.source)
        cue = text[one.cue.start : one.cue.end]
        yield replace(
            STATEMENT,
            id=f"s{number}",
            content=one.content,
            cue=one.cue,
            source=one.source,
            speaker=actors[name].id if name else None,
            speaker_name=name or None,
            grade="named person" if name else None,
            quote="direct",
            manner=MANNERS.get(cue, "says"),
            checked="not verified" if f"s{number}" in covered else None,
            why=(Because(field="manner", how=f"cue '{cue}'", score=0.8),),
            score=one.score,
        )


def chains_of(mentions):
    """Name the two first mentions as one."""
    spans = tuple(mention.span for mention in mentions[:2])
    return (Chain(mentions=spans, score=0.7),) if len(spans) > 1 else ()


def span_of(match, group=0):
    return Span(start=match.start(group), end=match.end(group))


if __name__ in ("__main__", "__mp_main__"):  # the script, or a process that it started
    onrecord.reading.reader.Reader = FakeReader
if __name__ == "__main__":
    main()
