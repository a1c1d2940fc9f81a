"""Verifies a pack: whether it is unaltered, and whether its words are on the page.

Nothing in a pack is trusted: it may come from anybody.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from typing import Any

import orjson

from onrecord.acquire.warc import read_warc
from onrecord.errors import InputError
from onrecord.evidence.packing import FORMAT
from onrecord.evidence.zipped import MANIFEST, SEAL, NotAPackError, packed, seal_of, unpacked
from onrecord.record import Article, Origin, Page, Record, Rejected

MAX_PIECES = 100_000  # stretches of words in one pack

Split = Callable[[Page], Sequence[Article | Record | Rejected]]
TextOf = Callable[[Page], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found of a pack. No faults: it is as it was made, and the words stand there."""

    sha256: str  # of the whole pack
    faults: tuple[str, ...]
    notes: tuple[str, ...]  # what is so, and what a reader should know
    pages: int = 0
    words: int = 0  # stretches that were found in their place


@dataclass(slots=True)
class _Findings:
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pages: int = 0
    words: int = 0


def verify(data: bytes, *, split: Split, text_of: TextOf, max_bytes: int) -> Verdict:
    """Check a pack. It may be anything; whatever is wrong is a fault, and nothing raises.

    split, text_of: read the stories of a page, and its whole text, as installed here. max_bytes:
    of a page.
    """
    found = _Findings()
    digest = sha256(data).hexdigest()
    try:
        parts = unpacked(data)
    except NotAPackError as error:
        fault = f"this is no pack of evidence, or a damaged one: {error}"
        return Verdict(sha256=digest, faults=(fault,), notes=())
    found.faults += _altered(data, parts)
    if not found.faults:  # only then is it worth reading
        try:
            _check_words(parts, (split, text_of, max_bytes), found)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            found.faults.append(f"manifest.json is not as a manifest is: {error!r}")
    return Verdict(
        sha256=digest,
        faults=tuple(found.faults),
        notes=tuple(found.notes),
        pages=found.pages,
        words=found.words,
    )


def _altered(data: bytes, parts: dict[str, bytes]) -> Iterator[str]:
    manifest = parts[MANIFEST]
    if seal_of(data) != SEAL + sha256(manifest).hexdigest().encode():
        yield "manifest.json, or the seal at the end of the file, was altered"
        return
    try:
        form = orjson.loads(manifest)
        listed = {one["name"]: (one["sha256"], one["size"]) for one in form["parts"]}
        if form["format"] != FORMAT:
            yield f"a pack of the form {form['format']!r}: another release made it"
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        yield f"manifest.json cannot be read: {error!r}"
        return
    for name in sorted(listed.keys() ^ (parts.keys() - {MANIFEST})):
        yield f"{name} is {'missing' if name in listed else 'not in the manifest'}"
    for name, (digest, size) in listed.items():
        body = parts.get(name)
        if body is not None and (len(body), sha256(body).hexdigest()) != (size, digest):
            yield f"{name} was altered"
    if packed(parts) != data:
        yield "the ZIP around the parts was altered"


def _check_words(parts: dict[str, bytes], how: tuple[Split, TextOf, int], found: _Findings) -> None:
    manifest = orjson.loads(parts[MANIFEST])
    split, text_of, max_bytes = how
    for entry in manifest["pages"]:
        page = _page_of(entry, parts[f"pages/{entry['sha256']}.warc"], max_bytes)
        if isinstance(page, str):
            found.faults.append(page)
            continue
        found.pages += 1
        if entry["body_sha256"] != entry["sha256"]:
            found.notes.append(
                f"page {entry['sha256'][:12]} is the text of a document; the document is not here"
            )
        stories = [one.article if isinstance(one, Record) else one for one in split(page)]
        articles = {one.id: one for one in stories if isinstance(one, Article)}
        page_text = cache(partial(text_of, page))  # of most packs nobody asks for it
        for article in manifest["articles"]:
            if article["page"] == entry["sha256"]:
                _check_article(article, articles, page_text, found)
    known = {one["sha256"] for one in manifest["pages"]}
    lost = [one["id"] for one in manifest["articles"] if one["page"] not in known]
    found.faults += [f"article {one} has no page here" for one in lost]
    if not found.words and not found.faults:
        found.faults.append("the pack shows no words of any article")


def _page_of(entry: dict[str, Any], warc: bytes, max_bytes: int) -> Page | str:
    """Take the page out of its archive; a string says what is wrong."""
    ref = f"page {entry['sha256'][:12]}"
    records = list(read_warc(BytesIO(warc), limit=max(max_bytes, len(warc))))
    if len(records) != 1 or isinstance(records[0].found, InputError):
        return f"{ref}: its WARC does not hold one page"
    body = records[0].found.body
    if sha256(body).hexdigest() != entry["body_sha256"]:
        return f"{ref}: its bytes are not those of the digest"
    facts = ("media_type", "charset", "url", "captured_at", "captured_how", "seen_at")
    return Page(
        body=body,
        sha256=entry["sha256"],
        origin=Origin(kind="memory", name="pack"),
        **{name: entry[name] for name in facts},
    )


def _check_article(
    entry: dict[str, Any],
    articles: dict[str, Article],
    page_text: Callable[[], str],
    found: _Findings,
) -> None:
    ref = f"article {entry['id']}"
    same = articles.get(entry["id"])
    made_by = next((one.made_by for one in articles.values()), None)
    differs = made_by is not None and made_by != entry["made_by"]
    if differs:
        found.notes.append(f"{ref} was split by {entry['made_by']}, here by {made_by}")
    if same is None and not differs:
        found.faults.append(f"{ref}: this page does not give it")
    texts = [same.text] if same else [one.text for one in articles.values()]
    for piece in _pieces(entry):
        words = piece["text"]
        if same and same.text[piece["start"] : piece["end"]] == words:
            found.words += 1
        elif any(words in text for text in texts):
            found.words += 1
            found.notes.append(f"{ref}: {_short(words)} stands elsewhere in the story now")
        elif _plain(words) in _plain(page_text()):
            found.words += 1
            found.notes.append(f"{ref}: {_short(words)} stands on the page, not in the story now")
        else:
            found.faults.append(f"{ref}: {_short(words)} is not on the page")
            continue
        if same and not differs and same.text[piece["start"] : piece["end"]] != words:
            found.faults.append(f"{ref}: {_short(words)} is not where the pack says")


def _pieces(entry: dict[str, Any]) -> list[dict[str, Any]]:
    pieces = list(entry["words"])
    for one in entry["statements"]:
        pieces += [*one["content"], *one["source"], one["around"]]
        pieces += [one["cue"]] if one["cue"] else []
    if len(pieces) > MAX_PIECES:
        raise ValueError(f"more than {MAX_PIECES} stretches of words")
    if any(not one["text"].strip() for one in pieces):
        raise ValueError("a stretch without words")
    return pieces


def _plain(text: str) -> str:
    return " ".join(text.split())


def _short(words: str) -> str:
    line = _plain(words)
    return f"“{line if len(line) <= 60 else line[:57] + '…'}”"  # noqa: PLR2004 - a line's worth
