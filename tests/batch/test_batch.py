"""Batches: every input exactly once, tables that others read, and back into a library."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import replace

import duckdb
import fsspec
import numpy as np
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from eval.batch import row_hashes
from onrecord import Library, Settings, add
from onrecord.acquire.files import pages_from_paths
from onrecord.batch import Done, Plan, Totals, find_inputs, load, run, working
from onrecord.batch.inputs import opened
from onrecord.batch.plan import finished, folder_of, read_marker
from onrecord.batch.tables import _record_row, record_of, rows_in
from onrecord.cli import app
from onrecord.errors import BatchError
from onrecord.record import Page, Reading
from tests.support.export_records import make_record
from tests.support.fake_reader import FakeReader
from tests.support.web_archives import archive, html, packed, record
from tests.test_cli import ROOT

KILLS = 3  # of whole runs, and as many of workers; `python -m eval.batch --only kills` does more
COMMAND = [sys.executable, str(ROOT / "tests" / "support" / "fake_reader.py"), "batch"]


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3):
        broken = b"\x1f\x8b\x08 no record" if n else b""
        (folder / f"{n}.warc.gz").write_bytes(archive(4, first=4 * n) + broken)
    again = record(1), record(1), record(2, b"HTTP/1.1 404 Gone\r\n\r\n")
    (folder / "again.warc.gz").write_bytes(packed(*again))
    lines = [{"url": f"https://example.org/l{n}", "html": html(50 + n).decode()} for n in range(2)]
    (folder / "lines.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines) + "{bad\n")
    (folder / "empty.html").write_bytes(b"")
    return folder


def batch(folder, out, **options):
    plan = Plan(**{"out": str(out), "model": False, **options})
    return list(run(find_inputs([str(folder)]), plan))


def totals(dones):
    found = Totals()
    for one in dones:
        found = found.plus(one)
    return found


def test_counts_add_up(inputs, tmp_path):
    dones = batch(inputs, tmp_path / "out")
    by_name = {one.input.rpartition("/")[2]: one for one in dones}
    assert [by_name[f"{n}.warc.gz"].pages for n in range(3)] == [4, 4, 4]
    assert (by_name["again.warc.gz"].pages, by_name["again.warc.gz"].again) == (1, 1)
    for one, folder in zip(dones, map(marked(tmp_path / "out"), dones), strict=True):
        rows = {table: list(rows_in(folder, table)) for table in one.rows}
        assert {table: len(found) for table, found in rows.items()} == one.rows
        assert one.rows["articles"] == one.rows["records"] == sum(one.articles.values())
        assert one.rows["rejected"] == sum(one.rejected.values())
        assert one.rows["pages"] == one.pages
        of_pages = {row["page_sha256"] for row in rows["rejected"]} - {None}
        with_stories = {row["page_sha256"] for row in rows["articles"]}
        assert len(with_stories) == one.read
        assert one.pages == len(of_pages | with_stories)
        assert Counter(row["reason"] for row in rows["rejected"]) == Counter(one.rejected)
    total = totals(dones)
    assert (total.done, total.failed, total.pages) == (6, 0, 16)
    assert total.rejected["damaged archive"] == 2
    assert total.rejected["not found"] == 1
    assert total.rejected["bad line"] == 1


def marked(out):
    def folder(done):
        return next(one for one in finished(out) if read_marker(one).input == done.input)

    return folder


def test_the_result_is_the_same_for_any_number_of_processes(inputs, tmp_path):
    batch(inputs, tmp_path / "one")
    batch(inputs, tmp_path / "three", jobs=3)
    assert row_hashes(tmp_path / "one") == row_hashes(tmp_path / "three")
    assert row_hashes(tmp_path / "one")["articles"][0] == 15


def test_an_input_is_done_once(inputs, tmp_path):
    out = tmp_path / "out"
    batch(inputs, out)
    moments = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    more = inputs / "more.warc.gz"
    more.write_bytes(archive(1, first=90))
    dones = batch(inputs, out)
    assert [one.input for one in dones if not one.before] == [str(more)]
    assert moments.items() <= {p: p.stat().st_mtime_ns for p in out.rglob("*.parquet")}.items()
    assert totals(dones).pages == 17


def test_other_options_are_refused(inputs, tmp_path):
    batch(inputs, tmp_path / "out")
    with pytest.raises(BatchError, match=r"other options \(max_blocks 50000, not 100\): give"):
        batch(inputs, tmp_path / "out", settings=Settings(max_blocks=100))
    with pytest.raises(BatchError, match=r"begun with other options \(with --no-model\): give"):
        batch(inputs, tmp_path / "out", model=True)
    with pytest.raises(BatchError, match=r"begun with other options \(without --no-pages\): give"):
        batch(inputs, tmp_path / "out", pages=False)
    assert len(batch(inputs, tmp_path / "out", jobs=2)) == 6


def test_how_the_net_is_asked_is_no_option_of_a_batch(inputs, tmp_path):
    batch(inputs, tmp_path / "out")
    assert len(batch(inputs, tmp_path / "out", settings=Settings(answer_seconds=5))) == 6
    told = CliRunner().invoke(app, ["batch", str(inputs), "--out", "x", "--answer-seconds", "5"])
    assert told.exit_code == 2


def test_a_damaged_plan_is_told(inputs, tmp_path):
    batch(inputs, tmp_path / "out")
    (tmp_path / "out" / "plan.json").write_bytes(b"{")
    with pytest.raises(BatchError, match="cannot be read"):
        batch(inputs, tmp_path / "out")


def test_an_input_that_has_grown_is_told(inputs, tmp_path):
    batch(inputs, tmp_path / "out")
    (inputs / "0.warc.gz").write_bytes(archive(5))
    (failed,) = [one.failed for one in batch(inputs, tmp_path / "out") if one.failed]
    assert "of another size" in failed
    assert "remove" in failed


def test_two_runs_at_once_are_refused(inputs, tmp_path):
    plan = Plan(out=str(tmp_path / "out"), model=False)
    found = find_inputs([str(inputs)])
    first = run(found, plan)
    next(first)
    with pytest.raises(BatchError, match="another batch"):
        list(run(found, plan))
    first.close()


def test_a_run_that_ends_early_leaves_whole_inputs_only(inputs, tmp_path):
    out = tmp_path / "out"
    running = run(find_inputs([str(inputs)]), Plan(out=str(out), model=False))
    next(running)
    running.close()
    assert all((one / "done.json").exists() for one in out.iterdir() if one.is_dir())
    assert 1 <= len(finished(out)) < 6
    batch(inputs, out)
    batch(inputs, tmp_path / "quiet")
    assert row_hashes(out) == row_hashes(tmp_path / "quiet")


def test_a_store_that_fails_leaves_its_input_undone(inputs, tmp_path, monkeypatch):
    class Failing:
        def __init__(self, stream):
            self.stream = stream

        def read(self, n, /):
            if self.stream.tell():
                raise OSError("connection lost")
            return self.stream.read(100)

    def failing(one):
        @contextmanager
        def open_it():
            with opened(one) as stream:
                yield Failing(stream) if one.name.endswith("1.warc.gz") else stream

        return open_it()

    monkeypatch.setattr(working, "opened", failing)
    dones = batch(inputs, tmp_path / "out")
    (failed,) = [one for one in dones if one.failed]
    assert "connection lost" in failed.failed
    assert not folder_of(Plan(out=str(tmp_path / "out")), find_inputs([failed.input])[0]).exists()
    monkeypatch.undo()
    batch(inputs, tmp_path / "out")
    batch(inputs, tmp_path / "quiet")
    assert row_hashes(tmp_path / "out") == row_hashes(tmp_path / "quiet")


def test_pages_that_take_too_much_memory_are_rows(inputs, tmp_path):
    dones = batch(inputs, tmp_path / "out", max_memory=5 << 20)
    total = totals(dones)
    assert (total.failed, total.articles.total()) == (0, 0)
    assert total.rejected["too large"] == total.pages == 16


def start(inputs, out):
    return subprocess.Popen(
        [*COMMAND, str(inputs), "--out", str(out), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def workers_of(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as told:
            return [int(one) for one in told.read().split()]
    except OSError:
        return []


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="looks for workers in /proc")
@pytest.mark.parametrize("whole", [True, False], ids=["run", "worker"])
def test_a_kill_at_any_moment_changes_nothing(inputs, tmp_path, whole):
    began = time.monotonic()
    assert start(inputs, tmp_path / "quiet").wait() == 0
    took = time.monotonic() - began
    wanted = row_hashes(tmp_path / "quiet")
    assert wanted["statements"][0] >= 10
    draw = random.Random(whole)
    kills = 0
    for attempt in range(6 * KILLS):
        out = tmp_path / f"{attempt}"
        running = start(inputs, out)
        until = time.monotonic() + took * draw.random()
        while time.monotonic() < until and running.poll() is None:
            time.sleep(0.01)
        victims = [running.pid] if whole else workers_of(running.pid)
        if victims and running.poll() is None:  # else it was faster than the quiet one
            with suppress(ProcessLookupError):
                os.kill(victims[0], signal.SIGKILL)
                kills += 1
        running.wait()
        assert start(inputs, out).wait() == 0
        assert row_hashes(out) == wanted
        assert not list(out.glob(".part-*"))
        if kills == KILLS:
            break
    assert kills == KILLS


@pytest.fixture
def read_by_fake(inputs, tmp_path):
    assert start(inputs, tmp_path / "out").wait() == 0
    return tmp_path / "out"


def test_duckdb_and_pandas_read_the_tables_as_they_are(read_by_fake):
    n_articles, _ = row_hashes(read_by_fake)["articles"]
    sql = "SELECT count(*), count(DISTINCT article_id) FROM '{}/*/{}.parquet'"
    (counts,) = duckdb.sql(sql.format(read_by_fake, "articles")).fetchall()
    assert counts == (n_articles, n_articles - 1)  # one page is in two inputs
    ((joined,),) = duckdb.sql(
        f"SELECT count(*) FROM '{read_by_fake}/*/statements.parquet' s"
        f" JOIN (SELECT DISTINCT article_id, text FROM '{read_by_fake}/*/articles.parquet') a"
        " USING (article_id)"
        " WHERE substr(a.text, s.start + 1, 5) = substr(s.content, 1, 5)"
    ).fetchall()
    frame = pandas.concat(map(pandas.read_parquet, read_by_fake.glob("*/statements.parquet")))
    assert joined == len(frame) == row_hashes(read_by_fake)["statements"][0] > 0


def test_what_is_loaded_is_what_would_have_been_added(read_by_fake, inputs, tmp_path, use_reader):
    use_reader(FakeReader)
    with Library.open(tmp_path / "added.db") as added:
        add(added, [inputs])
    with Library.open(tmp_path / "loaded.db") as loaded:
        first = load(loaded, read_by_fake)
        again = load(loaded, read_by_fake)
    assert (first.known, first.report.articles.total()) == (1, 14)  # a page is in two inputs
    assert (again.known, again.report.articles.total()) == (16, 0)
    with Library.open(tmp_path / "added.db") as one, Library.open(tmp_path / "loaded.db") as other:
        assert one.counts() == other.counts()
        assert sorted(one.stamps()) == sorted(other.stamps())
        records = {record.article.id: record for record in one.records()}
        assert records == {record.article.id: record for record in other.records()}
        for sha256, *_ in one.stamps():
            assert one.page(sha256) == other.page(sha256)
        ours, theirs = (
            sorted((x.id, x.speaker, x.content) for x in library.said(limit=99).found)
            for library in (one, other)
        )
        assert ours == theirs != []


def test_a_batch_without_bytes_is_not_loaded(inputs, tmp_path):
    batch(inputs, tmp_path / "out", pages=False)
    with (
        Library.open(tmp_path / "a.db") as library,
        pytest.raises(BatchError, match="--no-pages"),
    ):
        load(library, tmp_path / "out")


NUMBERS = st.floats(-1, 1, width=16)


@given(st.lists(NUMBERS, min_size=3, max_size=3), st.lists(st.booleans(), max_size=5))
def test_a_record_comes_back_with_its_vectors(vector, has_one):
    record_ = make_record()
    lines = tuple(tuple(vector) if one else () for one in has_one)
    reading = replace(record_.reading, vector=tuple(vector), paragraph_vectors=lines)
    back = record_of(_record_row(replace(record_, reading=reading))).reading
    assert isinstance(back, Reading)
    assert np.array_equal(np.array(back.vector), np.array(vector))
    assert back.paragraph_vectors == lines
    assert back.statements == record_.reading.statements


@given(st.lists(st.builds(
    Done,
    input=st.just("x"), size=st.just(1), pages=st.integers(0, 9),
    articles=st.dictionaries(st.sampled_from(["article", "teaser"]), st.integers(1, 9)),
    rejected=st.dictionaries(st.sampled_from(["empty", "crashed"]), st.integers(1, 9)),
    before=st.booleans(),
)))  # fmt: skip
def test_totals_are_those_of_all_inputs(dones):
    total = totals(dones)
    assert total.pages == sum(one.pages for one in dones)
    assert total.done + total.before == len(dones)
    assert total.articles.total() == sum(sum(one.articles.values()) for one in dones)
    assert total.rejected.total() == sum(sum(one.rejected.values()) for one in dones)


def names(found):
    return [one.name.rpartition("/")[2] for one in found]


def test_inputs_are_found_once_in_order(inputs):
    (inputs / ".hidden").write_bytes(b"x")
    found = find_inputs([str(inputs / "1.warc.gz"), str(inputs)])
    assert names(found) == [
        "1.warc.gz", "0.warc.gz", "2.warc.gz", "again.warc.gz", "empty.html", "lines.jsonl",
    ]  # fmt: skip
    assert found[0].size == (inputs / "1.warc.gz").stat().st_size


def test_a_batch_reads_of_a_folder_what_read_reads(inputs):
    (inputs / "README.md").write_text("How these pages were saved.")
    (inputs / "story.html").write_bytes(html(9))
    for folder in ("story_files", ".old"):
        (inputs / folder).mkdir()
        (inputs / folder / "part.html").write_bytes(html(8))
    (inputs / "own_files").mkdir()
    (inputs / "own_files" / "page.html").write_bytes(html(7))
    found = {os.path.relpath(one.name, inputs) for one in find_inputs([str(inputs)])}
    assert {"story.html", "own_files/page.html"} < found
    assert not {"README.md", "story_files/part.html", ".old/part.html"} & found
    read = {page.origin.name for page in pages_from_paths([inputs]) if isinstance(page, Page)}
    assert {name for name in read if name.endswith(".html")} == {
        str(inputs / name) for name in found if name.endswith(".html")
    }
    store = fsspec.filesystem("memory")
    for path in inputs.rglob("*.*"):
        if path.is_file():
            store.pipe(f"/like-files/{path.relative_to(inputs)}", path.read_bytes())
    objects = find_inputs(["memory://like-files"])
    assert {one.name.rpartition("like-files/")[2] for one in objects} == found


@pytest.mark.skipif(sys.platform != "linux", reason="file names there are text")
def test_a_name_that_is_not_utf_8_is_read_and_written_as_escapes(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with open(os.path.join(os.fsencode(folder), b"m\xfcll.html"), "wb") as page:
        page.write(html(3))
    for n_before in (0, 1):
        (done,) = batch(folder, tmp_path / "out")
        assert (done.input, done.failed, done.before) == (
            str(folder / r"m\udcfcll.html"), None, bool(n_before),
        )  # fmt: skip
    (row,) = rows_in(marked(tmp_path / "out")(done), "pages")
    assert row["origin_name"] == done.input


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_what_cannot_be_read_in_a_folder_is_told_and_the_rest_is_read(inputs, tmp_path):
    (inputs / "dangling.html").symlink_to(tmp_path / "nothing.html")
    os.mkfifo(inputs / "pipe.html")
    (inputs / "loop").symlink_to(inputs)
    args = ["batch", str(inputs), "--out", str(tmp_path / "out"), "--no-model"]
    ran = CliRunner().invoke(app, args)
    assert ran.exit_code == 1
    assert "6 inputs done, 0 were done before, 3 failed. 16 pages" in ran.stderr
    for name, words in (
        ("dangling.html", "no such file"), ("pipe.html", "not a regular file"), ("loop", "again"),
    ):  # fmt: skip
        assert f"failed: {inputs / name}: " in ran.stderr
        assert words in ran.stderr


def test_a_list_names_inputs_below_a_root(inputs, tmp_path):
    path = tmp_path / "warc.paths"
    path.write_text("in/0.warc.gz\nin/2.warc.gz\n")
    assert names(find_inputs([str(path)])) == ["0.warc.gz", "2.warc.gz"]
    path.write_text("2.warc.gz\n")
    assert names(find_inputs([str(path)], root=str(inputs))) == ["2.warc.gz"]


@pytest.mark.parametrize(
    ("line", "words"),
    [("../in/0.warc.gz", "no archive"), ("in/none.warc.gz", "cannot be read"), ("/x.warc", "no a")],
)
def test_a_list_that_leads_elsewhere_is_refused(inputs, tmp_path, line, words):
    (tmp_path / "warc.paths").write_text(line + "\n")
    with pytest.raises(BatchError, match=words):
        find_inputs([str(tmp_path / "warc.paths")])


def test_one_name_on_its_own_is_told():
    with pytest.raises(TypeError, match=r"give a list, \['in/a\.html'\]"):
        find_inputs("in/a.html")


def test_one_of_a_thing_is_said_in_the_singular():
    one = Done(input="a.html", size=9, pages=1, articles={"article": 1})
    totals = Totals().plus(one).plus(replace(one, before=True))
    assert totals.sentence() == "1 input done, 1 was done before. 2 pages, 2 stories."
    assert "1 page, 1 story" in Totals().plus(one).sentence()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere/x.warc", "check the path"),
        ("-", "save it to a file"),
        ("https://example.org/a.warc.gz", "fetches nothing"),
        ("memory://nowhere/x.warc", "is not there"),
        ("nosuchstore://x/y", "cannot be opened"),
    ],
)
def test_an_input_that_is_not_there_is_one_line(name, words, tmp_path):
    ran = CliRunner().invoke(app, ["batch", name, "--out", str(tmp_path / "out")])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert words in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_an_object_store_is_read_like_a_folder(inputs, tmp_path):
    store = fsspec.filesystem("memory")
    for path in inputs.iterdir():
        store.pipe(f"/news/{path.name}", path.read_bytes())
    found = find_inputs(["memory://news"])
    assert sorted(names(found)) == sorted(path.name for path in inputs.iterdir())
    dones = list(run(found, Plan(out=str(tmp_path / "out"), model=False)))
    assert totals(dones).pages == 16
    batch(inputs, tmp_path / "files")
    ours, theirs = row_hashes(tmp_path / "out"), row_hashes(tmp_path / "files")
    assert {table: n for table, (n, _) in ours.items()} == {t: n for t, (n, _) in theirs.items()}


def test_the_command_says_what_became_of_it(inputs, tmp_path):
    args = ["batch", str(inputs), "--out", str(tmp_path / "out"), "--no-model"]
    ran = CliRunner().invoke(app, args)
    assert ran.exit_code == 0, ran.output
    assert "6 inputs done, 0 were done before. 16 pages, 15 stories, 5 rejected" in ran.stderr
    ran = CliRunner().invoke(app, args)
    assert "0 inputs done, 6 were done before. 16 pages" in ran.stderr
    library = tmp_path / "a.db"
    ran = CliRunner().invoke(app, ["load", str(tmp_path / "out"), "--library", str(library)])
    assert "14 stories" in ran.stderr, ran.output
    ran = CliRunner().invoke(app, ["load", str(inputs), "--library", str(tmp_path / "b.db")])
    assert (ran.exit_code, ran.stderr.count("\n")) == (1, 1)
    assert not (tmp_path / "b.db").exists()
