"""Names on a command line -> inputs: files here, or objects in a store."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import PurePosixPath
from typing import Any

from onrecord.acquire.files import printable, walk
from onrecord.acquire.lists import is_list, listed
from onrecord.acquire.saved import is_project_file, parts_folders
from onrecord.acquire.streams import Reads
from onrecord.errors import BatchError, InputError, MissingExtra
from onrecord.record import Rejected

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_OF_ARROW = frozenset({"s3", "gs", "gcs", "hdfs", "abfs", "abfss"})
_FEW_BYTES = 16 << 20  # of a list of archives, unpacked


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Input:
    """One file to read: what it is called is what it is known by."""

    name: str  # a path, or "s3://bucket/key"
    size: int
    fault: str | None = None  # why it cannot be read, known when it was found

    @property
    def shown(self) -> str:
        """The name as text that JSON and tables can hold, however the file is called."""
        return printable(self.name)


def find_inputs(names: Sequence[str], *, root: str | None = None) -> list[Input]:
    """Find the files that are named, each once, in the order given; those of folders by name.

    names: files, folders with all below them, objects and their folders ("s3://…"), and lists of
    archives ("warc.paths", also .gz), whose lines are taken from `root`, or without it from the
    folder of the list. Of a folder what `read` takes of it; what cannot be read there has a
    `fault`. Raises BatchError for what is named and not there, MissingExtra for a store without
    pyarrow, TypeError for one name on its own.
    """
    if isinstance(names, str):
        raise TypeError(f"expected several names, not one: give a list, [{names!r}]")
    found: dict[str, Input] = {}
    for name in names:
        for one in _found(name, root):
            found.setdefault(one.name, one)
    return list(found.values())


def _found(name: str, root: str | None) -> Iterator[Input]:
    for one in _files(name):
        if one.fault is None and is_list(one.name.removesuffix(".gz")):
            above = root if root is not None else one.name.rpartition("/")[0] or "."
            for path in _lines(one):
                yield from _files(f"{above.rstrip('/')}/{path}")
        else:
            yield one


def _lines(one: Input) -> list[str]:
    with opened(one) as stream:
        paths = list(listed(_Unpacked(stream) if one.name.endswith(".gz") else stream))
    for path in paths:
        if isinstance(path, InputError):
            raise BatchError(f"{one.shown}: {path}: it can name archives below one folder only")
    return [path for path in paths if isinstance(path, str)]


class _Unpacked:
    """What is inside a gzip stream, up to what a list may be."""

    def __init__(self, stream: Reads) -> None:
        self._stream = GzipFile(fileobj=stream)  # type: ignore[call-overload]
        self._left = _FEW_BYTES

    def read(self, n: int, /) -> bytes:
        try:
            chunk: bytes = self._stream.read(min(n, self._left))
        except (OSError, EOFError) as error:
            raise BatchError(f"a list cannot be unpacked: {error}") from error
        self._left -= len(chunk)
        return chunk


def _files(name: str) -> Iterator[Input]:
    if _SCHEME.match(name):
        yield from _objects(name)
    elif os.path.isdir(name):
        for found in walk(name):
            if isinstance(found, Rejected):
                yield Input(name=os.path.abspath(found.ref), size=0, fault=found.detail)
            else:
                yield _file(found)
    else:
        yield _file(name)


def _file(path: str) -> Input:
    try:
        size = os.stat(path).st_size
        return Input(name=os.path.abspath(path), size=size)  # workers elsewhere have other folders
    except (OSError, ValueError) as error:
        if path == "-":
            raise BatchError("a batch reads no standard input: save it to a file") from error
        raise BatchError(f"{printable(path)} cannot be read: check the path") from error


def _objects(name: str) -> Iterator[Input]:
    store, path = _store(name)
    prefix = (
        name[: len(name) - len(path)]
        if name.endswith(path)
        else f"{name.split('://', maxsplit=1)[0]}://"
    )
    try:
        from pyarrow.fs import FileSelector, FileType

        info = store.get_file_info(path)
        if info.type == FileType.NotFound:
            raise BatchError(f"{name} is not there: check the address and your access")
        if info.type == FileType.File:
            yield Input(name=name, size=info.size)
            return
        below = store.get_file_info(FileSelector(path, recursive=True))
    except OSError as error:
        raise BatchError(f"{name} cannot be read: {_one_line(error)}") from error
    files = {str(one.path): one.size for one in below if one.type == FileType.File}
    for read in _read_with_folder(files, path):
        yield Input(name=prefix + read, size=files[read])


def _read_with_folder(paths: Iterable[str], root: str) -> list[str]:
    """Leave out of the objects below a folder what `acquire.files.walk` leaves out of files."""
    with_parts = parts_folders(paths)
    n_above = len(root.strip("/").split("/"))
    return [
        path
        for path in sorted(paths)
        if not is_project_file(PurePosixPath(path).name)
        and not any(one.startswith(".") for one in path.strip("/").split("/")[n_above:])
        and not any(str(above) in with_parts for above in PurePosixPath(path).parents)
    ]


def _store(name: str) -> tuple[Any, str]:
    """Give the store that an address is in, as pyarrow sees it, and the path there."""
    try:
        from pyarrow.fs import FileSystem
    except ModuleNotFoundError as error:
        raise MissingExtra("pyarrow", "batch") from error
    found = _SCHEME.match(name)
    scheme = found[1].lower() if found else ""
    if scheme in {"http", "https", "ftp"}:
        raise BatchError(f"{name}: a batch fetches nothing from the web; take files or a store")
    address = name if scheme in _OF_ARROW else f"fsspec+{name}"
    try:
        store, path = FileSystem.from_uri(address)
    except (OSError, ValueError, ImportError) as error:
        raise BatchError(f"{name} cannot be opened: {_one_line(error)}") from error
    return store, str(path)


@contextmanager
def opened(one: Input) -> Iterator[Any]:
    """Open an input to be read from its start. Raises BatchError if it cannot be."""
    if one.fault is not None:
        raise BatchError(f"{one.shown}: {one.fault}")
    try:
        if _SCHEME.match(one.name):
            store, path = _store(one.name)
            stream = store.open_input_file(path)
        else:
            stream = open(one.name, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise BatchError(f"{one.shown} cannot be read: {_one_line(error)}") from error
    try:
        yield stream
    finally:
        stream.close()


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
