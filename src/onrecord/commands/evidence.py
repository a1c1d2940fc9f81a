"""`onrecord evidence` and `onrecord verify`: prove what a page said."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.options import LIBRARY, LibraryOption
from onrecord.commands.running import one_line_errors, refuse, say, stop, with_settings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.evidence import Exhibit
    from onrecord.library import Library
    from onrecord.record import Claim, Record

UNFINISHED = ".part"  # added to the name of a pack until it is complete


UNNAMED = Path("evidence.zip")  # a pack that was given no name


def evidence(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="STATEMENT|ARTICLE|CLAIM",
            help="Ids from `said` or `search`, or the number of a claim from `claims`: 3.1.",
        ),
    ],
    *,
    into: Annotated[
        Path, typer.Option("-o", "--into", metavar="PACK", dir_okay=False, help="Where to write.")
    ] = UNNAMED,
    library: LibraryOption = LIBRARY,
) -> None:
    """Pack what a page said: its bytes, their digest, the words and where they stand, a report.

    `onrecord verify` checks a pack anywhere, without the library and without the net. The digest
    printed is that of the pack: pass it on to those who get the pack.
    """
    from onrecord.evidence import pack_of  # noqa: PLC0415 - keeps --help fast
    from onrecord.library import Library  # noqa: PLC0415 - keeps --help fast

    with one_line_errors(), Library.open(library, make=False) as kept:
        exhibits: dict[str, Exhibit] = {}
        why: list[str] = []
        for id_ in dict.fromkeys(ids):
            for one in _exhibits(kept, id_, why):
                known = exhibits.get(one.record.article.id)
                exhibits[one.record.article.id] = _both(known, one)
        try:
            pack = pack_of(list(exhibits.values()), asked=list(dict.fromkeys(ids)), why=why)
        except ValueError as error:
            stop(str(error), 1)
    _write(into, pack)


def _exhibits(kept: "Library", id_: str, why: list[str]) -> list["Exhibit"]:
    """Find what an id names; adds the description of a claim to `why`."""
    story, dot, number = id_.partition(".")
    if dot and story.isdecimal() and number.isdecimal():
        return _of_claim(kept, int(story), int(number), why)
    article_id = id_.partition(":")[0]
    record = kept.record(article_id)
    if record is None:
        stop(f"there is no {id_} in {kept.name}: `onrecord search` and `said` print ids", 1)
    if ":" not in id_:
        return [_exhibit(kept, record, ())]
    names = _statement_names(record)
    if id_ not in names:
        stop(f"article {article_id} has no statement {id_}: `onrecord said` prints ids", 1)
    return [_exhibit(kept, record, (names[id_],))]


def _statement_names(record: "Record") -> dict[str, str]:
    """Give `Statement.id`s by the ids that a library gives them."""
    from onrecord.library.forms.pieces import ids_of  # noqa: PLC0415 - keeps --help fast

    found = record.reading.statements if record.reading else ()
    ids = ids_of(record.article.id, found)
    return {id_: one.id for id_, one in zip(ids, found, strict=True)}


def _of_claim(kept: "Library", story: int, number: int, why: list[str]) -> list["Exhibit"]:
    from onrecord.joining.accounts import accounts_of_story  # noqa: PLC0415 - keeps --help fast

    told = accounts_of_story(kept, story)
    claims = told.account.claims if told else ()
    if told is None or not 1 <= number <= len(claims):
        stop(f"there is no claim {story}.{number}: `onrecord claims` lists them", 1)
    claim = claims[number - 1]
    why += _words_of(claim, f"{story}.{number}")
    records = {one.article.id: one for one in told.records}
    by_article: dict[str, list[str]] = {}
    for said in claim.statements:
        by_article.setdefault(said.article_id, []).append(said.statement)
    return [_exhibit(kept, records[id_], tuple(found)) for id_, found in by_article.items()]


def _words_of(claim: "Claim", name: str) -> list[str]:
    voices = ", ".join(one.name for one in claim.voices) or "nobody named"
    lines = [f"Claim {name} is {claim.state}{f' ({claim.why})' if claim.why else ''}."]
    lines.append(f"It rests on {len(claim.voices)} independent voices: {voices}.")
    lines += [f"Checked by {one.by or 'the article'}: {one.outcome}." for one in claim.checks]
    return lines


def _exhibit(kept: "Library", record: "Record", statements: tuple[str, ...]) -> "Exhibit":
    from onrecord.evidence import Exhibit  # noqa: PLC0415 - keeps --help fast

    page = kept.page(record.article.page_sha256)
    if page is None:
        stop(f"the page of {record.article.id} is not in {kept.name}: add it again", 1)
    return Exhibit(page=page, record=record, statements=statements)


def _both(known: "Exhibit | None", one: "Exhibit") -> "Exhibit":
    from onrecord.evidence import Exhibit  # noqa: PLC0415 - keeps --help fast

    if known is None:
        return one
    names = tuple(dict.fromkeys((*known.statements, *one.statements)))
    return Exhibit(page=one.page, record=one.record, statements=names)


def _write(into: Path, pack: bytes) -> None:
    from hashlib import sha256  # noqa: PLC0415 - keeps --help fast

    part = into.with_name(into.name + UNFINISHED)
    try:
        if into == UNNAMED and into.exists() and into.read_bytes() != pack:
            stop(f"{into} holds other evidence: name another file with -o", 1)
        part.write_bytes(pack)
        os.replace(part, into)
    except OSError as error:
        stop(f"cannot write {into}: {error.strerror}", 1)
    finally:
        part.unlink(missing_ok=True)
    say(f"{into}: {len(pack):,} bytes, sha256 {sha256(pack).hexdigest()}")


@partial(with_settings, net=False)
def verify(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="A pack that `evidence` wrote.")],
    *,
    digest: Annotated[
        str | None,
        typer.Option("--sha256", metavar="HEX", help="The SHA-256 that the pack's maker gave you."),
    ] = None,
    settings: Settings,
) -> None:
    """Check a pack: every byte of it, and that its words stand in the pages as read here.

    Needs no library, no model and no net. If another version read the page, it says so, and whether
    the words are still found. Exit code 1: something is not as it should be.
    """
    from onrecord import evidence as packs  # noqa: PLC0415 - keeps --help fast
    from onrecord.pipeline import How, page_text, read_page  # noqa: PLC0415 - keeps --help fast

    wanted = digest.strip().lower() if digest else None
    refuse("--sha256", "give 64 hex digits", when=wanted is not None and not _is_digest(wanted))
    verdict = packs.verify(
        _read(pack),
        split=partial(read_page, how=How(settings=settings, model=False)),
        text_of=partial(page_text, settings=settings),
        max_bytes=settings.max_bytes,
    )
    faults = list(verdict.faults)
    if wanted is not None and wanted != verdict.sha256:
        faults.insert(0, f"the pack is another one: its sha256 is {verdict.sha256}")
    for note in verdict.notes:
        print(f"note: {note}")
    for fault in faults:
        print(f"WRONG: {fault}")
    if not faults:
        pages = "1 page" if verdict.pages == 1 else f"{verdict.pages} pages"
        words = "1 stretch" if verdict.words == 1 else f"{verdict.words} stretches"
        print(f"verified: {pages}, {words} of words in {'it' if verdict.pages == 1 else 'them'}")
    print(f"sha256 {verdict.sha256}")
    raise typer.Exit(1 if faults else 0)


def _is_digest(words: str) -> bool:
    return len(words) == 64 and all(one in "0123456789abcdef" for one in words)  # noqa: PLR2004


def _read(pack: Path) -> bytes:
    from onrecord.evidence.zipped import MAX_BYTES  # noqa: PLC0415 - keeps --help fast

    try:
        if pack.stat().st_size > MAX_BYTES:
            stop(f"{pack} is too large to be a pack", 1)
        return pack.read_bytes()
    except OSError as error:
        stop(f"cannot read {pack}: {error.strerror}", 1)
