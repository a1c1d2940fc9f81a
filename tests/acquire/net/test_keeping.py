"""What is fetched, kept as WARC: read again by us and by readers that are not ours."""

import gzip
import io
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.acquire import pages_from_paths
from onrecord.acquire.net import keeping
from onrecord.acquire.net.fetching import Fetcher, pages_of
from onrecord.acquire.net.keeping import records_of
from onrecord.acquire.net.tape import Exchange, Tape
from onrecord.cli import app
from onrecord.errors import ArchiveError
from onrecord.record import Page
from onrecord.settings import Settings
from tests.support.net_site import drip, page, send

pytestmark = pytest.mark.usefixtures("at_once")
OPEN = Settings(allow_private=1, seconds_per_host=0, answer_seconds=5)
OPTIONS = ["--no-model", "--allow-private", "1", "--seconds-per-host", "0"]


def exchange(n=0, body=b"<p>A page.</p>", **given):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    made = {
        "url": f"https://tema.example/{n}",
        "at": "2024-12-19T06:00:00Z",
        "status": 200,
        "address": "192.0.2.7",
        "request": b"GET /%d HTTP/1.1\r\nHost: tema.example\r\n\r\n" % n,
        "response": head + body,
        "whole": True,
    }
    return Exchange(**{**made, **given})


def write(path, *exchanges, most_bytes=keeping.MOST_BYTES):
    with keeping.keeping(path, most_bytes=most_bytes) as keep:
        for one in exchanges:
            keep(one)


def visit(path, *urls):
    """Fetch addresses and keep what came; give the pages."""
    with keeping.keeping(path) as keep:
        fetcher = Fetcher(OPEN, keep=keep)
        answers = [fetcher.visit(url).answer for url in urls]
    return [one for answer in answers if answer for one in pages_of(answer, OPEN)]


def records_in(path):
    """Read all records as another reader does; every digest is looked at."""
    found = []
    with open(path, "rb") as file:
        for one in ArchiveIterator(file, parse_http=False):
            assert one.headers["WARC-Type"] == "warcinfo" or one.verify_block_digest()
            found.append((dict(one.headers), bytes(one.reader.read())))
    with open(path, "rb") as file:
        for one in ArchiveIterator(file, parse_http=True):
            if one.is_http:
                assert one.verify_payload_digest()
    return found


def of_type(path, *kinds):
    return [one for one in records_in(path) if one[0]["WARC-Type"] in kinds]


def same(one):
    return one.url, one.body, one.sha256, one.media_type, one.charset


# --- what is kept


def test_request_and_answer_are_kept_as_they_went_over_the_line(site, tmp_path):
    path = tmp_path / "a.warc.gz"
    url = site.put("/ferry", page(), type_="text/html; charset=utf-8", X_Desk="Tema; Ghana")
    visit(path, url)
    (asked,) = (one for one in of_type(path, "request") if one[0]["WARC-Target-URI"] == url)
    (given,) = (one for one in of_type(path, "response") if one[0]["WARC-Target-URI"] == url)
    assert asked[1].startswith(b"GET /ferry HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"User-Agent: onrecord/" in asked[1]
    assert asked[0]["WARC-Concurrent-To"] == given[0]["WARC-Record-ID"]
    head, _, body = given[1].partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.0 200 OK\r\nServer: BaseHTTP/")
    assert head.endswith(b"\r\nX-Desk: Tema; Ghana")
    assert body == page().encode()
    assert given[0]["WARC-Payload-Digest"] == f"sha256:{sha256(body).hexdigest()}"
    assert given[0]["WARC-IP-Address"] == "127.0.0.1"
    assert given[0]["WARC-Date"].startswith("20")
    assert "WARC-Truncated" not in given[0]


def test_the_archive_reads_back_to_the_same_pages(site, tmp_path):
    packed = gzip.compress(page(2).encode())
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(x), x) for x in (packed[:50], packed[50:]))
    chunked = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Encoding: gzip\r\n\r\n" + chunks + b"0\r\n\r\n"
    )
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n"
    latin = page(4).replace("Tema", "Tém\xe0").encode("latin-1")
    site.put("/robots.txt", "User-agent: *\nAllow: /\n", type_="text/plain")
    urls = [
        site.put("/plain", page(0)),
        site.put("/gzip", gzip.compress(page(1).encode()), Content_Encoding="gzip"),
        site.does("/chunks", lambda handler: handler.wfile.write(chunked)),
        site.does(
            "/hints",
            lambda handler: drip(
                handler, [hints + b"Content-Type: text/html\r\n\r\n" + page(3).encode()], 0
            ),
        ),
        site.put("/lie", page(5), Content_Encoding="gzip"),
        site.put("/latin", latin, type_="text/html; charset=iso-8859-1"),
        site.leads("/moved", "/plain", 301),
    ]
    path = tmp_path / "a.warc.gz"
    fetched = visit(path, *urls)
    assert len(fetched) == 7
    found = list(pages_from_paths([path]))
    assert [same(one) for one in found] == [same(one) for one in fetched]
    assert {one.captured_how for one in found} == {"WARC-Date"}


def test_what_leads_to_pages_is_kept_and_is_none(site, tmp_path):
    item = f"<item><link>{site.put('/a', page())}</link></item>"
    urls = [
        site.put("/feed", f'<rss version="2.0"><channel>{item}</channel></rss>', type_=type_)
        for type_ in ("text/html", "application/rss+xml", "text/xml")
    ]
    urls += [
        site.put("/sitemap.xml", "<urlset></urlset>", type_="application/xml"),
        site.put("/sitemap-1.xml.gz", gzip.compress(b"<urlset/>"), type_="application/gzip"),
        site.root + "/a",
    ]
    visit(tmp_path / "a.warc.gz", *urls)
    (one,) = pages_from_paths([tmp_path / "a.warc.gz"])
    assert one.url == site.root + "/a"
    assert len(of_type(tmp_path / "a.warc.gz", "response")) == 7  # with robots.txt


def test_an_answer_without_a_page_is_kept_without_its_body(site, tmp_path):
    path = tmp_path / "a.warc.gz"
    visit(path, site.put("/gone", "no more", status=410), site.leads("/x", "/gone"))
    responses = of_type(path, "response")
    assert len(responses) == 4  # the two, what one leads to, and robots.txt
    for fields, message in responses:
        assert message.endswith(b"\r\n\r\n")
        assert b"no more" not in message
        expected = "length" if b"410" in message or b"404" in message else None
        assert fields.get("WARC-Truncated") == expected


def test_an_answer_of_as_before_is_a_revisit(site, tmp_path):
    path, url = tmp_path / "a.warc.gz", site.tag("/tagged", page(), '"v1"')
    first = Fetcher(OPEN).visit(url)
    with keeping.keeping(path) as keep:
        Fetcher(OPEN, keep=keep).visit(url, first.visit)
    ((fields, message),) = of_type(path, "revisit")
    assert fields["WARC-Profile"].endswith("/server-not-modified")
    assert b" 304 " in message
    assert [one for one in pages_from_paths([path]) if isinstance(one, Page)] == []


def test_an_answer_that_is_none_is_not_kept(site, tmp_path):
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort"
    url = site.does("/cut", lambda handler: handler.wfile.write(cut))
    visit(tmp_path / "a.warc.gz", url)
    kept = of_type(tmp_path / "a.warc.gz", "response")
    assert [one[0]["WARC-Target-URI"] for one in kept] == [site.root + "/robots.txt"]


def test_what_follows_an_answer_is_said_to_be_missing(site, tmp_path):
    packed = gzip.compress(page().encode()) + b"x" * 200_000

    def answer(handler):
        send(handler, 200, packed, Content_Encoding="gzip")

    url = site.does("/more", answer)
    (fetched,) = visit(tmp_path / "a.warc.gz", url)
    assert fetched.body == page().encode()
    kept = of_type(tmp_path / "a.warc.gz", "response")[-1]
    assert kept[0]["WARC-Truncated"] == "length"


@given(st.lists(st.binary(max_size=40)), st.integers(0, 100))
def test_a_tape_holds_what_came_up_to_its_limit(chunks, limit):
    tape = Tape(limit=limit)
    for one in chunks:
        tape.take(one)
    whole = b"".join(chunks)
    assert bytes(tape.received) == whole[:limit]
    assert tape.overran == (len(whole) > limit)


@given(st.binary(max_size=300), st.binary(max_size=100))
def test_any_message_is_read_again_as_it_was(response, request):
    one = exchange(response=response, request=request)
    kept = []
    body = b"".join(records_of(one))
    for record in ArchiveIterator(io.BytesIO(body), parse_http=False):
        kept.append(bytes(record.reader.read()))
    assert kept == [response, request]


# --- files


def test_a_folder_gets_files_of_each_run_and_each_is_bounded(tmp_path):
    folder = tmp_path / "kept" / "here"
    write(folder, *(exchange(n, os.urandom(3_000)) for n in range(6)), most_bytes=9_000)
    first = sorted(folder.iterdir())
    assert [one.name for one in first] == [
        f"onrecord-20241219060000-{n:05}.warc.gz" for n in (1, 2, 3)
    ]
    assert all(one.stat().st_size <= 9_000 for one in first)
    assert [of_type(one, "warcinfo")[0][0]["WARC-Filename"] for one in first] == [
        one.name for one in first
    ]
    write(folder, exchange(9))
    assert len(list(folder.iterdir())) == 4
    n_pages = sum(len(of_type(one, "response")) for one in folder.iterdir())
    assert n_pages == 7


def test_a_file_is_gone_on_with_and_then_another_begins(tmp_path):
    path = tmp_path / "a.warc.gz"
    for n in range(3):
        write(path, exchange(n, os.urandom(3_000)), most_bytes=10_000)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a-00001.warc.gz", "a.warc.gz"]
    assert len(of_type(path, "response")) == 2
    assert len(of_type(path, "warcinfo")) == 1


def test_a_run_that_fetches_nothing_leaves_no_file(tmp_path):
    write(tmp_path / "a.warc.gz")
    write(tmp_path / "folder")
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize("n_cut", [1, 9, 200])
def test_what_a_killed_run_left_of_a_record_is_cut_off(tmp_path, n_cut):
    path = tmp_path / "a.warc.gz"
    write(path, exchange(1), exchange(2))
    path.write_bytes(path.read_bytes()[:-n_cut])
    write(path, exchange(3))
    kept = [one[0]["WARC-Target-URI"][-1] for one in of_type(path, "response", "request")]
    assert kept in (["1", "1", "2", "3", "3"], ["1", "1", "3", "3"])
    assert [one.url[-1] for one in pages_from_paths([path])] in (["1", "2", "3"], ["1", "3"])


@pytest.mark.parametrize(
    "body",
    [
        b"<p>A page of mine.</p>",
        gzip.compress(b"<p>A page of mine.</p>", mtime=0),
        gzip.compress(b"WARC/1.0\r\nWARC-Type: resource\r\n\r\n", mtime=0) + b"and something else",
    ],
)
def test_what_is_no_such_archive_is_left_alone(tmp_path, body):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(body)
    with pytest.raises(ArchiveError, match="give another name"):
        write(path, exchange())
    assert path.read_bytes() == body


@pytest.mark.parametrize("name", ["a.warc", "b.gz", "there"])
def test_a_name_that_is_neither_says_what_to_give(tmp_path, name):
    (tmp_path / "there").write_text("x")
    with pytest.raises(ArchiveError, match=r"give a folder, or a file that ends in \.warc\.gz"):
        write(tmp_path / name, exchange())


def test_two_runs_do_not_write_to_one_file(tmp_path):
    path = tmp_path / "a.warc.gz"
    with keeping.keeping(path) as keep:
        keep(exchange())
        with pytest.raises(ArchiveError, match="another run"):
            write(path, exchange())
    write(path, exchange())
    assert len(of_type(path, "response")) == 2


def test_a_full_disk_ends_the_run_and_leaves_whole_records(tmp_path, monkeypatch):
    path = tmp_path / "a.warc.gz"
    write(path, exchange())
    before = path.read_bytes()

    class Full(keeping.FileIO):
        def write(self, data):
            if len(data) < 100:
                raise OSError(28, "No space left on device")
            return super().write(data[:50])

    monkeypatch.setattr(keeping, "FileIO", Full)
    with pytest.raises(ArchiveError, match=r"cannot write .*No space left"):
        write(path, exchange(1))
    assert path.read_bytes() == before


WRITES = """
import sys
from pathlib import Path
from onrecord.acquire.net.keeping import keeping
from tests.acquire.net.test_keeping import exchange
with keeping(Path(sys.argv[1])) as keep:
    for n in range(10**6):
        keep(exchange(n, bytes(range(256)) * 40))
        print(n, flush=True)
"""


def test_a_run_that_is_killed_leaves_a_file_that_is_read(tmp_path):
    path = tmp_path / "a.warc.gz"
    for n_records in (1, 30):
        ran = subprocess.Popen(
            [sys.executable, "-c", WRITES, str(path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(n_records):
            assert ran.stdout.readline()
        ran.send_signal(signal.SIGKILL)
        ran.wait()
        ran.stdout.close()
    write(path, exchange(7, b"<p>last</p>"))
    kept = of_type(path, "response")
    assert len(kept) >= 32
    assert kept[-1][1].endswith(b"<p>last</p>")


# --- the commands


def test_the_commands_keep_what_they_fetch(site, tmp_path):
    pages = "".join(f"<item><link>{site.put(f'/{n}', page(n))}</link></item>" for n in range(3))
    site.put("/feed.xml", f'<rss version="2.0"><channel>{pages}</channel></rss>')
    where, folder = str(tmp_path / "a.db"), tmp_path / "kept"
    options = ["--library", where, "--warc", str(folder), *OPTIONS]
    run = CliRunner().invoke(app, ["fetch", site.root + "/feed.xml", *options])
    assert run.exit_code == 0, run.stderr
    run = CliRunner().invoke(app, ["add", site.put("/alone", page(9)), *options])
    assert run.exit_code == 0, run.stderr
    assert len(list(folder.iterdir())) == 2
    other = ["--library", str(tmp_path / "b.db"), "--no-model"]
    run = CliRunner().invoke(app, ["add", str(folder), *other])
    assert (run.exit_code, "4 pages added" in run.stderr) == (0, True), run.stderr


def test_the_loop_of_follow_keeps_what_it_fetches(site, tmp_path):
    where = ["--library", str(tmp_path / "a.db")]
    site.put("/feed.xml", '<rss version="2.0"><channel></channel></rss>')
    assert CliRunner().invoke(app, ["fetch", site.root + "/feed.xml", *where, *OPTIONS])
    options = [*where, *OPTIONS[1:]]
    path = tmp_path / "a.warc.gz"
    run = CliRunner().invoke(app, ["follow", "run", "--fetch", "--warc", str(path), *options])
    assert run.exit_code == 0, run.stderr
    assert len(of_type(path, "response")) == 2
    run = CliRunner().invoke(app, ["follow", "run", "--warc", str(path), *options])
    assert run.exit_code == 2


def test_a_warc_that_cannot_be_written_is_one_line(site, tmp_path):
    options = ["--library", str(tmp_path / "a.db"), "--warc", str(tmp_path / "a.warc"), *OPTIONS]
    run = CliRunner().invoke(app, ["fetch", site.put("/a", page()), *options])
    assert run.exit_code == 1
    assert run.stderr.startswith("onrecord: ")
    assert run.stderr.count("\n") == 1
    assert site.paths() == []


def test_keeping_does_not_wait_for_more_than_the_answer(site, tmp_path):
    url = site.put("/a", page())
    began = time.monotonic()
    visit(tmp_path / "a.warc.gz", url)
    assert time.monotonic() - began < 3
