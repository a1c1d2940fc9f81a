"""The dump generator: regions that hold, dumps that differ, gold in the same form."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.dumps import KINDS, Dump, SourceArticle, articles, generate, read_gold
from training.wording import FAMILIES

DATA = Path(__file__).parents[3] / "shared" / "data"
SPACES = [" ", "\u00a0", "\u2003", "\t"]


def article(number: int, headline: str, *body: str) -> SourceArticle:
    return SourceArticle(
        origin=f"test:{number}",
        group=f"test/{number}",
        headline=headline,
        summary=(),
        body=tuple(
            ("paragraph" if text.endswith((".", "”")) else "subhead", text) for text in body
        ),
    )


ARTICLES = [
    article(
        1,
        "Harbour bridge to close for nine months",
        "The old harbour bridge in Perth will close to cars in March, the roads office said.",
        "“We have patched it for twenty years,” said Thea Pell, who runs the office. “It is time.”",
        "Ferries every ten minutes",
        "A ferry will carry people on foot. Bicycles travel free of charge on every crossing.",
    ),
    article(
        2,
        "Council rejects plan for night market",
        "Accra’s council voted 14 to 9 against a night market by the station on Tuesday evening.",
        "Traders had hoped to open in June. Residents feared noise & rubbish in narrow streets.",
        "A new plan is due in the autumn, said councillor Kofi Tamm of the planning committee.",
    ),
    article(
        3,
        "Dairy farms report record drought losses",
        "Milk output in the region around Boise fell by a fifth this summer, farmers reported.",
        "“The wells are dry,” said Rowan Whitlow.",
    ),
    article(4, "One line only", "Trains between Lima and the coast ran late on Friday."),
    article(
        5,
        "University opens archive of early weather maps, drawn by hand between two long wars",
        "Geneva’s university put 4,000 weather maps online on Monday, the oldest drawn in 1919.",
        "Each map took a clerk one night to draw; the ink was mixed on the roof of the house.",
    ),
    article(
        6, "Zoo names twin bears", "The bears are called Ilse and Noor, the zoo in Osaka said."
    ),
    article(
        7, "Tram drivers end strike", "Warsaw’s trams run again from Thursday, the union said."
    ),
]


def assert_sound(dump: Dump, *, stories: int) -> None:
    """Regions are ordered, apart, visible at both ends, of a known kind; every story has a body."""
    for left, right in pairwise(dump.regions):
        assert left.end <= right.start
    for region in dump.regions:
        assert 0 <= region.start < region.end <= len(dump.text)
        shown = dump.text[region.start : region.end]
        assert shown == shown.strip()
        assert region.kind in KINDS
    assert len(dump.story_starts) == stories
    assert {r.story for r in dump.regions if r.kind == "paragraph"} == set(range(stories))


def assert_stories_start_in_time(dump: Dump) -> None:
    """A story starts behind everything that came before, at or in front of its first region."""
    for number, start in enumerate(dump.story_starts):
        own = [region for region in dump.regions if region.story == number]
        before = [r.end for r in dump.regions if r.story is not None and r.story < number]
        assert max(before, default=0) <= start <= own[0].start
        assert not dump.text[start].isspace()
        assert dump.text[:start].rstrip(" \t\u00a0\u2003\ufeff\f")[-1:] in {"", "\n"}


@given(st.integers(0, 2**40))
@settings(max_examples=300, deadline=None)
def test_regions_hold_in_every_layout(seed):
    dump = generate(ARTICLES, seed)
    assert_sound(dump, stories=len(dump.story_starts))
    assert_stories_start_in_time(dump)
    headed = {region.story for region in dump.regions if region.kind == "headline"}
    assert headed <= set(range(len(dump.story_starts)))
    assert not {r.kind for r in dump.regions if r.story is None} - {"furniture"}


def test_most_dumps_have_headlines_and_some_have_none():
    headless = 0
    for seed in range(200):
        dump = generate(ARTICLES, seed)
        headed = {region.story for region in dump.regions if region.kind == "headline"}
        headless += len(headed) < len(dump.story_starts)
    assert 2 <= headless <= 40


ODD_TEXT = st.text(
    st.sampled_from(
        [*"aB .“”\"'&{}[]<>%\\#-", "\u00a0", "\u200b", "\u2028", "\x0b", "\r", "\n", "漢"]
    ),
    min_size=1,
    max_size=300,
).filter(lambda text: re.search(r"\w", text))


@given(st.lists(ODD_TEXT, min_size=2, max_size=6), st.integers(0, 10**6))
@settings(max_examples=200, deadline=None)
def test_regions_hold_for_odd_text(texts, seed):
    headline, *body = texts
    odd = SourceArticle(
        origin="odd",
        group="odd",
        headline=headline,
        summary=(),
        body=tuple(("paragraph", text) for text in body),
    )
    assert_sound(generate([odd], seed), stories=1)


@given(st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_same_seed_gives_the_same_dump(seed):
    assert generate(ARTICLES, seed) == generate(list(ARTICLES), seed)


def test_body_text_stands_in_its_paragraphs():
    source = ARTICLES[3]
    found = 0
    for seed in range(200):
        dump = generate([source], seed)
        paragraph = next(r for r in dump.regions if r.kind == "paragraph")
        shown = " ".join(dump.text[paragraph.start : paragraph.end].replace("> ", "").split())
        assert shown.endswith(source.body[0][1])
        found += "\n" in dump.text[paragraph.start : paragraph.end]
    assert found >= 3  # some are wrapped, and still one region


def test_layouts_differ():
    dumps = [generate(ARTICLES, seed) for seed in range(400)]
    assert len({dump.text for dump in dumps}) == len(dumps)
    texts = [dump.text for dump in dumps]
    assert 10 < sum("\r\n" in text for text in texts) < 200
    assert 10 < sum("\n\n" not in text.strip().replace("\r", "") for text in texts) < 200
    assert sum("\n\n\n" in text.replace("\r", "") for text in texts) > 50
    bare = [d for d in dumps if not any(region.kind == "furniture" for region in d.regions)]
    assert 5 < len(bare) < 100
    repeated = [
        d for d in dumps if [r.story for r in d.regions if r.kind == "headline"].count(0) > 1
    ]
    assert 20 < len(repeated) < 200
    for kind in KINDS:
        assert any(region.kind == kind for dump in dumps for region in dump.regions), kind


def test_every_family_of_furniture_is_drawn():
    texts = "\n".join(generate(ARTICLES, seed).text for seed in range(800)).casefold()
    for name, family in FAMILIES.items():
        # The longest constant piece of each template, wherever it is not only marks.
        pieces = [max(re.split(r"\{[^}]*\}|\n", t), key=len).strip() for t in family.templates]
        tellings = [piece.casefold() for piece in pieces if len(piece) > 3]
        assert any(piece in texts for piece in tellings), name


def test_no_articles_is_an_error():
    with pytest.raises(ValueError, match="at least one article"):
        generate([], 1)


needs_data = pytest.mark.skipif(
    not (DATA / "dumps").is_dir(), reason="the developers' data folder ../shared/data is not here"
)


@needs_data
def test_gold_dumps_have_the_same_form():
    paths = sorted((DATA / "dumps").glob("*.json"))
    dumps = [read_gold(path) for path in paths]
    assert len(dumps) == 60
    assert sum(len(dump.story_starts) for dump in dumps) == 363
    for dump in dumps:
        assert_sound(dump, stories=len(dump.story_starts))


@needs_data
def test_source_articles_are_not_those_of_the_dumps():
    loose = articles(DATA)
    assert len(loose) > 600
    every = articles(DATA, with_dumps=True)
    in_dumps = {a.origin for a in every} - {a.origin for a in loose}
    assert any(origin.startswith("pages/zyte:") for origin in in_dumps)
    heads = {a.headline.casefold() for a in every if a.origin.startswith("pages/zyte:")}
    assert not heads & {a.headline.casefold() for a in loose}
    for source in every:
        assert source.headline.strip()
        assert source.body[0][0] == "paragraph"


@needs_data
def test_excluded_articles_are_left_out():
    gone = articles(DATA)[0].origin
    assert gone not in {a.origin for a in articles(DATA, exclude={gone})}
