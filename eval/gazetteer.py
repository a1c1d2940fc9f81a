"""A gazetteer as large as GeoNames: how long it takes to make, how large it is, how fast it is.

`python -m eval.gazetteer --rows 12000000` writes a dump of made-up places in GeoNames' layout,
makes a gazetteer of it as `onrecord gazetteer add` does, and asks for names in it. Needs some 3 GB
of disk.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from eval.figures import Figure, as_lines, number
from onrecord.gazetteer.files import rows_of
from onrecord.gazetteer.index import Index, write_index
from onrecord.gazetteer.names import key_of

ROWS = 12_000_000
ASKED = 10_000
MB = 1_048_576
_OPENINGS = ("Ba", "Ke", "Mo", "Ti", "Su", "La", "Ro", "Ni", "Da", "Ve", "Or", "Al", "Ust", "Gra")
_MIDDLES = ("ra", "lo", "mi", "du", "sen", "kar", "bel", "nov", "ti", "gar", "wa", "po", "lin")
_ENDS = ("sk", "ville", "ton", "abad", "ovo", "pur", "berg", "itsa", "stan", "dorf", "ama", "ez")
_KINDS = (("P", "PPL"), ("P", "PPLA3"), ("H", "STM"), ("T", "MT"), ("A", "ADM3"), ("S", "SCH"))
_COUNTRIES = ("UA", "PH", "US", "IN", "RU", "BR", "CN", "KE", "DE", "MX")


def dump_lines(n_rows: int, rng: random.Random) -> Iterator[str]:
    """Make up rows of a dump; as in GeoNames, a name serves many places, and half have aliases."""
    for id_ in range(1, n_rows + 1):
        kind, code = rng.choice(_KINDS)
        aliases = ",".join(name_of(rng) for _ in range(rng.choice((0, 0, 1, 2))))
        lat, lon = rng.uniform(-60, 75), rng.uniform(-180, 180)
        people = int(10 ** rng.uniform(1, 6)) if kind == "P" and rng.random() < 0.1 else 0
        name, country = name_of(rng), rng.choice(_COUNTRIES)
        yield (
            f"{id_}\t{name}\t{name}\t{aliases}\t{lat:.5f}\t{lon:.5f}\t{kind}\t{code}\t{country}"
            f"\t\t{rng.randrange(1, 80):02}\t\t\t\t{people}\t\t\t\t2024-01-01\n"
        )


def name_of(rng: random.Random) -> str:
    """Make up a name; some are drawn far more often than others."""
    middles = "".join(rng.choices(_MIDDLES, k=rng.choice((0, 1, 2, 2, 3))))
    return rng.choice(_OPENINGS) + middles + rng.choice(_ENDS)


def figures(folder: Path, n_rows: int) -> list[Figure]:
    """Write a dump, make a gazetteer of it, ask for names."""
    dump, target = folder / "made.txt", folder / "made.sqlite"
    with dump.open("w", encoding="utf-8") as file:
        file.writelines(dump_lines(n_rows, random.Random(3)))
    began = time.perf_counter()
    n_places = write_index(target, rows_of(dump), {"source": dump.name}, lambda _: None)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    index, rng, asked, found = Index(target), random.Random(5), [], 0
    for _ in range(ASKED):
        key = key_of(name_of(rng))
        began = time.perf_counter()
        found += bool(index.find(key))
        asked.append(1e3 * (time.perf_counter() - began))
    named = (
        ("added", "places a second added", n_places / took),
        ("peak_mb", "peak memory, MB", peak),
        ("size_mb", "size of the gazetteer, MB", target.stat().st_size / MB),
        ("median_ms", "a name looked up: median, ms", float(np.median(asked))),
        ("p95_ms", "a name looked up: p95, ms", float(np.percentile(asked, 95))),
        ("found", "share of the names that were found", found / ASKED),
    )
    return [number(f"gazetteer.{key}", says, value, n=n_places, unit="places")
            for key, says, value in named]  # fmt: skip


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m eval.gazetteer", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, metavar="N")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(as_lines(figures(Path(folder), given.rows), floors={})))


if __name__ == "__main__":
    main()
