"""The gold of claims: `python -m eval.claims --check` says what does not fit in its files.

The format and what each field means: eval/claims/README.md.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, get_args

from eval.fitting import Fitter, GoldError
from eval.gold import article_of
from onrecord.record import Article, BlockKind, Found, Manner, Outcome, Span, Where

FOLDER = Path(__file__).with_name("claims")
APART_EVERY = 5  # each fifth bundle is opened by nobody who builds
UNTAUGHT = 4  # what is left of a number divided so, of bundles that no network learns from
RELATIONS = ("repeats", "supports", "disputes", "other figure", "narrows", "unrelated")
STATES = ("uncontested", "contested", "denied", "withdrawn", "checked")
WORDINGS = ("verbatim", "shortened", "altered", "translated", "paraphrased")
_ID = re.compile(r"(\d+)[a-z]{1,2}")
_PAIR_PARTS = 4
_KEYS = {
    "bundle": {"what", "article", "said", "relations", "claim", "quotation", "figure"},
    "article": {"outlet", "agency", "published", "headline", "summary", "body"},
    "said": {"by", "words", "manner", "via"},
    "relations": {"pairs"},
    "claim": {"says", "statements", "sources", "state", "checks"},
    "quotation": {"first", "wordings"},
    "figure": {"of", "points"},
    "point": {"in", "words", "value", "modifier", "unit", "by"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSaid:
    """A statement of a bundle."""

    id: str  # "2b": the second of the second article
    article: int  # index, from 0
    content: tuple[Span, ...]  # in that article's text
    by: str
    manner: Manner
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPair:
    """What one statement has to do with another."""

    one: str
    other: str
    relation: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """Statements that say the same."""

    says: str
    statements: frozenset[str]
    sources: int
    state: str
    checks: tuple[tuple[str, Outcome], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuotation:
    """One quotation and its other wordings."""

    first: str
    wordings: tuple[tuple[str, str], ...]  # statement and what kind of wording

    @property
    def statements(self) -> frozenset[str]:
        """All of its wordings."""
        return frozenset((self.first, *(name for name, _ in self.wordings)))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPoint:
    """A number as an article has it."""

    article: int  # index, from 0
    span: Span
    value: tuple[float, ...]  # () for "dozens"; two of a range
    modifier: str | None
    unit: str | None
    by: str  # "" = the article itself


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSeries:
    """One quantity over the articles."""

    of: str
    points: tuple[GoldPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Articles on one happening and what their statements have to do with each other."""

    number: int
    name: str
    what: str
    articles: tuple[Article, ...]
    said: tuple[GoldSaid, ...]
    pairs: tuple[GoldPair, ...]  # those listed, and a "repeats" for each other pair of a claim
    claims: tuple[GoldClaim, ...]
    quotations: tuple[GoldQuotation, ...]
    figures: tuple[GoldSeries, ...]

    @property
    def is_apart(self) -> bool:
        """Whether nothing is made with it."""
        return self.number % APART_EVERY == 0

    @property
    def is_untaught(self) -> bool:
        """Whether the reader never saw its pairs: what it learned of others is weighed there."""
        return self.number % APART_EVERY == UNTAUGHT


def bundles(folder: Path = FOLDER, *, apart: bool) -> list[Bundle]:
    """Return the bundles kept apart, or those to build with. Raises GoldError with all mistakes."""
    found: list[Bundle] = []
    mistakes: list[str] = []
    for path in paths(folder, apart=apart):
        try:
            found.append(load(path))
        except GoldError as error:
            mistakes += error.mistakes
    if mistakes:
        raise GoldError(mistakes)
    return found


def paths(folder: Path = FOLDER, *, apart: bool) -> list[Path]:
    """Return the files of one side, by their number."""
    return [
        path
        for path in sorted(folder.glob("[0-9]*.toml"))
        if (int(path.stem.split("-")[0]) % APART_EVERY == 0) == apart
    ]


def load(path: Path) -> Bundle:
    """Read a file. Raises GoldError with everything in it that does not fit."""
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        return _bundle(path.stem, entry)
    except tomllib.TOMLDecodeError as error:
        raise GoldError([f"{path.stem}: not TOML: {error}"]) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise GoldError([f"{path.stem}: a field is missing or of the wrong kind: {error!r}"]) from (
            error
        )


def _bundle(name: str, entry: dict[str, Any]) -> Bundle:
    mistakes: list[str] = []
    articles = tuple(_article(f"{name}/{n}", one) for n, one in enumerate(entry["article"], 1))
    fitters = [Fitter(one.origin.name, one.text) for one in articles]
    notes = Fitter(name, "")
    _expect_keys(notes, entry)
    said = [_said(fitters, notes, key, one) for key, one in entry["said"].items()]
    names = {one.id for one in said if one}
    claims = tuple(_claim(notes, one, names) for one in entry.get("claim", []))
    listed = [_pair(notes, one, names) for one in entry["relations"]["pairs"]]
    quotations = tuple(_quotation(notes, one, names) for one in entry.get("quotation", []))
    figures = tuple(_series(fitters, notes, one) for one in entry.get("figure", []))
    _check_pairs(notes, listed)
    _check_order(notes, articles)
    mistakes += [*notes.mistakes, *(line for one in fitters for line in one.mistakes)]
    if mistakes:
        raise GoldError(mistakes)
    return Bundle(
        number=int(name.split("-", maxsplit=1)[0]),
        name=name,
        what=entry.get("what", ""),
        articles=articles,
        said=tuple(one for one in said if one),
        pairs=(*listed, *_implied(listed, claims)),
        claims=claims,
        quotations=quotations,
        figures=figures,
    )


def _expect_keys(notes: Fitter, entry: dict[str, Any]) -> None:
    parts = [("bundle", entry), ("relations", entry["relations"])]
    parts += [(kind, one) for kind in ("article", "claim", "quotation", "figure")
              for one in entry.get(kind, [])]  # fmt: skip
    parts += [("said", one) for one in entry["said"].values()]
    parts += [("point", point) for one in entry.get("figure", []) for point in one["points"]]
    for kind, part in parts:
        for key in part.keys() - _KEYS[kind]:
            notes.note(kind, f"unknown key {key!r}")


def _article(name: str, entry: dict[str, Any]) -> Article:
    body = entry["body"].strip().split("\n")
    parts: list[tuple[BlockKind, list[str]]] = [
        ("headline", [entry["headline"]]),
        ("summary", entry.get("summary", [])),
        ("paragraph", body),
    ]
    text = "\n".join(line for _, lines in parts for line in lines)
    kinds = [kind for kind, lines in parts for _ in lines]
    article = article_of(name, text, kinds, published=str(entry["published"]))
    address = f"https://{entry['outlet']}/{name}"
    return replace(
        article,
        url=_fact(address),
        agency=_fact(entry["agency"]) if entry.get("agency") else None,
    )


def _fact(value: str) -> Found:
    return Found(value=value, how="gold", where=Where(layer="markup"))


def _said(
    fitters: Sequence[Fitter], notes: Fitter, key: str, entry: dict[str, Any]
) -> GoldSaid | None:
    number = _ID.fullmatch(key)
    if number is None or not 1 <= int(number[1]) <= len(fitters):
        notes.note(key, "is no number of an article with a letter behind")
        return None
    fitter = fitters[int(number[1]) - 1]
    words = entry["words"]
    pieces = [words] if isinstance(words, str) else words
    notes.expect_choice(entry.get("manner", "says"), get_args(Manner), f"{key} manner")
    for name in (entry["by"], *entry.get("via", [])):
        fitter.expect_words(name, f"{key} by or via")
    return GoldSaid(
        id=key,
        article=int(number[1]) - 1,
        content=fitter.spans(pieces, key),
        by=entry["by"],
        manner=entry.get("manner", "says"),
        via=tuple(entry.get("via", [])),
    )


def _pair(notes: Fitter, entry: Sequence[str], names: set[str]) -> GoldPair:
    if len(entry) != _PAIR_PARTS:
        notes.note("pairs", f"not [one, relation, other, reason]: {entry}")
        return GoldPair(one="", other="", relation="unrelated", reason="")
    one, relation, other, reason = entry
    where = f"pair {one} {other}"
    _expect_ids(notes, (one, other), names, where)
    notes.expect_choice(relation, RELATIONS, where)
    if one == other:
        notes.note(where, "a statement with itself")
    return GoldPair(one=one, other=other, relation=relation, reason=reason)


def _claim(notes: Fitter, entry: dict[str, Any], names: set[str]) -> GoldClaim:
    where = f"claim {entry['says']!r}"
    _expect_ids(notes, entry["statements"], names, where)
    notes.expect_choice(entry["state"], STATES, f"{where} state")
    checks = tuple((str(by), outcome) for by, outcome in entry.get("checks", []))
    for _, outcome in checks:
        notes.expect_choice(outcome, get_args(Outcome), f"{where} checks")
    if not 1 <= entry["sources"] <= len(entry["statements"]):
        notes.note(where, f"{entry['sources']} sources of {len(entry['statements'])} statements")
    if entry["state"] == "checked" and all(outcome == "not verified" for _, outcome in checks):
        notes.note(where, "is checked by nobody")
    return GoldClaim(
        says=entry["says"],
        statements=frozenset(entry["statements"]),
        sources=entry["sources"],
        state=entry["state"],
        checks=checks,
    )


def _quotation(notes: Fitter, entry: dict[str, Any], names: set[str]) -> GoldQuotation:
    where = f"quotation {entry['first']}"
    wordings = tuple(entry.get("wordings", {}).items())
    _expect_ids(notes, (entry["first"], *(name for name, _ in wordings)), names, where)
    for _, kind in wordings:
        notes.expect_choice(kind, WORDINGS, where)
    return GoldQuotation(first=entry["first"], wordings=wordings)


def _series(fitters: Sequence[Fitter], notes: Fitter, entry: dict[str, Any]) -> GoldSeries:
    points = []
    for one in entry["points"]:
        where = f"figure {entry['of']!r}"
        if not 1 <= one["in"] <= len(fitters):
            notes.note(where, f"no article {one['in']}")
            continue
        fitter = fitters[one["in"] - 1]
        value = one.get("value", [])
        fitter.expect_words(one["by"], f"{where} by")
        points.append(
            GoldPoint(
                article=one["in"] - 1,
                span=fitter.span(one["words"], where),
                value=tuple(value) if isinstance(value, list) else (float(value),),
                modifier=one.get("modifier"),
                unit=one.get("unit"),
                by=one["by"],
            )
        )
    if any((x.article, x.span.start) > (y.article, y.span.start) for x, y in pairwise(points)):
        notes.note(f"figure {entry['of']!r}", "points not in the order of the articles")
    return GoldSeries(of=entry["of"], points=tuple(points))


def _expect_ids(notes: Fitter, given: Iterable[str], names: set[str], where: str) -> None:
    for one in given:
        if one not in names:
            notes.note(where, f"no statement {one!r}")


def _check_pairs(notes: Fitter, pairs: Sequence[GoldPair]) -> None:
    seen: set[frozenset[str]] = set()
    for pair in pairs:
        key = frozenset((pair.one, pair.other))
        if key in seen:
            notes.note(f"pair {pair.one} {pair.other}", "is listed twice")
        seen.add(key)


def _check_order(notes: Fitter, articles: Sequence[Article]) -> None:
    days = [one.published.value for one in articles if one.published]
    if any(x > y for x, y in pairwise(days)):
        notes.note("article", "dates do not rise")


def _implied(listed: Sequence[GoldPair], claims: Sequence[GoldClaim]) -> list[GoldPair]:
    """Return a "repeats" for each pair of a claim that is not listed."""
    seen = {frozenset((pair.one, pair.other)) for pair in listed}
    return [
        GoldPair(one=one, other=other, relation="repeats", reason=claim.says)
        for claim in claims
        for other, one in combinations(sorted(claim.statements), 2)
        if frozenset((one, other)) not in seen
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """List what does not fit. 0: nothing; 1: something."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.claims", description="Say what does not fit in the gold of claims."
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: all")
    parser.add_argument("--check", action="store_true", help="what it does anyway")
    given = parser.parse_args(arguments)
    found: list[Bundle] = []
    mistakes: list[str] = []
    for path in given.files or [*paths(apart=False), *paths(apart=True)]:
        try:
            found.append(load(path))
        except GoldError as error:
            mistakes += error.mistakes
    print(*mistakes, sep="\n", end="\n" if mistakes else "")
    counts = {kind: sum(pair.relation == kind for one in found for pair in one.pairs)
              for kind in RELATIONS}  # fmt: skip
    print(
        f"{len(found)} bundles with {sum(counts.values())} pairs fit; {len(mistakes)} mistakes",
        ", ".join(f"{kind} {n}" for kind, n in counts.items()),
        sep="\n",
        file=sys.stderr,
    )
    return int(bool(mistakes))


if __name__ == "__main__":
    raise SystemExit(main())
