"""Arguments in, one call, print.

Records go to standard output, words about the run to standard error. Exit codes are those of
`commands.running`.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.commands import (
    asking,
    batch,
    claiming,
    claims,
    corrections,
    evidence,
    fetching,
    following,
    joined,
    library,
    parties,
    serving,
)
from onrecord.commands.export import export
from onrecord.commands.options import (
    CheckedOption,
    JobsOption,
    MannerOption,
    NoModelOption,
    ThreadsOption,
    check_manners,
    check_states,
)
from onrecord.commands.running import (
    console,
    one_line_errors,
    progress,
    refuse,
    say,
    stop,
    with_settings,
)
from onrecord.commands.usage import PlainUsage, Sentences
from onrecord.filters import Filter, Matches, keep, matching
from onrecord.record import Record, Rejected
from onrecord.settings import Settings
from onrecord.version import __version__

app = typer.Typer(
    cls=PlainUsage,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes and colours cost 0.1 s of each --help, half of its time
    help="Read news and put it on the record: every story on a page, whole, clean and dated.",
    epilog="Example: onrecord read examples/dump-portal.txt",
)


def main() -> None:
    """Run the command line; the entry point of the `onrecord` script."""
    app(prog_name="onrecord")


def _version(*, asked: bool) -> None:
    if asked:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version and stop.",
            is_eager=True,
            callback=lambda value: _version(asked=value),
        ),
    ] = False,
) -> None:
    pass


@app.command("read", epilog="Example: onrecord read --json --jobs 2 saved-pages/ > stories.jsonl")
@with_settings
def read(  # noqa: PLR0913 - each option is a parameter
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Files or folders; - is standard input.",
            show_default=False,
        ),
    ],
    *,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print one JSON object per line for each story or rejected input."
        ),
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Show all of each story: text, statements, names.")
    ] = False,
    no_model: NoModelOption = False,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME",
            help="Only what people whose name or role contains NAME say, pass on or may have said.",
        ),
    ] = None,
    manner: MannerOption = None,
    checked: CheckedOption = None,
    unchecked: Annotated[
        bool,
        typer.Option("--unchecked", help="The same as --checked 'not verified'."),
    ] = False,
    why: Annotated[
        bool,
        typer.Option("--why", help="Show how each speaker, manner and certainty was found."),
    ] = False,
    map_to: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="FILE",
            dir_okay=False,
            help="Also write the places to a map, or to GeoJSON if FILE ends in .geojson.",
        ),
    ] = None,
    jobs: JobsOption = 1,
    threads: ThreadsOption = 1,
    settings: Settings,
) -> None:
    """Print the record of every story on the given pages, and who says what in it.

    Reads HTML, MHTML, e-mails, mailboxes, RSS, Atom, text, Markdown, RTF, DOCX, JSONL and WARC,
    also inside .gz, .zip and WACZ.

    A statement that others passed on shows the chain: who said it, then who passed it on, and so
    on; the last is the one that the story cites.

    Each story is read by itself. To set several on one happening side by side, keep them with
    `onrecord add` and ask `onrecord claims`.
    """
    from onrecord.pipeline import Report, records  # noqa: PLC0415 - keeps --help fast

    states = check_states([*(checked or ()), *(["not verified"] if unchecked else [])])
    wanted = Filter(by=by, manners=check_manners(manner), checked=states)
    refuse("--full", "--json always contains the whole text", when=full and as_json)
    refuse("--why", "--json always contains it", when=why and as_json)
    refuse("--by", "give a name, or a part of one", when=by is not None and not by.strip())
    refuse("--map", f"{map_to} is one of the pages to read", when=str(map_to) in paths)
    for option, given in (
        ("--threads", threads > 1),
        ("--why", why),
        ("--by", by is not None),
        ("--manner", bool(manner)),
        ("--unchecked", unchecked),
        ("--checked", bool(checked)),
        ("--map", map_to is not None),
    ):
        refuse(option, "--no-model runs no model", when=no_model and given)
    report, matches = Report(), Matches()
    write = _json_writer(wanted) if as_json else _view_writer(wanted, full=full, why=why)
    places: list[dict[str, Any]] = []
    with progress() as tell:
        for outcome in records(
            paths, settings=settings, jobs=jobs, model=not no_model, threads=threads
        ):
            for one in outcome:
                write(one)
                places += _places(one) if map_to else ()
            report += Report.of(outcome)
            matches += Matches.of(outcome, wanted)
            tell(report)
    sys.stdout.flush()
    if map_to:
        _write_map(map_to, places)
    say(f"{report.sentence()} {matches.sentence()}" if wanted else report.sentence())
    raise typer.Exit(1 if report.rejected else 0)


@app.command(epilog="Example: onrecord schema > article.schema.json")
def schema() -> None:
    """Print the JSON Schema of what `onrecord read --json` prints."""
    from onrecord.export.schema import shipped_schema  # noqa: PLC0415 - keeps --help fast

    with one_line_errors():
        sys.stdout.write(shipped_schema())
        sys.stdout.flush()


app.command("add", epilog="Example: onrecord add saved-pages/ --jobs 2")(library.add)
app.command("fetch", epilog="Example: onrecord fetch https://news.example/feed.xml")(fetching.fetch)
app.command("feeds", epilog="Example: onrecord feeds --opml > feeds.opml")(fetching.feeds)
app.add_typer(following.follow, name="follow")
app.command("search", epilog="Example: onrecord search 'ferry -strike speaker:Roe since:2024'")(
    asking.search
)
app.command("said", epilog="Example: onrecord said --by Roe --about ferry")(asking.said)
app.command("timeline", epilog="Example: onrecord timeline 'Jane Roe'")(asking.timeline)
app.command("itinerary", epilog="Example: onrecord itinerary 'Jane Roe'")(asking.itinerary)
app.command("join", epilog="Example: onrecord join")(joined.join)
app.command("stories", epilog="Example: onrecord stories ferry --since 2024-12")(joined.stories)
app.command("story", epilog="Example: onrecord story 12")(joined.story)
app.command("revisions", epilog="Example: onrecord revisions fd251fce39a8e65a")(joined.revisions)
app.command("claims", epilog="Example: onrecord claims 12")(claims.claims)
app.add_typer(claiming.claim, name="claim")
app.command("figures", epilog="Example: onrecord figures ferry --json")(claims.figures)
app.command("compare", epilog="Example: onrecord compare 'Jane Roe' 'Harbour Board'")(
    claims.compare
)
app.command("parties", epilog="Example: onrecord parties Roe")(parties.parties)
app.add_typer(parties.party, name="party")
app.add_typer(corrections.statement, name="statement")
app.command("corrections", epilog="Example: onrecord corrections --json > corrections.jsonl")(
    corrections.corrections
)
app.command("reread", epilog="Example: onrecord reread --jobs 2")(library.reread)
app.command("rejected", epilog="Example: onrecord rejected --csv")(library.rejected)
app.command("serve", epilog="Example: onrecord serve --library onrecord.db --port 8047")(
    serving.serve
)
app.command("batch", epilog="Example: onrecord batch CC-NEWS-*.warc.gz --out tables/ --jobs 2")(
    batch.batch
)
app.command("load", epilog="Example: onrecord load tables/ --library onrecord.db")(batch.load)
app.command("evidence", epilog="Example: onrecord evidence fd251fce39a8e65a:218-257 -o pack.zip")(
    evidence.evidence
)
app.command("verify", epilog="Example: onrecord verify pack.zip")(evidence.verify)
app.command("export", epilog="Example: onrecord export saved-pages/ --as csv --into tables/")(
    export
)


gazetteers = typer.Typer(
    cls=Sentences,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, add and remove gazetteers, which say where places are.",
    epilog="Example: onrecord gazetteer add allCountries.zip",
)
app.add_typer(gazetteers, name="gazetteer")


@gazetteers.command("list", epilog="Example: onrecord gazetteer list")
def list_gazetteers() -> None:
    """Print the gazetteers in use: name, number of places, source, location."""
    from onrecord.gazetteer.shelf import listed  # noqa: PLC0415 - keeps --help fast

    with one_line_errors():
        for one in listed():
            print(one.name, f"{one.n_places:,}", one.fault or one.source, one.path, sep="\t")


@gazetteers.command("add", epilog="Example: onrecord gazetteer add allCountries.zip")
def add_gazetteer(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A GeoNames dump or a CSV table.")],
) -> None:
    """Make a gazetteer from a GeoNames dump or a CSV; one of the same name is replaced.

    A dump is allCountries.txt or the file of a country, also in its .zip, from
    download.geonames.org/export/dump. A CSV has the columns name, lat and lon, and may have names
    (separated by |), geoname_id, feature, country, admin1, admin2, population and reach_km.
    """
    from onrecord.gazetteer.shelf import add  # noqa: PLC0415 - keeps --help fast

    with one_line_errors():
        made = add(file, _tell_rows)
        say(f"gazetteer '{made.name}' has {made.n_places:,} places: {made.path}")


@gazetteers.command("remove", epilog="Example: onrecord gazetteer remove allCountries")
def remove_gazetteer(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name from `list`.")],
) -> None:
    """Remove a gazetteer that was added."""
    from onrecord.gazetteer.shelf import remove  # noqa: PLC0415 - keeps --help fast

    with one_line_errors():
        remove(name)


def _tell_rows(n_rows: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{n_rows:,} places", end="\r", file=sys.stderr, flush=True)


def _places(one: Record | Rejected) -> list[dict[str, Any]]:
    from onrecord.export.geojson import features_of  # noqa: PLC0415 - keeps --help fast

    return features_of(one) if isinstance(one, Record) else []


def _write_map(path: Path, places: list[dict[str, Any]]) -> None:
    from onrecord.export.geojson import to_geojson  # noqa: PLC0415 - keeps --help fast
    from onrecord.export.maps import to_map  # noqa: PLC0415 - keeps --help fast

    is_geojson = path.suffix.lower() == ".geojson"
    try:
        path.write_bytes(to_geojson(places) if is_geojson else to_map(places).encode())
    except OSError as error:
        stop(f"cannot write {path}: {error.strerror}", 1)


def _json_writer(wanted: Filter) -> Callable[[Record | Rejected], None]:
    from onrecord.export.jsonl import to_line  # noqa: PLC0415 - keeps --help fast

    out = sys.stdout.buffer

    def write(one: Record | Rejected) -> None:
        kept = keep(one, wanted) if wanted and isinstance(one, Record) else one
        out.write(to_line(kept))

    return write


def _view_writer(wanted: Filter, *, full: bool, why: bool) -> Callable[[Record | Rejected], None]:
    from onrecord.pipeline import account_of  # noqa: PLC0415 - keeps --help fast
    from onrecord.view import Look, show, view_rejected  # noqa: PLC0415 - keeps --help fast
    from onrecord.view.accounts import Told  # noqa: PLC0415 - keeps --help fast

    out, errors = console(), console(stderr=True)

    def write(one: Record | Rejected) -> None:
        if isinstance(one, Record):
            only = frozenset(x.id for x in matching(one, wanted)) if wanted else None
            if only is None or only:
                told = None
                if only is None and one.reading:
                    told = Told({one.article.id: one}, *account_of(one))
                show(out, one, Look(full=full, why=why, only=only), told)
        else:
            # one line each, however long the name is: a terminal breaks it by itself
            errors.print(view_rejected(one), soft_wrap=True)

    return write
