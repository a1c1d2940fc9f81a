"""The pages in a real Chromium: both themes, a phone and a desk, keys alone, attacks.

Screenshots go to `runs/screenshots`, to be looked at.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from onrecord import Library
from onrecord.serve.app import make_app
from onrecord.serve.guard import Door
from tests.joining.test_claim_corrections import fill as fill_with_claims
from tests.serve.test_charts import fill_with_tolls
from tests.support.browser_pages import SIZES, Visit, chromium
from tests.support.served_site import STORY, fill, make_site, running

SCREENSHOTS = Path(__file__).parents[2] / "runs" / "screenshots"
PAGES = {
    "home": "/",
    "article": f"/a/{STORY}",
    "article-layers": f"/a/{STORY}?show=times&show=places&show=events",
    "article-filter": f"/a/{STORY}?manner=denies",
    "search": "/search?q=ferry",
    "search-empty": "/search",
    "said": "/said",
    "said-denies": "/said?manner=denies",
    "articles": "/articles",
    "parties": "/parties",
    "party": "/party?name=Botchwey",
    "story": "/stories/1",
    "accounts": "/stories/1/accounts",
    "disputes": "/parties/1/disputes",
    "corrections": "/corrections",
    "followed": "/followed",
    "rejected": "/rejected",
    "api": "/api",
}


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


def served(tmp_path_factory, name, *, full):
    folder = tmp_path_factory.mktemp(name)
    with Library.open(folder / "library.db") as library:
        if full:
            fill(library)
        with running(make_app(make_site(library), Door())) as root:
            yield root, library


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    yield from served(tmp_path_factory, "browser", full=True)


@pytest.fixture
def empty(tmp_path_factory):
    yield from served(tmp_path_factory, "empty", full=False)


@pytest.mark.parametrize(("size", "theme"), [*zip(SIZES, ["light", "dark"], strict=True)])
def test_every_page_is_quiet_narrow_enough_and_accessible(browser, site, size, theme):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for name, path in PAGES.items():
        with Visit(browser, site[0], size=size, theme=theme) as visit:
            page = visit.go(path)
            picture = SCREENSHOTS / f"{name}-{size}-{theme}.png"
            page.screenshot(path=picture, full_page=True)
            visit.check()


def test_a_phone_shows_all_sections_without_scrolling_sideways(browser, site):
    with Visit(browser, site[0], size="phone") as visit:
        nav = visit.go("/said").locator(".masthead nav")
        assert nav.evaluate("one => one.scrollWidth <= one.clientWidth")
        assert nav.locator("a").count() == 5
        assert all(one.is_visible() for one in nav.locator("a").all())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_open_card_is_accessible_too(browser, site, theme):
    with Visit(browser, site[0], theme=theme) as visit:
        page = visit.go(f"/a/{STORY}")
        page.locator(".card summary").first.click()
        assert page.locator(".card[open] .more").is_visible()
        page.locator(".card[open]").first.hover()
        visit.check()


def test_an_empty_library_leads_to_the_examples(browser, empty):
    root, _ = empty
    with Visit(browser, root) as visit:
        page = visit.go("/")
        page.screenshot(path=SCREENSHOTS / "empty-desk-light.png", full_page=True)
        visit.check()
        page.get_by_role("button", name="Read the examples").click()
        page.get_by_text("On the record:").wait_for()
        visit.check()
        page.get_by_role("link", name="Tema ferry contract vote put off until October").click()
        page.locator(".ref").first.wait_for()
        visit.check()


def test_a_page_is_pasted_with_keys_alone(browser, empty):
    root, _ = empty
    with Visit(browser, root) as visit:
        page = visit.go("/")
        page.get_by_label("or its text or HTML, pasted").focus()
        page.keyboard.insert_text(
            "Pier shut again\n\nOBAN, Scotland — “The pier is shut for the winter and longer than"
            " that,” Jane Roe said on Tuesday at the harbour office, where a letter was read.\n"
        )
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        link = page.get_by_role("link", name="Pier shut again")
        link.wait_for()
        link.focus()
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Pier shut again").wait_for()
        visit.check()


def test_keys_go_from_statement_to_statement_to_card_and_back(browser, site):
    with Visit(browser, site[0]) as visit:
        page = visit.go(f"/a/{STORY}")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.textContent") == "2"
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.textContent") == "1"
        joined = set(page.locator(".on").evaluate_all("all => all.map(x => x.dataset.s)"))
        assert joined == {"s1"}
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('.card').open")
        page.keyboard.press("o")
        assert not page.evaluate("document.activeElement.closest('.card').open")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.textContent") == "2"
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("manner:den")
        page.locator("#offered a").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.locator("#q").input_value() == "manner:denies "
        visit.check()


def test_everything_is_reached_by_tab_and_focus_is_seen(browser, site):
    with Visit(browser, site[0]) as visit:
        page = visit.go(f"/a/{STORY}")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        seen = set()
        for _ in range(120):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
            style = "getComputedStyle(document.activeElement).outlineStyle"
            if page.evaluate("document.activeElement !== document.body"):
                assert page.evaluate(style) != "none"
        assert {"wordmark", "q", "theme", "speaker", "manner"} <= seen


def test_content_cue_source_and_card_light_up_together(browser, site):
    with Visit(browser, site[0]) as visit:
        page = visit.go(f"/a/{STORY}")
        page.locator(".content[data-s]").first.hover()
        assert page.locator(".content.on").count() >= 1
        assert page.locator(".cue.on").count() == 1
        assert page.locator(".card.on").count() == 1
        page.locator("h1").hover()
        assert page.locator(".on").count() == 0


def test_a_filter_works_without_a_new_page_and_without_scripts(browser, site):
    with Visit(browser, site[0]) as visit:
        page = visit.go(f"/a/{STORY}")
        n_all = page.locator(".card:visible").count()
        page.get_by_label("Manner").select_option("denies")
        page.get_by_text("stand out").or_(page.get_by_text("stands out")).wait_for()
        expect(page.locator(".card:visible")).not_to_have_count(n_all)  # once the swap has settled
        assert 0 < page.locator(".card:visible").count() < n_all
        assert "manner=denies" in page.url
        visit.check()
    with Visit(browser, site[0], java_script_enabled=False) as visit:
        page = visit.go(f"/a/{STORY}")
        page.get_by_label("Manner").select_option("denies")
        page.get_by_role("button", name="Apply").click()
        assert "manner=denies" in page.url
        assert 0 < page.locator(".card:visible").count() < n_all


def test_the_theme_is_turned_and_kept(browser, site):
    ground = "getComputedStyle(document.body).backgroundColor"
    with Visit(browser, site[0]) as visit:
        page = visit.go("/")
        light = page.evaluate(ground)
        page.get_by_role("button", name="Switch to dark").click()
        assert page.evaluate(ground) != light
        page.reload()
        assert page.evaluate(ground) != light
        visit.check()


def test_a_statement_is_copied_as_a_citation(browser, site):
    with Visit(browser, site[0], permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.go(f"/a/{STORY}")
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.get_by_text("Copied.").wait_for()
        words = page.evaluate("navigator.clipboard.readText()")
        assert "Tema ferry contract vote put off until October" in words
        assert f"{site[0]}/a/{STORY}#t" in words
        visit.check()


def test_a_statement_is_corrected_in_two_clicks_and_that_is_undone(browser, site):
    with Visit(browser, site[0]) as visit:
        page = visit.go(f"/a/{STORY}")
        n_cards = page.locator(".card").count()
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.locator(".card[open] .mend > summary").click()
        page.locator(".card[open]").get_by_role("button", name="Not a statement").click()
        page.get_by_role("heading", name="Corrected").wait_for()
        page.get_by_text("onrecord statement fix").wait_for()
        visit.check()
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("heading", name="Taken back").wait_for()
        visit.go(f"/a/{STORY}")
        assert page.locator(".card").count() == n_cards


def test_a_dispute_is_taken_out_in_two_clicks(browser, tmp_path):
    with Library.open(tmp_path / "library.db") as library:
        app = make_app(make_site(fill_with_claims(library)), Door())
        with running(app) as root, Visit(browser, root) as visit:
            page = visit.go("/stories/1")
            page.locator(".dispute .mend > summary").click()
            page.get_by_role("button", name="Not a dispute").click()
            page.get_by_role("heading", name="Corrected").wait_for()
            page.get_by_text("onrecord claim undispute").wait_for()
            visit.check()
            visit.go("/stories/1/accounts")
            page.locator(".claims > summary").click()
            page.get_by_role("link", name="a dispute taken out by hand").first.wait_for()
            visit.check()


FIGURES = """<div class="scroll" tabindex="0"><table class="figures"><tbody>
<tr><th scope="rowgroup" colspan="3">missiles that came down on harbours</th></tr>
<tr><td>Portsmouth coastguard</td><td><b>fourteen</b></td><td>Wednesday</td></tr>
</tbody></table></div>"""
CUT = """cells => cells.flatMap(cell => [...cell.textContent.matchAll(/\\p{L}+/gu)].filter(word => {
  const range = document.createRange(), text = cell.querySelector('b, a') ?? cell
  range.setStart(text.firstChild, word.index)
  range.setEnd(text.firstChild, word.index + word[0].length)
  return range.getClientRects().length > 1
}).map(word => word[0]))"""


@pytest.mark.parametrize("size", SIZES)
def test_no_word_of_a_table_is_cut(browser, site, size):
    with Visit(browser, site[0], size=size) as visit:
        page = visit.go("/search")
        assert page.locator(".ways td:last-child").evaluate_all(CUT) == []
        page.evaluate("html => document.querySelector('main').innerHTML += html", FIGURES)
        assert page.locator(".figures :is(th, td)").evaluate_all(CUT) == []
        visit.check()


def test_places_are_drawn_without_another_host(browser, site):
    with Visit(browser, site[0]) as visit:
        page = visit.go(f"/a/{STORY}")
        maps = page.locator(".map")
        if maps.count():
            page.locator(".map[data-drawn]").wait_for()
        visit.check()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_toll_is_drawn_over_time_and_told_in_words(browser, tmp_path, size, theme):
    with Library.open(tmp_path / "library.db") as library:
        app = make_app(make_site(fill_with_tolls(library)), Door())
        with running(app) as root, Visit(browser, root, size=size, theme=theme) as visit:
            page = visit.go("/stories/1")
            page.locator(".chart[data-drawn] canvas").wait_for()
            page.screenshot(path=SCREENSHOTS / f"chart-{size}-{theme}.png", full_page=True)
            visit.check()
            visit.go("/stories/1/accounts")
            page.locator(".chart[data-drawn] .u-over").hover()
            expect(page.locator(".told-mark")).to_have_text(
                "Between 30 and 34, Ida Kolb, 13 March 2025"
            )
            page.get_by_role("button", name="Switch to").click()
            assert page.locator(".chart canvas").count() == 1  # drawn anew, in the other colours
            visit.check()


def test_attacks_of_a_page_stay_words(browser, site):
    root, library = site
    attacked = library.search("headline:pier").found[0].source.article_id
    paths = (f"/a/{attacked}", "/", "/search?q=pier", "/said?by=Roe", "/party?name=Roe")
    for path in paths:
        with Visit(browser, root) as visit:
            page = visit.go(path)
            for mark in page.locator(".ref, .card > summary").all():
                mark.click()
            assert "owned" not in page.title() or page.title().startswith("Pier <script>")
            assert (
                page.locator("main script, main img, main svg:not(.leaflet-zoom-animated)").count()
                == 0
            )
            assert page.locator("a[href^='javascript' i]").count() == 0
            visit.check()


def test_the_first_paint_comes_within_a_second(browser, site):
    with Visit(browser, site[0]) as visit:
        page = visit.go(f"/a/{STORY}")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        assert paint < 1_000
        sizes = "performance.getEntries().map(x => x.transferSize || 0).reduce((a, b) => a + b, 0)"
        assert page.evaluate(sizes) < 300_000
