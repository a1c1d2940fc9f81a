"""The outlet of a story: by its own name, from a place that says so."""

from dataclasses import replace

import orjson
import pytest

from onrecord import Found, Where, read
from onrecord.export.bibtex import to_bibtex
from onrecord.export.jsonld import to_jsonld
from onrecord.export.markdown import to_markdown
from onrecord.library import Library
from onrecord.library.forms.nouns import from_json, to_json
from onrecord.link.suppliers import independent_sources
from onrecord.serve.shown.cards import citation
from tests.support.library_stories import page_of, story

PROSE = (
    "The harbour board of Kochi put off the vote on the ferry contract until October, its clerk"
    " said on Thursday. Forty crews had waited at the pier since the morning, and most went home"
    " without a word from the board."
)
MORE = (
    "“We were told nothing,” said Leena Varkey, who runs two boats on the line. The company did"
    " not answer questions about the fares that it had put forward in the spring."
)


def html(head="", top="", foot="", title="Vote on Kochi ferry put off until October"):
    return (
        f"<html><head><title>{title}</title>{head}</head><body>{top}<article>"
        f"<h1>Vote on Kochi ferry put off until October</h1><p>{PROSE}</p><p>{MORE}</p></article>"
        f"{foot}</body></html>"
    )


def dump(*above, below=()):
    lines = ("Vote on Kochi ferry put off until October", *above, PROSE, MORE, *below)
    return "\n\n".join(lines)


def outlet_of(text):
    (story,) = read(text.encode())
    return story, story.outlet


SITE_NAME = '<meta property="og:site_name" content="{}">'
PUBLISHER = (
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Vote on Kochi ferry'
    ' put off until October", "publisher": {}}}</script>'
)


@pytest.mark.parametrize(
    ("page", "name", "how"),
    [
        (html(SITE_NAME.format("Harbour Herald")), "Harbour Herald", "meta og:site_name"),
        (
            html(PUBLISHER.format('{"@type": "Organization", "name": "Harbour Herald"}')),
            "Harbour Herald",
            "json-ld publisher",
        ),
        (
            html(
                PUBLISHER.format('{"@id": "#us"}')
                + '<script type="application/ld+json">{"@type": "NewsMediaOrganization", "@id":'
                ' "#us", "name": "Harbour Herald"}</script>'
            ),
            "Harbour Herald",
            "json-ld publisher",
        ),
        (
            html('<meta name="application-name" content="Harbour Herald">'),
            "Harbour Herald",
            "meta application-name",
        ),
        (
            html(
                '<link rel="canonical" href="https://www.harbourherald.example/kochi/ferry-vote">',
                title="Vote on Kochi ferry put off until October | Harbour Herald",
            ),
            "Harbour Herald",
            "title tag",
        ),
        (
            html(
                '<link rel="canonical" href="https://kayalnet.example/kochi/ferry-vote">',
                foot="<footer>© 2024 Kayal Net. All rights reserved.</footer>",
            ),
            "Kayal Net",
            "copyright line",
        ),
        (  # written as in an address at one place, as a name at another
            html(
                SITE_NAME.format("harbourherald") + PUBLISHER.format('{"name": "Harbour Herald"}')
            ),
            "Harbour Herald",
            "json-ld publisher",
        ),
        (
            html(
                '<link rel="canonical" href="https://www.nhtimes.example/kochi/ferry-vote">',
                title="Vote on Kochi ferry put off until October - The New Harbour Times",
            ),
            "The New Harbour Times",
            "title tag",
        ),
        (  # of plain words, but called so by its address
            html(
                '<link rel="canonical" href="https://www.worldreview.example/kochi/ferry-vote">'
                + SITE_NAME.format("World Review")
            ),
            "World Review",
            "meta og:site_name",
        ),
        (  # an edition is no name
            html(SITE_NAME.format("U.S.") + PUBLISHER.format('{"name": "Harbour Herald"}')),
            "Harbour Herald",
            "json-ld publisher",
        ),
        (dump("PUBLICATION: Harbour Herald"), "Harbour Herald", "line 'Publication: …'"),
        (dump("Source: Harbour Herald, 3 May 2024"), "Harbour Herald", "line 'Source: …'"),
        (
            dump("Harbour Herald, 3 May 2024, by Ann Roe"),
            "Harbour Herald",
            "line with day or byline",
        ),
        (
            dump("Kayal Varthamanam, 3 May 2024, by Ann Roe"),
            "Kayal Varthamanam",
            "line with day or byline",
        ),
        (
            dump("Ann Roe | Harbour Herald | 3 May 2024"),
            "Harbour Herald",
            "line with day or byline",
        ),
        (dump("By Ann Roe, Harbour Herald"), "Harbour Herald", "line with day or byline"),
        (
            dump(below=("Copyright 2024 Harbour Herald. All rights reserved.",)),
            "Harbour Herald",
            "copyright line",
        ),
        (
            "Harbour Herald — Friday, 3 May 2024\n\n\n" + dump("By Ann Roe"),
            "Harbour Herald",
            "line above the first story",
        ),
    ],
)
def test_a_story_has_the_outlet_that_the_page_names_and_says_from_where(page, name, how):
    _, outlet = outlet_of(page)
    assert (outlet.value, outlet.how) == (name, how)
    if outlet.where.layer == "markup":
        assert outlet.where.path


@pytest.mark.parametrize(
    "page",
    [
        html(SITE_NAME.format("Telegram")),
        html(SITE_NAME.format("https://harbourherald.example")),
        html('<link rel="canonical" href="https://hosted.x.org/a">' + SITE_NAME.format("Hosted")),
        html(title="Vote on Kochi ferry put off until October | Harbour Herald"),
        html(foot="<footer>© 2024 Kayal Holdings Ltd</footer>"),
        html(top="<div>© Kayal / Pool</div>"),
        html('<link rel="canonical" href="https://telegram.org/x">' + SITE_NAME.format("Telegram")),
        dump("World News, 3 May 2024, by Ann Roe"),
        dump("Kochi, 3 May 2024, by Ann Roe"),
        dump("Addis Ababa, 3 May 2024, by Ann Roe"),
        dump("Ann Roe, 3 May 2024"),
        dump("By Ann Roe, Staff Writer, 3 May 2024"),
        dump("Source: Reuters"),
        dump("Source: ministry of ports"),
        dump("By Ann Roe, Associated Press"),
        dump(below=("Copyright 2024 Herald Media Group",)),
        f"From: Ann Roe <ann@kayal.example>\nSubject: ferry\nTo: x@y.example\n\n{dump()}",
    ],
)
def test_no_outlet_is_made_up(page):
    assert outlet_of(page)[1] is None


def test_what_an_icon_is_called_goes_behind_the_address_of_a_site():
    icon = '<meta name="apple-mobile-web-app-title" content="Connected">'
    page = html(icon + SITE_NAME.format("HarbourHerald.example"))
    _, found = outlet_of(page)
    assert found.value == "HarbourHerald.example"


def test_where_the_name_stands_in_a_dump_is_told():
    page = dump("Harbour Herald, 3 May 2024, by Ann Roe")
    story, outlet = outlet_of(page)
    span = outlet.where.span
    held = page if outlet.where.layer == "page" else story.text
    assert held[span.start : span.end] == "Harbour Herald"


def test_a_motto_behind_the_name_is_no_part_of_it_where_the_address_has_the_name():
    head = SITE_NAME.format("Harbour Herald | News of the coast")
    head += '<meta property="og:url" content="https://harbourherald.example/kochi/ferry">'
    assert outlet_of(html(head))[1].value == "Harbour Herald"


def test_a_company_is_a_rival_of_the_paper_that_it_owns():
    head = SITE_NAME.format("Harbour Herald") + PUBLISHER.format('"Kayal Media Holdings"')
    outlet = outlet_of(html(head))[1]
    assert outlet.value == "Harbour Herald"
    assert [one.value for one in outlet.rivals] == ["Kayal Media Holdings"]


@pytest.mark.parametrize(
    ("lines", "name", "how"),
    [
        ("From: Harbour Herald <desk@herald.example>", "Harbour Herald", "mail From"),
        ('From: "Ann Roe at Harbour Herald" <a@h.example>', "Harbour Herald", "mail From"),
        (
            "From: Ann Roe <ann@kayal.example>\nList-Id: Kayal Port Watch <ports.kayal.example>",
            "Kayal Port Watch",
            "mail List-Id",
        ),
    ],
)
def test_a_mail_is_of_its_list_or_of_who_sent_it_if_that_is_no_person(lines, name, how):
    mail = f"{lines}\nSubject: Ferry vote\nDate: Fri, 3 May 2024 09:00:00 +0000\nTo: x@y.example\n"
    mail += f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{dump()}\n"
    outlet = outlet_of(mail)[1]
    assert (outlet.value, outlet.how) == (name, how)


def test_messages_of_one_channel_are_of_that_channel_and_of_a_group_of_nobody():
    def copied(*senders):
        return "\n\n".join(
            f"{sender}, [14.03.2024 07:1{number}]\n\n{PROSE}"
            for number, sender in enumerate(senders)
        )

    of_channel = list(read(copied("Harbour Watch", "Harbour Watch").encode()))
    assert {one.outlet.value for one in of_channel} == {"Harbour Watch"}
    assert {one.outlet.how for one in of_channel} == {"head of the message"}
    of_group = list(read(copied("Ann Roe", "Leena Varkey").encode()))
    assert [one.outlet for one in of_group] == [None, None]


def named(record, name):
    held = Found(value=name, how="meta og:site_name", where=Where(layer="markup", path="meta"))
    return replace(record, article=replace(record.article, outlet=held))


def test_a_library_finds_an_outlet_by_its_name_and_by_its_site(tmp_path):
    page = page_of("a")
    record = named(story(page, "Ferry vote put off", url="https://hh.example/a"), "Harbour Herald")
    with Library.open(tmp_path / "a.db") as library:
        library.add(page, (record,))
        for asked in ('outlet:"harbour herald"', "outlet:hh.example"):
            (hit,) = library.search(asked).found
            assert hit.source.outlet == "Harbour Herald"


def test_articles_without_an_address_are_of_one_source_if_they_are_of_one_outlet():
    records = [
        named(story(page_of(name), f"Story {name}", url=None), outlet)
        for name, outlet in (("a", "Harbour Herald"), ("b", "HARBOUR HERALD"), ("c", "Kayal Net"))
    ]
    found = independent_sources([one.article for one in records], copies=())
    assert [(one.kind, one.name) for one in found] == [
        ("outlet", "Harbour Herald"),
        ("outlet", "Kayal Net"),
    ]


def test_an_article_kept_by_an_older_release_has_no_outlet():
    record = story(page_of("a"), "Ferry vote put off", url=None)
    form = orjson.loads(to_json(record))
    del form["article"]["outlet"]
    assert from_json(orjson.dumps(form)).article.outlet is None


def test_exports_hold_the_outlet():
    record = named(story(page_of("a"), "Ferry vote", url="https://hh.example/a"), "Harbour Herald")
    assert to_jsonld(record)["publisher"] == {"@type": "Organization", "name": "Harbour Herald"}
    assert "journal = {Harbour Herald}" in to_bibtex(record)
    assert "Harbour Herald" in to_markdown(record)
    assert "Harbour Herald" in citation(record.article)
