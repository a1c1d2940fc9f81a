"""Paths become streams: files, folders and standard input."""

import errno
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.acquire.pages import pages_from_source, rejected
from onrecord.acquire.saved import is_project_file, parts_folders
from onrecord.acquire.streams import Reads, Source
from onrecord.errors import InputError
from onrecord.record import Origin, Page, Reason, Rejected
from onrecord.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from onrecord.acquire.net.fetching import Fetcher
    from onrecord.acquire.net.tape import Keep


def pages_from_paths(
    paths: Sequence[str | Path], settings: Settings = DEFAULTS, *, keep: "Keep | None" = None
) -> Iterator[Page | Rejected]:
    """Read the pages of files, folders (with all below them), addresses and "-", standard input.

    In the order given; a folder in the order of its names. Hidden ones are left out unless named
    by the caller, and so are `NAME_files` beside `NAME.html` or `NAME.htm`, and `README.md` and
    such. One page is held at a time. Whatever cannot be read is a Rejected, and the next path
    follows. keep: called with what the net was asked and answered.
    """
    fetcher: Fetcher | None = None  # one for all: it remembers whom it asked when
    for path in paths:
        name = os.fspath(path)
        if name == "-":
            yield from _stdin_pages(settings)
        elif is_address(name):
            fetcher = fetcher or _fetcher(settings, keep)
            yield from _web_pages(name, fetcher, settings)
        else:
            yield from _path_pages(name, settings)


def is_address(name: str) -> bool:
    """Tell whether a path is an address of the web."""
    return name[:8].lower().startswith(("http://", "https://"))


def _fetcher(settings: Settings, keep: "Keep | None") -> "Fetcher":
    from onrecord.acquire.net.fetching import Fetcher  # noqa: PLC0415 - files need no net

    return Fetcher(settings, keep=keep)


def _web_pages(address: str, fetcher: "Fetcher", settings: Settings) -> Iterator[Page | Rejected]:
    from onrecord.acquire.net.fetching import pages_of  # noqa: PLC0415 - files need no net

    fetched = fetcher.visit(address)
    if fetched.answer is not None:
        yield from pages_of(fetched.answer, settings)
    else:
        error = InputError(fetched.visit.reason or "no answer", fetched.visit.detail)
        yield rejected(Origin(kind="web", name=address), error)


def _stdin_pages(settings: Settings) -> Iterator[Page | Rejected]:
    origin = Origin(kind="stdin", name="-")
    if sys.stdin is None:
        yield rejected(origin, InputError("not readable", "standard input is closed"))
        return
    # Wrapped: a stream that is at some place of a file must not be sought in from its start.
    yield from pages_from_source(
        Source(stream=_OneWay(sys.stdin.buffer), origin=origin, name=""), settings
    )


class _OneWay:
    def __init__(self, stream: Reads) -> None:
        self._stream = stream

    def read(self, n: int, /) -> bytes:
        return self._stream.read(n)


def _path_pages(path: str, settings: Settings) -> Iterator[Page | Rejected]:
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _rejected_path(path, error)
        return
    for found in walk(path) if is_folder else (path,):
        if isinstance(found, Rejected):
            yield found
        else:
            yield from _file_pages(found, settings)


def _file_pages(path: str, settings: Settings) -> Iterator[Page | Rejected]:
    origin = Origin(kind="file", name=printable(path))
    try:
        file = open(path, "rb")  # noqa: SIM115 - the with below must not catch what readers raise
    except OSError as error:
        yield _rejected_path(path, error)
        return
    with file:
        yield from pages_from_source(Source(stream=file, origin=origin, name=path), settings)


def walk(root: str) -> Iterator[str | Rejected]:
    """Give every file below a folder that is read with it, depth first by name.

    Each folder once, however many links lead to it. A Rejected: what is there and cannot be read.
    """
    seen: dict[tuple[int, int], str] = {}
    waiting = [root]
    n_found = 0
    while waiting:
        path = waiting.pop()
        try:
            info = os.stat(path)
            names = _visible_names(path) if stat.S_ISDIR(info.st_mode) else None
        except OSError as error:
            found: str | Rejected | None = _rejected_path(path, error)
        else:
            found = _file_or_fault(path, info, seen)
            if found is None and names is not None:
                seen[info.st_dev, info.st_ino] = path
                waiting += [os.path.join(path, name) for name in reversed(names)]
        if found is not None:
            n_found += 1
            yield found
    if not n_found:
        yield _fault(root, "not found", "the folder holds no files, or hidden ones only")


def _visible_names(folder: str) -> list[str]:
    names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    parts = {name for name in parts_folders(names) if os.path.isdir(os.path.join(folder, name))}
    return [name for name in names if name not in parts and not is_project_file(name)]


def _file_or_fault(
    path: str, info: os.stat_result, seen: dict[tuple[int, int], str]
) -> str | Rejected | None:
    """None: a folder not seen before."""
    if stat.S_ISREG(info.st_mode):
        return path
    if not stat.S_ISDIR(info.st_mode):  # reading a pipe or a device might never end
        return _fault(path, "not readable", "not a regular file: name it on its own to read it")
    first = seen.get((info.st_dev, info.st_ino))
    if first is None:
        return None
    return _fault(path, "link loop", f"leads to {printable(first)} again: each folder is read once")


def _rejected_path(path: str, error: OSError | ValueError) -> Rejected:
    code = error.errno if isinstance(error, OSError) else errno.ENOENT
    if code in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}:
        return _fault(path, "not found", "no such file or folder: check the path")
    if code == errno.ELOOP:
        return _fault(path, "link loop", "a link that leads to itself: remove it")
    why = os.strerror(code).lower() if code else str(error)
    return _fault(path, "not readable", f"{why}: check its permissions")


def _fault(path: str, reason: Reason, detail: str) -> Rejected:
    origin = Origin(kind="file", name=printable(path))
    return rejected(origin, InputError(reason, detail))


def printable(path: str) -> str:
    """Write bytes of a name that are not UTF-8 as escapes, so that JSON can say it."""
    return path.encode("utf-8", "backslashreplace").decode()
