"""Stories: which articles tell of the same happening, why, and what goes on with what."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from onrecord.link.likeness import FEATURES, UNLIKE, features_of, likeness, reasons, shipped
from onrecord.link.rarity import cosine, rarity, stem_of, weigh
from onrecord.link.stories import (
    APART_DAYS,
    cluster_stories,
    group_by_mean,
    join_story,
    terms_of,
)
from onrecord.link.traces import trace_of
from tests.support.link_actors import actor, article, reading

FERRY = (1.0, 0.1, 0.0)
FIRE = (0.1, 1.0, 0.1)


def told(name, text, names, *, vector, **more):
    """more: published, places, days."""
    made = article(name, text, more.get("published"))
    unit = tuple((np.array(vector) / np.linalg.norm(vector)).tolist())
    lines = text.count("\n") + 1
    actors = [actor(i, text, one) for i, one in enumerate(names, start=1)]
    return trace_of(
        made,
        reading(
            made,
            actors,
            places=more.get("places", ()),
            days=more.get("days", ()),
            vectors=(unit,) * lines,
        ),
    )


FIRST = told(
    "first",
    "Ferry runs aground off Tema\nThe ferry Queen Abla ran aground on Tuesday with 214 aboard. "
    "Captain Adjoa Sarfo blamed the fog.",
    ("Queen Abla", "Adjoa Sarfo"),
    published="2024-03-05",
    vector=FERRY,
    places=[("Tema", 1)],
    days=[("Tuesday", "2024-03-05")],
)
SECOND = told(
    "second",
    "All 214 rescued from stranded ferry\nBoats took 214 people off the Queen Abla, aground near "
    "Tema since Tuesday. Sarfo, its captain, left last.",
    ("Queen Abla", "Sarfo"),
    published="2024-03-06",
    vector=(1.0, 0.15, 0.05),
    places=[("Tema", 1)],
    days=[("Tuesday", "2024-03-05")],
)
OTHER = told(
    "other",
    "Bakery burns down in Kumasi\nA bakery of Yaw Mensah burned down in Kumasi on Monday. Nobody "
    "was hurt.",
    ("Yaw Mensah",),
    published="2024-03-05",
    vector=FIRE,
    places=[("Kumasi", 2)],
    days=[("Monday", "2024-03-04")],
)
TRACES = (FIRST, SECOND, OTHER)


def groups(stories):
    return {frozenset(part.article_id for part in story.parts) for story in stories}


def joined(traces):
    stories: tuple = ()
    known = {}
    for trace in traces:
        stories = join_story(stories, known, trace)
        known[trace.article_id] = trace
    return stories


def test_articles_on_one_happening_become_a_story_and_say_why():
    stories = joined(TRACES)
    assert groups(stories) == {
        frozenset((FIRST.article_id, SECOND.article_id)),
        frozenset((OTHER.article_id,)),
    }
    ferry = stories[0]
    assert (ferry.since, ferry.until) == ("2024-03-05", "2024-03-06")
    assert ferry.parts[0].because == ("the first to tell of it",)
    because = ferry.parts[1].because
    assert because[0].startswith("both name ")
    assert "Abla" in because[0]
    assert "both in Tema" in because
    assert "both speak of 2024-03-05" in because
    assert "same figures: 214" in because
    assert "published 1 days apart" not in because
    assert "published a day apart" in because
    assert 0.5 < ferry.parts[1].score <= 1.0


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_articles_does_not_matter(order):
    traces = [TRACES[i] for i in order]
    assert groups(joined(traces)) == groups(joined(TRACES))
    assert cluster_stories(traces) == cluster_stories(TRACES)


def test_one_by_one_is_the_same_as_all_at_once():
    assert groups(joined(TRACES)) == groups(cluster_stories(TRACES))


def test_adding_twice_changes_nothing():
    stories = joined(TRACES)
    known = {trace.article_id: trace for trace in TRACES}
    assert join_story(stories, known, SECOND) == stories


def test_a_story_keeps_its_id_as_it_grows():
    assert joined(TRACES[:1])[0].id == joined(TRACES)[0].id


def test_a_day_that_both_were_published_on_does_not_join_them():
    same_day = replace(SECOND, published=FIRST.published)
    silent = replace(same_day, days=frozenset(), years=frozenset())
    other_days = replace(same_day, days=frozenset(("2024-02-01",)))
    assert likeness(FIRST, same_day) == likeness(FIRST, silent) > likeness(FIRST, other_days)
    silent = replace(SECOND, days=frozenset(), years=frozenset())
    assert likeness(FIRST, SECOND) > likeness(FIRST, silent)


def test_what_is_on_another_matter_gets_no_second_look():
    assert likeness(FIRST, OTHER) == UNLIKE
    assert likeness(FIRST, SECOND) == likeness(SECOND, FIRST) > shipped().joins


def test_a_later_story_follows_an_earlier_one():
    weights = replace(shipped(), joins=50.0, follows=-4.0)
    early = cluster_stories((FIRST, SECOND), weights=weights)
    assert len(early) == 2
    (link,) = early[1].follows
    assert link.story == early[0].id
    assert early[0].follows == ()
    assert any("Tema" in says for says in link.because)


def test_nothing_follows_what_ended_long_ago():
    weights = replace(shipped(), joins=50.0, follows=-40.0)
    late = replace(SECOND, published=SECOND.published.replace(year=2026))
    assert all(story.follows == () for story in cluster_stories((FIRST, late), weights=weights))


@pytest.mark.parametrize(("days", "n_stories"), [(APART_DAYS, 1), (APART_DAYS + 1, 2)])
def test_what_is_published_long_after_is_another_happening(days, n_stories):
    weights = replace(shipped(), joins=-11.0)
    late = replace(SECOND, published=FIRST.published + timedelta(days=days))
    assert len(cluster_stories((FIRST, late), weights=weights)) == n_stories
    begun = join_story((), {}, FIRST, weights=weights)
    assert len(join_story(begun, {FIRST.article_id: FIRST}, late, weights=weights)) == n_stories


def test_an_article_that_belongs_to_two_stories_brings_them_together():
    apart = join_story((), {}, FIRST)
    third = replace(SECOND, article_id="third")
    apart = (*apart, *join_story((), {}, third))
    known = {FIRST.article_id: FIRST, "third": third}
    stories = join_story(apart, known, SECOND)
    assert len(stories) == 1
    assert stories[0].id == apart[0].id


def test_readings_without_vectors_are_compared_by_names_and_words():
    bare = [replace(t, vector=None, opening_vector=None, paragraphs=None) for t in TRACES]
    assert likeness(bare[0], bare[2]) == UNLIKE
    assert likeness(bare[0], bare[1]) > UNLIKE
    assert not any("near in matter" in says for says in reasons(bare[0], bare[1]))


def test_an_empty_article_is_a_story_of_its_own():
    empty = told("empty", "…", (), published=None, vector=(0.0, 0.0, 1.0))
    assert len(joined((FIRST, empty, SECOND))) == 2


def test_every_feature_has_a_weight():
    assert set(shipped().weights) == set(FEATURES)
    assert len(features_of(FIRST, SECOND)) == len(FEATURES)


def test_articles_of_a_story_share_a_term_to_be_looked_up_by():
    assert set(terms_of(FIRST)) & set(terms_of(SECOND))
    assert not set(terms_of(FIRST)) & set(terms_of(OTHER))


def test_rare_words_weigh_more_and_common_ones_nothing():
    assert rarity(stem_of("Zzyzx")) > rarity(stem_of("government")) > rarity(stem_of("the"))
    bag = weigh({"the": 9, "zzyzx": 1}, most=5)
    assert set(bag) == {"zzyzx"}
    assert cosine(bag, bag) == pytest.approx(1.0)


@given(hnp.arrays(np.float64, (7, 7), elements=st.integers(-5, 5)), st.permutations(range(7)))
def test_groups_part_all_rows_and_none_are_left_that_belong_together(table, order):
    table = (table + table.T) / 2
    found = group_by_mean(table, 0.5)
    assert sorted(i for group in found for i in group) == list(range(7))
    for k, one in enumerate(found):
        for other in found[:k]:
            assert table[np.ix_(one, other)].mean() < 0.5


@given(
    st.lists(st.tuples(st.text(min_size=1), st.floats(0.01, 1), st.floats(0.01, 1)), max_size=30)
)
def test_how_far_words_agree_does_not_depend_on_their_order(rows):
    one, other = ({row[0]: row[at] for row in rows} for at in (1, 2))
    turned = dict(reversed(one.items()))
    assert cosine(one, other) == cosine(turned, other) == cosine(other, turned)
