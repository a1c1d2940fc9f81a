"""`onrecord serve`: the library in the browser."""

import errno
import ipaddress
import os
import secrets
import socket
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.options import LIBRARY, LibraryOption
from onrecord.commands.running import refuse, say, stop, with_settings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.library import Library
    from onrecord.record import Page, Rejected
    from onrecord.serve.desk import Reads
    from onrecord.serve.guard import Door

LOOPBACK = "127.0.0.1"
TOKEN = "ONRECORD_TOKEN"  # the variable that holds one
_TAKEN = (errno.EADDRINUSE, errno.EACCES)
MOST_HEADERS = 32 * 1024  # bytes of the head of a request


@partial(with_settings, net=False)
def serve(
    *,
    library: LibraryOption = LIBRARY,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on.")
    ] = LOOPBACK,
    port: Annotated[
        int,
        typer.Option(
            "--port", min=0, max=65535, metavar="N", help="Port to listen on; 0: any that is free."
        ),
    ] = 8047,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            help="A name by which readers reach this machine; may be repeated.",
        ),
    ] = None,
    settings: Settings,
) -> None:
    """Open the library in the browser: read, search, compare, follow the evidence.

    Only this machine can reach it, unless --host names another address; then readers need the token
    that is printed, or the one in the variable ONRECORD_TOKEN. Pages contact no other host.
    """
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    refuse("--host", "give an address, 127.0.0.1 or 0.0.0.0", when=not host.strip())
    door = _door(host, allow_host or (), settings)
    is_new = "://" not in library and not Path(library).exists()
    with Library.open(library) as kept:
        if is_new:
            say(f"made a new, empty library at {library}")
        _run(kept, door, settings, (host, port))


def _door(host: str, names: Sequence[str], settings: Settings) -> "Door":
    from onrecord.serve.guard import LOOPBACK as OWN  # noqa: PLC0415 - keeps --help fast
    from onrecord.serve.guard import Door, host_name  # noqa: PLC0415 - keeps --help fast

    for name in names:
        refuse("--allow-host", f"{name!r} is not a host name", when=host_name(name) is None)
    known = OWN | {host_name(one) or one for one in (*names, host)}
    if is_loopback(host):
        return Door(hosts=known, page_bytes=settings.max_bytes)
    return Door(
        hosts=known | {socket.gethostname().lower()},
        any_address=True,
        token=os.environ.get(TOKEN, "").strip() or secrets.token_urlsafe(24),
        page_bytes=settings.max_bytes,
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _run(kept: "Library", door: "Door", settings: Settings, where: tuple[str, int]) -> None:
    import uvicorn  # noqa: PLC0415 - keeps --help fast

    from onrecord.serve.app import make_app  # noqa: PLC0415 - keeps --help fast
    from onrecord.serve.desk import Desk  # noqa: PLC0415 - keeps --help fast
    from onrecord.serve.site import Site  # noqa: PLC0415 - keeps --help fast

    site = Site(library=kept, desk=Desk(reads_of(kept, settings)), who=getuser())
    listening = _listen(*where)
    _greet(listening.getsockname()[:2], where[0], door)
    config = uvicorn.Config(
        make_app(site, door),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=MOST_HEADERS,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio lets a page's small parts go at once (TCP_NODELAY) only where the protocol is named:
    # without, each page on a connection that is kept came 40 ms late.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        why = error.strerror or str(error)
        advice = "another --port may be free" if error.errno in _TAKEN else "give another --host"
        stop(f"cannot listen on {host}:{port}: {why}; {advice}", 1)
    return listening


def _greet(bound: Sequence[object], host: str, door: "Door") -> None:
    wide = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}
    name = wide.get(host, host)
    address = f"http://{f'[{name}]' if ':' in name else name}:{bound[1]}/"
    if door.token is None:
        say(f"{address} (Ctrl-C ends it)")
        return
    say(f"others can reach this: they need the token. Open {address}?token={door.token}")
    say("anybody on the way can read along: put TLS in front of this server")


def reads_of(kept: "Library", settings: Settings) -> "Reads":
    """Give the stages that pages handed in by readers go through."""
    from onrecord.jobs import FAR  # noqa: PLC0415 - keeps --help fast
    from onrecord.joining import join  # noqa: PLC0415 - keeps --help fast
    from onrecord.joining.judging import judge_stories  # noqa: PLC0415 - keeps --help fast
    from onrecord.model import relate  # noqa: PLC0415 - keeps --help fast
    from onrecord.pipeline import READ_BYTES_S, How, read_page  # noqa: PLC0415 - as above
    from onrecord.serve.desk import Reads  # noqa: PLC0415 - keeps --help fast

    return Reads(
        pages=partial(_pages_of, settings=settings),
        read=partial(read_page, how=How(settings=settings)),
        limit_s=lambda page: FAR * (settings.max_seconds + len(page.body) / READ_BYTES_S) + 60,
        keep=kept.add,
        keep_rejected=lambda one: kept.add_several([(one, ())]),
        join=partial(join, kept),
        relate=partial(relate, vectors=True),  # by the model that `read` has loaded
        judge=lambda relates, stop: judge_stories(kept, relates, stop=stop),
    )


def _pages_of(
    body: bytes, name: str, url: str | None, *, settings: Settings
) -> "Iterator[Page | Rejected]":
    from onrecord.pipeline import pages  # noqa: PLC0415 - keeps --help fast
    from onrecord.record import Page  # noqa: PLC0415 - keeps --help fast

    for one in pages(body, settings=settings):
        if isinstance(one, Page):
            yield replace(one, origin=replace(one.origin, name=name), url=one.url or url)
        else:
            yield replace(one, ref=one.ref.replace("bytes", name, 1))
