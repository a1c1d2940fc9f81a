"""Pages over several processes: the order is kept and no page is lost."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from eval.blank import PAGE
from onrecord import Origin, Rejected, WeightsError
from onrecord import jobs as jobs_module
from onrecord.jobs import Isolation, groups_of, run_in_processes


def make_page(name):
    return replace(PAGE, media_type="text/plain", origin=Origin(kind="memory", name=name))


def heeds(page):
    """Tell whether Ctrl-C would reach the process that reads."""
    passed = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    passed &= signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return [Rejected(stage="split", ref=str(passed), reason="no story", detail="")]


def five(page):
    return 5


def answer(page):
    name = page.origin.name
    if name == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep({"hangs": 60, "waits": 4, "slow": 0.2}.get(name, 0))
    while name == "works on":
        pass
    if name == "has a bug":
        raise ZeroDivisionError
    if name == "has no weights":
        raise WeightsError("install onrecord again")
    return [Rejected(stage="split", ref=name, reason="no story", detail="")]


def run(names, **options):
    pages = [make_page(name) for name in names]
    return list(run_in_processes(pages, answer, **{"jobs": 2, "limit_s": five, **options}))


def refs(outcomes):
    return [one.ref for outcome in outcomes for one in outcome]


def test_order_is_kept_when_some_are_slow():
    names = ["slow", *map(str, range(40)), "slow", "last"]
    assert refs(run(names)) == names


def test_a_page_that_ends_its_process_is_rejected_and_the_others_are_read():
    outcomes = run(["1", "dies", "2", "dies", "3"])
    assert refs(outcomes) == ["1", "dies", "2", "dies", "3"]
    reasons = [outcome[0].reason for outcome in outcomes]
    assert reasons == ["no story", "crashed", "no story", "crashed", "no story"]


def test_a_lost_page_is_named_by_its_place_not_its_address():
    page = make_page("dies")
    origin = replace(page.origin, member="line 3")
    placed = replace(page, origin=origin, url="https://example.org/ferry")
    ((lost,),) = run_in_processes([placed], answer, jobs=2, limit_s=five)
    assert (lost.ref, lost.reason) == ("dies!line 3", "crashed")


def test_a_page_that_never_ends_is_rejected_in_time(monkeypatch):
    monkeypatch.setattr(jobs_module, "GRACE_S", 1.5)
    began = time.monotonic()
    outcomes = run(["hangs", "1", "2"], limit_s=lambda _: 0.5)
    assert time.monotonic() - began < 20
    assert [outcome[0].reason for outcome in outcomes] == ["too slow", "no story", "no story"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process has had")
def test_processor_time_is_counted_and_time_by_the_clock_is_not(monkeypatch):
    monkeypatch.setattr(jobs_module, "GRACE_S", 3.0)
    monkeypatch.setattr(jobs_module, "FAR", 1_000)
    outcomes = run(["waits", "works on", "waits"], limit_s=lambda _: 0.2)
    assert [outcome[0].reason for outcome in outcomes] == ["no story", "too slow", "no story"]


@pytest.mark.skipif(os.name == "nt", reason="no masks of signals")
def test_ctrl_c_reaches_no_process_that_reads_not_even_one_that_just_begins():
    (outcome,) = run_in_processes([make_page("1")], heeds, jobs=2, limit_s=five)
    assert outcome[0].ref == "True"
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_bug_stops_the_run_as_it_does_in_one_process(capfd):
    with pytest.raises(RuntimeError, match="a worker failed on has a bug"):
        run(["1", "has a bug", "2"])
    assert "ZeroDivisionError" in capfd.readouterr().err


@pytest.mark.parametrize(
    "call",
    [
        'list(onrecord.read_paths(["page.txt", "page.txt"], jobs=2))',
        'list(run(find_inputs(["page.txt"]), Plan(out="tables", model=False)))',
    ],
)
def test_a_script_without_a_main_guard_is_told_so_and_loses_no_page(call, tmp_path):
    (tmp_path / "page.txt").write_text("The quay of Cork will close on Monday, the mayor said.")
    lines = ("import onrecord", "from onrecord.batch import Plan, find_inputs, run", call)
    (tmp_path / "script.py").write_text("\n".join(lines))
    ran = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert 'under `if __name__ == "__main__":`' in ran.stderr.splitlines()[-1]
    assert not list(tmp_path.glob("tables/*/done.json"))


def test_what_no_page_can_be_read_without_ends_the_run_with_our_own_error(capfd):
    with pytest.raises(WeightsError, match="install onrecord again"):
        run(["1", "has no weights", "2"])
    assert capfd.readouterr().err == ""


def test_a_page_has_the_time_that_is_its_own(monkeypatch):
    monkeypatch.setattr(jobs_module, "GRACE_S", 0.0)
    outcomes = run(["slow", "hangs"], limit_s=lambda page: 5 if page.origin.name == "slow" else 0.5)
    assert [outcome[0].reason for outcome in outcomes] == ["no story", "too slow"]


def test_what_was_rejected_before_passes_through_in_its_place():
    rejected = Rejected(stage="acquire", ref="gone", reason="not found", detail="")
    pages = [make_page("1"), rejected, make_page("2")]
    assert refs(run_in_processes(pages, answer, jobs=2, limit_s=five)) == ["1", "gone", "2"]


def test_pages_are_not_taken_far_ahead_of_a_slow_one(monkeypatch):
    monkeypatch.setattr(jobs_module, "AHEAD", 2)
    taken = []

    def pages():
        for name in ["slow", *map(str, range(30))]:
            taken.append(name)
            yield make_page(name)

    outcomes = run_in_processes(pages(), answer, jobs=2, limit_s=five)
    next(outcomes)
    assert len(taken) <= 6
    outcomes.close()


def test_no_pages_give_no_outcomes():
    assert run([]) == []


def swell(page):
    name = page.origin.name
    if name == "large":
        held = bytearray(600_000_000)
        held[::4096] = b"x" * len(held[::4096])  # memory that is only promised is not held
        time.sleep(60)
    if name.startswith("once") and not os.path.exists(name):
        with open(name, "w"):
            pass
        os.kill(os.getpid(), signal.SIGKILL)
    return answer(page)


def isolated(names, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pages = [make_page(name) for name in names]
    isolation = Isolation(max_bytes=400_000_000)
    outcomes = run_in_processes(pages, swell, jobs=2, limit_s=five, isolation=isolation)
    return [(one.ref, one.reason) for outcome in outcomes for one in outcome]


def test_a_page_that_takes_too_much_memory_costs_itself(tmp_path, monkeypatch):
    assert isolated(["1", "large", "2"], tmp_path, monkeypatch) == [
        ("1", "no story"),
        ("large", "too large"),
        ("2", "no story"),
    ]


def test_a_page_whose_process_is_killed_once_is_read_all_the_same(tmp_path, monkeypatch):
    names = ["1", "once a", "2", "once b", "3"]
    assert isolated(names, tmp_path, monkeypatch) == [(name, "no story") for name in names]


def test_a_page_that_ends_its_process_each_time_is_given_up(tmp_path, monkeypatch):
    assert isolated(["1", "dies", "2"], tmp_path, monkeypatch)[1] == ("dies", "crashed")


def test_with_isolation_a_bug_costs_its_page(tmp_path, monkeypatch):
    found = isolated(["1", "has a bug", "2"], tmp_path, monkeypatch)
    assert [reason for _, reason in found] == ["no story", "crashed", "no story"]


def test_outcomes_that_come_fast_are_grouped_in_order():
    made = [(number,) for number in range(7)]
    assert list(groups_of(made, most=3, late_s=60.0)) == [made[:3], made[3:6], made[6:]]
    assert list(groups_of([], most=3, late_s=60.0)) == []


def test_an_outcome_that_comes_slowly_waits_for_no_other():
    made = [(number,) for number in range(3)]
    assert list(groups_of(made, most=3, late_s=0.0)) == [[one] for one in made]
