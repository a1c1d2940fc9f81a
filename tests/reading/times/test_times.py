"""Times to values: sentences of our own with what their times mean, and what must not break."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onrecord import Found, Where
from onrecord.reading.times import with_times, with_values
from onrecord.reading.times.asked import Known
from onrecord.reading.times.canonical import canonical
from onrecord.reading.times.holidays import easter
from onrecord.reading.times.points import (
    DAYS_OF,
    MONTHS_OF,
    Point,
    end_of,
    moved,
    point_at,
    written,
)
from onrecord.reading.times.spotted import with_spotted
from onrecord.reading.times.stage import known_of, point_of
from onrecord.reading.times.values import valued
from onrecord.reading.words import words_of
from onrecord.record import Mention, Span, Time, Words
from tests.support.by_hand import make_article, make_reading

light = settings(max_examples=300, deadline=None)
PUBLISHED = "2023-09-13"  # a Wednesday
MISSING = "no date of publication to count from"
MARKED = re.compile(r"\[([^\]]*)\]")


def known(published=PUBLISHED):
    return Known(point_of(published) if published else None, "published", MISSING)


def flat(text):
    """Words without syntax: no verb tells anything."""
    places = words_of(text)
    n = len(places)
    return Words(
        starts=tuple(start for start, _ in places),
        ends=tuple(end for _, end in places),
        tags=("X",) * n,
        lemmas=tuple(text[start:end].lower() for start, end in places),
        heads=(-1,) * n,
        relations=("dep",) * n,
        sentences=(0,) * n,
        certainties=(0.0,) * n,
    )


def marked(sentence, kind="date"):
    """Read "He left on [Tuesday]": the text, and the times in brackets."""
    spans, text, at = [], "", 0
    for match in MARKED.finditer(sentence):
        text += sentence[at : match.start()]
        spans.append(Span(start=len(text), end=len(text) + len(match[1])))
        text, at = text + match[1], match.end()
    return text + sentence[at:], [Time(span=span, kind=kind, score=0.9) for span in spans]


def read(sentence, kind="date", published=PUBLISHED):
    text, times = marked(sentence, kind)
    return valued(text, flat(text), times, known(published))


DATES = {
    "They vote [next Saturday]; much hangs on [Saturday]'s vote": ["2023-09-23", "2023-09-23"],
    "In [2019] they met; [that winter] they left": ["2019", "2019-WI"],
    "They met on [Feb. 3, 2019] and left [that winter]": ["2019-02-03", "2018-WI"],
    "On [May 3] she told of [the summer] she turned 17; [that summer]": ["2023-05-03", None, None],
    "They met in [the spring of 2020] and again [that October]": ["2020-SP", "2020-10"],
    "The mill closed on [Tuesday]": ["2023-09-12"],
    "The mill closed [last Wednesday] and opens [next Tuesday]": ["2023-09-06", "2023-09-19"],
    "It sailed [today], [yesterday] and [the day before yesterday]": [
        "2023-09-13",
        "2023-09-12",
        "2023-09-11",
    ],
    "They met on [Monday morning] and [last night]": ["2023-09-11TMO", "2023-09-12TNI"],
    "Bells rang in [the early hours of Monday]": ["2023-09-11TMO"],
    "He was born on [5 March 1946], married on [March 6th, 1970]": ["1946-03-05", "1970-03-06"],
    "Logged on [2021-02-03], [03/25/98] and [25/03/1998]": [
        "2021-02-03",
        "1998-03-25",
        "1998-03-25",
    ],
    "The lease ran [since 2022] and [from 2009 to 2011]": ["2022", "2009/2011"],
    "The [Nov. 7] attack and the [Dec. 3] train crash; the [Nov. 8] murder trial": [
        "2022-11-07",
        "2022-12-03",
        "2023-11-08",
    ],
    "The fair of [August 3-5]": ["2023-08-03/2023-08-05"],
    "The season of [1998-99]": ["1998/1999"],
    "[Nineteen ninety-six], [the year two thousand], ['96]": ["1996", "2000", "1996"],
    "[The nineties], [the early 1980s], [the '70s], [the 19th century]": [
        "199",
        "198",
        "197",
        "18",
    ],
    "[Last summer] was dry, [the winter of 2010] was not": ["2023-SU", "2010-WI"],
    "[Last week], [this month], [last year], [next year]": ["2023-W36", "2023-09", "2022", "2024"],
    "[Earlier this month], [the end of the year]": ["2023-09", "2023"],
    "[Four years ago], [six weeks ago], [ten days ago]": ["2019", "2023-W31", "2023-09-03"],
    "[Several years ago] and [recently]; [now]; [soon]": [
        "PAST_REF",
        "PAST_REF",
        "PRESENT_REF",
        "FUTURE_REF",
    ],
    "She left on [12 May 2020]; [the next day] she was back, [four years later] she was not": [
        "2020-05-12",
        "2020-05-13",
        "2024",
    ],
    "[Christmas Eve], [Easter 2024], [last Thanksgiving]": [
        "2023-12-24",
        "2024-03-31",
        "2022-11-24",
    ],
    "Two days, that is [two days before Christmas]": ["2023-12-23"],
    "[The second quarter], [Q3 2022], [the first half of 2022]": ["2023-Q2", "2022-Q3", "2022-H1"],
    "Profit in [the second quarter] rose; [a year earlier] there was a loss": [
        "2023-Q2",
        "2022-Q2",
    ],
    "The cargo of [fiscal 2021], [44 BC]": ["2021", "-0043"],
    "[Over the weekend]": ["2023-W36-WE"],
}
CLOCKS = {
    "It blew at around [midnight] (2100 GMT) there": ["2023-09-13T24:00+03:00"],
    "At [1800 GMT] on [3 May]": ["2023-05-03T18:00Z", "2023-05-03"],
    "At [10 p.m. Tuesday]": ["2023-09-12T22:00"],
    "[9.30am on Sunday], [noon]": ["2023-09-10T09:30", "2023-09-10T12:00"],
    "At [3 o'clock in the afternoon]": ["2023-09-13T15:00"],
    "[5 p.m. EST Friday]": ["2023-09-08T17:00-05:00"],
}
LENGTHS = {
    "[three weeks], [a five-year], [half an hour]": ["P3W", "P5Y", "PT30M"],
    "[two and a half years], [a minute and a half]": ["P2Y6M", "PT1M30S"],
    "[several years], [weeks], [a couple of days]": ["PXY", "PXW", "P2D"],
    "[two decades], [almost a hundred years]": ["P20Y", "P100Y"],
    "[the past 18 months], [two to three weeks]": ["P18M", "P2W"],
    "the [42-year-old], [aged 42]": ["P42Y", "P42Y"],
}
SETS = {
    "[daily], [every Monday], [Tuesday nights]": ["P1D", "XXXX-WXX-1", "XXXX-WXX-2TNI"],
    "[each summer], [every two weeks], [a year]": ["XXXX-SU", "P2W", "P1Y"],
}
WITHOUT_A_DATE = {
    "[Tuesday], [March 5], [in October]": ["XXXX-WXX-2", "XXXX-03-05", "XXXX-10"],
    "[today], [last year], [this week]": ["XXXX-XX-XX", "XXXX", "XXXX-WXX"],
    "[the third quarter], [last summer], [2019]": ["XXXX-Q3", "XXXX-SU", "2019"],
}
GOLDEN = [
    *(("date", *item) for item in DATES.items()),
    *(("time", *item) for item in CLOCKS.items()),
    *(("duration", *item) for item in LENGTHS.items()),
    *(("set", *item) for item in SETS.items()),
]


@pytest.mark.parametrize(("kind", "sentence", "values"), GOLDEN, ids=lambda one: str(one)[:40])
def test_times_mean_what_a_reader_takes_them_for(kind, sentence, values):
    found = read(sentence, kind)
    assert [one.value for one in found] == values
    assert all(one.how for one in found)


@pytest.mark.parametrize(("sentence", "values"), WITHOUT_A_DATE.items())
def test_without_a_date_of_publication_nothing_is_guessed(sentence, values):
    found = read(sentence, published=None)
    assert [one.value for one in found] == values
    assert all(one.anchor is None for one in found)
    assert all(one.how == MISSING for one in found if "X" in one.value)


TENSES = {  # form/lemma/tag/relation/head
    "Boards/board/NOUN/nsubj/1 met/meet/VERB/root/-1 Tuesday/tuesday/PROPN/obl/1": "2023-09-12",
    "It/it/PRON/nsubj/2 will/will/AUX/aux/2 meet/meet/VERB/root/-1 Tuesday/tuesday/PROPN/obl/2": (
        "2023-09-19"
    ),
    "It/it/PRON/nsubj/1 expires/expire/VERB/root/-1 Tuesday/tuesday/PROPN/obl/1": "2023-09-19",
    "They/they/PRON/nsubj/1 agreed/agree/VERB/root/-1 to/to/PART/mark/3 meet/meet/VERB/xcomp/1 "
    "Tuesday/tuesday/PROPN/obl/3": "2023-09-19",
    "It/it/PRON/nsubj/2 is/be/AUX/aux/2 expected/expect/VERB/root/-1 "
    "Tuesday/tuesday/PROPN/obl/2": "2023-09-19",
    "It/it/PRON/nsubj/2 had/have/AUX/aux/2 left/leave/VERB/root/-1 Tuesday/tuesday/PROPN/obl/2": (
        "2023-09-12"
    ),
    "She/she/PRON/nsubj/1 promised/promise/VERB/root/-1 word/word/NOUN/obj/1 by/by/ADP/case/4 "
    "Tuesday/tuesday/PROPN/obl/1": "2023-09-19",
    "She/she/PRON/nsubj/1 promised/promise/VERB/root/-1 word/word/NOUN/obj/1 on/on/ADP/case/4 "
    "Tuesday/tuesday/PROPN/obl/1": "2023-09-12",
    "It/it/PRON/nsubj/2 could/could/AUX/aux/2 rain/rain/VERB/root/-1 on/on/ADP/case/4 "
    "Tuesday/tuesday/PROPN/obl/2": "2023-09-19",
    "It/it/PRON/nsubj/3 could/could/AUX/aux/3 not/not/PART/advmod/3 sail/sail/VERB/root/-1 "
    "on/on/ADP/case/5 Tuesday/tuesday/PROPN/obl/3": "2023-09-12",
    "Smoke/smoke/NOUN/nsubj/3 could/could/AUX/aux/3 be/be/AUX/aux/3 seen/see/VERB/root/-1 "
    "on/on/ADP/case/5 Tuesday/tuesday/PROPN/obl/3": "2023-09-12",
    "She/she/PRON/nsubj/1 called/call/VERB/root/-1 for/for/ADP/case/3 rallies/rally/NOUN/obl/1 "
    "on/on/ADP/case/5 Tuesday/tuesday/PROPN/nmod/3": "2023-09-19",
    "She/she/PRON/nsubj/1 called/call/VERB/root/-1 the/the/DET/det/3 raid/raid/NOUN/obj/1 "
    "on/on/ADP/case/5 Tuesday/tuesday/PROPN/nmod/3": "2023-09-12",
}


@pytest.mark.parametrize(("sentence", "value"), TENSES.items())
def test_the_verb_decides_between_last_and_next_tuesday(sentence, value):
    found = read_last(sentence)
    assert found.value == value
    assert found.anchor == "published"


def test_what_must_be_by_a_day_is_ahead_however_near_the_last_one_was():
    found = read_last(
        "They/they/PRON/nsubj/2 must/must/AUX/aux/2 leave/leave/VERB/root/-1 by/by/ADP/case/4 "
        "Aug.30/aug.30/PROPN/obl/2"
    )
    assert found.value == "2024-08-30"


def test_what_was_going_on_may_be_done_by_a_month_to_come():
    found = read_last(
        "It/it/PRON/nsubj/2 was/be/AUX/aux/2 selling/sell/VERB/root/-1 it/it/PRON/obj/2 "
        "by/by/ADP/case/5 January/january/PROPN/obl/2"
    )
    assert found.value == "2024-01"


def test_the_date_of_a_dateline_is_no_day_that_a_later_hour_is_of():
    text, times = marked("OSLO, [Sept 13] - It sank [on Monday].\nIt sent a call at [10:40 p.m.]")
    *_, found = valued(text, flat(text), times, known())
    assert found.value == "2023-09-11T22:40"


def read_last(sentence, n=1):
    """Read the last words of a sentence with syntax as a date."""
    forms, lemmas, tags, relations, heads = zip(
        *(token.split("/") for token in sentence.split()), strict=True
    )
    text = " ".join(forms)
    words = replace(
        flat(text), lemmas=lemmas, tags=tags, relations=relations, heads=tuple(map(int, heads))
    )
    start = len(text) - len(" ".join(forms[-n:]))
    time = Time(span=Span(start=start, end=len(text)), kind="date", score=0.9)
    (found,) = valued(text, words, [time], known())
    return found


LOSS = "the/the/DET/det/{0} loss/loss/NOUN/obj/{1} in/in/ADP/case/{2} May/may/PROPN/nmod/{0}"
MONTHS = {  # May 2023 is more than three months gone, May 2024 farther off still
    "It/it/PRON/nsubj/1 opens/open/VERB/root/-1 in/in/ADP/case/3 May/may/PROPN/obl/1": (
        "2024-05",
        "by tense",
    ),
    "It/it/PRON/nsubj/1 follows/follow/VERB/root/-1 " + LOSS.format(3, 1, 5): (
        "2023-05",
        "nearest",
    ),
    "It/it/PRON/nsubj/1 followed/follow/VERB/root/-1 " + LOSS.format(3, 1, 5): (
        "2023-05",
        "by tense",
    ),
    "It/it/PRON/nsubj/2 will/will/AUX/aux/2 follow/follow/VERB/root/-1 " + LOSS.format(4, 2, 6): (
        "2024-05",
        "by tense",
    ),
    "It/it/PRON/nsubj/1 plans/plan/VERB/root/-1 " + LOSS.format(3, 1, 5): ("2024-05", "by tense"),
    "The/the/DET/det/1 loss/loss/NOUN/root/-1 in/in/ADP/case/3 May/may/PROPN/nmod/1": (
        "2023-05",
        "nearest",
    ),
}


@pytest.mark.parametrize(("sentence", "told"), MONTHS.items())
def test_a_present_tense_says_nothing_of_the_month_of_a_thing(sentence, told):
    value, how = told
    found = read_last(sentence)
    assert found.value == value
    assert how in found.how


@pytest.mark.parametrize(
    ("month", "day", "value"),
    [
        ("October", 30, "2022-10-30"),
        ("September", 20, "2023-09-20"),  # "was put off to", perhaps
        ("August", 30, "2023-08-30"),
    ],
)
def test_what_was_done_on_a_day_weeks_ahead_was_done_the_year_before(month, day, value):
    found = read_last(
        "It/it/PRON/nsubj/1 closed/close/VERB/root/-1 on/on/ADP/case/3"
        f" {month}/{month.lower()}/PROPN/obl/1 {day}/{day}/NUM/nummod/3",
        n=2,
    )
    assert found.value == value


IMPOSSIBLE = {
    "[31 February]": "there is no 31 February",
    "[30 February 2021]": "there is no 30 February 2021",
    "[29 February 2023]": "there is no 29 February 2023",
    "[the year 45000]": "a year far off: 45000",
    "[4,000 years ago]": "4000 years before the publication: outside the calendar",
    "[40/40/1999]": "there is no month 40",
    "[2011 to 2009]": "ends before it begins: 2011 to 2009",
    "Roe won in [2:04:12] on Sunday": "how long it took: hours, minutes and seconds",
    "[blue moon]": "no rule reads these words",
}


MATCH = "Osen won 3-1, a third win of the coach; its striker scored after half-time. "
OF_A_MATCH = {
    MATCH + "Roe left in [the second half]": "a part of the match",
    "Roe came back to the bench in [the second half].": "a part of the match",
    MATCH + "Roe is out for [this season]": "a season of the sport",
    "Roe threw with [3:08] left": "a time on the clock of a match",
}


def test_a_half_of_the_year_is_one_in_news_of_companies():
    (found,) = read("Sales fell in [the second half], the coach maker said.")
    assert found.value == "2023-H2"


@pytest.mark.parametrize(("sentence", "how"), (IMPOSSIBLE | OF_A_MATCH).items())
def test_what_cannot_be_has_no_value_and_a_reason(sentence, how):
    (found,) = read(sentence)
    assert found.value is None
    assert found.how == how


def test_then_is_the_time_named_before():
    first, second = read("open until [Nov. 30]; [then] it shuts")
    assert (second.value, second.anchor) == (first.value, first.span)


def test_there_is_no_such_hour():
    for sentence in ("at [25:00]", "at [13:75 p.m.]"):
        (found,) = read(sentence, "time")
        assert found.value is None
        assert found.how.startswith("there is no time")


def test_a_weekday_that_does_not_fit_is_said():
    (found,) = read("[Friday, September 12, 2023]")
    assert found.value == "2023-09-12"
    assert "it was a Tuesday" in found.how


def test_a_date_counted_from_another_names_it():
    first, second = read("Back on [12 May 2020], gone [the next day]")
    assert second.anchor == first.span


@pytest.mark.parametrize("clause", ["he left", "their move"])
def test_what_came_before_something_else_is_not_counted_from_the_date_above(clause):
    _, sunk = read(f"On [12 May 2020] it sank. [Three weeks] before {clause}")
    assert sunk.value == "P3W"
    assert sunk.anchor is None
    assert read("On [12 May 2020] it sank. [Two days] before, we left")[1].value == "2020-05-10"


@pytest.mark.parametrize(
    ("verb", "lead", "value"),
    [
        ("left/leave/VERB/root/-1", "", "2017"),
        ("leave/leave/VERB/root/-1", "", "2024"),
        ("left/leave/VERB/root/-1", "Over/over/ADP/case/4 ", "2024"),
    ],
)
def test_the_next_year_of_what_has_been_is_that_after_the_one_named(verb, lead, value):
    told = (
        f"{lead}the/the/DET/det/2 next/next/ADJ/amod/3 year/year/NOUN/obl/6 they/they/PRON/nsubj/6"
    )
    rows = [
        one.split("/") for one in f"In/in/ADP/case/1 2016/2016/NUM/root/-1 {told} {verb}".split()
    ]
    forms, lemmas, tags, relations, heads = zip(*rows, strict=True)
    text = " ".join(forms)
    root = next(str(i) for i, row in enumerate(rows) if row[1] == "leave")
    words = replace(
        flat(text),
        lemmas=lemmas,
        tags=tags,
        relations=relations,
        heads=tuple(int(root if head == "6" else head) for head in heads),
    )
    times = [
        Time(span=Span(start=text.index(one), end=text.index(one) + len(one)), kind="date", score=1)
        for one in ("2016", "the next year")
    ]
    assert valued(text, words, times, known())[1].value == value


def test_what_the_model_cut_off_is_read_all_the_same():
    assert read("born on [May 4,] 1955, she")[0].value == "1955-05-04"
    assert read("at [08:30] UTC on", "time")[0].value.endswith("T08:30Z")
    assert read("on [November 3—]nine days before")[0].value == "2023-11-03"
    assert read("for [two] to six days", "duration")[0].value == "P2D"
    assert read("in [May 4], 1955 people", published="2023-01-01")[0].value == "1955-05-04"


def test_ten_thousand_times_are_read_in_order():
    text, times = marked("[Tuesday] and [noon] and [the next day] and [31 June], " * 2_500)
    found = valued(text, flat(text), times, known())
    assert [one.span for one in found] == [one.span for one in times]
    assert found[-1].how == "there is no 31 June"


# --- the stage


def fact(value):
    return Found(value=value, how="test", where=Where(layer="markup", path="meta"))


def test_the_last_update_stands_in_for_a_missing_publication(article):
    article = replace(article, published=None, updated=fact("2023-09-13T10:00"))
    assert known_of(article).fact == "updated"


def test_a_publication_after_the_capture_is_not_counted_from(article):
    article = replace(
        article, published=fact("2031-01-01"), updated=None, captured=fact("2024-12-19")
    )
    assert known_of(article).published is None
    assert known_of(article).missing == (
        "the date of publication (2031-01-01) is after the capture (2024-12-19)"
    )


def test_a_date_that_is_none_is_named(article):
    article = replace(article, published=fact("2023-13-45"), updated=None, captured=None)
    assert known_of(article).missing == "the date of publication cannot be read: 2023-13-45"


def test_the_stage_changes_nothing_but_the_times(article):
    reading = make_reading(article)
    told = with_values(article, reading)
    assert replace(told, times=reading.times) == reading
    assert [one.span for one in told.times] == [one.span for one in reading.times]
    assert all(one.how for one in told.times)


@pytest.mark.parametrize("day", ["Sunday", "this Sunday", "last Sunday"])
def test_a_weekday_in_front_of_its_date_is_that_day(article, day):
    text, times = marked(f"In [{day}], [Nov. 10, 2019], she left on [this Sunday]")
    ferry, article = article, replace(article, text=text, published=fact("2019-11-20"))
    reading = replace(make_reading(ferry), times=times, words=flat(text))
    assert [one.value for one in with_values(article, reading).times] == [
        "2019-11-10",
        "2019-11-10",
        "2019-11-24",
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "told"),
    [
        ("She told the [Sunday] Post that it fell", "Sunday Post", []),
        ("She told Harbour [TODAY] that it fell", "Harbour TODAY", []),
        ("She told Harbour [today] that it fell", "Harbour today", ["today"]),
        ("She told the Post [Sunday] that it fell", "Post Sunday", ["Sunday"]),
        ("On [Sunday] Harbour Council fell", "Sunday Harbour Council", ["Sunday"]),
    ],
)
def test_a_day_in_the_name_of_a_body_is_no_time(article, sentence, name, told):
    text, times = marked(sentence)
    span = Span(start=text.index(name), end=text.index(name) + len(name))
    reading = replace(
        make_reading(article),
        times=times,
        words=flat(text),
        mentions=(Mention(span=span, kind="organisation", score=0.9),),
    )
    found = with_times(replace(article, text=text), reading).times
    assert [text[one.span.start : one.span.end] for one in found] == told


def test_a_month_in_the_name_of_a_thing_is_no_time(article):
    text, times = marked("A Long [March] rocket rose in [March]")
    named = Mention(span=Span(start=2, end=12), kind="other", score=0.9)
    reading = replace(make_reading(article), times=times, words=flat(text), mentions=(named,))
    found = with_times(replace(article, text=text), reading).times
    assert [one.span for one in found] == [times[1].span]


@pytest.mark.parametrize("found", ["New Year", "New Year’s"])
def test_the_eve_of_a_holiday_is_a_day_and_no_place(article, found):
    text = "The quay will be shut on New Year’s Eve in Hull"
    span, hull = Span(start=25, end=25 + len(found)), Span(start=43, end=47)
    names = [Mention(span=one, kind="place", score=0.9) for one in (span, hull)]
    reading = replace(
        make_reading(article),
        times=(Time(span=span, kind="date", score=0.9),),
        words=flat(text),
        mentions=tuple(names),
    )
    told = with_times(replace(article, text=text, published=fact("2024-12-20")), reading)
    assert [one.value for one in told.times] == ["2024-12-31"]
    assert [one.kind for one in told.mentions] == ["other", "place"]


# --- properties

DAYS = st.dates()
GRAINS = st.sampled_from([*MONTHS_OF, *DAYS_OF])
WORDS = """last next this the of to from since Tuesday Monday's March Sept. May 31 30th 2 1999
    45000 '96 quarter third half second year years weeks decade century nineties 1980s ago earlier
    later before after noon midnight p.m. 10:35 (2100 GMT) +8 EST summer weekend Christmas Easter a
    an several few and ½ 1/2 twenty-five hundred million 0 00 99/99/99 2023-02-30 early mid- end
    every daily ² ٣ İ – , . ' BC Q5 night morning day days hour minute 999999999999 first hours aged
    old week from quarter's 1998-99 2.5 dozen period half-year o'clock 5 \u2028"""
PIECES = st.sampled_from(WORDS.split())
PHRASES = st.lists(PIECES, min_size=1, max_size=7).map(" ".join)
KINDS = st.sampled_from(["date", "time", "duration", "set"])


@light
@given(st.lists(st.tuples(PHRASES, KINDS), min_size=1, max_size=5), st.none() | DAYS)
def test_no_words_make_it_raise_and_every_time_has_a_reason(phrases, day):
    text, times = "", []
    for phrase, kind in phrases:
        times.append(
            Time(span=Span(start=len(text), end=len(text) + len(phrase)), kind=kind, score=0.5)
        )
        text += phrase + " , "
    found = valued(text, flat(text), times, known(day and day.isoformat()))
    assert [one.span for one in found] == [one.span for one in times]
    for one, asked in zip(found, times, strict=True):  # "two years later" is a date
        is_counted = one.kind == "date" and asked.kind == "duration" and one.anchor is not None
        assert one.kind == asked.kind or is_counted
    assert all(one.how for one in found)
    assert all(one.value is None or one.value.isascii() for one in found)
    spans = {one.span for one in times}
    assert all(one.anchor in (None, "published") or one.anchor in spans for one in found)


@light
@given(st.text(min_size=1, max_size=300), KINDS)
def test_any_text_can_be_a_time(text, kind):
    time = Time(span=Span(start=0, end=len(text)), kind=kind, score=0.5)
    (found,) = valued(text, flat(text), [time], known())
    assert found.how


@light
@given(DAYS)
def test_a_date_in_full_means_that_day_in_any_form(day):
    year = f"{day.year:04}"
    forms = [day.isoformat(), f"{day:%B} {day.day}, {year}", f"{day.day} {day:%B} {year}"]
    for form in forms:
        assert read(f"[{form}]")[0].value == day.isoformat()


@light
@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_within_a_week_of_the_publication(day, number):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number]
    (found,) = read(f"[{name}]", published=day.isoformat())
    if found.value is not None:
        meant = date.fromisoformat(found.value)
        assert meant.weekday() == number
        assert timedelta() <= day - meant < timedelta(days=7)


@light
@given(DAYS, GRAINS, st.integers(-500, 500))
def test_moving_there_and_back_changes_nothing(day, grain, n):
    point = point_at(grain, day)
    there = moved(point, n)
    if there is not None:
        assert moved(there, -n) == point
        assert (n < 0) == (there.first < point.first)


@light
@given(DAYS, GRAINS)
def test_a_stretch_of_the_calendar_holds_its_day(day, grain):
    assume(day.year > 1)  # the winter of its first January begins before the calendar does
    point = point_at(grain, day)
    assert point.first <= day <= end_of(point)
    assert written(point)


@light
@given(PHRASES)
def test_one_form_stays_as_it_is(phrase):
    once = canonical(phrase).words
    assert isinstance(once, str)
    assert not once.startswith("the ")


def test_easter_is_a_sunday_of_spring():
    assert easter(2024) == date(2024, 3, 31)
    assert all(easter(year).weekday() == 6 for year in range(1600, 2400))


def test_points_are_written_as_timex_values():
    assert written(Point("week", date(1998, 1, 26))) == "1998-W05"
    assert written(point_at("season", date(1998, 1, 26))) == "1997-WI"
    assert written(point_at("half", date(1998, 7, 1))) == "1998-H2"


@pytest.mark.parametrize(
    ("text", "spans", "kinds"),
    [
        ("tested every six hours at dawn", ["every", "six hours"], ("set", "duration")),
        ("tested every six hours", [], ()),
        ("each two weeks", ["each"], ("set",)),
    ],
)
def test_what_comes_again_is_one_time_with_its_number(text, spans, kinds):
    times = [
        Time(span=Span(start=text.index(one), end=text.index(one) + len(one)), kind=kind, score=0.9)
        for one, kind in zip(spans, kinds, strict=True)
    ]
    (first, *_) = with_spotted(text, times)
    assert text[first.span.start : first.span.end] in ("every six hours", "each two weeks")
    assert first.kind == "set"


def test_a_fortnight_is_a_length_that_its_words_give_away():
    text = "closed for a fortnight in May"
    (first, *_) = with_spotted(
        text, [Time(span=Span(start=11, end=12), kind="duration", score=0.9)]
    )
    assert text[first.span.start : first.span.end] == "a fortnight"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OSLO, Sept 3 (Fjord Wire) - Two died", "Sept 3"),
        ("(OSLO, June 19, 2025) – Two died", "June 19, 2025"),
        ("OSLO, Feb. 21 -- Two died", "Feb. 21"),
        ("It began in November 1986 when", "November 1986"),
        ("They met in the spring of 2020 in Oslo", "the spring of 2020"),
        ("It was shut in late 2018", "late 2018"),
        ("It runs until the end of 2025.", "the end of 2025"),
        ("In March 20 men died", None),
        ("Mark 3 rows", None),
    ],
)
def test_a_date_of_a_dateline_is_found_by_its_words(text, words):
    found = [text[one.span.start : one.span.end] for one in with_spotted(text, [])]
    assert words in found if words else not any("20" in one or "3" in one for one in found)


@pytest.mark.parametrize(
    ("text", "is_year"),
    [
        ("about 2000 pages of records", False),
        ("more than 1900 soldiers", False),
        ("some 1500 people", False),
        ("about 2000 press reports", True),
        ("the 2016 polls", True),
        ("in about 2000, clerks", True),
    ],
)
def test_so_many_of_something_are_no_year(text, is_year):
    start = next(i for i, one in enumerate(text) if one.isdigit())
    year = Time(span=Span(start=start, end=start + 4), kind="date", score=0.9)
    assert (year in with_spotted(text, [year])) == is_year


def test_the_year_of_a_title_is_no_time():
    text = "The Hero of the Year left last year"
    spans = [Span(start=12, end=20), Span(start=26, end=35)]
    found = with_spotted(text, [Time(span=one, kind="date", score=0.9) for one in spans])
    assert [one.span for one in found] == spans[1:]


def test_a_part_of_the_day_that_a_broadcast_is_called_by_is_no_time():
    text = "He told the Today programme today"
    spans = [Span(start=12, end=17), Span(start=28, end=33)]
    found = with_spotted(text, [Time(span=one, kind="date", score=0.9) for one in spans])
    assert [one.span for one in found] == spans[1:]


def test_an_explainer_that_was_kept_up_is_as_of_its_last_change():
    text = "Denmark joined in April 2023, and Norway left in August 2025. The port opened in May."
    first, last = (
        Found(value=value, how="test", where=Where(layer="markup", span=None, path="time"))
        for value in ("2012-05-10", "2026-04-24")
    )
    article = replace(make_article(), text=text, published=first, updated=last)
    assert known_of(article).fact == "updated"
    assert article.written is last
    old = replace(article, text="Denmark joined in April 2011. The port opened in May.")
    assert (known_of(old).fact, old.written) == ("published", first)
