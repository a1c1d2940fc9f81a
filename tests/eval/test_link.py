"""Pairs made of our stories: what is said to be known of them is so."""

import random
from itertools import pairwise

import pytest

from eval import gold, link, link_changes, link_pairs, link_revisions
from onrecord.link.revisions import revise
from onrecord.record import Change, Record, Revision, Span

STORIES = gold.stories()[:12]


def test_rules_and_figures_have_other_stories_and_none_kept_apart():
    measured = {story.number for story in link.stories()}
    known = {story.number for story in link.stories(odd=False)}
    assert measured
    assert not measured & known
    assert not (measured | known) & set(gold.APART)


def test_the_same_seed_makes_the_same_revisions_of_every_kind():
    found = link_revisions.revisions(STORIES, n=36)
    assert found == link_revisions.revisions(STORIES, n=36)
    assert {known.kind for made in found for known in made.known} == set(link_changes.MAKERS)
    for made in found:
        assert made.before.text != made.after.text
        for known in made.known:
            assert known.before in made.before.text or not known.before
            assert known.after in made.after.text or not known.after


def test_a_change_is_told_where_it_was_made_and_invented_elsewhere():
    (made,) = link_revisions.revisions(STORIES, n=1)
    (known, *_) = made.known
    at = Span(start=made.after.text.index(known.after), end=made.after.text.index(known.after) + 1)
    end = Span(start=len(made.after.text) - 1, end=len(made.after.text))
    changes = [Change(kind=known.kind, before=(), after=(span,), says="") for span in (at, end)]
    revision = Revision(before="", after="", how="", changes=tuple(changes), edits=())
    assert dict(link_revisions.told(made, revision))[known]
    assert link_revisions.invented(made, revision) == changes[1:]


@pytest.mark.parametrize("name", sorted(link_pairs.EDITS))
def test_every_edit_of_a_copy_changes_it(name):
    rng = random.Random(1)
    drafts = [link_pairs.draft_of(story, rng) for story in STORIES]
    assert any(link_pairs.EDITS[name](rng, draft) != draft for draft in drafts)


def test_pairs_are_of_pages_that_were_read_and_counted():
    found = link_pairs.cases(STORIES[:2])
    assert {(case.is_copy, case.is_wire) for case in found} == {
        (True, True), (True, False), (False, False)
    }  # fmt: skip
    figures = {one.name: one.value for one in link.copy_figures(found)}
    assert figures["link.copies"] > 0.9
    assert figures["link.wires"] > 0.9


def test_a_version_read_without_the_model_still_has_its_changes():
    for made in link_revisions.revisions(STORIES, n=9):
        sides = [Record(article=one, reading=None) for one in (made.before, made.after)]
        assert revise(*sides).changes


def test_generated_articles_are_all_different():
    texts = [article.text for article in link.generated(STORIES, 5)]
    assert all(one != other for one, other in pairwise(texts))
