"""Gazetteers: names as keys, files made into one, what happens to damaged ones."""

import sqlite3
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.errors import GazetteerError
from onrecord.gazetteer import index as index_module
from onrecord.gazetteer.entries import Entry, Naming, Row
from onrecord.gazetteer.files import is_useful, rows_of
from onrecord.gazetteer.index import MOST_FOUND, Index, write_index
from onrecord.gazetteer.names import LONGEST_NAME, key_of
from onrecord.gazetteer.shelf import BOX, add, listed, remove, shelf

BAD_DUMPS = {
    "a column too few": ("1\tVeldmoor\n", "line 1: 19 columns"),
    "no number": ("x" + "\t" * 18 + "\n", "line 1"),
    "no degrees": ("1\tVeldmoor\t\t\tnorth\t1" + "\t" * 13 + "\n", "line 1"),
    "off the earth": ("1\tVeldmoor\t\t\t91\t1" + "\t" * 13 + "\n", "no place on the earth"),
    "not a number": ("1\tVeldmoor\t\t\tnan\t1" + "\t" * 13 + "\n", "no place on the earth"),
    "no name": ("1\t\t\t\t9\t1" + "\t" * 13 + "\n", "without a name"),
    "empty": ("", r"SB\.txt holds no places"),
}


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("ONRECORD_GAZETTEERS", str(tmp_path / "added"))


def dump_line(  # noqa: PLR0913 - the columns that tests look at
    number, name, lat, lon, *, names="", feature="P\tPPL", country="SB", people=0
):
    cells = [number, name, name, names, lat, lon, feature, country, "", "04", "", "", "", people]
    return "\t".join(map(str, [*cells, "", "", "", ""])) + "\n"


def write_dump(path, *lines):
    path.write_text("".join(lines), encoding="utf-8")
    return path


def ignore(_):
    pass


def names_found(words):
    return [one.entry.name for one in shelf().find(key_of(words))]


# --- names


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("St. John’s", "Saint Johns"),
        ("Timişoara", "TIMISOARA"),
        ("U.S.", "us"),
        ("The Hague", "Hague"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("Stratford-upon-Avon", "stratford upon avon"),
        ("Łódź", "Lodz"),
    ],
)
def test_names_that_are_written_in_other_ways_have_one_key(name, other):
    assert key_of(name) == key_of(other) != ""


@given(st.text(max_size=3 * LONGEST_NAME))
def test_a_key_is_its_own_key_and_never_longer_than_a_name_may_be(text):
    key = key_of(text)
    assert len(key) <= 4 * LONGEST_NAME
    assert key == " ".join(key.split())


@given(st.text(alphabet="abcXYZ'’. -éß", max_size=30))
def test_case_does_not_change_a_key(text):
    assert key_of(text.upper().lower()) == key_of(text.lower())


def test_an_alias_is_kept_where_english_text_may_hold_it():
    assert is_useful("Côte-Dorée")
    assert not any(is_useful(one) for one in ("LHR", "Одеса", "odesa", "", "x" * 100))


# --- the box


def test_the_box_knows_countries_parts_cities_and_seas():
    def first(words):
        return shelf().find(key_of(words))[0].entry

    assert (first("Portugal").id, first("Portugal").feature) == (2264397, "A/PCLI")
    assert first("Vladivostok").id == 2013348
    assert first("Laurel County").feature == "A/ADM2"
    assert first("Sea of Azov").id < 0
    assert shelf().has(2013348)
    assert not shelf().has(1)


def test_a_name_that_many_have_is_bounded():
    assert 1 < len(shelf().find("san jose")) <= MOST_FOUND


# --- made of files


def test_a_dump_is_found_by_name_ascii_name_and_alternate_names(tmp_path):
    dump = write_dump(
        tmp_path / "SB.txt",
        dump_line(901, "Veldmoor", -9.5, 160.1, names="Old Veldmoor,VLD,Велдмур", people=40),
        dump_line(902, "Veldmoor", -8.5, 157.0, people=900),
    )
    made = add(dump, ignore)
    assert (made.name, made.n_places) == ("SB", 2)
    assert [one.entry.id for one in shelf().find("veldmoor")] == [902, 901]
    (old,) = shelf().find("old veldmoor")
    assert (old.entry.lat, old.entry.country, old.naming) == (-9.5, "SB", Naming.ALIAS)
    assert not shelf().find("vld")


def test_a_dump_is_read_inside_its_zip(tmp_path):
    path = tmp_path / "SB.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SB.txt", dump_line(901, "Veldmoor", -9.5, 160.1))
    assert add(path, ignore).n_places == 1


def test_a_table_of_ones_own_needs_three_columns(tmp_path):
    table = tmp_path / "wells.csv"
    table.write_text(
        "name,lat,lon,names,country,geoname_id\n"
        '"Well, Old",5.5,6.5,Bir Old|Bir al Old,sb,\nVeldmoor,1,2,,,77\n',
        encoding="utf-8",
    )
    assert add(table, ignore).n_places == 2
    (well,) = shelf().find("bir al old")
    assert (well.entry.name, well.entry.country, well.entry.id) == ("Well, Old", "SB", -1)
    assert shelf().find("veldmoor")[0].entry.id == 77


def test_what_is_added_comes_before_the_box_and_a_place_comes_once(tmp_path):
    add(write_dump(tmp_path / "RU.txt", dump_line(2013348, "Vladivostok", 1, 2)), ignore)
    assert [one.entry.lat for one in shelf().find("vladivostok")] == [1.0]


def test_what_a_dump_does_not_know_is_taken_from_the_box(tmp_path):
    line = dump_line(2264397, "Portugal", 39.5, -8, feature="A\tPCLI", country="PT")
    add(write_dump(tmp_path / "PT.txt", line.replace("\t04\t", "\t00\t")), ignore)
    first = shelf().find("portugal")[0].entry
    assert (first.id, first.lat, first.admin1) == (2264397, 39.5, None)
    assert first.population > 9_000_000
    assert first.reach_km > 0


def test_of_two_rows_with_one_id_the_last_counts(tmp_path):
    rows = [dump_line(901, "Veldmoor", 1, 1), dump_line(901, "Veldmoor", 2, 2)]
    assert add(write_dump(tmp_path / "SB.txt", *rows), ignore).n_places == 1
    assert shelf().find("veldmoor")[0].entry.lat == 2


def test_adding_twice_changes_nothing(tmp_path):
    dump = write_dump(tmp_path / "SB.txt", dump_line(901, "Veldmoor", -9.5, 160.1))
    assert add(dump, ignore) == add(dump, ignore)
    assert [one.name for one in listed()] == ["world", "SB"]
    remove("SB")
    assert [one.name for one in listed()] == ["world"]


def test_rows_are_streamed_and_progress_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(index_module, "BATCH_ROWS", 100)
    alive = 0

    def rows():
        nonlocal alive
        for number in range(1, 1_001):
            alive = number
            yield Row(entry=entry_of(number), names=((f"Well {number}", Naming.NAME),))

    told = []
    path = tmp_path / "wells.sqlite"
    n = write_index(path, rows(), {}, lambda n_rows: told.append((n_rows, alive)))
    assert n == 1_000
    assert told[0] == (100, 100)  # written before the next rows are asked for
    assert told[-1] == (1_000, 1_000)


def entry_of(number):
    return Entry(
        id=number,
        name=f"Well {number}",
        lat=0.0,
        lon=0.0,
        feature="P/PPL",
        country=None,
        admin1=None,
        admin2=None,
        population=0,
        reach_km=0.0,
    )


# --- bad files


@pytest.mark.parametrize("case", BAD_DUMPS)
def test_a_bad_dump_is_one_line_that_names_the_place_in_it(case, tmp_path):
    text, words = BAD_DUMPS[case]
    dump = write_dump(tmp_path / "SB.txt", text)
    with pytest.raises(GazetteerError, match=words) as raised:
        add(dump, ignore)
    assert "\n" not in str(raised.value)
    assert not list((tmp_path / "added").glob("*"))  # nothing half made is left


def test_a_bad_dump_leaves_the_one_that_was_there(tmp_path):
    dump = tmp_path / "SB.txt"
    add(write_dump(dump, dump_line(901, "Veldmoor", -9.5, 160.1)), ignore)
    with pytest.raises(GazetteerError):
        add(write_dump(dump, dump_line(902, "Elsewhere", 1, 1), "cut o"), ignore)
    assert listed()[1].n_places == 1
    assert names_found("Veldmoor") == ["Veldmoor"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("SB.txt", b"\xff\xfe\x00broken"),
        ("SB.zip", b"PK\x03\x04 cut off"),
        ("SB.csv", b"place,x,y\na,1,2\n"),
        ("SB.csv", b'name,lat,lon\n"never closed'),
        ("SB.csv", b"name,lat,lon\nVeldmoor,1\n"),
        ("SB.csv", b""),
    ],
)
def test_a_file_that_is_none_is_one_line(name, body, tmp_path):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(GazetteerError, match=name):
        list(rows_of(path))


@given(cut=st.integers(0, 40_000), junk=st.binary(max_size=64))
def test_a_damaged_gazetteer_never_raises_anything_else(tmp_path_factory, cut, junk):
    folder = tmp_path_factory.mktemp("damaged")
    path = folder / "x.sqlite"
    rows = (Row(entry=entry_of(n), names=((f"Well {n}", Naming.NAME),)) for n in range(1, 200))
    write_index(path, rows, {}, ignore)
    body = path.read_bytes()
    path.write_bytes(body[:cut] + junk + body[cut + len(junk) :][: len(body) // 2])
    with suppress(GazetteerError):
        index = Index(path)
        index.find("well 7")
        index.has(7)
        index.close()


def test_a_damaged_gazetteer_is_left_out_and_noted(tmp_path):
    folder = tmp_path / "added"
    folder.mkdir()
    (folder / "bad.sqlite").write_bytes(b"SQLite format 3\0" + b"\1" * 3_000)
    assert "bad" in shelf().notes[0]
    assert names_found("Vladivostok") == ["Vladivostok"]
    assert listed()[1].fault


def test_a_gazetteer_of_another_release_is_not_read(tmp_path):
    path = tmp_path / "x.sqlite"
    rows = [Row(entry=entry_of(1), names=(("Well", Naming.NAME),))]
    write_index(path, rows, {}, ignore)
    db = sqlite3.connect(path)
    with db:
        db.execute("UPDATE about SET value = '0' WHERE name = 'version'")
    db.close()
    with pytest.raises(GazetteerError, match="add it again"):
        Index(path)


def test_the_commands_add_list_and_remove(tmp_path):
    dump = write_dump(tmp_path / "SB.txt", dump_line(901, "Veldmoor", -9.5, 160.1))
    added = CliRunner().invoke(app, ["gazetteer", "add", str(dump)])
    assert added.exit_code == 0
    shown = CliRunner().invoke(app, ["gazetteer", "list"])
    assert [line.split("\t")[:2] for line in shown.stdout.splitlines()[1:]] == [["SB", "1"]]
    assert shown.stdout.startswith(f"{BOX.stem}\t")
    assert CliRunner().invoke(app, ["gazetteer", "remove", "SB"]).exit_code == 0
    again = CliRunner().invoke(app, ["gazetteer", "remove", "SB"])
    assert again.exit_code == 1
    assert again.stderr.startswith("onrecord: no gazetteer 'SB' was added: `onrecord gazetteer")


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_adding_what_is_no_file_is_one_line(name):
    ran = CliRunner().invoke(app, ["gazetteer", "add", name])
    assert ran.exit_code == 1
    assert ran.stderr.count("\n") == 1
