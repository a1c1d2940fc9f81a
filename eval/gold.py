"""The gold of statements: `python -m eval.gold` says what does not fit in its files.

The format and what each field means: eval/gold/README.md.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from eval.fitting import Fitter, GoldError
from onrecord.record import (
    ActorKind,
    Article,
    Block,
    BlockKind,
    Certainty,
    Found,
    Grade,
    Grain,
    Manner,
    Origin,
    Outcome,
    QuoteKind,
    Span,
    Where,
)

FOLDER = Path(__file__).with_name("gold")
# The stories that nothing was trained on and no rule made with: the first written to be so, and of
# later ones four of every thirty.
APART = frozenset(range(61, 77)).union(*(range(n, n + 4) for n in range(338, 549, 30)))
NEW = 820  # hardly a rule was made on the stories from here on
_GRAINS: dict[int, Grain] = {4: "year", 7: "month", 10: "day", 13: "hour", 16: "minute"}
_TEXT = ("genre", "published", "headline", "summary", "body", "captions")
_NEEDED = ("content", "speaker", "quote", "manner", "certainty")
_KEYS = {*_NEEDED, "also", "cue", "source", "grade", "via", "told", "refers", "medium", "said"}
_CHOICES: dict[str, tuple[str, ...]] = {
    "grade": get_args(Grade),
    "quote": get_args(QuoteKind),
    "manner": get_args(Manner),
    "certainty": get_args(Certainty),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """Somebody with a name."""

    name: str
    names: tuple[str, ...]
    kind: ActorKind
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTelling:
    """The words by which one of a chain tells of the statement."""

    cue: Span | None  # None where the telling goes on from a sentence before
    source: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """What somebody is reported to have said."""

    content: tuple[Span, ...]
    also: tuple[tuple[Span, ...], ...]  # other places where the same is said
    cue: Span | None
    source: Span | None
    speaker: str  # the `name` of an actor, words of the story, or "" = it cannot be known
    grade: Grade | None  # None where `speaker` is ""
    quote: QuoteKind
    manner: Manner
    certainty: Certainty
    via: tuple[str, ...]  # names as for `speaker`, outermost first
    told: tuple[GoldTelling, ...] = ()  # one for each of `via`, or () where nobody noted them
    refers: tuple[int, ...]  # indices of statements, from 0
    medium: str | None
    said: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCheck:
    """Words that say whether statements were checked."""

    by: str  # a name as for `GoldStatement.speaker`; "" = the story itself
    outcome: Outcome
    span: Span
    statements: tuple[int, ...]  # indices, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStory:
    """One story and everything that is said in it."""

    number: int  # what its file's name starts with
    name: str  # "034-train-visit"
    genre: str
    article: Article
    actors: tuple[GoldActor, ...]
    statements: tuple[GoldStatement, ...]  # in the order of the file: numbers less one
    checks: tuple[GoldCheck, ...]

    @property
    def text(self) -> str:
        """What the spans are of."""
        return self.article.text

    def names_of(self, speaker: str) -> tuple[str, ...]:
        """Return every name of an actor, the fullest first; () for a speaker without a name."""
        return next(((one.name, *one.names) for one in self.actors if one.name == speaker), ())


def stories(folder: Path = FOLDER) -> tuple[GoldStory, ...]:
    """Return every story in order of the files' numbers. Raises GoldError with all mistakes."""
    found, mistakes = load_all(folder)
    if mistakes:
        raise GoldError(mistakes)
    return found


@cache  # reading all of them takes seconds, and several parts of the report ask for them
def load_all(folder: Path = FOLDER) -> tuple[tuple[GoldStory, ...], tuple[str, ...]]:
    """Return the stories that fit, and what does not fit in the others."""
    found: list[GoldStory] = []
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml"), key=_in_order):
        try:
            found.append(load(path))
        except GoldError as error:
            mistakes += error.mistakes
    return tuple(found), tuple(mistakes)


def _in_order(path: Path) -> tuple[int, str]:
    """Let 1000 come after 999."""
    return len(path.name.partition("-")[0]), path.name


def load(path: Path, *, text_of: Path | None = None) -> GoldStory:
    """Read a file. Raises GoldError with everything in it that does not fit.

    text_of: the file of a story that `path` annotates again, without its text.
    """
    entry = _entry(path)
    if text_of:
        entry = {key: value for key, value in _entry(text_of).items() if key in _TEXT} | entry
    return _story(path.stem, entry)


def _entry(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GoldError([f"{path.stem}: not TOML: {error}"]) from error


def article_of(
    name: str, text: str, kinds: Iterable[BlockKind], *, published: str | None = None
) -> Article:
    """Make the least an article can be of a text: a block for each line that is not empty.

    kinds: of the lines, as many or more. published: ISO 8601, no finer than minutes.
    """
    blocks = tuple(_blocks(text, kinds))
    digest = sha256(f"{name}\n{text}".encode()).hexdigest()
    return Article(
        id=digest[:16],
        kind="article",
        number=1,
        of=1,
        headline=next(_found(text, blocks, "headline"), None),
        summary=tuple(_found(text, blocks, "summary")),
        authors=(),
        agency=None,
        dateline=None,
        published=_day(published) if published else None,
        updated=None,
        captured=None,
        seen=None,
        url=None,
        short_url=None,
        section=None,
        topics=(),
        lang=None,
        text=text,
        blocks=blocks,
        figures=(),
        refused=(),
        notes=(),
        page_sha256=digest,
        page_span=Span(start=0, end=max(1, len(text))),
        origin=Origin(kind="memory", name=name),
        made_by="eval.gold",
    )


def _blocks(text: str, kinds: Iterable[BlockKind]) -> Iterator[Block]:
    at = 0
    for kind, line in zip(kinds, text.split("\n"), strict=False):
        start = at + len(line) - len(line.lstrip())
        if line.strip():
            span = Span(start=start, end=start + len(line.strip()))
            yield Block(kind=kind, span=span, page_span=span, score=1.0)
        at += len(line) + 1


def _found(text: str, blocks: Iterable[Block], kind: BlockKind) -> Iterator[Found]:
    for block in blocks:
        if block.kind == kind:
            where = Where(layer="text", span=block.span)
            value = text[block.span.start : block.span.end]
            yield Found(value=value, how="gold", where=where)


def _day(value: str) -> Found:
    return Found(
        value=value, how="gold", where=Where(layer="markup"), grain=_GRAINS.get(len(value), "day")
    )


def _story(name: str, entry: dict[str, Any]) -> GoldStory:
    _need(entry, ("headline", "body"), name)
    parts: list[tuple[BlockKind, list[str]]] = [
        ("headline", [entry["headline"]]),
        ("summary", entry.get("summary", [])),
        ("paragraph", entry["body"].strip().split("\n")),
        ("caption", entry.get("captions", [])),
    ]
    text = "\n".join(line for _, lines in parts for line in lines)
    fitter = Fitter(name, text)
    actors = [_actor(fitter, one) for one in entry.get("actor", [])]
    names = {actor.name for actor in actors}
    said = entry.get("statement", [])
    statements = [_statement(fitter, one, n, len(said)) for n, one in enumerate(said, start=1)]
    for n, one in enumerate(statements, start=1):
        for speaker in (one.speaker, *one.via):
            if speaker not in names:
                fitter.expect_words(speaker, f"statement {n} speaker or via")
    checks = [_check(fitter, one, names, len(said)) for one in entry.get("check", [])]
    number = re.match(r"\d+", name)
    if number is None:
        fitter.note("file name", "does not start with a number")
    if number is None or fitter.mistakes:
        raise GoldError(fitter.mistakes)
    kinds = [kind for kind, lines in parts for line in lines for _ in line.split("\n")]
    return GoldStory(
        number=int(number[0]),
        name=name,
        genre=entry.get("genre", ""),
        article=article_of(name, text, kinds, published=str(entry.get("published", ""))),
        actors=tuple(actors),
        statements=tuple(statements),
        checks=tuple(checks),
    )


def _need(entry: dict[str, Any], keys: Sequence[str], where: str) -> None:
    """Raise GoldError if a field is missing: what follows cannot be read without it."""
    missing = [f"{where}: no field {key!r}" for key in keys if key not in entry]
    if missing:
        raise GoldError(missing)


def _actor(fitter: Fitter, entry: dict[str, Any]) -> GoldActor:
    _need(entry, ("name", "kind"), f"{fitter.name} actor")
    actor = GoldActor(
        name=entry["name"],
        names=tuple(entry.get("names", [])),
        kind=entry["kind"],
        roles=tuple(entry.get("roles", [])),
    )
    where = f"actor {actor.name}"
    fitter.expect_choice(actor.kind, get_args(ActorKind), f"{where} kind")
    for words in (actor.name, *actor.names, *actor.roles):
        fitter.expect_words(words, where)
    return actor


def _statement(fitter: Fitter, entry: dict[str, Any], n: int, of: int) -> GoldStatement:
    where = f"statement {n}"
    _need(entry, _NEEDED, f"{fitter.name} {where}")
    _check_fields(fitter, entry, where)
    refers = fitter.numbers(entry.get("refers", []), of, f"{where} refers")
    if n - 1 in refers:
        fitter.note(f"{where} refers", "to itself")
    statement = GoldStatement(
        content=fitter.spans(entry["content"], f"{where} content"),
        also=tuple(fitter.spans(place, f"{where} also") for place in entry.get("also", [])),
        cue=fitter.span(entry["cue"], f"{where} cue") if "cue" in entry else None,
        source=fitter.span(entry["source"], f"{where} source") if "source" in entry else None,
        speaker=entry["speaker"],
        grade=entry.get("grade") or None,
        quote=entry["quote"],
        manner=entry["manner"],
        certainty=entry["certainty"],
        via=tuple(entry.get("via", [])),
        told=tuple(_telling(fitter, one, f"{where} told") for one in entry.get("told", [])),
        refers=refers,
        medium=entry.get("medium"),
        said=entry.get("said"),
    )
    if statement.told and len(statement.told) != len(statement.via):
        fitter.note(f"{where} told", "not one for each of via")
    for other in (statement.cue, statement.source):
        if other and any(p.start < other.end and other.start < p.end for p in statement.content):
            fitter.note(where, f"content overlaps cue or source: {entry['content']}")
    return statement


def _telling(fitter: Fitter, entry: dict[str, Any], where: str) -> GoldTelling:
    _need(entry, ("cue", "source"), f"{fitter.name} {where}")
    return GoldTelling(
        cue=fitter.span(entry["cue"], where) if entry["cue"] else None,
        source=fitter.span(entry["source"], where) if entry["source"] else None,
    )


def _check_fields(fitter: Fitter, entry: dict[str, Any], where: str) -> None:
    for key in entry.keys() - _KEYS:
        fitter.note(where, f"unknown key {key!r}")
    for key in ("medium", "said"):
        fitter.expect_words(entry.get(key, ""), f"{where} {key}")
    for key, choices in _CHOICES.items():
        if key != "grade" or entry["speaker"]:
            fitter.expect_choice(entry.get(key), choices, f"{where} {key}")
    if not entry["content"]:
        fitter.note(where, "no content")


def _check(fitter: Fitter, entry: dict[str, Any], names: set[str], of: int) -> GoldCheck:
    _need(entry, ("outcome", "span", "statements"), f"{fitter.name} check")
    check = GoldCheck(
        by=entry.get("by", ""),
        outcome=entry["outcome"],
        span=fitter.span(entry["span"], "check span"),
        statements=fitter.numbers(entry["statements"], of, "check statements"),
    )
    fitter.expect_choice(check.outcome, get_args(Outcome), "check outcome")
    if not check.statements:
        fitter.note("check", f"covers no statement: {entry['span']!r}")
    if check.by not in names:
        fitter.expect_words(check.by, "check by")
    return check


def main(arguments: Sequence[str] | None = None) -> int:
    """List what does not fit. 0: nothing; 1: something."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.gold", description="Say what does not fit in the gold of statements."
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: all")
    parser.add_argument("--check", action="store_true", help="what it does anyway")
    given = parser.parse_args(arguments)
    n = n_said = 0
    mistakes: list[str] = []
    for path in given.files or sorted(FOLDER.glob("*.toml")):
        try:
            n_said += len(load(path).statements)
            n += 1
        except GoldError as error:
            mistakes += error.mistakes
    print(*mistakes, sep="\n", end="\n" if mistakes else "")
    print(f"{n} stories with {n_said} statements fit; {len(mistakes)} mistakes", file=sys.stderr)
    return int(bool(mistakes))


if __name__ == "__main__":
    raise SystemExit(main())
