"""Figures over time: numbers in a text, what they count, and who said how many when."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.claims.numerals import numerals
from onrecord.link.claims.senses import term_of
from onrecord.link.claims.series import series_of
from onrecord.record import Place, Span
from test_claims import STORIES, told


def numbers(text):
    return [(one.low, one.high, one.modifier, one.unit, one.fate) for one in numerals(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two people were killed.", (2, 2, None, None, "die")),
        ("At least 12 soldiers died.", (12, 12, "at least", None, "die")),
        ("Between 12,000 and 15,000 people marched.", (12000, 15000, "between", None, "march")),
        ("The fee was $1.2 million.", (1.2e6, 1.2e6, None, "$", None)),
        ("Prices rose by 3.5 percent.", (3.5, 3.5, None, "%", None)),
        ("Twenty-five ships sank.", (25, 25, None, None, None)),
        ("Three hundred and twelve people fled.", (312, 312, None, None, "displace")),
        ("Dozens of people were hurt.", (None, None, None, None, "hurt")),
        ("The strike lasted four days.", (4, 4, None, "day", None)),
    ],
)
def test_a_number_with_its_modifier_unit_and_fate(text, found):
    assert numbers(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "It fell in 2019.",
        "The 19-year-old fled.",
        "Jane Roe, 24, said so.",
        "One of them left.",
        "Flight 312 was late.",
        "It was ten past four.",
        "The law of 12 March passed.",
    ],
)
def test_what_counts_nothing_is_no_number(text):
    assert numbers(text) == []


def test_each_number_of_a_sentence_has_its_own_fate():
    found = numerals("Two people were killed and three injured.")
    assert [one.fate for one in found] == ["die", "hurt"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The number of bags burned has risen to 34.", ("bag", "burn")),
        ("The spoiled ballots number 1,094, she said.", ("ballot",)),
        ("By 214 votes Esi Tawiah has taken the seat.", ("vote",)),
    ],
)
def test_what_is_counted_may_stand_before_the_number(text, counted):
    (found,) = numerals(text)
    assert found.counted[: len(counted)] == tuple(map(term_of, counted))


@given(st.text(alphabet="0123456789 .,%$€-–andtwofiveofmillionhundred", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_numbers_in_order_that_do_not_overlap(text):
    found = numerals(text)
    assert all(x.span.end <= y.span.start for x, y in pairwise(found))
    assert all(one.span.end <= len(text) for one in found)


def toll(name, who, words, published):
    return told(name, [(who, "says", words)], published)


def test_a_toll_is_one_series_with_who_said_how_many_when():
    records = [
        toll("a", "Ann Roe", "Two people were killed on the bridge", "2025-03-12"),
        toll("b", "Ann Roe", "At least five people were killed on the bridge", "2025-03-13"),
        toll("c", "Ida Kolb", "Nine people were killed on the bridge", "2025-03-13"),
        toll("d", "Ann Roe", "Seven people were injured on the bridge", "2025-03-13"),
    ]
    found = [one for one in series_of(reversed(records)) if len(one.points) > 1]
    (series,) = found
    assert [(p.low, p.by, p.kind) for p in series.points] == [
        (2.0, "Ann Roe", "first"),
        (5.0, "Ann Roe", "newer"),
        (9.0, "Ida Kolb", "rival"),
    ]


def test_who_tells_of_a_demand_gives_its_number():
    record = told("a", [("Ida Kolb", "says", "The kidnappers want five million dollars")])
    (said,) = record.reading.statements
    inner = replace(said, id="s2", manner="asks", speaker_name="The kidnappers")
    nested = replace(record, reading=replace(record.reading, statements=(said, inner)))
    (series,) = series_of([nested])
    assert [point.by for point in series.points] == ["Ida Kolb"]


@given(st.permutations(range(5)), st.sampled_from(STORIES))
@settings(max_examples=8, deadline=None)
def test_series_do_not_depend_on_order(order, story):
    assert series_of([story[i] for i in order]) == series_of(story)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It paid 1.9 million crowns. The union put it at 2.3 million.", ["crown", "crown"]),
        ("The price was 900 francs. Buyers speak of 1,050.", ["franc", "franc"]),
        (
            "The cost is 210 million crowns, while two members spoke of 260 million.",
            ["crown", None, "crown"],
        ),
        ("The fine was 9,000 francs. Police counted 12.", ["franc", None]),
        ("It lasted four weeks. Roe was told six.", ["week", None]),
    ],
)
def test_a_number_that_stands_alone_is_measured_as_one_of_its_size_before(text, units):
    assert [one.unit for one in numerals(text)] == units


def test_whose_families_they_are_is_not_what_became_of_those_counted():
    found = numerals("In all 11 people died. Families of the missing say it was fourteen.")
    assert [one.fate for one in found] == ["die", "die"]
    found = numerals("The number of the dead is 14.")
    assert [one.fate for one in found] == ["die"]


@pytest.mark.parametrize(("fewer", "rivals"), [("about 200", [[340, 200]]), ("9", [])])
def test_a_number_that_answers_the_one_before_is_its_rival(fewer, rivals):
    one = told("t", [("Jane Roe", "says", "340 boats land"), ("Police", "says", f"it is {fewer}")])
    found = [[point.low for point in of.points] for of in series_of([one])]
    assert [numbers for numbers in found if len(numbers) > 1] == rivals


def placed(record, *names):
    text = record.article.text
    places = tuple(
        Place(
            span=Span(start=text.index(name), end=text.index(name) + len(name)),
            name=name,
            geoname_id=None,
            lat=None,
            lon=None,
            country=None,
            feature=None,
            radius_km=None,
            use="literal",
            how="by hand",
            reason=None,
            score=0.9,
        )
        for name in names
    )
    return replace(record, reading=replace(record.reading, places=places))


def test_numbers_for_two_places_are_no_rivals():
    lines = [
        ("Jane Roe", "says", "Troops downed 10 rockets over Osen"),
        ("Ida Kolb", "says", "Troops downed four rockets over {}"),
    ]
    for where, n_series in (("Osen", 1), ("Vega", 2)):
        here = [(who, how, words.format(where)) for who, how, words in lines]
        record = placed(told("a", here), *dict.fromkeys(("Osen", where)))
        if where == "Osen":
            second = record.reading.places[0]
            at = record.article.text.rindex("Osen")
            again = replace(second, span=Span(start=at, end=at + len("Osen")))
            record = replace(record, reading=replace(record.reading, places=(second, again)))
        assert len(series_of([record])) == n_series
