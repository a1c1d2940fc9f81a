"""What is written is what is there: commands, options, settings, kinds, reasons, files."""

import io
import re
import shutil
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

import onrecord
from onrecord import (
    REASONS,
    Actor,
    Article,
    Attribution,
    Because,
    Chain,
    Check,
    Found,
    Mention,
    Place,
    Reading,
    Record,
    Settings,
    Statement,
    Time,
    Told,
    Words,
    __version__,
    read,
)
from onrecord.export.forms import FORMS
from onrecord.export.jsonl import to_line
from onrecord.record import (
    ActorKind,
    Amount,
    Argument,
    ArticleKind,
    BlockKind,
    Certainty,
    Event,
    EventKind,
    Grade,
    Grain,
    Itinerary,
    Layer,
    Manner,
    MentionKind,
    Move,
    Outcome,
    PlaceUse,
    QuoteKind,
    Role,
    Status,
    Stop,
    TimeKind,
)
from scripts.write_columns import with_columns
from scripts.write_help import PASTED, with_help
from scripts.write_settings import with_table

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("examples/*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
NAMED_FILE = re.compile(r"`((?:docs|examples|scripts|src|tests|eval|training)/[\w./-]+)`")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_help_in_docs_is_current():
    document = text_of("docs/cli.md")
    assert document == with_help(document), "run python scripts/write_help.py"


def test_the_help_of_every_command_is_in_docs():
    pasted = {found["args"] for found in PASTED.finditer(text_of("docs/cli.md"))}
    gazetteer = {"gazetteer", *(f"gazetteer {one}" for one in ("add", "list", "remove"))}
    library = {"add", "search", "said", "timeline", "itinerary", "reread", "rejected"}
    library |= {"join", "stories", "story", "revisions", "parties", "corrections", "party"}
    library |= {f"party {one}" for one in ("show", "merge", "split", "rename", "hide", "undo")}
    library |= {"fetch", "feeds", "follow"}
    library |= {f"follow {one}" for one in ("add", "list", "remove", "run")}
    library |= {"statement", "statement fix", "statement undo"}
    library |= {"evidence", "verify", "batch", "load"}
    library |= {"claims", "claim", "figures", "compare"}
    library |= {f"claim {one}" for one in ("show", "join", "split", "undispute", "undo")}
    assert pasted == {"", "read", "export", "schema", "serve", *library, *gazetteer}


def test_the_table_of_settings_is_current():
    document = text_of("docs/settings.md")
    assert document == with_table(document), "run python scripts/write_settings.py"
    assert all(f"`{setting.name}`" in document for setting in fields(Settings))


def test_the_tables_of_columns_are_current():
    document = text_of("docs/export.md")
    assert document == with_columns(document), "run python scripts/write_columns.py"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_export_is_explained(form):
    assert f"| `{form}` |" in text_of("docs/export.md")


@pytest.mark.parametrize(
    "word",
    [
        *REASONS,
        *get_args(ArticleKind),
        *get_args(BlockKind),
        *get_args(Grain),
        *get_args(Layer),
        *(field.name for field in fields(Article)),
        *(field.name for field in fields(Found)),
    ],
)
def test_every_word_of_the_record_is_explained(word):
    assert f"`{word}`" in text_of("docs/pages.md")


@pytest.mark.parametrize(
    "word",
    [
        *get_args(MentionKind),
        *get_args(TimeKind),
        *get_args(ActorKind),
        *get_args(PlaceUse),
        *(
            field.name
            for noun in (Record, Reading, Mention, Attribution, Chain, Time, Place, Words)
            for field in fields(noun)
        ),
        *(
            field.name
            for noun in (Actor, Statement, Told, Because, Check)
            for field in fields(noun)
        ),
    ],
)
def test_every_word_of_a_reading_is_explained(word):
    assert f"`{word}`" in text_of("docs/read.md")


@pytest.mark.parametrize(
    "word",
    [x for kind in (Manner, Certainty, Grade, QuoteKind, Outcome) for x in get_args(kind)],
)
def test_every_word_for_a_statement_has_an_example(word):
    (row,) = re.findall(rf"^\| `{word}` \| (.+) \|$", text_of("docs/statements.md"), re.MULTILINE)
    assert len(row) > len(word)


@pytest.mark.parametrize(
    "word",
    [
        *(x for kind in (EventKind, Status, Move, Role) for x in get_args(kind)),
        *(
            field.name
            for noun in (Event, Argument, Amount, Itinerary, Stop)
            for field in fields(noun)
        ),
    ],
)
def test_every_word_of_an_event_is_explained(word):
    assert f"`{word}`" in text_of("docs/events.md")


def test_the_changelog_knows_this_version():
    assert f"## {__version__}" in text_of("CHANGELOG.md")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_named_files_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        assert (path.parent / target).exists(), target
    for target in NAMED_FILE.findall(text):
        assert (ROOT / target).exists(), target


def test_ci_runs_the_commands_of_the_readme():
    commands = re.findall(r"<!-- command: (\w+) -->\n```sh\n(.+)\n```", text_of("README.md"))
    assert [name for name, _ in commands] == ["try", "test"]
    script = text_of(".ci/run")
    for name, command in commands:
        assert command.startswith("python3 -m venv .venv && ")
        assert f"readme_command {name}" in script


PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
WITH_PYTHON = [path for path in DOCS if PYTHON.search(path.read_text(encoding="utf-8"))]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib itself
@pytest.mark.parametrize("path", WITH_PYTHON, ids=lambda path: path.name)
def test_python_in_documents_runs_and_prints_as_written(path, tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    lines = [to_line(one) for one in read("examples/three-stories.html")]
    monkeypatch.setattr("sys.stdin", io.StringIO(b"".join(lines).decode()))
    monkeypatch.setattr("socket.getaddrinfo", no_net)
    text = path.read_text(encoding="utf-8")
    names = {"__name__": "__main__"}
    for block in PYTHON.finditer(text):
        n_before = text[: block.start()].count("\n") + 1
        exec(compile("\n" * n_before + block[1], path.name, "exec"), names)
        assert bool(capsys.readouterr().out) == ("print(" in block[1]), f"line {n_before}"


def no_net(*_, **__):
    raise OSError("no net in tests")


def test_the_examples_of_the_readme_are_there():
    named = re.findall(r"(?:^|\s)((?:examples|pages|saved-pages)/\S*)", text_of("README.md"))
    assert len(named) > 5
    assert [one for one in named if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("name", onrecord.__all__)
def test_every_public_name_is_explained(name):
    assert re.search(rf"`(?:onrecord\.)?{name}\b", text_of("docs/python.md"))


def test_every_example_is_in_the_table_of_examples():
    table = text_of("examples/README.md")
    for path in (ROOT / "examples").iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in table
