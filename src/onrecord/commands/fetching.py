"""`onrecord fetch` and `feeds`: the net, into a library."""

import sys
from typing import Annotated

import typer

from onrecord.commands.options import (
    LIBRARY,
    JobsOption,
    LibraryOption,
    NoModelOption,
    VectorsOption,
    WarcOption,
)
from onrecord.commands.running import one_line_errors, refuse, say, with_settings
from onrecord.settings import Settings


@with_settings
def fetch(  # noqa: PLR0913 - each option is a parameter
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ADDRESS",
            help="Address of a page, feed or site map, or a file: OPML, a feed, a site map."
            " Without one, continue with what is left from earlier runs.",
            show_default=False,
        ),
    ] = None,
    *,
    library: LibraryOption = LIBRARY,
    again: Annotated[
        bool,
        typer.Option("--again", help="Also fetch all feeds and site maps that the library knows."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help="Leave out entries that are dated earlier."),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact",
            envvar="ONRECORD_CONTACT",
            metavar="WORDS",
            help="An e-mail address or page where sites can reach you; sent to each site.",
        ),
    ] = None,
    warc: WarcOption = None,
    no_model: NoModelOption = False,
    vectors: VectorsOption = None,
    jobs: JobsOption = 1,
    settings: Settings,
) -> None:
    """Fetch pages and everything that feeds and site maps link to, and keep it in a library.

    Each host gets at most one request per second, and none that its robots.txt forbids. Addresses
    of this machine and of private networks are refused. You can stop at any time: what was fetched
    stays, and `onrecord fetch` continues where it stopped.
    """
    from onrecord.gather import Wishes, gather, known_leads  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast
    from onrecord.pipeline import How  # noqa: PLC0415 - keeps --help fast

    is_day = since is None or (since[:4].isdecimal() and since[:1] in "12" and len(since) <= 10)  # noqa: PLR2004 - 2024-12-19
    refuse("--since", "give a day, such as 2024-12-19", when=not is_day)
    fits = contact is None or (contact.isascii() and contact.isprintable())
    refuse("--contact", "give plain ASCII: an e-mail address or a page", when=not fits)
    how = How(
        settings=settings,
        jobs=jobs,
        model=not no_model,
        vectors=vectors is not False,
        warc=warc,
    )
    wishes = Wishes(how=how, since=since, contact=contact)
    with Library.open(library, make=bool(places)) as kept:
        wanted = [*(places or ()), *(known_leads(kept) if again else ())]
        gathered = gather(kept, wanted, wishes, fault=lambda ref, words: say(f"{ref}: {words}"))
    n = gathered.added.report.rejected.total()
    say(gathered.sentence() + (" `onrecord rejected` lists them." if n else ""))
    raise typer.Exit(1 if n else 0)


def feeds(
    *,
    library: LibraryOption = LIBRARY,
    opml: Annotated[bool, typer.Option("--opml", help="Print OPML, for feed readers.")] = False,
) -> None:
    """Print the feeds and site maps that were fetched into a library: kind, title, address."""
    from onrecord.gather import listed, opml_of  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast
    from onrecord.view.layout import clean  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        if opml:
            sys.stdout.write(opml_of(kept))
        else:
            known = listed(kept)
            for one in known:
                print(one.kind, clean(one.title or "-"), one.url, sep="\t")
            if not known:
                say("no feed or site map was fetched: `onrecord fetch ADDRESS` does that")
        sys.stdout.flush()
