"""A process that adds pages to a library and joins each with the others: to be killed.

`python tests/support/library_joiner.py LIBRARY SEED N`
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from onrecord import Library, join
from tests.support.library_joins import random_told


def main():
    where, seed, n = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    sys.stdout.write("start\n")
    sys.stdout.flush()
    with Library.open(where) as library:
        for page, record in random_told(seed, n):
            library.add(page, (record,))
            join(library)


if __name__ == "__main__":
    main()
