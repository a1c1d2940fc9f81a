"""The runs of which the shipped weights are made: in order, with options that the trainer has."""

import pytest

torch = pytest.importorskip("torch", reason="needs the extra 'train'")

from training.reader.__main__ import parse  # noqa: E402 - needs torch
from training.reader.recipe import load, mean  # noqa: E402


def test_each_run_begins_with_what_others_made_and_has_options_of_the_trainer():
    recipe = load()
    assert [run.name for run in recipe.runs][-4:] == list(recipe.shipped)
    assert recipe.runs[0].start == {}
    assert all(run.start for run in recipe.runs[1:])
    for run in recipe.runs:
        given = parse([*run.options, "--base", "here", "--until", str(run.until)])
        assert given.epochs > 0
        assert 0 < run.until <= 1


def test_a_run_that_begins_with_a_later_one_is_refused(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text('shipped = { a = 1 }\n[runs.a]\nstart = { b = 1 }\noptions = ""\n')
    with pytest.raises(ValueError, match="a: no such run before it: b"):
        load(path)


def test_a_mean_has_so_many_parts_of_each():
    one, other = {"x": torch.tensor([0.0, 4.0])}, {"x": torch.tensor([4.0, 0.0])}
    assert mean([(one, 3), (other, 1)])["x"].tolist() == [1.0, 3.0]
