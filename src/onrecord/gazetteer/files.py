"""Files that gazetteers are made from: a GeoNames dump, or a table of your own."""

import csv
import io
import math
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onrecord.errors import GazetteerError
from onrecord.gazetteer.entries import Entry, Naming, Row

N_COLUMNS = 19  # of a GeoNames dump
_WHOLE = "00"  # in place of a part: the whole country
LONGEST_ALIAS = 60
LONGEST_CODE = 4  # of an airport: "LHR", "EGLL"
_LATIN = re.compile("[\\u0000-\\u024f\\u0300-\\u036f’‘ʻʼ]+")
LONGEST_LINE = 1 << 20  # characters; no line of a dump is near it
_NEEDED = ("name", "lat", "lon")
_OPTIONAL = (
    "names", "geoname_id", "feature", "country", "admin1", "admin2", "population", "reach_km"
)  # fmt: skip
_KINDS = (" county", " parish", " borough", " district", " oblast", " province", " raion")


def rows_of(path: Path) -> Iterator[Row]:
    """Read the places of a file one by one: a CSV where its name says so, else a GeoNames dump.

    A dump may be inside a .zip, as GeoNames distributes it. Raises GazetteerError, with the
    line, where the file is not what it should be.
    """
    return _csv_rows(path) if path.suffix.lower() == ".csv" else _dump_rows(path)


def bare_of(name: str) -> str | None:
    """Return a name without its generic word, "Laurel" of "Laurel County"; None if it has none."""
    low = name.lower()
    for kind in _KINDS:
        if low.endswith(kind) and len(low) > len(kind):
            return name[: -len(kind)]
    return None


def is_useful(alias: str) -> bool:
    """Tell whether English text may use an alias: Latin letters, a capital, no airport code."""
    return (
        1 < len(alias) <= LONGEST_ALIAS
        and not alias.islower()
        and not (len(alias) <= LONGEST_CODE and alias.isupper())
        and _LATIN.fullmatch(alias) is not None
    )


@contextmanager
def _lines(path: Path) -> Iterator[IO[str]]:
    """Open a text, also one inside a zip; what the system says against it is one line."""
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(_member(archive)) as member:
                yield io.TextIOWrapper(member, encoding="utf-8", newline="")
        else:
            with path.open(encoding="utf-8", newline="") as file:
                yield file
    except UnicodeDecodeError as error:
        words = f"is not UTF-8 text ({error.reason}): save it as UTF-8"
        raise GazetteerError(f"{path} {words}") from error
    except (zipfile.BadZipFile, EOFError) as error:
        raise GazetteerError(f"{path} is a damaged archive ({error}): fetch it again") from error
    except OSError as error:
        raise GazetteerError(f"cannot read {path}: {error.strerror or error}") from error


def _member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    texts = [
        one for one in archive.infolist()
        if one.filename.endswith(".txt") and "readme" not in one.filename.lower()
    ]  # fmt: skip
    if len(texts) != 1:
        advice = "unpack it, and add the one you want"
        raise GazetteerError(f"{archive.filename} holds {len(texts)} texts, not one dump: {advice}")
    return texts[0]


def _dump_rows(path: Path) -> Iterator[Row]:
    with _lines(path) as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != N_COLUMNS:
                words = f"{N_COLUMNS} columns parted by tabs expected, {len(cells)} found"
                raise GazetteerError(f"{path}, line {number}: {words}")
            try:
                yield _dump_row(cells)
            except ValueError as error:
                raise GazetteerError(f"{path}, line {number}: {error}") from error


def _dump_row(cells: list[str]) -> Row:
    aliases = [one for one in cells[3].split(",") if is_useful(one)]
    return _row(
        Entry(
            id=int(cells[0]),
            name=_name(cells[1]),
            lat=_degrees(cells[4], 90),
            lon=_degrees(cells[5], 180),
            feature=f"{cells[6]}/{cells[7]}",
            country=cells[8] or None,
            admin1=cells[10] if cells[10] not in ("", _WHOLE) else None,
            admin2=cells[11] or None,
            population=_count(cells[14]),
            reach_km=0.0,
        ),
        [cells[2], *aliases],
    )


def _csv_rows(path: Path) -> Iterator[Row]:
    with _lines(path) as file:
        table = csv.DictReader(file, strict=True)
        try:
            head = [one.strip().lower() for one in table.fieldnames or ()]
            missing = [one for one in _NEEDED if one not in head]
            if missing:
                words = f"no column {', '.join(missing)}; it may have {', '.join(_OPTIONAL)} too"
                raise GazetteerError(f"{path}: {words}")
            table.fieldnames = head
            for number, cells in enumerate(table, start=1):
                yield _csv_row({k: v for k, v in cells.items() if isinstance(v, str)}, number)
        except (csv.Error, ValueError) as error:
            raise GazetteerError(f"{path}, line {table.line_num}: {error}") from error


def _csv_row(cells: dict[str, str], number: int) -> Row:
    return _row(
        Entry(
            id=int(cells.get("geoname_id") or -number),
            name=_name(cells.get("name", "")),
            lat=_degrees(cells.get("lat", ""), 90),
            lon=_degrees(cells.get("lon", ""), 180),
            feature=cells.get("feature") or "",
            country=(cells.get("country") or "").upper() or None,
            admin1=cells.get("admin1") or None,
            admin2=cells.get("admin2") or None,
            population=_count(cells.get("population") or ""),
            reach_km=float(cells.get("reach_km") or 0),
        ),
        cells.get("names", "").split("|"),
    )


def _row(entry: Entry, aliases: list[str]) -> Row:
    names = [(entry.name, Naming.NAME), *((one, Naming.ALIAS) for one in aliases if one.strip())]
    bare = bare_of(entry.name)
    if bare:
        names.append((bare, Naming.BARE))
    return Row(entry=entry, names=tuple(names))


def _name(cell: str) -> str:
    if not cell.strip():
        raise ValueError("a place without a name")
    return cell.strip()


def _degrees(cell: str, most: int) -> float:
    value = float(cell)
    if not math.isfinite(value) or abs(value) > most:
        raise ValueError(f"{cell} is no place on the earth: −{most} to {most} degrees")
    return value


def _count(cell: str) -> int:
    return max(0, min(int(cell or 0), 1 << 40))
