"""gzip and ZIP: one stream or many inside one file."""

import gzip
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from onrecord.acquire.saved import is_project_file, parts_folders
from onrecord.acquire.streams import CHUNK, Counted, Meter, Reads, Source
from onrecord.errors import InputError
from onrecord.record import Origin

MAX_MEMBERS = 100_000  # what a folder holds with ease; each costs half a kilobyte while it is open
MAX_DIRECTORY_BYTES = 16 << 20  # a ZIP's list of members is read at once: 100,000 at 160 bytes
# What `zipfile` raises on damaged or hostile archives, found by feeding it cut and altered ones.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
    struct.error,
)
# The others are rare and `zipfile` unpacks a block of them whole, whatever its size.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _Inflated:
    """A decompressed stream that says in our words what is wrong with it."""

    def __init__(self, stream: Reads, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def read(self, n: int, /) -> bytes:
        try:
            chunk = self._stream.read(n)
        except ZIP_ERRORS as error:
            raise InputError("damaged archive", f"{error}: fetch or pack it again") from error
        self._meter.add(len(chunk))
        return chunk


class _DirectoryGuard(io.RawIOBase):
    """A file for `zipfile` that refuses to read a huge list of members at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, n: int = -1, /) -> bytes:
        if n > MAX_DIRECTORY_BYTES:
            raise InputError("too large", "its list of members is too long: unpack it to a folder")
        return self._file.read(n)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True


def gunzip(source: Source, *, limit: int) -> Source:
    """Open the stream inside a gzip stream. Raises InputError for gzip inside gzip."""
    if "gzip" in source.inside:
        raise InputError("unsupported format", "gzip inside gzip: unpack the outer one first")
    packed = Counted(source.stream)
    meter = Meter(lambda: packed.n_bytes, limit=limit)
    inner = gzip.GzipFile(fileobj=packed, mode="rb")
    name = source.name[:-3] if source.name.lower().endswith(".gz") else source.name
    return replace(
        source,
        stream=_Inflated(inner, meter),
        name=name,
        inside=(*source.inside, "gzip"),
    )


def open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Open a ZIP. Raises InputError if its list of members is damaged or too long."""
    try:
        return zipfile.ZipFile(_DirectoryGuard(file))
    except ZIP_ERRORS as error:
        raise InputError("damaged archive", f"{error}: fetch or pack it again") from error


def is_docx(archive: zipfile.ZipFile) -> bool:
    """Tell a DOCX from a ZIP of pages. Raises InputError for other documents that are ZIPs."""
    names = frozenset(archive.namelist())
    if "word/document.xml" in names:
        return True
    if "[Content_Types].xml" in names:
        raise InputError("unsupported format", "looks like an Office file: save it as DOCX or text")
    if "mimetype" in names:
        raise InputError("unsupported format", "looks like ODT or EPUB: save it as DOCX or HTML")
    return False


def read_members(archive: zipfile.ZipFile, origin: Origin, meter: Meter) -> Iterator[Source]:
    """List the files of an archive in its own order; what a folder leaves out is left out.

    A member that cannot be opened is a source whose first read raises InputError.
    """
    parts = parts_folders(archive.namelist())
    for info in archive.infolist():
        if not info.is_dir() and not _is_left_out(info.filename, parts):
            yield Source(
                stream=_Member(archive, info, meter),
                origin=replace(origin, member=info.filename, offset=info.header_offset),
                name=info.filename,
                inside=("zip",),
            )


def check_inflated_size(archive: zipfile.ZipFile, *, limit: int) -> None:
    """Unpack all members and keep nothing, because what an archive says of its size may be false.

    Raises InputError if they have more bytes than the limit together, or one is damaged or
    encrypted.
    """
    n_bytes = 0
    meter = Meter(lambda: limit, limit=limit)
    for info in archive.infolist():
        member = _Member(archive, info, meter)
        while chunk := member.read(CHUNK):
            n_bytes += len(chunk)
            if n_bytes > limit:
                raise InputError(
                    "too large", f"unpacks to more than {limit} bytes: save it as text"
                )


class _Member:
    """One file of an archive, opened when it is first read."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> None:
        self._archive = archive
        self._info = info
        self._meter = meter
        self._stream: _Inflated | None = None

    def read(self, n: int, /) -> bytes:
        if self._stream is None:
            self._stream = self._open()
        return self._stream.read(n)

    def _open(self) -> _Inflated:
        if self._info.flag_bits & 1:
            raise InputError("encrypted", "the member needs a password: unpack it first")
        if self._info.compress_type not in _METHODS:
            raise InputError("unsupported format", "packed with a rare method: unpack it first")
        # Believed only when it speaks against the member; the rest is counted while reading.
        self._meter.refuse(self._info.file_size, self._info.compress_size)
        try:
            return _Inflated(self._archive.open(self._info), self._meter)
        except ZIP_ERRORS as error:
            raise InputError("damaged archive", f"{error}: fetch or pack it again") from error


def _is_left_out(name: str, parts: frozenset[str]) -> bool:
    """Tell what is hidden, tells about the archive, or lies in one of the folders `parts`."""
    steps = name.split("/")
    if is_project_file(steps[-1]) or any(
        "/".join(steps[:depth]) in parts for depth in range(1, len(steps))
    ):
        return True
    seen = [step for step in steps if step not in {".", ".."}]
    return any(step.startswith(".") or step == "__MACOSX" for step in seen)
