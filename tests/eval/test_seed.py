"""The seed checks, on a small page of the same layout written for this test."""

from dataclasses import replace

import pytest

from eval.seed import CAPTURED, Check, seed_checks, seed_figure, seed_page
from eval.sets import Sample
from onrecord.record import Article, Block, Figure, Found, Origin, Span, Where

HEADLINES = (
    "Ferry from Busan returns after a long winter",
    "Harbour town near Murmansk counts its cranes again",
)
CAPTIONS = (
    "The ferry at its pier, September 12, 2023, with all of its crew on deck. (REUTERS)",
    "The same ferry on its first trip in the spring of April 25, 2019. (AP)",
)
BULLET = "The harbour master expects nine crossings a day once the second boat is painted"
BODIES = (
    "SEOUL, South Korea: The ferry sailed on Monday, and Min Example, who has waited since March, "
    "was the first to board it.",
    "MOSCOW: Six cranes stand in the harbour again, the town said, and two more shall follow "
    "before the ice closes the bay.",
)
PAGE = f"""{HEADLINES[0]}

1 / 2
{CAPTIONS[0]}
2 / 2
{CAPTIONS[1]}
Short Url
Updated 13 September 2023
Follow

{HEADLINES[0]}

  • {BULLET}

{BODIES[0]}


{HEADLINES[1]}

Updated 11 sec ago
Follow

{HEADLINES[1]}

{BODIES[1]}
"""
SAMPLE = Sample(id="seed", body=PAGE.encode(), charset="utf-8", media_type="text/plain")


def found(value, grain=None):
    return Found(value=value, how="test", where=Where(layer="page"), grain=grain)


def story(number, lines, **facts):
    text = "\n".join(line for _, line in lines)
    blocks, at = [], 0
    for kind, line in lines:
        span = Span(start=at, end=at + len(line))
        blocks.append(Block(kind=kind, span=span, page_span=span, score=1.0))
        at += len(line) + 1
    facts = {"captured": None, "summary": (), "figures": (), **facts}
    return Article(
        id="0" * 16, kind="article", number=number, of=2, authors=(), agency=None, published=None,
        seen=None, url=None, short_url=None, section=None, topics=(), lang=None, text=text,
        blocks=tuple(blocks), refused=(), notes=(), page_sha256="",
        page_span=Span(start=0, end=1), origin=Origin(kind="memory", name="seed"), **facts,
        made_by="onrecord 0.0.0, block model 00000000",
    )  # fmt: skip


def right_stories():
    lines = [
        ("headline", HEADLINES[0]),
        ("caption", CAPTIONS[0]),
        ("caption", CAPTIONS[1].removesuffix(" (AP)")),
        ("summary", BULLET),
        ("paragraph", BODIES[0].removeprefix("SEOUL, South Korea: ")),
    ]
    first = story(
        1,
        lines,
        headline=found(HEADLINES[0]),
        summary=(found(BULLET),),
        dateline=found("SEOUL, South Korea"),
        updated=found("2023-09-13", "day"),
    )
    pictures = [("REUTERS", "2023-09-12"), ("AP", "2019-04-25")]
    figures = tuple(
        Figure(
            number=k + 1,
            caption=first.blocks[k + 1].span,
            credit=found(credit),
            on=found(day, "day"),
            url=None,
        )
        for k, (credit, day) in enumerate(pictures)
    )
    second = story(
        2,
        [("headline", HEADLINES[1]), ("paragraph", BODIES[1])],
        headline=found(HEADLINES[1]),
        dateline=found("Moscow"),
        updated=found(CAPTURED, "day"),
        captured=found(CAPTURED, "day"),
    )
    return [replace(first, figures=figures), second]


def failed(stories):
    return [
        check.name for check in seed_checks(SAMPLE, lambda _id, _page: stories) if not check.passed
    ]


def add_line(article, kind, line):
    span = Span(start=len(article.text) + 1, end=len(article.text) + 1 + len(line))
    block = Block(kind=kind, span=span, page_span=span, score=1.0)
    return replace(article, text=f"{article.text}\n{line}", blocks=(*article.blocks, block))


def test_lines_of_the_page_are_found_by_their_layout():
    page = seed_page(PAGE)
    assert (page.headlines, page.captions, page.bullets) == (HEADLINES, CAPTIONS, ((BULLET,), ()))
    assert len(page.long_lines) == 5


def test_a_right_reading_passes_every_check():
    assert failed(right_stories()) == []


@pytest.mark.parametrize(
    "line", ["Short Url", "Follow", "Updated 11 sec ago", "1 / 2", HEADLINES[0]]
)
def test_furniture_in_a_body_fails(line):
    first, second = right_stories()
    assert "story 1: no furniture in its body" in failed(
        [add_line(first, "paragraph", line), second]
    )


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"dateline": None}, "story 2: dateline"),
        ({"updated": found("2024-12-18")}, "story 2: update stamp"),
        ({"captured": None}, "story 2: captured 2024-12-19, with how and grain"),
        ({"captured": found(CAPTURED)}, "story 2: captured 2024-12-19, with how and grain"),
        ({"summary": (found("More"),)}, "story 2: 0 bullets as summary"),
        ({"headline": None}, "story 2: headline"),
    ],
)
def test_each_wrong_fact_fails_its_own_check(change, name):
    first, second = right_stories()
    assert failed([first, replace(second, **change)]) == [name]


def test_a_lost_paragraph_fails():
    first, second = right_stories()
    lost = story(
        2,
        [("headline", HEADLINES[1]), ("paragraph", "Six cranes.")],
        **{name: getattr(second, name) for name in ("headline", "dateline", "updated", "captured")},
    )
    assert failed([first, lost]) == ["no line of more than 12 words lost"]


def test_pictures_out_of_order_or_without_credit_fail():
    first, second = right_stories()
    one, two = first.figures
    swapped = replace(first, figures=(replace(one, number=2), replace(two, number=1)))
    assert "story 1: figure 1: caption" in failed([swapped, second])
    bare = replace(first, figures=(replace(one, credit=None), two))
    assert failed([bare, second]) == ["story 1: figure 1: credit"]


def test_no_stories_fail_every_check():
    checks = seed_checks(SAMPLE, lambda _id, _page: [])
    assert not any(check.passed for check in checks)
    assert seed_figure(checks).value == 0.0
    assert seed_figure([*checks, Check(name="x", passed=True)]).n == len(checks) + 1
