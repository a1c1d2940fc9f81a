"""The server without a browser: who is let in, what is answered, what is kept."""

import gzip
import http.client
import json
import re
import time
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from types import SimpleNamespace
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from eval.serve import serving
from onrecord import Library
from onrecord.record import CheckState
from onrecord.serve.app import make_app
from onrecord.serve.assets import assets
from onrecord.serve.guard import Door, host_name
from onrecord.serve.handlers.searches import suggestions
from onrecord.serve.site import templates
from scripts.write_openapi import make_document
from tests.support.served_site import STORY, fill, make_client, make_site, token_of

PAGES = (
    "/",
    f"/a/{STORY}",
    f"/a/{STORY}?speaker=Esi+Botchwey&manner=denies&show=times&show=places&show=events",
    "/search",
    "/search?q=ferry",
    "/said",
    "/said?by=Botchwey&manner=denies",
    "/articles",
    "/parties",
    "/parties?q=Botchwey&kind=person",
    "/parties/1",
    "/stories/1",
    "/stories/1/accounts",
    "/corrections",
    "/followed",
    "/rejected",
    "/api",
)
ASKING = (
    "/search",
    "/said",
    "/party",
    "/parties",
    "/suggest",
    "/",
    "/api/articles",
    "/search.atom",
)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def kept(shared_url):
    with Library.open(shared_url) as library:
        fill(library)
        yield library


@pytest.fixture(scope="module")
def client(kept):
    with make_client(kept) as made:
        yield made


@pytest.fixture
def empty(library):
    with make_client(library) as made:
        yield made


def elements_of(page):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, given: found.append((tag, dict(given)))
    parser.feed(page)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_with_a_strict_policy(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    for tag, attributes in elements_of(answer.text):
        assert tag != "style"
        assert tag != "script" or "src" in attributes
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert not (attributes.get("href") or "").startswith(("javascript:", "data:"))


def test_no_page_names_another_host_but_in_links_to_sources(client):
    for path in PAGES:
        loaded = re.findall(r'(?:src|href|action)="(https?:[^"]*)"', client.get(path).text)
        links = re.findall(
            r'<a [^>]*href="(https?:[^"]*)" rel="noreferrer[^"]*"', client.get(path).text
        )
        assert sorted(loaded) == sorted(links)


def test_a_host_that_is_not_ours_is_refused(kept):
    with make_client(kept, Door()) as client:
        for host in (
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1@evil.example",
            "",
            "[::1",
        ):
            assert client.get("/", headers={"host": host}).status_code == 421
        for host in ("localhost", "127.0.0.1:8047", "[::1]:80", "LOCALHOST:1"):
            assert client.get("/", headers={"host": host}).status_code == 200


@given(st.text(max_size=30))
def test_the_name_of_a_host_never_raises(host):
    host_name(host)


def test_elsewhere_a_token_is_wanted(kept):
    door = Door(hosts=frozenset({"testserver"}), token="s3cret-token")
    with make_client(kept, door) as client:
        html = {"accept": "text/html"}
        assert client.get("/", headers=html).status_code == 401
        assert client.get("/?token=wrong", headers=html).status_code == 401
        assert client.get("/api/counts").status_code == 401
        bearer = {"authorization": "Bearer s3cret-token"}
        assert client.get("/api/counts", headers=bearer).status_code == 200
        assert client.get("/search.atom?q=ferry&token=s3cret-token").status_code == 200
        entered = client.get("/search?q=ferry&token=s3cret-token", headers=html)
        assert (entered.status_code, entered.headers["location"]) == (303, "/search?q=ferry")
        assert "httponly" in entered.headers["set-cookie"].lower()
        assert client.get("/", headers=html).status_code == 200
        away = client.get("//evil.example/?token=s3cret-token", headers={**html, "cookie": ""})
        assert not away.headers.get("location", "").startswith("//")


def test_a_write_needs_the_token_of_its_session(empty):
    given = {"text": "Pier shut\n\n“It is shut,” Jane Roe said on Tuesday."}
    assert empty.post("/read", data=given).status_code == 403
    assert empty.post("/read", data={**given, "csrf": "0" * 80}).status_code == 403
    token = token_of(empty)
    stranger = TestClient(empty.app, follow_redirects=False)
    assert stranger.post("/read", data={**given, "csrf": token}).status_code == 403
    for header in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = empty.post("/read", data={**given, "csrf": token}, headers=header)
        assert answer.status_code == 403
    assert empty.post("/read", data={**given, "csrf": token}).status_code == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_nothing_else_writes(client, method):
    for path in ("/", f"/a/{STORY}", "/api/articles"):
        assert client.request(method, path).status_code == 405


def test_what_is_too_large_is_refused(kept):
    door = Door(hosts=frozenset({"testserver"}), page_bytes=1_000)
    with make_client(kept, door) as client:
        token = token_of(client)
        large = {"page": ("x.html", b"x" * 2_000_000)}
        assert client.post("/read", data={"csrf": token}, files=large).status_code == 413
        assert client.post("/examples", data={"csrf": token, "x": "y" * 70_000}).status_code == 413

        def chunks():  # without a length that could be looked at first
            yield b"csrf=" + token.encode()
            for _ in range(40):
                yield b"x" * 50_000

        form = {"content-type": "application/x-www-form-urlencoded"}
        assert client.post("/read", content=chunks(), headers=form).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2frecord.py",
        "/static//etc/passwd",
        "/static/vendor/",
        "/bytes/..%2f..%2fetc%2fpasswd",
        "/a/../../etc/passwd",
        "/a/%00",
        "/read/none",
    ],
)
def test_no_path_leads_out(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_the_address_of_stories_without_a_number_leads_to_their_list(client):
    answer = client.get("/stories?disputed=true")
    assert (answer.status_code, answer.headers["location"]) == (308, "/?disputed=true")


def test_a_page_that_is_not_there_says_where_to_go(client):
    page = client.get("/nowhere").text
    assert page.count("Not found") == 1
    assert "Not Found" not in page
    assert 'There is nothing at this address. Go to <a href="/">' in page


@pytest.mark.parametrize(
    "path",
    [
        "/?limit=0",
        "/?limit=9999",
        "/?offset=-1",
        "/?offset=1e9",
        "/?offset=٣",
        "/search?q=speaker:(",
        "/search?q=" + "x" * 2_001,
        "/said?since=never",
        "/said?manner=sings",
        "/said?checked=maybe",
        "/party",
        "/search.atom",
        "/search.atom?q=(",
        "/api/timeline",
        "/api/articles?q=%00",
        "/api/articles?after=-1",
    ],
)
def test_what_cannot_be_understood_is_said_in_one_line(client, path):
    answer = client.get(path)
    assert answer.status_code == 400
    if path.startswith("/api"):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("articles?bogus=1", 400, "there is no parameter 'bogus'; there are q, after, copies"),
        ("statements?spaeker=Roe&by=Roe", 400, "there is no parameter 'spaeker'"),
        ("statements?by=Roe&by=Poe", 400, "by is given 2 times: give it once"),
        ("counts?by=Roe", 400, "there is no parameter 'by'; there is none"),
        ("statements?since=2025&until=2024", 400, "since: '2025' is after '2024'"),
        ("stories?since=2024-02-30", 400, "since: '2024-02-30' is no day of the calendar"),
        ("timeline?name=Roe&until=soon", 400, "until: 'soon' is no date"),
        ("timeline?name=%3F", 400, "name: there is no word"),
        ("parties?q=%3F", 400, "q: there is no word"),
        ("statements?manner=sings", 400, "manner: 'sings' is no manner"),
        ("revisions?article=zzz", 404, "there is none with the id 'zzz'"),
    ],
)
def test_the_api_says_what_is_wrong_by_its_own_names(client, path, status, words):
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status
    assert words in answer.json()["detail"]
    assert "--" not in answer.json()["detail"]


def test_days_that_overlap_are_asked_for_and_a_token_is_no_filter(client):
    for path in ("statements?since=2024-05&until=2024", "stories?since=2024&until=2024&token=x"):
        assert client.get(f"/api/{path}").status_code == 200


def test_a_page_that_is_known_is_not_sent_again(client):
    for path in (*PAGES[1:], "/api/articles", f"/api/articles/{STORY}", "/search.atom?q=ferry"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
        other = client.get(path, headers={"if-none-match": '"other"'})
        assert other.status_code == 200


def test_scripts_and_styles_have_addresses_that_change_with_them(client):
    page = client.get(f"/a/{STORY}").text
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(addresses) > 2
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        name, _, digest = address.removeprefix("/static/").partition("?v=")
        assert assets()[name].digest == digest
        raw = client.get(address, headers={"accept-encoding": "identity"})
        assert raw.content == assets()[name].body


def test_an_article_page_with_all_it_loads_is_small(client):
    with client.stream("GET", f"/a/{STORY}") as answer:
        n_bytes = len(b"".join(answer.iter_raw()))
    page = client.get(f"/a/{STORY}").text
    names = {x.partition("?")[0] for x in re.findall(r'"/static/([^"]+)"', page)}
    n_bytes += sum(len(assets()[name].packed) for name in names)
    assert n_bytes < 300_000


def test_bytes_are_given_to_keep_not_to_open(client, kept):
    digest = kept.record(STORY).article.page_sha256
    answer = client.get(f"/bytes/{digest}")
    assert answer.content == kept.page(digest).body
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert client.get(f"/bytes/{'0' * 64}").status_code == 404


def test_attacks_in_a_page_stay_text(client, kept):
    hit = kept.search("headline:pier").found[0]
    for path in (f"/a/{hit.source.article_id}", "/", "/search?q=pier", "/said?by=Roe"):
        page = client.get(path).text
        assert "<script>document" not in page
        assert "<img" not in page
        assert "<svg" not in page
        assert 'href="javascript' not in page.lower()
        assert "49 was never" not in page


@pytest.mark.parametrize(
    ("manner", "certainty", "is_said"),
    [
        ("urges", "unknown", False),
        ("declines", "unknown", False),
        ("says", "unknown", True),
        ("urges", "possible", True),
        ("says", "certain", False),
    ],
)
def test_who_urges_or_declines_is_not_called_unknown(manner, certainty, is_said):
    parts = templates().get_template("parts.html").module
    said = SimpleNamespace(manner=manner, certainty=certainty)
    assert (certainty in parts.sure(said)) is is_said


def test_the_article_says_when_it_was_updated_and_how_that_is_known(client):
    page = client.get(f"/a/{STORY}").text
    assert "<b>11 minutes ago</b>" in page
    assert "17 September 2024, 15:05 UTC" in page
    assert "json-ld dateModified" in page


# ---- the library in forms


def test_the_api_pages_through_everything_once(client, kept):
    seen, path = [], "/api/statements?limit=7"
    while path:
        page = client.get(path).json()
        seen += [one["id"] for one in page["found"]]
        path = page["next"]
    assert len(seen) == len(set(seen)) == kept.counts()["statements"]


def test_every_statement_is_in_one_state_of_being_checked(client, kept):
    states = get_args(CheckState)
    found = [client.get("/api/statements", params={"checked": one}).json() for one in states]
    assert sum(one["total"] for one in found) == kept.counts()["statements"]
    silent = found[states.index("silent")]["found"]
    assert {one["checked"] for one in silent} == {None}
    page = client.get("/said", params={"checked": "silent"}).text
    assert '<option value="silent" selected>no check told</option>' in page


def test_the_api_gives_an_article_as_read_does(client, kept):
    form = client.get(f"/api/articles/{STORY}").json()
    assert form["type"] == "article"
    assert form["text"] == kept.record(STORY).article.text
    assert client.get("/api/articles/0000000000000000").status_code == 404


def test_a_search_is_a_feed(client):
    feed = ElementTree.fromstring(client.get("/search.atom?q=ferry").content)
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    links = [one.find(f"{ATOM}link").get("href") for one in entries]
    assert f"http://testserver/a/{STORY}" in links
    form = client.get("/search.feed.json?q=ferry").json()
    assert form["version"] == "https://jsonfeed.org/version/1.1"
    assert [one["url"] for one in form["items"]] == links
    days = [one.get("date_published", "") for one in form["items"]]
    assert days == sorted(days, reverse=True)


def test_an_answer_is_packed_where_it_can_be_unpacked(client):
    with client.stream("GET", "/", headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert b"<!doctype html>" in gzip.decompress(raw)
    for refused in ("identity", "gzip;q=0", "br"):
        assert (
            "content-encoding" not in client.get("/", headers={"accept-encoding": refused}).headers
        )


def test_suggestions_go_on_with_fields_and_their_values():
    assert ("ferry manner:", "manner:") in suggestions("ferry man")
    assert suggestions("manner:den") == [("manner:denies", "manner:denies")]
    assert ('checked:"not verified"', 'checked:"not verified"') in suggestions("checked:not")
    assert suggestions('"open phrase') == []
    assert suggestions("") == []


def test_names_are_suggested_behind_a_field(client):
    page = unescape(client.get("/suggest", params={"q": "ferry -speaker:botch"}).text)
    assert 'data-whole="ferry -speaker:"Esi Botchwey""' in page
    assert "Botchwey" in client.get("/suggest", params={"q": 'actor:"Esi B'}).text
    assert "Botchwey" not in client.get("/suggest", params={"q": "place:botch"}).text


@given(st.text(max_size=40))
def test_suggestions_never_raise(query):
    for whole, word in suggestions(query):
        assert whole.endswith(word)


# ---- the OpenAPI document


def test_the_api_has_a_page_for_people(client):
    page = client.get("/api").text
    for path, told in make_document()["paths"].items():
        assert f">{path}<" in page
        assert all(f"<code>{one['name']}</code>" in page for one in told["get"]["parameters"])
    assert '<a href="/api/statements">' in page
    assert '<a href="/api/timeline">' not in page  # without a name it answers nothing


def test_the_openapi_document_is_current(client):
    assert client.get("/api/openapi.json").json() == json.loads(json.dumps(make_document()))
    paths = {path.replace("{id}", "x") for path in make_document()["paths"]}
    for path in paths:
        assert client.get(path).status_code != 405


@settings(max_examples=200, deadline=None)
@given(
    path=st.sampled_from([*ASKING, f"/a/{STORY}"]),
    name=st.sampled_from(["q", "by", "about", "name", "since", "offset", "limit", "speaker"]),
    value=st.text(max_size=60),
)
def test_no_question_makes_the_server_fail(client, path, name, value):
    answer = client.get(path, params={name: value.encode("utf-8", "replace")})
    assert answer.status_code in {200, 303, 400}


def test_the_app_is_the_same_for_a_second_reader(kept):
    assert callable(make_app(make_site(kept), Door()))


def test_a_page_comes_at_once_on_a_connection_that_is_kept(tmp_path):
    Library.open(tmp_path / "library.db").close()
    with serving(tmp_path / "library.db") as server:
        link = http.client.HTTPConnection("127.0.0.1", server.port)
        took = []
        for _ in range(10):
            began = time.perf_counter()
            link.request("GET", "/rejected")
            assert link.getresponse().read()
            took.append(time.perf_counter() - began)
        link.close()
    assert min(took[2:]) < 0.035  # less than what TCP waits for where small parts are held back


def test_who_is_who_begins_with_persons(client):
    assert "Parties (person): " in client.get("/parties").text
    assert "Parties: " in client.get("/parties?kind=").text


def test_no_page_skips_a_level_of_headings(client):
    for path in ("/articles", "/stories/1/accounts", "/stories/1"):
        levels = [int(level) for level in re.findall(r"<h(\d)", client.get(path).text)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
