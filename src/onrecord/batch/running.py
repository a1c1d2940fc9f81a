"""A batch from its start to its end: here, or on the machines of a Ray cluster."""

import logging
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

from onrecord.batch.inputs import Input
from onrecord.batch.plan import LOCK, PART, PLAN, Done, Plan
from onrecord.batch.working import work_through
from onrecord.errors import BatchError, MissingExtra, OnrecordError, check_type

HERE = "local"  # the address of a cluster that is started for one run, on this machine
PATIENCE_S = 2.0  # a process that a killed run was just starting holds the lock for a moment more
MAX_BLOCKS = 10_000  # of inputs that Ray hands out one by one


def run(inputs: Sequence[Input], plan: Plan, *, ray: str | None = None) -> Iterator[Done]:
    """Read all inputs that are not done, and report on each as it ends.

    The tables of an input and its marker appear at once, so that a run may be stopped at any time,
    also by `kill -9` or by the loss of a machine: run again, it goes on. ray: the address of a
    cluster whose machines all see `plan.out` and the inputs; "local" starts one here. Raises
    BatchError, WeightsError, MissingExtra.
    """
    if find_spec("pyarrow") is None:
        raise MissingExtra("pyarrow", "batch")
    if ray is not None and find_spec("ray") is None:
        raise MissingExtra("ray", "batch")
    for one in inputs:
        check_type(one, Input, "each of the inputs", "an Input; `find_inputs` gives them")
    plan = replace(plan, out=os.path.abspath(plan.out))
    with _alone_in(Path(plan.out)):
        _keep_to(plan)
        yield from work_through(inputs, plan) if ray is None else _on_ray(inputs, plan, ray)


@contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    """Lock a folder against other runs, and remove what killed ones left."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with open(out / LOCK, "ab") as lock:
            _lock(lock.fileno(), out)
            _sweep(out)
            yield
            _sweep(out)
    except OSError as error:
        if error.filename is None:
            raise
        raise BatchError(f"cannot write {error.filename}: {error.strerror}") from error


def _lock(file: int, out: Path) -> None:
    try:
        import fcntl  # noqa: PLC0415 - Windows has none, and two runs there are the user's care
    except ModuleNotFoundError:
        return
    late_at = time.monotonic() + PATIENCE_S
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() > late_at:
                advice = "wait for it, or stop it"
                raise BatchError(f"another batch is writing to {out}: {advice}") from error
            time.sleep(0.05)
        else:
            return


def _sweep(out: Path) -> None:
    for one in out.glob(f"{PART}*"):
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)


def _keep_to(plan: Plan) -> None:
    """Refuse options other than those that a folder was begun with, so its rows are consistent."""
    path = Path(plan.out) / PLAN
    wanted = plan.result()
    if not path.exists():
        part = path.with_name(f"{PART}{PLAN}")
        part.write_bytes(orjson.dumps(wanted, option=orjson.OPT_INDENT_2))
        os.replace(part, path)
        return
    try:
        begun = _flat(orjson.loads(path.read_bytes()))
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError) as error:
        raise BatchError(f"{path} cannot be read: give another folder") from error
    other = [
        _other(name, begun.get(name), value)
        for name, value in _flat(wanted).items()
        if begun.get(name) != value
    ]
    if other:
        advice = "give the same options, or another folder"
        raise BatchError(f"{plan.out} was begun with other options ({'; '.join(other)}): {advice}")


def _other(name: str, begun: object, value: object) -> str:
    """Say how an option differs; one that is on or off, as the command line calls it."""
    if isinstance(begun, bool):
        return f"{'without' if begun else 'with'} --no-{name}"
    return f"{name} {orjson.dumps(begun).decode()}, not {orjson.dumps(value).decode()}"


def _flat(result: dict[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in result.items() if name != "settings"}
    return {**own, **result["settings"]}


def _on_ray(inputs: Sequence[Input], plan: Plan, address: str) -> Iterator[Done]:
    """Run one task per input on a cluster; Ray Data repeats it elsewhere if a machine is lost."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    import ray
    import ray.data
    from ray.data import TaskPoolStrategy

    started = not ray.is_initialized()
    if started:
        _connect(ray, address)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False  # the command line has its own words
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        # As bytes: a name need not be UTF-8, and what Ray hands over must.
        rows = [{**asdict(one), "name": os.fsencode(one.name)} for one in inputs]
        blocks = min(len(rows), MAX_BLOCKS)
        tasks = ray.data.from_items(rows, override_num_blocks=blocks).map(
            partial(_one_task, plan=replace(plan, jobs=1)),
            num_cpus=plan.threads,
            compute=TaskPoolStrategy(size=plan.jobs),
        )
        for row in tasks.iter_rows():
            found = orjson.loads(row["done"])
            if "error" in found:
                raise BatchError(found["error"])
            yield Done(**found)
    finally:
        if started:
            ray.shutdown()


def _connect(ray: Any, address: str) -> None:  # noqa: ANN401 - a module without types
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address == HERE:
            ray.init(include_dashboard=False, **options)
        else:
            ray.init(address=address, **options)
    except (ConnectionError, ValueError, RuntimeError) as error:
        first = str(error).split("\n", 1)[0]
        raise BatchError(f"there is no Ray cluster at {address}: {first}") from error


def _one_task(row: dict[str, Any], plan: Plan) -> dict[str, str]:
    """Read one input in a worker of Ray, with `work_through`."""
    one = Input(**{**row, "name": os.fsdecode(row["name"])})
    try:
        (done,) = work_through([one], plan)
    except OnrecordError as error:  # of the run: one line, not the trace of a remote task
        return {"done": orjson.dumps({"error": str(error)}).decode()}
    return {"done": orjson.dumps(asdict(done)).decode()}
