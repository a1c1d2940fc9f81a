"""Tables -> Parquet, a file a table; lists stay lists."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.export.columns import TABLES, Cell, Column, rows_of
from onrecord.export.texts import without_surrogates
from onrecord.record import Record, Span

GROUP = 20_000  # rows of one table that are held before they are written
GROUP_CHARACTERS = 4_000_000  # of their text
_SPAN = pa.struct([("start", pa.int64()), ("end", pa.int64())])
_TYPES = {
    "text": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "texts": pa.list_(pa.string()),
    "spans": pa.list_(_SPAN),
}


class ParquetTable:
    """One table on its way into one file."""

    def __init__(self, path: Path, table: str) -> None:
        self.columns = TABLES[table]
        self.table = table
        self.schema = pa.schema([_field(one) for one in self.columns])
        self.rows: list[tuple[Cell, ...]] = []
        self.n_characters = 0
        self.n_rows = 0  # all there were
        self.writer = pq.ParquetWriter(path, self.schema, compression="zstd")

    def write(self, record: Record) -> None:
        """Take the rows of a story."""
        rows = rows_of(record, self.table)
        self.rows += rows
        self.n_rows += len(rows)
        self.n_characters += sum(len(one) for row in rows for one in row if isinstance(one, str))
        if len(self.rows) >= GROUP or self.n_characters >= GROUP_CHARACTERS:
            self._write_rows()

    def __enter__(self) -> "ParquetTable":
        return self

    def __exit__(self, *_: object) -> None:
        """Write the rest and the end of the file."""
        self._write_rows()
        self.writer.close()

    def _write_rows(self) -> None:
        if self.rows:
            values = [[_value(cell) for cell in column] for column in zip(*self.rows, strict=True)]
            arrays = [pa.array(v, field.type) for v, field in zip(values, self.schema, strict=True)]
            self.writer.write_table(pa.Table.from_arrays(arrays, schema=self.schema))
        self.rows, self.n_characters = [], 0


def _field(column: Column) -> Any:  # noqa: ANN401 - pyarrow has no types
    return pa.field(column.name, _TYPES[column.kind], metadata={"description": column.what})


def _value(cell: Cell) -> Any:  # noqa: ANN401 - what pyarrow takes
    if isinstance(cell, str):
        return without_surrogates(cell)
    if isinstance(cell, tuple):
        return [
            {"start": one.start, "end": one.end} if isinstance(one, Span) else _value(one)
            for one in cell
        ]
    return cell
