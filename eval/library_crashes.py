"""Kill a process that adds to a library, again and again, and look at what is left.

`python -m eval.library_crashes --kills 200` ends a writer with SIGKILL at a random moment: of four
kills one while it adds, one while it joins what it adds, one while it makes the tables, and one
while it takes an older library through the steps it lacks. It checks that no page it reported is
missing, that the file is whole, and that running it again gives what a run without a kill gives:
the same articles, copies, versions, parties and stories.
"""

import argparse
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from eval.figures import Figure, number
from onrecord.library import Library
from onrecord.library.database.schema import STEPS, sql_of
from onrecord.library.forms.naming import words_of_article
from onrecord.library.forms.words import as_text

WRITER = Path(__file__).parents[1] / "tests" / "support" / "library_writer.py"
KILLS = 200
PAGES = 40
EARLY = 2  # of four kills: while the library is opened, and so made or brought up to date
EVERY = "lang:en OR -lang:en"  # every article
JOINING = 3  # of four kills the last: while it adds and joins


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A writer that nobody killed: how long it took, and what it left."""

    name: str  # "add" or "join": what it did
    pages: int
    opening_s: float
    adding_s: float
    state: list[object]


def crash_figures(kills: int = KILLS) -> list[Figure]:
    """Give of how many kills nothing was lost."""
    good = sum(not fault for fault in faults(kills))
    says = "kills that lost nothing"
    return [number("library.kills", says, good / kills, n=kills, unit="kills")]


def faults(kills: int, *, seed: int = 0, pages: int = PAGES) -> Iterator[str]:
    """Kill a writer once and once more; give what was wrong each time, "" if nothing."""
    draw = Random(seed)
    with TemporaryDirectory() as folder:
        old = Path(folder) / "old.db"
        runs = [_whole(Path(folder) / f"{name}.db", pages, name) for name in ("add", "join")]
        make_older(old, Path(folder) / "add.db", pages // 2)
        for kill in range(kills):
            path = Path(folder) / f"{kill}.db"
            if kill % 4 == 1:
                shutil.copy(old, path)
            run = runs[kill % 4 == JOINING]
            took_s = 1.2 * run.opening_s if kill % 4 < EARLY else run.opening_s + run.adding_s
            yield _fault(path, draw.random() * took_s, run)


def make_older(path: Path, whole: Path, pages: int) -> None:
    """Make a library that has taken the first step only, with the first pages of another."""
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("CREATE TABLE onrecord_steps (number INTEGER PRIMARY KEY, made_by TEXT) STRICT")
    for sentence in STEPS[0]:
        for sql in sql_of(sentence, "sqlite"):
            db.execute(sql)
    db.execute("INSERT INTO onrecord_steps VALUES (1, 'onrecord 0.1.0')")
    db.execute("ATTACH ? AS whole", (str(whole),))
    for table, of in (("pages", "sha256"), ("articles", "page")):
        names = [f'"{one["name"]}"' for one in db.execute(f"PRAGMA main.table_info({table})")]
        columns, first = ", ".join(names), "SELECT page FROM whole.articles ORDER BY row LIMIT ?"
        sql = f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM whole.{table}"
        db.execute(f"{sql} WHERE {of} IN ({first})", (pages,))
    for row in db.execute("SELECT * FROM main.articles").fetchall():
        told = words_of_article({"site": row["outlet"], **dict(row)})
        words = {name: as_text(found) for name, found in told.items()}
        sql = f"INSERT INTO main.article_words (rowid, {', '.join(words)}) VALUES (?, ?, ?, ?, ?)"
        db.execute(sql, (row["row"], *words.values()))
    db.commit()
    db.close()


def _fault(path: Path, moment_s: float, run: Run) -> str:
    reported = _killed(path, moment_s, run)
    if path.exists() and path.stat().st_size:
        with Library.open(path) as library:
            if library.check():
                return f"{path}: {library.check()}"
            lost = [digest for digest in reported if not library.has_page(digest)]
            if lost:
                return f"{path}: {len(lost)} of {len(reported)} reported pages are missing"
    elif reported:
        return f"{path}: the file is not there, and {len(reported)} pages were reported"
    _run(path, run.pages, run.name)
    return "" if _state(path) == run.state else f"{path}: the second run ended otherwise"


def _whole(path: Path, pages: int, name: str) -> Run:
    """Let a writer run to its end, and look at what it made."""
    opening_s, adding_s = _run(path, pages, name)
    return Run(name=name, pages=pages, opening_s=opening_s, adding_s=adding_s, state=_state(path))


def _start(path: Path, pages: int, name: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(WRITER), str(path), "1", str(pages), name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _run(path: Path, pages: int, name: str) -> tuple[float, float]:
    """Let a writer run to its end; give how long it opened and how long it added, in seconds."""
    with _start(path, pages, name) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        began = time.perf_counter()
        writer.stdout.readline()
        opened = time.perf_counter()
        rest = writer.stdout.read()
        ended = time.perf_counter()
    if not rest.endswith("end\n"):
        raise RuntimeError(f"a writer failed with {writer.returncode}")
    return opened - began, ended - opened


def _killed(path: Path, moment_s: float, run: Run) -> list[str]:
    """Kill a writer some time after it began; give what it had reported until then."""
    with _start(path, run.pages, run.name) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(moment_s)
        with suppress(ProcessLookupError):
            writer.kill()
        lines = writer.stdout.read().split("\n")
    return [line for line in lines[:-1] if line not in {"open", "end"}]


def _state(path: Path) -> list[object]:
    """Give all that a library can be asked for, to be compared."""
    with Library.open(path) as library:
        found = library.search(EVERY, limit=10 * PAGES, copies=True)
        return [
            library.check(),
            library.counts(),
            library.waiting(),
            sorted(library.stamps()),
            sorted(one.article.id for one in library.records()),
            sorted(hit.source.article_id for hit in found.found),
            joined_of(library),
        ]


def joined_of(library: Library) -> list[object]:
    """Give all that was joined in a library of at most a thousand articles, to be compared."""
    stories = [one.number for one in library.stories(limit=1000).found]
    parties = [one.number for one in library.parties(limit=1000).found]
    ids = sorted(one.article.id for one in library.records())
    return [
        [library.story(number) for number in sorted(stories)],
        [library.party(number, limit=1000) for number in sorted(parties)],
        [library.copies(one) for one in ids],
        [library.parties_of(one) for one in ids],
        library.revisions(limit=1000),
        library.search(EVERY, limit=1000),
        library.said(limit=1000),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, metavar="N")
    given = parser.parse_args()
    wrong = [fault for fault in faults(given.kills) if fault]
    print(f"{given.kills - len(wrong)} of {given.kills} kills lost nothing", *wrong, sep="\n")
    raise SystemExit(bool(wrong))
