"""The seed page: a real dump without gold, checked by what can be said about it for certain.

Lines of the page are found in it at run time; only names, days and counts stand here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.figures import Figure, number
from eval.scores import one_line, words
from eval.sets import Sample
from eval.systems import BODY, System, block_texts, page_of
from onrecord.record import Article, Found

CAPTURED = "2024-12-19"
DATELINES = (
    "seoul south korea",
    "moscow",
    "washington",
    "london",
    "seoul",
    "brussels belgium",
)
UPDATED = ("2023-09-13", *[CAPTURED] * 5)
RELATIVE = (1, 2, 3)  # stories, from 0, whose stamp is "… ago"
BULLETS = (1, 0, 0, 2, 0, 1)
FIGURES = (("2023-09-12", "reuters"), ("2019-04-25", "ap"))
LONG_LINE = 12  # words: a longer line is text of a story or a caption
BULLET = "•"
_FURNITURE = re.compile(r"short url|follow|updated\b.{0,40}|\d+ / \d+", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z]{3,}[\w ,]*: ")
_CREDIT = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that must hold."""

    name: str
    passed: bool
    detail: str = ""  # what was found instead


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedPage:
    """Lines of the page by what they are."""

    headlines: tuple[str, ...]  # in page order
    bullets: tuple[tuple[str, ...], ...]  # per story
    long_lines: tuple[str, ...]
    captions: tuple[str, ...]  # lines behind "1 / 2"


def seed_page(text: str) -> SeedPage:
    """Take the page apart: a headline is a line of five words or more that stands twice."""
    lines = [one_line(line) for line in text.splitlines()]
    twice = Counter(line for line in lines if len(words(line)) >= 5 and not _is_bullet(line))
    headlines = tuple(line for line, count in twice.items() if count == 2)
    bullets: list[list[str]] = [[] for _ in headlines]
    story = -1
    for line in lines:
        if line in headlines:
            story = headlines.index(line)
        elif _is_bullet(line) and story >= 0:
            bullets[story].append(line.lstrip(BULLET).strip())
    pairs = pairwise(lines)
    return SeedPage(
        headlines=headlines,
        bullets=tuple(tuple(group) for group in bullets),
        long_lines=tuple(line for line in lines if len(words(line)) > LONG_LINE),
        captions=tuple(line for before, line in pairs if re.fullmatch(r"\d+ / \d+", before)),
    )


def seed_checks(sample: Sample, system: System) -> list[Check]:
    """Every check, in a fixed order; what a story that was not found should show fails."""
    page = seed_page(sample.body.decode(sample.charset or "utf-8"))
    outcomes = system(sample.id, page_of(sample))
    articles = sorted((x for x in outcomes if isinstance(x, Article)), key=lambda x: x.number)
    n = len(page.headlines)
    checks = [
        Check(name=f"{n} stories", passed=len(articles) == n, detail=f"{len(articles)} stories")
    ]
    for i in range(n):
        checks += _story_checks(page, i, articles[i] if i < len(articles) else None)
    return [*checks, *_figure_checks(page, articles), *_loss_checks(page, articles)]


def seed_figure(checks: Sequence[Check]) -> Figure:
    """Share of checks that hold."""
    right = sum(check.passed for check in checks)
    return number(
        "seed.checks", "checks that hold", right / len(checks), n=len(checks), unit="checks"
    )


def seed_lines(checks: Iterable[Check]) -> list[str]:
    """Format checks as lines: `ok` or `NO`, the name, and what was found instead."""
    return [
        f"  {'ok' if check.passed else 'NO'}  {check.name}"
        + (f"  ({check.detail})" if check.detail and not check.passed else "")
        for check in checks
    ]


def _story_checks(page: SeedPage, i: int, article: Article | None) -> list[Check]:
    """Check story i, counted from 0."""
    tests: list[tuple[str, Callable[[Article], tuple[bool, str]]]] = [
        ("headline", lambda a: _equal(_of(a.headline), page.headlines[i])),
        ("headline once in its text", lambda a: _once(a, page.headlines[i])),
        (f"{BULLETS[i]} bullets as summary", lambda a: _summary(a, page.bullets[i])),
        ("dateline", lambda a: _equal(_plain(_of(a.dateline)), DATELINES[i])),
        ("update stamp", lambda a: _equal(_day(a.updated), UPDATED[i])),
        ("no furniture in its body", lambda a: _clean(a, page)),
    ]
    if i in RELATIVE:
        tests.append((f"captured {CAPTURED}, with how and grain", _captured))
    results = [(name, test(article) if article else (False, "no story")) for name, test in tests]
    return [
        Check(name=f"story {i + 1}: {name}", passed=passed, detail=detail)
        for name, (passed, detail) in results
    ]


def _figure_checks(page: SeedPage, articles: Sequence[Article]) -> list[Check]:
    """Gallery of the first story: order, captions, credits and the day of each picture."""
    first = articles[0] if articles else None
    figures = sorted(first.figures, key=lambda f: f.number) if first else []
    numbers = [figure.number for figure in figures]
    checks = [
        Check(
            name="story 1: gallery in order",
            passed=numbers == list(range(1, len(FIGURES) + 1)),
            detail=f"{numbers}",
        )
    ]
    for k, ((day, credit), line) in enumerate(zip(FIGURES, page.captions, strict=True)):
        figure = figures[k] if k < len(figures) else None
        span = figure.caption if figure else None
        caption = one_line(first.text[span.start : span.end]) if first and span else ""
        stem = _CREDIT.sub("", line)
        found_credit = _plain(_of(figure.credit)) if figure else ""
        found_day = _day(figure.on) if figure else ""
        name = f"story 1: figure {k + 1}"
        checks += [
            Check(name=f"{name}: caption", passed=caption in (line, stem), detail=caption[:40]),
            Check(name=f"{name}: credit", passed=found_credit == credit, detail=found_credit),
            Check(name=f"{name}: day", passed=found_day == day, detail=found_day),
        ]
    return checks


def _loss_checks(page: SeedPage, articles: Sequence[Article]) -> list[Check]:
    """Every long line stands in some story; nothing is given that the page does not hold."""
    texts = [one_line(article.text) for article in articles]
    lost = [line for line in page.long_lines if not any(_holds(text, line) for text in texts)]
    others = [article.number for article in articles[1:] if article.figures]
    future = [r.value for article in articles for r in article.refused]
    return [
        Check(
            name=f"no line of more than {LONG_LINE} words lost",
            passed=bool(page.long_lines) and not lost,
            detail=f"{len(lost)} of {len(page.long_lines)} lost",
        ),
        Check(
            name="no figures where there are none",
            passed=bool(articles) and not others,
            detail=f"stories {others}",
        ),
        Check(
            name="no date refused",
            passed=bool(articles) and not future,
            detail=", ".join(future),
        ),
    ]


def _equal(found: str, expected: str) -> tuple[bool, str]:
    return found == expected, found[:60] or "none"


def _once(article: Article, headline: str) -> tuple[bool, str]:
    count = [one_line(line) for line in article.text.splitlines()].count(headline)
    return count == 1, f"{count} times"


def _summary(article: Article, bullets: Sequence[str]) -> tuple[bool, str]:
    given = [one_line(found.value).lstrip(BULLET).strip() for found in article.summary]
    return given == list(bullets), f"{len(given)} in the summary"


def _clean(article: Article, page: SeedPage) -> tuple[bool, str]:
    captions = {x for line in page.captions for x in (line, _CREDIT.sub("", line))}
    lines = [one_line(line) for text in block_texts(article, BODY) for line in text.splitlines()]
    bad = [
        line
        for line in lines
        if _FURNITURE.fullmatch(line)
        or line in captions
        or line in page.headlines
        or _is_bullet(line)
    ]
    return bool(lines) and not bad, f"{len(bad)} of {len(lines)} lines"


def _captured(article: Article) -> tuple[bool, str]:
    found = article.captured
    if found is None:
        return False, "none"
    right = found.value[:10] == CAPTURED and bool(found.how.strip()) and found.grain is not None
    return right, f"{found.value} {found.grain} {found.how}"


def _holds(text: str, line: str) -> bool:
    """Whether a line stands in a text; a dateline, bullet or credit may have been taken off it."""
    bare = line.lstrip(BULLET).strip()
    return _CREDIT.sub("", _DATELINE.sub("", bare, count=1)) in text


def _is_bullet(line: str) -> bool:
    return line.lstrip().startswith(BULLET)


def _of(found: Found | None) -> str:
    return one_line(found.value) if found else ""


def _plain(value: str) -> str:
    return " ".join(words(value)).casefold()


def _day(found: Found | None) -> str:
    return found.value[:10] if found else ""
