"""Entries of live blogs have their own times."""

from dataclasses import replace

import pytest

from onrecord import Found, Post, Span, Where, read
from onrecord.library.forms.rows import day_of
from onrecord.reading.times.stage import with_values
from onrecord.record import Time
from tests.support.by_hand import make_article, make_reading

TOLD = (
    "Two boats of the coast guard have left Tema for the ferry, its port captain said.",
    "The ferry lies four miles off the coast and takes in water, an officer on board said.",
    "Forty people were on board when it left the pier, according to a list that we have seen.",
    "The ferry sent a call for help, and the port of Tema has confirmed that it came in.",
)
CLOCKS = ("16:40", "15:10", "14:25", "14:05")


def blog(entries, head=""):
    return (
        f"<html><head><title>Ferry in distress off Tema: live</title>{head}</head><body><main>"
        f"<h1>Ferry in distress off Tema: live updates</h1>{''.join(entries)}</main></body></html>"
    )


def posts_of(page):
    (story,) = read(page.encode())
    assert story.kind == "live-blog"
    return [(one.at.value, story.text[one.span.start : one.span.end]) for one in story.posts]


def test_a_time_element_times_the_entry_below_it():
    entries = [
        f'<div class=post><time datetime="2024-06-04T{clock}:00Z">{clock}</time><p>{told}</p></div>'
        for clock, told in zip(CLOCKS, TOLD, strict=True)
    ]
    found = posts_of(blog(entries))
    assert [at for at, _ in found] == [f"2024-06-04T{clock}:00Z" for clock in CLOCKS]
    assert all(told in text for (_, text), told in zip(found, TOLD, strict=True))


def test_updates_in_json_ld_time_entries_that_show_no_clock():
    updates = ", ".join(
        f'{{"@type": "BlogPosting", "datePublished": "2024-06-04T{clock}:00Z", "articleBody":'
        f' "{told}"}}'
        for clock, told in zip(CLOCKS, TOLD, strict=True)
    )
    head = (
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry in'
        f' distress off Tema: live updates", "liveBlogUpdate": [{updates}]}}</script>'
    )
    found = posts_of(blog([f"<p>{told}</p>" for told in TOLD], head))
    assert found == [
        (f"2024-06-04T{clock}:00Z", told) for clock, told in zip(CLOCKS, TOLD, strict=True)
    ]


def dump(lines, *above):
    told = "\n\n".join(f"{line}\n\n{words}" for line, words in zip(lines, TOLD, strict=True))
    return "\n\n".join(("Ferry in distress off Tema: live updates", *above, told, ""))


@pytest.mark.parametrize(
    ("lines", "above", "times"),
    [
        (
            [f"{clock} GMT" for clock in CLOCKS],
            ["Published: 4 June 2024"],
            [f"2024-06-04T{clock}Z" for clock in CLOCKS],
        ),
        (
            ["4:40 pm", "3:10 pm", "2:25 pm", "2:05 pm"],
            ["Published: 4 June 2024"],
            [f"2024-06-04T{clock}" for clock in CLOCKS],
        ),
        (  # midnight lies between the second and the third
            ["01:15", "00:10", "23:50", "22:05"],
            ["Published: 4 June 2024", "Updated: 5 June 2024"],
            ["2024-06-05T01:15", "2024-06-05T00:10", "2024-06-04T23:50", "2024-06-04T22:05"],
        ),
        (["01:15", "00:10", "23:50", "22:05"], ["Published: 4 June 2024"], []),
        ([f"{clock} GMT" for clock in CLOCKS], [], []),
    ],
)
def test_a_clock_is_of_the_days_that_the_page_gives_and_else_of_none(lines, above, times):
    assert [at for at, _ in posts_of(dump(lines, *above))] == times


def live_record():
    text = "Off Tema.\nThe ferry sank on Monday.\nThe ferry sank on Monday."
    first, second = Span(start=10, end=35), Span(start=36, end=61)
    posts = tuple(
        Post(span=span, at=Found(value=at, how="time datetime", where=Where(layer="text")))
        for span, at in ((first, "2024-06-12T08:00Z"), (second, "2024-06-05T08:00Z"))
    )
    published = Found(value="2024-06-05", how="x", where=Where(layer="text"), grain="day")
    article = replace(make_article(), text=text, blocks=(), published=published, posts=posts)
    return article, text


def test_what_stands_in_an_entry_has_its_day():
    article, _ = live_record()
    assert [day_of(article, at) for at in (3, 12, 40)] == ["2024-06-05", "2024-06-12", "2024-06-05"]


def test_a_weekday_in_an_entry_counts_from_its_day():
    article, text = live_record()
    starts = [i for i in range(len(text)) if text.startswith("Monday", i)]
    times = tuple(Time(span=Span(start=at, end=at + 6), kind="date", score=1.0) for at in starts)
    reading = replace(make_reading(make_article()), times=times)
    values = [one.value for one in with_values(article, reading).times]
    assert values == ["2024-06-10", "2024-06-03"]
