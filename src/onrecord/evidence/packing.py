"""Statements and the pages they stand on -> a pack."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from onrecord.acquire.warc import warc_record
from onrecord.evidence.report import report_of
from onrecord.evidence.zipped import MANIFEST, packed
from onrecord.export.jsonl import to_line
from onrecord.export.texts import storable
from onrecord.record import Article, Page, Record, Span, Statement
from onrecord.version import __version__

FORMAT = "onrecord evidence 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """An article, the page it was read from, and the statements that are to be shown.

    page: holds the article, `page.sha256 == record.article.page_sha256`.
    """

    page: Page
    record: Record
    statements: tuple[str, ...] = ()  # `Statement.id`s; empty: the article as a whole


def pack_of(exhibits: Sequence[Exhibit], *, asked: Sequence[str], why: Sequence[str] = ()) -> bytes:
    """Pack articles with their pages: the same ones give the same bytes.

    asked: what was asked for, as the user named it. why: lines for the reader about all of it, such
    as a claim and its state. Raises ValueError for more than a pack can hold.
    """
    parts: dict[str, bytes] = {}
    pages: dict[str, Any] = {}
    for one in exhibits:
        pages[one.page.sha256] = _page_entry(one.page)
        parts[f"pages/{one.page.sha256}.warc"] = warc_record(one.page)
        parts[f"articles/{one.record.article.id}.json"] = to_line(one.record)
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_by": f"onrecord {__version__}",
        "asked": list(asked),
        "why": list(why),
        "articles": [_article_entry(one) for one in exhibits],
        "pages": list(pages.values()),
    }
    parts["report.html"] = report_of(manifest).encode(errors="replace")
    manifest["parts"] = [
        {"name": name, "sha256": sha256(body).hexdigest(), "size": len(body)}
        for name, body in parts.items()
    ]
    form = orjson.dumps(storable(manifest), option=orjson.OPT_INDENT_2)
    return packed({MANIFEST: form, **parts})


def _page_entry(page: Page) -> dict[str, Any]:
    facts = ("sha256", "media_type", "charset", "url", "captured_at", "captured_how", "seen_at")
    return {
        **{name: getattr(page, name) for name in facts},
        # of RTF and DOCX `sha256` is that of the document, and the text made of it is what is here
        "body_sha256": sha256(page.body).hexdigest(),
        "origin": {
            name: getattr(page.origin, name) for name in ("kind", "name", "member", "offset")
        },
    }


def _article_entry(one: Exhibit) -> dict[str, Any]:
    article, reading = one.record.article, one.record.reading
    shown = [x for x in reading.statements if x.id in one.statements] if reading else []
    facts = ("headline", "published", "updated", "captured", "url", "agency", "outlet")
    return {
        "id": article.id,
        "page": article.page_sha256,
        "number": article.number,
        **{name: getattr(getattr(article, name), "value", None) for name in facts},
        "authors": [x.value for x in article.authors],
        "made_by": article.made_by,
        "weights": reading.weights if reading else None,
        "text_sha256": sha256(article.text.encode(errors="replace")).hexdigest(),
        "statements": [_statement_entry(article, x) for x in shown],
        "words": [] if shown else [_piece(article, Span(start=0, end=len(article.text)))],
    }


def _statement_entry(article: Article, one: Statement) -> dict[str, Any]:
    return {
        "id": one.id,
        "speaker": one.speaker_name,
        **{name: getattr(one, name) for name in ("grade", "manner", "certainty", "quote")},
        "checked": one.checked,
        "via": [told.name or _words(article, told.source) for told in one.via],
        "content": [_piece(article, x) for x in one.content],
        "source": [_piece(article, x) for x in one.source],
        "cue": _piece(article, one.cue) if one.cue else None,
        "around": _piece(article, _around(article.text, one)),
        "score": one.score,
    }


def _around(text: str, one: Statement) -> Span:
    """Give the lines that contain a statement."""
    spans = (*one.content, *one.source, *((one.cue,) if one.cue else ()))
    start, end = min(x.start for x in spans), max(x.end for x in spans)
    stop = text.find("\n", end)
    return Span(start=text.rfind("\n", 0, start) + 1, end=len(text) if stop < 0 else stop)


def _piece(article: Article, span: Span) -> dict[str, Any]:
    words = article.text[span.start : span.end]
    return {"start": span.start, "end": span.end, "text": words}


def _words(article: Article, spans: Sequence[Span]) -> str:
    return " … ".join(article.text[x.start : x.end] for x in spans)
