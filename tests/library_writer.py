"""A process that adds pages to a library and says of each that it is there: to be killed.

`python tests/library_writer.py LIBRARY SEED N`
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from library_stories import random_pages
from onrecord import Library


def tell(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main():
    where, seed, n = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    tell("start")
    with Library.open(where) as library:
        for page, outcome in random_pages(seed, n):
            library.add(page, outcome)
            tell(page.sha256)
    tell("end")


if __name__ == "__main__":
    main()
