"""The library on 100,000 generated articles: how fast it is filled, how fast it answers, its size.

`python -m eval.library --articles 100000` prints the figures. What is added are records as `split`
and the reader give them, not pages to be read: what the library itself costs.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

from eval.figures import Figure, number
from onrecord.library import Library
from onrecord.library.nouns import NO_WORDS
from onrecord.record import (
    Actor,
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
    Statement,
    Where,
)

ARTICLES = 100_000
QUESTIONS = 200
N_WORDS, N_NAMES = 30_000, 4_000
PARAGRAPHS, SENTENCES, LONG = 7, 3, 16  # an article has about 340 words
FIRST = date(2023, 1, 1)
NOWHERE = Where(layer="markup", path="by hand")


class World:
    """Words and names drawn by Zipf's law, as they are in news; the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        draw = Random(seed)
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
    page = Page(
        body=body,
        sha256=digest,
        media_type="text/html",
        charset=None,
        url=None,
        captured_at=None,
        captured_how=None,
        seen_at=None,
        origin=origin,
    )
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
            Actor(
                id=f"a{n}",
                name=name,
                named=True,
                kind="person",
                grade="named person",
                aliases=(name.split()[1],),
                mentions=(where,),
                roles=(),
                affiliation=None,
            )
        )
        statements.append(
            Statement(
                id=f"s{n}",
                content=(Span(start=line.start, end=end),),
                places=(),
                cue=Span(start=where.end + 1, end=where.end + 5),
                source=(where,),
                speaker=f"a{n}",
                speaker_name=name,
                candidates=(),
                grade="named person",
                quote="indirect",
                manner=MANNERS[(len(words) + n) % len(MANNERS)],
                certainty="certain",
                via=(),
                medium=None,
                said=None,
                refers=(),
                checked="not verified" if len(words) % 9 == 0 else None,
                why=(),
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
    return Reading(
        article_id=article.id,
        weights="reader generated",
        mentions=(),
        attributions=(),
        chains=(),
        times=(),
        actors=tuple(actors),
        statements=tuple(statements),
        checks=(),
        events=tuple(events),
        words=NO_WORDS,
        vector=(),
        paragraph_vectors=(),
        notes=(),
    )


def fill(library: Library, pages: Iterator[tuple[Page, Record]]) -> float:
    """Add pages as `onrecord add` does; give the articles a second, without making them up."""
    spent, n = 0.0, 0
    for page, record in pages:
        began = time.perf_counter()
        if not library.has_page(page.sha256):
            library.add(page, (record,))
        spent += time.perf_counter() - began
        n += 1
    return n / spent


def _questions(world: World) -> dict[str, Callable[[Library], object]]:
    """Draw a question of each kind; what is asked about is as common as it is in the articles."""
    one, two, three = world.draw(3)
    name, surname = world.name(), world.name().split()[1]
    year = 2023 + world.whole(0, 3)
    searched = [
        f"{one} {two}",
        f'"{one} {two}" OR {three}',
        f"{one} speaker:{surname} since:{year}",
        f"{three[:4]}* -{two} until:{year}-06",
        f"speaker:{surname} manner:denies",
    ]
    query = searched[world.whole(0, len(searched))]
    return {
        "search": lambda library: library.search(query),
        "said": lambda library: library.said(by=surname, about=one),
        "said by": lambda library: library.said(by=name),
        "timeline": lambda library: library.timeline(name),
    }


def ask(library: Library, n: int = QUESTIONS) -> dict[str, list[float]]:
    """Ask n questions of each kind; give how many milliseconds each took."""
    world = World(2)
    took: dict[str, list[float]] = {}
    for _ in range(n):
        for kind, question in _questions(world).items():
            began = time.perf_counter()
            question(library)
            took.setdefault(kind.split()[0], []).append(1e3 * (time.perf_counter() - began))
    return took


def library_figures(n: int) -> list[Figure]:
    """Fill two libraries, one without readings and one with; ask the second."""
    with TemporaryDirectory() as folder:
        bare, whole = Path(folder) / "bare.db", Path(folder) / "whole.db"
        with Library.open(bare) as library:
            rate = fill(library, articles(n, reading=False))
        with Library.open(whole) as library:
            read_rate = fill(library, articles(n, reading=True))
            took = ask(library)
            n_statements = library.counts()["statements"]
        sizes = [os.path.getsize(path) / n / 1000 for path in (bare, whole)]
    made = [
        number("library.add_s", "articles/s added, no readings", rate, n=n, unit="articles"),
        number("library.add_read_s", "articles/s added, readings", read_rate, n=n, unit="articles"),
        number("library.kb", "kB an article, no readings", sizes[0], n=n, unit="articles"),
        number("library.read_kb", "kB an article, readings", sizes[1], n=n, unit="articles"),
        number("library.statements", "statements", n_statements, n=n, unit="articles"),
    ]
    for kind, times in took.items():
        for share, name in ((50, "median"), (95, "p95")):
            value = float(np.percentile(times, share))
            says = f"{kind}: {name}, ms"
            made.append(
                number(f"library.{kind}_{name}_ms", says, value, n=len(times), unit="questions")
            )
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N")
    for figure in library_figures(parser.parse_args().articles):
        print(f"{figure.says:<40} {figure.value:>12,.2f}  {figure.n:,} {figure.unit}")
