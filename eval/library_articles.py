"""Generated articles for the library: words and names as common as they are in news."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from random import Random

import numpy as np

from eval.blank import ACTOR, PAGE, READING, STATEMENT
from onrecord.record import (
    Argument,
    Article,
    Block,
    Event,
    Found,
    Manner,
    Origin,
    Page,
    Reading,
    Record,
    Span,
    Where,
)

N_WORDS, N_NAMES = 30_000, 4_000
PARAGRAPHS, SENTENCES, LONG = 7, 3, 16  # an article has about 340 words
FIRST = date(2023, 1, 1)
WEIGHTS = "reader generated"
NOWHERE = Where(layer="markup", path="by hand")


class World:
    """Words and names drawn by Zipf's law, as they are in news.

    There is one stock of them; which are drawn is the same for the same seed.
    """

    def __init__(self, seed: int = 1) -> None:
        draw = Random(1)  # not `seed`: who asks has to ask for words and names that there are
        letters = "etaoinshrdlu"
        self.words = [
            "".join(draw.choices(letters, k=2 + min(8, n // 40 % 9))) + letters[n % 12]
            for n in range(N_WORDS)
        ]
        self.names = [
            f"{self.words[3 * n].title()} {self.words[5 * n + 7].title()}son"
            for n in range(N_NAMES)
        ]
        self.random = np.random.default_rng(seed)
        shares = 1.0 / (np.arange(N_WORDS) + 8.0)
        self.sums = np.cumsum(shares / shares.sum())

    def draw(self, n: int) -> list[str]:
        """Give n words."""
        found = np.searchsorted(self.sums, self.random.random(n))
        return [self.words[i] for i in found.tolist()]

    def name(self) -> str:
        """Give a name; some are named far more often than others."""
        at = np.searchsorted(self.sums, self.random.random())
        return self.names[int(at) % N_NAMES]

    def whole(self, low: int, high: int) -> int:
        """Give a whole number."""
        return int(self.random.integers(low, high))


def articles(n: int, *, reading: bool, seed: int = 1) -> Iterator[tuple[Page, Record]]:
    """Give n pages, each with its record; with statements and events if `reading`."""
    world = World(seed)
    for i in range(n):
        lines = [" ".join(world.draw(9)).capitalize()]
        for _ in range(PARAGRAPHS):
            said = " ".join(world.draw(SENTENCES * LONG))
            lines.append(f"“{said.capitalize()}”, {world.name()} said on Monday.")
        yield _article(i, lines, world, reading=reading)


def _article(i: int, lines: list[str], world: World, *, reading: bool) -> tuple[Page, Record]:
    text = "\n".join(lines)
    html = f"<html><head><title>{lines[0]}</title></head><body><article><h1>{lines[0]}</h1>"
    html += "".join(f'<p class="story-body__text">{line}</p>' for line in lines[1:])
    body = f"{html}<p>{i}</p></article></body></html>".encode()
    origin = Origin(kind="file", name=f"{i}.html")
    digest = sha256(body).hexdigest()
    page = replace(PAGE, body=body, sha256=digest, origin=origin)
    day = (FIRST + timedelta(days=world.whole(0, 900))).isoformat()
    spans = _lines(text)
    outlet = f"https://{world.words[100 + world.whole(0, 60)]}.example/{i}"
    article = Article(
        id=digest[:16],
        kind="article",
        number=1,
        of=1,
        headline=Found(value=lines[0], how="first h1", where=Where(layer="text", span=spans[0])),
        summary=(),
        authors=(),
        agency=None,
        dateline=None,
        published=Found(value=day, how="json-ld datePublished", where=NOWHERE, grain="day"),
        updated=None,
        captured=None,
        seen=None,
        url=Found(value=outlet, how="link canonical", where=NOWHERE),
        short_url=None,
        section=None,
        topics=(),
        lang=Found(value="en", how="text", where=Where(layer="text")),
        text=text,
        blocks=tuple(
            Block(kind="paragraph" if n else "headline", span=span, page_span=span, score=0.98)
            for n, span in enumerate(spans)
        ),
        figures=(),
        refused=(),
        notes=(),
        page_sha256=digest,
        page_span=Span(start=0, end=len(text)),
        origin=origin,
        made_by="onrecord 0.1.0, block model 00000000",
    )
    return page, Record(article=article, reading=_reading(article, spans) if reading else None)


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start=start, end=start + len(line)))
        start += len(line) + 1
    return spans


MANNERS: tuple[Manner, ...] = (
    *("says", "says", "says", "says"),
    *("claims", "denies", "urges", "promises"),
)


def _reading(article: Article, lines: Sequence[Span]) -> Reading:
    actors, statements, events = [], [], []
    for n, line in enumerate(lines[1:], start=1):
        words = article.text[line.start : line.end]
        end = line.start + words.index(", ")
        name = words[words.index(", ") + 2 : -len(" said on Monday.")]
        where = Span(start=end + 2, end=end + 2 + len(name))
        actors.append(
            replace(ACTOR, id=f"a{n}", name=name, aliases=(name.split()[1],), mentions=(where,))
        )
        statements.append(
            replace(
                STATEMENT,
                id=f"s{n}",
                content=(Span(start=line.start, end=end),),
                cue=Span(start=where.end + 1, end=where.end + 5),
                source=(where,),
                speaker=f"a{n}",
                speaker_name=name,
                grade="named person",
                manner=MANNERS[(len(words) + n) % len(MANNERS)],
                checked="not verified" if len(words) % 9 == 0 else None,
                score=0.9,
            )
        )
        events.append(
            Event(
                id=f"e{n}",
                kind="CONSULT",
                move=None,
                trigger=Span(start=line.start, end=line.start + 3),
                arguments=(Argument(role="actor", span=where, actor=f"a{n}"),),
                amounts=(),
                status="happened",
                told_by=f"s{n}",
                why=(),
                score=0.9,
            )
        )
    return replace(
        READING,
        article_id=article.id,
        weights=WEIGHTS,
        actors=tuple(actors),
        statements=tuple(statements),
        events=tuple(events),
    )
