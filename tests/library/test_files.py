"""Files that are no library, are read-only, killed or shared: one clear line, nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from eval.library_crashes import faults
from onrecord import Library, LibraryError
from onrecord.errors import MissingExtra
from onrecord.library.database import connection, schema
from tests.support import postgres
from tests.support.library_stories import page_of, random_pages, read_story

WRITER = Path(__file__).parents[1] / "support" / "library_writer.py"


def filled(path):
    with Library.open(path) as library:
        for page, outcome in random_pages(1, 20):
            library.add(page, outcome)
    return path


def damage(path):
    """Ask a library all there is; give what it complains of."""
    try:
        with Library.open(path, make=False) as library:
            found = library.check()
            list(library.records())
            library.search("ferry")
    except LibraryError as error:
        return str(error)
    return "; ".join(found).replace("\n", " ")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("These are notes, not a database. " * 100)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"notes\.db is no library"):
        Library.open(path)
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()
    with pytest.raises(LibraryError, match="a database of something else"):
        Library.open(path)


def test_a_newer_library_is_refused(library_url):
    with Library.open(library_url) as library, library._database.writing() as db:
        db.execute(schema.steps.insert(), {"number": 999, "made_by": "onrecord 9.9.9"})
    with pytest.raises(LibraryError, match=r"newer release \(onrecord 9\.9\.9\).*upgrade"):
        Library.open(library_url)


def test_a_library_that_is_not_there_is_only_made_to_add(tmp_path):
    path = tmp_path / "none.db"
    with pytest.raises(LibraryError, match=r"no library at .*`onrecord add` makes one"):
        Library.open(path, make=False)
    assert not path.exists()
    with pytest.raises(LibraryError, match="there is no folder"):
        Library.open(tmp_path / "no" / "a.db")
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)
    with pytest.raises(LibraryError, match="a file or postgresql"):
        Library.open("mysql://x/y")


def test_a_server_without_its_driver_says_what_to_install(monkeypatch):
    monkeypatch.setattr(connection, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[postgres\]'"):
        Library.open("postgresql://somebody@host/library")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_library_that_is_cut_off_is_said_to_be_damaged(tmp_path, share):
    path = filled(tmp_path / "a.db")
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * share))
    said = damage(path)
    assert said
    assert "\n" not in said


def test_an_unfinished_library_is_finished(tmp_path):
    path = tmp_path / "a.db"
    path.touch()  # killed before the first table
    with Library.open(path) as library:
        assert library.counts()["pages"] == 0


def test_a_library_of_an_older_release_takes_the_new_steps(tmp_path, monkeypatch):
    path = filled(tmp_path / "a.db")
    more = (*schema.STEPS, ("CREATE TABLE more (x {number}){strict}",))
    monkeypatch.setattr(schema, "STEPS", more)
    monkeypatch.setattr(connection, "STEPS", more)
    with Library.open(path) as library:
        assert library.counts()["pages"] == 20
        with library._database.reading() as db:
            assert schema.version_of(db, "a") == len(more)
            assert db.exec_driver_sql("SELECT count(*) FROM more").scalar() == 0


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path, monkeypatch):
    path = filled(tmp_path / "a.db")
    more = (*schema.STEPS, ("CREATE TABLE more (x {number})", "CREATE NONSENSE"))
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", more)
        patched.setattr(connection, "STEPS", more)
        with pytest.raises(LibraryError, match="cannot be used"):
            Library.open(path)
    with Library.open(path) as library:
        assert library.counts()["pages"] == 20
        with library._database.reading() as db:
            assert schema.version_of(db, "a") == len(schema.STEPS)


def test_a_locked_library_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE_S", 0.1)
    path = filled(tmp_path / "a.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Library.open(path) as library:
        with pytest.raises(LibraryError, match="is locked: another program"):
            library.add(page_of("x"), ())
        assert library.search("ferry OR vote").total  # who reads does not wait
        other.execute("ROLLBACK")
        assert library.add(page_of("x"), ())
    other.close()


def test_a_full_disk_loses_nothing(tmp_path):
    path = filled(tmp_path / "a.db")
    with Library.open(path) as library:
        counted = library.counts()
        with library._database.reading() as db:
            pages = db.exec_driver_sql("PRAGMA page_count").scalar()
            db.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(LibraryError, match="the disk is full; nothing that was added is lost"):
            library.add(page_of(os.urandom(200_000)), ())
        assert library.counts() == counted
        assert library.check() == []


@pytest.fixture
def nobody():
    """Give a folder of somebody who is not root, and be that one."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    was = os.geteuid()
    if was == 0:
        other = postgres.account()
        os.chown(folder, other.pw_uid, other.pw_gid)
        os.seteuid(other.pw_uid)
    try:
        yield folder
    finally:
        os.seteuid(was)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_read_only_library_can_be_asked(nobody):
    path = filled(nobody / "a.db")
    path.chmod(0o400)
    nobody.chmod(0o500)
    with Library.open(path, make=False) as library:
        assert library.search("ferry OR vote").total
        with pytest.raises(LibraryError, match="read-only"):
            library.add(page_of("x"), ())


def test_what_a_failure_interrupts_is_not_there(library):
    page = page_of("x")
    record = read_story(page)
    with pytest.raises(AttributeError):
        library.add(page, (record, object.__new__(type(record))))
    assert library.counts()["pages"] == 0
    assert library.search("ferry").total == 0
    assert library.add(page, (record,))


def test_a_kill_at_any_moment_loses_nothing():
    assert [fault for fault in faults(4, seed=7, pages=20) if fault] == []


def test_two_writers_and_five_readers_do_not_disturb_each_other(library_url):
    Library.open(library_url).close()
    n = 40
    writers = [
        subprocess.Popen(
            [sys.executable, str(WRITER), library_url, seed, str(n)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    faults_, stop = [], threading.Event()

    def ask():
        with Library.open(library_url, make=False) as library:
            while not stop.is_set():
                try:
                    answer = library.search("ferry OR vote")
                    assert len(answer.found) == min(20, answer.total)
                    library.said(by="x")
                except Exception as error:  # noqa: BLE001 - whatever it is, it was seen
                    faults_.append(error)
                    return

    readers = [threading.Thread(target=ask) for _ in range(5)]
    for reader in readers:
        reader.start()
    ends = [writer.communicate(timeout=120) for writer in writers]
    stop.set()
    for reader in readers:
        reader.join()
    assert faults_ == []
    assert [errors for _, errors in ends] == [b"", b""]
    with Library.open(library_url) as library:
        assert library.counts()["pages"] == 2 * n
        assert library.check() == []


def test_two_that_make_one_library_at_once_both_get_it(library_url):
    both = [
        subprocess.Popen(
            [sys.executable, str(WRITER), library_url, "1", "5"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    ends = [one.communicate(timeout=120) for one in both]
    assert [errors for _, errors in ends] == [b"", b""]
    with Library.open(library_url) as library:
        assert library.counts()["pages"] == 5


def test_postgresql_that_is_not_there_is_one_line():
    with pytest.raises(LibraryError, match="cannot be used") as caught:
        Library.open("postgresql://nobody:secret@/none?host=/nowhere")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
