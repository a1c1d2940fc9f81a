"""A library of examples and attacks behind the server, for tests: no model, no other process."""

import re
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import uvicorn
from starlette.testclient import TestClient

import onrecord
from onrecord.joining import join
from onrecord.record import Article, Page, Record
from onrecord.serve.app import make_app
from onrecord.serve.desk import Desk, Reads
from onrecord.serve.guard import Door
from onrecord.serve.site import Site
from onrecord.split import split
from tests.support.fake_reader import read_one

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
NOW = datetime(2024, 9, 17, 15, 16, tzinfo=UTC)
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
STORY = "fd251fce39a8e65a"  # of article-jsonld.html
ATTACKS = """<html><head><title>x</title>
<meta property="og:url" content="javascript:document.title='owned'">
<meta property="og:type" content="article">
<meta name="author" content="&quot;><img src=x onerror=document.title='owned'>">
<meta property="article:published_time" content="2024-09-17T08:00:00+00:00">
</head><body><article>
<h1>Pier &lt;script&gt;document.title='owned'&lt;/script&gt; &quot;
onfocus=&quot;document.title='owned'&quot; autofocus shut again</h1>
<figure><img src="https://elsewhere.example/x.png"><figcaption>The pier
&lt;img src=x onerror=document.title='owned'&gt; on 9 September 2024. (&lt;b&gt;PRESS&lt;/b&gt;)
</figcaption></figure>
<p>OBAN, Scotland — “We &lt;svg onload=document.title='owned'&gt; shut it,” Jane &quot;&gt;&lt;b&gt;
Roe said on Tuesday, and nobody who stood on the pier that morning had anything to add to it.</p>
<p>“{{ 7 * 7 }} was never agreed,” Mira Halden denied on Tuesday, after the harbour office had
put the letter on its door for everybody who came by the pier to read.</p>
</article></body></html>"""


PAGE = next(onrecord.pages(b"<p>A page.</p>"))


def pages_of(body, name, url):
    return [
        replace(one, origin=replace(one.origin, name=name), url=one.url or url)
        if isinstance(one, Page)
        else one
        for one in onrecord.pages(body)
    ]


def read_page(page):
    outcome = split(page, onrecord.DEFAULTS)
    return [
        Record(article=one, reading=read_one(one)) if isinstance(one, Article) else one
        for one in outcome
    ]


def fill(library, names=("article-jsonld.html", "three-stories.html", "gallery.html")):
    """Keep examples and a page of attacks."""
    bodies = {name: (EXAMPLES / name).read_bytes() for name in names}
    bodies["attacks.html"] = ATTACKS.encode()
    for name, body in bodies.items():
        for page in pages_of(body, name, None):
            library.add(page, read_page(page))
    join(library)


def make_site(library):
    reads = Reads(
        pages=pages_of,
        read=read_page,
        limit_s=lambda _: 60.0,
        keep=library.add,
        keep_rejected=lambda one: library.add_several([(one, ())]),
        join=partial(join, library),
    )
    return Site(library=library, desk=Desk(reads, in_process=False), clock=lambda: NOW)


def make_client(library, door=None):
    app = make_app(make_site(library), door or Door(hosts=frozenset({"testserver"})))
    return TestClient(app, follow_redirects=False)


def token_of(client):
    """Give the token of a form on the first page."""
    return TOKEN.search(client.get("/").text)[1]


@contextmanager
def running(app):
    """Serve on a free port of this machine; give the address."""
    config = uvicorn.Config(app, port=0, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
