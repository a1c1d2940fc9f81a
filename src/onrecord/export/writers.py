"""One way to write every form: stories in, one after the other, files out.

No form needs all stories at once: what is held is one story, of Parquet some thousand rows, and of
each story that was written a number, so that none is written twice.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from errno import ENOENT, ENOTDIR
from functools import partial
from pathlib import Path
from typing import IO, Any
from uuid import uuid5

import orjson

from onrecord.errors import RECORDS, MissingExtra, check_several, check_type
from onrecord.export import annotations, jsonld
from onrecord.export.bibtex import to_bibtex
from onrecord.export.columns import TABLES
from onrecord.export.csv_files import MARK, csv_header, csv_lines
from onrecord.export.forms import ENDINGS, FORMS, TABLE_FORMS, Form
from onrecord.export.geojson import event_features_of, features_of
from onrecord.export.jsonl import to_line
from onrecord.export.markdown import to_markdown
from onrecord.export.texts import NAMESPACE, without_surrogates
from onrecord.record import Record

UNFINISHED = ".part"  # behind the name of a file until it is whole

Put = Callable[[bytes], object]
Take = Callable[[Record], None]


@contextmanager
def writer(form: Form, into: Path | IO[bytes]) -> Iterator[Callable[[Record], bool]]:
    """Open files of a form and give a function that writes one story; false: it was there before.

    into: a folder for CSV and Parquet, made if there is none; for the others a file or an open
    binary stream. Files take their names when all is written: no half of one is ever there.
    MissingExtra for Parquet without pyarrow, OSError where a file cannot be written.
    """
    seen: set[int] = set()
    opened = _files(form, into) if isinstance(into, Path) else _streams[form](into.write)
    with opened as take:

        def write(record: Record) -> bool:
            check_type(record, Record, "each of the records", RECORDS)
            number = int(record.article.id, 16)
            if number in seen:
                return False
            seen.add(number)
            take(record)
            return True

        yield write


def target_of(form: Form, into: Path) -> Path:
    """Give the file or folder to write: a form that is one file gets a name in a folder.

    Raises ValueError for what is no form.
    """
    if form not in FORMS:
        raise ValueError(f"{form!r} is no form: it is one of {', '.join(FORMS)}")
    named = into.is_dir() and form not in TABLE_FORMS
    return into / f"onrecord.{ENDINGS[form]}" if named else into


def export_records(records: Iterable[Record], form: Form, into: str | Path) -> int:
    """Write stories in one form and give how many there were; `writer` says where they go."""
    check_several(records, "records")
    check_type(into, (str, Path), "into", "a path")
    with writer(form, target_of(form, Path(into))) as write:
        return sum(write(one) for one in records)


@contextmanager
def _files(form: Form, into: Path) -> Iterator[Take]:
    if form not in TABLE_FORMS:
        if not into.parent.is_dir():
            wrong = f"there is no folder {into.parent}"
            raise FileNotFoundError(ENOENT, wrong, str(into))
        with _whole(into) as part, open(part, "wb") as out, _streams[form](out.write) as take:
            yield take
        return
    open_table = _parquet_table() if form == "parquet" else _csv_table
    with _folder(into), ExitStack() as stack:
        parts = stack.enter_context(_all_whole([into / f"{name}.{form}" for name in TABLES]))
        tables = [stack.enter_context(open_table(*one)) for one in zip(parts, TABLES, strict=True)]

        def take(record: Record) -> None:
            for table in tables:
                table(record)

        yield take


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    """Make a folder where there is none; it goes again if nothing was written."""
    is_new = not path.exists()
    if not is_new and not path.is_dir():
        raise NotADirectoryError(ENOTDIR, "it is a file, and tables need a folder", str(path))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        there = next((one for one in path.parents if one.exists()), path)
        wrong = f"no folder can be made in {there}"
        raise type(error)(error.errno, wrong, str(path)) from error
    try:
        yield
    finally:
        if is_new and not any(path.iterdir()):
            path.rmdir()


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    with _all_whole([path]) as (part,):
        yield part


@contextmanager
def _all_whole(paths: list[Path]) -> Iterator[list[Path]]:
    """Give names to write under; the files take their own when all went well, else they go."""
    parts = [one.with_name(one.name + UNFINISHED) for one in paths]
    try:
        yield parts
        for part, path in zip(parts, paths, strict=True):
            os.replace(part, path)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


@contextmanager
def _csv_table(path: Path, table: str) -> Iterator[Take]:
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(MARK + csv_header(table))

        def take(record: Record) -> None:
            out.write(csv_lines(record, table))

        yield take


def _parquet_table() -> Callable[[Path, str], AbstractContextManager[Take]]:
    try:
        from onrecord.export.parquet_files import ParquetTable  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise MissingExtra("pyarrow", "parquet") from error

    @contextmanager
    def opened(path: Path, table: str) -> Iterator[Take]:
        with ParquetTable(path, table) as out:
            yield out.write

    return opened


@contextmanager
def _jsonld(put: Put) -> Iterator[Take]:
    """Write one document whose graph has a node for each story."""
    put(b'{"@context":' + _json(jsonld.CONTEXT) + b',"@graph":[')
    yield _listed(put, lambda record: [jsonld.story_node(record)])
    put(b"\n]}\n")


@contextmanager
def _geojson(put: Put) -> Iterator[Take]:
    put(b'{"type":"FeatureCollection","features":[')
    yield _listed(put, lambda record: [*features_of(record), *event_features_of(record)])
    put(b"\n]}\n")


@contextmanager
def _annotations(put: Put) -> Iterator[Take]:
    """Write one collection with one page; what only the end knows stands at the end.

    The address of the collection comes from those of its stories.
    """
    total, urn = 0, NAMESPACE

    def of(record: Record) -> Iterator[Any]:
        nonlocal total, urn
        urn = uuid5(urn, record.article.id)
        for one in annotations.annotations_of(record):
            total += 1
            yield one

    put(b'{"@context":' + _json(annotations.CONTEXT) + b',"type":"AnnotationCollection",')
    put(b'"label":"What Onrecord read","first":{"type":"AnnotationPage","startIndex":0,"items":[')
    yield _listed(put, of)
    collection = f"urn:uuid:{urn}"
    put(b'\n],"id":' + _json(f"{collection}#page-1") + b',"partOf":' + _json(collection))
    put(b'},"total":' + _json(total) + b',"id":' + _json(collection) + b"}\n")


@contextmanager
def _one_by_one(of: Callable[[Record], bytes | str], between: bytes, put: Put) -> Iterator[Take]:
    before = b""

    def take(record: Record) -> None:
        nonlocal before
        form = of(record)
        put(before + (form if isinstance(form, bytes) else form.encode()))
        before = between

    yield take


def _listed(put: Put, of: Callable[[Record], Iterable[Any]]) -> Take:
    """Write what a story gives as entries of a JSON list, one a line."""
    between = b"\n"

    def take(record: Record) -> None:
        nonlocal between
        for one in of(record):
            put(between + _json(one))
            between = b",\n"

    return take


def _json(value: object) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # lone surrogates
        return orjson.dumps(_clean(value))


def _clean(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return value


_streams: dict[Form, Callable[[Put], AbstractContextManager[Take]]] = {
    "jsonld": _jsonld,
    "annotations": _annotations,
    "geojson": _geojson,
    "bibtex": partial(_one_by_one, to_bibtex, b"\n"),
    "markdown": partial(_one_by_one, to_markdown, b"\n"),
    "jsonl": partial(_one_by_one, to_line, b""),
}
