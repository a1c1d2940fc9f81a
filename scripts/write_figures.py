"""`python scripts/write_figures.py [--reader]`: tables of figures, into README and model card.

`--reader`: those of the reader and of statements only. Needs the data sets (see eval/README.md),
trafilatura, and a quiet machine for the speed row; takes about ten minutes.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MODEL_CARD = ROOT / "src" / "onrecord" / "reading" / "weights" / "README.md"
TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->\n)", re.DOTALL)
READER_TABLE = re.compile(r"(<!-- reader figures -->\n).*?(<!-- end -->\n)", re.DOTALL)
STATEMENT_TABLE = re.compile(r"(<!-- statement figures -->\n).*?(<!-- end -->\n)", re.DOTALL)
TIMELINE_TABLE = re.compile(r"(<!-- timeline figures -->\n).*?(<!-- end -->\n)", re.DOTALL)
_TIMELINE_PARTS = ("", "-apart")
_GOLD_PARTS = ("statements", "statements-apart", "statements-new", "agreement")

TIMELINE_ROWS = (
    ("timeline: rows, F1", "timelines{}.f1"),
    ("timeline: rows told that are right", "timelines{}.precision"),
    ("timeline: rows needed that are told", "timelines{}.recall"),
    ("timeline: status right", "timelines{}.status"),
    ("timeline: day right, or none where there is none", "timelines{}.day"),
    ("statements: recall", "timelines-said{}.recall"),
    ("statements: precision", "timelines-said{}.precision"),
    ("statements: content exact", "timelines-said{}.exact"),
    ("statements: speaker right", "timelines-said{}.speaker"),
    ("statements: manner, macro F1", "timelines-said{}.manner"),
)

Figures = dict[str, dict[str, float]]

# what is measured, on what, and the name of its figure with and without a peer beside it
ROWS = (
    ("story boundary F1", "60 dumps in nine layouts", "dumps.boundary_f1", None),
    ("story text F1", "the same", "dumps.text_f1", None),
    ("headline", "the same", "dumps.headline", None),
    ("body F1 (4-word shingles)", "article-extraction-benchmark, 181 pages", "zyte.f1",
     "zyte/trafilatura.f1"),
    ("whole page exact", "the same", "zyte.exact", "zyte/trafilatura.exact"),
    ("segment F1", "trafilatura's evaluation, 161 English pages", "trafilatura-en.f1",
     "trafilatura-en/trafilatura.f1"),
    ("title", "Fundus fixtures, 34 pages", "fundus.title", "fundus/trafilatura.title"),
    ("authors, exact set", "the same", "fundus.authors", "fundus/trafilatura.authors"),
    ("published, same day", "the same", "fundus.day", "fundus/trafilatura.day"),
)  # fmt: skip
READER_ROWS = (
    ("who says what: source, cue and content linked", "PolNeAR dev, 84 articles", "polnear.linked"),
    ("between people", "PolNeAR train, the 16 articles that several read", "polnear.human_linked"),
    ("source, exact span", "PolNeAR dev", "polnear.source"),
    ("cue, exact span", "the same", "polnear.cue"),
    ("content, exact span", "the same", "polnear.content"),
    ("names", "CoNLL-2003 dev, 216 articles, raw text", "conll.f1"),
    ("names", "the same, gold words", "conll.gold-words"),
    ("syntax, LAS", "EWT dev, 318 texts, gold words", "ewt.las"),
    ("syntax, LAS", "GUM dev, 30 texts, gold words", "gum.las"),
    ("coreference, CoNLL F1", "OntoGUM dev, 30 texts, gold words", "ontogum.predicted"),
    ("time expressions, exact span", "TimeBank and AQUAINT, 25 articles", "times.strict"),
    ("time expressions and their values", "the same", "times.value"),
    ("places, the very one, names given", "LGL, every fifth text", "places.lgl.exact"),
    ("places, the very one, names given", "TR-News, every fifth text", "places.tr-news.exact"),
    ("places found and near", "TR-News, every fifth text", "places.tr-news.f1"),
    ("kind of event, both sides given, macro F1", "PLV, every tenth row", "plover.root"),
    ("what two statements have to do with each other, macro F1",
     "our pairs, 174 families kept apart", "pairs.relations"),
)  # fmt: skip

STATEMENT_ROWS = (
    ("found, F1", "f1"),
    ("recall", "recall"),
    ("content exact, of those found", "exact"),
    ("speaker right", "speaker"),
    ("speaker right where the source is a pronoun", "speaker_pronoun"),
    ("a name where there is none", "invented"),
    ("manner, macro F1", "manner"),
    ("certainty, macro F1", "certainty"),
    ("chain, F1", "chain"),
    ("check, F1 of statements covered", "check"),
)


def measured(*arguments: str) -> Figures:
    """Run `python -m eval` with some arguments; return its figures by name."""
    return of_command("eval", *arguments)


def of_command(module: str, *arguments: str) -> Figures:
    """Run a module of `eval`; return its figures by name."""
    command = [sys.executable, "-m", module, "--json", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    parts = json.loads(done.stdout)
    return {figure["name"]: figure for part in parts.values() for figure in part}


def cell(figures: Figures, name: str | None) -> str:
    """Write one figure with its interval."""
    if name is None or name not in figures:
        return "–"
    figure = figures[name]
    value = f"{figure['value']:.3f}"
    if figure.get("low") is None:
        return value
    return f"{value} [{figure['low']:.3f}, {figure['high']:.3f}]"


def table() -> str:
    """Measure everything and lay it out."""
    figures = measured(
        *("--only", "dumps", "--only", "zyte", "--only", "trafilatura-en", "--only", "fundus"),
        "--peers",
    )
    lines = ["| figure | on | Onrecord | trafilatura, same run |", "| --- | --- | --- | --- |"]
    for says, data, ours, theirs in ROWS:
        lines.append(f"| {says} | {data} | {cell(figures, ours)} | {cell(figures, theirs)} |")
    speed = measured("--only", "speed")
    ratio = speed["speed.ratio"]["value"]
    lines.append(f"| pages a second, one core | 181 pages in memory | {ratio:.1f} times | 1 |")
    return "\n".join(lines) + "\n"


def reader_table() -> str:
    """Measure the reader and lay it out."""
    parts = dict.fromkeys(name.partition(".")[0] for _, _, name in READER_ROWS)
    figures = measured(*(word for part in parts for word in ("--only", part)))
    lines = ["| F1, unless it says otherwise | on | the reader |", "| --- | --- | --- |"]
    lines += [f"| {says} | {data} | {cell(figures, name)} |" for says, data, name in READER_ROWS]
    return "\n".join(lines) + "\n"


def statement_table() -> str:
    """Measure statements on our gold and lay them out."""
    figures = measured("--only", "statements") | of_command("eval.agreement")
    lines = [
        "| figure | stories rules were made on | kept apart | new | two annotators |",
        "| --- | --- | --- | --- | --- |",
    ]
    for says, name in STATEMENT_ROWS:
        cells = (cell(figures, f"{part}.{name}") for part in _GOLD_PARTS)
        lines.append(f"| {says} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def timeline_table() -> str:
    """Measure timelines and statements in news of every sort and lay them out."""
    figures = measured("--only", "timelines")
    lines = ["| figure | stories evidence was fitted on | kept apart |", "| --- | --- | --- |"]
    for says, name in TIMELINE_ROWS:
        cells = (cell(figures, name.format(part)) for part in _TIMELINE_PARTS)
        lines.append(f"| {says} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def write(pattern: re.Pattern[str], rows: str, path: Path = README) -> None:
    """Put rows into a page where the pattern is."""
    page = path.read_text(encoding="utf-8")
    page = pattern.sub(lambda found: found[1] + rows + found[2], page)
    path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    if "--reader" not in sys.argv:
        write(TABLE, table())
    of_the_reader = reader_table()
    write(READER_TABLE, of_the_reader)
    write(READER_TABLE, of_the_reader, MODEL_CARD)
    write(STATEMENT_TABLE, statement_table())
    write(TIMELINE_TABLE, timeline_table())
