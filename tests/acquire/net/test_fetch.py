"""Asking the net: real servers on loopback that are slow, huge, looping, lying."""

import gzip
import socket
import zlib
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.net import addresses, fetching
from onrecord.acquire.net.addresses import address_of, is_public, resolve
from onrecord.acquire.net.fetching import Fetcher, fetch, pages_of
from onrecord.acquire.net.polite import Clock, Pace
from onrecord.errors import InputError
from onrecord.settings import Settings
from tests.support.net_site import bomb, drip, page, send

pytestmark = pytest.mark.usefixtures("at_once")
OPEN = Settings(allow_private=1, seconds_per_host=0, answer_seconds=5)
CLOSED = Settings(seconds_per_host=0, answer_seconds=5)


def visit(url, settings=OPEN, known=None):
    return Fetcher(settings).visit(url, known)


def reason(url, settings=OPEN):
    found = visit(url, settings)
    assert found.answer is None
    assert found.visit.detail
    assert "\n" not in found.visit.detail
    return found.visit.reason


# --- what is fetched


def test_a_page_is_fetched_with_where_and_when_it_is_from(site):
    url = site.put("/ferry", page(), type_="text/html; charset=utf-8")
    one = fetch(url, settings=OPEN)
    assert one.body == page().encode()
    assert (one.url, one.origin.kind, one.origin.name) == (url, "web", url)
    assert (one.media_type, one.charset) == ("text/html", "utf-8")
    assert one.captured_how == "http Date"
    assert one.captured_at.endswith("Z")


def test_an_address_that_ends_like_a_program_is_a_page(site):
    assert fetch(site.put("/story.py", page()), settings=OPEN).media_type == "text/html"
    assert fetch(site.put("/story.js?x=1", page()), settings=OPEN).media_type == "text/html"


def test_who_asks_says_who_it_is_and_how_to_reach_its_user(site):
    url = site.put("/a", page())
    Fetcher(OPEN, contact="desk@tema.example").visit(url)
    agents = {headers["User-Agent"] for _, _, headers in site.asked}
    assert len(agents) == 1
    agent = agents.pop()
    assert agent.startswith("onrecord/")
    assert "desk@tema.example" in agent


def test_an_answer_is_unpacked(site):
    packed = gzip.compress(page().encode())
    url = site.put("/gz", packed, Content_Encoding="gzip")
    assert fetch(url, settings=OPEN).body == page().encode()
    url = site.put("/deflate", zlib.compress(page().encode()), Content_Encoding="deflate")
    assert fetch(url, settings=OPEN).body == page().encode()


def test_a_server_that_says_gzip_and_sends_plain_bytes_is_understood(site):
    url = site.put("/lie", page(), Content_Encoding="gzip")
    assert fetch(url, settings=OPEN).body == page().encode()


def test_only_news_is_asked_for(site):
    url = site.tag("/tagged", page(), '"v1"')
    first = visit(url)
    again = visit(url, known=first.visit)
    assert again.answer is None
    assert again.visit.reason is None
    assert again.visit.status == 304
    assert (again.visit.sha256, again.visit.etag) == (first.visit.sha256, '"v1"')


def test_what_a_server_asks_to_be_told_again_is_told_only_there(site):
    target = site.tag("/new", page(), '"v1"')
    first = visit(target)
    other = site.leads("/old", "/other")
    site.put("/other", page(1))
    visit(other, known=first.visit)
    assert "If-None-Match" not in site.asked[-1][2]


# --- redirects


def test_redirects_are_followed(site):
    site.put("/end", page())
    site.leads("/middle", "/end", 301)
    found = visit(site.leads("/start", "/middle", 307))
    assert found.visit.landed == site.root + "/end"
    assert next(pages_of(found.answer)).url == site.root + "/end"


def test_a_redirect_without_an_end_ends(site):
    site.leads("/a", "/b")
    assert reason(site.leads("/b", "/a")) == "link loop"
    for n in range(30):
        site.leads(f"/n{n}", f"/n{n + 1}")
    assert reason(site.root + "/n0") == "link loop"
    assert len([path for path in site.paths() if path.startswith("/n")]) == fetching.MOST_HOPS


@pytest.mark.parametrize(
    "to",
    ["file:///etc/passwd", "gopher://x/", "http://", "http://u:p@x.example/", "http://[::", ""],
)
def test_a_redirect_to_what_is_no_page_is_not_followed(site, to):
    assert reason(site.leads("/x", to)) in {"bad address", "no answer", "link loop"}


# --- bounds


def test_a_huge_answer_is_cut_off_as_it_comes(site):
    settings = Settings(allow_private=1, seconds_per_host=0, max_bytes=2000)

    def endless(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65536)

    assert reason(site.does("/huge", endless), settings) == "too large"


def test_a_bomb_is_told_from_a_large_page(site):
    settings = Settings(allow_private=1, seconds_per_host=0, max_bytes=2_000_000)
    url = site.put("/bomb", bomb(), Content_Encoding="gzip")
    assert reason(url, settings) == "compression bomb"


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\n"] + [b"X-a: b\r\n"] * 100,
        [b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"] + [b"x"] * 100,
        [b"H"] * 100,
    ],
    ids=["head", "body", "first line"],
)
def test_an_answer_that_drips_is_not_waited_for(site, pieces):
    settings = Settings(allow_private=1, seconds_per_host=0, answer_seconds=1)
    site.put("/robots.txt", status=404)
    url = site.does("/slow", lambda handler: drip(handler, pieces, 0.1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "TRIES", 1)
        assert reason(url, settings) == "no answer"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-a: " + b"b" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\n\x1f\x8b\x08xxx",
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.0\r\n",
    ],
)
def test_an_answer_that_is_none_has_a_reason(site, raw):
    assert reason(site.does("/raw", lambda handler: handler.wfile.write(raw))) == "no answer"


def test_a_gzip_that_breaks_off_is_no_page(site):
    packed = gzip.compress(page().encode() * 50)[:-30]
    assert reason(site.put("/cut", packed, Content_Encoding="gzip")) == "no answer"


@pytest.mark.parametrize(
    ("status", "expected", "lasts"),
    [(404, "not found", True), (410, "not found", True), (403, "no answer", True),
     (503, "no answer", False), (500, "no answer", False)],
)  # fmt: skip
def test_a_status_says_whether_asking_again_helps(site, status, expected, lasts):
    found = visit(site.put("/x", "…", status=status))
    assert (found.visit.reason, found.visit.lasts) == (expected, lasts)
    assert site.paths().count("/x") == (1 if lasts else fetching.TRIES)


def test_a_page_that_is_there_the_second_time_is_had(site):
    url = site.root + "/late"

    def first(handler):
        site.put("/late", page())
        send(handler, 503, b"")

    site.does("/late", first)
    assert fetch(url, settings=OPEN).body == page().encode()


# --- manners


def test_robots_txt_is_kept_also_on_the_way(site):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /", type_="text/plain")
    assert reason(site.put("/private/x", page())) == "robots.txt"
    assert reason(site.leads("/way", "/private/x")) == "robots.txt"
    assert visit(site.put("/public", page())).answer is not None
    assert "/private/x" not in site.paths()


def test_our_own_group_in_robots_txt_counts(site):
    words = "User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nAllow: /"
    site.put("/robots.txt", words, type_="text/plain")
    assert reason(site.put("/x", page())) == "robots.txt"


def test_a_robots_txt_that_cannot_be_had_keeps_all_back(site):
    site.put("/robots.txt", status=503)
    assert reason(site.put("/x", page())) == "no answer"
    assert site.paths() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_robots_txt_everything_is_allowed(site, status):
    site.put("/robots.txt", status=status)
    assert visit(site.put("/x", page())).answer is not None


def test_of_a_huge_robots_txt_the_beginning_counts(site):
    words = b"User-agent: *\nDisallow: /no\n" + b"# more\n" * 200_000
    site.put("/robots.txt", words, type_="text/plain")
    assert reason(site.put("/no", page())) == "robots.txt"
    assert visit(site.put("/yes", page())).answer is not None


class FakeClock:
    def __init__(self):
        self.at, self.slept = 100.0, []

    def clock(self):
        def sleep(seconds):
            self.slept.append(seconds)
            self.at += seconds

        return Clock(now=lambda: self.at, sleep=sleep)


def test_no_host_is_asked_faster_than_its_rate():
    fake = FakeClock()
    pace = Pace(2.0, fake.clock())
    for host in ("a", "b", "a", "a", "b"):
        with pace.turn(host):
            pass
    assert fake.slept == [2.0, 2.0]  # b is due by then
    pace.hold("b", 30)
    with pace.turn("b"):
        pass
    assert fake.slept[-1] == 30.0


def test_a_site_may_ask_to_be_asked_more_slowly(site):
    fake = FakeClock()
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7", type_="text/plain")
    settings = Settings(allow_private=1, seconds_per_host=1)
    fetcher = Fetcher(settings, clock=fake.clock())
    for n in range(3):
        fetcher.visit(site.put(f"/{n}", page(n)))
    assert fake.slept == [1.0, 7.0, 7.0]


def test_a_site_that_wants_to_be_left_alone_is(site):
    fake = FakeClock()
    url = site.put("/busy", status=429, Retry_After="20")
    found = Fetcher(OPEN, clock=fake.clock()).visit(url)
    assert found.visit.reason == "no answer"
    assert fake.slept == [20.0, 20.0]


# --- addresses that are not asked

REFUSED = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.255.255.254/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.0.0.1./",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/",
    "http://[fd00::1]/",
    "http://[ff02::1]/",
    "http://user:secret@127.0.0.1/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1#@example.org/",
    "http://127.0.0.1\\@example.org/",
    "http://example.org\\@127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://127%2e0%2e0%2e1/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://anything.localhost/",
    "http:///etc/passwd",
    "http://exa mple.org/",
    "http://example.org:22/",
    "http://127.0.0.1\t/",
    "http://127.0.0.1\r\nHost: example.org/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "dict://127.0.0.1:11211/stats",
    "data:text/html,<p>x",
    "//127.0.0.1/",
    "http://",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_no_way_of_writing_leads_to_a_private_address(url, monkeypatch):
    def connect(*_, **__):
        raise AssertionError("connected")

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    look_up(monkeypatch, lambda _: "127.0.0.1")  # every name leads there
    found = Fetcher(CLOSED).visit(url)
    assert found.visit.reason in {"private address", "bad address"}


@pytest.mark.parametrize("url", [url for url in REFUSED if url.startswith("http://")])
def test_nor_does_a_redirect(site, url, monkeypatch):
    own = []

    def names(host):
        own.append(host)
        return "93.184.216.34" if host == "news.example" else "127.0.0.1"

    port = int(site.root.rpartition(":")[2])
    look_up(monkeypatch, names)
    _connect_public_ones_to(monkeypatch, port)
    site.leads("/to", url.replace("\r\n", "").replace("\t", ""))
    found = Fetcher(CLOSED).visit("http://news.example/to")
    assert found.visit.reason in {
        "private address",
        "bad address",
        "no answer",
        "not found",
        "link loop",
    }
    if found.visit.reason in {"no answer", "not found"}:  # a relative address: of the same site
        assert "127.0.0.1" not in own
        assert "localhost" not in own


def look_up(monkeypatch, names):
    """Let names lead where a test wants; what is an address already is looked up as ever."""
    real = socket.getaddrinfo

    def answer(host, port, *more, **named):
        if more:  # `socket.create_connection`, of what was looked up before
            return real(host, port, *more, **named)
        return [(2, 1, 6, "", (names(host), port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def _connect_public_ones_to(monkeypatch, port):
    """Let the one public address of these tests stand for a server of theirs."""
    import httpcore  # noqa: PLC0415

    real = httpcore.SyncBackend.connect_tcp

    def connect(self, host, _port, timeout=None, local_address=None, socket_options=None):
        assert host == "93.184.216.34"
        return real(self, "127.0.0.1", port, timeout, local_address, socket_options)

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)


def test_a_name_that_leads_elsewhere_when_it_is_asked_again_gains_nothing(site, monkeypatch):
    """DNS rebinding: what is connected to is what was looked at, and each look counts."""
    turns = iter(["93.184.216.34", "127.0.0.1"])
    look_up(monkeypatch, lambda _: next(turns))
    _connect_public_ones_to(monkeypatch, int(site.root.rpartition(":")[2]))
    site.put("/x", page())
    assert reason("http://rebinding.example/x", CLOSED) == "private address"
    assert site.paths() == []  # robots.txt was asked at the public address, and nothing after


def test_a_name_with_a_private_address_among_its_own_is_private(monkeypatch):
    both = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(InputError, match="private"):
        resolve("two.example", 80)
    assert resolve("two.example", 80, allow_private=True) == ["93.184.216.34", "10.0.0.1"]


def test_a_proxy_of_the_environment_is_not_asked(site, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, site.root)
    look_up(monkeypatch, lambda _: "10.0.0.1")
    assert reason("http://news.example/x", CLOSED) == "private address"
    assert site.asked == []


@pytest.mark.parametrize(
    "ip", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(ip):
    assert is_public(ip)


@given(st.ip_addresses())
def test_whatever_python_knows_for_private_is_not_public(ip):
    inner = [getattr(ip, name, None) for name in ("ipv4_mapped", "sixtofour")]
    closed = ip.is_private or ip.is_multicast or ip.is_reserved or not ip.is_global
    if closed and ip not in ip_network("64:ff9b::/96"):
        assert not is_public(str(ip))
    if any(inner):  # an IPv4 address in disguise is taken as none
        assert not is_public(str(ip))


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_what_it_is(ip):
    assert is_public(f"64:ff9b::{ip}") == is_public(str(ip))
    assert not is_public(f"::ffff:{ip}")
    assert not is_public(f"::{ip}")


def test_addresses_of_news_sites_are_understood():
    url = address_of(" https://news.example/a/b?x=1&y=ü#part ")
    assert (url.scheme, url.host, url.fragment) == ("https", "news.example", "")
    assert address_of("http://bücher.example/").raw_host == b"xn--bcher-kva.example"
    assert addresses.LONGEST > 2000
