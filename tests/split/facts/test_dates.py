"""Dates: what is stated, no finer, and never guessed."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Found, Where
from onrecord.split.facts.captures import (
    Evidence,
    find_relative,
    infer_capture,
    resolve,
    weekdays_told,
)
from onrecord.split.facts.dates import GRAINS, bounds, find_dates, is_after, parse_date, reduce

STATED = [
    ("2031-05-04", "2031-05-04", "day"),
    ("Updated 4 May 2021", "2021-05-04", "day"),
    ("Mon May 3, 2021", "2021-05-03", "day"),
    ("Published 1:15 PM EST, 11/18/2020", "2020-11-18T13:15-05:00", "minute"),
    ("Posted 3 Jun 2020 6.02 GMT", "2020-06-03T06:02Z", "minute"),
    ("June 3rd, 2020 | 5:05pm", "2020-06-03T17:05", "minute"),
    ("Wed, 03 Jun 2020 10:15:09 +0200", "2020-06-03T10:15:09+02:00", "second"),
    ("2020-06-03T10:15:09.123Z", "2020-06-03T10:15:09Z", "second"),
    ("Wed Jun 3 08:12:33 EST 2020", "2020-06-03T08:12:33-05:00", "second"),
    ("9 a.m. on June 3, 2020", "2020-06-03T09", "hour"),
    ("13/06/2020", "2020-06-13", "day"),
    ("06/13/2020", "2020-06-13", "day"),
    ("3.6.2020", "2020-06-03", "day"),
    ("June 2020", "2020-06", "month"),
    ("2020", "2020", "year"),
    ("20200603", "2020-06-03", "day"),
    ("1591179309", "2020-06-03T10:15:09Z", "second"),
]


@pytest.mark.parametrize(("text", "value", "grain"), STATED)
def test_a_date_is_read_with_the_grain_it_is_stated_with(text, value, grain):
    stamp = parse_date(text)
    assert stamp is not None
    assert (stamp.value, stamp.grain) == (value, grain)


def test_midnight_to_the_second_is_how_software_writes_a_day():
    stamp = parse_date("2020-06-03T00:00:00+09:00")
    assert stamp is not None
    assert (stamp.value, stamp.grain) == ("2020-06-03", "day")


def test_a_zone_that_means_two_things_gives_no_offset():
    stamp = parse_date("June 3, 2020 9:30 am ET")
    assert stamp is not None
    assert stamp.value == "2020-06-03T09:30"


def test_a_date_that_reads_two_ways_is_none_until_something_says_which():
    assert parse_date("4/5/2020") is None
    assert parse_date("4/5/2020", order="dmy").value == "2020-05-04"
    assert parse_date("4/5/2020", order="mdy").value == "2020-04-05"


@pytest.mark.parametrize(
    "text", ["2020-13-45", "31 February 2020", "in 2019 2.5 million", "0999-01-01", "", "soon"]
)
def test_what_is_no_date_gives_none(text):
    assert list(find_dates(text)) == []


def test_a_number_after_a_date_is_not_its_time():
    (stamp,) = find_dates("On 20 November 2019 2.14 million people voted")
    assert stamp.value == "2019-11-20"


WORDS = (
    "3 13 2020 1999 June Jun. Sept , - / . : am p.m. GMT EST +02:00 T Z st of at on Monday | 10 59"
)
PIECES = st.sampled_from([*WORDS.split(), "é", " ", " ", " ", "2020-06-03", "10:15"])


@given(st.lists(PIECES, max_size=25))
def test_stamps_stand_in_the_text_in_order_and_are_real_days(parts):
    text = "".join(parts)
    last = 0
    for stamp in find_dates(text):
        assert last <= stamp.start < stamp.end <= len(text)
        last = stamp.end
        date.fromisoformat(stamp.value[:10])
        assert bounds(stamp.value)[0] <= bounds(stamp.value)[1]
        assert stamp.grain in GRAINS


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@given(DAYS, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y", "%Y/%m/%d"]))
def test_every_way_of_writing_a_day_gives_that_day(day, form):
    stamp = parse_date("Updated " + day.strftime(form))
    assert stamp is not None
    assert stamp.value == day.isoformat()


@given(DAYS, st.sampled_from(GRAINS), st.sampled_from(["", "T10:15:09Z", "T10:15+02:00"]))
def test_reducing_twice_is_reducing_once_and_keeps_the_beginning(day, grain, clock):
    value = day.isoformat() + clock
    once = reduce(value, grain)
    assert reduce(once, grain) == once
    assert value.startswith(
        re.sub(r"(?:Z|[+-]\d\d:\d\d)$", "", once) if clock and len(once) > 10 else once
    )


@given(DAYS, DAYS)
def test_later_days_are_after_earlier_ones(left, right):
    assert is_after(left.isoformat(), right.isoformat()) == (left > right)


def test_zones_are_weighed_before_a_date_is_called_later():
    assert not is_after("2020-06-04T01:00", "2020-06-03T20:00Z")  # may be Tokyo
    assert is_after("2020-06-03T21:00Z", "2020-06-03T20:00Z")
    assert not is_after("2020-06-03T21:00+02:00", "2020-06-03T20:00Z")


def test_relative_stamps_are_counted_from_the_capture():
    captured = Found(
        value="2024-03-05T12:00:00Z", how="x", where=Where(layer="page"), grain="second"
    )
    ago = find_relative("Updated 11 min 30 sec ago")
    assert ago is not None
    assert ago.seconds == 690
    assert resolve(ago, captured) == ("2024-03-05T11:48Z", "minute")
    assert resolve(find_relative("13 hours ago"), captured) == ("2024-03-04T23Z", "hour")


def test_hours_before_a_day_may_be_the_day_before_and_are_no_date():
    captured = Found(value="2024-03-05", how="x", where=Where(layer="page"), grain="day")
    assert resolve(find_relative("11 sec ago"), captured) == ("2024-03-05", "day")
    assert resolve(find_relative("yesterday"), captured) == ("2024-03-04", "day")
    assert resolve(find_relative("5 hours ago"), captured) is None


def test_the_capture_is_the_latest_stamp_if_fresh_stories_tell_of_that_day_or_the_day_before():
    fresh = find_relative("2 min ago")
    page = (
        Evidence(1, (("2020-01-02", None),)),
        Evidence(2, (), fresh, weekdays_told("officials said on Monday")),
        Evidence(3, (("2024-03-05", None),)),  # a Tuesday
    )
    found = infer_capture(page)
    assert found is not None
    assert (found.value, found.grain) == ("2024-03-05", "day")
    assert "Tuesday 5 March 2024 (story 3)" in found.how
    assert "Monday, the day before" in found.how


def test_one_weekday_that_does_not_fit_leaves_the_capture_unknown():
    fresh = find_relative("2 min ago")
    page = (
        Evidence(1, (("2024-03-05", None),)),
        Evidence(2, (), fresh, weekdays_told("on Friday")),
    )
    assert infer_capture(page) is None


def test_two_fresh_stories_move_the_capture_to_the_first_day_that_fits():
    fresh, told = find_relative("2 min ago"), weekdays_told("said on Wednesday")
    page = (
        Evidence(1, (("2024-03-05", None),)),
        Evidence(2, (), fresh, told),
        Evidence(3, (), fresh, told),
    )
    assert infer_capture(page).value == "2024-03-06"


def test_without_an_absolute_stamp_or_a_weekday_nothing_is_inferred():
    fresh = find_relative("2 min ago")
    assert infer_capture((Evidence(1, (), fresh, weekdays_told("on Friday")),)) is None
    assert infer_capture((Evidence(1, (("2024-03-05", None),), fresh),)) is None


def test_a_weekday_to_come_says_nothing_of_the_capture():
    assert weekdays_told("The council will meet on Thursday.") == ()
    assert weekdays_told("The council met on Thursday.") == (3,)
