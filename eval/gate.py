"""Quality and speed floors: `python -m eval.gate` fails when a figure falls below its floor.

Floors only rise. `--write` lifts every floor to what was just measured, less the figure's noise;
`--lower NAME` lets that one floor fall, and `--pin NAME` accepts a changed corpus. Both leave
their mark in the diff of floors.json.
"""

import argparse
import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from eval.crossval import heldout
from eval.figures import Figure
from eval.report import MADE, MEASURES, NEEDS, Options
from eval.sets import MissingSetError, digest_of

FLOORS = Path(__file__).with_name("floors.json")
QUICK = Options(
    system=heldout, peers={}, rounds=3, pages=2_000, every=3, articles=100, library=5_000, kills=10
)
"""What keeps the gate short; `python -m eval` measures everything."""
# Parts that measure time: nothing may run beside them.
TIMED = frozenset(("speed", "reading", "library", "link-speed", "claims-speed", "places"))
SHARING = (("statements", "world"),)  # parts that read the same stories: one process reads them


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A bound of one figure. At least: the figure may not be lower; at most: not higher."""

    name: str
    sense: Literal["at least", "at most"]
    bound: float
    noise: float  # how much the figure moves without a reason; kept between figure and floor
    note: str  # what the bound rests on

    def holds(self, value: float) -> bool:
        """Whether a measured value is within the bound; nan never is."""
        return value >= self.bound if self.sense == "at least" else value <= self.bound

    def risen(self, value: float) -> float:
        """Return the bound `--write` would set: the value less (or plus) the noise.

        Rounded away from the value, so that the measured value passes.
        """
        sign = -1 if self.sense == "at least" else 1
        scaled = (value + sign * self.noise) * 1000
        return (math.floor(scaled) if sign < 0 else math.ceil(scaled)) / 1000

    def is_stricter(self, bound: float) -> bool:
        """Whether `bound` asks for more than this floor does."""
        return bound > self.bound if self.sense == "at least" else bound < self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """floors.json."""

    corpora: Mapping[str, str]  # set -> SHA-256, see `sets.digest_of`
    floors: tuple[Floor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One line of the gate."""

    state: Literal["PASS", "FAIL", "SKIP"]
    name: str
    says: str

    def __str__(self) -> str:
        return f"{self.state}  {self.name:<26} {self.says}"


def load(path: Path = FLOORS) -> Floors:
    """Read floors. Raises ValueError for an unknown sense, KeyError for a missing field."""
    entry = json.loads(path.read_text(encoding="utf-8"))
    for floor in entry["floors"].values():
        if floor["sense"] not in ("at least", "at most"):
            raise ValueError(f"{path}: no such sense: {floor['sense']}")
    return Floors(
        corpora=entry["corpora"],
        floors=tuple(
            Floor(
                name=name,
                sense=floor["sense"],
                bound=floor["bound"],
                noise=floor["noise"],
                note=floor["note"],
            )
            for name, floor in entry["floors"].items()
        ),
    )


def save(floors: Floors, path: Path = FLOORS) -> None:
    """Write floors in the order they have."""
    entry: dict[str, Any] = {
        "corpora": dict(floors.corpora),
        "floors": {
            floor.name: {
                "sense": floor.sense,
                "bound": floor.bound,
                "noise": floor.noise,
                "note": floor.note,
            }
            for floor in floors.floors
        },
    }
    path.write_text(json.dumps(entry, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def judge(floors: Iterable[Floor], values: Mapping[str, float]) -> list[Verdict]:
    """Compare measured values with their floors; a floor without a value fails."""
    verdicts = []
    for floor in floors:
        bound = f"{floor.sense} {floor.bound:g} (noise {floor.noise:g}; {floor.note})"
        if floor.name not in values:
            verdicts.append(Verdict(state="FAIL", name=floor.name, says=f"not measured; {bound}"))
            continue
        value = values[floor.name]
        state: Literal["PASS", "FAIL"] = "PASS" if floor.holds(value) else "FAIL"
        verdicts.append(Verdict(state=state, name=floor.name, says=f"{value:.3f} {bound}"))
    return verdicts


def risen(floors: Floors, values: Mapping[str, float], *, lower: frozenset[str]) -> Floors:
    """Return the floors `--write` sets: as strict or stricter, those in `lower` as measured."""
    result = []
    for floor in floors.floors:
        value = values.get(floor.name, math.nan)
        bound = floor.bound if math.isnan(value) else floor.risen(value)
        keep = floor.name not in lower and not floor.is_stricter(bound)
        result.append(floor if keep else replace(floor, bound=bound))
    return replace(floors, floors=tuple(result))


def part_of(name: str) -> str:
    """Part of the report that measures a figure, where it has another name."""
    part = name.split(".", maxsplit=1)[0]
    for suffix in ("-apart", "-new", "-given", "-notes", "-said"):
        part = part.removesuffix(suffix)
    return {"start": "speed"}.get(part, part)


def check_corpora(floors: Floors, parts: Iterable[str]) -> tuple[dict[str, str], list[Verdict]]:
    """Digests of the sets that are here, and a verdict on each set that is not as pinned."""
    digests: dict[str, str] = {}
    verdicts: list[Verdict] = []
    for name in sorted({NEEDS.get(part, part) for part in parts if part not in MADE}):
        try:
            digests[name] = digest_of(name)
        except MissingSetError as error:
            verdicts.append(Verdict(state="SKIP", name=name, says=str(error)))
            continue
        if digests[name] != floors.corpora.get(name):
            says = f"corpus differs from the pinned one: {digests[name]} (accept: --pin {name})"
            verdicts.append(Verdict(state="FAIL", name=name, says=says))
    return digests, verdicts


def measure(parts: Sequence[str]) -> list[Figure]:
    """Figures of these parts, in the gate's quick form; one part on each core but for the timed."""
    figures = measure_parts([part for part in parts if part in TIMED])
    beside = _grouped([part for part in parts if part not in TIMED])
    if len(beside) < 2:  # no processes to be started for one
        return figures + [figure for group in beside for figure in measure_parts(group)]
    with ProcessPoolExecutor(max_workers=min(len(beside), os.cpu_count() or 1)) as pool:
        return figures + [figure for found in pool.map(measure_parts, beside) for figure in found]


def _grouped(parts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return parts in groups for one process each: those that share what they read, then others."""
    shared = [tuple(part for part in group if part in parts) for group in SHARING]
    known = {part for group in shared for part in group}
    return [*filter(None, shared), *((part,) for part in parts if part not in known)]


def measure_parts(parts: Sequence[str]) -> list[Figure]:
    """Figures of parts, one after the other, in the gate's quick form."""
    return [figure for part in parts for p in MEASURES[part](QUICK) for figure in p.figures]


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line of the gate."""
    parser = argparse.ArgumentParser(prog="python -m eval.gate", description="Check the floors.")
    parser.add_argument("--only", action="append", choices=MEASURES, help="check this part only")
    parser.add_argument("--write", action="store_true", help="lift the floors to what is measured")
    parser.add_argument(
        "--lower", action="append", default=[], metavar="NAME", help="with --write: let NAME fall"
    )
    parser.add_argument(
        "--pin", action="append", default=[], metavar="SET", help="accept SET as it is now"
    )
    given = parser.parse_args(arguments)
    if given.lower and not given.write:
        parser.error("--lower has no effect without --write")
    return given


def run(given: argparse.Namespace, path: Path = FLOORS) -> int:
    """Check, or write, and print one line per floor. 0: nothing failed; 1: something did."""
    floors = load(path)
    known = {part_of(floor.name) for floor in floors.floors}
    parts = [part for part in MEASURES if part in known and part in (given.only or MEASURES)]
    digests, verdicts = check_corpora(floors, parts)
    verdicts = [v for v in verdicts if not (v.state == "FAIL" and v.name in given.pin)]
    here = [part for part in parts if part in MADE or NEEDS.get(part, part) in digests]
    values = {figure.name: figure.value for figure in measure(here)}
    chosen = [floor for floor in floors.floors if part_of(floor.name) in here]
    if given.write or given.pin:
        pins = {name: digests[name] for name in given.pin if name in digests}
        floors = replace(floors, corpora={**floors.corpora, **pins})
        if given.write:
            floors = risen(floors, values, lower=frozenset(given.lower))
        save(floors, path)
        chosen = [floor for floor in floors.floors if part_of(floor.name) in here]
    verdicts += judge(chosen, values)
    print(*verdicts, sep="\n")
    return int(any(verdict.state == "FAIL" for verdict in verdicts))


if __name__ == "__main__":
    raise SystemExit(run(parse()))
