"""Bytes from anywhere become pages; what cannot be read becomes a Rejected, never an exception."""

import gzip
import io
import json
import os
import sys
import tracemalloc
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from onrecord.acquire import pages_from_bytes, pages_from_paths
from onrecord.acquire.archives import MAX_DIRECTORY_BYTES, open_zip
from onrecord.acquire.jsonl import split_lines
from onrecord.acquire.sniff import sniff
from onrecord.errors import InputError
from onrecord.record import REASONS, Origin, Page, Rejected
from onrecord.settings import Settings

HTML = b"<!doctype html><title>Ferry</title><p>The harbour caf\xc3\xa9 in Tema stays open.</p>"
TEXT = b"Council delays ferry vote\n\nTEMA: The vote is off, a clerk said.\n"
SMALL = Settings(max_bytes=100_000)


def read(body: bytes, name: str = "page", settings: Settings = SMALL) -> list[Page | Rejected]:
    return list(pages_from_bytes(body, Origin(kind="memory", name=name), settings))


def read_one(body: bytes, name: str = "page", settings: Settings = SMALL) -> Page:
    (page,) = read(body, name, settings)
    assert isinstance(page, Page), page
    return page


def read_fault(body: bytes, name: str = "page", settings: Settings = SMALL) -> Rejected:
    (fault,) = read(body, name, settings)
    assert isinstance(fault, Rejected), fault
    assert fault.stage == "acquire"
    assert fault.reason in REASONS
    assert fault.detail
    assert "\n" not in fault.detail
    return fault


def make_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name), body, method)
    return file.getvalue()


def make_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Council delays ferry vote")
    document.add_paragraph("By Adjoa Sarfo")
    document.add_paragraph("")
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    document.add_paragraph("“We wait,” she said.\tThen\nshe left.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Times;}"
    rb"{\f2\fcharset78 Osaka;}}{\*\generator Invented 1.0;}"
    rb"{\pict\pngblip " + b"89504e47" * 90 + rb"}"
    rb"{\b Council delays ferry vote}\par By Adjoa Sarfo\par\par"
    rb"{\field{\*\fldinst{HYPERLINK \"https://example.org/ferry\"}}{\fldrslt The vote}}"
    rb" is off, a clerk said: \ldblquote Caf\'e9\rdblquote, {\f1 \'cc\'fd\'f0}"
    rb" \u-10179?\u-8704?\par one\cell two\cell\row}"
)
MHTML = (
    b"From: <Saved by Invented>\r\nSnapshot-Content-Location: https://example.org/news/\r\n"
    b" ferry?id=1\r\nSubject: Ferry\r\nDate: Thu, 14 Sep 2023 08:11:12 -0000\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    b'\tboundary="--b1"\r\n\r\n----b1\r\nContent-Type: text/html\r\n'
    b"Content-Location: https://example.net/frame\r\n\r\n<p>A frame</p>\r\n----b1\r\n"
    b"Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable"
    b"\r\nContent-Location: https://example.org/news/ferry?id=1\r\n\r\n"
    b"<html><p>The caf=E9 stays=\r\n open.</p></html>\r\n----b1\r\nContent-Type: image/png\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b1--\r\n"
)


# What a page is


@pytest.mark.parametrize(
    ("body", "name", "media_type"),
    [
        (HTML, "page.txt", "text/html"),
        (b"\xef\xbb\xbf \n<!-- a -->\n<!-- b --><HTML lang=en>", "-", "text/html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="x">', "a.xml", "text/html"),
        (b"<div class=story><p>The vote is off.", "-", "text/html"),
        ("\ufeff<html><p>The vote is off.".encode("utf-16"), "-", "text/html"),
        (b"Saved by a friend\n<html><p>The vote is off.", "-", "text/html"),
        (b"The vote is off.", "story.html", "text/html"),
        (TEXT, "dump", "text/plain"),
        (TEXT.decode().encode("utf-16"), "dump", "text/plain"),
        (TEXT.decode().encode("utf-16-le"), "dump", "text/plain"),
        ("Мэр сообщил, что мост закроют.".encode("cp1251"), "dump.txt", "text/plain"),
        (TEXT + b"\x00\x01", "dump.txt", "text/plain"),
        (b"[Updated] The vote is off.", "dump", "text/plain"),
        (b"From: clerk@example.org\nSubject: Vote\n\nIt is off.\n", "digest.txt", "text/plain"),
        (b"<h1>Vote</h1>\n\n# Ferry\n", "dump.md", "text/markdown"),
        (TEXT, "dump.MARKDOWN", "text/markdown"),
        (b"", "empty.txt", "text/plain"),
    ],
)
def test_content_decides_what_a_page_is_then_its_name(body, name, media_type):
    page = read_one(body, name)
    assert (page.media_type, page.body) == (media_type, body)
    assert page.sha256 == sha256(body).hexdigest()
    assert (page.charset, page.url, page.captured_at, page.seen_at) == (None, None, None, None)


@pytest.mark.parametrize(
    ("body", "name", "reason", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a.html", "unsupported format", "convert it to text"),
        (b"\x89PNG\r\n\x1a\n\x00", "a", "unsupported format", "PNG"),
        (b"SQLite format 3\x00" + bytes(80), "a", "unsupported format", "JSONL"),
        (b"\x7fELF\x02\x01", "a", "unsupported format", "program"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a", "bad feed", "no entries"),
        (b"<?xml version='1.0'?><urlset>", "a", "unsupported format", "site maps"),
        (b'{"url": "x",\n "html": 1}', "a.json", "unsupported format", "JSONL"),
        (b'[{"html": "x"}]', "a", "unsupported format", "JSONL"),
        (b"body {color: red}", "a.css", "unsupported format", ".css"),
        (bytes(range(256)) * 9, "a.txt", "not text", "binary"),
        (bytes(500), "a.txt", "not text", "binary"),
        (b"{\\rtf1 " + b"x" * 1_300_000, "a", "too large", "bytes"),
        (b"{\\rtf1 " + b"{" * 1_000_000, "a", "too large", "RTF"),
        (
            b"MIME-Version: 1.0\ncontent-type: a;\n" + b" ;\n" * 9999,
            "a.mht",
            "not readable",
            "MHTML",
        ),
        (b"MIME-Version: 1.0\n\n" + b"\n--b" * 60_000, "a.mht", "too large", "parts"),
    ],
)
def test_what_is_no_page_says_what_to_do(body, name, reason, words):
    fault = read_fault(body, name, Settings(max_bytes=2_000_000, max_seconds=1))
    assert fault.reason == reason
    assert words in fault.detail


def test_a_thousand_comments_are_looked_at_once():
    assert sniff(b"<!-- a --> " * 1000 + b"x", "dump") == "text"


# Saved pages and exports


def test_mhtml_gives_its_root_page_with_address_and_date():
    page = read_one(MHTML, "ferry.mhtml")
    assert page.body.strip() == b"<html><p>The caf\xe9 stays open.</p></html>"
    assert (page.media_type, page.charset) == ("text/html", "windows-1252")
    assert page.url == "https://example.org/news/ferry?id=1"
    assert page.captured_at == "2023-09-14T08:11:12+00:00"
    assert page.captured_how == "mhtml Date header"
    assert page.sha256 == sha256(page.body).hexdigest()


@pytest.mark.parametrize(
    ("cut", "reason"),
    [(b"text/html", "unsupported format"), (b"Date: Thu, 14 Sep 2023 08:11:12 -0000", None)],
)
def test_mhtml_that_lacks_something(cut, reason):
    (page,) = read(MHTML.replace(cut, b"x-thing/y" if reason else b"Date: soon"), "ferry.mht")
    assert page.reason == reason if reason else page.captured_at is page.captured_how is None


def test_a_singlefile_page_says_when_and_where():
    body = (
        b"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: "
        b"https://example.org/ferry \n saved date: Thu Sep 14 2023 10:11:12 GMT-0330 (Zone)\n-->"
    )
    page = read_one(body)
    assert page.url == "https://example.org/ferry"
    assert page.captured_at == "2023-09-14T10:11:12-03:30"
    assert page.captured_how == "SingleFile comment"
    page = read_one(body.replace(b"Sep 14", b"Feb 31"))
    assert (page.captured_at, page.captured_how) == (None, None)


def test_a_browser_says_where_it_saved_a_page_from():
    body = b"<!DOCTYPE html>\n<!-- saved from url=(0025)https://example.org/ferry -->\n<html>"
    assert read_one(body).url == "https://example.org/ferry"
    assert read_one(body.replace(b"https://example.org/", b"file:///home/")).url is None


def test_rtf_becomes_text_and_keeps_the_digest_of_its_bytes():
    page = read_one(RTF, "export")
    assert page.body.decode() == (
        "Council delays ferry vote\nBy Adjoa Sarfo\n\n"
        "The vote is off, a clerk said: “Café”, Мэр 😀\none\ttwo\t\n"
    )
    assert (page.media_type, page.charset) == ("text/plain", "utf-8")
    assert page.sha256 == sha256(RTF).hexdigest()


def test_rtf_with_raw_bytes_is_read_in_its_own_charset():
    assert read_one(rb"{\rtf1\ansicpg1250 " + "Łódź}".encode("cp1250")).body.decode() == "Łódź"
    assert read_one(rb"{\rtf1\ansicpg1250 " + "Łódź}".encode()).body.decode() == "Łódź"


def test_binary_pictures_in_rtf_are_passed_over():
    body = rb"{\rtf1 one{\pict\bin5 }}{{\}{\pict\bin}{\bin0} two}"
    assert read_one(body).body == b"one two"
    assert read_one(body.replace(b"bin0", b"bin99999")).body == b"one"


def test_docx_becomes_text_in_its_own_order():
    body = make_docx()
    page = read_one(body, "export.bin", Settings(max_bytes=1_000_000))
    assert page.body.decode() == (
        "Council delays ferry vote\nBy Adjoa Sarfo\n\ncell 0\tcell 1\ncell 2\tcell 3\n"
        "“We wait,” she said.\tThen\nshe left.\n"
    )
    assert (page.media_type, page.charset) == ("text/plain", "utf-8")
    assert page.sha256 == sha256(body).hexdigest()


def test_a_docx_bomb_is_not_opened():
    file = io.BytesIO(make_docx())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(60_000_000))
    body = file.getvalue()
    settings = Settings(max_bytes=1_000_000)
    assert read_fault(body, settings=settings).reason == "compression bomb"
    # The same with a size that is a lie.
    lie = body.replace((60_000_000).to_bytes(4, "little"), (9000).to_bytes(4, "little"))
    assert read_fault(lie, settings=settings).reason == "damaged archive"
    assert read_fault(make_docx()).reason == "too large"


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"word/document.xml": b"<w:document/>"}, "not readable"),
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "unsupported format"),
        ({"mimetype": b"application/epub+zip"}, "unsupported format"),
        ({"empty/": b""}, "not found"),
    ],
)
def test_zips_that_are_something_else(members, reason):
    assert read_fault(make_zip(members)).reason == reason


# JSONL

LINES = [
    {"url": "https://example.org/1", "html": "<p>Tema café</p>", "fetched_at": "20240501T101112Z"},
    {"url": "https://example.org/2", "text": "Plain 😀", "crawl_date": "2024-05-01"},
    {"url": None, "html": "", "text": "x", "fetched_at": "soon", "charset": "latin-1"},
]


def test_jsonl_is_one_page_a_line_and_a_bad_line_is_passed_over():
    bad = [b"{", b'{"url": "x"}', b"[1]", b'{"html": 5}', b"[" * 100_000]
    lines = [json.dumps(line).encode() for line in LINES]
    body = b"\n".join([lines[0], b"", bad[0], bad[1], lines[1], bad[2], bad[3], lines[2], bad[4]])
    found = read(body, "pages.jsonl")
    assert [one.reason if isinstance(one, Rejected) else "page" for one in found] == [
        *("page", "bad line", "bad line", "page", "bad line", "bad line", "page", "bad line")
    ]
    one, two, three = (page for page in found if isinstance(page, Page))
    assert (one.url, one.body.decode(), one.media_type) == (
        *("https://example.org/1", "<p>Tema café</p>", "text/html"),
    )
    assert (one.captured_at, one.captured_how) == ("2024-05-01T10:11:12+00:00", "jsonl fetched_at")
    assert (one.origin.member, one.origin.offset, one.charset) == ("line 1", 0, "utf-8")
    assert (two.body.decode(), two.media_type) == ("Plain 😀", "text/plain")
    assert (two.captured_at, two.captured_how) == ("2024-05-01", "jsonl crawl_date")
    assert body[two.origin.offset :].startswith(lines[1])
    assert (three.body, three.url, three.captured_at) == (b"", None, None)
    assert found[1].ref == "pages.jsonl!line 3"


DOCUMENT = HTML.replace(b"<title>", b"<html lang=en><head><title>").decode()
DOCUMENTS = b"\n".join(
    json.dumps({"url": f"https://example.org/{n}", "html": DOCUMENT}).encode() for n in (1, 2)
)


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.ndjson", "pages", "page.html", "", "a.txt"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda body: make_zip({"a": body})])
def test_whole_documents_in_jsonl_are_one_page_a_line(name, pack):
    pages = read(pack(DOCUMENTS), name)
    assert [(page.url, page.body.decode()) for page in pages] == [
        (f"https://example.org/{n}", DOCUMENT) for n in (1, 2)
    ]


def test_whole_documents_in_jsonl_are_found_in_files_and_on_standard_input(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DOCUMENTS)))
    (tmp_path / "pages").write_bytes(b"\n" + DOCUMENTS)
    (tmp_path / "pages.jsonl.gz").write_bytes(gzip.compress(b"{\n" + DOCUMENTS))
    found = list(pages_from_paths([tmp_path, "-"], SMALL))
    assert [one.reason if isinstance(one, Rejected) else one.body.decode() for one in found] == [
        *(DOCUMENT, DOCUMENT, "bad line", DOCUMENT, DOCUMENT, DOCUMENT, DOCUMENT)
    ]


def test_a_document_in_a_line_longer_than_the_look_at_it():
    body = json.dumps({"html": DOCUMENT + "<p>x" * 20_000}).encode() + b"\n" + DOCUMENTS
    assert [page.origin.member for page in read(body)] == ["line 1", "line 2", "line 3"]


@pytest.mark.parametrize(
    "body", [f'{{"url": "x",\n "html": "{DOCUMENT}"}}', f'[{{"a": "{DOCUMENT}']
)
def test_a_document_in_other_json_is_no_page(body):
    assert "JSONL" in read_fault(body.encode(), "a").detail


def test_a_document_behind_a_line_of_json_is_a_page():
    body = b'{"cache": "cold"}\n  ' + DOCUMENT.encode()
    assert read_one(body).media_type == "text/html"


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("2024-05-02", "2024-05-02"),
        ("20240502", "2024-05-02"),
        (" 2024-05-02T03:04:05Z\n", "2024-05-02T03:04:05+00:00"),
        ("2024-05-02 03:04", "2024-05-02T03:04:00"),
        *((value, None) for value in ("yesterday", "", "2024-02-31", "\udc00", 1714600000, None)),
    ],
)
def test_jsonl_may_say_when_a_page_reached_the_user(stated, kept):
    line = {"text": "The vote is off.", "seen_at": stated, "crawl_date": "2024-05-01"}
    page = read_one(json.dumps(line).encode())
    assert (page.seen_at, page.captured_at) == (kept, "2024-05-01")
    assert page.captured_how == "jsonl crawl_date"


def test_half_a_character_in_json_is_replaced():
    assert read_one(b'{"html": "a \\ud83d b", "url": "\\udc00"}').body == b"a ? b"


def test_a_jsonl_line_that_is_too_long_is_passed_over():
    long = json.dumps({"text": "x" * 200_000}).encode()
    short = json.dumps({"text": "y"}).encode()
    found = read(b"\n".join([short, long, short]))
    assert [getattr(one, "reason", None) for one in found] == [None, "too large", None]


@given(st.binary().map(lambda noise: noise.replace(b"a", b"\n")), st.integers(1, 9))
def test_lines_are_those_of_the_stream_with_their_offsets(body, limit):
    class Slow(io.BytesIO):
        def read(self, n=-1, /):
            return super().read(min(n, 3))

    lines = list(split_lines(Slow(body), limit=limit))
    expected = [
        (number, line if len(line) <= limit else None)
        for number, line in enumerate(body.split(b"\n"), start=1)
        if line.strip() or len(line) > limit
    ]
    assert [(line.number, line.body) for line in lines] == expected
    for line in lines:
        assert line.body is None or body[line.offset :].startswith(line.body)


# Archives


def test_gzip_of_anything():
    page = read_one(gzip.compress(HTML), "story.html.gz")
    assert (page.body, page.origin.member) == (HTML, None)
    assert read_one(gzip.compress(TEXT), "dump.md.gz").media_type == "text/markdown"
    assert read_one(gzip.compress(RTF), "a.rtf.gz").media_type == "text/plain"
    lines = b"\n".join(json.dumps(line).encode() for line in LINES)
    assert [page.origin.offset for page in read(gzip.compress(lines))] == [None] * 3
    (page,) = read(gzip.compress(make_zip({"a.html": HTML})))
    assert page.origin.member == "a.html"
    assert read_fault(gzip.compress(gzip.compress(HTML))).reason == "unsupported format"


def test_two_gzip_members_are_one_stream_and_a_cut_one_is_damaged():
    assert read_one(gzip.compress(HTML) + gzip.compress(TEXT)).body == HTML + TEXT
    assert read_fault(gzip.compress(HTML)[:-9]).reason == "damaged archive"
    assert read_fault(b"\x1f\x8b\x08").reason == "damaged archive"


def test_what_a_cut_jsonl_archive_still_holds_is_read():
    lines = b"\n".join(
        json.dumps({"text": f"{n} {os.urandom(40).hex()}"}).encode() for n in range(3000)
    )
    packed = gzip.compress(lines)
    found = read(packed[: len(packed) // 2])
    assert len(found) > 1000
    assert all(isinstance(page, Page) for page in found[:-1])
    assert found[-1].reason == "damaged archive"


def test_zip_members_come_in_their_order_and_the_bad_ones_say_so():
    body = make_zip(
        {
            "./z/story.html": HTML,
            ".hidden.html": HTML,
            "__MACOSX/._story.html": HTML,
            "a.html.gz": gzip.compress(HTML),
            "inner.zip": make_zip({"x.html": HTML}),
            "report.docx": make_docx(),
            "photo.png": b"\x89PNG\r\n",
            "pages.jsonl": json.dumps(LINES[0]).encode() + b"\n{",
            "long.txt": os.urandom(600_000).hex().encode(),
        }
    )
    found = read(body, "news.zip", Settings(max_bytes=1_000_000))
    assert [
        one.origin.member if isinstance(one, Page) else (one.ref, one.reason) for one in found
    ] == [
        "./z/story.html",
        "a.html.gz",
        ("news.zip!inner.zip", "unsupported format"),
        "report.docx",
        ("news.zip!photo.png", "unsupported format"),
        "pages.jsonl line 1",
        ("news.zip!pages.jsonl line 2", "bad line"),
        ("news.zip!long.txt", "too large"),
    ]
    assert body[found[0].origin.offset :].startswith(b"PK\x03\x04")


def test_an_encrypted_member_a_rare_method_and_a_damaged_one():
    body = make_zip({"a.html": HTML}, zipfile.ZIP_STORED)
    directory = body.index(b"PK\x01\x02")
    assert read_fault(body[: directory + 8] + b"\x01" + body[directory + 9 :]).reason == "encrypted"
    assert read_fault(body.replace(b"Tema", b"Accr")).reason == "damaged archive"
    assert read_fault(body[:-30]).reason == "damaged archive"
    rare = make_zip({"a.html": HTML}, zipfile.ZIP_BZIP2)
    assert read_fault(rare).reason == "unsupported format"


def test_a_huge_list_of_members_is_not_read():
    end = b"PK\x05\x06" + bytes(8) + (MAX_DIRECTORY_BYTES + 1).to_bytes(4, "little") + bytes(6)
    file = io.BytesIO(bytes(MAX_DIRECTORY_BYTES + 1) + end)
    with pytest.raises(InputError) as caught:
        open_zip(file)
    assert caught.value.reason == "too large"


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """64 MB of zeros, in 64 kB."""
    return gzip.compress(bytes(64 << 20))


@pytest.mark.parametrize("wrap", ["gzip", "zip", "gzip in zip", "jsonl"])
def test_a_bomb_takes_no_more_memory_than_a_page(bomb, wrap):
    body = bomb
    if wrap == "zip":
        body = make_zip({"a.html": b"<html>" + bytes(64 << 20)})
    elif wrap == "gzip in zip":
        body = make_zip({"a.html.gz": bomb})
    name = "a.jsonl.gz" if wrap == "jsonl" else "a.html.gz"
    limit = 2 << 20
    tracemalloc.start()
    fault = read_fault(body, name, Settings(max_bytes=limit))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert fault.reason == "compression bomb"
    assert peak < 2 * limit


def test_a_large_file_is_given_up_in_time(tmp_path):
    path = tmp_path / "large.txt"
    with open(path, "wb") as file:
        file.write(b"The vote is off. ")
        file.truncate(200 << 20)
    tracemalloc.start()
    (fault,) = pages_from_paths([path], Settings(max_bytes=1 << 20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert fault.reason in {"too large", "not text"}
    assert peak < 2 << 20


GOOD = {
    "page.html": HTML,
    "dump.txt": TEXT,
    "a.mhtml": MHTML,
    "a.eml": MHTML.replace(b"multipart/related", b"multipart/mixed"),
    "a.rtf": RTF,
    "a.xml": b"<rss version='2.0'><channel><item><description>"
    + TEXT * 99
    + b"</description></item>",
    "a.docx": make_docx(),
    "a.zip": make_zip({"a.html": HTML, "b.txt": TEXT, "c.mht": MHTML}),
    "a.gz": gzip.compress(TEXT * 9),
    "a.jsonl": b"\n".join(json.dumps(line).encode() for line in LINES),
}


@hypothesis_settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_damage_makes_a_reader_raise(data):
    name = data.draw(st.sampled_from(sorted(GOOD)))
    body = bytearray(GOOD[name])
    places = st.integers(0, len(body) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=4)):
        body[place] = value
    cut = data.draw(st.one_of(st.just(len(body)), places))
    check(read(bytes(body[:cut]), name))


MARKUP = [
    *(b"{\\rtf1", b"\\u", b"\\uc", b"99999", b"\\bin", b"3 ", b"{", b"}", b"\\fonttbl", b"\\f"),
    *(b"1", b"\\fcharset78 ", b"\\'", b"\\'9", b"\\ansicpg", b"\\u-9", b"\\cell", b";", b"\\*"),
]
MAIL = [
    *(b"MIME-Version: 1.0\r\n", b"Content-Type: multipart/related; boundary=b\r\n", b"\r\n"),
    *(b"--b\r\n", b"--b--\r\n", b"Content-Type: text/html; charset*=x'y'%ff\r\n", b"=?utf-8?q?=?="),
    *(b"Content-Transfer-Encoding: base64\r\n", b"Date: x, 99 y\r\n", b"\xff", b"start=<a>", b"a"),
    *(b"From: =?utf-8?b?a?= <a@b>\r\n", b"Subject: =?utf-9?q?a?=\r\n"),
    *(b"Content-Type: message/rfc822\r\n", b"Content-Transfer-Encoding: x-uuencode\r\n"),
]


@hypothesis_settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(MARKUP), max_size=20), st.lists(st.sampled_from(MAIL), max_size=20))
def test_no_markup_makes_a_reader_raise(markup, mail):
    check(read(b"{\\rtf1" + b"".join(markup), "a.rtf"))
    check(read(b"MIME-Version: 1.0\r\n" + b"".join(mail), "a.mht"))
    check(read(b"MIME-Version: 1.0\r\n" + b"".join(mail), "a.eml"))


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b'{"a":'])
)
def test_no_bytes_make_a_reader_raise(noise, magic):
    check(read(magic + noise))


def check(found: list[Page | Rejected]) -> None:
    for one in found:
        if isinstance(one, Page):
            (one.url or "").encode()
            (one.charset or "").encode()
        else:
            assert one.reason in REASONS
            one.detail.encode()


# Origins


@pytest.mark.parametrize(
    ("member", "ref"), [(None, "news.zip"), ("a.html", "news.zip!a.html"), ("", "news.zip!")]
)
def test_an_origin_names_its_place(member, ref):
    assert Origin(kind="file", name="news.zip", member=member, offset=3).ref() == ref


# Paths


def test_a_folder_comes_in_the_order_of_its_names(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.html", "b/z.html", "b/a.html", ".git/x.html", "a.html", ".hidden.html"):
        (tmp_path / name).write_bytes(HTML)
    found = list(pages_from_paths([str(tmp_path)], SMALL))
    assert [page.origin.name.removeprefix(f"{tmp_path}/") for page in found] == [
        *("a.html", "b/a.html", "b/z.html", "c.html")
    ]
    assert {page.origin.kind for page in found} == {"file"}
    hidden = tmp_path / ".hidden.html"
    assert len(list(pages_from_paths([hidden, hidden], SMALL))) == 2


def test_the_parts_of_a_page_saved_whole_are_left_out(tmp_path):
    names = ["ferry.html", "Vote.HTM", "a/b.c.html", "pier_files/x.html", "port_files"]
    parts = ["ferry_files/x.css", "ferry_files/y/frame.html", "Vote_files/x.js", "a/b.c_files/x"]
    for name in names + parts:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(HTML)
    (tmp_path / "port.html").write_bytes(HTML)  # port_files is a file
    found = [page.origin.name for page in pages_from_paths([tmp_path], SMALL)]
    assert found == [str(tmp_path / name) for name in sorted([*names, "port.html"])]
    (page,) = pages_from_paths([tmp_path / "Vote_files"], SMALL)
    assert page.origin.name == str(tmp_path / "Vote_files" / "x.js")
    body = make_zip(dict.fromkeys(names + parts, HTML))
    assert [page.origin.member for page in read(body)] == names


def test_what_tells_about_a_folder_is_no_page_of_it_unless_it_is_named(tmp_path):
    told = ["LICENSE", "README.md", "a/readme.txt", "changelog.rst"]
    names = ["NOTICES.html", "a/README.html", "notes.md", "readmes.txt", "story"]
    for name in told + names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(HTML)
    found = [page.origin.name for page in pages_from_paths([tmp_path], SMALL)]
    assert found == [str(tmp_path / name) for name in sorted(names)]
    body = make_zip(dict.fromkeys(told + names, HTML))
    assert [page.origin.member for page in read(body)] == names
    assert [type(one) for one in pages_from_paths([tmp_path / "README.md"], SMALL)] == [Page]


def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").write_bytes(HTML)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "twin").symlink_to(tmp_path / "a")
    found = list(pages_from_paths([tmp_path], SMALL))
    assert [getattr(one, "reason", None) for one in found] == [None, *["link loop"] * 3]
    assert found[1].ref == str(tmp_path / "a" / "up")


def test_paths_that_lead_nowhere(tmp_path):
    (tmp_path / "page.html").write_bytes(HTML)
    (tmp_path / "empty").mkdir()
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    wrong = ["missing.html", "page.html/x", "empty", "gone", "nul\x00byte", "x" * 300]
    found = list(pages_from_paths([tmp_path / name for name in wrong] + [tmp_path / "page.html"]))
    assert [getattr(one, "reason", None) for one in found] == ["not found"] * 6 + [None]


def test_a_folder_named_as_a_file_is_a_folder(tmp_path):
    (tmp_path / "page.html").mkdir()
    (tmp_path / "page.html" / "story.html").write_bytes(HTML)
    (page,) = pages_from_paths([tmp_path / "page.html"])
    assert page.body == HTML


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(HTML)
    path.chmod(0)
    (fault,) = pages_from_paths([path])
    assert fault.reason == "not readable"


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="only Linux has this file")
def test_a_file_that_opens_and_cannot_be_read():
    (fault,) = pages_from_paths(["/proc/self/mem"])
    assert (fault.reason, fault.ref) == ("not readable", "/proc/self/mem")


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (fault,) = pages_from_paths([tmp_path])
    assert fault.reason == "not readable"


def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.html"
    with open(path, "wb") as file:
        file.write(HTML)
    (page,) = pages_from_paths([tmp_path])
    assert page.origin.name.endswith("/caf\\udce9.html")


@pytest.mark.parametrize("body", [HTML, gzip.compress(HTML, mtime=0), make_zip({"a.html": HTML})])
def test_standard_input(monkeypatch, body):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
    (page,) = pages_from_paths(["-"])
    assert (page.body, page.origin.kind, page.origin.name) == (HTML, "stdin", "-")


def test_closed_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    (fault,) = pages_from_paths(["-"])
    assert (fault.reason, fault.ref) == ("not readable", "-")


def test_pages_are_read_when_they_are_asked_for(tmp_path):
    (tmp_path / "a.html").write_bytes(HTML)
    pages = pages_from_paths([tmp_path / "a.html", tmp_path / "b.html"])
    assert isinstance(next(pages), Page)
    (tmp_path / "b.html").write_bytes(TEXT)
    assert next(pages).body == TEXT
