"""The same answers as JSON under /api: paged, with ETags, described by an OpenAPI document."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.export.jsonl import to_line
from onrecord.joining.judging import kept_judge
from onrecord.library import Answer, Days, WhichStories
from onrecord.link.claims.claiming import claims_of
from onrecord.record import ActorKind
from onrecord.serve.answering import respond
from onrecord.serve.forms import Paging, number_of, only, paging_of, truth_of, words_of
from onrecord.serve.handlers.articles import record_of
from onrecord.serve.handlers.parties import party_of
from onrecord.serve.handlers.searches import Asked
from onrecord.serve.handlers.stories import story_of
from onrecord.serve.shown.accounts import MOST_COMPARED
from onrecord.serve.site import site_of, with_query

MOST_NUMBER = 2**53
Ask = Callable[[Request, Paging], Answer[Any]]


def routes() -> list[BaseRoute]:
    """Give the routes of this file."""
    asked: dict[str, Ask] = {
        "/api/articles": _articles,
        "/api/statements": _statements,
        "/api/timeline": _timeline,
        "/api/itinerary": _itinerary,
        "/api/stories": _stories,
        "/api/parties": _parties,
        "/api/revisions": _revisions,
        "/api/corrections": _corrections,
        "/api/rejected": _rejected,
    }
    given: dict[str, Callable[[Request], Response]] = {
        "/api/counts": counts,
        **{path: _answering(ask) for path, ask in asked.items()},
        "/api/articles/{id}": article,
        "/api/stories/{number}": story,
        "/api/stories/{number}/accounts": accounts,
        "/api/parties/{number}": party,
    }
    return [
        Route("/api", explained),
        Route("/api/openapi.json", described),
        *(Route(path, _as_described(path, answer)) for path, answer in given.items()),
    ]


@cache
def _document() -> bytes:
    return files("onrecord.serve").joinpath("openapi.json").read_bytes()


def _as_described(path: str, answer: Callable[[Request], Response]) -> Callable[..., Response]:
    """Refuse what the OpenAPI document does not name: a misspelt filter would find too much."""
    told = orjson.loads(_document())["paths"][path]["get"]["parameters"]
    refuse = only(*(one["name"] for one in told if one["in"] == "query"))

    def handle(request: Request) -> Response:
        refuse(request)
        return answer(request)

    return handle


def described(request: Request) -> Response:
    """Give the OpenAPI document; `scripts/write_openapi.py` writes it."""
    return respond(request, _document(), "application/json")


def explained(request: Request) -> Response:
    """Show what can be asked for as JSON, and with which parameters."""
    calls = [
        {
            "path": path,
            "summary": told["get"]["summary"],
            "parameters": [_meant(one) for one in told["get"]["parameters"]],
            "can_be_opened": not any(one["required"] for one in told["get"]["parameters"]),
        }
        for path, told in orjson.loads(_document())["paths"].items()
    ]
    return site_of(request).show(request, "api.html", {"calls": calls})


def _meant(parameter: dict[str, Any]) -> tuple[str, str]:
    listed = ", ".join(parameter["schema"].get("enum", ()))
    means = parameter["description"]
    return parameter["name"], f"{means} ({listed})" if listed else means


def counts(request: Request) -> Response:
    """Count what the library holds."""
    found = site_of(request).library.counts()
    return _json(request, {str(name): n for name, n in found.items()})  # names of tables: not plain


def article(request: Request) -> Response:
    """Give an article as `onrecord read --json` does."""
    return respond(request, to_line(record_of(request)), "application/json")


def story(request: Request) -> Response:
    """Give a story: its articles and why, its sources, what it goes on with."""
    return _json(request, story_of(request))


def accounts(request: Request) -> Response:
    """Give the claims of a story and how its statements stand to each other."""
    library, detail = site_of(request).library, story_of(request)
    ids = [part.source.article_id for part in detail.parts[:MOST_COMPARED]]
    records = [one for one in map(library.record, ids) if one is not None]
    return _json(
        request, claims_of(records, judge=kept_judge(library), rulings=library.rulings(records))
    )


def party(request: Request) -> Response:
    """Give a party: its names, roles and company, its articles, and why each is of it."""
    paging = paging_of(request)
    return _json(request, party_of(request, limit=paging.limit, offset=paging.offset))


def _stories(request: Request, paging: Paging) -> Answer[Any]:
    query, library = words_of(request, "q") or "", site_of(request).library
    which = WhichStories(days=_days(request), disputed=truth_of(request, "disputed"))
    return library.stories(query, which=which, limit=paging.limit, offset=paging.offset)


def _parties(request: Request, paging: Paging) -> Answer[Any]:
    asked = words_of(request, "kind")
    kind: ActorKind | None = next((one for one in get_args(ActorKind) if one == asked), None)
    if asked is not None and kind is None:
        raise HTTPException(400, f"kind is one of {', '.join(get_args(ActorKind))}")
    library, query = site_of(request).library, words_of(request, "q") or ""
    return library.parties(query, kind=kind, limit=paging.limit, offset=paging.offset)


def _revisions(request: Request, paging: Paging) -> Answer[Any]:
    article_id = words_of(request, "article")
    library = site_of(request).library
    if article_id is not None and library.record(article_id) is None:
        raise HTTPException(404, f"article: there is none with the id {article_id!r}")
    return library.revisions(article_id, limit=paging.limit, offset=paging.offset)


def _corrections(request: Request, paging: Paging) -> Answer[Any]:
    return site_of(request).library.corrections(limit=paging.limit, offset=paging.offset)


def _articles(request: Request, paging: Paging) -> Answer[Any]:
    library, query = site_of(request).library, words_of(request, "q")
    if query is not None:
        copies = truth_of(request, "copies")
        return library.search(query, copies=copies, limit=paging.limit, offset=paging.offset)
    after = number_of(request, "after", 0, least=0, most=MOST_NUMBER)
    return library.latest(after=after, limit=paging.limit, offset=paging.offset)


def _statements(request: Request, paging: Paging) -> Answer[Any]:
    return Asked.of(request).answer(site_of(request), paging, copies=truth_of(request, "copies"))


def _timeline(request: Request, paging: Paging) -> Answer[Any]:
    return site_of(request).library.timeline(
        _name(request), days=_days(request), limit=paging.limit, offset=paging.offset
    )


def _itinerary(request: Request, paging: Paging) -> Answer[Any]:
    return site_of(request).library.itinerary(
        _name(request), days=_days(request), limit=paging.limit, offset=paging.offset
    )


def _rejected(request: Request, paging: Paging) -> Answer[Any]:
    return site_of(request).library.rejected(limit=paging.limit, offset=paging.offset)


def _name(request: Request) -> str:
    name = words_of(request, "name")
    if name is None:
        raise HTTPException(400, "name is missing: ?name=Roe")
    return name


def _days(request: Request) -> Days:
    return Days(since=words_of(request, "since"), until=words_of(request, "until"))


def _answering(ask: Ask) -> Callable[[Request], Response]:
    def handle(request: Request) -> Response:
        paging = paging_of(request)
        answer = ask(request, paging)
        end = paging.offset + len(answer.found)
        more = bool(answer.found) and (answer.at_least or end < answer.total)
        query = {**dict(request.query_params), "limit": paging.limit, "offset": end}
        query.pop("token", None)
        following = with_query(request.url.path, **query) if more else None
        page = {
            "asked": answer.asked,
            "total": answer.total,
            "at_least": answer.at_least,
            "copies": answer.copies,
            "offset": paging.offset,
            "limit": paging.limit,
            "next": following,
            "found": answer.found,
        }
        headers = {"link": f'<{following}>; rel="next"'} if following else {}
        return _json(request, page, headers)

    return handle


def _json(request: Request, form: object, headers: dict[str, str] | None = None) -> Response:
    return respond(request, orjson.dumps(form), "application/json", headers=headers)


def problem(status: int, detail: str) -> Response:
    """Say what is wrong as RFC 9457 has it."""
    body = orjson.dumps({"type": "about:blank", "status": status, "detail": detail})
    return Response(body, status, media_type="application/problem+json")
