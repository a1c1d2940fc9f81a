"""`onrecord follow`: be told when something changes in what you follow."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from onrecord.commands.joined import joined_library, judge_waiting
from onrecord.commands.options import LIBRARY, LibraryOption, WarcOption
from onrecord.commands.running import (
    one_line_errors,
    refuse,
    refuse_other,
    say,
    stop,
    with_settings,
)
from onrecord.commands.usage import Sentences
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.follow.channels import Channel
    from onrecord.library import Library
    from onrecord.library.following.followed import FollowKind

# as `FollowKind` and `Condition` of the library name them, which is slow to import for --help
KINDS = ("party", "search", "story", "claim", "outlet")
CONDITIONS = ("statement", "denial", "figure", "check", "source", "quotation")
SECRET = "ONRECORD_WEBHOOK_SECRET"
_EVERY = re.compile(r"(\d{1,6})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_PORTS = {"smtp": 25, "smtps": 465}

follow = typer.Typer(
    cls=Sentences,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Be told when something changes in what you follow, and why.",
    epilog="Example: onrecord follow add party 'Jane Roe' --when denial --about ferry",
)


@follow.command("add", epilog="Example: onrecord follow add search 'ferry Tema' --when figure")
def add(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="Name or number of a party, a query, number of a story or of a claim (12.3),"
            " the site or name of an outlet.",
        ),
    ],
    *,
    library: LibraryOption = LIBRARY,
    when: Annotated[
        list[str] | None,
        typer.Option(
            "--when",
            metavar="CONDITION",
            help=f"Only this kind of change; may be repeated: {', '.join(CONDITIONS)}.",
            show_default="all",
        ),
    ] = None,
    about: Annotated[
        str, typer.Option("--about", metavar="WORDS", help="Only changes that contain these words.")
    ] = "",
) -> None:
    """Follow a party, a search, a story, a claim or an outlet, from now on.

    statement: somebody says something new, confirms it, or will not speak about it. denial:
    somebody denies something for the first time. figure: a figure differs from before. check:
    somebody checked a statement, or could not. source: an independent source joins in. quotation:
    a new version changes what was said, leaves it out, or has another headline.
    """
    from onrecord.library.following import watches  # noqa: PLC0415 - keeps --help fast
    from onrecord.library.following.watches import Condition  # noqa: PLC0415 - the same

    refuse_other("KIND", kind, KINDS)
    for one in when or ():
        refuse_other("--when", one, CONDITIONS)
    wanted = [one for one in get_args(Condition) if not when or one in when]
    with joined_library(library) as kept:
        thing, name = _thing(kept, kind, what)
        with kept.writing() as db:
            watches.watch(
                db, _kind(kind), thing, name=name, conditions=wanted, about=" ".join(about.split()),
                on=_now(),
            )  # fmt: skip
    say(f"followed: {kind} {name}; `onrecord follow run` reports what is new from now on")


@follow.command("list", epilog="Example: onrecord follow list")
def list_(*, library: LibraryOption = LIBRARY) -> None:
    """Print what you follow: number, kind, name, conditions, and the words it must contain."""
    from itertools import groupby  # noqa: PLC0415 - as the others

    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast
    from onrecord.library.following import watches  # noqa: PLC0415 - keeps --help fast
    from onrecord.view.layout import clean  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        with kept.writing() as db:
            known = watches.listed(db)
        for (number, about), some in groupby(known, key=lambda one: (one[0], one[1].about)):
            held = [watch for _, watch in some]
            conditions = ", ".join(watch.condition for watch in held)
            print(number, held[0].kind, clean(held[0].name), conditions, clean(about), sep="\t")
        sys.stdout.flush()
        if not known:
            say("you follow nothing yet: `onrecord follow add party 'Jane Roe'` starts it")


@follow.command("remove", epilog="Example: onrecord follow remove 3")
def remove(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number from `list`.")],
    *,
    library: LibraryOption = LIBRARY,
) -> None:
    """Stop following something."""
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast
    from onrecord.library.following import watches  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        with kept.writing() as db:
            found = watches.unwatch(db, number)
        if not found:
            stop(f"nothing you follow has the number {number}: `onrecord follow list` lists all", 1)


@follow.command("run", epilog="Example: onrecord follow run --fetch --every 10m --atom alerts.xml")
@with_settings
def run(  # noqa: PLR0913 - each option is a parameter
    *,
    library: LibraryOption = LIBRARY,
    every: Annotated[
        str | None,
        typer.Option(
            "--every",
            metavar="TIME",
            help="Look again and again: 90s, 10m, 6h, 1d.",
            show_default="once",
        ),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="First fetch the feeds that the library knows.")
    ] = False,
    warc: WarcOption = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Only send and write alerts, print none.")
    ] = False,
    atom: Annotated[
        Path | None, typer.Option("--atom", metavar="FILE", help="Write the latest alerts as Atom.")
    ] = None,
    json_feed: Annotated[
        Path | None,
        typer.Option("--json-feed", metavar="FILE", help="Write the latest alerts as JSON Feed."),
    ] = None,
    mail: Annotated[
        str | None, typer.Option("--mail", metavar="ADDRESS", help="Mail each alert to ADDRESS.")
    ] = None,
    mail_from: Annotated[
        str | None,
        typer.Option("--mail-from", metavar="ADDRESS", help="Sender.", show_default="as --mail"),
    ] = None,
    smtp: Annotated[
        str,
        typer.Option(
            "--smtp",
            envvar="ONRECORD_SMTP",
            metavar="SERVER",
            help="Mail server: smtp://HOST:PORT, or smtps:// for TLS from the start.",
        ),
    ] = "smtp://localhost:25",
    webhook: Annotated[
        str | None,
        typer.Option(
            "--webhook", metavar="URL", help=f"Post each alert as JSON, signed with {SECRET}."
        ),
    ] = None,
    settings: Settings,
) -> None:
    """Look for changes in what you follow, and report each once, with the reason.

    What could not be sent is sent the next time. Each alert has an id, by which to drop repeats.
    """
    refuse("--warc", "it keeps what --fetch fetches", when=warc is not None and not fetch)
    seconds = _seconds(every)
    channels = [*_posts(mail, mail_from or mail, smtp), *_hooks(webhook)]
    if not quiet:
        from onrecord.follow.channels import Terminal  # noqa: PLC0415 - keeps --help fast

        channels.append(Terminal(write=_print))
    out = Out(channels=channels, feeds=[(x, is_json) for x, is_json in
                                        ((atom, False), (json_feed, True)) if x])  # fmt: skip
    with joined_library(library) as kept:
        while True:
            at = time.monotonic()
            if fetch:
                _fetch(kept, settings, warc)
            n_faults = _once(kept, out)
            if seconds is None:
                raise typer.Exit(1 if n_faults else 0)
            time.sleep(max(0.0, seconds - (time.monotonic() - at)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """The places that alerts go to."""

    channels: "list[Channel]"
    feeds: list[tuple[Path, bool]]  # each with whether it is JSON


def _once(kept: "Library", out: Out) -> int:
    """Look, post and send once; give how many alerts could not be sent."""
    from onrecord.errors import DeliveryError  # noqa: PLC0415 - keeps --help fast
    from onrecord.follow.running import look  # noqa: PLC0415 - keeps --help fast
    from onrecord.follow.sending import send_all, write_feed  # noqa: PLC0415 - keeps --help fast
    from onrecord.joining import join  # noqa: PLC0415 - keeps --help fast

    join(kept)
    judge_waiting(kept)  # so that new disputes are known before alerts are made
    made = look(kept, [one.name for one in out.channels], _now())
    n_sent, faults = send_all(kept, out.channels, _now)
    for path, as_json in out.feeds:
        try:
            write_feed(kept, path, as_json=as_json)
        except DeliveryError as error:
            faults.append(str(error))
    for words in dict.fromkeys(faults):
        say(words)
    what = "1 change" if len(made) == 1 else f"{len(made):,} changes"
    say(f"{what} in what is followed, {n_sent:,} sent" + (", more later" if faults else "") + ".")
    return len(faults)


def _fetch(kept: "Library", settings: Settings, warc: Path | None) -> None:
    from onrecord.gather import Wishes, gather, known_leads  # noqa: PLC0415 - keeps --help fast
    from onrecord.pipeline import How  # noqa: PLC0415 - keeps --help fast

    contact = os.environ.get("ONRECORD_CONTACT")
    wishes = Wishes(how=How(settings=settings, warc=warc), contact=contact)
    say(gather(kept, known_leads(kept), wishes).sentence())


def _thing(kept: "Library", kind: str, what: str) -> tuple[str, str]:
    """Give the key by which something is followed, and its name."""
    find: dict[str, Callable[[Library, str], tuple[str, str]]] = {
        "party": _party,
        "story": _story,
        "claim": _claim,
        "search": lambda _, query: (query.strip(), query.strip()),
        "outlet": lambda _, host: (_outlet(host), _outlet(host)),
    }
    refuse("WHAT", "say what to follow", when=not what.strip())
    return find[kind](kept, what)


def _party(kept: "Library", what: str) -> tuple[str, str]:
    if what.isdecimal():
        detail = kept.party(int(what), limit=1)
        if detail is None:
            stop(f"there is no party {what}: `onrecord parties` lists them", 1)
        return str(detail.party.number), detail.party.name
    found = kept.parties(what, limit=10).found
    same = [one for one in found if what.casefold() in {x.casefold() for x in one.names}]
    chosen = same or list(found)
    if len(chosen) != 1:
        names = ", ".join(f"{one.number} {one.name}" for one in chosen[:5])
        words = f"“{what}” may be {names}: give the number" if chosen else f"nobody is named {what}"
        stop(words, 1)
    return str(chosen[0].number), chosen[0].name


def _story(kept: "Library", what: str) -> tuple[str, str]:
    detail = kept.story(int(what)) if what.isdecimal() else None
    if detail is None:
        stop(f"there is no story {what}: `onrecord stories` lists them", 1)
    return str(detail.story.number), detail.story.title


def _claim(kept: "Library", what: str) -> tuple[str, str]:
    from onrecord.joining.accounts import accounts_of_story  # noqa: PLC0415 - keeps --help fast

    story, _, at = what.partition(".")
    told = None
    if story.isdecimal() and at.isdecimal():
        told = accounts_of_story(kept, int(story))
    if told is None or not 1 <= int(at) <= len(told.account.claims):
        stop(f"there is no claim {what}: `onrecord claims` lists them, as 3.1", 1)
    said = told.account.claims[int(at) - 1].wording
    record = next(one for one in told.records if one.article.id == said.article_id)
    for one in record.reading.statements if record.reading else ():
        if one.id == said.statement:
            words = " ".join(record.article.text[s.start : s.end] for s in one.content)
            return f"{said.article_id}:{said.statement}", " ".join(words.split())[:120]
    raise AssertionError("a claim is of statements of its story")


def _outlet(host: str) -> str:
    bare = host.strip().lower().removeprefix("https://").removeprefix("http://")
    return bare.removeprefix("www.").strip("/")


def _kind(kind: str) -> "FollowKind":
    from onrecord.library.following.followed import FollowKind  # noqa: PLC0415 - keeps --help fast

    kinds: tuple[FollowKind, ...] = get_args(FollowKind)
    return next(one for one in kinds if one == kind)


def _posts(to: str | None, sender: str | None, smtp: str) -> "Iterator[Channel]":
    if to is None or sender is None:
        return
    from urllib.parse import urlsplit  # noqa: PLC0415 - as the others

    from onrecord.follow.channels import Mail, credentials  # noqa: PLC0415 - keeps --help fast

    for option, address in (("--mail", to), ("--mail-from", sender)):
        fits = address.isprintable() and re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address)
        refuse(option, f"{address!r} is not a mail address", when=not fits)
    try:
        parts = urlsplit(smtp)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        parts, port = urlsplit(""), 0
    is_server = parts.scheme in _PORTS and parts.hostname and not parts.username
    words = "give smtp://HOST:PORT, the password as ONRECORD_SMTP_PASSWORD"
    refuse("--smtp", words, when=not is_server)
    user, password = credentials()
    yield Mail(
        to=to, sender=sender, host=parts.hostname or "", port=port,
        tls=parts.scheme == "smtps", user=user, password=password,
    )  # fmt: skip


def _hooks(url: str | None) -> "Iterator[Channel]":
    if url is None:
        return
    from onrecord.follow.channels import Webhook  # noqa: PLC0415 - keeps --help fast

    refuse(
        "--webhook", "give http:// or https://", when=not url.startswith(("http://", "https://"))
    )
    secret = os.environ.get(SECRET, "")
    refuse("--webhook", f"set {SECRET}: posts are signed with it", when=not secret)
    yield Webhook(url=url, secret=secret)


def _seconds(every: str | None) -> int | None:
    if every is None:
        return None
    found = _EVERY.fullmatch(every)
    refuse(
        "--every", "give a time such as 90s, 10m, 6h or 1d", when=not found or int(found[1]) == 0
    )
    assert found
    return int(found[1]) * _SECONDS[found[2]]


def _print(words: str) -> None:
    print(words, flush=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
