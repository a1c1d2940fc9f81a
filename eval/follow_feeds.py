"""Many feeds into one library: memory, rate, and what kills cost: `python -m eval.follow_feeds`.

A server on loopback, in a process of its own, is as many hosts as there are feeds (127.0.0.0/8); it
notes how close together each was asked. The run is killed again and again while it gathers; at the
end every page must be there, and nothing may have been asked faster than the rate.
"""

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
import urllib.request
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ClassVar

from onrecord.adding import Added
from onrecord.gather import Wishes, gather
from onrecord.library import Library
from onrecord.library.database.connection import CACHE_KIB
from onrecord.pipeline import How
from onrecord.settings import Settings

WORDS = (
    "<html><body><article><h1>Harbour report {n} of host {host}</h1><p>The harbour office of Tema"
    " counted {n} ships on Monday, a clerk of office {host} said, and nine more are due.</p><p>All"
    " crossings of the day will run again by the weekend, the office said in a note.</p></article>"
    "</body></html>"
)


def host_of(number: int) -> str:
    """Give the address that stands for a host."""
    return f"127.1.{number // 200}.{1 + number % 200}"


class Hosts(BaseHTTPRequestHandler):
    """All hosts at once; what was asked is noted in the class."""

    n_entries = 0
    last: ClassVar[dict[str, float]] = {}
    gaps: ClassVar[dict[str, float]] = {}
    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        """Answer, and note who was asked when."""
        host = self.headers.get("Host", "").partition(":")[0]
        if self.path == "/stats":
            stats = {"least_gap": min(self.gaps.values(), default=None), **self.asked}
            self._send(200, json.dumps(stats).encode(), "application/json")
            return
        now = time.monotonic()
        if host in self.last:
            self.gaps[host] = min(self.gaps.get(host, 1e9), now - self.last[host])
        self.last[host] = now
        self.asked["story" if self.path.startswith("/story") else self.path] += 1
        self._answer(host)

    def _answer(self, host: str) -> None:
        if self.path == "/feed.xml":
            root = f"http://{self.headers['Host']}"
            items = "".join(
                f"<item><link>{root}/story/{n}</link></item>" for n in range(self.n_entries)
            )
            body = f'<rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'
            self._send(200, body.encode(), "application/rss+xml")
        elif self.path.startswith("/story/"):
            n = self.path.rpartition("/")[2]
            self._send(200, WORDS.format(n=n, host=host).encode(), "text/html")
        else:
            self._send(404, b"", "text/plain")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(out: Connection, n_entries: int) -> None:
    """Be all hosts."""
    Hosts.n_entries = n_entries
    server = ThreadingHTTPServer(("0.0.0.0", 0), Hosts)
    server.daemon_threads = True
    out.send(server.server_address[1])
    server.serve_forever()


def gather_once(where: str, urls: list[str], out: Connection) -> None:
    """Gather in a process of its own, and tell of its memory as it goes on."""
    settings = Settings(allow_private=1, seconds_per_host=1)
    wishes = Wishes(how=How(settings=settings, model=False))
    n = 0

    def tell(_: Added) -> None:
        nonlocal n
        n += 1
        if n % 500 == 0:
            out.send((n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))

    with Library.open(where) as kept:
        gather(kept, urls, wishes, tell=tell)
    out.send((n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
    out.send(None)


def gather_killed(where: str, urls: list[str], kills: int) -> list[tuple[int, int]]:
    """Gather until all is there; kill the run so many times. Give the memory of the last one."""
    processes = multiprocessing.get_context("spawn")
    seen: list[tuple[int, int]] = []
    for turn in range(kills + 1):
        seen = []
        ours, its = processes.Pipe()
        run = processes.Process(target=gather_once, args=(where, [] if turn else urls, its))
        run.start()
        its.close()
        while (told := _told(ours)) is not None:
            seen.append(told)
            if turn < kills and told[0] >= 500:
                run.kill()
                time.sleep(1.0)  # the next run knows nothing of the pace of this one
                break
        run.join()
    return seen


def _quarters(seen: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the first, the last, and three between them."""
    return [seen[round(at * (len(seen) - 1) / 4)] for at in range(5)]


def _told(ours: Connection) -> tuple[int, int] | None:
    try:
        told: tuple[int, int] | None = ours.recv()
    except EOFError:
        return None
    return told


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--kills", type=int, default=3)
    given = parser.parse_args()
    processes = multiprocessing.get_context("spawn")
    ours, its = processes.Pipe()
    server = processes.Process(target=serve, args=(its, given.entries), daemon=True)
    server.start()
    port = ours.recv()
    urls = [f"http://{host_of(n)}:{port}/feed.xml" for n in range(given.feeds)]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        where = str(Path(folder) / "o.db")
        seen = gather_killed(where, urls, given.kills)
        with Library.open(where) as kept:
            n_pages = kept.counts()["pages"]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/stats") as answer:
        stats = json.loads(answer.read())
    server.kill()
    n_wanted = given.feeds * given.entries
    print(f"{given.feeds} feeds of {given.entries} entries, killed {given.kills} times:")
    print(f"  pages kept {n_pages} of {n_wanted}; pages asked for {stats.get('story', 0)}")
    print(f"  shortest time between two requests to one host {stats['least_gap']:.2f} s, rate 1 s")
    told = ", ".join(f"{mb} MB at {n}" for n, mb in _quarters(seen))
    print(f"  most memory until then, after so many pages: {told}")
    print(f"  of which SQLite may keep {CACHE_KIB // 1024} MB of the library at hand")
    print(f"  {time.monotonic() - began:.0f} s in all")


if __name__ == "__main__":
    main()
