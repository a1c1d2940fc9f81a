"""A web server on loopback that answers as a test wants it to."""

import gzip
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The harbour council of Tema put off its vote on the ferry on Tuesday, a clerk said.</p>
<p>A second reading will follow in October, said Adjoa Sarfo, who chairs the council, and she
asked the owners of the ferry for the papers of the last two years ({number}).</p>
</article></body></html>"""


def page(number=0):
    return PAGE.format(title=f"Harbour council delays vote number {number}", number=number)


class Site:
    """Addresses and what they answer: bytes, a string, or a function that writes it all itself."""

    def __init__(self):
        self.answers = {}
        self.asked = []  # (seconds, path, headers)
        self.root = ""

    def put(self, path, body=b"", *, status=200, type_="text/html", **headers):
        body = body.encode() if isinstance(body, str) else body
        made = {"Content-Type": type_, "Content-Length": str(len(body))}
        made |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, made, body)
        return self.root + path

    def leads(self, path, to, status=302):
        return self.put(path, status=status, Location=to)

    def does(self, path, function):
        self.answers[path] = function
        return self.root + path

    def tag(self, path, body, etag, **more):
        """Answer 304 to who knows the tag."""
        data = body.encode()

        def answer(handler):
            known = handler.headers.get("If-None-Match") == etag
            send(handler, 304 if known else 200, b"" if known else data, ETag=etag, **more)

        return self.does(path, answer)

    def paths(self, but="/robots.txt"):
        return [path for _, path, _ in self.asked if path != but]


def send(handler, status, body, **headers):
    handler.send_response(status)
    for name, value in {"Content-Type": "text/html", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def drip(handler, pieces, pause):
    """Send raw bytes, a piece at a time."""
    for piece in pieces:
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(pause)


def bomb(n_bytes=40_000_000):
    return gzip.compress(bytes(n_bytes), 9)


@contextmanager
def serving(host="127.0.0.1"):
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append((time.monotonic(), self.path, dict(self.headers)))
            answer = site.answers.get(self.path)
            try:
                if callable(answer):
                    answer(self)
                elif answer is None:
                    send(self, 404, b"nothing here")
                else:
                    status, headers, body = answer
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
            except OSError:
                pass  # whoever asked has gone away

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    site.root = f"http://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
