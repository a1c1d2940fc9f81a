"""`python -m eval.against FOLDER`: how far figures of the reader's heads are from other weights'.

For what rounding to 8 bits costs: FOLDER holds what `training.reader.export --fp32` wrote of the
same checkpoint.
"""

import argparse
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval import events, heads
from eval.figures import Figure

PARTS = {
    name: part
    for name, part in (heads.PARTS | events.PARTS).items()
    if name != "vectors"  # has weights of its own
}
_ERROR = "mae"  # how names of figures begin that are better the smaller they are


def losses(parts: Sequence[str], ours: Path | None, theirs: Path) -> Iterator[tuple[Figure, float]]:
    """Give each figure of our weights, and how much better theirs is."""
    for name in parts:
        _, measure = PARTS[name]
        found = measure(heads.model(ours))
        for mine, other in zip(found, measure(heads.model(theirs)), strict=True):
            better = other.value - mine.value
            yield mine, -better if mine.name.partition(".")[2].startswith(_ERROR) else better


def main(arguments: Sequence[str] | None = None) -> None:
    """Print each figure of our weights, how much it lacks of the others', and the largest loss."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.against",
        description=main.__doc__,
        epilog="Example: python -m eval.against runs/fp32 --only times",
    )
    parser.add_argument("folder", type=Path, help="the weights to compare with")
    parser.add_argument("--weights", type=Path, metavar="FOLDER", help="ours; else the shipped")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part; may be repeated")
    given = parser.parse_args(arguments)
    worst = ("", 0.0)
    for mine, loss in losses(given.only or list(PARTS), given.weights, given.folder):
        if math.isfinite(loss):
            print(f"{mine.name:<28} {mine.value:7.4f}  loss {loss:+.4f}  of {mine.n} {mine.unit}")
            worst = max(worst, (mine.name, loss), key=lambda entry: entry[1])
    print(f"largest loss: {worst[1]:.4f}, {worst[0]}")


if __name__ == "__main__":
    main()
