"""`python -m training.reader.recipe`: all runs of `recipe.toml`, and of their mean the weights.

Each run is a process of its own, in a folder of its own. What a stop has left unfinished goes on
from its last checkpoint; runs that are through are not done again.
"""

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from training.reader import lemmas, sureness, vectors
from training.reader.export import export
from training.reader.net import ReaderNet
from training.reader.restore import restore

ROOT = Path(__file__).resolve().parents[2]
RECIPE = Path(__file__).with_name("recipe.toml")
Parts = Mapping[str, int]
"""How many parts of each run; none: the base encoder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A training that begins with the mean of others before it."""

    name: str
    start: Parts
    options: tuple[str, ...]  # of `python -m training.reader`
    until: float = 1.0  # of its steps
    workers: int = 1  # on a graphics card


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Runs in their order, and the mean that is shipped."""

    runs: tuple[Run, ...]
    shipped: Parts


def load(path: Path = RECIPE) -> Recipe:
    """Read a recipe. Raises ValueError where a run begins with what no run before it made."""
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    runs: list[Run] = []
    for name, of in entry["runs"].items():
        _check(name, of["start"], {run.name for run in runs})
        runs.append(
            Run(
                name=name,
                start=of["start"],
                options=tuple(of["options"].split()),
                until=of.get("until", 1.0),
                workers=of.get("workers", 1),
            )
        )
    _check("shipped", entry["shipped"], {run.name for run in runs})
    return Recipe(runs=tuple(runs), shipped=entry["shipped"])


def _check(name: str, start: Parts, known: set[str]) -> None:
    if unknown := start.keys() - known:
        raise ValueError(f"{name}: no such run before it: {', '.join(sorted(unknown))}")


def mean(states: Iterable[tuple[Mapping[str, torch.Tensor], int]]) -> dict[str, torch.Tensor]:
    """Return the mean of several states of one network, each with so many parts."""
    parts = [*states]
    total = sum(part for _, part in parts)
    return {
        name: torch.stack([state[name] * (part / total) for state, part in parts]).sum(dim=0)
        for name in parts[0][0]
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the weights from the base encoder."""
    parser = argparse.ArgumentParser(prog="python -m training.reader.recipe", description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--runs", type=Path, default=ROOT / "runs" / "recipe", help="kept here")
    parser.add_argument("--into", type=Path, help="the weights; RUNS/weights if not given")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="0.001 makes next to no steps, to try it all out"
    )
    parser.add_argument("--bf16", action="store_true", help="see python -m training.reader --help")
    given = parser.parse_args(arguments)
    recipe = load()
    for run in recipe.runs:
        _train(run, given)
    net = _mean_of(recipe.shipped, given.runs)
    into = given.into or given.runs / "weights"
    export(net.eval(), given.base, into)
    sureness.main(["--data", str(given.data), "--weights", str(into)])
    vectors.main(["--base", str(given.base), "--data", str(given.data), "--weights", str(into)])
    lemmas.main(["--data", str(given.data), "--into", str(into / "lemmas.json")])


def _train(run: Run, given: argparse.Namespace) -> None:
    """Do one run, unless it is through."""
    folder = given.runs / run.name
    through = folder / "through"
    if through.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    print(f"run {run.name}", flush=True)
    command = [sys.executable, "-m", "training.reader", *run.options]
    command += ["--base", str(given.base), "--data", str(given.data), "--into", str(folder)]
    command += ["--scale", str(given.scale), "--until", str(run.until)]
    if run.start:
        start = folder / "start.pt"
        torch.save({"net": _mean_of(run.start, given.runs).state_dict()}, start)
        command += ["--start", str(start)]
    if torch.cuda.is_available():
        command += ["--workers", str(run.workers)]
    elif given.bf16:
        command.append("--bf16")
    subprocess.run(command, cwd=ROOT, check=True)
    through.touch()


def _mean_of(parts: Parts, runs: Path) -> ReaderNet:
    """Return the network whose weights are the mean of several runs'."""
    states = []
    for name, part in parts.items():
        net = ReaderNet()
        restore(net, runs / name / "last.pt")
        states.append((net.state_dict(), part))
    net = ReaderNet()
    net.load_state_dict(mean(states))
    return net


if __name__ == "__main__":
    main()
