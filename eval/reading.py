"""The reader's speed, size and memory."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from eval.encoder import without_heads
from eval.figures import Figure, number
from eval.heads import Model
from eval.sets import ROOT, data_root
from eval.speed import bytecode_in, one_core, rss_mb
from onrecord.pipeline import read
from onrecord.reading import session
from onrecord.reading.reader import Reader, decode
from onrecord.reading.scores import Scores
from onrecord.reading.windows import Encoded, encode, stack, windows_of
from onrecord.reading.words import words_of
from onrecord.record import Article
from training.sets import polnear

TEXTS = 8  # of PolNeAR dev
ROUNDS = 5
MEMORY_ARTICLES = 5_000
_LONG = 60  # words of the long article for each of the many
_MB = 1_000_000


def speed_figures(reads: Model, rounds: int = ROUNDS) -> list[Figure]:
    """Words (by white space) a second of the processor, on one thread and core.

    The encoder alone; with all heads, from text to spans, links and trees; and from text to
    readings, with what rules make of these. Shares are those of the same round, so that they hold
    on a machine that does other things, too.
    """
    texts = [d.text.text for d in polnear.attributed(data_root(), "dev")[:TEXTS]]
    articles = [story for text in texts for story in read(text) if isinstance(story, Article)]
    n_words = sum(len(article.text.split()) for article in articles)
    speeds = _speeds(_ways(reads), articles, n_words, rounds)
    costs = {
        name: [other / mine - 1 for mine, other in zip(speeds[name], speeds[below], strict=True)]
        for name, below in (("network", "encoder"), ("heads", "encoder"), ("words", "heads"))
    }
    told = [
        ("words_s", "words/s, from text to readings", speeds["words"]),
        ("heads_s", "words/s, all heads decoded", speeds["heads"]),
        ("network_s", "(network alone)", speeds["network"]),
        ("encoder_s", "(encoder without heads)", speeds["encoder"]),
        ("vectors_s", "words/s, with vectors", speeds["vectors"]),
        ("heads_share", "heads in the network cost, share", costs["network"]),
        ("heads_cost", "heads and their decoding cost, share", costs["heads"]),
        ("rest_cost", "rules cost, share of all heads", costs["words"]),
    ]
    return [
        number(f"reading.{name}", says, median(values), n=rounds, unit="rounds")
        for name, says, values in told
    ]


def _ways(reads: Model) -> dict[str, Callable[[Article], object]]:
    return {
        "encoder": partial(_encoder_alone, without_heads(reads.folder)),
        "network": partial(_network_alone, reads),
        "heads": partial(_heads, reads),
        "words": partial(_read, Reader(reads.folder)),
        "vectors": partial(_read, Reader(reads.folder, vectors=True)),
    }


def _speeds(
    ways: Mapping[str, Callable[[Article], object]],
    articles: Sequence[Article],
    n_words: int,
    rounds: int,
) -> dict[str, list[float]]:
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    with one_core():
        for article in articles[:3]:
            for way in ways.values():
                way(article)
        for _ in range(rounds):
            seconds = dict.fromkeys(ways, 0.0)
            for article in articles:
                for name, way in ways.items():
                    began = time.process_time()
                    way(article)
                    seconds[name] += time.process_time() - began
            for name, taken in seconds.items():
                speeds[name].append(n_words / taken)
    return speeds


def _read(reader: Reader, article: Article) -> None:
    reader.read([article])


def _encoded(weights: session.Weights, article: Article) -> Encoded:
    return encode(article.text, words_of(article.text), weights.tokenizer)


def _encoder_alone(weights: session.Weights, article: Article) -> None:
    encoded = _encoded(weights, article)
    for window in windows_of(encoded):
        feed = stack([(encoded, window)])._asdict()
        weights.session.run(None, feed)


def _network_alone(reads: Model, article: Article) -> Scores:
    encoded = _encoded(reads.weights, article)
    return session.run(reads.weights, encoded, windows_of(encoded))


def _heads(reads: Model, article: Article) -> None:
    encoded = _encoded(reads.weights, article)
    scores = session.run(reads.weights, encoded, windows_of(encoded))
    decode(article.text, encoded, scores, reads.extras)


def size_figures() -> list[Figure]:
    """Megabytes (millions of bytes) of all files of weights."""
    folder = files("onrecord.reading") / "weights"
    size = sum(len(path.read_bytes()) for path in folder.iterdir() if path.is_file())
    return [number("reading.weights_mb", "weights, MB", size / _MB, n=1, unit="folders")]


def start_figures(rounds: int = ROUNDS) -> list[Figure]:
    """Time and peak memory of `onrecord read` on one article, a process of its own each time."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(_PAGE, encoding="utf-8")
        environment = {**os.environ, **bytecode_in(folder)}
        _run("--read", str(path), environment=environment)  # makes the bytecode
        seconds, of_processor, peaks = [], [], []
        for _ in range(rounds):
            began, used = time.perf_counter(), _used_by_children()
            peaks.append(_run("--read", str(path), environment=environment)[0])
            seconds.append(time.perf_counter() - began)
            of_processor.append(_used_by_children() - used)
    return [
        number("reading.cold_s", "onrecord read, one article, s", median(seconds), n=rounds,
               unit="runs"),
        number("reading.cold_cpu_s", "  of the processor, s", median(of_processor), n=rounds,
               unit="runs"),
        number("reading.peak_mb", "  peak memory, MB", max(peaks), n=rounds, unit="runs"),
    ]  # fmt: skip


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory_figures(articles: int = MEMORY_ARTICLES) -> list[Figure]:
    """Memory while many articles are read, and a very long one, each in a process of its own.

    The long one has 60 words for each of the many: 300,000 for 5,000.
    """
    early, late = _run("--many", str(articles))
    n_words = _LONG * articles
    peaks = [_run("--long", str(n))[0] for n in (n_words // 2, n_words)]
    return [
        number("reading-memory.early_mb", "RSS after a tenth of the articles, MB", early,
               n=articles, unit="articles"),
        number("reading-memory.growth", "  at the end ÷ then", late / early, n=articles,
               unit="articles"),
        number("reading-memory.half_mb", "peak memory, one article of half as many words, MB",
               peaks[0], n=n_words // 2, unit="words"),
        number("reading-memory.long_mb", "  of all of them, MB", peaks[1], n=n_words,
               unit="words"),
    ]  # fmt: skip


def _run(*arguments: str, environment: Mapping[str, str] | None = None) -> list[float]:
    command = [sys.executable, "-m", "eval.reading", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return [float(value) for value in done.stderr.splitlines()[-1].split()]


def _peak_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / _MB


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
            early = rss_mb()
    print(f"{early} {rss_mb()}", file=sys.stderr)


def _read_long(count: int) -> None:
    texts = [d.text.text for d in polnear.attributed(data_root(), "dev")]
    (short,) = (story for story in read(_PAGE) if isinstance(story, Article))
    words = list(islice(cycle(" ".join(texts).split(" ")), count))
    Reader().read([replace(short, text=" ".join(words))])
    print(_peak_mb(), file=sys.stderr)


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
    elif what == "--long":
        _read_long(int(given))
    else:
        _read_many(int(given))
