"""What somebody follows, as feeds for any reader: Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.export.feeds import Feed, Item, to_atom, to_json
from onrecord.library import Hit
from onrecord.library.answers import Source
from onrecord.serve.answering import respond
from onrecord.serve.forms import words_of
from onrecord.serve.handlers.parties import party_of
from onrecord.serve.handlers.stories import story_of
from onrecord.serve.site import site_of, with_query

MOST = 50  # entries

Find = Callable[[Request], Feed]
Write = Callable[[Feed, str], bytes]


def routes() -> list[BaseRoute]:
    """Give the routes of this file."""
    made: list[BaseRoute] = []
    for path, find in (
        ("/search", _search),
        ("/stories/{number}", _story),
        ("/parties/{number}", _party),
    ):
        made.append(Route(f"{path}.atom", _giving(find, to_atom, "application/atom+xml")))
        made.append(Route(f"{path}.feed.json", _giving(find, to_json, "application/feed+json")))
    return made


def _giving(find: Find, write: Write, media_type: str) -> Callable[[Request], Response]:
    def handle(request: Request) -> Response:
        return respond(request, write(find(request), _root(request)), media_type)

    return handle


def _root(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers['host']}"


def _search(request: Request) -> Feed:
    query = words_of(request, "q")
    if query is None:
        raise HTTPException(400, "Give a query: q=ferry")
    answer = site_of(request).library.found_last(query, limit=MOST)
    return Feed(
        title=f"Onrecord: {query}",
        path=with_query("/search", q=query),
        items=[_item(hit) for hit in answer.found],
    )


def _story(request: Request) -> Feed:
    detail = story_of(request)
    newest = sorted(detail.parts, key=lambda part: part.source.day or "", reverse=True)
    return Feed(
        title=f"Onrecord: {detail.story.title}",
        path=f"/stories/{detail.story.number}",
        items=[_of(part.source, "; ".join(part.because)) for part in newest[:MOST]],
    )


def _party(request: Request) -> Feed:
    library, detail = site_of(request).library, party_of(request, limit=1)
    said = [one.said for one in library.spoken(party=detail.party.number, limit=MOST).found]
    return Feed(
        title=f"Onrecord: {detail.party.name}",
        path=f"/parties/{detail.party.number}",
        items=[
            Item(
                id=one.id,
                title=f"{detail.party.name} {one.manner}: {one.content}",
                path=f"/a/{one.source.article_id}#c{one.id.partition(':')[2]}",
                day=one.source.day,
                words=f"{one.content} ({one.source.title})",
            )
            for one in said
        ],
    )


def _of(source: Source, words: str) -> Item:
    return Item(
        id=source.article_id,
        title=source.title,
        path=f"/a/{source.article_id}",
        day=source.day,
        words=words,
    )


def _item(hit: Hit) -> Item:
    return _of(hit.source, hit.snippet)
