"""The server on 100,000 generated articles: how fast it answers, under a crowd, called at random.

`python -m eval.serve --articles 100000` prints the figures; `--library FILE` takes a library that
is there already instead of filling one, which takes long. The server is a process of its own, as
`onrecord serve` starts it; each page is asked for anew, without an ETag.
"""

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import urlencode

import numpy as np

from eval.figures import Figure, number
from eval.library import fill
from eval.library_articles import World, articles
from onrecord.joining import join
from onrecord.library import Library

ARTICLES, ASKED, READERS, ADDED = 100_000, 200, 50, 1_000
CALLS = 6_000  # some are drawn no more when all that an address allows has been called
FAILED = 500  # statuses from here on
START_S = 30.0
ADD = "import sys; from eval.serve import add; add(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))"


class Server(NamedTuple):
    """A server that runs."""

    port: int
    process: int

    def worked_s(self) -> float:
        """Give the seconds of the processor it has taken; 0 where that cannot be known."""
        try:
            fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(library: Path) -> Iterator[Server]:
    """Start `onrecord serve`."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--library", str(library)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        line = server.stderr.readline()  # "onrecord: http://127.0.0.1:40001/ (Ctrl-C ends it)"
        port = int(line.split("127.0.0.1:")[1].split("/")[0])
        threading.Thread(target=server.stderr.read, daemon=True).start()
        _wait(port)
        try:
            yield Server(port, server.pid)
        finally:
            server.terminate()


def _wait(port: int) -> None:
    late_at = time.monotonic() + START_S
    while True:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=1)) as link:
                link.request("HEAD", "/rejected")
        except OSError:
            if time.monotonic() > late_at:
                raise
            time.sleep(0.05)
        else:
            return


def paths_of(library: Library, n: int, seed: int = 5) -> dict[str, list[str]]:
    """Draw n addresses of each kind of page."""
    draw, world = random.Random(seed), World(seed)
    ids = [
        one.source.article_id
        for offset in draw.sample(range(1, max(library.counts()["articles"], 2)), 20)
        for one in library.latest(limit=max(n // 20, 1), offset=min(offset, 9_000)).found
    ]
    stories = [one.number for one in library.stories(limit=n).found]
    parties = [one.number for one in library.parties(limit=n).found]
    made = {"article": [f"/a/{id_}" for id_ in ids]}
    made["story"] = [f"/stories/{number}" for number in stories]
    made["party"] = [f"/parties/{number}" for number in parties]
    searched = []
    for _ in range(n):
        one, two, _three = world.draw(3)
        surname = world.name().split()[1]
        queries = (f"{one} {two}", f'"{one} {two}" OR {two}', f"speaker:{surname} manner:denies")
        searched.append("/search?" + urlencode({"q": queries[world.whole(0, len(queries))]}))
    made["search"] = searched
    made["home"] = ["/"] * (n // 4)
    return {kind: [draw.choice(found) for _ in range(n)] for kind, found in made.items() if found}


def ask(port: int, paths: Sequence[str]) -> tuple[list[float], Counter[int], int]:
    """Ask for pages, one after another; give milliseconds each, statuses, and the largest size."""
    took, statuses, largest = [], Counter[int](), 0
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for path in paths:
        began = time.perf_counter()
        link.request("GET", path, headers={"accept-encoding": "gzip"})
        answer = link.getresponse()
        largest = max(largest, len(answer.read()))
        took.append(1e3 * (time.perf_counter() - began))
        statuses[answer.status] += 1
    link.close()
    return took, statuses, largest


def page_figures(library: Path, n: int) -> list[Figure]:
    """Ask for pages of each kind, one reader."""
    with Library.open(library) as kept:
        paths = paths_of(kept, n)
    made = []
    with serving(library) as server:
        for kind, asked in paths.items():
            ask(server.port, asked[:5])  # a connection and a template are made once
            worked = server.worked_s()
            took, statuses, largest = ask(server.port, asked)
            worked = 1e3 * (server.worked_s() - worked) / n
            failed = sum(count for status, count in statuses.items() if status >= FAILED)
            for share, which in ((50, "median"), (95, "p95")):
                value = float(np.percentile(took, share))
                says = f"{kind} page: {which}, ms"
                made.append(number(f"serve.{kind}_{which}_ms", says, value, n=n, unit="calls"))
            says = "… mean of the processor, ms"
            made.append(number(f"serve.{kind}_cpu_ms", says, worked, n=n, unit="calls"))
            made.append(number(f"serve.{kind}_failed", "… 5xx", failed, n=n, unit="calls"))
            made.append(
                number(f"serve.{kind}_kb", "… largest, kB", largest / 1e3, n=n, unit="calls")
            )
    return made


def add(library: str, n: int, seed: int) -> None:
    """Add n generated articles and join them, as `onrecord add` does."""
    with Library.open(library) as kept:
        for page, record in articles(n, reading=True, seed=seed):
            kept.add(page, (record,))
        join(kept)


def crowd_figures(library: Path, n_readers: int, n_added: int) -> list[Figure]:
    """Let many read while another process adds: how long they wait, what fails."""
    with Library.open(library) as kept:
        paths = [one for found in paths_of(kept, 50).values() for one in found]
    ended, lock = threading.Event(), threading.Lock()
    took: list[float] = []
    statuses: Counter[int] = Counter()

    def read(seed: int, port: int) -> None:
        draw = random.Random(seed)
        while not ended.is_set():
            times, found, _ = ask(port, draw.choices(paths, k=5))
            with lock:
                took.extend(times)
                statuses.update(found)

    with serving(library) as server:
        ports = [server.port] * n_readers
        readers = [threading.Thread(target=read, args=one) for one in enumerate(ports)]
        for reader in readers:
            reader.start()
        seed = int(time.time())
        command = [sys.executable, "-c", ADD, str(library), str(n_added), str(seed)]
        began = time.perf_counter()
        adding = subprocess.run(command, check=False).returncode
        spent = time.perf_counter() - began
        ended.set()
        for reader in readers:
            reader.join()
    failed = sum(count for status, count in statuses.items() if status >= FAILED)
    n = sum(statuses.values())
    return [
        number("serve.crowd_failed", f"{n_readers} readers while pages are added: 5xx", failed,
               n=n, unit="calls"),
        number("serve.crowd_adding", "… exit code of who adds", adding, n=n_added, unit="pages"),
        number("serve.crowd_added_s", "… pages added a second", n_added / spent, n=n_added,
               unit="pages"),
        number("serve.crowd_p95_ms", "… p95, ms", float(np.percentile(took, 95)), n=n,
               unit="calls"),
    ]  # fmt: skip


def call_figures(library: Path, n: int) -> list[Figure]:
    """Call the API as its document allows, and as it does not."""
    import schemathesis  # noqa: PLC0415 - only this needs it
    from hypothesis import HealthCheck, given, settings  # noqa: PLC0415
    from schemathesis.generation import GenerationMode  # noqa: PLC0415

    statuses: Counter[int] = Counter()
    with serving(library) as server:
        root = f"http://127.0.0.1:{server.port}"
        api = schemathesis.openapi.from_url(f"{root}/api/openapi.json")
        operations: list[Any] = [one.ok() for one in api.get_all_operations()]  # type: ignore[union-attr]
        each = max(n // (len(operations) * len(GenerationMode)), 1)
        for operation in operations:
            for mode in GenerationMode:
                if mode is GenerationMode.NEGATIVE and not list(operation.iter_parameters()):
                    continue

                @settings(max_examples=each, deadline=None, suppress_health_check=list(HealthCheck))
                @given(operation.as_strategy(generation_mode=mode))
                def call(case: Any) -> None:  # noqa: ANN401 - a case of schemathesis
                    statuses[case.call(base_url=root).status_code] += 1

                call()
    failed = sum(count for status, count in statuses.items() if status >= FAILED)
    return [
        number("serve.calls_failed", "calls of the API made up at random: 5xx", failed,
               n=sum(statuses.values()), unit="calls")
    ]  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N")
    parser.add_argument("--library", type=Path, metavar="FILE", help="one that is filled already")
    parser.add_argument("--only", choices=("pages", "crowd", "calls"), action="append")
    parser.add_argument("--asked", type=int, default=ASKED, metavar="N", help="of each page")
    parser.add_argument("--calls", type=int, default=CALLS, metavar="N", help="of the API")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        library = given.library or Path(folder) / "library.db"
        if not given.library:
            with Library.open(library) as kept:
                fill(kept, articles(given.articles, reading=True))
                join(kept)
        for part in given.only or ("pages", "calls", "crowd"):
            measures: dict[str, Callable[[], list[Figure]]] = {
                "pages": lambda: page_figures(library, given.asked),
                "crowd": lambda: crowd_figures(library, READERS, ADDED),
                "calls": lambda: call_figures(library, given.calls),
            }
            for figure in measures[part]():
                print(
                    f"{figure.says:<48} {figure.value:>12,.2f}  {figure.n:,} {figure.unit}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
