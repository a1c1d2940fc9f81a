"""Names: whole ones, and of one kind wherever a text has them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.labels import NAME_KINDS, TAGS
from onrecord.reading.names import (
    alike,
    countries_as_places,
    decode_names,
    seats_as_places,
    sites_as_places,
    teams_as_organisations,
    whole,
    with_institutions,
    with_nicknames,
    with_tied,
    without_designs,
    without_parties,
)
from onrecord.reading.spans import WordSpan, decode_spans
from tests.reading.test_decoders import NO_BORDERS, make_scores, mark

PERSON, ORGANISATION, PLACE, OTHER = (
    NAME_KINDS.index(kind) for kind in ("person", "organisation", "place", "other")
)


def of(*spans, score=0.9):
    return [WordSpan(*span, score) for span in spans]


def test_hyphens_and_a_small_word_between_make_one_name():
    words = ["his", "Mar", "-", "a", "-", "Lago", "resort"]
    names = [WordSpan(1, 2, ORGANISATION, 0.7), WordSpan(5, 6, PLACE, 0.8)]
    assert whole(names, words, NO_BORDERS) == [WordSpan(1, 6, PLACE, 0.8)]
    names[0] = names[0]._replace(last=4)
    assert whole(names, words, NO_BORDERS) == [WordSpan(1, 6, PLACE, 0.8)]


def test_two_nations_with_a_hyphen_are_two_names():
    words = ["Velkan", "-", "Tarsk", "talks"]
    names = of((0, 1, PLACE), (2, 3, PLACE))
    assert whole(names, words, NO_BORDERS) == names


def test_an_article_is_no_name():
    words = ["The", "Lower", "Volta", "met", "The"]
    names = of((0, 1, PLACE), (1, 3, ORGANISATION), (4, 5, ORGANISATION))
    assert whole(names, words, NO_BORDERS) == names[1:2]


def test_a_title_is_no_name():
    words = ["Ms", "Comfort", "Agyei", "met", "Mr", "Sarfo"]
    names = of((0, 1, PERSON), (1, 3, PERSON), (4, 6, PERSON))
    assert whole(names, words, NO_BORDERS) == names[1:]


def test_no_name_begins_with_of():
    words = ["council", "of", "Argyll", "of"]
    names = of((1, 3, ORGANISATION), (3, 4, OTHER))
    assert whole(names, words, NO_BORDERS) == of((2, 3, ORGANISATION))


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        ([(3, 5, OTHER)], [(1, 5, ORGANISATION)]),
        ([(1, 2, PLACE), (3, 5, PLACE)], [(1, 5, ORGANISATION)]),
        ([(0, 2, ORGANISATION), (3, 5, PLACE)], [(0, 5, ORGANISATION)]),
    ],
)
def test_the_name_of_a_body_begins_with_what_it_is(names, joined):
    words = ["The", "Centre", "for", "Calm", "Roads"]
    assert with_institutions(of(*names), words, NO_BORDERS) == of(*joined)
    words[1] = "bus"
    assert with_institutions(of(*names), words, NO_BORDERS) == of(*names)


def test_names_are_not_joined_across_paragraphs():
    words = ["Mar", "-", "a", "-", "Lago"]
    names = of((0, 1, PLACE), (4, 5, PLACE))
    assert whole(names, words, frozenset((0, 2))) == names


def test_a_name_that_is_not_sure_is_of_the_kind_it_is_elsewhere():
    words = ["Kattegat", "said", "Kattegat", "and", "Kattegat"]
    scores = make_scores(5)
    logits = scores.tag("names")
    for i, (kind, sure) in enumerate(((ORGANISATION, 9), (ORGANISATION, 9), (PERSON, 1))):
        logits[2 * i, 1 + 2 * kind] = sure
    names = of((0, 1, ORGANISATION), (2, 3, ORGANISATION)) + of((4, 5, PERSON), score=0.3)
    assert [one.kind for one in alike(names, logits, words)] == [ORGANISATION] * 3
    surer = [*names[:2], names[2]._replace(score=0.95)]
    assert alike(surer, logits, words) == surer


@given(st.integers(0, 2**32 - 1), st.integers(0, 30))
def test_names_stand_in_order_and_do_not_overlap(seed, n_words):
    rng = np.random.default_rng(seed)
    scores = make_scores(n_words)
    scores.tags[:] = rng.normal(scale=3, size=scores.tags.shape)
    words = [str(word) for word in rng.choice(["Lima", "the", "-", "a", "Oslo", "19"], n_words)]
    borders = frozenset(np.flatnonzero(rng.random(n_words) < 0.2).tolist()) | NO_BORDERS
    tied = frozenset(np.flatnonzero(rng.random(n_words) < 0.5).tolist())
    names = decode_names(scores, words, borders, tied=tied - borders)
    ends = [0, *(one.last for one in names)]
    assert all(
        end <= one.first < one.last <= n_words for end, one in zip(ends, names, strict=False)
    )
    assert not any(one.first < border < one.last for one in names for border in borders)
    assert all(0 <= one.kind < len(NAME_KINDS) for one in names)


def test_places_are_organisations_where_most_words_stand_for_a_team():
    scores = make_scores(9)
    mark(scores, "names", (0, 1), (2, 4), (4, 7), kind=NAME_KINDS.index("place"))
    mark(scores, "names", (8, 9), kind=NAME_KINDS.index("person"))
    scores.tag("team")[[0, 2, 4, 5, 8], 1] = 1
    names = decode_spans(scores.tag("names"), NO_BORDERS)
    called = teams_as_organisations(names, scores.tag("team"))
    kinds = [NAME_KINDS[name.kind] for name in called]
    assert kinds == ["organisation", "place", "organisation", "person"]
    assert [name[:2] for name in called] == [name[:2] for name in names]


def test_weights_that_know_no_teams_leave_places_as_they_are():
    scores = make_scores(2)
    mark(scores, "names", (0, 1), kind=NAME_KINDS.index("place"))
    names = decode_spans(scores.tag("names"), NO_BORDERS)
    older = scores._replace(tags=scores.tags[:, : TAGS["team"].start])
    assert teams_as_organisations(names, older.tag("team")) == names


def test_a_number_behind_a_hyphen_belongs_to_a_name():
    words = ["Dhow", "An", "-", "148", "and", "COVID", "-", "19", "hit", "Lome", "-", "based"]
    names = of((0, 2, PERSON), (5, 7, OTHER), (9, 11, PLACE))
    tied = frozenset((2, 3, 6, 7, 10, 11))
    found = [(one.first, one.last) for one in with_tied(names, words, tied)]
    assert found == [(0, 4), (5, 8), (9, 10)]


def test_a_number_behind_a_blank_is_apart():
    words = ["Lome", "-", "24", "dead"]
    names = of((0, 1, PLACE))
    assert with_tied(names, words, frozenset()) == names


def test_two_parts_that_a_hyphen_ties_are_one_name():
    words = ["Ana", "-", "Luz", "Prado"]
    names = of((0, 2, PERSON), (2, 4, PERSON))
    assert with_tied(names, words, frozenset((1, 2))) == of((0, 4, PERSON))


@pytest.mark.parametrize(
    ("words", "spans", "joined"),
    [
        ("Jem “ Ox Bill ” Gumm said", ((0, 1), (2, 4), (5, 6)), ((0, 6),)),
        ("Jem “ Ox ” Gumm said", ((0, 1), (4, 5)), ((0, 5),)),
        ("Luis ‘ El Toro ’ Mendez said", ((0, 1), (2, 6)), ((0, 6),)),
        ("told Jem “ No ” Gumm said", ((1, 2), (5, 6)), ((1, 6),)),
        ("told Jem . “ Never , ” Gumm said", ((1, 2), (7, 8)), ((1, 2), (7, 8))),
        ("Jem “ the ox ” Gumm said", ((0, 1), (5, 6)), ((0, 1), (5, 6))),
    ],
)
def test_a_nickname_between_marks_is_part_of_a_name(words, spans, joined):
    names = of(*((first, last, PERSON) for first, last in spans))
    found = with_nicknames(names, words.split(), NO_BORDERS)
    assert [(one.first, one.last) for one in found] == list(joined)


def test_the_zone_of_a_time_is_no_name():
    words = ["at", "2100", "GMT", "the", "GMT", "group"]
    names = of((2, 3, OTHER), (4, 5, ORGANISATION))
    assert whole(names, words, NO_BORDERS) == names[1:]


def test_where_something_is_based_is_a_place():
    words = ["the", "Lome", "-", "based", "bank"]
    for last in (2, 3):
        (name,) = with_tied(of((1, last, ORGANISATION)), words, frozenset((2, 3)))
        assert name[:3] == (1, 2, PLACE)


@pytest.mark.parametrize(("numbers", "last"), [(("2", "0"), 1), (("737", "800"), 4)])
def test_a_score_is_no_part_of_a_name(numbers, last):
    words = ["Osen", numbers[0], "-", numbers[1]]
    (name,) = with_tied(of((0, 2, ORGANISATION)), words, frozenset((2, 3)))
    assert name.last == last


def test_an_airline_is_parted_from_what_it_flies():
    words = ["Dhow", "Air", "An", "-", "148", "and", "an", "F", "-", "16", "near", "Line", "-", "7"]
    names = of((0, 5, ORGANISATION), (7, 10, PLACE), (11, 14, ORGANISATION))
    assert without_designs(names, words) == of(
        (0, 2, ORGANISATION), (2, 5, OTHER), (7, 10, OTHER), (11, 14, ORGANISATION)
    )
    assert without_designs(of((0, 5, PERSON)), words) == of((0, 2, ORGANISATION), (2, 5, OTHER))
    assert without_designs(of((0, 5, OTHER)), words) == of((0, 5, OTHER))


def test_a_country_is_no_body():
    words = ["North", "Korea", "and", "Norwegian", "and", "UN"]
    names = of((0, 2, ORGANISATION), (3, 4, OTHER), (5, 6, ORGANISATION))
    assert [one.kind for one in countries_as_places(names, words)] == [PLACE, OTHER, ORGANISATION]


@pytest.mark.parametrize(
    ("words", "score", "kind"),
    [
        ("the Tarsk chemical plant", 0.6, PLACE),
        ("the Tarsk plant", 0.6, PLACE),
        ("the Tarsk chemical plant", 0.9, ORGANISATION),
        ("the Tarsk board", 0.6, ORGANISATION),
        ("the Tarsk Roe plant", 0.6, ORGANISATION),
        ("at Tarsk plant", 0.6, ORGANISATION),
    ],
)
def test_a_plant_that_is_called_after_a_town_is_a_place(words, score, kind):
    (name,) = sites_as_places(of((1, 2, ORGANISATION), score=score), words.split())
    assert name.kind == kind


@pytest.mark.parametrize(
    ("words", "names", "kept"),
    [
        (", R - Neb. ,", of((1, 4, PERSON)), of((3, 4, PLACE))),
        ("( D - Ohio )", of((1, 2, PLACE), (3, 4, PLACE)), of((3, 4, PLACE))),
        ("Roe , I - Alaska .", of((0, 5, PERSON)), of((0, 1, PERSON), (4, 5, PLACE))),
        ("Roe ( R ) said", of((0, 1, PERSON), (2, 3, OTHER)), of((0, 1, PERSON))),
        ("met D - Day veterans", of((1, 4, OTHER)), of((1, 4, OTHER))),
        (
            "Anna , D said so",
            of((0, 1, PERSON), (2, 3, PERSON)),
            of((0, 1, PERSON), (2, 3, PERSON)),
        ),
    ],
)
def test_the_letter_of_a_party_is_no_name_and_the_state_behind_it_is(words, names, kept):
    assert without_parties(names, words.split()) == kept


def test_what_stands_in_front_of_a_title_is_no_person():
    words = ["Nebraska", "Gov.", "Ann", "Roe", "met", "Jo", "Poe"]
    names = of((0, 1, PERSON), (2, 4, PERSON), (5, 7, PERSON))
    assert seats_as_places(names, words) == of((0, 1, PLACE)) + names[1:]


def test_what_a_headline_says_of_somebody_is_no_first_name():
    words = ["Late", "Reed", "penalty", "sinks", "Late"]
    names = of((0, 2, PERSON), (4, 5, PERSON))
    assert whole(names, words, NO_BORDERS)[0] == names[0]._replace(first=1)
