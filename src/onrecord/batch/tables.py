"""What an input gives -> Parquet files, one a noun; and back, for `load`."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.export.columns import TABLES
from onrecord.export.parquet_files import ParquetTable
from onrecord.export.texts import without_surrogates
from onrecord.library.forms.nouns import from_json, to_json
from onrecord.record import Origin, Page, Record, Rejected

GROUP_BYTES = 16 << 20  # of rows that are held before they are written
GROUP = 5_000  # rows
HELD = 64  # rows that are read at once
_TEXT, _BYTES, _INT = pa.string(), pa.binary(), pa.int64()
PAGE_FACTS = ("url", "media_type", "charset", "captured_at", "captured_how", "seen_at")
SCHEMAS = {
    "pages": pa.schema(
        [
            ("page_sha256", _TEXT),
            *((name, _TEXT) for name in PAGE_FACTS),
            *((f"origin_{name}", _TEXT) for name in ("kind", "name", "member")),
            ("origin_offset", _INT),
            ("body", _BYTES),
        ]
    ),
    # What a library keeps of a story, and no table has a column for.
    "records": pa.schema(
        [
            ("article_id", _TEXT),
            ("page_sha256", _TEXT),
            ("json", _TEXT),
            ("vector", _BYTES),  # numbers of two bytes
            ("paragraph_vectors", _BYTES),  # the same, one after the other
            ("paragraphs", pa.list_(_INT)),  # which have one
        ]
    ),
    "rejected": pa.schema(
        [(name, _TEXT) for name in ("stage", "ref", "reason", "detail", "page_sha256")]
    ),
}
ALL = (*TABLES, *SCHEMAS)


class _Rows:
    """One table on its way into one file."""

    def __init__(self, path: Path, schema: Any) -> None:  # noqa: ANN401 - pyarrow has no types
        self.schema = schema
        self.rows: list[dict[str, Any]] = []
        self.n_bytes = 0
        self.n_rows = 0
        self.writer = pq.ParquetWriter(path, schema, compression="zstd")

    def write(self, row: dict[str, Any]) -> None:
        self.rows.append(
            {k: without_surrogates(v) if isinstance(v, str) else v for k, v in row.items()}
        )
        self.n_rows += 1
        self.n_bytes += sum(len(x) for x in row.values() if isinstance(x, str | bytes))
        if len(self.rows) >= GROUP or self.n_bytes >= GROUP_BYTES:
            self._write_rows()

    def _write_rows(self) -> None:
        if self.rows:
            self.writer.write_table(pa.Table.from_pylist(self.rows, schema=self.schema))
        self.rows, self.n_bytes = [], 0

    def __enter__(self) -> "_Rows":
        return self

    def __exit__(self, *_: object) -> None:
        self._write_rows()
        self.writer.close()


class Tables:
    """All tables of one input, in a folder. A context: files are whole when it ends."""

    def __init__(self, folder: Path, *, pages: bool) -> None:
        self.keeps_pages = pages
        self.rows: dict[str, int] = dict.fromkeys(ALL, 0)
        self.stack = ExitStack()
        self.nouns = [
            self.stack.enter_context(ParquetTable(folder / f"{name}.parquet", name))
            for name in TABLES
        ]
        self.others = {
            name: self.stack.enter_context(_Rows(folder / f"{name}.parquet", schema))
            for name, schema in SCHEMAS.items()
        }

    def __enter__(self) -> "Tables":
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()
        self.rows |= {one.table: one.n_rows for one in self.nouns}
        self.rows |= {name: one.n_rows for name, one in self.others.items()}

    def write(self, page: Page | Rejected, outcome: Sequence[Record | Rejected]) -> None:
        """Take what a page gave."""
        sha256 = page.sha256 if isinstance(page, Page) else None
        if isinstance(page, Page):
            self.others["pages"].write(_page_row(page, keeps_body=self.keeps_pages))
        for one in outcome:
            if isinstance(one, Rejected):
                self.others["rejected"].write(_rejected_row(one, sha256))
                continue
            for table in self.nouns:
                table.write(one)
            self.others["records"].write(_record_row(one))


def _page_row(page: Page, *, keeps_body: bool) -> dict[str, Any]:
    origin = page.origin
    return {
        "page_sha256": page.sha256,
        **{name: getattr(page, name) for name in PAGE_FACTS},
        **{f"origin_{name}": getattr(origin, name) for name in ("kind", "name", "member")},
        "origin_offset": origin.offset,
        "body": page.body if keeps_body else None,
    }


def _rejected_row(one: Rejected, page: str | None) -> dict[str, Any]:
    facts = ("stage", "ref", "reason", "detail")
    return {**{name: getattr(one, name) for name in facts}, "page_sha256": page}


def _record_row(record: Record) -> dict[str, Any]:
    reading = record.reading
    lines = reading.paragraph_vectors if reading else ()
    return {
        "article_id": record.article.id,
        "page_sha256": record.article.page_sha256,
        "json": to_json(record).decode(),
        "vector": _packed(reading.vector if reading else ()),
        "paragraph_vectors": _packed([x for line in lines for x in line]),
        "paragraphs": [int(bool(line)) for line in lines],
    }


def _packed(vector: Sequence[float]) -> bytes:
    return np.array(vector, "<f2").tobytes()


def rows_in(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a table, a few at a time in memory."""
    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        for some in file.iter_batches(batch_size=HELD):
            yield from some.to_pylist()


def page_of(row: dict[str, Any]) -> Page:
    """Give a page as it was received; the way back from its row."""
    origin = {name: row[f"origin_{name}"] for name in ("kind", "name", "member", "offset")}
    facts = {name: row[name] for name in PAGE_FACTS}
    return Page(body=row["body"], sha256=row["page_sha256"], origin=Origin(**origin), **facts)


def record_of(row: dict[str, Any]) -> Record:
    """Give a record with its vectors; the way back from its row."""
    record = from_json(row["json"].encode())
    if record.reading is None:
        return record
    vector = _vector(row["vector"])
    lines, at = [], 0
    for has_one in row["paragraphs"]:
        line = row["paragraph_vectors"][at : at + len(row["vector"])] if has_one else b""
        lines.append(_vector(line))
        at += len(line)
    reading = replace(record.reading, vector=vector, paragraph_vectors=tuple(lines))
    return replace(record, reading=reading)


def _vector(packed: bytes) -> tuple[float, ...]:
    return tuple(float(x) for x in np.frombuffer(packed, "<f2"))


def rejected_of(row: dict[str, Any]) -> Rejected:
    """Give what a row of rejected inputs tells."""
    return Rejected(**{name: row[name] for name in ("stage", "ref", "reason", "detail")})
