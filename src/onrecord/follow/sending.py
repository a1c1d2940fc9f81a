"""Sends posted alerts: each at least once to each channel, in order, with its id."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import DeliveryError
from onrecord.export.feeds import to_atom, to_json
from onrecord.follow.channels import Channel
from onrecord.follow.letters import feed_of
from onrecord.follow.nouns import from_json
from onrecord.library.following import outbox

if TYPE_CHECKING:
    from onrecord.library import Library

AT_ONCE = 50  # alerts held in memory
PATIENCE = 3  # faults in a row, after which a channel is left to the next run
IN_A_FEED = 200  # alerts


def send_all(
    library: "Library", channels: Sequence[Channel], now: Callable[[], str]
) -> tuple[int, list[str]]:
    """Send what is waiting; give how many alerts were sent and a line for each that failed.

    An alert is taken off after it was sent, in a transaction of its own: if a run is killed in
    between, the next one sends it again.
    """
    n_sent, faults = 0, []
    for channel in channels:
        after, in_a_row = 0, 0
        while in_a_row < PATIENCE:
            with library.writing() as db:
                some = outbox.unsent(db, channel.name, after, AT_ONCE)
            if not some:
                break
            for one in some:
                after = one.number
                try:
                    channel.send(from_json(one.posted.json))
                except DeliveryError as error:
                    in_a_row += 1
                    faults.append(str(error))
                    with library.writing() as db:
                        outbox.failed(db, one, str(error))
                    if in_a_row >= PATIENCE:
                        break
                else:
                    n_sent, in_a_row = n_sent + 1, 0
                    with library.writing() as db:
                        outbox.sent(db, one, now())
    return n_sent, faults


def write_feed(library: "Library", path: Path, *, as_json: bool) -> None:
    """Write the latest alerts to a feed, replacing the old file as a whole.

    Raises DeliveryError if it cannot be written.
    """
    with library.asking() as db:
        posted = outbox.latest(db, IN_A_FEED)
    feed = feed_of([from_json(one.json) for one in posted])
    data = to_json(feed, "") if as_json else to_atom(feed, "")
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            os.chmod(name, 0o644)  # a web server may read it
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise DeliveryError(f"cannot write {path}: {error.strerror}") from error
