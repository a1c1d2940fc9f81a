"""`onrecord export` as a user meets it, and what all forms share."""

import json
import os
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.export.columns import TABLES
from onrecord.export.forms import ENDINGS, FORMS, TABLE_FORMS
from onrecord.export.writers import UNFINISHED, export_records, writer
from onrecord.record import Origin
from tests.support.export_records import make_record, make_unread
from tests.support.fake_reader import FakeReader
from tests.test_cli import DUMP, ROOT, run

RECORDS = [make_record(), make_unread()]
FEW, MANY = 30, 300  # stories
LIMIT_BYTES = 3_000_000  # more than any form may hold of MANY stories


@pytest.fixture
def export(use_reader, monkeypatch):
    """Give a function that runs the command in this process with the reader of fake_reader.py."""
    use_reader(FakeReader)
    monkeypatch.chdir(ROOT)
    return lambda *args: CliRunner().invoke(app, ["export", *args])


def bytes_of(path):
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [one.read_bytes() for one in files]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_written_where_it_was_asked_for(export, tmp_path, form):
    target = tmp_path / "out"
    ran = export(DUMP, "--as", form, "--into", str(target))
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert ran.stderr.endswith(f"3 stories written into {target}.\n")
    if form in TABLE_FORMS:
        assert {one.name for one in target.iterdir()} == {f"{name}.{form}" for name in TABLES}
    else:
        assert target.stat().st_size > 0


@pytest.mark.parametrize("form", [one for one in FORMS if one not in TABLE_FORMS])
def test_without_a_file_it_is_printed_and_in_a_folder_it_has_a_name(export, tmp_path, form):
    printed = export(DUMP, "--as", form)
    assert printed.exit_code == 0
    assert export(DUMP, "--as", form, "--into", str(tmp_path)).exit_code == 0
    (path,) = tmp_path.iterdir()
    assert path.name == f"onrecord.{ENDINGS[form]}"
    assert path.read_text(encoding="utf-8") == printed.stdout


def test_jsonl_is_what_read_prints(export):
    ran = run("read", "--json", DUMP, program=("tests/support/fake_reader.py",))
    assert export(DUMP, "--as", "jsonl").stdout == ran.stdout


def test_a_story_that_comes_twice_is_written_once(export):
    ran = export(DUMP, DUMP, "--as", "jsonld")
    assert len(json.loads(ran.stdout)["@graph"]) == 3
    assert ran.stderr.endswith("3 stories written. 3 came twice.\n")


def test_a_rejected_input_is_named_and_the_rest_is_written(export):
    ran = export("gone.html", DUMP, "--as", "bibtex")
    assert ran.exit_code == 1
    assert "onrecord: rejected gone.html: not found" in ran.stderr
    assert ran.stdout.count("@") == 3


def test_without_the_model_there_are_stories_and_no_statements(export):
    ran = export(DUMP, "--as", "jsonld", "--no-model")
    assert all("hasPart" not in one for one in json.loads(ran.stdout)["@graph"])


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((DUMP,), "--as"),
        ((DUMP, "--as", "xml"), "'xml' is none of csv, parquet"),
        ((DUMP, "--as", "csv"), "csv writes several files: name a folder"),
        ((DUMP, "--as", "csv", "--into", "README.md"), "csv writes several files: name a folder"),
        ((DUMP, "--as", "jsonl", "--no-model", "--threads", "2"), "--threads"),
    ],
)
def test_wrong_usage_is_exit_2(export, args, words):
    ran = export(*args)
    assert ran.exit_code == 2
    assert words in " ".join(ran.stderr.replace("│", " ").split())
    assert "Traceback" not in ran.stderr


def test_a_place_that_cannot_be_written_is_one_line(export, tmp_path):
    (tmp_path / "file").write_text("x")
    for form in ("csv", "jsonld"):
        ran = export(DUMP, "--as", form, "--into", str(tmp_path / "file" / "below"))
        assert ran.exit_code == 1
        assert ran.stderr.startswith("onrecord: cannot write ")
        assert ran.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_one_line():
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "onrecord", "export", "--no-model", DUMP, "--as", "jsonl"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr == "onrecord: cannot write standard output: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE")
def test_a_reader_that_leaves_early_ends_the_run_quietly():
    command = (
        f"{sys.executable} -m onrecord export --no-model --as jsonl {'examples ' * 2}| head -c 9"
    )
    ran = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stderr == ""
    assert ran.returncode == 141


@pytest.mark.parametrize("form", FORMS)
def test_after_an_error_nothing_unfinished_is_there_and_nothing_old_is_lost(tmp_path, form):
    target = tmp_path / "out"
    export_records(RECORDS, form, target)
    before = bytes_of(target)

    def breaking():
        yield make_record()
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        export_records(breaking(), form, target)
    assert bytes_of(target) == before
    with pytest.raises(RuntimeError, match="stop"):
        export_records(breaking(), form, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.rglob(f"*{UNFINISHED}"))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_stories_give_the_same_bytes(tmp_path, form):
    for name in ("one", "two"):
        export_records(RECORDS, form, tmp_path / name)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


@pytest.mark.parametrize("form", FORMS)
def test_no_story_is_a_whole_file_too(tmp_path, form):
    assert export_records([], form, tmp_path / "out") == 0
    if ENDINGS[form] in {"jsonld", "geojson"}:
        json.loads((tmp_path / "out").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", FORMS)
def test_memory_does_not_grow_with_the_number_of_stories(tmp_path, form):
    record = make_record()
    long = replace(record.article, text=record.article.text + "\n" + "word " * 10_000)

    def stories(n):
        return (
            replace(record, article=replace(long, id=f"{i:016x}", text=long.text + str(i)))
            for i in range(n)
        )

    export_records(stories(FEW), form, tmp_path / "warm")
    tracemalloc.start()
    try:
        with writer(form, tmp_path / "out") as write:
            for one in stories(MANY):
                write(one)
            held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < (4 * LIMIT_BYTES if form == "parquet" else LIMIT_BYTES)


def test_a_name_that_is_not_utf_8_is_written_with_a_replacement(tmp_path):
    record = make_record()
    article = replace(record.article, origin=Origin(kind="file", name="a\udcff.html"))
    export_records([replace(record, article=article)], "csv", tmp_path / "csv")
    assert "a\ufffd.html" in (tmp_path / "csv/articles.csv").read_text(encoding="utf-8")
