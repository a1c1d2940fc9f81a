"""The reader's speed, size and memory."""

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from eval.figures import Figure, number
from eval.heads import Model
from eval.sets import ROOT, data_root
from eval.speed import one_core
from onrecord.pipeline import read
from onrecord.reading import session
from onrecord.reading.reader import Reader
from onrecord.reading.windows import encode, windows_of
from onrecord.reading.words import words_of
from onrecord.record import Article
from training.sets import polnear

TEXTS = 24  # of PolNeAR dev
ROUNDS = 5
MEMORY_ARTICLES = 5_000
_MB = 1024 * 1024


def speed_figures(reads: Model, rounds: int = ROUNDS) -> list[Figure]:
    """Words (by white space) a second on one thread and core, from text to readings.

    Beside it the network alone, words cut, encoded and run; and readings with vectors.
    """
    texts = [d.text.text for d in polnear.attributed(data_root(), "dev")[:TEXTS]]
    articles = [story for text in texts for story in read(text) if isinstance(story, Article)]
    n_words = sum(len(article.text.split()) for article in articles)
    ways: list[Callable[[Article], object]] = [
        partial(_read, Reader(reads.folder)),
        partial(_network_alone, reads),
        partial(_read, Reader(reads.folder, vectors=True)),
    ]
    speeds: list[list[float]] = [[] for _ in ways]
    with one_core():
        for article in articles[:3]:
            for way in ways:
                way(article)
        for _ in range(rounds):
            seconds = [0.0 for _ in ways]
            for article in articles:
                for i, way in enumerate(ways):
                    began = time.perf_counter()
                    way(article)
                    seconds[i] += time.perf_counter() - began
            for speed, taken in zip(speeds, seconds, strict=True):
                speed.append(n_words / taken)
    whole, bare, vectors = speeds
    costs = [b / w - 1 for w, b in zip(whole, bare, strict=True)]
    return [
        number("reading.words_s", "words/s", median(whole), n=rounds, unit="rounds"),
        number("reading.network_s", "(network alone)", median(bare), n=rounds, unit="rounds"),
        number("reading.rest_cost", "the rest costs, share", median(costs), n=rounds,
               unit="rounds"),
        number("reading.vectors_s", "words/s, with vectors", median(vectors), n=rounds,
               unit="rounds"),
    ]  # fmt: skip


def _read(reader: Reader, article: Article) -> None:
    reader.read([article])


def _network_alone(reads: Model, article: Article) -> None:
    encoded = encode(article.text, words_of(article.text), reads.weights.tokenizer)
    session.run(reads.weights, encoded, windows_of(encoded))


def size_figures() -> list[Figure]:
    """Megabytes of all files of weights."""
    folder = files("onrecord.reading") / "weights"
    size = sum(len(path.read_bytes()) for path in folder.iterdir() if path.is_file())
    return [number("reading.weights_mb", "weights, MB", size / _MB, n=1, unit="folders")]


def process_figures(articles: int = MEMORY_ARTICLES) -> list[Figure]:
    """Peak memory and time of `onrecord read` on one article, and memory over many."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(_PAGE, encoding="utf-8")
        seconds, peaks = [], []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            peaks.append(_run("--read", str(path))[0])
            seconds.append(time.perf_counter() - began)
    early, late = _run("--many", str(articles))
    return [
        number("reading.cold_s", "onrecord read, one article, s", median(seconds), n=ROUNDS,
               unit="runs"),
        number("reading.peak_mb", "peak memory of it, MB", max(peaks), n=ROUNDS, unit="runs"),
        number("reading.early_mb", "RSS after 500 articles, MB", early, n=articles,
               unit="articles"),
        number("reading.growth", "  at the end ÷ early", late / early, n=articles,
               unit="articles"),
    ]  # fmt: skip


def _run(*arguments: str) -> list[float]:
    command = [sys.executable, "-m", "eval.reading", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [float(value) for value in done.stderr.splitlines()[-1].split()]


def _rss_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _peak_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _read_one(path: str) -> None:
    from onrecord.cli import app  # noqa: PLC0415 - what is measured

    try:
        app(["read", path])
    finally:
        print(f"\n{_peak_mb()}", file=sys.stderr)


def _read_many(count: int) -> None:
    texts = [d.text.text for d in polnear.attributed(data_root(), "dev")]
    articles = [story for text in texts for story in read(text) if isinstance(story, Article)]
    reader = Reader()
    early = 0.0
    for i in range(count):
        reader.read([articles[i % len(articles)]])
        if i == count // 10:
            early = _rss_mb()
    print(f"{early} {_rss_mb()}", file=sys.stderr)


_PAGE = """<!doctype html><html lang="en"><head><title>Ferry resumes</title></head><body><main>
<h1>Ferry between Oban and Mull resumes after repairs</h1><p>By Isla Example</p>
<p>The morning ferry left Oban on time on Monday, for the first time since the pier was closed in
March, and harbour master Ewan Example said all nine crossings a day would run again.</p>
<p>“We have waited long enough,” said Morag Sample, who was on the first boat. She denied reports
that the pier had been closed by mistake.</p></main></body></html>
"""


if __name__ == "__main__":
    what, given = sys.argv[1:]
    if what == "--read":
        _read_one(given)
    else:
        _read_many(int(given))
