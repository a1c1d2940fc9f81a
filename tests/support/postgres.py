"""A real PostgreSQL server for the tests, in a folder that goes away with it.

As a script it runs a command beside one, with its URL in ONRECORD_LIBRARY:
`python tests/support/postgres.py python -m onrecord add examples/`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

PLACES = (*Path("/usr/lib/postgresql").glob("*/bin"), Path("/usr/local/bin"), Path("/usr/bin"))
STARTS_S = 60


def missing():
    """Say what is not installed; None if all is there."""
    if program("initdb") is None or program("postgres") is None:
        return "PostgreSQL is not installed: no initdb and postgres in the PATH"
    if os.getuid() == 0 and account() is None:
        return "PostgreSQL does not run as root, and there is no other account to run it as"
    return None


def program(name):
    found = shutil.which(name)
    places = [one / name for one in PLACES if (one / name).exists()]
    return found or (str(places[-1]) if places else None)


def account():
    """Give the account the server runs as where we are root, as it refuses to be that."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


@contextmanager
def server():
    """Run a server; give its URL, without a database."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    who = {}
    if os.getuid() == 0:
        owner = account()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    env = {**os.environ, "HOME": str(folder), "LC_ALL": "C"}
    where = {"cwd": folder, "env": env, "stdout": subprocess.DEVNULL}
    data = str(folder / "data")
    make = [program("initdb"), "-D", data, "-U", "onrecord", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*make, "--locale=C", "-N"], check=True, **where, **who)
    started = subprocess.Popen(
        [
            *(program("postgres"), "-D", data, "-k", str(folder), "-c", "listen_addresses="),
            *("-c", "fsync=off", "-c", "max_connections=50"),
        ],
        stderr=subprocess.DEVNULL,
        **where,
        **who,
    )
    try:
        _wait(folder, started)
        yield f"postgresql://onrecord@/{{}}?host={folder}"
    finally:
        started.send_signal(signal.SIGINT)  # does not wait for whoever is connected still
        started.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder, started):
    import psycopg  # noqa: PLC0415 - an extra

    late_at = time.monotonic() + STARTS_S
    while True:
        try:
            psycopg.connect(host=str(folder), user="onrecord", dbname="postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > late_at or started.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return


def make_database(url, name):
    """Make an empty database; give its URL."""
    import psycopg  # noqa: PLC0415 - an extra

    with psycopg.connect(url.format("postgres"), autocommit=True) as db:
        db.execute(f'CREATE DATABASE "{name}"')
    return url.format(name)


if __name__ == "__main__":
    if missing():
        raise SystemExit(missing())
    with server() as at:
        ran = subprocess.run(
            sys.argv[1:], env={**os.environ, "ONRECORD_LIBRARY": at.format("postgres")}, check=False
        )
    raise SystemExit(ran.returncode)
