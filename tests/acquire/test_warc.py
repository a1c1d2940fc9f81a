"""Archives of the web: WARC, plain and compressed, WACZ, lists of archives, and damage in them."""

import gzip
import io
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire import pages_from_bytes, pages_from_paths
from onrecord.acquire.encodings import unpacked
from onrecord.acquire.warc import WINDOW_BYTES, read_warc, warc_record
from onrecord.errors import InputError
from onrecord.record import Origin, Page, Rejected
from tests.support.web_archives import archive, html, http, packed, record

ORIGIN = Origin(kind="file", name="a.warc.gz")


def pages_in(body, name="a.warc.gz"):
    return list(pages_from_bytes(body, Origin(kind="file", name=name)))


def urls(found):
    return [one.url for one in found if isinstance(one, Page)]


def reasons(found):
    return [(one.ref, one.reason) for one in found if isinstance(one, Rejected)]


def address(n):
    return f"https://example.org/{n}"


@pytest.mark.parametrize("pack", [packed, lambda *records: b"".join(records)])
def test_a_page_keeps_its_bytes_its_address_and_its_moment(pack):
    records = [record(n) for n in range(3)]
    found = pages_in(pack(*records))
    assert urls(found) == [address(n) for n in range(3)]
    second = found[1]
    assert second.body == html(1)
    assert (second.captured_at, second.captured_how) == ("2024-03-02T06:00:00Z", "WARC-Date")
    assert (second.media_type, second.charset) == ("text/html", "utf-8")
    assert second.origin.kind == "warc"
    assert second.origin.ref() == f"a.warc.gz!{address(1)}"


def test_the_offset_is_where_the_record_can_be_read_again():
    body = archive(4)
    for one in pages_in(body):
        (again, *_) = pages_in(body[one.origin.offset :])
        assert again.body == one.body


def test_an_archive_compressed_as_a_whole_is_read():
    assert urls(pages_in(gzip.compress(record(1) + record(2)))) == [address(1), address(2)]


@pytest.mark.parametrize("kind", ["request", "warcinfo", "metadata", "revisit"])
def test_records_that_hold_no_page_are_left_out(kind):
    assert urls(pages_in(packed(record(1), record(2, kind=kind), record(3)))) == [
        address(1),
        address(3),
    ]


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_pages_without_http_around_them_are_read(kind):
    body = packed(record(1, b"Ferry late\n\nThe crew stayed home.", kind=kind,
                         media_type="text/plain; charset=iso-8859-1"))  # fmt: skip
    (page,) = pages_in(body)
    assert (page.media_type, page.charset) == ("text/plain", "iso-8859-1")


@pytest.mark.parametrize(
    "media_type", ["image/png", "text/css", "application/javascript", "video/mp4", "font/woff2"]
)
def test_parts_of_pages_are_left_out(media_type):
    assert pages_in(packed(record(1, http(b"x", media_type=media_type)))) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (http(b"gone", status="404 Not Found"), "not found"),
        (http(b"sorry", status="503 Busy"), "not found"),
        (http(b"%PDF-", media_type="application/pdf"), "unsupported format"),
    ],
)
def test_what_is_no_page_says_why_and_the_next_is_read(content, reason):
    found = pages_in(packed(record(1, content), record(2)))
    assert reasons(found) == [(f"a.warc.gz!{address(1)}", reason)]
    assert urls(found) == [address(2)]


def test_a_redirect_is_no_page():
    moved = http(b"<p>moved</p>", status="301 Moved", fields="Location: /x\r\n")
    assert pages_in(packed(record(1, moved))) == []


def test_content_comes_decoded():
    fields = "Content-Encoding: gzip\r\n"
    (page,) = pages_in(packed(record(1, http(gzip.compress(html(1)), fields=fields))))
    assert page.body == html(1)


def test_content_that_unpacks_beyond_the_limit_is_refused():
    bomb = http(gzip.compress(bytes(50_000_000)), fields="Content-Encoding: gzip\r\n")
    found = pages_in(packed(record(1, bomb), record(2)))
    assert reasons(found) == [(f"a.warc.gz!{address(1)}", "too large")]
    assert urls(found) == [address(2)]


def broken_in_the_middle(records):
    members = [gzip.compress(one, mtime=0) for one in records]
    middle = bytearray(members[2])
    for at in range(60, 120):
        middle[at] ^= 0x5A
    members[2] = bytes(middle)
    return b"".join(members)


DAMAGE = {
    "a byte of a member": broken_in_the_middle,
    "a member that is cut": lambda r: packed(*r[:2]) + packed(r[2])[:-40] + packed(*r[3:]),
    "no mark": lambda r: packed(*r[:2]) + b"garbage" * 9 + packed(*r[3:]),
    "too long": lambda r: b"".join([*r[:2], record(2, length=2_000), *r[3:]]),
    "no number": lambda r: b"".join([*r[:2], r[2].replace(b"Length: ", b"Length: x"), *r[3:]]),
    "chunks that are none": lambda r: packed(
        *r[:2], record(2, http(b"zz", fields="Transfer-Encoding: chunked\r\n")), *r[3:]
    ),
    "endless header": lambda r: packed(
        *r[:2], r[2].replace(b"WARC-Date", b"X: " + b"y" * 99_999 + b"\r\nD"), *r[3:]
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_broken_record_costs_itself_alone(damage):
    found = pages_in(damage([record(n) for n in range(6)]))
    assert urls(found) == [address(n) for n in (0, 1, 3, 4, 5)]
    assert [reason for _, reason in reasons(found)] == ["damaged archive"]


def test_an_end_that_is_cut_off_is_told():
    found = pages_in(archive(3)[:-30])
    assert urls(found) == [address(0), address(1)]
    assert [reason for _, reason in reasons(found)] == ["damaged archive"]


@given(st.data())
def test_no_damage_raises_or_costs_more_than_it_touches(data):
    n_pages = 6
    members = [gzip.compress(record(n), mtime=0) for n in range(n_pages)]
    body = bytearray(b"".join(members))
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] ^= data.draw(st.integers(1, 255))
    ends = [sum(map(len, members[: n + 1])) for n in range(n_pages)]
    hit = next(n for n, end in enumerate(ends) if at < end)
    found = list(read_warc(io.BytesIO(bytes(body)), limit=1 << 20))
    whole = [one.url for one in found if not isinstance(one.found, InputError)]
    for n in range(n_pages):
        if n != hit:
            assert whole.count(address(n)) == 1


@given(st.lists(st.sampled_from(
    [b"WARC/1.0\r\n", b"\r\n\r\n", b"\x1f\x8b\x08", b"Content-Length: 9\r\n", record(1), archive(1),
     b"WARC-Type: response\r\n", b"HTTP/1.1 200 OK\r\n", b"\x00" * 70, b"WARC/1.1\r\n\r\n"]
), max_size=12))  # fmt: skip
def test_nothing_that_begins_like_an_archive_raises(pieces):
    for one in read_warc(io.BytesIO(b"".join(pieces)), limit=10_000):
        assert one.offset >= 0


def test_memory_does_not_grow_with_the_archive():
    filler = http(html(1) + bytes(100_000))
    one = gzip.compress(record(1, filler), 0)

    class Endless:
        def __init__(self, n_records):
            self.left, self.waiting = n_records, b""

        def read(self, n, /):
            if not self.waiting and self.left:
                self.left, self.waiting = self.left - 1, one
            chunk, self.waiting = self.waiting[:n], self.waiting[n:]
            return chunk

    def peak(n_records):
        tracemalloc.start()
        count = sum(1 for _ in read_warc(Endless(n_records), limit=1 << 20))
        assert count == n_records
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(600) < peak(150) + WINDOW_BYTES


def test_a_wacz_gives_the_pages_of_its_archives():
    packed_file = io.BytesIO()
    with zipfile.ZipFile(packed_file, "w") as out:
        out.writestr("datapackage.json", '{"profile": "data-package"}')
        out.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        out.writestr("archive/data.warc.gz", archive(2))
        out.writestr("indexes/index.cdx.gz", gzip.compress(b"org,example)/ 2024"))
    found = pages_in(packed_file.getvalue(), "crawl.wacz")
    assert urls(found) == [address(0), address(1)]
    assert reasons(found) == []
    assert found[0].origin.member == f"archive/data.warc.gz {address(0)}"


@pytest.mark.parametrize("name", ["warc.paths", "warc.paths.gz"])
def test_a_list_of_archives_is_followed_where_they_lie_beside_it(tmp_path, name):
    news = tmp_path / "crawl-data" / "CC-NEWS" / "2024"
    news.mkdir(parents=True)
    (news / "one.warc.gz").write_bytes(archive(1))
    (news / "two.warc.gz").write_bytes(archive(1, first=7))
    lines = b"".join(
        b"crawl-data/CC-NEWS/2024/" + one + b".warc.gz\n" for one in (b"one", b"two", b"three")
    )
    (news / name).write_bytes(gzip.compress(lines) if name.endswith(".gz") else lines)
    found = list(pages_from_paths([news / name]))
    assert urls(found) == [address(0), address(7)]
    assert [reason for _, reason in reasons(found)] == ["not found"]
    assert "fetch it first" in found[-1].detail


@pytest.mark.parametrize(
    "line", ["/etc/passwd", "../../secret.warc.gz", "a/../../b.warc", "notes.txt", "s3://x/a.warc"]
)
def test_a_list_cannot_name_other_files(tmp_path, line):
    (tmp_path / "secret.warc.gz").write_bytes(archive(1))
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "warc.paths").write_text(line + "\n")
    found = list(pages_from_paths([folder / "warc.paths"]))
    assert [reason for _, reason in reasons(found)] == ["bad line"]


def page(body, url="https://example.org/a", charset="utf-8", captured_at=None):
    return Page(
        body=body, sha256="0" * 64, media_type="text/html", charset=charset, url=url,
        captured_at=captured_at, captured_how=None, seen_at=None, origin=ORIGIN,
    )  # fmt: skip


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5))
def test_what_is_written_is_read_again(bodies):
    bodies = [b"<p>" + one.replace(b"WARC", b"") for one in bodies]
    found = pages_in(b"".join(warc_record(page(one)) for one in bodies), "a.warc")
    assert [one.body for one in found] == bodies
    assert {one.charset for one in found} == {"utf-8"}


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ("2024-03-01T08:00:00+02:00", b"2024-03-01T06:00:00Z"),
        ("2024-03-01", b"1970-01-01T00:00:00Z"),
        (None, b"1970-01-01T00:00:00Z"),
    ],
)
def test_a_moment_is_written_in_utc_and_an_unknown_one_as_the_epoch(stated, written):
    assert b"WARC-Date: " + written + b"\r\n" in warc_record(page(b"x", captured_at=stated))


def test_an_address_cannot_write_fields_of_its_own():
    made = warc_record(page(b"x", url="https://example.org/a\r\nWARC-Type: response"))
    assert made.count(b"WARC-Type:") == 2
    assert made.count(b"\r\nWARC-Type:") == 1


def brotli(body):
    """One block that is stored and an empty last one: RFC 7932 by hand."""
    return (1 << 20 | len(body) - 1 << 4).to_bytes(3, "little") + body + b"\x03"


def in_chunks(body, size=40):
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(x), x) for x in [*pieces, b""])


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, brotli, lambda body: body])
@pytest.mark.parametrize("chunked", [False, True])
def test_what_is_packed_and_in_chunks_does_not_end_the_archive(pack, chunked):
    name = {gzip.compress: "gzip", zlib.compress: "deflate", brotli: "br"}.get(pack, "gzip")
    body = in_chunks(pack(html(1))) if chunked else pack(html(1))
    fields = f"Content-Encoding: {name}\r\n" + "Transfer-Encoding: chunked\r\n" * chunked
    found = pages_in(packed(record(0), record(1, http(body, fields=fields)), record(2), record(3)))
    assert [one.body for one in found] == [html(n) for n in range(4)]


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "br", "zstd", "x", "gzip, br"]))
def test_no_bytes_make_unpacking_raise_or_exceed_its_bound(body, names):
    with suppress(InputError):
        assert len(unpacked(body, names, limit=300)) <= max(len(body), 301)


@pytest.mark.parametrize("type_", ["application/rss+xml", "text/xml", "text/html"])
def test_what_leads_to_pages_is_left_out(type_):
    feed = http(b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', media_type=type_)
    assert urls(pages_in(packed(record(1, feed), record(2)))) == [address(2)]
    assert len(pages_in(packed(record(1, feed)))) == 0


def test_xml_that_leads_nowhere_says_that_it_is_no_page():
    found = pages_in(packed(record(1, http(b"<note>x</note>", media_type="text/xml"))))
    assert reasons(found) == [(f"a.warc.gz!{address(1)}", "unsupported format")]
