"""Feeds, site maps and pages into a library; killed runs go on where they were."""

import time
from contextlib import suppress
from itertools import pairwise

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.gather import Wishes, gather, listed, opml_of
from onrecord.library import Library
from onrecord.library.following import visits
from onrecord.pipeline import How
from onrecord.record import Visit
from onrecord.settings import Settings
from tests.support.net_site import page

pytestmark = pytest.mark.usefixtures("at_once")
OPEN = Settings(allow_private=1, seconds_per_host=0, answer_seconds=5)
QUICK = Wishes(how=How(settings=OPEN, model=False))


def feed(*urls, title="Tema Observer"):
    items = "".join(f"<item><title>t</title><link>{one}</link></item>" for one in urls)
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def fill(site, n, tag='"f1"'):
    urls = [site.put(f"/story/{i}", page(i)) for i in range(n)]
    site.tag("/feed.xml", feed(*urls), tag)
    return site.root + "/feed.xml"


def test_a_feed_brings_its_pages_and_the_next_time_only_news(site, library):
    url = fill(site, 3)
    first = gather(library, [url], QUICK)
    assert (first.added.report.pages, first.n_leads, first.n_links) == (3, 1, 3)
    assert library.counts()["pages"] == 3
    n_asked = len(site.paths())
    again = gather(library, [url], QUICK)
    assert (again.added.n_inputs, again.n_unchanged) == (0, 1)
    assert len(site.paths()) == n_asked + 1
    fill(site, 5, '"f2"')
    more = gather(library, [url], QUICK)
    assert more.added.report.pages == 2


def test_a_list_of_feeds_and_site_maps_of_site_maps_are_gone_through(site, library, tmp_path):
    url = fill(site, 2)
    pages = [site.put(f"/map/{i}", page(10 + i)) for i in range(2)]
    entries = "".join(f"<url><loc>{one}</loc></url>" for one in pages)
    site.put("/map.xml", f"<urlset>{entries}</urlset>")
    site.put(
        "/maps.xml",
        f"<sitemapindex><sitemap><loc>{site.root}/map.xml</loc></sitemap></sitemapindex>",
    )
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body><outline xmlUrl="{url}"/></body></opml>')
    done = gather(library, [str(opml), site.root + "/maps.xml"], QUICK)
    assert done.added.report.pages == 4
    assert [one.kind for one in listed(library)] == ["feed", "sitemap", "sitemaps"]
    assert url in opml_of(library)
    assert "Tema Observer" in opml_of(library)


def test_what_feeds_date_before_a_day_is_left_out(site, library):
    old, new = site.put("/old", page(1)), site.put("/new", page(2))
    site.put(
        "/map.xml",
        f"<urlset><url><loc>{old}</loc><lastmod>2023-01-05</lastmod></url>"
        f"<url><loc>{new}</loc><lastmod>2024-01-05</lastmod></url></urlset>",
    )
    wishes = Wishes(how=QUICK.how, since="2024")
    assert gather(library, [site.root + "/map.xml"], wishes).added.report.pages == 1


def test_a_feed_that_leads_to_itself_ends(site, library):
    site.put("/loop.xml", feed(site.root + "/loop.xml", site.root + "/loop2.xml"))
    site.put("/loop2.xml", feed(site.root + "/loop.xml", site.put("/a", page())))
    assert gather(library, [site.root + "/loop.xml"], QUICK).added.report.pages == 1


def test_feeds_that_lead_ever_deeper_end(site, library):
    for n in range(20):
        site.put(f"/{n}.xml", feed(site.root + f"/{n + 1}.xml"))
    done = gather(library, [site.root + "/0.xml"], QUICK)
    assert done.n_leads < 6
    assert done.added.report.rejected.total() == 1


def test_what_is_wrong_with_a_feed_is_told_and_the_rest_is_had(site, library):
    site.put("/cut.xml", feed(site.put("/a", page()))[:-20])
    told = []
    done = gather(library, [site.root + "/cut.xml"], QUICK, fault=lambda *one: told.append(one))
    assert done.added.report.pages == 1
    assert "well-formed" in told[0][1]


def test_what_fails_for_now_is_asked_again_later_and_what_is_gone_is_not(site, library):
    site.put("/busy", status=503)
    done = gather(library, [site.root + "/busy", site.root + "/gone"], QUICK)
    assert done.added.report.rejected == {"no answer": 1, "not found": 1}
    assert done.n_left == 1
    n_asked = len(site.asked)
    assert gather(library, [], QUICK).added.n_inputs == 0  # not due yet
    assert len(site.asked) == n_asked


def test_an_address_that_fails_for_days_is_given_up(library):
    url, n = "https://tema.example/a", 0
    with library.writing() as db:
        visits.want(db, [url], "2024-01-01T00:00:00Z")
        while due := visits.due(db, "2025-01-01T00:00:00Z", 5):
            assert [one.url for one in due] == [url]
            n += 1
            at = f"2024-01-{n:02}T00:00:00Z"
            visits.remember(db, Visit(url=url, at=at, reason="no answer", detail="x"))
    assert n == visits.MOST_FAILS


def test_hosts_take_turns(library):
    urls = [f"https://{host}.example/{n}" for host in "ab" for n in range(3)]
    with library.writing() as db:
        visits.want(db, urls, "2024-01-01T00:00:00Z")
        found = visits.due(db, "2024-01-02T00:00:00Z", 10)
    assert [one.url[8] for one in found] == ["a", "b"] * 3


class Killed(BaseException):
    pass


@pytest.mark.parametrize("after", range(7))
def test_a_run_that_is_killed_loses_nothing_and_asks_for_nothing_twice(site, library, after):
    url = fill(site, 6)
    n_told = 0

    def tell(_):
        nonlocal n_told
        if n_told == after:
            raise Killed
        n_told += 1

    with suppress(Killed):
        gather(library, [url], QUICK, tell=tell)
    gather(library, [], QUICK)
    assert library.counts()["pages"] == 6
    with library.writing() as db:
        assert visits.n_waiting(db) == 0
    stories = [path for path in site.paths() if path.startswith("/story")]
    # what was on its way when the run was killed may be asked for once more, no more than that
    assert all(stories.count(path) <= 2 for path in stories)


def test_a_page_that_is_no_more_in_the_library_is_asked_for_whole(site, library, tmp_path):
    url = site.tag("/a", page(), '"v1"')
    gather(library, [url], QUICK)
    with Library.open(tmp_path / "other.db") as other:
        with library.writing() as db, other.writing() as too:
            (due,) = _all(db)
            visits.want(too, [url], "2024-01-01T00:00:00Z")
            visits.remember(too, due)
        assert gather(other, [url], QUICK).added.report.pages == 1


def _all(db):
    visits.want(db, [], "2024-01-01T00:00:00Z")
    from sqlalchemy import select  # noqa: PLC0415

    from onrecord.library.database.schema import visits as table  # noqa: PLC0415

    return [visits._visit(row) for row in db.execute(select(table))]


def test_no_host_is_asked_faster_than_its_rate_also_by_many_at_once(site, library):
    settings = Settings(allow_private=1, seconds_per_host=1)
    began = time.monotonic()
    gather(library, [fill(site, 2)], Wishes(how=How(settings=settings, model=False)))
    times = [at for at, _, _ in site.asked]
    assert len(times) == 4  # robots.txt, the feed, two pages
    assert all(later - earlier > 0.9 for earlier, later in pairwise(times))
    assert time.monotonic() - began < 30


def test_the_command_fetches_and_lists(site, tmp_path):
    url, where = fill(site, 2), str(tmp_path / "onrecord.db")
    options = ["--library", where, "--no-model", "--allow-private", "1", "--seconds-per-host", "0"]
    run = CliRunner().invoke(app, ["fetch", url, *options])
    assert (run.exit_code, "2 pages added" in run.stderr) == (0, True)
    run = CliRunner().invoke(app, ["feeds", "--library", where])
    assert run.stdout == f"feed\tTema Observer\t{url}\n"
    run = CliRunner().invoke(app, ["feeds", "--library", where, "--opml"])
    assert f'xmlUrl="{url}"' in run.stdout
    run = CliRunner().invoke(app, ["fetch", "--again", *options])
    assert "1 unchanged" in run.stderr


def test_the_command_refuses_this_machine_unless_it_is_allowed(site, tmp_path):
    url = site.put("/a", page())
    options = ["--library", str(tmp_path / "onrecord.db"), "--no-model"]
    run = CliRunner().invoke(app, ["fetch", url, *options])
    assert run.exit_code == 1
    assert site.asked == []
    run = CliRunner().invoke(app, ["read", url, "--no-model"])
    assert (run.exit_code, site.asked) == (1, [])
    assert "private" in run.stderr


def test_an_address_may_be_read_and_added_like_a_file(site, tmp_path):
    url, where = site.put("/a", page()), str(tmp_path / "onrecord.db")
    options = ["--no-model", "--allow-private", "1", "--seconds-per-host", "0"]
    run = CliRunner().invoke(app, ["read", url, "--json", *options])
    assert (run.exit_code, url in run.stdout) == (0, True)
    run = CliRunner().invoke(app, ["add", url, "--library", where, *options])
    assert (run.exit_code, "1 page added" in run.stderr) == (0, True)


def test_a_file_that_leads_nowhere_ends_with_one_line(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("no feed")
    run = CliRunner().invoke(app, ["fetch", str(path), "--library", str(tmp_path / "o.db")])
    assert run.exit_code == 1
    assert "onrecord add" in run.stderr
    run = CliRunner().invoke(app, ["fetch", "/no/such", "--library", str(tmp_path / "o.db")])
    assert run.exit_code == 1
    assert "/no/such is no file that can be read, nor an address with https://" in run.stderr
    asked = ["fetch", "ftp://x.example/", "--library", str(tmp_path / "o.db")]
    run = CliRunner().invoke(app, asked)
    assert "ftp://x.example/ is no file" in run.stderr


def full_feed(url):
    text = page(7).partition("</h1>")[2].partition("</article>")[0]
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>Tema Observer</title><item><title>Harbour council delays vote number 7</title>"
        f"<link>{url}</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"
        "</channel></rss>"
    )


@pytest.mark.parametrize(
    ("status", "kind"), [(404, "feed"), (403, "feed"), (503, None), (200, "web")]
)
def test_the_text_in_a_feed_stands_for_a_page_that_cannot_be_had(site, library, status, kind):
    url = site.put("/story/7", page(7) if status == 200 else "", status=status)
    site.put("/feed.xml", full_feed(url), type_="application/rss+xml")
    done = gather(library, [site.root + "/feed.xml"], QUICK)
    if kind is None:
        assert (done.added.report.pages, done.n_left) == (0, 1)
        return
    (hit,) = library.search("ferry").found
    record = library.record(hit.source.article_id)
    assert record.article.origin.kind == kind
    assert record.article.url.value == url
    if kind == "feed":
        assert record.article.outlet.value == "Tema Observer"
        assert record.article.captured.how == "its feed was read"
