"""A batch on a cluster of two nodes, started here on loopback: the same tables as without one."""

import os
import signal
import threading
import warnings
from pathlib import Path

import pytest

from eval.batch import row_hashes
from onrecord.batch import Plan, find_inputs, run
from onrecord.errors import BatchError
from tests.support.web_archives import archive

pytest.importorskip("ray")
pytestmark = pytest.mark.filterwarnings("ignore")  # of Ray and what it brings, not of ours
N_INPUTS = 6


@pytest.fixture(scope="module")
def cluster():
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ray
        from ray.cluster_utils import Cluster

        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
        made.add_node(num_cpus=1)
        ray.init(address=made.address, log_to_driver=False)
        yield made.address
        ray.shutdown()
        made.shutdown()


@pytest.fixture
def inputs(tmp_path):
    for n in range(N_INPUTS):
        (tmp_path / f"{n}.warc.gz").write_bytes(archive(5, first=5 * n) + b"\x1f\x8b\x08 broken")
    return find_inputs([str(tmp_path / f"{n}.warc.gz") for n in range(N_INPUTS)])


def plan_of(out):
    return Plan(out=str(out), model=False, jobs=2)


def workers():
    """Processes of Ray that do an input now."""
    found = []
    for one in Path("/proc").iterdir():
        try:
            words = (one / "cmdline").read_bytes()
        except OSError:
            continue
        if one.name.isdecimal() and words.startswith(b"ray::Map("):
            found.append(int(one.name))
    return found


def kill_some(stop, killed):
    """Kill a worker now and then; `stop.wait` is a clock, not a guess about when."""
    while len(killed) < 3 and not stop.wait(1.0):
        for pid in workers()[:1]:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="looks for workers in /proc")
def test_a_cluster_that_loses_workers_gives_what_one_machine_gives(cluster, inputs, tmp_path):
    assert len(list(run(inputs, plan_of(tmp_path / "here")))) == N_INPUTS
    stop, killed = threading.Event(), []
    killer = threading.Thread(target=kill_some, args=(stop, killed))
    killer.start()
    try:
        dones = list(run(inputs, plan_of(tmp_path / "there"), ray=cluster))
    finally:
        stop.set()
        killer.join()
    assert sorted(one.input for one in dones) == sorted(one.name for one in inputs)
    assert killed
    assert not any(one.failed for one in dones)
    assert row_hashes(tmp_path / "there") == row_hashes(tmp_path / "here")
    assert all(one.before for one in run(inputs, plan_of(tmp_path / "there"), ray=cluster))


def test_what_is_no_cluster_is_one_line(inputs, tmp_path, monkeypatch):
    import ray

    if ray.is_initialized():
        monkeypatch.setattr(ray, "is_initialized", lambda: False)
    with pytest.raises(BatchError, match="no Ray cluster at"):
        list(run(inputs, plan_of(tmp_path / "out"), ray="nonsense://x"))
