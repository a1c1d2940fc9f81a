"""Batches measured: archives at constant memory, speed, kills, a cluster, and what a million costs.

`python -m eval.batch` prints all parts in small; `--only memory --megabytes 3000` is the large
archive, `--only kills --kills 20` and `--only ray` the others. Archives are generated: pages of our
own, about invented people and bodies, with the furniture that a page of a paper has.
"""

import argparse
import gzip
import logging
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from onrecord.acquire import pages_from_paths
from onrecord.acquire.warc import warc_record
from onrecord.batch import Plan, find_inputs, run
from onrecord.pipeline import How, read_page
from onrecord.record import Origin, Page

PLACES = (
    "Oban", "Tema", "Riga", "Lodwar", "Tirana", "Bukhara", "Skopje", "Tamale", "Oulu", "Pasto"
)  # fmt: skip
PEOPLE = ("Adjoa Sarfo", "Ines Halden", "Pavel Orzech", "Miriam Katel", "Tomas Ruvik", "Lena Dosta")
BODIES = ("Harbour Board", "Ferry Union", "Ministry of Works", "River Authority", "City Council")
THINGS = ("the ferry", "the new bridge", "the grain depot", "the night train", "the water plant")
DONE = (
    "was closed", "will reopen", "lost its licence", "was damaged", "has been sold", "runs late"
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PARAGRAPHS = (
    "{place}: {thing} {done} on {day}, the {body} said, after {n} complaints since March.",
    "“We knew that {thing} {done},” said {person}, who chairs the {body}. “Nobody asked us.”",
    "{person} denied that {thing} {done}, and told reporters in {place} that {n} people saw it.",
    "The {body} could not confirm how many of the {n} passengers were hurt near {place}.",
    "Residents of {place} accused the {body} of hiding a report on {thing} for {n} days.",
    "According to the {body}, {thing} {done} because of the storm; {person} declined to comment.",
)
FURNITURE = "".join(
    f'<li><a href="/s/{n}">Section {n} and what is new in it</a></li>' for n in range(60)
)
STYLE = "<style>" + "".join(f".c{n}{{margin:{n}px;padding:{n}px;color:#222}}" for n in range(300))
MEGABYTE = 1 << 20
MILLION = 1_000_000
AT_WORK_S = 2.0  # in which a worker is killed


def make_page(number: int) -> Page:
    """Make the page of a number: always the same one."""
    draw = Random(number)
    facts = [("place", PLACES), ("person", PEOPLE), ("body", BODIES), ("thing", THINGS)]
    facts += [("done", DONE), ("day", DAYS)]

    def words(pattern: str) -> str:
        chosen = {name: draw.choice(values) for name, values in facts}
        return pattern.format(n=draw.randint(2, 900), **chosen)

    title = words("{place}: {thing} {done}")
    body = "".join(f"<p>{words(draw.choice(PARAGRAPHS))}</p>" for _ in range(draw.randint(8, 16)))
    html = (
        f"<!doctype html><html lang=en><head><title>{title}</title>{STYLE}</style></head><body>"
        f"<nav><ul>{FURNITURE}</ul></nav><article><h1>{title}</h1><time datetime=2024-03-0"
        f"{number % 9 + 1}>March 2024</time>{body}</article><footer><ul>{FURNITURE}</ul></footer>"
        f"<!-- {number} --></body></html>"
    ).encode()
    return Page(
        body=html,
        sha256=sha256(html).hexdigest(),
        media_type="text/html",
        charset="utf-8",
        url=f"https://example.org/{number}",
        captured_at=f"2024-03-0{number % 9 + 1}T06:00:00Z",
        captured_how=None,
        seen_at=None,
        origin=Origin(kind="memory", name=str(number)),
    )


def write_archives(folder: Path, n_files: int, n_pages: int, *, broken: bool = True) -> list[str]:
    """Write archives of so many pages each, with one broken record in each; give their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in range(n_files):
        with open(folder / f"{file:03d}.warc.gz", "wb") as out:
            for n in range(n_pages):
                out.write(gzip.compress(warc_record(make_page(file * n_pages + n)), 6, mtime=0))
            out.write(b"\x1f\x8b\x08 no record" if broken else b"")
    return [str(folder / f"{file:03d}.warc.gz") for file in range(n_files)]


def row_hashes(out: Path) -> dict[str, tuple[int, str]]:
    """Give of each table its rows, and a digest of them in whatever order and file they lie."""
    from onrecord.batch.plan import finished  # noqa: PLC0415 - beside what needs pyarrow
    from onrecord.batch.tables import ALL, rows_in  # noqa: PLC0415 - pyarrow is an extra

    found = {}
    for table in ALL:
        rows = sorted(
            sha256(repr(row).encode(errors="replace")).digest()
            for folder in finished(out)
            for row in rows_in(folder, table)
        )
        found[table] = (len(rows), sha256(b"".join(rows)).hexdigest())
    return found


def _used_s() -> float:
    """Give the seconds of CPU that this process took: other work on the machine does not count."""
    return time.process_time()


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(megabytes: int) -> Iterator[str]:
    """Read one large archive; print what memory it took."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.warc.gz"
        pages = _write_large(path, megabytes * MEGABYTE)
        began = _used_s()
        marks = {max(1, pages // 20): 0.0, pages // 2: 0.0, pages: 0.0}
        n_pages = n_broken = n_bytes = 0
        for one in pages_from_paths([path]):
            if isinstance(one, Page):
                n_pages, n_bytes = n_pages + 1, n_bytes + len(one.body)
            else:
                n_broken += 1
            if n_pages in marks:
                marks[n_pages] = _peak_mb()
        used = _used_s() - began
        size = path.stat().st_size / MEGABYTE
    peaks = ", ".join(f"{peak:.0f} MB after {n:,} pages" for n, peak in marks.items())
    yield f"archive of {size:,.0f} MB, {n_bytes / MEGABYTE:,.0f} MB unpacked, {n_pages:,} pages"
    yield f"broken records skipped with a reason: {n_broken} of {pages // 1000}"
    yield f"peak memory: {peaks}"
    yield f"acquired: {n_pages / used:,.0f} pages/s of CPU, {size / used:,.0f} MB/s as packed"


def _write_large(path: Path, size: int) -> int:
    """Write an archive with a broken record behind every thousandth page; give how many pages."""
    members = [gzip.compress(warc_record(make_page(n)), 6, mtime=0) for n in range(500)]
    n_pages = n_bytes = 0
    with open(path, "wb") as out:
        while n_bytes < size:
            member = members[n_pages % len(members)]
            n_pages += 1
            if n_pages % 1000 == 0:
                member += b"\x1f\x8b\x08\x00" + member[20:200]
            n_bytes += out.write(member)
    return n_pages


def speed(n_pages: int) -> Iterator[str]:
    """Compare pages out of an archive with the same pages at hand, both split and read."""
    how = How()
    read_page(make_page(0), how=how)  # the model is loaded
    with TemporaryDirectory() as folder:
        (name,) = write_archives(Path(folder), 1, n_pages)
        at_hand, archived = [], []
        for _ in range(2):
            at_hand.append(_timed((make_page(n) for n in range(n_pages)), how))
            archived.append(_timed(pages_from_paths([name]), how))
    best, other = min(at_hand), min(archived)
    yield f"split and read: {n_pages / best:.2f} pages/s of CPU at hand ({n_pages} pages)"
    yield f"out of an archive: {n_pages / other:.2f} pages/s, {best / other:.1%} of that"


def _timed(pages: Iterator[object], how: How) -> float:
    began = _used_s()
    for page in pages:
        if isinstance(page, Page):
            read_page(page, how=how)
    return _used_s() - began


def cost(n_pages: int) -> Iterator[str]:
    """Print what a million articles cost, out of what a batch of some pages took."""
    from onrecord.batch.tables import rows_in  # noqa: PLC0415 - pyarrow is an extra

    with TemporaryDirectory() as folder:
        names = write_archives(Path(folder) / "in", 2, n_pages // 2)
        out = Path(folder) / "out"
        began, wall = _children_s(), time.monotonic()
        dones = list(run(find_inputs(names), Plan(out=str(out))))
        used, wall = _children_s() - began, time.monotonic() - wall
        articles = sum(sum(one.articles.values()) for one in dones)
        sizes = {
            table: sum(one.stat().st_size for one in out.glob(f"*/{table}.parquet"))
            for table in ("pages", "records")
        }
        others = sum(one.stat().st_size for one in out.glob("*/*.parquet")) - sum(sizes.values())
        packed = sum(Path(name).stat().st_size for name in names)
        words = sum(
            len(row["text"].split())
            for folder in out.glob("*/done.json")
            for row in rows_in(folder.parent, "articles")
        )
    each_words = words / articles
    yield f"{articles} articles of {each_words:.0f} words: {used:.1f} s of CPU, {wall:.1f} of clock"
    hours = used / articles * MILLION / 3600
    longer = hours * 500 / each_words
    yield f"a million articles: {hours:,.0f} hours of one CPU core; of 500 words each {longer:,.0f}"
    each = {"archives": packed, **sizes, "other tables": others}
    parts = ", ".join(f"{name} {size / articles / 1000:.2f}" for name, size in each.items())
    yield f"GB for a million articles: {parts}"


def _children_s() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    below = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime


COMMAND = (sys.executable, "-m", "onrecord", "batch")


def kills(n_kills: int, *, ray: bool = False) -> Iterator[str]:
    """Kill a worker, or all of a batch, at random moments; compare the rows with a quiet run's."""
    draw = Random(0)
    with TemporaryDirectory() as folder:
        write_archives(Path(folder) / "in", 4, 12)
        options = [str(Path(folder) / "in"), "--no-model", "--jobs", "2"]
        _finish(_begin(options, Path(folder) / "quiet"))
        wanted = row_hashes(Path(folder) / "quiet")
        options += ["--ray", "local"] if ray else []
        good = n_hit = 0
        for kill in range(n_kills):
            out = Path(folder) / f"{kill}"
            batch = _begin(options, out)
            hit = _kill(batch, draw, "Map(" if ray else "spawn_main", whole=kill % 2 == 1)
            n_hit += hit
            batch.wait()
            _finish(_begin(options, out))
            good += row_hashes(out) == wanted
            left = list(out.glob(".part-*"))
            good -= bool(left)
    name = "on Ray" if ray else "on local processes"
    yield f"{name}: {good} of {n_kills} runs with a kill gave the same tables ({n_hit} kills hit)"


def _begin(options: list[str], out: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*COMMAND, *options, "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _finish(batch: "subprocess.Popen[bytes]") -> None:
    if batch.wait():
        raise RuntimeError(f"a batch ended with {batch.returncode}")


def _kill(batch: "subprocess.Popen[bytes]", draw: Random, mark: str, *, whole: bool) -> bool:
    """Kill the whole of a batch, or one of its workers, at a random moment of its work.

    Its work begins with its first worker. False: it ended before.
    """
    while batch.poll() is None and not _workers(batch, mark):
        time.sleep(0.05)
    time.sleep(draw.random() * AT_WORK_S)
    workers = _workers(batch, mark)
    if batch.poll() is not None or not (whole or workers):
        return False
    return _signal(batch.pid if whole else draw.choice(workers))


def _workers(batch: "subprocess.Popen[bytes]", mark: str) -> list[int]:
    return sorted(pid for pid, words in _below(batch.pid) if mark in words)


def _signal(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _below(pid: int) -> Iterator[tuple[int, str]]:
    """Give the processes that a process started, and those that they did, with their commands."""
    for line in Path(f"/proc/{pid}/task/{pid}/children").read_text().split() if _lives(pid) else ():
        child = int(line)
        try:
            words = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            yield child, words
            yield from _below(child)
        except OSError:
            continue


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}/task/{pid}/children").exists()


def ray_speed(n_pages: int) -> Iterator[str]:
    """Compare one worker of a cluster of two machines with two."""
    import ray
    from ray.cluster_utils import Cluster

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False, logging_level=logging.ERROR)
    took: dict[int, float] = {}
    hashes = []
    try:
        with TemporaryDirectory() as folder:
            names = write_archives(Path(folder) / "in", 8, n_pages // 8)
            for inputs, workers in ((names[:2], 0), (names, 1), (names, 2)):  # the first warms up
                out = Path(folder) / f"out{workers}"
                began = time.monotonic()
                plan = Plan(out=str(out), jobs=workers or 2)
                list(run(find_inputs(inputs), plan, ray="auto"))
                took[workers] = time.monotonic() - began
                hashes.append(row_hashes(out))
            local = Path(folder) / "local"
            list(run(find_inputs(names), Plan(out=str(local))))
            hashes.append(row_hashes(local))
    finally:
        ray.shutdown()
        cluster.shutdown()  # type: ignore[no-untyped-call]
    yield f"cluster of two nodes: {took[1]:.1f} s with 1 worker, {took[2]:.1f} s with 2"
    yield f"speed-up {took[1] / took[2]:.2f}x (load of the machine {os.getloadavg()[0]:.1f})"
    same = hashes[1] == hashes[2] == hashes[3]
    yield f"tables of 1 worker, of 2 and of a local run are the same: {same}"


def parse() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m eval.batch", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("--megabytes", type=int, default=300, metavar="N")
    parser.add_argument("--pages", type=int, default=40, metavar="N")
    parser.add_argument("--kills", type=int, default=20, metavar="N")
    return parser.parse_args()


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "memory": lambda given: memory(given.megabytes),
    "speed": lambda given: speed(given.pages),
    "cost": lambda given: cost(given.pages),
    "kills": lambda given: kills(given.kills),
    "ray-kills": lambda given: kills(given.kills, ray=True),
    "ray": lambda given: ray_speed(given.pages),
}

if __name__ == "__main__":
    chosen = parse()
    for part in chosen.only or PARTS:
        print(part)
        for line in PARTS[part](chosen):
            print(f"  {line}", flush=True)
