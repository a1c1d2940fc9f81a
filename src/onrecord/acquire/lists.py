"""Lists of archives, as CC-NEWS gives them: `warc.paths`, one path a line."""

import os
from collections.abc import Iterator

from onrecord.acquire.jsonl import split_lines
from onrecord.acquire.streams import Reads
from onrecord.errors import InputError

ENDS = (".warc", ".warc.gz", ".wacz")
LIST_END = ".paths"  # ".paths.gz" is one inside gzip
MAX_PATH = 1000  # bytes


def is_list(name: str) -> bool:
    """Tell by its name whether a file is a list of archives."""
    return name.lower().endswith(LIST_END)


def listed(stream: Reads) -> Iterator[str | InputError]:
    """Give the paths of a list, or what is wrong with one.

    A list is not trusted: it can name archives only, and only inside the folder it is for.
    """
    for line in split_lines(stream, limit=MAX_PATH):
        if line.body is None:
            yield InputError("bad line", f"line {line.number} is longer than a path")
            continue
        path = line.body.decode("utf-8", "replace").strip()
        if path:
            yield path if _is_safe(path) else InputError("bad line", f"{path[:80]!r} is no archive")


def _is_safe(path: str) -> bool:
    parts = path.split("/")
    is_below = not path.startswith("/") and ".." not in parts and "\\" not in path
    return is_below and ":" not in path and path.lower().endswith(ENDS) and path.isprintable()


def beside(list_path: str, path: str) -> str | None:
    """Find an archive that a list names: in the folder of the list, or in one above it.

    Paths of CC-NEWS begin at the root of its store: "crawl-data/CC-NEWS/2024/01/….warc.gz".
    """
    folder = os.path.dirname(os.path.abspath(list_path))
    while True:
        for wanted in (path, os.path.basename(path)):
            found = os.path.join(folder, wanted)
            if os.path.isfile(found):
                return found
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
