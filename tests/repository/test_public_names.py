"""The public names, and what it costs to import them."""

import importlib.metadata
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("numpy", "selectolax", "rich.console", "orjson", "typer", "onnxruntime", "tokenizers"),
    *("onrecord.adding", "onrecord.pipeline", "onrecord.reading", "onrecord.library", "sqlalchemy"),
)


@pytest.mark.parametrize("name", onrecord.__all__)
def test_every_public_name_is_there(name):
    assert getattr(onrecord, name) is not None


def test_the_list_of_public_names_has_no_name_twice():
    assert dir(onrecord) == sorted(set(onrecord.__all__))
    assert len(onrecord.__all__) == len(set(onrecord.__all__))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing


def test_the_version_is_stated_in_one_place():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    path = ROOT / project["tool"]["hatch"]["version"]["path"]
    assert f'"{onrecord.__version__}"' in path.read_text(encoding="utf-8")
    assert importlib.metadata.version("onrecord") == onrecord.__version__


@pytest.mark.parametrize("statement", ["import onrecord", "from onrecord import Article, Settings"])
def test_importing_the_nouns_loads_nothing_heavy(statement):
    asked = f"{statement}; import sys; print([x for x in {HEAVY} if x in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_form_that_is_none_is_told_with_all_that_are(tmp_path):
    with pytest.raises(ValueError, match="'xlsx' is no form: it is one of csv, parquet, jsonld"):
        onrecord.export_records([], "xlsx", tmp_path)


@pytest.mark.parametrize("value", ["5000", None, 1e6])
def test_a_setting_that_is_no_whole_number_is_told(value):
    with pytest.raises(onrecord.SettingError, match="max_bytes must be a whole number, not "):
        onrecord.Settings(max_bytes=value)
