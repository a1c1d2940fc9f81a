"""Names on a command line -> inputs: files here, or objects in a store."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import GzipFile
from typing import Any

from onrecord.acquire.lists import is_list, listed
from onrecord.acquire.streams import Reads
from onrecord.errors import BatchError, InputError, MissingExtra

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_OF_ARROW = frozenset({"s3", "gs", "gcs", "hdfs", "abfs", "abfss"})
_FEW_BYTES = 16 << 20  # of a list of archives, unpacked


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Input:
    """One file to read: what it is called is what it is known by."""

    name: str  # a path, or "s3://bucket/key"
    size: int


def find_inputs(names: Sequence[str], *, root: str | None = None) -> list[Input]:
    """Find the files that are named, each once, in the order given; those of folders by name.

    names: files, folders with all below them, objects and their folders ("s3://…"), and lists of
    archives ("warc.paths", also .gz), whose lines are taken from `root`, or without it from the
    folder of the list. Raises BatchError for what is not there, MissingExtra for a store without
    pyarrow.
    """
    found: dict[str, Input] = {}
    for name in names:
        for one in _found(name, root):
            found.setdefault(one.name, one)
    return list(found.values())


def _found(name: str, root: str | None) -> Iterator[Input]:
    for one in _files(name):
        if is_list(one.name.removesuffix(".gz")):
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
            raise BatchError(f"{one.name}: {path}: it can name archives below one folder only")
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
        for folder, below, files in os.walk(name):
            below[:] = sorted(one for one in below if not one.startswith("."))
            for file in sorted(one for one in files if not one.startswith(".")):
                yield _file(os.path.join(folder, file))
    else:
        yield _file(name)


def _file(path: str) -> Input:
    try:
        size = os.stat(path).st_size
        return Input(name=os.path.abspath(path), size=size)  # workers elsewhere have other folders
    except (OSError, ValueError) as error:
        raise BatchError(f"{path} cannot be read: check the path") from error


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
    for one in sorted(below, key=lambda x: str(x.path)):
        if one.type == FileType.File and not one.base_name.startswith("."):
            yield Input(name=prefix + one.path, size=one.size)


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
    try:
        if _SCHEME.match(one.name):
            store, path = _store(one.name)
            stream = store.open_input_file(path)
        else:
            stream = open(one.name, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise BatchError(f"{one.name} cannot be read: {_one_line(error)}") from error
    try:
        yield stream
    finally:
        stream.close()


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
