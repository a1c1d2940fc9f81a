"""Golden pages: each example beside what is made of it."""

import json
from pathlib import Path

import jsonschema
import pytest

from onrecord.export.schema import make_schema
from scripts.write_golden import GOLDEN, example_pages, golden_of, record_of

PAGES = list(example_pages())
NOISE = 0.02  # of a score, between processors
SCHEMA = jsonschema.Draft202012Validator(make_schema())


def split_scores(forms):
    """Take the scores out of a golden list: they are compared with a tolerance."""
    scores = [block.pop("score") for form in forms for block in form.get("blocks", ())]
    return forms, scores


def test_there_are_examples_of_every_kind():
    names = [page.name for page in PAGES]
    assert len([name for name in names if name.endswith(".html")]) >= 7
    assert len([name for name in names if name.endswith(".txt")]) >= 3
    assert {golden_of(page) for page in PAGES} == set(GOLDEN.iterdir())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_an_example_gives_what_it_gave(page: Path):
    expected, scores = split_scores(json.loads(golden_of(page).read_text(encoding="utf-8")))
    forms, new_scores = split_scores(record_of(page))
    assert forms == expected, "run python scripts/write_golden.py and read the diff"
    assert new_scores == pytest.approx(scores, abs=NOISE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_golden_file_is_what_the_schema_says(page: Path):
    for form in json.loads(golden_of(page).read_text(encoding="utf-8")):
        SCHEMA.validate(form)


# What a person sees on the examples, written without running anything: kind and headline.
STORIES = {
    "article-jsonld.html": [("article", "Tema ferry contract vote put off until October")],
    "article-opengraph.html": [("article", "Bergen tram line to close for nine weeks")],
    "article-table-layout.html": [
        ("article", "Scottsbluff well tests were altered, former technician says")
    ],
    "attack-first-reports.html": [
        ("article", "Army says it downed six rockets over Gao; front claims hit on fuel depot")
    ],
    "attack-at-odds.html": [("article", "Army and front at odds over attack on Gao")],
    "attack-pictures.html": [("article", "Satellite pictures show burned tanks at Gao fuel depot")],
    "live-blog.html": [("live-blog", "Vltava flood live: water passes five metres in Mělník")],
    "paywall-teaser.html": [("teaser", "Inside the quarrel over Porto's last cork mill")],
    "gallery.html": [("gallery", "In pictures: kite festival returns to Ahmedabad's river front")],
    "three-stories.html": [
        ("article", "Night bus to Jinja attacked by hornets, eleven treated"),
        ("article", "Kisumu ice plant reopens after two-year dispute over meter"),
        ("article", "Arua traders say cassava levy was never announced"),
    ],
    "dump-portal.txt": [
        (
            "article",
            "Ferry owners of Chittagong accept new life jacket rule, with a month’s grace",
        ),
        ("article", "Well in Tozeur gives warm water again after quake, farmers say"),
        ("article", "Two arrested over missing bell in Izmir"),
        ("article", "Salt workers of Dakar’s pink lake ask for a price that lasts a season"),
    ],
    "dump-database.txt": [
        ("article", "Reservoir fence was open for a week, Scranton panel hears"),
        ("article", "Inverness water tower to become flats after all"),
        ("article", "Carbondale pays twice for the same pump, audit finds"),
    ],
    "dump-digest.txt": [
        ("article", "Liepaja customs finds 60 crates of amber marked as glass"),
        ("article", "Ferry crews at Tallinn vote on night pay"),
        ("article", "Gotland wind park loses a mast, owner blames lightning"),
    ],
}
FURNITURE = (
    *("cookie", "newsletter", "subscrib", "all rights reserved", "read more", "read also"),
    *(
        "visitors since",
        "sign up",
        "enter your",
        "load more",
        "kitchens",
        "takes delivery of a second crane",
    ),
)


def golden_forms(name):
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def test_a_person_has_looked_at_every_example():
    assert {page.name for page in PAGES} == set(STORIES)


@pytest.mark.parametrize("name", STORIES)
def test_the_golden_files_hold_the_stories_a_person_sees(name):
    seen = [(form["kind"], form["headline"]["value"]) for form in golden_forms(name)]
    assert seen == STORIES[name]


@pytest.mark.parametrize("name", STORIES)
def test_no_furniture_of_the_examples_is_in_a_story(name):
    text = " ".join(form["text"] for form in golden_forms(name)).lower()
    assert [words for words in FURNITURE if words in text] == []
