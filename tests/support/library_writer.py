"""A process that adds pages to a library and says of each that it is there: to be killed.

`python tests/support/library_writer.py LIBRARY SEED N [join]`: join each with the others, too.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from onrecord import Library, join
from tests.support.library_joins import random_told
from tests.support.library_stories import random_pages


def tell(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main():
    where, seed, n = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    joins = sys.argv[4:] == ["join"]
    pages = ((x, (one,)) for x, one in random_told(seed, n)) if joins else random_pages(seed, n)
    tell("start")
    with Library.open(where) as library:
        tell("open")
        for page, outcome in pages:
            library.add(page, outcome)
            tell(page.sha256)
            if joins:
                join(library)
    tell("end")


if __name__ == "__main__":
    main()
