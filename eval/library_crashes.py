"""Kill a process that adds to a library, again and again, and look at what is left.

`python -m eval.library_crashes --kills 200` ends a writer with SIGKILL at a random moment, also
while it makes the tables, and checks that no page it reported is missing, that the file is whole,
and that running it again gives what a run without a kill gives.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from eval.figures import Figure, number
from onrecord.library import Library

WRITER = Path(__file__).parents[1] / "tests" / "library_writer.py"
KILLS = 200
PAGES = 40


def crash_figures(kills: int = KILLS) -> list[Figure]:
    """Give of how many kills nothing was lost."""
    good = sum(not fault for fault in faults(kills))
    says = "kills that lost nothing"
    return [number("library.kills", says, good / kills, n=kills, unit="kills")]


def faults(kills: int, *, seed: int = 0, pages: int = PAGES) -> Iterator[str]:
    """Kill a writer once and once more; give what was wrong each time, "" if nothing."""
    draw = Random(seed)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.db"
        span_s = _run(whole, pages)
        wanted = _state(whole)
        for kill in range(kills):
            path = Path(folder) / f"{kill}.db"
            # every fourth is killed early: while the file and its tables are made
            moment_s = draw.random() * (0.02 if kill % 4 == 0 else 1.0) * span_s
            yield _fault(path, moment_s, pages, wanted)


def _fault(path: Path, moment_s: float, pages: int, wanted: list[object]) -> str:
    reported = _killed(path, moment_s, pages)
    if path.exists() and path.stat().st_size:
        with Library.open(path) as library:
            if library.check():
                return f"{path}: {library.check()}"
            lost = [digest for digest in reported if not library.has_page(digest)]
            if lost:
                return f"{path}: {len(lost)} of {len(reported)} reported pages are missing"
    elif reported:
        return f"{path}: the file is not there, and {len(reported)} pages were reported"
    _run(path, pages)
    return "" if _state(path) == wanted else f"{path}: the second run ended otherwise"


def _start(path: Path, pages: int) -> "subprocess.Popen[str]":
    command = [sys.executable, str(WRITER), str(path), "1", str(pages)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _run(path: Path, pages: int) -> float:
    """Let a writer run to its end; give how long it wrote, in seconds."""
    with _start(path, pages) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        began = time.perf_counter()
        rest = writer.stdout.read()
        spent = time.perf_counter() - began
    if not rest.endswith("end\n"):
        raise RuntimeError(f"a writer failed with {writer.returncode}")
    return spent


def _killed(path: Path, moment_s: float, pages: int) -> list[str]:
    """Kill a writer some time after it began; give what it had reported until then."""
    with _start(path, pages) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(moment_s)
        with suppress(ProcessLookupError):
            writer.kill()
        lines = writer.stdout.read().split("\n")
    return [line for line in lines[:-1] if line != "end"]


def _state(path: Path) -> list[object]:
    """Give all that a library can be asked for, to be compared."""
    with Library.open(path) as library:
        found = library.search("ferry OR vote OR pier OR salt", limit=10 * PAGES)
        return [
            library.check(),
            library.counts(),
            sorted(library.stamps()),
            sorted(one.article.id for one in library.records()),
            sorted(hit.source.article_id for hit in found.found),
        ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, metavar="N")
    given = parser.parse_args()
    wrong = [fault for fault in faults(given.kills) if fault]
    print(f"{given.kills - len(wrong)} of {given.kills} kills lost nothing", *wrong, sep="\n")
    raise SystemExit(bool(wrong))
