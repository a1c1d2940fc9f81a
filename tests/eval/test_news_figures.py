"""How series are counted that are told of news of others."""

from itertools import repeat

from eval import gold
from eval.news_figures import CountedText, count_series
from onrecord.record import Point, Series, Span

TEXT = "It held 40 boats. All 40 boats sank in 12 hours, and 12 crews and 9 or 10 guests got off."


def at(words, within):
    start = TEXT.index(within) + within.index(words)
    return Span(start=start, end=start + len(words))


FIRST, AGAIN = at("40", "held 40"), at("40", "All 40")
HOURS, CREWS, GUESTS = at("12", "12 hours"), at("12", "12 crews"), at("9", "9 or")
STORY = CountedText(
    article=gold.article_of("boats", TEXT, repeat("paragraph")),
    groups=(frozenset((FIRST, AGAIN)),),
    unclear=(frozenset((CREWS, GUESTS)),),
)


def series(*spans):
    points = tuple(
        Point(
            article_id="a", span=span, low=1.0, high=1.0, modifier=None, unit=None, by=None,
            said=None, when=None, kind="first",
        )
        for span in spans
    )  # fmt: skip
    return Series(of="boats", points=points)


def test_a_series_is_right_where_all_its_numbers_are_of_one_quantity():
    assert count_series(STORY, [series(FIRST, AGAIN)]) == (1, 1, 1)
    assert count_series(STORY, [series(FIRST, AGAIN, HOURS)]) == (0, 1, 1)
    assert count_series(STORY, [series(FIRST, HOURS)]) == (0, 1, 1)


def test_a_number_alone_and_what_is_unclear_count_nowhere():
    assert count_series(STORY, [series(FIRST), series(CREWS, GUESTS)]) == (0, 0, 1)
    assert count_series(STORY, [series(HOURS, CREWS)]) == (0, 0, 1)
