"""How far two annotators of the same stories agree: `python -m eval.agreement`.

`eval/agreement` holds a second annotation of some stories of the gold, made from its guide and the
bare text alone. It is scored against the gold as if a system had read it: what is printed is about
as much as can be asked of one.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval import gold, statements
from eval import statement_scores as scores
from eval.blank import READING
from eval.figures import as_json, as_lines
from eval.statement_errors import error_lines
from onrecord.record import Actor, Check, Reading, Span, Statement, Told

FOLDER = Path(__file__).with_name("agreement")


def matches(folder: Path = FOLDER, of: Path = gold.FOLDER) -> list[scores.Match]:
    """Pair the statements of the gold with those of the second annotation, story by story.

    of: folder of the gold, with a file of the same name for each. Raises GoldError.
    """
    pairs = [
        (gold.load(of / path.name), gold.load(path, text_of=of / path.name))
        for path in sorted(folder.glob("*.toml"))
    ]
    return [scores.match(one, as_read(other)) for one, other in pairs]


def as_read(story: gold.GoldStory) -> Reading:
    """Return what a reader would that reads a story as it is annotated; without words or events."""
    speakers = sorted({one.speaker for one in story.statements} - {""})
    ids = {name: f"a{n}" for n, name in enumerate(speakers, start=1)}
    return replace(
        READING,
        article_id=story.article.id,
        weights="annotated",
        actors=tuple(_actor(story, id_, name) for name, id_ in ids.items()),
        statements=tuple(
            _statement(story, n, ids.get(one.speaker)) for n, one in enumerate(story.statements)
        ),
        checks=tuple(map(_check, story.checks)),
    )


def _actor(story: gold.GoldStory, id_: str, name: str) -> Actor:
    named = next((one for one in story.actors if one.name == name), None)
    return Actor(
        id=id_,
        name=name,
        named=named is not None,
        kind=named.kind if named else "group",
        grade=next(one.grade for one in story.statements if one.speaker == name and one.grade),
        aliases=named.names if named else (),
        mentions=(),
        roles=(),
        affiliation=None,
    )


def _statement(story: gold.GoldStory, n: int, speaker: str | None) -> Statement:
    one = story.statements[n]
    return Statement(
        id=_id(n),
        content=one.content,
        places=one.also,
        cue=one.cue,
        source=(one.source,) if one.source else (),
        speaker=speaker,
        speaker_name=one.speaker or None,
        candidates=(),
        grade=one.grade,
        quote=one.quote,
        manner=one.manner,
        certainty=one.certainty,
        via=tuple(Told(actor=None, name=name, source=(), cue=None) for name in one.via),
        medium=_first(story.text, one.medium),
        said=_first(story.text, one.said),
        refers=tuple(map(_id, one.refers)),
        checked=None,
        why=(),
        score=1.0,
    )


def _check(one: gold.GoldCheck) -> Check:
    return Check(
        by=None,
        by_name=one.by or None,
        outcome=one.outcome,
        span=one.span,
        statements=tuple(map(_id, one.statements)),
        how="annotated",
    )


def _id(n: int) -> str:
    return f"s{n + 1}"


def _first(text: str, words: str | None) -> Span | None:
    """Return where words stand first: the gold does not say where, only which."""
    if not words:
        return None
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. 0: done."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.agreement",
        description="Measure how far a second annotation of some stories agrees with the gold.",
        epilog="Example: python -m eval.agreement --errors",
    )
    parser.add_argument("--errors", action="store_true", help="list where the two differ")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    given = parser.parse_args(arguments)
    found = matches()
    measured = statements.statement_figures(found, prefix="agreement")
    if given.json:
        print(json.dumps({"agreement": as_json(measured)}, indent=2, ensure_ascii=False))
        return 0
    print(*as_lines(measured, floors={}), *statements.confusion_lines(found), sep="\n")
    if given.errors:
        print("", *(line for one in found for line in error_lines(one)), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
