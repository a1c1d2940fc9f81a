"""`python -m eval`: print every figure with n and its bootstrap 95 % interval."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from eval import gate, peers, speed
from eval.crossval import heldout
from eval.figures import as_json, as_lines
from eval.report import MEASURES, Options, Part
from eval.sets import MissingSetError
from eval.systems import system_from


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m eval",
        description="Print every figure with n and its bootstrap 95 % interval.",
        epilog="Example: python -m eval --only zyte --peers --worst 10",
    )
    parser.add_argument(
        "--only", action="append", choices=MEASURES, help="measure this part only; may be repeated"
    )
    parser.add_argument(
        "--system",
        metavar="MODULE:NAME",
        help="read pages and dumps with this function instead of the held-out weights of "
        "eval.crossval:heldout, e.g. eval.systems:shipped",
    )
    parser.add_argument("--peers", action="store_true", help="measure installed peers beside it")
    parser.add_argument("--styles", action="store_true", help="dumps: figures of each style too")
    parser.add_argument(
        "--worst",
        type=int,
        default=0,
        metavar="N",
        help="zyte: name the N worst pages; statements: what is wrong in the N worst stories",
    )
    parser.add_argument(
        "--pages",
        type=int,
        default=speed.MEMORY_PAGES,
        metavar="N",
        help=f"pages of the memory run (default {speed.MEMORY_PAGES})",
    )
    parser.add_argument(
        "--weights", type=Path, metavar="FOLDER", help="weights of the reader, not the shipped ones"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. 0: done; 1: a set is missing, what could be measured was printed."""
    given = parse(arguments)
    options = Options(
        system=system_from(given.system) if given.system else heldout,
        peers=peers.installed() if given.peers else {},
        styles=given.styles,
        worst=given.worst,
        pages=given.pages,
        weights=given.weights,
    )
    measured: list[Part] = []
    missing = False
    for name in given.only or MEASURES:
        try:
            parts = MEASURES[name](options)
        except MissingSetError as error:
            print(f"skipped: {error}", file=sys.stderr)
            missing = True
            continue
        measured += parts
        if not given.json:
            _print(parts)
    if given.json:
        names = {part.title: as_json(part.figures) for part in measured}
        print(json.dumps(names, indent=2, ensure_ascii=False))
    return int(missing)


def _print(parts: Sequence[Part]) -> None:
    floors = {floor.name: f"floor: {floor.sense} {floor.bound:g}" for floor in gate.load().floors}
    for part in parts:
        print(part.title, *as_lines(part.figures, floors=floors), *part.lines, "", sep="\n")


if __name__ == "__main__":
    raise SystemExit(main())
