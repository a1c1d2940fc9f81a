"""Figures over time: numbers in a text, what they count, and who said how many when."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.claims import claiming
from onrecord.link.claims.claiming import claims_of
from onrecord.link.claims.numbers.counting import counted_of
from onrecord.link.claims.numbers.numerals import numerals
from onrecord.link.claims.numbers.series import agree, series_of
from onrecord.link.claims.shipped import KINDS
from onrecord.link.claims.terms.senses import term_of
from onrecord.record import Place, Record, Relation, Span, StatementRef, Told
from tests.link.claims.test_claims import STORIES, told
from tests.support.library_judges import HEARD
from tests.support.link_actors import actor, article, reading, spans


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
        "The Laguna Queen 2 sank off Romblon.",
        "Her 401(k) was empty.",
    ],
)
def test_what_counts_nothing_is_no_number(text):
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Gao 12 died.", 12),
        ("On Tuesday 12 people fell ill.", 12),
        ("The agency told Harbour Wire 14 were missing.", 14),
        ("Divers on the Laguna Queen 2 found 14 bodies.", 14),
    ],
)
def test_a_number_behind_a_name_counts_where_somebody_is_counted(text, found):
    assert [one.low for one in numerals(text)] == [found]


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("Norrbygg had 8 cranes last March.", None),
        ("It began March with 8 cranes.", None),
        ("The March for Water drew 12,000 people.", "march"),
        ("Some 12,000 people took part in the march.", "march"),
    ],
)
def test_nobody_marches_in_march(text, fate):
    assert [one.fate for one in numerals(text)] == [fate]


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


@pytest.mark.parametrize(
    ("vague", "number", "is_one"),
    [
        ("Dozens of pupils fell ill.", "30 pupils fell ill.", True),
        ("The pump failed on several occasions.", "The pump failed on six occasions.", True),
        ("Tens of thousands of people marched.", "45,000 people marched.", True),
        ("Hundreds of pupils fell ill.", "12 pupils fell ill.", False),
        ("Several pupils fell ill.", "300 pupils fell ill.", False),
    ],
)
def test_a_vague_number_is_no_other_than_one_that_it_may_be(vague, number, is_one):
    one, other = numerals(vague)[0], numerals(number)[0]
    assert agree(one, other) == agree(other, one) == is_one


@given(st.text(alphabet="0123456789 .,%$€-–andtwofiveofmillionhundred", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_numbers_in_order_that_do_not_overlap(text):
    found = numerals(text)
    assert all(x.span.end <= y.span.start for x, y in pairwise(found))
    assert all(one.span.end <= len(text) for one in found)


def toll(name, who, words, published):
    return told(name, [(who, "says", words)], published)


def test_a_mark_that_stands_alone_behind_what_is_counted_is_no_word_of_it():
    record = told("a", [("Ole Harms", "says", "12 trams ’ Oslo stood in the depot")])
    assert [one.words for one in counted_of(record)] == ["trams"]


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


def numbered(name, lines, published="2025-03-12", **more):
    """Make an article of lines, the first its headline; nobody says anything in it."""
    made = article(name, "\n".join(lines), published)
    return Record(article=made, reading=reading(made, **more))


def counted_in(text):
    record = told("a", [("Jane Roe", "says", text)])
    return [one.number.low for one in counted_of(record)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The 2016 campaign cost the party 40 seats.", [40]),
        ("The union has 2016 members.", [2016]),
        ("After 9/11 fears grew and 300 guards were hired.", [300]),
        ("Post 681365594273267717 names 12 villages.", [12]),
        ("Nearly six in 10 voters backed the 3 motions.", [3]),
        ("The 12 recruits, ages 18 to 35, slept in two tents.", [12, 2]),
        ("She asked 300 voters between the ages of 18 and 29.", [300]),
        ("He had dreamed of it since he was five, in 12 towns.", [12]),
        ("A boy of 17 was charged over 11 shots.", [11]),
    ],
)
def test_years_posts_and_what_shares_are_of_count_nothing(text, found):
    assert [low for low in counted_in(text) if low is not None] == found


def test_one_and_one_are_two_unless_somebody_came_to_harm():
    lines = ["One voter asked about the dam in Hull.", "One voter asked about the dam in Cork."]
    record = told("a", [("Jane Roe", "says", line) for line in lines])
    assert all(len(one.points) == 1 for one in series_of([record]))
    lines = ["One guard was killed at the dam in Hull.", "One guard was killed at the dam there."]
    record = told("a", [("Jane Roe", "says", line) for line in lines])
    assert any(len(one.points) == 2 for one in series_of([record]))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The party won six of the 13 seats.", ["seat", "seat"]),
        ("It won six out of 13 seats.", ["seat", "seat"]),
        ("Two of its drivers stood still.", ["driver"]),
        ("2,300 of the mill's 2,800 weavers walked out.", ["weaver", "weaver"]),
    ],
)
def test_a_number_out_of_another_counts_what_that_does(text, counted):
    assert [one.head for one in numerals(text)] == counted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Nine sailors, not eleven, drowned.", [(9, "die", False), (11, "die", True)]),
        ("Nine sailors drowned rather than eleven.", [(9, "die", False), (11, "die", True)]),
        ("Nine, not eleven, sailors were hurt.", [(9, "hurt", False), (11, "hurt", True)]),
        ("Nine sailors drowned, not all of the eleven.", [(9, "die", False), (11, "die", False)]),
    ],
)
def test_a_number_that_is_said_not_to_be_so_counts_the_same(text, values):
    assert [(one.low, one.fate, one.is_instead) for one in numerals(text)] == values


def test_a_number_and_what_it_is_said_to_be_instead_are_one_quantity():
    one = told("a", [("Ida Kolb", "says", "Nine sailors, not eleven, drowned off Turku")])
    (series,) = series_of([one])
    assert [point.low for point in series.points] == [9, 11]


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("The bodies of two divers were recovered.", "die"),
        ("Six climbers are still being looked for.", "missing"),
        ("Six climbers have not been found.", "missing"),
        ("That of the injured stands at 61.", "hurt"),
    ],
)
def test_what_became_of_those_counted_is_said_in_many_ways(text, fate):
    assert [one.fate for one in numerals(text)] == [fate]


def test_what_is_old_is_measured_in_years_and_who_is_old_is_not():
    assert numbers("The canoe is 4,000 years old.") == [(4000, 4000, None, "year", None)]
    assert numbers("The mayor is 40 years old.") == []


def test_a_number_of_a_headline_counts_what_it_does_below():
    one = numbered("a", ["Toll in Turku climbs to 12", "Twelve sailors drowned off Turku."])
    (series,) = series_of([one])
    assert [point.low for point in series.points] == [12, 12]


@pytest.mark.parametrize(
    ("line", "word", "found"),
    [
        ("The number of dead rose to nine on Friday.", "nine", [9]),
        ("Police spoke of nine dead sailors.", "nine", [9]),
        ("The dead sailors left the port at nine.", "nine", []),
    ],
)
def test_a_number_that_looks_like_an_hour_counts_where_it_rises(line, word, found):
    one = numbered("a", ["News", line], days=[(word, "2025-03-12T09:00")])
    assert [number.number.low for number in counted_of(one)] == found


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ("Nine of the dead were Finns", False),
        ("Forty sailors died in 2019", False),
        ("Nine sailors died off Turku in a similar storm", False),
        ("In a separate accident on Friday, nine sailors died", False),
        ("Nine sailors died off Turku, not as a previous count had it", True),
        ("Nine sailors died off Turku", True),
    ],
)
def test_a_part_and_what_was_years_ago_are_other_quantities(other, together):
    one = told("a", [("Ida Kolb", "says", "Eleven sailors died off Turku")])
    two = told("b", [("Ida Kolb", "says", other)], "2025-03-13")
    if "2019" in other:
        times = reading(two.article, days=[("2019", "2019")]).times
        two = replace(two, reading=replace(two.reading, times=times))
    assert any(len(series.points) > 1 for series in series_of([one, two])) is together


@pytest.mark.parametrize(
    ("years", "together"), [("2016/2018", False), ("2010/2015", True), ("2015/2018", True)]
)
def test_numbers_of_years_apart_are_other_quantities(years, together):
    made = []
    for name, who, number, span in (
        ("a", "Ida Kolb", "Eleven", "2010/2015"),
        ("b", "Jane Roe", "Nine", years),
    ):
        one = told(name, [(who, "says", f"{number} sailors died off Turku then")])
        times = reading(one.article, days=[("then", span)]).times
        made.append(replace(one, reading=replace(one.reading, times=times)))
    assert any(len(series.points) > 1 for series in series_of(made)) is together


@pytest.mark.parametrize(("elsewhere", "together"), [("in Vaasa", False), ("on board", True)])
def test_a_number_of_another_place_than_the_story_is_another_quantity(elsewhere, together):
    opening = ["Pupils ill in Turku", "Turku is worried."]
    lines = [*opening, "At a school 73 pupils fell ill."]
    more = [*opening, f"At a school {elsewhere} 60 pupils fell ill."]
    records = [
        numbered(name, line, places=[("Turku", 1), ("Vaasa", 2)])
        for name, line in (("a", lines), ("b", more))
    ]
    assert any(len(series.points) > 1 for series in series_of(records)) is together


def passed(one, **more):
    (said,) = one.reading.statements
    return replace(one, reading=replace(one.reading, statements=(replace(said, **more),)))


@pytest.mark.parametrize(
    ("cue", "more", "by"),
    [
        ("said", {"manner": "asks"}, "Jane Roe"),
        ("said", {"grade": "data"}, "Jane Roe"),
        ("seen", {"grade": "data"}, "Ida Kolb"),
        ("said", {}, "Ida Kolb"),
    ],
)
def test_who_passes_on_a_demand_or_a_paper_gives_its_number(cue, more, by):
    one = told("a", [("Ida Kolb", "says", f"{cue} Forty trams stand still")])
    via = Told(actor=None, name="Jane Roe", source=(), cue=spans(one.article.text, cue)[0])
    (counted,) = counted_of(passed(one, via=(via,), **more))
    assert counted.speaker == by


@pytest.mark.parametrize(
    ("line", "number", "by"),
    [
        ("Forty trams stood still, the depot said; in the morning Ida Kolb had spoken of 12.", 12,
         "Ida Kolb"),
        ("Two drivers said so.", 2, None),
    ],
)  # fmt: skip
def test_who_counts_right_before_a_number_gives_it(line, number, by):
    made = article("a", f"News\n{line}", "2025-03-12")
    text = made.text
    (said,) = told("b", [("the depot", "says", "x")]).reading.statements
    who = "the depot" if "depot" in line else "Two drivers"
    said = replace(said, content=(), cue=spans(text, "said")[0], source=spans(text, who))
    said = replace(said, speaker_name=who)
    both = replace(reading(made, [actor(1, text, "Ida Kolb")]), statements=(said,))
    found = {c.number.low: c.speaker for c in counted_of(Record(article=made, reading=both))}
    assert found[number] == by


@pytest.mark.parametrize(
    ("text", "fates"),
    [
        ("The store held 300 bags in June.", [None]),
        ("Eleven sailors, among them two boys, drowned.", ["die", "die"]),
        ("Forty households were entitled, nine having moved away.", [None, "evacuate"]),
        ("The gathering was no larger than 2,000.", ["march"]),
    ],
)
def test_what_befell_others_befell_not_those_counted(text, fates):
    assert [one.fate for one in numerals(text)] == fates


@pytest.mark.parametrize(
    ("line", "days", "name"),
    [
        ("Eleven of its sailors left the port.", [], "sailors"),
        ("Four customs officers sat in the hall.", [], "customs officers"),
        (
            "The wind near Pori reached on Sunday evening 90 km.",
            ["Sunday evening"],
            "wind Pori reached",
        ),
    ],
)
def test_a_quantity_is_named_by_what_is_counted_not_when(line, days, name):
    one = numbered("a", ["News", line], days=[(day, "2025-03-12") for day in days])
    assert [series.of for series in series_of([one])] == [name]


@pytest.mark.parametrize(("kind", "together"), [("other figure", True), ("supports", False)])
def test_numbers_of_which_a_statement_gives_another_are_of_one_quantity(kind, together):
    one = told("a", [("Ida Kolb", "says", "Nine crates of oranges had come in from Vaasa")])
    two = told(
        "b", [("Ann Roe", "says", "The customs stamped eleven parcels of tea")], "2025-03-13"
    )
    ends = [
        StatementRef(article_id=record.article.id, statement=record.reading.statements[0].id)
        for record in (two, one)
    ]
    relation = Relation(one=ends[0], other=ends[1], kind=kind, reason="", rewording=None, score=0.9)
    assert all(len(series.points) == 1 for series in series_of([one, two]))
    found = series_of([one, two], relations=[relation])
    assert [point.low for point in found[0].points] == ([9, 11] if together else [9])


@pytest.mark.parametrize(
    ("manner", "words", "kinds"),
    [
        ("says", "Seven sailors drowned off Turku", ["other figure"]),
        ("says", "Four sailors drowned off Turku", []),
        ("denies", "Seven sailors drowned off Turku", []),
    ],
)
def test_another_number_of_one_quantity_is_told_where_a_judge_says_nothing(manner, words, kinds):
    story = [
        told("a", [("Ida Kolb", "says", "Four sailors drowned off Turku")]),
        told("b", [("Ann Roe", manner, words)], "2025-03-13"),
    ]
    row = np.log([0.9 if kind == "unrelated" else 0.02 for kind in KINDS])
    found = claims_of(story, weights=HEARD, judge=lambda pairs: [row] * len(pairs))
    assert [one.kind for one in found.relations] == kinds
    assert all("seven sailors against four sailors" in one.reason for one in found.relations)


@pytest.mark.parametrize("n", [1, 5, 200])
def test_a_long_series_is_compared_with_what_is_near_in_it_alone(n):
    pairs = list(claiming._near_each_other(list(range(n))))
    assert len(pairs) == len(set(pairs)) <= n * claiming._NUMBERS_BEFORE
    assert all(earlier < later for earlier, later in pairs)
    assert n == 200 or len(pairs) == n * (n - 1) // 2


def test_what_rises_from_one_number_to_another_is_said_of_both():
    one, other = numerals("The price of a sack rose from 10 to 20 euros last week.")
    assert {"price", "sack"} <= one.around & other.around


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("There were 12 weavers in May and 900 on Thursday.", "900"),
        ("There were 900 weavers on strike.", "900 weavers"),
    ],
)
def test_what_is_counted_ends_before_where_and_when(text, said):
    *_, one = counted_of(told("a", [("Jane Roe", "says", text)]))
    assert one.said == said
