"""A pack's report: one HTML file that needs nothing else, for a person with any browser."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}blockquote{margin:1rem 0;padding:.2rem 1rem;"
    "border-left:4px solid #888}mark{background:#ffe58a;color:inherit}"
    "th{text-align:left;vertical-align:top;padding-right:1rem;font-weight:600;white-space:nowrap}"
    "td{overflow-wrap:anywhere}code{font-size:.9em}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
Entry = Mapping[str, Any]


def report_of(manifest: Entry) -> str:
    """Write the report of a manifest; every word of it is shown as text, never as markup."""
    pages = {one["sha256"]: one for one in manifest["pages"]}
    asked = ", ".join(manifest["asked"])
    lines = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>Evidence: {escape(asked)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>Evidence</h1><p>Of <code>{escape(asked)}</code>.</p>",
        *(f"<p>{escape(line)}</p>" for line in manifest["why"]),
    ]
    for article in manifest["articles"]:
        lines += _article_lines(article, pages[article["page"]])
    lines += [
        "<h2>Check it</h2><p>Pages are in <code>pages/</code> as they were received, as WARC;"
        " what was read in them is in <code>articles/</code>; digests of all parts are in"
        " <code>manifest.json</code>. <code>onrecord verify PACK</code> checks every byte, and that"
        " the words above stand in the page, without a library and without the net.</p>",
        f"<p>Packed by {escape(manifest['made_by'])}.</p></body></html>\n",
    ]
    return "\n".join(lines)


def _article_lines(article: Entry, page: Entry) -> Iterator[str]:
    yield f"<h2>{escape(article['headline'] or 'Without a headline')}</h2>"
    for one in article["statements"]:
        yield from _statement_lines(one)
    for piece in article["words"]:
        yield f"<blockquote>{_lines(piece['text'])}</blockquote>"
    yield "<table>"
    rows = {
        "Authors": ", ".join(article["authors"]),
        "Agency": article["agency"],
        "Outlet": article.get("outlet"),  # packs of older releases hold none
        "Published": article["published"],
        "Updated": article["updated"],
        "Address": article["url"] or page["url"],
        "Captured": page["captured_at"] or article["captured"],
        "Came from": page["origin"]["name"],
        "Member": page["origin"]["member"],
        "SHA-256 of the page": page["sha256"],
        "Article": article["id"],
        "Split by": article["made_by"],
        "Read by": article["weights"] or "no model",
    }
    for name, value in rows.items():
        if value:
            yield f"<tr><th>{name}</th><td>{escape(str(value))}</td></tr>"
    yield "</table>"


def _statement_lines(one: Entry) -> Iterator[str]:
    who = one["speaker"] or " … ".join(x["text"] for x in one["source"]) or "Nobody named"
    via = f", told by {', '.join(one['via'])}" if one["via"] else ""
    checked = f", {one['checked']}" if one["checked"] else ""
    facts = f"{one['manner']}, {one['certainty']}, {one['quote']}{checked}{via}"
    yield f"<p><strong>{escape(who)}</strong> ({escape(facts)})</p>"
    yield f"<blockquote>{_marked(one['around'], one['content'])}</blockquote>"


def _marked(around: Entry, pieces: list[Entry]) -> str:
    text, at, out = around["text"], around["start"], ""
    for piece in sorted(pieces, key=lambda x: int(x["start"])):
        out += _lines(text[at - around["start"] : piece["start"] - around["start"]])
        out += f"<mark>{_lines(piece['text'])}</mark>"
        at = piece["end"]
    return out + _lines(text[at - around["start"] :])


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
