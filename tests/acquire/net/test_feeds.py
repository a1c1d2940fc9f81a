"""Feeds, site maps and lists of feeds, as sites write them and as they should not."""

import gzip
import json
import re
import time
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.acquire.net.feeds import Link
from onrecord.acquire.net.forms import leads_of
from onrecord.acquire.net.sitemaps import to_opml
from onrecord.errors import InputError

URL = "https://tema.example/news/feed.xml"
A, B = "https://tema.example/a", "https://tema.example/b"

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Tema Observer</title><link>https://tema.example/</link>
<item><title>Ferry vote put off</title><link>{A}</link>
<pubDate>Tue, 12 Sep 2023 09:00:00 GMT</pubDate></item>
<item><title>Bread &amp; fuel dearer</title><link>{B}</link></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Tema Observer</title><id>urn:x</id>
<updated>2023-09-12T09:00:00Z</updated>
<entry><title>Ferry vote put off</title><id>urn:1</id><link rel="self" href="https://no.example/"/>
<link rel="alternate" href="{A}"/><updated>2023-09-12T09:00:00Z</updated></entry>
<entry><title>Bread &amp; fuel dearer</title><id>urn:2</id><link href="/b"/>
<updated>2023-09-12T08:00:00Z</updated></entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Tema Observer</title></channel>
<item rdf:about="{A}"><title>Ferry vote put off</title><link>{A}</link></item>
<item rdf:about="{B}"><title>Bread</title><link>{B}</link></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tema Observer",
        "items": [
            {"id": "1", "url": A, "title": "Ferry vote put off", "date_published": "2023-09-12"},
            {"id": B, "title": "Bread & fuel dearer"},
        ],
    }
)
SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{A}</loc>
<lastmod>2023-09-12</lastmod></url><url><loc> {B} </loc></url></urlset>"""
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>{A}</loc>
<image:image><image:loc>https://tema.example/i.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Tema Observer</news:name></news:publication>
<news:publication_date>2023-09-12T09:00:00Z</news:publication_date>
<news:title>Ferry vote put off</news:title></news:news></url><url><loc>{B}</loc></url></urlset>"""
INDEX = f"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{A}</loc></sitemap><sitemap><loc>{B}</loc></sitemap></sitemapindex>"""
OPML = f"""<?xml version="1.0"?><opml version="2.0"><head><title>mine</title></head><body>
<outline text="Ghana"><outline type="rss" text="Tema" xmlUrl="{A}" htmlUrl="https://t.example"/>
</outline><outline text="B" xmlURL="{B}"/></body></opml>"""


def leads(body, **more):
    data = body.encode() if isinstance(body, str) else body
    return leads_of(data, URL, limit=10_000_000, **more)


@pytest.mark.parametrize(
    ("body", "form", "to"),
    [
        (RSS, "feed", "page"),
        (ATOM, "feed", "page"),
        (RDF, "feed", "page"),
        (JSON_FEED, "feed", "page"),
        (SITEMAP, "sitemap", "page"),
        (NEWS, "sitemap", "page"),
        (INDEX, "sitemaps", "sitemap"),
        (OPML, "feeds", "feed"),
    ],
    ids=["rss", "atom", "rdf", "json", "sitemap", "news", "index", "opml"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_each_form_leads_to_its_addresses(body, form, to, packed):
    data = gzip.compress(body.encode()) if packed else body
    found = leads(data)
    assert (found.form, found.to) == (form, to)
    assert [one.url for one in found.links.links] == [A, B]
    assert found.links.faults == ()


def test_titles_and_times_are_kept():
    (first, second) = leads(RSS).links.links
    assert (first.title, first.at) == ("Ferry vote put off", "2023-09-12T09:00:00Z")
    assert second.title == "Bread & fuel dearer"
    (first, _) = leads(NEWS).links.links
    assert (first.title, first.at) == ("Ferry vote put off", "2023-09-12T09:00:00Z")
    assert leads(ATOM).links.title == leads(JSON_FEED).links.title == "Tema Observer"


def test_a_list_of_addresses_is_a_site_map_if_it_is_named_one():
    body = f"{A}\n{B}\nno address\n".encode()
    found = leads_of(body, "https://t.example/sitemap.txt", media_type="text/plain", limit=1000)
    assert [one.url for one in found.links.links] == [A, B]
    assert leads_of(body, "https://t.example/a.txt", media_type="text/plain", limit=1000) is None


@pytest.mark.parametrize(
    "body",
    [
        "<html><body><p>How to write &lt;rss&gt;: <code><rss></code></p></body></html>",
        "<!DOCTYPE html><html><head><title>x</title></head><body><feed></feed></body></html>",
        "The word <feed> in a text",
        '{"url": "https://a.example", "text": "a page"}',
        "",
    ],
)
def test_a_page_is_no_feed(body):
    assert leads(body) is None or body.startswith("The word")


# --- broken ones: what is had, and a word of the reason

BROKEN = {
    "cut in an item": (RSS[: RSS.index("<item><title>Bread") + 30], [A], "well-formed"),
    "cut in the head": (RSS[:120], [], "no entry"),
    "a bare ampersand": (RSS.replace("&amp;", "&"), [A, B], "well-formed"),
    "an unknown entity": (RSS.replace("&amp;", "&nbsp;"), [A, B], ""),
    "an unclosed element": (RSS.replace("<item>", "<item><guid>"), None, ""),
    "elements that cross": (
        RSS.replace("</title><link>", "<link></title>"), None, "well-formed"),
    "words before the XML": ("PHP Warning: no cache\n" + RSS, [A, B], "well-formed"),
    "a line before the XML": ("\n\n" + RSS, [A, B], None),
    "another charset than it says": (
        RSS.replace("Bread", "Brötchen").encode("latin-1"), [A, B], ""),
    "a charset that is none": (RSS.replace("UTF-8", "utf-9"), [A, B], ""),
    "UTF-16": (RSS.replace("UTF-8", "UTF-16").encode("utf-16"), [A, B], None),
    "bytes that are no text": (
        RSS.encode().replace(b"Ferry", b"\xff\xfe\x00Fer"), [A, B], ""),
    "control characters": (RSS.replace("Ferry", "Fe\x08rry"), [A, B], "well-formed"),
    "an undeclared namespace": (
        RSS.replace("<item>", "<item><dc:creator>x</dc:creator>"), [A, B], ""),
    "no version": (RSS.replace(' version="2.0"', ""), [A, B], None),
    "an entry without an address": (RSS.replace(f"<link>{B}</link>", ""), [A], "no address"),
    "an address of another kind": (RSS.replace(B, "javascript:alert(1)"), [A], "no address"),
    "an address twice": (RSS.replace(B, A), [A], None),
    "a date that is none": (RSS.replace("Tue, 12 Sep 2023", "yesterday,"), [A, B], None),
    "markup in a title": (RSS.replace("Ferry vote", "<b>Ferry</b> vote"), [A, B], None),
    "entities of its own": (
        RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY x "boo">]><rss').replace("Ferry", "&x;"),
        [A, B], "entities"),
    "a file as an entity": (
        RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss')
        .replace("Ferry", "&x;"), [A, B], "entities"),
    "no entries": (RSS[: RSS.index("<item>")] + "</channel></rss>", [], "no entry"),
    "JSON items that are none": (
        JSON_FEED.replace('"items": [', '"items": [7, null, {}, '), [A, B], "no object"),
    "JSON without a version": (
        JSON_FEED.replace("https://jsonfeed.org/version/1.1", "1"), [A, B], "version"),
    "JSON with numbers for words": (
        JSON_FEED.replace('"Tema Observer"', "17").replace('"2023-09-12"', "5"), [A, B], None),
    "a site map that is cut": (SITEMAP[: SITEMAP.index("<url><loc> ")], [A], "well-formed"),
    "a site map without addresses": (
        SITEMAP.replace(A, "").replace(B, "ftp://x.example/"), [], "no entry"),
    "an OPML that is cut": (OPML[: OPML.index("<outline text=\"B\"")], [A], "well-formed"),
    "an OPML without addresses": (OPML.replace("xmlUrl", "x").replace("xmlURL", "y"), [],
                                  "names no feed"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_one_gives_what_can_be_had_and_a_reason(name):
    body, expected, word = BROKEN[name]
    found = leads(body)
    assert found is not None
    if expected is not None:
        assert [one.url for one in found.links.links] == expected
    faults = " | ".join(found.links.faults)
    assert word is None or (faults and word in faults)
    assert "\n" not in faults


def test_what_is_wrong_with_a_feed_is_told_as_a_person_would():
    cut = leads(RSS[: RSS.index("<item><title>Bread") + 30]).links.faults
    assert re.match(r"it is not well-formed: line \d+, character \d+: ", cut[0])
    local = RSS.replace("<link>https:", "<link>file:")
    assert any("no address of the web" in one for one in leads(local).links.faults)


def test_a_site_map_that_declares_entities_is_not_read():
    with pytest.raises(InputError) as caught:
        leads(SITEMAP.replace("<urlset", '<!DOCTYPE x [<!ENTITY a "b">]><urlset'))
    assert caught.value.reason == "bad feed"


@pytest.mark.parametrize("body", ['{"items": 5', '{"version":"https://jsonfeed.org/version/1"}'])
def test_what_holds_nothing_is_refused_with_a_reason(body):
    with pytest.raises(InputError) as caught:
        leads(body, media_type="application/feed+json")
    assert caught.value.reason == "bad feed"


def test_laughs_do_not_grow():
    values = ["ha", *(f"&l{n};" * 10 for n in range(11))]
    layers = "".join(f'<!ENTITY l{n} "{value}">' for n, value in enumerate(values))
    body = RSS.replace("<rss", f"<!DOCTYPE rss [{layers}]><rss").replace("Ferry", "&l11;")
    tracemalloc.start()
    try:
        found = leads(body)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert [one.url for one in found.links.links] == [A, B]


def test_a_feed_deeper_than_any_is_refused():
    with pytest.raises(InputError, match="deeper"):
        leads("<rss>" + "<a>" * 5000)


def test_a_gzip_that_unpacks_without_end_is_refused():
    with pytest.raises(InputError) as caught:
        leads_of(gzip.compress(bytes(5_000_000)), URL, limit=1_000_000)
    assert caught.value.reason == "too large"


def test_a_list_of_feeds_written_is_read_again():
    feeds = [Link(url=A, title='Tema "Observer" & <co>'), Link(url=B + "?a=1&b=2")]
    found = leads(to_opml(feeds))
    assert [one.url for one in found.links.links] == [one.url for one in feeds]
    assert found.links.links[0].title == feeds[0].title


@given(st.integers(0, len(RSS)), st.integers(0, 60), st.binary(max_size=8))
@example(at=RSS.index("UTF-8"), n=0, other=b"\x80")  # the name of the charset
def test_damage_anywhere_gives_links_or_one_reason(at, n, other):
    reasons, urls = set(), []
    for body in (RSS, ATOM, SITEMAP, OPML, JSON_FEED):
        data = body.encode()
        damaged = data[:at] + other + data[at + n :]
        try:
            found = leads(damaged)
        except InputError as error:
            reasons.add(error.reason)
            continue
        urls += [one.url for one in found.links.links] if found else []
    assert reasons <= {"bad feed"}
    assert all(url.startswith(("http://", "https://")) for url in urls)


@pytest.mark.parametrize("endless", [b"<" + b"a" * 200_000, b"</a" + b" /" * 200_000])
def test_a_tag_without_an_end_is_passed_over_in_linear_time(endless):
    body = RSS.encode().replace(b"</channel>", endless + b"</channel>")
    began = time.process_time()
    leads(body)
    assert time.process_time() - began < 10  # with a square of the length: an hour
