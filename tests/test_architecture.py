"""The shape of the package: data flows one way, files stay small, names say what is inside."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "onrecord"
FILES = sorted(PACKAGE.rglob("*.py"))
NOUNS = {"record", "errors", "settings", "version"}
LONGEST = 400  # lines
LONGEST_LIST = 700  # of a list of nouns without any code

# module -> what of the package it may import; stages know nouns and themselves only
MAY_IMPORT = {
    "record": set(),
    "errors": {"record"},
    "settings": {"errors"},
    "version": set(),
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
    "pipeline": NOUNS | {"acquire", "split", "reading", "jobs", "library"},
    "commands": NOUNS | {"commands", "pipeline", "jobs", "export", "library", "view"},
    "cli": NOUNS | {"commands", "pipeline", "export", "filters", "view", "gazetteer"},
    "__init__": NOUNS | {"pipeline", "reading", "library"},
    "__main__": {"cli"},
}
BANNED_NAMES = {"utils", "util", "core", "base", "common", "helpers", "helper", "manager", "misc"}


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_modules(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in found if name.startswith("onrecord.")}


def test_there_are_files_to_check():
    assert {module_of(path) for path in FILES} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_data_flows_one_way(path):
    allowed = MAY_IMPORT[module_of(path)]
    assert imported_modules(path.read_text(encoding="utf-8")) <= allowed


def test_the_import_test_sees_every_way_to_import():
    source = "import onrecord.split.body\nfrom onrecord import cli\nfrom onrecord.view import x\n"
    assert imported_modules(source) == {"split", "cli", "view"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_short_and_say_what_they_are(path):
    source = path.read_text(encoding="utf-8")
    longest = LONGEST_LIST if path.name == "record.py" else LONGEST
    assert len(source.splitlines()) <= longest
    assert path.stem not in BANNED_NAMES
    assert ast.get_docstring(ast.parse(source))
