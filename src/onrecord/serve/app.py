"""The application: which address leads where, and what becomes of what goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from onrecord.errors import LibraryError, QueryError
from onrecord.serve.answering import takes_gzip
from onrecord.serve.assets import assets
from onrecord.serve.forms import wrong_words
from onrecord.serve.guard import Door, Guard
from onrecord.serve.handlers import (
    api,
    articles,
    corrections,
    feeds,
    following,
    home,
    parties,
    searches,
    stories,
)
from onrecord.serve.site import Site, site_of

THREADS = 8  # that answer: more would only share one lock, each with a connection of its own
YEAR_S = 365 * 24 * 3_600


def make_app(site: Site, door: Door) -> ASGIApp:
    """Give the application of a library; door says who is let in."""

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        site.desk.open()
        yield
        site.desk.close()

    app = Starlette(
        routes=_routes(door.page_bytes),
        lifespan=running,
        exception_handlers={
            HTTPException: _http_error,
            QueryError: _query_error,
            LibraryError: _library_error,
        },
    )
    app.state.site = site
    app.router.redirect_slashes = False
    return Guard(app, door)


def _routes(page_bytes: int) -> list[BaseRoute]:
    return [
        *feeds.routes(),  # before the pages, whose numbers would take ".atom" along
        *home.routes(page_bytes),
        *articles.routes(),
        *searches.routes(),
        *stories.routes(),
        *parties.routes(),
        *corrections.routes(),
        *following.routes(),
        *api.routes(),
        Route("/static/{name:path}", static),
        Route("/favicon.ico", static),
    ]


def static(request: Request) -> Response:
    """Give a script, a style or an outline; only those that were read at the start are there."""
    asset = assets().get(request.path_params.get("name", "mark.svg"))
    if asset is None:
        raise HTTPException(404, "There is no such file.")
    headers = {
        "cache-control": f"public, max-age={YEAR_S}, immutable",
        "etag": f'"{asset.digest}"',
        "vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    if takes_gzip(request):
        headers["content-encoding"] = "gzip"
        return Response(asset.packed, headers=headers, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    bare = error.status_code == HTTPStatus.NOT_FOUND and error.detail == HTTPStatus.NOT_FOUND.phrase
    words = "There is nothing at this address." if bare else error.detail
    response = _wrong(request, error.status_code, words)
    response.headers.update(error.headers or {})
    return response


def _query_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, QueryError)
    return _wrong(request, 400, wrong_words(error))


def _library_error(request: Request, error: Exception) -> Response:
    return _wrong(request, 503, str(error))


def _wrong(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith("/api"):
        return api.problem(status, words)
    return site_of(request).show(
        request, "error.html", {"status": status, "words": words}, status=status
    )
