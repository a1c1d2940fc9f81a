"""WARC, made by hand: records as crawlers write them, and as nobody should."""

import gzip

STORY = (
    "<html><head><title>Ferry {n} resumes</title></head><body><article><h1>Ferry {n} resumes</h1>"
    "<p>The ferry left Oban on time on Monday, the harbour office said, for the {n}th time since"
    " March.</p><p>“All nine crossings will run again by the weekend,” said Adjoa Sarfo, who chairs"
    " the board of line {n}.</p></article></body></html>"
)


def html(n):
    return STORY.format(n=n).encode()


def http(body, *, status="200 OK", media_type="text/html; charset=utf-8", fields=""):
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{fields}\r\n".encode() + body


def record(n, content=None, *, kind="response", media_type=None, length=None):
    content = http(html(n)) if content is None else content
    media_type = media_type or "application/http; msgtype=response"
    size = len(content) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{n}\r\n"
        f"WARC-Date: 2024-03-0{n % 9 + 1}T06:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n:032d}>\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def packed(*records):
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def archive(n_pages, *, first=0):
    return packed(*(record(n) for n in range(first, first + n_pages)))
