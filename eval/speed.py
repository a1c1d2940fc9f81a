"""Speed and memory: pages per second beside trafilatura, RSS over many pages, start times."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from eval.figures import Figure, number
from eval.peers import trafilatura
from eval.sets import ROOT, Sample, zyte
from eval.systems import page_of, shipped

ROUNDS = 5
MEMORY_PAGES = 20_000
WARM_PAGES = 1_000
_PAGE = """<!doctype html><html lang="en"><head><title>Ferry resumes</title></head><body><main>
<h1>Ferry between Oban and Mull resumes after repairs</h1><p>By Isla Example</p>
<p>The morning ferry left Oban on time on Monday, for the first time since the pier was closed in
March, and the harbour master said all nine crossings a day would run again by the weekend.</p>
<p>About 300 people had waited for the first boat, some of them since five in the morning.</p>
</main></body></html>
"""


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process on one core, where the system can; give the cores back at the end."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def speed_figures(samples: Sequence[Sample], *, rounds: int = ROUNDS) -> list[Figure]:
    """Pages/s of Onrecord with all facts and of trafilatura with metadata, and their ratio.

    Both read the same pages in turn on one core, bytes or text in memory; what Onrecord is given
    are bytes, so finding the charset is part of its time. Figures are medians over the rounds.
    """
    pages = [(sample.id, page_of(sample)) for sample in samples]
    ours, theirs = [], []
    with one_core():
        for page_id, page in pages[:10]:  # imports, model and tables are loaded outside the clock
            shipped(page_id, page)
            trafilatura(samples[0])
        for _ in range(rounds):
            mine = other = 0.0
            for (page_id, page), sample in zip(pages, samples, strict=True):
                mine += _seconds(partial(shipped, page_id, page))
                other += _seconds(partial(trafilatura, sample))
            ours.append(len(pages) / mine)
            theirs.append(len(pages) / other)
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return [
        number("speed.pages_s", "onrecord, pages/s", median(ours), n=rounds, unit="rounds"),
        number("speed.peer_s", "trafilatura, pages/s", median(theirs), n=rounds, unit="rounds"),
        number("speed.ratio", "times as fast", median(ratios), n=rounds, unit="rounds"),
        number("speed.ratio_min", "  slowest round", min(ratios), n=rounds, unit="rounds"),
        number("speed.ratio_max", "  fastest round", max(ratios), n=rounds, unit="rounds"),
    ]


def memory_figures(pages: int = MEMORY_PAGES) -> list[Figure]:
    """RSS after the first 1,000 pages and at the end, measured in a process of its own."""
    command = [sys.executable, "-m", "eval.speed", "--memory", str(pages)]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(), check=True, capture_output=True, text=True
    )
    early, late = (float(x) for x in done.stdout.split())
    return [
        number(
            "memory.early_mb", f"RSS after {WARM_PAGES} pages, MB", early, n=pages, unit="pages"
        ),
        number("memory.late_mb", "RSS at the end, MB", late, n=pages, unit="pages"),
        number("memory.growth", "  end ÷ early", late / early, n=pages, unit="pages"),
    ]


def start_figures(runs: int = ROUNDS) -> list[Figure]:
    """Seconds a whole process takes: the help, one small file, and Python alone for comparison."""
    call = "import sys; from onrecord.cli import main; sys.argv[0] = 'onrecord'; main()"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(_PAGE, encoding="utf-8")
        commands = {
            "start.python_s": ("(python alone, s)", [sys.executable, "-c", "pass"]),
            "start.help_s": ("onrecord --help, s", [sys.executable, "-c", call, "--help"]),
            "start.read_s": (
                "onrecord read --no-model, one file, s",
                [sys.executable, "-c", call, "read", "--no-model", str(path)],
            ),
        }
        environment = _environment() | bytecode_in(folder)
        return [
            number(name, says, _median_run(command, runs, environment), n=runs, unit="runs")
            for name, (says, command) in commands.items()
        ]


def memory_run(pages: int) -> tuple[float, float]:
    """Read `pages` pages; return RSS in MB after the first 1,000 and at the end.

    The pages of pages/zyte go round; each copy is made distinct, so that no cache can answer.
    """
    samples = [gold.sample for gold in zyte()]
    early = 0.0
    for i in range(pages):
        sample = samples[i % len(samples)]
        copy = replace(sample, body=sample.body + f"<!-- {i} -->".encode())
        shipped(copy.id, page_of(copy))
        if i + 1 == min(WARM_PAGES, pages):
            early = rss_mb()
    return early, rss_mb()


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def bytecode_in(folder: str) -> dict[str, str]:
    """Return variables of the environment that have Python keep bytecode in a folder.

    An installed package comes with its bytecode; a checkout, or a machine that keeps none, would
    compile five hundred files at each start. So one run that does not count makes it.
    """
    return {"PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}


def _median_run(command: list[str], runs: int, environment: dict[str, str]) -> float:
    """Median wall time of a command; the first run, which fills the caches, is not counted."""

    def run() -> None:
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    run()
    return median(_seconds(run) for _ in range(runs))


def _environment() -> dict[str, str]:
    paths = [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def rss_mb() -> float:
    """Return how much memory this process takes now, in millions of bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Print both RSS figures in MB: what `memory_figures` runs as a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m eval.speed", description=main.__doc__)
    parser.add_argument("--memory", type=int, default=MEMORY_PAGES, metavar="PAGES")
    print(*memory_run(parser.parse_args().memory))


if __name__ == "__main__":
    main()
