"""The library on 100,000 generated articles: how fast it is filled, how fast it answers, its size.

`python -m eval.library --articles 100000` prints the figures. What is added are records as `split`
and the reader give them, not pages to be read: what the library itself costs. Machines differ, so
the same pages are given in turn to plain sqlite3, and the rate is told as a share of its rate too.
"""

import argparse
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from eval.figures import Figure, number
from eval.library_articles import PARAGRAPHS, WEIGHTS, World, articles
from onrecord.adding import TOGETHER
from onrecord.joining import AT_ONCE, join
from onrecord.library import Library
from onrecord.library.database.schema import articles as kept_articles
from onrecord.library.database.schema import vectors
from onrecord.record import Meaning, Page, Record

ARTICLES = 100_000
QUESTIONS = 200
JOINED = 20 * AT_ONCE  # articles: few enough for every run, and growth would show
LIKES = 20  # searches by meaning: they look at every paragraph
WIDTH, POOL = 384, 4_096  # of a vector, as those of the reader; how many are drawn
ROW = kept_articles.c.row


class Plain:
    """What a person would write: sqlite3 alone, a table of pages and an FTS5 index of their text.

    One transaction a page and the same log and page cache as the library, but nothing compressed,
    no other index, and of an article its text alone.
    """

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        for sentence in (
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=NORMAL",
            "PRAGMA wal_autocheckpoint=4000",
            "PRAGMA cache_size=-65536",
            "CREATE TABLE pages (sha256 TEXT PRIMARY KEY, body BLOB)",
            "CREATE VIRTUAL TABLE texts USING fts5(text)",
        ):
            self.db.execute(sentence)

    def add(self, page: Page, text: str) -> None:
        """Keep a page."""
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("INSERT INTO pages VALUES (?, ?)", (page.sha256, page.body))
        self.db.execute("INSERT INTO texts VALUES (?)", (text,))
        self.db.execute("COMMIT")


def fill(
    library: Library, pages: Iterator[tuple[Page, Record]], plain: Plain | None = None
) -> tuple[float, float, float]:
    """Add pages as `onrecord add --no-model` does; give the articles a second.

    To make them up is not counted. Gives those by the clock, those a second of the processor, and
    those by the clock of `plain`.
    """
    spent = worked = plain_spent = 0.0
    n, group = 0, list[tuple[Page, tuple[Record]]]()
    for page, record in pages:
        began, cpu = time.perf_counter(), time.process_time()
        if not library.has_page(page.sha256):
            group.append((page, (record,)))
        if len(group) == TOGETHER:
            library.add_several(group)
            group = []
        spent += time.perf_counter() - began
        worked += time.process_time() - cpu
        if plain is not None:
            began = time.perf_counter()
            plain.add(page, record.article.text)
            plain_spent += time.perf_counter() - began
        n += 1
    library.add_several(group)
    return n / spent, n / worked, n / plain_spent if plain_spent else 0.0


def add_vectors(library: Library, seed: int = 3) -> int:
    """Give each article that has a reading a vector for each of its lines; give how many."""
    draw = np.random.default_rng(seed)
    pool = draw.standard_normal((POOL, WIDTH)).astype(np.float32)
    pool /= np.linalg.norm(pool, axis=1, keepdims=True)
    halves = pool.astype(np.float16)
    with library.writing() as db:
        rows = [row for (row,) in db.execute(kept_articles.select().with_only_columns(ROW))]
        for first in range(0, len(rows), POOL):
            made = []
            for row in rows[first : first + POOL]:
                chosen = halves[draw.integers(0, POOL, PARAGRAPHS + 1)]
                whole, lines = chosen[0].tobytes(), chosen.tobytes()
                made.append({"article": row, "width": WIDTH, "whole": whole, "lines": lines})
            db.execute(vectors.insert(), made)
    return len(rows) * (PARAGRAPHS + 1)


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


def ask_like(library: Library, n: int = QUESTIONS) -> dict[str, list[float]]:
    """Search by meaning, alone and with words; give how many milliseconds each took."""
    world, draw = World(3), np.random.default_rng(4)
    took: dict[str, list[float]] = {"like": [], "like and words": []}
    for _ in range(n):
        drawn = draw.standard_normal(WIDTH)
        vector = tuple((drawn / np.linalg.norm(drawn)).tolist())
        like = Meaning(text="drawn by lot", vector=vector, weights=WEIGHTS)
        for kind, query in (("like", ""), ("like and words", " ".join(world.draw(2)))):
            began = time.perf_counter()
            library.search(query, like=like)
            took[kind].append(1e3 * (time.perf_counter() - began))
    return took


def join_times(n: int = JOINED) -> list[float]:
    """Join n articles with each other; give the seconds of the processor for each `AT_ONCE`.

    n: a multiple of `AT_ONCE`; as many more are joined before them, when tables are loaded.
    """
    moments: list[float] = []
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "joined.db") as library:
        fill(library, articles(n + AT_ONCE, reading=True))
        join(library, tell=lambda _: moments.append(time.process_time()))
    return [after - before for before, after in pairwise(moments)]


def join_figures(n: int = JOINED) -> list[Figure]:
    """Say how fast articles are joined, and that the last take no longer than the first.

    Twice, and each time the faster: on a shared machine whatever else runs slows down a part of it,
    and one run alone gave anything from 1.1 to 1.5.
    """
    times = [min(pair) for pair in zip(join_times(n), join_times(n), strict=True)]
    fifth = len(times) // 5
    growth = sum(times[-fifth:]) / sum(times[:fifth])
    rate = n / sum(times)
    return [
        number("library.join_cpu_s", "articles/s of processor joined", rate, n=n, unit="articles"),
        number("library.join_growth", "… time of last fifth / first", growth, n=n, unit="articles"),
    ]


def library_figures(n: int) -> list[Figure]:
    """Fill two libraries, one without readings and one with; ask the second."""
    with TemporaryDirectory() as folder:
        bare, whole = Path(folder) / "bare.db", Path(folder) / "whole.db"
        with Library.open(bare) as library:
            plain = Plain(Path(folder) / "plain.db")
            rate, cpu_rate, plain_rate = fill(library, articles(n, reading=False), plain)
        with Library.open(whole) as library:
            read_rate, _, _ = fill(library, articles(n, reading=True))
            took = ask(library)
            n_statements = library.counts()["statements"]
            sizes = [os.path.getsize(path) / n / 1000 for path in (bare, whole)]
            n_lines = add_vectors(library)
            took |= ask_like(library, LIKES)
    made = [
        number("library.add_s", "articles/s added, no readings", rate, n=n, unit="articles"),
        number("library.add_cpu_s", "… a second of the processor", cpu_rate, n=n, unit="articles"),
        number("library.plain_s", "… by plain sqlite3 with FTS5", plain_rate, n=n, unit="articles"),
        number("library.add_share", "… share of plain", rate / plain_rate, n=n, unit="articles"),
        number("library.add_read_s", "articles/s added, readings", read_rate, n=n, unit="articles"),
        number("library.kb", "kB an article, no readings", sizes[0], n=n, unit="articles"),
        number("library.read_kb", "kB an article, readings", sizes[1], n=n, unit="articles"),
        number("library.statements", "statements", n_statements, n=n, unit="articles"),
        number("library.paragraphs", "paragraphs with vectors", n_lines, n=n, unit="articles"),
    ]
    for kind, times in took.items():
        name = kind.replace(" ", "_")
        for share, which in ((50, "median"), (95, "p95")):
            value = float(np.percentile(times, share))
            says = f"{kind}: {which}, ms"
            made.append(
                number(f"library.{name}_{which}_ms", says, value, n=len(times), unit="questions")
            )
    return made + join_figures()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N")
    for figure in library_figures(parser.parse_args().articles):
        print(f"{figure.says:<40} {figure.value:>12,.2f}  {figure.n:,} {figure.unit}")
