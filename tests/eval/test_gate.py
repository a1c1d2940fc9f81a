import gzip
import json
import math
import os
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import __main__ as command
from eval import crossval, gate, report, sets, speed, systems
from eval.figures import number

RATES = st.floats(0, 1, width=32)


def sample(name):
    return sets.Sample(id=name, body=name.encode(), charset="utf-8")


# --- sets


def test_sets_are_read_as_their_description_says(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    folder = tmp_path / "pages" / "zyte"
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "x.html.gz").write_bytes(gzip.compress("<p>Fähre".encode()))
    truth = {"x": {"articleBody": "Fähre", "url": "https://www.example.org/a"}}
    (folder / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (gold,) = sets.zyte()
    assert (gold.body, gold.sample.site) == ("Fähre", "example.org")
    assert gold.sample.body.decode(gold.sample.charset) == "<p>Fähre"


def test_a_missing_set_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(sets.MissingSetError, match="nowhere"):
        sets.zyte()
    assert command.main(["--only", "zyte"]) == 1
    assert "skipped: zyte" in capsys.readouterr().err


def test_a_digest_changes_with_names_and_bytes(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    path = tmp_path / "seed" / "a.txt"
    path.parent.mkdir()
    path.write_text("one", encoding="utf-8")
    first = sets.digest_of("seed")
    path.write_text("two", encoding="utf-8")
    second = sets.digest_of("seed")
    path.rename(path.with_name("b.txt"))
    assert len({first, second, sets.digest_of("seed")}) == 3


# --- cross-validation


@given(st.text(max_size=20), st.integers(1, 9))
def test_folds_are_in_range(page_id, n):
    assert 0 <= crossval.fold_of(page_id, n) < n


def test_folds_never_move():
    assert [crossval.fold_of(name) for name in ("a", "b", "page.html")] == [4, 0, 4]


def test_a_page_is_read_with_the_weights_of_the_fold_of_its_site(monkeypatch):
    used = []
    monkeypatch.setattr(
        "onrecord.split.split", lambda _page, _s, weights: used.append(weights) or []
    )
    monkeypatch.setattr(crossval, "_sites", lambda: {"a": "example.org", "b": "example.org"})
    for name in ("a", "b"):
        crossval.heldout(name, systems.page_of(sample(name)))
    text = systems.page_of(sample("c"))
    crossval.heldout("c", replace(text, media_type="text/plain"))
    fold = crossval.FOLD_WEIGHTS / f"fold{crossval.fold_of('example.org')}"
    assert used == [fold, fold, crossval.FOLD_WEIGHTS / "text"]


# --- gate


def floor(**given):
    usual = {"name": "zyte.f1", "sense": "at least", "bound": 0.9, "noise": 0.01, "note": "test"}
    return gate.Floor(**{**usual, **given})


@pytest.mark.parametrize(
    ("sense", "value", "state"),
    [
        ("at least", 0.9, "PASS"),
        ("at least", 0.899, "FAIL"),
        ("at most", 0.9, "PASS"),
        ("at most", 0.901, "FAIL"),
        ("at least", math.nan, "FAIL"),
        ("at most", math.nan, "FAIL"),
    ],
)
def test_a_value_is_judged_by_its_floor(sense, value, state):
    (verdict,) = gate.judge([floor(sense=sense)], {"zyte.f1": value})
    assert verdict.state == state


def test_a_floor_that_was_not_measured_fails():
    (verdict,) = gate.judge([floor()], {})
    assert verdict.state == "FAIL"


@given(RATES, st.sampled_from(["at least", "at most"]))
def test_floors_only_rise_and_what_was_measured_passes(value, sense):
    old = floor(sense=sense, noise=0)
    floors = gate.Floors(corpora={}, floors=(old,))
    (new,) = gate.risen(floors, {"zyte.f1": value}, lower=frozenset()).floors
    assert new == old or old.is_stricter(new.bound)
    (freed,) = gate.risen(floors, {"zyte.f1": value}, lower=frozenset({"zyte.f1"})).floors
    assert freed.holds(value)


def test_a_floor_falls_only_when_it_is_named():
    floors = gate.Floors(corpora={}, floors=(floor(),))
    assert gate.risen(floors, {"zyte.f1": 0.5}, lower=frozenset()).floors[0].bound == 0.9
    freed = gate.risen(floors, {"zyte.f1": 0.5}, lower=frozenset({"zyte.f1"}))
    assert freed.floors[0].bound == pytest.approx(0.49)


def test_lowering_without_writing_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as stop:
        gate.parse(["--lower", "zyte.f1"])
    assert stop.value.code == 2
    assert "--lower has no effect" in capsys.readouterr().err


@pytest.fixture
def small_gate(tmp_path, monkeypatch):
    """A gate of one floor over a data folder with a seed set; returns floors file and values."""
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    (tmp_path / "seed").mkdir()
    (tmp_path / "seed" / "a.txt").write_text("one", encoding="utf-8")
    values = {"seed.checks": 0.95}
    part = report.Part(title="seed", figures=())

    def measured(_options):
        value = values["seed.checks"]
        return [replace(part, figures=(number("seed.checks", "", value, n=1, unit="checks"),))]

    monkeypatch.setitem(gate.MEASURES, "seed", measured)
    path = tmp_path / "floors.json"
    own = gate.Floors(corpora={"seed": sets.digest_of("seed")}, floors=(floor(name="seed.checks"),))
    gate.save(own, path)
    return path, values


def test_the_gate_passes_fails_and_lifts_its_floors(small_gate, capsys):
    path, values = small_gate
    assert gate.run(gate.parse([]), path) == 0
    assert "PASS  seed.checks" in capsys.readouterr().out
    assert gate.run(gate.parse(["--write"]), path) == 0
    assert gate.load(path).floors[0].bound == pytest.approx(0.94)
    values["seed.checks"] = 0.93
    assert gate.run(gate.parse(["--write"]), path) == 1
    assert gate.load(path).floors[0].bound == pytest.approx(0.94)
    assert gate.run(gate.parse(["--write", "--lower", "seed.checks"]), path) == 0


def test_a_changed_corpus_fails_until_it_is_pinned(small_gate, tmp_path, capsys):
    path, _ = small_gate
    (tmp_path / "seed" / "a.txt").write_text("two", encoding="utf-8")
    assert gate.run(gate.parse([]), path) == 1
    assert "corpus differs" in capsys.readouterr().out
    assert gate.run(gate.parse(["--pin", "seed"]), path) == 0
    assert gate.run(gate.parse([]), path) == 0


def test_a_set_that_is_not_here_is_skipped_with_its_folder(small_gate, monkeypatch, capsys):
    path, _ = small_gate
    monkeypatch.setenv("ONRECORD_DATA", "/nowhere")
    assert gate.run(gate.parse([]), path) == 0
    assert "SKIP  seed" in capsys.readouterr().out


def test_every_floor_belongs_to_a_part_and_every_part_to_a_pinned_set():
    floors = gate.load()
    parts = {gate.part_of(one.name) for one in floors.floors}
    assert parts <= set(report.MEASURES)
    assert {report.NEEDS.get(part, part) for part in parts - report.MADE} <= set(floors.corpora)
    assert all(one.note and one.noise >= 0 for one in floors.floors)


# --- speed


def test_speed_is_a_ratio_of_two_readers_on_the_same_pages(monkeypatch):
    read = []
    monkeypatch.setattr(speed, "shipped", lambda page_id, _page: read.append(page_id))
    monkeypatch.setattr(speed, "trafilatura", lambda one: read.append(one.id))
    clock = iter(range(1000))
    monkeypatch.setattr(speed, "_seconds", lambda call: (call(), next(clock) % 2 * 2 + 1)[1])
    figures = speed.speed_figures([sample("a"), sample("b")], rounds=3)
    values = {one.name: one.value for one in figures}
    # a page of ours takes 1 s of this clock, a page of theirs 3 s
    assert values["speed.ratio"] == pytest.approx(3.0)
    assert values["speed.pages_s"] == pytest.approx(1.0)
    assert read[-4:] == ["a", "a", "b", "b"]


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no core to choose here")
def test_the_cores_are_given_back():
    before = os.sched_getaffinity(0)
    with speed.one_core():
        assert len(os.sched_getaffinity(0)) == 1
    assert os.sched_getaffinity(0) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RSS is read from /proc")
def test_no_page_of_the_memory_run_is_seen_twice(monkeypatch):
    bodies = []
    gold = sets.BodyGold(sample=sample("a"), body="")
    monkeypatch.setattr(speed, "zyte", lambda: [gold])
    monkeypatch.setattr(speed, "shipped", lambda _id, page: bodies.append(page.body))
    early, late = speed.memory_run(5)
    assert len(set(bodies)) == 5
    assert 0 < early <= late * 2
