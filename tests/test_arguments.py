"""Wrong arguments in Python: the message names the argument, and says what is wanted."""

from datetime import date

import pytest

import onrecord
from onrecord.batch import Plan, run
from onrecord.joining import correction

RECORD = onrecord.Record(article=onrecord.read("Ferry resumes\n\nIt left.")[0], reading=None)
WHOLE = "must be a whole number, not '2'"


@pytest.fixture
def kept(tmp_path):
    with onrecord.Library(tmp_path / "kept.db") as library:
        yield library


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda kept: kept.said(manner="deny"), "^manner: 'deny' is no manner: .*'denies'"),
        (lambda kept: kept.said(checked="maybe"), "^checked: 'maybe' is no checked"),
        (lambda kept: kept.said(by="!"), "^by: there is no word in '!'"),
        (lambda kept: kept.timeline(""), "^name: there is no word"),
        (lambda kept: kept.said(days=onrecord.Days(since="May")), "^since: 'May' is no date"),
    ],
)
def test_a_question_that_is_not_understood_names_its_argument(kept, asked, words):
    with pytest.raises(onrecord.QueryError, match=words):
        asked(kept)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda kept: kept.said(manner=["says", 5]), "^manner must be a string, not 5"),
        (lambda kept: kept.said(checked=5), "^checked must be several, in a list, not 5"),
        (
            lambda kept: kept.said(days="2024"),
            r"^days must be Days\(since=…, until=…\), not '2024'",
        ),
        (lambda kept: kept.stories(5), "^query must be a string, not 5"),
        (lambda kept: kept.story("1"), "^number must be a whole number, not '1'"),
        (lambda kept: kept.party("1"), "^number must be a whole number, not '1'"),
        (lambda kept: kept.parties(5), "^query must be a string, not 5"),
        (lambda kept: kept.search(None), "^query must be a string, not None"),
        (lambda kept: kept.search(like="boats"), "^like must be a Meaning, which meaning_of makes"),
        (lambda kept: kept.itinerary(None), "^name must be a string, not None"),
        (
            lambda kept: kept.timeline("Roe", days=onrecord.Days(since=date(2024, 1, 1))),
            "^since mu",
        ),
        (lambda kept: onrecord.add(kept, [], how={}), r"^how must be How\(…\), not {}"),
        (lambda kept: onrecord.correct(kept, "x"), "^correction must be a Correction, not 'x'"),
        (lambda kept: onrecord.take_corrections(kept, ["x"]), "^each of the corrections must be"),
        (lambda _: onrecord.add("kept.db", []), "^library must be a Library, not 'kept.db'"),
        (lambda _: onrecord.records([], settings={}), r"^settings must be Settings\(…\), not {}"),
        (lambda _: onrecord.fetch(5), "^address must be a string, not 5"),
        (lambda _: onrecord.Library(None), "^where must be a path, or postgresql://…, not None"),
        (lambda _: onrecord.join("x.db"), "^library must be a Library, not 'x.db'"),
        (lambda _: onrecord.correct("x.db", 5), "^library must be a Library, not 'x.db'"),
        (lambda _: onrecord.take_corrections("x.db", []), "^library must be a Library, not 'x.db'"),
        (lambda _: onrecord.meaning_of(5), "^text must be a string, not 5"),
        (lambda _: onrecord.claims_of([()]), r"^each of the records must be a Record; `records` "),
        (lambda _: onrecord.series_of([()]), r"^each of the records must be a Record; `records` "),
        (
            lambda _: onrecord.claims_of(RECORD),
            r"^records must be several, in a list, not .*Record",
        ),
        (lambda _: onrecord.series_of(RECORD), "^records must be several, in a list, not "),
        (
            lambda _: onrecord.export_records(RECORD, "jsonl", "never.jsonl"),
            "^records must be several, in a list, not ",
        ),
        (lambda _: onrecord.export_records([], "jsonl", None), "^into must be a path, not None"),
        (
            lambda _: onrecord.export_records([()], "jsonl", "never.jsonl"),
            "^each of the records mu",
        ),
        (
            lambda _: list(run(["a.warc"], Plan(out="never"))),
            "^each of the inputs must be an Input;",
        ),
    ],
)
def test_an_argument_of_another_type_is_named_with_what_is_wanted(
    kept, asked, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TypeError, match=words):
        asked(kept)
    assert not list(tmp_path.glob("never*"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda kept: kept.said(limit=0), "^limit must be at least 1, not 0"),
        (lambda kept: kept.said(limit="2"), f"^limit {WHOLE}"),
        (lambda kept: kept.search("ferry", offset=-1), "^offset must be at least 0, not -1"),
        (lambda _: onrecord.records([], jobs="2"), f"^jobs {WHOLE}"),
        (lambda _: onrecord.records([], threads=0), "^threads must be at least 1, not 0"),
        (lambda _: onrecord.read_paths([], jobs="2"), f"^jobs {WHOLE}"),
        (lambda _: onrecord.Reader(threads="2"), f"^threads {WHOLE}"),
        (lambda _: Plan(out="never", jobs="2"), f"^jobs {WHOLE}"),
        (lambda _: onrecord.Settings(max_seconds=0), "^max_seconds must be at least 1, not 0"),
    ],
)
def test_a_number_that_cannot_be_used_is_named_with_its_bounds(kept, asked, words):
    with pytest.raises(onrecord.SettingError, match=words):
        asked(kept)


@pytest.mark.parametrize(
    ("kind", "on", "more", "words"),
    [
        ("renme", "2024-12-19", {}, "'renme' is no kind of correction: it is one of merge, split"),
        ("rename", "yesterday", {"at": ["x"], "name": "A"}, "on: 'yesterday' is no date"),
        ("rename", "2024-12-19", {}, "a correction of kind 'rename' needs at and name"),
        ("no dispute", "2024-12-19", {"statement": "x"}, "of kind 'no dispute' needs other"),
        ("undo", "2024-12-19", {}, "of kind 'undo' needs undoes"),
    ],
)
def test_a_correction_that_says_nothing_is_not_made(kind, on, more, words):
    with pytest.raises(ValueError, match=words):
        correction(kind, by="me", on=on, **more)


def test_what_cannot_be_written_says_what_is_in_its_way(tmp_path):
    with pytest.raises(FileNotFoundError, match=f"there is no folder {tmp_path}/no: '.*/x.jsonl'"):
        onrecord.export_records([], "jsonl", tmp_path / "no" / "x.jsonl")
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    with pytest.raises(NotADirectoryError, match="it is a file, and tables need a folder"):
        onrecord.export_records([], "csv", tmp_path / "notes")
    with pytest.raises(NotADirectoryError, match=f"no folder can be made in {tmp_path}/notes: "):
        onrecord.export_records([], "csv", tmp_path / "notes" / "tables")


def test_the_address_of_a_server_with_a_wrong_port_is_told_without_its_password():
    with pytest.raises(onrecord.LibraryError, match="cannot be understood: postgresql://") as told:
        onrecord.Library("postgresql://roe:secret@localhost:abc/x")
    assert "secret" not in str(told.value)
