"""The shape of the package: data flows one way, files stay small, names say what is inside."""

import ast
from pathlib import Path

import pytest

from onrecord import record

PACKAGE = Path(__file__).parents[2] / "src" / "onrecord"
TESTS = Path(__file__).parents[1]
FILES = sorted(PACKAGE.rglob("*.py"))
NOUNS = {"record", "errors", "settings", "version", "number_words"}
LONGEST = 400  # lines

# module -> what of the package it may import; stages know nouns and themselves only
MAY_IMPORT = {
    "record": {"record"},
    "errors": {"record"},
    "settings": {"errors"},
    "version": set(),
    "number_words": set(),
    "acquire": NOUNS | {"acquire"},
    "split": NOUNS | {"split"},
    "gazetteer": NOUNS | {"gazetteer"},
    "reading": NOUNS | {"reading", "gazetteer"},
    "link": NOUNS | {"link"},
    "export": NOUNS | {"export"},
    "filters": NOUNS,
    "view": NOUNS | {"view"},
    "jobs": NOUNS,
    "library": NOUNS | {"library", "export"},  # the JSON form of the nouns is what it keeps
    "joining": NOUNS | {"joining", "library", "link"},  # what stands between kept articles
    "model": NOUNS | {"reading"},
    "pipeline": NOUNS | {"model", "acquire", "split", "reading", "link", "jobs"},
    "adding": NOUNS | {"model", "acquire", "jobs", "pipeline", "library", "joining"},
    "gather": NOUNS | {"acquire", "adding", "library", "pipeline"},  # of the net, into a library
    "follow": NOUNS | {"follow", "library", "joining", "export"},
    "evidence": NOUNS | {"evidence", "acquire", "export"},  # pages as WARC, records as JSON
    "batch": NOUNS
    | {"batch", "acquire", "adding", "pipeline", "export", "jobs", "library", "joining"},
    "serve": NOUNS | {"serve", "jobs", "library", "joining", "link", "export", "follow"},
    "commands": NOUNS
    | {
        "commands",
        "model",
        "adding",
        "pipeline",
        "joining",
        "jobs",
        "export",
        "filters",
        "library",
        "view",
        "serve",
        "evidence",
        "batch",
    }
    | {"gather", "follow"},
    "cli": NOUNS | {"commands", "pipeline", "export", "filters", "view", "gazetteer"},
    "__init__": NOUNS
    | {"acquire", "adding", "reading", "link", "export", "library", "joining", "model", "pipeline"},
    "__main__": {"cli"},
}
# package of many modules -> its rooms and what else of the package each may import: also one way
ROOMS = {
    "library": {
        "answers": set(),
        "across": {"answers"},
        "database": set(),
        "forms": {"database"},
        "questions": {"answers", "database", "forms"},
        "asking": {"answers", "database", "forms", "questions"},
        "joined": {"database", "forms"},
        "keeping": {"answers", "across", "database", "forms", "questions", "joined"},
        "between": {"answers", "across", "database", "forms", "questions", "asking", "keeping"},
        "following": {"answers", "database", "questions", "asking", "between"},
    },
    "link/claims": {
        "shipped": set(),
        "corrections": set(),
        "terms": set(),
        "numbers": {"shipped", "terms"},
        "compared": {"terms", "numbers"},
        "related": {"shipped", "terms", "numbers", "compared"},
        "claiming": {"shipped", "corrections", "numbers", "compared", "related"},
    },
    "reading/statements/actors": {
        "naming": set(),
        "cast": {"naming"},
        "phrases": {"naming", "cast"},
        "meant": {"naming", "cast", "phrases"},
        "speakers": {"naming", "cast", "phrases", "meant"},
        "who_says": {"naming", "cast", "phrases", "meant", "speakers"},
    },
    "serve": {
        "shown": set(),
        "answering": set(),
        "assets": set(),
        "desk": set(),
        "tokens": set(),
        "guard": {"tokens"},
        "site": {"shown", "answering", "assets", "desk", "tokens"},
        "forms": {"site"},
        "openapi": {"forms"},
        "handlers": {"shown", "answering", "desk", "site", "forms"},
        "app": {"answering", "assets", "guard", "site", "forms", "handlers"},
    },
}
ONLY_IN_TESTS = {"eval", "training", "repository", "support"}
BANNED_NAMES = {"utils", "util", "core", "base", "common", "helpers", "helper", "manager", "misc"}


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_modules(source: str, *, within: str = "onrecord") -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    inside = f"{within}."
    return {name[len(inside) :].split(".")[0] for name in found if name.startswith(inside)}


def test_there_are_files_to_check():
    assert {module_of(path) for path in FILES} == set(MAY_IMPORT)


def test_the_docs_say_what_every_module_is_for():
    text = (PACKAGE.parents[1] / "docs/architecture.md").read_text(encoding="utf-8")
    rows = (line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    explained = {name for row in rows for name in row.split("`")[1::2]}
    assert {name for name in MAY_IMPORT if not name.startswith("__")} <= explained


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_data_flows_one_way(path):
    allowed = MAY_IMPORT[module_of(path)]
    assert imported_modules(path.read_text(encoding="utf-8")) <= allowed


@pytest.mark.parametrize(
    ("package", "room"), [(package, room) for package, rooms in ROOMS.items() for room in rooms]
)
def test_rooms_of_a_package_stand_in_one_order(package, room):
    place = PACKAGE / package / room
    paths = [
        path for path in FILES if path.is_relative_to(place) or path == place.with_suffix(".py")
    ]
    assert paths
    within = "onrecord." + package.replace("/", ".")
    for path in paths:
        imported = imported_modules(path.read_text(encoding="utf-8"), within=within)
        assert imported <= ROOMS[package][room] | {room}, path


@pytest.mark.parametrize("package", ROOMS)
def test_every_room_has_its_place(package):
    paths = (path for path in FILES if path.is_relative_to(PACKAGE / package))
    within = {path.relative_to(PACKAGE / package).parts[0].removesuffix(".py") for path in paths}
    assert within - {"__init__"} == set(ROOMS[package])


def test_the_import_test_sees_every_way_to_import():
    source = "import onrecord.split.body\nfrom onrecord import cli\nfrom onrecord.view import x\n"
    assert imported_modules(source) == {"split", "cli", "view"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_short_and_say_what_they_are(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST
    assert path.stem not in BANNED_NAMES
    assert ast.get_docstring(ast.parse(source))


def test_the_folders_of_the_tests_mirror_the_package():
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    mirrored = {folder for folder in folders if not {*folder.parts} & ONLY_IN_TESTS}
    assert mirrored > {Path("reading/statements")}
    assert [str(folder) for folder in mirrored if not (PACKAGE / folder).is_dir()] == []


def test_every_noun_is_had_from_record():
    held = {"REASONS"}
    for path in (PACKAGE / "record").glob("[!_]*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            held |= {node.name} if isinstance(node, ast.ClassDef) else set()
            if isinstance(node, ast.Assign):
                held |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    assert held == set(record.__all__)
