"""A library that cannot be used, met from the command line: one clear line, and nothing changed."""

import sqlite3

import pytest
from typer.testing import CliRunner

from onrecord import Library
from onrecord.cli import app
from onrecord.library.database import connection
from tests.support.library_stories import random_pages
from tests.test_cli import DUMP, ROOT

COMMANDS = {
    "add": ("add", DUMP, "--no-model"),
    "search": ("search", "ferry"),
    "said": ("said",),
    "export": ("export", "--as", "jsonl"),
}


def fill(path):
    with Library.open(path) as library:
        for page, outcome in random_pages(1, 20):
            library.add(page, outcome)


def not_a_database(path):
    path.write_text("These are notes, not a database. " * 100)


def of_something_else(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()


def newer(path):
    fill(path)
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO onrecord_steps VALUES (999, 'onrecord 9.9.9')")
    db.close()


def cut_off(path):
    fill(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def a_folder(path):
    path.mkdir()


FAULTS = {
    not_a_database: "is no library",
    of_something_else: "a database of something else",
    newer: "newer release (onrecord 9.9.9)",
    cut_off: "is damaged",
    a_folder: "is a folder",
}


def run(*args):
    return CliRunner().invoke(app, list(args))


@pytest.fixture(autouse=True)
def at_root(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_one_line_says_what_is_wrong_and_nothing_changes(tmp_path, fault, command):
    path = tmp_path / "a.db"
    fault(path)
    before = path.read_bytes() if path.is_file() else b""
    ran = run(*command, "--library", str(path))
    assert ran.exit_code == 1
    assert FAULTS[fault] in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_locked_library_is_one_line_to_who_adds_and_open_to_who_asks(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE_S", 0.1)
    path = tmp_path / "a.db"
    fill(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ran = run(*COMMANDS["add"], "--library", str(path))
    assert ran.exit_code == 1
    assert "is locked: another program has been writing" in ran.stderr
    assert ran.stderr.count("\n") == 1
    for name in ("search", "said", "export"):
        assert run(*COMMANDS[name], "--library", str(path)).exit_code == 0
    other.execute("ROLLBACK")
    other.close()
    assert run(*COMMANDS["add"], "--library", str(path)).exit_code == 0


def test_a_full_disk_is_one_line_and_the_same_command_goes_on_later(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    fill(path)
    connected, pages = connection._connected, path.stat().st_size // 4096

    def full(*args):
        db = connected(*args)
        db.execute(f"PRAGMA max_page_count={pages}")
        return db

    with monkeypatch.context() as patched:
        patched.setattr(connection, "_connected", full)
        ran = run(*COMMANDS["add"], "--library", str(path))
    assert ran.exit_code == 1
    assert "the disk is full; nothing that was added is lost" in ran.stderr
    assert ran.stderr.count("\n") == 1
    with Library.open(path) as library:
        assert library.counts()["pages"] == 20
        assert library.check() == []
    assert run(*COMMANDS["add"], "--library", str(path)).exit_code == 0
