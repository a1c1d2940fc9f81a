"""Figures over time as the pages draw them: which have a chart, and what is on it."""

import json
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Library
from onrecord.joining import join
from onrecord.link.claims.numbers.units import MODIFIERS
from onrecord.record import Point, Span
from onrecord.serve.shown.accounts import Dispute, Figure, Figures, Side, accounts_of, by_speakers
from onrecord.serve.shown.charts import marks_of
from tests.joining.test_claim_corrections import page
from tests.support.library_stories import found
from tests.support.served_site import make_client

TOLLS = (
    ("one", "Ann Roe", "At least 12 people were killed on the Getakarr bridge", "2025-03-12"),
    ("two", "Ida Kolb", "Between 30 and 34 people died on the Getakarr bridge", "2025-03-13"),
    ("three", "Ann Roe", "41 people were killed on the Getakarr bridge", "2025-03-14"),
)  # fmt: skip


def fill_with_tolls(library):
    for name, who, words, day in TOLLS:
        made, record = page(name, [(who, "says", words)], day)
        library.add(made, (record,))
    join(library)
    return library


def figure(low, when, high=None, kind="newer"):
    point = Point(
        article_id="a", span=Span(start=0, end=1), low=low, high=high, modifier=None, unit=None,
        by="Ann Roe", said=None, when=when, kind=kind,
    )  # fmt: skip
    return Figure(point=point, words=f"{low} dead", by="Ann Roe", article_id="a")


def marks(*figures):
    return marks_of(Figures(of="dead", figures=figures))


def test_a_toll_is_drawn_over_time_with_its_ranges():
    records = [page(name, [(who, "says", words)], day)[1] for name, who, words, day in TOLLS]
    (toll,) = accounts_of(records).figures
    found = marks_of(toll)
    told = [(one.sign, one.low, one.high) for one in found]
    assert told == [("≥", 12, 12), ("", 30, 34), ("", 41, 41)]
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert found[0].words == "At least 12, Ann Roe, 12 March 2025"


@pytest.mark.parametrize("when", [None, "2025", "2025-03", "no date"])
def test_what_has_no_day_or_no_number_is_not_drawn(when):
    dated = figure(12, "2025-03-12"), figure(14, "2025-03-13T10:00:00+02:00")
    assert marks(*dated, figure(13, when)) == marks(*dated)
    assert marks(*dated, figure(None, "2025-03-14")) == marks(*dated)
    assert len(marks(*dated)) == 2


@pytest.mark.parametrize(
    ("address", "outlet"),
    [("https://www.coast.example/a", "coast.example"), ("http://[", "an article")],
)
def test_accounts_name_the_site_of_an_article_whatever_it_gives_as_its_address(address, outlet):
    record = page("one", [("Ann Roe", "says", TOLLS[0][2])], "2025-03-12")[1]
    article = replace(record.article, url=found(address), headline=None)
    (claim,) = accounts_of([replace(record, article=article)]).claims
    assert claim.side.outlet == outlet


def test_a_number_has_the_sign_of_its_modifier():
    signs = {
        "at least": "≥",
        "up to": "≤",
        "well over": ">",
        "below": "<",
        "nearly": "~",
        "just": "",
    }
    assert set(MODIFIERS) >= set(signs)
    for modifier, sign in signs.items():
        one = figure(12, "2025-03-12")
        told = replace(one, point=replace(one.point, modifier=modifier))
        assert [mark.sign for mark in marks(told, figure(14, "2025-03-13"))] == [sign, ""]


def test_what_was_given_at_one_time_has_no_chart():
    assert marks(figure(12, "2025-03-12"), figure(40, "2025-03-12T00:00:00+00:00")) == []


@given(
    st.lists(
        st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.datetimes()), max_size=9
    )
)
def test_marks_are_in_order_and_none_is_lost(given_):
    found = marks(*(figure(low, at.isoformat()) for low, at in given_))
    times = [one.at for one in found]
    assert times == sorted(times)
    assert len(found) == (len(given_) if len({at for _, at in given_}) > 1 else 0)


def test_a_name_of_a_series_stays_words_on_its_chart(tmp_path):
    with Library.open(tmp_path / "library.db") as library:
        fill_with_tolls(library)
        shown = make_client(library).get("/stories/1/accounts").text
    (chart,) = (part for part in shown.split("<div") if 'class="chart"' in part)
    held = unescape(chart.partition('data-marks="')[2].partition('"')[0])
    assert [one["low"] for one in json.loads(held)] == [12, 30, 41]
    attacked = replace(figure(1, "2025-03-12"), words='"><img src=x>')
    assert '"><img' in marks(attacked, figure(2, "2025-03-13"))[0].words


def side(speaker, words):
    return Side(
        id="a:1-2", speaker=speaker, statement=None, words=words, article_id="a", outlet="",
        anchor="1-2", actor=None,
    )  # fmt: skip


def test_what_two_speakers_dispute_stands_together_the_surest_first():
    found = [
        Dispute(first=side(one, "x"), second=side(other, "y"), why="", score=score)
        for one, other, score in (
            ("Ann Roe", "the mayor", 0.9),
            ("Ivo Berg", "Ann Roe", 0.8),
            ("The mayor", "Ann Roe", 0.7),
        )
    ]
    assert by_speakers(found) == [(found[0], [found[2]]), (found[1], [])]
