"""Keeps what was fetched as WARC: requests and responses as they were sent.

A file stays readable even if the run that writes it is killed: each record is compressed by itself
and written in one piece, and an incomplete one is cut off before the next is written.
"""

import os
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import compress
from hashlib import sha256
from io import FileIO
from pathlib import Path
from uuid import uuid4

from onrecord.acquire.net.tape import Exchange, Keep
from onrecord.acquire.sniff import holds_warc
from onrecord.acquire.streams import CHUNK
from onrecord.acquire.warc import written
from onrecord.errors import ArchiveError
from onrecord.version import __version__

MOST_BYTES = 1 << 30  # of one file, as crawlers have them; one answer is never cut in two
END = ".warc.gz"
_NOT_MODIFIED = 304
_UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_ANY_GZIP = 16 + zlib.MAX_WBITS
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@contextmanager
def keeping(path: Path | None, *, most_bytes: int = MOST_BYTES) -> Iterator[Keep | None]:
    """Keep exchanges in a folder or a file while a run lasts.

    path: a folder, to which each run adds its own files; or a file ending in .warc.gz, which is
    appended to. After most_bytes of one file, another begins. None: nothing is kept. Raises
    ArchiveError if it cannot be written to; so does the function given.
    """
    if path is None:
        yield None
        return
    files = _Files(path, most_bytes)
    try:
        yield files.keep
    finally:
        files.close()


class _Files:
    """The files of one run, written to by one thread at a time."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        self._path, self._most_bytes = path, most_bytes
        self._is_file = path.name.lower().endswith(END)
        self._turn = threading.Lock()
        self._file: FileIO | None = None
        self._size = 0
        self._number = 0
        if self._is_file:
            self._file = self._reopened()
        else:
            self._make_folder()

    def keep(self, exchange: Exchange) -> None:
        """Write a request and its answer."""
        records = b"".join(map(_packed, records_of(exchange)))
        with self._turn:
            full = self._size > 0 and self._size + len(records) > self._most_bytes
            if self._file is None or full:
                self.close()
                self._file, self._size = self._next(exchange.at), 0
            if not self._size:
                self._write(self._file, _packed(_info(Path(str(self._file.name)).name, exchange)))
            self._write(self._file, records)

    def close(self) -> None:
        """Close the open file, and remove it if it is empty."""
        if self._file is not None:
            self._file.close()
            if not self._size:
                Path(str(self._file.name)).unlink(missing_ok=True)

    def _write(self, file: FileIO, packed: bytes) -> None:
        """Write at the end, all or nothing."""
        rest = memoryview(packed)
        try:
            while rest:
                rest = rest[file.write(rest) :]
        except OSError as error:
            file.truncate(self._size)
            raise _refused(Path(str(file.name)), error) from error
        self._size += len(packed)

    def _next(self, at: str) -> FileIO:
        """Make a file that was not there."""
        stamp = "".join(filter(str.isdecimal, at))
        first = self._path.with_name(self._path.name[: -len(END)]) if self._is_file else (
            self._path / f"onrecord-{stamp}"
        )  # fmt: skip
        while True:
            self._number += 1
            path = first.with_name(f"{first.name}-{self._number:05}{END}")
            try:
                return FileIO(path, "xb")
            except FileExistsError:
                continue
            except OSError as error:
                raise _refused(path, error) from error

    def _make_folder(self) -> None:
        words = f"{self._path}: give a folder, or a file that ends in {END}"
        if self._path.suffix.lower() in {".warc", ".gz", ".wacz"} or self._path.is_file():
            raise ArchiveError(words)
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _refused(self._path, error) from error

    def _reopened(self) -> FileIO:
        try:
            file = FileIO(self._path, "ab+")
        except OSError as error:
            raise _refused(self._path, error) from error
        try:
            _lock(file, self._path)
            self._size = _whole_bytes(file, self._path)
            file.truncate(self._size)
        except BaseException:
            file.close()
            raise
        return file


def records_of(exchange: Exchange) -> Iterator[bytes]:
    """Write an exchange as records: the response, and the request that led to it.

    Digests are of the bytes in the record, which is what WARC readers compare.
    """
    head = {"WARC-Target-URI": exchange.url, "WARC-Date": exchange.at}
    if exchange.address:
        head["WARC-IP-Address"] = exchange.address
    answer_id = _record_id()
    answer = {"WARC-Type": "response", **head, "WARC-Record-ID": answer_id}
    if exchange.status == _NOT_MODIFIED:
        answer |= {"WARC-Type": "revisit", "WARC-Profile": _UNCHANGED}
        answer["WARC-Refers-To-Target-URI"] = exchange.url
    if not exchange.whole:
        answer["WARC-Truncated"] = "length"
    yield _http(answer, "response", exchange.response)
    asked = {"WARC-Type": "request", **head, "WARC-Record-ID": _record_id()}
    yield _http({**asked, "WARC-Concurrent-To": answer_id}, "request", exchange.request)


def _http(fields: dict[str, str], kind: str, message: bytes) -> bytes:
    head, mark, body = message.partition(b"\r\n\r\n")
    return written(
        {
            **fields,
            "Content-Type": f"application/http;msgtype={kind}",
            "WARC-Block-Digest": _digest(message),
            "WARC-Payload-Digest": _digest(body if mark else head),
        },
        message,
    )


def _info(name: str, first: Exchange) -> bytes:
    lines = {"software": f"onrecord/{__version__}", "format": "WARC File Format 1.1"}
    lines |= {"conformsTo": _STANDARD, "robots": "obey"}
    fields = {
        "WARC-Type": "warcinfo",
        "WARC-Date": first.at,
        "WARC-Record-ID": _record_id(),
        "WARC-Filename": name,
        "Content-Type": "application/warc-fields",
    }
    return written(fields, "".join(f"{key}: {value}\r\n" for key, value in lines.items()).encode())


def _record_id() -> str:
    return f"<{uuid4().urn}>"


def _digest(body: bytes) -> str:
    return f"sha256:{sha256(body).hexdigest()}"


def _packed(record: bytes) -> bytes:
    return compress(record, 6, mtime=0)


def _whole_bytes(file: FileIO, path: Path) -> int:
    """Count the bytes of all complete records of a file; what follows them is an incomplete one.

    ArchiveError for a file that holds something else: nothing of it is touched.
    """
    file.seek(0)
    rest = file.read(CHUNK)
    if rest and not (holds_warc(rest) and rest.startswith(b"\x1f\x8b")):
        raise ArchiveError(f"{path} is not a {END} file: give another name")
    n_whole = at = 0  # at: where the record that is looked at has been read to
    unpack = zlib.decompressobj(_ANY_GZIP)
    try:
        while rest or (rest := file.read(CHUNK)):
            n_before = len(rest)
            unpack.decompress(rest, CHUNK)
            rest = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
            at += n_before - len(rest)
            if unpack.eof:
                n_whole, unpack = at, zlib.decompressobj(_ANY_GZIP)
    except zlib.error as error:
        raise ArchiveError(f"{path} is damaged ({error}): give another name") from error
    return n_whole


def _lock(file: FileIO, path: Path) -> None:
    try:
        import fcntl  # noqa: PLC0415 - Windows has none, and two runs there are the user's care
    except ModuleNotFoundError:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise ArchiveError(f"another run is writing to {path}: give another name") from error


def _refused(path: Path, error: OSError) -> ArchiveError:
    return ArchiveError(f"cannot write {os.fspath(path)}: {error.strerror or error}")
